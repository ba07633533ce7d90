//! Values along an axis of time, drawn by `egui_plot`; axes and labels are set around it by the same
//! transform, so that they follow zoom and pan and need no second frame.

use super::{Frame, text::Writer};
use crate::{
    chart::{
        data::{Goal, Point, Series, SeriesBody, Tick, Tone},
        scale::Scale,
    },
    i18n::Lang,
};
use egui::{
    Align2, Color32, Galley, Id, Pos2, Rangef, Rect, Response, Shape, Stroke, Ui, UiBuilder,
    layers::ShapeIdx, pos2, vec2,
};
use egui_plot::{Bar, BarChart, HLine, Line, LineStyle, Plot, PlotPoint, PlotPoints, PlotTransform, Points};
use std::sync::Arc;

/// Draws into `room` and returns the response of the plot. `live`: the pointer may zoom, pan and ask.
pub(super) fn draw(
    ui: &mut Ui,
    frame: &Frame<'_>,
    body: &SeriesBody,
    room: Rect,
    live: bool,
    lang: Lang,
    id: Id,
) -> Response {
    let types = &frame.types;
    let scale = value_scale(body, room.height() / types.axis);
    let widest =
        scale.ticks().map(|t| frame.width(&tick_label(&scale, t, &body.unit, true), types.axis, false));
    let left = widest.fold(0.0, f32::max) + types.gap * 0.5;
    let labels = labels(frame, body, room.width() * 0.32);
    let right = labels.iter().filter(|l| l.at_edge).map(|l| l.galley.size().x).fold(0.0, f32::max);
    let right = if right > 0.0 { right + types.gap * 0.6 } else { types.axis };
    let bottom = frame.height(types.axis) + types.gap * 0.4;
    let top = types.axis * 0.7;
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + top),
        pos2(room.max.x - right, room.max.y - bottom),
    );
    if plot.width() < 20.0 || plot.height() < 20.0 {
        return ui.allocate_rect(room, egui::Sense::click());
    }
    // Grid and tint lie under what the plot draws, but follow the transform that it finds.
    let under: ShapeIdx = frame.painter.add(Shape::Noop);
    // Points at the ends keep their whole round: the plot reaches a little past its axes.
    let pad = types.stroke * 1.8;
    let outer = plot.expand(pad);
    let beyond_x = (body.x.1 - body.x.0) / f64::from(plot.width()) * f64::from(pad);
    let beyond_y = (scale.high - scale.low) / f64::from(plot.height()) * f64::from(pad);
    let mut child = ui.new_child(UiBuilder::new().max_rect(outer));
    child.set_clip_rect(ui.clip_rect());
    let shown = Plot::new("plot")
        .id(id.with("plot"))
        .width(outer.width())
        .height(outer.height())
        .min_size(vec2(1.0, 1.0))
        .show_axes(false)
        .show_grid(false)
        .show_background(false)
        .show_x(false)
        .show_y(false)
        .show_crosshair(false)
        .label_formatter(|_| None)
        .set_margin_fraction(egui::Vec2::ZERO)
        .include_x(body.x.0 - beyond_x)
        .include_x(body.x.1 + beyond_x)
        .include_y(scale.low - beyond_y)
        .include_y(scale.high + beyond_y)
        .allow_zoom(live)
        .allow_drag(live)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(live)
        .show(&mut child, |plot| {
            if body.columns {
                columns(plot, frame, body);
            } else {
                // The most important is drawn last, on top.
                body.series.iter().rev().for_each(|series| line(plot, frame, series));
            }
            if let Some(goal) = &body.goal {
                goal_line(plot, frame, goal);
            }
        });
    let transform = shown.transform;
    let ends = [plot.left_bottom(), plot.right_top()].map(|p| transform.value_from_position(p));
    let same = |a: f64, b: f64| (a - b).abs() < scale.step * 1e-3;
    let untouched = same(ends[0].y, scale.low) && same(ends[1].y, scale.high);
    let zoomed = Scale::between(ends[0].y, ends[1].y, steps(room.height() / types.axis));
    let ticks = if untouched { scale } else { zoomed };
    let mut shapes = Vec::new();
    if let Some(goal) = &body.goal {
        shapes.extend(tint(frame, goal, &transform, plot));
    }
    let mut tick_values = ticks.ticks().peekable();
    while let Some(tick) = tick_values.next() {
        let y = transform.position_from_point(&PlotPoint::new(body.x.0, tick)).y;
        let colour = if tick == 0.0 { frame.ink.strong_line } else { frame.ink.line };
        shapes.push(Shape::hline(plot.x_range(), y, Stroke::new(1.0, colour)));
        let text = tick_label(&ticks, tick, &body.unit, tick_values.peek().is_none());
        let at = pos2(plot.min.x - types.gap * 0.4, y);
        frame.write(at, Align2::RIGHT_CENTER, &text, types.axis, frame.ink.faint, f32::INFINITY);
    }
    time_axis(frame, &body.ticks, &transform, plot, &mut shapes);
    frame.painter.set(under, Shape::Vec(shapes));
    if body.columns {
        over_columns(frame, body, &transform, plot);
    }
    if let Some(span) = body.bracket {
        bracket(frame, span, &transform, plot);
    }
    end_labels(frame, body, labels, &transform, plot, room);
    for note in &body.notes {
        let at = transform.position_from_point(&PlotPoint::new(note.x, note.y));
        if plot.contains(at) {
            let up = at - vec2(0.0, types.gap * 1.4);
            frame
                .painter
                .line_segment([at - vec2(0.0, types.gap * 0.3), up], Stroke::new(1.0, frame.ink.second));
            frame.write(
                up,
                Align2::CENTER_BOTTOM,
                &note.text,
                types.foot,
                frame.ink.second,
                plot.width() * 0.4,
            );
        }
    }
    if live { told(shown.response, frame, body, &transform, plot, lang) } else { shown.response }
}

/// A distance between two values at one place of the time axis.
fn bracket(frame: &Frame<'_>, (x, from, to): (f64, f64, f64), transform: &PlotTransform, plot: Rect) {
    let ends = [from, to].map(|y| transform.position_from_point(&PlotPoint::new(x, y)));
    if !ends.iter().all(|end| plot.expand(1.0).contains(*end)) {
        return;
    }
    let colour = frame.ink.of(if from < to { Tone::Bad } else { Tone::Good });
    let stroke = Stroke::new(frame.types.stroke * 0.62, colour);
    frame.painter.line_segment(ends, stroke);
    let half = frame.types.stroke * 1.6;
    frame.painter.hline(Rangef::point(ends[1].x).expand(half), ends[1].y, stroke);
}

fn steps(ems: f32) -> usize {
    (ems / 5.5).clamp(2.0, 8.0) as usize
}

fn value_scale(body: &SeriesBody, ems: f32) -> Scale {
    let of_points = body.series.iter().flat_map(|s| &s.points).filter_map(|p| p.y);
    let of_goal = body.goal.iter().flat_map(|g| {
        let (low, high) = g.met.unwrap_or((g.line, g.line));
        [g.line, low, high]
    });
    let values: Vec<f64> = of_points.chain(of_goal).filter(|v| v.is_finite()).collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near_zero = low >= 0.0 && low <= high * 0.6;
    Scale::around(values, body.zero || near_zero, steps(ems))
}

fn tick_label(scale: &Scale, tick: f64, unit: &str, last: bool) -> String {
    let label = scale.label(tick);
    match unit {
        _ if !last => label,
        "" => label,
        "%" => format!("{label}%"),
        unit => format!("{label} {unit}"),
    }
}

fn colour_of(frame: &Frame<'_>, series: &Series) -> Color32 {
    frame.ink.of(series.tone)
}

/// Runs of points without a gap.
fn runs(points: &[Point]) -> impl Iterator<Item = Vec<[f64; 2]>> + '_ {
    points
        .split(|p| p.y.is_none())
        .map(|run| run.iter().filter_map(|p| Some([p.x, p.y?])).collect::<Vec<_>>())
        .filter(|run| !run.is_empty())
}

fn line(plot: &mut egui_plot::PlotUi<'_>, frame: &Frame<'_>, series: &Series) {
    let colour = colour_of(frame, series);
    let width = frame.types.stroke * if series.strong { 1.0 } else { 0.62 };
    let mut lonely = Vec::new();
    for run in runs(&series.points) {
        if let [point] = *run {
            lonely.push(point);
            continue;
        }
        let mut line = Line::new(series.name.clone(), PlotPoints::from(run))
            .color(colour)
            .width(width)
            .allow_hover(false);
        if series.dashed {
            line = line.style(LineStyle::Dashed { length: frame.types.foot * 0.6 });
        }
        plot.line(line);
    }
    // A wide point needs a wide line; where there are many, the line says it.
    let radius = frame.types.stroke * 1.5;
    let dots = |filter: &dyn Fn(&Point) -> bool| -> Vec<[f64; 2]> {
        series.points.iter().filter(|p| filter(p)).filter_map(|p| Some([p.x, p.y?])).collect()
    };
    let many = series.points.len() > 40;
    let solid = if series.strong && !many { dots(&|_| true) } else { lonely };
    let mut put = |points: Vec<[f64; 2]>, radius: f32, colour: Color32| {
        let dots = Points::new(series.name.clone(), PlotPoints::from(points));
        plot.points(dots.radius(radius).color(colour).allow_hover(false));
    };
    put(solid, radius, colour);
    if series.strong {
        let hollow = dots(&|p| p.hollow);
        put(hollow.clone(), radius, colour);
        put(hollow, radius * 0.58, frame.ink.panel);
    }
}

fn columns(plot: &mut egui_plot::PlotUi<'_>, frame: &Frame<'_>, body: &SeriesBody) {
    let count = body.series.len().max(1) as f64;
    let width = 0.64 * slot_width(body) / count;
    for (at, series) in body.series.iter().enumerate() {
        // The thing spoken of stands right of what it is compared with.
        let from_right = (count - 1.0) * 0.5 - at as f64;
        let colour = colour_of(frame, series);
        let bar = |p: &Point| {
            let fill = if p.hollow { colour.lerp_to_gamma(frame.ink.panel, 0.5) } else { colour };
            let bar = Bar::new(p.x + from_right * width, p.y?).width(width * 0.92).fill(fill);
            Some(bar.stroke(Stroke::NONE))
        };
        let bars = series.points.iter().filter_map(bar).collect();
        plot.bar_chart(BarChart::new(series.name.clone(), bars).color(colour).allow_hover(false));
    }
}

/// The distance of neighbouring columns.
fn slot_width(body: &SeriesBody) -> f64 {
    let mut xs: Vec<f64> = body.series.iter().flat_map(|s| &s.points).map(|p| p.x).collect();
    xs.sort_by(f64::total_cmp);
    xs.dedup();
    xs.windows(2).map(|pair| pair[1] - pair[0]).reduce(f64::min).unwrap_or(1.0)
}

/// Exact figures over columns, where all fit.
fn over_columns(frame: &Frame<'_>, body: &SeriesBody, transform: &PlotTransform, plot: Rect) {
    let [series] = &*body.series else { return };
    let types = &frame.types;
    let slot = (transform.dpos_dvalue_x() * slot_width(body)) as f32;
    let texts: Vec<_> = series.points.iter().filter(|p| p.y.is_some()).collect();
    if texts.iter().any(|p| frame.width(&p.figure, types.axis, false) > slot * 0.95) {
        return;
    }
    for p in texts {
        let y = p.y.unwrap_or_default();
        let at = transform.position_from_point(&PlotPoint::new(p.x, y));
        if !plot.expand(1.0).contains(at) {
            continue;
        }
        let (at, align) = if y < 0.0 {
            (at + vec2(0.0, 2.0), Align2::CENTER_TOP)
        } else {
            (at - vec2(0.0, 2.0), Align2::CENTER_BOTTOM)
        };
        frame.write(at, align, &p.figure, types.axis, frame.ink.second, f32::INFINITY);
    }
}

fn goal_line(plot: &mut egui_plot::PlotUi<'_>, frame: &Frame<'_>, goal: &Goal) {
    let (colour, width) = (frame.ink.good, frame.types.stroke * 0.7);
    match goal.x {
        None => plot.hline(HLine::new("target", goal.line).color(colour).width(width).allow_hover(false)),
        Some((from, to)) => {
            let ends = PlotPoints::from(vec![[from, goal.line], [to, goal.line]]);
            plot.line(Line::new("target", ends).color(colour).width(width).allow_hover(false));
        }
    }
}

/// The side that counts as met.
fn tint(frame: &Frame<'_>, goal: &Goal, transform: &PlotTransform, plot: Rect) -> Option<Shape> {
    let (low, high) = goal.met?;
    let y_of = |value: f64, open: f32| {
        let place = |v| transform.position_from_point(&PlotPoint::new(0.0, v)).y;
        if value.is_finite() { place(value).clamp(plot.min.y, plot.max.y) } else { open }
    };
    let x_of = |value: f64| {
        transform.position_from_point(&PlotPoint::new(value, 0.0)).x.clamp(plot.min.x, plot.max.x)
    };
    let ends = goal.x.map_or(plot.x_range(), |(from, to)| Rangef::new(x_of(from), x_of(to)));
    let side = Rangef::new(y_of(high, plot.min.y), y_of(low, plot.max.y));
    let rect = Rect::from_x_y_ranges(ends, side);
    rect.is_positive().then(|| Shape::rect_filled(rect, 0.0, frame.ink.good_ground.gamma_multiply(0.75)))
}

/// As many labels as stand apart, the last one among them.
fn time_axis(
    frame: &Frame<'_>,
    ticks: &[Tick],
    transform: &PlotTransform,
    plot: Rect,
    shapes: &mut Vec<Shape>,
) {
    let types = &frame.types;
    let placed = ticks.iter().filter_map(|tick| {
        let x = transform.position_from_point(&PlotPoint::new(tick.at, 0.0)).x;
        let half = frame.width(&tick.label, types.axis, false) * 0.5;
        plot.x_range().expand(1.0).contains(x).then_some((x, half, tick))
    });
    let placed: Vec<_> = placed.collect();
    let apart = types.axis * 0.7;
    let fits = |step: usize| {
        let kept: Vec<_> = placed.iter().rev().step_by(step).collect();
        kept.windows(2).all(|pair| pair[0].0 - pair[0].1 - apart >= pair[1].0 + pair[1].1)
    };
    let step = (1..=placed.len().max(1)).find(|&step| fits(step)).unwrap_or(1);
    for (x, _, tick) in placed.iter().rev().step_by(step) {
        shapes.push(Shape::vline(
            *x,
            Rangef::new(plot.max.y, plot.max.y + 4.0),
            Stroke::new(1.0, frame.ink.line),
        ));
        let at = pos2(*x, plot.max.y + types.gap * 0.3);
        frame.write(at, Align2::CENTER_TOP, &tick.label, types.axis, frame.ink.faint, f32::INFINITY);
    }
}

/// A label at the end of a line, or of the target.
struct Label {
    galley: Arc<Galley>,
    colour: Color32,
    /// Where the line ends; none: the target, which ends at the edge.
    end: Option<(f64, f64)>,
    y: f64,
    /// It stands right of the plot.
    at_edge: bool,
}

fn labels(frame: &Frame<'_>, body: &SeriesBody, widest: f32) -> Vec<Label> {
    if body.columns {
        return goal_label(frame, body, widest).into_iter().collect();
    }
    let span = body.x.1 - body.x.0;
    let of_series = |series: &Series| {
        let last = series.points.iter().rev().find(|p| p.y.is_some())?;
        let y = last.y?;
        let colour = match series.tone {
            Tone::Muted => frame.ink.second,
            _ => colour_of(frame, series),
        };
        let galley = frame.layout(&series.end, frame.types.value, series.strong, colour, widest, 6);
        let at_edge = body.x.1 - last.x < span * 0.16;
        Some(Label { galley, colour, end: Some((last.x, y)), y, at_edge })
    };
    body.series.iter().filter_map(of_series).chain(goal_label(frame, body, widest)).collect()
}

fn goal_label(frame: &Frame<'_>, body: &SeriesBody, widest: f32) -> Option<Label> {
    let goal = body.goal.as_ref()?;
    let colour = frame.ink.good;
    let galley = frame.layout(&goal.label, frame.types.value, false, colour, widest, 3);
    Some(Label { galley, colour, end: None, y: goal.line, at_edge: true })
}

fn end_labels(
    frame: &Frame<'_>,
    body: &SeriesBody,
    labels: Vec<Label>,
    transform: &PlotTransform,
    plot: Rect,
    room: Rect,
) {
    let place = |x: f64, y: f64| transform.position_from_point(&PlotPoint::new(x, y));
    let gap = frame.types.gap * 0.5;
    let (edge, inside): (Vec<_>, Vec<_>) = labels.into_iter().partition(|label| label.at_edge);

    // Labels right of the plot are pushed apart; those whose end is out of sight are left out.
    let mut edge: Vec<(f32, Label)> = edge
        .into_iter()
        .filter_map(|label| {
            let at = place(label.end.map_or(body.x.1, |(x, _)| x), label.y);
            let seen = plot.y_range().expand(1.0).contains(at.y)
                && (label.end.is_none() || plot.x_range().expand(1.0).contains(at.x));
            seen.then_some((at.y, label))
        })
        .collect();
    edge.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut top = room.min.y;
    for (y, label) in &mut edge {
        let half = label.galley.size().y * 0.5;
        *y = y.max(top + half);
        top = *y + half;
    }
    let mut bottom = room.max.y;
    for (y, label) in edge.iter_mut().rev() {
        let half = label.galley.size().y * 0.5;
        *y = y.min(bottom - half);
        bottom = *y - half;
    }
    let mut taken: Vec<Rect> = Vec::new();
    for (y, label) in edge {
        let at = pos2(plot.max.x + gap, y);
        let rect = Align2::LEFT_CENTER.anchor_size(at, label.galley.size());
        taken.push(rect);
        frame.painter.galley(rect.min, label.galley, label.colour);
    }

    // Labels inside the plot stand where the fewest lines run.
    let mut ink: Vec<Pos2> = Vec::new();
    for series in &body.series {
        for run in runs(&series.points) {
            for pair in run.windows(2) {
                let (from, to) = (place(pair[0][0], pair[0][1]), place(pair[1][0], pair[1][1]));
                let count = (from.distance(to) / 4.0).clamp(1.0, 400.0) as usize;
                ink.extend((0..=count).map(|at| from.lerp(to, at as f32 / count as f32)));
            }
        }
    }
    if let Some(goal) = &body.goal {
        let y = place(body.x.0, goal.line).y;
        let count = (plot.width() / 4.0) as usize;
        ink.extend((0..count).map(|at| pos2(plot.min.x + at as f32 * 4.0, y)));
    }
    for label in inside {
        let Some((x, y)) = label.end else { continue };
        let end = place(x, y);
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
            let crossed = ink.iter().filter(|p| rect.contains(**p)).count();
            let covered = taken.iter().filter(|other| other.intersects(*rect)).count();
            let outside = usize::from(!room.contains_rect(*rect) || rect.max.y > plot.max.y);
            covered * 10_000 + outside * 1_000 + crossed
        };
        let Some(best) = candidates.into_iter().min_by_key(cost) else { continue };
        taken.push(best);
        frame.painter.galley(best.min, label.galley, label.colour);
    }
}

/// Tells the pointer the exact figures of the period it is over.
fn told(
    response: Response,
    frame: &Frame<'_>,
    body: &SeriesBody,
    transform: &PlotTransform,
    plot: Rect,
    lang: Lang,
) -> Response {
    let Some(pointer) = response.hover_pos() else { return response };
    let place = |x: f64| transform.position_from_point(&PlotPoint::new(x, 0.0)).x;
    let xs = body.series.iter().flat_map(|s| &s.points).map(|p| p.x);
    let near = xs.min_by(|a, b| (place(*a) - pointer.x).abs().total_cmp(&(place(*b) - pointer.x).abs()));
    let Some(x) = near.filter(|&x| plot.x_range().contains(place(x))) else { return response };
    let stroke = Stroke::new(1.0, frame.ink.strong_line);
    frame.painter.vline(place(x), plot.y_range(), stroke);
    let lines: Vec<String> = body
        .series
        .iter()
        .filter_map(|s| {
            let p = s.points.iter().find(|p| p.x.total_cmp(&x).is_eq())?;
            let when = if p.y.is_some() || s.name.is_empty() { &p.when } else { &s.name };
            let named = body.series.len() > 1 && !p.when.contains(s.name.trim_end_matches([' ', '年']));
            Some(if named {
                format!("{} {}", s.name, lang.latest(when, &p.label))
            } else {
                lang.latest(when, &p.label)
            })
        })
        .chain(body.goal.as_ref().map(|g| g.label.clone()))
        .collect();
    response.on_hover_ui_at_pointer(|ui| {
        for line in &lines {
            ui.label(line);
        }
        ui.weak(lang.back_by_double_click());
    })
}
