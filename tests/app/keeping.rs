//! Looking before deciding, kept versions, saving by itself, and files that others have.

use super::{
    change, changed,
    safety::{Home, title, with_title},
};
use crate::harness::{App, CTRL, PLAIN, Start};
use egui::Key;
use guatu::{
    document::{Document, Origin},
    storage::{self, Came, Disk, Versions, journal::State, lock::Holder},
    ui::Command,
};
use std::{fs, path::Path, sync::Arc};

/// The window on a file, as after opening it.
fn on_file(home: &Home, path: &Path, start: impl FnOnce(Start) -> Start) -> App {
    let opened = storage::open(path).expect("opened");
    let document = Document::of(opened.workbook, Origin::File(path.to_owned()), Some(opened.stamp));
    start(Start { document, ..home.start() }).app()
}

/// Clicks the control in the window over the pages, not the one of that name below it.
fn click_in_window(app: &mut App, name: &str) {
    let found = app.seen().into_iter().rfind(|seen| seen.control && seen.says == name);
    app.click_at(found.expect("a control").rect.center());
}

fn run(app: &mut App, command: Command) {
    let lang = app.guatu().lang();
    app.run(lang.command(command));
}

#[test]
fn promise_1_what_was_left_behind_can_be_looked_at_beside_the_file() {
    let home = Home::new();
    let path = home.file("旧标题");
    home.left_behind(&path, &["新标题", "更新的标题"]);
    let mut app = home.start().app();
    let before = title(&app).to_owned();
    app.click("与文件对照");
    // The list of differences first, then the recovered workbook itself.
    app.expect("1 项不同");
    app.expect("标题：旧标题 → 更新的标题");
    app.click("关闭");
    assert_eq!(title(&app), "更新的标题");
    app.expect("只读：计划.guatu.ron 恢复后的样子");
    assert!(app.heard.title.contains("（只读）"), "{}", app.heard.title);
    run(&mut app, Command::AddList);
    app.expect("这里只能看，请先返回");
    assert!(!changed(&app));
    app.press(CTRL, Key::S);
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "旧标题");
    app.click("差别 1 项");
    app.expect("旧标题 → 更新的标题");
    app.press(PLAIN, Key::Escape);
    // Back to where one was; nothing is decided, nothing is gone.
    app.click("返回");
    assert_eq!(title(&app), before);
    app.expect("上次有没保存的改动");
    assert_eq!(home.journals(), 1);
    app.click("与文件对照");
    click_in_window(&mut app, "恢复");
    assert_eq!(title(&app), "更新的标题");
    app.expect_not("恢复后的样子");
    app.expect("2 处改动未保存");
    app.press(CTRL, Key::S);
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "更新的标题");
}

#[test]
fn promise_1_looking_and_then_discarding_or_closing() {
    let home = Home::new();
    let path = home.file("旧标题");
    home.left_behind(&path, &["新标题"]);
    let mut app = home.start().app();
    app.press(PLAIN, Key::Escape);
    change(&mut app);
    drop(app);
    // Closed while looking: it is offered again.
    let mut app = home.start().app();
    app.click("与文件对照");
    app.click("关闭");
    app.ask_to_close();
    assert!(!app.heard.stays, "nothing is unsaved in the workbook that was put aside");
    drop(app);
    let mut app = home.start().app();
    app.expect("上次有没保存的改动");
    // The file has been changed since: it is the file of now that it is held against.
    with_title(&path, "同事的标题");
    app.click("与文件对照");
    app.expect("同事的标题 → 新标题");
    app.click("关闭");
    app.click("舍弃 1 处改动");
    assert_eq!(home.journals(), 1, "the other one is still there");
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "同事的标题");
}

#[test]
fn promise_2_a_kept_version_is_opened_compared_and_restored() {
    let home = Home::new();
    let path = home.file("第一版");
    let mut app = on_file(&home, &path, |start| start);
    change(&mut app);
    app.press(CTRL, Key::S);
    change(&mut app);
    run(&mut app, Command::Versions);
    let named = |app: &App, words: &str| -> Vec<String> {
        let words = format!("{words} ");
        app.seen().into_iter().map(|seen| seen.says).filter(|says| says.starts_with(&words)).collect()
    };
    let open = named(&app, "打开");
    assert_eq!(
        (open.len(), named(&app, "比较").len(), named(&app, "还原").len()),
        (2, 2, 2),
        "{:?}",
        app.names()
    );
    app.click(&open[1]);
    app.expect("只读：");
    assert!(!changed(&app), "the first version has no list");
    assert_eq!(app.guatu().document().workbook().lists.len(), 0);
    app.click("返回");
    assert_eq!(app.guatu().document().workbook().lists.len(), 2, "as it was left, with what is not saved");
    assert!(app.guatu().document().is_dirty());
    // Straight from the list, as one step.
    run(&mut app, Command::Versions);
    let back = named(&app, "还原");
    app.click(&back[1]);
    assert_eq!(app.guatu().document().workbook().lists.len(), 0);
    app.expect("已还原到以前的版本");
    app.press(CTRL, Key::Z);
    assert_eq!(app.guatu().document().workbook().lists.len(), 2);
    // From the version that is looked at.
    run(&mut app, Command::Versions);
    app.click(&named(&app, "打开")[1]);
    app.click("还原到这个版本");
    assert_eq!(app.guatu().document().workbook().lists.len(), 0);
    app.expect_not("只读：");
}

#[test]
fn promise_2_as_many_versions_are_kept_as_the_settings_say() {
    let home = Home::new();
    let path = home.file("第零版");
    let mut app = on_file(&home, &path, |start| start.keeping_settings(&home.folder.path().join("config")));
    run(&mut app, Command::Keeping);
    app.expect("每个工作簿保留几个版本");
    app.click("确定");
    assert_eq!((app.guatu().settings().versions, app.guatu().settings().autosave), (10, None));
    let versions = |most: u16| Versions::of(&State::new(Arc::new(Disk), home.state()).keeping(most), &path);
    // One after the other, the oldest go.
    for number in 0..14 {
        let content = format!("第 {number} 份");
        let stamp = storage::FileStamp::of_content(content.as_bytes(), None);
        versions(4).keep(&stamp, content.as_bytes(), Came::Saved).expect("kept");
    }
    let kept: Vec<_> = versions(4).list().iter().map(|one| versions(4).read(one).expect("read")).collect();
    let wanted: Vec<_> = (10..14).rev().map(|number| format!("第 {number} 份").into_bytes()).collect();
    assert_eq!(kept, wanted);
    // A day of saving by itself takes one place, and pushes nothing else out but the oldest.
    for number in 20..60 {
        let content = format!("第 {number} 份");
        let stamp = storage::FileStamp::of_content(content.as_bytes(), None);
        versions(4).keep(&stamp, content.as_bytes(), Came::ByItself).expect("kept");
    }
    let list = versions(4).list();
    assert_eq!(list.iter().map(|one| one.by_itself).collect::<Vec<_>>(), [true, false, false, false]);
    assert_eq!(versions(4).read(&list[0]).expect("read"), "第 59 份".as_bytes());
}

#[test]
fn saving_by_itself_is_off_until_it_is_asked_for() {
    let home = Home::new();
    let path = home.file("标题");
    let mut app = on_file(&home, &path, |start| start);
    change(&mut app);
    app.let_pass(600.0);
    assert!(app.guatu().document().is_dirty(), "off by default");
    app.expect_not("自动保存");
    run(&mut app, Command::Keeping);
    app.click("定时保存到工作簿自己的文件");
    app.click("确定");
    assert_eq!(app.guatu().settings().autosave, Some(10));
    app.expect("自动保存：10 分钟");
    app.let_pass(9.0);
    assert!(app.guatu().document().is_dirty(), "not yet");
    app.let_pass(2.0);
    assert!(!app.guatu().document().is_dirty());
    app.expect("已保存");
    assert_eq!(storage::open(&path).expect("opened").workbook.lists.len(), 1);
    assert_eq!(home.journals(), 0);
    let state = State::new(Arc::new(Disk), home.state());
    assert!(Versions::of(&state, &path).list()[0].by_itself);
    // A workbook without a file is nowhere to be saved by itself.
    let mut app = home.start().app();
    run(&mut app, Command::Keeping);
    app.click("定时保存到工作簿自己的文件");
    app.click("确定");
    change(&mut app);
    app.let_pass(60.0);
    assert!(app.guatu().document().is_dirty());
}

/// The window on a file that is saved by itself every five minutes.
fn saved_by_itself(home: &Home, path: &Path) -> App {
    on_file(home, path, |mut start| {
        start.settings.autosave = Some(5);
        start
    })
}

#[test]
fn saving_by_itself_fails_loudly_and_is_tried_again() {
    let home = Home::new();
    let path = home.file("标题");
    let mut app = saved_by_itself(&home, &path);
    change(&mut app);
    let read_only = |yes: bool| {
        let mut permissions = fs::metadata(&path).expect("there").permissions();
        permissions.set_readonly(yes);
        fs::set_permissions(&path, permissions).expect("set");
    };
    read_only(true);
    app.let_pass(6.0);
    app.expect("没有保存成功");
    app.expect("自动保存没有成功");
    app.expect("保存失败");
    assert!(app.heard.title.contains("（保存失败）"), "{}", app.heard.title);
    app.guatu().document().flush_journal();
    app.frame();
    app.expect("已记日志");
    app.click("继续编辑");
    app.expect("保存失败");
    assert!(changed(&app));
    // Next time it works, and nothing claims the contrary any more.
    read_only(false);
    app.let_pass(6.0);
    app.let_pass(6.0);
    assert!(!app.guatu().document().is_dirty());
    assert!(!app.heard.title.contains("失败"), "{}", app.heard.title);
}

#[test]
fn saving_by_itself_does_not_overwrite_a_colleague() {
    let home = Home::new();
    let path = home.file("标题");
    let mut app = saved_by_itself(&home, &path);
    change(&mut app);
    with_title(&path, "同事的标题");
    app.let_pass(6.0);
    app.expect("文件已被别人改动");
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "同事的标题");
    app.click("比较并合并");
    app.click("合并");
    assert_eq!(title(&app), "同事的标题");
}

#[test]
fn promise_3_a_file_that_another_machine_seems_to_have_is_asked_about() {
    let home = Home::new();
    let path = home.file("标题");
    let lock = home.folder.path().join(".~计划.guatu.ron.lock");
    let holder = Holder { name: "陈静".into(), machine: "别的电脑".into(), ..Holder::me() };
    let put =
        || storage::write_bytes(&lock, ron::to_string(&holder).expect("text").as_bytes()).expect("written");
    let open = || {
        let mut app = home.start().choosing([path.as_path()]).app();
        app.press(CTRL, Key::O);
        app
    };
    put();
    let mut app = open();
    app.expect("可能正在别的电脑上使用");
    app.expect("陈静");
    app.expect("别的电脑");
    app.click("只读打开");
    assert!(app.heard.title.contains("（只读）"), "{}", app.heard.title);
    assert!(app.says("只读"), "the status bar says so too");
    change_refused(&mut app);
    drop(app);
    assert!(lock.exists(), "whose it is takes it away");
    put();
    let mut app = open();
    app.click("那边已关，我来改");
    assert!(!app.heard.title.contains("（只读）"), "{}", app.heard.title);
    change(&mut app);
    app.press(CTRL, Key::S);
    app.expect("已保存");
    drop(app);
    assert!(!lock.exists());
}

fn change_refused(app: &mut App) {
    run(app, Command::AddList);
    app.expect("这里只能看");
    assert!(!changed(app));
}

#[test]
fn promise_2_a_save_whose_folder_is_gone_keeps_everything_and_goes_elsewhere() {
    let home = Home::new();
    let folder = home.folder.path().join("U盘");
    fs::create_dir(&folder).expect("made");
    let path = folder.join("计划.guatu.ron");
    fs::rename(home.file("标题"), &path).expect("moved");
    let elsewhere = home.folder.path().join("别处");
    let mut app = on_file(&home, &path, |start| start.choosing([elsewhere.as_path()]));
    change(&mut app);
    fs::remove_dir_all(&folder).expect("pulled out");
    app.press(CTRL, Key::S);
    app.expect("没有保存成功");
    app.expect("文件或文件夹不存在");
    app.expect("改动都还在窗口和日志里");
    app.click("再试一次");
    app.expect("没有保存成功");
    app.click("继续编辑");
    assert!(changed(&app) && app.guatu().document().is_dirty());
    let journal = app.guatu().document().flush_journal().expect("a journal");
    assert_eq!((journal.on_disk, home.journals()), (1, 1));
    // It does not close over it either.
    app.ask_to_close();
    assert!(app.heard.stays && !app.heard.closes);
    app.click("保存并关闭");
    app.expect("没有保存成功");
    assert!(!app.heard.closes, "what could not be saved is not closed");
    app.click("另存到别处");
    app.expect("已保存");
    let saved = home.folder.path().join("别处.guatu.ron");
    assert_eq!(storage::open(&saved).expect("saved").workbook.lists.len(), 1);
    assert_eq!(home.journals(), 0);
}

#[test]
fn promise_6_the_next_start_tells_where_the_report_is_once() {
    let home = Home::new();
    let reports = home.state().join("reports");
    fs::create_dir_all(&reports).expect("made");
    storage::write_bytes(&reports.join("00001732000000000-1.txt"), b"guatu").expect("written");
    let app = home.start().app();
    app.expect("上次程序出错后退出");
    app.expect("reports");
    drop(app);
    home.start().app().expect_not("上次程序出错后退出");
}
