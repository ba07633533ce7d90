//! Figures with or without their unit.

use super::{EntryError, plain};
use crate::model::{Decimal, Dimension, Money, MoneyUnit, Quantity, Unit};

/// Reads an amount: a bare figure takes the unit given.
pub fn parse_money(text: &str, unit: MoneyUnit) -> Result<Money, EntryError> {
    let (value, rest) = figure(text)?;
    if rest.is_empty() {
        return Ok(Money::new(value, unit));
    }
    // 5千万, 3百万: the multiplier goes into the figure.
    let (times, rest) = match rest.chars().next() {
        Some('十') => (10, &rest['十'.len_utf8()..]),
        Some('百') => (100, &rest['百'.len_utf8()..]),
        Some('千') => (1000, &rest['千'.len_utf8()..]),
        _ => (1, rest.as_str()),
    };
    let unit = match rest {
        "万" => MoneyUnit::Wan,
        "亿" => MoneyUnit::Yi,
        "美金" => MoneyUnit::Dollar,
        symbol => MoneyUnit::from_symbol(symbol).ok_or_else(|| EntryError::UnknownUnit(symbol.to_owned()))?,
    };
    let value = if times == 1 { Some(value) } else { value.checked_mul(Decimal::from(times)) };
    Ok(Money::new(value.ok_or(EntryError::TooManyDigits)?, unit))
}

/// Reads a figure in a unit: another unit of the same dimension is converted.
pub fn parse_number(text: &str, unit: &Unit) -> Result<Decimal, EntryError> {
    let (value, rest) = figure(text)?;
    if rest.is_empty() || plain(unit.symbol()) == rest {
        return Ok(value);
    }
    if let (Some(into), Ok(money)) =
        (MoneyUnit::from_symbol(unit.symbol()), parse_money(text, MoneyUnit::Yuan))
    {
        return money.in_unit(into).ok_or_else(|| other(&rest, unit));
    }
    // "5万" of people or of mu: the counter may be left out.
    let given = match rest.as_str() {
        "万" | "亿" => Unit::new(&format!("{rest}{}", counter(unit))),
        symbol => Unit::new(symbol),
    };
    match given.dimension() {
        Dimension::Other(symbol) => Err(EntryError::UnknownUnit(symbol.to_string())),
        _ => given.convert(value, unit).map(|value| value.normalize()).ok_or_else(|| other(&rest, unit)),
    }
}

/// Reads a quantity with any unit: a bare figure takes the unit given.
pub fn parse_quantity(text: &str, unit: &Unit) -> Result<Quantity, EntryError> {
    let (value, rest) = figure(text)?;
    Ok(Quantity { value, unit: if rest.is_empty() { unit.clone() } else { Unit::new(&rest) } })
}

/// The unit without its multiplier: 万人 is 人.
fn counter(unit: &Unit) -> &str {
    let symbol = unit.symbol();
    ["万", "亿"].iter().find_map(|prefix| symbol.strip_prefix(prefix)).unwrap_or(symbol)
}

fn other(given: &str, wanted: &Unit) -> EntryError {
    EntryError::OtherUnit { given: given.to_owned(), wanted: wanted.symbol().to_owned() }
}

/// Words that make a figure inexact.
const ABOUT: [&str; 14] =
    ["约", "近", "超", "余", "多", "左右", "以上", "以下", "以内", "不低于", "≥", "≤", ">", "<"];

/// The figure at the beginning of a text, and what follows it.
fn figure(text: &str) -> Result<(Decimal, String), EntryError> {
    // Most figures of a pasted table are plain.
    let is_plain = |b: u8| b.is_ascii_digit() || b == b'.';
    if text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(is_plain)
        && let Ok(value) = Decimal::from_str_exact(text)
    {
        return Ok((value, String::new()));
    }
    // Whatever was pasted, a sentence can show it.
    let typed = || text.trim().chars().take(80).collect::<String>();
    let folded = plain(text).replace('−', "-");
    if ABOUT.iter().any(|word| folded.contains(word)) {
        return Err(EntryError::About(typed()));
    }
    let folded = folded.trim_start_matches(['¥', '+']).trim_start();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-');
    let end = folded.find(|c| !is_part(c)).unwrap_or(folded.len());
    let (number, rest) = folded.split_at(end);
    let number = without_separators(number).ok_or_else(|| EntryError::BadSeparators(typed()))?;
    let body = number.strip_prefix('-').unwrap_or(&number);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let plain_number = digits > 0
        && body.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && body.bytes().filter(|&b| b == b'.').count() <= 1;
    if !plain_number {
        return Err(EntryError::NotANumber(typed()));
    }
    // ".5" and "5." are understood; the decimal type wants digits on both sides.
    let whole =
        if body.starts_with('.') { format!("0{body}") } else { body.trim_end_matches('.').to_owned() };
    let mut value = Decimal::from_str_exact(&whole).map_err(|_| EntryError::TooManyDigits)?;
    if number.starts_with('-') && !value.is_zero() {
        value.set_sign_negative(true);
    }
    Ok((value, rest.trim().to_owned()))
}

/// The number without its thousands separators; `None` where commas stand elsewhere.
fn without_separators(number: &str) -> Option<String> {
    if !number.contains(',') {
        return Some(number.to_owned());
    }
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(w, f)| (w, Some(f)));
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next()?;
    let sound = (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3)
        && !fraction.is_some_and(|fraction| fraction.contains(','));
    sound.then(|| number.replace(',', ""))
}
