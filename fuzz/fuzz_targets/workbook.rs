//! Any bytes as a workbook: a sentence, or a workbook that is saved and opened to the same. The fast reader
//! of the written layout and ron must agree.
#![no_main]

use guatu_fuzz::storage::{StorageError, parse, to_text};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

/// The longest sentence about a file, in bytes.
const SENTENCE: usize = 4096;

fuzz_target!(|bytes: &[u8]| {
    let read = |bytes: &[u8]| parse(Path::new("x.guatu.ron"), bytes);
    // The fast reader knows no comments: with one at the end, ron reads.
    let commented = [bytes, b"\n// a comment\n"].concat();
    let (first, by_ron) = (read(bytes), read(&commented));
    let workbook = match (first, by_ron) {
        (Ok(first), Ok(by_ron)) => {
            assert_eq!(first, by_ron);
            first
        }
        (Err(error), Err(_)) => {
            assert!(error.to_string().len() < SENTENCE, "{error}");
            if let StorageError::Syntax { line, column, .. } = error {
                assert!(line > 0 && column > 0);
            }
            return;
        }
        (first, by_ron) => panic!("{:?} {:?}", first.map(drop), by_ron.map(drop)),
    };
    let _ = workbook.check();
    let text = to_text(&workbook).expect("a workbook is always writable");
    let again = read(text.as_bytes()).expect("what was written here opens");
    assert_eq!(again, workbook);
    assert_eq!(to_text(&again).expect("writable"), text);
});
