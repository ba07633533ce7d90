//! The widget that has the keyboard while the table does: the editor over a cell, or the bare field that
//! waits for the first letter.

use super::{
    State, columns,
    draft::Seat,
    editor::{self, Outcome},
    keys,
    rows::InView,
    table::cell_id,
};
use crate::{
    model::{ProjectList, list::ColumnView},
    ui::{Actions, Shown, theme},
};
use egui::{Color32, Rect, Stroke, Ui, UiBuilder, vec2};

/// Room in an editor beside its text: its edges, and the letter that is typed next.
const TEXT_ROOM: f32 = 28.0;
/// The widest that an editor becomes by itself.
const WIDEST: f32 = 480.0;

/// Where the keyboard was before a window came over the table.
#[derive(Debug, Default)]
pub struct Behind {
    /// The table was the last that had it.
    had_keyboard: bool,
    /// A window lies over the table.
    covered: bool,
}

impl Behind {
    /// Follows what lies over the table; true where the table gets the keyboard back.
    fn follow(&mut self, ui: &Ui) -> bool {
        let focused = ui.memory(egui::Memory::focused);
        if ui.memory(|memory| memory.top_modal_layer().is_some()) {
            self.covered = true;
        } else if std::mem::take(&mut self.covered) {
            return self.had_keyboard && focused.is_none();
        } else if let Some(focused) = focused {
            self.had_keyboard = focused == cell_id();
        }
        false
    }
}

/// The widget that has the keyboard: the editor, or the bare field that waits for the first letter.
#[allow(clippy::too_many_arguments, reason = "the parts of one picture")]
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    at_cursor: Option<Rect>,
    cells: Rect,
    actions: &mut Actions,
) {
    state.take_focus |= state.behind.follow(ui);
    let column = state.selection.column;
    let align = columns::align(list, column);
    let row = state.selection.place(view).map_or(0, |place| place + 1);
    let name = columns::name(shown, list, column);
    if let Some(mut draft) = state.draft.take_if(|draft| draft.seat == Seat::Table) {
        // Out of view it keeps its place above or below, hidden.
        let place = at_cursor
            .unwrap_or_else(|| Rect::from_min_size(cells.min - vec2(0.0, 200.0), vec2(120.0, theme::ROW)));
        let composing = state.composition.follow(ui);
        let mut outcome = if ui.memory(|memory| memory.has_focus(cell_id())) {
            editor::take_keys(ui, &mut draft, composing)
        } else {
            Outcome::Open
        };
        let label = shown.lang.projects_editing(&name, row);
        // As wide as its cell, and wider as the text grows.
        let font = egui::FontId::proportional(13.0);
        let text = ui.painter().layout_no_wrap(draft.text.clone(), font, Color32::PLACEHOLDER).size().x;
        let wanted = (text + TEXT_ROOM).min(WIDEST).min(cells.right() - place.left());
        let wide = place.with_max_x(place.right().max(place.left() + wanted));
        let after = editor::show(ui, shown, &mut draft, wide, cells, cell_id(), &label, align);
        if outcome == Outcome::Open {
            outcome = after;
        }
        state.draft = Some(draft);
        match outcome {
            Outcome::Open => {}
            Outcome::Cancel => {
                state.draft = None;
                editor::take_keyboard(ui, cell_id());
            }
            Outcome::Everywhere => {
                state.enter_everywhere(shown, list, view, columns, actions);
                editor::take_keyboard(ui, cell_id());
            }
            Outcome::Commit(way) => {
                if state.commit(shown, actions) {
                    // After a mouse click elsewhere the keyboard stays where it went.
                    if way != editor::Way::Stay {
                        editor::take_keyboard(ui, cell_id());
                    }
                    keys::step(view, columns, state, way);
                } else {
                    editor::take_keyboard(ui, cell_id());
                }
            }
        }
        return;
    }
    if view.rows.is_empty() {
        return;
    }
    // A sliver at the cell's left edge: there for the keyboard, out of the mouse's way.
    let place = at_cursor.unwrap_or_else(|| Rect::from_min_size(cells.min, vec2(60.0, theme::ROW)));
    let sliver = Rect::from_min_size(place.min, vec2(1.0, place.height())).intersect(cells);
    let sliver = if sliver.is_positive() { sliver } else { Rect::from_min_size(cells.min, vec2(1.0, 8.0)) };
    let mut hidden = ui.new_child(UiBuilder::new().max_rect(place).id_salt("waiting"));
    hidden.set_clip_rect(sliver);
    hidden.visuals_mut().text_cursor.blink = false;
    hidden.visuals_mut().text_cursor.stroke = Stroke::NONE;
    hidden.visuals_mut().override_text_color = Some(Color32::TRANSPARENT);
    let mut text = std::mem::take(&mut state.waiting);
    let label = if row == 0 {
        shown.lang.projects_table().to_owned()
    } else {
        format!("{} · {}", shown.lang.projects_table(), shown.lang.projects_cell(&name, row))
    };
    let response = editor::field(&mut hidden, &mut text, place, cell_id(), &label, align);
    if state.take_focus {
        state.take_focus = false;
        editor::take_keyboard(ui, response.id);
    }
    if response.gained_focus() && state.selection.cursor.is_none() {
        state.selection.go(view, 0, state.selection.column);
    }
    if text.is_empty() {
        return;
    }
    state.composition.follow(ui);
    state.begin_typed(shown, list, text, actions);
    if state.draft.is_none() {
        // The typed letters led nowhere: the waiting field starts empty again.
        ui.memory_mut(egui::Memory::interrupt_ime);
    }
}
