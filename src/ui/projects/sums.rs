//! Counts and sums as text: of all that the filters leave, and below each heading.

use super::{columns, rows::InView};
use crate::{
    analysis::Totals,
    i18n::format,
    model::{Column, CountMode, Decimal, Money, ProjectField, ProjectList},
    ui::Shown,
};

/// What a column adds up to; none where it does not add up.
pub fn sum(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    totals: &Totals,
    column: Column,
) -> Option<String> {
    let places = super::rows::percent_places(list);
    let money = |value: Option<Decimal>| {
        let value = Money::new(value?, totals.progress.unit).in_unit(view.unit())?;
        Some(format::fixed(value, view.places(shown.workbook, column)))
    };
    match column {
        Column::Field(ProjectField::Investment) => money(totals.investment),
        Column::Field(ProjectField::Plan) => money(totals.progress.plan),
        Column::Done => money(totals.progress.done),
        Column::Completion => Some(format!("{}%", format::fixed(totals.progress.completion?, places))),
        Column::Gap => Some(format::signed(totals.progress.gap?, places)),
        _ => None,
    }
}

/// How many projects in the list's way of counting, with the other way where it differs.
pub fn count(shown: &Shown<'_>, totals: &Totals, mode: CountMode) -> String {
    let lang = shown.lang;
    let (packages, split) = (totals.packages, totals.split);
    match mode {
        _ if packages == split => lang.projects_totals(packages),
        CountMode::Packages => lang.projects_totals_split(packages, split),
        CountMode::Split => lang.projects_totals_packed(split, packages),
    }
}

/// Sums of all columns in a sentence, for those who cannot see the line.
pub fn spoken(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    totals: &Totals,
    columns: impl Iterator<Item = Column>,
) -> String {
    let sums = columns.filter_map(|column| {
        let text = sum(shown, list, view, totals, column)?;
        Some(format!(" · {} {text}", columns::name(shown, list, column)))
    });
    sums.collect()
}
