//! Cells to and from the clipboard, filled and emptied: whatever concerns several cells is one step.
//!
//! A paste that neither refuses nor converts anything is done at once; otherwise [`super::preview`] shows
//! first what becomes of each such cell.

use super::{Cells, Column, Grid, handle::Area, preview};
use crate::{
    edit::{Edit, fill::series},
    exchange::clipboard::{Block, Cell},
    model::{Decimal, Value},
    ui::Action,
};
use std::{hash::Hash, ops::Range};

/// What cells are filled for: the window that asks says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// They come from the clipboard.
    Paste,
    /// They go on from their neighbours.
    Fill,
}

/// What is put into a cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Entered<R, C> {
    /// The row.
    pub row: R,
    /// The column.
    pub col: C,
    /// What is put in.
    pub cell: Cell,
}

impl<R, C> Entered<R, C> {
    /// The text to be read: in full where the block carries it.
    pub fn text(&self) -> &str {
        self.cell.exact.as_deref().unwrap_or(&self.cell.text)
    }
}

/// What happens to a cell other than that it takes its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark<R, C> {
    /// The row.
    pub row: R,
    /// The column.
    pub col: C,
    /// What was to be put in.
    pub text: String,
    /// What the cell becomes; empty where it is refused.
    pub new: String,
    /// Why.
    pub why: String,
    /// Whether it stays as it is.
    pub refused: bool,
}

/// What comes of texts for several cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan<R, C> {
    /// The changes, to be made as one step.
    pub edits: Vec<Edit>,
    /// How many cells change.
    pub cells: usize,
    /// What is refused and what is converted.
    pub remarks: Vec<Remark<R, C>>,
}

impl<R, C> Default for Plan<R, C> {
    fn default() -> Self {
        Self { edits: Vec::new(), cells: 0, remarks: Vec::new() }
    }
}

/// What waits for an answer.
#[derive(Debug)]
pub(super) struct Pending<R, C> {
    pub purpose: Purpose,
    pub size: (usize, usize),
    pub cut_off: usize,
    pub plan: Plan<R, C>,
}

impl<R: Copy + Eq + Hash + std::fmt::Debug, C: Copy + Eq + Hash + std::fmt::Debug> Grid<R, C> {
    /// Puts a block from the clipboard into the selected cells, in the next frame. `ask`: show in any case
    /// what becomes of it.
    pub fn paste(&mut self, block: Block, ask: bool) {
        self.incoming = Some((block, ask));
    }

    /// Fills the selected cells from their first row, or with `right` from their first column, in the next
    /// frame; a single cell from its neighbour.
    pub fn fill(&mut self, right: bool) {
        self.filling = Some(right);
    }

    /// Does what was asked for since the last frame.
    pub(super) fn take_waiting<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
    ) {
        if self.editor.is_some() {
            (self.incoming, self.filling) = (None, None);
        }
        if let Some((block, ask)) = self.incoming.take() {
            self.put_block(rows, columns, cells, &block, ask);
        }
        if let Some(right) = self.filling.take() {
            self.fill_from_edge(rows, columns, cells, right);
        }
    }

    /// The selected cells as a block.
    fn block_of<S: Cells<Row = R, Col = C>>(
        rows: &[R],
        columns: &[Column<C>],
        cells: &S,
        area: &Area,
    ) -> Block {
        let line = |&row: &R| {
            let across = columns.get(area.1.clone()).unwrap_or_default();
            across.iter().map(|column| copied(cells, row, column.key)).collect()
        };
        Block::new(rows.get(area.0.clone()).unwrap_or_default().iter().map(line).collect())
    }

    /// Copies the selected cells.
    pub(super) fn copy<S: Cells<Row = R, Col = C>>(&self, rows: &[R], columns: &[Column<C>], cells: &mut S) {
        if let Some(area) = self.area(rows, columns) {
            let block = Self::block_of(rows, columns, cells, &area);
            cells.ask(Action::CopyCells(Box::new(block)));
        }
    }

    /// Empties the selected cells.
    pub(super) fn clear_cells<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
    ) {
        let Some(area) = self.area(rows, columns) else { return };
        let empty = |row: R, col: C| (!cells.cell(row, col).copied().is_empty()).then(Cell::default);
        let entered = entered(rows, columns, &area, empty);
        // What cannot be emptied stays; it is said where nothing else is asked for.
        let Some(mut plan) = cells.plan(&entered) else {
            return self.take(cells, "");
        };
        if !plan.edits.is_empty() {
            plan.remarks.clear();
        }
        match plan.remarks.first().filter(|_| plan.edits.is_empty()) {
            Some(remark) => cells.ask(Action::Warn(remark.why.clone())),
            None => Self::make(cells, plan),
        }
    }

    fn put_block<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
        block: &Block,
        ask: bool,
    ) {
        let Some((down, across)) = self.area(rows, columns) else { return };
        if block.is_empty() {
            return cells.ask(Action::Warn(cells.lang().paste_nothing().to_owned()));
        }
        let (height, width) = (block.height(), block.width());
        // Over the selected cells as often as it fits into them, else from their first cell on.
        let repeats = down.len().is_multiple_of(height) && across.len().is_multiple_of(width);
        let area = if repeats {
            (down, across)
        } else {
            let (bottom, right) =
                ((down.start + height).min(rows.len()), (across.start + width).min(columns.len()));
            (down.start..bottom, across.start..right)
        };
        let cut_off =
            if repeats { 0 } else { (height - area.0.len()) * width + (width - area.1.len()) * area.0.len() };
        let (top, left) = (area.0.start, area.1.start);
        let mut at = entered_places(&area).map(|(row, col)| ((row - top) % height, (col - left) % width));
        let entered = entered(rows, columns, &area, |_, _| {
            let (row, column) = at.next()?;
            block.cell(row, column).cloned()
        });
        if cells.plan(&[]).is_none() {
            // One cell at a time: the first one.
            let text = entered.first().map(|entered| entered.text().trim().to_owned()).unwrap_or_default();
            return self.take(cells, &text);
        }
        let pending = Pending {
            purpose: Purpose::Paste,
            size: (height, width),
            cut_off,
            plan: cells.plan(&entered).unwrap_or_default(),
        };
        self.select_area(rows, columns, &area);
        self.propose(cells, pending, ask);
    }

    fn fill_from_edge<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
        right: bool,
    ) {
        let Some((down, across)) = self.area(rows, columns) else { return };
        let parted = |run: &Range<usize>| {
            if run.len() > 1 {
                Some((run.start, run.start + 1..run.end))
            } else {
                run.start.checked_sub(1).map(|before| (before, run.clone()))
            }
        };
        let Some((from, to)) = parted(if right { &across } else { &down }) else { return };
        let area = if right { (down, to) } else { (to, across) };
        let mut places = entered_places(&area);
        let entered = entered(rows, columns, &area, |_, _| {
            let (row, col) = places.next()?;
            let (row, col) = if right { (row, from) } else { (from, col) };
            Some(copied(cells, *rows.get(row)?, columns.get(col)?.key))
        });
        self.fill_with(cells, &entered, (area.0.len(), area.1.len()));
    }

    /// Goes on with what stands in a rectangle over a longer one. `other`: repeats what would go on, and the
    /// other way round.
    pub(super) fn fill_by_handle<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
        (from, to): (&Area, &Area),
        other: bool,
    ) {
        if from == to {
            return;
        }
        let upright = from.1 == to.1;
        let (seed, whole) = if upright { (&from.0, &to.0) } else { (&from.1, &to.1) };
        let backwards = whole.start < seed.start;
        let new = if backwards { whole.start..seed.start } else { seed.end..whole.end };
        let mut filled = Vec::new();
        for at in if upright { from.1.clone() } else { from.0.clone() } {
            let spot = |along: usize| if upright { (along, at) } else { (at, along) };
            let cell_at = |along: usize| {
                let (row, col) = spot(along);
                Some((*rows.get(row)?, columns.get(col)?.key))
            };
            let given = seed.clone().filter_map(cell_at);
            let mut values: Vec<Value> =
                given.map(|(row, col)| value(&cells.cell(row, col).copied())).collect();
            if backwards {
                values.reverse();
            }
            let mut next = series(&values, new.len(), other);
            if backwards {
                next.reverse();
            }
            for (along, value) in new.clone().zip(next) {
                if let Some((row, col)) = cell_at(along) {
                    filled.push(Entered { row, col, cell: Cell::new(text_of(&value)) });
                }
            }
        }
        let size = if upright { (new.len(), from.1.len()) } else { (from.0.len(), new.len()) };
        self.select_area(rows, columns, to);
        self.fill_with(cells, &filled, size);
    }

    fn fill_with<S: Cells<Row = R, Col = C>>(
        &mut self,
        cells: &mut S,
        entered: &[Entered<R, C>],
        size: (usize, usize),
    ) {
        match cells.plan(entered) {
            Some(plan) => {
                self.propose(cells, Pending { purpose: Purpose::Fill, size, cut_off: 0, plan }, false);
            }
            None => cells.ask(Action::Warn(cells.lang().grid_one_cell().to_owned())),
        }
    }

    /// Makes the changes, or shows first what becomes of each cell where something would be lost.
    fn propose<S: Cells<Row = R, Col = C>>(&mut self, cells: &mut S, pending: Pending<R, C>, ask: bool) {
        if pending.plan.remarks.is_empty() && pending.cut_off == 0 && !ask {
            Self::make(cells, pending.plan);
        } else {
            self.pending = Some(pending);
        }
    }

    fn make<S: Cells<Row = R, Col = C>>(cells: &mut S, mut plan: Plan<R, C>) {
        if plan.edits.len() > 1 {
            cells.ask(Action::Edit(Edit::Many(plan.edits), None));
        } else if let Some(edit) = plan.edits.pop() {
            cells.ask(Action::Edit(edit, None));
        }
    }

    /// Shows what a paste or a fill would do, while one waits for an answer.
    pub(super) fn show_pending<S: Cells<Row = R, Col = C>>(&mut self, ui: &egui::Ui, cells: &mut S) {
        let Some(pending) = self.pending.take() else { return };
        match preview::show(ui, &pending, cells) {
            preview::Answer::Open => self.pending = Some(pending),
            preview::Answer::Apply => {
                Self::make(cells, pending.plan);
                self.take_focus = true;
            }
            preview::Answer::Cancel => self.take_focus = true,
        }
    }
}

/// A cell as other programs take it.
fn copied<S: Cells>(cells: &S, row: S::Row, col: S::Col) -> Cell {
    let text = cells.cell(row, col).copied();
    let number = Decimal::from_str_exact(&text).ok();
    Cell { exact: Some(text.clone()), text, number }
}

fn entered_places(area: &Area) -> impl Iterator<Item = (usize, usize)> {
    let across = area.1.clone();
    area.0.clone().flat_map(move |row| across.clone().map(move |col| (row, col)))
}

/// What is put into the cells of a rectangle, row by row.
fn entered<R: Copy, C: Copy>(
    rows: &[R],
    columns: &[Column<C>],
    area: &Area,
    mut cell: impl FnMut(R, C) -> Option<Cell>,
) -> Vec<Entered<R, C>> {
    let mut all = Vec::with_capacity(area.0.len() * area.1.len());
    for (at, col) in entered_places(area) {
        let Some((&row, column)) = rows.get(at).zip(columns.get(col)) else { continue };
        if let Some(cell) = cell(row, column.key) {
            all.push(Entered { row, col: column.key, cell });
        }
    }
    all
}

/// A text as what goes on from it.
fn value(text: &str) -> Value {
    match Decimal::from_str_exact(text) {
        Ok(number) => Value::Number(number),
        Err(_) if text.is_empty() => Value::Empty,
        Err(_) => Value::text(text),
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.to_string(),
        _ => String::new(),
    }
}
