//! Events: words in the field of a figure, with a line to what they speak of.

use super::{Frame, text::Writer};
use egui::{Rect, Stroke, pos2, vec2};

/// Writes a note to a place of a field where it covers neither a mark (`under` counts them) nor another text; where
/// there is no such place, its line alone stays. `end`: the height of the point that it speaks of; none: an event
/// of the whole period.
pub(super) fn write(
    frame: &Frame<'_>,
    field: Rect,
    (x, end): (f32, Option<f32>),
    text: &str,
    under: &dyn Fn(Rect) -> usize,
    taken: &mut Vec<Rect>,
) {
    let types = &frame.types;
    let most = (field.width() * 0.3).min(types.foot * 14.0).max(types.foot * 5.0);
    let galley = frame.layout(text, types.foot, false, frame.ink.second, most, 3);
    let size = galley.size();
    let gap = types.gap * 0.25;
    let mut best: Option<(f32, Rect)> = None;
    let levels = (field.height() / types.foot).max(1.0) as usize;
    for level in 0..=levels {
        let top = field.min.y + gap + types.foot * level as f32;
        if top + size.y > field.max.y - gap {
            break;
        }
        for left in [x + gap, x - gap - size.x, x - size.x * 0.5] {
            let left = left.clamp(field.min.x, (field.max.x - size.x).max(field.min.x));
            let place = Rect::from_min_size(pos2(left, top), size);
            let covered = taken.iter().any(|other| other.expand(1.0).intersects(place));
            // The point itself must stay to be seen.
            let on_point = end.is_some_and(|y| place.expand(types.stroke * 2.0).contains(pos2(x, y)));
            if covered || on_point {
                continue;
            }
            let away = end.map_or(top - field.min.y, |y| (y - place.max.y).max(place.min.y - y).max(0.0));
            let beside = (place.center().x - x).abs();
            let cost = under(place.expand(2.0)) as f32 * 40.0 + away * 0.5 + beside * 0.2;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, place));
            }
        }
    }
    let stroke = Stroke::new(1.0, frame.ink.second);
    let near = types.stroke * 2.0;
    let Some((_, place)) = best else {
        frame.dashed(&[pos2(x, field.min.y), pos2(x, field.max.y)], stroke);
        return;
    };
    match end {
        Some(y) => {
            let above = place.center().y < y;
            let (from, to) = if above { (place.max.y, y - near) } else { (place.min.y, y + near) };
            if (to - from).abs() > 2.0 {
                let foot = x.clamp(place.min.x, place.max.x);
                frame.painter.line_segment([pos2(foot, from), pos2(x, to)], stroke);
            }
            frame.painter.circle_stroke(pos2(x, y), near, stroke);
        }
        // The line across the field begins below words that stand on it.
        None if place.x_range().expand(1.0).contains(x) => {
            frame.dashed(&[pos2(x, place.max.y), pos2(x, field.max.y)], stroke);
        }
        None => frame.dashed(&[pos2(x, field.min.y), pos2(x, field.max.y)], stroke),
    }
    let ground = frame.ink.panel.gamma_multiply(0.8);
    frame.painter.rect_filled(place.expand2(vec2(1.0, 0.0)), 0.0, ground);
    frame.painter.galley(place.min, galley, frame.ink.second);
    taken.push(place);
}
