//! The look-back of promoted investments (回头看): which of them have come how far, as rates by number and
//! by amount with the denominator chosen.
//!
//! A step counts as reached by its date; without a date by the project's stage, which stands for all steps
//! before it. Who has left the list is not counted; who was lost stays in the denominators, so that the
//! rates of a list and its rate of loss are about the same projects. Amounts are total investments; only
//! 到资率 by amount is what has arrived ÷ total investment.
//!
//! Due to date is what the contract, or else the plan, asks by the month: funds and full capacity by the dates
//! agreed, a start by the planned start, production by the date agreed or else the planned finish. A loss is
//! planned by nobody: of those due to date it is a part of all that had any step due.

use super::{completion::sum, lamp, list::ListAnalysis, rate::Rate};
use crate::model::{
    AreaId, Decimal, Money, MoneyUnit, Month, Project, ProjectId, Stage, Text, When, Workbook, list::Tier,
};
use std::collections::BTreeMap;

/// A step on the way of a promoted investment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Contract signed (签约).
    Signed,
    /// Company registered (注册, 落地).
    Landed,
    /// Funds arrived (到资).
    Funded,
    /// Construction started (开工).
    Started,
    /// In production (投产).
    Commissioned,
    /// At full capacity (达产).
    FullCapacity,
    /// Lost (流失).
    Lost,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 7] = [
        Self::Signed,
        Self::Landed,
        Self::Funded,
        Self::Started,
        Self::Commissioned,
        Self::FullCapacity,
        Self::Lost,
    ];
    /// The steps that rates are about.
    pub const RATED: [Self; 5] =
        [Self::Funded, Self::Started, Self::Commissioned, Self::FullCapacity, Self::Lost];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Landed => "landed",
            Self::Funded => "funded",
            Self::Started => "started",
            Self::Commissioned => "commissioned",
            Self::FullCapacity => "full_capacity",
            Self::Lost => "lost",
        }
    }

    fn at(self) -> usize {
        Self::ALL.iter().position(|&step| step == self).unwrap_or(0)
    }

    fn date(self, project: &Project) -> Option<When> {
        let promotion = project.promotion.as_deref();
        match self {
            Self::Signed => promotion?.signed,
            Self::Landed => promotion?.registered,
            Self::Funded => promotion?.funded,
            Self::Started => project.actual_start,
            Self::Commissioned => promotion?.commissioned,
            Self::FullCapacity => promotion?.full_capacity,
            Self::Lost => promotion?.lost,
        }
    }

    /// When the step is to be reached by contract or plan.
    fn due(self, project: &Project) -> Option<When> {
        let promotion = project.promotion.as_deref();
        match self {
            Self::Funded => promotion?.funds_due,
            Self::Started => project.planned_start,
            Self::Commissioned => {
                promotion.and_then(|promotion| promotion.production_due).or(project.planned_finish)
            }
            Self::FullCapacity => promotion?.capacity_due,
            Self::Signed | Self::Landed | Self::Lost => None,
        }
    }

    /// The stage that says so where no date does.
    fn stage(self) -> Stage {
        match self {
            Self::Signed => Stage::Signed,
            Self::Landed => Stage::Registered,
            Self::Funded => Stage::Funded,
            Self::Started => Stage::Started,
            Self::Commissioned => Stage::Commissioned,
            Self::FullCapacity => Stage::FullCapacity,
            Self::Lost => Stage::Lost,
        }
    }
}

/// What a rate is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Base {
    /// All that were signed.
    #[default]
    Signed,
    /// Those with a company registered.
    Landed,
    /// Those whose step was due by now; of losses: those with any step due.
    Due,
}

impl Base {
    /// All denominators.
    pub const ALL: [Self; 3] = [Self::Signed, Self::Landed, Self::Due];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Landed => "landed",
            Self::Due => "due_to_date",
        }
    }
}

/// What a look-back is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LookbackBy {
    /// Size class, each "at least": a project of 50 亿元 is in the class of 10 as well.
    Tier,
    /// Area.
    Area,
    /// Industrial chain.
    Chain,
    /// Year of signing.
    Period,
}

impl LookbackBy {
    /// All ways.
    pub const ALL: [Self; 4] = [Self::Tier, Self::Area, Self::Chain, Self::Period];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tier => "by_tier",
            Self::Area => "by_area",
            Self::Chain => "by_chain",
            Self::Period => "by_signing_year",
        }
    }
}

/// What the projects of a group have in common.
#[derive(Debug, Clone, PartialEq)]
pub enum LookbackKey {
    /// At least so much; none: below the smallest class, or without an amount.
    Tier(Option<Money>),
    /// Area; none: no area is named.
    Area(Option<AreaId>),
    /// Chain; empty: none is named.
    Chain(Text),
    /// Year of signing; none: not known.
    Period(Option<i16>),
}

/// A size class with what the plan wants of it.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCount {
    /// The class.
    pub tier: Tier,
    /// Signed in the year of the month, of at least this size.
    pub this_year: usize,
    /// Signed at any time, of at least this size.
    pub all: usize,
    /// Of these, without a date of signing.
    pub undated: usize,
}

/// A rate of a step by number and by amount.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepRate {
    /// The step.
    pub step: Step,
    /// By number.
    pub number: Rate,
    /// By amount, in the list's unit; none where no project states one.
    pub amount: Option<Rate>,
}

/// A promoted investment in the look-back.
#[derive(Debug, Clone)]
struct Course {
    index: u32,
    reached: [bool; Step::ALL.len()],
    /// Whether each step was due by the month.
    due: [bool; Step::ALL.len()],
    /// Total investment in the list's unit.
    amount: Option<Decimal>,
    /// Funds that have arrived, in the list's unit.
    funds: Option<Decimal>,
    signed_in: Option<i16>,
}

impl Course {
    fn has(&self, step: Step) -> bool {
        self.reached[step.at()]
    }

    fn is_in(&self, base: Base, step: Step) -> bool {
        match (base, step) {
            (Base::Signed, _) => self.has(Step::Signed),
            (Base::Landed, _) => self.has(Step::Landed),
            (Base::Due, Step::Lost) => self.due.contains(&true),
            (Base::Due, step) => self.due[step.at()],
        }
    }
}

/// The look-back of some rows of a list.
#[derive(Debug, Clone)]
pub struct Lookback {
    /// The month looked back from.
    pub month: Month,
    /// The unit of amounts.
    pub unit: MoneyUnit,
    courses: Vec<Course>,
}

impl Lookback {
    /// Of some rows of a list, each named once: of those among them that were signed by the reporting month;
    /// none without a month.
    pub fn new(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = usize> + Clone,
    ) -> Option<Self> {
        let month = analysis.month?;
        let rows = analysis.units_of_account(rows).into_iter();
        let courses = rows.filter_map(|index| course(workbook, analysis, month, index));
        let courses = courses.filter(|one| one.has(Step::Signed)).collect();
        Some(Self { month, unit: analysis.unit, courses })
    }

    /// How many were signed.
    pub fn len(&self) -> usize {
        self.courses.len()
    }

    /// Whether none was signed.
    pub fn is_empty(&self) -> bool {
        self.courses.is_empty()
    }

    /// How many state no amount in the list's currency: they are not in the rates by amount.
    pub fn without_amount(&self) -> usize {
        self.courses.iter().filter(|course| course.amount.is_none()).count()
    }

    /// How many have reached a step.
    pub fn reached(&self, step: Step) -> usize {
        self.courses.iter().filter(|course| course.has(step)).count()
    }

    /// The total investment of those that have reached a step, in the list's unit.
    pub fn invested(&self, step: Step) -> Decimal {
        let reached = self.courses.iter().filter(|course| course.has(step));
        sum(reached.filter_map(|course| course.amount)).unwrap_or_default()
    }

    /// The rates of all steps with a denominator.
    pub fn rates(&self, base: Base) -> [StepRate; Step::RATED.len()] {
        Step::RATED.map(|step| rate(self.courses.iter(), base, step))
    }

    /// The look-back of each group, in order: what has no group last. By size class groups overlap.
    pub fn groups(
        &self,
        workbook: &Workbook,
        analysis: &ListAnalysis,
        by: LookbackBy,
    ) -> Vec<(LookbackKey, Self)> {
        let part = |courses: Vec<&Course>| Self {
            month: self.month,
            unit: self.unit,
            courses: courses.into_iter().cloned().collect(),
        };
        if by == LookbackBy::Tier {
            let Some(list) = workbook.lists.get(analysis.list) else { return Vec::new() };
            let smallest = list.tiers.iter().filter_map(|tier| self.least(tier)).min();
            let mut groups: Vec<_> = list
                .tiers
                .iter()
                .map(|tier| {
                    let inside = self.courses.iter().filter(|course| self.is_of(course, tier));
                    (LookbackKey::Tier(Some(tier.at_least)), part(inside.collect()))
                })
                .collect();
            let below =
                |course: &&Course| smallest.is_none_or(|least| course.amount.is_none_or(|a| a < least));
            groups.push((LookbackKey::Tier(None), part(self.courses.iter().filter(below).collect())));
            groups.retain(|(_, group)| !group.is_empty());
            return groups;
        }
        let mut groups: BTreeMap<(u32, Text), (LookbackKey, Vec<&Course>)> = BTreeMap::new();
        for course in &self.courses {
            let Some(project) = analysis.project(workbook, course.index as usize) else { continue };
            let (order, name, key) = match by {
                LookbackBy::Tier | LookbackBy::Area => {
                    let at = project.area.and_then(|area| workbook.areas.position(area));
                    let order = at.map_or(u32::MAX, |at| at as u32);
                    (order, Text::default(), LookbackKey::Area(project.area))
                }
                LookbackBy::Chain => {
                    let order = if project.chain.is_empty() { u32::MAX } else { 0 };
                    (order, project.chain.clone(), LookbackKey::Chain(project.chain.clone()))
                }
                LookbackBy::Period => {
                    let order = course.signed_in.map_or(u32::MAX, |year| u32::from(year.unsigned_abs()));
                    (order, Text::default(), LookbackKey::Period(course.signed_in))
                }
            };
            groups.entry((order, name)).or_insert_with(|| (key, Vec::new())).1.push(course);
        }
        groups.into_values().map(|(key, courses)| (key, part(courses))).collect()
    }

    /// The counts of the list's size classes, each "at least".
    pub fn tiers(&self, tiers: &[Tier]) -> Vec<TierCount> {
        let count = |tier: &Tier| {
            let inside = || self.courses.iter().filter(|course| self.is_of(course, tier));
            let this_year = inside().filter(|course| course.signed_in == Some(self.month.year()));
            let undated = inside().filter(|course| course.signed_in.is_none());
            TierCount {
                tier: *tier,
                this_year: this_year.count(),
                all: inside().count(),
                undated: undated.count(),
            }
        };
        tiers.iter().map(count).collect()
    }

    /// The projects behind a numerator (or, without a step, behind the denominator that a step has).
    pub fn projects(&self, analysis: &ListAnalysis, base: Base, step: Step, reached: bool) -> Vec<ProjectId> {
        let inside = self.courses.iter().filter(|course| course.is_in(base, step));
        let inside = inside.filter(|course| !reached || course.has(step));
        inside.filter_map(|course| Some(analysis.rows.get(course.index as usize)?.project)).collect()
    }

    /// All projects looked back on.
    pub fn members(&self, analysis: &ListAnalysis) -> Vec<ProjectId> {
        let rows = self.courses.iter().filter_map(|course| analysis.rows.get(course.index as usize));
        rows.map(|row| row.project).collect()
    }

    fn least(&self, tier: &Tier) -> Option<Decimal> {
        tier.at_least.in_unit(self.unit)
    }

    fn is_of(&self, course: &Course, tier: &Tier) -> bool {
        course.amount.zip(self.least(tier)).is_some_and(|(amount, least)| amount >= least)
    }
}

fn rate<'a>(courses: impl Iterator<Item = &'a Course> + Clone, base: Base, step: Step) -> StepRate {
    let inside = courses.filter(move |course| course.is_in(base, step));
    let reached = inside.clone().filter(|course| course.has(step));
    let number = Rate::of_counts(reached.clone().count(), inside.clone().count());
    let stated = inside.filter(|course| course.amount.is_some());
    let whole = sum(stated.clone().filter_map(|course| course.amount));
    let part = match step {
        // Where no project says how much has arrived, the sum is not zero but unknown.
        Step::Funded => sum(stated.filter(|course| course.has(step)).filter_map(|course| course.funds)),
        _ => Some(sum(reached.filter_map(|course| course.amount)).unwrap_or_default()),
    };
    let amount = part.zip(whole).map(|(part, whole)| Rate { part, whole });
    StepRate { step, number, amount }
}

fn course(workbook: &Workbook, analysis: &ListAnalysis, month: Month, index: usize) -> Option<Course> {
    let project = analysis.project(workbook, index)?;
    if lamp::outside(project, Some(month)).is_some() {
        return None;
    }
    let row = analysis.rows.get(index)?;
    let amount = row.investment.and_then(|value| Money::new(value, row.unit).in_unit(analysis.unit));
    let promotion = project.promotion.as_deref();
    let mut reached = Step::ALL.map(|step| has_reached(project, step, month));
    // Whoever has come further was signed.
    reached[Step::Signed.at()] |=
        Step::Signed.date(project).is_none() && promotion.is_some() && reached.contains(&true);
    let due = |step: Step| step.due(project).is_some_and(|due| due.latest_month() <= month);
    Some(Course {
        index: index as u32,
        reached,
        due: Step::ALL.map(due),
        amount,
        funds: promotion.and_then(|promotion| promotion.funds?.in_unit(analysis.unit)),
        signed_in: promotion.and_then(|promotion| promotion.signed).map(When::year),
    })
}

/// By its own date; where it has none, by the stages until then. An undated step lies behind whoever has
/// come further: the log and the later dates tell.
fn has_reached(project: &Project, step: Step, month: Month) -> bool {
    if let Some(date) = step.date(project) {
        return date.is_by(month);
    }
    let further = Step::ALL.into_iter().filter(|other| *other > step && *other != Step::Lost);
    let mut further = further.filter_map(|other| other.date(project));
    if step != Step::Lost && further.any(|date| date.is_by(month)) {
        return true;
    }
    // What came before counts only where the stage itself says nothing of it: a wrong entry is taken back.
    let now = project.stage_at(month);
    let ended = |stage| matches!(stage, Stage::Suspended | Stage::Terminated | Stage::Lost);
    let before = project.stages_by(month).filter(|_| now.is_some_and(ended));
    let mut stages = now.into_iter().chain(before);
    stages.any(|stage| match step {
        // The contract was signed before the investment was lost.
        Step::Signed => (Stage::Signed..=Stage::FullCapacity).contains(&stage) || stage == Stage::Lost,
        Step::Lost => stage == Stage::Lost,
        _ => (step.stage()..=Stage::FullCapacity).contains(&stage),
    })
}
