//! The handle at the corner of the selection, and the outline of what it would fill.

use crate::{i18n::Lang, ui::theme::Theme};
use egui::{CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, vec2};
use std::ops::Range;

/// A rectangle of places and positions of columns.
pub type Area = (Range<usize>, Range<usize>);

/// The side of the square that can be grabbed.
const SIZE: f32 = 9.0;

/// Draws the handle into the last selected cell; true where the pointer goes down on it.
pub fn show(ui: &Ui, lang: Lang, cell: Rect) -> bool {
    let theme = Theme::in_use(ui);
    let place = Rect::from_min_max(cell.max - vec2(SIZE, SIZE), cell.max);
    let response = ui.interact(place, ui.scope_id().with("fill"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Splitter, true, lang.fill_handle()));
    let (ink, ground) = (theme.accent.0, theme.field.0);
    ui.painter().rect_filled(Rect::from_min_max(cell.max - vec2(7.0, 7.0), cell.max), 1.0, ground);
    ui.painter().rect_filled(Rect::from_min_max(cell.max - vec2(6.0, 6.0), cell.max), 1.0, ink);
    let pressed = ui.input(|input| input.pointer.primary_pressed()) && response.is_pointer_button_down_on();
    response.on_hover_cursor(CursorIcon::Crosshair).on_hover_text(lang.fill_tip());
    pressed
}

/// Draws the sides of a cell where what would be filled ends.
pub fn outline(ui: &Ui, cell: Rect, row: usize, column: usize, area: &Area) {
    let (rows, columns) = area;
    if !rows.contains(&row) || !columns.contains(&column) {
        return;
    }
    let line = Stroke::new(1.5, Theme::in_use(ui).accent.0);
    if row == rows.start {
        ui.painter().hline(cell.x_range(), cell.top() + 0.75, line);
    }
    if row + 1 == rows.end {
        ui.painter().hline(cell.x_range(), cell.bottom() - 0.75, line);
    }
    if column == columns.start {
        ui.painter().vline(cell.left() + 0.75, cell.y_range(), line);
    }
    if column + 1 == columns.end {
        ui.painter().vline(cell.right() - 0.75, cell.y_range(), line);
    }
}

/// The rectangle that a pointer at a cell makes of the one that is dragged: longer in one direction.
pub fn dragged(from: &Area, row: usize, column: usize) -> Area {
    let (rows, columns) = from;
    let down = if row < rows.start { rows.start - row } else { (row + 1).saturating_sub(rows.end) };
    let right = if column < columns.start {
        columns.start - column
    } else {
        (column + 1).saturating_sub(columns.end)
    };
    if down >= right {
        (rows.start.min(row)..rows.end.max(row + 1), columns.clone())
    } else {
        (rows.clone(), columns.start.min(column)..columns.end.max(column + 1))
    }
}
