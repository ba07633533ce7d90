//! The rows that the page shows, found once for each revision and query.

use crate::{
    analysis::{
        Arranged, ColumnSums, Lines, Query, Totals, arrange,
        column_sum::Side,
        follow::{Followed, Stand, follow},
        list::ListAnalysis,
        table::{self, Passing},
    },
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
    sync::Arc,
};

/// How many cells a frame adds up.
const CELLS_PER_FRAME: usize = 4_000;
/// The most decimal places a column shows; cells with more show them on hover.
const MOST_PLACES: u32 = 4;

/// What the table shows of a list.
pub struct InView {
    number: u64,
    revision: u64,
    query: Query,
    unit: MoneyUnit,
    /// The workbook that it shows; a copy shares all rows.
    workbook: Workbook,
    /// The list worked out.
    pub analysis: Rc<ListAnalysis>,
    /// Indexes of the rows that the table shows, in order: a *place* is an index into them.
    pub rows: Arc<Vec<u32>>,
    /// Indexes of all rows that the filters leave, in order, also of those in shut groups and packages.
    pub found: Arc<Vec<u32>>,
    /// The lines of the table: the rows, and headings between them.
    pub lines: Arc<Lines>,
    /// Totals of all rows that the filters leave.
    pub totals: Totals,
    arranged: Arranged,
    lamps: OnceCell<[usize; 4]>,
    options: RefCell<BTreeMap<Column, Rc<Options>>>,
    counts: RefCell<Vec<(Query, usize)>>,
    /// What columns add up to that no totals tell, and whether all rows are in them.
    sums: RefCell<(ColumnSums, bool)>,
    /// The rows that pass the filters of a colour rule, in the list's order.
    marked: RefCell<Option<(Vec<Filter>, Vec<u32>)>>,
    /// How many figures of a column have so many decimal places; they depend on the list alone and outlive a
    /// query.
    places: Rc<RefCell<BTreeMap<Column, Places>>>,
}

/// How many figures have so many decimal places.
type Places = [u32; 29];

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
        let kept = kept.filter(|kept| kept.query.list == query.list && kept.unit == unit);
        let same_rows = kept
            .as_ref()
            .filter(|kept| kept.revision == revision && kept.analysis.month == shown.workbook.month);
        if let Some(kept) = same_rows
            && kept.query == *query
        {
            return Some(kept.clone());
        }
        let places = same_rows.map(|kept| kept.places.clone()).unwrap_or_default();
        let analysis = shown.derived.list(shown.workbook, query.list)?;
        self.made.set(self.made.get() + 1);
        let arranged = |rows: Arranged| InView {
            number: self.made.get(),
            revision,
            query: query.clone(),
            unit,
            workbook: shown.workbook.clone(),
            analysis: analysis.clone(),
            rows: rows.rows.clone(),
            found: rows.found.clone(),
            lines: rows.lines.clone(),
            totals: rows.totals.clone(),
            arranged: rows,
            lamps: OnceCell::new(),
            options: RefCell::default(),
            counts: RefCell::default(),
            sums: RefCell::default(),
            marked: RefCell::default(),
            places,
        };
        let now = Stand { workbook: shown.workbook, analysis: &analysis };
        let followed = kept
            .filter(|kept| kept.revision != revision)
            .and_then(|kept| Some((Followed::new(kept.stand(), now)?, kept)));
        let made = match followed {
            Some((followed, kept))
                if followed.suits(kept.stand(), now, query) && kept.asks_the_same(query, &followed, now) =>
            {
                let rows = follow(&followed, (kept.stand(), &kept.arranged), now, query);
                let made = arranged(rows);
                made.take_over(&kept, &followed);
                made
            }
            _ => {
                let found = table::rows(shown.workbook, &analysis, query);
                arranged(arrange(shown.workbook, &analysis, found, query))
            }
        };
        let made = Rc::new(made);
        *self.kept.borrow_mut() = Some(made.clone());
        Some(made)
    }
}

impl InView {
    fn stand(&self) -> Stand<'_> {
        Stand { workbook: &self.workbook, analysis: &self.analysis }
    }

    /// Whether another query asks the same of all rows that did not change.
    fn asks_the_same(&self, query: &Query, followed: &Followed, now: Stand<'_>) -> bool {
        if self.query == *query {
            return true;
        }
        // What was changed since the file was written is more by what has just been changed.
        let same = Query { changed: query.changed.clone(), ..self.query.clone() } == *query;
        let ids = |of: &ListAnalysis, rows: &mut dyn Iterator<Item = u32>| -> Vec<ProjectId> {
            rows.filter_map(|row| Some(of.rows.get(row as usize)?.project)).collect()
        };
        let mut changed = ids(&self.analysis, &mut followed.before());
        changed.extend(ids(now.analysis, &mut followed.now()));
        let nothing = Arc::default();
        same && query.changed.iter().all(|(since, set)| {
            let known = self.query.changed.iter().find(|(of, _)| of == since);
            let before = known.map_or(&nothing, |(_, set)| set);
            before.symmetric_difference(set).all(|id| changed.contains(id))
        })
    }

    /// Takes over what was found before a change, put right for the rows that changed.
    fn take_over(&self, before: &Self, followed: &Followed) {
        let (then, now) = (before.stand(), self.stand());
        let recount = |query: &Query, count: usize| {
            let of = |stand: Stand<'_>, rows: &mut dyn Iterator<Item = u32>| {
                let passing = Passing::new(stand.workbook, stand.analysis, query);
                rows.filter(|&row| passing.has(row)).count()
            };
            (count + of(now, &mut followed.now())).saturating_sub(of(then, &mut followed.before()))
        };
        if let Some(mut lamps) = before.lamps.get().copied() {
            let (query, old) = (without_lamps(&self.query), without_lamps(&before.query));
            if followed.suits(then, now, &query) {
                let of = |stand: Stand<'_>,
                          query: &Query,
                          rows: &mut dyn Iterator<Item = u32>|
                 -> Vec<usize> {
                    let passing = Passing::new(stand.workbook, stand.analysis, query);
                    rows.filter(|&row| passing.has(row)).filter_map(|row| lit(stand.analysis, row)).collect()
                };
                of(now, &query, &mut followed.now()).into_iter().for_each(|at| lamps[at] += 1);
                of(then, &old, &mut followed.before())
                    .into_iter()
                    .for_each(|at| lamps[at] = lamps[at].saturating_sub(1));
                let _ = self.lamps.set(lamps);
            }
        }
        let counts = before.counts.borrow();
        // What was changed since goes by the session, not by the row.
        let of_session =
            |filters: &[Filter]| filters.iter().any(|filter| matches!(filter, Filter::Changed(_)));
        let counts = counts
            .iter()
            .filter(|(query, _)| !of_session(&query.filters) && followed.suits(then, now, query));
        self.counts.replace(counts.map(|(query, count)| (query.clone(), recount(query, *count))).collect());
        if let Some((filters, rows)) = &*before.marked.borrow() {
            let query = self.marking(filters);
            if !of_session(filters) && followed.suits(then, now, &query) {
                let passing = Passing::new(now.workbook, now.analysis, &query);
                let rows = followed.carry(rows, before.analysis.len(), |row| passing.has(row));
                self.marked.replace(Some((filters.clone(), rows)));
            }
        }
        let (sums, is_done) = &*before.sums.borrow();
        if *is_done {
            let side = |view: &'_ Self, rows: &mut dyn Iterator<Item = u32>| -> Vec<u32> {
                let passing = Passing::new(&view.workbook, &view.analysis, &view.query);
                rows.filter(|&row| passing.has(row)).collect()
            };
            let (gone, come) = (side(before, &mut followed.before()), side(self, &mut followed.now()));
            let then = Side { stand: then, found: &before.found, lines: &before.lines, rows: gone };
            let now = Side { stand: now, found: &self.found, lines: &self.lines, rows: come };
            if let Some(sums) = sums.follow(&then, &now) {
                self.sums.replace((sums, true));
            }
        }
        let mut places = before.places.borrow().clone();
        for (column, places) in &mut places {
            for row in followed.before() {
                if let Some(at) = before.decimals_of(then.workbook, row as usize, *column) {
                    places[at] = places[at].saturating_sub(1);
                }
            }
            for row in followed.now() {
                if let Some(at) = self.decimals_of(now.workbook, row as usize, *column) {
                    places[at] += 1;
                }
            }
        }
        self.places.replace(places);
    }

    /// What finds the rows that pass the filters of a colour rule.
    fn marking(&self, filters: &[Filter]) -> Query {
        let changed = self.query.changed.clone();
        Query { filters: filters.to_vec(), changed, ..Query::all(self.query.list) }
    }

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
        let row = self.analysis.row_of(project)? as u32;
        self.rows.iter().position(|&other| other == row)
    }

    /// Where projects stand in the table, ascending.
    pub fn places_of(&self, projects: impl Iterator<Item = ProjectId>) -> impl Iterator<Item = usize> {
        let mut wanted = vec![false; self.analysis.len()];
        for row in projects.filter_map(|project| self.analysis.row_of(project)) {
            wanted[row] = true;
        }
        let places = self.rows.iter().enumerate();
        places.filter(move |(_, row)| wanted.get(**row as usize) == Some(&true)).map(|(place, _)| place)
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
        let Some(parent) = self.index(at).and_then(|index| self.analysis.parent(index)) else { return false };
        // Parts follow their package: going up, the first row that is no part of it is the package.
        let mut above = (0..at).rev().map_while(|at| self.index(at));
        above.find(|&index| self.analysis.parent(index) != Some(parent)).is_some_and(|index| index == parent)
    }

    /// How many rows carry each lamp, in the order of [`Lamp::ALL`], under the other filters.
    pub fn lamps(&self, workbook: &Workbook) -> &[usize; 4] {
        self.lamps.get_or_init(|| {
            let mut counts = [0; 4];
            let rows = self.without(workbook, |query| *query = without_lamps(query));
            rows.into_iter().filter_map(|row| lit(&self.analysis, row)).for_each(|at| counts[at] += 1);
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
            let mut rows = table::rows(workbook, &self.analysis, &self.marking(filters));
            rows.sort_unstable();
            *marked = Some((filters.to_vec(), rows));
        }
        marked.as_ref().is_some_and(|(_, rows)| rows.binary_search(&(index as u32)).is_ok())
    }

    fn without(&self, workbook: &Workbook, change: impl Fn(&mut Query)) -> Vec<u32> {
        let mut query = self.query.clone();
        change(&mut query);
        if query == self.query {
            return self.found.to_vec();
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
        // Shares are quotients: they are shown as the list rounds.
        if column == Column::Share {
            return workbook.lists.get(self.query.list).map_or(0, percent_places);
        }
        let mut known = self.places.borrow_mut();
        let places = known.entry(column).or_insert_with(|| {
            let mut places = [0; 29];
            let all = (0..self.analysis.len()).filter_map(|index| self.decimals_of(workbook, index, column));
            all.for_each(|at| places[at] += 1);
            places
        });
        places.iter().rposition(|count| *count > 0).map_or(0, |most| (most as u32).min(MOST_PLACES))
    }

    /// The decimal places of a figure.
    fn decimals_of(&self, workbook: &Workbook, index: usize, column: Column) -> Option<usize> {
        let figure = self.figure(workbook, index, column)?;
        let places = if figure.scale() > 2 { figure.normalize().scale() } else { figure.scale() };
        Some((places as usize).min(28))
    }

    /// The figure of a row in a column, by its index in the list, in the unit that the column shows; none
    /// where the cell is empty, no figure, or in another currency.
    pub fn figure(&self, workbook: &Workbook, index: usize, column: Column) -> Option<Decimal> {
        self.analysis.figure(workbook, index, column, self.unit)
    }
}

/// The same query without any filter by lamps.
fn without_lamps(query: &Query) -> Query {
    let mut query = query.clone();
    query.filters.retain(|filter| !matches!(filter, Filter::Lamps(_)));
    query
}

/// The lamp of a row, by its place in [`Lamp::ALL`].
fn lit(analysis: &ListAnalysis, row: u32) -> Option<usize> {
    let lamp = analysis.rows.get(row as usize)?.lamp;
    Lamp::ALL.iter().position(|&other| other == lamp)
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
