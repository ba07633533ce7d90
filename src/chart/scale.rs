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
    /// Decimal places that ticks need.
    places: usize,
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
        let (step, places) = step((high - low) / count.max(1) as f64);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, places }
    }

    /// The same axis, ended at a value instead of at a tick.
    /// A tick that is near stays.
    pub fn tight(self, high: f64) -> Self {
        let near = self.high - high <= self.step * 0.35;
        Self { high: if near { self.high } else { high.max(self.low + self.step * 1e-3) }, ..self }
    }

    /// Ticks inside two ends, for an axis that has been panned or zoomed.
    pub fn between(low: f64, high: f64, count: usize) -> Self {
        let (step, places) = step((high - low).max(f64::MIN_POSITIVE) / count.max(1) as f64);
        Self { low, high, step, places }
    }

    /// The ticks from the lowest.
    pub fn ticks(&self) -> impl DoubleEndedIterator<Item = f64> + use<> {
        let step = self.step;
        let first = (self.low / step - 1e-6).ceil() as i64;
        let last = (self.high / step + 1e-6).floor() as i64;
        // An axis never has more ticks than a wall chart could carry.
        (first..=last.min(first.saturating_add(200))).map(move |n| n as f64 * step)
    }

    /// A tick as it is written, with thousands separators.
    pub fn label(&self, tick: f64) -> String {
        let text = format!("{tick:.*}", self.places);
        Decimal::from_str_exact(&text).map_or(text, format::number)
    }

    /// Where a value stands between the ends, 0 to 1.
    pub fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// The next round step (1, 2 or 5 of a power of ten, or 25, 250 …) not below a distance, and its decimal places.
fn step(least: f64) -> (f64, usize) {
    if !(least.is_finite() && least > 1e-12) {
        return (1.0, 0);
    }
    let power = least.log10().floor();
    let base = 10_f64.powf(power);
    // 25 and 250 are round; 2.5 and 0.25 would only lend the labels another decimal place.
    let fits = |f: &f64| f * base >= least * 0.999 && (*f != 2.5 || power >= 1.0);
    let factor = [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().find(fits).unwrap_or(10.0);
    let places = (-power).max(0.0) as usize - usize::from(factor == 10.0 && power < 0.0);
    (factor * base, places)
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
        assert_eq!(labels, ["0.0", "0.1", "0.2", "0.3", "0.4"]);
        let scale = Scale::around([12_345.0], true, 4);
        assert_eq!(scale.label(scale.high), "15,000");
    }

    proptest! {
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
