//! How areas are spread: the quartiles of a level, and the figure of the thing spoken of.

use super::{Across, Compared, Drawing, Made, Thing, Value, area_label, number};
use crate::{
    analysis::number::round_half_up,
    chart::{
        data::{Key, KeyMark, Tone},
        kinds::{Peers, Spread},
    },
    model::{Area, Decimal, Period, Status, figure::Highlight},
};

/// Fewer areas have no quartiles worth drawing.
const FEWEST: usize = 4;

/// The quantile at a number of quarters, by linear interpolation between the figures in order (the method of
/// spreadsheets, QUARTILE.INC). Exact.
pub(super) fn quartile(sorted: &[Decimal], quarters: u8) -> Option<Decimal> {
    let last = sorted.len().checked_sub(1)?;
    let steps = last * usize::from(quarters);
    let (at, rest) = (steps / 4, steps % 4);
    let low = *sorted.get(at)?;
    let Some(&high) = sorted.get(at + 1) else { return Some(low) };
    let part = Decimal::from(rest as u64).checked_div(Decimal::from(4))?;
    high.checked_sub(low)?.checked_mul(part)?.checked_add(low)
}

fn spread(
    across: &Across<'_>,
    name: String,
    things: &[Thing<'_>],
    own: Option<&Thing<'_>>,
    period: Period,
) -> Option<(Spread, Vec<String>)> {
    let lang = across.lang;
    let of = |thing: &Thing<'_>| {
        let hollow = across.observation(thing, period)?.status == Status::Preliminary;
        Some((across.figure_of(thing, period)?, thing.name.clone(), hollow))
    };
    let mut figures: Vec<(Decimal, String, bool)> = things.iter().filter_map(of).collect();
    if figures.len() < FEWEST {
        return None;
    }
    figures.sort();
    let sorted: Vec<Decimal> = figures.iter().map(|(value, ..)| *value).collect();
    let places = sorted.iter().map(Decimal::scale).max().unwrap_or(0).max(1) as u8;
    let names = [
        lang.kinds_smallest(),
        lang.kinds_quartile_1(),
        lang.kinds_median(),
        lang.kinds_quartile_3(),
        lang.kinds_largest(),
    ];
    let five: Option<Vec<(Decimal, Value)>> = (0..=4_u8)
        .zip(names)
        .map(|(quarters, name)| {
            let exact = quartile(&sorted, quarters)?;
            let value = if matches!(quarters, 0 | 4) { exact } else { round_half_up(exact, places) };
            let tip = format!("{name} {}", lang.quantity(value, &across.unit));
            Some((value, Value { at: super::place(exact), text: number(value), tip, hollow: false }))
        })
        .collect();
    let five = five?;
    let mut cells = vec![name.clone()];
    cells.extend(five.iter().map(|(value, _)| value.to_string()));
    let own_figure = own.and_then(|own| across.figure_of(own, period));
    cells.push(own_figure.map(|value| value.to_string()).unwrap_or_default());
    let five: Vec<Value> = five.into_iter().map(|(_, value)| value).collect();
    let five: [Value; 5] = five.try_into().ok()?;
    let dot = |(value, area, hollow): (Decimal, String, bool)| {
        let tip = lang.latest(&area, &lang.quantity(value, &across.unit));
        Value { at: super::place(value), text: area, tip, hollow }
    };
    let dots = figures.into_iter().map(dot).collect();
    let own = own.and_then(|own| {
        let mut value = across.value(own, period)?;
        value.tip = format!("{} {}", own.name, value.tip);
        Some(value)
    });
    Some((Spread { name, five, dots, own }, cells))
}

pub(super) fn peers(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let spoken: &Area = match across.figure.highlight {
        Some(Highlight::Area(area)) => across.workbook.areas.get(area)?,
        _ => across.root()?,
    };
    let of = |indicator, area: &Area| {
        let area = across.workbook.areas.get(area.id)?;
        let name = area_label(lang, area).to_owned();
        Some(Thing { indicator, area, name, tone: Tone::Accent, strong: true })
    };
    let several = across.indicators.len() > 1;
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    let mut shown = Vec::new();
    if several {
        let same = across.indicators.iter().filter(|i| i.unit_of(across.measure) == across.unit);
        for &indicator in same {
            let things: Vec<_> = across.areas.iter().filter_map(|&area| of(indicator, area)).collect();
            let Some(period) = across.latest(&things) else { continue };
            let own = of(indicator, spoken);
            let title = super::name(lang, indicator).to_owned();
            if let Some((row, line)) = spread(across, title, &things, own.as_ref(), period) {
                rows.push(row);
                lines.push(line);
                shown.push(period);
            }
        }
        shown.sort();
        shown.dedup();
    } else {
        let things: Vec<_> = across.areas.iter().filter_map(|&area| of(across.first, area)).collect();
        let own = of(across.first, spoken);
        let periods = across.periods(&things, false);
        for (&period, head) in periods.iter().zip(across.heads(&periods)) {
            if let Some((row, line)) = spread(across, head, &things, own.as_ref(), period) {
                rows.push(row);
                lines.push(line);
                shown.push(period);
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let spoken_name = area_label(lang, spoken);
    let mut table = vec![
        [
            if several { lang.column_thing() } else { lang.column_period() },
            lang.kinds_smallest(),
            lang.kinds_quartile_1(),
            lang.kinds_median(),
            lang.kinds_quartile_3(),
            lang.kinds_largest(),
            spoken_name,
        ]
        .map(str::to_owned)
        .to_vec(),
    ];
    table.extend(lines);
    let title = lang.kinds_spread(across.root_label(), &across.subject());
    let mut notes = vec![lang.kinds_box_method(across.areas.len())];
    if rows.iter().flat_map(|row| &row.dots).any(|dot| dot.hollow) {
        notes.push(lang.hollow_is_preliminary().to_owned());
    }
    let unit = across.axis.clone();
    let drawing = Drawing::Peers(Peers { rows, unit });
    let mut made = across.made(title, &shown, notes, Compared { drawing, table });
    made.keys = vec![
        Key { mark: KeyMark::Bar, tone: Tone::Muted, text: lang.kinds_middle_half().to_owned() },
        Key { mark: KeyMark::Dot, tone: Tone::Muted, text: lang.kinds_one_area().to_owned() },
        Key { mark: KeyMark::Diamond, tone: Tone::Accent, text: spoken_name.to_owned() },
    ];
    Some(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_those_of_a_spreadsheet() {
        let sorted: Vec<Decimal> = [1, 2, 4, 7, 11, 16].map(Decimal::from).to_vec();
        // Places 0 to 5. A quarter of 5 is 1.25: 2 + 0.25 × (4 − 2) = 2.5; half is 2.5: (4 + 7) ÷ 2 = 5.5;
        // three quarters are 3.75: 7 + 0.75 × (11 − 7) = 10.
        let found: Vec<String> =
            (0..=4).filter_map(|q| quartile(&sorted, q)).map(|v| v.normalize().to_string()).collect();
        assert_eq!(found, ["1", "2.5", "5.5", "10", "16"]);
        assert_eq!(quartile(&[], 2), None);
    }
}
