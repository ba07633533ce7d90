//! The workbooks that come with the program: a real plan, and an invented city to try everything on.
//!
//! They have names that a command line can use in the place of a file: `@lishui-2024`, `@demo-city`. This
//! room stands above `storage`. The Chinese in it is content of workbooks, not sentences of the program.

pub mod demo;

use crate::{
    model::Workbook,
    storage::{self, StorageError},
};
pub use demo::{DemoOptions, demo_city};
use std::path::Path;

const LISHUI_2024: &str = include_str!("../../assets/workbooks/lishui-2024.guatu.ron");

/// A workbook that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bundled {
    /// Targets, tasks and named projects of Lishui in 2024, from its work report. Shown at first start.
    Lishui2024,
    /// The invented city with the usual options.
    DemoCity,
}

impl Bundled {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Lishui2024, Self::DemoCity];

    /// Its name, without the `@`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lishui2024 => "lishui-2024",
            Self::DemoCity => "demo-city",
        }
    }

    /// The workbook that an argument like `@lishui-2024` names; `None` for a file name or an unknown name.
    pub fn from_name(argument: &str) -> Option<Self> {
        let name = argument.strip_prefix('@')?;
        Self::ALL.into_iter().find(|bundled| bundled.name() == name)
    }

    /// Makes or reads it. It is read from the program itself: an error is a fault of the program.
    pub fn workbook(self) -> Result<Workbook, StorageError> {
        match self {
            Self::Lishui2024 => storage::parse(Path::new("@lishui-2024"), LISHUI_2024.as_bytes()),
            Self::DemoCity => Ok(demo_city(&DemoOptions::default())),
        }
    }
}
