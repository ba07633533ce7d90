//! Going on with what stands in some cells: the same again, or the series that they begin.

use crate::model::{Decimal, Money, Month, Quantity, Value, When};
use rust_decimal::prelude::ToPrimitive as _;

/// The values that follow the given ones. Months and dates go on by their step (one month, day or year
/// where there is only one), figures by their common difference; whatever else is repeated. `other` asks
/// for the opposite: dates are repeated, and a single figure goes up by one.
pub fn series(seed: &[Value], count: usize, other: bool) -> Vec<Value> {
    let next = dates(seed).filter(|_| !other).or_else(|| figures(seed, other));
    match next {
        Some(next) => (1..=count).map(next).collect(),
        None => seed.iter().cycle().take(count).cloned().collect(),
    }
}

/// The value so many steps after the last one.
type Next = Box<dyn Fn(usize) -> Value>;

fn dates(seed: &[Value]) -> Option<Next> {
    let date = |value: &Value| if let Value::Date(date) = value { Some(*date) } else { None };
    let dates: Vec<When> = seed.iter().map(date).collect::<Option<_>>()?;
    let last = *dates.last()?;
    let step = match dates.as_slice() {
        [_] => Step::one(last),
        [.., before, _] => Step::between(*before, last)?,
        [] => return None,
    };
    let even = dates.windows(2).all(|pair| Step::between(pair[0], pair[1]) == Some(step));
    even.then(|| -> Next {
        Box::new(move |nth| step.after(last, nth as i64).map_or(Value::Empty, Value::Date))
    })
}

/// What lies between two dates of the same precision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Years(i64),
    Months(i64),
    Days(i64),
}

fn months(month: Month) -> i64 {
    i64::from(month.year()) * 12 + i64::from(month.month()) - 1
}

fn civil(date: When) -> Option<jiff::civil::Date> {
    let (month, day) = (date.month()?.month(), date.day()?);
    jiff::civil::Date::new(date.year(), i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

impl Step {
    fn one(date: When) -> Self {
        match (date.month(), date.day()) {
            (_, Some(_)) => Self::Days(1),
            (Some(_), None) => Self::Months(1),
            (None, None) => Self::Years(1),
        }
    }

    fn between(a: When, b: When) -> Option<Self> {
        match (a.month().zip(b.month()), a.day(), b.day()) {
            // The same day of each month.
            (Some((from, to)), Some(day), Some(other)) if day == other && from != to => {
                Some(Self::Months(months(to) - months(from)))
            }
            (_, Some(_), Some(_)) => {
                let days = civil(b)?.since(civil(a)?).ok()?.get_days();
                Some(Self::Days(i64::from(days)))
            }
            (Some((from, to)), None, None) => Some(Self::Months(months(to) - months(from))),
            (None, None, None) if a.month().is_none() && b.month().is_none() => {
                Some(Self::Years(i64::from(b.year()) - i64::from(a.year())))
            }
            _ => None,
        }
    }

    fn after(self, date: When, times: i64) -> Option<When> {
        match self {
            Self::Years(step) => {
                let year = i64::from(date.year()).checked_add(step.checked_mul(times)?)?;
                Some(When::year_of(i16::try_from(year).ok()?))
            }
            Self::Months(step) => {
                let at = months(date.month()?).checked_add(step.checked_mul(times)?)?;
                let year = i16::try_from(at.div_euclid(12)).ok()?;
                let month = Month::new(year, u8::try_from(at.rem_euclid(12) + 1).ok()?)?;
                match date.day() {
                    None => Some(When::month_of(month)),
                    // The 31st of a shorter month is its last day.
                    Some(day) => {
                        (28..=day).rev().chain([day]).find_map(|day| When::day_of(year, month.month(), day))
                    }
                }
            }
            Self::Days(step) => {
                let span = jiff::Span::new().try_days(step.checked_mul(times)?).ok()?;
                let date = civil(date)?.checked_add(span).ok()?;
                When::day_of(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
            }
        }
    }
}

fn figures(seed: &[Value], other: bool) -> Option<Next> {
    let figure = |value: &Value| match value {
        Value::Money(money) => Some(money.value),
        Value::Number(number) => Some(*number),
        Value::Quantity(quantity) => Some(quantity.value),
        _ => None,
    };
    let numbers: Vec<Decimal> = seed.iter().map(figure).collect::<Option<_>>()?;
    let last = seed.last()?.clone();
    let unit = |value: &Value| match value {
        Value::Money(money) => Some(money.unit.symbol().to_owned()),
        Value::Quantity(quantity) => Some(quantity.unit.symbol().to_owned()),
        _ => None,
    };
    let alike = |value: &Value| {
        std::mem::discriminant(value) == std::mem::discriminant(&last) && unit(value) == unit(&last)
    };
    let step = match numbers.as_slice() {
        [_] if other => Decimal::ONE,
        [.., before, last] if !other => last.checked_sub(*before)?,
        _ => return None,
    };
    let even = numbers.windows(2).all(|pair| pair[1].checked_sub(pair[0]) == Some(step));
    if !even || !seed.iter().all(alike) {
        return None;
    }
    let start = *numbers.last()?;
    Some(Box::new(move |nth| {
        let times = Decimal::from(nth.to_u64().unwrap_or_default());
        let Some(value) = step.checked_mul(times).and_then(|more| start.checked_add(more)) else {
            return Value::Empty;
        };
        match &last {
            Value::Money(money) => Value::Money(Money::new(value, money.unit)),
            Value::Quantity(quantity) => Value::Quantity(Quantity { value, unit: quantity.unit.clone() }),
            _ => Value::Number(value),
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months_of(pairs: &[(i16, u8)]) -> Vec<Value> {
        let date = |&(year, month)| Month::new(year, month).map(When::month_of).map(Value::Date);
        pairs.iter().filter_map(date).collect()
    }

    fn numbers(values: &[i64]) -> Vec<Value> {
        values.iter().map(|&value| Value::Number(Decimal::from(value))).collect()
    }

    #[test]
    fn months_days_and_years_go_on() {
        assert_eq!(
            series(&months_of(&[(2024, 11)]), 3, false),
            months_of(&[(2024, 12), (2025, 1), (2025, 2)])
        );
        assert_eq!(
            series(&months_of(&[(2024, 3), (2024, 6)]), 2, false),
            months_of(&[(2024, 9), (2024, 12)])
        );
        assert_eq!(series(&months_of(&[(2024, 3)]), 2, true), months_of(&[(2024, 3), (2024, 3)]));
        let day = |year, month, day| Value::Date(When::day_of(year, month, day).expect("a day"));
        assert_eq!(series(&[day(2024, 2, 28)], 2, false), [day(2024, 2, 29), day(2024, 3, 1)]);
        let ends = [day(2024, 1, 31), day(2024, 3, 31)];
        assert_eq!(series(&ends, 2, false), [day(2024, 5, 31), day(2024, 7, 31)]);
        let year = |year| Value::Date(When::year_of(year));
        assert_eq!(series(&[year(2024), year(2022)], 1, false), [year(2020)]);
    }

    #[test]
    fn figures_go_on_by_their_difference() {
        assert_eq!(series(&numbers(&[5]), 2, false), numbers(&[5, 5]));
        assert_eq!(series(&numbers(&[5]), 2, true), numbers(&[6, 7]));
        assert_eq!(series(&numbers(&[10, 8]), 2, false), numbers(&[6, 4]));
        assert_eq!(series(&numbers(&[1, 2, 4]), 4, false), numbers(&[1, 2, 4, 1]));
        assert_eq!(series(&numbers(&[1, 2]), 2, true), numbers(&[1, 2]));
        let texts = [Value::text("a"), Value::Empty];
        assert_eq!(series(&texts, 3, false), [Value::text("a"), Value::Empty, Value::text("a")]);
    }
}
