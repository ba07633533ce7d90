//! An edit that is journaled survives a kill and a power cut.

use crate::{
    disk::{FAULTS, Fault, SimDisk},
    support::{Dice, edits::random_edit, random_workbook},
};
use guatu::{
    document::{Document, Keep, Origin, Recovery},
    edit::{Edit, MergeKey, RowId},
    model::{ProjectField, Value, Workbook},
    storage::{self, FileStamp, UNWATCHED, journal::State, to_text},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

const PATH: &str = "/plans/丽水.guatu.ron";

fn text(workbook: &Workbook) -> String {
    let mut workbook = workbook.clone();
    // Identifiers of refused changes stay handed out in the window, which nobody sees.
    workbook.next_id = 1;
    to_text(&workbook).expect("writable")
}

fn state(disk: &SimDisk) -> State {
    State::new(Arc::new(disk.clone()), PathBuf::from("/state"))
}

fn keep(disk: &SimDisk) -> Keep {
    Keep::quietly(state(disk))
}

fn read(disk: &SimDisk) -> Option<(Workbook, FileStamp)> {
    let bytes = disk.content(Path::new(PATH))?;
    let workbook = storage::parse(Path::new(PATH), &bytes).expect("a whole file");
    Some((workbook, FileStamp::of_content(&bytes, None)))
}

/// What a person has seen, and what was promised.
#[derive(Default)]
struct Seen {
    /// The workbook at the start and after each step.
    states: Vec<String>,
    /// How many steps were journaled or saved for certain.
    promised: usize,
}

impl Seen {
    fn note(&mut self, document: &Document) {
        self.states.push(text(document.workbook()));
        let journal = document.flush_journal();
        if journal.is_some_and(|journal| journal.on_disk == journal.handed) {
            self.promised = self.states.len() - 1;
        }
    }

    /// What is there now must be what was seen at a moment, and not before what was promised.
    fn check(&self, now: &Workbook, place: &str) {
        let now = text(now);
        let at = self.states.iter().rposition(|state| *state == now);
        let at = at.unwrap_or_else(|| panic!("{place}: a workbook that nobody saw"));
        assert!(at >= self.promised, "{place}: step {at} of {} promised", self.promised);
    }
}

/// An afternoon with a workbook: changes, undo, a save, changes, and no end.
fn work(disk: &SimDisk, new: bool, seed: u64) -> Seen {
    let mut dice = Dice::new(seed);
    let mut document = if new {
        Document::of(random_workbook(seed, 6), Origin::New, None)
    } else {
        let (workbook, stamp) = read(disk).expect("a file");
        Document::of(workbook, Origin::File(PATH.into()), Some(stamp))
    };
    document.keep_in(keep(disk));
    let mut seen = Seen::default();
    seen.note(&document);
    let change = |document: &mut Document, seen: &mut Seen, dice: &mut Dice| {
        for _ in 0..3 {
            let edit = random_edit(dice, document.workbook());
            if document.apply(edit, None).is_ok() {
                seen.note(document);
            }
        }
        document.undo();
        seen.note(document);
        document.undo();
        seen.note(document);
        document.redo();
        seen.note(document);
    };
    change(&mut document, &mut seen, &mut dice);
    for late in [false, true] {
        let save = document.begin_saving(PATH.into());
        let saved = seen.states.len() - 1;
        if late {
            // Typed while the file is being written.
            change(&mut document, &mut seen, &mut dice);
        }
        match save.run(disk, UNWATCHED) {
            Ok(stamp) => {
                document.saved(save.path, stamp, save.state);
                seen.promised = seen.promised.max(saved);
            }
            Err(error) => {
                let in_place = save.in_place(&error);
                document.save_failed(error.to_string(), in_place);
            }
        }
        change(&mut document, &mut seen, &mut dice);
    }
    seen
}

/// Starts again: what the file holds, with what can be recovered.
fn start_again(disk: &SimDisk, place: &str) -> Option<Workbook> {
    let mut all = Recovery::all(&state(disk));
    assert!(all.len() <= 1, "{place}: the same steps twice");
    let Some(recovery) = all.pop() else { return read(disk).map(|(workbook, _)| workbook) };
    let recovered = recovery.recover(keep(disk)).unwrap_or_else(|error| panic!("{place}: {error}"));
    assert_eq!(recovered.refused, 0, "{place}");
    Some(recovered.document.workbook().clone())
}

fn start(new: bool, seed: u64) -> SimDisk {
    let disk = SimDisk::default();
    if !new {
        let workbook = random_workbook(seed, 6);
        disk.put(Path::new(PATH), to_text(&workbook).expect("writable").as_bytes());
    }
    disk
}

#[test]
fn at_every_call_of_working() {
    let (mut points, mut cuts) = (0, 0);
    for (new, seed) in [(false, 3), (true, 4)] {
        let clean = start(new, seed);
        clean.fail_at(usize::MAX, Fault::Error);
        let seen = work(&clean, new, seed);
        assert_eq!(seen.promised, seen.states.len() - 1, "without a fault everything is promised");
        let calls = clean.calls();
        for call in 1..=calls {
            for fault in FAULTS {
                let disk = start(new, seed);
                disk.fail_at(call, fault);
                let seen = work(&disk, new, seed);
                points += 1;
                let ends = (0..4).map(|seed| disk.after_power_cut(&mut Dice::new(seed)));
                let killed = (fault != Fault::Crash).then(|| disk.after_kill());
                for (number, after) in ends.chain(killed).enumerate() {
                    let place = format!("{fault:?} at call {call} of {calls} (new: {new}), end {number}");
                    cuts += 1;
                    match start_again(&after, &place) {
                        Some(workbook) => seen.check(&workbook, &place),
                        None => assert_eq!(seen.promised, 0, "{place}: nothing is there"),
                    }
                }
            }
        }
    }
    crate::say(&format!("journal and saving: {points} fault points, {cuts} ends"));
}

#[test]
fn a_crash_while_recovering_loses_nothing() {
    let (mut points, seed) = (0, 11);
    for new in [false, true] {
        let disk = start(new, seed);
        let seen = work(&disk, new, seed);
        let left = disk.after_kill();
        let recover = |disk: &SimDisk| -> Option<()> {
            let recovery = Recovery::all(&state(disk)).pop()?;
            let mut recovered = recovery.recover(keep(disk)).ok()?;
            let document = &mut recovered.document;
            let save = document.begin_saving(PATH.into());
            let stamp = save.run(disk, UNWATCHED).ok()?;
            document.saved(save.path, stamp, save.state);
            Some(())
        };
        let clean = left.copy();
        clean.fail_at(usize::MAX, Fault::Error);
        assert_eq!(recover(&clean), Some(()));
        assert_eq!(read(&clean).map(|(workbook, _)| text(&workbook)).as_ref(), seen.states.last());
        assert!(Recovery::all(&state(&clean)).is_empty(), "saved: nothing is left to recover");
        for call in 1..=clean.calls() {
            for fault in FAULTS {
                let disk = left.copy();
                disk.fail_at(call, fault);
                let _ = recover(&disk);
                points += 1;
                for seed in 0..4 {
                    let place = format!("recovering, {fault:?} at call {call} (new: {new}), cut {seed}");
                    let after = disk.after_power_cut(&mut Dice::new(seed));
                    let workbook = start_again(&after, &place);
                    seen.check(&workbook.unwrap_or_else(|| panic!("{place}: nothing is there")), &place);
                }
            }
        }
    }
    crate::say(&format!("recovery: {points} fault points"));
}

#[test]
fn a_torn_last_record_is_cut_off_and_said_so() {
    let disk = start(false, 5);
    let (workbook, stamp) = read(&disk).expect("a file");
    let mut document = Document::of(workbook, Origin::File(PATH.into()), Some(stamp));
    document.keep_in(keep(&disk));
    let mut states = vec![text(document.workbook())];
    for number in 0..3 {
        let edit = Edit::Head(guatu::edit::Head::Title(format!("第 {number} 次").into()));
        document.apply(edit, None).expect("accepted");
        states.push(text(document.workbook()));
    }
    document.flush_journal();
    let journal = guatu::storage::FileSystem::list(&disk, Path::new("/state/journals")).expect("listed");
    let [journal] = journal.as_slice() else { panic!("{journal:?}") };
    let bytes = disk.content(journal).expect("a journal");
    let mut cuts = 0;
    for cut in (1..bytes.len()).step_by(7) {
        let after = disk.after_kill();
        after.put(journal, &bytes[..bytes.len() - cut]);
        let Some(recovery) = Recovery::all(&state(&after)).pop() else { continue };
        let (torn, steps) = (recovery.torn(), recovery.steps());
        let recovered = recovery.recover(keep(&after)).expect("recovered");
        assert_eq!(text(recovered.document.workbook()), states[steps]);
        if steps < 3 && torn {
            cuts += 1;
        }
        // It goes on behind what is whole.
        let mut document = recovered.document;
        document.apply(Edit::Head(guatu::edit::Head::Title("之后".into())), None).expect("accepted");
        document.flush_journal();
        drop(document);
        let again = Recovery::all(&state(&after.after_kill())).pop().expect("still there");
        assert_eq!((again.steps(), again.torn()), (steps + 1, false));
        assert_eq!(&*again.look(&state(&after)).expect("read").document.workbook().title, "之后");
    }
    assert!(cuts > 5);
}

#[test]
fn a_run_of_typing_is_recovered_as_one_step() {
    let disk = start(false, 6);
    let (workbook, stamp) = read(&disk).expect("a file");
    let project = workbook.projects.at(0).expect("a project").id;
    let before = text(&workbook);
    let mut document = Document::of(workbook, Origin::File(PATH.into()), Some(stamp));
    document.keep_in(keep(&disk));
    let key = Some(MergeKey::Cell(RowId::Project(project), ProjectField::Name));
    let type_it = |document: &mut Document, name: &str| {
        let value = Value::Text(name.into());
        document.apply(Edit::SetField { project, field: ProjectField::Name, value }, key).expect("accepted");
    };
    ["瓯", "瓯江", "瓯江引水"].iter().for_each(|name| type_it(&mut document, name));
    document.seal();
    type_it(&mut document, "瓯江引水工程");
    document.flush_journal();
    let after = disk.after_kill();
    let recovered = Recovery::all(&state(&after)).pop().expect("left").recover(keep(&after));
    let mut document = recovered.expect("recovered").document;
    assert!(document.is_dirty());
    document.undo().expect("the last step");
    assert_eq!(&*document.workbook().projects.get(project).expect("there").name, "瓯江引水");
    document.undo().expect("the run of typing");
    assert_eq!((text(document.workbook()), document.undo()), (before, None));
    assert!(!document.is_dirty());
}

#[test]
fn what_is_not_wanted_or_saved_leaves_no_journal() {
    let disk = start(false, 7);
    let open = || {
        let (workbook, stamp) = read(&disk).expect("a file");
        let mut document = Document::of(workbook, Origin::File(PATH.into()), Some(stamp));
        document.keep_in(keep(&disk));
        document
    };
    let left = || Recovery::all(&state(&disk.after_kill())).len();
    let edit = |name: &str| Edit::Head(guatu::edit::Head::Title(name.into()));
    let mut document = open();
    assert_eq!(left(), 0, "nothing was done");
    document.apply(edit("甲"), None).expect("accepted");
    document.flush_journal();
    assert_eq!(left(), 1);
    // Another program does not take what this one works on.
    assert_eq!(Recovery::all(&state(&disk)).len(), 0);
    document.drop_journal();
    assert_eq!(left(), 0);
    document.apply(edit("乙"), None).expect("accepted");
    let save = document.begin_saving(PATH.into());
    let stamp = save.run(&disk, UNWATCHED).expect("saved");
    document.saved(save.path, stamp, save.state);
    assert_eq!(left(), 0);
    assert_eq!(&*read(&disk).expect("a file").0.title, "乙");
}
