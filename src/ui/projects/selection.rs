//! The selected rows and the cell that has the keyboard.

use super::rows::InView;
use crate::model::{Column, ProjectField, ProjectId};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    rc::Rc,
};

/// Selected rows, and the cell cursor among them.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The project of the cell cursor.
    pub cursor: Option<ProjectId>,
    /// The column of the cell cursor.
    pub column: Column,
    /// The selected projects; the cursor's is one of them, unless it was taken out.
    rows: BTreeSet<ProjectId>,
    /// Where an extended selection starts.
    anchor: Option<ProjectId>,
    /// Where the cursor was found last: saves the search in the next frame.
    hint: Cell<usize>,
    /// Where the selected rows were found last, and in what view.
    found: RefCell<Option<(u64, Rc<Vec<usize>>)>>,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            cursor: None,
            column: Column::Field(ProjectField::Name),
            rows: BTreeSet::new(),
            anchor: None,
            hint: Cell::new(0),
            found: RefCell::new(None),
        }
    }
}

impl Selection {
    /// Where the cursor stands in the table.
    pub fn place(&self, view: &InView) -> Option<usize> {
        let project = self.cursor?;
        if view.id(self.hint.get()) == Some(project) {
            return Some(self.hint.get());
        }
        let found = view.place_of(project)?;
        self.hint.set(found);
        Some(found)
    }

    /// Whether a project is selected.
    pub fn contains(&self, project: ProjectId) -> bool {
        self.rows.contains(&project)
    }

    /// How many projects are selected.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Selects one project.
    pub fn only(&mut self, project: ProjectId) {
        self.these(vec![project]);
    }

    /// Selects these projects, with the cursor on the first.
    pub fn these(&mut self, projects: Vec<ProjectId>) {
        self.cursor = projects.first().copied();
        self.anchor = self.cursor;
        self.select(projects.into_iter().collect());
    }

    fn select(&mut self, rows: BTreeSet<ProjectId>) {
        self.rows = rows;
        self.found.take();
    }

    /// Moves the cursor to a place of the table: selects its row alone, or all rows from the anchor.
    pub fn go(&mut self, view: &InView, place: usize, extend: bool) {
        let Some(project) = view.id(place) else { return };
        if !extend {
            self.only(project);
            self.hint.set(place);
            return;
        }
        let from = self.anchor.or(self.cursor).and_then(|anchor| view.place_of(anchor)).unwrap_or(place);
        self.anchor = view.id(from);
        self.select((from.min(place)..=from.max(place)).filter_map(|place| view.id(place)).collect());
        self.cursor = Some(project);
        self.hint.set(place);
    }

    /// Takes a row in or out.
    pub fn toggle(&mut self, view: &InView, place: usize) {
        let Some(project) = view.id(place) else { return };
        if !self.rows.remove(&project) {
            self.rows.insert(project);
        }
        self.found.take();
        self.cursor = Some(project);
        self.anchor = Some(project);
        self.hint.set(place);
    }

    /// Selects all rows in view.
    pub fn all(&mut self, view: &InView) {
        self.select((0..view.rows.len()).filter_map(|place| view.id(place)).collect());
        if self.cursor.is_none() {
            self.cursor = view.id(0);
        }
        self.anchor = view.id(0);
    }

    /// Forgets projects that are no longer in view.
    pub fn keep(&mut self, view: &InView) {
        if self.cursor.is_some() && self.place(view).is_none() {
            self.cursor = None;
        }
        if self.rows.is_empty() {
            return;
        }
        let shown: BTreeSet<ProjectId> = (0..view.rows.len()).filter_map(|place| view.id(place)).collect();
        self.rows.retain(|project| shown.contains(project));
        self.found.take();
        if let Some(cursor) = self.cursor
            && self.rows.is_empty()
        {
            self.rows.insert(cursor);
        }
    }

    /// Places in the table of the selected rows, in its order.
    pub fn places(&self, view: &InView) -> Rc<Vec<usize>> {
        if self.rows.len() == 1 && self.rows.first() == self.cursor.as_ref() {
            return Rc::new(self.place(view).into_iter().collect());
        }
        if self.rows.is_empty() {
            return Rc::default();
        }
        let kept = self.found.borrow().clone().filter(|(number, _)| *number == view.number());
        let kept = kept.map(|(_, places)| places);
        kept.unwrap_or_else(|| {
            let chosen = |&place: &usize| view.id(place).is_some_and(|project| self.rows.contains(&project));
            let places = Rc::new((0..view.rows.len()).filter(chosen).collect::<Vec<_>>());
            *self.found.borrow_mut() = Some((view.number(), places.clone()));
            places
        })
    }
}
