//! Figures out of the window: to files and to the clipboard.

use super::lishui;
use crate::harness::{CTRL, CTRL_SHIFT, Start};
use egui::Key;
use guatu::{app::dialogs::Answer, bundled::Bundled, i18n::Lang, storage};
use std::fs;
use tempfile::TempDir;

/// What files of a format begin with.
const BEGINNINGS: [(&str, &str, &[u8]); 4] = [
    ("PNG", "figure.png", b"\x89PNG\r\n\x1a\n"),
    ("SVG", "figure.svg", b"<svg"),
    ("PDF", "figure.pdf", b"%PDF-"),
    ("CSV", "figure.csv", "\u{feff}".as_bytes()),
];

#[test]
fn the_figure_in_view_goes_to_a_file_in_every_format() {
    let folder = TempDir::new().expect("a folder");
    for (format, name, beginning) in BEGINNINGS {
        let path = folder.path().join(name);
        let mut app = Start::bundled(Bundled::Lishui2024).choosing([path.as_path()]).app();
        app.press(CTRL, Key::E);
        app.click(format);
        app.click("选择位置…");
        app.expect(&format!("图表已导出到 {}", path.display()));
        let bytes = fs::read(&path).expect("the file");
        assert!(bytes.starts_with(beginning), "{format}: {:?}", &bytes[..bytes.len().min(40)]);
        assert!(bytes.len() > 400, "{format}: {} bytes", bytes.len());
    }
}

#[test]
fn the_size_asked_for_is_the_size_written() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("slide");
    let mut app = Start::bundled(Bundled::DemoCity).lang(Lang::En).choosing([path.as_path()]).app();
    app.click("Export figure…");
    app.click("Slide");
    app.click("3×");
    app.click("Choose where…");
    let picture = image::open(path.with_extension("png")).expect("a PNG with its ending");
    let slide = guatu::chart::Size::SLIDE;
    assert_eq!([picture.width(), picture.height()], [slide.width * 3, slide.height * 3]);
}

#[test]
fn an_export_can_be_given_up() {
    let mut app = Start::bundled(Bundled::Lishui2024).dialogs([Answer::Cancelled]).app();
    app.press(CTRL, Key::E);
    app.click("取消");
    app.expect_not("选择位置…");
    app.press(CTRL, Key::E);
    app.click("选择位置…");
    app.expect_not("图表已导出");
    assert!(app.guatu().notices().all().is_empty());
}

#[test]
fn an_export_to_nowhere_says_so() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("no such folder").join("figure.png");
    let mut app = Start::bundled(Bundled::Lishui2024).choosing([path.as_path()]).app();
    app.press(CTRL, Key::E);
    app.click("选择位置…");
    app.expect("文件或文件夹不存在");
    assert!(!path.exists());
}

#[test]
fn figures_are_copied_as_a_table_and_as_a_picture() {
    let mut app = lishui();
    app.run("复制图表数据");
    app.expect("图表数据已复制");
    let text = app.heard.copied.last().expect("a text on the clipboard");
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
    assert!(rows.len() > 4, "{text}");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    let name = &app.guatu().document().workbook().indicators.iter().find(|i| i.headline).expect("one").name;
    assert!(text.contains(&**name), "{name} is missing in {text}");
    app.press(CTRL_SHIFT, Key::C);
    app.expect("图表已复制为图片");
    let page = guatu::chart::Size::PAGE;
    assert_eq!(app.heard.pictures, [[page.width as usize * 2, page.height as usize * 2]]);
}

#[test]
fn files_in_a_folder_are_replaced_only_when_that_is_answered() {
    let folder = TempDir::new().expect("a folder");
    let other = TempDir::new().expect("another folder");
    let count = |folder: &TempDir| fs::read_dir(folder.path()).expect("a folder").count();
    let paths = [folder.path(), folder.path(), other.path(), folder.path()];
    let mut app = Start::bundled(Bundled::Lishui2024).choosing(paths).app();
    let export = |app: &mut crate::harness::App| {
        app.run("导出全部图表");
        app.click("SVG");
        app.click("选择文件夹…");
    };
    export(&mut app);
    let figures = app.guatu().document().workbook().figures.len();
    app.expect(&format!("{figures} 张图表已导出到"));
    assert_eq!(count(&folder), figures);
    let mut files = fs::read_dir(folder.path()).expect("a folder");
    let one = files.next().expect("a file").expect("its name").path();
    storage::write_bytes(&one, b"mine").expect("written");
    // Another folder instead.
    export(&mut app);
    app.expect(&format!("文件夹里已有 {figures} 个同名文件"));
    app.click("另选文件夹…");
    assert_eq!((count(&other), fs::read(&one).expect("the file")), (figures, b"mine".to_vec()));
    // Over the files that are there.
    export(&mut app);
    app.click(&format!("替换 {figures} 个文件"));
    assert_ne!(fs::read(&one).expect("the file"), b"mine");
    assert_eq!(count(&folder), figures);
}
