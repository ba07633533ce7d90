//! What can go wrong with a file, as data. The sentences are made in `i18n`.

use std::{io, path::PathBuf};

/// The step of saving that failed. Up to and including [`Self::Rename`] the old file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStep {
    /// Making the temporary file in the same folder.
    CreateTemporary,
    /// Writing it.
    Write,
    /// Making sure that the disk has it.
    Sync,
    /// Reading it back and comparing.
    ReadBack,
    /// Putting it in the place of the old file.
    Rename,
    /// Making sure that the disk has the folder. The new file is in place.
    SyncFolder,
}

/// What a file says that a workbook cannot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The file ends too early: it was cut off.
    Ended,
    /// A field that does not exist here.
    UnknownField {
        /// The field.
        found: String,
        /// The fields that exist.
        expected: Vec<&'static str>,
    },
    /// A word that is not one of the choices.
    UnknownChoice {
        /// The word.
        found: String,
        /// The choices.
        expected: Vec<&'static str>,
    },
    /// A field is missing.
    MissingField(&'static str),
    /// A field is given twice.
    DuplicateField(&'static str),
    /// A value of another form.
    WrongValue {
        /// What was expected, in ron's or the model's words.
        expected: String,
        /// What was found.
        found: String,
    },
    /// Not a figure, or one with more digits than can be kept: it would have to be rounded.
    Inexact(String),
    /// A text of so many bytes.
    TextTooLong(usize),
    /// A table of more than [`crate::model::MOST_ROWS`] rows.
    TooManyRows,
    /// More entries of all lists together than this.
    TooManyEntries(usize),
    /// A number past the range of its field.
    NumberOutOfRange,
    /// Brackets nested too deeply.
    TooDeep,
    /// Something after the end of the workbook.
    TrailingText,
    /// Any other breach of the syntax; the detail says which.
    Syntax,
}

/// Why a file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// The file cannot be read.
    #[error("cannot read {}: {detail}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What kind of failure.
        kind: io::ErrorKind,
        /// The system's own words.
        detail: String,
    },
    /// A folder, a device or the like.
    #[error("{} is not a file", path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// Larger than [`super::LARGEST_FILE`].
    #[error("{} is too large ({size} bytes)", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size in bytes.
        size: u64,
    },
    /// Not text in UTF-8.
    #[error("{} is not UTF-8 text at byte {byte} (line {line})", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
        /// The first byte that is not, counted from 0.
        byte: usize,
        /// Its line, from 1.
        line: usize,
    },
    /// Another kind of file.
    #[error("{} is not a Guatu workbook", path.display())]
    NotAWorkbook {
        /// The file.
        path: PathBuf,
    },
    /// Written by a newer program.
    #[error("{} has version {found} of the format, known are those up to {known}", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u64,
        /// The newest version that this program reads.
        known: u32,
    },
    /// It says something that a workbook cannot.
    #[error("{}:{line}:{column}: {detail}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong.
        what: Trouble,
        /// The parser's own words.
        detail: String,
    },
    /// Someone else has changed the file since it was read or written last. It is as they left it.
    #[error("{} was changed by someone else", path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// The file to be written over is marked read-only.
    #[error("{} is read-only", path.display())]
    ReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// Saving failed.
    #[error("cannot save {} ({step:?}): {detail}", path.display())]
    Save {
        /// The file.
        path: PathBuf,
        /// At which step.
        step: SaveStep,
        /// What kind of failure.
        kind: io::ErrorKind,
        /// The system's own words.
        detail: String,
    },
    /// The user cancelled. Nothing has changed.
    #[error("cancelled")]
    Cancelled,
}

impl StorageError {
    /// A file that cannot be read.
    pub fn read(path: &std::path::Path, error: &io::Error) -> Self {
        Self::Read { path: path.into(), kind: error.kind(), detail: error.to_string() }
    }

    pub(super) fn save(path: &std::path::Path, step: SaveStep, error: &io::Error) -> Self {
        Self::Save { path: path.into(), step, kind: error.kind(), detail: error.to_string() }
    }

    /// Whether the failure left the old file, or the lack of one, as it was.
    pub fn left_untouched(&self) -> bool {
        !matches!(self, Self::Save { step: SaveStep::SyncFolder, .. })
    }
}
