//! What stands between the axes: lines, columns, the target, bands.

use super::{Frame, Sight, Writer, stroke_of};
use crate::chart::data::{BandMark, Goal, Point, Series, SeriesBody, Tone};
use egui::{Align2, Painter, Pos2, Rangef, Rect, Shape, Stroke, pos2, vec2};
use rust_decimal::Decimal;

/// A line, broken where a figure is missing. `over_columns`: it has an edge of paper, so that it is seen on them.
pub(super) fn line(painter: &Painter, frame: &Frame<'_>, series: &Series, sight: &Sight, over_columns: bool) {
    let stroke = stroke_of(frame, series);
    let edge = Stroke::new(stroke.width + frame.types.stroke * 1.1, frame.ink.panel);
    let [from, to] = sight.ends();
    // As many columns as the screen has pixels, and what reaches past the axes.
    let pixels = painter.ctx().pixels_per_point();
    let columns = (sight.plot.width() * pixels).ceil().max(1.0) as usize;
    let radius = frame.types.stroke * if series.strong { 1.5 } else { 1.1 };
    for run in series.points.runs(from.x, to.x, columns) {
        let run: Vec<Pos2> = run.iter().map(|&[x, y]| sight.of(series, x, y)).collect();
        match *run {
            [point] => {
                painter.circle_filled(point, radius, stroke.color);
            }
            _ if series.dashed => {
                let dash = frame.types.foot * 0.6;
                painter.extend(Shape::dashed_line(&run, stroke, dash, dash * 0.7));
            }
            _ => {
                if over_columns {
                    painter.add(Shape::line(run.clone(), edge));
                }
                painter.add(Shape::line(run, stroke));
            }
        }
    }
    // A wide point needs a wide line; where there are many, the line says it. What is preliminary is always marked.
    let seen = series.points.within(from.x, to.x);
    let many = seen.len() > 40 || !series.strong;
    if seen.len() > 2_000 {
        return;
    }
    for (point, y) in seen.iter().filter_map(|p| Some((p, p.y?))) {
        let at = sight.of(series, point.x, y);
        if over_columns && !many {
            painter.circle_filled(at, radius + frame.types.stroke * 0.55, frame.ink.panel);
        }
        if !many || point.hollow {
            painter.circle_filled(at, radius, stroke.color);
        }
        if point.hollow {
            painter.circle_filled(at, radius * 0.6, frame.ink.panel);
        }
    }
}

/// The columns that are drawn.
fn upright(body: &SeriesBody) -> impl Iterator<Item = &Series> {
    body.series.iter().filter(|series| body.is_column(series))
}

pub(super) fn columns(painter: &Painter, frame: &Frame<'_>, body: &SeriesBody, sight: &Sight) {
    let count = upright(body).count().max(1) as f64;
    let width = 0.64 * slot_width(body) / count;
    let zero = sight.y(0.0);
    for (at, series) in upright(body).enumerate() {
        // The thing spoken of stands right of what it is compared with.
        let from_right = (count - 1.0) * 0.5 - at as f64;
        let colour = frame.ink.of(series.tone);
        for point in &series.points {
            let Some(y) = point.y else { continue };
            let middle = point.x + from_right * width;
            let xs = Rangef::new(sight.x(middle - width * 0.46), sight.x(middle + width * 0.46));
            let bar = Rect::from_x_y_ranges(xs, Rangef::new(sight.y(y), zero).as_positive());
            let fill = if point.hollow { colour.lerp_to_gamma(frame.ink.panel, 0.5) } else { colour };
            painter.rect_filled(bar, 0.0, fill);
        }
    }
}

/// The distance of neighbouring columns.
fn slot_width(body: &SeriesBody) -> f64 {
    let mut xs: Vec<f64> = upright(body).flat_map(|s| &s.points).map(|p| p.x).collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    xs.windows(2).map(|pair| pair[1] - pair[0]).reduce(f64::min).unwrap_or(1.0)
}

/// Exact figures over columns, where all fit; returns where they stand.
pub(super) fn over_columns(frame: &Frame<'_>, body: &SeriesBody, sight: &Sight) -> Vec<Rect> {
    let count = upright(body).count();
    // A line would run through them.
    if body.series.len() > count || count == 0 || upright(body).any(|series| series.points.len() > 200) {
        return Vec::new();
    }
    let types = &frame.types;
    let slot = slot_width(body);
    let width = 0.64 * slot / count as f64;
    // One column may write over the gap beside it, several over their own width.
    let room = if count == 1 { slot * 0.95 } else { width * 1.02 };
    let room = (sight.transform.dpos_dvalue_x() * room) as f32;
    let written = |series: &Series, from_right: f64| -> Vec<(String, Pos2, bool)> {
        let one = |p: &Point| {
            let value = Decimal::from_str_exact(&p.figure).ok()?;
            let y = p.y?;
            Some((body.unit.number(value), sight.at(p.x + from_right * width, y), y < 0.0))
        };
        series.points.iter().filter_map(one).collect()
    };
    let from_right = |at: usize| (count as f64 - 1.0) * 0.5 - at as f64;
    let texts: Vec<_> =
        upright(body).enumerate().flat_map(|(at, series)| written(series, from_right(at))).collect();
    if texts.iter().any(|(text, ..)| frame.width(text, types.axis, false) > room) {
        return Vec::new();
    }
    let mut taken = Vec::new();
    for (text, at, below) in texts {
        if !sight.plot.expand(1.0).contains(at) {
            continue;
        }
        let (at, align) = if below {
            (at + vec2(0.0, 2.0), Align2::CENTER_TOP)
        } else {
            (at - vec2(0.0, 2.0), Align2::CENTER_BOTTOM)
        };
        let galley = frame.layout(&text, types.axis, false, frame.ink.second, f32::INFINITY, 1);
        let place = align.anchor_size(at, galley.size());
        frame.painter.rect_filled(place.shrink2(vec2(0.0, 1.0)), 0.0, frame.ink.panel);
        frame.painter.galley(place.min, galley, frame.ink.second);
        taken.push(place);
    }
    taken
}

pub(super) fn goal_line(painter: &Painter, frame: &Frame<'_>, goal: &Goal, sight: &Sight) {
    let stroke = Stroke::new(frame.types.stroke * 0.7, frame.ink.good);
    let pad = frame.types.stroke * 1.8;
    let ends = match goal.x {
        None => sight.plot.x_range().expand(pad),
        Some((from, to)) => Rangef::new(sight.x(from), sight.x(to)),
    };
    painter.hline(ends, sight.y(goal.line), stroke);
}

/// The side that counts as met.
pub(super) fn tint(frame: &Frame<'_>, goal: &Goal, sight: &Sight) -> Option<Shape> {
    let (low, high) = goal.met?;
    let plot = sight.plot;
    let y_of = |value: f64, open: f32| {
        if value.is_finite() { sight.y(value).clamp(plot.min.y, plot.max.y) } else { open }
    };
    let x_of = |value: f64| sight.x(value).clamp(plot.min.x, plot.max.x);
    let ends = goal.x.map_or(plot.x_range(), |(from, to)| Rangef::new(x_of(from), x_of(to)));
    let side = Rangef::new(y_of(high, plot.min.y), y_of(low, plot.max.y));
    let rect = Rect::from_x_y_ranges(ends, side);
    rect.is_positive().then(|| Shape::rect_filled(rect, 0.0, frame.ink.good_ground.gamma_multiply(0.75)))
}

/// The ground of a band.
pub(super) fn band(frame: &Frame<'_>, band: &BandMark, sight: &Sight) -> Option<Shape> {
    let plot = sight.plot;
    let y_of = |value: f64| sight.y(value).clamp(plot.min.y, plot.max.y);
    let rect = Rect::from_x_y_ranges(plot.x_range(), Rangef::new(y_of(band.high?), y_of(band.at)));
    rect.is_positive().then(|| Shape::rect_filled(rect, 0.0, frame.ink.none_ground))
}

/// The line of what is no band.
pub(super) fn band_line(painter: &Painter, frame: &Frame<'_>, band: &BandMark, sight: &Sight) {
    if band.high.is_none() {
        let y = sight.y(band.at);
        let stroke = Stroke::new((frame.types.stroke * 0.5).max(1.0), frame.ink.second);
        let ends = [pos2(sight.plot.min.x, y), pos2(sight.plot.max.x, y)];
        let dash = frame.types.foot * 0.4;
        painter.extend(Shape::dashed_line(&ends, stroke, dash, dash * 0.8));
    }
}

/// A distance between two values at one place of the time axis.
pub(super) fn bracket(frame: &Frame<'_>, (x, from, to): (f64, f64, f64), sight: &Sight) {
    let ends = [from, to].map(|y| sight.at(x, y));
    if !ends.iter().all(|end| sight.plot.expand(1.0).contains(*end)) {
        return;
    }
    let colour = frame.ink.of(if from < to { Tone::Bad } else { Tone::Good });
    let stroke = Stroke::new(frame.types.stroke * 0.62, colour);
    frame.painter.line_segment(ends, stroke);
    let half = frame.types.stroke * 1.6;
    frame.painter.hline(Rangef::point(ends[1].x).expand(half), ends[1].y, stroke);
}
