//! Saving a document: a snapshot, and what must be minded while it is written.

use crate::{
    model::Workbook,
    storage::{
        Came, FileStamp, FileSystem, Guard, LARGEST_FILE, Progress, StorageError, Versions,
        files::read_file,
        journal::{Mark, Marker, State},
        save_guarded, to_text,
    },
};
use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

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
    /// Where versions are kept.
    pub(super) state_folder: Option<State>,
    /// The journal, and how many of its steps the snapshot holds.
    pub(super) journal: Option<(Marker, u64)>,
    /// Nobody asked for it: it is done from time to time.
    pub by_itself: bool,
    /// The content that took the place of the old one, or was about to.
    pub(super) placed: OnceLock<FileStamp>,
}

impl Save {
    /// Writes the file: whole, or not at all.
    pub fn run(&self, files: &dyn FileSystem, progress: Progress<'_>) -> Result<FileStamp, StorageError> {
        // From then on the file may hold the steps so far; the journal must be able to tell.
        let before = |stamp: &FileStamp| {
            let _ = self.placed.set(*stamp);
            if let Some((journal, holds)) = &self.journal
                && self.path.to_str().is_some()
            {
                journal.mark(Mark::new(self.path.clone(), stamp, *holds));
            }
        };
        let guard = Guard { files, progress, expected: self.expected.as_ref(), before: &before };
        let stamp = save_guarded(&self.path, &self.workbook, &guard)?;
        if let Some(state) = &self.state_folder {
            let came = if self.by_itself { Came::ByItself } else { Came::Saved };
            keep_version(state, files, &self.path, (&stamp, &self.workbook), came);
        }
        Ok(stamp)
    }

    /// What stands in the file although saving failed with this error: it could not be promised to last.
    pub fn in_place(&self, error: &StorageError) -> Option<FileStamp> {
        self.placed.get().copied().filter(|_| !error.left_untouched())
    }
}

/// Keeps a version of a file. That it fails does not keep anyone from working.
pub fn keep_version(
    state: &State,
    files: &dyn FileSystem,
    path: &Path,
    (stamp, workbook): (&FileStamp, &Workbook),
    came: Came,
) {
    // As it is in the file; where that is another one by now, as it would be written.
    let there = read_file(files, path, LARGEST_FILE).ok();
    let there = there.filter(|bytes| FileStamp::of_content(bytes, None) == *stamp);
    let content = match there {
        Some(bytes) => Ok(bytes),
        None => to_text(workbook).map(String::into_bytes),
    };
    let kept = content
        .map_err(|error| StorageError::read(path, &error))
        .and_then(|content| Versions::of(state, path).keep(stamp, &content, came));
    if let Err(error) = kept {
        log::warn!("no version of {} is kept: {error}", path.display());
    }
}
