//! The card of figures: which table, its periods, and adding one.

use super::{
    State,
    figures::{AreaColumn, ByArea, ByPeriod, Figures, PeriodColumn},
    observe,
};
use crate::{
    i18n::Lang,
    model::{AreaId, Basis, Indicator, Period},
    ui::{Actions, Shown, fields, widgets},
};
use egui::{Align, Layout, Popup, PopupCloseBehavior, RichText, Sense, Ui, vec2};
use std::collections::BTreeSet;

/// The most periods beside each other.
const MOST_PERIODS: usize = 24;

/// A period that is being chosen.
#[derive(Debug, Default)]
pub struct Form {
    open: bool,
    year: String,
    kind: Kind,
    which: u8,
    basis: Basis,
    error: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Year,
    Quarter,
    Month,
    FirstTwo,
}

impl Form {
    /// Begins with a period.
    fn start(&mut self, period: Period) {
        self.open = true;
        self.error = None;
        self.year = period.year().to_string();
        self.basis = period.basis();
        (self.kind, self.which) = if period.is_year() {
            (Kind::Year, 1)
        } else if observe::is_first_two(period) {
            (Kind::FirstTwo, 1)
        } else if let (Some(quarter), true) = (period.quarter(), period.first() != period.last()) {
            (Kind::Quarter, quarter)
        } else {
            (Kind::Month, period.last())
        };
    }

    fn period(&self, lang: Lang) -> Result<Period, String> {
        let year = super::targets::read_year(lang, &self.year)?;
        let (first, last) = match self.kind {
            Kind::Year => (1, 12),
            Kind::Quarter => (self.which * 3 - 2, self.which * 3),
            Kind::Month => (self.which, self.which),
            Kind::FirstTwo => (1, 2),
        };
        Period::new(year, first, last, self.basis).ok_or_else(|| lang.ind_bad_year(&self.year))
    }
}

/// Shows the card.
pub fn card(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    height: f32,
    actions: &mut Actions,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let Some(area) = state.area_in_view(shown) else { return };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut ui = widgets::child(ui, rect, "figures");
    let _ = super::frame(&mut ui);
    let mut ui = widgets::child(&mut ui, rect.shrink(1.0), "inside");
    ui.spacing_mut().item_spacing.y = 0.0;
    let by_area = state.is_by_area(shown, indicator);
    if state.areas.cursor().is_some() || state.periods.cursor().is_some() {
        // While one works in a table it stays, whatever becomes of its figures.
        state.by_area.get_or_insert(by_area);
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.set_min_height(26.0);
        ui.add_space(8.0);
        widgets::panel_title(ui, lang.ind_grid());
        if workbook.areas.len() > 1 {
            if widgets::chip(ui, lang.ind_by_period(), None, !by_area).clicked() {
                state.by_area = Some(false);
            }
            if widgets::chip(ui, lang.ind_by_area(), None, by_area).clicked() {
                state.by_area = Some(true);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(8.0);
            if indicator.formula.is_some() {
                let mark = RichText::new(lang.formula_mark()).size(12.0).color(shown.theme.accent.0);
                ui.add(egui::Label::new(mark).truncate().show_tooltip_when_elided(false))
                    .on_hover_text(lang.formula_refuses_typing());
                return;
            }
            let button = ui.button(lang.ind_add_period());
            if button.clicked() {
                let next = next(state, shown, indicator, area);
                state.add_period.start(next);
            }
            form(&button, shown, state, indicator, area);
            if indicator.observations.is_empty() {
                let hint = RichText::new(lang.ind_no_data_hint()).size(12.0).color(shown.theme.faint.0);
                ui.add(egui::Label::new(hint).truncate());
            }
        });
    });
    ui.add_space(2.0);
    let measure = state.measure_in_view(shown, indicator);
    let figures = Figures { shown, indicator, area, measure, actions };
    if by_area {
        let rows: Vec<AreaId> =
            workbook.root_area().into_iter().chain(workbook.child_areas()).map(|area| area.id).collect();
        let columns = ByArea::columns(&figures, &area_periods(state, shown, indicator, measure));
        state.areas.show(&mut ui, lang.ind_grid(), &columns, &rows, &mut ByArea(figures));
    } else {
        let columns = ByPeriod::columns(&figures);
        let rows = period_rows(state, shown, indicator, area);
        state.periods.show(&mut ui, lang.ind_grid(), &columns, &rows, &mut ByPeriod::new(figures));
    }
}

/// The next period to fill in: after those with figures and those that were added.
fn next(state: &State, shown: &Shown<'_>, indicator: &Indicator, area: AreaId) -> Period {
    let mut next = observe::next_period(shown.workbook, indicator, area);
    while state.extra.contains(&(indicator.id, next)) {
        next = observe::following(next);
    }
    next
}

/// The periods of an area, the newest first, with the next one to fill in on top.
fn period_rows(state: &State, shown: &Shown<'_>, indicator: &Indicator, area: AreaId) -> Vec<Period> {
    let mut rows: BTreeSet<Period> = indicator.series(area).iter().map(|o| o.period).collect();
    if let Some(formula) = &indicator.formula {
        // Also where a figure is missing, so that it can be seen which.
        let sources = formula.sources(shown.workbook).into_iter();
        let sources = sources.filter_map(|id| shown.workbook.indicators.get(id));
        if let Some(first) = sources.clone().find(|row| !row.series(area).is_empty()) {
            rows.extend(first.series(area).iter().map(|o| o.period));
        }
        return rows.into_iter().rev().collect();
    }
    rows.extend(state.extra.iter().filter(|(id, _)| *id == indicator.id).map(|(_, period)| *period));
    rows.insert(observe::next_period(shown.workbook, indicator, area));
    rows.into_iter().rev().collect()
}

/// The periods beside each other: those of the last year that has any figures of this measure and of the
/// plan's year, and the next one to fill in.
fn area_periods(
    state: &State,
    shown: &Shown<'_>,
    indicator: &Indicator,
    measure: crate::model::Measure,
) -> Vec<Period> {
    let seen = |o: &&crate::model::Observation| o.figure(measure, indicator.measure).is_some();
    let mut periods: BTreeSet<Period> =
        indicator.observations.iter().filter(seen).map(|o| o.period).collect();
    if let Some(root) = shown.workbook.root_area().filter(|_| indicator.formula.is_none()) {
        let next = observe::next_period(shown.workbook, indicator, root.id);
        // The year after the plan's is not waited for.
        if next.year() <= shown.workbook.year || periods.is_empty() {
            periods.insert(next);
        }
    }
    periods.extend(state.extra.iter().filter(|(id, _)| *id == indicator.id).map(|(_, period)| *period));
    let newest = periods.last().map_or(shown.workbook.year, |period| period.year());
    // Whole years stand beside each other; months and quarters only of the newest year.
    let kept: Vec<Period> = periods
        .iter()
        .copied()
        .filter(|period| {
            period.is_year() || period.year() == newest.min(shown.workbook.year) || period.year() == newest
        })
        .collect();
    let months = kept.iter().any(|period| !period.is_year());
    let kept: Vec<Period> =
        kept.into_iter().filter(|period| !months || !period.is_year() || period.year() == newest).collect();
    kept[kept.len().saturating_sub(MOST_PERIODS)..].to_vec()
}

fn form(button: &egui::Response, shown: &Shown<'_>, state: &mut State, indicator: &Indicator, area: AreaId) {
    if !state.add_period.open {
        return;
    }
    let lang = shown.lang;
    let mut open = true;
    let mut added = None;
    let just_opened = button.clicked();
    let popup = Popup::from_response(button)
        .open_bool(&mut open)
        .close_behavior(if just_opened {
            PopupCloseBehavior::IgnoreClicks
        } else {
            PopupCloseBehavior::CloseOnClickOutside
        })
        .accessible_name(lang.ind_add_period());
    popup.show(|ui| {
        ui.set_width(240.0);
        let form = &mut state.add_period;
        fields::row(ui, lang.ind_year(), |ui| {
            let field = ui.add(egui::TextEdit::singleline(&mut form.year).desired_width(80.0));
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, lang.ind_year()));
        });
        let kinds = [
            (Kind::Year, lang.ind_kind_year().to_owned()),
            (Kind::Quarter, lang.ind_kind_quarter().to_owned()),
            (Kind::Month, lang.ind_kind_month().to_owned()),
            (Kind::FirstTwo, lang.ind_kind_first_two().to_owned()),
        ];
        fields::row(ui, lang.ind_kind(), |ui| {
            ui.horizontal_wrapped(|ui| {
                for (kind, text) in kinds {
                    if widgets::chip(ui, &text, None, form.kind == kind).clicked() {
                        form.kind = kind;
                        form.which = 1;
                    }
                }
            });
        });
        let most = match form.kind {
            Kind::Quarter => 4,
            Kind::Month => 12,
            Kind::Year | Kind::FirstTwo => 0,
        };
        if most > 0 {
            fields::row(ui, lang.ind_which(), |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                    for which in 1..=most {
                        if ui.selectable_label(form.which == which, which.to_string()).clicked() {
                            form.which = which;
                        }
                    }
                });
            });
        }
        fields::row(ui, lang.ind_basis(), |ui| {
            ui.horizontal_wrapped(|ui| {
                for basis in [Basis::Single, Basis::Cumulative, Basis::Stock] {
                    if widgets::chip(ui, lang.basis(basis), None, form.basis == basis).clicked() {
                        form.basis = basis;
                    }
                }
            });
        });
        if let Some(why) = &form.error {
            ui.colored_label(shown.theme.bad.0, why);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::main_button(ui, lang.ind_add()).clicked() {
                added = Some(form.period(lang));
            }
            if let Ok(period) = form.period(lang) {
                ui.label(RichText::new(lang.period(period)).color(shown.theme.second.0));
            }
        });
    });
    match added {
        None => state.add_period.open = open,
        Some(Err(why)) => state.add_period.error = Some(why),
        Some(Ok(period)) => {
            let there = period_rows(state, shown, indicator, area).contains(&period);
            if there && indicator.observation(area, period).is_some() {
                state.add_period.error = Some(lang.ind_period_exists().to_owned());
                return;
            }
            if !there {
                state.extra.push((indicator.id, period));
            }
            state.add_period.open = false;
            if state.is_by_area(shown, indicator) {
                state.areas.go_to(area, AreaColumn::Figure(period));
            } else {
                state.periods.go_to(period, PeriodColumn::Value);
            }
        }
    }
}
