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
