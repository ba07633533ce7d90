//! The settings of a list in a window: what it is called and counted in, how its plan is spread over the year,
//! which lamp is lit when, and its size classes. Every change is an edit at once, and can be undone.

mod lamps;
mod pace;
mod tiers;

use crate::{
    analysis::ListAnalysis,
    edit::{Edit, MergeKey, RowId},
    model::{ListId, ListKind, MoneyUnit, MonthKind, ProjectList},
    ui::{Action, Actions, Shown, theme, widgets},
};
use egui::{Align, Id, Layout, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

/// A part of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Basics,
    Pace,
    Lamps,
    Tiers,
}

/// The window while it is open.
#[derive(Debug)]
pub struct State {
    list: ListId,
    tab: Tab,
}

impl State {
    /// The settings of a list.
    pub fn of(list: ListId) -> Self {
        Self { list, tab: Tab::Basics }
    }
}

/// Shows the window; true while it stays open.
pub fn show(
    ui: &Ui,
    shown: &Shown<'_>,
    state: &mut State,
    analysis: &ListAnalysis,
    actions: &mut Actions,
) -> bool {
    let Some(list) = shown.workbook.lists.get(state.list) else { return false };
    let (ctx, lang) = (ui.ctx(), shown.lang);
    let mut open = true;
    let modal = widgets::modal(ctx, "list_settings").show(ctx, |ui| {
        ui.set_width(640.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        widgets::panel_title(ui, &lang.list_settings_title(shown.list(list)));
        ui.horizontal_wrapped(|ui| {
            for (tab, name) in [
                (Tab::Basics, lang.list_tab_basics()),
                (Tab::Pace, lang.list_tab_pace()),
                (Tab::Lamps, lang.list_tab_lamps()),
                (Tab::Tiers, lang.list_tab_tiers()),
            ] {
                if widgets::chip(ui, name, None, state.tab == tab).clicked() {
                    state.tab = tab;
                }
            }
        });
        widgets::rule(ui);
        let height = (ctx.content_rect().height() - 240.0).clamp(140.0, 420.0);
        let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            // The window keeps its size from part to part.
            ui.set_min_height(height.min(330.0));
            match state.tab {
                Tab::Basics => basics(ui, shown, list, actions),
                Tab::Pace => pace::show(ui, shown, list, actions),
                Tab::Lamps => lamps::show(ui, shown, list, analysis, actions),
                Tab::Tiers => tiers::show(ui, shown, list, actions),
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::answer_button(ui, lang.close()).clicked() {
                open = false;
            }
        });
    });
    let open = open && !modal.should_close();
    if !open {
        actions.push(Action::Seal);
    }
    open
}

/// Asks for a list as it should be.
fn change(actions: &mut Actions, list: ProjectList) {
    actions.edit(Edit::Replace(list.into()));
}

/// The same while a text is typed: one run of typing is one step.
fn change_text(actions: &mut Actions, list: ProjectList, text: u32) {
    let key = MergeKey::Text(RowId::from(list.id), text);
    actions.push(Action::Edit(Edit::Replace(list.into()), Some(key)));
}

/// A line of the form: what it is, then its control.
fn line(ui: &mut Ui, shown: &Shown<'_>, name: &str, add: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(120.0, theme::CONTROL), egui::Sense::hover());
        let font = egui::FontId::proportional(12.0);
        widgets::text_in(ui, rect, name, font, shown.theme.second.0, Align::Min);
        add(ui);
    });
}

/// A field that hands in its text when it is left, where that is another one.
fn committed(ui: &mut Ui, name: &str, current: &str, width: f32) -> Option<String> {
    let id = Id::unique(("list_settings", name));
    let kept = id.with("typed");
    let typed = ui.data(|data| data.get_temp::<String>(kept));
    let mut text = typed.unwrap_or_else(|| current.to_owned());
    let field = ui.add(TextEdit::singleline(&mut text).id(id).desired_width(width));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    if field.lost_focus() {
        ui.data_mut(|data| data.remove::<String>(kept));
        return (text.trim() != current).then(|| text.trim().to_owned());
    }
    if field.has_focus() {
        ui.data_mut(|data| data.insert_temp(kept, text));
    }
    None
}

fn typed(ui: &mut Ui, name: &str, text: &str) -> Option<String> {
    let mut now = text.to_owned();
    let field = ui.add(TextEdit::singleline(&mut now).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    field.changed().then_some(now)
}

fn basics(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let lang = shown.lang;
    line(ui, shown, lang.list_name(), |ui| {
        if let Some(name) = typed(ui, lang.list_name(), &list.name) {
            change_text(actions, ProjectList { name: name.into(), ..list.clone() }, 0);
        }
    });
    line(ui, shown, lang.list_name_en(), |ui| {
        if let Some(name) = typed(ui, lang.list_name_en(), &list.name_en) {
            change_text(actions, ProjectList { name_en: name.into(), ..list.clone() }, 1);
        }
    });
    line(ui, shown, lang.list_kind_label(), |ui| {
        for kind in [ListKind::Construction, ListKind::Preliminary, ListKind::Promotion, ListKind::Other] {
            let chip = widgets::chip(ui, lang.list_kind(kind), None, list.kind == kind);
            if chip.clicked() && list.kind != kind {
                change(actions, ProjectList { kind, ..list.clone() });
            }
        }
    });
    line(ui, shown, lang.list_unit(), |ui| {
        for unit in
            [MoneyUnit::Yuan, MoneyUnit::Wan, MoneyUnit::Yi, MoneyUnit::WanDollar, MoneyUnit::YiDollar]
        {
            let chip = widgets::chip(ui, lang.money_unit(unit), None, list.unit == unit);
            if chip.on_hover_text(lang.list_unit_tip()).clicked() && list.unit != unit {
                change(actions, ProjectList { unit, ..list.clone() });
            }
        }
    });
    line(ui, shown, lang.list_declared(), |ui| {
        let now = list.declared_size.map_or_else(String::new, |size| size.to_string());
        if let Some(text) = committed(ui, lang.list_declared(), &now, 90.0) {
            match (text.is_empty(), text.parse::<u32>()) {
                (true, _) => change(actions, ProjectList { declared_size: None, ..list.clone() }),
                (_, Ok(size)) => change(actions, ProjectList { declared_size: Some(size), ..list.clone() }),
                (_, Err(_)) => actions.push(Action::Warn(lang.list_declared_bad(&text))),
            }
        }
    });
    line(ui, shown, lang.list_counts(), |ui| {
        for counts in [MonthKind::Reported, MonthKind::Confirmed] {
            let chip = widgets::chip(ui, lang.month_kind(counts), None, list.counts == counts);
            if chip.on_hover_text(lang.list_counts_tip()).clicked() && list.counts != counts {
                change(actions, ProjectList { counts, ..list.clone() });
            }
        }
    });
    line(ui, shown, lang.list_places(), |ui| {
        for places in 0..=4_u8 {
            let chip = widgets::chip(ui, &places.to_string(), None, list.places == places);
            if chip.on_hover_text(lang.list_places_tip()).clicked() && list.places != places {
                change(actions, ProjectList { places, ..list.clone() });
            }
        }
    });
}

/// A small sign that does something to a row.
fn sign(ui: &mut Ui, sign: &str, name: &str, enabled: bool) -> bool {
    let button = egui::Button::new(RichText::new(sign)).frame(false).min_size(vec2(20.0, 20.0));
    let response = ui.add_enabled(enabled, button);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(name).clicked()
}
