//! Derivations by hand: single periods, sums, growth, points, indices, shares, contributions, means,
//! distances, places, formulas.

mod across_areas;
mod along_time;
mod formulas;

use super::{
    In::{self, Lower, Ties},
    Without, kinds,
};
use crate::{CITY, EAST, d, indicator, workbook};
use guatu::{
    analysis::{
        derive::{Derivation, derive},
        round_half_up,
    },
    i18n::Lang,
    model::{AreaId, Basis, Direction, Indicator, Measure, Status, figure::Transformation as T},
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
    derived.chain(formulas::cases().into_iter().map(|case| (FORMULA, case.when))).collect()
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
    along_time::cases().into_iter().chain(across_areas::cases()).collect()
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
    assert_eq!(said(Lang::En), "2.00 pp = published growth 8% × 2023 CNY 5.0 bn ÷ 全市, 2023 CNY 20.0 bn");
}
