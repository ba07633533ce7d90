//! The indicators page: the list at the left, the chart of the selected one with its figures below, what
//! it is and what it should reach at the right.

mod chart_card;
mod definition;
pub mod figures;
mod formula;
mod head;
mod list;
pub mod observe;
mod periods;
mod plan;
pub mod targets;

pub use head::{export as export_menu, measures};

use super::{Actions, Command, Shown, fields::Fields, grid::Grid, widgets};
use crate::{
    chart::{Subject, default_figure},
    edit::{Edit, Row},
    exchange::clipboard::Block,
    model::{AreaId, Figure, FigureKind, Indicator, IndicatorId, Measure, Period, figure::Transformation},
};
use egui::{Rect, ScrollArea, Ui, pos2};
use figures::{AreaColumn, PeriodColumn};

/// Width of the list.
const LIST: f32 = 210.0;
/// Width of the panel at the right.
const PANEL: f32 = 272.0;
/// Room between columns.
const GAP: f32 = 14.0;
/// Narrower pages have the list on top.
const NARROW: f32 = 780.0;
/// Narrower pages have the panel below the figures.
const WITH_PANEL: f32 = 980.0;

/// Where one is looking on the indicators page.
#[derive(Debug, Default)]
pub struct State {
    selected: Option<IndicatorId>,
    headline: bool,
    list: list::List,
    measure: Option<Measure>,
    area: Option<AreaId>,
    compare: Vec<AreaId>,
    transformation: Transformation,
    offers: head::Offers,
    /// Whether the figures are laid out by area; none: by area where several have figures.
    by_area: Option<bool>,
    /// Periods that were added and have no figure yet.
    extra: Vec<(IndicatorId, Period)>,
    add_period: periods::Form,
    periods: Grid<Period, PeriodColumn>,
    areas: Grid<AreaId, AreaColumn>,
    fields: Fields,
    drafts: targets::Drafts,
    refused: Option<String>,
    panel: Option<bool>,
    chart: chart_card::Kept,
}

impl State {
    /// Shows an indicator.
    pub fn select(&mut self, id: IndicatorId) {
        if self.selected != Some(id) {
            self.measure = None;
            self.transformation = Transformation::None;
            self.by_area = None;
            self.periods.clear();
            self.areas.clear();
            self.fields.clear();
            self.drafts.clear();
            self.refused = None;
        }
        self.selected = Some(id);
        self.headline = false;
        self.list.reveal = true;
    }

    /// Shows the figure of all headline indicators.
    pub fn show_headline(&mut self) {
        self.headline = true;
    }

    /// The edit that adds an indicator beside the selected one; it is then selected.
    pub fn add(&mut self, shown: &Shown<'_>) -> Edit {
        let workbook = shown.workbook;
        let id: IndicatorId = workbook.new_id(0);
        let beside = self.selected.filter(|_| !self.headline).and_then(|id| workbook.indicators.get(id));
        let mut row = Indicator::new(id, shown.lang.new_indicator());
        row.section = beside.map_or_else(|| workbook.sections.at(0).map(|row| row.id), |row| row.section);
        let at = beside.and_then(|row| workbook.indicators.position(row.id)).map_or(usize::MAX, |at| at + 1);
        self.list.search.clear();
        self.select(id);
        Edit::Insert { at, row: Row::from(row) }
    }

    /// Puts a block from the clipboard into the table in view.
    pub fn paste(&mut self, shown: &Shown<'_>, block: Block, ask: bool) {
        if self.indicator(shown).is_some_and(|indicator| self.is_by_area(shown, indicator)) {
            self.areas.paste(block, ask);
        } else {
            self.periods.paste(block, ask);
        }
    }

    /// Whether there are cells to be filled.
    pub fn can_fill(&self, shown: &Shown<'_>) -> bool {
        self.indicator(shown).filter(|_| !self.headline).is_some_and(|indicator| {
            if self.is_by_area(shown, indicator) {
                self.areas.cursor().is_some()
            } else {
                self.periods.cursor().is_some()
            }
        })
    }

    /// Fills the selected cells from their first row, or from their first column.
    pub fn fill(&mut self, shown: &Shown<'_>, right: bool) {
        if self.indicator(shown).is_some_and(|indicator| self.is_by_area(shown, indicator)) {
            self.areas.fill(right);
        } else {
            self.periods.fill(right);
        }
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        let grids = self.periods.refused().or(self.areas.refused());
        grids.or(self.fields.refused()).or(self.drafts.refused())
    }

    /// Shows or hides the panel at the right.
    pub fn toggle_details(&mut self) {
        self.panel = Some(!self.panel.unwrap_or(true));
    }

    /// The figure in view, for export.
    pub fn figure(&self, shown: &Shown<'_>) -> Option<Figure> {
        if self.headline {
            return Some(default_figure(shown.workbook, Subject::Headline));
        }
        let indicator = self.indicator(shown)?;
        let mut figure = default_figure(shown.workbook, Subject::Indicator(indicator.id));
        if let Some(measure) = self.measure {
            figure.measure = measure;
        }
        let root = shown.workbook.root_area().map(|area| area.id);
        let area = self.area_in_view(shown);
        if area != root || !self.compare.is_empty() {
            figure.areas = area.into_iter().chain(self.compare.iter().copied()).collect();
            figure.kind = FigureKind::Line;
        }
        let seen = |area: AreaId| {
            let figures = indicator.series(area).iter();
            figures.filter(|o| o.figure(figure.measure, indicator.measure).is_some()).count()
        };
        if figure.kind == FigureKind::Bullet && area.is_some_and(|area| seen(area) >= 3) {
            figure.kind = FigureKind::Line;
        }
        if self.transformation != Transformation::None {
            figure.transformation = self.transformation;
            figure.kind = FigureKind::Line;
        }
        Some(figure)
    }

    /// What the status bar says of the selection.
    pub fn selection_text(&self, shown: &Shown<'_>) -> Option<String> {
        use super::grid::Cells;
        let indicator = self.indicator(shown).filter(|_| !self.headline)?;
        let by_area = self.is_by_area(shown, indicator);
        let summary = if by_area { self.areas.summary() } else { self.periods.summary() };
        if let Some(summary) = summary {
            return Some(summary.to_owned());
        }
        let mut actions = Actions::default();
        let figures = figures::Figures {
            shown,
            indicator,
            area: self.area_in_view(shown)?,
            measure: self.measure_in_view(shown, indicator),
            actions: &mut actions,
        };
        let (label, text) = if by_area {
            let (row, col) = self.areas.cursor()?;
            let cells = figures::ByArea(figures);
            (cells.label(row, col), cells.cell(row, col).text)
        } else {
            let (row, col) = self.periods.cursor()?;
            let cells = figures::ByPeriod::new(figures);
            (cells.label(row, col), cells.cell(row, col).text)
        };
        Some(shown.lang.ind_status_selected(&label, &text))
    }

    /// The indicator in view: the selected one, or the first.
    fn indicator<'a>(&self, shown: &Shown<'a>) -> Option<&'a Indicator> {
        let table = &shown.workbook.indicators;
        self.selected.and_then(|id| table.get(id)).or_else(|| {
            // The first in the order of the list.
            self.list.first().and_then(|id| table.get(id)).or_else(|| table.at(0))
        })
    }

    /// The area in view: the chosen one, or the root.
    fn area_in_view(&self, shown: &Shown<'_>) -> Option<AreaId> {
        let chosen = self.area.filter(|&area| shown.workbook.areas.contains(area));
        chosen.or_else(|| shown.workbook.root_area().map(|area| area.id))
    }

    fn measure_in_view(&self, shown: &Shown<'_>, indicator: &Indicator) -> Measure {
        self.measure
            .unwrap_or_else(|| default_figure(shown.workbook, Subject::Indicator(indicator.id)).measure)
    }

    fn is_by_area(&self, shown: &Shown<'_>, indicator: &Indicator) -> bool {
        self.by_area.unwrap_or_else(|| {
            let measure = self.measure_in_view(shown, indicator);
            let has = |area: AreaId| {
                let mut figures = indicator.series(area).iter();
                figures.any(|o| o.figure(measure, indicator.measure).is_some())
            };
            self.area.is_none() && shown.workbook.child_areas().filter(|area| has(area.id)).count() > 1
        })
    }
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    if shown.workbook.indicators.is_empty() {
        let add = lang.command(Command::AddIndicator);
        if widgets::empty_state(ui, lang.ind_empty(), lang.ind_empty_hint(), Some(add)) {
            actions.run(Command::AddIndicator);
        }
        return;
    }
    state.list.follow(shown);
    if state.selected.is_none_or(|id| !shown.workbook.indicators.contains(id)) {
        let first = state.indicator(shown).map(|indicator| indicator.id);
        if let Some(first) = first {
            let headline = state.headline;
            state.select(first);
            state.headline = headline;
        }
    }
    let page = ui.available_rect_before_wrap();
    let narrow = page.width() < NARROW;
    let mut right = page;
    if narrow {
        let mut top = widgets::child(ui, page.with_max_y(page.top() + 26.0), "combo");
        list::combo(&mut top, shown, state);
        right.min.y += 34.0;
    } else {
        let mut column = widgets::child(ui, page.with_max_x(page.left() + LIST), "column");
        list::column(&mut column, shown, state);
        right.min.x += LIST + GAP;
    }
    let mut ui = widgets::child(ui, right, "right");
    if state.headline {
        headline(&mut ui, shown, state, actions);
    } else if let Some(indicator) = state.indicator(shown) {
        let panel = page.width() >= WITH_PANEL && state.panel.unwrap_or(true);
        one(&mut ui, shown, state, indicator, panel, actions);
    }
}

/// All headline indicators: last year's result against this year's target.
fn headline(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    let figure = default_figure(shown.workbook, Subject::Headline);
    let year = shown.workbook.year;
    let subtitle = lang.ind_headline_subtitle(year.saturating_sub(1), year);
    widgets::page_title(ui, lang.ind_headline(), &subtitle, |ui| head::export(ui, shown, &figure, actions));
    ui.add_space(8.0);
    let rest = ui.available_rect_before_wrap();
    chart_card::show(ui, shown, &mut state.chart, &figure, rest.height(), actions);
}

/// One indicator.
fn one(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    panel: bool,
    actions: &mut Actions,
) {
    let Some(figure) = state.figure(shown) else { return };
    head::show(ui, shown, state, indicator, &figure, actions);
    ui.add_space(8.0);
    let rest = ui.available_rect_before_wrap();
    let mut main = rest;
    if panel {
        let side = Rect::from_min_max(pos2(rest.right() - PANEL, rest.top()), rest.max);
        main.max.x = side.left() - GAP;
        let mut side = widgets::child(ui, side, "side");
        let inner = frame(&mut side);
        let mut side = widgets::child(&mut side, inner, "panel");
        ScrollArea::vertical().id_salt(("panel", indicator.id)).auto_shrink(false).show(&mut side, |ui| {
            ui.set_max_width(inner.width() - 8.0);
            definition::panel(ui, shown, state, indicator, actions);
        });
    }
    let mut ui = widgets::child(ui, main, "main");
    if panel || !state.panel.unwrap_or(true) {
        let chart = (main.height() * 0.54).clamp(150.0, 440.0);
        chart_card::show(&mut ui, shown, &mut state.chart, &figure, chart, actions);
        ui.add_space(10.0);
        let height = ui.available_height();
        periods::card(&mut ui, shown, state, indicator, height, actions);
    } else {
        // No room beside: the panel comes below, and the whole scrolls.
        ScrollArea::vertical().id_salt(("below", indicator.id)).auto_shrink(false).show(&mut ui, |ui| {
            let chart = (main.height() * 0.54).clamp(150.0, 440.0);
            chart_card::show(ui, shown, &mut state.chart, &figure, chart, actions);
            ui.add_space(10.0);
            let height = (main.height() - chart - 20.0).max(170.0);
            periods::card(ui, shown, state, indicator, height, actions);
            ui.add_space(10.0);
            widgets::card(ui, |ui| definition::panel(ui, shown, state, indicator, actions));
        });
    }
}

/// A card's ground over the whole room; says what is inside it.
fn frame(ui: &mut Ui) -> Rect {
    let rect = ui.max_rect();
    let theme = super::Theme::in_use(ui);
    ui.painter().rect(
        rect,
        egui::CornerRadius::same(8),
        theme.panel.0,
        egui::Stroke::new(1.0, theme.line.0),
        egui::StrokeKind::Inside,
    );
    rect.shrink2(egui::vec2(12.0, 10.0))
}
