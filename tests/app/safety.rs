//! Nothing that was typed is lost: journal, recovery and failed saves, as a person meets them.

use super::{ZH, change, changed};
use crate::harness::{App, CTRL, PLAIN, Start};
use egui::Key;
use guatu::{
    bundled::Bundled,
    document::{Document, Keep, Origin},
    edit::{Edit, Head},
    model::Workbook,
    storage::{self, Disk, journal::State},
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    pub fn journals(&self) -> usize {
        fs::read_dir(self.state().join("journals")).map_or(0, Iterator::count)
    }

    pub fn start(&self) -> Start {
        Start::bundled(Bundled::Lishui2024).keeping_state(&self.state())
    }

    pub fn file(&self, title: &str) -> PathBuf {
        let path = self.folder.path().join("计划.guatu.ron");
        storage::save(&path, &Workbook::new(title, 2025)).expect("saved");
        path
    }

    /// A program that changed the titles of a file's workbook, and ended without a word.
    pub fn left_behind(&self, path: &Path, titles: &[&str]) {
        let opened = storage::open(path).expect("opened");
        let mut document = Document::of(opened.workbook, Origin::File(path.to_owned()), Some(opened.stamp));
        document.keep_in(Keep::quietly(State::new(Arc::new(Disk), self.state())));
        for title in titles {
            document.apply(Edit::Head(Head::Title((*title).into())), None).expect("accepted");
        }
        let journal = document.flush_journal().expect("a journal");
        assert_eq!((journal.on_disk, journal.failure), (titles.len() as u64, None));
    }
}

pub fn title(app: &App) -> &str {
    &app.guatu().document().workbook().title
}

#[test]
fn what_was_left_behind_is_recovered_looked_at_and_saved() {
    let home = Home::new();
    let path = home.file("旧标题");
    home.left_behind(&path, &["新标题", "更新的标题"]);
    let mut app = home.start().app();
    app.expect("上次有没保存的改动");
    app.expect("计划.guatu.ron");
    app.click("恢复");
    assert_eq!(title(&app), "更新的标题");
    app.expect("已恢复 2 处改动");
    app.expect("2 处改动未保存");
    app.expect("已记日志");
    assert!(app.heard.title.starts_with("● "), "{}", app.heard.title);
    app.press(CTRL, Key::Z);
    assert_eq!(title(&app), "新标题");
    // Ended once more, before anything was saved: still there.
    drop(app);
    let mut app = home.start().app();
    app.click("恢复");
    assert_eq!(title(&app), "新标题");
    app.press(CTRL, Key::S);
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "新标题");
    assert_eq!(home.journals(), 0);
    drop(app);
    home.start().app().expect_not("上次有没保存的改动");
}

#[test]
fn dismissing_keeps_it_and_discarding_takes_it_away() {
    let home = Home::new();
    let path = home.file("旧标题");
    home.left_behind(&path, &["新标题"]);
    let mut app = home.start().app();
    app.press(PLAIN, Key::Escape);
    app.expect_not("上次有没保存的改动");
    drop(app);
    let mut app = home.start().app();
    app.click("以后再说");
    drop(app);
    let mut app = home.start().app();
    app.click("舍弃 1 处改动");
    app.expect_not("上次有没保存的改动");
    assert_eq!(home.journals(), 0);
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "旧标题");
}

#[test]
fn a_workbook_that_was_never_saved_is_recovered_too() {
    let home = Home::new();
    let mut app = home.start().app();
    change(&mut app);
    let journal = app.guatu().document().flush_journal().expect("a journal");
    assert_eq!(journal.on_disk, 1);
    // The window is gone, as if the power went.
    drop(app);
    let mut app = home.start().app();
    assert!(!changed(&app));
    app.expect("上次有没保存的改动");
    app.click("恢复");
    assert!(changed(&app));
    app.expect("1 处改动未保存");
}

#[test]
fn dropping_the_changes_on_purpose_leaves_nothing_to_recover() {
    let home = Home::new();
    let mut app = home.start().app();
    change(&mut app);
    app.guatu().document().flush_journal();
    assert_eq!(home.journals(), 1);
    app.press(CTRL, Key::N);
    app.click("放弃 1 处改动");
    assert_eq!(home.journals(), 0);
    assert_eq!(title(&app), ZH.untitled());
}

#[test]
fn a_save_that_fails_says_why_and_offers_another_place() {
    let home = Home::new();
    let path = home.file("旧标题");
    let elsewhere = home.folder.path().join("别处.guatu.ron");
    let mut app = home.start().choosing([path.as_path(), elsewhere.as_path()]).app();
    app.press(CTRL, Key::O);
    change(&mut app);
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    app.press(CTRL, Key::S);
    app.expect("没有保存成功");
    app.expect("只读文件");
    app.expect("保存失败");
    assert!(app.guatu().document().is_dirty());
    app.click("另存到别处");
    assert!(
        storage::open(&elsewhere)
            .expect("saved")
            .workbook
            .lists
            .iter()
            .any(|row| &*row.name == ZH.new_list())
    );
    app.expect("已保存");
    assert_eq!(home.journals(), 0);
}

#[test]
fn the_status_says_whether_the_journal_has_it() {
    let home = Home::new();
    // Where the folder of the journals should be stands a file.
    storage::write_bytes(&home.state(), b"in the way").expect("written");
    let mut app = home.start().app();
    change(&mut app);
    let journal = app.guatu().document().flush_journal().expect("a journal");
    assert!(journal.failure.is_some() && journal.on_disk == 0);
    app.frame();
    app.expect("日志写不进磁盘");
    // The way is free: what waits goes to the disk.
    fs::remove_file(home.state()).expect("removed");
    change(&mut app);
    let journal = app.guatu().document().flush_journal().expect("a journal");
    assert_eq!((journal.on_disk, journal.failure), (2, None));
    app.frame();
    app.expect("已记日志");
}

pub fn with_title(path: &Path, title: &str) {
    let mut workbook = storage::open(path).expect("opened").workbook;
    Edit::Head(Head::Title(title.into())).apply(&mut workbook).expect("accepted");
    storage::save(path, &workbook).expect("saved");
}

#[test]
fn a_file_that_someone_changed_is_compared_and_merged() {
    let home = Home::new();
    let path = home.file("旧标题");
    let mut app = home.start().choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    change(&mut app);
    with_title(&path, "同事的标题");
    app.press(CTRL, Key::S);
    app.expect("文件已被别人改动");
    app.click("比较并合并");
    app.expect("对方改了 1 项，0 处两边都改了");
    app.expect("旧标题 → 同事的标题");
    app.click("合并");
    assert!(changed(&app) && title(&app) == "同事的标题");
    // One step, which can be undone and made again.
    app.press(CTRL, Key::Z);
    assert!(changed(&app) && title(&app) == "旧标题");
    app.press(CTRL, Key::Y);
    app.press(CTRL, Key::S);
    app.expect("已保存");
    let there = storage::open(&path).expect("opened").workbook;
    assert_eq!((&*there.title, there.lists.len()), ("同事的标题", 1));
}

#[test]
fn conflicts_are_chosen_one_by_one() {
    let home = Home::new();
    let path = home.file("旧标题");
    home.left_behind(&path, &["我的标题"]);
    let mut app = home.start().app();
    app.click("恢复");
    with_title(&path, "同事的标题");
    app.press(CTRL, Key::S);
    app.click("比较并合并");
    app.expect("1 处两边都改了");
    app.click("对方的：同事的标题");
    app.click("合并");
    assert_eq!(title(&app), "同事的标题");
    app.press(CTRL, Key::S);
    app.expect("已保存");
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "同事的标题");
}

#[test]
fn earlier_versions_are_compared_and_restored() {
    let home = Home::new();
    let path = home.file("第一版");
    let mut app = home.start().choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    change(&mut app);
    app.press(CTRL, Key::S);
    app.run(ZH.command(guatu::ui::Command::Versions));
    app.expect("以前的版本");
    let versions: Vec<_> =
        app.seen().into_iter().filter(|seen| seen.control && seen.says.starts_with("比较 ")).collect();
    // The one that was opened and the one that was saved.
    assert_eq!(versions.len(), 2, "{versions:?}");
    app.click_at(versions[1].rect.center());
    app.expect("1 项不同");
    app.click("还原到这个版本");
    assert!(!changed(&app));
    app.expect("1 处改动未保存");
    app.press(CTRL, Key::Z);
    assert!(changed(&app) && !app.guatu().document().is_dirty());
}

#[test]
fn a_second_window_on_the_same_file_only_reads() {
    let home = Home::new();
    let path = home.file("标题");
    let open = || {
        let mut app = home.start().choosing([path.as_path()]).app();
        app.press(CTRL, Key::O);
        app
    };
    let first = open();
    let mut second = open();
    assert!(second.heard.title.contains("（只读）"), "{}", second.heard.title);
    second.run(ZH.command(guatu::ui::Command::AddList));
    second.expect("这里只能看");
    assert!(!changed(&second));
    drop((first, second));
    let mut third = open();
    change(&mut third);
    assert!(!third.heard.title.contains("（只读）"));
    drop(third);
    let names: Vec<_> = fs::read_dir(home.folder.path())
        .expect("listed")
        .map(|entry| entry.expect("one").file_name())
        .collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().ends_with(".lock")), "{names:?}");
}

#[test]
fn a_file_that_ended_the_program_is_not_opened_again_without_asking() {
    let home = Home::new();
    let path = home.file("危险的文件");
    let mark = home.state().join("opening");
    fs::create_dir_all(&mark).expect("made");
    storage::write_bytes(&mark.join("1.opening"), path.as_os_str().as_encoded_bytes()).expect("written");
    let mut app = home.start().choosing([path.as_path(), path.as_path()]).app();
    app.press(CTRL, Key::O);
    app.expect("程序意外结束");
    app.click("不打开");
    assert_ne!(title(&app), "危险的文件");
    // It asks once.
    app.press(CTRL, Key::O);
    assert_eq!(title(&app), "危险的文件");
}
