//! Derivations along time.

use super::{
    Derivation, Input, Omission, Out, Unavailable,
    quotient::{Running, difference, growth},
    source::{Cover, Kind, Known, Source},
};
use crate::model::{Basis, Decimal, Period, Status, figure::Transformation};
use std::borrow::Cow;

/// Runs a transformation that needs no other series.
pub(super) fn run<const HOW: bool>(source: &Source, how: Transformation) -> Result<Out<HOW>, Unavailable> {
    if source.is_empty() {
        return Err(Unavailable::NoFigures);
    }
    match how {
        Transformation::Single => {
            amounts(source)?;
            let mut out = Out::with_room(source.len());
            for single in singles(source).iter() {
                out.put(single, single.value, || how_single(source, single));
            }
            Ok(out)
        }
        Transformation::Cumulative => {
            amounts(source)?;
            Ok(cumulative(source))
        }
        Transformation::YearOnYear => {
            if !matches!(source.kind, Kind::Amount | Kind::Level) {
                return Err(Unavailable::NotALevel);
            }
            Ok(year_on_year(source))
        }
        Transformation::PeriodOnPeriod => {
            if !matches!(source.kind, Kind::Amount | Kind::Level) {
                return Err(Unavailable::NotALevel);
            }
            if source.published_growth {
                return Err(Unavailable::ComparablePrices);
            }
            Ok(period_on_period(source))
        }
        Transformation::PointsOnYear => {
            rates(source)?;
            let mut out = Out::with_room(source.len());
            each_with_a_year_before(source.view(), |now, before| {
                let value = now.value.saturating_sub(before.value);
                out.put(&later(now, before), value, || Derivation::Change {
                    now: now.into(),
                    before: before.into(),
                });
            });
            Ok(out)
        }
        Transformation::PointsOnPeriod => {
            rates(source)?;
            let mut out = Out::with_room(source.len());
            for pair in source.view().windows(2).filter(|pair| follows(source, &pair[0], &pair[1])) {
                let (before, now) = (&pair[0], &pair[1]);
                let value = now.value.saturating_sub(before.value);
                out.put(&later(now, before), value, || Derivation::Change {
                    now: now.into(),
                    before: before.into(),
                });
            }
            Ok(out)
        }
        Transformation::Index => index(source, None),
        Transformation::IndexTo(base) => index(source, Some(base)),
        Transformation::Average(count) => Ok(average(source, count)),
        Transformation::None => {
            let mut out = Out::with_room(source.len());
            for known in source.view() {
                out.put(known, known.value, || Derivation::Published(known.into()));
            }
            Ok(out)
        }
        Transformation::Share
        | Transformation::Contribution
        | Transformation::Distance(_)
        | Transformation::Place => Err(Unavailable::NoWhole),
    }
}

fn amounts(source: &Source) -> Result<(), Unavailable> {
    if source.kind == Kind::Amount { Ok(()) } else { Err(Unavailable::NotAnAmount) }
}

fn rates(source: &Source) -> Result<(), Unavailable> {
    if source.kind == Kind::Rate { Ok(()) } else { Err(Unavailable::NotARate) }
}

/// A figure that is only as final as the less final of two.
fn later(now: &Known, before: &Known) -> Known {
    let status = if before.status == Status::Preliminary { Status::Preliminary } else { now.status };
    Known { status, ..*now }
}

/// The single periods: as published, or else the difference of two cumulative figures.
pub(super) fn singles(source: &Source) -> Cow<'_, [Known]> {
    if source.basis == Basis::Stock || source.cumulative.is_empty() || source.kind != Kind::Amount {
        return Cow::Borrowed(source.view());
    }
    let mut all = Vec::with_capacity(source.cumulative.len());
    let mut published = source.single.iter().peekable();
    let mut last: Option<&Known> = None;
    for now in &source.cumulative {
        let before = last.filter(|before| before.cover.year == now.cover.year);
        last = Some(now);
        let Some((cover, value)) = single_of(source.step, now, before) else { continue };
        while let Some(&known) = published.next_if(|known| known.cover < cover) {
            all.push(known);
        }
        if let Some(&known) = published.next_if(|known| known.cover == cover) {
            all.push(known);
        } else if let Some(period) = Period::new(cover.year, cover.first, cover.last, Basis::Single) {
            let own = before.map_or(*now, |before| later(now, before));
            all.push(Known { cover, period, value, growth: None, status: own.status });
        }
    }
    all.extend(published.copied());
    Cow::Owned(all)
}

/// The single period that ends where a cumulative figure ends, with its value.
fn single_of(step: u8, now: &Known, before: Option<&Known>) -> Option<(Cover, Decimal)> {
    // 1–2月 named as such stays whole, even beside a figure of January.
    let merged = now.period.first() == 1 && now.period.last() == 2;
    if let Some(before) = before.filter(|_| !merged) {
        let cover = Cover { first: before.cover.last + 1, ..now.cover };
        // A month in between is missing: what lies between is no usual period.
        (cover.months() == step).then(|| (cover, difference(now.value, before.value)))
    } else {
        let whole = now.cover.last == step || (step == 1 && now.cover.last == 2);
        whole.then_some((now.cover, now.value))
    }
}

fn how_single(source: &Source, single: &Known) -> Derivation {
    if source.single.iter().any(|known| known.cover == single.cover) {
        return Derivation::Published(single.into());
    }
    let of = |last: u8| {
        source.cumulative.iter().find(|k| k.cover.year == single.cover.year && k.cover.last == last)
    };
    match (of(single.cover.last), single.cover.first.checked_sub(1).filter(|&last| last > 0).and_then(of)) {
        (Some(now), Some(before)) => Derivation::Difference { now: now.into(), before: before.into() },
        (Some(now), None) => Derivation::FirstOfYear(now.into()),
        (None, _) => Derivation::Published(single.into()),
    }
}

/// Single periods added up from January.
#[derive(Clone, Copy)]
struct Sum<'a> {
    value: Decimal,
    preliminary: bool,
    /// The last of them.
    last: &'a Known,
}

/// Cumulative figures as published, and single periods added up where they follow each other. Of two with one
/// end the longer comes first and counts: 1–2月 and not a lone February.
fn cumulative<const HOW: bool>(source: &Source) -> Out<HOW> {
    let mut out = Out::with_room(source.single.len().max(source.cumulative.len()));
    let mut published = source.cumulative.iter().peekable();
    // By the month that they reach, of the year that is looked at; nothing reaches month 0.
    let mut sums: [Option<Sum<'_>>; 13] = [None; 13];
    let mut year = None;
    for now in &source.single {
        if year != Some(now.cover.year) {
            (year, sums) = (Some(now.cover.year), [None; 13]);
        }
        let (first, last) = (usize::from(now.cover.first), usize::from(now.cover.last));
        let before = sums[first - 1];
        if sums[last].is_some() || (before.is_none() && first > 1) {
            continue;
        }
        let value = before.map_or(Decimal::ZERO, |before| before.value).saturating_add(now.value);
        let preliminary =
            before.is_some_and(|before| before.preliminary) || now.status == Status::Preliminary;
        sums[last] = Some(Sum { value, preliminary, last: now });
        let cover = Cover { first: 1, ..now.cover };
        while let Some(known) = published.next_if(|known| known.cover < cover) {
            out.put(known, known.value, || Derivation::Published(known.into()));
        }
        if let Some(known) = published.next_if(|known| known.cover == cover) {
            out.put(known, known.value, || Derivation::Published(known.into()));
        } else {
            let status = if preliminary { Status::Preliminary } else { now.status };
            let period = now.period.on(Basis::Cumulative);
            let made = Known { period, cover, value, status, growth: None };
            out.put(&made, value, || Derivation::Sum(parts(&sums, last)));
        }
    }
    for known in published {
        out.put(known, known.value, || Derivation::Published(known.into()));
    }
    out
}

/// What a sum was made of, in order.
fn parts(sums: &[Option<Sum<'_>>; 13], reached: usize) -> Vec<Input> {
    let mut parts = Vec::new();
    let mut end = reached;
    while let Some(sum) = sums.get(end).copied().flatten() {
        parts.push(Input::from(sum.last));
        end = usize::from(sum.last.cover.first - 1);
    }
    parts.reverse();
    parts
}

/// Calls with every figure that covers the same months as one a year before. Both walk along once.
pub(super) fn each_with_a_year_before(known: &[Known], mut call: impl FnMut(&Known, &Known)) {
    let mut before = known.iter().peekable();
    for now in known {
        let wanted = now.cover.a_year_before();
        while before.next_if(|known| known.cover < wanted).is_some() {}
        if let Some(&before) = before.peek().filter(|known| known.cover == wanted) {
            call(now, before);
        }
    }
}

fn year_on_year<const HOW: bool>(source: &Source) -> Out<HOW> {
    let known = source.view();
    let mut out = Out::with_room(known.len());
    let mut earlier = known.iter().peekable();
    for now in known {
        let wanted = now.cover.a_year_before();
        while earlier.next_if(|known| known.cover < wanted).is_some() {}
        if let Some(published) = now.growth {
            out.put(now, published, || Derivation::Published(Input { period: now.period, value: published }));
            continue;
        }
        let Some(&before) = earlier.peek().filter(|known| known.cover == wanted) else { continue };
        if source.published_growth {
            out.omit(now, Omission::ComparablePrices);
        } else {
            compare(&mut out, now, before);
        }
    }
    out
}

fn compare<const HOW: bool>(out: &mut Out<HOW>, now: &Known, before: &Known) {
    match growth(now.value, before.value) {
        Some(value) => {
            out.put(&later(now, before), value, || Derivation::Growth {
                now: now.into(),
                before: before.into(),
            });
        }
        None => out.omit(now, Omission::BaseNotPositive(before.into())),
    }
}

/// Whether a figure is of the period right after another one, and of the same length.
fn follows(source: &Source, before: &Known, now: &Known) -> bool {
    let (own, last) = (now.cover.ends(), before.cover.ends());
    match source.basis {
        Basis::Single => last.1 + 1 == own.0 && now.cover.months() == before.cover.months(),
        // Rates since January, and stocks, are compared from one publication to the next.
        Basis::Cumulative | Basis::Stock => own.1 - last.1 == i32::from(source.step),
    }
}

fn period_on_period<const HOW: bool>(source: &Source) -> Out<HOW> {
    let known = singles(source);
    let mut out = Out::with_room(known.len());
    let stock = source.basis == Basis::Stock;
    for pair in known.windows(2) {
        let (before, now) = (&pair[0], &pair[1]);
        let next = before.cover.ends().1 + 1 == now.cover.ends().0;
        let step = now.cover.ends().1 - before.cover.ends().1 == i32::from(source.step);
        if stock && step || next && now.cover.months() == before.cover.months() {
            compare(&mut out, now, before);
        } else if next && !stock {
            out.omit(now, Omission::OtherLength);
        }
    }
    out
}

/// The first figure of the most frequent length: two months published together are no base for single ones.
fn first_of_usual_length(known: &[Known]) -> Option<&Known> {
    let count = |months: u8| known.iter().filter(|known| known.cover.months() == months).count();
    // Of lengths that are as frequent the shorter one.
    let usual = (1..=12).rev().max_by_key(|&months| count(months))?;
    known.iter().find(|known| known.cover.months() == usual)
}

fn index<const HOW: bool>(source: &Source, base: Option<Period>) -> Result<Out<HOW>, Unavailable> {
    if !matches!(source.kind, Kind::Amount | Kind::Level) {
        return Err(Unavailable::NotALevel);
    }
    let known = singles(source);
    let base = match base {
        None => first_of_usual_length(&known).ok_or(Unavailable::NoFigures)?,
        Some(period) => {
            let cover = Cover::of(period);
            known.iter().find(|known| known.cover == cover).ok_or(Unavailable::NoBase(period))?
        }
    };
    if base.value <= Decimal::ZERO {
        return Err(Unavailable::BaseNotPositive(base.into()));
    }
    let mut out = Out::with_room(known.len());
    for now in known.iter() {
        if now.cover.months() != base.cover.months() {
            out.omit(now, Omission::OtherLength);
            continue;
        }
        let value = super::quotient::per_cent(now.value, base.value);
        if let Some(value) = value {
            out.put(now, value, || Derivation::Index { now: now.into(), base: base.into() });
        }
    }
    Ok(out)
}

/// The mean of so many usual periods up to each one: all of them have to be known. Two months published
/// together count as two.
fn average<const HOW: bool>(source: &Source, count: u8) -> Out<HOW> {
    let known = singles(source);
    let mut out = Out::with_room(known.len());
    let adds = source.kind == Kind::Amount;
    let step = i32::from(source.step).max(1);
    let wanted = i32::from(count.max(1)) * step;
    let length = |known: &Known| if adds { i32::from(known.cover.months()) } else { step };
    let (mut from, mut months, mut sum) = (0, 0, Running::new(0));
    // How many figures of the window are preliminary.
    let mut preliminary = 0_usize;
    let is_preliminary = |known: &Known| usize::from(known.status == Status::Preliminary);
    for at in 0..known.len() {
        let now = &known[at];
        let unbroken = at > 0 && {
            let (own, last) = (now.cover.ends(), known[at - 1].cover.ends());
            if adds { last.1 + 1 == own.0 } else { own.1 - last.1 == step }
        };
        if !unbroken {
            (from, months, sum, preliminary) = (at, 0, Running::new(now.value.scale()), 0);
        }
        months += length(now);
        preliminary += is_preliminary(now);
        sum.put(now.value);
        while months > wanted {
            months -= length(&known[from]);
            preliminary -= is_preliminary(&known[from]);
            sum.take(known[from].value);
            from += 1;
        }
        if months != wanted {
            continue;
        }
        let Some(value) = sum.mean(count.max(1)) else { continue };
        let window = &known[from..=at];
        let status = if preliminary > 0 { Status::Preliminary } else { now.status };
        out.put(&Known { status, ..*now }, value, || Derivation::Average {
            parts: window.iter().map(Input::from).collect(),
            count: count.max(1),
        });
    }
    out
}
