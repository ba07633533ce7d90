//! The stamp of a file: enough to notice that another program has changed it.

use super::{
    error::StorageError,
    files::{Disk, FileSystem, How},
};
use std::{
    io::{self, Read, Write},
    path::Path,
    time::SystemTime,
};
use xxhash_rust::xxh3::Xxh3Default;

/// How a file looked when it was read or written.
///
/// Two stamps are equal where size and content are; the time of change only saves reading the file.
/// The hash (XXH3, 128 bits) is the same in every build, so that a journal can name the version of a file that
/// it belongs to. It is no defence against someone who makes two contents of one hash on purpose.
#[derive(Debug, Clone, Copy)]
pub struct FileStamp {
    /// Size in bytes.
    pub size: u64,
    /// When it was last changed, where the system says.
    pub modified: Option<SystemTime>,
    /// Hash of the content.
    pub hash: u128,
}

impl PartialEq for FileStamp {
    fn eq(&self, other: &Self) -> bool {
        (self.size, self.hash) == (other.size, other.hash)
    }
}

impl FileStamp {
    /// The hash in hexadecimal digits.
    pub fn hash_text(&self) -> String {
        format!("{:032x}", self.hash)
    }

    /// The stamp of content that is in memory.
    pub fn of_content(content: &[u8], modified: Option<SystemTime>) -> Self {
        let mut counter = Counter::default();
        counter.add(content);
        counter.stamp(modified)
    }

    /// Reads a file for its stamp.
    pub fn of_file(path: &Path) -> Result<Self, StorageError> {
        Self::of_file_on(&Disk, path)
    }

    /// Reads a file on any disk for its stamp.
    pub fn of_file_on(files: &dyn FileSystem, path: &Path) -> Result<Self, StorageError> {
        let of = || {
            let mut file = files.open(path, How::Read)?;
            let modified = file.facts()?.modified;
            Self::of_reader(&mut file, modified)
        };
        of().map_err(|error| StorageError::read(path, &error))
    }

    pub(super) fn of_reader(reader: &mut dyn Read, modified: Option<SystemTime>) -> io::Result<Self> {
        let mut counter = Counter::default();
        let mut block = vec![0; 256 * 1024];
        loop {
            match reader.read(&mut block) {
                Ok(0) => return Ok(counter.stamp(modified)),
                Ok(read) => counter.add(block.get(..read).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Whether the file still looks as it did. Its content is only read where its time has changed.
    pub fn matches(&self, path: &Path) -> Result<bool, StorageError> {
        self.matches_on(&Disk, path)
    }

    /// Whether a file on any disk still looks as it did.
    pub fn matches_on(&self, files: &dyn FileSystem, path: &Path) -> Result<bool, StorageError> {
        let now = files.facts(path).map_err(|error| StorageError::read(path, &error))?;
        if now.size != self.size {
            return Ok(false);
        }
        if self.modified.is_some() && now.modified == self.modified {
            return Ok(true);
        }
        Ok(Self::of_file_on(files, path)? == *self)
    }
}

/// Counts and hashes bytes as they pass.
#[derive(Default)]
pub(super) struct Counter {
    size: u64,
    hasher: Xxh3Default,
}

impl Counter {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.hasher.update(bytes);
    }

    pub(super) fn stamp(&self, modified: Option<SystemTime>) -> FileStamp {
        FileStamp { size: self.size, modified, hash: self.hasher.digest128() }
    }
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
