//! Verdicts on targets (DOMAIN section 5): what was reached, against what, and how far off it is.

use super::{
    number::{percent, round_half_up},
    pace,
};
use crate::model::{
    AreaId, Basis, Decimal, Dimension, Direction, Indicator, Lamp, Measure, Month, Observation, Operator,
    Period, Relation, Status, Target, Unit, Workbook,
};

/// A figure read from observations.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What it covers.
    pub period: Period,
    /// The figure.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
    /// How final it is.
    pub status: Status,
    /// Summed up from single periods rather than published.
    pub summed: bool,
}

/// How a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetState {
    /// The year's figure satisfies it, or what has accumulated already reaches it.
    Met,
    /// So far it would be met.
    OnPace,
    /// Missed by little: up to one point, one place, or 5 points of pace.
    Slight,
    /// Missed by more.
    Behind,
    /// There is no figure to judge by.
    NoFigure,
}

impl TargetState {
    /// Its lamp.
    pub fn lamp(self) -> Lamp {
        match self {
            Self::Met | Self::OnPace => Lamp::OnPace,
            Self::Slight => Lamp::Slight,
            Self::Behind => Lamp::Behind,
            Self::NoFigure => Lamp::Unlit,
        }
    }
}

/// What a gap is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapKind {
    /// Percentage points between two figures in per cent (growth, shares).
    Points,
    /// Percentage points between completion and pace.
    PointsOfPace,
    /// The target's own unit.
    Units(Unit),
    /// Places in an order.
    Places,
}

/// The distance from a target, unrounded: positive is better than the target, negative is short of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// How far.
    pub value: Decimal,
    /// In what.
    pub kind: GapKind,
}

/// The judgement of a target with everything it was made from.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The latest figure of the target's year, in the target's unit.
    pub actual: Option<Reading>,
    /// Last year's result.
    pub previous: Option<Reading>,
    /// The other indicator's figure of the same period, for a relative target.
    pub reference: Option<Reading>,
    /// How it stands.
    pub state: TargetState,
    /// The lamp of the state.
    pub lamp: Lamp,
    /// How far off.
    pub gap: Option<Gap>,
    /// Actual ÷ target in per cent, for a figure that accumulates.
    pub completion: Option<Decimal>,
    /// Per cent of the target due by then; only where the target was judged by pace.
    pub pace: Option<Decimal>,
    /// What an accumulating figure still lacks, in the target's unit; none when reached.
    pub rest: Option<Decimal>,
    /// [`Self::rest`] spread over the months that remain of the year; none after December.
    pub rest_monthly: Option<Decimal>,
}

/// Judges a target by the figures up to a month (none: all figures of its year).
pub fn judge(workbook: &Workbook, indicator: &Indicator, target: &Target, month: Option<Month>) -> Verdict {
    let mut verdict = Verdict {
        actual: None,
        previous: None,
        reference: None,
        state: TargetState::NoFigure,
        lamp: Lamp::Unlit,
        gap: None,
        completion: None,
        pace: None,
        rest: None,
        rest_monthly: None,
    };
    let Some(area) = target.area.or_else(|| workbook.root_area().map(|area| area.id)) else {
        return verdict;
    };
    verdict.previous = result_of_year(indicator, area, target.measure, target.year.saturating_sub(1));
    let Some(reading) = latest(indicator, area, target.measure, target.year, month) else { return verdict };
    // Judged in the target's unit; a relative target has none of its own.
    let unit = if target.unit.is_empty() { reading.unit.clone() } else { target.unit.clone() };
    let Some(value) = convert(&reading, &unit) else {
        verdict.actual = Some(reading);
        return verdict;
    };
    let actual = Reading { value, unit: unit.clone(), ..reading };
    verdict.previous = verdict.previous.map(|previous| match convert(&previous, &unit) {
        Some(value) => Reading { value, unit: unit.clone(), ..previous },
        None => previous,
    });
    if target.operator == Operator::Relative {
        verdict.reference = reference(workbook, target, area, actual.period)
            .and_then(|other| convert(&other, &unit).map(|value| Reading { value, unit, ..other }));
    }
    let bounds = Bounds::of(target, indicator.direction, verdict.reference.as_ref());
    let level = target.measure == Measure::Level;
    if let Some(bounds) = bounds {
        let running = level
            && accumulates(indicator, actual.period)
            && !actual.period.covers_year()
            && target.operator != Operator::Relative;
        if running {
            by_pace(&mut verdict, indicator, target, bounds, &actual);
        } else {
            directly(&mut verdict, target, bounds, &actual);
        }
        verdict.lamp = verdict.state.lamp();
    }
    verdict.actual = Some(actual);
    verdict
}

/// The latest figure of a measure in a year, up to a month: cumulative figures before single ones; a
/// level published by single periods only is summed where they follow each other from January.
pub fn latest(
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    year: i16,
    month: Option<Month>,
) -> Option<Reading> {
    let figures: Vec<(Period, Decimal, Status)> = indicator
        .series(area)
        .iter()
        .filter(|o| o.period.year() == year && month.is_none_or(|month| o.period.end() <= month))
        .filter_map(|o| o.figure(measure, indicator.measure).map(|value| (o.period, value, o.status)))
        .collect();
    let reading = |&(period, value, status): &(Period, Decimal, Status)| Reading {
        period,
        value,
        unit: indicator.unit_of(measure),
        status,
        summed: false,
    };
    let whole = |period: Period| period.basis() == Basis::Cumulative || period.covers_year();
    // By end; of those with one end the longest comes first.
    let last = |keep: &dyn Fn(Period) -> bool| {
        let end =
            figures.iter().filter(|(period, ..)| keep(*period)).map(|(period, ..)| period.last()).max()?;
        figures.iter().find(|(period, ..)| keep(*period) && period.last() == end).map(reading)
    };
    let cumulative = last(&whole);
    let sums =
        measure == Measure::Level && figures.iter().all(|(period, ..)| accumulates(indicator, *period));
    if !sums {
        return cumulative.or_else(|| last(&|_| true));
    }
    // From the last cumulative figure on, or from January, add what follows without a hole.
    let mut total = cumulative;
    loop {
        let from = total.as_ref().map_or(0, |total| total.period.last());
        let next =
            figures.iter().find(|(period, ..)| period.basis() == Basis::Single && period.first() == from + 1);
        let Some(&(period, value, status)) = next else { break };
        let unit = indicator.unit_of(measure);
        total = Some(match total {
            None if period.covers_year() => reading(&(period, value, status)),
            None => Reading { period: Period::to_month(period.end()), value, unit, status, summed: false },
            Some(before) => Reading {
                period: Period::to_month(period.end()),
                value: before.value.saturating_add(value),
                summed: true,
                ..before
            },
        });
    }
    total
}

/// The result of a whole year: its own figure, or the cumulative one of December, or the stock at its end.
pub fn result_of_year(indicator: &Indicator, area: AreaId, measure: Measure, year: i16) -> Option<Reading> {
    let figure = |o: &Observation| {
        let value = o.figure(measure, indicator.measure)?;
        let unit = indicator.unit_of(measure);
        Some((o.period.basis(), Reading { period: o.period, value, unit, status: o.status, summed: false }))
    };
    indicator
        .series(area)
        .iter()
        .filter(|o| o.period.year() == year && o.period.covers_year())
        .filter_map(figure)
        .min_by_key(|(basis, _)| *basis)
        .map(|(_, reading)| reading)
}

/// Whether an indicator's levels add up over the months of a year, so that pace applies to them: not a
/// stock, and not a concentration, a rate or a multiple.
pub fn accumulates(indicator: &Indicator, period: Period) -> bool {
    use Dimension as D;
    indicator.measure.accumulates()
        && indicator.basis != Basis::Stock
        && period.basis() != Basis::Stock
        && !matches!(
            indicator.unit.dimension(),
            D::Concentration | D::Percent | D::Points | D::Rank | D::Years | D::Multiple
        )
}

fn convert(reading: &Reading, unit: &Unit) -> Option<Decimal> {
    if reading.unit == *unit || reading.unit.is_empty() {
        return Some(reading.value);
    }
    reading.unit.convert(reading.value, unit)
}

/// The other indicator's figure of the same measure, area and period.
fn reference(workbook: &Workbook, target: &Target, area: AreaId, period: Period) -> Option<Reading> {
    let other = workbook.indicators.get(target.reference?.indicator)?;
    let exact = other.observation(area, period).and_then(|o| o.figure(target.measure, other.measure));
    match exact {
        Some(value) => {
            let unit = other.unit_of(target.measure);
            Some(Reading { period, value, unit, status: Status::default(), summed: false })
        }
        // Published by another period of the same months: 1–3月 here, the first quarter there.
        None => latest(other, area, target.measure, period.year(), Some(period.end()))
            .filter(|reading| reading.period.end() == period.end()),
    }
}

/// Where a figure is good. A bound is the target as worded; `slack` still counts as reaching it.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    low: Option<Decimal>,
    high: Option<Decimal>,
    /// The bound itself does not do (突破, 低于).
    strict: bool,
    slack: Decimal,
}

impl Bounds {
    fn of(target: &Target, direction: Direction, reference: Option<&Reading>) -> Option<Self> {
        let plain = Self { low: None, high: None, strict: false, slack: Decimal::ZERO };
        let better = |value: Decimal, slack| match direction {
            Direction::Higher => Self { low: Some(value), slack, ..plain },
            Direction::Lower => Self { high: Some(value), slack, ..plain },
            Direction::Neither => Self { low: Some(value), high: Some(value), slack, ..plain },
        };
        let half = Decimal::new(5, 1);
        Some(match target.operator {
            Operator::Eq => better(target.value?, Decimal::ZERO),
            Operator::Ge => Self { low: Some(target.value?), ..plain },
            Operator::Gt => Self { low: Some(target.value?), strict: true, ..plain },
            Operator::Le => Self { high: Some(target.value?), ..plain },
            Operator::Lt => Self { high: Some(target.value?), strict: true, ..plain },
            Operator::Approx => {
                let value = target.value?;
                better(value, tolerance(target, value))
            }
            Operator::Range => match direction {
                // Better than the range is no miss.
                Direction::Higher => Self { low: Some(target.value?), ..plain },
                Direction::Lower => Self { high: Some(target.value_high?), ..plain },
                Direction::Neither => {
                    Self { low: Some(target.value?), high: Some(target.value_high?), ..plain }
                }
            },
            Operator::Relative => {
                let other = reference?.value;
                match target.reference?.relation {
                    Relation::InStep => better(other, target.tolerance.unwrap_or(half)),
                    Relation::Faster => Self { low: Some(other), strict: true, ..plain },
                    Relation::Slower => Self { high: Some(other), strict: true, ..plain },
                }
            }
        })
    }

    /// How much better than the worded bound, negative where worse.
    fn margin(self, value: Decimal) -> Decimal {
        let low = self.low.map(|low| value.saturating_sub(low));
        let high = self.high.map(|high| high.saturating_sub(value));
        match (low, high) {
            (Some(low), Some(high)) => low.min(high),
            (Some(margin), None) | (None, Some(margin)) => margin,
            (None, None) => Decimal::ZERO,
        }
    }

    fn holds(self, margin: Decimal) -> bool {
        if self.strict { margin > Decimal::ZERO } else { margin >= -self.slack }
    }
}

/// How far from the value still counts as about, in the unit of the value.
pub fn tolerance(target: &Target, value: Decimal) -> Decimal {
    if target.measure == Measure::Level {
        let percent = target.tolerance.unwrap_or(Decimal::from(5));
        value.abs().checked_mul(percent).unwrap_or_default() / Decimal::ONE_HUNDRED
    } else {
        target.tolerance.unwrap_or(Decimal::new(5, 1))
    }
}

fn directly(verdict: &mut Verdict, target: &Target, bounds: Bounds, actual: &Reading) {
    let margin = bounds.margin(actual.value);
    let miss = -margin.saturating_add(bounds.slack);
    let kind = match target.measure {
        Measure::Growth | Measure::Share | Measure::ChangePp => GapKind::Points,
        Measure::Rank => GapKind::Places,
        Measure::Level | Measure::Index | Measure::Duration => GapKind::Units(actual.unit.clone()),
    };
    let slight = match kind {
        GapKind::Points | GapKind::Places => miss <= Decimal::ONE,
        _ => {
            let bound = bounds.low.or(bounds.high).unwrap_or_default().abs();
            percent(miss, bound).is_some_and(|miss| miss <= Decimal::from(5))
        }
    };
    verdict.state = if !bounds.holds(margin) {
        if slight { TargetState::Slight } else { TargetState::Behind }
    } else if actual.period.covers_year() {
        TargetState::Met
    } else {
        TargetState::OnPace
    };
    if target.measure == Measure::Level && target.operator != Operator::Relative {
        verdict.completion = bounds.low.or(bounds.high).and_then(|bound| percent(actual.value, bound));
    }
    verdict.gap = Some(Gap { value: margin, kind });
}

/// A level that accumulates, judged before the year is over: completion against pace.
fn by_pace(verdict: &mut Verdict, indicator: &Indicator, target: &Target, bounds: Bounds, actual: &Reading) {
    let pace = pace::due(&indicator.pace, actual.period.end());
    let floor = bounds.low;
    let Some(bound) = floor.or(bounds.high) else { return };
    let Some(completion) = percent(actual.value, bound) else {
        // A target of zero has no pace: none is allowed in any month.
        return directly(verdict, target, bounds, actual);
    };
    let ahead = completion.saturating_sub(pace);
    // Under a ceiling, using less than is due is good; where neither way is better, both ends count.
    let gap = match (floor, bounds.high) {
        (Some(_), None) => ahead,
        (None, _) => -ahead,
        (Some(_), Some(high)) => match percent(actual.value, high) {
            Some(top) if top > pace => pace.saturating_sub(top),
            _ => ahead.min(Decimal::ZERO),
        },
    };
    let slack = percent(bounds.slack, bound.abs()).unwrap_or_default();
    let reached = floor.is_some() && bounds.high.is_none() && bounds.holds(bounds.margin(actual.value));
    let broken = floor.is_none() && !bounds.holds(bounds.margin(actual.value));
    let miss = -gap.saturating_add(slack);
    verdict.state = if reached {
        TargetState::Met
    } else if broken {
        TargetState::Behind
    } else if round_half_up(miss, 1) <= Decimal::ZERO {
        TargetState::OnPace
    } else if miss <= Decimal::from(5) {
        TargetState::Slight
    } else {
        TargetState::Behind
    };
    verdict.completion = Some(completion);
    verdict.pace = Some(pace);
    verdict.gap = Some(Gap { value: gap, kind: GapKind::PointsOfPace });
    if let Some(low) = floor {
        let rest = low.saturating_sub(actual.value);
        verdict.rest = (rest > Decimal::ZERO).then_some(rest);
        let months = 12 - actual.period.last();
        verdict.rest_monthly = verdict.rest.filter(|_| months > 0).map(|rest| rest / Decimal::from(months));
    }
}
