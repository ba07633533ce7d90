//! Guatu 挂图: a native program that carries a city's yearly plan from the work report to the chart on the
//! wall.
//!
//! The rooms, from the bottom up; arrows point down only, and a test (`tests/house.rs`) keeps it so:
//!
//! | room | what it is |
//! |---|---|
//! | [`model`] | what a workbook is |
//! | [`analysis`] | what follows from it |
//! | [`chart`] | a figure: what it shows, and one drawing for screen, SVG, PDF and PNG |
//! | [`edit`] | how a workbook changes: one `Edit` value, its inverse, the history |
//! | [`storage`] | the only room that writes files: workbooks, journals, settings |
//! | [`exchange`] | other formats in and out: the clipboard |
//! | [`i18n`] | every sentence a person reads, in Chinese and in English |
//! | [`bundled`] | the workbooks that come with the program |
//! | [`compare`] | what differs between two workbooks, and merging two versions on their common ancestor |
//! | [`document`] | what is open: workbook, history, file, journal; the one place where edits are applied |
//! | [`jobs`] | long work off the UI thread, with progress and cancel |
//! | [`ui`] | panels and widgets: functions of `(&mut Ui, &Shown)` that return commands and edits |
//! | [`app`] | the running application: state and commands |
//! | [`cli`] | the command line: what the program does without a window |

pub mod analysis;
pub mod app;
pub mod bundled;
pub mod chart;
pub mod cli;
pub mod compare;
pub mod document;
pub mod edit;
pub mod exchange;
pub mod i18n;
pub mod jobs;
pub mod model;
pub mod storage;
pub mod ui;
