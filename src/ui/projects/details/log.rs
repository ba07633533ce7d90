//! What was done to the project in this session: when and what. Who is not known.

use super::heading;
use crate::{
    edit::Change,
    model::ProjectField,
    ui::{Shown, projects::columns, theme},
};
use egui::{Label, RichText, Ui};

/// Steps shown before the rest is asked for.
const FIRST: usize = 12;
/// Fields of a step shown.
const FIELDS: usize = 6;

/// Shows the steps, the last one first.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, changes: &[Change]) {
    let lang = shown.lang;
    heading(ui, lang.group_log());
    let small = |ui: &mut Ui, text: String| {
        ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.second.0)).wrap());
    };
    if changes.is_empty() {
        small(ui, lang.page_no_changes().to_owned());
        return;
    }
    for change in changes.iter().take(FIRST) {
        let at = change.at;
        let when = lang.page_when(lang.date(at.date), format!("{:02}:{:02}", at.hour, at.minute));
        ui.add(Label::new(RichText::new(when).font(theme::bold(12.0)).color(shown.theme.second.0)).wrap());
        for line in lines(shown, change) {
            ui.add(Label::new(RichText::new(line).size(13.0)).wrap());
        }
        ui.add_space(2.0);
    }
    if changes.len() > FIRST {
        small(ui, lang.page_more_changes(changes.len() - FIRST));
    }
}

fn lines(shown: &Shown<'_>, change: &Change) -> Vec<String> {
    let lang = shown.lang;
    let (before, after) = match (&change.before, &change.after) {
        (Some(before), Some(after)) => (before, after),
        (None, _) => return vec![lang.page_added().to_owned()],
        (_, None) => return vec![lang.page_removed().to_owned()],
    };
    let list = shown.workbook.lists.get(after.list);
    let name = |field: ProjectField| {
        list.map_or_else(
            || lang.field(field),
            |list| columns::name(shown, list, crate::model::Column::Field(field)),
        )
    };
    let text = |project, field| {
        let text = columns::field_text(shown, project, field);
        if text.is_empty() { lang.page_nothing().to_owned() } else { text }
    };
    let mut lines: Vec<String> = change
        .fields
        .iter()
        .take(FIELDS)
        .map(|&field| lang.page_changed(&name(field), &text(before, field), &text(after, field)))
        .collect();
    if change.fields.len() > FIELDS {
        lines.push(lang.page_more_fields(change.fields.len() - FIELDS));
    }
    if !change.parts.is_empty() {
        let parts: Vec<_> = change.parts.iter().map(|&part| lang.project_part(part)).collect();
        lines.push(lang.page_changed_parts(&parts.join(lang.list_comma())));
    }
    lines
}
