//! The rows that the page shows, found once for each revision and query.

use crate::{
    analysis::{
        Query, Totals,
        list::ListAnalysis,
        table::{self},
    },
    model::{
        AreaId, Column, Decimal, Lamp, ListId, Money, MoneyUnit, Project, ProjectField, ProjectId,
        ProjectList, Stage, Text, Value, ValueKind, Workbook,
    },
    ui::Shown,
};
use std::{
    cell::{Cell, OnceCell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

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
    /// Indexes of the rows in view, in order.
    pub rows: Vec<u32>,
    /// Totals of the rows in view.
    pub totals: Totals,
    lamps: OnceCell<[usize; 4]>,
    options: OnceCell<Options>,
    /// Decimal places by column; they depend on the list alone and outlive a query.
    places: Rc<RefCell<BTreeMap<Column, u32>>>,
}

/// What the filter menus offer, each with what it would show beside the other filters.
pub struct Options {
    /// Areas in the workbook's order, the missing one last.
    pub areas: Vec<(Option<AreaId>, usize)>,
    /// Categories, the most frequent first, the empty one last.
    pub categories: Vec<(Text, usize)>,
    /// Stages in the order of life, the missing one last.
    pub stages: Vec<(Option<Stage>, usize)>,
}

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
        let rows = table::rows(shown.workbook, &analysis, query);
        let totals = if query.filters() {
            analysis.totals_of(rows.iter().map(|&row| row as usize))
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
            rows,
            totals,
            lamps: OnceCell::new(),
            options: OnceCell::new(),
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

    /// How many rows carry each lamp, in the order of [`Lamp::ALL`], under the other filters.
    pub fn lamps(&self, workbook: &Workbook) -> &[usize; 4] {
        self.lamps.get_or_init(|| {
            let mut counts = [0; 4];
            for row in self.without(workbook, |query| query.lamps.clear()) {
                let lamp = self.analysis.rows.get(row as usize).map(|row| row.lamp);
                if let Some(at) = Lamp::ALL.iter().position(|&other| Some(other) == lamp) {
                    counts[at] += 1;
                }
            }
            counts
        })
    }

    fn without(&self, workbook: &Workbook, change: impl Fn(&mut Query)) -> Vec<u32> {
        let mut query = self.query.clone();
        query.sort.clear();
        change(&mut query);
        if query == (Query { sort: Vec::new(), ..self.query.clone() }) {
            return self.rows.clone();
        }
        table::rows(workbook, &self.analysis, &query)
    }

    /// What the filter menus offer. Worked out when a menu opens.
    pub fn options(&self, workbook: &Workbook) -> &Options {
        self.options.get_or_init(|| {
            let projects = |rows: Vec<u32>| {
                rows.into_iter().filter_map(|row| self.analysis.project(workbook, row as usize))
            };
            let mut areas: BTreeMap<(usize, Option<AreaId>), usize> = BTreeMap::new();
            for project in projects(self.without(workbook, |query| query.areas.clear())) {
                let order = project.area.and_then(|area| workbook.areas.position(area));
                *areas.entry((order.unwrap_or(usize::MAX), project.area)).or_default() += 1;
            }
            let mut categories: BTreeMap<Text, usize> = BTreeMap::new();
            for project in projects(self.without(workbook, |query| query.categories.clear())) {
                *categories.entry(project.category.clone()).or_default() += 1;
            }
            let mut stages: BTreeMap<(bool, Option<Stage>), usize> = BTreeMap::new();
            for project in projects(self.without(workbook, |query| query.stages.clear())) {
                *stages.entry((project.stage.is_none(), project.stage)).or_default() += 1;
            }
            let mut categories: Vec<_> = categories.into_iter().collect();
            categories.sort_by_key(|(name, count)| (name.is_empty(), std::cmp::Reverse(*count)));
            // An area stands for everything below it: so does its count.
            let own: Vec<_> = areas.into_iter().map(|((_, area), count)| (area, count)).collect();
            let areas = own
                .iter()
                .map(|&(area, count)| {
                    let below = area.map_or(0, |area| {
                        let others = own.iter().filter(|(other, _)| *other != Some(area));
                        let inside = others
                            .filter(|(other, _)| other.is_some_and(|other| workbook.lies_in(other, area)));
                        inside.map(|(_, count)| count).sum()
                    });
                    (area, count + below)
                })
                .collect();
            Options {
                areas,
                categories,
                stages: stages.into_iter().map(|((_, stage), count)| (stage, count)).collect(),
            }
        })
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
        let row = self.analysis.rows.get(index)?;
        let shown = |value: Option<Decimal>| Money::new(value?, row.unit).in_unit(self.unit);
        match column {
            Column::Number | Column::Lamp => None,
            Column::Done => shown(row.done),
            Column::Completion => self.analysis.completion(index),
            Column::Gap => self.analysis.gap(index),
            Column::Share => self.analysis.share(index),
            Column::MonthsLate => {
                let project = self.analysis.project(workbook, index)?;
                let late = crate::analysis::months_late(project, self.analysis.month?)?;
                Some(Decimal::from(late.months()))
            }
            // As sorted and summed: a package's may be the sums of its parts.
            Column::Field(ProjectField::Investment) => shown(row.investment),
            Column::Field(ProjectField::Plan) => shown(row.plan),
            Column::Field(field) => {
                let project = self.analysis.project(workbook, index)?;
                if let ProjectField::Month(kind, month) = field {
                    return Money::new(project.month_figure(kind, month)?, project.month_unit)
                        .in_unit(self.unit);
                }
                if !matches!(field.kind(), ValueKind::Money | ValueKind::Quantity | ValueKind::Custom) {
                    return None;
                }
                match field.get(project) {
                    Value::Money(money) => money.in_unit(self.unit),
                    Value::Number(number) => Some(number),
                    _ => None,
                }
            }
        }
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
