//! Fields that are not understood, compared and merged like those that are.

use super::{
    diff::FieldChange,
    merge::{Merging, Side},
};
use crate::{
    edit::{Edit, KeptOf, RowKind},
    model::{
        Kept, Text, Workbook,
        kept::{KeptField, Step},
    },
};
use std::collections::BTreeSet;

/// The places of a workbook that have such fields in any of these.
fn places(workbook: &Workbook, those_of: &[&Workbook]) -> BTreeSet<KeptOf> {
    let mut places = BTreeSet::new();
    if those_of.iter().all(|one| one.kept.is_empty()) {
        return places;
    }
    let has = |of: KeptOf| those_of.iter().any(|one| one.kept_of(of).is_some());
    places.extend([KeptOf::File, KeptOf::Workbook].into_iter().filter(|&of| has(of)));
    for kind in RowKind::ALL {
        let numbers: BTreeSet<u32> =
            those_of.iter().flat_map(|one| one.kept.rows(kind.table()).map(|(number, _)| number)).collect();
        let ids = workbook.row_ids(kind).into_iter().filter(|id| numbers.contains(&id.number()));
        places.extend(ids.map(KeptOf::Row));
    }
    places
}

fn same(a: &KeptField, b: &KeptField) -> bool {
    (&a.path, &a.name) == (&b.path, &b.name)
}

/// The fields in which two workbooks differ in a place.
pub(super) fn changes(a: &Workbook, b: &Workbook, of: KeptOf) -> Vec<FieldChange> {
    let (a, b) = (a.kept_of(of), b.kept_of(of));
    if a == b {
        return Vec::new();
    }
    let fields = |kept: Option<&Kept>| kept.map(|kept| kept.fields.clone()).unwrap_or_default();
    let (before, after) = (fields(a), fields(b));
    let value = |all: &[KeptField], one: &KeptField| {
        all.iter().find(|other| same(one, other)).map(|found| found.value.to_string()).unwrap_or_default()
    };
    let added = after.iter().filter(|one| !before.iter().any(|other| same(one, other)));
    before
        .iter()
        .chain(added)
        .map(|one| FieldChange {
            field: one.to_string(),
            before: value(&before, one),
            after: value(&after, one),
        })
        .filter(|change| change.before != change.after)
        .collect()
}

/// The changes that lead from the fields of one workbook to those of the other.
pub(super) fn edits_between(a: &Workbook, b: &Workbook) -> impl Iterator<Item = Edit> {
    places(b, &[a, b])
        .into_iter()
        .filter(|&of| a.kept_of(of) != b.kept_of(of))
        .map(|of| Edit::SetKept { of, kept: b.kept_of(of).cloned().unwrap_or_default() })
}

/// Merges the fields of two versions into a workbook that has the merged rows.
pub(super) fn merge(
    merging: &mut Merging<'_>,
    merged: &mut Workbook,
    base: &Workbook,
    ours: &Workbook,
    theirs: &Workbook,
) {
    for of in places(merged, &[base, ours, theirs]) {
        let [before, mine, other] = [base, ours, theirs].map(|one| one.kept_of(of));
        let kept = if mine == other || other == before {
            mine.cloned().unwrap_or_default()
        } else if mine == before {
            other.cloned().unwrap_or_default()
        } else {
            merging.turn_to(of, merged);
            let [before, mine, other] = [before, mine, other].map(|kept| kept.cloned().unwrap_or_default());
            both(merging, &before, &mine, &other)
        };
        merged.kept.set(of.holder(), kept);
    }
}

/// What is taken from one version as a whole: a field, or all fields in a list whose entries have no names, for
/// such a list is merged as a whole too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Unit {
    path: Vec<Step>,
    /// The field; none: all fields in the list.
    name: Option<Text>,
}

impl Unit {
    fn of(field: &KeptField) -> Self {
        match field.path.iter().position(|step| matches!(step, Step::Entry(_))) {
            None => Self { path: field.path.clone(), name: Some(field.name.clone()) },
            Some(at) => Self { path: field.path.iter().take(at).cloned().collect(), name: None },
        }
    }

    /// What a version says in it.
    fn within(&self, kept: &Kept) -> Kept {
        let fields = kept.fields.iter().filter(|field| Self::of(field) == *self).cloned();
        let lists = kept.lists.iter().filter(|list| self.name.is_none() && list.path.starts_with(&self.path));
        Kept { fields: fields.collect(), lists: lists.cloned().collect() }
    }
}

fn words(kept: &Kept) -> String {
    kept.fields.iter().map(|field| &*field.value).collect::<Vec<_>>().join(", ")
}

/// What two versions of a place come to.
fn both(merging: &mut Merging<'_>, base: &Kept, ours: &Kept, theirs: &Kept) -> Kept {
    let mut done = BTreeSet::new();
    let mut merged = Kept::default();
    for field in ours.fields.iter().chain(&theirs.fields) {
        let unit = Unit::of(field);
        if !done.insert(unit.clone()) {
            continue;
        }
        let [before, mine, other] = [base, ours, theirs].map(|kept| unit.within(kept));
        let chosen = if mine == other || other == before {
            mine
        } else if mine == before {
            other
        } else {
            match merging.choose(&field.to_string(), words(&before), words(&mine), words(&other)) {
                Side::Ours => mine,
                Side::Theirs => other,
            }
        };
        merged.fields.extend(chosen.fields);
        merged.lists.extend(chosen.lists);
    }
    merged
}
