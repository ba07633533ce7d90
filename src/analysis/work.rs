//! Working a list out: whole, or only what a change of the workbook has to do with.

use super::{
    completion::{Case, Progress},
    doubt, lamp,
    list::{ListAnalysis, NO_PARENT, Row},
    pace,
    sum::Tally,
};
use crate::model::{
    Decimal, Difference, ListId, Month, PaceProfile, Project, ProjectId, ProjectList, Workbook,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
    ops::Range,
    sync::{Arc, OnceLock},
};

/// What the rows of a list have in common.
struct Rule<'a> {
    list: &'a ProjectList,
    month: Option<Month>,
    /// Pace in per cent that is common to all rows.
    pace: Option<Decimal>,
    /// Whether each row has a pace of its own.
    is_own: bool,
}

impl<'a> Rule<'a> {
    fn new(list: &'a ProjectList, month: Option<Month>) -> Self {
        let is_own = list.pace == PaceProfile::OwnPlan && month.is_some();
        Self { list, month, pace: month.map(|month| pace::due(&list.pace, month)), is_own }
    }

    /// What follows for a project with its parts, and its own pace.
    fn row(&self, project: &Project, parts: &[&Project]) -> (Row, Option<Decimal>) {
        let Self { list, month, .. } = *self;
        let case = Case::new(list, project, parts);
        let own = month.filter(|_| self.is_own).map(|month| case.pace(month));
        let done = month.and_then(|month| case.done(month));
        let progress = Progress::new(case.plan(), done, case.unit, own.or(self.pace));
        let row = Row {
            project: project.id,
            is_part: project.parent.is_some(),
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
        };
        (row, own)
    }
}

impl ListAnalysis {
    /// Works a list out. `None` where the workbook has no such list.
    pub fn new(workbook: &Workbook, list: ListId, month: Option<Month>) -> Option<Self> {
        Self::after(None, workbook, list, month)
    }

    /// Works a list out after a change: what followed for projects that are the same as before is kept. The
    /// effort is that of the change, not of the list, unless packages are made or taken apart.
    pub fn after(
        before: Option<&Self>,
        workbook: &Workbook,
        list: ListId,
        month: Option<Month>,
    ) -> Option<Self> {
        let list = workbook.lists.get(list)?;
        let settings = list.without_views();
        let before = before.filter(|before| before.month == month && before.settings == settings);
        let rule = Rule::new(list, month);
        Some(match before {
            None => {
                let positions = (0_u32..).zip(workbook.projects.iter());
                let own = positions.filter(|(_, project)| project.list == list.id);
                let positions = own.map(|(position, _)| position).collect();
                Self::of_rows(None, workbook, &rule, Arc::new(positions), settings)
            }
            Some(before) => {
                let changes = Changes::new(before, workbook);
                let positions = changes.positions.clone();
                if let Some(to_do) = changes.to_do(before, workbook) {
                    before.mended(workbook, &rule, positions, &to_do)
                } else {
                    Self::of_rows(Some((before, &changes)), workbook, &rule, positions, settings)
                }
            }
        })
    }

    /// The rows that may have to be looked at again since the list was worked out before; those between them
    /// are of the same projects, in the same order. None where everything has to be.
    pub fn changes_since(&self, before: &Self, workbook: &Workbook) -> Option<Vec<Difference>> {
        if before.list != self.list || before.month != self.month || before.settings != self.settings {
            return None;
        }
        Changes::new(before, workbook).to_do(before, workbook)
    }

    /// Works out all rows; those of plain projects that are the same as before are kept.
    fn of_rows(
        before: Option<(&Self, &Changes)>,
        workbook: &Workbook,
        rule: &Rule<'_>,
        positions: Arc<Vec<u32>>,
        settings: ProjectList,
    ) -> Self {
        let members: Vec<&Project> =
            positions.iter().filter_map(|&position| workbook.projects.at(position as usize)).collect();
        let packages = packages(&members, rule.month);
        let mut own_paces = Vec::with_capacity(if rule.is_own { members.len() } else { 0 });
        let mut rows = Vec::with_capacity(members.len());
        let mut parents = Vec::with_capacity(if packages.is_empty() { 0 } else { members.len() });
        let mut kept = before.map(|(before, changes)| (before, changes.same_rows().peekable()));
        for (at, &project) in members.iter().enumerate() {
            let package = if packages.is_empty() { None } else { packages.get(&project.id) };
            let parts: &[&Project] = match package {
                Some(package) if project.parent.is_none() => &package.parts,
                _ => &[],
            };
            if !packages.is_empty() {
                let parent = project.parent.filter(|&parent| parent != project.id);
                let parent = parent.and_then(|parent| packages.get(&parent));
                parents.push(parent.map_or(NO_PARENT, |package| package.row));
            }
            let known = kept.as_mut().and_then(|(before, same)| {
                while same.next_if(|&(_, now)| now < at).is_some() {}
                let (then, _) = same.next_if(|&(_, now)| now == at)?;
                let row = before.rows.get(then).filter(|row| row.parts == 0 && parts.is_empty())?;
                Some((row.clone(), before.own_paces.get(then).copied()))
            });
            let (row, pace) = known.unwrap_or_else(|| rule.row(project, parts));
            rows.push(row);
            own_paces.extend(pace);
        }
        let mut by_package: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (row, &parent) in (0_u32..).zip(&parents).filter(|(_, parent)| **parent != NO_PARENT) {
            by_package.entry(parent).or_default().push(row);
        }
        let nothing = super::Totals::nothing(rule.list.unit);
        let mut analysis = Self {
            list: rule.list.id,
            month: rule.month,
            unit: rule.list.unit,
            whole: rows.iter().filter(|row: &&Row| !row.is_part).count(),
            rows: rows.into_iter().collect(),
            positions,
            parents: Arc::new(parents),
            parts: Arc::new(by_package),
            pace: rule.pace,
            own_paces: own_paces.into_iter().collect(),
            totals: nothing,
            tally: Tally::new(rule.list.unit, false),
            settings,
            measures: OnceLock::new(),
            suspects: OnceLock::new(),
            projects: workbook.projects.clone(),
        };
        let mut tally = Tally::new(analysis.unit, false);
        (0..analysis.len()).filter(|&row| analysis.is_counted(row)).for_each(|row| tally.add(&analysis, row));
        analysis.totals = tally.totals(&analysis);
        analysis.tally = tally;
        analysis
    }

    /// The list with some rows worked out again. Packages are as they were.
    fn mended(
        &self,
        workbook: &Workbook,
        rule: &Rule<'_>,
        positions: Arc<Vec<u32>>,
        to_do: &[Difference],
    ) -> Self {
        let mut mended = Self {
            positions,
            projects: workbook.projects.clone(),
            measures: OnceLock::new(),
            suspects: OnceLock::new(),
            ..self.clone()
        };
        let mut tally = self.tally.clone();
        // From the end, so that the places before stay as they are.
        for run in to_do.iter().rev() {
            for row in run.before.clone() {
                mended.whole -= usize::from(self.rows.get(row).is_some_and(|row| !row.is_part));
                if self.is_counted(row) {
                    tally.subtract(self, row);
                }
            }
            let (mut rows, mut paces) = (Vec::with_capacity(run.now.len()), Vec::new());
            for row in run.now.clone() {
                let Some(project) = mended.project(workbook, row) else { continue };
                let (row, pace) = rule.row(project, &mended.parts(workbook, row));
                mended.whole += usize::from(!row.is_part);
                rows.push(row);
                paces.extend(pace);
            }
            mended.rows.replace(run.before.clone(), rows.into_iter());
            if rule.is_own {
                mended.own_paces.replace(run.before.clone(), paces.into_iter());
            }
        }
        let now = to_do.iter().flat_map(|run| run.now.clone());
        now.filter(|&row| mended.is_counted(row)).for_each(|row| tally.add(&mended, row));
        mended.totals = tally.totals(&mended);
        mended.tally = tally;
        mended.follow_doubts(self, to_do);
        mended
    }
}

/// What became of the projects of a list.
struct Changes {
    /// The rows of projects that came, went or were changed.
    runs: Vec<Difference>,
    /// Where the projects of the list stand now.
    positions: Arc<Vec<u32>>,
    /// How many rows there were before.
    before: usize,
}

impl Changes {
    fn new(before: &ListAnalysis, workbook: &Workbook) -> Self {
        let old = &before.positions;
        let row_at = |position: usize| old.partition_point(|&own| (own as usize) < position);
        let is_member =
            |at: &u32| workbook.projects.at(*at as usize).is_some_and(|project| project.list == before.list);
        // For each difference the rows before, where its projects stand now, and how far what follows has moved.
        let changed: Vec<(Range<usize>, Vec<u32>, i64)> = workbook
            .projects
            .differences(&before.projects)
            .into_iter()
            .map(|Difference { before, now }| {
                let rows = row_at(before.start)..row_at(before.end);
                let moved = now.end as i64 - before.end as i64;
                (rows, (now.start as u32..now.end as u32).filter(is_member).collect(), moved)
            })
            .collect();
        let is_elsewhere = |(rows, members, moved): &(Range<usize>, Vec<u32>, i64)| {
            *moved != 0 || old.get(rows.clone()) != Some(members)
        };
        let positions = if changed.iter().any(is_elsewhere) {
            let mut positions = Vec::with_capacity(old.len() + 1);
            let (mut done, mut moved) = (0, 0);
            let nothing = (old.len()..old.len(), Vec::new(), 0);
            for (rows, members, next) in changed.iter().chain([&nothing]) {
                let same = old.get(done..rows.start).unwrap_or_default();
                positions.extend(same.iter().map(|&at| (i64::from(at) + moved) as u32));
                positions.extend(members);
                (done, moved) = (rows.end, *next);
            }
            Arc::new(positions)
        } else {
            old.clone()
        };
        let (mut runs, mut done, mut now) = (Vec::new(), 0, 0);
        for (rows, members, _) in changed {
            now += rows.start - done;
            done = rows.end;
            let run = Difference { before: rows, now: now..now + members.len() };
            now = run.now.end;
            if !run.before.is_empty() || !run.now.is_empty() {
                runs.push(run);
            }
        }
        Self { runs, positions, before: old.len() }
    }

    /// The rows that are the same as before: where each was, and where it is now.
    fn same_rows(&self) -> impl Iterator<Item = (usize, usize)> {
        let ends = self.runs.iter().map(|run| (run.before.clone(), run.now.clone()));
        let last = (self.before..self.before, self.positions.len()..self.positions.len());
        let (mut then, mut now) = (0, 0);
        ends.chain(iter::once(last)).flat_map(move |(before, after)| {
            let same = (then..before.start).zip(now..after.start);
            (then, now) = (before.end, after.end);
            same
        })
    }

    /// The rows that have to be worked out again, with the packages of parts that were changed. None where
    /// packages are made or taken apart.
    fn to_do(&self, before: &ListAnalysis, workbook: &Workbook) -> Option<Vec<Difference>> {
        let project = |row: usize| workbook.projects.at(*self.positions.get(row)? as usize);
        let mut now = self.runs.iter().flat_map(|run| run.now.clone()).filter_map(project);
        if before.parents.is_empty() && before.whole == before.len() && now.all(|row| row.parent.is_none()) {
            return Some(self.runs.clone());
        }
        let mut rows: BTreeSet<usize> = BTreeSet::new();
        for run in &self.runs {
            if run.before.len() != run.now.len() {
                return None;
            }
            for (then, now) in run.before.clone().zip(run.now.clone()) {
                let old = before.projects.at(*before.positions.get(then)? as usize)?;
                let new = project(now)?;
                let outside = |project: &Project| lamp::outside(project, before.month).is_some();
                if (old.id, old.parent, outside(old)) != (new.id, new.parent, outside(new)) {
                    return None;
                }
                rows.insert(now);
                rows.extend(before.parent(now));
            }
        }
        Some(rows.into_iter().map(|row| Difference { before: row..row + 1, now: row..row + 1 }).collect())
    }
}

/// A package: where its row is, and its parts.
#[derive(Default)]
struct Package<'a> {
    row: u32,
    parts: Vec<&'a Project>,
}

fn packages<'a>(members: &[&'a Project], month: Option<Month>) -> BTreeMap<ProjectId, Package<'a>> {
    let mut packages: BTreeMap<ProjectId, Package<'a>> = BTreeMap::new();
    for &part in members {
        if let Some(parent) = part.parent.filter(|&parent| parent != part.id) {
            let package = packages.entry(parent).or_default();
            if lamp::outside(part, month).is_none() {
                package.parts.push(part);
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
