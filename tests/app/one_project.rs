//! The page of one project inside the whole application.

use super::{ZH, lishui};
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Start};
use egui::Key;
use guatu::{bundled::Bundled, storage};
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
