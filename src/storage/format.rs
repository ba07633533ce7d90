//! The layout of a workbook's file.
//!
//! ```ron
//! #![enable(implicit_some)]
//! (
//!     format: "guatu",
//!     version: 1,
//!     workbook: (
//!         title: "…",
//!         …
//!         projects: [
//!             (
//!                 id: 12,
//!                 months: [
//!                     (year: 2024, plan: "1.20 3.5 - 4"),
//!                 ],
//!             ),
//!         ],
//!     ),
//! )
//! ```
//!
//! Rows of the tables have one line for each field, the entries of their lists one line each. Fields that
//! have their default value are left out. Order is that of the structs and tables, line ends are `\n`, and
//! line breaks inside texts are escaped: one changed cell is one changed line, and the lines that bracket
//! the project table can be found without parsing.
//!
//! Two cells bring a line with them: a project's `stage` and `progress` are noted with the reporting month in
//! `stage_log` and `progress_log`, one line a note. A second change in the same month changes that line, and
//! putting the old value back takes it out again.

use crate::model::{Text, Workbook};
use serde::{Deserialize, Serialize};

/// The name of the format in a file's header.
pub const FORMAT: &str = "guatu";
/// The version that is written.
pub const VERSION: u32 = 1;
/// What a workbook's file name ends with.
pub const EXTENSION: &str = ".guatu.ron";

/// The levels of brackets that are broken into lines: file, workbook, table, row, list in a row.
pub(super) const LEVELS: usize = 5;

/// The brackets that the fields of the workbook stand in.
pub(super) const WORKBOOK: usize = 2;

/// A level of indentation.
pub(super) const INDENT: &str = "    ";

/// The lines that bracket the project table, in a file that was written here.
pub(super) const PROJECTS_BEGIN: &str = "\n        projects: [\n";
pub(super) const PROJECTS_EMPTY: &str = "\n        projects: [],\n";
pub(super) const PROJECTS_END: &str = "        ],\n";
pub(super) const PROJECTS_NEXT: &str = "        boards: [";
/// The brackets that a row of a table stands in: file, workbook, table.
pub(super) const ROW_DEPTH: usize = 3;
/// A table without rows, and the brackets of one with rows.
pub(super) const NO_ROWS: &str = "[]";
pub(super) const ROWS_BEGIN: &str = "[\n";
pub(super) const ROWS_END: &str = "        ]";
pub(super) const ROW_BEGIN: &str = "            (\n";
pub(super) const ROW_END: &str = "            ),\n";

/// The line before everything else: `Some` and its brackets are left out.
pub(super) const ATTRIBUTE: &str = "#![enable(implicit_some)]\n";

/// A file to be written.
#[derive(Serialize)]
pub(super) struct Written<'a> {
    pub(super) format: &'static str,
    pub(super) version: u32,
    pub(super) workbook: &'a Workbook,
}

impl<'a> Written<'a> {
    pub(super) fn new(workbook: &'a Workbook) -> Self {
        Self { format: FORMAT, version: VERSION, workbook }
    }
}

/// A file of the present version.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Read {
    #[serde(rename = "format")]
    _format: Text,
    #[serde(rename = "version")]
    _version: u32,
    pub(super) workbook: Workbook,
}
