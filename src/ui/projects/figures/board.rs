//! The board in the window: cards that lead to their projects and can be dragged to another stage.

use super::{card, in_sight, ink, open, settings, shown_chart};
use crate::{
    chart::{
        Body,
        draw::{Board, CARD_GAP},
        project_data::{BoardColumn, Card},
    },
    edit::Edit,
    model::{FigureKind, ProjectField, ProjectId, ProjectList, Stage, Value},
    ui::{
        Action, Actions, Shown,
        projects::{State as Page, rows::InView},
        widgets,
    },
};
use egui::{
    CornerRadius, CursorIcon, Id, Key, LayerId, Modifiers, Order, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// The narrowest column, and the least width of one without cards.
const NARROWEST: f32 = 120.0;
const EMPTY: f32 = 82.0;
const GAP: f32 = 10.0;

/// What is being dragged.
#[derive(Debug, Default)]
pub struct State {
    drag: Option<ProjectId>,
    /// The card that the keyboard goes on with, after it has changed its column.
    follow: Option<ProjectId>,
}

impl State {
    /// The card of a project takes the keyboard.
    pub fn take_keyboard(&mut self, project: Option<ProjectId>) {
        self.follow = project;
    }
}

/// Shows the view.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    page: &mut Page,
    actions: &mut Actions,
) {
    let (figure, chart) = shown_chart(shown, list, view, page, FigureKind::StageBoard);
    let Body::Board(body) = &chart.body else {
        widgets::empty_state(ui, shown.lang.views_none(), shown.lang.board_hint(), None);
        return;
    };
    settings(ui, shown, page, &figure, actions, &[], |_, _, _| {});
    let inner = card(ui).shrink2(vec2(10.0, 8.0));
    let mut inside = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("projects_board"));
    inside.set_clip_rect(inner.expand(4.0).intersect(ui.clip_rect()));
    let bare = || body.columns.iter().filter(|column| column.cards.is_empty());
    let board = Board::new(&inside, ink(shown), shown.lang);
    let narrow = bare().map(|column| board.head_width(column)).fold(EMPTY, f32::max);
    let empty = bare().count();
    let full = (body.columns.len() - empty).max(1) as f32;
    let gaps = GAP * body.columns.len().saturating_sub(1) as f32;
    let width = ((inner.width() - gaps - narrow * empty as f32) / full).max(NARROWEST);
    let all = width * full + narrow * empty as f32 + gaps;
    let mut target = None;
    ScrollArea::horizontal().id_salt("board_across").auto_shrink(false).show(&mut inside, |ui| {
        let start = ui.max_rect().min;
        let height = ui.available_height();
        ui.set_width(all);
        let mut left = start.x;
        for (nth, column) in body.columns.iter().enumerate() {
            let own = if column.cards.is_empty() { narrow } else { width };
            let place = Rect::from_min_size(pos2(left, start.y), vec2(own, height));
            left += own + GAP;
            let over = page.figures.board.drag.is_some()
                && ui
                    .input(|input| input.pointer.interact_pos())
                    .is_some_and(|pointer| place.contains(pointer));
            if over && column.stage.is_some() {
                target = column.stage;
                let line = Stroke::new(1.5, shown.theme.accent.0);
                let ground = shown.theme.accent_ground.0;
                ui.painter().rect(place.expand(3.0), CornerRadius::same(6), ground, line, StrokeKind::Inside);
            }
            let neighbours = [nth.checked_sub(1), Some(nth + 1)]
                .map(|at| at.and_then(|at| body.columns.get(at)).and_then(|column| column.stage));
            draw_column(ui, shown, view, page, column, place, neighbours, actions);
        }
        ui.allocate_rect(Rect::from_min_size(start, vec2(all, height)), Sense::hover());
    });
    // A card that is not there does not take the keyboard once it comes back.
    let mut cards = body.columns.iter().flat_map(|column| &column.cards);
    if page.figures.board.follow.is_some_and(|project| cards.all(|card| card.project != project)) {
        page.figures.board.follow = None;
    }
    carried(ui, shown, page, body.columns.iter().flat_map(|column| &column.cards), width);
    if ui.input(|input| input.pointer.any_released())
        && let Some(project) = page.figures.board.drag.take()
        && let Some(stage) = target
    {
        set_stage(shown, project, stage, actions);
    }
}

fn draw_column(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &InView,
    page: &mut Page,
    column: &BoardColumn,
    place: Rect,
    neighbours: [Option<Stage>; 2],
    actions: &mut Actions,
) {
    let board = Board::new(ui, ink(shown), shown.lang);
    let head = place.with_max_y(place.min.y + board.head());
    board.draw_head(column, head);
    let said = [&*column.title, &*column.count, &*column.sum].join(" ");
    let heading = ui.interact(head, ui.scope_id().with(("stage", column.stage)), Sense::hover());
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &said));
    let each = board.card() + CARD_GAP;
    let cards = place.with_min_y(head.max.y + CARD_GAP);
    let mut inside = ui.new_child(UiBuilder::new().max_rect(cards).id_salt(("board_cards", column.stage)));
    inside.set_clip_rect(cards.expand(2.0).intersect(ui.clip_rect()));
    inside.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::vertical().id_salt(("board", column.stage)).auto_shrink(false);
    let wanted = page.figures.board.follow;
    let wanted = wanted.and_then(|wanted| column.cards.iter().position(|card| card.project == wanted));
    // Only cards in view are drawn: one that takes the keyboard comes into view.
    if let Some(at) = wanted {
        area = area.vertical_scroll_offset((each * at as f32 - cards.height() * 0.4).max(0.0));
    }
    area.show_viewport(&mut inside, |ui, viewport| {
        ui.set_height(column.cards.len() as f32 * each);
        let board = Board::new(ui, ink(shown), shown.lang);
        let start = ui.min_rect().min;
        for at in in_sight(viewport, each, column.cards.len()) {
            let Some(card) = column.cards.get(at) else { continue };
            let corner = pos2(start.x, start.y + each * at as f32);
            let rect = Rect::from_min_size(corner, vec2(ui.max_rect().width() - 2.0, each - CARD_GAP));
            one(ui, shown, view, page, &board, (card, rect), neighbours, actions);
        }
    });
}

fn one(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &InView,
    page: &mut Page,
    board: &Board<'_>,
    (card, rect): (&Card, Rect),
    neighbours: [Option<Stage>; 2],
    actions: &mut Actions,
) {
    let theme = shown.theme;
    let id = card_id(card.project);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    if page.figures.board.follow == Some(card.project) {
        page.figures.board.follow = None;
        response.request_focus();
        response.scroll_to_me(None);
    }
    board.draw_card(card, rect);
    let carried = page.figures.board.drag == Some(card.project);
    if carried {
        ui.painter().rect_filled(rect, CornerRadius::same(4), theme.panel.0.gamma_multiply(0.7));
    } else if response.hovered() || page.selection.cursor == Some(card.project) {
        let line = Stroke::new(1.0, theme.accent.0);
        ui.painter().rect_stroke(rect, CornerRadius::same(4), line, StrokeKind::Inside);
    }
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
        for (key, stage) in [Key::ArrowLeft, Key::ArrowRight].into_iter().zip(neighbours) {
            if ui.input_mut(|input| input.consume_key(Modifiers::ALT, key))
                && let Some(stage) = stage
            {
                page.figures.board.follow = Some(card.project);
                set_stage(shown, card.project, stage, actions);
            }
        }
    }
    response.widget_info(|| {
        let text = [&card.title, &card.line, &card.figure].map(String::as_str).join(" · ");
        WidgetInfo::labeled(Role::Button, true, text)
    });
    if response.drag_started() {
        page.figures.board.drag = Some(card.project);
    }
    if response.clicked() {
        open(page, view, card.project);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    if page.figures.board.drag.is_none() {
        response.on_hover_text(&card.title);
    }
}

fn card_id(project: ProjectId) -> Id {
    Id::unique(("projects_board_card", project))
}

/// The card under way, at the pointer.
fn carried<'a>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    page: &Page,
    mut cards: impl Iterator<Item = &'a Card>,
    width: f32,
) {
    let Some(project) = page.figures.board.drag else { return };
    let pointer = ui.input(|input| input.pointer.interact_pos());
    let Some((card, pointer)) = cards.find(|card| card.project == project).zip(pointer) else { return };
    let layer = LayerId::new(Order::Tooltip, Id::unique("projects_board_carried"));
    let mut over = ui.new_child(UiBuilder::new().layer_id(layer).max_rect(ui.ctx().content_rect()));
    over.set_clip_rect(ui.ctx().content_rect());
    let board = Board::new(&over, ink(shown), shown.lang);
    let rect = Rect::from_min_size(pointer - vec2(width * 0.4, 12.0), vec2(width, board.card()));
    board.draw_card(card, rect);
    let line = Stroke::new(1.5, shown.theme.accent.0);
    over.painter().rect_stroke(rect, CornerRadius::same(4), line, StrokeKind::Inside);
    ui.set_cursor_icon(CursorIcon::Grabbing);
}

/// Asks for another stage; as in the table it is noted with the reporting month.
fn set_stage(shown: &Shown<'_>, project: ProjectId, stage: Stage, actions: &mut Actions) {
    let Some(row) = shown.workbook.projects.get(project).filter(|row| row.stage != Some(stage)) else {
        return;
    };
    actions.edit(Edit::SetField { project, field: ProjectField::Stage, value: Value::Stage(stage) });
    let name = shown.name(&row.name, &row.name_en);
    actions.push(Action::Inform(shown.lang.board_moved(name, shown.lang.stage(stage))));
}
