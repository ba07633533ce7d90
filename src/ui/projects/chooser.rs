//! The column chooser: what it changes is kept with the list.

use super::columns;
use crate::{
    edit::Edit,
    model::{
        Column, Month, ProjectField, ProjectList,
        list::{ColumnView, CustomColumn},
    },
    ui::{Actions, Shown, theme},
};
use egui::{RichText, ScrollArea, Ui, containers::menu::MenuConfig};

const COMPUTED: [Column; 7] = [
    Column::Number,
    Column::Done,
    Column::Completion,
    Column::Gap,
    Column::Lamp,
    Column::MonthsLate,
    Column::Share,
];

/// The button that opens the chooser.
pub fn menu(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let lang = shown.lang;
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::new(lang.projects_columns()).config(config);
    let (response, _) = button.ui(ui, |ui| choices(ui, shown, list, actions));
    response.on_hover_text(lang.projects_columns_tip());
}

fn choices(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let lang = shown.lang;
    let now = list.shown_columns();
    let mut set: Option<Vec<ColumnView>> = None;
    ui.set_width(460.0);
    if !list.columns.is_empty() && ui.button(lang.projects_columns_usual()).clicked() {
        set = Some(Vec::new());
    }
    let mut group = |ui: &mut Ui, title: &str, all: &[Column]| {
        ui.add_space(4.0);
        ui.label(RichText::new(title).font(theme::bold(12.0)).color(shown.theme.second.0));
        egui::Grid::new(title).num_columns(3).min_col_width(140.0).spacing([8.0, 2.0]).show(ui, |ui| {
            for (at, &column) in all.iter().enumerate() {
                let mut on = now.iter().any(|view| view.column == column);
                let name = if column == Column::Number {
                    lang.column(column)
                } else {
                    columns::name(shown, list, column)
                };
                if ui.checkbox(&mut on, name).changed() {
                    set = Some(changed(&now, column, on));
                }
                if at % 3 == 2 {
                    ui.end_row();
                }
            }
        });
    };
    ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
        group(ui, lang.projects_columns_computed(), &COMPUTED);
        let fields: Vec<Column> = ProjectField::FIXED.into_iter().map(Column::Field).collect();
        group(ui, lang.projects_columns_basic(), &fields);
        if !list.custom.is_empty() {
            let own = |own: &CustomColumn| Column::Field(ProjectField::Custom(own.id));
            group(ui, lang.projects_columns_own(), &list.custom.iter().map(own).collect::<Vec<_>>());
        }
        let year = shown.workbook.year;
        let months: Vec<Column> = (1..=12)
            .filter_map(|month| Month::new(year, month))
            .flat_map(|month| {
                columns::MONTH_KINDS.map(|kind| Column::Field(ProjectField::Month(kind, month)))
            })
            .collect();
        group(ui, &lang.projects_columns_months(year), &months);
    });
    if let Some(columns) = set {
        let mut new = list.clone();
        new.columns = columns;
        actions.edit(Edit::Replace(new.into()));
    }
}

/// The columns with one more or one less. A new one comes before what is computed at the end.
fn changed(now: &[ColumnView], column: Column, on: bool) -> Vec<ColumnView> {
    let mut columns: Vec<ColumnView> = now.to_vec();
    if on {
        let computed = |view: &&ColumnView| super::rows::field_of(view.column).is_none();
        let trailing = columns.iter().rev().take_while(computed).count();
        let at = match column {
            Column::Number => 0,
            Column::Field(_) => columns.len() - trailing,
            _ => columns.len(),
        };
        columns.insert(at, ColumnView { column, width: None });
    } else {
        columns.retain(|view| view.column != column);
    }
    // A table without columns would show the usual ones: the name stays.
    if columns.is_empty() {
        columns.push(ColumnView { column: Column::Field(ProjectField::Name), width: None });
    }
    columns
}
