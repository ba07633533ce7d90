//! What a cell can be chosen from while typing.

use super::{draft::Target, point::Point};
use crate::{
    analysis::pinyin::Letters,
    edit::entry::{Words, value_text},
    model::{
        Action, Nature, Project, ProjectField, Stage, Text, Value, ValueKind, half_width, list::CustomKind,
    },
    ui::Shown,
};
use std::collections::BTreeMap;

/// How many words in use are offered at most.
const MOST_WORDS: usize = 200;
/// In how many projects words in use are looked for: enough to have met them all, and quick.
const MOST_PROJECTS: usize = 5_000;

/// All options of a cell; none where anything can be typed and nothing is in use yet.
pub fn options(shown: &Shown<'_>, project: &Project, target: Target) -> Vec<String> {
    let field = match target {
        Target::Field(field) => field,
        Target::Point(Point::ProblemOwner(_)) => ProjectField::Lead,
        _ => return Vec::new(),
    };
    let (workbook, lang) = (shown.workbook, shown.lang);
    let text = |value: Value| value_text(workbook, project, field, &value, &lang);
    match field.kind() {
        ValueKind::Stage => Stage::ALL.iter().map(|&stage| lang.stage_word(stage).to_owned()).collect(),
        ValueKind::Nature => Nature::ALL.iter().map(|&nature| lang.nature_word(nature).to_owned()).collect(),
        ValueKind::Action => Action::ALL.iter().map(|&action| lang.action_word(action).to_owned()).collect(),
        ValueKind::Flag => [true, false].iter().map(|&flag| lang.flag_word(flag).to_owned()).collect(),
        ValueKind::Area => workbook.areas.iter().map(|area| text(Value::Area(area.id))).collect(),
        ValueKind::Department => {
            workbook.departments.iter().map(|row| text(Value::Department(row.id))).collect()
        }
        ValueKind::Departments => {
            workbook.departments.iter().map(|row| text(Value::Departments(vec![row.id]))).collect()
        }
        ValueKind::Custom => match workbook.lists.get(project.list).and_then(|list| {
            let ProjectField::Custom(id) = field else { return None };
            list.custom.iter().find(|own| own.id == id)
        }) {
            Some(own) => match &own.kind {
                CustomKind::Choice(choices) => choices.iter().map(ToString::to_string).collect(),
                CustomKind::Text => in_use(shown, project, |row| match field.get(row) {
                    Value::Text(text) => vec![text],
                    _ => Vec::new(),
                }),
                CustomKind::Number(_) | CustomKind::Date => Vec::new(),
            },
            None => Vec::new(),
        },
        ValueKind::Tags => in_use(shown, project, |row| row.tags.clone()),
        _ => match field {
            ProjectField::Category => in_use(shown, project, |row| vec![row.category.clone()]),
            ProjectField::Chain => in_use(shown, project, |row| vec![row.chain.clone()]),
            ProjectField::Builder => in_use(shown, project, |row| vec![row.builder.clone()]),
            ProjectField::Place => in_use(shown, project, |row| vec![row.place.clone()]),
            ProjectField::Contact => in_use(shown, project, |row| vec![row.contact.clone()]),
            ProjectField::Leader => in_use(shown, project, |row| vec![row.leader.clone()]),
            ProjectField::Investor | ProjectField::JoinedReason | ProjectField::LeftReason => {
                in_use(shown, project, |row| vec![field.text_of(row).unwrap_or_default().into()])
            }
            _ => Vec::new(),
        },
    }
}

/// The words that projects of the list use, the most frequent first.
fn in_use(shown: &Shown<'_>, project: &Project, of: impl Fn(&Project) -> Vec<Text>) -> Vec<String> {
    let mut counts: BTreeMap<Text, usize> = BTreeMap::new();
    let members = shown.workbook.projects.iter().filter(|row| row.list == project.list);
    for word in members.take(MOST_PROJECTS).flat_map(of).filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.into_iter().take(MOST_WORDS).map(|(word, _)| word.to_string()).collect()
}

/// Whether a cell takes several of its options.
pub fn takes_several(target: Target) -> bool {
    matches!(target, Target::Field(field) if matches!(field.kind(), ValueKind::Tags | ValueKind::Departments))
}

fn is_separator(c: char) -> bool {
    matches!(c, '、' | ',' | '，' | ';' | '；')
}

/// The options that fit what was typed: all of them while nothing has been.
pub fn fitting<'a>(options: &'a [String], text: &str, untouched: bool) -> Vec<&'a str> {
    let plain = |text: &str| text.chars().map(half_width).collect::<String>().trim().to_lowercase();
    let typed = plain(text.rsplit(is_separator).next().unwrap_or(text));
    // Letters may be the reading of an option, or its initials.
    let letters = Letters::new(&typed);
    let fits = |option: &&String| {
        untouched
            || typed.is_empty()
            || plain(option).contains(&typed)
            || letters.as_ref().is_some_and(|letters| letters.is_in(option))
    };
    let mut found: Vec<&str> = options.iter().filter(fits).map(String::as_str).collect();
    // What begins with it comes first, then what has it, then what reads like it.
    if !untouched && !typed.is_empty() {
        found.sort_by_key(|option| (!plain(option).starts_with(&typed), !plain(option).contains(&typed)));
    }
    // What was typed in full needs no list of one.
    if let [only] = found.as_slice()
        && plain(only) == typed
    {
        found.clear();
    }
    found
}

/// The pieces of an enumeration as typed.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Whether an option is among the pieces of a text.
pub fn has(text: &str, option: &str) -> bool {
    pieces(text).any(|piece| piece == option)
}

/// The text with an option more, in the place of the piece that was being typed; or without it, where it
/// was there. It ends where the next one can be typed. `complete`: nothing has been typed yet.
pub fn toggled(options: &[String], text: &str, option: &str, complete: bool) -> String {
    let mut kept: Vec<&str> = pieces(text).collect();
    let is_typed = |piece: &&str| !options.iter().any(|option| option == piece);
    if !complete && !text.ends_with(is_separator) && kept.last().is_some_and(is_typed) {
        kept.pop();
    }
    match kept.iter().position(|&piece| piece == option) {
        Some(at) => drop(kept.remove(at)),
        None => kept.push(option),
    }
    kept.iter().flat_map(|piece| [piece, "、"]).collect()
}
