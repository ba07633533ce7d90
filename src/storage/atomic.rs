//! Writing a file whole or not at all.
//!
//! The content goes into a temporary file in the same folder, to the disk, and is read back and compared;
//! only then does it take the place of the old file, by a rename, and the folder goes to the disk too.
//! A failure before the rename leaves the old file as it was. Permissions of an old file are kept, and a
//! symbolic link stays a link: the file it names is written.

use super::{
    error::{SaveStep, StorageError},
    files::{Disk, FileSystem, How, OpenFile, folder_of},
    stamp::{Counter, FileStamp},
};
use std::{
    io::{self, BufWriter, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::{Duration, SystemTime},
};

/// How often a rename is tried while another program has the file open (a scanner, a preview), and how long
/// is waited at first; each time twice as long.
const TRIES: u32 = 6;
const FIRST_PAUSE: Duration = Duration::from_millis(30);

/// A temporary file of a program that was killed is cleared away when it is this old.
const LEFT_BEHIND: Duration = Duration::from_hours(24);
const TEMPORARY_BEGIN: &str = ".guatu-";
const TEMPORARY_END: &str = ".tmp";

/// Why the content did not come to its end.
pub(super) enum Stop {
    /// A write failed.
    Io(io::Error),
    /// The user cancelled.
    Cancelled,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// What must hold before the old file is replaced by a content of this stamp.
pub(super) type Consent<'a> = &'a dyn Fn(&FileStamp) -> Result<(), StorageError>;

/// Nothing more is asked.
pub(super) const FREELY: Consent<'static> = &|_| Ok(());

/// A file that is removed unless it took its place.
struct Temporary<'a> {
    files: &'a dyn FileSystem,
    path: PathBuf,
    file: Option<Box<dyn OpenFile>>,
    counter: Counter,
}

impl<'a> Temporary<'a> {
    fn create(files: &'a dyn FileSystem, folder: &Path, like: Option<&Path>, how: How) -> io::Result<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        for _ in 0..1000 {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let name = format!("{TEMPORARY_BEGIN}{}-{number}{TEMPORARY_END}", std::process::id());
            let path = folder.join(name);
            match files.open(&path, how) {
                Ok(file) => {
                    let made = Self { files, path, file: Some(file), counter: Counter::default() };
                    if let (Some(like), Some(file)) = (like, &made.file) {
                        file.wear_permissions_of(like)?;
                    }
                    return Ok(made);
                }
                // Left behind by a program of the same number that was killed.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn file(&mut self) -> io::Result<&mut Box<dyn OpenFile>> {
        self.file.as_mut().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    /// Reads the file from its start.
    fn read_back(&mut self) -> io::Result<FileStamp> {
        let file = self.file()?;
        file.seek(SeekFrom::Start(0))?;
        let modified = file.facts()?.modified;
        FileStamp::of_reader(file, modified)
    }

    fn take_place(mut self, of: &Path) -> io::Result<()> {
        // Closed first: some systems rename no open file.
        self.file = None;
        let mut pause = FIRST_PAUSE;
        for _ in 1..TRIES {
            match self.files.rename(&self.path, of) {
                Err(error) if is_in_use(&error) => self.files.pause(pause),
                Err(error) => return Err(error),
                Ok(()) => {
                    self.path = PathBuf::new();
                    return Ok(());
                }
            }
            pause *= 2;
        }
        self.files.rename(&self.path, of)?;
        self.path = PathBuf::new();
        Ok(())
    }
}

impl Drop for Temporary<'_> {
    fn drop(&mut self) {
        if self.path.as_os_str().is_empty() {
            return;
        }
        self.file = None;
        if let Err(error) = self.files.remove(&self.path) {
            log::warn!("{} stays behind: {error}", self.path.display());
        }
    }
}

impl Write for Temporary<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file()?.write(bytes)?;
        self.counter.add(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether another program has the file open for a moment.
fn is_in_use(error: &io::Error) -> bool {
    // Windows: sharing violation, lock violation, and the refusal that a scanner causes.
    let shared = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    shared || matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::ExecutableFileBusy)
}

/// Writes bytes into a file, such as an exported figure: whole, or not at all.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<FileStamp, StorageError> {
    write(&Disk, path, FREELY, |writer| Ok(writer.write_all(bytes)?))
}

/// Writes bytes into a file for the user's eyes only: whole, or not at all.
pub(super) fn write_private(
    files: &dyn FileSystem,
    path: &Path,
    bytes: &[u8],
) -> Result<FileStamp, StorageError> {
    write_as(files, path, How::NewPrivate, FREELY, |writer| Ok(writer.write_all(bytes)?))
}

/// Writes what `fill` gives into the file at `path`, whole or not at all.
pub(super) fn write(
    files: &dyn FileSystem,
    path: &Path,
    consent: Consent<'_>,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Stop>,
) -> Result<FileStamp, StorageError> {
    write_as(files, path, How::New, consent, fill)
}

fn write_as(
    files: &dyn FileSystem,
    path: &Path,
    how: How,
    consent: Consent<'_>,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Stop>,
) -> Result<FileStamp, StorageError> {
    let target = files.follow_links(path);
    let failed = |step| move |error: io::Error| StorageError::save(path, step, &error);
    let old = match files.facts(&target) {
        Ok(old) if !old.is_file => return Err(StorageError::NotAFile { path: path.into() }),
        Ok(old) if old.readonly => return Err(StorageError::ReadOnly { path: path.into() }),
        Ok(_) => Some(target.as_path()),
        // Anything else that is wrong here comes back at the next step.
        Err(_) => None,
    };
    let folder = folder_of(&target);
    let temporary = Temporary::create(files, folder, old, how).map_err(failed(SaveStep::CreateTemporary))?;
    let mut writer = BufWriter::with_capacity(256 * 1024, temporary);
    fill(&mut writer).map_err(|stop| match stop {
        Stop::Io(error) => StorageError::save(path, SaveStep::Write, &error),
        Stop::Cancelled => StorageError::Cancelled,
    })?;
    let mut temporary = writer.into_inner().map_err(|error| failed(SaveStep::Write)(error.into_error()))?;
    let written = temporary.counter.stamp(None);
    temporary.file().and_then(|file| file.sync()).map_err(failed(SaveStep::Sync))?;
    let stamp = temporary.read_back().map_err(failed(SaveStep::ReadBack))?;
    if stamp != written {
        let error = io::Error::new(io::ErrorKind::InvalidData, "what was read back is not what was written");
        return Err(failed(SaveStep::ReadBack)(error));
    }
    consent(&stamp)?;
    temporary.take_place(&target).map_err(failed(SaveStep::Rename))?;
    files.sync_folder(folder).map_err(failed(SaveStep::SyncFolder))?;
    clear_away(files, folder);
    Ok(stamp)
}

/// Removes temporary files of programs that were killed long ago. That it fails changes nothing.
fn clear_away(files: &dyn FileSystem, folder: &Path) {
    let Ok(paths) = files.list(folder) else { return };
    for path in paths {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !name.starts_with(TEMPORARY_BEGIN) || !name.ends_with(TEMPORARY_END) {
            continue;
        }
        let modified = files.facts(&path).ok().and_then(|facts| facts.modified);
        let age = modified.and_then(|modified| SystemTime::now().duration_since(modified).ok());
        if age.is_some_and(|age| age > LEFT_BEHIND) {
            let _ = files.remove(&path);
        }
    }
}
