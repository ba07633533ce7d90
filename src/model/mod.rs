//! What a workbook IS: areas, indicators, targets, projects, boards and figures, as plain data with
//! invariants. Nothing here knows a file, a window or a language.
//!
//! A [`Workbook`] is a handful of tables ([`Rows`]). Rows refer to each other by identifiers ([`ids`]),
//! which one counter hands out and which are never reused. What must hold is written down in one place,
//! [`check`]; the `edit` room refuses every change that would break it. Figures are decimals that keep
//! their printed places; where a figure is not known the field is empty, never zero.

pub mod area;
pub mod board;
pub mod check;
pub mod chunks;
pub mod field;
pub mod figure;
pub mod formula;
pub mod ids;
mod index;
pub mod indicator;
pub mod kept;
pub mod list;
pub mod months;
pub mod period;
pub mod project;
pub mod project_view;
pub mod quantity;
mod rows;
mod text;
pub mod view;
mod workbook;

pub use area::{Area, Department, Section, SectionKind, Source, SourceRef, Square};
pub use board::Board;
pub use check::{Fault, MOST_VIOLATIONS, Violation};
pub use chunks::{Chunks, Difference};
pub use field::{ProjectField, Value, ValueKind};
pub use figure::{Figure, FigureKind};
pub use formula::Formula;
pub use ids::{
    AreaId, BoardId, ColumnId, DepartmentId, FigureId, IndicatorId, ListId, ProjectId, SectionId, SourceId,
    TargetId,
};
pub use indicator::{
    Direction, Firmness, GrowthFrom, Indicator, Measure, Observation, Operator, Relation, Status, Target,
};
pub use kept::{Kept, NotUnderstood};
pub use list::{Column, Lamp, ListKind, PaceProfile, ProjectList};
pub use months::{MonthKind, MonthRow, YearFigures};
pub use period::{Basis, Month, Period, When, Years};
pub use project::{Action, Nature, Project, Stage};
pub use project_view::{Grouping, HeatFigure, ProjectView};
pub use quantity::{Dimension, Money, MoneyUnit, Quantity, Unit};
pub use rows::{FEWER_ROWS, Keyed, MOST_ROWS, Rows};
pub use rust_decimal::Decimal;
pub use text::{Text, half_width, visible};
pub use view::{CountMode, Filter, ListView, Look, RowColor, Since, SortKey};
pub use workbook::{MOST_LEVELS, Workbook};
