//! The middle one of many figures that come and go.

use crate::model::Decimal;

/// How many figures on either side of the middle are kept in order: so many changes on one side, and only then
/// the middle has to be looked for anew.
const BESIDE: usize = 512;

/// The middle figure, with its neighbours.
#[derive(Debug, Clone, Default)]
pub(super) struct Median {
    /// The figures around the middle, in order.
    band: Vec<Decimal>,
    /// How many figures come before them.
    below: usize,
    len: usize,
}

impl Median {
    /// Of these figures.
    pub fn of(mut figures: Vec<Decimal>) -> Self {
        let len = figures.len();
        let (from, to) = ((len / 2).saturating_sub(BESIDE), (len / 2 + BESIDE).min(len));
        if from > 0 {
            figures.select_nth_unstable(from);
        }
        figures.drain(..from);
        if to < len {
            figures.select_nth_unstable(to - from);
        }
        figures.truncate(to - from);
        figures.sort_unstable();
        Self { band: figures, below: from, len }
    }

    /// How many figures there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The middle figure; none where there is no figure, or so many came and went that it has to be looked for
    /// anew.
    pub fn value(&self) -> Option<Decimal> {
        self.band.get((self.len / 2).checked_sub(self.below)?).copied()
    }

    /// Whether it has to be looked for anew.
    pub fn is_lost(&self) -> bool {
        self.len > 0 && self.value().is_none()
    }

    /// Puts a figure in.
    pub fn add(&mut self, figure: Decimal) {
        self.len += 1;
        match (self.band.first(), self.band.last()) {
            (Some(first), _) if figure < *first => self.below += 1,
            (_, Some(last)) if figure > *last => {}
            (None, _) if self.len > 1 => {}
            _ => {
                let at = self.band.partition_point(|own| *own < figure);
                self.band.insert(at, figure);
            }
        }
    }

    /// Takes a figure out that was put in.
    pub fn subtract(&mut self, figure: Decimal) {
        self.len = self.len.saturating_sub(1);
        match self.band.binary_search(&figure) {
            Ok(at) => drop(self.band.remove(at)),
            Err(0) => self.below = self.below.saturating_sub(1),
            Err(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_middle_is_the_middle_or_is_lost(
            start in prop::collection::vec(0_i64..900, 0..2_500),
            steps in prop::collection::vec((any::<bool>(), 0_i64..900), 0..700),
        ) {
            let figure = |value: i64| Decimal::new(value, 1);
            let mut plain: Vec<Decimal> = start.into_iter().map(figure).collect();
            let mut median = Median::of(plain.clone());
            for (comes, value) in steps {
                if comes {
                    plain.push(figure(value));
                    median.add(figure(value));
                } else if !plain.is_empty() {
                    median.subtract(plain.swap_remove(value as usize % plain.len()));
                }
                if median.is_lost() {
                    median = Median::of(plain.clone());
                }
                plain.sort_unstable();
                prop_assert_eq!(median.len(), plain.len());
                prop_assert_eq!(median.value(), plain.get(plain.len() / 2).copied());
            }
        }
    }

    #[test]
    fn many_changes_on_one_side_are_noticed() {
        let mut median = Median::of((0..10_000).map(Decimal::from).collect());
        (0..3_000).for_each(|_| median.add(Decimal::ZERO));
        assert!(median.is_lost());
        assert!(!Median::of(Vec::new()).is_lost());
    }
}
