//! The editor of a cell: a text field with choices and the reason of a refusal below it.

use super::draft::{Draft, Fresh};
use crate::ui::{Shown, Theme};
use egui::{
    Align, Area, Button, EventFilter, Frame, Id, ImeEvent, Key, Margin, Modifiers, Order, Rect, RichText,
    Role, ScrollArea, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};

/// How an editor was left in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It stays open.
    Open,
    /// It takes what was typed, and the cursor goes this way.
    Commit(Way),
    /// It puts what was typed into all selected cells.
    Everywhere,
    /// It drops what was typed.
    Cancel,
}

/// Where to go after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Nowhere.
    Stay,
    /// The row below, or with Shift above.
    Down,
    /// See [`Self::Down`].
    Up,
    /// The next cell, or with Shift the one before.
    Right,
    /// See [`Self::Right`].
    Left,
}

/// The keys that the text field keeps for itself.
pub fn event_filter() -> EventFilter {
    EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true }
}

/// What an input method is doing. The Enter that ends a composition must not take the cell.
#[derive(Debug, Default)]
pub struct Composition {
    on: bool,
    /// The pass up to which keys still belong to the composition that has ended.
    until: u64,
}

impl Composition {
    /// Follows what came in this pass; true while keys belong to the input method.
    pub fn follow(&mut self, ui: &Ui) -> bool {
        let was_on = self.on;
        let mut ended = false;
        ui.input(|input| {
            for event in &input.events {
                match event {
                    egui::Event::Ime(ImeEvent::Preedit { text, .. }) => self.on = !text.is_empty(),
                    egui::Event::Ime(ImeEvent::Commit(text)) => {
                        ended |= !text.is_empty();
                        self.on = false;
                    }
                    _ => {}
                }
            }
        });
        let now = ui.ctx().cumulative_pass_nr();
        if ended || (was_on && !self.on) {
            // Some platforms send the key itself one pass later. That pass comes by itself, so that a
            // person's next Enter is never the one that is left out.
            self.until = now + 1;
            ui.request_repaint();
        }
        self.on || was_on || now <= self.until
    }

    /// Whether an input method was composing in the last pass.
    pub fn is_on(&self) -> bool {
        self.on
    }
}

/// Gives the keyboard to a widget. Asking again for what one has would end a composition.
pub fn take_keyboard(ui: &Ui, id: Id) {
    if !ui.memory(|memory| memory.has_focus(id)) {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Takes the keys that leave the editor or go through its choices, before the text field sees them.
pub fn take_keys(ui: &Ui, draft: &mut Draft, composing: bool) -> Outcome {
    if composing {
        return Outcome::Open;
    }
    let offered = draft.offered().len();
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::NONE, Key::Escape) {
            return Outcome::Cancel;
        }
        if offered > 0 {
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                draft.choice = Some(draft.choice.map_or(0, |at| (at + 1).min(offered - 1)));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                draft.choice = draft.choice.and_then(|at| at.checked_sub(1));
            }
        }
        if input.consume_key(Modifiers::COMMAND, Key::Enter) {
            return Outcome::Everywhere;
        }
        let keys = [
            (Modifiers::SHIFT, Key::Enter, Way::Up),
            (Modifiers::NONE, Key::Enter, Way::Down),
            (Modifiers::SHIFT, Key::Tab, Way::Left),
            (Modifiers::NONE, Key::Tab, Way::Right),
        ];
        for (modifiers, key, way) in keys {
            if input.consume_key(modifiers, key) {
                let chosen = draft.choice.and_then(|at| draft.offered().get(at).map(|o| (*o).to_owned()));
                if let Some(option) = chosen {
                    draft.choose(&option);
                    // Where several can be taken, Enter takes one and the next is waited for.
                    if draft.takes_several() && key == Key::Enter {
                        return Outcome::Open;
                    }
                }
                return Outcome::Commit(way);
            }
        }
        Outcome::Open
    })
}

/// Draws the editor at a rectangle; what is outside `clip` is hidden. Leaving it by the mouse commits.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    draft: &mut Draft,
    place: Rect,
    clip: Rect,
    id: Id,
    label: &str,
    align: Align,
) -> Outcome {
    let theme = Theme::in_use(ui);
    if let Some(fresh) = draft.fresh.take() {
        take_keyboard(ui, id);
        let end = CCursor::new(draft.text.chars().count());
        let range = match fresh {
            Fresh::AtEnd => Some(CCursorRange::one(end)),
            Fresh::All => Some(CCursorRange::two(CCursor::new(0), end)),
            // The field itself took the letters and knows where it stands.
            Fresh::Typed => None,
        };
        if let Some(range) = range {
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            state.cursor.set_char_range(Some(range));
            state.store(ui.ctx(), id);
        }
    }
    let line = if draft.error.is_some() { theme.bad } else { theme.accent };
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place).id_salt("editor"));
    inner.set_clip_rect(clip.intersect(ui.clip_rect()));
    inner.painter().rect(place, 2.0, theme.field.0, Stroke::new(2.0, line.0), egui::StrokeKind::Inside);
    let response = field(&mut inner, &mut draft.text, place, id, label, align);
    if response.changed() {
        draft.error = None;
        draft.choice = None;
    }
    let mut outcome = Outcome::Open;
    let mut on_list = false;
    let visible = clip.intersects(place);
    if visible && let Some(option) = choices(ui, shown, draft, place, &mut on_list) {
        draft.choose(&option);
        if !draft.takes_several() {
            outcome = Outcome::Commit(Way::Stay);
        }
    }
    if visible && let Some(error) = &draft.error {
        reason(ui, place, error);
    }
    let focused = ui.memory(|memory| memory.has_focus(id));
    if !focused && outcome == Outcome::Open {
        if on_list {
            take_keyboard(ui, id);
        } else {
            outcome = Outcome::Commit(Way::Stay);
        }
    }
    outcome
}

/// The bare text field, also drawn (without a frame and a caret) while the cell is not being edited, so
/// that an input method has where to compose and the first letter is not lost.
pub fn field(
    ui: &mut Ui,
    text: &mut String,
    place: Rect,
    id: Id,
    label: &str,
    align: Align,
) -> egui::Response {
    let edit = TextEdit::singleline(text)
        .id(id)
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .min_size(vec2(0.0, 0.0))
        .desired_width(place.width() - 12.0)
        .align(egui::Align2([align, Align::Center]))
        .event_filter(event_filter())
        .return_key(None);
    let response = ui.put(place.shrink2(vec2(6.0, 2.0)), edit);
    response.accessible_name(label)
}

/// The choices below the editor; the one that was clicked.
fn choices(ui: &Ui, shown: &Shown<'_>, draft: &Draft, place: Rect, on_list: &mut bool) -> Option<String> {
    let offered = draft.offered();
    if offered.is_empty() {
        return None;
    }
    let mut chosen = None;
    let height = 26.0 * offered.len().min(8) as f32;
    let below = place.bottom() + height + 12.0 < ui.ctx().content_rect().bottom();
    let at = if below { place.left_bottom() } else { place.left_top() - vec2(0.0, height + 14.0) };
    let area = Area::new(Id::unique("projects_choices")).order(Order::Foreground).fixed_pos(at).show(
        ui.ctx(),
        |ui| {
            Frame::popup(ui.style()).inner_margin(Margin::same(4)).show(ui, |ui| {
                ui.set_width(place.width().clamp(120.0, 320.0) - 8.0);
                ui.spacing_mut().item_spacing.y = 0.0;
                ScrollArea::vertical().max_height(height).show(ui, |ui| {
                    for (at, option) in offered.iter().enumerate() {
                        let (current, taken) = (draft.choice == Some(at), draft.has(option));
                        let label = if taken { format!("√ {option}") } else { (*option).to_owned() };
                        let button = Button::selectable(current, label)
                            .min_size(vec2(ui.available_width(), 26.0))
                            .sense(egui::Sense::CLICK)
                            .truncate();
                        let response = ui.add(button);
                        response.widget_info(|| WidgetInfo::selected(Role::Button, true, taken, *option));
                        if current {
                            response.scroll_to_me(None);
                        }
                        if response.clicked() {
                            chosen = Some((*option).to_owned());
                        }
                    }
                });
            });
        },
    );
    let pointer = ui.input(|input| input.pointer.latest_pos());
    *on_list = pointer.is_some_and(|at| area.response.rect.contains(at));
    area.response
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, shown.lang.suggestions()));
    chosen
}

/// Why the text was refused, below or above the editor.
fn reason(ui: &Ui, place: Rect, text: &str) {
    let theme = Theme::in_use(ui);
    let width = 300.0;
    let galley = ui.painter().layout(text.to_owned(), egui::FontId::proportional(12.0), theme.bad.0, width);
    let size = galley.size() + vec2(16.0, 10.0);
    let screen = ui.ctx().content_rect();
    let below = place.bottom() + size.y + 6.0 < screen.bottom();
    let y = if below { place.bottom() + 3.0 } else { place.top() - size.y - 3.0 };
    let x = place.left().min(screen.right() - size.x - 8.0);
    Area::new(Id::unique("projects_refusal"))
        .order(Order::Tooltip)
        .fixed_pos([x, y])
        .interactable(false)
        .show(ui.ctx(), |ui| {
            Frame::new()
                .fill(theme.bad_ground.0)
                .stroke(Stroke::new(1.0, theme.bad.0))
                .corner_radius(4)
                .inner_margin(Margin::symmetric(8, 5))
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    ui.add(egui::Label::new(RichText::new(text).size(12.0).color(theme.bad.0)).wrap());
                });
        });
}
