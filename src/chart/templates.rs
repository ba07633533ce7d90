//! Ready figures for a workbook: what a city shows at its meetings, each made of what the workbook has. One
//! that has nothing to show says what is missing.

use crate::model::{
    Area, Basis, BoardId, Direction, Figure, FigureId, FigureKind, Grouping, Indicator, IndicatorId, ListId,
    ListKind, Measure, Observation, Project, ProjectList, Workbook,
    figure::{Highlight, Transformation},
};

/// A ready figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Template {
    /// Last year's growth against this year's target, all headline indicators.
    Headline,
    /// One indicator month by month, with its target and pace.
    Run,
    /// One indicator's single months as columns.
    Months,
    /// One indicator in several areas.
    Areas,
    /// Areas in order of one indicator.
    Ranking,
    /// Places of areas from period to period.
    Places,
    /// A small chart for each area.
    Multiples,
    /// One indicator by area and period.
    AreaHeat,
    /// What each area contributes to growth.
    Contributions,
    /// Areas on a schematic map.
    Map,
    /// Completion of a project list by area.
    Completion,
    /// Planned and done investment of a project list.
    Investment,
    /// Gap to pace of a project list by area and month.
    Gap,
    /// A project list by field.
    Fields,
    /// Planned and actual dates of projects.
    Schedule,
    /// How many promoted investments came how far.
    Lookback,
    /// Promoted investments by stage.
    Stages,
    /// Scores of a ranking board.
    Scores,
    /// Places on a ranking board over time.
    Bump,
}

/// What a workbook lacks for a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// No headline indicator has a growth figure of last year, or a target of growth.
    Headline,
    /// No indicator has figures of at least three periods.
    Series,
    /// No indicator has figures of single months, or such that they follow from.
    Months,
    /// No indicator has figures of at least two areas.
    AreaFigures,
    /// No level is known of the areas for a period and the same period a year before.
    Before,
    /// No project list has a plan of the year and figures of months.
    Money,
    /// No project list has projects with a field.
    Fields,
    /// No project has planned dates.
    Dates,
    /// No list of promoted investments.
    Promotion,
    /// No ranking board with a period.
    Board,
    /// No ranking board with two periods.
    BoardPeriods,
}

impl Template {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 19] = [
        Self::Headline,
        Self::Run,
        Self::Months,
        Self::Areas,
        Self::Ranking,
        Self::Places,
        Self::Multiples,
        Self::AreaHeat,
        Self::Contributions,
        Self::Map,
        Self::Completion,
        Self::Investment,
        Self::Gap,
        Self::Fields,
        Self::Schedule,
        Self::Lookback,
        Self::Stages,
        Self::Scores,
        Self::Bump,
    ];

    /// The kind of its figure.
    pub fn kind(self) -> FigureKind {
        match self {
            Self::Headline => FigureKind::Dumbbell,
            Self::Run | Self::Areas | Self::Places => FigureKind::Line,
            Self::Months => FigureKind::Column,
            Self::Ranking => FigureKind::RankedBars,
            Self::Multiples => FigureKind::SmallMultiples,
            Self::AreaHeat => FigureKind::AreaHeat,
            Self::Contributions => FigureKind::Waterfall,
            Self::Map => FigureKind::TileMap,
            Self::Completion => FigureKind::CompletionBars,
            Self::Investment => FigureKind::InvestmentCurve,
            Self::Gap => FigureKind::HeatTable,
            Self::Fields => FigureKind::ProjectBars,
            Self::Schedule => FigureKind::Schedule,
            Self::Lookback => FigureKind::Funnel,
            Self::Stages => FigureKind::StageBoard,
            Self::Scores => FigureKind::BoardBars,
            Self::Bump => FigureKind::BoardBump,
        }
    }

    /// The figure for a workbook, with the identifier 0; or what is missing for it. Its words are left to be
    /// made from what it shows.
    pub fn figure(self, workbook: &Workbook) -> Result<Figure, Missing> {
        let new = Figure::new(FigureId(0), self.kind());
        let of =
            |(id, measure): (IndicatorId, Measure)| Figure { indicators: vec![id], measure, ..new.clone() };
        let list = |list: Option<ListId>, missing| {
            list.map(|list| Figure { list: Some(list), ..new.clone() }).ok_or(missing)
        };
        let board = |least, missing| {
            let board = board_of(workbook, least).ok_or(missing)?;
            Ok(Figure { board: Some(board), ..new.clone() })
        };
        match self {
            Self::Headline => headline(workbook, new.clone()),
            Self::Run => run(workbook).map(of).map(|figure| Figure { pace: true, ..figure }),
            Self::Months => months(workbook).map(of).map(|figure| single(workbook, figure)),
            Self::Areas => {
                let figure = of(by_area(workbook, 3)?);
                let areas = workbook.child_areas().take(4).map(|area| area.id).collect();
                Ok(Figure { areas, ..figure })
            }
            Self::Ranking | Self::Map => by_area(workbook, 1).map(of),
            Self::Places => {
                let figure = of(by_area(workbook, 3)?);
                let areas: Vec<_> = workbook.child_areas().map(|area| area.id).collect();
                let highlight = areas.first().copied().map(Highlight::Area);
                Ok(Figure { areas, highlight, transformation: Transformation::Place, ..figure })
            }
            Self::Multiples | Self::AreaHeat => by_area(workbook, 3).map(of),
            Self::Contributions => contributions(workbook).map(|id| of((id, Measure::Level))),
            Self::Completion | Self::Investment | Self::Gap => list(with_money(workbook), Missing::Money),
            Self::Fields => list(first_list(workbook, |row| !row.category.is_empty()), Missing::Fields),
            Self::Schedule => {
                let dated = |row: &Project| row.planned_start.is_some() && row.planned_finish.is_some();
                let mut figure = list(first_list(workbook, dated), Missing::Dates)?;
                figure.view.group = Grouping::Category;
                Ok(figure)
            }
            Self::Lookback => {
                let promoted = of_kind(workbook, ListKind::Promotion, |row| {
                    row.promotion.as_ref().is_some_and(|course| course.signed.is_some())
                });
                list(promoted, Missing::Promotion)
            }
            Self::Stages => {
                let staged = of_kind(workbook, ListKind::Promotion, |row| row.stage.is_some());
                list(staged, Missing::Promotion)
            }
            Self::Scores => board(1, Missing::Board),
            Self::Bump => board(2, Missing::BoardPeriods),
        }
    }
}

/// The indicators, those of the headline first.
fn indicators(workbook: &Workbook) -> impl Iterator<Item = &Indicator> {
    let headline = workbook.indicators.iter().filter(|row| row.headline);
    headline.chain(workbook.indicators.iter().filter(|row| !row.headline))
}

/// How many figures there are of an area.
fn count(indicator: &Indicator, area: &Area, measure: Measure) -> usize {
    let known = |o: &&Observation| o.figure(measure, indicator.measure).is_some();
    indicator.series(area.id).iter().filter(known).count()
}

fn headline(workbook: &Workbook, new: Figure) -> Result<Figure, Missing> {
    let root = workbook.root_area().ok_or(Missing::Headline)?;
    let last_year = |o: &Observation| o.period.year() == workbook.year - 1 && o.period.covers_year();
    let shown = |row: &&Indicator| {
        let grew = |o: &Observation| last_year(o) && o.figure(Measure::Growth, row.measure).is_some();
        let wanted = row.targets.iter().any(|t| t.year == workbook.year && t.measure == Measure::Growth);
        row.headline && (wanted || row.series(root.id).iter().any(grew))
    };
    let indicators: Vec<_> = workbook.indicators.iter().filter(shown).map(|row| row.id).collect();
    if indicators.is_empty() {
        return Err(Missing::Headline);
    }
    Ok(Figure { indicators, measure: Measure::Growth, ..new })
}

/// An indicator with figures over time: one whose level has a target of the year before any other.
fn run(workbook: &Workbook) -> Result<(IndicatorId, Measure), Missing> {
    let root = workbook.root_area().ok_or(Missing::Series)?;
    let long = |row: &&Indicator| count(row, root, row.measure) >= 3;
    let aimed = |row: &&Indicator| {
        // What is to become less, and what does not add up, has no pace.
        let level = row.measure == Measure::Level
            && row.basis == Basis::Cumulative
            && row.direction == Direction::Higher;
        level && row.targets.iter().any(|t| t.year == workbook.year && t.measure == Measure::Level)
    };
    let best = indicators(workbook).filter(long).find(aimed).or_else(|| indicators(workbook).find(long));
    if let Some(row) = best {
        return Ok((row.id, row.measure));
    }
    let grows = |row: &&Indicator| count(row, root, Measure::Growth) >= 3;
    indicators(workbook).find(grows).map(|row| (row.id, Measure::Growth)).ok_or(Missing::Series)
}

/// An indicator whose level is known by months.
fn months(workbook: &Workbook) -> Result<(IndicatorId, Measure), Missing> {
    let root = workbook.root_area().ok_or(Missing::Months)?;
    let monthly = |row: &&Indicator| {
        let inside = row.series(root.id).iter().filter(|o| o.value.is_some() && !o.period.covers_year());
        row.measure == Measure::Level
            && row.basis != Basis::Stock
            && inside.filter(|o| o.period.quarter().is_none()).count() >= 3
    };
    indicators(workbook).find(monthly).map(|row| (row.id, Measure::Level)).ok_or(Missing::Months)
}

/// Single months, where the figures are published as sums since January.
fn single(workbook: &Workbook, figure: Figure) -> Figure {
    let row = figure.indicators.first().and_then(|&id| workbook.indicators.get(id));
    let summed = row.is_some_and(|row| row.basis == Basis::Cumulative);
    let transformation = if summed { Transformation::Single } else { Transformation::None };
    Figure { transformation, ..figure }
}

/// An indicator with so many figures of at least two areas; growth before level, since areas are of all sizes.
fn by_area(workbook: &Workbook, least: usize) -> Result<(IndicatorId, Measure), Missing> {
    let known = |row: &Indicator, measure| {
        let areas = workbook.child_areas().filter(|area| count(row, area, measure) >= least);
        areas.count() >= 2
    };
    let found = |wanted: fn(&Indicator) -> Measure| {
        indicators(workbook)
            .filter(|row| row.direction != Direction::Neither)
            .find(|row| known(row, wanted(row)))
            .map(|row| (row.id, wanted(row)))
    };
    found(|_| Measure::Growth).or_else(|| found(|row| row.measure)).ok_or(Missing::AreaFigures)
}

/// An indicator whose level is known, of the whole and of areas, for a period and a year before it.
fn contributions(workbook: &Workbook) -> Result<IndicatorId, Missing> {
    let root = workbook.root_area().ok_or(Missing::Before)?;
    let known = |row: &&Indicator| {
        let value = |area: &Area, period| row.observation(area.id, period).is_some_and(|o| o.value.is_some());
        let Some(last) = row.series(root.id).iter().rev().find(|o| o.value.is_some()) else { return false };
        let Some(year) = last.period.year().checked_sub(1) else { return false };
        let (now, before) = (last.period, last.period.in_year(year));
        let both = |area: &Area| value(area, now) && value(area, before);
        row.measure == Measure::Level
            && row.basis != Basis::Stock
            && both(root)
            && workbook.child_areas().filter(|area| both(area)).count() >= 2
    };
    indicators(workbook).find(known).map(|row| row.id).ok_or(Missing::Before)
}

/// The first list with a project that is so; lists in their order.
fn first_list(workbook: &Workbook, is_so: impl Fn(&Project) -> bool) -> Option<ListId> {
    first_of(workbook, |_| true, is_so)
}

/// The first list of a kind with a project that is so.
fn of_kind(workbook: &Workbook, kind: ListKind, is_so: impl Fn(&Project) -> bool) -> Option<ListId> {
    first_of(workbook, |list| list.kind == kind, is_so)
}

fn first_of(
    workbook: &Workbook,
    wanted: impl Fn(&ProjectList) -> bool,
    is_so: impl Fn(&Project) -> bool,
) -> Option<ListId> {
    let any = |list: &&ProjectList| {
        wanted(list) && workbook.projects.iter().any(|row| row.list == list.id && is_so(row))
    };
    workbook.lists.iter().find(any).map(|list| list.id)
}

/// The first list with plans of the year and figures of its months, once something has been reported.
fn with_money(workbook: &Workbook) -> Option<ListId> {
    workbook.month?;
    first_list(workbook, |row| {
        let reported = row.months.iter().any(|year| {
            year.year == workbook.year && !(year.reported.is_empty() && year.confirmed.is_empty())
        });
        row.plan.is_some() && reported
    })
}

fn board_of(workbook: &Workbook, periods: usize) -> Option<BoardId> {
    let fits = |row: &&crate::model::Board| {
        row.periods.len() >= periods && !row.items.is_empty() && row.ranked_count() > 0
    };
    workbook.boards.iter().find(fits).map(|row| row.id)
}
