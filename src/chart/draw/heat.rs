//! Heat tables: a figure in every cell, its ground by how far it is from pace. Orange is behind and blue is
//! ahead: the two that every eye tells apart; the figure says it too.

use super::{
    Frame,
    text::{Named, Writer},
};
use crate::chart::{
    data::Tone,
    project_data::{HeatBody, HeatCell, HeatRow},
};
use egui::{Align2, Color32, Rect, Stroke, StrokeKind, pos2, vec2};

/// How much of its colour a cell takes at most: what is written on it stays readable.
const STRONGEST: f32 = 0.5;

/// Draws the table and returns the cells with what is to be said of them.
pub(super) fn draw(frame: &Frame<'_>, body: &HeatBody, room: Rect) -> Vec<(Rect, String)> {
    let types = &frame.types;
    let labels = body.rows.iter().map(|row| frame.width(&row.label, types.label, row.total || row.strong));
    let label = labels.fold(0.0, f32::max).ceil().min(room.width() * 0.24);
    let left = room.min.x + label + types.gap * 0.5;
    let column = (room.max.x - left) / body.months.len().max(1) as f32;
    let key = key_height(frame, body, room.width());
    let size = fitting(frame, body, column);
    let head = frame.height(types.axis) + types.gap * 0.3;
    let space = room.height() - head - key;
    let least = frame.height(size.max(types.foot)) * 1.15;
    let all = body.rows.len();
    let mut fit = ((space / least) as usize).max(1);
    let more = fit < all;
    if more {
        // The sum stays; a line says how many rows are left out.
        fit = ((space - frame.height(types.foot)) / least).max(2.0) as usize;
    }
    let rows: Vec<&HeatRow> = if more {
        body.rows.iter().take(fit - 1).chain(body.rows.last()).collect()
    } else {
        body.rows.iter().collect()
    };
    let left_out = if more { frame.height(types.foot) } else { 0.0 };
    let each = (space - left_out) / rows.len().max(1) as f32;
    let height = each.min(frame.height(types.label) * 2.1);
    for (at, month) in body.months.iter().enumerate() {
        let text = if frame.width(month, types.axis, false) > column { short(month) } else { month.clone() };
        let at = pos2(left + column * (at as f32 + 0.5), room.min.y);
        frame.write(at, Align2::CENTER_TOP, &text, types.axis, frame.ink.faint, column);
    }
    let mut said = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let top = room.min.y + head + height * at as f32;
        let y = top + height * 0.5;
        let bold = row.total || row.strong;
        let named = Named { text: &row.label, size: types.label, bold, colour: frame.ink.text };
        frame.block(pos2(room.min.x, y), Align2::LEFT_CENTER, named, vec2(label, height));
        for (nth, cell) in row.cells.iter().enumerate() {
            let corner = pos2(left + column * nth as f32, top);
            let rect = Rect::from_min_size(corner, vec2(column, height)).shrink(1.0);
            let Some(cell) = cell else {
                frame.write(rect.center(), Align2::CENTER_CENTER, "–", size, frame.ink.faint, column);
                continue;
            };
            frame.painter.rect_filled(rect, 2.0, ground(frame, cell.at));
            let galley = frame.layout(&text_of(cell), size, row.total, frame.ink.text, f32::INFINITY, 1);
            let place = Align2::CENTER_CENTER.anchor_size(rect.center(), galley.size());
            frame.painter.galley(place.min, galley, frame.ink.text);
            said.push((rect, format!("{} · {}", row.label, cell.tip)));
        }
        if row.strong {
            let around = Rect::from_min_max(pos2(left, top), pos2(room.max.x, top + height));
            let line = Stroke::new(types.stroke * 0.7, frame.ink.accent);
            frame.painter.rect_stroke(around, 2.0, line, StrokeKind::Inside);
        }
        if row.total {
            frame.painter.hline(room.x_range(), top, Stroke::new(1.0, frame.ink.strong_line));
        }
    }
    let mut below = room.min.y + head + height * rows.len() as f32;
    if more {
        let text = frame.lang.board_more(all - rows.len());
        below = frame
            .write(
                pos2(room.min.x, below),
                Align2::LEFT_TOP,
                &text,
                types.foot,
                frame.ink.faint,
                room.width(),
            )
            .max
            .y;
    }
    draw_key(
        frame,
        body,
        pos2(room.min.x, (below + types.gap * 0.5).min(room.max.y - key + types.gap * 0.5)),
        room.max.x,
    );
    said
}

fn text_of(cell: &HeatCell) -> String {
    format!("{}{}", cell.text, cell.sign)
}

/// A month's number alone.
fn short(month: &str) -> String {
    let digits: String = month.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { month.chars().take(1).collect() } else { digits }
}

/// The largest type in which all figures fit their cells.
fn fitting(frame: &Frame<'_>, body: &HeatBody, column: f32) -> f32 {
    let cells = || body.rows.iter().flat_map(|row| row.cells.iter().flatten().map(|cell| (row.total, cell)));
    let widest =
        |size: f32| cells().map(|(total, cell)| frame.width(&text_of(cell), size, total)).fold(0.0, f32::max);
    let mut size = frame.types.value;
    while size > 7.0 && widest(size) > column - 4.0 {
        size -= 0.5;
    }
    size
}

fn ground(frame: &Frame<'_>, at: f64) -> Color32 {
    let colour = if at < 0.0 { frame.ink.of(Tone::Series(1)) } else { frame.ink.accent };
    frame.ink.panel.lerp_to_gamma(colour, at.abs() as f32 * STRONGEST)
}

/// The widths of the entries of the key, and whether they fit on one line.
fn entries(frame: &Frame<'_>, body: &HeatBody, room: f32) -> (Vec<f32>, bool) {
    let size = frame.types.foot;
    let each = body.key.iter().map(|text| frame.width(text, size, false) + size * 3.4);
    let widths: Vec<f32> = each.collect();
    let fits = widths.iter().sum::<f32>() <= room;
    (widths, fits)
}

fn key_height(frame: &Frame<'_>, body: &HeatBody, room: f32) -> f32 {
    let lines = if entries(frame, body, room).1 { 1.0 } else { body.key.len() as f32 };
    frame.height(frame.types.foot) * 1.2 * lines + frame.types.gap * 0.8
}

fn draw_key(frame: &Frame<'_>, body: &HeatBody, from: egui::Pos2, right: f32) {
    let size = frame.types.foot;
    let line = frame.height(size) * 1.2;
    let (widths, fits) = entries(frame, body, right - from.x);
    let mut at = from;
    for ((text, side), width) in body.key.iter().zip([-1.0, 0.0, 1.0]).zip(widths) {
        let swatch = Rect::from_min_size(at + vec2(0.0, line * 0.12), vec2(size * 1.6, line * 0.7));
        frame.painter.rect(
            swatch,
            2.0,
            ground(frame, side),
            Stroke::new(1.0, frame.ink.line),
            StrokeKind::Inside,
        );
        let pen = pos2(at.x + size * 2.1, at.y);
        frame.write(pen, Align2::LEFT_TOP, text, size, frame.ink.second, f32::INFINITY);
        at = if fits { at + vec2(width, 0.0) } else { at + vec2(0.0, line) };
    }
}
