//! The widths of the columns, and how many of them stay in view.

use super::{State, columns};
use crate::{
    model::{Column, ProjectField, ProjectList, list::ColumnView},
    ui::{Actions, Shown},
};
use egui::{Id, Ui};
use egui_table::TableState;

/// The narrowest that a column can be dragged.
pub const NARROWEST: f32 = 30.0;
/// The widest that a column can be dragged.
pub const WIDEST: f32 = 900.0;
/// The narrowest that the name column becomes by itself.
const NARROWEST_NAME: f32 = 120.0;

/// Keeps a column's width with the view.
pub fn keep(state: &mut State, list: &ProjectList, column: Column, width: f32, actions: &mut Actions) {
    state.change_view(list, actions, |columns, _| {
        if let Some(view) = columns.iter_mut().find(|view| view.column == column) {
            view.width = Some(width.round() as u16);
        }
    });
}

/// What the table knows a column by.
pub fn column_id(column: Column) -> Id {
    Id::unique(("projects_column", column))
}

/// How many columns stay in view: as the view says, or number and name where they come first.
pub fn sticky(columns: &[ColumnView], frozen: Option<u8>) -> usize {
    if let Some(frozen) = frozen {
        return usize::from(frozen).min(columns.len());
    }
    let name = columns.iter().position(|shown| shown.column == Column::Field(ProjectField::Name));
    match name {
        Some(at) if at <= 1 => at + 1,
        _ => usize::from(columns.first().is_some_and(|shown| shown.column == Column::Number)),
    }
}

/// The widths of the columns: as dragged, as the list keeps them, or as usual. The name takes what is left.
pub fn of(
    shown: &Shown<'_>,
    list: &ProjectList,
    columns: &[ColumnView],
    state: &State,
    room: f32,
) -> Vec<f32> {
    let mut widths: Vec<f32> = columns
        .iter()
        .enumerate()
        .map(|(at, view)| {
            let dragged = state.widths.get(&(list.id, view.column)).copied();
            dragged
                .or(view.width.map(f32::from))
                .unwrap_or_else(|| columns::usual_width(shown, list, columns, at))
        })
        .collect();
    let name = columns.iter().position(|shown| shown.column == Column::Field(ProjectField::Name));
    let slack = room - widths.iter().sum::<f32>();
    let stretched = name.or_else(|| columns.len().checked_sub(1));
    if let Some(at) = stretched {
        let dragged = state.widths.contains_key(&(list.id, columns[at].column));
        // A dragged name still grows into empty room, but is not squeezed again.
        if slack > 0.0 {
            widths[at] += slack;
        } else if !dragged {
            widths[at] = (widths[at] + slack).max(NARROWEST_NAME.min(widths[at]));
        }
    }
    squeeze(&mut widths, columns, room, |column| state.widths.contains_key(&(list.id, column)));
    widths
}

/// Makes columns narrower that nobody gave a width, where all of them then fit side by side.
fn squeeze(widths: &mut [f32], columns: &[ColumnView], room: f32, is_dragged: impl Fn(Column) -> bool) {
    let missing = widths.iter().sum::<f32>() - room;
    let spare = |(view, width): (&ColumnView, &f32)| {
        let free = view.width.is_none() && !is_dragged(view.column);
        let least = columns::least_width(view.column).filter(|_| free).unwrap_or(*width);
        (width - least).max(0.0)
    };
    let spares: Vec<f32> = columns.iter().zip(widths.iter()).map(spare).collect();
    let most: f32 = spares.iter().sum();
    if missing <= 0.0 || missing > most {
        return;
    }
    for (width, spare) in widths.iter_mut().zip(spares) {
        *width -= spare * missing / most;
    }
}

/// Tells the table the widths, which it would keep by itself otherwise.
pub fn set(ui: &Ui, id: Id, columns: &[ColumnView], widths: &[f32], room: f32) {
    let col_widths =
        columns.iter().zip(widths).map(|(view, &width)| (column_id(view.column), width)).collect();
    TableState { col_widths, parent_width: Some(room) }.store(ui.ctx(), id);
}
