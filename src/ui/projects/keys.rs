//! The keyboard in the table while no cell is being edited.

use super::{
    Scroll, State, columns,
    editor::Way,
    rows::{InView, field_of},
    table::cell_id,
};
use crate::{
    edit::Edit,
    model::{Column, ProjectList, Value, list::ColumnView},
    ui::{Action, Actions, Command, Shown, theme},
};
use egui::{Event, Key, Modifiers, Ui};

/// How many rows a page is.
fn page(ui: &Ui) -> usize {
    ((ui.available_height() - 60.0) / theme::ROW).floor().max(1.0) as usize
}

/// Takes the keys that move the cursor, edit, copy and clear.
pub fn take(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    actions: &mut Actions,
) {
    let idle = state.draft.is_none() && ui.memory(|memory| memory.has_focus(cell_id()));
    let Some(list) = shown.workbook.lists.get(view.list()) else { return };
    if !idle || view.rows.is_empty() || state.composition.is_on() {
        return;
    }
    commands(ui, actions);
    let copy = ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Copy | Event::Cut));
        input.events.len() < before
    });
    if copy {
        ui.copy_text(copied(shown, list, view, state));
    }
    moves(ui, view, columns, state);
    // Tab stays in the table: F6 is the way to the panel, and back.
    if state.details_shown && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6)) {
        state.enter_details = true;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
        state.begin(shown, list, state.selection.column, actions);
    } else if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        clear(shown, view, state, actions);
    } else if pressed(Modifiers::COMMAND, Key::A) {
        state.selection.all(view);
    } else if pressed(Modifiers::NONE, Key::Escape)
        && let Some(project) = state.selection.cursor
    {
        state.selection.only(project);
    }
}

/// The commands that the window leaves alone while a text field has the keyboard: the waiting one is none.
fn commands(ui: &Ui, actions: &mut Actions) {
    let mut shortcuts: Vec<_> = Command::ALL
        .iter()
        .filter(|command| command.is_editing())
        .filter_map(|&command| Some((command.shortcut()?, command)))
        .collect();
    shortcuts.push((egui::KeyboardShortcut::new(Modifiers::COMMAND, Key::Y), Command::Redo));
    // Ctrl+Shift+Z is not taken for Ctrl+Z.
    shortcuts.sort_by_key(|(shortcut, _)| std::cmp::Reverse(shortcut.modifiers.shift));
    for (shortcut, command) in shortcuts {
        if ui.input_mut(|input| input.consume_shortcut(&shortcut)) {
            actions.push(Action::Run(command));
        }
    }
}

fn moves(ui: &Ui, view: &InView, columns: &[ColumnView], state: &mut State) {
    let last = view.rows.len() - 1;
    let row = state.selection.place(view);
    let page = page(ui);
    let last_column = columns.len().saturating_sub(1);
    let column = columns.iter().position(|view| view.column == state.selection.column).unwrap_or(0);
    let mut to: Option<(usize, usize, bool)> = None;
    ui.input_mut(|input| {
        let at = row.unwrap_or(0);
        let (up, down) =
            (row.map_or(0, |row| row.saturating_sub(1)), row.map_or(0, |row| (row + 1).min(last)));
        // Keys with Shift and Ctrl are tested first.
        let rows = [
            (Modifiers::COMMAND, Key::Home, (0, 0)),
            (Modifiers::COMMAND, Key::End, (last, last_column)),
            (Modifiers::COMMAND, Key::ArrowUp, (0, column)),
            (Modifiers::COMMAND, Key::ArrowDown, (last, column)),
            (Modifiers::NONE, Key::ArrowUp, (up, column)),
            (Modifiers::NONE, Key::ArrowDown, (down, column)),
            (Modifiers::NONE, Key::PageUp, (at.saturating_sub(page), column)),
            (Modifiers::NONE, Key::PageDown, ((at + page).min(last), column)),
        ];
        for (modifiers, key, (row, column)) in rows {
            if input.consume_key(modifiers | Modifiers::SHIFT, key) {
                to = Some((row, column, true));
            } else if input.consume_key(modifiers, key) {
                to = Some((row, column, false));
            }
        }
        let next = if column < last_column { (at, column + 1) } else { ((at + 1).min(last), 0) };
        let before = match column.checked_sub(1) {
            Some(column) => (at, column),
            None => (at.saturating_sub(1), last_column),
        };
        let sideways = [
            (Modifiers::SHIFT, Key::Tab, before),
            (Modifiers::NONE, Key::Tab, next),
            (Modifiers::NONE, Key::ArrowLeft, (at, column.saturating_sub(1))),
            (Modifiers::NONE, Key::ArrowRight, (at, (column + 1).min(last_column))),
            (Modifiers::NONE, Key::Home, (at, 0)),
            (Modifiers::NONE, Key::End, (at, last_column)),
        ];
        for (modifiers, key, (row, column)) in sideways {
            if input.consume_key(modifiers, key) {
                to = Some((row, column, false));
            }
        }
    });
    let Some((to_row, to_column, extend)) = to else { return };
    if let Some(view) = columns.get(to_column) {
        state.selection.column = view.column;
    }
    // Going sideways keeps the selected rows.
    if Some(to_row) != row || state.selection.len() == 0 {
        state.selection.go(view, to_row, extend);
    }
    state.scroll = Some(Scroll::Cursor);
}

/// Goes on from a cell whose edit was taken.
pub fn step(view: &InView, columns: &[ColumnView], state: &mut State, way: Way) {
    let Some(row) = state.selection.place(view) else { return };
    let column = columns.iter().position(|view| view.column == state.selection.column).unwrap_or(0);
    let last = view.rows.len().saturating_sub(1);
    let (row, column) = match way {
        Way::Stay => return,
        Way::Down => ((row + 1).min(last), column),
        Way::Up => (row.saturating_sub(1), column),
        Way::Right => (row, (column + 1).min(columns.len().saturating_sub(1))),
        Way::Left => (row, column.saturating_sub(1)),
    };
    if let Some(view) = columns.get(column) {
        state.selection.column = view.column;
    }
    state.selection.go(view, row, false);
    state.scroll = Some(Scroll::Cursor);
}

/// The cursor column's cells of the selected rows, one a line.
pub fn copied(shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &State) -> String {
    let cells = state.selection.places(view);
    let cells = cells.iter().filter_map(|&place| view.index(place));
    let text = |index| columns::cell(shown, list, view, index, state.selection.column).text;
    cells.map(text).collect::<Vec<_>>().join("\n")
}

/// Clears the cursor column's cells of the selected rows, as one step.
pub fn clear(shown: &Shown<'_>, view: &InView, state: &State, actions: &mut Actions) {
    let column: Column = state.selection.column;
    let Some(field) = field_of(column) else {
        let name = shown.lang.column(column);
        actions.push(Action::Warn(shown.lang.projects_computed(&name)));
        return;
    };
    let edits: Vec<Edit> = state
        .selection
        .places(view)
        .iter()
        .filter_map(|&place| view.project(shown.workbook, place))
        .filter(|project| field.get(project) != Value::Empty)
        .map(|project| Edit::SetField { project: project.id, field, value: Value::Empty })
        .collect();
    super::commands::push(edits, actions);
}
