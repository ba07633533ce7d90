//! The look-back of promoted investments: steps by date and by stage, denominators, size classes, published
//! rates.

use super::{LIST, book, d, date, project, support::random_workbook, with_list, yi};
use guatu::{
    analysis::{
        ListAnalysis, Lookback, Rate,
        lookback::{Base, LookbackBy, LookbackKey, Step},
        round_half_up,
    },
    model::{
        AreaId, ListKind, Money, MoneyUnit, Project, Stage, Workbook,
        list::Tier,
        project::{Promotion, StageChange},
    },
};

fn lookback(book: &Workbook) -> Lookback {
    let analysis = ListAnalysis::new(book, LIST, book.month).unwrap();
    Lookback::new(book, &analysis, 0..analysis.len()).unwrap()
}

/// Dates of signing, landing, funds, start, production, full capacity, loss; empty: none.
fn promoted(number: u32, amount: &str, dates: [&str; 7]) -> Project {
    project(number, |project| {
        project.investment = (!amount.is_empty()).then(|| yi(amount));
        project.actual_start = date(dates[3]);
        project.promotion = Some(Box::new(Promotion {
            signed: date(dates[0]),
            registered: date(dates[1]),
            funded: date(dates[2]),
            commissioned: date(dates[4]),
            full_capacity: date(dates[5]),
            lost: date(dates[6]),
            ..Promotion::default()
        }));
    })
}

fn rate(lookback: &Lookback, base: Base, step: Step) -> (Rate, Option<Rate>) {
    let rates = lookback.rates(base);
    let found = rates.iter().find(|rate| rate.step == step).unwrap();
    (found.number, found.amount)
}

fn shown(rate: Rate, places: u8) -> String {
    round_half_up(rate.percent().unwrap(), places).to_string()
}

fn five() -> Workbook {
    let mut projects = [
        promoted(1, "10", ["2023-05", "2023-07", "2023-08", "2023-10", "2024-05", "", ""]),
        promoted(2, "20", ["2024-01", "2024-02", "2024-04", "2024-07", "", "", ""]),
        promoted(3, "30", ["2024-02", "2024-03", "", "", "", "", "2024-05"]),
        promoted(4, "40", ["2024-03", "", "", "", "", "", ""]),
        // Signed only in July.
        promoted(5, "50", ["2024-07", "", "", "", "", "", ""]),
    ];
    projects[0].promotion.as_mut().unwrap().funds = Some(yi("2.5"));
    projects[1].promotion.as_mut().unwrap().funds = Some(yi("4"));
    projects[0].planned_start = date("2023-09");
    projects[1].planned_start = date("2024-05");
    projects[3].planned_start = date("2024-12");
    book(ListKind::Promotion, "2024-06", projects)
}

#[test]
fn rates_by_number_and_amount_with_every_denominator() {
    let lookback = lookback(&five());
    // Signed by June: 1–4, together 10 + 20 + 30 + 40 = 100. Landed: 1–3, together 60.
    assert_eq!((lookback.len(), lookback.reached(Step::Landed)), (4, 3));
    let counts = |part: i64, whole: i64| Rate { part: part.into(), whole: whole.into() };
    // Funds: 1 and 2, arrived 2.5 + 4 = 6.5 of 100, of 60 landed.
    let (number, amount) = rate(&lookback, Base::Signed, Step::Funded);
    assert_eq!((number, amount), (counts(2, 4), Some(Rate { part: d("6.5"), whole: d("100") })));
    let (number, amount) = rate(&lookback, Base::Landed, Step::Funded);
    assert_eq!((shown(number, 1), shown(amount.unwrap(), 2)), ("66.7".into(), "10.83".into()));
    // Started by June: 1 (2 starts in July). Due to start: 1 and 2, not 4.
    assert_eq!(rate(&lookback, Base::Signed, Step::Started).0, counts(1, 4));
    assert_eq!(rate(&lookback, Base::Due, Step::Started).0, counts(1, 2));
    // By amount: 10 of 10 + 20.
    assert_eq!(shown(rate(&lookback, Base::Due, Step::Started).1.unwrap(), 1), "33.3");
    assert_eq!(rate(&lookback, Base::Signed, Step::Commissioned).0, counts(1, 4));
    assert_eq!(rate(&lookback, Base::Signed, Step::Lost), (counts(1, 4), Some(counts(30, 100))));
    // Nobody planned when production begins: there is no such rate.
    assert_eq!(rate(&lookback, Base::Due, Step::Commissioned).0.percent(), None);
}

#[test]
fn what_is_due_to_date_is_what_contract_and_plan_ask() {
    let mut projects = [
        promoted(1, "10", ["2023-01", "2023-02", "2023-06", "2023-08", "2024-05", "2024-06", ""]),
        promoted(2, "20", ["2023-03", "2023-04", "2023-09", "2023-12", "2024-06", "", ""]),
        promoted(3, "30", ["2023-10", "2023-11", "", "", "", "", "2024-02"]),
        promoted(4, "40", ["2024-03", "2024-04", "2024-05", "", "", "", ""]),
    ];
    let mut agree = |at: usize, funds: &str, production: &str, capacity: &str| {
        let promotion = projects[at].promotion.as_mut().unwrap();
        (promotion.funds_due, promotion.production_due, promotion.capacity_due) =
            (date(funds), date(production), date(capacity));
    };
    agree(0, "2023-07", "2024-04", "2024-06");
    agree(1, "2023-08", "", "2024-12");
    agree(2, "2024-04", "2025-06", "");
    agree(3, "2024-09", "", "");
    projects[0].promotion.as_mut().unwrap().funds = Some(yi("4"));
    projects[1].promotion.as_mut().unwrap().funds = Some(yi("5"));
    // Where the contract names no date for production, the planned finish does; a bare year is its December.
    projects[1].planned_finish = date("2024-03");
    projects[3].planned_finish = date("2024");
    let lookback = lookback(&book(ListKind::Promotion, "2024-06", projects));
    let counts = |part: i64, whole: i64| Rate { part: part.into(), whole: whole.into() };
    let due = |step| rate(&lookback, Base::Due, step);
    // Funds were due of 1, 2 and 3, together 60; they came from 1 and 2, 4 + 5.
    assert_eq!(due(Step::Funded), (counts(2, 3), Some(counts(9, 60))));
    // No start was planned.
    assert_eq!(due(Step::Started), (counts(0, 0), None));
    assert_eq!(due(Step::Commissioned), (counts(2, 2), Some(counts(30, 30))));
    assert_eq!(due(Step::FullCapacity), (counts(1, 1), Some(counts(10, 10))));
    // Of 1, 2 and 3 something was due; the third is lost.
    assert_eq!(due(Step::Lost), (counts(1, 3), Some(counts(30, 60))));
}

#[test]
fn published_rates_of_look_backs() {
    // 许昌: 247 signed, 222 started. 安庆: 218 signed, 199 started, 118 in production.
    for (signed, started, producing, start_rate, production_rate, places) in
        [(247, 222, 0, "90", "0", 0), (218, 199, 118, "91.28", "54.13", 2)]
    {
        let projects = (0..signed).map(|n| {
            let start = if n < started { "2024-02" } else { "" };
            let production = if n < producing { "2024-04" } else { "" };
            promoted(n, "", ["2024-01", "", "", start, production, "", ""])
        });
        let lookback = lookback(&book(ListKind::Promotion, "2024-06", projects));
        assert_eq!(shown(rate(&lookback, Base::Signed, Step::Started).0, places), start_rate);
        assert_eq!(shown(rate(&lookback, Base::Signed, Step::Commissioned).0, places), production_rate);
        assert_eq!(rate(&lookback, Base::Signed, Step::Started).1, None, "no amount is stated");
    }
    // 许昌: of 1077 亿元 signed 370 have arrived.
    let mut one = promoted(1, "1077", ["2024-01", "2024-02", "2024-03", "", "", "", ""]);
    one.promotion.as_mut().unwrap().funds = Some(yi("370"));
    let lookback = lookback(&book(ListKind::Promotion, "2024-06", [one]));
    assert_eq!(shown(rate(&lookback, Base::Signed, Step::Funded).1.unwrap(), 0), "34");
}

#[test]
fn size_classes_count_at_least() {
    let sizes = ["9.99", "10", "19", "20", "55", "120", ""];
    let projects = (1..).zip(sizes).map(|(n, size)| {
        // Every second one is of last year.
        let signed = if n % 2 == 0 { "2023-03" } else { "2024-03" };
        promoted(n, size, [signed, "", "", "", "", "", ""])
    });
    let mut book = book(ListKind::Promotion, "2024-06", projects);
    with_list(&mut book, |list| {
        list.tiers = [(10, 55), (20, 14), (50, 2), (100, 2)]
            .map(|(least, wanted)| Tier {
                at_least: Money::new(least.into(), MoneyUnit::Yi),
                wanted: Some(wanted),
                target: None,
            })
            .into();
    });
    let lookback = lookback(&book);
    let counts = lookback.tiers(&book.lists.at(0).unwrap().tiers);
    // At least 10: 10, 19, 20, 55, 120. Of this year (odd): 19, 55. And so on.
    let all: Vec<_> = counts.iter().map(|count| (count.all, count.this_year)).collect();
    assert_eq!(all, [(5, 2), (3, 1), (2, 1), (1, 0)]);
    let analysis = ListAnalysis::new(&book, LIST, book.month).unwrap();
    let groups = lookback.groups(&book, &analysis, LookbackBy::Tier);
    let sizes: Vec<usize> = groups.iter().map(|(_, group)| group.len()).collect();
    // The last group is below the smallest class or without an amount: 9.99 and the one without.
    assert_eq!(sizes, [5, 3, 2, 1, 2]);
    assert_eq!(groups.last().unwrap().0, LookbackKey::Tier(None));
}

#[test]
fn a_stage_stands_for_the_steps_before_it_and_a_log_for_the_stage_of_the_month() {
    let staged = |number, stage, log: &[(Stage, &str)]| {
        project(number, |project| {
            project.stage = Some(stage);
            project.stage_log = log
                .iter()
                .map(|(stage, at)| StageChange { stage: *stage, date: at.parse().unwrap() })
                .collect();
        })
    };
    let log = [(Stage::Signed, "2024-01"), (Stage::Registered, "2024-03"), (Stage::Started, "2024-08")];
    let projects = [
        staged(1, Stage::Building, &[]),
        staged(2, Stage::Started, &log),
        staged(3, Stage::Lost, &[]),
        staged(4, Stage::Preliminary, &[]),
    ];
    let lookback = lookback(&book(ListKind::Promotion, "2024-06", projects));
    // The fourth was never signed. By June the second was registered only.
    let reached = Step::ALL.map(|step| lookback.reached(step));
    assert_eq!(reached, [3, 2, 1, 1, 0, 0, 1]);
}

#[test]
fn groups_by_area_chain_and_year_of_signing_add_up() {
    let mut book = five();
    let mut projects: Vec<Project> = book.projects.iter().cloned().collect();
    projects[0].area = Some(AreaId(3));
    projects[1].area = Some(AreaId(2));
    projects[1].chain = "半导体".into();
    book.projects = projects.into_iter().collect();
    let lookback = lookback(&book);
    let analysis = ListAnalysis::new(&book, LIST, book.month).unwrap();
    for by in [LookbackBy::Area, LookbackBy::Chain, LookbackBy::Period] {
        let groups = lookback.groups(&book, &analysis, by);
        assert_eq!(groups.iter().map(|(_, group)| group.len()).sum::<usize>(), lookback.len());
    }
    let years = lookback.groups(&book, &analysis, LookbackBy::Period);
    let years: Vec<_> = years.iter().map(|(key, group)| (key.clone(), group.len())).collect();
    assert_eq!(years, [(LookbackKey::Period(Some(2023)), 1), (LookbackKey::Period(Some(2024)), 3)]);
}

#[test]
fn a_numerator_is_part_of_its_denominator_whatever_the_workbook() {
    for seed in 0..60 {
        let book = random_workbook(seed, 60);
        for list in book.lists.iter() {
            let analysis = ListAnalysis::new(&book, list.id, book.month).unwrap();
            let Some(lookback) = Lookback::new(&book, &analysis, 0..analysis.len()) else { continue };
            for base in Base::ALL {
                for rate in lookback.rates(base) {
                    assert!(rate.number.part <= rate.number.whole);
                    assert_eq!(rate.number.percent().is_none(), rate.number.whole.is_zero());
                    let behind = |reached| lookback.projects(&analysis, base, rate.step, reached).len();
                    assert_eq!((behind(true), behind(false)), {
                        let count = |value: guatu::model::Decimal| value.to_string().parse().unwrap();
                        (count(rate.number.part), count(rate.number.whole))
                    });
                    if let Some(amount) = rate.amount.filter(|_| rate.step != Step::Funded) {
                        assert!(amount.part <= amount.whole);
                    }
                }
            }
            for by in [LookbackBy::Area, LookbackBy::Chain, LookbackBy::Period] {
                let groups = lookback.groups(&book, &analysis, by);
                assert_eq!(groups.iter().map(|(_, group)| group.len()).sum::<usize>(), lookback.len());
            }
            let tiers = lookback.tiers(&list.tiers);
            assert!(tiers.iter().all(|count| count.this_year + count.undated <= count.all));
        }
    }
}
