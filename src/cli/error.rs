//! What can go wrong on the command line, as data.

use crate::{
    bundled::Bundled,
    chart::export::ExportError,
    i18n::Lang,
    storage::{StorageError, lock::Holder},
};
use std::{io, path::PathBuf};

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// A file could not be read or written.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A name like `@nowhere`.
    #[error("nothing is called {0}")]
    UnknownName(String),
    /// The workbook has no figure with this identifier.
    #[error("no figure {0}")]
    UnknownFigure(String),
    /// The ending of the output file names no format.
    #[error("no format for {}", .0.display())]
    UnknownFormat(PathBuf),
    /// A file of a format that holds one figure, for several.
    #[error("{} holds one figure", .0.display())]
    OneFile(PathBuf),
    /// A format that the ending of the output file contradicts.
    #[error("{} names its format", .0.display())]
    FormatOfFile(PathBuf),
    /// So many files of figures would be replaced, in a folder or this one.
    #[error("at {} files exist: {}", .0.display(), .1)]
    WouldReplaceFiles(PathBuf, usize),
    /// The figure cannot be made so.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A folder could not be made.
    #[error("cannot make the folder {}: {detail}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's own words.
        detail: String,
    },
    /// The demo would replace a file that is not an invented workbook.
    #[error("{} exists and is not an invented workbook", .0.display())]
    WouldReplace(PathBuf),
    /// The model refuses what was merged.
    #[error(transparent)]
    Refused(crate::edit::Refusal),
    /// A bundled workbook where a file is needed.
    #[error("@{0} is no file")]
    NotAFile(String),
    /// A program that ended unexpectedly has left changes of the workbook behind.
    #[error("{} has {steps} changes that were not recovered", path.display())]
    LeftBehind {
        /// The workbook.
        path: PathBuf,
        /// How many changes.
        steps: usize,
    },
    /// Nothing was left behind of this workbook.
    #[error("nothing to recover of {}", .0.display())]
    NothingLeft(PathBuf),
    /// Someone else works on the file.
    #[error("in use by {} on {}", .0.name, .0.machine)]
    InUse(Holder),
    /// There is no such version.
    #[error("no version {0}")]
    NoVersion(usize),
    /// A file would be replaced.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The folder of the application's state is not known.
    #[error("no home folder")]
    NoState,
    /// The desktop cannot be served here.
    #[error(transparent)]
    Desktop(#[from] super::desktop::DesktopError),
    /// Standard output is gone or full.
    #[error("cannot print: {0}")]
    Output(#[from] io::Error),
}

impl CliError {
    /// The sentence for standard error.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Storage(error) => lang.storage_error(error),
            Self::UnknownName(name) => {
                let known: Vec<_> =
                    Bundled::ALL.iter().map(|bundled| format!("@{}", bundled.name())).collect();
                lang.cli_unknown_name(name, known.join(lang.cli_comma()))
            }
            Self::UnknownFigure(id) => lang.cli_unknown_figure(id),
            Self::UnknownFormat(path) => lang.cli_unknown_format(path.display()),
            Self::OneFile(path) => lang.cli_one_file(path.display()),
            Self::FormatOfFile(path) => lang.cli_format_of_file(path.display()),
            Self::WouldReplaceFiles(path, files) => lang.cli_would_replace_files(path.display(), *files),
            Self::Export(error) => lang.export_error(error),
            Self::Folder { path, detail } => lang.cli_folder(path.display(), detail),
            Self::WouldReplace(path) => lang.cli_would_replace(path.display()),
            Self::Refused(refusal) => lang.refusal(refusal),
            Self::NotAFile(name) => lang.cli_not_a_file(name),
            Self::LeftBehind { path, steps } => lang.cli_left_behind(path.display(), *steps),
            Self::NothingLeft(path) => lang.cli_nothing_left_of(path.display()),
            Self::InUse(holder) => {
                let (name, machine) = lang.holder(holder);
                lang.read_only_by(name, machine)
            }
            Self::NoVersion(number) => lang.cli_no_version(*number),
            Self::Exists(path) => lang.cli_exists(path.display()),
            Self::NoState => lang.cli_no_state().to_owned(),
            Self::Desktop(error) => error.sentence(lang),
            Self::Output(error) => lang.cli_output(error),
        }
    }

    /// The exit code: 2 where the command line itself is at fault.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::UnknownFormat(_) | Self::OneFile(_) | Self::FormatOfFile(_) => 2,
            // Whoever read the output has read enough (`guatu show … | head`).
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => 0,
            _ => 1,
        }
    }
}
