//! A save leaves either the old file or the new one, whole, wherever it is interrupted.

use crate::{
    disk::{FAULTS, Fault, SimDisk},
    support::{Dice, random_workbook},
};
use guatu::{
    model::Workbook,
    storage::{FileSystem, SaveStep, StorageError, UNWATCHED, save_with, to_text},
};
use std::{io, path::Path};

const PATH: &str = "/plans/丽水.guatu.ron";

fn text(workbook: &Workbook) -> String {
    to_text(workbook).expect("writable")
}

fn disk_with(workbook: &Workbook) -> SimDisk {
    let disk = SimDisk::default();
    disk.put(Path::new(PATH), text(workbook).as_bytes());
    disk
}

fn content(disk: &SimDisk) -> String {
    String::from_utf8(disk.content(Path::new(PATH)).expect("a file")).expect("whole text")
}

#[test]
fn at_every_call_of_saving() {
    let (old, new) = (random_workbook(1, 4), random_workbook(2, 30));
    let (old_text, new_text) = (text(&old), text(&new));
    let clean = disk_with(&old);
    clean.fail_at(usize::MAX, Fault::Error);
    save_with(&clean, Path::new(PATH), &new, UNWATCHED).expect("saved");
    assert_eq!(content(&clean), new_text);
    let calls = clean.calls();
    let mut tried = 0;
    for call in 1..=calls {
        for fault in FAULTS {
            let disk = disk_with(&old);
            disk.fail_at(call, fault);
            let result = save_with(&disk, Path::new(PATH), &new, UNWATCHED);
            assert!(disk.was_hit(), "call {call}");
            let allowed = match &result {
                Ok(_) => vec![&new_text],
                Err(error) if error.left_untouched() => vec![&old_text],
                // In its place, but not promised.
                Err(_) => vec![&old_text, &new_text],
            };
            let place = format!("{fault:?} at call {call}: {result:?}");
            if fault != Fault::Crash {
                assert!(allowed.contains(&&content(&disk)), "{place}");
            }
            for seed in 0..8 {
                let after = disk.after_power_cut(&mut Dice::new(seed));
                let there = content(&after);
                if result.is_ok() {
                    assert_eq!(there, new_text, "{place}");
                } else {
                    assert!(there == old_text || there == new_text, "{place}");
                }
                tried += 1;
            }
            // A later save goes through, whatever was left behind.
            let after = disk.after_kill();
            save_with(&after, Path::new(PATH), &new, UNWATCHED).expect("saved after all");
            assert_eq!(content(&after), new_text);
        }
    }
    crate::say(&format!("saving: {calls} calls, {} fault points, {tried} power cuts", calls * FAULTS.len()));
}

#[test]
fn the_step_that_failed_is_named() {
    let (old, new) = (random_workbook(1, 4), random_workbook(2, 4));
    let mut steps = Vec::new();
    for call in 1..40 {
        let disk = disk_with(&old);
        disk.fail_at(call, Fault::Error);
        match save_with(&disk, Path::new(PATH), &new, UNWATCHED) {
            Err(StorageError::Save { step, kind, .. }) => {
                assert_eq!(kind, io::ErrorKind::StorageFull);
                steps.push(step);
                let rest = disk.list(Path::new("/plans")).expect("listed");
                assert_eq!(rest.len(), 1, "{step:?} leaves no rest");
            }
            Ok(_) => break,
            Err(error) => panic!("{error}"),
        }
    }
    steps.dedup();
    let all = [
        SaveStep::CreateTemporary,
        SaveStep::Write,
        SaveStep::Sync,
        SaveStep::ReadBack,
        SaveStep::Rename,
        SaveStep::SyncFolder,
    ];
    assert_eq!(steps, all);
}

#[test]
fn a_file_in_use_is_tried_again() {
    let (old, new) = (random_workbook(1, 4), random_workbook(2, 4));
    let disk = disk_with(&old);
    disk.busy(3);
    save_with(&disk, Path::new(PATH), &new, UNWATCHED).expect("saved in the end");
    assert_eq!((content(&disk), disk.pauses()), (text(&new), 3));
    let disk = disk_with(&old);
    disk.busy(1000);
    let error = save_with(&disk, Path::new(PATH), &new, UNWATCHED).expect_err("in use for good");
    assert!(
        matches!(error, StorageError::Save { step: SaveStep::Rename, kind: io::ErrorKind::ResourceBusy, .. }),
        "{error}"
    );
    assert_eq!(content(&disk), text(&old));
}
