//! The title with its verdict, the line below it, and the selectors.

use super::State;
use crate::{
    analysis::{derive, judge, series::main_target, target},
    edit::{Edit, RowId},
    model::{AreaId, Figure, Indicator, IndicatorId, Measure, figure::Transformation},
    ui::{Actions, Shown, fields, theme, widgets},
};
use egui::{Align, Label, Layout, RichText, Role, Ui, WidgetInfo};

/// Measures that an indicator has figures or targets of, its own first.
pub fn measures(indicator: &Indicator) -> Vec<Measure> {
    let mut all = vec![indicator.measure];
    for measure in [Measure::Growth, Measure::Rank] {
        let has = indicator.observations.iter().any(|o| o.figure(measure, indicator.measure).is_some())
            || indicator.targets.iter().any(|target| target.measure == measure);
        if has && !all.contains(&measure) {
            all.push(measure);
        }
    }
    all
}

/// Areas that an indicator has figures of, the root first.
pub fn areas(shown: &Shown<'_>, indicator: &Indicator) -> Vec<AreaId> {
    let root = shown.workbook.root_area().map(|area| area.id);
    let has = |area: AreaId| !indicator.series(area).is_empty();
    let others = shown.workbook.areas.iter().map(|area| area.id).filter(|&id| Some(id) != root && has(id));
    root.into_iter().chain(others).collect()
}

/// Shows the title, the line and the selectors.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    figure: &Figure,
    actions: &mut Actions,
) {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    let main = main_target(workbook, indicator);
    let verdict = main.map(|target| judge(workbook, indicator, target, workbook.month));
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more(ui, shown, indicator, actions);
            export(ui, shown, figure, actions);
            compare(ui, shown, state, indicator);
            choose_area(ui, shown, state, indicator);
            choose_transformation(ui, shown, state, indicator, figure.measure);
            choose_measure(ui, shown, state, indicator, figure.measure);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = shown.indicator(indicator);
                let pill = verdict.as_ref().map(|verdict| lang.verdict_words(verdict));
                let pill_width = pill.as_ref().map_or(0.0, |text| {
                    let galley = ui.painter().layout_no_wrap(
                        text.clone(),
                        egui::FontId::proportional(12.0),
                        theme.text.0,
                    );
                    galley.size().x + 40.0
                });
                let room = ui.available_width();
                // The title keeps at least a third; where the pill does not fit, it is left to the panel.
                let with_pill = room - pill_width > room / 3.0;
                let width = if with_pill { room - pill_width } else { room };
                let heading = RichText::new(name).font(theme::bold(theme::PAGE_SIZE)).color(theme.text.0);
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    ui.add(Label::new(heading).truncate().show_tooltip_when_elided(false))
                        .on_hover_text(name);
                });
                if let (Some(verdict), Some(pill), Some(main), true) = (&verdict, pill, main, with_pill) {
                    let inputs = lang.verdict_inputs(verdict, main, workbook);
                    widgets::lamp_pill(ui, verdict.lamp, &pill).on_hover_text(inputs);
                }
            });
        });
    });
    let line = subtitle(shown, state, indicator, figure.measure);
    ui.add(Label::new(RichText::new(line).color(theme.second.0)).truncate());
}

/// Measure, unit, period and figure in words, the target, and what is needed for the rest of the year.
fn subtitle(shown: &Shown<'_>, state: &State, indicator: &Indicator, measure: Measure) -> String {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let mut parts = Vec::new();
    let unit = indicator.unit_of(measure);
    let words = match lang.unit(&unit) {
        "" => lang.measure(measure).to_owned(),
        unit => format!("{}{}{unit}", lang.measure(measure), lang.comma()),
    };
    parts.push(words);
    if indicator.formula.is_some() {
        parts.push(lang.formula_mark().to_owned());
    }
    let Some(area) = state.area_in_view(shown) else { return parts.join(" · ") };
    let last = indicator.series(area).iter().rev().map(|o| o.period.year()).next();
    let reading = target::latest(indicator, area, measure, workbook.year, workbook.month)
        .or_else(|| target::latest(indicator, area, measure, last?, None));
    if let Some(reading) = &reading {
        let figure = lang.quantity(reading.value, &reading.unit);
        let mut text = format!("{} {figure}", lang.period(reading.period));
        let observation = indicator.observation(area, reading.period);
        if let Some(growth) = observation.and_then(|o| o.growth).filter(|_| measure == indicator.measure) {
            text.push_str(lang.comma());
            text.push_str(&lang.ind_growth_of(&crate::i18n::format::number(growth)));
        }
        if let Some(rank) = observation.and_then(|o| o.rank.as_ref()).filter(|_| measure != Measure::Rank) {
            text.push_str(lang.comma());
            text.push_str(&lang.rank(rank));
        }
        parts.push(text);
    } else {
        parts.push(lang.ind_no_data().to_owned());
    }
    if let Some(main) = main_target(workbook, indicator) {
        parts.push(lang.ind_target_is(&lang.target(main, workbook)));
        let verdict = judge(workbook, indicator, main, workbook.month);
        let short = |value| crate::analysis::round_half_up(value, 2).normalize();
        if let Some(rest) = verdict.rest {
            let rest = lang.quantity(short(rest), &main.unit);
            let monthly = verdict.rest_monthly.map(|monthly| lang.quantity(short(monthly), &main.unit));
            parts.push(match (monthly, verdict.due.map(|due| lang.month(due))) {
                (Some(monthly), None) => lang.ind_needed(&rest, &monthly),
                (Some(monthly), Some(due)) => lang.ind_needed_by(&due, &rest, &monthly),
                (None, None) => lang.ind_short(&rest),
                (None, Some(due)) => lang.ind_short_due(&due, &rest),
            });
        }
    }
    parts.join(" · ")
}

fn choose_measure(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, indicator: &Indicator, now: Measure) {
    let lang = shown.lang;
    let options: Vec<_> =
        measures(indicator).into_iter().map(|measure| (measure, lang.measure(measure).to_owned())).collect();
    if options.len() > 1
        && let Some(measure) = fields::choice_only(ui, lang.ind_measure(), now, &options, 76.0)
    {
        state.measure = Some(measure);
    }
}

fn choose_area(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, indicator: &Indicator) {
    let lang = shown.lang;
    let areas = areas(shown, indicator);
    let Some(now) = state.area_in_view(shown).filter(|_| areas.len() > 1) else { return };
    let options: Vec<_> = areas
        .iter()
        .filter_map(|&id| Some((id, shown.area(shown.workbook.areas.get(id)?).to_owned())))
        .collect();
    if let Some(area) = fields::choice_only(ui, lang.ind_area(), now, &options, 84.0) {
        state.area = Some(area);
        state.compare.retain(|&other| other != area);
    }
}

/// What can be derived from the figures in view, kept until the workbook or what is in view changes.
#[derive(Debug, Default)]
pub struct Offers(Option<(u64, IndicatorId, AreaId, Measure, Vec<Transformation>)>);

impl Offers {
    fn of(
        &mut self,
        shown: &Shown<'_>,
        indicator: &Indicator,
        area: AreaId,
        measure: Measure,
    ) -> &[Transformation] {
        let key = (shown.derived.revision(), indicator.id, area, measure);
        if self.0.as_ref().is_none_or(|(revision, of, of_area, of_measure, _)| {
            (*revision, *of, *of_area, *of_measure) != key
        }) {
            let offered = derive::offered(shown.workbook, indicator, area, measure);
            self.0 = Some((key.0, key.1, key.2, key.3, offered));
        }
        self.0.as_ref().map_or(&[], |(.., offered)| offered)
    }
}

fn choose_transformation(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    measure: Measure,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let Some(area) = state.area_in_view(shown) else { return };
    let now = state.transformation;
    let offered = state.offers.of(shown, indicator, area, measure);
    if offered.len() < 2 && now == Transformation::None {
        return;
    }
    let said = |how: Transformation| match how {
        Transformation::None if indicator.formula.is_some() => lang.formula_figures().to_owned(),
        _ => lang.transformation(how, workbook),
    };
    let mut options: Vec<_> = offered.iter().map(|&how| (how, said(how))).collect();
    if !offered.contains(&now) {
        options.push((now, said(now)));
    }
    if let Some(how) = fields::choice_only(ui, lang.derive_label(), now, &options, 96.0) {
        state.transformation = how;
    }
}

fn compare(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, indicator: &Indicator) {
    let lang = shown.lang;
    let now = state.area_in_view(shown);
    let others: Vec<_> = areas(shown, indicator).into_iter().filter(|&id| Some(id) != now).collect();
    if others.is_empty() {
        return;
    }
    let name = |id: AreaId| shown.workbook.areas.get(id).map_or("?", |row| shown.area(row));
    state.compare.retain(|id| others.contains(id));
    let text = match state.compare.as_slice() {
        [] => lang.ind_compare_none().to_owned(),
        [one] => lang.ind_compare_one(name(*one)),
        many => lang.ind_compare_many(many.len()),
    };
    let response = egui::ComboBox::from_id_salt("compare")
        .selected_text(&text)
        .width(108.0)
        .truncate()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, |ui| {
            for id in others {
                let mut on = state.compare.contains(&id);
                if ui.checkbox(&mut on, name(id)).changed() {
                    if on {
                        state.compare.push(id);
                    } else {
                        state.compare.retain(|&other| other != id);
                    }
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, lang.ind_compare());
        info.current_text_value = Some(text.clone());
        info
    });
}

/// The menu of what can be done with a figure.
pub fn export(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, actions: &mut Actions) {
    use crate::ui::Command;
    let lang = shown.lang;
    ui.menu_button((lang.ind_export(), RichText::new("▼").size(9.0)), |ui| {
        widgets::figure_menu(ui, figure, lang, actions);
    })
    .response
    .on_hover_text(lang.command_tip(Command::ExportFigure));
}

fn more(ui: &mut Ui, shown: &Shown<'_>, indicator: &Indicator, actions: &mut Actions) {
    let lang = shown.lang;
    let response = ui.menu_button("…", |ui| {
        if ui.button(lang.command(crate::ui::Command::AddIndicator)).clicked() {
            actions.run(crate::ui::Command::AddIndicator);
            ui.close();
        }
        if ui.button(lang.ind_delete()).clicked() {
            actions.edit(Edit::Remove(RowId::Indicator(indicator.id)));
            ui.close();
        }
    });
    response.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.ind_more()));
}
