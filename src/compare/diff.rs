//! What differs between two workbooks, and the change that leads from one to the other.

use super::{kept, tree};
use crate::{
    edit::{Edit, Head, KeptOf, RowId, RowKind},
    model::{Text, Workbook},
};
use std::{collections::BTreeSet, panic::resume_unwind, thread};

/// Tables of at least so many rows are worth a second thread.
const LONG: usize = 2000;

/// What a difference is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Item {
    /// The workbook's own properties.
    Workbook,
    /// A row.
    Row(RowId),
}

/// What happened to an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is only in the second workbook.
    Added,
    /// It is only in the first one.
    Removed,
    /// Fields of it differ.
    Changed,
    /// It stands elsewhere in its table.
    Moved,
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Where in the item: `investment`, `targets[12].value`.
    pub field: String,
    /// In the first workbook; empty where there is nothing.
    pub before: String,
    /// In the second one.
    pub after: String,
}

/// An item that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The item.
    pub item: Item,
    /// Its name, in the workbook that has it.
    pub name: Text,
    /// What happened to it.
    pub kind: Kind,
    /// The fields, where some differ.
    pub fields: Vec<FieldChange>,
}

/// What differs, in the order of the tables.
pub fn diff(a: &Workbook, b: &Workbook) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut fields = head_changes(a, b);
    fields.extend(kept::changes(a, b, KeptOf::File));
    fields.extend(kept::changes(a, b, KeptOf::Workbook));
    if !fields.is_empty() {
        found.push(Difference { item: Item::Workbook, name: a.title.clone(), kind: Kind::Changed, fields });
    }
    for kind in RowKind::ALL {
        let (old, new) = (a.row_ids(kind), b.row_ids(kind));
        let (old_set, new_set): (BTreeSet<_>, BTreeSet<_>) =
            (old.iter().copied().collect(), new.iter().copied().collect());
        let plain = |id: RowId, kind: Kind, in_: &Workbook| Difference {
            item: Item::Row(id),
            name: in_.row_name(id),
            kind,
            fields: Vec::new(),
        };
        found.extend(old.iter().filter(|id| !new_set.contains(id)).map(|&id| plain(id, Kind::Removed, a)));
        let moved = moved(&old, &new, &old_set, &new_set);
        let mut changes = all_changes(a, b, &new).into_iter();
        for &id in &new {
            let mut fields = changes.next().unwrap_or_default();
            if !old_set.contains(&id) {
                found.push(plain(id, Kind::Added, b));
                continue;
            }
            fields.extend(kept::changes(a, b, KeptOf::Row(id)));
            if !fields.is_empty() {
                found.push(Difference { fields, ..plain(id, Kind::Changed, b) });
            }
            if moved.contains(&id) {
                found.push(plain(id, Kind::Moved, b));
            }
        }
    }
    found
}

/// The rows of both that have to be moved: as few as the simple way finds.
fn moved(
    old: &[RowId],
    new: &[RowId],
    old_set: &BTreeSet<RowId>,
    new_set: &BTreeSet<RowId>,
) -> BTreeSet<RowId> {
    let old: Vec<RowId> = old.iter().copied().filter(|id| new_set.contains(id)).collect();
    let new: Vec<RowId> = new.iter().copied().filter(|id| old_set.contains(id)).collect();
    let mut moved = BTreeSet::new();
    let (mut at, mut skipped) = (0, BTreeSet::new());
    for id in new {
        while old.get(at).is_some_and(|next| skipped.contains(next)) {
            at += 1;
        }
        if old.get(at) == Some(&id) {
            at += 1;
        } else {
            moved.insert(id);
            skipped.insert(id);
        }
    }
    moved
}

/// The fields in which rows differ that both have, one list for each of these rows. Long tables are looked at by
/// several threads.
fn all_changes(a: &Workbook, b: &Workbook, ids: &[RowId]) -> Vec<Vec<FieldChange>> {
    let some = |ids: &[RowId]| -> Vec<_> { ids.iter().map(|&id| row_changes(a, b, id)).collect() };
    if ids.len() < LONG {
        return some(ids);
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts = ids.chunks(ids.len().div_ceil(threads)).map(|part| scope.spawn(move || some(part)));
        let parts: Vec<_> = parts.collect();
        let join =
            |part: thread::ScopedJoinHandle<'_, _>| part.join().unwrap_or_else(|fall| resume_unwind(fall));
        parts.into_iter().flat_map(join).collect()
    })
}

fn row_changes(a: &Workbook, b: &Workbook, id: RowId) -> Vec<FieldChange> {
    if a.same_row(b, id) {
        return Vec::new();
    }
    let (Some(a), Some(b)) = (a.row_tree(id), b.row_tree(id)) else { return Vec::new() };
    let mut found = Vec::new();
    tree::differences("", &a, &b, &mut found);
    found.into_iter().map(|(field, before, after)| FieldChange { field, before, after }).collect()
}

/// The properties of the workbook itself that a change can set.
pub(super) fn heads(workbook: &Workbook) -> [(&'static str, Head); 4] {
    [
        ("title", Head::Title(workbook.title.clone())),
        ("title_en", Head::TitleEn(workbook.title_en.clone())),
        ("year", Head::Year(workbook.year)),
        ("month", Head::Month(workbook.month)),
    ]
}

/// A property in brief.
pub(super) fn head_text(head: &Head) -> String {
    match head {
        Head::Title(text) | Head::TitleEn(text) => text.to_string(),
        Head::Year(year) => year.to_string(),
        Head::Month(month) => month.map(|month| month.to_string()).unwrap_or_default(),
    }
}

fn head_changes(a: &Workbook, b: &Workbook) -> Vec<FieldChange> {
    let pairs = heads(a).into_iter().zip(heads(b)).filter(|(old, new)| old != new);
    pairs
        .map(|((field, old), (_, new))| FieldChange {
            field: field.to_owned(),
            before: head_text(&old),
            after: head_text(&new),
        })
        .collect()
}

/// The change that leads from one workbook to the other; `None` where nothing differs. Identifiers that were
/// handed out stay so, and whether the figures are invented is not changed.
pub fn edit_between(a: &Workbook, b: &Workbook) -> Option<Edit> {
    let mut edits: Vec<Edit> = heads(a)
        .into_iter()
        .zip(heads(b))
        .filter(|(old, new)| old != new)
        .map(|(_, (_, head))| Edit::Head(head))
        .collect();
    for kind in RowKind::ALL {
        let (mut now, new) = (a.row_ids(kind), b.row_ids(kind));
        let new_set: BTreeSet<_> = new.iter().copied().collect();
        let old_set: BTreeSet<_> = now.iter().copied().collect();
        let gone: Vec<RowId> = now.iter().copied().filter(|id| !new_set.contains(id)).collect();
        edits.extend(gone.into_iter().map(Edit::Remove));
        now.retain(|id| new_set.contains(id));
        // From the front on, each place gets its row; what stands there already is left where it is.
        for (to, &id) in new.iter().enumerate() {
            if now.get(to) == Some(&id) {
                continue;
            }
            if old_set.contains(&id) {
                if let Some(from) = now.iter().skip(to).position(|other| *other == id) {
                    now.remove(to + from);
                    now.insert(to, id);
                    edits.push(Edit::Move { id, to });
                }
            } else if let Some(row) = b.row(id) {
                now.insert(to.min(now.len()), id);
                edits.push(Edit::Insert { at: to, row });
            }
        }
        let changed = new.iter().filter(|id| old_set.contains(id) && !a.same_row(b, **id));
        edits.extend(changed.filter_map(|&id| b.row(id)).map(Edit::Replace));
    }
    edits.extend(kept::edits_between(a, b));
    match edits.len() {
        0 | 1 => edits.pop(),
        _ => Some(Edit::Many(edits)),
    }
}
