//! Formula indicators.

use super::{
    super::In::{self, Merged, Missing, Negative, Plain, Revised, Zero},
    Figures, sign,
};
use crate::{CITY, indicator, workbook};
use guatu::{
    analysis::formula::WorkedOut,
    model::{Formula, Indicator, IndicatorId},
};

pub struct Made {
    pub when: In,
    unit: &'static str,
    text: &'static str,
    parts: [(&'static str, Figures<'static>); 2],
    gives: &'static [&'static str],
}

pub fn cases() -> Vec<Made> {
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

#[test]
fn every_formula_by_hand() {
    for Made { when, unit, text, parts: [one, other], gives } in cases() {
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
