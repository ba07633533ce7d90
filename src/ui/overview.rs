//! The overview page.

use super::{Actions, Shown};

/// Shows the page.
pub fn show(ui: &mut egui::Ui, shown: &Shown<'_>, _actions: &mut Actions) {
    ui.label(&*shown.workbook.title);
}
