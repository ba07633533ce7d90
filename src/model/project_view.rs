//! What a figure of a project list shows of it: which projects, put together by what, and which figure.

use super::{ids::ProjectId, text::is_default};
use serde::{Deserialize, Serialize};

/// What rows of projects are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Grouping {
    /// By nothing: in the order of the list.
    #[default]
    None,
    /// By area.
    Area,
    /// By category (领域).
    Category,
    /// By stage.
    Stage,
}

impl Grouping {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::None, Self::Area, Self::Category, Self::Stage];
}

/// The figure in the cells of a heat table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum HeatFigure {
    /// Completion minus pace, in percentage points.
    #[default]
    Gap,
    /// Completion in per cent.
    Completion,
}

impl HeatFigure {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Gap, Self::Completion];
}

/// The part of a list that a figure shows, and how.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectView {
    /// Only these projects, in this order; empty: the whole list. Projects that have gone since are passed
    /// over: their identifiers are never used again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub projects: Vec<ProjectId>,
    /// Put together by this.
    #[serde(default, skip_serializing_if = "is_default")]
    pub group: Grouping,
    /// The figure in the cells of a heat table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub heat: HeatFigure,
    /// The last year on the axis of a schedule; none: as far as the dates reach. The first is the figure's
    /// own beginning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<i16>,
}
