//! What the fuzz targets share: the rooms of Guatu that read files, compiled straight from `../src` so that
//! building them needs no window, and a disk in memory.
#![allow(dead_code, unused_imports, reason = "the rooms are whole, the targets use a part of them")]

#[path = "../../src/analysis/mod.rs"]
pub mod analysis;
#[path = "../../src/bundled/mod.rs"]
pub mod bundled;
#[path = "../../src/document/mod.rs"]
pub mod document;
#[path = "../../src/edit/mod.rs"]
pub mod edit;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/storage/mod.rs"]
pub mod storage;

/// The two words that `document` takes from the sentences of the program, which know the window.
pub mod i18n {
    /// The language.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Lang {
        /// English.
        En,
    }

    impl Lang {
        /// A workbook without a title.
        pub fn untitled(self) -> &'static str {
            "Untitled"
        }

        /// The area of a new workbook.
        pub fn whole_area(self) -> &'static str {
            "Whole area"
        }
    }
}

use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use storage::files::{Facts, FileSystem, How, OpenFile};

type Content = Arc<Mutex<Vec<u8>>>;

/// A disk in memory, on which nothing fails.
#[derive(Debug, Default)]
pub struct Memory(Mutex<BTreeMap<PathBuf, Content>>);

impl Memory {
    fn all(&self) -> MutexGuard<'_, BTreeMap<PathBuf, Content>> {
        self.0.lock().expect("no panic while it is held")
    }

    /// Puts a file there.
    pub fn put(&self, path: impl Into<PathBuf>, bytes: &[u8]) {
        self.all().insert(path.into(), Arc::new(Mutex::new(bytes.to_vec())));
    }

    fn get(&self, path: &Path) -> io::Result<Content> {
        self.all().get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

#[derive(Debug)]
struct Open {
    content: Content,
    at: u64,
}

impl Open {
    fn held(&self) -> MutexGuard<'_, Vec<u8>> {
        self.content.lock().expect("no panic while it is held")
    }
}

impl Read for Open {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.held();
        let mut rest = bytes.get(self.at as usize..).unwrap_or_default();
        let count = rest.read(into)?;
        drop(bytes);
        self.at += count as u64;
        Ok(count)
    }
}

impl Write for Open {
    fn write(&mut self, from: &[u8]) -> io::Result<usize> {
        let at = self.at as usize;
        let mut bytes = self.held();
        let end = bytes.len().max(at + from.len());
        bytes.resize(end, 0);
        bytes[at..at + from.len()].copy_from_slice(from);
        drop(bytes);
        self.at += from.len() as u64;
        Ok(from.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Open {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => (self.held().len() as u64).checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

impl OpenFile for Open {
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }

    fn set_len(&self, size: u64) -> io::Result<()> {
        self.held().resize(size as usize, 0);
        Ok(())
    }

    fn facts(&self) -> io::Result<Facts> {
        Ok(Facts { size: self.held().len() as u64, modified: None, is_file: true, readonly: false })
    }

    fn wear_permissions_of(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn try_lock(&self) -> io::Result<bool> {
        Ok(true)
    }
}

impl FileSystem for Memory {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        if matches!(how, How::New | How::NewPrivate) {
            if self.get(path).is_ok() {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            self.put(path, b"");
        }
        Ok(Box::new(Open { content: self.get(path)?, at: 0 }))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        let size = self.get(path)?.lock().expect("no panic while it is held").len() as u64;
        Ok(Facts { size, modified: None, is_file: true, readonly: false })
    }

    fn follow_links(&self, path: &Path) -> PathBuf {
        path.to_owned()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let content = self.all().remove(from).ok_or(io::ErrorKind::NotFound)?;
        self.all().insert(to.to_owned(), content);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.all().remove(path).map(drop).ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn make_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        Ok(self.all().keys().filter(|path| path.parent() == Some(folder)).cloned().collect())
    }

    fn sync_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn pause(&self, _: Duration) {}
}
