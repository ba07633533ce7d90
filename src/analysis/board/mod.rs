//! Ranking boards (比拼榜, 晾晒): scores, places, and what would lift one by a place.
//!
//! First the figures of a period are gathered into [`Inputs`]; scoring is a pure function of them, so that
//! a what-if only changes a figure and scores again. Scores are not rounded; equal ones share a place.

mod inputs;
mod score;
mod what_if;

pub use inputs::{Contestant, Entry, Inputs, Item, contestants};
pub use score::{How, ItemScore, Limit, Standing};
pub use what_if::{Lift, lifts};

use crate::model::{Board, Decimal, Period, Workbook};

/// A board in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Standings {
    /// The period.
    pub period: Period,
    /// What went in.
    pub inputs: Inputs,
    /// One for each of the ranked, in the board's order.
    pub rows: Vec<Standing>,
    /// The ranked by place, the best first.
    pub order: Vec<usize>,
    /// Each one's place in the period before, where the board was kept then.
    pub before: Vec<Option<u32>>,
}

impl Standings {
    /// How many places one has gone up since the period before; negative for down.
    pub fn movement(&self, at: usize) -> Option<i64> {
        let before = self.before.get(at).copied().flatten()?;
        Some(i64::from(before) - i64::from(self.rows.get(at)?.place))
    }
}

/// Scores a board in each of its periods, oldest first.
pub fn history(workbook: &Workbook, board: &Board) -> Vec<Standings> {
    let mut all: Vec<Standings> = Vec::with_capacity(board.periods.len());
    for &period in &board.periods {
        let inputs = Inputs::gather(workbook, board, period);
        let rows = score::score(&inputs);
        let before = match all.last() {
            Some(last) => last.rows.iter().map(|row| Some(row.place)).collect(),
            None => vec![None; rows.len()],
        };
        let order = score::order(&rows);
        all.push(Standings { period, inputs, rows, order, before });
    }
    all
}

/// Scores what was gathered; one standing for each of the ranked, in their order.
pub fn score(inputs: &Inputs) -> Vec<Standing> {
    score::score(inputs)
}

/// The most points that the items give without extra ones.
pub fn full_points(board: &Board) -> Decimal {
    board.items.iter().fold(Decimal::ZERO, |sum, item| sum.saturating_add(item.weight))
}
