//! Undo and redo: inverses with labels, a save point, and typing as one step.

use super::{Edit, Label, Refusal, RowId};
use crate::model::{ProjectField, ProjectId, Since, When, Workbook};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeSet, VecDeque},
    time::SystemTime,
};

/// How many bytes of steps are kept before the oldest go.
const MEMORY_BOUND: usize = 256 << 20;

/// Which cell a step changed: typing into one cell is one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MergeKey {
    /// A cell of a project.
    Cell(RowId, ProjectField),
    /// A text elsewhere, by the row and a number of the caller's choice.
    Text(RowId, u32),
    /// The workbook's title.
    Title,
    /// The workbook's English title.
    TitleEn,
}

/// A minute of a day, by the system's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day.
    pub date: When,
    /// The hour, 0–23.
    pub hour: u8,
    /// The minute, 0–59.
    pub minute: u8,
}

impl Moment {
    /// Now.
    pub fn now() -> Self {
        Self::on_the_clock(&jiff::ZonedDateTime::now())
    }

    /// A time of the system in its own time zone; none where no calendar has it.
    pub fn of(time: SystemTime) -> Option<Self> {
        jiff::ZonedDateTime::try_from(time).ok().map(|time| Self::on_the_clock(&time))
    }

    fn on_the_clock(time: &jiff::ZonedDateTime) -> Self {
        let part = |part: i8| u8::try_from(part).unwrap_or(0);
        let day = When::day_of(time.year(), part(time.month()), part(time.day()));
        let date = day.unwrap_or_else(|| When::year_of(time.year()));
        Self { date, hour: part(time.hour()), minute: part(time.minute()) }
    }
}

#[derive(Debug)]
struct Step {
    /// What takes the workbook from the present state to the other one.
    edit: Edit,
    label: Label,
    /// The number of the state that the step leads to.
    leads_to: u64,
    merge: Option<MergeKey>,
    weight: usize,
    /// When it was made; a run of typing: when it went on last.
    at: Moment,
}

/// The steps that can be undone and redone.
///
/// Each state of the workbook has a number; undoing back to the saved state is clean again.
#[derive(Debug)]
pub struct History {
    undo: VecDeque<Step>,
    redo: Vec<Step>,
    state: u64,
    saved: u64,
    next_state: u64,
    /// How many steps were ever made.
    made: u64,
    weight: usize,
    bound: usize,
}

impl Default for History {
    fn default() -> Self {
        Self::with_bound(MEMORY_BOUND)
    }
}

impl History {
    /// A history that keeps at most this many bytes of steps (roughly), but always the last one.
    pub fn with_bound(bound: usize) -> Self {
        Self {
            undo: VecDeque::new(),
            redo: Vec::new(),
            state: 0,
            saved: 0,
            next_state: 1,
            made: 0,
            weight: 0,
            bound,
        }
    }

    /// Makes a change and keeps its inverse. With a merge key equal to the last step's, both become one.
    pub fn make(
        &mut self,
        workbook: &mut Workbook,
        edit: Edit,
        merge: Option<MergeKey>,
    ) -> Result<(), Refusal> {
        let label = Label::of(&edit, workbook);
        let inverse = edit.apply(workbook)?;
        self.redo.clear();
        let before = self.state;
        self.state = self.next_state;
        self.next_state += 1;
        // Never merge across the save point: undo must be able to stop there.
        let continues = merge.is_some()
            && before != self.saved
            && self.undo.back().is_some_and(|last| last.merge == merge);
        let at = Moment::now();
        if let Some(last) = self.undo.back_mut().filter(|_| continues) {
            last.at = at;
            // The earlier inverse already leads back to before the first keystroke.
            return Ok(());
        }
        let weight = inverse.weight();
        self.made += 1;
        self.undo.push_back(Step { edit: inverse, label, leads_to: before, merge, weight, at });
        self.weight += weight;
        while self.weight > self.bound && self.undo.len() > 1 {
            self.weight -= self.undo.pop_front().map_or(0, |step| step.weight);
        }
        Ok(())
    }

    /// Ends the current run of typing: the next change is a step of its own.
    pub fn seal(&mut self) {
        if let Some(last) = self.undo.back_mut() {
            last.merge = None;
        }
    }

    /// Takes the last step back and returns its label; `None` where there is none.
    pub fn undo(&mut self, workbook: &mut Workbook) -> Option<Label> {
        let step = self.undo.pop_back()?;
        self.weight -= step.weight;
        let (label, step) = self.turn(workbook, step)?;
        self.redo.push(step);
        Some(label)
    }

    /// Makes the last undone step again and returns its label; `None` where there is none.
    pub fn redo(&mut self, workbook: &mut Workbook) -> Option<Label> {
        let step = self.redo.pop()?;
        let (label, step) = self.turn(workbook, step)?;
        self.weight += step.weight;
        self.undo.push_back(step);
        Some(label)
    }

    fn turn(&mut self, workbook: &mut Workbook, step: Step) -> Option<(Label, Step)> {
        let Step { edit, label, leads_to, at, .. } = step;
        // The workbook changes only through this history, so a kept inverse applies. Should it not,
        // the step is dropped and the workbook left as it is.
        let inverse = edit
            .take_back(workbook)
            .inspect_err(|refusal| log::error!("a kept step was refused: {refusal}"))
            .ok()?;
        let weight = inverse.weight();
        let leads_back = self.state;
        let turned =
            Step { edit: inverse, label: label.clone(), leads_to: leads_back, merge: None, weight, at };
        self.state = leads_to;
        Some((label, turned))
    }

    /// How many steps were ever made; a change that became one with the step before it is none of its own.
    pub fn steps_made(&self) -> u64 {
        self.made
    }

    /// The change by which undo would take the last step back.
    pub fn next_undo(&self) -> Option<&Edit> {
        self.undo.back().map(|step| &step.edit)
    }

    /// The change by which redo would make the last undone step again.
    pub fn next_redo(&self) -> Option<&Edit> {
        self.redo.last().map(|step| &step.edit)
    }

    /// The label of what undo would take back.
    pub fn undo_label(&self) -> Option<&Label> {
        self.undo.back().map(|step| &step.label)
    }

    /// The label of what redo would make again.
    pub fn redo_label(&self) -> Option<&Label> {
        self.redo.last().map(|step| &step.label)
    }

    /// The labels of the steps that can be undone, the last one first.
    pub fn undo_labels(&self) -> impl Iterator<Item = &Label> {
        self.undo.iter().rev().map(|step| &step.label)
    }

    /// The kept inverses that can be undone, the last one first, each with its time.
    pub(super) fn inverses(&self) -> impl Iterator<Item = (&Edit, Moment)> {
        self.undo.iter().rev().map(|step| (&step.edit, step.at))
    }

    /// The number of the present state. It names the state: a save that began at a state marks that one.
    pub fn state(&self) -> u64 {
        self.state
    }

    /// Says that a state is what the file holds.
    pub fn mark_saved(&mut self, state: u64) {
        self.saved = state;
        self.seal();
    }

    /// Whether the workbook differs from the file.
    pub fn is_dirty(&self) -> bool {
        self.state != self.saved
    }

    /// The projects that were changed since the file was opened or written, as far as steps are kept.
    pub fn changed_since(&self, since: Since) -> BTreeSet<ProjectId> {
        let mut found = BTreeSet::new();
        if since == Since::Saved && !self.is_dirty() {
            return found;
        }
        let to_saved = |step: &Step| since == Since::Saved && step.leads_to == self.saved;
        if let Some(steps) = self.redo.iter().rev().position(to_saved) {
            // Undone to before the save.
            self.redo.iter().rev().take(steps + 1).for_each(|step| step.edit.projects(&mut found));
        } else {
            let steps = self.undo.iter().rev().position(to_saved).unwrap_or(self.undo.len());
            self.undo.iter().rev().take(steps + 1).for_each(|step| step.edit.projects(&mut found));
        }
        found
    }

    /// How many steps lie between the file and now, where that is known.
    pub fn steps_since_save(&self) -> Option<usize> {
        if !self.is_dirty() {
            return Some(0);
        }
        let back = self.undo.iter().rev().position(|step| step.leads_to == self.saved);
        let forward = self.redo.iter().rev().position(|step| step.leads_to == self.saved);
        back.or(forward).map(|steps| steps + 1)
    }
}
