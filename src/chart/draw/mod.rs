//! The drawing: one function for the window and for files, laid out for the size it is given.
//!
//! Type sizes follow from the size of the paper and stay readable; what does not fit beside each other is
//! put below each other. Nothing is scaled.

mod board;
mod funnel;
mod heat;
mod kinds;
mod notes;
mod ranks;
mod rows;
mod schedule;
mod series;
mod text;

pub use board::{Board, CARD_GAP};
pub use schedule::{Axis, SCREEN_ROW, Schedule, drawn_to};

use super::{
    Ink,
    data::{Body, Chart, Key, KeyMark},
};
use crate::i18n::Lang;
use egui::{
    Align2, Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, UiBuilder, Vec2, WidgetInfo,
    accesskit::Role, pos2, vec2,
};
use text::{Type, Writer};

/// Where a figure is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// In a panel that has a title of its own: no title, no foot.
    Screen,
    /// On screen with title, subtitle and foot.
    Framed,
    /// For a meeting: as for a file, but the pointer is told the figures.
    Slide,
    /// For a file: with title, subtitle and foot, on paper, without interaction.
    Export,
}

/// Draws a chart into the next `size` of a panel. On screen the pointer is told the exact published figures;
/// a line chart can be zoomed and panned, and a double click brings it back. The response is of the whole
/// figure and can carry a context menu.
pub fn show(ui: &mut Ui, chart: &Chart, ink: &Ink, size: Vec2, mode: Mode, lang: Lang) -> Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let name = lang.figure_summary(&chart.title, &chart.summary);
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, &name));
    let on_paper = matches!(mode, Mode::Export | Mode::Slide);
    let types = if on_paper { Type::of_paper(size) } else { Type::SCREEN };
    let mut frame =
        Frame { painter: ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())), ink, types, lang };
    let body = frame.around(chart, rect, mode);
    if body.width() < 40.0 || body.height() < 40.0 {
        return response;
    }
    let mut inner = ui.new_child(UiBuilder::new().max_rect(body));
    match &chart.body {
        Body::Empty(why) => {
            let at = body.center();
            frame.write(at, Align2::CENTER_CENTER, why, frame.types.label, ink.faint, body.width());
            response
        }
        Body::Rows(rows) => {
            let hovered = rows::draw(&frame, rows, body);
            if mode == Mode::Export { response } else { tip(response, &rows.rows, &hovered) }
        }
        Body::Compared(compared) => {
            let told = kinds::draw(&frame, compared, body);
            let on =
                response.hover_pos().and_then(|p| told.into_iter().rfind(|(place, _)| place.contains(p)));
            match on {
                Some((_, lines)) if mode != Mode::Export => response.on_hover_ui_at_pointer(|ui| {
                    for line in &lines {
                        ui.label(line);
                    }
                }),
                _ => response,
            }
        }
        Body::Bump(bump) => {
            ranks::bump(&frame, bump, body);
            response
        }
        Body::Dots(dots) => {
            ranks::dots(&frame, dots, body);
            response
        }
        Body::Schedule(body_of) => {
            schedule::draw(ui, &frame, body_of, body);
            response
        }
        Body::Board(columns) => {
            board::draw(&frame, columns, body);
            response
        }
        Body::Funnel(funnel) => {
            funnel::draw(&frame, funnel, body);
            response
        }
        Body::Heat(heat) => {
            let cells = heat::draw(&frame, heat, body);
            let on =
                response.hover_pos().and_then(|p| cells.into_iter().find(|(place, _)| place.contains(p)));
            match on {
                Some((_, said)) if mode != Mode::Export => response.on_hover_text_at_pointer(said),
                _ => response,
            }
        }
        Body::Series(series) => {
            let live = mode != Mode::Export;
            let inside = series::draw(&mut inner, &frame, series, body, live, lang, response.id);
            // The plot takes the pointer and the keyboard: it needs a name of its own.
            inside.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, lang.figure_plot()));
            response.union(inside)
        }
    }
}

/// Draws a key by itself from a point on, as far right as `right`; returns where it ends below.
pub fn show_keys(ui: &Ui, keys: &[Key], ink: &Ink, from: Pos2, right: f32, lang: Lang) -> f32 {
    let frame = Frame { painter: ui.painter().clone(), ink, types: Type::SCREEN, lang };
    frame.keys(keys, from, right)
}

/// Tells the pointer the exact figures of the row it is on.
fn tip(response: Response, rows: &[super::Row], places: &[Rect]) -> Response {
    let on = response.hover_pos().and_then(|p| places.iter().position(|place| place.contains(p)));
    match on.and_then(|at| rows.get(at)).filter(|row| !row.tip.is_empty()) {
        None => response,
        Some(row) => response.on_hover_ui_at_pointer(|ui| {
            for line in &row.tip {
                ui.label(line);
            }
        }),
    }
}

/// What every part of the drawing needs.
struct Frame<'a> {
    painter: Painter,
    ink: &'a Ink,
    types: Type,
    lang: Lang,
}

impl Frame<'_> {
    /// Draws title, subtitle, key and foot, and says what room is left.
    fn around(&mut self, chart: &Chart, rect: Rect, mode: Mode) -> Rect {
        let types = self.types;
        if matches!(mode, Mode::Export | Mode::Slide) {
            self.painter.rect_filled(rect, 0.0, self.ink.panel);
        }
        let margin = if mode == Mode::Screen { 0.0 } else { types.margin };
        let mut room = rect.shrink(margin);
        if mode != Mode::Screen {
            let title = self.bold(room.min, &chart.title, types.title, self.ink.text, room.width(), 3);
            room.min.y = title.max.y + types.gap * 0.25;
            let words = if chart.keys.is_empty() || chart.subtitle.is_empty() {
                chart.subtitle.clone()
            } else {
                format!("{}　", chart.subtitle)
            };
            let sub = self.lines(room.min, &words, types.subtitle, self.ink.second, room.width(), 3);
            let beside = pos2(sub.max.x, sub.min.y);
            if !chart.subtitle.is_empty() {
                room.min.y = sub.max.y;
            }
            let one_line = sub.height() < types.subtitle * 1.8;
            if !chart.keys.is_empty() {
                let fits = one_line && self.key_width(&chart.keys) <= room.max.x - beside.x;
                let at = if fits { beside } else { pos2(room.min.x, room.min.y + types.gap * 0.25) };
                let below = self.keys(&chart.keys, at, room.max.x);
                room.min.y = room.min.y.max(below);
            }
            room.min.y += types.gap;
            let mut bottom = room.max.y;
            for line in chart.foot.iter().rev() {
                let galley = self.layout(line, types.foot, false, self.ink.faint, room.width(), 3);
                bottom -= galley.size().y;
                self.painter.galley(pos2(room.min.x, bottom), galley, self.ink.faint);
                bottom -= types.foot * 0.4;
            }
            room.max.y = if chart.foot.is_empty() { bottom } else { bottom - types.gap };
        } else if !chart.keys.is_empty() {
            room.min.y = self.keys(&chart.keys, room.min, room.max.x) + types.gap * 0.5;
        }
        room
    }

    fn key_width(&self, keys: &[Key]) -> f32 {
        let each = |key: &Key| self.width(&key.text, self.types.subtitle, false) + self.types.subtitle * 2.4;
        keys.iter().map(each).sum::<f32>()
    }

    /// The key from a point on, in as many lines as it needs; returns where it ends below.
    fn keys(&self, keys: &[Key], from: Pos2, right: f32) -> f32 {
        let size = self.types.subtitle;
        let height = self.height(size);
        let mut at = from;
        for key in keys {
            // A name longer than the paper is cut.
            let width = self.width(&key.text, size, false).min(right - from.x - size * 1.2);
            if at.x > from.x && at.x + width + size * 1.3 > right {
                at = pos2(from.x, at.y + height);
            }
            let colour = self.ink.of(key.tone);
            let middle = pos2(at.x + size * 0.45, at.y + height * 0.5);
            let half = vec2(size * 0.45, 0.0);
            let stroke = Stroke::new(self.types.stroke, colour);
            match key.mark {
                KeyMark::Dot => self.dot(middle, size * 0.38, colour),
                KeyMark::Hollow => self.ring(middle, size * 0.34, colour),
                KeyMark::Diamond => self.diamond(middle, size * 0.48, colour),
                KeyMark::Open => self.open_diamond(middle, size * 0.46, colour),
                KeyMark::Line => {
                    self.painter.line_segment([middle - half, middle + half], stroke);
                }
                KeyMark::Dashed => self.dashed(&[middle - half, middle + half], stroke),
                KeyMark::Bar => {
                    let bar = Rect::from_center_size(middle, vec2(size * 0.9, size * 0.6));
                    self.painter.rect_filled(bar, 2.0, colour);
                }
                KeyMark::Stroke => {
                    let up = vec2(0.0, size * 0.5);
                    let stroke = Stroke::new(self.types.stroke * 1.3, colour);
                    self.painter.line_segment([middle - up, middle + up], stroke);
                }
            }
            let pen = pos2(at.x + size * 1.15, at.y);
            self.lines(pen, &key.text, size, self.ink.second, width + 1.0, 1);
            at.x = pen.x + width + size * 1.2;
        }
        at.y + height
    }

    fn dot(&self, at: Pos2, radius: f32, colour: Color32) {
        self.painter.circle_filled(at, radius, colour);
    }

    fn ring(&self, at: Pos2, radius: f32, colour: Color32) {
        self.painter.circle(at, radius, self.ink.panel, Stroke::new(self.types.stroke * 0.8, colour));
    }

    fn diamond(&self, at: Pos2, radius: f32, colour: Color32) {
        let corner = |x: f32, y: f32| at + vec2(x, y) * radius;
        let corners = vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)];
        self.painter.add(Shape::convex_polygon(corners, colour, Stroke::NONE));
    }

    fn open_diamond(&self, at: Pos2, radius: f32, colour: Color32) {
        let corner = |x: f32, y: f32| at + vec2(x, y) * radius;
        let corners = vec![corner(0.0, -1.0), corner(1.0, 0.0), corner(0.0, 1.0), corner(-1.0, 0.0)];
        let stroke = Stroke::new((radius * 0.3).max(1.0), colour);
        self.painter.add(Shape::convex_polygon(corners, self.ink.panel, stroke));
    }

    fn dashed(&self, points: &[Pos2], stroke: Stroke) {
        let dash = self.types.foot * 0.4;
        self.painter.extend(Shape::dashed_line(points, stroke, dash, dash * 0.8));
    }
}
