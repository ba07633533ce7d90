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
    ui::{Shown, theme, widgets},
};
use egui::{Align, ComboBox, Label, Layout, RichText, ScrollArea, Ui, UiBuilder, vec2};

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

/// Height of a line of the table.
const LINE: f32 = 24.0;

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
                if widgets::main_button(ui, &apply).clicked() {
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
    let heads = [lang.paste_head_cell(), lang.paste_head_old(), lang.paste_head_new(), lang.paste_head_why()];
    line(ui, shown, &heads.map(str::to_owned), false, true);
    widgets::rule(ui);
    ScrollArea::vertical().max_height(height.clamp(72.0, 300.0)).auto_shrink([false, true]).show_rows(
        ui,
        LINE,
        pasting.plan.notes.len(),
        |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for note in &pasting.plan.notes[range] {
                let texts = texts(shown, list, view, pasting, note);
                line(ui, shown, &texts, note.remark.refuses(), false);
            }
        },
    );
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
    let row = place.map_or_else(|| view.rows.len() + 1 + note.row, |place| place + 1);
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

/// One line: four texts in columns, each elided and whole on hover.
fn line(ui: &mut Ui, shown: &Shown<'_>, texts: &[String; 4], refused: bool, heading: bool) {
    let theme = shown.theme;
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(vec2(width, LINE), egui::Sense::hover());
    let shares = [0.26, 0.15, 0.19, 0.40];
    let mut x = rect.left();
    for (at, (text, share)) in texts.iter().zip(shares).enumerate() {
        let place = egui::Rect::from_min_size(egui::pos2(x, rect.top()), vec2(width * share, LINE));
        x += width * share;
        let struck = refused && at == 2;
        let ink = match at {
            _ if heading => theme.faint,
            3 if refused => theme.bad,
            1 | 3 => theme.second,
            _ if struck => theme.faint,
            _ => theme.text,
        };
        let mut cell = ui.new_child(UiBuilder::new().max_rect(place.shrink2(vec2(4.0, 0.0))));
        cell.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = RichText::new(text).size(12.0).color(ink.0);
            ui.add(Label::new(if struck { words.strikethrough() } else { words }).truncate())
                .on_hover_text(text);
        });
    }
    let spoken = texts.join(" · ");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}
