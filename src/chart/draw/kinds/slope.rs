//! Two periods, a line for each thing, named at both ends.

use super::{Label, Told, apart, known, label_colour, part_line, y_of};
use crate::chart::{
    data::Tone,
    draw::{Frame, text::Writer},
    kinds::{Part, Slope},
    scale::Scale,
};
use egui::{Align2, Pos2, Rangef, Rect, Stroke, pos2};

pub(super) fn draw(frame: &Frame<'_>, body: &Slope, room: Rect) -> Told {
    let types = &frame.types;
    let scale = Scale::around(known(&body.lines).map(|value| value.at), false, 5);
    let figure = |part: &Part, side: usize| {
        let value = part.values.get(side)?.as_ref()?;
        Some(match body.unit.name.as_str() {
            "%" => body.unit.with(&value.text),
            _ => value.text.clone(),
        })
    };
    let widest = room.width() * 0.34;
    let mut size = types.value;
    let lines = body.lines.len() as f32;
    while size > 9.0 && frame.height(size) * lines > room.height() - frame.height(types.label) * 1.6 {
        size -= 0.5;
    }
    let layout = |part: &Part, side: usize| {
        let (name, figure) = (&part.name, figure(part, side)?);
        let colour = label_colour(frame, part.tone);
        let set = |text: String| frame.layout(&text, size, part.strong, colour, widest, 2);
        let first = format!("{figure} {name}");
        // The figure is nearest to its point; but where the name is cut, the figure stays.
        let whole = (side == 0).then(|| set(format!("{name} {figure}"))).filter(|galley| !galley.elided);
        Some((whole.unwrap_or_else(|| set(first)), colour))
    };
    let sides: [Vec<_>; 2] = [0, 1].map(|side| body.lines.iter().map(|part| layout(part, side)).collect());
    let width = |side: usize| {
        let widths = sides[side].iter().flatten().map(|(galley, _)| galley.size().x);
        widths.fold(0.0, f32::max) + types.gap * 1.4
    };
    let (left, right) = (width(0), width(1));
    let head = frame.height(types.label) * 1.5;
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + head),
        pos2(room.max.x - right, room.max.y - types.axis * 0.6),
    );
    if plot.width() < 20.0 || plot.height() < 20.0 {
        return Vec::new();
    }
    // On wide paper the two periods stand no further apart than a slope can be read over.
    let spare = (plot.width() - plot.height() * 1.5).max(0.0) * 0.5;
    let ends = [plot.min.x + spare, plot.max.x - spare];
    for (side, &x) in ends.iter().enumerate() {
        frame.painter.vline(x, plot.y_range(), Stroke::new(1.0, frame.ink.strong_line));
        let align = if side == 0 { Align2::RIGHT_TOP } else { Align2::LEFT_TOP };
        let limit = if side == 0 {
            (ends[0] + ends[1]) * 0.5 - room.min.x
        } else {
            room.max.x - (ends[0] + ends[1]) * 0.5
        };
        let at = pos2(x, room.min.y);
        frame.write(at, align, &body.heads[side], types.label, frame.ink.text, limit);
    }
    let mut told = Vec::new();
    let mut order: Vec<&Part> = body.lines.iter().collect();
    order.sort_by_key(|part| (part.strong, part.tone == Tone::Accent));
    for part in order {
        let place = |side: usize| {
            let value = part.values.get(side)?.as_ref()?;
            Some(pos2(ends[side], y_of(&scale, plot, value.at)))
        };
        let points: [Option<Pos2>; 2] = [place(0), place(1)];
        let width = types.stroke * if part.strong { 1.0 } else { 0.62 };
        part_line(frame, part, &points, width, true);
        for (point, value) in points.iter().zip(&part.values) {
            let (Some(point), Some(value)) = (point, value) else { continue };
            let around = Rect::from_center_size(*point, egui::Vec2::splat(types.label * 1.2));
            told.push((around, vec![part.name.clone(), value.tip.clone()]));
        }
    }
    for (side, galleys) in sides.into_iter().enumerate() {
        let label = |(part, found): (&Part, Option<(_, _)>)| {
            let (galley, colour) = found?;
            let at = part.values.get(side)?.as_ref()?.at;
            let weight = if part.strong { 2.0 } else { 1.0 };
            Some(Label { galley, colour, wanted: y_of(&scale, plot, at), weight })
        };
        let labels: Vec<Label> = body.lines.iter().zip(galleys).filter_map(label).collect();
        let (x, away, align) = match side {
            0 => (ends[0], -1.0, Align2::RIGHT_CENTER),
            _ => (ends[1], 1.0, Align2::LEFT_CENTER),
        };
        for (y, label) in apart(labels, Rangef::new(plot.min.y - types.axis * 0.5, room.max.y)) {
            let from = pos2(x + away * types.stroke * 1.4, label.wanted);
            let to = pos2(x + away * types.gap, y);
            frame.painter.line_segment([from, to], Stroke::new(1.0, label.colour.gamma_multiply(0.45)));
            let at = pos2(x + away * types.gap * 1.2, y);
            let place = align.anchor_size(at, label.galley.size());
            frame.painter.galley(place.min, label.galley, label.colour);
        }
    }
    told
}
