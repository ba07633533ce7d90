//! How a target is getting on: what the rest of the year needs, and where the year would end.
//!
//! Two forecasts of a level that accumulates, and their range: by last year's pattern (this year's part of
//! the year is what last year's was by the same month), and in a straight line (what has been done ÷ months
//! gone × 12). The range spans the patterns of all earlier years that are known, and the straight line.
//!
//! A target of growth is forecast from the published growth since January, never from levels beside it: by
//! last year's pattern it changes by as many points until December as it did then, in a straight line it stays
//! as it is. Only where no growth is published the levels of both years are taken; that is nominal growth, and
//! says so.

use super::{
    derive::quotient::{growth, quotient},
    target::{Reading, accumulates, due_month, is_ceiling, latest, result_of_year, tolerance},
};
use crate::model::{
    AreaId, Basis, Decimal, Direction, Indicator, Measure, Month, Operator, Target, Unit, Workbook,
};

/// Where the year, or the time until the target is due, would end by one way of going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forecast {
    /// In the target's unit (for growth, in per cent).
    pub value: Decimal,
    /// Whether the target would be met.
    pub met: bool,
}

/// What the rest of the year needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Needed {
    /// What is still lacking, in [`Self::unit`].
    pub rest: Decimal,
    /// The unit.
    pub unit: Unit,
    /// Months that remain until it is due.
    pub months: u8,
    /// Spread over them.
    pub monthly: Decimal,
    /// The growth that this is over the same months of last year, in per cent.
    pub growth: Option<Decimal>,
}

/// How a target is getting on before its year is over.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// What has accumulated, in its own unit.
    pub done: Reading,
    /// Last year by the same month.
    pub done_before: Option<Decimal>,
    /// Last year's result; by the same month where the target is due within the year.
    pub year_before: Option<Decimal>,
    /// The month that the target is due in, where that is before the end of its year.
    pub due: Option<Month>,
    /// What the rest of the year needs; none where the target is reached, or is a ceiling.
    pub needed: Option<Needed>,
    /// By last year's pattern.
    pub by_pattern: Option<Forecast>,
    /// In a straight line.
    pub linear: Option<Forecast>,
    /// The lowest and the highest forecast of all.
    pub range: (Decimal, Decimal),
    /// How many earlier years' patterns the range knows.
    pub patterns: usize,
    /// The target is of growth and the forecast is made from levels: nominal, not at comparable prices.
    pub nominal: bool,
    /// For published growth: what the remaining months have to grow, in per cent, and whether last year's
    /// months are known to weigh them by; otherwise all months weigh the same.
    pub needed_rate: Option<(Decimal, bool)>,
    /// The forecast is made from published growth.
    pub published: bool,
}

/// What a forecast says of the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prospect {
    /// All forecasts meet it.
    WillBeMet,
    /// Some do, some do not.
    Open,
    /// None does.
    WillBeMissed,
}

impl Outlook {
    /// What the forecasts say together.
    pub fn prospect(&self) -> Prospect {
        let all: Vec<bool> = [self.by_pattern, self.linear].into_iter().flatten().map(|f| f.met).collect();
        if all.iter().all(|met| *met) {
            Prospect::WillBeMet
        } else if all.iter().any(|met| *met) {
            Prospect::Open
        } else {
            Prospect::WillBeMissed
        }
    }
}

/// The outlook of a target by the figures up to a month; none where nothing accumulates, there is no figure
/// yet, or the year is over.
pub fn outlook(
    workbook: &Workbook,
    indicator: &Indicator,
    target: &Target,
    month: Option<Month>,
) -> Option<Outlook> {
    let area = target.area.or_else(|| workbook.root_area().map(|area| area.id))?;
    if target.operator == Operator::Relative {
        return None;
    }
    if target.measure == Measure::Growth
        && let Some(found) = of_growth(indicator, area, target, month)
    {
        return Some(found);
    }
    if indicator.measure != Measure::Level {
        return None;
    }
    let grows = match target.measure {
        Measure::Level => false,
        // Neither where growth is at comparable prices, nor in place of growth that was published.
        Measure::Growth
            if indicator.grows_by_levels()
                && latest(indicator, area, Measure::Growth, target.year, month).is_none() =>
        {
            true
        }
        _ => return None,
    };
    let done = latest(indicator, area, Measure::Level, target.year, month)?;
    if !accumulates(indicator, done.period) || done.period.covers_year() || done.value <= Decimal::ZERO {
        return None;
    }
    // A target that is due within the year is about what has accumulated by then.
    let due = due_month(target);
    if due.is_some_and(|due| due <= done.period.end()) {
        return None;
    }
    let end = due.map_or(12, Month::month);
    let result = |year: i16| result(indicator, area, Measure::Level, year, due);
    let last = done.period.last();
    let pattern = |year: i16| {
        let whole = result(year)?;
        let part = by_month(indicator, area, Measure::Level, year, last)?;
        (part > Decimal::ZERO && whole > Decimal::ZERO).then_some((part, whole))
    };
    let before = pattern(target.year.saturating_sub(1));
    let year_before = before.map(|(_, whole)| whole).or_else(|| result(target.year.saturating_sub(1)));
    // Into what the target speaks of: its unit, or growth over last year's result.
    let told = |level: Decimal| {
        if grows { growth(level, year_before?) } else { convert(level, &done.unit, &target.unit) }
    };
    let forecast = |level: Decimal| {
        let value = told(level)?;
        Some(Forecast { value, met: meets(target, indicator.direction, value) })
    };
    let of_pattern = |(part, whole): (Decimal, Decimal)| quotient(done.value.checked_mul(whole)?, part);
    let straight = quotient(done.value.checked_mul(Decimal::from(end))?, Decimal::from(last))?;
    let linear = forecast(straight);
    let by_pattern = before.and_then(of_pattern).and_then(forecast);
    let first = indicator.series(area).first().map_or(target.year, |o| o.period.year());
    let patterns: Vec<Decimal> =
        (first..target.year).filter_map(pattern).filter_map(of_pattern).filter_map(told).collect();
    let all = || patterns.iter().copied().chain(linear.map(|forecast| forecast.value));
    let range = (all().min()?, all().max()?);
    let needed = needed(target, indicator, &done, end - last, before, year_before, grows);
    Some(Outlook {
        done_before: before.map(|(part, _)| part),
        year_before,
        due,
        needed,
        by_pattern,
        linear,
        range,
        patterns: patterns.len(),
        nominal: grows,
        needed_rate: None,
        published: false,
        done,
    })
}

/// The outlook of a target of growth by the growth that is published since January.
fn of_growth(indicator: &Indicator, area: AreaId, target: &Target, month: Option<Month>) -> Option<Outlook> {
    let done = latest(indicator, area, Measure::Growth, target.year, month)?;
    let period = done.period;
    let since_january =
        period.basis() == Basis::Cumulative || (period.basis() == Basis::Single && period.first() == 1);
    if !since_january || period.covers_year() {
        return None;
    }
    let due = due_month(target);
    if due.is_some_and(|due| due <= period.end()) {
        return None;
    }
    let last = period.last();
    let pattern = |year: i16| {
        let whole = result(indicator, area, Measure::Growth, year, due)?;
        Some((by_month(indicator, area, Measure::Growth, year, last)?, whole))
    };
    let forecast = |value: Decimal| Forecast { value, met: meets(target, indicator.direction, value) };
    let of_pattern =
        |(part, whole): (Decimal, Decimal)| done.value.saturating_add(whole).saturating_sub(part);
    let before = pattern(target.year.saturating_sub(1));
    let by_pattern = before.map(of_pattern).map(forecast);
    let linear = Some(forecast(done.value));
    let first = indicator.series(area).first().map_or(target.year, |o| o.period.year());
    let patterns: Vec<Decimal> = (first..target.year).filter_map(pattern).map(of_pattern).collect();
    let all = || patterns.iter().copied().chain([done.value]);
    let range = (all().min()?, all().max()?);
    Some(Outlook {
        done_before: before.map(|(part, _)| part),
        year_before: before.map(|(_, whole)| whole),
        due,
        needed: None,
        by_pattern,
        linear,
        range,
        patterns: patterns.len(),
        nominal: false,
        needed_rate: needed_rate(indicator, area, target, &done),
        published: true,
        done,
    })
}

/// What the remaining months have to grow so that the year reaches a target of growth: the year's growth is
/// that of its parts, weighed by what they were last year.
fn needed_rate(
    indicator: &Indicator,
    area: AreaId,
    target: &Target,
    done: &Reading,
) -> Option<(Decimal, bool)> {
    let aim = target.value.filter(|&aim| !is_ceiling(target, indicator.direction) && aim > done.value)?;
    let due = due_month(target);
    let year = target.year.saturating_sub(1);
    let weights = (indicator.measure == Measure::Level).then(|| {
        let whole = result(indicator, area, Measure::Level, year, due)?;
        let part = by_month(indicator, area, Measure::Level, year, done.period.last())?;
        (part > Decimal::ZERO && whole > part).then_some((part, whole))
    });
    let weights = weights.flatten();
    let (part, whole) =
        weights.unwrap_or((Decimal::from(done.period.last()), Decimal::from(due.map_or(12, Month::month))));
    let wanted = aim.checked_mul(whole)?.checked_sub(done.value.checked_mul(part)?)?;
    Some((quotient(wanted, whole.saturating_sub(part))?, weights.is_some()))
}

/// The figure of a whole year, or of what it comes to by the month that a target is due in.
fn result(
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    year: i16,
    due: Option<Month>,
) -> Option<Decimal> {
    match due {
        None => result_of_year(indicator, area, measure, year).map(|found| found.value),
        Some(due) => by_month(indicator, area, measure, year, due.month()),
    }
}

/// What had accumulated, or how it had grown, by a month of a year.
fn by_month(indicator: &Indicator, area: AreaId, measure: Measure, year: i16, last: u8) -> Option<Decimal> {
    let month = Month::new(year, last)?;
    let found = latest(indicator, area, measure, year, Some(month))?;
    (found.period.end() == month).then_some(found.value)
}

fn convert(value: Decimal, from: &Unit, into: &Unit) -> Option<Decimal> {
    if from == into || into.is_empty() || from.is_empty() { Some(value) } else { from.convert(value, into) }
}

/// Whether a result of the year satisfies the target as worded; "about" with its tolerance.
fn meets(target: &Target, direction: Direction, value: Decimal) -> bool {
    let Some(aim) = target.value else { return false };
    let slack = match target.operator {
        Operator::Approx => tolerance(target, &target.unit, aim),
        _ => Decimal::ZERO,
    };
    let high = target.value_high.unwrap_or(aim);
    match target.operator {
        Operator::Ge => value >= aim,
        Operator::Gt => value > aim,
        Operator::Le => value <= aim,
        Operator::Lt => value < aim,
        Operator::Eq | Operator::Approx | Operator::Range => match direction {
            Direction::Higher => value >= aim.saturating_sub(slack),
            Direction::Lower => value <= high.saturating_add(slack),
            Direction::Neither => value >= aim.saturating_sub(slack) && value <= high.saturating_add(slack),
        },
        Operator::Relative => false,
    }
}

/// What the rest of the year needs for the target's own value, in the unit that the level is published in.
fn needed(
    target: &Target,
    indicator: &Indicator,
    done: &Reading,
    months: u8,
    before: Option<(Decimal, Decimal)>,
    year_before: Option<Decimal>,
    grows: bool,
) -> Option<Needed> {
    // A ceiling needs nothing.
    let aim = target.value.filter(|_| !is_ceiling(target, indicator.direction))?;
    let wanted = if grows {
        let factor = Decimal::ONE_HUNDRED.checked_add(aim)?;
        quotient(year_before?.checked_mul(factor)?, Decimal::ONE_HUNDRED)?
    } else {
        convert(aim, &target.unit, &done.unit)?
    };
    let rest = wanted.saturating_sub(done.value);
    if rest <= Decimal::ZERO || months == 0 {
        return None;
    }
    let monthly = quotient(rest, Decimal::from(months))?;
    let growth = before.and_then(|(part, whole)| growth(rest, whole.saturating_sub(part)));
    Some(Needed { rest, unit: done.unit.clone(), months, monthly, growth })
}
