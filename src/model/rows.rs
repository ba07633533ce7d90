//! One table of the workbook: rows in the order people see, behind `Arc`, found by identifier.

use super::ids::Id;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Visitor},
};
use std::{fmt, marker::PhantomData, sync::Arc};

/// The most rows of a table that are read from a file: a small file must not become a huge workbook.
pub const MOST_ROWS: usize = 1 << 20;

/// What is said of a longer table.
pub const FEWER_ROWS: &str = "a table of at most 1048576 rows";

/// A row that knows its identifier.
pub trait Keyed: Clone {
    /// The identifier's type.
    type Id: Id;
    /// The row's identifier, which never changes.
    fn id(&self) -> Self::Id;
}

/// Rows in order, with an index by identifier.
///
/// Cloning copies pointers only, so a snapshot for a job is cheap (about 1 ms for 100,000 rows).
/// Where two rows carry the same identifier (a damaged file; [`super::Workbook::check`] reports it),
/// the first one is found.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "the rows of Rows are its rows")]
pub struct Rows<T: Keyed> {
    rows: Vec<Arc<T>>,
    /// `index[id - base]` is the position of `id` in `rows`, or `NOWHERE`.
    index: Vec<u32>,
    base: u32,
    /// Where identifiers are far apart: each with its position, in order.
    sorted: Vec<(u32, u32)>,
}

const NOWHERE: u32 = u32::MAX;

/// How far the identifiers of so many rows may lie apart for an index with room for each between them. A
/// hostile file may name identifiers far apart; its rows are found in a list instead.
fn widest_index(rows: usize) -> usize {
    (1 << 16) + rows.saturating_mul(16)
}

impl<T: Keyed> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), index: Vec::new(), base: 0, sorted: Vec::new() }
    }
}

impl<T: Keyed> Rows<T> {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.rows.iter().map(|row| &**row)
    }

    /// The rows in order, shared.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.rows
    }

    /// The row at a position.
    pub fn at(&self, position: usize) -> Option<&T> {
        self.rows.get(position).map(|row| &**row)
    }

    /// The row with an identifier.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.at(self.position(id)?)
    }

    /// Whether the identifier is in use.
    pub fn contains(&self, id: T::Id) -> bool {
        self.position(id).is_some()
    }

    /// Where the row with an identifier stands.
    pub fn position(&self, id: T::Id) -> Option<usize> {
        if self.index.is_empty() {
            let at = self.sorted.partition_point(|&(own, _)| own < id.number());
            return self.sorted.get(at).filter(|(own, _)| *own == id.number()).map(|&(_, at)| at as usize);
        }
        let slot = id.number().checked_sub(self.base)? as usize;
        self.index.get(slot).filter(|&&position| position != NOWHERE).map(|&position| position as usize)
    }

    /// The row with an identifier, to be changed in place (copied first where a snapshot shares it).
    ///
    /// The caller must not change the row's identifier.
    pub(crate) fn get_mut(&mut self, id: T::Id) -> Option<&mut T> {
        let position = self.position(id)?;
        self.rows.get_mut(position).map(Arc::make_mut)
    }

    /// Puts a row in at a position (clamped to the end).
    pub(crate) fn insert(&mut self, position: usize, row: T) {
        let position = position.min(self.rows.len());
        let id = row.id();
        self.rows.insert(position, Arc::new(row));
        let slot = id.number().checked_sub(self.base).map(|slot| slot as usize);
        match slot {
            // Appending at the end with the next identifier is what typing and pasting do.
            Some(slot) if position + 1 == self.rows.len() && slot == self.index.len() && slot > 0 => {
                self.index.push(position as u32);
            }
            _ => self.reindex(),
        }
    }

    /// Takes a row out and says where it stood.
    pub(crate) fn remove(&mut self, id: T::Id) -> Option<(usize, T)> {
        let position = self.position(id)?;
        let row = self.rows.remove(position);
        let slot = id.number().checked_sub(self.base).map(|slot| slot as usize);
        match slot {
            // Taking back what was appended last.
            Some(slot) if position == self.rows.len() && slot > 0 && slot + 1 == self.index.len() => {
                self.index.pop();
            }
            _ => self.reindex(),
        }
        Some((position, Arc::unwrap_or_clone(row)))
    }

    /// Moves a row to a position and says where it stood.
    pub(crate) fn relocate(&mut self, id: T::Id, to: usize) -> Option<usize> {
        let from = self.position(id)?;
        let row = self.rows.remove(from);
        self.rows.insert(to.min(self.rows.len()), row);
        self.reindex();
        Some(from)
    }

    /// Puts a row in the place of the one with the same identifier, and returns that one.
    pub(crate) fn replace(&mut self, row: T) -> Option<T> {
        let position = self.position(row.id())?;
        let old = std::mem::replace(self.rows.get_mut(position)?, Arc::new(row));
        Some(Arc::unwrap_or_clone(old))
    }

    /// Puts a shared row in the place of the one with the same identifier.
    pub(crate) fn put_shared(&mut self, row: Arc<T>) {
        if let Some(own) = self.position(row.id()).and_then(|at| self.rows.get_mut(at)) {
            *own = row;
        }
    }

    fn reindex(&mut self) {
        self.index.clear();
        self.sorted.clear();
        let numbers = || self.rows.iter().map(|row| row.id().number());
        let (Some(low), Some(high)) = (numbers().min(), numbers().max()) else { return };
        if (high - low) as usize > widest_index(self.rows.len()) {
            let numbers = self.rows.iter().enumerate().map(|(at, row)| (row.id().number(), at as u32));
            self.sorted.extend(numbers);
            // Of two rows with one identifier the first is found.
            self.sorted.sort_unstable();
            return;
        }
        self.base = low;
        self.index.resize((high - low) as usize + 1, NOWHERE);
        for (position, row) in self.rows.iter().enumerate().rev() {
            self.index[(row.id().number() - low) as usize] = position as u32;
        }
    }
}

impl<T: Keyed> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut table = Self { rows: rows.into_iter().map(Arc::new).collect(), ..Self::default() };
        table.reindex();
        table
    }
}

impl<T: Keyed> From<Vec<Arc<T>>> for Rows<T> {
    fn from(rows: Vec<Arc<T>>) -> Self {
        let mut table = Self { rows, ..Self::default() };
        table.reindex();
        table
    }
}

impl<T: Keyed + PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Keyed + Serialize> Serialize for Rows<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de, T: Keyed + Deserialize<'de>> Deserialize<'de> for Rows<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
            type Value = Vec<Arc<T>>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(FEWER_ROWS)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<Arc<T>>, A::Error> {
                let mut rows = Vec::new();
                while let Some(row) = entries.next_element()? {
                    if rows.len() == MOST_ROWS {
                        return Err(de::Error::invalid_length(rows.len() + 1, &self));
                    }
                    rows.push(row);
                }
                Ok(rows)
            }
        }
        deserializer.deserialize_seq(Reader(PhantomData)).map(Self::from)
    }
}
