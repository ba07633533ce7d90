//! The faces of the page: the table, and what else is seen of the same rows. The filters hold for all.

use super::{State, figures, insight, rows::InView};
use crate::{
    model::{ListKind, ProjectList},
    ui::{Actions, Shown, theme, widgets},
};
use egui::{Align, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, vec2};

/// A face of the projects page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Face {
    /// The table.
    #[default]
    Table,
    /// Planned and actual dates as bars.
    Schedule,
    /// Investment over the year.
    Curve,
    /// Projects by stage as cards.
    Board,
    /// How far promoted investments have come.
    Funnel,
    /// Areas by months.
    Heat,
    /// Start control: planned to start, started, due and not started.
    Start,
    /// The look-back of promoted investments.
    Lookback,
    /// The month against the one before.
    Rollover,
}

impl Face {
    /// All faces, in the order of the tab row.
    pub const ALL: [Self; 9] = [
        Self::Table,
        Self::Rollover,
        Self::Schedule,
        Self::Curve,
        Self::Board,
        Self::Heat,
        Self::Start,
        Self::Lookback,
        Self::Funnel,
    ];

    /// Whether a list has anything to show there.
    pub fn suits(self, list: &ProjectList) -> bool {
        match self {
            Self::Table
            | Self::Schedule
            | Self::Curve
            | Self::Board
            | Self::Heat
            | Self::Start
            | Self::Rollover => true,
            Self::Lookback | Self::Funnel => list.kind == ListKind::Promotion,
        }
    }
}

/// Height of the tab row.
const HEIGHT: f32 = 26.0;

/// The row of tabs below the title.
pub fn tabs(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, state: &mut State) {
    let (theme, lang) = (shown.theme, shown.lang);
    let now = state.face_for(list);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line.0));
    let faces: Vec<Face> = Face::ALL.into_iter().filter(|face| face.suits(list)).collect();
    let names: Vec<_> = faces
        .iter()
        .map(|&face| {
            let font = if face == now { theme::bold(13.0) } else { FontId::proportional(13.0) };
            let ink = if face == now { theme.accent } else { theme.second };
            ui.painter().layout_no_wrap(lang.face(face).to_owned(), font, ink.0)
        })
        .collect();
    // In a narrow window the tabs stand closer, so that all stay in view.
    let text: f32 = names.iter().map(|name| name.size().x).sum();
    let room = (row.width() - text) / faces.len().max(1) as f32;
    let padding = (room / 2.0).clamp(3.0, 12.0);
    let mut left = row.left();
    for (face, name) in faces.into_iter().zip(names) {
        let rect = Rect::from_min_size(
            egui::pos2(left, row.top()),
            vec2(name.size().x + 2.0 * padding, row.height()),
        );
        left = rect.right();
        let response = ui.interact(rect, ui.scope_id().with(("face", face)), Sense::click());
        if face == now {
            let line = rect.shrink2(vec2(padding.min(6.0), 0.0));
            ui.painter().hline(line.x_range(), rect.bottom() - 1.0, Stroke::new(2.0, theme.accent.0));
        } else if response.hovered() {
            ui.painter().rect_filled(rect.with_max_y(rect.bottom() - 2.0), 4.0, theme.hover.0);
        }
        if response.has_focus() {
            widgets::paint_cursor(ui, rect);
        }
        let at = egui::Align2([Align::Center, Align::Center]).align_size_within_rect(name.size(), rect).min;
        ui.painter().galley(at, name, theme.second.0);
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, face == now, lang.face(face)));
        if response.on_hover_text(lang.face_tip(face)).clicked() {
            state.turn_to(face);
        }
    }
}

/// What a face other than the table shows of the rows in view.
pub fn body(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    match state.face_for(list) {
        // The table has its panel beside it and is shown by the page itself.
        Face::Table => {}
        Face::Schedule => figures::schedule(ui, shown, list, view, state, actions),
        Face::Board => figures::board(ui, shown, list, view, state, actions),
        Face::Curve | Face::Funnel | Face::Heat => figures::plain(ui, shown, list, view, state, actions),
        Face::Start => insight::start::show(ui, shown, list, view, state, actions),
        Face::Lookback => insight::lookback::show(ui, shown, list, view, state, actions),
        Face::Rollover => insight::rollover::show(ui, shown, list, view, state, actions),
    }
}
