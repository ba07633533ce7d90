//! The tasks page.

use super::{Actions, Shown};
use crate::model::{IndicatorId, TargetId};

/// Where one is looking on the tasks page.
#[derive(Debug, Default)]
pub struct State {
    selected: Option<(IndicatorId, TargetId)>,
}

impl State {
    /// Shows a task.
    pub fn select(&mut self, indicator: IndicatorId, target: TargetId) {
        self.selected = Some((indicator, target));
    }

    /// What the status bar says of the selection.
    pub fn selection_text(&self, _shown: &Shown<'_>) -> Option<String> {
        None
    }
}

/// Shows the page.
pub fn show(ui: &mut egui::Ui, shown: &Shown<'_>, state: &mut State, _actions: &mut Actions) {
    ui.label(format!("{:?} {}", state.selected, shown.workbook.indicators.len()));
}
