//! What the figures that compare areas, indicators and periods show, as plain data.

use super::axis::AxisUnit;
use super::data::{BandMark, Tone};

/// A drawing that compares, with its figures as rows for tables.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What is drawn.
    pub drawing: Drawing,
    /// The figures with a heading, decimals as published.
    pub table: Vec<Vec<String>>,
}

/// The drawings that compare.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Columns made of parts.
    Stack(Stack),
    /// Two periods, a line for each thing.
    Slope(Slope),
    /// Areas by period.
    Heat(Heat),
    /// A small chart for each thing, all with the same axes.
    Panels(Panels),
    /// Two indicators, a point for each area.
    Scatter(Scatter),
    /// How areas are spread, a box a row.
    Peers(Peers),
    /// Contributions that add up.
    Waterfall(Waterfall),
    /// Areas on a schematic map.
    Tiles(Tiles),
}

/// A figure in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// Where on the axis.
    pub at: f64,
    /// As written in the drawing.
    pub text: String,
    /// What the pointer is told: period and exact figure with its unit.
    pub tip: String,
    /// Preliminary.
    pub hollow: bool,
}

/// Columns made of parts.
#[derive(Debug, Clone, PartialEq)]
pub struct Stack {
    /// The periods.
    pub slots: Vec<String>,
    /// The parts from the bottom.
    pub parts: Vec<Part>,
    /// The sum of each column, where it says something; else none.
    pub totals: Vec<Option<String>>,
    /// The unit of the axis.
    pub unit: AxisUnit,
    /// Every column fills the whole.
    pub full: bool,
    /// Lines and bands across the value axis.
    pub bands: Vec<BandMark>,
    /// Notes: at which period, and what.
    pub notes: Vec<(usize, String)>,
}

/// A part of all columns, or a line of a small chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// The thing spoken of.
    pub strong: bool,
    /// Its figure in each slot.
    pub values: Vec<Option<Value>>,
}

/// Two periods, a line for each thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Slope {
    /// The periods.
    pub heads: [String; 2],
    /// The lines; each has two values.
    pub lines: Vec<Part>,
    /// The unit of the axis.
    pub unit: AxisUnit,
}

/// How figures are shaded: pale is low, full is high; from a middle the two sides have two colours.
#[derive(Debug, Clone, PartialEq)]
pub struct Shade {
    /// The lowest figure.
    pub low: f64,
    /// The highest figure.
    pub high: f64,
    /// Figures fall on both sides of zero.
    pub two_sided: bool,
    /// What the key writes at its ends.
    pub ends: [String; 2],
}

/// Areas by period.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// The periods.
    pub columns: Vec<String>,
    /// The areas.
    pub rows: Vec<Part>,
    /// The row spoken of.
    pub spoken: Option<usize>,
    /// The shades.
    pub shade: Shade,
}

/// A small chart for each thing, all with the same axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Panels {
    /// The periods.
    pub slots: Vec<String>,
    /// The charts.
    pub panels: Vec<Part>,
    /// What stands behind each, in grey: the whole.
    pub behind: Option<Part>,
    /// The unit of the axis.
    pub unit: AxisUnit,
    /// The axis has to contain zero.
    pub zero: bool,
    /// Lines and bands across the value axis.
    pub bands: Vec<BandMark>,
}

/// A point of two indicators.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// The area.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// The thing spoken of.
    pub strong: bool,
    /// The figure of the first indicator.
    pub x: Value,
    /// The figure of the second indicator.
    pub y: Value,
}

/// Two indicators, a point for each area.
#[derive(Debug, Clone, PartialEq)]
pub struct Scatter {
    /// The points.
    pub spots: Vec<Spot>,
    /// What the axes measure, each with its unit.
    pub titles: [String; 2],
    /// The units of the axes.
    pub units: [AxisUnit; 2],
    /// The figures of the whole: a line on each axis, with its label.
    pub whole: [Option<(f64, String)>; 2],
}

/// A box of figures: the spread of areas.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// What the row is.
    pub name: String,
    /// The smallest figure, the three quartiles, and the largest.
    pub five: [Value; 5],
    /// Every area's figure; `text` is the area.
    pub dots: Vec<Value>,
    /// The figure of the thing spoken of.
    pub own: Option<Value>,
}

/// How areas are spread, a box a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Peers {
    /// The rows from the top.
    pub rows: Vec<Spread>,
    /// The unit of the axis.
    pub unit: AxisUnit,
}

/// A step of a waterfall.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What contributes.
    pub name: String,
    /// From where.
    pub from: f64,
    /// To where, with the figure of the step.
    pub to: Value,
    /// The sum of the steps.
    pub total: bool,
    /// The thing spoken of.
    pub strong: bool,
}

/// Contributions that add up.
#[derive(Debug, Clone, PartialEq)]
pub struct Waterfall {
    /// The steps from the top, the sum last.
    pub steps: Vec<Step>,
    /// One step is spoken of: the others are pale.
    pub spoken: bool,
    /// The unit of the axis.
    pub unit: AxisUnit,
}

/// An area on a schematic map.
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    /// The area.
    pub name: String,
    /// Its column from the left.
    pub column: u8,
    /// Its row from the top.
    pub row: u8,
    /// Its figure.
    pub value: Option<Value>,
    /// The thing spoken of.
    pub strong: bool,
}

/// Areas on a schematic map.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// The areas.
    pub squares: Vec<Square>,
    /// The shades.
    pub shade: Shade,
}
