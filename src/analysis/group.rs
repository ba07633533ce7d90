//! Rows in groups: headings that carry count and subtotals, and what is shut left out.
//!
//! A project is in exactly one group of a level: one with several tags is in the group of just these tags.
//! A package goes where its own row belongs, and its parts with it, so that groups add up to the whole.

use super::{
    codes::Codes,
    completion::Totals,
    list::ListAnalysis,
    sum::Tally,
    table::{Query, Shut},
};
use crate::model::{Lamp, Value, Workbook};
use std::{collections::BTreeSet, sync::Arc};

/// A heading line.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// What the rows below it have in common on each level down to its own; empty: they have no value.
    pub path: Arc<[Value]>,
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

    /// The rows below each heading, as places among all that are found, shut ones too.
    pub fn below(&self) -> Vec<std::ops::Range<usize>> {
        let mut begin = 0;
        let level_after = |at: usize| self.headings.get(at + 1).map(Heading::level);
        let headings = self.headings.iter().enumerate();
        headings
            .map(|(at, heading)| {
                let rows = begin..begin + heading.rows;
                // Where another heading follows inside, it begins at the same row.
                if level_after(at).is_none_or(|level| level <= heading.level()) {
                    begin = rows.end;
                }
                rows
            })
            .collect()
    }

    /// The line of a heading.
    pub fn line_of_heading(&self, heading: usize) -> Option<usize> {
        self.headings.get(heading).map(|heading| heading.line)
    }
}

/// Rows as a table shows them.
#[derive(Debug, Clone)]
pub struct Arranged {
    /// All rows, group by group.
    pub found: Arc<Vec<u32>>,
    /// Those that are shown.
    pub rows: Arc<Vec<u32>>,
    /// Them and the headings.
    pub lines: Arc<Lines>,
    /// Counts and sums of all rows, shown or not.
    pub totals: Totals,
    /// The same, for rows that come and go.
    pub(super) tally: Tally,
    /// The innermost groups in order; without any grouping one of all rows.
    pub(super) inner: Vec<Inner>,
}

/// One of the innermost groups.
#[derive(Debug, Clone)]
pub(super) struct Inner {
    /// What its rows have in common on each level.
    pub path: Arc<[Value]>,
    /// How many rows it has, parts of packages among them.
    pub rows: usize,
    /// What they add up to; without any grouping that is [`Arranged::tally`].
    pub tally: Arc<Tally>,
    /// Whether that is another than before.
    pub is_new: bool,
}

/// Groups rows as the query asks, and leaves out what is shut.
pub fn arrange(workbook: &Workbook, analysis: &ListAnalysis, rows: Vec<u32>, query: &Query) -> Arranged {
    let packages = packages_among(analysis, &rows);
    let is_part = |row: u32| {
        let parent = analysis.parent(row as usize);
        parent.is_some_and(|parent| packages.contains(&(parent as u32)))
    };
    // What is grouped: a package together with its parts.
    let tops: Vec<(u32, u32)> = if packages.is_empty() {
        (0..rows.len() as u32).map(|at| (at, at + 1)).collect()
    } else {
        let starts: Vec<u32> = (0..rows.len() as u32).filter(|&at| !is_part(rows[at as usize])).collect();
        let ends = starts.iter().skip(1).copied().chain([rows.len() as u32]);
        starts.iter().copied().zip(ends).collect()
    };
    let levels = levels(workbook, analysis, query, &tops, &rows);
    let members = query.as_of.is_some();
    if levels.is_empty() {
        let tally = if query.filters() {
            let mut tally = Tally::new(analysis.unit, members);
            let blocks = tops.iter().map(|&(from, to)| &rows[from as usize..to as usize]);
            blocks.for_each(|block| tally.add_block(analysis, block));
            tally
        } else {
            analysis.tally.clone()
        };
        let nothing = Arc::new(Tally::new(analysis.unit, members));
        let all = Inner { path: Arc::from([]), rows: rows.len(), tally: nothing, is_new: true };
        return lay_out(workbook, analysis, query, Arc::new(rows), (vec![all], tally), &[]);
    }
    let mut order: Vec<u32> = (0..tops.len() as u32).collect();
    for level in levels.iter().rev() {
        order = level.sorted(&order);
    }
    let inner = innermost(analysis, &levels, &order, members, &tops, &rows);
    let mut found = Vec::with_capacity(rows.len());
    for top in order {
        let (from, to) = tops[top as usize];
        found.extend_from_slice(&rows[from as usize..to as usize]);
    }
    let mut tally = Tally::new(analysis.unit, members);
    inner.iter().for_each(|group| tally.merge(&group.tally));
    lay_out(workbook, analysis, query, Arc::new(found), (inner, tally), &[])
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
    let codes = |by| Codes::new(workbook, analysis, tops.iter().map(|&(at, _)| rows[at as usize]), by);
    let Some((&first, others)) = query.groups.split_first() else { return Vec::new() };
    if tops.len() < WORTH_A_THREAD {
        return query.groups.iter().map(|&by| codes(by)).collect();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = others.iter().map(|&by| (by, scope.spawn(move || codes(by)))).collect();
        let mut levels = vec![codes(first)];
        // A thread that died leaves its level to this one.
        levels.extend(running.into_iter().map(|(by, level)| level.join().unwrap_or_else(|_| codes(by))));
        levels
    })
}

/// The innermost groups and what they add up to, in their order: those of the outer ones are made of them. Rows
/// are read in the order in which they lie in memory.
fn innermost(
    analysis: &ListAnalysis,
    levels: &[Codes],
    order: &[u32],
    members: bool,
    tops: &[(u32, u32)],
    rows: &[u32],
) -> Vec<Inner> {
    let code = |level: &Codes, top: u32| level.codes.get(top as usize).copied().unwrap_or(0);
    let path = |top: u32| {
        let value = |level: &Codes| level.values.get(code(level, top) as usize).cloned().unwrap_or_default();
        levels.iter().map(value).collect::<Arc<[Value]>>()
    };
    let mut group_of = vec![0_u32; order.len()];
    let mut paths: Vec<Arc<[Value]>> = Vec::new();
    for (at, &top) in order.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| order[at]);
        let goes_on =
            before.is_some_and(|before| levels.iter().all(|level| code(level, top) == code(level, before)));
        if !goes_on {
            paths.push(path(top));
        }
        if let Some(slot) = group_of.get_mut(top as usize) {
            *slot = paths.len().saturating_sub(1) as u32;
        }
    }
    let mut sums = vec![(0, Tally::new(analysis.unit, members)); paths.len()];
    for (&(from, to), group) in tops.iter().zip(group_of) {
        if let Some((count, sum)) = sums.get_mut(group as usize) {
            *count += (to - from) as usize;
            sum.add_block(analysis, &rows[from as usize..to as usize]);
        }
    }
    let inner = paths.into_iter().zip(sums);
    inner.map(|(path, (rows, tally))| Inner { path, rows, tally: Arc::new(tally), is_new: true }).collect()
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
        let parent = analysis.parent(*row as usize);
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
    /// The first of its rows among all that are found.
    first: usize,
    /// The first of the innermost groups in it.
    inner: usize,
    /// The heading that it had before.
    before: Option<usize>,
}

/// Puts the headings between rows that stand group by group, and leaves out what is shut. `tally` is that of all
/// groups. What the headings `before` said still holds where nothing in their groups is new.
pub(super) fn lay_out(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    query: &Query,
    found: Arc<Vec<u32>>,
    (inner, tally): (Vec<Inner>, Tally),
    before: &[Heading],
) -> Arranged {
    let totals = tally.totals(analysis);
    // All that stand in the table, the rows of shut packages apart.
    let packages =
        if query.shut.packages.is_empty() { BTreeSet::new() } else { packages_among(analysis, &found) };
    let mut maker = Maker {
        workbook,
        analysis,
        query,
        found: &found,
        inner: &inner,
        packages,
        before,
        known: 0,
        taken: 0,
        open: Vec::new(),
        headings: Vec::with_capacity(if before.is_empty() { 0 } else { before.len() + 2 }),
        rows: Vec::new(),
        is_whole: query.shut.groups.is_empty() && query.shut.packages.is_empty(),
        shown: 0,
    };
    for (at, group) in inner.iter().enumerate() {
        maker.enter(at, group);
        maker.take(group.rows);
    }
    maker.leave(0, inner.len());
    let Maker { headings, rows, is_whole, shown, .. } = maker;
    let lines = Arc::new(Lines { headings, rows: shown });
    let rows = if is_whole { found.clone() } else { Arc::new(rows) };
    Arranged { found, rows, lines, totals, tally, inner }
}

struct Maker<'a> {
    workbook: &'a Workbook,
    analysis: &'a ListAnalysis,
    query: &'a Query,
    found: &'a [u32],
    inner: &'a [Inner],
    /// The packages that are found, where some are shut.
    packages: BTreeSet<u32>,
    /// The headings before, and how many of them have been passed.
    before: &'a [Heading],
    known: usize,
    /// How many rows have been taken.
    taken: usize,
    open: Vec<Open>,
    headings: Vec<Heading>,
    /// The rows that are shown; not written where nothing is shut.
    rows: Vec<u32>,
    is_whole: bool,
    shown: usize,
}

impl Maker<'_> {
    /// Begins the groups that an innermost one is in, and ends those that it is not in.
    fn enter(&mut self, at: usize, group: &Inner) {
        let last = at.checked_sub(1).and_then(|last| self.inner.get(last));
        let same =
            last.map_or(0, |last| last.path.iter().zip(&*group.path).take_while(|(a, b)| a == b).count());
        self.leave(same, at);
        for level in same..group.path.len() {
            let (mut heading, mut before) = (None, None);
            if !self.is_shut() {
                heading = Some(self.headings.len());
                before = self.known(group, level);
                self.known = before.map_or(self.known, |before| before + 1);
                let path = match before.and_then(|before| self.before.get(before)) {
                    Some(before) => before.path.clone(),
                    None if level + 1 == group.path.len() => group.path.clone(),
                    None => Arc::from(group.path.get(..=level).unwrap_or_default()),
                };
                self.headings.push(Heading {
                    shut: self.query.shut.groups.iter().any(|shut| **shut == *path),
                    path,
                    rows: 0,
                    totals: Totals::nothing(self.analysis.unit),
                    lamp: Lamp::Unlit,
                    line: self.shown + self.headings.len(),
                });
            }
            self.open.push(Open { heading, first: self.taken, inner: at, before });
        }
    }

    /// The heading that a group had before on a level, from the last one that was known on.
    fn known(&self, group: &Inner, level: usize) -> Option<usize> {
        let path = group.path.get(..=level)?;
        let is_whole = path.len() == group.path.len();
        let same = |heading: &Heading| {
            // Of most groups it is the very same.
            (is_whole && Arc::ptr_eq(&heading.path, &group.path)) || *heading.path == *path
        };
        let rest = self.before.get(self.known..)?;
        rest.iter().position(same).map(|at| self.known + at)
    }

    fn is_shut(&self) -> bool {
        self.open.last().is_some_and(|open| {
            let heading = open.heading.and_then(|at| self.headings.get(at));
            heading.is_none_or(|heading| heading.shut)
        })
    }

    /// Takes the next rows into the groups that are open.
    fn take(&mut self, count: usize) {
        for open in &self.open {
            if let Some(heading) = open.heading.and_then(|at| self.headings.get_mut(at)) {
                heading.rows += count;
            }
        }
        let rows = self.found.get(self.taken..self.taken + count).unwrap_or_default();
        self.taken += count;
        if self.is_whole {
            self.shown += count;
        } else if !self.is_shut() {
            self.rows.extend(open_rows(self.analysis, rows, &self.packages, &self.query.shut));
            self.shown = self.rows.len();
        }
    }

    /// Ends the groups from a level on, before the innermost one at a place.
    fn leave(&mut self, level: usize, end: usize) {
        let list = self.workbook.lists.get(self.analysis.list);
        for open in self.open.drain(level..) {
            let Some(heading) = open.heading.and_then(|at| self.headings.get_mut(at)) else { continue };
            let inner = self.inner.get(open.inner..end).unwrap_or_default();
            let before = open.before.and_then(|before| self.before.get(before));
            if let Some(before) = before.filter(|_| inner.iter().all(|group| !group.is_new)) {
                heading.totals = before.totals.clone();
                heading.lamp = before.lamp;
                continue;
            }
            if let Some((first, others)) = inner.split_first() {
                let mut sum = Tally::clone(&first.tally);
                others.iter().for_each(|other| sum.merge(&other.tally));
                heading.totals = sum.totals(self.analysis);
            }
            let rows = self.found.get(open.first..self.taken).unwrap_or_default();
            let rows: Vec<usize> = rows.iter().map(|&row| row as usize).collect();
            let lamp = |list| self.analysis.sum_lamp(self.workbook, list, &rows, &heading.totals.progress);
            heading.lamp = list.map_or(Lamp::Unlit, lamp);
        }
    }
}
