//! A table of cells: drawn row by row as it scrolls by, moved about by arrows, Tab and Enter, edited in place;
//! a rectangle of cells is selected by Shift or the pointer, copied, pasted into, filled and emptied.
//!
//! What is typed lives here and not in the row, so a row that scrolls out of view keeps it. A text is
//! committed when the editor loses the focus (Enter may only end a composition of an input method); a
//! refused one keeps the editor open and says why.

mod clip;
mod draw;
mod editor;
pub mod handle;
mod keys;
pub mod lines;
mod preview;
mod select;

pub use clip::{Entered, Plan, Remark};

use crate::{exchange::clipboard::Block, i18n::Lang, model::Lamp, ui::Action};
use egui::{Align, Color32, Ui};
use std::hash::Hash;

/// A column.
#[derive(Debug, Clone)]
pub struct Column<C> {
    /// What it is.
    pub key: C,
    /// Heading with its unit.
    pub title: String,
    /// Its width.
    pub width: f32,
    /// Its part of the room that is left over.
    pub grow: f32,
    /// How its cells are aligned.
    pub align: Align,
    /// Sorted by it, upwards or downwards; none: it cannot be sorted by.
    pub sort: Sort,
}

/// Whether a column is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// It cannot be.
    Never,
    /// It can be.
    Off,
    /// It is, the smallest first.
    Up,
    /// It is, the largest first.
    Down,
}

impl<C> Column<C> {
    /// A column of texts.
    pub fn new(key: C, title: impl Into<String>, width: f32) -> Self {
        Self { key, title: title.into(), width, grow: 0.0, align: Align::Min, sort: Sort::Never }
    }

    /// A column of figures.
    pub fn figures(key: C, title: impl Into<String>, width: f32) -> Self {
        Self { align: Align::Max, ..Self::new(key, title, width) }
    }

    /// A column as wide as its longest text asks for, within bounds.
    pub fn fitting<'t>(
        key: C,
        title: impl Into<String>,
        texts: impl IntoIterator<Item = &'t str>,
        (least, most): (f32, f32),
    ) -> Self {
        // A Han character is as wide as the text is high, others about half of that.
        let wide = |text: &str| text.chars().map(|c| if c.is_ascii() { 7.0 } else { 13.0 }).sum::<f32>();
        let longest = texts.into_iter().map(wide).fold(0.0, f32::max);
        Self::new(key, title, (longest + 20.0).clamp(least, most))
    }

    /// Takes a part of the room that is left over.
    #[must_use]
    pub fn grow(self, grow: f32) -> Self {
        Self { grow, ..self }
    }
}

/// What a cell shows and how it is edited.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The text.
    pub text: String,
    /// Its colour, where it is not the usual one.
    pub ink: Option<Color32>,
    /// In bold.
    pub strong: bool,
    /// What a hover says besides.
    pub tip: String,
    /// A lamp before the text.
    pub lamp: Option<Lamp>,
    /// A bar behind the text: its part of the cell, and its end.
    pub bar: Option<Bar>,
    /// How it is edited.
    pub edit: CellEdit,
    /// What other programs get of it, where that is neither the text nor what an editor starts with.
    pub copy: Option<String>,
    /// A mark at its corner: a hover says why ([`Cells::tip`]).
    pub mark: bool,
}

/// A bar in a cell.
#[derive(Debug, Clone, Copy)]
pub struct Bar {
    /// How much is done, 0 to 1.
    pub done: f32,
    /// How much is due, 0 to 1.
    pub due: Option<f32>,
    /// Its colour.
    pub lamp: Lamp,
}

/// How a cell is edited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CellEdit {
    /// Not at all.
    No,
    /// As a text that starts like this.
    Text(String),
    /// As a text, with names to pick from ([`Cells::names`]).
    Suggest(String),
    /// One of several; the present one.
    Choice(Vec<String>, Option<usize>),
    /// By the page, below the cell ([`Cells::popup`]).
    Popup,
    /// It leads somewhere ([`Cells::open`]).
    Link,
}

impl Cell {
    /// A text that is not edited.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ink: None,
            strong: false,
            tip: String::new(),
            lamp: None,
            bar: None,
            edit: CellEdit::No,
            copy: None,
            mark: false,
        }
    }

    /// What other programs get of it: figures without separators, nothing for a dash.
    pub fn copied(&self) -> String {
        match (&self.copy, &self.edit) {
            (Some(copy), _) => copy.clone(),
            (None, CellEdit::Text(text)) => text.clone(),
            (None, _) if self.text == "–" => String::new(),
            (None, _) => self.text.clone(),
        }
    }

    /// Edited like this.
    #[must_use]
    pub fn edit(self, edit: CellEdit) -> Self {
        Self { edit, ..self }
    }

    /// In a colour of its own.
    #[must_use]
    pub fn ink(self, ink: Color32) -> Self {
        Self { ink: Some(ink), ..self }
    }

    /// With more on hover.
    #[must_use]
    pub fn tip(self, tip: impl Into<String>) -> Self {
        Self { tip: tip.into(), ..self }
    }
}

/// What a table shows, and what becomes of what is typed into it.
pub trait Cells {
    /// A row.
    type Row: Copy + Eq + Hash + std::fmt::Debug;
    /// A column.
    type Col: Copy + Eq + Hash + std::fmt::Debug;

    /// A cell.
    fn cell(&self, row: Self::Row, col: Self::Col) -> Cell;
    /// What a screen reader calls it: row and column.
    fn label(&self, row: Self::Row, col: Self::Col) -> String;
    /// Takes a typed text; an empty one empties the cell. Refused with a reason.
    fn commit(&mut self, row: Self::Row, col: Self::Col, text: &str) -> Result<(), String>;
    /// The language of what is said.
    fn lang(&self) -> Lang;
    /// Asks the window for something.
    fn ask(&mut self, action: Action);
    /// What becomes of texts for several cells as one step; none: the table takes one cell at a time.
    fn plan(&self, _entered: &[Entered<Self::Row, Self::Col>]) -> Option<Plan<Self::Row, Self::Col>> {
        None
    }
    /// What a hover says that takes long to find.
    fn tip(&self, _row: Self::Row, _col: Self::Col) -> String {
        String::new()
    }
    /// Whether the figures of two columns, or of one and itself, may be added to each other: not per cent to
    /// money, and not per cent to per cent.
    fn add_up(&self, one: Self::Col, other: Self::Col) -> bool {
        one == other
    }
    /// Names to pick from while a text is typed.
    fn names(&self, _row: Self::Row, _col: Self::Col) -> Vec<String> {
        Vec::new()
    }
    /// Takes a choice. Refused with a reason.
    fn choose(&mut self, _row: Self::Row, _col: Self::Col, _at: usize) -> Result<(), String> {
        Ok(())
    }
    /// Follows a link.
    fn open(&mut self, _row: Self::Row, _col: Self::Col) {}
    /// The page's own editor; false closes it.
    fn popup(&mut self, _ui: &mut Ui, _row: Self::Row, _col: Self::Col) -> bool {
        false
    }
}

#[derive(Debug)]
enum Editor {
    Text { text: String, error: Option<String>, focus: Focus, picked: Option<usize>, list: egui::Rect },
    Choice { fresh: bool, error: Option<String> },
    Popup { fresh: bool },
}

/// Whether the editor still has to take the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    /// It has it.
    Held,
    /// It has to, with everything selected.
    TakeAll,
    /// It has to, at the end of the text.
    TakeEnd,
}

/// Where the cursor of a table is, and what is being typed there.
#[derive(Debug)]
pub struct Grid<R, C> {
    cursor: Option<(R, C)>,
    /// Two corners of the selected rectangle, the fixed one first; none: the cell with the cursor.
    block: Option<((R, C), (R, C))>,
    editor: Option<Editor>,
    reveal: bool,
    /// The keyboard has to come to the table.
    take_focus: bool,
    drag: Option<Drag>,
    /// What comes from the clipboard, and whether to ask in any case.
    incoming: Option<(Block, bool)>,
    /// Fill from the first column, or from the first row.
    filling: Option<bool>,
    /// What waits for an answer.
    pending: Option<clip::Pending<R, C>>,
    /// What the status bar says of several selected cells.
    summary: Option<String>,
}

/// What the pointer is dragging.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Drag {
    /// A corner of the selected rectangle.
    Cells,
    /// The handle of this rectangle, and as far as it has come.
    Fill(handle::Area, handle::Area),
}

impl<R, C> Default for Grid<R, C> {
    fn default() -> Self {
        Self {
            cursor: None,
            block: None,
            editor: None,
            reveal: false,
            take_focus: false,
            drag: None,
            incoming: None,
            filling: None,
            pending: None,
            summary: None,
        }
    }
}

impl<R: Copy + Eq, C: Copy + Eq> Grid<R, C> {
    /// The cell with the cursor.
    pub fn cursor(&self) -> Option<(R, C)> {
        self.cursor
    }

    /// What is to be said of several selected cells: how many, and their sum.
    pub fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        match &self.editor {
            Some(Editor::Text { error, .. } | Editor::Choice { error, .. }) => error.as_deref(),
            _ => None,
        }
    }

    /// Puts the cursor on a cell and scrolls to it.
    pub fn go_to(&mut self, row: R, col: C) {
        (self.cursor, self.block) = (Some((row, col)), None);
        self.editor = None;
        self.reveal = true;
        self.take_focus = true;
    }

    /// Takes the cursor away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Whether something is being typed.
    pub fn is_editing(&self) -> bool {
        self.editor.is_some()
    }
}
