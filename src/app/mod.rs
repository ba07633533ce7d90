//! The running application: state, commands, and the one place where edits are applied.
//!
//! Each frame: take what jobs and dialogs have brought ([`Guatu::hear`]), let the panels draw and ask
//! ([`crate::ui`]), then do what they asked ([`Guatu::act`]). [`run`] opens the window.

mod aside;
mod autosave;
pub mod clipboard;
mod commands;
mod compared;
pub mod dialogs;
mod document;
#[cfg(feature = "gui-test")]
mod falling;
mod figures;
mod files;
mod run;
mod safety;

pub use crate::document::{Document, Origin};
#[cfg(feature = "gui-test")]
pub use falling::falling;
pub use run::{Options, Renderer, RunError, Start, Wrap, run, run_as};

use crate::{
    i18n::Lang,
    jobs::Running,
    storage::{LanguageChoice, Settings, ThemeChoice, settings::WindowPlace},
    ui::{
        self, Actions, Command, Derived, DocumentInfo, Journaled, Page, SaveState, Shown, Theme, ViewState,
        notices::{Notices, Tone},
        questions::{self, Dialog, Reply},
    },
};
use clipboard::Clipboard;
use dialogs::FileDialogs;
use egui::{CentralPanel, Frame, Margin, Ui};
use std::path::PathBuf;

/// What to do once the workbook is saved or its changes dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Then {
    Close,
    New,
    AskOpen,
    Open(PathBuf),
    Recover(usize),
    OpenBundled(crate::bundled::Bundled),
}

/// The application.
pub struct Guatu {
    document: Document,
    derived: Derived,
    view: ViewState,
    settings: Settings,
    /// A language asked for at the start: it holds for this session and is not kept.
    session_lang: Option<Lang>,
    /// Where settings are kept; none in tests that do not keep any.
    settings_folder: Option<PathBuf>,
    notices: Notices,
    dialog: Option<Dialog>,
    export: Option<ui::export::State>,
    export_many: Option<ui::export_many::Request>,
    present: Option<ui::present::State>,
    workbook_settings: Option<ui::workbook::State>,
    /// What waits for the unsaved changes.
    then: Option<Then>,
    dialogs: Box<dyn FileDialogs>,
    clipboard: Box<dyn Clipboard>,
    asked: Option<files::Asked>,
    /// What a path is being typed for, where the platform has no file dialog.
    typed: Option<files::Asked>,
    job: Option<Running>,
    actions: Actions,
    close_now: bool,
    safety: safety::Safety,
    /// What the document is being compared with.
    beside: Option<compared::Beside>,
    /// What the comparison under way is for.
    comparing: compared::Wanted,
    /// The document while another state of it is looked at.
    aside: Option<aside::Aside>,
    /// When changes are saved by themselves, in seconds of the program's time.
    saves_at: Option<f64>,
    ctx: egui::Context,
}

impl Guatu {
    /// The application on a document. `ctx` gets the fonts and the theme.
    pub fn new(
        ctx: &egui::Context,
        document: Document,
        settings: Settings,
        settings_folder: Option<PathBuf>,
        dialogs: Box<dyn FileDialogs>,
    ) -> Self {
        ctx.set_fonts(crate::chart::fonts::definitions());
        for (theme, dark) in [(egui::Theme::Light, false), (egui::Theme::Dark, true)] {
            ctx.set_style_of(theme, Theme::of(dark).style(dark));
        }
        // Zoom is a command, so that menu, palette and settings know of it.
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut app = Self {
            document,
            derived: Derived::default(),
            view: ViewState::default(),
            settings,
            session_lang: None,
            settings_folder,
            notices: Notices::default(),
            dialog: None,
            export: None,
            export_many: None,
            present: None,
            workbook_settings: None,
            then: None,
            dialogs,
            clipboard: Box::new(clipboard::TextOnly),
            asked: None,
            typed: None,
            job: None,
            actions: Actions::default(),
            close_now: false,
            safety: safety::Safety::default(),
            beside: None,
            comparing: compared::Wanted::default(),
            aside: None,
            saves_at: None,
            ctx: ctx.clone(),
        };
        app.wear();
        app
    }

    /// The language in use.
    pub fn lang(&self) -> Lang {
        self.session_lang.unwrap_or_else(|| match self.settings.language {
            LanguageChoice::System => Lang::of_system(),
            LanguageChoice::Zh => Lang::Zh,
            LanguageChoice::En => Lang::En,
        })
    }

    /// Speaks a language for this session, whatever the settings say.
    pub fn speak(&mut self, lang: Lang) {
        self.session_lang = Some(lang);
    }

    /// Copies and pastes by this clipboard.
    pub fn use_clipboard(&mut self, clipboard: Box<dyn Clipboard>) {
        self.clipboard = clipboard;
    }

    /// What is open.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Where one is looking.
    pub fn view(&self) -> &ViewState {
        &self.view
    }

    /// The settings in force.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The messages so far.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// Asks for a command, as a menu would.
    pub fn command(&mut self, command: Command) {
        self.actions.run(command);
    }

    /// Asks for an action, as a panel would.
    pub fn ask(&mut self, action: ui::Action) {
        self.actions.push(action);
    }

    /// Waits for the job under way and takes its result. For tests: the window never waits.
    pub fn finish_job(&mut self) {
        if let Some(job) = self.job.take() {
            let done = job.wait();
            self.take_done(done);
        }
    }

    /// Applies theme and zoom of the settings.
    fn wear(&mut self) {
        self.ctx.set_theme(match self.settings.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        self.ctx.set_zoom_factor(self.settings.zoom.clamp(0.5, 3.0));
    }

    fn info(&self) -> DocumentInfo {
        let mut info = document::info(&self.document, self.lang());
        info.autosave = self.settings.autosave;
        let only_read = self.aside.is_some() || self.safety.reader().is_some();
        if only_read && matches!(info.save, SaveState::Saved | SaveState::Untouched) {
            info.save = SaveState::ReadOnly;
        }
        info
    }

    fn shown<'a>(&'a self, info: &'a DocumentInfo) -> Shown<'a> {
        Shown {
            workbook: self.document.worked_out(),
            kept: self.document.workbook(),
            derived: &self.derived,
            lang: self.lang(),
            theme: Theme::of(self.ctx.theme() == egui::Theme::Dark),
            document: info,
            money_unit: self.settings.money_unit,
            recent: &self.settings.recent,
        }
    }

    /// Draws one frame and does what was asked.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.hear();
        self.take_drops();
        let pressed = self.take_shortcuts();
        let typing = self.end_typing(&pressed);
        self.derived.follow(self.document.data_revision());
        self.derived.follow_changes(self.document.history());
        let info = self.info();
        if self.show_presentation(ui, &info) {
            return;
        }
        let mut view = std::mem::take(&mut self.view);
        let mut actions = std::mem::take(&mut self.actions);
        let mut dialog = self.dialog.take();
        let mut export = self.export.take();
        let mut export_many = self.export_many.take();
        let mut settings = self.workbook_settings.take();
        let revision = self.document.revision();
        if let Some(project) = view.projects.wants_log(revision) {
            let changes = self.document.history().changes(self.document.workbook(), project);
            view.projects.take_log(revision, project, changes);
        }
        let mut reply = Reply::Open;
        {
            let shown = self.shown(&info);
            let busy = self.job.as_ref().map(|job| ui::shell::Busy {
                what: &job.what,
                progress: job.progress(),
                can_stop: job.can_stop,
            });
            let available = |command| self.available(&shown, &view, command);
            ui::shell::menu_bar(ui, &shown, &available, &mut actions);
            if let Some(looking) = self.looking() {
                ui::aside::strip(ui, &shown, &looking, &mut actions);
            }
            ui::shell::status_bar(ui, &shown, &view, busy, &mut actions);
            let narrow = ui.available_width() < 900.0;
            ui::shell::rail(ui, &shown, &view, narrow, &mut actions);
            let margin = if narrow { Margin::same(12) } else { Margin::symmetric(20, 14) };
            // The ground is the colour that the window is cleared with: no second coat.
            let frame = Frame::new().inner_margin(margin);
            CentralPanel::no_frame().frame(frame).show(ui, |ui| match view.page {
                Page::Overview => ui::overview::show(ui, &shown, &mut actions),
                Page::Indicators => ui::indicators::show(ui, &shown, &mut view.indicators, &mut actions),
                Page::Projects => ui::projects::show(ui, &shown, &mut view.projects, &mut actions),
                Page::Tasks => ui::tasks::show(ui, &shown, &mut view.tasks, &mut actions),
                Page::Boards => ui::boards::show(ui, &shown, &mut view.boards, &mut actions),
                Page::Figures => ui::figures::show(ui, &shown, &mut view.figures, &mut actions),
            });
            view.selection = match view.page {
                Page::Overview => None,
                Page::Indicators => view.indicators.selection_text(&shown),
                Page::Projects => view.projects.selection_text(&shown),
                Page::Tasks => view.tasks.selection_text(&shown),
                Page::Boards => view.boards.selection_text(&shown),
                Page::Figures => view.figures.selection_text(&shown),
            };
            let ctx = ui.ctx().clone();
            if let Some(mut palette) = view.palette.take() {
                let available = |command| self.available(&shown, &view, command);
                let open = ui::palette::show(&ctx, &mut palette, &shown, &available, &mut actions);
                view.palette = open.then_some(palette);
            }
            if let Some(open) = &mut dialog {
                reply = questions::show(&ctx, open, &shown, &self.notices);
            }
            if let Some(mut state) = export.take()
                && ui::export::show(&ctx, &mut state, &shown, &mut actions)
            {
                export = Some(state);
            }
            if let Some(mut request) = export_many.take()
                && ui::export_many::show(&ctx, &mut request, &shown, &mut actions)
            {
                export_many = Some(request);
            }
            if let Some(mut state) = settings.take()
                && ui::workbook::show(&ctx, &mut state, &shown, &mut actions)
            {
                settings = Some(state);
            }
            hint_of_drop(&ctx, &shown);
        }
        self.view = view;
        self.dialog = dialog;
        self.export = export;
        self.export_many = export_many;
        self.workbook_settings = settings;
        self.notices.show(&self.ctx.clone(), self.lang());
        self.take_reply(reply);
        // After what the panels ask for: saving takes what has just been typed.
        pressed.into_iter().for_each(|command| actions.run(command));
        for action in actions.take() {
            self.act(action);
        }
        if let Some(field) = typing {
            self.ctx.memory_mut(|memory| {
                if memory.focused().is_none() {
                    memory.request_focus(field);
                }
            });
        }
        self.autosave();
        self.title();
        self.note_window();
        self.take_close();
    }

    /// Takes the keyboard from a field for this frame, so that it hands in what was typed before a command
    /// or the closing of the window needs the workbook; the field that had it.
    fn end_typing(&mut self, pressed: &[Command]) -> Option<egui::Id> {
        let closing = self.ctx.input(|input| input.viewport().close_requested());
        let needed = closing || pressed.iter().any(|command| command.needs_what_is_typed());
        let field = self.ctx.memory(egui::Memory::focused).filter(|_| needed)?;
        self.ctx.memory_mut(|memory| memory.surrender_focus(field));
        Some(field)
    }

    /// Remembers where the window stands, for the next start.
    fn note_window(&mut self) {
        let place = self.ctx.input(|input| {
            let viewport = input.viewport();
            let maximized = viewport.maximized.unwrap_or(false) || viewport.fullscreen.unwrap_or(false);
            let zoom = self.settings.zoom;
            viewport.inner_rect.map(|inner| WindowPlace {
                size: (inner.width() * zoom, inner.height() * zoom),
                position: viewport.outer_rect.map(|outer| (outer.left() * zoom, outer.top() * zoom)),
                maximized,
            })
        });
        if let Some(mut place) = place {
            // The size to come back to is the one before the window filled the screen.
            if let Some(before) = self.settings.window.filter(|_| place.maximized) {
                (place.size, place.position) = (before.size, before.position);
            }
            self.settings.window = Some(place);
        }
    }

    fn inform(&mut self, text: String) {
        self.notices.add(&self.ctx, Tone::Good, text);
    }

    fn warn(&mut self, text: String) {
        self.notices.add(&self.ctx, Tone::Bad, text);
    }

    fn save_settings(&mut self) {
        let Some(folder) = self.settings_folder.clone() else { return };
        if let Err(error) = self.settings.save(&folder) {
            let text = self.lang().storage_error(&error);
            self.warn(text);
        }
    }

    /// The title of the platform's window: the file, a dot while there are unsaved changes.
    fn title(&self) {
        let lang = self.lang();
        let dot = if self.document.is_dirty() { "● " } else { "" };
        let info = self.info();
        let failed = match (&info.save, &info.journal) {
            (SaveState::ReadOnly, _) => lang.title_read_only(),
            (SaveState::Failed(_), _) => lang.title_failed(),
            (SaveState::Changed(_), Journaled::Failed(_)) => lang.title_journal_failed(),
            _ => "",
        };
        let title = format!("{dot}{}{failed} – {}", self.document.file_name(lang), lang.app_name());
        // Sent only when it changes: each command costs a repaint.
        let id = egui::Id::unique("window-title");
        let known = self.ctx.data(|data| data.get_temp::<String>(id));
        if known.as_deref() != Some(&title) {
            self.ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.ctx.data_mut(|data| data.insert_temp(id, title));
        }
    }

    /// The window is asked to close: at once without changes, else after the question.
    fn take_close(&mut self) {
        let asked = self.ctx.input(|input| input.viewport().close_requested());
        if asked {
            // What was put aside may have changes.
            self.end_aside();
        }
        if self.close_now {
            if !asked {
                self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            return;
        }
        if asked && (self.document.is_dirty() || self.job.is_some() || self.view.refused().is_some()) {
            self.ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            self.go_then(Then::Close);
        }
    }
}

fn hint_of_drop(ctx: &egui::Context, shown: &Shown<'_>) {
    if ctx.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop-hint"));
    let painter = ctx.layer_painter(layer);
    let rect = ctx.content_rect();
    painter.rect_filled(rect, 0.0, shown.theme.accent_ground.0.gamma_multiply(0.85));
    let font = ui::theme::bold(ui::theme::PAGE_SIZE);
    painter.text(
        rect.center(),
        egui::Align2::CENTER_CENTER,
        shown.lang.drop_to_open(),
        font,
        shown.theme.accent.0,
    );
}

impl eframe::App for Guatu {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.save_settings();
    }
}
