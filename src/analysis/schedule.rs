//! Dates of projects on an axis of months, and dates moved along it.

use crate::model::{Month, Project, When};

/// Months gone since the beginning of year 0: the first of January 2024 is 2024 × 12. For screen geometry and
/// comparing only.
pub type Place = f64;

/// Where a date begins: a bare year in January, a bare month on its first day.
pub fn begins(date: When) -> Place {
    let month = date.month().map_or(0, |month| month.month() - 1);
    let day = date.day().map_or(0.0, |day| f64::from(day - 1) / f64::from(days_in(date)));
    f64::from(date.year()) * 12.0 + f64::from(month) + day
}

/// Where a date ends: a bare year after December, a bare month after its last day.
pub fn ends(date: When) -> Place {
    let month = date.latest_month().month();
    let start = f64::from(date.year()) * 12.0 + f64::from(month - 1);
    start + date.day().map_or(1.0, |day| f64::from(day) / f64::from(days_in(date)))
}

/// Where a month ends.
pub fn end_of(month: Month) -> Place {
    ends(When::month_of(month))
}

fn days_in(date: When) -> u8 {
    let month = date.month().map_or(12, Month::month);
    (28..=31).rev().find(|&day| When::day_of(date.year(), month, day).is_some()).unwrap_or(28)
}

/// A stretch of time of which one end may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Span {
    /// Where it begins.
    pub from: Option<Place>,
    /// Where it ends.
    pub to: Option<Place>,
}

impl Span {
    /// From the beginning of one date to the end of another.
    pub fn of(from: Option<When>, to: Option<When>) -> Self {
        Self { from: from.map(begins), to: to.map(ends) }
    }

    /// Neither end is known.
    pub fn is_empty(self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Both ends.
    pub fn both(self) -> Option<(Place, Place)> {
        Some((self.from?, self.to?))
    }
}

/// The planned time of building: the planned dates, and the years of construction where one is missing.
pub fn planned(project: &Project) -> Span {
    let years = project.years;
    Span::of(
        project.planned_start.or(years.map(|years| When::year_of(years.from))),
        project.planned_finish.or(years.map(|years| When::year_of(years.to))),
    )
}

/// The baseline, where one was kept.
pub fn baseline(project: &Project) -> Span {
    Span::of(project.baseline_start, project.baseline_finish)
}

/// The time that building has taken so far: what has begun and is not finished goes on to the month's end.
pub fn actual(project: &Project, month: Option<Month>) -> Span {
    let span = Span::of(project.actual_start, project.actual_finish);
    match (span, month) {
        (Span { from: Some(from), to: None }, Some(month)) => {
            let now = end_of(month);
            Span { from: Some(from), to: (now > from).then_some(now) }
        }
        (span, _) => span,
    }
}

/// A date so many months later, as exact as it was: the 31st becomes the last day of a shorter month, and a
/// bare year becomes a month, because it would not move otherwise. `latest` says which month a bare year
/// stands for: its last one, or its first. `None` outside the years that the model knows.
pub fn moved(date: When, months: i32, latest: bool) -> Option<When> {
    if months == 0 {
        return Some(date);
    }
    let start = match date.month() {
        Some(month) => month,
        None if latest => date.latest_month(),
        None => Month::new(date.year(), 1)?,
    };
    let count = i32::from(start.year()) * 12 + i32::from(start.month()) - 1 + months;
    let month =
        Month::new(i16::try_from(count.div_euclid(12)).ok()?, u8::try_from(count.rem_euclid(12) + 1).ok()?)?;
    match date.day() {
        None => Some(When::month_of(month)),
        Some(day) => (1..=day).rev().find_map(|day| When::day_of(month.year(), month.month(), day)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> When {
        text.parse().unwrap()
    }

    #[test]
    #[allow(clippy::float_cmp, reason = "whole months are exact")]
    fn dates_stand_where_they_begin_and_end() {
        assert_eq!(begins(when("2024")), 24288.0);
        assert_eq!(ends(when("2024")), 24300.0);
        assert_eq!(begins(when("2024-03")), 24290.0);
        assert_eq!(ends(when("2024-03")), 24291.0);
        assert_eq!(begins(when("2024-03-01")), 24290.0);
        assert_eq!(ends(when("2024-02-29")), 24290.0);
    }

    #[test]
    fn dates_move_by_months_and_keep_how_exact_they_are() {
        assert_eq!(moved(when("2024-01-31"), 1, false), Some(when("2024-02-29")));
        assert_eq!(moved(when("2024-11"), 3, true), Some(when("2025-02")));
        assert_eq!(moved(when("2024"), -1, true), Some(when("2024-11")));
        assert_eq!(moved(when("2024"), 2, false), Some(when("2024-03")));
        assert_eq!(moved(when("2024"), 0, false), Some(when("2024")));
        assert_eq!(moved(when("9999-12"), 1, true), None);
    }
}
