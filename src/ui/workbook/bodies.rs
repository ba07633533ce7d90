//! Areas, and the departments that lead projects and tasks.

use super::{State, add_row, change, follow, label, live_text, remove_button};
use crate::{
    edit::Edit,
    model::{Area, AreaId, Department, DepartmentId, Text},
    ui::{Actions, Shown},
};
use egui::{ScrollArea, Ui};

/// The areas, the root first.
pub(super) fn areas(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions, height: f32) {
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
        follow(ui, state);
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
            square: None,
        };
        actions.edit(Edit::Insert { at: workbook.areas.len(), row: area.into() });
        state.new_name.clear();
        state.new_code.clear();
    }
}

/// The departments.
pub(super) fn departments(
    ui: &mut Ui,
    state: &mut State,
    shown: &Shown<'_>,
    actions: &mut Actions,
    height: f32,
) {
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
        follow(ui, state);
    });
    if add_row(ui, state, shown, lang.new_department(), None) {
        let id: DepartmentId = workbook.new_id(0);
        let department = Department { id, name: state.new_name.trim().into(), aliases: Vec::new() };
        actions.edit(Edit::Insert { at: workbook.departments.len(), row: department.into() });
        state.new_name.clear();
    }
}
