//! How a completion, a gap and a lamp were computed: every input with where it comes from, and every rule
//! that was tried. Data only; `i18n` makes the sentences.

use super::{
    completion::{Case, Progress, Totals},
    lamp::{self, LampState, Trial},
    list::ListAnalysis,
    pace::Working,
};
use crate::model::{
    Decimal, Money, MoneyUnit, Month, MonthKind, PaceProfile, Project, ProjectId, ProjectList, Workbook,
};

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A project or a package.
    Project(ProjectId),
    /// The sum of several projects.
    Sum {
        /// How many are counted, a package once.
        counted: u32,
        /// How many were not in the list at the month: not counted.
        left: u32,
        /// How many are in another currency: not in the sums.
        foreign: u32,
    },
}

/// Where a figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// Entered for the project itself.
    Own,
    /// The sum of a package's parts: of how many that state one.
    Parts(usize),
    /// The sum of the projects: of how many that state one.
    Projects(usize),
}

/// The figures of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthSum {
    /// The month, 1–12.
    pub month: u8,
    /// The figure, or the sum of those that are present; none: nothing was reported for the month.
    pub figure: Option<Decimal>,
}

/// How completion, pace, gap and lamp of a project, or of a sum of projects, were computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// Of what.
    pub about: About,
    /// The reporting month.
    pub month: Option<Month>,
    /// Decimal places of completion and gap, rounded half up once, for display.
    pub places: u8,
    /// The figures themselves, unrounded.
    pub progress: Progress,
    /// Where the plan comes from; none: there is none.
    pub plan: Option<Origin>,
    /// The plan as it was entered, where it is the project's own.
    pub entered: Option<Money>,
    /// Which monthly figure counts as done.
    pub counts: MonthKind,
    /// Where the months come from; none: nothing has been reported.
    pub done: Option<Origin>,
    /// The months from January to the reporting month.
    pub months: Vec<MonthSum>,
    /// The unit of the months.
    pub month_unit: MoneyUnit,
    /// The list's pace profile.
    pub profile: PaceProfile,
    /// How the pace was worked out; none without a month.
    pub pace: Option<Working>,
    /// The rules that were tried, in their order: the last one lit the lamp, or none did.
    pub trials: Vec<Trial>,
    /// How many rules come after the one that lit the lamp.
    pub untried: usize,
    /// The lamp and why it is lit.
    pub lamp: LampState,
}

impl ListAnalysis {
    /// How the figures and the lamp of a row were computed.
    pub fn explain(&self, workbook: &Workbook, row: usize) -> Option<Explanation> {
        let list = workbook.lists.get(self.list)?;
        let project = self.project(workbook, row)?;
        let parts = self.parts(workbook, row);
        let case = Case::new(list, project, &parts);
        let progress = self.progress(row)?;
        let lamp = lamp::state(&case, &progress, self.month);
        let rules = || list.lamps.0.iter();
        let tried = self
            .month
            .filter(|_| lamp::is_judged(&lamp))
            .map(|month| up_to_first(rules().map(|&rule| lamp::trial(&case, &progress, month, rule))));
        let trials = tried.unwrap_or_default();
        let own_plan = project.plan.filter(|plan| plan.in_unit(case.unit).is_some());
        let with_plan = || parts.iter().filter(|part| in_unit(part.plan, case.unit)).count();
        let plan =
            progress.plan.map(|_| if own_plan.is_some() { Origin::Own } else { Origin::Parts(with_plan()) });
        let sources = case.reporting(self.month);
        let own_months = sources.iter().all(|one| one.id == project.id);
        let month_unit = if own_months { project.month_unit } else { case.unit };
        let reporting = |month| {
            let figure =
                |one: &&&Project| one.done(list.counts, month).is_some() && in_currency(one, case.unit);
            sources.iter().filter(figure).count()
        };
        let done = self
            .month
            .filter(|_| progress.done.is_some())
            .map(|month| if own_months { Origin::Own } else { Origin::Parts(reporting(month)) });
        Some(Explanation {
            about: About::Project(project.id),
            month: self.month,
            places: list.places,
            plan,
            entered: own_plan,
            counts: list.counts,
            done,
            months: months(list, self.month, month_unit, &sources),
            month_unit,
            profile: list.pace.clone(),
            pace: self.month.map(|month| case.working(month)),
            untried: if trials.is_empty() { 0 } else { rules().len() - trials.len() },
            trials,
            lamp,
            progress,
        })
    }

    /// How the figures and the lamp of a sum of rows were computed.
    pub fn explain_sum(&self, workbook: &Workbook, rows: &[usize], totals: &Totals) -> Option<Explanation> {
        let list = workbook.lists.get(self.list)?;
        let progress = totals.progress.clone();
        let misses = || self.misses(workbook, list, rows, &progress);
        let lamp = self.sum_state(workbook, list, rows, &progress);
        let trials =
            up_to_first(list.lamps.0.iter().map(|&rule| lamp::sum_trial(list, &progress, &misses, rule)));
        let counted: Vec<usize> = self
            .units_of_account(rows.iter().copied())
            .into_iter()
            .filter(|&index| {
                let row = self.rows.get(index);
                row.is_some_and(|row| row.outside.is_none() && row.unit.is_dollar() == self.unit.is_dollar())
            })
            .collect();
        let stating = |has: &dyn Fn(&super::list::Row) -> bool| {
            counted.iter().filter(|&&index| self.rows.get(index).is_some_and(has)).count()
        };
        let mut sums: Vec<MonthSum> = Vec::new();
        for &index in &counted {
            let Some(project) = self.project(workbook, index) else { continue };
            let parts = self.parts(workbook, index);
            let sources = Case::new(list, project, &parts).reporting(self.month);
            add(&mut sums, &months(list, self.month, self.unit, &sources));
        }
        Some(Explanation {
            about: About::Sum {
                counted: totals.packages,
                left: totals.left + totals.joining,
                foreign: totals.foreign,
            },
            month: self.month,
            places: list.places,
            plan: progress.plan.map(|_| Origin::Projects(stating(&|row| row.plan.is_some()))),
            entered: None,
            counts: list.counts,
            done: progress.done.map(|_| Origin::Projects(stating(&|row| row.done.is_some()))),
            months: sums,
            month_unit: self.unit,
            profile: list.pace.clone(),
            pace: self.working_of(list, rows),
            untried: list.lamps.0.len() - trials.len(),
            trials,
            lamp,
            progress,
        })
    }
}

/// The trials up to the first that holds.
fn up_to_first(trials: impl Iterator<Item = Trial>) -> Vec<Trial> {
    let mut tried = Vec::new();
    for trial in trials {
        let holds = trial.holds;
        tried.push(trial);
        if holds {
            break;
        }
    }
    tried
}

fn in_unit(money: Option<Money>, unit: MoneyUnit) -> bool {
    money.is_some_and(|money| money.in_unit(unit).is_some())
}

fn in_currency(project: &Project, unit: MoneyUnit) -> bool {
    project.month_unit.is_dollar() == unit.is_dollar()
}

/// The sums of some projects' months, in a unit.
fn months(list: &ProjectList, month: Option<Month>, unit: MoneyUnit, projects: &[&Project]) -> Vec<MonthSum> {
    let Some(last) = month else { return Vec::new() };
    let month_at = |number| Month::new(last.year(), number);
    let figure = |number: u8| {
        let figures = projects.iter().filter_map(|project| {
            let figure = project.month_figure(list.counts, month_at(number)?)?;
            Money::new(figure, project.month_unit).in_unit(unit)
        });
        MonthSum { month: number, figure: super::completion::sum(figures) }
    };
    (1..=last.month()).map(figure).collect()
}

fn add(sums: &mut Vec<MonthSum>, more: &[MonthSum]) {
    if sums.is_empty() {
        sums.extend_from_slice(more);
        return;
    }
    for (sum, more) in sums.iter_mut().zip(more) {
        sum.figure = match (sum.figure, more.figure) {
            (Some(sum), Some(more)) => Some(sum.saturating_add(more)),
            (sum, more) => sum.or(more),
        };
    }
}
