//! The new month: what fell, is missing, jumped, stayed or moved on; notes of progress and stage with their month.

use super::{LIST, book, d, date, month, project, yi};
use guatu::{
    analysis::{
        ListAnalysis, Rollover,
        rollover::{Finding, Kind},
    },
    edit::{Edit, Head},
    model::{
        AreaId, ListKind, MonthKind, Project, ProjectField, ProjectId, Stage, Value, Workbook, YearFigures,
        project::{ProgressNote, StageChange},
    },
};

fn rollover(book: &Workbook, factor: &str) -> Rollover {
    let analysis = ListAnalysis::new(book, LIST, book.month).unwrap();
    Rollover::new(book, &analysis, 0..analysis.len(), d(factor)).unwrap()
}

fn reporting(number: u32, months: &str) -> Project {
    project(number, |project| {
        project.plan = Some(yi("20"));
        project.area = Some(AreaId(if number.is_multiple_of(2) { 2 } else { 3 }));
        project.months = vec![YearFigures { reported: months.parse().unwrap(), ..YearFigures::new(2024) }];
    })
}

fn set(project: u32, field: ProjectField, value: Value) -> Edit {
    Edit::SetField { project: ProjectId(100 + project), field, value }
}

#[test]
fn differences_by_hand() {
    let mut projects = vec![
        reporting(1, "1 1 1 -0.5"), // fell
        reporting(2, "1 1 1"),      // nothing for April
        reporting(3, "1 0 2 4.6"),  // usual (1 + 2) / 2 = 1.5; 4.6 is more than three times that
        reporting(4, "1 1 2 4"),    // usual 4/3; 4 is exactly three times that: no jump
        reporting(5, "1 - - 9"),    // one earlier month is no usual one
        reporting(6, ""),           // nothing at all
        reporting(7, "1 1 1"),      // finished: nothing is expected
    ];
    projects[6].stage = Some(Stage::Completed);
    let book = book(ListKind::Construction, "2024-04", projects);
    let found = rollover(&book, "3");
    let lines: Vec<_> = found.lines.iter().map(|line| (line.project.0 - 100, line.finding.kind())).collect();
    assert_eq!(lines, [(1, Kind::Fell), (2, Kind::Missing), (6, Kind::Missing), (3, Kind::Jump)]);
    assert_eq!(found.lines[3].finding, Finding::Jump { figure: d("4.6"), usual: d("1.5") });
    assert_eq!(found.lines[0].field, ProjectField::Month(MonthKind::Reported, month("2024-04")));
    // Area 2 (even numbers): 2 and 6 of three; area 3 has reported.
    let silent: Vec<_> = found.silent.iter().map(|area| (area.area, area.missing, area.expected)).collect();
    assert_eq!(silent, [(Some(AreaId(2)), 2, 3)]);
    // With a larger factor nothing jumps.
    assert_eq!(rollover(&book, "5").count(Kind::Jump), 0);
    assert!(Kind::ALL.iter().map(|&kind| found.count(kind)).sum::<usize>() == found.lines.len());
}

#[test]
fn a_text_that_nobody_touched_is_told_and_one_of_this_month_is_not() {
    let mut book = book(ListKind::Construction, "2024-03", [project(1, |_| {}), project(2, |_| {})]);
    let text = |text: &str| Value::text(text);
    for (number, words) in [(1, "桩基施工"), (2, "场地平整")] {
        set(number, ProjectField::Progress, text(words)).apply(&mut book).unwrap();
    }
    assert_eq!(rollover(&book, "3").count(Kind::Unchanged), 0);
    Edit::Head(Head::Month(Some(month("2024-04")))).apply(&mut book).unwrap();
    set(1, ProjectField::Progress, text("主体结构")).apply(&mut book).unwrap();
    let found = rollover(&book, "3");
    assert_eq!(found.lines.len(), 1);
    assert_eq!(found.lines[0].project, ProjectId(102));
    assert_eq!(found.lines[0].finding, Finding::Unchanged(month("2024-03")));
    assert_eq!(found.lines[0].field, ProjectField::Progress);
}

#[test]
fn notes_keep_one_text_a_month_and_are_taken_back_with_it() {
    let mut book = book(ListKind::Construction, "2024-03", [project(1, |p| p.progress = "前期".into())]);
    let before = book.clone();
    let progress = |words: &str| set(1, ProjectField::Progress, Value::text(words));
    let first = progress("桩基").apply(&mut book).unwrap();
    let second = progress("桩基完成").apply(&mut book).unwrap();
    let note = |at: &str, text: &str| ProgressNote { month: month(at), text: text.into() };
    assert_eq!(book.projects.at(0).unwrap().progress_log, [note("2024-03", "桩基完成")]);
    book.month = Some(month("2024-05"));
    let third = progress("主体").apply(&mut book).unwrap();
    let log = &book.projects.at(0).unwrap().progress_log;
    assert_eq!(*log, [note("2024-03", "桩基完成"), note("2024-05", "主体")]);
    // The same text again is no change.
    progress("主体").apply(&mut book).unwrap();
    assert_eq!(book.projects.at(0).unwrap().progress_log.len(), 2);
    for inverse in [third, second, first] {
        inverse.apply(&mut book).unwrap();
    }
    assert_eq!(book.projects, before.projects);
    // Before any month is reported nothing can be dated.
    book.month = None;
    progress("桩基").apply(&mut book).unwrap();
    assert!(book.projects.at(0).unwrap().progress_log.is_empty());
}

#[test]
fn a_stage_is_dated_and_shows_as_a_change_of_the_month() {
    let start = project(1, |project| {
        project.stage = Some(Stage::Sanctioned);
        project.stage_log = vec![StageChange { stage: Stage::Sanctioned, date: date("2024-01-20").unwrap() }];
    });
    let mut book = book(ListKind::Construction, "2024-04", [start]);
    let stage = |stage| set(1, ProjectField::Stage, Value::Stage(stage));
    let inverse = stage(Stage::Started).apply(&mut book).unwrap();
    stage(Stage::Building).apply(&mut book).unwrap();
    let log: Vec<_> = book.projects.at(0).unwrap().stage_log.iter().map(|change| change.stage).collect();
    assert_eq!(log, [Stage::Sanctioned, Stage::Building], "one for the month");
    let found = rollover(&book, "3");
    assert_eq!(found.lines[0].finding, Finding::Stage(Some(Stage::Sanctioned), Stage::Building));
    inverse.apply(&mut book).unwrap();
    assert_eq!(book.projects.at(0).unwrap().stage, Some(Stage::Sanctioned));
    assert_eq!(book.projects.at(0).unwrap().stage_log.len(), 1);
}

#[test]
fn a_stage_put_back_leaves_no_note_and_one_dated_by_the_day_stays() {
    let dated = |stage, at: &str| StageChange { stage, date: date(at).unwrap() };
    let started = project(1, |project| {
        project.stage = Some(Stage::Started);
        project.stage_log = vec![dated(Stage::Sanctioned, "2024-01"), dated(Stage::Started, "2024-04-12")];
    });
    let mut book = book(ListKind::Construction, "2024-04", [started]);
    let before = book.projects.clone();
    let stage = |stage| set(1, ProjectField::Stage, Value::Stage(stage));
    stage(Stage::Building).apply(&mut book).unwrap();
    // Not in front of the day that the log already names.
    let log = &book.projects.at(0).unwrap().stage_log;
    assert_eq!(log[1..], [dated(Stage::Started, "2024-04-12"), dated(Stage::Building, "2024-04-12")]);
    assert!(book.check().is_empty());
    book.month = Some(month("2024-06"));
    stage(Stage::Suspended).apply(&mut book).unwrap();
    stage(Stage::Building).apply(&mut book).unwrap();
    assert_eq!(book.projects.at(0).unwrap().stage_log.len(), 3, "a mistake of June is no change");
    book.month = Some(month("2024-04"));
    stage(Stage::Started).apply(&mut book).unwrap();
    assert_eq!(book.projects.at(0).unwrap().stage, before.at(0).unwrap().stage);
}
