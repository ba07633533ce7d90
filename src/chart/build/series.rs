//! Values over time: one indicator with its target and last year, or several areas or indicators.

use super::{
    Made, bands, derived, goal, measure_of, place, second,
    time::{self, Time, axis, basis, fits, gaps, slot, tick_label, time, years},
    words::{area_label, joined, name, named, root_label},
};
use crate::{
    chart::{
        AxisUnit,
        data::{Annotation, Body, Goal, Key, KeyMark, Point, RightAxis, Series, SeriesBody, Tone},
    },
    i18n::Lang,
    model::{
        Area, Basis, Figure, FigureKind, Indicator, Measure, Period, Status, Unit, Workbook,
        figure::Transformation, indicator::Relation,
    },
};
use derived::Seen;
use std::collections::BTreeMap;

/// One thing whose figures are drawn.
pub(super) struct Subject<'a> {
    pub indicator: &'a Indicator,
    pub area: &'a Area,
    pub tone: Tone,
    pub strong: bool,
    pub name: String,
}

pub(super) fn lines(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let indicators: Vec<_> = figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id)).collect();
    let first = *indicators.first()?;
    let asked = measure_of(workbook, figure, first);
    let subjects = subjects(workbook, figure, lang, &indicators, asked, &first.unit_of(asked));
    let beside = second::of(workbook, figure, lang, &indicators, asked, subjects.len());
    let alone = subjects.len() == 1 && beside.is_none();
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
    // One thing alone on the second axis is named over it.
    let one_right = beside.as_ref().is_some_and(|beside| beside.series.len() == 1);
    let mut draw = |subject: &Subject<'_>, seen: &[Seen], (basis, unit, right): (Basis, &Unit, bool)| {
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
            let exact = lang.quantity(last.value, unit);
            let (name, tone) = match time {
                Time::Months { year: shown } if alone => {
                    (lang.year_label(year), if year == shown { Tone::Accent } else { Tone::Muted })
                }
                _ => (subject.name.clone(), subject.tone),
            };
            let unnamed = name.is_empty() || right && one_right;
            let end = if unnamed { exact } else { format!("{name} {exact}") };
            let point = |(&at, seen): (&i32, &Seen)| Point {
                x: f64::from(at),
                y: Some(place(seen.value)),
                label: lang.quantity(seen.value, unit),
                figure: seen.value.to_string(),
                when: lang.period(seen.period),
                hollow: seen.status == Status::Preliminary,
            };
            let points = found.iter().map(point).collect();
            let strong = current && (alone || subject.strong);
            drawn.push(Series { name, tone, strong, dashed: false, right, points, end });
        }
    };
    for (subject, seen) in subjects.iter().zip(all) {
        draw(subject, seen, (basis, &unit, false));
    }
    if let Some(beside) = &beside {
        for (subject, seen) in &beside.series {
            let basis = time::basis(subject.indicator, seen, time);
            draw(subject, seen, (basis, &beside.unit, beside.unit != unit));
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
    // A target of a year without figures has its place on the axis, too.
    let year = if target.is_some() && figure.to.is_none() { workbook.year } else { i16::MIN };
    let (x, ticks) = axis(&slots, time, lang, columns, year);
    let comparable = measure != Measure::Level || basis != Basis::Single || time == Time::Years;
    let placed = target.filter(|_| subjects.len() == 1 && comparable).and_then(|target| {
        let of_shown = match time {
            Time::Months { year } => year == target.year,
            Time::Years => true,
            Time::Through => false,
        };
        Some((target, goal::placed(target, &unit, first.direction).filter(|_| of_shown)?))
    });
    let goal = placed.as_ref().filter(|_| !figure.hide_target).map(|(target, placed)| {
        let reach = (time == Time::Years).then(|| {
            let at = f64::from(target.year);
            (at - 0.4, at + 0.4)
        });
        let label = lang.figure_target_short(lang.target(target, workbook));
        Goal { line: placed.at, met: placed.met, x: reach, label }
    });
    let x = match (&goal, time) {
        (Some(goal), Time::Years) => (x.0, x.1.max(goal.x.map_or(x.1, |(_, to)| to))),
        _ => x,
    };
    let mut notes = Vec::new();
    if drawn.iter().flat_map(|s| &s.points).any(|p| p.hollow) {
        let said = if columns { lang.pale_is_preliminary() } else { lang.hollow_is_preliminary() };
        notes.push(said.to_owned());
    }
    if let (Time::Months { year }, Some((target, placed)), true) = (time, &placed, figure.pace) {
        let adds_up = measure == Measure::Level && basis == Basis::Cumulative;
        let months: Vec<u8> = ticks.iter().map(|tick| tick.at as u8).collect();
        let pace = second::pace(lang, first, target, placed.value, &unit, year, &months);
        if let Some(pace) = pace.filter(|_| adds_up) {
            notes.push(lang.axis_pace_note(&lang.within(lang.pace_profile(&first.pace))));
            drawn.push(pace);
        }
    }
    if let (Some(reference), Some(target)) = (reference, target) {
        let relation = match reference.relation {
            Relation::InStep | Relation::Faster | Relation::Slower => lang.target(target, workbook),
        };
        notes.push(lang.figure_target(&relation));
    }
    let zero = columns || (measure == Measure::Level && basis == Basis::Cumulative);
    let notes_at = figure.annotations.iter().filter(|a| match time {
        Time::Months { year } => a.period.year() == year,
        Time::Years | Time::Through => true,
    });
    let notes_at = notes_at.map(|a| {
        let x = f64::from(slot(a.period, time));
        let of_line = || drawn.iter().find(|s| !s.right)?.points.at(x)?.y;
        Annotation { x, y: a.value.map(place).or_else(of_line), text: a.text.to_string() }
    });
    let notes_at = notes_at.collect();
    let basis_word = if time == Time::Years { "" } else { lang.basis(basis) };
    let measure_word = lang.measure(asked);
    let derived_word = (figure.transformation != Transformation::None)
        .then(|| lang.transformation(figure.transformation, workbook));
    // A mean or a difference is still called what it is a mean of.
    let word = derived_word.as_deref().unwrap_or(lang.measure(measure));
    if alone {
        // How the figures on show came about, and where they disagree, before what holds of the method.
        notes.splice(0..0, read.notes(lang, workbook, &first.unit_of(asked)));
    }
    let latest = drawn.first().and_then(|s| s.points.iter().rev().find(|p| p.y.is_some()));
    let latest_words = latest.map(|p| lang.latest(&p.when, &p.label)).unwrap_or_default();
    let several_indicators = indicators.len() > 1;
    let title = match (several_indicators, &derived_word, &beside) {
        (_, _, Some(beside)) => beside.title.clone(),
        (true, ..) => lang.several_title(word),
        (false, Some(derived), _) => {
            lang.named_measure(&named(lang, first, asked), &lang.after_name(derived))
        }
        (false, None, _) => named(lang, first, measure),
    };
    let whole = subjects.len() == 1 || several_indicators;
    let area = match *figure.areas {
        [id] => workbook.areas.get(id).map_or("", |area| area_label(lang, area)),
        _ => root_label(workbook, lang),
    };
    let title = lang.in_area(if whole { area } else { "" }, &title);
    let basis_word = if matches!(figure.transformation, Transformation::Single | Transformation::Cumulative) {
        ""
    } else {
        basis_word
    };
    // A difference or a mean says of what, too.
    let of = lang.measure_unit(measure_word, &lang.within(word));
    let word = match figure.transformation {
        Transformation::Distance(_) | Transformation::Average(_) => of.as_str(),
        _ => word,
    };
    let extents = |right: bool| {
        let found = drawn.iter().filter(move |s| s.right == right).filter_map(|s| s.points.extent());
        found.flat_map(|(low, high)| [low, high])
    };
    let ends = figure.bands.iter().flat_map(|band| [Some(band.value), band.high]).flatten();
    let own_lines = goal.iter().map(|goal| goal.line).chain(ends.map(place));
    let axis_unit = AxisUnit::of_all(lang, &unit, extents(false).chain(own_lines));
    let said = lang.measure_unit(&lang.with_basis(word, basis_word), &axis_unit.name);
    let second_axis = beside.as_ref().filter(|_| drawn.iter().any(|s| s.right)).map(|beside| {
        let unit = AxisUnit::of_all(lang, &beside.unit, extents(true));
        let said = lang.measure_unit(&beside.word, &unit.name);
        notes.extend(beside.note(lang));
        (RightAxis { head: lang.axis_right(&beside.head(lang, &unit)), unit }, said)
    });
    let (head, said) = match &second_axis {
        Some((_, right)) => {
            let what = match &*subjects {
                [one] => lang.measure_unit(&one.name, &axis_unit.name),
                _ => said.clone(),
            };
            (lang.axis_left(&what), lang.axis_both(&said, right))
        }
        None => (String::new(), said),
    };
    let subtitle = joined([&said, if alone { &latest_words } else { "" }]);
    let summary = goal.as_ref().map_or(latest_words.clone(), |g| joined([&latest_words, &g.label]));
    Some(Made {
        title,
        subtitle,
        keys: if columns { column_keys(&drawn) } else { Vec::new() },
        notes,
        summary,
        body: Body::Series(Box::new(SeriesBody {
            x,
            ticks,
            years: years(&slots, time),
            unit: axis_unit,
            head,
            right: second_axis.map(|(axis, _)| axis),
            zero,
            columns,
            series: drawn,
            goal,
            bands: bands(figure),
            notes: notes_at,
            bracket: None,
        })),
    })
}

/// Columns have no ends to be labelled at.
fn column_keys(drawn: &[Series]) -> Vec<Key> {
    let upright = || drawn.iter().filter(|s| !s.right && !s.dashed);
    if upright().count() < 2 {
        return Vec::new();
    }
    // In the order in which they stand: the thing spoken of is the last.
    let key = |s: &Series| Key { mark: KeyMark::Bar, tone: s.tone, text: s.name.clone() };
    let mut keys: Vec<Key> = upright().map(key).collect();
    keys.reverse();
    keys
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
    let beside = figure.second_axis.is_some();
    let alone = indicators.len() * areas.len() == 1 && !beside;
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
                (_, _, false) => name(lang, indicator).to_owned(),
                (_, true, true) => format!("{} {}", area_label(lang, area), name(lang, indicator)),
                (_, false, _) => area_label(lang, area).to_owned(),
            };
            let spoken = second::spoken_of(figure, indicator, area, (indicators.len(), areas.len()));
            let tone = match spoken {
                Some(false) => Tone::Muted,
                Some(true) => Tone::Accent,
                None if alone || number == 0 => Tone::Accent,
                None => Tone::Series(number),
            };
            subjects.push(Subject { indicator, area, tone, strong: tone == Tone::Accent, name });
        }
    }
    subjects
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
    let points = points.into();
    Some(Series { name, tone: Tone::Series(1), strong: false, dashed: false, right: false, points, end })
}
