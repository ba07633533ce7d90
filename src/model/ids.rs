//! Identifiers. One counter in the workbook hands them out; none is ever reused.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// An identifier type of one table of the workbook.
pub trait Id: Copy + Ord + fmt::Debug + fmt::Display + 'static {
    /// The bare number.
    fn number(self) -> u32;
    /// From the bare number.
    fn from_number(number: u32) -> Self;
}

/// What [`FromStr`] of an identifier reports: the text is not an identifier of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier: {0}")]
pub struct BadId(pub String);

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $letter:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl Id for $name {
            fn number(self) -> u32 {
                self.0
            }
            fn from_number(number: u32) -> Self {
                Self(number)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;
            /// Accepts the printed form and the bare number.
            fn from_str(text: &str) -> Result<Self, BadId> {
                text.strip_prefix($letter)
                    .unwrap_or(text)
                    .parse()
                    .map(Self)
                    .map_err(|_| BadId(text.to_owned()))
            }
        }
    };
}

id!(/** An area (区域). */ AreaId, "a");
id!(/** A department (责任单位). */ DepartmentId, "d");
id!(/** A source: a report, a bulletin, a return. */ SourceId, "s");
id!(/** A section of the plan. */ SectionId, "c");
id!(/** An indicator (指标). */ IndicatorId, "i");
id!(/** A target of an indicator (目标). */ TargetId, "t");
id!(/** A project list (项目清单). */ ListId, "l");
id!(/** A project (项目). */ ProjectId, "p");
id!(/** A ranking board (比拼榜). */ BoardId, "b");
id!(/** A saved figure (图表). */ FigureId, "f");
id!(/** A user-defined column of a project list. */ ColumnId, "u");
