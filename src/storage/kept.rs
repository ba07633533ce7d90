//! Fields that are not understood, between the text of a file and the workbook: from what was found while
//! reading ([`collect`]) to the places where they are written again ([`Node`]).
//!
//! A field belongs to a row and a path in it. Entries of lists move: they are found again by their names (an
//! identifier, a year), and where they have none by what they say; what stands between two entries that were
//! found again is paired in order. Where the entry is gone, its fields are gone with it.

use super::lenient::{At, Found};
use crate::model::{
    Keyed, Rows, Text, Workbook,
    ids::Id,
    kept::{Holder, Kept, KeptField, KeptList, NotUnderstood, Step, printed},
};
use serde::Serialize;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    sync::Arc,
};
use xxhash_rust::xxh3::xxh3_64;

/// What is to be written into a struct, and below it, besides what is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Node {
    /// The field to stand behind (empty: before all), the name as printed, and the value.
    pub(super) fields: Vec<(Text, String, Text)>,
    below: BTreeMap<Step, Arc<Node>>,
}

impl Node {
    /// What is to be written into a field.
    pub(super) fn field(&self, name: &str) -> Option<Arc<Node>> {
        let at = |step| self.below.get(&step).cloned();
        at(Step::Field(name.into())).or_else(|| at(Step::Optional(name.into())))
    }

    /// What is to be written into an entry of a list.
    pub(super) fn entry(&self, at: u32) -> Option<Arc<Node>> {
        self.below.get(&Step::Entry(at)).cloned()
    }

    /// What is to be written into a choice.
    pub(super) fn choice(&self, name: &str) -> Option<Arc<Node>> {
        self.below.get(&Step::Choice(name.into())).cloned()
    }

    /// The fields below that are written even where they have nothing else to say.
    pub(super) fn lone(&self) -> impl Iterator<Item = (&Text, &Arc<Node>)> {
        self.below.iter().filter_map(|(step, node)| match step {
            Step::Field(name) => Some((name, node)),
            _ => None,
        })
    }

    fn put(&mut self, path: &[Step], field: &KeptField) {
        match path.split_first() {
            None => {
                self.fields.push((field.after.clone(), printed(&field.name), field.value.clone()));
            }
            Some((step, rest)) => {
                Arc::make_mut(self.below.entry(step.clone()).or_default()).put(rest, field);
            }
        }
    }
}

/// A field of a file that is not understood, but kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stranger {
    /// Its line, from 1.
    pub line: usize,
    /// Where it stands: `projects[p12].colour`.
    pub path: String,
}

/// The fields of a file that are not understood, but kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Strangers {
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub first: Vec<Stranger>,
}

/// How many are named: enough to see what they are.
const NAMED: usize = 100;

/// A table, whatever its rows are.
trait Table {
    fn name(&self, number: u32) -> String;
    fn number_at(&self, at: usize) -> Option<u32>;
    fn place_of(&self, number: u32) -> Option<usize>;
    fn tree_at(&self, at: usize) -> Option<Value>;
}

impl<T: Keyed + Serialize> Table for Rows<T> {
    fn name(&self, number: u32) -> String {
        T::Id::from_number(number).to_string()
    }
    fn number_at(&self, at: usize) -> Option<u32> {
        self.at(at).map(|row| row.id().number())
    }
    fn place_of(&self, number: u32) -> Option<usize> {
        self.position(T::Id::from_number(number))
    }
    fn tree_at(&self, at: usize) -> Option<Value> {
        serde_json::to_value(self.at(at)?).ok()
    }
}

/// The tables of a workbook by their names in the file.
fn tables(workbook: &Workbook) -> [(&'static str, &dyn Table); 9] {
    // All fields are named, so that a table that is added to the model is not forgotten here.
    let Workbook {
        title: _,
        title_en: _,
        invented: _,
        year: _,
        month: _,
        next_id: _,
        areas,
        departments,
        sources,
        sections,
        indicators,
        lists,
        projects,
        boards,
        figures,
        kept: _,
    } = workbook;
    [
        ("areas", areas),
        ("departments", departments),
        ("sources", sources),
        ("sections", sections),
        ("indicators", indicators),
        ("lists", lists),
        ("projects", projects),
        ("boards", boards),
        ("figures", figures),
    ]
}

fn table<'a>(workbook: &'a Workbook, name: &str) -> Option<(&'static str, &'a dyn Table)> {
    tables(workbook).into_iter().find(|(own, _)| *own == name)
}

/// What holds a field that was found, at which place of its table, and its path in there.
fn home<'f>(workbook: &Workbook, one: &'f Found<'_>) -> Option<(Holder<'static>, Option<usize>, &'f [At])> {
    Some(match &*one.path {
        [At::Field("workbook", _), At::Field(name, _), At::Entry(at), rest @ ..] => {
            let (name, table) = table(workbook, name)?;
            (Holder::Row(name, table.number_at(*at as usize)?), Some(*at as usize), rest)
        }
        [At::Field("workbook", _), rest @ ..] => (Holder::Workbook, None, rest),
        rest => (Holder::File, None, rest),
    })
}

/// What a person should hear of fields, which come in the order of the text.
fn strangers(workbook: &Workbook, text: &str, found: &[Found<'_>]) -> Strangers {
    let mut strangers = Strangers { count: found.len(), first: Vec::new() };
    let (mut line, mut counted) = (1, 0);
    for one in found.iter().take(NAMED) {
        let at = one.offset_in(text);
        line += text.get(counted..at).unwrap_or_default().matches('\n').count();
        counted = at;
        let path = match home(workbook, one) {
            Some((Holder::Row(name, number), _, rest)) => {
                let row = table(workbook, name).map(|(_, table)| table.name(number)).unwrap_or_default();
                format!("{name}[{row}].{}", field_of(one, rest))
            }
            Some((_, _, rest)) => field_of(one, rest).to_string(),
            None => one.name.to_string(),
        };
        strangers.first.push(Stranger { line, path });
    }
    strangers
}

/// Gives a workbook the fields that were found while its text was read. Refused where two rows have one number
/// and the second has such fields: they could not be told apart.
pub(super) fn collect<'de>(
    workbook: &mut Workbook,
    text: &str,
    found: Vec<Found<'de>>,
) -> Result<Strangers, Found<'de>> {
    let strangers = strangers(workbook, text, &found);
    let mut found = found;
    in_order(&mut found);
    let mut kept: BTreeMap<(Holder<'static>, Option<usize>), Kept> = BTreeMap::new();
    for one in found {
        let (holder, place, rest) = match home(workbook, &one) {
            Some((Holder::Row(name, number), Some(at), rest)) => {
                // A second row with this number would lose its own.
                if table(workbook, name).and_then(|(_, table)| table.place_of(number)) != Some(at) {
                    return Err(one);
                }
                (Holder::Row(name, number), Some(at), rest)
            }
            Some(home) => home,
            None => return Err(one),
        };
        kept.entry((holder, place)).or_default().fields.push(field_of(&one, rest));
    }
    for ((holder, place), mut kept) in kept {
        if let (Holder::Row(name, _), Some(place)) = (holder, place)
            && kept.fields.iter().any(|field| field.path.iter().any(is_entry))
            && let Some(tree) = table(workbook, name).and_then(|(_, table)| table.tree_at(place))
        {
            settle(&mut kept, &tree);
        }
        workbook.kept.set(holder, kept);
    }
    Ok(strangers)
}

/// The fields of a struct that stands in a file of its own.
pub(super) fn collect_alone(mut found: Vec<Found<'_>>) -> Kept {
    in_order(&mut found);
    Kept { fields: found.into_iter().map(|one| field_of(&one, &one.path)).collect(), lists: Vec::new() }
}

/// Puts fields into an order that depends on nothing else: struct by struct, those of one struct as they are
/// written.
fn in_order(found: &mut [Found<'_>]) {
    let place = |one: &Found<'_>| one.known.iter().position(|known| *known == one.after);
    found.sort_by(|one, other| one.path.cmp(&other.path).then_with(|| place(one).cmp(&place(other))));
}

/// A field that was found, by its path in what holds it.
fn field_of(one: &Found<'_>, path: &[At]) -> KeptField {
    KeptField {
        path: path.iter().map(step).collect(),
        after: one.after.into(),
        name: one.name.clone(),
        value: one.value.into(),
    }
}

fn step(at: &At) -> Step {
    match *at {
        At::Field(name, false) => Step::Field(name.into()),
        At::Field(name, true) => Step::Optional(name.into()),
        At::Entry(at) => Step::Entry(at),
        At::Choice(name) => Step::Choice(name.into()),
    }
}

/// What a step leads to.
fn into<'v>(tree: &'v Value, step: &Step) -> Option<&'v Value> {
    match step {
        Step::Field(name) | Step::Optional(name) | Step::Choice(name) => tree.get(&**name),
        Step::Named(_) => None,
        Step::Entry(at) => tree.get(*at as usize),
    }
}

fn is_entry(step: &Step) -> bool {
    matches!(step, Step::Entry(_))
}

/// Notes of the lists that fields stand in how they look now, and the names of their entries.
fn settle(kept: &mut Kept, tree: &Value) {
    let mut lists: BTreeMap<Vec<Step>, KeptList> = BTreeMap::new();
    // Looked at once for a list, however many fields stand in it.
    let mut named: BTreeMap<Vec<Step>, Option<Vec<Text>>> = BTreeMap::new();
    for field in &mut kept.fields {
        let mut path = Vec::with_capacity(field.path.len());
        let mut now = Some(tree);
        for step in &field.path {
            let list = now.and_then(Value::as_array);
            let mut settled = step.clone();
            if let (Step::Entry(at), Some(list)) = (step, list) {
                let names = named.entry(path.clone()).or_insert_with(|| entry_names(list));
                if let Some(name) = names.as_ref().and_then(|names| names.get(*at as usize)).cloned() {
                    settled = Step::Named(name);
                } else {
                    let made = || KeptList { path: path.clone(), entries: hashes(list) };
                    lists.entry(path.clone()).or_insert_with(made);
                }
            }
            now = now.and_then(|now| into(now, step));
            path.push(settled);
        }
        field.path = path;
    }
    kept.lists = lists.into_values().collect();
}

/// The fields by which the entries of a list are known; the first ones that all entries have.
const KEYS: [&[&str]; 5] = [&["id"], &["area", "period"], &["year"], &["column"], &["fund"]];

/// The names of a list's entries, where all have one and no two the same.
pub fn entry_names(list: &[Value]) -> Option<Vec<Text>> {
    let word = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let by = |fields: &[&str]| -> Option<Vec<Text>> {
        let name = |entry: &Value| -> Option<Text> {
            let parts: Option<Vec<_>> = fields.iter().map(|field| entry.get(field).map(word)).collect();
            Some(parts?.join(" ").into())
        };
        let names: Vec<Text> = list.iter().map(name).collect::<Option<_>>()?;
        let different: BTreeSet<_> = names.iter().collect();
        (different.len() == names.len()).then_some(names)
    };
    KEYS.iter().find_map(|fields| by(fields))
}

fn hashes(list: &[Value]) -> Vec<Text> {
    list.iter().map(|entry| format!("{:016x}", xxh3_64(entry.to_string().as_bytes())).into()).collect()
}

/// Where the entries of a list are now: those that say the same first, then those that stand beside a
/// neighbour that was found.
fn places(was: &KeptList, now: &[Value]) -> Vec<Option<u32>> {
    let names = hashes(now);
    let mut places: Vec<Option<usize>> = vec![None; was.entries.len()];
    let mut free = vec![true; names.len()];
    let mut equal: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (at, name) in names.iter().enumerate() {
        equal.entry(name).or_default().push_back(at);
    }
    for (place, name) in places.iter_mut().zip(&was.entries) {
        *place = equal.get_mut(&**name).and_then(VecDeque::pop_front);
        if let Some(taken) = place.and_then(|at| free.get_mut(at)) {
            *taken = false;
        }
    }
    for old in 0..places.len() {
        if places[old].is_some() {
            continue;
        }
        let behind = match old.checked_sub(1) {
            None => Some(0),
            Some(before) => places[before].map(|at| at + 1),
        };
        let before = places.get(old + 1).copied().flatten().and_then(|at| at.checked_sub(1));
        let place = [behind, before].into_iter().flatten().find(|&at| free.get(at) == Some(&true));
        if let Some(taken) = place.and_then(|at| free.get_mut(at)) {
            *taken = false;
        }
        places[old] = place;
    }
    places.into_iter().map(|place| place.map(|at| at as u32)).collect()
}

/// The lists of a row as they are now, by the path that they had; each is looked at once.
struct Lists<'k> {
    was: BTreeMap<&'k [Step], &'k KeptList>,
    named: BTreeMap<&'k [Step], BTreeMap<Text, u32>>,
    placed: BTreeMap<&'k [Step], Vec<Option<u32>>>,
}

impl<'k> Lists<'k> {
    fn of(kept: &'k Kept) -> Self {
        let was = kept.lists.iter().map(|list| (&*list.path, list)).collect();
        Self { was, named: BTreeMap::new(), placed: BTreeMap::new() }
    }
}

/// Where a field stands now, in a row that may have changed; none where what it stood in is gone.
fn place_now<'k>(lists: &mut Lists<'k>, field: &'k KeptField, tree: &Value) -> Option<Vec<Step>> {
    let mut path = Vec::with_capacity(field.path.len());
    let mut now = Some(tree);
    for (at, old) in field.path.iter().enumerate() {
        let step = match old {
            Step::Named(name) => {
                let list = now.and_then(Value::as_array)?;
                let names = lists
                    .named
                    .entry(field.path.get(..at)?)
                    .or_insert_with(|| entry_names(list).unwrap_or_default().into_iter().zip(0..).collect());
                Step::Entry(*names.get(name)?)
            }
            Step::Entry(place) => {
                let list = now.and_then(Value::as_array)?;
                let path = field.path.get(..at)?;
                match lists.was.get(path) {
                    Some(was) => {
                        let placed = lists.placed.entry(path).or_insert_with(|| places(was, list));
                        Step::Entry(placed.get(*place as usize).copied().flatten()?)
                    }
                    None => old.clone(),
                }
            }
            _ => old.clone(),
        };
        now = now.and_then(|now| into(now, &step)).filter(|now| !now.is_null());
        // A struct that has its defaults is left out of the file, but can be written for what stands in it.
        if now.is_none() && !matches!(step, Step::Field(_)) {
            return None;
        }
        path.push(step);
    }
    Some(path)
}

/// What is to be written into something, as it is now.
pub(super) fn node_of(kept: &Kept, now: impl FnOnce() -> Option<Value>) -> Option<Arc<Node>> {
    let mut node = Node::default();
    let nested = kept.fields.iter().any(|field| !field.path.is_empty());
    let tree = if nested { now().unwrap_or_default() } else { Value::Null };
    let mut lists = Lists::of(kept);
    for field in &kept.fields {
        if field.path.is_empty() {
            node.put(&[], field);
        } else if let Some(path) = place_now(&mut lists, field, &tree) {
            node.put(&path, field);
        }
    }
    (!node.fields.is_empty() || !node.below.is_empty()).then(|| Arc::new(node))
}

/// What is to be written into a project, which is at this place of its table.
pub(super) fn node_of_project(workbook: &Workbook, at: usize) -> Option<Arc<Node>> {
    if workbook.kept.is_empty() {
        return None;
    }
    let row = workbook.projects.at(at)?;
    let kept = workbook.kept.of(Holder::Row("projects", row.id.0))?;
    if workbook.projects.position(row.id) != Some(at) {
        return None;
    }
    node_of(kept, || serde_json::to_value(row).ok())
}

/// What is to be written into a file.
pub(super) fn root(workbook: &Workbook) -> Option<Arc<Node>> {
    let all: &NotUnderstood = &workbook.kept;
    if all.is_empty() {
        return None;
    }
    let mut inside = all.of(Holder::Workbook).and_then(|kept| node_of(kept, || None)).unwrap_or_default();
    let node = Arc::make_mut(&mut inside);
    for (name, table) in tables(workbook) {
        let mut rows = BTreeMap::new();
        for (number, kept) in all.rows(name) {
            let Some(place) = table.place_of(number) else { continue };
            if let Some(row) = node_of(kept, || table.tree_at(place)) {
                rows.insert(Step::Entry(place as u32), row);
            }
        }
        if !rows.is_empty() {
            let list = Node { fields: Vec::new(), below: rows };
            node.below.insert(Step::Field(name.into()), Arc::new(list));
        }
    }
    let mut file = Node::default();
    for field in all.of(Holder::File).into_iter().flat_map(|kept| &kept.fields) {
        // A file begins with its format and version, whatever else it says.
        let after = if field.after.is_empty() || &*field.after == "format" {
            "version".into()
        } else {
            field.after.clone()
        };
        file.put(&field.path, &KeptField { after, ..field.clone() });
    }
    file.below.insert(Step::Field("workbook".into()), inside);
    Some(Arc::new(file))
}
