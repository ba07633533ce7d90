//! How a workbook CHANGES.
//!
//! Every change is one [`Edit`] value. [`Edit::apply`] makes it, checks the rows it touched against the
//! invariants of the model, and returns its inverse; a change that would break an invariant is undone at
//! once and comes back as a typed [`Refusal`]. [`History`] keeps the inverses with labels a person can
//! read. Edits are serializable: a journal can replay them.

mod apply;
mod changed;
mod changes;
mod dated;
pub mod entry;
pub mod fill;
pub mod find;
mod history;
mod label;
pub mod paste;
mod refusal;

pub use changes::{Change, Part};
pub use history::{History, MergeKey, Moment};
pub use label::Label;
pub use refusal::Refusal;

use crate::model::{
    Area, AreaId, Basis, Board, BoardId, Department, DepartmentId, Direction, Figure, FigureId, Formula,
    GrowthFrom, Indicator, IndicatorId, ListId, Measure, Month, Observation, PaceProfile, Period, Project,
    ProjectField, ProjectId, ProjectList, Section, SectionId, Source, SourceId, SourceRef, Stage, Target,
    TargetId, Text, Unit, Value,
    kept::{Holder, Kept},
    project::{ProgressNote, StageChange},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// One change of a workbook.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Several changes as one step: all of them, or none.
    Many(Vec<Edit>),
    /// A property of the workbook itself.
    Head(Head),
    /// Puts a new row into its table at a position (past the end: at the end).
    Insert {
        /// Position among all rows of the table.
        at: usize,
        /// The row, with an identifier of its own ([`crate::model::Workbook::new_id`]).
        row: Row,
    },
    /// Takes a row out. Refused while another row refers to it.
    Remove(RowId),
    /// Moves a row to a position in its table (past the end: to the end).
    Move {
        /// The row.
        id: RowId,
        /// Its new position.
        to: usize,
    },
    /// Puts a row in the place of the one with the same identifier.
    Replace(Row),
    /// Sets a cell of a project. Progress in words and stage are noted in their logs with the reporting month,
    /// in the same step.
    SetField {
        /// The project.
        project: ProjectId,
        /// The field.
        field: ProjectField,
        /// The new value.
        value: Value,
    },
    /// Sets the progress in words with its log: what taking back a [`Self::SetField`] of it comes to.
    SetProgress {
        /// The project.
        project: ProjectId,
        /// The text.
        text: Text,
        /// What it became month by month.
        log: Vec<ProgressNote>,
    },
    /// Sets the stage with its log: what taking back a [`Self::SetField`] of it comes to.
    SetStage {
        /// The project.
        project: ProjectId,
        /// The stage.
        stage: Option<Stage>,
        /// Its dated changes.
        log: Vec<StageChange>,
    },
    /// Changes a property of an indicator.
    SetIndicator {
        /// The indicator.
        indicator: IndicatorId,
        /// The new property.
        change: IndicatorChange,
    },
    /// Sets, or with `None` removes, the observation of an area and a period.
    SetObservation {
        /// The indicator.
        indicator: IndicatorId,
        /// The area.
        area: AreaId,
        /// The period.
        period: Period,
        /// What it becomes. Its area and period must be the ones above.
        observation: Option<Box<Observation>>,
    },
    /// Puts a target into an indicator at a position.
    InsertTarget {
        /// The indicator.
        indicator: IndicatorId,
        /// Position among its targets.
        at: usize,
        /// The target.
        target: Box<Target>,
    },
    /// Puts a target in the place of the one with the same identifier.
    SetTarget {
        /// The indicator.
        indicator: IndicatorId,
        /// What it becomes.
        target: Box<Target>,
    },
    /// Takes a target out.
    RemoveTarget {
        /// The indicator.
        indicator: IndicatorId,
        /// The target.
        target: TargetId,
    },
    /// Sets the fields that are not understood in a place: copying a row copies them, merging merges them.
    SetKept {
        /// The place.
        of: KeptOf,
        /// The fields.
        kept: Kept,
    },
}

/// What holds fields that are not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum KeptOf {
    /// The file.
    File,
    /// The workbook itself.
    Workbook,
    /// A row.
    Row(RowId),
}

impl KeptOf {
    /// The same in the model's terms.
    pub fn holder(self) -> Holder<'static> {
        match self {
            Self::File => Holder::File,
            Self::Workbook => Holder::Workbook,
            Self::Row(id) => Holder::Row(id.kind().table(), id.number()),
        }
    }
}

impl crate::model::Workbook {
    /// The fields that are not understood in a place.
    pub fn kept_of(&self, of: KeptOf) -> Option<&Kept> {
        self.kept.of(of.holder())
    }

    /// What copying a row has to copy besides the row.
    pub fn kept_with_copy(&self, of: RowId, copy: RowId) -> Option<Edit> {
        let kept = self.kept_of(KeptOf::Row(of))?.clone();
        Some(Edit::SetKept { of: KeptOf::Row(copy), kept })
    }
}

/// A property of the workbook itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Head {
    /// Title.
    Title(Text),
    /// English title.
    TitleEn(Text),
    /// The plan's year.
    Year(i16),
    /// The month that figures are reported up to.
    Month(Option<Month>),
}

/// A property of an indicator other than its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is documented at the field of Indicator it names")]
pub enum IndicatorChange {
    Name(Text),
    NameEn(Text),
    Measure(Measure),
    Unit(Unit),
    Direction(Direction),
    GrowthFrom(GrowthFrom),
    Basis(Basis),
    Section(Option<SectionId>),
    Heading(Text),
    Headline(bool),
    PartOf(Option<IndicatorId>),
    Owner(Option<DepartmentId>),
    Definition(Text),
    Formula(Option<Formula>),
    Pace(PaceProfile),
    Source(Option<SourceRef>),
    Note(Text),
}

/// Whether two rows are equal and written alike: 629.0 equals 629, but says more.
fn is_written_alike<T: PartialEq + Serialize>(one: &T, other: &T) -> bool {
    one == other
        && matches!((serde_json::to_vec(one), serde_json::to_vec(other)), (Ok(one), Ok(other)) if one == other)
}

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident($id:ty, $row:ty, $table:ident, $check:ident);)*) => {
        /// A row of any table.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        pub enum Row {
            $($(#[$doc])* $name(Box<$row>),)*
        }

        /// The identifier of a row of any table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum RowId {
            $($(#[$doc])* $name($id),)*
        }

        /// A table of the workbook.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RowKind {
            $($(#[$doc])* $name,)*
        }

        impl RowKind {
            /// All of them, in the order of the file.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            /// The name of the table in a file.
            pub fn table(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($table),)*
                }
            }
        }

        impl Row {
            /// The row's identifier.
            pub fn id(&self) -> RowId {
                match self {
                    $(Self::$name(row) => RowId::$name(row.id),)*
                }
            }
        }

        impl RowId {
            /// The table that the row is in.
            pub fn kind(self) -> RowKind {
                match self {
                    $(Self::$name(_) => RowKind::$name,)*
                }
            }

            /// The bare number.
            pub fn number(self) -> u32 {
                match self {
                    $(Self::$name(id) => id.0,)*
                }
            }
        }

        impl fmt::Display for RowId {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name(id) => id.fmt(f),)*
                }
            }
        }

        $(
            impl From<$row> for Row {
                fn from(row: $row) -> Self {
                    Self::$name(Box::new(row))
                }
            }

            impl From<$id> for RowId {
                fn from(id: $id) -> Self {
                    Self::$name(id)
                }
            }
        )*

        /// The operations that every table has.
        impl crate::model::Workbook {
            fn insert_row(&mut self, at: usize, row: Row) {
                match row {
                    $(Row::$name(row) => self.$table.insert(at, *row),)*
                }
            }

            fn remove_row(&mut self, id: RowId) -> Option<(usize, Row)> {
                match id {
                    $(RowId::$name(id) => self.$table.remove(id).map(|(at, row)| (at, row.into())),)*
                }
            }

            fn move_row(&mut self, id: RowId, to: usize) -> Option<usize> {
                match id {
                    $(RowId::$name(id) => self.$table.relocate(id, to),)*
                }
            }

            fn replace_row(&mut self, row: Row) -> Option<Row> {
                match row {
                    $(Row::$name(row) => self.$table.replace(*row).map(Row::from),)*
                }
            }

            /// Whether a row exists.
            pub fn contains_row(&self, id: RowId) -> bool {
                match id {
                    $(RowId::$name(id) => self.$table.contains(id),)*
                }
            }

            /// The identifiers of a table, in its order.
            pub fn row_ids(&self, kind: RowKind) -> Vec<RowId> {
                match kind {
                    $(RowKind::$name => self.$table.iter().map(|row| RowId::$name(row.id)).collect(),)*
                }
            }

            /// A copy of a row.
            pub fn row(&self, id: RowId) -> Option<Row> {
                match id {
                    $(RowId::$name(id) => self.$table.get(id).cloned().map(Row::from),)*
                }
            }

            /// A row as a tree of named fields.
            pub fn row_tree(&self, id: RowId) -> Option<serde_json::Value> {
                match id {
                    $(RowId::$name(id) => serde_json::to_value(self.$table.get(id)?).ok(),)*
                }
            }

            /// Whether another workbook has the very same row: a figure with another number of places is not
            /// the same.
            pub fn same_row(&self, other: &Self, id: RowId) -> bool {
                match id {
                    $(RowId::$name(id) => match (self.$table.get_shared(id), other.$table.get_shared(id)) {
                        (Some(one), Some(other)) => std::sync::Arc::ptr_eq(one, other) || is_written_alike(one, other),
                        (one, other) => one.is_none() && other.is_none(),
                    },)*
                }
            }

            /// The same workbook with these rows in its tables, each in the order given.
            #[must_use]
            pub fn with_rows(mut self, rows: Vec<Row>) -> Self {
                $(let mut $table = Vec::new();)*
                for row in rows {
                    match row {
                        $(Row::$name(row) => $table.push(std::sync::Arc::<$row>::from(row)),)*
                    }
                }
                $(self.$table = $table.into();)*
                self
            }

            fn check_row(&self, id: RowId) -> Vec<crate::model::Violation> {
                match id {
                    $(RowId::$name(id) => self.$table.get(id).map(|row| self.$check(row)).unwrap_or_default(),)*
                }
            }
        }
    };
}

rows! {
    /// An area.
    Area(AreaId, Area, areas, check_area);
    /// A department.
    Department(DepartmentId, Department, departments, check_department);
    /// A source.
    Source(SourceId, Source, sources, check_source);
    /// A section.
    Section(SectionId, Section, sections, check_section);
    /// An indicator.
    Indicator(IndicatorId, Indicator, indicators, check_indicator);
    /// A project list.
    List(ListId, ProjectList, lists, check_list);
    /// A project.
    Project(ProjectId, Project, projects, check_project);
    /// A ranking board.
    Board(BoardId, Board, boards, check_board);
    /// A figure.
    Figure(FigureId, Figure, figures, check_figure);
}
