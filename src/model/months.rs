//! A project's investment by month, small in memory: a list of 126,000 projects has 4.5 million of them.

use super::text::is_default;
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// Which of the three monthly figures of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MonthKind {
    /// The project's own monthly plan (各月计划).
    Plan,
    /// Reported by the project's unit (上报).
    Reported,
    /// Confirmed by statistics (纳统, 核定).
    Confirmed,
}

/// The monthly figures of one project in one year, each for the month alone,
/// in [`super::Project::month_unit`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearFigures {
    /// The year.
    pub year: i16,
    /// Planned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub plan: MonthRow,
    /// Reported.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reported: MonthRow,
    /// Confirmed by statistics.
    #[serde(default, skip_serializing_if = "is_default")]
    pub confirmed: MonthRow,
}

impl YearFigures {
    /// A year without figures.
    pub fn new(year: i16) -> Self {
        Self {
            year,
            plan: MonthRow::default(),
            reported: MonthRow::default(),
            confirmed: MonthRow::default(),
        }
    }

    /// One of the three rows.
    pub fn row(&self, kind: MonthKind) -> &MonthRow {
        match kind {
            MonthKind::Plan => &self.plan,
            MonthKind::Reported => &self.reported,
            MonthKind::Confirmed => &self.confirmed,
        }
    }

    pub(crate) fn row_mut(&mut self, kind: MonthKind) -> &mut MonthRow {
        match kind {
            MonthKind::Plan => &mut self.plan,
            MonthKind::Reported => &mut self.reported,
            MonthKind::Confirmed => &mut self.confirmed,
        }
    }

    /// Whether no figure is present.
    pub fn is_empty(&self) -> bool {
        [MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed]
            .iter()
            .all(|&kind| self.row(kind).is_empty())
    }
}

/// Twelve optional decimals. Written as one text, a dash where there is no figure: `1.20 3.5 - …`;
/// trailing dashes are left out.
#[derive(Debug, Clone, Default)]
pub struct MonthRow(Option<Box<Months>>);

#[derive(Debug, Clone)]
enum Months {
    /// The usual case: mantissa and scale of each in eight bytes.
    Packed([i64; 12]),
    /// Where a figure does not fit.
    Wide([Option<Decimal>; 12]),
}

const NOTHING: i64 = i64::MIN;
const LARGEST: i128 = 1 << 57;

fn pack(value: Option<Decimal>) -> Option<i64> {
    let Some(value) = value else { return Some(NOTHING) };
    let mantissa = value.mantissa();
    // "-0" would come back as "0": keep it wide. (Its mantissa is 0 and its sign negative.)
    let fits =
        mantissa.abs() < LARGEST && value.scale() < 32 && !(value.is_zero() && value.is_sign_negative());
    fits.then(|| (mantissa as i64) << 5 | i64::from(value.scale()))
}

fn unpack(packed: i64) -> Option<Decimal> {
    (packed != NOTHING).then(|| Decimal::new(packed >> 5, (packed & 31) as u32))
}

impl MonthRow {
    /// The figure of a month (1–12).
    pub fn get(&self, month: u8) -> Option<Decimal> {
        let slot = usize::from(month).checked_sub(1)?;
        match self.0.as_deref()? {
            Months::Packed(months) => months.get(slot).copied().and_then(unpack),
            Months::Wide(months) => months.get(slot).copied().flatten(),
        }
    }

    /// Sets the figure of a month (1–12; others are ignored).
    pub(crate) fn set(&mut self, month: u8, value: Option<Decimal>) {
        let mut all = self.all();
        let Some(slot) = usize::from(month).checked_sub(1).and_then(|slot| all.get_mut(slot)) else { return };
        *slot = value;
        *self = all.into();
    }

    /// All twelve.
    pub fn all(&self) -> [Option<Decimal>; 12] {
        match self.0.as_deref() {
            None => [None; 12],
            Some(Months::Packed(months)) => months.map(unpack),
            Some(Months::Wide(months)) => *months,
        }
    }

    /// Whether no month has a figure.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The sum from January to a month (1–12), and how many of these months have a figure.
    /// A sum past the decimal's range saturates.
    pub fn through(&self, month: u8) -> (Decimal, u8) {
        let mut sum = Decimal::ZERO;
        let mut count = 0;
        for value in (1..=month.min(12)).filter_map(|month| self.get(month)) {
            sum = sum.saturating_add(value);
            count += 1;
        }
        (sum, count)
    }

    /// The last month with a figure.
    pub fn last(&self) -> Option<u8> {
        (1..=12).rev().find(|&month| self.get(month).is_some())
    }
}

impl From<[Option<Decimal>; 12]> for MonthRow {
    fn from(months: [Option<Decimal>; 12]) -> Self {
        if months.iter().all(Option::is_none) {
            return Self(None);
        }
        let mut packed = [NOTHING; 12];
        for (slot, value) in packed.iter_mut().zip(months) {
            match pack(value) {
                Some(value) => *slot = value,
                None => return Self(Some(Box::new(Months::Wide(months)))),
            }
        }
        Self(Some(Box::new(Months::Packed(packed))))
    }
}

impl PartialEq for MonthRow {
    /// Equal where every figure is equal with its printed places.
    fn eq(&self, other: &Self) -> bool {
        let exact = |value: Option<Decimal>| value.map(|v| (v.mantissa(), v.scale(), v.is_sign_negative()));
        match (self.0.as_deref(), other.0.as_deref()) {
            (None, None) => true,
            (Some(Months::Packed(a)), Some(Months::Packed(b))) => a == b,
            _ => self.all().map(exact) == other.all().map(exact),
        }
    }
}

impl fmt::Display for MonthRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for month in 1..=self.last().unwrap_or(0) {
            if month > 1 {
                f.write_str(" ")?;
            }
            match self.get(month) {
                Some(value) => write!(f, "{value}")?,
                None => f.write_str("-")?,
            }
        }
        Ok(())
    }
}

/// A text that is not a row of monthly figures.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not up to twelve figures: {0:?}")]
pub struct BadMonths(pub String);

impl FromStr for MonthRow {
    type Err = BadMonths;
    fn from_str(text: &str) -> Result<Self, BadMonths> {
        let bad = || BadMonths(text.chars().take(80).collect());
        let mut months = [None; 12];
        let mut slots = months.iter_mut();
        for word in text.split_ascii_whitespace() {
            let slot = slots.next().ok_or_else(bad)?;
            if word != "-" {
                *slot = Some(Decimal::from_str_exact(word).map_err(|_| bad())?);
            }
        }
        Ok(months.into())
    }
}

super::quantity::as_text! {
    MonthRow, "up to twelve figures like \"1.20 3.5 - 4\"";
}
