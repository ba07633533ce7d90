//! Lamps of projects: the list's rules in order, and why each lamp is lit.

use super::{
    completion::{Case, Progress, parts_of},
    number::{percent, round_half_up},
};
use crate::model::{Decimal, Lamp, Month, Project, ProjectList, Stage, When, Workbook, list::LampTest};

/// A lamp and why it is lit.
#[derive(Debug, Clone, PartialEq)]
pub struct LampState {
    /// The lamp.
    pub lamp: Lamp,
    /// Why.
    pub why: LampReason,
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
    /// It was given up or lost.
    Ended(Stage),
    /// Planned to start, and not started.
    StartLate {
        /// The planned start.
        planned: When,
        /// Whole months from the planned month to the reporting month; 0: due this month.
        months: u16,
    },
    /// Behind pace by the rule's limit or more.
    Behind {
        /// Completion − pace, in points (negative).
        gap: Decimal,
        /// Pace in per cent.
        pace: Decimal,
        /// The rule's limit in points; zero: any gap.
        limit: Decimal,
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
    let parts = parts_of(workbook, project);
    let case = Case::new(list, project, &parts);
    state(&case, &case.progress(month), month)
}

/// The lamp of a sum of projects: the rules about gap and ratio only.
pub fn sum_lamp(list: &ProjectList, progress: &Progress) -> Lamp {
    let found = list.lamps.0.iter().find(|rule| match rule.when {
        LampTest::GapBehind(limit) => gap_behind(progress, limit, list.places).is_some(),
        LampTest::RatioBelow(limit) => ratio_below(progress, limit).is_some(),
        LampTest::StartLate(_) | LampTest::MissesInARow(_) => false,
    });
    match found {
        Some(rule) => rule.lamp,
        None if progress.gap.is_some() => Lamp::OnPace,
        None => Lamp::Unlit,
    }
}

/// The deadline that a project is past at a month: its start, or else its finish.
pub fn months_late(project: &Project, month: Month) -> Option<Late> {
    if ended(project).is_some() {
        return None;
    }
    if !has_started(project, month) {
        return months_since(project.planned_start?, month).map(Late::Start);
    }
    let finished = project.stage.is_some_and(Stage::has_finished)
        || project.actual_finish.is_some_and(|date| date.latest_month() <= month);
    if finished { None } else { months_since(project.planned_finish?, month).map(Late::Finish) }
}

/// Whether construction had begun by the end of the month. A date, where there is one, counts more than
/// the stage, which is today's.
pub fn has_started(project: &Project, month: Month) -> bool {
    match project.actual_start {
        Some(date) => date.month().map_or(date.year() <= month.year(), |start| start <= month),
        None => project.stage.is_some_and(Stage::has_started),
    }
}

/// Whether the project had left its list by the end of the month.
pub(super) fn left(project: &Project, month: Option<Month>) -> Option<When> {
    let date = project.left.as_ref()?.date;
    (month.is_none_or(|month| date.latest_month() <= month)).then_some(date)
}

pub(super) fn state(case: &Case<'_>, progress: &Progress, month: Option<Month>) -> LampState {
    let unlit = |why| LampState { lamp: Lamp::Unlit, why };
    if let Some(date) = left(case.project, month) {
        return unlit(LampReason::Left(date));
    }
    if let Some(stage) = ended(case.project) {
        return unlit(LampReason::Ended(stage));
    }
    let Some(month) = month else { return unlit(LampReason::NoMonth) };
    for rule in &case.list.lamps.0 {
        let why = match rule.when {
            LampTest::StartLate(limit) => start_late(case.project, month, limit),
            LampTest::GapBehind(limit) => gap_behind(progress, limit, case.list.places),
            LampTest::RatioBelow(limit) => ratio_below(progress, limit),
            LampTest::MissesInARow(limit) => misses(case, progress, month, limit),
        };
        if let Some(why) = why {
            return LampState { lamp: rule.lamp, why };
        }
    }
    match (progress.gap, progress.pace) {
        (Some(gap), Some(pace)) => LampState { lamp: Lamp::OnPace, why: LampReason::OnPace { gap, pace } },
        _ if progress.plan.is_none_or(|plan| plan.is_zero()) => unlit(LampReason::NoPlan),
        _ => unlit(LampReason::NothingReported),
    }
}

fn ended(project: &Project) -> Option<Stage> {
    project.stage.filter(|stage| matches!(stage, Stage::Terminated | Stage::Lost))
}

/// Whole months from a planned date to the month; none while it lies ahead.
fn months_since(planned: When, month: Month) -> Option<u16> {
    let count = |month: Month| i32::from(month.year()) * 12 + i32::from(month.month());
    u16::try_from(count(month) - count(planned.latest_month())).ok()
}

fn start_late(project: &Project, month: Month, limit: u8) -> Option<LampReason> {
    let planned = project.planned_start.filter(|_| !has_started(project, month))?;
    let months = months_since(planned, month).filter(|months| *months >= u16::from(limit))?;
    Some(LampReason::StartLate { planned, months })
}

fn gap_behind(progress: &Progress, limit: Decimal, places: u8) -> Option<LampReason> {
    let (gap, pace) = progress.gap.zip(progress.pace)?;
    let holds = if limit.is_zero() { is_behind(gap, places) } else { -gap >= limit };
    holds.then_some(LampReason::Behind { gap, pace, limit })
}

/// Behind by so much that it shows after rounding.
pub(super) fn is_behind(gap: Decimal, places: u8) -> bool {
    // Rounding matters only to a gap of less than one point.
    gap < Decimal::ZERO && (gap <= Decimal::NEGATIVE_ONE || round_half_up(gap, places) < Decimal::ZERO)
}

fn ratio_below(progress: &Progress, limit: Decimal) -> Option<LampReason> {
    let ratio = percent(progress.completion?, progress.pace?)?;
    (ratio < limit).then_some(LampReason::RatioBelow { ratio, limit })
}

fn misses(case: &Case<'_>, progress: &Progress, month: Month, limit: u8) -> Option<LampReason> {
    // Nothing to look back at while it is not behind now.
    if limit == 0 || !progress.gap.is_some_and(|gap| is_behind(gap, case.list.places)) {
        return None;
    }
    let mut months = 1;
    for earlier in (1..month.month()).rev() {
        let behind = Month::new(month.year(), earlier)
            .and_then(|earlier| case.progress(Some(earlier)).gap)
            .is_some_and(|gap| is_behind(gap, case.list.places));
        if !behind {
            break;
        }
        months += 1;
    }
    (months >= limit).then_some(LampReason::Misses { months })
}
