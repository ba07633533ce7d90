//! The seam to the file system: every call by which saving, the journal and recovery touch a disk.
//!
//! [`Disk`] is the real one. Tests put a simulated disk in its place, which loses and tears what was not
//! synchronised and fails at any call, so that each promise is tried at each of its calls.

use std::{
    fmt::Debug,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

/// How a file is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// To be read.
    Read,
    /// To be read and written; it must not exist yet. With the permissions of any new file.
    New,
    /// The same, for the user's eyes only.
    NewPrivate,
    /// To be read and changed; it must exist.
    Change,
}

/// What the system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Size in bytes.
    pub size: u64,
    /// When it was last changed, where the system says.
    pub modified: Option<SystemTime>,
    /// Whether it is a file, and not a folder, a device or the like.
    pub is_file: bool,
    /// Whether it may not be written.
    pub readonly: bool,
}

impl From<fs::Metadata> for Facts {
    fn from(metadata: fs::Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            is_file: metadata.is_file(),
            readonly: metadata.permissions().readonly(),
        }
    }
}

/// A file that is open.
pub trait OpenFile: Read + Write + Seek + Send + Debug {
    /// Returns when the disk has the file's content.
    fn sync(&self) -> io::Result<()>;
    /// Cuts the file off, or lengthens it with zeros.
    fn set_len(&self, size: u64) -> io::Result<()>;
    /// What the system says of it.
    fn facts(&self) -> io::Result<Facts>;
    /// Gives it the permissions that another file has.
    fn wear_permissions_of(&self, other: &Path) -> io::Result<()>;
    /// Takes the file for this process until it is closed, or the process ends in whatever way; `false`
    /// where another one has it.
    fn try_lock(&self) -> io::Result<bool>;
}

/// A file system.
pub trait FileSystem: Send + Sync + Debug {
    /// Opens a file.
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>>;
    /// What the system says of a path.
    fn facts(&self, path: &Path) -> io::Result<Facts>;
    /// The file that a path names in the end, which need not exist yet.
    fn follow_links(&self, path: &Path) -> PathBuf;
    /// Puts a file in the place of another, or of nothing.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Makes a folder for the user's eyes only, and those above it, where they do not exist.
    fn make_folder(&self, folder: &Path) -> io::Result<()>;
    /// The paths of what is in a folder, in order.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;
    /// Returns when the disk has the folder's entries.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
    /// Waits before something is tried again.
    fn pause(&self, time: Duration);
}

/// Reads a file of at most `limit` bytes.
pub fn read_file(files: &dyn FileSystem, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    // Asked before opening: opening a pipe would wait for a writer.
    let facts = files.facts(path)?;
    let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
    if !facts.is_file {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if facts.size > limit {
        return Err(too_large());
    }
    let file = files.open(path, How::Read)?;
    let mut bytes = Vec::with_capacity(facts.size as usize);
    // The file may grow while it is read.
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The real file system.
#[derive(Debug, Clone, Copy, Default)]
pub struct Disk;

impl OpenFile for File {
    fn sync(&self) -> io::Result<()> {
        self.sync_all()
    }

    fn set_len(&self, size: u64) -> io::Result<()> {
        File::set_len(self, size)
    }

    fn facts(&self) -> io::Result<Facts> {
        self.metadata().map(Facts::from)
    }

    fn wear_permissions_of(&self, other: &Path) -> io::Result<()> {
        self.set_permissions(fs::metadata(other)?.permissions())
    }

    fn try_lock(&self) -> io::Result<bool> {
        match File::try_lock(self) {
            Ok(()) => Ok(true),
            Err(fs::TryLockError::WouldBlock) => Ok(false),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }
}

impl FileSystem for Disk {
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn OpenFile>> {
        let mut options = OpenOptions::new();
        options.read(true).write(how != How::Read);
        options.create_new(matches!(how, How::New | How::NewPrivate));
        #[cfg(unix)]
        if how == How::NewPrivate {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        Ok(Box::new(options.open(path)?))
    }

    fn facts(&self, path: &Path) -> io::Result<Facts> {
        fs::metadata(path).map(Facts::from)
    }

    fn follow_links(&self, path: &Path) -> PathBuf {
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

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let mut paths =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        paths.sort();
        Ok(paths)
    }

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

    fn pause(&self, time: Duration) {
        // May return early, which does no harm: what is tried again may fail again.
        std::thread::park_timeout(time);
    }
}
