//! Figures that compare areas, indicators and periods; what they have in common stands here.

mod cells;
mod panels;
mod peers;
mod scatter;
mod slope;
mod stack;
mod waterfall;

use super::{Frame, text::Writer};
use crate::chart::{
    AxisUnit,
    data::{BandMark, Tone},
    kinds::{Compared, Drawing, Part, Shade, Spread, Value},
    scale::Scale,
};
use egui::{Align2, Color32, Galley, Pos2, Rangef, Rect, Shape, Stroke, StrokeKind, pos2, vec2};
use std::sync::Arc;

/// Places with what the pointer is told there, one line each.
pub(super) type Told = Vec<(Rect, Vec<String>)>;

/// Draws one of the figures that compare.
pub(super) fn draw(frame: &Frame<'_>, compared: &Compared, room: Rect) -> Told {
    match &compared.drawing {
        Drawing::Stack(body) => stack::draw(frame, body, room),
        Drawing::Slope(body) => slope::draw(frame, body, room),
        Drawing::Heat(body) => cells::heat(frame, body, room),
        Drawing::Panels(body) => panels::draw(frame, body, room),
        Drawing::Scatter(body) => scatter::draw(frame, body, room),
        Drawing::Peers(body) => peers::draw(frame, body, room),
        Drawing::Waterfall(body) => waterfall::draw(frame, body, room),
        Drawing::Tiles(body) => cells::tiles(frame, body, room),
    }
}

/// The width that the labels of an upright axis need.
pub(super) fn axis_width(frame: &Frame<'_>, scale: &Scale, unit: &AxisUnit) -> f32 {
    let mut ticks = scale.ticks().peekable();
    let mut widest = 0.0_f32;
    while let Some(tick) = ticks.next() {
        let text = unit.tick(scale, tick, ticks.peek().is_none());
        widest = widest.max(frame.width(&text, frame.types.axis, false));
    }
    widest
}

/// Where a value stands on an upright axis.
fn y_of(scale: &Scale, plot: Rect, value: f64) -> f32 {
    plot.max.y - plot.height() * scale.place(value) as f32
}

/// Where a value stands on a level axis.
fn x_of(scale: &Scale, ends: Rangef, value: f64) -> f32 {
    ends.min + ends.span() * scale.place(value) as f32
}

/// Grid lines and labels of an upright axis; the zero line is stronger.
fn upright_axis(frame: &Frame<'_>, scale: &Scale, unit: &AxisUnit, plot: Rect) {
    let mut ticks = scale.ticks().peekable();
    while let Some(tick) = ticks.next() {
        let y = y_of(scale, plot, tick);
        let colour = if tick == 0.0 { frame.ink.strong_line } else { frame.ink.line };
        frame.painter.hline(plot.x_range(), y, Stroke::new(1.0, colour));
        let text = unit.tick(scale, tick, ticks.peek().is_none());
        let at = pos2(plot.min.x - frame.types.gap * 0.4, y);
        frame.write(at, Align2::RIGHT_CENTER, &text, frame.types.axis, frame.ink.faint, f32::INFINITY);
    }
}

/// Grid lines and labels of a level axis.
fn level_axis(frame: &Frame<'_>, scale: &Scale, unit: &AxisUnit, ends: Rangef, lines: Rangef, room: Rect) {
    let types = &frame.types;
    let ticks: Vec<f64> = scale.ticks().collect();
    let mut before = f32::NEG_INFINITY;
    for (at, &tick) in ticks.iter().enumerate() {
        let x = x_of(scale, ends, tick);
        let colour = if tick == 0.0 { frame.ink.strong_line } else { frame.ink.line };
        frame.painter.vline(x, lines, Stroke::new(1.0, colour));
        let text = unit.tick(scale, tick, at + 1 == ticks.len());
        let half = frame.width(&text, types.axis, false) * 0.5;
        let x = x.clamp(room.min.x + half, (room.max.x - half).max(room.min.x + half));
        if x - half < before + types.axis * 0.4 {
            continue;
        }
        before = x + half;
        let at = pos2(x, lines.max + types.gap * 0.3);
        frame.write(at, Align2::CENTER_TOP, &text, types.axis, frame.ink.faint, f32::INFINITY);
    }
}

/// Where bands begin and end.
fn band_ends(bands: &[BandMark]) -> impl Iterator<Item = f64> + '_ {
    bands.iter().flat_map(BandMark::ends)
}

/// The grounds of bands, under everything.
fn band_grounds(frame: &Frame<'_>, bands: &[BandMark], scale: &Scale, plot: Rect) {
    for (low, high) in bands.iter().filter_map(|band| Some((band.at, band.high?))) {
        let ys = Rangef::new(y_of(scale, plot, high), y_of(scale, plot, low));
        frame.painter.rect_filled(Rect::from_x_y_ranges(plot.x_range(), ys), 0.0, frame.ink.none_ground);
    }
}

/// The lines of what is no band.
fn band_lines(frame: &Frame<'_>, bands: &[BandMark], scale: &Scale, plot: Rect) {
    let stroke = Stroke::new((frame.types.stroke * 0.5).max(1.0), frame.ink.second);
    for band in bands.iter().filter(|band| band.high.is_none()) {
        let y = y_of(scale, plot, band.at);
        frame.dashed(&[pos2(plot.min.x, y), pos2(plot.max.x, y)], stroke);
    }
}

/// Labels below slots, as many as stand apart, the last one among them.
fn slot_labels(frame: &Frame<'_>, slots: &[(f32, &str)], y: f32, room: Rect) {
    let types = &frame.types;
    let half = |text: &str| frame.width(text, types.axis, false) * 0.5;
    let placed: Vec<(f32, f32, &str)> = slots
        .iter()
        .map(|&(x, text)| {
            let half = half(text);
            (x.clamp(room.min.x + half, (room.max.x - half).max(room.min.x + half)), half, text)
        })
        .collect();
    let apart = types.axis * 0.6;
    let fits = |step: usize| {
        let kept: Vec<_> = placed.iter().rev().step_by(step).collect();
        kept.windows(2).all(|pair| pair[0].0 - pair[0].1 - apart >= pair[1].0 + pair[1].1)
    };
    let step = (1..=placed.len().max(1)).find(|&step| fits(step)).unwrap_or(1);
    for (x, _, text) in placed.iter().rev().step_by(step) {
        frame.write(pos2(*x, y), Align2::CENTER_TOP, text, types.axis, frame.ink.faint, f32::INFINITY);
    }
}

/// A label beside the end of something.
pub(super) struct Label {
    pub(super) galley: Arc<Galley>,
    pub(super) colour: Color32,
    /// Where it wants to stand.
    pub(super) wanted: f32,
    /// What is left out first where not all fit: the smallest.
    pub(super) weight: f32,
}

/// Moves labels apart so that none covers another and all stay inside; leaves the least out where not all
/// fit. Returns each with the middle of where it stands, from the top.
pub(super) fn apart(mut labels: Vec<Label>, inside: Rangef) -> Vec<(f32, Label)> {
    let height = |label: &Label| label.galley.size().y;
    while labels.iter().map(height).sum::<f32>() > inside.span() {
        let least = labels.iter().enumerate().min_by(|a, b| a.1.weight.total_cmp(&b.1.weight));
        let Some((least, _)) = least else { break };
        labels.remove(least);
    }
    labels.sort_by(|a, b| a.wanted.total_cmp(&b.wanted));
    let mut placed: Vec<(f32, Label)> = labels.into_iter().map(|label| (label.wanted, label)).collect();
    let mut top = inside.min;
    for (y, label) in &mut placed {
        let half = height(label) * 0.5;
        *y = y.max(top + half);
        top = *y + half;
    }
    let mut bottom = inside.max;
    for (y, label) in placed.iter_mut().rev() {
        let half = height(label) * 0.5;
        *y = y.min(bottom - half);
        bottom = *y - half;
    }
    placed
}

/// The colour of a label of something of a tone.
fn label_colour(frame: &Frame<'_>, tone: Tone) -> Color32 {
    match tone {
        Tone::Muted => frame.ink.second,
        tone => frame.ink.of(tone),
    }
}

/// Lines through the points of a part, broken where a figure is missing; hollow points where preliminary.
fn part_line(frame: &Frame<'_>, part: &Part, points: &[Option<Pos2>], width: f32, dots: bool) {
    let colour = frame.ink.of(part.tone);
    let stroke = Stroke::new(width, colour);
    for run in points.split(Option::is_none) {
        let run: Vec<Pos2> = run.iter().flatten().copied().collect();
        match *run {
            [] => {}
            [point] => frame.dot(point, width * 1.2, colour),
            _ => {
                frame.painter.add(Shape::line(run, stroke));
            }
        }
    }
    if dots {
        for (point, value) in points.iter().zip(&part.values) {
            let (Some(point), Some(value)) = (point, value) else { continue };
            if value.hollow {
                frame.ring(*point, width * 1.4, colour);
            } else {
                frame.dot(*point, width * 1.4, colour);
            }
        }
    }
}

/// The values of parts that are there.
fn known<'a>(parts: impl IntoIterator<Item = &'a Part>) -> impl Iterator<Item = &'a Value> {
    parts.into_iter().flat_map(|part| part.values.iter().flatten())
}

/// The ends of a box, and the figure of the thing spoken of.
fn known_ends(row: &Spread) -> impl Iterator<Item = f64> + '_ {
    row.five.iter().chain(&row.own).map(|value| value.at)
}

/// How much of its colour a cell takes at most: what is written on it stays readable.
const STRONGEST: f64 = 0.5;
/// And at least, so that the lowest figure differs from none.
const PALEST: f64 = 0.05;

/// The ground of a figure.
fn ground(frame: &Frame<'_>, shade: &Shade, at: f64) -> Color32 {
    let (colour, part) = if shade.two_sided {
        let most = shade.low.abs().max(shade.high.abs()).max(f64::MIN_POSITIVE);
        let colour = if at < 0.0 { frame.ink.of(Tone::Series(1)) } else { frame.ink.accent };
        (colour, at.abs() / most * STRONGEST)
    } else {
        let span = shade.high - shade.low;
        let part = if span > 0.0 { (at - shade.low) / span } else { 0.5 };
        (frame.ink.accent, PALEST + part * (STRONGEST - PALEST))
    };
    frame.ink.panel.lerp_to_gamma(colour, part.clamp(0.0, 1.0) as f32)
}

/// The height of the key of shades.
fn shade_key_height(frame: &Frame<'_>) -> f32 {
    frame.height(frame.types.foot) + frame.types.gap * 0.6
}

/// The key of shades from a point on.
fn shade_key(frame: &Frame<'_>, shade: &Shade, at: Pos2) {
    let size = frame.types.foot;
    let low = frame.write(at, Align2::LEFT_TOP, &shade.ends[0], size, frame.ink.second, f32::INFINITY);
    let mut x = low.max.x + size * 0.6;
    let steps = 5;
    for step in 0..steps {
        let part = f64::from(step) / f64::from(steps - 1);
        let value = shade.low + (shade.high - shade.low) * part;
        let rect = Rect::from_min_size(
            pos2(x, low.min.y + low.height() * 0.15),
            vec2(size * 1.8, low.height() * 0.7),
        );
        let line = Stroke::new(1.0, frame.ink.line);
        frame.painter.rect(rect, 0.0, ground(frame, shade, value), line, StrokeKind::Inside);
        x = rect.max.x;
    }
    let at = pos2(x + size * 0.6, at.y);
    frame.write(at, Align2::LEFT_TOP, &shade.ends[1], size, frame.ink.second, f32::INFINITY);
}
