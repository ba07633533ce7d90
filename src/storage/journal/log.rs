//! A journal's file, written without a thread: what was handed in is on the disk when the call returns.

use super::{
    State,
    frame::{self, Kind, MAGIC},
};
use crate::storage::{
    FileStamp,
    files::{FileSystem, How, OpenFile, folder_of},
};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The workbook that the first step was made on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// A version of a file.
    File {
        /// Its size in bytes.
        size: u64,
        /// The hash of its content, in hexadecimal digits.
        hash: String,
    },
    /// It is in the journal.
    Here,
}

/// Which workbook a journal belongs to, and who wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The workbook before the first step.
    pub base: Base,
    /// Its file, where it has one.
    pub path: Option<PathBuf>,
    /// What to call it: the name of its file, or the one that would be offered.
    pub name: String,
    /// The machine.
    pub machine: String,
    /// The number of the process.
    pub process: u32,
    /// When it was begun, in seconds since 1970.
    pub started: u64,
    /// The version of the program.
    pub program: String,
}

/// A save was about to put a content in the place of a file. Whether it came to that can be told by the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The file.
    pub path: PathBuf,
    /// The content's size in bytes.
    pub size: u64,
    /// The content's hash, in hexadecimal digits.
    pub hash: String,
    /// How many steps of this journal it holds.
    pub holds: u64,
}

impl Mark {
    /// The mark of a content.
    pub fn new(path: PathBuf, stamp: &FileStamp, holds: u64) -> Self {
        Self { path, size: stamp.size, hash: stamp.hash_text(), holds }
    }
}

/// Makes the text of a workbook, on whichever thread needs it.
pub type MakeText = Box<dyn Fn() -> io::Result<String> + Send>;

/// How a journal begins: its head, and the workbook where the head says that it is in the journal.
pub struct Start {
    /// The head.
    pub head: Head,
    /// The workbook, where it is kept in the journal.
    pub base: Option<MakeText>,
}

/// A journal's file.
#[derive(Debug)]
pub struct Log {
    files: Arc<dyn FileSystem>,
    path: PathBuf,
    file: Option<Box<dyn OpenFile>>,
    /// What the disk has for certain.
    length: u64,
    /// The number of the next record.
    next: u64,
    /// Records that the disk does not have yet.
    waiting: Vec<u8>,
}

impl Log {
    /// Makes a new journal. It is on the disk when this returns.
    pub fn create(state: &State, start: &Start) -> io::Result<Self> {
        let files = state.files();
        let mut begin = MAGIC.to_vec();
        frame::put(&mut begin, 0, Kind::Head, to_ron(&start.head)?.as_bytes());
        let mut next = 1;
        if let Some(base) = &start.base {
            frame::put(&mut begin, 1, Kind::Base, &crate::storage::packed::pack(base()?.as_bytes())?);
            next = 2;
        }
        let (path, file) = state.new_journal()?;
        let log = Self { files, path, file: Some(file), length: 0, next, waiting: begin };
        let mut log = Undone(Some(log));
        if let Some(log) = &mut log.0 {
            log.flush()?;
            // The folder knows the file only once it is on the disk itself.
            log.files.sync_folder(folder_of(&log.path))?;
        }
        log.0.take().ok_or_else(|| io::ErrorKind::Other.into())
    }

    /// Goes on with a journal that was read: behind its last whole record. `file` is the journal, locked.
    pub(super) fn go_on(
        files: Arc<dyn FileSystem>,
        path: PathBuf,
        file: Box<dyn OpenFile>,
        length: u64,
        next: u64,
    ) -> io::Result<Self> {
        let mut log = Self { files, path, file: Some(file), length, next, waiting: Vec::new() };
        log.rewind()?;
        Ok(log)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Hands in a step. It is on the disk after the next [`Self::flush`] that succeeds.
    pub fn step(&mut self, says: &str) {
        self.put(Kind::Step, says);
    }

    /// Hands in a mark. It is on the disk after the next [`Self::flush`] that succeeds.
    pub fn mark(&mut self, mark: &Mark) -> io::Result<()> {
        self.put(Kind::Mark, &to_ron(mark)?);
        Ok(())
    }

    fn put(&mut self, kind: Kind, says: &str) {
        frame::put(&mut self.waiting, self.next, kind, says.as_bytes());
        self.next += 1;
    }

    /// Puts what waits on the disk. Where that fails it goes on waiting, and the next call tries again.
    pub fn flush(&mut self) -> io::Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        if self.file.is_none() {
            let file = self.files.open(&self.path, How::Change)?;
            file.try_lock()?;
            self.file = Some(file);
            self.rewind()?;
        }
        let written = self.write();
        if written.is_err() {
            // What the disk has behind the last known end is in doubt: opened afresh, cut off, written anew.
            self.file = None;
        } else {
            self.length += self.waiting.len() as u64;
            self.waiting.clear();
        }
        written
    }

    fn write(&mut self) -> io::Result<()> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.write_all(&self.waiting)?;
        file.sync()
    }

    /// Cuts off whatever stands behind the last known end.
    fn rewind(&mut self) -> io::Result<()> {
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        let cut = file.set_len(self.length).and_then(|()| file.seek(SeekFrom::Start(self.length)));
        if cut.is_err() {
            self.file = None;
        }
        cut.map(drop)
    }

    /// Takes the journal away: the file holds all of it, or the user does not want it. Where that fails, the
    /// journal says itself that it is not needed.
    pub fn remove(mut self) -> io::Result<()> {
        self.take_away().or_else(|error| {
            self.put(Kind::End, "");
            self.flush()?;
            log::warn!("{} stays: {error}", self.path.display());
            self.take_away()
        })
    }

    fn take_away(&mut self) -> io::Result<()> {
        // Closed first: some systems remove no open file.
        self.file = None;
        match self.files.remove(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => self.files.sync_folder(folder_of(&self.path)),
        }
    }
}

/// A journal that could not be begun leaves nothing behind.
struct Undone(Option<Log>);

impl Drop for Undone {
    fn drop(&mut self) {
        if let Some(log) = self.0.take()
            && let Err(error) = log.remove()
        {
            log::warn!("a journal that was not begun stays behind: {error}");
        }
    }
}

fn to_ron<T: Serialize>(value: &T) -> io::Result<String> {
    ron::to_string(value).map_err(io::Error::other)
}
