//! Figures of a ranking board: places over periods, dots in aligned columns.

use super::{
    Frame,
    text::{Named, Writer},
};
use crate::chart::ranks::{BumpBody, DotsBody};
use egui::{Align2, Rangef, Rect, Stroke, pos2, vec2};

/// Places over periods. Names stand at the right of their last place, the places at the left of the first.
pub(super) fn bump(frame: &Frame<'_>, body: &BumpBody, room: Rect) {
    let types = &frame.types;
    let widest =
        body.lines.iter().map(|line| frame.width(&line.name, types.label, false)).fold(0.0, f32::max);
    let places = frame.width("00", types.value, false);
    let right = (widest + places + types.gap * 1.4).min(room.width() * 0.42);
    let left = places + types.gap;
    let axis = frame.height(types.axis) + types.gap * 0.5;
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + types.label),
        pos2(room.max.x - right, room.max.y - axis - types.label),
    );
    let count = body.lines.len().max(2) as f32;
    let columns = body.periods.len();
    let step = plot.width() / columns.saturating_sub(1).max(1) as f32;
    // One period alone stands at the right, beside its names.
    let x_of = |at: usize| if columns < 2 { plot.max.x } else { plot.min.x + step * at as f32 };
    let y_of = |row: usize| plot.min.y + plot.height() * row as f32 / (count - 1.0);
    let radius = (plot.height() / count * 0.3).clamp(2.0, types.label * 0.55);

    let said = Every::of(columns, step, |at| frame.width(&body.periods[at], types.axis, false) + types.axis);
    for (at, period) in body.periods.iter().enumerate() {
        let x = x_of(at);
        let ends = Rangef::new(plot.min.y - types.label * 0.5, plot.max.y + types.label * 0.5);
        frame.painter.vline(x, ends, Stroke::new(1.0, frame.ink.line));
        if said.keeps(at) {
            let width = frame.width(period, types.axis, false);
            let least = room.min.x + width * 0.5;
            let at = pos2(x.clamp(least, (room.max.x - width * 0.5).max(least)), room.max.y);
            frame.write(at, Align2::CENTER_BOTTOM, period, types.axis, frame.ink.faint, f32::INFINITY);
        }
    }
    let spoken = body.lines.iter().any(|line| line.strong);
    // The best last, on top; what is spoken of on top of all.
    let mut order: Vec<_> = body.lines.iter().rev().collect();
    order.sort_by_key(|line| line.strong);
    for line in order {
        let colour = frame.ink.of(line.tone);
        let width = types.stroke * if spoken && !line.strong { 0.62 } else { 1.0 };
        for (at, pair) in line.stops.windows(2).enumerate() {
            if let [Some(from), Some(to)] = pair {
                let ends = [pos2(x_of(at), y_of(from.row)), pos2(x_of(at + 1), y_of(to.row))];
                frame.painter.line_segment(ends, Stroke::new(width, colour));
            }
        }
    }
    for line in &body.lines {
        let colour = frame.ink.of(line.tone);
        for (at, stop) in line.stops.iter().enumerate() {
            if let Some(stop) = stop {
                frame.dot(pos2(x_of(at), y_of(stop.row)), radius, colour);
            }
        }
        if let (Some(Some(first)), true) = (line.stops.first(), columns > 1) {
            let at = pos2(plot.min.x - radius - types.gap * 0.4, y_of(first.row));
            frame.write(
                at,
                Align2::RIGHT_CENTER,
                &first.place.to_string(),
                types.value,
                frame.ink.faint,
                f32::INFINITY,
            );
        }
        if let Some(Some(last)) = line.stops.last() {
            let at = pos2(plot.max.x + radius + types.gap * 0.4, y_of(last.row));
            let text = format!("{} {}", last.place, line.name);
            let ink = if spoken && !line.strong { frame.ink.second } else { frame.ink.text };
            let named = Named { text: &text, size: types.label, bold: line.strong, colour: ink };
            let height = plot.height() / (count - 1.0);
            frame.block(at, Align2::LEFT_CENTER, named, vec2(room.max.x - at.x, height));
        }
    }
}

/// Which labels of a row of columns are written, so that none touches the next.
struct Every {
    each: usize,
    last: usize,
}

impl Every {
    fn of(count: usize, step: f32, width: impl Fn(usize) -> f32) -> Self {
        let widest = (0..count).map(width).fold(0.0, f32::max);
        Self { each: (widest / step.max(1.0)).ceil().max(1.0) as usize, last: count.saturating_sub(1) }
    }

    /// The last one always, and every so many before it.
    fn keeps(&self, at: usize) -> bool {
        (self.last - at.min(self.last)).is_multiple_of(self.each)
    }
}

/// Dots in aligned columns: one row for each of the ranked.
pub(super) fn dots(frame: &Frame<'_>, body: &DotsBody, room: Rect) {
    let types = &frame.types;
    let widest = |texts: &mut dyn Iterator<Item = &str>, size: f32| {
        texts.map(|text| frame.width(text, size, false)).fold(0.0, f32::max).ceil()
    };
    let label =
        widest(&mut body.rows.iter().map(|row| row.label.as_str()), types.label).min(room.width() * 0.26);
    let score = widest(&mut body.rows.iter().map(|row| row.score.as_str()), types.value);
    let gap = types.gap * 0.8;
    let from = room.min.x + label + gap + score + gap;
    let count = body.heads.len().max(1) as f32;
    let column = (room.max.x - from) / count;
    // As many lines as the headings need, and no more.
    let heads: Vec<_> = body
        .heads
        .iter()
        .map(|text| frame.layout(text, types.axis, false, frame.ink.second, column - gap, 4))
        .collect();
    let head = heads.iter().map(|galley| galley.size().y).fold(0.0, f32::max) + types.gap * 0.4;
    let height = (room.height() - head) / body.rows.len().max(1) as f32;
    let height = height.min(frame.height(types.label) * 2.6);
    let top = room.min.y + head;
    // Room for the dot at both ends, and for its figure where there is some.
    let radius = (height * 0.26).clamp(2.0, types.label * 0.5);
    let figures = widest(
        &mut body.rows.iter().flat_map(|row| row.dots.iter().flatten()).map(|dot| dot.text.as_str()),
        types.foot,
    );
    let with_figures = column > figures * 2.4 && height > frame.height(types.foot);
    let bottom = top + height * body.rows.len() as f32;
    for (at, galley) in heads.into_iter().enumerate() {
        let left = from + column * at as f32;
        let inner = column - gap;
        // On the line below, as the columns begin there.
        let y = top - types.gap * 0.4 - galley.size().y;
        frame.painter.galley(pos2(left, y), galley, frame.ink.second);
        for part in [0.0, 0.5, 1.0] {
            let x = left + radius + (inner - radius * 2.0) * part;
            frame.painter.vline(x, Rangef::new(top, bottom), Stroke::new(1.0, frame.ink.line));
        }
    }
    for (at, row) in body.rows.iter().enumerate() {
        let y = top + height * (at as f32 + 0.5);
        let named = Named { text: &row.label, size: types.label, bold: row.strong, colour: frame.ink.text };
        frame.block(pos2(room.min.x, y), Align2::LEFT_CENTER, named, vec2(label, height));
        let right = pos2(from - gap, y);
        frame.write(right, Align2::RIGHT_CENTER, &row.score, types.value, frame.ink.second, f32::INFINITY);
        for (at, dot) in row.dots.iter().enumerate() {
            let left = from + column * at as f32;
            let inner = column - gap;
            let Some(dot) = dot else {
                let at = pos2(left + radius, y);
                frame.write(at, Align2::LEFT_CENTER, "–", types.foot, frame.ink.faint, inner);
                continue;
            };
            let x = left + radius + (inner - radius * 2.0) * dot.part as f32;
            let loud = if body.spoken { row.strong } else { dot.best };
            let colour = if loud { frame.ink.accent } else { frame.ink.of(crate::chart::Tone::Muted) };
            frame.dot(pos2(x, y), radius, colour);
            if with_figures {
                // On the side where there is more room.
                let (at, align) = if x > left + inner * 0.5 {
                    (pos2(x - radius * 1.5, y), Align2::RIGHT_CENTER)
                } else {
                    (pos2(x + radius * 1.5, y), Align2::LEFT_CENTER)
                };
                frame.write(at, align, &dot.text, types.foot, frame.ink.second, f32::INFINITY);
            }
        }
    }
}
