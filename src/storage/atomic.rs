//! Writing a file whole or not at all.
//!
//! The content goes into a temporary file in the same folder, to the disk, and is read back and compared;
//! only then does it take the place of the old file, by a rename, and the folder goes to the disk too.
//! A failure before the rename leaves the old file as it was. Permissions of an old file are kept, and a
//! symbolic link stays a link: the file it names is written.

use super::{
    error::{SaveStep, StorageError},
    stamp::{Counter, FileStamp},
};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Seek, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// The calls of the file system that saving makes, so that a test can let one of them fail.
/// What is provided is the real thing.
pub trait FileSystem: Sync {
    /// A new file in a folder, with the permissions of `like`, or those of any new file.
    fn create_temporary(&self, folder: &Path, like: Option<&Path>) -> io::Result<NamedTempFile> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".guatu-").suffix(".tmp");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // The user's mask is applied to it, as for any new file.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let temporary = builder.tempfile_in(folder)?;
        if let Some(like) = like {
            temporary.as_file().set_permissions(fs::metadata(like)?.permissions())?;
        }
        Ok(temporary)
    }

    /// Appends bytes to the temporary file.
    fn write(&self, file: &mut File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)
    }

    /// Returns when the disk has the file.
    fn sync(&self, file: &File) -> io::Result<()> {
        file.sync_all()
    }

    /// Reads the temporary file from its start.
    fn read_back(&self, file: &mut File) -> io::Result<FileStamp> {
        file.rewind()?;
        let modified = file.metadata()?.modified().ok();
        FileStamp::of_reader(file, modified)
    }

    /// Puts the temporary file in the place of `path`.
    fn rename(&self, temporary: NamedTempFile, path: &Path) -> io::Result<()> {
        temporary.persist(path).map(drop).map_err(|error| error.error)
    }

    /// Returns when the disk has the folder's entries.
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        #[cfg(unix)]
        match File::open(folder).and_then(|folder| folder.sync_all()) {
            // Some network folders cannot be opened or synchronised: nothing more can be done there.
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) => {}
            other => return other,
        }
        Ok(())
    }
}

/// The real file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl FileSystem for Disk {}

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

struct Temporary<'a> {
    files: &'a dyn FileSystem,
    file: &'a mut File,
    counter: Counter,
}

impl Write for Temporary<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.files.write(self.file, bytes)?;
        self.counter.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes bytes into a file, such as an exported figure: whole, or not at all.
pub fn write_bytes(path: &Path, bytes: &[u8]) -> Result<FileStamp, StorageError> {
    write(&Disk, path, |writer| Ok(writer.write_all(bytes)?))
}

/// Writes what `fill` gives into the file at `path`, whole or not at all.
pub(super) fn write(
    files: &dyn FileSystem,
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> Result<(), Stop>,
) -> Result<FileStamp, StorageError> {
    let target = follow_links(path);
    let failed = |step| move |error: io::Error| StorageError::save(path, step, &error);
    let old = match fs::metadata(&target) {
        Ok(old) if !old.is_file() => return Err(StorageError::NotAFile { path: path.into() }),
        Ok(old) if old.permissions().readonly() => return Err(StorageError::ReadOnly { path: path.into() }),
        Ok(_) => Some(target.as_path()),
        // Anything else that is wrong here comes back at the next step.
        Err(_) => None,
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut temporary = files.create_temporary(folder, old).map_err(failed(SaveStep::CreateTemporary))?;
    let writer = Temporary { files, file: temporary.as_file_mut(), counter: Counter::default() };
    let mut writer = BufWriter::with_capacity(256 * 1024, writer);
    fill(&mut writer).map_err(|stop| match stop {
        Stop::Io(error) => StorageError::save(path, SaveStep::Write, &error),
        Stop::Cancelled => StorageError::Cancelled,
    })?;
    let writer = writer.into_inner().map_err(|error| failed(SaveStep::Write)(error.into_error()))?;
    let written = writer.counter.stamp(None);
    files.sync(temporary.as_file()).map_err(failed(SaveStep::Sync))?;
    let stamp = files.read_back(temporary.as_file_mut()).map_err(failed(SaveStep::ReadBack))?;
    if stamp != written {
        let error = io::Error::new(io::ErrorKind::InvalidData, "what was read back is not what was written");
        return Err(failed(SaveStep::ReadBack)(error));
    }
    files.rename(temporary, &target).map_err(failed(SaveStep::Rename))?;
    files.sync_folder(folder).map_err(failed(SaveStep::SyncFolder))?;
    Ok(stamp)
}

/// The file that a path names in the end, which need not exist yet.
fn follow_links(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let mut at = path.to_path_buf();
    // A link to a file that does not exist yet; more links in a row than this are a loop.
    for _ in 0..40 {
        match fs::read_link(&at) {
            Ok(next) => at = at.parent().map_or_else(|| next.clone(), |folder| folder.join(&next)),
            Err(_) => break,
        }
    }
    at
}
