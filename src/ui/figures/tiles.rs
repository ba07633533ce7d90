//! Where areas stand on a schematic map: squares that can be dragged, or moved by the arrow keys.

use crate::{
    chart,
    edit::Edit,
    model::{Area, AreaId, Figure, Square, Workbook, figure::Tile},
    ui::{Actions, Shown, theme::Theme, widgets},
};
use egui::{
    Align, CornerRadius, EventFilter, Key, Modifiers, Rect, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// The fewest columns and rows that are offered.
const LEAST: u8 = 4;

/// Shows the squares; moving one keeps where all of them stand. Where they stand in one figure can be made the way
/// they stand in all.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure, actions: &mut Actions) {
    let (lang, theme) = (shown.lang, shown.theme);
    let now = chart::tile_positions(shown.workbook, figure);
    ui.horizontal(|ui| {
        ui.label(RichText::new(lang.fig_tiles()).size(12.0).color(theme.second.0));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            if figure.tiles.is_empty() {
                return;
            }
            if widgets::link(ui, lang.fig_tiles_reset()).clicked() {
                new.tiles.clear();
            }
            let keep = widgets::link(ui, lang.fig_tiles_keep()).on_hover_text(lang.fig_tiles_keep_tip());
            if keep.clicked() {
                actions.edit(kept(shown.workbook, figure, &now));
            }
        });
    });
    // One more than is used, so that a square can be moved out.
    let columns = now.iter().map(|tile| tile.column + 2).max().unwrap_or(LEAST).clamp(LEAST, Tile::LAST);
    let rows = now.iter().map(|tile| tile.row + 2).max().unwrap_or(LEAST).clamp(LEAST, Tile::LAST);
    let width = ui.available_width();
    let side = (width / f32::from(columns)).min(52.0);
    let tall = (side * 0.6).max(20.0);
    let (all, _) = ui.allocate_exact_size(vec2(width, tall * f32::from(rows)), Sense::hover());
    let cell = |column: u8, row: u8| {
        let at = pos2(all.left() + side * f32::from(column), all.top() + tall * f32::from(row));
        Rect::from_min_size(at, vec2(side, tall)).shrink(1.5)
    };
    for row in 0..rows {
        for column in 0..columns {
            ui.painter().rect_stroke(
                cell(column, row),
                CornerRadius::same(3),
                Stroke::new(1.0, theme.line.0),
                StrokeKind::Inside,
            );
        }
    }
    let mut moved: Option<(AreaId, u8, u8)> = None;
    for tile in &now {
        let Some(area) = shown.workbook.areas.get(tile.area) else { continue };
        let place = cell(tile.column, tile.row);
        let response = ui.interact(place, ui.scope_id().with(("tile", tile.area)), Sense::click_and_drag());
        let drawn = if response.dragged() {
            place.translate(response.total_drag_delta().unwrap_or_default())
        } else {
            place
        };
        square(ui, theme, drawn, shown.area(area), response.has_focus());
        let name = lang.fig_tile(shown.area(area), tile.column + 1, tile.row + 1);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.clicked() {
            response.request_focus();
        }
        if response.drag_stopped()
            && let Some(at) = response.interact_pointer_pos()
        {
            let step =
                |from: f32, size: f32, most: u8| (((from / size).floor().max(0.0)) as u8).min(most - 1);
            moved =
                Some((tile.area, step(at.x - all.left(), side, columns), step(at.y - all.top(), tall, rows)));
        }
        if response.has_focus() {
            let filter =
                EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
            let step = |less: bool, more: bool, at: u8| match (less, more) {
                (true, _) => at.saturating_sub(1),
                (_, true) => (at + 1).min(Tile::LAST),
                _ => at,
            };
            let column = step(press(Key::ArrowLeft), press(Key::ArrowRight), tile.column);
            let row = step(press(Key::ArrowUp), press(Key::ArrowDown), tile.row);
            if (column, row) != (tile.column, tile.row) {
                moved = Some((tile.area, column, row));
            }
        }
    }
    ui.label(RichText::new(lang.fig_tiles_hint()).size(11.0).color(theme.faint.0));
    if let Some((area, column, row)) = moved {
        new.tiles = put(&now, area, column, row);
    }
}

/// Takes the squares of a figure over into the areas, so that every figure has them.
fn kept(workbook: &Workbook, figure: &Figure, now: &[Tile]) -> Edit {
    let placed = now.iter().filter_map(|tile| {
        let square = Some(Square { column: tile.column, row: tile.row });
        let area = workbook.areas.get(tile.area).filter(|area| area.square != square)?;
        Some(Edit::Replace(Area { square, ..area.clone() }.into()))
    });
    let plain = Edit::Replace(Figure { tiles: Vec::new(), ..figure.clone() }.into());
    Edit::Many(placed.chain([plain]).collect())
}

/// All squares with one in another place; the one that stood there takes its place.
fn put(now: &[Tile], area: AreaId, column: u8, row: u8) -> Vec<Tile> {
    let Some(from) = now.iter().find(|tile| tile.area == area).copied() else { return now.to_vec() };
    let moved = |tile: &Tile| match tile {
        tile if tile.area == area => Tile { area, column, row },
        tile if (tile.column, tile.row) == (column, row) => {
            Tile { area: tile.area, column: from.column, row: from.row }
        }
        tile => *tile,
    };
    now.iter().map(moved).collect()
}

fn square(ui: &Ui, theme: &Theme, place: Rect, name: &str, focused: bool) {
    ui.painter().rect(
        place,
        CornerRadius::same(3),
        theme.accent_ground.0,
        Stroke::new(1.0, if focused { theme.accent.0 } else { theme.strong_line.0 }),
        StrokeKind::Inside,
    );
    let font = egui::FontId::proportional(11.0);
    widgets::text_in(ui, place.shrink2(vec2(2.0, 0.0)), name, font, theme.text.0, Align::Center);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_changes_places_with_the_one_that_stood_there() {
        let tile = |area, column, row| Tile { area: AreaId(area), column, row };
        let now = [tile(1, 0, 0), tile(2, 1, 0)];
        assert_eq!(put(&now, AreaId(1), 1, 0), [tile(1, 1, 0), tile(2, 0, 0)]);
        assert_eq!(put(&now, AreaId(1), 2, 2), [tile(1, 2, 2), tile(2, 1, 0)]);
        assert_eq!(put(&now, AreaId(9), 1, 0), now);
    }
}
