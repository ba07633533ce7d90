//! The columns that a list has of its own: made, renamed, given choices, moved and deleted.

use crate::{
    edit::{Edit, entry},
    i18n::Lang,
    model::{
        Column, ColumnId, ProjectField, ProjectList, Text, Unit, Value,
        list::{ColumnView, CustomColumn, CustomKind},
    },
    ui::{Actions, Shown, theme},
};
use egui::{Button, RichText, Role, TextEdit, Ui, WidgetInfo};

/// What stands in the form.
#[derive(Debug, Default)]
pub struct Form {
    search: String,
    name: String,
    kind: Kind,
    /// Unit, or choices.
    detail: String,
    /// The column that is being changed; none: a new one.
    changes: Option<ColumnId>,
}

impl Form {
    /// What is searched for in the chooser.
    pub fn search_mut(&mut self) -> &mut String {
        &mut self.search
    }

    fn clear(&mut self) {
        *self = Self { search: std::mem::take(&mut self.search), ..Self::default() };
    }

    fn kind(&self) -> CustomKind {
        match self.kind {
            Kind::Text => CustomKind::Text,
            Kind::Number => CustomKind::Number(Unit::new(&self.detail)),
            Kind::Date => CustomKind::Date,
            Kind::Choice => CustomKind::Choice(entry::enumeration(&self.detail)),
        }
    }
}

/// What a column holds, without its details.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    #[default]
    Text,
    Number,
    Date,
    Choice,
}

/// The columns and the form for one more.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, form: &mut Form, actions: &mut Actions) {
    let lang = shown.lang;
    ui.label(RichText::new(lang.projects_columns_own()).font(theme::bold(12.0)).color(shown.theme.second.0));
    for (at, own) in list.custom.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            ui.label(&*own.name);
            let change = ui.add(Button::new(lang.detail_edit()).small());
            change.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.columns_own_edit(&own.name)));
            if change.clicked() {
                begin(form, own, lang);
            }
            if at > 0 {
                let up = ui.add(Button::new("↑").small());
                up.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.columns_own_up(&own.name)));
                if up.clicked() {
                    let mut new = list.clone();
                    new.custom.swap(at, at - 1);
                    actions.edit(Edit::Replace(new.into()));
                }
            }
            let field = ProjectField::Custom(own.id);
            let holders = || {
                let members = shown.workbook.projects.iter().filter(|project| project.list == list.id);
                members.filter(move |project| project.custom.iter().any(|value| value.column == own.id))
            };
            if form.changes == Some(own.id) {
                // What becomes of the values stands on the button.
                let delete = ui.button(lang.columns_own_delete(&own.name, holders().count()));
                if delete.on_hover_text(lang.columns_own_delete_tip()).clicked() {
                    let emptied = holders().map(|project| Edit::SetField {
                        project: project.id,
                        field,
                        value: Value::Empty,
                    });
                    let without = Edit::Replace(without(list, own.id).into());
                    actions.edit(Edit::Many(emptied.chain([without]).collect()));
                    form.clear();
                }
            }
        });
    }
    editor(ui, shown, list, form, actions);
}

/// The list without one of its own columns, which no view shows any more.
fn without(list: &ProjectList, column: ColumnId) -> ProjectList {
    let field = ProjectField::Custom(column);
    let gone = Column::Field(field);
    let mut new = list.clone();
    new.custom.retain(|own| own.id != column);
    new.columns.retain(|view| view.column != gone);
    for look in new.views.iter_mut().map(|view| &mut view.look).chain([&mut new.look]) {
        look.sort.retain(|key| key.column != gone);
        look.filters.retain(|filter| filter.column() != Some(gone));
        look.groups.retain(|group| *group != gone);
    }
    new.views.iter_mut().for_each(|view| view.columns.retain(|view| view.column != gone));
    new
}

fn begin(form: &mut Form, own: &CustomColumn, lang: Lang) {
    form.clear();
    form.changes = Some(own.id);
    form.name = own.name.to_string();
    (form.kind, form.detail) = match &own.kind {
        CustomKind::Text => (Kind::Text, String::new()),
        CustomKind::Number(unit) => (Kind::Number, unit.symbol().to_owned()),
        CustomKind::Date => (Kind::Date, String::new()),
        CustomKind::Choice(choices) => (Kind::Choice, choices.join(lang.columns_own_separator())),
    };
}

fn editor(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, form: &mut Form, actions: &mut Actions) {
    let lang = shown.lang;
    let field = |ui: &mut Ui, text: &mut String, label: &str| {
        let field = ui.add(TextEdit::singleline(text).hint_text(label).desired_width(270.0));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, label));
    };
    field(ui, &mut form.name, lang.columns_own_name());
    if form.changes.is_none() {
        ui.horizontal(|ui| {
            for (kind, label) in [
                (Kind::Text, lang.columns_own_text()),
                (Kind::Number, lang.columns_own_number()),
                (Kind::Date, lang.columns_own_date()),
                (Kind::Choice, lang.columns_own_choice()),
            ] {
                ui.selectable_value(&mut form.kind, kind, label);
            }
        });
    }
    match form.kind {
        Kind::Number => field(ui, &mut form.detail, lang.columns_own_unit()),
        Kind::Choice => field(ui, &mut form.detail, lang.columns_own_choices()),
        Kind::Text | Kind::Date => {}
    }
    let name: Text = form.name.trim().into();
    let taken = list.custom.iter().any(|own| own.name == name && Some(own.id) != form.changes);
    let usable = !name.is_empty() && !taken;
    let label = if form.changes.is_some() { lang.columns_own_done() } else { lang.columns_own_add() };
    if !ui.add_enabled(usable, Button::new(label)).clicked() {
        return;
    }
    let mut new = list.clone();
    if let Some(id) = form.changes {
        if let Some(own) = new.custom.iter_mut().find(|own| own.id == id) {
            own.name = name;
            own.kind = form.kind();
        }
    } else {
        let id = shown.workbook.new_id(0);
        new.custom.push(CustomColumn { id, name, kind: form.kind() });
        // It is shown at once.
        if new.columns.is_empty() {
            new.columns = new.usual_columns();
        }
        let column = Column::Field(ProjectField::Custom(id));
        new.columns.push(ColumnView { column, width: None });
    }
    actions.edit(Edit::Replace(new.into()));
    form.clear();
}
