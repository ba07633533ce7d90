//! Boards by hand: every scoring rule, caps and floors, points added and taken.

use super::{
    In::{self, Lower, Merged, Missing, Negative, Plain, Revised, Ties, Zero},
    Without, kinds,
};
use crate::{CITY, EAST, NORTH, WEST, d, indicator, workbook};
use guatu::{
    analysis::{board::history, round_half_up},
    i18n::Lang,
    model::{
        AreaId, Basis, Board, BoardId, Direction, Indicator, IndicatorId, Measure, Target, TargetId, Unit,
        board::{self, Adjustment, BoardItem, ItemSource, Ranked, Scoring},
    },
};

kinds!(rule_of, RULES, Scoring,
    Scoring::RatioToTarget => "ratio to target",
    Scoring::GapToPace(_) => "gap to pace",
    Scoring::Growth => "growth",
    Scoring::RankPoints(_) => "rank points",
    Scoring::Efficacy => "efficacy coefficient",
);

const CAP: &str = "cap";
const FLOOR: &str = "floor";
const ADDED: &str = "points added";
const TAKEN: &str = "points taken";

pub fn rows() -> Vec<&'static str> {
    RULES.iter().copied().chain([CAP, FLOOR, ADDED, TAKEN]).collect()
}

pub fn made() -> Vec<(&'static str, In)> {
    cases().iter().map(|case| (case.row, case.when)).collect()
}

pub const WITHOUT: &[Without] = &[
    Without(CAP, &[Merged, Revised], "it bounds points, whatever figure they are of"),
    Without(FLOOR, &[Merged, Revised], "it bounds points, whatever figure they are of"),
    Without(ADDED, &[Revised, Lower], "they belong to no figure"),
    Without(TAKEN, &[Revised, Lower], "they belong to no figure"),
];

/// The ranked, in this order.
const FOUR: [AreaId; 4] = [EAST, WEST, NORTH, CITY];

struct Case {
    row: &'static str,
    when: In,
    source: Indicator,
    period: &'static str,
    item: BoardItem,
    ties: board::Ties,
    adjusted: Vec<(u32, &'static str, &'static str)>,
    /// Score, rounded to two places, and place of each of the four.
    gives: [&'static str; 4],
}

/// Figures of the four for a period; `-` is none.
fn of(period: &'static str, figures: [&str; 4]) -> Indicator {
    let all: Vec<_> = FOUR.into_iter().zip(figures).filter(|(_, figure)| *figure != "-").collect();
    let all: Vec<_> = all.iter().map(|(area, figure)| (*area, period, *figure)).collect();
    Indicator { basis: Basis::Cumulative, ..indicator(10, "亿元", &all) }
}

fn rates(period: &'static str, figures: [&str; 4]) -> Indicator {
    Indicator { measure: Measure::Growth, unit: Unit::new("%"), ..of(period, figures) }
}

/// An item of 20 points.
fn item(scoring: Scoring, target: &str) -> BoardItem {
    BoardItem { scoring, target: (!target.is_empty()).then(|| d(target)), ..BoardItem::new("项", d("20")) }
}

fn case(
    when: In,
    source: Indicator,
    period: &'static str,
    item: BoardItem,
    gives: [&'static str; 4],
) -> Case {
    let row = rule_of(item.scoring);
    Case { row, when, source, period, item, ties: board::Ties::Skip, adjusted: Vec::new(), gives }
}

fn lower(source: Indicator) -> Indicator {
    Indicator { direction: Direction::Lower, ..source }
}

fn cases() -> Vec<Case> {
    [ratios(), gaps(), growths(), places(), efficacies(), bounds(), extras()].into_iter().flatten().collect()
}

#[rustfmt::skip]
fn ratios() -> Vec<Case> {
    let of_100 = || item(Scoring::RatioToTarget, "100");
    let year = |figures| of("2024", figures);
    // Targets of the areas themselves, in another unit: 1,000,000 万元 are 100 亿元, 400,000 are 40.
    let mut own = year(["80", "40", "30", "25"]);
    own.targets = FOUR.into_iter().zip(["1000000", "400000", "400000", "500000"]).zip(50..).map(|((area, value), id)| {
        let mut target = Target::new(TargetId(id), 2024);
        (target.area, target.value, target.unit) = (Some(area), Some(d(value)), Unit::new("万元"));
        target
    }).collect();
    vec![
        // 80, 110, 100 and 50 of 100, of 20 points.
        case(Plain, year(["80", "110", "100", "50"]), "2024", of_100(), ["16.00 3", "22.00 1", "20.00 2", "10.00 4"]),
        // 80 ÷ 100, 40 ÷ 40, 30 ÷ 40, 25 ÷ 50.
        case(Plain, own, "2024", item(Scoring::RatioToTarget, ""), ["16.00 2", "20.00 1", "15.00 3", "10.00 4"]),
        // By February 20, 15, 10, 5 of the year's 100, whether it is called February or 1–2月.
        case(Merged, of("2024-02 cum", ["20", "15", "10", "5"]), "2024-01..02 cum", of_100(), ["4.00 1", "3.00 2", "2.00 3", "1.00 4"]),
        // Not reported: no points, last. Nobody has a target: none has points.
        case(Missing, year(["80", "-", "100", "50"]), "2024", of_100(), ["16.00 2", "0.00 4", "20.00 1", "10.00 3"]),
        case(Missing, year(["80", "1", "100", "50"]), "2024", item(Scoring::RatioToTarget, ""), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        // 90, revised from 110.
        case(Revised, year(["90 ^110", "100", "80", "50 ~"]), "2024", of_100(), ["18.00 2", "20.00 1", "16.00 3", "10.00 4"]),
        // Less is better: 2 − 30 ÷ 25 = 0.8, 2 − 20 ÷ 25 = 1.2, 2 − 1 = 1; three times as much has none: 2 − 3 < 0.
        case(Lower, lower(year(["30", "20", "25", "75"])), "2024", item(Scoring::RatioToTarget, "25"), ["16.00 3", "24.00 1", "20.00 2", "0.00 4"]),
        // 80 twice: both second, and the next is fourth; or third.
        case(Ties, year(["80", "80", "110", "50"]), "2024", of_100(), ["16.00 2", "16.00 2", "22.00 1", "10.00 4"]),
        Case { ties: board::Ties::Dense, ..case(Ties, year(["80", "80", "110", "50"]), "2024", of_100(), ["16.00 2", "16.00 2", "22.00 1", "10.00 3"]) },
        // Nothing done is nothing; of less-is-better it is all that can be: 2 − 0. A target of nothing says nothing.
        case(Zero, year(["0", "50", "60", "70"]), "2024", of_100(), ["0.00 4", "10.00 3", "12.00 2", "14.00 1"]),
        case(Zero, lower(year(["0", "50", "60", "70"])), "2024", of_100(), ["40.00 1", "30.00 2", "28.00 3", "26.00 4"]),
        case(Zero, year(["9", "8", "7", "6"]), "2024", item(Scoring::RatioToTarget, "0"), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        // −5 ÷ 100 would be −1 point: nobody has less than none. A negative target says nothing.
        case(Negative, year(["-5", "50", "60", "70"]), "2024", of_100(), ["0.00 4", "10.00 3", "12.00 2", "14.00 1"]),
        case(Negative, year(["9", "8", "7", "6"]), "2024", item(Scoring::RatioToTarget, "-3"), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
    ]
}

#[rustfmt::skip]
fn gaps() -> Vec<Case> {
    let rule = |each: &str, target| item(Scoring::GapToPace(d(each)), target);
    let half = |figures| of("2024Q2 cum", figures);
    let growth = |figures| rates("2024", figures);
    vec![
        // 50 of 100 are due by June: 40 is 10 points behind at half a point each; 65 is ahead; 5 is 45 behind: 22.5.
        case(Plain, half(["40", "50", "65", "5"]), "2024Q2 cum", rule("0.5", "100"), ["15.00 3", "20.00 1", "20.00 1", "0.00 4"]),
        // A rate against its target: 5.5 − 6.5 is one point behind at 3 each, 6.2 three tenths, 7 ahead.
        case(Plain, growth(["5.5", "7", "6.5", "6.2"]), "2024", rule("3", "6.5"), ["17.00 4", "20.00 1", "20.00 1", "19.10 3"]),
        // Two months of twelve are due: 16.6667; 10 is 6.6667 behind at 1.5 each = 10.
        case(Merged, of("2024-02 cum", ["10", "20", "16.7", "0"]), "2024-01..02 cum", rule("1.5", "100"), ["10.00 3", "20.00 1", "20.00 1", "0.00 4"]),
        case(Missing, half(["40", "-", "50", "45"]), "2024Q2 cum", rule("0.5", "100"), ["15.00 3", "0.00 4", "20.00 1", "17.50 2"]),
        // 45, revised from 50: five behind.
        case(Revised, half(["45 ^50", "50", "50", "40"]), "2024Q2 cum", rule("0.5", "100"), ["17.50 3", "20.00 1", "20.00 1", "15.00 4"]),
        // At most 100: 60 by June is ten too many, 40 too few to mind. At most 5 %: 6 is one over.
        case(Lower, lower(half(["60", "40", "50", "90"])), "2024Q2 cum", rule("0.5", "100"), ["15.00 3", "20.00 1", "20.00 1", "0.00 4"]),
        case(Lower, lower(growth(["6", "4", "5", "5.5"])), "2024", rule("3", "5"), ["17.00 4", "20.00 1", "20.00 1", "18.50 3"]),
        case(Ties, half(["40", "40", "50", "45"]), "2024Q2 cum", rule("0.5", "100"), ["15.00 3", "15.00 3", "20.00 1", "17.50 2"]),
        // Of nothing nothing is due; growth has a target of nothing: 0 − 0.5 behind at 3 each.
        case(Zero, half(["4", "3", "2", "1"]), "2024Q2 cum", rule("0.5", "0"), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        case(Zero, growth(["-0.5", "0", "1", "-1"]), "2024", rule("3", "0"), ["18.50 3", "20.00 1", "20.00 1", "17.00 4"]),
        // −10 of 100 where 50 are due: 60 behind × 0.1 = 6. Energy at most −3 %: −2 is one over, −4 fine.
        case(Negative, half(["-10", "50", "40", "30"]), "2024Q2 cum", rule("0.1", "100"), ["14.00 4", "20.00 1", "19.00 2", "18.00 3"]),
        case(Negative, lower(growth(["-2", "-4", "-3", "-2.5"])), "2024", rule("3", "-3"), ["17.00 4", "20.00 1", "20.00 1", "18.50 3"]),
    ]
}

/// Levels of two years, from which growth follows.
fn two_years(before: &'static str, now: &'static str, figures: [(&str, &str); 4]) -> Indicator {
    let mut all = Vec::new();
    for (area, (old, new)) in FOUR.into_iter().zip(figures) {
        all.extend([(area, before, old), (area, now, new)].into_iter().filter(|(.., figure)| *figure != "-"));
    }
    Indicator { basis: Basis::Cumulative, ..indicator(10, "亿元", &all) }
}

#[rustfmt::skip]
fn growths() -> Vec<Case> {
    let rule = || item(Scoring::Growth, "");
    let year = |figures| rates("2024", figures);
    let made = |figures| two_years("2023", "2024", figures);
    vec![
        // 8 is the largest: 6 ÷ 8, 2 ÷ 8, 4 ÷ 8 of 20.
        case(Plain, year(["6", "8", "2", "4"]), "2024", rule(), ["15.00 2", "20.00 1", "5.00 4", "10.00 3"]),
        // Two months by two names: (22 − 20) ÷ 20 = 10 %; published 5 %; 0 ÷ 10; no figure a year before.
        case(Merged, two_years("2023-02 cum", "2024-01..02 cum", [("20", "22"), ("9", "10 +5"), ("10", "10"), ("-", "10")]),
            "2024-01..02 cum", rule(), ["20.00 1", "10.00 2", "0.00 3", "0.00 3"]),
        case(Missing, year(["6", "-", "3", "1"]), "2024", rule(), ["20.00 1", "0.00 4", "10.00 2", "3.33 3"]),
        // Over 110, revised from 100: (121 − 110) ÷ 110 = 10 %; the others 5, 2.5, 1.
        case(Revised, made([("110 ^100", "121"), ("100", "105"), ("40", "41"), ("100", "101 ~")]), "2024", rule(),
            ["20.00 1", "10.00 2", "5.00 3", "2.00 4"]),
        // Less is better: the fall of 4 is the largest, 2 half of it, a rise none.
        case(Lower, lower(year(["-4", "-2", "1", "-1"])), "2024", rule(), ["20.00 1", "10.00 2", "0.00 4", "5.00 3"]),
        case(Ties, year(["8", "8", "4", "2"]), "2024", rule(), ["20.00 1", "20.00 1", "10.00 3", "5.00 4"]),
        // No growth, no points; where nobody grows, nobody has any. From nothing there is no growth.
        case(Zero, year(["0", "8", "4", "2"]), "2024", rule(), ["0.00 4", "20.00 1", "10.00 2", "5.00 3"]),
        case(Zero, year(["0", "0", "-1", "0"]), "2024", rule(), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        case(Zero, made([("0", "5"), ("100", "110"), ("100", "105"), ("100", "101")]), "2024", rule(), ["0.00 4", "20.00 1", "10.00 2", "2.00 3"]),
        case(Negative, year(["-3", "8", "4", "2"]), "2024", rule(), ["0.00 4", "20.00 1", "10.00 2", "5.00 3"]),
        case(Negative, made([("-5", "5"), ("100", "110"), ("100", "105"), ("100", "101")]), "2024", rule(), ["0.00 4", "20.00 1", "10.00 2", "2.00 3"]),
    ]
}

#[rustfmt::skip]
fn places() -> Vec<Case> {
    let rule = || item(Scoring::RankPoints(d("2")), "");
    let year = |figures| of("2024", figures);
    let dense = |case: Case| Case { ties: board::Ties::Dense, ..case };
    vec![
        // 9, 7, 5, 3 are the first to the fourth: 20, and two less each.
        case(Plain, year(["9", "5", "7", "3"]), "2024", rule(), ["20.00 1", "16.00 3", "18.00 2", "14.00 4"]),
        case(Merged, of("2024-02 cum", ["9", "5", "7", "3"]), "2024-01..02 cum", rule(), ["20.00 1", "16.00 3", "18.00 2", "14.00 4"]),
        // Who did not report takes no place: 9, 7, 3 are the first three.
        case(Missing, year(["9", "-", "7", "3"]), "2024", rule(), ["20.00 1", "0.00 4", "18.00 2", "16.00 3"]),
        // 6, revised from 9, is behind 7.
        case(Revised, year(["6 ^9", "5", "7", "3"]), "2024", rule(), ["18.00 2", "16.00 3", "20.00 1", "14.00 4"]),
        case(Lower, lower(year(["9", "5", "7", "3"])), "2024", rule(), ["14.00 4", "18.00 2", "16.00 3", "20.00 1"]),
        // 9, 7, 7, 5 are 1, 2, 2, 4; or 1, 2, 2, 3. Four alike are all first.
        case(Ties, year(["9", "7", "7", "5"]), "2024", rule(), ["20.00 1", "18.00 2", "18.00 2", "14.00 4"]),
        dense(case(Ties, year(["9", "7", "7", "5"]), "2024", rule(), ["20.00 1", "18.00 2", "18.00 2", "16.00 3"])),
        case(Ties, year(["7", "7", "7", "7"]), "2024", rule(), ["20.00 1", "20.00 1", "20.00 1", "20.00 1"]),
        // Two share the last place where less is better: 3, 5, 9, 9.
        case(Ties, lower(year(["9", "9", "5", "3"])), "2024", rule(), ["16.00 3", "16.00 3", "18.00 2", "20.00 1"]),
        case(Zero, year(["0", "5", "-1", "3"]), "2024", rule(), ["16.00 3", "20.00 1", "14.00 4", "18.00 2"]),
        case(Negative, year(["-3", "-5", "-1", "-9"]), "2024", rule(), ["18.00 2", "16.00 3", "20.00 1", "14.00 4"]),
        // Steps so large that the last would have less than none: 20 − 3 × 8 < 0.
        case(Negative, year(["9", "5", "7", "3"]), "2024", item(Scoring::RankPoints(d("8")), ""), ["20.00 1", "4.00 3", "12.00 2", "0.00 4"]),
    ]
}

#[rustfmt::skip]
fn efficacies() -> Vec<Case> {
    let rule = || item(Scoring::Efficacy, "");
    let year = |figures| of("2024", figures);
    vec![
        // 60 + 40 × (7 − 5) ÷ (9 − 5) = 80 per cent of 20; 60 + 40 × (6 − 5) ÷ 4 = 70.
        case(Plain, year(["9", "7", "5", "6"]), "2024", rule(), ["20.00 1", "16.00 2", "12.00 4", "14.00 3"]),
        case(Merged, of("2024-02 cum", ["9", "7", "5", "6"]), "2024-01..02 cum", rule(), ["20.00 1", "16.00 2", "12.00 4", "14.00 3"]),
        // Who did not report is neither the least nor the most: between 5 and 9 the 8 has 60 + 40 × 3 ÷ 4 = 90.
        case(Missing, year(["9", "-", "5", "8"]), "2024", rule(), ["20.00 1", "0.00 4", "12.00 3", "18.00 2"]),
        // 9, revised from 13: with 13 the 7 would have 60 + 40 × 2 ÷ 8 = 70.
        case(Revised, year(["9 ^13", "7", "5", "6"]), "2024", rule(), ["20.00 1", "16.00 2", "12.00 4", "14.00 3"]),
        // Less is better: 60 + 40 × (9 − 7) ÷ (9 − 5) = 80, (9 − 6) ÷ 4 × 40 + 60 = 90.
        case(Lower, lower(year(["9", "7", "5", "6"])), "2024", rule(), ["12.00 4", "16.00 3", "20.00 1", "18.00 2"]),
        // Two share the best; two share the worst; all alike, so that nobody is worse than the best.
        case(Ties, year(["9", "9", "5", "7"]), "2024", rule(), ["20.00 1", "20.00 1", "12.00 4", "16.00 3"]),
        case(Ties, year(["9", "5", "5", "7"]), "2024", rule(), ["20.00 1", "12.00 3", "12.00 3", "16.00 2"]),
        case(Ties, year(["7", "7", "7", "7"]), "2024", rule(), ["20.00 1", "20.00 1", "20.00 1", "20.00 1"]),
        case(Ties, year(["7", "-", "-", "-"]), "2024", rule(), ["20.00 1", "0.00 2", "0.00 2", "0.00 2"]),
        // From 0 to 4: 60 + 40 × 2 ÷ 4, × 1 ÷ 4.
        case(Zero, year(["4", "2", "0", "1"]), "2024", rule(), ["20.00 1", "16.00 2", "12.00 4", "14.00 3"]),
        // From −3 to 1: 60 + 40 × (−1 + 3) ÷ 4, × (0 + 3) ÷ 4.
        case(Negative, year(["1", "-1", "-3", "0"]), "2024", rule(), ["20.00 1", "16.00 3", "12.00 4", "18.00 2"]),
    ]
}

#[rustfmt::skip]
fn bounds() -> Vec<Case> {
    let year = |figures| of("2024", figures);
    let ratio = |cap: Option<&str>, floor: Option<&str>| BoardItem {
        cap: cap.map(d),
        floor: floor.map(d),
        ..item(Scoring::RatioToTarget, "100")
    };
    let bound = |row, when, source, item, gives| Case { row, ..case(when, source, "2024", item, gives) };
    let gap = |floor| BoardItem { floor: Some(d(floor)), ..item(Scoring::GapToPace(d("3")), "6.5") };
    vec![
        // 22 points are held at 20; 18 are not.
        bound(CAP, Plain, year(["110", "90", "80", "70"]), ratio(Some("20"), None), ["20.00 1", "18.00 2", "16.00 3", "14.00 4"]),
        bound(CAP, Missing, year(["110", "-", "80", "70"]), ratio(Some("20"), None), ["20.00 1", "0.00 4", "16.00 2", "14.00 3"]),
        // 2 − 50 ÷ 100 would be 30 points.
        bound(CAP, Lower, lower(year(["50", "110", "120", "130"])), ratio(Some("20"), None), ["20.00 1", "18.00 2", "16.00 3", "14.00 4"]),
        // 22 and 24 are both held at 20: they share the place.
        bound(CAP, Ties, year(["110", "120", "80", "70"]), ratio(Some("20"), None), ["20.00 1", "20.00 1", "16.00 3", "14.00 4"]),
        bound(CAP, Zero, year(["110", "90", "80", "70"]), ratio(Some("0"), None), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        // A cap below the floor gives way: nobody has less than none.
        bound(CAP, Negative, year(["110", "90", "80", "70"]), ratio(Some("-5"), None), ["0.00 1", "0.00 1", "0.00 1", "0.00 1"]),
        // 2 points are raised to 5.
        bound(FLOOR, Plain, year(["10", "90", "80", "70"]), ratio(None, Some("5")), ["5.00 4", "18.00 1", "16.00 2", "14.00 3"]),
        // It is for figures that were reported.
        bound(FLOOR, Missing, year(["10", "-", "80", "70"]), ratio(None, Some("5")), ["5.00 3", "0.00 4", "16.00 1", "14.00 2"]),
        // 2 − 190 ÷ 100 is two points.
        bound(FLOOR, Lower, lower(year(["190", "110", "120", "130"])), ratio(None, Some("5")), ["5.00 4", "18.00 1", "16.00 2", "14.00 3"]),
        bound(FLOOR, Ties, year(["10", "20", "80", "70"]), ratio(None, Some("5")), ["5.00 3", "5.00 3", "16.00 1", "14.00 2"]),
        bound(FLOOR, Zero, year(["-10", "20", "80", "70"]), ratio(None, Some("0")), ["0.00 4", "4.00 3", "16.00 1", "14.00 2"]),
        // One that is below zero lets other items pay: 20 − 3 × 10 = −10, held at −4.
        bound(FLOOR, Negative, rates("2024", ["-3.5", "6.5", "5.5", "4.5"]), gap("-4"), ["-4.00 4", "20.00 1", "17.00 2", "14.00 3"]),
    ]
}

#[rustfmt::skip]
fn extras() -> Vec<Case> {
    let year = |figures| of("2024", figures);
    let ratio = || item(Scoring::RatioToTarget, "100");
    let extra = |row, when, source, period, adjusted: &[(u32, &'static str, &'static str)], gives| Case {
        row,
        adjusted: adjusted.to_vec(),
        ..case(when, source, period, ratio(), gives)
    };
    let plain = || year(["90", "80", "70", "60"]);
    vec![
        // 16 + 1.5 for the second; and again 1.
        extra(ADDED, Plain, plain(), "2024", &[(1, "2024", "1.5"), (1, "2024", "1")], ["18.00 2", "18.50 1", "14.00 3", "12.00 4"]),
        // Those of the period count, not of another one.
        extra(ADDED, Merged, of("2024-02 cum", ["90", "80", "70", "60"]), "2024-01..02 cum", &[(1, "2024-01..02 cum", "1"), (0, "2024Q1 cum", "5")],
            ["18.00 1", "17.00 2", "14.00 3", "12.00 4"]),
        // Also for one that did not report.
        extra(ADDED, Missing, year(["90", "-", "70", "60"]), "2024", &[(1, "2024", "1.5")], ["18.00 1", "1.50 4", "14.00 2", "12.00 3"]),
        // 16 + 2 draws level with 18.
        extra(ADDED, Ties, plain(), "2024", &[(1, "2024", "2")], ["18.00 1", "18.00 1", "14.00 3", "12.00 4"]),
        extra(ADDED, Zero, plain(), "2024", &[(1, "2024", "0")], ["18.00 1", "16.00 2", "14.00 3", "12.00 4"]),
        // Below nothing it is a deduction: see there. With one of each, 2 − 0.5.
        extra(ADDED, Negative, plain(), "2024", &[(1, "2024", "2"), (1, "2024", "-0.5")], ["18.00 1", "17.50 2", "14.00 3", "12.00 4"]),
        extra(TAKEN, Plain, plain(), "2024", &[(0, "2024", "-2.5")], ["15.50 2", "16.00 1", "14.00 3", "12.00 4"]),
        extra(TAKEN, Merged, of("2024-02 cum", ["90", "80", "70", "60"]), "2024-01..02 cum", &[(0, "2024-01..02 cum", "-2.5")],
            ["15.50 2", "16.00 1", "14.00 3", "12.00 4"]),
        // One that has nothing falls below it.
        extra(TAKEN, Missing, year(["90", "-", "70", "60"]), "2024", &[(1, "2024", "-1")], ["18.00 1", "-1.00 4", "14.00 2", "12.00 3"]),
        extra(TAKEN, Ties, plain(), "2024", &[(0, "2024", "-2")], ["16.00 1", "16.00 1", "14.00 3", "12.00 4"]),
        extra(TAKEN, Zero, plain(), "2024", &[(0, "2024", "-18")], ["0.00 4", "16.00 1", "14.00 2", "12.00 3"]),
        extra(TAKEN, Negative, plain(), "2024", &[(0, "2024", "-20")], ["-2.00 4", "16.00 1", "14.00 2", "12.00 3"]),
    ]
}

#[test]
fn every_rule_by_hand() {
    for case in cases() {
        let name = format!("{}, {:?}: {:?}", case.row, case.when, case.gives);
        let measure = case.source.measure;
        let item = BoardItem { source: ItemSource::Indicator(IndicatorId(10), measure), ..case.item };
        let board = Board {
            id: BoardId(90),
            title: "比拼榜".into(),
            title_en: "".into(),
            ranked: Ranked::Areas(FOUR.to_vec()),
            periods: vec![case.period.parse().unwrap()],
            items: vec![item],
            adjustments: case
                .adjusted
                .iter()
                .map(|&(ranked, period, points)| Adjustment {
                    period: period.parse().unwrap(),
                    ranked,
                    points: d(points),
                    reason: "原因".into(),
                })
                .collect(),
            figures: Vec::new(),
            ties: case.ties,
        };
        let book = workbook([case.source]);
        let found = history(&book, &board).swap_remove(0);
        let said = found.rows.iter().map(|row| format!("{} {}", round_half_up(row.score, 2), row.place));
        assert_eq!(said.collect::<Vec<_>>(), case.gives, "{name}");
        // Each score says how it came about.
        for lang in Lang::ALL {
            for row in &found.rows {
                assert!(!lang.scored(&found.inputs.items[0], &row.items[0]).is_empty(), "{name}");
            }
        }
    }
}
