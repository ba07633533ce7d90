//! Saved views: the menu that switches, keeps, names and drops them, and what a view does with the table.

use super::{State, columns, month_view::InUse, rows::InView};
use crate::{
    analysis::Query,
    edit::Edit,
    model::{
        Column, CountMode, Filter, ListView, Look, ProjectList, RowColor, Text,
        view::{MOST_LINES, SortKey},
    },
    ui::{Actions, Command, Shown, theme, widgets},
};
use egui::{Button, RichText, TextEdit, Ui};

/// What stands in the menu's fields.
#[derive(Debug, Default)]
pub struct Form {
    /// The name of a new view, or the new name of the one in use.
    name: String,
}

impl Query {
    /// What a view shows of a list.
    pub(super) fn of_look(list: &ProjectList, look: &Look) -> Self {
        Self {
            filters: look.filters.clone(),
            sort: look.sort.clone(),
            groups: look.groups.clone(),
            ..Self::all(list.id)
        }
    }
}

impl State {
    /// Whether sort, filters and groups are other than the view in use keeps.
    fn has_changed_view(&self, list: &ProjectList) -> bool {
        let (query, look) = (self.query(list.id), self.look(list));
        query.sort != look.sort || query.filters != look.filters || query.groups != look.groups
    }

    /// The look in use with sort, filters and groups as they are now.
    fn look_now(&self, list: &ProjectList) -> Look {
        let query = self.query(list.id);
        Look { sort: query.sort, filters: query.filters, groups: query.groups, ..self.look(list).clone() }
    }
}

/// A name that no view of the list has.
fn free_name(list: &ProjectList, wanted: &str) -> Text {
    let mut numbers = 2..=list.views.len() + 2;
    if list.view(wanted).is_none() {
        return wanted.into();
    }
    let free = numbers.find_map(|number| {
        let name = format!("{wanted} {number}");
        list.view(&name).is_none().then_some(name)
    });
    free.unwrap_or_default().into()
}

/// The button with the name of the view in use.
pub fn menu(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let now: Option<Text> = state.view_of(list).map(Into::into);
    let changed = state.has_changed_view(list);
    let is_month = state.is_month_view(list.id);
    let name = now.as_deref().or(is_month.then_some(lang.views_month()));
    // The default view needs no name.
    let label = name.map_or_else(|| lang.views_menu().to_owned(), |name| lang.views_button(name));
    let label = label + if changed { " *" } else { "" };
    super::filters::chip_menu(ui, shown, &label, now.is_some() || is_month, |ui| {
        ui.set_width(330.0);
        choices(ui, shown, list, now.as_deref(), changed, state, actions);
        ui.separator();
        sorting(ui, shown, list, state);
        ui.separator();
        looks(ui, shown, list, view, state, actions);
    });
}

fn choices(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    now: Option<&str>,
    changed: bool,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let is_month = state.is_month_view(list.id);
    // What is being typed is entered first; where it is refused, the view stays.
    let is_default = now.is_none() && !is_month;
    if ui.selectable_label(is_default, lang.views_default()).clicked() && state.commit(shown, actions) {
        state.turn_to_view(list, None);
    }
    if shown.workbook.month.is_some() {
        let ready = ui.selectable_label(is_month, lang.views_month());
        let ready = ready.on_hover_text(widgets::command_tip(Command::EnterMonth, lang));
        if ready.clicked() && state.commit(shown, actions) {
            state.turn_to_month_view(shown, list);
            ui.close();
        }
    }
    for view in &list.views {
        let is_now = now == Some(&*view.name);
        if ui.selectable_label(is_now, &*view.name).clicked() && state.commit(shown, actions) {
            state.turn_to_view(list, Some(&view.name));
        }
    }
    ui.separator();
    if !is_month {
        let save = Button::new(lang.views_save(now.unwrap_or(lang.views_default())));
        if ui.add_enabled(changed, save).on_hover_text(lang.views_save_tip()).clicked() {
            let look = state.look_now(list);
            state.change_view(list, actions, |_, own| *own = look);
        }
    }
    let field = ui.add(
        TextEdit::singleline(&mut state.view_form.name).hint_text(lang.views_name()).desired_width(270.0),
    );
    field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, lang.views_name()));
    let typed: Text = state.view_form.name.trim().into();
    let usable = !typed.is_empty() && list.view(&typed).is_none();
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(usable, Button::new(lang.views_save_as())).clicked() {
            let columns = state.with_left_out(list, state.columns(list));
            let kept = ListView { name: typed.clone(), columns, look: state.look_now(list) };
            let mut new = list.clone();
            new.views.push(kept);
            state.views.insert(list.id, InUse::Kept(typed.clone()));
            actions.edit(Edit::Replace(new.into()));
            state.view_form.name.clear();
        }
        let Some(now) = now else { return };
        if ui.add_enabled(usable, Button::new(lang.views_rename())).clicked() {
            let mut new = list.clone();
            if let Some(view) = new.views.iter_mut().find(|view| &*view.name == now) {
                view.name = typed.clone();
            }
            state.views.insert(list.id, InUse::Kept(typed.clone()));
            actions.edit(Edit::Replace(new.into()));
            state.view_form.name.clear();
        }
        if ui.button(lang.views_duplicate()).clicked() {
            let mut new = list.clone();
            let copy = free_name(list, &lang.projects_copy_of(now));
            if let Some(view) = list.view(now) {
                new.views.push(ListView { name: copy.clone(), ..view.clone() });
            }
            state.views.insert(list.id, InUse::Kept(copy));
            actions.edit(Edit::Replace(new.into()));
        }
        if ui.button(lang.views_delete()).on_hover_text(lang.views_delete_tip()).clicked() {
            let mut new = list.clone();
            new.views.retain(|view| &*view.name != now);
            state.turn_to_view(list, None);
            actions.edit(Edit::Replace(new.into()));
        }
    });
}

/// The keys that the table is sorted by, the first one first.
fn sorting(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, state: &mut State) {
    let lang = shown.lang;
    title(ui, shown, lang.views_sort());
    let mut query = state.query(list.id);
    let before = query.sort.clone();
    let (mut up, mut gone) = (None, None);
    for (at, key) in query.sort.iter_mut().enumerate() {
        let name = columns::name(shown, list, key.column);
        ui.horizontal(|ui| {
            ui.label(format!("{} {name}", at + 1));
            let order = if key.descending { lang.views_descending() } else { lang.views_ascending() };
            if ui.button(order).on_hover_text(lang.views_turn(&name)).clicked() {
                key.descending = !key.descending;
            }
            if at > 0 && small(ui, "↑", &lang.views_earlier(&name)) {
                up = Some(at);
            }
            if small(ui, "×", &lang.views_no_key(&name)) {
                gone = Some(at);
            }
        });
    }
    if let Some(at) = up {
        query.sort.swap(at, at - 1);
    }
    if let Some(at) = gone {
        query.sort.remove(at);
    }
    ui.menu_button(lang.views_add_key(), |ui| {
        for view in state.columns(list) {
            let column = view.column;
            let there = query.sort.iter().any(|key| key.column == column);
            if !there && ui.selectable_label(false, columns::name(shown, list, column)).clicked() {
                query.sort.push(SortKey { column, descending: false });
            }
        }
    });
    if query.sort != before {
        state.set_query(query);
    }
}

fn small(ui: &mut Ui, sign: &str, label: &str) -> bool {
    let response = ui.add(Button::new(sign).small());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, label));
    response.on_hover_text(label).clicked()
}

fn title(ui: &mut Ui, shown: &Shown<'_>, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(12.0)).color(shown.theme.second.0));
}

/// Frozen columns, height and colour of rows, and how packages are counted.
fn looks(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let before = state.look(list).clone();
    let mut look = before.clone();
    title(ui, shown, lang.views_rows());
    ui.horizontal(|ui| {
        ui.label(lang.views_height());
        for more in 0..MOST_LINES {
            let response = ui.selectable_label(look.more_lines == more, (more + 1).to_string());
            response.widget_info(|| {
                let label = lang.views_lines(more + 1);
                egui::WidgetInfo::selected(egui::Role::RadioButton, true, look.more_lines == more, label)
            });
            if response.on_hover_text(lang.views_lines(more + 1)).clicked() {
                look.more_lines = more;
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(lang.views_color());
        for (color, label) in [
            (RowColor::None, lang.views_color_none()),
            (RowColor::Lamp, lang.views_color_lamp()),
            (RowColor::Stage, lang.views_color_stage()),
            (RowColor::Category, lang.views_color_category()),
        ] {
            if ui.selectable_label(look.color == color, label).clicked() {
                look.color = color;
            }
        }
        // What is changed from time to time is no rule.
        let filters = view.query().filters.iter().filter(|filter| !matches!(filter, Filter::Changed(_)));
        let filters: Vec<Filter> = filters.cloned().collect();
        let marks = matches!(look.color, RowColor::Where(_));
        let button = Button::selectable(marks, lang.views_color_where());
        let response = ui.add_enabled(marks || !filters.is_empty(), button);
        if response.on_hover_text(lang.views_color_where_tip()).clicked() {
            look.color = if filters.is_empty() { RowColor::None } else { RowColor::Where(filters) };
        }
    });
    if let RowColor::Where(filters) = &look.color {
        let words = filters.iter().map(|filter| super::filter_form::words(shown, list, filter));
        ui.weak(words.collect::<Vec<_>>().join(" · "));
    }
    ui.horizontal(|ui| {
        ui.label(lang.views_frozen());
        let all = state.columns(list).len().min(20) as u8;
        let usual = super::widths::sticky(&state.columns(list), None) as u8;
        let mut frozen = look.frozen.unwrap_or(usual);
        let drag = ui.add(egui::DragValue::new(&mut frozen).range(0..=all));
        drag.widget_info(|| egui::WidgetInfo::labeled(egui::Role::SpinButton, true, lang.views_frozen()));
        if drag.changed() {
            look.frozen = (frozen != usual).then_some(frozen);
        }
    });
    ui.horizontal(|ui| {
        ui.label(lang.views_counts());
        for (mode, label) in [
            (CountMode::Packages, lang.views_counts_packages()),
            (CountMode::Split, lang.views_counts_split()),
        ] {
            if ui
                .selectable_label(look.counts == mode, label)
                .on_hover_text(lang.views_counts_tip())
                .clicked()
            {
                look.counts = mode;
            }
        }
    });
    if look != before {
        state.change_view(list, actions, |_, own| *own = look);
    }
    let packages = view.analysis.rows.iter().filter(|row| row.parts > 0).map(|row| row.project);
    if view.totals.packages != view.totals.split {
        let mut query = state.query(list.id);
        let shut = !query.shut.packages.is_empty();
        let label = if shut { lang.views_open_packages() } else { lang.views_shut_packages() };
        if widgets::link(ui, label).clicked() {
            query.shut.packages = if shut { std::collections::BTreeSet::new() } else { packages.collect() };
            state.set_query(query);
        }
    }
}

/// What a change of the columns from a heading asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnChange {
    /// One place to the left.
    Left,
    /// One place to the right.
    Right,
    /// No longer shown.
    Hide,
    /// The columns up to this one stay in view.
    FreezeHere,
    /// As many stay in view as usual.
    FreezeUsual,
}

/// Makes a change of the columns.
pub fn change_columns(
    state: &mut State,
    list: &ProjectList,
    column: Column,
    change: ColumnChange,
    actions: &mut Actions,
) {
    let now = state.columns(list);
    let Some(at) = now.iter().position(|view| view.column == column) else { return };
    let fits = match change {
        ColumnChange::Left => at > 0,
        ColumnChange::Right => at + 1 < now.len(),
        ColumnChange::Hide => now.len() > 1,
        ColumnChange::FreezeHere | ColumnChange::FreezeUsual => true,
    };
    if !fits {
        return;
    }
    state.change_view(list, actions, |columns, look| match change {
        ColumnChange::Left => columns.swap(at, at - 1),
        ColumnChange::Right => columns.swap(at, at + 1),
        ColumnChange::Hide => drop(columns.remove(at)),
        ColumnChange::FreezeHere => look.frozen = u8::try_from(at + 1).ok(),
        ColumnChange::FreezeUsual => look.frozen = None,
    });
}
