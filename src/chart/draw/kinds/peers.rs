//! Boxes: how areas are spread, and where one of them stands.

use super::{Told, known_ends, level_axis, x_of};
use crate::chart::{
    data::Tone,
    draw::{Frame, text::Writer},
    kinds::{Peers, Spread},
    scale::Scale,
};
use egui::{Align2, Rangef, Rect, Stroke, pos2};

pub(super) fn draw(frame: &Frame<'_>, body: &Peers, room: Rect) -> Told {
    let types = &frame.types;
    let line = frame.height(types.label);
    let axis = frame.height(types.axis) + types.gap * 0.4;
    let count = body.rows.len().max(1) as f32;
    let height = ((room.height() - axis) / count).min(line * 3.0);
    let names = body.rows.iter().map(|row| frame.width(&row.name, types.label, false)).fold(0.0, f32::max);
    let label = names.ceil().min(room.width() * 0.32);
    let own = |row: &Spread| row.own.as_ref().map_or(0.0, |own| frame.width(&own.text, types.value, true));
    let right = body.rows.iter().map(own).fold(0.0, f32::max);
    let right = if right > 0.0 { right + types.gap } else { types.axis };
    let ends = Rangef::new(room.min.x + label + types.gap, room.max.x - right);
    if ends.span() < 20.0 || height < 4.0 {
        return Vec::new();
    }
    let steps = (ends.span() / types.axis / 7.0).clamp(2.0, 8.0) as usize;
    let values = body.rows.iter().flat_map(known_ends);
    let scale = Scale::around(values, false, steps);
    let bottom = room.min.y + height * count;
    level_axis(frame, &scale, &body.unit, ends, Rangef::new(room.min.y, bottom), room);
    let size = types.label.min(height / 1.15).max(8.0);
    let mut told = Vec::new();
    for (at, row) in body.rows.iter().enumerate() {
        let top = room.min.y + height * at as f32;
        let y = top + height * 0.5;
        let name = pos2(room.min.x + label, y);
        frame.write(name, Align2::RIGHT_CENTER, &row.name, size, frame.ink.text, label);
        let x = |value: f64| x_of(&scale, ends, value);
        let thick = (height * 0.56).min(line * 1.1);
        let [low, q1, median, q3, high] = &row.five;
        let grey = frame.ink.of(Tone::Muted);
        frame.painter.hline(Rangef::new(x(low.at), x(high.at)), y, Stroke::new(1.0, grey));
        let middle =
            Rect::from_x_y_ranges(Rangef::new(x(q1.at), x(q3.at)), Rangef::point(y).expand(thick * 0.5));
        frame.painter.rect_filled(middle, 2.0, frame.ink.panel.lerp_to_gamma(grey, 0.45));
        let stroke = Stroke::new((types.stroke * 0.8).max(1.5), frame.ink.text);
        frame.painter.vline(x(median.at), middle.y_range(), stroke);
        let radius = (thick * 0.16).clamp(1.5, types.label * 0.26);
        for dot in &row.dots {
            let at = pos2(x(dot.at), y);
            if dot.hollow {
                frame.ring(at, radius, frame.ink.second);
            } else {
                frame.dot(at, radius * 1.25, frame.ink.second);
            }
        }
        let mut said = vec![row.name.clone()];
        said.extend(row.own.iter().map(|own| own.tip.clone()));
        said.extend(row.five.iter().map(|value| value.tip.clone()));
        said.extend(row.dots.iter().rev().take(12).map(|dot| dot.tip.clone()));
        if let Some(own) = &row.own {
            frame.diamond(pos2(x(own.at), y), (thick * 0.5).min(types.label * 0.55), frame.ink.accent);
            let galley =
                frame.layout(&own.text, size.min(types.value), true, frame.ink.accent, f32::INFINITY, 1);
            let place = Align2::RIGHT_CENTER.anchor_size(pos2(room.max.x, y), galley.size());
            frame.painter.galley(place.min, galley, frame.ink.accent);
        }
        let place = Rect::from_min_max(pos2(room.min.x, top), pos2(room.max.x, top + height));
        told.push((place, said));
    }
    told
}
