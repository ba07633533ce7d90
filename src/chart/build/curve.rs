//! The investment curve (S-curve) of a list or of a selection of it.

use super::{
    Made, place,
    scope::Scope,
    words::{in_title, joined},
};
use crate::{
    analysis::{
        Curve,
        curve::{Cumulative, Method, Standing},
        number::round_half_up,
    },
    chart::{
        AxisUnit,
        data::{Annotation, Body, Point, Series, SeriesBody, Tick, Tone},
    },
    i18n::{Lang, format::fixed},
    model::{Decimal, Figure, Month, MonthKind, Period, Unit},
};

/// Decimal places of money on the curve.
const PLACES: u8 = 2;

pub(super) fn curve(scope: &Scope<'_>, figure: &Figure, lang: Lang) -> Made {
    let curve = Curve::of(scope.workbook, &scope.analysis, scope.rows.iter().copied());
    let Some(curve) = curve.filter(|curve| !curve.is_empty()) else {
        let why = if scope.rows.is_empty() { lang.views_none() } else { lang.curve_no_figures() };
        return Made::empty(why.to_owned());
    };
    let draw = Draw { lang, unit: Unit::new(curve.unit.symbol()), year: scope.workbook.year };
    let standing = curve.standing();
    let places = u32::from(scope.list.places);
    let gap = standing.map(|standing| {
        let gap = gap_words(lang, &standing, &curve, places);
        let silent = curve.month.filter(|month| curve.until.is_some_and(|until| until < *month));
        silent
            .map_or(gap.clone(), |month| lang.curve_not_reported(&gap, &lang.not_there(curve.counts, month)))
    });
    let counted = curve.counts;
    let line =
        |kind: MonthKind| if kind == MonthKind::Confirmed { &curve.confirmed } else { &curve.reported };
    let other = if counted == MonthKind::Confirmed { MonthKind::Reported } else { MonthKind::Confirmed };
    let mut drawn = Vec::new();
    if let Some(mut main) = draw.series(lang.month_kind(counted), Tone::Accent, line(counted), true, false) {
        if let Some(gap) = &gap {
            main.end = format!("{}\n{gap}", main.end);
        }
        drawn.push(main);
    }
    if let Some(forecast) = &curve.forecast {
        drawn.extend(draw.series(lang.curve_forecast(), Tone::Accent, &forecast.values, false, true));
    }
    if let Some(mut second) = draw.series(lang.month_kind(other), Tone::Series(1), line(other), false, false)
    {
        // Its label stands at the edge: one that ends before the month says where.
        let last = (1_u8..).zip(line(other)).filter(|(_, value)| value.is_some()).last();
        if let Some((last, _)) = last.filter(|&(last, _)| curve.month.is_some_and(|month| last < month)) {
            second.end = lang.curve_until(&second.end, &lang.month_name(last));
        }
        drawn.push(second);
    }
    drawn.extend(draw.series(lang.curve_pace(), Tone::Muted, &curve.pace, false, false));
    drawn.extend(draw.series(lang.curve_own_months(), Tone::Series(5), &curve.planned, false, true));
    let latest = drawn.first().and_then(|s| s.points.last().map(|p| (s.name.clone(), p.clone())));
    let latest = latest.map(|(name, p)| lang.latest(&joined([&p.when, &name]), &p.label)).unwrap_or_default();
    let notes = curve.forecast.as_ref().map(|forecast| method(lang, forecast.method, &draw.unit, places));
    let bracket = curve
        .month
        .or(curve.until)
        .zip(standing)
        .map(|(month, standing)| (f64::from(month), place(standing.done), place(standing.due)));
    let extents = drawn.iter().filter_map(|s| s.points.extent()).map(|(_, high)| high);
    let axis = AxisUnit::of_all(lang, &draw.unit, extents);
    let notes_at = figure.annotations.iter().filter(|a| a.period.year() == draw.year);
    let notes_at = notes_at.map(|a| Annotation {
        x: f64::from(a.period.last()),
        y: a.value.map(place),
        text: a.text.to_string(),
    });
    let notes_at = notes_at.collect();
    let tick = |month: u8| Tick { at: f64::from(month), label: lang.month_name(month) };
    Made {
        title: lang.curve_title(in_title(lang, scope.list)),
        subtitle: joined([&lang.measure_unit(lang.curve_measure(), &axis.name), &scope.said(lang)]),
        keys: Vec::new(),
        notes: notes.into_iter().collect(),
        summary: joined([&latest, &gap.unwrap_or_default()]),
        body: Body::Series(Box::new(SeriesBody {
            x: (0.75, 12.25),
            ticks: (1..=12).map(tick).collect(),
            years: Vec::new(),
            unit: axis,
            head: String::new(),
            right: None,
            zero: true,
            columns: false,
            series: drawn,
            goal: None,
            bands: Vec::new(),
            notes: notes_at,
            bracket,
        })),
    }
}

/// The gap at the month in points and in money, short enough for the end of a line.
fn gap_words(lang: Lang, standing: &Standing, curve: &Curve, places: u32) -> String {
    let money = standing.done.saturating_sub(standing.due);
    let gap = round_half_up(standing.gap, places as u8);
    let money = lang.money(round_half_up(money.abs(), PLACES), curve.unit);
    let points = fixed(gap.abs(), places);
    if gap.is_zero() {
        lang.gap(gap, places)
    } else if gap.is_sign_negative() {
        lang.curve_behind(points, money)
    } else {
        lang.curve_ahead(points, money)
    }
}

fn method(lang: Lang, method: Method, unit: &Unit, places: u32) -> String {
    match method {
        Method::AsSoFar(percent) => lang.forecast_as_so_far(format!("{}%", fixed(percent, places))),
        Method::MonthlyMean(mean) => {
            lang.forecast_monthly_mean(lang.quantity(round_half_up(mean, PLACES), unit))
        }
    }
}

struct Draw {
    lang: Lang,
    unit: Unit,
    year: i16,
}

impl Draw {
    fn point(&self, month: u8, value: Option<Decimal>) -> Point {
        let value = value.map(|value| round_half_up(value, PLACES));
        let lang = self.lang;
        let when = Month::new(self.year, month).map(|month| lang.period(Period::to_month(month)));
        Point {
            x: f64::from(month),
            y: value.map(place),
            label: value.map_or_else(|| lang.no_figure().to_owned(), |v| lang.quantity(v, &self.unit)),
            figure: value.map(|v| v.to_string()).unwrap_or_default(),
            when: when.unwrap_or_default(),
            hollow: false,
        }
    }

    fn series(
        &self,
        name: &str,
        tone: Tone,
        values: &Cumulative,
        strong: bool,
        dashed: bool,
    ) -> Option<Series> {
        let mut points: Vec<_> =
            (1_u8..).zip(values).map(|(month, &value)| self.point(month, value)).collect();
        while points.last().is_some_and(|point| point.y.is_none()) {
            points.pop();
        }
        let end = format!("{name} {}", points.last()?.label);
        let points = points.into();
        Some(Series { name: name.to_owned(), tone, strong, dashed, right: false, points, end })
    }
}
