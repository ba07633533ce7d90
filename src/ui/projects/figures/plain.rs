//! The views that are looked at and not edited: curve, funnel, heat table.

use super::{card, ink, kind, nothing, save, settings, shown_chart};
use crate::{
    chart::{self, Body, Mode},
    model::{FigureKind, ProjectList},
    ui::{
        Actions, Shown,
        projects::{Face, State, insight, rows::InView},
        widgets,
    },
};
use egui::{Align, Layout, ScrollArea, Ui, UiBuilder, vec2};

/// What a row of a heat table takes at least, and what stands around the rows.
const HEAT_ROW: f32 = 20.0;
const HEAT_AROUND: f32 = 190.0;

/// Shows the view.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(kind) = kind(state.face_for(list)) else { return };
    let (figure, chart) = shown_chart(shown, list, view, state, kind);
    if kind == FigureKind::Funnel && view.analysis.month.is_none() {
        // No date that one could enter would help.
        insight::no_month(ui, shown, Face::Funnel, actions);
        return;
    }
    if let Body::Empty(why) = &chart.body {
        nothing(ui, shown, state, why, kind);
        return;
    }
    // Only the heat table has anything to be set; the others keep their whole height.
    if kind == FigureKind::HeatTable {
        settings(ui, shown, state, &figure, actions, &[], |_, _, _| {});
    }
    let inner = card(ui);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("projects_view"));
    // A heat table has as many rows as it has; where they do not fit it scrolls.
    let rows = if let Body::Heat(body) = &chart.body { body.rows.len() } else { 0 };
    let least = if rows > 0 { HEAT_AROUND + HEAT_ROW * rows as f32 } else { 0.0 };
    let size = vec2(inner.width(), inner.height().max(least));
    let area = ScrollArea::vertical().id_salt("projects_view_area").auto_shrink(false);
    let draw = |ui: &mut Ui| chart::show(ui, &chart, ink(shown), size, Mode::Framed, shown.lang);
    let response = area.show(&mut inside, draw).inner;
    if kind != FigureKind::HeatTable {
        let corner = inner.shrink(10.0);
        let place = UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Min));
        save(&mut ui.new_child(place), shown, &figure, actions);
    }
    response.context_menu(|ui| widgets::figure_menu(ui, &figure, shown.lang, actions));
}
