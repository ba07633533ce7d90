//! What a step of the history did, in terms that `i18n` turns into a sentence.

use super::{Edit, Head, KeptOf, RowId, RowKind};
use crate::model::{ProjectField, Text, Workbook};

/// What a step did. The sentence is made in `i18n`.
#[derive(Debug, Clone, PartialEq)]
pub enum Label {
    /// Set a field of projects; `name` is the first one's.
    SetField {
        /// The field.
        field: ProjectField,
        /// Of how many projects.
        count: usize,
        /// The name of the first.
        name: Text,
    },
    /// Set several fields of projects.
    SetCells {
        /// How many cells.
        count: usize,
    },
    /// Added rows.
    Insert {
        /// Of what kind.
        kind: RowKind,
        /// How many.
        count: usize,
        /// The name of the first.
        name: Text,
    },
    /// Removed rows.
    Remove {
        /// Of what kind.
        kind: RowKind,
        /// How many.
        count: usize,
        /// The name of the first.
        name: Text,
    },
    /// Moved rows.
    Move {
        /// Of what kind.
        kind: RowKind,
        /// How many.
        count: usize,
        /// The name of the first.
        name: Text,
    },
    /// Changed rows.
    Change {
        /// Of what kind.
        kind: RowKind,
        /// How many.
        count: usize,
        /// The name of the first.
        name: Text,
    },
    /// Changed figures of an indicator.
    Figures {
        /// How many.
        count: usize,
        /// The indicator.
        name: Text,
    },
    /// Changed a target of an indicator.
    Target {
        /// The indicator.
        name: Text,
    },
    /// Changed the workbook's title.
    Title,
    /// Changed the plan's year.
    Year,
    /// Changed the reporting month.
    Month,
    /// Several things at once.
    Mixed {
        /// How many.
        count: usize,
    },
}

impl Label {
    /// The label of a change that is about to be made to a workbook.
    pub fn of(edit: &Edit, workbook: &Workbook) -> Self {
        let name = |id: RowId| name_of(workbook, id);
        match edit {
            Edit::Many(edits) => Self::of_many(edits, workbook),
            Edit::Head(Head::Title(_) | Head::TitleEn(_)) => Self::Title,
            Edit::Head(Head::Year(_)) => Self::Year,
            Edit::Head(Head::Month(_)) => Self::Month,
            Edit::Insert { row, .. } => Self::Insert { kind: row.id().kind(), count: 1, name: row_name(row) },
            Edit::Remove(id) => Self::Remove { kind: id.kind(), count: 1, name: name(*id) },
            Edit::Move { id, .. } => Self::Move { kind: id.kind(), count: 1, name: name(*id) },
            Edit::Replace(row) => Self::Change { kind: row.id().kind(), count: 1, name: name(row.id()) },
            Edit::SetField { project, field, .. } => {
                Self::SetField { field: *field, count: 1, name: name((*project).into()) }
            }
            Edit::SetProgress { project, .. } => {
                Self::SetField { field: ProjectField::Progress, count: 1, name: name((*project).into()) }
            }
            Edit::SetStage { project, .. } => {
                Self::SetField { field: ProjectField::Stage, count: 1, name: name((*project).into()) }
            }
            Edit::SetIndicator { indicator, .. } => {
                Self::Change { kind: RowKind::Indicator, count: 1, name: name((*indicator).into()) }
            }
            Edit::SetObservation { indicator, .. } => {
                Self::Figures { count: 1, name: name((*indicator).into()) }
            }
            Edit::InsertTarget { indicator, .. }
            | Edit::SetTarget { indicator, .. }
            | Edit::RemoveTarget { indicator, .. } => Self::Target { name: name((*indicator).into()) },
            Edit::SetKept { of: KeptOf::Row(id), .. } => {
                Self::Change { kind: id.kind(), count: 1, name: name(*id) }
            }
            Edit::SetKept { of: KeptOf::File | KeptOf::Workbook, .. } => Self::Mixed { count: 1 },
        }
    }

    fn of_many(edits: &[Edit], workbook: &Workbook) -> Self {
        // What a row keeps goes with it.
        let edits: Vec<&Edit> = edits.iter().filter(|edit| !matches!(edit, Edit::SetKept { .. })).collect();
        let total = edits.len();
        let Some((first, rest)) = edits.split_first() else { return Self::Mixed { count: total } };
        let first = Self::of(first, workbook);
        match first {
            Self::SetField { field, name, .. } => {
                if rest.iter().all(|edit| matches!(edit, Edit::SetField { field: f, .. } if *f == field)) {
                    Self::SetField { field, count: total, name }
                } else if rest.iter().all(|edit| matches!(edit, Edit::SetField { .. })) {
                    Self::SetCells { count: total }
                } else {
                    Self::Mixed { count: total }
                }
            }
            Self::Insert { kind, name, .. }
                if rest
                    .iter()
                    .all(|edit| matches!(edit, Edit::Insert { row, .. } if row.id().kind() == kind)) =>
            {
                Self::Insert { kind, count: total, name }
            }
            Self::Remove { kind, name, .. }
                if rest.iter().all(|edit| matches!(edit, Edit::Remove(id) if id.kind() == kind)) =>
            {
                Self::Remove { kind, count: total, name }
            }
            Self::Move { kind, name, .. }
                if rest.iter().all(|edit| matches!(edit, Edit::Move { id, .. } if id.kind() == kind)) =>
            {
                Self::Move { kind, count: total, name }
            }
            Self::Figures { name, .. }
                if rest.iter().all(|edit| matches!(edit, Edit::SetObservation { .. })) =>
            {
                Self::Figures { count: total, name }
            }
            first if total == 1 => first,
            // Removing a list takes its projects first: what counts is the last step.
            _ => match edits.last() {
                Some(Edit::Remove(id)) if id.kind() != RowKind::Project => {
                    Self::Remove { kind: id.kind(), count: 1, name: name_of(workbook, *id) }
                }
                _ => Self::Mixed { count: total },
            },
        }
    }
}

fn row_name(row: &super::Row) -> Text {
    use super::Row;
    match row {
        Row::Area(row) => row.name.clone(),
        Row::Department(row) => row.name.clone(),
        Row::Source(row) => row.title.clone(),
        Row::Section(row) => row.title.clone(),
        Row::Indicator(row) => row.name.clone(),
        Row::List(row) => row.name.clone(),
        Row::Project(row) => row.name.clone(),
        Row::Board(row) => row.title.clone(),
        Row::Figure(row) => row.title.clone(),
    }
}

impl Workbook {
    /// The name of a row; empty where there is no such row.
    pub fn row_name(&self, id: RowId) -> Text {
        name_of(self, id)
    }
}

fn name_of(workbook: &Workbook, id: RowId) -> Text {
    match id {
        RowId::Area(id) => workbook.areas.get(id).map(|row| row.name.clone()),
        RowId::Department(id) => workbook.departments.get(id).map(|row| row.name.clone()),
        RowId::Source(id) => workbook.sources.get(id).map(|row| row.title.clone()),
        RowId::Section(id) => workbook.sections.get(id).map(|row| row.title.clone()),
        RowId::Indicator(id) => workbook.indicators.get(id).map(|row| row.name.clone()),
        RowId::List(id) => workbook.lists.get(id).map(|row| row.name.clone()),
        RowId::Project(id) => workbook.projects.get(id).map(|row| row.name.clone()),
        RowId::Board(id) => workbook.boards.get(id).map(|row| row.title.clone()),
        RowId::Figure(id) => workbook.figures.get(id).map(|row| row.title.clone()),
    }
    .unwrap_or_default()
}
