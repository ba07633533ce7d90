//! Columns made of parts, each named beside the last column.

use super::{
    Label, Told, apart, axis_width, band_ends, band_grounds, band_lines, label_colour, slot_labels,
    upright_axis, y_of,
};
use crate::chart::{
    draw::{Frame, notes, text::Writer},
    kinds::Stack,
    scale::Scale,
};
use egui::{Align2, Rangef, Rect, Stroke, pos2, vec2};

pub(super) fn draw(frame: &Frame<'_>, body: &Stack, room: Rect) -> Told {
    let types = &frame.types;
    let sums = |sign: f64| {
        (0..body.slots.len()).map(move |slot| {
            let values = body.parts.iter().filter_map(|part| part.values.get(slot)?.as_ref());
            values.map(|value| value.at).filter(|at| at * sign > 0.0).sum::<f64>()
        })
    };
    let steps = (room.height() / types.axis / 5.5).clamp(2.0, 8.0) as usize;
    let scale = if body.full {
        Scale::around([0.0, 100.0], true, 4)
    } else {
        // Room for the sums over the columns.
        let over = if body.totals.iter().any(Option::is_some) { 1.05 } else { 1.0 };
        let sums = sums(1.0).map(|sum| sum * over).chain(sums(-1.0));
        let values: Vec<f64> = sums.chain(band_ends(&body.bands)).collect();
        let high = values.iter().copied().fold(0.0, f64::max);
        Scale::around(values, true, steps).tight(high)
    };
    let left = axis_width(frame, &scale, &body.unit) + types.gap * 0.5;
    let widest = room.width() * 0.3;
    let texts: Vec<_> = body
        .parts
        .iter()
        .map(|part| {
            let colour = label_colour(frame, part.tone);
            let set = |text: String| frame.layout(&text, types.value, part.strong, colour, widest, 2);
            let Some(last) = part.values.iter().rev().flatten().next() else {
                return (set(part.name.clone()), colour);
            };
            // Where the name is cut, the figure stays.
            let whole = set(format!("{} {}", part.name, last.text));
            let galley = if whole.elided { set(format!("{} {}", last.text, part.name)) } else { whole };
            (galley, colour)
        })
        .collect();
    let band_texts: Vec<_> = body
        .bands
        .iter()
        .map(|band| frame.layout(&band.label, types.value, false, frame.ink.second, widest, 2))
        .collect();
    let texts_of = texts.iter().map(|(galley, _)| galley).chain(&band_texts);
    let right = texts_of.map(|galley| galley.size().x).fold(0.0, f32::max) + types.gap * 1.2;
    let bottom = frame.height(types.axis) + types.gap * 0.4;
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + types.axis * 0.7),
        pos2(room.max.x - right, room.max.y - bottom),
    );
    if plot.width() < 20.0 || plot.height() < 20.0 {
        return Vec::new();
    }
    band_grounds(frame, &body.bands, &scale, plot);
    upright_axis(frame, &scale, &body.unit, plot);
    let count = body.slots.len().max(1) as f32;
    let pitch = plot.width() / count;
    let half = (pitch * 0.36).min(types.axis * 6.0);
    let mut told = Vec::new();
    let mut labels = Vec::new();
    let mut middles = vec![None; body.parts.len()];
    let middle_of = |slot: usize| plot.min.x + pitch * (slot as f32 + 0.5);
    for slot in 0..body.slots.len() {
        let (mut up, mut down) = (0.0_f64, 0.0_f64);
        for (at, part) in body.parts.iter().enumerate() {
            let Some(value) = part.values.get(slot).and_then(Option::as_ref) else { continue };
            let from = if value.at < 0.0 { &mut down } else { &mut up };
            let ends = (y_of(&scale, plot, *from), y_of(&scale, plot, *from + value.at));
            *from += value.at;
            let ys = Rangef::new(ends.0.min(ends.1), ends.0.max(ends.1));
            let rect = Rect::from_x_y_ranges(Rangef::point(middle_of(slot)).expand(half), ys);
            let colour = frame.ink.of(part.tone);
            let fill = if value.hollow { colour.lerp_to_gamma(frame.ink.panel, 0.5) } else { colour };
            frame.painter.rect_filled(rect, 0.0, fill);
            // A hair of paper between parts: colour is not the only edge.
            if rect.height() > 3.0 {
                let line = Stroke::new(1.0, frame.ink.panel);
                frame.painter.hline(rect.x_range(), ends.1, line);
            }
            middles[at] = Some((slot, rect.center().y, rect.height()));
            told.push((rect, vec![part.name.clone(), value.tip.clone()]));
        }
    }
    let zero = y_of(&scale, plot, 0.0);
    frame.painter.hline(plot.x_range(), zero, Stroke::new(1.0, frame.ink.strong_line));
    let slots: Vec<(f32, &str)> =
        body.slots.iter().enumerate().map(|(at, text)| (middle_of(at), text.as_str())).collect();
    slot_labels(frame, &slots, plot.max.y + types.gap * 0.3, room);
    for ((galley, colour), middle) in texts.into_iter().zip(&middles) {
        let Some((_, wanted, weight)) = *middle else { continue };
        labels.push(Label { galley, colour, wanted, weight });
    }
    band_lines(frame, &body.bands, &scale, plot);
    for (band, galley) in body.bands.iter().zip(band_texts) {
        let wanted = y_of(&scale, plot, band.middle());
        labels.push(Label { galley, colour: frame.ink.second, wanted, weight: f32::INFINITY });
    }
    let columns: Vec<Rect> = told.iter().map(|(rect, _)| *rect).collect();
    let mut taken = Vec::new();
    for (slot, total) in body.totals.iter().enumerate() {
        let x = middle_of(slot);
        let tops = columns.iter().filter(|rect| rect.x_range().contains(x)).map(|rect| rect.min.y);
        let (Some(total), Some(top)) = (total, tops.reduce(f32::min)) else { continue };
        if frame.width(total, types.axis, true) < pitch * 0.95 {
            let galley = frame.layout(total, types.axis, true, frame.ink.second, f32::INFINITY, 1);
            let place = Align2::CENTER_BOTTOM.anchor_size(pos2(x, top - 2.0), galley.size());
            frame.painter.rect_filled(place.shrink2(vec2(0.0, 1.0)), 0.0, frame.ink.panel);
            frame.painter.galley(place.min, galley, frame.ink.second);
            taken.push(place);
        }
    }
    for (slot, text) in &body.notes {
        // A column covered is worse than a long way to it.
        let under = |place: Rect| columns.iter().filter(|rect| rect.intersects(place)).count() * 3;
        let x = middle_of(*slot);
        let tops = columns.iter().filter(|rect| rect.x_range().contains(x)).map(|rect| rect.min.y);
        let top = tops.reduce(f32::min).map(|top| top - types.stroke * 2.5);
        notes::write(frame, plot, (x, top), text, &under, &mut taken);
    }
    let last = body.slots.len().saturating_sub(1);
    let edge = middle_of(last) + half;
    let pen = plot.max.x + types.gap * 0.9;
    for (y, label) in apart(labels, Rangef::new(room.min.y, plot.max.y + bottom * 0.5)) {
        let seen = middles.iter().flatten().any(|(slot, _, _)| *slot == last);
        if seen {
            let line = Stroke::new(1.0, label.colour.gamma_multiply(0.6));
            let points = [pos2(edge + 2.0, label.wanted), pos2(pen - types.gap * 0.25, y)];
            frame.painter.line_segment(points, line);
        }
        let place = Align2::LEFT_CENTER.anchor_size(pos2(pen, y), label.galley.size());
        frame.painter.galley(place.min, label.galley, label.colour);
    }
    told
}
