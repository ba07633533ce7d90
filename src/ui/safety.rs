//! Windows about what might be lost: changes that were left behind, a file that ended the program, a save
//! that failed, a file that someone else has changed. Whatever is not answered is kept.

use super::{questions::Reply, theme, view::Shown, widgets};
use crate::storage::settings::{AUTOSAVE, VERSIONS};
use egui::{Button, DragValue, Frame, Label, Margin, RichText, Role, ScrollArea, Stroke, Ui, WidgetInfo};
use std::{
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

/// Changes that a program left behind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftEntry {
    /// The workbook's name.
    pub name: String,
    /// Its file, where it has one.
    pub path: Option<PathBuf>,
    /// How many changes.
    pub steps: usize,
    /// When the last one was made.
    pub when: String,
    /// The last one was being written and was cut off.
    pub torn: bool,
    /// The file has been changed by someone since.
    pub changed: bool,
    /// The version of the file that they were made on is not there any more.
    pub gone: bool,
}

/// Files in a folder that would be replaced.
pub fn replace(ui: &mut Ui, shown: &Shown<'_>, folder: &str, files: usize) -> Reply {
    let lang = shown.lang;
    widgets::question_title(ui, &lang.export_replace_title(files));
    widgets::question_hint(ui, &lang.export_replace_hint(folder));
    let mut reply = Reply::Open;
    widgets::question_buttons(ui, |ui| {
        if widgets::main_button(ui, lang.export_other_folder()).clicked() {
            reply = Reply::Elsewhere;
        }
        let replace = RichText::new(lang.export_replace(files)).color(shown.theme.bad.0);
        if ui.add(Button::new(replace)).clicked() {
            reply = Reply::Drop;
        }
        if ui.button(lang.cancel()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// What was left behind, each with its choices.
pub fn left(ui: &mut Ui, shown: &Shown<'_>, entries: &[LeftEntry], report: Option<&Path>) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.left_title());
    widgets::question_hint(ui, lang.left_hint());
    if let Some(report) = report {
        widgets::question_hint(ui, &lang.left_report(&report.display().to_string()));
    }
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(120.0, 420.0);
    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for (number, entry) in entries.iter().enumerate() {
            let theme = shown.theme;
            let frame = Frame::new().stroke(Stroke::new(1.0, theme.line.0)).corner_radius(6);
            frame.inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                let name = RichText::new(&entry.name).font(theme::bold(13.0)).color(theme.text.0);
                let place = entry
                    .path
                    .as_ref()
                    .map_or_else(|| lang.left_never_saved().to_owned(), |path| path.display().to_string());
                ui.add(Label::new(name).truncate());
                let place_text = RichText::new(&place).size(12.0).color(theme.second.0);
                ui.add(Label::new(place_text).truncate()).on_hover_text(&place);
                widgets::question_hint(ui, &lang.left_steps(entry.steps, &entry.when));
                if entry.torn {
                    widgets::question_hint(ui, lang.recovery_torn());
                }
                if entry.changed {
                    widgets::question_hint(ui, lang.left_changed());
                }
                if entry.gone {
                    widgets::question_hint(ui, lang.left_gone());
                }
                ui.horizontal(|ui| {
                    if !entry.gone && widgets::answer_button(ui, lang.left_recover()).clicked() {
                        reply = Reply::Recover(number);
                    }
                    // What was never saved has no file to stand beside.
                    let look = if entry.path.is_some() { lang.left_look() } else { lang.left_look_alone() };
                    if !entry.gone && ui.button(look).clicked() {
                        reply = Reply::Look(number);
                    }
                    let discard = RichText::new(lang.left_discard(entry.steps)).color(theme.bad.0);
                    if ui.add(Button::new(discard)).clicked() {
                        reply = Reply::Discard(number);
                    }
                });
            });
        }
    });
    widgets::question_buttons(ui, |ui| {
        if ui.button(lang.left_later()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// Whether to open a file again that the program ended with.
pub fn open_again(ui: &mut Ui, shown: &Shown<'_>, path: &Path) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, &lang.open_again_title(&path.display().to_string()));
    widgets::question_hint(ui, lang.open_again_hint());
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.open_again_no()).clicked() {
            reply = Reply::Cancel;
        }
        if ui.button(lang.open_again_yes()).clicked() {
            reply = Reply::Again;
        }
    });
    reply
}

/// A file that someone on another machine seems to work on.
pub fn in_use(ui: &mut Ui, shown: &Shown<'_>, hint: &str) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, &lang.in_use_title(&shown.document.name));
    widgets::question_hint(ui, hint);
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.in_use_read()).clicked() {
            reply = Reply::Cancel;
        }
        if ui.button(lang.in_use_edit()).clicked() {
            reply = Reply::Again;
        }
    });
    reply
}

/// When changes are saved by themselves, and how many versions are kept.
pub fn keeping(
    ui: &mut Ui,
    shown: &Shown<'_>,
    autosave: &mut bool,
    minutes: &mut u16,
    versions: &mut u16,
) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.keeping_title());
    ui.checkbox(autosave, lang.keeping_autosave());
    ui.indent("autosave", |ui| {
        ui.add_enabled_ui(*autosave, |ui| {
            number(ui, lang.keeping_minutes(), minutes, AUTOSAVE);
        });
        widgets::question_hint(ui, lang.keeping_autosave_hint());
    });
    widgets::rule(ui);
    number(ui, lang.keeping_versions(), versions, VERSIONS);
    widgets::question_hint(ui, lang.keeping_versions_hint());
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.keeping_apply()).clicked() {
            reply = Reply::Keep;
        }
        if ui.button(lang.cancel()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// A number with its name before it.
fn number(ui: &mut Ui, label: &str, value: &mut u16, range: RangeInclusive<u16>) {
    ui.horizontal(|ui| {
        let name = ui.label(label);
        let field = ui.add(DragValue::new(value).range(range)).labelled_by(name.id);
        field.widget_info(|| WidgetInfo::labeled(Role::SpinButton, true, label));
    });
}

/// A save that failed: why, and what can be done.
pub fn save_failed(ui: &mut Ui, shown: &Shown<'_>, why: &str) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.save_failed_title());
    widgets::question_hint(ui, why);
    widgets::question_hint(ui, lang.save_failed_hint());
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.save_elsewhere()).clicked() {
            reply = Reply::Elsewhere;
        }
        if ui.button(lang.save_again()).clicked() {
            reply = Reply::Again;
        }
        if ui.button(lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}
