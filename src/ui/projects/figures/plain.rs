//! The views that are looked at and not edited: curve, funnel, heat table.

use super::{card, ink, kind, nothing, save, settings, shown_chart};
use crate::{
    chart::{self, Body, Mode},
    model::{FigureKind, ProjectList},
    ui::{
        Actions, Shown,
        projects::{State, rows::InView},
        widgets,
    },
};
use egui::{Align, Layout, Ui, UiBuilder};

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
    if let Body::Empty(why) = &chart.body {
        nothing(ui, shown, state, why, kind);
        return;
    }
    // Only the heat table has anything to be set; the others keep their whole height.
    if kind == FigureKind::HeatTable {
        settings(ui, shown, state, &figure, actions, |_, _, _| {});
    }
    let inner = card(ui, shown);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("projects_view"));
    let response = chart::show(&mut inside, &chart, ink(shown), inner.size(), Mode::Framed, shown.lang);
    if kind != FigureKind::HeatTable {
        let corner = inner.shrink(10.0);
        let place = UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Min));
        save(&mut ui.new_child(place), shown, &figure, actions);
    }
    response.context_menu(|ui| widgets::figure_menu(ui, &figure, shown.lang, actions));
}
