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

fn whole(list: &[Value]) -> String {
    list.iter().map(scalar).collect::<Vec<_>>().join(", ")
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
