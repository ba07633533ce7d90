//! Contributions that add up, a step a row.

use super::{Told, level_axis, x_of};
use crate::chart::{
    data::Tone,
    draw::{
        Frame,
        text::{Named, Writer},
    },
    kinds::{Step, Waterfall},
    scale::Scale,
};
use egui::{Align2, Rangef, Rect, Stroke, pos2, vec2};

pub(super) fn draw(frame: &Frame<'_>, body: &Waterfall, room: Rect) -> Told {
    let types = &frame.types;
    let line = frame.height(types.label);
    let axis = frame.height(types.axis) + types.gap * 0.4;
    let count = body.steps.len().max(1) as f32;
    let height = ((room.height() - axis) / count).min(line * 2.6);
    let names = body.steps.iter().map(|step| frame.width(&step.name, types.label, step.strong));
    let label = names.fold(0.0, f32::max).ceil().min(room.width() * 0.32);
    let away = types.value * 0.5;
    let texts = |left: bool| {
        let of = body.steps.iter().filter(move |step| (step.to.at < step.from) == left);
        of.map(|step| frame.width(&step.to.text, types.value, step.total) + away).fold(0.0, f32::max)
    };
    let ends =
        Rangef::new(room.min.x + label + types.gap + texts(true), room.max.x - texts(false).max(types.axis));
    if ends.span() < 20.0 || height < 4.0 {
        return Vec::new();
    }
    let steps = (ends.span() / types.axis / 7.0).clamp(2.0, 8.0) as usize;
    let values = body.steps.iter().flat_map(|step| [step.from, step.to.at]);
    let scale = Scale::around(values, true, steps);
    let bottom = room.min.y + height * count;
    level_axis(frame, &scale, &body.unit, ends, Rangef::new(room.min.y, bottom), room);
    let thick = (height * 0.62).min(line * 1.1);
    let size = types.value.min(height / 1.1).max(8.0);
    let mut told = Vec::new();
    for (at, step) in body.steps.iter().enumerate() {
        let top = room.min.y + height * at as f32;
        let y = top + height * 0.5;
        let colour = frame.ink.text;
        let named = Named { text: &step.name, size, bold: step.strong, colour };
        frame.block(pos2(room.min.x + label, y), Align2::RIGHT_CENTER, named, vec2(label, height));
        let (from, to) = (x_of(&scale, ends, step.from), x_of(&scale, ends, step.to.at));
        let bar =
            Rect::from_x_y_ranges(Rangef::new(from, to).as_positive(), Rangef::point(y).expand(thick * 0.5));
        let own = frame.ink.of(tone(step));
        let pale = body.spoken && !step.strong;
        let fill = if pale { own.lerp_to_gamma(frame.ink.panel, 0.62) } else { own };
        frame.painter.rect_filled(bar, 1.0, fill);
        if step.total {
            frame.painter.hline(room.x_range(), top, Stroke::new(1.0, frame.ink.strong_line));
        } else if body.steps.get(at + 1).is_some_and(|next| !next.total) {
            let gap = Rangef::new(y + thick * 0.5, y + height - thick * 0.5);
            frame.painter.vline(to, gap, Stroke::new(1.0, frame.ink.second));
        }
        let (x, align) = if step.to.at < step.from {
            (bar.min.x - away, Align2::RIGHT_CENTER)
        } else {
            (bar.max.x + away, Align2::LEFT_CENTER)
        };
        let galley = frame.layout(&step.to.text, size, step.total, frame.ink.second, f32::INFINITY, 1);
        let place = align.anchor_size(pos2(x, y), galley.size());
        frame.painter.rect_filled(place, 0.0, frame.ink.panel);
        frame.painter.galley(place.min, galley, frame.ink.second);
        let place = Rect::from_min_max(pos2(room.min.x, top), pos2(room.max.x, top + height));
        told.push((place, vec![step.to.tip.clone()]));
    }
    told
}

/// Up is blue and down is orange: the two that every eye tells apart; the sign says it too.
fn tone(step: &Step) -> Tone {
    match (step.total, step.to.at < step.from) {
        (true, _) => Tone::Muted,
        (false, true) => Tone::Series(1),
        (false, false) => Tone::Accent,
    }
}
