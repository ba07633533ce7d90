//! The rows in view after a change, found from those before it: only what changed is filtered, put in its group and
//! put in order again.

use super::{
    codes,
    group::{Arranged, Inner, lay_out},
    key,
    list::ListAnalysis,
    sum::Tally,
    table::{Passing, Query},
};
use crate::model::{Difference, Filter, Workbook};
use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// Where more rows have changed, everything is found anew.
pub const MOST_CHANGED: usize = 120;

/// No row.
const GONE: u32 = u32::MAX;

/// A list as it stands with its workbook.
#[derive(Clone, Copy)]
pub struct Stand<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// The list worked out.
    pub analysis: &'a ListAnalysis,
}

/// What became of the rows of a list, where its rows can be followed one by one.
#[derive(Debug, Clone)]
pub struct Followed {
    /// The rows that may say something else, before and now; those between are the same.
    pub runs: Vec<Difference>,
}

impl Followed {
    /// What happened between two stands; none where rows cannot be followed one by one.
    pub fn new(before: Stand<'_>, now: Stand<'_>) -> Option<Self> {
        let (then, book) = (before.workbook, now.workbook);
        let named_alike = then.areas.is_same(&book.areas) && then.departments.is_same(&book.departments);
        let runs = now.analysis.changes_since(before.analysis, book).filter(|_| named_alike)?;
        let rows = |of: fn(&Difference) -> &Range<usize>| runs.iter().map(|run| of(run).len()).sum::<usize>();
        let most = rows(|run| &run.before).max(rows(|run| &run.now));
        (most <= MOST_CHANGED).then_some(Self { runs })
    }

    /// Whether rows that did not change pass a query, and stand in its order, as before.
    pub fn suits(&self, before: Stand<'_>, now: Stand<'_>, query: &Query) -> bool {
        query.is_of_single_rows()
            && (!query.filters.contains(&Filter::NeedsLook) || now.analysis.measures_as(before.analysis))
    }

    /// The rows before that may say something else now.
    pub fn before(&self) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(|run| run.before.start as u32..run.before.end as u32)
    }

    /// The rows now that may have said something else before.
    pub fn now(&self) -> impl Iterator<Item = u32> {
        self.runs.iter().flat_map(|run| run.now.start as u32..run.now.end as u32)
    }

    /// Where so many rows of before stand now; [`u32::MAX`] for those that may say something else.
    pub fn places(&self, rows: usize) -> Vec<u32> {
        let mut places = Vec::with_capacity(rows);
        let mut now = 0;
        for run in &self.runs {
            let same = run.before.start.saturating_sub(places.len());
            places.extend(now..now + same as u32);
            places.extend(run.before.clone().map(|_| GONE));
            now = run.now.end as u32;
        }
        let rest = rows.saturating_sub(places.len()) as u32;
        places.extend(now..now + rest);
        places
    }

    /// Rows in ascending order that passed something before; now they are those of the same projects, and those
    /// of the changed ones that pass now.
    pub fn carry(&self, rows: &[u32], count: usize, passes: impl Fn(u32) -> bool) -> Vec<u32> {
        let places = self.places(count);
        let place = |row: &u32| places.get(*row as usize).copied().filter(|&row| row != GONE);
        let mut carried: Vec<u32> = rows.iter().filter_map(place).collect();
        carried.extend(self.now().filter(|&row| passes(row)));
        carried.sort_unstable();
        carried
    }
}

/// Rows as a query arranges them, from how they stood before the change. [`Followed::suits`] must hold.
pub fn follow(
    followed: &Followed,
    (before, old): (Stand<'_>, &Arranged),
    now: Stand<'_>,
    query: &Query,
) -> Arranged {
    // Packages stay as they are where rows can be followed; they move together with their parts.
    let (mut then, mut rows): (BTreeSet<u32>, BTreeSet<u32>) =
        (followed.before().collect(), followed.now().collect());
    if !now.analysis.parts.is_empty() {
        for row in then.clone() {
            let top = now.analysis.parent(row as usize).map_or(row, |parent| parent as u32);
            let parts = now.analysis.parts.get(&top).into_iter().flatten().copied();
            then.extend(parts.chain([top]));
        }
        rows.clone_from(&then);
    }
    let mut places = followed.places(before.analysis.len());
    for &row in &then {
        if let Some(place) = places.get_mut(row as usize) {
            *place = GONE;
        }
    }
    let mut found = Vec::with_capacity(old.found.len() + rows.len());
    let mut gone: Vec<(usize, u32)> = Vec::new();
    for (at, &row) in old.found.iter().enumerate() {
        match places.get(row as usize) {
            Some(&place) if place != GONE => found.push(place),
            _ => gone.push((at, row)),
        }
    }
    let (mut inner, mut tally) = (old.inner.clone(), old.tally.clone());
    inner.iter_mut().for_each(|group| group.is_new = false);
    let ends: Vec<usize> = ends(&inner).collect();
    let is_grouped = !query.groups.is_empty();
    let were: BTreeSet<u32> = gone.iter().map(|&(_, row)| row).collect();
    for (at, row) in gone {
        let Some(group) = inner.get_mut(ends.partition_point(|&end| end <= at)) else { continue };
        group.rows -= 1;
        group.is_new = true;
        let package = before.analysis.parent(row as usize).filter(|&parent| were.contains(&(parent as u32)));
        let package = package.and_then(|package| before.analysis.rows.get(package));
        if package.is_none_or(|package| package.parts == 0) {
            tally.subtract(before.analysis, row as usize);
            if is_grouped {
                Arc::make_mut(&mut group.tally).subtract(before.analysis, row as usize);
            }
        }
    }
    if is_grouped {
        drop_empty(&mut inner);
    }
    let passing = Passing::new(now.workbook, now.analysis, query);
    let kept: BTreeSet<u32> = rows.into_iter().filter(|&row| passing.has(row)).collect();
    let mut blocks: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &row in &kept {
        let parent = now.analysis.parent(row as usize).map(|parent| parent as u32);
        let top = parent.filter(|parent| kept.contains(parent)).unwrap_or(row);
        blocks.entry(top).or_default().push(row);
    }
    let mut put = Putting { now, query, found, inner, tally };
    for (top, mut block) in blocks {
        let parts_after = |a: &u32, b: &u32| (*a != top).cmp(&(*b != top)).then_with(|| put.compare(*a, *b));
        block.sort_by(parts_after);
        put.put(&block);
    }
    let Putting { found, inner, tally, .. } = put;
    lay_out(now.workbook, now.analysis, query, Arc::new(found), (inner, tally), &old.lines.headings)
}

/// Drops groups that have no row any more. What they had in common with their neighbours is another sum now.
fn drop_empty(inner: &mut Vec<Inner>) {
    for at in 0..inner.len() {
        if inner.get(at).is_some_and(|group| group.rows == 0) {
            let from = at.saturating_sub(1);
            inner.iter_mut().take(at + 2).skip(from).for_each(|group| group.is_new = true);
        }
    }
    inner.retain(|group| group.rows > 0);
}

/// Where the rows of each group end.
fn ends(inner: &[Inner]) -> impl Iterator<Item = usize> {
    inner.iter().scan(0, |end, group| {
        *end += group.rows;
        Some(*end)
    })
}

/// Puts rows where they belong.
struct Putting<'a> {
    now: Stand<'a>,
    query: &'a Query,
    found: Vec<u32>,
    inner: Vec<Inner>,
    /// What all rows add up to.
    tally: Tally,
}

impl Putting<'_> {
    fn compare(&self, a: u32, b: u32) -> Ordering {
        key::compare(self.now.workbook, self.now.analysis, &self.query.sort, (a, b))
    }

    /// The order of the groups of two rows.
    fn order(&self, a: u32, b: u32) -> Ordering {
        let Stand { workbook, analysis } = self.now;
        let mut orders = self.query.groups.iter().map(|&by| codes::order(workbook, analysis, by, (a, b)));
        orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// Puts a project, or a package with its parts, into its group.
    fn put(&mut self, block: &[u32]) {
        let Some(&top) = block.first() else { return };
        let starts: Vec<usize> = std::iter::once(0).chain(ends(&self.inner)).collect();
        let first = |group: usize| starts.get(group).and_then(|&start| self.found.get(start)).copied();
        // Without any grouping there is one group, which may have no row.
        let is_one = self.query.groups.is_empty();
        let (mut low, mut high) = (0, if is_one { 0 } else { self.inner.len() });
        while low < high {
            let middle = usize::midpoint(low, high);
            match first(middle).map(|row| self.order(row, top)) {
                Some(Ordering::Less) => low = middle + 1,
                _ => high = middle,
            }
        }
        let group = low;
        let is_there = is_one || first(group).is_some_and(|row| self.order(row, top).is_eq());
        let start = starts.get(group).copied().unwrap_or(self.found.len());
        if !is_there {
            let Stand { workbook, analysis } = self.now;
            let value = |&by: &_| codes::value(workbook, analysis, by, top);
            let path = self.query.groups.iter().map(value).collect();
            let tally = Arc::new(Tally::new(analysis.unit, self.query.as_of.is_some()));
            self.inner.insert(group, Inner { path, rows: 0, tally, is_new: true });
        }
        let end = start + self.inner.get(group).map_or(0, |group| group.rows);
        let at = self.place(start..end, top);
        self.found.splice(at..at, block.iter().copied());
        if let Some(group) = self.inner.get_mut(group) {
            group.rows += block.len();
            group.is_new = true;
            if !is_one {
                Arc::make_mut(&mut group.tally).add_block(self.now.analysis, block);
            }
        }
        self.tally.add_block(self.now.analysis, block);
    }

    /// The place of a row among those of its group.
    fn place(&self, range: Range<usize>, row: u32) -> usize {
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let block = self.block(usize::midpoint(low, high));
            let Some(&top) = self.found.get(block.start) else { break };
            if self.compare(top, row).is_lt() {
                low = block.end;
            } else {
                high = block.start;
            }
        }
        low
    }

    /// The places of the package and its parts, or of the one project, that a place belongs to.
    fn block(&self, at: usize) -> Range<usize> {
        let one = at..at + 1;
        if self.now.analysis.parts.is_empty() {
            return one;
        }
        let row = |at: usize| self.found.get(at).map(|&row| row as usize);
        let parent = |at: usize| row(at).and_then(|row| self.now.analysis.parent(row));
        let start = match parent(at) {
            // Parts follow their package; going up, the first row that is no part of it is the package, or the
            // package is not there.
            Some(package) => {
                let first = (0..at).rev().find(|&above| parent(above) != Some(package));
                match first.filter(|&first| row(first) == Some(package)) {
                    Some(first) => first,
                    None => return one,
                }
            }
            None => at,
        };
        let package = row(start);
        let parts =
            (start + 1..self.found.len()).take_while(|&at| parent(at) == package && package.is_some());
        start..start + 1 + parts.count()
    }
}
