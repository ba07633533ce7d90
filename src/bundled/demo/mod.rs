//! An invented city, made on demand: ten counties, twenty-four indicators with five years of history, 430
//! key projects with a year of monthly returns, and whatever else a view needs to have something to show.
//!
//! Everything follows from [`DemoOptions`]: the same options give the same workbook, byte for byte, on every
//! machine. No figure passes through a float. Names of places, companies and projects are made up; where one
//! is also the name of something real, that is chance.
//!
//! With more than [`MOST_IN_A_CITY`] projects the city becomes a province of invented cities, which is what
//! the benches open: 126,000 projects are 300 cities of 430.

mod course;
mod figures;
mod indicators;
mod lists;
mod names;
mod plan;
mod projects;
mod random;
mod series;
mod targets;

use crate::model::{ListId, Month, Workbook};
use plan::Plan;
use projects::Projects;
use random::Random;
use std::collections::BTreeSet;

/// The year of the invented plan.
const YEAR: i16 = 2024;
/// Up to so many projects belong to one city of ten counties.
pub const MOST_IN_A_CITY: usize = 5_000;
/// Projects of each city of a province.
const PER_CITY: usize = 430;
/// More projects than this are not made.
pub const MOST_PROJECTS: usize = 1_000_000;

/// What the invented city is like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOptions {
    /// How many key projects; at most [`MOST_PROJECTS`]. The other two lists always have the same size.
    pub projects: usize,
    /// Months of the year that have been reported, 1–12; others are clamped.
    pub months: u8,
    /// Another seed, another city.
    pub seed: u64,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { projects: PER_CITY, months: 12, seed: 1 }
    }
}

/// Hands out identifiers.
struct Maker {
    next: u32,
}

impl Maker {
    fn id(&mut self) -> u32 {
        self.next += 1;
        self.next - 1
    }
}

/// Makes the invented city.
pub fn demo_city(options: &DemoOptions) -> Workbook {
    let count = options.projects.min(MOST_PROJECTS);
    let months = options.months.clamp(1, 12);
    let cities = (count > MOST_IN_A_CITY).then(|| count.div_ceil(PER_CITY));
    let stream = |number| Random::new(options.seed, number);

    let mut maker = Maker { next: 1 };
    let plan = Plan::new(&mut maker, &mut stream(1), cities);
    let (title, title_en) = figures::titles(YEAR, cities);
    let mut workbook = Workbook::new(&title, YEAR);
    workbook.title_en = title_en;
    workbook.invented = true;
    workbook.month = Month::new(YEAR, months);

    if let Some(until) = workbook.month {
        let indicators = targets::indicators(&mut maker, &plan, until, cities.is_some(), &mut stream(2));
        let lists = [ListId(maker.id()), ListId(maker.id()), ListId(maker.id())];
        let [key, preparation, promotion] = lists;
        let board = figures::board(&mut maker, &plan, &indicators, key, (YEAR, months), &mut stream(3));
        let mut saved = figures::figures(&mut maker, &plan, &indicators, lists, YEAR);
        saved.extend(figures::of_board(&mut maker, board.id));
        workbook.boards = [board].into_iter().collect();
        workbook.indicators = indicators.into_iter().collect();
        workbook.lists = [
            lists::construction(key, &plan, count, YEAR),
            lists::preparation(preparation, &plan),
            lists::promotion(promotion, &plan),
        ]
        .into_iter()
        .collect();

        let mut projects = Projects {
            maker: &mut maker,
            plan: &plan,
            random: stream(4),
            year: YEAR,
            months,
            lean: cities.is_some(),
            used: BTreeSet::new(),
        };
        let mut rows = projects.construction(key, count);
        rows.extend(projects.preparation(preparation, lists::PREPARATIONS));
        rows.extend((0..lists::PROMOTIONS).map(|_| lists::promoted(&mut projects, promotion)));
        figures::choose(&mut saved, &rows);
        workbook.figures = saved.into_iter().collect();
        workbook.projects = rows.into_iter().collect();
    }

    workbook.areas = plan.areas.into_iter().collect();
    workbook.departments = plan.departments.into_iter().collect();
    workbook.sections = plan.sections.into_iter().collect();
    workbook.sources = [plan.source].into_iter().collect();
    workbook.next_id = maker.next;
    workbook
}
