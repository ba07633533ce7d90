//! `guatu edit`: changes from standard input, one [`Edit`] in RON a line, the same way as in the window.
//!
//! Each line is answered by one line: `journaled N` once the change is on the disk, or why it was refused. At
//! the end of the input the workbook is saved.

use super::{CliError, Ending, Place, state};
use crate::{
    document::{Document, Keep, Origin, Recovery},
    edit::Edit,
    i18n::Lang,
    storage::{
        self, Disk, UNWATCHED,
        lock::{Holder, Lock, Taken},
    },
};
use ron::{Options, extensions::Extensions};
use std::{
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    sync::Arc,
};

/// A longer line is no change that a person or a script makes.
const LONGEST_LINE: u64 = 64 << 20;

/// What a line came to.
enum Answer {
    /// The change was made; its number.
    Made(u64),
    /// It was not; why.
    Refused(String),
}

/// Makes the changes of `input` in a workbook and saves it.
pub(super) fn edit(
    place: &Place,
    input: &mut BufReader<impl Read>,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<Ending, CliError> {
    let path = match place {
        Place::File(path) => std::path::absolute(path).unwrap_or_else(|_| path.clone()),
        Place::Bundled(bundled) => return Err(CliError::NotAFile(bundled.name().to_owned())),
        Place::Unknown(name) => return Err(CliError::UnknownName(name.clone())),
    };
    let _lock = match Lock::take(Arc::new(Disk), &path, Holder::me()) {
        Taken::By(holder) | Taken::Perhaps(holder) => return Err(CliError::InUse(holder)),
        Taken::Held(lock) => Some(lock),
        Taken::None => None,
    };
    let opened = storage::open(&path)?;
    let mut document = Document::of(opened.workbook, Origin::File(path.clone()), Some(opened.stamp));
    if let Some(state) = state() {
        // What a program left behind must not be overtaken unseen.
        if let Some(left) = Recovery::all(&state).iter().find(|left| is_of(left, &path)) {
            return Err(CliError::LeftBehind { path, steps: left.steps() });
        }
        document.keep_in(Keep::quietly(state));
    }
    let mut answers = Vec::new();
    let (mut made, mut refused) = (0, 0);
    while let Some(line) = next_line(input)? {
        let line = match line {
            Ok(line) if line.trim().is_empty() => continue,
            other => other,
        };
        match line.and_then(|line| make(&mut document, &line, lang)) {
            Ok(()) => {
                made += 1;
                answers.push(Answer::Made(made));
            }
            Err(why) => {
                refused += 1;
                answers.push(Answer::Refused(why));
            }
        }
        // Lines that are there already go to the disk together.
        if !input.buffer().contains(&b'\n') {
            answer(&document, &mut answers, lang, out)?;
        }
    }
    answer(&document, &mut answers, lang, out)?;
    if made > 0 {
        save(&mut document, &path, lang, out)?;
    }
    Ok(if refused == 0 { Ending::Well } else { Ending::Found })
}

/// Whether what was left behind belongs to a file.
pub(super) fn is_of(left: &Recovery, path: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    left.path().is_some_and(|own| real(own) == real(path))
}

/// Saves a document, which then needs its journal no more.
pub(super) fn save(
    document: &mut Document,
    path: &Path,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let save = document.begin_saving(path.to_owned());
    let stamp = save.run(&Disk, UNWATCHED)?;
    document.saved(save.path, stamp, save.state);
    writeln!(out, "{}", lang.saved_to(&path.display().to_string()))?;
    Ok(())
}

/// Gives the answers, once the disk has what was made.
fn answer(
    document: &Document,
    answers: &mut Vec<Answer>,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let behind = document.flush_journal().filter(|journal| journal.on_disk < journal.handed);
    for answer in answers.drain(..) {
        match (answer, &behind) {
            (Answer::Made(number), None) => writeln!(out, "journaled {number}")?,
            (Answer::Made(number), Some(journal)) => {
                let why =
                    journal.failure.as_ref().map(|failure| lang.io_failure(failure.kind, &failure.detail));
                writeln!(out, "{}", lang.cli_not_journaled(number, &why.unwrap_or_default()))?;
            }
            (Answer::Refused(why), _) => writeln!(out, "{}", lang.cli_refused(&why))?,
        }
    }
    Ok(out.flush()?)
}

fn make(document: &mut Document, line: &str, lang: Lang) -> Result<(), String> {
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let edit: Edit =
        storage::read_exactly(&options, line).map_err(|error| lang.cli_no_edit(&error.to_string()))?;
    document.apply(edit, None).map_err(|refusal| lang.refusal(&refusal))
}

/// The next line; within, why it cannot be one.
fn next_line(input: &mut BufReader<impl Read>) -> io::Result<Option<Result<String, String>>> {
    let mut bytes = Vec::new();
    let read = input.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut bytes)?;
    if read == 0 {
        return Ok(None);
    }
    if read as u64 == LONGEST_LINE && !bytes.ends_with(b"\n") {
        skip_line(input)?;
        return Ok(Some(Err(io::Error::from(io::ErrorKind::FileTooLarge).to_string())));
    }
    Ok(Some(String::from_utf8(bytes).map_err(|error| error.utf8_error().to_string())))
}

fn skip_line(input: &mut impl BufRead) -> io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let length = end.map_or(buffer.len(), |end| end + 1);
        input.consume(length);
        if length == 0 || end.is_some() {
            return Ok(());
        }
    }
}
