//! Windows about two workbooks: what differs, what both have changed, and the versions that were kept.

use super::{questions::Reply, theme, view::Shown, widgets};
use crate::{
    compare::{Conflict, Difference, Item, Kind, Side},
    i18n::Lang,
};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

/// At most so many differences are listed; the others are counted.
const MOST: usize = 500;

fn item(item: Item, name: &str, lang: Lang) -> String {
    match item {
        Item::Workbook => lang.the_workbook().to_owned(),
        Item::Row(id) if name.is_empty() => format!("{} {id}", lang.row_kind(id.kind())),
        Item::Row(id) => format!("{} {name}", lang.row_kind(id.kind())),
    }
}

fn scroll(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let height = (ui.ctx().content_rect().height() - 280.0).clamp(100.0, 440.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, add);
}

fn list(ui: &mut Ui, shown: &Shown<'_>, differences: &[Difference]) {
    let (lang, theme) = (shown.lang, shown.theme);
    for difference in differences.iter().take(MOST) {
        let (sign, ink) = match difference.kind {
            Kind::Added => ("+", theme.accent),
            Kind::Removed => ("−", theme.bad),
            Kind::Changed => ("~", theme.text),
            Kind::Moved => ("↕", theme.second),
        };
        let of = item(difference.item, &difference.name, lang);
        let head = format!("{sign} {of} · {}", lang.difference_kind(difference.kind));
        ui.add(Label::new(RichText::new(head).color(ink.0)).wrap());
        for field in &difference.fields {
            let line = lang.field_change(&field.field, &field.before, &field.after);
            ui.indent(("field", &field.field), |ui| widgets::question_hint(ui, &line));
        }
    }
    if differences.len() > MOST {
        widgets::question_hint(ui, &lang.more_differences(differences.len() - MOST));
    }
}

/// What differs; `restore` offers to take the other one over.
pub fn differences(
    ui: &mut Ui,
    shown: &Shown<'_>,
    other: &str,
    differences: &[Difference],
    restore: bool,
) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, &lang.compared_title(other));
    if differences.is_empty() {
        widgets::question_hint(ui, lang.cli_same());
    } else {
        widgets::question_hint(ui, &lang.compared_count(differences.len()));
        widgets::rule(ui);
        scroll(ui, |ui| list(ui, shown, differences));
    }
    widgets::question_buttons(ui, |ui| {
        if widgets::main_button(ui, lang.close()).clicked() {
            reply = Reply::Cancel;
        }
        if restore && !differences.is_empty() && ui.button(lang.restore_version()).clicked() {
            reply = Reply::Merge;
        }
    });
    reply
}

/// A file that someone else has changed.
pub fn changed(ui: &mut Ui, shown: &Shown<'_>, path: &str) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.changed_title());
    widgets::question_hint(ui, &lang.changed_hint(path));
    widgets::question_buttons(ui, |ui| {
        if widgets::main_button(ui, lang.compare_and_merge()).clicked() {
            reply = Reply::Merge;
        }
        if ui.button(lang.save_elsewhere()).clicked() {
            reply = Reply::Elsewhere;
        }
        if ui.button(lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// What the other one has changed, and the conflicts, each with its choice.
pub fn merge(
    ui: &mut Ui,
    shown: &Shown<'_>,
    theirs: &[Difference],
    conflicts: &[Conflict],
    choices: &mut [Side],
) -> Reply {
    let (lang, theme) = (shown.lang, shown.theme);
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.merge_title());
    widgets::question_hint(ui, &lang.merge_hint(theirs.len(), conflicts.len()));
    widgets::rule(ui);
    scroll(ui, |ui| {
        for ((number, conflict), side) in conflicts.iter().enumerate().zip(choices.iter_mut()) {
            let of = item(conflict.item, &conflict.name, lang);
            let head = if conflict.field.is_empty() { of } else { format!("{of} · {}", conflict.field) };
            ui.add(Label::new(RichText::new(head).font(theme::bold(13.0)).color(theme.text.0)).wrap());
            widgets::question_hint(ui, &lang.conflict_base(&conflict.base));
            ui.push_id(number, |ui| {
                ui.radio_value(side, Side::Ours, lang.conflict_ours(&conflict.ours));
                ui.radio_value(side, Side::Theirs, lang.conflict_theirs(&conflict.theirs));
            });
            ui.add_space(6.0);
        }
        if !theirs.is_empty() {
            widgets::question_hint(ui, lang.merge_theirs());
            list(ui, shown, theirs);
        }
    });
    widgets::question_buttons(ui, |ui| {
        if widgets::main_button(ui, lang.merge_now()).clicked() {
            reply = Reply::Merge;
        }
        if ui.button(lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// The versions that were kept, the newest first.
pub fn versions(ui: &mut Ui, shown: &Shown<'_>, times: &[String]) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.versions_title());
    widgets::question_hint(ui, if times.is_empty() { lang.versions_none() } else { lang.versions_hint() });
    scroll(ui, |ui| {
        for (number, time) in times.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.label(RichText::new(time).color(shown.theme.text.0));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let response = ui.button(lang.compare_version());
                    response.widget_info(|| {
                        let name = format!("{} {time}", lang.compare_version());
                        egui::WidgetInfo::labeled(egui::Role::Button, true, name)
                    });
                    if response.clicked() {
                        reply = Reply::Version(number);
                    }
                });
            });
        }
    });
    widgets::question_buttons(ui, |ui| {
        if widgets::main_button(ui, lang.close()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}
