//! Units with dimension and scale, money, and quantities that keep their printed places.

use super::text::Text;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// What a unit measures. Conversion is allowed only inside one dimension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Renminbi.
    Money,
    /// US dollars.
    Dollar,
    /// People (人, 名).
    People,
    /// A count of things of one kind (个, 家, 项 …): the word says which.
    Count(Text),
    /// Land area.
    Area,
    /// Mass (吨, 斤).
    Mass,
    /// Energy in standard coal (吨标准煤).
    StandardCoal,
    /// Length.
    Length,
    /// Concentration.
    Concentration,
    /// Per cent.
    Percent,
    /// Percentage points: never mixed with per cent.
    Points,
    /// A place in an order (位).
    Rank,
    /// Time in years.
    Years,
    /// A multiple (倍).
    Multiple,
    /// Any other unit: only itself is convertible into it.
    Other(Text),
}

/// A unit as printed (亿元, %, 家次). Dimension and scale are looked up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Unit(Text);

impl Unit {
    /// A unit by its printed symbol. Any symbol is allowed.
    pub fn new(symbol: &str) -> Self {
        Self(symbol.trim().into())
    }

    /// The printed symbol.
    pub fn symbol(&self) -> &str {
        &self.0
    }

    /// Whether no unit is given.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What the unit measures.
    pub fn dimension(&self) -> Dimension {
        self.meaning().0
    }

    /// How many base units of the dimension one of this unit is (亿元: 100,000,000 元).
    pub fn scale(&self) -> Decimal {
        self.meaning().1
    }

    /// The two units of a ratio: 元/人 is 元 over 人. None for other units, and where there are several strokes.
    pub fn ratio(&self) -> Option<(Self, Self)> {
        let Dimension::Other(symbol) = self.dimension() else { return None };
        let (over, under) = symbol.split_once('/')?;
        (!under.contains('/')).then(|| (Self::new(over), Self::new(under)))
    }

    /// A figure in this unit, converted into another of the same dimension; otherwise `None`.
    pub fn convert(&self, value: Decimal, into: &Unit) -> Option<Decimal> {
        let ((from, scale), (to, other)) = (self.meaning(), into.meaning());
        (from == to).then(|| value.checked_mul(scale)?.checked_div(other)).flatten()
    }

    fn meaning(&self) -> (Dimension, Decimal) {
        let symbol = &*self.0;
        if let Some((dimension, scale)) = named(symbol) {
            return (dimension, scale);
        }
        for (prefix, scale) in
            [("万亿", 1_000_000_000_000_i64), ("亿", 100_000_000), ("万", 10_000), ("百", 100)]
        {
            if let Some((dimension, base)) = symbol.strip_prefix(prefix).and_then(named) {
                return (dimension, base * Decimal::from(scale));
            }
        }
        (Dimension::Other(symbol.into()), Decimal::ONE)
    }
}

fn named(symbol: &str) -> Option<(Dimension, Decimal)> {
    use Dimension as D;
    let one = Decimal::ONE;
    Some(match symbol {
        "元" => (D::Money, one),
        "美元" => (D::Dollar, one),
        "人" | "名" => (D::People, one),
        "亩" => (D::Area, one),
        "公顷" => (D::Area, Decimal::from(15)),
        "平方公里" => (D::Area, Decimal::from(1500)),
        "吨" => (D::Mass, one),
        "斤" => (D::Mass, Decimal::new(5, 4)),
        "公斤" | "千克" => (D::Mass, Decimal::new(1, 3)),
        "吨标准煤" | "吨标煤" => (D::StandardCoal, one),
        "公里" => (D::Length, one),
        "米" => (D::Length, Decimal::new(1, 3)),
        "微克/立方米" | "μg/m³" => (D::Concentration, one),
        "%" => (D::Percent, one),
        "个百分点" => (D::Points, one),
        "位" => (D::Rank, one),
        "年" => (D::Years, one),
        "倍" => (D::Multiple, one),
        "个" | "家" | "项" | "户" | "条" | "宗" | "场" | "处" | "人次" | "家次" | "件" | "套" | "幢"
        | "方面" => (D::Count(symbol.into()), one),
        _ => return None,
    })
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Unit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Unit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self)
    }
}

/// The units that money is entered, kept and shown in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 万元 (10⁴ 元)
    Wan,
    /// 亿元 (10⁸ 元)
    #[default]
    Yi,
    /// 美元
    Dollar,
    /// 万美元
    WanDollar,
    /// 亿美元
    YiDollar,
}

impl MoneyUnit {
    /// All units.
    pub const ALL: [Self; 6] =
        [Self::Yuan, Self::Wan, Self::Yi, Self::Dollar, Self::WanDollar, Self::YiDollar];

    /// The printed symbol.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::Wan => "万元",
            Self::Yi => "亿元",
            Self::Dollar => "美元",
            Self::WanDollar => "万美元",
            Self::YiDollar => "亿美元",
        }
    }

    /// The unit of a printed symbol.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.symbol() == symbol)
    }

    /// Whether the currency is the US dollar.
    pub fn is_dollar(self) -> bool {
        matches!(self, Self::Dollar | Self::WanDollar | Self::YiDollar)
    }

    /// Powers of ten above the base unit of the currency.
    pub fn power(self) -> u32 {
        match self {
            Self::Yuan | Self::Dollar => 0,
            Self::Wan | Self::WanDollar => 4,
            Self::Yi | Self::YiDollar => 8,
        }
    }
}

/// An amount of money with the unit it was entered in and its printed places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// The figure.
    pub value: Decimal,
    /// Its unit.
    pub unit: MoneyUnit,
}

impl Money {
    /// An amount.
    pub fn new(value: Decimal, unit: MoneyUnit) -> Self {
        Self { value, unit }
    }

    /// The figure in another unit of the same currency; `None` between currencies or past the
    /// decimal's range. Exact: only the decimal point moves.
    pub fn in_unit(self, unit: MoneyUnit) -> Option<Decimal> {
        if self.unit == unit {
            return Some(self.value);
        }
        if self.unit.is_dollar() != unit.is_dollar() {
            return None;
        }
        let (from, to) = (self.unit.power(), unit.power());
        if from >= to {
            self.value.checked_mul(Decimal::from(10_u64.pow(from - to)))
        } else {
            let mut value = self.value;
            // A figure with so many places that moving the point would lose some is divided instead.
            match value.set_scale(value.scale() + (to - from)) {
                Ok(()) => Some(value),
                Err(_) => self.value.checked_div(Decimal::from(10_u64.pow(to - from))),
            }
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit.symbol())
    }
}

/// What is wrong with a text that should be an amount or a quantity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a figure and a unit like \"30.00 亿元\", found {0:?}")]
pub struct BadQuantity(pub String);

impl FromStr for Money {
    type Err = BadQuantity;
    /// Reads the form that the file keeps: `30.00 亿元`.
    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        let bad = || BadQuantity(text.to_owned());
        let (value, unit) = text.split_once(' ').ok_or_else(bad)?;
        Ok(Self {
            value: Decimal::from_str_exact(value).map_err(|_| bad())?,
            unit: MoneyUnit::from_symbol(unit).ok_or_else(bad)?,
        })
    }
}

/// A figure with any unit (土地 120.5 亩).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The figure.
    pub value: Decimal,
    /// Its unit.
    pub unit: Unit,
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value, self.unit)
    }
}

impl FromStr for Quantity {
    type Err = BadQuantity;
    /// Reads the form that the file keeps: `120.5 亩`.
    fn from_str(text: &str) -> Result<Self, BadQuantity> {
        let bad = || BadQuantity(text.to_owned());
        let (value, unit) = text.split_once(' ').unwrap_or((text, ""));
        Ok(Self { value: Decimal::from_str_exact(value).map_err(|_| bad())?, unit: Unit::new(unit) })
    }
}

macro_rules! as_text {
    ($($name:ty, $expected:literal;)*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reader;
                impl de::Visitor<'_> for Reader {
                    type Value = $name;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expected)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$name, E> {
                        text.parse().map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
                    }
                }
                deserializer.deserialize_str(Reader)
            }
        }
    )*};
}
pub(super) use as_text;
as_text! {
    Money, "an amount of money like \"30.00 亿元\"";
    Quantity, "a figure with a unit like \"120.5 亩\"";
}
