//! Which rows pass the filters of a query: each filter is made ready once, then asked for every row.

use super::{
    figure::gathered,
    list::ListAnalysis,
    pinyin::Letters,
    search::{self, Word},
};
use crate::model::{
    AreaId, Decimal, Filter, Lamp, MoneyUnit, Project, ProjectField, ProjectId, Since, Value, ValueKind,
    When, Workbook, list::Column,
};
use std::{collections::BTreeSet, sync::Arc};

/// A filter made ready.
pub(super) enum Test<'a> {
    Areas {
        none: bool,
        below: BTreeSet<AreaId>,
    },
    Tags {
        none: bool,
        any: Vec<&'a str>,
    },
    Texts {
        field: ProjectField,
        any: BTreeSet<&'a str>,
    },
    Values {
        field: ProjectField,
        any: &'a [Value],
    },
    Lamps(&'a [Lamp]),
    Between {
        column: Column,
        from: Option<Decimal>,
        to: Option<Decimal>,
        unit: MoneyUnit,
    },
    Dates {
        field: ProjectField,
        from: Option<When>,
        to: Option<When>,
    },
    Has {
        column: Column,
        words: Vec<Words>,
        wanted: bool,
    },
    Filled {
        column: Column,
        wanted: bool,
    },
    Only(Option<&'a BTreeSet<ProjectId>>),
    NeedsLook,
    /// Nothing passes: the filter does not fit its column.
    Never,
}

/// A word, and the same as pinyin where it can be that.
pub(super) struct Words {
    pub word: Word,
    pub letters: Option<Letters>,
}

impl Words {
    /// All words of a typed text.
    pub fn of(text: &str) -> Vec<Self> {
        search::folded_words(text)
            .map(|folded| Self { letters: Letters::new(&folded), word: Word::new(&folded) })
            .collect()
    }

    pub fn is_in(&self, text: &str) -> bool {
        self.word.is_in(text) || self.letters.as_ref().is_some_and(|letters| letters.is_in(text))
    }
}

/// Whether a project was in its list at a date.
pub(super) fn was_member(project: &Project, at: When) -> bool {
    let joined = project.joined.as_ref().is_none_or(|joined| joined.date.earliest() <= at.latest());
    let left = project.left.as_ref().is_some_and(|left| left.date.latest() <= at.latest());
    joined && !left
}

impl<'a> Test<'a> {
    /// Makes a filter ready. `changed` are the projects that were changed since.
    pub fn new(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        filter: &'a Filter,
        changed: &'a [(Since, Arc<BTreeSet<ProjectId>>)],
    ) -> Self {
        match filter {
            Filter::OneOf(column, values) => one_of(workbook, *column, values),
            Filter::Lamps(lamps) => Self::Lamps(lamps),
            Filter::Between { column, from, to, unit } => {
                Self::Between { column: *column, from: *from, to: *to, unit: unit.unwrap_or(analysis.unit) }
            }
            Filter::Dates { column: Column::Field(field), from, to } => {
                Self::Dates { field: *field, from: *from, to: *to }
            }
            Filter::Has(column, text) => Self::Has { column: *column, words: Words::of(text), wanted: true },
            Filter::Lacks(column, text) => {
                Self::Has { column: *column, words: Words::of(text), wanted: false }
            }
            Filter::Dates { .. } => Self::Never,
            Filter::Empty(column) => Self::Filled { column: *column, wanted: false },
            Filter::Filled(column) => Self::Filled { column: *column, wanted: true },
            Filter::Changed(since) => {
                Self::Only(changed.iter().find(|(of, _)| of == since).map(|(_, projects)| &**projects))
            }
            Filter::NeedsLook => Self::NeedsLook,
        }
    }

    /// Whether a row passes.
    pub fn passes(&self, workbook: &Workbook, analysis: &ListAnalysis, row: usize) -> bool {
        match self {
            Self::Never => return false,
            Self::NeedsLook => return analysis.is_doubtful(row),
            Self::Lamps(lamps) => {
                return analysis.rows.get(row).is_some_and(|row| lamps.contains(&row.lamp));
            }
            Self::Only(projects) => {
                let project = analysis.rows.get(row).map(|row| row.project);
                return projects.zip(project).is_some_and(|(projects, project)| projects.contains(&project));
            }
            Self::Between { column, from, to, unit } => {
                let figure = analysis.figure(workbook, row, *column, *unit);
                let figure = figure.or_else(|| quantity(analysis.project(workbook, row)?, *column));
                return figure.is_some_and(|figure| {
                    from.is_none_or(|from| figure >= from) && to.is_none_or(|to| figure <= to)
                });
            }
            Self::Filled { column, wanted } => {
                return analysis.is_filled(workbook, row, *column) == *wanted;
            }
            _ => {}
        }
        let Some(project) = analysis.project(workbook, row) else { return false };
        match self {
            Self::Areas { none, below } => project.area.map_or(*none, |area| below.contains(&area)),
            Self::Tags { none, any } if project.tags.is_empty() => *none && !any.contains(&""),
            Self::Tags { any, .. } => project.tags.iter().any(|tag| any.contains(&&**tag)),
            Self::Texts { field, any } => field.text_of(project).is_some_and(|text| any.contains(text)),
            Self::Values { field, any } => any.contains(&field.get(project)),
            Self::Dates { field, from, to } => match field.get(project) {
                Value::Date(date) => {
                    from.is_none_or(|from| date.latest() >= from.earliest())
                        && to.is_none_or(|to| date.earliest() <= to.latest())
                }
                _ => false,
            },
            Self::Has { column, words, wanted } => {
                let has = |text: &str| words.iter().all(|word| word.is_in(text));
                let found = match column {
                    Column::Field(field) => match field.text_of(project) {
                        Some(text) => has(text),
                        None => has(&text_of(workbook, project, *field)),
                    },
                    // A column of figures has no words: such a filter does not fit it.
                    column => match gathered(project, *column) {
                        Some(texts) => has(&texts.join(" ")),
                        None => return false,
                    },
                };
                found == *wanted
            }
            _ => false,
        }
    }
}

fn one_of<'a>(workbook: &Workbook, column: Column, values: &'a [Value]) -> Test<'a> {
    let Column::Field(field) = column else { return Test::Never };
    let none = values.contains(&Value::Empty);
    match field.kind() {
        ValueKind::Area => {
            let wanted = |area| {
                values.iter().any(|value| matches!(value, Value::Area(id) if workbook.lies_in(area, *id)))
            };
            let below = workbook.areas.iter().map(|area| area.id).filter(|&area| wanted(area)).collect();
            Test::Areas { none, below }
        }
        ValueKind::Tags => Test::Tags { none, any: values.iter().filter_map(text).collect() },
        ValueKind::Text => {
            let empty = none.then_some("");
            Test::Texts { field, any: values.iter().filter_map(text).chain(empty).collect() }
        }
        _ => Test::Values { field, any: values },
    }
}

fn text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

impl ListAnalysis {
    /// Whether a cell says anything.
    pub fn is_filled(&self, workbook: &Workbook, row: usize, column: Column) -> bool {
        match column {
            Column::Number | Column::Lamp => true,
            Column::StageLog => {
                self.project(workbook, row).is_some_and(|project| !project.stage_log.is_empty())
            }
            Column::Problems | Column::Attachments => {
                let words = self.project(workbook, row).and_then(|project| gathered(project, column));
                words.is_some_and(|words| !words.is_empty())
            }
            // What is shown counts: a package's plan or month may be the sum of its parts.
            Column::Field(field) if !matches!(field, ProjectField::Investment | ProjectField::Plan) => {
                let own = self.project(workbook, row).is_some_and(|project| match field.text_of(project) {
                    Some(text) => !text.is_empty(),
                    None => field.get(project) != Value::Empty,
                });
                let of_parts = || {
                    let parts = !self.parts.is_empty() && matches!(field, ProjectField::Month(..));
                    let unit = self.rows.get(row).filter(|_| parts).map(|row| row.unit);
                    unit.is_some_and(|unit| self.figure(workbook, row, column, unit).is_some())
                };
                own || of_parts()
            }
            _ => self
                .rows
                .get(row)
                .is_some_and(|found| self.figure(workbook, row, column, found.unit).is_some()),
        }
    }
}

/// A quantity in the unit that bare figures of its field are in.
fn quantity(project: &Project, column: Column) -> Option<Decimal> {
    let Column::Field(field) = column else { return None };
    match field.get(project) {
        Value::Quantity(quantity) => quantity.unit.convert(quantity.value, &field.usual_unit()?),
        _ => None,
    }
}

/// The words of a cell that is no text field: names of areas, departments, packages, tags.
fn text_of(workbook: &Workbook, project: &Project, field: ProjectField) -> String {
    let department = |id| workbook.departments.get(id).map_or("", |row| &*row.name);
    match field.get(project) {
        Value::Text(text) => text.into(),
        Value::Tags(tags) => tags.join(" "),
        Value::Area(area) => workbook.areas.get(area).map_or_else(String::new, |row| row.name.to_string()),
        Value::Department(id) => department(id).to_owned(),
        Value::Departments(ids) => ids.into_iter().map(department).collect::<Vec<_>>().join(" "),
        Value::Project(id) => workbook.projects.get(id).map_or_else(String::new, |row| row.name.to_string()),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
