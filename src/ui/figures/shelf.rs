//! The list of figures: small pictures of them in the workbook's order, to be chosen, dragged and moved by
//! keys. The pictures are made on a thread of their own and again only when what they show has changed.

use super::{State, changes, menu};
use crate::{
    i18n::Lang,
    jobs::{Miniatures, Wanted},
    model::{Figure, FigureId, Text, Workbook, figure::Paper},
    ui::{Actions, Command, Shown, theme, theme::Theme, widgets},
};
use egui::{
    Align, Color32, ColorImage, CornerRadius, EventFilter, Id, Key, Modifiers, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, TextureHandle, TextureOptions, Ui, WidgetInfo, pos2, vec2,
};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// Height of a line of the list.
const ROW: f32 = 60.0;
/// Size of a picture, in points.
const PICTURE: egui::Vec2 = vec2(80.0, 50.0);

/// What a picture shows: as long as it is the same, the picture is.
#[derive(Debug, Clone, PartialEq)]
struct Subject {
    revision: u64,
    lang: Lang,
    dark: bool,
    width: u32,
    figure: Figure,
}

#[derive(Default)]
struct Kept {
    /// What the last picture that was asked for shows, and its number.
    asked: Option<(u64, Subject)>,
    picture: Option<TextureHandle>,
}

impl fmt::Debug for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kept").field("asked", &self.asked).finish_non_exhaustive()
    }
}

/// The pictures, and what is being dragged.
#[derive(Debug, Default)]
pub struct Shelf {
    maker: Option<Miniatures>,
    kept: BTreeMap<FigureId, Kept>,
    snapshot: Option<(u64, Arc<Workbook>)>,
    next: u64,
    dragged: Option<FigureId>,
    /// The figure in view is scrolled to.
    pub reveal: bool,
}

impl Shelf {
    /// Takes the pictures that are done.
    fn take(&mut self, ui: &Ui) {
        let Some(maker) = &self.maker else { return };
        for made in maker.take() {
            let number = made.number;
            let fits = |kept: &&mut Kept| kept.asked.as_ref().is_some_and(|(asked, _)| *asked == number);
            let Some(kept) = self.kept.values_mut().find(fits) else { continue };
            let image = ColorImage::from_rgba_unmultiplied(made.size, &made.pixels);
            let options = TextureOptions::LINEAR;
            match &mut kept.picture {
                Some(picture) => picture.set(image, options),
                None => kept.picture = Some(ui.ctx().load_texture("miniature", image, options)),
            }
        }
    }

    /// The picture of a figure; asked for where what it shows has changed.
    fn picture(&mut self, ui: &Ui, shown: &Shown<'_>, figure: &Figure) -> Option<egui::TextureId> {
        let subject = Subject {
            revision: shown.derived.revision(),
            lang: shown.lang,
            dark: std::ptr::eq(shown.theme, Theme::of(true)),
            width: (PICTURE.x * ui.ctx().pixels_per_point()).ceil() as u32,
            figure: without_words(figure),
        };
        let kept = self.kept.entry(figure.id).or_default();
        if kept.asked.as_ref().is_none_or(|(_, asked)| *asked != subject) {
            self.next += 1;
            let revision = subject.revision;
            if self.snapshot.as_ref().is_none_or(|(of, _)| *of != revision) {
                self.snapshot = Some((revision, Arc::new(shown.workbook.clone())));
            }
            let ctx = ui.ctx().clone();
            let maker = self.maker.get_or_insert_with(|| Miniatures::start(move || ctx.request_repaint()));
            if let Some((_, workbook)) = &self.snapshot {
                maker.want(Wanted {
                    number: self.next,
                    workbook: workbook.clone(),
                    figure: subject.figure.clone(),
                    lang: subject.lang,
                    dark: subject.dark,
                    width: subject.width,
                });
            }
            kept.asked = Some((self.next, subject));
        }
        kept.picture.as_ref().map(TextureHandle::id)
    }
}

/// The figure without what a small picture does not show.
fn without_words(figure: &Figure) -> Figure {
    let none = Text::default;
    Figure {
        title: none(),
        title_en: none(),
        subtitle: none(),
        subtitle_en: none(),
        note: none(),
        note_en: none(),
        source: none(),
        source_en: none(),
        paper: Paper::default(),
        ..figure.clone()
    }
}

fn row_id(figure: FigureId) -> Id {
    Id::unique(("figure-row", figure))
}

/// Shows the list.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let workbook = shown.workbook;
    state.shelf.take(ui);
    state.shelf.kept.retain(|&id, _| workbook.figures.contains(id));
    let keyed = keys(ui, shown, state, actions);
    let inner = ui.max_rect().shrink(5.0);
    let mut list = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("figures"));
    let reveal = std::mem::take(&mut state.shelf.reveal);
    ScrollArea::vertical().auto_shrink(false).show_viewport(&mut list, |ui, view| {
        let count = workbook.figures.len();
        let (all, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW * count as f32), Sense::hover());
        let row = |at: usize| {
            Rect::from_min_size(
                pos2(all.left(), all.top() + ROW * at as f32),
                vec2(all.width() - 6.0, ROW - 4.0),
            )
        };
        if let Some(at) =
            state.current.and_then(|id| workbook.figures.position(id)).filter(|_| reveal || keyed)
        {
            ui.scroll_to_rect(row(at), None);
        }
        let first = (view.top() / ROW).floor().max(0.0) as usize;
        let last = ((view.bottom() / ROW).ceil().max(0.0) as usize).min(count);
        for at in first..last {
            if let Some(figure) = workbook.figures.at(at) {
                line(ui, shown, state, figure, at, row(at), actions);
            }
        }
        drop_at(ui, workbook, state, all, actions);
    });
}

/// One figure of the list.
fn line(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    figure: &Figure,
    at: usize,
    rect: Rect,
    actions: &mut Actions,
) {
    let (lang, theme) = (shown.lang, shown.theme);
    let id = row_id(figure.id);
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let current = state.current == Some(figure.id);
    let chosen = current || state.chosen.contains(&figure.id);
    let ground = match (chosen, response.hovered()) {
        (true, _) => theme.accent_ground.0,
        (false, true) => theme.hover.0,
        (false, false) => Color32::TRANSPARENT,
    };
    ui.painter().rect_filled(rect, CornerRadius::same(6), ground);
    let place = Rect::from_min_size(rect.min + vec2(4.0, (rect.height() - PICTURE.y) / 2.0), PICTURE);
    ui.painter().rect_filled(place, 3.0, theme.panel.0);
    if let Some(picture) = state.shelf.picture(ui, shown, figure) {
        egui::Image::new((picture, PICTURE)).paint_at(ui, place.shrink(1.0));
    }
    let line = if current { theme.accent.0 } else { theme.line.0 };
    ui.painter().rect_stroke(place, CornerRadius::same(3), Stroke::new(1.0, line), StrokeKind::Inside);
    let name = lang.figure_name(figure, shown.workbook);
    let text = rect.with_min_x(place.right() + 8.0).shrink2(vec2(0.0, 4.0));
    let ink = if current { theme.accent.0 } else { theme.text.0 };
    let font = if current { theme::bold(12.5) } else { egui::FontId::proportional(12.5) };
    let mut job = egui::text::LayoutJob::simple(name.clone(), font, ink, text.width() - 4.0);
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = lang == Lang::Zh;
    let galley = ui.painter().layout_job(job);
    let elided = galley.elided;
    let height = galley.size().y;
    ui.painter().galley(text.min, galley, ink);
    let kind = Rect::from_min_max(pos2(text.left(), text.top() + height + 1.0), text.max);
    if kind.height() >= 12.0 {
        let said = format!("{} {}", at + 1, lang.figure_kind(figure.kind));
        let kind = kind.with_max_y(kind.top() + 16.0);
        widgets::text_in(ui, kind, &said, egui::FontId::proportional(11.0), theme.faint.0, Align::Min);
    }
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, chosen, &name));
    pressed(ui, shown.workbook, state, figure.id, &response);
    if response.double_clicked() {
        state.rename = true;
        state.panel = Some(true);
    }
    if response.drag_started() {
        state.shelf.dragged = Some(figure.id);
    }
    if response.secondary_clicked() && !chosen {
        state.select(figure.id);
    }
    response.context_menu(|ui| menu(ui, shown, state, figure, actions));
    if elided && !ui.ctx().any_popup_open() {
        response.on_hover_text(name);
    }
}

/// A click looks at a figure; with Ctrl it is selected beside the others, with Shift all up to it.
fn pressed(ui: &Ui, workbook: &Workbook, state: &mut State, id: FigureId, response: &Response) {
    if !response.clicked() {
        return;
    }
    response.request_focus();
    let modifiers = ui.input(|input| input.modifiers);
    let before = state.current;
    if modifiers.command {
        if !state.chosen.remove(&id) {
            state.chosen.extend(before);
            state.chosen.insert(id);
        }
        let left = state.chosen.iter().next_back().copied();
        match if state.chosen.contains(&id) { Some(id) } else { left.or(Some(id)) } {
            // What was typed for the other figure stays behind, as where one is chosen alone.
            Some(other) if state.current != Some(other) => {
                state.fields.clear();
                state.views += 1;
                state.current = Some(other);
            }
            _ => {}
        }
    } else if modifiers.shift
        && let Some(from) = before.and_then(|id| workbook.figures.position(id))
        && let Some(to) = workbook.figures.position(id)
    {
        let between = from.min(to)..=from.max(to);
        state.chosen = between.filter_map(|at| Some(workbook.figures.at(at)?.id)).collect();
    } else {
        state.select(id);
    }
}

/// While a figure is dragged: where it would go, and the move once it is let go.
fn drop_at(ui: &Ui, workbook: &Workbook, state: &mut State, all: Rect, actions: &mut Actions) {
    let Some(dragged) = state.shelf.dragged else { return };
    let theme = Theme::in_use(ui);
    if ui.input(|input| input.key_pressed(Key::Escape)) {
        state.shelf.dragged = None;
        return;
    }
    let pointer = ui.input(|input| input.pointer.latest_pos());
    let count = workbook.figures.len();
    if let Some(pointer) = pointer {
        let gap = (((pointer.y - all.top()) / ROW).round().max(0.0) as usize).min(count);
        let y = all.top() + ROW * gap as f32 - 2.0;
        let line = Stroke::new(2.0, theme.accent.0);
        ui.painter().hline(all.left()..=all.right() - 6.0, y, line);
        ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
        if ui.input(|input| input.pointer.any_released())
            && let Some(from) = workbook.figures.position(dragged)
        {
            // Taken out first, what lies behind it moves up.
            let to = if gap > from { gap - 1 } else { gap };
            if to != from {
                actions.edit(changes::moved(dragged, to));
            }
            state.select(dragged);
        }
    }
    if ui.input(|input| !input.pointer.any_down()) {
        state.shelf.dragged = None;
    }
}

/// The keys of the list, where nothing else has the keyboard. True where another figure came into view.
pub fn keys(ui: &Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) -> bool {
    let workbook = shown.workbook;
    let Some(current) = state.current.filter(|_| !state.starting) else { return false };
    let focused = ui.memory(egui::Memory::focused);
    let own = workbook.figures.iter().map(|row| row_id(row.id)).find(|&id| Some(id) == focused);
    if focused.is_some() && own.is_none() || ui.ctx().any_popup_open() {
        return false;
    }
    if let Some(own) = own {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(own, filter));
    }
    let press = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let Some(at) = workbook.figures.position(current) else { return false };
    let last = workbook.figures.len().saturating_sub(1);
    let page = ((ui.max_rect().height() / ROW).floor() as usize).max(1);
    let to = if press(Key::ArrowDown) {
        at + 1
    } else if press(Key::ArrowUp) {
        at.saturating_sub(1)
    } else if press(Key::PageDown) {
        at + page
    } else if press(Key::PageUp) {
        at.saturating_sub(page)
    } else if press(Key::Home) {
        0
    } else if press(Key::End) {
        last
    } else {
        at
    };
    if press(Key::F2) || press(Key::Enter) {
        state.rename = true;
        state.panel = Some(true);
    }
    if press(Key::Delete) {
        actions.run(Command::DeleteFigures);
    }
    let to = to.min(last);
    let Some(figure) = workbook.figures.at(to).filter(|_| to != at) else { return false };
    state.select(figure.id);
    if own.is_some() {
        ui.memory_mut(|memory| memory.request_focus(row_id(figure.id)));
    }
    true
}
