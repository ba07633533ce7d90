//! A table of HTML as spreadsheets put it on the clipboard.
//!
//! Excel, WPS and LibreOffice all write one `<table>` among styles and comments. Cells that are merged
//! carry their text once; figures that are shown rounded are in `sdval` (LibreOffice) or `x:num` (Excel,
//! WPS). Rows that are not displayed are no part of what was copied.

use super::{Block, Cell};
use crate::model::Decimal;
use std::fmt::Write as _;

/// The most rows or columns that a merged cell is taken to cover: more is a mistake or a trap.
const MOST_COVERED: usize = 10_000;
/// The digits that a spreadsheet's own numbers have; what follows is noise of binary fractions.
const SURE_DIGITS: u32 = 15;

/// The attribute that carries what an editor of Guatu would start with.
const EXACT: &str = "data-guatu";

/// A piece of HTML.
enum Piece<'a> {
    Text(&'a str),
    Open { name: String, attributes: &'a str },
    Close(String),
}

/// The pieces of a page, without comments and what is no content.
struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            if !self.rest.starts_with('<') {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            if let Some(comment) = self.rest.strip_prefix("<!--") {
                self.rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            let next = self.rest[1..].chars().next().unwrap_or(' ');
            if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
                // A sign that should have been written as an entity.
                let end = self.rest[1..].find('<').map_or(self.rest.len(), |end| end + 1);
                let (text, rest) = self.rest.split_at(end);
                self.rest = rest;
                return Some(Piece::Text(text));
            }
            let end = end_of_tag(self.rest);
            let tag = self.rest[1..end].trim_end_matches('>');
            self.rest = &self.rest[end..];
            if tag.starts_with(['!', '?']) {
                continue;
            }
            if let Some(name) = tag.strip_prefix('/') {
                return Some(Piece::Close(name.trim().to_ascii_lowercase()));
            }
            let end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
            let name = tag[..end].to_ascii_lowercase();
            if matches!(name.as_str(), "style" | "script" | "title" | "xml") {
                let close = format!("</{name}");
                let lower = self.rest.to_ascii_lowercase();
                self.rest = lower.find(&close).map_or("", |at| &self.rest[at..]);
                continue;
            }
            return Some(Piece::Open { name, attributes: tag[end..].trim() });
        }
    }
}

/// Where a tag ends: behind its `>`, which may also stand inside the quotes of an attribute.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The value of an attribute; empty where it stands without one.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes.trim_start();
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            (value, rest) = match quote {
                Some(quote) => {
                    let inner = &after[1..];
                    let end = inner.find(quote).unwrap_or(inner.len());
                    (&inner[..end], inner.get(end + 1..).unwrap_or(""))
                }
                None => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
            };
        } else if name.is_empty() {
            rest = rest.get(1..).unwrap_or("");
        }
        rest = rest.trim_start();
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decoded(value));
        }
    }
    None
}

/// A text with its entities resolved.
fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|&end| end <= 10);
        let sign = end.and_then(|end| entity(&rest[1..end]));
        if let (Some(sign), Some(end)) = (sign, end) {
            plain.push(sign);
            rest = &rest[end + 1..];
        } else {
            plain.push('&');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ensp" => '\u{2002}',
        "emsp" => '\u{2003}',
        "middot" => '·',
        "times" => '×',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "ldquo" => '“',
        "rdquo" => '”',
        "lsquo" => '‘',
        "rsquo" => '’',
        "deg" => '°',
        "plusmn" => '±',
        "sup2" => '²',
        "sup3" => '³',
        "yen" => '¥',
        _ => return None,
    })
}

/// The digits of a number as a spreadsheet writes it (`1.2E5`, `12.300000000000001`).
pub fn exact_number(text: &str) -> Option<Decimal> {
    let text = text.trim();
    let number = match text.find(['e', 'E']) {
        Some(_) => Decimal::from_scientific(text).ok()?,
        // More digits than a decimal holds are noise as well.
        None => text.parse().ok()?,
    };
    let sure = number.round_sf(SURE_DIGITS).unwrap_or(number);
    Some(sure.normalize())
}

/// The text of a cell while it is read: runs of white space are one space, as a browser shows them.
#[derive(Default)]
struct Words {
    text: String,
    space: bool,
}

impl Words {
    fn add(&mut self, piece: &str) {
        for c in decoded(piece).chars() {
            if matches!(c, ' ' | '\n' | '\r' | '\t') {
                self.space = true;
            } else {
                if self.space && !self.text.is_empty() && !self.text.ends_with('\n') {
                    self.text.push(' ');
                }
                self.space = false;
                // A space that does not break is one that was typed.
                self.text.push(if c == '\u{a0}' { ' ' } else { c });
            }
        }
    }

    fn line_break(&mut self) {
        self.space = false;
        self.text.push('\n');
    }

    /// A paragraph begins on a line of its own.
    fn paragraph(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.line_break();
        }
    }
}

/// A cell that is being read, and how far it reaches.
struct Open {
    cell: Cell,
    words: Words,
    across: usize,
    down: usize,
}

impl Open {
    fn new(attributes: &str) -> Self {
        let count = |name| {
            let value = attribute(attributes, name).and_then(|value| value.trim().parse().ok());
            value.unwrap_or(1).clamp(1, MOST_COVERED)
        };
        let number = ["sdval", "x:num"].iter().find_map(|name| attribute(attributes, name));
        let number = number.as_deref().and_then(exact_number);
        let cell = Cell { text: String::new(), number, exact: attribute(attributes, EXACT) };
        Self { cell, words: Words::default(), across: count("colspan"), down: count("rowspan") }
    }

    fn close(self) -> (Cell, usize, usize) {
        let mut cell = self.cell;
        self.words.text.trim_end_matches('\n').trim_end_matches(' ').clone_into(&mut cell.text);
        (cell, self.across, self.down)
    }
}

/// The rows of a table while they are read, with what merged cells cover.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    /// How many more rows each column is covered for.
    covered: Vec<usize>,
    /// The row is not displayed: what it has is left out.
    hidden: bool,
}

impl Table {
    fn begin_row(&mut self, attributes: &str) {
        self.end_row();
        let style = attribute(attributes, "style").unwrap_or_default().replace(' ', "");
        self.hidden = style.to_ascii_lowercase().contains("display:none");
        if !self.hidden {
            self.rows.push(Vec::new());
        }
    }

    fn put(&mut self, (cell, across, down): (Cell, usize, usize)) {
        if self.hidden {
            return;
        }
        self.skip_covered();
        let Some(row) = self.rows.last_mut() else { return };
        let at = row.len();
        row.push(cell);
        row.resize_with(at + across, Cell::default);
        if down > 1 {
            self.covered.resize(self.covered.len().max(at + across), 0);
            // The row itself is counted off when it ends.
            self.covered[at..at + across].fill(down);
        }
    }

    fn skip_covered(&mut self) {
        let Some(row) = self.rows.last_mut() else { return };
        while self.covered.get(row.len()).is_some_and(|&rows| rows > 0) {
            row.push(Cell::default());
        }
    }

    fn end_row(&mut self) {
        if !self.hidden && !self.rows.is_empty() {
            self.skip_covered();
            self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        self.hidden = true;
    }
}

/// The first table of a page; none where there is no table, or nothing in it.
pub fn parse(html: &str) -> Option<Block> {
    let mut table = Table { hidden: true, ..Table::default() };
    let mut open: Option<Open> = None;
    // Tables inside a cell are part of its text.
    let mut depth = 0_usize;
    for piece in (Pieces { rest: html }) {
        match piece {
            Piece::Open { name, .. } if name == "table" => depth += 1,
            Piece::Close(name) if name == "table" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    break;
                }
            }
            _ if depth == 0 => {}
            Piece::Open { name, attributes } => match name.as_str() {
                "tr" if depth == 1 => {
                    open.take().into_iter().for_each(|cell| table.put(cell.close()));
                    table.begin_row(attributes);
                }
                "td" | "th" if depth == 1 => {
                    open.take().into_iter().for_each(|cell| table.put(cell.close()));
                    open = Some(Open::new(attributes));
                }
                "br" => open.iter_mut().for_each(|cell| cell.words.line_break()),
                "p" | "div" | "li" => open.iter_mut().for_each(|cell| cell.words.paragraph()),
                _ => {}
            },
            Piece::Close(name) if matches!(name.as_str(), "td" | "th" | "tr") && depth == 1 => {
                open.take().into_iter().for_each(|cell| table.put(cell.close()));
            }
            Piece::Close(_) => {}
            Piece::Text(text) => open.iter_mut().for_each(|cell| cell.words.add(text)),
        }
    }
    open.into_iter().for_each(|cell| table.put(cell.close()));
    table.end_row();
    let block = Block::new(table.rows);
    (!block.is_empty()).then_some(block)
}

/// Writes a block as a table. Figures go as figures; everything else says that it is text, so that a code
/// like 0012 keeps its zeros.
pub fn write(block: &Block) -> String {
    let mut html = String::from("<meta charset=\"utf-8\"><table>");
    for row in block.rows() {
        html.push_str("<tr>");
        for cell in row {
            html.push_str("<td");
            if let Some(number) = cell.number {
                // Writing to a text cannot fail.
                let _ = write!(html, " sdval=\"{number}\" x:num=\"{number}\"");
            } else if !cell.text.is_empty() {
                html.push_str(" style=\"mso-number-format:'\\@'\" sdnum=\"0;0;@\"");
            }
            if let Some(exact) = &cell.exact {
                let _ = write!(html, " {EXACT}=\"");
                escape(exact, "&#10;", &mut html);
                html.push('"');
            }
            html.push('>');
            escape(&cell.text, "<br>", &mut html);
            html.push_str("</td>");
        }
        html.push_str("</tr>");
    }
    html.push_str("</table>");
    html
}

fn escape(text: &str, line_break: &str, html: &mut String) {
    let mut after_space = true;
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\n' => html.push_str(line_break),
            // Spaces side by side would be shown as one.
            ' ' if after_space => html.push_str("&nbsp;"),
            c => html.push(c),
        }
        after_space = matches!(c, ' ' | '\n');
    }
}
