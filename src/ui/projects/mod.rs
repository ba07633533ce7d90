//! The projects page: a list as a table that is edited in place, with filters above it and the whole of
//! what is selected at its right.
//!
//! [`State`] keeps where one is looking. [`rows`] finds the rows in view once for each revision and query,
//! [`grid`] writes those on the screen, [`table`] puts header, rows, totals and the keyboard together.
//! [`draft`] is the edit in progress, wherever its [`editor`] stands; [`details`] is the panel at the right.

mod chips;
mod chooser;
mod clicks;
mod clip;
mod columns;
mod commands;
mod details;
mod draft;
mod drag;
mod editor;
mod face;
mod figures;
mod fill;
mod filter_form;
mod filters;
mod find;
mod fit;
mod foot;
mod grid;
mod head;
mod headings;
mod insight;
mod keys;
mod list_settings;
mod marks;
mod month_view;
mod own_columns;
mod point;
mod preview;
mod rows;
mod seat;
mod selection;
mod suggest;
mod sums;
mod table;
mod tally;
mod views;
mod widths;

use super::{Action, Actions, Command, Shown, widgets};
use crate::{
    analysis::{Query, table::Shut},
    edit::{Change, Edit},
    i18n::shell::Unavailable,
    jobs::KeptProject,
    model::{
        Column, Figure, FigureKind, Filter, ListId, ProjectField, ProjectId, ProjectList, Since, Workbook,
    },
};
pub use face::Face;
pub use point::Course;

use clip::Pasting;
use details::page;
use draft::{Draft, Seat, Target};
use drag::Drag;
use editor::Composition;
use egui::Ui;
use find::Find;
use insight::explain::Subject;
use month_view::{InUse, MonthView};
use rows::{Cache, InView};
use selection::Selection;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    rc::Rc,
};
use tally::Tally;

/// Narrower than this, the detail panel is hidden until it is asked for.
const ROOM_FOR_DETAILS: f32 = 860.0;

/// A place that the table scrolls to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scroll {
    /// Its first row.
    Top,
    /// The cell that has the keyboard.
    Cursor,
    /// The corner of the selection that Shift or the pointer moves.
    Reach,
    /// A row at a place.
    Place(usize),
}

/// Where one is looking on the projects page.
#[derive(Debug)]
pub struct State {
    list: Option<ListId>,
    /// What is shown of the rows in view.
    face: Face,
    insight: insight::State,
    /// How one looks at the figures beside the table.
    figures: figures::State,
    /// The page of one project.
    project_page: page::State,
    queries: BTreeMap<ListId, Query>,
    /// The view that each list is looked at with; none: the default one.
    views: BTreeMap<ListId, InUse>,
    /// The ready views for entering the month.
    month_views: BTreeMap<ListId, MonthView>,
    filter_form: filter_form::Form,
    view_form: views::Form,
    column_form: own_columns::Form,
    /// The column whose width is being dragged.
    resizing: Option<Column>,
    /// The usual columns that a list is shown without, as there is no room for them.
    left_out: BTreeMap<ListId, Vec<Column>>,
    /// Widths of columns as dragged.
    widths: BTreeMap<(ListId, Column), f32>,
    selection: Selection,
    draft: Option<Draft>,
    /// What an input method is doing.
    composition: Composition,
    /// The field that waits for the first letter is empty but while it takes it.
    waiting: String,
    /// Keys and letters that came together with others that have to be taken before them.
    held: Vec<egui::Event>,
    /// The table asks for the keyboard.
    take_focus: bool,
    /// Whether the keyboard comes back to the table when a window over it closes.
    behind: seat::Behind,
    /// Where the table scrolls to in the next frame.
    scroll: Option<Scroll>,
    /// The detail panel's first field takes the keyboard.
    enter_details: bool,
    /// A project that was just added: its name is edited once it is there.
    begin_name_of: Option<ProjectId>,
    /// Projects to select once they are there.
    select_when_there: Vec<ProjectId>,
    /// Whether the detail panel is shown; none: where there is room.
    show_details: Option<bool>,
    details_shown: bool,
    details_width: f32,
    /// The field to set for all selected projects, and what was typed for it.
    set_field: Option<(ProjectField, String)>,
    cache: Cache,
    /// What the pointer is dragging in the table.
    drag: Option<Drag>,
    /// What would be filled where the handle is dragged to.
    fill_to: Option<crate::ui::grid::handle::Area>,
    /// The cell that the pointer has gone down on.
    pressed: Option<(usize, Column)>,
    /// The column that the context menu was opened on.
    menu_column: Option<Column>,
    /// The column that Tab set out from: Enter goes back to it, one row down.
    tabbed_from: Option<Column>,
    /// What the selected cells add up to.
    tally: Tally,
    asked: clip::Asked,
    /// A paste that waits for an answer.
    pasting: Option<Pasting>,
    /// The bar of find and replace, where it is open.
    find: Option<Find>,
    /// What several selected projects add up to.
    sum: Option<details::Sum>,
    /// What the selection was last checked against.
    checked: Option<Rc<InView>>,
}

impl std::fmt::Debug for InView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InView").field("rows", &self.rows.len()).finish_non_exhaustive()
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            list: None,
            face: Face::default(),
            insight: insight::State::default(),
            figures: figures::State::default(),
            project_page: page::State::default(),
            queries: BTreeMap::new(),
            views: BTreeMap::new(),
            month_views: BTreeMap::new(),
            filter_form: filter_form::Form::default(),
            view_form: views::Form::default(),
            column_form: own_columns::Form::default(),
            resizing: None,
            left_out: BTreeMap::new(),
            widths: BTreeMap::new(),
            selection: Selection::default(),
            draft: None,
            composition: Composition::default(),
            waiting: String::new(),
            held: Vec::new(),
            take_focus: true,
            behind: seat::Behind::default(),
            scroll: None,
            enter_details: false,
            begin_name_of: None,
            select_when_there: Vec::new(),
            show_details: None,
            details_shown: false,
            details_width: 300.0,
            set_field: None,
            cache: Cache::default(),
            drag: None,
            fill_to: None,
            pressed: None,
            menu_column: None,
            tabbed_from: None,
            tally: Tally::default(),
            asked: clip::Asked::default(),
            pasting: None,
            find: None,
            sum: None,
            checked: None,
        }
    }
}

impl State {
    /// The list in view, where one was chosen.
    pub fn list(&self) -> Option<ListId> {
        self.list
    }

    /// Shows a list.
    pub fn show_list(&mut self, list: ListId) {
        if self.list != Some(list) {
            self.selection = Selection::default();
            self.checked = None;
            self.draft = None;
        }
        self.list = Some(list);
        self.project_page.project = None;
        self.take_focus = true;
    }

    /// Opens the page of a project.
    pub fn open_page(&mut self, project: ProjectId) {
        self.project_page = page::State::of(project);
    }

    /// Goes back from a project's page to where it was opened.
    pub fn close_page(&mut self) {
        self.project_page.project = None;
        self.take_focus |= self.face == Face::Table;
        self.figures.take_keyboard(self.face, self.selection.cursor);
    }

    /// The project whose page needs what was done to it, for a revision of the workbook.
    pub fn wants_log(&self, revision: u64) -> Option<ProjectId> {
        self.project_page.wants_log(revision)
    }

    /// Takes what was done to a project.
    pub fn take_log(&mut self, revision: u64, project: ProjectId, changes: Vec<Change>) {
        self.project_page.take_log(revision, project, changes);
    }

    /// Takes a project as the kept versions have it, the newest first.
    pub fn take_kept(&mut self, project: ProjectId, versions: &[KeptProject]) {
        self.project_page.take_kept(project, versions);
    }

    /// Links a chosen file to a project; one outside the workbook's folder is asked about on its page.
    pub fn attach(
        &mut self,
        workbook: &Workbook,
        project: ProjectId,
        path: &Path,
        file: Option<&Path>,
    ) -> Option<Edit> {
        page::attach(self, workbook, project, path, file)
    }

    /// Shows a face of the list.
    pub fn turn_to(&mut self, face: Face) {
        self.face = face;
        self.project_page.project = None;
        self.take_focus |= face == Face::Table;
    }

    /// Shows a cell of a project: its list, its row, and the column where it is shown.
    fn show_cell(&mut self, list: ListId, project: ProjectId, field: ProjectField) {
        self.show_project(list, project);
        self.selection.column = Column::Field(field);
    }

    /// Explains how a project's figures, or the sum's, were computed.
    fn explain(&mut self, subject: Subject) {
        self.insight.explaining = Some(insight::explain::State::of(subject));
    }

    /// Explains how the sum of a whole list was computed.
    pub fn explain_list(&mut self, list: ListId) {
        self.show_list(list);
        self.set_query(self.query(list).unfiltered());
        self.explain(Subject::Sum);
    }

    /// The face that is shown of a list: the one chosen, or the table where that does not suit the list.
    fn face_for(&self, list: &ProjectList) -> Face {
        if self.face.suits(list) { self.face } else { Face::Table }
    }

    /// Shows a project in its list, selected and scrolled to; filters that hide it are dropped.
    pub fn show_project(&mut self, list: ListId, project: ProjectId) {
        self.show_list(list);
        self.face = Face::Table;
        self.select_when_there = vec![project];
    }

    /// Shows only these projects of a list, as when what needs attention leads here.
    pub fn show_only(&mut self, list: ListId, projects: BTreeSet<ProjectId>) {
        self.show_list(list);
        self.face = Face::Table;
        self.queries.insert(list, Query { only: Some(projects), ..Query::all(list) });
    }

    /// The figure in view, for export: what a view draws; beside the table the list's investment curve where
    /// months are reported, otherwise its projects by area. None where what is shown is no figure.
    pub fn figure(&self, shown: &Shown<'_>) -> Option<Figure> {
        let list = self.list_in_view(shown.workbook)?;
        let analysis = shown.derived.list(shown.workbook, list)?;
        if analysis.is_empty() {
            return None;
        }
        let row = shown.workbook.lists.get(list)?;
        if self.project_page.project.is_some() {
            return self.project_page.figure(shown.workbook);
        }
        if self.face_for(row) != Face::Table {
            return figures::figure(shown, row, &*self.in_view(shown)?, self);
        }
        let reported = analysis.totals.progress.done.is_some();
        let kind = if reported { FigureKind::InvestmentCurve } else { FigureKind::ProjectBars };
        let mut figure = Figure::new(shown.workbook.new_id(0), kind);
        figure.list = Some(list);
        Some(figure)
    }

    /// What the status bar says of the selection: count, sum and mean of the selected cells.
    pub fn selection_text(&self, shown: &Shown<'_>) -> Option<String> {
        let view = self.in_view(shown)?;
        let rows = self.selection.places(&view).len();
        (rows > 0).then(|| self.tally.text(shown, rows))
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        self.draft.as_ref()?.error.as_deref()
    }

    /// Whether what is shown has a panel at the right: the table has.
    fn has_details(&self, shown: &Shown<'_>) -> bool {
        let list = self.list_in_view(shown.workbook).and_then(|list| shown.workbook.lists.get(list));
        self.project_page.project.is_none() && list.is_some_and(|list| self.face_for(list) == Face::Table)
    }

    /// Shows or hides the panel at the right.
    pub fn toggle_details(&mut self) {
        self.show_details = Some(!self.details_shown);
    }

    /// Whether one of the page's own commands can run now.
    pub fn available(&self, shown: &Shown<'_>, command: Command) -> Result<(), Unavailable> {
        commands::available(self, shown, command)
    }

    /// Runs one of the page's own commands.
    pub fn run(&mut self, shown: &Shown<'_>, command: Command) -> Vec<Action> {
        commands::run(self, shown, command)
    }

    fn list_in_view(&self, workbook: &Workbook) -> Option<ListId> {
        let chosen = self.list.filter(|&list| workbook.lists.contains(list));
        chosen.or_else(|| workbook.lists.at(0).map(|list| list.id))
    }

    fn query(&self, list: ListId) -> Query {
        self.queries.get(&list).cloned().unwrap_or_else(|| Query::all(list))
    }

    fn set_query(&mut self, query: Query) {
        self.queries.insert(query.list, query);
    }

    fn in_view(&self, shown: &Shown<'_>) -> Option<Rc<InView>> {
        let list = self.list_in_view(shown.workbook)?;
        // A list is first seen as its default view keeps it.
        let first =
            || Some(Query::of_look(shown.workbook.lists.get(list)?, &shown.workbook.lists.get(list)?.look));
        let mut query = self.queries.get(&list).cloned().or_else(first)?;
        know_changes(shown, &mut query);
        self.cache.get(shown, &query)
    }

    /// Carries the selection over to what is in view now.
    fn sync(&mut self, view: &Rc<InView>) {
        match &self.checked {
            Some(checked) if Rc::ptr_eq(checked, view) => return,
            Some(checked) => self.selection.follow(checked, view),
            None => {}
        }
        self.checked = Some(view.clone());
    }

    /// The selected projects, in the order of the table.
    fn selected(&self, shown: &Shown<'_>) -> Vec<ProjectId> {
        let Some(view) = self.in_view(shown) else { return Vec::new() };
        self.selection.places(&view).iter().filter_map(|&place| view.id(place)).collect()
    }

    /// Begins to edit the cell under the cursor; where it cannot be, says why.
    fn begin(&mut self, shown: &Shown<'_>, list: &ProjectList, column: Column, actions: &mut Actions) {
        self.begin_with(shown, list, column, None, actions);
    }

    /// Begins with the letters that were typed.
    fn begin_typed(&mut self, shown: &Shown<'_>, list: &ProjectList, text: String, actions: &mut Actions) {
        let column = self.selection.column;
        self.begin_with(shown, list, column, Some(text), actions);
    }

    fn begin_with(
        &mut self,
        shown: &Shown<'_>,
        list: &ProjectList,
        column: Column,
        typed: Option<String>,
        actions: &mut Actions,
    ) {
        let Some(project) = self.selection.cursor else { return };
        if (column == Column::Number || column.is_gathered()) && typed.is_none() {
            self.open_page(project);
            return;
        }
        let Some(field) = rows::field_of(column) else {
            let name = columns::name(shown, list, column);
            actions.push(Action::Warn(shown.lang.projects_computed(&name)));
            return;
        };
        self.draft = Draft::begin(shown, project, Seat::Table, Target::Field(field), typed);
        self.scroll = Some(Scroll::Cursor);
    }

    /// Takes what was typed. A refused text stays open with its reason: false.
    fn commit(&mut self, shown: &Shown<'_>, actions: &mut Actions) -> bool {
        let Some(draft) = &mut self.draft else { return true };
        match draft.finish(shown) {
            Ok(edit) => {
                self.draft = None;
                if let Some(edit) = edit {
                    actions.edit(edit);
                }
                true
            }
            Err(()) => false,
        }
    }

    /// Selects what was just added or asked for, once it is there.
    fn follow(&mut self, shown: &Shown<'_>, list: ListId) -> Option<Rc<InView>> {
        if let Some(list) = shown.workbook.lists.get(list) {
            self.follow_month(shown.workbook, list);
        }
        let mut view = self.in_view(shown)?;
        self.queries.entry(list).or_insert_with(|| view.query().clone());
        let wanted = self.begin_name_of.into_iter().chain(self.select_when_there.iter().copied());
        let there: Vec<ProjectId> = wanted
            .filter(|&id| shown.workbook.projects.get(id).is_some_and(|row| row.list == list))
            .collect();
        if let Some(&first) = there.first() {
            if view.place_of(first).is_none() {
                // Filters that hide it are dropped, the order stays.
                let query = Query { shut: Shut::default(), ..self.query(list).unfiltered() };
                self.set_query(query);
                view = self.in_view(shown)?;
            }
            self.sync(&view);
            let names_it = self.begin_name_of.take() == Some(first);
            let name = ProjectField::Name;
            if names_it {
                self.selection.column = Column::Field(name);
            }
            self.selection.these(&view, &there);
            self.scroll = Some(Scroll::Cursor);
            self.take_focus = true;
            if names_it {
                let draft = Draft::begin(shown, first, Seat::Table, Target::Field(name), None);
                self.draft = draft.map(Draft::selecting_all);
            }
        }
        // Asked for in vain: the change was refused.
        self.begin_name_of = None;
        self.select_when_there.clear();
        self.sync(&view);
        if self.draft.as_ref().is_some_and(|draft| !shown.workbook.projects.contains(draft.project)) {
            self.draft = None;
        }
        Some(view)
    }
}

/// Tells a query which projects were changed, where it asks for them.
fn know_changes(shown: &Shown<'_>, query: &mut Query) {
    let asked = |since| query.filters.contains(&Filter::Changed(since));
    let since: Vec<Since> = [Since::Saved, Since::Opened].into_iter().filter(|&since| asked(since)).collect();
    query.changed = since.into_iter().map(|since| (since, shown.derived.changed(since))).collect();
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    let list = state.list_in_view(shown.workbook).and_then(|list| shown.workbook.lists.get(list));
    let Some(list) = list else {
        let add = Some(lang.command(Command::AddList));
        if widgets::empty_state(ui, lang.projects_no_lists(), lang.projects_no_lists_hint(), add) {
            actions.run(Command::AddList);
        }
        return;
    };
    let Some(view) = state.follow(shown, list.id) else { return };
    state.details_shown = state.show_details.unwrap_or(ui.available_width() >= ROOM_FOR_DETAILS);
    ui.spacing_mut().item_spacing.y = 8.0;
    let open = state.project_page.project.and_then(|id| shown.workbook.projects.get(id));
    if let Some(project) = open.filter(|project| project.list == list.id) {
        page::show(ui, shown, list, &view, project, state, actions);
        windows(ui, shown, list, &view, state, actions);
        return;
    }
    state.project_page.project = None;
    head::show(ui, shown, list, &view, state, actions);
    windows(ui, shown, list, &view, state, actions);
    if view.analysis.is_empty() {
        let add = Some(lang.command(Command::AddProject));
        if widgets::empty_state(ui, lang.projects_empty(), lang.projects_empty_hint(), add) {
            actions.run(Command::AddProject);
        }
        return;
    }
    face::tabs(ui, shown, list, state);
    filters::show(ui, shown, list, &view, state, actions);
    // The filters may just have been changed: what is shown below goes by them at once.
    let Some(view) = state.follow(shown, list.id) else { return };
    if state.face_for(list) != Face::Table {
        if view.found.is_empty() {
            no_match(ui, shown, list, &view, state);
        } else {
            face::body(ui, shown, list, &view, state, actions);
        }
        return;
    }
    find::go_on(shown, list, &view, state);
    find::show(ui, shown, list, &view, state, actions);
    details::beside(ui, shown, list, &view, state, actions, |ui, state, actions| {
        if view.found.is_empty() {
            no_match(ui, shown, list, &view, state);
        } else {
            table::show(ui, shown, list, &view, state, actions);
        }
    });
    state.show_paste(ui, shown, list, &view, actions);
}

/// The windows that are open over the page: the list's settings, and how a figure was computed.
fn windows(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let open = &mut state.insight.settings;
    if open.as_mut().is_some_and(|one| !list_settings::show(ui, shown, one, &view.analysis, actions)) {
        *open = None;
    }
    let open = &mut state.insight.explaining;
    if open.as_mut().is_some_and(|one| !insight::explain::show(ui, shown, list, view, one)) {
        *open = None;
    }
}

/// The filters leave nothing.
fn no_match(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &mut State) {
    let lang = shown.lang;
    let hint = lang.projects_no_match_hint(view.analysis.len());
    if widgets::empty_state(ui, lang.projects_no_match(), &hint, Some(lang.projects_clear())) {
        state.set_query(state.query(list.id).unfiltered());
    }
}
