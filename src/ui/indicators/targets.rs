//! Targets, edited in place: a change is made as soon as the target as a whole is sound; until then it
//! stays here, and what is missing is said.

use crate::{
    edit::{Edit, entry},
    i18n::Lang,
    model::{
        Firmness, Indicator, IndicatorId, Measure, Operator, Relation, Target, TargetId, Unit, When,
        Workbook, indicator::Reference,
    },
    ui::{
        Actions, Shown,
        fields::{self, Fields},
        indicators::figures::read_figure,
    },
};
use egui::{RichText, Ui};

/// A target that is not sound yet.
#[derive(Debug, Default)]
pub struct Drafts {
    open: Option<(Target, String)>,
}

impl Drafts {
    /// Forgets what is not sound yet.
    pub fn clear(&mut self) {
        self.open = None;
    }

    /// Why the target being changed is not sound yet.
    pub fn refused(&self) -> Option<&str> {
        self.open.as_ref().map(|(_, why)| why.as_str())
    }

    fn of<'a>(&'a self, target: &'a Target) -> &'a Target {
        self.open.as_ref().map(|(draft, _)| draft).filter(|draft| draft.id == target.id).unwrap_or(target)
    }

    fn why(&self, id: TargetId) -> Option<&str> {
        self.open.as_ref().filter(|(draft, _)| draft.id == id).map(|(_, why)| why.as_str())
    }
}

/// Which fields are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Operator and values: below a cell of the tasks.
    Brief,
    /// Everything.
    Full,
}

/// The measures that a target can speak of.
const MEASURES: [Measure; 5] =
    [Measure::Level, Measure::Growth, Measure::Share, Measure::ChangePp, Measure::Rank];

/// Shows the fields of a target; true where it was changed.
pub fn form(
    ui: &mut Ui,
    shown: &Shown<'_>,
    indicator: &Indicator,
    target: &Target,
    extent: Extent,
    drafts: &mut Drafts,
    typing: &mut Fields,
    actions: &mut Actions,
) -> bool {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let now = drafts.of(target).clone();
    let mut new = now.clone();
    let mut first = None;
    let operators: Vec<_> = Operator::ALL.map(|o| (o, lang.operator(o).to_owned())).into();
    if let Some(operator) = fields::choice(ui, lang.ind_target_operator(), now.operator, &operators) {
        set_operator(&mut new, operator, workbook, indicator.id);
    }
    if now.operator == Operator::Relative {
        relation(ui, lang, workbook, indicator, &now, &mut new);
    } else {
        let read = |text: &str| read_figure(shown, text, &now.unit);
        let text = now.value.map(|value| value.to_string()).unwrap_or_default();
        if let Some(value) = typing.parsed(ui, lang.ind_target_value(), &text, &[], read) {
            new.value = value;
        }
        if now.operator == Operator::Range {
            let text = now.value_high.map(|value| value.to_string()).unwrap_or_default();
            let read = |text: &str| read_figure(shown, text, &now.unit);
            if let Some(value) = typing.parsed(ui, lang.ind_target_high(), &text, &[], read) {
                new.value_high = value;
            }
        }
        if let Some(unit) = typing.text(ui, lang.ind_target_unit(), now.unit.symbol()) {
            new.unit = Unit::new(&unit);
        }
    }
    let in_step = now.reference.is_some_and(|reference| reference.relation == Relation::InStep);
    if now.operator == Operator::Approx || in_step {
        let text = now.tolerance.map(|value| value.to_string()).unwrap_or_default();
        let unit = if now.measure == Measure::Level { Unit::new("%") } else { now.unit.clone() };
        let read = |text: &str| read_figure(shown, text, &unit);
        if let Some(tolerance) = typing.parsed(ui, lang.ind_target_tolerance(), &text, &[], read) {
            new.tolerance = tolerance;
        }
    }
    let firmness: Vec<_> = Firmness::ALL.map(|f| (f, lang.firmness(f).to_owned())).into();
    if let Some(chosen) = fields::choice(ui, lang.ind_target_firmness(), now.firmness, &firmness) {
        new.firmness = chosen;
    }
    if extent == Extent::Full {
        let mut measures: Vec<_> = MEASURES.map(|m| (m, lang.measure(m).to_owned())).into();
        if !MEASURES.contains(&indicator.measure) {
            measures.push((indicator.measure, lang.measure(indicator.measure).to_owned()));
        }
        if let Some(measure) = fields::choice(ui, lang.ind_target_measure(), now.measure, &measures) {
            new.measure = measure;
            new.unit = indicator.unit_of(measure);
        }
        if let Some(year) = typing
            .parsed(ui, lang.ind_target_year(), &now.year.to_string(), &[], |text| read_year(lang, text))
        {
            new.year = year;
        }
        let due = now.due.map(|due| due.to_string()).unwrap_or_default();
        if let Some(due) =
            typing.parsed(ui, lang.ind_target_due(), &due, &[], |text| read_due(lang, text, now.year))
        {
            new.due = due;
        }
        let names = fields::department_names(workbook);
        let lead = fields::department_name(workbook, now.lead);
        if let Some(typed) =
            typing.parsed(ui, lang.ind_target_lead(), lead, &names, |text| Ok(text.trim().to_owned()))
        {
            (new.lead, first) = fields::department(workbook, &typed);
        }
        if let Some(note) = typing.long_text(ui, lang.ind_target_note(), &now.note) {
            new.note = note.into();
        }
    }
    let changed = new != now;
    if changed {
        let edit = Edit::SetTarget { indicator: indicator.id, target: Box::new(new.clone()) };
        match fields::checked(shown, fields::after(first, edit)) {
            Ok(edit) => {
                drafts.clear();
                if new != *target {
                    actions.edit(edit);
                }
            }
            Err(why) => drafts.open = Some((new, why)),
        }
    }
    if let Some(why) = drafts.why(target.id).map(str::to_owned) {
        ui.add(egui::Label::new(RichText::new(why).size(12.0).color(shown.theme.bad.0)).wrap());
        if ui.small_button(lang.ind_drop_draft()).clicked() {
            drafts.clear();
        }
    }
    changed
}

fn set_operator(target: &mut Target, operator: Operator, workbook: &Workbook, own: IndicatorId) {
    target.operator = operator;
    if operator != Operator::Range {
        target.value_high = None;
    }
    if operator == Operator::Relative {
        target.value = None;
        let other = workbook.indicators.iter().map(|row| row.id).find(|&id| id != own);
        target.reference = other.map(|indicator| Reference { indicator, relation: Relation::InStep });
    } else {
        target.reference = None;
    }
}

fn relation(
    ui: &mut Ui,
    lang: Lang,
    workbook: &Workbook,
    indicator: &Indicator,
    now: &Target,
    new: &mut Target,
) {
    let Some(reference) = now.reference else { return };
    let relations = Relation::ALL.map(|relation| (relation, lang.relation(relation).to_owned()));
    if let Some(relation) = fields::choice(ui, lang.ind_target_relation(), reference.relation, &relations) {
        new.reference = Some(Reference { relation, ..reference });
    }
    let others: Vec<_> = workbook
        .indicators
        .iter()
        .filter(|row| row.id != indicator.id)
        .map(|row| (row.id, lang.pick(&row.name, &row.name_en).to_owned()))
        .collect();
    if let Some(other) = fields::choice(ui, lang.ind_target_reference(), reference.indicator, &others) {
        new.reference = Some(Reference { indicator: other, ..reference });
    }
}

/// Reads a year of the calendar.
pub fn read_year(lang: Lang, text: &str) -> Result<i16, String> {
    let plain: String = text.trim().trim_end_matches('年').chars().map(crate::model::half_width).collect();
    let year = plain.trim().parse().ok().filter(|year| (1900..=2200).contains(year));
    year.ok_or_else(|| lang.ind_bad_year(text.trim()))
}

/// Reads when something is due; an empty text is the end of the year.
pub fn read_due(lang: Lang, text: &str, year: i16) -> Result<Option<When>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    entry::parse_date(text, year).map(Some).map_err(|error| lang.entry_error(&error))
}

/// A new target of an indicator for the plan's year.
pub fn new_target(workbook: &Workbook, indicator: &Indicator, measure: Measure) -> Edit {
    let id: TargetId = workbook.new_id(0);
    let last = indicator.targets.last();
    let figure = workbook.root_area().and_then(|root| {
        indicator.series(root.id).iter().rev().find_map(|o| o.figure(measure, indicator.measure))
    });
    let target = Target {
        measure,
        unit: indicator.unit_of(measure),
        // Something to start from that the model takes.
        value: last.and_then(|target| target.value).or(figure).or(Some(crate::model::Decimal::ZERO)),
        ..Target::new(id, workbook.year)
    };
    Edit::InsertTarget { indicator: indicator.id, at: indicator.targets.len(), target: Box::new(target) }
}
