//! Cells to and from the clipboard: copy, cut, paste.
//!
//! A paste that neither refuses nor converts anything is done at once. Whenever something would be, or
//! projects would be added, [`super::preview`] shows what becomes of each such cell first.

use super::{State, columns, commands, keys, preview, rows::InView, rows::field_of};
use crate::{
    edit::{
        entry::exact_text,
        paste::{Entered, Plan, Remark, Request, Target},
    },
    exchange::clipboard::{Block, Cell},
    i18n::format,
    model::{Column, Decimal, MoneyUnit, ProjectField, ProjectList, list::ColumnView},
    ui::{Action, Actions, Shown},
};
use std::collections::BTreeSet;

/// So many passes of the window after it was asked for, a text from the clipboard is taken for the answer.
const ANSWER: u64 = 10;

/// That what comes of the next paste is to be shown before it is made, and since which pass of the window. Where
/// the clipboard has no text, no paste comes.
#[derive(Debug, Default)]
pub(super) struct Asked(Option<u64>);

impl Asked {
    /// Asks for it.
    pub fn at(pass: u64) -> Self {
        Self(Some(pass))
    }

    /// Whether the paste that comes now was asked for.
    pub fn take(&mut self, pass: u64) -> bool {
        self.0.take().is_some_and(|asked| pass.saturating_sub(asked) <= ANSWER)
    }
}

/// What cells are filled for: the window that asks says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// They come from the clipboard.
    Paste,
    /// They go on from their neighbours.
    Fill,
    /// A text in them is replaced.
    Replace,
}

/// Which cells take what the block has for them.
#[derive(Debug)]
enum Mask {
    All,
    /// The selected ones.
    Selected,
    /// These rows and columns of the block.
    Only(BTreeSet<(usize, usize)>),
}

/// A block that is about to be put into cells.
#[derive(Debug)]
pub struct Pasting {
    pub purpose: Purpose,
    pub block: Block,
    /// The view that the places are of.
    pub view: u64,
    /// Where the block goes, by place; projects to be added come after the last place.
    places: Vec<usize>,
    added: usize,
    pub columns: Vec<Column>,
    mask: Mask,
    /// How many of the block's columns have no column of the table to go to.
    pub cut_off: usize,
    /// The unit that bare figures of money are in.
    pub money: Option<MoneyUnit>,
    pub plan: Plan,
}

/// The selected cells as a block; none where they make no table.
pub fn block(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &State,
) -> Option<Block> {
    let (rows, across) = state.selection.shape(columns).table()?;
    let places = rows.into_iter().flatten().filter_map(|place| view.index(place));
    let line = |index| across.iter().map(|&at| cell(shown, list, view, index, columns[at].column)).collect();
    Some(Block::new(places.map(line).collect()))
}

/// A cell as other programs take it: figures without separators, texts with their line breaks.
pub fn cell(shown: &Shown<'_>, list: &ProjectList, view: &InView, index: usize, column: Column) -> Cell {
    let workbook = shown.workbook;
    let text = columns::cell(shown, list, view, index, column).text;
    if column == Column::Number {
        return Cell { text, number: Some(Decimal::from(index + 1)), exact: None };
    }
    let Some(project) = view.analysis.project(workbook, index) else { return Cell::new(text) };
    let Some(field) = field_of(column) else {
        let adds = !matches!(column, Column::Completion | Column::Share);
        return match view.figure(workbook, index, column).filter(|_| adds) {
            Some(figure) => {
                let places = view.places(workbook, column);
                Cell { text: format::bare(figure, places), number: Some(figure.normalize()), exact: None }
            }
            None => Cell::new(text.replace('−', "-")),
        };
    };
    let exact = Some(exact_text(workbook, project, field, &field.get(project), &shown.lang));
    match (view.figure(workbook, index, column), field.text_of(project)) {
        (Some(figure), _) => {
            let places = view.places(workbook, column);
            Cell { text: format::bare(figure, places), number: Some(figure.normalize()), exact }
        }
        (None, Some(own)) => Cell { text: own.to_owned(), number: None, exact },
        (None, None) => Cell { text, number: None, exact },
    }
}

/// Copies the selected cells, or says why they cannot be.
pub fn copy(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &State,
    actions: &mut Actions,
) -> bool {
    let block = block(shown, list, view, columns, state);
    let there = block.is_some();
    actions.push(match block {
        Some(block) => Action::CopyCells(Box::new(block)),
        None => Action::Warn(shown.lang.copy_no_table().to_owned()),
    });
    there
}

/// Copies the selected cells and empties them.
pub fn cut(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &State,
    actions: &mut Actions,
) {
    if copy(shown, list, view, columns, state, actions) {
        keys::clear(shown, list, view, columns, state, actions);
    }
}

/// Where a block goes: over the selected cells as often as it fits into them, else from their first cell on.
fn aim(view: &InView, columns: &[ColumnView], state: &State, block: Block) -> Option<Pasting> {
    let shape = state.selection.shape(columns);
    let (height, width) = (block.height(), block.width());
    let mut pasting = Pasting::over(Purpose::Paste, block, view, Vec::new(), Vec::new());
    let across: Vec<usize> = (0..columns.len()).filter(|&at| shape.has_column(at)).collect();
    let chosen = state.selection.places(view);
    let (&first, &first_column) = (chosen.first()?, across.first()?);
    if (height, width) == (1, 1) {
        pasting.places = chosen.to_vec();
        pasting.columns = across.iter().map(|&at| columns[at].column).collect();
        pasting.mask = Mask::Selected;
        return Some(pasting);
    }
    let repeats = shape.table().filter(|(rows, across)| {
        let count: usize = rows.iter().map(ExactSizeIterator::len).sum();
        count.is_multiple_of(height) && across.len().is_multiple_of(width) && count * across.len() > 1
    });
    if let Some((rows, across)) = repeats {
        pasting.places = rows.into_iter().flatten().collect();
        pasting.columns = across.iter().map(|&at| columns[at].column).collect();
        return Some(pasting);
    }
    pasting.places = (first..view.rows.len()).take(height).collect();
    pasting.added = height - pasting.places.len();
    pasting.columns = columns.iter().skip(first_column).take(width).map(|own| own.column).collect();
    pasting.cut_off = width - pasting.columns.len();
    Some(pasting)
}

impl Pasting {
    /// A block over these places and columns.
    pub fn over(
        purpose: Purpose,
        block: Block,
        view: &InView,
        places: Vec<usize>,
        columns: Vec<Column>,
    ) -> Self {
        Self {
            purpose,
            block,
            view: view.number(),
            places,
            added: 0,
            columns,
            mask: Mask::All,
            cut_off: 0,
            money: None,
            plan: Plan::default(),
        }
    }

    /// Only these rows and columns of the block are put into their cells.
    pub fn only(self, cells: BTreeSet<(usize, usize)>) -> Self {
        Self { mask: Mask::Only(cells), ..self }
    }

    /// Leaves the rows past the end out.
    pub fn without_adding(&mut self) {
        self.added = 0;
    }

    /// The place of a row of the plan; none where it is to be added.
    pub fn place(&self, row: usize) -> Option<usize> {
        self.places.get(row).copied()
    }

    /// How many projects are added before that of a row of the plan.
    pub fn added_before(&self, row: usize) -> usize {
        row.saturating_sub(self.places.len())
    }

    /// Whether any column holds money.
    pub fn has_money(&self) -> bool {
        use crate::model::ValueKind::{Money, Number};
        let fields = self.columns.iter().filter_map(|&column| field_of(column));
        fields.map(ProjectField::kind).any(|kind| matches!(kind, Money | Number))
    }

    /// Works out what becomes of each cell.
    pub fn work_out(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        columns: &[ColumnView],
        state: &State,
    ) {
        let workbook = shown.workbook;
        let rows = self.places.iter().filter_map(|&place| view.id(place)).map(Target::Row);
        let new = (0..self.added).map(|nth| Target::New(workbook.new_id(nth as u32)));
        let targets: Vec<Target> = rows.chain(new).collect();
        let names = commands::free_names(workbook, list.id, shown, self.added);
        let new_name = |nth: usize| names.get(nth).cloned().unwrap_or_default();
        let shape = state.selection.shape(columns);
        let at = |column: Column| columns.iter().position(|own| own.column == column);
        let positions: Vec<Option<usize>> = self.columns.iter().map(|&column| at(column)).collect();
        let (height, width) = (self.block.height().max(1), self.block.width().max(1));
        let entered = |row: usize, column: usize| {
            let taken = match &self.mask {
                Mask::All => true,
                Mask::Selected => {
                    let spot = self.places.get(row).zip(positions[column]);
                    spot.is_some_and(|(&place, column)| shape.has(place, column))
                }
                Mask::Only(cells) => cells.contains(&(row, column)),
            };
            let cell = self.block.cell(row % height, column % width).filter(|_| taken)?;
            Some(Entered { text: &cell.text, number: cell.number, exact: cell.exact.as_deref() })
        };
        let request = Request {
            workbook,
            list: list.id,
            targets: &targets,
            columns: &self.columns,
            money: self.money,
            words: &shown.lang,
            new_name: &new_name,
        };
        let mut plan = request.plan(entered);
        // What a computed column says already, and what Guatu itself put there, needs no word; of the rest
        // one for each column is enough.
        let own = self.block.rows().iter().flatten().any(|cell| cell.exact.is_some());
        let mut told: Vec<usize> = Vec::new();
        plan.notes.retain(|note| {
            let Remark::Computed(column) = note.remark else { return true };
            let index = self.places.get(note.row).and_then(|&place| view.index(place));
            let says = index.map(|index| columns::cell(shown, list, view, index, column).text);
            let text = note.text.trim();
            let known = own || text.is_empty() || says.as_deref() == Some(text);
            if known || told.contains(&note.column) {
                return false;
            }
            told.push(note.column);
            true
        });
        self.plan = plan;
    }

    /// The places that were pasted into, first and last.
    fn reached(&self) -> Option<(usize, usize)> {
        Some((*self.places.first()?, *self.places.last()?))
    }
}

impl State {
    /// Puts a block into the selected cells; with `ask`, or where anything is refused, converted or added,
    /// shows first what becomes of it.
    pub fn paste(&mut self, shown: &Shown<'_>, block: Block, ask: bool) -> Vec<Action> {
        let mut actions = Actions::default();
        let list = self.list_in_view(shown.workbook).and_then(|list| shown.workbook.lists.get(list));
        let Some((list, view)) = list.zip(self.in_view(shown)) else { return Vec::new() };
        self.sync(&view);
        let columns = self.columns(list);
        let pasting = if block.is_empty() { None } else { aim(&view, &columns, self, block) };
        match pasting {
            Some(pasting) => {
                self.put(shown, list, &view, pasting, ask, &mut actions);
            }
            None => actions.push(Action::Warn(shown.lang.paste_nothing().to_owned())),
        }
        actions.take()
    }

    /// Puts what is being typed into all selected cells, as one step. Where it cannot be read the editor
    /// stays open and says why.
    pub(super) fn enter_everywhere(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        columns: &[ColumnView],
        actions: &mut Actions,
    ) {
        let Some(draft) = &mut self.draft else { return };
        if draft.finish(shown).is_err() {
            return;
        }
        let text = std::mem::take(&mut draft.text);
        self.draft = None;
        let block = Block::new(std::iter::once(vec![Cell::new(text)]).collect());
        if let Some(mut pasting) = aim(view, columns, self, block) {
            pasting.purpose = Purpose::Fill;
            self.put(shown, list, view, pasting, false, actions);
        }
    }

    /// Puts a block into its cells, or asks first; true where it was done at once.
    pub(super) fn put(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        mut pasting: Pasting,
        ask: bool,
        actions: &mut Actions,
    ) -> bool {
        pasting.work_out(shown, list, view, &self.columns(list), self);
        let clear = pasting.plan.notes.is_empty() && pasting.added == 0 && pasting.cut_off == 0;
        if clear && !ask {
            self.apply_paste(view, pasting, actions);
            return true;
        }
        self.pasting = Some(pasting);
        false
    }

    /// Makes the changes and selects what was pasted.
    pub(super) fn apply_paste(&mut self, view: &InView, pasting: Pasting, actions: &mut Actions) {
        let reached = pasting.reached().zip(pasting.columns.first().copied());
        if let Some((((first, last), start), end)) = reached.zip(pasting.columns.last().copied())
            && pasting.purpose == Purpose::Paste
            && !matches!(pasting.mask, Mask::Selected)
        {
            self.selection.rectangle(view, first..last + 1, start, end);
        }
        commands::push(pasting.plan.edits, actions);
    }

    /// Shows what a paste would do, while one waits for an answer.
    pub(super) fn show_paste(
        &mut self,
        ui: &egui::Ui,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        actions: &mut Actions,
    ) {
        let Some(mut pasting) = self.pasting.take() else { return };
        if pasting.view != view.number() {
            // The table has changed behind it: the places are no longer the ones that were meant.
            return;
        }
        match preview::show(ui, shown, list, view, &mut pasting) {
            preview::Answer::Open => self.pasting = Some(pasting),
            preview::Answer::Again => {
                pasting.work_out(shown, list, view, &self.columns(list), self);
                self.pasting = Some(pasting);
                ui.request_repaint();
            }
            preview::Answer::Apply => {
                self.apply_paste(view, pasting, actions);
                self.take_focus = true;
            }
            preview::Answer::ApplyHere => {
                pasting.without_adding();
                pasting.work_out(shown, list, view, &self.columns(list), self);
                self.apply_paste(view, pasting, actions);
                self.take_focus = true;
            }
            preview::Answer::Cancel => self.take_focus = true,
        }
    }
}
