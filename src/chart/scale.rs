//! Round steps for value axes.
#![allow(clippy::float_cmp, reason = "compared with exact constants, or with the very same value")]

use crate::{i18n::format, model::Decimal};

/// A value axis: its ends and its ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// The lowest value shown.
    pub low: f64,
    /// The highest value shown.
    pub high: f64,
    /// The distance between ticks.
    pub step: f64,
}

impl Scale {
    /// An axis whose ends are ticks and that contains the values, with about `count` steps.
    /// Values that are not finite are passed over; without any the axis is 0 to 1.
    pub fn around(values: impl IntoIterator<Item = f64>, zero: bool, count: usize) -> Self {
        let start = if zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
        let ends = |(low, high): (f64, f64), v: f64| (low.min(v), high.max(v));
        let (mut low, mut high) = values.into_iter().filter(|v| v.is_finite()).fold(start, ends);
        if low > high || (low == 0.0 && high == 0.0) {
            (low, high) = (0.0, 1.0);
        } else if low == high {
            // One value alone stands in the middle.
            let half = (low.abs() * 0.1).max(0.5);
            (low, high) = (low - half, high + half);
        }
        let step = step((high - low) / count.max(1) as f64);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// The same axis, ended at a value instead of at a tick.
    /// A tick that is near stays.
    pub fn tight(self, high: f64) -> Self {
        let near = self.high - high <= self.step * 0.35;
        Self { high: if near { self.high } else { high.max(self.low + self.step * 1e-3) }, ..self }
    }

    /// Ticks inside two ends, for an axis that has been panned or zoomed.
    pub fn between(low: f64, high: f64, count: usize) -> Self {
        let step = step((high - low).max(f64::MIN_POSITIVE) / count.max(1) as f64);
        Self { low, high, step }
    }

    /// The ticks from the lowest.
    pub fn ticks(&self) -> impl DoubleEndedIterator<Item = f64> + use<> {
        let step = self.step;
        let first = (self.low / step - 1e-6).ceil() as i64;
        let last = (self.high / step + 1e-6).floor() as i64;
        // An axis never has more ticks than a wall chart could carry.
        (first..=last.min(first.saturating_add(200))).map(move |n| n as f64 * step)
    }

    /// This axis, and a second one with as many steps that contains other values: one grid serves both. Where
    /// zero is on both, it is one line; this axis goes on below it as far as the other needs.
    pub fn beside(self, values: impl IntoIterator<Item = f64>) -> (Self, Self) {
        let ends = |(low, high): (f64, f64), v: f64| (low.min(v), high.max(v));
        let start = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut low, mut high) = values.into_iter().filter(|v| v.is_finite()).fold(start, ends);
        if low > high {
            (low, high) = (0.0, 1.0);
        } else if low == high {
            let half = (low.abs() * 0.1).max(0.5);
            (low, high) = (if low > 0.0 { (low - half).max(0.0) } else { low - half }, high + half);
        }
        let steps = ((self.high - self.low) / self.step).round().max(1.0);
        let own_zero = self.low <= 0.0 && self.high >= 0.0;
        if own_zero && (low <= 0.0 || low <= high * 0.6) {
            let below = (-self.low / self.step).round();
            let above = (steps - below).max(1.0);
            let least = (high.max(0.0) / above).max(-low.min(0.0) / (below + (above * 0.5).ceil()));
            let mut other = step(least);
            if other < least {
                other = step(other * 1.01);
            }
            let below = below.max((-low.min(0.0) / other - 1e-9).ceil());
            let first = Self { low: -below * self.step, high: above * self.step, ..self };
            return (first, Self { low: -below * other, high: above * other, step: other });
        }
        let mut other = step((high - low) / steps);
        let mut from = (low / other).floor() * other;
        while from + steps * other < high {
            other = step(other * 1.01);
            from = (low / other).floor() * other;
        }
        let second = Self { low: from, high: from + steps * other, step: other };
        (self, second)
    }

    /// A tick as it is written, with thousands separators.
    pub fn label(&self, tick: f64) -> String {
        self.label_in(tick, 0)
    }

    /// As [`Self::label`], with the decimal point moved to the left by some places.
    pub fn label_in(&self, tick: f64, power: i32) -> String {
        if tick == 0.0 {
            return "0".to_owned();
        }
        let times = 10_f64.powi(-power);
        let text = format!("{:.*}", places(self.step * times), tick * times);
        Decimal::from_str_exact(&text).map_or(text, format::number)
    }

    /// Where a value stands between the ends, 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The next round step (1, 2 or 5 of a power of ten, or 25, 250 …) not below a distance.
fn step(least: f64) -> f64 {
    if !(least.is_finite() && least > 1e-12) {
        return 1.0;
    }
    let power = least.log10().floor();
    let base = 10_f64.powf(power);
    // 25 and 250 are round; 2.5 and 0.25 would only lend the labels another decimal place.
    let fits = |f: &f64| f * base >= least * 0.999 && (*f != 2.5 || power >= 1.0);
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(fits).unwrap_or(10.0);
    factor * base
}

/// The decimal places that multiples of a step need.
fn places(step: f64) -> usize {
    let whole = |places: &usize| {
        let moved = step * 10_f64.powi(*places as i32);
        (moved - moved.round()).abs() < 1e-6 * moved.max(1.0) && moved >= 0.5
    };
    (0..=12).find(whole).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ticks_are_round_and_carry_their_places() {
        let scale = Scale::around([4.5, 15.6], true, 4);
        assert_eq!(scale.ticks().collect::<Vec<_>>(), [0.0, 5.0, 10.0, 15.0, 20.0]);
        let scale = Scale::around([0.12, 0.31], true, 4);
        let labels: Vec<_> = scale.ticks().map(|t| scale.label(t)).collect();
        assert_eq!(labels, ["0", "0.1", "0.2", "0.3", "0.4"]);
        let scale = Scale::around([12_345.0], true, 4);
        assert_eq!(scale.label(scale.high), "15,000");
    }

    #[test]
    fn two_axes_share_their_grid_and_their_zero() {
        // Columns from 0 to 400 by 100, a line from -3 to 9: four steps above zero, so 5 a step (the next
        // round one above 9 ÷ 4); one step below it on both.
        let (left, right) = Scale::around([0.0, 380.0], true, 4).beside([-3.0, 9.0]);
        assert_eq!((left.low, left.high, left.step), (-100.0, 400.0, 100.0));
        assert_eq!((right.low, right.high, right.step), (-5.0, 20.0, 5.0));
        // Far from zero the second axis begins where its values do.
        let (left, right) = Scale::around([0.0, 380.0], true, 4).beside([61.0, 68.5]);
        assert_eq!((left.low, left.high), (0.0, 400.0));
        assert_eq!((right.low, right.high, right.step), (60.0, 80.0, 5.0));
        assert_eq!(right.label_in(65.0, 1), "6.5");
    }

    proptest! {
        #[test]
        fn a_second_axis_contains_its_values_on_the_same_grid(
            a in -1e6..1e6_f64, b in -1e6..1e6_f64, c in -1e6..1e6_f64, d in -1e6..1e6_f64, zero: bool,
        ) {
            let (left, right) = Scale::around([a, b], zero, 4).beside([c, d]);
            prop_assert!(left.low <= a.min(b) && a.max(b) <= left.high);
            let slack = right.step * 1e-6;
            prop_assert!(right.low <= c.min(d) + slack && c.max(d) <= right.high + slack);
            prop_assert_eq!(left.ticks().count(), right.ticks().count());
        }

        #[test]
        fn an_axis_contains_its_values_and_has_few_ticks(a in -1e9..1e9_f64, b in -1e9..1e9_f64, zero: bool) {
            let scale = Scale::around([a, b], zero, 4);
            prop_assert!(scale.low <= a.min(b) && a.max(b) <= scale.high);
            prop_assert!((2..=12).contains(&scale.ticks().count()));
            let labels: Vec<_> = scale.ticks().map(|t| scale.label(t)).collect();
            let mut different = labels.clone();
            different.dedup();
            prop_assert_eq!(labels, different);
        }
    }
}
