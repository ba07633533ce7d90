//! The lines of a table that says what a paste would do: cell, what is there, what it becomes, why.

use crate::{i18n::Lang, ui::theme::Theme, ui::widgets};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, UiBuilder, vec2};

/// Height of a line.
const LINE: f32 = 24.0;

/// Shows the lines; each is its four texts, and whether the cell stays as it is.
pub fn show(ui: &mut Ui, lang: Lang, count: usize, room: f32, of: &dyn Fn(usize) -> ([String; 4], bool)) {
    let heads = [lang.paste_head_cell(), lang.paste_head_old(), lang.paste_head_new(), lang.paste_head_why()];
    line(ui, &heads.map(str::to_owned), false, true);
    widgets::rule(ui);
    let height = room.clamp(72.0, 300.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    scroll.auto_shrink([false, true]).show_rows(ui, LINE, count, |ui, range| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for at in range {
            let (texts, refused) = of(at);
            line(ui, &texts, refused, false);
        }
    });
}

/// One line: four texts in columns, each elided and whole on hover.
fn line(ui: &mut Ui, texts: &[String; 4], refused: bool, heading: bool) {
    let theme = Theme::in_use(ui);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), egui::Sense::hover());
    let shares = [0.26, 0.15, 0.19, 0.40];
    let mut x = rect.left();
    for (at, (text, share)) in texts.iter().zip(shares).enumerate() {
        let place = egui::Rect::from_min_size(egui::pos2(x, rect.top()), vec2(width * share, LINE));
        x += width * share;
        let struck = refused && at == 2;
        let ink = match at {
            _ if heading => theme.faint,
            3 if refused => theme.bad,
            1 | 3 => theme.second,
            _ if struck => theme.faint,
            _ => theme.text,
        };
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place.shrink2(vec2(4.0, 0.0))));
        cell.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = RichText::new(text).size(12.0).color(ink.0);
            ui.add(Label::new(if struck { words.strikethrough() } else { words }).truncate())
                .on_hover_text(text);
        });
    }
    let spoken = texts.join(" · ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}
