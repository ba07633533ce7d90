//! Two periods, a line for each area or indicator.

use super::{Across, Compared, Drawing, Made, Part};
use crate::{chart::kinds::Slope, model::Period};

pub(super) fn slope(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let mut things = across.things();
    let to = across.latest(&things)?;
    let from = match across.figure.from {
        Some(from) => from,
        // The same period of the year before, or else the first that there is.
        None => to.in_year(to.year().checked_sub(1)?),
    };
    let periods: [Period; 2] = [from, to];
    things.retain(|thing| periods.iter().any(|&period| across.figure_of(thing, period).is_some()));
    let lines: Vec<Part> = things.iter().map(|thing| across.part(thing, &periods)).collect();
    if lines.iter().all(|line| line.values.iter().any(Option::is_none)) {
        return None;
    }
    let notes = super::preliminary(&lines, lang.hollow_is_preliminary());
    let table = across.table(&periods, &things);
    let heads = periods.map(|period| lang.period(period));
    let subject = if across.indicators.len() > 1 {
        lang.in_area(across.place_label(), &across.subject())
    } else {
        lang.ranked_title(across.place_label(), &across.subject())
    };
    let title = lang.kinds_from_to(&subject, &heads[0], &heads[1]);
    let drawing = Drawing::Slope(Slope { heads, lines, unit: across.axis.clone() });
    Some(across.made(title, &periods, notes, Compared { drawing, table }))
}
