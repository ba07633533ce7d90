//! What columns of figures add up to: of all rows that are found, and below each heading. Worked out some rows
//! at a time, as a column of a long list is too much for one frame.

use super::{
    exact::ExactSum,
    follow::Stand,
    group::{Heading, Lines},
    list::{ListAnalysis, Row},
};
use crate::model::{Column, Decimal, MoneyUnit, Workbook};
use std::{ops::Range, sync::Arc};

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
    sums: Vec<Arc<Vec<ExactSum>>>,
}

/// Rows that are found, before a change or after it, and those of them that the change has to do with.
pub struct Side<'a> {
    /// The list as it stands.
    pub stand: Stand<'a>,
    /// All rows.
    pub found: &'a [u32],
    /// The headings that they are below.
    pub lines: &'a Lines,
    /// Those that the change has to do with.
    pub rows: Vec<u32>,
}

impl ColumnSums {
    /// Nothing added yet. Money is added up in the unit; what is in another currency is left out.
    pub fn new(columns: Vec<Column>, unit: MoneyUnit, lines: &Lines, members: bool) -> Self {
        let below = lines.below();
        let sums = vec![nothing(columns.len()); below.len() + 1];
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
        for (at, &column) in self.columns.iter().enumerate() {
            // Problems are those of the row alone, money of a package is that of its parts.
            if in_package && column != Column::OpenProblems {
                continue;
            }
            let Some(figure) = analysis.figure(workbook, index, column, self.unit) else { continue };
            let groups = self.open.iter().map(|heading| heading + 1);
            for group in groups.chain([0]) {
                if let Some(sum) = sum_in(&mut self.sums, group, at) {
                    sum.add(figure);
                }
            }
        }
    }

    /// What a column adds up to so far: below a heading, or of all rows.
    pub fn sum(&self, column: Column, heading: Option<usize>) -> Option<Decimal> {
        let at = self.columns.iter().position(|&own| own == column)?;
        let group = heading.map_or(0, |heading| heading + 1);
        self.sums.get(group)?.get(at)?.value()
    }

    /// The sums after a change, from those of all rows before it: rows that were found are taken out and rows
    /// that are found put in. None where there are packages.
    pub fn follow(&self, before: &Side<'_>, now: &Side<'_>) -> Option<Self> {
        if !before.stand.analysis.parts.is_empty() || !now.stand.analysis.parts.is_empty() {
            return None;
        }
        // The headings in order: most are there before and now.
        let mut sums = vec![self.sums.first()?.clone()];
        let mut group_now = vec![None; before.lines.headings.len()];
        let mut known = 0;
        for (at, heading) in now.lines.headings.iter().enumerate() {
            let mut rest = before.lines.headings.iter().enumerate().skip(known);
            let path = &heading.path;
            let same = |other: &Heading| Arc::ptr_eq(&other.path, path) || other.path == *path;
            let own = rest.find(|(_, other)| same(other)).map(|(place, _)| place);
            sums.push(match own.and_then(|own| self.sums.get(own + 1)) {
                Some(sums) => sums.clone(),
                None => nothing(self.columns.len()),
            });
            if let Some(own) = own {
                known = own + 1;
                *group_now.get_mut(own)? = Some(at + 1);
            }
        }
        for &row in &before.rows {
            let groups = groups(&self.below, before.found, row);
            let groups: Vec<usize> =
                groups.into_iter().filter_map(|group| group_now.get(group).copied().flatten()).collect();
            for (at, figure) in self.figures(before.stand, row) {
                for &group in groups.iter().chain([&0]) {
                    sum_in(&mut sums, group, at)?.subtract(figure);
                }
            }
        }
        let below = now.lines.below();
        for &row in &now.rows {
            let groups = groups(&below, now.found, row);
            for (at, figure) in self.figures(now.stand, row) {
                for group in groups.iter().map(|group| group + 1).chain([0]) {
                    sum_in(&mut sums, group, at)?.add(figure);
                }
            }
        }
        let (columns, unit, members) = (self.columns.clone(), self.unit, self.members);
        // All rows are added: none comes next.
        Some(Self { columns, unit, members, below, sums, next: now.found.len(), ..Self::default() })
    }

    /// The figures of a row that are added up, each with its column.
    fn figures(&self, stand: Stand<'_>, row: u32) -> Vec<(usize, Decimal)> {
        let index = row as usize;
        let counts = |row: &Row| row.outside.is_none() || self.members;
        if !stand.analysis.rows.get(index).is_some_and(counts) {
            return Vec::new();
        }
        let columns = self.columns.iter().enumerate();
        let figure = |column| stand.analysis.figure(stand.workbook, index, column, self.unit);
        columns.filter_map(|(at, &column)| Some((at, figure(column)?))).collect()
    }
}

/// The sums of a group without any row.
fn nothing(columns: usize) -> Arc<Vec<ExactSum>> {
    Arc::new(vec![ExactSum::default(); columns])
}

/// The sum of a column in a group.
fn sum_in(sums: &mut [Arc<Vec<ExactSum>>], group: usize, column: usize) -> Option<&mut ExactSum> {
    sums.get_mut(group).map(Arc::make_mut)?.get_mut(column)
}

/// The headings that a row is below.
fn groups(below: &[Range<usize>], found: &[u32], row: u32) -> Vec<usize> {
    let Some(place) = found.iter().position(|&other| other == row) else { return Vec::new() };
    below.iter().enumerate().filter(|(_, rows)| rows.contains(&place)).map(|(at, _)| at).collect()
}
