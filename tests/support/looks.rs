//! Looks and filters of views, made by chance.

use super::{Dice, Known};
use guatu::model::{
    Column, ColumnId, CountMode, Filter, Lamp, Look, MoneyUnit, ProjectField, RowColor, Since, SortKey, Value,
};

pub fn random_look(dice: &mut Dice, known: &Known, own: ColumnId) -> Look {
    let column = dice.pick(&[
        Column::Field(ProjectField::Plan),
        Column::Field(ProjectField::Custom(own)),
        Column::Completion,
        Column::Difference,
        Column::LastMonth,
    ]);
    let filters = dice.many(3, |dice| random_filter(dice, known, column));
    Look {
        frozen: dice.maybe(|dice| dice.below(5) as u8),
        sort: dice.many(3, |dice| SortKey { column, descending: dice.percent(50) }),
        color: match dice.below(5) {
            0 => RowColor::Lamp,
            1 => RowColor::Stage,
            2 => RowColor::Category,
            3 => RowColor::Where(filters.clone()),
            _ => RowColor::None,
        },
        filters,
        groups: dice.many(2, |dice| {
            let fields = [ProjectField::Area, ProjectField::Tags, ProjectField::Stage].map(Column::Field);
            let computed = [Column::Lamp, Column::Completion];
            dice.pick(&[&fields[..], &computed].concat())
        }),
        more_lines: dice.below(4) as u8,
        counts: dice.pick(&[CountMode::Packages, CountMode::Split]),
    }
}

fn random_filter(dice: &mut Dice, known: &Known, column: Column) -> Filter {
    match dice.below(9) {
        0 => Filter::OneOf(
            Column::Field(ProjectField::Area),
            vec![Value::Empty, Value::Area(dice.pick(&known.areas))],
        ),
        1 => Filter::OneOf(Column::Field(ProjectField::Tags), vec![Value::Text(dice.name())]),
        2 => Filter::Lamps(dice.many(3, |dice| dice.pick(&Lamp::ALL))),
        3 => Filter::Between {
            column,
            from: dice.maybe(Dice::decimal),
            to: dice.maybe(Dice::decimal),
            unit: dice.maybe(|dice| dice.pick(&MoneyUnit::ALL)),
        },
        4 => Filter::Dates {
            column: Column::Field(ProjectField::PlannedStart),
            from: dice.maybe(Dice::when),
            to: dice.maybe(Dice::when),
        },
        5 => Filter::Has(Column::Field(ProjectField::Name), dice.text()),
        6 => Filter::Lacks(column, dice.text()),
        7 => dice.pick(&[Filter::Empty(column), Filter::Filled(column), Filter::NeedsLook]),
        _ => Filter::Changed(dice.pick(&[Since::Saved, Since::Opened])),
    }
}
