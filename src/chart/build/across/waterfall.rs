//! What each area, or each part, contributes to the growth of the whole.

use super::{Across, AxisUnit, Compared, Drawing, Made, Thing, Value};
use crate::{
    analysis::number::round_half_up,
    chart::{
        data::{Body, Tone},
        kinds::{Step, Waterfall},
    },
    i18n::format::signed,
    model::{Decimal, Measure, figure::Highlight},
};

/// Decimal places of contributions.
const PLACES: u8 = 2;

/// What is known of the whole and its parts in a period and a year earlier.
struct Change {
    before: Decimal,
    now: Decimal,
}

pub(super) fn waterfall(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    // Contributions follow from levels, whatever measure the figure asks for.
    let levels = Across { measure: across.first.measure, unit: across.first.unit.clone(), ..across.clone() };
    if levels.first.measure != Measure::Level {
        return None;
    }
    let root = across.one_area()?;
    let whole = Thing {
        indicator: levels.first,
        area: root,
        name: super::area_label(lang, root).to_owned(),
        tone: Tone::Accent,
        strong: true,
    };
    let parts: Vec<Thing<'_>> = if levels.indicators.len() > 1 {
        levels.things().into_iter().skip(1).collect()
    } else {
        levels.area_things()
    };
    let to = levels.latest(std::slice::from_ref(&whole))?;
    let from = to.in_year(to.year().checked_sub(1)?);
    let change = |thing: &Thing<'_>| {
        let before = levels.figure_of(thing, from)?;
        Some(Change { before, now: levels.figure_of(thing, to)? })
    };
    let total = change(&whole)?;
    if total.before <= Decimal::ZERO {
        return None;
    }
    let points = |amount: Decimal| {
        let points = amount.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(total.before)?;
        Some(points)
    };
    let mut found: Vec<(Thing<'_>, Decimal)> = Vec::new();
    let mut missing = Vec::new();
    for part in parts {
        match change(&part).and_then(|change| points(change.now.checked_sub(change.before)?)) {
            Some(value) => found.push((part, value)),
            None => missing.push(part.name),
        }
    }
    if found.is_empty() {
        return None;
    }
    found.sort_by_key(|(_, value)| std::cmp::Reverse(*value));
    let growth = points(total.now.checked_sub(total.before)?)?;
    let sum = found.iter().fold(Decimal::ZERO, |sum, (_, value)| sum.saturating_add(*value));
    let rest = growth.checked_sub(sum)?;
    let said = |value: Decimal| signed(round_half_up(value, PLACES), PLACES.into());
    let mut steps = Vec::new();
    let mut table = vec![vec![
        lang.column_thing().to_owned(),
        lang.measure_unit(lang.kinds_contribution(), lang.kinds_points()),
    ]];
    let mut at = Decimal::ZERO;
    let mut step = |name: String, value: Decimal, strong: bool, at: &mut Decimal| {
        let from = *at;
        *at = at.saturating_add(value);
        let text = said(value);
        let tip = lang.latest(&name, &format!("{text} {}", lang.kinds_points()));
        table.push(vec![name.clone(), round_half_up(value, PLACES).to_string()]);
        let to = Value { at: super::place(*at), text, tip, hollow: false };
        steps.push(Step { name, from: super::place(from), to, total: false, strong });
    };
    for (part, value) in found {
        let strong = part.strong
            || across.figure.highlight == Some(Highlight::Area(part.area.id)) && levels.indicators.len() == 1;
        step(part.name, value, strong, &mut at);
    }
    if round_half_up(rest, PLACES) != Decimal::ZERO {
        step(lang.kinds_rest().to_owned(), rest, false, &mut at);
    }
    table.push(vec![whole.name.clone(), round_half_up(growth, PLACES).to_string()]);
    let text = said(growth);
    let tip = lang.latest(&lang.period(to), &format!("{text}%"));
    let to_value = Value { at: super::place(growth), text: format!("{text}%"), tip, hollow: false };
    steps.push(Step { name: whole.name.clone(), from: 0.0, to: to_value, total: true, strong: true });

    let mut notes = vec![lang.kinds_contribution_method().to_owned()];
    if let Some(published) = levels.observation(&whole, to).and_then(|o| o.growth) {
        let same = round_half_up(growth, published.scale().min(28) as u8) == published;
        if !same {
            notes.push(lang.kinds_published_differs(&crate::i18n::format::number(published)));
        }
    }
    if !missing.is_empty() {
        notes.push(lang.kinds_without(missing.join(lang.list_comma())));
    }
    let name = super::name(lang, across.first);
    let periods = lang.period(to);
    let spoken = steps.iter().any(|step| step.strong && !step.total);
    let unit = AxisUnit::plain(lang.kinds_points());
    let drawing = Drawing::Waterfall(Waterfall { steps, spoken, unit });
    Some(Made {
        title: lang.in_area(across.place_label(), &lang.kinds_contributions(name)),
        subtitle: super::joined([
            &lang.measure_unit(lang.kinds_contribution(), lang.kinds_points()),
            &periods,
        ]),
        keys: Vec::new(),
        notes,
        summary: lang.latest(&periods, &format!("{text}%")),
        body: Body::Compared(Box::new(Compared { drawing, table })),
    })
}
