//! Published figures, single periods and sums, growth, points, indices and means.

use super::{
    super::In::{Lower, Merged, Missing, Negative, Plain, Revised, Ties, Zero},
    Case, Figures, case, lower_rates, rates, single, sums,
};
use guatu::model::{Basis, Direction, Indicator, figure::Transformation as T};

pub fn cases() -> Vec<Case> {
    [published(), parts_and_sums(), growth(), points(), indices(), means()].into_iter().flatten().collect()
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
