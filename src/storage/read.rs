//! Reading a workbook.

use super::{
    Progress, UNWATCHED,
    error::{StorageError, Trouble},
    format::{
        self, ATTRIBUTE, PROJECTS_BEGIN, PROJECTS_EMPTY, PROJECTS_END, PROJECTS_NEXT, ROW_BEGIN, ROW_END,
        VERSION,
    },
    header::{self, Header},
    kept::{self, Strangers},
    lenient::{self, EXACT, FEWER, Found, MOST_ENTRIES, SHORTER},
    scan::{Doubt, Scan},
    stamp::FileStamp,
    write,
};
use crate::model::{FEWER_ROWS, MOST_ROWS, Project, Rows, Violation, Workbook};
use ron::error::SpannedError;
use serde::Deserialize;
use std::{
    fs::File,
    io::Read,
    ops::ControlFlow,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 1 << 29;

/// Files below this size are not worth a second thread.
const WORTH_SPLITTING: usize = 2 << 20;

/// A workbook that was read from a file.
#[derive(Debug)]
pub struct Opened {
    /// The workbook.
    pub workbook: Workbook,
    /// How the file looked.
    pub stamp: FileStamp,
    /// What is unsound in it. It can be mended in the window.
    pub violations: Vec<Violation>,
    /// What in it is not understood, but kept.
    pub strangers: Strangers,
}

/// Opens a workbook. The file is never changed.
pub fn open(path: &Path) -> Result<Opened, StorageError> {
    open_with(path, UNWATCHED)
}

/// Opens a workbook and says how far it is.
pub fn open_with(path: &Path, progress: Progress<'_>) -> Result<Opened, StorageError> {
    let failed = |error| StorageError::read(path, &error);
    // Asked before opening: opening a pipe would wait for a writer.
    if !std::fs::metadata(path).map_err(failed)?.is_file() {
        return Err(StorageError::NotAFile { path: path.into() });
    }
    let mut file = File::open(path).map_err(failed)?;
    let metadata = file.metadata().map_err(failed)?;
    let too_large = |size| Err(StorageError::TooLarge { path: path.into(), size });
    if metadata.len() > LARGEST_FILE {
        return too_large(metadata.len());
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // The file may grow while it is read.
    (&mut file).take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST_FILE {
        return too_large(bytes.len() as u64);
    }
    let modified = metadata.modified().ok();
    let ((workbook, strangers), stamp) = thread::scope(|scope| {
        let stamp = scope.spawn(|| FileStamp::of_content(&bytes, modified));
        let read = parse_with(path, &bytes, progress)?;
        // A hash cannot fail; were it to, the file is hashed here.
        let stamp = stamp.join().unwrap_or_else(|_| FileStamp::of_content(&bytes, modified));
        Ok((read, stamp))
    })?;
    drop(bytes);
    let violations = workbook.check();
    Ok(Opened { workbook, stamp, violations, strangers })
}

/// Reads a workbook from memory. `origin` names it in errors.
pub fn parse(origin: &Path, bytes: &[u8]) -> Result<Workbook, StorageError> {
    parse_with(origin, bytes, UNWATCHED).map(|(workbook, _)| workbook)
}

fn parse_with(
    origin: &Path,
    bytes: &[u8],
    progress: Progress<'_>,
) -> Result<(Workbook, Strangers), StorageError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let line = 1 + bytes.iter().take(byte).filter(|&&b| b == b'\n').count();
        StorageError::NotText { path: origin.into(), byte, line }
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match header::read(text) {
        Header::Version(version) if version > u64::from(VERSION) => {
            return Err(StorageError::Newer { path: origin.into(), found: version, known: VERSION });
        }
        // When there is a second version, the first one's structs are frozen beside this file and turned
        // into it here, step by step.
        Header::Version(1) | Header::CutOff => {}
        Header::Version(_) | Header::Other => {
            return Err(StorageError::NotAWorkbook { path: origin.into() });
        }
    }
    if text.len() >= WORTH_SPLITTING {
        match split(text).map(|split| split.parse(progress)) {
            Some(Ok(workbook)) => return Ok((workbook, Strangers::default())),
            Some(Err(Unfinished::Cancelled)) => return Err(StorageError::Cancelled),
            // Not in the layout that is written here, or damaged: ron knows the place.
            Some(Err(Unfinished::Doubtful)) | None => {}
        }
    } else if let Ok((workbook, _)) = scan(text) {
        return Ok((workbook, Strangers::default()));
    }
    let (read, found) = lenient::read::<format::Read>(&ron::Options::default(), text)
        .map_err(|error| explain(origin, text, error))?;
    let mut workbook = read.workbook;
    kept::collect(&mut workbook, text, found)
        .map(|strangers| (workbook, strangers))
        .map_err(|found| homeless(origin, text, &found))
}

/// Says that a field that is not known cannot be kept, because its row has the number of another one.
fn homeless(origin: &Path, text: &str, found: &Found<'_>) -> StorageError {
    let (line, column) = place_of_end(text.get(..found.offset_in(text)).unwrap_or_default());
    let name = found.name.to_string();
    let detail = format!("{name}: two rows have one number");
    let what = Trouble::UnknownField { found: name, expected: found.known.to_vec() };
    StorageError::Syntax { path: origin.into(), line, column, what, detail }
}

/// Reads a text in the layout of [`format`], and says how many entries of lists it has.
fn scan(text: &str) -> Result<(Workbook, usize), Doubt> {
    let mut scan = Scan::new(text.strip_prefix(ATTRIBUTE).ok_or(Doubt)?);
    let read = format::Read::deserialize(&mut scan)?;
    if scan.is_done() { Ok((read.workbook, scan.entries())) } else { Err(Doubt) }
}

/// A text in the layout of [`format`], cut up so that two threads can read it.
struct Split<'a> {
    /// Everything but the rows of the project table.
    frame: String,
    /// Rows of the project table: whole rows, each with its indentation and its comma.
    rows: [&'a str; 2],
}

enum Unfinished {
    Cancelled,
    Doubtful,
}

impl From<Doubt> for Unfinished {
    fn from(_: Doubt) -> Self {
        Self::Doubtful
    }
}

/// Cuts a text at the lines that bracket the project table and at a row in its middle.
///
/// A text that only looks so (with such lines inside a raw string, say) does no harm: the frame is compared
/// with what would be written, and each part must consist of whole rows.
fn split(text: &str) -> Option<Split<'_>> {
    let begin = text.find(PROJECTS_BEGIN)?;
    let rows_at = begin + PROJECTS_BEGIN.len();
    let rows = text.get(rows_at..)?;
    // Searched from the end, because the table is long and what follows it is not.
    let (rows, rest) = rows.split_at_checked(rows.rfind(&[PROJECTS_END, PROJECTS_NEXT].concat())?)?;
    let tail = rest.strip_prefix(PROJECTS_END)?;
    // A frame that is most of the file is not worth the trouble.
    if (begin + tail.len()) * 4 > text.len() {
        return None;
    }
    let frame = [text.get(..begin)?, PROJECTS_EMPTY, tail].concat();
    let mut middle = rows.len() / 2;
    while !rows.is_char_boundary(middle) {
        middle += 1;
    }
    let cut = rows.get(middle..)?.find(&[ROW_END, ROW_BEGIN].concat())?;
    let (first, second) = rows.split_at_checked(middle + cut + ROW_END.len())?;
    Some(Split { frame, rows: [first, second] })
}

impl Split<'_> {
    fn parse(self, progress: Progress<'_>) -> Result<Workbook, Unfinished> {
        let stop = AtomicBool::new(false);
        let stopped = || stop.load(Ordering::Relaxed);
        let [first, second] = self.rows;
        let (first, second) = thread::scope(|scope| {
            let other = scope.spawn(|| parse_rows(second, &mut |_| stopped()));
            let mut cancelled = false;
            let first = parse_rows(first, &mut |share| {
                cancelled = progress(share) == ControlFlow::Break(());
                cancelled
            });
            if first.is_none() {
                stop.store(true, Ordering::Relaxed);
            }
            let second = other.join().ok().flatten();
            if cancelled { Err(Unfinished::Cancelled) } else { Ok((first, second)) }
        })?;
        let (Some((mut projects, entries)), Some((more, more_entries))) = (first, second) else {
            return Err(Unfinished::Doubtful);
        };
        projects.extend(more);
        projects.shrink_to_fit();
        let (mut workbook, others) = scan(&self.frame)?;
        if projects.len() > MOST_ROWS || projects.len() + entries + more_entries + others > MOST_ENTRIES {
            return Err(Unfinished::Doubtful);
        }
        let written = write::in_one_go(&workbook);
        if written.ok().as_deref() != Some(self.frame.as_str()) {
            return Err(Unfinished::Doubtful);
        }
        workbook.projects = Rows::from(projects);
        Ok(workbook)
    }
}

/// Reads rows one after the other, and says how many entries their lists have; `None` where the text is anything
/// but rows, or `stop` says so.
fn parse_rows(text: &str, stop: &mut dyn FnMut(f32) -> bool) -> Option<(Vec<Arc<Project>>, usize)> {
    let mut scan = Scan::new(text);
    let mut rows = Vec::new();
    while !scan.is_done() {
        rows.push(Arc::<Project>::deserialize(&mut scan).ok()?);
        scan.pass(b',').ok()?;
        if rows.len() % 1024 == 0 && stop(scan.at() as f32 / text.len() as f32) {
            return None;
        }
    }
    Some((rows, scan.entries()))
}

/// Says what a parser's error means.
fn explain(origin: &Path, text: &str, error: SpannedError) -> StorageError {
    use ron::Error as E;
    let detail = brief(error.code.to_string());
    let end = error.span.end;
    let whole = text.trim_end();
    let (last_line, last_column) = place_of_end(whole);
    // Of a word that was cut in two the parser names the start.
    let word = whole.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    let half_a_word = matches!(error.code, E::ExpectedBoolean)
        && !word.is_empty()
        && ["true", "false"].iter().any(|whole| whole.starts_with(word));
    let last = if half_a_word { last_column - word.len() } else { last_column };
    let cut_off = matches!(error.code, E::Eof | E::ExpectedStringEnd | E::UnclosedBlockComment)
        || (end.line, end.col) >= (last_line, last);
    let (line, column) = if cut_off { (last_line, last_column) } else { (end.line, end.col) };
    let what = match error.code {
        _ if cut_off => Trouble::Ended,
        E::NoSuchStructField { expected, found, .. } => {
            Trouble::UnknownField { found: brief(found), expected: expected.to_vec() }
        }
        E::NoSuchEnumVariant { expected, found, .. } => {
            Trouble::UnknownChoice { found: brief(found), expected: expected.to_vec() }
        }
        E::MissingStructField { field, .. } => Trouble::MissingField(field),
        E::DuplicateStructField { field, .. } => Trouble::DuplicateField(field),
        E::InvalidValueForType { expected, found } if expected == EXACT => Trouble::Inexact(brief(found)),
        E::InvalidValueForType { expected, found } => Trouble::WrongValue { expected, found: brief(found) },
        E::ExpectedDifferentLength { expected, found } if expected == SHORTER => Trouble::TextTooLong(found),
        E::ExpectedDifferentLength { expected, .. } if expected == FEWER_ROWS => Trouble::TooManyRows,
        E::ExpectedDifferentLength { expected, .. } if expected == FEWER => {
            Trouble::TooManyEntries(MOST_ENTRIES)
        }
        E::ExpectedDifferentLength { expected, found } => {
            Trouble::WrongValue { expected, found: found.to_string() }
        }
        E::IntegerOutOfBounds => Trouble::NumberOutOfRange,
        E::ExceededRecursionLimit => Trouble::TooDeep,
        E::TrailingCharacters => Trouble::TrailingText,
        _ => Trouble::Syntax,
    };
    StorageError::Syntax { path: origin.into(), line, column, what, detail }
}

/// What the file says, short enough for a sentence.
fn brief(text: String) -> String {
    const LONGEST: usize = 120;
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
    }
}

/// Line and column behind the last character.
fn place_of_end(text: &str) -> (usize, usize) {
    let line = 1 + text.bytes().filter(|&b| b == b'\n').count();
    let last = text.rsplit('\n').next().unwrap_or_default();
    (line, 1 + last.chars().count())
}
