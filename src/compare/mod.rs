//! Comparing workbooks by item and field, and merging two versions on their common ancestor.
//!
//! Rows are found by their identifier. A row that differs is turned into a tree ([`tree`]) and compared field
//! by field, whatever its kind: a field that is added to the model is compared and merged without more. What
//! comes of it is an [`Edit`], checked by the model and undone like any other.

mod diff;
mod kept;
mod merge;
mod told;
mod tree;

pub use diff::{Difference, FieldChange, Item, Kind, diff, edit_between};
pub use merge::{Conflict, Merged, Side, merge};
pub use told::Teller;
