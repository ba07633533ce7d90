//! Flows through the real application, found by what a person reads, in a window without a display.
//!
//! Pictures (`pictures.rs`) are compared with those in `tests/snapshots/`; after a wanted change of the
//! look, `UPDATE_SNAPSHOTS=1 cargo test --test app` writes them anew.

mod boards;
mod cpu_renderer;
mod figures;
mod files;
mod grid;
mod harness;
mod keeping;
mod kept_figures;
mod one_project;
mod pages;
mod pictures;
mod safety;
mod window;

use egui::accesskit::Role;
use guatu::{bundled::Bundled, i18n::Lang};
use harness::{App, Start};

/// The application on the plan of Lishui, in Chinese.
fn lishui() -> App {
    Start::bundled(Bundled::Lishui2024).app()
}

/// Adds a list by the palette, as the shortest change that a person can make anywhere.
fn change(app: &mut App) {
    let lang = app.guatu().lang();
    app.run(lang.command(guatu::ui::Command::AddList));
    app.expect(lang.new_list());
    assert!(app.guatu().document().is_dirty());
}

/// Whether a list with the name of new lists is in the rail.
fn changed(app: &App) -> bool {
    let name = app.guatu().lang().new_list();
    app.seen().iter().any(|seen| seen.role == Role::Tab && seen.says == name)
}

const ZH: Lang = Lang::Zh;
