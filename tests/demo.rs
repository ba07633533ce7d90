//! The invented city: sound, repeatable, and with something for every view.

use guatu::{
    bundled::{Bundled, DemoOptions, demo_city},
    model::{
        Basis, Decimal, FigureKind, ListId, ListKind, Measure, MonthKind, Operator, Period, Project,
        SectionKind, Stage, Status, Workbook,
    },
    storage::{parse, to_text},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

fn text(workbook: &Workbook) -> String {
    to_text(workbook).unwrap()
}

fn city(projects: usize, months: u8, seed: u64) -> Workbook {
    demo_city(&DemoOptions { projects, months, seed })
}

fn list_of(workbook: &Workbook, kind: ListKind) -> ListId {
    workbook.lists.iter().find(|list| list.kind == kind).unwrap().id
}

fn rows(workbook: &Workbook, kind: ListKind) -> Vec<&Project> {
    let list = list_of(workbook, kind);
    workbook.projects.iter().filter(|project| project.list == list).collect()
}

fn money(project: &Project) -> Decimal {
    project.plan.unwrap().value
}

#[test]
fn what_comes_with_the_program_is_found_by_name_and_sound() {
    for bundled in Bundled::ALL {
        assert_eq!(Bundled::from_name(&format!("@{}", bundled.name())), Some(bundled));
        let workbook = bundled.workbook().unwrap();
        assert_eq!(workbook.check(), []);
        assert_eq!(workbook.invented, bundled == Bundled::DemoCity);
    }
    assert_eq!(Bundled::from_name("lishui-2024"), None, "a file may have this name");
    assert_eq!(Bundled::from_name("@elsewhere"), None);
}

#[test]
fn every_city_is_sound() {
    for (projects, months, seed) in
        [(430, 12, 1), (430, 9, 2), (430, 1, 3), (0, 12, 4), (1, 2, 5), (71, 5, u64::MAX), (5_001, 12, 7)]
    {
        let workbook = city(projects, months, seed);
        assert_eq!(workbook.check(), [], "{projects} projects, {months} months, seed {seed}");
        assert!(workbook.invented);
        assert_eq!(workbook.month.unwrap().month(), months);
        assert_eq!(rows(&workbook, ListKind::Construction).len(), projects);
        for list in workbook.lists.iter() {
            // A package counts once.
            let whole = |project: &&Project| project.list == list.id && project.parent.is_none();
            let entered = workbook.projects.iter().filter(whole).count();
            assert_eq!(list.declared_size, u32::try_from(entered).ok(), "{}", list.name);
        }
    }
}

#[test]
fn months_outside_the_year_are_clamped() {
    assert_eq!(city(3, 0, 1), city(3, 1, 1));
    assert_eq!(city(3, 200, 1), city(3, 12, 1));
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_does_not() {
    let options = DemoOptions::default();
    let first = text(&demo_city(&options));
    assert_eq!(first, text(&demo_city(&options)));
    assert_ne!(first, text(&demo_city(&DemoOptions { seed: 2, ..options })));
    // And it is a file: what is written is what is read.
    let read = parse(Path::new("demo"), first.as_bytes()).unwrap();
    assert!(read == demo_city(&options));
}

#[test]
fn a_province_of_cities_when_there_are_more_projects_than_a_city_has() {
    let workbook = city(8_600, 12, 1);
    let cities: Vec<_> = workbook.child_areas().collect();
    assert_eq!(cities.len(), 20);
    let names: BTreeSet<_> = cities.iter().map(|area| &area.name).collect();
    assert_eq!(names.len(), 20, "names differ");
    let bytes = text(&workbook).len();
    assert!(bytes < 8_600 * 1_000, "{bytes} bytes are too many for 8,600 projects");
    let used: BTreeSet<_> = workbook.projects.iter().filter_map(|project| project.area).collect();
    assert_eq!(used.len(), 20, "every city has projects");
}

#[test]
fn five_years_of_history_for_twenty_four_indicators() {
    let workbook = demo_city(&DemoOptions::default());
    let root = workbook.root_area().unwrap().id;
    assert_eq!(workbook.indicators.len(), 24);
    assert_eq!(workbook.indicators.iter().filter(|i| i.headline).count(), 10);
    assert_eq!(workbook.child_areas().count(), 10);
    for indicator in workbook.indicators.iter() {
        let series = indicator.series(root);
        let years: BTreeSet<_> = series.iter().map(|o| o.period.year()).collect();
        assert_eq!(years, (2020..=2024).collect(), "{}", indicator.name);
        assert!(series.iter().all(|o| o.value.is_some()), "{}", indicator.name);
        for area in workbook.child_areas() {
            let years: BTreeSet<_> = indicator.series(area.id).iter().map(|o| o.period.year()).collect();
            assert_eq!(years, BTreeSet::from([2023, 2024]), "{} in {}", indicator.name, area.name);
        }
    }
    // Every section of tasks has something in it.
    for section in workbook.sections.iter() {
        assert!(workbook.indicators.iter().any(|i| i.section == Some(section.id)), "{}", section.title);
    }
    assert_eq!(workbook.sections.iter().filter(|s| s.kind == SectionKind::Tasks).count(), 6);
}

#[test]
fn cumulative_figures_begin_with_february_and_never_fall() {
    let workbook = city(20, 10, 3);
    for indicator in workbook.indicators.iter() {
        for pair in indicator.observations.windows(2) {
            let (a, b) = (&pair[0], &pair[1]);
            if a.period.basis() != Basis::Cumulative {
                continue;
            }
            assert!(a.period.last() >= 2, "January is not published alone: {}", indicator.name);
            let accumulates =
                indicator.measure == Measure::Level && !indicator.unit.symbol().contains("微克");
            if accumulates && a.area == b.area && a.period.year() == b.period.year() {
                assert!(a.value <= b.value, "{} {}", indicator.name, b.period);
            }
        }
        let last = indicator.observations.iter().map(|o| o.period).max().unwrap();
        assert!(last.end() <= workbook.month.unwrap());
    }
}

#[test]
fn areas_make_the_whole() {
    let workbook = demo_city(&DemoOptions::default());
    let root = workbook.root_area().unwrap().id;
    let retail = workbook.indicators.iter().find(|i| &*i.name == "社会消费品零售总额").unwrap();
    let period: Period = "2024-12 cum".parse().unwrap();
    let whole = retail.observation(root, period).unwrap().value.unwrap();
    let parts: Decimal =
        workbook.child_areas().map(|a| retail.observation(a.id, period).unwrap().value.unwrap()).sum();
    assert!((whole - parts).abs() < Decimal::new(10, 2), "{whole} against {parts}: more than rounding");
}

#[test]
fn figures_are_preliminary_at_the_end_and_some_were_revised() {
    let workbook = demo_city(&DemoOptions::default());
    let all = || workbook.indicators.iter().flat_map(|i| i.observations.iter());
    assert!(all().any(|o| o.status == Status::Revised && !o.earlier.is_empty()));
    assert!(all().all(|o| (o.status == Status::Revised) != o.earlier.is_empty()));
    assert!(all().filter(|o| o.status == Status::Preliminary).all(|o| o.period.year() == 2024));
    assert!(all().any(|o| o.confirmed.is_some_and(|confirmed| Some(confirmed) < o.value)));
    assert!(all().any(|o| o.rank.is_some()));
}

#[test]
fn targets_use_every_operator_that_plans_use() {
    let workbook = demo_city(&DemoOptions::default());
    let targets = || workbook.indicators.iter().flat_map(|i| i.targets.iter());
    for operator in Operator::ALL {
        assert!(targets().any(|target| target.operator == operator), "{operator:?}");
    }
    assert!(targets().any(|target| target.measure == Measure::Rank));
    assert!(targets().all(|target| target.lead.is_some() && target.year == 2024));
}

#[test]
fn projects_are_mostly_on_pace_and_some_are_not() {
    let workbook = demo_city(&DemoOptions::default());
    let month = workbook.month.unwrap();
    let projects = rows(&workbook, ListKind::Construction);
    let mut behind = 0;
    let mut idle = 0;
    let mut good = 0;
    for project in &projects {
        let done = project.done(MonthKind::Reported, month).map_or(Decimal::ZERO, |(sum, _)| sum);
        let percent = done * Decimal::ONE_HUNDRED / money(project);
        assert!(percent <= Decimal::from(112), "{}: {percent} %", project.name);
        if project.actual_start.is_none() {
            assert!(done.is_zero(), "{} has not begun", project.name);
            idle += 1;
        } else if percent < Decimal::from(70) {
            behind += 1;
        } else if percent >= Decimal::from(95) {
            good += 1;
        }
    }
    assert!((10..=40).contains(&idle), "{idle} have not begun");
    assert!((20..=70).contains(&behind), "{behind} are clearly behind");
    assert!(good > 215, "{good} are on pace");
    let with_problems = projects.iter().filter(|project| !project.problems.is_empty()).count();
    assert!((15..=60).contains(&with_problems), "{with_problems} have problems");
}

#[test]
fn stage_and_dates_agree() {
    for seed in 1..6 {
        let workbook = city(430, 8, seed);
        for project in workbook.projects.iter() {
            let stage = project.stage.unwrap();
            if stage.has_started() {
                let start = project.actual_start.unwrap();
                assert!(start.month() <= workbook.month, "{} began {start}", project.name);
            } else if stage != Stage::Lost {
                assert!(project.actual_start.is_none(), "{} {stage:?}", project.name);
            }
            assert_eq!(stage.has_finished(), project.actual_finish.is_some(), "{}", project.name);
            let funds: Decimal = project.funds.iter().map(|part| part.amount.value).sum();
            assert!(project.funds.is_empty() || funds == money(project), "{}", project.name);
            if let (Some(plan), Some(total)) = (project.plan, project.investment) {
                let before = project.done_before.map_or(Decimal::ZERO, |money| money.value);
                assert!(plan.value + before <= total.value, "{} plans past its total", project.name);
            }
            assert!(project.phone.is_empty() && project.leader.is_empty(), "no real-looking people");
        }
    }
}

#[test]
fn names_differ_and_packages_sum_their_parts() {
    let workbook = demo_city(&DemoOptions::default());
    let names: BTreeSet<_> = workbook.projects.iter().map(|project| &project.name).collect();
    assert_eq!(names.len(), workbook.projects.len());
    let mut parts: BTreeMap<_, Decimal> = BTreeMap::new();
    for project in workbook.projects.iter() {
        if let Some(parent) = project.parent {
            *parts.entry(parent).or_default() += project.investment.unwrap().value;
        }
    }
    assert!(!parts.is_empty());
    for (parent, sum) in parts {
        assert_eq!(workbook.projects.get(parent).unwrap().investment.unwrap().value, sum);
    }
}

#[test]
fn promoted_investments_take_their_steps_in_order() {
    let workbook = demo_city(&DemoOptions::default());
    let promoted = rows(&workbook, ListKind::Promotion);
    let stages: BTreeSet<_> = promoted.iter().map(|project| project.stage.unwrap()).collect();
    assert!(stages.len() >= 5, "{stages:?}");
    for project in promoted {
        let course = project.promotion.as_ref().unwrap();
        let steps =
            [course.signed, course.registered, course.funded, project.actual_start, course.commissioned];
        let dates: Vec<_> = steps.into_iter().flatten().collect();
        assert!(dates.is_sorted(), "{}: {dates:?}", project.name);
        assert_eq!(course.lost.is_some(), project.stage == Some(Stage::Lost));
    }
}

#[test]
fn every_kind_of_figure_is_saved_and_the_board_has_its_quarters() {
    let workbook = city(430, 9, 1);
    let kinds: BTreeSet<_> = workbook.figures.iter().map(|figure| figure.kind).collect();
    assert_eq!(kinds, BTreeSet::from(FigureKind::ALL));
    assert_eq!(workbook.boards.at(0).unwrap().periods.len(), 3);
}
