//! What was left behind by programs that ended unexpectedly, and what is kept so that this one leaves nothing
//! worse behind.

use super::{Guatu, Then};
use crate::{
    document::{Keep, Recovered, Recovery},
    jobs::{Job, Running},
    storage::{
        StorageError,
        journal::State,
        lock::{Holder, Lock, Taken},
        opening::Opening,
        report,
    },
    ui::{questions::Dialog, safety::LeftEntry},
};
use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, UNIX_EPOCH},
};

/// How often a lock gives a sign of life.
const RENEW: Duration = Duration::from_mins(1);

/// What is kept, and what was found.
#[derive(Debug, Default)]
pub(super) struct Safety {
    keep: Option<Keep>,
    /// The search for what was left behind.
    search: Option<Running>,
    /// What was found and not decided yet.
    pub(super) left: Vec<Recovery>,
    /// The file being opened, until it has been drawn.
    opening: Option<Opening>,
    /// The lock of the document's file, and where it is.
    lock: Option<(PathBuf, Lock)>,
    /// Who else works on the file: it is read only here.
    reader: Option<Holder>,
}

impl Safety {
    /// The folder of the application's state.
    pub(super) fn state(&self) -> Option<&State> {
        self.keep.as_ref().map(|keep| &keep.state)
    }

    /// Who else works on the file.
    pub(super) fn reader(&self) -> Option<&Holder> {
        self.reader.as_ref()
    }

    /// Lets the file go.
    pub(super) fn release(&mut self) {
        self.lock = None;
        self.reader = None;
    }
}

impl Guatu {
    /// Keeps journals in a state's folder from now on, and looks for what was left behind there.
    pub fn keep_state(&mut self, state: State) {
        let ctx = self.ctx.clone();
        let state = state.keeping(self.settings.versions);
        let keep = Keep { state, wake: Arc::new(move || ctx.request_repaint()), in_background: true };
        self.document.keep_in(keep.clone());
        let ctx = self.ctx.clone();
        let job = Job::FindLeft(keep.state.clone());
        self.safety.search = Some(Running::start(job, String::new(), move || ctx.request_repaint()));
        self.safety.keep = Some(keep);
    }

    /// Waits for the search and takes what it found. For tests: the window never waits.
    pub fn finish_search(&mut self) {
        if let Some(search) = self.safety.search.take() {
            let done = search.wait();
            self.take_done(done);
        }
    }

    pub(super) fn hear_search(&mut self) {
        if let Some(done) = self.safety.search.as_ref().and_then(Running::poll) {
            self.safety.search = None;
            self.take_done(done);
        }
        if let Some((_, lock)) = &mut self.safety.lock {
            lock.renew();
            self.ctx.request_repaint_after(RENEW);
        }
        // What was being opened has been drawn: it does not end the program.
        if self.job.is_none() {
            self.safety.opening = None;
        }
    }

    /// Takes the document's file for this window; where someone else has it, it is read only here.
    pub(super) fn take_lock(&mut self) {
        let Some(path) = self.document.path().map(ToOwned::to_owned) else { return };
        let Some(state) = self.safety.state() else { return };
        if self.safety.lock.as_ref().is_some_and(|(own, _)| *own == path) {
            return;
        }
        let taken = Lock::take(state.files(), &path, Holder::me());
        self.take_taken(path, taken);
    }

    /// Takes the file although another machine seems to have it: the user says that nobody works there.
    pub(super) fn take_over(&mut self) {
        let Some(path) = self.document.path().map(ToOwned::to_owned) else { return };
        let Some(state) = self.safety.state() else { return };
        let taken = Lock::take_over(state.files(), &path, Holder::me());
        self.take_taken(path, taken);
    }

    fn take_taken(&mut self, path: PathBuf, taken: Taken) {
        self.safety.release();
        let lang = self.lang();
        let moment =
            |seconds: u64| lang.moment(UNIX_EPOCH + Duration::from_secs(seconds.min(u64::from(u32::MAX))));
        match taken {
            Taken::Held(lock) => self.safety.lock = Some((path, lock)),
            Taken::By(holder) => {
                let (name, machine) = lang.holder(&holder);
                self.warn(lang.opened_read_only(name, machine, &moment(holder.since)));
                self.safety.reader = Some(holder);
            }
            Taken::Perhaps(holder) => {
                let (name, machine) = lang.holder(&holder);
                let hint = lang.in_use_hint(name, machine, &moment(holder.since), &moment(holder.seen));
                self.dialog = Some(Dialog::InUse(hint));
                self.safety.reader = Some(holder);
            }
            Taken::None => {}
        }
    }

    /// A document that replaces another one keeps a journal, too.
    pub(super) fn keep_journal_of(&mut self, document: &mut crate::document::Document) {
        if document.journal().is_none()
            && let Some(keep) = &self.safety.keep
        {
            document.keep_in(keep.clone());
        }
    }

    pub(super) fn take_left(&mut self, left: Vec<Recovery>, report: Option<PathBuf>) {
        self.safety.left = left;
        if let Some(report) = report.filter(|_| self.safety.left.is_empty()) {
            let text = self.lang().fell_last_time(&report.display().to_string());
            self.warn(text);
        }
        self.show_left();
    }

    /// Offers what was left behind, where nothing else is being asked.
    pub(super) fn show_left(&mut self) {
        if self.safety.left.is_empty() || self.dialog.is_some() || self.aside.is_some() {
            return;
        }
        let lang = self.lang();
        let entry = |left: &Recovery| LeftEntry {
            name: left.name().to_owned(),
            path: left.path().map(ToOwned::to_owned),
            steps: left.steps(),
            when: left.modified().map(|time| lang.moment(time)).unwrap_or_default(),
            torn: left.torn(),
            changed: left.is_changed(),
            gone: left.is_gone(),
        };
        let entries = self.safety.left.iter().map(entry).collect();
        let since = self.safety.left.iter().filter_map(Recovery::modified).min();
        let report = self.safety.keep.as_ref().zip(since);
        let report = report.and_then(|(keep, since)| report::latest(&keep.state, since));
        self.dialog = Some(Dialog::Left { entries, report });
    }

    pub(super) fn recover(&mut self, number: usize) {
        self.dialog = None;
        self.go_then(Then::Recover(number));
        // Where something else has to end first, it is offered again.
        if self.job.is_some() && self.then.is_none() && number < self.safety.left.len() {
            self.show_left();
        }
    }

    pub(super) fn start_recovery(&mut self, number: usize) {
        let Some(keep) = self.safety.keep.clone() else { return };
        if number < self.safety.left.len() {
            let left = self.safety.left.remove(number);
            let what = self.lang().recovering(left.name());
            self.start(Job::Recover(Box::new(left), keep), what);
        }
    }

    pub(super) fn discard_left(&mut self, number: usize) {
        if number < self.safety.left.len() {
            let left = self.safety.left.remove(number);
            let steps = left.steps();
            match left.discard() {
                Ok(()) => self.inform(self.lang().cli_discarded(steps)),
                Err(error) => self.warn(self.lang().storage_error(&error)),
            }
        }
        self.show_left();
    }

    pub(super) fn take_recovered(&mut self, result: Result<Box<Recovered>, StorageError>) {
        let lang = self.lang();
        match result {
            Ok(recovered) => {
                let Recovered { document, steps, refused } = *recovered;
                self.set_document(document);
                self.take_lock();
                self.inform(lang.recovered(steps));
                if refused > 0 {
                    self.warn(lang.recovery_refused(refused));
                }
            }
            Err(error) => self.warn(lang.storage_error(&error)),
        }
        self.show_left();
    }

    /// Opens a file, unless the program ended the last time that it did: then it asks.
    pub(super) fn open_with_care(&mut self, path: PathBuf) {
        if let Some(keep) = &self.safety.keep
            && Opening::ended_with(&keep.state, &path)
        {
            self.dialog = Some(Dialog::OpenAgain(path));
            return;
        }
        self.open(path);
    }

    /// Saves and keeps as the user says from now on.
    pub(super) fn keep_as(&mut self, autosave: Option<u16>, versions: u16) {
        self.settings.autosave = autosave;
        self.settings.versions = versions;
        self.save_settings();
        self.saves_at = None;
        if let Some(keep) = &mut self.safety.keep {
            keep.state = keep.state.clone().keeping(versions);
            self.document.keep_differently(keep.state.clone());
        }
    }

    pub(super) fn note_opening(&mut self, path: &std::path::Path) {
        self.safety.opening = self.safety.keep.as_ref().and_then(|keep| Opening::begin(&keep.state, path));
    }
}
