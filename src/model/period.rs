//! Periods of figures, months, and dates as exact as they are known.

use super::quantity::as_text;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{cmp::Ordering, fmt, str::FromStr};

/// What a figure of a period covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Basis {
    /// The period alone (当月, 当季, 全年).
    #[default]
    Single,
    /// From January to the end of the period (累计).
    Cumulative,
    /// A stock at the end of the period (期末).
    Stock,
}

/// A period of a year: whole months from `first` to `last`, and what a figure of it covers.
///
/// Written `2024`, `2024Q2`, `2024-05`, `2024-01..02` (merged months), each with ` cum` for cumulative
/// (`2024-05 cum` is January to May) or ` end` for a stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    year: i16,
    first: u8,
    last: u8,
    basis: Basis,
}

impl Period {
    /// Months `first` to `last` (1–12) of a year.
    pub fn new(year: i16, first: u8, last: u8, basis: Basis) -> Option<Self> {
        let valid = (1..=9999).contains(&year) && 1 <= first && first <= last && last <= 12;
        // A cumulative figure starts in January whatever the period's own first month is.
        valid.then_some(Self { year, first, last, basis })
    }

    /// A whole year.
    pub fn year_of(year: i16) -> Self {
        Self { year: year.clamp(1, 9999), first: 1, last: 12, basis: Basis::Single }
    }

    /// A month alone.
    pub fn month_of(month: Month) -> Self {
        Self { year: month.year, first: month.month, last: month.month, basis: Basis::Single }
    }

    /// January to the given month.
    pub fn to_month(month: Month) -> Self {
        Self { basis: Basis::Cumulative, ..Self::month_of(month) }
    }

    /// The same months on another basis.
    #[must_use]
    pub fn on(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// First month of the named period (1–12), not of what a cumulative figure covers.
    pub fn first(self) -> u8 {
        self.first
    }

    /// Last month (1–12).
    pub fn last(self) -> u8 {
        self.last
    }

    /// What a figure of it covers.
    pub fn basis(self) -> Basis {
        self.basis
    }

    /// The quarter (1–4) where the period is exactly one.
    pub fn quarter(self) -> Option<u8> {
        (self.last.is_multiple_of(3) && self.first + 2 == self.last).then_some(self.last / 3)
    }

    /// Whether the period is the whole year.
    pub fn is_year(self) -> bool {
        self.first == 1 && self.last == 12
    }

    /// Whether figures of this period, taken on its basis, are about the whole year.
    pub fn covers_year(self) -> bool {
        match self.basis {
            Basis::Single => self.is_year(),
            Basis::Cumulative | Basis::Stock => self.last == 12,
        }
    }

    /// The last month as a month.
    pub fn end(self) -> Month {
        Month { year: self.year, month: self.last }
    }

    /// The same period of another year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Self {
        Self { year: year.clamp(1, 9999), ..self }
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        // By end, then the longer period first: 1–2月 before a lone February.
        (self.year, self.last, self.first, self.basis).cmp(&(
            other.year,
            other.last,
            other.first,
            other.basis,
        ))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.first == self.last {
            write!(f, "-{:02}", self.first)?;
        } else if let Some(quarter) = self.quarter() {
            write!(f, "Q{quarter}")?;
        } else if !self.is_year() {
            write!(f, "-{:02}..{:02}", self.first, self.last)?;
        }
        f.write_str(match self.basis {
            Basis::Single => "",
            Basis::Cumulative => " cum",
            Basis::Stock => " end",
        })
    }
}

/// A text that is no period, month or date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a period or date: {0:?}")]
pub struct BadPeriod(pub String);

impl FromStr for Period {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let bad = || BadPeriod(text.to_owned());
        let (head, basis) = match text.split_once(' ') {
            None => (text, Basis::Single),
            Some((head, "cum")) => (head, Basis::Cumulative),
            Some((head, "end")) => (head, Basis::Stock),
            Some(_) => return Err(bad()),
        };
        let year = head.get(..4).and_then(digits).ok_or_else(bad)? as i16;
        let rest = head.get(4..).unwrap_or_default();
        let (first, last) = if rest.is_empty() {
            (1, 12)
        } else if let Some(quarter) = rest.strip_prefix('Q') {
            let quarter = digits(quarter).filter(|q| (1..=4).contains(q)).ok_or_else(bad)? as u8;
            (quarter * 3 - 2, quarter * 3)
        } else {
            let months = rest.strip_prefix('-').ok_or_else(bad)?;
            let (first, last) = months.split_once("..").unwrap_or((months, months));
            let month = |text: &str| digits(text).filter(|m| (1..=12).contains(m)).map(|m| m as u8);
            (month(first).ok_or_else(bad)?, month(last).ok_or_else(bad)?)
        };
        Self::new(year, first, last, basis).ok_or_else(bad)
    }
}

fn digits(text: &str) -> Option<u16> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A month of a year. Written `2024-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    year: i16,
    month: u8,
}

impl Month {
    /// A month (1–12) of a year (1–9999).
    pub fn new(year: i16, month: u8) -> Option<Self> {
        ((1..=9999).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, 1–12.
    pub fn month(self) -> u8 {
        self.month
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for Month {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        match text.parse::<When>() {
            Ok(When { year, month: month @ 1.., day: 0 }) => Ok(Self { year, month }),
            _ => Err(BadPeriod(text.to_owned())),
        }
    }
}

/// A date as exact as it is known: a year, a month or a day.
/// Written `2024`, `2024-05`, `2024-05-20`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    year: i16,
    /// 0: not known.
    month: u8,
    /// 0: not known.
    day: u8,
}

impl When {
    /// A year.
    pub fn year_of(year: i16) -> Self {
        Self { year: year.clamp(1, 9999), month: 0, day: 0 }
    }

    /// A month.
    pub fn month_of(month: Month) -> Self {
        Self { year: month.year, month: month.month, day: 0 }
    }

    /// A day that exists in the calendar.
    pub fn day_of(year: i16, month: u8, day: u8) -> Option<Self> {
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        (year >= 1).then_some(Self { year, month, day })
    }

    /// Today by the system's clock and time zone.
    pub fn today() -> Self {
        let date = jiff::ZonedDateTime::now().date();
        Self { year: date.year(), month: date.month() as u8, day: date.day() as u8 }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.year
    }

    /// The month, where known.
    pub fn month(self) -> Option<Month> {
        Month::new(self.year, self.month)
    }

    /// The day of the month, where known.
    pub fn day(self) -> Option<u8> {
        (self.day > 0).then_some(self.day)
    }

    /// Whether it is past by the end of a month; a date that names only its year, by any month of it.
    pub fn is_by(self, month: Month) -> bool {
        self.month().map_or(self.year() <= month.year(), |own| own <= month)
    }

    /// The month by whose end it is due at the latest: a bare year means its December.
    pub fn latest_month(self) -> Month {
        Month { year: self.year, month: if self.month == 0 { 12 } else { self.month } }
    }

    /// Year, month and day of the first day that it can mean.
    pub fn earliest(self) -> (i16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// Year, month and day of the last day that it can mean; months are taken as of 31 days.
    pub fn latest(self) -> (i16, u8, u8) {
        let or = |part: u8, last| if part == 0 { last } else { part };
        (self.year, or(self.month, 12), or(self.day, 31))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}

impl FromStr for When {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let bad = || BadPeriod(text.to_owned());
        let mut parts = text.splitn(3, '-');
        let year = parts.next().filter(|y| y.len() == 4).and_then(digits).ok_or_else(bad)? as i16;
        let month = parts.next().map(|m| digits(m).ok_or_else(bad)).transpose()?;
        let day = parts.next().map(|d| digits(d).ok_or_else(bad)).transpose()?;
        match (month, day) {
            (None, _) if year >= 1 => Ok(Self::year_of(year)),
            (Some(month), None) => {
                Month::new(year, u8::try_from(month).unwrap_or(0)).map(Self::month_of).ok_or_else(bad)
            }
            (Some(month), Some(day)) => {
                let small = |n: u16| u8::try_from(n).unwrap_or(0);
                Self::day_of(year, small(month), small(day)).ok_or_else(bad)
            }
            _ => Err(bad()),
        }
    }
}

/// The years that a project runs (建设起止年限). Written `2023-2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Years {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "{:04}", self.from)
        } else {
            write!(f, "{:04}-{:04}", self.from, self.to)
        }
    }
}

impl FromStr for Years {
    type Err = BadPeriod;
    fn from_str(text: &str) -> Result<Self, BadPeriod> {
        let (from, to) = text.split_once('-').unwrap_or((text, text));
        let year =
            |text: &str| digits(text).filter(|_| text.len() == 4).filter(|y| *y >= 1).map(|y| y as i16);
        match (year(from), year(to)) {
            (Some(from), Some(to)) if from <= to => Ok(Self { from, to }),
            _ => Err(BadPeriod(text.to_owned())),
        }
    }
}

as_text! {
    Period, "a period like \"2024\", \"2024Q2\", \"2024-05\", \"2024-01..02\", with \" cum\" or \" end\"";
    Month, "a month like \"2024-05\"";
    When, "a date like \"2024\", \"2024-05\" or \"2024-05-20\"";
    Years, "years like \"2023-2025\"";
}
