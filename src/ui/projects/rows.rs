//! The rows that the page shows, found once for each revision and query.

use crate::{
    analysis::{ColumnSums, Lines, Query, Totals, arrange, list::ListAnalysis, table},
    model::{
        Column, Decimal, Filter, Lamp, ListId, MoneyUnit, Project, ProjectField, ProjectId, ProjectList,
        Value, Workbook,
    },
    ui::Shown,
};
use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

/// How many cells a frame adds up.
const CELLS_PER_FRAME: usize = 8_000;
/// The most decimal places a column shows; cells with more show them on hover.
const MOST_PLACES: u32 = 4;

/// What the table shows of a list.
pub struct InView {
    number: u64,
    revision: u64,
    query: Query,
    unit: MoneyUnit,
    /// The list worked out.
    pub analysis: Rc<ListAnalysis>,
    /// Indexes of the rows that the table shows, in order: a *place* is an index into them.
    pub rows: Vec<u32>,
    /// Indexes of all rows that the filters leave, in order, also of those in shut groups and packages.
    pub found: Vec<u32>,
    /// The lines of the table: the rows, and headings between them.
    pub lines: Rc<Lines>,
    /// Totals of all rows that the filters leave.
    pub totals: Totals,
    lamps: OnceCell<[usize; 4]>,
    options: RefCell<BTreeMap<Column, Rc<Options>>>,
    counts: RefCell<Vec<(Query, usize)>>,
    /// What columns add up to that no totals tell, and whether all rows are in them.
    sums: RefCell<(ColumnSums, bool)>,
    /// The rows that pass the filters of a colour rule, in the list's order.
    marked: RefCell<Option<(Vec<Filter>, Vec<u32>)>>,
    /// Decimal places by column; they depend on the list alone and outlive a query.
    places: Rc<RefCell<BTreeMap<Column, u32>>>,
}

/// The values that a column has, each with how many rows it would show beside the other filters.
pub type Options = Vec<(Value, usize)>;

/// Keeps what is in view between frames.
#[derive(Default)]
pub struct Cache {
    kept: RefCell<Option<Rc<InView>>>,
    made: Cell<u64>,
}

impl std::fmt::Debug for Cache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cache").finish_non_exhaustive()
    }
}

impl Cache {
    /// What a query shows now. `None` where there is no such list.
    pub fn get(&self, shown: &Shown<'_>, query: &Query) -> Option<Rc<InView>> {
        let list = shown.workbook.lists.get(query.list)?;
        let (revision, unit) = (shown.derived.revision(), shown.unit_for(list));
        let kept = self.kept.borrow().clone();
        let same_list = kept.as_ref().filter(|kept| {
            kept.revision == revision
                && kept.query.list == query.list
                && kept.unit == unit
                && kept.analysis.month == shown.workbook.month
        });
        if let Some(kept) = same_list
            && kept.query == *query
        {
            return Some(kept.clone());
        }
        let places = same_list.map(|kept| kept.places.clone()).unwrap_or_default();
        let analysis = shown.derived.list(shown.workbook, query.list)?;
        let found = table::rows(shown.workbook, &analysis, query);
        let arranged = arrange(shown.workbook, &analysis, found, query);
        let all = arranged.found.iter().map(|&row| row as usize);
        let totals = if query.as_of.is_some() {
            analysis.totals_of_members(all)
        } else if query.filters() {
            analysis.totals_of(all)
        } else {
            analysis.totals.clone()
        };
        self.made.set(self.made.get() + 1);
        let made = Rc::new(InView {
            number: self.made.get(),
            revision,
            query: query.clone(),
            unit,
            analysis,
            rows: arranged.rows,
            found: arranged.found,
            lines: Rc::new(arranged.lines),
            totals,
            lamps: OnceCell::new(),
            options: RefCell::default(),
            counts: RefCell::default(),
            sums: RefCell::default(),
            marked: RefCell::default(),
            places,
        });
        *self.kept.borrow_mut() = Some(made.clone());
        Some(made)
    }
}

impl InView {
    /// Another number for whatever else is in view.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The unit that money is shown in.
    pub fn unit(&self) -> MoneyUnit {
        self.unit
    }

    /// The list shown.
    pub fn list(&self) -> ListId {
        self.query.list
    }

    /// The index in the list of the row at a place of the table.
    pub fn index(&self, at: usize) -> Option<usize> {
        self.rows.get(at).map(|&row| row as usize)
    }

    /// The identifier of the project at a place of the table.
    pub fn id(&self, at: usize) -> Option<ProjectId> {
        Some(self.analysis.rows.get(self.index(at)?)?.project)
    }

    /// The project at a place of the table.
    pub fn project<'a>(&self, workbook: &'a Workbook, at: usize) -> Option<&'a Project> {
        self.analysis.project(workbook, self.index(at)?)
    }

    /// Where a project stands in the table. Searches.
    pub fn place_of(&self, project: ProjectId) -> Option<usize> {
        let rows = &self.analysis.rows;
        self.rows.iter().position(|&row| rows.get(row as usize).is_some_and(|row| row.project == project))
    }

    /// What the table was asked for.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether the rows stand as in the list: only then can they be moved.
    pub fn is_in_list_order(&self) -> bool {
        self.query.groups.is_empty() && self.rows.is_sorted()
    }

    /// Whether the row at a place is a part that stands below its package.
    pub fn is_part(&self, at: usize) -> bool {
        let Some(row) = self.index(at).and_then(|index| self.analysis.rows.get(index)) else { return false };
        let Some(parent) = row.parent() else { return false };
        // Parts follow their package: going up, the first row that is no part of it is the package.
        let mut above = (0..at).rev().map_while(|at| self.index(at));
        above
            .find(|&index| self.analysis.rows.get(index).is_none_or(|row| row.parent() != Some(parent)))
            .is_some_and(|index| index == parent)
    }

    /// How many rows carry each lamp, in the order of [`Lamp::ALL`], under the other filters.
    pub fn lamps(&self, workbook: &Workbook) -> &[usize; 4] {
        self.lamps.get_or_init(|| {
            let mut counts = [0; 4];
            let other = |filter: &Filter| !matches!(filter, Filter::Lamps(_));
            for row in self.without(workbook, |query| query.filters.retain(other)) {
                let lamp = self.analysis.rows.get(row as usize).map(|row| row.lamp);
                if let Some(at) = Lamp::ALL.iter().position(|&other| Some(other) == lamp) {
                    counts[at] += 1;
                }
            }
            counts
        })
    }

    /// How many rows another query would show. Remembered while this one is in view.
    pub fn count(&self, workbook: &Workbook, query: Query) -> usize {
        let mut counts = self.counts.borrow_mut();
        if let Some((_, count)) = counts.iter().find(|(known, _)| *known == query) {
            return *count;
        }
        let count = table::rows(workbook, &self.analysis, &query).len();
        // What is typed into a form comes by once and does not come again.
        counts.truncate(24);
        counts.insert(0, (query, count));
        count
    }

    /// Adds up some more of these columns, in which all headings have sums too; true where it is done.
    pub fn add_up(&self, workbook: &Workbook, columns: Vec<Column>) -> bool {
        if columns.is_empty() {
            return true;
        }
        let (sums, done) = &mut *self.sums.borrow_mut();
        let rows = CELLS_PER_FRAME / columns.len();
        if sums.columns() != columns {
            (*sums, *done) =
                (ColumnSums::new(columns, self.unit, &self.lines, self.query.as_of.is_some()), false);
        }
        *done = *done || sums.go_on(workbook, &self.analysis, &self.found, rows.max(1));
        *done
    }

    /// Whether all rows are in the sums that [`Self::add_up`] was asked for.
    pub fn is_added_up(&self) -> bool {
        self.sums.borrow().1
    }

    /// What such a column adds up to below a heading, or in all.
    pub fn column_sum(&self, column: Column, heading: Option<usize>) -> Option<Decimal> {
        self.sums.borrow().0.sum(column, heading)
    }

    /// Whether a row passes these filters, whatever else is filtered by. Found once for all rows.
    pub fn passes(&self, workbook: &Workbook, filters: &[Filter], index: usize) -> bool {
        let mut marked = self.marked.borrow_mut();
        if marked.as_ref().is_none_or(|(known, _)| known != filters) {
            let changed = self.query.changed.clone();
            let query = Query { filters: filters.to_vec(), changed, ..Query::all(self.query.list) };
            let mut rows = table::rows(workbook, &self.analysis, &query);
            rows.sort_unstable();
            *marked = Some((filters.to_vec(), rows));
        }
        marked.as_ref().is_some_and(|(_, rows)| rows.binary_search(&(index as u32)).is_ok())
    }

    fn without(&self, workbook: &Workbook, change: impl Fn(&mut Query)) -> Vec<u32> {
        let mut query = self.query.clone();
        change(&mut query);
        if query == self.query {
            return self.found.clone();
        }
        query.sort.clear();
        table::rows(workbook, &self.analysis, &query)
    }

    /// The values that a column has. Worked out when its menu opens.
    pub fn options(&self, workbook: &Workbook, column: Column) -> Rc<Options> {
        if let Some(known) = self.options.borrow().get(&column) {
            return known.clone();
        }
        let other = |filter: &Filter| !matches!(filter, Filter::OneOf(of, _) if *of == column);
        let rows = self.without(workbook, |query| query.filters.retain(other));
        let made = Rc::new(table::values(workbook, &self.analysis, &rows, column));
        self.options.borrow_mut().insert(column, made.clone());
        made
    }

    /// The decimal places that a column of figures shows: the most that any of its cells has, up to four.
    pub fn places(&self, workbook: &Workbook, column: Column) -> u32 {
        if let Some(&places) = self.places.borrow().get(&column) {
            return places;
        }
        let most = (0..self.analysis.len())
            .filter_map(|index| self.figure(workbook, index, column))
            .map(|value| if value.scale() > 2 { value.normalize().scale() } else { value.scale() })
            .max();
        let places = most.unwrap_or(0).min(MOST_PLACES);
        self.places.borrow_mut().insert(column, places);
        places
    }

    /// The figure of a row in a column, by its index in the list, in the unit that the column shows; none
    /// where the cell is empty, no figure, or in another currency.
    pub fn figure(&self, workbook: &Workbook, index: usize, column: Column) -> Option<Decimal> {
        self.analysis.figure(workbook, index, column, self.unit)
    }
}

/// The field whose cells a column holds; none: it is computed.
pub fn field_of(column: Column) -> Option<ProjectField> {
    match column {
        Column::Field(field) => Some(field),
        _ => None,
    }
}

/// The places that completion, gap and share are shown with.
pub fn percent_places(list: &ProjectList) -> u32 {
    u32::from(list.places.min(4))
}
