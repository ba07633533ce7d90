//! The projects page alone, with the edits that it asks for applied at once.

use crate::cpu_renderer::CpuRenderer;
use egui_kittest::Harness;
use guatu::{
    chart,
    edit::{Edit, Refusal},
    exchange::clipboard::{Block, html, tsv},
    i18n::Lang,
    model::Workbook,
    ui::{
        self, Action, Actions, Command, Derived, DocumentInfo, SaveState, Shown, Theme,
        projects::{self, State},
    },
};

/// What stands behind the page in a test.
pub struct Desk {
    pub workbook: Workbook,
    pub state: State,
    pub lang: Lang,
    pub dark: bool,
    /// Texts have signs that no font draws.
    pub odd_signs: bool,
    /// Inverses of what was applied, the last one last.
    pub undo: Vec<Edit>,
    pub applied: Vec<Edit>,
    pub refused: Vec<Refusal>,
    pub warnings: Vec<String>,
    /// What is on the clipboard: text and HTML.
    pub clipboard: (String, Option<String>),
    /// Commands to run before the next frame, as a menu would.
    pub commands: Vec<Command>,
    /// What the page asked for, other than edits of its own.
    pub asked: Vec<Action>,
    derived: Derived,
    revision: u64,
}

impl Desk {
    pub fn new(workbook: Workbook) -> Self {
        Self {
            workbook,
            state: State::default(),
            lang: Lang::Zh,
            dark: false,
            odd_signs: false,
            undo: Vec::new(),
            applied: Vec::new(),
            refused: Vec::new(),
            warnings: Vec::new(),
            clipboard: Default::default(),
            commands: Vec::new(),
            asked: Vec::new(),
            derived: Derived::default(),
            revision: 1,
        }
    }

    fn document() -> DocumentInfo {
        let name = "test".to_owned();
        DocumentInfo {
            name,
            path: None,
            save: SaveState::Untouched,
            journal: guatu::ui::Journaled::No,
            autosave: None,
            undo: None,
            redo: None,
        }
    }

    /// Calls a function with what the page draws from.
    pub fn with<R>(&mut self, call: impl FnOnce(&Shown<'_>, &mut State) -> R) -> R {
        self.derived.follow(self.revision);
        let document = Self::document();
        let shown = Shown {
            workbook: &self.workbook,
            kept: &self.workbook,
            derived: &self.derived,
            lang: self.lang,
            theme: Theme::of(self.dark),
            document: &document,
            money_unit: None,
            recent: &[],
        };
        call(&shown, &mut self.state)
    }

    pub fn act(&mut self, action: Action) {
        match action {
            Action::Edit(edit, _) => match edit.clone().apply(&mut self.workbook) {
                Ok(inverse) => {
                    self.applied.push(edit);
                    self.undo.push(inverse);
                    self.revision += 1;
                }
                Err(refusal) => self.refused.push(refusal),
            },
            Action::Warn(text) => self.warnings.push(text),
            Action::CopyCells(block) => self.clipboard = (tsv::write(&block), Some(html::write(&block))),
            Action::Paste { text, ask } => {
                let block = Block::of_clipboard(&text, self.clipboard.1.as_deref());
                let actions = self.with(|shown, state| state.paste(shown, block, ask));
                actions.into_iter().for_each(|action| self.act(action));
            }
            Action::Run(
                command @ (Command::AddProject
                | Command::ListSettings
                | Command::Explain
                | Command::OpenMonth
                | Command::EnterMonth
                | Command::SortAscending
                | Command::SortDescending
                | Command::OpenProject
                | Command::DuplicateProjects
                | Command::InsertAbove
                | Command::FillDown
                | Command::FillRight
                | Command::Find
                | Command::Replace
                | Command::DeleteProjects
                | Command::MoveUp
                | Command::MoveDown),
            ) => {
                let actions = self.with(|shown, state| match state.available(shown, command) {
                    Ok(()) => state.run(shown, command),
                    Err(why) => vec![Action::Warn(shown.lang.unavailable(why).to_owned())],
                });
                actions.into_iter().for_each(|action| self.act(action));
            }
            other => self.asked.push(other),
        }
    }

    /// Takes everything back.
    pub fn undo_all(&mut self) {
        while let Some(edit) = self.undo.pop() {
            edit.apply(&mut self.workbook).expect("an inverse applies");
            self.revision += 1;
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        for command in std::mem::take(&mut self.commands) {
            self.act(Action::Run(command));
        }
        let mut actions = Actions::default();
        self.with(|shown, state| {
            let frame =
                egui::Frame::new().fill(shown.theme.page.0).inner_margin(egui::Margin::symmetric(20, 14));
            egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| {
                projects::show(ui, shown, state, &mut actions);
            });
        });
        actions.take().into_iter().for_each(|action| self.act(action));
    }
}

/// The page in a window of the given size.
pub fn page(desk: Desk, size: [f32; 2]) -> Harness<'static, Desk> {
    let theme = if desk.dark { egui::Theme::Dark } else { egui::Theme::Light };
    let mut ready = false;
    let builder = Harness::builder();
    let builder = if desk.odd_signs { builder.allow_missing_glyphs() } else { builder };
    builder
        .with_size(size)
        .with_theme(theme)
        .with_max_steps(12)
        .renderer(CpuRenderer::default())
        .build_ui_state(
            move |ui, desk: &mut Desk| {
                if !ready {
                    ready = true;
                    let ctx = ui.ctx().clone();
                    ctx.set_fonts(chart::fonts::definitions());
                    for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
                        ctx.set_style_of(theme, ui::Theme::of(dark).style(dark));
                    }
                    ctx.request_repaint();
                    return;
                }
                desk.frame(ui);
            },
            desk,
        )
}
