//! The formula of an indicator: typed with names, refused where it stands, and shown with its figures.

use super::State;
use crate::{
    analysis::formula::{self, find_indicator},
    edit::{Edit, IndicatorChange},
    model::{AreaId, Formula, Indicator, Period},
    ui::{Actions, Shown, fields::checked},
};
use egui::{Label, RichText, Ui};

/// How the figure of an area and a period follows from others; none for an indicator without a formula.
pub fn how(shown: &Shown<'_>, indicator: &Indicator, area: AreaId, period: Period) -> Option<String> {
    let made = formula::how(shown.kept, indicator.id, area, period)?;
    let result = made.value.map(|value| shown.lang.formula_result(value, &indicator.unit));
    Some(shown.lang.formula_made(&made, result.unwrap_or_default(), shown.workbook))
}

/// The change that gives an indicator a formula, or takes it away. Figures that were entered give way.
fn edit_of(shown: &Shown<'_>, indicator: &Indicator, formula: Option<Formula>) -> Edit {
    let id = indicator.id;
    let entered = shown.kept.indicators.get(id).map(|row| row.observations.as_slice()).unwrap_or_default();
    let mut edits = Vec::new();
    if formula.is_some() {
        edits.extend(entered.iter().map(|o| Edit::SetObservation {
            indicator: id,
            area: o.area,
            period: o.period,
            observation: None,
        }));
    }
    let change = Edit::SetIndicator { indicator: id, change: IndicatorChange::Formula(formula) };
    if edits.is_empty() {
        return change;
    }
    edits.push(change);
    Edit::Many(edits)
}

/// The field of the formula, and what it comes to.
pub fn field(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    actions: &mut Actions,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let now = indicator.formula.as_ref().map(|formula| lang.formula(formula, workbook)).unwrap_or_default();
    let read = |text: &str| {
        let find = |name: &str| find_indicator(workbook, name);
        let formula = (!text.trim().is_empty()).then(|| Formula::read(text, find)).transpose();
        let formula = formula.map_err(|why| lang.bad_formula(&why))?;
        checked(shown, edit_of(shown, indicator, formula))
    };
    let others = workbook.indicators.iter().filter(|row| row.id != indicator.id);
    let names: Vec<String> = others.map(|row| lang.formula_name(row.id, workbook)).collect();
    if let Some(edit) = state.fields.completed(ui, lang.formula_label(), &now, &names, read) {
        actions.edit(edit);
    }
    let entered = shown.kept.indicators.get(indicator.id).map_or(0, |row| row.observations.len());
    let below = match &indicator.formula {
        None if entered > 0 => lang.formula_drops(entered),
        None => lang.formula_hint().to_owned(),
        Some(_) => {
            let last = state.area_in_view(shown).and_then(|area| indicator.series(area).last());
            let made = last.and_then(|o| Some((o, how(shown, indicator, o.area, o.period)?)));
            made.map_or(now, |(o, text)| format!("{} {text}", lang.period(o.period)))
        }
    };
    let words = RichText::new(below).size(12.0).color(shown.theme.faint.0);
    ui.add(Label::new(words).wrap()).on_hover_text(lang.formula_tip());
}
