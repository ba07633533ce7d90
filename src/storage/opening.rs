//! A mark for the time in which a file is opened and drawn for the first time: where it is still there at the
//! next start, the file ended the program, and is not opened again without asking.

use super::{
    files::{FileSystem, How, OpenFile, read_file},
    journal::State,
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

const LARGEST: u64 = 1 << 16;
const ENDING: &str = "opening";

/// A file is being opened. The mark goes with this value, unless the program is falling.
#[derive(Debug)]
pub struct Opening {
    files: Arc<dyn FileSystem>,
    path: PathBuf,
    file: Option<Box<dyn OpenFile>>,
}

fn folder(state: &State) -> PathBuf {
    state.folder().join("opening")
}

fn bytes_of(workbook: &Path) -> Vec<u8> {
    let workbook = std::path::absolute(workbook).unwrap_or_else(|_| workbook.to_owned());
    workbook.as_os_str().as_encoded_bytes().to_vec()
}

impl Opening {
    /// Says that a file is being opened. Where that cannot be noted, it is opened all the same.
    pub fn begin(state: &State, workbook: &Path) -> Option<Self> {
        let files = state.files();
        let path = folder(state).join(format!("{}.{ENDING}", std::process::id()));
        let noted = || -> io::Result<Box<dyn OpenFile>> {
            files.make_folder(&folder(state))?;
            // Left behind by a program of the same number.
            let _ = files.remove(&path);
            let mut file = files.open(&path, How::NewPrivate)?;
            file.try_lock()?;
            file.write_all(&bytes_of(workbook))?;
            Ok(file)
        };
        match noted() {
            Ok(file) => Some(Self { path, file: Some(file), files: files.clone() }),
            Err(error) => {
                log::warn!("{}: {error}", path.display());
                None
            }
        }
    }

    /// Whether a program ended while it opened this file. It is asked about once.
    pub fn ended_with(state: &State, workbook: &Path) -> bool {
        let files = state.files();
        let mut found = false;
        for path in files.list(&folder(state)).unwrap_or_default() {
            let left = files.open(&path, How::Change).and_then(|file| file.try_lock());
            // Held by a program that lives.
            if !matches!(left, Ok(true)) {
                continue;
            }
            if read_file(&*files, &path, LARGEST).is_ok_and(|bytes| bytes == bytes_of(workbook)) {
                found = true;
                let _ = files.remove(&path);
            }
        }
        found
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.file = None;
        if !std::thread::panicking()
            && let Err(error) = self.files.remove(&self.path)
        {
            log::warn!("{} stays behind: {error}", self.path.display());
        }
    }
}
