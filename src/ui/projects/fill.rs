//! Filling cells from their neighbours: downwards and to the right by keyboard, and in any direction by the
//! handle at the corner of the selection, which goes on with months, dates and figures.

use super::{
    State,
    clip::{self, Pasting, Purpose},
    rows::{InView, field_of},
};
use crate::{
    edit::{entry::exact_text, fill::series},
    exchange::clipboard::{Block, Cell},
    model::{Column, Value, list::ColumnView},
    ui::{Action, Actions, Shown, grid::handle::Area},
};
use std::ops::Range;

/// Fills the selected cells with those of their first row or column; a single one with its neighbour's.
pub fn from_edge(state: &mut State, shown: &Shown<'_>, right: bool, actions: &mut Actions) {
    let list = state.list_in_view(shown.workbook).and_then(|list| shown.workbook.lists.get(list));
    let Some((list, view)) = list.zip(state.in_view(shown)) else { return };
    let columns = state.columns(list);
    let Some((rows, across)) = state.selection.shape(&columns).table() else {
        actions.push(Action::Warn(shown.lang.copy_no_table().to_owned()));
        return;
    };
    let places: Vec<usize> = rows.into_iter().flatten().collect();
    let parted = |all: &[usize]| match *all {
        [only] => only.checked_sub(1).map(|before| (before, vec![only])),
        [first, ref rest @ ..] => Some((first, rest.to_vec())),
        [] => None,
    };
    let cell = |place: usize, at: usize| {
        let (index, own) = view.index(place).zip(columns.get(at))?;
        Some(clip::cell(shown, list, &view, index, own.column))
    };
    let filled = if right {
        parted(&across).map(|(from, to)| {
            let rows = places.iter().map(|&place| cell(place, from).into_iter().collect());
            (Block::new(rows.collect()), places.clone(), to)
        })
    } else {
        parted(&places).map(|(from, to)| {
            let row = across.iter().filter_map(|&at| cell(from, at)).collect();
            (Block::new(vec![row]), to, across.clone())
        })
    };
    let Some((block, places, across)) = filled else { return };
    let columns_of = |at: usize| columns.get(at).map(|own| own.column);
    let across = across.into_iter().filter_map(columns_of).collect();
    let pasting = Pasting::over(Purpose::Fill, block, &view, places, across);
    state.put(shown, list, &view, pasting, false, actions);
}

/// Goes on with what stands in a rectangle over a longer one. `other`: repeats what would go on, and the
/// other way round.
#[allow(clippy::too_many_arguments, reason = "what is filled, from where, and what it is drawn from")]
pub fn by_handle(
    state: &mut State,
    shown: &Shown<'_>,
    view: &InView,
    columns: &[ColumnView],
    from: &Area,
    to: &Area,
    other: bool,
    actions: &mut Actions,
) {
    let Some(list) = shown.workbook.lists.get(view.list()) else { return };
    if from == to {
        return;
    }
    let upright = from.1 == to.1;
    let (seed, whole) = if upright { (&from.0, &to.0) } else { (&from.1, &to.1) };
    let backwards = whole.start < seed.start;
    let new = if backwards { whole.start..seed.start } else { seed.end..whole.end };
    // Along each line that is filled: the cells that are there, and those that go on from them.
    let lines = if upright { from.1.clone() } else { from.0.clone() };
    let line = |at: usize| -> Vec<Cell> {
        let spot = |along: usize| if upright { (along, at) } else { (at, along) };
        let mut given: Vec<(Value, Column, usize)> = Vec::new();
        for along in seed.clone() {
            let (place, column) = spot(along);
            let Some(own) = columns.get(column) else { continue };
            let project = view.project(shown.workbook, place);
            let value = field_of(own.column).zip(project).map(|(field, project)| field.get(project));
            given.push((value.unwrap_or_default(), own.column, place));
        }
        if backwards {
            given.reverse();
        }
        let values: Vec<Value> = given.iter().map(|(value, ..)| value.clone()).collect();
        let cell = |(nth, value): (usize, Value)| {
            let Some((_, column, place)) = given.get(nth % given.len().max(1)) else {
                return Cell::default();
            };
            let project = view.project(shown.workbook, *place);
            let Some((field, project)) = field_of(*column).zip(project) else { return Cell::default() };
            let text = exact_text(shown.workbook, project, field, &value, &shown.lang);
            Cell { exact: Some(text.clone()), text, number: None }
        };
        let mut cells: Vec<Cell> =
            series(&values, new.len(), other).into_iter().enumerate().map(cell).collect();
        if backwards {
            cells.reverse();
        }
        cells
    };
    let filled: Vec<Vec<Cell>> = lines.map(line).collect();
    let rows = if upright {
        (0..new.len()).map(|row| filled.iter().filter_map(|line| line.get(row).cloned()).collect()).collect()
    } else {
        filled
    };
    let (places, across) = if upright { (new, to.1.clone()) } else { (to.0.clone(), new) };
    let columns_of = |range: Range<usize>| -> Vec<Column> {
        columns.get(range).unwrap_or_default().iter().map(|own| own.column).collect()
    };
    let all = columns_of(to.1.clone());
    if let (Some(&first), Some(&last)) = (all.first(), all.last()) {
        state.selection.rectangle(view, to.0.clone(), first, last);
    }
    let pasting = Pasting::over(Purpose::Fill, Block::new(rows), view, places.collect(), columns_of(across));
    state.put(shown, list, view, pasting, false, actions);
}
