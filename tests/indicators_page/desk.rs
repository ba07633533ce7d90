//! The indicators page and the tasks page, with the edits that they ask for applied at once.

use super::cpu_renderer::CpuRenderer;
use egui::{Event, Key};
use egui_kittest::{Harness, kittest::Queryable as _};
use guatu::{
    analysis::formula::WorkedOut,
    chart,
    edit::{Edit, Refusal},
    exchange::clipboard::{Block, tsv},
    i18n::Lang,
    model::Workbook,
    ui::{
        Action, Actions, Command, Derived, DocumentInfo, Page, SaveState, Shown, Theme, ViewState,
        indicators, tasks,
    },
};

/// What stands behind a page in a test.
pub struct Desk {
    pub workbook: Workbook,
    pub view: ViewState,
    pub lang: Lang,
    pub dark: bool,
    pub applied: Vec<Edit>,
    pub refused: Vec<Refusal>,
    /// What the page asked for other than edits.
    pub asked: Vec<Action>,
    /// What the status bar says of the selection.
    pub selection: Option<String>,
    /// Fill the selected cells in the next frame: from the first column, or from the first row.
    pub fill: Option<bool>,
    /// What was copied last.
    pub copied: String,
    derived: Derived,
    revision: u64,
}

impl Desk {
    pub fn new(workbook: Workbook, page: Page) -> Self {
        Self {
            workbook,
            view: ViewState { page, ..ViewState::default() },
            lang: Lang::Zh,
            dark: false,
            applied: Vec::new(),
            refused: Vec::new(),
            asked: Vec::new(),
            selection: None,
            fill: None,
            copied: String::new(),
            derived: Derived::default(),
            revision: 1,
        }
    }

    fn frame(&mut self, ui: &mut egui::Ui) {
        ui.ctx().set_theme(if self.dark { egui::Theme::Dark } else { egui::Theme::Light });
        self.derived.follow(self.revision);
        let name = "test".to_owned();
        let document = DocumentInfo {
            name,
            path: None,
            save: SaveState::Untouched,
            journal: guatu::ui::Journaled::No,
            autosave: None,
            undo: None,
            redo: None,
        };
        let mut actions = Actions::default();
        let worked = WorkedOut::of(&self.workbook, None);
        let shown = Shown {
            workbook: worked.as_ref().map_or(&self.workbook, WorkedOut::workbook),
            kept: &self.workbook,
            derived: &self.derived,
            lang: self.lang,
            theme: Theme::of(self.dark),
            document: &document,
            money_unit: None,
            recent: &[],
        };
        let margin = if ui.available_width() < 800.0 {
            egui::Margin::same(12)
        } else {
            egui::Margin::symmetric(20, 14)
        };
        let frame = egui::Frame::new().fill(shown.theme.page.0).inner_margin(margin);
        let view = &mut self.view;
        if let Some(right) = self.fill.take() {
            view.fill(&shown, right);
        }
        egui::CentralPanel::no_frame().frame(frame).show(ui, |ui| match view.page {
            Page::Tasks => tasks::show(ui, &shown, &mut view.tasks, &mut actions),
            _ => indicators::show(ui, &shown, &mut view.indicators, &mut actions),
        });
        self.selection = match view.page {
            Page::Tasks => view.tasks.selection_text(&shown),
            _ => view.indicators.selection_text(&shown),
        };
        let mut more = Vec::new();
        for action in actions.take() {
            match action {
                Action::Run(Command::AddIndicator) => {
                    more.push(Action::Edit(view.indicators.add(&shown), None));
                }
                Action::Paste { text, ask } => {
                    more.extend(view.paste(&shown, Block::of_clipboard(&text, None), ask));
                    ui.ctx().request_repaint();
                }
                Action::CopyCells(block) => self.copied = tsv::write(&block),
                action => more.push(action),
            }
        }
        for action in more {
            match action {
                Action::Edit(edit, _) => match edit.clone().apply(&mut self.workbook) {
                    Ok(_) => {
                        self.applied.push(edit);
                        self.revision += 1;
                    }
                    Err(refusal) => self.refused.push(refusal),
                },
                Action::Go(place) => {
                    self.view.go(place, &self.workbook);
                    self.asked.push(Action::Go(place));
                }
                other => self.asked.push(other),
            }
        }
    }
}

/// A page of this size.
pub fn page(desk: Desk, size: [f32; 2]) -> Harness<'static, Desk> {
    Harness::builder()
        .with_size(size)
        .with_step_dt(0.05)
        .with_max_steps(30)
        .renderer(CpuRenderer::default())
        .with_context_setup(|ctx| {
            ctx.set_fonts(chart::fonts::definitions());
            for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
                ctx.set_style_of(theme, Theme::of(dark).style(dark));
            }
        })
        .build_ui_state(|ui, desk: &mut Desk| desk.frame(ui), desk)
}

/// Clicks on what has this label.
pub fn click(harness: &mut Harness<'_, Desk>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

/// Types into what has the keyboard.
pub fn type_text(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    harness.run();
}

/// Presses a key.
pub fn press(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press(key);
    harness.run();
}
