//! What follows from the workbook, computed when a panel asks for it and kept until the workbook changes.

use crate::{
    analysis::{
        attention::{self, Attention},
        breakdown::{By, Group, breakdown},
        list::ListAnalysis,
        series::{self, Tile},
    },
    chart::{Chart, Subject, chart, default_figure},
    edit::History,
    i18n::Lang,
    model::{Indicator, ListId, Project, ProjectId, Rows, Since, Workbook},
};
use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

/// Results kept for one revision of the workbook.
#[derive(Default)]
pub struct Derived {
    revision: u64,
    kept: RefCell<Kept>,
    /// Lists as they were worked out last: what did not change is taken from there.
    before: RefCell<BTreeMap<ListId, Rc<ListAnalysis>>>,
    changed: RefCell<Changed>,
    counted: RefCell<Counted>,
}

/// How many projects each list has, a package counting once, and the projects that they were counted in.
#[derive(Default)]
struct Counted {
    projects: Rows<Project>,
    counts: BTreeMap<ListId, usize>,
}

/// The projects that were changed, once someone has asked for them.
#[derive(Default)]
struct Changed {
    wanted: bool,
    /// The states of the history that the sets were made for: now, and in the file.
    of: Option<(u64, bool)>,
    saved: Arc<BTreeSet<ProjectId>>,
    opened: Arc<BTreeSet<ProjectId>>,
}

#[derive(Default)]
struct Kept {
    lists: BTreeMap<ListId, Option<Rc<ListAnalysis>>>,
    groups: BTreeMap<(ListId, By), Rc<Vec<Group>>>,
    tiles: Option<Rc<Vec<Tile>>>,
    attention: Option<Rc<Vec<Attention>>>,
    tasks: Option<usize>,
    headline: Option<(Lang, Rc<Chart>)>,
}

impl Derived {
    /// Forgets what was computed for another revision.
    pub fn follow(&mut self, revision: u64) {
        if self.revision != revision {
            self.revision = revision;
            let lists = self.kept.take().lists;
            let lists = lists.into_iter().filter_map(|(list, analysis)| Some((list, analysis?)));
            self.before.borrow_mut().extend(lists);
        }
    }

    /// Finds the changed projects again where the history has gone on, and someone wants to know.
    pub fn follow_changes(&self, history: &History) {
        let mut changed = self.changed.borrow_mut();
        let of = Some((history.state(), history.is_dirty()));
        if changed.wanted && changed.of != of {
            changed.of = of;
            changed.saved = Arc::new(history.changed_since(Since::Saved));
            changed.opened = Arc::new(history.changed_since(Since::Opened));
        }
    }

    /// The projects that were changed since; found from the next frame on after it is first asked for.
    pub fn changed(&self, since: Since) -> Arc<BTreeSet<ProjectId>> {
        let mut changed = self.changed.borrow_mut();
        changed.wanted = true;
        match since {
            Since::Saved => changed.saved.clone(),
            Since::Opened => changed.opened.clone(),
        }
    }

    /// Which revision the results belong to: caches of the pages go by it.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// A list worked out at the reporting month.
    pub fn list(&self, workbook: &Workbook, list: ListId) -> Option<Rc<ListAnalysis>> {
        let kept = self.kept.borrow().lists.get(&list).cloned();
        kept.unwrap_or_else(|| {
            let before = self.before.borrow_mut().remove(&list);
            let made = ListAnalysis::after(before.as_deref(), workbook, list, workbook.month).map(Rc::new);
            self.kept.borrow_mut().lists.insert(list, made.clone());
            made
        })
    }

    /// How many projects a list has, a package counting once: counted for all lists at once, without working them out.
    pub fn list_len(&self, workbook: &Workbook, list: ListId) -> usize {
        // A list in use is worked out anyway; what did not change there is not looked at again.
        let in_use = self.kept.borrow().lists.contains_key(&list) || self.before.borrow().contains_key(&list);
        if in_use && let Some(analysis) = self.list(workbook, list) {
            return analysis.whole;
        }
        let mut counted = self.counted.borrow_mut();
        let Counted { projects, counts } = &mut *counted;
        // Only what came, went or changed since is counted.
        for difference in workbook.projects.differences(projects) {
            let old = difference.before.filter_map(|at| projects.at(at));
            for project in old.filter(|project| project.parent.is_none()) {
                let count = counts.entry(project.list).or_default();
                *count = count.saturating_sub(1);
            }
            let new = difference.now.filter_map(|at| workbook.projects.at(at));
            for project in new.filter(|project| project.parent.is_none()) {
                *counts.entry(project.list).or_default() += 1;
            }
        }
        projects.clone_from(&workbook.projects);
        counts.get(&list).copied().unwrap_or(0)
    }

    /// How many projects all lists have, a package counting once.
    pub fn project_count(&self, workbook: &Workbook) -> usize {
        workbook.lists.iter().map(|list| self.list_len(workbook, list.id)).sum()
    }

    /// A list broken down; empty where there is no such list.
    pub fn groups(&self, workbook: &Workbook, list: ListId, by: By) -> Rc<Vec<Group>> {
        let kept = self.kept.borrow().groups.get(&(list, by)).cloned();
        kept.unwrap_or_else(|| {
            let made = self.list(workbook, list).map(|analysis| breakdown(workbook, &analysis, by));
            let made = Rc::new(made.unwrap_or_default());
            self.kept.borrow_mut().groups.insert((list, by), made.clone());
            made
        })
    }

    /// The headline tiles.
    pub fn tiles(&self, workbook: &Workbook) -> Rc<Vec<Tile>> {
        let kept = self.kept.borrow().tiles.clone();
        kept.unwrap_or_else(|| {
            let made = Rc::new(series::headline_tiles(workbook));
            self.kept.borrow_mut().tiles = Some(made.clone());
            made
        })
    }

    /// What needs attention, the most urgent first.
    pub fn attention(&self, workbook: &Workbook) -> Rc<Vec<Attention>> {
        let kept = self.kept.borrow().attention.clone();
        kept.unwrap_or_else(|| {
            let lists: Vec<Rc<ListAnalysis>> =
                workbook.lists.iter().filter_map(|list| self.list(workbook, list.id)).collect();
            let lists: Vec<&ListAnalysis> = lists.iter().map(|list| &**list).collect();
            let made = Rc::new(attention::attention_with(workbook, workbook.month, &lists));
            self.kept.borrow_mut().attention = Some(made.clone());
            made
        })
    }

    /// The chart of all headline indicators.
    pub fn headline(&self, workbook: &Workbook, lang: Lang) -> Rc<Chart> {
        let kept = self.kept.borrow().headline.clone().filter(|(of, _)| *of == lang);
        kept.map_or_else(
            || {
                let made = Rc::new(chart(workbook, &default_figure(workbook, Subject::Headline), lang));
                self.kept.borrow_mut().headline = Some((lang, made.clone()));
                made
            },
            |(_, chart)| chart,
        )
    }

    /// How many targets of the plan's year there are.
    pub fn task_count(&self, workbook: &Workbook) -> usize {
        let kept = self.kept.borrow().tasks;
        kept.unwrap_or_else(|| {
            let year = workbook.year;
            let count = |indicator: &Indicator| indicator.targets.iter().filter(|t| t.year == year).count();
            let made = workbook.indicators.iter().map(count).sum();
            self.kept.borrow_mut().tasks = Some(made);
            made
        })
    }
}
