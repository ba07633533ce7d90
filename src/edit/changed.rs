//! Which projects the steps of a history are about.

use super::{Edit, Row, RowId};
use crate::model::ProjectId;
use std::collections::BTreeSet;

impl Edit {
    /// Adds the projects that the change is about.
    pub(super) fn projects(&self, found: &mut BTreeSet<ProjectId>) {
        match self {
            Self::Many(edits) => edits.iter().for_each(|edit| edit.projects(found)),
            Self::SetField { project, .. }
            | Self::SetProgress { project, .. }
            | Self::SetStage { project, .. } => drop(found.insert(*project)),
            Self::Insert { row: Row::Project(row), .. } | Self::Replace(Row::Project(row)) => {
                found.insert(row.id);
            }
            Self::Remove(RowId::Project(id)) | Self::Move { id: RowId::Project(id), .. } => {
                found.insert(*id);
            }
            _ => {}
        }
    }
}
