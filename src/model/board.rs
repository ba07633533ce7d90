//! Ranking boards (比拼榜, 晾晒; DOMAIN section 8).

use super::{
    ids::{AreaId, BoardId, DepartmentId, IndicatorId, ListId},
    indicator::Measure,
    period::Period,
    rows::Keyed,
    text::{Text, is_default},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Who is ranked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ranked {
    /// Areas.
    Areas(Vec<AreaId>),
    /// Departments.
    Departments(Vec<DepartmentId>),
}

/// How an item's figure becomes points.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Scoring {
    /// Points in proportion to figure ÷ target.
    #[default]
    RatioToTarget,
    /// Full points at pace; this many points less for each percentage point behind.
    GapToPace(Decimal),
    /// In proportion to growth.
    Growth,
    /// First place full points, each further place this many less.
    RankPoints(Decimal),
    /// 60 + 40·(x − min)/(max − min).
    Efficacy,
}

/// Where an item's figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum ItemSource {
    /// An indicator's figure of a measure.
    Indicator(IndicatorId, Measure),
    /// Completion of a project list's plan, by area.
    Completion(ListId),
    /// Rate of projects started, by area.
    StartRate(ListId),
    /// Entered by hand.
    Manual,
}

/// An item of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoardItem {
    /// Name.
    pub name: Text,
    /// Where the figure comes from.
    pub source: ItemSource,
    /// Full points.
    pub weight: Decimal,
    /// How the figure becomes points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scoring: Scoring,
    /// At most this many points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cap: Option<Decimal>,
    /// At least this many points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub floor: Option<Decimal>,
    /// Less is better.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lower_is_better: bool,
}

/// Points added or taken with a reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// The period.
    pub period: Period,
    /// Position among the ranked.
    pub ranked: u32,
    /// Points, negative for a deduction.
    pub points: Decimal,
    /// Why.
    pub reason: Text,
}

/// A figure entered by hand for an item.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManualFigure {
    /// The period.
    pub period: Period,
    /// Position of the item.
    pub item: u32,
    /// Position among the ranked.
    pub ranked: u32,
    /// The figure.
    pub value: Decimal,
}

/// How equal scores are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Ties {
    /// 1, 2, 2, 4.
    #[default]
    Skip,
    /// 1, 2, 2, 3.
    Dense,
}

/// A ranking board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Board {
    /// Identifier.
    pub id: BoardId,
    /// Title.
    pub title: Text,
    /// English title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title_en: Text,
    /// Who is ranked.
    pub ranked: Ranked,
    /// The periods it is kept for, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub periods: Vec<Period>,
    /// What counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Vec<BoardItem>,
    /// Points added or taken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub adjustments: Vec<Adjustment>,
    /// Figures entered by hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub figures: Vec<ManualFigure>,
    /// How ties are placed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ties: Ties,
}

impl Keyed for Board {
    type Id = BoardId;
    fn id(&self) -> BoardId {
        self.id
    }
}
