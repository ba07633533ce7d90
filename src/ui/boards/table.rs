//! The table of a board: points, or the figures behind them.

use crate::{
    analysis::board::{Limit, Standings, contestants},
    edit::{Edit, Row, entry},
    i18n::Lang,
    model::{Board, Decimal, Unit, board::ItemSource},
    ui::{
        Action, Actions, Shown,
        fields::checked,
        grid::{Cell, CellEdit, Cells, Column, Entered, Plan, Remark},
    },
};
use egui::Align;

/// A column of a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoardColumn {
    /// The place.
    Place,
    /// The move since the period before.
    Moved,
    /// Who.
    Name,
    /// All points.
    Score,
    /// Points or figure of an item.
    Item(u32),
    /// Points added or taken.
    Extra,
}

/// The cells of a board in a period.
pub struct BoardCells<'a> {
    /// What is shown.
    pub shown: &'a Shown<'a>,
    /// The board.
    pub board: &'a Board,
    /// Its scores in the period.
    pub standings: &'a Standings,
    /// Figures instead of points.
    pub figures: bool,
    /// Where edits go.
    pub actions: &'a mut Actions,
}

/// The columns.
pub fn columns(shown: &Shown<'_>, board: &Board) -> Vec<Column<BoardColumn>> {
    let lang = shown.lang;
    let all = contestants(board);
    let names = all.iter().map(|&who| lang.contestant(who, shown.workbook));
    let mut columns = vec![
        Column::figures(BoardColumn::Place, lang.ranking_place(), 52.0),
        Column { align: Align::Center, ..Column::new(BoardColumn::Moved, lang.ranking_moved(), 50.0) },
        Column::fitting(BoardColumn::Name, lang.ranking_name(), names, (84.0, 148.0)).grow(0.1),
        Column::figures(BoardColumn::Score, lang.ranking_score(), 66.0),
    ];
    for (at, item) in (0..).zip(&board.items) {
        let name = lang.board_item(item);
        columns.push(Column::figures(BoardColumn::Item(at), name, in_two_lines(name)).grow(0.3));
    }
    columns.push(Column::figures(BoardColumn::Extra, lang.ranking_extra(), 64.0));
    columns
}

/// The width that a heading of two lines asks for, within bounds: a Han character is as wide as the text is
/// high, others about half of that.
fn in_two_lines(name: &str) -> f32 {
    let wide: f32 = name.chars().map(|c| if c.is_ascii() { 6.5 } else { 12.0 }).sum();
    (wide / 2.0 + 26.0).clamp(74.0, 116.0)
}

impl BoardCells<'_> {
    fn name(&self, row: u32) -> String {
        let ranked = contestants(self.board);
        let who = ranked.get(row as usize);
        who.map_or_else(String::new, |&who| self.shown.lang.contestant(who, self.shown.workbook).to_owned())
    }

    /// Reads a typed figure; an empty text is none.
    fn read(&self, text: &str) -> Result<Option<Decimal>, String> {
        let typed = text.trim();
        if typed.is_empty() || matches!(typed, "-" | "–" | "—") {
            return Ok(None);
        }
        let figure = entry::parse_number(typed, &Unit::default());
        figure.map(Some).map_err(|_| self.shown.lang.ranking_bad_number(typed))
    }

    fn item(&self, row: u32, at: u32) -> Cell {
        let (lang, theme) = (self.shown.lang, self.shown.theme);
        let score = self.standings.rows.get(row as usize).and_then(|row| row.items.get(at as usize));
        let Some((score, item)) = score.zip(self.standings.inputs.items.get(at as usize)) else {
            return Cell::new("");
        };
        let tip = lang.scored(item, score);
        if self.figures {
            let text = score.entry.map(|entry| lang.board_figure(item, entry.value));
            let missing = text.is_none();
            let mut cell = Cell::new(text.unwrap_or_else(|| "–".to_owned())).tip(tip);
            if missing {
                cell.ink = Some(theme.faint.0);
            }
            let by_hand =
                self.board.items.get(at as usize).is_some_and(|item| item.source == ItemSource::Manual);
            if by_hand {
                let typed = score.entry.map(|entry| entry.value.to_string()).unwrap_or_default();
                cell = cell.edit(CellEdit::Text(typed));
            }
            return cell;
        }
        let cell = Cell::new(lang.points(score.points)).tip(tip);
        match (score.entry, score.limit) {
            (None, _) => cell.ink(theme.faint.0),
            (_, Some(Limit::Floor)) => cell.ink(theme.bad.0),
            _ => cell,
        }
    }
}

impl Cells for BoardCells<'_> {
    type Row = u32;
    type Col = BoardColumn;

    fn cell(&self, row: u32, col: BoardColumn) -> Cell {
        let (lang, theme) = (self.shown.lang, self.shown.theme);
        let Some(standing) = self.standings.rows.get(row as usize) else { return Cell::new("") };
        match col {
            BoardColumn::Place => Cell { strong: true, ..Cell::new(standing.place.to_string()) },
            BoardColumn::Moved => {
                let moved = self.standings.movement(row as usize);
                let ink = match moved {
                    Some(up) if up > 0 => theme.good.0,
                    Some(down) if down < 0 => theme.bad.0,
                    _ => theme.faint.0,
                };
                Cell::new(lang.movement(moved)).ink(ink)
            }
            BoardColumn::Name => Cell::new(self.name(row)),
            BoardColumn::Score => Cell { strong: true, ..Cell::new(lang.points(standing.score)) },
            BoardColumn::Item(at) => self.item(row, at),
            BoardColumn::Extra => {
                let reasons: Vec<String> = self
                    .board
                    .adjustments
                    .iter()
                    .filter(|a| a.period == self.standings.period && a.ranked == row)
                    .map(|a| {
                        format!("{} {}", crate::i18n::format::signed(a.points, a.points.scale()), a.reason)
                    })
                    .collect();
                let text = if standing.adjusted.is_zero() && reasons.is_empty() {
                    "–".to_owned()
                } else {
                    crate::i18n::format::signed(standing.adjusted, standing.adjusted.scale())
                };
                Cell::new(text).tip(reasons.join("\n"))
            }
        }
    }

    fn add_up(&self, one: BoardColumn, other: BoardColumn) -> bool {
        let points = |col| match col {
            BoardColumn::Place | BoardColumn::Moved | BoardColumn::Name | BoardColumn::Score => false,
            BoardColumn::Item(_) => !self.figures,
            BoardColumn::Extra => true,
        };
        // The score is the sum of the others: with them it would count twice.
        points(one) && points(other) || one == other && one == BoardColumn::Score
    }

    fn label(&self, row: u32, col: BoardColumn) -> String {
        let lang = self.shown.lang;
        let column = match col {
            BoardColumn::Place => lang.ranking_place().to_owned(),
            BoardColumn::Moved => lang.ranking_moved().to_owned(),
            BoardColumn::Name => lang.ranking_name().to_owned(),
            BoardColumn::Score => lang.ranking_score().to_owned(),
            BoardColumn::Item(at) => self
                .board
                .items
                .get(at as usize)
                .map_or_else(String::new, |item| lang.board_item(item).to_owned()),
            BoardColumn::Extra => lang.ranking_extra().to_owned(),
        };
        lang.ind_cell(&self.name(row), &column)
    }

    fn lang(&self) -> Lang {
        self.shown.lang
    }

    fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn plan(&self, entered: &[Entered<u32, BoardColumn>]) -> Option<Plan<u32, BoardColumn>> {
        let lang = self.shown.lang;
        let mut plan = Plan::default();
        let mut board = self.board.clone();
        for one in entered {
            let cell = self.cell(one.row, one.col);
            if one.text().trim() == cell.copied() {
                continue;
            }
            let read = match (one.col, &cell.edit) {
                (BoardColumn::Item(item), CellEdit::Text(_)) => self
                    .read(one.text())
                    .map(|value| board.enter(self.standings.period, item, one.row, value)),
                _ => Err(lang.ranking_not_entered().to_owned()),
            };
            match read {
                Ok(()) => plan.cells += 1,
                Err(why) => plan.remarks.push(Remark {
                    row: one.row,
                    col: one.col,
                    text: one.text().trim().to_owned(),
                    new: String::new(),
                    why,
                    refused: true,
                }),
            }
        }
        if board != *self.board {
            match checked(self.shown, Edit::Replace(Row::from(board))) {
                Ok(edit) => plan.edits.push(edit),
                Err(why) => plan.remarks.extend(entered.iter().map(|one| Remark {
                    row: one.row,
                    col: one.col,
                    text: one.text().trim().to_owned(),
                    new: String::new(),
                    why: why.clone(),
                    refused: true,
                })),
            }
        }
        Some(plan)
    }

    fn commit(&mut self, row: u32, col: BoardColumn, text: &str) -> Result<(), String> {
        let BoardColumn::Item(item) = col else { return Ok(()) };
        let value = self.read(text)?;
        let mut board = self.board.clone();
        board.enter(self.standings.period, item, row, value);
        if board != *self.board {
            self.actions.edit(checked(self.shown, Edit::Replace(Row::from(board)))?);
        }
        Ok(())
    }
}
