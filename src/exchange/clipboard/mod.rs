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
    /// the texts are those of the plain form, which keeps spaces, and mostly line breaks: LibreOffice writes
    /// a space for them there.
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
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let broken = cell.text.contains('\n') && !plain.text.contains('\n');
            if !(broken && words(&cell.text) == words(&plain.text)) {
                cell.text = plain.text;
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        /// Both forms of a block say the same, whatever its cells say.
        #[test]
        fn text_and_html_are_read_alike(
            rows in prop::collection::vec(
                prop::collection::vec("[\"<&>=a-c1-3 一二\n]{0,6}", 1..4),
                1..5,
            )
        ) {
            let tidy = |text: &String| {
                // What stands at the end of a line or cell is not seen in HTML.
                text.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned()
            };
            let cells = |row: &Vec<String>| row.iter().map(|text| Cell::new(tidy(text))).collect();
            let block = Block::new(rows.iter().map(cells).collect());
            prop_assert_eq!(&tsv::parse(&tsv::write(&block)), &block);
            let table = html::parse(&html::write(&block));
            prop_assert_eq!(table.as_ref(), Some(&block));
            prop_assert_eq!(&Block::of_clipboard(&tsv::write(&block), Some(&html::write(&block))), &block);
        }

        /// Nothing that is found on a clipboard stops the program.
        #[test]
        fn anything_can_be_read(html in "[<>/a-z=\"'&;# \n!-]{0,80}", text in any::<String>()) {
            let table = format!("<table><tr><td rowspan=3 colspan='99999999999'>{html}<td>");
            let _ = (html::parse(&html), html::parse(&table), tsv::parse(&text));
            let _ = Block::of_clipboard(&text, Some(&html));
        }
    }

    #[test]
    fn a_table_of_excel() {
        let html = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td {x:y}</style></head>\
            <body><!--StartFragment--><table border=0 style='width:54pt'>\
            <col width=72><tr height=0 style='display:none'><td>hidden</td></tr>\
            <tr><td rowspan=2 class=xl65>\u{9752}\u{7530}&nbsp;&nbsp;A&amp;B</td><td x:num=\"0.123456789012345678\">0.12</td></tr>\
            <tr><td>one<br>\n  two</td></tr><!--EndFragment--></table></body></html>";
        let block = html::parse(html).expect("a table");
        assert_eq!((block.height(), block.width()), (2, 2));
        let cell = |row, column| block.cell(row, column).expect("a cell");
        assert_eq!(cell(0, 0).text, "\u{9752}\u{7530}  A&B");
        assert_eq!(cell(0, 1).number.map(|number| number.to_string()).as_deref(), Some("0.123456789012346"));
        assert_eq!((cell(1, 0).text.as_str(), cell(1, 1).text.as_str()), ("", "one\ntwo"));
    }
}
