//! Columns made of parts, and small charts side by side.

use super::{Across, AxisUnit, Compared, Drawing, Made, Part, Thing, Value, bands};
use crate::{
    analysis::number::round_half_up,
    chart::kinds::{Panels, Stack},
    i18n::format::fixed,
    model::{Decimal, Measure, Period, figure::Annotation},
};

/// Decimal places of shares.
const PLACES: u8 = 1;

pub(super) fn stack(across: &Across<'_>, full: bool) -> Option<Made> {
    let lang = across.lang;
    let things = across.things();
    let periods = across.periods(&things, true);
    let sum = |&period: &Period| {
        let figures = things.iter().filter_map(|thing| across.figure_of(thing, period));
        figures.map(|value| super::place(value).abs()).sum::<f64>()
    };
    let axis = AxisUnit::of_all(lang, &across.unit, periods.iter().map(sum));
    let across = &Across { axis, ..across.clone() };
    let mut parts: Vec<Part> = things.iter().map(|thing| across.part(thing, &periods)).collect();
    if full {
        for (at, &period) in periods.iter().enumerate() {
            shares(across, &things, &mut parts, at, period);
        }
    }
    let known = |part: &Part| part.values.iter().any(Option::is_some);
    let shown: Vec<Thing<'_>> =
        things.iter().zip(&parts).filter(|(_, part)| known(part)).map(|(thing, _)| thing.clone()).collect();
    parts.retain(known);
    if parts.is_empty() {
        return None;
    }
    let mut notes = super::preliminary(&parts, lang.pale_is_preliminary());
    if full {
        notes.push(lang.kinds_share_of_shown().to_owned());
    }
    if across.measure != Measure::Level {
        notes.push(lang.kinds_stack_of_rates().to_owned());
    }
    let table = across.table(&periods, &shown);
    let title = lang.kinds_made_of(across.place_label(), &across.subject(), across.indicators.len() > 1);
    let unit = if full { AxisUnit::plain("%") } else { across.axis.clone() };
    let slots = across.heads(&periods);
    let at = |period: Period| {
        let same = |p: &Period| p.end() == period.end() || p.is_year() && p.year() == period.year();
        periods.iter().position(same)
    };
    let note = |a: &Annotation| Some((at(a.period)?, a.text.to_string()));
    let events = across.figure.annotations.iter().filter_map(note).collect();
    let bands = if full { Vec::new() } else { bands(across.figure) };
    let total = |&period: &Period| {
        let figures: Vec<Decimal> =
            shown.iter().filter_map(|thing| across.figure_of(thing, period)).collect();
        // Parts on both sides of zero, rates and parts of a whole do not add up to what a column shows; a part that is
        // missing is not zero.
        let is_whole = figures.len() > 1 && figures.len() == shown.len();
        let adds_up = !full && across.measure == Measure::Level && is_whole;
        let sum = figures.iter().try_fold(Decimal::ZERO, |sum, &value| sum.checked_add(value))?;
        (adds_up && figures.iter().all(|value| !value.is_sign_negative())).then(|| across.axis.number(sum))
    };
    let totals = periods.iter().map(total).collect();
    let drawing = Drawing::Stack(Stack { slots, parts, totals, unit, full, bands, notes: events });
    let mut made = across.made(title, &periods, notes, Compared { drawing, table });
    if full {
        let share = lang.measure_unit(lang.kinds_share(), "%");
        made.subtitle = match made.subtitle.rsplit_once(" · ") {
            Some((_, span)) => format!("{share} · {span}"),
            None => share,
        };
    }
    Some(made)
}

/// Turns the figures of a slot into shares of their sum; where one is negative there are none.
fn shares(across: &Across<'_>, things: &[Thing<'_>], parts: &mut [Part], at: usize, period: Period) {
    let figures: Vec<Option<Decimal>> = things.iter().map(|thing| across.figure_of(thing, period)).collect();
    let sum = figures.iter().flatten().fold(Decimal::ZERO, |sum, &v| sum.saturating_add(v));
    let negative = figures.iter().flatten().any(|v| v.is_sign_negative() && !v.is_zero());
    for (part, figure) in parts.iter_mut().zip(figures) {
        let share = figure
            .filter(|_| !negative)
            .and_then(|figure| figure.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(sum));
        let Some(slot) = part.values.get_mut(at) else { continue };
        *slot = share.zip(slot.take()).map(|(share, value)| {
            let text = format!("{}%", fixed(round_half_up(share, PLACES), PLACES.into()));
            let tip = format!("{} · {text}", value.tip);
            Value { at: super::place(share), text, tip, hollow: value.hollow }
        });
    }
}

pub(super) fn panels(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let mut things = across.things();
    let periods = across.periods(&things, false);
    things.retain(|thing| periods.iter().any(|&period| across.figure_of(thing, period).is_some()));
    let panels: Vec<Part> = things.iter().map(|thing| across.part(thing, &periods)).collect();
    if panels.is_empty() {
        return None;
    }
    let by_area = across.indicators.len() == 1;
    // The whole stands behind its parts where the figures are of one size.
    let whole = across.root().filter(|_| by_area && across.measure != Measure::Level).map(|root| Thing {
        indicator: across.first,
        area: root,
        name: super::area_label(lang, root).to_owned(),
        tone: crate::chart::data::Tone::Muted,
        strong: false,
    });
    let behind = whole.as_ref().map(|whole| across.part(whole, &periods));
    let behind = behind.filter(|part| part.values.iter().any(Option::is_some));
    let mut notes = super::preliminary(&panels, lang.hollow_is_preliminary());
    if let Some(behind) = &behind {
        notes.push(lang.kinds_grey_is(&behind.name));
    }
    // A small chart has no room for words.
    notes.extend(across.figure.bands.iter().map(|band| {
        let [from, to] =
            [Some(band.value), band.high].map(|v| v.map(|v| across.axis.with(&across.axis.number(v))));
        lang.kinds_band(&band.text, &from.unwrap_or_default(), to.as_deref())
    }));
    let table = across.table(&periods, &things);
    let title = if by_area {
        lang.ranked_title(across.place_label(), &across.subject())
    } else {
        lang.in_area(across.place_label(), &across.subject())
    };
    let drawing = Drawing::Panels(Panels {
        slots: across.heads(&periods),
        panels,
        behind,
        unit: across.axis.clone(),
        zero: across.measure == Measure::Level,
        bands: bands(across.figure),
    });
    Some(across.made(title, &periods, notes, Compared { drawing, table }))
}
