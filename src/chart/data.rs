//! What a figure shows, as plain data: positions as `f64`, labels already written.

use super::axis::AxisUnit;
use super::kinds::Compared;
use super::points::Points;
use super::project_data::{BoardBody, FunnelBody, HeatBody, ScheduleBody};
use super::ranks::{BumpBody, DotsBody};
use crate::model::FigureKind;

/// A colour by what it means. [`super::Ink`] knows the colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// The thing spoken of.
    Accent,
    /// What was planned for the thing spoken of: its colour, pale.
    Pale,
    /// What it is compared with.
    Muted,
    /// One of the series palette, by a fixed number.
    Series(usize),
    /// Met, on pace.
    Good,
    /// Slightly behind.
    Warning,
    /// Behind.
    Bad,
    /// Not due, nothing reported.
    Unlit,
}

/// The mark of an entry of the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyMark {
    /// A filled circle.
    Dot,
    /// An empty circle.
    Hollow,
    /// A filled diamond.
    Diamond,
    /// An empty diamond.
    Open,
    /// A line.
    Line,
    /// A dashed line.
    Dashed,
    /// A bar.
    Bar,
    /// A short upright stroke.
    Stroke,
}

/// An entry of the key. Only where labels at the marks themselves cannot say it.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The mark.
    pub mark: KeyMark,
    /// Its colour.
    pub tone: Tone,
    /// What it stands for.
    pub text: String,
}

/// A figure, ready to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The kind.
    pub kind: FigureKind,
    /// The finding or the subject in words.
    pub title: String,
    /// Measure, unit, area and period in words.
    pub subtitle: String,
    /// The key, set after the subtitle.
    pub keys: Vec<Key>,
    /// Source, notes and date, one line each.
    pub foot: Vec<String>,
    /// The figure in one sentence, for those who hear it.
    pub summary: String,
    /// What is drawn.
    pub body: Body,
}

/// The drawing proper.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Values along an axis of time.
    Series(Box<SeriesBody>),
    /// One row for each thing.
    Rows(RowsBody),
    /// Places over periods.
    Bump(BumpBody),
    /// Dots in aligned columns.
    Dots(DotsBody),
    /// Planned and actual dates as bars.
    Schedule(ScheduleBody),
    /// Projects as cards by stage.
    Board(BoardBody),
    /// Steps that become fewer.
    Funnel(FunnelBody),
    /// A figure for each row and month.
    Heat(HeatBody),
    /// Areas, indicators and periods compared.
    Compared(Box<Compared>),
    /// There is nothing to show: why.
    Empty(String),
}

/// Values along an axis of time.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesBody {
    /// The ends of the time axis.
    pub x: (f64, f64),
    /// Labels of the time axis, in order. The drawing leaves some out where they would touch.
    pub ticks: Vec<Tick>,
    /// Coarser labels, one a year: taken instead of the others where at least three are in view.
    pub years: Vec<Tick>,
    /// The unit of the value axis.
    pub unit: AxisUnit,
    /// What the value axis measures, said only where there is a second one.
    pub head: String,
    /// The second axis.
    pub right: Option<RightAxis>,
    /// The value axis has to contain zero.
    pub zero: bool,
    /// Drawn as columns.
    pub columns: bool,
    /// What is drawn, the most important first.
    pub series: Vec<Series>,
    /// The target.
    pub goal: Option<Goal>,
    /// Lines and bands across the value axis.
    pub bands: Vec<BandMark>,
    /// Notes at points.
    pub notes: Vec<Annotation>,
    /// A distance that the figure speaks of: where on the time axis, from which value to which.
    pub bracket: Option<(f64, f64, f64)>,
}

impl SeriesBody {
    /// Whether a series stands as columns: what is dashed, or on the second axis, is a line beside them.
    pub fn is_column(&self, series: &Series) -> bool {
        self.columns && !series.right && !series.dashed
    }
}

/// The axis at the right.
#[derive(Debug, Clone, PartialEq)]
pub struct RightAxis {
    /// Its unit.
    pub unit: AxisUnit,
    /// What it measures.
    pub head: String,
}

/// A line or a band across the value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct BandMark {
    /// Where.
    pub at: f64,
    /// Its other end; none: a line.
    pub high: Option<f64>,
    /// What it says.
    pub label: String,
}

impl BandMark {
    /// Where it begins and ends; of a line the same twice.
    pub fn ends(&self) -> [f64; 2] {
        [self.at, self.high.unwrap_or(self.at)]
    }

    /// Its middle, where its label stands.
    pub fn middle(&self) -> f64 {
        let [from, to] = self.ends();
        (from + to) * 0.5
    }
}

/// A label of the time axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where.
    pub at: f64,
    /// What.
    pub label: String,
}

/// One line, or one group of columns.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Colour.
    pub tone: Tone,
    /// The thing spoken of: wider, with points.
    pub strong: bool,
    /// Planned or forecast.
    pub dashed: bool,
    /// Measured on the second axis: a line, also beside columns.
    pub right: bool,
    /// Its points in order of time.
    pub points: Points,
    /// The label at its end.
    pub end: String,
}

/// A point of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Where on the time axis.
    pub x: f64,
    /// The value; none is a gap, never a zero.
    pub y: Option<f64>,
    /// The exact figure with its unit.
    pub label: String,
    /// The figure alone, with the places it was published with.
    pub figure: String,
    /// The period in words.
    pub when: String,
    /// Preliminary.
    pub hollow: bool,
}

/// A target on the value axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The line.
    pub line: f64,
    /// The side that counts as met; an open side is infinite. None: only the exact value counts.
    pub met: Option<(f64, f64)>,
    /// From where to where on the time axis; none: all of it.
    pub x: Option<(f64, f64)>,
    /// The wording.
    pub label: String,
}

/// A note at a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Where on the time axis.
    pub x: f64,
    /// Where on the value axis; none: an event, wherever the line is.
    pub y: Option<f64>,
    /// What it says.
    pub text: String,
}

/// How rows are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowStyle {
    /// A dot for the result, a diamond for the target, a line between.
    Dumbbell,
    /// A bar for the value, a stroke or a band for the target.
    Bullet,
    /// A bar.
    Bars,
    /// A bar on a track that stands for the whole.
    Track,
    /// Two bars side by side, each with its own scale.
    Pair,
}

/// One row for each thing.
#[derive(Debug, Clone, PartialEq)]
pub struct RowsBody {
    /// How rows are drawn.
    pub style: RowStyle,
    /// The rows from the top.
    pub rows: Vec<Row>,
    /// The unit of the axis.
    pub unit: AxisUnit,
    /// All rows share one scale with an axis; else each row fills its own.
    pub shared: bool,
    /// A line across all rows.
    pub reference: Option<Reference>,
    /// Lines and bands that the figure itself gives.
    pub bands: Vec<BandMark>,
    /// Headings of the two columns of [`RowStyle::Pair`].
    pub heads: [String; 2],
}

/// A line across all rows: a mean, or the pace.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    /// Where.
    pub at: f64,
    /// What it is.
    pub label: String,
}

/// A value with its text.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: f64,
    /// As it is written in the drawing.
    pub text: String,
    /// As tables have it: with the places it was published with, in the unit of the figures.
    pub figure: String,
}

impl Mark {
    /// A value whose text is written the same everywhere.
    pub fn said(at: f64, text: impl Into<String>) -> Self {
        let text = text.into();
        Self { at, figure: text.clone(), text }
    }
}

/// A target of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct RowGoal {
    /// Where.
    pub at: f64,
    /// The side that counts as met; an open side is infinite.
    pub met: Option<(f64, f64)>,
    /// As it is written in the drawing.
    pub text: String,
    /// As tables have it.
    pub figure: String,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is about.
    pub label: String,
    /// Its value; none: not known.
    pub value: Option<Mark>,
    /// Its second value: in [`RowStyle::Pair`]; in [`RowStyle::Bullet`] that of this year, before last year's.
    pub second: Option<Mark>,
    /// Its target.
    pub goal: Option<RowGoal>,
    /// The wording at the right.
    pub note: String,
    /// Rows of one unit share a scale where not all share one.
    pub unit: String,
    /// Colour of its value.
    pub tone: Tone,
    /// The thing spoken of, where the others are grey.
    pub strong: bool,
    /// The sign of a lamp before its value: colour is never the only sign.
    pub sign: &'static str,
    /// What the pointer is told, one line each.
    pub tip: Vec<String>,
}

impl Row {
    /// A row with nothing but its label.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: None,
            second: None,
            goal: None,
            note: String::new(),
            unit: String::new(),
            tone: Tone::Accent,
            strong: false,
            sign: "",
            tip: Vec::new(),
        }
    }
}
