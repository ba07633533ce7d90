//! Merging two versions on their common ancestor, by item and field.

use super::{
    diff::{Item, edit_between, head_text, heads},
    kept,
    tree::{self, brief, by_name, keys, list, scalar},
};
use crate::{
    edit::{Edit, KeptOf, Row, RowId, RowKind},
    model::{Text, Workbook, project::Fund},
};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// One of the two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The first: mine.
    #[default]
    Ours,
    /// The second: the other's.
    Theirs,
}

/// A field that both versions have changed, each in its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The item.
    pub item: Item,
    /// Its name.
    pub name: Text,
    /// The field; empty where one has removed the item and the other changed it.
    pub field: String,
    /// In the common ancestor.
    pub base: String,
    /// In the first version.
    pub ours: String,
    /// In the second one.
    pub theirs: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The change that leads from the first version to the merged one; none where that is the first.
    pub edit: Option<Edit>,
    /// The fields that had to be chosen, in order.
    pub conflicts: Vec<Conflict>,
}

pub(super) struct Merging<'a> {
    choices: &'a [Side],
    conflicts: Vec<Conflict>,
    item: Item,
    name: Text,
}

impl Merging<'_> {
    /// What follows is about fields that are not understood, in a place of this workbook.
    pub(super) fn turn_to(&mut self, of: KeptOf, workbook: &Workbook) {
        (self.item, self.name) = match of {
            KeptOf::File | KeptOf::Workbook => (Item::Workbook, workbook.title.clone()),
            KeptOf::Row(id) => (Item::Row(id), workbook.row_name(id)),
        };
    }

    /// Notes a conflict and says which side was chosen for it.
    pub(super) fn choose(&mut self, field: &str, base: String, ours: String, theirs: String) -> Side {
        let side = self.choices.get(self.conflicts.len()).copied().unwrap_or_default();
        let (item, name, field) = (self.item, self.name.clone(), field.to_owned());
        self.conflicts.push(Conflict { item, name, field, base, ours, theirs });
        side
    }

    fn values(&mut self, path: &str, base: &Value, ours: &Value, theirs: &Value) -> Value {
        if ours == theirs || theirs == base {
            return ours.clone();
        }
        if ours == base {
            return theirs.clone();
        }
        if let Some([base, ours, theirs]) = tree::month_rows(path, [base, ours, theirs]) {
            return self.months(path, &base, &ours, &theirs);
        }
        match (ours, theirs) {
            (Value::Object(ours), Value::Object(theirs)) => self.objects(path, base, ours, theirs),
            (Value::Array(ours), Value::Array(theirs)) => {
                if let (Some(a), Some(b), Some(c)) = (keys(list(base)), keys(ours), keys(theirs)) {
                    return self.lists(path, (list(base), &a), (ours, &b), (theirs, &c));
                }
                self.either(path, base, &Value::Array(ours.clone()), &Value::Array(theirs.clone()))
            }
            _ => self.either(path, base, ours, theirs),
        }
    }

    /// A row of monthly figures that both have changed, month by month.
    fn months(&mut self, path: &str, base: &[String], ours: &[String], theirs: &[String]) -> Value {
        let mut merged = Vec::new();
        for (at, ((base, mine), other)) in base.iter().zip(ours).zip(theirs).enumerate() {
            let theirs = if mine == other || other == base {
                false
            } else if mine == base {
                true
            } else {
                let place = format!("{path}[{}]", at + 1);
                self.choose(&place, base.clone(), mine.clone(), other.clone()) == Side::Theirs
            };
            merged.push(if theirs { other.clone() } else { mine.clone() });
        }
        tree::month_row(&merged)
    }

    fn either(&mut self, path: &str, base: &Value, ours: &Value, theirs: &Value) -> Value {
        match self.choose(path, brief(base), brief(ours), brief(theirs)) {
            Side::Ours => ours.clone(),
            Side::Theirs => theirs.clone(),
        }
    }

    fn objects(
        &mut self,
        path: &str,
        base: &Value,
        ours: &Map<String, Value>,
        theirs: &Map<String, Value>,
    ) -> Value {
        // What a table is grouped by stands in one of two fields, and is one setting.
        let one_field = [ours, theirs].iter().any(|side| side.contains_key("group_by"));
        let sides = one_field.then(|| [ours, theirs].map(with_group_by));
        let (ours, theirs) = sides.as_ref().map_or((ours, theirs), |[ours, theirs]| (ours, theirs));
        let in_base = base.as_object().filter(|_| one_field).map(|base| Value::Object(with_group_by(base)));
        let base = in_base.as_ref().unwrap_or(base);
        let mut merged = Map::new();
        let none = Value::Null;
        for key in ours.keys().chain(theirs.keys().filter(|key| !ours.contains_key(*key))) {
            let [a, b, c] = [base.get(key), ours.get(key), theirs.get(key)].map(|one| one.unwrap_or(&none));
            let below = || if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let value = if b == c || c == a { b.clone() } else { self.values(&below(), a, b, c) };
            // What is left out has its default.
            if !value.is_null() {
                merged.insert(key.clone(), value);
            }
        }
        Value::Object(merged)
    }

    fn lists(
        &mut self,
        path: &str,
        (base, base_keys): (&[Value], &[String]),
        (ours, our_keys): (&[Value], &[String]),
        (theirs, their_keys): (&[Value], &[String]),
    ) -> Value {
        let order = order(base_keys, our_keys, their_keys);
        let lists = [(base, base_keys), (ours, our_keys), (theirs, their_keys)];
        let lists = lists.map(|(list, keys)| by_name(list, keys));
        let mut merged = Vec::new();
        for key in order {
            let below = format!("{path}[{key}]");
            let [a, b, c] = lists.each_ref().map(|list| list.get(&*key).map_or(&Value::Null, |one| *one));
            let value = self.values(&below, a, b, c);
            if !value.is_null() {
                merged.push(value);
            }
        }
        // Figures stand in the order of area and period, whoever added them.
        if merged.iter().all(|entry| entry.get("area").is_some() && entry.get("period").is_some()) {
            merged.sort_by_key(|entry| {
                let area = entry.get("area").and_then(Value::as_u64);
                (area, entry.get("period").map(scalar))
            });
        }
        // So do years, own columns and funds, which the model wants in order.
        for key in ["year", "column"] {
            if merged.iter().all(|entry| entry.get(key).is_some_and(Value::is_i64)) {
                merged.sort_by_key(|entry| entry.get(key).and_then(Value::as_i64));
            }
        }
        let fund = |entry: &Value| serde_json::from_value::<Fund>(entry.get("fund")?.clone()).ok();
        if merged.iter().all(|entry| fund(entry).is_some()) {
            merged.sort_by_key(fund);
        }
        Value::Array(merged)
    }
}

/// A look with its groups in the field that can hold all of them.
fn with_group_by(look: &Map<String, Value>) -> Map<String, Value> {
    let mut look = look.clone();
    if let Some(Value::Array(fields)) = look.remove("groups") {
        let columns =
            fields.into_iter().map(|field| Value::Object(Map::from_iter([("Field".to_owned(), field)])));
        look.insert("group_by".to_owned(), columns.collect());
    }
    look
}

/// The order of both: that of the one who changed it, with the other's additions behind what they stood
/// behind. What one has removed and the other not is still in it.
fn order<T: Ord + Clone>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<T> {
    let set = |list: &[T]| list.iter().cloned().collect::<BTreeSet<T>>();
    let (base_set, our_set) = (set(base), set(ours));
    let ours_kept: Vec<&T> = ours.iter().filter(|key| base_set.contains(key)).collect();
    let base_kept: Vec<&T> = base.iter().filter(|key| our_set.contains(key)).collect();
    let (first, second) = if ours_kept == base_kept { (theirs, ours) } else { (ours, theirs) };
    // Additions of both at one place: those of the side whose order is not taken come first.
    let first_set = set(first);
    let mut behind: BTreeMap<Option<&T>, Vec<&T>> = BTreeMap::new();
    let mut before = None;
    for key in second {
        if first_set.contains(key) {
            before = Some(key);
        } else {
            behind.entry(before).or_default().push(key);
        }
    }
    let mut order = Vec::with_capacity(first.len());
    order.extend(behind.remove(&None).unwrap_or_default().into_iter().cloned());
    for key in first {
        order.push(key.clone());
        order.extend(behind.remove(&Some(key)).unwrap_or_default().into_iter().cloned());
    }
    order
}

/// Merges two versions. For conflicts, in their order, the sides in `choices` hold, and mine where there is
/// none.
pub fn merge(base: &Workbook, ours: &Workbook, theirs: &Workbook, choices: &[Side]) -> Merged {
    let mut merging =
        Merging { choices, conflicts: Vec::new(), item: Item::Workbook, name: ours.title.clone() };
    let mut merged = ours.clone();
    for (((field, base), (_, mine)), (_, other)) in
        heads(base).into_iter().zip(heads(ours)).zip(heads(theirs))
    {
        let take = if mine == other || other == base {
            continue;
        } else if mine == base {
            Side::Theirs
        } else {
            merging.choose(field, head_text(&base), head_text(&mine), head_text(&other))
        };
        if take == Side::Theirs {
            set(&mut merged, Edit::Head(other));
        }
    }
    let mut rows = Vec::new();
    for kind in RowKind::ALL {
        let order = order(&base.row_ids(kind), &ours.row_ids(kind), &theirs.row_ids(kind));
        for id in order {
            if let Some(row) = merge_row(&mut merging, base, ours, theirs, id) {
                rows.push(row);
            }
        }
    }
    let mut wanted = merged.with_rows(rows);
    kept::merge(&mut merging, &mut wanted, base, ours, theirs);
    Merged { edit: edit_between(ours, &wanted), conflicts: merging.conflicts }
}

fn merge_row(
    merging: &mut Merging<'_>,
    base: &Workbook,
    ours: &Workbook,
    theirs: &Workbook,
    id: RowId,
) -> Option<Row> {
    let whole = |removed: bool| if removed { String::new() } else { id.to_string() };
    match (base.contains_row(id), ours.contains_row(id), theirs.contains_row(id)) {
        (_, false, false) => None,
        (false, true, false) => ours.row(id),
        (false, false, true) => theirs.row(id),
        (true, true, false) | (true, false, true) => {
            let here = if ours.contains_row(id) { ours } else { theirs };
            if base.same_row(here, id) {
                // One has removed what the other left alone.
                return None;
            }
            (merging.item, merging.name) = (Item::Row(id), here.row_name(id));
            let mine_gone = !ours.contains_row(id);
            let chosen = merging.choose("", whole(false), whole(mine_gone), whole(!mine_gone));
            let keeps = (chosen == Side::Ours) != mine_gone;
            if keeps { here.row(id) } else { None }
        }
        (in_base, true, true) => {
            if ours.same_row(theirs, id) || (in_base && base.same_row(theirs, id)) {
                return ours.row(id);
            }
            if in_base && base.same_row(ours, id) {
                return theirs.row(id);
            }
            (merging.item, merging.name) = (Item::Row(id), ours.row_name(id));
            let before = if in_base { base.row(id) } else { None };
            let before = before.as_ref().and_then(tree::of_row).map_or(Value::Null, |(_, tree)| tree);
            let (kind, mine) = tree::of_row(&ours.row(id)?)?;
            let (_, other) = tree::of_row(&theirs.row(id)?)?;
            let merged = merging.values("", &before, &mine, &other);
            tree::to_row(&kind, merged).or_else(|| ours.row(id))
        }
    }
}

fn set(workbook: &mut Workbook, edit: Edit) {
    if let Err(refusal) = edit.apply(workbook) {
        log::warn!("a merged property was refused: {refusal}");
    }
}
