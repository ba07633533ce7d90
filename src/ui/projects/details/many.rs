//! Several selected projects: how many, their sums, and a field to set for all of them.

use super::heading;
use crate::{
    analysis::{Query, Running, Totals},
    edit::{Edit, entry::parse_field},
    i18n::format,
    model::{Column, Decimal, Money, ProjectField, ProjectId, ProjectList},
    ui::{
        Action, Actions, Shown,
        projects::{
            State, columns, commands,
            draft::tried,
            rows::{InView, percent_places},
        },
        theme, widgets,
    },
};
use egui::{ComboBox, Label, RichText, TextEdit, Ui};
use std::rc::Rc;

/// Shows the panel.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    places: &Rc<Vec<usize>>,
    state: &mut State,
    actions: &mut Actions,
) {
    let (theme, lang) = (shown.theme, shown.lang);
    ui.label(RichText::new(lang.projects_selected(places.len())).font(theme::bold(theme::PANEL_SIZE)));
    let known = state.sum.take().filter(|sum| Rc::ptr_eq(&sum.of, places));
    let sum = state.sum.insert(known.unwrap_or_else(|| Sum::new(view, places)));
    if let Some(totals) = sum.go_on(view) {
        sums(ui, shown, list, view, totals);
    } else {
        ui.label(RichText::new(lang.projects_adding_up()).color(theme.second.0));
        ui.request_repaint();
    }
    if places.len() < view.found.len() {
        let only = widgets::link(ui, &lang.projects_show_only(places.len()));
        if only.on_hover_text(lang.projects_show_only_tip()).clicked() {
            let chosen = places.iter().filter_map(|&place| view.id(place)).collect();
            state.set_query(Query { only: Some(chosen), ..state.query(list.id) });
        }
    }
    heading(ui, lang.group_set());
    set_field(ui, shown, list, view, places, state, actions);
}

/// How many rows are added up in a frame: well below a millisecond.
const ROWS_PER_FRAME: usize = 12_000;

/// What several selected projects add up to, as far as they have been looked at.
#[derive(Debug)]
pub struct Sum {
    /// The places of their rows.
    of: Rc<Vec<usize>>,
    next: usize,
    running: Running,
    totals: Option<Totals>,
}

impl Sum {
    fn new(view: &InView, places: &Rc<Vec<usize>>) -> Self {
        // Everything in view has been added up already.
        let all = places.len() == view.rows.len() && view.rows.len() == view.found.len();
        let totals = all.then(|| view.totals.clone());
        Self { of: places.clone(), next: 0, running: Running::new(&view.analysis), totals }
    }

    /// Looks at some more rows; none while there are more.
    fn go_on(&mut self, view: &InView) -> Option<&Totals> {
        if self.totals.is_none() {
            let rest = self.of.get(self.next..).unwrap_or_default();
            let now = rest.iter().take(ROWS_PER_FRAME);
            now.filter_map(|&place| view.index(place))
                .for_each(|index| self.running.add(&view.analysis, index));
            self.next += ROWS_PER_FRAME;
            self.totals = (self.next >= self.of.len()).then(|| self.running.totals(&view.analysis));
        }
        self.totals.as_ref()
    }
}

/// What they add up to.
fn sums(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, totals: &Totals) {
    let (theme, lang) = (shown.theme, shown.lang);
    let unit = lang.money_unit(view.unit());
    let line = |ui: &mut Ui, name: String, figure: String| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(name).color(theme.second.0));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(RichText::new(figure).color(theme.text.0));
            });
        });
    };
    let money = |ui: &mut Ui, value: Option<Decimal>, column: Column| {
        let value = value.and_then(|value| Money::new(value, totals.progress.unit).in_unit(view.unit()));
        if let Some(value) = value {
            let figure = format::fixed(value, view.places(shown.workbook, column));
            line(ui, columns::name(shown, list, column), format!("{figure} {unit}"));
        }
    };
    money(ui, totals.investment, Column::Field(ProjectField::Investment));
    money(ui, totals.progress.plan, Column::Field(ProjectField::Plan));
    money(ui, totals.progress.done, Column::Done);
    let percent_places = percent_places(list);
    if let Some(completion) = totals.progress.completion {
        let name = columns::name(shown, list, Column::Completion);
        line(ui, name, format!("{}%", format::fixed(completion, percent_places)));
    }
    if let Some(gap) = totals.progress.gap {
        let name = columns::name(shown, list, Column::Gap);
        line(ui, name, format!("{} {}", format::signed(gap, percent_places), lang.projects_gap_unit()));
    }
}

fn set_field(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    places: &[usize],
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let (mut field, mut text) = state.set_field.take().unwrap_or((ProjectField::Stage, String::new()));
    let name = |field| columns::name(shown, list, Column::Field(field));
    let width = ui.available_width();
    let combo = ComboBox::from_id_salt("projects_set_field").selected_text(name(field)).width(width).show_ui(
        ui,
        |ui| {
            let own = list.custom.iter().map(|own| ProjectField::Custom(own.id));
            for other in ProjectField::FIXED.into_iter().chain(own) {
                // Each project has a name of its own.
                if other != ProjectField::Name && ui.selectable_label(field == other, name(other)).clicked() {
                    field = other;
                    text.clear();
                }
            }
        },
    );
    combo.response.accessible_name(lang.detail_field());
    let first = places.first().and_then(|&place| view.project(shown.workbook, place));
    let options =
        first.map(|first| super::super::suggest::options(shown, first, super::Target::Field(field)));
    let options = options.unwrap_or_default();
    let edit = TextEdit::singleline(&mut text).desired_width(width).hint_text(lang.detail_hint_clear());
    let response = ui.add(edit).accessible_name(lang.detail_value());
    let entered = response.lost_focus()
        && ui.input(|input| input.key_pressed(egui::Key::Enter))
        && !state.composition.is_on();
    if !options.is_empty() && options.len() <= 40 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for option in options.iter().take(20) {
                if widgets::chip(ui, option, None, text == *option).clicked() {
                    text.clone_from(option);
                }
            }
        });
    }
    // What is wrong with the text is wrong for the first project as for all.
    let wrong = first.and_then(|first| parse_field(shown.workbook, first, field, &text, &lang).err());
    if let Some(error) = &wrong {
        let why = lang.entry_error(error);
        ui.add(Label::new(RichText::new(why).size(12.0).color(shown.theme.bad.0)).wrap());
    }
    ui.add_enabled_ui(wrong.is_none(), |ui| {
        let clicked = widgets::main_button(ui, &lang.detail_apply(places.len())).clicked();
        if wrong.is_none() && (clicked || entered) {
            let ids: Vec<ProjectId> = places.iter().filter_map(|&place| view.id(place)).collect();
            match changes(shown, &ids, field, &text) {
                Ok(edits) => apply(shown, edits, actions),
                Err(why) => actions.push(Action::Warn(why)),
            }
        }
    });
    state.set_field = Some((field, text));
}

/// The changes that a text asks for; those that would change nothing are left out.
fn changes(
    shown: &Shown<'_>,
    ids: &[ProjectId],
    field: ProjectField,
    text: &str,
) -> Result<Vec<Edit>, String> {
    let mut edits = Vec::new();
    for project in ids.iter().filter_map(|&id| shown.workbook.projects.get(id)) {
        let value = parse_field(shown.workbook, project, field, text, &shown.lang)
            .map_err(|error| shown.lang.entry_error(&error))?;
        if value != field.get(project) {
            edits.push(Edit::SetField { project: project.id, field, value });
        }
    }
    Ok(edits)
}

fn apply(shown: &Shown<'_>, edits: Vec<Edit>, actions: &mut Actions) {
    match tried(shown.workbook, Edit::Many(edits.clone()), shown.lang) {
        Ok(_) => commands::push(edits, actions),
        Err(why) => actions.push(Action::Warn(why)),
    }
}
