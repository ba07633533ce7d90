//! What must hold of formula indicators: nothing in a circle, units that go together, no figures beside.

use super::{Fault, Report};
use crate::model::{
    Dimension, Formula, Indicator, IndicatorId, MOST_LEVELS, Text, Unit, Workbook,
    formula::{Sign, parts_of},
};
use std::{cell::Cell, collections::BTreeSet};

/// How many terms and indicators are looked at for one formula. A plan has some hundreds of indicators; a hostile
/// file may have formulas that follow from a million.
const MOST_STEPS: usize = 1 << 18;

/// More than [`MOST_STEPS`] would have to be looked at.
struct Beyond;

/// What was looked at for a formula so far.
#[derive(Default)]
struct Effort(Cell<usize>);

impl Effort {
    fn spend(&self, steps: usize) -> Result<(), Beyond> {
        self.0.set(self.0.get().saturating_add(steps));
        if self.0.get() > MOST_STEPS { Err(Beyond) } else { Ok(()) }
    }

    fn sources(&self, workbook: &Workbook, formula: &Formula) -> Result<Vec<IndicatorId>, Beyond> {
        self.spend(formula.effort(workbook))?;
        Ok(formula.sources(workbook))
    }

    /// The sources of an indicator's formula; none where it has none.
    fn sources_of(&self, workbook: &Workbook, id: IndicatorId) -> Result<Vec<IndicatorId>, Beyond> {
        self.spend(1)?;
        match workbook.indicators.get(id).and_then(|row| row.formula.as_ref()) {
            Some(formula) => self.sources(workbook, formula),
            None => Ok(Vec::new()),
        }
    }
}

/// What kind of plain number a term without dimension is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rate {
    /// A number or a ratio.
    Number,
    /// A figure in per cent.
    Percent,
    /// Percentage points.
    Points,
    /// The difference of two figures in per cent: in points, or in per cent where the unit says so.
    Difference,
}

/// What a term measures: powers of dimensions; without any, which kind of plain number.
#[derive(Debug, Clone, PartialEq)]
struct Nature {
    powers: Vec<(Dimension, i8)>,
    rate: Rate,
}

impl Nature {
    fn plain(rate: Rate) -> Self {
        Self { powers: Vec::new(), rate }
    }

    /// Of a unit; 元/人 is money over people.
    fn of(unit: &Unit) -> Self {
        match unit.dimension() {
            Dimension::Percent => Self::plain(Rate::Percent),
            Dimension::Points => Self::plain(Rate::Points),
            Dimension::Multiple => Self::plain(Rate::Number),
            Dimension::Other(symbol) if symbol.is_empty() => Self::plain(Rate::Number),
            Dimension::Other(symbol) => match unit.ratio() {
                Some((over, under)) => Self::of(&over).joined(Self::of(&under), -1),
                None => Self { powers: vec![(Dimension::Other(symbol), 1)], rate: Rate::Number },
            },
            dimension => Self { powers: vec![(dimension, 1)], rate: Rate::Number },
        }
    }

    /// The product, or with −1 the quotient.
    fn joined(mut self, other: Self, sign: i8) -> Self {
        let rate = match (self.rate, other.rate, sign) {
            // Points stay points where they are scaled.
            (Rate::Points, Rate::Number | Rate::Percent, _) | (Rate::Number, Rate::Points, 1) => Rate::Points,
            (Rate::Percent, Rate::Number, _) if other.powers.is_empty() => Rate::Percent,
            (Rate::Number, Rate::Percent, 1) if self.powers.is_empty() => Rate::Percent,
            _ => Rate::Number,
        };
        for (dimension, power) in other.powers {
            let power = power.saturating_mul(sign);
            match self.powers.iter_mut().find(|(own, _)| *own == dimension) {
                Some((_, own)) => *own = own.saturating_add(power),
                None => self.powers.push((dimension, power)),
            }
        }
        self.powers.retain(|(_, power)| *power != 0);
        self.rate = rate;
        self
    }

    fn same_powers(&self, other: &Self) -> bool {
        self.powers.len() == other.powers.len() && self.powers.iter().all(|part| other.powers.contains(part))
    }

    /// The sum or the difference; none where they do not add.
    fn added(self, sign: Sign, other: &Self) -> Option<Self> {
        if !self.same_powers(other) {
            return None;
        }
        if !self.powers.is_empty() {
            return Some(self);
        }
        let rate = match (self.rate, other.rate) {
            (Rate::Percent, Rate::Percent) if sign == Sign::Minus => Rate::Difference,
            (Rate::Points, Rate::Number) | (Rate::Number, Rate::Points) => return None,
            (Rate::Percent, Rate::Points | Rate::Difference)
            | (Rate::Points | Rate::Difference, Rate::Percent) => Rate::Percent,
            (Rate::Points | Rate::Difference, Rate::Points | Rate::Difference) => Rate::Points,
            (one, other) if one == other => one,
            _ => Rate::Number,
        };
        Some(Self::plain(rate))
    }

    /// Whether a result of this nature can be given in a unit.
    fn fits(&self, unit: &Unit) -> bool {
        let wanted = Self::of(unit);
        if !self.powers.is_empty() {
            return self.same_powers(&wanted);
        }
        match wanted.rate {
            Rate::Points => matches!(self.rate, Rate::Points | Rate::Difference),
            _ if self.rate == Rate::Points => false,
            _ if wanted.powers.is_empty() => true,
            // A plain number may be called anything that counts nothing else: 分, 指数.
            _ => matches!(unit.dimension(), Dimension::Other(symbol) if !symbol.contains('/')),
        }
    }

    /// As a unit would say it: 元/人.
    fn said(&self) -> String {
        if self.powers.is_empty() {
            return if self.rate == Rate::Points { "个百分点" } else { "%" }.to_owned();
        }
        let side = |wanted: fn(i8) -> bool| {
            let own = self.powers.iter().filter(|(_, power)| wanted(*power));
            own.map(|(dimension, power)| match power.unsigned_abs() {
                1 => base(dimension).to_string(),
                times => format!("{}^{times}", base(dimension)),
            })
            .collect::<Vec<_>>()
            .join("·")
        };
        let (over, under) = (side(|power| power > 0), side(|power| power < 0));
        match (over.is_empty(), under.is_empty()) {
            (_, true) => over,
            (true, false) => format!("1/{under}"),
            (false, false) => format!("{over}/{under}"),
        }
    }
}

/// The unit that figures of a dimension are reckoned in.
fn base(dimension: &Dimension) -> Text {
    match dimension {
        Dimension::Money => "元".into(),
        Dimension::Dollar => "美元".into(),
        Dimension::People => "人".into(),
        Dimension::Area => "亩".into(),
        Dimension::Mass => "吨".into(),
        Dimension::StandardCoal => "吨标准煤".into(),
        Dimension::Length => "公里".into(),
        Dimension::Concentration => "微克/立方米".into(),
        Dimension::Percent => "%".into(),
        Dimension::Points => "个百分点".into(),
        Dimension::Rank => "位".into(),
        Dimension::Years => "年".into(),
        Dimension::Multiple => "倍".into(),
        Dimension::Count(symbol) | Dimension::Other(symbol) => symbol.clone(),
    }
}

impl Workbook {
    /// Checks a formula; `crowded` where the workbook has too many of them.
    pub(super) fn check_formula(&self, report: &mut Report, indicator: &Indicator, crowded: bool) {
        let Some(formula) = &indicator.formula else { return };
        if crowded {
            report.add("formula", Fault::TooManyFormulas);
            return;
        }
        let named = formula.indicators();
        if named.is_empty() {
            report.add("formula", Fault::FormulaWithoutIndicator);
        }
        for id in named {
            report.reference("formula", &self.indicators, Some(id));
        }
        if !indicator.observations.is_empty() {
            report.add("formula", Fault::FormulaWithFigures);
        }
        let Ok((circle, deep)) = self.followed(indicator, formula) else {
            report.add("formula", Fault::FormulaTooWide);
            return;
        };
        if let Some(name) = circle {
            report.add("formula", Fault::FormulaCircle(name));
            return;
        }
        if deep {
            report.add("formula", Fault::TooManyLevels);
        }
        match self.nature(formula) {
            Ok(found) if found.fits(&indicator.unit) => {}
            Ok(found) => {
                report.add("formula", Fault::FormulaUnit(found.said(), indicator.unit.symbol().to_owned()));
            }
            Err((one, other)) => report.add("formula", Fault::FormulaMixesUnits(one, other)),
        }
    }

    /// The indicator through which a formula comes back to itself, and whether too many formulas follow from each
    /// other down from it.
    fn followed(&self, indicator: &Indicator, formula: &Formula) -> Result<(Option<String>, bool), Beyond> {
        let effort = Effort::default();
        let circle = self.in_circle(indicator, formula, &effort)?;
        let deep = self.is_deep(formula, &effort)?;
        // What it measures is asked of every part of what its terms add up.
        let all = self.indicators.len();
        let looked = |leaf: &&Formula| if matches!(leaf, Formula::Parts(_)) { all } else { 1 };
        effort.spend(formula.leaves().iter().map(looked).sum())?;
        Ok((circle, deep))
    }

    /// The indicator through which a formula comes back to itself.
    fn in_circle(
        &self,
        indicator: &Indicator,
        formula: &Formula,
        effort: &Effort,
    ) -> Result<Option<String>, Beyond> {
        let mut open: Vec<(IndicatorId, IndicatorId)> =
            effort.sources(self, formula)?.into_iter().map(|id| (id, id)).collect();
        let mut seen = BTreeSet::new();
        while let Some((id, through)) = open.pop() {
            if id == indicator.id {
                let name = self.indicators.get(through).map(|row| row.name.to_string());
                return Ok(Some(name.unwrap_or_else(|| through.to_string())));
            }
            if seen.insert(id) {
                open.extend(effort.sources_of(self, id)?.into_iter().map(|id| (id, through)));
            }
        }
        Ok(None)
    }

    /// Whether more formulas follow from each other, down from this one, than [`MOST_LEVELS`].
    fn is_deep(&self, formula: &Formula, effort: &Effort) -> Result<bool, Beyond> {
        let mut level: BTreeSet<IndicatorId> = effort.sources(self, formula)?.into_iter().collect();
        for _ in 0..MOST_LEVELS {
            let mut next = BTreeSet::new();
            for id in level {
                next.extend(effort.sources_of(self, id)?);
            }
            level = next;
            if level.is_empty() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// What a formula measures; or the two terms that cannot be added.
    fn nature(&self, formula: &Formula) -> Result<Nature, (String, String)> {
        let of = |id: IndicatorId| {
            self.indicators.get(id).map_or(Nature::plain(Rate::Number), |row| Nature::of(&row.unit))
        };
        let add = |one: (Nature, &Formula), sign, other: &Formula| {
            let nature = self.nature(other)?;
            one.0.added(sign, &nature).ok_or_else(|| (self.term_said(one.1), self.term_said(other)))
        };
        match formula {
            Formula::Number(_) => Ok(Nature::plain(Rate::Number)),
            Formula::Indicator(id) | Formula::Areas(id) => Ok(of(*id)),
            Formula::Parts(id) => {
                let mut all = parts_of(self, *id);
                let Some(first) = all.next() else { return Ok(of(*id)) };
                let as_term = Formula::Indicator;
                all.try_fold(of(first), |sum, part| add((sum, &as_term(first)), Sign::Plus, &as_term(part)))
            }
            Formula::Sum(terms) => {
                let Some((first, others)) = terms.split_first() else {
                    return Ok(Nature::plain(Rate::Number));
                };
                let start = self.nature(first)?;
                others.iter().try_fold(start, |sum, term| add((sum, first), Sign::Plus, term))
            }
            Formula::Pair(left, sign, right) => {
                let one = self.nature(left)?;
                match sign {
                    Sign::Plus | Sign::Minus => add((one, left), *sign, right),
                    Sign::Times => Ok(one.joined(self.nature(right)?, 1)),
                    Sign::Over => Ok(one.joined(self.nature(right)?, -1)),
                }
            }
        }
    }

    /// A term with its unit, as a fault names it.
    fn term_said(&self, formula: &Formula) -> String {
        let name = |id: IndicatorId| {
            self.indicators
                .get(id)
                .map_or_else(|| id.to_string(), |row| format!("{}（{}）", row.name, row.unit))
        };
        formula.plainly(&name)
    }
}
