//! The figures that a derivation starts from: one indicator, area and measure, sorted by what they cover.

use crate::{
    analysis::target::accumulates,
    model::{AreaId, Basis, Decimal, Dimension, Indicator, Measure, Period, Status, Unit},
};

/// The months that a figure covers. Ordered by end, then the longer one first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cover {
    pub year: i16,
    pub last: u8,
    pub first: u8,
}

impl Cover {
    pub fn of(period: Period) -> Self {
        let first = match period.basis() {
            Basis::Single => period.first(),
            Basis::Cumulative => 1,
            Basis::Stock => period.last(),
        };
        Self { year: period.year(), last: period.last(), first }
    }

    pub fn months(self) -> u8 {
        self.last - self.first + 1
    }

    pub fn a_year_before(self) -> Self {
        Self { year: self.year.saturating_sub(1), ..self }
    }

    /// Months since the year 0, of the first and of the last month.
    pub fn ends(self) -> (i32, i32) {
        let year = i32::from(self.year) * 12;
        (year + i32::from(self.first), year + i32::from(self.last))
    }
}

/// A figure that is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub cover: Cover,
    pub period: Period,
    pub value: Decimal,
    /// The growth published beside a level.
    pub growth: Option<Decimal>,
    pub status: Status,
}

/// What kind of figures they are, which says what can be derived from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Amounts that add up over the months of a year.
    Amount,
    /// Levels that do not: stocks, concentrations, indices.
    Level,
    /// Growth, shares and rates in per cent.
    Rate,
    /// Ranks, changes in points, numbers of years.
    Other,
}

/// The figures of one indicator, area and measure.
#[derive(Debug, Clone)]
pub struct Source {
    /// Their unit.
    pub unit: Unit,
    /// What kind of figures they are.
    pub kind: Kind,
    /// The basis they are looked at on.
    pub basis: Basis,
    /// There are only figures of whole years.
    pub yearly: bool,
    /// Growth is at comparable prices: only what was published counts.
    pub published_growth: bool,
    /// Of how many months a single period usually is.
    pub(super) step: u8,
    pub(super) single: Vec<Known>,
    pub(super) cumulative: Vec<Known>,
    pub(super) stock: Vec<Known>,
}

impl Source {
    /// Collects the figures of an indicator in an area.
    pub fn of(indicator: &Indicator, area: AreaId, measure: Measure) -> Self {
        let own = indicator.measure;
        let unit = indicator.unit_of(measure);
        let kind = kind(indicator, measure, &unit);
        let [mut single, mut cumulative, mut stock, mut years] = [const { Vec::new() }; 4];
        for o in indicator.series(area) {
            let Some(value) = o.figure(measure, own) else { continue };
            let growth = if kind == Kind::Amount || kind == Kind::Level { o.growth } else { None };
            let cover = Cover::of(o.period);
            let known = Known { cover, period: o.period, value, growth, status: o.status };
            match o.period.basis() {
                Basis::Single if o.period.is_year() => years.push(known),
                Basis::Single => single.push(known),
                Basis::Cumulative => cumulative.push(known),
                Basis::Stock => stock.push(known),
            }
        }
        let yearly =
            single.len() + cumulative.len() + stock.iter().filter(|k| k.cover.last != 12).count() < 2;
        if yearly {
            // What has accumulated by December, or stands at its end, is the year's where nothing else is.
            for &known in cumulative.iter().chain(&stock).filter(|known| known.cover.last == 12) {
                if !years.iter().any(|year: &Known| year.cover.year == known.cover.year) {
                    years.push(Known { cover: Cover { first: 1, ..known.cover }, ..known });
                }
            }
            years.sort_by_key(|known| known.cover);
            (single, cumulative, stock) = (years, Vec::new(), Vec::new());
        } else if !cumulative.is_empty() || kind == Kind::Amount {
            cumulative.extend(years);
            // Of two figures of the same months the one named by its last month stays.
            cumulative.sort_by_key(|known| (known.cover, known.period.is_year()));
            cumulative.dedup_by_key(|known| known.cover);
        }
        let basis =
            if yearly { Basis::Single } else { usual_basis(indicator.basis, [&single, &cumulative, &stock]) };
        let step = if yearly { 12 } else { usual_step(&single, &cumulative, &stock) };
        let published_growth = measure == Measure::Level && !indicator.grows_by_levels();
        Self { unit, kind, basis, yearly, published_growth, step, single, cumulative, stock }
    }

    /// How many figures there are on the basis they are looked at on.
    pub fn len(&self) -> usize {
        self.view().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.view().is_empty()
    }

    /// The most places that a figure was published with.
    pub fn places(&self) -> u32 {
        self.view().iter().map(|known| known.value.scale()).max().unwrap_or(0)
    }

    /// The figures on the basis they are looked at on.
    pub(super) fn view(&self) -> &[Known] {
        match self.basis {
            Basis::Single => &self.single,
            Basis::Cumulative => &self.cumulative,
            Basis::Stock => &self.stock,
        }
    }
}

fn kind(indicator: &Indicator, measure: Measure, unit: &Unit) -> Kind {
    match measure {
        _ if measure.is_rate(unit) => Kind::Rate,
        Measure::Index => Kind::Level,
        Measure::Level if matches!(unit.dimension(), Dimension::Points | Dimension::Rank) => Kind::Other,
        Measure::Level if accumulates(indicator, Period::year_of(2000)) => Kind::Amount,
        Measure::Level => Kind::Level,
        _ => Kind::Other,
    }
}

/// The indicator's own basis where it has figures on it, else the one with most.
fn usual_basis(own: Basis, known: [&Vec<Known>; 3]) -> Basis {
    let bases = [Basis::Single, Basis::Cumulative, Basis::Stock];
    let count = |basis: Basis| bases.iter().position(|&b| b == basis).map_or(0, |at| known[at].len());
    if count(own) > 1 {
        return own;
    }
    [Basis::Cumulative, Basis::Single, Basis::Stock]
        .into_iter()
        .rev()
        .max_by_key(|&basis| count(basis))
        .unwrap_or(own)
}

/// The shortest step between two figures of a year, in months.
fn usual_step(single: &[Known], cumulative: &[Known], stock: &[Known]) -> u8 {
    let between = |known: &[Known]| {
        let pairs = known.windows(2).filter(|pair| pair[0].cover.year == pair[1].cover.year);
        pairs.map(|pair| pair[1].cover.last - pair[0].cover.last).filter(|&step| step > 0).min()
    };
    let own = single.iter().map(|known| known.cover.months()).min();
    [own, between(cumulative), between(stock)].into_iter().flatten().min().unwrap_or(12)
}
