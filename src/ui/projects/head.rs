//! The title line: which list, what its figures are as of, and the page's actions.

use super::{Face, State, chooser, rows::InView};
use crate::{
    i18n::format,
    model::{Column, Money, ProjectField, ProjectList},
    ui::{Actions, Command, Shown, theme, widgets},
};
use egui::{Align, Label, Layout, RichText, Ui};

/// Shows the title line.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let (theme, lang) = (shown.theme, shown.lang);
    let title = shown.list(list);
    let subtitle = subtitle(shown, list, view);
    let narrow = ui.available_width() < 820.0;
    // Columns and the panel at the right belong to the table; a view has room for its export instead.
    let table = state.face_for(list) == Face::Table;
    ui.horizontal(|ui| {
        ui.set_min_height(theme::CONTROL + 4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let add = widgets::main_button(ui, lang.command(Command::AddProject));
            if add.on_hover_text(widgets::command_tip(Command::AddProject, lang)).clicked() {
                actions.run(Command::AddProject);
            }
            if table {
                let details = ui.selectable_label(state.details_shown, lang.projects_details());
                let tip = widgets::command_tip(Command::ToggleDetails, lang);
                if details.on_hover_text(tip).clicked() {
                    state.toggle_details();
                }
                chooser::menu(ui, shown, list, state, actions);
            }
            if !narrow {
                let settings = ui.button(lang.list_settings_button());
                if settings.on_hover_text(widgets::command_tip(Command::ListSettings, lang)).clicked() {
                    actions.run(Command::ListSettings);
                }
            }
            if (!narrow || !table) && state.figure(shown).is_some() {
                let export = ui.button(lang.projects_export());
                if export.on_hover_text(widgets::command_tip(Command::ExportFigure, lang)).clicked() {
                    actions.run(Command::ExportFigure);
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let heading = RichText::new(title).font(theme::bold(theme::PAGE_SIZE)).color(theme.text.0);
                let room = if narrow { ui.available_width() } else { ui.available_width() * 0.62 };
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(Label::new(heading).truncate()).on_hover_text(title);
                });
                if !narrow {
                    ui.add_space(4.0);
                    ui.add(Label::new(RichText::new(&subtitle).color(theme.second.0)).truncate())
                        .on_hover_text(&subtitle);
                }
            });
        });
    });
    if narrow {
        ui.add(Label::new(RichText::new(&subtitle).color(theme.second.0)).truncate());
    }
}

/// What the list is as of; what is not known is left out.
fn subtitle(shown: &Shown<'_>, list: &ProjectList, view: &InView) -> String {
    let lang = shown.lang;
    // A package counts once, as in the size that the plan declares.
    let entered = view.analysis.totals.packages as usize;
    let mut parts = vec![match list.declared_size {
        Some(declared) => lang.projects_entered(entered, declared),
        None => lang.projects_count(entered),
    }];
    if let Some(month) = shown.workbook.month {
        parts.push(lang.month_name(month.month()));
    }
    let totals = &view.analysis.totals;
    let plan = totals.progress.plan.map(|plan| Money::new(plan, totals.progress.unit));
    if let Some(plan) = plan.and_then(|plan| plan.in_unit(view.unit())) {
        let places = view.places(shown.workbook, Column::Field(ProjectField::Plan)).min(2);
        parts.push(lang.projects_plan(&format::fixed(plan, places), lang.money_unit(view.unit())));
    }
    parts.join(" · ")
}
