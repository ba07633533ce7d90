//! Targets by hand: every operator and relation, places, parts, firmness.

use super::{
    In::{self, Lower, Merged, Missing, Negative, Plain, Revised, Ties, Zero},
    Without,
};
use crate::{CITY, d, indicator, workbook};
use guatu::{
    analysis::{
        TargetState::{self, Behind, Met, NoFigure, OnPace, Slight},
        judge,
    },
    model::{
        Basis, Direction, Firmness, Indicator, IndicatorId, Measure, Operator, Relation, Target, TargetId,
        Unit,
        indicator::{Rank, RankOf, Reference},
    },
};

/// What a target says.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Says {
    Value(Operator),
    Other(Relation),
    Place(Operator),
}

const PLACE: &str = "rank";
const PART: &str = "of which";
const FIRM: &str = "firmness";

/// Exhaustive: a new operator has no row until it is named here.
fn operator(of: Operator) -> &'static str {
    match of {
        Operator::Eq => "= equal or better",
        Operator::Ge => "≥ at least",
        Operator::Gt => "> more than",
        Operator::Le => "≤ at most",
        Operator::Lt => "< less than",
        Operator::Approx => "about",
        Operator::Range => "range",
        Operator::Relative => "",
    }
}

fn relation(of: Relation) -> &'static str {
    match of {
        Relation::InStep => "in step with",
        Relation::Faster => "faster than",
        Relation::Slower => "slower than",
    }
}

pub fn rows() -> Vec<&'static str> {
    let operators = Operator::ALL.into_iter().filter(|&of| of != Operator::Relative).map(operator);
    operators.chain(Relation::ALL.map(relation)).chain([PLACE, PART, FIRM]).collect()
}

pub fn made() -> Vec<(&'static str, In)> {
    let row = |case: &Case| match case.says {
        Says::Value(of) => operator(of),
        Says::Other(of) => relation(of),
        Says::Place(_) => PLACE,
    };
    let cases = cases();
    let judged = cases.iter().map(|case| (row(case), case.when));
    judged.chain([(PART, Plain), (FIRM, Plain)]).collect()
}

const OTHERS: &[In] = &[Merged, Missing, Revised, Lower, Ties, Zero, Negative];

pub const WITHOUT: &[Without] = &[
    Without(PLACE, &[Zero, Negative], "places begin with 1"),
    Without(PART, OTHERS, "a part is judged by its own operator"),
    Without(FIRM, OTHERS, "a word beside the verdict; it changes none"),
];

struct Case {
    when: In,
    says: Says,
    direction: Direction,
    measure: Measure,
    /// `8`, `10..50`, `6.5±0.2`; the other indicator's growth for a relation.
    target: &'static str,
    /// Period and figure: the level, the growth or the place.
    figures: &'static [(&'static str, &'static str)],
    month: &'static str,
    state: TargetState,
    /// Rounded to four places; empty: none.
    gap: &'static str,
}

use Direction::{Higher, Lower as Less, Neither};
use Measure::{Growth, Level, Share};
use Operator::{Approx, Eq, Ge, Gt, Le, Lt, Range};
use Relation::{Faster, InStep, Slower};

type Table = &'static [(
    In,
    Says,
    Direction,
    Measure,
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
    TargetState,
    &'static str,
)];

/// One figure of a whole year.
macro_rules! year {
    ($figure:literal) => {
        &[("2024", $figure)]
    };
}

/// What accumulated by the end of February, under the name of both months.
macro_rules! merged {
    ($figure:literal) => {
        &[("2024-01..02 cum", $figure)]
    };
}

#[rustfmt::skip]
const REACH: Table = &[
    // 达到 8 %: 8.2 is 0.2 better, 7.9 short by 0.1 (up to one point is little), 6.9 by 1.1.
    (Plain, Says::Value(Eq), Higher, Growth, "8", year!("8.2"), "", Met, "0.2"),
    (Plain, Says::Value(Eq), Higher, Growth, "8", year!("7.9"), "", Slight, "-0.1"),
    (Plain, Says::Value(Eq), Higher, Growth, "8", year!("6.9"), "", Behind, "-1.1"),
    // 20 of 120 are 16.67 %, and two months of twelve are due; 15 are 12.5 %: 4.1667 points behind.
    (Merged, Says::Value(Eq), Higher, Level, "120", merged!("20"), "2024-02", OnPace, "0"),
    (Merged, Says::Value(Eq), Higher, Level, "120", merged!("15"), "2024-02", Slight, "-4.1667"),
    // March is missing, so that only February's 20 are known in April, and judged by February's pace.
    (Missing, Says::Value(Eq), Higher, Level, "120", &[("2024-01..02", "20"), ("2024-04", "11")], "2024-04", OnPace, "0"),
    (Missing, Says::Value(Eq), Higher, Level, "120", &[("2023", "100")], "2024-04", NoFigure, ""),
    // 118, revised from 121: short by 2, which is 1.7 % of 120.
    (Revised, Says::Value(Eq), Higher, Level, "120", year!("118 ^121"), "", Slight, "-2"),
    // Of accidents fewer are better: 98 of 100 is met, 104 over by 4 %.
    (Lower, Says::Value(Eq), Less, Level, "100", year!("98"), "", Met, "2"),
    (Lower, Says::Value(Eq), Less, Level, "100", year!("104"), "", Slight, "-4"),
    (Ties, Says::Value(Eq), Higher, Growth, "8", year!("8.0"), "", Met, "0"),
    // 零增长 of accidents: a fall is fine. None at all: one is no little miss of nothing.
    (Zero, Says::Value(Eq), Less, Growth, "0", year!("-12.5"), "", Met, "12.5"),
    (Zero, Says::Value(Eq), Less, Level, "0", year!("1"), "", Behind, "-1"),
    // A loss of 5 at most: 4 is better, 5.2 is 4 % over, 6 is 20 %.
    (Negative, Says::Value(Eq), Higher, Level, "-5", year!("-4"), "", Met, "1"),
    (Negative, Says::Value(Eq), Higher, Level, "-5", year!("-5.2"), "", Slight, "-0.2"),
    (Negative, Says::Value(Eq), Higher, Level, "-5", year!("-6"), "", Behind, "-1"),
];

#[rustfmt::skip]
const AT_LEAST: Table = &[
    (Plain, Says::Value(Ge), Higher, Growth, "8", year!("8.4"), "", Met, "0.4"),
    (Plain, Says::Value(Ge), Higher, Growth, "8", year!("7.5"), "", Slight, "-0.5"),
    // Growth since January by February: on its way, not yet met.
    (Merged, Says::Value(Ge), Higher, Growth, "6.5", merged!("6.6"), "2024-02", OnPace, "0.1"),
    // No growth of March: that of February counts. None at all: nothing is said.
    (Missing, Says::Value(Ge), Higher, Growth, "6.5", &[("2024-02 cum", "6.2")], "2024-03", Slight, "-0.3"),
    (Missing, Says::Value(Ge), Higher, Growth, "6.5", &[("2023", "7")], "2024-03", NoFigure, ""),
    (Revised, Says::Value(Ge), Higher, Level, "100", year!("101 ^99"), "", Met, "1"),
    // As it is worded: at least 50, though less would be better.
    (Lower, Says::Value(Ge), Less, Share, "50", year!("60"), "", Met, "10"),
    (Lower, Says::Value(Ge), Less, Share, "50", year!("49"), "", Slight, "-1"),
    (Ties, Says::Value(Ge), Higher, Growth, "8", year!("8"), "", Met, "0"),
    (Zero, Says::Value(Ge), Higher, Growth, "0", year!("-0.3"), "", Slight, "-0.3"),
    // Nothing is due of nothing in any month: −1 is behind, 0 on its way.
    (Zero, Says::Value(Ge), Higher, Level, "0", &[("2024-06 cum", "-1")], "2024-06", Behind, "-1"),
    (Zero, Says::Value(Ge), Higher, Level, "0", &[("2024-06 cum", "0")], "2024-06", OnPace, "0"),
    (Negative, Says::Value(Ge), Higher, Growth, "-5", year!("-4.8"), "", Met, "0.2"),
    (Negative, Says::Value(Ge), Higher, Growth, "-5", year!("-6.5"), "", Behind, "-1.5"),
    // 突破: the value itself does not do.
    (Plain, Says::Value(Gt), Higher, Growth, "8", year!("8.1"), "", Met, "0.1"),
    (Plain, Says::Value(Gt), Higher, Growth, "8", year!("6"), "", Behind, "-2"),
    (Merged, Says::Value(Gt), Higher, Level, "120", merged!("26"), "2024-02", OnPace, "5"),
    (Missing, Says::Value(Gt), Higher, Level, "120", &[("2024-02", "20")], "2024-02", NoFigure, ""),
    (Revised, Says::Value(Gt), Higher, Level, "120", year!("121 ^119"), "", Met, "1"),
    (Lower, Says::Value(Gt), Less, Share, "50", year!("50.5"), "", Met, "0.5"),
    (Ties, Says::Value(Gt), Higher, Growth, "8", year!("8"), "", Slight, "0"),
    // By September 120 of more than 120: 100 − 75 points ahead, and not there yet.
    (Ties, Says::Value(Gt), Higher, Level, "120", &[("2024-09 cum", "120")], "2024-09", OnPace, "25"),
    (Zero, Says::Value(Gt), Higher, Growth, "0", year!("0"), "", Slight, "0"),
    (Negative, Says::Value(Gt), Higher, Growth, "-5", year!("-4.9"), "", Met, "0.1"),
];

#[rustfmt::skip]
const AT_MOST: Table = &[
    (Plain, Says::Value(Le), Less, Share, "5.5", year!("5.4"), "", Met, "0.1"),
    (Plain, Says::Value(Le), Less, Share, "5.5", year!("7"), "", Behind, "-1.5"),
    // Used 45 of 120 by June: 37.5 % where 50 would be due; 121 have broken it.
    (Plain, Says::Value(Le), Higher, Level, "120", &[("2024-06 cum", "45")], "2024-06", OnPace, "12.5"),
    (Plain, Says::Value(Le), Higher, Level, "120", &[("2024-06 cum", "121")], "2024-06", Behind, "-50.8333"),
    // 23 of 120 are 19.1667 %, with 16.6667 due.
    (Merged, Says::Value(Le), Less, Level, "120", merged!("23"), "2024-02", Slight, "-2.5"),
    (Missing, Says::Value(Le), Less, Share, "5.5", &[("2024-02 cum", "5.6")], "2024-03", Slight, "-0.1"),
    (Revised, Says::Value(Le), Less, Share, "5.5", year!("5.4 ^5.6"), "", Met, "0.1"),
    (Lower, Says::Value(Le), Less, Level, "25", year!("24.1"), "", Met, "0.9"),
    (Ties, Says::Value(Le), Less, Share, "5.5", year!("5.5"), "", Met, "0"),
    (Zero, Says::Value(Le), Less, Level, "0", &[("2024-06 cum", "0")], "2024-06", OnPace, "0"),
    (Zero, Says::Value(Le), Less, Level, "0", &[("2024-06 cum", "1")], "2024-06", Behind, "-1"),
    // Energy per output falls by 3 % at least: growth of at most −3.
    (Negative, Says::Value(Le), Less, Growth, "-3", year!("-3.5"), "", Met, "0.5"),
    (Negative, Says::Value(Le), Less, Growth, "-3", year!("-2.5"), "", Slight, "-0.5"),
    (Plain, Says::Value(Lt), Less, Share, "5.5", year!("5.4"), "", Met, "0.1"),
    (Plain, Says::Value(Lt), Less, Share, "5.5", year!("6.6"), "", Behind, "-1.1"),
    (Merged, Says::Value(Lt), Less, Share, "5.5", merged!("5.4"), "2024-02", OnPace, "0.1"),
    (Missing, Says::Value(Lt), Less, Share, "5.5", &[("2023", "5")], "2024-03", NoFigure, ""),
    (Revised, Says::Value(Lt), Less, Share, "5.5", year!("5.6 ^5.4"), "", Slight, "-0.1"),
    (Lower, Says::Value(Lt), Less, Level, "25", year!("24"), "", Met, "1"),
    (Ties, Says::Value(Lt), Less, Share, "5.5", year!("5.5"), "", Slight, "0"),
    (Zero, Says::Value(Lt), Less, Growth, "0", year!("-0.1"), "", Met, "0.1"),
    (Negative, Says::Value(Lt), Less, Growth, "-3", year!("-3"), "", Slight, "0"),
];

#[rustfmt::skip]
const ABOUT: Table = &[
    // 6.5%左右 is half a point around, and better is no miss; where neither is better, above is one too.
    (Plain, Says::Value(Approx), Higher, Growth, "6.5", year!("6.1"), "", Met, "-0.4"),
    (Plain, Says::Value(Approx), Higher, Growth, "6.5", year!("9.9"), "", Met, "3.4"),
    (Plain, Says::Value(Approx), Higher, Growth, "6.5", year!("4.9"), "", Behind, "-1.6"),
    (Plain, Says::Value(Approx), Neither, Growth, "3", year!("3.6"), "", Slight, "-0.6"),
    // Of a level 5 %: of 1000 that is 50; 920 is 30 beyond it, which is 3 %.
    (Plain, Says::Value(Approx), Higher, Level, "1000", year!("955"), "", Met, "-45"),
    (Plain, Says::Value(Approx), Higher, Level, "1000", year!("920"), "", Slight, "-80"),
    // The target's own tolerance: 0.2 points; 2 % of 1000.
    (Plain, Says::Value(Approx), Higher, Growth, "6.5±0.2", year!("6.2"), "", Slight, "-0.3"),
    (Plain, Says::Value(Approx), Higher, Level, "1000±2", year!("975"), "", Slight, "-25"),
    // 14 of 120 are 11.6667 % with 16.6667 due: 5 points behind, which 5 % around allow; 13 are 5.8333 behind.
    (Merged, Says::Value(Approx), Higher, Level, "120", merged!("14"), "2024-02", OnPace, "-5"),
    (Merged, Says::Value(Approx), Higher, Level, "120", merged!("13"), "2024-02", Slight, "-5.8333"),
    (Missing, Says::Value(Approx), Higher, Growth, "6.5", &[("2024-02 cum", "6.0")], "2024-04", OnPace, "-0.5"),
    (Revised, Says::Value(Approx), Higher, Growth, "6.5", &[("2024-02 cum", "6.0 ~")], "2024-02", OnPace, "-0.5"),
    (Revised, Says::Value(Approx), Higher, Level, "1000", year!("940 ^960"), "", Slight, "-60"),
    // 失业率 5 % 左右: 5.4 holds, 5.6 is over, 3 is better.
    (Lower, Says::Value(Approx), Less, Share, "5", year!("5.4"), "", Met, "-0.4"),
    (Lower, Says::Value(Approx), Less, Share, "5", year!("5.6"), "", Slight, "-0.6"),
    (Lower, Says::Value(Approx), Less, Share, "5", year!("3"), "", Met, "2"),
    // Exactly the tolerance.
    (Ties, Says::Value(Approx), Higher, Growth, "6.5", year!("6.0"), "", Met, "-0.5"),
    (Ties, Says::Value(Approx), Higher, Level, "1000", year!("950"), "", Met, "-50"),
    (Zero, Says::Value(Approx), Higher, Growth, "0", year!("-0.4"), "", Met, "-0.4"),
    (Zero, Says::Value(Approx), Higher, Growth, "0", year!("-0.6"), "", Slight, "-0.6"),
    (Negative, Says::Value(Approx), Higher, Growth, "-3", year!("-3.5"), "", Met, "-0.5"),
    // 5 % of −100 are 5: −104 holds, −106 is one beyond.
    (Negative, Says::Value(Approx), Higher, Level, "-100", year!("-104"), "", Met, "-4"),
    (Negative, Says::Value(Approx), Higher, Level, "-100", year!("-106"), "", Slight, "-6"),
];

#[rustfmt::skip]
const RANGES: Table = &[
    // The nearer end tells how far: 30 is 20 inside of both, 50.5 half a point out. Where a direction is better, only
    // the end on the worse side counts: 60 − 10.
    (Plain, Says::Value(Range), Neither, Share, "10..50", year!("30"), "", Met, "20"),
    (Plain, Says::Value(Range), Neither, Share, "10..50", year!("50.5"), "", Slight, "-0.5"),
    (Plain, Says::Value(Range), Neither, Share, "10..50", year!("5"), "", Behind, "-5"),
    (Plain, Says::Value(Range), Higher, Share, "10..50", year!("60"), "", Met, "50"),
    // 100 to 140 by February: 20 are 20 % of the least and 14.3 % of the most, with 16.67 due: between. 15 are
    // 15 % of the least: 1.6667 behind. 28 are 20 % of the most: 3.3333 too many.
    (Merged, Says::Value(Range), Neither, Level, "100..140", merged!("20"), "2024-02", OnPace, "0"),
    (Merged, Says::Value(Range), Neither, Level, "100..140", merged!("15"), "2024-02", Slight, "-1.6667"),
    (Merged, Says::Value(Range), Neither, Level, "100..140", merged!("28"), "2024-02", Slight, "-3.3333"),
    (Missing, Says::Value(Range), Neither, Share, "10..50", &[("2023", "30")], "2024-04", NoFigure, ""),
    (Revised, Says::Value(Range), Neither, Share, "10..50", year!("50.5 ^49"), "", Slight, "-0.5"),
    // Less than the range is better, more a miss: 50 − 60, 50 − 5.
    (Lower, Says::Value(Range), Less, Share, "10..50", year!("60"), "", Behind, "-10"),
    (Lower, Says::Value(Range), Less, Share, "10..50", year!("5"), "", Met, "45"),
    (Ties, Says::Value(Range), Neither, Share, "10..50", year!("10"), "", Met, "0"),
    (Ties, Says::Value(Range), Neither, Share, "10..50", year!("50"), "", Met, "0"),
    (Zero, Says::Value(Range), Neither, Share, "0..2", year!("0"), "", Met, "0"),
    (Zero, Says::Value(Range), Neither, Share, "0..2", year!("-0.1"), "", Slight, "-0.1"),
    (Negative, Says::Value(Range), Neither, Share, "-3..-1", year!("-2"), "", Met, "1"),
    (Negative, Says::Value(Range), Neither, Share, "-3..-1", year!("-0.5"), "", Slight, "-0.5"),
];

#[rustfmt::skip]
const RELATIVE: Table = &[
    // In step is half a point around the other, and faster is fine.
    (Plain, Says::Other(InStep), Higher, Growth, "6.0", year!("5.6"), "", Met, "-0.4"),
    (Plain, Says::Other(InStep), Higher, Growth, "6.0", year!("7.5"), "", Met, "1.5"),
    (Plain, Says::Other(InStep), Higher, Growth, "6.0", year!("5.2"), "", Slight, "-0.8"),
    (Plain, Says::Other(InStep), Higher, Growth, "6.0±1", year!("5.2"), "", Met, "-0.8"),
    (Merged, Says::Other(InStep), Higher, Growth, "6.0", merged!("5.5"), "2024-02", OnPace, "-0.5"),
    (Missing, Says::Other(InStep), Higher, Growth, "-", year!("5.5"), "", NoFigure, ""),
    // The other's 6.5 was 6.0 before.
    (Revised, Says::Other(InStep), Higher, Growth, "6.5 ^6.0", year!("5.9"), "", Slight, "-0.6"),
    // Of prices less is better: 0.4 above is in step, 0.6 is not, below is fine.
    (Lower, Says::Other(InStep), Less, Growth, "2.0", year!("2.4"), "", Met, "-0.4"),
    (Lower, Says::Other(InStep), Less, Growth, "2.0", year!("2.6"), "", Slight, "-0.6"),
    (Ties, Says::Other(InStep), Higher, Growth, "6.0", year!("6.0"), "", Met, "0"),
    (Zero, Says::Other(InStep), Higher, Growth, "0", year!("-0.5"), "", Met, "-0.5"),
    (Negative, Says::Other(InStep), Higher, Growth, "-2.0", year!("-2.6"), "", Slight, "-0.6"),
    (Plain, Says::Other(Faster), Higher, Growth, "6.0", year!("6.1"), "", Met, "0.1"),
    (Plain, Says::Other(Faster), Higher, Growth, "6.0", year!("4.5"), "", Behind, "-1.5"),
    (Merged, Says::Other(Faster), Higher, Growth, "6.0", merged!("6.1"), "2024-02", OnPace, "0.1"),
    (Missing, Says::Other(Faster), Higher, Growth, "-", year!("6.1"), "", NoFigure, ""),
    (Revised, Says::Other(Faster), Higher, Growth, "6.2 ^6.0", year!("6.1"), "", Slight, "-0.1"),
    (Lower, Says::Other(Faster), Less, Growth, "6.0", year!("6.1"), "", Met, "0.1"),
    (Ties, Says::Other(Faster), Higher, Growth, "6.0", year!("6.0"), "", Slight, "0"),
    (Zero, Says::Other(Faster), Higher, Growth, "0", year!("0.1"), "", Met, "0.1"),
    (Negative, Says::Other(Faster), Higher, Growth, "-2.0", year!("-1.5"), "", Met, "0.5"),
    (Plain, Says::Other(Slower), Less, Growth, "6.0", year!("5.9"), "", Met, "0.1"),
    (Merged, Says::Other(Slower), Less, Growth, "6.0", merged!("6.1"), "2024-02", Slight, "-0.1"),
    (Missing, Says::Other(Slower), Less, Growth, "-", year!("5.9"), "", NoFigure, ""),
    (Revised, Says::Other(Slower), Less, Growth, "6.0", year!("6.1 ^5.9"), "", Slight, "-0.1"),
    (Lower, Says::Other(Slower), Less, Growth, "6.0", year!("4"), "", Met, "2"),
    (Ties, Says::Other(Slower), Less, Growth, "6.0", year!("6.0"), "", Slight, "0"),
    (Zero, Says::Other(Slower), Less, Growth, "0", year!("-1"), "", Met, "1"),
    (Negative, Says::Other(Slower), Less, Growth, "-2.0", year!("-1.5"), "", Slight, "-0.5"),
];

#[rustfmt::skip]
const PLACES: Table = &[
    // 全省前十: 8 is two places better; 11 misses by one, 14 by four. 第一.
    (Plain, Says::Place(Le), Higher, Measure::Rank, "10", year!("8"), "", Met, "2"),
    (Plain, Says::Place(Le), Higher, Measure::Rank, "10", year!("11"), "", Slight, "-1"),
    (Plain, Says::Place(Le), Higher, Measure::Rank, "10", year!("14"), "", Behind, "-4"),
    (Plain, Says::Place(Eq), Higher, Measure::Rank, "1", year!("2"), "", Slight, "-1"),
    (Merged, Says::Place(Le), Higher, Measure::Rank, "10", merged!("9"), "2024-02", OnPace, "1"),
    (Missing, Says::Place(Le), Higher, Measure::Rank, "10", &[("2023", "9")], "2024-02", NoFigure, ""),
    (Revised, Says::Place(Le), Higher, Measure::Rank, "10", year!("12 ~"), "", Behind, "-2"),
    // A smaller place is better whatever is ordered.
    (Lower, Says::Place(Eq), Less, Measure::Rank, "3", year!("2"), "", Met, "1"),
    (Ties, Says::Place(Le), Higher, Measure::Rank, "10", year!("10"), "", Met, "0"),
];

fn cases() -> Vec<Case> {
    [REACH, AT_LEAST, AT_MOST, ABOUT, RANGES, RELATIVE, PLACES]
        .into_iter()
        .flatten()
        .map(|&(when, says, direction, measure, target, figures, month, state, gap)| Case {
            when,
            says,
            direction,
            measure,
            target,
            figures,
            month,
            state,
            gap,
        })
        .collect()
}

/// The indicator of a case.
fn row_of(case: &Case) -> Indicator {
    let unit = if case.measure == Level { "亿元" } else { "%" };
    let mut figures = Vec::new();
    let mut places = Vec::new();
    for &(period, figure) in case.figures {
        match case.measure {
            // A place stands beside a value.
            Measure::Rank => {
                let (place, status) =
                    figure.split_once(' ').map_or((figure, ""), |(place, rest)| (place, rest));
                places.push(place.parse::<u16>().unwrap());
                figures.push((CITY, period, format!("5 {status}").trim().to_owned()));
            }
            _ => figures.push((CITY, period, figure.to_owned())),
        }
    }
    let figures: Vec<_> =
        figures.iter().map(|(area, period, figure)| (*area, *period, figure.as_str())).collect();
    let mut row = indicator(10, unit, &figures);
    for (o, place) in row.observations.iter_mut().zip(places) {
        o.rank = Some(Rank { place, bound: Eq, among: "全省".into(), of: RankOf::Value });
    }
    row.measure = if case.measure == Measure::Rank { Level } else { case.measure };
    Indicator { direction: case.direction, basis: Basis::Cumulative, ..row }
}

fn target_of(case: &Case) -> Target {
    let mut target = Target::new(TargetId(20), 2024);
    let (text, tolerance) =
        case.target.split_once('±').map_or((case.target, None), |(text, by)| (text, Some(by)));
    target.tolerance = tolerance.map(d);
    target.measure = case.measure;
    match case.says {
        Says::Value(of) | Says::Place(of) => {
            let (low, high) = text.split_once("..").map_or((text, None), |(low, high)| (low, Some(high)));
            (target.operator, target.value, target.value_high) = (of, Some(d(low)), high.map(d));
            target.unit = match case.measure {
                Level => Unit::new("亿元"),
                Measure::Rank => Unit::new("位"),
                _ => Unit::new("%"),
            };
        }
        Says::Other(relation) => {
            target.operator = Operator::Relative;
            target.reference = Some(Reference { indicator: IndicatorId(11), relation });
        }
    }
    target
}

/// The other indicator, with its figure of the same months by another name where there is one.
fn other_of(case: &Case) -> Indicator {
    let text = case.target.split('±').next().unwrap();
    let figures: Vec<_> = match (case.says, text) {
        (Says::Other(_), "-") => vec![(CITY, "2023", "6.0")],
        (Says::Other(_), text) if case.month.is_empty() => {
            vec![(CITY, "2024-12 cum", text), (CITY, "2024-11 cum", "99")]
        }
        (Says::Other(_), text) => vec![(CITY, "2024-02 cum", text), (CITY, "2024-01 cum", "99")],
        _ => Vec::new(),
    };
    Indicator { measure: Growth, ..indicator(11, "%", &figures) }
}

#[test]
fn every_operator_by_hand() {
    for case in cases() {
        let name = format!("{:?} {:?} {} <- {:?}", case.when, case.says, case.target, case.figures);
        let book = workbook([row_of(&case), other_of(&case)]);
        let month = (!case.month.is_empty()).then(|| case.month.parse().unwrap());
        let found = judge(&book, book.indicators.at(0).unwrap(), &target_of(&case), month);
        let gap = found.gap.map(|gap| gap.value.round_dp(4).normalize().to_string()).unwrap_or_default();
        let wanted = if case.gap.is_empty() { String::new() } else { d(case.gap).normalize().to_string() };
        assert_eq!((found.state, gap), (case.state, wanted), "{name}");
        assert_eq!(found.lamp, case.state.lamp(), "{name}");
    }
}

#[test]
fn how_firm_a_target_is_changes_no_verdict() {
    for case in cases() {
        let book = workbook([row_of(&case), other_of(&case)]);
        let month = (!case.month.is_empty()).then(|| case.month.parse().unwrap());
        let states = Firmness::ALL.map(|firmness| {
            let target = Target { firmness, ..target_of(&case) };
            judge(&book, book.indicators.at(0).unwrap(), &target, month).state
        });
        assert_eq!(states, [case.state; 4]);
    }
}

#[test]
fn a_part_is_judged_by_its_own_target() {
    // 新增就业 300, 其中乡村 150: 310 and 140. The whole is met, its part is short by 10 (6.7 % of 150).
    let at_least = |id, value| {
        let mut target = Target::new(TargetId(id), 2024);
        (target.operator, target.value, target.unit) = (Ge, Some(d(value)), Unit::new("个"));
        target
    };
    let (whole, part) = (at_least(20, "300"), at_least(21, "150"));
    let row = |id, value, target: &Target, part_of| Indicator {
        targets: vec![target.clone()],
        part_of,
        ..indicator(id, "个", &[(CITY, "2024", value)])
    };
    let book = workbook([row(10, "310", &whole, None), row(11, "140", &part, Some(IndicatorId(10)))]);
    let state = |at: usize, target: &Target| {
        let found = judge(&book, book.indicators.at(at).unwrap(), target, None);
        (found.state, found.gap.unwrap().value)
    };
    assert_eq!(state(0, &whole), (Met, d("10")));
    assert_eq!(state(1, &part), (Behind, d("-10")));
}
