//! Indicators, their observations and their targets.

use super::{
    area::SourceRef,
    formula::Formula,
    ids::{AreaId, DepartmentId, IndicatorId, SectionId, TargetId},
    list::PaceProfile,
    period::{Basis, Period, When},
    quantity::{Dimension, Unit},
    rows::Keyed,
    text::{Text, is_default},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What kind of figure (DOMAIN section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Measure {
    /// An amount or a count (总量).
    #[default]
    Level,
    /// Growth in per cent (增速).
    Growth,
    /// A share, rate or intensity in per cent (占比).
    Share,
    /// A change in percentage points.
    ChangePp,
    /// A place in an order.
    Rank,
    /// An index or a multiple.
    Index,
    /// A number of years in a row.
    Duration,
}

impl Measure {
    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Growth => "growth",
            Self::Share => "share",
            Self::ChangePp => "change_pp",
            Self::Rank => "rank",
            Self::Index => "index",
            Self::Duration => "duration",
        }
    }

    /// The unit that all figures of this measure have; none where each indicator has its own.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Self::Growth | Self::Share => Some(Unit::new("%")),
            Self::ChangePp => Some(Unit::new("个百分点")),
            Self::Rank => Some(Unit::new("位")),
            Self::Duration => Some(Unit::new("年")),
            Self::Level | Self::Index => None,
        }
    }

    /// Whether figures of this measure add up over the months of a year, so that pace applies to them.
    pub fn accumulates(self) -> bool {
        matches!(self, Self::Level)
    }

    /// Whether figures of this measure in a unit are rates: in per cent themselves, so that they differ by
    /// percentage points. A level in per cent (失业率) is one too.
    pub fn is_rate(self, unit: &Unit) -> bool {
        match self {
            Self::Growth | Self::Share => true,
            Self::Level => unit.dimension() == Dimension::Percent,
            Self::ChangePp | Self::Rank | Self::Index | Self::Duration => false,
        }
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Direction {
    /// More is better.
    #[default]
    Higher,
    /// Less is better (失业率, PM2.5, 事故).
    Lower,
    /// Neither.
    Neither,
}

impl Direction {
    /// Which way is better for a figure of a measure: a place in an order is the better the smaller it is,
    /// whatever is ordered.
    #[must_use]
    pub fn of(self, measure: Measure) -> Self {
        if measure == Measure::Rank { Self::Lower } else { self }
    }
}

/// Where the growth of a level may come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum GrowthFrom {
    /// As the name tells: gross domestic product and value added grow at comparable prices (可比价), so
    /// that only growth that was published counts; other growth follows from levels where none was.
    #[default]
    Name,
    /// Published, or else computed from two levels.
    Levels,
    /// Only as published.
    Publication,
}

/// An indicator: one concept, whose level, growth and rank are observed by period and area.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Identifier.
    pub id: IndicatorId,
    /// Name (规上工业增加值).
    pub name: Text,
    /// English name; empty: the Chinese one is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_en: Text,
    /// The kind of its value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measure: Measure,
    /// The unit of its value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Unit,
    /// Which way is better.
    #[serde(default, skip_serializing_if = "is_default")]
    pub direction: Direction,
    /// Where the growth of its levels may come from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub growth_from: GrowthFrom,
    /// The basis its figures are usually published on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub basis: Basis,
    /// The section of the plan it stands in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub section: Option<SectionId>,
    /// A short heading inside the section.
    #[serde(default, skip_serializing_if = "is_default")]
    pub heading: Text,
    /// One of the headline indicators (主要指标) that the overview shows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headline: bool,
    /// The indicator that this one is a part of (其中).
    #[serde(default, skip_serializing_if = "is_default")]
    pub part_of: Option<IndicatorId>,
    /// Who keeps the figure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<DepartmentId>,
    /// Definition, method, comparability (口径).
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: Text,
    /// Where its figures follow from other indicators: how. It keeps none of its own then.
    #[serde(default, skip_serializing_if = "is_default")]
    pub formula: Option<Formula>,
    /// How its plan is spread over the year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pace: PaceProfile,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
    /// Its targets.
    #[serde(default, skip_serializing_if = "is_default")]
    pub targets: Vec<Target>,
    /// Its observations, in the order of area and period; at most one for each.
    #[serde(default, skip_serializing_if = "is_default")]
    pub observations: Vec<Observation>,
}

impl Indicator {
    /// A new one without figures.
    pub fn new(id: IndicatorId, name: &str) -> Self {
        Self {
            id,
            name: name.into(),
            name_en: Text::default(),
            measure: Measure::default(),
            unit: Unit::default(),
            direction: Direction::default(),
            growth_from: GrowthFrom::default(),
            basis: Basis::default(),
            section: None,
            heading: Text::default(),
            headline: false,
            part_of: None,
            owner: None,
            definition: Text::default(),
            formula: None,
            pace: PaceProfile::default(),
            source: None,
            note: Text::default(),
            targets: Vec::new(),
            observations: Vec::new(),
        }
    }

    /// The unit of a figure of the given measure: growth and shares are in per cent whatever the
    /// level's unit is.
    pub fn unit_of(&self, measure: Measure) -> Unit {
        match measure.unit() {
            Some(unit) if measure != self.measure => unit,
            _ => self.unit.clone(),
        }
    }

    /// Whether growth that was not published may be computed from two of its levels.
    pub fn grows_by_levels(&self) -> bool {
        match self.growth_from {
            GrowthFrom::Levels => true,
            GrowthFrom::Publication => false,
            GrowthFrom::Name => self.usually_grows_by_levels(),
        }
    }

    /// What [`GrowthFrom::Name`] means for it.
    pub fn usually_grows_by_levels(&self) -> bool {
        let names = format!("{} {}", self.name, self.name_en).to_lowercase();
        !["生产总值", "增加值", "gdp", "value added"].iter().any(|part| names.contains(part))
    }

    /// The observation of an area and a period.
    pub fn observation(&self, area: AreaId, period: Period) -> Option<&Observation> {
        self.find(area, period).ok().and_then(|at| self.observations.get(at))
    }

    /// Where the observation of an area and a period stands, or where it would be put.
    pub(crate) fn find(&self, area: AreaId, period: Period) -> Result<usize, usize> {
        self.observations.binary_search_by(|o| (o.area, o.period).cmp(&(area, period)))
    }

    /// The observations of an area, in the order of periods.
    pub fn series(&self, area: AreaId) -> &[Observation] {
        let from = self.observations.partition_point(|o| o.area < area);
        let to = self.observations.partition_point(|o| o.area <= area);
        self.observations.get(from..to).unwrap_or_default()
    }

    /// The target with an identifier.
    pub fn target(&self, id: TargetId) -> Option<&Target> {
        self.targets.iter().find(|target| target.id == id)
    }
}

impl Keyed for Indicator {
    type Id = IndicatorId;
    fn id(&self) -> IndicatorId {
        self.id
    }
}

/// How final a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Status {
    /// First published figure (初步数).
    Preliminary,
    /// Final figure.
    #[default]
    Final,
    /// Changed after it was final (修订数); earlier values are kept.
    Revised,
}

impl Status {
    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Preliminary => "preliminary",
            Self::Final => "final",
            Self::Revised => "revised",
        }
    }
}

/// A place in an order (全省第二).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rank {
    /// The place, from 1.
    pub place: u16,
    /// How it was worded: 前十 is `Le` 10.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bound: Operator,
    /// Among whom (全省, 全国).
    #[serde(default, skip_serializing_if = "is_default")]
    pub among: Text,
    /// What was ordered: the indicator's value or its growth.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: RankOf,
}

/// What a rank orders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum RankOf {
    /// The value.
    #[default]
    Value,
    /// The growth.
    Growth,
}

/// A figure of an indicator for one area and one period.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// The area.
    pub area: AreaId,
    /// The period with its basis.
    pub period: Period,
    /// The value as published, or as reported by the area.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<Decimal>,
    /// How the value was worded: 突破1000亿元 is `Ge`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bound: Operator,
    /// Growth over the same period of the last year in per cent, as published. Never derived from two
    /// levels: GDP grows at comparable prices.
    #[serde(default, skip_serializing_if = "is_default")]
    pub growth: Option<Decimal>,
    /// The value as confirmed by statistics (核定), where it differs from the reported one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub confirmed: Option<Decimal>,
    /// Its place in an order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rank: Option<Rank>,
    /// How final it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Status,
    /// Earlier values, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub earlier: Vec<EarlierValue>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
}

impl Observation {
    /// An observation without figures.
    pub fn new(area: AreaId, period: Period) -> Self {
        Self {
            area,
            period,
            value: None,
            bound: Operator::default(),
            growth: None,
            confirmed: None,
            rank: None,
            status: Status::default(),
            earlier: Vec::new(),
            source: None,
            note: Text::default(),
        }
    }

    /// Whether it says nothing, so that it need not be kept.
    pub fn is_empty(&self) -> bool {
        *self == Self { period: self.period, ..Self::new(self.area, self.period) }
    }

    /// Its figure of a measure, for an indicator whose value has the measure `own`.
    pub fn figure(&self, measure: Measure, own: Measure) -> Option<Decimal> {
        match measure {
            _ if measure == own => self.value,
            Measure::Growth => self.growth,
            Measure::Rank => self.rank.as_ref().map(|rank| Decimal::from(rank.place)),
            _ => None,
        }
    }
}

/// A value that a revision replaced.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EarlierValue {
    /// The value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<Decimal>,
    /// The growth.
    #[serde(default, skip_serializing_if = "is_default")]
    pub growth: Option<Decimal>,
    /// How final it was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub status: Status,
    /// When it was replaced.
    #[serde(default, skip_serializing_if = "is_default")]
    pub replaced: Option<When>,
}

/// How a figure is compared with a target (DOMAIN section 5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Operator {
    /// Equal or better (达到, 为, a plain number).
    #[default]
    Eq,
    /// ≥ (以上, 不低于).
    Ge,
    /// > (高于, 快于 and a number).
    Gt,
    /// ≤ (以内, 控制在).
    Le,
    /// < (低于).
    Lt,
    /// About, within a tolerance (左右, 约).
    Approx,
    /// From `value` to `value_high` (10—50万元).
    Range,
    /// Compared with another indicator (同步, 快于).
    Relative,
}

impl Operator {
    /// All operators.
    pub const ALL: [Self; 8] =
        [Self::Eq, Self::Ge, Self::Gt, Self::Le, Self::Lt, Self::Approx, Self::Range, Self::Relative];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ge => "ge",
            Self::Gt => "gt",
            Self::Le => "le",
            Self::Lt => "lt",
            Self::Approx => "approx",
            Self::Range => "range",
            Self::Relative => "relative",
        }
    }
}

/// How firmly a target is promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Firmness {
    /// 力争, 争取, 争创.
    Tentative,
    /// 预期性.
    #[default]
    Expected,
    /// 确保, 必须.
    Firm,
    /// 约束性.
    Binding,
}

impl Firmness {
    /// All degrees, weakest first.
    pub const ALL: [Self; 4] = [Self::Tentative, Self::Expected, Self::Firm, Self::Binding];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tentative => "tentative",
            Self::Expected => "expected",
            Self::Firm => "firm",
            Self::Binding => "binding",
        }
    }
}

/// How a target relates to another indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    /// About equal (与…同步).
    InStep,
    /// Greater (快于…).
    Faster,
    /// Smaller (慢于…).
    Slower,
}

impl Relation {
    /// All relations.
    pub const ALL: [Self; 3] = [Self::InStep, Self::Faster, Self::Slower];
}

/// A reference to another indicator's figure of the same period.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// The other indicator.
    pub indicator: IndicatorId,
    /// How this one should relate to it.
    pub relation: Relation,
}

/// A target: operator, value, unit and year, or a reference to another indicator.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Identifier.
    pub id: TargetId,
    /// The year it is for.
    pub year: i16,
    /// Which figure of the indicator it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measure: Measure,
    /// The area it is for; none: the workbook's root area.
    #[serde(default, skip_serializing_if = "is_default")]
    pub area: Option<AreaId>,
    /// How to compare.
    #[serde(default, skip_serializing_if = "is_default")]
    pub operator: Operator,
    /// The value, or the low end of a range.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<Decimal>,
    /// The high end of a range.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value_high: Option<Decimal>,
    /// The unit of its values.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Unit,
    /// How far from `value` still counts as "about": in the target's unit, except for a level that is no
    /// rate, where it is in per cent of the value. None: 0.5 points, or 5 % for such a level.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tolerance: Option<Decimal>,
    /// How firmly it is promised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub firmness: Firmness,
    /// The other indicator, for [`Operator::Relative`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub reference: Option<Reference>,
    /// Who leads.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead: Option<DepartmentId>,
    /// Who supports.
    #[serde(default, skip_serializing_if = "is_default")]
    pub support: Vec<DepartmentId>,
    /// When it is due; none: the end of its year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<When>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
    /// Progress in words, next steps, anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
}

impl Target {
    /// A plain target of a year.
    pub fn new(id: TargetId, year: i16) -> Self {
        Self {
            id,
            year,
            measure: Measure::default(),
            area: None,
            operator: Operator::default(),
            value: None,
            value_high: None,
            unit: Unit::default(),
            tolerance: None,
            firmness: Firmness::default(),
            reference: None,
            lead: None,
            support: Vec::new(),
            due: None,
            source: None,
            note: Text::default(),
        }
    }
}
