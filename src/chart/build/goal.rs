//! Targets as places on an axis: the line, and the side that counts as met.

use super::place;
use crate::{
    analysis::target::tolerance,
    model::{Decimal, Direction, Indicator, Measure, Operator, Target, Unit, Workbook},
};

/// A target in the unit of the axis.
pub(super) struct Placed {
    /// The value asked for.
    pub value: Decimal,
    /// Where it stands.
    pub at: f64,
    /// The side that counts as met; an open side is infinite.
    pub met: Option<(f64, f64)>,
}

/// The target of the workbook's year for the root area and a measure.
pub(super) fn of_year<'a>(
    workbook: &Workbook,
    indicator: &'a Indicator,
    measure: Measure,
) -> Option<&'a Target> {
    let root = workbook.root_area().map(|area| area.id);
    let fits =
        |t: &&Target| t.year == workbook.year && t.measure == measure && (t.area.is_none() || t.area == root);
    indicator.targets.iter().find(fits)
}

/// Places a target on an axis of a unit. `None` where it has no value, as when it refers to another
/// indicator, or where its unit does not convert.
pub(super) fn placed(target: &Target, unit: &Unit, direction: Direction) -> Option<Placed> {
    let convert = |value: Decimal| {
        if target.unit == *unit || target.unit.is_empty() || unit.is_empty() {
            Some(value)
        } else {
            target.unit.convert(value, unit)
        }
    };
    let value = convert(target.value?)?;
    let at = place(value);
    let direction = direction.of(target.measure);
    let (above, below) = ((at, f64::INFINITY), (f64::NEG_INFINITY, at));
    let better = match direction {
        Direction::Higher => Some(above),
        Direction::Lower => Some(below),
        Direction::Neither => None,
    };
    let met = match target.operator {
        Operator::Eq => better,
        Operator::Ge | Operator::Gt => Some(above),
        Operator::Le | Operator::Lt => Some(below),
        Operator::Approx => {
            let width = place(tolerance(target, if unit.is_empty() { &target.unit } else { unit }, value));
            // Being better than the target is never a miss.
            Some(match direction {
                Direction::Higher => (at - width, f64::INFINITY),
                Direction::Lower => (f64::NEG_INFINITY, at + width),
                Direction::Neither => (at - width, at + width),
            })
        }
        Operator::Range => target.value_high.and_then(convert).map(|high| (at, place(high))),
        Operator::Relative => return None,
    };
    Some(Placed { value, at, met })
}
