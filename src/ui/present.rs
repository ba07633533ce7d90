//! Figures for a meeting: one after another over the whole window, by key, click or button.

use super::{Shown, figures, theme::Theme};
use crate::{
    chart::{self, Body, Chart, Ink, Mode},
    i18n::Lang,
    model::{FigureId, Workbook},
};
use egui::{
    Align, Key, Layout, Modifiers, Pos2, Rect, RichText, Role, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// The line with page number and buttons.
const FOOT: f32 = 30.0;

/// A presentation under way.
#[derive(Debug)]
pub struct State {
    figures: Vec<FigureId>,
    at: usize,
    /// The first line of each sheet of a schedule that was turned to, the last one in view.
    sheets: Vec<usize>,
    /// The line that the next sheet begins with.
    next: Option<usize>,
    /// How often a page was turned: a page that is come back to has not been zoomed.
    turns: u64,
    /// Whether the window filled the screen before.
    pub filled_before: bool,
    drawn: Option<(u64, Lang, FigureId, Chart)>,
    /// Where the pointer was when the page was turned: until it moves, it is hidden and told nothing.
    rests: Option<Pos2>,
    rested: u64,
}

impl State {
    /// A presentation of figures, from one of them on. None where there is none.
    pub fn new(figures: Vec<FigureId>, from: Option<FigureId>, filled_before: bool) -> Option<Self> {
        let at = from.and_then(|from| figures.iter().position(|&id| id == from)).unwrap_or(0);
        (!figures.is_empty()).then_some(Self {
            figures,
            at,
            sheets: vec![0],
            next: None,
            turns: 0,
            filled_before,
            drawn: None,
            rests: None,
            rested: 0,
        })
    }

    /// The figure in view.
    pub fn figure(&self) -> Option<FigureId> {
        self.figures.get(self.at).copied()
    }

    fn turn_to(&mut self, at: usize) {
        self.at = at.min(self.figures.len().saturating_sub(1));
        self.sheets = vec![0];
        self.next = None;
        self.turns += 1;
    }

    fn forward(&mut self) {
        if let Some(next) = self.next {
            self.sheets.push(next);
            self.next = None;
            self.turns += 1;
        } else if self.at + 1 < self.figures.len() {
            self.turn_to(self.at + 1);
        }
    }

    fn back(&mut self) {
        if self.sheets.len() > 1 {
            self.sheets.pop();
            self.turns += 1;
        } else if self.at > 0 {
            self.turn_to(self.at - 1);
        }
    }

    /// Passes over figures that are gone.
    fn follow(&mut self, workbook: &Workbook) {
        self.figures.retain(|&id| workbook.figures.contains(id));
        self.at = self.at.min(self.figures.len().saturating_sub(1));
    }

    fn keys(&mut self, ui: &Ui) {
        let pressed = |keys: &[Key]| {
            ui.input_mut(|input| {
                // A key that is held turns one page, and no key is left for what comes after.
                keys.iter()
                    .map(|&key| input.consume_key(Modifiers::NONE, key))
                    .fold(false, |any, it| any | it)
            })
        };
        let shifted = ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, Key::Space));
        if shifted || pressed(&[Key::ArrowLeft, Key::ArrowUp, Key::PageUp, Key::Backspace]) {
            self.back();
        }
        if pressed(&[Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::Space, Key::Enter]) {
            self.forward();
        }
        if pressed(&[Key::Home]) {
            self.turn_to(0);
        }
        if pressed(&[Key::End]) {
            self.turn_to(self.figures.len());
        }
    }
}

/// Shows the figure; false once the presentation is left.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) -> bool {
    let (lang, theme) = (shown.lang, shown.theme);
    state.follow(shown.workbook);
    let mut open = !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    state.keys(ui);
    let Some(figure) = state.figure().and_then(|id| shown.workbook.figures.get(id)) else { return false };
    let all = ui.max_rect();
    ui.painter().rect_filled(all, 0.0, theme.panel.0);
    let revision = shown.derived.revision();
    let known =
        state.drawn.take().filter(|(of, in_lang, id, _)| (*of, *in_lang, *id) == (revision, lang, figure.id));
    let mut chart = known.map_or_else(|| figures::make(shown, figure), |(.., chart)| chart);
    if let Body::Schedule(body) = &mut chart.body {
        body.first = state.sheets.last().copied().unwrap_or(0);
    }
    let room = Rect::from_min_max(all.min, pos2(all.right(), all.bottom() - FOOT));
    let ink = if std::ptr::eq(theme, Theme::of(true)) { Ink::dark() } else { Ink::light() };
    let place = UiBuilder::new().max_rect(room).id_salt(("slide", figure.id, state.turns));
    let mut slide = ui.new_child(place);
    let pointer = ui.input(|input| input.pointer.latest_pos());
    if state.rested != state.turns + 1 {
        (state.rested, state.rests) = (state.turns + 1, pointer);
    }
    let rests = pointer.is_some() && pointer == state.rests;
    if rests {
        ui.ctx().set_cursor_icon(egui::CursorIcon::None);
    } else {
        state.rests = None;
    }
    let mode = if rests { Mode::Export } else { Mode::Slide };
    let response = chart::show(&mut slide, &chart, ink, room.size(), mode, lang);
    state.next = match &chart.body {
        Body::Schedule(body) => chart::draw::drawn_to(ui.ctx()).filter(|&next| next < body.lines.len()),
        _ => None,
    };
    let foot = Rect::from_min_max(pos2(all.left(), room.bottom()), all.max).shrink2(vec2(16.0, 2.0));
    let mut line = ui.new_child(UiBuilder::new().max_rect(foot).id_salt("present-foot"));
    line.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if button(ui, "×", lang.fig_present_leave(), true) {
            open = false;
        }
        let more = state.next.is_some() || state.at + 1 < state.figures.len();
        if button(ui, "›", lang.fig_present_next(), more) {
            state.forward();
        }
        if button(ui, "‹", lang.fig_present_back(), state.at > 0 || state.sheets.len() > 1) {
            state.back();
        }
        let (at, count) = (state.at + 1, state.figures.len());
        let page = ui.label(RichText::new(format!("{at} / {count}")).size(13.0).color(theme.second.0));
        page.widget_info(|| WidgetInfo::labeled(Role::Label, true, lang.fig_present_page(at, count)));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let keys = RichText::new(lang.fig_present_keys()).size(12.0).color(theme.faint.0);
            ui.add(egui::Label::new(keys).truncate());
        });
    });
    if response.clicked() {
        state.forward();
    }
    state.drawn = Some((revision, lang, figure.id, chart));
    open
}

fn button(ui: &mut Ui, sign: &str, name: &str, can: bool) -> bool {
    let text = RichText::new(sign).size(16.0);
    let response = ui.add_enabled(can, egui::Button::new(text).frame(false).min_size(vec2(28.0, 24.0)));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
    response.on_hover_text(name).clicked()
}
