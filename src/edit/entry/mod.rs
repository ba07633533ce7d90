//! What a person types into a cell becomes a value, or an error that says what is wrong with it; and
//! the other way round, the text that an editor starts with. Reading that text gives the same value.
//!
//! Full-width digits, thousands separators, units in the cell ("2000万", "0.2亿") and the many ways to
//! write a date are understood. Nothing is guessed: "约3.5" is refused, not read as 3.5.

mod date;
mod figure;
mod name;

pub use date::{parse_date, parse_years};
pub use figure::{parse_money, parse_number, parse_quantity};

use crate::model::{
    Action, Money, MoneyUnit, Nature, Project, ProjectField, Quantity, Stage, Text, Value, ValueKind,
    Workbook, half_width, list::CustomKind,
};

/// What is wrong with a typed text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot be read: {self:?}")]
pub enum EntryError {
    /// Not a figure.
    NotANumber(String),
    /// "About", "more than" and the like: a cell takes one figure.
    About(String),
    /// Commas that do not part thousands.
    BadSeparators(String),
    /// More digits than a decimal holds.
    TooManyDigits,
    /// A word after the figure that is no unit here.
    UnknownUnit(String),
    /// A unit of another dimension or currency than the cell's.
    OtherUnit {
        /// The unit typed.
        given: String,
        /// The unit of the cell.
        wanted: String,
    },
    /// Not a date, or not a day of the calendar.
    NotADate(String),
    /// Not years like 2023-2025.
    NotYears(String),
    /// No area of this name.
    UnknownArea(String),
    /// No department of this name.
    UnknownDepartment(String),
    /// No project of this name or code in the list.
    UnknownProject(String),
    /// Several fit.
    Ambiguous {
        /// What was typed.
        text: String,
        /// Some of those that fit.
        candidates: Vec<Text>,
    },
    /// Not one of the words of the field.
    UnknownWord {
        /// What was typed.
        text: String,
        /// The words.
        choices: Vec<String>,
    },
    /// The list has no such column.
    NoSuchColumn,
    /// A reason for joining or leaving the list, of which the date is not known yet.
    NoDateYet,
}

/// The words that people read and type for the terms of the model. `i18n` has them.
pub trait Words {
    /// A nature's word.
    fn nature_word(&self, nature: Nature) -> &'static str;
    /// The nature that a word means, in any language.
    fn find_nature(&self, word: &str) -> Option<Nature>;
    /// An action's word.
    fn action_word(&self, action: Action) -> &'static str;
    /// The action that a word means, in any language.
    fn find_action(&self, word: &str) -> Option<Action>;
    /// A stage's word.
    fn stage_word(&self, stage: Stage) -> &'static str;
    /// The stage that a word means, in any language.
    fn find_stage(&self, word: &str) -> Option<Stage>;
    /// The word for yes or no.
    fn flag_word(&self, flag: bool) -> &'static str;
}

/// The text in plain width, without space around it.
fn plain(text: &str) -> String {
    let folded: String = text.chars().map(half_width).collect();
    folded.trim().to_owned()
}

/// Reads what was typed for a field of a project. An empty text empties the field.
pub fn parse_field(
    workbook: &Workbook,
    project: &Project,
    field: ProjectField,
    text: &str,
    words: &dyn Words,
) -> Result<Value, EntryError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Ok(Value::Empty);
    }
    let list_unit = list_unit(workbook, project);
    let word = || plain(text);
    let unknown = |choices: Vec<&'static str>| EntryError::UnknownWord {
        text: trimmed.to_owned(),
        choices: choices.into_iter().map(str::to_owned).collect(),
    };
    Ok(match field.kind() {
        ValueKind::Text => {
            if field.date_of_reason().is_some_and(|date| date.get(project) == Value::Empty) {
                return Err(EntryError::NoDateYet);
            }
            Value::text(trimmed)
        }
        ValueKind::Money => Value::Money(parse_money(text, list_unit)?),
        ValueKind::Quantity => {
            Value::Quantity(parse_quantity(text, &field.usual_unit().unwrap_or_default())?)
        }
        ValueKind::Number => {
            let money = parse_money(text, project.month_unit)?;
            let figure = money.in_unit(project.month_unit).ok_or_else(|| EntryError::OtherUnit {
                given: money.unit.symbol().to_owned(),
                wanted: project.month_unit.symbol().to_owned(),
            })?;
            Value::Number(figure)
        }
        ValueKind::Date => Value::Date(parse_date(text, workbook.year)?),
        ValueKind::Years => Value::Years(parse_years(text)?),
        ValueKind::Area => Value::Area(name::area(workbook, &word())?),
        ValueKind::Department => Value::Department(name::department(workbook, &word())?),
        ValueKind::Departments => {
            let pieces = split(text, false);
            let found: Result<Vec<_>, _> =
                pieces.iter().map(|piece| name::department(workbook, &plain(piece))).collect();
            some_of(found?, Value::Departments)
        }
        ValueKind::Tags => {
            some_of(split(text, true).into_iter().map(Text::from).collect::<Vec<_>>(), Value::Tags)
        }
        ValueKind::Nature => Value::Nature(
            words
                .find_nature(&word())
                .ok_or_else(|| unknown(Nature::ALL.map(|nature| words.nature_word(nature)).to_vec()))?,
        ),
        ValueKind::Action => Value::Action(
            words
                .find_action(&word())
                .ok_or_else(|| unknown(Action::ALL.map(|action| words.action_word(action)).to_vec()))?,
        ),
        ValueKind::Stage => Value::Stage(
            words
                .find_stage(&word())
                .ok_or_else(|| unknown(Stage::ALL.map(|stage| words.stage_word(stage)).to_vec()))?,
        ),
        ValueKind::Flag => Value::Flag(
            flag(&word(), words)
                .ok_or_else(|| unknown(vec![words.flag_word(true), words.flag_word(false)]))?,
        ),
        ValueKind::Project => Value::Project(name::project(workbook, project.list, &word())?),
        ValueKind::Custom => custom(workbook, project, field, text)?,
    })
}

fn custom(
    workbook: &Workbook,
    project: &Project,
    field: ProjectField,
    text: &str,
) -> Result<Value, EntryError> {
    Ok(match custom_kind(workbook, project, field).ok_or(EntryError::NoSuchColumn)? {
        CustomKind::Text => Value::text(text.trim()),
        CustomKind::Number(unit) => Value::Number(parse_number(text, unit)?),
        CustomKind::Date => Value::Date(parse_date(text, workbook.year)?),
        CustomKind::Choice(choices) => {
            let typed = plain(text).to_lowercase();
            let found = choices
                .iter()
                .find(|choice| ***choice == *text.trim())
                .or_else(|| choices.iter().find(|choice| plain(choice).to_lowercase() == typed));
            Value::Text(found.cloned().ok_or_else(|| EntryError::UnknownWord {
                text: text.trim().to_owned(),
                choices: choices.iter().map(ToString::to_string).collect(),
            })?)
        }
    })
}

pub(super) fn custom_kind<'a>(
    workbook: &'a Workbook,
    project: &Project,
    field: ProjectField,
) -> Option<&'a CustomKind> {
    let ProjectField::Custom(id) = field else { return None };
    let list = workbook.lists.get(project.list)?;
    list.custom.iter().find(|column| column.id == id).map(|column| &column.kind)
}

fn list_unit(workbook: &Workbook, project: &Project) -> MoneyUnit {
    workbook.lists.get(project.list).map(|list| list.unit).unwrap_or_default()
}

fn some_of<T>(values: Vec<T>, wrap: impl FnOnce(Vec<T>) -> Value) -> Value {
    if values.is_empty() { Value::Empty } else { wrap(values) }
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | ';' | '；' | '\n')
}

/// The pieces of an enumeration, each once; by spaces only where nothing else parts them.
fn split(text: &str, by_spaces: bool) -> Vec<&str> {
    let spaced = by_spaces && !text.contains(is_separator);
    let mut pieces: Vec<&str> = Vec::new();
    for piece in text.split(|c: char| is_separator(c) || (spaced && c.is_whitespace())).map(str::trim) {
        if !piece.is_empty() && !pieces.contains(&piece) {
            pieces.push(piece);
        }
    }
    pieces
}

/// The pieces of an enumeration, each once.
pub fn enumeration(text: &str) -> Vec<Text> {
    split(text, false).into_iter().map(Text::from).collect()
}

fn flag(word: &str, words: &dyn Words) -> Option<bool> {
    let word = word.to_lowercase();
    match word.as_str() {
        "是" | "有" | "已" | "yes" | "y" | "true" | "1" | "√" | "✓" | "✔" => Some(true),
        "否" | "无" | "未" | "no" | "n" | "false" | "0" | "×" | "✗" | "x" => Some(false),
        _ => [true, false].into_iter().find(|&flag| words.flag_word(flag).to_lowercase() == word),
    }
}

/// Whether two values are the same with their printed places: 629.0 is not 629.
pub fn same_value(a: &Value, b: &Value) -> bool {
    let scale = |value: &Value| match value {
        Value::Money(money) => Some(money.value.scale()),
        Value::Number(number) => Some(number.scale()),
        Value::Quantity(quantity) => Some(quantity.value.scale()),
        _ => None,
    };
    a == b && scale(a) == scale(b)
}

/// A value of a field as a text that reads back as the same value in any list: with its unit.
pub fn exact_text(
    workbook: &Workbook,
    project: &Project,
    field: ProjectField,
    value: &Value,
    words: &dyn Words,
) -> String {
    match value {
        Value::Money(Money { value, unit }) => format!("{value}{}", unit.symbol()),
        Value::Quantity(Quantity { value, unit }) => format!("{value}{unit}"),
        Value::Number(number) => match custom_kind(workbook, project, field) {
            Some(CustomKind::Number(unit)) => format!("{number}{unit}"),
            _ => format!("{number}{}", project.month_unit.symbol()),
        },
        value => value_text(workbook, project, field, value, words),
    }
}

/// The text that the editor of a field starts with.
pub fn edit_text(workbook: &Workbook, project: &Project, field: ProjectField, words: &dyn Words) -> String {
    value_text(workbook, project, field, &field.get(project), words)
}

/// How a value of a field is typed: [`parse_field`] reads it back as the same value, unless it is a text
/// with space around it, or a tag that has a separator inside.
pub fn value_text(
    workbook: &Workbook,
    project: &Project,
    field: ProjectField,
    value: &Value,
    words: &dyn Words,
) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Money(Money { value, unit }) if *unit == list_unit(workbook, project) => value.to_string(),
        Value::Money(Money { value, unit }) => format!("{value}{}", unit.symbol()),
        Value::Quantity(Quantity { value, unit }) if field.usual_unit().as_ref() == Some(unit) => {
            value.to_string()
        }
        Value::Quantity(Quantity { value, unit }) => format!("{value}{unit}"),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Years(years) => years.to_string(),
        Value::Area(id) => name::area_text(workbook, *id),
        Value::Department(id) => name::department_text(workbook, *id),
        Value::Departments(ids) => {
            ids.iter().map(|&id| name::department_text(workbook, id)).collect::<Vec<_>>().join("、")
        }
        Value::Tags(tags) => match tags.as_slice() {
            // The separator keeps the spaces inside from parting it.
            [tag] if tag.contains(char::is_whitespace) => format!("{tag}、"),
            tags => tags.join("、"),
        },
        Value::Nature(nature) => words.nature_word(*nature).to_owned(),
        Value::Action(action) => words.action_word(*action).to_owned(),
        Value::Stage(stage) => words.stage_word(*stage).to_owned(),
        Value::Flag(flag) => words.flag_word(*flag).to_owned(),
        Value::Project(id) => name::project_text(workbook, *id),
    }
}
