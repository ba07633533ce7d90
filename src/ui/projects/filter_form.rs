//! The menu of all further filters: of any column by value, range, date or text, for what is empty, for
//! what was changed, and for what needs a look. Every button says how many rows it will show.

use super::{columns, rows::InView};
use crate::{
    analysis::Query,
    edit::entry,
    model::{
        Column, Filter, MoneyUnit, ProjectField, ProjectList, Since, Text, Value, ValueKind, list::CustomKind,
    },
    ui::{Shown, widgets},
};
use egui::{Button, RichText, ScrollArea, TextEdit, Ui};

/// What stands in the form.
#[derive(Debug, Default)]
pub struct Form {
    column: Option<Column>,
    search: String,
    from: String,
    to: String,
    text: String,
    as_of: String,
}

/// How the cells of a column are filtered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Values,
    Figures,
    Dates,
    Texts,
    Filled,
}

fn way(list: &ProjectList, column: Column) -> Way {
    match column {
        Column::Field(ProjectField::Custom(id)) => match list.custom.iter().find(|own| own.id == id) {
            Some(own) => match own.kind {
                CustomKind::Number(_) => Way::Figures,
                CustomKind::Date => Way::Dates,
                CustomKind::Choice(_) => Way::Values,
                CustomKind::Text => Way::Texts,
            },
            None => Way::Filled,
        },
        Column::Field(field) => match field.kind() {
            ValueKind::Money | ValueKind::Number | ValueKind::Quantity => Way::Figures,
            ValueKind::Date => Way::Dates,
            ValueKind::Text | ValueKind::Departments | ValueKind::Project => Way::Texts,
            _ => Way::Values,
        },
        Column::Number | Column::Lamp | Column::StageLog => Way::Filled,
        Column::Problems | Column::Attachments => Way::Texts,
        _ => Way::Figures,
    }
}

/// Whether a column's figures are money.
fn is_money(column: Column) -> bool {
    match column {
        Column::Done
        | Column::LastMonth
        | Column::Reported
        | Column::Confirmed
        | Column::Difference
        | Column::SinceStart => true,
        Column::Field(field) => matches!(field.kind(), ValueKind::Money | ValueKind::Number),
        _ => false,
    }
}

/// The menu's content.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    form: &mut Form,
    query: &mut Query,
) {
    let lang = shown.lang;
    ui.set_width(330.0);
    for (filter, label, tip) in [
        (Filter::NeedsLook, lang.projects_needs_look(), lang.projects_needs_look_tip()),
        (Filter::Changed(Since::Saved), lang.projects_changed_saved(), lang.projects_changed_tip()),
        (Filter::Changed(Since::Opened), lang.projects_changed_opened(), lang.projects_changed_tip()),
    ] {
        switch(ui, shown, view, &filter, label, query).on_hover_text(tip);
    }
    as_of(ui, shown, form, query);
    ui.separator();
    let Some(column) = form.column else {
        choose(ui, shown, list, form);
        return;
    };
    ui.horizontal(|ui| {
        if ui.button("‹").on_hover_text(lang.projects_filter_other()).clicked() {
            *form = Form::default();
        }
        ui.label(RichText::new(columns::name(shown, list, column)).strong());
        let unit = columns::unit(shown, list, column);
        ui.weak(unit);
    });
    match way(list, column) {
        Way::Values => values(ui, shown, list, view, column, form, query),
        Way::Figures => figures(ui, shown, list, view, column, form, query),
        Way::Dates => dates(ui, shown, view, column, form, query),
        Way::Texts => {
            texts(ui, shown, view, column, form, query);
            if matches!(column, Column::Field(field) if field.kind() == ValueKind::Text && !is_long(field)) {
                values(ui, shown, list, view, column, form, query);
            }
        }
        Way::Filled => {}
    }
    if !matches!(column, Column::Number | Column::Lamp) {
        switch(ui, shown, view, &Filter::Empty(column), lang.projects_is_empty(), query);
        switch(ui, shown, view, &Filter::Filled(column), lang.projects_is_filled(), query);
    }
}

/// The date that the list is shown for.
fn as_of(ui: &mut Ui, shown: &Shown<'_>, form: &mut Form, query: &mut Query) {
    let lang = shown.lang;
    ui.horizontal(|ui| {
        ui.label(lang.projects_as_of()).on_hover_text(lang.projects_as_of_tip());
        let read = |text: &str| entry::parse_date(text, shown.workbook.year);
        let typed = bound(ui, shown, lang.projects_as_of_hint(), &mut form.as_of, read);
        if let Ok(Some(date)) = typed
            && ui.button(lang.projects_as_of_chip(&lang.date(date))).clicked()
        {
            query.as_of = Some(date);
            form.as_of.clear();
        }
    });
}

/// Whether hardly two projects say the same in a field.
pub fn is_long(field: ProjectField) -> bool {
    use ProjectField as F;
    matches!(
        field,
        F::Name
            | F::NameEn
            | F::Code
            | F::Phone
            | F::Content
            | F::Goal
            | F::Progress
            | F::NextStep
            | F::Note
            | F::JoinedReason
            | F::LeftReason
    )
}

/// The columns to choose from.
fn choose(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, form: &mut Form) {
    let lang = shown.lang;
    widgets::search_field(ui, &mut form.search, lang.projects_filter_find(), 290.0);
    let wanted = form.search.trim().to_lowercase();
    let own = list.custom.iter().map(|own| Column::Field(ProjectField::Custom(own.id)));
    let computed =
        Column::COMPUTED.into_iter().filter(|column| !matches!(column, Column::Number | Column::Lamp));
    let months = columns::months_of(shown.workbook.year);
    let all = ProjectField::FIXED.into_iter().map(Column::Field).chain(own).chain(computed).chain(months);
    ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
        for column in all {
            let name = columns::name(shown, list, column);
            let found = wanted.is_empty()
                || name.to_lowercase().contains(&wanted)
                || crate::analysis::pinyin::Letters::new(&wanted).is_some_and(|letters| letters.is_in(&name));
            if found && ui.add(Button::new(name).frame(false)).clicked() {
                *form = Form { column: Some(column), ..Form::default() };
            }
        }
    });
}

/// A query with one more filter, or one less where it is there already.
fn turned(query: &Query, filter: &Filter) -> Query {
    let mut query = query.clone();
    match query.filters.iter().position(|other| other == filter) {
        Some(at) => drop(query.filters.remove(at)),
        None => query.filters.push(filter.clone()),
    }
    query
}

/// A filter that is on or off.
fn switch(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &InView,
    filter: &Filter,
    label: &str,
    query: &mut Query,
) -> egui::Response {
    let mut on = query.filters.contains(filter);
    // What it shows: these rows, or without it those of the other filters.
    let mut with = if on { query.clone() } else { turned(query, filter) };
    super::know_changes(shown, &mut with);
    let count = view.count(shown.workbook, with);
    let response = ui.checkbox(&mut on, format!("{label} {count}"));
    if response.changed() {
        *query = turned(query, filter);
    }
    response
}

fn values(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    column: Column,
    form: &mut Form,
    query: &mut Query,
) {
    let lang = shown.lang;
    let options = view.options(shown.workbook, column);
    if options.len() > 12 {
        widgets::search_field(ui, &mut form.search, lang.projects_filter_value(), 290.0);
    }
    let wanted = form.search.trim().to_lowercase();
    let letters = crate::analysis::pinyin::Letters::new(&wanted);
    let mut on: Vec<Value> = super::filters::values_of(query, column);
    let before = on.clone();
    ScrollArea::vertical().id_salt("values").max_height(260.0).show(ui, |ui| {
        let texts = options
            .iter()
            .map(|(value, count)| (columns::value_text(shown, list, column, value), value, count));
        let found = texts.filter(|(text, ..)| {
            wanted.is_empty()
                || text.to_lowercase().contains(&wanted)
                || letters.as_ref().is_some_and(|letters| letters.is_in(text))
        });
        for (text, value, count) in found.take(MOST_VALUES) {
            let mut checked = on.contains(value);
            if ui.checkbox(&mut checked, format!("{text} {count}")).changed() {
                if checked {
                    on.push(value.clone());
                } else {
                    on.retain(|other| other != value);
                }
            }
        }
    });
    if options.len() > MOST_VALUES {
        ui.weak(lang.projects_filter_more(options.len()));
    }
    if on != before {
        super::filters::set_values(query, column, on);
    }
}

/// The most values that a menu lists at once: a search finds the others.
const MOST_VALUES: usize = 200;

/// A bound as typed, with what is wrong with it.
fn bound<T>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    label: &str,
    text: &mut String,
    read: impl Fn(&str) -> Result<T, entry::EntryError>,
) -> Result<Option<T>, ()> {
    let field = ui.add(TextEdit::singleline(text).hint_text(label).desired_width(120.0));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, label));
    if text.trim().is_empty() {
        return Ok(None);
    }
    match read(text) {
        Ok(value) => Ok(Some(value)),
        Err(error) => {
            field.on_hover_text(shown.lang.entry_error(&error));
            ui.colored_label(shown.theme.bad.0, "!").on_hover_text(shown.lang.entry_error(&error));
            Err(())
        }
    }
}

/// The button that adds a filter, with the number of rows that it will show.
fn add(ui: &mut Ui, shown: &Shown<'_>, view: &InView, filter: Filter, query: &mut Query) {
    let mut with = query.clone();
    with.filters.push(filter);
    let count = view.count(shown.workbook, with.clone());
    if widgets::main_button(ui, &shown.lang.projects_filter_show(count)).clicked() {
        *query = with;
    }
}

fn figures(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    column: Column,
    form: &mut Form,
    query: &mut Query,
) {
    let lang = shown.lang;
    let money: Option<MoneyUnit> = is_money(column).then(|| shown.unit_for(list));
    let read = |text: &str| {
        if let Some(unit) = money {
            let money = entry::parse_money(text, unit)?;
            money.in_unit(unit).ok_or_else(|| entry::EntryError::OtherUnit {
                given: money.unit.symbol().to_owned(),
                wanted: unit.symbol().to_owned(),
            })
        } else {
            let unit = match column {
                Column::Field(field) => field.usual_unit().unwrap_or_default(),
                _ => crate::model::Unit::default(),
            };
            entry::parse_number(text.trim_end_matches(['%', '％']), &unit)
        }
    };
    let bounds = ui.horizontal(|ui| {
        let from = bound(ui, shown, lang.projects_filter_from(), &mut form.from, read);
        ui.label("–");
        let to = bound(ui, shown, lang.projects_filter_to(), &mut form.to, read);
        (from, to)
    });
    if let (Ok(from), Ok(to)) = bounds.inner
        && (from.is_some() || to.is_some())
    {
        add(ui, shown, view, Filter::Between { column, from, to, unit: money }, query);
    }
}

fn dates(ui: &mut Ui, shown: &Shown<'_>, view: &InView, column: Column, form: &mut Form, query: &mut Query) {
    let lang = shown.lang;
    let read = |text: &str| entry::parse_date(text, shown.workbook.year);
    let bounds = ui.horizontal(|ui| {
        let from = bound(ui, shown, lang.projects_filter_first(), &mut form.from, read);
        ui.label("–");
        let to = bound(ui, shown, lang.projects_filter_last(), &mut form.to, read);
        (from, to)
    });
    if let (Ok(from), Ok(to)) = bounds.inner
        && (from.is_some() || to.is_some())
    {
        add(ui, shown, view, Filter::Dates { column, from, to }, query);
    }
}

fn texts(ui: &mut Ui, shown: &Shown<'_>, view: &InView, column: Column, form: &mut Form, query: &mut Query) {
    let lang = shown.lang;
    let field = ui.add(
        TextEdit::singleline(&mut form.text).hint_text(lang.projects_filter_words()).desired_width(290.0),
    );
    field
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, lang.projects_filter_words()));
    let words: Text = form.text.trim().into();
    if words.is_empty() {
        return;
    }
    for (filter, label) in [
        (Filter::Has(column, words.clone()), lang.projects_filter_has()),
        (Filter::Lacks(column, words.clone()), lang.projects_filter_lacks()),
    ] {
        switch(ui, shown, view, &filter, label, query);
    }
}

/// A filter in a few words, as a chip says it.
pub fn words(shown: &Shown<'_>, list: &ProjectList, filter: &Filter) -> String {
    let lang = shown.lang;
    let name = filter.column().map(|column| columns::name(shown, list, column)).unwrap_or_default();
    let range = |from: Option<String>, to: Option<String>, unit: &str| {
        let text = match (from, to) {
            (Some(from), Some(to)) => format!("{name} {from}–{to} {unit}"),
            (Some(from), None) => format!("{name} ≥ {from} {unit}"),
            (None, Some(to)) => format!("{name} ≤ {to} {unit}"),
            (None, None) => name.clone(),
        };
        text.trim_end().to_owned()
    };
    match filter {
        Filter::OneOf(column, values) => {
            let mut texts = values.iter().map(|value| columns::value_text(shown, list, *column, value));
            let first = texts.next().unwrap_or_default();
            match values.len() {
                0 | 1 => format!("{name} {first}"),
                count => lang.projects_filter_several(&name, &first, count),
            }
        }
        Filter::Lamps(lamps) => {
            lamps.iter().map(|&lamp| lang.lamp(lamp)).collect::<Vec<_>>().join(lang.projects_or())
        }
        Filter::Between { column, from, to, unit } => {
            let figure = |figure: &rust_decimal::Decimal| crate::i18n::format::number(figure.normalize());
            let unit = unit
                .map_or_else(|| columns::unit(shown, list, *column), |unit| lang.money_unit(unit).to_owned());
            range(from.as_ref().map(figure), to.as_ref().map(figure), &unit)
        }
        Filter::Dates { from, to, .. } => {
            range(from.map(|date| lang.date(date)), to.map(|date| lang.date(date)), "")
        }
        Filter::Has(_, text) => lang.projects_filter_has_words(&name, text),
        Filter::Lacks(_, text) => lang.projects_filter_lacks_words(&name, text),
        Filter::Empty(_) => lang.projects_filter_empty(&name),
        Filter::Filled(_) => lang.projects_filter_filled(&name),
        Filter::Changed(Since::Saved) => lang.projects_changed_saved().to_owned(),
        Filter::Changed(Since::Opened) => lang.projects_changed_opened().to_owned(),
        Filter::NeedsLook => lang.projects_needs_look().to_owned(),
    }
}
