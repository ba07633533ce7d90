//! A step as the journal keeps it.

use crate::{
    edit::{Edit, MergeKey},
    storage::read_exactly,
};
use serde::{Deserialize, Serialize};
use std::{
    io,
    time::{SystemTime, UNIX_EPOCH},
};

/// How a step came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepKind {
    /// Made.
    Made,
    /// Took an earlier one back.
    Undone,
    /// Made one again that was taken back.
    Redone,
}

/// A step as the journal keeps it. Whatever its kind, `edit` is what was done to the workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// How it came about.
    pub kind: StepKind,
    /// When, in seconds since 1970.
    pub at: u64,
    /// The cell that was typed into.
    pub merge: Option<MergeKey>,
    /// Whether it became one with the step before it.
    pub joined: bool,
    /// What was done.
    pub edit: Edit,
}

impl Step {
    /// A step made now.
    pub fn now(kind: StepKind, edit: Edit, merge: Option<MergeKey>, joined: bool) -> Self {
        Self { kind, at: seconds_now(), merge, joined, edit }
    }

    /// Its text.
    pub fn to_text(&self) -> io::Result<String> {
        ron::to_string(self).map_err(io::Error::other)
    }

    /// A step from its text.
    pub fn from_text(text: &str) -> Option<Self> {
        let read = read_exactly(&ron::Options::default(), text);
        read.inspect_err(|error| log::warn!("a step of a journal: {error}")).ok()
    }
}

/// Seconds since 1970.
pub fn seconds_now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}
