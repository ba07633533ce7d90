//! The stamp of a file: enough to notice that another program has changed it.

use super::error::StorageError;
use std::{
    fs::File,
    hash::{DefaultHasher, Hasher},
    io::{self, Read, Write},
    path::Path,
    time::SystemTime,
};

/// How a file looked when it was read or written.
///
/// Two stamps are equal where size and content are; the time of change only saves reading the file.
/// The hash may differ between builds of the program: keep it for a session, not for ever.
#[derive(Debug, Clone, Copy)]
pub struct FileStamp {
    /// Size in bytes.
    pub size: u64,
    /// When it was last changed, where the system says.
    pub modified: Option<SystemTime>,
    /// Hash of the content.
    pub hash: u64,
}

impl PartialEq for FileStamp {
    fn eq(&self, other: &Self) -> bool {
        (self.size, self.hash) == (other.size, other.hash)
    }
}

impl FileStamp {
    /// The stamp of content that is in memory.
    pub(super) fn of_content(content: &[u8], modified: Option<SystemTime>) -> Self {
        let mut counter = Counter::default();
        counter.add(content);
        counter.stamp(modified)
    }

    /// Reads a file for its stamp.
    pub fn of_file(path: &Path) -> Result<Self, StorageError> {
        let of = || {
            let mut file = File::open(path)?;
            let modified = file.metadata()?.modified().ok();
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
        let now = std::fs::metadata(path).map_err(|error| StorageError::read(path, &error))?;
        if now.len() != self.size {
            return Ok(false);
        }
        if self.modified.is_some() && now.modified().ok() == self.modified {
            return Ok(true);
        }
        Ok(Self::of_file(path)? == *self)
    }
}

/// Counts and hashes bytes as they pass.
#[derive(Default)]
pub(super) struct Counter {
    size: u64,
    hasher: DefaultHasher,
}

impl Counter {
    pub(super) fn add(&mut self, bytes: &[u8]) {
        self.size += bytes.len() as u64;
        self.hasher.write(bytes);
    }

    pub(super) fn stamp(&self, modified: Option<SystemTime>) -> FileStamp {
        FileStamp { size: self.size, modified, hash: self.hasher.finish() }
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
