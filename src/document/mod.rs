//! What is open: the workbook, its history, the file it belongs to, and the journal that keeps every step.
//!
//! The one place where edits are applied, for the window and for the command line. [`Recovery`] makes a
//! document again from what a journal holds.

mod recover;
mod save;
mod step;

pub use recover::{Recovered, Recovery};
pub use save::{Save, keep_version};
pub use step::{Step, StepKind, seconds_now};

use crate::{
    analysis::formula::WorkedOut,
    bundled::Bundled,
    edit::{Edit, History, Label, MergeKey, Refusal},
    i18n::Lang,
    model::{Area, Text, When, Workbook},
    storage::{
        Came, FileStamp,
        format::EXTENSION,
        journal::{Base, Begin, Head, Journal, JournalState, Left, MakeText, Start, State},
        to_text,
    },
};
use std::{
    cell::OnceCell,
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::SystemTime,
};

/// Where the workbook came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Made new; never saved.
    New,
    /// Came with the program; saving asks for a place.
    Bundled(Bundled),
    /// A file.
    File(PathBuf),
}

/// Where a document keeps its journal.
#[derive(Clone)]
pub struct Keep {
    /// The folder of the application's state.
    pub state: State,
    /// Called when there is news of the journal, on its thread.
    pub wake: Arc<dyn Fn() + Send + Sync>,
    /// Whether someone sits in front of it: what takes long is done on a thread of its own.
    pub in_background: bool,
}

impl Keep {
    /// In a state's folder; nobody waits for news.
    pub fn quietly(state: State) -> Self {
        Self { state, wake: Arc::new(|| {}), in_background: false }
    }
}

impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keep").field(&self.state).finish()
    }
}

/// What is open.
#[derive(Debug)]
pub struct Document {
    workbook: Workbook,
    history: History,
    origin: Origin,
    stamp: Option<FileStamp>,
    /// The workbook as it was read or written last: what the journal goes on from.
    base: Workbook,
    revision: u64,
    /// The same, but for changes of saved figures alone.
    data_revision: u64,
    /// The workbook with the figures of its formulas, once someone has asked for it.
    worked: OnceCell<Option<WorkedOut>>,
    /// The same for an earlier revision: what has not changed is taken from there.
    worked_before: Option<WorkedOut>,
    /// The snapshot being written.
    saving: Option<Workbook>,
    failed: Option<String>,
    keep: Option<Keep>,
    journal: Option<Journal>,
}

impl Document {
    /// A new, empty workbook for the present year.
    pub fn new(lang: Lang) -> Self {
        let mut workbook = Workbook::new(lang.untitled(), When::today().year());
        // Figures belong to an area: one is there to begin with.
        let root = Area {
            id: workbook.new_id(0),
            name: lang.whole_area().into(),
            short: Text::default(),
            name_en: Text::default(),
            code: None,
            parent: None,
            square: None,
        };
        if let Err(refusal) = (Edit::Insert { at: 0, row: root.into() }).apply(&mut workbook) {
            log::error!("a new workbook refused its first area: {refusal}");
        }
        Self::of(workbook, Origin::New, None)
    }

    /// A workbook that was opened.
    pub fn of(workbook: Workbook, origin: Origin, stamp: Option<FileStamp>) -> Self {
        Self {
            base: workbook.clone(),
            workbook,
            history: History::default(),
            origin,
            stamp,
            revision: 0,
            data_revision: 0,
            worked: OnceCell::new(),
            worked_before: None,
            saving: None,
            failed: None,
            keep: None,
            journal: None,
        }
    }

    /// Keeps a journal from now on.
    pub fn keep_in(&mut self, keep: Keep) {
        self.keep = Some(keep);
    }

    /// Goes on with a journal that was left behind, whose steps have been made again.
    fn go_on_with(&mut self, keep: Keep, left: Left) {
        let begin = Begin::GoOn(Box::new(left));
        self.journal = Some(Journal::begin(keep.state.clone(), begin, keep.wake.clone()));
        self.keep = Some(keep);
    }

    /// How far the journal is; none where there is none: nothing was done, or none is kept.
    pub fn journal(&self) -> Option<JournalState> {
        self.journal.as_ref().map(Journal::state)
    }

    /// Waits until the journal has everything, and says how far it came.
    pub fn flush_journal(&self) -> Option<JournalState> {
        self.journal.as_ref().map(Journal::flush)
    }

    /// Takes the journal away: what it holds is in the file, or is not wanted.
    pub fn drop_journal(&mut self) {
        if let Some(journal) = self.journal.take() {
            journal.remove();
        }
    }

    fn note(&mut self, step: Step) {
        let Some(keep) = &self.keep else { return };
        let journal = self.journal.take().unwrap_or_else(|| {
            self.keep_base(keep);
            let begin = Begin::New(Box::new(self.start()));
            Journal::begin(keep.state.clone(), begin, keep.wake.clone())
        });
        journal.step(Box::new(move || step.to_text()));
        self.journal = Some(journal);
    }

    /// Keeps the version of the file that the first step is made on: should someone change the file, it is the
    /// common ancestor of both.
    fn keep_base(&self, keep: &Keep) {
        let (Some(path), Some(stamp)) = (self.path(), self.stamp) else { return };
        let (path, state, base) = (path.to_owned(), keep.state.clone(), self.base.clone());
        let came = Came::Found(SystemTime::now());
        let work = move || save::keep_version(&state, &*state.files(), &path, (&stamp, &base), came);
        if !keep.in_background {
            work();
        } else if let Err(error) = std::thread::Builder::new().name("versions".into()).spawn(work) {
            log::warn!("no thread for keeping a version: {error}");
        }
    }

    /// How its journal begins.
    fn start(&self) -> Start {
        let file = self.path().filter(|path| path.to_str().is_some());
        let (base, text) = if let (Some(_), Some(stamp)) = (file, &self.stamp) {
            (Base::File { size: stamp.size, hash: stamp.hash_text() }, None)
        } else {
            let base = self.base.clone();
            let text: MakeText = Box::new(move || to_text(&base));
            (Base::Here, Some(text))
        };
        let name = match &self.origin {
            Origin::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            Origin::Bundled(bundled) => bundled.name().to_owned(),
            Origin::New => self.workbook.title.to_string(),
        };
        let head = Head {
            base,
            // A relative path means nothing to a program that is started elsewhere.
            path: file.map(|path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned())),
            name,
            machine: gethostname::gethostname().to_string_lossy().into_owned(),
            process: std::process::id(),
            started: seconds_now(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
        };
        Start { head, base: text }
    }

    /// The workbook.
    pub fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// The workbook with the figures of its formula indicators, as people look at it. They are never kept:
    /// edits and files go by [`Self::workbook`].
    pub fn worked_out(&self) -> &Workbook {
        let worked = self.worked.get_or_init(|| WorkedOut::of(&self.workbook, self.worked_before.as_ref()));
        worked.as_ref().map_or(&self.workbook, WorkedOut::workbook)
    }

    /// What follows from the workbook no longer holds.
    fn changed(&mut self) {
        self.revision += 1;
        if let Some(worked) = self.worked.take() {
            self.worked_before = worked;
        }
    }

    /// Its history.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Its file.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::File(path) => Some(path),
            Origin::New | Origin::Bundled(_) => None,
        }
    }

    /// What the file looked like when it was read or written last.
    pub fn stamp(&self) -> Option<&FileStamp> {
        self.stamp.as_ref()
    }

    /// Goes up with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Goes up with every change but those of saved figures alone, from which nothing follows: what is derived
    /// is computed once for each.
    pub fn data_revision(&self) -> u64 {
        self.data_revision
    }

    /// Goes on to the next revision, after a change or before a step of the history is taken.
    fn go_on(&mut self, of_figures_only: bool) {
        self.changed();
        if !of_figures_only {
            self.data_revision += 1;
        }
    }

    /// Whether there are changes that the file does not hold.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// Makes a change.
    pub fn apply(&mut self, edit: Edit, merge: Option<MergeKey>) -> Result<(), Refusal> {
        let kept = self.keep.as_ref().map(|_| edit.clone());
        let before = self.history.steps_made();
        let of_figures_only = edit.is_of_figures_only();
        self.history.make(&mut self.workbook, edit, merge)?;
        self.go_on(of_figures_only);
        if let Some(edit) = kept {
            let joined = self.history.steps_made() == before;
            self.note(Step::now(StepKind::Made, edit, merge, joined));
        }
        Ok(())
    }

    /// Ends a run of typing.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Label> {
        let edit = self.keep.as_ref().and_then(|_| self.history.next_undo().cloned());
        self.go_on(self.history.next_undo().is_some_and(Edit::is_of_figures_only));
        let label = self.history.undo(&mut self.workbook)?;
        if let Some(edit) = edit {
            self.note(Step::now(StepKind::Undone, edit, None, false));
        }
        Some(label)
    }

    /// Makes the last undone step again.
    pub fn redo(&mut self) -> Option<Label> {
        let edit = self.keep.as_ref().and_then(|_| self.history.next_redo().cloned());
        self.go_on(self.history.next_redo().is_some_and(Edit::is_of_figures_only));
        let label = self.history.redo(&mut self.workbook)?;
        if let Some(edit) = edit {
            self.note(Step::now(StepKind::Redone, edit, None, false));
        }
        Some(label)
    }

    /// Makes a step of a journal again. It is not noted: the journal has it.
    fn make_again(&mut self, step: Step) -> Result<(), Refusal> {
        self.go_on(false);
        match step.kind {
            // Where the history has the very step, it is turned there; what was done counts in any case.
            StepKind::Undone if self.history.next_undo() == Some(&step.edit) => {
                self.history.undo(&mut self.workbook);
            }
            StepKind::Redone if self.history.next_redo() == Some(&step.edit) => {
                self.history.redo(&mut self.workbook);
            }
            _ => {
                if !step.joined {
                    self.history.seal();
                }
                self.history.make(&mut self.workbook, step.edit, step.merge)?;
            }
        }
        Ok(())
    }

    /// What is to be saved at a path, now. Writing begins with it.
    pub fn begin_saving(&mut self, path: PathBuf) -> Save {
        self.saving = Some(self.workbook.clone());
        self.failed = None;
        let path = std::path::absolute(&path).unwrap_or(path);
        let own = self.path().is_some_and(|own| std::path::absolute(own).is_ok_and(|own| own == path));
        Save {
            workbook: self.workbook.clone(),
            state: self.history.state(),
            expected: self.stamp.filter(|_| own),
            state_folder: self.keep.as_ref().map(|keep| keep.state.clone()),
            journal: self.journal.as_ref().map(|journal| (journal.marker(), journal.state().handed)),
            by_itself: false,
            placed: OnceLock::new(),
            path,
        }
    }

    /// Says that a state of the workbook is now in a file.
    pub fn saved(&mut self, path: PathBuf, stamp: FileStamp, state: u64) {
        if let Some(snapshot) = self.saving.take() {
            self.base = snapshot;
        }
        self.origin = Origin::File(path);
        self.stamp = Some(stamp);
        self.history.mark_saved(state);
        if !self.history.is_dirty() {
            self.drop_journal();
        }
    }

    /// The workbook as it was read or written last.
    pub fn base(&self) -> &Workbook {
        &self.base
    }

    /// Says that another content of the file has been merged: it is what is saved over from now on.
    pub fn go_on_from(&mut self, theirs: Workbook, stamp: FileStamp) {
        self.base = theirs;
        self.stamp = Some(stamp);
        self.failed = None;
    }

    /// Whether it is being written.
    pub fn is_saving(&self) -> bool {
        self.saving.is_some()
    }

    /// Why writing failed last, in a sentence.
    pub fn failure(&self) -> Option<&str> {
        self.failed.as_deref()
    }

    /// Says that writing failed, in a sentence; and what stands in the document's file all the same, so that it
    /// is not taken for someone else's.
    pub fn save_failed(&mut self, why: String, in_place: Option<FileStamp>) {
        if let (Some(snapshot), Some(stamp)) = (self.saving.take(), in_place) {
            self.base = snapshot;
            self.stamp = Some(stamp);
        }
        self.failed = Some(why);
    }

    /// Where versions of the file and journals are kept from now on.
    pub fn keep_differently(&mut self, state: State) {
        if let Some(keep) = &mut self.keep {
            keep.state = state;
        }
    }

    /// The name to offer for its file.
    pub fn file_name(&self, lang: Lang) -> String {
        match &self.origin {
            Origin::File(path) => {
                path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
            }
            Origin::Bundled(bundled) => format!("{}{EXTENSION}", bundled.name()),
            Origin::New => {
                // A title may have signs that no file name can carry.
                let title: String = self
                    .workbook
                    .title
                    .chars()
                    .map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c })
                    .take(60)
                    .collect();
                let title = title.trim();
                format!("{}{EXTENSION}", if title.is_empty() { lang.untitled() } else { title })
            }
        }
    }
}
