//! Ranking boards in `guatu show --json`: places and scores of each period.

use crate::{
    analysis::board::{Contestant, contestants, history},
    i18n::Lang,
    model::{Board, Decimal, Workbook, board::Ties},
};
use serde::Serialize;

/// Decimal places of points.
const PLACES: u8 = 2;

/// A board with its standings.
#[derive(Serialize)]
pub(super) struct BoardRow<'a> {
    id: String,
    title: &'a str,
    title_en: Option<&'a str>,
    ties: &'static str,
    items: Vec<ItemRow<'a>>,
    periods: Vec<PeriodRow<'a>>,
}

#[derive(Serialize)]
struct ItemRow<'a> {
    name: &'a str,
    name_en: Option<&'a str>,
    weight: Decimal,
}

#[derive(Serialize)]
struct PeriodRow<'a> {
    period: String,
    standings: Vec<StandingRow<'a>>,
}

#[derive(Serialize)]
struct StandingRow<'a> {
    id: String,
    name: &'a str,
    rank: u32,
    rank_before: Option<u32>,
    score: Decimal,
    /// In the order of the items.
    points: Vec<Decimal>,
    figures: Vec<Option<Decimal>>,
    adjusted: Decimal,
}

/// All boards of a workbook.
pub(super) fn boards(workbook: &Workbook) -> Vec<BoardRow<'_>> {
    workbook.boards.iter().map(|board| row(workbook, board)).collect()
}

fn row<'a>(workbook: &'a Workbook, board: &'a Board) -> BoardRow<'a> {
    let ranked = contestants(board);
    let shown = |value| crate::analysis::round_half_up(value, PLACES);
    let periods = history(workbook, board)
        .into_iter()
        .map(|found| {
            let standing = |&at: &usize| {
                let row = &found.rows[at];
                let who = ranked[at];
                StandingRow {
                    id: match who {
                        Contestant::Area(id) => id.to_string(),
                        Contestant::Department(id) => id.to_string(),
                    },
                    name: Lang::Zh.contestant(who, workbook),
                    rank: row.place,
                    rank_before: found.before[at],
                    score: shown(row.score),
                    points: row.items.iter().map(|score| shown(score.points)).collect(),
                    figures: row.items.iter().map(|score| score.entry.map(|entry| entry.value)).collect(),
                    adjusted: row.adjusted,
                }
            };
            let standings = found.order.iter().map(standing).collect();
            PeriodRow { period: found.period.to_string(), standings }
        })
        .collect();
    BoardRow {
        id: board.id.to_string(),
        title: &board.title,
        title_en: (!board.title_en.is_empty()).then_some(&*board.title_en),
        ties: match board.ties {
            Ties::Skip => "skip",
            Ties::Dense => "dense",
        },
        items: board
            .items
            .iter()
            .map(|item| ItemRow {
                name: &item.name,
                name_en: (!item.name_en.is_empty()).then_some(&*item.name_en),
                weight: item.weight,
            })
            .collect(),
        periods,
    }
}
