//! Fields of a file that this program does not know (a newer one of the same version does, or a hand has
//! mistyped them): kept as they stand, and written back in their place.

use super::text::Text;
use ron::value::RawValue;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The brackets that stand around a row of a file, and room for more.
const DEEPEST: usize = 16;

/// A step from something to what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Step {
    /// A field.
    Field(Text),
    /// A field that can be without a value: what stands in it goes with the value.
    Optional(Text),
    /// The entry of a list that has a name of its own: an identifier, a year.
    Named(Text),
    /// The entry of any other list, counted from 0, as it was when it was read.
    Entry(u32),
    /// A choice, in which fields stand.
    Choice(Text),
}

/// A field that this program does not know.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptField {
    /// Where it stands in its row; empty: it is a field of the row itself.
    pub path: Vec<Step>,
    /// The known field that it stands behind; empty: it stands before all of them.
    pub after: Text,
    /// Its name.
    pub name: Text,
    /// Its value, as the file has it.
    pub value: Text,
}

/// A name as a file has it.
pub fn printed(name: &str) -> String {
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain || is_field(&format!("({name}: 0)")) { name.to_owned() } else { format!("r#{name}") }
}

fn is_field(text: &str) -> bool {
    RawValue::from_ron(text).is_ok()
}

fn is_name(name: &str) -> bool {
    let signs = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-'));
    signs && is_field(&format!("({}: 0)", printed(name)))
}

impl KeptField {
    /// Whether it can stand in a file: one value under one name, not nested too deeply. What was read from a
    /// file can; a journal or a command line may hold anything.
    fn is_sound(&self) -> bool {
        let names = self.path.iter().filter_map(|step| match step {
            Step::Field(name) | Step::Optional(name) | Step::Choice(name) => Some(name),
            Step::Named(_) | Step::Entry(_) => None,
        });
        let deep = DEEPEST.saturating_add(self.path.len());
        self.path.len() <= DEEPEST
            && names.chain([&self.name]).all(|name| is_name(name))
            && RawValue::from_ron(&self.value).is_ok()
            && RawValue::from_ron(&format!("{}{}{}", "[".repeat(deep), self.value, "]".repeat(deep))).is_ok()
    }
}

impl PartialEq for KeptField {
    /// Where a field stands among others is no part of what is said.
    fn eq(&self, other: &Self) -> bool {
        (&self.path, &self.name, &self.value) == (&other.path, &other.name, &other.value)
    }
}

impl Eq for KeptField {}

impl fmt::Display for KeptField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.path {
            match step {
                Step::Field(name) | Step::Optional(name) | Step::Choice(name) => write!(f, "{name}.")?,
                Step::Named(name) => write!(f, "[{name}].")?,
                Step::Entry(at) => write!(f, "[{}].", at.saturating_add(1))?,
            }
        }
        f.write_str(&self.name)
    }
}

/// How the entries of a list without names looked when it was read: so that one is found again when others are
/// put in or taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptList {
    /// The list.
    pub path: Vec<Step>,
    /// A hash of what each entry says.
    pub entries: Vec<Text>,
}

/// The fields of one row that this program does not know.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The fields; those of one struct in the order in which they are written.
    pub fields: Vec<KeptField>,
    /// The lists that they stand in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lists: Vec<KeptList>,
}

impl Kept {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether a file can hold them.
    pub fn is_sound(&self) -> bool {
        self.fields.iter().all(KeptField::is_sound)
    }
}

/// All fields of a file that this program does not know, by where they stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NotUnderstood {
    /// Beside the workbook.
    file: Kept,
    /// Of the workbook itself.
    workbook: Kept,
    /// Of rows, by the name of the table and the number of the row. A row that is removed keeps its own: it
    /// may come back, and numbers are never handed out again.
    rows: BTreeMap<Text, BTreeMap<u32, Arc<Kept>>>,
}

/// What holds fields that are not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder<'a> {
    /// The file.
    File,
    /// The workbook.
    Workbook,
    /// A row, by the name of its table in the file and its number.
    Row(&'a str, u32),
}

impl NotUnderstood {
    /// Whether everything is understood.
    pub fn is_empty(&self) -> bool {
        self.file.is_empty() && self.workbook.is_empty() && self.rows.is_empty()
    }

    /// The fields in a place.
    pub fn of(&self, holder: Holder<'_>) -> Option<&Kept> {
        let kept = match holder {
            Holder::File => &self.file,
            Holder::Workbook => &self.workbook,
            Holder::Row(table, id) => &**self.rows.get(table)?.get(&id)?,
        };
        (!kept.is_empty()).then_some(kept)
    }

    /// Sets the fields in a place and returns those before.
    pub fn set(&mut self, holder: Holder<'_>, kept: Kept) -> Kept {
        match holder {
            Holder::File => std::mem::replace(&mut self.file, kept),
            Holder::Workbook => std::mem::replace(&mut self.workbook, kept),
            Holder::Row(table, id) => {
                let rows = self.rows.entry(table.into()).or_default();
                let old = rows.remove(&id);
                if !kept.is_empty() {
                    rows.insert(id, Arc::new(kept));
                }
                if rows.is_empty() {
                    self.rows.remove(table);
                }
                old.map(Arc::unwrap_or_clone).unwrap_or_default()
            }
        }
    }

    /// The rows of a table that have such fields, by number.
    pub fn rows(&self, table: &str) -> impl Iterator<Item = (u32, &Kept)> {
        self.rows.get(table).into_iter().flatten().map(|(&id, kept)| (id, &**kept))
    }
}
