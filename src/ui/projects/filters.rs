//! The filters: lamps as chips, area, category and stage as menus, and a text. A count says what the
//! click will show.

use super::{Scroll, State, rows::InView};
use crate::{
    analysis::Query,
    model::{Lamp, ProjectList},
    ui::{Actions, Shown, widgets},
};
use egui::{PopupCloseBehavior, ScrollArea, Ui, containers::menu::MenuConfig};
use std::collections::BTreeSet;

/// Shows the filters.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    _actions: &mut Actions,
) {
    let lang = shown.lang;
    let mut query = state.query(list.id);
    let before = query.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let lamps = view.lamps(shown.workbook);
        let all = lamps.iter().sum();
        if widgets::chip(ui, lang.projects_all(), Some(all), query.lamps.is_empty()).clicked() {
            query.lamps.clear();
        }
        for (&lamp, &count) in Lamp::ALL.iter().zip(lamps) {
            let on = query.lamps.contains(&lamp);
            if count == 0 && !on {
                continue;
            }
            if widgets::chip(
                ui,
                &format!("{} {}", crate::i18n::Lang::lamp_shape(lamp), lang.lamp(lamp)),
                Some(count),
                on,
            )
            .clicked()
            {
                query.lamps = if on { BTreeSet::new() } else { BTreeSet::from([lamp]) };
            }
        }
        if let Some(only) = &query.only
            && widgets::chip(ui, &lang.projects_only(only.len()), None, true).clicked()
        {
            query.only = None;
        }
        ui.add_space(6.0);
        menus(ui, shown, view, &mut query);
        widgets::search_field(ui, &mut query.text, lang.projects_search(), 180.0);
        if query.filters() {
            let clear = widgets::link(ui, lang.projects_clear());
            if clear.clicked() {
                query = Query { sort: query.sort.clone(), ..Query::all(list.id) };
            }
        }
    });
    if query != before {
        state.set_query(query);
        state.scroll = Some(Scroll::Top);
    }
}

fn menus(ui: &mut Ui, shown: &Shown<'_>, view: &InView, query: &mut Query) {
    let (workbook, lang) = (shown.workbook, shown.lang);
    let none = lang.projects_without();
    menu(ui, shown, lang.projects_filter_area(), &mut query.areas, || {
        let options = view.options(workbook).areas.iter();
        options
            .map(|(area, count)| {
                let row = area.and_then(|area| workbook.areas.get(area));
                (row.map_or(none, |row| shown.area(row)).to_owned(), *area, *count)
            })
            .collect()
    });
    menu(ui, shown, lang.projects_filter_category(), &mut query.categories, || {
        let options = view.options(workbook).categories.iter();
        options
            .map(|(name, count)| {
                let label = if name.is_empty() { none } else { name };
                (label.to_owned(), name.clone(), *count)
            })
            .collect()
    });
    menu(ui, shown, lang.projects_filter_stage(), &mut query.stages, || {
        let options = view.options(workbook).stages.iter();
        options
            .map(|(stage, count)| (stage.map_or(none, |stage| lang.stage(stage)).to_owned(), *stage, *count))
            .collect()
    });
}

/// A menu of which several entries can be on.
fn menu<K: Ord + Clone>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    name: &str,
    on: &mut BTreeSet<K>,
    options: impl FnOnce() -> Vec<(String, K, usize)>,
) {
    let theme = shown.theme;
    let label = if on.is_empty() { format!("{name} ▼") } else { format!("{name} {} ▼", on.len()) };
    let (fill, line, ink) = if on.is_empty() {
        (theme.panel, theme.strong_line, theme.text)
    } else {
        (theme.accent_ground, theme.accent, theme.accent)
    };
    let button = egui::Button::new(egui::RichText::new(label).color(ink.0))
        .fill(fill.0)
        .stroke(egui::Stroke::new(1.0, line.0))
        .corner_radius(13);
    let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    egui::containers::menu::MenuButton::from_button(button).config(config).ui(ui, |ui| {
        ui.set_min_width(170.0);
        let options = options();
        if options.is_empty() {
            ui.weak(shown.lang.projects_filter_none());
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for (label, key, count) in options {
                let mut checked = on.contains(&key);
                if ui.checkbox(&mut checked, format!("{label} {count}")).changed() {
                    if checked {
                        on.insert(key);
                    } else {
                        on.remove(&key);
                    }
                }
            }
        });
    });
}
