//! The selected cells: the cursor, and blocks of rows and columns.
//!
//! A selection is a list of [`Block`]s of places in the table and columns. Places are those of the view
//! they were selected in; [`Selection::follow`] carries them over to the next view by their projects, so
//! that sorting, filtering and editing keep what is selected.

use super::rows::InView;
use crate::model::{Column, ProjectField, ProjectId, list::ColumnView};
use std::{
    cell::{Cell, RefCell},
    iter,
    ops::Range,
    rc::Rc,
};

/// What a click or a key points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The cell at a place of the table.
    Cell(usize, Column),
    /// The whole row at a place.
    Row(usize),
    /// A whole column.
    Column(Column),
}

/// What becomes of what is selected already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The new spot alone is selected.
    Only,
    /// The last block reaches from the cursor to the new spot.
    Extend,
    /// The new spot is selected as well, or no longer where it was.
    Toggle,
}

/// The columns of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Span {
    All,
    /// From one column to the other, in either order; columns may have been moved or hidden since.
    Between(Column, Column),
}

/// Rows and columns that are selected together.
#[derive(Debug, Clone, PartialEq)]
struct Block {
    /// Places, ascending, without touching each other.
    rows: Vec<Range<usize>>,
    span: Span,
}

/// Places of selected rows, for the view and the version that they were found in.
#[derive(Debug, Clone)]
struct Found {
    view: u64,
    version: u64,
    places: Rc<Vec<usize>>,
}

/// The cell that has the keyboard, and the selected blocks.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The project of the cursor: typing goes into its cell.
    pub cursor: Option<ProjectId>,
    /// The column of the cursor.
    pub column: Column,
    /// The corner of the last block that Shift moves: the cursor is at the opposite one.
    reach: Option<Spot>,
    blocks: Vec<Block>,
    /// Goes up with every change.
    version: u64,
    /// Where the cursor was found last: saves the search in the next frame.
    hint: Cell<usize>,
    /// Places of the selected rows.
    found: RefCell<Option<Found>>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            cursor: None,
            column: Column::Field(ProjectField::Name),
            reach: None,
            blocks: Vec::new(),
            version: 0,
            hint: Cell::new(0),
            found: RefCell::new(None),
        }
    }
}

/// The blocks with the positions of their columns as the table shows them now.
#[derive(Debug)]
pub struct Shape<'a> {
    blocks: Vec<(&'a [Range<usize>], Range<usize>)>,
}

impl Shape<'_> {
    /// Whether a cell is selected.
    pub fn has(&self, row: usize, column: usize) -> bool {
        self.blocks.iter().any(|(rows, columns)| columns.contains(&column) && has_row(rows, row))
    }

    /// Whether a row has a selected cell.
    pub fn has_row(&self, row: usize) -> bool {
        self.blocks.iter().any(|(rows, _)| has_row(rows, row))
    }

    /// Whether a column has a selected cell.
    pub fn has_column(&self, column: usize) -> bool {
        self.blocks.iter().any(|(_, columns)| columns.contains(&column))
    }

    /// Whether no more than one cell is selected.
    pub fn is_single(&self) -> bool {
        let cells = |(rows, columns): &(&[Range<usize>], Range<usize>)| {
            rows.iter().map(ExactSizeIterator::len).sum::<usize>() * columns.len()
        };
        self.blocks.iter().map(cells).sum::<usize>() <= 1
    }

    /// The selected places of a column, ascending and each once.
    pub fn rows_of(&self, column: usize) -> Vec<Range<usize>> {
        let own = self.blocks.iter().filter(|(_, columns)| columns.contains(&column));
        merged(own.flat_map(|(rows, _)| rows.iter().cloned()).collect())
    }

    /// The rows and columns of what is selected, where every one of the rows is selected in the same
    /// columns; none where the cells make no table.
    pub fn table(&self) -> Option<(Vec<Range<usize>>, Vec<usize>)> {
        let end = self.blocks.iter().map(|(_, columns)| columns.end).max()?;
        let columns: Vec<usize> = (0..end).filter(|&at| self.has_column(at)).collect();
        let rows = self.rows_of(*columns.first()?);
        let same = columns.iter().all(|&column| self.rows_of(column) == rows);
        (same && !rows.is_empty()).then_some((rows, columns))
    }

    /// The one rectangle that is selected; none where there are several.
    pub fn rectangle(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (rows, columns) = self.table()?;
        let [rows] = rows.as_slice() else { return None };
        let (first, last) = (*columns.first()?, *columns.last()?);
        (columns.len() == last - first + 1).then(|| (rows.clone(), first..last + 1))
    }
}

fn has_row(rows: &[Range<usize>], row: usize) -> bool {
    let at = rows.partition_point(|run| run.end <= row);
    rows.get(at).is_some_and(|run| run.start <= row)
}

/// The same places, ascending and without touching each other.
fn merged(mut rows: Vec<Range<usize>>) -> Vec<Range<usize>> {
    rows.retain(|run| !run.is_empty());
    rows.sort_by_key(|run| run.start);
    let mut found: Vec<Range<usize>> = Vec::with_capacity(rows.len());
    for run in rows {
        match found.last_mut() {
            Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
            _ => found.push(run),
        }
    }
    found
}

/// One run of places.
fn one(run: Range<usize>) -> Vec<Range<usize>> {
    iter::once(run).collect()
}

/// Runs of places that come in ascending order.
fn runs(places: impl Iterator<Item = usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for place in places {
        match found.last_mut() {
            Some(last) if last.end == place => last.end += 1,
            _ => found.push(place..place + 1),
        }
    }
    found
}

impl Span {
    fn positions(self, columns: &[ColumnView]) -> Option<Range<usize>> {
        let Self::Between(a, b) = self else { return Some(0..columns.len()) };
        let at = |column| columns.iter().position(|view| view.column == column);
        match (at(a), at(b)) {
            (Some(a), Some(b)) => Some(a.min(b)..a.max(b) + 1),
            // One end is hidden by now: what is left is the other.
            (Some(one), None) | (None, Some(one)) => Some(one..one + 1),
            (None, None) => None,
        }
    }
}

impl Selection {
    /// Where the cursor stands in the table.
    pub fn place(&self, view: &InView) -> Option<usize> {
        let project = self.cursor?;
        if view.id(self.hint.get()) == Some(project) {
            return Some(self.hint.get());
        }
        let found = view.place_of(project)?;
        self.hint.set(found);
        Some(found)
    }

    /// Goes up with every change of what is selected.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The blocks as a table with these columns shows them.
    pub fn shape(&self, columns: &[ColumnView]) -> Shape<'_> {
        let blocks = self.blocks.iter();
        let blocks = blocks.filter_map(|block| Some((block.rows.as_slice(), block.span.positions(columns)?)));
        Shape { blocks: blocks.collect() }
    }

    /// The cell that is to be in view: the corner that Shift moves, or the cursor.
    pub fn end(&self, view: &InView) -> Option<(usize, Column)> {
        match self.reach {
            Some(Spot::Cell(place, column)) => Some((place, column)),
            Some(Spot::Row(place)) => Some((place, self.column)),
            Some(Spot::Column(column)) => Some((self.place(view)?, column)),
            None => Some((self.place(view)?, self.column)),
        }
    }

    /// What Shift moves.
    pub fn reach(&self) -> Option<Spot> {
        self.reach
    }

    fn changed(&mut self) {
        self.version += 1;
        self.found.take();
    }

    fn set_cursor(&mut self, view: &InView, place: usize) {
        self.cursor = view.id(place);
        self.hint.set(place);
    }

    /// Selects a cell alone and puts the cursor there.
    pub fn go(&mut self, view: &InView, place: usize, column: Column) {
        self.select(view, Spot::Cell(place, column), How::Only);
    }

    /// Selects a spot.
    pub fn select(&mut self, view: &InView, spot: Spot, how: How) {
        let how = if self.cursor.is_none() { How::Only } else { how };
        match how {
            How::Only => {
                self.blocks.clear();
                self.begin(view, spot);
            }
            How::Toggle if self.has(spot) => {
                self.take_out(spot);
                self.stand_inside(view);
            }
            How::Toggle => self.begin(view, spot),
            How::Extend => {
                let from = self.place(view).unwrap_or(0);
                let between = |to: usize| one(from.min(to)..from.max(to) + 1);
                let everywhere = one(0..view.rows.len());
                let block = match spot {
                    Spot::Cell(to, column) => {
                        Block { rows: between(to), span: Span::Between(self.column, column) }
                    }
                    Spot::Row(to) => Block { rows: between(to), span: Span::All },
                    Spot::Column(to) => Block { rows: everywhere, span: Span::Between(self.column, to) },
                };
                self.blocks.pop();
                self.blocks.push(block);
                self.reach = Some(spot);
            }
        }
        self.changed();
    }

    /// One more block, with the cursor in it.
    fn begin(&mut self, view: &InView, spot: Spot) {
        let block = match spot {
            Spot::Cell(place, column) => {
                (self.column, self.reach) = (column, Some(spot));
                self.set_cursor(view, place);
                Block { rows: one(place..place + 1), span: Span::Between(column, column) }
            }
            Spot::Row(place) => {
                self.set_cursor(view, place);
                Block { rows: one(place..place + 1), span: Span::All }
            }
            Spot::Column(column) => {
                self.column = column;
                self.set_cursor(view, 0);
                Block { rows: one(0..view.rows.len()), span: Span::Between(column, column) }
            }
        };
        self.reach = Some(spot);
        self.blocks.push(block);
    }

    /// Whether a block of its own, or one of whole rows, has the spot.
    fn has(&self, spot: Spot) -> bool {
        self.blocks.iter().any(|block| match spot {
            Spot::Cell(place, column) => {
                let exactly = block.span == Span::Between(column, column);
                (exactly || block.span == Span::All) && has_row(&block.rows, place)
            }
            Spot::Row(place) => block.span == Span::All && has_row(&block.rows, place),
            Spot::Column(column) => block.span == Span::Between(column, column) && block.rows.len() == 1,
        })
    }

    /// The whole columns that are selected together with the one at a position; none where it is not
    /// selected as a whole column.
    pub fn columns_with(&self, view: &InView, columns: &[ColumnView], at: usize) -> Option<Range<usize>> {
        let whole = |block: &&Block| block.span != Span::All && block.rows == one(0..view.rows.len());
        let spans = self.blocks.iter().filter(whole).filter_map(|block| block.span.positions(columns));
        spans.filter(|span| span.contains(&at)).last()
    }

    /// Takes a spot out of the blocks that have it; the last cell stays.
    fn take_out(&mut self, spot: Spot) {
        let before = self.blocks.clone();
        for block in &mut self.blocks {
            match spot {
                Spot::Column(column) => {
                    if block.span == Span::Between(column, column) {
                        block.rows.clear();
                    }
                }
                Spot::Cell(place, _) | Spot::Row(place) => {
                    let own = match spot {
                        Spot::Cell(_, column) => block.span == Span::Between(column, column),
                        _ => false,
                    };
                    if own || block.span == Span::All {
                        let parts = block.rows.iter().flat_map(|run| {
                            [run.start..run.end.min(place), run.start.max(place + 1)..run.end]
                        });
                        block.rows = merged(parts.collect());
                    }
                }
            }
        }
        self.blocks.retain(|block| !block.rows.is_empty());
        if self.blocks.is_empty() {
            self.blocks = before;
        }
    }

    /// Puts the cursor on the first cell of the last block.
    fn stand_inside(&mut self, view: &InView) {
        let Some(block) = self.blocks.last() else { return };
        let (first, span) = (block.rows.first().map_or(0, |run| run.start), block.span);
        if let Span::Between(column, _) = span {
            self.column = column;
        }
        self.set_cursor(view, first);
        self.reach = Some(if span == Span::All { Spot::Row(first) } else { Spot::Cell(first, self.column) });
    }

    /// Selects the cells of these projects in the cursor's column, with the cursor on the first project.
    pub fn these(&mut self, view: &InView, projects: &[ProjectId]) {
        let rows = runs(view.places_of(projects.iter().copied()));
        self.cursor = projects.first().copied();
        self.reach = self.place(view).map(|place| Spot::Cell(place, self.column));
        self.blocks = vec![Block { rows, span: Span::Between(self.column, self.column) }];
        self.changed();
    }

    /// Selects a rectangle, with the cursor at its first cell.
    pub fn rectangle(&mut self, view: &InView, rows: Range<usize>, first: Column, last: Column) {
        self.select(view, Spot::Cell(rows.start, first), How::Only);
        self.select(view, Spot::Cell(rows.end.saturating_sub(1).max(rows.start), last), How::Extend);
    }

    /// Selects all cells in view; the cursor stays where it is.
    pub fn all(&mut self, view: &InView) {
        if self.cursor.is_none() {
            self.set_cursor(view, 0);
        }
        self.blocks = vec![Block { rows: one(0..view.rows.len()), span: Span::All }];
        self.reach = self.place(view).map(|place| Spot::Cell(place, self.column));
        self.changed();
    }

    /// Puts the cursor on a selected cell and leaves the blocks as they are.
    pub fn walk(&mut self, view: &InView, place: usize, column: Column) {
        self.column = column;
        self.set_cursor(view, place);
    }

    /// Only the cell of the cursor stays selected.
    pub fn collapse(&mut self, view: &InView) {
        if let Some(place) = self.place(view) {
            self.go(view, place, self.column);
        }
    }

    /// Carries the selection over to another view: projects that are no longer in view are left out.
    pub fn follow(&mut self, old: &InView, new: &InView) {
        let stood = self.hint.get();
        if self.cursor.is_some() && self.place(new).is_none() {
            self.cursor = None;
            // Its project is gone (not merely filtered out): what came into its place takes over.
            let last = new.rows.len().checked_sub(1).filter(|_| !Rc::ptr_eq(&old.analysis, &new.analysis));
            if let Some(last) = last {
                self.go(new, stood.min(last), self.column);
                return;
            }
        }
        let same = |run: &Range<usize>| run.clone().all(|place| old.id(place) == new.id(place));
        if self.blocks.iter().all(|block| block.rows.iter().all(same)) {
            self.changed();
            return;
        }
        for block in &mut self.blocks {
            let whole = block.rows == one(0..old.rows.len()) && old.rows.len() == new.rows.len();
            if !whole {
                let places = block.rows.iter().cloned().flatten();
                block.rows = runs(new.places_of(places.filter_map(|place| old.id(place))));
            }
        }
        self.blocks.retain(|block| !block.rows.is_empty());
        if self.cursor.is_none()
            && let Some(first) = self.blocks.first().and_then(|block| block.rows.first())
        {
            self.set_cursor(new, first.start);
        }
        match self.place(new) {
            Some(place) if self.blocks.is_empty() => self.go(new, place, self.column),
            place => self.reach = place.map(|place| Spot::Cell(place, self.column)),
        }
        self.changed();
    }

    /// Places in the table of the projects with a selected cell, in its order.
    pub fn places(&self, view: &InView) -> Rc<Vec<usize>> {
        if let Some(found) = &*self.found.borrow()
            && (found.view, found.version) == (view.number(), self.version)
        {
            return found.places.clone();
        }
        let rows = merged(self.blocks.iter().flat_map(|block| block.rows.iter().cloned()).collect());
        let places = rows.into_iter().flatten().filter(|&place| place < view.rows.len());
        let places = Rc::new(places.collect::<Vec<_>>());
        let (view, version) = (view.number(), self.version);
        *self.found.borrow_mut() = Some(Found { view, version, places: places.clone() });
        places
    }
}
