//! Dragging over the table selects what the pointer passes; past its edge the table scrolls along.

use super::{
    Scroll, State, editor, fill,
    grid::Geometry,
    rows::InView,
    selection::{How, Spot},
    table::cell_id,
};
use crate::{
    model::{Column, ProjectList, list::ColumnView},
    ui::{Actions, Shown, grid::handle},
};
use egui::{CursorIcon, Rect, Stroke, Ui};
use std::ops::Range;

/// What the pointer is dragging.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drag {
    /// A corner of a rectangle of cells.
    Cells,
    /// The last of several whole rows.
    Rows,
    /// The last of several whole columns.
    Columns,
    /// The handle of this rectangle.
    Fill(handle::Area),
    /// The headings of selected columns, by their positions.
    Move {
        columns: Range<usize>,
        /// The column whose heading the pointer went down on.
        pressed: Column,
        /// Before which column they would go; none: the pointer has not left them.
        to: Option<usize>,
    },
}

/// The row and the column under the pointer, or the next one past the edge of the table. The flag says
/// that the pointer is outside.
pub fn under_pointer(
    ui: &Ui,
    view: &InView,
    geometry: &Geometry,
    sticky: usize,
    cells: Rect,
) -> Option<(usize, usize, bool)> {
    let at = ui.input(|input| input.pointer.latest_pos())?;
    let last = view.rows.len().checked_sub(1)?;
    let inside = at.clamp(cells.min, cells.max - egui::vec2(1.0, 1.0));
    let row = geometry.row_at(inside.y)?.min(last);
    let column = geometry.column_at(inside.x, sticky)?;
    let row = if at.y < cells.top() {
        row.saturating_sub(1)
    } else if at.y > cells.bottom() {
        (row + 1).min(last)
    } else {
        row
    };
    let outside_right = at.x > cells.right();
    let column = if outside_right { column + 1 } else { column };
    Some((row, column, outside_right || at.y < cells.top() || at.y > cells.bottom()))
}

/// Follows the pointer while something is dragged.
pub fn follow(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    pointer: Option<(usize, usize, bool)>,
    actions: &mut Actions,
) {
    let Some(drag) = state.drag.clone().filter(|drag| !matches!(drag, Drag::Move { .. })) else { return };
    if !ui.input(|input| input.pointer.primary_down()) {
        state.drag = None;
        // A field that had the keyboard gave it up for the click.
        editor::take_keyboard(ui, cell_id());
        if let (Drag::Fill(from), Some(to)) = (drag, state.fill_to.take()) {
            let other = ui.input(|input| input.modifiers.command);
            fill::by_handle(state, shown, view, columns, &from, &to, other, actions);
        }
        return;
    }
    let Some((row, at, outside)) = pointer else { return };
    let Some(column) = columns.get(at).or(columns.last()) else { return };
    let spot = match drag {
        Drag::Cells => Spot::Cell(row, column.column),
        Drag::Rows => Spot::Row(row),
        Drag::Columns | Drag::Move { .. } => Spot::Column(column.column),
        Drag::Fill(from) => {
            let to = handle::dragged(&from, row, at.min(columns.len().saturating_sub(1)));
            if outside {
                state.scroll = Some(Scroll::Place(row));
                ui.request_repaint();
            }
            state.fill_to = Some(to);
            return;
        }
    };
    if state.selection.reach() != Some(spot) {
        state.selection.select(view, spot, How::Extend);
        if outside && !matches!(spot, Spot::Column(_)) {
            state.scroll = Some(Scroll::Reach);
        }
        ui.request_repaint();
    }
}

/// Follows the pointer while headings are dragged, and puts their columns where they are let go.
#[allow(clippy::too_many_arguments, reason = "everything that is dragged over")]
pub fn move_columns(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    geometry: &Geometry,
    sticky: usize,
    body: Rect,
    actions: &mut Actions,
) {
    let Some(Drag::Move { columns: held, pressed, to }) = state.drag.clone() else { return };
    if !ui.input(|input| input.pointer.primary_down()) {
        state.drag = None;
        editor::take_keyboard(ui, cell_id());
        match to {
            None => state.selection.select(view, Spot::Column(pressed), How::Only),
            Some(to) => {
                let new = moved(columns, &held, to);
                if new != columns {
                    state.change_view(list, actions, |own, _| *own = new);
                }
            }
        }
        return;
    }
    let Some(at) = ui.input(|input| input.pointer.latest_pos()) else { return };
    let x = at.x.clamp(body.left(), body.right() - 1.0);
    let Some(under) = geometry.column_at(x, sticky) else { return };
    let middle = geometry.column(under).map_or(x, egui::Rangef::center);
    let wanted = under + usize::from(x > middle);
    // The number stays at the left: it is the corner of the table.
    let first = usize::from(columns.first().is_some_and(|own| own.column == Column::Number));
    let wanted = wanted.clamp(first, columns.len());
    let to = (to.is_some() || !held.contains(&under)).then_some(wanted);
    if to.is_some() {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        let edge = match wanted.checked_sub(1).and_then(|before| geometry.column(before)) {
            Some(before) if before.max >= body.left() => before.max,
            _ => geometry.column(wanted).map_or(body.left(), |range| range.min),
        };
        ui.painter().vline(edge, body.y_range(), Stroke::new(2.0, shown.theme.accent.0));
    }
    state.drag = Some(Drag::Move { columns: held, pressed, to });
}

/// The columns with some of them moved before another.
fn moved(columns: &[ColumnView], held: &Range<usize>, to: usize) -> Vec<ColumnView> {
    let others = |range: Range<usize>| {
        let kept = range.filter(|at| !held.contains(at));
        kept.filter_map(|at| columns.get(at).cloned())
    };
    let own = columns.get(held.clone()).unwrap_or_default();
    others(0..to).chain(own.iter().cloned()).chain(others(to..columns.len())).collect()
}
