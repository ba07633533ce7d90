//! The width of a column that shows all that stands in it.

use super::{chips, columns, rows::InView};
use crate::{
    model::{Column, ProjectField, ProjectList, list::ColumnView},
    ui::Shown,
};
use egui::{FontId, Ui};

/// In how many rows the widest text is looked for.
const MOST_ROWS: usize = 4_000;
/// How many of the texts that seem widest are measured.
const MEASURED: usize = 24;
/// Room for the arrow that sorts, and for the signs of packages before names.
const SIGNS: f32 = 18.0;

/// The width in points.
pub fn width(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    column: Column,
) -> f32 {
    let measure = |text: String, size: f32| {
        let ink = shown.theme.text.0;
        ui.painter().layout_no_wrap(text, FontId::proportional(size), ink).size().x
    };
    let at = columns.iter().position(|own| own.column == column).unwrap_or(0);
    let unit = columns::unit_at(shown, list, columns, at);
    let heading = measure(columns::name(shown, list, column), 12.0) + SIGNS;
    let heading = if unit.is_empty() { heading } else { heading + measure(unit, 12.0) + 4.0 };
    let step = view.rows.len().div_ceil(MOST_ROWS).max(1);
    let indexes = view.rows.iter().step_by(step).map(|&row| row as usize);
    let content = if column == Column::Field(ProjectField::Tags) {
        let projects = indexes.filter_map(|index| view.analysis.project(shown.workbook, index));
        projects.map(|project| chips::width(ui, &project.tags)).fold(0.0, f32::max)
    } else {
        let mut texts: Vec<(usize, String)> = indexes
            .map(|index| columns::cell(shown, list, view, index, column).text)
            // A Han character has three bytes and is twice as wide as one of one byte.
            .map(|text| (text.chars().map(|c| c.len_utf8().min(2)).sum(), text))
            .collect();
        texts.sort_unstable_by_key(|(width, _)| std::cmp::Reverse(*width));
        let widest = texts.into_iter().take(MEASURED).map(|(_, text)| measure(text, 13.0));
        let signs = if column == Column::Field(ProjectField::Name) { SIGNS } else { 0.0 };
        widest.fold(0.0, f32::max) + signs
    };
    let content = if column == Column::Lamp { 0.0 } else { content };
    heading.max(content) + 2.0 * columns::PADDING + 1.0
}
