//! What the steps of a history are about: which projects, or saved figures alone.

use super::{Edit, KeptOf, Row, RowId};
use crate::model::ProjectId;
use std::collections::BTreeSet;

impl Edit {
    /// Whether the change touches nothing but saved figures, from which nothing else in the workbook follows.
    pub fn is_of_figures_only(&self) -> bool {
        match self {
            Self::Many(edits) => edits.iter().all(Self::is_of_figures_only),
            Self::Insert { row: Row::Figure(_), .. }
            | Self::Replace(Row::Figure(_))
            | Self::Remove(RowId::Figure(_))
            | Self::Move { id: RowId::Figure(_), .. }
            | Self::SetKept { of: KeptOf::Row(RowId::Figure(_)), .. } => true,
            _ => false,
        }
    }

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
