//! The column chooser: which columns the view in use shows and in what order, and the list's own columns.

use super::{State, columns, own_columns};
use crate::{
    analysis::pinyin::Letters,
    model::{
        Column, ProjectField, ProjectList,
        list::{ColumnView, CustomColumn},
    },
    ui::{Actions, Shown, theme, widgets},
};
use egui::{Button, RichText, Role, ScrollArea, Ui, WidgetInfo, containers::menu::MenuConfig};

/// The button that opens the chooser.
pub fn menu(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    let config = MenuConfig::new().close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::new(lang.projects_columns()).config(config);
    let (response, _) = button.ui(ui, |ui| {
        ui.reset_style();
        ui.set_width(560.0);
        ui.horizontal_top(|ui| {
            ui.vertical(|ui| {
                ui.set_width(220.0);
                in_order(ui, shown, list, state, actions);
            });
            ui.separator();
            ui.vertical(|ui| choices(ui, shown, list, state, actions));
        });
    });
    response.on_hover_text(lang.projects_columns_tip());
}

fn title(ui: &mut Ui, shown: &Shown<'_>, text: &str) {
    ui.add_space(4.0);
    ui.label(RichText::new(text).font(theme::bold(12.0)).color(shown.theme.second.0));
}

fn name(shown: &Shown<'_>, list: &ProjectList, column: Column) -> String {
    // Its heading is a sign, too short for a choice.
    if column == Column::Number { shown.lang.column(column) } else { columns::name(shown, list, column) }
}

/// The columns that are shown, each with buttons that move and hide it.
fn in_order(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    title(ui, shown, lang.columns_in_order());
    let now = state.columns(list);
    let mut new: Option<Vec<ColumnView>> = None;
    ScrollArea::vertical().id_salt("in_order").max_height(400.0).show(ui, |ui| {
        for (at, view) in now.iter().enumerate() {
            let name = name(shown, list, view.column);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                if small(ui, "↑", at > 0, &lang.columns_up(&name)) {
                    new.get_or_insert_with(|| now.clone()).swap(at, at - 1);
                }
                if small(ui, "↓", at + 1 < now.len(), &lang.columns_down(&name)) {
                    new.get_or_insert_with(|| now.clone()).swap(at, at + 1);
                }
                if small(ui, "×", now.len() > 1, &lang.columns_hide(&name)) {
                    new.get_or_insert_with(|| now.clone()).remove(at);
                }
                ui.add(egui::Label::new(&name).truncate());
            });
        }
    });
    if let Some(new) = new {
        state.change_view(list, actions, |columns, _| *columns = new);
    }
}

fn small(ui: &mut Ui, sign: &str, enabled: bool, label: &str) -> bool {
    let response = ui.add_enabled(enabled, Button::new(sign).small());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, label));
    response.on_hover_text(label).clicked()
}

fn choices(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, state: &mut State, actions: &mut Actions) {
    use ProjectField as F;
    let lang = shown.lang;
    let now = state.columns(list);
    let mut set: Option<Vec<ColumnView>> = None;
    ui.horizontal(|ui| {
        widgets::search_field(ui, state.column_form.search_mut(), lang.columns_find(), 150.0);
        let own = match state.view_of(list).and_then(|name| list.view(name)) {
            Some(view) => !view.columns.is_empty(),
            None => !list.columns.is_empty() && !state.is_month_view(list.id),
        };
        if own && ui.button(lang.projects_columns_usual()).clicked() {
            set = Some(Vec::new());
        }
    });
    let wanted = state.column_form.search_mut().trim().to_lowercase();
    let letters = Letters::new(&wanted);
    let matches = |name: &str| {
        name.to_lowercase().contains(&wanted) || letters.as_ref().is_some_and(|letters| letters.is_in(name))
    };
    let mut group = |ui: &mut Ui, heading: &str, all: Vec<Column>| {
        let named = all.into_iter().map(|column| (column, name(shown, list, column)));
        let found: Vec<(Column, String)> = named.filter(|(_, name)| matches(name)).collect();
        if found.is_empty() {
            return;
        }
        title(ui, shown, heading);
        egui::Grid::new(heading).num_columns(2).min_col_width(130.0).spacing([8.0, 2.0]).show(ui, |ui| {
            for (at, (column, name)) in found.into_iter().enumerate() {
                let mut on = now.iter().any(|view| view.column == column);
                if ui.checkbox(&mut on, name).changed() {
                    set = Some(changed(&now, column, on));
                }
                if at % 2 == 1 {
                    ui.end_row();
                }
            }
        });
    };
    ScrollArea::vertical().id_salt("choices").max_height(400.0).show(ui, |ui| {
        group(ui, lang.projects_columns_computed(), Column::COMPUTED.into());
        let fields = |from: ProjectField, to: Option<ProjectField>| -> Vec<Column> {
            let after = ProjectField::FIXED.into_iter().skip_while(move |&field| field != from);
            after.take_while(|&field| Some(field) != to).map(Column::Field).collect()
        };
        group(ui, lang.group_basic(), fields(F::Name, Some(F::Nature)));
        group(ui, lang.group_building(), fields(F::Nature, Some(F::Investment)));
        group(ui, lang.group_money(), fields(F::Investment, Some(F::InStatistics)));
        group(ui, lang.group_units(), fields(F::InStatistics, Some(F::JoinedOn)));
        group(ui, lang.columns_membership(), fields(F::JoinedOn, Some(F::Investor)));
        group(ui, lang.group_promotion(), fields(F::Investor, None));
        let own = |own: &CustomColumn| Column::Field(ProjectField::Custom(own.id));
        group(ui, lang.projects_columns_own(), list.custom.iter().map(own).collect());
        let year = shown.workbook.year;
        group(ui, &lang.projects_columns_months(year), columns::months_of(year).collect());
        ui.separator();
        own_columns::show(ui, shown, list, &mut state.column_form, actions);
    });
    if let Some(new) = set {
        state.change_view(list, actions, |columns, _| *columns = new);
    }
}

/// Shows a column too, where it is not shown already.
pub(super) fn also_show(state: &mut State, list: &ProjectList, column: Column, actions: &mut Actions) {
    let now = state.columns(list);
    if now.iter().all(|view| view.column != column) {
        state.change_view(list, actions, |columns, _| *columns = changed(&now, column, true));
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
