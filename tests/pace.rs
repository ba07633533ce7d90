//! Pace by every profile, and the lamps that follow from it.

use guatu::{
    analysis::{By, LampReason, Late, ListAnalysis, breakdown, pace::due, project_lamp, round_half_up},
    model::{
        Decimal, Lamp, ListId, Money, MoneyUnit, Month, PaceProfile, Project, ProjectId, ProjectList, Stage,
        When, Workbook, YearFigures,
        list::{LampRule, LampRules, LampTest},
    },
};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn shown(profile: &PaceProfile, at: &str, places: u8) -> String {
    round_half_up(due(profile, month(at)), places).to_string()
}

#[test]
fn every_profile_by_hand() {
    let cases: [(&str, PaceProfile, &str, &str); 16] = [
        // m/12
        ("monthly", PaceProfile::Monthly, "2024-08", "66.67"),
        ("monthly", PaceProfile::Monthly, "2024-12", "100.00"),
        // 31 + 29 = 60 of 366, 31 + 28 = 59 of 365; 1900 was no leap year, 2000 was one
        ("days", PaceProfile::Days, "2024-02", "16.39"),
        ("days", PaceProfile::Days, "2023-02", "16.16"),
        ("days", PaceProfile::Days, "1900-02", "16.16"),
        ("days", PaceProfile::Days, "2000-02", "16.39"),
        ("days", PaceProfile::Days, "2024-12", "100.00"),
        // 30, 60, 85 by quarter, 100 by October; straight between: April 30 + 30/3, September 85
        ("quarters", PaceProfile::quarterly(), "2024-01", "10.00"),
        ("quarters", PaceProfile::quarterly(), "2024-03", "30.00"),
        ("quarters", PaceProfile::quarterly(), "2024-04", "40.00"),
        ("quarters", PaceProfile::quarterly(), "2024-08", "76.67"),
        ("quarters", PaceProfile::quarterly(), "2024-10", "100.00"),
        ("quarters", PaceProfile::quarterly(), "2024-12", "100.00"),
        // 60 by June: May 50, July 60 + 40/6
        ("half year", PaceProfile::half_year(), "2024-05", "50.00"),
        ("half year", PaceProfile::half_year(), "2024-07", "66.67"),
        ("none", PaceProfile::Points(Vec::new()), "2024-07", "0.00"),
    ];
    for (name, profile, at, expected) in cases {
        assert_eq!(shown(&profile, at, 2), expected, "{name} at {at}");
    }
}

#[test]
fn pace_never_falls_and_ends_at_the_whole() {
    for profile in
        [PaceProfile::Monthly, PaceProfile::Days, PaceProfile::quarterly(), PaceProfile::half_year()]
    {
        let year: Vec<Decimal> = (1..=12).map(|m| due(&profile, Month::new(2024, m).unwrap())).collect();
        assert!(year.is_sorted());
        assert_eq!(year[11], Decimal::ONE_HUNDRED);
    }
}

struct Case {
    plan: Option<&'static str>,
    months: &'static [&'static str],
    start: Option<&'static str>,
    started: Option<&'static str>,
    stage: Option<Stage>,
}

const NOTHING: Case = Case { plan: None, months: &[], start: None, started: None, stage: None };

fn book(case: &Case, rules: Option<Vec<LampRule>>) -> Workbook {
    let mut book = Workbook::new("测试", 2024);
    let mut list = ProjectList::new(ListId(1), "清单");
    if let Some(rules) = rules {
        list.lamps = LampRules(rules);
    }
    book.lists = [list].into_iter().collect();
    let mut project = Project::new(ProjectId(2), ListId(1));
    project.plan = case.plan.map(|plan| Money::new(d(plan), MoneyUnit::Yi));
    project.planned_start = case.start.map(|date| date.parse().unwrap());
    project.actual_start = case.started.map(|date| date.parse().unwrap());
    project.stage = case.stage;
    if !case.months.is_empty() {
        let reported = case.months.join(" ").parse().unwrap();
        project.months = vec![YearFigures { reported, ..YearFigures::new(2024) }];
    }
    book.projects = [project].into_iter().collect();
    book
}

fn lamp(case: &Case, rules: Option<Vec<LampRule>>, at: &str) -> (Lamp, LampReason) {
    let book = book(case, rules);
    let state = project_lamp(&book, book.lists.at(0).unwrap(), book.projects.at(0).unwrap(), Some(month(at)));
    // The list's table shows the same lamp.
    let analysis = ListAnalysis::new(&book, ListId(1), Some(month(at))).unwrap();
    assert_eq!(analysis.rows[0].lamp, state.lamp);
    (state.lamp, state.why)
}

#[test]
fn the_default_rules() {
    // 2 of 12 by June: 16.67 − 50 = −33.33.
    let far = Case { plan: Some("12"), months: &["1", "1"], ..NOTHING };
    assert!(matches!(lamp(&far, None, "2024-06"), (Lamp::Behind, LampReason::Behind { .. })));
    // 5 of 12: 41.67 − 50 = −8.33.
    let near = Case { plan: Some("12"), months: &["5"], ..NOTHING };
    assert_eq!(lamp(&near, None, "2024-06").0, Lamp::Slight);
    // 4.8 of 12 is 40 %: exactly ten points behind is "ten points or more".
    let edge = Case { plan: Some("12"), months: &["4.8"], ..NOTHING };
    assert_eq!(lamp(&edge, None, "2024-06").0, Lamp::Behind);
    // 5.995 of 12: −0.042 shows as 0.0 and is no gap.
    let level = Case { plan: Some("12"), months: &["5.995"], ..NOTHING };
    assert!(matches!(lamp(&level, None, "2024-06"), (Lamp::OnPace, LampReason::OnPace { .. })));
}

#[test]
fn what_cannot_be_judged_is_unlit_and_says_why() {
    assert_eq!(lamp(&NOTHING, None, "2024-06"), (Lamp::Unlit, LampReason::NoPlan));
    let silent = Case { plan: Some("12"), ..NOTHING };
    assert_eq!(lamp(&silent, None, "2024-06"), (Lamp::Unlit, LampReason::NothingReported));
    let zero = Case { plan: Some("0"), months: &["1"], ..NOTHING };
    assert_eq!(lamp(&zero, None, "2024-06"), (Lamp::Unlit, LampReason::NoPlan));
    let lost = Case { plan: Some("12"), months: &["0"], stage: Some(Stage::Lost), ..NOTHING };
    assert_eq!(lamp(&lost, None, "2024-06"), (Lamp::Unlit, LampReason::Ended(Stage::Lost)));
    let book = book(&silent, None);
    let state = project_lamp(&book, book.lists.at(0).unwrap(), book.projects.at(0).unwrap(), None);
    assert_eq!(state.why, LampReason::NoMonth);
}

#[test]
fn starts() {
    let planned = |start| Case { start: Some(start), ..NOTHING };
    let why = |start: &str, months| LampReason::StartLate { planned: start.parse().unwrap(), months };
    assert_eq!(lamp(&planned("2024-03"), None, "2024-06"), (Lamp::Behind, why("2024-03", 3)));
    assert_eq!(lamp(&planned("2024-04-30"), None, "2024-06"), (Lamp::Slight, why("2024-04-30", 2)));
    assert_eq!(lamp(&planned("2024-06"), None, "2024-06"), (Lamp::Slight, why("2024-06", 0)));
    assert_eq!(lamp(&planned("2024-07"), None, "2024-06").0, Lamp::Unlit);
    // A bare year means its December; December of last year is six months before June.
    assert_eq!(lamp(&planned("2024"), None, "2024-06").0, Lamp::Unlit);
    assert_eq!(lamp(&planned("2023"), None, "2024-06"), (Lamp::Behind, why("2023", 6)));
    // Started, by date or by stage; a start after the reporting month is none yet.
    let started = Case { start: Some("2024-03"), started: Some("2024-05"), ..NOTHING };
    assert_eq!(lamp(&started, None, "2024-06").0, Lamp::Unlit);
    assert_eq!(lamp(&started, None, "2024-04").0, Lamp::Slight);
    let building = Case { start: Some("2024-03"), stage: Some(Stage::Building), ..NOTHING };
    assert_eq!(lamp(&building, None, "2024-06").0, Lamp::Unlit);
}

#[test]
fn ratio_and_misses() {
    let rule = |lamp, when| LampRule { lamp, when };
    let ratio = || {
        Some(vec![
            rule(Lamp::Behind, LampTest::RatioBelow(d("60"))),
            rule(Lamp::Slight, LampTest::RatioBelow(d("80"))),
        ])
    };
    let done = |months| Case { plan: Some("12"), months, ..NOTHING };
    // Due by June: 6. 3.5 is 58.3 % of it, 3.6 exactly 60 %, 4.8 exactly 80 %.
    assert_eq!(lamp(&done(&["3.5"]), ratio(), "2024-06").0, Lamp::Behind);
    assert_eq!(lamp(&done(&["3.6"]), ratio(), "2024-06").0, Lamp::Slight);
    assert_eq!(lamp(&done(&["4.8"]), ratio(), "2024-06").0, Lamp::OnPace);
    let misses = || Some(vec![rule(Lamp::Behind, LampTest::MissesInARow(2))]);
    // Cumulative 1, 1.5, 2: due 1, 2, 3: on pace, then behind twice.
    assert_eq!(lamp(&done(&["1", "0.5"]), misses(), "2024-02").0, Lamp::OnPace);
    assert_eq!(
        lamp(&done(&["1", "0.5", "0.5"]), misses(), "2024-03"),
        (Lamp::Behind, LampReason::Misses { months: 2 })
    );
}

#[test]
fn the_rules_in_use_by_their_bounds() {
    // Due by June: 50 %. 6 of 12 less ten points is 4.8 (40 %), less thirty 2.4 (20 %).
    let done = |months| Case { plan: Some("12"), months, ..NOTHING };
    let gap = || Some(LampRules::by_gap().0);
    assert_eq!(lamp(&done(&["4.9"]), gap(), "2024-06").0, Lamp::OnPace, "less than ten behind");
    assert_eq!(lamp(&done(&["4.8"]), gap(), "2024-06").0, Lamp::Slight, "ten behind");
    assert_eq!(lamp(&done(&["2.4"]), gap(), "2024-06").0, Lamp::Slight, "thirty is not above thirty");
    assert_eq!(lamp(&done(&["2.39"]), gap(), "2024-06").0, Lamp::Behind, "above thirty");
    // Thirds: 7/12 are due by July; 4.6 of 12 is 38.33…, 58.33… − 38.33… = 20 exactly.
    let twenty = |test| Some(vec![LampRule { lamp: Lamp::Behind, when: test }]);
    let thirds = done(&["4.6"]);
    assert_eq!(lamp(&thirds, twenty(LampTest::GapBehind(d("20"))), "2024-07").0, Lamp::Behind);
    assert_eq!(lamp(&thirds, twenty(LampTest::GapOver(d("20"))), "2024-07").0, Lamp::OnPace);
    // 80 % of pace: 7/12 × 0.8 of 12 = 5.6.
    let ratio = || Some(LampRules::by_ratio().0);
    assert_eq!(lamp(&done(&["5.6"]), ratio(), "2024-07").0, Lamp::OnPace);
    assert_eq!(lamp(&done(&["5.59"]), ratio(), "2024-07").0, Lamp::Slight);
    assert_eq!(lamp(&done(&["4.19"]), ratio(), "2024-07").0, Lamp::Behind, "below 4.2, 60 % of 7");
    let start = |planned| Case { start: Some(planned), ..NOTHING };
    let rules = || Some(LampRules::by_start().0);
    assert_eq!(lamp(&start("2024-06"), rules(), "2024-06").0, Lamp::Slight, "due this month");
    assert_eq!(lamp(&start("2024-04"), rules(), "2024-06").0, Lamp::Slight, "two months late");
    assert_eq!(lamp(&start("2024-03"), rules(), "2024-06").0, Lamp::Behind, "three months late");
}

#[test]
fn an_area_behind_twice_in_a_row_is_red() {
    // One area, two projects of 6 each, 12 together: 1 a month is due.
    let mut book = book(&NOTHING, Some(LampRules::by_misses().0));
    let project = |id: u32, months: &str| {
        let mut project = Project::new(ProjectId(id), ListId(1));
        project.plan = Some(Money::new(d("6"), MoneyUnit::Yi));
        let reported = months.parse().unwrap();
        project.months = vec![YearFigures { reported, ..YearFigures::new(2024) }];
        project
    };
    let projects = [project(2, "0.5 0 0.5 0"), project(3, "1.5 0.5 0.5 0.4")];
    book.projects = projects.into_iter().collect();
    let red = |at: &str| {
        let analysis = ListAnalysis::new(&book, ListId(1), Some(month(at))).unwrap();
        breakdown(&book, &analysis, By::Area)[0].lamp
    };
    // Cumulative: January 2.0, February 2.5, March 3.5, April 3.9.
    assert_eq!(red("2024-03"), Lamp::OnPace);
    assert_eq!(red("2024-04"), Lamp::Slight, "3.9 of 4 due: one miss");
    // May adds nothing: 3.9 of 5 due, the second miss in a row.
    assert_eq!(red("2024-05"), Lamp::Behind);
    // The first project alone has been behind for longer; the area's lamp is the sum's.
    let analysis = ListAnalysis::new(&book, ListId(1), Some(month("2024-04"))).unwrap();
    assert_eq!(analysis.rows[0].lamp, Lamp::Behind);
}

#[test]
fn a_package_goes_by_the_plans_of_its_parts() {
    let mut book = book(&NOTHING, None);
    let mut list = book.lists.at(0).unwrap().clone();
    list.pace = PaceProfile::OwnPlan;
    book.lists = [list].into_iter().collect();
    let part = |id: u32, plan: &str, months: &str| {
        let mut part = Project::new(ProjectId(id), ListId(1));
        part.parent = Some(ProjectId(2));
        part.plan = Some(Money::new(d(plan), MoneyUnit::Yi));
        part.months = vec![YearFigures { plan: months.parse().unwrap(), ..YearFigures::new(2024) }];
        part
    };
    book.projects = [Project::new(ProjectId(2), ListId(1)), part(3, "10", "2 2"), part(4, "30", "3")]
        .into_iter()
        .collect();
    let analysis = ListAnalysis::new(&book, ListId(1), Some(month("2024-02"))).unwrap();
    // By February 4 of 10 (40 %) and 3 of 30 (10 %): 7 of 40 is 17.5 %.
    assert_eq!(analysis.pace(0), Some(d("17.5")));
    assert_eq!((analysis.pace(1), analysis.pace(2)), (Some(d("40")), Some(d("10"))));
}

#[test]
fn past_deadlines() {
    let mut project = Project::new(ProjectId(1), ListId(1));
    let at = month("2024-06");
    let months_late = |project: &Project, at| {
        let mut book = Workbook::new("test", 2024);
        book.lists = [ProjectList::new(ListId(1), "list")].into_iter().collect();
        book.projects = [project.clone()].into_iter().collect();
        ListAnalysis::new(&book, ListId(1), Some(at)).unwrap().late(&book, 0)
    };
    assert_eq!(months_late(&project, at), None);
    project.planned_start = Some(When::month_of(month("2024-02")));
    assert_eq!(months_late(&project, at), Some(Late::Start(4)));
    project.actual_start = Some(When::month_of(month("2024-03")));
    assert_eq!(months_late(&project, at), None);
    project.planned_finish = Some(When::month_of(month("2024-05")));
    assert_eq!(months_late(&project, at), Some(Late::Finish(1)));
    project.actual_finish = Some(When::month_of(at));
    assert_eq!(months_late(&project, at), None);
}
