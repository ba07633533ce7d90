//! What figures of a ranking board show: places over periods, and points item by item.

use super::data::Tone;
use crate::i18n::Lang;

/// Places over periods, the first on top.
#[derive(Debug, Clone, PartialEq)]
pub struct BumpBody {
    /// The periods, oldest first.
    pub periods: Vec<String>,
    /// One for each of the ranked, in the order of the last period.
    pub lines: Vec<Bump>,
}

/// The way of one of the ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct Bump {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub tone: Tone,
    /// The thing spoken of, where the others are grey.
    pub strong: bool,
    /// Where it stands in each period; none: not ranked then.
    pub stops: Vec<Option<Stop>>,
}

/// Where one stands in a period.
#[derive(Debug, Clone, PartialEq)]
pub struct Stop {
    /// The row from the top: those who share a place stand below each other.
    pub row: usize,
    /// The place.
    pub place: u32,
    /// The score.
    pub score: String,
}

/// Dots in aligned columns, one column for each item.
#[derive(Debug, Clone, PartialEq)]
pub struct DotsBody {
    /// The items with their full points.
    pub heads: Vec<String>,
    /// One of the ranked is spoken of: the others are grey.
    pub spoken: bool,
    /// The ranked, the best first.
    pub rows: Vec<DotsRow>,
}

/// The dots of one of the ranked.
#[derive(Debug, Clone, PartialEq)]
pub struct DotsRow {
    /// Place and name.
    pub label: String,
    /// The score.
    pub score: String,
    /// The thing spoken of.
    pub strong: bool,
    /// A dot for each item; none: no figure.
    pub dots: Vec<Option<Dot>>,
}

/// A dot.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// Part of the full points, 0 to 1.
    pub part: f64,
    /// The points.
    pub text: String,
    /// The best of its column.
    pub best: bool,
}

impl BumpBody {
    /// Places as rows with a heading.
    pub(super) fn table(&self, lang: Lang) -> Vec<Vec<String>> {
        let head = std::iter::once(lang.column_thing().to_owned()).chain(self.periods.iter().cloned());
        let place =
            |stop: &Option<Stop>| stop.as_ref().map(|stop| stop.place.to_string()).unwrap_or_default();
        let row =
            |line: &Bump| std::iter::once(line.name.clone()).chain(line.stops.iter().map(place)).collect();
        std::iter::once(head.collect()).chain(self.lines.iter().map(row)).collect()
    }
}

impl DotsBody {
    /// Points as rows with a heading.
    pub(super) fn table(&self, lang: Lang) -> Vec<Vec<String>> {
        let head = [lang.column_thing().to_owned(), lang.ranking_score().to_owned()];
        let head = head.into_iter().chain(self.heads.iter().cloned());
        let points = |dot: &Option<Dot>| dot.as_ref().map(|dot| dot.text.clone()).unwrap_or_default();
        let row = |row: &DotsRow| {
            let head = [row.label.clone(), row.score.clone()];
            head.into_iter().chain(row.dots.iter().map(points)).collect()
        };
        std::iter::once(head.collect()).chain(self.rows.iter().map(row)).collect()
    }
}
