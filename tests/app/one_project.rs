//! The page of one project inside the whole application.

use super::{ZH, lishui};
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Start};
use egui::Key;
use guatu::{bundled::Bundled, edit::Edit, storage};
use tempfile::TempDir;

fn open(app: &mut App) {
    app.page("项目");
    app.press(CTRL_SHIFT, Key::O);
    app.expect(ZH.group_log());
}

fn tells(app: &App, text: &str) -> bool {
    app.seen().iter().any(|seen| seen.says.contains(text))
}

/// When and what, from the history of the session; what is undone is no longer told.
#[test]
fn what_was_done_to_a_project_is_told_on_its_page() {
    let mut app = lishui();
    open(&mut app);
    app.expect(ZH.page_no_changes());
    app.click("产业链");
    app.type_over("新材料");
    app.press(PLAIN, Key::Enter);
    app.settle();
    assert!(tells(&app, "产业链：（空） → 新材料"), "{:#?}", app.names());
    app.press(CTRL, Key::Z);
    app.settle();
    app.expect(ZH.page_no_changes());
    app.press(PLAIN, Key::Escape);
    app.expect_not(ZH.group_log());
}

/// A bundled plan has no folder: a chosen file is asked about, and linked when that is wanted.
#[test]
fn a_chosen_file_is_linked_after_the_question() {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("现场照片.jpg");
    storage::write_bytes(&file, b"x").expect("a file");
    let mut app = Start::bundled(Bundled::Lishui2024).choosing([file.as_path()]).app();
    open(&mut app);
    app.click(ZH.attach_choose());
    app.settle();
    assert!(tells(&app, "不在工作簿所在的文件夹里"), "{:#?}", app.names());
    app.click(ZH.attach_anyway());
    app.settle();
    let list = app.guatu().document().workbook().lists.at(0).expect("a list").id;
    let projects = &app.guatu().document().workbook().projects;
    let first = projects.iter().find(|project| project.list == list).expect("a project");
    assert_eq!(
        first.attachments.iter().map(|link| &**link).collect::<Vec<_>>(),
        [file.to_str().expect("UTF-8")]
    );
}

/// What came before the session is read off the versions that each save has kept.
#[test]
fn what_earlier_saves_changed_is_read_when_it_is_asked_for() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("计划.guatu.ron");
    storage::save(&path, &Bundled::Lishui2024.workbook().expect("a workbook")).expect("saved");
    let start = || {
        let mut start = Start::bundled(Bundled::Lishui2024).keeping_state(&folder.path().join("state"));
        // The log stands at the end of the page.
        start.size = [1280.0, 1500.0];
        let mut app = start.choosing([path.as_path()]).app();
        app.press(CTRL, Key::O);
        open(&mut app);
        app
    };
    let mut app = start();
    app.click("产业链");
    app.type_over("新材料");
    app.press(PLAIN, Key::Enter);
    app.press(CTRL, Key::S);
    drop(app);
    let mut app = start();
    app.expect(ZH.page_no_changes());
    assert!(!tells(&app, "新材料 "), "{:#?}", app.names());
    app.click(ZH.page_kept_read());
    app.settle();
    assert!(tells(&app, "保存于 "), "{:#?}", app.names());
    assert!(tells(&app, "产业链：（空） → 新材料"), "{:#?}", app.names());
    app.expect(ZH.page_kept_again());
}

/// A link out of the folder may come with somebody's file: it opens only after a question.
#[test]
fn a_link_out_of_the_folder_is_opened_only_after_a_question() {
    let folder = TempDir::new().expect("a folder");
    let plans = folder.path().join("plans");
    std::fs::create_dir(&plans).expect("a folder");
    for file in [folder.path().join("别处.pdf"), plans.join("照片.jpg")] {
        storage::write_bytes(&file, b"x").expect("a file");
    }
    let path = plans.join("计划.guatu.ron");
    let mut workbook = Bundled::Lishui2024.workbook().expect("a workbook");
    let list = workbook.lists.at(0).expect("a list").id;
    let first = workbook.projects.iter().find(|project| project.list == list).expect("a project");
    let mut linked = first.clone();
    linked.attachments = ["照片.jpg", "../别处.pdf"].map(Into::into).to_vec();
    Edit::Replace(linked.into()).apply(&mut workbook).expect("accepted");
    storage::save(&path, &workbook).expect("saved");
    let mut app = Start::bundled(Bundled::Lishui2024).choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    open(&mut app);
    app.click("照片.jpg");
    assert_eq!(app.heard.opened.len(), 1, "a file beside the workbook opens at once");
    assert!(app.heard.opened[0].ends_with("/plans/%E7%85%A7%E7%89%87.jpg"));
    app.click("../别处.pdf");
    assert_eq!(app.heard.opened.len(), 1);
    app.expect(&ZH.attach_open_outside("../别处.pdf"));
    app.click(ZH.cancel());
    app.expect_not(ZH.attach_open_anyway());
    app.click("../别处.pdf");
    app.click(ZH.attach_open_anyway());
    assert_eq!(app.heard.opened.len(), 2);
}
