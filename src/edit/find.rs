//! Finding a text in the cells of projects, and what they say with another in its place.
//!
//! What is searched is what an editor of the cell would start with, so that a replaced text can be read as
//! if it had been typed.

use super::entry::{Words, edit_text, value_text};
use crate::model::{Action, Nature, Project, ProjectField, Stage, Value, ValueKind, Workbook};
use regex::{NoExpand, Regex, RegexBuilder};
use std::collections::BTreeMap;

/// What to find.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
    /// The text is to be taken as it is.
    literal: bool,
    /// It has a sign that no figure has: figures need not be written out.
    spares_figures: bool,
}

/// A regular expression that cannot be understood; the text says where and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadPattern(pub String);

/// A cell that was found: the number of the project and of the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Which of the projects.
    pub row: u32,
    /// Which of the fields.
    pub column: u16,
}

impl Pattern {
    /// A text, or a regular expression; in either case of letters or just as it is written.
    pub fn new(text: &str, expression: bool, match_case: bool) -> Result<Self, BadPattern> {
        let source = if expression { text.to_owned() } else { regex::escape(text) };
        let regex = RegexBuilder::new(&source)
            .case_insensitive(!match_case)
            .build()
            .map_err(|error| BadPattern(error.to_string()))?;
        let in_figures = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '元' | '万' | '亿' | '美');
        Ok(Self { regex, literal: !expression, spares_figures: !expression && !text.chars().all(in_figures) })
    }

    /// Whether a text has it.
    pub fn is_in(&self, text: &str) -> bool {
        self.regex.is_match(text)
    }

    /// The text with everything that is found replaced. In a regular expression `$1` stands for the first
    /// group.
    pub fn replace(&self, text: &str, with: &str) -> String {
        if self.literal {
            self.regex.replace_all(text, NoExpand(with)).into_owned()
        } else {
            self.regex.replace_all(text, with).into_owned()
        }
    }
}

/// A value that many cells share: whether it is found has to be asked once only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Area(crate::model::AreaId),
    Department(crate::model::DepartmentId),
    Nature(crate::model::Nature),
    Action(crate::model::Action),
    Stage(crate::model::Stage),
    Flag(bool),
}

fn shared(value: &Value) -> Option<Shared> {
    Some(match *value {
        Value::Area(id) => Shared::Area(id),
        Value::Department(id) => Shared::Department(id),
        Value::Nature(nature) => Shared::Nature(nature),
        Value::Action(action) => Shared::Action(action),
        Value::Stage(stage) => Shared::Stage(stage),
        Value::Flag(flag) => Shared::Flag(flag),
        _ => return None,
    })
}

/// So many projects are worth another thread: most of the time is spent waiting for memory.
const WORTH_A_THREAD: usize = 8_000;

/// All cells that have the pattern, by project and field. Empty cells are never found.
pub fn find_all(
    workbook: &Workbook,
    projects: &[&Project],
    fields: &[ProjectField],
    pattern: &Pattern,
    words: &(dyn Words + Sync),
) -> Vec<Hit> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let parts = (projects.len() / WORTH_A_THREAD).clamp(1, cores.min(4));
    let size = projects.len().div_ceil(parts).max(1);
    let Some(first) = projects.first() else { return Vec::new() };
    // A column in which no cell can have it need not be looked at.
    let fields: Vec<(u16, ProjectField)> = (0..).zip(fields.iter().copied()).collect();
    let fields: Vec<(u16, ProjectField)> =
        fields.into_iter().filter(|&(_, field)| may_have(workbook, first, field, pattern, words)).collect();
    // Each thread has a pattern of its own: a shared one would keep them waiting for each other.
    let look =
        |first: usize, part: &[&Project]| find_in(workbook, first, part, &fields, &pattern.clone(), words);
    std::thread::scope(|scope| {
        let mut rest = projects.chunks(size).enumerate();
        let own = rest.next();
        let threads: Vec<_> = rest.map(|(nth, part)| scope.spawn(move || look(nth * size, part))).collect();
        let mut hits = own.map_or_else(Vec::new, |(_, part)| look(0, part));
        for (nth, thread) in threads.into_iter().enumerate() {
            // A thread that died leaves its part to this one.
            let found = thread.join().unwrap_or_else(|_| {
                let first = (nth + 1) * size;
                let end = (first + size).min(projects.len());
                look(first, projects.get(first..end).unwrap_or_default())
            });
            hits.extend(found);
        }
        hits
    })
}

/// Whether any cell of a column may have the pattern: of words that cells share, one has to have it.
fn may_have(
    workbook: &Workbook,
    any: &Project,
    field: ProjectField,
    pattern: &Pattern,
    words: &dyn Words,
) -> bool {
    let has = |value: Value| pattern.is_in(&value_text(workbook, any, field, &value, words));
    match field.kind() {
        ValueKind::Money | ValueKind::Number | ValueKind::Date => !pattern.spares_figures,
        ValueKind::Area => workbook.areas.iter().any(|row| has(Value::Area(row.id))),
        ValueKind::Department => workbook.departments.iter().any(|row| has(Value::Department(row.id))),
        ValueKind::Nature => Nature::ALL.into_iter().any(|nature| has(Value::Nature(nature))),
        ValueKind::Action => Action::ALL.into_iter().any(|action| has(Value::Action(action))),
        ValueKind::Stage => Stage::ALL.into_iter().any(|stage| has(Value::Stage(stage))),
        ValueKind::Flag => [true, false].into_iter().any(|flag| has(Value::Flag(flag))),
        _ => true,
    }
}

fn find_in(
    workbook: &Workbook,
    first: usize,
    projects: &[&Project],
    fields: &[(u16, ProjectField)],
    pattern: &Pattern,
    words: &dyn Words,
) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut known: BTreeMap<Shared, bool> = BTreeMap::new();
    for (row, project) in projects.iter().enumerate() {
        for &(column, field) in fields {
            let found = match field.text_of(project) {
                Some(text) => !text.is_empty() && pattern.is_in(text),
                None => has(workbook, project, field, pattern, words, &mut known),
            };
            if found {
                hits.push(Hit { row: (first + row) as u32, column });
            }
        }
    }
    hits
}

fn has(
    workbook: &Workbook,
    project: &Project,
    field: ProjectField,
    pattern: &Pattern,
    words: &dyn Words,
    known: &mut BTreeMap<Shared, bool>,
) -> bool {
    let value = field.get(project);
    let look = || pattern.is_in(&edit_text(workbook, project, field, words));
    match (&value, shared(&value)) {
        (Value::Empty, _) => false,
        (_, Some(shared)) => *known.entry(shared).or_insert_with(look),
        _ => look(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_expressions() {
        let plain = |text, case| Pattern::new(text, false, case).expect("a text");
        assert!(plain("a.b", false).is_in("xA.By") && !plain("a.b", true).is_in("A.B"));
        assert!(!plain("a.b", false).is_in("acb"));
        assert_eq!(plain("$1", false).replace("x$1", "$2"), "x$2");
        let groups = Pattern::new(r"(\d+)号", true, true).expect("an expression");
        assert_eq!(groups.replace("第12号和3号", "No.$1 "), "第No.12 和No.3 ");
        assert!(Pattern::new("(", true, false).is_err());
        assert!(Pattern::new("(", false, false).is_ok());
    }
}
