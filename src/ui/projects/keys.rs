//! The keyboard in the table while no cell is being edited.

use super::{
    Scroll, State, clip, columns,
    editor::Way,
    rows::{InView, field_of},
    selection::{How, Spot},
    table::cell_id,
    tally,
};
use crate::{
    edit::Edit,
    model::{Column, ProjectField, ProjectList, Value, list::ColumnView},
    ui::{Action, Actions, Command, Shown, theme},
};
use egui::{Event, Key, Modifiers, Ui};

/// How many rows a page is.
fn page(ui: &Ui) -> usize {
    ((ui.available_height() - 60.0) / theme::ROW).floor().max(1.0) as usize
}

/// Takes what a frame brings in the order in which it came: keys that begin or end a cell come before or after
/// letters, not together with them. What has to wait is held for the next frame.
pub fn in_order(ui: &Ui, held: &mut Vec<Event>) {
    let has_keyboard = ui.memory(|memory| memory.has_focus(cell_id()));
    ui.input_mut(|input| {
        input.events.splice(0..0, held.drain(..));
        let Some(turn) = turn(&input.events).filter(|_| has_keyboard) else { return };
        for event in input.events.split_off(turn) {
            let of_keyboard = matches!(event, Event::Key { .. } | Event::Text(_) | Event::Paste(_));
            if of_keyboard { held.push(event) } else { input.events.push(event) }
        }
    });
    if !held.is_empty() {
        ui.request_repaint();
    }
}

/// Where events end that can be taken together; none: all of them can.
fn turn(events: &[Event]) -> Option<usize> {
    let is_text = |event: &Event| matches!(event, Event::Text(_) | Event::Paste(_));
    let is_key = |event: &Event| match event {
        Event::Key { key, pressed, .. } => {
            *pressed && matches!(key, Key::Enter | Key::Tab | Key::Escape | Key::F2)
        }
        _ => false,
    };
    let key = events.iter().position(is_key)?;
    let (before, after) = (events.get(..key)?, events.get(key + 1..)?);
    if before.iter().any(is_text) {
        return Some(key);
    }
    after.iter().any(|event| is_text(event) || is_key(event)).then_some(key + 1)
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
    clipboard(ui, shown, list, view, columns, state, actions);
    moves(ui, shown, view, columns, state);
    // Tab stays in the table: F6 is the way to the panel, and back.
    if state.details_shown && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F6)) {
        state.enter_details = true;
    }
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
        state.begin(shown, list, state.selection.column, actions);
    } else if pressed(Modifiers::NONE, Key::Delete) || pressed(Modifiers::NONE, Key::Backspace) {
        clear(shown, list, view, columns, state, actions);
    } else if pressed(Modifiers::COMMAND, Key::A) {
        state.selection.all(view);
    } else if pressed(Modifiers::NONE, Key::Escape) {
        state.selection.collapse(view);
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

/// Takes copy, cut and paste before the waiting field sees them.
fn clipboard(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    actions: &mut Actions,
) {
    let mut taken: Vec<Event> = Vec::new();
    // The platform gives the text for Ctrl+V alone: with Shift it is asked for it.
    if ui.input_mut(|input| input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, Key::V)) {
        state.asked = clip::Asked::at(ui.ctx().cumulative_pass_nr());
        ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
    }
    let shift = ui.input_mut(|input| {
        let is_one = |event: &Event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
        input.events.retain(|event| {
            if is_one(event) {
                taken.push(event.clone());
            }
            !is_one(event)
        });
        input.modifiers.shift
    });
    for event in taken {
        match event {
            Event::Copy => {
                clip::copy(shown, list, view, columns, state, actions);
            }
            Event::Cut => clip::cut(shown, list, view, columns, state, actions),
            // With Shift it is shown in any case what becomes of it.
            Event::Paste(text) => {
                let asked = state.asked.take(ui.ctx().cumulative_pass_nr());
                actions.push(Action::Paste { text, ask: shift || asked });
            }
            _ => {}
        }
    }
}

/// A key that moves the cursor, or with Shift the corner opposite to it.
#[derive(Debug, Clone, Copy)]
enum Step {
    Up,
    Down,
    Left,
    Right,
    /// To the edge of the data, or past a gap to the next.
    Edge(&'static Step),
    PageUp,
    PageDown,
    FirstColumn,
    LastColumn,
    First,
    Last,
}

/// The keys, those with Ctrl first.
const STEPS: [(Modifiers, Key, Step); 14] = [
    (Modifiers::COMMAND, Key::Home, Step::First),
    (Modifiers::COMMAND, Key::End, Step::Last),
    (Modifiers::COMMAND, Key::ArrowUp, Step::Edge(&Step::Up)),
    (Modifiers::COMMAND, Key::ArrowDown, Step::Edge(&Step::Down)),
    (Modifiers::COMMAND, Key::ArrowLeft, Step::Edge(&Step::Left)),
    (Modifiers::COMMAND, Key::ArrowRight, Step::Edge(&Step::Right)),
    (Modifiers::NONE, Key::ArrowUp, Step::Up),
    (Modifiers::NONE, Key::ArrowDown, Step::Down),
    (Modifiers::NONE, Key::ArrowLeft, Step::Left),
    (Modifiers::NONE, Key::ArrowRight, Step::Right),
    (Modifiers::NONE, Key::PageUp, Step::PageUp),
    (Modifiers::NONE, Key::PageDown, Step::PageDown),
    (Modifiers::NONE, Key::Home, Step::FirstColumn),
    (Modifiers::NONE, Key::End, Step::LastColumn),
];

fn moves(ui: &Ui, shown: &Shown<'_>, view: &InView, columns: &[ColumnView], state: &mut State) {
    let page = page(ui);
    let mut pressed: Option<(Step, bool, usize)> = None;
    let mut tab: Option<(Way, usize)> = None;
    ui.input_mut(|input| {
        // A key that is held may come several times in a frame.
        for (modifiers, key, step) in STEPS {
            for (modifiers, extend) in [(modifiers | Modifiers::SHIFT, true), (modifiers, false)] {
                let times = input.count_and_consume_key(modifiers, key);
                pressed = (times > 0).then_some((step, extend, times)).or(pressed);
            }
        }
        for (modifiers, way) in [(Modifiers::SHIFT, Way::Left), (Modifiers::NONE, Way::Right)] {
            let times = input.count_and_consume_key(modifiers, Key::Tab);
            tab = (times > 0).then_some((way, times)).or(tab);
        }
    });
    if let Some((way, times)) = tab {
        (0..times).for_each(|_| self::step(view, columns, state, way));
    }
    let Some((step, extend, times)) = pressed else { return };
    state.tabbed_from = None;
    state.scroll = Some(if extend { Scroll::Reach } else { Scroll::Cursor });
    let at = |column| columns.iter().position(|view| view.column == column).unwrap_or(0);
    let Some(place) = state.selection.place(view) else {
        state.selection.go(view, 0, state.selection.column);
        return;
    };
    let cursor = (place, state.selection.column);
    let from = if extend { state.selection.end(view).unwrap_or(cursor) } else { cursor };
    let from = (from.0, at(from.1));
    let (row, column) = (0..times).fold(from, |from, _| target(shown, view, columns, from, step, page));
    let Some(view_of) = columns.get(column) else { return };
    let spot = match (extend, state.selection.reach()) {
        // Whole rows and columns stay whole where Shift moves along them.
        (true, Some(Spot::Row(_))) => Spot::Row(row),
        (true, Some(Spot::Column(_))) => Spot::Column(view_of.column),
        _ => Spot::Cell(row, view_of.column),
    };
    state.selection.select(view, spot, if extend { How::Extend } else { How::Only });
}

/// Where a step leads from a row and the position of a column.
fn target(
    shown: &Shown<'_>,
    view: &InView,
    columns: &[ColumnView],
    (row, column): (usize, usize),
    step: Step,
    page: usize,
) -> (usize, usize) {
    let (last, last_column) = (view.rows.len().saturating_sub(1), columns.len().saturating_sub(1));
    match step {
        Step::Up => (row.saturating_sub(1), column),
        Step::Down => ((row + 1).min(last), column),
        Step::Left => (row, column.saturating_sub(1)),
        Step::Right => (row, (column + 1).min(last_column)),
        Step::PageUp => (row.saturating_sub(page), column),
        Step::PageDown => ((row + page).min(last), column),
        Step::FirstColumn => (row, 0),
        Step::LastColumn => (row, last_column),
        Step::First => (0, 0),
        Step::Last => (last, last_column),
        Step::Edge(step) => {
            let next = |at| target(shown, view, columns, at, *step, page);
            let filled = |(row, column): (usize, usize)| {
                let index = view.index(row).zip(columns.get(column));
                index.is_some_and(|(index, own)| tally::is_filled(shown, view, index, own.column))
            };
            let mut at = next((row, column));
            // From inside a run of data to its last cell; otherwise to the next cell with data.
            let inside = filled((row, column)) && filled(at);
            loop {
                let beyond = next(at);
                if beyond == at || (inside && !filled(beyond)) || (!inside && filled(at)) {
                    return at;
                }
                at = beyond;
            }
        }
    }
}

/// Goes on from a cell: inside the selected rectangle where there is one, else to the neighbour. Enter goes
/// back to the column that Tab set out from.
pub fn step(view: &InView, columns: &[ColumnView], state: &mut State, way: Way) {
    let Some(row) = state.selection.place(view) else { return };
    let column = columns.iter().position(|view| view.column == state.selection.column).unwrap_or(0);
    let last = view.rows.len().saturating_sub(1);
    let last_column = columns.len().saturating_sub(1);
    if way == Way::Stay {
        return;
    }
    state.scroll = Some(Scroll::Cursor);
    let rectangle = state.selection.shape(columns).rectangle();
    if let Some((rows, across)) = rectangle.filter(|(rows, columns)| rows.len() * columns.len() > 1)
        && rows.contains(&row)
        && across.contains(&column)
    {
        let (height, width) = (rows.len(), across.len());
        let (down, right) = (row - rows.start, column - across.start);
        let count = height * width;
        let turn =
            |at: usize, forward: bool| if forward { (at + 1) % count } else { (at + count - 1) % count };
        let (down, right) = match way {
            Way::Left | Way::Right => {
                let at = turn(down * width + right, way == Way::Right);
                (at / width, at % width)
            }
            Way::Up | Way::Down | Way::Stay => {
                let at = turn(right * height + down, way != Way::Up);
                (at % height, at / height)
            }
        };
        if let Some(view_of) = columns.get(across.start + right) {
            state.selection.walk(view, rows.start + down, view_of.column);
        }
        return;
    }
    let (row, column) = match way {
        Way::Stay => return,
        Way::Down | Way::Up => {
            let row = if way == Way::Down { (row + 1).min(last) } else { row.saturating_sub(1) };
            let start = state.tabbed_from.take();
            let start = start.and_then(|start| columns.iter().position(|view| view.column == start));
            (row, start.unwrap_or(column))
        }
        Way::Right if column < last_column => (row, column + 1),
        Way::Right => ((row + 1).min(last), 0),
        Way::Left if column > 0 => (row, column - 1),
        Way::Left => (row.saturating_sub(1), last_column),
    };
    if matches!(way, Way::Left | Way::Right) {
        state.tabbed_from.get_or_insert(state.selection.column);
    }
    if let Some(view_of) = columns.get(column) {
        state.selection.go(view, row, view_of.column);
    }
}

/// Empties the selected cells, as one step. Computed ones stay; where there are no others, says why.
pub fn clear(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &State,
    actions: &mut Actions,
) {
    let shape = state.selection.shape(columns);
    let mut edits: Vec<Edit> = Vec::new();
    let mut computed: Option<Column> = None;
    let mut fields = 0_usize;
    let name = Column::Field(ProjectField::Name);
    let chosen: Vec<usize> = (0..columns.len()).filter(|&at| shape.has_column(at)).collect();
    // Names cannot be empty: beside other fields they stay.
    let keeps_names =
        chosen.iter().any(|&at| columns[at].column != name && field_of(columns[at].column).is_some());
    for at in chosen {
        let own = &columns[at];
        if own.column == name && keeps_names {
            continue;
        }
        let Some(field) = field_of(own.column) else {
            computed = computed.or(Some(own.column));
            continue;
        };
        fields += 1;
        let places = shape.rows_of(at).into_iter().flatten();
        let projects = places.filter_map(|place| view.project(shown.workbook, place));
        edits.extend(
            projects.filter(|project| field.get(project) != Value::Empty).map(|project| Edit::SetField {
                project: project.id,
                field,
                value: Value::Empty,
            }),
        );
    }
    if let Some(column) = computed.filter(|_| fields == 0) {
        let name = columns::name(shown, list, column);
        actions.push(Action::Warn(shown.lang.projects_computed(&name)));
        return;
    }
    super::commands::push(edits, actions);
}
