//! What was done to one project: in this session, read off the history with each step undone in thought; and
//! before, from one kept version to the next.

use super::{Edit, History, Row, RowId, history::Moment};
use crate::model::{MonthKind, Project, ProjectField, ProjectId, When, Workbook};
use std::collections::BTreeSet;

/// A part of a project that is no field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Milestones.
    Milestones,
    /// Problems.
    Problems,
    /// The dated stages.
    StageLog,
    /// Attachments.
    Attachments,
    /// What the contract of a promoted investment says is due when.
    DueDates,
    /// Its list, its sources, the unit of its months.
    Rest,
}

/// A change of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// When.
    pub at: Moment,
    /// The project before; none: the step added it.
    pub before: Option<Box<Project>>,
    /// The project after; none: the step deleted it.
    pub after: Option<Box<Project>>,
    /// The fields that differ.
    pub fields: Vec<ProjectField>,
    /// What else differs.
    pub parts: Vec<Part>,
}

impl Change {
    /// What became of a project; none where nothing did.
    pub fn between(at: Moment, before: Option<&Project>, after: Option<&Project>) -> Option<Self> {
        if before == after {
            return None;
        }
        let (fields, parts) = match (before, after) {
            (Some(before), Some(after)) => (fields(before, after), parts(before, after)),
            _ => (Vec::new(), Vec::new()),
        };
        let own = |project: Option<&Project>| project.cloned().map(Box::new);
        Some(Self { at, before: own(before), after: own(after), fields, parts })
    }
}

impl History {
    /// The steps that changed a project, the last one first. Steps that were undone are not among them.
    pub fn changes(&self, workbook: &Workbook, project: ProjectId) -> Vec<Change> {
        let mut now = workbook.projects.get(project).cloned();
        let mut found = Vec::new();
        for (inverse, at) in self.inverses() {
            let mut before = now.clone();
            if take_back(inverse, project, &mut before) {
                found.extend(Change::between(at, before.as_ref(), now.as_ref()));
                now = before;
            }
        }
        found
    }
}

/// Does to a project what a kept inverse would do to it; whether it would do anything.
fn take_back(inverse: &Edit, id: ProjectId, project: &mut Option<Project>) -> bool {
    match inverse {
        // Every one of them, also after the first that does something.
        Edit::Many(edits) => {
            let done: Vec<bool> = edits.iter().map(|edit| take_back(edit, id, project)).collect();
            done.contains(&true)
        }
        Edit::SetField { project: other, field, value } if *other == id => {
            project.as_mut().is_some_and(|project| field.set(project, value.clone()).is_ok())
        }
        Edit::SetProgress { project: other, text, log } if *other == id => {
            project.as_mut().is_some_and(|project| {
                project.progress.clone_from(text);
                project.progress_log.clone_from(log);
                true
            })
        }
        Edit::SetStage { project: other, stage, log } if *other == id => {
            project.as_mut().is_some_and(|project| {
                project.stage = *stage;
                project.stage_log.clone_from(log);
                true
            })
        }
        Edit::Replace(Row::Project(row)) | Edit::Insert { row: Row::Project(row), .. } if row.id == id => {
            *project = Some((**row).clone());
            true
        }
        Edit::Remove(RowId::Project(other)) if *other == id => {
            *project = None;
            true
        }
        _ => false,
    }
}

fn fields(before: &Project, after: &Project) -> Vec<ProjectField> {
    let years: BTreeSet<i16> =
        before.months.iter().chain(&after.months).map(|figures| figures.year).collect();
    let kinds = [MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed];
    let months = years
        .into_iter()
        .flat_map(|year| (1..=12).filter_map(move |month| crate::model::Month::new(year, month)));
    let months = months.flat_map(|month| kinds.map(|kind| ProjectField::Month(kind, month)));
    let own: BTreeSet<_> = before.custom.iter().chain(&after.custom).map(|value| value.column).collect();
    let all = ProjectField::FIXED.into_iter().chain(months).chain(own.into_iter().map(ProjectField::Custom));
    all.filter(|field| field.get(before) != field.get(after)).collect()
}

fn due_dates(project: &Project) -> [Option<When>; 3] {
    let course = project.promotion.as_deref();
    course.map_or([None; 3], |course| [course.funds_due, course.production_due, course.capacity_due])
}

fn parts(before: &Project, after: &Project) -> Vec<Part> {
    let differ = [
        (Part::Milestones, before.milestones != after.milestones),
        (Part::Problems, before.problems != after.problems),
        // A new stage is told as a field; its note goes with it.
        (Part::StageLog, before.stage == after.stage && before.stage_log != after.stage_log),
        (Part::Attachments, before.attachments != after.attachments),
        // What else there is about a promoted investment is told as fields.
        (Part::DueDates, due_dates(before) != due_dates(after)),
        (
            Part::Rest,
            (before.list, before.source, before.month_unit) != (after.list, after.source, after.month_unit),
        ),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}
