//! Joining and leaving a list during the year: the list as of a date, and the dates as cells.

use super::{LIST, book, date, project, yi};
use guatu::{
    analysis::{ListAnalysis, Query, arrange, table},
    edit::{
        Edit,
        entry::{EntryError, parse_field},
    },
    i18n::Lang,
    model::{
        Column, Filter, ListKind, ProjectField as F, ProjectId, Value, When, Workbook, project::Membership,
    },
};

fn row(date: &str, reason: &str) -> Membership {
    Membership { date: date.parse().unwrap(), reason: reason.into() }
}

/// Six projects of a year: all along, joined in May, left in August, joined and left, left in the year
/// (month not known), joined next year.
fn changing() -> Workbook {
    let projects = (1..=6).map(|number| {
        project(number, |project| {
            project.plan = Some(yi("2"));
            project.area = Some(guatu::model::AreaId(2 + number % 2));
            match number {
                2 => project.joined = Some(row("2024-05-20", "增补").into()),
                3 => project.left = Some(row("2024-08", "资金不落实").into()),
                4 => {
                    (project.joined, project.left) =
                        (Some(row("2024-03", "").into()), Some(row("2024-09-30", "").into()));
                }
                5 => project.left = Some(row("2024", "取消").into()),
                6 => project.joined = Some(row("2025-01", "").into()),
                _ => {}
            }
        })
    });
    book(ListKind::Construction, "2024-10", projects)
}

fn members(book: &Workbook, at: &str) -> (Vec<u32>, u32) {
    let analysis = ListAnalysis::new(book, LIST, book.month).unwrap();
    let query = Query { as_of: date(at), groups: vec![Column::Field(F::Area)], ..Query::all(LIST) };
    let found = table::rows(book, &analysis, &query);
    let numbers = found.iter().map(|&row| analysis.rows[row as usize].project.0 - 100).collect();
    let arranged = arrange(book, &analysis, found, &query);
    // Who has left since is counted as long as he was a member.
    let counted = arranged.lines.headings.iter().map(|heading| heading.totals.packages).sum();
    (numbers, counted)
}

#[test]
fn a_list_can_be_shown_as_of_a_date() {
    let book = changing();
    for (at, wanted) in [
        ("2024-01-01", vec![1, 3, 5]),
        ("2024-03-31", vec![1, 3, 4, 5]),
        ("2024-05-19", vec![1, 3, 4, 5]),
        ("2024-05-20", vec![1, 2, 3, 4, 5]),
        ("2024-08-30", vec![1, 2, 3, 4, 5]),
        ("2024-08-31", vec![1, 2, 4, 5]),
        ("2024-10", vec![1, 2, 5]),
        ("2024-12-31", vec![1, 2]),
        ("2025-01-31", vec![1, 2, 6]),
    ] {
        assert_eq!(members(&book, at), (wanted.clone(), wanted.len() as u32), "{at}");
    }
    // Without a date all rows are shown.
    assert_eq!(members(&book, "").0.len(), 6);
}

#[test]
fn the_dates_and_reasons_are_cells() {
    let mut book = changing();
    let before = book.clone();
    let id = ProjectId(101);
    let read = |book: &Workbook, field, text| {
        parse_field(book, book.projects.get(id).unwrap(), field, text, &Lang::Zh)
    };
    assert_eq!(read(&book, F::LeftReason, "停建"), Err(EntryError::NoDateYet));
    let mut undo = Vec::new();
    let mut set = |book: &mut Workbook, field, text| {
        let value = read(book, field, text).unwrap();
        undo.push(Edit::SetField { project: id, field, value }.apply(book).unwrap());
    };
    set(&mut book, F::LeftOn, "2024年7月");
    set(&mut book, F::LeftReason, "停建");
    assert_eq!(book.projects.get(id).unwrap().left.as_deref(), Some(&row("2024-07", "停建")));
    set(&mut book, F::LeftOn, "2024.8");
    assert_eq!(book.projects.get(id).unwrap().left.as_deref(), Some(&row("2024-08", "停建")));
    let analysis = ListAnalysis::new(&book, LIST, book.month).unwrap();
    let dates = Filter::Dates {
        column: Column::Field(F::LeftOn),
        from: Some(When::year_of(2024)),
        to: "2024-08".parse().ok(),
    };
    let query = Query { filters: vec![dates], ..Query::all(LIST) };
    assert_eq!(table::rows(&book, &analysis, &query), [0, 2, 4]);
    // An emptied date takes its reason along, and both come back.
    set(&mut book, F::LeftOn, "");
    assert_eq!(book.projects.get(id).unwrap().left, None);
    assert_eq!(F::LeftReason.get(book.projects.get(id).unwrap()), Value::Empty);
    for inverse in undo.into_iter().rev() {
        inverse.apply(&mut book).unwrap();
    }
    assert_eq!(book, before);
}
