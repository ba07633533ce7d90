//! The indicators page and the tasks page by their accessible labels, as a person with a screen reader or a
//! keyboard uses them.

#[path = "../app/cpu_renderer.rs"]
mod cpu_renderer;
mod desk;
mod ranges;

use desk::{Desk, click, page, press, type_text};
use egui::{Key, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    bundled::Bundled,
    edit::Edit,
    i18n::Lang,
    model::{Indicator, Month, Operator, Period, Status, Workbook},
    ui::{Action, Page, Place},
};

const SIZE: [f32; 2] = [1104.0, 737.0];

fn lishui() -> Workbook {
    Bundled::Lishui2024.workbook().expect("the bundled workbook")
}

fn named<'a>(workbook: &'a Workbook, name: &str) -> &'a Indicator {
    workbook.indicators.iter().find(|row| &*row.name == name).expect("an indicator of this name")
}

/// The page on an indicator.
fn on(name: &str) -> Desk {
    let mut desk = Desk::new(lishui(), Page::Indicators);
    let id = named(&desk.workbook, name).id;
    desk.view.indicators.select(id);
    desk
}

#[test]
fn a_figure_is_typed_into_the_next_period() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    click(&mut harness, "2024年 总量");
    type_text(&mut harness, "２，１００.50");
    press(&mut harness, Key::Enter);
    let desk = harness.state();
    assert_eq!(desk.applied.len(), 1);
    let row = named(&desk.workbook, "生产总值");
    let root = desk.workbook.root_area().unwrap().id;
    let observation = row.observation(root, Period::year_of(2024)).expect("the observation");
    // The printed places are kept, and a first figure is a preliminary one.
    assert_eq!(observation.value.unwrap().to_string(), "2100.50");
    assert_eq!(observation.status, Status::Preliminary);
    // The table offers the period after it now.
    harness.get_by_label("2025年 总量");
}

#[test]
fn a_refused_figure_keeps_the_editor_open_and_says_why() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    click(&mut harness, "2024年 总量");
    type_text(&mut harness, "约3.5");
    press(&mut harness, Key::Enter);
    harness.get_by_label_contains("不是确数");
    assert!(harness.state().applied.is_empty());
    // Still being typed: Escape takes it back.
    press(&mut harness, Key::Escape);
    assert!(harness.query_by_label_contains("不是确数").is_none());
    assert!(harness.state().applied.is_empty());
}

#[test]
fn a_final_figure_that_changes_is_kept_as_an_earlier_one() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    let root = harness.state().workbook.root_area().unwrap().id;
    let year = Period::year_of(2023);
    let before = named(&harness.state().workbook, "生产总值").observation(root, year).unwrap().clone();
    assert_eq!(before.status, Status::Final);
    click(&mut harness, "2023年 总量");
    press(&mut harness, Key::F2);
    type_text(&mut harness, "1970.1");
    press(&mut harness, Key::Enter);
    let after = named(&harness.state().workbook, "生产总值").observation(root, year).unwrap().clone();
    assert_eq!(after.status, Status::Revised);
    assert_eq!(after.earlier.last().unwrap().value, before.value);
    assert_eq!(after.growth, before.growth);
    // The earlier figure stays readable.
    harness.get_by_label("2023年 原数");
    // Mending a slip on the same day does not pile up earlier figures.
    press(&mut harness, Key::ArrowUp);
    click(&mut harness, "2023年 总量");
    press(&mut harness, Key::F2);
    type_text(&mut harness, "1970.2");
    press(&mut harness, Key::Tab);
    let mended = named(&harness.state().workbook, "生产总值").observation(root, year).unwrap();
    assert_eq!(mended.earlier.len(), 1);
    assert_eq!(mended.value.unwrap().to_string(), "1970.2");
}

#[test]
fn delete_clears_and_the_cursor_moves_by_keys() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    click(&mut harness, "2024年 总量");
    press(&mut harness, Key::ArrowDown);
    assert!(harness.state().selection.as_ref().unwrap().contains("2023年 总量"));
    press(&mut harness, Key::Tab);
    assert!(harness.state().selection.as_ref().unwrap().contains("2023年 增速"));
    press(&mut harness, Key::Delete);
    let desk = harness.state();
    let root = desk.workbook.root_area().unwrap().id;
    let row = named(&desk.workbook, "生产总值").observation(root, Period::year_of(2023)).unwrap();
    assert_eq!(row.growth, None);
    assert!(row.value.is_some());
}

#[test]
fn a_period_is_added_and_filled_in() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    click(&mut harness, "新增期");
    click(&mut harness, "季度");
    click(&mut harness, "2");
    click(&mut harness, "累计");
    click(&mut harness, "添加");
    type_text(&mut harness, "980");
    press(&mut harness, Key::Enter);
    let desk = harness.state();
    let root = desk.workbook.root_area().unwrap().id;
    let half = Period::new(2024, 4, 6, guatu::model::Basis::Cumulative).unwrap();
    let row = named(&desk.workbook, "生产总值").observation(root, half).expect("the half year");
    assert_eq!(row.value.unwrap().to_string(), "980");
}

#[test]
fn a_target_is_added_and_changed_as_soon_as_it_is_sound() {
    let mut harness = page(on("生产总值"), [1104.0, 1900.0]);
    harness.run();
    let count = named(&harness.state().workbook, "生产总值").targets.len();
    click(&mut harness, "新增目标");
    let targets = named(&harness.state().workbook, "生产总值").targets.clone();
    assert_eq!(targets.len(), count + 1);
    let added = targets.last().unwrap().id;
    // A range without a high end is no target yet: nothing is changed, and it says so.
    let operators: Vec<_> = harness.get_all_by_label("要求").collect();
    operators.last().unwrap().click();
    drop(operators);
    harness.run();
    click(&mut harness, Lang::Zh.operator(Operator::Range));
    harness.get_by_label_contains("区间的上限");
    assert_eq!(named(&harness.state().workbook, "生产总值").target(added).unwrap().operator, Operator::Eq);
    harness.get_by_role_and_label(Role::TextInput, "上限").click();
    harness.run();
    type_text(&mut harness, "9");
    press(&mut harness, Key::Tab);
    let range = named(&harness.state().workbook, "生产总值").target(added).unwrap();
    assert_eq!(range.operator, Operator::Range);
    assert_eq!(range.value_high.unwrap().to_string(), "9");
}

#[test]
fn the_list_is_searched_in_both_languages_and_walked_by_keys() {
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    harness.get_by_label("查找指标").click();
    harness.run();
    type_text(&mut harness, "固定资产投资");
    assert!(harness.query_all_by_label("生产总值").count() <= 1);
    harness.get_all_by_label("固定资产投资").next().expect("found");
    press(&mut harness, Key::ArrowDown);
    let figure = harness.state();
    assert!(figure.applied.is_empty());
}

#[test]
fn both_languages_and_a_workbook_without_indicators() {
    let mut desk = on("生产总值");
    desk.lang = Lang::En;
    let mut harness = page(desk, SIZE);
    harness.run();
    harness.get_by_label("Add period");
    harness.state_mut().lang = Lang::Zh;
    harness.run();
    harness.get_by_label("新增期");

    let mut harness = page(Desk::new(Workbook::new("空", 2024), Page::Indicators), SIZE);
    harness.run();
    click(&mut harness, "新增指标");
    assert_eq!(harness.state().workbook.indicators.len(), 1);
    harness.run();
}

#[test]
fn progress_of_a_task_becomes_an_observation() {
    let workbook = lishui();
    let row = named(&workbook, "生产总值");
    let target = row.targets.iter().find(|target| target.year == 2024).expect("a target").clone();
    let mut desk = Desk::new(workbook.clone(), Page::Tasks);
    desk.workbook.month = Month::new(2024, 6);
    let mut harness = page(desk, SIZE);
    harness.run();
    click(&mut harness, "生产总值 本年进展");
    type_text(&mut harness, "7.1%");
    press(&mut harness, Key::Enter);
    let desk = harness.state();
    let [Edit::SetObservation { observation: Some(observation), period, .. }] = desk.applied.as_slice()
    else {
        panic!("one observation, not {:?}", desk.applied)
    };
    assert_eq!(period.end(), Month::new(2024, 6).unwrap());
    assert_eq!(observation.figure(target.measure, row.measure).unwrap().to_string(), "7.1");
}

#[test]
fn a_new_department_comes_with_the_lead_in_one_step() {
    let mut harness = page(Desk::new(lishui(), Page::Tasks), SIZE);
    harness.run();
    click(&mut harness, "生产总值 责任单位");
    type_text(&mut harness, "市发改委");
    press(&mut harness, Key::Enter);
    let desk = harness.state();
    assert!(matches!(desk.applied.as_slice(), [Edit::Many(edits)] if edits.len() == 2));
    let department = desk.workbook.departments.at(0).expect("the department");
    assert_eq!(&*department.name, "市发改委");
    assert_eq!(named(&desk.workbook, "生产总值").targets[0].lead, Some(department.id));
    assert!(desk.workbook.check().is_empty());
}

#[test]
fn tasks_are_counted_searched_and_lead_to_their_indicator() {
    let mut harness = page(Desk::new(lishui(), Page::Tasks), SIZE);
    harness.run();
    let all = lishui().indicators.iter().flat_map(|row| &row.targets).filter(|t| t.year == 2024).count();
    harness.get_by_label_contains(&format!("{all} 项任务"));
    harness.get_by_label("查找任务、单位、目标").click();
    harness.run();
    type_text(&mut harness, "生产总值");
    harness.get_by_label_contains("显示");
    click(&mut harness, "生产总值");
    let id = named(&harness.state().workbook, "生产总值").id;
    assert!(harness.state().asked.contains(&Action::Go(Place::Indicator(id))));
}

#[test]
fn a_target_is_changed_below_its_cell() {
    let mut harness = page(Desk::new(lishui(), Page::Tasks), SIZE);
    harness.run();
    click(&mut harness, "生产总值 目标");
    press(&mut harness, Key::Enter);
    harness.get_by_role_and_label(Role::ComboBox, "要求").click();
    harness.run();
    click(&mut harness, Lang::Zh.operator(Operator::Ge));
    assert_eq!(named(&harness.state().workbook, "生产总值").targets[0].operator, Operator::Ge);
    // Choosing from a list inside does not close it.
    harness.get_by_role_and_label(Role::TextInput, "目标值").click();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "七");
    press(&mut harness, Key::Tab);
    harness.get_by_label_contains("不是数字");
    harness.get_by_role_and_label(Role::TextInput, "目标值").click();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "7.0");
    press(&mut harness, Key::Tab);
    let value = named(&harness.state().workbook, "生产总值").targets[0].value.unwrap();
    assert_eq!(value.to_string(), "7.0");
}

#[test]
fn thousands_of_tasks_are_drawn_only_where_they_are_seen() {
    let mut workbook = lishui();
    let row = named(&workbook, "固定资产投资").clone();
    for n in 0..1500_u32 {
        let mut copy = row.clone();
        copy.id = workbook.new_id(0);
        copy.name = format!("第 {n} 项").into();
        copy.targets[0].id = workbook.new_id(1);
        let at = workbook.indicators.len();
        Edit::Insert { at, row: copy.into() }.apply(&mut workbook).expect("a copy is sound");
    }
    let mut harness = page(Desk::new(workbook, Page::Tasks), SIZE);
    harness.run();
    harness.get_by_label_contains("1611 项任务");
    let cells = harness.query_all_by_role(Role::Cell).count();
    assert!(cells > 50 && cells < 400, "{cells} cells for a table of 1611 rows");
}

#[test]
fn a_due_date_that_is_none_is_refused() {
    let mut harness = page(Desk::new(lishui(), Page::Tasks), SIZE);
    harness.run();
    click(&mut harness, "生产总值 时限");
    type_text(&mut harness, "以后");
    press(&mut harness, Key::Enter);
    harness.get_by_label_contains("不是日期");
    assert!(harness.state().applied.is_empty());
}

/// Writes pictures to look at: `GUATU_PICTURES=folder cargo test --test indicators_page pictures -- --ignored`.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var("GUATU_PICTURES").unwrap_or("/tmp/pictures".into()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for (bundled, book) in [(Bundled::Lishui2024, "lishui"), (Bundled::DemoCity, "demo")] {
        for (lang, dark) in [(Lang::Zh, false), (Lang::Zh, true), (Lang::En, false)] {
            for (size, tag) in [([1104.0, 737.0], "wide"), ([768.0, 537.0], "narrow")] {
                for view in ["one", "headline", "tasks"] {
                    let workbook = bundled.workbook().expect("the bundled workbook");
                    let at = if view == "tasks" { Page::Tasks } else { Page::Indicators };
                    let mut desk = Desk::new(workbook, at);
                    (desk.lang, desk.dark) = (lang, dark);
                    if book == "demo" {
                        desk.workbook.month = Month::new(desk.workbook.year, 8);
                    }
                    if view == "headline" {
                        desk.view.indicators.show_headline();
                    }
                    let mut harness = page(desk, size);
                    harness.run();
                    let name =
                        format!("{view}-{book}-{lang:?}-{}-{tag}.png", if dark { "dark" } else { "light" });
                    harness.render().expect("a picture").save(folder.join(name)).expect("saved");
                }
            }
        }
    }
}

/// Writes pictures of what opens over the pages.
#[test]
#[ignore = "writes pictures for people to look at"]
fn pictures_of_editors() {
    let folder = std::path::PathBuf::from(std::env::var("GUATU_PICTURES").unwrap_or("/tmp/pictures".into()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let save = |harness: &mut egui_kittest::Harness<'_, Desk>, name: &str| {
        harness.render().expect("a picture").save(folder.join(name)).expect("saved");
    };
    let mut harness = page(on("生产总值"), SIZE);
    harness.run();
    click(&mut harness, "2024年 总量");
    type_text(&mut harness, "约3.5");
    press(&mut harness, Key::Enter);
    save(&mut harness, "editor-refused.png");
    press(&mut harness, Key::Escape);
    click(&mut harness, "2023年 状态");
    press(&mut harness, Key::Enter);
    save(&mut harness, "editor-status.png");
    press(&mut harness, Key::Escape);
    click(&mut harness, "新增期");
    click(&mut harness, "月");
    save(&mut harness, "editor-period.png");

    let demo = Bundled::DemoCity.workbook().expect("the bundled workbook");
    let mut desk = Desk::new(demo, Page::Tasks);
    desk.workbook.month = Month::new(desk.workbook.year, 8);
    let mut harness = page(desk, SIZE);
    harness.run();
    click(&mut harness, "固定资产投资 责任单位");
    type_text(&mut harness, "市");
    save(&mut harness, "editor-lead.png");
    press(&mut harness, Key::Escape);
    click(&mut harness, "固定资产投资 目标");
    press(&mut harness, Key::Enter);
    save(&mut harness, "editor-target.png");
}
