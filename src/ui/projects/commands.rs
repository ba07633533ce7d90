//! The page's own commands: add, duplicate, delete, move. Positions are among the projects of all lists.

use super::{Face, Scroll, State, fill, find, insight::explain::Subject, list_settings, rows::InView};
use crate::{
    analysis::{Query, SortKey},
    edit::{Edit, Head, RowId},
    i18n::shell::Unavailable,
    model::{ListId, Month, Project, ProjectId, Text, Workbook},
    ui::{Action, Actions, Command, Shown},
};
use std::collections::BTreeSet;

/// The month that comes next: January where there is none yet; none behind December.
fn next_month(workbook: &Workbook) -> Option<Month> {
    match workbook.month {
        None => Month::new(workbook.year, 1),
        Some(month) => Month::new(month.year(), month.month() + 1),
    }
}

/// Sets the reporting month to the next one, and turns to what changed.
fn open_month(state: &mut State, workbook: &Workbook) -> Vec<Action> {
    let Some(month) = next_month(workbook) else { return Vec::new() };
    state.turn_to(Face::Rollover);
    vec![Action::Edit(Edit::Head(Head::Month(Some(month))), None)]
}

/// Asks for changes as one step.
pub fn push(mut edits: Vec<Edit>, actions: &mut Actions) {
    if edits.len() > 1 {
        actions.edit(Edit::Many(edits));
    } else if let Some(edit) = edits.pop() {
        actions.edit(edit);
    }
}

/// Whether a command can run now.
pub fn available(state: &State, shown: &Shown<'_>, command: Command) -> Result<(), Unavailable> {
    if command == Command::OpenMonth {
        return next_month(shown.workbook).map(|_| ()).ok_or(Unavailable::LastMonth);
    }
    state.list_in_view(shown.workbook).ok_or(Unavailable::NoList)?;
    match command {
        Command::EnterMonth if shown.workbook.month.is_none() => Err(Unavailable::NoMonth),
        Command::EnterMonth
        | Command::SortAscending
        | Command::SortDescending
        | Command::AddProject
        | Command::ListSettings
        | Command::Find
        | Command::Replace => Ok(()),
        Command::ToggleDetails if state.has_details(shown) => Ok(()),
        Command::ToggleDetails => Err(Unavailable::NoDetails),
        // Without a project it is the sum of what is in view.
        Command::Explain => match state.in_view(shown) {
            Some(view) if !view.found.is_empty() => Ok(()),
            _ => Err(Unavailable::NoProject),
        },
        _ if state.selected(shown).is_empty() => Err(Unavailable::NoProject),
        Command::MoveUp | Command::MoveDown
            if !state.in_view(shown).is_some_and(|view| view.is_in_list_order()) =>
        {
            Err(Unavailable::SortedView)
        }
        _ => Ok(()),
    }
}

/// Runs a command.
pub fn run(state: &mut State, shown: &Shown<'_>, command: Command) -> Vec<Action> {
    if command == Command::OpenMonth {
        return open_month(state, shown.workbook);
    }
    let Some(list) = state.list_in_view(shown.workbook) else { return Vec::new() };
    if let Some(view) = state.in_view(shown) {
        state.sync(&view);
    }
    let mut actions = Actions::default();
    // What is being typed comes first; a refused text keeps its editor, and nothing else happens.
    if !state.commit(shown, &mut actions) {
        let why = state.draft.as_ref().and_then(|draft| draft.error.clone());
        return why.into_iter().map(Action::Warn).collect();
    }
    let workbook = shown.workbook;
    if command == Command::EnterMonth {
        if let Some(list) = workbook.lists.get(list) {
            state.turn_to_month_view(shown, list);
        }
        return actions.take();
    }
    if matches!(command, Command::SortAscending | Command::SortDescending) {
        let column = state.selection.column;
        let descending = command == Command::SortDescending;
        state.set_query(Query { sort: vec![SortKey { column, descending }], ..state.query(list) });
        state.turn_to(Face::Table);
        state.scroll = Some(Scroll::Top);
        return actions.take();
    }
    let chosen = state.selected(shown);
    if command == Command::OpenProject {
        let wanted = state.selection.cursor.filter(|cursor| chosen.contains(cursor));
        if let Some(project) = wanted.or(chosen.first().copied()) {
            state.open_page(project);
        }
        return actions.take();
    }
    let edits = match command {
        Command::AddProject => add(state, shown, list, false),
        Command::InsertAbove => add(state, shown, list, true),
        Command::FillDown | Command::FillRight => {
            fill::from_edge(state, shown, command == Command::FillRight, &mut actions);
            Vec::new()
        }
        Command::Find | Command::Replace => {
            state.turn_to(Face::Table);
            find::open(state, shown, command == Command::Replace);
            Vec::new()
        }
        Command::ListSettings => {
            state.insight.settings = Some(list_settings::State::of(list));
            Vec::new()
        }
        Command::Explain => {
            let subject = subject(state, shown, list, &chosen);
            state.explain(subject);
            Vec::new()
        }
        Command::DuplicateProjects => duplicate(state, shown, &chosen),
        Command::DeleteProjects => delete(state, shown, &chosen),
        Command::MoveUp | Command::MoveDown => {
            let Some(view) = state.in_view(shown) else { return Vec::new() };
            state.scroll = Some(Scroll::Cursor);
            shift(workbook, &view, &chosen, command == Command::MoveUp)
        }
        _ => Vec::new(),
    };
    push(edits, &mut actions);
    actions.take()
}

/// What is asked about where one is looking: the project of the page or of the selected row; on faces that
/// show sums, and without a selection, the sum of what the filters leave.
fn subject(state: &State, shown: &Shown<'_>, list: ListId, chosen: &[ProjectId]) -> Subject {
    if let Some(project) = state.project_page.project {
        return Subject::Project(project);
    }
    let face = shown.workbook.lists.get(list).map_or(Face::Table, |list| state.face_for(list));
    let single = matches!(face, Face::Table | Face::Schedule | Face::Board | Face::Rollover);
    let project = state.selection.cursor.filter(|cursor| single && chosen.contains(cursor));
    project.map_or(Subject::Sum, Subject::Project)
}

fn add(state: &mut State, shown: &Shown<'_>, list: ListId, above: bool) -> Vec<Edit> {
    let workbook = shown.workbook;
    let id: ProjectId = workbook.new_id(0);
    let beside = state.selection.cursor.and_then(|cursor| workbook.projects.get(cursor));
    let beside = beside.filter(|project| project.list == list).map(|project| project.id);
    let at = match beside.and_then(|project| workbook.projects.position(project)) {
        Some(at) => at + usize::from(!above),
        None => end_of(workbook, list),
    };
    let mut project = Project::new(id, list);
    project.name = free_names(workbook, list, shown, 1).pop().unwrap_or_default();
    if let Some(list) = workbook.lists.get(list) {
        project.month_unit = list.unit;
    }
    state.begin_name_of = Some(id);
    vec![Edit::Insert { at, row: project.into() }]
}

/// Behind the last project of a list.
fn end_of(workbook: &Workbook, list: ListId) -> usize {
    let end = workbook.projects.iter().rposition(|project| project.list == list);
    end.map_or(workbook.projects.len(), |at| at + 1)
}

/// Names for new projects that no project of the list has.
pub fn free_names(workbook: &Workbook, list: ListId, shown: &Shown<'_>, wanted: usize) -> Vec<Text> {
    let members = || workbook.projects.iter().filter(|project| project.list == list);
    let names: BTreeSet<&str> = members().map(|project| &*project.name).collect();
    let count = members().count();
    // Among so many numbers enough are free.
    let numbers = count + 1..=2 * count + wanted;
    let free = numbers.filter_map(|number| {
        let name = shown.lang.projects_new(number);
        (!names.contains(&*name)).then(|| name.into())
    });
    free.take(wanted).collect()
}

/// Copies each project below itself. The parts of a copied package that are copied too go with the copy.
fn duplicate(state: &mut State, shown: &Shown<'_>, chosen: &[ProjectId]) -> Vec<Edit> {
    let workbook = shown.workbook;
    let mut edits = Vec::with_capacity(chosen.len());
    let new_id = |chosen_at: usize| -> ProjectId { workbook.new_id(chosen_at as u32) };
    let mut rows: Vec<(usize, usize, &Project)> = chosen
        .iter()
        .enumerate()
        .filter_map(|(nth, &id)| Some((workbook.projects.position(id)?, nth, workbook.projects.get(id)?)))
        .collect();
    rows.sort_by_key(|(at, ..)| *at);
    for (before, &(at, nth, project)) in rows.iter().enumerate() {
        let mut copy = project.clone();
        copy.id = new_id(nth);
        copy.name = shown.lang.projects_copy_of(&project.name).into();
        // The code names one project: a copy has none.
        copy.code = Text::default();
        if let Some(parent) = copy.parent
            && let Some(nth) = chosen.iter().position(|&other| other == parent)
        {
            copy.parent = Some(new_id(nth));
        }
        let of = (project.id.into(), copy.id.into());
        edits.push(Edit::Insert { at: at + 1 + before, row: copy.into() });
        edits.extend(workbook.kept_with_copy(of.0, of.1));
    }
    state.select_when_there = rows.iter().map(|&(_, nth, _)| new_id(nth)).collect();
    edits
}

/// Deletes projects; a package takes its parts with it.
fn delete(state: &mut State, shown: &Shown<'_>, chosen: &[ProjectId]) -> Vec<Edit> {
    let workbook = shown.workbook;
    let mut gone: BTreeSet<ProjectId> = chosen.iter().copied().collect();
    let view = state.in_view(shown);
    // Only where a package is among them, its parts are looked for.
    let has_parts = |id: &ProjectId| {
        let row = view.as_ref().and_then(|view| Some((view, view.analysis.row_of(*id)?)));
        row.is_none_or(|(view, row)| view.analysis.has_parts(row))
    };
    if gone.iter().any(has_parts) {
        let parts = workbook.projects.iter().filter(|row| row.parent.is_some_and(|id| gone.contains(&id)));
        let parts: Vec<ProjectId> = parts.map(|part| part.id).collect();
        gone.extend(parts);
    }
    // The row that comes into the place of the first deleted one gets the cursor.
    if let Some(view) = view {
        let first = state.selection.places(&view).first().copied().unwrap_or(0);
        let stays = |at: &usize| view.id(*at).is_some_and(|id| !gone.contains(&id));
        let next = (first..view.rows.len()).find(stays).or_else(|| (0..first).rev().find(stays));
        state.select_when_there = next.and_then(|at| view.id(at)).into_iter().collect();
    }
    // Parts first, from the end: undoing puts each back where it stood.
    let mut order: Vec<(usize, ProjectId)> =
        gone.into_iter().filter_map(|id| Some((workbook.projects.position(id)?, id))).collect();
    order.sort_by_key(|&(at, _)| std::cmp::Reverse(at));
    order.into_iter().map(|(_, id)| Edit::Remove(RowId::Project(id))).collect()
}

/// Moves the chosen rows by one row of the table. A block at the edge stays where it is.
fn shift(workbook: &Workbook, view: &InView, chosen: &[ProjectId], up: bool) -> Vec<Edit> {
    let chosen: BTreeSet<ProjectId> = chosen.iter().copied().collect();
    let mut order: Vec<ProjectId> = (0..view.rows.len()).filter_map(|at| view.id(at)).collect();
    if !up {
        order.reverse();
    }
    let mut edits = Vec::new();
    // The row that the block under way passes, where it stands, and how many have passed it.
    let mut passed: Option<(usize, usize)> = None;
    for id in order {
        if !chosen.contains(&id) {
            passed = workbook.projects.position(id).map(|at| (at, 0));
        } else if let Some((at, count)) = &mut passed {
            // Each row that passes pushes the passed one along by one.
            let to = if up { *at + *count } else { *at - *count };
            edits.push(Edit::Move { id: RowId::Project(id), to });
            *count += 1;
        }
    }
    edits
}
