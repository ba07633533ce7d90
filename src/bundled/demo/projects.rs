//! The projects of the invented city.

use super::{
    Maker,
    course::{Course, when},
    names::{CATEGORIES, Category, MILESTONES, PREPARATION, PROBLEMS, TAGS},
    plan::Plan,
    random::Random,
};
use crate::model::{
    Action, Decimal, ListId, Money, MoneyUnit, Nature, Project, ProjectId, Stage, Text, When, Years,
    project::{Fund, FundedPart, Milestone, Problem, StageChange},
};
use std::collections::BTreeSet;

/// Every so many projects in preparation are a package (打包项目).
const PACKAGE_EVERY: usize = 15;
/// What the names of a package's parts end in.
const PARTS: [&str; 3] = ["一标", "二标", "三标"];

/// Makes projects one after another.
pub(super) struct Projects<'a> {
    pub(super) maker: &'a mut Maker,
    pub(super) plan: &'a Plan,
    pub(super) random: Random,
    pub(super) year: i16,
    pub(super) months: u8,
    /// Leaves out what only a detail panel shows, because there are very many.
    pub(super) lean: bool,
    pub(super) used: BTreeSet<Text>,
}

/// Money of hundredths of 亿元.
pub(super) fn yi(hundredths: i64) -> Money {
    Money::new(Decimal::new(hundredths, 2), MoneyUnit::Yi)
}

impl Projects<'_> {
    /// The projects of the key list.
    pub(super) fn construction(&mut self, list: ListId, count: usize) -> Vec<Project> {
        let one = |_| {
            let (category, place) = self.draw_place();
            let course = self.course(category);
            self.project(list, category, place, &course)
        };
        (0..count).map(one).collect()
    }

    fn course(&mut self, category: usize) -> Course {
        Course::draw(&mut self.random, self.months, CATEGORIES[category].produces)
    }

    /// Draws a category and an area; larger areas have more projects.
    pub(super) fn draw_place(&mut self) -> (usize, usize) {
        let category = Category::draw(&mut self.random);
        let mut at = self.random.between(0, 999_999);
        let places = &self.plan.places;
        let place = places
            .iter()
            .position(|place| {
                at -= place.weight;
                at < 0
            })
            .unwrap_or(0);
        (category, place)
    }

    /// A name that no other project has.
    fn unused(&mut self, name: &str) -> Text {
        let mut text: Text = name.into();
        let mut phase = 2;
        while !self.used.insert(text.clone()) {
            text = format!("{name}{phase}期").into();
            phase += 1;
        }
        text
    }

    /// What projects of every list have.
    pub(super) fn bare(&mut self, list: ListId, category: usize, place: usize) -> Project {
        let kind = &CATEGORIES[category];
        let area = &self.plan.places[place];
        let mut project = Project::new(ProjectId(self.maker.id()), list);
        let (name, town) = kind.project_name(&area.stem, &mut self.random);
        project.name = self.unused(&name);
        project.area = Some(area.id);
        project.category = kind.name.into();
        project.lead = Some(self.plan.department(kind.lead));
        if !self.lean {
            project.place = town.into();
            project.chain = self.random.pick(kind.chains).into();
            project.builder = kind.builder(&area.stem).into();
            let letter = self.random.pick(&["甲", "乙", "丙", "丁", "戊", "己"]);
            project.contact = format!("联系人{letter}").into();
        }
        project
    }

    fn project(&mut self, list: ListId, category: usize, place: usize, course: &Course) -> Project {
        let year = self.year;
        let mut project = self.bare(list, category, place);
        let random = &mut self.random;
        let shares = if self.lean { [12, 0, 4, 0] } else { [22, 30, 6, 9] };
        for (tag, percent) in TAGS.iter().zip(shares) {
            if random.chance(percent) {
                project.tags.push((*tag).into());
            }
        }
        project.nature = Some(course.nature);
        project.action = (!self.lean).then_some(course.action);
        project.stage = Some(course.stage);
        project.planned_start = when(year, course.planned_start);
        project.planned_finish = when(year, course.planned_finish);
        project.actual_start = course.actual_start.and_then(|start| when(year, start));
        project.actual_finish = course.actual_finish.and_then(|finish| when(year, finish));
        project.investment = Some(yi(course.investment));
        project.done_before = (course.done_before > 0).then(|| yi(course.done_before));
        project.plan = Some(yi(course.plan));
        let in_statistics = random.chance(70);
        project.in_statistics = (!self.lean).then_some(in_statistics);
        let confirmed = in_statistics && (!self.lean || random.chance(20));
        project.months.push(course.months(year, self.months, confirmed.then_some(&mut *random)));
        project.progress = progress(category, course, random).into();
        if !self.lean {
            self.details(&mut project, category, course);
        }
        self.problems(&mut project, course);
        project
    }

    fn details(&mut self, project: &mut Project, category: usize, course: &Course) {
        let (year, random) = (self.year, &mut self.random);
        if let (Some(start), Some(finish)) = (project.planned_start, project.planned_finish) {
            project.years = Some(Years { from: start.year(), to: finish.year() });
        }
        project.goal = match course.nature {
            Nature::New => "开工建设",
            Nature::Completing if CATEGORIES[category].produces => "建成投产",
            Nature::Completing => "建成投用",
            _ => CATEGORIES[category].works[1 + random.below(2)],
        }
        .into();
        if random.chance(25) {
            // The parts add up to the plan; the last source takes the rest.
            let city = course.plan * random.between(5, 25) / 100;
            let county = course.plan * random.between(10, 35) / 100;
            project.funds = vec![
                FundedPart { fund: Fund::City, amount: yi(city) },
                FundedPart { fund: Fund::County, amount: yi(county) },
                FundedPart { fund: Fund::Social, amount: yi(course.plan - city - county) },
            ];
        }
        if let Some(start) = project.actual_start {
            project.stage_log.push(StageChange { stage: Stage::Started, date: start });
        }
        if let Some(finish) = project.actual_finish {
            project.stage_log.push(StageChange { stage: Stage::Completed, date: finish });
        }
        if random.chance(14) {
            let span = (course.planned_finish - course.planned_start).max(4);
            for (step, name) in (1_i32..).zip(MILESTONES) {
                let planned = course.planned_start + span * (step - 1) / 4;
                let slip = i32::try_from(random.between(0, 2)).unwrap_or(0);
                let reached = planned + slip < i32::from(self.months) && course.actual_start.is_some();
                project.milestones.push(Milestone {
                    name: name.into(),
                    planned: when(year, planned),
                    actual: when(year, planned + slip).filter(|_| reached),
                });
            }
        }
    }

    fn problems(&mut self, project: &mut Project, course: &Course) {
        let random = &mut self.random;
        let months = i64::from(self.months);
        let late = course.performance < 700 && course.planned_start < i32::from(self.months);
        if !random.chance(if late { 45 } else { 3 }) {
            return;
        }
        let (text, owner, resolution) = PROBLEMS[random.below(PROBLEMS.len())];
        let raised = i32::try_from(random.between((months - 6).max(0), months - 1)).unwrap_or(0);
        let due = raised + 1 + i32::try_from(random.between(0, 2)).unwrap_or(0);
        let solved = (due < i32::from(self.months) && random.chance(50)).then_some(due);
        project.problems.push(Problem {
            text: text.into(),
            raised: when(self.year, raised),
            owner: Some(self.plan.department(owner)),
            due: when(self.year, due),
            solved: solved.and_then(|month| when(self.year, month)),
            resolution: if solved.is_some() { resolution.into() } else { Text::default() },
        });
    }

    /// The list of projects in preparation. `count` counts a package once; its parts come on top.
    pub(super) fn preparation(&mut self, list: ListId, count: usize) -> Vec<Project> {
        let mut rows = Vec::with_capacity(count);
        for position in 0..count {
            let (category, place) = self.draw_place();
            let mut project = self.prepared(list, category, place);
            if position % PACKAGE_EVERY != PACKAGE_EVERY / 2 {
                rows.push(project);
                continue;
            }
            let base = project.name.to_string();
            project.name = self.unused(&format!("{base}（打包）"));
            let at = rows.len();
            let mut total = 0;
            for ending in PARTS {
                let mut part = self.prepared(list, category, place);
                let share = self.random.between(120, 900);
                total += share;
                part.name = self.unused(&format!("{base}{ending}"));
                part.parent = Some(project.id);
                part.investment = Some(yi(share));
                rows.push(part);
            }
            project.investment = Some(yi(total));
            rows.insert(at, project);
        }
        rows
    }

    /// A project in preparation: no investment of the year, a stage and a start in the years to come.
    fn prepared(&mut self, list: ListId, category: usize, place: usize) -> Project {
        let mut project = self.bare(list, category, place);
        let random = &mut self.random;
        let stages =
            [Stage::Idea, Stage::Preliminary, Stage::Approved, Stage::Feasibility, Stage::Sanctioned];
        project.nature = Some(if random.chance(20) { Nature::Reserve } else { Nature::Preliminary });
        project.action = Some(Action::Planning);
        project.stage = stages.get(random.below(stages.len())).copied();
        project.investment = Some(yi(super::course::investment(random).max(500)));
        let start = i32::try_from(random.between(9, 30)).unwrap_or(12);
        project.planned_start = when(self.year, start);
        project.planned_finish = Some(When::year_of(self.year + 2 + i16::try_from(start / 12).unwrap_or(0)));
        project.goal = random.pick(&["完成立项", "完成可研批复", "完成初步设计"]).into();
        project.progress = random.pick(&PREPARATION).into();
        project
    }
}

fn progress(category: usize, course: &Course, random: &mut Random) -> &'static str {
    match course.stage {
        Stage::Completed => "已建成",
        Stage::Commissioned => "已投产",
        Stage::Started => "已开工，场地施工",
        Stage::Building => random.pick(&CATEGORIES[category].works),
        _ => "开工前手续办理中",
    }
}
