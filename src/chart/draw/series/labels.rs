//! Labels at the ends of lines, of the target and of bands: beside the plot where they end, never on each other.

use super::{Frame, Sight, Writer};
use crate::chart::data::{Series, SeriesBody, Tone};
use crate::chart::draw::kinds;
use crate::chart::draw::text::in_lines;
use egui::{Align2, Color32, Galley, Pos2, Rangef, Rect, pos2, vec2};
use std::sync::Arc;

/// A label at the end of a line, of the target or of a band.
pub(super) struct Label {
    galley: Arc<Galley>,
    colour: Color32,
    /// Where the line ends; none: it ends at the edge.
    end: Option<(f64, f64)>,
    y: f64,
    /// On the second axis.
    right: bool,
    /// It stands right of the plot.
    at_edge: bool,
    /// What is left out first where not all fit: the smallest.
    weight: f32,
}

/// Where lines run, as points a few pixels apart: no label should lie there.
pub(super) struct Ink(Vec<Pos2>);

impl Ink {
    /// Nothing where no label will ask.
    pub(super) fn of(body: &SeriesBody, labels: &[Label], sight: &Sight) -> Self {
        if body.notes.is_empty() && labels.iter().all(|label| label.at_edge) {
            return Self(Vec::new());
        }
        let mut ink: Vec<Pos2> = Vec::new();
        let [from, to] = sight.ends();
        let plot = sight.plot;
        let columns = (plot.width() / 4.0).max(1.0) as usize;
        for series in body.series.iter().filter(|series| !body.is_column(series)) {
            for run in series.points.runs(from.x, to.x, columns) {
                for pair in run.windows(2) {
                    let place = |[x, y]: [f64; 2]| sight.of(series, x, y);
                    let (from, to) = (place(pair[0]), place(pair[1]));
                    let count = (from.distance(to) / 4.0).clamp(1.0, 200.0) as usize;
                    ink.extend((0..=count).map(|at| from.lerp(to, at as f32 / count as f32)));
                }
            }
        }
        for series in body.series.iter().filter(|series| body.is_column(series)) {
            for point in series.points.within(from.x, to.x).iter().take(200) {
                let Some(y) = point.y else { continue };
                let top = sight.at(point.x, y);
                let count = ((plot.max.y - top.y) / 4.0).max(0.0) as usize;
                ink.extend((0..=count).map(|at| top + vec2(0.0, at as f32 * 4.0)));
            }
        }
        let lines = body.goal.iter().map(|goal| goal.line).chain(body.bands.iter().map(|band| band.at));
        for line in lines {
            let y = sight.y(line);
            ink.extend((0..columns).map(|at| pos2(plot.min.x + at as f32 * 4.0, y)));
        }
        Self(ink)
    }

    /// How much of it a place would cover.
    pub(super) fn under(&self, place: Rect) -> usize {
        self.0.iter().filter(|p| place.contains(**p)).count()
    }
}

pub(super) fn of(frame: &Frame<'_>, body: &SeriesBody, widest: f32) -> Vec<Label> {
    let span = body.x.1 - body.x.0;
    let of_series = |series: &Series| {
        let last = series.points.iter().rev().find(|p| p.y.is_some())?;
        let y = last.y?;
        let colour = match series.tone {
            Tone::Muted => frame.ink.second,
            _ => frame.ink.of(series.tone),
        };
        let size = frame.types.value;
        let text = in_lines(&series.end, widest, |text| frame.width(text, size, series.strong));
        let galley = frame.layout(&text, size, series.strong, colour, widest, 8);
        let at_edge = body.x.1 - last.x < span * 0.16;
        let weight = if series.strong { 3.0 } else { 1.0 };
        Some(Label { galley, colour, end: Some((last.x, y)), y, right: series.right, at_edge, weight })
    };
    let at_edge = |text: &str, y: f64, colour: Color32, weight: f32| {
        let size = frame.types.value;
        let text = in_lines(text, widest, |text| frame.width(text, size, false));
        let galley = frame.layout(&text, size, false, colour, widest, 4);
        Label { galley, colour, end: None, y, right: false, at_edge: true, weight }
    };
    let lines = body.series.iter().filter(|series| !body.is_column(series));
    let goal = body.goal.iter().map(|goal| at_edge(&goal.label, goal.line, frame.ink.good, 4.0));
    let bands = body.bands.iter().map(|band| at_edge(&band.label, band.middle(), frame.ink.second, 2.0));
    lines.filter_map(of_series).chain(goal).chain(bands).collect()
}

/// The room that labels beside the plot need.
pub(super) fn width(labels: &[Label]) -> f32 {
    labels.iter().filter(|l| l.at_edge).map(|l| l.galley.size().x).fold(0.0, f32::max)
}

/// Writes the labels and adds where they stand to what is taken. `beside`: the width of the second axis.
#[allow(clippy::too_many_arguments, reason = "the parts of one layout")]
pub(super) fn write(
    frame: &Frame<'_>,
    body: &SeriesBody,
    labels: Vec<Label>,
    sight: &Sight,
    room: Rect,
    beside: f32,
    ink: &Ink,
    taken: &mut Vec<Rect>,
) {
    let plot = sight.plot;
    let place = |x: f64, y: f64, right: bool| sight.at(x, if right { sight.on_left(y) } else { y });
    let gap = frame.types.gap * 0.5;
    let (edge, inside): (Vec<_>, Vec<_>) = labels.into_iter().partition(|label| label.at_edge);

    // Labels right of the plot are pushed apart; those whose end is out of sight are left out.
    let seen = |label: Label| {
        let at = place(label.end.map_or(body.x.1, |(x, _)| x), label.y, label.right);
        let seen = plot.y_range().expand(1.0).contains(at.y)
            && (label.end.is_none() || plot.x_range().expand(1.0).contains(at.x));
        seen.then_some((at.y, label))
    };
    let edge = edge.into_iter().filter_map(seen).map(|(wanted, label)| {
        let Label { galley, colour, weight, .. } = label;
        kinds::Label { galley, colour, wanted, weight }
    });
    // Below the plot the name of the last tick reaches as far as here.
    let lowest = room.max.y.min(plot.max.y + gap);
    for (y, label) in kinds::apart(edge.collect(), Rangef::new(room.min.y, lowest)) {
        let at = pos2(plot.max.x + beside + gap, y);
        let rect = Align2::LEFT_CENTER.anchor_size(at, label.galley.size());
        taken.push(rect);
        frame.painter.galley(rect.min, label.galley, label.colour);
    }

    // Labels inside the plot stand where the fewest lines run.
    for label in inside {
        let Some((x, y)) = label.end else { continue };
        let end = place(x, y, label.right);
        if !plot.expand(1.0).contains(end) {
            continue;
        }
        let away = frame.types.stroke * 1.5 + gap;
        let size = label.galley.size();
        let candidates = [
            Align2::LEFT_CENTER.anchor_size(end + vec2(away, 0.0), size),
            Align2::LEFT_BOTTOM.anchor_size(end + vec2(gap * 0.5, -gap), size),
            Align2::LEFT_TOP.anchor_size(end + vec2(gap * 0.5, gap), size),
            Align2::CENTER_BOTTOM.anchor_size(end + vec2(0.0, -away), size),
            Align2::CENTER_TOP.anchor_size(end + vec2(0.0, away), size),
            Align2::LEFT_CENTER.anchor_size(end + vec2(away, -size.y), size),
            Align2::LEFT_CENTER.anchor_size(end + vec2(away, size.y), size),
            Align2::LEFT_CENTER.anchor_size(end + vec2(away, -size.y * 2.0), size),
            Align2::LEFT_CENTER.anchor_size(end + vec2(away, size.y * 2.0), size),
        ];
        let cost = |rect: &Rect| {
            let covered = taken.iter().filter(|other| other.intersects(*rect)).count();
            // Beyond the plot stand the figures of a second axis, where there is one.
            let over = beside > 0.0 && rect.max.x > plot.max.x;
            let outside = !room.contains_rect(*rect) || over || rect.max.y > plot.max.y;
            covered * 10_000 + usize::from(outside) * 1_000 + ink.under(*rect)
        };
        let best = candidates.into_iter().map(|rect| (cost(&rect), rect)).min_by_key(|(cost, _)| *cost);
        // One that would lie on another, or leave the figure, is not written: the pointer still tells it.
        let Some((cost, best)) = best.filter(|(cost, _)| *cost < 10_000) else { continue };
        if cost >= 1_000 && !room.contains_rect(best) {
            continue;
        }
        taken.push(best);
        frame.painter.rect_filled(best, 2.0, frame.ink.panel.gamma_multiply(0.8));
        frame.painter.galley(best.min, label.galley, label.colour);
    }
}
