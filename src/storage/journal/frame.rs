//! The layout of a journal: 16 bytes that name the format and its version, then records.
//!
//! A record is its length in bytes (4 bytes, little end first), its number (8), its kind (1), the CRC-32 of
//! these and of what it says (4), and what it says. Numbers go up by one. A record that is cut off, whose
//! checksum does not fit or whose number is not the next one ends the journal: it was being written when the
//! program or the machine stopped.

/// What a journal begins with.
pub(super) const MAGIC: &[u8; 16] = b"guatu-journal 1\n";
/// The bytes before what a record says.
pub(super) const FRAME: usize = 17;
/// The longest record that is written or read.
pub(super) const LONGEST: usize = 1 << 29;

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Which workbook, and who writes: a [`super::Head`] in RON.
    Head,
    /// The workbook before the first step, compressed, where no file holds it.
    Base,
    /// A step.
    Step,
    /// A save was about to replace the file: a [`super::Mark`] in RON.
    Mark,
    /// The journal is not needed any more; it could not be taken away.
    End,
}

impl Kind {
    const ALL: [Self; 5] = [Self::Head, Self::Base, Self::Step, Self::Mark, Self::End];

    fn code(self) -> u8 {
        match self {
            Self::Head => 0,
            Self::Base => 1,
            Self::Step => 2,
            Self::Mark => 3,
            Self::End => 4,
        }
    }

    fn of_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

fn checksum(length: &[u8], number: &[u8], code: u8, says: &[u8]) -> [u8; 4] {
    let mut hasher = crc32fast::Hasher::new();
    for part in [length, number, &[code], says] {
        hasher.update(part);
    }
    hasher.finalize().to_le_bytes()
}

/// Appends a record.
pub(super) fn put(out: &mut Vec<u8>, number: u64, kind: Kind, says: &[u8]) {
    let length = u32::try_from(says.len()).unwrap_or(u32::MAX).to_le_bytes();
    let number = number.to_le_bytes();
    out.extend(length);
    out.extend(number);
    out.push(kind.code());
    out.extend(checksum(&length, &number, kind.code(), says));
    out.extend(says);
}

/// How many bytes the record at the front claims to have with its frame.
pub(super) fn reach(rest: &[u8]) -> usize {
    let length = rest.first_chunk().map_or(0, |length| u32::from_le_bytes(*length));
    FRAME.saturating_add(length as usize)
}

/// Takes the next record off the front; `None` at the end, or where what follows is no whole record.
pub(super) fn take<'a>(rest: &mut &'a [u8], number: u64) -> Option<(Kind, &'a [u8])> {
    let (frame, after) = rest.split_at_checked(FRAME)?;
    let length: [u8; 4] = frame.get(..4)?.try_into().ok()?;
    let said: [u8; 8] = frame.get(4..12)?.try_into().ok()?;
    let code = *frame.get(12)?;
    let says = after.get(..u32::from_le_bytes(length) as usize)?;
    if said != number.to_le_bytes() || frame.get(13..)? != checksum(&length, &said, code, says) {
        return None;
    }
    *rest = after.get(says.len()..)?;
    Some((Kind::of_code(code)?, says))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_comes_back_and_a_torn_one_does_not() {
        let mut bytes = Vec::new();
        put(&mut bytes, 7, Kind::Step, "改了".as_bytes());
        put(&mut bytes, 8, Kind::Mark, b"");
        let mut rest = bytes.as_slice();
        assert_eq!(take(&mut rest, 7), Some((Kind::Step, "改了".as_bytes())));
        assert_eq!(take(&mut rest, 8), Some((Kind::Mark, &b""[..])));
        assert_eq!((take(&mut rest, 9), rest), (None, &b""[..]));
        for cut in 0..FRAME + 6 {
            assert_eq!(take(&mut &bytes[..cut], 7), None, "{cut}");
        }
        for at in 0..FRAME + 6 {
            let mut torn = bytes.clone();
            torn[at] ^= 0x10;
            assert_eq!(take(&mut torn.as_slice(), 7), None, "{at}");
        }
        assert_eq!(take(&mut bytes.as_slice(), 8), None);
    }
}
