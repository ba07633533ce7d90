//! A list as it was at a month: who belonged to it, which stage each project had, what a package stood for.

use super::{LIST, book, d, date, month, project, with_list, yi};
use guatu::{
    analysis::{
        Curve, LampReason, Late, ListAnalysis, Lookback, StartControl, lookback::Step, start::StartPart,
    },
    chart::{Body, build::chart},
    i18n::Lang,
    model::{
        Column, Figure, FigureId, FigureKind, Grouping, ListKind, MoneyUnit, PaceProfile, Project, ProjectId,
        Stage, Workbook, YearFigures,
        project::{Membership, Milestone, Promotion, StageChange},
    },
};

fn at(book: &Workbook, when: &str) -> ListAnalysis {
    ListAnalysis::new(book, LIST, Some(month(when))).unwrap()
}

fn membership(when: &str) -> Option<Box<Membership>> {
    date(when).map(|date| Box::new(Membership { date, reason: "".into() }))
}

/// A plan in 亿元 and what was reported in January.
fn with_plan(number: u32, plan: &str, january: &str, change: impl FnOnce(&mut Project)) -> Project {
    project(number, |project| {
        project.plan = Some(yi(plan));
        project.month_unit = MoneyUnit::Yi;
        project.months = vec![YearFigures { reported: january.parse().unwrap(), ..YearFigures::new(2024) }];
        change(project);
    })
}

fn log(project: &mut Project, stages: &[(&str, Stage)]) {
    project.stage = stages.last().map(|last| last.1);
    let change = |&(when, stage): &(&str, Stage)| StageChange { date: when.parse().unwrap(), stage };
    project.stage_log = stages.iter().map(change).collect();
}

#[test]
fn a_part_that_left_is_no_more_in_its_package() {
    // Ten done of ten; the part of twenty left in April, so that October's package is the first alone:
    // 100 %, 16.7 points ahead of 83.3 %.
    let parent = Some(ProjectId(101));
    let package = project(1, |_| {});
    let stays = with_plan(2, "10", "10", |part| part.parent = parent);
    let leaves = with_plan(3, "20", "7", |part| {
        part.parent = parent;
        part.left = membership("2024-04");
    });
    let book = book(ListKind::Construction, "2024-10", [package, stays, leaves]);
    let october = at(&book, "2024-10");
    assert_eq!(october.completion(0), Some(d("100")));
    assert_eq!(october.totals.progress.plan, Some(d("10")));
    assert_eq!((october.totals.packages, october.totals.split), (1, 1));
    let march = at(&book, "2024-03");
    assert_eq!(march.totals.progress.plan, Some(d("30")));
    assert_eq!((march.totals.packages, march.totals.split), (1, 2));
    // The columns of months say the same: 10 + 7 while both are there, 10 afterwards.
    let reported = |at: &ListAnalysis| at.figure(&book, 0, Column::Reported, MoneyUnit::Yi);
    assert_eq!((reported(&march), reported(&october)), (Some(d("17")), Some(d("10"))));
}

#[test]
fn a_project_counts_from_the_month_that_it_joins() {
    let joins = with_plan(1, "100", "0", |project| project.joined = membership("2024-06"));
    let there = with_plan(2, "10", "5", |_| {});
    let book = book(ListKind::Construction, "2024-10", [joins, there]);
    let march = at(&book, "2024-03");
    assert_eq!((march.totals.packages, march.totals.joining), (1, 1));
    assert_eq!(march.totals.progress.plan, Some(d("10")));
    let june = at(&book, "2024-06");
    assert_eq!((june.totals.packages, june.totals.joining), (2, 0));
    assert_eq!(june.totals.progress.plan, Some(d("110")));
}

#[test]
fn the_stage_of_the_time_decides_and_not_todays() {
    let starts = project(1, |project| {
        project.planned_start = date("2024-03");
        log(project, &[("2024-01", Stage::Approved), ("2024-08", Stage::Started)]);
    });
    let suspended = project(2, |project| {
        project.planned_start = date("2024-03");
        log(project, &[("2024-02", Stage::Started), ("2024-04", Stage::Suspended)]);
    });
    let given_up = project(3, |project| {
        project.planned_start = date("2024-02");
        log(project, &[("2024-01", Stage::Approved), ("2024-09", Stage::Terminated)]);
    });
    let book = book(ListKind::Construction, "2024-10", [starts, suspended, given_up]);
    let counts = |when: &str, part| {
        let analysis = at(&book, when);
        StartControl::new(&book, &analysis, 0..analysis.len()).unwrap().all.get(part)
    };
    // March: the first is due, the third has been since February; the second has started.
    assert_eq!((counts("2024-03", StartPart::Overdue), counts("2024-03", StartPart::Started)), (2, 1));
    // October: the first has started in August; what stands still has been started; the third is out.
    assert_eq!((counts("2024-10", StartPart::Overdue), counts("2024-10", StartPart::Started)), (0, 2));
}

#[test]
fn a_package_without_dates_starts_with_its_first_part() {
    let part = |number, planned: &str, actual: &str| {
        project(number, |part| {
            part.parent = Some(ProjectId(101));
            part.planned_start = date(planned);
            part.actual_start = date(actual);
        })
    };
    let parts = [part(2, "2024-04", ""), part(3, "2024-02", "2024-05")];
    let book = book(ListKind::Construction, "2024-10", [project(1, |_| {})].into_iter().chain(parts));
    let counts = |when: &str, part| {
        let analysis = at(&book, when);
        StartControl::new(&book, &analysis, 0..analysis.len()).unwrap().all.get(part)
    };
    assert_eq!((counts("2024-03", StartPart::Planned), counts("2024-03", StartPart::Overdue)), (1, 1));
    // February was planned, May it became.
    assert_eq!((counts("2024-06", StartPart::Planned), counts("2024-06", StartPart::Late)), (1, 1));
}

#[test]
fn the_curve_of_a_package_and_its_row_have_one_gap() {
    // Planned are 6 + 2 of 12 + 12 by March, done 3 + 3: 25 % against 33.3 %.
    let part = |number, planned: &str| {
        with_plan(number, "12", "3", |part| {
            part.parent = Some(ProjectId(101));
            part.months[0].plan = planned.parse().unwrap();
        })
    };
    let projects =
        [project(1, |_| {}), part(2, "2 - 4 - - - - - - - - 6"), part(3, "1 - 1 - - - - - - - - 10")];
    let mut book = book(ListKind::Construction, "2024-03", projects);
    with_list(&mut book, |list| list.pace = PaceProfile::OwnPlan);
    let march = at(&book, "2024-03");
    let gap = march.gap(0).unwrap();
    assert_eq!(gap.round_dp(6), d("-8.333333"));
    let curve = Curve::of(&book, &march, 0..march.len()).unwrap();
    assert_eq!(curve.standing().unwrap().gap.round_dp(6), gap.round_dp(6));
}

#[test]
fn what_is_not_reported_by_the_month_is_not_done_in_curve_and_table_alike() {
    // 0.5 of 1 in January, nothing in February: due are 16.7 %.
    let silent = with_plan(1, "1", "0.5", |_| {});
    let book = book(ListKind::Construction, "2024-02", [silent]);
    let february = at(&book, "2024-02");
    let curve = Curve::of(&book, &february, 0..1).unwrap();
    assert_eq!((curve.until, curve.month), (Some(1), Some(2)));
    assert_eq!(curve.standing().unwrap().gap.round_dp(20), february.gap(0).unwrap().round_dp(20));
}

#[test]
fn a_lost_investment_had_come_as_far_as_its_log_says() {
    let lost = project(1, |project| {
        project.promotion = Some(Box::default());
        log(
            project,
            &[("2023-02", Stage::Registered), ("2023-08", Stage::Started), ("2024-05", Stage::Lost)],
        );
    });
    // Funds have arrived; nobody wrote down when the company was registered.
    let funded = project(2, |project| {
        let arrived = Promotion { funded: date("2024-03"), ..Promotion::default() };
        project.promotion = Some(Box::new(arrived));
    });
    let book = book(ListKind::Promotion, "2024-06", [lost, funded]);
    let june = at(&book, "2024-06");
    let lookback = Lookback::new(&book, &june, 0..june.len()).unwrap();
    let reached = |step| lookback.reached(step);
    assert_eq!(lookback.len(), 2);
    assert_eq!((reached(Step::Landed), reached(Step::Funded), reached(Step::Started)), (2, 2, 1));
    assert_eq!((reached(Step::Commissioned), reached(Step::Lost)), (0, 1));
}

#[test]
fn a_month_in_the_wrong_unit_is_doubted_and_a_strong_month_is_not() {
    let doubtful = |january: &str| {
        let book = book(ListKind::Construction, "2024-01", [with_plan(1, "6.6", january, |_| {})]);
        at(&book, "2024-01").is_doubtful(0)
    };
    // 5500 万元 typed where 亿元 are asked: 833 times the plan of the year.
    assert!(doubtful("5500"));
    assert!(!doubtful("66"));
}

#[test]
fn a_stage_that_was_entered_by_mistake_and_taken_back_does_not_count() {
    let taken_back = project(1, |project| {
        project.planned_start = date("2024-03");
        log(project, &[("2024-05", Stage::Building), ("2024-06", Stage::Preliminary)]);
    });
    let book = book(ListKind::Construction, "2024-10", [taken_back]);
    let october = at(&book, "2024-10");
    let control = StartControl::new(&book, &october, 0..1).unwrap();
    assert_eq!((control.all.get(StartPart::Started), control.all.get(StartPart::Overdue)), (0, 1));
}

#[test]
fn the_own_dates_of_a_package_go_before_those_of_its_parts() {
    let package = project(1, |project| project.planned_start = date("2025-03"));
    let part = project(2, |part| {
        part.parent = Some(ProjectId(101));
        part.planned_start = date("2024-03");
    });
    let book = book(ListKind::Construction, "2024-10", [package, part]);
    let october = at(&book, "2024-10");
    assert!(StartControl::new(&book, &october, 0..2).unwrap().is_empty(), "it is planned for the next year");
}

#[test]
fn lamp_deadline_and_start_control_of_a_package_go_by_its_parts() {
    let part = |number, planned: &str, actual: &str, stage| {
        project(number, |part| {
            part.parent = Some(ProjectId(101));
            part.planned_start = date(planned);
            part.actual_start = date(actual);
            part.stage = stage;
        })
    };
    let stands = |parts: [Project; 2], when: &str| {
        let package = project(1, |package| package.stage = Some(Stage::Preliminary));
        let book = book(ListKind::Construction, when, [package].into_iter().chain(parts));
        let analysis = at(&book, when);
        let start = StartControl::new(&book, &analysis, 0..analysis.len()).unwrap().all;
        let counted = [StartPart::Overdue, StartPart::Late].map(|part| start.get(part));
        (analysis.lamp_state(&book, 0).unwrap().why, analysis.late(&book, 0), counted)
    };
    let start_late =
        |planned: &str, months| LampReason::StartLate { planned: date(planned).unwrap(), months };
    let both = || [part(2, "2024-04", "", None), part(3, "2024-02", "2024-05", None)];
    // March: due with its first part in February, one month ago.
    assert_eq!(stands(both(), "2024-03"), (start_late("2024-02", 1), Some(Late::Start(1)), [1, 0]));
    // June: begun in May by that part, three months late; the other part is late, the package is not.
    assert_eq!(stands(both(), "2024-06"), (LampReason::NoPlan, None, [0, 1]));
    // The first part was given up: April is due, two months ago.
    let gone = Some(Stage::Terminated);
    let one_gone = [part(2, "2024-04", "", None), part(3, "2024-02", "", gone)];
    assert_eq!(stands(one_gone, "2024-06"), (start_late("2024-04", 2), Some(Late::Start(2)), [1, 0]));
    // Both were: nothing is due any more.
    let all_gone = [part(2, "2024-04", "", gone), part(3, "2024-02", "", gone)];
    assert_eq!(stands(all_gone, "2024-06"), (LampReason::Ended(Stage::Terminated), None, [0, 0]));
}

#[test]
fn a_lamp_says_that_its_month_is_not_reported() {
    let told = |when: &str, lang: Lang| {
        // 30 of 120 by March.
        let one = with_plan(1, "120", "10 10 10", |_| {});
        let book = book(ListKind::Construction, when, [one]);
        let analysis = at(&book, when);
        let of_row = analysis.lamp_state(&book, 0).unwrap();
        let list = book.lists.at(0).unwrap();
        let of_sum = analysis.sum_state(&book, list, &[0], &analysis.totals.progress);
        assert_eq!(of_row.silent, of_sum.silent);
        lang.lamp_reason(&of_row, 1)
    };
    assert_eq!(told("2024-03", Lang::Zh), "与时间进度持平");
    // April wants 33.3 %.
    assert_eq!(told("2024-04", Lang::En), "Slightly behind: 8.3 points behind pace; Apr not reported");
    assert!(told("2024-04", Lang::Zh).ends_with("；4月未上报"));
}

#[test]
fn a_line_of_the_curve_that_ends_before_the_month_says_where() {
    let one = with_plan(1, "120", "10 10 10", |project| {
        project.months[0].confirmed = "9 8".parse().unwrap();
    });
    let book = book(ListKind::Construction, "2024-03", [one]);
    let mut figure = Figure::new(FigureId(1), FigureKind::InvestmentCurve);
    figure.list = Some(LIST);
    let chart = chart(&book, &figure, Lang::Zh);
    let Body::Series(body) = &chart.body else { panic!("lines") };
    let end = |name: &str| body.series.iter().find(|line| line.name == name).unwrap().end.clone();
    assert_eq!(end("纳统"), "纳统 17.00 亿元（至2月）");
    assert!(end("上报").starts_with("上报 30.00 亿元\n"), "{}", end("上报"));
}

#[test]
fn a_milestone_that_is_past_and_not_reached_has_a_key_of_its_own() {
    let keys = |when: &str| -> Vec<String> {
        let one = project(1, |project| {
            project.planned_start = date("2024-01");
            project.planned_finish = date("2025-12");
            let milestone = Milestone { name: "封顶".into(), planned: date("2024-05"), actual: None };
            project.milestones = vec![milestone];
        });
        let book = book(ListKind::Construction, when, [one]);
        let mut figure = Figure::new(FigureId(1), FigureKind::Schedule);
        figure.list = Some(LIST);
        chart(&book, &figure, Lang::Zh).keys.into_iter().map(|key| key.text).collect()
    };
    assert_eq!(keys("2024-04"), ["计划", "里程碑"]);
    assert_eq!(keys("2024-06"), ["计划", "逾期里程碑"]);
}

#[test]
fn a_heat_table_says_what_its_rows_are() {
    let title = |group| {
        let book = book(ListKind::Construction, "2024-03", [with_plan(1, "120", "10 10 10", |_| {})]);
        let mut figure = Figure::new(FigureId(1), FigureKind::HeatTable);
        figure.list = Some(LIST);
        figure.view.group = group;
        chart(&book, &figure, Lang::Zh).title
    };
    assert!(title(Grouping::Area).ends_with("各地各月与时间进度之差"));
    assert!(title(Grouping::Stage).ends_with("各阶段各月与时间进度之差"));
}
