//! The sums at the foot of the table.

use super::{grid::Geometry, rows::InView, sums};
use crate::{
    model::{Column, CountMode, ProjectField, ProjectList, list::ColumnView},
    ui::{Shown, theme, widgets},
};
use egui::{Align, CornerRadius, Rect, Sense, Stroke, Ui, WidgetInfo, vec2};

/// Shows the sums, counted as the table shows its rows now. Returns whether they are to be explained.
#[allow(clippy::too_many_arguments, reason = "the parts of one picture")]
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    geometry: &Geometry,
    (sticky, counts, padding): (usize, CountMode, f32),
    rect: Rect,
) -> bool {
    let (theme, lang) = (shown.theme, shown.lang);
    let ground = CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
    ui.painter().rect_filled(rect, ground, theme.page.0);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.strong_line.0));
    let totals = &view.totals;
    let label = sums::count(shown, totals, counts);
    let of = sums::Of { totals, heading: None };
    let figure = |column| sums::sum(shown, list, view, of, column);
    let label_at =
        columns.iter().position(|view| view.column == Column::Field(ProjectField::Name)).unwrap_or(0);
    let divide = geometry.sticky_end(sticky, rect.left());
    let spoken = sums::spoken(shown, list, view, of, columns.iter().map(|view| view.column));
    let spoken = label.clone() + &spoken;
    for (at, view) in columns.iter().enumerate() {
        let Some(text) = figure(view.column) else { continue };
        let Some(x) = geometry.column(at) else { continue };
        let cell = Rect::from_x_y_ranges(x, rect.y_range()).shrink2(vec2(padding, 0.0));
        let clip = if at < sticky { rect } else { rect.with_min_x(divide) };
        let galley = ui.painter().layout_no_wrap(text, theme::bold(13.0), theme.text.0);
        let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), cell);
        // A sum that is wider than its column may lean to the left: figures are never cut.
        ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).galley(place.min, galley, theme.text.0);
    }
    let start = geometry.column(label_at).map_or(rect.left(), |x| x.min);
    let room = Rect::from_min_max(egui::pos2(start + padding, rect.top()), rect.max);
    let end = (label_at + 1..columns.len()).find(|&at| figure(columns[at].column).is_some());
    let end = end.and_then(|at| geometry.column(at)).map_or(rect.right(), |x| x.min);
    let room = room.with_max_x(end.max(divide).min(rect.right()) - 8.0);
    widgets::text_in(ui, room, &label, theme::bold(13.0), theme.text.0, Align::Min);
    let response = ui.interact(rect, ui.scope_id().with("projects_totals"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    let mut explain = response.double_clicked();
    response.context_menu(|ui| {
        if ui.button(lang.explain_link()).clicked() {
            explain = true;
            ui.close();
        }
    });
    let mut notes = vec![lang.explain_totals_tip().to_owned()];
    if totals.left > 0 {
        notes.push(lang.projects_left(totals.left));
    }
    if totals.joining > 0 {
        notes.push(lang.projects_joining(totals.joining));
    }
    if totals.foreign > 0 {
        notes.push(lang.projects_foreign(totals.foreign));
    }
    response.on_hover_text(notes.join("\n"));
    explain
}
