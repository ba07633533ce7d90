//! Formula indicators worked out: their figures follow from those of other indicators and are never kept.
//!
//! Figures are in base units while they are reckoned with, so that 亿元 ÷ 万人 becomes 元/人 whatever the
//! scales are; a formula of formulas goes on from unrounded values. A figure that is missing, or a division
//! by zero, leaves the value empty: it is never taken for zero.

use crate::model::{
    AreaId, Decimal, Dimension, Formula, Indicator, IndicatorId, MOST_LEVELS, Observation, Operator, Period,
    Rows, Status, Unit, Workbook,
    formula::{Sign, are_too_many, parts_of},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The most decimal places of a product or quotient, and the digits it is shown with.
const DIGITS: u32 = 6;
/// More places than anybody prints: what has them was not divided evenly.
const MOST_PLACES: u32 = 16;
/// Decimal places of a result in per cent or points.
const RATE_PLACES: u32 = 2;

/// How many terms and indicators are looked at to find what follows from what.
const MOST_LOOKED_AT: usize = 1 << 26;
/// What working a workbook out may cost, in steps of adding one figure: enough for millions of figures. A small
/// hostile file could ask for billions; what is past this has no figure.
const MOST_STEPS: usize = 1 << 28;
/// The steps that go with a figure which is kept.
const KEPT: usize = 32;

/// A workbook with the figures of its formula indicators.
#[derive(Debug, Clone)]
pub struct WorkedOut {
    workbook: Workbook,
    /// What it was worked out from.
    of: Workbook,
}

impl WorkedOut {
    /// Works a workbook out; none where it has no formula. What `before` has already is taken from there,
    /// where nothing that it follows from has changed.
    pub fn of(workbook: &Workbook, before: Option<&Self>) -> Option<Self> {
        if workbook.indicators.iter().all(|row| row.formula.is_none()) || are_too_many(workbook) {
            return None;
        }
        let order = in_order(workbook)?;
        // Looking for what has not changed costs more than it saves where very much follows from very much.
        let looked_at = order.len().saturating_mul(order.len()).saturating_mul(workbook.indicators.len());
        let before = before.filter(|_| looked_at <= MOST_LOOKED_AT);
        let mut made = workbook.clone();
        let mut reckoner = Reckoner::new(workbook);
        for id in order {
            if let Some(row) = before.and_then(|before| before.unchanged(workbook, id)) {
                made.indicators.put_shared(row);
                continue;
            }
            let Some((row, formula)) =
                workbook.indicators.get(id).and_then(|row| Some((row, row.formula.as_ref()?)))
            else {
                continue;
            };
            let observations = reckoner.observations(&made, row, formula);
            if let Some(row) = made.indicators.get_mut(id) {
                row.observations = observations;
            }
        }
        Some(Self { workbook: made, of: workbook.clone() })
    }

    /// The workbook with all figures.
    pub fn workbook(&self) -> &Workbook {
        &self.workbook
    }

    /// An indicator as it was worked out, where that still holds.
    fn unchanged(&self, now: &Workbook, id: IndicatorId) -> Option<Arc<Indicator>> {
        let sources = all_sources(now, id);
        let same = sources == all_sources(&self.of, id)
            && sources.iter().chain([&id]).all(|&id| shares_row(&now.indicators, &self.of.indicators, id))
            && now.areas.is_same(&self.of.areas);
        self.workbook.indicators.get_shared(id).filter(|_| same).cloned()
    }
}

fn shares_row(one: &Rows<Indicator>, other: &Rows<Indicator>, id: IndicatorId) -> bool {
    matches!((one.get_shared(id), other.get_shared(id)), (Some(one), Some(other)) if Arc::ptr_eq(one, other))
}

/// Everything that an indicator follows from, directly or by other formulas.
fn all_sources(workbook: &Workbook, id: IndicatorId) -> BTreeSet<IndicatorId> {
    let mut found = BTreeSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        let formula = workbook.indicators.get(id).and_then(|row| row.formula.as_ref());
        for source in formula.map(|formula| formula.sources(workbook)).unwrap_or_default() {
            if found.insert(source) {
                open.push(source);
            }
        }
    }
    found
}

/// The formula indicators, each after those that it follows from. A circle in a damaged file is cut; none where
/// more follows from more than any plan has.
fn in_order(workbook: &Workbook) -> Option<Vec<IndicatorId>> {
    let (mut seen, mut order, mut looked_at) = (BTreeSet::new(), Vec::new(), 0_usize);
    // Whether what it follows from is in order already.
    let mut open: Vec<(IndicatorId, bool)> =
        workbook.indicators.iter().rev().map(|row| (row.id, false)).collect();
    while let Some((id, ready)) = open.pop() {
        let Some(formula) = workbook.indicators.get(id).and_then(|row| row.formula.as_ref()) else {
            continue;
        };
        if ready {
            order.push(id);
        } else if seen.insert(id) {
            looked_at = looked_at.saturating_add(formula.effort(workbook));
            if looked_at > MOST_LOOKED_AT {
                return None;
            }
            open.push((id, true));
            open.extend(formula.sources(workbook).into_iter().map(|id| (id, false)));
        }
    }
    Some(order)
}

/// How a figure of a formula indicator came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The formula.
    pub formula: Formula,
    /// Its terms that name an indicator, in order.
    pub terms: Vec<Term>,
    /// Figures that are missing.
    pub missing: Vec<(IndicatorId, AreaId)>,
    /// The figure as it is kept in view; none where one is missing.
    pub value: Option<Decimal>,
}

/// A term of a formula with its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// The indicator, or the sum over areas or parts.
    pub of: Formula,
    /// Its figure, in [`Self::unit`].
    pub value: Option<Decimal>,
    /// The unit.
    pub unit: Unit,
}

/// How the figure of an area and a period came about; none for an indicator without a formula.
pub fn how(workbook: &Workbook, id: IndicatorId, area: AreaId, period: Period) -> Option<Made> {
    let row = workbook.indicators.get(id)?;
    let formula = row.formula.as_ref()?;
    let mut reckoner = Reckoner::new(workbook);
    let mut missing = Vec::new();
    let terms = formula.leaves().into_iter().map(|leaf| {
        let (first, places) = reckoner.places_of(leaf, area);
        let unit = first.and_then(|id| workbook.indicators.get(id)).map(|row| row.unit.clone());
        let unit = unit.unwrap_or_default();
        for place @ (id, area) in places {
            if reckoner.figure(id, area, period).is_none() && !missing.contains(&place) {
                missing.push(place);
            }
        }
        let value = reckoner.value(leaf, area, period).and_then(|figure| settled(&figure, &unit));
        Term { of: leaf.clone(), value, unit }
    });
    let terms = terms.collect();
    let value = reckoner.settled_value(row, area, period).map(|(value, _)| value);
    Some(Made { formula: formula.clone(), terms, missing, value })
}

/// Base units in one of a unit: per cent and points are hundredths; 元/人 is 元 over 人.
fn scale(unit: &Unit) -> Decimal {
    match unit.dimension() {
        Dimension::Percent | Dimension::Points => Decimal::new(1, 2),
        Dimension::Other(_) => unit
            .ratio()
            .and_then(|(over, under)| scale(&over).checked_div(scale(&under)))
            .unwrap_or(Decimal::ONE),
        _ => unit.scale(),
    }
}

/// A value in base units and how it is known.
#[derive(Debug, Clone, Copy)]
struct Figure {
    value: Decimal,
    status: Status,
    /// A figure that it follows from was worded "more than" or "about".
    inexact: bool,
    /// The last printed place of the coarsest figure that it follows from, in base units.
    step: Decimal,
    /// Nothing was multiplied or divided on the way.
    exact: bool,
}

impl Figure {
    fn joined(self, other: Self, value: Option<Decimal>) -> Option<Self> {
        let preliminary = self.status == Status::Preliminary || other.status == Status::Preliminary;
        Some(Self {
            value: value?,
            status: if preliminary { Status::Preliminary } else { Status::Final },
            inexact: self.inexact || other.inexact,
            step: self.step.max(other.step),
            exact: self.exact && other.exact,
        })
    }
}

/// Reckons the values of formulas.
struct Reckoner<'a> {
    workbook: &'a Workbook,
    below: BTreeMap<AreaId, Vec<AreaId>>,
    /// Values of formula indicators that others follow from, unrounded.
    known: BTreeMap<(IndicatorId, AreaId, Period), Option<Figure>>,
    /// Those being reckoned now: a circle in a damaged file ends here.
    open: Vec<IndicatorId>,
    /// The steps that are left of [`MOST_STEPS`].
    left: usize,
}

impl<'a> Reckoner<'a> {
    fn new(workbook: &'a Workbook) -> Self {
        let mut below: BTreeMap<AreaId, Vec<AreaId>> = BTreeMap::new();
        for area in workbook.areas.iter() {
            if let Some(parent) = area.parent {
                below.entry(parent).or_default().push(area.id);
            }
        }
        Self { workbook, below, known: BTreeMap::new(), open: Vec::new(), left: MOST_STEPS }
    }

    /// Takes steps off those that are left; none where there are not so many.
    fn spend(&mut self, steps: usize) -> Option<()> {
        let left = self.left.checked_sub(steps);
        if left.is_none() && self.left > 0 {
            log::warn!("formulas ask for more figures than are worked out");
        }
        self.left = left.unwrap_or(0);
        left.map(drop)
    }

    /// The figures of a formula indicator, where those it follows from are worked out in `made`.
    fn observations(&mut self, made: &Workbook, row: &Indicator, formula: &Formula) -> Vec<Observation> {
        let mut found: BTreeMap<(AreaId, Period), Observation> = BTreeMap::new();
        // One figure for the same months of an area, however the period is named.
        let mut covered: BTreeSet<(AreaId, Cover)> = BTreeSet::new();
        for (area, period) in self.asked_for(made, formula) {
            let cover = Cover::of(period);
            if covered.contains(&(area, cover)) {
                continue;
            }
            if let Some((value, figure)) = self.settled_value(row, area, period) {
                covered.insert((area, cover));
                let mut observation = Observation::new(area, period);
                observation.value = Some(value);
                observation.status = figure.status;
                observation.bound = if figure.inexact { Operator::Approx } else { Operator::default() };
                found.insert((area, period), observation);
            }
        }
        found.into_values().collect()
    }

    /// Areas and periods that may have a value: those of the first term, then of the others.
    fn asked_for(&mut self, made: &Workbook, formula: &Formula) -> Vec<(AreaId, Period)> {
        let mut all = Vec::new();
        for leaf in formula.leaves() {
            if matches!(leaf, Formula::Parts(_)) && self.spend(self.workbook.indicators.len()).is_none() {
                break;
            }
            let (ids, above) = match *leaf {
                Formula::Indicator(id) => (vec![id], false),
                Formula::Areas(id) => (vec![id], true),
                Formula::Parts(id) => (parts_of(self.workbook, id).take(1).collect(), false),
                Formula::Number(_) | Formula::Sum(_) | Formula::Pair(..) => (Vec::new(), false),
            };
            let rows = ids.into_iter().filter_map(|id| made.indicators.get(id));
            let observations = rows.flat_map(|row| &row.observations).filter(|o| o.value.is_some());
            let observations = observations.take(self.left / KEPT);
            let before = all.len();
            all.extend(observations.filter_map(|o| {
                let area = if above { self.workbook.areas.get(o.area)?.parent? } else { o.area };
                Some((area, o.period))
            }));
            self.left -= (all.len() - before) * KEPT / 4;
        }
        all
    }

    /// The value in the unit of an indicator, rounded once; and what is known of it.
    fn settled_value(&mut self, row: &Indicator, area: AreaId, period: Period) -> Option<(Decimal, Figure)> {
        let figure = self.figure(row.id, area, period)?;
        Some((settled(&figure, &row.unit)?, figure))
    }

    /// The unrounded value of a formula indicator.
    fn own(&mut self, id: IndicatorId, formula: &Formula, area: AreaId, period: Period) -> Option<Figure> {
        if self.open.len() >= MOST_LEVELS || self.open.contains(&id) {
            return None;
        }
        self.open.push(id);
        let figure = self.value(formula, area, period);
        self.open.pop();
        figure
    }

    /// The figure of an indicator, in base units.
    fn figure(&mut self, id: IndicatorId, area: AreaId, period: Period) -> Option<Figure> {
        let row = self.workbook.indicators.get(id)?;
        if let Some(formula) = &row.formula {
            if let Some(known) = self.known.get(&(id, area, period)) {
                return *known;
            }
            self.spend(KEPT)?;
            let figure = self.own(id, formula, area, period);
            self.known.insert((id, area, period), figure);
            return figure;
        }
        let entered = entered(row, area, period)?;
        let value = entered.value?;
        let scale = scale(&row.unit);
        Some(Figure {
            value: value.checked_mul(scale)?,
            status: entered.status,
            inexact: entered.bound != Operator::Eq,
            step: Decimal::new(1, value.scale()).checked_mul(scale)?,
            exact: true,
        })
    }

    /// The first indicator of a term, and all figures that it is the sum of.
    fn places_of(&self, leaf: &Formula, area: AreaId) -> (Option<IndicatorId>, Vec<(IndicatorId, AreaId)>) {
        match *leaf {
            Formula::Indicator(id) => (Some(id), vec![(id, area)]),
            Formula::Areas(id) => {
                let below = self.below.get(&area).map(Vec::as_slice).unwrap_or_default();
                (Some(id), below.iter().map(|&area| (id, area)).collect())
            }
            Formula::Parts(id) => {
                let parts: Vec<_> = parts_of(self.workbook, id).map(|part| (part, area)).collect();
                (Some(parts.first().map_or(id, |(part, _)| *part)), parts)
            }
            Formula::Number(_) | Formula::Sum(_) | Formula::Pair(..) => (None, Vec::new()),
        }
    }

    /// The value of a term in base units.
    fn value(&mut self, formula: &Formula, area: AreaId, period: Period) -> Option<Figure> {
        match formula {
            Formula::Number(number) => {
                let step = Decimal::ZERO;
                Some(Figure { value: *number, status: Status::Final, inexact: false, step, exact: true })
            }
            Formula::Indicator(id) => self.figure(*id, area, period),
            Formula::Areas(_) | Formula::Parts(_) => {
                let all = self.workbook.indicators.len();
                self.spend(if matches!(formula, Formula::Parts(_)) { all } else { 1 })?;
                let (_, places) = self.places_of(formula, area);
                self.spend(places.len())?;
                let mut sum: Option<Figure> = None;
                for (id, area) in places {
                    let next = self.figure(id, area, period)?;
                    sum = Some(match sum {
                        None => next,
                        Some(sum) => sum.joined(next, sum.value.checked_add(next.value))?,
                    });
                }
                sum
            }
            Formula::Sum(terms) => {
                let mut sum: Option<Figure> = None;
                for term in terms {
                    let next = self.value(term, area, period)?;
                    sum = Some(match sum {
                        None => next,
                        Some(sum) => sum.joined(next, sum.value.checked_add(next.value))?,
                    });
                }
                sum
            }
            Formula::Pair(left, sign, right) => {
                let (one, other) = (self.value(left, area, period)?, self.value(right, area, period)?);
                let value = match sign {
                    Sign::Plus => one.value.checked_add(other.value),
                    Sign::Minus => one.value.checked_sub(other.value),
                    Sign::Times => one.value.checked_mul(other.value),
                    Sign::Over => one.value.checked_div(other.value),
                };
                let adds = matches!(sign, Sign::Plus | Sign::Minus);
                let joined = one.joined(other, value)?;
                Some(Figure { exact: adds && joined.exact, ..joined })
            }
        }
    }
}

/// The months that a figure covers; a stock stands apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Cover {
    year: i16,
    first: u8,
    last: u8,
    stock: bool,
}

impl Cover {
    fn of(period: Period) -> Self {
        use crate::model::Basis;
        let stock = period.basis() == Basis::Stock;
        // A cumulative figure covers everything since January; a stock is that of the last month's end.
        let first = match period.basis() {
            Basis::Single => period.first(),
            Basis::Cumulative => 1,
            Basis::Stock => period.last(),
        };
        Self { year: period.year(), first, last: period.last(), stock }
    }
}

/// The figure of a period, by its name or of the same months; beside an amount, the stock at its end.
fn entered(row: &Indicator, area: AreaId, period: Period) -> Option<&Observation> {
    if let Some(exact) = row.observation(area, period).filter(|o| o.value.is_some()) {
        return Some(exact);
    }
    let cover = Cover::of(period);
    let series = row.series(area).iter().filter(|o| o.value.is_some());
    let at_end = Cover { first: cover.last, stock: true, ..cover };
    let mut stock = None;
    for observation in series.filter(|o| o.period.end() == period.end()) {
        let own = Cover::of(observation.period);
        if own == cover {
            return Some(observation);
        }
        if own == at_end {
            stock = Some(observation);
        }
    }
    stock
}

/// A figure in a unit as it is kept in view: a sum is exact, with the places of its coarsest figure at least; a
/// product or a quotient, also one on the way, has as many as its size asks for.
fn settled(figure: &Figure, unit: &Unit) -> Option<Decimal> {
    let scale = scale(unit);
    let value = figure.value.checked_div(scale)?;
    let places = figure.step.checked_div(scale).map_or(0, |step| step.normalize().scale());
    let mut exact = value.normalize();
    // A unit that is no power of ten (公顷) does not divide evenly.
    if figure.exact && places.max(exact.scale()) <= MOST_PLACES {
        exact.rescale(exact.scale().max(places));
        return Some(exact);
    }
    let places = match unit.dimension() {
        Dimension::Percent | Dimension::Points => RATE_PLACES,
        _ => {
            let whole = value.abs().trunc();
            let before = if whole.is_zero() { 0 } else { whole.normalize().to_string().len() as u32 };
            DIGITS.saturating_sub(before)
        }
    };
    Some(super::round_half_up(value, places as u8).normalize())
}

/// The indicator that a typed name means: an identifier, or a name that only one indicator has.
pub fn find_indicator(workbook: &Workbook, text: &str) -> Option<IndicatorId> {
    if let Some(id) = text.strip_prefix('i').and_then(|number| number.parse().ok()).map(IndicatorId)
        && workbook.indicators.contains(id)
    {
        return Some(id);
    }
    let mut named = workbook.indicators.iter().filter(|row| &*row.name == text || &*row.name_en == text);
    let found = named.next()?;
    named.next().is_none().then_some(found.id)
}
