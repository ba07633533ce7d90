//! The selected rectangle of a table: a fixed corner, and the one that Shift or the pointer moves.

use super::{Cells, Column, Grid, handle::Area};
use crate::{i18n::format, model::Decimal};
use std::hash::Hash;

/// The most cells that are summed up.
const MOST_SUMMED: usize = 1_000;

impl<R: Copy + Eq + Hash + std::fmt::Debug, C: Copy + Eq + Hash + std::fmt::Debug> Grid<R, C> {
    /// Row and column of a cell; none where it is no longer there.
    pub(super) fn place(rows: &[R], columns: &[Column<C>], (row, col): (R, C)) -> Option<(usize, usize)> {
        let row = rows.iter().position(|&other| other == row)?;
        Some((row, columns.iter().position(|column| column.key == col)?))
    }

    /// The selected rectangle: at least the cell of the cursor.
    pub(super) fn area(&self, rows: &[R], columns: &[Column<C>]) -> Option<Area> {
        let cursor = self.cursor?;
        let (one, other) = self.block.unwrap_or((cursor, cursor));
        let (one, other) = (Self::place(rows, columns, one)?, Self::place(rows, columns, other)?);
        let between = |a: usize, b: usize| a.min(b)..a.max(b) + 1;
        Some((between(one.0, other.0), between(one.1, other.1)))
    }

    /// The rectangle where it has more than one cell.
    pub(super) fn several(&self, rows: &[R], columns: &[Column<C>]) -> Option<Area> {
        self.area(rows, columns).filter(|(down, across)| down.len() * across.len() > 1)
    }

    /// Puts the cursor on a cell, which alone is selected.
    pub(super) fn stand_on(&mut self, cell: (R, C)) {
        (self.cursor, self.block) = (Some(cell), None);
    }

    /// Moves the corner opposite to the cursor.
    pub(super) fn reach(&mut self, cell: (R, C)) {
        let Some(cursor) = self.cursor else { return self.stand_on(cell) };
        let fixed = self.block.map_or(cursor, |(fixed, _)| fixed);
        self.cursor = Some(fixed);
        self.block = (fixed != cell).then_some((fixed, cell));
    }

    /// The corner that Shift moves.
    pub(super) fn reached(&self) -> Option<(R, C)> {
        self.block.map(|(_, reached)| reached).or(self.cursor)
    }

    /// Selects a rectangle, with the cursor on its first cell.
    pub(super) fn select_area(&mut self, rows: &[R], columns: &[Column<C>], (down, across): &Area) {
        let at = |row: usize, col: usize| Some((*rows.get(row)?, columns.get(col)?.key));
        let first = at(down.start, across.start);
        let last = at(down.end.saturating_sub(1), across.end.saturating_sub(1));
        if let Some((first, last)) = first.zip(last) {
            (self.cursor, self.block) = (Some(first), (first != last).then_some((first, last)));
        }
    }

    /// Selects everything; the cursor goes to the first cell.
    pub(super) fn select_all(&mut self, rows: &[R], columns: &[Column<C>]) {
        self.select_area(rows, columns, &(0..rows.len(), 0..columns.len()));
    }

    /// Says how many cells are selected, and what their figures sum up to.
    pub(super) fn sum_up<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &S,
    ) {
        self.summary = None;
        let Some((down, across)) = self.several(rows, columns) else { return };
        let lang = cells.lang();
        let mut text = lang.grid_selected(down.len(), across.len());
        if down.len() * across.len() <= MOST_SUMMED {
            let chosen = rows.get(down).unwrap_or_default();
            let columns = columns.get(across).unwrap_or_default();
            let all = chosen.iter().flat_map(|&row| columns.iter().map(move |column| (row, column.key)));
            let mut first = None;
            let figures = all.filter_map(|(row, col)| {
                let figure = Decimal::from_str_exact(&cells.cell(row, col).copied()).ok()?;
                Some(cells.add_up(*first.get_or_insert(col), col).then_some(figure))
            });
            let (sum, count) = figures.fold((Some(Decimal::ZERO), 0), |(sum, count), figure| {
                (sum.zip(figure).and_then(|(sum, figure)| sum.checked_add(figure)), count + 1)
            });
            if let Some(sum) = sum.filter(|_| count > 1) {
                text = format!("{text} · {}", lang.grid_sum(format::number(sum), count));
            }
        }
        self.summary = Some(text);
    }

    /// From a cell to the edge of the data in a direction, or past a gap to the next cell with data.
    pub(super) fn edge<S: Cells<Row = R, Col = C>>(
        rows: &[R],
        columns: &[Column<C>],
        cells: &S,
        from: (usize, usize),
        (down, right): (isize, isize),
    ) -> (usize, usize) {
        let next = |(row, col): (usize, usize)| {
            let row = row.saturating_add_signed(down).min(rows.len().saturating_sub(1));
            (row, col.saturating_add_signed(right).min(columns.len().saturating_sub(1)))
        };
        let filled = |(row, col): (usize, usize)| {
            let cell = rows.get(row).zip(columns.get(col));
            cell.is_some_and(|(&row, column)| !cells.cell(row, column.key).copied().is_empty())
        };
        let mut at = next(from);
        let inside = filled(from) && filled(at);
        loop {
            let beyond = next(at);
            if beyond == at || (inside && !filled(beyond)) || (!inside && filled(at)) {
                return at;
            }
            at = beyond;
        }
    }
}
