//! What rows are ordered by in a column: a number or a text of each row, the same for a whole table and for one
//! row that is put where it belongs.

use super::{
    figure::gathered,
    list::ListAnalysis,
    number::to_f64,
    pinyin,
    sort::{self, float_key},
};
use crate::model::{
    ColumnId, Decimal, Money, Project, ProjectField, Quantity, SortKey, Value, ValueKind, When, Workbook,
    list::{Column, CustomKind},
};
use std::{borrow::Cow, cmp::Ordering};

/// Whether a column is ordered by texts, in the order of their readings.
fn is_text(workbook: &Workbook, analysis: &ListAnalysis, column: Column) -> bool {
    match column {
        Column::Problems | Column::Attachments => true,
        Column::Field(ProjectField::Custom(id)) => {
            let list = workbook.lists.get(analysis.list);
            let own = list.and_then(|list| list.custom.iter().find(|own| own.id == id));
            own.is_some_and(|own| matches!(own.kind, CustomKind::Text | CustomKind::Choice(_)))
        }
        Column::Field(field) => matches!(field.kind(), ValueKind::Text | ValueKind::Tags),
        _ => false,
    }
}

/// The ranks of rows in a column.
pub(super) fn ranks(workbook: &Workbook, analysis: &ListAnalysis, rows: &[u32], column: Column) -> Vec<u32> {
    if is_text(workbook, analysis, column) {
        let texts: Vec<Cow<'_, str>> =
            rows.iter().map(|&row| text(workbook, analysis, row as usize, column)).collect();
        sort::text_ranks(&texts.iter().map(|text| &**text).collect::<Vec<_>>())
    } else {
        sort::ranks(rows.iter().map(|&row| number(workbook, analysis, row as usize, column)))
    }
}

/// The order of two rows by some columns; rows that are equal in all of them keep the list's order.
pub(super) fn compare(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    sort: &[SortKey],
    (a, b): (u32, u32),
) -> Ordering {
    let (left, right) = (a as usize, b as usize);
    for key in sort {
        let directed = |order: Ordering| if key.descending { order.reverse() } else { order };
        let order = if is_text(workbook, analysis, key.column) {
            let left = text(workbook, analysis, left, key.column);
            let right = text(workbook, analysis, right, key.column);
            let missing = left.is_empty().cmp(&right.is_empty());
            missing.then_with(|| directed(pinyin::compare(&left, &right)))
        } else {
            let left = number(workbook, analysis, left, key.column);
            let right = number(workbook, analysis, right, key.column);
            left.is_none().cmp(&right.is_none()).then_with(|| directed(left.cmp(&right)))
        };
        if order.is_ne() {
            return order;
        }
    }
    a.cmp(&b)
}

/// The text of a row in a column that is ordered by texts; empty where it has none.
fn text<'a>(workbook: &'a Workbook, analysis: &ListAnalysis, row: usize, column: Column) -> Cow<'a, str> {
    let Some(project) = analysis.project(workbook, row) else { return Cow::Borrowed("") };
    match column {
        Column::Problems | Column::Attachments => {
            Cow::Owned(gathered(project, column).unwrap_or_default().join("\n"))
        }
        Column::Field(ProjectField::Custom(id)) => match custom(project, id) {
            Some(Value::Text(text)) => Cow::Borrowed(text),
            _ => Cow::Borrowed(""),
        },
        Column::Field(field) if field.kind() == ValueKind::Tags => Cow::Owned(project.tags.join("、")),
        Column::Field(field) => Cow::Borrowed(field.text_of(project).unwrap_or_default()),
        _ => Cow::Borrowed(""),
    }
}

/// The number that a row is ordered by in a column of any other kind.
fn number(workbook: &Workbook, analysis: &ListAnalysis, row: usize, column: Column) -> Option<u64> {
    let project = || analysis.project(workbook, row);
    let found = || analysis.rows.get(row);
    // Quotients of floats: good enough to order by, and many times faster than of decimals.
    let completion = || {
        let row = found()?;
        let plan = row.plan.filter(|plan| *plan > Decimal::ZERO)?;
        Some(to_f64(row.done?) / to_f64(plan) * 100.0)
    };
    let money = |of: Option<Decimal>| Some(float_key(base(Money::new(of?, found()?.unit))));
    match column {
        Column::Number => Some(row as u64),
        Column::Done => money(found()?.done),
        Column::Completion => completion().map(float_key),
        Column::Gap => Some(float_key(completion()? - to_f64(analysis.pace(row)?))),
        Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart
        | Column::LastMonth
        | Column::OpenProblems => {
            analysis.figure(workbook, row, column, found()?.unit).map(|figure| float_key(to_f64(figure)))
        }
        Column::Lamp => found().map(|row| row.lamp as u64),
        // By the last change.
        Column::StageLog => project()?.stage_log.last().map(|change| date_key(change.date)),
        Column::MonthsLate => analysis.late(workbook, row).map(|late| float_key(f64::from(late.months()))),
        // As shown: a package's investment and plan may be the sums of its parts.
        Column::Share | Column::Field(ProjectField::Plan) => money(found()?.plan),
        Column::Field(ProjectField::Investment) => money(found()?.investment),
        // So may its months.
        Column::Field(ProjectField::Month(..)) if !analysis.parts.is_empty() => {
            money(analysis.figure(workbook, row, column, found()?.unit))
        }
        Column::Field(field) => of_field(workbook, project()?, field),
        Column::Problems | Column::Attachments => None,
    }
}

fn of_field(workbook: &Workbook, project: &Project, field: ProjectField) -> Option<u64> {
    match field.kind() {
        // Areas in the order that people know them in, which is the workbook's.
        ValueKind::Area => workbook.areas.position(project.area?).map(|at| at as u64),
        ValueKind::Department => workbook.departments.position(project.lead?).map(|at| at as u64),
        ValueKind::Departments => {
            workbook.departments.position(*project.support.first()?).map(|at| at as u64)
        }
        ValueKind::Project => workbook.projects.position(project.parent?).map(|at| at as u64),
        ValueKind::Stage => project.stage.map(|stage| stage as u64),
        ValueKind::Nature => project.nature.map(|nature| nature as u64),
        ValueKind::Action => project.action.map(|action| action as u64),
        ValueKind::Flag => project.in_statistics.map(u64::from),
        ValueKind::Text | ValueKind::Tags => None,
        ValueKind::Money
        | ValueKind::Quantity
        | ValueKind::Number
        | ValueKind::Date
        | ValueKind::Years
        | ValueKind::Custom => of_value(project, field),
    }
}

fn custom(project: &Project, column: ColumnId) -> Option<&Value> {
    project.custom.iter().find(|cell| cell.column == column).map(|cell| &cell.value)
}

fn of_value(project: &Project, field: ProjectField) -> Option<u64> {
    let value = match field {
        // Months are in each project's own unit.
        ProjectField::Month(kind, month) => {
            let figure = project.month_figure(kind, month)?;
            return Some(float_key(base(Money::new(figure, project.month_unit))));
        }
        _ => field.get(project),
    };
    Some(match value {
        Value::Money(money) => float_key(base(money)),
        Value::Quantity(Quantity { value, unit }) => float_key(to_f64(value) * to_f64(unit.scale())),
        Value::Number(number) => float_key(to_f64(number)),
        Value::Date(date) => date_key(date),
        Value::Years(years) => (years.from as u64) << 16 | years.to as u64,
        _ => return None,
    })
}

fn date_key(date: When) -> u64 {
    let month = date.month().map_or(0, |month| u64::from(month.month()));
    (date.year() as u64) << 16 | month << 8 | u64::from(date.day().unwrap_or(0))
}

/// In 元 or 美元: one order for all units of a currency.
fn base(money: Money) -> f64 {
    to_f64(money.value) * f64::from(10_u32.pow(money.unit.power()))
}
