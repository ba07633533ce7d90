//! Charts of rows: dumbbell, bullet, bars.

use super::{
    Frame,
    text::{Named, Writer},
};
use crate::chart::{
    AxisUnit,
    data::{BandMark, Mark, Row, RowGoal, RowStyle, RowsBody, Tone},
    scale::Scale,
};
use egui::{Align2, Color32, Pos2, Rangef, Rect, Stroke, pos2, vec2};

/// Where the parts of a row go.
struct Columns {
    /// Names; none: they stand above their rows.
    label: Option<Rangef>,
    track: Rangef,
    /// Values, set flush right.
    value: Option<f32>,
    /// Wording at the right.
    note: Option<Rangef>,
}

/// Draws the rows and returns the place of each, for the pointer.
pub(super) fn draw(frame: &Frame<'_>, body: &RowsBody, room: Rect) -> Vec<Rect> {
    if let ([row], RowStyle::Bullet) = (&*body.rows, body.style) {
        return single(frame, row, &body.unit, room);
    }
    if body.style == RowStyle::Pair {
        return pair(frame, body, room);
    }
    let types = &frame.types;
    let stacked = is_stacked(frame, body, room.width());
    let has_axis =
        body.shared && matches!(body.style, RowStyle::Dumbbell | RowStyle::Bullet | RowStyle::Bars);
    let line = frame.height(types.label);
    let over = body.bands.len() + usize::from(body.reference.is_some());
    let head = if over > 0 { frame.height(types.axis) * over as f32 + types.gap * 0.3 } else { 0.0 };
    let axis = if has_axis { frame.height(types.axis) + types.gap * 0.4 } else { 0.0 };
    let count = body.rows.len().max(1) as f32;
    // A few rows may stand further apart than many.
    let few = if count < 4.0 {
        2.0
    } else if count < 7.0 {
        1.5
    } else {
        1.15
    };
    let most = line * if stacked { 3.6 } else { 2.6 } * few;
    let height = ((room.height() - head - axis) / count).min(most);
    let spare = (room.height() - head - axis - height * count).max(0.0);
    let top = room.min.y + head + spare * 0.35;
    let rows_bottom = top + height * count;
    let columns = columns(frame, body, room, stacked);

    let scale = scale(body, columns.track.span() / types.axis);
    let mut ends = columns.track;
    if body.style == RowStyle::Dumbbell {
        ends = with_room_for_values(frame, body, &scale, ends);
    } else if body.style == RowStyle::Bars {
        let widest = body.rows.iter().filter_map(|r| r.value.as_ref());
        let widest = widest.map(|v| frame.width(&v.text, types.value, false)).fold(0.0, f32::max);
        ends.max -= widest + types.value * 0.6;
    }
    let x_of = |scale: &Scale, value: f64| ends.min + ends.span() * scale.place(value) as f32;

    if has_axis {
        let mut ticks = scale.ticks().peekable();
        while let Some(tick) = ticks.next() {
            let x = x_of(&scale, tick);
            let strong = tick == 0.0;
            let colour = if strong { frame.ink.strong_line } else { frame.ink.line };
            let stroke = Stroke::new(1.0, colour);
            if stacked {
                // Names stand on the paper between the rows: lines pass the marks only.
                for at in 0..body.rows.len() {
                    let middle = top + height * at as f32 + (height + line) * 0.5;
                    frame.painter.vline(x, Rangef::point(middle).expand((height - line) * 0.42), stroke);
                }
            } else {
                frame.painter.vline(x, Rangef::new(top, rows_bottom), stroke);
            }
            let last = ticks.peek().is_none();
            let label = body.unit.tick(&scale, tick, last);
            let at = pos2(x, rows_bottom + types.gap * 0.3);
            frame.write(at, Align2::CENTER_TOP, &label, types.axis, frame.ink.faint, f32::INFINITY);
        }
    }

    for band in &body.bands {
        if let Some(high) = band.high {
            let xs = Rangef::new(x_of(&scale, band.at), x_of(&scale, high));
            let ground = Rect::from_x_y_ranges(xs, Rangef::new(top, rows_bottom));
            frame.painter.rect_filled(ground, 0.0, frame.ink.none_ground);
        }
    }
    // Figures after bars come last: the line across all rows passes under them.
    let mut written: Vec<(&Row, f32, f32, f32)> = Vec::new();
    let mut places = Vec::with_capacity(body.rows.len());
    for (at, row) in body.rows.iter().enumerate() {
        let from = top + height * at as f32;
        let place = Rect::from_min_max(pos2(room.min.x, from), pos2(room.max.x, from + height));
        let middle = if stacked {
            let text = pos2(room.min.x, from + height * 0.06);
            // The name first: it is what the row is; the wording takes the rest.
            let most = if row.note.is_empty() { room.width() } else { room.width() * 0.6 };
            let galley = frame.layout(&row.label, types.label, row.strong, frame.ink.text, most, 1);
            let half = room.width() - galley.size().x - types.label;
            let right = pos2(room.max.x, text.y + galley.size().y * 0.5);
            frame.painter.galley(text, galley, frame.ink.text);
            // Where the wording is too long, the key says alone that it is the target.
            let short = row.note.split_once(['：', ':']).map_or(&*row.note, |(_, wording)| wording.trim());
            let fits = frame.width(&row.note, types.value, false) * 0.8 <= half;
            let text = if fits { &*row.note } else { short };
            let named = Named { text, size: types.value, bold: false, colour: frame.ink.second };
            frame.block(right, Align2::RIGHT_CENTER, named, vec2(half, line));
            from + (height + line) * 0.5
        } else {
            place.center().y
        };
        if let Some(label) = columns.label {
            let at = pos2(label.max, middle);
            let named =
                Named { text: &row.label, size: types.label, bold: row.strong, colour: frame.ink.text };
            frame.block(at, Align2::RIGHT_CENTER, named, vec2(label.span(), height));
        }
        if let (Some(note), false) = (columns.note, row.note.is_empty()) {
            let at = pos2(note.min, middle);
            let named = Named { text: &row.note, size: types.value, bold: false, colour: frame.ink.second };
            frame.block(at, Align2::LEFT_CENTER, named, vec2(note.span(), height));
        }
        let thick = (height * 0.42).min(line * 0.95);
        let own = if body.shared { None } else { Some(own_scale(&body.rows, row)) };
        let scale = own.as_ref().unwrap_or(&scale);
        match body.style {
            RowStyle::Dumbbell => dumbbell(frame, row, middle, |v| x_of(scale, v)),
            RowStyle::Bullet => {
                bullet(frame, row, ends, middle, thick, |v| x_of(scale, v));
                value_at(frame, row, columns.value, middle);
            }
            RowStyle::Track => {
                let track = Rect::from_x_y_ranges(ends, Rangef::point(middle).expand(thick * 0.5));
                frame.painter.rect_filled(track, 2.0, frame.ink.none_ground);
                bar(frame, row, ends.min, middle, thick, |v| x_of(scale, v));
                value_at(frame, row, columns.value, middle);
            }
            RowStyle::Bars | RowStyle::Pair => {
                let zero = x_of(scale, 0.0);
                bar(frame, row, zero, middle, thick, |v| x_of(scale, v));
                written.push((row, x_of(scale, row.value.as_ref().map_or(0.0, |v| v.at)), zero, middle));
            }
        }
        places.push(place);
    }
    let stroke = Stroke::new((types.stroke * 0.6).max(1.0), frame.ink.second);
    // Where each stands, whether a line is drawn there, and what it says.
    let bands = body.bands.iter().map(|band| (band.middle(), band.high.is_none(), band.label.as_str()));
    let lines =
        body.reference.iter().map(|reference| (reference.at, true, reference.label.as_str())).chain(bands);
    // Each on the lowest line over the rows on which it covers no other.
    let mut taken: Vec<Rect> = Vec::new();
    for (at, is_line, label) in lines {
        let middle = x_of(&scale, at);
        if is_line {
            frame.dashed(&[pos2(middle, top), pos2(middle, rows_bottom)], stroke);
        }
        let galley = frame.layout(label, types.axis, false, frame.ink.second, room.width(), 1);
        let half = galley.size().x * 0.5;
        let middle = middle.clamp(room.min.x + half, (room.max.x - half).max(room.min.x + half));
        let mut place =
            Align2::CENTER_BOTTOM.anchor_size(pos2(middle, top - types.gap * 0.15), galley.size());
        while taken.iter().any(|other| other.expand2(vec2(types.axis * 0.4, 0.0)).intersects(place)) {
            place = place.translate(vec2(0.0, -place.height()));
        }
        if place.min.y >= room.min.y - 1.0 {
            frame.painter.galley(place.min, galley, frame.ink.second);
            taken.push(place);
        }
    }
    for (row, x, zero, y) in written {
        after_bar(frame, row, zero, y, x);
    }
    places
}

/// Whether names stand above their rows: where beside them no room would be left for the rows.
fn is_stacked(frame: &Frame<'_>, body: &RowsBody, width: f32) -> bool {
    let ems = width / frame.types.label;
    match body.style {
        RowStyle::Dumbbell | RowStyle::Bullet => ems < 40.0,
        RowStyle::Bars | RowStyle::Track | RowStyle::Pair => ems < 16.0,
    }
}

fn columns(frame: &Frame<'_>, body: &RowsBody, room: Rect, stacked: bool) -> Columns {
    let types = &frame.types;
    let widest = |text: &dyn Fn(&Row) -> (String, f32)| {
        let width = |row: &Row| {
            let (text, size) = text(row);
            if text.is_empty() { 0.0 } else { frame.width(&text, size, false) }
        };
        body.rows.iter().map(width).fold(0.0, f32::max).ceil()
    };
    let gap = types.gap * 0.8;
    let mut track = Rangef::new(room.min.x, room.max.x);
    let mut label = None;
    if !stacked {
        let widths = body.rows.iter().map(|row| frame.width(&row.label, types.label, row.strong));
        let width = widths.fold(0.0, f32::max).ceil().min(room.width() * 0.32);
        label = Some(Rangef::new(room.min.x, room.min.x + width));
        track.min += width + gap;
    }
    let mut note = None;
    let notes = widest(&|row| (row.note.clone(), types.value)).min(room.width() * 0.3);
    if !stacked && notes > 0.0 {
        note = Some(Rangef::new(room.max.x - notes, room.max.x));
        track.max -= notes + gap * 1.5;
    }
    let mut value = None;
    if matches!(body.style, RowStyle::Bullet | RowStyle::Track) {
        let width = widest(&|row| (signed_value(row), types.value));
        value = Some(track.max);
        track.max -= width + gap;
    }
    if stacked {
        // The first and the last tick label stand centred under their ticks.
        track = Rangef::new(track.min + types.axis, track.max - types.axis);
    }
    Columns { label, track, value, note }
}

/// The common scale: bars begin at zero, points need not where all are far from it.
fn scale(body: &RowsBody, ems: f32) -> Scale {
    let of_bands = || body.bands.iter().flat_map(BandMark::ends);
    let values = || {
        let of_row = |row: &Row| {
            let goal = row.goal.as_ref().map(|g| g.at);
            let high = row.goal.as_ref().and_then(|g| g.met).map(|(_, high)| high);
            let second = row.second.as_ref().map(|v| v.at);
            let all = [row.value.as_ref().map(|v| v.at), second, goal, high];
            all.into_iter().flatten().filter(|v| v.is_finite())
        };
        body.rows.iter().flat_map(of_row).chain(body.reference.iter().map(|r| r.at)).chain(of_bands())
    };
    let (low, high) = values().fold((f64::MAX, f64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    if body.style == RowStyle::Track {
        return Scale::around([0.0, high.max(100.0)], true, 5).tight(high.max(100.0));
    }
    let far = low > 0.0 && low > high * 0.7;
    let zero = body.style != RowStyle::Dumbbell || !far;
    Scale::around(values(), zero, (ems / 7.0).clamp(2.0, 8.0) as usize).tight(high.max(0.0))
}

/// The scale of rows of one unit, where not all share one.
fn own_scale(rows: &[Row], row: &Row) -> Scale {
    let marks = |row: &Row| {
        [row.value.as_ref(), row.second.as_ref()]
            .map(|mark| mark.map(|mark| mark.at))
            .into_iter()
            .chain([row.goal.as_ref().map(|g| g.at)])
    };
    let marks = rows.iter().filter(|other| other.unit == row.unit).flat_map(marks).flatten();
    let (low, high) = marks.fold((0.0_f64, 0.0_f64), |(low, high), v| (low.min(v), high.max(v)));
    let span = (high - low).max(f64::MIN_POSITIVE);
    Scale::around([low, high + span * 0.15], true, 4).tight(high + span * 0.15)
}

/// Insets the ends of the scale so that the figures beside the outermost marks have room.
fn with_room_for_values(frame: &Frame<'_>, body: &RowsBody, scale: &Scale, ends: Rangef) -> Rangef {
    let away = frame.types.label * 0.95;
    let (mut left, mut right) = (0.0_f32, 0.0_f32);
    for row in &body.rows {
        let (before, after) = sides(row);
        for (mark, is_left) in [(before, true), (after, false)] {
            let Some((at, text, _)) = mark else { continue };
            let width = frame.width(text, frame.types.value, true) + away;
            let x = ends.min + ends.span() * scale.place(at) as f32;
            if is_left {
                left = left.max(width - (x - ends.min));
            } else {
                right = right.max(width - (ends.max - x));
            }
        }
    }
    let most = ends.span() * 0.3;
    Rangef::new(ends.min + left.clamp(0.0, most), ends.max - right.clamp(0.0, most))
}

type Said<'a> = (f64, &'a str, bool);

/// The figures left and right of the marks of a dumbbell, and whether each is the target's.
fn sides(row: &Row) -> (Option<Said<'_>>, Option<Said<'_>>) {
    let value = row.value.as_ref().map(|v| (v.at, v.text.as_str(), false));
    let goal = row.goal.as_ref().map(|g| (g.at, g.text.as_str(), true));
    match (value, goal) {
        (Some(v), Some(g)) if g.0 > v.0 => (Some(v), Some(g)),
        (value, goal) => (goal, value),
    }
}

/// The colour of a target: grey where another row is spoken of.
fn loud(frame: &Frame<'_>, row: &Row) -> Color32 {
    if row.tone == Tone::Muted { frame.ink.second } else { frame.ink.accent }
}

fn dumbbell(frame: &Frame<'_>, row: &Row, y: f32, x_of: impl Fn(f64) -> f32) {
    let types = &frame.types;
    let grey = frame.ink.of(Tone::Muted);
    let accent = loud(frame, row);
    if let (Some(value), Some(goal)) = (&row.value, &row.goal) {
        let stroke = Stroke::new(types.stroke * 1.2, frame.ink.strong_line);
        frame.painter.hline(Rangef::new(x_of(value.at), x_of(goal.at)).as_positive(), y, stroke);
    }
    if let Some(value) = &row.value {
        frame.dot(pos2(x_of(value.at), y), types.label * 0.46, grey);
    }
    if let Some(goal) = &row.goal {
        frame.diamond(pos2(x_of(goal.at), y), types.label * 0.6, accent);
    }
    let (before, after) = sides(row);
    let away = types.label * 0.95;
    for (mark, step, align) in [(before, -away, Align2::RIGHT_CENTER), (after, away, Align2::LEFT_CENTER)] {
        let Some((at, text, is_goal)) = mark else { continue };
        let colour = if is_goal { accent } else { frame.ink.second };
        let galley = frame.layout(text, types.value, is_goal, colour, f32::INFINITY, 1);
        let place = align.anchor_size(pos2(x_of(at) + step, y), galley.size());
        frame.painter.galley(place.min, galley, colour);
    }
}

/// The side that counts as met, tinted; the result as a bar; the target as a stroke.
fn bullet(frame: &Frame<'_>, row: &Row, ends: Rangef, y: f32, thick: f32, x_of: impl Fn(f64) -> f32) {
    let track = Rect::from_x_y_ranges(ends, Rangef::point(y).expand(thick * 0.75));
    frame.painter.rect_filled(track, 2.0, frame.ink.none_ground);
    if let Some(goal) = &row.goal {
        tint(frame, goal, track, &x_of);
    }
    let bar = |at: f64, half: f32, colour: Color32| {
        let ends = Rangef::new(x_of(0.0), x_of(at)).as_positive();
        let bar = Rect::from_x_y_ranges(ends, Rangef::point(y).expand(half));
        frame.painter.rect_filled(bar, 1.0, colour);
    };
    let grey = frame.ink.of(Tone::Muted);
    match (&row.value, &row.second) {
        // Last year behind this year.
        (before, Some(now)) => {
            if let Some(before) = before {
                bar(before.at, thick * 0.5, frame.ink.panel.lerp_to_gamma(grey, 0.6));
            }
            let colour = if row.tone == Tone::Muted { frame.ink.second } else { frame.ink.accent };
            bar(now.at, thick * 0.24, colour);
        }
        (Some(only), None) => bar(only.at, thick * 0.36, grey),
        (None, None) => {}
    }
    if let Some(goal) = &row.goal {
        let colour = if row.second.is_some() { frame.ink.good } else { loud(frame, row) };
        let stroke = Stroke::new(frame.types.stroke * 1.3, colour);
        frame.painter.vline(x_of(goal.at), Rangef::point(y).expand(thick * 0.95), stroke);
    }
}

fn tint(frame: &Frame<'_>, goal: &RowGoal, track: Rect, x_of: &impl Fn(f64) -> f32) {
    let Some((low, high)) = goal.met else { return };
    let end = |value: f64, open: f32| if value.is_finite() { x_of(value) } else { open };
    let ends = Rangef::new(end(low, track.min.x), end(high, track.max.x));
    frame.painter.rect_filled(Rect::from_x_y_ranges(ends, track.y_range()), 2.0, frame.ink.good_ground);
}

fn bar(frame: &Frame<'_>, row: &Row, zero: f32, y: f32, thick: f32, x_of: impl Fn(f64) -> f32) {
    let Some(value) = &row.value else { return };
    let ends = Rangef::new(zero, x_of(value.at)).as_positive();
    let bar = Rect::from_x_y_ranges(ends, Rangef::point(y).expand(thick * 0.5));
    frame.painter.rect_filled(bar, 2.0, frame.ink.of(row.tone));
}

fn after_bar(frame: &Frame<'_>, row: &Row, zero: f32, y: f32, x: f32) {
    let away = frame.types.value * 0.5;
    let size = frame.types.value;
    let Some(value) = &row.value else { return };
    let (x, align) =
        if x < zero { (x - away, Align2::RIGHT_CENTER) } else { (x + away, Align2::LEFT_CENTER) };
    let galley = frame.layout(&value.text, size, false, frame.ink.second, f32::INFINITY, 1);
    let place = align.anchor_size(pos2(x, y), galley.size());
    frame.painter.rect_filled(place.expand2(vec2(size * 0.15, 0.0)), 0.0, frame.ink.panel);
    frame.painter.galley(place.min, galley, frame.ink.second);
}

/// The figure that is written at the right of a row: that of this year before that of the last.
fn told(row: &Row) -> Option<&Mark> {
    row.second.as_ref().or(row.value.as_ref())
}

/// A value with the sign of its lamp.
fn signed_value(row: &Row) -> String {
    let Some(value) = told(row) else { return String::new() };
    if row.sign.is_empty() { value.text.clone() } else { format!("{} {}", row.sign, value.text) }
}

fn value_at(frame: &Frame<'_>, row: &Row, right: Option<f32>, y: f32) {
    let (Some(x), Some(value)) = (right, told(row)) else { return };
    let size = frame.types.value;
    let text =
        frame.write(pos2(x, y), Align2::RIGHT_CENTER, &value.text, size, frame.ink.text, f32::INFINITY);
    if !row.sign.is_empty() {
        let at = pos2(text.min.x - size * 0.3, y);
        let colour = frame.ink.of(row.tone);
        frame.write(at, Align2::RIGHT_CENTER, row.sign, size * 0.85, colour, f32::INFINITY);
    }
}

/// One result and one target alone have all the room: each is written where it stands.
fn single(frame: &Frame<'_>, row: &Row, unit: &AxisUnit, room: Rect) -> Vec<Rect> {
    let types = &frame.types;
    let ends = room.x_range().shrink(types.axis);
    let line = frame.height(types.subtitle.max(types.label));
    let words = types.subtitle.max(types.label) * if room.height() > line * 14.0 { 1.6 } else { 1.2 };
    let thick = (room.height() * 0.22).min(line * 4.4);
    let whole = line * 4.4 + thick * 1.5 + types.gap;
    let y = (room.min.y + (room.height() - whole).max(0.0) * 0.4 + line * 1.7 + thick).min(room.center().y);
    let scale = own_scale(std::slice::from_ref(row), row);
    let x_of = |value: f64| ends.min + ends.span() * scale.place(value) as f32;
    bullet(frame, row, ends, y, thick, x_of);
    let put = |x: f32, y: f32, text: &str, bold: bool, above: bool, colour| {
        let galley = frame.layout(text, words, bold, colour, room.width(), 1);
        let half = galley.size().x * 0.5;
        let x = x.clamp(room.min.x + half, (room.max.x - half).max(room.min.x + half));
        let align = if above { Align2::CENTER_BOTTOM } else { Align2::CENTER_TOP };
        let place = align.anchor_size(pos2(x, y), galley.size());
        frame.painter.galley(place.min, galley, colour);
    };
    let at = told(row).map_or(ends.min, |v| x_of(v.at));
    let above = y - thick * 1.05;
    if let (Some(_), Some(said)) = (&row.second, row.tip.last()) {
        put(at, above, said, true, true, frame.ink.accent);
    } else {
        put(at, above, row.tip.get(1).map_or("", String::as_str), false, true, frame.ink.second);
    }
    let below = y + thick * 1.05;
    let at: Option<Pos2> = row.goal.as_ref().map(|g| pos2(x_of(g.at), below));
    let at = at.unwrap_or(pos2(ends.min, below));
    let colour = if row.second.is_some() { frame.ink.good } else { frame.ink.accent };
    put(at.x, at.y, &row.note, true, false, colour);
    let axis = below + frame.height(words) + types.gap * 0.8;
    if axis + frame.height(types.axis) <= room.max.y + 1.0 && (row.value.is_some() || row.goal.is_some()) {
        let mut ticks = scale.ticks().peekable();
        while let Some(tick) = ticks.next() {
            let label = unit.tick(&scale, tick, ticks.peek().is_none());
            frame.painter.vline(
                x_of(tick),
                Rangef::new(axis - 5.0, axis - 1.0),
                Stroke::new(1.0, frame.ink.strong_line),
            );
            let at = pos2(x_of(tick), axis);
            frame.write(at, Align2::CENTER_TOP, &label, types.axis, frame.ink.faint, f32::INFINITY);
        }
        frame.painter.hline(ends, axis - 5.0, Stroke::new(1.0, frame.ink.line));
    }
    vec![room]
}

/// Two bars side by side, each with its own scale.
fn pair(frame: &Frame<'_>, body: &RowsBody, room: Rect) -> Vec<Rect> {
    let types = &frame.types;
    let line = frame.height(types.label);
    let head = frame.height(types.axis) + types.gap * 0.4;
    let count = body.rows.len().max(1) as f32;
    let height = ((room.height() - head) / count).min(line * 3.0);
    let labels = body.rows.iter().map(|row| frame.width(&row.label, types.label, false)).fold(0.0, f32::max);
    let label = labels.min(room.width() * 0.3);
    let gap = types.gap;
    let half = (room.width() - label - gap * 2.5) * 0.5;
    let lefts = [room.min.x + label + gap, room.min.x + label + gap * 2.5 + half];
    let thick = (height * 0.5).min(line * 0.95);
    let mut places: Vec<Rect> = Vec::new();
    for (column, left) in lefts.into_iter().enumerate() {
        let of = |row: &Row| if column == 0 { row.value.clone() } else { row.second.clone() };
        let texts = body.rows.iter().filter_map(of).map(|m| frame.width(&m.text, types.value, false));
        let width = half - texts.fold(0.0, f32::max) - types.value;
        let most = body.rows.iter().filter_map(of).map(|m| m.at).fold(0.0, f64::max).max(f64::MIN_POSITIVE);
        let heading = &body.heads[column];
        let at = pos2(left, room.min.y);
        frame.write(at, Align2::LEFT_TOP, heading, types.axis, frame.ink.faint, half);
        for (at, row) in body.rows.iter().enumerate() {
            let from = room.min.y + head + height * at as f32;
            let y = from + height * 0.5;
            if column == 0 {
                let corner = pos2(room.min.x + label, y);
                let named =
                    Named { text: &row.label, size: types.label, bold: false, colour: frame.ink.text };
                frame.block(corner, Align2::RIGHT_CENTER, named, vec2(label, height));
                places.push(Rect::from_min_size(pos2(room.min.x, from), vec2(room.width(), height)));
            }
            let (Some(mark), tone) = (of(row), if column == 0 { Tone::Muted } else { Tone::Accent }) else {
                continue;
            };
            let long = width.max(1.0) * (mark.at / most).clamp(0.0, 1.0) as f32;
            let bar = Rect::from_min_size(pos2(left, y - thick * 0.5), vec2(long, thick));
            frame.painter.rect_filled(bar, 2.0, frame.ink.of(tone));
            let at = pos2(bar.max.x + types.value * 0.5, y);
            frame.write(at, Align2::LEFT_CENTER, &mark.text, types.value, frame.ink.second, f32::INFINITY);
        }
        frame.painter.vline(
            left,
            Rangef::new(room.min.y + head, room.min.y + head + height * count),
            Stroke::new(1.0, frame.ink.strong_line),
        );
    }
    places
}
