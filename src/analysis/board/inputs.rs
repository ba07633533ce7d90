//! What goes into a board: each item's figure of each of the ranked in a period.

use crate::{
    analysis::{
        ListAnalysis,
        completion::Progress,
        derive, pace,
        start::StartControl,
        target::{self, Reading},
    },
    model::{
        AreaId, Board, Decimal, DepartmentId, Indicator, ListId, Measure, Period, Project, Target, Workbook,
        board::{ItemSource, Ranked, Scoring, Ties},
        figure::Transformation,
    },
};

/// One of the ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Contestant {
    /// An area.
    Area(AreaId),
    /// A department.
    Department(DepartmentId),
}

/// The ranked of a board, in its order.
pub fn contestants(board: &Board) -> Vec<Contestant> {
    match &board.ranked {
        Ranked::Areas(ids) => ids.iter().map(|&id| Contestant::Area(id)).collect(),
        Ranked::Departments(ids) => ids.iter().map(|&id| Contestant::Department(id)).collect(),
    }
}

/// A figure of one of the ranked, with what it is measured against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The figure.
    pub value: Decimal,
    /// What is aimed at, in the unit of the figure.
    pub target: Option<Decimal>,
    /// Per cent of the target that is due in the period; none: the target is for the figure as it stands.
    pub due: Option<Decimal>,
    /// It is growth that was not published and follows from two levels.
    pub from_levels: bool,
}

impl Entry {
    /// A figure that nothing is known of but what it is.
    fn new(value: Decimal) -> Self {
        Self { value, target: None, due: None, from_levels: false }
    }
}

/// An item as far as scoring needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Full points.
    pub weight: Decimal,
    /// The rule.
    pub scoring: Scoring,
    /// At most this many points.
    pub cap: Option<Decimal>,
    /// At least this many points; none: zero.
    pub floor: Option<Decimal>,
    /// Less is better.
    pub lower_is_better: bool,
    /// The figures, in the order of the ranked; none: not reported.
    pub entries: Vec<Option<Entry>>,
    /// Decimal places of the figures.
    pub places: u32,
    /// The unit that the figures are in.
    pub unit: crate::model::Unit,
    /// Growth at comparable prices: what was not published is not computed, and counts for nothing.
    pub published_growth: bool,
}

/// Everything that scores follow from.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// The items.
    pub items: Vec<Item>,
    /// Points added or taken, in the order of the ranked.
    pub adjusted: Vec<Decimal>,
    /// How ties are placed.
    pub ties: Ties,
}

/// The places that a computed rate is known with for a what-if.
const RATE_PLACES: u32 = 1;

impl Inputs {
    /// Gathers the figures of a period.
    pub fn gather(workbook: &Workbook, board: &Board, period: Period) -> Self {
        let ranked = contestants(board);
        let items = (0..).zip(&board.items).map(|(at, row)| {
            let found: Vec<Option<Entry>> = match row.source {
                ItemSource::Manual => {
                    (0..).zip(&ranked).map(|(who, _)| manual(board, period, at, who)).collect()
                }
                ItemSource::Indicator(id, measure) => {
                    let indicator = workbook.indicators.get(id);
                    let of = |&who: &Contestant| {
                        of_indicator(workbook, indicator?, measure, who, period, row.scoring)
                    };
                    ranked.iter().map(of).collect()
                }
                ItemSource::Completion(list) => of_list(workbook, list, period, &ranked, false),
                ItemSource::StartRate(list) => of_list(workbook, list, period, &ranked, true),
            };
            let entries: Vec<Option<Entry>> = found
                .into_iter()
                .map(|entry| entry.map(|entry| Entry { target: entry.target.or(row.target), ..entry }))
                .collect();
            let places = match row.source {
                ItemSource::Completion(_) | ItemSource::StartRate(_) => RATE_PLACES,
                _ => entries.iter().flatten().map(places_of).max().unwrap_or(0).min(4),
            };
            let published_growth = match row.source {
                ItemSource::Indicator(id, measure) => {
                    let growth = measured(measure, row.scoring) == Measure::Growth;
                    let levels = |row: &Indicator| row.measure == Measure::Level && !row.grows_by_levels();
                    growth && workbook.indicators.get(id).is_some_and(levels)
                }
                _ => false,
            };
            let unit = match row.source {
                ItemSource::Indicator(id, measure) => {
                    let measure = measured(measure, row.scoring);
                    workbook.indicators.get(id).map(|row| row.unit_of(measure)).unwrap_or_default()
                }
                ItemSource::Completion(_) | ItemSource::StartRate(_) => crate::model::Unit::new("%"),
                ItemSource::Manual => crate::model::Unit::default(),
            };
            Item {
                weight: row.weight,
                scoring: row.scoring,
                cap: row.cap,
                floor: row.floor,
                lower_is_better: row.is_lower_better(workbook),
                entries,
                places,
                unit,
                published_growth,
            }
        });
        let items = items.collect();
        let mut adjusted = vec![Decimal::ZERO; ranked.len()];
        for adjustment in board.adjustments.iter().filter(|adjustment| adjustment.period == period) {
            if let Some(sum) = adjusted.get_mut(adjustment.ranked as usize) {
                *sum = sum.saturating_add(adjustment.points);
            }
        }
        Self { items, adjusted, ties: board.ties }
    }

    /// How many are ranked.
    pub fn len(&self) -> usize {
        self.adjusted.len()
    }

    /// Whether nobody is ranked.
    pub fn is_empty(&self) -> bool {
        self.adjusted.is_empty()
    }

    /// The same with another figure of one of the ranked.
    #[must_use]
    pub fn with(&self, item: usize, who: usize, value: Decimal) -> Self {
        let mut changed = self.clone();
        if let Some(Some(entry)) = changed.items.get_mut(item).and_then(|item| item.entries.get_mut(who)) {
            entry.value = value;
        }
        changed
    }
}

/// Places that a figure is known with; a computed one has as many as fit.
fn places_of(entry: &Entry) -> u32 {
    if entry.from_levels { RATE_PLACES } else { entry.value.scale() }
}

/// Growth is scored by growth, also where the item names the level.
fn measured(measure: Measure, scoring: Scoring) -> Measure {
    if scoring == Scoring::Growth && measure == Measure::Level { Measure::Growth } else { measure }
}

fn manual(board: &Board, period: Period, item: u32, who: u32) -> Option<Entry> {
    let here = board.figures.iter().find(|f| (f.period, f.item, f.ranked) == (period, item, who));
    here.map(|figure| Entry::new(figure.value))
}

fn of_indicator(
    workbook: &Workbook,
    indicator: &Indicator,
    measure: Measure,
    who: Contestant,
    period: Period,
    scoring: Scoring,
) -> Option<Entry> {
    let Contestant::Area(area) = who else { return None };
    let measure = measured(measure, scoring);
    let published = reading(indicator, area, measure, period);
    let from_levels = published.is_none();
    let reading = published.or_else(|| {
        // Growth that was not published follows from the levels, where the same period of last year is known
        // and it is not at comparable prices.
        let wanted =
            measure == Measure::Growth && indicator.measure == Measure::Level && indicator.grows_by_levels();
        let found = wanted.then(|| {
            derive::derive(workbook, indicator, area, Measure::Level, Transformation::YearOnYear).ok()
        })??;
        let point = found.points.iter().find(|point| point.period.end() == period.end())?;
        Some(Reading {
            period: point.period,
            value: point.value,
            unit: found.unit.clone(),
            status: point.status,
            summed: false,
        })
    })?;
    let target = target_of(workbook, indicator, area, measure, period.year());
    let goal = target.and_then(|target| {
        let value = target.value?;
        let same = target.unit == reading.unit || target.unit.is_empty();
        if same { Some(value) } else { target.unit.convert(value, &reading.unit) }
    });
    let runs = measure == Measure::Level
        && target::accumulates(indicator, reading.period)
        && !reading.period.covers_year();
    let end = reading.period.end();
    let due = runs.then(|| match target {
        Some(target) => target::due_by(indicator, target, end),
        None => pace::due(&indicator.pace, end),
    });
    Some(Entry { value: reading.value, target: goal, due, from_levels })
}

fn reading(indicator: &Indicator, area: AreaId, measure: Measure, period: Period) -> Option<Reading> {
    let exact = indicator
        .observation(area, period)
        .and_then(|o| Some((o.figure(measure, indicator.measure)?, o.status)));
    match exact {
        Some((value, status)) => {
            Some(Reading { period, value, unit: indicator.unit_of(measure), status, summed: false })
        }
        None => target::latest(indicator, area, measure, period.year(), Some(period.end()))
            .filter(|reading| reading.period.end() == period.end()),
    }
}

/// The target of an area; for a figure that does not add up, that of the whole holds for its parts.
fn target_of<'a>(
    workbook: &Workbook,
    indicator: &'a Indicator,
    area: AreaId,
    measure: Measure,
    year: i16,
) -> Option<&'a Target> {
    let root = workbook.root_area().map(|root| root.id);
    let all = || indicator.targets.iter().filter(|t| t.year == year && t.measure == measure);
    let own = all().find(|t| t.area == Some(area) || (t.area.is_none() && root == Some(area)));
    own.or_else(|| {
        let shared = measure != Measure::Level || !target::accumulates(indicator, Period::year_of(year));
        all().find(|t| shared && (t.area.is_none() || t.area == root))
    })
}

/// Completion of a list's plan, or the rate of those started of what is due, for each of the ranked.
fn of_list(
    workbook: &Workbook,
    list: ListId,
    period: Period,
    ranked: &[Contestant],
    starts: bool,
) -> Vec<Option<Entry>> {
    let nothing = || vec![None; ranked.len()];
    let Some(analysis) = ListAnalysis::new(workbook, list, Some(period.end())) else { return nothing() };
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); ranked.len()];
    for at in analysis.units_of_account(0..analysis.len()) {
        let Some(project) = analysis.project(workbook, at) else { continue };
        for (who, own) in ranked.iter().zip(&mut rows) {
            if belongs(workbook, project, *who) {
                own.push(at);
            }
        }
    }
    let hundred = Some(Decimal::ONE_HUNDRED);
    rows.into_iter()
        .map(|rows| {
            if starts {
                let control = StartControl::new(workbook, &analysis, rows.into_iter())?;
                let value = control.all.of_due().percent()?;
                return Some(Entry { target: hundred, ..Entry::new(rate(value)) });
            }
            let progress: Progress = analysis.totals_of(rows.into_iter()).progress;
            Some(Entry { target: hundred, due: progress.pace, ..Entry::new(rate(progress.completion?)) })
        })
        .collect()
}

/// A computed rate, unrounded, that is printed with a place of its own also where it has none: 80.0 beside 86.8.
fn rate(mut value: Decimal) -> Decimal {
    if value.scale() < RATE_PLACES {
        value.rescale(RATE_PLACES);
    }
    value
}

fn belongs(workbook: &Workbook, project: &Project, who: Contestant) -> bool {
    match who {
        Contestant::Area(area) => project.area.is_some_and(|own| own == area || workbook.lies_in(own, area)),
        Contestant::Department(department) => project.lead == Some(department),
    }
}
