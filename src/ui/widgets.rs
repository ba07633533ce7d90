//! Small pieces that every page uses, so that they look and speak alike.

use super::{
    command::{Action, Actions, Command, FigureRequest, shortcut_text},
    theme::{self, Theme},
};
use crate::{
    i18n::Lang,
    model::{Figure, Lamp, visible},
};
use egui::{
    Align, Align2, Button, Color32, CornerRadius, Frame, Galley, Label, Layout, Margin, Rect, Response,
    RichText, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};
use std::{borrow::Cow, sync::Arc};

/// A white card with a thin line.
pub fn card<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let theme = Theme::in_use(ui);
    Frame::new()
        .fill(theme.panel.0)
        .stroke(Stroke::new(1.0, theme.line.0))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(14, 12))
        .show(ui, add)
        .inner
}

/// A page's title with one line below it, and actions at the right.
pub fn page_title(ui: &mut Ui, title: &str, subtitle: &str, actions: impl FnOnce(&mut Ui)) {
    let theme = Theme::in_use(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            actions(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = RichText::new(title).font(theme::bold(theme::PAGE_SIZE)).color(theme.text.0);
                ui.add(Label::new(heading).truncate().show_tooltip_when_elided(false)).on_hover_text(title);
            });
        });
    });
    if !subtitle.is_empty() {
        ui.add(Label::new(RichText::new(subtitle).color(theme.second.0)).truncate());
    }
}

/// The title of a question, on as many lines as it needs.
pub fn question_title(ui: &mut Ui, text: &str) {
    let theme = Theme::in_use(ui);
    let text = RichText::new(text).font(theme::bold(theme::PANEL_SIZE)).color(theme.text.0);
    ui.add(Label::new(text).wrap());
}

/// What a person should know before answering.
pub fn question_hint(ui: &mut Ui, text: &str) {
    let theme = Theme::in_use(ui);
    ui.add(Label::new(RichText::new(text).color(theme.second.0)).wrap());
}

/// The answers, the main one at the right.
pub fn question_buttons(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.add_space(4.0);
    ui.with_layout(Layout::right_to_left(Align::Center), add);
}

/// A window over the rest, which waits for an answer. It keeps its size under its name.
pub fn modal(ctx: &egui::Context, name: impl std::hash::Hash + std::fmt::Debug) -> egui::Modal {
    let frame = egui::Frame::popup(&ctx.global_style()).inner_margin(16).corner_radius(8);
    egui::Modal::new(egui::Id::unique(name)).frame(frame)
}

/// A panel's title.
pub fn panel_title(ui: &mut Ui, title: &str) -> Response {
    let theme = Theme::in_use(ui);
    ui.add(
        Label::new(RichText::new(title).font(theme::bold(theme::PANEL_SIZE)).color(theme.text.0)).truncate(),
    )
}

/// The main action of a page: filled.
pub fn main_button(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::in_use(ui);
    let button =
        Button::new(RichText::new(label).color(theme.on_accent.0)).fill(theme.accent.0).stroke(Stroke::NONE);
    let response = ui.add(button);
    if response.has_focus() {
        let ring = Stroke::new(1.5, theme.accent.0);
        ui.painter().rect_stroke(response.rect.expand(2.0), CornerRadius::same(8), ring, StrokeKind::Outside);
    }
    response
}

/// The main answer of a window over the rest: Enter gives it while no other widget of the window has the
/// keyboard.
pub fn answer_button(ui: &mut Ui, label: &str) -> Response {
    let response = main_button(ui, label);
    let with_keyboard = ui.memory(egui::Memory::focused).and_then(|id| ui.ctx().read_response(id));
    // What lies below the window does not count.
    let elsewhere =
        with_keyboard.is_some_and(|widget| ui.memory(|memory| memory.is_above_modal_layer(widget.layer_id)));
    if response.enabled() && !elsewhere {
        response.request_focus();
    }
    response
}

/// A text that leads somewhere.
pub fn link(ui: &mut Ui, label: &str) -> Response {
    let theme = Theme::in_use(ui);
    ui.add(Button::new(RichText::new(label).color(theme.accent.0)).frame(false))
        .on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A command as a button, greyed with the reason where it cannot run now.
pub fn command_button(
    ui: &mut Ui,
    command: Command,
    lang: Lang,
    available: Result<(), String>,
    actions: &mut Actions,
) -> Response {
    let response = ui.add_enabled(available.is_ok(), Button::new(lang.command(command)));
    if response.clicked() {
        actions.run(command);
    }
    let tip = command_tip(command, lang);
    match available {
        Ok(()) => response.on_hover_text(tip),
        Err(why) => response.on_disabled_hover_text(why),
    }
}

/// What a command does, with its shortcut.
pub fn command_tip(command: Command, lang: Lang) -> String {
    match command.shortcut() {
        Some(shortcut) => format!("{}（{}）", lang.command_tip(command), shortcut_text(shortcut)),
        None => lang.command_tip(command).to_owned(),
    }
}

/// A filter with its count: the count is what the click will show.
pub fn chip(ui: &mut Ui, label: &str, count: Option<usize>, selected: bool) -> Response {
    let theme = Theme::in_use(ui);
    let text = count.map_or_else(|| label.to_owned(), |count| format!("{label} {count}"));
    let (fill, line, ink) = if selected {
        (theme.accent_ground, theme.accent, theme.accent)
    } else {
        (theme.panel, theme.strong_line, theme.text)
    };
    let button = Button::new(RichText::new(&text).color(ink.0))
        .fill(fill.0)
        .stroke(Stroke::new(1.0, line.0))
        .corner_radius(CornerRadius::same(13));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, selected, &text));
    response
}

/// Colours of a lamp: text and ground.
pub fn lamp_colors(theme: &Theme, lamp: Lamp) -> (Color32, Color32) {
    match lamp {
        Lamp::OnPace => (theme.good.0, theme.good_ground.0),
        Lamp::Slight => (theme.warning.0, theme.warning_ground.0),
        Lamp::Behind => (theme.bad.0, theme.bad_ground.0),
        Lamp::Unlit => (theme.none.0, theme.none_ground.0),
    }
}

/// A lamp's shape, drawn; its word is its accessible name.
pub fn lamp_sign(ui: &mut Ui, lamp: Lamp, lang: Lang) -> Response {
    sign(ui, lamp, lang.lamp(lamp))
}

/// A lamp's shape that stands for another word than the lamp's own.
pub fn sign(ui: &mut Ui, lamp: Lamp, word: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
    paint_lamp(ui.painter(), rect.center(), 5.0, lamp, Theme::in_use(ui));
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    response.on_hover_text(word)
}

/// Draws a lamp's shape about a point.
pub fn paint_lamp(painter: &egui::Painter, at: egui::Pos2, radius: f32, lamp: Lamp, theme: &Theme) {
    let (color, _) = lamp_colors(theme, lamp);
    let triangle = |tip: f32| {
        let base = at.y - tip * 0.75;
        let points = vec![pos2(at.x, at.y + tip), pos2(at.x - radius, base), pos2(at.x + radius, base)];
        egui::Shape::convex_polygon(points, color, Stroke::NONE)
    };
    match lamp {
        Lamp::OnPace => painter.add(triangle(-radius)),
        Lamp::Behind => painter.add(triangle(radius)),
        Lamp::Slight => painter.circle_filled(at, radius * 0.9, color),
        Lamp::Unlit => painter.hline(at.x - radius..=at.x + radius, at.y, Stroke::new(1.5, color)),
    };
}

/// A pill with a lamp's shape and a word.
pub fn lamp_pill(ui: &mut Ui, lamp: Lamp, text: &str) -> Response {
    let theme = Theme::in_use(ui);
    let (ink, ground) = lamp_colors(theme, lamp);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::proportional(12.0), ink);
    let size = vec2(galley.size().x + 30.0, 20.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(10), ground);
    paint_lamp(ui.painter(), pos2(rect.left() + 13.0, rect.center().y), 4.5, lamp, theme);
    let at = pos2(rect.left() + 22.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A line between parts of a panel.
pub fn rule(ui: &mut Ui) {
    let theme = Theme::in_use(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 1.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, theme.line.0));
}

/// What belongs here, and the one action that fills it. True where the action was chosen.
pub fn empty_state(ui: &mut Ui, title: &str, hint: &str, action: Option<&str>) -> bool {
    let theme = Theme::in_use(ui);
    let mut chosen = false;
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).clamp(16.0, 160.0));
        ui.label(RichText::new(title).font(theme::bold(theme::PANEL_SIZE)));
        ui.label(RichText::new(hint).color(theme.second.0));
        if let Some(action) = action {
            ui.add_space(8.0);
            chosen = main_button(ui, action).clicked();
        }
    });
    chosen
}

/// What of a text is worth laying out: no line and no tip shows more of it. Signs that would steer a screen are
/// spelt out.
pub fn on_screen(text: &str) -> Cow<'_, str> {
    const MOST_SIGNS: usize = 2000;
    let end = if text.len() > MOST_SIGNS { text.char_indices().nth(MOST_SIGNS) } else { None };
    visible(end.and_then(|(end, _)| text.get(..end)).unwrap_or(text))
}

/// A text laid out on one line with an ellipsis where it does not fit.
pub fn elided(ui: &Ui, text: &str, font: egui::FontId, color: Color32, width: f32) -> Arc<Galley> {
    let shown = on_screen(text).into_owned();
    let mut job = egui::text::LayoutJob::single_section(shown, egui::TextFormat::simple(font, color));
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    ui.painter().layout_job(job)
}

/// Draws a text inside a rectangle, elided, aligned in it.
pub fn text_in(ui: &Ui, rect: Rect, text: &str, font: egui::FontId, color: Color32, align: Align) -> bool {
    let galley = elided(ui, text, font, color, rect.width());
    let elided = galley.elided;
    let anchor = match align {
        Align::Min => Align2::LEFT_CENTER,
        Align::Center => Align2::CENTER_CENTER,
        Align::Max => Align2::RIGHT_CENTER,
    };
    let at = anchor.align_size_within_rect(galley.size(), rect).min;
    ui.painter().galley(at, galley, color);
    elided
}

/// A field for searching, with a cross that empties it. True where the text changed.
pub fn search_field(ui: &mut Ui, text: &mut String, hint: &str, width: f32) -> Response {
    let edit = egui::TextEdit::singleline(text).hint_text(hint).desired_width(width).margin(Margin {
        left: 8,
        right: 22,
        top: 4,
        bottom: 4,
    });
    let mut response = ui.add(edit);
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
    if !text.is_empty() {
        let rect = Rect::from_center_size(response.rect.right_center() - vec2(12.0, 0.0), Vec2::splat(18.0));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(rect));
        if inner.add(Button::new("×").frame(false).small()).clicked() {
            text.clear();
            response.mark_changed();
        }
    }
    response
}

/// What can be done with a figure, as the entries of its context menu.
pub fn figure_menu(ui: &mut Ui, figure: &Figure, lang: Lang, actions: &mut Actions) {
    for (command, request) in [
        (Command::KeepFigure, FigureRequest::Keep),
        (Command::ExportFigure, FigureRequest::AskExport),
        (Command::CopyPicture, FigureRequest::CopyPicture),
        (Command::CopyTable, FigureRequest::CopyTable),
    ] {
        // A saved figure is kept already.
        if request == FigureRequest::Keep && figure.id.0 != 0 {
            continue;
        }
        let entry = ui.button(lang.command(command)).on_hover_text(lang.command_tip(command));
        if entry.clicked() {
            actions.push(Action::Figure(Box::new(figure.clone()), request));
            ui.close();
        }
    }
}

/// A cell's frame when it has the keyboard.
pub fn paint_cursor(ui: &Ui, rect: Rect) {
    let theme = Theme::in_use(ui);
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(1),
        Stroke::new(2.0, theme.accent.0),
        StrokeKind::Inside,
    );
}

/// A part of the room, with what is drawn in it cut at its edge.
pub fn child(ui: &mut Ui, rect: Rect, salt: &str) -> Ui {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect).id_salt(salt));
    child.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
    child
}

/// A white card behind what is drawn next.
pub fn paper(ui: &Ui, rect: Rect) {
    let theme = Theme::in_use(ui);
    ui.painter().rect(
        rect,
        egui::CornerRadius::same(8),
        theme.panel.0,
        egui::Stroke::new(1.0, theme.line.0),
        egui::StrokeKind::Inside,
    );
}
