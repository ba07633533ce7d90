//! Compressed texts: kept versions, and the workbook inside a journal.

use std::io::{self, Read, Write};

/// A text larger than this unpacks to nothing that a program made.
const LARGEST: u64 = super::read::LARGEST_FILE;

/// Packs bytes.
pub(super) fn pack(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Unpacks what was packed here, up to a bound: a small file may claim to be a huge one.
pub fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    unpack_at_most(packed, LARGEST)
}

/// The same with a bound of its own, in bytes.
pub fn unpack_at_most(packed: &[u8], most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed).take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}
