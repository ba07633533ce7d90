//! What is behind or doubtful and needs attention first.

use super::{
    breakdown::{By, GroupKey, breakdown},
    completion::Progress,
    lamp::Late,
    list::ListAnalysis,
    series::main_target,
    target::{Gap, TargetState, accumulates, judge},
};
use crate::model::{
    AreaId, Basis, Decimal, Indicator, IndicatorId, Lamp, ListId, Measure, Month, Period, Project, ProjectId,
    ProjectList, Stage, TargetId, Workbook, list::ListKind,
};

/// One thing that needs attention.
#[derive(Debug, Clone, PartialEq)]
pub struct Attention {
    /// How urgent.
    pub lamp: Lamp,
    /// What.
    pub kind: AttentionKind,
    /// Where a click leads.
    pub leads_to: Place,
}

/// A place in the window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// An indicator.
    Indicator(IndicatorId),
    /// All targets and tasks.
    Tasks,
    /// A project.
    Project(ProjectId),
    /// A whole list.
    List(ListId),
    /// Some projects of a list.
    Projects(ListId, Vec<ProjectId>),
    /// The projects of an area in a list.
    Area(ListId, AreaId),
}

/// What needs attention. Figures are unrounded.
#[derive(Debug, Clone, PartialEq)]
pub enum AttentionKind {
    /// A target is missed or behind pace.
    TargetBehind {
        /// The indicator.
        indicator: IndicatorId,
        /// The target.
        target: TargetId,
        /// How it stands.
        state: TargetState,
        /// How far off.
        gap: Option<Gap>,
    },
    /// Projects are past their planned start and not started (应开未开).
    StartOverdue {
        /// The list.
        list: ListId,
        /// The projects, the latest first.
        projects: Vec<ProjectId>,
        /// The most months past the planned month.
        months: u16,
    },
    /// An area is behind pace in a list.
    AreaBehind {
        /// The list.
        list: ListId,
        /// The area.
        area: AreaId,
        /// Its completion, pace and gap.
        progress: Progress,
    },
    /// Projects far behind pace.
    ProjectsBehind {
        /// The list.
        list: ListId,
        /// The projects, the furthest behind first.
        projects: Vec<ProjectId>,
        /// The gap of the first, in points.
        worst: Decimal,
    },
    /// A month's figure is negative, so that the cumulative figure falls.
    CumulativeFell {
        /// The list.
        list: ListId,
        /// The projects.
        projects: Vec<ProjectId>,
    },
    /// A published cumulative figure is lower than the one before it.
    IndicatorFell {
        /// The indicator.
        indicator: IndicatorId,
        /// The earlier period and its value.
        before: (Period, Decimal),
        /// The later period and its value.
        after: (Period, Decimal),
    },
    /// The reporting month is missing.
    NotReported {
        /// The list.
        list: ListId,
        /// The month.
        month: Month,
        /// Areas of which no project has reported.
        areas: Vec<AreaId>,
        /// All projects that have not reported.
        projects: Vec<ProjectId>,
    },
    /// Amounts that fit together only in another unit (万元 for 亿元).
    UnitSuspect {
        /// The list.
        list: ListId,
        /// The projects.
        projects: Vec<ProjectId>,
    },
    /// Fewer projects are entered than the plan says there are.
    ListIncomplete {
        /// The list.
        list: ListId,
        /// How many are entered.
        entered: u32,
        /// How many the plan says.
        declared: u32,
    },
    /// No project of a list has a monthly figure yet.
    NoMonthlyFigures {
        /// The list.
        list: ListId,
    },
    /// Targets of the year by which nothing can be judged yet.
    NoFigures {
        /// Their indicators, headline ones first.
        indicators: Vec<IndicatorId>,
    },
}

/// What needs attention, the most urgent first, with lists worked out on the spot.
pub fn attention(workbook: &Workbook, month: Option<Month>) -> Vec<Attention> {
    let lists: Vec<ListAnalysis> =
        workbook.lists.iter().filter_map(|list| ListAnalysis::new(workbook, list.id, month)).collect();
    attention_with(workbook, month, &lists)
}

/// What needs attention, the most urgent first, from lists that have been worked out already.
pub fn attention_with<A: std::borrow::Borrow<ListAnalysis>>(
    workbook: &Workbook,
    month: Option<Month>,
    lists: &[A],
) -> Vec<Attention> {
    let mut found = Vec::new();
    targets(workbook, month, &mut found);
    for analysis in lists.iter().map(std::borrow::Borrow::borrow) {
        if let Some(list) = workbook.lists.get(analysis.list) {
            of_list(workbook, list, analysis, &mut found);
        }
    }
    // Within one lamp in the order they were found: targets, then lists, each with its gravest first.
    found.sort_by_key(|attention| attention.lamp);
    found
}

fn targets(workbook: &Workbook, month: Option<Month>, found: &mut Vec<Attention>) {
    let mut behind = Vec::new();
    let mut unknown: Vec<&Indicator> = Vec::new();
    for indicator in workbook.indicators.iter() {
        for target in indicator.targets.iter().filter(|target| target.year == workbook.year) {
            let verdict = judge(workbook, indicator, target, month);
            match verdict.state {
                TargetState::Met | TargetState::OnPace => {}
                TargetState::NoFigure => {
                    if unknown.last().is_none_or(|last| last.id != indicator.id) {
                        unknown.push(indicator);
                    }
                }
                TargetState::Slight | TargetState::Behind => {
                    let main = main_target(workbook, indicator).is_some_and(|main| main.id == target.id);
                    let rank = (verdict.lamp, !(indicator.headline && main));
                    let kind = AttentionKind::TargetBehind {
                        indicator: indicator.id,
                        target: target.id,
                        state: verdict.state,
                        gap: verdict.gap,
                    };
                    let leads_to = Place::Indicator(indicator.id);
                    behind.push((rank, Attention { lamp: verdict.lamp, kind, leads_to }));
                }
            }
        }
        if let Some((before, after)) = fell(workbook, indicator, month) {
            let kind = AttentionKind::IndicatorFell { indicator: indicator.id, before, after };
            let leads_to = Place::Indicator(indicator.id);
            found.push(Attention { lamp: Lamp::Slight, kind, leads_to });
        }
    }
    behind.sort_by_key(|(rank, _)| *rank);
    found.splice(0..0, behind.into_iter().map(|(_, attention)| attention));
    if !unknown.is_empty() {
        unknown.sort_by_key(|indicator| !indicator.headline);
        let indicators: Vec<IndicatorId> = unknown.into_iter().map(|indicator| indicator.id).collect();
        let leads_to = Place::Tasks;
        found.push(Attention { lamp: Lamp::Unlit, kind: AttentionKind::NoFigures { indicators }, leads_to });
    }
}

type Point = (Period, Decimal);

/// The last fall of a cumulative level in the workbook's year.
fn fell(workbook: &Workbook, indicator: &Indicator, month: Option<Month>) -> Option<(Point, Point)> {
    let area = workbook.root_area()?.id;
    let counts = |period: Period| {
        period.year() == workbook.year
            && period.basis() == Basis::Cumulative
            && accumulates(indicator, period)
            && month.is_none_or(|month| period.end() <= month)
    };
    let line: Vec<Point> = indicator
        .series(area)
        .iter()
        .filter(|o| counts(o.period))
        .filter_map(|o| o.figure(Measure::Level, indicator.measure).map(|value| (o.period, value)))
        .collect();
    line.windows(2).rev().find(|pair| pair[1].1 < pair[0].1).map(|pair| (pair[0], pair[1]))
}

fn of_list(workbook: &Workbook, list: &ProjectList, analysis: &ListAnalysis, found: &mut Vec<Attention>) {
    let id = list.id;
    let entered = analysis.totals.packages;
    if let Some(declared) = list.declared_size.filter(|&declared| entered < declared) {
        let kind = AttentionKind::ListIncomplete { list: id, entered, declared };
        found.push(Attention { lamp: Lamp::Unlit, kind, leads_to: Place::List(id) });
    }
    let mut signs = Signs::default();
    for (index, row) in analysis.rows.iter().enumerate().filter(|(_, row)| row.outside.is_none()) {
        if let Some(project) = analysis.project(workbook, index) {
            signs.look(workbook, list, analysis, index, row, project);
        }
    }
    if signs.planned > 0 && signs.ever_reported == 0 && list.kind == ListKind::Construction {
        let kind = AttentionKind::NoMonthlyFigures { list: id };
        found.push(Attention { lamp: Lamp::Unlit, kind, leads_to: Place::List(id) });
    }
    signs.tell(id, analysis, found);
    for group in breakdown(workbook, analysis, By::Area) {
        if let (GroupKey::Area(Some(area)), Lamp::Behind | Lamp::Slight) = (group.key, group.lamp) {
            let kind = AttentionKind::AreaBehind { list: id, area, progress: group.totals.progress };
            found.push(Attention { lamp: group.lamp, kind, leads_to: Place::Area(id, area) });
        }
    }
}

/// What the rows of a list show.
#[derive(Default)]
struct Signs {
    planned: u32,
    ever_reported: u32,
    overdue: Vec<(u16, ProjectId)>,
    behind: Vec<(Decimal, ProjectId)>,
    fell: Vec<ProjectId>,
    missing: Vec<ProjectId>,
    /// Areas with how many of their projects should have reported, and how many have.
    areas: std::collections::BTreeMap<AreaId, (u32, u32)>,
    suspect: Vec<ProjectId>,
}

impl Signs {
    fn look(
        &mut self,
        workbook: &Workbook,
        list: &ProjectList,
        analysis: &ListAnalysis,
        index: usize,
        row: &super::list::Row,
        project: &Project,
    ) {
        if suspicious(row.investment, row.plan, row.done) {
            self.suspect.push(row.project);
        }
        let figures = project.months.iter().find(|year| year.year == workbook.year);
        let monthly = figures.map(|year| year.row(list.counts));
        let reports = monthly.is_some_and(|monthly| !monthly.is_empty());
        self.planned += u32::from(row.plan.is_some());
        self.ever_reported += u32::from(reports || row.done.is_some());
        let Some(month) = analysis.month else { return };
        // A package that is due with one of its parts is told of by that part.
        let late = analysis.late(workbook, index).filter(|_| project.planned_start.is_some());
        if let Some(Late::Start(months)) = late {
            self.overdue.push((months, row.project));
        } else if row.lamp == Lamp::Behind
            && let Some(gap) = analysis.gap(index).filter(|gap| *gap < Decimal::ZERO)
        {
            self.behind.push((gap, row.project));
        }
        let Some(monthly) = monthly else {
            self.expect((analysis, index), project, false);
            return;
        };
        let negative = |at: u8| monthly.get(at).is_some_and(|figure| figure < Decimal::ZERO);
        if (1..=month.month()).any(negative) {
            self.fell.push(row.project);
        }
        self.expect(
            (analysis, index),
            project,
            month.year() != workbook.year || monthly.get(month.month()).is_some(),
        );
    }

    /// A project with a plan, in work, is expected to report every month.
    fn expect(&mut self, (analysis, index): (&ListAnalysis, usize), project: &Project, reported: bool) {
        if !is_to_report(analysis, index, project) {
            return;
        }
        if let Some(area) = project.area {
            let (expected, came) = self.areas.entry(area).or_default();
            *expected += 1;
            *came += u32::from(reported);
        }
        if !reported {
            self.missing.push(project.id);
        }
    }

    fn tell(mut self, list: ListId, analysis: &ListAnalysis, found: &mut Vec<Attention>) {
        let mut add = |lamp, kind, projects: Vec<ProjectId>| {
            let leads_to = match projects.as_slice() {
                [one] => Place::Project(*one),
                _ => Place::Projects(list, projects),
            };
            found.push(Attention { lamp, kind, leads_to });
        };
        self.overdue.sort_by_key(|&(months, _)| std::cmp::Reverse(months));
        if let Some(&(months, _)) = self.overdue.first() {
            let projects: Vec<ProjectId> = self.overdue.iter().map(|&(_, project)| project).collect();
            let lamp = if months >= 3 { Lamp::Behind } else { Lamp::Slight };
            let kind = AttentionKind::StartOverdue { list, projects: projects.clone(), months };
            add(lamp, kind, projects);
        }
        self.behind.sort_by_key(|&(gap, _)| gap);
        if let Some(&(worst, _)) = self.behind.first() {
            let projects: Vec<ProjectId> = self.behind.iter().map(|&(_, project)| project).collect();
            let kind = AttentionKind::ProjectsBehind { list, projects: projects.clone(), worst };
            add(Lamp::Behind, kind, projects);
        }
        if !self.suspect.is_empty() {
            let kind = AttentionKind::UnitSuspect { list, projects: self.suspect.clone() };
            add(Lamp::Slight, kind, self.suspect);
        }
        if !self.fell.is_empty() {
            let kind = AttentionKind::CumulativeFell { list, projects: self.fell.clone() };
            add(Lamp::Slight, kind, self.fell);
        }
        // Where nothing at all has come in, that is one thing and not one for each project.
        if let Some(month) = analysis.month.filter(|_| !self.missing.is_empty() && self.ever_reported > 0) {
            let silent = self.areas.iter().filter(|(_, (_, came))| *came == 0);
            let areas: Vec<AreaId> = silent.map(|(&area, _)| area).collect();
            let projects = self.missing.clone();
            add(Lamp::Slight, AttentionKind::NotReported { list, month, areas, projects }, self.missing);
        }
    }
}

/// Whether a project is expected to report every month: it has a plan and is in work.
pub(super) fn is_to_report(analysis: &ListAnalysis, index: usize, project: &Project) -> bool {
    let Some(row) = analysis.rows.get(index) else { return false };
    // A package whose parts report need not report itself, and the other way round.
    let covered = row.parts > 0 || analysis.parent(index).is_some();
    row.plan.is_some() && !covered && !is_over(project)
}

/// Whether nothing more happens to a project: finished, suspended, given up or lost.
pub(super) fn is_over(project: &Project) -> bool {
    project.stage.is_some_and(|stage| stage.has_finished() || stage >= Stage::Suspended)
}

/// Whether amounts of one project are so far apart that one of them must be in another unit.
fn suspicious(investment: Option<Decimal>, plan: Option<Decimal>, done: Option<Decimal>) -> bool {
    let apart = |large: Option<Decimal>, small: Option<Decimal>, times: i64| {
        large.zip(small).is_some_and(|(large, small)| {
            small > Decimal::ZERO
                && small.checked_mul(Decimal::from(times)).is_some_and(|limit| large > limit)
        })
    };
    // A year's plan is a part of the whole, and what is done is rarely many times the plan; the other
    // way round, 30 亿元 with 30 万元 a year is a slip of the unit.
    apart(plan, investment, 100) || apart(done, plan, 100) || apart(investment, plan, 5000)
}
