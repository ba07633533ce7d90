//! What FOLLOWS from a workbook: pace, completion, lamps, verdicts on targets, totals, the table's order.
//!
//! Pure functions over `&Workbook`. Results are typed data: numbers are unrounded decimals and are
//! rounded once, half up, where they are shown ([`number::round_half_up`]); reasons are enums that
//! `i18n` words. Whatever is needed for a whole list is computed once per revision, list and month in a
//! [`ListAnalysis`] and shared by the table, its totals, the breakdowns and what needs attention.

pub mod attention;
pub mod board;
pub mod breakdown;
mod codes;
pub mod column_sum;
pub mod completion;
pub mod curve;
pub mod derive;
pub mod doubt;
mod exact;
pub mod explain;
pub mod figure;
mod filter;
pub mod follow;
pub mod formula;
mod group;
mod key;
pub mod lamp;
pub mod list;
pub mod lookback;
mod median;
pub mod number;
pub mod pace;
pub mod pinyin;
pub mod progress;
pub mod rate;
pub mod rollover;
pub mod schedule;
mod search;
pub mod series;
mod sort;
pub mod start;
mod sum;
pub mod table;
pub mod target;
mod work;

pub use crate::model::{CountMode, SortKey};
pub use attention::{Attention, AttentionKind, Place, attention};
pub use breakdown::{By, Group, GroupKey, breakdown};
pub use codes::BANDS;
pub use column_sum::ColumnSums;
pub use completion::{Progress, Totals, project_progress};
pub use curve::Curve;
pub use doubt::{Doubt, Why};
pub use exact::ExactSum;
pub use explain::Explanation;
pub use group::{Arranged, Heading, Line, Lines, arrange};
pub use lamp::{LampReason, LampState, Late, Measured, Trial, project_lamp};
pub use list::ListAnalysis;
pub use lookback::Lookback;
pub use number::{percent, ratio, round_half_up};
pub use rate::Rate;
pub use rollover::Rollover;
pub use series::{Tile, axis_position, headline_tiles, line_series};
pub use start::StartControl;
pub use sum::Running;
pub use table::Query;
pub use target::{Gap, GapKind, Reading, TargetState, Verdict, judge};
