//! Notes at points, and lines and bands across a figure.

use super::{State, editor::sign, period};
use crate::{
    edit::entry,
    i18n::Lang,
    model::{
        Decimal, Figure, Period, Unit,
        figure::{Annotation, Band},
    },
    ui::{Shown, fields, theme, widgets},
};
use egui::{Align, Layout, RichText, Ui};

fn read(lang: Lang, text: &str) -> Result<Option<Decimal>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    entry::parse_number(text, &Unit::default()).map(Some).map_err(|_| lang.fig_bad_number(text))
}

fn must_say(lang: Lang, text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err(lang.fig_must_say().to_owned()) } else { Ok(text.to_owned()) }
}

fn written(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// A small heading, and the button that adds one more.
fn heading(ui: &mut Ui, title: &str, add: &str) -> bool {
    ui.add_space(3.0);
    let mut added = false;
    ui.horizontal(|ui| {
        let theme = theme::Theme::in_use(ui);
        ui.label(RichText::new(title).size(12.0).color(theme.second.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| added = widgets::link(ui, add).clicked());
    });
    added
}

/// The name of the thing in a row, and the cross that removes it.
fn line(ui: &mut Ui, name: &str, remove: &str) -> bool {
    let mut removed = false;
    ui.horizontal(|ui| {
        let theme = theme::Theme::in_use(ui);
        ui.label(RichText::new(name).size(12.0).color(theme.faint.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| removed = sign(ui, remove, "×"));
    });
    removed
}

/// The notes at points.
pub fn notes(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, new: &mut Figure) {
    let lang = shown.lang;
    let periods = state.offers.periods.clone();
    if heading(ui, lang.fig_notes(), lang.fig_add_note()) {
        let usual = || shown.workbook.month.map(Period::to_month);
        let period = periods.last().copied().or_else(usual);
        new.annotations.push(Annotation {
            period: period.unwrap_or_else(|| Period::year_of(shown.workbook.year)),
            value: None,
            text: lang.fig_note_new().into(),
        });
    }
    for (at, note) in figure.annotations.iter().enumerate() {
        let mut changed = note.clone();
        let mut removed = false;
        ui.push_id(("note", at), |ui| {
            removed = line(ui, &lang.fig_note_text(at + 1), &lang.fig_remove_note(at + 1));
            let text = |text: &str| must_say(lang, text);
            if let Some(text) = state.fields.parsed(ui, lang.fig_band_text_label(), &note.text, &[], text) {
                changed.text = text.into();
            }
            let options = period::options(Some(note.period), &periods, None, lang);
            if let Some(Some(period)) = fields::choice(ui, lang.fig_note_when(), Some(note.period), &options)
            {
                changed.period = period;
            }
            let value = |text: &str| read(lang, text);
            if let Some(value) =
                state.fields.parsed(ui, lang.fig_note_height(), &written(note.value), &[], value)
            {
                changed.value = value;
            }
        });
        if removed && at < new.annotations.len() {
            new.annotations.remove(at);
            state.fields.clear();
            return;
        }
        if changed != *note
            && let Some(place) = new.annotations.get_mut(at)
        {
            *place = changed;
        }
    }
}

/// The lines and bands.
pub fn bands(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, new: &mut Figure) {
    let lang = shown.lang;
    if heading(ui, lang.fig_bands(), lang.fig_add_band()) {
        let text = lang.fig_band_new().into();
        new.bands.push(Band { value: Decimal::ZERO, high: None, text });
    }
    for (at, band) in figure.bands.iter().enumerate() {
        let mut changed = band.clone();
        let mut removed = false;
        ui.push_id(("band", at), |ui| {
            removed = line(ui, &lang.fig_band_text(at + 1), &lang.fig_remove_band(at + 1));
            let text = |text: &str| must_say(lang, text);
            if let Some(text) = state.fields.parsed(ui, lang.fig_band_text_label(), &band.text, &[], text) {
                changed.text = text.into();
            }
            let value = |text: &str| read(lang, text);
            let low = Some(band.value);
            if let Some(Some(value)) =
                state.fields.parsed(ui, lang.fig_band_value_label(), &written(low), &[], value)
            {
                changed.value = value;
                changed.high = changed.high.filter(|high| *high >= value);
            }
            let value = |text: &str| match read(lang, text)? {
                Some(high) if high < band.value => Err(lang.fig_band_upside_down().to_owned()),
                high => Ok(high),
            };
            if let Some(high) =
                state.fields.parsed(ui, lang.fig_band_high_label(), &written(band.high), &[], value)
            {
                changed.high = high;
            }
        });
        if removed && at < new.bands.len() {
            new.bands.remove(at);
            state.fields.clear();
            return;
        }
        if changed != *band
            && let Some(place) = new.bands.get_mut(at)
        {
            *place = changed;
        }
    }
}
