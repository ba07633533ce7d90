//! What follows from a workbook's figures, as `guatu show` tells it: plan, done, completion, pace, gap and lamp
//! of projects and lists, start control and look-back, each rate with what it is made of.
//!
//! Figures are what the window shows, from the same functions: completion, pace, gap and rates rounded half up
//! once, to the places set in the list; money exact, `done` in the unit of the plan beside it.

use crate::{
    analysis::{
        By, GroupKey, LampReason, LampState, ListAnalysis, Lookback, Progress, Rate, StartControl,
        lookback::{Base, LookbackBy, LookbackKey, Step, StepRate},
        round_half_up,
        start::{StartCounts, StartPart},
    },
    i18n::Lang,
    model::{
        Decimal, Lamp, ListId, ListKind, Money, MoneyUnit, MonthKind, PaceProfile, Project, ProjectList,
        Workbook, list::Tier,
    },
};
use serde::{Serialize, Serializer, ser::SerializeMap};
use std::collections::BTreeMap;

/// All lists worked out at the workbook's month.
pub(super) struct Worked<'a> {
    workbook: &'a Workbook,
    lists: BTreeMap<ListId, ListAnalysis>,
    /// The row of each project in its list, by its position in the workbook.
    rows: Vec<Option<u32>>,
}

/// The figures of a project or of a list.
#[derive(Serialize)]
pub(super) struct Figures {
    /// In the unit of the plan; of the list where there is no plan.
    pub done: Option<Decimal>,
    pub done_unit: Option<&'static str>,
    pub completion: Option<String>,
    pub pace: Option<String>,
    pub gap: Option<String>,
    pub lamp: &'static str,
    pub lamp_reason: String,
    pub lamp_rule: Option<RuleRow>,
}

/// The rule that lit a lamp, with what it compared.
#[derive(Serialize)]
pub(super) struct RuleRow {
    test: &'static str,
    figure: String,
    limit: Decimal,
}

/// A rate with what it is made of.
#[derive(Serialize)]
pub(super) struct RateRow {
    numerator: Decimal,
    denominator: Decimal,
    percent: Option<String>,
}

#[derive(Serialize)]
pub(super) struct StepRow {
    rate: &'static str,
    denominator: &'static str,
    by_number: RateRow,
    by_amount: Option<RateRow>,
}

#[derive(Serialize)]
pub(super) struct TierRow {
    at_least: Decimal,
    unit: &'static str,
    wanted: Option<u32>,
    target: Option<String>,
    /// Signed in the year of the plan.
    signed_this_year: Option<usize>,
    /// Signed at any time.
    signed: Option<usize>,
}

impl<'a> Worked<'a> {
    pub fn new(workbook: &'a Workbook) -> Self {
        let made =
            |list: &ProjectList| Some((list.id, ListAnalysis::new(workbook, list.id, workbook.month)?));
        let lists: BTreeMap<ListId, ListAnalysis> = workbook.lists.iter().filter_map(made).collect();
        let mut rows = vec![None; workbook.projects.len()];
        for analysis in lists.values() {
            for at in 0..analysis.len() {
                if let Some(slot) = analysis.position(at).and_then(|position| rows.get_mut(position)) {
                    *slot = Some(at as u32);
                }
            }
        }
        Self { workbook, lists, rows }
    }

    /// A list worked out.
    pub fn list(&self, list: ListId) -> Option<&ListAnalysis> {
        self.lists.get(&list)
    }

    /// The plan of a project: as entered, or the sum of its parts; and its figures.
    pub fn project(&self, position: usize, project: &Project) -> Option<(Option<Money>, Figures)> {
        let list = self.workbook.lists.get(project.list)?;
        let analysis = self.list(project.list)?;
        let row = (*self.rows.get(position)?)? as usize;
        let progress = analysis.progress(row)?;
        let plan = project.plan.or(progress.plan.map(|plan| Money::new(plan, progress.unit)));
        let state = analysis.lamp_state(self.workbook, row)?;
        Some((plan, figures(list, &progress, plan, &state)))
    }

    /// The lamp of a project and why it is lit.
    pub fn lamp(&self, list: ListId, position: usize) -> Option<LampState> {
        self.list(list)?.lamp_state(self.workbook, (*self.rows.get(position)?)? as usize)
    }

    /// The plan of a list and its figures.
    pub fn sum(&self, list: &ProjectList) -> Option<(Option<Money>, Figures)> {
        let analysis = self.list(list.id)?;
        let progress = &analysis.totals.progress;
        let plan = progress.plan.map(|plan| Money::new(plan, progress.unit));
        let all: Vec<usize> = (0..analysis.len()).collect();
        let state = analysis.sum_state(self.workbook, list, &all, progress);
        Some((plan, figures(list, progress, plan, &state)))
    }

    /// The start control of a list; none without a reporting month.
    pub fn start(&self, list: ListId) -> Option<StartControl> {
        let analysis = self.list(list)?;
        StartControl::new(self.workbook, analysis, 0..analysis.len())
    }

    /// The look-back of a list of promoted investments; none without a reporting month.
    pub fn lookback(&self, list: &ProjectList) -> Option<Lookback> {
        if list.kind != ListKind::Promotion {
            return None;
        }
        let analysis = self.list(list.id)?;
        Lookback::new(self.workbook, analysis, 0..analysis.len())
    }

    /// The start control for scripts.
    pub fn start_rows(&self, list: &'a ProjectList) -> Option<impl Serialize> {
        let control = self.start(list.id)?;
        let analysis = self.list(list.id)?;
        let places = list.places;
        let group = |by| {
            let groups = control.groups(self.workbook, analysis, by).into_iter();
            let row = |(key, counts)| StartGroup {
                name: self.group_name(&key),
                counts: StartCountsRow(counts, places),
            };
            groups.map(row).collect::<Vec<_>>()
        };
        Some(StartRows {
            month: control.month.to_string(),
            all: StartCountsRow(control.all, places),
            by_area: group(By::Area),
            by_category: group(By::Category),
        })
    }

    /// The look-back for scripts.
    pub fn lookback_rows(&self, list: &ProjectList) -> Option<impl Serialize> {
        let all = self.lookback(list)?;
        let analysis = self.list(list.id)?;
        let groups = LookbackBy::ALL.map(|by| {
            let groups = all.groups(self.workbook, analysis, by).into_iter();
            let row = |(key, group): (LookbackKey, Lookback)| LookbackGroup {
                name: self.lookback_name(&key),
                signed: group.len(),
                without_amount: group.without_amount(),
                rates: step_rows(&group, list.places),
            };
            (by.key(), groups.map(row).collect::<Vec<_>>())
        });
        Some(LookbackRows {
            month: all.month.to_string(),
            unit: all.unit.symbol(),
            signed: all.len(),
            landed: all.reached(Step::Landed),
            lost: all.reached(Step::Lost),
            without_amount: all.without_amount(),
            rates: step_rows(&all, list.places),
            groups: Groups(groups.into()),
        })
    }

    /// The size classes of a list with how many were signed.
    pub fn tiers(&self, list: &ProjectList) -> Vec<TierRow> {
        let counts = self.lookback(list).map(|lookback| lookback.tiers(&list.tiers));
        let count = |at: usize| counts.as_ref()?.get(at);
        let row = |(at, tier): (usize, &Tier)| TierRow {
            at_least: tier.at_least.value,
            unit: tier.at_least.unit.symbol(),
            wanted: tier.wanted,
            target: tier.target.map(|target| target.to_string()),
            signed_this_year: count(at).map(|count| count.this_year),
            signed: count(at).map(|count| count.all),
        };
        list.tiers.iter().enumerate().map(row).collect()
    }

    /// The name of a group as the workbook has it; none for what has no group.
    fn group_name(&self, key: &GroupKey) -> Option<String> {
        match key {
            GroupKey::Area(area) => self.workbook.areas.get((*area)?).map(|area| area.name.to_string()),
            GroupKey::Category(name) => (!name.is_empty()).then(|| name.to_string()),
            GroupKey::Stage(stage) => stage.map(|stage| stage.key().to_owned()),
            GroupKey::Nature(_) => None,
            GroupKey::Lamp(lamp) => Some(lamp.key().to_owned()),
        }
    }

    fn lookback_name(&self, key: &LookbackKey) -> Option<String> {
        match key {
            LookbackKey::Tier(least) => least.map(|least| least.to_string()),
            LookbackKey::Area(area) => self.workbook.areas.get((*area)?).map(|area| area.name.to_string()),
            LookbackKey::Chain(name) => (!name.is_empty()).then(|| name.to_string()),
            LookbackKey::Period(year) => year.map(|year| year.to_string()),
        }
    }
}

fn figures(list: &ProjectList, progress: &Progress, plan: Option<Money>, state: &LampState) -> Figures {
    let unit = plan.map_or(progress.unit, |plan| plan.unit);
    let done = progress.done.and_then(|done| Money::new(done, progress.unit).in_unit(unit));
    let printed = |value: Option<Decimal>| value.map(|value| rounded(value, list.places));
    Figures {
        done,
        done_unit: done.map(|_| MoneyUnit::symbol(unit)),
        completion: printed(progress.completion),
        pace: printed(progress.pace),
        gap: printed(progress.gap),
        lamp: state.lamp.key(),
        // One language, as all texts of the workbook: it must not depend on who asks.
        lamp_reason: Lang::Zh.lamp_reason(state, u32::from(list.places)),
        lamp_rule: rule_row(state, list.places),
    }
}

/// As the window prints it: half up, once, without separators.
pub(super) fn rounded(value: Decimal, places: u8) -> String {
    round_half_up(value, places).to_string()
}

fn rule_row(state: &LampState, places: u8) -> Option<RuleRow> {
    let rule = state.rule?;
    let figure = match &state.why {
        LampReason::Behind { gap, .. } => rounded(*gap, places),
        LampReason::RatioBelow { ratio, .. } => rounded(*ratio, places),
        LampReason::StartLate { months, .. } => months.to_string(),
        LampReason::Misses { months } => months.to_string(),
        _ => return None,
    };
    Some(RuleRow { test: rule.when.key(), figure, limit: rule.when.limit() })
}

fn rate_row(rate: Rate, places: u8) -> RateRow {
    RateRow {
        numerator: rate.part,
        denominator: rate.whole,
        percent: rate.percent().map(|percent| rounded(percent, places)),
    }
}

fn step_rows(lookback: &Lookback, places: u8) -> Vec<StepRow> {
    let rows = |base: Base| {
        let row = move |rate: StepRate| StepRow {
            rate: rate.step.key(),
            denominator: base.key(),
            by_number: rate_row(rate.number, places),
            by_amount: rate.amount.map(|amount| rate_row(amount, places)),
        };
        lookback.rates(base).into_iter().map(row)
    };
    Base::ALL.into_iter().flat_map(rows).collect()
}

#[derive(Serialize)]
struct StartRows {
    month: String,
    #[serde(flatten)]
    all: StartCountsRow,
    by_area: Vec<StartGroup>,
    by_category: Vec<StartGroup>,
}

#[derive(Serialize)]
struct StartGroup {
    name: Option<String>,
    #[serde(flatten)]
    counts: StartCountsRow,
}

/// Counts by their names, then the two rates with so many places.
struct StartCountsRow(StartCounts, u8);

impl Serialize for StartCountsRow {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(counts, places) = self;
        let mut map = serializer.serialize_map(None)?;
        for part in StartPart::ALL {
            map.serialize_entry(part.key(), &counts.get(part))?;
        }
        map.serialize_entry("rate_of_planned", &rate_row(counts.of_year(), *places))?;
        map.serialize_entry("rate_of_planned_to_date", &rate_row(counts.of_due(), *places))?;
        map.end()
    }
}

#[derive(Serialize)]
struct LookbackRows {
    month: String,
    unit: &'static str,
    signed: usize,
    landed: usize,
    lost: usize,
    without_amount: usize,
    rates: Vec<StepRow>,
    #[serde(flatten)]
    groups: Groups,
}

#[derive(Serialize)]
struct LookbackGroup {
    name: Option<String>,
    signed: usize,
    without_amount: usize,
    rates: Vec<StepRow>,
}

/// The groups of each way to break a look-back down.
struct Groups(Vec<(&'static str, Vec<LookbackGroup>)>);

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, groups)| (key, groups)))
    }
}

/// How many carry each lamp, by the lamps' names.
pub(super) struct Lamps(pub [u32; 4]);

impl Serialize for Lamps {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Lamp::ALL.iter().zip(self.0).map(|(lamp, count)| (lamp.key(), count)))
    }
}

/// The name of a pace profile.
pub(super) fn pace_profile(pace: &PaceProfile) -> &'static str {
    match pace {
        PaceProfile::Monthly => "monthly",
        PaceProfile::Days => "days",
        PaceProfile::Points(_) => "points",
        PaceProfile::OwnPlan => "own_plan",
    }
}

/// The name of a kind of monthly figure.
pub(super) fn month_kind(kind: MonthKind) -> &'static str {
    match kind {
        MonthKind::Plan => "plan",
        MonthKind::Reported => "reported",
        MonthKind::Confirmed => "confirmed",
    }
}
