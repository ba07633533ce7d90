//! Cells and ranges of cells, selected by keyboard and mouse as in a spreadsheet.

use super::{Page, cell, click, first_list, key, keys, names, open, sort_by, type_text};
use egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::i18n::Lang;

const SHIFT: Modifiers = Modifiers::SHIFT;
const CTRL: Modifiers = Modifiers::COMMAND;

fn status(harness: &mut Page) -> String {
    harness.state_mut().with(|shown, state| state.selection_text(shown)).unwrap_or_default()
}

fn click_with(harness: &mut Page, label: &str, modifiers: Modifiers) {
    harness.get_by_label(label).click_modifiers(modifiers);
    harness.run();
}

/// How many cells of the rows given are said to be selected.
fn selected(harness: &Page, columns: &[&str], rows: std::ops::RangeInclusive<usize>) -> usize {
    let is = |column: &str, row: usize| {
        let label = Lang::Zh.projects_cell(column, row);
        let found = harness.query_by_label(&label);
        found.is_some_and(|node| node.accesskit_node().toggled() == Some(egui::accesskit::Toggled::True))
    };
    rows.flat_map(|row| columns.iter().map(move |&column| (column, row)))
        .filter(|&(column, row)| is(column, row))
        .count()
}

#[test]
fn shift_and_the_arrows_select_a_rectangle_and_delete_empties_it_as_one_step() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    click(&mut harness, "领域 第2行");
    keys(&mut harness, SHIFT, Key::ArrowDown);
    keys(&mut harness, SHIFT, Key::ArrowDown);
    keys(&mut harness, SHIFT, Key::ArrowRight);
    assert_eq!(selected(&harness, &["所在地", "领域", "阶段", "总投资"], 1..=6), 6);
    assert!(status(&mut harness).starts_with(&Lang::Zh.projects_selected_cells(3, 2)));
    // The cursor is where the rectangle began: typing goes there.
    key(&mut harness, Key::Delete);
    assert_eq!(harness.state().applied.len(), 1);
    for row in 2..=4 {
        assert_eq!(cell(&harness, &format!("领域 第{row}行")), "");
        assert_eq!(cell(&harness, &format!("阶段 第{row}行")), "");
    }
    type_text(&mut harness, "水利");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "领域 第2行"), "水利");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn ctrl_and_the_arrows_go_to_the_edge_of_the_data() {
    let mut harness = open();
    let count = names(&harness).len();
    for row in [4, 5] {
        click(&mut harness, &format!("领域 第{row}行"));
        key(&mut harness, Key::Delete);
    }
    click(&mut harness, "领域 第1行");
    let reaches = |harness: &mut Page, rows: usize| {
        keys(harness, CTRL | SHIFT, Key::ArrowDown);
        assert!(status(harness).starts_with(&Lang::Zh.projects_selected(rows)), "{}", status(harness));
    };
    reaches(&mut harness, 3);
    reaches(&mut harness, 6);
    reaches(&mut harness, count);
    keys(&mut harness, CTRL, Key::Home);
    keys(&mut harness, CTRL | SHIFT, Key::End);
    assert!(status(&mut harness).starts_with(&Lang::Zh.projects_selected_cells(count, 10)));
    key(&mut harness, Key::Escape);
    assert!(status(&mut harness).starts_with(&Lang::Zh.projects_selected(1)));
}

#[test]
fn several_ranges_rows_and_columns_are_selected_by_mouse() {
    let mut harness = open();
    let count = names(&harness).len();
    click(&mut harness, "领域 第2行");
    click_with(&mut harness, "阶段 第3行", SHIFT);
    click_with(&mut harness, "总投资 第6行", CTRL);
    assert_eq!(selected(&harness, &["领域", "阶段", "总投资"], 1..=8), 5);
    click_with(&mut harness, "总投资 第6行", CTRL);
    assert_eq!(selected(&harness, &["领域", "阶段", "总投资"], 1..=8), 4, "taken out again");
    // The number stands for its row, the heading for its column.
    click(&mut harness, "# 第3行");
    click_with(&mut harness, "# 第5行", SHIFT);
    assert!(status(&mut harness).starts_with(&Lang::Zh.projects_selected_cells(3, 10)));
    harness.get_by_role_and_label(Role::ColumnHeader, "总投资").click();
    harness.run();
    let text = status(&mut harness);
    assert!(text.starts_with(&Lang::Zh.projects_selected(count)), "{text}");
    harness.get_by_role_and_label(Role::ColumnHeader, "总投资").hover();
    click(&mut harness, "领域 第1行");
    assert_eq!(selected(&harness, &["领域", "阶段", "总投资"], 1..=8), 1);
}

#[test]
fn dragging_over_cells_selects_them() {
    let mut harness = open();
    let place = |harness: &Page, label: &str| harness.get_by_label(label).rect().center();
    let (from, to) = (place(&harness, "领域 第2行"), place(&harness, "总投资 第5行"));
    harness.drag_at(from);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
    assert_eq!(selected(&harness, &["所在地", "领域", "阶段", "总投资"], 1..=8), 12);
    // Once the button is up the pointer selects nothing.
    harness.hover_at(from);
    harness.run();
    assert_eq!(selected(&harness, &["所在地", "领域", "阶段", "总投资"], 1..=8), 12);
}

#[test]
fn the_sum_is_of_the_selected_cells_of_one_unit_only() {
    let mut harness = open();
    click(&mut harness, "总投资 第1行");
    click_with(&mut harness, "总投资 第3行", SHIFT);
    let figure = |harness: &Page, row: usize| {
        cell(harness, &format!("总投资 第{row}行")).replace(',', "").parse::<f64>().expect("a figure")
    };
    let sum: f64 = (1..=3).map(|row| figure(&harness, row)).sum();
    let text = status(&mut harness);
    assert!(text.replace(',', "").contains(&format!("合计 {sum:.2} 亿元")), "{text} is {sum}");
    // Rates do not add up.
    click(&mut harness, "完成率 第1行");
    click_with(&mut harness, "完成率 第3行", SHIFT);
    assert!(!status(&mut harness).contains("合计"));
}

#[test]
fn tab_and_enter_walk_through_a_row_and_to_the_start_of_the_next() {
    let mut harness = open();
    click(&mut harness, "领域 第2行");
    type_text(&mut harness, "交通");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "在建");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "3");
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "能源");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "领域 第3行"), "能源");
    // Inside a selected rectangle they stay inside.
    click(&mut harness, "领域 第2行");
    keys(&mut harness, SHIFT, Key::ArrowDown);
    for text in ["甲", "乙", "丙"] {
        type_text(&mut harness, text);
        key(&mut harness, Key::Enter);
    }
    assert_eq!([cell(&harness, "领域 第2行"), cell(&harness, "领域 第3行")], ["丙", "乙"]);
}

#[test]
fn sorting_keeps_the_selected_projects() {
    let mut harness = open();
    click(&mut harness, "# 第2行");
    click_with(&mut harness, "# 第4行", CTRL);
    let list = first_list(&harness.state().workbook);
    let chosen = [list[1].id, list[3].id];
    sort_by(&mut harness, "总投资");
    sort_by(&mut harness, "总投资");
    harness.state_mut().commands.push(guatu::ui::Command::DeleteProjects);
    harness.run();
    let left = first_list(&harness.state().workbook);
    assert!(chosen.iter().all(|id| !left.iter().any(|project| project.id == *id)));
    assert_eq!(left.len() + 2, names(&open()).len());
}
