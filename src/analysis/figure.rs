//! The figure of a cell, in the unit that its column shows.

use super::list::ListAnalysis;
use crate::model::{
    Decimal, Money, MoneyUnit, Month, MonthKind, Project, ProjectField, Value, ValueKind, Workbook,
    list::Column,
};

/// What parts of a project say together: problems that are not solved, names of attached files. None for
/// other columns.
pub fn gathered(project: &Project, column: Column) -> Option<Vec<&str>> {
    match column {
        Column::Problems => {
            let open = project.problems.iter().filter(|problem| problem.solved.is_none());
            Some(open.map(|problem| &*problem.text).collect())
        }
        Column::Attachments => {
            let name = |path: &'_ str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
            Some(project.attachments.iter().map(|path| &path[name(path)..]).collect())
        }
        _ => None,
    }
}

impl ListAnalysis {
    /// The figure of a row in a column, money in the unit; none where the cell is empty, no figure, or in
    /// another currency.
    pub fn figure(
        &self,
        workbook: &Workbook,
        index: usize,
        column: Column,
        unit: MoneyUnit,
    ) -> Option<Decimal> {
        let row = self.rows.get(index)?;
        let money = |value: Option<Decimal>| Money::new(value?, row.unit).in_unit(unit);
        match column {
            Column::Number | Column::Lamp | Column::Problems | Column::StageLog | Column::Attachments => None,
            Column::Done => money(row.done),
            Column::Completion => self.completion(index),
            Column::Gap => self.gap(index),
            Column::Share => self.share(index),
            Column::MonthsLate => Some(Decimal::from(self.late(workbook, index)?.months())),
            Column::Reported => self.done(workbook, index, MonthKind::Reported, unit),
            Column::Confirmed => self.done(workbook, index, MonthKind::Confirmed, unit),
            Column::Difference => {
                let reported = self.done(workbook, index, MonthKind::Reported, unit)?;
                reported.checked_sub(self.done(workbook, index, MonthKind::Confirmed, unit)?)
            }
            Column::LastMonth => {
                let month = self.month?;
                let before = Month::new(month.year(), month.month().checked_sub(1)?)?;
                self.done_by(workbook, index, workbook.lists.get(self.list)?.counts, before, unit)
            }
            Column::SinceStart => {
                let before = self.project(workbook, index)?.done_before;
                let before = before.and_then(|before| before.in_unit(unit));
                match (before, money(row.done)) {
                    (Some(before), Some(done)) => Some(before.saturating_add(done)),
                    (before, done) => before.or(done),
                }
            }
            Column::OpenProblems => {
                let problems = &self.project(workbook, index)?.problems;
                let open = problems.iter().filter(|problem| problem.solved.is_none()).count();
                (open > 0).then(|| Decimal::from(open))
            }
            // As sorted and summed: a package's may be the sums of its parts.
            Column::Field(ProjectField::Investment) => money(row.investment),
            Column::Field(ProjectField::Plan) => money(row.plan),
            Column::Field(field) => {
                if let ProjectField::Month(kind, month) = field {
                    return self.own_or_of_parts(index, |index| {
                        let project = self.project(workbook, index)?;
                        Money::new(project.month_figure(kind, month)?, project.month_unit).in_unit(unit)
                    });
                }
                if !matches!(field.kind(), ValueKind::Money | ValueKind::Custom) {
                    return None;
                }
                match field.get(self.project(workbook, index)?) {
                    Value::Money(money) => money.in_unit(unit),
                    Value::Number(number) => Some(number),
                    _ => None,
                }
            }
        }
    }

    /// What was done from January to the reporting month by one of the two ways of counting.
    fn done(&self, workbook: &Workbook, index: usize, kind: MonthKind, unit: MoneyUnit) -> Option<Decimal> {
        self.done_by(workbook, index, kind, self.month?, unit)
    }

    /// What was done from January to a month.
    fn done_by(
        &self,
        workbook: &Workbook,
        index: usize,
        kind: MonthKind,
        month: Month,
        unit: MoneyUnit,
    ) -> Option<Decimal> {
        self.own_or_of_parts(index, |index| {
            let project = self.project(workbook, index)?;
            Money::new(project.done(kind, month)?.0, project.month_unit).in_unit(unit)
        })
    }

    /// The figure of a row; a package without a figure of its own takes the sum of its parts, as they are in the list
    /// at the reporting month.
    fn own_or_of_parts(&self, index: usize, of: impl Fn(usize) -> Option<Decimal>) -> Option<Decimal> {
        of(index).or_else(|| {
            let parts = self.parts.get(&u32::try_from(index).ok()?)?;
            let counts =
                |part: &&u32| self.rows.get(**part as usize).is_some_and(|row| row.outside.is_none());
            let figures = parts.iter().filter(counts).filter_map(|&part| of(part as usize));
            figures.reduce(Decimal::saturating_add)
        })
    }
}
