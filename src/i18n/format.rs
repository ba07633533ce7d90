//! Figures, periods, dates, money and targets as people read them.

use super::Lang;
use crate::model::{
    Basis, Decimal, Measure, MoneyUnit, Month, Observation, Operator, Period, Relation, Target, Unit, When,
    Workbook, Years,
};
use rust_decimal::RoundingStrategy;

/// A figure with thousands separators and the places it has.
pub fn number(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, places) =
        plain.split_once('.').map_or((&*plain, None), |(whole, places)| (whole, Some(places)));
    let mut text = String::with_capacity(plain.len() + plain.len() / 3 + 1);
    if value.is_sign_negative() && !value.is_zero() {
        text.push('−');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(places) = places {
        text.push('.');
        text.push_str(places);
    }
    text
}

/// A figure rounded half up to exactly this many places, with thousands separators.
pub fn fixed(value: Decimal, places: u32) -> String {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    number(rounded)
}

/// A figure rounded half up to exactly this many places, as other programs read it: without separators.
pub fn bare(value: Decimal, places: u32) -> String {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded.to_string()
}

/// As [`fixed`], with a plus sign before what is above zero: for gaps and changes.
pub fn signed(value: Decimal, places: u32) -> String {
    let text = fixed(value, places);
    let above = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero) > Decimal::ZERO;
    if above { format!("+{text}") } else { text }
}

impl Lang {
    /// A figure with its unit: `1,964.44 亿元`, `7.5%`, `1.3 亿美元`.
    pub fn quantity(self, value: Decimal, unit: &Unit) -> String {
        match (self, MoneyUnit::from_symbol(unit.symbol())) {
            (Self::En, Some(unit)) => self.money(value, unit),
            (Self::En, None) => self.quantity_en(value, unit),
            (Self::Zh, _) => self.with_unit(&number(value), unit),
        }
    }

    /// English has no word for 万 and 亿: the figure itself is written in ones or millions. Exact.
    fn quantity_en(self, value: Decimal, unit: &Unit) -> String {
        let symbol = unit.symbol();
        if symbol == "位" {
            return format!("no. {}", number(value));
        }
        let ten_thousands = symbol.strip_prefix('万').map(|base| (base, Decimal::from(10_000), ""));
        let hundred_millions = symbol.strip_prefix('亿').map(|base| (base, Decimal::ONE_HUNDRED, " m"));
        match ten_thousands.or(hundred_millions) {
            Some((base, times, word)) if value.checked_mul(times).is_some() => {
                let base = Unit::new(base);
                self.with_unit(&format!("{}{word}", number((value * times).normalize())), &base)
            }
            _ => self.with_unit(&number(value), unit),
        }
    }

    /// Money in a sentence: `12.50 亿元`, `CNY 1.250 bn`. Exact: only the decimal point moves.
    pub fn money(self, value: Decimal, unit: MoneyUnit) -> String {
        let (currency, scale) = match self {
            Self::Zh => return format!("{} {}", number(value), unit.symbol()),
            Self::En if unit.is_dollar() => ("USD", unit.power()),
            Self::En => ("CNY", unit.power()),
        };
        // 10⁸ is a tenth of a billion, 10⁴ a hundredth of a million.
        let (shift, word) = match scale {
            8 => (1, " bn"),
            4 => (2, " m"),
            _ => (0, ""),
        };
        let mut moved = value;
        match moved.set_scale(value.scale() + shift) {
            Ok(()) => format!("{currency} {}{word}", number(moved)),
            Err(_) => format!("{} {}", number(value), self.money_unit(unit)),
        }
    }

    /// An already written figure with a unit.
    pub fn with_unit(self, figure: &str, unit: &Unit) -> String {
        match self.unit(unit) {
            "" => figure.to_owned(),
            "%" => format!("{figure}%"),
            symbol if self == Self::Zh && unit.symbol() == "位" => format!("第 {figure} {symbol}"),
            symbol => format!("{figure} {symbol}"),
        }
    }

    /// A month's short name.
    pub fn month_name(self, month: u8) -> String {
        match self {
            Self::Zh => format!("{month}月"),
            Self::En => {
                const NAMES: [&str; 12] =
                    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
                let name = usize::from(month).checked_sub(1).and_then(|at| NAMES.get(at));
                name.map_or_else(|| month.to_string(), |name| (*name).to_owned())
            }
        }
    }

    /// A month with its year.
    pub fn month(self, month: Month) -> String {
        match self {
            Self::Zh => format!("{}年{}月", month.year(), month.month()),
            Self::En => format!("{} {}", self.month_name(month.month()), month.year()),
        }
    }

    /// A period with its year: `2024年1—5月`, `2024年二季度`, `Jan–May 2024`.
    pub fn period(self, period: Period) -> String {
        let inside = self.period_in_year(period);
        match self {
            Self::Zh if inside.is_empty() => format!("{}年", period.year()),
            Self::Zh => format!("{}年{inside}", period.year()),
            Self::En if inside.is_empty() => period.year().to_string(),
            Self::En => format!("{inside} {}", period.year()),
        }
    }

    /// A period without its year, for an axis or a column heading; empty for a whole year.
    pub fn period_in_year(self, period: Period) -> String {
        let (first, last) = (period.first(), period.last());
        let range = |from: u8| match self {
            Self::Zh if from == last => format!("{last}月"),
            Self::Zh => format!("{from}—{last}月"),
            Self::En if from == last => self.month_name(last),
            Self::En => format!("{}–{}", self.month_name(from), self.month_name(last)),
        };
        match period.basis() {
            Basis::Single if period.is_year() => String::new(),
            Basis::Single => match period.quarter() {
                Some(quarter) => match self {
                    Self::Zh => format!("{quarter}季度"),
                    Self::En => format!("Q{quarter}"),
                },
                None => range(first),
            },
            Basis::Cumulative if last == 12 => String::new(),
            Basis::Cumulative => match (period.quarter(), self) {
                (Some(1), Self::Zh) => "1季度".to_owned(),
                (Some(quarter), Self::Zh) => format!("1—{quarter}季度"),
                (Some(1), Self::En) => "Q1".to_owned(),
                (Some(quarter), Self::En) => format!("Q1–Q{quarter}"),
                (None, _) => range(1),
            },
            Basis::Stock => match self {
                Self::Zh if last == 12 => "末".to_owned(),
                Self::Zh => format!("{last}月末"),
                Self::En => format!("end of {}", self.month_name(last)),
            },
        }
    }

    /// A date as exact as it is known.
    pub fn date(self, date: When) -> String {
        match (date.month(), date.day()) {
            (None, _) => match self {
                Self::Zh => format!("{}年", date.year()),
                Self::En => date.year().to_string(),
            },
            (Some(month), None) => self.month(month),
            (Some(month), Some(day)) => match self {
                Self::Zh => format!("{}{day}日", self.month(month)),
                Self::En => format!("{day} {}", self.month(month)),
            },
        }
    }

    /// Years of construction.
    pub fn years(self, years: Years) -> String {
        if years.from == years.to { years.from.to_string() } else { format!("{}–{}", years.from, years.to) }
    }

    /// What a target asks for: `6.5% 左右`, `不低于 10%`, `与地区生产总值同步`.
    pub fn target(self, target: &Target, workbook: &Workbook) -> String {
        if let (Operator::Relative, Some(reference)) = (target.operator, target.reference) {
            let other = workbook.indicators.get(reference.indicator);
            let name = other.map_or("?", |other| self.pick(&other.name, &other.name_en));
            return match (self, reference.relation) {
                (Self::Zh, Relation::InStep) => format!("与{name}同步"),
                (Self::Zh, Relation::Faster) => format!("快于{name}"),
                (Self::Zh, Relation::Slower) => format!("慢于{name}"),
                (Self::En, relation) => format!("{} {}", self.relation(relation), self.within(name)),
            };
        }
        let Some(value) = target.value else { return "–".to_owned() };
        let figure = self.quantity(value, &target.unit);
        if target.measure == Measure::Rank && target.operator == Operator::Le {
            return match self {
                Self::Zh => format!("前 {} 位", number(value)),
                Self::En => format!("top {}", number(value)),
            };
        }
        match (self, target.operator) {
            (Self::Zh, Operator::Range) => {
                let high = target.value_high.map(|high| self.quantity(high, &target.unit));
                format!("{}—{}", number(value), high.unwrap_or_default())
            }
            (Self::En, Operator::Range) => {
                let high = target.value_high.map(|high| self.quantity(high, &target.unit));
                format!("{}–{}", number(value), high.unwrap_or_default())
            }
            (Self::Zh, Operator::Eq | Operator::Relative) => figure,
            (Self::Zh, Operator::Ge) => format!("{figure} 以上"),
            (Self::Zh, Operator::Gt) => format!("高于 {figure}"),
            (Self::Zh, Operator::Le) => format!("{figure} 以内"),
            (Self::Zh, Operator::Lt) => format!("低于 {figure}"),
            (Self::Zh, Operator::Approx) => format!("{figure} 左右"),
            (Self::En, Operator::Eq | Operator::Relative) => figure,
            (Self::En, Operator::Ge) => format!("at least {figure}"),
            (Self::En, Operator::Gt) => format!("above {figure}"),
            (Self::En, Operator::Le) => format!("at most {figure}"),
            (Self::En, Operator::Lt) => format!("below {figure}"),
            (Self::En, Operator::Approx) => format!("about {figure}"),
        }
    }

    /// An observed value as it was worded: `1,000 亿元以上` for 突破.
    pub fn observed(self, observation: &Observation, unit: &Unit) -> Option<String> {
        let figure = self.quantity(observation.value?, unit);
        Some(match (self, observation.bound) {
            (Self::Zh, Operator::Ge) => format!("{figure}以上"),
            (Self::Zh, Operator::Gt) => format!("超 {figure}"),
            (Self::Zh, Operator::Le) => format!("{figure}以内"),
            (Self::Zh, Operator::Lt) => format!("不足 {figure}"),
            (Self::Zh, Operator::Approx) => format!("约 {figure}"),
            (Self::En, Operator::Ge) => format!("≥ {figure}"),
            (Self::En, Operator::Gt) => format!("> {figure}"),
            (Self::En, Operator::Le) => format!("≤ {figure}"),
            (Self::En, Operator::Lt) => format!("< {figure}"),
            (Self::En, Operator::Approx) => format!("≈ {figure}"),
            (_, Operator::Eq | Operator::Range | Operator::Relative) => figure,
        })
    }

    /// A gap to pace in words: 超时间进度 13.8 个百分点.
    pub fn gap(self, gap: Decimal, places: u32) -> String {
        let rounded = gap.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
        let figure = fixed(gap.abs(), places);
        match self {
            Self::Zh if rounded.is_zero() => "与时间进度持平".to_owned(),
            Self::Zh if rounded > Decimal::ZERO => format!("超时间进度 {figure} 个百分点"),
            Self::Zh => format!("滞后时间进度 {figure} 个百分点"),
            Self::En if rounded.is_zero() => "level with pace".to_owned(),
            Self::En if rounded > Decimal::ZERO => format!("{figure} points ahead of pace"),
            Self::En => format!("{figure} points behind pace"),
        }
    }
}

impl Lang {
    /// A name as it stands within a sentence: in English small, unless it begins with initials as GDP does.
    pub fn within(self, name: &str) -> String {
        let mut signs = name.chars();
        match (self, signs.next(), signs.clone().next()) {
            (Self::En, Some(first), Some(second))
                if first.is_ascii_uppercase() && second.is_ascii_lowercase() =>
            {
                format!("{}{}", first.to_ascii_lowercase(), signs.as_str())
            }
            _ => name.to_owned(),
        }
    }
}
