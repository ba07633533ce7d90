//! Reading what a program left behind.

use super::{
    Head, Mark,
    frame::{self, Kind, LONGEST, MAGIC},
    log,
};
use serde::de::DeserializeOwned;

/// The workbook before the first step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// A version of the file that the head names.
    File {
        /// Its size in bytes.
        size: u64,
        /// Its hash.
        hash: u128,
    },
    /// The text of the workbook, packed.
    Here(Vec<u8>),
}

/// What a journal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scan {
    /// Which workbook, and who wrote.
    pub head: Head,
    /// The workbook before the first step.
    pub base: Base,
    /// The steps, in order.
    pub steps: Vec<String>,
    /// The marks of saves, in order.
    pub marks: Vec<Mark>,
    /// It says itself that it is not needed any more.
    pub ended: bool,
    /// The bytes behind the last whole record: a step that was being written when the program stopped.
    pub torn: u64,
    /// The bytes up to there.
    pub(super) whole: u64,
    /// The number of the next record.
    pub(super) next: u64,
}

/// Why a file is no journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoJournal {
    /// It never came to its head and base, so that no step was ever promised.
    Unbegun,
    /// It is damaged, of a newer version, or something else.
    Unknown,
}

/// Reads a journal.
pub fn scan(bytes: &[u8]) -> Result<Scan, NoJournal> {
    let Some(mut rest) = bytes.strip_prefix(MAGIC) else {
        // The disk may have had the file's size, but not its content.
        let begun = bytes.len() <= MAGIC.len() && MAGIC.starts_with(bytes) || bytes.iter().all(|&b| b == 0);
        return Err(if begun { NoJournal::Unbegun } else { NoJournal::Unknown });
    };
    read(&mut rest, bytes.len()).ok_or_else(|| {
        let cut_off = rest.len() < frame::FRAME || frame::reach(rest) > rest.len();
        if cut_off || rest.iter().all(|&b| b == 0) { NoJournal::Unbegun } else { NoJournal::Unknown }
    })
}

/// Reads what follows the first bytes. Where it fails, `rest` begins with the record that it fails at.
fn read(rest: &mut &[u8], size: usize) -> Option<Scan> {
    let mut number = 0;
    let mut next = |rest: &mut &[u8]| -> Option<(Kind, Vec<u8>)> {
        let (kind, says) = frame::take(rest, number)?;
        if says.len() > LONGEST {
            return None;
        }
        number += 1;
        Some((kind, says.to_vec()))
    };
    let (Kind::Head, head) = next(rest)? else { return None };
    let head: Head = from_ron(&head)?;
    let base = match &head.base {
        log::Base::File { size, hash } => {
            Base::File { size: *size, hash: u128::from_str_radix(hash, 16).ok()? }
        }
        log::Base::Here => match next(rest)? {
            (Kind::Base, packed) => Base::Here(packed),
            _ => return None,
        },
    };
    let (mut steps, mut marks, mut ended) = (Vec::new(), Vec::new(), false);
    while !ended {
        let before = *rest;
        let taken = match next(rest) {
            Some((Kind::Step, says)) => String::from_utf8(says).map(|step| steps.push(step)).is_ok(),
            Some((Kind::Mark, says)) => from_ron(&says).map(|mark| marks.push(mark)).is_some(),
            Some((Kind::End, _)) => {
                ended = true;
                true
            }
            Some((Kind::Head | Kind::Base, _)) | None => false,
        };
        if !taken {
            *rest = before;
            break;
        }
    }
    let torn = rest.len() as u64;
    let next = 1 + u64::from(matches!(base, Base::Here(_))) + steps.len() as u64 + marks.len() as u64;
    Some(Scan { head, base, steps, marks, ended, torn, whole: size as u64 - torn, next })
}

fn from_ron<T: DeserializeOwned>(says: &[u8]) -> Option<T> {
    ron::de::from_bytes(says).ok()
}
