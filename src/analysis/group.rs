//! Rows in groups: headings that carry count and subtotals, and what is shut left out.
//!
//! A project is in exactly one group of a level: one with several tags is in the group of just these tags.
//! A package goes where its own row belongs, and its parts with it, so that groups add up to the whole.

use super::{
    completion::Totals,
    list::{ListAnalysis, Row},
    pinyin,
    sum::Tally,
    table::{Query, Shut},
};
use crate::model::{Lamp, Month, Project, ProjectField, Stage, Text, Value, ValueKind, Workbook};
use std::collections::{BTreeMap, BTreeSet};

/// A heading line.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What the rows below it have in common on each level down to its own; empty: they have no value.
    pub path: Vec<Value>,
    /// How many rows are below it, shut or not.
    pub rows: usize,
    /// Their counts and sums.
    pub totals: Totals,
    /// The lamp that the list's rules give their gap.
    pub lamp: Lamp,
    /// Whether its rows are not shown.
    pub shut: bool,
    /// The line that it is.
    line: usize,
}

impl Heading {
    /// Its level: 0 is the outer one.
    pub fn level(&self) -> usize {
        self.path.len().saturating_sub(1)
    }

    /// What the rows below it have in common on its own level.
    pub fn value(&self) -> &Value {
        self.path.last().unwrap_or(&Value::Empty)
    }
}

/// A line of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A heading, by its index.
    Heading(usize),
    /// A project, by its place among the rows that are shown.
    Row(usize),
}

/// The lines of a table: rows with headings between them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lines {
    /// The headings in order.
    pub headings: Vec<Heading>,
    rows: usize,
}

impl Lines {
    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.headings.len() + self.rows
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many headings come before a line.
    pub fn headings_before(&self, line: usize) -> usize {
        self.headings.partition_point(|heading| heading.line < line)
    }

    /// What a line is.
    pub fn line(&self, line: usize) -> Line {
        let before = self.headings_before(line);
        if self.headings.get(before).is_some_and(|heading| heading.line == line) {
            Line::Heading(before)
        } else {
            Line::Row(line - before)
        }
    }

    /// The line of the row at a place.
    pub fn line_of(&self, place: usize) -> usize {
        // A heading at `line` with `n` headings before it has `line - n` rows before it.
        let mut low = 0;
        let mut high = self.headings.len();
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.headings[middle].line - middle <= place {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        place + low
    }

    /// The line of a heading.
    pub fn line_of_heading(&self, heading: usize) -> Option<usize> {
        self.headings.get(heading).map(|heading| heading.line)
    }
}

/// Rows as a table shows them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arranged {
    /// All rows, group by group.
    pub found: Vec<u32>,
    /// Those that are shown.
    pub rows: Vec<u32>,
    /// Them and the headings.
    pub lines: Lines,
}

/// Groups rows as the query asks, and leaves out what is shut.
pub fn arrange(workbook: &Workbook, analysis: &ListAnalysis, rows: Vec<u32>, query: &Query) -> Arranged {
    let packages = packages_among(analysis, &rows);
    let is_part = |row: u32| {
        let parent = analysis.rows.get(row as usize).and_then(Row::parent);
        parent.is_some_and(|parent| packages.contains(&(parent as u32)))
    };
    if query.groups.is_empty() {
        let shown = open_rows(analysis, &rows, &packages, &query.shut);
        let lines = Lines { headings: Vec::new(), rows: shown.len() };
        return Arranged { found: rows, rows: shown, lines };
    }
    // What is grouped: a package together with its parts.
    let tops: Vec<(u32, u32)> = if packages.is_empty() {
        (0..rows.len() as u32).map(|at| (at, at + 1)).collect()
    } else {
        let starts: Vec<u32> = (0..rows.len() as u32).filter(|&at| !is_part(rows[at as usize])).collect();
        let ends = starts.iter().skip(1).copied().chain([rows.len() as u32]);
        starts.iter().copied().zip(ends).collect()
    };
    let levels = levels(workbook, analysis, query, &tops, &rows);
    let mut order: Vec<u32> = (0..tops.len() as u32).collect();
    for level in levels.iter().rev() {
        order = level.sorted(&order);
    }
    let sums = innermost(analysis, &levels, &order, query.as_of.is_some(), |top: usize| {
        tops.get(top).and_then(|&(at, _)| rows.get(at as usize)).copied()
    });
    let mut maker = Maker {
        workbook,
        analysis,
        query,
        levels: &levels,
        sums: &sums,
        ended: 0,
        open: Vec::new(),
        arranged: Arranged::default(),
    };
    for top in order {
        maker.enter(top as usize);
        let (from, to) = tops[top as usize];
        maker.take(&rows[from as usize..to as usize], &packages);
    }
    maker.leave(0);
    let mut arranged = maker.arranged;
    arranged.lines.rows = arranged.rows.len();
    arranged
}

/// So many rows are worth another thread: most of the time is spent waiting for memory.
const WORTH_A_THREAD: usize = 8_000;

/// The groups of each level. `tops` are the rows that are grouped, as places in `rows`.
fn levels(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    query: &Query,
    tops: &[(u32, u32)],
    rows: &[u32],
) -> Vec<Codes> {
    let codes = |field| Codes::new(workbook, analysis, tops.iter().map(|&(at, _)| rows[at as usize]), field);
    let Some((&first, others)) = query.groups.split_first() else { return Vec::new() };
    if tops.len() < WORTH_A_THREAD {
        return query.groups.iter().map(|&field| codes(field)).collect();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> =
            others.iter().map(|&field| (field, scope.spawn(move || codes(field)))).collect();
        let mut levels = vec![codes(first)];
        // A thread that died leaves its level to this one.
        levels
            .extend(running.into_iter().map(|(field, level)| level.join().unwrap_or_else(|_| codes(field))));
        levels
    })
}

/// What the innermost groups add up to, in their order: those of the outer ones are made of them. Rows are
/// read in the order in which they lie in memory.
fn innermost(
    analysis: &ListAnalysis,
    levels: &[Codes],
    order: &[u32],
    members: bool,
    row_of: impl Fn(usize) -> Option<u32>,
) -> Vec<Tally> {
    let code = |level: &Codes, top: u32| level.codes.get(top as usize).copied();
    let mut group_of = vec![0_u32; order.len()];
    let mut groups = 0_u32;
    for (at, &top) in order.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| order[at]);
        let goes_on =
            before.is_some_and(|before| levels.iter().all(|level| code(level, top) == code(level, before)));
        groups += u32::from(!goes_on);
        if let Some(slot) = group_of.get_mut(top as usize) {
            *slot = groups.saturating_sub(1);
        }
    }
    let mut sums = vec![Tally::new(analysis, members); groups as usize];
    for (top, group) in group_of.into_iter().enumerate() {
        if let Some((sum, row)) = sums.get_mut(group as usize).zip(row_of(top)) {
            sum.add(analysis, row as usize);
        }
    }
    sums
}

/// The packages that are among some rows, each named once.
pub(super) fn packages_among(analysis: &ListAnalysis, rows: &[u32]) -> BTreeSet<u32> {
    if analysis.parts.is_empty() {
        return BTreeSet::new();
    }
    if rows.len() == analysis.len() {
        return analysis.parts.keys().copied().collect();
    }
    rows.iter().copied().filter(|row| analysis.parts.contains_key(row)).collect()
}

fn open_rows(analysis: &ListAnalysis, rows: &[u32], packages: &BTreeSet<u32>, shut: &Shut) -> Vec<u32> {
    if shut.packages.is_empty() || packages.is_empty() {
        return rows.to_vec();
    }
    let hidden = |row: &u32| {
        let parent = analysis.rows.get(*row as usize).and_then(Row::parent);
        let parent = parent.filter(|&parent| packages.contains(&(parent as u32)));
        let parent = parent.and_then(|parent| analysis.rows.get(parent));
        parent.is_some_and(|parent| shut.packages.contains(&parent.project))
    };
    rows.iter().copied().filter(|row| !hidden(row)).collect()
}

/// A group whose rows are being taken.
struct Open {
    /// Its heading; none below a shut group, which takes all sums.
    heading: Option<usize>,
    path: Vec<Value>,
    code: u32,
    /// The first of its rows among all that are found.
    first: usize,
    /// The first of the innermost groups in it.
    inner: usize,
}

struct Maker<'a> {
    workbook: &'a Workbook,
    analysis: &'a ListAnalysis,
    query: &'a Query,
    levels: &'a [Codes],
    /// What the innermost groups add up to, in their order.
    sums: &'a [Tally],
    /// How many of the innermost groups have ended.
    ended: usize,
    open: Vec<Open>,
    arranged: Arranged,
}

impl Maker<'_> {
    /// Begins the groups that a row is in, and ends those that it is not in.
    fn enter(&mut self, top: usize) {
        let code = |level: &Codes| level.codes.get(top).copied().unwrap_or(0);
        let same = self.open.iter().zip(self.levels).take_while(|(open, level)| open.code == code(level));
        let same = same.count();
        self.leave(same);
        for level in self.levels.iter().skip(same) {
            let code = code(level);
            let mut path = self.open.last().map_or_else(Vec::new, |open| open.path.clone());
            path.push(level.values.get(code as usize).cloned().unwrap_or_default());
            let heading = (!self.is_shut()).then_some(self.arranged.lines.headings.len());
            if let Some(before) = heading {
                self.arranged.lines.headings.push(Heading {
                    path: path.clone(),
                    rows: 0,
                    totals: Totals::nothing(self.analysis.unit),
                    lamp: Lamp::Unlit,
                    shut: self.query.shut.groups.contains(&path),
                    line: self.arranged.rows.len() + before,
                });
            }
            let (first, inner) = (self.arranged.found.len(), self.ended);
            self.open.push(Open { heading, path, code, first, inner });
        }
    }

    fn is_shut(&self) -> bool {
        self.open.last().is_some_and(|open| {
            let heading = open.heading.and_then(|at| self.arranged.lines.headings.get(at));
            heading.is_none_or(|heading| heading.shut)
        })
    }

    /// Takes a project, or a package with its parts, into the groups that are open.
    fn take(&mut self, rows: &[u32], packages: &BTreeSet<u32>) {
        for open in &self.open {
            if let Some(heading) = open.heading.and_then(|at| self.arranged.lines.headings.get_mut(at)) {
                heading.rows += rows.len();
            }
        }
        self.arranged.found.extend_from_slice(rows);
        if self.is_shut() {
            return;
        }
        if self.query.shut.packages.is_empty() {
            self.arranged.rows.extend_from_slice(rows);
        } else {
            let shown = open_rows(self.analysis, rows, packages, &self.query.shut);
            self.arranged.rows.extend(shown);
        }
    }

    /// Ends the groups from a level on.
    fn leave(&mut self, level: usize) {
        let list = self.workbook.lists.get(self.analysis.list);
        if level < self.open.len() {
            self.ended += 1;
        }
        for open in self.open.drain(level..) {
            if let Some(heading) = open.heading.and_then(|at| self.arranged.lines.headings.get_mut(at)) {
                let inner = self.sums.get(open.inner..self.ended).unwrap_or_default();
                if let Some((first, others)) = inner.split_first() {
                    let mut sum = first.clone();
                    others.iter().for_each(|other| sum.merge(other));
                    heading.totals = sum.totals(self.analysis);
                }
                let rows = self.arranged.found.get(open.first..).unwrap_or_default();
                let rows: Vec<usize> = rows.iter().map(|&row| row as usize).collect();
                let lamp =
                    |list| self.analysis.sum_lamp(self.workbook, list, &rows, &heading.totals.progress);
                heading.lamp = list.map_or(Lamp::Unlit, lamp);
            }
        }
    }
}

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

impl Codes {
    pub fn new(
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
        mut values: Vec<Value>,
        code: impl Fn(&Project) -> Option<u32>,
    ) -> Self {
        let missing = values.len() as u32;
        values.push(Value::Empty);
        Self { codes: projects.map(|project| project.and_then(&code).unwrap_or(missing)).collect(), values }
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
        texts.sort_by(|(a, _), (b, _)| {
            a.is_empty().cmp(&b.is_empty()).then_with(|| pinyin::compare(a, b)).then_with(|| a.cmp(b))
        });
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
        // The largest memberships first in name, none last.
        sets.sort_by(|(a, _), (b, _)| {
            a.is_empty().cmp(&b.is_empty()).then_with(|| {
                let mut pairs = a.iter().zip(b).map(|(a, b)| pinyin::compare(a, b).then_with(|| a.cmp(b)));
                pairs.find(|order| order.is_ne()).unwrap_or_else(|| a.len().cmp(&b.len()))
            })
        });
        let value = |set: &[&str]| match set {
            [] => Value::Empty,
            tags => Value::Tags(tags.iter().map(|&tag| Text::from(tag)).collect()),
        };
        Self::ranked(codes, sets.iter().map(|(set, code)| (value(set), *code)).collect())
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
    fn sorted(&self, rows: &[u32]) -> Vec<u32> {
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
