//! Small helpers for texts.

use std::{borrow::Cow, fmt::Write};

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

/// Control characters except line breaks and tabs, and marks that reorder text (bidirectional overrides).
fn is_hostile_sign(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text has signs that steer a screen instead of standing on it.
pub(super) fn is_hostile(text: &str) -> bool {
    // Most texts are short and plain: look at bytes first.
    let suspicious = |b: u8| b < 0x20 || b == 0x7f || b == 0xc2 || b == 0xe2;
    text.bytes().any(suspicious) && text.chars().any(is_hostile_sign)
}

/// A text for a screen: signs that would steer it (control characters, marks that reverse the direction of
/// writing) are spelt out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !is_hostile(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hostile_sign(c) {
            // Writing into a string does not fail.
            let _ = write!(shown, "<U+{:04X}>", u32::from(c));
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}
