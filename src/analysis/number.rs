//! Ratios and rounding: computed unrounded, rounded once, half up, for display.

use crate::model::Decimal;
use rust_decimal::RoundingStrategy;

/// Beyond these places a quotient of decimals carries only the error of its own division.
const NOISE: u32 = 24;

/// Done ÷ plan, unrounded. `None` where the plan is zero or negative, or the quotient past the range.
pub fn ratio(done: Decimal, plan: Decimal) -> Option<Decimal> {
    (plan > Decimal::ZERO).then(|| done.checked_div(plan)).flatten()
}

/// Done ÷ plan in per cent, unrounded. `None` as for [`ratio`].
pub fn percent(done: Decimal, plan: Decimal) -> Option<Decimal> {
    // Multiply first: a quotient that ends keeps all its digits.
    match done.checked_mul(Decimal::ONE_HUNDRED) {
        Some(hundredfold) => ratio(hundredfold, plan),
        None => ratio(done, plan)?.checked_mul(Decimal::ONE_HUNDRED),
    }
}

/// Rounded to so many places, a half away from zero; printed with exactly these places.
pub fn round_half_up(value: Decimal, places: u8) -> Decimal {
    let places = u32::from(places);
    let mut rounded = clean(value).round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    // Nothing is shown as "-0.0".
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

/// Without the error of a division: 92.05 may come out of a subtraction of two long quotients as 92.0499…9.
pub(super) fn clean(value: Decimal) -> Decimal {
    value.round_dp_with_strategy(NOISE, RoundingStrategy::MidpointAwayFromZero)
}

/// The nearest float, for sorting and screen geometry only.
pub fn to_f64(value: Decimal) -> f64 {
    let scale = i32::try_from(value.scale()).unwrap_or(0);
    value.mantissa() as f64 / 10_f64.powi(scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn halves_go_away_from_zero_and_places_are_kept() {
        assert_eq!(round_half_up(d("2.25"), 1).to_string(), "2.3");
        assert_eq!(round_half_up(d("-2.25"), 1).to_string(), "-2.3");
        assert_eq!(round_half_up(d("25"), 1).to_string(), "25.0");
        assert_eq!(round_half_up(d("-0.04"), 1).to_string(), "0.0");
    }

    #[test]
    fn the_error_of_a_division_does_not_turn_a_half_down() {
        // 100.38333… − 8.33333… is 92.05 exactly.
        let long = percent(d("60.23"), d("60")).unwrap();
        let short = percent(Decimal::ONE, d("12")).unwrap();
        assert_eq!(round_half_up(long - short, 1).to_string(), "92.1");
    }

    #[test]
    fn nothing_is_a_part_of_nothing() {
        assert_eq!(ratio(d("5"), Decimal::ZERO), None);
        assert_eq!(percent(d("5"), d("-1")), None);
        assert_eq!(percent(Decimal::MAX, d("0.1")), None);
    }
}
