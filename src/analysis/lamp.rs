//! Lamps of projects: the list's rules in order, and why each lamp is lit.

use super::{
    completion::{Case, Progress, parts_of},
    number::{clean, percent, round_half_up},
};
use crate::model::{
    Decimal, Lamp, Month, MonthKind, Project, ProjectList, Stage, When, Workbook,
    list::{LampRule, LampTest},
};
use std::cmp::Ordering;

/// A lamp and why it is lit.
#[derive(Debug, Clone, PartialEq)]
pub struct LampState {
    /// The lamp.
    pub lamp: Lamp,
    /// Why.
    pub why: LampReason,
    /// The rule that lit it; none: no rule holds, or none was tried.
    pub rule: Option<LampRule>,
    /// The reporting month, where months before it have figures and it has none: what was judged is what had
    /// been done by then. With the figure that counts.
    pub silent: Option<(MonthKind, Month)>,
}

/// Why a lamp is lit, with the unrounded figures the rule compared.
#[derive(Debug, Clone, PartialEq)]
pub enum LampReason {
    /// The workbook has no reporting month yet.
    NoMonth,
    /// The project states no plan of the year (or a plan of zero).
    NoPlan,
    /// It has a plan, and nothing has been reported this year.
    NothingReported,
    /// It has left the list.
    Left(When),
    /// It joins the list later.
    Joins(When),
    /// It was given up or lost.
    Ended(Stage),
    /// Planned to start, and not started.
    StartLate {
        /// The planned start.
        planned: When,
        /// Whole months from the planned month to the reporting month; 0: due this month.
        months: u16,
    },
    /// Behind pace by the rule's limit.
    Behind {
        /// Completion − pace, in points (negative).
        gap: Decimal,
        /// Pace in per cent.
        pace: Decimal,
        /// The rule's limit in points; zero: any gap.
        limit: Decimal,
        /// Whether the gap has to be more than the limit; otherwise the limit itself is enough.
        over: bool,
    },
    /// Completion ÷ pace is below the rule's limit.
    RatioBelow {
        /// Completion ÷ pace in per cent.
        ratio: Decimal,
        /// The rule's limit in per cent.
        limit: Decimal,
    },
    /// Behind so many months in a row.
    Misses {
        /// How many, up to the reporting month: at least as many as the rule asks.
        months: u8,
    },
    /// No rule holds.
    OnPace {
        /// Completion − pace, in points.
        gap: Decimal,
        /// Pace in per cent.
        pace: Decimal,
    },
}

/// A deadline that has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Late {
    /// Not started so many months after the planned month (0: due this month).
    Start(u16),
    /// Not finished so many months after the planned month (0: due this month).
    Finish(u16),
}

impl Late {
    /// The months.
    pub fn months(self) -> u16 {
        match self {
            Self::Start(months) | Self::Finish(months) => months,
        }
    }
}

/// The lamp of a project at a month, from the list's rules in order.
pub fn project_lamp(
    workbook: &Workbook,
    list: &ProjectList,
    project: &Project,
    month: Option<Month>,
) -> LampState {
    let parts = parts_of(workbook, project, month);
    let case = Case::new(list, project, &parts);
    state(&case, &case.progress(month), month)
}

/// What a rule measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured {
    /// Completion − pace.
    Gap {
        /// In points.
        gap: Decimal,
        /// Pace in per cent.
        pace: Decimal,
    },
    /// Completion ÷ pace in per cent.
    Ratio(Decimal),
    /// There is no completion to compare: no plan, or nothing reported.
    NoCompletion,
    /// Planned to start and not started.
    StartLate {
        /// The planned start.
        planned: When,
        /// Whole months since; 0: due this month.
        months: u16,
    },
    /// The planned start lies ahead.
    StartsLater(When),
    /// It has started; when, where that is dated.
    Started(Option<When>),
    /// No start is planned.
    NoPlannedStart,
    /// Behind so many months in a row, up to the reporting month.
    Misses(u8),
    /// The rule is about single projects, and this is a sum.
    NotOfSums,
}

/// A rule that was tried, and what it measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The rule.
    pub rule: LampRule,
    /// What it measured, unrounded.
    pub measured: Measured,
    /// Whether its test holds: the first that does lights the lamp.
    pub holds: bool,
}

impl Trial {
    pub(super) fn new(rule: LampRule, measured: Measured, places: u8) -> Self {
        let holds = match (rule.when, measured) {
            (LampTest::GapBehind(limit), Measured::Gap { gap, .. }) if limit.is_zero() => {
                is_behind(gap, places)
            }
            (LampTest::GapBehind(limit), Measured::Gap { gap, .. }) => compare(-gap, limit) != Ordering::Less,
            (LampTest::GapOver(limit), Measured::Gap { gap, .. }) => {
                compare(-gap, limit) == Ordering::Greater
            }
            (LampTest::RatioBelow(limit), Measured::Ratio(ratio)) => compare(ratio, limit) == Ordering::Less,
            (LampTest::StartLate(limit), Measured::StartLate { months, .. }) => months >= u16::from(limit),
            (LampTest::MissesInARow(limit), Measured::Misses(months)) => limit > 0 && months >= limit,
            _ => false,
        };
        Self { rule, measured, holds }
    }

    /// Why the lamp is lit, where the test holds.
    fn reason(&self) -> Option<LampReason> {
        if !self.holds {
            return None;
        }
        Some(match (self.rule.when, self.measured) {
            (LampTest::GapBehind(limit), Measured::Gap { gap, pace }) => {
                LampReason::Behind { gap, pace, limit, over: false }
            }
            (LampTest::GapOver(limit), Measured::Gap { gap, pace }) => {
                LampReason::Behind { gap, pace, limit, over: true }
            }
            (LampTest::RatioBelow(limit), Measured::Ratio(ratio)) => LampReason::RatioBelow { ratio, limit },
            (_, Measured::StartLate { planned, months }) => LampReason::StartLate { planned, months },
            (_, Measured::Misses(months)) => LampReason::Misses { months },
            _ => return None,
        })
    }
}

/// Which is larger, the error of a division aside.
fn compare(value: Decimal, limit: Decimal) -> Ordering {
    // The error matters only next to the limit.
    match value.checked_sub(limit) {
        Some(distance) if distance.abs() < Decimal::ONE => clean(value).cmp(&clean(limit)),
        _ => value.cmp(&limit),
    }
}

/// The lamp of a sum of projects and why it is lit: the rules about gap, ratio and, by how many months in a
/// row the sum has been behind, misses.
pub(super) fn sum_state(list: &ProjectList, progress: &Progress, misses: impl Fn() -> u8) -> LampState {
    first_of(list.lamps.0.iter().map(|&rule| sum_trial(list, progress, &misses, rule)), progress)
}

/// What a rule measures of a sum.
pub(super) fn sum_trial(
    list: &ProjectList,
    progress: &Progress,
    misses: &impl Fn() -> u8,
    rule: LampRule,
) -> Trial {
    let measured = match rule.when {
        LampTest::GapBehind(_) | LampTest::GapOver(_) => gap(progress),
        LampTest::RatioBelow(_) => ratio(progress),
        LampTest::StartLate(_) => Measured::NotOfSums,
        LampTest::MissesInARow(_) if progress.gap.is_none() => Measured::NoCompletion,
        LampTest::MissesInARow(_) => Measured::Misses(misses()),
    };
    Trial::new(rule, measured, list.places)
}

/// The deadline that a project is past at a month: its start, which for a package goes by its parts, or else
/// its finish.
pub(super) fn months_late(case: &Case<'_>, month: Month) -> Option<Late> {
    if case.ended(Some(month)).is_some() {
        return None;
    }
    let start = case.start(month);
    if !start.has_started {
        return months_since(start.planned?, month).map(Late::Start);
    }
    let project = case.project;
    let finished = match project.actual_finish {
        Some(date) => date.is_by(month),
        None => project.stage_at(month).is_some_and(Stage::has_finished),
    };
    if finished { None } else { months_since(project.planned_finish?, month).map(Late::Finish) }
}

/// Whether construction had begun by the end of the month. A date, where there is one, counts more than
/// the stages; what was suspended (停建) had begun, unless the log says otherwise.
pub(super) fn has_started(project: &Project, month: Month) -> bool {
    if let Some(date) = project.actual_start {
        return date.is_by(month);
    }
    let Some(stage) = project.stage_at(month) else { return false };
    // What came before counts only where the stage itself says nothing of it: a wrong entry is taken back.
    let mut before = project.stages_by(month);
    match stage {
        Stage::Suspended => {
            before.any(Stage::has_started) || project.stages_by(month).all(|stage| stage == Stage::Suspended)
        }
        Stage::Terminated | Stage::Lost => before.any(Stage::has_started),
        stage => stage.has_started(),
    }
}

/// Why a project is not in its list at a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// It has left (退出).
    Left,
    /// It joins later (增补).
    Joins,
}

/// Whether a project was outside its list at the end of the month, and the date that says so.
pub(super) fn outside(project: &Project, month: Option<Month>) -> Option<(Outside, When)> {
    if let Some(joined) = project.joined.as_ref().filter(|joined| !month.is_none_or(|m| joined.date.is_by(m)))
    {
        return Some((Outside::Joins, joined.date));
    }
    let left = project.left.as_ref()?.date;
    month.is_none_or(|month| left.latest_month() <= month).then_some((Outside::Left, left))
}

/// The lamp of a project and why it is lit.
pub(super) fn state(case: &Case<'_>, progress: &Progress, month: Option<Month>) -> LampState {
    let state = judged(case, progress, month);
    LampState { silent: month.filter(|_| is_judged(&state)).and_then(|month| case.silent(month)), ..state }
}

/// The lamp alone, for many projects.
pub(super) fn lamp(case: &Case<'_>, progress: &Progress, month: Option<Month>) -> Lamp {
    judged(case, progress, month).lamp
}

fn judged(case: &Case<'_>, progress: &Progress, month: Option<Month>) -> LampState {
    let unlit = |why| LampState { lamp: Lamp::Unlit, why, rule: None, silent: None };
    match outside(case.project, month) {
        Some((Outside::Left, date)) => return unlit(LampReason::Left(date)),
        Some((Outside::Joins, date)) => return unlit(LampReason::Joins(date)),
        None => {}
    }
    if let Some(stage) = case.ended(month) {
        return unlit(LampReason::Ended(stage));
    }
    let Some(month) = month else { return unlit(LampReason::NoMonth) };
    first_of(case.list.lamps.0.iter().map(|&rule| trial(case, progress, month, rule)), progress)
}

/// Whether rules were tried at all.
pub(super) fn is_judged(state: &LampState) -> bool {
    use LampReason as R;
    !matches!(state.why, R::NoMonth | R::Left(_) | R::Joins(_) | R::Ended(_))
}

/// The first rule that holds lights the lamp; where none does, it is on pace or cannot be judged.
fn first_of(trials: impl Iterator<Item = Trial>, progress: &Progress) -> LampState {
    for trial in trials {
        if let Some(why) = trial.reason() {
            return LampState { lamp: trial.rule.lamp, why, rule: Some(trial.rule), silent: None };
        }
    }
    let why = match (progress.gap, progress.pace) {
        (Some(gap), Some(pace)) => {
            let why = LampReason::OnPace { gap, pace };
            return LampState { lamp: Lamp::OnPace, why, rule: None, silent: None };
        }
        _ if progress.plan.is_none_or(|plan| plan.is_zero()) => LampReason::NoPlan,
        _ => LampReason::NothingReported,
    };
    LampState { lamp: Lamp::Unlit, why, rule: None, silent: None }
}

/// What a rule measures of a project.
pub(super) fn trial(case: &Case<'_>, progress: &Progress, month: Month, rule: LampRule) -> Trial {
    let measured = match rule.when {
        LampTest::GapBehind(_) | LampTest::GapOver(_) => gap(progress),
        LampTest::RatioBelow(_) => ratio(progress),
        LampTest::StartLate(_) => start(case, month),
        LampTest::MissesInARow(_) => misses(case, progress, month),
    };
    Trial::new(rule, measured, case.list.places)
}

/// The stage of a project that was given up or lost by the end of the month.
pub(super) fn ended(project: &Project, month: Option<Month>) -> Option<Stage> {
    let stage = month.map_or(project.stage, |month| project.stage_at(month));
    stage.filter(|stage| matches!(stage, Stage::Terminated | Stage::Lost))
}

/// Whole months from a planned date to the month; none while it lies ahead.
pub(super) fn months_since(planned: When, month: Month) -> Option<u16> {
    let count = |month: Month| i32::from(month.year()) * 12 + i32::from(month.month());
    u16::try_from(count(month) - count(planned.latest_month())).ok()
}

fn start(case: &Case<'_>, month: Month) -> Measured {
    let start = case.start(month);
    if start.has_started {
        return Measured::Started(start.actual);
    }
    let Some(planned) = start.planned else { return Measured::NoPlannedStart };
    match months_since(planned, month) {
        Some(months) => Measured::StartLate { planned, months },
        None => Measured::StartsLater(planned),
    }
}

fn gap(progress: &Progress) -> Measured {
    match progress.gap.zip(progress.pace) {
        Some((gap, pace)) => Measured::Gap { gap, pace },
        None => Measured::NoCompletion,
    }
}

fn ratio(progress: &Progress) -> Measured {
    let ratio = progress.completion.zip(progress.pace).and_then(|(done, pace)| percent(done, pace));
    ratio.map_or(Measured::NoCompletion, Measured::Ratio)
}

/// Behind by so much that it shows after rounding.
pub(super) fn is_behind(gap: Decimal, places: u8) -> bool {
    // Rounding matters only to a gap of less than one point.
    gap < Decimal::ZERO && (gap <= Decimal::NEGATIVE_ONE || round_half_up(gap, places) < Decimal::ZERO)
}

fn misses(case: &Case<'_>, progress: &Progress, month: Month) -> Measured {
    let Some(gap) = progress.gap else { return Measured::NoCompletion };
    let earlier = |month| case.progress(Some(month)).gap;
    Measured::Misses(misses_in_a_row(gap, month, case.list.places, earlier))
}

/// How many months in a row, up to this one, something was behind; `earlier` knows the gap of another month.
pub(super) fn misses_in_a_row(
    gap: Decimal,
    month: Month,
    places: u8,
    earlier: impl Fn(Month) -> Option<Decimal>,
) -> u8 {
    // Nothing to look back at while it is not behind now.
    if !is_behind(gap, places) {
        return 0;
    }
    let before = (1..month.month()).rev().filter_map(|number| Month::new(month.year(), number));
    let behind = before.map(earlier).take_while(|gap| gap.is_some_and(|gap| is_behind(gap, places)));
    1 + behind.count() as u8
}
