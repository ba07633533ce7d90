//! How time runs along an axis: which figures fit it, where they stand, and what its ticks say.

use super::derived::Seen;
use crate::{
    chart::data::{Point, Series, Tick},
    i18n::Lang,
    model::{Basis, Figure, Indicator, Period, Workbook},
};
use std::collections::BTreeMap;

/// How time runs along the axis.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// January to December of the shown year, last year behind it.
    Months { year: i16 },
    /// Years.
    Years,
    /// Months over several years.
    Through,
}

pub(super) fn time(workbook: &Workbook, figure: &Figure, seen: &[Seen]) -> Time {
    let inside = seen.iter().filter(|o| !o.period.is_year());
    let Some(latest) = inside.clone().map(|o| o.period.year()).max() else { return Time::Years };
    let whole = || seen.iter().filter(|o| fits(o.period, Basis::Stock, Time::Years)).count();
    // A figure that begins with a year goes by years; one month alone stands in its year.
    if inside.clone().count() < 2 && whole() > 0 || figure.from.is_some_and(Period::is_year) && whole() > 1 {
        return Time::Years;
    }
    let years = figure.from.zip(Some(figure.to.map_or(latest, Period::year)));
    if years.is_some_and(|(from, to)| to > from.year()) {
        return Time::Through;
    }
    let of_year = inside.clone().any(|o| o.period.year() == workbook.year);
    Time::Months { year: if of_year && figure.to.is_none() { workbook.year } else { latest } }
}

/// The basis drawn: the indicator's usual one where it has such figures, else the one with most.
pub(super) fn basis(indicator: &Indicator, seen: &[Seen], time: Time) -> Basis {
    let count =
        |basis: Basis| seen.iter().filter(|o| !o.period.is_year() && o.period.basis() == basis).count();
    if time == Time::Years || count(indicator.basis) > 0 {
        return indicator.basis;
    }
    let mut all = [Basis::Cumulative, Basis::Single, Basis::Stock];
    all.sort_by_key(|&basis| std::cmp::Reverse(count(basis)));
    all[0]
}

pub(super) fn fits(period: Period, basis: Basis, time: Time) -> bool {
    match time {
        Time::Years => period.covers_year() && (period.is_year() || period.basis() != Basis::Single),
        // The figure of a whole year is what has accumulated by its December.
        Time::Months { .. } | Time::Through if period.is_year() => {
            basis == Basis::Cumulative || (basis == Basis::Stock && period.basis() == basis)
        }
        Time::Months { .. } | Time::Through => period.basis() == basis,
    }
}

pub(super) fn slot(period: Period, time: Time) -> i32 {
    match time {
        Time::Years => i32::from(period.year()),
        Time::Months { .. } => i32::from(period.last()),
        Time::Through => i32::from(period.year()) * 12 + i32::from(period.last()) - 1,
    }
}

pub(super) fn tick_label(lang: Lang, period: Period, time: Time) -> String {
    match time {
        Time::Years => period.year().to_string(),
        Time::Through => lang.period_short(period),
        Time::Months { .. } => match period.quarter() {
            Some(_) if !period.is_year() => lang.period_in_year(period.on(Basis::Single)),
            _ if period.first() == 1 && period.last() == 2 => lang.period_in_year(period.on(Basis::Single)),
            _ => lang.month_name(period.last()),
        },
    }
}

/// Puts a gap where others have a figure, or a year is passed over.
pub(super) fn gaps(drawn: &mut [Series], slots: &BTreeMap<i32, String>, time: Time, lang: Lang) {
    for series in drawn {
        let (Some(from), Some(to)) = (series.points.first().map(|p| p.x), series.points.last().map(|p| p.x))
        else {
            continue;
        };
        let inside = |at: &i32| f64::from(*at) >= from && f64::from(*at) <= to;
        let expected: Vec<i32> = match time {
            Time::Years => (from as i32..=to as i32).collect(),
            // A month that nobody has a figure of is a gap, too.
            Time::Months { .. } => {
                let apart = slots.keys().zip(slots.keys().skip(1)).map(|(a, b)| b - a);
                (from as i32..=to as i32).step_by(apart.min().unwrap_or(1).max(1) as usize).collect()
            }
            Time::Through => slots.keys().copied().filter(inside).collect(),
        };
        let mut missing = Vec::new();
        for at in expected {
            let x = f64::from(at);
            if let Err(place) = series.points.binary_search_by(|p| p.x.total_cmp(&x)) {
                let label = lang.no_figure().to_owned();
                let when = slots.get(&at).cloned().unwrap_or_else(|| at.to_string());
                let gap = Point { x, y: None, label, figure: String::new(), when, hollow: false };
                missing.push((place, gap));
            }
        }
        if !missing.is_empty() {
            let mut points = series.points.to_vec();
            for (place, gap) in missing.into_iter().rev() {
                points.insert(place, gap);
            }
            series.points = points.into();
        }
    }
}

/// The first place of each year on an axis of months over several years.
pub(super) fn years(slots: &BTreeMap<i32, String>, time: Time) -> Vec<Tick> {
    if time != Time::Through {
        return Vec::new();
    }
    let mut found: BTreeMap<i32, i32> = BTreeMap::new();
    for &at in slots.keys() {
        found.entry(at.div_euclid(12)).or_insert(at);
    }
    found.into_iter().map(|(year, at)| Tick { at: f64::from(at), label: year.to_string() }).collect()
}

pub(super) fn axis(
    slots: &BTreeMap<i32, String>,
    time: Time,
    lang: Lang,
    columns: bool,
    year: i16,
) -> ((f64, f64), Vec<Tick>) {
    let tick = |(&at, label): (&i32, &String)| Tick { at: f64::from(at), label: label.clone() };
    let neighbours = slots.keys().zip(slots.keys().skip(1)).map(|(a, b)| b - a);
    let room = if columns { 0.5 * f64::from(neighbours.min().unwrap_or(1)) } else { 0.25 };
    let first = slots.keys().next().map_or(1, |&at| at);
    let last = slots.keys().next_back().map_or(12, |&at| at);
    match time {
        Time::Months { .. } => {
            let mut ticks: BTreeMap<i32, String> = slots.clone();
            // Quarters only: the year's quarters; else its months.
            let quarters = slots.keys().all(|at| at % 3 == 0);
            for month in (1..=12).filter(|month| !quarters && (*month > first || *month == 12)) {
                ticks.entry(month).or_insert_with(|| lang.month_name(month as u8));
            }
            ((f64::from(first) - room, 12.0 + room), ticks.iter().map(tick).collect())
        }
        Time::Years => {
            let last = last.max(i32::from(year).min(last + 1));
            let ticks = (first..=last).map(|at| Tick { at: f64::from(at), label: at.to_string() });
            ((f64::from(first) - room.max(0.4), f64::from(last) + room.max(0.4)), ticks.collect())
        }
        Time::Through => {
            let ticks = slots.iter().map(tick).collect();
            ((f64::from(first) - room, f64::from(last) + room), ticks)
        }
    }
}
