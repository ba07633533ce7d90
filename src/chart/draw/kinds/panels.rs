//! Small charts side by side, all with the same axes.

use super::{Told, axis_width, band_ends, band_grounds, band_lines, known, part_line, y_of};
use crate::chart::{
    draw::{
        Frame,
        text::{Named, Writer},
    },
    kinds::{Panels, Part},
    scale::Scale,
};
use egui::{Align2, Pos2, Rect, Stroke, pos2, vec2};

/// How many columns make the charts largest.
fn columns(count: usize, room: Rect) -> usize {
    let size = |columns: usize| {
        let rows = count.div_ceil(columns) as f32;
        // Places that stay empty count against it.
        let filled = count as f32 / (rows * columns as f32);
        (room.width() / columns as f32 / 1.6).min(room.height() / rows) * filled
    };
    (1..=count.max(1)).max_by(|&a, &b| size(a).total_cmp(&size(b)).then(b.cmp(&a))).unwrap_or(1)
}

pub(super) fn draw(frame: &Frame<'_>, body: &Panels, room: Rect) -> Told {
    let types = &frame.types;
    let count = body.panels.len();
    let values = || {
        let figures = known(body.panels.iter().chain(&body.behind)).map(|value| value.at);
        figures.chain(band_ends(&body.bands))
    };
    let low = values().fold(f64::INFINITY, f64::min);
    let high = values().fold(f64::NEG_INFINITY, f64::max);
    let zero = body.zero || (low >= 0.0 && low <= high * 0.6);
    let columns = columns(count, room);
    let rows = count.div_ceil(columns).max(1);
    let scale = Scale::around(values(), zero, if rows > 4 { 2 } else { 3 });
    let top = if zero { high.max(0.0) } else { high };
    let scale = if high > low { scale.tight(top + (top - low.min(0.0)) * 0.05) } else { scale };
    let axis = axis_width(frame, &scale, &body.unit) + types.gap * 0.4;
    let below = frame.height(types.axis) + types.gap * 0.2;
    let gap = vec2(types.gap * 0.9, types.gap * 0.6);
    let width = (room.width() - axis - gap.x * (columns as f32 - 1.0)) / columns as f32;
    let height = (room.height() - below - gap.y * (rows as f32 - 1.0)) / rows as f32;
    let title = frame.height(types.value);
    let size = types.value.min((height * 0.3).max(9.0));
    if width < 12.0 || height < title {
        return Vec::new();
    }
    let mut told = Vec::new();
    for (at, panel) in body.panels.iter().enumerate() {
        let (column, row) = (at % columns, at / columns);
        let corner = pos2(
            room.min.x + axis + (width + gap.x) * column as f32,
            room.min.y + (height + gap.y) * row as f32,
        );
        let cell = Rect::from_min_size(corner, vec2(width, height));
        let plot = Rect::from_min_max(pos2(cell.min.x, cell.min.y + title + 2.0), cell.max);
        heading(frame, panel, cell, size);
        band_grounds(frame, &body.bands, &scale, plot);
        // Ticks of rows above each other would touch where there are very many.
        let ticks: Vec<f64> = scale.ticks().collect();
        let labelled = plot.height() > frame.height(types.axis) * ticks.len() as f32;
        for (nth, &tick) in ticks.iter().enumerate() {
            let y = y_of(&scale, plot, tick);
            let last = nth + 1 == ticks.len();
            let colour = if tick == 0.0 { frame.ink.strong_line } else { frame.ink.line };
            frame.painter.hline(plot.x_range(), y, Stroke::new(1.0, colour));
            if column == 0 && (labelled || nth == 0 || last && plot.height() > frame.height(types.axis)) {
                let text = body.unit.tick(&scale, tick, last);
                let at = pos2(plot.min.x - types.gap * 0.3, y);
                let align = Align2::RIGHT_CENTER;
                frame.write(at, align, &text, types.axis, frame.ink.faint, f32::INFINITY);
            }
        }
        band_lines(frame, &body.bands, &scale, plot);
        let place = |slot: usize| {
            let last = body.slots.len().saturating_sub(1).max(1) as f32;
            plot.min.x + 2.0 + (plot.width() - 4.0) * slot as f32 / last
        };
        let points = |part: &Part| -> Vec<Option<Pos2>> {
            let values = part.values.iter().enumerate();
            values.map(|(slot, v)| v.as_ref().map(|v| pos2(place(slot), y_of(&scale, plot, v.at)))).collect()
        };
        if let Some(behind) = &body.behind {
            part_line(frame, behind, &points(behind), types.stroke * 0.5, false);
        }
        let line = points(panel);
        part_line(frame, panel, &line, types.stroke * 0.75, false);
        let last = line.iter().zip(&panel.values).rev().find_map(|(p, v)| Some((p.as_ref()?, v.as_ref()?)));
        if let Some((point, value)) = last {
            let colour = frame.ink.of(panel.tone);
            if value.hollow {
                frame.ring(*point, types.stroke * 1.1, colour);
            } else {
                frame.dot(*point, types.stroke * 1.1, colour);
            }
        }
        // The lowest chart of each column carries the periods.
        if at + columns >= count {
            let y = plot.max.y + types.gap * 0.2;
            let ends = [body.slots.first(), body.slots.last().filter(|_| body.slots.len() > 1)];
            let mut from = f32::NEG_INFINITY;
            for (text, align, x) in ends
                .into_iter()
                .zip([(Align2::LEFT_TOP, plot.min.x), (Align2::RIGHT_TOP, plot.max.x)])
                .filter_map(|(text, (align, x))| Some((text?, align, x)))
            {
                let wide = frame.width(text, types.axis, false);
                let starts = if align == Align2::LEFT_TOP { x } else { x - wide };
                if starts < from + types.axis * 0.4 || wide > width {
                    continue;
                }
                from = starts + wide;
                frame.write(pos2(x, y), align, text, types.axis, frame.ink.faint, f32::INFINITY);
            }
        }
        let mut said = vec![panel.name.clone()];
        said.extend(panel.values.iter().flatten().next_back().map(|value| value.tip.clone()));
        told.push((cell, said));
    }
    told
}

/// The name at the left, the last figure at the right.
fn heading(frame: &Frame<'_>, panel: &Part, cell: Rect, size: f32) {
    let last = panel.values.iter().flatten().next_back().map_or("", |value| value.text.as_str());
    let wide = frame.width(last, size, false);
    let rest = cell.width() - wide - size * 0.5;
    let left = if rest > size * 2.0 && !last.is_empty() {
        let at = pos2(cell.max.x, cell.min.y);
        frame.write(at, Align2::RIGHT_TOP, last, size, frame.ink.second, f32::INFINITY);
        rest
    } else {
        cell.width()
    };
    let named = Named { text: &panel.name, size, bold: panel.strong, colour: frame.ink.text };
    frame.block(cell.min, Align2::LEFT_TOP, named, vec2(left, frame.height(size)));
}
