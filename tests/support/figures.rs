//! Random boards and saved figures.

use super::{Dice, Known, MEASURES, maybe_of};
use guatu::model::{
    Board, BoardId, Figure, FigureId, FigureKind, Grouping, HeatFigure, ProjectId, ProjectView,
    board::{Adjustment, BoardItem, ItemSource, ManualFigure, Ranked, Scoring, Ties},
    figure::{Annotation, Band, Highlight, Paper, SecondAxis, Tile, Transformation},
};

pub fn random_board(dice: &mut Dice, known: &Known, id: BoardId) -> Board {
    let ranked = if dice.percent(50) {
        Ranked::Areas(known.areas.clone())
    } else {
        Ranked::Departments(known.departments.clone())
    };
    let places = match &ranked {
        Ranked::Areas(ids) => ids.len(),
        Ranked::Departments(ids) => ids.len(),
    };
    let mut periods = dice.many(4, |dice| dice.period());
    periods.sort_unstable();
    periods.dedup();
    let items: Vec<_> = (0..1 + dice.below(4))
        .map(|_| BoardItem {
            name: dice.name(),
            name_en: dice.text(),
            source: match dice.below(4) {
                0 if !known.indicators.is_empty() => {
                    ItemSource::Indicator(dice.pick(&known.indicators), dice.pick(&MEASURES))
                }
                1 if !known.lists.is_empty() => ItemSource::Completion(dice.pick(&known.lists)),
                2 if !known.lists.is_empty() => ItemSource::StartRate(dice.pick(&known.lists)),
                _ => ItemSource::Manual,
            },
            weight: dice.positive(),
            scoring: match dice.below(5) {
                0 => Scoring::GapToPace(dice.decimal()),
                1 => Scoring::Growth,
                2 => Scoring::RankPoints(dice.decimal()),
                3 => Scoring::Efficacy,
                _ => Scoring::RatioToTarget,
            },
            cap: dice.maybe(|dice| dice.decimal()),
            floor: dice.maybe(|dice| dice.decimal()),
            lower_is_better: dice.maybe(|dice| dice.percent(70)),
            target: dice.maybe(|dice| dice.decimal()),
        })
        .collect();
    Board {
        id,
        title: dice.name(),
        title_en: dice.text(),
        periods,
        adjustments: dice.many(2, |dice| Adjustment {
            period: dice.period(),
            ranked: dice.below(places) as u32,
            points: dice.decimal(),
            reason: dice.name(),
        }),
        figures: dice.many(3, |dice| ManualFigure {
            period: dice.period(),
            item: dice.below(items.len()) as u32,
            ranked: dice.below(places) as u32,
            value: dice.decimal(),
        }),
        items,
        ranked,
        ties: dice.pick(&[Ties::Skip, Ties::Dense]),
    }
}

pub fn random_figure(dice: &mut Dice, known: &Known, id: FigureId) -> Figure {
    let kind = dice.pick(&FigureKind::ALL);
    Figure {
        id,
        kind,
        title: dice.text(),
        title_en: dice.text(),
        subtitle: dice.text(),
        subtitle_en: dice.text(),
        indicators: if known.indicators.is_empty() {
            Vec::new()
        } else {
            dice.many(3, |dice| dice.pick(&known.indicators))
        },
        areas: dice.many(3, |dice| dice.pick(&known.areas)),
        list: maybe_of(dice, &known.lists),
        board: maybe_of(dice, &known.boards),
        view: ProjectView {
            projects: dice.many(3, |dice| ProjectId(1 + dice.below(60) as u32)),
            group: dice.pick(&Grouping::ALL),
            heat: dice.pick(&HeatFigure::ALL),
            until: dice.maybe(|dice| dice.year()),
        },
        measure: dice.pick(&MEASURES),
        from: dice.maybe(|dice| dice.period()),
        to: dice.maybe(|dice| dice.period()),
        transformation: random_transformation(dice, known),
        highlight: if known.indicators.is_empty() || dice.percent(60) {
            dice.maybe(|dice| Highlight::Area(dice.pick(&known.areas)))
        } else {
            Some(Highlight::Indicator(dice.pick(&known.indicators)))
        },
        tiles: dice.many(2, |dice| Tile {
            area: dice.pick(&known.areas),
            column: dice.below(6) as u8,
            row: dice.below(6) as u8,
        }),
        second_axis: dice.maybe(|dice| {
            if dice.percent(50) { SecondAxis::OtherUnits } else { SecondAxis::Measure(dice.pick(&MEASURES)) }
        }),
        bands: dice.many(2, |dice| {
            let value = dice.decimal();
            Band {
                value,
                high: dice.maybe(|_| value.checked_add(1.into()).unwrap_or(value)),
                text: dice.name(),
            }
        }),
        pace: dice.percent(30),
        hide_target: dice.percent(30),
        annotations: dice.many(2, |dice| Annotation {
            period: dice.period(),
            value: dice.maybe(|dice| dice.decimal()),
            text: dice.name(),
        }),
        note: dice.text(),
        note_en: dice.text(),
        source: dice.text(),
        source_en: dice.text(),
        paper: dice.pick(&Paper::ALL),
    }
}

pub fn random_transformation(dice: &mut Dice, known: &Known) -> Transformation {
    use Transformation as T;
    match dice.below(14) {
        0 => T::Single,
        1 => T::Cumulative,
        2 => T::YearOnYear,
        3 => T::PeriodOnPeriod,
        4 => T::Index,
        5 => T::IndexTo(dice.period()),
        6 => T::PointsOnYear,
        7 => T::PointsOnPeriod,
        8 => T::Share,
        9 => T::Contribution,
        10 => T::Average(2 + dice.below(59) as u8),
        11 => T::Distance(dice.pick(&known.areas)),
        12 => T::Place,
        _ => T::None,
    }
}
