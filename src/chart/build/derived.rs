//! The figures that a chart shows: as published, or derived from what was, with how they were made.

use crate::{
    analysis::{
        derive::{Derived, Unavailable, derive},
        round_half_up,
    },
    i18n::Lang,
    model::{
        AreaId, Basis, Decimal, Figure, Indicator, Measure, Period, Status, Unit, Workbook,
        figure::Transformation,
    },
};

/// The most omissions and disagreements that a note names one by one.
const NAMED: usize = 2;

/// A figure at a place of the axis, as it is printed.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub period: Period,
    pub value: Decimal,
    pub status: Status,
}

/// The figures of one indicator in one area.
pub(super) struct Figures {
    seen: Vec<Seen>,
    derived: Option<Result<Derived, Unavailable>>,
}

/// The figures of everything that a chart shows.
pub(super) struct Read {
    pub series: Vec<Vec<Seen>>,
    pub measure: Measure,
    pub unit: Unit,
    /// The basis of derived periods; none: as published.
    pub basis: Option<Basis>,
    /// Why nothing could be derived at all.
    pub why_empty: Option<Unavailable>,
    first: Option<Derived>,
}

/// Reads the figures of an indicator in an area inside the figure's periods.
pub(super) fn figures(
    workbook: &Workbook,
    figure: &Figure,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
) -> Figures {
    let inside = |period: Period| {
        figure.from.is_none_or(|from| period.end() >= from.end() || period >= from)
            && figure.to.is_none_or(|to| period.end() <= to.end())
    };
    if figure.transformation == Transformation::None {
        let series = indicator.series(area).iter().filter(|o| inside(o.period));
        let seen = series.filter_map(|o| {
            let value = o.figure(measure, indicator.measure)?;
            Some(Seen { period: o.period, value, status: o.status })
        });
        return Figures { seen: seen.collect(), derived: None };
    }
    let derived = derive(workbook, indicator, area, measure, figure.transformation);
    let seen = derived.as_ref().map(|derived| {
        let points = derived.points.iter().filter(|point| inside(point.period));
        points
            .map(|point| Seen {
                period: point.period,
                value: printed(point.value, derived.places),
                status: point.status,
            })
            .collect()
    });
    Figures { seen: seen.unwrap_or_default(), derived: Some(derived) }
}

/// A derived value as it is printed.
pub(super) fn printed(value: Decimal, places: Option<u8>) -> Decimal {
    places.map_or(value, |places| round_half_up(value, places))
}

impl Read {
    /// Puts together what was read, the first subject first.
    pub fn of(first: &Indicator, asked: Measure, all: Vec<Figures>) -> Self {
        let mut read = Self {
            series: Vec::with_capacity(all.len()),
            measure: asked,
            unit: first.unit_of(asked),
            basis: None,
            why_empty: None,
            first: None,
        };
        let mut whys = Vec::new();
        let count = all.len();
        for Figures { seen, derived } in all {
            read.series.push(seen);
            match derived {
                Some(Ok(derived)) if read.first.is_none() => {
                    read.measure = derived.measure;
                    read.unit = derived.unit.clone();
                    read.basis = Some(derived.basis);
                    read.first = Some(derived);
                }
                Some(Err(why)) => whys.push(why),
                _ => {}
            }
        }
        if count > 0 && whys.len() == count {
            read.why_empty = whys.first().copied();
        }
        read
    }

    /// What disagrees, how the latest value was made, and what was left out.
    pub fn notes(&self, lang: Lang, workbook: &Workbook, given: &Unit) -> Vec<String> {
        let Some(derived) = &self.first else { return Vec::new() };
        let mut notes = Vec::new();
        let some = |all: Vec<String>, notes: &mut Vec<String>| {
            let more = all.len().saturating_sub(NAMED);
            notes.extend(all.into_iter().rev().take(NAMED));
            if more > 0 {
                notes.push(lang.derive_more(more));
            }
        };
        some(derived.disagreements.iter().map(|found| lang.disagreement(found)).collect(), &mut notes);
        // The one that the chart ends with: it may end before the series does.
        let last = self.series.first().and_then(|seen| seen.last());
        if let Some((seen, how)) = last.and_then(|seen| Some((seen, derived.how(seen.period)?))) {
            notes.push(lang.derivation(how, seen.value, &derived.unit, given, workbook));
        }
        some(derived.omitted.iter().map(|omitted| lang.omitted(omitted)).collect(), &mut notes);
        notes
    }
}
