//! Counts and sums under way: rows come one after the other, and what has come so far can be asked for.

use super::{
    completion::{Progress, Totals},
    lamp::Outside,
    list::ListAnalysis,
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
    pub fn new(analysis: &ListAnalysis, members: bool) -> Self {
        Self { members, totals: Totals::nothing(analysis.unit), sums: Sums::default() }
    }

    /// Adds a unit of account.
    pub fn add(&mut self, analysis: &ListAnalysis, index: usize) {
        let Some(row) = analysis.rows.get(index) else { return };
        match row.outside.filter(|_| !self.members) {
            Some(Outside::Left) => return self.totals.left += 1,
            Some(Outside::Joins) => return self.totals.joining += 1,
            None => {}
        }
        self.totals.packages += 1;
        self.totals.split += row.parts.max(1);
        if let Some(lit) = self.totals.lamps.get_mut(row.lamp as usize) {
            *lit += 1;
        }
        if row.unit.is_dollar() == analysis.unit.is_dollar() {
            self.sums.take(row.investment, row.plan, row.done, row.months_reported);
            self.sums.weigh(row.plan, analysis.own_paces.get(index).copied());
        } else {
            self.totals.foreign += 1;
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
        let more = &other.sums;
        self.sums.take(more.investment, more.plan, more.done, more.months);
        self.sums.due = self.sums.due.saturating_add(more.due);
    }

    /// What has come so far.
    pub fn totals(&self, analysis: &ListAnalysis) -> Totals {
        let sums = &self.sums;
        let pace = if analysis.own_paces.is_empty() { analysis.pace } else { sums.pace().or(analysis.pace) };
        let done = sums.done.map(|done| (done, sums.months));
        Totals {
            investment: sums.investment,
            progress: Progress::new(sums.plan, done, analysis.unit, pace),
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
        Self { tally: Tally::new(analysis, false), package: None }
    }

    /// Adds the next row.
    pub fn add(&mut self, analysis: &ListAnalysis, index: usize) {
        let Some(row) = analysis.rows.get(index) else { return };
        if row.parts > 0 {
            self.package = Some(index);
        }
        let parent = row.parent();
        if parent.is_none() || parent != self.package {
            self.tally.add(analysis, index);
        }
    }

    /// What has come so far.
    pub fn totals(&self, analysis: &ListAnalysis) -> Totals {
        self.tally.totals(analysis)
    }
}

#[derive(Debug, Clone, Default)]
pub(super) struct Sums {
    pub investment: Option<Decimal>,
    pub plan: Option<Decimal>,
    pub done: Option<Decimal>,
    /// Σ plan × pace, for the mean pace.
    pub due: Decimal,
    pub months: u8,
}

impl Sums {
    pub fn take(
        &mut self,
        investment: Option<Decimal>,
        plan: Option<Decimal>,
        done: Option<Decimal>,
        months: u8,
    ) {
        let add = |sum: &mut Option<Decimal>, value: Option<Decimal>| {
            if let Some(value) = value {
                *sum = Some(sum.map_or(value, |sum| sum.saturating_add(value)));
            }
        };
        add(&mut self.investment, investment);
        add(&mut self.plan, plan);
        add(&mut self.done, done);
        self.months = self.months.max(months);
    }

    pub fn weigh(&mut self, plan: Option<Decimal>, own_pace: Option<Decimal>) {
        if let Some(due) = own_pace.zip(plan).and_then(|(pace, plan)| plan.checked_mul(pace)) {
            self.due = self.due.saturating_add(due);
        }
    }

    pub fn pace(&self) -> Option<Decimal> {
        number::ratio(self.due, self.plan?)
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
