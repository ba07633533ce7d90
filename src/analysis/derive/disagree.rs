//! Where what was published and what follows from other published figures cannot both be right, or are
//! about different things (growth at comparable prices): both are named, neither is mended.

use super::{
    Derivation, Input,
    quotient::growth,
    source::{Cover, Kind, Known, Source},
    time::each_with_a_year_before,
};
use crate::model::{Basis, Decimal, Period, figure::Transformation};

/// What disagrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DisagreementKind {
    /// The published growth, and that of the published levels.
    Growth,
    /// The published figure of a single period, and the difference of two cumulative ones.
    Single,
    /// The published cumulative figure, and the sum of the single periods.
    Cumulative,
}

/// Two figures of the same thing that differ by more than rounding can explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// What disagrees.
    pub kind: DisagreementKind,
    /// What they are about.
    pub period: Period,
    /// As published.
    pub published: Decimal,
    /// As it follows from the others, unrounded.
    pub computed: Decimal,
    /// How it follows.
    pub how: Derivation,
}

/// The disagreements that matter to a transformation. Looking at the figures as published asks for all.
pub(super) fn of(source: &Source, how: Transformation) -> Vec<Disagreement> {
    let mut found = Vec::new();
    if !matches!(source.kind, Kind::Amount | Kind::Level) {
        return found;
    }
    match how {
        Transformation::YearOnYear => of_growth(source, &mut found),
        Transformation::Single | Transformation::PeriodOnPeriod | Transformation::Cumulative => {
            of_sums(source, &mut found);
        }
        Transformation::None => {
            of_growth(source, &mut found);
            of_sums(source, &mut found);
        }
        _ => {}
    }
    found
}

/// Half a unit of the last printed place: how far a printed figure may be from the true one.
fn half(value: Decimal) -> Decimal {
    Decimal::new(5, (value.scale() + 1).min(28))
}

fn of_growth(source: &Source, found: &mut Vec<Disagreement>) {
    each_with_a_year_before(source.view(), |now, before| {
        let Some(published) = now.growth else { return };
        let Some(computed) = growth(now.value, before.value) else { return };
        if !explained(now.value, before.value, published) {
            let how = Derivation::Growth { now: now.into(), before: before.into() };
            found.push(Disagreement {
                kind: DisagreementKind::Growth,
                period: now.period,
                published,
                computed,
                how,
            });
        }
    });
}

/// Whether some true figures print as these levels and as this growth.
fn explained(now: Decimal, before: Decimal, published: Decimal) -> bool {
    let (wide, narrow) = (before.saturating_add(half(before)), before.saturating_sub(half(before)));
    let low = growth(now.saturating_sub(half(now)), wide);
    let high = growth(now.saturating_add(half(now)), narrow);
    let above = high.is_none_or(|high| published.saturating_sub(half(published)) <= high);
    let below = low.is_none_or(|low| published.saturating_add(half(published)) >= low);
    above && below
}

/// Published single periods against published cumulative figures.
fn of_sums(source: &Source, found: &mut Vec<Disagreement>) {
    if source.kind != Kind::Amount {
        return;
    }
    let cumulative = |year: i16, last: u8| {
        let cover = Cover { year, last, first: 1 };
        source
            .cumulative
            .binary_search_by_key(&cover, |known| known.cover)
            .ok()
            .map(|at| &source.cumulative[at])
    };
    for single in &source.single {
        let year = single.cover.year;
        let Some(now) = cumulative(year, single.cover.last) else { continue };
        let (computed, slack, how) = if single.cover.first == 1 {
            (now.value, half(now.value), Derivation::FirstOfYear(now.into()))
        } else {
            let Some(before) = cumulative(year, single.cover.first - 1) else { continue };
            let how = Derivation::Difference { now: now.into(), before: before.into() };
            (now.value.saturating_sub(before.value), half(now.value) + half(before.value), how)
        };
        let apart = computed.saturating_sub(single.value).abs();
        if apart > slack + half(single.value) {
            let (kind, published) = match source.basis {
                Basis::Cumulative => (DisagreementKind::Single, single),
                Basis::Single | Basis::Stock => (DisagreementKind::Cumulative, now),
            };
            let computed = if kind == DisagreementKind::Single {
                computed
            } else {
                now.value.saturating_sub(computed).saturating_add(single.value)
            };
            let how = if kind == DisagreementKind::Single { how } else { sum_of(single, now, &how) };
            found.push(Disagreement {
                kind,
                period: published.period,
                published: published.value,
                computed,
                how,
            });
        }
    }
}

/// The cumulative figure that would follow: what had accumulated before, and the single period.
fn sum_of(single: &Known, now: &Known, how: &Derivation) -> Derivation {
    match how {
        Derivation::Difference { before, .. } => Derivation::Sum(vec![*before, single.into()]),
        _ => Derivation::Sum(vec![Input { period: now.period.on(Basis::Single), value: single.value }]),
    }
}
