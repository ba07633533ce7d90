//! Derivations by hand: single periods, sums, growth, points, indices, shares, contributions, means,
//! distances, places, formulas.

use super::{
    In::{self, Lower, Merged, Missing, Negative, Plain, Revised, Ties, Zero},
    Without, kinds,
};
use crate::{CITY, EAST, NORTH, WEST, d, indicator, workbook};
use guatu::{
    analysis::{
        derive::{Derivation, derive},
        formula::WorkedOut,
        round_half_up,
    },
    i18n::Lang,
    model::{
        AreaId, Basis, Direction, Formula, Indicator, IndicatorId, Measure, Status, Unit,
        figure::Transformation as T,
    },
};

kinds!(row_of, TRANSFORMATIONS, T,
    T::None => "as published",
    T::Single => "single from cumulative",
    T::Cumulative => "cumulative from single",
    T::YearOnYear => "year on year",
    T::PeriodOnPeriod => "period on period",
    T::PointsOnYear => "points on the year",
    T::PointsOnPeriod => "points on the period",
    T::Index => "index, first = 100",
    T::IndexTo(_) => "index to a base",
    T::Share => "share of the whole",
    T::Contribution => "contribution to growth",
    T::Average(_) => "moving average",
    T::Distance(_) => "difference from an area",
    T::Place => "rank among areas",
);

const FORMULA: &str = "formula";

pub fn rows() -> Vec<&'static str> {
    TRANSFORMATIONS.iter().copied().chain([FORMULA]).collect()
}

pub fn made() -> Vec<(&'static str, In)> {
    let derived = cases().into_iter().map(|case| (row_of(case.how), case.when));
    derived.chain(formulas().into_iter().map(|case| (FORMULA, case.when))).collect()
}

pub const WITHOUT: &[Without] = &[
    Without("as published", &[Lower, Ties], "nothing is compared"),
    Without("single from cumulative", &[Lower, Ties], "nothing is compared"),
    Without("cumulative from single", &[Lower, Ties], "nothing is compared"),
    Without("index to a base", &[Lower, Ties], "as the index from the first figure"),
    Without("share of the whole", &[Ties], "a share has no order"),
    Without("moving average", &[Lower, Ties], "nothing is compared"),
    Without("formula", &[Lower, Ties], "nothing is compared"),
];

struct Case {
    when: In,
    how: T,
    area: AreaId,
    rows: Vec<Indicator>,
    /// `period: value`, with `~` after a preliminary and `^` after a revised one; then `period: -` for those
    /// that are left out and say why; or `refused`.
    gives: Vec<&'static str>,
}

type Figures<'a> = &'a [(&'a str, &'a str)];

fn of_city(figures: Figures<'_>, unit: &str, basis: Basis) -> Indicator {
    let all: Vec<_> = figures.iter().map(|&(period, figure)| (CITY, period, figure)).collect();
    Indicator { basis, ..indicator(10, unit, &all) }
}

/// Amounts since January.
fn sums(figures: Figures<'_>) -> Indicator {
    of_city(figures, "亿元", Basis::Cumulative)
}

/// Amounts of single periods.
fn single(figures: Figures<'_>) -> Indicator {
    of_city(figures, "亿元", Basis::Single)
}

/// Growth since January in per cent.
fn rates(figures: Figures<'_>) -> Indicator {
    Indicator { measure: Measure::Growth, ..of_city(figures, "%", Basis::Cumulative) }
}

/// A rate of which less is better.
fn lower_rates(figures: Figures<'_>) -> Indicator {
    Indicator { measure: Measure::Level, direction: Direction::Lower, ..rates(figures) }
}

fn of_areas(figures: &[(AreaId, &str, &str)]) -> Indicator {
    Indicator { basis: Basis::Cumulative, ..indicator(10, "亿元", figures) }
}

fn case(when: In, how: T, row: Indicator, gives: &[&'static str]) -> Case {
    Case { when, how, area: CITY, rows: vec![row], gives: gives.to_vec() }
}

fn in_east(when: In, how: T, row: Indicator, gives: &[&'static str]) -> Case {
    Case { area: EAST, ..case(when, how, row, gives) }
}

fn cases() -> Vec<Case> {
    [published(), parts_and_sums(), growth(), points(), indices(), shares(), pulls(), means(), across()]
        .into_iter()
        .flatten()
        .collect()
}

fn published() -> Vec<Case> {
    vec![
        case(
            Plain,
            T::None,
            sums(&[("2024-03 cum", "30.50"), ("2024-04 cum", "41")]),
            &["2024-03 cum: 30.50", "2024-04 cum: 41"],
        ),
        // January is nowhere made of the two months together.
        case(
            Merged,
            T::None,
            single(&[("2024-01..02", "20"), ("2024-03", "11")]),
            &["2024-01..02: 20", "2024-03: 11"],
        ),
        case(
            Missing,
            T::None,
            single(&[("2024-01", "9"), ("2024-03", "11")]),
            &["2024-01: 9", "2024-03: 11"],
        ),
        // The revised figure counts, and says that it was revised.
        case(
            Revised,
            T::None,
            single(&[("2023", "105 ^100"), ("2024", "110 ~")]),
            &["2023: 105 ^", "2024: 110 ~"],
        ),
        case(Zero, T::None, single(&[("2023", "0"), ("2024", "3")]), &["2023: 0", "2024: 3"]),
        case(Negative, T::None, single(&[("2023", "-5"), ("2024", "3")]), &["2023: -5", "2024: 3"]),
    ]
}

fn parts_and_sums() -> Vec<Case> {
    vec![
        // 9; 20 − 9 = 11; 30.5 − 20 = 10.5. The next year begins anew: 8, not 8 − 30.5.
        case(
            Plain,
            T::Single,
            sums(&[
                ("2023-01 cum", "9"),
                ("2023-02 cum", "20"),
                ("2023-03 cum", "30.5"),
                ("2024-01 cum", "8"),
            ]),
            &["2023-01: 9", "2023-02: 11", "2023-03: 10.5", "2024-01: 8"],
        ),
        // 1–2月 stays 20 whole; 30.5 − 20.0 = 10.5.
        case(
            Merged,
            T::Single,
            sums(&[("2024-01..02 cum", "20.0"), ("2024-03 cum", "30.5")]),
            &["2024-01..02: 20.0", "2024-03: 10.5"],
        ),
        // April is missing: May would be two months; 66 − 55 = 11.
        case(
            Missing,
            T::Single,
            sums(&[
                ("2024-02 cum", "20"),
                ("2024-03 cum", "31"),
                ("2024-05 cum", "55"),
                ("2024-06 cum", "66"),
            ]),
            &["2024-01..02: 20", "2024-03: 11", "2024-06: 11"],
        ),
        // By February 20, revised from 18: 30 − 20 = 10, not 12. April is preliminary: 41 − 30 = 11, and so is it.
        case(
            Revised,
            T::Single,
            sums(&[("2024-02 cum", "20 ^18"), ("2024-03 cum", "30"), ("2024-04 cum", "41 ~")]),
            &["2024-01..02: 20 ^", "2024-03: 10", "2024-04: 11 ~"],
        ),
        // Nothing in February: 10 − 10 = 0.
        case(
            Zero,
            T::Single,
            sums(&[("2024-01 cum", "10"), ("2024-02 cum", "10")]),
            &["2024-01: 10", "2024-02: 0"],
        ),
        // Taken back: 9 − 10 = −1; from −1 on: −3 − −1 = −2.
        case(
            Negative,
            T::Single,
            sums(&[("2024-01 cum", "10"), ("2024-02 cum", "9")]),
            &["2024-01: 10", "2024-02: -1"],
        ),
        case(
            Negative,
            T::Single,
            sums(&[("2024-01 cum", "-1"), ("2024-02 cum", "-3")]),
            &["2024-01: -1", "2024-02: -2"],
        ),
        // 7; 7 + 8 = 15; the next year begins anew.
        case(
            Plain,
            T::Cumulative,
            single(&[("2023-01", "7"), ("2023-02", "8"), ("2024-01", "9")]),
            &["2023-01 cum: 7", "2023-02 cum: 15", "2024-01 cum: 9"],
        ),
        // 20 by February; 20 + 11 = 31.
        case(
            Merged,
            T::Cumulative,
            single(&[("2024-01..02", "20"), ("2024-03", "11")]),
            &["2024-01..02 cum: 20", "2024-03 cum: 31"],
        ),
        // February is missing: nothing is known of March on.
        case(Missing, T::Cumulative, single(&[("2024-01", "7"), ("2024-03", "9")]), &["2024-01 cum: 7"]),
        // January 7, revised from 6: 7 + 8 = 15. What is preliminary stays so in every sum after it.
        case(
            Revised,
            T::Cumulative,
            single(&[("2024-01", "7 ^6"), ("2024-02", "8 ~"), ("2024-03", "1")]),
            &["2024-01 cum: 7 ^", "2024-02 cum: 15 ~", "2024-03 cum: 16 ~"],
        ),
        case(
            Zero,
            T::Cumulative,
            single(&[("2024-01", "0"), ("2024-02", "8")]),
            &["2024-01 cum: 0", "2024-02 cum: 8"],
        ),
        // 5 − 7 = −2.
        case(
            Negative,
            T::Cumulative,
            single(&[("2024-01", "5"), ("2024-02", "-7")]),
            &["2024-01 cum: 5", "2024-02 cum: -2"],
        ),
    ]
}

fn growth() -> Vec<Case> {
    use T::{PeriodOnPeriod as Pop, YearOnYear as Yoy};
    vec![
        // Published 6.5 stays, though (110 − 100) ÷ 100 = 10 %; nothing published for 2024: (143 − 110) ÷ 110 = 30 %.
        case(
            Plain,
            Yoy,
            single(&[("2022", "100"), ("2023", "110 +6.5"), ("2024", "143")]),
            &["2023: 6.5", "2024: 30.0"],
        ),
        // 1–2月 together over the same two months, whatever the period is called: (110 − 100) ÷ 100.
        case(
            Merged,
            Yoy,
            sums(&[
                ("2023-02 cum", "100"),
                ("2023-03 cum", "150"),
                ("2024-01..02 cum", "110"),
                ("2024-03 cum", "165"),
            ]),
            &["2024-01..02 cum: 10.0", "2024-03 cum: 10.0"],
        ),
        // January alone is not compared with two months, nor they with February alone: only (12 − 10) ÷ 10.
        case(
            Merged,
            Yoy,
            single(&[
                ("2023-01..02", "20"),
                ("2023-03", "10"),
                ("2024-01", "10"),
                ("2024-02", "12"),
                ("2024-03", "12"),
            ]),
            &["2024-03: 20.0"],
        ),
        // 2022 is missing, so 2023 has no growth: (90 − 120) ÷ 120 = −25 %.
        case(Missing, Yoy, single(&[("2021", "100"), ("2023", "120"), ("2024", "90")]), &["2024: -25.0"]),
        // Over 105, revised from 100: (126 − 105) ÷ 105 = 20 %, not 26; over a preliminary one: (151.2 − 126) ÷ 126.
        case(
            Revised,
            Yoy,
            single(&[("2022", "105 ^100"), ("2023", "126 ~"), ("2024", "151.2")]),
            &["2023: 20.0 ~", "2024: 20.0 ~"],
        ),
        // Fewer accidents are a fall, however good that is: (80 − 100) ÷ 100.
        case(
            Lower,
            Yoy,
            Indicator { direction: Direction::Lower, ..single(&[("2023", "100"), ("2024", "80")]) },
            &["2024: -20.0"],
        ),
        case(Ties, Yoy, single(&[("2023", "100"), ("2024", "100")]), &["2024: 0.0"]),
        // From nothing there is no growth; to nothing it is (0 − 5) ÷ 5 = −100 %.
        case(
            Zero,
            Yoy,
            single(&[("2023-03", "0"), ("2023-04", "5"), ("2024-03", "4"), ("2024-04", "0")]),
            &["2024-04: -100.0", "2024-03: -"],
        ),
        // From a loss there is none; into one it is (−5 − 10) ÷ 10 = −150 %.
        case(
            Negative,
            Yoy,
            single(&[("2023-03", "-5"), ("2023-04", "10"), ("2024-03", "5"), ("2024-04", "-5")]),
            &["2024-04: -150.0", "2024-03: -"],
        ),
        // (10 − 8) ÷ 8 = 25 %; over the turn of the year (12 − 10) ÷ 10 = 20 %.
        case(
            Plain,
            Pop,
            single(&[("2023-11", "8"), ("2023-12", "10"), ("2024-01", "12")]),
            &["2023-12: 25.0", "2024-01: 20.0"],
        ),
        // 1–2月 20, 3月 11, 4月 22: March is not compared with two months; (22 − 11) ÷ 11.
        case(
            Merged,
            Pop,
            sums(&[("2024-02 cum", "20"), ("2024-03 cum", "31"), ("2024-04 cum", "53")]),
            &["2024-04: 100.0", "2024-03: -"],
        ),
        // Nor two months with December.
        case(
            Merged,
            Pop,
            single(&[("2023-11", "8"), ("2023-12", "10"), ("2024-01..02", "24")]),
            &["2023-12: 25.0", "2024-01..02: -"],
        ),
        // February is missing; (36 − 24) ÷ 24.
        case(
            Missing,
            Pop,
            single(&[("2024-01", "12"), ("2024-03", "24"), ("2024-04", "36")]),
            &["2024-04: 50.0"],
        ),
        // Over 10, revised from 8: (12 − 10) ÷ 10.
        case(
            Revised,
            Pop,
            single(&[("2024-01", "10 ^8"), ("2024-02", "12"), ("2024-03", "15 ~")]),
            &["2024-02: 20.0", "2024-03: 25.0 ~"],
        ),
        case(
            Lower,
            Pop,
            Indicator { direction: Direction::Lower, ..single(&[("2024-01", "10"), ("2024-02", "8")]) },
            &["2024-02: -20.0"],
        ),
        case(Ties, Pop, single(&[("2024-01", "10"), ("2024-02", "10")]), &["2024-02: 0.0"]),
        // From nothing none; (0 − 4) ÷ 4 = −100 %.
        case(
            Zero,
            Pop,
            single(&[("2024-01", "0"), ("2024-02", "4"), ("2024-03", "0")]),
            &["2024-03: -100.0", "2024-02: -"],
        ),
        // From −2 none; (−2 − 4) ÷ 4 = −150 %.
        case(
            Negative,
            Pop,
            single(&[("2024-01", "-2"), ("2024-02", "4"), ("2024-03", "-2")]),
            &["2024-03: -150.0", "2024-02: -"],
        ),
    ]
}

fn points() -> Vec<Case> {
    use T::{PointsOnPeriod as Pop, PointsOnYear as Yoy};
    let of_rates = |figures: Figures<'_>| Indicator { basis: Basis::Single, ..rates(figures) };
    vec![
        // 5.2 − 5.0.
        case(
            Plain,
            Yoy,
            rates(&[("2023-03 cum", "5.0"), ("2024-02 cum", "5.6"), ("2024-03 cum", "5.2")]),
            &["2024-03 cum: 0.2"],
        ),
        // The same two months: 5.6 − 5.0.
        case(
            Merged,
            Yoy,
            rates(&[("2023-02 cum", "5.0"), ("2024-01..02 cum", "5.6")]),
            &["2024-01..02 cum: 0.6"],
        ),
        // March 2023 is missing: 5.5 − 5.1.
        case(
            Missing,
            Yoy,
            rates(&[("2023-02 cum", "5.1"), ("2024-02 cum", "5.5"), ("2024-03 cum", "5.2")]),
            &["2024-02 cum: 0.4"],
        ),
        // 5.2 − 5.0, and 5.0 was 4.8 before.
        case(
            Revised,
            Yoy,
            rates(&[("2023-03 cum", "5.0 ^4.8"), ("2024-03 cum", "5.2 ~")]),
            &["2024-03 cum: 0.2 ~"],
        ),
        // A rate of unemployment that falls: 4.8 − 5.0 is not turned round.
        case(
            Lower,
            Yoy,
            lower_rates(&[("2023-03 cum", "5.0"), ("2024-03 cum", "4.8")]),
            &["2024-03 cum: -0.2"],
        ),
        case(Ties, Yoy, rates(&[("2023-03 cum", "5.0"), ("2024-03 cum", "5.0")]), &["2024-03 cum: 0.0"]),
        // A difference needs no base: 0.3 − 0, and 2.0 − −1.5.
        case(Zero, Yoy, rates(&[("2023-03 cum", "0"), ("2024-03 cum", "0.3")]), &["2024-03 cum: 0.3"]),
        case(Negative, Yoy, rates(&[("2023-03 cum", "-1.5"), ("2024-03 cum", "2.0")]), &["2024-03 cum: 3.5"]),
        // 5.2 − 5.6.
        case(Plain, Pop, rates(&[("2024-03 cum", "5.6"), ("2024-04 cum", "5.2")]), &["2024-04 cum: -0.4"]),
        // Growth since January by February, and by March: 5.2 − 5.6.
        case(
            Merged,
            Pop,
            rates(&[("2024-01..02 cum", "5.6"), ("2024-03 cum", "5.2")]),
            &["2024-03 cum: -0.4"],
        ),
        // That of two months alone is not compared with one month's: 5.3 − 5.0.
        case(
            Merged,
            Pop,
            of_rates(&[("2024-01..02", "5.6"), ("2024-03", "5.0"), ("2024-04", "5.3")]),
            &["2024-04: 0.3"],
        ),
        // February is missing: 5.7 − 5.5.
        case(
            Missing,
            Pop,
            rates(&[("2024-01 cum", "5.0"), ("2024-03 cum", "5.5"), ("2024-04 cum", "5.7")]),
            &["2024-04 cum: 0.2"],
        ),
        case(
            Revised,
            Pop,
            rates(&[("2024-03 cum", "5.5 ^5.1"), ("2024-04 cum", "5.7")]),
            &["2024-04 cum: 0.2"],
        ),
        case(
            Lower,
            Pop,
            lower_rates(&[("2024-03 cum", "5.0"), ("2024-04 cum", "4.9")]),
            &["2024-04 cum: -0.1"],
        ),
        case(Ties, Pop, rates(&[("2024-03 cum", "5.0"), ("2024-04 cum", "5.0")]), &["2024-04 cum: 0.0"]),
        case(Zero, Pop, rates(&[("2024-03 cum", "0"), ("2024-04 cum", "-0.5")]), &["2024-04 cum: -0.5"]),
        case(
            Negative,
            Pop,
            rates(&[("2024-03 cum", "-3.0"), ("2024-04 cum", "-1.0")]),
            &["2024-04 cum: 2.0"],
        ),
    ]
}

fn indices() -> Vec<Case> {
    let to = |period: &str| T::IndexTo(period.parse().unwrap());
    let refused = ["refused"];
    vec![
        // 80 ÷ 80, 100 ÷ 80, 90 ÷ 80.
        case(
            Plain,
            T::Index,
            single(&[("2022", "80"), ("2023", "100"), ("2024", "90")]),
            &["2022: 100.0", "2023: 125.0", "2024: 112.5"],
        ),
        // Two months are no base for one: March is 100, April 12 ÷ 10.
        case(
            Merged,
            T::Index,
            single(&[("2024-01..02", "20"), ("2024-03", "10"), ("2024-04", "12")]),
            &["2024-03: 100.0", "2024-04: 120.0", "2024-01..02: -"],
        ),
        case(Missing, T::Index, single(&[("2022", "80"), ("2024", "90")]), &["2022: 100.0", "2024: 112.5"]),
        // The base is 80, revised from 90.
        case(
            Revised,
            T::Index,
            single(&[("2023", "80 ^90"), ("2024", "100 ~")]),
            &["2023: 100.0 ^", "2024: 125.0 ~"],
        ),
        case(
            Lower,
            T::Index,
            Indicator { direction: Direction::Lower, ..single(&[("2023", "80"), ("2024", "72")]) },
            &["2023: 100.0", "2024: 90.0"],
        ),
        case(Ties, T::Index, single(&[("2023", "80"), ("2024", "80")]), &["2023: 100.0", "2024: 100.0"]),
        // No index has a base of zero or below; later figures may: 0 ÷ 80, −10 ÷ 80.
        case(Zero, T::Index, single(&[("2023", "0"), ("2024", "80")]), &refused),
        case(Zero, T::Index, single(&[("2023", "80"), ("2024", "0")]), &["2023: 100.0", "2024: 0.0"]),
        case(Negative, T::Index, single(&[("2023", "-80"), ("2024", "80")]), &refused),
        case(Negative, T::Index, single(&[("2023", "80"), ("2024", "-10")]), &["2023: 100.0", "2024: -12.5"]),
        // 80 ÷ 100, 100 ÷ 100, 90 ÷ 100.
        case(
            Plain,
            to("2023"),
            single(&[("2022", "80"), ("2023", "100"), ("2024", "90")]),
            &["2022: 80.0", "2023: 100.0", "2024: 90.0"],
        ),
        // Two months as base: only two months are compared with them, 22 ÷ 20.
        case(
            Merged,
            to("2023-01..02"),
            single(&[("2023-01..02", "20"), ("2023-03", "10"), ("2024-01..02", "22")]),
            &["2023-01..02: 100.0", "2024-01..02: 110.0", "2023-03: -"],
        ),
        case(Missing, to("2023"), single(&[("2022", "80"), ("2024", "90")]), &refused),
        // 2023 is 100, revised from 95: 90 ÷ 100.
        case(
            Revised,
            to("2023"),
            single(&[("2023", "100 ^95"), ("2024", "90")]),
            &["2023: 100.0 ^", "2024: 90.0"],
        ),
        case(Zero, to("2023"), single(&[("2023", "0"), ("2024", "90")]), &refused),
        case(Negative, to("2023"), single(&[("2023", "-1"), ("2024", "90")]), &refused),
    ]
}

fn shares() -> Vec<Case> {
    let part = |unit: &str, figures: &[(AreaId, &str, &str)]| Indicator {
        part_of: Some(IndicatorId(11)),
        ..indicator(10, unit, figures)
    };
    let whole = |unit: &str, figures: &[(AreaId, &str, &str)]| indicator(11, unit, figures);
    vec![
        // 60 ÷ 220 = 27.27 %.
        in_east(Plain, T::Share, of_areas(&[(CITY, "2024", "220"), (EAST, "2024", "60")]), &["2024: 27.3"]),
        // Of another indicator, in its unit: 3 亿元 of 120,000 万元 = 12 亿元.
        Case {
            rows: vec![part("亿元", &[(CITY, "2024", "3")]), whole("万元", &[(CITY, "2024", "120000")])],
            ..case(Plain, T::Share, sums(&[]), &["2024: 25.0"])
        },
        // An index, a concentration or an amount per head is no part of the city's.
        in_east(
            Plain,
            T::Share,
            Indicator {
                unit: Unit::new("微克/立方米"),
                ..of_areas(&[(CITY, "2024", "30"), (EAST, "2024", "24")])
            },
            &["refused"],
        ),
        // The same two months by two names: 20 ÷ 80.
        in_east(
            Merged,
            T::Share,
            of_areas(&[
                (CITY, "2024-02 cum", "80"),
                (CITY, "2024-03 cum", "120"),
                (EAST, "2024-01..02 cum", "20"),
                (EAST, "2024-03 cum", "60"),
            ]),
            &["2024-01..02 cum: 25.0", "2024-03 cum: 50.0"],
        ),
        // The city's figure of 2023 is missing.
        in_east(
            Missing,
            T::Share,
            of_areas(&[(CITY, "2024", "200"), (EAST, "2023", "50"), (EAST, "2024", "60")]),
            &["2024: 30.0"],
        ),
        // Of 200, revised from 220: 60 ÷ 200; of a preliminary whole it is preliminary: 60 ÷ 240.
        in_east(
            Revised,
            T::Share,
            of_areas(&[
                (CITY, "2023", "200 ^220"),
                (CITY, "2024", "240 ~"),
                (EAST, "2023", "60"),
                (EAST, "2024", "60"),
            ]),
            &["2023: 30.0", "2024: 25.0 ~"],
        ),
        // 6 of 24 accidents.
        in_east(
            Lower,
            T::Share,
            Indicator {
                direction: Direction::Lower,
                ..of_areas(&[(CITY, "2024", "24"), (EAST, "2024", "6")])
            },
            &["2024: 25.0"],
        ),
        // Of nothing there is no share; nothing is none of it.
        in_east(
            Zero,
            T::Share,
            of_areas(&[(CITY, "2023", "0"), (CITY, "2024", "9"), (EAST, "2023", "3"), (EAST, "2024", "0")]),
            &["2024: 0.0", "2023: -"],
        ),
        // −5 ÷ 50; of a loss there is none.
        in_east(
            Negative,
            T::Share,
            of_areas(&[
                (CITY, "2023", "50"),
                (CITY, "2024", "-9"),
                (EAST, "2023", "-5"),
                (EAST, "2024", "3"),
            ]),
            &["2023: -10.0", "2024: -"],
        ),
    ]
}

fn pulls() -> Vec<Case> {
    let how = T::Contribution;
    let years = |city: [&'static str; 2], east: [&'static str; 2]| {
        of_areas(&[
            (CITY, "2023", city[0]),
            (CITY, "2024", city[1]),
            (EAST, "2023", east[0]),
            (EAST, "2024", east[1]),
        ])
    };
    let product = |row: Indicator| Indicator { name: "地区生产总值".into(), ..row };
    let part = Indicator { part_of: Some(IndicatorId(11)), ..sums(&[("2023", "3"), ("2024", "5")]) };
    let whole = indicator(11, "万元", &[(CITY, "2023", "200000"), (CITY, "2024", "240000")]);
    vec![
        // (60 − 50) ÷ 200 = 5 points.
        in_east(Plain, how, years(["200", "220"], ["50", "60"]), &["2024: 5.00"]),
        // To another indicator's growth, in its unit: (5 − 3) ÷ 20 亿元 = 10 points.
        Case { rows: vec![part, whole], ..case(Plain, how, sums(&[]), &["2024: 10.00"]) },
        // At comparable prices: the published 8 % of what was 50 of 200, 8 × 50 ÷ 200 = 2 points; the levels'
        // (60 − 50) ÷ 200 = 5 would be nominal.
        in_east(Plain, how, product(years(["200", "220"], ["50", "60 +8"])), &["2024: 2.00"]),
        in_east(Plain, how, product(years(["200", "220"], ["50", "60"])), &["2024: -"]),
        // The same two months: (12 − 10) ÷ 40 = 5.
        in_east(
            Merged,
            how,
            of_areas(&[
                (CITY, "2023-02 cum", "40"),
                (CITY, "2023-03 cum", "60"),
                (EAST, "2023-01..02 cum", "10"),
                (EAST, "2023-03 cum", "15"),
                (EAST, "2024-02 cum", "12"),
                (EAST, "2024-03 cum", "18"),
            ]),
            &["2024-02 cum: 5.00", "2024-03 cum: 5.00"],
        ),
        // Neither the part's nor the whole's figure of a year before may be missing: 2023 has no part, 2024 no
        // whole; (70 − 60) ÷ 250 = 4.
        in_east(
            Missing,
            how,
            of_areas(&[
                (CITY, "2022", "200"),
                (CITY, "2024", "250"),
                (EAST, "2023", "50"),
                (EAST, "2024", "60"),
                (EAST, "2025", "70"),
            ]),
            &["2025: 4.00"],
        ),
        // Of 250, revised from 200: 10 ÷ 250. What the whole was is preliminary: so is what follows.
        in_east(Revised, how, years(["250 ^200", "270"], ["50", "60"]), &["2024: 4.00"]),
        in_east(Revised, how, years(["250 ~", "270"], ["50", "60"]), &["2024: 4.00 ~"]),
        // Twenty accidents fewer of 400: −5 points, not turned round.
        in_east(
            Lower,
            how,
            Indicator { direction: Direction::Lower, ..years(["400", "390"], ["100", "80"]) },
            &["2024: -5.00"],
        ),
        // As much as a year before pulls nothing.
        in_east(Ties, how, years(["200", "220"], ["50", "50"]), &["2024: 0.00"]),
        // A whole of nothing has no growth to contribute to; a part that comes from nothing has: 10 ÷ 200.
        in_east(Zero, how, years(["0", "220"], ["50", "60"]), &["2024: -"]),
        in_east(Zero, how, years(["200", "220"], ["0", "10"]), &["2024: 5.00"]),
        // The same of a loss: (10 − −10) ÷ 200 = 10.
        in_east(Negative, how, years(["-200", "220"], ["50", "60"]), &["2024: -"]),
        in_east(Negative, how, years(["200", "220"], ["-10", "10"]), &["2024: 10.00"]),
    ]
}

fn means() -> Vec<Case> {
    let how = T::Average(3);
    vec![
        // (10 + 20 + 36) ÷ 3; (20 + 36 + 4) ÷ 3.
        case(
            Plain,
            how,
            single(&[("2024-01", "10"), ("2024-02", "20"), ("2024-03", "36"), ("2024-04", "4")]),
            &["2024-03: 22.0", "2024-04: 20.0"],
        ),
        // 1–2月 is two of three: (20 + 10) ÷ 3. 2–4月 would cut it in half; (10 + 11 + 12) ÷ 3.
        case(
            Merged,
            how,
            single(&[("2024-01..02", "20"), ("2024-03", "10"), ("2024-04", "11"), ("2024-05", "12")]),
            &["2024-03: 10.0", "2024-05: 11.0"],
        ),
        // April is missing: (3 + 6 + 9) ÷ 3 again from May on.
        case(
            Missing,
            how,
            single(&[
                ("2024-02", "20"),
                ("2024-03", "36"),
                ("2024-05", "3"),
                ("2024-06", "6"),
                ("2024-07", "9"),
            ]),
            &["2024-07: 6.0"],
        ),
        // (10 + 20 + 36) ÷ 3 with 20, revised from 26; preliminary as long as January is in it.
        case(
            Revised,
            how,
            single(&[("2024-01", "10 ~"), ("2024-02", "20 ^26"), ("2024-03", "36"), ("2024-04", "4")]),
            &["2024-03: 22.0 ~", "2024-04: 20.0"],
        ),
        // (0 + 0 + 9) ÷ 3; (−9 + 3 + 0) ÷ 3.
        case(Zero, how, single(&[("2024-01", "0"), ("2024-02", "0"), ("2024-03", "9")]), &["2024-03: 3.0"]),
        case(
            Negative,
            how,
            single(&[("2024-01", "-9"), ("2024-02", "3"), ("2024-03", "0")]),
            &["2024-03: -2.0"],
        ),
    ]
}

const PROVINCE: AreaId = AreaId(5);
const NATION: AreaId = AreaId(6);

fn across() -> Vec<Case> {
    let growth = |figures: &[(AreaId, &str, &str)]| Indicator {
        measure: Measure::Growth,
        unit: Unit::new("%"),
        ..of_areas(figures)
    };
    let all =
        [(CITY, "2024", "6.5"), (EAST, "2024", "7.1"), (PROVINCE, "2024", "5.5"), (NATION, "2024", "5.0")];
    let lower = |row: Indicator| Indicator { direction: Direction::Lower, ..row };
    let from = T::Distance;
    let three = |east: &'static str, west: &'static str, north: &'static str| {
        of_areas(&[(EAST, "2024", east), (WEST, "2024", west), (NORTH, "2024", north)])
    };
    vec![
        // From the city 7.1 − 6.5, the province 7.1 − 5.5, the nation 7.1 − 5.0.
        in_east(Plain, from(CITY), growth(&all), &["2024: 0.6"]),
        in_east(Plain, from(PROVINCE), growth(&all), &["2024: 1.6"]),
        in_east(Plain, from(NATION), growth(&all), &["2024: 2.1"]),
        in_east(
            Merged,
            from(CITY),
            growth(&[
                (CITY, "2024-02 cum", "6.0"),
                (CITY, "2024-03 cum", "6.1"),
                (EAST, "2024-01..02 cum", "7.0"),
                (EAST, "2024-03 cum", "7.2"),
            ]),
            &["2024-01..02 cum: 1.0", "2024-03 cum: 1.1"],
        ),
        in_east(
            Missing,
            from(CITY),
            growth(&[(CITY, "2024", "6.5"), (EAST, "2023", "7.0"), (EAST, "2024", "7.1")]),
            &["2024: 0.6"],
        ),
        // From the city's 6.0, revised from 6.5; from its preliminary one.
        in_east(
            Revised,
            from(CITY),
            growth(&[
                (CITY, "2023", "6.0 ^6.5"),
                (CITY, "2024", "6.5 ~"),
                (EAST, "2023", "7.0"),
                (EAST, "2024", "7.1"),
            ]),
            &["2023: 1.0", "2024: 0.6 ~"],
        ),
        // 4.8 % of unemployment is 0.2 below 5.0: not turned round.
        in_east(
            Lower,
            from(CITY),
            lower(growth(&[(CITY, "2024", "5.0"), (EAST, "2024", "4.8")])),
            &["2024: -0.2"],
        ),
        in_east(Ties, from(CITY), growth(&[(CITY, "2024", "5.0"), (EAST, "2024", "5.0")]), &["2024: 0.0"]),
        in_east(Zero, from(CITY), growth(&[(CITY, "2024", "0"), (EAST, "2024", "3.0")]), &["2024: 3.0"]),
        // 3 − −2.
        in_east(
            Negative,
            from(CITY),
            growth(&[(CITY, "2024", "-2.0"), (EAST, "2024", "3.0")]),
            &["2024: 5.0"],
        ),
        // 90 is first, 60 second.
        in_east(Plain, T::Place, three("60", "90", "50"), &["2024: 2"]),
        // The same two months by two names: 20 behind 25.
        in_east(
            Merged,
            T::Place,
            of_areas(&[
                (EAST, "2024-01..02 cum", "20"),
                (EAST, "2024-03 cum", "31"),
                (WEST, "2024-02 cum", "25"),
                (WEST, "2024-03 cum", "30"),
            ]),
            &["2024-01..02 cum: 2", "2024-03 cum: 1"],
        ),
        // One that did not report has no place and takes none from others; alone there is no order.
        in_east(
            Missing,
            T::Place,
            of_areas(&[(EAST, "2023", "50"), (EAST, "2024", "60"), (WEST, "2024", "90")]),
            &["2024: 2"],
        ),
        // 95, revised from 70, is above 90; as long as a figure among them is preliminary the place is.
        in_east(Revised, T::Place, three("95 ^70", "90", "50"), &["2024: 1 ^"]),
        in_east(Revised, T::Place, three("95", "90 ~", "50"), &["2024: 1 ~"]),
        // The fewest accidents are first.
        in_east(Lower, T::Place, lower(three("60", "90", "50")), &["2024: 2"]),
        in_east(Lower, T::Place, lower(three("50", "90", "60")), &["2024: 1"]),
        // Two share the first place; after them comes the third.
        in_east(Ties, T::Place, three("90", "90", "50"), &["2024: 1"]),
        Case { area: NORTH, ..in_east(Ties, T::Place, three("90", "90", "50"), &["2024: 3"]) },
        // 3, 0, −5.
        in_east(Zero, T::Place, three("0", "3", "-5"), &["2024: 2"]),
        in_east(Negative, T::Place, three("-5", "3", "0"), &["2024: 3"]),
    ]
}

struct Made {
    when: In,
    unit: &'static str,
    text: &'static str,
    parts: [(&'static str, Figures<'static>); 2],
    gives: &'static [&'static str],
}

fn formulas() -> Vec<Made> {
    let money = "亿元";
    vec![
        // 12 亿元 ÷ 3 万人 = 1,200,000,000 元 ÷ 30,000 = 40,000 元/人.
        Made {
            when: Plain,
            unit: "元/人",
            text: "i1 / i2",
            parts: [(money, &[("2024", "12")]), ("万人", &[("2024", "3")])],
            gives: &["2024: 40000"],
        },
        // 10 + 20,000 万元 = 12; 12 × 2 − 1.5.
        Made {
            when: Plain,
            unit: money,
            text: "i1 + i2",
            parts: [(money, &[("2024", "10")]), ("万元", &[("2024", "20000")])],
            gives: &["2024: 12"],
        },
        Made {
            when: Plain,
            unit: money,
            text: "i1 * 2 - i2",
            parts: [(money, &[("2024", "12")]), (money, &[("2024", "1.5")])],
            gives: &["2024: 22.5"],
        },
        // The same two months by two names: 3 + 1; March 2 + 2. January alone meets nothing.
        Made {
            when: Merged,
            unit: money,
            text: "sum(i1, i2)",
            parts: [
                (money, &[("2024-01..02 cum", "3"), ("2024-03", "2")]),
                (money, &[("2024-01", "0.5"), ("2024-02 cum", "1"), ("2024-03", "2")]),
            ],
            gives: &["2024-01..02 cum: 4", "2024-03: 4"],
        },
        // A missing part is not zero.
        Made {
            when: Missing,
            unit: money,
            text: "i1 + i2",
            parts: [(money, &[("2023", "1"), ("2024", "2")]), (money, &[("2024", "3")])],
            gives: &["2024: 5"],
        },
        // 12, revised from 10, + 3; a preliminary part makes it preliminary.
        Made {
            when: Revised,
            unit: money,
            text: "i1 + i2",
            parts: [
                (money, &[("2023", "12 ^10"), ("2024", "2")]),
                (money, &[("2023", "3"), ("2024", "3 ~")]),
            ],
            gives: &["2023: 15", "2024: 5 ~"],
        },
        // By zero nothing is divided; zero itself may be: 0 ÷ 4.
        Made {
            when: Zero,
            unit: "%",
            text: "i1 / i2",
            parts: [(money, &[("2023", "12"), ("2024", "0")]), (money, &[("2023", "0"), ("2024", "4")])],
            gives: &["2024: 0"],
        },
        // 3 − 12 = −9; −9 ÷ 12 = −75 %.
        Made {
            when: Negative,
            unit: money,
            text: "i2 - i1",
            parts: [(money, &[("2024", "12")]), (money, &[("2024", "3")])],
            gives: &["2024: -9"],
        },
        Made {
            when: Negative,
            unit: "%",
            text: "i2 / i1",
            parts: [(money, &[("2024", "12")]), (money, &[("2024", "-9")])],
            gives: &["2024: -75"],
        },
    ]
}

fn sign(status: Status) -> &'static str {
    match status {
        Status::Preliminary => " ~",
        Status::Final => "",
        Status::Revised => " ^",
    }
}

#[test]
fn every_derivation_by_hand() {
    for Case { when, how, area, rows, gives } in cases() {
        let name = format!("{} in {when:?}: {gives:?}", row_of(how));
        let book = workbook(rows);
        let row = book.indicators.at(0).unwrap();
        let Ok(found) = derive(&book, row, area, row.measure, how) else {
            assert_eq!(gives, ["refused"], "{name}");
            continue;
        };
        let shown = |value| found.places.map_or(value, |places| round_half_up(value, places));
        let values =
            found.points.iter().map(|p| format!("{}: {}{}", p.period, shown(p.value), sign(p.status)));
        let omitted = found.omitted.iter().map(|omitted| format!("{}: -", omitted.period));
        assert_eq!(values.chain(omitted).collect::<Vec<_>>(), gives, "{name}");
        // Every value says how it was made, every gap why, in both languages.
        for lang in Lang::ALL {
            for (point, made) in found.points.iter().zip(&found.hows) {
                let said = lang.derivation(made, shown(point.value), &found.unit, &row.unit, &book);
                assert!(said.contains(|c: char| c.is_ascii_digit()), "{name}: {said}");
            }
            assert!(found.omitted.iter().all(|omitted| !lang.omitted(omitted).is_empty()), "{name}");
        }
        assert_eq!(found.points.len(), found.hows.len(), "{name}");
    }
}

#[test]
fn every_formula_by_hand() {
    for Made { when, unit, text, parts: [one, other], gives } in formulas() {
        let row = |id, (unit, figures): (&str, Figures<'_>)| {
            let all: Vec<_> = figures.iter().map(|&(period, figure)| (CITY, period, figure)).collect();
            indicator(id, unit, &all)
        };
        let formula: Formula = text.parse().unwrap();
        let result = Indicator { formula: Some(formula), ..indicator(3, unit, &[]) };
        let book = workbook([row(1, one), row(2, other), result]);
        assert_eq!(book.check(), [], "{when:?} {text}");
        let made = WorkedOut::of(&book, None).unwrap();
        let found = &made.workbook().indicators.get(IndicatorId(3)).unwrap().observations;
        let found = found.iter().map(|o| format!("{}: {}{}", o.period, o.value.unwrap(), sign(o.status)));
        assert_eq!(found.collect::<Vec<_>>(), gives, "{when:?} {text}");
    }
}

#[test]
fn a_mean_with_two_months_together_says_what_it_divides_by() {
    // (20 + 10) ÷ 3 periods, though they are two figures.
    let row = single(&[("2024-01..02", "20"), ("2024-03", "10")]);
    let book = workbook([row]);
    let found = derive(&book, book.indicators.at(0).unwrap(), CITY, Measure::Level, T::Average(3)).unwrap();
    let [made @ Derivation::Average { count: 3, .. }] = found.hows.as_slice() else {
        panic!("{:?}", found.hows)
    };
    let said = |lang: Lang| lang.derivation(made, d("10.0"), &found.unit, &found.unit, &book);
    assert_eq!(said(Lang::Zh), "10.0 亿元 =（20 + 10）÷ 3");
    assert_eq!(said(Lang::En), "CNY 1.00 bn = (CNY 2.0 bn + CNY 1.0 bn) ÷ 3");
}

#[test]
fn growth_at_comparable_prices_pulls_by_what_was_published() {
    let figures =
        [(CITY, "2023", "200"), (CITY, "2024", "220"), (EAST, "2023", "50"), (EAST, "2024", "60 +8")];
    let row = Indicator { name: "地区生产总值".into(), ..of_areas(&figures) };
    let book = workbook([row]);
    let row = book.indicators.at(0).unwrap();
    let found = derive(&book, row, EAST, Measure::Level, T::Contribution).unwrap();
    let said = |lang: Lang| lang.derivation(&found.hows[0], d("2.00"), &found.unit, &row.unit, &book);
    assert_eq!(said(Lang::Zh), "2.00 个百分点 = 公布增速 8% × 2023年 50 ÷ 全市2023年 200");
    assert_eq!(said(Lang::En), "2.00 pp = published growth 8% × 2023 50 ÷ 全市, 2023 200");
}
