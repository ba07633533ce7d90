//! How a typed figure changes an observation: what was final is kept as an earlier value.

use crate::{
    edit::Edit,
    model::{
        AreaId, Basis, Decimal, Indicator, Measure, Month, Observation, Period, Status, Text, When, Workbook,
        indicator::{EarlierValue, Rank, RankOf},
    },
};

/// A part of an observation that is edited.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The value.
    Value(Option<Decimal>),
    /// The growth.
    Growth(Option<Decimal>),
    /// The value confirmed by statistics.
    Confirmed(Option<Decimal>),
    /// The place in an order.
    Rank(Option<u16>),
    /// How final it is.
    Status(Status),
    /// The note.
    Note(Text),
}

/// The edit that makes a change; none where nothing changes.
///
/// A figure that was preliminary, or was not there, just changes. One that was final becomes a revised one
/// and the earlier value stays readable; correcting a revision on the day it was made replaces it.
pub fn set(
    workbook: &Workbook,
    indicator: &Indicator,
    area: AreaId,
    period: Period,
    change: Change,
    today: When,
) -> Option<Edit> {
    let old = indicator.observation(area, period);
    let mut new = old.cloned().unwrap_or_else(|| Observation {
        // A figure of the running year is a first one until it is said to be final.
        status: if period.year() >= workbook.year { Status::Preliminary } else { Status::Final },
        ..Observation::new(area, period)
    });
    let before = new.clone();
    let mut replaced = false;
    match change {
        Change::Value(value) => {
            replaced = new.value.is_some() && value.is_some() && !same(new.value, value);
            if !same(new.value, value) {
                // "More than 1,000" was said of the old figure.
                new.bound = crate::model::Operator::default();
            }
            new.value = value;
        }
        Change::Growth(growth) => {
            replaced = new.growth.is_some() && growth.is_some() && !same(new.growth, growth);
            new.growth = growth;
        }
        Change::Confirmed(confirmed) => new.confirmed = confirmed,
        Change::Rank(None) => new.rank = None,
        Change::Rank(Some(place)) => {
            let rank = new.rank.get_or_insert_with(|| usual_rank(indicator));
            if rank.place != place {
                rank.bound = crate::model::Operator::default();
            }
            rank.place = place;
        }
        Change::Status(status) => new.status = status,
        Change::Note(note) => new.note = note,
    }
    if new == before {
        return None;
    }
    let corrects = before.status == Status::Revised
        && before.earlier.last().is_some_and(|earlier| earlier.replaced == Some(today));
    if replaced && before.status != Status::Preliminary && !corrects {
        new.earlier.push(EarlierValue {
            value: before.value,
            growth: before.growth,
            status: before.status,
            replaced: Some(today),
        });
        new.status = Status::Revised;
    }
    let says_nothing = Observation { status: Status::default(), ..new.clone() }.is_empty();
    Some(Edit::SetObservation {
        indicator: indicator.id,
        area,
        period,
        observation: (!says_nothing).then(|| Box::new(new)),
    })
}

/// Equal in value and in printed places.
fn same(one: Option<Decimal>, other: Option<Decimal>) -> bool {
    one == other && one.map(|d| d.scale()) == other.map(|d| d.scale())
}

/// A rank among whom the indicator's other ranks are.
fn usual_rank(indicator: &Indicator) -> Rank {
    let like = indicator.observations.iter().rev().find_map(|o| o.rank.as_ref());
    Rank {
        place: 0,
        bound: crate::model::Operator::default(),
        among: like.map(|rank| rank.among.clone()).unwrap_or_default(),
        of: like.map_or(RankOf::Value, |rank| rank.of),
    }
}

/// The period that comes after the last one of an area: the next one of the same kind, or the plan's year.
pub fn next_period(workbook: &Workbook, indicator: &Indicator, area: AreaId) -> Period {
    let year = Period::year_of(workbook.year);
    let Some(last) = indicator.series(area).last().map(|o| o.period) else {
        return if indicator.basis == Basis::Stock { year.on(Basis::Stock) } else { year };
    };
    after(last, indicator.series(area).iter().any(|o| is_first_two(o.period)))
}

/// The period that follows another one of its kind.
pub fn following(period: Period) -> Period {
    after(period, is_first_two(period))
}

/// January and February together.
pub fn is_first_two(period: Period) -> bool {
    period.first() == 1 && period.last() == 2
}

fn after(last: Period, merged: bool) -> Period {
    let (year, basis) = (last.year(), last.basis());
    if last.is_year() {
        return last.in_year(year.saturating_add(1));
    }
    let wide = |from: u8, to: u8, year: i16| Period::new(year, from, to, basis).unwrap_or(last);
    if last.quarter().is_some() && last.first() != last.last() {
        return match last.last() {
            12 => wide(1, 3, year.saturating_add(1)),
            to => wide(to + 1, to + 3, year),
        };
    }
    match last.last() {
        12 if merged => wide(1, 2, year.saturating_add(1)),
        12 => wide(1, 1, year.saturating_add(1)),
        to => wide(to + 1, to + 1, year),
    }
}

/// The period that this year's progress of a target is entered for: what has accumulated up to the
/// reporting month, or the year where nothing has been reported yet.
pub fn progress_period(workbook: &Workbook, indicator: &Indicator, area: AreaId, year: i16) -> Period {
    let month = workbook.month.filter(|month| month.year() == year);
    let Some(month) = month else {
        let year = Period::year_of(year);
        return if indicator.basis == Basis::Stock { year.on(Basis::Stock) } else { year };
    };
    // Where the month's end has a figure already, that one is meant.
    let there = indicator.series(area).iter().map(|o| o.period).filter(|period| period.end() == month);
    let cumulative = there.clone().find(|period| period.basis() != Basis::Single || period.covers_year());
    cumulative.unwrap_or_else(|| usual_period(indicator, area, month))
}

/// A period that ends with a month, of the kind the indicator is usually published in.
fn usual_period(indicator: &Indicator, area: AreaId, month: Month) -> Period {
    let quarterly = indicator
        .series(area)
        .iter()
        .rev()
        .map(|o| o.period)
        .find(|period| !period.is_year())
        .is_some_and(|period| period.quarter().is_some() && period.first() != period.last());
    let basis = if indicator.basis == Basis::Stock { Basis::Stock } else { Basis::Cumulative };
    let ends_quarter = month.month().is_multiple_of(3);
    if quarterly && ends_quarter {
        let quarter = Period::new(month.year(), month.month() - 2, month.month(), basis);
        return quarter.unwrap_or_else(|| Period::to_month(month));
    }
    if month.month() == 12 && indicator.series(area).iter().all(|o| o.period.is_year()) {
        return Period::year_of(month.year()).on(if basis == Basis::Stock { basis } else { Basis::Single });
    }
    Period::to_month(month).on(basis)
}

/// Which change puts a figure of a measure into an observation of the indicator; none where the measure
/// is not one that is entered.
pub fn change_of(indicator: &Indicator, measure: Measure, figure: Option<Decimal>) -> Option<Change> {
    match measure {
        _ if measure == indicator.measure => Some(Change::Value(figure)),
        Measure::Growth => Some(Change::Growth(figure)),
        Measure::Rank => Some(Change::Rank(match figure {
            None => None,
            Some(figure) => Some(figure.to_string().parse().ok().filter(|place| *place > 0)?),
        })),
        _ => None,
    }
}
