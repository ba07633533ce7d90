//! Saving a document: a snapshot, and what must be minded while it is written.

use crate::{
    model::Workbook,
    storage::{
        FileStamp, FileSystem, Guard, Progress, StorageError,
        journal::{Mark, Marker},
        save_guarded,
    },
};
use std::path::PathBuf;

/// What is to be saved. It owns all it needs, so that it can be done on another thread.
#[derive(Debug)]
pub struct Save {
    /// The file.
    pub path: PathBuf,
    /// The snapshot.
    pub workbook: Workbook,
    /// The state of the history that it shows.
    pub state: u64,
    /// How the file looked last; none where whatever is there is to be replaced.
    pub(super) expected: Option<FileStamp>,
    /// The journal, and how many of its steps the snapshot holds.
    pub(super) journal: Option<(Marker, u64)>,
}

impl Save {
    /// Writes the file: whole, or not at all.
    pub fn run(&self, files: &dyn FileSystem, progress: Progress<'_>) -> Result<FileStamp, StorageError> {
        // From then on the file may hold the steps so far; the journal must be able to tell.
        let before = |stamp: &FileStamp| {
            if let Some((journal, holds)) = &self.journal
                && self.path.to_str().is_some()
            {
                journal.mark(Mark::new(self.path.clone(), stamp, *holds));
            }
        };
        let guard = Guard { files, progress, expected: self.expected.as_ref(), before: &before };
        save_guarded(&self.path, &self.workbook, &guard)
    }
}
