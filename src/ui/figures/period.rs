//! Choosing a period among those that there are figures for.

use crate::{i18n::Lang, model::Period, ui::fields};
use egui::Ui;

/// A choice of one of the periods, or of none.
pub fn choice(
    ui: &mut Ui,
    label: &str,
    chosen: &mut Option<Period>,
    periods: &[Period],
    none: &str,
    lang: Lang,
) {
    let options = options(*chosen, periods, Some(none), lang);
    if let Some(other) = fields::choice(ui, label, *chosen, &options) {
        *chosen = other;
    }
}

/// The periods by name, the latest first; the present one is among them in any case.
pub fn options(
    now: Option<Period>,
    periods: &[Period],
    none: Option<&str>,
    lang: Lang,
) -> Vec<(Option<Period>, String)> {
    let mut all: Vec<Period> = periods.to_vec();
    if let Some(now) = now.filter(|now| !all.contains(now)) {
        all.push(now);
        all.sort_unstable();
    }
    let named = |period: &Period| (Some(*period), lang.period(*period));
    none.map(|none| (None, none.to_owned())).into_iter().chain(all.iter().rev().map(named)).collect()
}
