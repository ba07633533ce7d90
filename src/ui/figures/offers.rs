//! What can be chosen for a figure: measures, periods and derivations that its indicators have figures for.

use crate::{
    analysis::derive,
    model::{
        Area, AreaId, Figure, FigureKind, Indicator, IndicatorId, Measure, Month, Period, Workbook,
        figure::{Part, Transformation},
    },
    ui::{Shown, indicators},
};
use std::collections::BTreeSet;

/// What the choices depend on.
#[derive(Debug, Clone, PartialEq)]
struct Key {
    revision: u64,
    kind: FigureKind,
    indicators: Vec<IndicatorId>,
    areas: Vec<AreaId>,
    measure: Measure,
    board: Option<crate::model::BoardId>,
}

/// The choices for the figure in view, kept until the data or the figure change.
#[derive(Debug, Default)]
pub struct Offers {
    key: Option<Key>,
    /// Measures of the first indicator.
    pub measures: Vec<Measure>,
    /// Periods with figures, the earliest first.
    pub periods: Vec<Period>,
    /// What can be derived.
    pub derivations: Vec<Transformation>,
}

impl Offers {
    /// Finds the choices again where they depend on what has changed.
    pub fn follow(&mut self, shown: &Shown<'_>, figure: &Figure) {
        let key = Key {
            revision: shown.derived.revision(),
            kind: figure.kind,
            indicators: figure.indicators.clone(),
            areas: figure.areas.clone(),
            measure: figure.measure,
            board: figure.board,
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let workbook = shown.workbook;
        let first = figure.indicators.iter().find_map(|&id| workbook.indicators.get(id));
        self.measures = first.map(indicators::measures).unwrap_or_default();
        self.periods = periods(workbook, figure);
        let derives = figure.kind.uses(Part::Transformation);
        self.derivations =
            first.filter(|_| derives).map(|row| derivations(workbook, figure, row)).unwrap_or_default();
        self.key = Some(key);
    }
}

/// The areas that a figure shows.
fn areas<'a>(workbook: &'a Workbook, figure: &Figure) -> Vec<&'a Area> {
    let root_alone = matches!(figure.kind, FigureKind::Line | FigureKind::Column);
    if !figure.areas.is_empty() {
        figure.areas.iter().filter_map(|&id| workbook.areas.get(id)).collect()
    } else if root_alone || figure.indicators.len() > 1 && figure.kind != FigureKind::Scatter {
        workbook.root_area().into_iter().collect()
    } else {
        workbook.child_areas().collect()
    }
}

fn periods(workbook: &Workbook, figure: &Figure) -> Vec<Period> {
    let kind = figure.kind;
    if kind.uses(Part::Board) {
        let board = figure.board.and_then(|id| workbook.boards.get(id));
        return board.map(|board| board.periods.clone()).unwrap_or_default();
    }
    if kind.uses(Part::List) {
        let last = workbook.month.filter(|month| month.year() == workbook.year).map_or(12, Month::month);
        let month = |month| Month::new(workbook.year, month).map(Period::to_month);
        return (1..=last).filter_map(month).collect();
    }
    let mut found = BTreeSet::new();
    let of = areas(workbook, figure);
    for row in figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id)) {
        for area in &of {
            let shown = |o: &&crate::model::Observation| {
                o.figure(figure.measure, row.measure).or(o.value).or(o.growth).is_some()
            };
            found.extend(row.series(area.id).iter().filter(shown).map(|o| o.period));
        }
    }
    found.into_iter().collect()
}

fn derivations(workbook: &Workbook, figure: &Figure, row: &Indicator) -> Vec<Transformation> {
    let measure =
        if indicators::measures(row).contains(&figure.measure) { figure.measure } else { row.measure };
    let mut found: Vec<Transformation> = Vec::new();
    // What can be made for any of the areas is offered; the figure says where it cannot.
    for area in areas(workbook, figure).into_iter().take(3) {
        for how in derive::offered(workbook, row, area.id, measure) {
            if !found.contains(&how) {
                found.push(how);
            }
        }
    }
    found
}
