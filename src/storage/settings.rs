//! The application's own state: a small RON file in the platform's configuration folder.

use super::{
    atomic::{self, FREELY},
    error::StorageError,
    files::Disk,
    kept, lenient,
    text::Text,
    versions,
};
use crate::model::{Kept, MoneyUnit};
use etcetera::BaseStrategy;
use ron::{Options, error::SpannedError, extensions::Extensions};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    env, fs, io,
    ops::RangeInclusive,
    path::{Path, PathBuf},
};

/// Names another folder for the settings; tests use it.
pub const FOLDER_VARIABLE: &str = "GUATU_CONFIG_DIR";
/// How many recent files are remembered.
pub const MOST_RECENT: usize = 12;
/// The minutes between savings that a person can choose.
pub const AUTOSAVE: RangeInclusive<u16> = 1..=120;
/// How many versions of a workbook a person can have kept.
pub const VERSIONS: RangeInclusive<u16> = 2..=100;
/// Larger files than this are no settings.
const LARGEST: u64 = 1 << 20;
const NAME: &str = "settings.ron";

/// Which language the window speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LanguageChoice {
    /// That of the system.
    #[default]
    System,
    /// Chinese.
    Zh,
    /// English.
    En,
}

/// Which theme the window wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// That of the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Where the window stood, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Width and height.
    pub size: (f32, f32),
    /// Left and top, where the platform tells.
    #[serde(default)]
    pub position: Option<(f32, f32)>,
    /// Whether it filled the screen.
    #[serde(default)]
    pub maximized: bool,
}

/// The application's own state. Fields that a file does not have get their defaults; fields that this
/// program does not know are kept and written back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language.
    pub language: LanguageChoice,
    /// Theme.
    pub theme: ThemeChoice,
    /// Recent files, the last one first; at most [`MOST_RECENT`].
    #[serde(serialize_with = "write_paths", deserialize_with = "read_paths")]
    pub recent: Vec<PathBuf>,
    /// The folder of the last file dialog.
    #[serde(serialize_with = "write_folder")]
    pub last_folder: Option<PathBuf>,
    /// The window.
    pub window: Option<WindowPlace>,
    /// Zoom factor, 1 for none.
    pub zoom: f32,
    /// Whether the navigation rail shows icons only.
    pub rail_collapsed: bool,
    /// The unit that money is shown in; none: as entered.
    pub money_unit: Option<MoneyUnit>,
    /// After so many minutes changes are saved to the user's own file; none: only when asked to.
    pub autosave: Option<u16>,
    /// How many saved versions of each workbook are kept.
    pub versions: u16,
    /// Fields of the file that are not understood.
    #[serde(skip)]
    pub kept: Kept,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: LanguageChoice::default(),
            theme: ThemeChoice::default(),
            recent: Vec::new(),
            last_folder: None,
            window: None,
            zoom: 1.0,
            rail_collapsed: false,
            money_unit: None,
            autosave: None,
            versions: versions::MOST,
            kept: Kept::default(),
        }
    }
}

/// What the user should hear about the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsNotice {
    /// The file was broken: defaults are used, and the file was set aside.
    Broken {
        /// Where it is now; `None` where it could not be moved and is still in its place.
        kept_at: Option<PathBuf>,
    },
    /// The file cannot be read: defaults are used.
    Unreadable(StorageError),
}

impl Settings {
    /// The folder that settings are kept in; none where the user has no home.
    pub fn folder() -> Option<PathBuf> {
        if let Some(folder) = env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()) {
            return Some(folder.into());
        }
        let strategy = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(strategy.config_dir().join("guatu"))
    }

    /// Reads the settings in a folder. Never fails: what is missing or broken is replaced by defaults, and
    /// a broken file is set aside, not deleted.
    pub fn load(folder: &Path) -> (Self, Option<SettingsNotice>) {
        let path = folder.join(NAME);
        let text = match read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (Self::default(), None),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => String::new(),
            Err(error) => {
                let notice = SettingsNotice::Unreadable(StorageError::read(&path, &error));
                return (Self::default(), Some(notice));
            }
        };
        match Self::from_text(&text) {
            Ok(settings) => (settings, None),
            Err(error) => {
                log::warn!("{} is broken: {error}", path.display());
                (Self::default(), Some(SettingsNotice::Broken { kept_at: set_aside(&path) }))
            }
        }
    }

    /// Writes the settings into a folder, which is made where it does not exist.
    pub fn save(&self, folder: &Path) -> Result<(), StorageError> {
        let path = folder.join(NAME);
        let failed = |error: io::Error| StorageError::save(&path, super::SaveStep::CreateTemporary, &error);
        fs::create_dir_all(folder).map_err(failed)?;
        atomic::write(&Disk, &path, FREELY, |writer| Ok(writer.write_all(self.to_text()?.as_bytes())?))?;
        Ok(())
    }

    /// Reads the text of a settings file.
    pub fn from_text(text: &str) -> Result<Self, SpannedError> {
        let (settings, found) = lenient::read::<Self>(&options(), text)?;
        Ok(Self { kept: kept::collect_alone(found), ..settings }.tamed())
    }

    /// The text of the settings' file.
    pub fn to_text(&self) -> io::Result<String> {
        let mut text = Text::default();
        text.with(kept::node_of(&self.kept, || serde_json::to_value(self).ok()));
        self.serialize(&mut text).map_err(io::Error::other)?;
        text.push_str("\n");
        Ok(text.into_string())
    }

    /// Puts a file first among the recent ones.
    pub fn remember(&mut self, file: &Path) {
        self.recent.retain(|other| other != file);
        self.recent.insert(0, file.to_path_buf());
        self.recent.truncate(MOST_RECENT);
    }

    /// Takes a file out of the recent ones.
    pub fn forget(&mut self, file: &Path) {
        self.recent.retain(|other| other != file);
    }

    /// With values that the window can work with, whatever the file says.
    fn tamed(mut self) -> Self {
        self.recent.truncate(MOST_RECENT);
        let within = |number: u16, range: RangeInclusive<u16>| number.clamp(*range.start(), *range.end());
        self.autosave = self.autosave.map(|minutes| within(minutes, AUTOSAVE));
        self.versions = within(self.versions, VERSIONS);
        self.zoom = if self.zoom.is_finite() { self.zoom.clamp(0.5, 3.0) } else { 1.0 };
        self.window = self.window.filter(|window| {
            let (width, height) = window.size;
            let (left, top) = window.position.unwrap_or_default();
            [left, top].iter().all(|n| n.abs() < 100_000.0)
                && [width, height].iter().all(|n| (100.0..20_000.0).contains(n))
        });
        self
    }
}

fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

fn read(path: &Path) -> io::Result<String> {
    let metadata = fs::metadata(path)?;
    if metadata.len() > LARGEST || !metadata.is_file() {
        return Err(io::ErrorKind::InvalidData.into());
    }
    fs::read_to_string(path)
}

/// Renames a broken file to the first free name, and returns that.
fn set_aside(path: &Path) -> Option<PathBuf> {
    for number in 1..1000 {
        let kept_at = path.with_file_name(format!("{NAME}.broken-{number}"));
        if fs::symlink_metadata(&kept_at).is_err() {
            return fs::rename(path, &kept_at).is_ok().then_some(kept_at);
        }
    }
    None
}

/// A path that is not Unicode cannot stand in the file: it is left out.
fn write_paths<S: Serializer>(paths: &[PathBuf], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(paths.iter().filter_map(|path| path.to_str()))
}

fn read_paths<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PathBuf>, D::Error> {
    let paths = Vec::<PathBuf>::deserialize(deserializer)?;
    Ok(paths.into_iter().filter(|path| !path.as_os_str().is_empty()).collect())
}

#[allow(clippy::ref_option, reason = "the signature that serde asks for")]
fn write_folder<S: Serializer>(folder: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
    folder.as_ref().and_then(|folder| folder.to_str()).serialize(serializer)
}
