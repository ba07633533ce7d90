//! How the table looks: columns that stay in view, widths by a double click, rows of several lines.

use super::{Page, SIZE, cell, click, first_list, key, small_city, type_text};
use crate::desk::{Desk, page};
use egui::{Event, Key, Modifiers, PointerButton, Rect, Role};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{Column, Decimal, ProjectField as F, ProjectList, Value, Workbook, list::ColumnView},
    ui::Command,
};

const ZH: Lang = Lang::Zh;

fn list(harness: &Page) -> &ProjectList {
    harness.state().workbook.lists.at(0).expect("a list")
}

fn showing(mut workbook: Workbook, fields: &[F]) -> Page {
    let mut list = workbook.lists.at(0).expect("a list").clone();
    let columns = fields.iter().map(|&field| ColumnView { column: Column::Field(field), width: None });
    list.columns = columns.collect();
    Edit::Replace(list.into()).apply(&mut workbook).expect("other columns");
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    harness
}

fn menu_of(harness: &mut Page, heading: &str, entry: &str) {
    harness.get_by_role_and_label(Role::ColumnHeader, heading).click_secondary();
    harness.run();
    click(harness, entry);
}

fn rect(harness: &Page, label: &str) -> Option<Rect> {
    harness.query_by_label(label).map(|node| node.rect())
}

#[test]
fn any_number_of_columns_stays_in_view_while_the_others_scroll() {
    let fields = [
        F::Name,
        F::Area,
        F::Stage,
        F::Place,
        F::Builder,
        F::Content,
        F::Goal,
        F::Progress,
        F::NextStep,
        F::Note,
        F::Leader,
    ];
    let mut harness = showing(small_city(), &fields);
    click(&mut harness, "项目名称 第2行");
    menu_of(&mut harness, "阶段", ZH.views_freeze());
    assert_eq!(list(&harness).look.frozen, Some(3));
    let before = rect(&harness, "阶段 第2行").expect("in view");
    click(&mut harness, "项目名称 第2行");
    key(&mut harness, Key::End);
    // The last column is in view, and beside it those that stay; what lies between has gone.
    assert!(rect(&harness, &ZH.projects_cell(&ZH.field(F::Leader), 2)).is_some());
    assert_eq!(rect(&harness, "阶段 第2行"), Some(before));
    assert!(rect(&harness, &ZH.projects_cell(&ZH.field(F::Builder), 2)).is_none());
    // The cell behind the ones that stay is scrolled to when the cursor comes there.
    key(&mut harness, Key::Home);
    for _ in 0..3 {
        key(&mut harness, Key::ArrowRight);
    }
    let place = rect(&harness, &ZH.projects_cell(&ZH.field(F::Place), 2)).expect("scrolled to");
    assert!(place.left() >= before.right() - 1.0, "{place:?} beside {before:?}");
    menu_of(&mut harness, "阶段", ZH.views_unfreeze());
    assert_eq!(list(&harness).look.frozen, None);
}

#[test]
fn a_double_click_on_the_edge_of_a_heading_fits_the_column() {
    let long = "这一条备注写得很长，短的列宽放不下它，要加宽";
    let mut workbook = small_city();
    let project = first_list(&workbook)[3].id;
    let note = Edit::SetField { project, field: F::Note, value: Value::text(long) };
    note.apply(&mut workbook).expect("a note");
    let mut harness = showing(workbook, &[F::Name, F::Note, F::Area]);
    let edge = ZH.projects_width("备注");
    let pos = rect(&harness, &edge).expect("an edge").center();
    harness.hover_at(pos);
    harness.run();
    for _ in 0..2 {
        for pressed in [true, false] {
            let (button, modifiers) = (PointerButton::Primary, Modifiers::NONE);
            harness.input_mut().events.push(Event::PointerButton { pos, button, pressed, modifiers });
        }
        harness.step();
    }
    harness.run();
    let wide = list(&harness).columns[1].width.expect("a width");
    assert!((270..420).contains(&wide), "{wide}");
    harness.state_mut().undo_all();
    assert_eq!(list(&harness).columns[1].width, None);
}

#[test]
fn rows_of_several_lines_show_long_texts_and_take_their_editor() {
    let mut harness = showing(small_city(), &[F::Name, F::Note]);
    let top =
        |harness: &Page, row: usize| rect(harness, &ZH.projects_cell("项目名称", row)).expect("there").top();
    let usual = top(&harness, 2) - top(&harness, 1);
    click(&mut harness, &format!("{} ▼", ZH.views_menu()));
    click(&mut harness, &ZH.views_lines(3));
    key(&mut harness, Key::Escape);
    assert!((top(&harness, 2) - top(&harness, 1) - usual - 36.0).abs() < 0.5);
    click(&mut harness, "备注 第3行");
    type_text(&mut harness, "三行高的格子照样填写");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "备注 第3行"), "三行高的格子照样填写");
}

#[test]
fn a_look_that_is_chosen_where_room_is_short_leaves_the_columns_alone() {
    let mut harness = page(Desk::new(small_city()), [620.0, 553.0]);
    harness.run();
    assert!(
        harness.query_by_role_and_label(Role::ColumnHeader, "领域").is_none(),
        "left out for want of room"
    );
    click(&mut harness, &format!("{} ▼", ZH.views_menu()));
    click(&mut harness, &ZH.views_lines(2));
    key(&mut harness, Key::Escape);
    assert_eq!((list(&harness).look.more_lines, list(&harness).columns.as_slice()), (1, &[][..]));
    // A change of the columns keeps those that are only not in view.
    menu_of(&mut harness, "完成率", ZH.views_hide());
    let columns: Vec<Column> = list(&harness).columns.iter().map(|view| view.column).collect();
    assert!(
        columns.contains(&Column::Field(F::Category)) && !columns.contains(&Column::Completion),
        "{columns:?}"
    );
}

#[test]
fn the_table_is_sorted_without_the_mouse() {
    let mut harness = showing(small_city(), &[F::Name, F::Investment]);
    let figures = |harness: &Page| -> Vec<Decimal> {
        let cells = (1..6).map(|row| cell(harness, &ZH.projects_cell("总投资", row)).replace(',', ""));
        cells.map(|text| text.parse().expect("a figure")).collect()
    };
    click(&mut harness, "总投资 第2行");
    harness.state_mut().commands.push(Command::SortDescending);
    harness.run();
    let most = figures(&harness);
    assert!(most.is_sorted_by(|a, b| a >= b), "{most:?}");
    harness.state_mut().commands.push(Command::SortAscending);
    harness.run();
    let least = figures(&harness);
    assert!(least.is_sorted(), "{least:?}");
    assert!(least[0] < most[0]);
}

#[test]
fn a_heading_with_a_long_name_takes_two_lines_before_it_is_cut() {
    let of = |harness: &Page, name: &str| harness.query_by_role_and_label(Role::ColumnHeader, name).is_some();
    let height = |lang: Lang| {
        let mut desk = Desk::new(small_city());
        desk.lang = lang;
        let mut harness = page(desk, [700.0, 600.0]);
        harness.run();
        let name = if lang == ZH { "完成率" } else { "Completion" };
        let lamp = if lang == ZH { "灯" } else { "Lamp" };
        let heading = harness.get_by_role_and_label(Role::ColumnHeader, lamp).rect();
        // What matters is in view without scrolling sideways; what matters least may be left out.
        assert!(heading.right() < 690.0, "{heading:?} {lang:?}");
        for column in [Column::Field(F::Name), Column::Field(F::Plan), Column::Completion, Column::Lamp] {
            assert!(of(&harness, &lang.column(column)), "{column:?}");
        }
        assert!(list(&harness).columns.is_empty(), "the view itself stays as it was");
        harness.get_by_role_and_label(Role::ColumnHeader, name).rect().height()
    };
    assert!(height(Lang::En) > height(ZH) + 8.0);
}
