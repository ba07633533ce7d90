//! The projects page.

use super::{Action, Actions, Command, Shown};
use crate::{
    i18n::shell::Unavailable,
    model::{Figure, ListId, ProjectId},
};

/// Where one is looking on the projects page.
#[derive(Debug, Default)]
pub struct State {
    list: Option<ListId>,
}

impl State {
    /// The list in view, where one was chosen.
    pub fn list(&self) -> Option<ListId> {
        self.list
    }

    /// Shows a list.
    pub fn show_list(&mut self, list: ListId) {
        self.list = Some(list);
    }

    /// Shows a project in its list, selected and scrolled to.
    pub fn show_project(&mut self, list: ListId, _project: ProjectId) {
        self.list = Some(list);
    }

    /// What the status bar says of the selection.
    pub fn selection_text(&self, _shown: &Shown<'_>) -> Option<String> {
        None
    }

    /// Shows or hides the panel at the right.
    pub fn toggle_details(&mut self) {}

    /// The figure in view, for export.
    pub fn figure(&self, _shown: &Shown<'_>) -> Option<Figure> {
        None
    }

    /// Whether one of the page's own commands can run now.
    pub fn available(&self, _shown: &Shown<'_>, _command: Command) -> Result<(), Unavailable> {
        Err(Unavailable::NoProject)
    }

    /// Runs one of the page's own commands.
    pub fn run(&mut self, _shown: &Shown<'_>, _command: Command) -> Vec<Action> {
        Vec::new()
    }
}

/// Shows the page.
pub fn show(ui: &mut egui::Ui, shown: &Shown<'_>, state: &mut State, _actions: &mut Actions) {
    ui.label(format!("{:?} {}", state.list, shown.workbook.projects.len()));
}
