//! A table of cells with one cursor: drawn row by row as it scrolls by, moved about by arrows, Tab and
//! Enter, edited in place.
//!
//! What is typed lives here and not in the row, so a row that scrolls out of view keeps it. A text is
//! committed when the editor loses the focus (Enter may only end a composition of an input method); a
//! refused one keeps the editor open and says why.

mod draw;
mod editor;
pub mod handle;
mod keys;
pub mod lines;

use crate::model::Lamp;
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
    editor: Option<Editor>,
    reveal: bool,
    /// The keyboard has to come to the table.
    take_focus: bool,
}

impl<R, C> Default for Grid<R, C> {
    fn default() -> Self {
        Self { cursor: None, editor: None, reveal: false, take_focus: false }
    }
}

impl<R: Copy + Eq, C: Copy + Eq> Grid<R, C> {
    /// The cell with the cursor.
    pub fn cursor(&self) -> Option<(R, C)> {
        self.cursor
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
        self.cursor = Some((row, col));
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
