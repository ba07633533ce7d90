//! Quotients of decimals, cut off after ten places where both figures are short.
//!
//! A figure that is cut off, and not rounded, still rounds half up to the right figure at fewer places: a
//! quotient below a half stays below it, one at or above a half stays there. Ten places fit into machine
//! words, which makes growth of 720,000 figures a matter of milliseconds.

use crate::model::Decimal;

/// Places of a quick quotient.
const PLACES: u32 = 10;
/// Powers of ten that fit into a machine word.
const POWERS: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

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
#[inline]
pub fn difference(a: Decimal, b: Decimal) -> Decimal {
    let quick = || word(a)?.checked_sub(word(b)?);
    match quick() {
        Some(found) if a.scale() == b.scale() => Decimal::new(found, a.scale()),
        _ => a.saturating_sub(b),
    }
}

/// A figure without its point; none where it does not fit into a machine word.
#[inline]
fn word(value: Decimal) -> Option<i64> {
    i64::try_from(value.mantissa()).ok()
}

#[inline]
fn quick(numerator: i128, denominator: i128, shift: Option<u32>) -> Option<Decimal> {
    words(i64::try_from(numerator).ok()?, i64::try_from(denominator).ok()?, shift)
}

#[inline]
fn words(numerator: i64, denominator: i64, shift: Option<u32>) -> Option<Decimal> {
    let lifted = numerator.checked_mul(*POWERS.get(shift? as usize)?)?;
    // Towards zero: a half away from zero is judged by the size alone.
    Some(Decimal::new(lifted.checked_div(denominator)?, PLACES))
}

/// A sum that figures come into and go out of again, exact; quick as long as all have the same places and
/// fit into machine words.
#[derive(Debug, Clone, Copy)]
pub struct Running {
    places: u32,
    words: i64,
    /// The sum from the first figure on that was not quick.
    exact: Option<Decimal>,
}

impl Running {
    /// Nothing yet, of figures with so many places.
    pub fn new(places: u32) -> Self {
        Self { places, words: 0, exact: None }
    }

    /// A figure comes in.
    #[inline]
    pub fn put(&mut self, value: Decimal) {
        self.change(value, i64::checked_add, Decimal::saturating_add);
    }

    /// A figure goes out.
    #[inline]
    pub fn take(&mut self, value: Decimal) {
        self.change(value, i64::checked_sub, Decimal::saturating_sub);
    }

    #[inline]
    fn change(
        &mut self,
        value: Decimal,
        quick: impl Fn(i64, i64) -> Option<i64>,
        exact: impl Fn(Decimal, Decimal) -> Decimal,
    ) {
        if self.exact.is_none()
            && value.scale() == self.places
            && let Some(words) = word(value).and_then(|value| quick(self.words, value))
        {
            self.words = words;
        } else {
            self.exact = Some(exact(self.sum(), value));
        }
    }

    fn sum(&self) -> Decimal {
        self.exact.unwrap_or_else(|| Decimal::new(self.words, self.places))
    }

    /// The sum ÷ a count; none for a count of zero.
    #[inline]
    pub fn mean(&self, count: u8) -> Option<Decimal> {
        if self.exact.is_none()
            && let Some(found) = words(self.words, i64::from(count), PLACES.checked_sub(self.places))
        {
            return Some(found);
        }
        quotient(self.sum(), Decimal::from(count))
    }
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
    fn a_running_sum_is_exact_whatever_comes_in() {
        let d = |text: &str| text.parse::<Decimal>().unwrap();
        let mut sum = Running::new(1);
        // 30.5 + 20.5 = 51.0, ÷ 2; then 0.25 with other places: 51.25 ÷ 4; without 30.5 it is 20.75.
        sum.put(d("30.5"));
        sum.put(d("20.5"));
        assert_eq!(sum.mean(2).map(|mean| mean.normalize()), Some(d("25.5")));
        sum.put(d("0.25"));
        assert_eq!(sum.mean(4).map(|mean| mean.normalize()), Some(d("12.8125")));
        sum.take(d("30.5"));
        assert_eq!(sum.mean(1).map(|mean| mean.normalize()), Some(d("20.75")));
        assert_eq!(sum.mean(0), None);
        // Past machine words and back.
        let mut long = Running::new(0);
        long.put(Decimal::from(i64::MAX));
        long.put(Decimal::from(i64::MAX));
        long.take(Decimal::from(i64::MAX));
        long.take(Decimal::from(i64::MAX - 7));
        assert_eq!(long.mean(7).map(|mean| mean.normalize()), Some(Decimal::ONE));
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
