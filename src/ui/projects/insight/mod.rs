//! What follows from the rows in view, beside the table: panels of counts and rates, each of which leads to
//! the projects behind it.

pub mod explain;
pub mod lookback;
pub mod rollover;
pub mod sheet;
pub mod start;

use crate::{
    analysis::{GroupKey, Rate},
    i18n::format,
    model::ProjectList,
    ui::{
        Actions, Command, Shown,
        projects::{Face, list_settings, rows::InView},
        theme, widgets,
    },
};
use egui::{RichText, Ui, vec2};
use std::rc::Rc;

/// Where one is looking in the panels.
#[derive(Debug, Default)]
pub struct State {
    /// Start control.
    pub start: start::State,
    /// The look-back.
    pub lookback: lookback::State,
    /// The new month.
    pub rollover: rollover::State,
    /// The figure that is being explained.
    pub explaining: Option<explain::State>,
    /// The settings of the list, where they are open.
    pub settings: Option<list_settings::State>,
}

/// What a panel has worked out, kept until the rows in view or its settings change.
#[derive(Debug)]
struct Kept<K, T>(Option<(u64, K, Rc<T>)>);

impl<K, T> Default for Kept<K, T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: PartialEq, T> Kept<K, T> {
    /// What is kept for these settings, or made now.
    fn get(&mut self, view: &InView, settings: K, make: impl FnOnce() -> T) -> Rc<T> {
        if let Some((number, of, kept)) = &self.0
            && (*number, of) == (view.number(), &settings)
        {
            return kept.clone();
        }
        let made = Rc::new(make());
        self.0 = Some((view.number(), settings, made.clone()));
        made
    }
}

/// No reporting month: says what would be there with one, and offers to choose one.
pub fn no_month(ui: &mut Ui, shown: &Shown<'_>, face: Face, actions: &mut Actions) {
    let lang = shown.lang;
    let choose = Some(lang.insight_choose_month());
    if widgets::empty_state(ui, lang.insight_no_month(), lang.insight_no_month_hint(face), choose) {
        actions.run(Command::WorkbookSettings);
    }
}

/// A card that takes all the room there is and scrolls inside.
fn room(ui: &mut Ui, id: &str, add: impl FnOnce(&mut Ui)) {
    let all = ui.available_rect_before_wrap();
    widgets::paper(ui, all);
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(all.shrink(1.0)).id_salt(id));
    inner.set_clip_rect(all.shrink(1.0).intersect(ui.clip_rect()));
    egui::ScrollArea::both().id_salt(id).auto_shrink(false).show(&mut inner, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(16, 14)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            add(ui);
        });
    });
    ui.allocate_rect(all, egui::Sense::hover());
}

/// A heading of a section, and what it is about.
fn heading(ui: &mut Ui, title: &str, note: &str) {
    let theme = theme::Theme::in_use(ui);
    let font = egui::FontId::proportional(12.0);
    let width = ui.painter().layout_no_wrap(note.to_owned(), font, theme.second.0).size().x;
    let note = RichText::new(note).size(12.0).color(theme.second.0);
    let beside = ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(RichText::new(title).font(theme::bold(theme::PANEL_SIZE)));
        // The card scrolls sideways, and has no width of its own to wrap at.
        let fits = ui.cursor().left() + width < ui.clip_rect().right() - 16.0;
        if fits && width > 0.0 {
            ui.label(note.clone());
        }
        fits
    });
    if !beside.inner {
        ui.scope(|ui| {
            ui.set_max_width((ui.clip_rect().width() - 40.0).max(200.0));
            ui.add(egui::Label::new(note).wrap());
        });
    }
}

/// A line of explanation.
fn small(ui: &mut Ui, text: &str) {
    let theme = theme::Theme::in_use(ui);
    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(theme.second.0)).wrap());
}

/// How many of the list's rows the figures are about, where a filter leaves some out.
fn filtered(shown: &Shown<'_>, view: &InView) -> String {
    if view.found.len() == view.analysis.len() {
        return String::new();
    }
    shown.lang.insight_of_filtered(view.found.len(), view.analysis.len())
}

/// The rows in view, as analysis takes them.
fn rows(view: &InView) -> impl Iterator<Item = usize> + Clone + '_ {
    view.found.iter().map(|&row| row as usize)
}

/// The name of a group.
fn group(shown: &Shown<'_>, key: &GroupKey) -> String {
    let lang = shown.lang;
    match key {
        GroupKey::Area(area) => match area.and_then(|area| shown.workbook.areas.get(area)) {
            Some(area) => shown.area(area).to_owned(),
            None => lang.insight_no_area().to_owned(),
        },
        GroupKey::Category(name) if name.is_empty() => lang.insight_no_category().to_owned(),
        GroupKey::Category(name) => name.to_string(),
        GroupKey::Stage(stage) => stage.map_or("–", |stage| lang.stage(stage)).to_owned(),
        GroupKey::Nature(nature) => nature.map_or("–", |nature| lang.nature(nature)).to_owned(),
        GroupKey::Lamp(lamp) => lang.lamp(*lamp).to_owned(),
    }
}

/// The places that a list's rates are shown with.
fn places(list: &ProjectList) -> u32 {
    u32::from(list.places.min(4))
}

/// A rate in large figures, with what it is a part of.
fn tile(ui: &mut Ui, shown: &Shown<'_>, name: &str, rate: Rate, places: u32) {
    let theme = shown.theme;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 1.0);
        ui.label(RichText::new(name).size(12.0).color(theme.second.0));
        let percent = rate.percent().map(|value| format!("{}%", format::fixed(value, places)));
        let percent = percent.unwrap_or_else(|| "–".to_owned());
        ui.label(RichText::new(percent).font(theme::bold(theme::NUMBER_SIZE)));
        let made_of = format!("= {} ÷ {}", format::number(rate.part), format::number(rate.whole));
        ui.label(RichText::new(made_of).size(12.0).color(theme.second.0));
    });
}
