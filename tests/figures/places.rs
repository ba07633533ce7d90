//! Where areas stand on a tile map, and what stays of a label that is too long.

use super::{day, demo, lishui, one_of_each, texts, tree, with_long_areas};
use guatu::{
    chart::{self, Body, Size, render},
    i18n::Lang,
    model::{Area, Figure, FigureId, FigureKind, figure::Tile},
};

#[test]
fn a_tile_map_has_the_places_of_the_workbook_and_rows_where_it_has_none() {
    for workbook in [lishui(), demo()] {
        let figure = Figure::new(FigureId(0), FigureKind::TileMap);
        let tiles = chart::tile_positions(&workbook, &figure);
        assert_eq!(tiles.len(), workbook.child_areas().count());
        for tile in &tiles {
            let square = workbook.areas.get(tile.area).and_then(|area| area.square).expect("its place");
            assert_eq!((tile.column, tile.row), (square.column, square.row));
        }
        // A figure may say otherwise; what stands there then gives way.
        let (first, second) = (tiles[0], tiles[1]);
        let moved = Tile { area: first.area, ..second };
        let own = Figure { tiles: vec![moved], ..figure.clone() };
        let now = chart::tile_positions(&workbook, &own);
        assert!(now.contains(&moved) && now.len() == tiles.len());
        // Without places the areas stand in rows, as wide as they are many.
        let mut plain = workbook.clone();
        plain.areas = workbook.areas.iter().map(|area| Area { square: None, ..area.clone() }).collect();
        let rows: Vec<(u8, u8)> =
            chart::tile_positions(&plain, &figure).iter().map(|tile| (tile.column, tile.row)).collect();
        let expected = (0..3).flat_map(|row| (0..4).map(move |column| (column, row))).take(10);
        assert_eq!(rows, expected.collect::<Vec<_>>());
    }
}

#[test]
fn figures_are_written_in_full_where_names_are_cut() {
    let demo = with_long_areas(demo());
    let mut seen = 0;
    for figure in one_of_each(&demo) {
        if !matches!(figure.kind, FigureKind::Slope | FigureKind::StackedColumns) {
            continue;
        }
        seen += 1;
        let made = render(&demo, &figure, Lang::En, Size::PHONE, 1, day()).expect("it can be drawn");
        let Body::Compared(compared) = &made.chart.body else { panic!("a figure that compares") };
        let parts = match &compared.drawing {
            chart::kinds::Drawing::Slope(slope) => &slope.lines,
            chart::kinds::Drawing::Stack(stack) => &stack.parts,
            other => panic!("a slope or columns, not {other:?}"),
        };
        let mut found = Vec::new();
        texts(tree(made.svg()).root(), &mut found);
        for part in parts {
            let last = part.values.iter().flatten().next_back().expect("a figure");
            assert!(found.iter().any(|(said, _)| said.contains(&last.text)), "{} {}", part.name, last.text);
        }
    }
    assert_eq!(seen, 2);
}

#[test]
fn categories_without_money_are_shown_by_their_count_alone() {
    let lishui = lishui();
    let bars = lishui.figures.iter().find(|figure| figure.kind == FigureKind::ProjectBars).expect("bars");
    let made = chart::chart(&lishui, bars, Lang::Zh);
    let Body::Rows(body) = &made.body else { panic!("rows") };
    // Two of nine fields have an investment: bars of the count, the most first, and no second unit on the axis.
    assert_eq!((body.style, body.unit.name.as_str()), (chart::RowStyle::Bars, "个"));
    assert!(body.rows.iter().all(|row| row.second.is_none()));
    let counts: Vec<f64> = body.rows.iter().filter_map(|row| row.value.as_ref()).map(|v| v.at).collect();
    assert!(counts.is_sorted_by(|a, b| a >= b) && counts.len() == body.rows.len(), "{counts:?}");
    assert!(made.foot.iter().any(|line| line.contains("政府工作报告")), "{:?}", made.foot);
    // Where most have it, both are shown.
    let demo = demo();
    let bars = demo.figures.iter().find(|figure| figure.kind == FigureKind::ProjectBars).expect("bars");
    let Body::Rows(body) = chart::chart(&demo, bars, Lang::Zh).body else { panic!("rows") };
    assert_eq!(body.style, chart::RowStyle::Pair);
}
