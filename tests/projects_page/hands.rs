//! What the hand is used to: headings that are dragged, one value for all selected cells, choices by the
//! letters of their reading, tags that are taken one by one.

use super::{Page, SIZE, cell, click, first_list, key, keys, open, small_city, type_text};
use crate::desk::{Desk, page};
use egui::{Event, Key, Modifiers, Pos2, Role, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{
        Column, ColumnId, Project, ProjectField as F, ProjectList, Value, When, Workbook,
        list::{ColumnView, CustomColumn, CustomKind},
        project::{Problem, StageChange},
    },
};

const ZH: Lang = Lang::Zh;
const SHIFT: Modifiers = Modifiers::SHIFT;

fn list(harness: &Page) -> &ProjectList {
    harness.state().workbook.lists.at(0).expect("a list")
}

/// The page with just these columns.
fn showing(mut workbook: Workbook, fields: &[F]) -> Page {
    let columns: Vec<Column> = fields.iter().copied().map(Column::Field).collect();
    with_columns(&mut workbook, &columns);
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    harness
}

fn with_columns(workbook: &mut Workbook, columns: &[Column]) {
    let mut list = workbook.lists.at(0).expect("a list").clone();
    list.columns = columns.iter().map(|&column| ColumnView { column, width: None }).collect();
    Edit::Replace(list.into()).apply(workbook).expect("other columns");
}

fn heading(harness: &Page, name: &str) -> Pos2 {
    harness.get_by_role_and_label(Role::ColumnHeader, name).rect().center()
}

/// Presses at a place, goes on to the other and lets go there.
fn drag(harness: &mut Page, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.run();
    harness.hover_at(from + (to - from) * 0.5);
    harness.run();
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
}

fn order(harness: &Page) -> Vec<Column> {
    list(harness).shown_columns().iter().map(|view| view.column).collect()
}

#[test]
fn a_selected_heading_is_dragged_to_another_place_and_back() {
    let mut harness = open();
    let before = order(&harness);
    let (stage, area) = (heading(&harness, "阶段"), heading(&harness, "所在地"));
    // The first press selects, and dragging goes on selecting.
    let category = heading(&harness, "领域");
    drag(&mut harness, stage, category);
    assert_eq!(order(&harness), before);
    drag(&mut harness, stage, stage);
    drag(&mut harness, stage, area - vec2(20.0, 0.0));
    let mut wanted = before.clone();
    let moved = wanted.remove(4);
    wanted.insert(2, moved);
    assert_eq!(order(&harness), wanted);
    assert_eq!(harness.state().applied.len(), 1, "one step");
    harness.state_mut().undo_all();
    harness.run();
    assert_eq!(order(&harness), before);
}

#[test]
fn several_selected_columns_move_together() {
    let mut harness = open();
    let before = order(&harness);
    harness.get_by_role_and_label(Role::ColumnHeader, "领域").click();
    harness.run();
    harness.get_by_role_and_label(Role::ColumnHeader, "阶段").click_modifiers(SHIFT);
    harness.run();
    let (from, to) = (heading(&harness, "领域"), heading(&harness, "完成率"));
    drag(&mut harness, from, to + vec2(12.0, 0.0));
    let now = order(&harness);
    let at = |column| now.iter().position(|&other| other == column).expect("there");
    assert_eq!(at(Column::Field(F::Category)) + 1, at(Column::Field(F::Stage)));
    assert_eq!(at(Column::Completion) + 1, at(Column::Field(F::Category)));
    assert_eq!(now.len(), before.len());
}

#[test]
fn a_column_becomes_as_wide_as_what_stands_in_it() {
    let long = "这一条备注写得很长，短的列宽放不下它，要加宽";
    let mut workbook = small_city();
    let project = first_list(&workbook)[3].id;
    let note = Edit::SetField { project, field: F::Note, value: Value::text(long) };
    note.apply(&mut workbook).expect("a note");
    let mut harness = showing(workbook, &[F::Name, F::Note, F::Area]);
    harness.get_by_role_and_label(Role::ColumnHeader, "备注").click_secondary();
    harness.run();
    click(&mut harness, ZH.projects_fit_width());
    let wide = list(&harness).columns[1].width.expect("a width");
    assert!((270..420).contains(&wide), "{wide}");
    harness.get_by_role_and_label(Role::ColumnHeader, "所在地").click_secondary();
    harness.run();
    click(&mut harness, ZH.projects_fit_width());
    let narrow = list(&harness).columns[2].width.expect("a width");
    assert!(narrow < 110, "{narrow}");
}

#[test]
fn ctrl_enter_puts_what_is_typed_into_all_selected_cells_as_one_step() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    click(&mut harness, "领域 第2行");
    keys(&mut harness, SHIFT, Key::ArrowDown);
    keys(&mut harness, SHIFT, Key::ArrowDown);
    type_text(&mut harness, "水利枢纽");
    keys(&mut harness, Modifiers::COMMAND, Key::Enter);
    for row in 2..=4 {
        assert_eq!(cell(&harness, &format!("领域 第{row}行")), "水利枢纽");
    }
    assert_ne!(cell(&harness, "领域 第5行"), "水利枢纽");
    assert_eq!(harness.state().applied.len(), 1);
    // What cannot be read stays in the editor with its reason.
    click(&mut harness, "总投资 第2行");
    keys(&mut harness, SHIFT, Key::ArrowDown);
    type_text(&mut harness, "约3.5");
    keys(&mut harness, Modifiers::COMMAND, Key::Enter);
    assert!(harness.query_by_label(&ZH.entry_about("约3.5")).is_some());
    key(&mut harness, Key::Escape);
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn choices_are_found_by_pinyin_and_initials() {
    for (typed, wanted) in
        [("tc", guatu::model::Stage::Commissioned), ("zaijian", guatu::model::Stage::Building)]
    {
        let mut harness = open();
        click(&mut harness, "阶段 第1行");
        type_text(&mut harness, &typed[..1]);
        type_text(&mut harness, &typed[1..]);
        key(&mut harness, Key::ArrowDown);
        key(&mut harness, Key::Enter);
        assert_eq!(cell(&harness, "阶段 第1行"), ZH.stage(wanted), "{typed}");
    }
}

#[test]
fn tags_are_taken_and_dropped_one_by_one() {
    let mut workbook = small_city();
    let rows: Vec<_> = first_list(&workbook).iter().map(|project| project.id).collect();
    let tags = |tags: &[&str]| Value::Tags(tags.iter().map(|&tag| tag.into()).collect());
    for (project, value) in
        [(rows[0], tags(&["省千项万亿", "市重点"])), (rows[1], tags(&["百千工程"])), (rows[2], Value::Empty)]
    {
        Edit::SetField { project, field: F::Tags, value }.apply(&mut workbook).expect("tags");
    }
    let mut harness = showing(workbook, &[F::Name, F::Tags, F::Area]);
    let now = |harness: &Page| {
        let project = harness.state().workbook.projects.get(rows[0]).expect("there");
        project.tags.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    click(&mut harness, "标签 第1行");
    key(&mut harness, Key::F2);
    let option = |harness: &mut Page, name: &str| {
        harness.get_by_role_and_label(Role::Button, name).click();
        harness.run();
    };
    option(&mut harness, "百千工程");
    option(&mut harness, "市重点");
    key(&mut harness, Key::Enter);
    assert_eq!(now(&harness), ["省千项万亿", "百千工程"]);
    assert_eq!(harness.state().applied.len(), 1, "one change");
    // By the keyboard: the first Enter takes the choice, the second one the cell.
    click(&mut harness, "标签 第1行");
    key(&mut harness, Key::F2);
    type_text(&mut harness, "、sz");
    key(&mut harness, Key::Escape);
    assert_eq!(now(&harness), ["省千项万亿", "百千工程"]);
    click(&mut harness, "标签 第3行");
    type_text(&mut harness, "bq");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "正在编辑 标签 第3行"), "百千工程、");
    type_text(&mut harness, "新标签");
    key(&mut harness, Key::Enter);
    let project = harness.state().workbook.projects.get(rows[2]).expect("there");
    assert_eq!(project.tags, ["百千工程".into(), "新标签".into()]);
}

#[test]
fn words_in_use_are_offered_in_a_column_of_one_s_own() {
    let mut workbook = small_city();
    let mut list = workbook.lists.at(0).expect("a list").clone();
    let own = ColumnId(9_000);
    list.custom.push(CustomColumn { id: own, name: "督办人".into(), kind: CustomKind::Text });
    Edit::Replace(list.into()).apply(&mut workbook).expect("a column");
    let project = first_list(&workbook)[1].id;
    let set = Edit::SetField { project, field: F::Custom(own), value: Value::text("王海") };
    set.apply(&mut workbook).expect("a value");
    let mut harness = showing(workbook, &[F::Name, F::Custom(own)]);
    click(&mut harness, "督办人 第1行");
    type_text(&mut harness, "wh");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "督办人 第1行"), "王海");
}

/// Fills in what is no cell: a problem, changes of stage, a file.
fn fuller(project: &Project) -> Project {
    let mut new = project.clone();
    let problem = |text: &str, solved: Option<&str>| Problem {
        text: text.into(),
        solved: solved.map(|date| date.parse().expect("a date")),
        ..Problem::default()
    };
    new.problems = vec![problem("征地未完成", None), problem("资金缺口", Some("2024-03"))];
    let change = |stage, date: &str| StageChange { stage, date: date.parse::<When>().expect("a date") };
    new.stage_log = vec![
        change(guatu::model::Stage::Started, "2024-02"),
        change(guatu::model::Stage::Building, "2024-04"),
    ];
    new.attachments = vec!["图纸/总平面.pdf".into(), "照片.jpg".into()];
    new
}

#[test]
fn problems_changes_of_stage_and_files_are_columns() {
    let mut workbook = small_city();
    let new = fuller(first_list(&workbook)[2]);
    Edit::Replace(new.into()).apply(&mut workbook).expect("fuller");
    let columns = [Column::Field(F::Name), Column::Problems, Column::StageLog, Column::Attachments];
    with_columns(&mut workbook, &columns);
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    assert_eq!(cell(&harness, "存在问题 第3行"), "征地未完成");
    assert_eq!(cell(&harness, "阶段变化 第3行"), "2024-02 开工 · 2024-04 在建");
    assert_eq!(cell(&harness, "附件 第3行"), "总平面.pdf · 照片.jpg");
    // They are filtered by like other texts.
    click(&mut harness, &format!("{} ▼", ZH.projects_more_filters()));
    harness.get_by_role_and_label(Role::Button, "附件").scroll_to_me();
    harness.run();
    harness.get_by_role_and_label(Role::Button, "附件").click();
    harness.run();
    let boxes = format!("{} 1", ZH.projects_is_filled());
    harness.get_by_role_and_label(Role::CheckBox, &boxes).click();
    harness.run();
    key(&mut harness, Key::Escape);
    assert_eq!(cell(&harness, "附件 第1行"), "总平面.pdf · 照片.jpg");
    assert!(harness.query_by_label("附件 第2行").is_none());
    // Enter leads to the page where they are entered.
    click(&mut harness, "附件 第1行");
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label_contains(ZH.group_membership()).is_some());
}

#[test]
fn a_typed_letter_does_not_open_a_gathered_column() {
    let mut workbook = small_city();
    with_columns(&mut workbook, &[Column::Field(F::Name), Column::Attachments]);
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    click(&mut harness, "附件 第1行");
    harness.event(Event::Text("x".to_owned()));
    harness.run();
    assert_eq!(harness.state().warnings, [ZH.projects_computed("附件")]);
}

#[test]
fn columns_of_one_s_own_are_renamed_moved_and_deleted_and_all_of_it_is_taken_back() {
    let mut workbook = small_city();
    let mut list_row = workbook.lists.at(0).expect("a list").clone();
    let ids = [ColumnId(9_001), ColumnId(9_002)];
    for (id, name) in ids.into_iter().zip(["级别", "编号"]) {
        list_row.custom.push(CustomColumn { id, name: name.into(), kind: CustomKind::Text });
    }
    list_row.columns = list_row.usual_columns();
    list_row.columns.push(ColumnView { column: Column::Field(F::Custom(ids[1])), width: None });
    Edit::Replace(list_row.into()).apply(&mut workbook).expect("columns");
    let project = first_list(&workbook)[0].id;
    let set = Edit::SetField { project, field: F::Custom(ids[1]), value: Value::text("A-1") };
    set.apply(&mut workbook).expect("a value");
    let before = workbook.clone();
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    let press = |harness: &mut Page, label: &str| {
        harness.get_by_label(label).scroll_to_me();
        harness.run();
        click(harness, label);
    };
    click(&mut harness, ZH.projects_columns());
    press(&mut harness, &ZH.columns_own_edit("编号"));
    press(&mut harness, ZH.columns_own_name());
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "市编号");
    press(&mut harness, ZH.columns_own_done());
    assert_eq!(&*list(&harness).custom[1].name, "市编号");
    assert_eq!(harness.state().workbook.projects, before.projects, "its values stay");
    press(&mut harness, &ZH.columns_own_up("市编号"));
    let order: Vec<ColumnId> = list(&harness).custom.iter().map(|own| own.id).collect();
    assert_eq!(order, [ids[1], ids[0]]);
    press(&mut harness, &ZH.columns_own_edit("市编号"));
    press(&mut harness, &ZH.columns_own_delete("市编号", 1));
    assert_eq!(list(&harness).custom.len(), 1);
    let shown =
        |list: &ProjectList| list.columns.iter().any(|v| v.column == Column::Field(F::Custom(ids[1])));
    assert!(!shown(list(&harness)));
    assert!(first_list(&harness.state().workbook)[0].custom.is_empty());
    assert_eq!(harness.state().applied.len(), 3, "one step each");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.lists, before.lists);
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn the_window_marks_a_package_that_is_not_the_sum_of_its_parts() {
    let mut workbook = small_city();
    let (package, part) = {
        let mut free = first_list(&workbook).into_iter().filter(|project| project.parent.is_none());
        let mut next = || free.find(|project| project.plan.is_some()).expect("with a plan");
        (next().clone(), next().clone())
    };
    let parent = Edit::SetField { project: part.id, field: F::Parent, value: Value::Project(package.id) };
    parent.apply(&mut workbook).expect("a part");
    let plan =
        Value::Money(guatu::model::Money::new(guatu::model::Decimal::from(77), guatu::model::MoneyUnit::Yi));
    let plan = Edit::SetField { project: package.id, field: F::Plan, value: plan };
    plan.apply(&mut workbook).expect("a plan");
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    let chips = harness.query_all_by_label_contains(ZH.projects_needs_look());
    let labels: Vec<String> = chips.filter_map(|node| node.accesskit_node().label()).collect();
    let chip = labels.into_iter().find(|label| label.starts_with('!')).expect("the chip");
    click(&mut harness, &chip);
    let names = |row| harness.query_by_label(&ZH.projects_cell("项目名称", row))?.value();
    let row = (1..20).find(|&row| names(row).as_deref() == Some(&*package.name)).expect("the package");
    let at = harness.get_by_label(&ZH.projects_cell("年度计划", row)).rect().center();
    harness.hover_at(at);
    harness.run_steps(8);
    let says = harness.query_all_by_label_contains("两者不等").count();
    assert_eq!(says, 1, "the reason is told");
}
