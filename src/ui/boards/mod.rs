//! The ranking boards: who stands where, how every point came about, what would lift one by a place, and
//! the board's own rules at the right.

mod breakdown;
mod editor;
mod table;

use super::{Actions, Command, Shown, fields, fields::Fields, grid::Grid, indicators, widgets};
use crate::{
    analysis::board::{Lift, Standings, full_points, history, lifts},
    chart::{self, Chart, Ink, Mode},
    edit::{Edit, Row, RowId},
    exchange::clipboard::Block,
    i18n::Lang,
    model::{
        AreaId, Basis, Board, BoardId, Decimal, Figure, FigureId, FigureKind, Measure, Month, Period,
        board::{BoardItem, ItemSource, Ranked, Scoring, Ties},
    },
};
use egui::{Rect, Role, ScrollArea, Ui, WidgetInfo, pos2, vec2};
use std::rc::Rc;
use table::BoardColumn;

/// Width of the editor.
const PANEL: f32 = 280.0;
/// Room between columns.
const GAP: f32 = 14.0;
/// Narrower pages have no room for the editor beside the table.
const WITH_PANEL: f32 = 760.0;
/// Height of the breakdown.
const DETAIL: f32 = 200.0;

/// What of a board is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// The table of points.
    #[default]
    Points,
    /// The table of the figures behind them.
    Figures,
    /// Bars by score.
    Bars,
    /// Places over the periods.
    Bump,
    /// Parts of the full points, item by item.
    Dots,
}

impl Face {
    const ALL: [Self; 5] = [Self::Points, Self::Figures, Self::Bars, Self::Bump, Self::Dots];

    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Points => lang.ranking_points(),
            Self::Figures => lang.ranking_figures(),
            Self::Bars => lang.ranking_bars(),
            Self::Bump => lang.ranking_bump(),
            Self::Dots => lang.ranking_dots(),
        }
    }
}

/// Where one is looking on the page of boards.
#[derive(Debug, Default)]
pub struct State {
    board: Option<BoardId>,
    period: Option<Period>,
    face: Face,
    grid: Grid<u32, BoardColumn>,
    fields: Fields,
    refused: Option<String>,
    /// The editor was asked for, or not wanted; none: it is there where there is room beside the table.
    panel: Option<bool>,
    /// It is on the screen.
    editing: bool,
    scored: Scored,
    drawn: Drawn,
}

/// What lifts were worked out for: revision, board, period and one of the ranked.
type LiftsKey = (u64, BoardId, Period, usize);

/// The scores of a board, kept for one revision.
#[derive(Debug, Default)]
struct Scored {
    history: Option<(u64, BoardId, Rc<Vec<Standings>>)>,
    lifts: Option<(LiftsKey, Rc<Vec<Lift>>)>,
}

/// The chart in view, kept until the workbook, the figure or the language changes.
#[derive(Debug, Default)]
struct Drawn(Option<(u64, Lang, Figure, Chart)>);

impl Scored {
    fn of(&mut self, shown: &Shown<'_>, board: &Board) -> Rc<Vec<Standings>> {
        let revision = shown.derived.revision();
        if let Some((made_for, id, found)) = &self.history
            && (*made_for, *id) == (revision, board.id)
        {
            return found.clone();
        }
        let found = Rc::new(history(shown.workbook, board));
        self.history = Some((revision, board.id, found.clone()));
        found
    }

    fn lifts(
        &mut self,
        shown: &Shown<'_>,
        board: &Board,
        standings: &Standings,
        who: usize,
    ) -> Rc<Vec<Lift>> {
        let key = (shown.derived.revision(), board.id, standings.period, who);
        if let Some((made_for, found)) = &self.lifts
            && *made_for == key
        {
            return found.clone();
        }
        let found = Rc::new(lifts(&standings.inputs, who));
        self.lifts = Some((key, found.clone()));
        found
    }
}

impl State {
    /// Shows a board.
    pub fn select(&mut self, id: BoardId) {
        if self.board != Some(id) {
            self.period = None;
            self.grid.clear();
            self.fields.clear();
            self.refused = None;
        }
        self.board = Some(id);
    }

    /// The edit that adds a board of the areas, with the quarters reported so far; it is then selected.
    pub fn add(&mut self, shown: &Shown<'_>) -> Edit {
        let workbook = shown.workbook;
        let id: BoardId = workbook.new_id(0);
        let areas: Vec<AreaId> = workbook.child_areas().map(|area| area.id).collect();
        let last = workbook.month.map_or(3, Month::month).max(3);
        let quarter = |number: u8| Period::new(workbook.year, number * 3 - 2, number * 3, Basis::Cumulative);
        let first = workbook.indicators.iter().find(|row| row.headline).or_else(|| workbook.indicators.at(0));
        let item = match first {
            Some(row) => BoardItem {
                name_en: row.name_en.clone(),
                source: ItemSource::Indicator(row.id, Measure::Growth),
                ..BoardItem::new(&row.name, Decimal::ONE_HUNDRED)
            },
            None => BoardItem::new(shown.lang.ranking_new_item(), Decimal::ONE_HUNDRED),
        };
        let board = Board {
            id,
            title: shown.lang.ranking_new_title().into(),
            title_en: "".into(),
            ranked: Ranked::Areas(areas),
            periods: (1..=last / 3).filter_map(quarter).collect(),
            items: vec![BoardItem { scoring: Scoring::Efficacy, ..item }],
            adjustments: Vec::new(),
            figures: Vec::new(),
            ties: Ties::Skip,
        };
        self.select(id);
        Edit::Insert { at: usize::MAX, row: Row::from(board) }
    }

    /// Shows or hides the editor.
    pub fn toggle_details(&mut self) {
        self.panel = Some(!self.editing);
    }

    /// The figure in view, for export; the bars stand for the table.
    pub fn figure(&self, shown: &Shown<'_>) -> Option<Figure> {
        let board = self.board_in_view(shown)?;
        let kind = match self.face {
            Face::Points | Face::Figures | Face::Bars => FigureKind::BoardBars,
            Face::Bump => FigureKind::BoardBump,
            Face::Dots => FigureKind::BoardDots,
        };
        let to =
            self.period.filter(|period| board.periods.contains(period)).or(board.periods.last().copied());
        Some(Figure { board: Some(board.id), to, ..Figure::new(FigureId(0), kind) })
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        self.grid.refused().or(self.fields.refused())
    }

    /// Puts a block from the clipboard into the table.
    pub fn paste(&mut self, block: Block, ask: bool) {
        self.grid.paste(block, ask);
    }

    /// Whether there are cells to be filled.
    pub fn can_fill(&self) -> bool {
        self.grid.cursor().is_some()
    }

    /// Fills the selected cells from their first row, or from their first column.
    pub fn fill(&mut self, right: bool) {
        self.grid.fill(right);
    }

    /// What the status bar says of the selection.
    pub fn selection_text(&self, shown: &Shown<'_>) -> Option<String> {
        let board = self.board_in_view(shown)?;
        let (who, _) = self.grid.cursor()?;
        let (_, _, found) = self.scored.history.as_ref().filter(|(_, id, _)| *id == board.id)?;
        let standings = found.iter().find(|s| Some(s.period) == self.period_in_view(board))?;
        let row = standings.rows.get(who as usize)?;
        let ranked = crate::analysis::board::contestants(board);
        let name = shown.lang.contestant(*ranked.get(who as usize)?, shown.workbook);
        Some(shown.lang.ranking_breakdown(name, shown.lang.points(row.score), row.place))
    }

    fn board_in_view<'a>(&self, shown: &Shown<'a>) -> Option<&'a Board> {
        let table = &shown.workbook.boards;
        self.board.and_then(|id| table.get(id)).or_else(|| table.at(0))
    }

    fn period_in_view(&self, board: &Board) -> Option<Period> {
        self.period.filter(|period| board.periods.contains(period)).or(board.periods.last().copied())
    }
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    let Some(board) = state.board_in_view(shown) else {
        let add = lang.command(Command::AddBoard);
        if widgets::empty_state(ui, lang.ranking_empty(), lang.ranking_empty_hint(), Some(add)) {
            actions.run(Command::AddBoard);
        }
        return;
    };
    state.select(board.id);
    head(ui, shown, state, board, actions);
    ui.add_space(8.0);
    let rest = ui.available_rect_before_wrap();
    let wide = rest.width() >= WITH_PANEL;
    state.editing = state.panel.unwrap_or(wide);
    let mut main = rest;
    if state.editing && wide {
        let side = Rect::from_min_max(pos2(rest.right() - PANEL, rest.top()), rest.max);
        main.max.x = side.left() - GAP;
        let mut side_ui = widgets::child(ui, side, "side");
        widgets::paper(&side_ui, side_ui.max_rect());
        let inner = side.shrink2(vec2(12.0, 10.0));
        let mut side_ui = widgets::child(&mut side_ui, inner, "editor");
        edit_panel(&mut side_ui, shown, state, board, inner.width() - 8.0, actions);
    } else if state.editing {
        // Asked for where there is no room beside: it takes the table's place.
        let mut side_ui = widgets::child(ui, rest, "editor");
        edit_panel(&mut side_ui, shown, state, board, rest.width() - 8.0, actions);
        return;
    }
    let mut main = widgets::child(ui, main, "main");
    body(&mut main, shown, state, board, actions);
}

fn edit_panel(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    board: &Board,
    width: f32,
    actions: &mut Actions,
) {
    ScrollArea::vertical().id_salt(("panel", board.id)).auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(width);
        let period = state.period_in_view(board);
        editor::panel(ui, shown, &mut state.fields, &mut state.refused, board, period, actions);
    });
}

fn body(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, board: &Board, actions: &mut Actions) {
    let lang = shown.lang;
    let Some(period) = state.period_in_view(board) else {
        let add = lang.ranking_add_period();
        if widgets::empty_state(ui, lang.ranking_no_periods(), lang.ranking_no_periods_hint(), Some(add)) {
            actions.edit(add_period(shown, board));
        }
        return;
    };
    if board.ranked_count() == 0 || board.items.is_empty() {
        widgets::empty_state(ui, lang.ranking_nothing(), lang.ranking_nothing_hint(), None);
        return;
    }
    let found = state.scored.of(shown, board);
    let Some(standings) = found.iter().find(|standings| standings.period == period) else { return };
    match state.face {
        Face::Points | Face::Figures => tables(ui, shown, state, board, standings, actions),
        Face::Bars | Face::Bump | Face::Dots => {
            if let Some(figure) = state.figure(shown) {
                drawn(ui, shown, &mut state.drawn, &figure, actions);
            }
        }
    }
}

fn tables(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    board: &Board,
    standings: &Standings,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let rest = ui.available_rect_before_wrap();
    let detail = if rest.height() > 360.0 { DETAIL } else { (rest.height() * 0.42).max(90.0) };
    let card = rest.with_max_y(rest.bottom() - detail - 10.0);
    let mut inner = widgets::child(ui, card, "table");
    widgets::paper(&inner, inner.max_rect());
    let mut inner = widgets::child(&mut inner, card.shrink(1.0), "rows");
    let figures = state.face == Face::Figures;
    let columns = table::columns(shown, board);
    let rows: Vec<u32> = standings.order.iter().map(|&at| at as u32).collect();
    let mut cells = table::BoardCells { shown, board, standings, figures, actions };
    state.grid.show(&mut inner, lang.board(board), &columns, &rows, &mut cells);
    let below = Rect::from_min_max(pos2(rest.left(), card.bottom() + 10.0), rest.max);
    let mut ui = widgets::child(ui, below, "breakdown");
    widgets::paper(&ui, ui.max_rect());
    let mut ui = widgets::child(&mut ui, below.shrink2(vec2(14.0, 8.0)), "inside");
    // Until a row is chosen, the first one is looked at.
    let who = state.grid.cursor().map(|(who, _)| who).or(rows.first().copied()).map(|who| who as usize);
    let lifts = who.map(|who| state.scored.lifts(shown, board, standings, who));
    breakdown::show(&mut ui, shown, board, standings, who, lifts.as_deref().map(Vec::as_slice));
}

fn head(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, board: &Board, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let period = state.period_in_view(board);
    let subtitle = period.map_or_else(String::new, |period| {
        lang.ranking_subtitle(
            lang.period(period),
            board.ranked_count(),
            crate::i18n::format::number(full_points(board)),
        )
    });
    widgets::page_title(ui, lang.board(board), &subtitle, |ui| {
        let more = ui.menu_button("…", |ui| {
            if ui.button(lang.command(Command::AddBoard)).clicked() {
                actions.run(Command::AddBoard);
                ui.close();
            }
            if ui.button(lang.ranking_add_period()).clicked() {
                actions.edit(add_period(shown, board));
                ui.close();
            }
            if let Some(period) = period
                && ui.button(lang.ranking_remove_period()).clicked()
            {
                actions.edit(remove_period(board, period));
                ui.close();
            }
            if ui.button(lang.ranking_delete()).clicked() {
                actions.edit(Edit::Remove(RowId::Board(board.id)));
                ui.close();
            }
        });
        more.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.ranking_more()));
        if let Some(figure) = state.figure(shown) {
            indicators::export_menu(ui, shown, &figure, actions);
        }
        let faces = Face::ALL.map(|face| (face, face.name(lang).to_owned()));
        if let Some(face) = fields::choice_only(ui, lang.ranking_face(), state.face, &faces, 92.0) {
            state.face = face;
        }
        let periods: Vec<_> = board.periods.iter().rev().map(|&p| (Some(p), lang.period(p))).collect();
        if periods.len() > 1
            && let Some(chosen) = fields::choice_only(ui, lang.ranking_period(), period, &periods, 116.0)
        {
            state.period = chosen;
        }
        let boards: Vec<_> = workbook.boards.iter().map(|row| (row.id, lang.board(row).to_owned())).collect();
        if boards.len() > 1
            && let Some(chosen) = fields::choice_only(ui, lang.ranking_choose(), board.id, &boards, 130.0)
        {
            state.select(chosen);
        }
    });
}

fn add_period(shown: &Shown<'_>, board: &Board) -> Edit {
    let mut board = board.clone();
    let next = match board.periods.last() {
        Some(&last) => indicators::observe::following(last),
        None => Period::new(shown.workbook.year, 1, 3, Basis::Cumulative)
            .unwrap_or_else(|| Period::year_of(shown.workbook.year)),
    };
    if board.periods.last().is_none_or(|last| *last < next) {
        board.periods.push(next);
    }
    Edit::Replace(Row::from(board))
}

fn remove_period(board: &Board, period: Period) -> Edit {
    let mut board = board.clone();
    board.periods.retain(|other| *other != period);
    board.figures.retain(|figure| figure.period != period);
    board.adjustments.retain(|adjustment| adjustment.period != period);
    Edit::Replace(Row::from(board))
}

/// A figure of the board in the room there is.
fn drawn(ui: &mut Ui, shown: &Shown<'_>, kept: &mut Drawn, figure: &Figure, actions: &mut Actions) {
    let lang = shown.lang;
    let revision = shown.derived.revision();
    let fits = kept.0.as_ref().is_some_and(|(r, l, of, _)| (*r, *l) == (revision, lang) && of == figure);
    if !fits {
        kept.0 = Some((revision, lang, figure.clone(), chart::chart(shown.workbook, figure, lang)));
    }
    let Some((.., chart)) = &kept.0 else { return };
    let rest = ui.available_rect_before_wrap();
    let mut inner = widgets::child(ui, rest, "figure");
    widgets::paper(&inner, inner.max_rect());
    let place = rest.shrink2(vec2(16.0, 14.0));
    let mut inner = widgets::child(&mut inner, place, "drawing");
    let ink = if std::ptr::eq(shown.theme, super::Theme::of(true)) { Ink::dark() } else { Ink::light() };
    chart::show(&mut inner, chart, ink, place.size(), Mode::Screen, lang)
        .context_menu(|ui| widgets::figure_menu(ui, figure, lang, actions));
}
