//! Start control: every way to stand, both denominators, published rates.

use super::{LIST, book, date, month, project, support::random_workbook};
use guatu::{
    analysis::{
        By, ListAnalysis, StartControl, round_half_up,
        start::{StartCounts, StartPart},
    },
    model::{AreaId, ListKind, Nature, Project, ProjectId, Stage, Workbook, project::Membership},
};

fn control(book: &Workbook) -> StartControl {
    let analysis = ListAnalysis::new(book, LIST, book.month).unwrap();
    StartControl::new(book, &analysis, 0..analysis.len()).unwrap()
}

fn planned(number: u32, start: &str, actual: &str) -> Project {
    project(number, |project| {
        project.planned_start = date(start);
        project.actual_start = date(actual);
    })
}

fn counts(of: &StartCounts) -> Vec<usize> {
    StartPart::ALL.iter().map(|&part| of.get(part)).collect()
}

#[test]
fn every_way_to_stand_in_june() {
    let book = book(
        ListKind::Construction,
        "2024-06",
        [
            planned(1, "2024-05", "2024-03"),              // early, and due
            planned(2, "2024-09", "2024-06-30"),           // early, and not due yet
            planned(3, "2024-04-20", "2024-04"),           // on time
            planned(4, "2024-02", "2024-05"),              // three months late
            planned(5, "2024-06", ""),                     // due this month
            planned(6, "2024-01", "2024-07"),              // started only after the reporting month: overdue
            planned(7, "2024-07", ""),                     // lies ahead
            planned(8, "2024", ""),                        // the year alone: due in December
            planned(9, "2024", "2024-03"),                 // the year is all that was planned: on time
            planned(10, "2023-10", ""),                    // carried over
            planned(11, "2023-10", "2024-02"), // of last year's plan, and started: not of this year
            planned(12, "2025-01", ""),        // next year
            project(13, |p| p.nature = Some(Nature::New)), // called new, no date: due in December
            project(14, |p| {
                // started by its stage, when is not known
                p.planned_start = date("2024-03");
                p.stage = Some(Stage::Building);
            }),
            project(15, |p| {
                // given up before it started
                p.planned_start = date("2024-03");
                p.stage = Some(Stage::Terminated);
            }),
            project(16, |p| {
                // left the list in May
                p.planned_start = date("2024-03");
                p.left = Some(Box::new(Membership { date: "2024-05".parse().unwrap(), reason: "".into() }));
            }),
            planned(17, "2024-03", "2024"), // in the planned year, the month not known
        ],
    );
    let control = control(&book);
    // Planned 1–9, 13, 14, 17 = 12. To date 1, 3, 4, 5, 6, 14, 17 = 7.
    // Started 1, 2, 3, 4, 9, 14, 17 = 7, of those due 1, 3, 4, 14, 17 = 5.
    // Early 1, 2; on time 3, 9; late 4; undated 14, 17; overdue 5, 6; ahead 7, 8, 13; carried 10.
    assert_eq!(counts(&control.all), [12, 7, 7, 5, 2, 2, 1, 2, 2, 3, 1]);
    // 7 ÷ 12 = 58.33, 5 ÷ 7 = 71.43.
    let shown = |rate: guatu::analysis::Rate| round_half_up(rate.percent().unwrap(), 2).to_string();
    assert_eq!((shown(control.all.of_year()), shown(control.all.of_due())), ("58.33".into(), "71.43".into()));
    let analysis = ListAnalysis::new(&book, LIST, book.month).unwrap();
    let overdue = control.projects(&book, &analysis, StartPart::Overdue, None);
    assert_eq!(overdue, [ProjectId(105), ProjectId(106)]);
}

#[test]
fn published_start_rates() {
    // Due, started of them, as printed: 昆山, 丽水 2024 first quarter, 江门 2018, 渭南.
    for (due, started, printed, places) in
        [(132, 128, "97.0", 1), (22, 15, "68", 0), (255, 206, "80.8", 1), (500, 458, "91.6", 1)]
    {
        let projects = (0..due).map(|n| planned(n, "2024-03", if n < started { "2024-03" } else { "" }));
        let rate = control(&book(ListKind::Construction, "2024-03", projects)).all.of_due();
        assert_eq!(round_half_up(rate.percent().unwrap(), places).to_string(), printed);
    }
}

#[test]
fn nothing_planned_has_no_rate_and_no_month_no_control() {
    let empty = book(ListKind::Construction, "2024-03", [planned(1, "2025", "")]);
    let control = control(&empty);
    assert!(control.is_empty());
    assert_eq!((control.all.of_year().percent(), control.all.of_due().percent()), (None, None));
    let silent = book(ListKind::Construction, "", [planned(1, "2024", "")]);
    let analysis = ListAnalysis::new(&silent, LIST, None).unwrap();
    assert!(StartControl::new(&silent, &analysis, 0..analysis.len()).is_none());
}

#[test]
fn a_package_counts_once_and_groups_lead_to_their_projects() {
    let mut projects = [
        planned(1, "2024-03", ""),
        planned(2, "2024-03", ""),
        planned(3, "2024-03", "2024-03"),
        planned(4, "2024-03", "2024-04"),
    ];
    projects[1].parent = Some(ProjectId(101));
    projects[2].area = Some(AreaId(3));
    let book = book(ListKind::Construction, "2024-06", projects);
    let control = control(&book);
    assert_eq!(control.all.get(StartPart::Planned), 3);
    let analysis = ListAnalysis::new(&book, LIST, Some(month("2024-06"))).unwrap();
    let groups = control.groups(&book, &analysis, By::Area);
    assert_eq!(groups.len(), 2);
    let (key, counts) = &groups[0];
    assert_eq!((counts.get(StartPart::Planned), counts.get(StartPart::OnTime)), (1, 1));
    let found = control.projects(&book, &analysis, StartPart::Planned, Some((By::Area, key)));
    assert_eq!(found, [ProjectId(103)]);
}

#[test]
fn counts_add_up_whatever_the_workbook() {
    for seed in 0..60 {
        let book = random_workbook(seed, 60);
        for list in book.lists.iter() {
            let analysis = ListAnalysis::new(&book, list.id, book.month).unwrap();
            let Some(control) = StartControl::new(&book, &analysis, 0..analysis.len()) else {
                assert_eq!(book.month, None);
                continue;
            };
            let check = |of: &StartCounts| {
                let get = |part| of.get(part);
                let started = [StartPart::Early, StartPart::OnTime, StartPart::Late, StartPart::Undated];
                assert_eq!(get(StartPart::Started), started.map(get).iter().sum::<usize>());
                let not_started = get(StartPart::Overdue) + get(StartPart::Ahead);
                assert_eq!(get(StartPart::Started) + not_started, get(StartPart::Planned));
                assert_eq!(get(StartPart::StartedToDate) + get(StartPart::Overdue), get(StartPart::ToDate));
                for rate in [of.of_year(), of.of_due()] {
                    assert!(rate.part <= rate.whole);
                    assert_eq!(rate.percent().is_none(), rate.whole.is_zero());
                }
            };
            check(&control.all);
            for by in [By::Area, By::Category, By::Stage, By::Nature] {
                let groups = control.groups(&book, &analysis, by);
                for part in StartPart::ALL {
                    let sum: usize = groups.iter().map(|(_, counts)| counts.get(part)).sum();
                    assert_eq!(sum, control.all.get(part), "seed {seed} {part:?}");
                    let projects = control.projects(&book, &analysis, part, None);
                    assert_eq!(projects.len(), sum);
                }
                groups.iter().for_each(|(_, counts)| check(counts));
            }
        }
    }
}
