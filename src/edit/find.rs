//! Finding a text in the cells of projects, and what they say with another in its place.
//!
//! What is searched is what an editor of the cell would start with, so that a replaced text can be read as
//! if it had been typed. The [`Texts`] of all cells are put together once; a search runs over them in one
//! go and stops only where something is found.

use super::entry::{Words, value_text};
use crate::model::{Money, MoneyUnit, Project, ProjectField, Value, Workbook};
use regex::{NoExpand, Regex, RegexBuilder};
use std::{collections::BTreeMap, fmt::Write as _};

/// What to find.
#[derive(Debug, Clone)]
pub struct Pattern {
    regex: Regex,
    /// The same for many cells at once, of which each is a line.
    lines: Regex,
    /// The text is to be taken as it is.
    literal: bool,
    /// What it means by the beginning and the end cannot be told from the lines: each cell is asked.
    cell_by_cell: bool,
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
        let build = |lines: bool| {
            let built = RegexBuilder::new(&source).case_insensitive(!match_case).multi_line(lines).build();
            built.map_err(|error| BadPattern(error.to_string()))
        };
        let ends = ["\\A", "\\z", "(?"].iter().any(|sign| text.contains(sign));
        Ok(Self {
            regex: build(false)?,
            lines: build(true)?,
            literal: !expression,
            cell_by_cell: expression && ends,
        })
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

/// The texts of all cells of some projects and fields, for one search after the other.
#[derive(Debug, Default)]
pub struct Texts {
    parts: Vec<Part>,
}

/// Some of the projects.
#[derive(Debug, Default)]
struct Part {
    /// The number of the first one.
    first: usize,
    /// How many fields each has.
    fields: usize,
    /// The cells, project by project, each on a line of its own; those of shared words are empty.
    text: String,
    /// Where each of them ends.
    ends: Vec<u32>,
    /// The shared words, and the cells that they stand in.
    words: BTreeMap<Shared, Word>,
}

/// A word that cells share.
#[derive(Debug)]
struct Word {
    text: String,
    cells: Vec<u32>,
}

impl Texts {
    /// Puts the texts together.
    pub fn new(
        workbook: &Workbook,
        projects: &[&Project],
        fields: &[ProjectField],
        words: &(dyn Words + Sync),
    ) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let parts = (projects.len() / WORTH_A_THREAD).clamp(1, cores.min(4));
        let size = projects.len().div_ceil(parts).max(1);
        let chunks: Vec<(usize, &[&Project])> =
            projects.chunks(size).enumerate().map(|(nth, part)| (nth * size, part)).collect();
        let part = |&(first, part): &(usize, &[&Project])| Part::new(workbook, first, part, fields, words);
        Self { parts: on_threads(&chunks, &part) }
    }

    /// All cells that have the pattern, by project and field. Empty cells are never found.
    pub fn find(&self, pattern: &Pattern) -> Vec<Hit> {
        // Each thread has a pattern of its own: a shared one would keep them waiting for each other.
        on_threads(&self.parts, &|part: &Part| part.find(&pattern.clone())).concat()
    }
}

/// Does the same to each part, on a thread of its own each.
fn on_threads<T: Sync, R: Send>(parts: &[T], work: &(impl Fn(&T) -> R + Sync)) -> Vec<R> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    std::thread::scope(|scope| {
        let running: Vec<_> = others.iter().map(|part| (part, scope.spawn(move || work(part)))).collect();
        let mut done = vec![work(first)];
        // A thread that died leaves its part to this one.
        done.extend(running.into_iter().map(|(part, thread)| thread.join().unwrap_or_else(|_| work(part))));
        done
    })
}

impl Part {
    fn new(
        workbook: &Workbook,
        first: usize,
        projects: &[&Project],
        fields: &[ProjectField],
        words: &dyn Words,
    ) -> Self {
        let mut part = Self { first, fields: fields.len(), ..Self::default() };
        part.ends.reserve(projects.len() * fields.len());
        let mut unit: Option<(crate::model::ListId, MoneyUnit)> = None;
        for &project in projects {
            let (_, unit) = *match &mut unit {
                Some(known) if known.0 == project.list => known,
                unit => {
                    let list = workbook.lists.get(project.list);
                    unit.insert((project.list, list.map(|list| list.unit).unwrap_or_default()))
                }
            };
            for &field in fields {
                part.add(workbook, project, field, unit, words);
                part.ends.push(part.text.len() as u32);
                part.text.push('\n');
            }
        }
        part
    }

    fn add(
        &mut self,
        workbook: &Workbook,
        project: &Project,
        field: ProjectField,
        unit: MoneyUnit,
        words: &dyn Words,
    ) {
        if let Some(text) = field.text_of(project) {
            self.text.push_str(text);
            return;
        }
        let value = field.get(project);
        let text = || value_text(workbook, project, field, &value, words);
        match (&value, shared(&value)) {
            (Value::Empty, _) => {}
            (_, Some(shared)) => {
                let word =
                    self.words.entry(shared).or_insert_with(|| Word { text: text(), cells: Vec::new() });
                word.cells.push(self.ends.len() as u32);
            }
            (Value::Money(Money { value, unit: own }), _) if *own == unit => {
                // Writing to a string does not fail.
                let _ = write!(self.text, "{value}");
            }
            _ => self.text.push_str(&text()),
        }
    }

    fn hit(&self, cell: usize) -> Hit {
        let fields = self.fields.max(1);
        Hit { row: (self.first + cell / fields) as u32, column: (cell % fields) as u16 }
    }

    /// The text of a cell.
    fn cell(&self, cell: usize) -> &str {
        let begin = cell.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        let end = self.ends.get(cell).copied().unwrap_or(begin);
        self.text.get(begin as usize..end as usize).unwrap_or_default()
    }

    fn find(&self, pattern: &Pattern) -> Vec<Hit> {
        let mut hits = if pattern.cell_by_cell {
            let cells = (0..self.ends.len()).filter(|&cell| {
                let text = self.cell(cell);
                !text.is_empty() && pattern.is_in(text)
            });
            cells.map(|cell| self.hit(cell)).collect()
        } else {
            self.find_lines(pattern)
        };
        let words = self.words.values().filter(|word| pattern.is_in(&word.text));
        let before = hits.len();
        hits.extend(words.flat_map(|word| &word.cells).map(|&cell| self.hit(cell as usize)));
        if hits.len() > before {
            // Runs in order, which this sort takes as they are.
            hits.sort();
        }
        hits
    }

    /// A match that begins in a cell shows that the cell may have one of its own; a cell that has one is
    /// never passed over, because the first match from its beginning on begins in it or before its own.
    fn find_lines(&self, pattern: &Pattern) -> Vec<Hit> {
        let mut hits = Vec::new();
        let (mut from, mut cell) = (0, 0);
        while from < self.text.len()
            && let Some(found) = pattern.lines.find_at(&self.text, from)
        {
            let rest = self.ends.get(cell..).unwrap_or_default();
            cell += rest.partition_point(|&end| (end as usize) < found.start());
            let Some(&end) = self.ends.get(cell) else { break };
            let text = self.cell(cell);
            let inside = pattern.literal && found.end() <= end as usize;
            if !text.is_empty() && (inside || pattern.is_in(text)) {
                hits.push(self.hit(cell));
            }
            from = end as usize + 1;
            cell += 1;
        }
        hits
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
