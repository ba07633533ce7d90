//! Recovering what a journal holds that no file does.

use super::{Document, Keep, Origin, step::Step};
use crate::{
    bundled::Bundled,
    model::Workbook,
    storage::{
        self, FileStamp, LARGEST_FILE, StorageError, Version, Versions,
        files::read_file,
        journal::{Left, Scan, ScannedBase, State},
    },
};
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// A journal with steps that its file does not hold.
#[derive(Debug)]
pub struct Recovery {
    left: Left,
    found: Found,
}

/// Where the workbook is that the steps are to be made on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    place: Place,
    /// How many steps it holds already.
    holds: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// The file, as it is now.
    File(PathBuf),
    /// The journal; the document belongs to the file, if there is one, which looked so.
    Journal(Option<(PathBuf, u64, u128)>),
    /// Among the kept versions of the file, which is another one now.
    Kept(PathBuf, Version),
    /// Nowhere that is known: the file is another one now.
    Gone(PathBuf),
}

/// What came of it.
#[derive(Debug)]
pub struct Recovered {
    /// The workbook with the steps made again. They can be undone; the file is as it was.
    pub document: Document,
    /// How many steps were made again.
    pub steps: usize,
    /// How many could not be: they were unreadable, or the model refused them.
    pub refused: usize,
}

impl Recovery {
    /// The journals of programs that are gone, the oldest first. Those whose file holds all of it are cleared
    /// away.
    pub fn all(state: &State) -> Vec<Self> {
        state.left_behind().into_iter().filter_map(|left| Self::of(state, left)).collect()
    }

    /// The recovery of a journal, where there is anything to recover.
    fn of(state: &State, left: Left) -> Option<Self> {
        let found = find(state, &left.scan);
        if found.holds < left.scan.steps.len() && !left.scan.ended {
            return Some(Self { left, found });
        }
        if let Err(error) = left.remove() {
            log::warn!("a journal stays behind: {error}");
        }
        None
    }

    /// The journal's file.
    pub fn journal(&self) -> &Path {
        &self.left.path
    }

    /// What the workbook is called.
    pub fn name(&self) -> &str {
        &self.left.scan.head.name
    }

    /// The workbook's file, where it has one.
    pub fn path(&self) -> Option<&Path> {
        match &self.found.place {
            Place::File(path) | Place::Gone(path) | Place::Kept(path, _) => Some(path),
            Place::Journal(file) => file.as_ref().map(|(path, ..)| path.as_path()),
        }
    }

    /// How many steps the file does not hold.
    pub fn steps(&self) -> usize {
        self.left.scan.steps.len() - self.found.holds
    }

    /// When the last one was made.
    pub fn modified(&self) -> Option<SystemTime> {
        self.left.modified
    }

    /// Whether a step was being written when the program stopped; it was cut off.
    pub fn torn(&self) -> bool {
        self.left.scan.torn > 0
    }

    /// Whether the file has been changed since; the version that the steps were made on was kept.
    pub fn is_changed(&self) -> bool {
        matches!(self.found.place, Place::Kept(..))
    }

    /// Whether the version of the file that the steps were made on is not there any more.
    pub fn is_gone(&self) -> bool {
        matches!(self.found.place, Place::Gone(_))
    }

    /// Makes the steps again. The document goes on with the journal, which stays until it is saved.
    pub fn recover(self, keep: Keep) -> Result<Recovered, StorageError> {
        let Self { left, found } = self;
        let mut recovered = make_again(&keep.state, &left.scan, &found)?;
        recovered.document.go_on_with(keep, left);
        Ok(recovered)
    }

    /// Makes the steps again on a workbook to be looked at. The journal is left alone.
    pub fn look(&self, state: &State) -> Result<Recovered, StorageError> {
        make_again(state, &self.left.scan, &self.found)
    }

    /// Takes the journal away.
    pub fn discard(self) -> Result<(), StorageError> {
        let path = self.left.path.clone();
        self.left.remove().map_err(|error| StorageError::read(&path, &error))
    }
}

/// Finds the workbook that the journal goes on from: the latest version that is still there.
fn find(state: &State, scan: &Scan) -> Found {
    let files = &*state.files();
    let mut present = BTreeMap::new();
    let mut is_there = |path: &Path, size: u64, hash: u128| {
        let now = present.entry(path.to_owned()).or_insert_with(|| FileStamp::of_file_on(files, path).ok());
        now.is_some_and(|now| (now.size, now.hash) == (size, hash))
    };
    let hash_of = |text: &str| u128::from_str_radix(text, 16).ok();
    for mark in scan.marks.iter().rev() {
        let holds = mark.holds as usize;
        if hash_of(&mark.hash).is_some_and(|hash| is_there(&mark.path, mark.size, hash)) {
            return Found { place: Place::File(mark.path.clone()), holds: holds.min(scan.steps.len()) };
        }
    }
    let kept = |path: &Path, hash: u128| {
        Versions::of(state, path).find(hash).map(|version| Place::Kept(path.to_owned(), version))
    };
    for mark in scan.marks.iter().rev() {
        if let Some(place) = hash_of(&mark.hash).and_then(|hash| kept(&mark.path, hash)) {
            return Found { place, holds: (mark.holds as usize).min(scan.steps.len()) };
        }
    }
    let last = scan.marks.last();
    let place = match (&scan.base, &scan.head.path) {
        (ScannedBase::Here(_), _) => {
            let file = last.and_then(|mark| Some((mark.path.clone(), mark.size, hash_of(&mark.hash)?)));
            Place::Journal(file)
        }
        (ScannedBase::File { size, hash }, Some(path)) if is_there(path, *size, *hash) => {
            Place::File(path.clone())
        }
        (ScannedBase::File { hash, .. }, Some(path)) => {
            kept(path, *hash).unwrap_or_else(|| Place::Gone(path.clone()))
        }
        (ScannedBase::File { .. }, None) => Place::Gone(PathBuf::new()),
    };
    Found { place, holds: 0 }
}

fn make_again(state: &State, scan: &Scan, found: &Found) -> Result<Recovered, StorageError> {
    let (workbook, origin, stamp) = base(state, scan, found)?;
    let mut document = Document::of(workbook, origin, stamp);
    let mut refused = 0;
    let steps = scan.steps.get(found.holds..).unwrap_or_default();
    for text in steps {
        let made = Step::from_text(text).is_some_and(|step| {
            document.make_again(step).inspect_err(|refusal| log::warn!("refused again: {refusal}")).is_ok()
        });
        refused += usize::from(!made);
    }
    document.seal();
    Ok(Recovered { document, steps: steps.len() - refused, refused })
}

fn base(
    state: &State,
    scan: &Scan,
    found: &Found,
) -> Result<(Workbook, Origin, Option<FileStamp>), StorageError> {
    let files = &*state.files();
    let read = |path: &Path| -> Result<(Workbook, FileStamp), StorageError> {
        let bytes = read_file(files, path, LARGEST_FILE).map_err(|error| StorageError::read(path, &error))?;
        let modified = files.facts(path).ok().and_then(|facts| facts.modified);
        Ok((storage::parse(path, &bytes)?, FileStamp::of_content(&bytes, modified)))
    };
    match (&found.place, &scan.base) {
        (Place::File(path), _) => {
            let (workbook, stamp) = read(path)?;
            Ok((workbook, Origin::File(path.clone()), Some(stamp)))
        }
        (Place::Journal(file), ScannedBase::Here(packed)) => {
            let name = Path::new(&scan.head.name);
            let text = storage::unpack(packed).map_err(|error| StorageError::read(name, &error))?;
            let workbook = storage::parse(name, &text)?;
            // Another content in the file is noticed when it is saved.
            if let Some((path, size, hash)) = file {
                let stamp = FileStamp { size: *size, modified: None, hash: *hash };
                return Ok((workbook, Origin::File(path.clone()), Some(stamp)));
            }
            let bundled = Bundled::ALL.into_iter().find(|one| one.name() == scan.head.name);
            Ok((workbook, bundled.map_or(Origin::New, Origin::Bundled), None))
        }
        (Place::Kept(path, version), _) => {
            let bytes = Versions::of(state, path).read(version)?;
            let workbook = storage::parse(path, &bytes)?;
            // The stamp of the version: that the file is another one now is noticed when it is saved.
            let stamp = FileStamp { hash: version.hash, ..FileStamp::of_content(&bytes, None) };
            Ok((workbook, Origin::File(path.clone()), Some(stamp)))
        }
        (Place::Gone(path), _) => Err(StorageError::Changed { path: path.clone() }),
        (Place::Journal(_), ScannedBase::File { .. }) => {
            Err(StorageError::NotAWorkbook { path: scan.head.name.clone().into() })
        }
    }
}
