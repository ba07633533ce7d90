//! Small helpers of the file format.

/// A text in a row: as small as a text can be, because there are many.
pub type Text = Box<str>;

/// Whether a field has its default value, in which case the file leaves it out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
