//! Funnels: number to the left of the steps' names, amount to the right.

use super::{Frame, text::Writer};
use crate::chart::{
    data::Tone,
    project_data::{FunnelBody, Step},
};
use egui::{Align2, Rangef, Rect, Shape, Stroke, pos2};

/// What lies where.
struct Places {
    /// The names in the middle.
    names: Rangef,
    /// The widest bar, by number and by amount.
    widest: [f32; 2],
    /// Figure and part stand beside each other: below each other they would run into the next step.
    one_line: bool,
}

pub(super) fn draw(frame: &Frame<'_>, body: &FunnelBody, room: Rect) {
    let types = &frame.types;
    let steps = || body.steps.iter().chain(&body.aside);
    let names = steps().map(|step| frame.width(&step.label, types.label, true)).fold(0.0, f32::max).ceil();
    let names = names.min(room.width() * 0.3) + types.gap * 1.2;
    let half = (room.width() - names) * 0.5;
    let away = types.value * 0.6;
    let head = frame.height(types.axis) + types.gap * 0.5;
    // What was lost stands a little apart.
    let count = body.steps.len() as f32 + if body.aside.is_some() { 1.5 } else { 0.0 };
    let lines = frame.height(types.value) + frame.height(types.foot);
    let height = ((room.height() - head) / count.max(1.0)).min(lines * 2.2);
    let one_line = height < lines;
    let said = |side: usize| {
        let of_step = |step: &Step| {
            let figure = frame.width(&step.figure[side], types.value, true);
            let part = frame.width(&step.part[side], types.foot, false);
            if one_line { figure + types.foot * 0.5 + part } else { figure.max(part) }
        };
        steps().map(of_step).fold(0.0, f32::max)
    };
    let widest = [0, 1].map(|side| (half - said(side) - away).max(half * 0.2));
    let left = room.min.x + half;
    let places = Places { names: Rangef::new(left, left + names), widest, one_line };
    let heads = [
        (places.names.min, Align2::RIGHT_TOP, &body.heads[0]),
        (places.names.max, Align2::LEFT_TOP, &body.heads[1]),
    ];
    for (x, align, text) in heads {
        frame.write(pos2(x, room.min.y), align, text, types.axis, frame.ink.faint, half);
    }
    let top = room.min.y + head;
    let thick = (height * 0.6).min(lines * 1.15);
    for (at, step) in body.steps.iter().enumerate() {
        let y = top + height * (at as f32 + 0.5);
        if let Some(next) = body.steps.get(at + 1) {
            links(frame, &places, step, next, [y + thick * 0.5, y + height - thick * 0.5]);
        }
        draw_step(frame, &places, step, y, thick, [Tone::Muted, Tone::Accent], frame.ink.text);
    }
    if let Some(lost) = &body.aside {
        let y = top + height * (body.steps.len() as f32 + 1.0);
        let rule = y - height * 0.75;
        frame.painter.hline(room.x_range(), rule, Stroke::new(1.0, frame.ink.line));
        draw_step(frame, &places, lost, y, thick, [Tone::Bad, Tone::Bad], frame.ink.bad);
    }
}

/// How wide a bar is; the smallest can still be seen.
fn length(places: &Places, step: &Step, side: usize) -> f32 {
    let part = step.width[side].clamp(0.0, 1.0) as f32;
    let width = places.widest[side] * part;
    if part > 0.0 { width.max(2.0) } else { 0.0 }
}

fn draw_step(
    frame: &Frame<'_>,
    places: &Places,
    step: &Step,
    y: f32,
    thick: f32,
    tones: [Tone; 2],
    ink: egui::Color32,
) {
    let types = &frame.types;
    let galley = frame.layout(&step.label, types.label, true, ink, places.names.span(), 1);
    let place = Align2::CENTER_CENTER.anchor_size(pos2(places.names.center(), y), galley.size());
    frame.painter.galley(place.min, galley, ink);
    for (side, tone) in tones.into_iter().enumerate() {
        let long = length(places, step, side);
        let (from, way) = if side == 0 { (places.names.min, -1.0) } else { (places.names.max, 1.0) };
        let end = from + way * long;
        let bar =
            Rect::from_x_y_ranges(Rangef::new(from, end).as_positive(), Rangef::point(y).expand(thick * 0.5));
        frame.painter.rect_filled(bar, 2.0, frame.ink.of(tone));
        let x = end + way * types.value * 0.5;
        let galley = frame.layout(&step.figure[side], types.value, true, frame.ink.text, f32::INFINITY, 1);
        let part = |at: egui::Pos2, align: Align2| {
            frame.write(at, align, &step.part[side], types.foot, frame.ink.second, f32::INFINITY)
        };
        let sides = if side == 0 {
            [Align2::RIGHT_CENTER, Align2::RIGHT_BOTTOM, Align2::RIGHT_TOP]
        } else {
            [Align2::LEFT_CENTER, Align2::LEFT_BOTTOM, Align2::LEFT_TOP]
        };
        let place = if places.one_line {
            let place = sides[0].anchor_size(pos2(x, y), galley.size());
            part(pos2(x + way * (galley.size().x + types.foot * 0.5), y), sides[0]);
            place
        } else {
            let middle = y + (frame.height(types.value) - frame.height(types.foot)) * 0.5;
            part(pos2(x, middle), sides[2]);
            sides[1].anchor_size(pos2(x, middle), galley.size())
        };
        frame.painter.galley(place.min, galley, frame.ink.text);
    }
}

/// The pale surface between a step and the next one.
fn links(frame: &Frame<'_>, places: &Places, step: &Step, next: &Step, [top, bottom]: [f32; 2]) {
    for side in 0..2 {
        let (from, way) = if side == 0 { (places.names.min, -1.0) } else { (places.names.max, 1.0) };
        let (upper, lower) = (length(places, step, side), length(places, next, side));
        let corners = vec![
            pos2(from, top),
            pos2(from + way * upper, top),
            pos2(from + way * lower, bottom),
            pos2(from, bottom),
        ];
        frame.painter.add(Shape::convex_polygon(corners, frame.ink.none_ground, Stroke::NONE));
    }
}
