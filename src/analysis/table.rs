//! The project table: which rows, in what order.

use super::{
    codes::Codes,
    filter::{self, Test, Words},
    group::packages_among,
    key,
    list::ListAnalysis,
    sort,
};
use crate::model::{
    AreaId, DepartmentId, Filter, ListId, Project, ProjectField, ProjectId, Since, SortKey, Value, ValueKind,
    When, Workbook, list::Column,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

/// What the table shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The list.
    pub list: ListId,
    /// Words that a row has to have, each in any of its texts; case and width do not matter, and letters
    /// may be pinyin or initials of it.
    pub text: String,
    /// What rows have to pass.
    pub filters: Vec<Filter>,
    /// The projects that were changed since, where a filter asks for them.
    pub changed: Vec<(Since, Arc<BTreeSet<ProjectId>>)>,
    /// Only these projects, as when what needs attention leads here.
    pub only: Option<BTreeSet<ProjectId>>,
    /// Only projects that were in the list at this date: had joined, and had not left.
    pub as_of: Option<When>,
    /// The columns to sort by, the first one first. None: the list's own order.
    pub sort: Vec<SortKey>,
    /// What rows are grouped by, the outer one first.
    pub groups: Vec<Column>,
    /// What is shut.
    pub shut: Shut,
}

/// Groups and packages whose rows are not shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shut {
    /// Groups, each by its value on every level down to its own.
    pub groups: Vec<Vec<Value>>,
    /// Packages.
    pub packages: BTreeSet<ProjectId>,
}

impl Query {
    /// Everything in a list, in its order.
    pub fn all(list: ListId) -> Self {
        Self {
            list,
            text: String::new(),
            filters: Vec::new(),
            changed: Vec::new(),
            only: None,
            as_of: None,
            sort: Vec::new(),
            groups: Vec::new(),
            shut: Shut::default(),
        }
    }

    /// Whether it leaves out any row at all.
    pub fn filters(&self) -> bool {
        !self.text.trim().is_empty()
            || !self.filters.is_empty()
            || self.only.is_some()
            || self.as_of.is_some()
    }

    /// Whether the place of a row follows from that row alone: neither from the name or the place of its package,
    /// nor from the sum of all.
    pub(super) fn is_of_single_rows(&self) -> bool {
        let parent = Column::Field(ProjectField::Parent);
        let of_others = |column: Column| column == parent || column == Column::Share;
        !self.sort.iter().any(|key| key.column == parent)
            && !self.groups.contains(&parent)
            && !self.filters.iter().any(|filter| filter.column().is_some_and(of_others))
    }

    /// The same without what leaves out rows.
    #[must_use]
    pub fn unfiltered(&self) -> Self {
        Self {
            sort: self.sort.clone(),
            groups: self.groups.clone(),
            shut: self.shut.clone(),
            ..Self::all(self.list)
        }
    }
}

/// The rows of a list that a query leaves, in its order, as indexes into [`ListAnalysis::rows`]: parts
/// below their packages. Grouping and what is shut come after: [`super::group::arrange`].
/// Their totals: [`ListAnalysis::totals_of`].
pub fn rows(workbook: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<u32> {
    let kept = filter(workbook, analysis, query);
    if query.sort.is_empty() {
        return below_packages(analysis, kept);
    }
    let columns: Vec<Vec<u32>> = query
        .sort
        .iter()
        .map(|key| {
            let mut ranks = key::ranks(workbook, analysis, &kept, key.column);
            if key.descending {
                sort::reverse(&mut ranks);
            }
            ranks
        })
        .collect();
    let sorted = sort::order(&columns, kept.len()).into_iter().map(|at| kept[at as usize]).collect();
    below_packages(analysis, sorted)
}

/// The values that some rows have in a column, in their order, each with how many rows a filter by it
/// keeps: an area stands for all below it, a tag for all that carry it.
pub fn values(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    rows: &[u32],
    column: Column,
) -> Vec<(Value, usize)> {
    let Column::Field(field) = column else { return Vec::new() };
    if field.kind() == ValueKind::Tags {
        let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
        let projects = rows.iter().filter_map(|&row| analysis.project(workbook, row as usize));
        for project in projects {
            if project.tags.is_empty() {
                *tags.entry("").or_default() += 1;
            }
            let own: BTreeSet<&str> = project.tags.iter().map(|tag| &**tag).collect();
            own.into_iter().for_each(|tag| *tags.entry(tag).or_default() += 1);
        }
        let mut tags: Vec<(&str, usize)> = tags.into_iter().collect();
        tags.sort_by_key(|&(tag, count)| (tag.is_empty(), std::cmp::Reverse(count)));
        return tags.into_iter().map(|(tag, count)| (Value::text(tag), count)).collect();
    }
    let codes = Codes::of_field(workbook, analysis, rows.iter().copied(), field);
    let mut counts = vec![0; codes.values.len()];
    codes.codes.iter().for_each(|&code| counts[code as usize] += 1);
    let own: Vec<(Value, usize)> =
        codes.values.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
    if field.kind() != ValueKind::Area {
        return own;
    }
    let below = |value: &Value| -> usize {
        let Value::Area(area) = value else { return 0 };
        let others = own.iter().filter(|(other, _)| other != value);
        let inside = others
            .filter(|(other, _)| matches!(other, Value::Area(other) if workbook.lies_in(*other, *area)));
        inside.map(|(_, count)| count).sum()
    };
    own.iter().map(|(value, count)| (value.clone(), count + below(value))).collect()
}

/// Moves the parts of packages that are among the rows below them.
fn below_packages(analysis: &ListAnalysis, rows: Vec<u32>) -> Vec<u32> {
    if analysis.parts.is_empty() {
        return rows;
    }
    let mut parts: BTreeMap<u32, Vec<u32>> =
        packages_among(analysis, &rows).into_iter().map(|row| (row, Vec::new())).collect();
    let mut is_package = vec![false; analysis.len()];
    for &row in parts.keys() {
        is_package[row as usize] = true;
    }
    let mut tops = Vec::with_capacity(rows.len());
    for row in rows {
        let parent = analysis.parent(row as usize);
        match parent.and_then(|parent| parts.get_mut(&(parent as u32))) {
            Some(parts) => parts.push(row),
            None => tops.push(row),
        }
    }
    let mut ordered = Vec::with_capacity(analysis.len());
    for row in tops {
        ordered.push(row);
        // Only what has parts is looked up: there are 126,000 rows.
        if is_package.get(row as usize) == Some(&true) {
            ordered.extend(parts.remove(&row).unwrap_or_default());
        }
    }
    ordered
}

/// What a query asks of a row, made ready: which rows pass depends on each of them alone.
pub struct Passing<'a> {
    workbook: &'a Workbook,
    analysis: &'a ListAnalysis,
    query: &'a Query,
    words: Vec<Needle>,
    tests: Vec<Test<'a>>,
}

impl<'a> Passing<'a> {
    /// Of a list as it stands.
    pub fn new(workbook: &'a Workbook, analysis: &'a ListAnalysis, query: &'a Query) -> Self {
        let words = Words::of(&query.text).into_iter().map(|word| Needle::new(workbook, word)).collect();
        let tests = query.filters.iter().map(|filter| Test::new(workbook, analysis, filter, &query.changed));
        Self { workbook, analysis, query, words, tests: tests.collect() }
    }

    /// Whether a row passes.
    pub fn has(&self, row: u32) -> bool {
        let Self { workbook, analysis, query, .. } = *self;
        let index = row as usize;
        if let Some(only) = &query.only
            && analysis.rows.get(index).is_none_or(|row| !only.contains(&row.project))
        {
            return false;
        }
        if !self.tests.iter().all(|test| test.passes(workbook, analysis, index)) {
            return false;
        }
        if self.words.is_empty() && query.as_of.is_none() {
            return true;
        }
        let Some(project) = analysis.project(workbook, index) else { return false };
        query.as_of.is_none_or(|at| filter::was_member(project, at))
            && self.words.iter().all(|word| word.is_in(project))
    }
}

fn filter(workbook: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<u32> {
    let everything = 0..analysis.len() as u32;
    if !query.filters() {
        return everything.collect();
    }
    let passing = Passing::new(workbook, analysis, query);
    let keeps = |row: u32| passing.has(row);
    // Reading the texts of a long list is worth a second thread; everything else is over before it begins.
    let threads = if passing.words.is_empty() || analysis.len() < WORTH_THREADS { 1 } else { threads() };
    let keeps = &keeps;
    let chunk = (analysis.len() as u32).div_ceil(threads).max(1);
    let parts = (0..threads).map(|part| {
        let from = part * chunk;
        from..(from + chunk).min(analysis.len() as u32)
    });
    if threads == 1 {
        return everything.filter(|&row| keeps(row)).collect();
    }
    std::thread::scope(|scope| {
        let running: Vec<_> = parts
            .map(|part| {
                let of = move |part: Range<u32>| part.filter(|&row| keeps(row)).collect::<Vec<u32>>();
                (part.clone(), of, scope.spawn(move || of(part)))
            })
            .collect();
        // No row is lost where a thread was: its part is done again.
        running.into_iter().flat_map(|(part, of, done)| done.join().unwrap_or_else(|_| of(part))).collect()
    })
}

/// From so many rows on a search is spread over threads.
const WORTH_THREADS: usize = 4096;

fn threads() -> u32 {
    std::thread::available_parallelism().map_or(1, |count| count.get().min(8) as u32)
}

/// A word, with the areas and departments whose names have it.
struct Needle {
    word: Words,
    areas: BTreeSet<AreaId>,
    departments: BTreeSet<DepartmentId>,
}

impl Needle {
    fn new(workbook: &Workbook, word: Words) -> Self {
        let areas = workbook.areas.iter();
        let areas = areas
            .filter(|area| [&area.name, &area.short, &area.name_en].iter().any(|text| word.is_in(text)))
            .map(|area| area.id)
            .collect();
        let departments = workbook.departments.iter();
        let departments = departments
            .filter(|row| word.is_in(&row.name) || row.aliases.iter().any(|alias| word.is_in(alias)))
            .map(|row| row.id)
            .collect();
        Self { word, areas, departments }
    }

    fn is_in(&self, project: &Project) -> bool {
        let texts = [
            &project.name,
            &project.code,
            &project.place,
            &project.builder,
            &project.category,
            &project.chain,
            &project.note,
            &project.progress,
            &project.goal,
            &project.contact,
            &project.leader,
            &project.next_step,
            &project.name_en,
            &project.content,
        ];
        texts.iter().any(|text| !text.is_empty() && self.word.is_in(text))
            || project.tags.iter().any(|tag| self.word.is_in(tag))
            || project.area.is_some_and(|area| self.areas.contains(&area))
            || project.lead.is_some_and(|lead| self.departments.contains(&lead))
            || project.support.iter().any(|unit| self.departments.contains(unit))
    }
}
