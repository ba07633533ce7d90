//! What stands on a second axis, and the pace curve to a target.

use super::{
    derived::{self, Seen},
    measure_of, place,
    series::Subject,
    words::{area_label, name},
};
use crate::{
    analysis::{number::round_half_up, target::due_by},
    chart::{
        AxisUnit,
        data::{Point, Series, Tone},
    },
    i18n::Lang,
    model::{
        Area, Decimal, Figure, Indicator, Measure, Month, Period, Target, Unit, Workbook,
        figure::{Highlight, SecondAxis, Transformation},
    },
};

/// What stands on the second axis.
pub(super) struct Beside<'a> {
    pub series: Vec<(Subject<'a>, Vec<Seen>)>,
    pub unit: Unit,
    /// What it measures.
    pub word: String,
    /// The title of a figure of both.
    pub title: String,
    /// Indicators in yet another unit.
    third: Vec<String>,
}

impl Beside<'_> {
    /// What stands over the axis: the thing itself where it is one, else the measure.
    pub fn head(&self, lang: Lang, unit: &AxisUnit) -> String {
        match &*self.series {
            [(one, _)] => lang.measure_unit(&one.name, &unit.name),
            _ => lang.measure_unit(&self.word, &unit.name),
        }
    }

    /// What is not drawn at all.
    pub fn note(&self, lang: Lang) -> Option<String> {
        (!self.third.is_empty()).then(|| lang.axis_third(self.third.join(lang.list_comma())))
    }
}

/// Whether one of several is what a figure speaks of; none where it speaks of none of them. `counts`: how many
/// indicators and areas it shows.
pub(super) fn spoken_of(
    figure: &Figure,
    indicator: &Indicator,
    area: &Area,
    counts: (usize, usize),
) -> Option<bool> {
    match figure.highlight {
        Some(Highlight::Area(spoken)) if counts.1 > 1 => Some(spoken == area.id),
        Some(Highlight::Indicator(spoken)) if counts.0 > 1 => Some(spoken == indicator.id),
        _ => None,
    }
}

/// What a figure wants on its second axis; none where nothing has another unit. `count`: how many things stand
/// on the first.
pub(super) fn of<'a>(
    workbook: &'a Workbook,
    figure: &Figure,
    lang: Lang,
    indicators: &[&'a Indicator],
    asked: Measure,
    count: usize,
) -> Option<Beside<'a>> {
    let first = *indicators.first()?;
    let own = first.unit_of(asked);
    let (measured, plain): (Vec<(&Indicator, Measure)>, Figure) = match figure.second_axis? {
        SecondAxis::Measure(measure) => {
            let same = indicators.iter().filter(|i| i.unit_of(asked) == own);
            // What is published beside a changed series stays as published.
            let plain = Figure { transformation: Transformation::None, ..figure.clone() };
            (same.map(|&i| (i, measure)).collect(), plain)
        }
        SecondAxis::OtherUnits => {
            let measured = indicators.iter().map(|&i| (i, measure_of(workbook, figure, i)));
            (measured.collect(), figure.clone())
        }
    };
    let other = |(indicator, measure): &(&Indicator, Measure)| indicator.unit_of(*measure) != own;
    let (_, wanted) = measured.iter().copied().find(other)?;
    let unit = measured.iter().find(|found| other(found)).map(|(i, m)| i.unit_of(*m))?;
    let mut third = Vec::new();
    let mut series = Vec::new();
    let mut areas: Vec<_> = figure.areas.iter().filter_map(|&id| workbook.areas.get(id)).collect();
    if areas.is_empty() {
        areas.extend(workbook.root_area());
    }
    let mut drawn_unit = unit.clone();
    for (indicator, measure) in measured.into_iter().filter(|found| other(found)) {
        if indicator.unit_of(measure) != unit {
            third.push(name(lang, indicator).to_owned());
            continue;
        }
        for &area in &areas {
            let found = derived::figures(workbook, &plain, indicator, area.id, measure);
            let read = derived::Read::of(indicator, measure, vec![found]);
            let Some(seen) = read.series.into_iter().next().filter(|seen| !seen.is_empty()) else { continue };
            drawn_unit = read.unit;
            let named = match figure.second_axis? {
                SecondAxis::Measure(measure) => {
                    lang.named_measure(name(lang, indicator), lang.measure(measure))
                }
                SecondAxis::OtherUnits => name(lang, indicator).to_owned(),
            };
            let named = if areas.len() > 1 { format!("{} {named}", area_label(lang, area)) } else { named };
            let spoken = spoken_of(figure, indicator, area, (indicators.len(), areas.len()));
            let tone = match spoken {
                Some(false) => Tone::Muted,
                Some(true) => Tone::Accent,
                // The first colour is that of the first axis.
                None => Tone::Series(count.max(1) + series.len()),
            };
            series
                .push((Subject { indicator, area, tone, strong: spoken != Some(false), name: named }, seen));
        }
    }
    if series.is_empty() {
        return None;
    }
    let title = match (figure.second_axis?, indicators) {
        (SecondAxis::Measure(measure), [one]) => {
            let both = lang.axis_and(lang.measure(asked), lang.measure(measure));
            lang.named_measure(name(lang, one), &lang.after_name(&both))
        }
        (SecondAxis::OtherUnits, [one, two]) => lang.axis_and(name(lang, one), name(lang, two)),
        _ => lang.several_title(""),
    };
    let word = lang.measure(wanted).to_owned();
    Some(Beside { series, unit: drawn_unit, word, title, third })
}

/// What is due of a level target by the end of each month shown, by the indicator's own pace. `value` is the
/// target's in the unit of the axis.
pub(super) fn pace(
    lang: Lang,
    indicator: &Indicator,
    target: &Target,
    value: Decimal,
    unit: &Unit,
    year: i16,
    months: &[u8],
) -> Option<Series> {
    let places = value.scale().max(1) as u8;
    let point = |&month: &u8| {
        let month = Month::new(year, month)?;
        let due = due_by(indicator, target, month).checked_mul(value)?.checked_div(Decimal::ONE_HUNDRED)?;
        let shown = round_half_up(due, places);
        Some(Point {
            x: f64::from(month.month()),
            y: Some(place(due)),
            label: lang.quantity(shown, unit),
            figure: shown.to_string(),
            when: lang.period(Period::to_month(month)),
            hollow: false,
        })
    };
    let points: Vec<Point> = months.iter().filter_map(point).collect();
    if points.is_empty() {
        return None;
    }
    Some(Series {
        name: lang.curve_pace().to_owned(),
        tone: Tone::Muted,
        strong: false,
        dashed: true,
        right: false,
        points: points.into(),
        end: lang.curve_pace().to_owned(),
    })
}
