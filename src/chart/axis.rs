//! The unit of an axis: that of the figures, or one of its tenfolds where numbers would be too long.

use super::scale::Scale;
use crate::{
    analysis::number::round_half_up,
    i18n::{Lang, format::number},
    model::{Decimal, Unit},
};

/// The unit of an axis.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AxisUnit {
    /// The unit of the figures, as tables head their columns.
    pub figures: String,
    /// The unit of the axis, written at its last tick.
    pub name: String,
    /// How many places the decimal point moves to the left from figure to axis.
    pub power: i32,
}

impl AxisUnit {
    /// An axis in the unit of its figures.
    pub fn plain(name: impl Into<String>) -> Self {
        let name = name.into();
        Self { figures: name.clone(), name, power: 0 }
    }

    /// The unit in which figures as large as `most` are read best: 万, 亿 and 万亿 in Chinese, thousands,
    /// millions and billions in English.
    pub fn of(lang: Lang, unit: &Unit, most: f64) -> Self {
        let (name, power) = lang.axis_unit(unit, most);
        Self { figures: lang.unit(unit).to_owned(), name, power }
    }

    /// [`Self::of`] figures.
    pub fn of_all(lang: Lang, unit: &Unit, figures: impl IntoIterator<Item = f64>) -> Self {
        let finite = figures.into_iter().map(f64::abs).filter(|v| v.is_finite());
        Self::of(lang, unit, finite.fold(0.0, f64::max))
    }

    /// A figure in the unit of the axis: the same digits with the point moved, unless they become too many.
    pub fn number(&self, value: Decimal) -> String {
        if self.power == 0 {
            return number(value);
        }
        let moved = i32::try_from(value.scale()).ok().and_then(|scale| {
            let scale = scale.checked_add(self.power)?;
            let mut moved = value;
            if let Ok(scale) = u32::try_from(scale) {
                moved.set_scale(scale).ok()?;
                return Some(moved);
            }
            moved.set_scale(0).ok()?;
            moved.checked_mul(Decimal::from(10_u64.checked_pow(scale.unsigned_abs())?))
        });
        let Some(moved) = moved else { return number(value) };
        let most = if moved.abs() < Decimal::ONE { 4 } else { 2 };
        let kept = value.scale().saturating_add(2).min(if self.power.abs() <= 2 { 28 } else { most });
        number(if moved.scale() > kept { round_half_up(moved, kept as u8) } else { moved })
    }

    /// The label of a tick, the last one with the unit.
    pub fn tick(&self, scale: &Scale, tick: f64, last: bool) -> String {
        let label = scale.label_in(tick, self.power);
        if last { self.with(&label) } else { label }
    }

    /// A written number with the unit of the axis.
    pub fn with(&self, label: &str) -> String {
        crate::i18n::axis::axis_figure(label, &self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lang: Lang, symbol: &str, most: f64) -> (String, i32) {
        let unit = AxisUnit::of(lang, &Unit::new(symbol), most);
        (unit.name, unit.power)
    }

    #[test]
    fn an_axis_counts_as_its_readers_do() {
        let zh = |symbol, most| of(Lang::Zh, symbol, most);
        assert_eq!(zh("亿元", 1_964.4), ("亿元".into(), 0));
        assert_eq!(zh("亿元", 126_000.0), ("万亿元".into(), 4));
        assert_eq!(zh("万元", 350_000.0), ("亿元".into(), 4));
        assert_eq!(zh("元", 3e12), ("亿元".into(), 8));
        assert_eq!(zh("人", 250_000.0), ("万人".into(), 4));
        assert_eq!(zh("人", 62_000.0), ("人".into(), 0));
        assert_eq!(zh("亿元", 0.02), ("万元".into(), -4));
        assert_eq!(zh("%", 400_000.0), ("%".into(), 0));
        let en = |symbol, most| of(Lang::En, symbol, most);
        // 1,964.4 hundred millions are 196.44 thousand millions.
        assert_eq!(en("亿元", 1_964.4), ("CNY bn".into(), 1));
        assert_eq!(en("亿元", 4.2), ("CNY m".into(), -2));
        assert_eq!(en("万元", 350_000.0), ("CNY bn".into(), 5));
        assert_eq!(en("万人", 38.2), ("thousand people".into(), -1));
        assert_eq!(en("人", 62_000.0), ("people".into(), 0));
        assert_eq!(en("个", 1_200_000.0), ("million".into(), 6));
        assert_eq!(en("%", 4.0), ("%".into(), 0));
    }

    #[test]
    fn a_figure_keeps_its_digits_where_the_point_moves() {
        let unit = |power| AxisUnit { power, ..AxisUnit::plain("") };
        let number = |power, text: &str| unit(power).number(text.parse().expect("a figure"));
        assert_eq!(number(0, "629.0"), "629.0");
        assert_eq!(number(1, "1964.40"), "196.440");
        assert_eq!(number(-2, "4.2"), "420");
        assert_eq!(number(-1, "38.25"), "382.5");
        // 12.345678 in a thousand times the unit would be a row of digits.
        assert_eq!(number(4, "123456.78"), "12.35");
    }
}
