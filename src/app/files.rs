//! Opening, saving, closing: what waits for what, and what jobs bring back.

use super::{
    Document, Guatu, Origin, Then,
    dialogs::{Answer, Question},
};
use crate::{
    bundled::Bundled,
    jobs::{Done, Job, Running},
    model::ProjectId,
    storage::{StorageError, format::EXTENSION},
    ui::{
        Action, SaveState,
        notices::Tone,
        questions::{Dialog, PathPurpose, Reply},
    },
};
use std::path::{Path, PathBuf};

/// What a file was asked for.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Asked {
    Open,
    Compare,
    Save,
    Export(Box<crate::ui::export::Request>),
    ExportMany(Box<crate::ui::export_many::Request>),
    Attachment(ProjectId),
}

impl Guatu {
    /// Takes what dialogs and jobs have brought.
    pub(super) fn hear(&mut self) {
        if let Some(answer) = self.asked.as_ref().and_then(|_| self.dialogs.poll()) {
            let asked = self.asked.take();
            if let Some(asked) = asked {
                self.take_answer(asked, answer);
            }
        }
        self.hear_search();
        if let Some(done) = self.job.as_ref().and_then(Running::poll) {
            self.job = None;
            self.take_done(done);
        }
    }

    /// Does something that ends the present workbook: after the question where there are changes.
    pub(super) fn go_then(&mut self, then: Then) {
        self.end_aside();
        if let Some((page, why)) = self.view.refused() {
            // What was typed would be gone with the window.
            let text = self.lang().refused_text_is_open(why);
            self.view.page = page;
            self.warn(text);
        } else if self.job.is_some() {
            let text = self.lang().wait_for_job().to_owned();
            self.warn(text);
        } else if self.document.is_dirty() {
            self.dialog = Some(Dialog::Unsaved { closing: then == Then::Close });
            self.then = Some(then);
        } else {
            self.do_then(then);
        }
    }

    fn do_then(&mut self, then: Then) {
        match then {
            Then::Close => {
                // Saved, or not wanted: asked before.
                self.document.drop_journal();
                self.close_now = true;
                self.ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
            Then::New => self.set_document(Document::new(self.lang())),
            Then::AskOpen => self.ask_file(Asked::Open),
            Then::Open(path) => self.open_with_care(path),
            Then::Recover(number) => self.start_recovery(number),
            Then::OpenBundled(bundled) => self.open_bundled(bundled),
        }
    }

    pub(super) fn set_document(&mut self, mut document: Document) {
        self.end_aside();
        // Whoever replaces a document has been asked about its changes.
        self.document.drop_journal();
        self.keep_journal_of(&mut document);
        self.safety.release();
        // Revisions go on over documents, so that nothing derived from the old one is taken for new.
        self.document = document;
        self.derived = crate::ui::Derived::default();
        let page = self.view.page;
        self.view = crate::ui::ViewState { page, ..Default::default() };
    }

    /// Reads a workbook off the UI thread.
    pub(super) fn open(&mut self, path: PathBuf) {
        let what = self.lang().opening(&name(&path));
        self.note_opening(&path);
        self.start(Job::Open(path), what);
    }

    pub(super) fn open_bundled(&mut self, bundled: Bundled) {
        let what = self.lang().opening(bundled.name());
        self.start(Job::OpenBundled(bundled), what);
    }

    pub(super) fn save(&mut self) {
        match self.document.path().map(Path::to_owned) {
            Some(path) => self.save_to(path),
            None => self.ask_file(Asked::Save),
        }
    }

    fn save_to(&mut self, path: PathBuf) {
        let what = self.lang().saving(&name(&path));
        let save = Box::new(self.document.begin_saving(path));
        self.start(Job::Save(save), what);
    }

    /// Saves to the document's own file although nobody has asked for it now.
    pub(super) fn save_by_itself(&mut self) {
        let Some(path) = self.document.path().map(Path::to_owned) else { return };
        let what = self.lang().saving(&name(&path));
        let mut save = self.document.begin_saving(path);
        save.by_itself = true;
        self.start(Job::Save(Box::new(save)), what);
    }

    pub(super) fn start(&mut self, job: Job, what: String) {
        let ctx = self.ctx.clone();
        self.job = Some(Running::start(job, what, move || ctx.request_repaint()));
    }

    /// Puts the platform's file dialog, or Guatu's own where there is none.
    pub(super) fn ask_file(&mut self, asked: Asked) {
        if self.asked.is_some() {
            return;
        }
        let lang = self.lang();
        let workbooks = (
            lang.workbook_files().to_owned(),
            vec![EXTENSION.trim_start_matches('.').to_owned(), "ron".into()],
        );
        let (title, save, file_name, filter) = match &asked {
            Asked::Open => (lang.path_title_open(), false, String::new(), workbooks),
            Asked::Compare => (lang.path_title_compare(), false, String::new(), workbooks),
            Asked::Save => (lang.path_title_save(), true, self.document.file_name(lang), workbooks),
            Asked::Attachment(_) => {
                let all = (lang.attach_files().to_owned(), vec!["*".to_owned()]);
                (lang.attach_title(), false, String::new(), all)
            }
            Asked::Export(request) => {
                let ending = request.format.extension().to_owned();
                (lang.path_title_export(), true, request.file_name(), (ending.to_uppercase(), vec![ending]))
            }
            Asked::ExportMany(request) if request.into_folder() => {
                (lang.path_title_folder(), false, String::new(), (String::new(), Vec::new()))
            }
            Asked::ExportMany(request) => {
                let ending = request.format.extension().to_owned();
                (lang.path_title_export(), true, request.file_name(), (ending.to_uppercase(), vec![ending]))
            }
        };
        let folder = self
            .document
            .path()
            .and_then(Path::parent)
            .map(Path::to_owned)
            .or_else(|| self.settings.last_folder.clone())
            .filter(|folder| folder.is_dir());
        let ctx = self.ctx.clone();
        let into_folder = matches!(&asked, Asked::ExportMany(request) if request.into_folder());
        let question = Question { title: title.to_owned(), save, into_folder, folder, file_name, filter };
        self.dialogs.ask(question, Box::new(move || ctx.request_repaint()));
        self.asked = Some(asked);
        self.ctx.request_repaint();
    }

    fn take_answer(&mut self, asked: Asked, answer: Answer) {
        match answer {
            Answer::Chosen(path) => self.take_path(asked, path),
            Answer::Cancelled => self.then = None,
            Answer::Unavailable => {
                let folder =
                    self.settings.last_folder.clone().or_else(std::env::home_dir).unwrap_or_default();
                let (purpose, name) = match &asked {
                    Asked::Open => (PathPurpose::Open, String::new()),
                    Asked::Compare => (PathPurpose::Compare, String::new()),
                    Asked::Save => (PathPurpose::Save, self.document.file_name(self.lang())),
                    Asked::Export(request) => (PathPurpose::Export, request.file_name()),
                    Asked::ExportMany(request) if request.into_folder() => {
                        (PathPurpose::Folder, String::new())
                    }
                    Asked::ExportMany(request) => (PathPurpose::Export, request.file_name()),
                    Asked::Attachment(_) => (PathPurpose::Attach, String::new()),
                };
                let text = folder.join(name).display().to_string();
                self.dialog = Some(Dialog::Path { purpose, text, exists: None });
                // Kept until the path is typed; the platform is not asked again.
                self.typed = Some(asked);
            }
        }
    }

    fn take_path(&mut self, asked: Asked, path: PathBuf) {
        // Where a folder was asked for, it is the place itself.
        let into_folder = matches!(&asked, Asked::ExportMany(request) if request.into_folder());
        let place = if into_folder { Some(&*path) } else { path.parent() };
        if let Some(folder) = place.filter(|folder| folder.is_dir()) {
            self.settings.last_folder = Some(folder.to_owned());
        }
        match asked {
            Asked::Open => self.open_with_care(path),
            Asked::Compare => self.compare_file(path),
            Asked::Save => self.save_to(with_ending(path)),
            Asked::Export(request) => self.start_export(*request, path),
            Asked::ExportMany(request) => self.start_exporting_many(*request, path),
            Asked::Attachment(project) => {
                let file = self.document.path().map(Path::to_owned);
                let workbook = self.document.workbook();
                let edit = self.view.projects.attach(workbook, project, &path, file.as_deref());
                if let Some(edit) = edit {
                    self.act(Action::Edit(edit, None));
                }
            }
        }
    }

    /// Takes the answer to a question inside the window.
    pub(super) fn take_reply(&mut self, reply: Reply) {
        if reply == Reply::Open {
            return;
        }
        let Some(dialog) = self.dialog.take() else { return };
        match (dialog, reply) {
            (Dialog::Unsaved { .. }, Reply::Save) => self.save(),
            (Dialog::Unsaved { .. }, Reply::Drop) => {
                if let Some(then) = self.then.take() {
                    self.do_then(then);
                }
            }
            (Dialog::Revert, Reply::Drop) => {
                if let Some(path) = self.document.path().map(Path::to_owned) {
                    self.open(path);
                }
            }
            (Dialog::Path { .. }, Reply::Path(path)) => {
                if let Some(asked) = self.typed.take() {
                    self.take_path(asked, path);
                }
            }
            (Dialog::Left { .. }, Reply::Recover(number)) => self.recover(number),
            (Dialog::Left { .. }, Reply::Discard(number)) => self.discard_left(number),
            (Dialog::Left { .. }, Reply::Look(number)) => self.start_look(number),
            // Dismissed: it stays on the disk and is offered at the next start.
            (Dialog::Left { .. }, _) => self.safety.left.clear(),
            (Dialog::OpenAgain(path), Reply::Again) => self.open(path),
            (Dialog::InUse(_), Reply::Again) => self.take_over(),
            (Dialog::Keeping { autosave, minutes, versions }, Reply::Keep) => {
                self.keep_as(autosave.then_some(minutes), versions);
            }
            (Dialog::Differences { .. }, reply) if self.aside.is_some() => self.take_aside_reply(&reply),
            (Dialog::SaveFailed(_), Reply::Again) => self.save(),
            (Dialog::SaveFailed(_), Reply::Elsewhere) => self.ask_file(Asked::Save),
            (Dialog::Replace { batch, .. }, Reply::Drop) => self.export_over(*batch),
            (Dialog::Replace { batch, .. }, Reply::Elsewhere) => self.export_elsewhere(*batch),
            (
                dialog @ (Dialog::Changed(_)
                | Dialog::Differences { .. }
                | Dialog::Merge { .. }
                | Dialog::Versions { .. }),
                reply,
            ) => self.take_compared_reply(dialog, reply),
            _ => {
                self.then = None;
                self.typed = None;
                self.show_left();
            }
        }
    }

    pub(super) fn take_done(&mut self, done: Done) {
        let lang = self.lang();
        match done {
            Done::Opened(path, Ok(opened)) => {
                self.settings.remember(&path);
                self.save_settings();
                let problems = opened.violations;
                let text = lang.opened(&name(&path));
                self.set_document(Document::of(opened.workbook, Origin::File(path), Some(opened.stamp)));
                self.take_lock();
                if opened.strangers.count > 0 {
                    self.warn(lang.strangers(&opened.strangers));
                }
                if problems.is_empty() {
                    self.inform(text);
                } else {
                    self.warn(lang.problems_found(problems.len()));
                    self.dialog = Some(Dialog::Problems(problems));
                }
            }
            Done::Opened(path, Err(error)) => {
                self.settings.forget(&path);
                self.save_settings();
                self.warn(lang.storage_error(&error));
            }
            Done::OpenedBundled(bundled, Ok(workbook)) => {
                self.set_document(Document::of(*workbook, Origin::Bundled(bundled), None));
            }
            Done::OpenedBundled(_, Err(error)) => self.warn(lang.storage_error(&error)),
            Done::Saved { path, state, result: Ok(stamp), by_itself, .. } => {
                let text = lang.saved_to(&path.display().to_string());
                self.settings.remember(&path);
                self.document.saved(path, stamp, state);
                self.take_lock();
                // The status bar says it; a notice every few minutes would only be in the way.
                if !by_itself {
                    self.save_settings();
                    self.inform(text);
                }
                if let Some(then) = self.then.take() {
                    self.go_then(then);
                }
            }
            Done::Saved { path, result: Err(error), in_place, by_itself, .. } => {
                // What waited for the save does not happen: nothing may be lost.
                self.then = None;
                let text = lang.storage_error(&error);
                let text = if by_itself { lang.autosave_failed(&text) } else { text };
                let in_place = in_place.filter(|_| self.document.path() == Some(&path));
                self.document.save_failed(text.clone(), in_place);
                self.dialog = match error {
                    StorageError::Cancelled => {
                        self.warn(text);
                        None
                    }
                    StorageError::Changed { path } => {
                        self.notices.note(Tone::Bad, text);
                        Some(Dialog::Changed(path))
                    }
                    _ => {
                        self.notices.note(Tone::Bad, text.clone());
                        Some(Dialog::SaveFailed(text))
                    }
                };
            }
            Done::Exported { path, result } => match result {
                Ok(files) if files > 1 => {
                    self.inform(lang.exported_sheets(files, &path.display().to_string()));
                }
                Ok(_) => self.inform(lang.exported_to(&path.display().to_string())),
                Err(error) => self.warn(lang.export_failure(&error)),
            },
            Done::ExportedMany(batch, result) => self.take_exported_many(batch, result),
            Done::Left(left, report) => self.take_left(left, report),
            Done::Looked(number, left, result) => self.take_looked(number, *left, result),
            Done::Compared(name, result) => self.take_compared(name, result),
            Done::Kept(project, kept) => self.view.projects.take_kept(project, &kept),
            Done::Recovered(result) => self.take_recovered(result),
            Done::Broken => {
                self.then = None;
                if self.info().save == SaveState::Saving {
                    self.document.save_failed(lang.job_broken().to_owned(), None);
                }
                self.warn(lang.job_broken().to_owned());
            }
        }
        self.ctx.request_repaint();
    }

    /// Files dropped on the window: the first workbook is opened.
    pub(super) fn take_drops(&mut self) {
        let dropped: Vec<PathBuf> = self.ctx.input_mut(|input| {
            std::mem::take(&mut input.raw.dropped_files).iter().map(|file| file.path().to_owned()).collect()
        });
        let Some(path) = dropped.into_iter().next() else { return };
        if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("ron")) {
            self.actions.push(Action::OpenFile(path));
        } else {
            let text = self.lang().dropped_no_workbook(&name(&path));
            self.warn(text);
        }
    }
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// A workbook's name ends in `.guatu.ron`, so that the desktop knows it.
fn with_ending(path: PathBuf) -> PathBuf {
    let file = name(&path);
    if file.ends_with(EXTENSION) {
        return path;
    }
    let stem = file.strip_suffix(".ron").unwrap_or(&file);
    path.with_file_name(format!("{stem}{EXTENSION}"))
}
