//! A sum that figures can be taken out of again.

use crate::model::Decimal;

/// Figures with the same number of decimal places.
#[derive(Debug, Clone, Copy)]
struct Part {
    places: u32,
    /// Their sum, in units of the last place. A figure has 96 bits, so that there is room for any number of rows.
    sum: i128,
    count: u32,
}

/// The sum of figures that come and go: always what it would be if those that are left were added up anew, in
/// any order.
#[derive(Debug, Clone, Default)]
pub struct ExactSum {
    parts: Vec<Part>,
}

impl ExactSum {
    /// Puts a figure in.
    pub fn add(&mut self, figure: Decimal) {
        // A zero says nothing of the places of the sum.
        let places = if figure.is_zero() { 0 } else { figure.scale() };
        self.take(Part { places, sum: figure.mantissa(), count: 1 });
    }

    /// Takes a figure out that was put in.
    pub fn subtract(&mut self, figure: Decimal) {
        let places = if figure.is_zero() { 0 } else { figure.scale() };
        if let Some(at) = self.parts.iter().position(|part| part.places == places)
            && let Some(part) = self.parts.get_mut(at)
        {
            part.sum = part.sum.wrapping_sub(figure.mantissa());
            part.count = part.count.saturating_sub(1);
            if part.count == 0 {
                self.parts.swap_remove(at);
            }
        }
    }

    /// Puts all figures of another sum in.
    pub fn merge(&mut self, other: &Self) {
        other.parts.iter().for_each(|part| self.take(*part));
    }

    fn take(&mut self, more: Part) {
        match self.parts.iter_mut().find(|part| part.places == more.places) {
            Some(part) => {
                part.sum = part.sum.wrapping_add(more.sum);
                part.count += more.count;
            }
            None => self.parts.push(more),
        }
    }

    /// The sum, with the places of the figure that has most; none where there is no figure.
    pub fn value(&self) -> Option<Decimal> {
        let most = self.parts.iter().map(|part| part.places).max()?;
        let whole = self.parts.iter().try_fold(0_i128, |sum, part| {
            let scale = 10_i128.checked_pow(most - part.places)?;
            sum.checked_add(part.sum.checked_mul(scale)?)
        });
        let exact = whole.and_then(|whole| Decimal::try_from_i128_with_scale(whole, most).ok());
        exact.or_else(|| {
            let mut parts: Vec<Part> = self.parts.clone();
            parts.sort_unstable_by_key(|part| part.places);
            parts.into_iter().map(|part| nearest(part.sum, part.places)).reduce(Decimal::saturating_add)
        })
    }
}

/// A figure past what a decimal holds, with as many places as it has room for.
fn nearest(mut sum: i128, mut places: u32) -> Decimal {
    loop {
        match Decimal::try_from_i128_with_scale(sum, places) {
            Ok(value) => return value,
            Err(_) if places > 0 => {
                sum = (sum + sum.signum() * 5) / 10;
                places -= 1;
            }
            Err(_) => return if sum < 0 { Decimal::MIN } else { Decimal::MAX },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn figure() -> impl Strategy<Value = Decimal> {
        (-999_999_i64..999_999, 0_u32..6).prop_map(|(value, places)| Decimal::new(value, places))
    }

    proptest! {
        #[test]
        fn what_is_left_is_what_counts(
            figures in prop::collection::vec((figure(), any::<bool>()), 0..60),
            cut in 0_usize..60,
        ) {
            let mut sum = ExactSum::default();
            figures.iter().for_each(|(figure, _)| sum.add(*figure));
            figures.iter().filter(|(_, goes)| *goes).for_each(|(figure, _)| sum.subtract(*figure));
            let left: Vec<Decimal> = figures.iter().filter(|(_, goes)| !goes).map(|(f, _)| *f).collect();
            prop_assert_eq!(sum.value(), left.iter().copied().reduce(|a, b| a + b));
            let (one, other) = left.split_at(cut.min(left.len()));
            let of = |figures: &[Decimal]| {
                let mut sum = ExactSum::default();
                figures.iter().for_each(|figure| sum.add(*figure));
                sum
            };
            let (mut both, anew) = (of(other), of(&left));
            both.merge(&of(one));
            prop_assert_eq!(both.value().map(|sum| sum.to_string()), anew.value().map(|sum| sum.to_string()));
            prop_assert_eq!(sum.value().map(|sum| sum.to_string()), anew.value().map(|sum| sum.to_string()));
        }
    }

    #[test]
    fn places_are_those_of_the_figures_and_no_figure_is_too_large() {
        let of = |figures: &[Decimal]| {
            let mut sum = ExactSum::default();
            figures.iter().for_each(|figure| sum.add(*figure));
            sum.value().map(|sum| sum.to_string())
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[Decimal::new(50, 1), Decimal::new(25, 2)]).as_deref(), Some("5.25"));
        assert_eq!(of(&[Decimal::new(50, 1), Decimal::new(500, 2)]).as_deref(), Some("10.00"));
        assert_eq!(of(&[Decimal::MAX, Decimal::MAX, Decimal::ONE]), Some(Decimal::MAX.to_string()));
        assert_eq!(of(&[Decimal::MIN, Decimal::MIN]), Some(Decimal::MIN.to_string()));
        // The last places of the small one have no room beside the large one.
        assert_eq!(of(&[Decimal::MAX, Decimal::new(1, 28)]), Some(Decimal::MAX.to_string()));
        assert_eq!(of(&[Decimal::MAX, Decimal::MIN, Decimal::new(3, 1)]).as_deref(), Some("0.3"));
    }
}
