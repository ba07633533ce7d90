//! The sections of the plan, and the sources that figures come from.

use super::{State, add_row, change, follow, label, live_text, remove_button};
use crate::{
    edit::{Edit, RowId},
    model::{Section, SectionId, SectionKind, Source, SourceId, Text},
    ui::{Actions, Shown, fields},
};
use egui::{Button, Role, ScrollArea, Ui, WidgetInfo};

/// The sections, in the order of the plan.
pub(super) fn sections(
    ui: &mut Ui,
    state: &mut State,
    shown: &Shown<'_>,
    actions: &mut Actions,
    height: f32,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    if workbook.sections.is_empty() {
        label(ui, lang.sections_empty());
    }
    let last = workbook.sections.len().saturating_sub(1);
    ScrollArea::vertical().max_height(height - 70.0).auto_shrink([false, true]).show(ui, |ui| {
        for (at, section) in workbook.sections.iter().enumerate() {
            let title = &*section.title;
            ui.horizontal(|ui| {
                if let Some(title) = live_text(ui, &lang.section_title_of(title), title, 190.0) {
                    change(actions, Section { title, ..section.clone() }, section.id, 0);
                }
                if let Some(title_en) =
                    live_text(ui, &lang.section_title_en_of(title), &section.title_en, 170.0)
                {
                    change(actions, Section { title_en, ..section.clone() }, section.id, 1);
                }
                let kinds = [SectionKind::Results, SectionKind::Headline, SectionKind::Tasks]
                    .map(|kind| (kind, lang.section_kind(kind).to_owned()));
                let name = lang.section_kind_of(title);
                let kind = ui
                    .push_id(section.id, |ui| fields::choice_only(ui, &name, section.kind, &kinds, 120.0))
                    .inner;
                if let Some(kind) = kind {
                    actions.edit(Edit::Replace(Section { kind, ..section.clone() }.into()));
                }
                move_button(
                    ui,
                    "↑",
                    &lang.move_row_up(title),
                    at > 0,
                    section.id,
                    at.wrapping_sub(1),
                    actions,
                );
                move_button(ui, "↓", &lang.move_row_down(title), at < last, section.id, at + 1, actions);
                remove_button(ui, lang.remove_row(title), section.id.into(), actions);
            });
        }
        follow(ui, state);
    });
    if add_row(ui, state, shown, lang.new_section(), None) {
        let id: SectionId = workbook.new_id(0);
        let title = state.new_name.trim().into();
        let section = Section { id, title, title_en: Text::default(), kind: SectionKind::Tasks };
        actions.edit(Edit::Insert { at: workbook.sections.len(), row: section.into() });
        state.new_name.clear();
    }
}

fn move_button(
    ui: &mut Ui,
    sign: &str,
    name: &str,
    can: bool,
    id: impl Into<RowId>,
    to: usize,
    actions: &mut Actions,
) {
    let response = ui.add_enabled(can, Button::new(sign).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
    if response.on_hover_text(name).clicked() {
        actions.edit(Edit::Move { id: id.into(), to });
    }
}

/// Sets one of a source's texts.
type Set = fn(&mut Source, Text);

/// The sources: reports, bulletins, returns.
pub(super) fn sources(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions, height: f32) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    if workbook.sources.is_empty() {
        label(ui, lang.sources_empty());
    }
    ScrollArea::vertical().max_height(height - 70.0).auto_shrink([false, true]).show(ui, |ui| {
        for source in workbook.sources.iter() {
            let title = &*source.title;
            ui.horizontal(|ui| {
                let texts: [(String, &Text, f32, Set); 4] = [
                    (lang.source_title_of(title), &source.title, 200.0, |s, text| s.title = text),
                    (lang.source_title_en_of(title), &source.title_en, 160.0, |s, text| s.title_en = text),
                    (lang.source_publisher_of(title), &source.publisher, 110.0, |s, text| s.publisher = text),
                    (lang.source_date_of(title), &source.date, 76.0, |s, text| s.date = text),
                ];
                for (number, (name, text, width, set)) in (0_u32..).zip(texts) {
                    if let Some(text) = live_text(ui, &name, text, width) {
                        let mut changed = source.clone();
                        set(&mut changed, text);
                        change(actions, changed, source.id, number);
                    }
                }
                remove_button(ui, lang.remove_row(title), source.id.into(), actions);
            });
        }
        follow(ui, state);
    });
    if add_row(ui, state, shown, lang.new_source(), Some(lang.new_source_date())) {
        let id: SourceId = workbook.new_id(0);
        let source = Source {
            id,
            title: state.new_name.trim().into(),
            title_en: Text::default(),
            publisher: Text::default(),
            date: state.new_code.trim().into(),
        };
        actions.edit(Edit::Insert { at: workbook.sources.len(), row: source.into() });
        state.new_name.clear();
        state.new_code.clear();
    }
}
