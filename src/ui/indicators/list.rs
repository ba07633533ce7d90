//! The list of indicators at the left: by section, with the lamp of each one's main target.

use super::State;
use crate::{
    analysis::{TargetState, judge, series::main_target},
    model::{IndicatorId, Lamp, SectionId, half_width},
    ui::{
        Shown,
        theme::{self, Theme},
        widgets,
    },
};
use egui::{
    Align, CornerRadius, FontId, Key, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2,
};
use std::collections::BTreeSet;

/// Height of an entry.
const ENTRY: f32 = 28.0;

/// An entry of the list.
#[derive(Debug)]
struct Entry {
    id: IndicatorId,
    section: Option<SectionId>,
    state: Option<TargetState>,
    /// What a search looks into, folded.
    words: String,
}

/// The list, kept for one revision of the workbook.
#[derive(Debug, Default)]
pub struct List {
    made_for: Option<u64>,
    entries: Vec<Entry>,
    /// The search field.
    pub search: String,
    folded: BTreeSet<Option<SectionId>>,
    /// The selected entry has to come into view.
    pub reveal: bool,
}

fn fold(text: &str) -> String {
    text.chars().map(half_width).flat_map(char::to_lowercase).collect()
}

impl List {
    /// Makes the entries anew where the workbook has changed.
    pub fn follow(&mut self, shown: &Shown<'_>) {
        let key = shown.derived.revision();
        if self.made_for == Some(key) {
            return;
        }
        self.made_for = Some(key);
        let workbook = shown.workbook;
        self.entries = workbook
            .indicators
            .iter()
            .map(|row| {
                let target = main_target(workbook, row);
                Entry {
                    id: row.id,
                    section: row.section.filter(|&section| workbook.sections.contains(section)),
                    state: target.map(|target| judge(workbook, row, target, workbook.month).state),
                    words: fold(&format!("{} {} {}", row.name, row.name_en, row.heading)),
                }
            })
            .collect();
        let place = |section: Option<SectionId>| {
            section.and_then(|section| workbook.sections.position(section)).unwrap_or(usize::MAX)
        };
        self.entries.sort_by_key(|entry| place(entry.section));
    }

    /// The indicators in the order of the list.
    pub fn order(&self) -> impl DoubleEndedIterator<Item = IndicatorId> + '_ {
        let words: Vec<String> = fold(&self.search).split_whitespace().map(str::to_owned).collect();
        self.entries
            .iter()
            .filter(move |entry| words.iter().all(|word| entry.words.contains(word.as_str())))
            .map(|entry| entry.id)
    }

    /// The first indicator of the whole list.
    pub fn first(&self) -> Option<IndicatorId> {
        self.entries.first().map(|entry| entry.id)
    }

    fn visible(&self) -> Vec<&Entry> {
        let fits: BTreeSet<IndicatorId> = self.order().collect();
        self.entries.iter().filter(|entry| fits.contains(&entry.id)).collect()
    }
}

/// Shows the list in a card that fills the room.
pub fn column(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) {
    let (theme, lang) = (shown.theme, shown.lang);
    let rect = ui.max_rect();
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        theme.panel.0,
        egui::Stroke::new(1.0, theme.line.0),
        egui::StrokeKind::Inside,
    );
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 10.0))).id_salt("list"));
    ui.spacing_mut().item_spacing.y = 0.0;
    let width = ui.available_width();
    let search = widgets::search_field(&mut ui, &mut state.list.search, lang.ind_search(), width);
    let mut step = 0_isize;
    if search.has_focus() {
        ui.input(|input| {
            step += isize::from(input.key_pressed(Key::ArrowDown));
            step -= isize::from(input.key_pressed(Key::ArrowUp));
        });
    }
    ui.add_space(8.0);
    let mut chosen = None;
    let mut headline = false;
    ScrollArea::vertical().auto_shrink(false).show(&mut ui, |ui| {
        let width = ui.available_width();
        if state.list.search.trim().is_empty() {
            let (rect, response) = ui.allocate_exact_size(vec2(width, ENTRY), Sense::click());
            paint_entry(ui, rect, &response, lang.ind_headline(), state.headline, None, theme);
            headline = response.clicked();
        }
        let entries = state.list.visible();
        if entries.is_empty() {
            ui.add_space(10.0);
            ui.label(RichText::new(format!("  {}", lang.ind_none_found())).color(theme.faint.0));
        }
        let mut section: Option<Option<SectionId>> = None;
        let mut unfold = None;
        let searching = !state.list.search.trim().is_empty();
        for entry in entries {
            if section != Some(entry.section) {
                section = Some(entry.section);
                let folded = state.list.folded.contains(&entry.section) && !searching;
                if heading(ui, shown, entry.section, folded) {
                    unfold = Some(entry.section);
                }
            }
            if state.list.folded.contains(&entry.section) && !searching {
                continue;
            }
            let Some(indicator) = shown.workbook.indicators.get(entry.id) else { continue };
            let current = !state.headline && state.selected == Some(entry.id);
            let (rect, response) = ui.allocate_exact_size(vec2(width, ENTRY), Sense::click());
            let lamp = entry.state.map(TargetState::lamp);
            if ui.is_rect_visible(rect) {
                paint_entry(ui, rect, &response, shown.indicator(indicator), current, lamp, theme);
            }
            let word = entry.state.map(|state| lang.target_state(state)).unwrap_or_default();
            response.widget_info(|| {
                let mut info =
                    WidgetInfo::selected(Role::ListBoxOption, true, current, shown.indicator(indicator));
                info.current_text_value = Some(word.to_owned());
                info
            });
            if current && state.list.reveal {
                response.scroll_to_me(None);
            }
            if response.has_focus() {
                ui.input(|input| {
                    step += isize::from(input.key_pressed(Key::ArrowDown));
                    step -= isize::from(input.key_pressed(Key::ArrowUp));
                });
            }
            if response.clicked() {
                chosen = Some(entry.id);
            }
        }
        if let Some(section) = unfold
            && !state.list.folded.remove(&section)
        {
            state.list.folded.insert(section);
        }
    });
    state.list.reveal = false;
    if headline {
        state.show_headline();
    }
    if step != 0 {
        chosen = neighbour(state, step);
        state.list.reveal = true;
    }
    if let Some(id) = chosen {
        let reveal = state.list.reveal;
        state.select(id);
        state.list.reveal = reveal;
    }
}

/// The indicator above or below the selected one, as the list stands.
fn neighbour(state: &State, step: isize) -> Option<IndicatorId> {
    let order: Vec<_> = state.list.order().collect();
    let at = state.selected.and_then(|id| order.iter().position(|&other| other == id));
    let to = match at {
        Some(at) => at.saturating_add_signed(step).min(order.len().saturating_sub(1)),
        None => 0,
    };
    order.get(to).copied()
}

fn heading(ui: &mut Ui, shown: &Shown<'_>, section: Option<SectionId>, folded: bool) -> bool {
    let theme = shown.theme;
    let title = section
        .and_then(|id| shown.workbook.sections.get(id))
        .map_or(shown.lang.ind_no_section(), |row| shown.name(&row.title, &row.title_en));
    ui.add_space(6.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::click());
    let ink = if response.hovered() || response.has_focus() { theme.text } else { theme.faint };
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let sign = if folded { "›" } else { "" };
    let room = inner.with_max_x(inner.right() - 14.0);
    let hidden = widgets::text_in(ui, room, title, FontId::proportional(12.0), ink.0, Align::Min);
    widgets::text_in(ui, inner, sign, FontId::proportional(12.0), ink.0, Align::Max);
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, !folded, title));
    let clicked = response.clicked();
    if hidden {
        response.on_hover_text(title);
    }
    clicked
}

fn paint_entry(
    ui: &Ui,
    rect: Rect,
    response: &egui::Response,
    name: &str,
    current: bool,
    lamp: Option<Lamp>,
    theme: &Theme,
) {
    let ink = if current { theme.accent } else { theme.text };
    if current {
        ui.painter().rect_filled(rect, CornerRadius::same(5), theme.accent_ground.0);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(5), theme.hover.0);
    }
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
    }
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let font = if current { theme::bold(13.0) } else { FontId::proportional(13.0) };
    let room = inner.with_max_x(inner.right() - if lamp.is_some() { 20.0 } else { 0.0 });
    let hidden = widgets::text_in(ui, room, name, font, ink.0, Align::Min);
    if let Some(lamp) = lamp {
        widgets::paint_lamp(ui.painter(), pos2(inner.right() - 6.0, inner.center().y), 5.0, lamp, theme);
    }
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, name));
    if hidden && response.hovered() {
        response.clone().on_hover_text(name);
    }
}

/// The list as one field on top, where there is no room for a column.
pub fn combo(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) {
    let lang = shown.lang;
    let current = state.selected.and_then(|id| shown.workbook.indicators.get(id));
    let text = match current {
        Some(indicator) if !state.headline => shown.indicator(indicator),
        _ => lang.ind_headline(),
    };
    let mut chosen = None;
    let mut headline = false;
    let response = egui::ComboBox::from_id_salt("indicators")
        .selected_text(text)
        .width(ui.available_width().min(360.0))
        .height(420.0)
        .truncate()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show_ui(ui, |ui| {
            ui.set_min_width(300.0);
            let width = ui.available_width();
            widgets::search_field(ui, &mut state.list.search, lang.ind_search(), width);
            if ui.selectable_label(state.headline, lang.ind_headline()).clicked() {
                headline = true;
            }
            let mut section = None;
            for entry in state.list.visible() {
                let Some(indicator) = shown.workbook.indicators.get(entry.id) else { continue };
                if section != Some(entry.section) {
                    section = Some(entry.section);
                    let title = entry
                        .section
                        .and_then(|id| shown.workbook.sections.get(id))
                        .map_or(lang.ind_no_section(), |row| shown.name(&row.title, &row.title_en));
                    ui.label(RichText::new(title).size(12.0).color(shown.theme.faint.0));
                }
                let current = state.selected == Some(entry.id) && !state.headline;
                if ui.selectable_label(current, shown.indicator(indicator)).clicked() {
                    chosen = Some(entry.id);
                }
            }
            if chosen.is_some() || headline {
                ui.close();
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, lang.ind_list());
        info.current_text_value = Some(text.to_owned());
        info
    });
    if headline {
        state.show_headline();
    }
    if let Some(id) = chosen {
        state.select(id);
    }
}
