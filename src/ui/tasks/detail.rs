//! The selected task in full, below the table.

use super::{TaskKey, go, rows::Rows};
use crate::ui::{Actions, Shown, fields::department_name, theme, widgets};
use egui::{Align, Label, Layout, RichText, Ui};

/// Shows the task; true where it is to be folded away.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, rows: &Rows, key: TaskKey, actions: &mut Actions) -> bool {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    let Some(row) = rows.get(key) else { return false };
    let Some(indicator) = workbook.indicators.get(key.0) else { return false };
    let Some(target) = indicator.target(key.1) else { return false };
    let mut fold = false;
    ui.spacing_mut().item_spacing.y = 3.0;
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.small_button(lang.task_close()).clicked() {
                fold = true;
            }
            if widgets::link(ui, lang.task_to_indicator()).clicked() {
                go(actions, key);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let title = RichText::new(shown.indicator(indicator)).font(theme::bold(theme::PANEL_SIZE));
                let verdict = lang.verdict_words(&row.verdict);
                let room = (ui.available_width() - 220.0).max(80.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    ui.add(Label::new(title).truncate());
                });
                widgets::lamp_pill(ui, row.verdict.lamp, &verdict);
            });
        });
    });
    let line = |ui: &mut Ui, text: String| {
        ui.add(Label::new(RichText::new(text).color(theme.second.0)).truncate());
    };
    let mut first = vec![
        format!("{} {}", lang.task_target(), lang.target(target, workbook)),
        format!("{} {}", lang.task_firmness(), lang.firmness(target.firmness)),
    ];
    if let Some(previous) = &row.verdict.previous {
        let figure = lang.quantity(previous.value, &previous.unit);
        first.push(format!("{} {figure}", lang.task_last_year()));
    }
    line(ui, first.join("　"));
    line(ui, lang.verdict_inputs(&row.verdict, target, workbook));
    let mut last = Vec::new();
    if let Some(section) = row.section.and_then(|id| workbook.sections.get(id)) {
        last.push(shown.name(&section.title, &section.title_en).to_owned());
    }
    if !indicator.heading.is_empty() {
        last.push(indicator.heading.to_string());
    }
    if !target.support.is_empty() {
        let names: Vec<&str> = target.support.iter().map(|&id| department_name(workbook, Some(id))).collect();
        last.push(format!("{} {}", lang.task_support(), names.join(lang.list_comma())));
    }
    if let Some(source) = target.source.or(indicator.source) {
        last.push(lang.source_ref(source, workbook));
    }
    line(ui, last.join(" · "));
    fold
}
