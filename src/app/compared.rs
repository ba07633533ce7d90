//! Comparing, merging, and going back to a kept version: each ends in one step that can be undone.

use super::{Guatu, files::Asked};
use crate::{
    compare::{self, Conflict, Side},
    jobs::{Compared, Job, Other},
    model::{ProjectId, Workbook},
    storage::{FileStamp, StorageError, Version, Versions},
    ui::{
        compared::{Offer, VersionEntry},
        differences::Listing,
        questions::{Dialog, Reply},
    },
};
use std::{path::PathBuf, sync::Arc};

/// What a comparison is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wanted {
    /// To see the differences.
    #[default]
    Differences,
    /// To look at the other one.
    Open,
    /// To go back to it.
    Restore,
}

/// The other workbook while a person looks at it.
#[derive(Debug)]
pub(super) struct Beside {
    workbook: Workbook,
    stamp: FileStamp,
    /// The file, where it is the document's own one that someone has changed.
    own_file: bool,
}

impl Guatu {
    fn versions(&self) -> Option<Versions> {
        let state = self.safety.state()?;
        self.document.path().map(|path| Versions::of(state, path))
    }

    /// Lists the kept versions of the file.
    pub(super) fn show_versions(&mut self) {
        let lang = self.lang();
        let versions = self.versions().map(|versions| versions.list()).unwrap_or_default();
        let entry = |version: &Version| VersionEntry {
            time: lang.moment_exact(version.time),
            by_itself: version.by_itself,
        };
        let entries = versions.iter().map(entry).collect();
        self.dialog = Some(Dialog::Versions { entries, versions, most: self.settings.versions });
    }

    fn compare_version(&mut self, version: &Version, wanted: Wanted) {
        if let Some(versions) = self.versions() {
            let name = self.lang().moment_exact(version.time);
            self.compare(name, Other::Version(versions, version.clone()), false, wanted);
        }
    }

    /// Compares with another file.
    pub(super) fn compare_file(&mut self, path: PathBuf) {
        self.compare(path.display().to_string(), Other::File(path), false, Wanted::Differences);
    }

    fn compare(&mut self, name: String, other: Other, own_file: bool, wanted: Wanted) {
        if self.job.is_some() {
            let text = self.lang().wait_for_job().to_owned();
            self.warn(text);
            return;
        }
        self.comparing = wanted;
        let what = self.lang().comparing(&name);
        let job = Job::Compare {
            name,
            other,
            base: own_file.then(|| Box::new(self.document.base().clone())),
            ours: Box::new(self.document.workbook().clone()),
            keep: self.safety.state().cloned(),
        };
        self.start(job, what);
    }

    /// Reads what became of a project in the kept versions.
    pub(super) fn read_kept(&mut self, project: ProjectId) {
        let lang = self.lang();
        if self.job.is_some() {
            self.warn(lang.wait_for_job().to_owned());
        } else if let Some(versions) = self.versions() {
            self.start(Job::Kept(versions, project), lang.page_reading_kept().to_owned());
        }
    }

    pub(super) fn take_compared(&mut self, name: String, result: Result<Box<Compared>, StorageError>) {
        match result {
            Err(error) => {
                let text = self.lang().storage_error(&error);
                self.warn(text);
            }
            Ok(compared) => {
                let Compared { theirs, stamp, differences, conflicts, restore } = *compared;
                let first = if conflicts.is_some() { self.document.base() } else { self.document.workbook() };
                let both = conflicts.clone().unwrap_or_default();
                let listing = Listing::new(first.clone(), theirs.clone(), differences, both);
                match (std::mem::take(&mut self.comparing), conflicts) {
                    (Wanted::Open, None) => self.look_at_version(&name, theirs, listing),
                    (Wanted::Restore, None) => self.restore(&theirs),
                    (_, conflicts) => {
                        let own_file = conflicts.is_some();
                        self.beside = Some(Beside { workbook: theirs, stamp, own_file });
                        let listing = Arc::new(listing);
                        self.dialog = Some(if let Some(conflicts) = conflicts {
                            let choices = vec![Side::Ours; conflicts.len()];
                            Dialog::Merge { listing, choices }
                        } else {
                            let offer = if restore { Offer::Restore } else { Offer::Nothing };
                            Dialog::Differences { other: name, listing, offer }
                        });
                    }
                }
            }
        }
    }

    /// Takes the answer to one of these windows.
    pub(super) fn take_compared_reply(&mut self, dialog: Dialog, reply: Reply) {
        match (dialog, reply) {
            (Dialog::Changed(path), Reply::Merge) => {
                self.compare(path.display().to_string(), Other::File(path), true, Wanted::Differences);
            }
            (Dialog::Changed(_), Reply::Elsewhere) => self.ask_file(Asked::Save),
            (Dialog::Versions { versions, .. }, reply) => {
                let (number, wanted) = match reply {
                    Reply::Version(number) => (number, Wanted::Differences),
                    Reply::OpenVersion(number) => (number, Wanted::Open),
                    Reply::RestoreVersion(number) => (number, Wanted::Restore),
                    _ => return,
                };
                if let Some(version) = versions.get(number) {
                    self.compare_version(version, wanted);
                }
            }
            (Dialog::Differences { .. }, Reply::Merge) => {
                if let Some(Beside { workbook, .. }) = self.beside.take() {
                    self.restore(&workbook);
                }
            }
            (Dialog::Merge { listing, choices }, Reply::Merge) => self.merge(listing.conflicts(), &choices),
            _ => {
                self.beside = None;
                self.then = None;
            }
        }
    }

    /// Takes over what a kept version holds, as one step.
    pub(super) fn restore(&mut self, workbook: &Workbook) {
        match compare::edit_between(self.document.workbook(), workbook) {
            None => self.inform(self.lang().cli_same().to_owned()),
            Some(edit) => {
                if self.make(edit, None) {
                    let text = self.lang().version_restored().to_owned();
                    self.inform(text);
                }
            }
        }
    }

    fn merge(&mut self, conflicts: &[Conflict], choices: &[Side]) {
        let Some(Beside { workbook, stamp, own_file }) = self.beside.take() else { return };
        let merged = compare::merge(self.document.base(), self.document.workbook(), &workbook, choices);
        debug_assert_eq!(merged.conflicts, conflicts, "nothing is changed while the window is open");
        if merged.edit.is_some_and(|edit| !self.make(edit, None)) {
            return;
        }
        if own_file {
            self.document.go_on_from(workbook, stamp);
        }
        let text = self.lang().merged().to_owned();
        self.inform(text);
    }
}
