//! Text with tabs between cells and a line for each row. A cell with a tab, a line break or a quote in it
//! stands in quotes, and its own quotes are doubled.

use super::{Block, Cell};

/// Reads a block. The line break at the end, which spreadsheets add, begins no further row.
pub fn parse(text: &str) -> Block {
    if text.is_empty() {
        return Block::default();
    }
    let mut rows = vec![Vec::new()];
    let mut rest = text;
    loop {
        let (cell, after) = cell(rest);
        if let Some(row) = rows.last_mut() {
            row.push(Cell::new(cell));
        }
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
        } else {
            let next = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r']));
            match next {
                Some(next) if !next.is_empty() => {
                    rows.push(Vec::new());
                    rest = next;
                }
                _ => return Block::new(rows),
            }
        }
    }
}

const ENDS: [char; 3] = ['\t', '\n', '\r'];

/// The first cell of a text, and what follows it: a tab, a line break, or nothing.
fn cell(text: &str) -> (String, &str) {
    if let Some(quoted) = quoted(text) {
        return quoted;
    }
    let end = text.find(ENDS).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// A cell in quotes. A quote that needs none, or is never closed, is a sign like any other.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut content = String::new();
    let mut rest = inner;
    loop {
        let at = rest.find('"')?;
        content.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                content.push('"');
                rest = next;
            }
            None if rest.is_empty() || rest.starts_with(ENDS) => break,
            None => return None,
        }
    }
    let needed = content.contains(['\t', '\n', '\r', '"']);
    needed.then(|| (content.replace("\r\n", "\n").replace('\r', "\n"), rest))
}

/// Writes a block, with a line break after each row but the last.
pub fn write(block: &Block) -> String {
    let mut text = String::new();
    for (at, row) in block.rows().iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push('\t');
            }
            if cell.text.contains(ENDS) || cell.text.starts_with('"') {
                text.push('"');
                text.push_str(&cell.text.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell.text);
            }
        }
    }
    // A last row of one empty cell would not be seen.
    if block.rows().last().is_some_and(|row| row.len() == 1 && row[0].text.is_empty()) {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let block = parse(text);
        block.rows().iter().map(|row| row.iter().map(|cell| cell.text.clone()).collect()).collect()
    }

    #[test]
    fn quotes_line_breaks_and_ends() {
        assert_eq!(texts("a\tb\r\nc\td\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(texts("a\n\n"), [["a"], [""]]);
        assert_eq!(texts("\"one\ntwo\"\t\"say \"\"hi\"\"\"\n3"), [["one\ntwo", "say \"hi\""], ["3", ""]]);
        assert_eq!(texts("\"plain\"\t5\" pipe"), [["\"plain\"", "5\" pipe"]]);
        assert_eq!(texts("\"never closed\tb"), [["\"never closed", "b"]]);
        assert!(parse("").is_empty());
    }
}
