//! Shares and contributions, differences from other areas, places among them.

use super::{
    super::In::{Lower, Merged, Missing, Negative, Plain, Revised, Ties, Zero},
    Case, case, in_east, of_areas, sums,
};
use crate::{CITY, EAST, NORTH, WEST, indicator};
use guatu::model::{AreaId, Direction, Indicator, IndicatorId, Measure, Unit, figure::Transformation as T};

pub fn cases() -> Vec<Case> {
    [shares(), pulls(), across()].into_iter().flatten().collect()
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
