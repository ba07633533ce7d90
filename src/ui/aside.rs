//! The strip over the pages while another state of the workbook is looked at: what it is, and the ways on.

use super::{
    command::{Action, Actions, AsideRequest},
    compared::Offer,
    theme,
    view::Shown,
    widgets,
};
use egui::{Align, Button, Frame, Label, Layout, Margin, Panel, RichText, Ui};

/// What is looked at.
#[derive(Debug, Clone)]
pub struct Looking<'a> {
    /// What it is, in a few words.
    pub title: &'a str,
    /// In how many items it differs from the workbook that was put aside, or from the file.
    pub items: usize,
    /// What can be done with it.
    pub offer: Offer,
    /// How many changes would be discarded, where that can be asked for.
    pub steps: Option<usize>,
}

/// Shows the strip.
pub fn strip(ui: &mut Ui, shown: &Shown<'_>, looking: &Looking<'_>, actions: &mut Actions) {
    let (lang, theme) = (shown.lang, shown.theme);
    let frame = Frame::new().fill(theme.warning_ground.0).inner_margin(Margin::symmetric(12, 4));
    Panel::top("aside").exact_size(38.0).frame(frame).show_separator_line(true).show(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let mut ask = |request| actions.push(Action::Aside(request));
            if widgets::main_button(ui, lang.aside_back()).clicked() {
                ask(AsideRequest::Back);
            }
            let take = match looking.offer {
                Offer::Nothing => None,
                Offer::Restore => Some(lang.restore_version()),
                Offer::Recover => Some(lang.left_recover()),
            };
            if take.is_some_and(|take| ui.button(take).clicked()) {
                ask(AsideRequest::Take);
            }
            if let Some(steps) = looking.steps {
                let discard = RichText::new(lang.left_discard(steps)).color(theme.bad.0);
                if ui.add(Button::new(discard)).clicked() {
                    ask(AsideRequest::Discard);
                }
            }
            if ui.button(lang.aside_differences(looking.items)).clicked() {
                ask(AsideRequest::Differences);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(looking.title).font(theme::bold(13.0)).color(theme.text.0);
                ui.add(Label::new(title).truncate()).on_hover_text(lang.aside_hint());
            });
        });
    });
}
