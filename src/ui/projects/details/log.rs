//! What was done to the project: when and what. Who is not known. The session's steps are there at once; what
//! came before is read off the kept versions when it is asked for.

use super::{heading, page::Earlier};
use crate::{
    edit::Change,
    model::{ProjectField, ProjectId},
    ui::{Action, Actions, Shown, projects::columns, theme, widgets},
};
use egui::{Label, RichText, Ui};

/// Steps shown before the rest is asked for.
const FIRST: usize = 12;
/// Fields of a step shown.
const FIELDS: usize = 6;

/// Shows the steps of the session, the last one first, and below them the kept versions.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    project: ProjectId,
    changes: &[Change],
    earlier: Option<&Earlier>,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    heading(ui, lang.group_log());
    if changes.is_empty() {
        small(ui, shown, lang.page_no_changes());
    }
    steps(ui, shown, changes, |date, time| lang.page_when(date, time));
    ui.add_space(4.0);
    ui.label(RichText::new(lang.page_kept()).font(theme::bold(13.0)));
    if shown.document.path.is_none() {
        small(ui, shown, lang.page_kept_no_file());
        return;
    }
    if let Some(earlier) = earlier {
        if earlier.changes.is_empty() {
            small(ui, shown, &lang.page_kept_none(earlier.versions));
        }
        steps(ui, shown, &earlier.changes, |date, time| lang.page_saved_at(date, time));
    } else {
        small(ui, shown, lang.page_kept_hint());
    }
    let read = if earlier.is_some() { lang.page_kept_again() } else { lang.page_kept_read() };
    if widgets::link(ui, read).clicked() {
        actions.push(Action::ReadKept(project));
    }
}

fn small(ui: &mut Ui, shown: &Shown<'_>, text: &str) {
    ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.second.0)).wrap());
}

fn steps(ui: &mut Ui, shown: &Shown<'_>, changes: &[Change], said: impl Fn(String, String) -> String) {
    let lang = shown.lang;
    for change in changes.iter().take(FIRST) {
        let at = change.at;
        let when = said(lang.date(at.date), format!("{:02}:{:02}", at.hour, at.minute));
        ui.add(Label::new(RichText::new(when).font(theme::bold(12.0)).color(shown.theme.second.0)).wrap());
        for line in lines(shown, change) {
            ui.add(Label::new(RichText::new(line).size(13.0)).wrap());
        }
        ui.add_space(2.0);
    }
    if changes.len() > FIRST {
        small(ui, shown, &lang.page_more_changes(changes.len() - FIRST));
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
