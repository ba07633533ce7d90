//! The indicators page.

use super::{Actions, Shown};
use crate::model::{Figure, IndicatorId};

/// Where one is looking on the indicators page.
#[derive(Debug, Default)]
pub struct State {
    selected: Option<IndicatorId>,
    headline: bool,
}

impl State {
    /// Shows an indicator.
    pub fn select(&mut self, id: IndicatorId) {
        self.selected = Some(id);
        self.headline = false;
    }

    /// Shows the figure of all headline indicators.
    pub fn show_headline(&mut self) {
        self.headline = true;
    }

    /// The figure in view, for export.
    pub fn figure(&self, _shown: &Shown<'_>) -> Option<Figure> {
        None
    }
}

/// Shows the page.
pub fn show(ui: &mut egui::Ui, shown: &Shown<'_>, state: &mut State, _actions: &mut Actions) {
    ui.label(format!("{:?} {}", state.selected, shown.workbook.indicators.len()));
}
