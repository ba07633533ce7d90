//! The project table: filters, order, and that nothing in a workbook can upset what follows from it.

mod support;

use guatu::{
    analysis::{
        By, ListAnalysis, Query, SortKey, attention, breakdown, headline_tiles, project_lamp,
        project_progress, table,
    },
    model::{Decimal, Lamp, Money, Month, ProjectField as F, ProjectId, Value, Workbook, list::Column},
};
use std::collections::BTreeSet;

fn analysed(seed: u64) -> (Workbook, ListAnalysis) {
    let book = support::random_workbook(seed, 60);
    let list = book.lists.at(0).unwrap().id;
    let analysis = ListAnalysis::new(&book, list, Month::new(2024, 6)).unwrap();
    (book, analysis)
}

fn shown(book: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<ProjectId> {
    table::rows(book, analysis, query).iter().map(|&row| analysis.rows[row as usize].project).collect()
}

#[test]
fn without_a_query_the_list_is_shown_in_its_order() {
    let (book, analysis) = analysed(1);
    let all: Vec<ProjectId> =
        book.projects.iter().filter(|p| p.list == analysis.list).map(|p| p.id).collect();
    assert_eq!(shown(&book, &analysis, &Query::all(analysis.list)), all);
    for (row, id) in all.iter().enumerate() {
        assert_eq!(analysis.project(&book, row).unwrap().id, *id);
        assert_eq!(analysis.row_of(*id), Some(row));
    }
}

#[test]
fn every_column_orders_every_list_and_empty_cells_come_last() {
    let mut columns: Vec<Column> = F::FIXED.into_iter().map(Column::Field).collect();
    columns.extend([
        Column::Number,
        Column::Done,
        Column::Completion,
        Column::Gap,
        Column::Lamp,
        Column::MonthsLate,
        Column::Share,
    ]);
    for seed in 0..12 {
        let (book, analysis) = analysed(seed);
        let mut all = shown(&book, &analysis, &Query::all(analysis.list));
        all.sort();
        for &column in &columns {
            for descending in [false, true] {
                let sort = vec![SortKey { column, descending }];
                let rows = shown(&book, &analysis, &Query { sort, ..Query::all(analysis.list) });
                let mut sorted = rows.clone();
                sorted.sort();
                assert_eq!(sorted, all, "{column:?} keeps every row");
                let Column::Field(field) = column else { continue };
                let is_empty: Vec<bool> = rows
                    .iter()
                    .map(|&id| field.get(book.projects.get(id).unwrap()) == Value::Empty)
                    .collect();
                // A package shows the sum of its parts in an empty cell.
                if !matches!(field, F::Investment | F::Plan) {
                    assert!(is_empty.is_sorted(), "{column:?} puts empty cells last");
                }
            }
        }
    }
}

#[test]
fn several_columns_in_turn() {
    let (book, analysis) = analysed(3);
    let key = |field, descending| SortKey { column: Column::Field(field), descending };
    let sort = vec![key(F::Area, false), key(F::Stage, true), key(F::Name, false), key(F::Code, true)];
    let rows = shown(&book, &analysis, &Query { sort, ..Query::all(analysis.list) });
    let keys: Vec<_> = rows
        .iter()
        .map(|&id| {
            let project = book.projects.get(id).unwrap();
            let area = project.area.map_or(usize::MAX, |area| book.areas.position(area).unwrap());
            let stage = project.stage.map_or(99, |stage| 50 - stage as u8);
            (area, stage, project.name.clone())
        })
        .collect();
    assert!(keys.is_sorted());
}

#[test]
fn money_is_ordered_by_worth_and_not_by_figure() {
    let (mut book, analysis) = analysed(4);
    let worth = ["2 亿元", "30000 万元", "100000 元"];
    let mut projects: Vec<_> = book.projects.iter().cloned().collect();
    let mut own: Vec<_> = projects.iter_mut().filter(|p| p.list == analysis.list).collect();
    let ids: Vec<ProjectId> = own.iter().map(|p| p.id).take(3).collect();
    for (at, project) in own.iter_mut().enumerate() {
        project.parent = None;
        project.done_before = worth.get(at).map(|text| text.parse::<Money>().unwrap());
    }
    book.projects = projects.into_iter().collect();
    let sort = vec![SortKey { column: Column::Field(F::DoneBefore), descending: false }];
    let rows = shown(&book, &analysis, &Query { sort, ..Query::all(analysis.list) });
    assert_eq!(rows[..3], [ids[2], ids[0], ids[1]]);
}

#[test]
fn filters_keep_exactly_what_fits() {
    for seed in 0..12 {
        let (book, analysis) = analysed(seed);
        let all = Query::all(analysis.list);
        let own = || book.projects.iter().filter(|p| p.list == analysis.list);
        for area in book.areas.iter() {
            let areas = BTreeSet::from([Some(area.id)]);
            let rows = shown(&book, &analysis, &Query { areas, ..all.clone() });
            let expected: Vec<_> =
                own().filter(|p| p.area.is_some_and(|a| book.lies_in(a, area.id))).map(|p| p.id).collect();
            assert_eq!(rows, expected);
        }
        let areas = BTreeSet::from([None]);
        let rows = shown(&book, &analysis, &Query { areas, ..all.clone() });
        assert_eq!(rows.len(), own().filter(|p| p.area.is_none()).count());
        let by_lamp = Lamp::ALL.map(|lamp| {
            shown(&book, &analysis, &Query { lamps: BTreeSet::from([lamp]), ..all.clone() }).len()
        });
        assert_eq!(by_lamp.iter().sum::<usize>(), analysis.len());
        for needle in ["瓯江", "LISHUI airport", "ｌｉｓｈｕｉ", "\\", "项目"] {
            let rows = shown(&book, &analysis, &Query { text: needle.into(), ..all.clone() });
            // Whatever is found by its name is found.
            let folded = |text: &str| text.to_lowercase();
            let plain = if needle == "ｌｉｓｈｕｉ" { "lishui" } else { needle };
            for project in own().filter(|p| folded(&p.name).contains(&folded(plain))) {
                assert!(rows.contains(&project.id), "{needle} in {}", project.name);
            }
        }
        let only = Some(own().take(2).map(|p| p.id).collect::<BTreeSet<_>>());
        assert_eq!(shown(&book, &analysis, &Query { only, ..all.clone() }).len(), own().take(2).count());
        assert!(shown(&book, &analysis, &Query { text: "没有这样的项目".into(), ..all }).is_empty());
    }
}

#[test]
fn one_project_is_judged_alone_as_in_its_list() {
    for seed in 0..20 {
        let (book, analysis) = analysed(seed);
        let list = book.lists.get(analysis.list).unwrap();
        for row in 0..analysis.len() {
            let project = analysis.project(&book, row).unwrap();
            let state = project_lamp(&book, list, project, analysis.month);
            assert_eq!(state.lamp, analysis.rows[row].lamp, "seed {seed}, {}", project.id);
            assert_eq!(Some(project_progress(&book, list, project, analysis.month)), analysis.progress(row));
        }
    }
}

#[test]
fn the_groups_of_any_list_add_up() {
    for seed in 0..20 {
        let (book, analysis) = analysed(seed);
        for by in [By::Area, By::Category, By::Stage, By::Nature, By::Lamp] {
            let groups = breakdown(&book, &analysis, by);
            let sum = |of: &dyn Fn(&guatu::analysis::Totals) -> u32| {
                groups.iter().map(|group| of(&group.totals)).sum::<u32>()
            };
            assert_eq!(sum(&|t| t.packages), analysis.totals.packages, "{by:?}");
            assert_eq!(sum(&|t| t.split), analysis.totals.split, "{by:?}");
            assert_eq!(sum(&|t| t.left), analysis.totals.left, "{by:?}");
        }
    }
}

#[test]
fn figures_past_any_range_are_survived() {
    for seed in 0..30 {
        let mut book = support::random_workbook(seed, 40);
        let mut projects: Vec<_> = book.projects.iter().cloned().collect();
        let wild = [Decimal::MAX, Decimal::MIN, Decimal::new(1, 28), Decimal::NEGATIVE_ONE, Decimal::ZERO];
        for (at, project) in projects.iter_mut().enumerate() {
            let value = wild[at % wild.len()];
            for money in [&mut project.plan, &mut project.investment].into_iter().flatten() {
                money.value = value;
            }
            for year in &mut project.months {
                year.reported = [Some(wild[(at / 2) % wild.len()]); 12].into();
            }
        }
        book.projects = projects.into_iter().collect();
        let mut indicators: Vec<_> = book.indicators.iter().cloned().collect();
        for (at, row) in indicators.iter_mut().enumerate() {
            row.headline = true;
            for (n, o) in row.observations.iter_mut().enumerate() {
                o.value = o.value.map(|_| wild[(at + n) % wild.len()]);
                o.growth = o.growth.map(|_| wild[(at + n + 1) % wild.len()]);
            }
            for target in &mut row.targets {
                target.value = target.value.map(|_| wild[(at + 2) % wild.len()]);
                target.tolerance = Some(Decimal::MAX);
            }
        }
        book.indicators = indicators.into_iter().collect();
        for month in (1..=12).map(|month| Month::new(2024, month)).chain([None]) {
            attention(&book, month);
        }
        headline_tiles(&book);
    }
}
