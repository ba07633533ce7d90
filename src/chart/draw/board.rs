//! Boards: a column for each stage, with cards.

use super::{
    Frame,
    text::{Type, Writer},
};
use crate::{
    chart::{
        Ink,
        project_data::{BoardBody, BoardColumn, Card},
    },
    i18n::Lang,
};
use egui::{Align2, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

/// Between cards in the window.
pub const CARD_GAP: f32 = 6.0;
/// The narrowest column of a file, in heights of its type.
const NARROWEST: f32 = 9.5;

/// Draws the columns that have cards, and of these as many as fit.
pub(super) fn draw(frame: &Frame<'_>, body: &BoardBody, room: Rect) {
    let columns: Vec<&BoardColumn> = body.columns.iter().filter(|column| !column.cards.is_empty()).collect();
    let size = frame.types.axis;
    let gap = frame.types.gap * 0.6;
    let most = (((room.width() + gap) / (size * NARROWEST + gap)) as usize).clamp(1, columns.len().max(1));
    let bands = columns.len().div_ceil(most).max(1);
    // Bands of about the same number of columns.
    let across = columns.len().div_ceil(bands).max(1);
    let width = (room.width() - gap * (across - 1) as f32) / across as f32;
    let height = (room.height() - frame.types.gap * (bands - 1) as f32) / bands as f32;
    for (at, column) in columns.into_iter().enumerate() {
        let corner = room.min
            + vec2((width + gap) * (at % across) as f32, (height + frame.types.gap) * (at / across) as f32);
        draw_column(frame, column, Rect::from_min_size(corner, vec2(width, height)));
    }
}

fn draw_column(frame: &Frame<'_>, column: &BoardColumn, place: Rect) {
    let size = frame.types.axis;
    let head = head_height(frame);
    draw_head(frame, column, place.with_max_y(place.min.y + head));
    let gap = size * 0.4;
    let each = card_height(frame) + gap;
    let room = place.max.y - place.min.y - head - gap;
    let more = frame.height(size) * 1.2;
    let all = column.cards.len();
    let mut fit = ((room + gap) / each) as usize;
    if fit < all {
        fit = ((room + gap - more) / each).max(0.0) as usize;
    }
    let mut top = place.min.y + head + gap;
    for card in column.cards.iter().take(fit) {
        let rect = Rect::from_min_size(pos2(place.min.x, top), vec2(place.width(), each - gap));
        draw_card(frame, card, rect);
        top += each;
    }
    if fit < all {
        let text = frame.lang.board_more(all - fit);
        let at = pos2(place.min.x + size * 0.5, top);
        frame.write(at, Align2::LEFT_TOP, &text, size, frame.ink.faint, place.width() - size);
    }
}

fn head_height(frame: &Frame<'_>) -> f32 {
    (frame.height(frame.types.label) + frame.height(frame.types.foot) + frame.types.axis * 0.5).ceil()
}

fn draw_head(frame: &Frame<'_>, column: &BoardColumn, place: Rect) {
    let (ink, types) = (frame.ink, &frame.types);
    let count = frame.write(
        place.right_top() - vec2(types.axis * 0.2, 0.0),
        Align2::RIGHT_TOP,
        &column.count,
        types.label,
        ink.second,
        place.width() * 0.4,
    );
    let room = count.min.x - place.min.x - types.axis * 0.8;
    let galley = frame.layout(&column.title, types.label, true, ink.text, room, 1);
    frame.painter.galley(place.min, galley, ink.text);
    let at = pos2(place.min.x, place.min.y + frame.height(types.label));
    frame.write(at, Align2::LEFT_TOP, &column.sum, types.foot, ink.second, place.width());
    frame.painter.hline(place.x_range(), place.max.y, Stroke::new(1.5, ink.strong_line));
}

fn card_height(frame: &Frame<'_>) -> f32 {
    let size = frame.types.axis;
    (frame.height(size) * 2.0 + frame.height(frame.types.foot) + size * 0.9).ceil()
}

fn draw_card(frame: &Frame<'_>, card: &Card, place: Rect) {
    let (ink, types) = (frame.ink, &frame.types);
    let size = types.axis;
    frame.painter.rect(place, 4.0, ink.panel, Stroke::new(1.0, ink.line), StrokeKind::Inside);
    let inner = place.shrink2(vec2(size * 0.6, size * 0.4));
    frame.lines(inner.min, &card.title, size, ink.text, inner.width(), 2);
    let below = inner.min.y + frame.height(size) * 2.0;
    let foot = |x: f32, align: Align2, text: &str, colour, room: f32| {
        frame.write(pos2(x, below), align, text, types.foot, colour, room)
    };
    let figure = foot(inner.max.x, Align2::RIGHT_TOP, &card.figure, ink.text, inner.width());
    let sign = foot(inner.min.x, Align2::LEFT_TOP, card.sign, ink.of(card.tone), size * 1.5);
    let left = sign.max.x + size * 0.3;
    let room = figure.min.x - size * 0.5 - left;
    // A few letters and dots say nothing: as much of the line is written as fits whole, its first part at least.
    let first = card.line.split(" · ").next().unwrap_or_default();
    let fits = |text: &&str| frame.width(text, types.foot, false) <= room;
    if let Some(text) = [card.line.as_str(), first].into_iter().find(fits) {
        foot(left, Align2::LEFT_TOP, text, ink.second, room);
    }
}

/// A board in a window, drawn piece by piece: what scrolls draws what is in view.
pub struct Board<'a> {
    frame: Frame<'a>,
}

impl<'a> Board<'a> {
    /// With the painter of a panel.
    pub fn new(ui: &Ui, ink: &'a Ink, lang: Lang) -> Self {
        Self { frame: Frame { painter: ui.painter().clone(), ink, types: Type::SCREEN, lang } }
    }

    /// The height of a column's head.
    pub fn head(&self) -> f32 {
        head_height(&self.frame)
    }

    /// The width that a column's head takes where nothing of it is cut.
    pub fn head_width(&self, column: &BoardColumn) -> f32 {
        let Type { label, axis, .. } = self.frame.types;
        let title = self.frame.width(&column.title, label, true);
        let count = self.frame.width(&column.count, label, false);
        (title + count + axis * 1.2).ceil()
    }

    /// The height of a card.
    pub fn card(&self) -> f32 {
        card_height(&self.frame)
    }

    /// Draws a column's head.
    pub fn draw_head(&self, column: &BoardColumn, place: Rect) {
        draw_head(&self.frame, column, place);
    }

    /// Draws a card.
    pub fn draw_card(&self, card: &Card, place: Rect) {
        draw_card(&self.frame, card, place);
    }
}
