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
    /// Per cent of the target due by then; only where the target was judged by pace, or where all of it is
    /// due before the year is over.
    pub pace: Option<Decimal>,
    /// What an accumulating figure still lacks, in the target's unit; none when reached.
    pub rest: Option<Decimal>,
    /// [`Self::rest`] spread over the months that remain until it is due; none after that.
    pub rest_monthly: Option<Decimal>,
    /// The month that it is due in, where that is before the end of its year.
    pub due: Option<Month>,
    /// The way that counts: not below the target, not above it, or neither.
    pub side: Direction,
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
        due: due_month(target),
        side: indicator.direction.of(target.measure),
    };
    let Some(area) = target.area.or_else(|| workbook.root_area().map(|area| area.id)) else {
        return verdict;
    };
    verdict.previous = result_of_year(indicator, area, target.measure, target.year.saturating_sub(1));
    // What has accumulated after its time says nothing of a ceiling.
    let ceiling = is_ceiling(target, indicator.direction) && target.measure == Measure::Level;
    let until = match verdict.due.filter(|due| ceiling && due.year() == target.year) {
        Some(due) if accumulates(indicator, Period::to_month(due)) => {
            Some(month.map_or(due, |month| month.min(due)))
        }
        _ => month,
    };
    let Some(reading) = latest(indicator, area, target.measure, target.year, until) else { return verdict };
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
            .and_then(|other| Some(Reading { value: convert(&other, &unit)?, unit: unit.clone(), ..other }));
    }
    let bounds = Bounds::of(target, indicator.direction, verdict.reference.as_ref(), &unit);
    let adds = target.measure == Measure::Level
        && accumulates(indicator, actual.period)
        && target.operator != Operator::Relative;
    if let Some(bounds) = bounds {
        verdict.side = bounds.side();
        if adds && !is_due(target, actual.period) {
            by_pace(&mut verdict, indicator, target, bounds, &actual);
        } else {
            directly(&mut verdict, indicator, target, bounds, &actual);
            if adds && verdict.due.is_some() {
                verdict.pace = Some(Decimal::ONE_HUNDRED);
                verdict.rest = bounds.rest(actual.value);
            }
        }
        verdict.lamp = verdict.state.lamp();
    }
    verdict.actual = Some(actual);
    verdict
}

/// The month that a target is due in where that is before the end of its year.
pub fn due_month(target: &Target) -> Option<Month> {
    let due = target.due?.latest_month();
    Month::new(target.year, 12).filter(|end| due < *end).map(|_| due)
}

/// Whether a figure is the one that a target is judged by in the end: it is of the month that the target is
/// due in (of December where it names none), or of a later one. The growth of December alone is not the year's.
fn is_due(target: &Target, period: Period) -> bool {
    if let Some(due) = due_month(target) {
        return period.end() >= due;
    }
    let last = Month::new(target.year, 12).is_none_or(|last| period.end() >= last);
    last && (target.measure != Measure::Growth || period.covers_year())
}

/// Per cent of a target that is due at the end of a month, unrounded: the indicator's pace, which runs to the
/// month that the target is due in; from then on all of it.
pub fn due_by(indicator: &Indicator, target: &Target, month: Month) -> Decimal {
    let paced = |month| pace::due(&indicator.pace, month);
    match due_month(target) {
        None => paced(month),
        Some(due) if month >= due => Decimal::ONE_HUNDRED,
        Some(due) => percent(paced(month), paced(due)).unwrap_or_default(),
    }
}

/// Whether a target says what not to exceed, so that nothing has to be done for it.
pub(super) fn is_ceiling(target: &Target, direction: Direction) -> bool {
    match target.operator {
        Operator::Le | Operator::Lt => true,
        Operator::Ge | Operator::Gt | Operator::Relative => false,
        Operator::Eq | Operator::Approx | Operator::Range => direction.of(target.measure) == Direction::Lower,
    }
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
    // From the last cumulative figure on, or from January, add what follows without a hole. Figures come by
    // their ends; of two with one end the longer comes first and counts: 1–2月 and not a lone February.
    let from = cumulative.as_ref().map_or(0, |total| total.period.last());
    let mut totals: Vec<Reading> = cumulative.into_iter().collect();
    for &(period, value, status) in figures.iter().filter(|(period, ..)| period.basis() == Basis::Single) {
        let before = totals.iter().find(|total| total.period.last() + 1 == period.first());
        let known = totals.iter().any(|total| total.period.last() == period.last());
        if known || (before.is_none() && (from > 0 || period.first() > 1)) {
            continue;
        }
        let so_far = before.map_or(Decimal::ZERO, |before| before.value);
        let total = Reading {
            period: Period::to_month(period.end()),
            value: so_far.saturating_add(value),
            unit: indicator.unit_of(measure),
            status: match before.map(|before| before.status) {
                Some(Status::Preliminary) => Status::Preliminary,
                _ => status,
            },
            summed: before.is_some(),
        };
        totals.push(total);
    }
    totals.into_iter().max_by_key(|total| total.period.last())
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
    fn of(target: &Target, direction: Direction, reference: Option<&Reading>, unit: &Unit) -> Option<Self> {
        let direction = direction.of(target.measure);
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
                better(value, tolerance(target, unit, value))
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

    /// The way that counts.
    fn side(self) -> Direction {
        match (self.low, self.high) {
            (Some(_), None) => Direction::Higher,
            (None, Some(_)) => Direction::Lower,
            _ => Direction::Neither,
        }
    }

    /// What is lacking of the least that would do; none when reached, or where nothing has to be.
    fn rest(self, value: Decimal) -> Option<Decimal> {
        self.low.map(|low| low.saturating_sub(value)).filter(|rest| *rest > Decimal::ZERO)
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

/// How far from a value in a unit still counts as about: in points for what is told in points or places, in
/// per cent of the value for amounts.
pub fn tolerance(target: &Target, unit: &Unit, value: Decimal) -> Decimal {
    if target.measure == Measure::Level && !told_in_points(target.measure, unit) {
        let percent = target.tolerance.unwrap_or(Decimal::from(5));
        value.abs().checked_mul(percent).unwrap_or_default() / Decimal::ONE_HUNDRED
    } else {
        target.tolerance.unwrap_or(Decimal::new(5, 1))
    }
}

/// Whether figures of a measure in a unit differ by percentage points.
fn told_in_points(measure: Measure, unit: &Unit) -> bool {
    measure.is_rate(unit)
        || measure == Measure::ChangePp
        || (measure == Measure::Level && unit.dimension() == Dimension::Points)
}

fn directly(verdict: &mut Verdict, indicator: &Indicator, target: &Target, bounds: Bounds, actual: &Reading) {
    let margin = bounds.margin(actual.value);
    let miss = -margin.saturating_add(bounds.slack);
    let kind = match target.measure {
        Measure::Rank => GapKind::Places,
        measure if told_in_points(measure, &actual.unit) => GapKind::Points,
        _ => GapKind::Units(actual.unit.clone()),
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
    } else if is_due(target, actual.period) {
        TargetState::Met
    } else {
        TargetState::OnPace
    };
    // A part of something to be done: an amount that adds up, or a stock to be built up to.
    let amount = target.measure == Measure::Level
        && target.operator != Operator::Relative
        && !told_in_points(target.measure, &actual.unit);
    if amount && (accumulates(indicator, actual.period) || bounds.side() == Direction::Higher) {
        verdict.completion = bounds.low.or(bounds.high).and_then(|bound| percent(actual.value, bound));
    }
    verdict.gap = Some(Gap { value: margin, kind });
}

/// A level that accumulates, judged before the year is over: completion against pace.
fn by_pace(verdict: &mut Verdict, indicator: &Indicator, target: &Target, bounds: Bounds, actual: &Reading) {
    let pace = due_by(indicator, target, actual.period.end());
    let floor = bounds.low;
    let Some(bound) = floor.or(bounds.high) else { return };
    let Some(completion) = percent(actual.value, bound) else {
        // A target of zero has no pace: none is allowed in any month.
        return directly(verdict, indicator, target, bounds, actual);
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
    verdict.rest = bounds.rest(actual.value);
    let months = verdict.due.map_or(12, Month::month) - actual.period.last();
    verdict.rest_monthly = verdict.rest.filter(|_| months > 0).map(|rest| rest / Decimal::from(months));
}
