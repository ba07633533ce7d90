//! Files: opening, saving, closing, and what can go wrong with them.

use super::{ZH, change, changed, lishui};
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Start, settings_in, version_line};
use egui::{Key, accesskit::Role};
use guatu::{
    app::dialogs::Answer,
    bundled::Bundled,
    i18n::Lang,
    model::Workbook,
    storage::{self, format::VERSION},
    ui::Command,
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a file that can be read")
}

fn opened(path: &Path) -> Workbook {
    storage::open(path).expect("a workbook").workbook
}

fn text_of(workbook: &Workbook) -> String {
    storage::to_text(workbook).expect("a text")
}

/// A file with an empty workbook.
fn small_file(folder: &TempDir, name: &str, title: &str) -> PathBuf {
    let path = folder.path().join(name);
    storage::save(&path, &Workbook::new(title, 2025)).expect("saved");
    path
}

fn broken_file(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    storage::write_bytes(&path, text.as_bytes()).expect("written");
    path
}

fn starting_with_dialogs(answers: &[&Path]) -> App {
    Start::bundled(Bundled::Lishui2024).choosing(answers.iter().copied()).app()
}

#[test]
fn a_change_is_saved_and_there_when_the_file_is_opened_again() {
    let folder = folder();
    let path = folder.path().join("计划.guatu.ron");
    let mut app = starting_with_dialogs(&[&path]);
    change(&mut app);
    app.press(CTRL, Key::S);
    app.expect(&format!("已保存到 {}", path.display()));
    app.expect("已保存");
    app.expect("计划.guatu.ron");
    assert!(app.heard.title.starts_with("计划.guatu.ron"), "{:?}", app.heard.title);
    assert!(opened(&path).lists.iter().any(|list| &*list.name == ZH.new_list()));

    let mut app = starting_with_dialogs(&[&path]);
    assert!(!changed(&app));
    app.press(CTRL, Key::O);
    assert!(changed(&app));
    app.expect("已打开 计划.guatu.ron");
    app.expect("已保存");
    assert!(!app.guatu().document().is_dirty());
}

/// Undoing back to what was saved is clean again, and one step further is not.
#[test]
fn the_saved_state_is_known_wherever_undo_leads() {
    let folder = folder();
    let path = folder.path().join("a.guatu.ron");
    let mut app = starting_with_dialogs(&[&path]);
    change(&mut app);
    app.press(CTRL, Key::S);
    change(&mut app);
    app.expect("1 处改动未保存");
    app.press(CTRL, Key::Z);
    app.expect("已保存");
    app.press(CTRL, Key::Z);
    app.expect("1 处改动未保存");
    app.press(CTRL, Key::Y);
    app.expect("已保存");
}

#[test]
fn saving_an_unchanged_file_leaves_every_byte() {
    let folder = folder();
    let path = folder.path().join("a.guatu.ron");
    let mut app = starting_with_dialogs(&[&path, &path]);
    app.press(CTRL, Key::S);
    let before = read(&path);
    app.press(CTRL_SHIFT, Key::S);
    assert_eq!(read(&path), before);
    assert_eq!(opened(&path), Bundled::Lishui2024.workbook().expect("Lishui"));
}

#[test]
fn a_name_without_the_ending_gets_it() {
    let folder = folder();
    let mut app = starting_with_dialogs(&[&folder.path().join("丽水")]);
    app.press(CTRL, Key::S);
    assert!(folder.path().join("丽水.guatu.ron").is_file());
}

#[test]
fn a_save_that_fails_loses_nothing_and_says_why() {
    let folder = folder();
    let nowhere = folder.path().join("没有").join("a.guatu.ron");
    let mut app = starting_with_dialogs(&[&nowhere]);
    change(&mut app);
    app.press(CTRL, Key::S);
    app.expect("文件或文件夹不存在");
    app.expect("保存失败");
    assert!(changed(&app) && app.guatu().document().is_dirty());
    app.click("继续编辑");
    // The platform has no further answer: the next try asks inside the window.
    app.press(CTRL_SHIFT, Key::S);
    app.type_over(&folder.path().join("b.guatu.ron").display().to_string());
    app.press(PLAIN, Key::Enter);
    app.expect("已保存");
    assert!(opened(&folder.path().join("b.guatu.ron")).lists.len() > 3);
}

#[test]
fn closing_without_changes_closes() {
    let mut app = lishui();
    app.ask_to_close();
    assert!(!app.heard.stays);
    app.press(CTRL, Key::Q);
    assert!(app.heard.closes);
}

#[test]
fn closing_with_changes_asks_and_keep_editing_keeps() {
    let mut app = lishui();
    change(&mut app);
    app.ask_to_close();
    assert!(app.heard.stays && !app.heard.closes);
    app.expect("“lishui-2024.guatu.ron”有改动没有保存");
    app.click("继续编辑");
    app.expect_not("有改动没有保存");
    assert!(!app.heard.closes && changed(&app));
    app.expect("1 处改动未保存");
}

#[test]
fn escape_is_keep_editing() {
    let mut app = lishui();
    change(&mut app);
    app.press(CTRL, Key::Q);
    app.expect("继续编辑");
    app.press(PLAIN, Key::Escape);
    app.expect_not("继续编辑");
    assert!(!app.heard.closes && changed(&app));
}

#[test]
fn dropping_the_changes_closes_and_writes_nothing() {
    let folder = folder();
    let path = small_file(&folder, "a.guatu.ron", "甲");
    let before = read(&path);
    let mut app = starting_with_dialogs(&[&path]);
    app.press(CTRL, Key::O);
    change(&mut app);
    app.ask_to_close();
    app.click("放弃 1 处改动");
    assert!(app.heard.closes);
    assert_eq!(read(&path), before);
}

#[test]
fn saving_on_the_way_out_saves_then_closes() {
    let folder = folder();
    let path = folder.path().join("a.guatu.ron");
    let mut app = starting_with_dialogs(&[&path]);
    change(&mut app);
    app.ask_to_close();
    app.click("保存并关闭");
    assert!(app.heard.closes);
    assert!(opened(&path).lists.iter().any(|list| &*list.name == ZH.new_list()));
}

#[test]
fn a_cancelled_save_on_the_way_out_stays() {
    let mut app = Start::bundled(Bundled::Lishui2024).dialogs([Answer::Cancelled]).app();
    change(&mut app);
    app.ask_to_close();
    app.click("保存并关闭");
    assert!(!app.heard.closes && changed(&app));
    app.expect("1 处改动未保存");
}

#[test]
fn a_failed_save_on_the_way_out_stays() {
    let folder = folder();
    let nowhere = folder.path().join("没有").join("a.guatu.ron");
    let mut app = starting_with_dialogs(&[&nowhere]);
    change(&mut app);
    app.ask_to_close();
    app.click("保存并关闭");
    assert!(!app.heard.closes && changed(&app));
    app.expect("文件或文件夹不存在");
}

/// Opening another workbook over changes asks first, and opens it once the changes are dropped.
#[test]
fn another_workbook_waits_for_the_changes() {
    let folder = folder();
    let path = small_file(&folder, "乙.guatu.ron", "乙市的计划");
    let mut app = starting_with_dialogs(&[&path]);
    change(&mut app);
    app.press(CTRL, Key::O);
    app.expect("打开另一个工作簿之前");
    app.click("放弃 1 处改动");
    app.expect("乙市的计划");
    app.expect("已打开 乙.guatu.ron");
}

#[test]
fn a_new_workbook_is_empty_and_offers_what_to_do() {
    let mut app = lishui();
    app.press(CTRL, Key::N);
    assert!(app.guatu().document().workbook().indicators.is_empty());
    app.expect("未命名工作簿");
    for key in [Key::Num1, Key::Num2, Key::Num3, Key::Num4] {
        app.press(CTRL, key);
        app.harness.render().expect("a picture");
    }
}

#[test]
fn a_truncated_file_gives_its_place_and_leaves_what_is_open() {
    let folder = folder();
    let whole = text_of(&Bundled::Lishui2024.workbook().expect("Lishui"));
    let cut: String = whole.split_inclusive('\n').take(1000).collect();
    let path = broken_file(&folder, "断.guatu.ron", &cut);
    let mut app = starting_with_dialogs(&[&path]);
    app.press(CTRL, Key::O);
    app.expect("“断.guatu.ron”第 1000 行第");
    app.expect("文件到这里就断了");
    assert_eq!(app.guatu().document().workbook(), &Bundled::Lishui2024.workbook().expect("Lishui"));
    app.expect("未改动");
    assert_eq!(read(&path), cut);
}

#[test]
fn a_corrupted_value_is_found_by_line_and_column() {
    let folder = folder();
    let whole = text_of(&Bundled::Lishui2024.workbook().expect("Lishui"));
    let broken = whole.replacen("year: 2024,", "year: \"二〇二四\",", 1);
    let line = broken.lines().position(|line| line.contains("二〇二四")).expect("the line") + 1;
    let path = broken_file(&folder, "坏.guatu.ron", &broken);
    let mut app = Start::bundled(Bundled::Lishui2024).lang(Lang::En).choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    app.expect(&format!("line {line}, column"));
    app.expect("The file was left untouched");
    assert_eq!(read(&path), broken);
}

#[test]
fn a_newer_version_is_refused_and_left_alone() {
    let folder = folder();
    let whole = text_of(&Workbook::new("新", 2030));
    let newer = whole.replacen(&version_line(), &format!("version: {},", VERSION + 1), 1);
    assert_ne!(newer, whole);
    let path = broken_file(&folder, "新.guatu.ron", &newer);
    let mut app = starting_with_dialogs(&[&path]);
    app.press(CTRL, Key::O);
    app.expect("由更新版本的挂图保存");
    app.expect("请升级程序");
    app.expect("丽水市2024年目标任务");
    assert_eq!(read(&path), newer);
}

#[test]
fn without_a_file_dialog_a_path_is_typed() {
    let folder = folder();
    let path = small_file(&folder, "丙.guatu.ron", "丙市的计划");
    let mut app = lishui();
    app.press(CTRL, Key::O);
    app.expect("系统没有文件对话框可用");
    app.type_over(&path.display().to_string());
    app.click("打开");
    app.expect("丙市的计划");
    // By the keyboard alone, to a file that is not there.
    app.press(CTRL, Key::O);
    app.type_over(&folder.path().join("没有.guatu.ron").display().to_string());
    app.press(PLAIN, Key::Enter);
    app.expect("文件或文件夹不存在");
    app.expect("丙市的计划");
    // And given up.
    app.press(CTRL, Key::O);
    app.press(PLAIN, Key::Escape);
    app.expect_not("系统没有文件对话框可用");
}

#[test]
fn typing_the_path_of_a_file_that_exists_asks_before_it_is_replaced() {
    let folder = folder();
    let path = small_file(&folder, "丁.guatu.ron", "丁市的计划");
    let before = read(&path);
    let mut app = lishui();
    app.press(CTRL, Key::S);
    app.type_over(&path.display().to_string());
    app.click("保存");
    app.expect(&format!("{} 已存在，要覆盖吗？", path.display()));
    app.click("取消");
    assert_eq!(read(&path), before);
    app.press(CTRL, Key::S);
    app.type_over(&path.display().to_string());
    app.click("保存");
    app.click("覆盖");
    app.expect("已保存");
    assert_eq!(&*opened(&path).title, "丽水市2024年目标任务");
}

#[test]
fn revert_goes_back_to_the_file() {
    let folder = folder();
    let path = small_file(&folder, "a.guatu.ron", "戊市的计划");
    let mut app = starting_with_dialogs(&[&path]);
    app.press(CTRL, Key::O);
    change(&mut app);
    app.click("文件");
    app.click("恢复到已保存");
    app.expect("不能撤销");
    app.click("继续编辑");
    assert!(changed(&app));
    app.click("文件");
    app.click("恢复到已保存");
    app.click("放弃 1 处改动");
    assert!(!changed(&app));
    app.expect("戊市的计划");
    app.expect("已保存");
}

#[test]
fn recent_files_are_offered_and_forgotten_when_gone() {
    let (folder, config) = (folder(), folder());
    let path = small_file(&folder, "近.guatu.ron", "近来的计划");
    let start = || {
        let mut start = Start::bundled(Bundled::Lishui2024).keeping_settings(config.path());
        start.settings.recent = settings_in(config.path()).recent;
        start
    };
    let mut app = start().choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    assert_eq!(settings_in(config.path()).recent, std::slice::from_ref(&path));
    drop(app);

    let mut app = start().app();
    app.click("文件");
    app.click("最近打开");
    app.click("近.guatu.ron");
    app.expect("近来的计划");
    drop(app);

    fs::remove_file(&path).expect("removed");
    let mut app = start().app();
    app.click("文件");
    app.click("最近打开");
    app.click("近.guatu.ron");
    app.expect("文件或文件夹不存在");
    app.expect("丽水市2024年目标任务");
    assert!(settings_in(config.path()).recent.is_empty());
}

#[test]
fn a_file_dropped_on_the_window_is_opened() {
    let folder = folder();
    let path = small_file(&folder, "拖.guatu.ron", "拖来的计划");
    let other = broken_file(&folder, "照片.jpg", "no workbook");
    let mut app = lishui();
    app.drop_file(&path);
    app.expect("拖来的计划");
    app.drop_file(&other);
    app.expect("照片.jpg 不是挂图工作簿");
    app.expect("拖来的计划");
    change(&mut app);
    app.drop_file(&path);
    app.expect("有改动没有保存");
    app.click("继续编辑");
    assert!(changed(&app));
}

#[test]
fn the_demo_says_that_it_is_invented() {
    let mut app = lishui();
    app.expect_not("虚构数据");
    app.click("文件");
    app.click("打开演示数据");
    app.expect("虚构数据");
    assert!(app.guatu().document().workbook().invented);
    app.run(ZH.command(Command::OpenLishui));
    app.expect_not("虚构数据");
    let tabs = app.seen().into_iter().filter(|seen| seen.role == Role::Tab).count();
    assert_eq!(tabs, 6 + app.guatu().document().workbook().lists.len());
}
