//! What a paste would do, before it is done: what is refused and what is converted, cell by cell.

use super::{
    clip::{Pasting, Purpose},
    columns,
    rows::{InView, field_of},
};
use crate::{
    edit::{
        entry::value_text,
        paste::{Note, Remark},
    },
    model::{MoneyUnit, ProjectList, Value},
    ui::{Shown, grid::lines, theme, widgets},
};
use egui::{Align, ComboBox, Label, Layout, RichText, Ui};

/// What a person answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Nothing yet.
    Open,
    /// Something was changed: work it out again.
    Again,
    /// Do what can be done.
    Apply,
    /// The same, without adding projects.
    ApplyHere,
    /// Leave everything as it is.
    Cancel,
}

/// Shows the window.
pub fn show(ui: &Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, pasting: &mut Pasting) -> Answer {
    let (lang, theme) = (shown.lang, shown.theme);
    let mut answer = Answer::Open;
    let screen = ui.ctx().content_rect();
    let modal = widgets::modal(ui.ctx(), "projects_paste").show(ui.ctx(), |ui| {
        ui.set_width(f32::min(720.0, screen.width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        let (height, width) = (pasting.block.height(), pasting.block.width());
        let title = match pasting.purpose {
            Purpose::Paste => lang.paste_title(height, width),
            Purpose::Fill => lang.fill_title().to_owned(),
            Purpose::Replace => lang.replace_title().to_owned(),
        };
        ui.label(RichText::new(title).font(theme::bold(theme::PANEL_SIZE)).color(theme.text.0));
        let refused = pasting.plan.notes.iter().filter(|note| note.remark.refuses()).count();
        let converted = pasting.plan.notes.len() - refused;
        let mut parts = vec![lang.paste_cells(pasting.plan.cells)];
        if pasting.plan.added > 0 {
            parts.push(lang.paste_added(pasting.plan.added));
        }
        if converted > 0 {
            parts.push(lang.paste_converted(converted));
        }
        if refused > 0 {
            parts.push(lang.paste_refused(refused));
        }
        if pasting.cut_off > 0 {
            parts.push(lang.paste_cut_off(pasting.cut_off));
        }
        ui.add(Label::new(RichText::new(parts.join(lang.paste_comma())).color(theme.second.0)).wrap());
        if pasting.purpose == Purpose::Paste && pasting.has_money() && unit(ui, shown, list, pasting) {
            answer = Answer::Again;
        }
        if !pasting.plan.notes.is_empty() {
            notes(ui, shown, list, view, pasting, screen.height() - 300.0);
        }
        ui.add_space(4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let (cells, added) = (pasting.plan.cells, pasting.plan.added);
            let apply = if pasting.plan.edits.is_empty() {
                lang.paste_nothing_fits().to_owned()
            } else if added > 0 {
                lang.paste_apply_adding(added)
            } else if refused > 0 {
                lang.paste_apply_rest(cells)
            } else {
                lang.paste_apply(cells)
            };
            ui.add_enabled_ui(!pasting.plan.edits.is_empty(), |ui| {
                if widgets::answer_button(ui, &apply).clicked() {
                    answer = Answer::Apply;
                }
            });
            if added > 0 && cells > 0 && ui.button(lang.paste_apply_here(cells)).clicked() {
                answer = Answer::ApplyHere;
            }
            if ui.button(lang.paste_cancel()).clicked() {
                answer = Answer::Cancel;
            }
        });
    });
    if answer == Answer::Open && modal.should_close() { Answer::Cancel } else { answer }
}

/// The unit that bare figures of money are in; true where another one was chosen.
fn unit(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, pasting: &mut Pasting) -> bool {
    let lang = shown.lang;
    let before = pasting.money;
    let now = before.unwrap_or(list.unit);
    ui.horizontal(|ui| {
        ui.label(lang.paste_unit());
        let combo = ComboBox::from_id_salt("projects_paste_unit")
            .selected_text(lang.money_unit(now))
            .show_ui(ui, |ui| {
                for unit in MoneyUnit::ALL {
                    if ui.selectable_label(unit == now, lang.money_unit(unit)).clicked() {
                        pasting.money = Some(unit);
                    }
                }
            });
        combo.response.accessible_name(lang.paste_unit());
    });
    pasting.money != before
}

/// The table of what is refused or converted: cell, what is there, what it becomes, why.
fn notes(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, pasting: &Pasting, height: f32) {
    let lang = shown.lang;
    lines::show(ui, lang, pasting.plan.notes.len(), height, &|at| {
        let note = pasting.plan.notes.get(at);
        let texts = note.map(|note| texts(shown, list, view, pasting, note)).unwrap_or_default();
        (texts, note.is_some_and(|note| note.remark.refuses()))
    });
}

fn texts(
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    pasting: &Pasting,
    note: &Note,
) -> [String; 4] {
    let lang = shown.lang;
    let Some(&column) = pasting.columns.get(note.column) else { return Default::default() };
    let name = columns::name(shown, list, column);
    let place = pasting.place(note.row);
    let row = place.map_or_else(|| view.rows.len() + 1 + pasting.added_before(note.row), |place| place + 1);
    let index = place.and_then(|place| view.index(place));
    let old = index.map(|index| columns::cell(shown, list, view, index, column).text).unwrap_or_default();
    let project = index.and_then(|index| view.analysis.project(shown.workbook, index));
    let new = match (&note.value, field_of(column)) {
        (_, _) if note.remark.refuses() => note.text.clone(),
        (Value::Money(money), _) => match money.in_unit(view.unit()) {
            Some(value) => crate::i18n::format::number(value.normalize()),
            None => note.text.clone(),
        },
        (Value::Number(number), _) => crate::i18n::format::number(number.normalize()),
        (value, Some(field)) => match project {
            Some(project) => value_text(shown.workbook, project, field, value, &lang),
            None => note.text.clone(),
        },
        (_, None) => note.text.clone(),
    };
    let why = match &note.remark {
        Remark::Unreadable(error) => lang.entry_error(error),
        Remark::Faulty(fault) => lang.fault(fault),
        Remark::Computed(_) => lang.projects_computed(&name),
        Remark::OtherUnit => lang.paste_other_unit(&note.text, &columns::unit(shown, list, column)),
        Remark::DayNumber => lang.paste_day_number(&note.text),
        Remark::InFull => lang.paste_in_full(&note.text),
    };
    [lang.projects_cell(&name, row), old, new, why]
}
