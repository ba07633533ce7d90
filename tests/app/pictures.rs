//! A few pictures of the whole window. They catch what no label says: a page that is laid out wrong.

use crate::harness::{App, CTRL, Start};
use egui::Key;
use egui_kittest::SnapshotOptions;
use guatu::{bundled::Bundled, i18n::Lang};

#[track_caller]
fn looks_the_same(mut app: App, name: &str) {
    app.away();
    // Fonts are bundled and the drawing is done here: pictures differ between machines by rounding only.
    let options = SnapshotOptions::new().threshold(1.0).max_failed_pixels(1280 * 800 / 50);
    app.harness.snapshot_options(name, &options);
}

#[test]
fn overview_in_chinese_and_light() {
    looks_the_same(Start::bundled(Bundled::Lishui2024).app(), "overview-zh-light");
}

#[test]
fn overview_in_english_and_dark() {
    looks_the_same(Start::bundled(Bundled::DemoCity).lang(Lang::En).dark().app(), "overview-en-dark");
}

#[test]
fn indicators() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num2);
    looks_the_same(app, "indicators-zh-light");
}

#[test]
fn projects() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.press(CTRL, Key::Num3);
    looks_the_same(app, "projects-zh-light");
}
