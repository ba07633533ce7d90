//! Areas in order of a figure, and completion of a project list by area.

use super::{
    Made, bands,
    derived::printed,
    is_derived, measure_of, place,
    scope::Scope,
    words::{area_label, in_title, joined, named, root_label},
};
use crate::{
    analysis::{
        breakdown::{By, GroupKey, breakdown},
        derive::{Derived, derive},
        number::round_half_up,
        target,
    },
    chart::{
        AxisUnit,
        data::{Body, Mark, Reference, Row, RowStyle, RowsBody, Tone},
    },
    i18n::{
        Lang,
        format::{fixed, number},
    },
    model::{
        Area, AreaId, Decimal, Direction, Figure, Lamp, Measure, Period, Workbook,
        figure::{Highlight, Transformation},
    },
};

/// The tone of a lamp.
pub(super) fn tone(lamp: Lamp) -> Tone {
    match lamp {
        Lamp::Behind => Tone::Bad,
        Lamp::Slight => Tone::Warning,
        Lamp::OnPace => Tone::Good,
        Lamp::Unlit => Tone::Unlit,
    }
}

/// Areas by one indicator's latest figure, the best first; areas without one come last.
pub(super) fn ranked(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let indicator = figure.indicators.iter().find_map(|&id| workbook.indicators.get(id))?;
    let measure = measure_of(workbook, figure, indicator);
    let chosen = |area: &&Area| figure.areas.is_empty() || figure.areas.contains(&area.id);
    let areas: Vec<&Area> = workbook.child_areas().filter(chosen).collect();
    let until = figure.to.map(Period::end).or(workbook.month);
    let latest = |area: &Area, year: i16| {
        let month = until.filter(|month| month.year() == year);
        target::latest(indicator, area.id, measure, year, month)
    };
    // All areas are compared in one period: the latest that any of them has a figure of.
    let (period, mut found, unit, whole) = if is_derived(figure) {
        let of = |area: AreaId| derive(workbook, indicator, area, measure, figure.transformation).ok();
        let all: Vec<(&Area, Option<Derived>)> = areas.iter().map(|&area| (area, of(area.id))).collect();
        let seen = |derived: &Derived| {
            let points = derived.points.iter().rev();
            points.map(|p| p.period).find(|p| until.is_none_or(|until| p.end() <= until))
        };
        let period = all.iter().filter_map(|(_, derived)| seen(derived.as_ref()?)).max_by_key(|p| p.end())?;
        let value = |derived: &Derived| {
            let point = derived.points.iter().rev().find(|point| point.period.end() == period.end())?;
            Some(printed(point.value, derived.places))
        };
        let unit = all.iter().find_map(|(_, derived)| Some(derived.as_ref()?.unit.clone()))?;
        let whole = workbook.root_area().and_then(|root| of(root.id)).and_then(|derived| value(&derived));
        let found = all.iter().map(|(area, derived)| (*area, derived.as_ref().and_then(value))).collect();
        (period, found, unit, whole)
    } else {
        let year_of = |area: &&Area| {
            let years = indicator.series(area.id).iter().map(|o| o.period.year());
            years.filter(|&year| until.is_none_or(|u| year <= u.year())).max()
        };
        let year = areas.iter().filter_map(year_of).max()?;
        let period = areas.iter().filter_map(|area| latest(area, year)).map(|r| r.period).max()?;
        let of_period = |area: &Area| {
            let read = target::latest(indicator, area.id, measure, year, Some(period.end()));
            read.filter(|r| r.period.end() == period.end()).map(|r| r.value)
        };
        let found: Vec<(&Area, Option<Decimal>)> =
            areas.iter().map(|&area| (area, of_period(area))).collect();
        // An amount of the whole is no measure for its parts.
        let whole = workbook.root_area().and_then(of_period).filter(|_| measure != Measure::Level);
        (period, found, indicator.unit_of(measure), whole)
    };
    let place_asked = figure.transformation == Transformation::Place;
    found.sort_by(|(_, a), (_, b)| match (a, b) {
        (Some(a), Some(b)) if indicator.direction == Direction::Lower || place_asked => a.cmp(b),
        (Some(a), Some(b)) => b.cmp(a),
        _ => b.is_some().cmp(&a.is_some()),
    });
    let known: Vec<Decimal> = found.iter().filter_map(|(_, value)| *value).collect();
    let root = workbook.root_area();
    let reference = if let (Some(whole), Some(root)) = (whole, root) {
        Some((whole, area_label(lang, root).to_owned()))
    } else {
        let sum = known.iter().fold(Decimal::ZERO, |sum, &v| sum.saturating_add(v));
        let mean = sum.checked_div(Decimal::from(known.len()));
        let places = known.iter().map(Decimal::scale).max().unwrap_or(0) as u8;
        mean.map(|mean| (round_half_up(mean, places), lang.mean_word().to_owned()))
    };
    let axis = AxisUnit::of_all(lang, &unit, known.iter().copied().map(place));
    let spoken = found.iter().any(|(area, _)| figure.highlight == Some(Highlight::Area(area.id)));
    let row = |(area, value): &(&Area, Option<Decimal>)| {
        let mut row = Row::new(area_label(lang, area));
        row.value =
            value.map(|value| Mark { at: place(value), text: axis.number(value), figure: number(value) });
        row.strong = figure.highlight == Some(Highlight::Area(area.id));
        row.tone = if row.strong || !spoken { Tone::Accent } else { Tone::Muted };
        let said = value.map_or_else(|| lang.no_figure().to_owned(), |v| lang.quantity(v, &unit));
        row.tip = vec![area.name.to_string(), lang.latest(&lang.period(period), &said)];
        if value.is_none() {
            row.note = lang.no_figure().into();
        }
        row
    };
    let rows: Vec<_> = found.iter().map(row).collect();
    let derived_word = is_derived(figure).then(|| lang.transformation(figure.transformation, workbook));
    let title = named(lang, indicator, measure);
    let title = match &derived_word {
        Some(word) => lang.named_measure(&title, &lang.after_name(word)),
        None => title,
    };
    let summary = match (found.first(), rows.first()) {
        (Some((area, Some(value))), Some(_)) => {
            lang.ranked_summary(area_label(lang, area), lang.quantity(*value, &unit))
        }
        _ => String::new(),
    };
    let measure = derived_word.unwrap_or_else(|| lang.measure(measure).to_owned());
    Some(Made {
        title: lang.ranked_title(root_label(workbook, lang), &title),
        subtitle: joined([&lang.measure_unit(&measure, &axis.name), &lang.period(period)]),
        keys: Vec::new(),
        notes: Vec::new(),
        summary,
        body: Body::Rows(RowsBody {
            style: RowStyle::Bars,
            rows,
            reference: reference.map(|(value, what)| Reference {
                at: place(value),
                label: lang.reference(&what, axis.number(value)),
            }),
            bands: bands(figure),
            unit: axis,
            shared: true,
            heads: Default::default(),
        }),
    })
}

/// Completion of a project list by area at the reporting month, with the pace.
pub(super) fn completion(scope: &Scope<'_>, figure: &Figure, lang: Lang) -> Option<Made> {
    let (workbook, list, analysis, month) = (scope.workbook, scope.list, &*scope.analysis, scope.month());
    let places = list.places;
    let percent = |value: Decimal| format!("{}%", fixed(round_half_up(value, places), places.into()));
    let mut groups = breakdown(workbook, analysis, By::Area);
    groups.retain(|group| match &group.key {
        GroupKey::Area(Some(area)) => figure.areas.is_empty() || figure.areas.contains(area),
        _ => false,
    });
    groups.retain(|group| group.totals.progress.plan.is_some());
    groups.sort_by_key(|group| std::cmp::Reverse(group.totals.progress.completion));
    let total = &analysis.totals.progress;
    let is_spoken = |group: &crate::analysis::breakdown::Group| match (&group.key, figure.highlight) {
        (GroupKey::Area(Some(area)), Some(Highlight::Area(spoken))) => *area == spoken,
        _ => false,
    };
    let spoken = groups.iter().any(is_spoken);
    let row = |group: &crate::analysis::breakdown::Group| {
        let GroupKey::Area(Some(id)) = &group.key else { return None };
        let area = workbook.areas.get(*id)?;
        let progress = &group.totals.progress;
        let mut row = Row::new(area_label(lang, area));
        row.tone = tone(group.lamp);
        row.sign = Lang::lamp_shape(group.lamp);
        row.value = progress.completion.map(|value| Mark::said(place(value), percent(value)));
        row.strong = figure.highlight == Some(Highlight::Area(area.id));
        if spoken && !row.strong {
            row.tone = Tone::Muted;
        }
        row.tip.push(area.name.to_string());
        let made = (progress.completion, progress.done, progress.plan);
        if let (Some(completion), Some(done), Some(plan)) = made {
            let unit = lang.money_unit(progress.unit);
            row.tip.push(lang.completion_made(percent(completion), number(done), number(plan), unit));
        } else {
            row.note = lang.no_figure().into();
            row.tip.push(lang.no_figure().to_owned());
        }
        if let Some(gap) = progress.gap {
            row.tip.push(lang.gap(round_half_up(gap, places), places.into()));
        }
        Some(row)
    };
    let rows: Vec<_> = groups.iter().filter_map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let done = total.completion.map(|value| lang.done_of_plan(percent(value)));
    let gap = total.gap.map(|gap| lang.gap(round_half_up(gap, places), places.into()));
    let said = [done, gap].into_iter().flatten().collect::<Vec<_>>().join(lang.comma());
    let at = month.map(|month| lang.up_to(lang.month(month))).unwrap_or_default();
    let reference =
        total.pace.map(|pace| Reference { at: place(pace), label: lang.pace_label(percent(pace)) });
    Some(Made {
        title: lang.completion_title(in_title(lang, list)),
        subtitle: joined([&said, &at]),
        keys: Vec::new(),
        notes: vec![lang.completion_method(&lang.within(lang.month_kind(list.counts)))],
        summary: joined([&said, &at]),
        body: Body::Rows(RowsBody {
            style: RowStyle::Track,
            rows,
            unit: AxisUnit::plain("%"),
            shared: true,
            reference,
            bands: Vec::new(),
            heads: Default::default(),
        }),
    })
}
