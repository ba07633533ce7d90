//! Views, groups, filters, own columns, and figures that need a look.

use super::{Page, SIZE, cell, click, first_list, names, open, small_city, sort_by, type_text};
use crate::desk::{Desk, page};
use egui::{Modifiers, Role};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{
        Column, CountMode, Decimal, Filter, Money, MoneyUnit, ProjectField, ProjectList, RowColor, SortKey,
        Value, Workbook,
    },
};

const ZH: Lang = Lang::Zh;

fn list(harness: &Page) -> &ProjectList {
    harness.state().workbook.lists.at(0).expect("a list")
}

/// Opens a menu of the filter row by the text of its button.
fn open_menu(harness: &mut Page, name: &str) {
    click(harness, &format!("{name} ▼"));
}

fn check(harness: &mut Page, label: &str) {
    harness.get_by_role_and_label(Role::CheckBox, label).click();
    harness.run();
}

fn close_menus(harness: &mut Page) {
    harness.key_press(egui::Key::Escape);
    harness.run();
}

/// The names in the rows of the table that are on the screen.
fn shown_names(harness: &Page) -> Vec<String> {
    let label = |row| ZH.projects_cell("项目名称", row);
    (1..).map_while(|row| harness.query_by_label(&label(row))?.value()).collect()
}

#[test]
fn groups_carry_their_sums_and_shut_with_a_click() {
    let mut harness = open();
    let count = names(&harness).len();
    open_menu(&mut harness, ZH.projects_group());
    check(&mut harness, "领域");
    close_menus(&mut harness);
    let categories: Vec<String> =
        first_list(&harness.state().workbook).iter().map(|p| p.category.to_string()).collect();
    let mut kinds = categories.clone();
    kinds.sort();
    kinds.dedup();
    let of = |name: &str| categories.iter().filter(|category| *category == name).count();
    let heading = |harness: &Page, name: &str| {
        let start = format!("{name} {}", ZH.projects_group_count(of(name) as u32));
        harness.query_by_label_contains(&start).is_some()
    };
    let first = kinds.iter().find(|name| heading(&harness, name)).expect("a heading").clone();
    let before = shown_names(&harness);
    let label = format!("{first} {}", ZH.projects_group_count(of(&first) as u32));
    harness.get_by_label_contains(&label).click();
    harness.run();
    let after = shown_names(&harness);
    assert_ne!(before, after, "its rows are not shown");
    // The totals are still those of all.
    assert!(harness.query_by_label_contains(&ZH.projects_totals(count as u32)).is_some());
    harness.get_by_label_contains(&label).click();
    harness.run();
    assert_eq!(shown_names(&harness), before);
}

#[test]
fn typing_below_a_heading_goes_into_the_row_that_is_shown_there() {
    let mut harness = open();
    open_menu(&mut harness, ZH.projects_group());
    check(&mut harness, "所在地");
    close_menus(&mut harness);
    let name = cell(&harness, "项目名称 第3行");
    click(&mut harness, "领域 第3行");
    type_text(&mut harness, "水利枢纽");
    harness.key_press(egui::Key::Enter);
    harness.run();
    let changed = first_list(&harness.state().workbook)
        .into_iter()
        .find(|project| &*project.category == "水利枢纽")
        .map(|project| project.name.to_string());
    assert_eq!(changed, Some(name));
}

#[test]
fn a_view_keeps_order_filters_and_groups_and_all_of_it_can_be_undone() {
    let mut harness = open();
    let before = list(&harness).clone();
    sort_by(&mut harness, "总投资");
    let chip = lamp_chip(&mut harness);
    click(&mut harness, &chip);
    open_menu(&mut harness, &format!("{} *", ZH.views_menu()));
    click(&mut harness, ZH.views_name());
    type_text(&mut harness, "滞后项目");
    click(&mut harness, ZH.views_save_as());
    let kept = list(&harness).view("滞后项目").expect("the view").clone();
    assert_eq!(
        kept.look.sort,
        [SortKey { column: Column::Field(ProjectField::Investment), descending: false }]
    );
    assert!(matches!(kept.look.filters.as_slice(), [Filter::Lamps(_)]));
    close_menus(&mut harness);
    let filtered = shown_names(&harness);
    open_menu(&mut harness, &ZH.views_button("滞后项目"));
    click(&mut harness, ZH.views_default());
    close_menus(&mut harness);
    assert_eq!(shown_names(&harness).first().map(String::as_str), Some(&*names(&harness)[0]));
    open_menu(&mut harness, ZH.views_menu());
    click(&mut harness, "滞后项目");
    close_menus(&mut harness);
    assert_eq!(shown_names(&harness), filtered);
    open_menu(&mut harness, &ZH.views_button("滞后项目"));
    click(&mut harness, ZH.views_name());
    type_text(&mut harness, "督办");
    click(&mut harness, ZH.views_rename());
    assert!(list(&harness).view("督办").is_some() && list(&harness).view("滞后项目").is_none());
    click(&mut harness, ZH.views_duplicate());
    assert_eq!(list(&harness).views.len(), 2);
    click(&mut harness, ZH.views_delete());
    assert_eq!(list(&harness).views.len(), 1);
    harness.state_mut().undo_all();
    assert_eq!(*list(&harness), before);
    harness.run();
}

/// The first lamp's chip that has rows but not all of them.
fn lamp_chip(harness: &mut Page) -> String {
    let id = list(harness).id;
    harness.state_mut().with(|shown, _| {
        let analysis = shown.derived.list(shown.workbook, id).expect("the list");
        let counts = guatu::model::Lamp::ALL
            .map(|lamp| (lamp, analysis.rows.iter().filter(|row| row.lamp == lamp).count()));
        let (lamp, count) =
            counts.into_iter().find(|(_, count)| (1..analysis.len()).contains(count)).expect("a lamp");
        format!("{} {} {count}", Lang::lamp_shape(lamp), ZH.lamp(lamp))
    })
}

#[test]
fn a_range_shows_as_many_rows_as_its_button_promises() {
    let mut harness = open();
    let unit = list(&harness).unit;
    let at_least = |workbook: &Workbook| {
        let worth = |money: Option<Money>| money.and_then(|money| money.in_unit(unit));
        let found = first_list(workbook).into_iter();
        found.filter(|p| worth(p.investment).is_some_and(|value| value >= Decimal::TEN)).count()
    };
    let count = at_least(&harness.state().workbook);
    open_menu(&mut harness, ZH.projects_more_filters());
    click(&mut harness, ZH.projects_filter_find());
    type_text(&mut harness, "ztz");
    harness.get_all_by_role_and_label(Role::Button, "总投资").next().expect("the column").click();
    harness.run();
    click(&mut harness, ZH.projects_filter_from());
    type_text(&mut harness, "10亿");
    click(&mut harness, &ZH.projects_filter_show(count));
    close_menus(&mut harness);
    assert!(harness.query_by_label_contains(&ZH.projects_totals(count as u32)).is_some());
    click(&mut harness, "总投资 ≥ 10 亿元 ×");
    let all = names(&harness).len();
    assert!(harness.query_by_label_contains(&ZH.projects_totals(all as u32)).is_some());
}

#[test]
fn columns_are_moved_hidden_and_shown_by_keyboard_and_undone() {
    let mut harness = open();
    let before = list(&harness).clone();
    let usual: Vec<Column> = before.usual_columns().iter().map(|view| view.column).collect();
    click(&mut harness, ZH.projects_columns());
    click(&mut harness, &ZH.columns_up("领域"));
    let column = |at: usize| move |harness: &Page| list(harness).columns[at].column;
    assert_eq!(column(2)(&harness), Column::Field(ProjectField::Category));
    click(&mut harness, &ZH.columns_hide("阶段"));
    assert!(!list(&harness).columns.iter().any(|v| v.column == Column::Field(ProjectField::Stage)));
    assert_eq!(list(&harness).columns.len(), usual.len() - 1);
    harness.state_mut().undo_all();
    assert_eq!(*list(&harness), before);
}

#[test]
fn a_column_of_ones_own_is_made_filled_and_deleted_with_its_values() {
    let mut harness = open();
    click(&mut harness, ZH.projects_columns());
    harness.get_by_label(ZH.columns_own_name()).scroll_to_me();
    harness.run();
    click(&mut harness, ZH.columns_own_name());
    type_text(&mut harness, "督办级别");
    click(&mut harness, ZH.columns_own_choice());
    click(&mut harness, ZH.columns_own_choices());
    type_text(&mut harness, "一级、二级");
    harness.get_by_label(ZH.columns_own_add()).scroll_to_me();
    harness.run();
    click(&mut harness, ZH.columns_own_add());
    let own = list(&harness).custom.last().expect("a column").clone();
    assert_eq!(&*own.name, "督办级别");
    let project = first_list(&harness.state().workbook)[0].id;
    let field = ProjectField::Custom(own.id);
    let set = Edit::SetField { project, field, value: Value::text("二级") };
    harness.state_mut().act(guatu::ui::Action::Edit(set, None));
    harness.run();
    let before = harness.state().workbook.clone();
    harness.get_by_label(&ZH.columns_own_edit("督办级别")).scroll_to_me();
    harness.run();
    click(&mut harness, &ZH.columns_own_edit("督办级别"));
    harness.get_by_label(&ZH.columns_own_delete("督办级别", 1)).scroll_to_me();
    harness.run();
    click(&mut harness, &ZH.columns_own_delete("督办级别", 1));
    assert!(list(&harness).custom.iter().all(|other| other.id != own.id));
    assert!(harness.state().refused.is_empty());
    let undo = harness.state_mut().undo.pop().expect("a step");
    harness.state_mut().act(guatu::ui::Action::Edit(undo, None));
    assert_eq!(harness.state().workbook.projects, before.projects);
    assert_eq!(harness.state().workbook.lists, before.lists);
}

#[test]
fn a_figure_in_the_wrong_unit_is_told_of_and_found() {
    let mut workbook = small_city();
    let (project, plan) = {
        let project = first_list(&workbook)[2];
        (project.id, project.plan.expect("a plan"))
    };
    let wrong = Money::new(plan.value * Decimal::from(10_000), MoneyUnit::Yi);
    let edit = Edit::SetField { project, field: ProjectField::Plan, value: Value::Money(wrong) };
    edit.apply(&mut workbook).expect("applies");
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    click(&mut harness, &format!("! {} 1", ZH.projects_needs_look()));
    assert_eq!(shown_names(&harness).len(), 1);
    assert!(harness.query_by_label_contains(&ZH.projects_totals(1)).is_some());
    click(&mut harness, &format!("{} ×", ZH.projects_needs_look()));
    assert!(shown_names(&harness).len() > 1);
}

#[test]
fn rows_are_coloured_and_counted_as_the_view_says() {
    let mut harness = open();
    open_menu(&mut harness, ZH.views_menu());
    click(&mut harness, ZH.views_color_stage());
    assert_eq!(list(&harness).look.color, RowColor::Stage);
    click(&mut harness, &ZH.views_lines(3));
    assert_eq!(list(&harness).look.more_lines, 2);
    click(&mut harness, ZH.views_counts_split());
    assert_eq!(list(&harness).look.counts, CountMode::Split);
    close_menus(&mut harness);
    harness.get_by_label("项目名称 第2行").click_modifiers(Modifiers::NONE);
    harness.run();
    harness.state_mut().undo_all();
    assert_eq!(list(&harness).look, guatu::model::Look::default());
}
