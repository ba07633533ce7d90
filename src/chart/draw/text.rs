//! Type sizes, and text set and measured.

use super::Frame;
use crate::chart::fonts;
use egui::{
    Align2, Color32, FontId, Galley, Pos2, Rect, Vec2,
    text::{LayoutJob, TextWrapping},
};
use std::sync::Arc;

/// Sizes of type and of what goes by it, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub title: f32,
    pub subtitle: f32,
    pub label: f32,
    pub value: f32,
    pub axis: f32,
    pub foot: f32,
    /// Around the figure.
    pub margin: f32,
    /// Between its parts.
    pub gap: f32,
    /// Width of a line that speaks.
    pub stroke: f32,
}

impl Type {
    /// In the window.
    pub const SCREEN: Self = Self {
        title: 15.0,
        subtitle: 12.0,
        label: 13.0,
        value: 13.0,
        axis: 12.0,
        foot: 12.0,
        margin: 12.0,
        gap: 12.0,
        stroke: 2.5,
    };

    /// On paper of a size: a page of 1,120 points is read at arm's length, a telephone shows 750 points on
    /// the width of a hand, a slide and a poster are read from far.
    pub fn of_paper(size: Vec2) -> Self {
        let upright = size.y > size.x;
        let width = if upright { size.x * 1.95 } else { size.x.min(size.y * 1.8) };
        let scale = (width / 1120.0).powf(0.9).clamp(0.6, 20.0);
        let points = |at_page: f32| (at_page * scale).round().max(9.0);
        Self {
            title: points(24.0),
            subtitle: points(15.0),
            label: points(15.0),
            value: points(13.5),
            axis: points(13.0),
            foot: points(12.0),
            margin: points(32.0).min(size.x * 0.045),
            gap: points(20.0),
            stroke: 2.8 * scale,
        }
    }
}

/// A name with how it is set.
pub(super) struct Named<'a> {
    pub text: &'a str,
    pub size: f32,
    pub bold: bool,
    pub colour: Color32,
}

pub(super) trait Writer {
    fn layout(
        &self,
        text: &str,
        size: f32,
        bold: bool,
        colour: Color32,
        width: f32,
        rows: usize,
    ) -> Arc<Galley>;
    fn width(&self, text: &str, size: f32, bold: bool) -> f32;
    fn height(&self, size: f32) -> f32;
    /// One line, cut with an ellipsis where it is too long. Returns where it stands.
    fn write(&self, at: Pos2, align: Align2, text: &str, size: f32, colour: Color32, width: f32) -> Rect;
    /// As [`Self::write`], in two lines and then a little smaller before anything is cut, where there is the height
    /// for two.
    fn block(&self, at: Pos2, align: Align2, text: Named<'_>, room: Vec2);
    fn lines(&self, at: Pos2, text: &str, size: f32, colour: Color32, width: f32, rows: usize) -> Rect;
    fn bold(&self, at: Pos2, text: &str, size: f32, colour: Color32, width: f32, rows: usize) -> Rect;
}

/// A text whose figures stay with their unit, and months with their year, where lines break: `CNY 1.2 bn` is one
/// word.
fn unbroken(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit();
    let mut joined = String::with_capacity(text.len() + 8);
    let mut before: Option<&str> = None;
    for word in text.split(' ') {
        if let Some(before) = before {
            let plain = word.trim_end_matches([',', ';', '.', ')']);
            let unit = matches!(plain, "tn" | "bn" | "m" | "thousand" | "pp" | "%");
            let month = before.len() == 3 && before.starts_with(|c: char| c.is_ascii_uppercase());
            let together = is_currency(before)
                || unit && before.ends_with(is_digit)
                || month
                    && word.len() >= 4
                    && word.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()));
            joined.push(if together { '\u{a0}' } else { ' ' });
        }
        joined.push_str(word);
        before = Some(word);
    }
    joined
}

/// Whether a word is the code of a currency: it stays with the figure after it.
fn is_currency(word: &str) -> bool {
    word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl Writer for Frame<'_> {
    fn layout(
        &self,
        text: &str,
        size: f32,
        bold: bool,
        colour: Color32,
        width: f32,
        rows: usize,
    ) -> Arc<Galley> {
        let font: FontId = if bold { fonts::bold(size) } else { fonts::regular(size) };
        let text = if rows > 1 { unbroken(text) } else { text.to_owned() };
        let mut job = LayoutJob::simple(text, font, colour, width);
        job.wrap = TextWrapping { max_width: width, max_rows: rows, break_anywhere: rows == 1, ..job.wrap };
        self.painter.layout_job(job)
    }

    fn width(&self, text: &str, size: f32, bold: bool) -> f32 {
        self.layout(text, size, bold, Color32::BLACK, f32::INFINITY, 1).size().x
    }

    fn height(&self, size: f32) -> f32 {
        self.layout("国", size, false, Color32::BLACK, f32::INFINITY, 1).size().y
    }

    fn write(&self, at: Pos2, align: Align2, text: &str, size: f32, colour: Color32, width: f32) -> Rect {
        let galley = self.layout(text, size, false, colour, width, 1);
        let rect = align.anchor_size(at, galley.size());
        self.painter.galley(rect.min, galley, colour);
        rect
    }

    fn block(&self, at: Pos2, align: Align2, text: Named<'_>, room: Vec2) {
        let Named { text, size, bold, colour } = text;
        let layout = |size: f32| {
            let font = if bold { fonts::bold(size) } else { fonts::regular(size) };
            // A line may be as wide as the widest text: give it a hair more than was measured.
            let mut job = LayoutJob::simple(text.to_owned(), font, colour, room.x + 1.0);
            let max_rows = if room.y >= self.height(size) * 1.9 { 2 } else { 1 };
            job.wrap = TextWrapping { max_rows, break_anywhere: max_rows == 1, ..job.wrap };
            job.halign = align.x();
            self.painter.layout_job(job)
        };
        // A little smaller is better than cut; where that does not help, it is cut at its size.
        let sizes = [1.0, 0.93, 0.86, 0.8].map(|part| (size * part).max(size.min(9.0)));
        let fitting = sizes.into_iter().map(&layout).find(|galley| !galley.elided);
        let galley = fitting.unwrap_or_else(|| layout(size));
        let y = align.y().align_size_within_range(galley.size().y, egui::Rangef::point(at.y)).min;
        self.painter.galley(egui::pos2(at.x, y), galley, colour);
    }

    fn lines(&self, at: Pos2, text: &str, size: f32, colour: Color32, width: f32, rows: usize) -> Rect {
        put(self, at, self.layout(text, size, false, colour, width, rows), colour)
    }

    fn bold(&self, at: Pos2, text: &str, size: f32, colour: Color32, width: f32, rows: usize) -> Rect {
        put(self, at, self.layout(text, size, true, colour, width, rows), colour)
    }
}

fn put(frame: &Frame<'_>, at: Pos2, galley: Arc<Galley>, colour: Color32) -> Rect {
    let rect = Rect::from_min_size(at, galley.size());
    frame.painter.galley(at, galley, colour);
    rect
}

/// A label in lines of a width, broken where a reader would: between words and after commas, but neither between
/// a figure and its unit, nor between a currency and its figure, nor inside brackets. A word that is too long by
/// itself stays whole.
pub(super) fn in_lines(text: &str, width: f32, measure: impl Fn(&str) -> f32) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if !line.is_empty() && measure(format!("{line}{piece}").trim_end()) > width {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            line.push_str(piece);
        }
        lines.push(line.trim_end().to_owned());
    }
    lines.join("\n")
}

/// The parts of a line that are not to be torn, each with the space after it.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut inside) = (0, false);
    for (at, sign) in line.char_indices() {
        inside = match sign {
            '(' | '（' => true,
            ')' | '）' => false,
            _ => inside,
        };
        // A full-width bracket needs no space before it.
        let end = if sign == '（' { at } else { at + sign.len_utf8() };
        let before = line.get(start..at).unwrap_or_default();
        let breaks = match sign {
            ' ' => {
                let word = before.rsplit(' ').next().unwrap_or_default();
                let figure = before.ends_with(|c: char| c.is_ascii_digit());
                !figure && !is_currency(word)
            }
            '，' | '、' | '；' | '：' => true,
            _ => sign == '（',
        };
        if breaks && (!inside || sign == '（') {
            pieces.extend(line.get(start..end));
            start = end;
        }
    }
    pieces.extend(line.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::{in_lines, unbroken};

    #[test]
    fn figures_stay_with_their_units() {
        assert_eq!(unbroken("Pace CNY 1.2 bn, 3 pp ahead"), "Pace CNY\u{a0}1.2\u{a0}bn, 3\u{a0}pp ahead");
        assert_eq!(unbroken("1965 m and m"), "1965\u{a0}m and m");
        assert_eq!(unbroken("up to Dec 2024, of 430 projects"), "up to Dec\u{a0}2024, of 430 projects");
    }

    #[test]
    fn labels_break_between_words_and_never_inside_a_figure() {
        let lines =
            |text: &str, width: usize| in_lines(text, width as f32, |text| text.chars().count() as f32);
        assert_eq!(lines("Pace CNY 0.046 bn", 12), "Pace\nCNY 0.046 bn");
        assert_eq!(lines("Pace CNY 0.046 bn", 20), "Pace CNY 0.046 bn");
        assert_eq!(lines("6.5 points behind, CNY 0.003 bn", 12), "6.5 points\nbehind,\nCNY 0.003 bn");
        assert_eq!(lines("时间进度 0.46 亿元", 8), "时间进度\n0.46 亿元");
        assert_eq!(lines("滞后 6.5 个百分点，0.03 亿元", 11), "滞后\n6.5 个百分点，\n0.03 亿元");
        assert_eq!(lines("上报\n纳统", 11), "上报\n纳统");
        assert_eq!(lines("纳统 0.28 亿元（至11月）", 12), "纳统 0.28 亿元\n（至11月）");
        assert_eq!(lines("Confirmed CNY 0.028 bn (to Nov)", 12), "Confirmed\nCNY 0.028 bn\n(to Nov)");
    }
}
