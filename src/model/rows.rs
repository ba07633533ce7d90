//! One table of the workbook: rows in the order people see, behind `Arc`, found by identifier.

use super::{
    chunks::{Chunks, Difference},
    ids::Id,
    index::Index,
};
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
/// Cloning shares everything, so a snapshot costs next to nothing; a change copies one chunk of pointers. What
/// differs between two snapshots is found without looking at the rows that they share.
/// Where two rows carry the same identifier (a damaged file; [`super::Workbook::check`] reports it),
/// the first one is found.
#[derive(Debug, Clone)]
#[allow(clippy::struct_field_names, reason = "the rows of Rows are its rows")]
pub struct Rows<T: Keyed> {
    rows: Chunks<Arc<T>>,
    index: Arc<Index>,
}

impl<T: Keyed> Default for Rows<T> {
    fn default() -> Self {
        Self { rows: Chunks::default(), index: Arc::default() }
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
    pub fn iter_shared(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator + Clone {
        self.rows.iter()
    }

    /// The rows in order, some hundreds at a time.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = &[Arc<T>]> {
        self.rows.runs()
    }

    /// The row at a position.
    pub fn at(&self, position: usize) -> Option<&T> {
        self.rows.get(position).map(|row| &**row)
    }

    /// The row with an identifier.
    pub fn get(&self, id: T::Id) -> Option<&T> {
        self.at(self.position(id)?)
    }

    /// The row with an identifier, shared.
    pub fn get_shared(&self, id: T::Id) -> Option<&Arc<T>> {
        self.rows.get(self.position(id)?)
    }

    /// Whether the identifier is in use.
    pub fn contains(&self, id: T::Id) -> bool {
        self.position(id).is_some()
    }

    /// Where the row with an identifier stands.
    pub fn position(&self, id: T::Id) -> Option<usize> {
        self.index.place(id.number())
    }

    /// Whether nothing has changed since an earlier snapshot.
    pub fn is_same(&self, before: &Self) -> bool {
        self.rows.is_same(&before.rows)
    }

    /// Where the rows differ from those of an earlier snapshot, in order. Rows that both share are not looked
    /// at; what lies between two differences is the same in both.
    pub fn differences(&self, before: &Self) -> Vec<Difference> {
        self.rows.differences(&before.rows, Arc::ptr_eq)
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
        let number = row.id().number();
        self.rows.insert(position, Arc::new(row));
        if !Arc::make_mut(&mut self.index).insert(number, position, self.rows.len()) {
            self.reindex();
        }
    }

    /// Takes a row out and says where it stood.
    pub(crate) fn remove(&mut self, id: T::Id) -> Option<(usize, T)> {
        let position = self.position(id)?;
        let row = self.rows.remove(position)?;
        if !Arc::make_mut(&mut self.index).remove(id.number(), position, self.rows.len()) {
            self.reindex();
        }
        Some((position, Arc::unwrap_or_clone(row)))
    }

    /// Moves a row to a position and says where it stood.
    pub(crate) fn relocate(&mut self, id: T::Id, to: usize) -> Option<usize> {
        let from = self.position(id)?;
        let row = self.rows.remove(from)?;
        let to = to.min(self.rows.len());
        self.rows.insert(to, row);
        if !Arc::make_mut(&mut self.index).relocate(id.number(), from, to) {
            self.reindex();
        }
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
        self.index = Arc::new(Index::of(self.rows.iter().map(|row| row.id().number())));
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
        let mut table = Self { rows: rows.into_iter().collect(), ..Self::default() };
        table.reindex();
        table
    }
}

impl<T: Keyed + PartialEq> PartialEq for Rows<T> {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.rows == other.rows
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
