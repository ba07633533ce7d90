//! Where a workbook comes from: a file, or the program itself.

use super::CliError;
use crate::{
    analysis::formula::WorkedOut,
    bundled::Bundled,
    model::{Violation, Workbook},
    storage::{self, Strangers},
};
use std::{convert::Infallible, ffi::OsString, path::PathBuf};

/// What stands for a workbook on the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A workbook that comes with the program (`@demo-city`).
    Bundled(Bundled),
    /// A name that begins with `@` and names none of these.
    Unknown(String),
    /// A file.
    File(PathBuf),
}

impl From<OsString> for Place {
    fn from(argument: OsString) -> Self {
        match argument.to_str().filter(|text| text.starts_with('@')) {
            Some(text) => {
                Bundled::from_name(text).map_or_else(|| Self::Unknown(text.to_owned()), Self::Bundled)
            }
            None => Self::File(argument.into()),
        }
    }
}

impl std::str::FromStr for Place {
    type Err = Infallible;
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(OsString::from(text).into())
    }
}

impl clap::builder::ValueParserFactory for Place {
    type Parser = clap::builder::MapValueParser<clap::builder::OsStringValueParser, fn(OsString) -> Place>;
    fn value_parser() -> Self::Parser {
        use clap::builder::TypedValueParser;
        clap::builder::OsStringValueParser::new().map(Place::from)
    }
}

impl Place {
    /// Reads the workbook, with the figures of its formula indicators.
    pub fn open_worked_out(&self) -> Result<Workbook, CliError> {
        let (workbook, _) = self.open()?;
        Ok(WorkedOut::of(&workbook, None).map_or(workbook, |worked| worked.workbook().clone()))
    }

    /// Reads the workbook, and says what is unsound in it.
    pub fn open(&self) -> Result<(Workbook, Vec<Violation>), CliError> {
        self.look().map(|(workbook, violations, _)| (workbook, violations))
    }

    /// The same, and what in it is not understood.
    pub(super) fn look(&self) -> Result<(Workbook, Vec<Violation>, Strangers), CliError> {
        match self {
            Self::Bundled(bundled) => {
                let workbook = bundled.workbook()?;
                let violations = workbook.check();
                Ok((workbook, violations, Strangers::default()))
            }
            Self::Unknown(name) => Err(CliError::UnknownName(name.clone())),
            Self::File(path) => {
                let opened = storage::open(path)?;
                Ok((opened.workbook, opened.violations, opened.strangers))
            }
        }
    }
}
