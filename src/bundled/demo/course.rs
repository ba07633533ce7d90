//! The course of one invented project: dates that fit each other, money that adds up, months that make
//! sense of both. Money is in hundredths of 亿元; months are counted from January of the plan's year (0).

use super::random::Random;
use crate::model::{Action, Decimal, Month, MonthRow, Nature, Stage, When, YearFigures};

/// How building goes over the year.
const SEASON: [i64; 12] = [4, 3, 8, 9, 9, 10, 8, 8, 10, 10, 10, 11];
/// At least this much is planned of every project; the smallest investment is four times as much.
const LEAST_PLAN: i64 = 12;

/// What became of a project by the reporting month.
pub(super) struct Course {
    pub(super) nature: Nature,
    pub(super) action: Action,
    pub(super) stage: Stage,
    pub(super) planned_start: i32,
    pub(super) planned_finish: i32,
    pub(super) actual_start: Option<i32>,
    pub(super) actual_finish: Option<i32>,
    pub(super) investment: i64,
    pub(super) done_before: i64,
    pub(super) plan: i64,
    /// Of the investment due by the reporting month, so many thousandths are done.
    pub(super) performance: i64,
    pub(super) reported: [Option<i64>; 12],
    pub(super) own_plan: Option<[i64; 12]>,
}

/// A month counted from January of `year`.
pub(super) fn month_at(year: i16, count: i32) -> Option<Month> {
    let month = u8::try_from(count.rem_euclid(12) + 1).ok()?;
    Month::new(year.checked_add(i16::try_from(count.div_euclid(12)).ok()?)?, month)
}

/// The same as a date.
pub(super) fn when(year: i16, count: i32) -> Option<When> {
    month_at(year, count).map(When::month_of)
}

/// A total investment: many small ones, few large ones, 0.5 to 120 亿元.
pub(super) fn investment(random: &mut Random) -> i64 {
    match random.weighted(&[44, 31, 17, 6, 2]) {
        0 => random.between(50, 300),
        1 => random.between(30, 100) * 10,
        2 => random.between(100, 300) * 10,
        3 => random.between(60, 140) * 50,
        _ => random.between(70, 120) * 100,
    }
}

fn small(random: &mut Random, low: i64, high: i64) -> i32 {
    i32::try_from(random.between(low, high)).unwrap_or(0)
}

impl Course {
    /// A construction project as it stands after `months` months of the year.
    pub(super) fn draw(random: &mut Random, months: u8, produces: bool) -> Self {
        let months = i32::from(months);
        let investment = investment(random);
        let length = 14 + small(random, 0, 16) + i32::try_from(investment / 500).unwrap_or(0).min(24);
        let nature = [Nature::Continued, Nature::New, Nature::Completing][random.weighted(&[50, 34, 16])];
        let part = |whole: i64, low, high, random: &mut Random| whole * random.between(low, high) / 100;
        let (planned_start, planned_finish, done_before, plan) = match nature {
            Nature::New => {
                let start = small(random, 0, 9).min(small(random, 1, 11));
                (start, start + length, 0, part(investment, 8, 34, random))
            }
            Nature::Completing => {
                let finish = small(random, 4, 11);
                let done = part(investment, 55, 88, random);
                // Begun at the latest in December of the year before.
                ((finish - length).min(-1), finish, done, investment - done)
            }
            _ => {
                let start = -small(random, 1, 30);
                let done = part(investment, 12, 60, random);
                let finish = (start + length).max(12 + small(random, 1, 20));
                (start, finish, done, part(investment - done, 28, 62, random))
            }
        };
        let done_before = done_before.min(investment - LEAST_PLAN);
        let plan = plan.clamp(LEAST_PLAN, investment - done_before);
        let mut performance = match random.weighted(&[9, 6, 22, 63]) {
            0 => random.between(350, 680),
            1 => random.between(760, 890),
            2 => random.between(925, 995),
            _ => random.between(1010, 1100),
        };
        // Some that should have begun have not (应开未开).
        let held_up = nature == Nature::New && planned_start < months && random.chance(15);
        let actual_start = match nature {
            Nature::New => {
                Some(planned_start + small(random, -1, 1)).map(|start| start.max(0)).filter(|_| !held_up)
            }
            _ => Some(planned_start + small(random, -1, 1)).map(|start| start.min(-1)),
        }
        .filter(|&start| start < months);
        if actual_start.is_none() {
            performance = 0;
        }
        let on_time = performance >= 900;
        let actual_finish = (nature == Nature::Completing && on_time && planned_finish < months)
            .then_some(planned_finish)
            .filter(|&finish| actual_start.is_none_or(|start| start <= finish));
        if nature == Nature::Completing {
            performance = performance.min(1030);
        }
        let mut course = Self {
            nature,
            action: match nature {
                Nature::New => Action::Start,
                Nature::Completing if produces => Action::Commission,
                Nature::Completing => Action::Complete,
                _ => Action::Construct,
            },
            stage: Stage::Building,
            planned_start,
            planned_finish,
            actual_start,
            actual_finish,
            investment,
            done_before,
            plan,
            performance,
            reported: [None; 12],
            own_plan: None,
        };
        course.stage = course.stage_at(months, produces, random);
        course.report(months, random);
        if random.chance(33) {
            course.own_plan = Some(spread(plan, course.weights(planned_start, None)));
        }
        course
    }

    fn stage_at(&self, months: i32, produces: bool, random: &mut Random) -> Stage {
        match (self.actual_start, self.actual_finish) {
            (_, Some(finish)) if produces && finish + 2 <= months => Stage::Commissioned,
            (_, Some(_)) => Stage::Completed,
            (Some(start), None) if months - start <= 2 => Stage::Started,
            (Some(_), None) => Stage::Building,
            (None, None) => [Stage::Approved, Stage::Feasibility, Stage::Sanctioned][random.below(3)],
        }
    }

    /// How the year's work is spread over its months, nothing before a start or after a finish.
    fn weights(&self, start: i32, mut random: Option<&mut Random>) -> [i64; 12] {
        let last = self.planned_finish.min(11);
        let mut weights = [0; 12];
        for (month, weight) in (0_i32..).zip(&mut weights) {
            if month >= start && month <= last {
                let stray = random.as_deref_mut().map_or(100, |random| random.between(70, 130));
                *weight = SEASON[month.unsigned_abs() as usize] * stray;
            }
        }
        weights
    }

    /// Fills in the months up to the reporting month. Some are not reported; the next one carries theirs.
    fn report(&mut self, months: i32, random: &mut Random) {
        let start = self.actual_start.unwrap_or(i32::MAX);
        let weights = self.weights(start, Some(random));
        let done = spread(self.plan * self.performance / 1000, weights);
        let mut carried = 0;
        for (month, (slot, figure)) in (0..months).zip(self.reported.iter_mut().zip(done)) {
            carried += figure;
            if month + 1 >= start.min(months) && random.chance(3) {
                continue;
            }
            *slot = Some(carried);
            carried = 0;
        }
    }

    /// The monthly figures of the year as the model keeps them; confirmed ones come a month later.
    pub(super) fn months(&self, year: i16, reported_to: u8, confirmed: Option<&mut Random>) -> YearFigures {
        let money = |figure: i64| Decimal::new(figure, 2);
        let mut figures = YearFigures::new(year);
        figures.plan = MonthRow::from(self.own_plan.map_or([None; 12], |plan| plan.map(|v| Some(money(v)))));
        figures.reported = MonthRow::from(self.reported.map(|figure| figure.map(money)));
        if let Some(random) = confirmed {
            let mut row = [None; 12];
            let until = usize::from(reported_to.saturating_sub(1));
            for (slot, figure) in row.iter_mut().zip(self.reported).take(until) {
                *slot = figure.map(|figure| money(figure * random.between(90, 100) / 100));
            }
            figures.confirmed = MonthRow::from(row);
        }
        figures
    }
}

/// Spreads a sum over weights so that the parts add up to it exactly.
fn spread(sum: i64, weights: [i64; 12]) -> [i64; 12] {
    let total: i64 = weights.iter().sum();
    if total == 0 {
        return [0; 12];
    }
    let mut gone = 0;
    let mut given = 0;
    weights.map(|weight| {
        gone += weight;
        let part = sum * gone / total - given;
        given += part;
        part
    })
}
