//! The new month against the last one (报表换月): cumulative figures that fall, jumps, missing reports, texts
//! that stayed as they were, changes of stage. Each leads to its cell.

use super::{
    attention::{is_over, is_to_report},
    list::ListAnalysis,
};
use crate::model::{
    AreaId, Decimal, Month, MonthKind, MonthRow, Project, ProjectField, ProjectId, Stage, When, Workbook,
};
use std::collections::BTreeMap;

/// What is worth a look, the most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The cumulative figure fell: the month's own figure is negative.
    Fell,
    /// Nothing is reported for the month.
    Missing,
    /// The month's figure is many times the usual one.
    Jump,
    /// The progress in words is what it was last month.
    Unchanged,
    /// The stage changed in the month.
    Stage,
}

impl Kind {
    /// All kinds, the most urgent first.
    pub const ALL: [Self; 5] = [Self::Fell, Self::Missing, Self::Jump, Self::Unchanged, Self::Stage];
}

/// What was found of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// The month's figure, in the project's month unit: negative.
    Fell(Decimal),
    /// No figure for the month.
    Missing,
    /// The month's figure is more than so many times the usual one.
    Jump {
        /// The month's figure, in the project's month unit.
        figure: Decimal,
        /// The mean of the year's earlier months that have a figure above zero.
        usual: Decimal,
    },
    /// The text was written in this month and has not changed since.
    Unchanged(Month),
    /// From one stage (none: not known) to another.
    Stage(Option<Stage>, Stage),
}

impl Finding {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Fell(_) => Kind::Fell,
            Self::Missing => Kind::Missing,
            Self::Jump { .. } => Kind::Jump,
            Self::Unchanged(_) => Kind::Unchanged,
            Self::Stage(..) => Kind::Stage,
        }
    }
}

/// A line of the differences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The project.
    pub project: ProjectId,
    /// Its row in the list.
    pub index: u32,
    /// What was found.
    pub finding: Finding,
    /// The cell that it is about.
    pub field: ProjectField,
}

/// How many of an area's projects have not reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Silence {
    /// The area.
    pub area: Option<AreaId>,
    /// Without a figure for the month.
    pub missing: usize,
    /// Of so many that are to report.
    pub expected: usize,
}

/// The differences of a month against the one before.
#[derive(Debug, Clone, PartialEq)]
pub struct Rollover {
    /// The month.
    pub month: Month,
    /// What was found, the most urgent first.
    pub lines: Vec<Line>,
    /// Missing reports by area, the most missing first.
    pub silent: Vec<Silence>,
    /// Projects with a text of progress of which it is not known when it was written.
    pub undated: usize,
}

impl Rollover {
    /// Of some rows of a list; `factor`: how many times the usual month makes a jump. None without a month.
    pub fn new(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = usize>,
        factor: Decimal,
    ) -> Option<Self> {
        let month = analysis.month?;
        let counts = workbook.lists.get(analysis.list)?.counts;
        let mut found = Self { month, lines: Vec::new(), silent: Vec::new(), undated: 0 };
        let mut areas: BTreeMap<(usize, Option<AreaId>), Silence> = BTreeMap::new();
        for index in rows {
            let Some((row, project)) = analysis.rows.get(index).zip(analysis.project(workbook, index)) else {
                continue;
            };
            if row.outside.is_some() {
                continue;
            }
            let mut add = |finding, field| {
                found.lines.push(Line { project: project.id, index: index as u32, finding, field });
            };
            let cell = ProjectField::Month(counts, month);
            let figure = project.month_figure(counts, month);
            if is_to_report(analysis, index, project) {
                let order = project.area.and_then(|area| workbook.areas.position(area));
                let area = areas.entry((order.unwrap_or(usize::MAX), project.area)).or_insert(Silence {
                    area: project.area,
                    missing: 0,
                    expected: 0,
                });
                area.expected += 1;
                if figure.is_none() {
                    area.missing += 1;
                    add(Finding::Missing, cell);
                }
            }
            if let Some(figure) = figure {
                if figure < Decimal::ZERO {
                    add(Finding::Fell(figure), cell);
                } else if let Some(usual) = jump(project, counts, month, figure, factor) {
                    add(Finding::Jump { figure, usual }, cell);
                }
            }
            if !project.progress.is_empty() && !is_over(project) {
                match project.progress_log.last().map(|note| note.month) {
                    Some(written) if written < month => {
                        add(Finding::Unchanged(written), ProjectField::Progress);
                    }
                    Some(_) => {}
                    None => found.undated += 1,
                }
            }
            if let Some((from, to)) = new_stage(project, month) {
                add(Finding::Stage(from, to), ProjectField::Stage);
            }
        }
        // Within a kind the gravest first, then the list's order.
        found.lines.sort_by(|a, b| {
            let kinds = a.finding.kind().cmp(&b.finding.kind());
            kinds.then_with(|| grave(&b.finding).cmp(&grave(&a.finding))).then_with(|| a.index.cmp(&b.index))
        });
        found.silent = areas.into_values().filter(|area| area.missing > 0).collect();
        found.silent.sort_by_key(|area| std::cmp::Reverse(area.missing));
        Some(found)
    }

    /// How many lines of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.lines.iter().filter(|line| line.finding.kind() == kind).count()
    }
}

/// How grave a finding is among its kind.
fn grave(finding: &Finding) -> Decimal {
    match finding {
        Finding::Fell(figure) => -*figure,
        Finding::Jump { figure, usual } => figure.checked_div(*usual).unwrap_or(Decimal::MAX),
        Finding::Missing | Finding::Unchanged(_) | Finding::Stage(..) => Decimal::ZERO,
    }
}

/// The usual month, where a figure is more than so many times that: the mean of the year's earlier months with
/// a figure above zero; of at least two.
fn jump(
    project: &Project,
    counts: MonthKind,
    month: Month,
    figure: Decimal,
    factor: Decimal,
) -> Option<Decimal> {
    let year = project.months.iter().find(|year| year.year == month.year())?;
    let row: &MonthRow = year.row(counts);
    let earlier = (1..month.month()).filter_map(|month| row.get(month));
    let earlier: Vec<Decimal> = earlier.filter(|figure| *figure > Decimal::ZERO).collect();
    if earlier.len() < 2 {
        return None;
    }
    let count = Decimal::from(earlier.len());
    let sum = earlier.into_iter().reduce(Decimal::saturating_add)?;
    // Compared without dividing: three times a third is the whole.
    let more = figure.checked_mul(count)? > sum.checked_mul(factor)?;
    more.then(|| sum.checked_div(count)).flatten()
}

/// The change of stage in a month: from what it was before to the last of the month.
fn new_stage(project: &Project, month: Month) -> Option<(Option<Stage>, Stage)> {
    let log = &project.stage_log;
    let inside = |date: When| date.month() == Some(month);
    let first = log.iter().position(|change| inside(change.date))?;
    let last = log.iter().rev().find(|change| inside(change.date))?;
    let before = first.checked_sub(1).and_then(|at| log.get(at)).map(|change| change.stage);
    (before != Some(last.stage)).then_some((before, last.stage))
}
