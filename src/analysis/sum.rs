//! Counts and sums under way: rows come one after the other, and what has come so far can be asked for.

use super::{
    completion::{Progress, Totals},
    exact::ExactSum,
    lamp::Outside,
    list::{ListAnalysis, Row},
    number,
};
use crate::model::{Decimal, MoneyUnit};

impl Totals {
    pub(super) fn nothing(unit: MoneyUnit) -> Self {
        Self {
            packages: 0,
            split: 0,
            investment: None,
            progress: Progress::new(None, None, unit, None),
            lamps: [0; 4],
            left: 0,
            joining: 0,
            foreign: 0,
        }
    }
}

/// Counts and sums of units of account.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    /// Rows are counted though they are not in the list at the reporting month.
    members: bool,
    totals: Totals,
    sums: Sums,
}

impl Tally {
    pub fn new(unit: MoneyUnit, members: bool) -> Self {
        Self { members, totals: Totals::nothing(unit), sums: Sums::default() }
    }

    /// Adds a unit of account.
    pub fn add(&mut self, analysis: &ListAnalysis, index: usize) {
        if let Some(row) = analysis.rows.get(index) {
            self.count(row, analysis.own_paces.get(index).copied(), analysis.unit, true);
        }
    }

    /// Adds a project, or a package with its parts behind it: a package stands for the parts that it has.
    pub fn add_block(&mut self, analysis: &ListAnalysis, block: &[u32]) {
        let Some((&top, parts)) = block.split_first() else { return };
        self.add(analysis, top as usize);
        if analysis.rows.get(top as usize).is_none_or(|row| row.parts == 0) {
            parts.iter().for_each(|&part| self.add(analysis, part as usize));
        }
    }

    /// Takes out a unit of account that was added.
    pub fn subtract(&mut self, analysis: &ListAnalysis, index: usize) {
        if let Some(row) = analysis.rows.get(index) {
            self.count(row, analysis.own_paces.get(index).copied(), analysis.unit, false);
        }
    }

    fn count(&mut self, row: &Row, own_pace: Option<Decimal>, unit: MoneyUnit, comes: bool) {
        let step = |count: &mut u32, by: u32| {
            *count = if comes { *count + by } else { count.saturating_sub(by) };
        };
        match row.outside.filter(|_| !self.members) {
            Some(Outside::Left) => return step(&mut self.totals.left, 1),
            Some(Outside::Joins) => return step(&mut self.totals.joining, 1),
            None => {}
        }
        step(&mut self.totals.packages, 1);
        step(&mut self.totals.split, row.parts.max(1));
        if let Some(lit) = self.totals.lamps.get_mut(row.lamp as usize) {
            step(lit, 1);
        }
        if row.unit.is_dollar() == unit.is_dollar() {
            let done = row.done.map(|done| (done, row.months_reported));
            self.sums.count(row.investment, row.plan, done, own_pace, comes);
        } else {
            step(&mut self.totals.foreign, 1);
        }
    }

    /// Adds what another one has counted.
    pub fn merge(&mut self, other: &Self) {
        let (own, more) = (&mut self.totals, &other.totals);
        own.packages += more.packages;
        own.split += more.split;
        own.left += more.left;
        own.joining += more.joining;
        own.foreign += more.foreign;
        own.lamps.iter_mut().zip(more.lamps).for_each(|(lit, more)| *lit += more);
        self.sums.merge(&other.sums);
    }

    /// What has come so far.
    pub fn totals(&self, analysis: &ListAnalysis) -> Totals {
        let sums = &self.sums;
        let pace = if analysis.own_paces.is_empty() { analysis.pace } else { sums.pace().or(analysis.pace) };
        Totals {
            investment: sums.investment.value(),
            progress: Progress::new(sums.plan.value(), sums.done(), analysis.unit, pace),
            ..self.totals.clone()
        }
    }
}

/// Counts and sums of rows that come in the order of a table, where the parts of a package follow it: a
/// part whose package has come is not counted beside it.
#[derive(Debug, Clone)]
pub struct Running {
    tally: Tally,
    /// The package that came last.
    package: Option<usize>,
}

impl Running {
    /// Nothing yet.
    pub fn new(analysis: &ListAnalysis) -> Self {
        Self { tally: Tally::new(analysis.unit, false), package: None }
    }

    /// Adds the next row.
    pub fn add(&mut self, analysis: &ListAnalysis, index: usize) {
        let Some(row) = analysis.rows.get(index) else { return };
        if row.parts > 0 {
            self.package = Some(index);
        }
        let parent = analysis.parent(index);
        if parent.is_none() || parent != self.package {
            self.tally.add(analysis, index);
        }
    }

    /// What has come so far.
    pub fn totals(&self, analysis: &ListAnalysis) -> Totals {
        self.tally.totals(analysis)
    }
}

/// Sums of money.
#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub investment: ExactSum,
    pub plan: ExactSum,
    done: ExactSum,
    /// Σ plan × pace, for the mean pace.
    due: ExactSum,
    /// How many projects have reported so many months.
    months: [u32; 13],
}

impl Sums {
    /// Puts the figures of a project in: what it has done in how many months, and its own pace.
    pub fn add(&mut self, plan: Option<Decimal>, done: Option<(Decimal, u8)>, own_pace: Option<Decimal>) {
        self.count(None, plan, done, own_pace, true);
    }

    fn count(
        &mut self,
        investment: Option<Decimal>,
        plan: Option<Decimal>,
        done: Option<(Decimal, u8)>,
        own_pace: Option<Decimal>,
        comes: bool,
    ) {
        let step = |sum: &mut ExactSum, figure: Option<Decimal>| match figure {
            Some(figure) if comes => sum.add(figure),
            Some(figure) => sum.subtract(figure),
            None => {}
        };
        step(&mut self.investment, investment);
        step(&mut self.plan, plan);
        step(&mut self.done, done.map(|done| done.0));
        step(&mut self.due, own_pace.zip(plan).and_then(|(pace, plan)| plan.checked_mul(pace)));
        if let Some(count) = self.months.get_mut(usize::from(done.map_or(0, |done| done.1))) {
            *count = if comes { *count + 1 } else { count.saturating_sub(1) };
        }
    }

    fn merge(&mut self, other: &Self) {
        self.investment.merge(&other.investment);
        self.plan.merge(&other.plan);
        self.done.merge(&other.done);
        self.due.merge(&other.due);
        self.months.iter_mut().zip(other.months).for_each(|(own, more)| *own += more);
    }

    /// What is done, and in how many months at most.
    pub fn done(&self) -> Option<(Decimal, u8)> {
        let months = self.months.iter().rposition(|count| *count > 0).unwrap_or(0);
        self.done.value().map(|done| (done, months as u8))
    }

    /// Σ plan × pace.
    pub fn due(&self) -> Decimal {
        self.due.value().unwrap_or_default()
    }

    /// The mean pace.
    pub fn pace(&self) -> Option<Decimal> {
        number::ratio(self.due(), self.plan.value()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::model::Lamp;

    #[test]
    fn a_lamp_is_counted_at_its_place() {
        // `Tally::add` counts by the number of the variant.
        for (at, lamp) in Lamp::ALL.into_iter().enumerate() {
            assert_eq!(lamp as usize, at);
        }
    }
}
