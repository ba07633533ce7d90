//! A figure: what it shows, its drawing, and the same drawing on screen, in SVG, PDF and PNG.
//!
//! A [`crate::model::Figure`] says what is wanted; [`build::chart`] looks it up in the workbook and makes a
//! [`Chart`], a plain description with every label already written from exact decimals. [`draw::show`] draws a
//! chart into an `egui::Ui`, the same way for the window and for a file; [`export::render`] runs it without a
//! window and turns the shapes into SVG, from which PNG and PDF are made. [`table`] is the same figures as rows
//! for CSV and the clipboard. Only screen geometry is `f64` or `f32`; what is printed never passes through a float.

mod axis;
pub mod build;
mod data;
pub mod draw;
pub mod export;
pub mod fonts;
mod ink;
pub mod kinds;
mod points;
pub mod project_data;
mod ranks;
mod scale;
mod table;
pub mod templates;

pub use axis::AxisUnit;
pub use build::{Subject, chart, chart_of, default_figure, tile_positions};
pub use data::{
    Annotation, BandMark, Body, Chart, Goal, Key, KeyMark, Mark, Point, Reference, RightAxis, Row,
};
pub use data::{RowGoal, RowStyle, RowsBody, Series, SeriesBody, Tick, Tone};
pub use draw::{Mode, show};
pub use export::{ExportError, Format, Rendered, Size, render};
pub use ink::Ink;
pub use points::Points;
pub use ranks::{Bump, BumpBody, Dot, DotsBody, DotsRow, Stop};
pub use table::{csv, table};
pub use templates::{Missing, Template};
