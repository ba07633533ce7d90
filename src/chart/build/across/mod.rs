//! Figures that compare areas, indicators and periods: which are shown, and what is known of each.

mod peers;
mod scatter;
mod shaded;
mod slope;
mod stack;
mod waterfall;

use super::{
    Made, bands, measure_of, place,
    words::{area_label, joined, name, named, root_label},
};
use crate::{
    chart::{
        AxisUnit,
        data::{Body, Tone},
        kinds::{Compared, Drawing, Part, Value},
    },
    i18n::{Lang, format::number},
    model::{
        Area, Basis, Decimal, Figure, FigureKind, Indicator, Measure, Observation, Period, Status, Unit,
        Workbook, figure::Highlight,
    },
};
use std::collections::BTreeMap;

pub use shaded::tile_positions;

/// Describes one of the figures that compare; none where there is nothing to show, or for another kind.
pub(super) fn chart(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let across = Across::of(workbook, figure, lang)?;
    match figure.kind {
        FigureKind::StackedColumns => stack::stack(&across, false),
        FigureKind::FullColumns => stack::stack(&across, true),
        FigureKind::SmallMultiples => stack::panels(&across),
        FigureKind::Slope => slope::slope(&across),
        FigureKind::AreaHeat => shaded::heat(&across),
        FigureKind::TileMap => shaded::tiles(&across),
        FigureKind::Scatter => scatter::scatter(&across),
        FigureKind::PeerBox => peers::peers(&across),
        FigureKind::Waterfall => waterfall::waterfall(&across),
        _ => None,
    }
}

/// A thing that is shown: an indicator of an area.
#[derive(Clone)]
struct Thing<'a> {
    indicator: &'a Indicator,
    area: &'a Area,
    name: String,
    tone: Tone,
    strong: bool,
}

/// What is compared, and in which measure.
#[derive(Clone)]
struct Across<'a> {
    workbook: &'a Workbook,
    figure: &'a Figure,
    lang: Lang,
    indicators: Vec<&'a Indicator>,
    first: &'a Indicator,
    measure: Measure,
    unit: Unit,
    /// The unit of the drawing.
    axis: AxisUnit,
    areas: Vec<&'a Area>,
}

impl<'a> Across<'a> {
    fn of(workbook: &'a Workbook, figure: &'a Figure, lang: Lang) -> Option<Self> {
        let indicators: Vec<_> =
            figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id)).collect();
        let first = *indicators.first()?;
        let measure = measure_of(workbook, figure, first);
        let unit = first.unit_of(measure);
        let areas: Vec<&Area> = if figure.areas.is_empty() {
            workbook.child_areas().collect()
        } else {
            figure.areas.iter().filter_map(|&id| workbook.areas.get(id)).collect()
        };
        let axis = AxisUnit::plain(lang.unit(&unit));
        let mut found = Self { workbook, figure, lang, indicators, first, measure, unit, axis, areas };
        let most = found.largest(&found.things());
        found.axis = AxisUnit::of(lang, &found.unit, most);
        Some(found)
    }

    /// The largest figure of things, whichever its sign.
    fn largest(&self, things: &[Thing<'_>]) -> f64 {
        let figures = things.iter().flat_map(|thing| {
            let own = thing.indicator.measure;
            let series = thing.indicator.series(thing.area.id).iter();
            series.filter(|o| self.inside(o.period)).filter_map(move |o| o.figure(self.measure, own))
        });
        figures.map(|value| place(value).abs()).fold(0.0, f64::max)
    }

    fn root(&self) -> Option<&'a Area> {
        self.workbook.root_area()
    }

    fn highlights_area(&self, area: &Area) -> bool {
        self.figure.highlight == Some(Highlight::Area(area.id))
    }

    /// A fixed colour for each area; where one is spoken of, the others are grey.
    fn tone(&self, area: &Area) -> Tone {
        if self.highlights_area(area) {
            Tone::Accent
        } else if self.figure.highlight.is_some() {
            Tone::Muted
        } else {
            match self.workbook.areas.position(area.id).unwrap_or(0) {
                0 => Tone::Accent,
                at => Tone::Series(at),
            }
        }
    }

    /// What is compared: the indicators where there are several of one unit, else the areas.
    fn things(&self) -> Vec<Thing<'a>> {
        if self.indicators.len() > 1 {
            let Some(area) = self.one_area() else { return Vec::new() };
            let same = self.indicators.iter().filter(|i| i.unit_of(self.measure) == self.unit);
            let thing = |(at, indicator): (usize, &&'a Indicator)| {
                let strong = self.figure.highlight == Some(Highlight::Indicator(indicator.id));
                let tone = match (strong, self.figure.highlight, at) {
                    (true, ..) | (_, None, 0) => Tone::Accent,
                    (_, Some(_), _) => Tone::Muted,
                    (_, None, at) => Tone::Series(at),
                };
                Thing { indicator, area, name: name(self.lang, indicator).to_owned(), tone, strong }
            };
            return same.enumerate().map(thing).collect();
        }
        self.area_things()
    }

    fn area_things(&self) -> Vec<Thing<'a>> {
        let thing = |&area: &&'a Area| Thing {
            indicator: self.first,
            area,
            name: area_label(self.lang, area).to_owned(),
            tone: self.tone(area),
            strong: self.highlights_area(area),
        };
        self.areas.iter().map(thing).collect()
    }

    /// The periods in which any of the things has a figure, in order: whole years, or the months or quarters
    /// of a year; the figure's first period says which.
    fn periods(&self, things: &[Thing<'_>], years_first: bool) -> Vec<Period> {
        let years_first = self.figure.from.map_or(years_first, Period::is_year);
        let found = if years_first { self.years(things) } else { self.within_year(things) };
        if found.len() > 1 {
            return found;
        }
        let other = if years_first { self.within_year(things) } else { self.years(things) };
        if other.len() > found.len() { other } else { found }
    }

    fn inside(&self, period: Period) -> bool {
        self.figure.from.is_none_or(|from| period.end() >= from.end())
            && self.figure.to.is_none_or(|to| period.end() <= to.end())
    }

    fn observed<'b>(&'b self, things: &'b [Thing<'_>]) -> impl Iterator<Item = &'b Observation> + 'b {
        let of = move |thing: &'b Thing<'_>| {
            let own = thing.indicator.measure;
            thing
                .indicator
                .series(thing.area.id)
                .iter()
                .filter(move |o| o.figure(self.measure, own).is_some())
        };
        things.iter().flat_map(of).filter(|o| self.inside(o.period))
    }

    fn years(&self, things: &[Thing<'_>]) -> Vec<Period> {
        let mut found: BTreeMap<i16, Period> = BTreeMap::new();
        for o in self.observed(things).filter(|o| is_whole(o.period)) {
            found.entry(o.period.year()).or_insert(o.period);
        }
        found.into_values().collect()
    }

    fn within_year(&self, things: &[Thing<'_>]) -> Vec<Period> {
        let seen = || self.observed(things).filter(|o| !o.period.is_year()).map(|o| o.period);
        let count = |basis: Basis| seen().filter(|period| period.basis() == basis).count();
        let own = self.first.basis;
        let mut all = [Basis::Cumulative, Basis::Single, Basis::Stock];
        all.sort_by_key(|&basis| std::cmp::Reverse(count(basis)));
        let basis = if count(own) > 0 { own } else { all[0] };
        let mut found: BTreeMap<(i16, u8), Period> = BTreeMap::new();
        for period in seen().filter(|period| period.basis() == basis) {
            found.entry((period.year(), period.last())).or_insert(period);
        }
        let year = found.keys().next_back().map_or(0, |(year, _)| *year);
        let all_years = self.figure.from.is_some();
        found.into_iter().filter(|((y, _), _)| all_years || *y == year).map(|(_, period)| period).collect()
    }

    /// The latest period that any of the things has a figure of.
    fn latest(&self, things: &[Thing<'_>]) -> Option<Period> {
        let latest = |periods: Vec<Period>| periods.last().copied();
        let (inside, whole) = (latest(self.within_year(things)), latest(self.years(things)));
        match (inside, whole) {
            (Some(inside), Some(whole)) if whole.end() > inside.end() => Some(whole),
            (inside, whole) => inside.or(whole),
        }
    }

    fn observation(&self, thing: &Thing<'a>, period: Period) -> Option<&'a Observation> {
        let indicator: &'a Indicator = thing.indicator;
        let has = |o: &&Observation| o.figure(self.measure, indicator.measure).is_some();
        let exact = indicator.observation(thing.area.id, period).filter(has);
        exact.or_else(|| {
            // The figure of a whole year may have been printed as that of January to December.
            let whole = |o: &&Observation| is_whole(o.period) && o.period.year() == period.year();
            let series: &'a [Observation] = indicator.series(thing.area.id);
            is_whole(period).then(|| series.iter().filter(whole).find(has)).flatten()
        })
    }

    fn figure_of(&self, thing: &Thing<'a>, period: Period) -> Option<Decimal> {
        self.observation(thing, period)?.figure(self.measure, thing.indicator.measure)
    }

    fn value(&self, thing: &Thing<'a>, period: Period) -> Option<Value> {
        let o = self.observation(thing, period)?;
        let value = o.figure(self.measure, thing.indicator.measure)?;
        let exact = self.lang.quantity(value, &self.unit);
        Some(Value {
            at: place(value),
            text: self.axis.number(value),
            tip: self.lang.latest(&self.lang.period(period), &exact),
            hollow: o.status == Status::Preliminary,
        })
    }

    fn part(&self, thing: &Thing<'a>, periods: &[Period]) -> Part {
        Part {
            name: thing.name.clone(),
            tone: thing.tone,
            strong: thing.strong,
            values: periods.iter().map(|&period| self.value(thing, period)).collect(),
        }
    }

    /// Periods as an axis says them: months without their year where all are of one year.
    fn heads(&self, periods: &[Period]) -> Vec<String> {
        let year = periods.first().map(|period| period.year());
        let one_year = periods.iter().all(|period| Some(period.year()) == year);
        let merged = periods.iter().all(|period| period.last() != 1)
            && periods.iter().any(|period| period.basis() == Basis::Cumulative || period.first() == 1);
        let head = |&period: &Period| {
            if is_whole(period) && (period.is_year() || !one_year) {
                return period.year().to_string();
            }
            match (one_year, period.quarter()) {
                (false, _) => self.lang.period_short(period),
                (true, Some(_)) => self.lang.period_in_year(period.on(Basis::Single)),
                // What has accumulated by February, with no figure of January before it, is of both.
                (true, None) if period.last() == 2 && merged => {
                    let both = Period::new(period.year(), 1, 2, Basis::Single);
                    both.map_or_else(|| self.lang.month_name(2), |both| self.lang.period_in_year(both))
                }
                (true, None) => self.lang.month_name(period.last()),
            }
        };
        periods.iter().map(head).collect()
    }

    /// The figures of parts by period, for tables.
    fn table(&self, periods: &[Period], things: &[Thing<'a>]) -> Vec<Vec<String>> {
        let unit = self.lang.unit(&self.unit);
        let mut head = vec![self.lang.column_period().to_owned()];
        head.extend(things.iter().map(|thing| self.lang.measure_unit(&thing.name, unit)));
        let row = |&period: &Period| {
            let figures = things.iter();
            let figures =
                figures.map(|thing| self.figure_of(thing, period).map(|v| v.to_string()).unwrap_or_default());
            std::iter::once(self.lang.period(period)).chain(figures).collect()
        };
        std::iter::once(head).chain(periods.iter().map(row)).collect()
    }

    /// The area that several indicators are shown of: the one that the figure names, else the whole.
    fn one_area(&self) -> Option<&'a Area> {
        match *self.figure.areas {
            [id] if self.indicators.len() > 1 => self.workbook.areas.get(id),
            _ => self.root(),
        }
    }

    fn place_label(&self) -> &'a str {
        self.one_area().map_or("", |area| area_label(self.lang, area))
    }

    fn root_label(&self) -> &'a str {
        root_label(self.workbook, self.lang)
    }

    /// The indicator and its measure, or what several have in common.
    fn subject(&self) -> String {
        if self.things().len() > 1 && self.indicators.len() > 1 {
            self.lang.several_title(self.lang.measure(self.measure))
        } else {
            named(self.lang, self.first, self.measure)
        }
    }

    /// Measure, basis and unit in words, and the periods.
    fn subtitle(&self, periods: &[Period]) -> String {
        let inside = periods.iter().find(|period| !is_whole(**period));
        let basis = inside.map_or("", |period| self.lang.basis(period.basis()));
        let measure = self.lang.with_basis(self.lang.measure(self.measure), basis);
        let span = match periods {
            [] => String::new(),
            [one] => self.lang.period(*one),
            [first, .., last] if first.year() == last.year() => {
                self.lang.period(Period::year_of(last.year()))
            }
            [first, .., last] => self.lang.kinds_span(&self.lang.period(*first), &self.lang.period(*last)),
        };
        joined([&self.lang.measure_unit(&measure, &self.axis.name), &span])
    }

    fn made(&self, title: String, periods: &[Period], notes: Vec<String>, compared: Compared) -> Made {
        Made {
            title,
            subtitle: self.subtitle(periods),
            keys: Vec::new(),
            notes,
            summary: String::new(),
            body: Body::Compared(Box::new(compared)),
        }
    }
}

/// Whether a figure of the period speaks of a whole year.
fn is_whole(period: Period) -> bool {
    period.covers_year() && (period.is_year() || period.basis() != Basis::Single)
}

/// The note on preliminary figures, where there are some.
fn preliminary(parts: &[Part], said: &str) -> Vec<String> {
    let hollow = parts.iter().flat_map(|part| &part.values).flatten().any(|value| value.hollow);
    if hollow { vec![said.to_owned()] } else { Vec::new() }
}
