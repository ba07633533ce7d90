//! The widths of the columns, and how many of them stay in view.

use super::{State, columns, rows::InView};
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
/// The narrowest that the name column becomes before others do.
const EASY_NAME: f32 = 170.0;
/// The narrowest that it becomes by itself.
const NARROWEST_NAME: f32 = 104.0;

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

/// The widths of the columns, and the room beside their texts.
#[derive(Debug)]
pub struct Widths {
    /// The widths, in the order of the columns.
    pub each: Vec<f32>,
    /// Room between a cell's text and its sides.
    pub padding: f32,
}

/// The widths of the columns: as dragged, as the list keeps them, or as usual. The name takes what is left, or
/// a text that is longer than a name where the name has a width of its own. Where the room is short, first the
/// name becomes narrower, then all that nobody gave a width, then the name again: the table is scrolled sideways
/// only where that does not suffice.
pub fn of(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &State,
    room: f32,
) -> Widths {
    let dragged = |column| state.widths.get(&(list.id, column)).copied();
    let mut each: Vec<f32> = columns
        .iter()
        .enumerate()
        .map(|(at, view)| {
            let kept = dragged(view.column).or(view.width.map(f32::from));
            kept.unwrap_or_else(|| columns::usual_width(shown, list, columns, at))
        })
        .collect();
    let mut padding = columns::PADDING;
    let Some(at) = stretched(columns) else { return Widths { each, padding } };
    let is_dragged = dragged(columns[at].column).is_some();
    let slack = room - each.iter().sum::<f32>();
    if slack >= 0.0 {
        // One that was dragged still grows into empty room, but is not squeezed again.
        each[at] += slack;
        return Widths { each, padding };
    }
    let narrow = |width: &mut f32, missing: f32, least: f32| {
        if !is_dragged {
            *width = (*width - missing).max(least.min(*width));
        }
    };
    narrow(&mut each[at], -slack, EASY_NAME);
    let missing = each.iter().sum::<f32>() - room;
    if missing <= 0.0 {
        return Widths { each, padding };
    }
    let spares: Vec<f32> = columns
        .iter()
        .zip(&each)
        .enumerate()
        .map(|(other, (own, &width))| {
            let free = other != at && own.width.is_none() && dragged(own.column).is_none();
            let least = free.then(|| columns::least_width(shown, list, view, columns, other)).flatten();
            (width - least.unwrap_or(width)).max(0.0)
        })
        .collect();
    let most: f32 = spares.iter().sum();
    let last = if is_dragged { 0.0 } else { (each[at] - NARROWEST_NAME).max(0.0) };
    if missing > most + last {
        // It has to be scrolled in any case: then nothing but the name is squeezed.
        narrow(&mut each[at], missing, NARROWEST_NAME);
        return Widths { each, padding };
    }
    padding = columns::TIGHT;
    let part = if most > 0.0 { (missing / most).min(1.0) } else { 0.0 };
    each.iter_mut().zip(spares).for_each(|(width, spare)| *width -= spare * part);
    narrow(&mut each[at], (missing - most).max(0.0), NARROWEST_NAME);
    Widths { each, padding }
}

/// The usual columns that matter least, in the order in which a table does without them.
const LEFT_OUT: [Column; 6] = [
    Column::Field(ProjectField::Category),
    Column::Field(ProjectField::Chain),
    Column::Field(ProjectField::Area),
    Column::Field(ProjectField::Stage),
    Column::Field(ProjectField::Investment),
    Column::Gap,
];

/// The usual columns that a table has no room for, however narrow they become.
pub fn left_out(shown: &Shown<'_>, list: &ProjectList, view: &InView, room: f32) -> Vec<Column> {
    let columns = list.usual_columns();
    let mut left = Vec::new();
    let least: Vec<f32> = (0..columns.len())
        .map(|at| match columns[at].column {
            Column::Field(ProjectField::Name) => NARROWEST_NAME,
            _ => columns::least_width(shown, list, view, &columns, at)
                .unwrap_or_else(|| columns::usual_width(shown, list, &columns, at)),
        })
        .collect();
    let mut wanted: f32 = least.iter().sum();
    for column in LEFT_OUT {
        let at = columns.iter().position(|view| view.column == column);
        if let Some(width) = at.and_then(|at| least.get(at)).filter(|_| wanted > room) {
            wanted -= width;
            left.push(column);
        }
    }
    left
}

/// The column that takes what is left: the name, or where it has a width of its own the progress in words, if
/// that is shown; without either, the last one.
fn stretched(columns: &[ColumnView]) -> Option<usize> {
    let place = |field| columns.iter().position(|view| view.column == Column::Field(field));
    let name = place(ProjectField::Name);
    let words = || place(ProjectField::Progress).filter(|&at| columns[at].width.is_none());
    match name {
        Some(at) if columns[at].width.is_some() => words().or(name),
        Some(_) => name,
        None => words().or_else(|| columns.len().checked_sub(1)),
    }
}

/// Tells the table the widths, which it would keep by itself otherwise.
pub fn set(ui: &Ui, id: Id, columns: &[ColumnView], widths: &[f32], room: f32) {
    let col_widths =
        columns.iter().zip(widths).map(|(view, &width)| (column_id(view.column), width)).collect();
    TableState { col_widths, parent_width: Some(room) }.store(ui.ctx(), id);
}
