//! Counts and sums as text: of all that the filters leave, and below each heading.

use super::{columns, rows::InView};
use crate::{
    analysis::Totals,
    i18n::format,
    model::{
        Column, CountMode, Decimal, Dimension, Money, ProjectField, ProjectList, ValueKind,
        list::{ColumnView, CustomKind},
    },
    ui::Shown,
};

/// Of what sums are asked for: of all rows, or of those below a heading.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// Their counts, and the sums that pace and completion are made of.
    pub totals: &'a Totals,
    /// The heading; none: of all rows.
    pub heading: Option<usize>,
}

/// Stands for a sum that is not worked out yet.
const UNDER_WAY: &str = "…";

/// The columns that are added up row by row, as no totals tell what they come to.
pub fn by_rows(list: &ProjectList, columns: &[ColumnView]) -> Vec<Column> {
    columns.iter().map(|view| view.column).filter(|&column| is_by_rows(list, column)).collect()
}

/// Whether a column is one of them.
pub fn is_by_rows(list: &ProjectList, column: Column) -> bool {
    match column {
        Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart
        | Column::LastMonth
        | Column::OpenProblems => true,
        Column::Field(ProjectField::Investment | ProjectField::Plan) => false,
        Column::Field(ProjectField::Custom(id)) => {
            let own = list.custom.iter().find(|own| own.id == id);
            own.is_some_and(|own| match &own.kind {
                // A sum of shares, places or years says nothing.
                CustomKind::Number(unit) => !matches!(
                    unit.dimension(),
                    Dimension::Percent
                        | Dimension::Points
                        | Dimension::Rank
                        | Dimension::Years
                        | Dimension::Multiple
                        | Dimension::Concentration
                ),
                _ => false,
            })
        }
        Column::Field(field) => matches!(field.kind(), ValueKind::Money | ValueKind::Number),
        _ => false,
    }
}

/// What a column adds up to; none where it does not add up.
pub fn sum(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    of: Of<'_>,
    column: Column,
) -> Option<String> {
    let totals = of.totals;
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
        _ if is_by_rows(list, column) => {
            if !view.is_added_up() {
                return Some(UNDER_WAY.to_owned());
            }
            let sum = view.column_sum(column, of.heading)?;
            let places = view.places(shown.workbook, column);
            let text = if column == Column::Difference { format::signed } else { format::fixed };
            Some(text(sum, places))
        }
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
    of: Of<'_>,
    columns: impl Iterator<Item = Column>,
) -> String {
    let sums = columns.filter_map(|column| {
        let text = sum(shown, list, view, of, column)?;
        Some(format!(" · {} {text}", columns::name(shown, list, column)))
    });
    sums.collect()
}
