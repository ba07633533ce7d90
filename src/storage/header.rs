//! Reading the header before anything else, leniently, so that a file of a newer version is recognised
//! whatever the rest of it looks like.

use super::format::FORMAT;

/// What the start of a file says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// A workbook of this version.
    Version(u64),
    /// The text ends inside something that could become the header of a workbook.
    CutOff,
    /// Something else.
    Other,
}

/// Reads the header.
pub(super) fn read(text: &str) -> Header {
    let mut rest = Rest(text);
    match version(&mut rest) {
        Some(version) => Header::Version(version),
        None if rest.0.is_empty() => Header::CutOff,
        None => Header::Other,
    }
}

fn version(rest: &mut Rest<'_>) -> Option<u64> {
    rest.skip_attributes()?;
    rest.expect("(")?;
    rest.expect("format")?;
    rest.expect(":")?;
    rest.expect("\"")?;
    rest.raw(FORMAT)?;
    rest.raw("\"")?;
    rest.expect(",")?;
    rest.expect("version")?;
    rest.expect(":")?;
    rest.number()
}

/// What has not been read yet. Emptied where it ends inside something expected.
struct Rest<'a>(&'a str);

impl Rest<'_> {
    fn raw(&mut self, expected: &str) -> Option<()> {
        if let Some(rest) = self.0.strip_prefix(expected) {
            self.0 = rest;
            return Some(());
        }
        if expected.starts_with(self.0) {
            self.0 = "";
        }
        None
    }

    fn expect(&mut self, expected: &str) -> Option<()> {
        self.skip_blanks();
        self.raw(expected)
    }

    /// Skips white space and comments.
    fn skip_blanks(&mut self) {
        loop {
            self.0 = self.0.trim_start();
            if self.0.starts_with("//") {
                self.skip_past("\n");
            } else if self.0.starts_with("/*") {
                self.skip_past("*/");
            } else {
                return;
            }
        }
    }

    fn skip_past(&mut self, end: &str) {
        self.0 = self.0.split_once(end).map_or("", |(_, rest)| rest);
    }

    /// Skips `#![…]`, whatever it enables.
    fn skip_attributes(&mut self) -> Option<()> {
        loop {
            self.skip_blanks();
            if !self.0.starts_with('#') {
                return Some(());
            }
            self.raw("#![")?;
            self.skip_past("]");
        }
    }

    fn number(&mut self) -> Option<u64> {
        self.skip_blanks();
        let digits = self.0.len() - self.0.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, rest) = self.0.split_at(digits);
        if digits == 0 || rest.is_empty() {
            // With nothing after them, there may have been more digits.
            self.0 = if rest.is_empty() { "" } else { self.0 };
            return None;
        }
        // So many digits are newer than anything.
        Some(number.parse().unwrap_or(u64::MAX))
    }
}
