//! The workbook's own properties: title, year, reporting month; its areas and departments.

use super::{Action, Actions, Shown, theme, widgets};
use crate::{
    edit::{Edit, Head, MergeKey, Row, RowId},
    model::{Area, AreaId, Department, DepartmentId, Month, Text},
};
use egui::{Id, Modal, RichText, Role, ScrollArea, Ui, WidgetInfo};

/// Which part of the window is in view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Tab {
    #[default]
    Basics,
    Areas,
    Departments,
}

/// The window while it is open: texts are kept here until they are whole.
#[derive(Debug, Default)]
pub struct State {
    tab: Tab,
    year: Option<String>,
    new_name: String,
    new_code: String,
}

/// Shows the window; true while it stays open.
pub fn show(ctx: &egui::Context, state: &mut State, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let mut open = true;
    let modal = Modal::new(Id::unique("workbook")).show(ctx, |ui| {
        ui.set_width(520.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        widgets::panel_title(ui, shown.lang.workbook_settings());
        ui.horizontal(|ui| {
            let lang = shown.lang;
            for (tab, name, count) in [
                (Tab::Basics, lang.tab_basics(), None),
                (Tab::Areas, lang.tab_areas(), Some(shown.workbook.areas.len())),
                (Tab::Departments, lang.tab_departments(), Some(shown.workbook.departments.len())),
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
            Tab::Areas => areas(ui, state, shown, actions, height),
            Tab::Departments => departments(ui, state, shown, actions, height),
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if widgets::main_button(ui, shown.lang.close()).clicked() {
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

fn areas(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions, height: f32) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    ScrollArea::vertical().max_height(height - 70.0).auto_shrink([false, true]).show(ui, |ui| {
        for area in workbook.areas.iter() {
            ui.horizontal(|ui| {
                ui.add_space(if area.parent.is_some() { 18.0 } else { 0.0 });
                if let Some(name) = live_text(ui, &lang.area_name_of(&area.name), &area.name, 170.0) {
                    change(actions, Area { name, ..area.clone() }, area.id, 0);
                }
                if let Some(name_en) = live_text(ui, &lang.area_name_en_of(&area.name), &area.name_en, 130.0)
                {
                    change(actions, Area { name_en, ..area.clone() }, area.id, 1);
                }
                let code = area.code.as_deref().unwrap_or_default();
                if let Some(code) = live_text(ui, &lang.area_code_of(&area.name), code, 70.0) {
                    let code = (!code.is_empty()).then_some(code);
                    change(actions, Area { code, ..area.clone() }, area.id, 2);
                }
                remove_button(ui, lang.remove_row(&area.name), area.id.into(), actions);
            });
        }
    });
    let added = add_row(ui, state, shown, lang.new_area(), Some(lang.area_code()));
    if added {
        let id: AreaId = workbook.new_id(0);
        let parent = workbook.root_area().map(|root| root.id);
        let area = Area {
            id,
            name: state.new_name.trim().into(),
            short: Text::default(),
            name_en: Text::default(),
            code: (!state.new_code.trim().is_empty()).then(|| state.new_code.trim().into()),
            parent,
        };
        actions.edit(Edit::Insert { at: workbook.areas.len(), row: area.into() });
        state.new_name.clear();
        state.new_code.clear();
    }
}

fn departments(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions, height: f32) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    if workbook.departments.is_empty() {
        label(ui, lang.departments_empty());
    }
    ScrollArea::vertical().max_height(height - 70.0).auto_shrink([false, true]).show(ui, |ui| {
        for department in workbook.departments.iter() {
            ui.horizontal(|ui| {
                if let Some(name) =
                    live_text(ui, &lang.department_name_of(&department.name), &department.name, 300.0)
                {
                    change(actions, Department { name, ..department.clone() }, department.id, 0);
                }
                remove_button(ui, lang.remove_row(&department.name), department.id.into(), actions);
            });
        }
    });
    if add_row(ui, state, shown, lang.new_department(), None) {
        let id: DepartmentId = workbook.new_id(0);
        let department = Department { id, name: state.new_name.trim().into(), aliases: Vec::new() };
        actions.edit(Edit::Insert { at: workbook.departments.len(), row: department.into() });
        state.new_name.clear();
    }
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
    added
}
