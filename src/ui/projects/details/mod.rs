//! The panel at the right of the table: everything about the selected project, editable in place, or what
//! several selected projects have in common. And the [`page`] of one project, with all there is about it.

mod attachments;
mod course;
mod curve;
mod facts;
mod fields;
mod log;
mod many;
mod months;
pub mod page;
mod points;

pub use many::Sum;

use super::{
    State,
    draft::{Draft, Seat, Target},
    editor::{self, Outcome},
    rows::InView,
};
use crate::{
    i18n::Lang,
    model::{Project, ProjectId, ProjectList},
    ui::{Actions, Shown, theme, widgets},
};
use egui::{
    Align, CornerRadius, CursorIcon, Id, Key, Rect, Response, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, vec2,
};

/// Between the table and the panel.
const GAP: f32 = 12.0;
const NARROWEST: f32 = 260.0;
const WIDEST: f32 = 560.0;

/// Shows the table, and beside it the panel where it is wanted.
pub fn beside(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
    table: impl FnOnce(&mut Ui, &mut State, &mut Actions),
) {
    let all = ui.available_rect_before_wrap();
    if !state.details_shown {
        table(ui, state, actions);
        return;
    }
    let width = state.details_width.clamp(NARROWEST, WIDEST).min((all.width() - 240.0).max(NARROWEST));
    let panel = all.with_min_x(all.right() - width);
    let left = all.with_max_x(panel.left() - GAP);
    let mut left_ui = ui.new_child(UiBuilder::new().max_rect(left).id_salt("projects_left"));
    table(&mut left_ui, state, actions);

    let between = Rect::from_x_y_ranges(left.right()..=panel.left(), all.y_range());
    let drag = ui.interact(between, Id::unique("projects_details_width"), Sense::DRAG);
    if drag.hovered() || drag.dragged() {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
        let x = between.center().x;
        ui.painter().vline(x, all.y_range(), Stroke::new(1.0, shown.theme.strong_line.0));
    }
    if drag.dragged() {
        state.details_width = (width - drag.drag_delta().x).clamp(NARROWEST, WIDEST);
    }
    ui.painter().rect(
        panel,
        CornerRadius::same(8),
        shown.theme.panel.0,
        Stroke::new(1.0, shown.theme.line.0),
        StrokeKind::Inside,
    );
    let mut panel_ui =
        ui.new_child(UiBuilder::new().max_rect(panel.shrink2(vec2(1.0, 1.0))).id_salt("projects_details"));
    panel_ui.set_clip_rect(panel.shrink(1.0).intersect(ui.clip_rect()));
    let places = state.selection.places(view);
    ScrollArea::vertical()
        .id_salt(("details", places.first().and_then(|&place| view.id(place)), places.len() > 1))
        .auto_shrink(false)
        .show(&mut panel_ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(12, 12)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                match places.as_slice() {
                    [] => {
                        let hint = shown.lang.projects_nothing_selected_hint();
                        widgets::empty_state(ui, shown.lang.projects_nothing_selected(), hint, None);
                    }
                    [place] => {
                        let index = view.index(*place);
                        let project = view.project(shown.workbook, *place);
                        if let Some((index, project)) = index.zip(project) {
                            one(ui, shown, list, view, index, project, state, actions);
                        }
                    }
                    _ => many::show(ui, shown, list, view, &places, state, actions),
                }
            });
        });
    ui.allocate_rect(all, Sense::hover());
}

#[allow(clippy::too_many_arguments, reason = "everything that the panel is about")]
fn one(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    index: usize,
    project: &Project,
    state: &mut State,
    actions: &mut Actions,
) {
    facts::show(ui, shown, list, view, index, project, state);
    if widgets::link(ui, shown.lang.page_open()).clicked() {
        state.open_page(project.id);
    }
    fields::show(ui, shown, list, project, state, actions);
    months::show(ui, shown, project, state, actions);
    points::milestones(ui, shown, project, state, actions);
    points::problems(ui, shown, project, state, actions);
    facts::source(ui, shown, project);
    ui.add_space(8.0);
}

/// A heading between parts of the panel.
fn heading(ui: &mut Ui, title: &str) {
    // At the top of a card there is nothing to be set apart from.
    if ui.min_rect().height() > 1.0 {
        ui.add_space(8.0);
        widgets::rule(ui);
        ui.add_space(4.0);
    }
    ui.label(RichText::new(title).font(theme::bold(13.0)));
}

/// The one editor that the panel has at a time.
fn editor_id() -> Id {
    Id::unique("projects_detail_editor")
}

/// A value that becomes an editor where it is clicked, or with Enter or F2.
#[derive(Clone, Copy)]
struct Editable<'a> {
    project: ProjectId,
    target: Target,
    /// What the value is, for those who cannot see where it stands.
    label: &'a str,
    /// What it says now.
    text: &'a str,
    align: Align,
    /// Stands for a value that is not there.
    hint: &'a str,
}

fn editable(
    ui: &mut Ui,
    shown: &Shown<'_>,
    rect: Rect,
    value: Editable<'_>,
    state: &mut State,
    actions: &mut Actions,
) {
    let theme = shown.theme;
    let here = |draft: &Draft| {
        draft.seat == Seat::Details && draft.project == value.project && draft.target == value.target
    };
    if state.draft.as_ref().is_some_and(here) {
        edit(ui, shown, rect, value, state, actions);
        return;
    }
    let id = ui.scope_id().with(("editable", value.target));
    let response = ui.interact(rect, id, Sense::click());
    let ground = if response.hovered() || response.has_focus() { Some(theme.hover.0) } else { None };
    if let Some(ground) = ground {
        ui.painter().rect_filled(rect, 4.0, ground);
    }
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
    }
    let (text, ink) =
        if value.text.is_empty() { (value.hint, theme.faint.0) } else { (value.text, theme.text.0) };
    let inner = rect.shrink2(vec2(6.0, 0.0));
    let elided = widgets::text_in(ui, inner, text, egui::FontId::proportional(13.0), ink, value.align);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(egui::Role::Button, true, value.label);
        info.current_text_value = Some(value.text.to_owned());
        info
    });
    if std::mem::take(&mut state.enter_details) {
        response.request_focus();
    }
    if response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::F6)) {
        state.take_focus = true;
    }
    let key = response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::F2));
    if response.clicked() || key {
        begin(shown, value.project, value.target, state, actions);
    }
    let response: Response = response.on_hover_cursor(CursorIcon::Text);
    if elided {
        response.on_hover_text(value.text);
    }
}

/// Begins an edit in the panel, unless another one is refused.
fn begin(shown: &Shown<'_>, project: ProjectId, target: Target, state: &mut State, actions: &mut Actions) {
    if state.commit(shown, actions) {
        let draft = Draft::begin(shown, project, Seat::Details, target, None);
        state.draft = draft.map(Draft::selecting_all);
    }
}

fn edit(
    ui: &mut Ui,
    shown: &Shown<'_>,
    rect: Rect,
    value: Editable<'_>,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(mut draft) = state.draft.take() else { return };
    let composing = state.composition.follow(ui);
    let mut outcome = Outcome::Open;
    if ui.memory(|memory| memory.has_focus(editor_id())) {
        outcome = editor::take_keys(ui, &mut draft, composing);
    }
    if draft.fresh.is_some() {
        ui.scroll_to_rect(rect, None);
    }
    let clip = ui.clip_rect();
    let after = editor::show(ui, shown, &mut draft, rect, clip, editor_id(), value.label, Align::Min);
    if outcome == Outcome::Open {
        outcome = after;
    }
    state.draft = Some(draft);
    match outcome {
        Outcome::Open => {}
        Outcome::Cancel => state.draft = None,
        Outcome::Commit(_) | Outcome::Everywhere => {
            if !state.commit(shown, actions) {
                editor::take_keyboard(ui, editor_id());
            }
        }
    }
}

/// The part of a row that its label takes: English ones are longer.
fn split(width: f32, lang: Lang) -> f32 {
    match lang {
        Lang::Zh => (width * 0.36).clamp(84.0, 130.0),
        Lang::En => (width * 0.44).clamp(84.0, 145.0),
    }
}

/// A row of the panel: a label at the left and a value that can be edited.
fn row(
    ui: &mut Ui,
    shown: &Shown<'_>,
    project: ProjectId,
    target: Target,
    label: &str,
    text: &str,
    state: &mut State,
    actions: &mut Actions,
) {
    let width = ui.available_width();
    let (rect, _) = ui.allocate_exact_size(vec2(width, 25.0), Sense::hover());
    let split = split(width, shown.lang);
    let left = rect.with_max_x(rect.left() + split - 6.0);
    let ink = shown.theme.second.0;
    if widgets::text_in(ui, left, label, egui::FontId::proportional(12.0), ink, Align::Min) {
        ui.interact(left, ui.scope_id().with(("label", target)), Sense::hover()).on_hover_text(label);
    }
    let right = rect.with_min_x(rect.left() + split);
    let hint = shown.lang.detail_empty();
    let value = Editable { project, target, label, text, align: Align::Min, hint };
    editable(ui, shown, right, value, state, actions);
}
