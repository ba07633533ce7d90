//! Figures that are likely mistakes: a thousand times out of line, as when 万元 and 亿元 are mixed, and
//! totals that are not the sum of their parts.

use super::{
    list::{ListAnalysis, Row},
    median::Median,
};
use crate::model::{
    Decimal, Difference, Money, MoneyUnit, Month, MonthKind, Project, ProjectField, Workbook, list::Column,
};

/// Out of line by this factor is no matter of size any more: units were mixed.
const FACTOR: Decimal = Decimal::from_parts(1000, 0, 0, false, 0);
/// A month is measured by a twelfth of the plan: 万元 for 亿元 in one month is about 800 plans.
const MONTH_FACTOR: Decimal = Decimal::from_parts(84, 0, 0, false, 0);
/// So many figures make a column that one can be out of line with.
const NEIGHBOURS: usize = 8;
/// So many months make a year's figures that can be out of line as a whole.
const MONTHS: u8 = 3;

/// A figure that needs a look, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// The column of the figure.
    pub column: Column,
    /// Why.
    pub why: Why,
}

/// Why a figure is doubted. Figures are in the list's unit.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It is so many times what it is measured by.
    Large {
        /// How many times.
        times: Decimal,
        /// What it is measured by.
        than: Than,
    },
    /// What it is measured by is so many times the figure.
    Small {
        /// How many times.
        times: Decimal,
        /// What it is measured by.
        than: Than,
    },
    /// It is not the sum of its parts.
    NotTheSum {
        /// The total.
        total: Decimal,
        /// The sum of the parts.
        sum: Decimal,
        /// What the parts are.
        of: Parts,
    },
}

/// What a figure is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Than {
    /// The project's total investment.
    Investment,
    /// The project's plan of the year.
    Plan,
    /// The middle figure of the column.
    Neighbours,
}

/// The parts of a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parts {
    /// The projects of a package.
    Projects,
    /// The sources of the plan's money.
    Funds,
    /// The twelve months of the plan.
    Months,
}

/// The middle figures of the columns that are compared with their neighbours.
#[derive(Debug, Clone, Copy, Default)]
struct Middle {
    investment: Option<Decimal>,
    plan: Option<Decimal>,
    /// From which figure down, and from which up, one is out of line.
    investment_limits: Option<(Decimal, Decimal)>,
    plan_limits: Option<(Decimal, Decimal)>,
}

/// A figure of a row.
type Of = fn(&Row) -> Option<Decimal>;

/// What figures are measured by: the middle of the columns, for rows that come and go.
#[derive(Debug, Clone)]
pub(super) struct Measures {
    investment: Median,
    plan: Median,
    middle: Middle,
}

impl Measures {
    fn new(investment: Median, plan: Median) -> Self {
        let value = |median: &Median| median.value().filter(|_| median.len() >= NEIGHBOURS);
        let limits =
            |middle: Option<Decimal>| Some((middle?.checked_div(FACTOR)?, middle?.checked_mul(FACTOR)?));
        let (own, of_plan) = (value(&investment), value(&plan));
        let middle = Middle {
            investment: own,
            plan: of_plan,
            investment_limits: limits(own),
            plan_limits: limits(of_plan),
        };
        Self { investment, plan, middle }
    }
}

/// Rows that need a look, or would if the middle of their column were somewhat another.
#[derive(Debug, Clone)]
pub(super) struct Suspects {
    /// Rows that are doubtful by themselves.
    own: usize,
    /// The other rows that are out of line by half the factor, ascending.
    near: Vec<u32>,
    /// The middle figures that they were found by.
    by: Middle,
}

impl Suspects {
    /// Whether no other row can be out of line by these middle figures.
    fn covers(&self, middle: &Middle) -> bool {
        let within = |by: Option<Decimal>, now: Option<Decimal>| match (by, now) {
            (None, None) => true,
            (Some(by), Some(now)) => {
                let twice = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_some_and(|a| b <= a);
                twice(by, now) && twice(now, by)
            }
            _ => false,
        };
        within(self.by.investment, middle.investment) && within(self.by.plan, middle.plan)
    }
}

impl Middle {
    /// Whether a row's figures are out of line by the factor, or by half of it.
    fn has_out_of_line(&self, row: &Row, by_half: bool) -> bool {
        let apart = |value: Option<Decimal>, limits: Option<(Decimal, Decimal)>| {
            let (Some(value), Some((low, high))) = (value, limits) else { return false };
            if by_half {
                let near = |a: Decimal, b: Decimal| a.checked_mul(Decimal::TWO).is_none_or(|a| a >= b);
                return near(value, high) || (value > Decimal::ZERO && near(low, value));
            }
            value >= high || (value > Decimal::ZERO && value <= low)
        };
        apart(row.investment, self.investment_limits) || apart(row.plan, self.plan_limits)
    }
}

/// What can be doubted of a project alone.
pub(super) fn own(
    project: &Project,
    parts: &[&Project],
    unit: MoneyUnit,
    year: Option<i16>,
    mut found: impl FnMut(Doubt),
) {
    let amount = |money: Option<Money>| money.and_then(|money| money.in_unit(unit));
    let (investment, plan) = (amount(project.investment), amount(project.plan));
    let mut field = |field, why: Option<Why>| {
        if let Some(why) = why {
            found(Doubt { column: Column::Field(field), why });
        }
    };
    field(ProjectField::Plan, large(plan, investment, Than::Investment));
    field(ProjectField::Investment, large(investment, plan, Than::Plan));
    field(ProjectField::DoneBefore, large(amount(project.done_before), investment, Than::Investment));
    if !project.funds.is_empty() && plan.is_some() {
        let sum = project.funds.iter().map(|part| amount(Some(part.amount)));
        field(ProjectField::Plan, not_the_sum(plan, sum, Parts::Funds));
    }
    let year = year.and_then(|year| project.months.iter().find(|figures| figures.year == year));
    if let Some(year) = year {
        let month = |value: Option<Decimal>| {
            value.and_then(|value| Money::new(value, project.month_unit).in_unit(unit))
        };
        for kind in [MonthKind::Reported, MonthKind::Confirmed, MonthKind::Plan] {
            for (at, value) in (1_u8..).zip(year.row(kind).all()) {
                let Some(month_of) = Month::new(year.year, at) else { continue };
                let why = beyond(month(value), plan, MONTH_FACTOR, Than::Plan);
                field(ProjectField::Month(kind, month_of), why);
            }
        }
        if let Some(last) = year.reported.last()
            && let Some(month_of) = Month::new(year.year, last)
        {
            let (sum, months) = year.reported.through(12);
            let sum = month(Some(sum)).filter(|sum| *sum > Decimal::ZERO && months >= MONTHS);
            field(ProjectField::Month(MonthKind::Reported, month_of), small(sum, plan, Than::Plan));
        }
        if year.plan.all().iter().all(Option::is_some) {
            let months = year.plan.all().into_iter().map(month);
            field(ProjectField::Plan, not_the_sum(plan, months, Parts::Months));
        }
    }
    if !parts.is_empty() {
        let of = |of: &dyn Fn(&Project) -> Option<Money>| {
            parts.iter().map(|part| amount(of(part))).collect::<Vec<_>>()
        };
        let plans = of(&|part| part.plan);
        field(ProjectField::Plan, not_the_sum(plan, plans.into_iter(), Parts::Projects));
        let investments = of(&|part| part.investment);
        field(ProjectField::Investment, not_the_sum(investment, investments.into_iter(), Parts::Projects));
    }
}

fn large(value: Option<Decimal>, measure: Option<Decimal>, than: Than) -> Option<Why> {
    beyond(value, measure, FACTOR, than)
}

fn beyond(value: Option<Decimal>, measure: Option<Decimal>, factor: Decimal, than: Than) -> Option<Why> {
    let (value, measure) = (value?, measure.filter(|measure| *measure > Decimal::ZERO)?);
    let limit = measure.checked_mul(factor)?;
    let times = (value >= limit).then(|| value.checked_div(measure)).flatten()?;
    Some(Why::Large { times, than })
}

fn small(value: Option<Decimal>, measure: Option<Decimal>, than: Than) -> Option<Why> {
    let value = value.filter(|value| *value > Decimal::ZERO)?;
    match large(measure, Some(value), than)? {
        Why::Large { times, than } => Some(Why::Small { times, than }),
        other => Some(other),
    }
}

/// Parts that are all there and do not make the total: more than rounding each of them can explain.
fn not_the_sum(
    total: Option<Decimal>,
    parts: impl Iterator<Item = Option<Decimal>>,
    of: Parts,
) -> Option<Why> {
    let total = total?;
    let (mut sum, mut count, mut places) = (Decimal::ZERO, 0_u32, total.normalize().scale());
    for part in parts {
        let part = part?;
        sum = sum.checked_add(part)?;
        count += 1;
        places = places.max(part.normalize().scale());
    }
    let slack = Decimal::try_new(i64::from(count), places.min(28)).ok()?.checked_div(Decimal::TWO)?;
    let apart = total.checked_sub(sum)?.abs();
    (count > 0 && apart > slack).then_some(Why::NotTheSum { total, sum, of })
}

impl ListAnalysis {
    fn middle(&self) -> &Middle {
        let measures = self.measures.get_or_init(|| {
            let median =
                |of: Of| Median::of(self.rows.iter().filter_map(|row| self.measured(row, of)).collect());
            Measures::new(median(|row| row.investment), median(|row| row.plan))
        });
        &measures.middle
    }

    /// A figure of a row by which others are measured.
    fn measured(&self, row: &Row, of: Of) -> Option<Decimal> {
        of(row).filter(|value| row.unit == self.unit && *value > Decimal::ZERO)
    }

    /// Takes over what figures are measured by, and which are out of line, from before some rows were worked out
    /// again.
    pub(super) fn follow_doubts(&mut self, before: &Self, runs: &[Difference]) {
        let Some(measures) = before.measures.get() else { return };
        let (mut investment, mut plan) = (measures.investment.clone(), measures.plan.clone());
        let columns: [(&mut Median, Of); 2] =
            [(&mut investment, |row| row.investment), (&mut plan, |row| row.plan)];
        for (median, of) in columns {
            for run in runs {
                let old = run.before.clone().filter_map(|row| before.rows.get(row));
                old.filter_map(|row| before.measured(row, of)).for_each(|figure| median.subtract(figure));
                let new = run.now.clone().filter_map(|row| self.rows.get(row));
                new.filter_map(|row| self.measured(row, of)).for_each(|figure| median.add(figure));
                if median.is_lost() {
                    return;
                }
            }
        }
        let measures = Measures::new(investment, plan);
        if let Some(suspects) = before.suspects.get().filter(|suspects| suspects.covers(&measures.middle)) {
            let mut suspects = suspects.clone();
            let own = |of: &Self, row: usize| of.rows.get(row).is_some_and(|row| row.doubtful);
            for run in runs.iter().rev() {
                suspects.own -= run.before.clone().filter(|&row| own(before, row)).count();
                suspects.own += run.now.clone().filter(|&row| own(self, row)).count();
                let place = |at: usize| suspects.near.partition_point(|&row| (row as usize) < at);
                let (from, to) = (place(run.before.start), place(run.before.end));
                let shift = run.now.len() as i64 - run.before.len() as i64;
                suspects.near.iter_mut().skip(to).for_each(|row| *row = (i64::from(*row) + shift) as u32);
                // The runs before this one have not been shifted yet.
                let start = run.before.start;
                let is_near = |&(row, _): &(usize, usize)| self.is_near(&suspects.by, row);
                let new = run.now.clone().zip(start..).filter(is_near).map(|(_, at)| at as u32);
                let new: Vec<u32> = new.collect();
                suspects.near.splice(from..to, new);
            }
            let _ = self.suspects.set(suspects);
        }
        let _ = self.measures.set(measures);
    }

    /// Whether a row that is not doubtful by itself is out of line by half the factor.
    fn is_near(&self, by: &Middle, row: usize) -> bool {
        let row = self.rows.get(row).filter(|row| !row.doubtful && row.unit == self.unit);
        row.is_some_and(|row| by.has_out_of_line(row, true))
    }

    fn out_of_line(&self, row: usize) -> impl Iterator<Item = Doubt> {
        let middle = self.middle();
        let row = self.rows.get(row).filter(|row| row.unit == self.unit);
        let figures = row.map(|row| {
            [
                (ProjectField::Investment, row.investment, middle.investment),
                (ProjectField::Plan, row.plan, middle.plan),
            ]
        });
        figures.into_iter().flatten().filter_map(|(field, value, middle)| {
            let than = Than::Neighbours;
            let why = large(value, middle, than).or_else(|| small(value, middle, than))?;
            Some(Doubt { column: Column::Field(field), why })
        })
    }

    /// Whether a figure of a row needs a look.
    pub fn is_doubtful(&self, row: usize) -> bool {
        let middle = self.middle();
        self.rows
            .get(row)
            .is_some_and(|row| row.doubtful || (row.unit == self.unit && middle.has_out_of_line(row, false)))
    }

    /// How many rows need a look.
    pub fn doubtful(&self) -> usize {
        let suspects = self.suspects.get_or_init(|| {
            let by = *self.middle();
            let near = (0..self.len()).filter(|&row| self.is_near(&by, row)).map(|row| row as u32).collect();
            Suspects { own: self.rows.iter().filter(|row| row.doubtful).count(), near, by }
        });
        suspects.own + suspects.near.iter().filter(|&&row| self.is_doubtful(row as usize)).count()
    }

    /// Whether the same figures are out of line as in the list before, the rows that changed apart.
    pub(super) fn measures_as(&self, before: &Self) -> bool {
        let (now, then) = (self.middle(), before.middle());
        (now.investment_limits, now.plan_limits) == (then.investment_limits, then.plan_limits)
    }

    /// What is doubted of a row.
    pub fn doubts(&self, workbook: &Workbook, row: usize) -> Vec<Doubt> {
        let mut doubts: Vec<Doubt> = self.out_of_line(row).collect();
        if let Some(project) =
            self.project(workbook, row).filter(|_| self.rows.get(row).is_some_and(|row| row.doubtful))
        {
            let parts = self.parts(workbook, row);
            own(project, &parts, self.unit, self.month.map(Month::year), |doubt| doubts.push(doubt));
        }
        doubts
    }
}
