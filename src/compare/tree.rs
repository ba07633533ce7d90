//! A row as a tree of named fields, and the paths in it.

use crate::{edit::Row, storage::entry_names};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

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

/// The names by which the entries of a list are told apart; saved views by their own.
fn told_names(path: &str, list: &[Value]) -> Option<Vec<String>> {
    if path != "views" {
        return keys(list);
    }
    // Brackets part the steps of a path.
    let name = |view: &Value| Some(view.get("name")?.as_str()?.replace('[', "(").replace(']', ")"));
    let names: Vec<String> = list.iter().map(name).collect::<Option<_>>()?;
    let different: BTreeSet<_> = names.iter().collect();
    (different.len() == names.len()).then_some(names)
}

/// Whether a list is told as a whole where one side has none: columns and sort keys, of which an empty list
/// means the usual ones.
fn is_one_choice(path: &str) -> bool {
    matches!(path.rsplit('.').next(), Some("columns" | "sort"))
}

/// Whether the entries that both lists have stand in the same order.
fn in_one_order(a: &[String], b: &[String]) -> bool {
    let (in_a, in_b): (BTreeSet<_>, BTreeSet<_>) = (a.iter().collect(), b.iter().collect());
    a.iter().filter(|name| in_b.contains(name)).eq(b.iter().filter(|name| in_a.contains(name)))
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
            let gone_or_kept = a.iter().map(|(key, old)| (key, old, b.get(key).unwrap_or(&none)));
            let new = b.iter().filter(|(key, _)| !a.contains_key(*key)).map(|(key, new)| (key, &none, new));
            for (key, old, new) in gone_or_kept.chain(new).filter(|(_, old, new)| old != new) {
                differences(&below(key), old, new, found);
            }
        }
        (Value::Array(_) | Value::Null, Value::Array(_) | Value::Null) => {
            let (a, b) = (list(a), list(b));
            let whole_list = (a.is_empty() || b.is_empty()) && is_one_choice(path);
            let names = told_names(path, a).zip(told_names(path, b)).filter(|_| !whole_list);
            let Some((a_names, b_names)) = names else {
                found.push((path.to_owned(), whole(a), whole(b)));
                return;
            };
            let (in_a, in_b) = (by_name(a, &a_names), by_name(b, &b_names));
            let none = Value::Null;
            for name in union(a_names.iter(), b_names.iter()) {
                let place = format!("{path}[{name}]");
                match (in_a.get(&*name), in_b.get(&*name)) {
                    (Some(old), Some(new)) => differences(&place, old, new, found),
                    // A year with figures where there was none: month by month.
                    (None, Some(new)) if path == MONTHS => {
                        differences(&place, &only_year(new), new, found);
                    }
                    (Some(old), None) if path == MONTHS => {
                        differences(&place, old, &only_year(old), found);
                    }
                    (old, new) => {
                        let [old, new] = [old, new].map(|one| one.map_or(&none, |one| *one));
                        found.push((place, scalar(old), scalar(new)));
                    }
                }
            }
            if !in_one_order(&a_names, &b_names) {
                found.push((path.to_owned(), whole(a), whole(b)));
            }
        }
        _ => found.push((path.to_owned(), scalar(a), scalar(b))),
    }
}

/// The entries of a list by their names.
pub(super) fn by_name<'a>(list: &'a [Value], names: &'a [String]) -> BTreeMap<&'a str, &'a Value> {
    names.iter().map(String::as_str).zip(list).collect()
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
    let there: BTreeSet<&String> = all.iter().collect();
    let more: Vec<String> = b.filter(|key| !there.contains(key)).cloned().collect();
    all.extend(more);
    all
}
