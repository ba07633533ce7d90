//! The tasks of the year in the order of the plan, judged once for each revision of the workbook.

use super::{TaskColumn, TaskKey};
use crate::{
    analysis::{Verdict, judge},
    i18n::Lang,
    model::{Decimal, Lamp, SectionId, half_width},
    ui::{Shown, fields::department_name},
};
use std::{cell::RefCell, cmp::Ordering, collections::BTreeMap};

/// A task.
#[derive(Debug)]
pub struct Row {
    /// Which one.
    pub key: TaskKey,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// How it stands.
    pub verdict: Verdict,
    /// What a search looks into, folded.
    words: String,
}

/// How many tasks have which lamp.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the lamp it counts")]
pub struct Counts {
    pub good: usize,
    pub slight: usize,
    pub behind: usize,
    pub none: usize,
}

impl Counts {
    /// All of them.
    pub fn all(self) -> usize {
        self.good + self.slight + self.behind + self.none
    }

    fn add(&mut self, lamp: Lamp) {
        *match lamp {
            Lamp::OnPace => &mut self.good,
            Lamp::Slight => &mut self.slight,
            Lamp::Behind => &mut self.behind,
            Lamp::Unlit => &mut self.none,
        } += 1;
    }
}

/// What a view was made from.
#[derive(Debug, Clone, PartialEq)]
struct Asked {
    search: String,
    lamp: Option<Lamp>,
    section: Option<SectionId>,
    sort: Option<(TaskColumn, bool)>,
    lang: Lang,
}

/// The tasks, kept for one revision of the workbook.
#[derive(Debug, Default)]
#[allow(clippy::struct_field_names, reason = "the rows of Rows are its rows")]
pub struct Rows {
    made_for: Option<u64>,
    rows: Vec<Row>,
    at: BTreeMap<TaskKey, usize>,
    view: RefCell<Option<(Asked, Vec<TaskKey>)>>,
}

fn fold(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

impl Rows {
    /// Makes the rows anew where the workbook has changed.
    pub fn follow(&mut self, shown: &Shown<'_>) {
        let key = shown.derived.revision();
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        self.view.take();
        let workbook = shown.workbook;
        let place = |section: Option<SectionId>| {
            section.and_then(|section| workbook.sections.position(section)).unwrap_or(usize::MAX)
        };
        let mut rows: Vec<Row> = Vec::new();
        for indicator in workbook.indicators.iter() {
            for target in indicator.targets.iter().filter(|target| target.year == workbook.year) {
                let lead = department_name(workbook, target.lead.or(indicator.owner));
                let area = target.area.and_then(|area| workbook.areas.get(area)).map_or("", |row| &row.name);
                let words = format!(
                    "{} {} {} {lead} {area} {} {} {}",
                    indicator.name,
                    indicator.name_en,
                    indicator.heading,
                    target.note,
                    Lang::Zh.target(target, workbook),
                    Lang::En.target(target, workbook),
                );
                rows.push(Row {
                    key: (indicator.id, target.id),
                    section: indicator.section.filter(|&section| workbook.sections.contains(section)),
                    verdict: judge(workbook, indicator, target, workbook.month),
                    words: fold(&words),
                });
            }
        }
        rows.sort_by_key(|row| place(row.section));
        self.at = rows.iter().enumerate().map(|(at, row)| (row.key, at)).collect();
        self.rows = rows;
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A task.
    pub fn get(&self, key: TaskKey) -> Option<&Row> {
        self.at.get(&key).and_then(|&at| self.rows.get(at))
    }

    /// The counts of all.
    pub fn counts(&self) -> Counts {
        self.counts_in("", None)
    }

    /// The counts of those that the other filters leave.
    pub fn counts_in(&self, search: &str, section: Option<SectionId>) -> Counts {
        let mut counts = Counts::default();
        let fits = fits(search, None, section);
        self.rows.iter().filter(|row| fits(row)).for_each(|row| counts.add(row.verdict.lamp));
        counts
    }

    /// The sections with how many tasks the other filters leave in each.
    pub fn sections(&self, shown: &Shown<'_>, search: &str, lamp: Option<Lamp>) -> Vec<(SectionId, usize)> {
        let fits = fits(search, lamp, None);
        let mut counts: BTreeMap<SectionId, usize> = BTreeMap::new();
        for section in self.rows.iter().filter(|row| fits(row)).filter_map(|row| row.section) {
            *counts.entry(section).or_default() += 1;
        }
        let sections = shown.workbook.sections.iter();
        sections.filter_map(|section| Some((section.id, *counts.get(&section.id)?))).collect()
    }

    /// The tasks that fit, in order. Kept until something that it depends on changes.
    pub fn view(
        &self,
        shown: &Shown<'_>,
        search: &str,
        lamp: Option<Lamp>,
        section: Option<SectionId>,
        sort: Option<(TaskColumn, bool)>,
    ) -> Vec<TaskKey> {
        let asked = Asked { search: search.to_owned(), lamp, section, sort, lang: shown.lang };
        if let Some((made_for, keys)) = &*self.view.borrow()
            && *made_for == asked
        {
            return keys.clone();
        }
        let fits = fits(search, lamp, section);
        let mut rows: Vec<&Row> = self.rows.iter().filter(|row| fits(row)).collect();
        if let Some((column, down)) = sort {
            rows.sort_by(|one, other| {
                let order = compare(shown, column, one, other, down);
                if down { order.reverse() } else { order }
            });
        }
        let keys: Vec<TaskKey> = rows.into_iter().map(|row| row.key).collect();
        *self.view.borrow_mut() = Some((asked, keys.clone()));
        keys
    }
}

fn fits(search: &str, lamp: Option<Lamp>, section: Option<SectionId>) -> impl Fn(&Row) -> bool + use<> {
    let words: Vec<String> = fold(search).split_whitespace().map(str::to_owned).collect();
    move |row| {
        lamp.is_none_or(|lamp| row.verdict.lamp == lamp)
            && section.is_none_or(|section| row.section == Some(section))
            && words.iter().all(|word| row.words.contains(word.as_str()))
    }
}

/// Compares by a column; what is missing comes last in either direction.
fn compare(shown: &Shown<'_>, column: TaskColumn, one: &Row, other: &Row, down: bool) -> Ordering {
    use TaskColumn as T;
    let last = |one: bool, other: bool| {
        let order = one.cmp(&other);
        if down { order.reverse() } else { order }
    };
    let decimals = |one: Option<Decimal>, other: Option<Decimal>| {
        last(one.is_none(), other.is_none()).then(one.cmp(&other))
    };
    let texts = |one: &str, other: &str| last(one.is_empty(), other.is_empty()).then_with(|| one.cmp(other));
    let indicator = |row: &Row| shown.workbook.indicators.get(row.key.0);
    let target = |row: &Row| indicator(row).and_then(|indicator| indicator.target(row.key.1));
    let lead = |row: &Row| {
        let owner = indicator(row).and_then(|indicator| indicator.owner);
        department_name(shown.workbook, target(row).and_then(|target| target.lead).or(owner))
    };
    match column {
        T::Name => {
            let name = |row: &Row| indicator(row).map_or("", |indicator| shown.indicator(indicator));
            texts(name(one), name(other))
        }
        T::Target => {
            let value = |row: &Row| target(row).and_then(|target| target.value);
            decimals(value(one), value(other))
        }
        T::Lead => texts(lead(one), lead(other)),
        T::Due => {
            let due = |row: &Row| target(row).and_then(|target| target.due);
            last(due(one).is_none(), due(other).is_none()).then(due(one).cmp(&due(other)))
        }
        T::Progress => {
            let value = |row: &Row| row.verdict.actual.as_ref().map(|actual| actual.value);
            decimals(value(one), value(other))
        }
        T::State => {
            let value = |row: &Row| row.verdict.completion.or(row.verdict.gap.as_ref().map(|gap| gap.value));
            decimals(value(one), value(other))
        }
        T::Lamp => one.verdict.state.cmp(&other.verdict.state),
        T::Firmness => {
            let firmness = |row: &Row| target(row).map(|target| target.firmness);
            firmness(one).cmp(&firmness(other))
        }
        T::Note => {
            let note = |row: &Row| target(row).map_or("", |target| &target.note);
            texts(note(one), note(other))
        }
    }
}
