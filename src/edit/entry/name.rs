//! Areas, departments and projects by what people call them.

use super::{EntryError, plain};
use crate::model::{
    AreaId, DepartmentId, ListId, ProjectId, Text, Workbook,
    ids::{BadId, Id},
};
use std::str::FromStr;

/// How many candidates an error names.
const MOST_CANDIDATES: usize = 5;

/// Finds the one row that a name means: by any of its names exactly, or else by an unambiguous beginning,
/// or else by its identifier (`a3`), which is what an editor shows where no name is unambiguous.
fn find<I: Id + FromStr<Err = BadId>>(
    rows: impl Iterator<Item = (I, Vec<Text>)> + Clone,
    text: &str,
    unknown: impl FnOnce(String) -> EntryError,
) -> Result<I, EntryError> {
    let typed = text.to_lowercase();
    let folded = |name: &Text| plain(name).to_lowercase();
    let fits: [&dyn Fn(&Text) -> bool; 2] =
        [&|name| folded(name) == typed, &|name| folded(name).starts_with(&typed)];
    for fit in fits {
        let mut found: Vec<(I, Text)> = Vec::new();
        for (id, names) in rows.clone() {
            if let Some(name) = names.iter().find(|name| !name.is_empty() && fit(name)) {
                found.push((id, name.clone()));
            }
        }
        match found.as_slice() {
            [] => {}
            [(id, _)] => return Ok(*id),
            _ => {
                let candidates = found.into_iter().map(|(_, name)| name).take(MOST_CANDIDATES).collect();
                return by_id(rows, text).ok_or(EntryError::Ambiguous { text: text.to_owned(), candidates });
            }
        }
    }
    by_id(rows, text).ok_or_else(|| unknown(text.to_owned()))
}

fn by_id<I: Id + FromStr<Err = BadId>>(
    mut rows: impl Iterator<Item = (I, Vec<Text>)>,
    text: &str,
) -> Option<I> {
    // Only the printed form: a bare number is no name.
    let id: I = text.parse().ok().filter(|id: &I| id.to_string() == text)?;
    rows.any(|(other, _)| other == id).then_some(id)
}

fn areas(workbook: &Workbook) -> impl Iterator<Item = (AreaId, Vec<Text>)> + Clone {
    workbook.areas.iter().map(|area| {
        let code = area.code.clone().unwrap_or_default();
        (area.id, vec![area.name.clone(), area.short.clone(), area.name_en.clone(), code])
    })
}

fn departments(workbook: &Workbook) -> impl Iterator<Item = (DepartmentId, Vec<Text>)> + Clone {
    workbook.departments.iter().map(|row| {
        let mut names = vec![row.name.clone()];
        names.extend(row.aliases.iter().cloned());
        (row.id, names)
    })
}

fn projects(workbook: &Workbook, list: ListId) -> impl Iterator<Item = (ProjectId, Vec<Text>)> + Clone {
    let members = workbook.projects.iter().filter(move |project| project.list == list);
    members.map(|row| (row.id, vec![row.name.clone(), row.code.clone(), row.name_en.clone()]))
}

pub fn area(workbook: &Workbook, text: &str) -> Result<AreaId, EntryError> {
    find(areas(workbook), text, EntryError::UnknownArea)
}

pub fn department(workbook: &Workbook, text: &str) -> Result<DepartmentId, EntryError> {
    find(departments(workbook), text, EntryError::UnknownDepartment)
}

pub fn project(workbook: &Workbook, list: ListId, text: &str) -> Result<ProjectId, EntryError> {
    find(projects(workbook, list), text, EntryError::UnknownProject)
}

/// The first name that leads back to the row, or else its identifier.
fn text_of<I: Id>(id: I, names: &[&str], find: impl Fn(&str) -> Result<I, EntryError>) -> String {
    let has_separator = |name: &str| name.contains(super::is_separator);
    names
        .iter()
        .find(|name| !name.is_empty() && !has_separator(name) && find(&plain(name)) == Ok(id))
        .map_or_else(|| id.to_string(), |name| (*name).to_owned())
}

pub fn area_text(workbook: &Workbook, id: AreaId) -> String {
    let Some(row) = workbook.areas.get(id) else { return id.to_string() };
    text_of(id, &[row.label(), &row.name], |name| area(workbook, name))
}

pub fn department_text(workbook: &Workbook, id: DepartmentId) -> String {
    let Some(row) = workbook.departments.get(id) else { return id.to_string() };
    text_of(id, &[&row.name], |name| department(workbook, name))
}

pub fn project_text(workbook: &Workbook, id: ProjectId) -> String {
    let Some(row) = workbook.projects.get(id) else { return id.to_string() };
    text_of(id, &[&row.name, &row.code], |name| project(workbook, row.list, name))
}
