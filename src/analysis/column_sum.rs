//! What columns of figures add up to: of all rows that are found, and below each heading. Worked out some rows
//! at a time, as a column of a long list is too much for one frame.

use super::{
    exact::ExactSum,
    follow::Stand,
    group::Lines,
    list::{ListAnalysis, Row},
};
use crate::model::{Column, Decimal, MoneyUnit, Workbook};
use std::ops::Range;

/// Sums under way.
#[derive(Debug, Clone, Default)]
pub struct ColumnSums {
    columns: Vec<Column>,
    unit: MoneyUnit,
    /// Rows are added though they are not in the list at the reporting month.
    members: bool,
    /// The row that comes next, by its place among those that are found.
    next: usize,
    /// The package that came last: its parts follow it and are not added beside it.
    package: Option<usize>,
    /// The rows below each heading.
    below: Vec<Range<usize>>,
    /// The heading that begins next, and those that the last row was below.
    heading: usize,
    open: Vec<usize>,
    /// The sums of all rows, and after them those of each heading; in each the columns in order.
    sums: Vec<ExactSum>,
}

impl ColumnSums {
    /// Nothing added yet. Money is added up in the unit; what is in another currency is left out.
    pub fn new(columns: Vec<Column>, unit: MoneyUnit, lines: &Lines, members: bool) -> Self {
        let below = lines.below();
        let sums = vec![ExactSum::default(); columns.len() * (below.len() + 1)];
        Self { columns, unit, members, below, sums, ..Self::default() }
    }

    /// The columns that are added up.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Adds some more of the rows that are found; true where none is left.
    pub fn go_on(
        &mut self,
        workbook: &Workbook,
        analysis: &ListAnalysis,
        found: &[u32],
        rows: usize,
    ) -> bool {
        let until = self.next.saturating_add(rows).min(found.len());
        for (at, &row) in found.iter().enumerate().take(until).skip(self.next) {
            self.enter(at);
            self.add(workbook, analysis, row as usize);
        }
        self.next = until;
        until == found.len()
    }

    /// Ends the headings that a row is not below, and begins those that it is below.
    fn enter(&mut self, at: usize) {
        let below = &self.below;
        self.open.retain(|&heading| below.get(heading).is_some_and(|rows| rows.contains(&at)));
        while self.below.get(self.heading).is_some_and(|rows| rows.start <= at) {
            self.open.push(self.heading);
            self.heading += 1;
        }
    }

    fn add(&mut self, workbook: &Workbook, analysis: &ListAnalysis, index: usize) {
        let Some(row) = analysis.rows.get(index) else { return };
        if row.parts > 0 {
            self.package = Some(index);
        }
        let parent = analysis.parent(index);
        let in_package = parent.is_some() && parent == self.package;
        if row.outside.is_some() && !self.members {
            return;
        }
        let width = self.columns.len();
        for (at, &column) in self.columns.iter().enumerate() {
            // Problems are those of the row alone, money of a package is that of its parts.
            if in_package && column != Column::OpenProblems {
                continue;
            }
            let Some(figure) = analysis.figure(workbook, index, column, self.unit) else { continue };
            let groups = self.open.iter().map(|heading| heading + 1);
            for group in groups.chain([0]) {
                if let Some(sum) = self.sums.get_mut(group * width + at) {
                    sum.add(figure);
                }
            }
        }
    }

    /// What a column adds up to so far: below a heading, or of all rows.
    pub fn sum(&self, column: Column, heading: Option<usize>) -> Option<Decimal> {
        let at = self.columns.iter().position(|&own| own == column)?;
        let group = heading.map_or(0, |heading| heading + 1);
        self.sums.get(group * self.columns.len() + at)?.value()
    }

    /// The sums after a change, from those of all rows before it: rows that were found are taken out and rows
    /// that are found put in. None where rows lie below headings or in packages.
    pub fn follow(
        &self,
        (then, gone): (Stand<'_>, impl Iterator<Item = u32>),
        (now, come): (Stand<'_>, impl Iterator<Item = u32>),
    ) -> Option<Self> {
        if !self.below.is_empty() || !then.analysis.parts.is_empty() || !now.analysis.parts.is_empty() {
            return None;
        }
        let mut sums = self.sums.clone();
        let figures = |stand: Stand<'_>, row: u32| -> Vec<(usize, Decimal)> {
            let index = row as usize;
            let counts = |row: &Row| row.outside.is_none() || self.members;
            if !stand.analysis.rows.get(index).is_some_and(counts) {
                return Vec::new();
            }
            let columns = self.columns.iter().enumerate();
            let figure = |column| stand.analysis.figure(stand.workbook, index, column, self.unit);
            columns.filter_map(|(at, &column)| Some((at, figure(column)?))).collect()
        };
        for (at, figure) in gone.flat_map(|row| figures(then, row)) {
            sums.get_mut(at)?.subtract(figure);
        }
        for (at, figure) in come.flat_map(|row| figures(now, row)) {
            sums.get_mut(at)?.add(figure);
        }
        Some(Self { sums, ..self.clone() })
    }
}
