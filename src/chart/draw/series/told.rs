//! What the pointer is told: the exact published figures of the period it is over.

use super::{Frame, Sight};
use crate::{
    chart::data::{Series, SeriesBody},
    i18n::Lang,
};
use egui::{Response, Stroke};

pub(super) fn told(
    response: Response,
    frame: &Frame<'_>,
    body: &SeriesBody,
    sight: &Sight,
    lang: Lang,
) -> Response {
    let Some(pointer) = response.hover_pos() else { return response };
    let plot = sight.plot;
    let wanted = sight.transform.value_from_position(pointer).x;
    let xs = body.series.iter().flat_map(|s| s.points.around(wanted)).map(|p| p.x);
    let near = xs.min_by(|a, b| (a - wanted).abs().total_cmp(&(b - wanted).abs()));
    let Some(x) = near.filter(|&x| plot.x_range().contains(sight.x(x))) else { return response };
    frame.painter.vline(sight.x(x), plot.y_range(), Stroke::new(1.0, frame.ink.strong_line));
    let line = |series: &Series| {
        let p = series.points.at(x)?;
        let when = if p.y.is_some() || series.name.is_empty() { &p.when } else { &series.name };
        let named = body.series.len() > 1 && !p.when.contains(series.name.trim_end_matches([' ', '年']));
        let said = lang.latest(when, &p.label);
        Some(if named { format!("{} {said}", series.name) } else { said })
    };
    let lines: Vec<String> = body
        .series
        .iter()
        .filter_map(line)
        .chain(body.goal.as_ref().map(|g| g.label.clone()))
        .chain(body.notes.iter().filter(|note| (note.x - x).abs() < 1e-9).map(|note| note.text.clone()))
        .collect();
    response.on_hover_ui_at_pointer(|ui| {
        for line in &lines {
            ui.label(line);
        }
        ui.weak(lang.back_by_double_click());
    })
}
