//! The workbook itself.

use super::{
    area::{Area, Department, Section, Source},
    board::Board,
    figure::Figure,
    ids::AreaId,
    indicator::Indicator,
    kept::NotUnderstood,
    list::ProjectList,
    period::Month,
    project::Project,
    rows::Rows,
    text::{Text, is_default},
};
use serde::{Deserialize, Serialize};

/// How many levels areas, and indicators that are parts of others, may have.
pub const MOST_LEVELS: usize = 64;

/// Everything that one file keeps: a year's plan and what becomes of it.
///
/// Cloning shares the rows and is cheap: jobs work on a clone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workbook {
    /// Title (丽水市2024年目标任务).
    pub title: Text,
    /// English title; empty: the Chinese one is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title_en: Text,
    /// The figures are made up; the window says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub invented: bool,
    /// The year of the plan.
    pub year: i16,
    /// The month that figures are reported up to; none: nothing has been reported yet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub month: Option<Month>,
    /// The number that the next new row gets. It only grows.
    pub next_id: u32,
    /// Areas; the first without a parent is the root.
    #[serde(default)]
    pub areas: Rows<Area>,
    /// Departments.
    #[serde(default)]
    pub departments: Rows<Department>,
    /// Sources.
    #[serde(default)]
    pub sources: Rows<Source>,
    /// Sections of the plan, in its order.
    #[serde(default)]
    pub sections: Rows<Section>,
    /// Indicators with observations and targets.
    #[serde(default)]
    pub indicators: Rows<Indicator>,
    /// Project lists.
    #[serde(default)]
    pub lists: Rows<ProjectList>,
    /// Projects of all lists, each list in its order.
    #[serde(default)]
    pub projects: Rows<Project>,
    /// Ranking boards.
    #[serde(default)]
    pub boards: Rows<Board>,
    /// Saved figures.
    #[serde(default)]
    pub figures: Rows<Figure>,
    /// Fields of its file that are not understood here. The writer of files puts them back in their places.
    #[serde(skip)]
    pub kept: NotUnderstood,
}

impl Workbook {
    /// An empty workbook for a year.
    pub fn new(title: &str, year: i16) -> Self {
        Self {
            title: title.into(),
            title_en: Text::default(),
            invented: false,
            year,
            month: None,
            next_id: 1,
            areas: Rows::default(),
            departments: Rows::default(),
            sources: Rows::default(),
            sections: Rows::default(),
            indicators: Rows::default(),
            lists: Rows::default(),
            projects: Rows::default(),
            boards: Rows::default(),
            figures: Rows::default(),
            kept: NotUnderstood::default(),
        }
    }

    /// The root area: the first without a parent.
    pub fn root_area(&self) -> Option<&Area> {
        self.areas.iter().find(|area| area.parent.is_none())
    }

    /// The areas directly below the root, in order: the counties.
    pub fn child_areas(&self) -> impl Iterator<Item = &Area> {
        let root = self.root_area().map(|area| area.id);
        self.areas.iter().filter(move |area| area.parent.is_some() && area.parent == root)
    }

    /// Whether `area` is `ancestor` or lies below it. Safe against cycles and endless chains in damaged files.
    pub fn lies_in(&self, area: AreaId, ancestor: AreaId) -> bool {
        let mut at = Some(area);
        for _ in 0..=MOST_LEVELS {
            match at {
                None => return false,
                Some(id) if id == ancestor => return true,
                Some(id) => at = self.areas.get(id).and_then(|area| area.parent),
            }
        }
        false
    }
}
