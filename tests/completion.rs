//! Completion and gaps: the figures of published bulletins, come by by hand, and packages.

use guatu::{
    analysis::{
        By, CountMode, GroupKey, ListAnalysis, breakdown, pace, percent, project_progress, round_half_up,
    },
    model::{
        Area, AreaId, Decimal, ListId, Money, MoneyUnit, Month, MonthKind, PaceProfile, Period, Project,
        ProjectId, ProjectList, Workbook, YearFigures, project::Membership,
    },
};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn month(number: u8) -> Month {
    Month::new(2024, number).unwrap()
}

/// Done, plan, published per cent, months elapsed, published gap in points; from bulletins of Chinese
/// cities and counties, all with pace m/12.
const PUBLISHED: &[(&str, &str, &str, u8, &str)] = &[
    ("629.0", "647.4", "97.2", 10, "13.8"),
    ("482.0", "565.6", "85.2", 0, ""),
    ("31.8", "127.1", "25", 3, "0"),
    ("46.6", "205.5", "22.7", 3, "-2.3"),
    ("88.4", "190.7", "46.4", 0, ""),
    ("96.4", "304", "31.7", 4, "-1.6"),
    ("284.2", "392.5", "72.4", 8, "5.7"),
    ("3836.5", "6000", "63.9", 7, "5.6"),
    ("574.3", "6000", "9.6", 0, ""),
    ("1580", "6500", "24.3", 0, ""),
    ("5664", "7000", "80.9", 0, ""),
    ("21.01", "98.5", "21.3", 0, ""),
    ("1.15", "17.2", "6.7", 0, ""),
    ("622.2", "853.8", "73", 0, ""),
    ("22.39", "21.6", "103.66", 0, ""),
    ("2.13", "5.71", "37.3", 0, ""),
    ("362.32", "561.86", "64.49", 0, ""),
    ("101.97", "194.54", "52.42", 0, ""),
    ("210.88", "307.05", "68.68", 0, ""),
    ("102.8", "159.64", "64", 6, "14"),
    ("40", "45", "88.9", 0, ""),
    ("100.5136", "80", "125.64", 10, "42.31"),
    ("544", "560", "97", 0, ""),
    ("222", "247", "90", 0, ""),
    ("370", "1077", "34", 0, ""),
    ("199", "218", "91.28", 0, ""),
    ("118", "218", "54.13", 0, ""),
    ("206", "255", "80.8", 0, ""),
    ("153.34", "160.30", "95.66", 0, ""),
    ("458", "500", "91.6", 0, ""),
    ("386", "458", "84.3", 0, ""),
    ("128", "132", "97.0", 0, ""),
    ("15", "22", "68", 0, ""),
    ("52242", "27800", "187.9", 0, ""),
    ("1140", "1100", "103.64", 0, ""),
    ("10", "222", "4.5", 0, ""),
    ("24", "222", "10.8", 0, ""),
    ("44", "55", "80.0", 0, ""),
    ("26", "65", "40", 0, ""),
];

fn places(printed: &str) -> u8 {
    printed.split_once('.').map_or(0, |(_, fraction)| fraction.len() as u8)
}

#[test]
fn published_figures_come_out_as_printed() {
    for &(done, plan, published, months, gap) in PUBLISHED {
        let completion = percent(d(done), d(plan)).unwrap();
        assert_eq!(round_half_up(completion, places(published)).to_string(), published, "{done} / {plan}");
        if months > 0 {
            let due = pace::due(&PaceProfile::Monthly, month(months));
            let ours = round_half_up(completion - due, places(gap)).to_string();
            assert_eq!(ours, gap, "{done} / {plan} in month {months}");
        }
    }
}

/// A list of projects in 亿元 with figures (plan, months reported from January on).
fn workbook(projects: &[(Option<&str>, &[Option<&str>])]) -> Workbook {
    let mut workbook = Workbook::new("测试", 2024);
    let area = |id: u32, name: &str, parent: Option<u32>| Area {
        id: AreaId(id),
        name: name.into(),
        short: "".into(),
        name_en: "".into(),
        code: None,
        parent: parent.map(AreaId),
        square: None,
    };
    workbook.areas = [area(1, "丽水市", None), area(2, "莲都区", Some(1)), area(3, "龙泉市", Some(1))]
        .into_iter()
        .collect();
    workbook.lists = [ProjectList::new(ListId(10), "重点项目")].into_iter().collect();
    workbook.projects = (100..)
        .zip(projects)
        .map(|(id, (plan, months))| {
            let mut project = Project::new(ProjectId(id), ListId(10));
            project.name = format!("项目{id}").into();
            project.plan = plan.map(|plan| Money::new(d(plan), MoneyUnit::Yi));
            project.months = vec![reported(months)];
            project
        })
        .collect();
    workbook.next_id = 1000;
    workbook
}

fn reported(months: &[Option<&str>]) -> YearFigures {
    let mut all = [None; 12];
    for (slot, figure) in all.iter_mut().zip(months) {
        *slot = figure.map(d);
    }
    YearFigures { reported: all.into(), ..YearFigures::new(2024) }
}

fn change(workbook: &mut Workbook, at: usize, change: impl FnOnce(&mut Project)) {
    let mut projects: Vec<Project> = workbook.projects.iter().cloned().collect();
    change(&mut projects[at]);
    workbook.projects = projects.into_iter().collect();
}

fn totals(workbook: &Workbook, at: u8) -> guatu::analysis::Totals {
    ListAnalysis::new(workbook, ListId(10), Some(month(at))).unwrap().totals
}

#[test]
fn a_missing_month_adds_nothing_and_is_counted_as_missing() {
    // 1.0 + (nothing) + 0.5 = 1.5 of 6 is 25 %; 3/12 is due: on pace.
    let book = workbook(&[(Some("6"), &[Some("1.0"), None, Some("0.5")])]);
    let (list, project) = (book.lists.at(0).unwrap(), book.projects.at(0).unwrap());
    let progress = project_progress(&book, list, project, Some(month(3)));
    assert_eq!(progress.done, Some(d("1.5")));
    assert_eq!(progress.months_reported, 2);
    assert_eq!(progress.completion, Some(d("25")));
    assert_eq!(progress.gap, Some(Decimal::ZERO));
}

#[test]
fn merged_months_are_entered_in_february_and_add_up() {
    // 1–2月 together 2.0: nothing is due to January alone, and February's sum has all of it.
    let book = workbook(&[(Some("12"), &[None, Some("2.0")])]);
    let (list, project) = (book.lists.at(0).unwrap(), book.projects.at(0).unwrap());
    assert_eq!(project_progress(&book, list, project, Some(month(1))).completion, None);
    let february = project_progress(&book, list, project, Some(month(2)));
    // 2 / 12 − 2/12 = 0, but for the last digit of the quotients.
    assert_eq!(round_half_up(february.gap.unwrap(), 10), round_half_up(Decimal::ZERO, 10));
    assert_eq!("2024-01..02".parse::<Period>().unwrap().last(), 2);
}

#[test]
fn without_a_plan_or_with_a_plan_of_zero_there_is_no_completion() {
    let book = workbook(&[(None, &[Some("1")]), (Some("0"), &[Some("1")]), (Some("5"), &[])]);
    let list = book.lists.at(0).unwrap();
    for project in book.projects.iter() {
        let progress = project_progress(&book, list, project, Some(month(6)));
        assert_eq!((progress.completion, progress.gap), (None, None));
    }
    // In the sum: done 1 + 1 of a plan of 0 + 5 is 40 %.
    assert_eq!(totals(&book, 6).progress.completion, Some(d("40")));
}

#[test]
fn units_are_brought_together_before_anything_is_added() {
    let mut book = workbook(&[(Some("2"), &[]), (Some("1"), &[Some("0.5")])]);
    // 5000 万元 done of 2 亿元: 0.5 + 0.5 = 1 of 3.
    change(&mut book, 0, |project| {
        project.month_unit = MoneyUnit::Wan;
        project.months = vec![reported(&[Some("5000")])];
    });
    let sum = totals(&book, 1).progress;
    assert_eq!((sum.done.map(|d| d.normalize()), sum.plan), (Some(d("1")), Some(d("3"))));
    // Dollars are not added to yuan; the project keeps its own completion.
    change(&mut book, 0, |project| {
        project.plan = Some(Money::new(d("1"), MoneyUnit::YiDollar));
        project.month_unit = MoneyUnit::WanDollar;
    });
    let analysis = ListAnalysis::new(&book, ListId(10), Some(month(1))).unwrap();
    assert_eq!(analysis.totals.foreign, 1);
    assert_eq!(analysis.totals.progress.plan, Some(d("1")));
    assert_eq!(analysis.completion(0), Some(d("50")));
}

#[test]
fn a_package_counts_both_ways_and_its_money_once() {
    let mut book = workbook(&[
        (Some("10"), &[]),           // package with its own plan, figures from its parts
        (Some("6"), &[Some("1")]),   // part
        (Some("4"), &[Some("1.5")]), // part
        (Some("5"), &[Some("2")]),   // plain
    ]);
    for part in [1, 2] {
        change(&mut book, part, |project| project.parent = Some(ProjectId(100)));
    }
    let analysis = ListAnalysis::new(&book, ListId(10), Some(month(3))).unwrap();
    let all = &analysis.totals;
    assert_eq!((all.count(CountMode::Packages), all.count(CountMode::Split)), (2, 3));
    // 10 + 5 planned; 1 + 1.5 + 2 = 4.5 done: 30 %.
    assert_eq!(all.progress.plan, Some(d("15")));
    assert_eq!(all.progress.completion, Some(d("30")));
    // The package's own row: 2.5 of 10.
    assert_eq!(analysis.completion(0), Some(d("25")));
    // One part found by a search counts as itself.
    let one = analysis.totals_of([1].into_iter());
    assert_eq!((one.packages, one.split, one.progress.plan), (1, 1, Some(d("6"))));
    // The package without its parts still stands for them.
    assert_eq!(analysis.totals_of([0].into_iter()).progress.done, Some(d("2.5")));
}

#[test]
fn a_project_that_left_is_counted_no_longer() {
    let mut book = workbook(&[(Some("6"), &[Some("1")]), (Some("4"), &[Some("1")])]);
    change(&mut book, 1, |project| {
        let date = "2024-05".parse().unwrap();
        project.left = Some(Box::new(Membership { date, reason: "调出".into() }));
    });
    assert_eq!(totals(&book, 4).progress.plan, Some(d("10")));
    let may = totals(&book, 5);
    assert_eq!((may.progress.plan, may.packages, may.left), (Some(d("6")), 1, 1));
}

#[test]
fn groups_add_up_to_the_list() {
    let mut book = workbook(&[(Some("6"), &[Some("1")]), (Some("4"), &[Some("3")]), (None, &[])]);
    for (at, area) in [(0, 3), (1, 2)] {
        change(&mut book, at, |project| project.area = Some(AreaId(area)));
    }
    let analysis = ListAnalysis::new(&book, ListId(10), Some(month(6))).unwrap();
    let groups = breakdown(&book, &analysis, By::Area);
    let keys: Vec<_> = groups.iter().map(|group| group.key.clone()).collect();
    // In the workbook's order, those without an area last.
    assert_eq!(keys, [Some(AreaId(2)), Some(AreaId(3)), None].map(GroupKey::Area),);
    let plans: Decimal = groups.iter().filter_map(|group| group.totals.progress.plan).sum();
    assert_eq!(Some(plans), analysis.totals.progress.plan);
    assert_eq!(groups.iter().map(|group| group.totals.packages).sum::<u32>(), 3);
}

#[test]
fn a_list_paced_by_own_plans_has_the_mean_pace_by_plan() {
    let mut book = workbook(&[(Some("30"), &[Some("3")]), (Some("10"), &[Some("4")])]);
    let mut list = book.lists.at(0).unwrap().clone();
    list.pace = PaceProfile::OwnPlan;
    book.lists = [list].into_iter().collect();
    // The first plans 6 of 30 by March (20 %); the second has no monthly plan: 3/12 (25 %).
    change(&mut book, 0, |project| {
        project.months[0].plan = [Some(d("6"))]
            .into_iter()
            .chain([None; 11])
            .collect::<Vec<_>>()
            .try_into()
            .map(|months: [Option<Decimal>; 12]| months.into())
            .unwrap();
    });
    let analysis = ListAnalysis::new(&book, ListId(10), Some(month(3))).unwrap();
    assert_eq!((analysis.pace(0), analysis.pace(1)), (Some(d("20")), Some(d("25"))));
    // (30 × 20 + 10 × 25) / 40 = 21.25; done 7 of 40 is 17.5: −3.75.
    assert_eq!(analysis.totals.progress.pace, Some(d("21.25")));
    assert_eq!(analysis.totals.progress.gap, Some(d("-3.75")));
    assert_eq!(book.lists.at(0).unwrap().counts, MonthKind::Reported);
}
