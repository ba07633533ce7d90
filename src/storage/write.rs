//! Writing a workbook.
//!
//! The rows of a long project table are written by two threads, a chunk at a time, and joined in order;
//! the text is the same as if it were written in one go.

use super::{
    Progress, UNWATCHED,
    atomic::{self, Stop},
    error::StorageError,
    files::{Disk, FileSystem},
    format::{ATTRIBUTE, NO_ROWS, ROW_DEPTH, ROWS_BEGIN, ROWS_END, Written},
    kept,
    stamp::FileStamp,
    text::Text,
};
use crate::model::{Project, Rows, Workbook};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
};

/// So many rows are written in one go; more of them by threads, a run of the table at a time.
const FEW: usize = 512;
const THREADS: usize = 2;

/// Saves a workbook: whole, or not at all.
pub fn save(path: &Path, workbook: &Workbook) -> Result<FileStamp, StorageError> {
    save_with(&Disk, path, workbook, UNWATCHED)
}

/// Saves a workbook, says how far it is, and can be cancelled until the old file is replaced.
pub fn save_with(
    files: &dyn FileSystem,
    path: &Path,
    workbook: &Workbook,
    progress: Progress<'_>,
) -> Result<FileStamp, StorageError> {
    save_guarded(path, workbook, &Guard { files, progress, ..Guard::default() })
}

/// How a workbook is saved.
#[derive(Clone, Copy)]
pub struct Guard<'a> {
    /// The disk.
    pub files: &'a dyn FileSystem,
    /// Hears how far it is.
    pub progress: Progress<'a>,
    /// How the file looked when it was read or written last. Where another content stands there now, that is
    /// left alone: [`StorageError::Changed`].
    pub expected: Option<&'a FileStamp>,
    /// Hears of the new content before it takes the place of the old one.
    pub before: &'a dyn Fn(&FileStamp),
}

impl Default for Guard<'_> {
    fn default() -> Self {
        Self { files: &Disk, progress: UNWATCHED, expected: None, before: &|_| {} }
    }
}

impl Guard<'_> {
    fn check(&self, path: &Path) -> Result<(), StorageError> {
        let Some(expected) = self.expected else { return Ok(()) };
        match FileStamp::of_file_on(self.files, path) {
            Ok(now) if now == *expected => Ok(()),
            // Nobody's work is overwritten where there is none.
            Err(StorageError::Read { kind: io::ErrorKind::NotFound, .. }) => Ok(()),
            Ok(_) => Err(StorageError::Changed { path: path.into() }),
            Err(error) => Err(error),
        }
    }
}

/// Saves a workbook and minds what others have done to the file.
pub fn save_guarded(path: &Path, workbook: &Workbook, guard: &Guard<'_>) -> Result<FileStamp, StorageError> {
    // Asked at once, before the work, and again at the last moment.
    guard.check(path)?;
    let consent = |stamp: &FileStamp| {
        guard.check(path)?;
        (guard.before)(stamp);
        Ok(())
    };
    atomic::write(guard.files, path, &consent, |writer| put(workbook, writer, guard.progress))
}

/// The text of a workbook's file.
pub fn to_text(workbook: &Workbook) -> io::Result<String> {
    let mut bytes = Vec::new();
    match put(workbook, &mut bytes, UNWATCHED) {
        Ok(()) => String::from_utf8(bytes).map_err(io::Error::other),
        Err(Stop::Io(error)) => Err(error),
        Err(Stop::Cancelled) => Err(io::ErrorKind::Interrupted.into()),
    }
}

/// The text of a workbook's file, written in one go.
pub(super) fn in_one_go(workbook: &Workbook) -> io::Result<String> {
    Ok(frame(workbook)?.0)
}

/// The text of a workbook's file, and where the value of its project table begins.
fn frame(workbook: &Workbook) -> io::Result<(String, Option<usize>)> {
    let mut text = Text::default();
    text.push_str(ATTRIBUTE);
    text.with(kept::root(workbook));
    Written::new(workbook).serialize(&mut text).map_err(io::Error::other)?;
    text.push_str("\n");
    let projects = text.projects_at();
    Ok((text.into_string(), projects))
}

fn put(workbook: &Workbook, writer: &mut dyn Write, progress: Progress<'_>) -> Result<(), Stop> {
    if workbook.projects.len() <= FEW {
        return Ok(writer.write_all(in_one_go(workbook)?.as_bytes())?);
    }
    // Everything but the projects: cloning shares the rows.
    let (frame, projects) = frame(&Workbook { projects: Rows::default(), ..workbook.clone() })?;
    let (head, rest) = projects.and_then(|at| frame.split_at_checked(at)).ok_or_else(unlike_the_layout)?;
    let tail = rest.strip_prefix(NO_ROWS).ok_or_else(unlike_the_layout)?;
    writer.write_all(head.as_bytes())?;
    writer.write_all(ROWS_BEGIN.as_bytes())?;
    put_rows(workbook, writer, progress)?;
    writer.write_all(ROWS_END.as_bytes())?;
    Ok(writer.write_all(tail.as_bytes())?)
}

fn put_rows(workbook: &Workbook, writer: &mut dyn Write, progress: Progress<'_>) -> Result<(), Stop> {
    let chunks: Vec<(usize, &[Arc<Project>])> = workbook
        .projects
        .runs()
        .scan(0, |next, run| {
            let first = *next;
            *next += run.len();
            Some((first, run))
        })
        .collect();
    let next = AtomicUsize::new(0);
    // A short queue: the threads wait for the disk rather than fill the memory.
    let (sender, receiver) = mpsc::sync_channel(THREADS * 2);
    thread::scope(|scope| {
        for _ in 0..THREADS.min(chunks.len()) {
            let (sender, next, chunks) = (sender.clone(), &next, &chunks);
            scope.spawn(move || {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(&(first, chunk)) = chunks.get(number) else { return };
                    // Where nobody listens any more, writing has failed or was cancelled.
                    if sender.send((number, text_of_rows(workbook, first, chunk))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        // Moved in, so that it is dropped, and the threads end, before the scope waits for them.
        let receiver = receiver;
        let mut early = BTreeMap::new();
        let mut written = 0;
        for (number, text) in &receiver {
            early.insert(number, text);
            while let Some(text) = early.remove(&written) {
                writer.write_all(text?.as_bytes())?;
                written += 1;
                if progress(written as f32 / chunks.len() as f32) == ControlFlow::Break(()) {
                    return Err(Stop::Cancelled);
                }
            }
        }
        if written == chunks.len() { Ok(()) } else { Err(unlike_the_layout().into()) }
    })
}

/// Some rows of the project table as they stand in the file; the place of the first of them.
fn text_of_rows(workbook: &Workbook, first: usize, rows: &[Arc<Project>]) -> io::Result<String> {
    let mut text = Text::inside(ROW_DEPTH);
    for (at, row) in rows.iter().enumerate() {
        text.with(kept::node_of_project(workbook, first + at));
        text.row(row).map_err(io::Error::other)?;
    }
    Ok(text.into_string())
}

fn unlike_the_layout() -> io::Error {
    io::Error::other("the text is not laid out as expected")
}
