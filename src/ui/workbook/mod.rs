//! The workbook's own properties: title, year, reporting month; and what its rows refer to: areas and
//! departments ([`bodies`]), sections of the plan and sources ([`plan`]).

mod bodies;
mod plan;

use super::{Action, Actions, Shown, theme, widgets};
use crate::{
    edit::{Edit, Head, MergeKey, Row, RowId},
    model::{Month, Text},
};
use egui::{RichText, Role, Ui, WidgetInfo};

/// Which part of the window is in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Basics,
    Areas,
    Departments,
    Sections,
    Sources,
}

/// The window while it is open: texts are kept here until they are whole.
#[derive(Debug, Default)]
pub struct State {
    tab: Tab,
    year: Option<String>,
    new_name: String,
    new_code: String,
    /// A row was just added at the end: the list scrolls to it.
    reach_end: bool,
}

/// Shows the window; true while it stays open.
pub fn show(ctx: &egui::Context, state: &mut State, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let mut open = true;
    let modal = widgets::modal(ctx, "workbook").show(ctx, |ui| {
        ui.set_width(640.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        widgets::panel_title(ui, shown.lang.workbook_settings());
        ui.horizontal_wrapped(|ui| {
            let lang = shown.lang;
            for (tab, name, count) in [
                (Tab::Basics, lang.tab_basics(), None),
                (Tab::Areas, lang.tab_areas(), Some(shown.workbook.areas.len())),
                (Tab::Departments, lang.tab_departments(), Some(shown.workbook.departments.len())),
                (Tab::Sections, lang.tab_sections(), Some(shown.workbook.sections.len())),
                (Tab::Sources, lang.tab_sources(), Some(shown.workbook.sources.len())),
            ] {
                if widgets::chip(ui, name, count, state.tab == tab).clicked() {
                    state.tab = tab;
                    state.new_name.clear();
                    state.new_code.clear();
                }
            }
        });
        widgets::rule(ui);
        let height = (ctx.content_rect().height() - 260.0).clamp(140.0, 380.0);
        ui.set_min_height(height);
        match state.tab {
            Tab::Basics => basics(ui, state, shown, actions),
            Tab::Areas => bodies::areas(ui, state, shown, actions, height),
            Tab::Departments => bodies::departments(ui, state, shown, actions, height),
            Tab::Sections => plan::sections(ui, state, shown, actions, height),
            Tab::Sources => plan::sources(ui, state, shown, actions, height),
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::answer_button(ui, shown.lang.close()).clicked() {
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

fn label(ui: &mut Ui, text: &str) {
    let theme = theme::Theme::in_use(ui);
    ui.label(RichText::new(text).size(12.0).color(theme.second.0));
}

/// A text that changes the workbook with every key; one run of typing is one step.
fn live_text(ui: &mut Ui, name: &str, text: &str, width: f32) -> Option<Text> {
    let mut typed = text.to_owned();
    let field = ui.add(egui::TextEdit::singleline(&mut typed).desired_width(width));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, name));
    field.changed().then(|| typed.into())
}

fn basics(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    label(ui, lang.settings_title());
    if let Some(title) = live_text(ui, lang.settings_title(), &workbook.title, f32::INFINITY) {
        actions.push(Action::Edit(Edit::Head(Head::Title(title)), Some(MergeKey::Title)));
    }
    label(ui, lang.settings_title_en());
    if let Some(title) = live_text(ui, lang.settings_title_en(), &workbook.title_en, f32::INFINITY) {
        actions.push(Action::Edit(Edit::Head(Head::TitleEn(title)), Some(MergeKey::TitleEn)));
    }
    label(ui, lang.settings_year());
    let text = state.year.get_or_insert_with(|| workbook.year.to_string());
    let field = ui.add(egui::TextEdit::singleline(text).desired_width(80.0));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, lang.settings_year()));
    if field.lost_focus() {
        match text.trim().parse::<i16>() {
            Ok(year) if year == workbook.year => {}
            Ok(year) => actions.edit(Edit::Head(Head::Year(year))),
            Err(_) => actions.push(Action::Warn(lang.settings_year_bad(text))),
        }
        state.year = None;
    }
    label(ui, lang.reporting_month());
    month_menu(ui, shown, actions);
}

/// Chooses the month that figures are reported up to.
pub fn month_menu(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let current = workbook.month.map_or_else(|| lang.no_month_yet().to_owned(), |month| lang.month(month));
    let response = ui.menu_button(format!("{} ▼", lang.reporting_month_is(&current)), |ui| {
        let mut choose = |ui: &mut Ui, month: Option<Month>, text: &str| {
            if ui.selectable_label(workbook.month == month, text).clicked() {
                if workbook.month != month {
                    actions.edit(Edit::Head(Head::Month(month)));
                }
                ui.close();
            }
        };
        choose(ui, None, lang.no_month_yet());
        for number in 1..=12 {
            let month = Month::new(workbook.year, number);
            if let Some(month) = month {
                choose(ui, Some(month), &lang.month(month));
            }
        }
    });
    response.response.on_hover_text(lang.reporting_month_tip());
}

fn change(actions: &mut Actions, row: impl Into<Row>, id: impl Into<RowId>, text: u32) {
    actions.push(Action::Edit(Edit::Replace(row.into()), Some(MergeKey::Text(id.into(), text))));
}

fn remove_button(ui: &mut Ui, name: String, id: RowId, actions: &mut Actions) {
    let response = ui.add(egui::Button::new("×").frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.on_hover_text(name).clicked() {
        actions.edit(Edit::Remove(id));
    }
}

/// At the end of a list: scrolls to a row that was just added.
fn follow(ui: &Ui, state: &mut State) {
    if std::mem::take(&mut state.reach_end) {
        ui.scroll_to_cursor(Some(egui::Align::BOTTOM));
    }
}

/// A line to type a new row into; true where it is to be added.
fn add_row(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, hint: &str, code: Option<&str>) -> bool {
    let mut added = false;
    ui.horizontal(|ui| {
        let name =
            ui.add(egui::TextEdit::singleline(&mut state.new_name).hint_text(hint).desired_width(200.0));
        name.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
        let mut entered = name.lost_focus();
        if let Some(code) = code {
            let field =
                ui.add(egui::TextEdit::singleline(&mut state.new_code).hint_text(code).desired_width(90.0));
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, code));
            entered |= field.lost_focus();
        }
        entered &= ui.input(|input| input.key_pressed(egui::Key::Enter));
        let full = !state.new_name.trim().is_empty();
        let clicked = ui.add_enabled(full, egui::Button::new(shown.lang.add())).clicked();
        added = full && (clicked || entered);
    });
    state.reach_end |= added;
    added
}
