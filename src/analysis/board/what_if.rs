//! Which change of which figure lifts one of the ranked.
//!
//! A better figure never lowers its own points against those of any other, whatever the rule: ratio and
//! gap touch no one else; growth, rank points and efficacy can only take from the others. So "how many are
//! ahead" falls as the figure gets better, and the smallest step of the figure's last place that suffices
//! is found exactly by halving. Exceptions are a rule turned round by a negative step, and capped rank points
//! where equal figures take up one place: drawing level moves those below up, while the cap may leave nothing
//! to be gained. Both are said to be.

use super::{
    inputs::Inputs,
    score::{How, clean, score},
};
use crate::model::{
    Decimal,
    board::{Scoring, Ties},
};

/// What a better figure of one item would do for one of the ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lift {
    /// This figure, and no smaller change in its last place, leaves fewer ahead.
    To {
        /// The figure as it is.
        from: Decimal,
        /// The figure it takes.
        to: Decimal,
        /// The place it leads to.
        place: u32,
        /// The score it leads to.
        score: Decimal,
    },
    /// However good, the figure does not suffice: it is capped, or weighs too little.
    OutOfReach,
    /// There is no figure to change.
    NoFigure,
    /// There is no target, so that the figure counts for nothing.
    NoTarget,
    /// The rule gives fewer points for a better figure: nothing can be said.
    NotMonotone,
    /// Nobody is ahead.
    First,
}

/// The most steps in a figure's last place that are tried.
const FARTHEST: i64 = 1 << 40;

/// What each item would take to leave fewer ahead of one of the ranked, all else equal.
pub fn lifts(inputs: &Inputs, who: usize) -> Vec<Lift> {
    let rows = score(inputs);
    let Some(ahead) = ahead(&rows, who) else { return Vec::new() };
    (0..inputs.items.len())
        .map(|item| {
            if ahead == 0 { Lift::First } else { lift(inputs, item, who, ahead, &rows[who].items[item].how) }
        })
        .collect()
}

fn ahead(rows: &[super::Standing], who: usize) -> Option<usize> {
    let own = clean(rows.get(who)?.score);
    Some(rows.iter().filter(|row| clean(row.score) > own).count())
}

fn lift(inputs: &Inputs, item: usize, who: usize, now_ahead: usize, how: &How) -> Lift {
    let row = &inputs.items[item];
    let Some(entry) = row.entries.get(who).copied().flatten() else { return Lift::NoFigure };
    if *how == How::NoTarget {
        return Lift::NoTarget;
    }
    if let Scoring::GapToPace(step) | Scoring::RankPoints(step) = row.scoring
        && step < Decimal::ZERO
    {
        return Lift::NotMonotone;
    }
    let capped = row.cap.is_some_and(|cap| cap < row.weight);
    if matches!(row.scoring, Scoring::RankPoints(_)) && inputs.ties == Ties::Dense && capped {
        return Lift::NotMonotone;
    }
    let at = |steps: i64| {
        let change = Decimal::new(steps, row.places.min(28));
        let start = entry.value.round_dp(row.places);
        let value =
            if row.lower_is_better { start.saturating_sub(change) } else { start.saturating_add(change) };
        (value, score(&inputs.with(item, who, value)))
    };
    let suffices = |steps: i64| ahead(&at(steps).1, who).is_some_and(|ahead| ahead < now_ahead);
    // Double until it is enough, then halve.
    let mut enough = 1;
    while !suffices(enough) {
        enough *= 2;
        if enough > FARTHEST {
            return Lift::OutOfReach;
        }
    }
    let mut short = enough / 2;
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if suffices(middle) {
            enough = middle;
        } else {
            short = middle;
        }
    }
    let (to, rows) = at(enough);
    Lift::To { from: entry.value, to, place: rows[who].place, score: rows[who].score }
}
