//! What is open: the workbook, its history, and the file it belongs to. The one place where edits are
//! applied.

use crate::{
    bundled::Bundled,
    edit::{Edit, History, Label, MergeKey, Refusal},
    i18n::Lang,
    model::{Area, Text, When, Workbook},
    storage::{FileStamp, format::EXTENSION},
    ui::{DocumentInfo, SaveState},
};
use std::path::{Path, PathBuf};

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

/// What is open.
#[derive(Debug)]
pub struct Document {
    workbook: Workbook,
    history: History,
    origin: Origin,
    stamp: Option<FileStamp>,
    revision: u64,
    saving: bool,
    failed: Option<String>,
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
        };
        if let Err(refusal) = (Edit::Insert { at: 0, row: root.into() }).apply(&mut workbook) {
            log::error!("a new workbook refused its first area: {refusal}");
        }
        Self::of(workbook, Origin::New, None)
    }

    /// A workbook that was opened.
    pub fn of(workbook: Workbook, origin: Origin, stamp: Option<FileStamp>) -> Self {
        Self {
            workbook,
            history: History::default(),
            origin,
            stamp,
            revision: 0,
            saving: false,
            failed: None,
        }
    }

    /// The workbook.
    pub fn workbook(&self) -> &Workbook {
        &self.workbook
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

    /// Goes up with every change: what is derived is computed once for each.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether there are changes that the file does not hold.
    pub fn is_dirty(&self) -> bool {
        self.history.is_dirty()
    }

    /// Makes a change.
    pub fn apply(&mut self, edit: Edit, merge: Option<MergeKey>) -> Result<(), Refusal> {
        self.history.make(&mut self.workbook, edit, merge)?;
        self.revision += 1;
        Ok(())
    }

    /// Ends a run of typing.
    pub fn seal(&mut self) {
        self.history.seal();
    }

    /// Takes the last step back.
    pub fn undo(&mut self) -> Option<Label> {
        self.revision += 1;
        self.history.undo(&mut self.workbook)
    }

    /// Makes the last undone step again.
    pub fn redo(&mut self) -> Option<Label> {
        self.revision += 1;
        self.history.redo(&mut self.workbook)
    }

    /// Says that writing began.
    pub fn begin_saving(&mut self) {
        self.saving = true;
        self.failed = None;
    }

    /// Says that a state of the workbook is now in a file.
    pub fn saved(&mut self, path: PathBuf, stamp: FileStamp, state: u64) {
        self.saving = false;
        self.origin = Origin::File(path);
        self.stamp = Some(stamp);
        self.history.mark_saved(state);
    }

    /// Says that writing failed, in a sentence.
    pub fn save_failed(&mut self, why: String) {
        self.saving = false;
        self.failed = Some(why);
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

    /// What the window says of it.
    pub fn info(&self, lang: Lang) -> DocumentInfo {
        let save = if self.saving {
            SaveState::Saving
        } else if self.is_dirty() {
            match &self.failed {
                Some(why) => SaveState::Failed(why.clone()),
                None => SaveState::Changed(self.history.steps_since_save()),
            }
        } else if self.path().is_some() {
            SaveState::Saved
        } else {
            SaveState::Untouched
        };
        DocumentInfo {
            name: self.file_name(lang),
            path: self.path().map(Path::to_owned),
            save,
            undo: self.history.undo_label().cloned(),
            redo: self.history.redo_label().cloned(),
        }
    }
}
