//! Words of a cell as chips: tags and the memberships that they stand for.

use crate::{
    model::Text,
    ui::{Shown, widgets},
};
use egui::{CornerRadius, FontId, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Size of the words.
const SIZE: f32 = 12.0;
/// Room at both sides of a word.
const SIDES: f32 = 12.0;
/// Height of a chip.
const HEIGHT: f32 = 19.0;
/// Room between two chips.
const GAP: f32 = 4.0;
/// Room for the number of chips that have none.
const MORE: f32 = 24.0;
/// The narrowest that a word is cut to.
const NARROWEST: f32 = 40.0;

/// Draws words side by side; those without room are counted behind them. True where a word is cut or left
/// out.
pub fn paint(ui: &Ui, shown: &Shown<'_>, room: Rect, words: &[Text]) -> bool {
    let theme = shown.theme;
    let mut left = room.left();
    for (at, word) in words.iter().enumerate() {
        let is_last = at + 1 == words.len();
        let width = room.right() - left - SIDES - if is_last { 0.0 } else { MORE };
        let galley = widgets::elided(ui, word, FontId::proportional(SIZE), theme.text.0, width.max(8.0));
        let cut = galley.elided;
        if cut && at > 0 && width < NARROWEST {
            let more = format!("+{}", words.len() - at);
            let place = Rect::from_x_y_ranges(left..=room.right(), room.y_range());
            widgets::text_in(ui, place, &more, FontId::proportional(SIZE), theme.second.0, egui::Align::Min);
            return true;
        }
        let size = vec2(galley.size().x + SIDES, HEIGHT);
        let chip = Rect::from_min_size(pos2(left, room.center().y - HEIGHT / 2.0), size);
        let line = Stroke::new(1.0, theme.strong_line.0);
        ui.painter().rect(chip, CornerRadius::same(9), theme.none_ground.0, line, StrokeKind::Inside);
        let top = chip.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(chip.left() + SIDES / 2.0, top), galley, theme.text.0);
        if cut && !is_last {
            left = chip.right() + GAP;
            let more = format!("+{}", words.len() - at - 1);
            let place = Rect::from_x_y_ranges(left..=room.right(), room.y_range());
            widgets::text_in(ui, place, &more, FontId::proportional(SIZE), theme.second.0, egui::Align::Min);
            return true;
        }
        if cut {
            return true;
        }
        left = chip.right() + GAP;
    }
    false
}

/// The width that words need side by side.
pub fn width(ui: &Ui, words: &[Text]) -> f32 {
    let one = |word: &Text| {
        let galley = ui.painter().layout_no_wrap(
            word.to_string(),
            FontId::proportional(SIZE),
            ui.visuals().text_color(),
        );
        galley.size().x + SIDES + GAP
    };
    words.iter().map(one).sum()
}
