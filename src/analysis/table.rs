//! The project table: which rows, in what order.

use super::{
    figure::gathered,
    filter::{self, Test, Words},
    group::{Codes, packages_among},
    list::{ListAnalysis, Row},
    number::to_f64,
    sort::{self, float_key},
};
use crate::model::{
    AreaId, ColumnId, Decimal, DepartmentId, Filter, ListId, Money, Project, ProjectField, ProjectId,
    Quantity, Since, SortKey, Text, Value, ValueKind, When, Workbook, list::Column,
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
    pub groups: Vec<ProjectField>,
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
            let mut ranks = ranks(workbook, analysis, &kept, key.column);
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
    let codes = Codes::new(workbook, analysis, rows.iter().copied(), field);
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
        let parent = analysis.rows.get(row as usize).and_then(Row::parent);
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

fn filter(workbook: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<u32> {
    let everything = 0..analysis.len() as u32;
    if !query.filters() {
        return everything.collect();
    }
    let words: Vec<Needle> =
        Words::of(&query.text).into_iter().map(|word| Needle::new(workbook, word)).collect();
    let tests: Vec<Test<'_>> =
        query.filters.iter().map(|filter| Test::new(workbook, analysis, filter, &query.changed)).collect();
    let keeps = |row: u32| {
        let index = row as usize;
        if let Some(only) = &query.only
            && analysis.rows.get(index).is_none_or(|row| !only.contains(&row.project))
        {
            return false;
        }
        if !tests.iter().all(|test| test.passes(workbook, analysis, index)) {
            return false;
        }
        if words.is_empty() && query.as_of.is_none() {
            return true;
        }
        let Some(project) = analysis.project(workbook, index) else { return false };
        query.as_of.is_none_or(|at| filter::was_member(project, at))
            && words.iter().all(|word| word.is_in(project))
    };
    // Reading the texts of a long list is worth a second thread; everything else is over before it begins.
    let threads = if words.is_empty() || analysis.len() < WORTH_THREADS { 1 } else { threads() };
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

/// The ranks of rows in a column.
fn ranks(workbook: &Workbook, analysis: &ListAnalysis, rows: &[u32], column: Column) -> Vec<u32> {
    let number = |of: &dyn Fn(usize) -> Option<f64>| {
        sort::ranks(rows.iter().map(|&row| of(row as usize).map(float_key)))
    };
    // Quotients of floats: good enough to order by, and many times faster than of decimals.
    let completion = |row: usize| {
        let row = analysis.rows.get(row)?;
        let plan = row.plan.filter(|plan| *plan > Decimal::ZERO)?;
        Some(to_f64(row.done?) / to_f64(plan) * 100.0)
    };
    match column {
        Column::Number => sort::ranks(rows.iter().map(|&row| Some(u64::from(row)))),
        Column::Done => number(&|row| {
            let row = analysis.rows.get(row)?;
            row.done.map(|done| base(Money::new(done, row.unit)))
        }),
        Column::Completion => number(&completion),
        Column::Gap => number(&|row| Some(completion(row)? - to_f64(analysis.pace(row)?))),
        Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart
        | Column::OpenProblems => {
            number(&|row| analysis.figure(workbook, row, column, analysis.rows.get(row)?.unit).map(to_f64))
        }
        Column::Lamp => {
            sort::ranks(rows.iter().map(|&row| analysis.rows.get(row as usize).map(|row| row.lamp as u64)))
        }
        Column::Problems | Column::Attachments => {
            let text = |&row: &u32| {
                let words =
                    analysis.project(workbook, row as usize).and_then(|project| gathered(project, column));
                words.unwrap_or_default().join("\n")
            };
            let texts: Vec<String> = rows.iter().map(text).collect();
            sort::text_ranks(&texts.iter().map(String::as_str).collect::<Vec<_>>())
        }
        // By the last change.
        Column::StageLog => sort::ranks(rows.iter().map(|&row| {
            let log = &analysis.project(workbook, row as usize)?.stage_log;
            log.last().map(|change| date_key(change.date))
        })),
        Column::MonthsLate => number(&|row| Some(f64::from(analysis.late(workbook, row)?.months()))),
        Column::Share => number(&|row| {
            let row = analysis.rows.get(row)?;
            row.plan.map(|plan| base(Money::new(plan, row.unit)))
        }),
        // As shown: a package's investment and plan may be the sums of its parts.
        Column::Field(ProjectField::Investment) => number(&|row| {
            let row = analysis.rows.get(row)?;
            row.investment.map(|value| base(Money::new(value, row.unit)))
        }),
        Column::Field(ProjectField::Plan) => number(&|row| {
            let row = analysis.rows.get(row)?;
            row.plan.map(|value| base(Money::new(value, row.unit)))
        }),
        Column::Field(field) => {
            let projects: Vec<Option<&Project>> =
                rows.iter().map(|&row| analysis.project(workbook, row as usize)).collect();
            field_ranks(workbook, &projects, field)
        }
    }
}

fn field_ranks(workbook: &Workbook, projects: &[Option<&Project>], field: ProjectField) -> Vec<u32> {
    let texts = |of: &dyn Fn(&Project) -> Text| {
        let texts: Vec<Text> = projects.iter().map(|row| row.map(of).unwrap_or_default()).collect();
        sort::text_ranks(&texts.iter().map(|text| &**text).collect::<Vec<_>>())
    };
    let keys = |of: &dyn Fn(&Project) -> Option<u64>| {
        sort::ranks(projects.iter().map(|project| project.and_then(of)))
    };
    match field.kind() {
        ValueKind::Text => {
            let texts: Vec<&str> = projects
                .iter()
                .map(|project| project.and_then(|project| field.text_of(project)).unwrap_or_default())
                .collect();
            sort::text_ranks(&texts)
        }
        ValueKind::Tags => texts(&|project| project.tags.join("、").into()),
        // Areas in the order that people know them in, which is the workbook's.
        ValueKind::Area => keys(&|project| workbook.areas.position(project.area?).map(|at| at as u64)),
        ValueKind::Department => {
            keys(&|project| workbook.departments.position(project.lead?).map(|at| at as u64))
        }
        ValueKind::Departments => {
            keys(&|project| workbook.departments.position(*project.support.first()?).map(|at| at as u64))
        }
        ValueKind::Project => {
            keys(&|project| workbook.projects.position(project.parent?).map(|at| at as u64))
        }
        ValueKind::Stage => keys(&|project| project.stage.map(|stage| stage as u64)),
        ValueKind::Nature => keys(&|project| project.nature.map(|nature| nature as u64)),
        ValueKind::Action => keys(&|project| project.action.map(|action| action as u64)),
        ValueKind::Flag => keys(&|project| project.in_statistics.map(u64::from)),
        ValueKind::Custom if is_text_column(projects, field) => texts(&|project| match field.get(project) {
            Value::Text(text) => text,
            _ => Text::default(),
        }),
        ValueKind::Money
        | ValueKind::Quantity
        | ValueKind::Number
        | ValueKind::Date
        | ValueKind::Years
        | ValueKind::Custom => keys(&|project| key(project, field)),
    }
}

fn is_text_column(projects: &[Option<&Project>], field: ProjectField) -> bool {
    let ProjectField::Custom(column) = field else { return false };
    let is_text = |project: &&Project| matches!(custom(project, column), Some(Value::Text(_)));
    projects.iter().flatten().any(is_text)
}

fn custom(project: &Project, column: ColumnId) -> Option<&Value> {
    project.custom.iter().find(|cell| cell.column == column).map(|cell| &cell.value)
}

fn key(project: &Project, field: ProjectField) -> Option<u64> {
    let value = match field {
        // Months are in each project's own unit.
        ProjectField::Month(kind, month) => {
            let figure = project.month_figure(kind, month)?;
            return Some(float_key(base(Money::new(figure, project.month_unit))));
        }
        _ => field.get(project),
    };
    Some(match value {
        Value::Money(money) => float_key(base(money)),
        Value::Quantity(Quantity { value, unit }) => float_key(to_f64(value) * to_f64(unit.scale())),
        Value::Number(number) => float_key(to_f64(number)),
        Value::Date(date) => date_key(date),
        Value::Years(years) => (years.from as u64) << 16 | years.to as u64,
        _ => return None,
    })
}

fn date_key(date: When) -> u64 {
    let month = date.month().map_or(0, |month| u64::from(month.month()));
    (date.year() as u64) << 16 | month << 8 | u64::from(date.day().unwrap_or(0))
}

/// In 元 or 美元: one order for all units of a currency.
fn base(money: Money) -> f64 {
    to_f64(money.value) * f64::from(10_u32.pow(money.unit.power()))
}
