//! Indicators of the invented city with their observations and targets.

use super::{
    Maker,
    indicators::{Aim, PROMOTED_FUNDS, Published, SPECS, Spec, Wish},
    plan::{Part, Plan},
    random::Random,
    series::{self, Amounts, Seen},
};
use crate::model::{
    Basis, Decimal, Indicator, IndicatorId, Measure, Month, Operator, PaceProfile, Period, Relation, Target,
    TargetId, Unit, When, indicator::Reference,
};

/// The twenty-four indicators.
///
/// The root has five years of figures; its areas have two, or, where they are a province's cities, the last
/// figure of each year.
pub(super) fn indicators(
    maker: &mut Maker,
    plan: &Plan,
    until: Month,
    cities: bool,
    random: &mut Random,
) -> Vec<Indicator> {
    let ids: Vec<IndicatorId> = SPECS.iter().map(|_| IndicatorId(maker.id())).collect();
    SPECS
        .iter()
        .enumerate()
        .map(|(position, spec)| {
            let mut indicator = bare(spec, ids[position], plan);
            indicator.part_of = spec.part_of.map(|parent| ids[parent]);
            if position == PROMOTED_FUNDS {
                indicator.pace = PaceProfile::quarterly();
            }
            let parts = series::amounts(spec, &plan.places, random);
            let whole = series::whole(spec, &plan.places, &parts);
            let confirmed = position == PROMOTED_FUNDS;
            let root = Seen {
                spec,
                area: plan.root,
                from: until.year() - 4,
                until,
                ends_only: false,
                ranked: spec.ranked,
                confirmed,
            };
            indicator.observations = root.observations(&whole, random);
            for (place, part) in plan.places.iter().zip(&parts) {
                let seen =
                    Seen { area: place.id, from: until.year() - 1, ends_only: cities, ranked: false, ..root };
                indicator.observations.extend(seen.observations(part, random));
            }
            for wish in spec.wishes {
                let id = TargetId(maker.id());
                indicator.targets.push(target(id, spec, wish, &ids, plan, until, &whole));
            }
            indicator
        })
        .collect()
}

fn bare(spec: &Spec, id: IndicatorId, plan: &Plan) -> Indicator {
    let mut indicator = Indicator::new(id, spec.name);
    indicator.name_en = spec.name_en.into();
    indicator.measure = own_measure(spec);
    indicator.unit = Unit::new(spec.unit);
    indicator.direction = spec.direction;
    indicator.basis = match spec.published {
        Published::Yearly | Published::YearlyRate | Published::Rate => Basis::Single,
        _ => Basis::Cumulative,
    };
    indicator.section = Some(plan.section(spec.part));
    indicator.headline = matches!(spec.part, Part::Headline);
    indicator.owner = Some(plan.department(spec.owner));
    indicator.definition = spec.definition.into();
    indicator.source = Some(plan.source_ref());
    indicator
}

fn own_measure(spec: &Spec) -> Measure {
    match spec.published {
        Published::GrowthOnly => Measure::Growth,
        Published::Rate | Published::YearlyRate if spec.unit == "%" => Measure::Share,
        _ => Measure::Level,
    }
}

fn target(
    id: TargetId,
    spec: &Spec,
    wish: &Wish,
    ids: &[IndicatorId],
    plan: &Plan,
    until: Month,
    whole: &Amounts,
) -> Target {
    let mut target = Target::new(id, until.year());
    target.firmness = wish.firmness;
    target.lead = Some(plan.department(spec.owner));
    target.source = Some(plan.source_ref());
    target.due = Month::new(until.year(), wish.due).map(When::month_of);
    let tenths = |value| Some(Decimal::new(value, 1));
    match wish.aim {
        Aim::Growth(operator, value) => {
            target.measure = Measure::Growth;
            target.operator = operator;
            target.value = tenths(value);
            target.tolerance = (operator == Operator::Approx).then(|| Decimal::new(5, 1));
        }
        Aim::GrowthRange(low, high) => {
            target.measure = Measure::Growth;
            target.operator = Operator::Range;
            target.value = tenths(low);
            target.value_high = tenths(high);
        }
        Aim::Level(operator, thousandths) => {
            let wanted = series::year_level(whole, until.year() - 1) * thousandths / 1000;
            target.measure = own_measure(spec);
            target.operator = operator;
            target.value = Some(rounded(wanted, spec.places));
        }
        Aim::Value(operator, value) => {
            target.measure = own_measure(spec);
            target.operator = operator;
            target.value = Some(Decimal::new(value, spec.places));
        }
        Aim::Compared(other, relation) => {
            target.measure = Measure::Growth;
            target.operator = Operator::Relative;
            target.reference = Some(Reference { indicator: ids[other], relation });
            target.tolerance = (relation == Relation::InStep).then(|| Decimal::new(5, 1));
        }
        Aim::Place(place) => {
            target.measure = Measure::Rank;
            target.operator = Operator::Le;
            target.value = Some(Decimal::from(place));
        }
    }
    target.unit = match target.measure {
        Measure::Growth => Unit::new("%"),
        Measure::Rank => Unit::new("位"),
        _ => Unit::new(spec.unit),
    };
    target
}

/// A figure as plans print it: two or three leading digits, no needless places.
fn rounded(figure: i64, places: u32) -> Decimal {
    let digits = figure.max(1).ilog10() + 1;
    let leading = 10_i64.pow(digits - 1);
    let kept = if figure / leading < 4 { 3 } else { 2 };
    let step = 10_i64.pow(digits.saturating_sub(kept));
    Decimal::new((figure + step / 2) / step * step, places).normalize()
}

/// The position among [`SPECS`] in the workbook's indicators, which stand in the same order.
pub(super) fn id_at(indicators: &[Indicator], position: usize) -> Option<IndicatorId> {
    indicators.get(position).map(|indicator| indicator.id)
}

/// A whole quarter since January.
pub(super) fn quarter(year: i16, quarter: u8) -> Option<Period> {
    Period::new(year, quarter * 3 - 2, quarter * 3, Basis::Cumulative)
}
