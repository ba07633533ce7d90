//! Views beside the table, each a figure of what the filters leave: schedule, investment curve, board by
//! stage, funnel, heat table. What is drawn is the figure that is exported and saved.

mod board;
mod plain;
mod schedule;

pub use plain::show as plain;
pub use {board::show as board, schedule::show as schedule};

use super::{Face, State as Page, rows::InView};
use crate::{
    chart::{Body, Chart, Ink, chart_of},
    i18n::Lang,
    model::{Figure, FigureId, FigureKind, Grouping, HeatFigure, Period, ProjectId, ProjectList},
    ui::{Action, Actions, Command, FigureRequest, Shown, theme::Theme, widgets},
};
use egui::{Align, Layout, Rect, Sense, Ui};
use std::rc::Rc;

/// How many years a schedule shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Years {
    /// All that the dates reach.
    #[default]
    All,
    /// The plan's.
    This,
    /// The plan's, the one before and the one after.
    Three,
}

/// How one looks at the views.
#[derive(Debug, Default)]
pub struct State {
    group: Grouping,
    heat: HeatFigure,
    years: Years,
    kept: Option<Kept>,
    schedule: schedule::State,
    board: board::State,
}

impl State {
    /// The view that is shown goes on with a project by keys.
    pub fn take_keyboard(&mut self, face: Face, project: Option<ProjectId>) {
        match face {
            Face::Board => self.board.take_keyboard(project),
            Face::Schedule => self.schedule.take_keyboard(),
            _ => {}
        }
    }
}

/// What a figure was made for.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    view: u64,
    lang: Lang,
    figure: FigureKind,
    group: Grouping,
    heat: HeatFigure,
    years: Years,
}

/// A figure that is shown, until something that it depends on changes.
#[derive(Debug)]
struct Kept {
    key: Key,
    figure: Figure,
    chart: Rc<Chart>,
}

/// The figure of a face, where it is one of these views.
fn kind(face: Face) -> Option<FigureKind> {
    match face {
        Face::Schedule => Some(FigureKind::Schedule),
        Face::Curve => Some(FigureKind::InvestmentCurve),
        Face::Board => Some(FigureKind::StageBoard),
        Face::Funnel => Some(FigureKind::Funnel),
        Face::Heat => Some(FigureKind::HeatTable),
        _ => None,
    }
}

/// The projects that the filters leave, in order, those in shut groups among them.
fn found(view: &InView) -> impl Iterator<Item = ProjectId> {
    view.found.iter().filter_map(|&row| Some(view.analysis.rows.get(row as usize)?.project))
}

/// The figure that a face shows of what is in view, not saved; none where the face is none of these views, or
/// has nothing to show.
pub fn figure(shown: &Shown<'_>, list: &ProjectList, view: &InView, page: &Page) -> Option<Figure> {
    let kind = kind(page.face_for(list))?;
    let drawn =
        page.figures.kept.as_ref().filter(|kept| (kept.key.view, kept.key.figure) == (view.number(), kind));
    let nothing = drawn.is_some_and(|kept| matches!(kept.chart.body, Body::Empty(_)));
    (!nothing).then(|| make(shown, list, view, page, kind))
}

fn make(shown: &Shown<'_>, list: &ProjectList, view: &InView, page: &Page, kind: FigureKind) -> Figure {
    let mut figure = Figure::new(FigureId(0), kind);
    figure.list = Some(list.id);
    let query = page.query(list.id);
    // The whole list in its own order needs no names: what is added later is shown, too.
    if query.filters() || !query.sort.is_empty() {
        figure.view.projects = found(view).collect();
    }
    if matches!(kind, FigureKind::Schedule | FigureKind::HeatTable) {
        figure.view.group = page.figures.group;
    }
    if kind == FigureKind::HeatTable {
        figure.view.heat = page.figures.heat;
    }
    if kind == FigureKind::Schedule {
        let year = shown.workbook.year;
        let around = match page.figures.years {
            Years::All => None,
            Years::This => Some((year, year)),
            Years::Three => Some((year - 1, year + 1)),
        };
        figure.from = around.map(|(first, _)| Period::year_of(first));
        figure.view.until = around.map(|(_, last)| last);
    }
    figure
}

/// The figure of what is in view and its chart, made once for each view, language and setting.
fn shown_chart(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    page: &mut Page,
    kind: FigureKind,
) -> (Figure, Rc<Chart>) {
    let State { group, heat, years, .. } = page.figures;
    let key = Key { view: view.number(), lang: shown.lang, figure: kind, group, heat, years };
    if let Some(kept) = page.figures.kept.as_ref().filter(|kept| kept.key == key) {
        return (kept.figure.clone(), kept.chart.clone());
    }
    let figure = make(shown, list, view, page, kind);
    let chart = Rc::new(chart_of(shown.workbook, &figure, Some(&view.analysis), shown.lang));
    page.figures.kept = Some(Kept { key, figure: figure.clone(), chart: chart.clone() });
    (figure, chart)
}

/// The settings of a view in a row, and the button that saves it as a figure. `more` adds a view's own
/// buttons, which say `labels`.
fn settings(
    ui: &mut Ui,
    shown: &Shown<'_>,
    page: &mut Page,
    figure: &Figure,
    actions: &mut Actions,
    labels: &[&str],
    more: impl FnOnce(&mut Ui, &mut Page, &mut Actions),
) {
    let buttons = |ui: &mut Ui, page: &mut Page, actions: &mut Actions| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            save(ui, shown, figure, actions);
            more(ui, page, actions);
            if figure.kind == FigureKind::StageBoard {
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let hint = shown.lang.board_hint();
                    let text = egui::RichText::new(hint).size(12.0).color(shown.theme.faint.0);
                    ui.add(egui::Label::new(text).truncate()).on_hover_text(hint);
                });
            }
        });
    };
    let keep = shown.lang.command(Command::KeepFigure);
    let needed: f32 = labels.iter().chain([&keep]).map(|label| button_width(ui, label)).sum();
    ui.horizontal_wrapped(|ui| {
        chips(ui, shown, page, figure);
        // Chips and buttons stand in one row where there is room for both.
        if ui.available_size_before_wrap().x < needed {
            ui.end_row();
        }
        buttons(ui, page, actions);
    });
}

/// The room that a button takes in a row.
fn button_width(ui: &Ui, label: &str) -> f32 {
    let font = egui::TextStyle::Button.resolve(ui.style());
    let text = ui.painter().layout_no_wrap(label.to_owned(), font, ui.visuals().text_color());
    text.size().x + 2.0 * ui.spacing().button_padding.x + ui.spacing().item_spacing.x
}

/// What a view shows, as chips.
fn chips(ui: &mut Ui, shown: &Shown<'_>, page: &mut Page, figure: &Figure) {
    let lang = shown.lang;
    ui.spacing_mut().item_spacing.x = 6.0;
    let state = &mut page.figures;
    if matches!(figure.kind, FigureKind::Schedule | FigureKind::HeatTable) {
        ui.label(egui::RichText::new(lang.view_group()).size(12.0).color(shown.theme.second.0));
        for grouping in Grouping::ALL {
            // A heat table without groups is one by area.
            if figure.kind == FigureKind::HeatTable && grouping == Grouping::None {
                continue;
            }
            let by_area = figure.kind == FigureKind::HeatTable && state.group == Grouping::None;
            let on = state.group == grouping || by_area && grouping == Grouping::Area;
            if widgets::chip(ui, lang.grouping(grouping), None, on).clicked() {
                state.group = grouping;
            }
        }
        ui.add_space(6.0);
    }
    if figure.kind == FigureKind::HeatTable {
        for heat in HeatFigure::ALL {
            if widgets::chip(ui, lang.heat_figure(heat), None, state.heat == heat).clicked() {
                state.heat = heat;
            }
        }
    }
    if figure.kind == FigureKind::Schedule {
        let year = lang.view_range_year(shown.workbook.year);
        for (years, name) in [
            (Years::All, lang.view_range_all()),
            (Years::Three, lang.view_range_three()),
            (Years::This, year.as_str()),
        ] {
            if widgets::chip(ui, name, None, state.years == years).clicked() {
                state.years = years;
            }
        }
    }
}

/// The button that keeps a figure in the workbook.
fn save(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, actions: &mut Actions) {
    let lang = shown.lang;
    let button = ui.button(lang.command(Command::KeepFigure)).on_hover_text(lang.view_save_figure_tip());
    if button.clicked() {
        actions.push(Action::Figure(Box::new(figure.clone()), FigureRequest::Keep));
    }
}

/// A white card in all the room there is; what is inside it.
fn card(ui: &mut Ui) -> Rect {
    let all = ui.available_rect_before_wrap();
    widgets::paper(ui, all);
    ui.allocate_rect(all, Sense::hover());
    all.shrink(1.0)
}

/// Which of so many things of a height below each other are to be seen.
fn in_sight(viewport: Rect, each: f32, count: usize) -> std::ops::Range<usize> {
    let first = (viewport.min.y / each).floor().max(0.0) as usize;
    let last = ((viewport.max.y / each).ceil() as usize).min(count);
    first.min(last)..last
}

fn ink(shown: &Shown<'_>) -> &'static Ink {
    if std::ptr::eq(shown.theme, Theme::of(true)) { Ink::dark() } else { Ink::light() }
}

/// What a view says where it has nothing to show: what belongs there and what to do next.
fn nothing(ui: &mut Ui, shown: &Shown<'_>, page: &mut Page, why: &str, kind: FigureKind) {
    let lang = shown.lang;
    let (hint, action) = match kind {
        FigureKind::Schedule => (lang.schedule_empty_hint(), lang.view_go_enter_dates()),
        FigureKind::Funnel => (lang.funnel_empty_hint(), lang.view_go_enter_stages()),
        FigureKind::HeatTable => (lang.heat_empty_hint(), lang.view_go_enter_months()),
        _ => (lang.curve_empty_hint(), lang.view_go_enter_months()),
    };
    if widgets::empty_state(ui, why, hint, Some(action)) {
        page.turn_to(Face::Table);
    }
}

/// Leads from a view to a project's page, and its row is the one selected.
fn open(page: &mut Page, view: &InView, project: ProjectId) {
    page.selection.these(view, &[project]);
    page.open_page(project);
}
