//! From the workbook to a chart: what is shown, every label written from exact decimals.

mod across;
mod areas;
mod board;
mod boards;
mod compare;
mod curve;
mod derived;
mod funnel;
mod goal;
mod heat;
mod projects;
mod schedule;
mod scope;
mod second;
mod series;
mod time;
mod words;

pub use across::tile_positions;

use super::data::{BandMark, Body, Chart};
use crate::{
    analysis::ListAnalysis,
    i18n::Lang,
    model::{
        Decimal, Figure, FigureId, FigureKind, Indicator, IndicatorId, ListId, Measure, Observation,
        Workbook,
        figure::{Band, Transformation},
    },
};
use rust_decimal::prelude::ToPrimitive;
use scope::Scope;

/// Describes a figure of a workbook. Never fails: what cannot be shown is an empty figure that says why.
pub fn chart(workbook: &Workbook, figure: &Figure, lang: Lang) -> Chart {
    chart_of(workbook, figure, None, lang)
}

/// As [`chart`], with the figure's list worked out before: taken where it is the one that the figure shows.
pub fn chart_of(workbook: &Workbook, figure: &Figure, known: Option<&ListAnalysis>, lang: Lang) -> Chart {
    let scope = || Scope::of(workbook, figure, known);
    let made = match figure.kind {
        FigureKind::Line | FigureKind::Column => series::lines(workbook, figure, lang),
        FigureKind::Dumbbell => compare::dumbbell(workbook, figure, lang),
        FigureKind::Bullet => compare::bullet(workbook, figure, lang),
        FigureKind::RankedBars => areas::ranked(workbook, figure, lang),
        FigureKind::CompletionBars => scope().and_then(|scope| areas::completion(&scope, figure, lang)),
        FigureKind::ProjectBars => scope().and_then(|scope| projects::by_category(&scope, lang)),
        FigureKind::BoardBars => boards::bars(workbook, figure, lang),
        FigureKind::BoardBump => boards::bump(workbook, figure, lang),
        FigureKind::BoardDots => boards::dots(workbook, figure, lang),
        FigureKind::InvestmentCurve => scope().map(|scope| curve::curve(&scope, figure, lang)),
        FigureKind::Schedule => scope().map(|scope| schedule::schedule(&scope, figure, lang)),
        FigureKind::StageBoard => scope().map(|scope| board::board(&scope, lang)),
        FigureKind::Funnel => scope().map(|scope| funnel::funnel(&scope, lang)),
        FigureKind::HeatTable => scope().map(|scope| heat::heat(&scope, figure, lang)),
        FigureKind::StackedColumns
        | FigureKind::FullColumns
        | FigureKind::Slope
        | FigureKind::AreaHeat
        | FigureKind::SmallMultiples
        | FigureKind::Scatter
        | FigureKind::PeerBox
        | FigureKind::Waterfall
        | FigureKind::TileMap => across::chart(workbook, figure, lang),
    };
    let Some(made) = made else {
        return words::finish(workbook, figure, lang, Made::empty(lang.figure_empty().to_owned()));
    };
    words::finish(workbook, figure, lang, made)
}

/// The rows for a spreadsheet of the kinds that know more than they draw; none: the drawing says all.
pub(super) fn table(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Vec<Vec<String>>> {
    let scope = || Scope::of(workbook, figure, None);
    match figure.kind {
        FigureKind::Schedule => Some(schedule::table(&scope()?, figure, lang)),
        FigureKind::StageBoard => Some(board::table(&scope()?, lang)),
        FigureKind::Funnel => Some(funnel::table(&scope()?, lang)),
        _ => None,
    }
}

/// What a kind makes; titles that the figure itself gives, source and notes come after.
struct Made {
    title: String,
    subtitle: String,
    keys: Vec<super::Key>,
    notes: Vec<String>,
    summary: String,
    body: Body,
}

impl Made {
    fn empty(why: String) -> Self {
        Self {
            title: String::new(),
            subtitle: String::new(),
            keys: Vec::new(),
            notes: Vec::new(),
            summary: why.clone(),
            body: Body::Empty(why),
        }
    }
}

/// What a figure is wanted of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One indicator.
    Indicator(IndicatorId),
    /// Growth of all headline indicators, last year's result against this year's target.
    Headline,
    /// Completion of a project list by area.
    List(ListId),
}

/// The usual figure of a subject, not saved (its identifier is 0): over time where there are at least three
/// observations, else last year's result against this year's target.
pub fn default_figure(workbook: &Workbook, subject: Subject) -> Figure {
    let figure = |kind| Figure::new(FigureId(0), kind);
    match subject {
        Subject::Indicator(id) => {
            let Some(indicator) = workbook.indicators.get(id) else { return figure(FigureKind::Line) };
            let measure = main_measure(workbook, indicator);
            let root = workbook.root_area().map(|area| area.id);
            let seen = root.map_or(0, |root| {
                let figure = |o: &&Observation| o.figure(measure, indicator.measure).is_some();
                indicator.series(root).iter().filter(figure).count()
            });
            let kind = if seen >= 3 { FigureKind::Line } else { FigureKind::Bullet };
            Figure { indicators: vec![id], measure, ..figure(kind) }
        }
        Subject::Headline => {
            let wanted = |i: &&Indicator| i.headline;
            let indicators = workbook.indicators.iter().filter(wanted).map(|i| i.id).collect();
            Figure { indicators, measure: Measure::Growth, ..figure(FigureKind::Dumbbell) }
        }
        Subject::List(list) => Figure { list: Some(list), ..figure(FigureKind::CompletionBars) },
    }
}

/// The measure that an indicator is best shown in: that of its target of the year; else the one it has most
/// figures of, its own first.
fn main_measure(workbook: &Workbook, indicator: &Indicator) -> Measure {
    let root = workbook.root_area().map(|area| area.id);
    let of_year = indicator.targets.iter().filter(|t| t.year == workbook.year);
    if let Some(target) =
        of_year.min_by_key(|t| (t.area.is_some() && t.area != root, t.measure != indicator.measure))
    {
        return target.measure;
    }
    let count = |measure: Measure| {
        indicator.observations.iter().filter(|o| o.figure(measure, indicator.measure).is_some()).count()
    };
    if count(Measure::Growth) > count(indicator.measure) { Measure::Growth } else { indicator.measure }
}

/// The measure that a figure shows of an indicator: the figure's where the indicator has it.
fn measure_of(workbook: &Workbook, figure: &Figure, indicator: &Indicator) -> Measure {
    let seen = |o: &Observation| o.figure(figure.measure, indicator.measure).is_some();
    let has = indicator.observations.iter().any(seen)
        || indicator.targets.iter().any(|t| t.measure == figure.measure && t.year == workbook.year);
    if has { figure.measure } else { main_measure(workbook, indicator) }
}

/// The lines and bands that a figure gives.
fn bands(figure: &Figure) -> Vec<BandMark> {
    let band = |band: &Band| BandMark {
        at: place(band.value),
        high: band.high.map(place),
        label: band.text.to_string(),
    };
    figure.bands.iter().map(band).collect()
}

/// Where an exact figure stands on the screen.
fn place(value: Decimal) -> f64 {
    value.to_f64().unwrap_or(f64::NAN)
}

/// Whether a figure changes what was published; such a figure says so.
fn is_derived(figure: &Figure) -> bool {
    let changes = matches!(figure.kind, FigureKind::Line | FigureKind::Column | FigureKind::RankedBars);
    changes && figure.transformation != Transformation::None
}
