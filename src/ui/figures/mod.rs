//! The page of saved figures: all of them at the left in the workbook's order, one live in the middle, and at
//! the right its specification, which every change shows at once.

mod areas;
mod changes;
mod editor;
mod marks;
mod offers;
mod period;
mod shelf;
mod starter;
mod tiles;
mod words;

use super::{Actions, Command, Shown, fields, fields::Fields, theme::Theme, widgets};
use crate::{
    chart::{self, Body, Chart, Ink, Mode, chart_of},
    i18n::Lang,
    model::{Figure, FigureId, FigureKind, Workbook},
};
use egui::{Rect, RichText, Role, ScrollArea, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2};
use std::{collections::BTreeSet, rc::Rc};

/// Width of the list.
const LIST: f32 = 226.0;
/// Width of the editor.
const PANEL: f32 = 288.0;
/// Room between columns.
const GAP: f32 = 12.0;
/// Narrower pages have a choice instead of the list.
const WITH_LIST: f32 = 880.0;
/// Narrower pages have no room for the editor beside the figure.
const WITH_PANEL: f32 = 660.0;
/// As tall as a figure is in any case, where there is room: many rows need it.
const LEAST: f32 = 440.0;
/// How much taller than its paper a sheet may be on screen.
const TALLER: f32 = 2.1;
/// The line below the figure.
const CAPTION: f32 = 30.0;

/// Where one is looking on the page of figures.
#[derive(Debug, Default)]
pub struct State {
    /// The figure in the middle.
    current: Option<FigureId>,
    /// What is selected beside it.
    chosen: BTreeSet<FigureId>,
    fields: Fields,
    panel: Option<bool>,
    drawn: Drawn,
    offers: offers::Offers,
    shelf: shelf::Shelf,
    /// The window of templates, while it is open.
    starting: bool,
    starter: starter::Starter,
    /// How often the view was taken back: zoom and pan belong to one of them.
    views: u64,
    /// The title takes the keyboard.
    rename: bool,
}

/// The chart in view, kept until the data, the figure or the language change.
#[derive(Debug, Default)]
struct Drawn(Option<(u64, Lang, Figure, Rc<Chart>)>);

impl Drawn {
    fn of(&mut self, shown: &Shown<'_>, figure: &Figure) -> Rc<Chart> {
        let (revision, lang) = (shown.derived.revision(), shown.lang);
        if let Some((of, in_lang, drawn, chart)) = &self.0
            && (*of, *in_lang) == (revision, lang)
            && drawn == figure
        {
            return chart.clone();
        }
        let chart = Rc::new(make(shown, figure));
        self.0 = Some((revision, lang, figure.clone(), chart.clone()));
        chart
    }
}

/// Describes a figure; its list is taken as it is worked out already.
pub(super) fn make(shown: &Shown<'_>, figure: &Figure) -> Chart {
    let known = figure.list.and_then(|list| shown.derived.list(shown.workbook, list));
    chart_of(shown.workbook, figure, known.as_deref(), shown.lang)
}

impl State {
    /// Shows a figure.
    pub fn select(&mut self, id: FigureId) {
        if self.current != Some(id) {
            self.fields.clear();
            self.views += 1;
        }
        self.current = Some(id);
        self.chosen.clear();
        self.shelf.reveal = true;
    }

    /// Brings a figure into view; what is selected stays.
    pub fn look_at(&mut self, id: FigureId) {
        let chosen = std::mem::take(&mut self.chosen);
        self.select(id);
        self.chosen = if chosen.contains(&id) { chosen } else { BTreeSet::new() };
    }

    /// Opens the window of templates.
    pub fn start(&mut self) {
        self.starting = true;
    }

    /// Shows or hides the editor.
    pub fn toggle_details(&mut self) {
        self.panel = Some(!self.panel.unwrap_or(true));
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        self.fields.refused()
    }

    /// The figure in view.
    pub fn figure(&self, shown: &Shown<'_>) -> Option<Figure> {
        self.in_view(shown.workbook).cloned()
    }

    /// The figures that are selected, in the workbook's order: at least the one in view.
    pub fn selected(&self, workbook: &Workbook) -> Vec<FigureId> {
        let current = self.in_view(workbook).map(|figure| figure.id);
        let wanted = |id: &FigureId| Some(*id) == current || self.chosen.contains(id);
        workbook.figures.iter().map(|figure| figure.id).filter(wanted).collect()
    }

    /// The figures to present or to export: those selected where there are several, else all.
    pub fn in_hand(&self, workbook: &Workbook) -> Vec<FigureId> {
        let selected = self.selected(workbook);
        if selected.len() > 1 { selected } else { workbook.figures.iter().map(|row| row.id).collect() }
    }

    /// What the status bar says.
    pub fn selection_text(&self, shown: &Shown<'_>) -> Option<String> {
        let figure = self.in_view(shown.workbook)?;
        let at = shown.workbook.figures.position(figure.id)?;
        let name = shown.lang.figure_name(figure, shown.workbook);
        Some(shown.lang.fig_selected(&name, at + 1, shown.workbook.figures.len()))
    }

    /// Whether a command has something to do here.
    pub fn available(&self, workbook: &Workbook, command: Command) -> bool {
        let at = self.in_view(workbook).and_then(|figure| workbook.figures.position(figure.id));
        match (at, command) {
            (None, _) => false,
            (Some(at), Command::FigureUp) => at > 0,
            (Some(at), Command::FigureDown) => at + 1 < workbook.figures.len(),
            _ => true,
        }
    }

    /// Does a command with the selected figures.
    pub fn run(&mut self, shown: &Shown<'_>, command: Command, actions: &mut Actions) {
        let workbook = shown.workbook;
        let selected = self.selected(workbook);
        let Some(current) = self.in_view(workbook).map(|figure| figure.id) else { return };
        match command {
            Command::DuplicateFigures => {
                let (edit, first) = changes::duplicated(workbook, &selected, shown.lang);
                actions.edit(edit);
                self.select(first.unwrap_or(current));
            }
            Command::DeleteFigures => {
                let left = changes::beside(workbook, &selected);
                actions.edit(changes::deleted(&selected));
                self.chosen.clear();
                self.fields.clear();
                self.current = left;
                self.shelf.reveal = true;
            }
            Command::FigureUp | Command::FigureDown => {
                let Some(at) = workbook.figures.position(current) else { return };
                let to = if command == Command::FigureUp { at.checked_sub(1) } else { Some(at + 1) };
                if let Some(to) = to.filter(|&to| to < workbook.figures.len()) {
                    actions.edit(changes::moved(current, to));
                    self.shelf.reveal = true;
                }
            }
            _ => {}
        }
    }

    fn in_view<'a>(&self, workbook: &'a Workbook) -> Option<&'a Figure> {
        let table = &workbook.figures;
        self.current.and_then(|id| table.get(id)).or_else(|| table.at(0))
    }

    /// Forgets what is gone.
    fn follow(&mut self, workbook: &Workbook) {
        self.chosen.retain(|&id| workbook.figures.contains(id));
        let now = self.in_view(workbook).map(|figure| figure.id);
        if self.current != now {
            self.fields.clear();
            self.views += 1;
            self.current = now;
        }
    }
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    state.follow(shown.workbook);
    let Some(figure) = state.in_view(shown.workbook) else {
        starter::empty_page(ui, shown, state, actions);
        return;
    };
    head(ui, shown, state, figure, actions);
    ui.add_space(8.0);
    let page = ui.available_rect_before_wrap();
    let mut main = page;
    if page.width() >= WITH_LIST {
        let list = page.with_max_x(page.left() + LIST);
        main.min.x = list.right() + GAP;
        let mut side = widgets::child(ui, list, "list");
        widgets::paper(&side, side.max_rect());
        shelf::show(&mut side, shown, state, actions);
    } else {
        shelf::keys(ui, shown, state, actions);
    }
    let wide = main.width() >= WITH_PANEL;
    if state.panel.unwrap_or(true) {
        if wide || state.panel.is_none() {
            let side = Rect::from_min_max(pos2(main.right() - PANEL, main.top()), main.max);
            main.max.x = side.left() - GAP;
            panel(ui, shown, state, figure, side, actions);
        } else {
            // Asked for where there is no room beside: it takes the figure's place.
            panel(ui, shown, state, figure, main, actions);
            main = Rect::NOTHING;
        }
    }
    if main.is_positive() {
        canvas(ui, shown, state, figure, main, actions);
    }
    if state.starting {
        starter::window(ui.ctx(), shown, state, actions);
    }
}

fn panel(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    figure: &Figure,
    side: Rect,
    actions: &mut Actions,
) {
    let mut side_ui = widgets::child(ui, side, "side");
    widgets::paper(&side_ui, side_ui.max_rect());
    let inner = side.shrink2(vec2(12.0, 8.0));
    let mut side_ui = widgets::child(&mut side_ui, inner, "editor");
    ScrollArea::vertical().id_salt(("figure", figure.id)).auto_shrink(false).show(&mut side_ui, |ui| {
        ui.set_max_width(inner.width() - 10.0);
        editor::show(ui, shown, state, figure, actions);
    });
}

fn head(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let (count, selected) = (workbook.figures.len(), state.selected(workbook));
    let subtitle = if selected.len() > 1 {
        lang.fig_subtitle_chosen(count, selected.len())
    } else {
        lang.fig_subtitle(count)
    };
    let narrow = ui.available_width() < WITH_LIST;
    widgets::page_title(ui, lang.fig_title(), &subtitle, |ui| {
        more(ui, shown, state, figure, actions);
        super::indicators::export_menu(ui, shown, figure, actions);
        if ui
            .button(lang.command(Command::Present))
            .on_hover_text(widgets::command_tip(Command::Present, lang))
            .clicked()
        {
            actions.run(Command::Present);
        }
        if widgets::main_button(ui, lang.fig_new()).clicked() {
            state.start();
        }
        if narrow {
            let names: Vec<_> =
                workbook.figures.iter().map(|row| (row.id, lang.figure_name(row, workbook))).collect();
            let width = (ui.available_width() - 90.0).clamp(90.0, 230.0);
            if let Some(id) = fields::choice_only(ui, lang.fig_choose(), figure.id, &names, width) {
                state.select(id);
            }
        }
    });
}

fn more(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, actions: &mut Actions) {
    let menu = ui.menu_button("…", |ui| menu(ui, shown, state, figure, actions));
    menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, shown.lang.fig_more()));
}

/// What can be done with the figure in view, or with those selected.
fn menu(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let several = state.selected(workbook).len();
    if ui.button(lang.fig_rename()).clicked() {
        state.rename = true;
        state.panel = Some(true);
        ui.close();
    }
    for command in [Command::DuplicateFigures, Command::DeleteFigures, Command::FigureUp, Command::FigureDown]
    {
        let can = state.available(workbook, command);
        let mut button = egui::Button::new(lang.command(command));
        if let Some(shortcut) = command.with_keys().shortcut() {
            button = button.shortcut_text(super::command::shortcut_text(shortcut));
        }
        if ui.add_enabled(can, button).clicked() {
            actions.run(command);
            ui.close();
        }
    }
    ui.separator();
    if several > 1 && ui.button(lang.fig_present_chosen(several)).clicked() {
        actions.run(Command::Present);
        ui.close();
    }
    if ui.button(lang.fig_present_from()).clicked() {
        actions.push(super::Action::Present(figure.id));
        ui.close();
    }
    let export = if several > 1 {
        lang.fig_export_chosen(several)
    } else {
        lang.command(Command::ExportFigures).to_owned()
    };
    if ui.button(export).clicked() {
        actions.run(Command::ExportFigures);
        ui.close();
    }
}

/// The figure in the proportions of its paper, and below it what it is.
fn canvas(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    figure: &Figure,
    room: Rect,
    actions: &mut Actions,
) {
    let (lang, theme) = (shown.lang, shown.theme);
    let chart = state.drawn.of(shown, figure);
    let size = chart::Size::from(figure.paper);
    let above = room.with_max_y(room.bottom() - CAPTION);
    let scale = (above.width() / size.width as f32).min(above.height() / size.height as f32);
    let wanted = vec2(size.width as f32, size.height as f32) * scale;
    // A sheet is as tall as it is read: beside list and editor a sheet that lies takes the height there is, and the
    // drawing is laid out for it.
    let tall = if figure.paper == crate::model::figure::Paper::Phone {
        wanted.y
    } else {
        (wanted.y * TALLER).max(LEAST).min(above.height())
    };
    let sheet = Rect::from_min_size(above.min, Vec2::new(wanted.x, tall));
    let sheet = sheet.translate(vec2((above.width() - sheet.width()) / 2.0, 0.0));
    let mut ui_sheet = widgets::child(ui, sheet, "sheet");
    widgets::paper(&ui_sheet, ui_sheet.max_rect());
    let ink = if std::ptr::eq(theme, Theme::of(true)) { Ink::dark() } else { Ink::light() };
    let inner = sheet.shrink(1.0);
    let place = UiBuilder::new().max_rect(inner).id_salt(("drawing", figure.id, state.views));
    let mut drawing = ui_sheet.new_child(place);
    let response = chart::show(&mut drawing, &chart, ink, inner.size(), Mode::Framed, lang);
    response.context_menu(|ui| widgets::figure_menu(ui, figure, lang, actions));
    let caption = Rect::from_min_size(pos2(sheet.left(), sheet.bottom() + 4.0), vec2(sheet.width(), 24.0));
    let mut line = widgets::child(ui, caption, "caption");
    line.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if matches!(chart.body, Body::Series(_)) {
            let reset = widgets::link(ui, lang.fig_reset_view());
            if reset.on_hover_text(lang.fig_reset_view_tip()).clicked() {
                state.views += 1;
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let said = format!(
                "{} · {} {} × {}",
                lang.figure_kind(figure.kind),
                lang.paper(figure.paper),
                size.width,
                size.height
            );
            ui.add(egui::Label::new(RichText::new(said).size(12.0).color(theme.faint.0)).truncate());
        });
    });
}

/// The kinds as they are offered: those that belong together beside each other.
const GROUPS: [(crate::i18n::figures::KindGroup, &[FigureKind]); 6] = {
    use crate::i18n::figures::KindGroup as G;
    use FigureKind as K;
    [
        (G::Time, &[K::Line, K::Column, K::SmallMultiples, K::Slope]),
        (G::Areas, &[K::RankedBars, K::AreaHeat, K::TileMap, K::PeerBox, K::Scatter]),
        (G::Parts, &[K::StackedColumns, K::FullColumns, K::Waterfall]),
        (G::Targets, &[K::Dumbbell, K::Bullet]),
        (
            G::Projects,
            &[
                K::CompletionBars,
                K::InvestmentCurve,
                K::HeatTable,
                K::ProjectBars,
                K::Schedule,
                K::StageBoard,
                K::Funnel,
            ],
        ),
        (G::Boards, &[K::BoardBars, K::BoardBump, K::BoardDots]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_offered_once() {
        let mut offered: Vec<FigureKind> =
            GROUPS.iter().flat_map(|(_, kinds)| kinds.iter().copied()).collect();
        offered.sort_unstable();
        let mut all = FigureKind::ALL.to_vec();
        all.sort_unstable();
        assert_eq!(offered, all);
    }
}
