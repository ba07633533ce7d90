//! Fields whose changes are dated: progress in words and stage keep what they became in which month.

use super::Edit;
use crate::model::{
    Month, Project, ProjectField, Value, When,
    project::{ProgressNote, StageChange},
};

/// The change of a cell together with its note in the log; none where the field has no log, the value is not
/// of its kind or no other one, or the log already speaks of a later month.
pub(super) fn noted(project: &Project, field: ProjectField, value: &Value, month: Month) -> Option<Edit> {
    let id = project.id;
    match (field, value) {
        (ProjectField::Progress, Value::Text(_) | Value::Empty) => {
            let text = match value {
                Value::Text(text) => text.clone(),
                _ => crate::model::Text::default(),
            };
            let last = project.progress_log.last().map(|note| note.month);
            if text == project.progress || last.is_some_and(|last| last > month) {
                return None;
            }
            let mut log = project.progress_log.clone();
            // Within one month only the last text counts.
            log.retain(|note| note.month != month);
            log.push(ProgressNote { month, text: text.clone() });
            Some(Edit::SetProgress { project: id, text, log })
        }
        (ProjectField::Stage, Value::Stage(stage)) => {
            let stage = *stage;
            let last = project.stage_log.last().map(|change| change.date.latest_month());
            if project.stage == Some(stage) || last.is_some_and(|last| last > month) {
                return None;
            }
            let mut log = project.stage_log.clone();
            log.retain(|change| change.date.month() != Some(month));
            log.push(StageChange { stage, date: When::month_of(month) });
            Some(Edit::SetStage { project: id, stage: Some(stage), log })
        }
        _ => None,
    }
}
