//! Where the row with an identifier stands in its table.

/// How far the identifiers of so many rows may lie apart for an index with room for each between them. A
/// hostile file may name identifiers far apart; its rows are found in a list instead.
fn widest(rows: usize) -> usize {
    (1 << 16) + rows.saturating_mul(16)
}

const NOWHERE: u32 = u32::MAX;

/// Places by identifier. Of two rows with one identifier the first is found.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// `places[number - base]` is the place of the row with that number, or `NOWHERE`.
    places: Vec<u32>,
    base: u32,
    /// Where numbers are far apart: each with its place, in order.
    sorted: Vec<(u32, u32)>,
    /// Two rows carry one identifier.
    is_twice: bool,
}

impl Index {
    /// The index of rows with these numbers, in their order.
    pub fn of(numbers: impl DoubleEndedIterator<Item = u32> + ExactSizeIterator + Clone) -> Self {
        let mut index = Self::default();
        let (Some(low), Some(high)) = (numbers.clone().min(), numbers.clone().max()) else { return index };
        if (high - low) as usize > widest(numbers.len()) {
            index.sorted = numbers.zip(0..).collect();
            // Of two rows with one identifier the first is found.
            index.sorted.sort_unstable();
            return index;
        }
        index.base = low;
        index.places.resize((high - low) as usize + 1, NOWHERE);
        for (place, number) in numbers.enumerate().rev() {
            let own = &mut index.places[(number - low) as usize];
            index.is_twice |= *own != NOWHERE;
            *own = place as u32;
        }
        index
    }

    /// Where the row with a number stands.
    pub fn place(&self, number: u32) -> Option<usize> {
        if self.places.is_empty() {
            let at = self.sorted.partition_point(|&(own, _)| own < number);
            return self.sorted.get(at).filter(|(own, _)| *own == number).map(|&(_, at)| at as usize);
        }
        let slot = number.checked_sub(self.base)? as usize;
        self.places.get(slot).filter(|&&place| place != NOWHERE).map(|&place| place as usize)
    }

    /// Whether places can be found without looking at every row after one came, went or moved.
    fn can_follow(&self) -> bool {
        !self.places.is_empty() && !self.is_twice
    }

    /// Follows a row that came in at a place, as one of so many. False: the index must be made anew.
    pub fn insert(&mut self, number: u32, at: usize, rows: usize) -> bool {
        let Some(slot) = number.checked_sub(self.base).map(|slot| slot as usize) else { return false };
        let is_new = self.places.get(slot).is_none_or(|&place| place == NOWHERE);
        if !self.can_follow() || !is_new || slot > widest(rows) {
            return false;
        }
        if at + 1 < rows {
            self.shift(at as u32, u32::MAX - 1, 1);
        }
        if slot >= self.places.len() {
            self.places.resize(slot + 1, NOWHERE);
        }
        self.places[slot] = at as u32;
        true
    }

    /// Follows a row that went from a place, leaving so many. False: the index must be made anew.
    pub fn remove(&mut self, number: u32, at: usize, rows: usize) -> bool {
        let Some(slot) = number.checked_sub(self.base).map(|slot| slot as usize) else { return false };
        if !self.can_follow() || rows == 0 || self.places.get(slot) != Some(&(at as u32)) {
            return false;
        }
        self.places[slot] = NOWHERE;
        if at < rows {
            self.shift(at as u32, u32::MAX - 1, -1);
        }
        // What was appended last is taken back without a trace.
        while self.places.last() == Some(&NOWHERE) {
            self.places.pop();
        }
        true
    }

    /// Follows a row that went from one place to another. False: the index must be made anew.
    pub fn relocate(&mut self, number: u32, from: usize, to: usize) -> bool {
        let Some(slot) = number.checked_sub(self.base).map(|slot| slot as usize) else { return false };
        if !self.can_follow() || self.places.get(slot) != Some(&(from as u32)) {
            return false;
        }
        if from < to {
            self.shift(from as u32, to as u32, -1);
        } else {
            self.shift(to as u32, from as u32, 1);
        }
        self.places[slot] = to as u32;
        true
    }

    /// Moves the rows between two places, both included, by one.
    fn shift(&mut self, from: u32, to: u32, by: i32) {
        for place in &mut self.places {
            // One look for both ends: this runs over every row of the largest table.
            if place.wrapping_sub(from) <= to - from {
                *place = place.wrapping_add_signed(by);
            }
        }
    }
}
