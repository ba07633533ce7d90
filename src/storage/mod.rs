//! The only room that writes files.
//!
//! A workbook is one pretty RON file, `NAME.guatu.ron` ([`format`] says how it is laid out): [`open`] reads
//! it, [`save`] writes it, and whatever goes wrong is a [`StorageError`] that says what and where. All files
//! are written by [`atomic`]: whole, or not at all. What is done between two saves is in the [`journal`], what
//! was saved before in [`versions`]. The application's own settings are in [`settings`]. Every call that touches a disk goes through [`files`].

pub mod atomic;
mod error;
pub mod files;
pub mod format;
mod header;
pub mod journal;
mod kept;
mod lenient;
pub mod lock;
pub mod opening;
mod packed;
mod read;
pub mod report;
mod scan;
pub mod settings;
pub mod signals;
mod stamp;
mod text;
pub mod versions;
mod write;

pub use atomic::write_bytes;
pub use error::{SaveStep, StorageError, Trouble};
pub use files::{Disk, FileSystem};
pub use kept::{Stranger, Strangers, entry_names};
pub use lenient::read_exactly;
pub use packed::{unpack, unpack_at_most};
pub use read::{LARGEST_FILE, Opened, open, open_with, parse};
pub use settings::{LanguageChoice, Settings, SettingsNotice, ThemeChoice};
pub use stamp::FileStamp;
pub use versions::{Came, Version, Versions};
pub use write::{Guard, save, save_guarded, save_with, to_text};

use std::ops::ControlFlow;

/// Hears how far a long task is, from 0 to 1, on the thread that called it; `Break` cancels the task.
pub type Progress<'a> = &'a dyn Fn(f32) -> ControlFlow<()>;

/// For tasks that nobody watches.
pub const UNWATCHED: Progress<'static> = &|_| ControlFlow::Continue(());
