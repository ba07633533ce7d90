//! How a list is looked at: which columns, in what order, which rows, grouped by what. Kept with the list,
//! so that a view is there again tomorrow and for everyone who opens the workbook.

use super::{
    check::{Fault, Report},
    field::{ProjectField, Value},
    list::{Column, ColumnView, Lamp, ProjectList},
    period::When,
    quantity::MoneyUnit,
    text::{Text, is_default},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SortKey {
    /// The column.
    pub column: Column,
    /// Largest first. Rows without a value come last either way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub descending: bool,
}

/// How packages (打包项目) are counted: "444 项, 打包拆分后 569 项".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum CountMode {
    /// A package counts once.
    #[default]
    Packages,
    /// A package counts as its parts.
    Split,
}

/// From when on a change counts as recent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Since {
    /// The last time the file was written.
    Saved,
    /// The file was opened.
    Opened,
}

/// Which rows a view shows. Rows have to pass all filters of a view.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Filter {
    /// The cell is one of these; [`Value::Empty`] stands for an empty one. An area stands for all below
    /// it, and a tag for every project that carries it.
    OneOf(Column, Vec<Value>),
    /// The lamp is one of these.
    Lamps(Vec<Lamp>),
    /// A figure within bounds, both included. Money is compared in the unit.
    Between {
        /// The column.
        column: Column,
        /// The least.
        #[serde(default, skip_serializing_if = "is_default")]
        from: Option<Decimal>,
        /// The most.
        #[serde(default, skip_serializing_if = "is_default")]
        to: Option<Decimal>,
        /// The unit of money that the bounds are in.
        #[serde(default, skip_serializing_if = "is_default")]
        unit: Option<MoneyUnit>,
    },
    /// A date within bounds, both included.
    Dates {
        /// The column.
        column: Column,
        /// The first.
        #[serde(default, skip_serializing_if = "is_default")]
        from: Option<When>,
        /// The last.
        #[serde(default, skip_serializing_if = "is_default")]
        to: Option<When>,
    },
    /// The cell's text has these words.
    Has(Column, Text),
    /// The cell's text has not all of these words.
    Lacks(Column, Text),
    /// The cell is empty.
    Empty(Column),
    /// The cell is not empty.
    Filled(Column),
    /// The project was changed since.
    Changed(Since),
    /// A figure of it is likely a mistake.
    NeedsLook,
}

impl Filter {
    /// The column that it looks at, where it looks at one.
    pub fn column(&self) -> Option<Column> {
        match self {
            Self::OneOf(column, _)
            | Self::Between { column, .. }
            | Self::Dates { column, .. }
            | Self::Has(column, _)
            | Self::Lacks(column, _)
            | Self::Empty(column)
            | Self::Filled(column) => Some(*column),
            Self::Lamps(_) => Some(Column::Lamp),
            Self::Changed(_) | Self::NeedsLook => None,
        }
    }
}

/// What colours the rows of a table. Each colour comes with a sign.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum RowColor {
    /// Nothing does.
    #[default]
    None,
    /// The lamp.
    Lamp,
    /// The stage.
    Stage,
    /// The category.
    Category,
    /// Rows that pass these filters are marked.
    Where(Vec<Filter>),
}

/// What a view does with the rows of a list and with its table.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "LookInFile", into = "LookInFile")]
pub struct Look {
    /// How many columns stay in view at the left; none: number and name where they come first.
    pub frozen: Option<u8>,
    /// The columns to sort by, the first one first. None: the list's own order.
    pub sort: Vec<SortKey>,
    /// Which rows are shown.
    pub filters: Vec<Filter>,
    /// What rows are grouped by, the outer one first: columns of which [`Column::can_group`] says so.
    pub groups: Vec<Column>,
    /// What colours the rows.
    pub color: RowColor,
    /// Lines of text in a row, less one: 0–3.
    pub more_lines: u8,
    /// How packages are counted.
    pub counts: CountMode,
}

/// A [`Look`] as files have it. Groups by fields alone stand in `groups`, as they always did; once a computed
/// column is among them, all of them stand in `group_by`.
#[derive(Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct LookInFile {
    #[serde(skip_serializing_if = "is_default")]
    frozen: Option<u8>,
    #[serde(skip_serializing_if = "is_default")]
    sort: Vec<SortKey>,
    #[serde(skip_serializing_if = "is_default")]
    filters: Vec<Filter>,
    #[serde(skip_serializing_if = "is_default")]
    groups: Vec<ProjectField>,
    #[serde(skip_serializing_if = "is_default")]
    group_by: Vec<Column>,
    #[serde(skip_serializing_if = "is_default")]
    color: RowColor,
    #[serde(skip_serializing_if = "is_default")]
    more_lines: u8,
    #[serde(skip_serializing_if = "is_default")]
    counts: CountMode,
}

impl From<LookInFile> for Look {
    fn from(file: LookInFile) -> Self {
        let LookInFile { frozen, sort, filters, groups, group_by, color, more_lines, counts } = file;
        // A program that does not know `group_by` may have written `groups` beside it since.
        let groups =
            if groups.is_empty() { group_by } else { groups.into_iter().map(Column::Field).collect() };
        Self { frozen, sort, filters, groups, color, more_lines, counts }
    }
}

impl From<Look> for LookInFile {
    fn from(look: Look) -> Self {
        let Look { frozen, sort, filters, groups: group_by, color, more_lines, counts } = look;
        let field = |column: &Column| match column {
            Column::Field(field) => Some(*field),
            _ => None,
        };
        let fields: Option<Vec<ProjectField>> = group_by.iter().map(field).collect();
        let (groups, group_by) = fields.map_or((Vec::new(), group_by), |fields| (fields, Vec::new()));
        Self { frozen, sort, filters, groups, group_by, color, more_lines, counts }
    }
}

/// The most levels that rows are grouped by.
pub const MOST_GROUPS: usize = 2;
/// The most lines of text that a row shows.
pub const MOST_LINES: u8 = 4;

/// A saved view of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListView {
    /// Its name, which no other view of the list has.
    pub name: Text,
    /// Its columns in order. None: the usual ones of the list's kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub columns: Vec<ColumnView>,
    /// What it does with the rows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub look: Look,
}

impl ProjectList {
    /// A saved view by its name.
    pub fn view(&self, name: &str) -> Option<&ListView> {
        self.views.iter().find(|view| &*view.name == name)
    }

    /// The columns of a view: of a saved one, or with `None` of the default one.
    pub fn columns_of(&self, view: Option<&str>) -> Vec<ColumnView> {
        match view.and_then(|name| self.view(name)) {
            Some(view) if view.columns.is_empty() => self.usual_columns(),
            Some(view) => view.columns.clone(),
            None => self.shown_columns(),
        }
    }

    /// What a view does: a saved one, or with `None` the default one.
    pub fn look_of(&self, view: Option<&str>) -> &Look {
        view.and_then(|name| self.view(name)).map_or(&self.look, |view| &view.look)
    }

    /// Columns and look of a view, to be changed; of the default one where there is no such view.
    pub fn view_mut(&mut self, view: Option<&str>) -> (&mut Vec<ColumnView>, &mut Look) {
        match view.and_then(|name| self.views.iter_mut().find(|view| &*view.name == name)) {
            Some(view) => (&mut view.columns, &mut view.look),
            None => (&mut self.columns, &mut self.look),
        }
    }

    /// Reports what is wrong with its views.
    pub(super) fn check_views(&self, report: &mut Report) {
        self.views.iter().for_each(|view| report.name("views", &view.name));
        let names: BTreeSet<_> = self.views.iter().map(|view| &view.name).collect();
        let same = names.len() < self.views.len();
        let mut looks = self.views.iter().map(|view| &view.look).chain([&self.look]);
        let is_bad = |look: &Look| {
            look.groups.len() > MOST_GROUPS
                || look.more_lines >= MOST_LINES
                || !look.groups.iter().all(|column| column.can_group())
        };
        if same || looks.any(is_bad) {
            report.add("views", Fault::BadView);
        }
    }

    /// The list without what only concerns how it is looked at: equal before and after a change of that.
    #[must_use]
    pub fn without_views(&self) -> Self {
        Self { columns: Vec::new(), look: Look::default(), views: Vec::new(), ..self.clone() }
    }
}
