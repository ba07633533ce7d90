//! The year's monthly figures: planned, reported, confirmed, each editable.

use super::{Editable, editable, heading};
use crate::{
    i18n::format,
    model::{Month, Project, ProjectField},
    ui::{
        Actions, Shown,
        projects::{State, columns::MONTH_KINDS, draft::Target},
        theme, widgets,
    },
};
use egui::{Align, FontId, Rect, Sense, Stroke, Ui, pos2, vec2};

const ROW: f32 = 23.0;

/// Shows the grid.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, project: &Project, state: &mut State, actions: &mut Actions) {
    let (theme, lang) = (shown.theme, shown.lang);
    heading(ui, &lang.group_months(lang.money_unit(project.month_unit)));
    let width = ui.available_width();
    let first = 46.0;
    let column = (width - first) / MONTH_KINDS.len() as f32;
    let cell = |rect: Rect, at: usize| {
        let left = rect.left() + first + column * at as f32;
        Rect::from_min_max(pos2(left, rect.top()), pos2(left + column, rect.bottom()))
    };
    ui.spacing_mut().item_spacing.y = 0.0;
    let small = FontId::proportional(12.0);
    let (head, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    widgets::text_in(ui, head, lang.detail_month(), small.clone(), theme.second.0, Align::Min);
    for (at, &kind) in MONTH_KINDS.iter().enumerate() {
        let inner = cell(head, at).shrink2(vec2(6.0, 0.0));
        widgets::text_in(ui, inner, lang.month_kind(kind), small.clone(), theme.second.0, Align::Max);
    }
    ui.painter().hline(head.x_range(), head.bottom(), Stroke::new(1.0, theme.strong_line.0));
    for month in (1..=12).filter_map(|month| Month::new(shown.workbook.year, month)) {
        let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
        let now = shown.workbook.month == Some(month);
        let ink = if now { theme.accent } else { theme.second };
        widgets::text_in(ui, rect, &lang.month_name(month.month()), small.clone(), ink.0, Align::Min);
        for (at, &kind) in MONTH_KINDS.iter().enumerate() {
            let field = ProjectField::Month(kind, month);
            let text = project.month_figure(kind, month).map_or_else(String::new, format::number);
            let value = Editable {
                project: project.id,
                target: Target::Field(field),
                label: &lang.field(field),
                text: &text,
                align: Align::Max,
                hint: "",
            };
            editable(ui, shown, cell(rect, at), value, state, actions);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line.0));
    }
    let figures = project.months.iter().find(|figures| figures.year == shown.workbook.year);
    let (foot, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    widgets::text_in(ui, foot, lang.detail_sum(), theme::bold(12.0), theme.text.0, Align::Min);
    for (at, &kind) in MONTH_KINDS.iter().enumerate() {
        let Some((sum, count)) = figures.map(|figures| figures.row(kind).through(12)) else { continue };
        if count > 0 {
            let inner = cell(foot, at).shrink2(vec2(6.0, 0.0));
            widgets::text_in(ui, inner, &format::number(sum), theme::bold(13.0), theme.text.0, Align::Max);
        }
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}
