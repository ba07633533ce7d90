//! Columns: headings, widths, and what a cell says.

use super::{
    rows::{InView, percent_places},
    sums,
};
use crate::{
    analysis::{BANDS, figure::gathered},
    edit::entry,
    i18n::format,
    model::{
        Column, Lamp, Month, MonthKind, Period, Project, ProjectField, ProjectList, Value, ValueKind,
        list::{ColumnView, CustomKind},
    },
    ui::Shown,
};
use egui::Align;

/// A cell's text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// What the cell says.
    pub text: String,
    /// What it says in full on hover, where that is more.
    pub full: Option<String>,
    /// Whether it was not entered here but follows from other figures.
    pub derived: bool,
}

impl Cell {
    fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// A column's name.
pub fn name(shown: &Shown<'_>, list: &ProjectList, column: Column) -> String {
    let lang = shown.lang;
    match column {
        Column::Field(ProjectField::Custom(id)) => {
            let own = list.custom.iter().find(|own| own.id == id);
            own.map_or_else(|| lang.column(column), |own| own.name.to_string())
        }
        Column::Number => "#".to_owned(),
        Column::Done => match shown.workbook.month {
            None => lang.projects_done_none().to_owned(),
            Some(month) => match lang.period_in_year(Period::to_month(month)).as_str() {
                "" => lang.projects_done_year().to_owned(),
                months => lang.projects_done_through(months),
            },
        },
        Column::LastMonth => match shown.workbook.month.map(Month::month) {
            Some(month @ 2..) => match Month::new(shown.workbook.year, month - 1) {
                Some(before) => lang.projects_done_through(&lang.period_in_year(Period::to_month(before))),
                None => lang.column(column),
            },
            _ => lang.column(column),
        },
        _ => lang.column(column),
    }
}

/// The unit that a column's heading names.
pub fn unit(shown: &Shown<'_>, list: &ProjectList, column: Column) -> String {
    let lang = shown.lang;
    let money = || lang.money_unit(shown.unit_for(list)).to_owned();
    match column {
        Column::Done
        | Column::LastMonth
        | Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart => money(),
        Column::Gap => lang.projects_gap_unit().to_owned(),
        Column::MonthsLate => lang.projects_months_unit().to_owned(),
        Column::Field(ProjectField::Custom(id)) => {
            let own = list.custom.iter().find(|own| own.id == id).map(|own| &own.kind);
            if let Some(CustomKind::Number(unit)) = own { lang.unit(unit).to_owned() } else { String::new() }
        }
        Column::Field(field) if matches!(field.kind(), ValueKind::Money | ValueKind::Number) => money(),
        _ => String::new(),
    }
}

/// Whether cells of the column are figures, which stand at the right.
pub fn is_figure(list: &ProjectList, column: Column) -> bool {
    match column {
        Column::Number
        | Column::Done
        | Column::Completion
        | Column::Gap
        | Column::MonthsLate
        | Column::Share
        | Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart
        | Column::LastMonth
        | Column::OpenProblems => true,
        Column::Lamp | Column::Problems | Column::StageLog | Column::Attachments => false,
        Column::Field(ProjectField::Custom(id)) => list
            .custom
            .iter()
            .find(|own| own.id == id)
            .is_some_and(|own| matches!(own.kind, CustomKind::Number(_))),
        Column::Field(field) => {
            matches!(field.kind(), ValueKind::Money | ValueKind::Number | ValueKind::Quantity)
        }
    }
}

/// Where a column's cells stand.
pub fn align(list: &ProjectList, column: Column) -> Align {
    match column {
        Column::Lamp => Align::Center,
        _ if is_figure(list, column) => Align::Max,
        _ => Align::Min,
    }
}

/// Room between a cell's text and its sides.
pub const PADDING: f32 = 7.0;
/// The same where the columns have been squeezed.
pub const TIGHT: f32 = 5.0;

/// The unit that the heading at a place shows: that of money only once, at the first column of money.
pub fn unit_at(shown: &Shown<'_>, list: &ProjectList, columns: &[ColumnView], at: usize) -> String {
    let Some(view) = columns.get(at) else { return String::new() };
    let own = unit(shown, list, view.column);
    let money = shown.lang.money_unit(shown.unit_for(list));
    let said = own == money && columns[..at].iter().any(|view| unit(shown, list, view.column) == money);
    if said { String::new() } else { own }
}

/// The width that a column has before anyone drags it, in points.
pub fn usual_width(shown: &Shown<'_>, list: &ProjectList, columns: &[ColumnView], at: usize) -> f32 {
    use ProjectField as F;
    let Some(view) = columns.get(at) else { return 0.0 };
    let column = view.column;
    let heading = name(shown, list, column) + &unit_at(shown, list, columns, at);
    // A Han character is as wide as the text is high, others about half of that.
    let heading = heading.chars().map(|c| if c.is_ascii() { 6.6 } else { 12.0 }).sum::<f32>();
    let heading = heading + 2.0 * PADDING + 4.0;
    // English words for stages are longer than the Chinese ones.
    let word = if shown.lang == crate::i18n::Lang::En { 42.0 } else { 0.0 };
    let content = match column {
        Column::Number => return if list.declared_size.is_some_and(|n| n > 9999) { 60.0 } else { 38.0 },
        Column::Lamp => 34.0,
        Column::Completion | Column::Gap | Column::Share | Column::MonthsLate => 58.0,
        Column::Done
        | Column::LastMonth
        | Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart => 76.0,
        Column::OpenProblems => 48.0,
        Column::Problems | Column::StageLog | Column::Attachments => 200.0,
        Column::Field(field) => match field {
            F::Name => return 200.0,
            F::NameEn => 200.0,
            F::Code => 190.0,
            F::Content | F::Goal | F::Progress | F::NextStep | F::Note => 200.0,
            F::JoinedReason | F::LeftReason | F::Investor => 150.0,
            F::Area => 80.0 + word,
            F::Category => 62.0,
            F::Stage | F::Nature => 46.0 + word,
            F::Action => 70.0 + word,
            F::Tags | F::Place | F::Builder | F::Support | F::Parent => 150.0,
            F::Lead => 100.0,
            F::InStatistics => 60.0,
            F::Contact | F::Leader => 74.0,
            _ => match field.kind() {
                ValueKind::Money | ValueKind::Number => 68.0,
                _ => 84.0,
            },
        },
    };
    heading.clamp(content, content.max(180.0))
}

/// How many signs the sum of a column has whose rows are not added up for the whole list.
const USUAL_SUM: usize = 8;

/// The width that a column becomes by itself before the table has to be scrolled sideways; none: it keeps its
/// width. An English heading may take two lines, and no figure is cut: none is longer than what they add up to.
pub fn least_width(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    at: usize,
) -> Option<f32> {
    use ProjectField as F;
    let column = columns.get(at)?.column;
    let en = shown.lang == crate::i18n::Lang::En;
    let content: f32 = match column {
        Column::Completion
        | Column::Gap
        | Column::Share
        | Column::MonthsLate
        | Column::Field(F::Investment | F::Plan | F::DoneBefore) => 54.0,
        Column::Done | Column::LastMonth | Column::Reported | Column::Confirmed | Column::SinceStart => 58.0,
        Column::Field(F::Month(..)) => 58.0,
        Column::Lamp if en => 46.0,
        Column::Lamp => 32.0,
        Column::Field(F::Content | F::Goal | F::Progress | F::NextStep | F::Note) => 100.0,
        Column::Field(F::Area | F::Chain) => 76.0,
        Column::Field(F::Category) => 52.0,
        Column::Field(F::Stage | F::Nature) if en => 66.0,
        Column::Field(F::Stage | F::Nature) => 44.0,
        _ => return None,
    };
    // Of the whole list, so that filtering moves no column.
    let of = sums::Of { totals: &view.analysis.totals, heading: None };
    let sum = if sums::is_by_rows(list, column) {
        USUAL_SUM
    } else {
        sums::sum(shown, list, view, of, column).map_or(0, |text| text.chars().count())
    };
    // Room for the longest word of the heading; one without gaps between words stays whole, with its unit.
    let heading = name(shown, list, column);
    let is_narrow = |c: char| c.is_ascii() || matches!(c, '–' | '−');
    let wide = |text: &str| text.chars().map(|c| if is_narrow(c) { 6.4 } else { 12.0 }).sum::<f32>();
    let unit = unit_at(shown, list, columns, at);
    let heading = match (en, unit.is_empty()) {
        (true, true) => heading.split(' ').map(wide).fold(0.0, f32::max),
        (false, false) => wide(&heading) + 4.0 + wide(&unit),
        // In English the unit has the second line.
        _ => wide(&heading),
    };
    Some(content.max(sum as f32 * 7.2 + 2.0 * TIGHT).max(heading + 2.0 * TIGHT + 2.0))
}

/// What a cell says. `index` is the row's place in the list.
pub fn cell(shown: &Shown<'_>, list: &ProjectList, view: &InView, index: usize, column: Column) -> Cell {
    let workbook = shown.workbook;
    let percent = |figure: Option<_>| {
        figure.map_or_else(String::new, |figure| format!("{}%", format::fixed(figure, percent_places(list))))
    };
    match column {
        Column::Number => Cell::plain((index + 1).to_string()),
        Column::Completion | Column::Share => Cell::plain(percent(view.figure(workbook, index, column))),
        Column::Gap => {
            let gap = view.figure(workbook, index, column);
            Cell::plain(gap.map_or_else(String::new, |gap| format::signed(gap, percent_places(list))))
        }
        Column::MonthsLate | Column::OpenProblems => {
            let count = view.figure(workbook, index, column);
            Cell::plain(count.map_or_else(String::new, |count| count.to_string()))
        }
        Column::Lamp => {
            let row = view.analysis.rows.get(index);
            Cell::plain(row.map_or_else(String::new, |row| shown.lang.lamp(row.lamp).to_owned()))
        }
        Column::Difference => {
            let figure = view.figure(workbook, index, column);
            let places = view.places(workbook, column);
            Cell::plain(figure.map_or_else(String::new, |figure| format::signed(figure, places)))
        }
        Column::Problems | Column::StageLog | Column::Attachments => {
            let project = view.analysis.project(workbook, index);
            Cell::plain(project.map_or_else(String::new, |project| gathered_text(shown, project, column)))
        }
        Column::Done | Column::LastMonth | Column::Reported | Column::Confirmed | Column::SinceStart => {
            money_cell(shown, view, index, column)
        }
        Column::Field(field) => {
            let Some(project) = view.analysis.project(workbook, index) else { return Cell::default() };
            match field.kind() {
                ValueKind::Money | ValueKind::Number => {
                    let mut cell = money_cell(shown, view, index, column);
                    cell.derived = field.get(project) == Value::Empty;
                    if cell.text.is_empty() {
                        // In another currency than the column.
                        return Cell::plain(field_text(shown, project, field));
                    }
                    cell
                }
                ValueKind::Custom if is_figure(list, column) => money_cell(shown, view, index, column),
                _ => Cell::plain(field_text(shown, project, field)),
            }
        }
    }
}

fn money_cell(shown: &Shown<'_>, view: &InView, index: usize, column: Column) -> Cell {
    let Some(value) = view.figure(shown.workbook, index, column) else { return Cell::default() };
    let places = view.places(shown.workbook, column);
    let full = (value.normalize().scale() > places).then(|| format::number(value.normalize()));
    Cell { text: format::fixed(value, places), full, derived: false }
}

/// What parts of a project say that are no cells.
fn gathered_text(shown: &Shown<'_>, project: &Project, column: Column) -> String {
    if column == Column::StageLog {
        let log = project.stage_log.iter();
        let changes = log.map(|change| format!("{} {}", change.date, shown.lang.stage(change.stage)));
        return changes.collect::<Vec<_>>().join(" · ");
    }
    gathered(project, column).unwrap_or_default().join(" · ").replace('\n', " ")
}

/// A field's value as people read it.
pub fn field_text(shown: &Shown<'_>, project: &Project, field: ProjectField) -> String {
    let lang = shown.lang;
    if let Some(text) = field.text_of(project) {
        return if text.contains('\n') { text.replace('\n', " ") } else { text.to_owned() };
    }
    match field.get(project) {
        Value::Date(date) => date.to_string(),
        Value::Money(money) => {
            format!("{} {}", format::number(money.value), lang.money_unit(money.unit))
        }
        Value::Quantity(quantity) => lang.quantity(quantity.value, &quantity.unit),
        Value::Number(number) => format::number(number),
        Value::Area(area) => {
            shown.workbook.areas.get(area).map_or_else(|| area.to_string(), |row| shown.area(row).to_owned())
        }
        value => entry::value_text(shown.workbook, project, field, &value, &lang),
    }
}

/// A value of a column as people read it, in a menu or a heading.
pub fn value_text(shown: &Shown<'_>, list: &ProjectList, column: Column, value: &Value) -> String {
    let (workbook, lang) = (shown.workbook, shown.lang);
    match (value, column) {
        (Value::Empty, _) => lang.projects_without().to_owned(),
        (Value::Text(text), _) => text.to_string(),
        (Value::Area(area), _) => {
            workbook.areas.get(*area).map_or_else(|| area.to_string(), |row| shown.area(row).to_owned())
        }
        (Value::Number(at), Column::Lamp) => {
            let lamp = usize::try_from(*at).ok().and_then(|at| Lamp::ALL.get(at));
            lamp.map_or_else(String::new, |&lamp| {
                format!("{} {}", crate::i18n::Lang::lamp_shape(lamp), lang.lamp(lamp))
            })
        }
        (Value::Number(from), Column::Completion) => {
            let from = u32::try_from(*from).unwrap_or(0);
            lang.projects_band(from, BANDS.into_iter().find(|&next| next > from))
        }
        (value, Column::Field(field)) => {
            let any = Project::new(crate::model::ProjectId(0), list.id);
            entry::value_text(workbook, &any, field, value, &lang)
        }
        _ => String::new(),
    }
}

/// The columns of a year's monthly figures.
pub fn months_of(year: i16) -> impl Iterator<Item = Column> {
    let months = (1..=12).filter_map(move |month| Month::new(year, month));
    months.flat_map(|month| MONTH_KINDS.map(|kind| Column::Field(ProjectField::Month(kind, month))))
}

/// The month that the columns of monthly figures are about, and its kinds in the order of a form.
pub const MONTH_KINDS: [MonthKind; 3] = [MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed];
