//! Units of axes, in the tenfolds that each language counts in; words of axes.

use super::{Lang, messages};
use crate::model::Unit;

messages! {
    axis_left(what: &str) = "{what}（左轴）", "{what} (left axis)";
    axis_right(what: &str) = "{what}（右轴）", "{what} (right axis)";
    axis_both(left: &str, right: &str) = "左轴：{left}；右轴：{right}", "Left axis: {left}; right axis: {right}";
    axis_third(names: String) = "未画{names}：单位又不同", "not drawn, in yet another unit: {names}";
    axis_and(first: &str, second: &str) = "{first}与{second}", "{first} and {second}";
    axis_pace_note(profile: &str) = "虚线为按时间进度应达到的数（{profile}）", "the dashed line is what is due by pace ({profile})";
}

/// Units of money that stand before their figures.
const CURRENCIES: [&str; 2] = ["CNY", "USD"];

/// A written number with the unit of its axis.
pub fn axis_figure(label: &str, unit: &str) -> String {
    let (currency, word) = unit.split_once(' ').unwrap_or((unit, ""));
    match unit {
        "" => label.to_owned(),
        "%" => format!("{label}%"),
        // A tenfold of its own ("CNY 10k") is no word for a figure.
        _ if !CURRENCIES.contains(&currency) || word.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("{label} {unit}")
        }
        _ if word.is_empty() => format!("{currency} {label}"),
        _ => format!("{currency} {label} {word}"),
    }
}

/// Units of which nobody says ten thousand.
const NEVER: [&str; 8] = ["", "%", "‰", "个百分点", "位", "倍", "年", "微克/立方米"];

/// A unit's base and the power of ten before it.
fn split(symbol: &str) -> (&str, i32) {
    let scaled = [("万亿", 12), ("亿", 8), ("万", 4)];
    let found = scaled.iter().find_map(|(word, power)| Some((symbol.strip_prefix(word)?, *power)));
    found.filter(|(base, _)| !base.is_empty()).unwrap_or((symbol, 0))
}

impl Lang {
    /// The unit in which figures as large as `most` are read best, and how many places the decimal point
    /// moves to the left for it.
    pub fn axis_unit(self, unit: &Unit, most: f64) -> (String, i32) {
        let symbol = unit.symbol();
        if NEVER.contains(&symbol) || !most.is_finite() {
            return (self.unit(unit).to_owned(), 0);
        }
        let (base, own) = split(symbol);
        match self {
            Self::Zh => {
                let (mut power, mut most) = (own, most);
                // Five digits are usual in statistics; six are one too many.
                while most >= 100_000.0 && power < 12 {
                    (power, most) = (power + 4, most / 10_000.0);
                }
                while most > 0.0 && most < 0.1 && power >= 4 {
                    (power, most) = (power - 4, most * 10_000.0);
                }
                let word = match power {
                    4 => "万",
                    8 => "亿",
                    12 => "万亿",
                    _ => "",
                };
                (format!("{word}{base}"), power - own)
            }
            Self::En => {
                let real = most * 10_f64.powi(own);
                if own == 0 && real < 100_000.0 || real <= 0.0 {
                    return (self.unit(unit).to_owned(), 0);
                }
                let power = ((real.log10() + 1e-9).floor() as i32).div_euclid(3).clamp(0, 4) * 3;
                let base = self.unit(&Unit::new(base)).to_owned();
                let money = CURRENCIES.contains(&base.as_str());
                let word = match (power, money) {
                    (3, _) => "thousand",
                    (6, true) => "m",
                    (9, true) => "bn",
                    (12, true) => "tn",
                    (6, false) => "million",
                    (9, false) => "billion",
                    (12, false) => "trillion",
                    _ => "",
                };
                let parts = if money { [base.as_str(), word] } else { [word, base.as_str()] };
                let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
                (said.join(" "), power - own)
            }
        }
    }
}
