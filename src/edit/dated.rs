//! Fields whose changes are dated: progress in words and stage keep what they became in which month. The note
//! belongs to the change: both are one step, and in the file one line more than the changed cell.

use super::Edit;
use crate::model::{
    Month, Project, ProjectField, Stage, Text, Value, When,
    project::{ProgressNote, StageChange},
};

/// The change of a cell together with its note in the log; none where the field has no log, or the value is
/// not of its kind. Without a reporting month, or where the log already speaks of a later one, nothing is
/// noted.
pub(super) fn dated(
    project: &Project,
    field: ProjectField,
    value: &Value,
    month: Option<Month>,
) -> Option<Edit> {
    match (field, value) {
        (ProjectField::Progress, Value::Text(text)) => Some(progress(project, text.clone(), month)),
        (ProjectField::Progress, Value::Empty) => Some(progress(project, Text::default(), month)),
        (ProjectField::Stage, Value::Stage(new)) => Some(stage(project, Some(*new), month)),
        (ProjectField::Stage, Value::Empty) => Some(stage(project, None, month)),
        _ => None,
    }
}

fn progress(project: &Project, text: Text, month: Option<Month>) -> Edit {
    let mut log = project.progress_log.clone();
    let last = log.last().map(|note| note.month);
    if let Some(month) = month.filter(|&month| text != project.progress && last.is_none_or(|l| l <= month)) {
        // Within one month only the last text counts; one that is put back needs no second note.
        log.retain(|note| note.month != month);
        if log.last().is_none_or(|note| note.text != text) {
            log.push(ProgressNote { month, text: text.clone() });
        }
    }
    Edit::SetProgress { project: project.id, text, log }
}

fn stage(project: &Project, stage: Option<Stage>, month: Option<Month>) -> Edit {
    let mut log = project.stage_log.clone();
    let last = log.last().map(|change| change.date.latest_month());
    let month = month.filter(|&month| stage != project.stage && last.is_none_or(|last| last <= month));
    if let Some((stage, month)) = stage.zip(month) {
        let date = When::month_of(month);
        // A stage that somebody dated by the day stays, and what follows is not dated before it.
        log.retain(|change| change.date != date);
        let date = log.last().map_or(date, |last| last.date.max(date));
        // Of several on that day the first is somebody's own; what was noted behind it is replaced.
        if log.iter().rev().nth(1).is_some_and(|change| change.date == date) {
            log.pop();
        }
        if log.last().is_none_or(|change| change.stage != stage) {
            log.push(StageChange { stage, date });
        }
    }
    Edit::SetStage { project: project.id, stage, log }
}
