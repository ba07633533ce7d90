//! Why a change was refused.

use super::RowId;
use crate::model::Violation;

/// Why a change was refused. The workbook is as it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The row does not exist (any more).
    #[error("no row {0}")]
    NoSuchRow(RowId),
    /// The target does not exist (any more).
    #[error("no such target")]
    NoSuchTarget,
    /// A row with this identifier exists already.
    #[error("identifier {0} is taken")]
    IdTaken(RowId),
    /// Other rows refer to the row.
    #[error("{id} is still used at {by}")]
    StillUsed {
        /// The row.
        id: RowId,
        /// The first place that refers to it.
        by: String,
    },
    /// The value is not of the field's kind.
    #[error("a value of the wrong kind")]
    WrongKind,
    /// An observation that does not belong to the area and period it is set for.
    #[error("an observation of another area or period")]
    OtherCell,
    /// The change would break an invariant.
    #[error("{} would be violated: {:?}", .0.path, .0.fault)]
    Violates(Violation),
}
