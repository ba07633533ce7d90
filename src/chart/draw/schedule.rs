//! Schedules: an axis of years and months, a line for each project.
//!
//! A file has as many lines as fit; where there are more than its height takes, they go on in a second
//! column beside the first, and then on the next sheet ([`drawn_to`] says how far the last drawing came). The
//! window scrolls: it draws the axis once, and of the lines those in view ([`Schedule`]).

use super::{
    Frame,
    text::{Type, Writer},
};
use crate::{
    chart::{
        Ink,
        data::Tone,
        project_data::{Bar, Line, Reached, ScheduleBody},
    },
    i18n::Lang,
    model::{Basis, Period},
};
use egui::{Align2, Context, Id, Pos2, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};
use std::ops::Range;

/// The height of a line in the window.
pub const SCREEN_ROW: f32 = 25.0;
/// The largest type of names in a file: what is read from far is larger, but a schedule has many lines.
const LARGEST: f32 = 17.0;
/// The narrowest column of a file, in heights of its type.
const NARROWEST: f32 = 62.0;
/// Part of a column that names take at most.
const NAMES: f32 = 0.36;

/// Months along the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Axis {
    /// Where the axis lies.
    pub room: Rangef,
    /// The months at its ends, since year 0.
    pub from: f64,
    /// See [`Self::from`].
    pub to: f64,
}

impl Axis {
    /// Where a month is, no further than the ends.
    pub fn x(&self, at: f64) -> f32 {
        let part = ((at - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.room.min + self.room.span() * part as f32
    }

    /// The width of a month.
    pub fn month(&self) -> f32 {
        self.room.span() / (self.to - self.from).max(1.0) as f32
    }

    fn sees(&self, at: f64) -> bool {
        (self.from..=self.to).contains(&at)
    }
}

fn axis_of(body: &ScheduleBody, room: Rangef) -> Axis {
    Axis { room, from: f64::from(body.from), to: f64::from(body.to) }
}

/// The line after the last one that was drawn into a context.
pub fn drawn_to(ctx: &Context) -> Option<usize> {
    ctx.data(|data| data.get_temp(Id::unique("schedule_drawn_to")))
}

/// Draws as many lines as fit, from the first wanted one on.
pub(super) fn draw(ui: &Ui, frame: &Frame<'_>, body: &ScheduleBody, room: Rect) {
    let size = frame.types.axis.min(LARGEST);
    let row = (frame.height(size) * 1.4).ceil();
    let head = head_height(frame, size);
    let fit = (((room.height() - head) / row).floor() as usize).max(1);
    let left = body.lines.len().saturating_sub(body.first);
    let columns = ((room.width() / (size * NARROWEST)) as usize).clamp(1, left.div_ceil(fit).max(1));
    let gap = frame.types.gap * 1.5;
    let width = (room.width() - gap * (columns - 1) as f32) / columns as f32;
    // Names take as much in every column and on every sheet, so that the years stand below each other.
    let label = (widest_name(frame, body, size) + size * 1.3).ceil().min(width * NAMES);
    let axis = Rangef::new(label + size * 0.6, width);
    // Where years are not divided, the line of the months is not there.
    let undivided = division(frame, axis_of(body, axis), size).is_none();
    let head = head - if undivided { frame.height(size) } else { 0.0 };
    let fit = (((room.height() - head) / row).floor() as usize).max(1);
    // A few lines take the room there is, within reason.
    let alone = columns == 1 && left <= fit;
    let spread = if alone { (room.height() - head) / left.max(1) as f32 } else { row };
    let row = row.max(spread.min(row * 1.7));
    let mut next = body.first;
    for column in 0..columns {
        let lines = fill(body, next, fit);
        if lines.is_empty() {
            break;
        }
        next = lines.last().map_or(next, |&(at, _)| at + 1);
        let corner = pos2(room.min.x + (width + gap) * column as f32, room.min.y);
        let place = Rect::from_min_size(corner, vec2(width, head + row * lines.len() as f32));
        draw_column(frame, body, &lines, place, axis, [size, row, head]);
    }
    ui.ctx().data_mut(|data| data.insert_temp(Id::unique("schedule_drawn_to"), next));
}

/// The lines of a column from one on: their index, and whether it is the heading of a group that goes on.
fn fill(body: &ScheduleBody, from: usize, fit: usize) -> Vec<(usize, bool)> {
    let mut lines = Vec::with_capacity(fit);
    let is_head = |at: usize| matches!(body.lines.get(at), Some(Line::Head(..)));
    if from > 0
        && !is_head(from)
        && let Some(head) = (0..from).rev().find(|&at| is_head(at))
        && fit > 1
    {
        lines.push((head, true));
    }
    let room = fit - lines.len();
    let mut rest: Vec<usize> = (from..body.lines.len()).take(room).collect();
    // A heading does not stand alone at the foot.
    while rest.len() > 1 && rest.last().is_some_and(|&at| is_head(at)) && from + rest.len() < body.lines.len()
    {
        rest.pop();
    }
    if rest.is_empty() {
        return Vec::new();
    }
    lines.extend(rest.into_iter().map(|at| (at, false)));
    lines
}

fn draw_column(
    frame: &Frame<'_>,
    body: &ScheduleBody,
    lines: &[(usize, bool)],
    place: Rect,
    axis: Rangef,
    [size, row, above]: [f32; 3],
) {
    let axis = axis_of(body, Rangef::new(place.min.x + axis.min, place.min.x + axis.max));
    let top = place.min.y + above;
    head(frame, body, axis, size, place.min.y, Rangef::new(top, place.max.y));
    for (nth, &(at, goes_on)) in lines.iter().enumerate() {
        let y = top + row * nth as f32;
        let rect = Rect::from_min_max(pos2(place.min.x, y), pos2(place.max.x, y + row));
        if let Some(line) = body.lines.get(at) {
            draw_line(frame, body, line, goes_on, axis, rect, size);
        }
    }
    today(frame, body, axis, size, Rangef::new(top, place.max.y));
}

/// The width of the longest name, found by its letters: Han characters are twice as wide as others.
fn widest_name(frame: &Frame<'_>, body: &ScheduleBody, size: f32) -> f32 {
    let letters = |name: &str| name.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum::<usize>();
    let names = body.lines.iter().filter_map(|line| match line {
        Line::Bar(bar) => Some(&*bar.label),
        Line::Head(..) => None,
    });
    names.max_by_key(|name| letters(name)).map_or(0.0, |name| frame.width(name, size, false))
}

fn head_height(frame: &Frame<'_>, size: f32) -> f32 {
    (frame.height(size) * 3.0 + size * 0.6).ceil()
}

/// Years, months below them where they fit, and the name of the reporting month above; lines down the rows.
fn head(frame: &Frame<'_>, body: &ScheduleBody, axis: Axis, size: f32, top: f32, rows: Rangef) {
    let line = frame.height(size);
    let ink = frame.ink;
    let years = top + line * 1.0;
    let months = top + line * 2.0 + size * 0.2;
    let month = axis.month();
    let words = |step: i32, at: i32| period_name(frame, step, at);
    let every = division(frame, axis, size);
    for at in body.from..=body.to {
        let x = axis.x(f64::from(at));
        let is_year = at.rem_euclid(12) == 0;
        let light = every.is_some_and(|step| at.rem_euclid(step) == 0);
        if is_year || light {
            let colour = if is_year { ink.strong_line } else { ink.line };
            let from = if is_year { years } else { months };
            frame.painter.vline(x, Rangef::new(from, rows.max), Stroke::new(1.0, colour));
        }
        if at == body.to {
            break;
        }
        if is_year {
            let text = at.div_euclid(12).to_string();
            let end = axis.x(f64::from(at + 12));
            if frame.width(&text, size, true) <= end - x - size * 0.2 {
                let galley = frame.layout(&text, size, true, ink.second, f32::INFINITY, 1);
                let place = Align2::CENTER_TOP.anchor_size(pos2((x + end) * 0.5, years), galley.size());
                frame.painter.galley(place.min, galley, ink.second);
            }
        }
        if light && let Some(step) = every {
            let text = words(step, at);
            let at = pos2(x + month * 0.5 * step as f32, months);
            frame.write(at, Align2::CENTER_TOP, &text, size * 0.92, ink.faint, f32::INFINITY);
        }
    }
    let ends = Rangef::new(axis.room.min, axis.room.max);
    frame.painter.hline(ends, rows.min, Stroke::new(1.0, ink.strong_line));
    if let Some((at, name)) = body.today.as_ref().filter(|(at, _)| axis.sees(*at)) {
        let width = frame.width(name, size, false);
        let x =
            axis.x(*at).clamp(ends.min + width * 0.5, (ends.max - width * 0.5).max(ends.min + width * 0.5));
        frame.write(pos2(x, top), Align2::CENTER_TOP, name, size, ink.text, f32::INFINITY);
    }
}

/// The name of a month (one step) or of a quarter (three), by its first month.
fn period_name(frame: &Frame<'_>, step: i32, at: i32) -> String {
    let first = at.rem_euclid(12) as u8 + 1;
    let last = first + if step == 3 { 2 } else { 0 };
    let period = Period::new(2000, first, last, Basis::Single);
    period.map(|period| frame.lang.period_in_year(period)).unwrap_or_default()
}

/// What a year is divided into: months where their names fit, else quarters, else nothing.
fn division(frame: &Frame<'_>, axis: Axis, size: f32) -> Option<i32> {
    let fits = |step: i32| {
        let all = (0..12).step_by(step as usize);
        let widest = all.map(|at| frame.width(&period_name(frame, step, at), size * 0.92, false));
        widest.fold(0.0, f32::max) + size * 0.5 <= axis.month() * step as f32
    };
    [1, 3].into_iter().find(|&step| fits(step))
}

/// The line of the reporting month, over the bars.
fn today(frame: &Frame<'_>, body: &ScheduleBody, axis: Axis, size: f32, rows: Rangef) {
    if let Some((at, _)) = body.today.as_ref().filter(|(at, _)| axis.sees(*at)) {
        let x = axis.x(*at);
        // As fine as the type of the lines, however large the sheet is.
        let stroke = Stroke::new((size * 0.1).max(1.0), frame.ink.text);
        frame.painter.vline(x, Rangef::new(rows.min, rows.max), stroke);
    }
}

fn draw_line(
    frame: &Frame<'_>,
    body: &ScheduleBody,
    line: &Line,
    goes_on: bool,
    axis: Axis,
    rect: Rect,
    size: f32,
) {
    let ink = frame.ink;
    match line {
        Line::Head(name, said) => {
            let ground = rect.shrink2(vec2(0.0, 1.0));
            frame.painter.rect_filled(ground, 2.0, ink.none_ground);
            let name = if goes_on { format!("{name}{}", body.continued) } else { name.clone() };
            let at = rect.left_center() + vec2(size * 0.4, 0.0);
            let room = rect.width() - size * 0.8;
            let said_width = frame.width(said, size, false) + size;
            let galley = frame.layout(&name, size, true, ink.text, (room - said_width).max(size * 4.0), 1);
            let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
            frame.painter.galley(place.min, galley, ink.text);
            let after = pos2(place.max.x + size * 0.8, at.y);
            frame.write(after, Align2::LEFT_CENTER, said, size * 0.92, ink.second, said_width);
        }
        Line::Bar(bar) => {
            frame.painter.hline(rect.x_range(), rect.max.y, Stroke::new(1.0, ink.line));
            let y = rect.center().y;
            let sign = pos2(rect.min.x + size * 0.5, y);
            frame.write(sign, Align2::CENTER_CENTER, bar.sign, size * 0.8, ink.of(bar.tone), size * 1.2);
            let left = rect.min.x + size * 1.2;
            let room = axis.room.min - size * 0.6 - left;
            frame.write(pos2(left, y), Align2::LEFT_CENTER, &bar.label, size, ink.text, room);
            draw_bar(frame, bar, axis, y, rect.height());
            if bar.planned.is_empty() && bar.actual.is_empty() {
                let at = pos2(axis.room.min + size * 0.5, y);
                let room = axis.room.span() - size;
                frame.write(at, Align2::LEFT_CENTER, &body.undated, size * 0.92, ink.faint, room);
            }
        }
    }
}

fn draw_bar(frame: &Frame<'_>, bar: &Bar, axis: Axis, y: f32, row: f32) {
    let ink = frame.ink;
    let thick = row * 0.56;
    let stretch = |(from, to): (f64, f64), thick: f32, tone: Tone| {
        if to < axis.from || from > axis.to {
            return;
        }
        let ends = Rangef::new(axis.x(from), axis.x(to).max(axis.x(from) + 1.5));
        let rect = Rect::from_x_y_ranges(ends, Rangef::point(y).expand(thick * 0.5));
        frame.painter.rect_filled(rect, (thick * 0.2).min(3.0), ink.of(tone));
    };
    match (bar.planned.from, bar.planned.to) {
        (Some(from), Some(to)) => {
            stretch((from, to), thick, Tone::Pale);
            if to < axis.from {
                beyond(frame, axis.room.min, y, thick, 1.0);
            } else if from > axis.to {
                beyond(frame, axis.room.max, y, thick, -1.0);
            }
        }
        // One end alone: a stroke, and a wedge towards the side that is open.
        (Some(at), None) => open_end(frame, axis, at, y, thick, 1.0),
        (None, Some(at)) => open_end(frame, axis, at, y, thick, -1.0),
        (None, None) => {}
    }
    if let Some((from, to)) = bar.baseline.both().filter(|(from, to)| *to >= axis.from && *from <= axis.to) {
        let stroke = Stroke::new((row * 0.09).max(1.5), ink.of(Tone::Muted));
        let below = y + thick * 0.5 + stroke.width;
        frame.painter.hline(Rangef::new(axis.x(from), axis.x(to)), below, stroke);
    }
    match (bar.actual.from, bar.actual.to) {
        (Some(from), Some(to)) => {
            let over = bar.overrun();
            let due = over.map_or(to, |(due, _)| due);
            if due > from {
                stretch((from, due), thick * 0.42, Tone::Accent);
            }
            if let Some(over) = over {
                stretch(over, thick * 0.42, Tone::Bad);
            }
        }
        (Some(at), None) | (None, Some(at)) if axis.sees(at) => {
            let stroke = Stroke::new((row * 0.12).max(2.0), ink.accent);
            frame.painter.vline(axis.x(at), Rangef::point(y).expand(thick * 0.5), stroke);
        }
        _ => {}
    }
    for milestone in bar.milestones.iter().filter(|milestone| axis.sees(milestone.at)) {
        let (place, radius) = (pos2(axis.x(milestone.at), y), thick * 0.42);
        match milestone.state {
            Reached::Yes => frame.diamond(place, radius, ink.accent),
            Reached::NotYet => frame.open_diamond(place, radius, ink.accent),
            Reached::Overdue => frame.open_diamond(place, radius, ink.bad),
        }
    }
}

fn open_end(frame: &Frame<'_>, axis: Axis, at: f64, y: f32, thick: f32, side: f32) {
    if !axis.sees(at) {
        return;
    }
    let x = axis.x(at);
    let stroke = Stroke::new((thick * 0.16).max(1.5), frame.ink.accent);
    frame.painter.vline(x, Rangef::point(y).expand(thick * 0.5), stroke);
    let pale = frame.ink.of(Tone::Pale);
    let wedge = vec![pos2(x, y - thick * 0.5), pos2(x + side * thick * 1.2, y), pos2(x, y + thick * 0.5)];
    frame.painter.add(Shape::convex_polygon(wedge, pale, Stroke::NONE));
}

/// Says that a bar lies past an end of the axis.
fn beyond(frame: &Frame<'_>, x: f32, y: f32, thick: f32, side: f32) {
    let half = thick * 0.3;
    let tip = vec![pos2(x, y), pos2(x + side * half * 1.6, y - half), pos2(x + side * half * 1.6, y + half)];
    frame.painter.add(Shape::convex_polygon(tip, frame.ink.of(Tone::Pale), Stroke::NONE));
}

/// A schedule in a window: drawn line by line, as far as it is in view.
pub struct Schedule<'a> {
    frame: Frame<'a>,
    body: &'a ScheduleBody,
    /// Whether the axis has room for months or quarters.
    fine: bool,
    /// Names.
    pub label: Rangef,
    /// Months.
    pub axis: Axis,
}

impl<'a> Schedule<'a> {
    /// In a panel that goes from left to right so far, with names in part of it.
    pub fn new(ui: &Ui, ink: &'a Ink, body: &'a ScheduleBody, room: Rangef, names: f32, lang: Lang) -> Self {
        let frame = Frame { painter: ui.painter().clone(), ink, types: Type::SCREEN, lang };
        let label = Rangef::new(room.min, room.min + names.min(room.span() * 0.6));
        let axis = axis_of(body, Rangef::new(label.max + 8.0, room.max - 8.0));
        let fine = division(&frame, axis, Self::SIZE).is_some();
        Self { frame, body, fine, label, axis }
    }

    /// The height of the axis.
    pub fn head(&self) -> f32 {
        let months = if self.fine { 0.0 } else { self.frame.height(Self::SIZE) };
        head_height(&self.frame, Self::SIZE) - months
    }

    const SIZE: f32 = 12.0;

    /// Draws the axis, with lines down to `bottom`.
    pub fn draw_head(&self, top: f32, bottom: f32) {
        let rows = Rangef::new(top + self.head(), bottom);
        head(&self.frame, self.body, self.axis, Self::SIZE, top, rows);
    }

    /// Draws some lines, the first of them at `top`, with the painter of the panel that scrolls.
    pub fn draw_lines(&mut self, ui: &Ui, lines: Range<usize>, top: f32) {
        self.frame.painter = ui.painter().clone();
        let first = lines.start;
        for at in lines {
            let rect = self.rect(top + (at - first) as f32 * SCREEN_ROW);
            if let Some(line) = self.body.lines.get(at) {
                draw_line(&self.frame, self.body, line, false, self.axis, rect, 13.0);
            }
        }
    }

    /// Draws the line of the reporting month over the rows.
    pub fn draw_today(&self, rows: Rangef) {
        today(&self.frame, self.body, self.axis, Self::SIZE, rows);
    }

    /// The place of a line whose top is known.
    pub fn rect(&self, top: f32) -> Rect {
        let right = self.axis.room.max + 8.0;
        Rect::from_min_max(Pos2::new(self.label.min, top), Pos2::new(right, top + SCREEN_ROW))
    }
}
