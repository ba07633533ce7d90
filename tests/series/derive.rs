//! Derived series.

use crate::{CITY, EAST, NORTH, WEST, d, indicator, workbook};
use guatu::{
    analysis::{
        derive::{
            Derivation, Derived, DisagreementKind, Input, Omission, Unavailable, Whole, derive, offered,
        },
        round_half_up,
    },
    i18n::Lang,
    model::{
        AreaId, Basis, Direction, GrowthFrom, Indicator, IndicatorId, Measure, Status, Workbook,
        figure::Transformation as T,
    },
};

fn of(book: &Workbook, area: AreaId, how: T) -> Result<Derived, Unavailable> {
    let row = book.indicators.at(0).unwrap();
    derive(book, row, area, row.measure, how)
}

/// The series of the city as `period value`, rounded as it is shown.
fn series(row: &Indicator, how: T) -> Vec<String> {
    said(&of(&workbook([row.clone()]), CITY, how).unwrap())
}

fn said(derived: &Derived) -> Vec<String> {
    assert_eq!(derived.points.len(), derived.hows.len(), "each value says how it was made");
    let shown = |value| derived.places.map_or(value, |places| round_half_up(value, places));
    derived.points.iter().map(|point| format!("{}: {}", point.period, shown(point.value))).collect()
}

fn cumulative(figures: &[(&str, &str)]) -> Indicator {
    let all: Vec<_> = figures.iter().map(|&(period, figure)| (CITY, period, figure)).collect();
    let mut row = indicator(10, "亿元", &all);
    row.basis = Basis::Cumulative;
    row
}

fn single(figures: &[(&str, &str)]) -> Indicator {
    Indicator { basis: Basis::Single, ..cumulative(figures) }
}

#[test]
fn single_from_cumulative() {
    // 1–2月 stays whole; 3月 = 30.5 − 20.0; 4月 is missing, so 5月 would be two months: a gap;
    // 6月 = 66.0 − 55.0; a year's figure stands for December: 120 − 110.
    let row = cumulative(&[
        ("2024-01..02 cum", "20.0"),
        ("2024-03 cum", "30.5"),
        ("2024-05 cum", "55.0"),
        ("2024-06 cum", "66.0"),
        ("2024-11 cum", "110"),
        ("2024", "120"),
    ]);
    let found = series(&row, T::Single);
    assert_eq!(found, ["2024-01..02: 20.0", "2024-03: 10.5", "2024-06: 11.0", "2024-12: 10"]);
    // January was published on its own: 2月 = 20 − 9. Named as 1–2月 it stays merged.
    let row = cumulative(&[("2024-01 cum", "9"), ("2024-02 cum", "20"), ("2024-03 cum", "30")]);
    assert_eq!(series(&row, T::Single), ["2024-01: 9", "2024-02: 11", "2024-03: 10"]);
    let row = cumulative(&[("2024-01 cum", "9"), ("2024-01..02 cum", "20"), ("2024-03 cum", "30")]);
    assert_eq!(series(&row, T::Single), ["2024-01: 9", "2024-01..02: 20", "2024-03: 10"]);
    // Quarters: GDP is cumulative. 二季度 = 45 − 20; the third is missing, so there is no fourth.
    let row = cumulative(&[("2024Q1 cum", "20"), ("2024Q2 cum", "45"), ("2024Q4 cum", "100")]);
    assert_eq!(series(&row, T::Single), ["2024Q1: 20", "2024Q2: 25"]);
    // A fall back is a negative month: 9 − 10.
    let row = cumulative(&[("2024-01 cum", "10"), ("2024-02 cum", "9")]);
    assert_eq!(series(&row, T::Single), ["2024-01: 10", "2024-02: -1"]);
    // The year begins anew: no difference across it.
    let row = cumulative(&[("2023-12 cum", "100"), ("2024-01 cum", "9"), ("2024-02 cum", "20")]);
    assert_eq!(series(&row, T::Single), ["2024-01: 9", "2024-02: 11"]);
}

#[test]
fn what_was_published_comes_first_and_both_are_named() {
    // 3月 published 10.8, by difference 30.5 − 20.0 = 10.5: more apart than half a tenth three times (0.15).
    let row = cumulative(&[
        ("2024-02 cum", "20.0"),
        ("2024-03 cum", "30.5"),
        ("2024-03", "10.8"),
        ("2024-04 cum", "40.1"),
    ]);
    let found = of(&workbook([row]), CITY, T::Single).unwrap();
    assert_eq!(said(&found), ["2024-01..02: 20.0", "2024-03: 10.8", "2024-04: 9.6"]);
    let [apart] = found.disagreements.as_slice() else { panic!("{:?}", found.disagreements) };
    assert_eq!(
        (apart.kind, apart.published, apart.computed),
        (DisagreementKind::Single, d("10.8"), d("10.5"))
    );
    assert_eq!(found.how("2024-03".parse().unwrap()), Some(&Derivation::Published(input("2024-03", "10.8"))));
    // 10.6 is within rounding.
    let row = cumulative(&[("2024-02 cum", "20.0"), ("2024-03 cum", "30.5"), ("2024-03", "10.6")]);
    assert_eq!(of(&workbook([row]), CITY, T::Single).unwrap().disagreements, []);
    // 1–3月 published 31, by months 10 + 10 + 10: the published one stays.
    let row = single(&[
        ("2024-01", "10"),
        ("2024-02", "10"),
        ("2024-02 cum", "20"),
        ("2024-03", "10"),
        ("2024-03 cum", "32"),
    ]);
    let found = of(&workbook([row]), CITY, T::Cumulative).unwrap();
    assert_eq!(said(&found), ["2024-01 cum: 10", "2024-02 cum: 20", "2024-03 cum: 32"]);
    let [apart] = found.disagreements.as_slice() else { panic!("{:?}", found.disagreements) };
    assert_eq!(
        (apart.kind, apart.published, apart.computed),
        (DisagreementKind::Cumulative, d("32"), d("30"))
    );
}

#[test]
fn cumulative_from_single() {
    // 20 (1–2月), 20 + 11; April is missing: nothing after it; the next year begins anew.
    let row = single(&[
        ("2024-01..02", "20"),
        ("2024-03", "11"),
        ("2024-05", "12"),
        ("2025-01", "7"),
        ("2025-02", "8"),
    ]);
    let found = of(&workbook([row]), CITY, T::Cumulative).unwrap();
    assert_eq!(said(&found), ["2024-01..02 cum: 20", "2024-03 cum: 31", "2025-01 cum: 7", "2025-02 cum: 15"]);
    assert_eq!(found.hows[1], Derivation::Sum(vec![input("2024-01..02", "20"), input("2024-03", "11")]));
    // Stocks and rates do not add up.
    let mut stock = single(&[("2024-01 end", "1"), ("2024-02 end", "2")]);
    stock.basis = Basis::Stock;
    assert_eq!(of(&workbook([stock]), CITY, T::Cumulative), Err(Unavailable::NotAnAmount));
}

fn input(period: &str, value: &str) -> Input {
    Input { period: period.parse().unwrap(), value: d(value) }
}

#[test]
fn growth_on_the_year() {
    // Published 6.5 stays although (110 − 100) ÷ 100 = 10.0; for 3月 nothing was published: (165 − 150) ÷ 150.
    let row = cumulative(&[
        ("2023-02 cum", "100"),
        ("2023-03 cum", "150"),
        ("2024-01..02 cum", "110 +6.5"),
        ("2024-03 cum", "165"),
        ("2024-04 cum", "200"),
    ]);
    let found = of(&workbook([row]), CITY, T::YearOnYear).unwrap();
    assert_eq!(said(&found), ["2024-01..02 cum: 6.5", "2024-03 cum: 10.0"]);
    let [apart] = found.disagreements.as_slice() else { panic!("{:?}", found.disagreements) };
    assert_eq!((apart.kind, apart.published, apart.computed), (DisagreementKind::Growth, d("6.5"), d("10")));
    assert!(Lang::En.disagreement(apart).contains("6.5%") && Lang::Zh.disagreement(apart).contains("10.0%"));
    // 110.4 over 103.6 is 6.564 %: published 6.6 is the same, and 6.7 could come from 110.45 over 103.55 (6.66 %,
    // printed 6.7), but 6.8 could not.
    for (published, apart) in [("6.6", 0), ("6.7", 0), ("6.8", 1)] {
        let row = cumulative(&[
            ("2023-03 cum", "103.6"),
            ("2023-04 cum", "150"),
            ("2024-03 cum", &format!("110.4 +{published}")),
            ("2024-04 cum", "160"),
        ]);
        let found = of(&workbook([row]), CITY, T::YearOnYear).unwrap();
        assert_eq!(found.disagreements.len(), apart, "{published}");
    }
    // Zero and negative bases: nothing is computed, and it is said.
    let row = single(&[("2023-03", "0"), ("2023-04", "-5"), ("2024-03", "4"), ("2024-04", "5")]);
    let found = of(&workbook([row]), CITY, T::YearOnYear).unwrap();
    assert_eq!(found.points, []);
    let whys: Vec<_> = found.omitted.iter().map(|omitted| omitted.why).collect();
    let base = |period, value| Omission::BaseNotPositive(input(period, value));
    assert_eq!(whys, [base("2023-03", "0"), base("2023-04", "-5")]);
    // Merged months are compared with merged months only: 2023 has January and February apart.
    let row = single(&[("2023-01", "4"), ("2023-02", "5"), ("2024-01..02", "10"), ("2024-03", "5")]);
    assert_eq!(of(&workbook([row]), CITY, T::YearOnYear), Err(Unavailable::NoFigures));
    // Whole years: (90 − 120) ÷ 120 = −25 %; 2022 is missing, so 2023 has no growth.
    let row = single(&[("2021", "100"), ("2023", "120"), ("2024", "90")]);
    assert_eq!(series(&row, T::YearOnYear), ["2024: -25.0"]);
    // A preliminary figure makes a preliminary growth.
    let row = single(&[("2023", "100"), ("2024", "105 ~")]);
    assert_eq!(of(&workbook([row]), CITY, T::YearOnYear).unwrap().points[0].status, Status::Preliminary);
    // Growth has no growth.
    let row = Indicator {
        measure: Measure::Growth,
        ..indicator(10, "%", &[(CITY, "2023", "5"), (CITY, "2024", "6")])
    };
    assert_eq!(of(&workbook([row]), CITY, T::YearOnYear), Err(Unavailable::NotALevel));
}

#[test]
fn growth_at_comparable_prices_is_only_published() {
    let figures =
        [("2023-03 cum", "300"), ("2024-02 cum", "200 +6.1"), ("2024-03 cum", "330"), ("2023-02 cum", "150")];
    let product = Indicator { name: "地区生产总值".into(), ..cumulative(&figures) };
    // February's 6.1 was published; March's 10 % would be nominal.
    let found = of(&workbook([product.clone()]), CITY, T::YearOnYear).unwrap();
    assert_eq!(said(&found), ["2024-02 cum: 6.1"]);
    assert_eq!(found.omitted[0].why, Omission::ComparablePrices);
    assert!(Lang::Zh.omitted(&found.omitted[0]).contains("可比价"));
    assert_eq!(of(&workbook([product.clone()]), CITY, T::PeriodOnPeriod), Err(Unavailable::ComparablePrices));
    // Where the indicator says that its levels tell its growth, they do.
    let nominal = Indicator { growth_from: GrowthFrom::Levels, ..product };
    assert_eq!(series(&nominal, T::YearOnYear), ["2024-02 cum: 6.1", "2024-03 cum: 10.0"]);
}

#[test]
fn overlapping_single_periods() {
    // The longer of two that end together counts: 1–2月 20 and 3月 30 are 50, whatever January and February
    // were; a quarter beside its months is 50, and 6 more in April are 56.
    let merged = [("2024-01", "5"), ("2024-01..02", "20"), ("2024-02", "15"), ("2024-03", "30")];
    assert_eq!(
        series(&single(&merged), T::Cumulative),
        ["2024-01 cum: 5", "2024-01..02 cum: 20", "2024-03 cum: 50"]
    );
    let quarter = [("2024-01", "5"), ("2024-02", "5"), ("2024Q1", "50"), ("2024-03", "7"), ("2024-04", "6")];
    let found = of(&workbook([single(&quarter)]), CITY, T::Cumulative).unwrap();
    assert_eq!(said(&found), ["2024-01 cum: 5", "2024-02 cum: 10", "2024Q1 cum: 50", "2024-04 cum: 56"]);
    assert_eq!(found.hows[3], Derivation::Sum(vec![input("2024Q1", "50"), input("2024-04", "6")]));
}

#[test]
fn an_index_begins_with_a_usual_period() {
    // Two months together are no base for single ones: 3月 = 100, 4月 12 ÷ 10, 5月 9 ÷ 10.
    let row = single(&[("2024-01..02", "20"), ("2024-03", "10"), ("2024-04", "12"), ("2024-05", "9")]);
    let found = of(&workbook([row]), CITY, T::Index).unwrap();
    assert_eq!(said(&found), ["2024-03: 100.0", "2024-04: 120.0", "2024-05: 90.0"]);
    assert_eq!(found.omitted[0].why, Omission::OtherLength);
    // Quarters with a lone month among them begin with the first quarter.
    let row = single(&[("2023-12", "4"), ("2024Q1", "10"), ("2024Q2", "12"), ("2024Q3", "15")]);
    assert_eq!(series(&row, T::Index), ["2024Q1: 100.0", "2024Q2: 120.0", "2024Q3: 150.0"]);
}

#[test]
fn growth_on_the_period_before() {
    // Single months first: 1–2月 20, 3月 11, 4月 22, 5月 33. 3月 is not compared with two months;
    // 4月: (22 − 11) ÷ 11 = 100 %; 5月: (33 − 22) ÷ 22 = 50 %.
    let row = cumulative(&[
        ("2024-02 cum", "20"),
        ("2024-03 cum", "31"),
        ("2024-04 cum", "53"),
        ("2024-05 cum", "86"),
    ]);
    let found = of(&workbook([row]), CITY, T::PeriodOnPeriod).unwrap();
    assert_eq!(said(&found), ["2024-04: 100.0", "2024-05: 50.0"]);
    assert_eq!(found.omitted[0].why, Omission::OtherLength);
    // Across the turn of the year: January over December, (12 − 10) ÷ 10.
    let row = single(&[("2023-11", "8"), ("2023-12", "10"), ("2024-01", "12"), ("2024-03", "24")]);
    assert_eq!(series(&row, T::PeriodOnPeriod), ["2023-12: 25.0", "2024-01: 20.0"]);
    // Stocks: (105 − 100) ÷ 100.
    let mut row = single(&[("2024-01 end", "100"), ("2024-02 end", "105")]);
    row.basis = Basis::Stock;
    assert_eq!(series(&row, T::PeriodOnPeriod), ["2024-02 end: 5.0"]);
}

#[test]
fn index_and_mean() {
    // 80 = 100: 100 ÷ 80 = 125, 90 ÷ 80 = 112.5.
    let row = single(&[("2022", "80"), ("2023", "100"), ("2024", "90")]);
    assert_eq!(series(&row, T::Index), ["2022: 100.0", "2023: 125.0", "2024: 112.5"]);
    // 2023 = 100: 80 ÷ 100, 90 ÷ 100.
    let base = |period: &str| T::IndexTo(period.parse().unwrap());
    assert_eq!(series(&row, base("2023")), ["2022: 80.0", "2023: 100.0", "2024: 90.0"]);
    assert_eq!(of(&workbook([row]), CITY, base("2019")), Err(Unavailable::NoBase("2019".parse().unwrap())));
    let zero = single(&[("2022", "0"), ("2023", "100")]);
    assert!(matches!(of(&workbook([zero]), CITY, T::Index), Err(Unavailable::BaseNotPositive(_))));
    // (10 + 20 + 36) ÷ 3 = 22; April is missing, so the next mean is of 5, 6, 7: (3 + 6 + 9) ÷ 3.
    let row = single(&[
        ("2024-01", "10"),
        ("2024-02", "20"),
        ("2024-03", "36"),
        ("2024-05", "3"),
        ("2024-06", "6"),
        ("2024-07", "9"),
    ]);
    assert_eq!(series(&row, T::Average(3)), ["2024-03: 22.0", "2024-07: 6.0"]);
    // 1–2月 counts as two months: (20 + 10) ÷ 3. A window that would cut it in half has no mean (2–4月);
    // 3–5月: (10 + 11 + 12) ÷ 3 = 11.
    let row = single(&[("2024-01..02", "20"), ("2024-03", "10"), ("2024-04", "11"), ("2024-05", "12")]);
    assert_eq!(series(&row, T::Average(3)), ["2024-03: 10.0", "2024-05: 11.0"]);
}

#[test]
fn points_of_rates() {
    let mut row = indicator(
        10,
        "%",
        &[(CITY, "2023-03 cum", "5.0"), (CITY, "2024-02 cum", "5.6"), (CITY, "2024-03 cum", "5.2")],
    );
    (row.measure, row.basis) = (Measure::Growth, Basis::Cumulative);
    // 5.2 − 5.0, and 5.2 − 5.6.
    assert_eq!(series(&row, T::PointsOnYear), ["2024-03 cum: 0.2"]);
    let found = of(&workbook([row.clone()]), CITY, T::PointsOnPeriod).unwrap();
    assert_eq!(said(&found), ["2024-03 cum: -0.4"]);
    assert_eq!((found.measure, found.unit.symbol()), (Measure::ChangePp, "个百分点"));
    row.measure = Measure::Level;
    row.unit = guatu::model::Unit::new("亿元");
    assert_eq!(of(&workbook([row]), CITY, T::PointsOnYear), Err(Unavailable::NotARate));
}

#[test]
fn shares_contributions_distances_places() {
    let figures = [
        (CITY, "2023", "200"),
        (CITY, "2024", "220"),
        (EAST, "2023", "50"),
        (EAST, "2024", "60"),
        (WEST, "2023", "90"),
        (WEST, "2024", "88"),
        (NORTH, "2024", "60"),
    ];
    let book = workbook([indicator(10, "亿元", &figures)]);
    // 60 ÷ 220 = 27.27 %.
    let share = of(&book, EAST, T::Share).unwrap();
    assert_eq!(said(&share), ["2023: 25.0", "2024: 27.3"]);
    assert!(matches!(share.hows[1], Derivation::Share { of: Whole::Area(CITY), .. }));
    // (60 − 50) ÷ 200 = 5 points; (88 − 90) ÷ 200 = −1; no figure a year before: none.
    assert_eq!(said(&of(&book, EAST, T::Contribution).unwrap()), ["2024: 5.00"]);
    assert_eq!(said(&of(&book, WEST, T::Contribution).unwrap()), ["2024: -1.00"]);
    assert_eq!(of(&book, NORTH, T::Contribution), Err(Unavailable::NoFigures));
    // 60 − 220.
    assert_eq!(said(&of(&book, EAST, T::Distance(CITY)).unwrap()), ["2023: -150", "2024: -160"]);
    // 2023: 90, 50. 2024: 88 first, then twice 60 in second place.
    assert_eq!(said(&of(&book, EAST, T::Place).unwrap()), ["2023: 2", "2024: 2"]);
    assert_eq!(said(&of(&book, NORTH, T::Place).unwrap()), ["2024: 2"]);
    assert_eq!(said(&of(&book, WEST, T::Place).unwrap()), ["2023: 1", "2024: 1"]);
    assert_eq!(of(&book, CITY, T::Place), Err(Unavailable::NoPeers));
    // Lower is better: the smallest is first.
    let lower = Indicator { direction: Direction::Lower, ..indicator(10, "亿元", &figures) };
    assert_eq!(said(&of(&workbook([lower]), WEST, T::Place).unwrap()), ["2023: 2", "2024: 3"]);
    // The city has no area above: its share is of the indicator that it is a part of, in its unit.
    let part =
        Indicator { part_of: Some(IndicatorId(11)), ..indicator(10, "亿元", &[(CITY, "2024", "3")]) };
    let book = workbook([part, indicator(11, "万元", &[(CITY, "2024", "120000")])]);
    let share = of(&book, CITY, T::Share).unwrap();
    // 120,000 万元 is 12 亿元: 3 ÷ 12.
    assert_eq!(said(&share), ["2024: 25.0"]);
    assert!(matches!(share.hows[0], Derivation::Share { of: Whole::Indicator(IndicatorId(11)), .. }));
}

#[test]
fn only_what_says_something_is_offered() {
    let row = cumulative(&[
        ("2023-02 cum", "10"),
        ("2023-03 cum", "16"),
        ("2024-02 cum", "11"),
        ("2024-03 cum", "18"),
        ("2024-04 cum", "25"),
    ]);
    let book = workbook([row]);
    let found = offered(&book, book.indicators.at(0).unwrap(), CITY, Measure::Level);
    assert_eq!(found, [T::None, T::Single, T::YearOnYear, T::PeriodOnPeriod, T::Index, T::Average(3)]);
}

#[test]
fn every_way_has_its_sentence() {
    let book = workbook([indicator(
        10,
        "亿元",
        &[(CITY, "2023", "200"), (CITY, "2024", "220"), (EAST, "2023", "50"), (EAST, "2024", "60")],
    )]);
    let row = book.indicators.at(0).unwrap();
    let cases = [
        (
            T::YearOnYear,
            "20.0% =（2024年 60 − 2023年 50）÷ 50",
            "20.0% = (2024 CNY 6.0 bn − 2023 CNY 5.0 bn) ÷ CNY 5.0 bn",
        ),
        (T::Share, "27.3% = 2024年 60 ÷ 全市 220", "27.3% = 2024 CNY 6.0 bn ÷ 全市 CNY 22.0 bn"),
        (
            T::Contribution,
            "5.00 个百分点 =（2024年 60 − 2023年 50）÷ 全市2023年 200",
            "5.00 pp = (2024 CNY 6.0 bn − 2023 CNY 5.0 bn) ÷ 全市, 2023 CNY 20.0 bn",
        ),
        (T::Index, "120.0 = 2024年 60 ÷ 2023年 50 × 100", "120.0 = 2024 CNY 6.0 bn ÷ 2023 CNY 5.0 bn × 100"),
    ];
    for (how, zh, en) in cases {
        let found = derive(&book, row, EAST, Measure::Level, how).unwrap();
        let (point, made) = (found.points.last().unwrap(), found.hows.last().unwrap());
        let value = round_half_up(point.value, found.places.unwrap());
        assert_eq!(Lang::Zh.derivation(made, value, &found.unit, &row.unit, &book), zh);
        assert_eq!(Lang::En.derivation(made, value, &found.unit, &row.unit, &book), en);
    }
}
