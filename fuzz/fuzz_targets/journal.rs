//! Any bytes as a journal that was left behind: it is left alone, cleared away, or recovered, and what is
//! recovered can be saved and undone.
//!
//! Chance does not meet checksums. Bytes that begin with `F` are therefore made into records with sound
//! frames: each is a kind, a length (two bytes, little end first) and what it says.
#![no_main]

use guatu_fuzz::{
    Memory,
    document::Recovery,
    storage::{journal::State, parse, to_text},
};
use libfuzzer_sys::fuzz_target;
use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

const MAGIC: &[u8] = b"guatu-journal 1\n";
/// The record that holds a workbook: it is packed here, for chance does not pack either.
const BASE: u8 = 1;

fn record(out: &mut Vec<u8>, number: u64, kind: u8, says: &[u8]) {
    let mut says = says.to_vec();
    if kind == BASE {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(&says).expect("memory");
        says = encoder.finish().expect("memory");
    }
    let (length, number) = ((says.len() as u32).to_le_bytes(), number.to_le_bytes());
    let mut checksum = crc32fast::Hasher::new();
    for part in [&length[..], &number, &[kind], &says] {
        checksum.update(part);
    }
    out.extend(length);
    out.extend(number);
    out.push(kind);
    out.extend(checksum.finalize().to_le_bytes());
    out.extend(says);
}

fn framed(mut rest: &[u8]) -> Vec<u8> {
    let mut out = MAGIC.to_vec();
    let mut number = 0;
    while let Some((&[kind, low, high], after)) = rest.split_first_chunk::<3>() {
        let length = usize::from(u16::from_le_bytes([low, high])).min(after.len());
        let (says, after) = after.split_at(length);
        record(&mut out, number, kind, says);
        number += 1;
        rest = after;
    }
    out
}

fuzz_target!(|bytes: &[u8]| {
    let journal = match bytes.split_first() {
        Some((b'F', rest)) => framed(rest),
        _ => bytes.to_vec(),
    };
    let files = Arc::new(Memory::default());
    files.put("/state/journals/1.journal", &journal);
    let state = State::new(files, PathBuf::from("/state"));
    for recovery in Recovery::all(&state) {
        let _ = (recovery.name(), recovery.path(), recovery.torn(), recovery.is_changed());
        assert!(recovery.steps() > 0);
        let Ok(recovered) = recovery.look(&state) else { continue };
        let mut document = recovered.document;
        let text = to_text(document.workbook()).expect("a workbook is always writable");
        let again = parse(Path::new("x"), text.as_bytes()).expect("what was recovered can be saved and opened");
        assert_eq!(to_text(&again).expect("writable"), text);
        while document.undo().is_some() {}
    }
});
