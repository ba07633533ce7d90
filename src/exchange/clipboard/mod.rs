//! A block of cells as spreadsheets put it on the clipboard: as text with tabs ([`tsv`]) and as a table of
//! HTML ([`html`]), which also carries figures in full where they are shown rounded.

pub mod html;
pub mod tsv;

use crate::model::Decimal;

/// A cell of a block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The figure behind it, where the source tells: with all its digits.
    pub number: Option<Decimal>,
    /// Where it comes from Guatu itself: the text that an editor of the cell would start with.
    pub exact: Option<String>,
}

impl Cell {
    /// A cell that is nothing but its text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

/// Rows of cells, all of the same length.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Block {
    rows: Vec<Vec<Cell>>,
    width: usize,
}

impl Block {
    /// Rows of cells; short ones are filled up with empty cells.
    pub fn new(mut rows: Vec<Vec<Cell>>) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        rows.iter_mut().for_each(|row| row.resize_with(width, Cell::default));
        Self { rows, width }
    }

    /// What a clipboard holds. The table of HTML is used where it has as many rows and columns as the text;
    /// the texts are those of the plain form, which keeps line breaks and spaces.
    pub fn of_clipboard(text: &str, html: Option<&str>) -> Self {
        let plain = tsv::parse(text);
        let Some(mut table) = html.and_then(html::parse) else { return plain };
        if plain.is_empty() {
            return table;
        }
        if (table.height(), table.width()) != (plain.height(), plain.width()) {
            return plain;
        }
        for (cell, plain) in table.rows.iter_mut().flatten().zip(plain.rows.into_iter().flatten()) {
            cell.text = plain.text;
        }
        table
    }

    /// How many rows.
    pub fn height(&self) -> usize {
        self.rows.len()
    }

    /// How many columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.width == 0
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        self.rows.get(row)?.get(column)
    }

    /// The rows.
    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }
}
