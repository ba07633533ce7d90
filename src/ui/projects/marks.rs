//! Colours of rows by rule, each with a sign, and the sign of a figure that needs a look.

use super::{columns, rows::InView};
use crate::{
    model::{Column, Lamp, ProjectList, RowColor, Stage},
    ui::{Shown, theme::Token, widgets},
};
use egui::{Align2, Color32, FontId, Rect, Shape, Stroke, Ui, pos2};

/// What marks a row.
enum Mark {
    Lamp(Lamp),
    /// A colour, and the letter that stands for what it means.
    Letter(Color32, char),
    /// It passes the view's own filters.
    Found(Color32),
}

fn mark(shown: &Shown<'_>, view: &InView, color: &RowColor, index: usize) -> Option<Mark> {
    let project = || view.analysis.project(shown.workbook, index);
    match color {
        RowColor::None => None,
        RowColor::Lamp => Some(Mark::Lamp(view.analysis.rows.get(index)?.lamp)),
        RowColor::Stage => {
            let stage = project()?.stage?;
            let word = shown.lang.stage(stage);
            Some(Mark::Letter(stage_color(shown, stage), word.chars().next()?))
        }
        RowColor::Category => {
            let category = &project()?.category;
            let letter = category.chars().next()?;
            // The same word always has the same colour.
            let sum = category.chars().fold(0_usize, |sum, c| sum.wrapping_mul(31).wrapping_add(c as usize));
            Some(Mark::Letter(series(shown, sum), letter))
        }
        RowColor::Where(filters) => {
            view.passes(shown.workbook, filters, index).then_some(Mark::Found(shown.theme.accent.0))
        }
    }
}

fn series(shown: &Shown<'_>, at: usize) -> Color32 {
    let series = &shown.theme.series;
    series.get(at % series.len().max(1)).map_or(shown.theme.none.0, |token| token.0)
}

fn stage_color(shown: &Shown<'_>, stage: Stage) -> Color32 {
    let theme = shown.theme;
    let token: Token = match stage {
        Stage::Suspended | Stage::Terminated | Stage::Lost => theme.bad,
        _ if stage.has_finished() => theme.good,
        _ if stage.has_started() => theme.accent,
        Stage::Signed | Stage::Registered | Stage::Funded => theme.warning,
        _ => theme.none,
    };
    token.0
}

/// Tints a row.
pub fn paint_ground(ui: &Ui, shown: &Shown<'_>, view: &InView, color: &RowColor, index: usize, rect: Rect) {
    let ground = match mark(shown, view, color, index) {
        None => return,
        Some(Mark::Lamp(Lamp::Unlit)) => return,
        Some(Mark::Lamp(lamp)) => widgets::lamp_colors(shown.theme, lamp).1.gamma_multiply(0.6),
        Some(Mark::Letter(color, _) | Mark::Found(color)) => color.gamma_multiply(0.09),
    };
    ui.painter().rect_filled(rect, 0.0, ground);
}

/// The sign of a row's colour, at the left of its first cell.
pub fn paint_sign(ui: &Ui, shown: &Shown<'_>, view: &InView, color: &RowColor, index: usize, cell: Rect) {
    let Some(mark) = mark(shown, view, color, index) else { return };
    let at = pos2(cell.left() + 9.0, cell.center().y);
    let stripe = |color: Color32| {
        let stripe = cell.with_max_x(cell.left() + 3.0);
        ui.painter().rect_filled(stripe, 0.0, color);
    };
    match mark {
        Mark::Lamp(lamp) => widgets::paint_lamp(ui.painter(), at, 3.5, lamp, shown.theme),
        Mark::Letter(color, letter) => {
            stripe(color);
            let font = FontId::proportional(10.0);
            ui.painter().text(at, Align2::CENTER_CENTER, letter, font, shown.theme.second.0);
        }
        Mark::Found(color) => {
            stripe(color);
            ui.painter().circle_filled(at, 2.5, color);
        }
    }
}

/// Marks a figure that needs a look and says why; none where nothing is doubted.
pub fn doubt(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    index: usize,
    column: Column,
    cell: Rect,
) -> Option<String> {
    if !view.analysis.is_doubtful(index) {
        return None;
    }
    let doubts = view.analysis.doubts(shown.workbook, index);
    // A month that is not shown is told of at the plan or at what is done.
    let here = |of: Column| of == column || (column == Column::Done && is_month(of));
    let mut sentences = doubts.iter().filter(|doubt| here(doubt.column)).map(|doubt| {
        let name = columns::name(shown, list, doubt.column);
        shown.lang.doubt(&name, &doubt.why, view.analysis.unit)
    });
    let mut text = sentences.next()?;
    for sentence in sentences {
        text.push('\n');
        text.push_str(&sentence);
    }
    let corner = cell.right_top();
    let sign =
        vec![corner + egui::vec2(-8.0, 0.5), corner + egui::vec2(-0.5, 0.5), corner + egui::vec2(-0.5, 8.0)];
    ui.painter().add(Shape::convex_polygon(sign, shown.theme.warning.0, Stroke::NONE));
    Some(text)
}

fn is_month(column: Column) -> bool {
    matches!(column, Column::Field(crate::model::ProjectField::Month(..)))
}
