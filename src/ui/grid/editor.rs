//! The editor of the cell with the cursor.

use super::{CellEdit, Cells, Column, Editor, Focus, Grid, keys::Step};
use crate::ui::{theme::Theme, widgets};
use egui::{
    Area, Frame, Id, Key, Margin, Order, Popup, PopupCloseBehavior, Rect, RectAlign, Role, Sense, Stroke,
    TextEdit, Ui, WidgetInfo,
    text::{CCursor, CCursorRange},
    vec2,
};
use std::hash::Hash;

/// The most names that are offered.
const MOST_NAMES: usize = 8;

impl<R: Copy + Eq + Hash + std::fmt::Debug, C: Copy + Eq + Hash + std::fmt::Debug> Grid<R, C> {
    #[allow(clippy::too_many_arguments, reason = "one caller; a struct for it would hide the order")]
    pub(super) fn editor<S: Cells<Row = R, Col = C>>(
        &mut self,
        ui: &mut Ui,
        id: Id,
        (row, col): (R, C),
        place: Rect,
        cell: CellEdit,
        columns: &[Column<C>],
        rows: &[R],
        cells: &mut S,
    ) {
        let Some(mut editor) = self.editor.take() else { return };
        let label = cells.label(row, col);
        match (&mut editor, cell) {
            (Editor::Text { .. }, CellEdit::Text(_) | CellEdit::Suggest(_)) => {
                let names = cells.names(row, col);
                match text(ui, id, place, &label, &names, &mut editor, &mut |t| cells.commit(row, col, t)) {
                    After::Stay => self.editor = Some(editor),
                    After::Away => {}
                    After::Back(step) => {
                        ui.memory_mut(|memory| memory.request_focus(id));
                        if let Some(step) = step {
                            self.step(step, rows, columns);
                        }
                    }
                }
            }
            (Editor::Choice { fresh, error }, CellEdit::Choice(options, current)) => {
                widgets::paint_cursor(ui, place);
                let anchor = ui.interact(place, id.with("choice"), Sense::hover());
                let mut open = true;
                let mut chosen = None;
                let was_fresh = std::mem::take(fresh);
                let shown = below(&anchor, &mut open).accessible_name(&label).show(|ui| {
                    ui.set_min_width(place.width().max(96.0));
                    for (at, option) in options.iter().enumerate() {
                        let response = ui.selectable_label(current == Some(at), option);
                        if was_fresh && current.unwrap_or(0) == at {
                            response.request_focus();
                        }
                        if response.clicked() {
                            chosen = Some(at);
                        }
                    }
                    if let Some(why) = &error {
                        ui.colored_label(Theme::in_use(ui).bad.0, why);
                    }
                });
                if let Some(at) = chosen {
                    match cells.choose(row, col, at) {
                        Ok(()) => open = false,
                        Err(why) => *error = Some(why),
                    }
                }
                if open && (shown.is_some() || was_fresh) {
                    self.editor = Some(editor);
                } else {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
            (Editor::Popup { fresh }, CellEdit::Popup) => {
                widgets::paint_cursor(ui, place);
                let anchor = ui.interact(place, id.with("popup"), Sense::hover());
                let mut open = true;
                let was_fresh = std::mem::take(fresh);
                let mut keep = true;
                // A click into a list that the popup has opened itself is no click outside of it, nor is
                // the one that opened it.
                let inner = Popup::is_any_open(ui.ctx());
                let shown = below(&anchor, &mut open)
                    .close_behavior(PopupCloseBehavior::IgnoreClicks)
                    .accessible_name(&label)
                    .show(|ui| keep = cells.popup(ui, row, col));
                let pressed =
                    ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()));
                let outside =
                    pressed.flatten().zip(shown).is_some_and(|(at, shown)| !shown.response.rect.contains(at));
                if outside && !inner && !was_fresh {
                    open = false;
                }
                if open && keep {
                    self.editor = Some(editor);
                } else {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
            }
            // The cell has become another kind of cell.
            _ => {}
        }
    }
}

fn below<'a>(anchor: &egui::Response, open: &'a mut bool) -> Popup<'a> {
    Popup::from_response(anchor)
        .open_bool(open)
        .align(RectAlign::BOTTOM_START)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .gap(2.0)
}

enum After {
    Stay,
    /// The person went on elsewhere: the focus stays there.
    Away,
    /// A key or a choice brings the cursor back to the table, and on by a step.
    Back(Option<Step>),
}

fn text(
    ui: &mut Ui,
    id: Id,
    place: Rect,
    label: &str,
    names: &[String],
    editor: &mut Editor,
    commit: &mut dyn FnMut(&str) -> Result<(), String>,
) -> After {
    let Editor::Text { text, error, focus, picked, list } = editor else { return After::Away };
    let theme = Theme::in_use(ui);
    let edit_id = id.with("editor");
    let fitting: Vec<&String> = {
        let typed = text.trim().to_lowercase();
        let fits = |name: &&String| name.to_lowercase().contains(&typed) && **name != text.trim();
        names.iter().filter(fits).take(MOST_NAMES).collect()
    };
    // Arrows choose among the names before the field sees them.
    if !fitting.is_empty() && ui.memory(|memory| memory.has_focus(edit_id)) {
        let (down, up) =
            ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
        match *picked {
            None if down => *picked = Some(0),
            Some(at) if down => *picked = Some((at + 1).min(fitting.len() - 1)),
            Some(at) if up => *picked = at.checked_sub(1),
            _ => {}
        }
    }
    let line = if error.is_some() { theme.bad } else { theme.accent };
    let frame = Frame::new()
        .fill(theme.field.0)
        .stroke(Stroke::new(2.0, line.0))
        .inner_margin(Margin::symmetric(6, 3));
    let output = ui
        .scope_builder(egui::UiBuilder::new().max_rect(place).id_salt("editor"), |ui| {
            TextEdit::singleline(text)
                .id(edit_id)
                .frame(frame)
                .desired_width(place.width() - 16.0)
                .align(egui::Align2::LEFT_CENTER)
                .min_size(place.size())
                .show(ui)
        })
        .inner;
    let response = output.response.response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::TextInput, true, label);
        info.current_text_value = Some(text.clone());
        info
    });
    if response.changed() {
        *error = None;
        *picked = None;
    }
    if *focus != Focus::Held {
        response.request_focus();
        let end = CCursor::new(text.chars().count());
        let from = if *focus == Focus::TakeAll { CCursor::new(0) } else { end };
        let mut state = output.state;
        state.cursor.set_char_range(Some(CCursorRange::two(from, end)));
        state.store(ui.ctx(), edit_id);
        *focus = Focus::Held;
        return After::Stay;
    }
    let mut clicked = None;
    if fitting.is_empty() {
        *list = Rect::NOTHING;
    } else {
        let shown = Area::new(id.with("names"))
            .order(Order::Foreground)
            .fixed_pos(place.left_bottom() + vec2(0.0, 2.0))
            .show(ui.ctx(), |ui| {
                Frame::popup(ui.style()).show(ui, |ui| {
                    ui.set_min_width(place.width().max(160.0));
                    for (at, name) in fitting.iter().enumerate() {
                        if ui.selectable_label(*picked == Some(at), *name).clicked() {
                            clicked = Some((*name).clone());
                        }
                    }
                });
            });
        *list = shown.response.rect;
    }
    if let Some(why) = &error {
        say_why(ui, id, place, why);
    }
    if let Some(name) = clicked {
        return match commit(&name) {
            Ok(()) => After::Back(None),
            Err(why) => {
                *error = Some(why);
                *focus = Focus::TakeAll;
                After::Stay
            }
        };
    }
    if !response.lost_focus() {
        return After::Stay;
    }
    let (escape, enter, tab, shift, pointer) = ui.input(|input| {
        (
            input.key_pressed(Key::Escape),
            input.key_pressed(Key::Enter),
            input.key_pressed(Key::Tab),
            input.modifiers.shift,
            input.pointer.interact_pos(),
        )
    });
    if escape {
        return After::Back(None);
    }
    // A press on an offered name is no commit of what was typed so far.
    if !enter && !tab && pointer.is_some_and(|at| list.contains(at)) {
        return After::Stay;
    }
    let typed = match picked.and_then(|at| fitting.get(at)) {
        Some(name) if enter || tab => (*name).clone(),
        _ => text.clone(),
    };
    match commit(&typed) {
        Ok(()) if enter => After::Back(Some(Step::Row(if shift { -1 } else { 1 }))),
        Ok(()) if tab => After::Back(Some(Step::Next(if shift { -1 } else { 1 }))),
        Ok(()) => After::Away,
        Err(why) => {
            *error = Some(why);
            *focus = Focus::TakeAll;
            ui.ctx().request_repaint();
            After::Stay
        }
    }
}

/// Says below a cell why what was typed is not taken.
fn say_why(ui: &Ui, id: Id, place: Rect, why: &str) {
    let theme = Theme::in_use(ui);
    Area::new(id.with("why")).order(Order::Foreground).fixed_pos(place.left_bottom() + vec2(0.0, 3.0)).show(
        ui.ctx(),
        |ui| {
            Frame::new()
                .fill(theme.bad_ground.0)
                .stroke(Stroke::new(1.0, theme.bad.0))
                .corner_radius(4)
                .inner_margin(Margin::symmetric(8, 4))
                .show(ui, |ui| {
                    ui.set_max_width(360.0);
                    ui.colored_label(theme.bad.0, why);
                });
        },
    );
}
