//! Small helpers of the file format.

/// A text in a row: as small as a text can be, because there are many.
pub type Text = Box<str>;

/// Whether a field has its default value, in which case the file leaves it out.
pub(super) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A character in its plain width: `Ａ` is `A`, the ideographic space is a space. Returns and reports mix
/// both widths.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
