//! Derivations across areas, and parts of a whole.

use super::{
    Derivation, Input, Omission, Out, Unavailable, Whole,
    quotient::per_cent,
    source::{Kind, Known, Source},
    time::each_with_a_year_before,
};
use crate::model::{AreaId, Decimal, Direction, Indicator, Measure, Status, Workbook};

/// The figure that covers the same months.
fn same<'a>(known: &'a [Known], like: &Known) -> Option<&'a Known> {
    known.binary_search_by_key(&like.cover, |known| known.cover).ok().map(|at| &known[at])
}

fn less_final(one: &Known, other: &Known) -> Known {
    let preliminary = other.status == Status::Preliminary;
    Known { status: if preliminary { Status::Preliminary } else { one.status }, ..*one }
}

/// The whole that the figures of an area are a part of, in their unit.
fn whole(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    part: &Source,
) -> Option<(Whole, Source)> {
    let above = workbook.areas.get(area).and_then(|row| row.parent);
    let (of, mut source) = match (above, indicator.part_of) {
        (_, Some(id)) if above.is_none() => {
            (Whole::Indicator(id), Source::of(workbook.indicators.get(id)?, area, measure))
        }
        (Some(above), _) => (Whole::Area(above), Source::of(indicator, above, measure)),
        (None, _) => return None,
    };
    let factor = if source.unit == part.unit {
        Some(Decimal::ONE)
    } else {
        source.unit.convert(Decimal::ONE, &part.unit)
    };
    let factor = factor?;
    if source.kind != part.kind || source.is_empty() {
        return None;
    }
    if factor != Decimal::ONE {
        for list in [&mut source.single, &mut source.cumulative, &mut source.stock] {
            for known in list {
                known.value = known.value.checked_mul(factor)?;
            }
        }
        source.unit = part.unit.clone();
    }
    Some((of, source))
}

/// Share of the whole, or percentage points contributed to its growth.
pub(super) fn part(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    part: &Source,
    contribution: bool,
) -> Result<Out<true>, Unavailable> {
    if !matches!(part.kind, Kind::Amount | Kind::Level) {
        return Err(Unavailable::NotALevel);
    }
    let (of, whole) = whole(workbook, indicator, area, measure, part).ok_or(Unavailable::NoWhole)?;
    let all = on_basis(&whole, part);
    let mut out = Out::with_room(part.len());
    if contribution {
        each_with_a_year_before(part.view(), |now, before| {
            let Some(whole) = same(all, before) else { return };
            let more = now.value.saturating_sub(before.value);
            match per_cent(more, whole.value) {
                Some(value) => out.put(&less_final(now, before), value, || Derivation::Contribution {
                    now: now.into(),
                    before: before.into(),
                    whole: whole.into(),
                    of,
                }),
                None => out.omit(now, Omission::BaseNotPositive(whole.into())),
            }
        });
    } else {
        for now in part.view() {
            let Some(whole) = same(all, now) else { continue };
            match per_cent(now.value, whole.value) {
                Some(value) => out.put(&less_final(now, whole), value, || Derivation::Share {
                    part: now.into(),
                    whole: whole.into(),
                    of,
                }),
                None => out.omit(now, Omission::BaseNotPositive(whole.into())),
            }
        }
    }
    Ok(out)
}

/// The figures of another series on the basis that one is looked at on.
fn on_basis<'a>(other: &'a Source, like: &Source) -> &'a [Known] {
    match like.basis {
        crate::model::Basis::Single => &other.single,
        crate::model::Basis::Cumulative => &other.cumulative,
        crate::model::Basis::Stock => &other.stock,
    }
}

/// How far a figure is from another area's of the same months.
pub(super) fn distance(
    indicator: &Indicator,
    own: &Source,
    measure: Measure,
    from: AreaId,
) -> Result<Out<true>, Unavailable> {
    if own.kind == Kind::Other {
        return Err(Unavailable::NotALevel);
    }
    let other = Source::of(indicator, from, measure);
    let all = on_basis(&other, own);
    let mut out = Out::with_room(own.len());
    for now in own.view() {
        let Some(other) = same(all, now) else { continue };
        let value = now.value.saturating_sub(other.value);
        out.put(&less_final(now, other), value, || Derivation::Distance {
            own: now.into(),
            other: other.into(),
            from,
        });
    }
    if out.points.is_empty() { Err(Unavailable::NoOther) } else { Ok(out) }
}

/// The place among the areas with the same area above: equal figures share a place, and the next is skipped.
pub(super) fn place(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    measure: Measure,
    own: &Source,
) -> Result<Out<true>, Unavailable> {
    let above = workbook.areas.get(area).and_then(|row| row.parent).ok_or(Unavailable::NoPeers)?;
    let others = workbook.areas.iter().filter(|row| row.parent == Some(above) && row.id != area);
    let peers: Vec<Source> =
        others.map(|row| Source::of(indicator, row.id, measure)).filter(|peer| !peer.is_empty()).collect();
    if peers.is_empty() || own.kind == Kind::Other {
        return Err(Unavailable::NoPeers);
    }
    let smallest_first = indicator.direction == Direction::Lower;
    let mut out = Out::with_room(own.len());
    for now in own.view() {
        let known = peers.iter().filter_map(|peer| same(on_basis(peer, own), now));
        let better =
            |peer: &&Known| if smallest_first { peer.value < now.value } else { peer.value > now.value };
        let among = known.clone().count() as u32 + 1;
        // Alone there is no order.
        if among > 1 {
            let place = known.filter(better).count() as u32 + 1;
            out.put(now, Decimal::from(place), || Derivation::Place {
                own: Input::from(now),
                among,
                smallest_first,
            });
        }
    }
    Ok(out)
}
