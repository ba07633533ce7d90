//! Two indicators, a point for each area.

use super::{Across, AxisUnit, Compared, Drawing, Made, area_label, joined, measure_of, name, place};
use crate::{
    chart::{
        data::{Body, Tone},
        kinds::{Scatter, Spot, Value},
    },
    model::{Area, Decimal, Figure, Indicator, Measure, Period},
};

/// One of the two.
struct Side<'a> {
    across: Across<'a>,
    period: Period,
}

impl<'a> Side<'a> {
    fn of(across: &Across<'a>, indicator: &'a Indicator) -> Option<Self> {
        let measure = side_measure(across, indicator);
        let own = Across {
            workbook: across.workbook,
            figure: across.figure,
            lang: across.lang,
            indicators: vec![indicator],
            first: indicator,
            measure,
            unit: indicator.unit_of(measure),
            axis: AxisUnit::default(),
            areas: across.areas.clone(),
        };
        let axis = AxisUnit::of(own.lang, &own.unit, own.largest(&own.area_things()));
        let own = Across { axis, ..own };
        let period = own.latest(&own.area_things())?;
        Some(Self { across: own, period })
    }

    fn figure(&self, area: &'a Area) -> Option<Decimal> {
        self.across.figure_of(&self.thing(area), self.period)
    }

    fn thing(&self, area: &'a Area) -> super::Thing<'a> {
        let across = &self.across;
        super::Thing { indicator: across.first, area, name: String::new(), tone: Tone::Muted, strong: false }
    }

    fn value(&self, area: &'a Area) -> Option<Value> {
        let mut value = self.across.value(&self.thing(area), self.period)?;
        value.tip = format!("{} {}", name(self.across.lang, self.across.first), value.tip);
        Some(value)
    }

    /// What the axis measures.
    fn title(&self) -> String {
        let lang = self.across.lang;
        let (name, measure) = (name(lang, self.across.first), self.across.measure);
        let said = lang.measure(measure);
        let what = if measure == Measure::Growth && !name.ends_with(said) {
            lang.named_measure(name, said)
        } else {
            super::named(lang, self.across.first, measure)
        };
        lang.measure_unit(&what, &self.across.axis.name)
    }

    /// The whole's figure: only where it is of the size of its parts.
    fn whole(&self) -> Option<(f64, String)> {
        let root = self.across.root().filter(|_| self.across.measure != Measure::Level)?;
        let value = self.figure(root)?;
        let lang = self.across.lang;
        let axis = &self.across.axis;
        Some((place(value), lang.reference(area_label(lang, root), axis.with(&axis.number(value)))))
    }
}

/// The figure's measure where areas have it, else the indicator's own.
fn side_measure(across: &Across<'_>, indicator: &Indicator) -> Measure {
    let wanted = across.figure.measure;
    let has = |area: &&Area| {
        indicator.series(area.id).iter().any(|o| o.figure(wanted, indicator.measure).is_some())
    };
    if across.areas.iter().any(has) {
        wanted
    } else {
        let own = Figure { measure: indicator.measure, ..Figure::new(across.figure.id, across.figure.kind) };
        measure_of(across.workbook, &own, indicator)
    }
}

pub(super) fn scatter(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let second = *across.indicators.get(1)?;
    let (x, y) = (Side::of(across, across.first)?, Side::of(across, second)?);
    let spot = |&area: &&_| {
        let area: &Area = area;
        let area = across.workbook.areas.get(area.id)?;
        let strong = across.highlights_area(area);
        let tone = match (strong, across.figure.highlight) {
            (true, _) | (_, None) => Tone::Accent,
            (false, Some(_)) => Tone::Muted,
        };
        Some(Spot {
            name: area_label(lang, area).to_owned(),
            tone,
            strong,
            x: x.value(area)?,
            y: y.value(area)?,
        })
    };
    let spots: Vec<Spot> = across.areas.iter().filter_map(spot).collect();
    if spots.is_empty() {
        return None;
    }
    let titles = [x.title(), y.title()];
    let mut table = vec![vec![lang.column_thing().to_owned(), titles[0].clone(), titles[1].clone()]];
    for &area in &across.areas {
        let figure = |side: &Side<'_>| side.figure(area).map(|v| v.to_string()).unwrap_or_default();
        table.push(vec![area_label(lang, area).to_owned(), figure(&x), figure(&y)]);
    }
    let periods = if x.period == y.period {
        lang.period(x.period)
    } else {
        let of = |side: &Side<'_>| lang.latest(&lang.period(side.period), name(lang, side.across.first));
        joined([&of(&x), &of(&y)])
    };
    let hollow = spots.iter().any(|spot| spot.x.hollow || spot.y.hollow);
    let notes = if hollow { vec![lang.hollow_is_preliminary().to_owned()] } else { Vec::new() };
    let (first, second) = (name(lang, across.first), name(lang, second));
    // The names of the axes say the units: their ticks need not.
    let units = [&x, &y].map(|side| AxisUnit { name: String::new(), ..side.across.axis.clone() });
    let drawing = Drawing::Scatter(Scatter { spots, titles, units, whole: [x.whole(), y.whole()] });
    Some(Made {
        title: lang.kinds_two(across.root_label(), first, second),
        subtitle: joined([lang.kinds_each_point(), &periods]),
        keys: Vec::new(),
        notes,
        summary: String::new(),
        body: Body::Compared(Box::new(Compared { drawing, table })),
    })
}
