//! Start control (开工): what was to start this year, what has started, what is due and has not.
//!
//! Planned to start in the year of the reporting month are the projects with such a planned start, and those
//! called new (新开工) without one: they are due by December. A project from an earlier year that still has
//! not started is carried over and stands beside the counts. Who has left the list, or was given up before
//! it started, is not counted. A package counts once: without dates of its own it starts with the first of its
//! parts.

use super::{
    breakdown::{By, GroupKey, key_of},
    completion::Case,
    lamp,
    list::ListAnalysis,
    rate::Rate,
};
use crate::model::{Month, Nature, Project, ProjectId, When, Workbook};
use std::collections::BTreeMap;

/// How a project planned to start this year stands at the reporting month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Start {
    /// Started before its planned month (提前).
    Early,
    /// Started in its planned month, or in the planned year where no month was named.
    OnTime,
    /// Started so many months after its planned month.
    Late(u16),
    /// Started; the dates do not say whether in time.
    Undated,
    /// Due and not started (应开未开), so many months after the planned month; 0: due this month.
    Overdue(u16),
    /// Not started, and its planned month lies ahead.
    Ahead,
}

impl Start {
    /// Whether it has started.
    pub fn has_started(self) -> bool {
        matches!(self, Self::Early | Self::OnTime | Self::Late(_) | Self::Undated)
    }
}

/// A set of projects that a count stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StartPart {
    /// Planned to start this year (本年计划开工).
    Planned,
    /// Planned to start by the reporting month (应开工).
    ToDate,
    /// Of those planned this year, started.
    Started,
    /// Of those planned to date, started.
    StartedToDate,
    /// Started early.
    Early,
    /// Started on time.
    OnTime,
    /// Started late.
    Late,
    /// Started, in time or not is not known.
    Undated,
    /// Due and not started.
    Overdue,
    /// Not due yet and not started.
    Ahead,
    /// From an earlier year, and still not started.
    Carried,
}

impl StartPart {
    /// All parts, in the order of a table.
    pub const ALL: [Self; 11] = [
        Self::Planned,
        Self::ToDate,
        Self::Started,
        Self::StartedToDate,
        Self::Early,
        Self::OnTime,
        Self::Late,
        Self::Undated,
        Self::Overdue,
        Self::Ahead,
        Self::Carried,
    ];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::ToDate => "planned_to_date",
            Self::Started => "started",
            Self::StartedToDate => "started_of_planned_to_date",
            Self::Early => "early",
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::Undated => "undated",
            Self::Overdue => "overdue",
            Self::Ahead => "not_due",
            Self::Carried => "carried_over",
        }
    }

    fn has(self, row: &StartRow) -> bool {
        let Some(start) = row.start else { return self == Self::Carried };
        match self {
            Self::Planned => true,
            Self::ToDate => row.to_date,
            Self::Started => start.has_started(),
            Self::StartedToDate => row.to_date && start.has_started(),
            Self::Early => start == Start::Early,
            Self::OnTime => start == Start::OnTime,
            Self::Late => matches!(start, Start::Late(_)),
            Self::Undated => start == Start::Undated,
            Self::Overdue => matches!(start, Start::Overdue(_)),
            Self::Ahead => start == Start::Ahead,
            Self::Carried => false,
        }
    }
}

/// A project in the start control.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StartRow {
    /// Its row in the list.
    index: u32,
    /// How it stands; none: carried over from an earlier year.
    start: Option<Start>,
    /// Whether it was planned to start by the reporting month.
    to_date: bool,
}

/// How many projects stand where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StartCounts([usize; StartPart::ALL.len()]);

impl StartCounts {
    /// How many.
    pub fn get(&self, part: StartPart) -> usize {
        StartPart::ALL.iter().position(|&other| other == part).map_or(0, |at| self.0[at])
    }

    /// 开工率 of all that is planned this year.
    pub fn of_year(&self) -> Rate {
        Rate::of_counts(self.get(StartPart::Started), self.get(StartPart::Planned))
    }

    /// 开工率 of what is planned to date.
    pub fn of_due(&self) -> Rate {
        Rate::of_counts(self.get(StartPart::StartedToDate), self.get(StartPart::ToDate))
    }
}

/// The start control of some rows of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct StartControl {
    /// The reporting month.
    pub month: Month,
    /// The counts of all.
    pub all: StartCounts,
    rows: Vec<StartRow>,
}

impl StartControl {
    /// Of some rows of a list, each named once; none without a reporting month.
    pub fn new(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = usize> + Clone,
    ) -> Option<Self> {
        let month = analysis.month?;
        let list = workbook.lists.get(analysis.list)?;
        let rows: Vec<StartRow> = analysis
            .units_of_account(rows)
            .into_iter()
            .filter(|&index| analysis.rows.get(index).is_some_and(|row| row.outside.is_none()))
            .filter_map(|index| {
                let parts = analysis.parts(workbook, index);
                row(&Case::new(list, analysis.project(workbook, index)?, &parts), index, month)
            })
            .collect();
        Some(Self { month, all: count(rows.iter()), rows })
    }

    /// Whether nothing was to start this year, and nothing is carried over.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The counts by area, category and so on, in the order of a breakdown.
    pub fn groups(
        &self,
        workbook: &Workbook,
        analysis: &ListAnalysis,
        by: By,
    ) -> Vec<(GroupKey, StartCounts)> {
        let mut groups: BTreeMap<(u32, GroupKey), Vec<&StartRow>> = BTreeMap::new();
        for row in &self.rows {
            if let Some(key) = key_of(workbook, analysis, row.index as usize, by) {
                groups.entry(key).or_default().push(row);
            }
        }
        groups.into_iter().map(|((_, key), rows)| (key, count(rows.into_iter()))).collect()
    }

    /// The projects that a count stands for: of all, or of one group.
    pub fn projects(
        &self,
        workbook: &Workbook,
        analysis: &ListAnalysis,
        part: StartPart,
        group: Option<(By, &GroupKey)>,
    ) -> Vec<ProjectId> {
        let inside = |row: &StartRow| {
            group.is_none_or(|(by, key)| {
                key_of(workbook, analysis, row.index as usize, by).is_some_and(|(_, own)| own == *key)
            })
        };
        let rows = self.rows.iter().filter(|row| part.has(row) && inside(row));
        rows.filter_map(|row| Some(analysis.rows.get(row.index as usize)?.project)).collect()
    }
}

fn count<'a>(rows: impl Iterator<Item = &'a StartRow>) -> StartCounts {
    let mut counts = StartCounts::default();
    for row in rows {
        for (slot, part) in counts.0.iter_mut().zip(StartPart::ALL) {
            *slot += usize::from(part.has(row));
        }
    }
    counts
}

fn row(case: &Case<'_>, index: usize, month: Month) -> Option<StartRow> {
    let stands = case.start(month);
    // Each part asks for a start by its date, or in the year where it is called new; the first of them counts.
    let of_parts =
        case.asking(month).filter_map(|part| part.planned_start.or_else(|| called_new(part, month)));
    let first = || of_parts.chain(called_new(case.project, month)).min_by_key(|date| date.latest());
    let planned = case.project.planned_start.or_else(first).filter(|date| date.year() <= month.year())?;
    if !stands.has_started && case.ended(Some(month)).is_some() {
        return None;
    }
    let index = index as u32;
    if planned.year() < month.year() {
        return (!stands.has_started).then_some(StartRow { index, start: None, to_date: true });
    }
    let to_date = planned.latest_month() <= month;
    let start = if stands.has_started {
        stands.actual.map_or(Start::Undated, |actual| timing(planned, actual))
    } else {
        lamp::months_since(planned, month).map_or(Start::Ahead, Start::Overdue)
    };
    Some(StartRow { index, start: Some(start), to_date })
}

/// The year, for what is called new (新开工) and names no date.
fn called_new(project: &Project, month: Month) -> Option<When> {
    (project.nature == Some(Nature::New)).then(|| When::year_of(month.year()))
}

/// In time or not, by months where both dates name one.
fn timing(planned: When, actual: When) -> Start {
    match (planned.month(), actual.month()) {
        (Some(planned), Some(actual)) => {
            let count = |month: Month| i32::from(month.year()) * 12 + i32::from(month.month());
            match count(actual) - count(planned) {
                0 => Start::OnTime,
                late if late > 0 => Start::Late(u16::try_from(late).unwrap_or(u16::MAX)),
                _ => Start::Early,
            }
        }
        _ if actual.year() < planned.year() => Start::Early,
        // The year is all that was planned.
        (None, _) => Start::OnTime,
        (Some(_), None) => Start::Undated,
    }
}
