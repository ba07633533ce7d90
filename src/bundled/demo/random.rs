//! Pseudo-random whole numbers from a seed: splitmix64. The same seed gives the same city on every machine
//! and in every later version of a random-number crate, which is why it is not one.

/// A stream of numbers.
pub(super) struct Random(u64);

impl Random {
    /// The stream `stream` of a seed: each part of the city draws from its own, so that a change in one
    /// part leaves the others as they were.
    pub(super) fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0xd1b5_4a32_d192_ed03));
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() >> 1).cast_signed() % (high - low + 1).max(1)
    }

    /// A position below `count` (0 where there is none).
    pub(super) fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of some texts; empty where there is none.
    pub(super) fn pick<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        texts.get(self.below(texts.len())).copied().unwrap_or_default()
    }

    /// Walks through weights that add up to 100 and says which one was hit.
    pub(super) fn weighted(&mut self, weights: &[i64]) -> usize {
        let mut rest = self.between(0, 99);
        weights
            .iter()
            .position(|weight| {
                rest -= weight;
                rest < 0
            })
            .unwrap_or(0)
    }
}
