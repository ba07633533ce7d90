//! Random changes of a workbook: every kind of [`Edit`], sound and unsound ones.

use super::{
    Dice, GROWTH_FROM, Known, MEASURES, custom_value, maybe_of, random_board, random_figure, random_formula,
    random_indicator, random_list, random_observation, random_project, random_target,
};
use guatu::{
    edit::{Edit, Head, IndicatorChange, Row, RowId},
    model::{
        Action, Area, AreaId, Basis, BoardId, ColumnId, Department, DepartmentId, Direction, FigureId,
        IndicatorId, ListId, MonthKind, Nature, ProjectField, ProjectId, Section, SectionId, SectionKind,
        Source, SourceId, Square, Stage, TargetId, Value, ValueKind, Workbook, Years,
    },
};

/// A change that may or may not be accepted.
pub fn random_edit(dice: &mut Dice, workbook: &Workbook) -> Edit {
    match dice.below(10) {
        // Several changes of cells and rows as one step.
        0 => Edit::Many(dice.many(5, |dice| simple_edit(dice, workbook))),
        // Removing a list with what is in it.
        1 if !workbook.lists.is_empty() => {
            let list = dice.row(&workbook.lists).id;
            let (parts, packages): (Vec<_>, Vec<_>) =
                workbook.projects.iter().filter(|p| p.list == list).partition(|p| p.parent.is_some());
            let rows = parts.into_iter().chain(packages).map(|p| Edit::Remove(p.id.into()));
            Edit::Many(rows.chain([Edit::Remove(list.into())]).collect())
        }
        _ => simple_edit(dice, workbook),
    }
}

fn simple_edit(dice: &mut Dice, workbook: &Workbook) -> Edit {
    let known = &Known::of(workbook);
    match dice.below(13) {
        0 => Edit::Head(match dice.below(4) {
            0 => Head::Title(dice.text()),
            1 => Head::TitleEn(dice.text()),
            2 => Head::Year(dice.pick(&[2023, 2024, 12])),
            _ => Head::Month(dice.maybe(|dice| dice.month())),
        }),
        1 => Edit::Insert { at: dice.below(40), row: random_row(dice, workbook, known, false) },
        2 => Edit::Remove(random_id(dice, workbook)),
        3 => Edit::Move { id: random_id(dice, workbook), to: dice.below(40) },
        4 => Edit::Replace(random_row(dice, workbook, known, true)),
        5 if !known.indicators.is_empty() => {
            Edit::SetIndicator { indicator: dice.pick(&known.indicators), change: random_change(dice, known) }
        }
        6 | 7 if !known.indicators.is_empty() => {
            let row = dice.row(&workbook.indicators);
            let (area, period) = match dice.maybe(|_| ()) {
                Some(()) if !row.observations.is_empty() => {
                    let cell = dice.pick(&row.observations);
                    (cell.area, cell.period)
                }
                _ => (dice.pick(&known.areas), dice.period()),
            };
            let observation = dice.maybe(|dice| {
                // One in ten belongs elsewhere and must be refused.
                let period = if dice.percent(10) { dice.period() } else { period };
                Box::new(random_observation(dice, known, area, period))
            });
            Edit::SetObservation { indicator: row.id, area, period, observation }
        }
        8 if !known.indicators.is_empty() => target_edit(dice, workbook, known),
        _ if !workbook.projects.is_empty() => {
            let row = dice.row(&workbook.projects);
            let (field, value) = random_cell(dice, workbook, known, row.list);
            Edit::SetField { project: row.id, field, value }
        }
        _ => Edit::Head(Head::Title(dice.name())),
    }
}

fn target_edit(dice: &mut Dice, workbook: &Workbook, known: &Known) -> Edit {
    let row = dice.row(&workbook.indicators);
    let own = row.targets.iter().map(|target| target.id).collect::<Vec<_>>();
    let id = maybe_of(dice, &own).unwrap_or_else(|| workbook.new_id(dice.below(2) as u32));
    match dice.below(3) {
        0 => {
            let target = Box::new(random_target(dice, known, id, row.id));
            Edit::InsertTarget { indicator: row.id, at: dice.below(4), target }
        }
        1 => Edit::SetTarget { indicator: row.id, target: Box::new(random_target(dice, known, id, row.id)) },
        _ => Edit::RemoveTarget { indicator: row.id, target: id },
    }
}

fn random_change(dice: &mut Dice, known: &Known) -> IndicatorChange {
    use IndicatorChange as C;
    match dice.below(15) {
        0 => C::Name(dice.text()),
        1 => C::NameEn(dice.text()),
        2 => C::Measure(dice.pick(&MEASURES)),
        3 => C::Unit(dice.unit()),
        4 => C::Direction(dice.pick(&[Direction::Higher, Direction::Lower, Direction::Neither])),
        5 if dice.percent(50) => C::GrowthFrom(dice.pick(&GROWTH_FROM)),
        5 => C::Basis(dice.pick(&[Basis::Single, Basis::Cumulative, Basis::Stock])),
        6 => C::Section(maybe_of(dice, &known.sections)),
        7 => C::Heading(dice.text()),
        8 => C::Headline(dice.percent(50)),
        9 => C::PartOf(maybe_of(dice, &known.indicators)),
        10 => C::Owner(maybe_of(dice, &known.departments)),
        11 if dice.percent(50) => C::Formula(dice.maybe(|dice| random_formula(dice, known))),
        11 => C::Definition(dice.text()),
        12 => C::Pace(dice.pace()),
        13 => C::Source(known.source(dice)),
        _ => C::Note(dice.text()),
    }
}

/// A field of a project and a value for it, mostly of the right kind.
fn random_cell(dice: &mut Dice, workbook: &Workbook, known: &Known, list: ListId) -> (ProjectField, Value) {
    let columns = workbook.lists.get(list).map(|list| list.custom.clone()).unwrap_or_default();
    let field = match dice.below(10) {
        0 | 1 => ProjectField::Month(
            dice.pick(&[MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed]),
            dice.month(),
        ),
        2 if !columns.is_empty() => ProjectField::Custom(dice.pick(&columns).id),
        3 if dice.percent(10) => ProjectField::Custom(ColumnId(1)),
        _ => dice.pick(&ProjectField::FIXED),
    };
    if dice.percent(15) {
        return (field, Value::Empty);
    }
    let value = match field.kind() {
        _ if dice.percent(5) => Value::Flag(true),
        ValueKind::Text => Value::Text(dice.text()),
        ValueKind::Money => Value::Money(dice.money()),
        ValueKind::Quantity => Value::Quantity(dice.quantity()),
        ValueKind::Number => Value::Number(dice.decimal()),
        ValueKind::Date => Value::Date(dice.when()),
        ValueKind::Years => {
            let from = dice.year();
            Value::Years(Years { from, to: from + 2 })
        }
        ValueKind::Area => Value::Area(dice.pick(&known.areas)),
        ValueKind::Department => {
            Value::Department(maybe_of(dice, &known.departments).unwrap_or(DepartmentId(9_999_999)))
        }
        ValueKind::Departments if known.departments.is_empty() => Value::Departments(Vec::new()),
        ValueKind::Departments => Value::Departments(dice.many(3, |dice| dice.pick(&known.departments))),
        ValueKind::Tags => Value::Tags(dice.many(3, |dice| dice.name())),
        ValueKind::Nature => Value::Nature(dice.pick(&Nature::ALL)),
        ValueKind::Action => Value::Action(dice.pick(&Action::ALL)),
        ValueKind::Stage => Value::Stage(dice.pick(&Stage::ALL)),
        ValueKind::Flag => Value::Flag(dice.percent(50)),
        ValueKind::Project => Value::Project(dice.row(&workbook.projects).id),
        ValueKind::Custom => match field {
            ProjectField::Custom(id) => match columns.iter().find(|column| column.id == id) {
                Some(column) => custom_value(dice, &column.kind),
                None => Value::Text(dice.name()),
            },
            _ => Value::Empty,
        },
    };
    (field, value)
}

fn random_id(dice: &mut Dice, workbook: &Workbook) -> RowId {
    let mut ids: Vec<RowId> = Vec::new();
    // Each table has the same chance, however many rows it has.
    match dice.below(9) {
        0 => ids.extend(workbook.areas.iter().map(|row| RowId::from(row.id))),
        1 => ids.extend(workbook.departments.iter().map(|row| RowId::from(row.id))),
        2 => ids.extend(workbook.sources.iter().map(|row| RowId::from(row.id))),
        3 => ids.extend(workbook.sections.iter().map(|row| RowId::from(row.id))),
        4 => ids.extend(workbook.indicators.iter().map(|row| RowId::from(row.id))),
        5 => ids.extend(workbook.lists.iter().map(|row| RowId::from(row.id))),
        6 => ids.extend(workbook.boards.iter().map(|row| RowId::from(row.id))),
        7 => ids.extend(workbook.figures.iter().map(|row| RowId::from(row.id))),
        _ => ids.extend(workbook.projects.iter().map(|row| RowId::from(row.id))),
    }
    if ids.is_empty() { RowId::Project(ProjectId(8_888_888)) } else { dice.pick(&ids) }
}

/// A row of any table: a new one, or with `replacing` one with the identifier of an existing row.
fn random_row(dice: &mut Dice, workbook: &Workbook, known: &Known, replacing: bool) -> Row {
    let mut fresh = workbook.next_id;
    let mut id = || {
        fresh += 1;
        fresh - 1
    };
    let old = if replacing { random_id(dice, workbook) } else { RowId::Area(AreaId(0)) };
    let kind = if replacing { old.kind() as usize } else { dice.below(9) };
    let number = |id: &mut dyn FnMut() -> u32| if replacing { old.number() } else { id() };
    match kind {
        0 => Row::from(Area {
            id: AreaId(number(&mut id)),
            name: dice.text(),
            short: dice.text(),
            name_en: dice.text(),
            code: dice.maybe(|dice| dice.text()),
            parent: maybe_of(dice, &known.areas),
            square: dice.maybe(|dice| Square { column: dice.below(6) as u8, row: dice.below(6) as u8 }),
        }),
        1 => Row::from(Department {
            id: DepartmentId(number(&mut id)),
            name: dice.text(),
            aliases: dice.many(2, |dice| dice.name()),
        }),
        2 => Row::from(Source {
            id: SourceId(number(&mut id)),
            title: dice.text(),
            title_en: dice.text(),
            publisher: dice.text(),
            date: dice.text(),
        }),
        3 => Row::from(Section {
            id: SectionId(number(&mut id)),
            title: dice.text(),
            title_en: dice.text(),
            kind: SectionKind::Tasks,
        }),
        4 => {
            let number = number(&mut id);
            let mut row = random_indicator(dice, known, &mut id);
            row.id = IndicatorId(number);
            if let Some(old) = workbook.indicators.get(row.id).filter(|_| dice.percent(70)) {
                row.targets = old.targets.clone();
            }
            Row::from(row)
        }
        5 => {
            let number = number(&mut id);
            let mut row = random_list(dice, known, &mut id);
            row.id = ListId(number);
            if let Some(old) = workbook.lists.get(row.id).filter(|_| dice.percent(70)) {
                row.custom = old.custom.clone();
            }
            Row::from(row)
        }
        6 => {
            let list = if workbook.lists.is_empty() {
                random_list(dice, known, &mut id)
            } else {
                dice.row(&workbook.lists).as_ref().clone()
            };
            Row::from(random_project(dice, known, &list, ProjectId(number(&mut id))))
        }
        7 => Row::from(random_board(dice, known, BoardId(number(&mut id)))),
        _ => Row::from(random_figure(dice, known, FigureId(number(&mut id)))),
    }
}

/// The identifier of a target, for tests that need one.
pub fn any_target(workbook: &Workbook) -> Option<(IndicatorId, TargetId)> {
    workbook.indicators.iter().find_map(|row| row.targets.first().map(|target| (row.id, target.id)))
}
