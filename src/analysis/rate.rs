//! A rate with what it is made of: the denominator is always shown beside it.

use super::number::percent;
use crate::model::Decimal;

/// A part of a whole. Both are counts, or both are money in one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rate {
    /// The numerator.
    pub part: Decimal,
    /// The denominator.
    pub whole: Decimal,
}

impl Rate {
    /// Of two counts.
    pub fn of_counts(part: usize, whole: usize) -> Self {
        Self { part: part.into(), whole: whole.into() }
    }

    /// In per cent, unrounded; none where the denominator is zero.
    pub fn percent(self) -> Option<Decimal> {
        percent(self.part, self.whole)
    }
}
