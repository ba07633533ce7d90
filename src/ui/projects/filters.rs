//! The filters: lamps as chips, area, category and stage as menus, and a text. A count says what the
//! click will show.

use super::{Face, Scroll, State, columns, filter_form, rows::InView, views};
use crate::{
    analysis::Query,
    model::{
        Column, Filter, Lamp, ProjectField, ProjectList, Value, ValueKind,
        list::{CustomColumn, CustomKind},
        view::MOST_GROUPS,
    },
    ui::{Actions, Shown, widgets},
};
use egui::{PopupCloseBehavior, ScrollArea, Ui, containers::menu::MenuConfig};

/// The columns that have a menu of their own.
const MENUS: [ProjectField; 3] = [ProjectField::Area, ProjectField::Category, ProjectField::Stage];

/// Shows the filters.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let mut query = state.query(list.id);
    let before = query.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        lamps(ui, shown, view, &mut query);
        doubts(ui, shown, view, &mut query);
        ui.add_space(6.0);
        for field in MENUS {
            values(ui, shown, list, view, Column::Field(field), &mut query);
        }
        let mut form = std::mem::take(&mut state.filter_form);
        let label = lang.projects_more_filters();
        chip_menu(ui, shown, label, false, |ui| {
            filter_form::show(ui, shown, list, view, &mut form, &mut query);
        });
        state.filter_form = form;
        // The views beside the table have groups of their own.
        if state.face_for(list) == Face::Table {
            groups(ui, shown, list, &mut query);
        }
        if query != before {
            state.set_query(query.clone());
        }
        views::menu(ui, shown, list, view, state, actions);
        query = state.query(list.id);
        // What does not fit at the end of the row has one of its own.
        let room = ui.available_size_before_wrap().x;
        let room = if room < 110.0 { 180.0 } else { (room - 40.0).clamp(90.0, 180.0) };
        widgets::search_field(ui, &mut query.text, lang.projects_search(), room);
        if query.filters() {
            let clear = widgets::link(ui, lang.projects_clear());
            if clear.clicked() {
                query = query.unfiltered();
            }
        }
    });
    chips(ui, shown, list, view, &mut query);
    if query != before {
        state.set_query(query);
        state.scroll = Some(Scroll::Top);
    }
}

/// How many rows need a look: one click shows them.
fn doubts(ui: &mut Ui, shown: &Shown<'_>, view: &InView, query: &mut Query) {
    let on = query.filters.contains(&Filter::NeedsLook);
    if on || view.analysis.doubtful() == 0 {
        return;
    }
    let mut with = query.clone();
    with.filters.push(Filter::NeedsLook);
    super::know_changes(shown, &mut with);
    let count = view.count(shown.workbook, with.clone());
    let label = format!("! {}", shown.lang.projects_needs_look());
    let chip = widgets::chip(ui, &label, Some(count), false);
    if chip.on_hover_text(shown.lang.projects_needs_look_tip()).clicked() {
        *query = with;
    }
}

/// What is filtered by beside lamps and the menus: a click drops it.
fn chips(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, query: &mut Query) {
    let lang = shown.lang;
    let shown_elsewhere = |filter: &Filter| match filter {
        Filter::Lamps(_) => true,
        Filter::OneOf(Column::Field(field), _) => MENUS.contains(field),
        _ => false,
    };
    let mut chips: Vec<(String, Query)> = Vec::new();
    for (at, filter) in query.filters.iter().enumerate().filter(|(_, filter)| !shown_elsewhere(filter)) {
        let mut without = query.clone();
        without.filters.remove(at);
        chips.push((format!("{} ×", filter_form::words(shown, list, filter)), without));
    }
    if let Some(only) = &query.only {
        chips.push((lang.projects_only(only.len()), Query { only: None, ..query.clone() }));
    }
    if let Some(at) = query.as_of {
        let label = format!("{} ×", lang.projects_as_of_chip(&lang.date(at)));
        chips.push((label, Query { as_of: None, ..query.clone() }));
    }
    if chips.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (label, mut without) in chips {
            let chip = widgets::chip(ui, &label, None, true);
            let chip = chip.on_hover_ui(|ui| {
                super::know_changes(shown, &mut without);
                ui.label(lang.projects_filter_off(view.count(shown.workbook, without.clone())));
            });
            if chip.clicked() {
                *query = without;
            }
        }
    });
}

/// The values that a column is filtered by.
pub fn values_of(query: &Query, column: Column) -> Vec<Value> {
    let own = query.filters.iter().find_map(|filter| match filter {
        Filter::OneOf(of, values) if *of == column => Some(values.clone()),
        _ => None,
    });
    own.unwrap_or_default()
}

/// Filters a column by these values; none: by none.
pub fn set_values(query: &mut Query, column: Column, values: Vec<Value>) {
    query.filters.retain(|filter| !matches!(filter, Filter::OneOf(of, _) if *of == column));
    if !values.is_empty() {
        query.filters.push(Filter::OneOf(column, values));
    }
}

/// The lamps, of which one can be on.
fn lamps(ui: &mut Ui, shown: &Shown<'_>, view: &InView, query: &mut Query) {
    let lang = shown.lang;
    let lamps = view.lamps(shown.workbook);
    let on: Vec<Lamp> = query.filters.iter().find_map(lamps_of).cloned().unwrap_or_default();
    let mut set = |lamp: Option<Lamp>| {
        query.filters.retain(|filter| lamps_of(filter).is_none());
        query.filters.extend(lamp.map(|lamp| Filter::Lamps(vec![lamp])));
    };
    if widgets::chip(ui, lang.projects_all(), Some(lamps.iter().sum()), on.is_empty()).clicked() {
        set(None);
    }
    for (&lamp, &count) in Lamp::ALL.iter().zip(lamps) {
        let is_on = on.contains(&lamp);
        if count == 0 && !is_on {
            continue;
        }
        let name = format!("{} {}", crate::i18n::Lang::lamp_shape(lamp), lang.lamp(lamp));
        if widgets::chip(ui, &name, Some(count), is_on).clicked() {
            set((!is_on).then_some(lamp));
        }
    }
}

fn lamps_of(filter: &Filter) -> Option<&Vec<Lamp>> {
    match filter {
        Filter::Lamps(lamps) => Some(lamps),
        _ => None,
    }
}

/// A menu of the values of a column.
fn values(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    column: Column,
    query: &mut Query,
) {
    let before = values_of(query, column);
    let mut on = before.clone();
    menu(ui, shown, &columns::name(shown, list, column), &mut on, || {
        let options = view.options(shown.workbook, column);
        let label = |value: &Value| columns::value_text(shown, list, column, value);
        options.iter().map(|(value, count)| (label(value), value.clone(), *count)).collect()
    });
    if on != before {
        set_values(query, column, on);
    }
}

/// What rows are mostly grouped by: first in the menu.
const GROUPS: [ProjectField; 10] = [
    ProjectField::Area,
    ProjectField::Category,
    ProjectField::Stage,
    ProjectField::Nature,
    ProjectField::Chain,
    ProjectField::Lead,
    ProjectField::Tags,
    ProjectField::Action,
    ProjectField::Leader,
    ProjectField::InStatistics,
];

/// Whether rows can be grouped by a field: one whose words or dates several projects share.
pub fn can_group(list: &ProjectList, field: ProjectField) -> bool {
    match field.kind() {
        ValueKind::Custom => list.custom.iter().any(|own: &CustomColumn| {
            field == ProjectField::Custom(own.id) && !matches!(own.kind, CustomKind::Number(_))
        }),
        ValueKind::Money | ValueKind::Number | ValueKind::Quantity | ValueKind::Project => false,
        ValueKind::Text => !filter_form::is_long(field),
        _ => true,
    }
}

/// The menu that groups rows: up to two levels, the first one chosen is the outer one.
fn groups(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, query: &mut Query) {
    let lang = shown.lang;
    let mut on = query.groups.clone();
    let name = |field| columns::name(shown, list, Column::Field(field));
    let chosen: Vec<String> = on.iter().map(|&field| name(field)).collect();
    let label = if chosen.is_empty() {
        lang.projects_group().to_owned()
    } else {
        lang.projects_grouped_by(&chosen.join(" › "))
    };
    chip_menu(ui, shown, &label, !on.is_empty(), |ui| {
        ui.set_min_width(190.0);
        let own = list.custom.iter().map(|own| ProjectField::Custom(own.id));
        let others = ProjectField::FIXED.into_iter().filter(|field| !GROUPS.contains(field));
        let all = GROUPS.into_iter().chain(own).chain(others).filter(|&field| can_group(list, field));
        let mut choice = |ui: &mut Ui, field: ProjectField| {
            let mut checked = on.contains(&field);
            let full = on.len() >= MOST_GROUPS && !checked;
            let level = on.iter().position(|&other| other == field);
            let text = match level {
                Some(level) if on.len() > 1 => format!("{} {}", name(field), level + 1),
                _ => name(field),
            };
            if ui.add_enabled(!full, egui::Checkbox::new(&mut checked, text)).changed() {
                if checked {
                    on.push(field);
                } else {
                    on.retain(|&other| other != field);
                }
            }
        };
        ScrollArea::vertical().max_height(330.0).show(ui, |ui| all.for_each(|field| choice(ui, field)));
        if !on.is_empty() {
            ui.separator();
            if ui.button(lang.projects_open_groups()).clicked() {
                query.shut.groups.clear();
            }
            if ui.button(lang.projects_ungroup()).clicked() {
                on.clear();
                ui.close();
            }
        }
    });
    if on != query.groups {
        query.groups = on;
        query.shut.groups.clear();
    }
}

/// A button like a chip that opens a menu.
pub fn chip_menu(ui: &mut Ui, shown: &Shown<'_>, label: &str, on: bool, content: impl FnOnce(&mut Ui)) {
    let theme = shown.theme;
    let (fill, line, ink) = if on {
        (theme.accent_ground, theme.accent, theme.accent)
    } else {
        (theme.panel, theme.strong_line, theme.text)
    };
    let button = egui::Button::new(egui::RichText::new(format!("{label} ▼")).color(ink.0))
        .fill(fill.0)
        .stroke(egui::Stroke::new(1.0, line.0))
        .corner_radius(13);
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
        // Fields and boxes have frames here as everywhere else: a menu's own style hides them.
        ui.reset_style();
        content(ui);
    });
}

/// A menu of which several entries can be on.
fn menu(
    ui: &mut Ui,
    shown: &Shown<'_>,
    name: &str,
    on: &mut Vec<Value>,
    options: impl FnOnce() -> Vec<(String, Value, usize)>,
) {
    let label = if on.is_empty() { name.to_owned() } else { format!("{name} {}", on.len()) };
    let is_on = !on.is_empty();
    chip_menu(ui, shown, &label, is_on, |ui| {
        ui.set_min_width(170.0);
        let options = options();
        if options.is_empty() {
            ui.weak(shown.lang.projects_filter_none());
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (label, value, count) in options {
                let mut checked = on.contains(&value);
                if ui.checkbox(&mut checked, format!("{label} {count}")).changed() {
                    if checked {
                        on.push(value);
                    } else {
                        on.retain(|other| *other != value);
                    }
                }
            }
        });
    });
}
