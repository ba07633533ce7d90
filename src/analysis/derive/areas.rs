//! Derivations across areas, and parts of a whole.

use super::{
    Derivation, Input, Omission, Out, Unavailable, Whole,
    quotient::{per_cent, quotient},
    source::{Kind, Known, Source},
    time::each_with_a_year_before,
};
use crate::model::{AreaId, Decimal, Dimension, Direction, Indicator, Measure, Status, Unit, Workbook};

/// The figure that covers the same months.
fn same<'a>(known: &'a [Known], like: &Known) -> Option<&'a Known> {
    known.binary_search_by_key(&like.cover, |known| known.cover).ok().map(|at| &known[at])
}

fn less_final(one: &Known, other: &Known) -> Known {
    let preliminary = other.status == Status::Preliminary;
    Known { status: if preliminary { Status::Preliminary } else { one.status }, ..*one }
}

/// Whether the figures of areas add up to that of the area above: those of an index, a concentration, a
/// multiple, or an amount per head do not.
fn adds_up_over_areas(indicator: &Indicator, unit: &Unit) -> bool {
    use Dimension as D;
    indicator.measure == Measure::Level
        && !matches!(unit.dimension(), D::Concentration | D::Multiple | D::Years)
        && unit.ratio().is_none()
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
    let (of, source) = whole(workbook, indicator, area, measure, part).ok_or(Unavailable::NoWhole)?;
    // Income per head is made of parts, but not of what it is in areas.
    if matches!(of, Whole::Area(_)) && !adds_up_over_areas(indicator, &part.unit) {
        return Err(Unavailable::NotALevel);
    }
    let all = on_basis(&source, part);
    let mut out = Out::with_room(part.len());
    if contribution {
        each_with_a_year_before(part.view(), |now, before| {
            let Some(base) = same(all, before) else { return };
            let made = less_final(&less_final(now, before), base);
            let (before, whole) = (Input::from(before), Input::from(base));
            let added = if part.published_growth || source.published_growth {
                let Some(grown) = now.growth else {
                    out.omit(now, Omission::ComparablePrices);
                    return;
                };
                let growth = Input { period: now.period, value: grown };
                let how = Derivation::ContributionByGrowth { growth, before, whole, of };
                (before.value.checked_mul(grown).and_then(|more| quotient(more, whole.value)), how)
            } else {
                let how = Derivation::Contribution { now: now.into(), before, whole, of };
                (per_cent(now.value.saturating_sub(before.value), whole.value), how)
            };
            match added {
                (Some(value), how) => out.put(&made, value, || how),
                (None, _) => out.omit(now, Omission::BaseNotPositive(whole)),
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
            let place = known.clone().filter(better).count() as u32 + 1;
            let made = known.fold(*now, |made, peer| less_final(&made, peer));
            out.put(&made, Decimal::from(place), || Derivation::Place {
                own: Input::from(now),
                among,
                smallest_first,
            });
        }
    }
    Ok(out)
}
