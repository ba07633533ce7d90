//! A file beside a workbook that says who works on it: a second Guatu opens the workbook to be read only.
//!
//! The file is locked by the program that holds it, so that it goes stale safely when that program ends in
//! whatever way. Where the disk of another machine does not carry locks, the time in it tells: it is renewed
//! while the program lives; the user is asked, and after [`STALE`] it counts no more.

use super::files::{FileSystem, How, OpenFile, folder_of, read_file};
use serde::{Deserialize, Serialize};
use std::{
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// After so many seconds without a sign of life, a lock of another machine counts no more.
pub const STALE: u64 = 300;
/// How often the sign of life is given, in seconds.
const RENEW: u64 = 60;
const LARGEST: u64 = 1 << 16;

/// Who works on a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Holder {
    /// The user's name.
    pub name: String,
    /// The machine.
    pub machine: String,
    /// Since when, in seconds since 1970.
    pub since: u64,
    /// The last sign of life, in seconds since 1970.
    pub seen: u64,
}

impl Holder {
    /// This user on this machine, now.
    pub fn me() -> Self {
        let name = ["USER", "USERNAME", "LOGNAME"].into_iter().find_map(|name| std::env::var(name).ok());
        let now = now();
        Self {
            name: name.unwrap_or_default(),
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            since: now,
            seen: now,
        }
    }
}

fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// The lock of a workbook, held until this value is dropped.
#[derive(Debug)]
pub struct Lock {
    files: Arc<dyn FileSystem>,
    path: PathBuf,
    file: Option<Box<dyn OpenFile>>,
    holder: Holder,
}

/// What came of asking for a lock.
#[derive(Debug)]
pub enum Taken {
    /// It is held.
    Held(Lock),
    /// Another one has it.
    By(Holder),
    /// A program on another machine gave a sign of life lately. Whether it lives still cannot be seen from here.
    Perhaps(Holder),
    /// There can be none here: the folder is read-only, or the disk has no locks.
    None,
}

/// Where a workbook's lock is.
fn place(workbook: &Path) -> PathBuf {
    let name = workbook.file_name().unwrap_or_default().to_string_lossy();
    folder_of(workbook).join(format!(".~{name}.lock"))
}

impl Lock {
    /// Takes the lock of a workbook, where nobody else has it.
    pub fn take(files: Arc<dyn FileSystem>, workbook: &Path, me: Holder) -> Taken {
        Self::ask(files, workbook, me, false)
    }

    /// Takes the lock of a workbook, whatever another machine wrote into it: the user says that nobody works
    /// there. What another program really holds is not taken.
    pub fn take_over(files: Arc<dyn FileSystem>, workbook: &Path, me: Holder) -> Taken {
        Self::ask(files, workbook, me, true)
    }

    fn ask(files: Arc<dyn FileSystem>, workbook: &Path, me: Holder, over: bool) -> Taken {
        let path = place(&files.follow_links(workbook));
        // Made by someone else at the same moment, it is opened.
        let opened = files.open(&path, How::Change).or_else(|_| files.open(&path, How::New));
        let opened = opened.or_else(|_| files.open(&path, How::Change));
        let Ok(file) = opened else { return Taken::None };
        let there = read_file(&*files, &path, LARGEST).unwrap_or_default();
        let holder: Option<Holder> = ron::de::from_bytes(&there).ok();
        match file.try_lock() {
            Ok(true) => {}
            Ok(false) => return Taken::By(holder.unwrap_or_default()),
            Err(error) => {
                log::info!("no lock beside {}: {error}", workbook.display());
                return Taken::None;
            }
        }
        if let Some(holder) = holder
            && holder.machine != me.machine
            && now().abs_diff(holder.seen) < STALE
            && !over
        {
            return Taken::Perhaps(holder);
        }
        let mut lock = Self { files, path, file: Some(file), holder: me };
        match lock.write() {
            Ok(()) => Taken::Held(lock),
            Err(error) => {
                log::info!("no lock beside {}: {error}", workbook.display());
                Taken::None
            }
        }
    }

    /// Gives a sign of life, where the last one was a while ago.
    pub fn renew(&mut self) {
        if now().saturating_sub(self.holder.seen) >= RENEW {
            self.holder.seen = now();
            if let Err(error) = self.write() {
                log::info!("{}: {error}", self.path.display());
            }
        }
    }

    fn write(&mut self) -> io::Result<()> {
        let text = ron::to_string(&self.holder).map_err(io::Error::other)?;
        let file = self.file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.set_len(0)?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(text.as_bytes())
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Removed while it is still held: nobody can take it in between and lose it.
        let removed = self.files.remove(&self.path);
        self.file = None;
        if removed.is_err()
            && let Err(error) = self.files.remove(&self.path)
        {
            log::info!("{} stays: {error}", self.path.display());
        }
    }
}
