//! The groups of a level: which group each row is in, and in what order they come.

use super::{list::ListAnalysis, pinyin};
use crate::model::{
    Column, Decimal, Lamp, Month, Project, ProjectField, Stage, Text, Value, ValueKind, Workbook,
};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// How many words are kept at hand.
const RECENT: usize = 64;

/// Where a word is kept at hand: words of a column differ in their first two characters or their length.
fn slot_of(text: &str) -> usize {
    let signs =
        text.bytes().take(6).fold(text.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    signs % RECENT
}

/// The groups of a level in order, and which one each row is in.
pub(super) struct Codes {
    pub codes: Vec<u32>,
    pub values: Vec<Value>,
}

/// The per cent that each band of completion begins at: from nothing done to all of the plan and more.
pub const BANDS: [u32; 5] = [0, 25, 50, 75, 100];

/// The band that a row's completion is in, by its place among [`BANDS`]; compared as it is, not as printed.
fn band(analysis: &ListAnalysis, row: u32) -> Option<u32> {
    let row = analysis.rows.get(row as usize)?;
    let (done, plan) = (row.done?, row.plan.filter(|plan| *plan > Decimal::ZERO)?);
    let hundred = done.saturating_mul(Decimal::ONE_HUNDRED);
    let reached = |from: u32| hundred >= plan.saturating_mul(Decimal::from(from));
    // Less than nothing done is in the lowest band.
    Some(BANDS.iter().skip(1).filter(|&&from| reached(from)).count() as u32)
}

/// The groups of a computed column in order: lamps by their place among [`Lamp::ALL`], bands of completion by the
/// per cent that they begin at. Rows are not grouped by any other.
fn computed(by: Column) -> Vec<Value> {
    let numbers = |numbers: &[u32]| numbers.iter().map(|&n| Value::Number(Decimal::from(n))).collect();
    match by {
        Column::Lamp => numbers(&Lamp::ALL.map(|lamp| lamp as u32)),
        Column::Completion => numbers(&BANDS),
        _ => Vec::new(),
    }
}

/// The group that a row is in by a computed column, as its place among [`computed`].
fn code(analysis: &ListAnalysis, row: u32, by: Column) -> Option<u32> {
    match by {
        Column::Lamp => Some(analysis.rows.get(row as usize)?.lamp as u32),
        Column::Completion => band(analysis, row),
        _ => None,
    }
}

impl Codes {
    /// The groups of rows by a column.
    pub fn new(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = u32>,
        by: Column,
    ) -> Self {
        match by {
            Column::Field(field) => Self::of_field(workbook, analysis, rows, field),
            _ => Self::numbered(rows.map(|row| code(analysis, row, by)), computed(by)),
        }
    }

    /// The groups of rows by a field.
    pub fn of_field(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = u32>,
        field: ProjectField,
    ) -> Self {
        let projects = rows.map(|row| analysis.project(workbook, row as usize));
        match field.kind() {
            ValueKind::Area => {
                let values = workbook.areas.iter().map(|area| Value::Area(area.id)).collect();
                let code = |p: &Project| workbook.areas.position(p.area?).map(|at| at as u32);
                Self::known(projects, values, code)
            }
            ValueKind::Department if field == ProjectField::Lead => {
                let values = workbook.departments.iter().map(|row| Value::Department(row.id)).collect();
                let code = |p: &Project| workbook.departments.position(p.lead?).map(|at| at as u32);
                Self::known(projects, values, code)
            }
            ValueKind::Stage => {
                let values = Stage::ALL.map(Value::Stage).into();
                Self::known(projects, values, |p| p.stage.map(|stage| stage as u32))
            }
            ValueKind::Text => Self::texts(projects, field),
            ValueKind::Tags => Self::tags(projects),
            _ => Self::others(projects, field),
        }
    }

    /// Values in a known order, the workbook's or that of life. What is missing comes last.
    fn known<'p>(
        projects: impl Iterator<Item = Option<&'p Project>>,
        values: Vec<Value>,
        code: impl Fn(&Project) -> Option<u32>,
    ) -> Self {
        Self::numbered(projects.map(|project| project.and_then(&code)), values)
    }

    /// The places of values among those that are known, in their order. What is missing comes last.
    fn numbered(places: impl Iterator<Item = Option<u32>>, mut values: Vec<Value>) -> Self {
        let missing = values.len() as u32;
        values.push(Value::Empty);
        Self { codes: places.map(|place| place.unwrap_or(missing)).collect(), values }
    }

    fn texts<'p>(projects: impl Iterator<Item = Option<&'p Project>>, field: ProjectField) -> Self {
        let mut known: BTreeMap<&str, u32> = BTreeMap::new();
        // Few words stand in many rows: most are found where the same one was put last.
        let mut recent: [Option<(&str, u32)>; RECENT] = [None; RECENT];
        let codes: Vec<u32> = projects
            .map(|project| {
                let text = project.and_then(|project| field.text_of(project)).unwrap_or_default();
                let slot = &mut recent[slot_of(text)];
                if let Some((_, code)) = slot.filter(|(known, _)| *known == text) {
                    return code;
                }
                let next = known.len() as u32;
                let code = *known.entry(text).or_insert(next);
                *slot = Some((text, code));
                code
            })
            .collect();
        let mut texts: Vec<(&str, u32)> = known.into_iter().collect();
        texts.sort_by(|(a, _), (b, _)| order_of_texts(a, b));
        let values = texts.iter().map(|(text, code)| (Value::text(text), *code)).collect();
        Self::ranked(codes, values)
    }

    fn tags<'p>(projects: impl Iterator<Item = Option<&'p Project>>) -> Self {
        let mut known: BTreeMap<Vec<&str>, u32> = BTreeMap::new();
        let mut tags: Vec<&str> = Vec::new();
        let codes: Vec<u32> = projects
            .map(|project| {
                tags.clear();
                tags.extend(project.into_iter().flat_map(|project| project.tags.iter().map(|tag| &**tag)));
                tags.sort_unstable();
                tags.dedup();
                if let Some(&code) = known.get(&tags) {
                    return code;
                }
                let next = known.len() as u32;
                known.insert(tags.clone(), next);
                next
            })
            .collect();
        let mut sets: Vec<(Vec<&str>, u32)> = known.into_iter().collect();
        sets.sort_by(|(a, _), (b, _)| order_of_tags(a, b));
        Self::ranked(codes, sets.iter().map(|(set, code)| (value_of_tags(set), *code)).collect())
    }

    /// Fields of other kinds, in the order of what is written in the file for them.
    fn others<'p>(projects: impl Iterator<Item = Option<&'p Project>>, field: ProjectField) -> Self {
        let mut known: BTreeMap<String, (Value, u32)> = BTreeMap::new();
        let codes: Vec<u32> = projects
            .map(|project| {
                let value = project.map_or(Value::Empty, |project| field.get(project));
                let next = known.len() as u32;
                known.entry(order_of(&value)).or_insert((value, next)).1
            })
            .collect();
        Self::ranked(codes, known.into_values().collect())
    }

    /// From codes in order of appearance and the values in the order of their groups.
    fn ranked(mut codes: Vec<u32>, values: Vec<(Value, u32)>) -> Self {
        let mut ranks = vec![0; values.len()];
        for (rank, (_, code)) in (0_u32..).zip(&values) {
            if let Some(slot) = ranks.get_mut(*code as usize) {
                *slot = rank;
            }
        }
        for code in &mut codes {
            *code = ranks.get(*code as usize).copied().unwrap_or(0);
        }
        Self { codes, values: values.into_iter().map(|(value, _)| value).collect() }
    }

    /// The same rows by their groups, those of a group in the order that they came in.
    pub fn sorted(&self, rows: &[u32]) -> Vec<u32> {
        let mut starts = vec![0_u32; self.values.len() + 1];
        for &row in rows {
            starts[self.codes[row as usize] as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut sorted = vec![0; rows.len()];
        for &row in rows {
            let slot = &mut starts[self.codes[row as usize] as usize];
            sorted[*slot as usize] = row;
            *slot += 1;
        }
        sorted
    }
}

/// A text whose order is that of the values: by nature, by request, no before yes, empty last.
fn order_of(value: &Value) -> String {
    match value {
        Value::Empty => "\u{10ffff}".to_owned(),
        Value::Nature(nature) => format!("{:03}", *nature as u8),
        Value::Action(action) => format!("{:03}", *action as u8),
        Value::Date(date) => {
            let month = date.month().map_or(0, Month::month);
            format!("{:06}{month:02}{:02}", i32::from(date.year()) + 100_000, date.day().unwrap_or(0))
        }
        Value::Years(years) => {
            format!("{:06}{:06}", i32::from(years.from) + 100_000, i32::from(years.to) + 100_000)
        }
        other => format!("{other:?}"),
    }
}

/// The order of the groups that two rows are in by a column.
pub(super) fn order(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    by: Column,
    (a, b): (u32, u32),
) -> Ordering {
    let Column::Field(field) = by else {
        let place = |row| code(analysis, row, by).unwrap_or(u32::MAX);
        return place(a).cmp(&place(b));
    };
    let project = |row: u32| analysis.project(workbook, row as usize);
    project(a).zip(project(b)).map_or(Ordering::Equal, |(a, b)| order_of_projects(workbook, field, a, b))
}

fn order_of_projects(workbook: &Workbook, field: ProjectField, a: &Project, b: &Project) -> Ordering {
    let both = |of: &dyn Fn(&Project) -> usize| of(a).cmp(&of(b));
    match field.kind() {
        ValueKind::Area => both(&|p| p.area.and_then(|id| workbook.areas.position(id)).unwrap_or(usize::MAX)),
        ValueKind::Department if field == ProjectField::Lead => {
            both(&|p| p.lead.and_then(|id| workbook.departments.position(id)).unwrap_or(usize::MAX))
        }
        ValueKind::Stage => both(&|p| p.stage.map_or(usize::MAX, |stage| stage as usize)),
        ValueKind::Text => {
            let text = |p| field.text_of(p).unwrap_or_default();
            order_of_texts(text(a), text(b))
        }
        ValueKind::Tags => order_of_tags(&tags_of(a), &tags_of(b)),
        _ => order_of(&field.get(a)).cmp(&order_of(&field.get(b))),
    }
}

/// What the rows of a row's group have in common by a column.
pub(super) fn value(workbook: &Workbook, analysis: &ListAnalysis, by: Column, row: u32) -> Value {
    let Column::Field(field) = by else {
        let place = code(analysis, row, by);
        return place.and_then(|at| computed(by).get(at as usize).cloned()).unwrap_or_default();
    };
    let project = analysis.project(workbook, row as usize);
    project.map_or(Value::Empty, |project| value_of_project(workbook, field, project))
}

fn value_of_project(workbook: &Workbook, field: ProjectField, project: &Project) -> Value {
    match field.kind() {
        ValueKind::Area => {
            let area = project.area.filter(|&area| workbook.areas.contains(area));
            area.map_or(Value::Empty, Value::Area)
        }
        ValueKind::Department if field == ProjectField::Lead => {
            let lead = project.lead.filter(|&lead| workbook.departments.contains(lead));
            lead.map_or(Value::Empty, Value::Department)
        }
        ValueKind::Stage => project.stage.map_or(Value::Empty, Value::Stage),
        ValueKind::Text => Value::text(field.text_of(project).unwrap_or_default()),
        ValueKind::Tags => value_of_tags(&tags_of(project)),
        _ => field.get(project),
    }
}

/// Empty ones last.
fn order_of_texts(a: &str, b: &str) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| pinyin::compare(a, b)).then_with(|| a.cmp(b))
}

/// The tags of a project, each once, in one order.
fn tags_of(project: &Project) -> Vec<&str> {
    let tags: BTreeSet<&str> = project.tags.iter().map(|tag| &**tag).collect();
    tags.into_iter().collect()
}

/// Tag by tag, as they are read; fewer before more, none last.
fn order_of_tags(a: &[&str], b: &[&str]) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| {
        let mut pairs = a.iter().zip(b).map(|(a, b)| pinyin::compare(a, b).then_with(|| a.cmp(b)));
        pairs.find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
    })
}

fn value_of_tags(tags: &[&str]) -> Value {
    match tags {
        [] => Value::Empty,
        tags => Value::Tags(tags.iter().map(|&tag| Text::from(tag)).collect()),
    }
}
