//! Shaded cells: areas by period, and areas on a schematic map.

use super::{Told, ground, shade_key, shade_key_height};
use crate::chart::{
    draw::{
        Frame,
        text::{Named, Writer},
    },
    kinds::{Heat, Square, Tiles},
};
use egui::{Align2, Rect, Stroke, StrokeKind, pos2, vec2};

/// The largest type, from a size down, in which all texts fit a width; none where even the least does not.
fn fitting<'a>(
    frame: &Frame<'_>,
    texts: impl Iterator<Item = &'a str> + Clone,
    from: f32,
    width: f32,
) -> Option<f32> {
    let widest = texts.map(|text| frame.width(text, from, false)).fold(0.0, f32::max);
    let size = if widest <= width { from } else { (from * width / widest * 2.0).floor() * 0.5 };
    (size >= 8.0).then_some(size)
}

pub(super) fn heat(frame: &Frame<'_>, body: &Heat, room: Rect) -> Told {
    let types = &frame.types;
    let labels = body.rows.iter().map(|row| frame.width(&row.name, types.label, row.strong));
    let label = labels.fold(0.0, f32::max).ceil().min(room.width() * 0.28);
    let left = room.min.x + label + types.gap * 0.5;
    let pitch = (room.max.x - left) / body.columns.len().max(1) as f32;
    let head = frame.height(types.axis) + types.gap * 0.3;
    let space = room.height() - head - shade_key_height(frame);
    let least = frame.height(types.foot) * 1.1;
    let fit = ((space / least) as usize).max(1);
    let more = body.rows.len().saturating_sub(fit);
    // A line at the foot says what is left out.
    let rows = if more > 0 { fit.saturating_sub(1) } else { body.rows.len() };
    let height = (space / (rows + usize::from(more > 0)).max(1) as f32).min(frame.height(types.label) * 2.2);
    let texts = body.rows.iter().flat_map(|row| row.values.iter().flatten()).map(|value| value.text.as_str());
    let size = fitting(frame, texts, types.value, pitch - 6.0);
    let size = size.map(|size| size.min(height / 1.25)).filter(|&size| size >= 8.0);
    let heads: Vec<(f32, &str)> = body
        .columns
        .iter()
        .enumerate()
        .map(|(at, t)| (left + pitch * (at as f32 + 0.5), t.as_str()))
        .collect();
    super::slot_labels(frame, &heads, room.min.y, room);
    let mut told = Vec::new();
    for (at, row) in body.rows.iter().take(rows).enumerate() {
        let top = room.min.y + head + height * at as f32;
        let y = top + height * 0.5;
        let name = types.label.min(height / 1.2);
        let named = Named { text: &row.name, size: name, bold: row.strong, colour: frame.ink.text };
        frame.block(pos2(room.min.x, y), Align2::LEFT_CENTER, named, vec2(label, height));
        for (nth, value) in row.values.iter().enumerate() {
            let corner = pos2(left + pitch * nth as f32, top);
            let rect = Rect::from_min_size(corner, vec2(pitch, height)).shrink(0.75);
            let Some(value) = value else {
                if let Some(size) = size {
                    frame.write(rect.center(), Align2::CENTER_CENTER, "–", size, frame.ink.faint, pitch);
                }
                continue;
            };
            frame.painter.rect_filled(rect, 2.0, ground(frame, &body.shade, value.at));
            if let Some(size) = size {
                let colour = frame.ink.text;
                frame.write(rect.center(), Align2::CENTER_CENTER, &value.text, size, colour, f32::INFINITY);
            }
            told.push((rect, vec![row.name.clone(), value.tip.clone()]));
        }
    }
    if let Some(spoken) = body.spoken.filter(|&at| at < rows) {
        let top = room.min.y + head + height * spoken as f32;
        let around = Rect::from_min_max(pos2(left, top), pos2(room.max.x, top + height));
        let line = Stroke::new(types.stroke * 0.7, frame.ink.accent);
        frame.painter.rect_stroke(around, 2.0, line, StrokeKind::Inside);
    }
    let mut below = room.min.y + head + height * rows as f32;
    if more > 0 {
        let text = frame.lang.kinds_others(body.rows.len() - rows);
        let at = pos2(room.min.x, below);
        below = frame.write(at, Align2::LEFT_TOP, &text, types.foot, frame.ink.faint, room.width()).max.y;
    }
    let key = (below + types.gap * 0.5).min(room.max.y - frame.height(types.foot));
    shade_key(frame, &body.shade, pos2(left.min(room.max.x - types.foot * 18.0).max(room.min.x), key));
    told
}

pub(super) fn tiles(frame: &Frame<'_>, body: &Tiles, room: Rect) -> Told {
    let types = &frame.types;
    let last = |of: &dyn Fn(&Square) -> u8| body.squares.iter().map(of).max().unwrap_or(0);
    let (first_column, first_row) = (
        body.squares.iter().map(|s| s.column).min().unwrap_or(0),
        body.squares.iter().map(|s| s.row).min().unwrap_or(0),
    );
    let columns = f32::from(last(&|s| s.column) - first_column + 1);
    let rows = f32::from(last(&|s| s.row) - first_row + 1);
    let space = room.height() - shade_key_height(frame);
    let height = (space / rows).min(room.width() / columns / 0.9);
    let width = (room.width() / columns).min(height * 1.7);
    let origin =
        pos2(room.center().x - width * columns * 0.5, room.min.y + (space - height * rows).max(0.0) * 0.3);
    let inner = width - 8.0;
    // Names may take several lines before they become small.
    let set = |name: &str, size: f32| frame.layout(name, size, false, frame.ink.text, inner, 3);
    let fits = |size: f32| {
        body.squares.iter().all(|square| {
            let galley = set(&square.name, size);
            !galley.elided && galley.size().y + frame.height(size * 1.35) < height - 8.0
        })
    };
    let sizes = (0..20).map(|down| types.label - down as f32 * 0.5).filter(|&size| size >= 8.0);
    let name = sizes.into_iter().find(|&size| fits(size)).unwrap_or(8.0).min(height * 0.32);
    let figures = body.squares.iter().filter_map(|square| square.value.as_ref());
    let figures = figures.map(|value| value.text.as_str());
    let figure = fitting(frame, figures, types.label * 1.35, inner).unwrap_or(8.0).min(height * 0.38);
    let mut told = Vec::new();
    for square in &body.squares {
        let (column, row) = (f32::from(square.column - first_column), f32::from(square.row - first_row));
        let corner = pos2(origin.x + width * column, origin.y + height * row);
        let rect = Rect::from_min_size(corner, vec2(width, height)).shrink(2.0);
        let fill = square.value.as_ref().map_or(frame.ink.none_ground, |v| ground(frame, &body.shade, v.at));
        let line = if square.strong {
            Stroke::new(types.stroke, frame.ink.accent)
        } else {
            Stroke::new(1.0, frame.ink.line)
        };
        frame.painter.rect(rect, 4.0, fill, line, StrokeKind::Inside);
        let middle = rect.center();
        let title = set(&square.name, name);
        let both = title.size().y + frame.height(figure);
        let mut top = middle.y - both * 0.5;
        // Each line in the middle of its square.
        for row in &title.rows {
            let text = row.row.text();
            let at = pos2(middle.x, top);
            top = frame.write(at, Align2::CENTER_TOP, text.trim(), name, frame.ink.text, inner + 1.0).max.y;
        }
        let at = pos2(middle.x, middle.y + both * 0.5);
        if let Some(value) = &square.value {
            let galley = frame.layout(&value.text, figure, true, frame.ink.text, inner, 1);
            let place = Align2::CENTER_BOTTOM.anchor_size(at, galley.size());
            frame.painter.galley(place.min, galley, frame.ink.text);
            told.push((rect, vec![square.name.clone(), value.tip.clone()]));
        } else {
            let said = frame.lang.no_figure();
            frame.write(at, Align2::CENTER_BOTTOM, said, name, frame.ink.second, inner);
        }
    }
    let key = (origin.y + height * rows + types.gap * 0.4).min(room.max.y - frame.height(types.foot));
    shade_key(frame, &body.shade, pos2(origin.x + 2.0, key));
    told
}
