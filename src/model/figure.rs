//! Saved figures: what a chart shows and says. How it is drawn is the `chart` room's business.

use super::{
    ids::{AreaId, BoardId, FigureId, IndicatorId, ListId},
    indicator::Measure,
    period::Period,
    project_view::ProjectView,
    rows::Keyed,
    text::{Text, is_default},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The kind of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FigureKind {
    /// Lines over time: one indicator with its target and last year, or several areas.
    Line,
    /// Columns over time.
    Column,
    /// Last year's result against this year's target, one row an indicator.
    Dumbbell,
    /// One indicator: result, target, and how far.
    Bullet,
    /// Areas in order of one indicator's figure.
    RankedBars,
    /// Completion of a project list by area, with pace.
    CompletionBars,
    /// Projects of a list by a field, count and money.
    ProjectBars,
    /// Planned and done investment of a list, cumulative by month.
    InvestmentCurve,
    /// Scores of a ranking board in a period, the best first.
    BoardBars,
    /// Places on a ranking board over its periods.
    BoardBump,
    /// Parts of the full points on a ranking board, item by item.
    BoardDots,
    /// Planned and actual dates of projects as bars (进度横道图).
    Schedule,
    /// Projects as cards, one column a stage (阶段看板).
    StageBoard,
    /// How many promoted investments came how far (招商漏斗).
    Funnel,
    /// Completion or gap by area and month.
    HeatTable,
    /// Columns over time, made of areas or of indicators.
    StackedColumns,
    /// The same, each column the whole.
    FullColumns,
    /// Two periods, a line for each area or indicator.
    Slope,
    /// One indicator's figures by area and period.
    AreaHeat,
    /// A small line chart for each area or indicator, all with the same axes.
    SmallMultiples,
    /// Two indicators, a point for each area.
    Scatter,
    /// How areas are spread: quartiles, and the figure of the whole.
    PeerBox,
    /// What each area, or each part, contributes to growth.
    Waterfall,
    /// Areas on a schematic map.
    TileMap,
}

impl FigureKind {
    /// All kinds.
    pub const ALL: [Self; 24] = [
        Self::Line,
        Self::Column,
        Self::Dumbbell,
        Self::Bullet,
        Self::RankedBars,
        Self::CompletionBars,
        Self::ProjectBars,
        Self::InvestmentCurve,
        Self::BoardBars,
        Self::BoardBump,
        Self::BoardDots,
        Self::Schedule,
        Self::StageBoard,
        Self::Funnel,
        Self::HeatTable,
        Self::StackedColumns,
        Self::FullColumns,
        Self::Slope,
        Self::AreaHeat,
        Self::SmallMultiples,
        Self::Scatter,
        Self::PeerBox,
        Self::Waterfall,
        Self::TileMap,
    ];

    /// Whether figures of the kind show a part of their specification.
    pub fn uses(self, part: Part) -> bool {
        use FigureKind as K;
        let over_time = matches!(self, K::Line | K::Column);
        let of_list = matches!(
            self,
            K::CompletionBars
                | K::ProjectBars
                | K::InvestmentCurve
                | K::Schedule
                | K::StageBoard
                | K::Funnel
                | K::HeatTable
        );
        let of_board = matches!(self, K::BoardBars | K::BoardBump | K::BoardDots);
        let of_indicators = !of_list && !of_board;
        let of_targets = matches!(self, K::Dumbbell | K::Bullet);
        let several = of_targets
            || over_time
            || matches!(
                self,
                K::StackedColumns
                    | K::FullColumns
                    | K::Slope
                    | K::AreaHeat
                    | K::SmallMultiples
                    | K::Scatter
                    | K::PeerBox
                    | K::Waterfall
            );
        match part {
            Part::Indicators => of_indicators,
            Part::SeveralIndicators => several,
            Part::Areas => of_indicators && !of_targets || self == K::CompletionBars,
            Part::List => of_list,
            Part::Board => of_board,
            Part::Measure => of_indicators && self != K::Waterfall,
            Part::From => {
                over_time
                    || matches!(
                        self,
                        K::StackedColumns
                            | K::FullColumns
                            | K::Slope
                            | K::AreaHeat
                            | K::SmallMultiples
                            | K::PeerBox
                    )
            }
            Part::To => !of_targets,
            Part::Transformation => over_time || self == K::RankedBars,
            Part::HighlightArea => {
                of_indicators && !of_targets || of_board || matches!(self, K::CompletionBars | K::HeatTable)
            }
            Part::HighlightIndicator => several && !matches!(self, K::Scatter | K::PeerBox | K::Waterfall),
            Part::SecondAxis | Part::Pace | Part::Target => over_time,
            Part::Bands => over_time || matches!(self, K::RankedBars | K::SmallMultiples | K::StackedColumns),
            Part::Annotations => {
                over_time || matches!(self, K::InvestmentCurve | K::StackedColumns | K::FullColumns)
            }
            Part::Tiles => self == K::TileMap,
        }
    }

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Column => "column",
            Self::Dumbbell => "dumbbell",
            Self::Bullet => "bullet",
            Self::RankedBars => "ranked_bars",
            Self::CompletionBars => "completion_bars",
            Self::ProjectBars => "project_bars",
            Self::InvestmentCurve => "investment_curve",
            Self::BoardBars => "board_bars",
            Self::BoardBump => "board_bump",
            Self::BoardDots => "board_dots",
            Self::Schedule => "schedule",
            Self::StageBoard => "stage_board",
            Self::Funnel => "funnel",
            Self::HeatTable => "heat_table",
            Self::StackedColumns => "stacked_columns",
            Self::FullColumns => "full_columns",
            Self::Slope => "slope",
            Self::AreaHeat => "area_heat",
            Self::SmallMultiples => "small_multiples",
            Self::Scatter => "scatter",
            Self::PeerBox => "peer_box",
            Self::Waterfall => "waterfall",
            Self::TileMap => "tile_map",
        }
    }
}

/// How the figures of a series are changed before they are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Transformation {
    /// As published.
    #[default]
    None,
    /// Single periods from cumulative ones.
    Single,
    /// Cumulative from single ones.
    Cumulative,
    /// Growth over the same period of the last year (同比): the published one where there is one.
    YearOnYear,
    /// Growth over the period before (环比).
    PeriodOnPeriod,
    /// Index, first period = 100.
    Index,
    /// Index, this period = 100.
    IndexTo(Period),
    /// Change of a rate over the same period of the last year, in percentage points.
    PointsOnYear,
    /// Change of a rate over the period before, in percentage points.
    PointsOnPeriod,
    /// Share of the area above; for the root area, of the indicator that this one is a part of.
    Share,
    /// Percentage points contributed to the growth of that whole.
    Contribution,
    /// Mean of this many periods up to each one.
    Average(u8),
    /// Difference from the figure of this area.
    Distance(AreaId),
    /// Place among the areas with the same area above.
    Place,
}

impl Transformation {
    /// The shortest and the longest moving average.
    pub const AVERAGES: std::ops::RangeInclusive<u8> = 2..=60;
}

/// A note at a point of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotation {
    /// Where on the time axis.
    pub period: Period,
    /// Where on the value axis; none: at the line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<Decimal>,
    /// What it says.
    pub text: Text,
}

/// What a figure speaks of; the others are its comparison, in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Highlight {
    /// An area.
    Area(AreaId),
    /// An indicator.
    Indicator(IndicatorId),
}

/// What stands on a second axis, at the right of lines and columns. Only where its unit is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondAxis {
    /// Those of the indicators whose unit is not that of the first.
    OtherUnits,
    /// The same indicators in this measure too: a level as columns, its growth as a line.
    Measure(Measure),
}

/// A line or a band across a figure, with its label.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Band {
    /// Where on the value axis.
    pub value: Decimal,
    /// Its other end; none: a line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub high: Option<Decimal>,
    /// What it says.
    pub text: Text,
}

/// A part of a figure's specification that some kinds show and others do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// [`Figure::indicators`].
    Indicators,
    /// More than one of them.
    SeveralIndicators,
    /// [`Figure::areas`].
    Areas,
    /// [`Figure::list`].
    List,
    /// [`Figure::board`].
    Board,
    /// [`Figure::measure`].
    Measure,
    /// [`Figure::from`].
    From,
    /// [`Figure::to`].
    To,
    /// [`Figure::transformation`].
    Transformation,
    /// [`Figure::highlight`], of an area.
    HighlightArea,
    /// [`Figure::highlight`], of an indicator.
    HighlightIndicator,
    /// [`Figure::second_axis`].
    SecondAxis,
    /// [`Figure::bands`].
    Bands,
    /// [`Figure::pace`].
    Pace,
    /// [`Figure::hide_target`].
    Target,
    /// [`Figure::annotations`].
    Annotations,
    /// [`Figure::tiles`].
    Tiles,
}

/// Where an area stands on a schematic map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tile {
    /// The area.
    pub area: AreaId,
    /// Its column from the left, from 0.
    pub column: u8,
    /// Its row from the top, from 0.
    pub row: u8,
}

impl Tile {
    /// The largest column and row.
    pub const LAST: u8 = 40;
}

/// The paper that a figure is laid out for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Paper {
    /// A page of a document.
    #[default]
    Page,
    /// A slide.
    Slide,
    /// A telephone held upright.
    Phone,
    /// A sheet for the wall.
    Poster,
}

impl Paper {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Page, Self::Slide, Self::Phone, Self::Poster];
}

/// A saved figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Identifier.
    pub id: FigureId,
    /// The kind.
    pub kind: FigureKind,
    /// Title: the finding or the subject in words. Empty: made from what is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: Text,
    /// English title.
    #[serde(default, skip_serializing_if = "is_default")]
    pub title_en: Text,
    /// Measure, unit, area and period in words. Empty: made from what is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subtitle: Text,
    /// English subtitle.
    #[serde(default, skip_serializing_if = "is_default")]
    pub subtitle_en: Text,
    /// The indicators shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub indicators: Vec<IndicatorId>,
    /// The areas shown; empty: the root area.
    #[serde(default, skip_serializing_if = "is_default")]
    pub areas: Vec<AreaId>,
    /// The project list shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub list: Option<ListId>,
    /// The ranking board shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub board: Option<BoardId>,
    /// Which of its projects, and how.
    #[serde(default, skip_serializing_if = "is_default")]
    pub view: ProjectView,
    /// The measure shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measure: Measure,
    /// From this period on; none: all there is, or the workbook's year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<Period>,
    /// Up to this period.
    #[serde(default, skip_serializing_if = "is_default")]
    pub to: Option<Period>,
    /// Changed how.
    #[serde(default, skip_serializing_if = "is_default")]
    pub transformation: Transformation,
    /// What it speaks of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub highlight: Option<Highlight>,
    /// Where areas stand on a schematic map; those not named here stand where the program puts them.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tiles: Vec<Tile>,
    /// What stands on a second axis.
    #[serde(default, skip_serializing_if = "is_default")]
    pub second_axis: Option<SecondAxis>,
    /// Lines and bands across the value axis.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bands: Vec<Band>,
    /// The way to the level target of the year by the indicator's pace is drawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pace: bool,
    /// The target is not drawn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hide_target: bool,
    /// Notes at points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub annotations: Vec<Annotation>,
    /// A note at the foot.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
    /// English note.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note_en: Text,
    /// The source line. Empty: made from the sources of what is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Text,
    /// English source line.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source_en: Text,
    /// The paper it is laid out for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub paper: Paper,
}

impl Figure {
    /// All areas that it names.
    pub fn all_areas(&self) -> impl Iterator<Item = AreaId> {
        let highlight = match self.highlight {
            Some(Highlight::Area(area)) => Some(area),
            Some(Highlight::Indicator(_)) | None => None,
        };
        self.areas.iter().copied().chain(self.tiles.iter().map(|tile| tile.area)).chain(highlight)
    }

    /// All indicators that it names.
    pub fn all_indicators(&self) -> impl Iterator<Item = IndicatorId> {
        let highlight = match self.highlight {
            Some(Highlight::Indicator(indicator)) => Some(indicator),
            Some(Highlight::Area(_)) | None => None,
        };
        self.indicators.iter().copied().chain(highlight)
    }

    /// A figure of a kind that shows nothing yet.
    pub fn new(id: FigureId, kind: FigureKind) -> Self {
        Self {
            id,
            kind,
            title: Text::default(),
            title_en: Text::default(),
            subtitle: Text::default(),
            subtitle_en: Text::default(),
            indicators: Vec::new(),
            areas: Vec::new(),
            list: None,
            board: None,
            view: ProjectView::default(),
            measure: Measure::default(),
            from: None,
            to: None,
            transformation: Transformation::default(),
            highlight: None,
            tiles: Vec::new(),
            second_axis: None,
            bands: Vec::new(),
            pace: false,
            hide_target: false,
            annotations: Vec::new(),
            note: Text::default(),
            note_en: Text::default(),
            source: Text::default(),
            source_en: Text::default(),
            paper: Paper::default(),
        }
    }
}

impl Keyed for Figure {
    type Id = FigureId;
    fn id(&self) -> FigureId {
        self.id
    }
}
