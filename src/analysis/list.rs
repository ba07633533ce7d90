//! A project list worked out once: figures and lamp of every row, for the table, its totals, the
//! breakdowns and what needs attention.

use super::{
    completion::{Case, Progress, Totals},
    doubt,
    lamp::{self, LampState, Late, Outside},
    number::percent,
    pace,
    sum::{Sums, Tally},
};
use crate::model::{
    Decimal, Keyed as _, Lamp, ListId, MoneyUnit, Month, MonthKind, PaceProfile, Project, ProjectId,
    ProjectList, Workbook,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, OnceLock, Weak},
};

const NO_PARENT: u32 = u32::MAX;

/// What follows for one row. Small: there are 126,000 of them in the largest workbook.
#[derive(Debug, Clone)]
pub struct Row {
    /// The project.
    pub project: ProjectId,
    /// Its position among the projects of the workbook.
    pub position: u32,
    parent: u32,
    /// Whether it says that it is a part of a package, there or not.
    is_part: bool,
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

impl Row {
    /// The index of the package it is a part of.
    pub fn parent(&self) -> Option<usize> {
        (self.parent != NO_PARENT).then_some(self.parent as usize)
    }
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
    pub rows: Vec<Row>,
    /// Pace in per cent that is common to all rows.
    pub(super) pace: Option<Decimal>,
    /// Each row's own pace, where the list paces by own plans; otherwise empty.
    pub(super) own_paces: Vec<Decimal>,
    /// The rows of the parts of each package, by its row.
    pub(super) parts: BTreeMap<u32, Vec<u32>>,
    /// How many rows are no part of a package.
    pub whole: usize,
    /// Totals of all rows.
    pub totals: Totals,
    /// The settings of the list that the rows follow from.
    settings: ProjectList,
    /// What figures are measured by, once it is asked for.
    pub(super) middle: OnceLock<doubt::Middle>,
    /// How many rows need a look, once it is asked for.
    pub(super) doubtful: OnceLock<usize>,
    /// The projects that the rows were made from. A changed project stands elsewhere in memory.
    made_from: Vec<Weak<Project>>,
}

impl ListAnalysis {
    /// Works a list out. `None` where the workbook has no such list.
    pub fn new(workbook: &Workbook, list: ListId, month: Option<Month>) -> Option<Self> {
        Self::after(None, workbook, list, month)
    }

    /// Works a list out after a change: what followed for projects that are the same as before is kept.
    pub fn after(
        before: Option<&Self>,
        workbook: &Workbook,
        list: ListId,
        month: Option<Month>,
    ) -> Option<Self> {
        let list = workbook.lists.get(list)?;
        let settings = list.without_views();
        let before = before.filter(|before| before.month == month && before.settings == settings);
        let members = members(before, workbook, list.id);
        let packages = packages(&members, month);
        let common = month.map(|month| pace::due(&list.pace, month));
        let own = list.pace == PaceProfile::OwnPlan && month.is_some();
        let mut own_paces = Vec::with_capacity(if own { members.len() } else { 0 });
        let mut rows = Vec::with_capacity(members.len());
        for member in &members {
            let package = if packages.is_empty() { None } else { packages.get(&member.id) };
            let parts: &[&Project] = package.map_or(&[], |package| &package.parts);
            let parent = member.parent.and_then(|parent| packages.get(&parent));
            let parent = parent.map_or(NO_PARENT, |package| package.row);
            let kept = before.zip(member.before).and_then(|(before, at)| Some((before.rows.get(at)?, at)));
            if let Some((kept, at)) = kept.filter(|(kept, _)| kept.parts == 0 && parts.is_empty()) {
                rows.push(Row { position: member.position, parent, ..kept.clone() });
                if own {
                    own_paces.extend(before.and_then(|before| before.own_paces.get(at)));
                }
                continue;
            }
            let project: &Project = member.project;
            let case = Case::new(list, project, parts);
            let pace = match month {
                Some(month) if own => {
                    let pace = case.pace(month);
                    own_paces.push(pace);
                    Some(pace)
                }
                _ => common,
            };
            let done = month.and_then(|month| case.done(month));
            let progress = Progress::new(case.plan(), done, case.unit, pace);
            rows.push(Row {
                project: member.id,
                position: member.position,
                parent,
                is_part: member.parent.is_some(),
                parts: parts.len() as u32,
                investment: case.investment(),
                plan: progress.plan,
                done: progress.done,
                months_reported: progress.months_reported,
                unit: case.unit,
                lamp: lamp::lamp(&case, &progress, month),
                outside: lamp::outside(project, month).map(|outside| outside.0),
                doubtful: {
                    let mut doubtful = false;
                    let year = month.map(Month::year);
                    doubt::own(project, parts, list.unit, year, |_| doubtful = true);
                    doubtful
                },
            });
        }
        let mut analysis = Self {
            list: list.id,
            month,
            unit: list.unit,
            parts: parts_by_package(&rows),
            whole: rows.iter().filter(|row| !row.is_part).count(),
            rows,
            pace: common,
            own_paces,
            totals: Totals::nothing(list.unit),
            settings,
            middle: OnceLock::new(),
            doubtful: OnceLock::new(),
            made_from: members.iter().map(|member| Arc::downgrade(member.project)).collect(),
        };
        analysis.totals = analysis.totals_of(0..analysis.rows.len());
        Some(analysis)
    }

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
        workbook.projects.at(self.rows.get(row)?.position as usize)
    }

    /// The index of a project's row. Searches: for one look-up at a time.
    pub fn row_of(&self, project: ProjectId) -> Option<usize> {
        self.rows.iter().position(|row| row.project == project)
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
            let Some(project) = self.project(workbook, row) else { continue };
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
            sums.take(None, plan, done.map(|done| done.0), done.map_or(0, |done| done.1));
            sums.weigh(plan, (!self.own_paces.is_empty()).then(|| case.pace(month)));
        }
        let common = pace::due(&list.pace, month);
        let pace = if self.own_paces.is_empty() { common } else { sums.pace().unwrap_or(common) };
        Progress::new(sums.plan, sums.done.map(|done| (done, sums.months)), self.unit, Some(pace))
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
        let mut tally = Tally::new(self, members);
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
                    sums.take(None, row.plan, None, 0);
                    sums.weigh(row.plan, self.own_paces.get(index).copied());
                }
            }
        }
        match sums.plan.filter(|plan| *plan > Decimal::ZERO) {
            Some(plan) => Some(pace::Working::Mean { due: sums.due, plan }),
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
            let parent = self.rows.get(row).and_then(Row::parent);
            packages.is_empty() || parent.is_none_or(|parent| !packages.contains(&parent))
        })
        .collect()
    }
}

fn parts_by_package(rows: &[Row]) -> BTreeMap<u32, Vec<u32>> {
    let mut packages: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (row, found) in (0_u32..).zip(rows).filter(|(_, row)| row.parent != NO_PARENT) {
        packages.entry(found.parent).or_default().push(row);
    }
    packages
}

/// A project of the list.
struct Member<'a> {
    position: u32,
    id: ProjectId,
    parent: Option<ProjectId>,
    project: &'a Arc<Project>,
    /// Its row before, where the project is the same as then.
    before: Option<usize>,
}

/// The projects of a list in order. One that is where it was in memory is not even looked at.
fn members<'a>(before: Option<&ListAnalysis>, workbook: &'a Workbook, list: ListId) -> Vec<Member<'a>> {
    let mut members = Vec::with_capacity(before.map_or(0, |before| before.rows.len() + 1));
    let mut next = 0;
    let mut order: Option<Vec<(ProjectId, u32)>> = None;
    for (position, project) in (0_u32..).zip(workbook.projects.shared()) {
        let same = |at: usize| {
            let known = before.and_then(|before| before.made_from.get(at));
            known.is_some_and(|known| std::ptr::eq(known.as_ptr(), Arc::as_ptr(project)))
        };
        let mut found = same(next).then_some(next);
        if found.is_none() {
            if project.list != list {
                continue;
            }
            if let Some(before) = before {
                let stands = before.rows.get(next).is_some_and(|row| row.project == project.id());
                let at = if stands {
                    Some(next)
                } else {
                    // Rows came, went or moved.
                    let order = order.get_or_insert_with(|| {
                        let mut order: Vec<_> =
                            before.rows.iter().map(|row| row.project).zip(0_u32..).collect();
                        order.sort_unstable();
                        order
                    });
                    let found = order.binary_search_by_key(&project.id(), |&(id, _)| id).ok();
                    found.map(|found| order[found].1 as usize)
                };
                if let Some(at) = at {
                    next = at;
                    found = same(at).then_some(at);
                    if found.is_none() {
                        next += 1;
                    }
                }
            }
        }
        let row = found.zip(before).and_then(|(at, before)| before.rows.get(at));
        let (id, parent) = match row {
            Some(row) => (row.project, if row.is_part { project.parent } else { None }),
            None => (project.id, project.parent),
        };
        if let Some(at) = found {
            next = at + 1;
        }
        members.push(Member { position, id, parent, project, before: found });
    }
    members
}

/// A package: where its row is, and its parts.
#[derive(Default)]
struct Package<'a> {
    row: u32,
    parts: Vec<&'a Project>,
}

fn packages<'a>(members: &[Member<'a>], month: Option<Month>) -> BTreeMap<ProjectId, Package<'a>> {
    let mut packages: BTreeMap<ProjectId, Package<'a>> = BTreeMap::new();
    for part in members {
        if let Some(parent) = part.parent.filter(|&parent| parent != part.id) {
            let package = packages.entry(parent).or_default();
            if lamp::outside(part.project, month).is_none() {
                package.parts.push(part.project);
            }
        }
    }
    if packages.is_empty() {
        return packages;
    }
    let mut found = BTreeSet::new();
    for (row, member) in (0_u32..).zip(members) {
        // A package inside a package (a damaged file) is a plain project.
        if member.parent.is_none()
            && let Some(package) = packages.get_mut(&member.id)
        {
            package.row = row;
            found.insert(member.id);
        }
    }
    packages.retain(|id, _| found.contains(id));
    packages
}
