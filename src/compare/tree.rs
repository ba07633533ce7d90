//! A row as a tree of named fields, and the paths in it.

use crate::{edit::Row, storage::entry_names};
use serde_json::{Map, Value};

/// The tree of a row: what is inside, without its kind.
pub(super) fn of_row(row: &Row) -> Option<(String, Value)> {
    let Ok(Value::Object(map)) = serde_json::to_value(row) else { return None };
    map.into_iter().next()
}

/// A row from its kind and its tree.
pub(super) fn to_row(kind: &str, tree: Value) -> Option<Row> {
    let map = Map::from_iter([(kind.to_owned(), tree)]);
    serde_json::from_value(Value::Object(map))
        .inspect_err(|error| log::warn!("a merged row is no row: {error}"))
        .ok()
}

/// The names of a list's entries, where all have one and no two the same.
pub(super) fn keys(list: &[Value]) -> Option<Vec<String>> {
    entry_names(list).map(|names| names.into_iter().map(String::from).collect())
}

/// A value in brief, for a person.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The fields in which two trees differ: path, before, after.
pub(super) fn differences(path: &str, a: &Value, b: &Value, found: &mut Vec<(String, String, String)>) {
    if a == b {
        return;
    }
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    if let Some(rows) = month_rows(path, [a, b]) {
        let [a, b] = rows;
        let months = a.into_iter().zip(b).enumerate().filter(|(_, (a, b))| a != b);
        found.extend(months.map(|(at, (a, b))| (format!("{path}[{}]", at + 1), a, b)));
        return;
    }
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            let none = Value::Null;
            for key in union(a.keys(), b.keys()) {
                differences(&below(&key), a.get(&key).unwrap_or(&none), b.get(&key).unwrap_or(&none), found);
            }
        }
        (Value::Array(_) | Value::Null, Value::Array(_) | Value::Null) => {
            let (a, b) = (list(a), list(b));
            let (Some(a_keys), Some(b_keys)) = (keys(a), keys(b)) else {
                found.push((path.to_owned(), whole(a), whole(b)));
                return;
            };
            let none = Value::Null;
            let get = |list: &[Value], keys: &[String], key: &str| {
                keys.iter().position(|own| own == key).and_then(|at| list.get(at)).cloned()
            };
            for key in union(a_keys.iter(), b_keys.iter()) {
                let (old, new) = (get(a, &a_keys, &key), get(b, &b_keys, &key));
                let place = format!("{path}[{key}]");
                match (old, new) {
                    (Some(old), Some(new)) => differences(&place, &old, &new, found),
                    // A year with figures where there was none: month by month.
                    (None, Some(new)) if path == MONTHS => {
                        differences(&place, &only_year(&new), &new, found);
                    }
                    (Some(old), None) if path == MONTHS => {
                        differences(&place, &old, &only_year(&old), found);
                    }
                    (old, new) => {
                        let (old, new) = (old.unwrap_or(none.clone()), new.unwrap_or(none.clone()));
                        found.push((place, scalar(&old), scalar(&new)));
                    }
                }
            }
        }
        _ => found.push((path.to_owned(), scalar(a), scalar(b))),
    }
}

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A value or a list of values in brief.
pub(super) fn brief(value: &Value) -> String {
    value.as_array().map_or_else(|| scalar(value), |list| whole(list))
}

fn whole(list: &[Value]) -> String {
    if list.iter().any(|entry| entry.is_object() || entry.is_array()) {
        return Value::from(list.to_vec()).to_string();
    }
    list.iter().map(scalar).collect::<Vec<_>>().join(", ")
}

/// The field with the monthly figures of a project.
const MONTHS: &str = "months";

/// A year of monthly figures without any.
fn only_year(figures: &Value) -> Value {
    let year = figures.get("year").map(|year| ("year".to_owned(), year.clone()));
    Value::Object(Map::from_iter(year))
}

/// Rows of monthly figures (`1.2 3.5 - 4`) by month, an empty text where there is none; `None` where the path
/// does not lead to one.
pub(super) fn month_rows<const N: usize>(path: &str, rows: [&Value; N]) -> Option<[[String; 12]; N]> {
    let (year, row) = path.strip_prefix(MONTHS)?.split_once("].")?;
    if !year.starts_with('[') || !["plan", "reported", "confirmed"].contains(&row) {
        return None;
    }
    let by_month = |row: &Value| {
        let mut months: [String; 12] = std::array::from_fn(|_| String::new());
        let words = row.as_str().unwrap_or_default().split_whitespace();
        for (month, word) in months.iter_mut().zip(words).filter(|(_, word)| *word != "-") {
            word.clone_into(month);
        }
        months
    };
    Some(rows.map(by_month))
}

/// A row of monthly figures as files have it.
pub(super) fn month_row(months: &[String]) -> Value {
    let last = months.iter().rposition(|month| !month.is_empty());
    let words = months.iter().take(last.map_or(0, |last| last + 1));
    let words: Vec<&str> = words.map(|month| if month.is_empty() { "-" } else { month }).collect();
    if words.is_empty() { Value::Null } else { Value::String(words.join(" ")) }
}

/// The names of both, those of the first in their order, then the others.
pub(super) fn union<'a>(
    a: impl Iterator<Item = &'a String>,
    b: impl Iterator<Item = &'a String>,
) -> Vec<String> {
    let mut all: Vec<String> = a.cloned().collect();
    let more: Vec<String> = b.filter(|key| !all.contains(key)).cloned().collect();
    all.extend(more);
    all
}
