//! Dragging over the table selects what the pointer passes; past its edge the table scrolls along.

use super::{
    Scroll, State, editor, fill,
    grid::Geometry,
    rows::InView,
    selection::{How, Spot},
    table::cell_id,
};
use crate::{
    model::list::ColumnView,
    ui::{Actions, Shown, grid::handle},
};
use egui::{Rect, Ui};

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
    let Some(drag) = state.drag.clone() else { return };
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
        Drag::Columns => Spot::Column(column.column),
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
