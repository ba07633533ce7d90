//! Random figures.

use super::*;

pub fn random_figure(dice: &mut Dice, known: &Known, id: FigureId) -> Figure {
    let kind = dice.pick(&[
        FigureKind::Line,
        FigureKind::Column,
        FigureKind::Dumbbell,
        FigureKind::Bullet,
        FigureKind::RankedBars,
        FigureKind::CompletionBars,
        FigureKind::ProjectBars,
        FigureKind::InvestmentCurve,
        FigureKind::BoardBars,
        FigureKind::BoardBump,
        FigureKind::BoardDots,
        FigureKind::Schedule,
        FigureKind::StageBoard,
        FigureKind::Funnel,
        FigureKind::HeatTable,
    ]);
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
        annotations: dice.many(2, |dice| Annotation {
            period: dice.period(),
            value: dice.maybe(|dice| dice.decimal()),
            text: dice.name(),
        }),
        note: dice.text(),
        note_en: dice.text(),
        source: dice.text(),
        source_en: dice.text(),
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
