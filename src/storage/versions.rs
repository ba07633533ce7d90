//! The last versions of each workbook, compressed in the folder of the application's state: to be looked at,
//! compared and restored, and as the common ancestor when two people have changed a file.
//!
//! A version is one file: when it was kept, the hash of its content, and what it is. The oldest go when there
//! are more than the user wants, [`MOST`] where nothing else is said. One that was saved by itself gives way to
//! the next, so that a day of them does not push out what was saved on purpose.

use super::{
    FileStamp, StorageError,
    atomic::write_private,
    files::{folder_of, read_file},
    journal::State,
    packed::{pack, unpack},
    read::LARGEST_FILE,
};
use std::{
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use xxhash_rust::xxh3::xxh3_128;

/// How many versions of a workbook are kept, where the user says nothing else.
pub const MOST: u16 = 10;
const ENDING: &str = "guatu.gz";
/// What stands before the ending of a version that was saved by itself.
const BY_ITSELF: &str = ".auto";

/// How a version came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    /// Someone saved it.
    Saved,
    /// It was saved by itself.
    ByItself,
    /// It was there at this time, when the first change was made on it.
    Found(SystemTime),
}

/// The kept versions of one workbook.
#[derive(Debug, Clone)]
pub struct Versions {
    state: State,
    folder: PathBuf,
}

/// A kept version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was kept.
    pub time: SystemTime,
    /// The hash of its content.
    pub hash: u128,
    /// Whether it was saved by itself.
    pub by_itself: bool,
    /// Its file.
    path: PathBuf,
}

impl Versions {
    /// Those of the workbook at a path.
    pub fn of(state: &State, workbook: &Path) -> Self {
        let path = std::path::absolute(workbook).unwrap_or_else(|_| workbook.to_owned());
        let key = xxh3_128(path.as_os_str().as_encoded_bytes());
        Self { state: state.clone(), folder: state.folder().join("versions").join(format!("{key:032x}")) }
    }

    /// All of them, the newest first.
    pub fn list(&self) -> Vec<Version> {
        let paths = self.state.files().list(&self.folder).unwrap_or_default();
        let mut versions: Vec<_> = paths.into_iter().filter_map(Version::of).collect();
        versions.sort_by(|a, b| b.time.cmp(&a.time).then_with(|| b.path.cmp(&a.path)));
        versions
    }

    /// The version of a content.
    pub fn find(&self, hash: u128) -> Option<Version> {
        self.list().into_iter().find(|version| version.hash == hash)
    }

    /// Its content.
    pub fn read(&self, version: &Version) -> Result<Vec<u8>, StorageError> {
        read_file(&*self.state.files(), &version.path, LARGEST_FILE)
            .and_then(|packed| unpack(&packed))
            .map_err(|error| StorageError::read(&version.path, &error))
    }

    /// Keeps a content of this stamp, unless it is the newest one already.
    pub fn keep(&self, stamp: &FileStamp, content: &[u8], came: Came) -> Result<(), StorageError> {
        let before = self.list();
        let known = match came {
            // What is found is kept beside the work: what was saved meanwhile is newer.
            Came::Found(_) => before.iter().any(|one| one.hash == stamp.hash),
            Came::Saved | Came::ByItself => before.first().is_some_and(|newest| newest.hash == stamp.hash),
        };
        if known {
            return Ok(());
        }
        let files = self.state.files();
        let by_itself = came == Came::ByItself;
        let since = |time: SystemTime| time.duration_since(UNIX_EPOCH).unwrap_or_default();
        let since = match came {
            Came::Found(at) => since(at),
            // Later than those before it, whatever the clock says.
            Came::Saved | Came::ByItself => {
                let newest = before.first().map(|newest| since(newest.time) + Duration::from_millis(1));
                since(SystemTime::now()).max(newest.unwrap_or_default())
            }
        };
        let mark = if by_itself { BY_ITSELF } else { "" };
        let name = format!("{:014}-{}{mark}.{ENDING}", since.as_millis(), stamp.hash_text());
        let path = self.folder.join(name);
        let failed = |error| StorageError::save(&path, super::SaveStep::CreateTemporary, &error);
        files.make_folder(&self.folder).map_err(failed)?;
        let packed = pack(content).map_err(failed)?;
        write_private(&*files, &path, &packed)?;
        let (replaced, left) = match before.split_first() {
            Some((newest, left)) if by_itself && newest.by_itself => (Some(newest), left),
            _ => (None, before.as_slice()),
        };
        let too_many = left.iter().skip(usize::from(self.state.versions()).saturating_sub(1));
        for old in replaced.into_iter().chain(too_many) {
            files.remove(&old.path).map_err(failed)?;
        }
        // The folder itself may be new.
        files.sync_folder(folder_of(&self.folder)).map_err(failed)
    }
}

impl Version {
    fn of(path: PathBuf) -> Option<Self> {
        let name = path.file_name()?.to_str()?.strip_suffix(ENDING)?.strip_suffix('.')?;
        let (time, hash) = name.split_once('-')?;
        let time = UNIX_EPOCH.checked_add(Duration::from_millis(time.parse().ok()?))?;
        let (hash, by_itself) = hash.strip_suffix(BY_ITSELF).map_or((hash, false), |hash| (hash, true));
        let hash = u128::from_str_radix(hash, 16).ok()?;
        Some(Self { time, hash, by_itself, path })
    }
}
