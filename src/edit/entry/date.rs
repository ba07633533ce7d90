//! Dates and years in the many ways they are written.

use super::{EntryError, plain};
use crate::model::{Month, When, Years};

/// Reads a date: 2024年5月, 2024-05, 2024.5, 2024/5/3, 202405, 2024, 2024年底, or 5月 of the year given.
pub fn parse_date(text: &str, year: i16) -> Result<When, EntryError> {
    date(&plain(text), year).ok_or_else(|| EntryError::NotADate(text.trim().to_owned()))
}

fn date(text: &str, default_year: i16) -> Option<When> {
    if let Some(year) = text.strip_suffix("年底").or_else(|| text.strip_suffix("年末")) {
        return Month::new(four(year)?, 12).map(When::month_of);
    }
    // 20240503, 202405
    if text.len() > 4 && text.bytes().all(|b| b.is_ascii_digit()) {
        let year = four(text.get(..4)?)?;
        return match text.len() {
            6 => Month::new(year, number(&text[4..])?).map(When::month_of),
            8 => When::day_of(year, number(&text[4..6])?, number(&text[6..])?),
            _ => None,
        };
    }
    let mut parts: Vec<&str> = Vec::new();
    let marks = |c: char| matches!(c, '年' | '月' | '日' | '号' | '-' | '—' | '–' | '.' | '/');
    let without_end = text.strip_suffix(['年', '月', '日', '号']).unwrap_or(text);
    parts.extend(without_end.split(marks).map(str::trim));
    match parts.as_slice() {
        // 5月, 5月20日: of the plan's year.
        [month] if text.ends_with('月') => Month::new(default_year, number(month)?).map(When::month_of),
        [month, day] if text.contains('月') && !text.contains('年') => {
            When::day_of(default_year, number(month)?, number(day)?)
        }
        [year] => four(year).map(When::year_of),
        [year, month] => Month::new(four(year)?, number(month)?).map(When::month_of),
        [year, month, day] => When::day_of(four(year)?, number(month)?, number(day)?),
        _ => None,
    }
}

/// Reads years: 2023-2025, 2023—2025年, 2023至2025, 2023.5-2025.12 (the months are not kept), 2024.
pub fn parse_years(text: &str) -> Result<Years, EntryError> {
    years(&plain(text)).ok_or_else(|| EntryError::NotYears(text.trim().to_owned()))
}

fn years(text: &str) -> Option<Years> {
    let text = text.replace("——", "-").replace(['—', '–', '~', '～', '至', '到', '－'], "-");
    let ends: Vec<&str> = text.split('-').map(str::trim).collect();
    let year = |end: &str| {
        let (year, month) = end.split_once(['.', '/', '年']).unwrap_or((end, ""));
        let month = month.trim_end_matches('月');
        let fits = month.is_empty() || number(month).is_some_and(|month| (1..=12).contains(&month));
        four(year).filter(|_| fits)
    };
    let (from, to) = match ends.as_slice() {
        [one] => (year(one)?, year(one)?),
        [from, to] => {
            let from = year(from)?;
            // 2023-25, but not 2023-05, which looks like a month.
            let short = number(to.trim_end_matches('年')).filter(|short| *short > 12 && to.len() != 1);
            let century = from / 100 * 100;
            (from, year(to).or_else(|| short.map(|short| century + i16::from(short)))?)
        }
        _ => return None,
    };
    (from <= to).then_some(Years { from, to })
}

fn four(text: &str) -> Option<i16> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| digits && *year >= 1)
}

/// One or two digits.
fn number(text: &str) -> Option<u8> {
    let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if fits { text.parse().ok() } else { None }
}
