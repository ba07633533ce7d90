//! The project table: filters, order, and that nothing in a workbook can upset what follows from it.

mod support;

use guatu::{
    analysis::{
        Arranged, By, ColumnSums, Line, ListAnalysis, Query, SortKey, Totals, arrange, attention, breakdown,
        column_sum::Side,
        follow::{Followed, Stand, follow},
        headline_tiles, pinyin, project_lamp, project_progress, table,
    },
    edit::{Edit, History},
    model::{
        CountMode, Decimal, Filter, Lamp, Money, Month, Project, ProjectField as F, ProjectId, Value,
        Workbook, list::Column,
    },
};
use std::collections::BTreeSet;

fn analysed(seed: u64) -> (Workbook, ListAnalysis) {
    let book = support::random_workbook(seed, 60);
    let list = book.lists.at(0).unwrap().id;
    let analysis = ListAnalysis::new(&book, list, Month::new(2024, 6)).unwrap();
    (book, analysis)
}

/// Without parts: they stand below their packages, whatever the table is sorted by.
fn tops(book: &Workbook, rows: &[ProjectId]) -> Vec<ProjectId> {
    rows.iter().copied().filter(|&id| book.projects.get(id).unwrap().parent.is_none()).collect()
}

fn sorted(mut ids: Vec<ProjectId>) -> Vec<ProjectId> {
    ids.sort();
    ids
}

fn shown(book: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<ProjectId> {
    table::rows(book, analysis, query).iter().map(|&row| analysis.rows[row as usize].project).collect()
}

#[test]
fn without_a_query_the_list_is_shown_in_its_order() {
    let (book, analysis) = analysed(1);
    let all: Vec<ProjectId> =
        book.projects.iter().filter(|p| p.list == analysis.list).map(|p| p.id).collect();
    assert_eq!(sorted(shown(&book, &analysis, &Query::all(analysis.list))), sorted(all.clone()));
    for (row, id) in all.iter().enumerate() {
        assert_eq!(analysis.project(&book, row).unwrap().id, *id);
        assert_eq!(analysis.row_of(*id), Some(row));
    }
}

#[test]
fn every_column_orders_every_list_and_empty_cells_come_last() {
    let mut columns: Vec<Column> = F::FIXED.into_iter().map(Column::Field).collect();
    columns.extend(Column::COMPUTED);
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
                let is_empty: Vec<bool> = tops(&book, &rows)
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
    let keys: Vec<_> = tops(&book, &rows)
        .iter()
        .map(|&id| {
            let project = book.projects.get(id).unwrap();
            let area = project.area.map_or(usize::MAX, |area| book.areas.position(area).unwrap());
            let stage = project.stage.map_or(99, |stage| 50 - stage as u8);
            (area, stage, project.name.clone())
        })
        .collect();
    let order = |a: &(usize, u8, Box<str>), b: &(usize, u8, Box<str>)| {
        (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| pinyin::compare(&a.2, &b.2))
    };
    assert!(keys.is_sorted_by(|a, b| order(a, b).is_le()));
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
        let by = |filter: Filter| Query { filters: vec![filter], ..all.clone() };
        let one_of = |field, value: Value| by(Filter::OneOf(Column::Field(field), vec![value]));
        for area in book.areas.iter() {
            let rows = shown(&book, &analysis, &one_of(F::Area, Value::Area(area.id)));
            let expected: Vec<_> =
                own().filter(|p| p.area.is_some_and(|a| book.lies_in(a, area.id))).map(|p| p.id).collect();
            assert_eq!(sorted(rows), expected);
        }
        let rows = shown(&book, &analysis, &one_of(F::Area, Value::Empty));
        assert_eq!(rows.len(), own().filter(|p| p.area.is_none()).count());
        let by_lamp = Lamp::ALL.map(|lamp| shown(&book, &analysis, &by(Filter::Lamps(vec![lamp]))).len());
        assert_eq!(by_lamp.iter().sum::<usize>(), analysis.len());
        for column in Column::COMPUTED.into_iter().chain(F::FIXED.map(Column::Field)) {
            let empty = shown(&book, &analysis, &by(Filter::Empty(column))).len();
            let filled = shown(&book, &analysis, &by(Filter::Filled(column))).len();
            assert_eq!(empty + filled, analysis.len(), "{column:?}");
            // Each value that a menu offers keeps as many rows as it says.
            let rows: Vec<u32> = (0..analysis.len() as u32).collect();
            let offered = matches!(column, Column::Field(field) if LEVELS.contains(&field));
            if !offered {
                continue;
            }
            for (value, count) in table::values(&book, &analysis, &rows, column) {
                let filter = Filter::OneOf(column, vec![value.clone()]);
                assert_eq!(shown(&book, &analysis, &by(filter)).len(), count, "{column:?} {value:?}");
            }
        }
        let dates = Filter::Dates {
            column: Column::Field(F::PlannedStart),
            from: Some("2022".parse().unwrap()),
            to: Some("2023-06".parse().unwrap()),
        };
        let rows = shown(&book, &analysis, &by(dates));
        for project in own() {
            let start = project.planned_start.map(|date| (date.earliest(), date.latest()));
            let inside = start.is_some_and(|(first, last)| last >= (2022, 1, 1) && first <= (2023, 6, 31));
            assert_eq!(rows.contains(&project.id), inside, "{start:?}");
        }
        let plan = Column::Field(F::Plan);
        let (from, unit) = (Some(Decimal::from(3)), Some(guatu::model::MoneyUnit::Yi));
        let large = shown(&book, &analysis, &by(Filter::Between { column: plan, from, to: None, unit }));
        for (row, found) in analysis.rows.iter().enumerate() {
            let value = analysis.figure(&book, row, plan, guatu::model::MoneyUnit::Yi);
            assert_eq!(large.contains(&found.project), value.is_some_and(|value| value >= Decimal::from(3)));
        }
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

const LEVELS: [F; 8] = [F::Area, F::Category, F::Stage, F::Chain, F::Lead, F::Tags, F::Nature, F::Action];

/// What rows are grouped by: fields, the lamp, bands of completion.
fn random_groups(dice: &mut support::Dice) -> Vec<Column> {
    let columns = LEVELS.map(Column::Field).into_iter().chain([Column::Lamp, Column::Completion]);
    let columns: Vec<Column> = columns.collect();
    dice.many(2, |dice| dice.pick(&columns))
}

/// Whatever is filtered, sorted, grouped and shut: each row is there once, and groups add up to the whole
/// in both ways of counting.
#[test]
fn groups_keep_every_row_once_and_add_up() {
    for seed in 0..60 {
        let (book, analysis) = analysed(seed);
        let mut dice = support::Dice::new(seed);
        let mut query = Query::all(analysis.list);
        query.groups = random_groups(&mut dice);
        query.sort = dice.many(2, |dice| SortKey {
            column: dice.pick(&[Column::Field(F::Name), Column::Completion, Column::Field(F::Plan)]),
            descending: dice.percent(50),
        });
        if dice.percent(50) {
            query.filters = vec![Filter::Lamps(vec![Lamp::Behind, Lamp::Unlit])];
        }
        let rows = table::rows(&book, &analysis, &query);
        let open = arrange(&book, &analysis, rows.clone(), &query);
        let same = |a: &[u32]| {
            let mut a = a.to_vec();
            a.sort_unstable();
            a
        };
        assert_eq!(same(&open.found), same(&rows));
        assert_eq!(open.rows, open.found, "nothing is shut");
        // Shut some groups and packages: what is found stays the same, and lines and places fit.
        query.shut.groups = open.lines.headings.iter().step_by(2).map(|h| h.path.to_vec()).collect();
        query.shut.packages = analysis.rows.iter().filter(|row| row.parts > 0).map(|r| r.project).collect();
        let shut = arrange(&book, &analysis, rows, &query);
        assert_eq!(shut.found, open.found);
        for (arranged, is_open) in [(&open, true), (&shut, false)] {
            let lines: Vec<Line> = (0..arranged.lines.len()).map(|line| arranged.lines.line(line)).collect();
            let places: Vec<usize> = lines
                .iter()
                .filter_map(|line| if let Line::Row(at) = line { Some(*at) } else { None })
                .collect();
            assert!(places.iter().copied().eq(0..arranged.rows.len()));
            for place in places {
                assert_eq!(arranged.lines.line(arranged.lines.line_of(place)), Line::Row(place));
            }
            if query.groups.is_empty() {
                continue;
            }
            let whole = analysis.totals_of(arranged.found.iter().map(|&row| row as usize));
            let top = || arranged.lines.headings.iter().filter(|heading| heading.level() == 0);
            assert_eq!(top().map(|heading| heading.rows).sum::<usize>(), arranged.found.len());
            for mode in [CountMode::Packages, CountMode::Split] {
                assert_eq!(top().map(|h| h.totals.count(mode)).sum::<u32>(), whole.count(mode));
            }
            let add = |a: Option<Decimal>, b: Option<Decimal>| match (a, b) {
                (Some(a), Some(b)) => a.checked_add(b),
                (a, b) => a.or(b),
            };
            // Where a sum needs more digits than a decimal has, the last one depends on the order.
            let near = |sum: Option<Decimal>| sum.map(|sum| sum.round_dp(12));
            let sums = |of: fn(&Totals) -> Option<Decimal>| {
                assert_eq!(near(top().map(|h| of(&h.totals)).fold(None, add)), near(of(&whole)));
                // Those of the inner groups make those of the outer one.
                let inner = arranged.lines.headings.iter().filter(|heading| heading.level() == 1);
                if query.groups.len() == 2 && is_open {
                    assert_eq!(near(inner.map(|h| of(&h.totals)).fold(None, add)), near(of(&whole)));
                }
            };
            sums(|totals| totals.progress.plan);
            sums(|totals| totals.progress.done);
            sums(|totals| totals.investment);
            // Sums of columns that are worked out some rows at a time say the same as the totals.
            let columns = [Column::Field(F::Plan), Column::Done, Column::Field(F::Investment)];
            let mut added = ColumnSums::new(columns.into(), analysis.unit, &arranged.lines, false);
            while !added.go_on(&book, &analysis, &arranged.found, 7) {}
            let headings = arranged.lines.headings.iter().enumerate().map(|(at, h)| (Some(at), &h.totals));
            for (heading, totals) in headings.chain([(None, &whole)]) {
                let said = [totals.progress.plan, totals.progress.done, totals.investment];
                assert_eq!(columns.map(|column| near(added.sum(column, heading))), said.map(near));
            }
        }
    }
}

/// After any change a list that takes over what did not change says the same as one worked out anew.
#[test]
fn a_list_worked_out_again_says_the_same() {
    for seed in 0..40 {
        let (mut book, mut analysis) = analysed(seed);
        let mut dice = support::Dice::new(!seed);
        for _ in 0..12 {
            let edit: Edit = support::edits::random_edit(&mut dice, &book);
            let _ = edit.apply(&mut book);
            let list = analysis.list;
            let Some(again) = ListAnalysis::after(Some(&analysis), &book, list, analysis.month) else {
                break;
            };
            let anew = ListAnalysis::new(&book, list, analysis.month).unwrap();
            assert_eq!(format!("{:?}", again.rows), format!("{:?}", anew.rows), "seed {seed}");
            assert_eq!(again.totals, anew.totals);
            assert_eq!((again.whole, again.doubtful()), (anew.whole, anew.doubtful()), "seed {seed}");
            for row in 0..anew.len() {
                assert_eq!(again.pace(row), anew.pace(row));
                assert_eq!(again.parent(row), anew.parent(row));
                assert_eq!(again.project(&book, row), anew.project(&book, row));
                assert_eq!(again.is_doubtful(row), anew.is_doubtful(row));
            }
            analysis = again;
        }
    }
}

/// A table with a bit of everything: filters, order, groups, and something shut.
fn random_query(dice: &mut support::Dice, book: &Workbook, analysis: &ListAnalysis) -> Query {
    let mut query = Query::all(analysis.list);
    query.groups = random_groups(dice);
    let columns: Vec<Column> = F::FIXED.into_iter().map(Column::Field).chain(Column::COMPUTED).collect();
    query.sort = dice.many(3, |dice| SortKey { column: dice.pick(&columns), descending: dice.percent(50) });
    let (name, plan) = (Column::Field(F::Name), Column::Field(F::Plan));
    for filter in [
        Filter::Lamps(vec![Lamp::Behind, Lamp::Unlit]),
        Filter::Between { column: plan, from: Some(Decimal::TEN), to: None, unit: None },
        Filter::Lacks(name, "a".into()),
        Filter::Filled(Column::Field(F::Area)),
        Filter::NeedsLook,
    ] {
        if dice.percent(12) {
            query.filters.push(filter);
        }
    }
    if dice.percent(10) {
        query.as_of = Some(dice.when());
    }
    if dice.percent(40) {
        let all = arrange(book, analysis, table::rows(book, analysis, &query), &query);
        let headings = all.lines.headings.iter().filter(|_| dice.percent(40));
        query.shut.groups = headings.map(|heading| heading.path.to_vec()).collect();
        let packages = analysis.rows.iter().filter(|row| row.parts > 0 && dice.percent(40));
        query.shut.packages = packages.map(|row| row.project).collect();
    }
    query
}

/// Through any edits, undone and made again, the rows that are followed one by one stand where they would be
/// found, with the same headings and sums.
#[test]
fn rows_that_are_followed_are_those_found_anew() {
    let (mut steps, mut alone, mut summed) = (0, 0, 0);
    for seed in 0..160 {
        let mut book = support::random_workbook(seed, 60);
        let mut dice = support::Dice::new(seed ^ 0x5eed);
        if dice.percent(50) {
            // Without packages rows can come and go and still be followed.
            let plain = |row: &Project| Project { parent: None, ..row.clone() };
            book.projects = book.projects.iter().map(plain).collect();
        }
        let (list, month) = (book.lists.at(0).unwrap().id, Month::new(2024, 6));
        let mut analysis = ListAnalysis::new(&book, list, month).unwrap();
        let query = random_query(&mut dice, &book, &analysis);
        let found = |book: &Workbook, analysis: &ListAnalysis| {
            arrange(book, analysis, table::rows(book, analysis, &query), &query)
        };
        let mut arranged = found(&book, &analysis);
        let mut history = History::default();
        for _ in 0..24 {
            let before = book.clone();
            match dice.below(6) {
                0 => drop(history.undo(&mut book)),
                1 => drop(history.redo(&mut book)),
                _ => {
                    let edit = support::edits::random_edit(&mut dice, &book);
                    let _ = history.make(&mut book, edit, None);
                }
            }
            let Some(again) = ListAnalysis::after(Some(&analysis), &book, list, month) else { break };
            let (then, now) = (
                Stand { workbook: &before, analysis: &analysis },
                Stand { workbook: &book, analysis: &again },
            );
            let anew = found(&book, &again);
            steps += 1;
            let followed = Followed::new(then, now).filter(|followed| followed.suits(then, now, &query));
            let made = match followed {
                Some(followed) => {
                    alone += 1;
                    let marked: Vec<u32> = (0..analysis.len() as u32).filter(|row| row % 3 == 0).collect();
                    let carried = followed.carry(&marked, analysis.len(), |_| true);
                    let ids = |rows: &[u32], of: &ListAnalysis| -> BTreeSet<ProjectId> {
                        rows.iter().map(|&row| of.rows[row as usize].project).collect()
                    };
                    let (new, old): (Vec<u32>, Vec<u32>) =
                        (followed.now().collect(), followed.before().collect());
                    let mut expected = ids(&marked, &analysis);
                    expected.retain(|id| !ids(&old, &analysis).contains(id));
                    expected.extend(ids(&new, &again));
                    assert_eq!(ids(&carried, &again), expected, "seed {seed}");
                    let made = follow(&followed, (then, &arranged), now, &query);
                    // Sums of columns follow as those of all rows anew.
                    let columns = [Column::Field(F::Plan), Column::Reported, Column::LastMonth];
                    let sums = |book: &Workbook, of: &ListAnalysis, rows: &Arranged| {
                        let members = query.as_of.is_some();
                        let mut added = ColumnSums::new(columns.into(), of.unit, &rows.lines, members);
                        while !added.go_on(book, of, &rows.found, 9) {}
                        added
                    };
                    let gone = followed.before().filter(|row| arranged.found.contains(row)).collect();
                    let come = followed.now().filter(|row| made.found.contains(row)).collect();
                    let (old, new) = (&arranged, &made);
                    let gone = Side { stand: then, found: &old.found, lines: &old.lines, rows: gone };
                    let come = Side { stand: now, found: &new.found, lines: &new.lines, rows: come };
                    let after = sums(&before, &analysis, &arranged).follow(&gone, &come);
                    if let Some(after) = after {
                        summed += 1;
                        let anew = sums(&book, &again, &made);
                        for column in columns {
                            for heading in (0..made.lines.headings.len()).map(Some).chain([None]) {
                                let (after, anew) = (after.sum(column, heading), anew.sum(column, heading));
                                assert_eq!(after, anew, "seed {seed} {heading:?}");
                            }
                        }
                    }
                    made
                }
                None => anew.clone(),
            };
            assert_eq!(made.found, anew.found, "seed {seed} {query:?}");
            assert_eq!(made.rows, anew.rows, "seed {seed} {query:?}");
            assert_eq!(made.lines, anew.lines, "seed {seed} {query:?}");
            assert_eq!(made.totals, anew.totals, "seed {seed} {query:?}");
            (analysis, arranged) = (again, made);
        }
    }
    assert!(alone * 3 > steps, "followed {alone} of {steps}");
    assert!(summed * 4 > alone, "sums followed {summed} of {alone}");
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
