//! Areas as a tree, departments, sections of the plan, and sources.

use super::{
    ids::{AreaId, DepartmentId, SectionId, SourceId},
    rows::Keyed,
    text::{Text, is_default},
};
use serde::{Deserialize, Serialize};

/// An area: a province, a city, a county, or a zone that is ranked like a county.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Identifier.
    pub id: AreaId,
    /// Name as printed (景宁畲族自治县).
    pub name: Text,
    /// Short name for tables and labels (景宁县); empty: the name itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub short: Text,
    /// English name; empty: the Chinese one is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_en: Text,
    /// Statistical region code (统计用区划代码). A development zone has none: optional and free.
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: Option<Text>,
    /// The area that this one is a part of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<AreaId>,
    /// Where it stands on a schematic map, unless a figure says otherwise.
    #[serde(default, skip_serializing_if = "is_default")]
    pub square: Option<Square>,
}

/// A square of a schematic map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Square {
    /// Its column from the left, from 0.
    pub column: u8,
    /// Its row from the top, from 0.
    pub row: u8,
}

impl Area {
    /// The name that tables and labels show.
    pub fn label(&self) -> &str {
        if self.short.is_empty() { &self.name } else { &self.short }
    }
}

/// A department or other body that leads or supports a target or a project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Department {
    /// Identifier.
    pub id: DepartmentId,
    /// Name as used in the returns (市发改委).
    pub name: Text,
    /// Earlier or other names: units are renamed by reform.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aliases: Vec<Text>,
}

/// What a section of the plan holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SectionKind {
    /// What the last year achieved.
    Results,
    /// The main expected targets (主要预期目标).
    Headline,
    /// Commitments of the year.
    Tasks,
}

/// A section of the plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Identifier.
    pub id: SectionId,
    /// Short title.
    pub title: Text,
    /// English title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title_en: Text,
    /// What it holds.
    pub kind: SectionKind,
}

/// Where figures come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Identifier.
    pub id: SourceId,
    /// Title of the document.
    pub title: Text,
    /// English title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title_en: Text,
    /// Who published it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub publisher: Text,
    /// When: a date or a year, as printed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Text,
}

/// A place in a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceRef {
    /// The document.
    pub source: SourceId,
    /// The paragraph: non-empty lines counted from 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub paragraph: Option<u16>,
}

macro_rules! keyed {
    ($($row:ty, $id:ty;)*) => {$(
        impl Keyed for $row {
            type Id = $id;
            fn id(&self) -> $id {
                self.id
            }
        }
    )*};
}
keyed! {
    Area, AreaId;
    Department, DepartmentId;
    Section, SectionId;
    Source, SourceId;
}
