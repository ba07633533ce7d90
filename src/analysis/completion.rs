//! Completion of plans: for one project, for a package, and for any set of projects.

use super::{
    lamp::{ended, has_started, outside},
    number::percent,
    pace::{self, Working},
};
use crate::model::{
    CountMode, Decimal, Lamp, Money, MoneyUnit, Month, MonthKind, PaceProfile, Project, ProjectList, Stage,
    When, Workbook,
};

/// How far a plan is done, with the figures it was made from. Nothing here is rounded.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// Plan of the year, in [`Self::unit`].
    pub plan: Option<Decimal>,
    /// Done from January to the month, in [`Self::unit`]; none: nothing has been reported.
    pub done: Option<Decimal>,
    /// The unit of plan and done.
    pub unit: MoneyUnit,
    /// In how many months from January to the month a figure is present (the most of any project).
    pub months_reported: u8,
    /// Done ÷ plan in per cent.
    pub completion: Option<Decimal>,
    /// Per cent of the plan that is due by the end of the month; none without a month.
    pub pace: Option<Decimal>,
    /// Completion − pace in percentage points: negative is behind.
    pub gap: Option<Decimal>,
}

impl Progress {
    /// From plan, what is done, and pace in per cent.
    pub fn new(
        plan: Option<Decimal>,
        done: Option<(Decimal, u8)>,
        unit: MoneyUnit,
        pace: Option<Decimal>,
    ) -> Self {
        let completion = match (done, plan) {
            (Some((done, _)), Some(plan)) => percent(done, plan),
            _ => None,
        };
        let gap = completion.zip(pace).and_then(|(completion, pace)| completion.checked_sub(pace));
        Self {
            plan,
            done: done.map(|done| done.0),
            unit,
            months_reported: done.map_or(0, |done| done.1),
            completion,
            pace,
            gap,
        }
    }
}

/// Counts and sums of a set of projects. Money is counted once: a package stands for its parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// How many, a package counting once.
    pub packages: u32,
    /// How many, a package counting as its parts.
    pub split: u32,
    /// Total investment, in the unit of [`Self::progress`]; none: no project states one.
    pub investment: Option<Decimal>,
    /// Plan, done, completion, pace (weighted by plan where projects have paces of their own) and gap.
    pub progress: Progress,
    /// How many carry each lamp, in the order of [`Lamp::ALL`]; a package counting once.
    pub lamps: [u32; 4],
    /// Projects that had left the list by the month: counted nowhere above.
    pub left: u32,
    /// Projects that join the list after the month: counted nowhere above.
    pub joining: u32,
    /// Projects in another currency than the list's: counted, but not in the sums.
    pub foreign: u32,
}

impl Totals {
    /// How many projects.
    pub fn count(&self, mode: CountMode) -> u32 {
        match mode {
            CountMode::Packages => self.packages,
            CountMode::Split => self.split,
        }
    }

    /// How many carry a lamp.
    pub fn lamp(&self, lamp: Lamp) -> u32 {
        Lamp::ALL.iter().position(|&other| other == lamp).map_or(0, |at| self.lamps[at])
    }
}

/// A project's progress at the end of a month. A package without a figure of its own takes the sum of
/// its parts. Without a month nothing is due and nothing counts as done.
pub fn project_progress(
    workbook: &Workbook,
    list: &ProjectList,
    project: &Project,
    month: Option<Month>,
) -> Progress {
    let parts = parts_of(workbook, project, month);
    Case::new(list, project, &parts).progress(month)
}

/// The parts that a package has in its list at a month, in order; none for a plain project.
pub(super) fn parts_of<'a>(
    workbook: &'a Workbook,
    project: &Project,
    month: Option<Month>,
) -> Vec<&'a Project> {
    // A part is no package itself.
    if project.parent.is_some() {
        return Vec::new();
    }
    let parts = workbook.projects.iter();
    let parts = parts.filter(|part| part.parent == Some(project.id) && part.id != project.id);
    parts.filter(|part| outside(part, month).is_none()).collect()
}

/// How the start of a project stands at the end of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beginning {
    /// When it was to start.
    pub planned: Option<When>,
    /// Whether it has started.
    pub has_started: bool,
    /// When it did, where that is dated.
    pub actual: Option<When>,
}

/// A project and its parts, read as one.
pub(super) struct Case<'a> {
    pub list: &'a ProjectList,
    pub project: &'a Project,
    pub parts: &'a [&'a Project],
    pub unit: MoneyUnit,
}

impl<'a> Case<'a> {
    pub fn new(list: &'a ProjectList, project: &'a Project, parts: &'a [&'a Project]) -> Self {
        let own = project
            .plan
            .or(project.investment)
            .map(|money| money.unit)
            .or((!project.months.is_empty()).then_some(project.month_unit))
            .unwrap_or(list.unit);
        // Shown in the list's unit, unless it is in the other currency.
        let unit = if own.is_dollar() == list.unit.is_dollar() { list.unit } else { own };
        Self { list, project, parts, unit }
    }

    fn money(&self, of: impl Fn(&Project) -> Option<Money>) -> Option<Decimal> {
        let amount = |project: &Project| of(project).and_then(|money| money.in_unit(self.unit));
        amount(self.project).or_else(|| sum(self.parts.iter().filter_map(|part| amount(part))))
    }

    pub fn investment(&self) -> Option<Decimal> {
        self.money(|project| project.investment)
    }

    pub fn plan(&self) -> Option<Decimal> {
        self.money(|project| project.plan)
    }

    /// Done from January to the month, and the number of months with a figure.
    pub fn done(&self, month: Month) -> Option<(Decimal, u8)> {
        let one = |project: &Project| self.done_of(project, month);
        one(self.project).or_else(|| {
            let mut all = None;
            for (done, months) in self.parts.iter().filter_map(|part| one(part)) {
                let (sum, most) = all.unwrap_or((Decimal::ZERO, 0));
                all = Some((done.saturating_add(sum), months.max(most)));
            }
            all
        })
    }

    /// What the project itself, or one of its parts, has done.
    fn done_of(&self, project: &Project, month: Month) -> Option<(Decimal, u8)> {
        let (done, months) = project.done(self.list.counts, month)?;
        Some((Money::new(done, project.month_unit).in_unit(self.unit)?, months))
    }

    /// The parts whose start counts: all but those that were given up before it.
    pub fn asking(&self, month: Month) -> impl Iterator<Item = &'a Project> {
        let counts = move |part: &&Project| has_started(part, month) || ended(part, Some(month)).is_none();
        self.parts.iter().copied().filter(counts)
    }

    /// How its start stands at the end of a month. A package without dates of its own is due to start with the
    /// first of its parts, and has started with the first of them that has; a part that was given up before it
    /// started asks for nothing.
    pub fn start(&self, month: Month) -> Beginning {
        let parts = || self.asking(month);
        let due = || parts().filter_map(|part| part.planned_start).min_by_key(|date| date.latest());
        let own = self.project.actual_start;
        let first = || {
            let dates = parts().filter_map(|part| part.actual_start).filter(|date| date.is_by(month));
            dates.min_by_key(|date| date.earliest())
        };
        let has_started = has_started(self.project, month)
            || own.is_none() && self.parts.iter().any(|part| has_started(part, month));
        Beginning {
            planned: self.project.planned_start.or_else(due),
            has_started,
            actual: own.or_else(first).filter(|_| has_started),
        }
    }

    /// The stage in which it was given up or lost by the end of a month; a package when all its parts were.
    pub fn ended(&self, month: Option<Month>) -> Option<Stage> {
        ended(self.project, month).or_else(|| {
            let first = ended(self.parts.first()?, month)?;
            self.parts.iter().all(|part| ended(part, month).is_some()).then_some(first)
        })
    }

    /// The month, where the months before it have figures and it has none: it is not reported, or whatever
    /// counts.
    pub fn silent(&self, month: Month) -> Option<(MonthKind, Month)> {
        let sources = self.reporting(Some(month));
        let of = |project: &&Project| project.month_figure(self.list.counts, month).is_some();
        let earlier = self.done(month).is_some();
        (earlier && !sources.iter().any(of)).then_some((self.list.counts, month))
    }

    /// The projects whose months [`Self::done`] is the sum of: itself, or its parts.
    pub fn reporting(&self, month: Option<Month>) -> Vec<&'a Project> {
        let own = month.is_some_and(|month| self.done_of(self.project, month).is_some());
        if own || self.parts.is_empty() { vec![self.project] } else { self.parts.to_vec() }
    }

    pub fn pace(&self, month: Month) -> Decimal {
        self.working(month).percent()
    }

    /// How its pace is worked out. A package without months of its own takes the mean of its parts.
    pub fn working(&self, month: Month) -> Working {
        let own = pace::own(self.list, self.project, month).or_else(|| self.parts_plan(month));
        own.unwrap_or_else(|| pace::working(&self.list.pace, month))
    }

    fn parts_plan(&self, month: Month) -> Option<Working> {
        if self.list.pace != PaceProfile::OwnPlan {
            return None;
        }
        let (mut due, mut whole, mut planned) = (Decimal::ZERO, Decimal::ZERO, false);
        for part in self.parts {
            let Some(plan) = part.plan.and_then(|plan| plan.in_unit(self.unit)) else { continue };
            let own = pace::own(self.list, part, month);
            planned |= own.is_some();
            let pace = own.unwrap_or_else(|| pace::working(&self.list.pace, month)).percent();
            due = due.saturating_add(plan.checked_mul(pace)?);
            whole = whole.saturating_add(plan);
        }
        (planned && whole > Decimal::ZERO).then_some(Working::Mean { due, plan: whole })
    }

    pub fn progress(&self, month: Option<Month>) -> Progress {
        let done = month.and_then(|month| self.done(month));
        Progress::new(self.plan(), done, self.unit, month.map(|month| self.pace(month)))
    }
}

/// The sum of what is there; none where nothing is.
pub(super) fn sum(values: impl Iterator<Item = Decimal>) -> Option<Decimal> {
    values.reduce(Decimal::saturating_add)
}
