//! Nobody's work is overwritten unseen: what differs is found by item and field, and merged.

use crate::support::{Dice, edits::random_edit, random_workbook};
use guatu::{
    compare::{Item, Kind, Side, diff, edit_between, merge},
    document::{Document, Origin},
    edit::{Edit, Head, RowId, RowKind},
    model::{ProjectField, ProjectId, Value, Workbook},
    storage::{self, Disk, FileStamp, StorageError, UNWATCHED},
};
use proptest::prelude::*;
use std::collections::BTreeSet;
use tempfile::TempDir;

/// The workbook as text; identifiers that were handed out stay so and are set aside.
fn text(workbook: &Workbook) -> String {
    let mut workbook = workbook.clone();
    workbook.next_id = 0;
    ron::to_string(&workbook).expect("writable")
}

fn changed(base: &Workbook, dice: &mut Dice, edits: usize) -> Workbook {
    let mut workbook = base.clone();
    for _ in 0..edits {
        let edit = random_edit(dice, &workbook);
        let _ = edit.apply(&mut workbook);
    }
    workbook
}

fn set(project: ProjectId, field: ProjectField, value: &str) -> Edit {
    Edit::SetField { project, field, value: Value::text(value) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// What differs is a change; making it leads to the other workbook.
    #[test]
    fn diff_then_apply_is_identity(seed: u64, edits in 0_usize..30) {
        let a = random_workbook(seed, 12);
        let b = changed(&a, &mut Dice::new(!seed), edits);
        prop_assert_eq!(diff(&a, &a), []);
        prop_assert_eq!(diff(&a, &b).is_empty(), text(&a) == text(&b));
        for (from, to) in [(&a, &b), (&b, &a)] {
            let mut now = from.clone();
            if let Some(edit) = edit_between(from, to) {
                edit.apply(&mut now).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
            }
            prop_assert_eq!(text(&now), text(to));
        }
    }

    /// A merge with one who changed nothing is the other, whoever that is, and with one's equal is oneself.
    #[test]
    fn merging_with_what_is_unchanged(seed: u64) {
        let base = random_workbook(seed, 10);
        let other = changed(&base, &mut Dice::new(!seed), 20);
        for (ours, theirs) in [(&base, &other), (&other, &base), (&other, &other)] {
            let merged = merge(&base, ours, theirs, &[]);
            prop_assert_eq!(&merged.conflicts, &[]);
            let mut now = ours.clone();
            if let Some(edit) = merged.edit {
                edit.apply(&mut now).map_err(|refusal| TestCaseError::fail(refusal.to_string()))?;
            }
            prop_assert_eq!(text(&now), text(&other));
        }
    }

    /// Disjoint changes, of other projects and of other fields of the same project, are both in the merge.
    #[test]
    fn merging_disjoint_changes_equals_both(seed: u64) {
        let base = random_workbook(seed, 14);
        let mut dice = Dice::new(!seed);
        let ids: Vec<_> = base.projects.iter().map(|row| row.id).collect();
        let mut edits = [Vec::new(), Vec::new()];
        for &id in &ids {
            let side = dice.below(2);
            edits[side].push(set(id, ProjectField::Content, &format!("内容 {side}")));
            edits[1 - side].push(set(id, ProjectField::Note, &format!("备注 {side}")));
        }
        edits[dice.below(2)].push(Edit::Head(Head::Title("改过".into())));
        let make = |workbook: &Workbook, edits: &[Edit]| {
            let mut workbook = workbook.clone();
            edits.iter().for_each(|edit| drop(edit.clone().apply(&mut workbook).expect("accepted")));
            workbook
        };
        let (ours, theirs) = (make(&base, &edits[0]), make(&base, &edits[1]));
        let both = make(&ours, &edits[1]);
        let merged = merge(&base, &ours, &theirs, &[]);
        prop_assert_eq!(&merged.conflicts, &[]);
        let mut now = ours.clone();
        let inverse = merged.edit.map(|edit| edit.apply(&mut now).expect("accepted"));
        prop_assert_eq!(text(&now), text(&both));
        // As one step, it is taken back as one.
        if let Some(inverse) = inverse {
            inverse.apply(&mut now).expect("taken back");
        }
        prop_assert_eq!(text(&now), text(&ours));
    }
}

/// The row that a change is about, where it changes one row and nothing else.
fn row_of(edit: &Edit) -> Option<RowId> {
    Some(match edit {
        Edit::Replace(row) => row.id(),
        Edit::SetField { project, .. } => (*project).into(),
        Edit::SetIndicator { indicator, .. }
        | Edit::SetObservation { indicator, .. }
        | Edit::SetTarget { indicator, .. } => (*indicator).into(),
        _ => return None,
    })
}

/// Changes of rows of every kind, some made by one and the others by the other: all of them are in the merge.
#[test]
fn merging_changes_of_different_rows_of_every_kind_equals_both() {
    let mut kinds = BTreeSet::new();
    for seed in 0..60 {
        let base = random_workbook(seed, 12);
        let dice = &mut Dice::new(!seed);
        let (mut ours, mut theirs, mut both) = (base.clone(), base.clone(), base.clone());
        for _ in 0..120 {
            let edit = random_edit(dice, &base);
            let Some(row) = row_of(&edit) else { continue };
            let own = if row.number() % 2 == 0 { &mut ours } else { &mut theirs };
            // What stands against another row's change is left out of both.
            let (mut after, mut together) = (own.clone(), both.clone());
            if edit.clone().apply(&mut after).is_ok() && edit.apply(&mut together).is_ok() {
                (*own, both) = (after, together);
                kinds.insert(row.kind());
            }
        }
        for (mine, other) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(&base, mine, other, &[]);
            assert_eq!(merged.conflicts, [], "seed {seed}");
            let mut now = mine.clone();
            if let Some(edit) = merged.edit {
                edit.apply(&mut now).expect("accepted");
            }
            assert_eq!(text(&now), text(&both), "seed {seed}");
        }
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), RowKind::ALL);
}

/// What differs is named for rows of every kind, and the change that leads to it takes what differs away.
#[test]
fn differences_of_every_kind_are_found_and_applied() {
    let mut seen = BTreeSet::new();
    for seed in 0..60 {
        let a = random_workbook(seed, 10);
        let b = changed(&a, &mut Dice::new(seed + 1000), 60);
        // What the one has added, the other has removed.
        for difference in diff(&a, &b).into_iter().chain(diff(&b, &a)) {
            if let Item::Row(id) = difference.item {
                seen.insert((id.kind(), difference.kind as u8));
            }
            assert!(difference.kind != Kind::Changed || !difference.fields.is_empty());
        }
        let mut now = a.clone();
        if let Some(edit) = edit_between(&a, &b) {
            edit.apply(&mut now).expect("accepted");
        }
        assert_eq!(diff(&now, &b), [], "seed {seed}");
    }
    for kind in RowKind::ALL {
        for what in [Kind::Added, Kind::Removed, Kind::Changed] {
            assert!(seen.contains(&(kind, what as u8)), "{kind:?} {what:?}");
        }
    }
}

#[test]
fn a_conflict_names_item_and_field_and_is_chosen() {
    let base = random_workbook(5, 8);
    let id = base.projects.at(0).expect("a project").id;
    let with = |name: &str| {
        let mut workbook = base.clone();
        set(id, ProjectField::Name, name).apply(&mut workbook).expect("accepted");
        workbook
    };
    let (ours, theirs) = (with("我的名称"), with("他的名称"));
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!((merged.edit, merged.conflicts.len()), (None, 1));
    let conflict = &merged.conflicts[0];
    assert_eq!((conflict.item, conflict.field.as_str()), (Item::Row(id.into()), "name"));
    assert_eq!((conflict.ours.as_str(), conflict.theirs.as_str()), ("我的名称", "他的名称"));
    let mut now = ours.clone();
    let merged = merge(&base, &ours, &theirs, &[Side::Theirs]);
    merged.edit.expect("a change").apply(&mut now).expect("accepted");
    assert_eq!(text(&now), text(&theirs));
    // One removed what the other has changed.
    let free =
        base.projects.iter().find(|row| !base.projects.iter().any(|other| other.parent == Some(row.id)));
    let free = free.expect("a project without parts").id;
    let (mut mine, mut other) = (base.clone(), base.clone());
    Edit::Remove(free.into()).apply(&mut mine).expect("removed");
    set(free, ProjectField::Note, "还在做").apply(&mut other).expect("accepted");
    let merged = merge(&base, &mine, &other, &[]);
    assert_eq!((merged.edit, merged.conflicts.len()), (None, 1));
    let back = merge(&base, &mine, &other, &[Side::Theirs]).edit.expect("a change");
    back.apply(&mut mine).expect("accepted");
    assert_eq!(text(&mine), text(&other));
}

#[test]
fn both_add_and_both_remain() {
    let base = random_workbook(9, 6);
    let add = |id: u32, name: &str| {
        let row = guatu::model::Department {
            id: guatu::model::DepartmentId(id),
            name: name.into(),
            aliases: Vec::new(),
        };
        let mut workbook = base.clone();
        Edit::Insert { at: usize::MAX, row: row.into() }.apply(&mut workbook).expect("accepted");
        workbook
    };
    let (ours, theirs) = (add(base.next_id, "市发改委"), add(base.next_id + 1, "市统计局"));
    let merged = merge(&base, &ours, &theirs, &[]);
    let mut now = ours.clone();
    merged.edit.expect("a change").apply(&mut now).expect("accepted");
    assert_eq!((now.departments.len(), merged.conflicts.len()), (base.departments.len() + 2, 0));
    let added = diff(&base, &now);
    assert!(added.len() == 2 && added.iter().all(|one| one.kind == Kind::Added), "{added:?}");
}

#[test]
fn a_file_that_someone_changed_is_not_overwritten() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("plan.guatu.ron");
    let mine = random_workbook(1, 3);
    storage::save(&path, &mine).expect("saved");
    let opened = storage::open(&path).expect("opened");
    let mut document = Document::of(opened.workbook, Origin::File(path.clone()), Some(opened.stamp));
    document.apply(Edit::Head(Head::Title("我的".into())), None).expect("accepted");
    // A colleague saves in between; another one gives the file a new time only.
    let mut theirs = mine.clone();
    Edit::Head(Head::Title("同事的".into())).apply(&mut theirs).expect("accepted");
    storage::save(&path, &theirs).expect("saved");
    let there = FileStamp::of_file(&path).expect("there");
    let save = document.begin_saving(path.clone());
    let error = save.run(&Disk, UNWATCHED).expect_err("refused");
    assert!(matches!(error, StorageError::Changed { .. }), "{error}");
    assert_eq!(FileStamp::of_file(&path).expect("there"), there);
    document.save_failed(error.to_string(), None);
    // As they were when they were read, they are saved.
    storage::save(&path, &mine).expect("put back");
    let save = document.begin_saving(path.clone());
    save.run(&Disk, UNWATCHED).expect("saved");
    assert_eq!(&*storage::open(&path).expect("opened").workbook.title, "我的");
}
