//! Filling from neighbours, and find and replace.

use super::{Page, cell, click, first_list, key, keys, open, page, small_city, type_text};
use crate::desk::Desk;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{Column, Month, ProjectField, Value, When, Workbook, list::ColumnView},
    ui::Command,
};

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;
const ZH: Lang = Lang::Zh;

fn column(name: &str, rows: std::ops::RangeInclusive<usize>, harness: &Page) -> Vec<String> {
    rows.map(|row| cell(harness, &format!("{name} 第{row}行"))).collect()
}

fn select_down(harness: &mut Page, from: &str, steps: usize) {
    click(harness, from);
    for _ in 0..steps {
        keys(harness, SHIFT, Key::ArrowDown);
    }
}

/// A city whose first list shows the planned start beside the name.
fn with_starts() -> Page {
    let mut workbook: Workbook = small_city();
    let mut list = workbook.lists.at(0).expect("a list").clone();
    let columns = [
        Column::Number,
        Column::Field(ProjectField::Name),
        Column::Field(ProjectField::PlannedStart),
        Column::Field(ProjectField::Investment),
        Column::Field(ProjectField::Plan),
        Column::Field(ProjectField::Note),
    ];
    list.columns = columns.map(|column| ColumnView { column, width: None }).to_vec();
    Edit::Replace(list.into()).apply(&mut workbook).expect("other columns");
    let mut edits = Vec::new();
    for project in first_list(&workbook) {
        for field in [ProjectField::PlannedStart, ProjectField::PlannedFinish, ProjectField::ActualFinish] {
            edits.push(Edit::SetField { project: project.id, field, value: Value::Empty });
        }
    }
    let start = Month::new(2024, 11).map(When::month_of).map(Value::Date).expect("a month");
    let project = first_list(&workbook)[0].id;
    edits.push(Edit::SetField { project, field: ProjectField::PlannedStart, value: start });
    Edit::Many(edits).apply(&mut workbook).expect("dates");
    let mut harness = page(Desk::new(workbook), super::SIZE);
    harness.run();
    harness
}

/// Drags the handle of the selection to a cell.
fn drag_handle(harness: &mut Page, to: &str, modifiers: Modifiers) {
    let from = harness.get_by_label(ZH.fill_handle()).rect().center();
    let to = harness.get_by_label(to).rect().center();
    harness.drag_at(from);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.event(Event::ModifiersChanged(modifiers));
    harness.run();
    harness.drop_at(to);
    harness.run();
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    harness.run();
}

#[test]
fn filling_down_and_right_is_one_step() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let first = cell(&harness, "领域 第2行");
    select_down(&mut harness, "领域 第2行", 3);
    keys(&mut harness, CTRL, Key::D);
    assert!(column("领域", 2..=5, &harness).iter().all(|text| *text == first));
    // A single cell takes what stands above it.
    click(&mut harness, "领域 第6行");
    keys(&mut harness, CTRL, Key::D);
    assert_eq!(cell(&harness, "领域 第6行"), first);
    // To the right, money goes from one column into the other with its unit and places.
    select_down(&mut harness, "总投资 第2行", 1);
    keys(&mut harness, SHIFT, Key::ArrowRight);
    keys(&mut harness, CTRL, Key::R);
    for project in &first_list(&harness.state().workbook)[1..3] {
        assert_eq!(project.plan, project.investment);
    }
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn the_handle_goes_on_with_months_and_with_ctrl_repeats_them() {
    let mut harness = with_starts();
    click(&mut harness, "计划开工 第1行");
    drag_handle(&mut harness, "计划开工 第4行", Modifiers::NONE);
    assert_eq!(column("计划开工", 1..=4, &harness), ["2024-11", "2024-12", "2025-01", "2025-02"]);
    let steps = harness.state().applied.len();
    click(&mut harness, "计划开工 第1行");
    drag_handle(&mut harness, "计划开工 第3行", CTRL);
    assert_eq!(column("计划开工", 1..=4, &harness), ["2024-11", "2024-11", "2024-11", "2025-02"]);
    assert_eq!(harness.state().applied.len(), steps + 1);
}

#[test]
fn the_handle_goes_on_with_figures_of_an_even_step() {
    let mut harness = with_starts();
    click(&mut harness, "总投资 第2行");
    for text in ["10.0", "12.5"] {
        type_text(&mut harness, text);
        key(&mut harness, Key::Enter);
    }
    select_down(&mut harness, "总投资 第2行", 1);
    drag_handle(&mut harness, "总投资 第5行", Modifiers::NONE);
    let figures: Vec<String> = first_list(&harness.state().workbook)[1..5]
        .iter()
        .map(|project| project.investment.expect("an amount").value.to_string())
        .collect();
    assert_eq!(figures, ["10.0", "12.5", "15.0", "17.5"]);
    // Upwards it counts down.
    select_down(&mut harness, "总投资 第4行", 1);
    drag_handle(&mut harness, "总投资 第3行", Modifiers::NONE);
    assert_eq!(cell(&harness, "总投资 第3行"), "12.50");
}

#[test]
fn find_goes_from_cell_to_cell_and_counts() {
    let mut harness = open();
    harness.state_mut().commands.push(Command::Find);
    harness.run();
    harness.run();
    let category = first_list(&harness.state().workbook)[0].category.to_string();
    type_text(&mut harness, &category);
    let list = first_list(&harness.state().workbook);
    let count = list
        .iter()
        .map(|project| {
            usize::from(project.category.contains(&category)) + usize::from(project.name.contains(&category))
        })
        .sum::<usize>();
    assert!(harness.query_by_label(&ZH.find_count(count)).is_some());
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label(&ZH.find_at(1, count)).is_some());
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label(&ZH.find_at(2, count)).is_some());
    keys(&mut harness, SHIFT, Key::Enter);
    assert!(harness.query_by_label(&ZH.find_at(1, count)).is_some());
    key(&mut harness, Key::Escape);
    assert!(harness.query_by_label(ZH.find_next()).is_none());
    // The table has the keyboard again, on the cell that was found.
    type_text(&mut harness, "找到了");
    key(&mut harness, Key::Enter);
    assert_eq!(harness.state().applied.len(), 1);
}

#[test]
fn replacing_all_is_one_step_and_reads_what_comes_of_it() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    select_down(&mut harness, "领域 第1行", 3);
    for (row, text) in [(1, "甲1号"), (2, "乙22号"), (3, "丙"), (4, "丁4号")] {
        click(&mut harness, &format!("领域 第{row}行"));
        type_text(&mut harness, text);
        key(&mut harness, Key::Enter);
    }
    let steps = harness.state().applied.len();
    click(&mut harness, "领域 第1行");
    harness.state_mut().commands.push(Command::Replace);
    harness.run();
    harness.run();
    click(&mut harness, ZH.find_expression());
    harness.get_by_label(ZH.find_hint()).focus();
    harness.run();
    type_text(&mut harness, r"(\d+)号");
    harness.get_by_label(ZH.find_with()).focus();
    harness.run();
    type_text(&mut harness, "第$1");
    click(&mut harness, ZH.find_replace_all());
    assert_eq!(column("领域", 1..=4, &harness), ["甲第1", "乙第22", "丙", "丁第4"]);
    assert_eq!(harness.state().applied.len(), steps + 1);
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn a_replaced_text_that_cannot_be_read_is_shown_and_left() {
    let mut harness = open();
    click(&mut harness, "阶段 第1行");
    type_text(&mut harness, "在建");
    key(&mut harness, Key::Enter);
    let steps = harness.state().applied.len();
    harness.state_mut().commands.push(Command::Replace);
    harness.run();
    harness.run();
    type_text(&mut harness, "在建");
    harness.get_by_label(ZH.find_with()).focus();
    harness.run();
    type_text(&mut harness, "没有的阶段");
    click(&mut harness, ZH.find_replace_all());
    assert!(harness.query_by_label(ZH.replace_title()).is_some());
    click(&mut harness, ZH.paste_cancel());
    assert_eq!(harness.state().applied.len(), steps);
}

#[test]
fn a_row_is_inserted_above_the_cursor() {
    let mut harness = open();
    let before = first_list(&harness.state().workbook)[2].name.clone();
    click(&mut harness, "项目名称 第3行");
    harness.state_mut().commands.push(Command::InsertAbove);
    harness.run();
    type_text(&mut harness, "插在上面");
    key(&mut harness, Key::Enter);
    let list = first_list(&harness.state().workbook);
    assert_eq!((&*list[2].name, &list[3].name), ("插在上面", &before));
}
