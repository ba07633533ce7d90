//! Derived series: what follows from the published figures of an indicator, made on demand.
//!
//! What was published is never replaced: growth that was published stays beside levels that say otherwise,
//! and a [`Disagreement`] names both. A month without a figure is a gap. January and February published
//! together stay together: January is never differenced out of them, and nothing is compared with them
//! that does not cover the same months. Growth from a base of zero or below is not computed, and an
//! [`Omitted`] says so. Every value can say how it was made: [`Derivation`].

mod areas;
mod disagree;
pub mod quotient;
mod source;
mod time;

pub use disagree::{Disagreement, DisagreementKind};
pub use source::{Kind, Source};

use crate::model::{
    Area, AreaId, Basis, Decimal, Indicator, IndicatorId, Measure, Period, Status, Unit, Workbook,
    figure::Transformation,
};
use source::Known;

/// A figure that went into a derived one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Input {
    /// What it covers.
    pub period: Period,
    /// The figure.
    pub value: Decimal,
}

impl From<&Known> for Input {
    fn from(known: &Known) -> Self {
        Self { period: known.period, value: known.value }
    }
}

/// The whole that a figure is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// The same indicator in the area above.
    Area(AreaId),
    /// The indicator that this one is a part of, in the same area.
    Indicator(IndicatorId),
}

/// How a value was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// It was published like this.
    Published(Input),
    /// Two cumulative figures, one taken from the other.
    Difference {
        /// Up to the period's end.
        now: Input,
        /// Up to the end of the period before.
        before: Input,
    },
    /// The first figure of a year: what has accumulated is the period's own.
    FirstOfYear(Input),
    /// Single periods added up from January.
    Sum(Vec<Input>),
    /// (now − before) ÷ before.
    Growth {
        /// The period's figure.
        now: Input,
        /// What it is compared with.
        before: Input,
    },
    /// now − before, of two rates.
    Change {
        /// The period's figure.
        now: Input,
        /// What it is compared with.
        before: Input,
    },
    /// now ÷ base × 100.
    Index {
        /// The period's figure.
        now: Input,
        /// The figure that is 100.
        base: Input,
    },
    /// part ÷ whole.
    Share {
        /// The part.
        part: Input,
        /// The whole, in the unit of the part.
        whole: Input,
        /// Which whole.
        of: Whole,
    },
    /// (now − before) ÷ the whole a year before.
    Contribution {
        /// The part's figure.
        now: Input,
        /// The part a year before.
        before: Input,
        /// The whole a year before, in the unit of the part.
        whole: Input,
        /// Which whole.
        of: Whole,
    },
    /// Published growth × before ÷ the whole a year before: at comparable prices two nominal levels do not
    /// tell what was added.
    ContributionByGrowth {
        /// The growth published for the part's period, in per cent.
        growth: Input,
        /// The part a year before.
        before: Input,
        /// The whole a year before, in the unit of the part.
        whole: Input,
        /// Which whole.
        of: Whole,
    },
    /// The mean of so many usual periods: the sum of these figures ÷ the count. Two months published together
    /// are one figure and two periods.
    Average {
        /// The figures.
        parts: Vec<Input>,
        /// How many periods they are.
        count: u8,
    },
    /// own − other.
    Distance {
        /// The area's figure.
        own: Input,
        /// The other area's.
        other: Input,
        /// The other area.
        from: AreaId,
    },
    /// The place of a figure among those of several areas.
    Place {
        /// The area's figure.
        own: Input,
        /// How many areas have a figure of the period.
        among: u32,
        /// The smallest figure is first.
        smallest_first: bool,
    },
}

/// Why there is no derived value where one could be expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Omission {
    /// The base is zero or negative: growth from it says nothing.
    BaseNotPositive(Input),
    /// The figures do not cover the same number of months (January and February together).
    OtherLength,
    /// Growth is at comparable prices and was not published: two nominal levels do not tell it.
    ComparablePrices,
}

/// A period without a derived value, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omitted {
    /// The period.
    pub period: Period,
    /// Why.
    pub why: Omission,
}

/// Why nothing can be derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unavailable {
    /// There are no figures.
    NoFigures,
    /// Only amounts have single and cumulative periods.
    NotAnAmount,
    /// Growth is of levels, not of rates.
    NotALevel,
    /// Points are between rates.
    NotARate,
    /// Growth at comparable prices does not follow from two nominal levels.
    ComparablePrices,
    /// There is no whole with figures in a unit that goes with it.
    NoWhole,
    /// The other area has no figures of the same periods.
    NoOther,
    /// There is nothing to be placed among.
    NoPeers,
    /// There is no figure of the base period.
    NoBase(Period),
    /// The base is zero or negative.
    BaseNotPositive(Input),
}

/// A derived value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// What it covers.
    pub period: Period,
    /// The value, unrounded.
    pub value: Decimal,
    /// How final the figures are that it was made from.
    pub status: Status,
}

/// A derived series.
#[derive(Debug, Clone, PartialEq)]
pub struct Derived {
    /// Its values, oldest first. A period without a value is a gap.
    pub points: Vec<Point>,
    /// How each of them was made.
    pub hows: Vec<Derivation>,
    /// Their unit.
    pub unit: Unit,
    /// What kind of figure they are.
    pub measure: Measure,
    /// The basis of their periods.
    pub basis: Basis,
    /// Decimal places to show; none: as they are, they are exact.
    pub places: Option<u8>,
    /// Periods without a value, and why.
    pub omitted: Vec<Omitted>,
    /// Where what was published and what follows from other figures disagree.
    pub disagreements: Vec<Disagreement>,
}

impl Derived {
    /// How the value of a period was made.
    pub fn how(&self, period: Period) -> Option<&Derivation> {
        let at = self.points.iter().position(|point| point.period == period)?;
        self.hows.get(at)
    }
}

/// What a transformation collects: values, and how they were made where that is asked for.
#[derive(Default)]
struct Out<const HOW: bool> {
    points: Vec<Point>,
    hows: Vec<Derivation>,
    omitted: Vec<Omitted>,
}

impl<const HOW: bool> Out<HOW> {
    fn with_room(count: usize) -> Self {
        Self { points: Vec::with_capacity(count), ..Self::default() }
    }

    fn put(&mut self, known: &Known, value: Decimal, how: impl FnOnce() -> Derivation) {
        self.points.push(Point { period: known.period, value, status: known.status });
        if HOW {
            self.hows.push(how());
        }
    }

    fn omit(&mut self, known: &Known, why: Omission) {
        if HOW {
            self.omitted.push(Omitted { period: known.period, why });
        }
    }
}

/// The values of a transformation that needs no other series, without how they were made: what a page of
/// many areas asks for.
pub fn transform(source: &Source, how: Transformation) -> Result<Vec<Point>, Unavailable> {
    time::run::<false>(source, how).map(|out| out.points)
}

/// Derives the series of an indicator in an area.
pub fn derive(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    how: Transformation,
) -> Result<Derived, Unavailable> {
    let source = Source::of(indicator, area, measure);
    let out: Out<true> = match how {
        Transformation::Share | Transformation::Contribution => {
            areas::part(workbook, indicator, area, measure, &source, how == Transformation::Contribution)?
        }
        Transformation::Distance(from) => areas::distance(indicator, &source, measure, from)?,
        Transformation::Place => areas::place(workbook, indicator, area, measure, &source)?,
        _ => time::run::<true>(&source, how)?,
    };
    if out.points.is_empty() && out.omitted.is_empty() {
        return Err(Unavailable::NoFigures);
    }
    let basis = match how {
        Transformation::Single | Transformation::PeriodOnPeriod => single_basis(&source),
        Transformation::Index | Transformation::IndexTo(_) | Transformation::Average(_)
            if source.kind == Kind::Amount =>
        {
            single_basis(&source)
        }
        Transformation::Cumulative => Basis::Cumulative,
        _ => source.basis,
    };
    let (measure, unit, places) = nature(&source, measure, how);
    let disagreements = disagree::of(&source, how);
    let Out { points, hows, omitted } = out;
    Ok(Derived { points, hows, unit, measure, basis, places, omitted, disagreements })
}

fn single_basis(source: &Source) -> Basis {
    if source.basis == Basis::Stock { Basis::Stock } else { Basis::Single }
}

/// What kind of figure comes out, its unit, and the places it is shown with.
fn nature(source: &Source, measure: Measure, how: Transformation) -> (Measure, Unit, Option<u8>) {
    let (shown, places) = match how {
        Transformation::YearOnYear | Transformation::PeriodOnPeriod => (Measure::Growth, Some(1)),
        Transformation::PointsOnYear | Transformation::PointsOnPeriod => (Measure::ChangePp, None),
        Transformation::Contribution => (Measure::ChangePp, Some(2)),
        Transformation::Share => (Measure::Share, Some(1)),
        Transformation::Index | Transformation::IndexTo(_) => {
            return (Measure::Index, Unit::default(), Some(1));
        }
        Transformation::Place => (Measure::Rank, None),
        Transformation::Distance(_) if source.kind == Kind::Rate => (Measure::ChangePp, None),
        Transformation::Average(_) => {
            return (measure, source.unit.clone(), Some((source.places() + 1).min(4) as u8));
        }
        Transformation::None
        | Transformation::Single
        | Transformation::Cumulative
        | Transformation::Distance(_) => return (measure, source.unit.clone(), None),
    };
    (shown, shown.unit().unwrap_or_default(), places)
}

/// The transformations that have something to show for an indicator in an area, as published first.
pub fn offered(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
) -> Vec<Transformation> {
    use Transformation as T;
    let source = Source::of(indicator, area, measure);
    // City, province, nation: an area may be compared with each area that it lies in, the widest first.
    let mut above: Vec<AreaId> = Vec::new();
    let parent = |id| workbook.areas.get(id).and_then(|row: &Area| row.parent);
    while let Some(next) = parent(above.last().copied().unwrap_or(area))
        && next != area
        && !above.contains(&next)
    {
        above.push(next);
    }
    above.reverse();
    let window = if source.step == 1 {
        3
    } else if source.step == 3 {
        4
    } else {
        3
    };
    let candidates = [
        T::Single,
        T::Cumulative,
        T::YearOnYear,
        T::PeriodOnPeriod,
        T::PointsOnYear,
        T::PointsOnPeriod,
        T::Index,
        T::Average(window),
        T::Share,
        T::Contribution,
    ];
    let across = above.into_iter().map(T::Distance).chain([T::Place]);
    let fits = |&how: &T| {
        // A basis that the figures are published on needs no deriving.
        let idle = match how {
            T::Single => source.basis == Basis::Single,
            T::Cumulative => source.basis == Basis::Cumulative,
            _ => false,
        };
        !idle
            && derive(workbook, indicator, area, measure, how).is_ok_and(|derived| !derived.points.is_empty())
    };
    [T::None].into_iter().chain(candidates.into_iter().chain(across).filter(fits)).collect()
}
