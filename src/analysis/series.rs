//! Series for charts, and the tiles of the overview.

use super::target::{self, Reading, Verdict, judge};
use crate::model::{
    AreaId, Basis, Decimal, Indicator, IndicatorId, Measure, Period, Target, TargetId, Unit, Workbook,
};

/// What the overview shows of a headline indicator.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its target of the workbook's year for the root area, where it has one.
    pub target: Option<TargetId>,
    /// The measure that the tile speaks of: the target's, or else the indicator's own.
    pub measure: Measure,
    /// The unit of that measure.
    pub unit: Unit,
    /// The latest figure up to the reporting month, of whatever year.
    pub latest: Option<Reading>,
    /// Last year's result.
    pub previous_year: Option<Reading>,
    /// The judgement of the target.
    pub verdict: Option<Verdict>,
    /// The figures that lead up to the latest one, oldest first; short where there is no history.
    pub spark: Vec<(Period, Decimal)>,
}

/// The most figures a sparkline has.
const LONGEST_SPARK: usize = 24;

/// The tiles of the headline indicators, in the order of the plan.
pub fn headline_tiles(workbook: &Workbook) -> Vec<Tile> {
    workbook.indicators.iter().filter(|indicator| indicator.headline).map(|row| tile(workbook, row)).collect()
}

/// The tile of one indicator.
pub fn tile(workbook: &Workbook, indicator: &Indicator) -> Tile {
    let root = workbook.root_area().map(|area| area.id);
    let target = main_target(workbook, indicator);
    let measure = target.map_or(indicator.measure, |target| target.measure);
    let mut tile = Tile {
        indicator: indicator.id,
        target: target.map(|target| target.id),
        measure,
        unit: indicator.unit_of(measure),
        latest: None,
        previous_year: None,
        verdict: target.map(|target| judge(workbook, indicator, target, workbook.month)),
        spark: Vec::new(),
    };
    let Some(area) = root else { return tile };
    let year = workbook.year;
    tile.previous_year = target::result_of_year(indicator, area, measure, year.saturating_sub(1));
    let past = || {
        let last = indicator.series(area).iter().map(|o| o.period.year()).filter(|&y| y < year).max()?;
        target::latest(indicator, area, measure, last, None)
    };
    tile.latest = target::latest(indicator, area, measure, year, workbook.month).or_else(past);
    if let Some(latest) = &tile.latest {
        tile.spark = spark(indicator, area, measure, latest);
    }
    tile
}

/// The target of the workbook's year for the root area: the first one with a value, or else the first.
pub fn main_target<'a>(workbook: &Workbook, indicator: &'a Indicator) -> Option<&'a Target> {
    let root = workbook.root_area().map(|area| area.id);
    let mut own = indicator
        .targets
        .iter()
        .filter(|target| target.year == workbook.year && (target.area.is_none() || target.area == root));
    own.clone().find(|target| target.value.is_some()).or_else(|| own.next())
}

fn spark(indicator: &Indicator, area: AreaId, measure: Measure, latest: &Reading) -> Vec<(Period, Decimal)> {
    let sawtooth = measure == Measure::Level && latest.period.basis() == Basis::Cumulative;
    let year = latest.period.is_year() && latest.period.basis() == Basis::Single;
    let fits = |period: Period| {
        if year {
            return period.is_year() && period.basis() == Basis::Single;
        }
        // A level that starts anew each January is shown for its own year.
        (!sawtooth || period.year() == latest.period.year())
            && period.basis() == latest.period.basis()
            && !(period.is_year() && period.basis() == Basis::Single)
    };
    let mut figures: Vec<_> = indicator
        .series(area)
        .iter()
        .filter(|o| fits(o.period) && o.period.end() <= latest.period.end())
        .filter_map(|o| o.figure(measure, indicator.measure).map(|value| (o.period, value)))
        .collect();
    figures.drain(..figures.len().saturating_sub(LONGEST_SPARK));
    figures
}

/// The figures of a year as a line: at most one for each month's end, on the indicator's own basis where
/// several are published; the whole year's figure only where nothing else ends in December.
pub fn line_series(
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    year: i16,
) -> Vec<(Period, Decimal)> {
    let mut line: Vec<(Period, Decimal)> = Vec::new();
    // Worse fits have larger keys.
    let fit = |period: Period| {
        let whole_year = period.is_year() && period.basis() == Basis::Single;
        (whole_year && indicator.basis != Basis::Single, period.basis() != indicator.basis, whole_year)
    };
    for o in indicator.series(area).iter().filter(|o| o.period.year() == year) {
        let Some(value) = o.figure(measure, indicator.measure) else { continue };
        match line.last_mut() {
            Some(last) if last.0.last() == o.period.last() => {
                if fit(o.period) < fit(last.0) {
                    *last = (o.period, value);
                }
            }
            _ => line.push((o.period, value)),
        }
    }
    line
}

/// Where a period stands on an axis in years: at the end of its last month (2024-06 is 2024.5).
pub fn axis_position(period: Period) -> f64 {
    f64::from(period.year()) + f64::from(period.last()) / 12.0
}
