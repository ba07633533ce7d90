//! The folder of the application's state: journals, kept versions, reports.

use super::{
    Log,
    scan::{NoJournal, Scan, scan},
};
use crate::storage::{
    files::{Disk, FileSystem, How, OpenFile, read_file},
    read::LARGEST_FILE,
    versions,
};
use etcetera::BaseStrategy;
use std::{
    env, io,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Names another folder for the state; tests use it.
pub const STATE_VARIABLE: &str = "GUATU_STATE_DIR";
const ENDING: &str = "journal";

/// The folder of the application's state.
#[derive(Debug, Clone)]
pub struct State {
    files: Arc<dyn FileSystem>,
    folder: PathBuf,
    /// How many versions of each workbook are kept in it.
    versions: u16,
}

/// A journal that was left behind: its program is gone. It is held by this process while this value lives,
/// so that no other one recovers it at the same time.
#[derive(Debug)]
pub struct Left {
    /// Where it is.
    pub path: PathBuf,
    /// When it was last written.
    pub modified: Option<SystemTime>,
    /// What it says.
    pub scan: Scan,
    files: Arc<dyn FileSystem>,
    file: Box<dyn OpenFile>,
}

impl State {
    /// The state in a folder.
    pub fn new(files: Arc<dyn FileSystem>, folder: PathBuf) -> Self {
        Self { files, folder, versions: versions::MOST }
    }

    /// The same, where another number of versions of each workbook is kept.
    #[must_use]
    pub fn keeping(mut self, versions: u16) -> Self {
        self.versions = versions;
        self
    }

    /// How many versions of each workbook are kept.
    pub fn versions(&self) -> u16 {
        self.versions
    }

    /// The user's; none where the user has no home.
    pub fn of_user() -> Option<Self> {
        if let Some(folder) = env::var_os(STATE_VARIABLE).filter(|folder| !folder.is_empty()) {
            return Some(Self::new(Arc::new(Disk), folder.into()));
        }
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        // Windows keeps what stays on this machine beside its caches.
        let local = if cfg!(windows) { strategy.cache_dir() } else { strategy.data_dir() };
        let folder = strategy.state_dir().unwrap_or(local).join("guatu");
        Some(Self::new(Arc::new(Disk), folder))
    }

    /// The disk it is on.
    pub fn files(&self) -> Arc<dyn FileSystem> {
        self.files.clone()
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn journals(&self) -> PathBuf {
        self.folder.join("journals")
    }

    /// A new, empty file for a journal, held by this process.
    pub(super) fn new_journal(&self) -> io::Result<(PathBuf, Box<dyn OpenFile>)> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let folder = self.journals();
        self.files.make_folder(&folder)?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_millis());
        for _ in 0..1000 {
            let number = NUMBER.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!("{now:014}-{}-{number}.{ENDING}", std::process::id()));
            match self.files.open(&path, How::NewPrivate) {
                Ok(file) => {
                    file.try_lock()?;
                    return Ok((path, file));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    /// The journals that were left behind, the oldest first. Those of programs that live are not among them;
    /// those that never promised anything are cleared away. More than fit into memory together are left for the
    /// next time, when the first ones are done with.
    pub fn left_behind(&self) -> Vec<Left> {
        let Ok(paths) = self.files.list(&self.journals()) else { return Vec::new() };
        let mut total = 0_u64;
        let within = |path: &PathBuf| {
            let size = self.files.facts(path).map_or(0, |facts| facts.size);
            let fits = total == 0 || total.saturating_add(size) <= LARGEST_FILE;
            if !fits {
                log::warn!("{} is left for the next time", path.display());
                return None;
            }
            let left = self.take_left(path)?;
            total = total.saturating_add(size);
            Some(left)
        };
        paths.iter().filter_map(within).collect()
    }

    /// A journal, where it was left behind.
    pub fn take_left(&self, path: &Path) -> Option<Left> {
        if path.extension().is_none_or(|ending| ending != ENDING) {
            return None;
        }
        let file = self.files.open(path, How::Change).ok()?;
        // A disk that has no locks knows no living program either: better offered twice than never.
        if matches!(file.try_lock(), Ok(false)) {
            return None;
        }
        let modified = file.facts().ok().and_then(|facts| facts.modified);
        let bytes = read_file(&*self.files, path, LARGEST_FILE)
            .inspect_err(|error| log::warn!("{} cannot be read: {error}", path.display()))
            .ok()?;
        let scan = match scan(&bytes) {
            Ok(scan) => scan,
            Err(NoJournal::Unbegun) => {
                drop(file);
                if let Err(error) = self.files.remove(path) {
                    log::warn!("{} stays: {error}", path.display());
                }
                return None;
            }
            Err(NoJournal::Unknown) => {
                log::warn!("{} cannot be read as a journal; it is left alone", path.display());
                return None;
            }
        };
        Some(Left { path: path.to_owned(), modified, scan, files: self.files.clone(), file })
    }
}

impl Left {
    /// Goes on with it: a torn record at its end is cut off.
    pub fn go_on(self) -> io::Result<Log> {
        let Self { path, scan, files, file, .. } = self;
        Log::go_on(files, path, file, scan.whole, scan.next)
    }

    /// Takes it away.
    pub fn remove(self) -> io::Result<()> {
        self.go_on()?.remove()
    }
}
