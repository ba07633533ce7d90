//! Axes: ticks at round values, periods, and the names of two axes.

use super::{Frame, Sight, Writer, steps};
use crate::chart::{
    data::{SeriesBody, Tick, Tone},
    scale::Scale,
};
use egui::{Align2, Color32, Pos2, Rangef, Rect, Shape, Stroke, pos2};

/// Where the names of two axes go: nothing where there is one.
pub(super) fn head_height(frame: &Frame<'_>, body: &SeriesBody, room: Rect) -> f32 {
    let Some(right) = &body.right else { return 0.0 };
    let line = frame.height(frame.types.axis);
    let width = |text: &str| frame.width(text, frame.types.axis, false);
    let one = width(&body.head) + width(&right.head) + frame.types.gap <= room.width();
    line * if one { 1.0 } else { 2.0 } + frame.types.gap * 0.3
}

/// The names of both axes, each over its own, in the colour of what it measures where that is one thing.
pub(super) fn heads(frame: &Frame<'_>, body: &SeriesBody, room: Rect) {
    let Some(right) = &body.right else { return };
    let size = frame.types.axis;
    let colour = |is_right: bool| -> Color32 {
        let mut tones = body.series.iter().filter(|s| s.right == is_right).map(|s| s.tone);
        match (tones.next(), tones.next()) {
            (Some(tone), None) if tone != Tone::Muted => frame.ink.of(tone),
            _ => frame.ink.second,
        }
    };
    let width = |text: &str| frame.width(text, size, false);
    let one = width(&body.head) + width(&right.head) + frame.types.gap <= room.width();
    frame.write(room.min, Align2::LEFT_TOP, &body.head, size, colour(false), room.width());
    let below = if one { 0.0 } else { frame.height(size) };
    let at = pos2(room.max.x, room.min.y + below);
    frame.write(at, Align2::RIGHT_TOP, &right.head, size, colour(true), room.width());
}

/// Grid lines and the labels of both value axes; the zero line is stronger.
pub(super) fn values(frame: &Frame<'_>, body: &SeriesBody, sight: &Sight, ems: f32, shapes: &mut Vec<Shape>) {
    let ends = sight.ends();
    let same = |a: f64, b: f64| (a - b).abs() < sight.left.step * 1e-3;
    let untouched = same(ends[0].y, sight.left.low) && same(ends[1].y, sight.left.high);
    let plot = sight.plot;
    let away = frame.types.gap * 0.4;
    let scale = if untouched { sight.left.clone() } else { Scale::between(ends[0].y, ends[1].y, steps(ems)) };
    let mut ticks = scale.ticks().peekable();
    while let Some(tick) = ticks.next() {
        let y = sight.y(tick);
        let colour = if tick == 0.0 { frame.ink.strong_line } else { frame.ink.line };
        shapes.push(Shape::hline(plot.x_range(), y, Stroke::new(1.0, colour)));
        let text = body.unit.tick(&scale, tick, ticks.peek().is_none());
        write(frame, pos2(plot.min.x - away, y), Align2::RIGHT_CENTER, &text);
    }
    let (Some(right), Some(own)) = (&body.right, &sight.right) else { return };
    let scale = if untouched {
        own.clone()
    } else {
        Scale::between(sight.on_right(ends[0].y), sight.on_right(ends[1].y), steps(ems))
    };
    let mut ticks = scale.ticks().peekable();
    while let Some(tick) = ticks.next() {
        let y = sight.y(sight.on_left(tick));
        let text = right.unit.tick(&scale, tick, ticks.peek().is_none());
        write(frame, pos2(plot.max.x + away, y), Align2::LEFT_CENTER, &text);
    }
}

fn write(frame: &Frame<'_>, at: Pos2, align: Align2, text: &str) {
    frame.write(at, align, text, frame.types.axis, frame.ink.faint, f32::INFINITY);
}

/// How far below the plot the labels of time stand: clear of the lowest figure of the value axis.
pub(super) fn below_axis(frame: &Frame<'_>) -> f32 {
    (frame.types.gap * 0.3).max(frame.types.axis * 0.5)
}

/// As many labels as stand apart, the last one among them.
pub(super) fn time(frame: &Frame<'_>, body: &SeriesBody, sight: &Sight, shapes: &mut Vec<Shape>) {
    let types = &frame.types;
    let plot = sight.plot;
    let ends = sight.ends();
    let in_view = |ticks: &'_ [Tick]| {
        let first = ticks.partition_point(|tick| tick.at < ends[0].x);
        first..ticks.partition_point(|tick| tick.at <= ends[1].x).max(first)
    };
    let years = body.years.get(in_view(&body.years)).unwrap_or_default();
    let all = body.ticks.get(in_view(&body.ticks)).unwrap_or_default();
    let seen = if years.len() >= 3 { years } else { all };
    // No two labels stand closer than two signs: of more, only every so many are looked at.
    let most = (plot.width() / types.axis / 1.5).max(2.0) as usize;
    let coarse = seen.len().div_ceil(most).max(1);
    let placed = seen.iter().rev().step_by(coarse).map(|tick| {
        let half = frame.width(&tick.label, types.axis, false) * 0.5;
        (sight.x(tick.at), half, tick)
    });
    let placed: Vec<_> = placed.collect();
    let apart = types.axis * 0.7;
    let fits = |step: usize| {
        let kept: Vec<_> = placed.iter().step_by(step).collect();
        kept.windows(2).all(|pair| pair[0].0 - pair[0].1 - apart >= pair[1].0 + pair[1].1)
    };
    let step = (1..=placed.len().max(1)).find(|&step| fits(step)).unwrap_or(1);
    for (x, _, tick) in placed.iter().step_by(step) {
        let mark = Rangef::new(plot.max.y, plot.max.y + 4.0);
        shapes.push(Shape::vline(*x, mark, Stroke::new(1.0, frame.ink.line)));
        write(frame, pos2(*x, plot.max.y + below_axis(frame)), Align2::CENTER_TOP, &tick.label);
    }
}
