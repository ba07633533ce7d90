//! The project table: which rows, in what order.

use super::{
    lamp::months_late,
    list::ListAnalysis,
    number::to_f64,
    search,
    sort::{self, float_key},
};
use crate::model::{
    AreaId, ColumnId, Decimal, DepartmentId, Lamp, ListId, Money, Project, ProjectField, ProjectId, Quantity,
    Stage, Text, Value, ValueKind, When, Workbook, list::Column,
};
use std::collections::BTreeSet;

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Largest first. Rows without a value come last either way.
    pub descending: bool,
}

/// What the table shows. An empty set does not filter.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The list.
    pub list: ListId,
    /// Words that a row has to have, each in any of its texts; case and width do not matter.
    pub text: String,
    /// Areas with everything below them; `None`: projects without an area.
    pub areas: BTreeSet<Option<AreaId>>,
    /// Categories; the empty one: projects without a category.
    pub categories: BTreeSet<Text>,
    /// Lamps.
    pub lamps: BTreeSet<Lamp>,
    /// Stages; `None`: projects without a stage.
    pub stages: BTreeSet<Option<Stage>>,
    /// Only these projects, as when what needs attention leads here.
    pub only: Option<BTreeSet<ProjectId>>,
    /// The columns to sort by, the first one first. None: the list's own order.
    pub sort: Vec<SortKey>,
}

impl Query {
    /// Everything in a list, in its order.
    pub fn all(list: ListId) -> Self {
        Self {
            list,
            text: String::new(),
            areas: BTreeSet::new(),
            categories: BTreeSet::new(),
            lamps: BTreeSet::new(),
            stages: BTreeSet::new(),
            only: None,
            sort: Vec::new(),
        }
    }

    /// Whether it leaves out any row at all.
    pub fn filters(&self) -> bool {
        let all = Self { sort: self.sort.clone(), ..Self::all(self.list) };
        *self != all
    }
}

/// The rows of a list that a query shows, in its order, as indexes into [`ListAnalysis::rows`].
/// Their totals: [`ListAnalysis::totals_of`].
pub fn rows(workbook: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<u32> {
    let kept = filter(workbook, analysis, query);
    if query.sort.is_empty() {
        return kept;
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
    sort::order(&columns, kept.len()).into_iter().map(|at| kept[at as usize]).collect()
}

fn filter(workbook: &Workbook, analysis: &ListAnalysis, query: &Query) -> Vec<u32> {
    let everything = 0..analysis.len() as u32;
    if !query.filters() {
        return everything.collect();
    }
    let words: Vec<Needle> =
        search::words(&query.text).into_iter().map(|word| Needle::new(workbook, word)).collect();
    let below: BTreeSet<AreaId> = workbook
        .areas
        .iter()
        .map(|area| area.id)
        .filter(|&area| query.areas.iter().flatten().any(|&wanted| workbook.lies_in(area, wanted)))
        .collect();
    let keeps = |row: u32| {
        let Some(found) = analysis.rows.get(row as usize) else { return false };
        if !query.lamps.is_empty() && !query.lamps.contains(&found.lamp) {
            return false;
        }
        if query.only.as_ref().is_some_and(|only| !only.contains(&found.project)) {
            return false;
        }
        let Some(project) = analysis.project(workbook, row as usize) else { return false };
        let area = project.area.map_or_else(|| query.areas.contains(&None), |area| below.contains(&area));
        (query.areas.is_empty() || area)
            && (query.categories.is_empty() || query.categories.contains(&project.category))
            && (query.stages.is_empty() || query.stages.contains(&project.stage))
            && words.iter().all(|word| word.is_in(project))
    };
    everything.filter(|&row| keeps(row)).collect()
}

/// A word, with the areas and departments whose names have it.
struct Needle {
    word: search::Word,
    areas: BTreeSet<AreaId>,
    departments: BTreeSet<DepartmentId>,
}

impl Needle {
    fn new(workbook: &Workbook, word: search::Word) -> Self {
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
        Column::Lamp => {
            sort::ranks(rows.iter().map(|&row| analysis.rows.get(row as usize).map(|row| row.lamp as u64)))
        }
        Column::MonthsLate => number(&|row| {
            let late = months_late(analysis.project(workbook, row)?, analysis.month?)?;
            Some(f64::from(late.months()))
        }),
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
