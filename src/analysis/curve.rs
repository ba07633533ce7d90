//! The investment curve (S-curve) of any selection of a list: what the pace wants, what the projects' own
//! months plan, what is reported and confirmed by each month, and a forecast to the year's end.

use super::{
    completion::Case,
    lamp::outside,
    list::ListAnalysis,
    number::{percent, ratio},
    pace,
};
use crate::model::{
    Decimal, Money, MoneyUnit, Month, MonthKind, MonthRow, PaceProfile, Project, ProjectId, ProjectList,
    Workbook,
};
use std::collections::BTreeMap;

/// From January to each month; none where nothing is known.
pub type Cumulative = [Option<Decimal>; 12];

/// How a forecast was made.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// What pace asks of the months to come is done in the same part as it was so far, in per cent.
    AsSoFar(Decimal),
    /// Each month to come brings the mean of the months so far, in the curve's unit: where there is no plan,
    /// or pace asks nothing more.
    MonthlyMean(Decimal),
}

/// What the year may come to, from the last month with a figure on.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// How it was made.
    pub method: Method,
    /// Cumulative values from the month it begins at; none before.
    pub values: Cumulative,
}

/// The curve of a selection. Unrounded, in [`Self::unit`].
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The list's unit.
    pub unit: MoneyUnit,
    /// Plan of the year.
    pub plan: Option<Decimal>,
    /// What pace wants done by each month.
    pub pace: Cumulative,
    /// What the projects' own monthly plans want; those without months go by pace. None where no project has
    /// planned its months, or pace itself goes by them.
    pub planned: Cumulative,
    /// Reported.
    pub reported: Cumulative,
    /// Confirmed by statistics.
    pub confirmed: Cumulative,
    /// Which of the two counts as done.
    pub counts: MonthKind,
    /// The last month whose figure counts, 1–12.
    pub until: Option<u8>,
    /// The reporting month, 1–12, where it lies in the year.
    pub month: Option<u8>,
    /// What the year may come to; none once it is over.
    pub forecast: Option<Forecast>,
}

/// A curve and pace at a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    /// Done from January.
    pub done: Decimal,
    /// Wanted by pace.
    pub due: Decimal,
    /// Done ÷ plan in per cent.
    pub completion: Decimal,
    /// Completion − pace in percentage points.
    pub gap: Decimal,
}

impl Curve {
    /// The curve of some rows of a list. Money is counted once: a package with figures of its own, or else
    /// its parts. What comes after the analysis' month is left out.
    pub fn of(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = usize> + Clone,
    ) -> Option<Self> {
        let list = workbook.lists.get(analysis.list)?;
        let parts = Parts::of(workbook, list, analysis.month);
        Some(Self::with(workbook, list, analysis, &parts, rows))
    }

    fn with(
        workbook: &Workbook,
        list: &ProjectList,
        analysis: &ListAnalysis,
        parts: &Parts<'_>,
        rows: impl Iterator<Item = usize> + Clone,
    ) -> Self {
        let mut sums = Sums::new(workbook.year, list);
        for index in analysis.units_of_account(rows) {
            let found = analysis.rows.get(index).zip(analysis.project(workbook, index));
            let Some((row, project)) = found.filter(|(row, _)| row.outside.is_none()) else { continue };
            if row.unit.is_dollar() == analysis.unit.is_dollar() {
                sums.add(project, parts.under(project.id), row.plan);
            }
        }
        let last = match analysis.month {
            Some(month) if month.year() == workbook.year => month.month(),
            Some(month) if month.year() < workbook.year => 0,
            _ => 12,
        };
        let mut curve = sums.curve(last);
        curve.month = analysis.month.filter(|month| month.year() == workbook.year).map(Month::month);
        curve
    }

    /// The curve that counts as done.
    pub fn done(&self) -> &Cumulative {
        if self.counts == MonthKind::Confirmed { &self.confirmed } else { &self.reported }
    }

    /// Done, due and gap at a month (1–12) with a figure.
    pub fn at(&self, month: u8) -> Option<Standing> {
        let done = (*self.done().get(usize::from(month).checked_sub(1)?)?)?;
        self.stands(month, done)
    }

    /// As [`Self::at`]; past the last month with a figure, what was done until then against that month's pace.
    pub fn at_or_before(&self, month: u8) -> Option<Standing> {
        let done = self.done().iter().take(month.into()).rev().find_map(|done| *done)?;
        self.stands(month, done)
    }

    fn stands(&self, month: u8, done: Decimal) -> Option<Standing> {
        let due = (*self.pace.get(usize::from(month).checked_sub(1)?)?)?;
        let plan = self.plan?;
        let completion = percent(done, plan)?;
        Some(Standing { done, due, completion, gap: completion.checked_sub(percent(due, plan)?)? })
    }

    /// Done, due and gap at the reporting month, as the table has them: what is not reported by then is not
    /// done. None where nothing is.
    pub fn standing(&self) -> Option<Standing> {
        self.at_or_before(self.month.or(self.until)?)
    }

    /// Nothing is planned and nothing was ever reported.
    pub fn is_empty(&self) -> bool {
        self.plan.is_none()
            && [&self.reported, &self.confirmed].iter().all(|row| row[..].iter().all(Option::is_none))
    }
}

/// The curves of several groups of rows of one list.
pub fn curves(workbook: &Workbook, analysis: &ListAnalysis, groups: &[Vec<usize>]) -> Vec<Curve> {
    let Some(list) = workbook.lists.get(analysis.list) else { return Vec::new() };
    let parts = Parts::of(workbook, list, analysis.month);
    let one = |rows: &Vec<usize>| Curve::with(workbook, list, analysis, &parts, rows.iter().copied());
    groups.iter().map(one).collect()
}

/// The parts that the packages of a list have at a month.
struct Parts<'a>(BTreeMap<ProjectId, Vec<&'a Project>>);

impl<'a> Parts<'a> {
    fn of(workbook: &'a Workbook, list: &ProjectList, month: Option<Month>) -> Self {
        let mut parts: BTreeMap<ProjectId, Vec<&Project>> = BTreeMap::new();
        for project in workbook.projects.iter().filter(|project| project.list == list.id) {
            if let Some(parent) = project.parent.filter(|_| outside(project, month).is_none()) {
                parts.entry(parent).or_default().push(project);
            }
        }
        Self(parts)
    }

    fn under(&self, package: ProjectId) -> &[&'a Project] {
        self.0.get(&package).map_or(&[], Vec::as_slice)
    }
}

/// A sum for each month, and the last month that has any figure.
#[derive(Default)]
struct Row {
    months: [Decimal; 12],
    last: u8,
}

impl Row {
    fn add(&mut self, row: &MonthRow, from: MoneyUnit, to: MoneyUnit) {
        self.last = self.last.max(row.last().unwrap_or(0));
        for (sum, value) in self.months.iter_mut().zip(row.all()) {
            let value =
                value.and_then(|v| if from == to { Some(v) } else { Money::new(v, from).in_unit(to) });
            if let Some(value) = value {
                *sum = sum.saturating_add(value);
            }
        }
    }

    /// From January to each month, as far as there are figures and no further than a month.
    fn cumulative(&self, until: u8) -> Cumulative {
        let mut sum = Decimal::ZERO;
        let mut months = [None; 12];
        for ((month, slot), value) in (1_u8..).zip(&mut months).zip(self.months) {
            sum = sum.saturating_add(value);
            *slot = (month <= self.last.min(until)).then_some(sum);
        }
        months
    }
}

struct Sums<'a> {
    year: i16,
    list: &'a ProjectList,
    plan: Option<Decimal>,
    reported: Row,
    confirmed: Row,
    /// Wanted by each month where pace differs by project.
    due: [Decimal; 12],
    /// Planned by each month where a project has planned its months.
    planned: [Decimal; 12],
    /// The plans of projects that have not.
    unplanned: Decimal,
    /// Whether any project has planned its months.
    has_months: bool,
}

impl<'a> Sums<'a> {
    fn new(year: i16, list: &'a ProjectList) -> Self {
        Self {
            year,
            list,
            plan: None,
            reported: Row::default(),
            confirmed: Row::default(),
            due: [Decimal::ZERO; 12],
            planned: [Decimal::ZERO; 12],
            unplanned: Decimal::ZERO,
            has_months: false,
        }
    }

    fn add(&mut self, project: &Project, parts: &[&Project], plan: Option<Decimal>) {
        let (year, unit) = (self.year, self.list.unit);
        for (kind, sum) in
            [(MonthKind::Reported, &mut self.reported), (MonthKind::Confirmed, &mut self.confirmed)]
        {
            rows(project, parts, year, kind).for_each(|(row, from)| sum.add(row, from, unit));
        }
        let mut own = Row::default();
        rows(project, parts, year, MonthKind::Plan).for_each(|(row, from)| own.add(row, from, unit));
        if let Some(plan) = plan {
            self.plan = Some(self.plan.unwrap_or_default().saturating_add(plan));
            if self.list.pace == PaceProfile::OwnPlan {
                let case = Case::new(self.list, project, parts);
                for (month, sum) in (1_u8..).zip(&mut self.due) {
                    if let Some(month) = Month::new(year, month) {
                        let part = part_of(plan, case.pace(month));
                        *sum = sum.saturating_add(part);
                    }
                }
            }
        }
        if own.last == 0 {
            self.unplanned = self.unplanned.saturating_add(plan.unwrap_or_default());
            return;
        }
        self.has_months = true;
        let mut gone = Decimal::ZERO;
        for (sum, month) in self.planned.iter_mut().zip(own.months) {
            gone = gone.saturating_add(month);
            *sum = sum.saturating_add(gone);
        }
    }

    fn curve(self, until: u8) -> Curve {
        let own_pace = self.list.pace == PaceProfile::OwnPlan;
        let (mut pace, mut planned) = ([None; 12], [None; 12]);
        for (month, at) in (1_u8..=12).zip(0..) {
            let Some(month) = Month::new(self.year, month) else { continue };
            // A common pace is taken of the whole plan: the sum of its parts would carry their rounding.
            let common = pace::due(&self.list.pace, month);
            let due = |plan| if own_pace { self.due[at] } else { part_of(plan, common) };
            pace[at] = self.plan.map(due);
            if self.has_months && !own_pace {
                planned[at] = Some(self.planned[at].saturating_add(part_of(self.unplanned, common)));
            }
        }
        let mut curve = Curve {
            unit: self.list.unit,
            plan: self.plan,
            pace,
            planned,
            reported: self.reported.cumulative(until),
            confirmed: self.confirmed.cumulative(until),
            counts: self.list.counts,
            until: None,
            month: None,
            forecast: None,
        };
        curve.until = (1_u8..=12).rev().find(|&month| curve.done()[usize::from(month) - 1].is_some());
        curve.forecast = forecast(&curve);
        curve
    }
}

/// The monthly figures of a project, or else of its parts.
fn rows<'a>(
    project: &'a Project,
    parts: &'a [&'a Project],
    year: i16,
    kind: MonthKind,
) -> impl Iterator<Item = (&'a MonthRow, MoneyUnit)> {
    let of = move |project: &'a Project| {
        let row = project.months.iter().find(|figures| figures.year == year)?.row(kind);
        (!row.is_empty()).then_some((row, project.month_unit))
    };
    let own = of(project);
    let parts = if own.is_some() { &[][..] } else { parts };
    own.into_iter().chain(parts.iter().filter_map(move |part| of(part)))
}

fn part_of(whole: Decimal, due: Decimal) -> Decimal {
    match whole.checked_mul(due) {
        Some(part) => part / Decimal::ONE_HUNDRED,
        None => (whole / Decimal::ONE_HUNDRED).saturating_mul(due),
    }
}

/// Carries the curve on to December. Nothing before February (one month is no course) and nothing after
/// December.
fn forecast(curve: &Curve) -> Option<Forecast> {
    let until = curve.until.filter(|until| (2..12).contains(until))?;
    let at = usize::from(until) - 1;
    let done = curve.done()[at]?;
    let mut values = [None; 12];
    values[at] = Some(done);
    let due = curve.pace[at].zip(curve.pace[11]);
    let rest = due.filter(|(now, year)| *now > Decimal::ZERO && year > now);
    let so_far = rest.and_then(|(now, _)| Some((now, ratio(done, now)?)));
    let method = if let Some((now, part)) = so_far {
        for (slot, due) in values.iter_mut().zip(curve.pace).skip(at + 1) {
            let asked = due?.checked_sub(now)?;
            *slot = done.checked_add(asked.checked_mul(part)?);
        }
        Method::AsSoFar(percent(done, now)?)
    } else {
        let mean = done.checked_div(Decimal::from(until))?;
        for (slot, months) in values.iter_mut().skip(at + 1).zip(1_u32..) {
            *slot = done.checked_add(mean.checked_mul(Decimal::from(months))?);
        }
        Method::MonthlyMean(mean)
    };
    Some(Forecast { method, values })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ListId, YearFigures};

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn yi(value: i64) -> Money {
        Money::new(Decimal::from(value), MoneyUnit::Yi)
    }

    fn project(id: u32, plan: Option<i64>, monthly: i64, months: u8) -> Project {
        let mut project = Project::new(ProjectId(id), ListId(1));
        project.plan = plan.map(yi);
        project.month_unit = MoneyUnit::Yi;
        let mut figures = YearFigures::new(2024);
        for month in 1..=months {
            figures.reported.set(month, Some(Decimal::from(monthly)));
        }
        project.months = if figures.is_empty() { Vec::new() } else { vec![figures] };
        project
    }

    fn curve(list: ProjectList, projects: Vec<Project>, month: u8) -> Curve {
        let mut workbook = Workbook::new("test", 2024);
        workbook.month = Month::new(2024, month);
        workbook.lists = [list].into_iter().collect();
        workbook.projects = projects.into_iter().collect();
        let analysis = ListAnalysis::new(&workbook, ListId(1), workbook.month).unwrap();
        Curve::of(&workbook, &analysis, 0..analysis.len()).unwrap()
    }

    fn list() -> ProjectList {
        let mut list = ProjectList::new(ListId(1), "list");
        list.unit = MoneyUnit::Yi;
        list
    }

    #[test]
    fn a_curve_and_its_forecast_by_hand() {
        // 120 planned and 10 a month, 60 planned and 3 a month, up to September.
        let curve = curve(list(), vec![project(1, Some(120), 10, 9), project(2, Some(60), 3, 9)], 9);
        assert_eq!(curve.plan, Some(d("180")));
        assert_eq!(curve.reported[8], Some(d("117")));
        assert_eq!(curve.reported[9], None, "what is not reported yet is no zero");
        assert_eq!(curve.pace[8], Some(d("135")));
        let standing = curve.standing().unwrap();
        // 117 ÷ 180 = 65 %, due are 75 %.
        assert_eq!((standing.completion, standing.gap), (d("65"), d("-10")));
        let forecast = curve.forecast.unwrap();
        assert_eq!(forecast.values[7], None);
        assert_eq!(forecast.values[8], Some(d("117")));
        // 117 + 45 × 117 ÷ 135 = 156.
        assert_eq!(forecast.values[11].unwrap().round_dp(20), d("156"));
        let Method::AsSoFar(part) = forecast.method else { panic!("by pace") };
        assert_eq!(part.round_dp(4), d("86.6667"));
    }

    #[test]
    fn without_a_plan_or_with_pace_at_its_end_the_mean_month_goes_on() {
        let unplanned = curve(list(), vec![project(1, None, 4, 3)], 3);
        assert_eq!((unplanned.plan, unplanned.pace[2]), (None, None));
        let forecast = unplanned.forecast.unwrap();
        assert_eq!((forecast.method, forecast.values[11]), (Method::MonthlyMean(d("4")), Some(d("48"))));
        // All is due by October: the months after bring what the months before brought.
        let mut early = list();
        early.pace = PaceProfile::quarterly();
        let curve = curve(early, vec![project(1, Some(200), 10, 10)], 10);
        assert_eq!(curve.standing().unwrap().gap, d("-50"));
        assert_eq!(curve.forecast.unwrap().values[11], Some(d("120")));
    }

    #[test]
    fn a_year_that_is_over_or_has_one_month_has_no_forecast() {
        assert_eq!(curve(list(), vec![project(1, Some(12), 1, 12)], 12).forecast, None);
        assert_eq!(curve(list(), vec![project(1, Some(12), 1, 1)], 1).forecast, None);
    }

    #[test]
    fn own_months_stand_beside_pace_and_money_of_a_package_is_counted_once() {
        let mut package = project(1, Some(100), 0, 0);
        let mut parts = [project(2, Some(60), 6, 4), project(3, Some(40), 2, 4)];
        package.months.clear();
        for part in &mut parts {
            part.parent = Some(package.id);
        }
        let [mut first, second] = parts;
        let figures = &mut first.months[0];
        figures.plan.set(1, Some(d("50")));
        let mut other = project(4, Some(20), 1, 4);
        other.months[0].confirmed.set(2, Some(d("0.5")));
        let curve = curve(list(), vec![package, first, second, other], 4);
        assert_eq!(curve.plan, Some(d("120")));
        assert_eq!(curve.reported[3], Some(d("36")));
        assert_eq!((curve.confirmed[1], curve.confirmed[2]), (Some(d("0.5")), None));
        // The package's parts plan 50 in January; the other project goes by pace: a twelfth of 20.
        assert_eq!(curve.planned[0].unwrap().round_dp(4), d("51.6667"));
        assert_eq!(curve.planned[11], Some(d("70")));
    }
}
