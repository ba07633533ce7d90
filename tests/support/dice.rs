//! Chance with a seed, and small values made by it.

use guatu::model::{
    Basis, Decimal, GrowthFrom, Keyed, Measure, Money, MoneyUnit, Month, MonthRow, PaceProfile, Period,
    Quantity, Rows, Text, Unit, When, list::PacePoint,
};
use std::sync::Arc;

/// A small random generator (splitmix64), so that a seed names a workbook for good.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 to `n` - 1; 0 for `n` = 0.
    pub fn below(&mut self, n: usize) -> usize {
        if n == 0 { 0 } else { (self.next() % n as u64) as usize }
    }

    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// One of the rows of a table.
    pub fn row<T: Keyed>(&mut self, rows: &Rows<T>) -> Arc<T> {
        let at = self.below(rows.len());
        rows.iter_shared().nth(at).unwrap().clone()
    }

    /// Something, half of the time.
    pub fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.percent(50).then(|| make(self))
    }

    pub fn many<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// A text that a person could have typed or pasted, odd ones among them; never empty.
    pub fn name(&mut self) -> Text {
        const ODD: [&str; 22] = [
            "瓯江引水工程",
            "衢丽铁路（丽水段）",
            "Lishui Airport",
            "\"引号\" 'single' \\ back\\slash",
            "第一行\n第二行\n",
            "制表\t符",
            "emoji 🏗️👩‍👩‍👧",
            "\u{feff}BOM in front",
            "), (",
            "            ),\n            (\n",
            "        projects: [\n",
            "        ],\n",
            "// no comment /* at all",
            "r#\"raw\"# \u{200b}zero width",
            "#![enable(implicit_some)]",
            "e\u{301} combining",
            "2000万",
            "𠮷野家（生僻字 㐂 𪚥）",
            "100%",
            "Some(None)",
            " 两边有空格 ",
            "\\u{41}\\n",
        ];
        match self.below(4) {
            0 => self.pick(&ODD).into(),
            1 => format!("{}{}", self.pick(&ODD), self.below(1000)).into(),
            _ => format!("项目{}", self.below(100_000)).into(),
        }
    }

    /// A text that may be empty.
    pub fn text(&mut self) -> Text {
        if self.percent(50) { Text::default() } else { self.name() }
    }

    /// A figure within the bounds of the invariants, with trailing zeros, negative and wide ones.
    pub fn decimal(&mut self) -> Decimal {
        match self.below(8) {
            0 => Decimal::new(6290, 1),
            1 => Decimal::ZERO,
            2 => Decimal::new(0, 3),
            3 => Decimal::new(-(self.below(100_000) as i64), 2),
            // Too many digits for the packed form of monthly figures.
            4 => Decimal::from_i128_with_scale(123_456_789_012_345_678_901_234 + self.below(99) as i128, 20),
            5 => Decimal::new(self.below(1_000_000) as i64 * 10, 3),
            _ => Decimal::new(self.below(100_000) as i64, self.below(4) as u32),
        }
    }

    pub fn positive(&mut self) -> Decimal {
        self.decimal().abs()
    }

    pub fn money(&mut self) -> Money {
        Money::new(self.positive(), self.pick(&MoneyUnit::ALL))
    }

    pub fn unit(&mut self) -> Unit {
        Unit::new(self.pick(&["亿元", "%", "个", "个百分点", "", "μg/m³", "万吨标准煤"]))
    }

    pub fn quantity(&mut self) -> Quantity {
        Quantity { value: self.decimal(), unit: self.unit() }
    }

    pub fn year(&mut self) -> i16 {
        2019 + self.below(8) as i16
    }

    pub fn month(&mut self) -> Month {
        Month::new(self.year(), 1 + self.below(12) as u8).expect("a month")
    }

    pub fn when(&mut self) -> When {
        match self.below(3) {
            0 => When::year_of(self.year()),
            1 => When::month_of(self.month()),
            _ => When::day_of(self.year(), 1 + self.below(12) as u8, 1 + self.below(28) as u8)
                .expect("a day that every month has"),
        }
    }

    pub fn period(&mut self) -> Period {
        let basis = self.pick(&[Basis::Single, Basis::Cumulative, Basis::Stock]);
        let year = self.year();
        let (first, last) = match self.below(5) {
            0 => (1, 12),
            1 => {
                let quarter = 1 + self.below(4) as u8;
                (quarter * 3 - 2, quarter * 3)
            }
            2 => (1, 2),
            _ => {
                let month = 1 + self.below(12) as u8;
                (month, month)
            }
        };
        Period::new(year, first, last, basis).expect("a period")
    }

    pub fn months(&mut self) -> MonthRow {
        if self.percent(20) {
            return MonthRow::default();
        }
        let mut months = [None; 12];
        for month in &mut months {
            *month = (!self.percent(20)).then(|| self.decimal());
        }
        months.into()
    }

    pub fn pace(&mut self) -> PaceProfile {
        match self.below(6) {
            0 => PaceProfile::Days,
            1 => PaceProfile::quarterly(),
            2 => PaceProfile::Points(vec![
                PacePoint { month: 2, percent: Decimal::new(55, 1) },
                PacePoint { month: 12, percent: Decimal::new(1000, 1) },
            ]),
            3 => PaceProfile::OwnPlan,
            _ => PaceProfile::Monthly,
        }
    }
}

pub const GROWTH_FROM: [GrowthFrom; 3] = [GrowthFrom::Name, GrowthFrom::Levels, GrowthFrom::Publication];

pub const MEASURES: [Measure; 7] = [
    Measure::Level,
    Measure::Growth,
    Measure::Share,
    Measure::ChangePp,
    Measure::Rank,
    Measure::Index,
    Measure::Duration,
];
