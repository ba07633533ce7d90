//! Pace (时间进度, 序时进度): how much of a year's plan is due by the end of a month.

use super::number::percent;
use crate::model::{Decimal, Money, Month, MonthKind, PaceProfile, Project, ProjectList};

/// Per cent of the year's plan that is due at the end of the month, unrounded.
///
/// A profile by the projects' own plans has no common pace; here it counts as m/12
/// ([`due_for_project`] knows the project).
pub fn due(profile: &PaceProfile, month: Month) -> Decimal {
    match profile {
        PaceProfile::Monthly | PaceProfile::OwnPlan => twelfths(month),
        PaceProfile::Days => {
            let (gone, all) = days(month);
            percent(gone, all).unwrap_or_default()
        }
        PaceProfile::Points(points) => {
            let at = Decimal::from(month.month());
            let mut before = (Decimal::ZERO, Decimal::ZERO);
            for point in points {
                let here = (Decimal::from(point.month), point.percent);
                if at <= here.0 {
                    let span = here.0 - before.0;
                    // Points of a sound file rise; a step of no width takes the point itself.
                    return here
                        .1
                        .checked_sub(before.1)
                        .and_then(|rise| rise.checked_mul(at - before.0))
                        .and_then(|rise| rise.checked_div(span))
                        .map_or(here.1, |rise| before.1.saturating_add(rise));
                }
                before = here;
            }
            before.1
        }
    }
}

/// Per cent of this project's plan that is due at the end of the month, unrounded.
///
/// With [`PaceProfile::OwnPlan`]: its planned months so far ÷ its plan of the year (÷ the sum of its
/// planned months where it states no plan), at most 100; without planned months m/12.
pub fn due_for_project(list: &ProjectList, project: &Project, month: Month) -> Decimal {
    own_due(list, project, month).unwrap_or_else(|| due(&list.pace, month))
}

fn own_due(list: &ProjectList, project: &Project, month: Month) -> Option<Decimal> {
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
    let whole = plan.filter(|plan| *plan > Decimal::ZERO).unwrap_or(row.through(12).0);
    percent(so_far, whole).map(|due| due.min(Decimal::ONE_HUNDRED))
}

fn twelfths(month: Month) -> Decimal {
    Decimal::from(u32::from(month.month()) * 100) / Decimal::from(12)
}

/// Days of the year gone at the end of the month, and days of the whole year.
fn days(month: Month) -> (Decimal, Decimal) {
    let year = i32::from(month.year());
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let gone: u32 = lengths.iter().take(usize::from(month.month())).sum();
    (Decimal::from(gone), Decimal::from(if leap { 366 } else { 365 }))
}
