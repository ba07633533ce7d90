//! Windows about two workbooks: what differs, what both have changed, and the versions that were kept.

use super::{
    differences::{self, Listing},
    questions::Reply,
    view::Shown,
    widgets,
};
use crate::compare::Side;
use egui::{Align, Button, Layout, RichText, Role, ScrollArea, Ui, WidgetInfo};

/// What can be done with the other workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Nothing: it is another file.
    Nothing,
    /// Going back to it: it is an earlier version.
    Restore,
    /// Recovering it: it was left behind.
    Recover,
}

/// A version that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionEntry {
    /// When.
    pub time: String,
    /// Nobody asked for it to be saved.
    pub by_itself: bool,
}

/// What differs, and what can be done with the other one.
pub fn differences(ui: &mut Ui, shown: &Shown<'_>, other: &str, listing: &Listing, offer: Offer) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    let title = if offer == Offer::Recover { lang.look_title(other) } else { lang.compared_title(other) };
    widgets::question_title(ui, &title);
    if listing.is_empty() {
        widgets::question_hint(ui, lang.cli_same());
    } else {
        let hint = match offer {
            Offer::Recover => lang.look_count(listing.items()),
            Offer::Nothing | Offer::Restore => lang.compared_count(listing.items()),
        };
        widgets::question_hint(ui, &hint);
        widgets::rule(ui);
        differences::show(ui, shown, listing, &mut []);
    }
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.close()).clicked() {
            reply = Reply::Cancel;
        }
        let take = match offer {
            Offer::Nothing => None,
            Offer::Restore => Some(lang.restore_version()).filter(|_| !listing.is_empty()),
            Offer::Recover => Some(lang.left_recover()),
        };
        if take.is_some_and(|take| ui.button(take).clicked()) {
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
        if widgets::answer_button(ui, lang.compare_and_merge()).clicked() {
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
pub fn merge(ui: &mut Ui, shown: &Shown<'_>, listing: &Listing, choices: &mut [Side]) -> Reply {
    let lang = shown.lang;
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.merge_title());
    widgets::question_hint(ui, &lang.merge_hint(listing.items(), choices.len()));
    if choices.len() > 1 {
        ui.horizontal(|ui| {
            for (side, words) in
                [(Side::Ours, lang.merge_all_ours()), (Side::Theirs, lang.merge_all_theirs())]
            {
                let all = choices.iter().all(|choice| *choice == side);
                if ui.selectable_label(all, words).clicked() {
                    choices.fill(side);
                }
            }
        });
    }
    widgets::rule(ui);
    differences::show(ui, shown, listing, choices);
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.merge_now()).clicked() {
            reply = Reply::Merge;
        }
        if ui.button(lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

/// The versions that were kept, the newest first.
pub fn versions(ui: &mut Ui, shown: &Shown<'_>, entries: &[VersionEntry], most: u16) -> Reply {
    let (lang, theme) = (shown.lang, shown.theme);
    let mut reply = Reply::Open;
    widgets::question_title(ui, lang.versions_title());
    let hint = if entries.is_empty() { lang.versions_none().to_owned() } else { lang.versions_hint(most) };
    widgets::question_hint(ui, &hint);
    if !entries.is_empty() {
        widgets::rule(ui);
    }
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(100.0, 440.0);
    let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    area.auto_shrink([false, true]).show(ui, |ui| {
        for (place, entry) in entries.iter().enumerate() {
            ui.horizontal(|ui| {
                let number = place + 1;
                ui.label(RichText::new(number.to_string()).color(theme.second.0));
                ui.label(RichText::new(&entry.time).color(theme.text.0));
                if entry.by_itself {
                    ui.label(RichText::new(lang.version_by_itself()).size(12.0).color(theme.second.0));
                }
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    for (words, answer) in [
                        (lang.restore(), Reply::RestoreVersion(place)),
                        (lang.compare_version(), Reply::Version(place)),
                        (lang.open_version(), Reply::OpenVersion(place)),
                    ] {
                        let response = ui.add(Button::new(words));
                        response.widget_info(|| {
                            WidgetInfo::labeled(
                                Role::Button,
                                true,
                                format!("{words} {number} {}", entry.time),
                            )
                        });
                        if response.clicked() {
                            reply = answer;
                        }
                    }
                });
            });
        }
    });
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, lang.close()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}
