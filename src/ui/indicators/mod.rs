//! The indicators page.

use super::{Actions, Shown};
use crate::{
    edit::Edit,
    model::{Figure, Indicator, IndicatorId},
};

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

    /// What the status bar says of the selection.
    pub fn selection_text(&self, _shown: &Shown<'_>) -> Option<String> {
        None
    }

    /// Shows or hides the panel at the right.
    pub fn toggle_details(&mut self) {}

    /// The edit that adds an indicator, which is then selected.
    pub fn add(&mut self, shown: &Shown<'_>) -> Edit {
        let id: IndicatorId = shown.workbook.new_id(0);
        self.select(id);
        Edit::Insert { at: usize::MAX, row: Indicator::new(id, shown.lang.new_indicator()).into() }
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
