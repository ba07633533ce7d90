//! Find and replace: a bar above the table. What is found stays found until the table, the text or the
//! scope changes; a replaced text is read as if it had been typed.

use super::{
    Scroll, State,
    clip::{Pasting, Purpose},
    editor,
    rows::{InView, field_of},
    table::cell_id,
};
use crate::{
    edit::{
        entry::edit_text,
        find::{Pattern, Texts},
    },
    exchange::clipboard::{Block, Cell},
    i18n::Lang,
    model::{Column, ProjectField, ProjectList},
    ui::{Action, Actions, Command, Shown, theme, widgets},
};
use egui::{Button, ComboBox, EventFilter, Id, Key, Modifiers, RichText, TextEdit, Ui, WidgetInfo};
use std::collections::BTreeSet;

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Scope {
    /// Everything in view.
    List,
    /// The cursor's column.
    Column,
    /// The selected cells.
    Selection,
}

/// What is looked for, and what has been found.
#[derive(Debug)]
pub struct Find {
    text: String,
    with: String,
    reading: Reading,
    scope: Scope,
    /// Whether a replacement is asked for as well.
    replacing: bool,
    /// The field of the text takes the keyboard.
    take_focus: bool,
    /// A text was replaced: the cursor goes on to the next one once the change is there.
    goes_on: bool,
    /// What the hits were found with.
    key: Option<KeyOf>,
    /// Places and columns of the cells that were found, in the order of reading.
    hits: Vec<(usize, Column)>,
    /// Which of them the cursor was sent to last.
    at: Option<usize>,
    /// Why the expression cannot be understood.
    error: Option<String>,
    /// The texts that are searched, with the view and the fields that they are of.
    texts: Option<(TextsOf, Texts)>,
}

/// What texts are of: the view, the language that they are written in, and the fields.
type TextsOf = (u64, Lang, Vec<ProjectField>);

/// How the text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Reading {
    /// As a regular expression.
    expression: bool,
    /// Just as it is written.
    match_case: bool,
}

/// What a search depends on.
#[derive(Debug, Clone, PartialEq)]
struct KeyOf {
    view: u64,
    text: String,
    reading: Reading,
    scope: Scope,
    lang: Lang,
    /// The cells that were selected when the scope was chosen.
    cells: Vec<(Column, Vec<std::ops::Range<usize>>)>,
}

impl Default for Find {
    fn default() -> Self {
        Self {
            text: String::new(),
            with: String::new(),
            reading: Reading::default(),
            scope: Scope::List,
            replacing: false,
            take_focus: true,
            goes_on: false,
            key: None,
            hits: Vec::new(),
            at: None,
            error: None,
            texts: None,
        }
    }
}

fn field_id() -> Id {
    Id::unique("projects_find")
}

/// Opens the bar, or brings the keyboard back to it.
pub fn open(state: &mut State, shown: &Shown<'_>, replacing: bool) {
    let many = state.in_view(shown).is_some_and(|view| state.selection.places(&view).len() > 1);
    let find = state.find.get_or_insert_with(|| Find {
        // Several selected rows are what is meant to be searched.
        scope: if many { Scope::Selection } else { Scope::List },
        ..Find::default()
    });
    find.replacing |= replacing;
    find.take_focus = true;
    state.take_focus = false;
}

/// Shows the bar above the table.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let Some(mut find) = state.find.take() else { return };
    let lang = shown.lang;
    find.look(shown, list, view, state);
    let mut step: Option<bool> = None;
    let mut close = false;
    let mut replace: Option<bool> = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let edit = TextEdit::singleline(&mut find.text)
            .id(field_id())
            .hint_text(lang.find_hint())
            .desired_width(180.0)
            .event_filter(EventFilter { escape: true, ..EventFilter::default() })
            .return_key(None);
        if ui.memory(|memory| memory.has_focus(field_id())) {
            let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
            if pressed(Modifiers::SHIFT, Key::Enter) {
                step = Some(false);
            } else if pressed(Modifiers::NONE, Key::Enter) {
                step = Some(true);
            }
            close |= pressed(Modifiers::NONE, Key::Escape);
        }
        let field = ui.add(edit);
        field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, lang.find_hint()));
        if std::mem::take(&mut find.take_focus) {
            editor::take_keyboard(ui, field.id);
        }
        let count = match (&find.error, find.at) {
            (Some(_), _) => lang.find_bad().to_owned(),
            (None, _) if find.text.is_empty() => String::new(),
            (None, Some(at)) => lang.find_at(at + 1, find.hits.len()),
            (None, None) => lang.find_count(find.hits.len()),
        };
        let ink = if find.error.is_some() { shown.theme.bad } else { shown.theme.second };
        // A label without a letter would begin the line anew.
        if !count.is_empty() {
            let label = ui.label(RichText::new(count).color(ink.0));
            if let Some(error) = &find.error {
                label.on_hover_text(RichText::new(error).monospace());
            }
        }
        let any = !find.hits.is_empty();
        for (sign, name, forward) in [("↑", lang.find_before(), false), ("↓", lang.find_next(), true)] {
            let button = ui.add_enabled(any, Button::new(sign));
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, any, name));
            if button.on_hover_text(name).clicked() {
                step = Some(forward);
            }
        }
        for (on, sign, name) in [
            (&mut find.reading.match_case, "Aa", lang.find_case()),
            (&mut find.reading.expression, ".*", lang.find_expression()),
        ] {
            let button = ui.selectable_label(*on, sign);
            button.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, *on, name));
            if button.on_hover_text(name).clicked() {
                *on = !*on;
            }
        }
        let name = |scope| match scope {
            Scope::List => lang.find_in_list(),
            Scope::Column => lang.find_in_column(),
            Scope::Selection => lang.find_in_selection(),
        };
        let combo =
            ComboBox::from_id_salt("projects_find_scope").selected_text(name(find.scope)).show_ui(ui, |ui| {
                for scope in [Scope::List, Scope::Column, Scope::Selection] {
                    if ui.selectable_label(find.scope == scope, name(scope)).clicked() {
                        find.scope = scope;
                        find.key = None;
                    }
                }
            });
        combo.response.accessible_name(lang.find_scope());
        if find.replacing {
            let edit = TextEdit::singleline(&mut find.with).hint_text(lang.find_with()).desired_width(150.0);
            ui.add(edit).widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, lang.find_with()));
            if ui.add_enabled(any, Button::new(lang.find_replace())).clicked() {
                replace = Some(false);
            }
            if ui.add_enabled(any, Button::new(lang.find_replace_all())).clicked() {
                replace = Some(true);
            }
        } else if widgets::link(ui, lang.command(Command::Replace)).clicked() {
            find.replacing = true;
        }
        let cross = ui.add(Button::new("×").frame(false));
        cross.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, lang.find_close()));
        close |= cross.on_hover_text(lang.find_close()).clicked();
    });
    ui.add_space(theme::CONTROL * 0.1);
    if let Some(forward) = step {
        find.step(shown, list, view, state, forward);
    }
    if let Some(all) = replace {
        find.replace(shown, list, view, state, all, actions);
    }
    if close {
        editor::take_keyboard(ui, cell_id());
    } else {
        state.find = Some(find);
    }
}

impl Find {
    /// Finds all cells where that has not been done for this text, scope and table.
    fn look(&mut self, shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &State) {
        let columns = state.columns(list);
        // A selection is that of the moment in which it was chosen: going from hit to hit changes it.
        let kept = self.key.as_ref().filter(|key| key.scope == self.scope && key.view == view.number());
        let cells = match (self.scope, kept) {
            (Scope::List, _) => Vec::new(),
            (_, Some(key)) => key.cells.clone(),
            (Scope::Column, None) => {
                let everywhere = std::iter::once(0..view.rows.len()).collect();
                vec![(state.selection.column, everywhere)]
            }
            (Scope::Selection, None) => {
                let shape = state.selection.shape(&columns);
                let chosen = columns.iter().enumerate().filter(|(at, _)| shape.has_column(*at));
                chosen.map(|(at, own)| (own.column, shape.rows_of(at))).collect()
            }
        };
        let key = KeyOf {
            view: view.number(),
            text: self.text.clone(),
            reading: self.reading,
            scope: self.scope,
            lang: shown.lang,
            cells,
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let same_text = self.key.as_ref().is_some_and(|old| old.text == key.text);
        self.hits.clear();
        self.error = None;
        if !same_text {
            self.at = None;
        }
        match self.pattern() {
            Some(Err(error)) => self.error = Some(error),
            Some(Ok(pattern)) => {
                let is_in_scope = |place: usize, column: Column| {
                    let rows = key.cells.iter().find(|(own, _)| *own == column).map(|(_, rows)| rows);
                    let has =
                        |rows: &Vec<std::ops::Range<usize>>| rows.iter().any(|run| run.contains(&place));
                    key.scope == Scope::List || rows.is_some_and(has)
                };
                let fields: Vec<ProjectField> =
                    columns.iter().filter_map(|own| field_of(own.column)).collect();
                let of = (view.number(), shown.lang, fields);
                let known = self.texts.take().filter(|(known, _)| *known == of);
                let ((_, _, fields), texts) = self.texts.insert(known.unwrap_or_else(|| {
                    let rows = 0..view.rows.len();
                    let projects: Vec<_> =
                        rows.filter_map(|place| view.project(shown.workbook, place)).collect();
                    let texts = Texts::new(shown.workbook, &projects, &of.2, &shown.lang);
                    (of, texts)
                }));
                let spots = texts
                    .find(&pattern)
                    .into_iter()
                    .map(|hit| (hit.row as usize, Column::Field(fields[usize::from(hit.column)])));
                self.hits = spots.filter(|&(place, column)| is_in_scope(place, column)).collect();
            }
            None => {}
        }
        self.at = self.at.filter(|&at| at < self.hits.len());
        self.key = Some(key);
    }

    fn pattern(&self) -> Option<Result<Pattern, String>> {
        (!self.text.is_empty()).then(|| {
            Pattern::new(&self.text, self.reading.expression, self.reading.match_case).map_err(|bad| bad.0)
        })
    }

    /// Goes to the next cell that was found, from the cursor on, or to the one before.
    fn step(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        state: &mut State,
        forward: bool,
    ) {
        let columns = state.columns(list);
        let order = |column: Column| columns.iter().position(|own| own.column == column).unwrap_or(0);
        self.look(shown, list, view, state);
        let Some(last) = self.hits.len().checked_sub(1) else { return };
        let here = (state.selection.place(view).unwrap_or(0), order(state.selection.column));
        let key = |&(place, column): &(usize, Column)| (place, order(column));
        let next = if forward {
            // The first step may find the cell that one stands on.
            let first = self.at.is_none();
            let after = |hit: &(usize, Column)| if first { key(hit) >= here } else { key(hit) > here };
            self.hits.iter().position(after).unwrap_or(0)
        } else {
            self.hits.iter().rposition(|hit| key(hit) < here).unwrap_or(last)
        };
        let (place, column) = self.hits[next];
        self.at = Some(next);
        state.selection.go(view, place, column);
        state.scroll = Some(Scroll::Cursor);
    }

    /// Replaces in the cell that one stands on and goes to the next, or in all that were found.
    fn replace(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        view: &InView,
        state: &mut State,
        all: bool,
        actions: &mut Actions,
    ) {
        let Some(Ok(pattern)) = self.pattern() else { return };
        if !all && self.at.is_none() {
            self.step(shown, list, view, state, true);
            return;
        }
        let hits: Vec<(usize, Column)> = if all {
            self.hits.clone()
        } else {
            self.at.and_then(|at| self.hits.get(at)).copied().into_iter().collect()
        };
        let mut places: Vec<usize> = hits.iter().map(|&(place, _)| place).collect();
        places.dedup();
        let across: Vec<Column> =
            hits.iter().map(|&(_, column)| column).collect::<BTreeSet<_>>().into_iter().collect();
        let mut only = BTreeSet::new();
        let mut rows = vec![vec![Cell::default(); across.len()]; places.len()];
        for (place, column) in hits {
            let spot = places.binary_search(&place).ok().zip(across.binary_search(&column).ok());
            let project = view.project(shown.workbook, place);
            let Some(((row, at), (field, project))) = spot.zip(field_of(column).zip(project)) else {
                continue;
            };
            let text = edit_text(shown.workbook, project, field, &shown.lang);
            rows[row][at] = Cell::new(pattern.replace(&text, &self.with));
            only.insert((row, at));
        }
        let count = only.len();
        let pasting = Pasting::over(Purpose::Replace, Block::new(rows), view, places, across).only(only);
        if state.put(shown, list, view, pasting, false, actions) && all {
            actions.push(Action::Inform(shown.lang.find_replaced(count)));
        }
        if !all {
            self.at = self.at.and_then(|at| at.checked_sub(1));
            self.goes_on = true;
        }
    }
}

/// After a replacement: goes on to the next cell that is found now.
pub fn go_on(shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &mut State) {
    if let Some(mut find) = state.find.take() {
        if std::mem::take(&mut find.goes_on) {
            find.at = find.at.or(Some(0));
            find.step(shown, list, view, state, true);
        }
        state.find = Some(find);
    }
}
