//! What a block of texts asks for when it is put into cells: the changes, and what would be refused or
//! converted on the way, cell by cell.
//!
//! Texts go through the same reading as typed ones ([`entry::parse_field`]). A figure that a spreadsheet
//! shows rounded is taken in full where the block carries it; its day numbers become dates.

use super::{
    Edit,
    entry::{self, EntryError, Words, exact_text, parse_field, parse_money, same_value},
};
use crate::model::{
    Column, Decimal, Fault, ListId, MoneyUnit, Project, ProjectField, ProjectId, Text, Value, ValueKind,
    When, Workbook, list::CustomKind,
};
use std::collections::BTreeMap;

/// What is put into a cell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Entered<'a> {
    /// The text as it is shown where it comes from.
    pub text: &'a str,
    /// The figure behind it.
    pub number: Option<Decimal>,
    /// The text in full, with its unit, where it comes from Guatu itself.
    pub exact: Option<&'a str>,
}

/// A row that cells are put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A project that is there.
    Row(ProjectId),
    /// A project that is to be added, with this identifier.
    New(ProjectId),
}

/// What happens to a cell other than that it takes its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Remark {
    /// It cannot be read.
    Unreadable(EntryError),
    /// The workbook would not be sound with it.
    Faulty(Fault),
    /// The column is computed.
    Computed(Column),
    /// It is in another unit than the column shows.
    OtherUnit,
    /// It is a spreadsheet's number of a day.
    DayNumber,
    /// It is shown rounded and taken in full.
    InFull,
}

impl Remark {
    /// Whether the cell stays as it is.
    pub fn refuses(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Faulty(_) | Self::Computed(_))
    }
}

/// A remark on one cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The number of the target.
    pub row: usize,
    /// The number of the column.
    pub column: usize,
    /// What was to be put in.
    pub text: String,
    /// What the cell becomes; empty where it is refused.
    pub value: Value,
    /// What happens to it.
    pub remark: Remark,
}

/// What is to be put where.
pub struct Request<'a> {
    /// The workbook.
    pub workbook: &'a Workbook,
    /// The list that new projects are added to.
    pub list: ListId,
    /// The rows, in order; new ones last.
    pub targets: &'a [Target],
    /// The columns.
    pub columns: &'a [Column],
    /// The unit of bare figures of money; none: that of the list, and of each project's months.
    pub money: Option<MoneyUnit>,
    /// What the terms of the model are called.
    pub words: &'a dyn Words,
    /// The name of the nth new project that comes without one.
    pub new_name: &'a dyn Fn(usize) -> Text,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Plan {
    /// The changes, to be made as one step.
    pub edits: Vec<Edit>,
    /// How many cells of existing projects change.
    pub cells: usize,
    /// How many projects are added.
    pub added: usize,
    /// What is refused and what is converted, by row and column.
    pub notes: Vec<Note>,
}

/// So many new projects or more go to the end of all projects, not of their list: each one in the middle
/// would move all that follow.
const MANY: usize = 200;

/// How the cells of a column are read.
struct Reader<'a> {
    request: &'a Request<'a>,
    /// Words that were read before: looking up a name takes long.
    known: BTreeMap<(usize, String), Result<Value, EntryError>>,
}

impl Request<'_> {
    /// Works out what the block asks for. `cell` is what is put into a row and a column; none leaves the
    /// cell alone.
    pub fn plan<'c>(&self, cell: impl Fn(usize, usize) -> Option<Entered<'c>>) -> Plan {
        let mut plan = Plan::default();
        let mut reader = Reader { request: self, known: BTreeMap::new() };
        let mut added: Vec<Project> = Vec::new();
        let unit = self.workbook.lists.get(self.list).map(|list| list.unit).unwrap_or_default();
        for (row, target) in self.targets.iter().enumerate() {
            let entered = |column| cell(row, column);
            match *target {
                Target::Row(id) => {
                    let Some(project) = self.workbook.projects.get(id) else { continue };
                    let (_, edits) = reader.row(row, project, entered, &mut plan.notes);
                    plan.cells += edits.len();
                    plan.edits.extend(edits);
                }
                Target::New(id) => {
                    let mut project = Project::new(id, self.list);
                    project.month_unit = unit;
                    project.name = (self.new_name)(added.len());
                    let (project, _) = reader.row(row, &project, entered, &mut plan.notes);
                    added.push(project);
                }
            }
        }
        plan.added = added.len();
        let end = self.workbook.projects.iter().rposition(|project| project.list == self.list);
        let end = end.filter(|_| added.len() < MANY).map_or(self.workbook.projects.len(), |at| at + 1);
        let inserts = added.into_iter().enumerate();
        plan.edits.extend(inserts.map(|(nth, row)| Edit::Insert { at: end + nth, row: row.into() }));
        plan
    }
}

impl Reader<'_> {
    /// The row as it becomes, and the changes that lead there.
    fn row<'c>(
        &mut self,
        row: usize,
        project: &Project,
        entered: impl Fn(usize) -> Option<Entered<'c>>,
        notes: &mut Vec<Note>,
    ) -> (Project, Vec<Edit>) {
        let mut changed: Option<Project> = None;
        let mut edits: Vec<(usize, Edit, Option<Remark>)> = Vec::new();
        for (column, &shown) in self.request.columns.iter().enumerate() {
            let Some(cell) = entered(column) else { continue };
            let mut note = |value: Value, remark: Remark| {
                notes.push(Note { row, column, text: cell.text.to_owned(), value, remark });
            };
            let Column::Field(field) = shown else {
                note(Value::Empty, Remark::Computed(shown));
                continue;
            };
            // What Guatu itself put there goes back as it is, also where it could not be typed like that.
            if cell.exact.is_some_and(|exact| exact == self.exact(project, field)) {
                continue;
            }
            // A reason is read after its date, which may stand before it in the same row.
            let row = changed.as_ref().filter(|_| field.date_of_reason().is_some()).unwrap_or(project);
            let (value, remark) = match self.read(column, row, field, &cell) {
                Ok(read) => read,
                Err(error) => {
                    note(Value::Empty, Remark::Unreadable(error));
                    continue;
                }
            };
            if same_value(&value, &field.get(project)) {
                continue;
            }
            let target = changed.get_or_insert_with(|| project.clone());
            if field.set(target, value.clone()).is_ok() {
                edits.push((column, Edit::SetField { project: project.id, field, value }, remark));
            }
        }
        let Some(mut changed) = changed else { return (project.clone(), Vec::new()) };
        let workbook = self.request.workbook;
        let before = workbook.check_project(project);
        let fault = |changed: &Project| {
            let found = workbook.check_project(changed).into_iter();
            found.map(|found| found.fault).find(|fault| !before.iter().any(|old| old.fault == *fault))
        };
        // A fault goes with the last cell without which it is gone: that one stays as it was.
        while let Some(found) = fault(&changed) {
            let mut guilty = edits.len().checked_sub(1);
            for (at, (_, edit, _)) in edits.iter().enumerate() {
                let Edit::SetField { field, .. } = edit else { continue };
                let mut without = changed.clone();
                let undone = field.set(&mut without, field.get(project)).is_ok();
                if undone && fault(&without).as_ref() != Some(&found) {
                    guilty = Some(at);
                }
            }
            let Some(at) = guilty else { break };
            let (column, edit, _) = edits.remove(at);
            if let Edit::SetField { field, .. } = edit
                && field.set(&mut changed, field.get(project)).is_ok()
            {
                let text = entered(column).map_or_else(String::new, |cell| cell.text.to_owned());
                notes.push(Note { row, column, text, value: Value::Empty, remark: Remark::Faulty(found) });
            }
        }
        for (column, edit, remark) in &edits {
            if let (Some(remark), Edit::SetField { value, .. }) = (remark, edit) {
                let text = entered(*column).map_or_else(String::new, |cell| cell.text.to_owned());
                let (value, remark) = (value.clone(), remark.clone());
                notes.push(Note { row, column: *column, text, value, remark });
            }
        }
        (changed, edits.into_iter().map(|(_, edit, _)| edit).collect())
    }

    fn exact(&self, project: &Project, field: ProjectField) -> String {
        let Request { workbook, words, .. } = *self.request;
        exact_text(workbook, project, field, &field.get(project), words)
    }

    fn read(
        &mut self,
        column: usize,
        project: &Project,
        field: ProjectField,
        cell: &Entered<'_>,
    ) -> Result<(Value, Option<Remark>), EntryError> {
        let workbook = self.request.workbook;
        let kind = field.kind();
        if let Some(exact) = cell.exact {
            // A figure put into a text reads as it is shown.
            let text = if kind == ValueKind::Text && cell.number.is_some() { cell.text } else { exact };
            if let Ok(value) = self.word(column, project, field, text) {
                return Ok((value, None));
            }
        }
        let text = cell.text;
        if text.trim().is_empty() {
            return Ok((Value::Empty, None));
        }
        let own = match kind {
            ValueKind::Custom => custom_kind(workbook, project, field),
            _ => None,
        };
        match (kind, own) {
            (ValueKind::Money | ValueKind::Number | ValueKind::Quantity, _)
            | (ValueKind::Custom, Some(CustomKind::Number(_))) => self.figure(project, field, cell),
            (ValueKind::Date, _) | (ValueKind::Custom, Some(CustomKind::Date)) => {
                match parse_field(workbook, project, field, text, self.request.words) {
                    Ok(value) => Ok((value, None)),
                    Err(error) => match day_number(text, cell.number) {
                        Some(date) => Ok((Value::Date(date), Some(Remark::DayNumber))),
                        None => Err(error),
                    },
                }
            }
            _ => self.word(column, project, field, text).map(|value| (value, None)),
        }
    }

    /// Reads a text; a word that was met before in the column is not looked up again.
    fn word(
        &mut self,
        column: usize,
        project: &Project,
        field: ProjectField,
        text: &str,
    ) -> Result<Value, EntryError> {
        let Request { workbook, words, .. } = *self.request;
        let read = || parse_field(workbook, project, field, text, words);
        match field.kind() {
            ValueKind::Area
            | ValueKind::Department
            | ValueKind::Departments
            | ValueKind::Nature
            | ValueKind::Action
            | ValueKind::Stage
            | ValueKind::Flag
            | ValueKind::Project => self.known.entry((column, text.to_owned())).or_insert_with(read).clone(),
            _ => read(),
        }
    }

    fn figure(
        &self,
        project: &Project,
        field: ProjectField,
        cell: &Entered<'_>,
    ) -> Result<(Value, Option<Remark>), EntryError> {
        let shown = self.amount(project, field, cell.text);
        let bare = is_bare(cell.text);
        if let Some(number) = cell.number
            && (bare || shown.is_err())
        {
            let full = self.amount(project, field, &number.to_string());
            return match (shown, full) {
                (Ok(shown), Ok(full)) if shown.0 != full.0 => Ok((full.0, Some(Remark::InFull))),
                (Ok(shown), _) => Ok(shown),
                // A word in the cell is no figure, whatever stands behind it.
                (Err(error), Ok(full)) if bare => {
                    log::debug!("taken for the figure behind it: {error}");
                    Ok((full.0, Some(Remark::InFull)))
                }
                (Err(error), _) => Err(error),
            };
        }
        shown
    }

    /// Reads a figure with or without its unit.
    fn amount(
        &self,
        project: &Project,
        field: ProjectField,
        text: &str,
    ) -> Result<(Value, Option<Remark>), EntryError> {
        let Request { workbook, words, money, .. } = *self.request;
        let list_unit = workbook.lists.get(project.list).map(|list| list.unit).unwrap_or_default();
        let remark = |other: bool| other.then_some(Remark::OtherUnit);
        match field.kind() {
            ValueKind::Money => {
                let expected = money.unwrap_or(list_unit);
                let found = parse_money(text, expected)?;
                Ok((Value::Money(found), remark(found.unit != expected)))
            }
            ValueKind::Number => {
                let expected = money.unwrap_or(project.month_unit);
                let found = parse_money(text, expected)?;
                let value = found.in_unit(project.month_unit).ok_or_else(|| EntryError::OtherUnit {
                    given: found.unit.symbol().to_owned(),
                    wanted: project.month_unit.symbol().to_owned(),
                })?;
                Ok((Value::Number(value), remark(found.unit != expected)))
            }
            _ => {
                let value = parse_field(workbook, project, field, text, words)?;
                let converted = match (&value, custom_kind(workbook, project, field)) {
                    (Value::Number(_), Some(CustomKind::Number(unit))) => {
                        let trimmed = text.trim();
                        let without = trimmed.strip_suffix(unit.symbol()).unwrap_or(trimmed);
                        !is_bare(without)
                    }
                    _ => false,
                };
                Ok((value, remark(converted)))
            }
        }
    }
}

fn custom_kind<'w>(workbook: &'w Workbook, project: &Project, field: ProjectField) -> Option<&'w CustomKind> {
    entry::custom_kind(workbook, project, field)
}

/// Whether a text is a figure without a unit.
fn is_bare(text: &str) -> bool {
    text.chars().map(crate::model::half_width).all(|c| {
        c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '-' | '+' | '−' | '¥' | 'E' | 'e')
    })
}

/// The day of a spreadsheet's day number: 1 is the first of January 1900. Only numbers that stand for days
/// between 1954 and 2119 are taken for one.
fn day_number(text: &str, number: Option<Decimal>) -> Option<When> {
    use rust_decimal::prelude::ToPrimitive as _;
    let number = number.or_else(|| text.trim().parse().ok())?;
    let day = number.trunc().to_i64().filter(|day| (20_000..80_000).contains(day))?;
    let date = jiff::civil::date(1899, 12, 30).checked_add(jiff::Span::new().days(day)).ok()?;
    When::day_of(date.year(), u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}
