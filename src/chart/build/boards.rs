//! Figures of a ranking board.

use super::{Made, place, words::joined};
use crate::{
    analysis::{
        board::{Contestant, Standings, contestants, full_points, history},
        derive::quotient::quotient,
        round_half_up,
    },
    chart::{
        AxisUnit,
        data::{Body, Mark, Reference, Row, RowStyle, RowsBody, Tone},
        ranks::{Bump, BumpBody, Dot, DotsBody, DotsRow, Stop},
    },
    i18n::{Lang, format::number},
    model::{Board, Decimal, Figure, Workbook, figure::Highlight},
};

/// A board up to the period that the figure asks for.
struct Shown<'a> {
    board: &'a Board,
    ranked: Vec<Contestant>,
    history: Vec<Standings>,
}

impl<'a> Shown<'a> {
    fn of(workbook: &'a Workbook, figure: &Figure) -> Option<Self> {
        let board = workbook.boards.get(figure.board?)?;
        let mut history = history(workbook, board);
        if let Some(to) = figure.to {
            history.retain(|standings| standings.period <= to);
        }
        let found = Self { board, ranked: contestants(board), history };
        (!found.ranked.is_empty() && !found.history.is_empty() && !board.items.is_empty()).then_some(found)
    }

    /// Whether one of the ranked is what the figure speaks of.
    fn is_spoken_of(&self, at: usize, figure: &Figure) -> bool {
        matches!(
            (self.ranked.get(at), figure.highlight),
            (Some(Contestant::Area(area)), Some(Highlight::Area(spoken))) if *area == spoken
        )
    }

    fn speaks(&self, figure: &Figure) -> bool {
        (0..self.ranked.len()).any(|at| self.is_spoken_of(at, figure))
    }

    /// A fixed colour for each: that of the area in every figure, and of others by their place among the ranked.
    fn tone(&self, at: usize, workbook: &Workbook) -> Tone {
        match self.ranked.get(at) {
            Some(Contestant::Area(area)) => Tone::Series(workbook.areas.position(*area).unwrap_or(at)),
            _ => Tone::Series(at),
        }
    }

    fn last(&self) -> Option<&Standings> {
        self.history.last()
    }

    fn name(&self, at: usize, workbook: &Workbook, lang: Lang) -> String {
        self.ranked.get(at).map_or_else(String::new, |&who| lang.contestant(who, workbook).to_owned())
    }

    fn summary(&self, workbook: &Workbook, lang: Lang) -> String {
        let first = self.last().and_then(|last| Some((*last.order.first()?, last)));
        first.map_or_else(String::new, |(at, last)| {
            lang.ranking_chart_summary(&self.name(at, workbook, lang), lang.points(last.rows[at].score))
        })
    }
}

/// Scores in a period, the best first.
pub(super) fn bars(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let shown = Shown::of(workbook, figure)?;
    let last = shown.last()?;
    let spoken = shown.speaks(figure);
    let row = |&at: &usize| {
        let standing = &last.rows[at];
        let mut row = Row::new(format!("{} {}", standing.place, shown.name(at, workbook, lang)));
        let text = match last.movement(at) {
            None | Some(0) => lang.points(standing.score),
            moved => format!("{} {}", lang.points(standing.score), lang.movement(moved)),
        };
        row.value = Some(Mark::said(place(standing.score), text));
        row.strong = shown.is_spoken_of(at, figure);
        row.tone = match figure.highlight {
            Some(_) if row.strong => Tone::Accent,
            _ if !spoken && standing.place == 1 => Tone::Accent,
            _ => Tone::Muted,
        };
        row.tip.push(lang.ranking_breakdown(
            &shown.name(at, workbook, lang),
            lang.points(standing.score),
            standing.place,
        ));
        for (score, (item, input)) in
            standing.items.iter().zip(shown.board.items.iter().zip(&last.inputs.items))
        {
            row.tip.push(format!(
                "{} {}: {}",
                lang.board_item(item),
                lang.points(score.points),
                lang.scored(input, score)
            ));
        }
        row
    };
    let sum = last.rows.iter().fold(Decimal::ZERO, |sum, row| sum.saturating_add(row.score));
    let mean = quotient(sum, Decimal::from(last.rows.len())).map(|mean| round_half_up(mean, 2));
    let full = number(full_points(shown.board));
    let moved = (0..last.rows.len()).any(|at| last.movement(at).is_some_and(|moved| moved != 0));
    let notes = if moved { vec![lang.ranking_chart_arrows().to_owned()] } else { Vec::new() };
    Some(Made {
        title: lang.ranking_chart_bars(lang.board(shown.board)),
        subtitle: joined([&lang.period(last.period), &lang.ranking_chart_score(full)]),
        keys: Vec::new(),
        notes,
        summary: shown.summary(workbook, lang),
        body: Body::Rows(RowsBody {
            style: RowStyle::Bars,
            rows: last.order.iter().map(row).collect(),
            unit: AxisUnit::default(),
            shared: true,
            reference: mean.map(|mean| Reference { at: place(mean), label: lang.ranking_mean(number(mean)) }),
            bands: Vec::new(),
            heads: Default::default(),
        }),
    })
}

/// Places over the periods.
pub(super) fn bump(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let shown = Shown::of(workbook, figure)?;
    let last = shown.last()?;
    let stop = |standings: &Standings, at: usize| {
        let row = standings.order.iter().position(|&other| other == at)?;
        let standing = standings.rows.get(at)?;
        Some(Stop { row, place: standing.place, score: lang.points(standing.score) })
    };
    let spoken = shown.speaks(figure);
    let line = |&at: &usize| Bump {
        name: shown.name(at, workbook, lang),
        // A fixed colour for each, whatever its place.
        tone: match (spoken, shown.is_spoken_of(at, figure)) {
            (true, true) => Tone::Accent,
            (true, false) => Tone::Muted,
            (false, _) => shown.tone(at, workbook),
        },
        strong: shown.is_spoken_of(at, figure),
        stops: shown.history.iter().map(|standings| stop(standings, at)).collect(),
    };
    let periods = shown.history.iter().map(|standings| lang.period(standings.period)).collect();
    Some(Made {
        title: lang.ranking_chart_bump(lang.board(shown.board)),
        subtitle: lang.ranking_chart_places().to_owned(),
        keys: Vec::new(),
        notes: Vec::new(),
        summary: shown.summary(workbook, lang),
        body: Body::Bump(BumpBody { periods, lines: last.order.iter().map(line).collect() }),
    })
}

/// Parts of the full points, item by item.
pub(super) fn dots(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let shown = Shown::of(workbook, figure)?;
    let last = shown.last()?;
    let best: Vec<Option<Decimal>> = (0..shown.board.items.len())
        .map(|item| last.rows.iter().filter_map(|row| row.items.get(item)).map(|score| score.points).max())
        .collect();
    let row = |&at: &usize| {
        let standing = &last.rows[at];
        let dot = |(score, (item, best)): (&crate::analysis::board::ItemScore, (_, &Option<Decimal>))| {
            let item: &crate::model::board::BoardItem = item;
            score.entry?;
            let part = quotient(score.points, item.weight).map_or(0.0, place);
            Some(Dot {
                part: part.clamp(0.0, 1.0),
                text: lang.points(score.points),
                best: Some(score.points) == *best,
            })
        };
        DotsRow {
            label: format!("{} {}", standing.place, shown.name(at, workbook, lang)),
            score: lang.points(standing.score),
            strong: shown.is_spoken_of(at, figure),
            dots: standing.items.iter().zip(shown.board.items.iter().zip(&best)).map(dot).collect(),
        }
    };
    let head =
        |item: &crate::model::board::BoardItem| format!("{} {}", lang.board_item(item), number(item.weight));
    Some(Made {
        title: lang.ranking_chart_dots(lang.board(shown.board)),
        subtitle: joined([&lang.period(last.period), lang.ranking_chart_parts()]),
        keys: Vec::new(),
        notes: Vec::new(),
        summary: shown.summary(workbook, lang),
        body: Body::Dots(DotsBody {
            heads: shown.board.items.iter().map(head).collect(),
            spoken: shown.speaks(figure),
            rows: last.order.iter().map(row).collect(),
        }),
    })
}
