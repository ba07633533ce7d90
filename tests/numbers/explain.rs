//! Explanations: the inputs that are shown make the figure that is shown, and the rules say why.

use super::{LIST, book, d, month, project, support::random_workbook, with_list, yi};
use guatu::{
    analysis::{
        Explanation, LampReason, ListAnalysis, Measured,
        explain::{About, MonthSum, Origin},
        pace::Working,
        percent,
    },
    model::{
        Decimal, Lamp, ListKind, Money, MoneyUnit, MonthKind, PaceProfile, Project, ProjectId, Workbook,
        YearFigures,
        list::{LampRules, LampTest},
    },
};

fn reporting(number: u32, plan: &str, months: &str) -> Project {
    project(number, |project| {
        project.plan = Some(yi(plan));
        project.months = vec![YearFigures { reported: months.parse().unwrap(), ..YearFigures::new(2024) }];
    })
}

fn explain(book: &Workbook, row: usize) -> Explanation {
    ListAnalysis::new(book, LIST, book.month).unwrap().explain(book, row).unwrap()
}

#[test]
fn a_project_by_hand() {
    // 1.0 + (nothing) + 2.0 = 3.0 of 20 is 15 %; 3/12 is 25 %: ten points behind.
    let mut book = book(ListKind::Construction, "2024-03", [reporting(1, "20", "1.0 - 2.0")]);
    let found = explain(&book, 0);
    assert_eq!(found.about, About::Project(ProjectId(101)));
    assert_eq!((found.plan, found.done), (Some(Origin::Own), Some(Origin::Own)));
    assert_eq!(found.counts, MonthKind::Reported);
    let figures: Vec<_> = found.months.iter().map(|month| (month.month, month.figure)).collect();
    assert_eq!(figures, [(1, Some(d("1.0"))), (2, None), (3, Some(d("2.0")))]);
    assert_eq!(found.pace, Some(Working::Months(3)));
    assert_eq!(found.progress.gap, Some(d("-10")));
    // The default rules: no start is planned; ten points behind is the second one's limit.
    let trials: Vec<_> = found.trials.iter().map(|trial| (trial.rule.when, trial.holds)).collect();
    assert_eq!(trials, [(LampTest::StartLate(3), false), (LampTest::GapBehind(Decimal::TEN), true)]);
    assert_eq!(found.trials[0].measured, Measured::NoPlannedStart);
    assert_eq!((found.untried, found.lamp.lamp), (2, Lamp::Behind));
    assert_eq!(found.lamp.rule, Some(found.trials[1].rule));
    // By another profile and other rules.
    with_list(&mut book, |list| {
        list.pace = PaceProfile::half_year();
        list.lamps = LampRules::by_ratio();
    });
    let found = explain(&book, 0);
    // 60 % by June: 30 % by March; 15 is half of 30.
    let before = (0, Decimal::ZERO);
    assert_eq!(found.pace, Some(Working::Between { before, after: (6, d("60")), month: 3 }));
    assert_eq!(found.progress.pace, Some(d("30")));
    assert_eq!(found.trials[0].measured, Measured::Ratio(d("50")));
    assert_eq!(found.lamp.why, LampReason::RatioBelow { ratio: d("50"), limit: d("60") });
}

#[test]
fn a_package_and_a_list_say_how_many_stand_behind_a_sum() {
    let mut projects =
        [project(1, |_| {}), reporting(2, "6", "1 1"), reporting(3, "4", "0.5"), reporting(4, "10", "2 2")];
    projects[1].parent = Some(ProjectId(101));
    projects[2].parent = Some(ProjectId(101));
    projects[2].month_unit = MoneyUnit::Wan;
    projects[2].months[0].reported = "5000".parse().unwrap();
    let book = book(ListKind::Construction, "2024-02", projects);
    let package = explain(&book, 0);
    assert_eq!((package.plan, package.done), (Some(Origin::Parts(2)), Some(Origin::Parts(2))));
    // January 1 + 5000 万元 = 1.5 亿元, February 1.
    let sums: Vec<_> = package.months.iter().map(|month| month.figure.map(|d| d.normalize())).collect();
    assert_eq!((sums, package.month_unit), (vec![Some(d("1.5")), Some(d("1"))], MoneyUnit::Yi));
    let analysis = ListAnalysis::new(&book, LIST, Some(month("2024-02"))).unwrap();
    let all: Vec<usize> = (0..analysis.len()).collect();
    let list = analysis.explain_sum(&book, &all, &analysis.totals).unwrap();
    assert_eq!(list.about, About::Sum { counted: 2, left: 0, foreign: 0 });
    // 2.5 of the package and 4: 6.5 of 10 + 10.
    assert_eq!((list.plan, list.progress.completion), (Some(Origin::Projects(2)), Some(d("32.5"))));
    let sums: Vec<_> = list.months.iter().map(|month| month.figure.map(|d| d.normalize())).collect();
    assert_eq!(sums, [Some(d("3.5")), Some(d("3"))]);
    assert_eq!(list.trials[0].measured, Measured::NotOfSums);
    assert_eq!(list.lamp.lamp, Lamp::OnPace);
}

#[test]
fn without_a_month_nothing_is_tried() {
    let book = book(ListKind::Construction, "", [reporting(1, "20", "1")]);
    let found = explain(&book, 0);
    assert_eq!((found.pace, found.months.len(), found.trials.len()), (None, 0, 0));
    assert_eq!(found.lamp.why, LampReason::NoMonth);
}

/// The months that are shown add up to what is done, and done ÷ plan is the completion that is shown.
fn holds_together(found: &Explanation, seed: u64) {
    let done =
        found.months.iter().filter_map(|month: &MonthSum| month.figure).reduce(Decimal::saturating_add);
    let done = done.and_then(|done| Money::new(done, found.month_unit).in_unit(found.progress.unit));
    assert_eq!(done.is_some(), found.progress.done.is_some(), "seed {seed}");
    if let Some((ours, theirs)) = done.zip(found.progress.done) {
        assert!((ours - theirs).abs() < d("0.000001"), "seed {seed}: {ours} {theirs}");
    }
    let completion =
        found.progress.done.zip(found.progress.plan).and_then(|(done, plan)| percent(done, plan));
    assert_eq!(completion, found.progress.completion);
    if let (Some(pace), Some(working)) = (found.progress.pace, found.pace) {
        assert!((working.percent() - pace).abs() < d("0.000001"), "seed {seed}: {working:?} {pace}");
    }
    let holding = found.trials.iter().filter(|trial| trial.holds).count();
    assert_eq!(holding == 1, found.lamp.rule.is_some(), "seed {seed}");
    assert_eq!(
        found.trials.iter().position(|trial| trial.holds),
        found.lamp.rule.map(|_| found.trials.len() - 1)
    );
}

#[test]
fn every_explanation_makes_the_figure_it_explains() {
    for seed in 0..80 {
        let book = random_workbook(seed, 50);
        for list in book.lists.iter() {
            let analysis = ListAnalysis::new(&book, list.id, book.month).unwrap();
            for row in 0..analysis.len() {
                let found = analysis.explain(&book, row).unwrap();
                assert_eq!(found.lamp.lamp, analysis.rows[row].lamp, "seed {seed}");
                assert_eq!(found.progress.completion, analysis.completion(row));
                holds_together(&found, seed);
            }
            let all: Vec<usize> = (0..analysis.len()).collect();
            let sum = analysis.explain_sum(&book, &all, &analysis.totals).unwrap();
            assert_eq!(sum.progress, analysis.totals.progress);
            if sum.months.iter().all(|month| month.figure.is_none_or(|sum| sum.abs() < d("1000000000"))) {
                holds_together(&sum, seed);
            }
        }
    }
}
