//! The projects page by its accessible labels, as a person with a screen reader or a keyboard uses it.

mod clipboard;
#[path = "../app/cpu_renderer.rs"]
mod cpu_renderer;
mod desk;
mod fill_and_find;
mod followed;
mod hands;
mod looks;
mod month;
mod numbers;
mod one_project;
mod ranges;
mod saved_views;
#[path = "../support/mod.rs"]
mod support;
mod views;

use desk::{Desk, page};
use egui::{Event, ImeEvent, Key, Modifiers};
use egui_kittest::{Harness, kittest::Queryable as _};
use guatu::{
    bundled::{Bundled, DemoOptions, demo_city},
    edit::Edit,
    i18n::Lang,
    model::{Project, ProjectField, Stage, Text, Value, Workbook},
    ui::Command,
};

type Page = Harness<'static, Desk>;

const SIZE: [f32; 2] = [1120.0, 753.0];

fn small_city() -> Workbook {
    demo_city(&DemoOptions { projects: 60, months: 5, seed: 7 })
}

fn open() -> Page {
    let mut harness = page(Desk::new(small_city()), SIZE);
    harness.run();
    harness
}

fn first_list(workbook: &Workbook) -> Vec<&Project> {
    let list = workbook.lists.at(0).expect("a list").id;
    workbook.projects.iter().filter(|project| project.list == list).collect()
}

fn names(harness: &Page) -> Vec<Text> {
    first_list(&harness.state().workbook).iter().map(|project| project.name.clone()).collect()
}

fn click(harness: &mut Page, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn sort_by(harness: &mut Page, column: &str) {
    click(harness, &Lang::Zh.projects_sort_by(column));
}

fn key(harness: &mut Page, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn keys(harness: &mut Page, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn type_text(harness: &mut Page, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

fn cell(harness: &Page, label: &str) -> String {
    harness.get_by_label(label).value().unwrap_or_default()
}

#[test]
fn typing_replaces_a_cell_and_enter_goes_down() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    click(&mut harness, "领域 第3行");
    type_text(&mut harness, "水");
    type_text(&mut harness, "利枢纽");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "领域 第3行"), "水利枢纽");
    assert_eq!(harness.state().applied.len(), 1, "typing is one change");
    type_text(&mut harness, "桥梁");
    key(&mut harness, Key::Tab);
    assert_eq!(cell(&harness, "领域 第4行"), "桥梁");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn an_edit_starts_with_what_is_there_and_escape_drops_it() {
    let mut harness = open();
    click(&mut harness, "项目名称 第2行");
    let before = cell(&harness, "项目名称 第2行");
    key(&mut harness, Key::F2);
    assert_eq!(cell(&harness, "正在编辑 项目名称 第2行"), before);
    type_text(&mut harness, "二期");
    key(&mut harness, Key::Escape);
    assert!(harness.state().applied.is_empty());
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "二期");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "项目名称 第2行"), format!("{before}二期"));
}

#[test]
fn a_refused_text_keeps_the_editor_open_and_says_why() {
    let mut harness = open();
    click(&mut harness, "总投资 第2行");
    type_text(&mut harness, "约3.5");
    key(&mut harness, Key::Enter);
    let why = Lang::Zh.entry_about("约3.5");
    assert!(harness.query_by_label(&why).is_some(), "the reason is shown");
    assert_eq!(cell(&harness, "正在编辑 总投资 第2行"), "约3.5");
    assert!(harness.state().applied.is_empty());
    // A click elsewhere loses nothing.
    click(&mut harness, "总投资 第5行");
    assert_eq!(cell(&harness, "正在编辑 总投资 第2行"), "约3.5");
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "2000万");
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label(&why).is_none());
    assert_eq!(cell(&harness, "总投资 第2行"), "0.20");
}

#[test]
fn what_the_workbook_refuses_is_told_while_the_editor_is_open() {
    let mut harness = open();
    click(&mut harness, "项目名称 第1行");
    key(&mut harness, Key::F2);
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    key(&mut harness, Key::Delete);
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label("正在编辑 项目名称 第1行").is_some());
    assert!(harness.state().applied.is_empty() && harness.state().refused.is_empty());
}

#[test]
fn an_input_method_keeps_its_first_letter_and_its_enter() {
    let mut harness = open();
    click(&mut harness, "领域 第1行");
    let preedit =
        |text: &str| Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None });
    harness.event(preedit("s"));
    harness.run();
    harness.event(preedit("shui"));
    harness.run();
    assert_eq!(cell(&harness, "正在编辑 领域 第1行"), "shui");
    // The Enter that ends the composition comes with it and must not take the cell.
    harness.event(Event::Ime(ImeEvent::Commit("水".to_owned())));
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(cell(&harness, "正在编辑 领域 第1行"), "水");
    assert!(harness.state().applied.is_empty());
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "领域 第1行"), "水");
}

#[test]
fn a_choice_is_made_from_its_list_by_keyboard() {
    let mut harness = open();
    click(&mut harness, "阶段 第1行");
    type_text(&mut harness, "投");
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "阶段 第1行"), Lang::Zh.stage(Stage::Commissioned));
}

#[test]
fn a_computed_cell_says_why_it_cannot_be_typed_in() {
    let mut harness = open();
    click(&mut harness, "完成率 第1行");
    type_text(&mut harness, "5");
    assert_eq!(harness.state().warnings, [Lang::Zh.projects_computed("完成率")]);
    assert!(harness.state().applied.is_empty());
    // Nothing of it is left for the next cell.
    click(&mut harness, "领域 第1行");
    key(&mut harness, Key::F2);
    let category = first_list(&harness.state().workbook)[0].category.to_string();
    assert_eq!(cell(&harness, "正在编辑 领域 第1行"), category);
}

#[test]
fn sorting_keeps_all_rows_and_the_third_click_gives_the_order_back() {
    let mut harness = open();
    let all = names(&harness).len();
    let first =
        |harness: &Page| cell(harness, "总投资 第1行").replace(',', "").parse::<f64>().expect("a figure");
    let name = cell(&harness, "项目名称 第1行");
    sort_by(&mut harness, "总投资");
    let smallest = first(&harness);
    sort_by(&mut harness, "总投资");
    let largest = first(&harness);
    assert!(smallest < largest);
    assert!(harness.query_by_label_contains(&Lang::Zh.projects_totals(all as u32)).is_some());
    sort_by(&mut harness, "总投资");
    assert_eq!(cell(&harness, "项目名称 第1行"), name);
}

#[test]
fn a_filter_shows_as_many_rows_as_its_count_promises() {
    let mut harness = open();
    let list = harness.state().workbook.lists.at(0).expect("a list").id;
    let counts = harness.state_mut().with(|shown, _| {
        let analysis = shown.derived.list(shown.workbook, list).expect("the list");
        guatu::model::Lamp::ALL.map(|lamp| analysis.rows.iter().filter(|row| row.lamp == lamp).count())
    });
    for (lamp, count) in guatu::model::Lamp::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0) {
        let label = format!("{} {} {count}", Lang::lamp_shape(lamp), Lang::Zh.lamp(lamp));
        click(&mut harness, &label);
        keys(&mut harness, Modifiers::COMMAND, Key::A);
        harness.get_by_label("项目名称 第1行").click();
        harness.run();
        keys(&mut harness, Modifiers::COMMAND, Key::A);
        let selected = harness.state_mut().with(|shown, state| state.selection_text(shown));
        assert!(selected.expect("a selection").starts_with(&Lang::Zh.projects_selected(count)));
    }
    click(&mut harness, "清除筛选");
    assert!(harness.query_by_label("清除筛选").is_none());
}

#[test]
fn rows_are_added_copied_moved_and_deleted_and_all_can_be_taken_back() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let names_before = names(&harness);
    click(&mut harness, "项目名称 第3行");
    keys(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&harness)[1], names_before[2], "moved up");
    keys(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(names(&harness), names_before, "and down again");
    keys(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert_eq!(&*names(&harness)[3], Lang::Zh.projects_copy_of(&names_before[2]));
    keys(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(names(&harness), names_before, "the copy was selected, and is gone");
    // Two rows move as a block.
    click(&mut harness, "项目名称 第2行");
    harness.get_by_label("项目名称 第3行").click_modifiers(Modifiers::SHIFT);
    harness.run();
    keys(&mut harness, Modifiers::ALT, Key::ArrowDown);
    let moved = names(&harness);
    assert_eq!(moved[1..4], [names_before[3].clone(), names_before[1].clone(), names_before[2].clone()]);
    keys(&mut harness, Modifiers::COMMAND, Key::Delete);
    assert_eq!(names(&harness).len() + 2, names_before.len());
    assert!(harness.state().refused.is_empty());
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn a_sorted_table_does_not_move_rows() {
    let mut harness = open();
    sort_by(&mut harness, "总投资");
    click(&mut harness, "项目名称 第2行");
    keys(&mut harness, Modifiers::ALT, Key::ArrowDown);
    assert_eq!(harness.state().warnings, [Lang::Zh.unavailable(guatu::i18n::shell::Unavailable::SortedView)]);
    assert!(harness.state().applied.is_empty());
}

#[test]
fn deleting_a_package_takes_its_parts_along() {
    let mut workbook = small_city();
    let (package, part) = {
        let list = first_list(&workbook);
        (list[0].id, list[5].id)
    };
    let parent =
        Edit::SetField { project: part, field: ProjectField::Parent, value: Value::Project(package) };
    parent.apply(&mut workbook).expect("a package");
    let before = workbook.clone();
    let mut harness = page(Desk::new(workbook), SIZE);
    harness.run();
    click(&mut harness, "项目名称 第1行");
    harness.state_mut().commands.push(Command::DeleteProjects);
    harness.run();
    let projects = &harness.state().workbook.projects;
    assert!(!projects.contains(package) && !projects.contains(part));
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn setting_a_field_for_all_selected_is_one_change() {
    let mut harness = open();
    click(&mut harness, "项目名称 第1行");
    harness.get_by_label("项目名称 第4行").click_modifiers(Modifiers::SHIFT);
    harness.run();
    click(&mut harness, "停建");
    click(&mut harness, &Lang::Zh.detail_apply(4));
    assert_eq!(harness.state().applied.len(), 1);
    for row in 1..=4 {
        assert_eq!(cell(&harness, &format!("阶段 第{row}行")), "停建");
    }
    // Clearing the column is one change as well.
    click(&mut harness, "阶段 第1行");
    harness.get_by_label("阶段 第3行").click_modifiers(Modifiers::SHIFT);
    harness.run();
    key(&mut harness, Key::Delete);
    assert_eq!(harness.state().applied.len(), 2);
    assert_eq!(cell(&harness, "阶段 第3行"), "");
    assert_eq!(cell(&harness, "阶段 第4行"), "停建");
}

#[test]
fn a_project_is_entered_by_keyboard_alone() {
    let mut harness = open();
    let count = names(&harness).len();
    // The table has the keyboard when the page opens.
    key(&mut harness, Key::ArrowDown);
    harness.state_mut().commands.push(Command::AddProject);
    harness.run();
    type_text(&mut harness, "瓯江绿道三期");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "莲");
    key(&mut harness, Key::Escape);
    key(&mut harness, Key::ArrowRight);
    type_text(&mut harness, "交通");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "在建");
    key(&mut harness, Key::Tab);
    type_text(&mut harness, "12.5");
    key(&mut harness, Key::Enter);
    let workbook = &harness.state().workbook;
    let list = first_list(workbook);
    assert_eq!(list.len(), count + 1);
    let new = list.iter().find(|project| &*project.name == "瓯江绿道三期").expect("the new project");
    assert_eq!(&*new.category, "交通");
    assert_eq!(new.stage, Some(Stage::Building));
    assert_eq!(new.investment.map(|money| money.value.to_string()).as_deref(), Some("12.5"));
    assert!(harness.state().refused.is_empty());
}

#[test]
fn the_table_leaves_undo_and_redo_to_the_window() {
    let mut harness = open();
    click(&mut harness, "领域 第1行");
    keys(&mut harness, Modifiers::COMMAND, Key::Z);
    keys(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    let runs = [Command::Undo, Command::Redo].map(guatu::ui::Action::Run);
    assert_eq!(harness.state().asked, runs);
    // While a cell is being edited they belong to its text.
    key(&mut harness, Key::F2);
    keys(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().asked, runs);
}

#[test]
fn a_new_project_takes_along_what_is_being_typed() {
    let mut harness = open();
    click(&mut harness, "领域 第1行");
    type_text(&mut harness, "水利");
    harness.state_mut().commands.push(Command::AddProject);
    harness.run();
    assert_eq!(cell(&harness, "领域 第1行"), "水利");
    assert!(harness.query_by_label("正在编辑 项目名称 第2行").is_some());
}

#[test]
fn the_panel_is_reached_and_left_by_keyboard() {
    let mut harness = open();
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::F6);
    key(&mut harness, Key::Tab);
    key(&mut harness, Key::Enter);
    type_text(&mut harness, "A new name");
    key(&mut harness, Key::Enter);
    assert_eq!(&*first_list(&harness.state().workbook)[1].name_en, "A new name");
    click(&mut harness, "项目名称 第4行");
    key(&mut harness, Key::F6);
    key(&mut harness, Key::F6);
    type_text(&mut harness, "又在表格里");
    key(&mut harness, Key::Enter);
    assert_eq!(cell(&harness, "项目名称 第4行"), "又在表格里");
}

#[test]
fn fields_months_and_milestones_are_edited_in_the_panel() {
    let mut harness = open();
    click(&mut harness, "项目名称 第1行");
    click(&mut harness, "建设地点");
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "碧湖镇");
    key(&mut harness, Key::Enter);
    assert_eq!(&*first_list(&harness.state().workbook)[0].place, "碧湖镇");
    for label in ["6月上报", "+ 里程碑"] {
        harness.get_by_label(label).scroll_to_me();
        harness.run();
    }
    let milestones = first_list(&harness.state().workbook)[0].milestones.len();
    click(&mut harness, "+ 里程碑");
    type_text(&mut harness, "主体结顶");
    key(&mut harness, Key::Enter);
    let project = first_list(&harness.state().workbook)[0];
    assert_eq!(project.milestones.len(), milestones + 1);
    assert_eq!(&*project.milestones[milestones].name, "主体结顶");
    assert!(harness.state().refused.is_empty());
}

#[test]
fn any_workbook_can_be_shown_and_walked_through_in_both_languages() {
    for (seed, lang) in (1..7).zip(Lang::ALL.into_iter().cycle()) {
        let mut desk = Desk::new(support::random_workbook(seed, 12));
        (desk.lang, desk.odd_signs) = (lang, true);
        let mut harness = page(desk, [900.0, 640.0]);
        harness.run();
        for pressed in
            [Key::ArrowDown, Key::ArrowRight, Key::ArrowRight, Key::F2, Key::Enter, Key::End, Key::F2]
        {
            harness.key_press(pressed);
            harness.run();
        }
        harness.state_mut().state.toggle_details();
        harness.run();
        harness.check_accessibility();
        assert!(harness.state().applied.is_empty(), "looking changes nothing");
    }
}

/// Writes pictures to look at: `GUATU_PICTURES=folder cargo test --test projects_page pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var("GUATU_PICTURES").unwrap_or("/tmp/pictures".into()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (workbook, book) in [(Bundled::DemoCity, "demo"), (Bundled::Lishui2024, "lishui")] {
        for (lang, dark) in [(Lang::Zh, false), (Lang::Zh, true), (Lang::En, false)] {
            for (size, tag) in [([1120.0, 753.0], "wide"), ([784.0, 553.0], "narrow")] {
                let mut desk = Desk::new(workbook.workbook().expect("the bundled workbook"));
                (desk.lang, desk.dark) = (lang, dark);
                if book == "demo" {
                    desk.workbook.month = guatu::model::Month::new(2024, 5);
                }
                let mut harness = page(desk, size);
                harness.run();
                for _ in 0..4 {
                    harness.key_press(Key::ArrowDown);
                }
                for _ in 0..6 {
                    harness.key_press(Key::ArrowRight);
                }
                harness.run();
                let tag = format!("{book}-{lang:?}-{}-{tag}", if dark { "dark" } else { "light" });
                let save = |harness: &mut Page, what: &str| {
                    let path = folder.join(format!("{tag}-{what}.png"));
                    harness.render().expect("a picture").save(path).expect("saved");
                };
                save(&mut harness, "0");
                if book == "lishui" {
                    continue;
                }
                for _ in 0..3 {
                    harness.key_press(Key::ArrowLeft);
                }
                type_text(&mut harness, if lang == Lang::Zh { "开" } else { "s" });
                save(&mut harness, "1-choices");
                key(&mut harness, Key::Escape);
                key(&mut harness, Key::ArrowRight);
                type_text(&mut harness, "约3.5");
                key(&mut harness, Key::Enter);
                save(&mut harness, "2-refused");
                key(&mut harness, Key::Escape);
                for _ in 0..3 {
                    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
                }
                harness.run();
                save(&mut harness, "3-several");
                click(&mut harness, lang.projects_columns());
                save(&mut harness, "4-columns");
                key(&mut harness, Key::Escape);
                click(
                    &mut harness,
                    &lang.projects_cell(&lang.column(guatu::model::Column::Field(ProjectField::Stage)), 6),
                );
                if tag.contains("wide") {
                    harness.get_by_label(lang.detail_add_problem()).scroll_to_me();
                    harness.run();
                    save(&mut harness, "5-panel");
                }
            }
        }
    }
}

#[test]
fn starts_beside_the_table_lead_to_their_projects() {
    let mut harness = open();
    click(&mut harness, "开工");
    assert!(harness.query_by_label("领域 第1行").is_none(), "the table makes room");
    assert!(harness.query_by_label("开工率（占本年计划开工）").is_some());
    let overdue = harness.get_by_role_and_label(egui::Role::ColumnHeader, "应开未开").rect();
    let (sum, all) = (1..60)
        .find_map(|count| {
            let label = format!("合计 · 应开未开 {count}");
            harness.query_by_label(&label).is_some().then_some((label.clone(), count))
        })
        .expect("some are overdue");
    assert!(overdue.is_positive());
    click(&mut harness, "按领域");
    click(&mut harness, &sum);
    // The table shows just these.
    assert!(harness.query_by_label(&format!("指定的 {all} 个项目")).is_some());
    assert!(harness.query_by_label(&format!("项目名称 第{all}行")).is_some());
    assert!(harness.query_by_label(&format!("项目名称 第{}行", all + 1)).is_none());
}

#[test]
fn the_look_back_shows_every_rate_with_its_denominator() {
    let mut harness = open();
    assert!(harness.query_by_label("回头看").is_none(), "only for promoted investments");
    let list = harness.state().workbook.lists.at(2).expect("the list of promoted investments").id;
    harness.state_mut().state.show_list(list);
    harness.run();
    click(&mut harness, "回头看");
    let says = |harness: &Page, part: &str| harness.query_all_by_label_contains(part).count();
    assert!(says(&harness, "流失率") > 0 && says(&harness, "÷") >= 5);
    // What is due goes by contract and plan; every rate has such a denominator.
    let shares = |harness: &Page| says(harness, "÷");
    click(&mut harness, "占应到期");
    assert!(says(&harness, "流失率") > 0 && shares(&harness) >= 5);
    click(&mut harness, "占签约");
    click(&mut harness, "按签约年份");
    let (label, count) = (1..50)
        .find_map(|count| {
            let label = format!("2024年签约 · 已签约 {count}");
            harness.query_by_label(&label).is_some().then_some((label.clone(), count))
        })
        .expect("some were signed this year");
    click(&mut harness, &label);
    assert!(harness.query_by_label(&format!("指定的 {count} 个项目")).is_some());
}
