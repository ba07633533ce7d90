//! A project list worked out once: figures and lamp of every row, for the table, its totals, the
//! breakdowns and what needs attention.

use super::{
    completion::{Case, Progress, Totals},
    doubt::{Measures, Suspects},
    lamp::{self, LampState, Late, Outside},
    number::percent,
    pace,
    sum::{Sums, Tally},
};
use crate::model::{
    Chunks, Decimal, Lamp, ListId, MoneyUnit, Month, MonthKind, Project, ProjectId, ProjectList, Rows,
    Workbook,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock},
};

pub(super) const NO_PARENT: u32 = u32::MAX;

/// What follows for one row. Small: there are 126,000 of them in the largest workbook.
#[derive(Debug, Clone)]
pub struct Row {
    /// The project.
    pub project: ProjectId,
    /// Whether it says that it is a part of a package, there or not.
    pub(super) is_part: bool,
    /// How many parts it has in the list at the month, where it is a package.
    pub parts: u32,
    /// Total investment, in [`Self::unit`].
    pub investment: Option<Decimal>,
    /// Plan of the year, in [`Self::unit`].
    pub plan: Option<Decimal>,
    /// Done from January to the month, in [`Self::unit`].
    pub done: Option<Decimal>,
    /// In how many of these months a figure is present.
    pub months_reported: u8,
    /// The unit of its money: the list's, unless it is in the other currency.
    pub unit: MoneyUnit,
    /// Its lamp.
    pub lamp: Lamp,
    /// Why it is not in the list at the month; none: it is.
    pub outside: Option<Outside>,
    /// Whether a figure of it is likely a mistake, measured by the project's own figures.
    pub(super) doubtful: bool,
}

/// A list at a month. Rows are in the list's order and are addressed by their index (0: 序号 1).
#[derive(Debug, Clone)]
pub struct ListAnalysis {
    /// The list.
    pub list: ListId,
    /// The reporting month; none: nothing has been reported yet.
    pub month: Option<Month>,
    /// The list's unit, which totals are in.
    pub unit: MoneyUnit,
    /// The rows.
    pub rows: Chunks<Row>,
    /// Where the project of each row stands among the projects of the workbook.
    pub(super) positions: Arc<Vec<u32>>,
    /// The row of the package that each row is a part of; empty where there is no package.
    pub(super) parents: Arc<Vec<u32>>,
    /// Pace in per cent that is common to all rows.
    pub(super) pace: Option<Decimal>,
    /// Each row's own pace, where the list paces by own plans; otherwise empty.
    pub(super) own_paces: Chunks<Decimal>,
    /// The rows of the parts of each package, by its row.
    pub(super) parts: Arc<BTreeMap<u32, Vec<u32>>>,
    /// How many rows are no part of a package.
    pub whole: usize,
    /// Totals of all rows.
    pub totals: Totals,
    /// The totals, for rows that come and go.
    pub(super) tally: Tally,
    /// The settings of the list that the rows follow from.
    pub(super) settings: ProjectList,
    /// What figures are measured by, once it is asked for.
    pub(super) measures: OnceLock<Measures>,
    /// Which rows may need a look, once it is asked for.
    pub(super) suspects: OnceLock<Suspects>,
    /// The projects of the workbook that the rows were made from.
    pub(super) projects: Rows<Project>,
}

impl ListAnalysis {
    /// How many rows the list has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the list has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The project of a row.
    pub fn project<'a>(&self, workbook: &'a Workbook, row: usize) -> Option<&'a Project> {
        workbook.projects.at(self.position(row)?)
    }

    /// Where the project of a row stands among the projects of the workbook.
    pub fn position(&self, row: usize) -> Option<usize> {
        self.positions.get(row).map(|&position| position as usize)
    }

    /// The row of the package that a row is a part of.
    pub fn parent(&self, row: usize) -> Option<usize> {
        self.parents.get(row).filter(|&&parent| parent != NO_PARENT).map(|&parent| parent as usize)
    }

    /// The index of a project's row.
    pub fn row_of(&self, project: ProjectId) -> Option<usize> {
        let position = self.projects.position(project)?;
        let is_member = self.projects.at(position).is_some_and(|project| project.list == self.list);
        if is_member && let Ok(row) = self.positions.binary_search(&(position as u32)) {
            return Some(row);
        }
        // In a damaged file the row of another list may have the same identifier.
        self.rows.iter().position(|row| row.project == project)
    }

    /// Whether a row counts beside its package, where it has one: the package stands for the parts that are in
    /// the list at the month.
    pub(super) fn is_counted(&self, row: usize) -> bool {
        let parent = self.parent(row).and_then(|parent| self.rows.get(parent));
        parent.is_none_or(|parent| parent.parts == 0)
    }

    /// Pace of a row in per cent.
    pub fn pace(&self, row: usize) -> Option<Decimal> {
        self.own_paces.get(row).copied().or(self.pace)
    }

    /// The progress of a row, unrounded. Cheap enough for the rows on the screen.
    pub fn progress(&self, row: usize) -> Option<Progress> {
        let found = self.rows.get(row)?;
        let done = found.done.map(|done| (done, found.months_reported));
        Some(Progress::new(found.plan, done, found.unit, self.pace(row)))
    }

    /// Completion of a row in per cent.
    pub fn completion(&self, row: usize) -> Option<Decimal> {
        let row = self.rows.get(row)?;
        percent(row.done?, row.plan?)
    }

    /// Completion − pace of a row in points.
    pub fn gap(&self, row: usize) -> Option<Decimal> {
        self.completion(row)?.checked_sub(self.pace(row)?)
    }

    /// A row's part of the list's plan, in per cent.
    pub fn share(&self, row: usize) -> Option<Decimal> {
        let row = self.rows.get(row).filter(|row| row.unit.is_dollar() == self.unit.is_dollar())?;
        percent(row.plan?, self.totals.progress.plan?)
    }

    /// Whether a row is a package that has parts in the list, at whatever month.
    pub fn has_parts(&self, row: usize) -> bool {
        self.parts.contains_key(&(row as u32))
    }

    /// The parts that a package has in the list at the month, in order; none for a plain project.
    pub(super) fn parts<'a>(&self, workbook: &'a Workbook, row: usize) -> Vec<&'a Project> {
        let parts = self.parts.get(&(row as u32)).into_iter().flatten().map(|&part| part as usize);
        let inside = parts.filter(|&part| self.rows.get(part).is_some_and(|row| row.outside.is_none()));
        inside.filter_map(|part| self.project(workbook, part)).collect()
    }

    /// The lamp of a row and why it is lit.
    pub fn lamp_state(&self, workbook: &Workbook, row: usize) -> Option<LampState> {
        let list = workbook.lists.get(self.list)?;
        let project = self.project(workbook, row)?;
        let parts = self.parts(workbook, row);
        let case = Case::new(list, project, &parts);
        Some(lamp::state(&case, &self.progress(row)?, self.month))
    }

    /// The deadline that a row is past at the month.
    pub fn late(&self, workbook: &Workbook, row: usize) -> Option<Late> {
        let list = workbook.lists.get(self.list)?;
        let parts = self.parts(workbook, row);
        lamp::months_late(&Case::new(list, self.project(workbook, row)?, &parts), self.month?)
    }

    /// The lamp that the list's rules give the sum of some rows, and why it is lit.
    pub fn sum_state(
        &self,
        workbook: &Workbook,
        list: &ProjectList,
        rows: &[usize],
        progress: &Progress,
    ) -> LampState {
        let state = lamp::sum_state(list, progress, || self.misses(workbook, list, rows, progress));
        LampState { silent: self.silent(workbook, list, rows), ..state }
    }

    /// The lamp alone, for many sums.
    pub(super) fn sum_lamp(
        &self,
        workbook: &Workbook,
        list: &ProjectList,
        rows: &[usize],
        progress: &Progress,
    ) -> Lamp {
        lamp::sum_state(list, progress, || self.misses(workbook, list, rows, progress)).lamp
    }

    /// The reporting month, where rows have figures of months before it and none has one for it.
    fn silent(&self, workbook: &Workbook, list: &ProjectList, rows: &[usize]) -> Option<(MonthKind, Month)> {
        let month = self.month?;
        let mut silent = None;
        for &row in rows {
            let is_counted = self.rows.get(row).is_some_and(|row| row.outside.is_none());
            let Some(project) = self.project(workbook, row).filter(|_| is_counted) else { continue };
            if project.month_figure(list.counts, month).is_some() {
                return None;
            }
            silent = silent.or(project.done(list.counts, month).map(|_| (list.counts, month)));
        }
        silent
    }

    /// How many months in a row, up to the reporting month, the sum of some rows has been behind.
    pub(super) fn misses(
        &self,
        workbook: &Workbook,
        list: &ProjectList,
        rows: &[usize],
        now: &Progress,
    ) -> u8 {
        let Some((gap, month)) = now.gap.zip(self.month) else { return 0 };
        let earlier = |month| self.progress_at(workbook, list, rows, month).gap;
        lamp::misses_in_a_row(gap, month, list.places, earlier)
    }

    /// The progress of the sum of some rows at another month.
    fn progress_at(&self, workbook: &Workbook, list: &ProjectList, rows: &[usize], month: Month) -> Progress {
        let mut sums = Sums::default();
        for index in self.units_of_account(rows.iter().copied()) {
            let Some((row, project)) = self.rows.get(index).zip(self.project(workbook, index)) else {
                continue;
            };
            if row.unit.is_dollar() != self.unit.is_dollar() || lamp::outside(project, Some(month)).is_some()
            {
                continue;
            }
            let parts = self.parts.get(&(index as u32)).into_iter().flatten();
            let parts = parts.filter_map(|&part| self.project(workbook, part as usize));
            let parts: Vec<_> = parts.filter(|part| lamp::outside(part, Some(month)).is_none()).collect();
            let case = Case::new(list, project, &parts);
            let (plan, done) = (case.plan(), case.done(month));
            sums.add(plan, done, (!self.own_paces.is_empty()).then(|| case.pace(month)));
        }
        let common = pace::due(&list.pace, month);
        let pace = if self.own_paces.is_empty() { common } else { sums.pace().unwrap_or(common) };
        Progress::new(sums.plan.value(), sums.done(), self.unit, Some(pace))
    }

    /// Counts and sums of some rows, each named once. A part whose package is among them is not counted
    /// beside it: the package stands for its parts.
    pub fn totals_of(&self, rows: impl Iterator<Item = usize> + Clone) -> Totals {
        self.sum(rows, false)
    }

    /// As [`Self::totals_of`], of rows that were all in the list at the date that they are shown for.
    pub fn totals_of_members(&self, rows: impl Iterator<Item = usize> + Clone) -> Totals {
        self.sum(rows, true)
    }

    fn sum(&self, rows: impl Iterator<Item = usize> + Clone, members: bool) -> Totals {
        let mut tally = Tally::new(self.unit, members);
        self.units_of_account(rows).into_iter().for_each(|index| tally.add(self, index));
        tally.totals(self)
    }

    /// How the pace of the sum of some rows is worked out.
    pub(super) fn working_of(&self, list: &ProjectList, rows: &[usize]) -> Option<pace::Working> {
        let month = self.month?;
        let mut sums = Sums::default();
        if !self.own_paces.is_empty() {
            for index in self.units_of_account(rows.iter().copied()) {
                let Some(row) = self.rows.get(index).filter(|row| row.outside.is_none()) else { continue };
                if row.unit.is_dollar() == self.unit.is_dollar() {
                    sums.add(row.plan, None, self.own_paces.get(index).copied());
                }
            }
        }
        match sums.plan.value().filter(|plan| *plan > Decimal::ZERO) {
            Some(plan) => Some(pace::Working::Mean { due: sums.due(), plan }),
            None => Some(pace::working(&list.pace, month)),
        }
    }

    /// The rows that money and counts are taken from: all but the parts of packages that are among them.
    pub fn units_of_account(&self, rows: impl Iterator<Item = usize> + Clone) -> Vec<usize> {
        if self.parts.is_empty() {
            return rows.collect();
        }
        let packages: BTreeSet<usize> =
            rows.clone().filter(|&row| self.rows.get(row).is_some_and(|row| row.parts > 0)).collect();
        rows.filter(|&row| {
            let parent = self.parent(row);
            packages.is_empty() || parent.is_none_or(|parent| !packages.contains(&parent))
        })
        .collect()
    }
}
