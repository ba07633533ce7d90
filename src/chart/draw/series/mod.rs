//! Values along an axis of time. `egui_plot` takes the pointer and keeps what is in view; everything is drawn
//! around it by its transform, so that lines, axes and labels follow zoom and pan in the same frame.

mod axes;
mod labels;
mod marks;
mod told;

use super::{Frame, kinds, notes, text::Writer};
use crate::{
    chart::{
        data::{BandMark, Series, SeriesBody},
        scale::Scale,
    },
    i18n::Lang,
};
use egui::{Id, Painter, Pos2, Rect, Response, Shape, Stroke, Ui, UiBuilder, layers::ShapeIdx, pos2, vec2};
use egui_plot::{Plot, PlotPoint, PlotTransform};

/// Where values stand in the window.
struct Sight {
    transform: PlotTransform,
    /// The value axis as it is without zoom.
    left: Scale,
    /// The second axis, on the same grid.
    right: Option<Scale>,
    /// The field between the axes.
    plot: Rect,
}

impl Sight {
    fn x(&self, x: f64) -> f32 {
        self.transform.position_from_point(&PlotPoint::new(x, self.left.low)).x
    }

    fn y(&self, y: f64) -> f32 {
        self.transform.position_from_point(&PlotPoint::new(0.0, y)).y
    }

    fn at(&self, x: f64, y: f64) -> Pos2 {
        self.transform.position_from_point(&PlotPoint::new(x, y))
    }

    /// A value of a series, on its own axis.
    fn of(&self, series: &Series, x: f64, y: f64) -> Pos2 {
        self.at(x, if series.right { self.on_left(y) } else { y })
    }

    /// A value of the second axis as one of the first.
    fn on_left(&self, y: f64) -> f64 {
        let Some(right) = &self.right else { return y };
        self.left.low + (y - right.low) / (right.high - right.low) * (self.left.high - self.left.low)
    }

    fn on_right(&self, y: f64) -> f64 {
        let Some(right) = &self.right else { return y };
        right.low + (y - self.left.low) / (self.left.high - self.left.low) * (right.high - right.low)
    }

    /// The ends of time and value in view.
    fn ends(&self) -> [PlotPoint; 2] {
        [self.plot.left_bottom(), self.plot.right_top()].map(|p| self.transform.value_from_position(p))
    }
}

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
    let (left_scale, right_scale) = scales(body, room.height() / types.axis);
    let head = axes::head_height(frame, body, room);
    let left = kinds::axis_width(frame, &left_scale, &body.unit) + types.gap * 0.5;
    let beside = body.right.as_ref().zip(right_scale.as_ref());
    let beside =
        beside.map_or(0.0, |(right, scale)| kinds::axis_width(frame, scale, &right.unit) + types.gap * 0.5);
    let labels = labels::of(frame, body, room.width() * 0.32);
    let right = labels::width(&labels);
    let right = if right > 0.0 { right + types.gap * 0.6 } else { types.axis };
    let bottom = frame.height(types.axis) + axes::below_axis(frame) + types.gap * 0.1;
    let top = types.axis * 0.7;
    let plot = Rect::from_min_max(
        pos2(room.min.x + left, room.min.y + top + head),
        pos2(room.max.x - right - beside, room.max.y - bottom),
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
    let beyond_y = (left_scale.high - left_scale.low) / f64::from(plot.height()) * f64::from(pad);
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
        .include_y(left_scale.low - beyond_y)
        .include_y(left_scale.high + beyond_y)
        .allow_zoom(live)
        .allow_drag(live)
        .allow_scroll(false)
        .allow_boxed_zoom(false)
        .allow_axis_zoom_drag(false)
        .allow_double_click_reset(live)
        .show(&mut child, |_| {});
    let sight = Sight { transform: shown.transform, left: left_scale, right: right_scale, plot };
    let inside: Painter = frame.painter.with_clip_rect(outer.intersect(frame.painter.clip_rect()));

    let mut shapes = Vec::new();
    if let Some(goal) = &body.goal {
        shapes.extend(marks::tint(frame, goal, &sight));
    }
    body.bands.iter().for_each(|band| shapes.extend(marks::band(frame, band, &sight)));
    axes::values(frame, body, &sight, room.height() / types.axis, &mut shapes);
    axes::time(frame, body, &sight, &mut shapes);
    frame.painter.set(under, Shape::Vec(shapes));
    if head > 0.0 {
        axes::heads(frame, body, room);
    }

    if body.columns {
        marks::columns(&inside, frame, body, &sight);
    }
    // The most important is drawn last, on top.
    for series in body.series.iter().rev().filter(|series| !body.is_column(series)) {
        marks::line(&inside, frame, series, &sight, body.columns);
    }
    body.bands.iter().for_each(|band| marks::band_line(&inside, frame, band, &sight));
    if let Some(goal) = &body.goal {
        marks::goal_line(&inside, frame, goal, &sight);
    }
    let mut taken = if body.columns { marks::over_columns(frame, body, &sight) } else { Vec::new() };
    if let Some(span) = body.bracket {
        marks::bracket(frame, span, &sight);
    }
    let ink = labels::Ink::of(body, &labels, &sight);
    let below_heads = Rect::from_min_max(pos2(room.min.x, room.min.y + head), room.max);
    labels::write(frame, body, labels, &sight, below_heads, beside, &ink, &mut taken);
    for note in &body.notes {
        let x = sight.x(note.x);
        if !plot.x_range().expand(1.0).contains(x) {
            continue;
        }
        let end = note.y.map(|y| sight.y(y)).filter(|y| plot.y_range().expand(1.0).contains(*y));
        notes::write(frame, plot, (x, end), &note.text, &|place| ink.under(place), &mut taken);
    }
    if live { told::told(shown.response, frame, body, &sight, lang) } else { shown.response }
}

fn steps(ems: f32) -> usize {
    (ems / 5.5).clamp(2.0, 8.0) as usize
}

/// The value axis, and the second one where something stands on it.
fn scales(body: &SeriesBody, ems: f32) -> (Scale, Option<Scale>) {
    let extents = |right: bool| {
        body.series
            .iter()
            .filter(move |s| s.right == right)
            .filter_map(|s| s.points.extent())
            .flat_map(|(low, high)| [low, high])
    };
    let of_goal = body.goal.iter().flat_map(|g| {
        let (low, high) = g.met.unwrap_or((g.line, g.line));
        [g.line, low, high]
    });
    let of_bands = body.bands.iter().flat_map(BandMark::ends);
    let of_notes = body.notes.iter().filter_map(|note| note.y);
    let of_points = extents(false).chain(of_notes);
    let values: Vec<f64> = of_points.chain(of_goal).chain(of_bands).filter(|v| v.is_finite()).collect();
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let near_zero = low >= 0.0 && low <= high * 0.6;
    let left = Scale::around(values, body.zero || near_zero, steps(ems));
    // Figures over columns, which begin at zero, need a little more than the columns.
    let low = if body.columns { low.min(0.0) } else { low };
    let over = if body.columns { 0.07 } else { 0.03 };
    let span = high.max(0.0) - low.min(high.max(0.0));
    if body.right.is_none() && span > 0.0 {
        (left.tight(high.max(0.0) + span * over), None)
    } else if body.right.is_some() {
        let (left, right) = left.beside(extents(true));
        (left, Some(right))
    } else {
        (left, None)
    }
}

/// A stroke for a line that speaks, or for what it is compared with.
fn stroke_of(frame: &Frame<'_>, series: &Series) -> Stroke {
    let width = frame.types.stroke * if series.strong { 1.0 } else { 0.62 };
    Stroke::new(width, frame.ink.of(series.tone))
}
