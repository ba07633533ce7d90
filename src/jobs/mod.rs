//! Long work off the UI thread: one typed enum, with progress and cancel.
//!
//! A [`Job`] owns a snapshot of whatever it needs (a clone of a workbook shares its rows), runs on a
//! thread of its own, and comes back as one [`Done`].

mod batch;
mod miniatures;

pub use batch::{Batch, plain_name};
pub use miniatures::{Miniature, Miniatures, Wanted};

use crate::{
    bundled::Bundled,
    chart::{self, ExportError, Format, Size},
    compare::{self, Conflict, Difference},
    document::{self, Keep, Recovered, Recovery, Save},
    i18n::Lang,
    model::{Figure, Project, ProjectId, When, Workbook},
    storage::{self, Came, Disk, FileStamp, Opened, StorageError, Version, Versions, journal::State},
};
use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc::{Receiver, TryRecvError, channel},
    },
    time::SystemTime,
};

/// What to do.
#[derive(Debug)]
pub enum Job {
    /// Reads a workbook.
    Open(PathBuf),
    /// Reads a bundled workbook.
    OpenBundled(Bundled),
    /// Writes a workbook.
    Save(Box<Save>),
    /// Looks for what programs that ended unexpectedly have left behind.
    FindLeft(State),
    /// Compares with another workbook, and with a common ancestor finds what both have changed.
    Compare {
        /// What the other one is called.
        name: String,
        /// The other one.
        other: Other,
        /// The common ancestor.
        base: Option<Box<Workbook>>,
        /// The snapshot.
        ours: Box<Workbook>,
        /// Where the other one's version is kept.
        keep: Option<State>,
    },
    /// Reads a project in all versions that were kept.
    Kept(Versions, ProjectId),
    /// Makes the changes again that were left behind.
    Recover(Box<Recovery>, Keep),
    /// Makes them again to be looked at, beside the file; the number is handed back.
    Look(usize, Box<Recovery>, State),
    /// Draws a figure and writes it.
    Export {
        /// The file.
        path: PathBuf,
        /// The snapshot.
        workbook: Box<Workbook>,
        /// The figure.
        figure: Box<Figure>,
        /// Its language.
        lang: Lang,
        /// The format.
        format: Format,
        /// The size.
        size: Size,
        /// The scale of a PNG.
        scale: u32,
        /// The date it says it was made on.
        made: Option<When>,
    },
    /// Draws several figures and writes them.
    ExportMany(Box<Batch>),
}

/// Another workbook.
#[derive(Debug)]
pub enum Other {
    /// A file.
    File(PathBuf),
    /// A version that was kept.
    Version(Versions, Version),
}

/// What a comparison found.
#[derive(Debug)]
pub struct Compared {
    /// The other workbook.
    pub theirs: Workbook,
    /// How its file looked.
    pub stamp: FileStamp,
    /// What differs: from the common ancestor where there is one, else from the snapshot.
    pub differences: Vec<Difference>,
    /// What both have changed, where there is a common ancestor.
    pub conflicts: Option<Vec<Conflict>>,
    /// Whether it is an earlier version, which can be taken over.
    pub restore: bool,
}

/// What recovering would come to.
#[derive(Debug)]
pub struct Looked {
    /// The file as it is now; where it cannot be read, the version that the changes were made on.
    pub beside: Workbook,
    /// The workbook with the changes.
    pub recovered: Workbook,
    /// What differs from the one to the other.
    pub differences: Vec<Difference>,
    /// How many changes could not be made again.
    pub refused: usize,
}

/// A project as a kept version has it.
#[derive(Debug)]
pub struct KeptProject {
    /// When the version was kept.
    pub time: SystemTime,
    /// The project; none: the version has no such one.
    pub project: Option<Box<Project>>,
}

/// Why a figure was not exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportFailure {
    /// It could not be drawn.
    #[error(transparent)]
    Drawing(#[from] ExportError),
    /// It could not be written.
    #[error(transparent)]
    Writing(#[from] StorageError),
    /// So many files of these names are in the folder, and were not to be replaced. None was written.
    #[error("{0} files exist")]
    Exist(usize),
    /// It was stopped after so many files.
    #[error("stopped after {0} files")]
    Stopped(usize),
}

/// What came of it.
#[derive(Debug)]
pub enum Done {
    /// A workbook was read, or not.
    Opened(PathBuf, Result<Box<Opened>, StorageError>),
    /// A bundled workbook was read, or not.
    OpenedBundled(Bundled, Result<Box<Workbook>, StorageError>),
    /// A workbook was written, or not.
    Saved {
        /// The file.
        path: PathBuf,
        /// The state that the file now holds.
        state: u64,
        /// How the file looks.
        result: Result<FileStamp, StorageError>,
        /// What stands in it although writing failed.
        in_place: Option<FileStamp>,
        /// Nobody asked for it.
        by_itself: bool,
    },
    /// A figure was exported, or not.
    Exported {
        /// The file.
        path: PathBuf,
        /// The number of files, where it was: a schedule may go on over several sheets.
        result: Result<usize, ExportFailure>,
    },
    /// Several figures were exported, or not; what was asked for is handed back.
    ExportedMany(Box<Batch>, Result<(), ExportFailure>),
    /// Another workbook was compared with, or could not be read.
    Compared(String, Result<Box<Compared>, StorageError>),
    /// What was left behind, and the report of a fall that the user was not told of yet.
    Left(Vec<Recovery>, Option<PathBuf>),
    /// What recovering would come to; the number and what was left behind are handed back.
    Looked(usize, Box<Recovery>, Result<Box<Looked>, StorageError>),
    /// A project in the versions that could be read, the newest first.
    Kept(ProjectId, Vec<KeptProject>),
    /// What was left behind was made again, or not.
    Recovered(Result<Box<Recovered>, StorageError>),
    /// The work ended without a result: a defect of the program.
    Broken,
}

#[derive(Debug, Default)]
struct Shared {
    /// Thousandths.
    progress: AtomicU32,
    cancelled: AtomicBool,
}

/// A job under way.
#[derive(Debug)]
pub struct Running {
    /// What is being done, in a sentence.
    pub what: String,
    /// Whether it may be stopped halfway.
    pub can_stop: bool,
    shared: Arc<Shared>,
    receive: Receiver<Done>,
}

impl Running {
    /// Starts a job. `wake` is called when there is news of it.
    pub fn start(job: Job, what: String, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared::default());
        let (send, receive) = channel();
        let inner = shared.clone();
        let can_stop = matches!(job, Job::ExportMany(_));
        let spawned = std::thread::Builder::new().name("job".into()).spawn(move || {
            let heard = |progress: f32| {
                let now = (progress.clamp(0.0, 1.0) * 1000.0) as u32;
                if inner.progress.swap(now, Ordering::Relaxed) != now {
                    wake();
                }
                if inner.cancelled.load(Ordering::Relaxed) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            };
            let done = run(job, &heard);
            // The window may be gone by now; then nobody waits for the result.
            let _ = send.send(done);
            wake();
        });
        if let Err(error) = spawned {
            log::error!("no thread for a job: {error}");
        }
        Self { what, can_stop, shared, receive }
    }

    /// How far it is, from 0 to 1; none while that is not known.
    pub fn progress(&self) -> Option<f32> {
        let thousandths = self.shared.progress.load(Ordering::Relaxed);
        (thousandths > 0).then_some(thousandths as f32 / 1000.0)
    }

    /// Asks it to stop. It still comes back, as cancelled or finished.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// What came of it, once it is finished.
    pub fn poll(&self) -> Option<Done> {
        match self.receive.try_recv() {
            Ok(done) => Some(done),
            Err(TryRecvError::Empty) => None,
            Err(TryRecvError::Disconnected) => Some(Done::Broken),
        }
    }

    /// Waits until it is finished. For tests and for closing.
    pub fn wait(&self) -> Done {
        self.receive.recv().unwrap_or(Done::Broken)
    }
}

fn run(job: Job, progress: storage::Progress<'_>) -> Done {
    match job {
        Job::Open(path) => {
            let result = storage::open_with(&path, progress).map(Box::new);
            Done::Opened(path, result)
        }
        Job::OpenBundled(bundled) => Done::OpenedBundled(bundled, bundled.workbook().map(Box::new)),
        Job::Compare { name, other, base, ours, keep } => {
            let result = compare(&other, base.as_deref(), &ours, keep.as_ref(), progress);
            Done::Compared(name, result.map(Box::new))
        }
        Job::Kept(versions, project) => Done::Kept(project, kept(&versions, project, progress)),
        Job::FindLeft(state) => Done::Left(Recovery::all(&state), storage::report::untold(&state)),
        Job::Look(number, left, state) => {
            let result = look(&left, &state).map(Box::new);
            Done::Looked(number, left, result)
        }
        Job::Recover(left, keep) => Done::Recovered(left.recover(keep).map(Box::new)),
        Job::Save(save) => {
            let result = save.run(&Disk, progress);
            let in_place = result.as_ref().err().and_then(|error| save.in_place(error));
            let Save { path, state, by_itself, .. } = *save;
            Done::Saved { path, state, result, in_place, by_itself }
        }
        Job::Export { path, workbook, figure, lang, format, size, scale, made } => {
            let result = export(&path, &workbook, &figure, lang, (format, size, scale), made);
            Done::Exported { path, result }
        }
        Job::ExportMany(batch) => {
            let result = batch.run(progress);
            Done::ExportedMany(batch, result)
        }
    }
}

fn look(left: &Recovery, state: &State) -> Result<Looked, StorageError> {
    let document::Recovered { document, refused, .. } = left.look(state)?;
    let now = left.path().and_then(|path| storage::open(path).ok());
    let beside = now.map_or_else(|| document.base().clone(), |opened| opened.workbook);
    let recovered = document.workbook().clone();
    let differences = compare::diff(&beside, &recovered);
    Ok(Looked { beside, recovered, differences, refused })
}

fn compare(
    other: &Other,
    base: Option<&Workbook>,
    ours: &Workbook,
    keep: Option<&State>,
    progress: storage::Progress<'_>,
) -> Result<Compared, StorageError> {
    let (theirs, stamp) = match other {
        Other::File(path) => {
            let opened = storage::open_with(path, progress)?;
            if let (Some(state), Some(_)) = (keep, base) {
                document::keep_version(state, &Disk, path, (&opened.stamp, &opened.workbook), Came::Saved);
            }
            (opened.workbook, opened.stamp)
        }
        Other::Version(versions, version) => {
            let bytes = versions.read(version)?;
            let stamp = FileStamp::of_content(&bytes, None);
            (storage::parse(Path::new(""), &bytes)?, stamp)
        }
    };
    let differences = compare::diff(base.unwrap_or(ours), &theirs);
    let conflicts = base.map(|base| compare::merge(base, ours, &theirs, &[]).conflicts);
    let restore = matches!(other, Other::Version(..));
    Ok(Compared { theirs, stamp, differences, conflicts, restore })
}

/// A project in all versions, the newest first; one that cannot be read is passed over.
fn kept(versions: &Versions, project: ProjectId, progress: storage::Progress<'_>) -> Vec<KeptProject> {
    let list = versions.list();
    let mut found = Vec::with_capacity(list.len());
    for (at, version) in list.iter().enumerate() {
        let read = versions.read(version).and_then(|bytes| storage::parse(Path::new(""), &bytes));
        match read {
            Ok(workbook) => {
                let project = workbook.projects.get(project).cloned().map(Box::new);
                found.push(KeptProject { time: version.time, project });
            }
            Err(error) => log::warn!("a kept version cannot be read: {error}"),
        }
        if progress((at + 1) as f32 / list.len() as f32).is_break() {
            break;
        }
    }
    found
}

fn export(
    path: &Path,
    workbook: &Workbook,
    figure: &Figure,
    lang: Lang,
    (format, size, scale): (Format, Size, u32),
    made: Option<When>,
) -> Result<usize, ExportFailure> {
    let files = chart::render(workbook, figure, lang, size, scale, made)?.files(format)?;
    for (path, bytes) in chart::export::sheet_paths(path, files.len()).iter().zip(&files) {
        storage::write_bytes(path, bytes)?;
    }
    Ok(files.len())
}
