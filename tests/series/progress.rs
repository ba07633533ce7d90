//! Progress towards targets: what the rest of the year needs, forecasts and their range.

use crate::{CITY, d, indicator, workbook};
use guatu::{
    analysis::{
        progress::{Outlook, Prospect, outlook},
        round_half_up,
    },
    i18n::Lang,
    model::{Basis, Direction, Indicator, Measure, Operator, Target, TargetId, Unit},
};

fn target(measure: Measure, operator: Operator, value: &str, unit: &str) -> Target {
    let mut target = Target::new(TargetId(20), 2024);
    (target.measure, target.operator, target.unit) = (measure, operator, Unit::new(unit));
    target.value = Some(d(value));
    target
}

fn rows(figures: &[(&str, &str)]) -> Indicator {
    let all: Vec<_> = figures.iter().map(|&(period, figure)| (CITY, period, figure)).collect();
    Indicator { basis: Basis::Cumulative, ..indicator(10, "亿元", &all) }
}

fn of(row: &Indicator, target: &Target, month: &str) -> Option<Outlook> {
    let book = workbook([row.clone()]);
    outlook(&book, book.indicators.at(0).unwrap(), target, Some(month.parse().unwrap()))
}

/// Last year 36 of 100 by June; the year before 30 of 80.
fn history() -> Vec<(&'static str, &'static str)> {
    vec![("2022-06 cum", "30"), ("2022", "80"), ("2023-06 cum", "36"), ("2023", "100"), ("2024-06 cum", "45")]
}

#[test]
fn a_level_by_pattern_and_in_a_straight_line() {
    let row = rows(&history());
    let found = of(&row, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-06").unwrap();
    let shown = |value| round_half_up(value, 2).to_string();
    // 45 × 100 ÷ 36 = 125; 45 ÷ 6 × 12 = 90; the pattern of 2022: 45 × 80 ÷ 30 = 120.
    assert_eq!(shown(found.by_pattern.unwrap().value), "125.00");
    assert_eq!(shown(found.linear.unwrap().value), "90.00");
    assert_eq!(
        (shown(found.range.0), shown(found.range.1), found.patterns),
        ("90.00".into(), "125.00".into(), 2)
    );
    // One meets 110, the other does not.
    assert_eq!((found.by_pattern.unwrap().met, found.linear.unwrap().met), (true, false));
    assert_eq!(found.prospect(), Prospect::Open);
    // 110 − 45 = 65 in six months; last year's second half was 64: (65 − 64) ÷ 64 = 1.5625 %.
    let needed = found.needed.clone().unwrap();
    assert_eq!((needed.rest, needed.months, shown(needed.monthly)), (d("65"), 6, "10.83".into()));
    assert_eq!(shown(needed.growth.unwrap()), "1.56");
    let words = Lang::Zh.outlook(&found, &target(Measure::Level, Operator::Ge, "110", "亿元"));
    assert!(words.iter().any(|line| line.contains("125") && line.contains("90")), "{words:?}");
    assert!(words.iter().any(|line| line.contains("10.83")), "{words:?}");
    // In the target's unit.
    let found = of(&row, &target(Measure::Level, Operator::Ge, "1100000", "万元"), "2024-06").unwrap();
    assert_eq!(shown(found.linear.unwrap().value), "900000.00");
    assert_eq!(found.needed.unwrap().rest, d("65"));
    // Reached already: nothing is needed, and nothing in doubt.
    let found = of(&row, &target(Measure::Level, Operator::Ge, "40", "亿元"), "2024-06").unwrap();
    assert_eq!((found.needed.clone(), found.prospect()), (None, Prospect::WillBeMet));
}

#[test]
fn a_target_that_is_due_early() {
    // Due in September: last year 36 by June of 60 by September, so 45 × 60 ÷ 36 = 75; in a straight line
    // 45 ÷ 6 × 9 = 67.5. 70 − 45 = 25 in three months.
    let figures = [("2023-06 cum", "36"), ("2023-09 cum", "60"), ("2023", "100"), ("2024-06 cum", "45")];
    let mut target = target(Measure::Level, Operator::Ge, "70", "亿元");
    target.due = Some("2024-09".parse().unwrap());
    let found = of(&rows(&figures), &target, "2024-06").unwrap();
    assert_eq!((found.by_pattern.unwrap().value, found.linear.unwrap().value), (d("75"), d("67.5")));
    let needed = found.needed.clone().unwrap();
    assert_eq!((needed.rest, needed.months), (d("25"), 3));
    assert!(Lang::Zh.outlook(&found, &target)[0].contains("到2024年9月预计 75"));
    // Nothing is forecast once it is due.
    target.due = Some("2024-06".parse().unwrap());
    assert_eq!(of(&rows(&figures), &target, "2024-06"), None);
}

#[test]
fn growth_by_levels_is_nominal() {
    let row = rows(&history());
    let found = of(&row, &target(Measure::Growth, Operator::Approx, "6.5", "%"), "2024-06").unwrap();
    // 125 over 100, 90 over 100.
    assert_eq!((found.by_pattern.unwrap().value, found.linear.unwrap().value), (d("25"), d("-10")));
    assert!(found.nominal);
    // 100 × 1.065 − 45 = 61.5; over last year's 64: −3.9 %.
    let needed = found.needed.unwrap();
    assert_eq!(needed.rest.normalize(), d("61.5"));
    assert_eq!(round_half_up(needed.growth.unwrap(), 1), d("-3.9"));
}

#[test]
fn ceilings_missing_months_and_ends() {
    let row = rows(&history());
    // At most 100: by pattern 125 breaks it, in a straight line 90 does not; nothing is needed.
    let found = of(&row, &target(Measure::Level, Operator::Le, "100", "亿元"), "2024-06").unwrap();
    assert_eq!((found.needed.clone(), found.prospect()), (None, Prospect::Open));
    let lower = Indicator { direction: Direction::Lower, ..row.clone() };
    assert_eq!(
        of(&lower, &target(Measure::Level, Operator::Eq, "100", "亿元"), "2024-06").unwrap().needed,
        None
    );
    // Last year's June is missing: no pattern, the straight line stands alone.
    let row = rows(&[("2023-05 cum", "30"), ("2023", "100"), ("2024-06 cum", "45")]);
    let found = of(&row, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-06").unwrap();
    assert_eq!((found.by_pattern, found.patterns), (None, 0));
    assert_eq!((found.range, found.prospect()), ((d("90"), d("90")), Prospect::WillBeMissed));
    // 1–2月 merged: two months gone, 20 ÷ 2 × 12 = 120; 18 of 90 last year: 20 × 90 ÷ 18 = 100.
    let row = rows(&[("2023-01..02 cum", "18"), ("2023", "90"), ("2024-01..02 cum", "20")]);
    let found = of(&row, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-02").unwrap();
    assert_eq!((found.linear.unwrap().value, found.by_pattern.unwrap().value), (d("120"), d("100")));
    // The year is over; a stock has no course; zero so far says nothing.
    let row = rows(&[("2023", "90"), ("2024", "100")]);
    assert_eq!(of(&row, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-12"), None);
    let mut stock = rows(&[("2024-06 end", "100")]);
    stock.basis = Basis::Stock;
    assert_eq!(of(&stock, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-06"), None);
    let row = rows(&[("2024-06 cum", "0")]);
    assert_eq!(of(&row, &target(Measure::Level, Operator::Ge, "110", "亿元"), "2024-06"), None);
}

/// Published growth since January of an industry: 2022 6.0 by June and 5.0 for the year, 2023 5.2 and 6.0.
fn growth_history() -> Vec<(&'static str, &'static str)> {
    vec![
        ("2022-06 cum", "6.0"),
        ("2022", "5.0"),
        ("2023-06 cum", "5.2"),
        ("2023", "6.0"),
        ("2024-06 cum", "6.1"),
    ]
}

#[test]
fn published_growth_is_forecast_by_its_own_course() {
    let row = Indicator { measure: Measure::Growth, unit: Unit::new("%"), ..rows(&growth_history()) };
    let aim = |operator, value| target(Measure::Growth, operator, value, "%");
    let found = of(&row, &aim(Operator::Ge, "6.5"), "2024-06").unwrap();
    // Last year it rose by 6.0 − 5.2 = 0.8 points after June: 6.1 + 0.8 = 6.9; as it is: 6.1; by 2022, which
    // fell by a point: 5.1.
    assert_eq!((found.by_pattern.unwrap().value, found.linear.unwrap().value), (d("6.9"), d("6.1")));
    assert_eq!((found.range, found.patterns), ((d("5.1"), d("6.9")), 2));
    assert_eq!((found.published, found.nominal, found.prospect()), (true, false, Prospect::Open));
    // All months alike: (6.5 × 12 − 6.1 × 6) ÷ 6 = 6.9.
    let (rate, weighed) = found.needed_rate.unwrap();
    assert_eq!((round_half_up(rate, 2), weighed), (d("6.90"), false));
    for (lang, words) in [
        (Lang::Zh, ["按上年走势", "6.9%", "6.1%", "5.1%", "尚不确定"]),
        (Lang::En, ["pattern", "6.9%", "6.1%", "5.1%", "either way"]),
    ] {
        let said = lang.outlook(&found, &aim(Operator::Ge, "6.5")).join("\n");
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
    // About 6.5 takes what is within half a point: both are. Above 7 none is. Reached already: nothing is needed.
    assert_eq!(of(&row, &aim(Operator::Approx, "6.5"), "2024-06").unwrap().prospect(), Prospect::WillBeMet);
    assert_eq!(of(&row, &aim(Operator::Gt, "7"), "2024-06").unwrap().prospect(), Prospect::WillBeMissed);
    assert_eq!(of(&row, &aim(Operator::Ge, "6.0"), "2024-06").unwrap().needed_rate, None);
    // A month alone says nothing of the year; the year is over.
    let alone = Indicator { measure: Measure::Growth, ..rows(&[("2024-06", "9.9")]) };
    assert_eq!(of(&alone, &aim(Operator::Ge, "6.5"), "2024-06"), None);
    let over = Indicator { measure: Measure::Growth, ..rows(&[("2023", "5"), ("2024", "6")]) };
    assert_eq!(of(&over, &aim(Operator::Ge, "6.5"), "2024-12"), None);
}

#[test]
fn published_growth_goes_before_that_of_the_levels() {
    // The levels say 45 ÷ 36 = 25 %; published is 6.1, at comparable prices. The rest is weighed by last year's
    // 36 of 100: (6.5 × 100 − 6.1 × 36) ÷ 64 = 6.725.
    let mut figures = history();
    figures.retain(|(period, _)| *period != "2024-06 cum");
    figures.push(("2024-06 cum", "45 +6.1"));
    let row = rows(&figures);
    let found = of(&row, &target(Measure::Growth, Operator::Approx, "6.5", "%"), "2024-06").unwrap();
    assert_eq!((found.linear.unwrap().value, found.by_pattern, found.nominal), (d("6.1"), None, false));
    let (rate, weighed) = found.needed_rate.unwrap();
    assert_eq!((round_half_up(rate, 3), weighed), (d("6.725"), true));
    assert_eq!(found.prospect(), Prospect::WillBeMet);
}
