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

/// Width of the sign that drops all filters.
const CLEAR_SIGN: f32 = 24.0;

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
        search(ui, shown, &mut query);
    });
    chips(ui, shown, list, view, &mut query);
    if query != before {
        state.set_query(query);
        state.scroll = Some(Scroll::Top);
    }
}

/// The field for searching, and what drops all filters: on one line with it, as a sign where the room is short.
fn search(ui: &mut Ui, shown: &Shown<'_>, query: &mut Query) {
    let lang = shown.lang;
    let clears = query.filters();
    let font = egui::TextStyle::Button.resolve(ui.style());
    let words = ui.painter().layout_no_wrap(lang.projects_clear().to_owned(), font, shown.theme.accent.0);
    let gap = ui.spacing().item_spacing.x;
    // What the field needs beside its text; what does not fit at the end of the row has one of its own.
    let room = ui.available_size_before_wrap().x - 40.0;
    let room = if room < 70.0 { ui.max_rect().width() - 40.0 } else { room };
    let in_words = words.size().x + 2.0 * ui.spacing().button_padding.x + gap;
    let is_short = room - in_words < 90.0;
    let taken = match (clears, is_short) {
        (false, _) => 0.0,
        (true, true) => CLEAR_SIGN + gap,
        (true, false) => in_words,
    };
    widgets::search_field(ui, &mut query.text, lang.projects_search(), (room - taken).clamp(70.0, 180.0));
    if !clears {
        return;
    }
    let clear = if is_short {
        let button = egui::Button::new("×").min_size(egui::vec2(CLEAR_SIGN, 0.0));
        let button = ui.add(button);
        button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, lang.projects_clear()));
        button.on_hover_text(lang.projects_clear())
    } else {
        widgets::link(ui, lang.projects_clear())
    };
    if clear.clicked() {
        *query = query.unfiltered();
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
const GROUPS: [Column; 12] = [
    Column::Field(ProjectField::Area),
    Column::Field(ProjectField::Category),
    Column::Field(ProjectField::Stage),
    Column::Lamp,
    Column::Completion,
    Column::Field(ProjectField::Chain),
    Column::Field(ProjectField::Lead),
    Column::Field(ProjectField::Tags),
    Column::Field(ProjectField::Nature),
    Column::Field(ProjectField::Action),
    Column::Field(ProjectField::Leader),
    Column::Field(ProjectField::InStatistics),
];

/// Whether rows can be grouped by a column: one whose words or dates several projects share, the lamp, or
/// completion in bands.
pub fn can_group(list: &ProjectList, column: Column) -> bool {
    let Column::Field(field) = column else { return column.can_group() };
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
    let name = |column| columns::name(shown, list, column);
    let chosen: Vec<String> = on.iter().map(|&column| name(column)).collect();
    let label = if chosen.is_empty() {
        lang.projects_group().to_owned()
    } else {
        lang.projects_grouped_by(&chosen.join(" › "))
    };
    chip_menu(ui, shown, &label, !on.is_empty(), |ui| {
        ui.set_min_width(190.0);
        let own = list.custom.iter().map(|own| Column::Field(ProjectField::Custom(own.id)));
        let others = ProjectField::FIXED.into_iter().map(Column::Field);
        let others = others.filter(|column| !GROUPS.contains(column));
        let all = GROUPS.into_iter().chain(own).chain(others).filter(|&column| can_group(list, column));
        let mut choice = |ui: &mut Ui, column: Column| {
            let mut checked = on.contains(&column);
            let full = on.len() >= MOST_GROUPS && !checked;
            let level = on.iter().position(|&other| other == column);
            let text = match level {
                Some(level) if on.len() > 1 => format!("{} {}", name(column), level + 1),
                _ => name(column),
            };
            if ui.add_enabled(!full, egui::Checkbox::new(&mut checked, text)).changed() {
                if checked {
                    on.push(column);
                } else {
                    on.retain(|&other| other != column);
                }
            }
        };
        ScrollArea::vertical().max_height(330.0).show(ui, |ui| all.for_each(|column| choice(ui, column)));
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
