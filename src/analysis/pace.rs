//! Pace (时间进度, 序时进度): how much of a year's plan is due by the end of a month.

use super::number::percent;
use crate::model::{Decimal, Money, Month, MonthKind, PaceProfile, Project, ProjectList};

/// How a pace was worked out, with the figures that went into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Working {
    /// Months gone of twelve.
    Months(u8),
    /// Days gone of the days of the year.
    Days {
        /// Days from 1 January to the end of the month.
        gone: u16,
        /// Days of the year.
        all: u16,
    },
    /// On the straight line between two points of the curve; in front of the first one from nothing.
    Between {
        /// The point before: its month (0: the year's start) and per cent.
        before: (u8, Decimal),
        /// The point at or after the month.
        after: (u8, Decimal),
        /// The month asked for.
        month: u8,
    },
    /// At or past the last point of the curve (or where it has none: nothing is due).
    AtEnd {
        /// The last point's month; 0: there is none.
        month: u8,
        /// Its per cent.
        percent: Decimal,
    },
    /// What the project's own plan says for the months so far.
    OwnPlan {
        /// Planned from January to the month.
        so_far: Decimal,
        /// What it is a part of.
        whole: Decimal,
        /// Whether that is the plan of the year; otherwise the sum of all planned months.
        of_plan: bool,
    },
    /// The mean of several projects' paces, weighted by their plans of the year.
    Mean {
        /// Σ plan × pace in per cent.
        due: Decimal,
        /// Σ plan.
        plan: Decimal,
    },
}

impl Working {
    /// The pace in per cent, unrounded.
    pub fn percent(self) -> Decimal {
        match self {
            Self::Months(month) => Decimal::from(u32::from(month) * 100) / Decimal::from(12),
            Self::Days { gone, all } => percent(gone.into(), all.into()).unwrap_or_default(),
            Self::Between { before, after, month } => {
                // Points of a sound file rise; a step of no width takes the point itself.
                let rise = after.1.checked_sub(before.1).and_then(|rise| {
                    rise.checked_mul(Decimal::from(month) - Decimal::from(before.0))?
                        .checked_div(Decimal::from(after.0) - Decimal::from(before.0))
                });
                rise.map_or(after.1, |rise| before.1.saturating_add(rise))
            }
            Self::AtEnd { percent, .. } => percent,
            Self::OwnPlan { so_far, whole, .. } => {
                percent(so_far, whole).map_or(Decimal::ZERO, |due| due.min(Decimal::ONE_HUNDRED))
            }
            Self::Mean { due, plan } => super::number::ratio(due, plan).unwrap_or_default(),
        }
    }
}

/// Per cent of the year's plan that is due at the end of the month, unrounded.
///
/// A profile by the projects' own plans has no common pace; here it counts as m/12
/// ([`due_for_project`] knows the project).
pub fn due(profile: &PaceProfile, month: Month) -> Decimal {
    working(profile, month).percent()
}

/// How [`due`] is worked out.
pub fn working(profile: &PaceProfile, month: Month) -> Working {
    match profile {
        PaceProfile::Monthly | PaceProfile::OwnPlan => Working::Months(month.month()),
        PaceProfile::Days => days(month),
        PaceProfile::Points(points) => {
            let mut before = (0, Decimal::ZERO);
            for point in points {
                let after = (point.month, point.percent);
                if month.month() <= point.month {
                    return Working::Between { before, after, month: month.month() };
                }
                before = after;
            }
            Working::AtEnd { month: before.0, percent: before.1 }
        }
    }
}

/// Per cent of this project's plan that is due at the end of the month, unrounded.
///
/// With [`PaceProfile::OwnPlan`]: its planned months so far ÷ its plan of the year (÷ the sum of its
/// planned months where it states no plan), at most 100; without planned months m/12.
pub fn due_for_project(list: &ProjectList, project: &Project, month: Month) -> Decimal {
    working_for_project(list, project, month).percent()
}

/// How [`due_for_project`] is worked out.
pub fn working_for_project(list: &ProjectList, project: &Project, month: Month) -> Working {
    own(list, project, month).unwrap_or_else(|| working(&list.pace, month))
}

/// By the project's own months; none where the list goes by another profile, or the project has none.
pub(super) fn own(list: &ProjectList, project: &Project, month: Month) -> Option<Working> {
    if list.pace != PaceProfile::OwnPlan {
        return None;
    }
    let year = project.months.iter().find(|year| year.year == month.year())?;
    let row = year.row(MonthKind::Plan);
    if row.is_empty() {
        return None;
    }
    let so_far = row.through(month.month()).0;
    let plan = project.plan.and_then(|plan| Money::in_unit(plan, project.month_unit));
    let plan = plan.filter(|plan| *plan > Decimal::ZERO);
    let whole = plan.unwrap_or_else(|| row.through(12).0);
    percent(so_far, whole).map(|_| Working::OwnPlan { so_far, whole, of_plan: plan.is_some() })
}

/// Days of the year gone at the end of the month, and days of the whole year.
fn days(month: Month) -> Working {
    let year = i32::from(month.year());
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let gone = lengths.iter().take(usize::from(month.month())).sum();
    Working::Days { gone, all: if leap { 366 } else { 365 } }
}
