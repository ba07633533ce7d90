//! Five years of figures: hidden monthly amounts of each area first, then what is published of them.

use super::{
    indicators::{Joins, Published, Spec},
    plan::Place,
    random::Random,
};
use crate::model::{
    AreaId, Basis, Decimal, Month, Observation, Period, Status, When,
    indicator::{EarlierValue, Operator, Rank, RankOf},
};

/// The first year with hidden amounts; the first published one follows it.
const BASE: i16 = 2019;
/// Years with hidden amounts.
const YEARS: usize = 6;
/// Hidden amounts are in thousandths of the last printed place, so that rounding is seen only once.
const FINE: i64 = 1000;
/// What each year adds to the usual growth, in tenths of a per cent.
const MOOD: [i64; YEARS] = [0, -34, 26, -18, 7, -2];

/// The amounts of one area, month by month.
pub(super) type Amounts = [[i64; 12]; YEARS];

/// The hidden amounts of every area.
pub(super) fn amounts(spec: &Spec, places: &[Place], random: &mut Random) -> Vec<Amounts> {
    let season_total: i64 = spec.season.iter().sum();
    places
        .iter()
        .map(|place| {
            let mut amounts: Amounts = [[0; 12]; YEARS];
            let year = spec.level * FINE;
            for (amount, season) in amounts[0].iter_mut().zip(spec.season) {
                *amount = match (spec.joins, is_rate(spec)) {
                    (Joins::Sum, _) => year * place.weight / 1_000_000 * season / season_total,
                    (Joins::Mean, false) => year * place.level / 1000 * season / season_total,
                    (Joins::Mean, true) => year * place.level / 1000 * season / 100,
                };
            }
            let mut stray = 0;
            for at in 1..YEARS {
                // A rate does not follow the mood of the economy.
                let mood = if is_rate(spec) { 0 } else { MOOD[at] };
                let before = amounts[at - 1];
                for (now, before) in amounts[at].iter_mut().zip(before) {
                    stray = stray * 6 / 10 + random.between(-spec.wobble, spec.wobble);
                    let edge = if is_rate(spec) { place.edge / 3 } else { place.edge };
                    let growth = spec.growth + mood + edge + stray;
                    *now = before * (1000 + growth) / 1000;
                }
            }
            amounts
        })
        .collect()
}

/// The amounts of the whole.
pub(super) fn whole(spec: &Spec, places: &[Place], parts: &[Amounts]) -> Amounts {
    let mut whole: Amounts = [[0; 12]; YEARS];
    let weights: i64 = places.iter().map(|place| place.weight).sum();
    for (at, year) in whole.iter_mut().enumerate() {
        for (month, sum) in year.iter_mut().enumerate() {
            *sum = match spec.joins {
                Joins::Sum => parts.iter().map(|part| part[at][month]).sum(),
                Joins::Mean => {
                    let weighted = |(place, part): (&Place, &Amounts)| place.weight * part[at][month];
                    places.iter().zip(parts).map(weighted).sum::<i64>() / weights.max(1)
                }
            };
        }
    }
    whole
}

fn is_rate(spec: &Spec) -> bool {
    matches!(spec.published, Published::Mean | Published::Rate | Published::YearlyRate)
}

/// Whether the indicator's own value is a growth or a rate in per cent, so that no growth stands beside it.
fn has_growth(spec: &Spec) -> bool {
    !is_rate(spec) && spec.published != Published::GrowthOnly
}

/// Half-up division of figures that are not negative, half away from zero otherwise.
fn round(figure: i64, by: i64) -> i64 {
    (figure.abs() + by / 2) / by * figure.signum()
}

/// The sum from January to a month (1–12).
fn since_january(amounts: &Amounts, year: usize, month: usize) -> i64 {
    amounts[year][..month].iter().sum()
}

/// Growth since January over the last year's, in tenths of a per cent.
fn growth(spec: &Spec, amounts: &Amounts, year: usize, month: usize) -> i64 {
    let before = since_january(amounts, year - 1, month).max(1);
    round((since_january(amounts, year, month) - before) * 1000, before) - spec.prices
}

/// The level of a whole year (1: 2020) in units of the last printed place.
pub(super) fn year_level(amounts: &Amounts, year: i16) -> i64 {
    round(since_january(amounts, usize::try_from(year - BASE).unwrap_or(0).min(YEARS - 1), 12), FINE)
}

/// What is observed of an area.
pub(super) struct Seen<'a> {
    pub(super) spec: &'a Spec,
    pub(super) area: AreaId,
    /// From this year on.
    pub(super) from: i16,
    /// The plan's year and the month it is reported up to.
    pub(super) until: Month,
    /// Only the last period of each year.
    pub(super) ends_only: bool,
    /// Whether the province ranks it.
    pub(super) ranked: bool,
    /// Whether a confirmed figure follows the reported one.
    pub(super) confirmed: bool,
}

impl Seen<'_> {
    /// The observations, in the order of periods.
    pub(super) fn observations(&self, amounts: &Amounts, random: &mut Random) -> Vec<Observation> {
        let mut place = random.between(2, 8);
        let mut seen = Vec::new();
        for (at, year) in (BASE..).enumerate().take(YEARS).skip(1) {
            let months = if year == self.until.year() { self.until.month() } else { 12 };
            let published = self.published_months(months);
            for (position, &month) in published.iter().enumerate() {
                place = (place + random.between(-1, 1)).clamp(1, 11);
                let last = position + 1 == published.len();
                if year < self.from || (self.ends_only && !last) {
                    continue;
                }
                if let Some(period) = self.period(year, month) {
                    let fresh = year == self.until.year() && position + 2 >= published.len();
                    let mut observation = self.observation(amounts, at, month, period);
                    observation.status = if fresh { Status::Preliminary } else { Status::Final };
                    self.confirm(&mut observation, month, random);
                    if self.ranked {
                        observation.rank = Some(Rank {
                            place: u16::try_from(place).unwrap_or(1),
                            bound: Operator::Eq,
                            among: "全省".into(),
                            of: RankOf::Growth,
                        });
                    }
                    // The last figure of a year is looked over again when the yearbook comes out.
                    if last && year < self.until.year() && has_growth(self.spec) && random.chance(40) {
                        revise(&mut observation, self.spec, random);
                    }
                    seen.push(observation);
                }
            }
        }
        seen
    }

    /// The months of a year whose figures come out, up to `months`. January never does: the first figure
    /// of a year is that of January and February together.
    fn published_months(&self, months: u8) -> Vec<u8> {
        match self.spec.published {
            Published::Quarterly => [3, 6, 9, 12].into_iter().filter(|&month| month <= months).collect(),
            Published::Yearly | Published::YearlyRate => {
                if months == 12 {
                    vec![12]
                } else {
                    Vec::new()
                }
            }
            Published::Rate => (1..=months).collect(),
            Published::Monthly | Published::GrowthOnly | Published::Mean => (2..=months).collect(),
        }
    }

    fn period(&self, year: i16, month: u8) -> Option<Period> {
        match self.spec.published {
            Published::Quarterly => Period::new(year, month - 2, month, Basis::Cumulative),
            Published::Yearly | Published::YearlyRate => Some(Period::year_of(year)),
            Published::Rate => Month::new(year, month).map(Period::month_of),
            Published::Monthly | Published::GrowthOnly | Published::Mean => {
                Month::new(year, month).map(Period::to_month)
            }
        }
    }

    fn observation(&self, amounts: &Amounts, at: usize, month: u8, period: Period) -> Observation {
        let spec = self.spec;
        let months = usize::from(month);
        let sum = since_january(amounts, at, months);
        let value = match spec.published {
            Published::GrowthOnly => growth(spec, amounts, at, months),
            Published::Mean | Published::YearlyRate => round(sum, FINE * i64::from(month)),
            Published::Rate => round(amounts[at][months - 1], FINE),
            Published::Monthly | Published::Quarterly | Published::Yearly => round(sum, FINE),
        };
        let mut observation = Observation::new(self.area, period);
        observation.value = Some(Decimal::new(value, spec.places));
        // The growth of a handful says nothing.
        if has_growth(spec) && value >= 10 {
            observation.growth = Some(Decimal::new(growth(spec, amounts, at, months), 1));
        }
        observation
    }

    /// Gives the figure that the department confirms a month after the report: a little smaller.
    fn confirm(&self, observation: &mut Observation, month: u8, random: &mut Random) {
        let behind = observation.period.year() == self.until.year() && month >= self.until.month();
        if !self.confirmed || behind {
            return;
        }
        observation.confirmed = observation.value.map(|value| {
            let mantissa = i64::try_from(value.mantissa()).unwrap_or(0);
            Decimal::new(mantissa * random.between(930, 995) / 1000, value.scale())
        });
    }
}

/// Marks a figure as revised and keeps what it was before.
fn revise(observation: &mut Observation, spec: &Spec, random: &mut Random) {
    let before = observation.value.map(|value| {
        let mantissa = i64::try_from(value.mantissa()).unwrap_or(0);
        Decimal::new(mantissa * random.between(986, 999) / 1000, spec.places)
    });
    observation.status = Status::Revised;
    observation.earlier.push(EarlierValue {
        value: before,
        growth: observation.growth,
        status: Status::Preliminary,
        replaced: Month::new(observation.period.year() + 1, 11).map(When::month_of),
    });
}
