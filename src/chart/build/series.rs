//! Values over time: one indicator with its target and last year, or several areas or indicators.

use super::{
    Made, derived, goal, measure_of, place,
    words::{area_label, joined, name, named, root_label},
};
use crate::{
    chart::data::{Annotation, Body, Goal, Key, KeyMark, Point, Series, SeriesBody, Tick, Tone},
    i18n::Lang,
    model::{
        Area, Basis, Figure, FigureKind, Indicator, Measure, Period, Status, Unit, Workbook,
        figure::Transformation, indicator::Relation,
    },
};
use derived::Seen;
use std::collections::BTreeMap;

/// One thing whose figures are drawn.
struct Subject<'a> {
    indicator: &'a Indicator,
    area: &'a Area,
    tone: Tone,
    name: String,
}

/// How time runs along the axis.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Time {
    /// January to December of the shown year, last year behind it.
    Months { year: i16 },
    /// Years.
    Years,
    /// Months over several years.
    Through,
}

pub(super) fn lines(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let indicators: Vec<_> = figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id)).collect();
    let first = *indicators.first()?;
    let asked = measure_of(workbook, figure, first);
    let subjects = subjects(workbook, figure, lang, &indicators, asked, &first.unit_of(asked));
    let alone = subjects.len() == 1;
    let mut made = Vec::with_capacity(subjects.len());
    for subject in &subjects {
        made.push(derived::figures(workbook, figure, subject.indicator, subject.area.id, asked));
    }
    let read = derived::Read::of(first, asked, made);
    if let Some(why) = &read.why_empty {
        return Some(Made::empty(lang.underivable(why)));
    }
    let (measure, unit, all) = (read.measure, read.unit.clone(), &read.series);
    let lead = all.iter().max_by_key(|seen| seen.len()).filter(|seen| !seen.is_empty())?;
    let time = time(workbook, figure, lead);
    let basis = read.basis.unwrap_or_else(|| basis(first, lead, time));
    // A target of growth stands beside growth on the year, too.
    let target = match figure.transformation {
        Transformation::None | Transformation::YearOnYear => goal::of_year(workbook, first, measure),
        _ => None,
    };

    let mut slots: BTreeMap<i32, String> = BTreeMap::new();
    let mut drawn: Vec<Series> = Vec::new();
    for (subject, seen) in subjects.iter().zip(all) {
        let years: &[(i16, bool)] = match time {
            Time::Months { year } if alone => &[(year, true), (year - 1, false)],
            Time::Months { year } => &[(year, true)],
            Time::Years | Time::Through => &[(0, true)],
        };
        for &(year, current) in years {
            let mut found: BTreeMap<i32, Seen> = BTreeMap::new();
            for o in seen {
                if year != 0 && o.period.year() != year || !fits(o.period, basis, time) {
                    continue;
                }
                let at = slot(o.period, time);
                // A figure of the period itself before one of the whole year in the same place.
                if !o.period.is_year() || !found.contains_key(&at) || time == Time::Years {
                    found.insert(at, *o);
                }
            }
            for (&at, seen) in &found {
                let label = tick_label(lang, seen.period, time);
                if current || !slots.contains_key(&at) {
                    slots.insert(at, label);
                }
            }
            let Some(last) = found.values().next_back() else { continue };
            let exact = lang.quantity(last.value, &unit);
            let (name, tone) = match time {
                Time::Months { year: shown } if alone => {
                    (lang.year_label(year), if year == shown { Tone::Accent } else { Tone::Muted })
                }
                _ => (subject.name.clone(), subject.tone),
            };
            let end = if name.is_empty() { exact } else { format!("{name} {exact}") };
            let strong = current && (alone || subject.tone == Tone::Accent);
            let point = |(&at, seen): (&i32, &Seen)| Point {
                x: f64::from(at),
                y: Some(place(seen.value)),
                label: lang.quantity(seen.value, &unit),
                figure: seen.value.to_string(),
                when: lang.period(seen.period),
                hollow: seen.status == Status::Preliminary,
            };
            let points = found.iter().map(point).collect();
            drawn.push(Series { name, tone, strong, dashed: false, points, end });
        }
    }
    if drawn.is_empty() {
        return None;
    }
    let reference = target.and_then(|t| t.reference).filter(|_| alone);
    if let (Some(reference), Time::Months { .. }) = (reference, time) {
        drawn.extend(compared(workbook, lang, reference.indicator, measure, basis, time, &unit));
    }
    gaps(&mut drawn, &slots, time, lang);

    if let (Time::Months { .. }, Basis::Cumulative, false) = (time, basis, slots.contains_key(&1)) {
        // What has accumulated by February, with no figure of January before it, is 1–2月.
        if let Some((label, both)) = slots.get_mut(&2).zip(Period::new(workbook.year, 1, 2, Basis::Single)) {
            *label = lang.period_in_year(both);
        }
    }
    let columns = figure.kind == FigureKind::Column;
    let (x, ticks) = axis(&slots, time, lang, columns, workbook.year);
    let goal = target.filter(|_| alone).and_then(|target| {
        let placed = goal::placed(target, &unit, first.direction)?;
        let comparable = measure != Measure::Level || basis != Basis::Single || time == Time::Years;
        let of_shown = match time {
            Time::Months { year } => year == target.year,
            Time::Years => true,
            Time::Through => false,
        };
        let reach = (time == Time::Years).then(|| {
            let at = f64::from(target.year);
            (at - 0.4, at + 0.4)
        });
        (comparable && of_shown).then(|| Goal {
            line: placed.at,
            met: placed.met,
            x: reach,
            label: lang.figure_target_short(lang.target(target, workbook)),
        })
    });
    let x = match (&goal, time) {
        (Some(goal), Time::Years) => (x.0, x.1.max(goal.x.map_or(x.1, |(_, to)| to))),
        _ => x,
    };
    let preliminary = drawn.iter().flat_map(|s| &s.points).any(|p| p.hollow);
    let mut notes = Vec::new();
    if preliminary {
        let said = if columns { lang.pale_is_preliminary() } else { lang.hollow_is_preliminary() };
        notes.push(said.to_owned());
    }
    if let (Some(reference), Some(target)) = (reference, target) {
        let relation = match reference.relation {
            Relation::InStep | Relation::Faster | Relation::Slower => lang.target(target, workbook),
        };
        notes.push(lang.figure_target(&relation));
    }
    let zero = columns || (measure == Measure::Level && basis == Basis::Cumulative);
    let notes_at = figure.annotations.iter().filter_map(|a| {
        let x = f64::from(slot(a.period, time));
        let of_line = || drawn.first()?.points.iter().find(|p| (p.x - x).abs() < 0.5)?.y;
        Some(Annotation { x, y: a.value.map(place).or_else(of_line)?, text: a.text.to_string() })
    });
    let notes_at = notes_at.collect();
    let basis_word = if time == Time::Years { "" } else { lang.basis(basis) };
    let measure_word = lang.measure(asked);
    let derived_word = (figure.transformation != Transformation::None)
        .then(|| lang.transformation(figure.transformation, workbook));
    // A mean or a difference is still called what it is a mean of.
    let word = derived_word.as_deref().unwrap_or(lang.measure(measure));
    if alone {
        notes.extend(read.notes(lang, workbook, &first.unit_of(asked)));
    }
    let latest = drawn.first().and_then(|s| s.points.iter().rev().find(|p| p.y.is_some()));
    let latest_words = latest.map(|p| lang.latest(&p.when, &p.label)).unwrap_or_default();
    let several_indicators = indicators.len() > 1;
    let title = match (several_indicators, &derived_word) {
        (true, _) => lang.several_title(word),
        (false, Some(derived)) => lang.named_measure(&named(lang, first, asked), &lang.after_name(derived)),
        (false, None) => named(lang, first, measure),
    };
    let title =
        lang.in_area(if alone || several_indicators { root_label(workbook, lang) } else { "" }, &title);
    let basis_word = if matches!(figure.transformation, Transformation::Single | Transformation::Cumulative) {
        ""
    } else {
        basis_word
    };
    // A difference or a mean says of what, too.
    let of = lang.measure_unit(measure_word, word);
    let word = match figure.transformation {
        Transformation::Distance(_) | Transformation::Average(_) => of.as_str(),
        _ => word,
    };
    let said = lang.measure_unit(&lang.with_basis(word, basis_word), lang.unit(&unit));
    let subtitle = joined([&said, if alone { &latest_words } else { "" }]);
    let summary = goal.as_ref().map_or(latest_words.clone(), |g| joined([&latest_words, &g.label]));
    Some(Made {
        title,
        subtitle,
        keys: if columns { column_keys(&drawn) } else { Vec::new() },
        notes,
        summary,
        body: Body::Series(SeriesBody {
            x,
            ticks,
            unit: lang.unit(&unit).to_owned(),
            zero,
            columns,
            series: drawn,
            goal,
            notes: notes_at,
            bracket: None,
        }),
    })
}

/// Columns have no ends to be labelled at.
fn column_keys(drawn: &[Series]) -> Vec<Key> {
    if drawn.len() < 2 {
        return Vec::new();
    }
    drawn.iter().map(|s| Key { mark: KeyMark::Bar, tone: s.tone, text: s.name.clone() }).collect()
}

fn subjects<'a>(
    workbook: &'a Workbook,
    figure: &Figure,
    lang: Lang,
    indicators: &[&'a Indicator],
    measure: Measure,
    unit: &Unit,
) -> Vec<Subject<'a>> {
    let mut areas: Vec<_> = figure.areas.iter().filter_map(|&id| workbook.areas.get(id)).collect();
    if areas.is_empty() {
        areas.extend(workbook.root_area());
    }
    let alone = indicators.len() * areas.len() == 1;
    let mut subjects = Vec::new();
    for (at, &indicator) in indicators.iter().enumerate() {
        // One axis carries one unit.
        if indicator.unit_of(measure) != *unit {
            continue;
        }
        for area in &areas {
            // A fixed colour for each area and indicator, whichever others are shown.
            let number =
                if indicators.len() > 1 { at } else { workbook.areas.position(area.id).unwrap_or(0) };
            let name = match (alone, indicators.len() > 1, areas.len() > 1) {
                (true, ..) => String::new(),
                (_, true, false) => name(lang, indicator).to_owned(),
                (_, true, true) => format!("{} {}", area_label(lang, area), name(lang, indicator)),
                (_, false, _) => area_label(lang, area).to_owned(),
            };
            let tone = if alone || number == 0 { Tone::Accent } else { Tone::Series(number) };
            subjects.push(Subject { indicator, area, tone, name });
        }
    }
    subjects
}

fn time(workbook: &Workbook, figure: &Figure, seen: &[Seen]) -> Time {
    let inside = seen.iter().filter(|o| !o.period.is_year());
    let Some(latest) = inside.clone().map(|o| o.period.year()).max() else { return Time::Years };
    if inside.clone().count() < 2 {
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
fn basis(indicator: &Indicator, seen: &[Seen], time: Time) -> Basis {
    let count =
        |basis: Basis| seen.iter().filter(|o| !o.period.is_year() && o.period.basis() == basis).count();
    if time == Time::Years || count(indicator.basis) > 0 {
        return indicator.basis;
    }
    let mut all = [Basis::Cumulative, Basis::Single, Basis::Stock];
    all.sort_by_key(|&basis| std::cmp::Reverse(count(basis)));
    all[0]
}

fn fits(period: Period, basis: Basis, time: Time) -> bool {
    match time {
        Time::Years => period.covers_year() && (period.is_year() || period.basis() != Basis::Single),
        // The figure of a whole year is what has accumulated by its December.
        Time::Months { .. } | Time::Through if period.is_year() => {
            basis == Basis::Cumulative || (basis == Basis::Stock && period.basis() == basis)
        }
        Time::Months { .. } | Time::Through => period.basis() == basis,
    }
}

fn slot(period: Period, time: Time) -> i32 {
    match time {
        Time::Years => i32::from(period.year()),
        Time::Months { .. } => i32::from(period.last()),
        Time::Through => i32::from(period.year()) * 12 + i32::from(period.last()) - 1,
    }
}

fn tick_label(lang: Lang, period: Period, time: Time) -> String {
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

/// The other indicator that the target refers to, behind the one spoken of.
fn compared(
    workbook: &Workbook,
    lang: Lang,
    other: crate::model::IndicatorId,
    measure: Measure,
    basis: Basis,
    time: Time,
    unit: &Unit,
) -> Option<Series> {
    let Time::Months { year } = time else { return None };
    let other = workbook.indicators.get(other).filter(|i| i.unit_of(measure) == *unit)?;
    let area = workbook.root_area()?.id;
    let seen = other.series(area).iter();
    let seen = seen.filter(|o| o.period.year() == year && fits(o.period, basis, time));
    let point = |o: &crate::model::Observation| {
        let value = o.figure(measure, other.measure)?;
        Some(Point {
            x: f64::from(slot(o.period, time)),
            y: Some(place(value)),
            label: lang.quantity(value, unit),
            figure: value.to_string(),
            when: lang.period(o.period),
            hollow: o.status == Status::Preliminary,
        })
    };
    let points: Vec<_> = seen.filter_map(point).collect();
    let name = name(lang, other).to_owned();
    let end = format!("{name} {}", points.last()?.label);
    Some(Series { name, tone: Tone::Series(1), strong: false, dashed: false, points, end })
}

/// Puts a gap where others have a figure, or a year is passed over.
fn gaps(drawn: &mut [Series], slots: &BTreeMap<i32, String>, time: Time, lang: Lang) {
    for series in drawn {
        let (Some(from), Some(to)) = (series.points.first().map(|p| p.x), series.points.last().map(|p| p.x))
        else {
            continue;
        };
        let inside = |at: &i32| f64::from(*at) >= from && f64::from(*at) <= to;
        let expected: Vec<i32> = match time {
            Time::Years => (from as i32..=to as i32).collect(),
            Time::Months { .. } | Time::Through => slots.keys().copied().filter(inside).collect(),
        };
        for at in expected {
            let x = f64::from(at);
            if let Err(place) = series.points.binary_search_by(|p| p.x.total_cmp(&x)) {
                let label = lang.no_figure().to_owned();
                let when = slots.get(&at).cloned().unwrap_or_else(|| at.to_string());
                let gap = Point { x, y: None, label, figure: String::new(), when, hollow: false };
                series.points.insert(place, gap);
            }
        }
    }
}

fn axis(
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
