//! From figures to points, scores and places.

use super::inputs::{Entry, Inputs, Item};
use crate::{
    analysis::derive::quotient::{per_cent, quotient},
    model::{
        Decimal,
        board::{Scoring, Ties},
    },
};
use std::cmp::Reverse;

/// Scores that differ by less are equal: the error of a division is no reason for a place.
const SAME: u32 = 8;

/// A bound that held points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The most points.
    Cap,
    /// The least points.
    Floor,
}

/// How a figure became points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// There is no figure: no points.
    NoFigure,
    /// There is no target to compare with, or one of zero or below: no points.
    NoTarget,
    /// Figure ÷ target, in per cent; 200 − that where less is better.
    Ratio {
        /// What was aimed at.
        target: Decimal,
        /// Per cent of the full points.
        percent: Decimal,
    },
    /// Percentage points against pace or target, positive is ahead.
    Gap {
        /// How far.
        gap: Decimal,
    },
    /// In proportion to the largest growth.
    Growth {
        /// The largest.
        best: Decimal,
        /// Per cent of the full points.
        percent: Decimal,
    },
    /// The place of the figure among all.
    Place {
        /// The place.
        place: u32,
    },
    /// 60 + 40·(x − min)/(max − min).
    Efficacy {
        /// The worst figure of all.
        worst: Decimal,
        /// The best figure of all.
        best: Decimal,
        /// The coefficient.
        coefficient: Decimal,
    },
}

/// Points for an item.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemScore {
    /// The figure.
    pub entry: Option<Entry>,
    /// How it became points.
    pub how: How,
    /// The points before cap and floor.
    pub raw: Decimal,
    /// The points.
    pub points: Decimal,
    /// The bound that held them.
    pub limit: Option<Limit>,
}

/// How one of the ranked stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The place, from 1.
    pub place: u32,
    /// All points, unrounded.
    pub score: Decimal,
    /// The points of each item.
    pub items: Vec<ItemScore>,
    /// Points added or taken.
    pub adjusted: Decimal,
}

pub(super) fn score(inputs: &Inputs) -> Vec<Standing> {
    let mut rows: Vec<Standing> = inputs
        .adjusted
        .iter()
        .map(|&adjusted| Standing {
            place: 0,
            score: adjusted,
            items: Vec::with_capacity(inputs.items.len()),
            adjusted,
        })
        .collect();
    for item in &inputs.items {
        for (row, score) in rows.iter_mut().zip(of_item(item, inputs.ties)) {
            row.score = row.score.saturating_add(score.points);
            row.items.push(score);
        }
    }
    let scores = in_order(rows.iter().map(|row| clean(row.score)).collect(), inputs.ties);
    for row in &mut rows {
        row.place = place(&scores, clean(row.score));
    }
    rows
}

/// The ranked by place; equal ones in the board's order.
pub(super) fn order(rows: &[Standing]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| rows[at].place);
    order
}

/// A score without the error of its divisions.
pub(super) fn clean(score: Decimal) -> Decimal {
    score.round_dp(SAME)
}

/// Figures by size, the largest first; one for each place where equal ones do not take up several.
fn in_order(mut figures: Vec<Decimal>, ties: Ties) -> Vec<Decimal> {
    figures.sort_unstable_by_key(|&figure| Reverse(figure));
    if ties == Ties::Dense {
        figures.dedup();
    }
    figures
}

/// The place of a figure among those in order.
fn place(in_order: &[Decimal], figure: Decimal) -> u32 {
    1 + in_order.partition_point(|&other| other > figure) as u32
}

fn of_item(item: &Item, ties: Ties) -> Vec<ItemScore> {
    // Better is larger from here on.
    let turn = |value: Decimal| if item.lower_is_better { -value } else { value };
    let known: Vec<Decimal> = item.entries.iter().flatten().map(|entry| turn(entry.value)).collect();
    let known = in_order(known, ties);
    let (best, worst) = (known.first().copied(), known.last().copied());
    item.entries
        .iter()
        .map(|&entry| {
            let Some((own, best, worst)) =
                entry.zip(best).zip(worst).map(|((own, best), worst)| (own, best, worst))
            else {
                return ItemScore {
                    entry,
                    how: How::NoFigure,
                    raw: Decimal::ZERO,
                    points: Decimal::ZERO,
                    limit: None,
                };
            };
            let x = turn(own.value);
            let (how, raw) = match item.scoring {
                Scoring::RatioToTarget => ratio(item, own),
                Scoring::GapToPace(each) => gap(item, own, each),
                Scoring::Growth => growth(item, x, best),
                Scoring::RankPoints(step) => {
                    let place = place(&known, x);
                    let lost = step.saturating_mul(Decimal::from(place - 1));
                    (How::Place { place }, item.weight.saturating_sub(lost))
                }
                Scoring::Efficacy => {
                    let part = quotient(x.saturating_sub(worst), best.saturating_sub(worst));
                    // All alike: nobody is worse than the best.
                    let coefficient = Decimal::from(60) + Decimal::from(40) * part.unwrap_or(Decimal::ONE);
                    let how = How::Efficacy { worst: turn(worst), best: turn(best), coefficient };
                    (how, hundredth(item.weight.saturating_mul(coefficient)))
                }
            };
            limited(item, entry, how, raw)
        })
        .collect()
}

fn hundredth(value: Decimal) -> Decimal {
    value / Decimal::ONE_HUNDRED
}

fn ratio(item: &Item, own: Entry) -> (How, Decimal) {
    let Some((target, done)) = own.target.and_then(|target| Some((target, per_cent(own.value, target)?)))
    else {
        return (How::NoTarget, Decimal::ZERO);
    };
    let percent = if item.lower_is_better { Decimal::from(200).saturating_sub(done) } else { done };
    (How::Ratio { target, percent }, hundredth(item.weight.saturating_mul(percent)))
}

fn gap(item: &Item, own: Entry, each: Decimal) -> (How, Decimal) {
    let Some(target) = own.target else { return (How::NoTarget, Decimal::ZERO) };
    let ahead = match own.due {
        Some(due) => match per_cent(own.value, target) {
            Some(done) => done.saturating_sub(due),
            None => return (How::NoTarget, Decimal::ZERO),
        },
        None => own.value.saturating_sub(target),
    };
    let gap = if item.lower_is_better { -ahead } else { ahead };
    let lost = each.saturating_mul(gap.min(Decimal::ZERO));
    (How::Gap { gap }, item.weight.saturating_add(lost))
}

fn growth(item: &Item, x: Decimal, best: Decimal) -> (How, Decimal) {
    let percent = per_cent(x.max(Decimal::ZERO), best).unwrap_or_default();
    let shown = if item.lower_is_better { -best } else { best };
    (How::Growth { best: shown, percent }, hundredth(item.weight.saturating_mul(percent)))
}

/// Cap and floor; without a floor nobody loses points of other items.
fn limited(item: &Item, entry: Option<Entry>, how: How, raw: Decimal) -> ItemScore {
    if how == How::NoTarget {
        return ItemScore { entry, how, raw, points: raw, limit: None };
    }
    let floor = item.floor.unwrap_or(Decimal::ZERO);
    // A cap below the floor gives way, so that more never becomes less.
    let (points, limit) = match item.cap.map(|cap| cap.max(floor)) {
        Some(cap) if raw > cap => (cap, Some(Limit::Cap)),
        _ if raw < floor => (floor, Some(Limit::Floor)),
        _ => (raw, None),
    };
    ItemScore { entry, how, raw, points, limit }
}
