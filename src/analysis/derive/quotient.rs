//! Quotients of decimals, cut off after ten places where both figures are short.
//!
//! A figure that is cut off, and not rounded, still rounds half up to the right figure at fewer places: a
//! quotient below a half stays below it, one at or above a half stays there. Ten places fit into machine
//! words, which makes growth of 720,000 figures a matter of milliseconds.

use crate::model::Decimal;

/// Places of a quick quotient.
const PLACES: u32 = 10;

/// Numerator ÷ denominator; none where the denominator is not positive or the quotient is out of range.
pub fn quotient(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    if denominator <= Decimal::ZERO {
        return None;
    }
    let shift = (PLACES + denominator.scale()).checked_sub(numerator.scale());
    quick(numerator.mantissa(), denominator.mantissa(), shift).or_else(|| numerator.checked_div(denominator))
}

/// Numerator ÷ denominator in per cent.
pub fn per_cent(numerator: Decimal, denominator: Decimal) -> Option<Decimal> {
    if denominator <= Decimal::ZERO {
        return None;
    }
    let shift = (PLACES + 2 + denominator.scale()).checked_sub(numerator.scale());
    quick(numerator.mantissa(), denominator.mantissa(), shift)
        .or_else(|| quotient(numerator.checked_mul(Decimal::ONE_HUNDRED)?, denominator))
}

/// By how much per cent `now` is above `before`; none where `before` is not positive.
pub fn growth(now: Decimal, before: Decimal) -> Option<Decimal> {
    if now.scale() == before.scale() && before > Decimal::ZERO {
        let more = now.mantissa() - before.mantissa();
        if let Some(found) = quick(more, before.mantissa(), Some(PLACES + 2)) {
            return Some(found);
        }
    }
    per_cent(now.checked_sub(before)?, before)
}

/// a − b; quick where both have the same places and fit into machine words.
pub fn difference(a: Decimal, b: Decimal) -> Decimal {
    in_words(a, b, i64::checked_sub).unwrap_or_else(|| a.saturating_sub(b))
}

/// a + b; as quick.
pub fn total(a: Decimal, b: Decimal) -> Decimal {
    in_words(a, b, i64::checked_add).unwrap_or_else(|| a.saturating_add(b))
}

fn in_words(a: Decimal, b: Decimal, how: impl Fn(i64, i64) -> Option<i64>) -> Option<Decimal> {
    if a.scale() != b.scale() {
        return None;
    }
    let found = how(i64::try_from(a.mantissa()).ok()?, i64::try_from(b.mantissa()).ok()?)?;
    Some(Decimal::new(found, a.scale()))
}

fn quick(numerator: i128, denominator: i128, shift: Option<u32>) -> Option<Decimal> {
    let (numerator, denominator) = (i64::try_from(numerator).ok()?, i64::try_from(denominator).ok()?);
    let lifted = numerator.checked_mul(10_i64.checked_pow(shift?)?)?;
    // Towards zero: a half away from zero is judged by the size alone.
    Some(Decimal::new(lifted.checked_div(denominator)?, PLACES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::round_half_up;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_quick_quotient_rounds_like_the_long_one(a in -10_000_000_i64..10_000_000, b in 1_i64..1_000_000, s in 0_u32..4, t in 0_u32..4) {
            let (a, b) = (Decimal::new(a, s), Decimal::new(b, t));
            let long = a * Decimal::ONE_HUNDRED / b;
            for places in 0..4 {
                prop_assert_eq!(round_half_up(per_cent(a, b).unwrap(), places), round_half_up(long, places));
            }
        }
    }

    #[test]
    fn differences_keep_their_places() {
        let of = |a: (i64, u32), b: (i64, u32)| {
            difference(Decimal::new(a.0, a.1), Decimal::new(b.0, b.1)).to_string()
        };
        // 30.50 − 20.50 = 10.00; 30.5 − 20.25 = 10.25; 1 − 3 = −2.
        assert_eq!(
            [of((3050, 2), (2050, 2)), of((305, 1), (2025, 2)), of((1, 0), (3, 0))],
            ["10.00", "10.25", "-2"]
        );
        assert_eq!(difference(Decimal::MAX, Decimal::ONE), Decimal::MAX - Decimal::ONE);
    }

    #[test]
    fn nothing_grows_from_nothing() {
        assert_eq!(growth(Decimal::ONE, Decimal::ZERO), None);
        assert_eq!(growth(Decimal::ONE, Decimal::NEGATIVE_ONE), None);
        // 110 over 100, with and without places: 10 %.
        assert_eq!(growth(Decimal::from(110), Decimal::ONE_HUNDRED), Some(Decimal::TEN));
        assert_eq!(growth(Decimal::new(1100, 1), Decimal::ONE_HUNDRED), Some(Decimal::TEN));
        // Figures too long for machine words: (1e20 + 1e18) / 1e20.
        let (now, before) = (
            Decimal::from(101_000_000_000_000_000_000_i128),
            Decimal::from(100_000_000_000_000_000_000_i128),
        );
        assert_eq!(growth(now, before), Some(Decimal::ONE));
    }
}
