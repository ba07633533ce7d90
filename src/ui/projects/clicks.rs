//! What a click in the table does.

use super::{
    Scroll, State, clip,
    drag::Drag,
    editor, fit,
    grid::Click,
    keys,
    rows::{InView, field_of},
    selection::{How, Spot},
    views, widths,
};
use crate::{
    analysis::SortKey,
    model::{Column, ProjectList, list::ColumnView},
    ui::{Action, Actions, Shown},
};
use egui::{Modifiers, Ui};

/// Does what a click in the table asks for. While a refused text is open, nothing else happens.
#[allow(clippy::too_many_arguments, reason = "everything that a click may be about")]
pub fn take(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    click: &Click,
    actions: &mut Actions,
) {
    if state.draft.is_some() && !state.commit(shown, actions) {
        return;
    }
    match *click {
        Click::Sort { column, add } => sort(state, list, column, add),
        Click::Column { column, modifiers } => {
            let at = columns.iter().position(|view| view.column == column);
            let held = at.filter(|_| modifiers.is_none());
            let held = held.and_then(|at| state.selection.columns_with(view, columns, at));
            // The number's heading is the corner of the table: it selects everything.
            if column == Column::Number {
                state.selection.all(view);
            } else if let Some(held) = held {
                // Selected columns are dragged to another place; a mere click selects the one alone.
                state.drag = Some(Drag::Move { columns: held, pressed: column, to: None });
            } else {
                state.selection.select(view, Spot::Column(column), how(modifiers));
                state.drag = (state.selection.reach() == Some(Spot::Column(column))).then_some(Drag::Columns);
            }
            editor::take_keyboard(ui, super::table::cell_id());
        }
        Click::Resize { column, width } => {
            state.widths.insert((list.id, column), width.clamp(widths::NARROWEST, widths::WIDEST));
            state.resizing = Some(column);
        }
        Click::Fit { column } => {
            state.widths.remove(&(list.id, column));
            state.resizing = None;
            let width =
                fit::width(ui, shown, list, view, columns, column).clamp(widths::NARROWEST, widths::WIDEST);
            let kept = columns.iter().find(|view| view.column == column).and_then(|view| view.width);
            if kept != Some(width.round() as u16) {
                widths::keep(state, list, column, width, actions);
            }
        }
        Click::Change { column, change } => {
            views::change_columns(state, list, column, change, actions);
        }
        Click::Order(keys) => {
            let mut query = state.query(list.id);
            query.sort = vec![keys];
            state.set_query(query);
            state.scroll = Some(Scroll::Top);
        }
        Click::GroupBy(column) => {
            let mut query = state.query(list.id);
            query.groups = vec![column];
            query.shut.groups.clear();
            state.set_query(query);
            state.scroll = Some(Scroll::Top);
        }
        Click::Cell { row, column, modifiers } => {
            let whole = column == Column::Number;
            let spot = if whole { Spot::Row(row) } else { Spot::Cell(row, column) };
            state.selection.select(view, spot, how(modifiers));
            state.pressed = Some((row, column));
            let taken = state.selection.reach() == Some(spot);
            state.drag = taken.then_some(if whole { Drag::Rows } else { Drag::Cells });
            state.tabbed_from = None;
            editor::take_keyboard(ui, super::table::cell_id());
        }
        Click::Open { row, column } => {
            state.selection.go(view, row, column);
            state.drag = None;
            state.begin(shown, list, column, actions);
        }
        Click::Menu { row, column } => {
            let at = columns.iter().position(|view| view.column == column);
            if !at.is_some_and(|at| state.selection.shape(columns).has(row, at)) {
                state.selection.go(view, row, column);
            }
            state.menu_column = Some(column);
        }
        Click::Group(heading) => {
            let mut query = state.query(list.id);
            if let Some(heading) = view.lines.headings.get(heading) {
                let shut = &mut query.shut.groups;
                match shut.iter().position(|path| **path == *heading.path) {
                    Some(at) => drop(shut.remove(at)),
                    None => shut.push(heading.path.to_vec()),
                }
            }
            state.set_query(query);
        }
        Click::Package(project) => {
            let mut query = state.query(list.id);
            if !query.shut.packages.remove(&project) {
                query.shut.packages.insert(project);
            }
            state.set_query(query);
        }
        Click::Fill => state.drag = state.selection.shape(columns).rectangle().map(Drag::Fill),
        Click::Run(command) => actions.push(Action::Run(command)),
        Click::Copy => {
            clip::copy(shown, list, view, columns, state, actions);
        }
        Click::Cut => clip::cut(shown, list, view, columns, state, actions),
        Click::Paste => {
            // The platform answers with the text, which the table takes while it has the keyboard.
            editor::take_keyboard(ui, super::table::cell_id());
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        }
        Click::Clear => keys::clear(shown, list, view, columns, state, actions),
        Click::Edit => state.begin(shown, list, state.selection.column, actions),
        Click::SetField => {
            let column = state.menu_column.unwrap_or(state.selection.column);
            if let Some(field) = field_of(column) {
                state.set_field = Some((field, String::new()));
                state.show_details = Some(true);
            }
        }
    }
}

/// What a click does to what is selected already.
fn how(modifiers: Modifiers) -> How {
    if modifiers.shift {
        How::Extend
    } else if modifiers.command {
        How::Toggle
    } else {
        How::Only
    }
}

/// Goes through ascending, descending, and the list's own order.
fn sort(state: &mut State, list: &ProjectList, column: Column, add: bool) {
    let mut query = state.query(list.id);
    let now = query.sort.iter().position(|key| key.column == column);
    let next = match now.map(|at| query.sort[at].descending) {
        None => Some(SortKey { column, descending: false }),
        Some(false) => Some(SortKey { column, descending: true }),
        Some(true) => None,
    };
    // The number is the list's order: one click goes back to it.
    if column == Column::Number && now.is_none() && !query.sort.is_empty() {
        query.sort.clear();
    } else if add {
        match (now, next) {
            (Some(at), Some(key)) => query.sort[at] = key,
            (Some(at), None) => {
                query.sort.remove(at);
            }
            (None, next) => query.sort.extend(next),
        }
    } else {
        query.sort = next.into_iter().collect();
    }
    state.set_query(query);
    state.scroll = Some(Scroll::Top);
}
