//! The only room that writes files.
//!
//! A workbook is one pretty RON file, `NAME.guatu.ron` ([`format`] says how it is laid out): [`open`] reads
//! it, [`save`] writes it, and whatever goes wrong is a [`StorageError`] that says what and where. All files
//! are written by [`atomic`]: whole, or not at all. The application's own state is in [`settings`].

pub mod atomic;
mod error;
pub mod format;
mod header;
mod read;
mod scan;
pub mod settings;
mod stamp;
mod text;
mod write;

pub use atomic::{Disk, FileSystem, write_bytes};
pub use error::{SaveStep, StorageError, Trouble};
pub use read::{LARGEST_FILE, Opened, open, open_with, parse};
pub use settings::{LanguageChoice, Settings, SettingsNotice, ThemeChoice};
pub use stamp::FileStamp;
pub use write::{save, save_with, to_text};

use std::ops::ControlFlow;

/// Hears how far a long task is, from 0 to 1, on the thread that called it; `Break` cancels the task.
pub type Progress<'a> = &'a dyn Fn(f32) -> ControlFlow<()>;

/// For tasks that nobody watches.
pub const UNWATCHED: Progress<'static> = &|_| ControlFlow::Continue(());
