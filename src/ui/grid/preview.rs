//! What a paste or a fill would do, before it is done: what is refused and what is converted, cell by cell.

use super::{
    Cells,
    clip::{Pending, Purpose},
    lines,
};
use crate::ui::{
    theme::{self, Theme},
    widgets,
};
use egui::{Align, Label, Layout, RichText, Ui};

/// What a person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// Nothing yet.
    Open,
    /// Do what can be done.
    Apply,
    /// Leave everything as it is.
    Cancel,
}

/// Shows the window.
pub(super) fn show<S: Cells>(ui: &Ui, pending: &Pending<S::Row, S::Col>, cells: &S) -> Answer {
    let (lang, theme) = (cells.lang(), Theme::in_use(ui));
    let plan = &pending.plan;
    let mut answer = Answer::Open;
    let screen = ui.ctx().content_rect();
    let modal = widgets::modal(ui.ctx(), "grid_paste").show(ui.ctx(), |ui| {
        ui.set_width(f32::min(720.0, screen.width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        let title = match pending.purpose {
            Purpose::Paste => lang.paste_title(pending.size.0, pending.size.1),
            Purpose::Fill => lang.fill_title().to_owned(),
        };
        ui.label(RichText::new(title).font(theme::bold(theme::PANEL_SIZE)).color(theme.text.0));
        let refused = plan.remarks.iter().filter(|remark| remark.refused).count();
        let converted = plan.remarks.len() - refused;
        let mut parts = vec![lang.paste_cells(plan.cells)];
        if converted > 0 {
            parts.push(lang.paste_converted(converted));
        }
        if refused > 0 {
            parts.push(lang.paste_refused(refused));
        }
        if pending.cut_off > 0 {
            parts.push(lang.grid_cut_off(pending.cut_off));
        }
        ui.add(Label::new(RichText::new(parts.join(lang.paste_comma())).color(theme.second.0)).wrap());
        if !plan.remarks.is_empty() {
            lines::show(ui, lang, plan.remarks.len(), screen.height() - 300.0, &|at| {
                let Some(remark) = plan.remarks.get(at) else { return Default::default() };
                let (row, col) = (remark.row, remark.col);
                let new = if remark.refused { &remark.text } else { &remark.new };
                let old = cells.cell(row, col).text;
                ([cells.label(row, col), old, new.clone(), remark.why.clone()], remark.refused)
            });
        }
        ui.add_space(4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let apply = if plan.edits.is_empty() {
                lang.paste_nothing_fits().to_owned()
            } else if refused > 0 || pending.cut_off > 0 {
                lang.paste_apply_rest(plan.cells)
            } else {
                lang.paste_apply(plan.cells)
            };
            ui.add_enabled_ui(!plan.edits.is_empty(), |ui| {
                if widgets::answer_button(ui, &apply).clicked() {
                    answer = Answer::Apply;
                }
            });
            if ui.button(lang.paste_cancel()).clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    if answer == Answer::Open && modal.should_close() { Answer::Cancel } else { answer }
}
