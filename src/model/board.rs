//! Ranking boards (比拼榜, 晾晒; DOMAIN section 8).

use super::{
    ids::{AreaId, BoardId, DepartmentId, IndicatorId, ListId},
    indicator::{Direction, Measure},
    period::Period,
    rows::Keyed,
    text::{Text, is_default},
    workbook::Workbook,
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

/// How an item's figure becomes points, out of the item's weight (its full points).
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub enum Scoring {
    /// In proportion to figure ÷ target; where less is better, to 2 − figure ÷ target.
    #[default]
    RatioToTarget,
    /// Full points at pace; this many points less for each percentage point behind.
    GapToPace(Decimal),
    /// In proportion to growth: full points for the largest (the largest fall where less is better), none
    /// for zero and below.
    Growth,
    /// First place full points, each further place this many less.
    RankPoints(Decimal),
    /// 60 + 40·(x − min)/(max − min) per cent of the full points.
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
    /// English name; empty: the Chinese one is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_en: Text,
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
    /// Less is better, or more is; none: as the source has it (see [`Self::is_lower_better`]).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lower_is_better: Option<bool>,
    /// What is aimed at where the source itself knows no target: figures entered by hand, indicators
    /// without one. In the unit of the figure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<Decimal>,
}

impl BoardItem {
    /// An item that is entered by hand and scored by the efficacy coefficient.
    pub fn new(name: &str, weight: Decimal) -> Self {
        Self {
            name: name.into(),
            name_en: Text::default(),
            source: ItemSource::Manual,
            weight,
            scoring: Scoring::Efficacy,
            cap: None,
            floor: None,
            lower_is_better: None,
            target: None,
        }
    }

    /// Whether less is better: as the item itself says, or else as its source has it.
    pub fn is_lower_better(&self, workbook: &Workbook) -> bool {
        self.lower_is_better.unwrap_or_else(|| self.source.is_lower_better(workbook))
    }
}

impl ItemSource {
    /// Whether less of it is better: a place in an order, and what an indicator says so of.
    pub fn is_lower_better(self, workbook: &Workbook) -> bool {
        let Self::Indicator(id, measure) = self else { return false };
        let own = workbook.indicators.get(id).map(|row| row.direction).unwrap_or_default();
        own.of(measure) == Direction::Lower
    }
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

impl Board {
    /// How many are ranked.
    pub fn ranked_count(&self) -> usize {
        match &self.ranked {
            Ranked::Areas(ids) => ids.len(),
            Ranked::Departments(ids) => ids.len(),
        }
    }

    /// Takes an item out with the figures entered for it.
    pub fn remove_item(&mut self, at: usize) {
        if at < self.items.len() {
            self.items.remove(at);
            let gone = at as u32;
            self.figures.retain(|figure| figure.item != gone);
            for figure in &mut self.figures {
                figure.item -= u32::from(figure.item > gone);
            }
        }
    }

    /// Moves an item one place up, with the figures entered for it.
    pub fn move_item_up(&mut self, at: usize) {
        if (1..self.items.len()).contains(&at) {
            self.items.swap(at, at - 1);
            let (lower, upper) = (at as u32, at as u32 - 1);
            for figure in &mut self.figures {
                figure.item = match figure.item {
                    item if item == lower => upper,
                    item if item == upper => lower,
                    item => item,
                };
            }
        }
    }

    /// Ranks others, keeping what was entered for those who stay.
    pub fn rank(&mut self, ranked: Ranked) {
        let places = |from: &Ranked, to: &Ranked| -> Vec<Option<u32>> {
            let find = |found: Option<usize>| found.map(|at| at as u32);
            match (from, to) {
                (Ranked::Areas(from), Ranked::Areas(to)) => {
                    from.iter().map(|id| find(to.iter().position(|other| other == id))).collect()
                }
                (Ranked::Departments(from), Ranked::Departments(to)) => {
                    from.iter().map(|id| find(to.iter().position(|other| other == id))).collect()
                }
                (from, _) => match from {
                    Ranked::Areas(ids) => vec![None; ids.len()],
                    Ranked::Departments(ids) => vec![None; ids.len()],
                },
            }
        };
        let moved = places(&self.ranked, &ranked);
        let to = |old: u32| moved.get(old as usize).copied().flatten();
        self.figures.retain_mut(|figure| {
            to(figure.ranked).is_some_and(|at| {
                figure.ranked = at;
                true
            })
        });
        self.adjustments.retain_mut(|adjustment| {
            to(adjustment.ranked).is_some_and(|at| {
                adjustment.ranked = at;
                true
            })
        });
        self.ranked = ranked;
    }

    /// Enters a figure by hand, or with `None` takes it out.
    pub fn enter(&mut self, period: Period, item: u32, ranked: u32, value: Option<Decimal>) {
        let here =
            |figure: &ManualFigure| (figure.period, figure.item, figure.ranked) == (period, item, ranked);
        match (self.figures.iter_mut().find(|figure| here(figure)), value) {
            (Some(figure), Some(value)) => figure.value = value,
            (None, Some(value)) => self.figures.push(ManualFigure { period, item, ranked, value }),
            (_, None) => self.figures.retain(|figure| !here(figure)),
        }
    }
}

impl Keyed for Board {
    type Id = BoardId;
    fn id(&self) -> BoardId {
        self.id
    }
}
