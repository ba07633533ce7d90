//! Doing what was asked: commands, actions, shortcuts.

use super::{Guatu, Then, files::Asked};
use crate::{
    bundled::Bundled,
    edit::{Edit, MergeKey},
    exchange::clipboard::{Block, html, tsv},
    i18n::{Lang, shell::Unavailable},
    model::{Figure, ListId, ProjectList},
    storage::{LanguageChoice, ThemeChoice},
    ui::{
        self, Action, Actions, Command, FigureRequest, Page, Place, Shown, ViewState,
        questions::{self, Dialog},
    },
};

/// The minutes that are proposed where changes are to be saved by themselves.
const USUAL_AUTOSAVE: u16 = 10;
/// A step of zooming.
const ZOOM_STEP: f32 = 0.1;

impl Guatu {
    /// Whether a command can run now, and if not, why not, in a sentence.
    pub(super) fn available(
        &self,
        shown: &Shown<'_>,
        view: &ViewState,
        command: Command,
    ) -> Result<(), String> {
        let lang = shown.lang;
        let when =
            |can: bool, why: Unavailable| if can { Ok(()) } else { Err(lang.unavailable(why).to_owned()) };
        match command {
            Command::Save | Command::SaveAs | Command::Revert | Command::Versions | Command::CompareFile
                if self.aside.is_some() =>
            {
                when(false, Unavailable::Looking)
            }
            Command::Undo => when(shown.document.undo.is_some(), Unavailable::NothingToUndo),
            Command::Redo => when(shown.document.redo.is_some(), Unavailable::NothingToRedo),
            Command::Save
            | Command::SaveAs
            | Command::Open
            | Command::New
            | Command::OpenLishui
            | Command::OpenDemo
                if self.job.is_some() =>
            {
                when(false, Unavailable::Busy)
            }
            // A workbook that has never been saved can always be.
            Command::Save => {
                when(self.document.is_dirty() || self.document.path().is_none(), Unavailable::NothingToSave)
            }
            Command::Versions => when(self.document.path().is_some(), Unavailable::NoFile),
            Command::CompareFile if self.job.is_some() => when(false, Unavailable::Busy),
            Command::Revert => match self.document.path() {
                None => when(false, Unavailable::NoFile),
                Some(_) => when(self.document.is_dirty(), Unavailable::NothingToSave),
            },
            Command::ExportFigure | Command::CopyPicture | Command::CopyTable => {
                when(figure_in_view(shown, view).is_some(), Unavailable::NoFigure)
            }
            Command::ListSettings => when(view.list_in_view(shown.workbook).is_some(), Unavailable::NoList),
            Command::ToggleDetails if view.page == Page::Projects => {
                view.projects.available(shown, command).map_err(|why| lang.unavailable(why).to_owned())
            }
            Command::OpenMonth | Command::EnterMonth | Command::SortAscending | Command::SortDescending => {
                view.projects.available(shown, command).map_err(|why| lang.unavailable(why).to_owned())
            }
            Command::AddProject => when(view.list_in_view(shown.workbook).is_some(), Unavailable::NoList),
            Command::Find | Command::Replace => {
                when(view.list_in_view(shown.workbook).is_some(), Unavailable::NoList)
            }
            Command::FillDown | Command::FillRight if view.page != Page::Projects => {
                when(view.can_fill(shown), Unavailable::NoCells)
            }
            Command::Explain
            | Command::OpenProject
            | Command::DuplicateProjects
            | Command::InsertAbove
            | Command::FillDown
            | Command::FillRight
            | Command::DeleteProjects
            | Command::MoveUp
            | Command::MoveDown => {
                if view.page == Page::Projects {
                    view.projects.available(shown, command).map_err(|why| lang.unavailable(why).to_owned())
                } else {
                    when(false, Unavailable::NoProject)
                }
            }
            Command::KeepFigure => {
                when(view.page != Page::Figures, Unavailable::KeptAlready)?;
                when(figure_in_view(shown, view).is_some(), Unavailable::NoFigure)
            }
            Command::Present | Command::ExportFigures => {
                when(!shown.workbook.figures.is_empty(), Unavailable::NoSavedFigure)
            }
            Command::DuplicateFigures | Command::DeleteFigures | Command::FigureUp | Command::FigureDown => {
                when(view.page == Page::Figures, Unavailable::OnFiguresPage)?;
                when(!shown.workbook.figures.is_empty(), Unavailable::NoSavedFigure)?;
                when(view.figures.available(shown.workbook, command), Unavailable::FigureAtEnd)
            }
            _ => Ok(()),
        }
    }

    /// The commands whose shortcuts were pressed. Longer ones are tested first, so that Ctrl+Shift+Z is not
    /// taken for Ctrl+Z.
    pub(super) fn take_shortcuts(&mut self) -> Vec<Command> {
        if self.dialog.is_some()
            || self.export.is_some()
            || self.export_many.is_some()
            || self.present.is_some()
            || self.workbook_settings.is_some()
            || self.view.palette.is_some()
        {
            return Vec::new();
        }
        let mut pressed = Vec::new();
        let typing = self.ctx.text_edit_focused();
        let mut commands: Vec<_> =
            Command::ALL.iter().filter_map(|&command| Some((command, command.shortcut()?))).collect();
        commands.sort_by_key(|(_, shortcut)| std::cmp::Reverse(shortcut.modifiers.shift));
        for (command, shortcut) in commands {
            if typing && command.is_editing() {
                continue;
            }
            if self.ctx.input_mut(|input| input.consume_shortcut(&shortcut)) {
                pressed.push(command);
            }
        }
        // The other usual keys for redo and the palette.
        let other = |modifiers, key| egui::KeyboardShortcut::new(modifiers, key);
        for (shortcut, command) in [
            (other(egui::Modifiers::COMMAND, egui::Key::Y), Command::Redo),
            (other(egui::Modifiers::COMMAND, egui::Key::P), Command::Palette),
            (other(egui::Modifiers::COMMAND, egui::Key::Equals), Command::ZoomIn),
        ] {
            if !(typing && command.is_editing())
                && self.ctx.input_mut(|input| input.consume_shortcut(&shortcut))
            {
                pressed.push(command);
            }
        }
        if self.view.page == Page::Figures {
            pressed.iter_mut().for_each(|command| *command = command.on_figures_page());
        }
        pressed
    }

    /// Does what a panel asked for.
    pub(super) fn act(&mut self, action: Action) {
        match action {
            Action::Run(command) => self.run_command(command),
            Action::Edit(edit, merge) => {
                self.make(edit, merge);
            }
            Action::Seal => self.document.seal(),
            Action::Go(place) => self.view.go(place, self.document.workbook()),
            Action::OpenFile(path) => self.go_then(Then::Open(path)),
            Action::Figure(figure, request) => self.figure(*figure, request),
            Action::Export(request) => self.export_figure(*request),
            Action::ExportMany(request) => self.export_figures(*request),
            Action::Stop => {
                if let Some(job) = &self.job {
                    job.cancel();
                }
            }
            Action::Present(figure) => self.present(Some(figure)),
            Action::Attach(project) => self.ask_file(Asked::Attachment(project)),
            Action::ReadKept(project) => self.read_kept(project),
            Action::MoneyUnit(unit) => {
                self.settings.money_unit = unit;
                self.save_settings();
            }
            Action::CopyCells(block) => {
                let text = tsv::write(&block);
                if !self.clipboard.put(&text, &html::write(&block)) {
                    self.ctx.copy_text(text);
                }
            }
            Action::Paste { text, ask } => {
                let block = Block::of_clipboard(&text, self.clipboard.html().as_deref());
                let info = self.info();
                self.derived.follow(self.document.data_revision());
                let mut view = std::mem::take(&mut self.view);
                let actions = view.paste(&self.shown(&info), block, ask);
                self.view = view;
                self.ctx.request_repaint();
                actions.into_iter().for_each(|action| self.act(action));
            }
            Action::Aside(request) => self.take_aside(request),
            Action::Inform(text) => self.inform(text),
            Action::Warn(text) => self.warn(text),
        }
    }

    /// Makes a change, or says why it is not made.
    pub(super) fn make(&mut self, edit: Edit, merge: Option<MergeKey>) -> bool {
        let lang = self.lang();
        let refused = match self.safety.reader() {
            _ if self.aside.is_some() => Some(lang.unavailable(Unavailable::Looking).to_owned()),
            Some(holder) => {
                let (name, machine) = lang.holder(holder);
                Some(lang.read_only_by(name, machine))
            }
            None => self.document.apply(edit, merge).err().map(|refusal| lang.refusal(&refusal)),
        };
        let made = refused.is_none();
        if let Some(text) = refused {
            self.warn(text);
        }
        made
    }

    fn run_command(&mut self, command: Command) {
        let info = self.info();
        if let Err(why) = self.available(&self.shown(&info), &self.view, command) {
            self.warn(why);
            return;
        }
        match command {
            Command::New => self.go_then(Then::New),
            Command::Open => self.go_then(Then::AskOpen),
            Command::OpenLishui => self.go_then(Then::OpenBundled(Bundled::Lishui2024)),
            Command::OpenDemo => self.go_then(Then::OpenBundled(Bundled::DemoCity)),
            Command::Save => self.save(),
            Command::SaveAs => self.ask_file(Asked::Save),
            Command::Revert => self.dialog = Some(Dialog::Revert),
            Command::Versions => self.show_versions(),
            Command::CompareFile => self.ask_file(Asked::Compare),
            Command::Keeping => {
                let minutes = self.settings.autosave.unwrap_or(USUAL_AUTOSAVE);
                let (autosave, versions) = (self.settings.autosave.is_some(), self.settings.versions);
                self.dialog = Some(Dialog::Keeping { autosave, minutes, versions });
            }
            Command::Quit => self.go_then(Then::Close),
            Command::Undo => {
                if let Some(label) = self.document.undo() {
                    let lang = self.lang();
                    self.inform(lang.undone(&lang.step(&label)));
                }
            }
            Command::Redo => {
                if let Some(label) = self.document.redo() {
                    let lang = self.lang();
                    self.inform(lang.redone(&lang.step(&label)));
                }
            }
            Command::Overview => self.act(Action::Go(Place::Overview)),
            Command::Indicators => self.act(Action::Go(Place::Indicators)),
            Command::Projects => self.act(Action::Go(Place::Projects)),
            Command::Tasks => self.act(Action::Go(Place::Tasks)),
            Command::Boards => self.act(Action::Go(Place::Boards)),
            Command::AddBoard => {
                let info = self.info();
                let mut view = std::mem::take(&mut self.view);
                let edit = view.boards.add(&self.shown(&info));
                view.page = Page::Boards;
                self.view = view;
                self.act(Action::Edit(edit, None));
            }
            Command::Figures => self.act(Action::Go(Place::Figures)),
            Command::AddFigure => {
                self.view.page = Page::Figures;
                self.view.figures.start();
            }
            Command::KeepFigure => self.figure_in_view(FigureRequest::Keep),
            Command::Present => self.present(None),
            Command::ExportFigures => self.ask_exporting_many(),
            Command::DuplicateFigures | Command::DeleteFigures | Command::FigureUp | Command::FigureDown => {
                let mut view = std::mem::take(&mut self.view);
                let mut actions = Actions::default();
                view.figures.run(&self.shown(&info), command, &mut actions);
                self.view = view;
                actions.take().into_iter().for_each(|action| self.act(action));
            }
            Command::Palette => self.view.palette = Some(ui::palette::State::default()),
            Command::ExportFigure => self.figure_in_view(FigureRequest::AskExport),
            Command::CopyPicture => self.figure_in_view(FigureRequest::CopyPicture),
            Command::CopyTable => self.figure_in_view(FigureRequest::CopyTable),
            Command::FillDown | Command::FillRight if self.view.page != Page::Projects => {
                let mut view = std::mem::take(&mut self.view);
                view.fill(&self.shown(&info), command == Command::FillRight);
                self.view = view;
            }
            Command::AddProject
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
            | Command::MoveDown => {
                self.view.page = Page::Projects;
                self.derived.follow(self.document.data_revision());
                let mut view = std::mem::take(&mut self.view);
                let actions = view.projects.run(&self.shown(&info), command);
                self.view = view;
                actions.into_iter().for_each(|action| self.act(action));
            }
            Command::AddIndicator => {
                self.view.page = Page::Indicators;
                let mut view = std::mem::take(&mut self.view);
                let edit = view.indicators.add(&self.shown(&info));
                self.view = view;
                self.act(Action::Edit(edit, None));
            }
            Command::AddList => {
                let workbook = self.document.workbook();
                let id: ListId = workbook.new_id(0);
                let row = ProjectList::new(id, self.lang().new_list()).into();
                let at = workbook.lists.len();
                self.act(Action::Edit(Edit::Insert { at, row }, None));
                self.act(Action::Go(Place::List(id)));
            }
            Command::WorkbookSettings => self.workbook_settings = Some(ui::workbook::State::default()),
            Command::Check => {
                let mut actions = std::mem::take(&mut self.actions);
                let dialog = questions::problems(self.document.workbook(), &self.shown(&info), &mut actions);
                self.actions = actions;
                self.dialog = dialog;
                self.actions.take().into_iter().for_each(|action| self.act(action));
            }
            Command::ToggleDetails => match self.view.page {
                Page::Projects => self.view.projects.toggle_details(),
                Page::Indicators => self.view.indicators.toggle_details(),
                Page::Tasks => self.view.tasks.toggle_details(),
                Page::Boards => self.view.boards.toggle_details(),
                Page::Figures => self.view.figures.toggle_details(),
                Page::Overview => {}
            },
            Command::ToggleLanguage => {
                self.settings.language = match self.lang() {
                    Lang::Zh => LanguageChoice::En,
                    Lang::En => LanguageChoice::Zh,
                };
                self.session_lang = None;
                self.save_settings();
            }
            Command::ToggleTheme => {
                let dark = self.ctx.theme() == egui::Theme::Dark;
                self.settings.theme = if dark { ThemeChoice::Light } else { ThemeChoice::Dark };
                self.wear();
                self.save_settings();
            }
            Command::ZoomIn => self.zoom(self.settings.zoom + ZOOM_STEP),
            Command::ZoomOut => self.zoom(self.settings.zoom - ZOOM_STEP),
            Command::ZoomReset => self.zoom(1.0),
            Command::Notices => self.dialog = Some(Dialog::Notices),
            Command::Shortcuts => self.dialog = Some(Dialog::Shortcuts),
            Command::About => self.dialog = Some(Dialog::About),
        }
        self.ctx.request_repaint();
    }

    fn zoom(&mut self, factor: f32) {
        self.settings.zoom = (factor * 10.0).round().clamp(6.0, 20.0) / 10.0;
        self.wear();
        self.save_settings();
    }

    fn figure_in_view(&mut self, request: FigureRequest) {
        let info = self.info();
        let figure = figure_in_view(&self.shown(&info), &self.view);
        if let Some(figure) = figure {
            self.figure(figure, request);
        }
    }
}

fn figure_in_view(shown: &Shown<'_>, view: &ViewState) -> Option<Figure> {
    match view.page {
        Page::Overview => ui::overview::figure(shown),
        Page::Indicators => view.indicators.figure(shown),
        Page::Projects => view.projects.figure(shown),
        Page::Tasks => None,
        Page::Boards => view.boards.figure(shown),
        Page::Figures => view.figures.figure(shown),
    }
}
