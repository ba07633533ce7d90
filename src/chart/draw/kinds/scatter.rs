//! Two indicators, a point for each area, named where there is room.

use super::{Told, axis_width, label_colour, level_axis, upright_axis, x_of, y_of};
use crate::chart::{
    draw::{Frame, text::Writer},
    kinds::{Scatter, Spot},
    scale::Scale,
};
use egui::{Align2, Pos2, Rect, Vec2, pos2, vec2};

pub(super) fn draw(frame: &Frame<'_>, body: &Scatter, room: Rect) -> Told {
    let types = &frame.types;
    let steps = |length: f32| (length / types.axis / 6.0).clamp(2.0, 8.0) as usize;
    let whole = |side: usize| body.whole[side].iter().map(|(at, _)| *at);
    // Points at the ends keep their round, and room for their names.
    let padded = |values: Vec<f64>| {
        let low = values.iter().copied().fold(f64::INFINITY, f64::min);
        let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let pad = (high - low) * 0.04;
        values.into_iter().chain([low - pad, high + pad])
    };
    let x_values = padded(body.spots.iter().map(|s| s.x.at).chain(whole(0)).collect());
    let y_values = padded(body.spots.iter().map(|s| s.y.at).chain(whole(1)).collect());
    let x_scale = Scale::around(x_values, false, steps(room.width()));
    let y_scale = Scale::around(y_values, false, steps(room.height()));
    let line = frame.height(types.axis);
    let left = axis_width(frame, &y_scale, &body.units[1]) + types.gap * 0.5;
    // The names of the axes stand over the one and under the other, level both.
    let head = line * if body.whole[0].is_some() { 2.3 } else { 1.3 };
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + head + types.gap * 0.3),
        pos2(room.max.x - types.axis, room.max.y - line * 2.2 - types.gap * 0.4),
    );
    if plot.width() < 20.0 || plot.height() < 20.0 {
        return Vec::new();
    }
    upright_axis(frame, &y_scale, &body.units[1], plot);
    level_axis(frame, &x_scale, &body.units[0], plot.x_range(), plot.y_range(), room);
    let second = frame.ink.second;
    frame.write(
        room.min,
        Align2::LEFT_TOP,
        &format!("↑ {}", body.titles[1]),
        types.axis,
        second,
        room.width(),
    );
    let title = format!("{} →", body.titles[0]);
    frame.write(room.max, Align2::RIGHT_BOTTOM, &title, types.axis, second, room.width());

    let place =
        |spot: &Spot| pos2(x_of(&x_scale, plot.x_range(), spot.x.at), y_of(&y_scale, plot, spot.y.at));
    let points: Vec<Pos2> = body.spots.iter().map(place).collect();
    let mut taken: Vec<Rect> = Vec::new();
    let stroke = egui::Stroke::new((types.stroke * 0.5).max(1.0), second);
    if let Some((at, text)) = &body.whole[0] {
        let x = x_of(&x_scale, plot.x_range(), *at);
        frame.dashed(&[pos2(x, plot.min.y), pos2(x, plot.max.y)], stroke);
        let half = frame.width(text, types.axis, false) * 0.5;
        let x = x.clamp(room.min.x + half, (room.max.x - half).max(room.min.x + half));
        let at = pos2(x, plot.min.y - types.gap * 0.1);
        taken.push(frame.write(at, Align2::CENTER_BOTTOM, text, types.axis, second, f32::INFINITY));
    }
    if let Some((at, text)) = &body.whole[1] {
        let y = y_of(&y_scale, plot, *at);
        frame.dashed(&[pos2(plot.min.x, y), pos2(plot.max.x, y)], stroke);
        let size = vec2(frame.width(text, types.axis, false), line);
        let corners = [
            (Align2::RIGHT_BOTTOM, pos2(plot.max.x, y - 2.0)),
            (Align2::LEFT_BOTTOM, pos2(plot.min.x + 4.0, y - 2.0)),
            (Align2::RIGHT_TOP, pos2(plot.max.x, y + 2.0)),
            (Align2::LEFT_TOP, pos2(plot.min.x + 4.0, y + 2.0)),
        ];
        let cost = |(align, at): &(Align2, Pos2)| {
            let rect = align.anchor_size(*at, size).expand(types.label * 0.5);
            let outside = usize::from(!plot.contains_rect(align.anchor_size(*at, size).shrink(1.0)));
            points.iter().filter(|p| rect.contains(**p)).count() + outside * 100
        };
        if let Some((align, at)) = corners.into_iter().min_by_key(cost) {
            taken.push(frame.write(at, align, text, types.axis, second, f32::INFINITY));
        }
    }
    let radius = types.label * 0.38;
    let mut told = Vec::new();
    for (spot, point) in body.spots.iter().zip(&points) {
        let colour = frame.ink.of(spot.tone);
        if spot.x.hollow || spot.y.hollow {
            frame.ring(*point, radius, colour);
        } else {
            frame.dot(*point, radius, colour);
        }
        let around = Rect::from_center_size(*point, Vec2::splat(radius * 4.0));
        told.push((around, vec![spot.name.clone(), spot.x.tip.clone(), spot.y.tip.clone()]));
    }
    let whole_x = body.whole[0].as_ref().map(|(at, _)| x_of(&x_scale, plot.x_range(), *at));
    let whole_y = body.whole[1].as_ref().map(|(at, _)| y_of(&y_scale, plot, *at));
    name(frame, body, &points, plot, taken, (whole_x, whole_y));
    told
}

/// Names beside the points, those spoken of first; a name that would cover another is left out.
/// `lines`: an upright and a level line that names keep off.
fn name(
    frame: &Frame<'_>,
    body: &Scatter,
    points: &[Pos2],
    plot: Rect,
    mut taken: Vec<Rect>,
    lines: (Option<f32>, Option<f32>),
) {
    let types = &frame.types;
    let mut order: Vec<(&Spot, Pos2)> = body.spots.iter().zip(points.iter().copied()).collect();
    order.sort_by_key(|(spot, _)| !spot.strong);
    let (near, far) = (types.label * 0.65, types.label * 1.3);
    for (spot, point) in order {
        let colour =
            label_colour(frame, if spot.strong { spot.tone } else { crate::chart::data::Tone::Muted });
        let galley = frame.layout(&spot.name, types.value, spot.strong, colour, plot.width() * 0.4, 2);
        let size = galley.size();
        let candidates = [
            Align2::LEFT_CENTER.anchor_size(point + vec2(near, 0.0), size),
            Align2::RIGHT_CENTER.anchor_size(point - vec2(near, 0.0), size),
            Align2::CENTER_BOTTOM.anchor_size(point - vec2(0.0, near * 0.8), size),
            Align2::CENTER_TOP.anchor_size(point + vec2(0.0, near * 0.8), size),
            Align2::LEFT_BOTTOM.anchor_size(point + vec2(near * 0.5, -near * 0.5), size),
            Align2::LEFT_TOP.anchor_size(point + vec2(near * 0.5, near * 0.5), size),
            Align2::RIGHT_BOTTOM.anchor_size(point - vec2(near * 0.5, near * 0.5), size),
            Align2::RIGHT_TOP.anchor_size(point + vec2(-near * 0.5, near * 0.5), size),
            Align2::CENTER_BOTTOM.anchor_size(point - vec2(0.0, far), size),
            Align2::CENTER_TOP.anchor_size(point + vec2(0.0, far), size),
        ];
        let free = |rect: &&Rect| {
            plot.expand(types.axis * 0.6).contains_rect(**rect)
                && !taken.iter().any(|other| other.intersects(**rect))
        };
        let covers = |rect: &&Rect| {
            let over = points.iter().filter(|p| **p != point && rect.expand(types.label * 0.3).contains(**p));
            let crossed = usize::from(lines.0.is_some_and(|x| rect.x_range().contains(x)))
                + usize::from(lines.1.is_some_and(|y| rect.y_range().contains(y)));
            over.count() * 4 + crossed
        };
        let Some(&best) = candidates.iter().filter(free).min_by_key(covers) else { continue };
        taken.push(best);
        frame.painter.galley(best.min, galley, colour);
    }
}
