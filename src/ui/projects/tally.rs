//! What the status bar says of the selected cells: how many, and their sum and mean where they add up.
//!
//! A selection may have millions of cells: they are added up a part in each frame, and what has been found
//! so far is kept for the view and the selection that it belongs to.

use super::{rows::InView, selection::Selection};
use crate::{
    i18n::format,
    model::{
        Column, Decimal, ProjectField, ProjectList, Unit, Value, ValueKind,
        list::{ColumnView, CustomKind},
    },
    ui::Shown,
};
use std::ops::Range;

/// How many cells are looked at in a frame: well below a millisecond.
const CELLS_PER_FRAME: usize = 6_000;

/// The cells of a column that are still to be looked at.
#[derive(Debug)]
struct Part {
    column: Column,
    /// The unit of its figures; none: they do not add up.
    unit: Option<Unit>,
    rows: Vec<Range<usize>>,
}

/// A sum of figures of one unit.
#[derive(Debug)]
struct Sum {
    unit: Unit,
    sum: Decimal,
    count: usize,
    places: u32,
}

/// What the selected cells add up to, as far as they have been looked at.
#[derive(Debug, Default)]
pub struct Tally {
    /// The view, the version of the selection and the columns that it is of.
    key: Option<(u64, u64, Vec<Column>)>,
    rest: Vec<Part>,
    columns: usize,
    filled: usize,
    sums: Vec<Sum>,
}

/// Whether a cell of the table says anything. `index` is the row's place in the list.
pub fn is_filled(shown: &Shown<'_>, view: &InView, index: usize, column: Column) -> bool {
    match column {
        Column::Number => true,
        Column::Lamp => view.analysis.rows.get(index).is_some(),
        Column::Field(field) => {
            let Some(project) = view.analysis.project(shown.workbook, index) else { return false };
            match field.text_of(project) {
                Some(text) => !text.is_empty(),
                None => {
                    field.get(project) != Value::Empty || view.figure(shown.workbook, index, column).is_some()
                }
            }
        }
        _ if column.is_gathered() => view.analysis.is_filled(shown.workbook, index, column),
        _ => view.figure(shown.workbook, index, column).is_some(),
    }
}

/// The unit that figures of a column are added up in; none where they are no figures, or such whose sum
/// means nothing (rates and gaps).
fn unit_of(shown: &Shown<'_>, list: &ProjectList, column: Column) -> Option<Unit> {
    let money = || Unit::new(shown.unit_for(list).symbol());
    match column {
        Column::Number | Column::Lamp | Column::Completion | Column::Gap | Column::MonthsLate => None,
        Column::Problems | Column::StageLog | Column::Attachments => None,
        Column::Done
        | Column::LastMonth
        | Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart => Some(money()),
        Column::OpenProblems => Some(Unit::default()),
        Column::Share => Some(Unit::new("%")),
        Column::Field(ProjectField::Custom(id)) => match list.custom.iter().find(|own| own.id == id) {
            Some(own) => match &own.kind {
                CustomKind::Number(unit) => Some(unit.clone()),
                _ => None,
            },
            None => None,
        },
        Column::Field(field) => match field.kind() {
            ValueKind::Money | ValueKind::Number => Some(money()),
            // That of the first figure that is found.
            ValueKind::Quantity => Some(Unit::default()),
            _ => None,
        },
    }
}

impl Tally {
    /// Looks at some more of the selected cells; false while there are more.
    pub fn go_on(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        columns: &[ColumnView],
        selection: &Selection,
    ) -> bool {
        let shape = selection.shape(columns);
        let chosen = (0..columns.len()).filter(|&at| shape.has_column(at));
        let key = (view.number(), selection.version(), chosen.clone().map(|at| columns[at].column).collect());
        if self.key.as_ref() != Some(&key) {
            let part = |at: usize| {
                let column = columns[at].column;
                Part { column, unit: unit_of(shown, list, column), rows: shape.rows_of(at) }
            };
            // The place in the list is no figure that anyone entered.
            let counted = chosen.filter(|&at| columns[at].column != Column::Number);
            let rest: Vec<Part> = counted.map(part).collect();
            *self = Self { key: Some(key), columns: rest.len(), rest, filled: 0, sums: Vec::new() };
        }
        let mut left = CELLS_PER_FRAME;
        while let Some(mut part) = self.rest.pop() {
            while let Some(run) = part.rows.last_mut() {
                let take = run.len().min(left);
                left -= take;
                for place in run.start..run.start + take {
                    self.look(shown, view, place, part.column, part.unit.as_ref());
                }
                run.start += take;
                if run.start >= run.end {
                    part.rows.pop();
                }
                if left == 0 {
                    self.rest.push(part);
                    return false;
                }
            }
        }
        true
    }

    fn look(&mut self, shown: &Shown<'_>, view: &InView, place: usize, column: Column, unit: Option<&Unit>) {
        let Some(index) = view.index(place).filter(|_| view.id(place).is_some()) else { return };
        let Some(unit) = unit else {
            self.filled += usize::from(is_filled(shown, view, index, column));
            return;
        };
        if let Some(figure) = view.figure(shown.workbook, index, column) {
            self.filled += 1;
            let places = view.places(shown.workbook, column);
            self.add(figure, unit, places);
            return;
        }
        let project = view.analysis.project(shown.workbook, index);
        let Some((field, project)) = super::rows::field_of(column).zip(project) else { return };
        match field.get(project) {
            Value::Empty => {}
            Value::Quantity(quantity) => {
                self.filled += 1;
                let places = quantity.value.scale();
                self.add(quantity.value, &quantity.unit, places);
            }
            // Money of another currency: counted, not added.
            _ => self.filled += 1,
        }
    }

    fn add(&mut self, figure: Decimal, unit: &Unit, places: u32) {
        let fits = |sum: &&mut Sum| sum.unit == *unit || unit.convert(figure, &sum.unit).is_some();
        let Some(sum) = self.sums.iter_mut().find(fits) else {
            self.sums.push(Sum { unit: unit.clone(), sum: figure, count: 1, places });
            return;
        };
        let figure = if sum.unit == *unit { Some(figure) } else { unit.convert(figure, &sum.unit) };
        sum.sum = sum.sum.saturating_add(figure.unwrap_or_default());
        sum.count += 1;
        sum.places = sum.places.max(places);
    }

    /// What the status bar says, for the rows that are selected.
    pub fn text(&self, shown: &Shown<'_>, rows: usize) -> String {
        let lang = shown.lang;
        let mut parts = vec![lang.projects_selected(rows)];
        if self.columns > 1 {
            parts[0] = lang.projects_selected_cells(rows, self.columns);
        }
        if rows * self.columns > 1 {
            parts.push(lang.projects_filled(self.filled));
        }
        if !self.rest.is_empty() {
            parts.push(lang.projects_adding_up().to_owned());
            return parts.join(" · ");
        }
        for sum in &self.sums {
            let unit = match crate::model::MoneyUnit::from_symbol(sum.unit.symbol()) {
                Some(unit) => lang.money_unit(unit).to_owned(),
                None => lang.unit(&sum.unit).to_owned(),
            };
            parts.push(lang.projects_sum(&format::fixed(sum.sum, sum.places), &unit).trim_end().to_owned());
            if let Some(mean) = sum.sum.checked_div(Decimal::from(sum.count))
                && sum.count > 1
                && self.sums.len() == 1
            {
                parts.push(lang.projects_mean(&format::fixed(mean, sum.places)));
            }
        }
        parts.join(" · ")
    }
}
