//! The fonts of the window, of tests and of figures: one definition, so that all measure text alike.

use egui::{FontData, FontDefinitions, FontFamily, FontId};
use std::sync::Arc;

/// Guatu Sans Regular: a subset of Noto Sans CJK SC (see `assets/fonts`).
pub(super) const REGULAR: &[u8] = include_bytes!("../../assets/fonts/GuatuSans-Regular.otf");
/// Guatu Sans Bold.
pub(super) const BOLD: &[u8] = include_bytes!("../../assets/fonts/GuatuSans-Bold.otf");

/// The name of the family with the bold face.
pub const BOLD_FAMILY: &str = "bold";

/// All families: Guatu Sans first, what egui brings behind it for signs that it lacks.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("GuatuSans", REGULAR), ("GuatuSans-Bold", BOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let others = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let bold = ["GuatuSans-Bold", "GuatuSans"].iter().map(|&name| name.to_owned()).chain(others).collect();
    fonts.families.insert(FontFamily::Name(BOLD_FAMILY.into()), bold);
    // Digits of Guatu Sans are all of one width: what is set in Monospace is figures and file names.
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.entry(family).or_default().insert(0, "GuatuSans".to_owned());
    }
    fonts
}

/// The regular face at a size.
pub fn regular(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// The bold face at a size. The context must have been given [`definitions`].
pub fn bold(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(BOLD_FAMILY.into()))
}
