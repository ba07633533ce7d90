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
    for figure in one_of_each(&demo) {
        if !matches!(figure.kind, FigureKind::Slope | FigureKind::StackedColumns) {
            continue;
        }
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
}
