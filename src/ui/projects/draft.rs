//! The edit in progress: what is being typed, for which cell, and what is wrong with it.
//!
//! It lives in the page's state, not in the row: a row that scrolls out of view drops its widgets.

use super::{point::Point, suggest};
use crate::{
    edit::{
        Edit,
        entry::{edit_text, parse_date, parse_field, same_value},
    },
    i18n::Lang,
    model::{Project, ProjectField, ProjectId, Text, When, Workbook},
    ui::Shown,
};

/// Where an editor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seat {
    /// In the table.
    Table,
    /// In the detail panel.
    Details,
}

/// What is being typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// A field.
    Field(ProjectField),
    /// A milestone's name.
    MilestoneName(usize),
    /// A milestone's planned date.
    MilestonePlanned(usize),
    /// A milestone's actual date.
    MilestoneActual(usize),
    /// A problem's text.
    ProblemText(usize),
    /// When a problem is due.
    ProblemDue(usize),
    /// When a problem was solved.
    ProblemSolved(usize),
    /// Any other part of a project that is no cell.
    Point(Point),
}

/// An edit in progress.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The project.
    pub project: ProjectId,
    /// Where the editor stands.
    pub seat: Seat,
    /// What is being typed.
    pub target: Target,
    /// The text so far.
    pub text: String,
    /// What is wrong with it, in a sentence.
    pub error: Option<String>,
    /// The editor has not been drawn yet: it takes the keyboard, and selects everything where asked.
    pub fresh: Option<Fresh>,
    /// What can be chosen from.
    pub options: Vec<String>,
    /// Which of the offered options the arrow keys stand on.
    pub choice: Option<usize>,
    /// The text as it was before typing.
    before: String,
}

/// How an editor begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fresh {
    /// The text cursor stands behind the text.
    AtEnd,
    /// Everything is selected: typing replaces it.
    All,
    /// The first letters have been typed already, or are being composed.
    Typed,
}

impl Target {
    /// The text that the editor starts with.
    pub fn text(self, workbook: &Workbook, project: &Project, lang: Lang) -> String {
        let date = |date: Option<When>| date.map_or_else(String::new, |date| date.to_string());
        match self {
            Self::Field(field) => edit_text(workbook, project, field, &lang),
            Self::MilestoneName(at) => {
                project.milestones.get(at).map(|row| row.name.to_string()).unwrap_or_default()
            }
            Self::MilestonePlanned(at) => date(project.milestones.get(at).and_then(|row| row.planned)),
            Self::MilestoneActual(at) => date(project.milestones.get(at).and_then(|row| row.actual)),
            Self::ProblemText(at) => {
                project.problems.get(at).map(|row| row.text.to_string()).unwrap_or_default()
            }
            Self::ProblemDue(at) => date(project.problems.get(at).and_then(|row| row.due)),
            Self::ProblemSolved(at) => date(project.problems.get(at).and_then(|row| row.solved)),
            Self::Point(point) => point.text(workbook, project, lang),
        }
    }

    /// The change that a text asks for; none where nothing changes. An error is a sentence.
    fn edit(
        self,
        workbook: &Workbook,
        project: &Project,
        text: &str,
        lang: Lang,
    ) -> Result<Option<Edit>, String> {
        let say = |error| lang.entry_error(&error);
        if let Self::Field(field) = self {
            let value = parse_field(workbook, project, field, text, &lang).map_err(say)?;
            let same = same_value(&value, &field.get(project));
            return Ok((!same).then_some(Edit::SetField { project: project.id, field, value }));
        }
        let name = || Text::from(text.trim());
        let date = || match text.trim() {
            "" => Ok(None),
            text => parse_date(text, workbook.year).map(Some).map_err(say),
        };
        let mut new = project.clone();
        match self {
            Self::Field(_) => {}
            Self::Point(point) => point.set(workbook, &mut new, text, lang)?,
            Self::MilestoneName(at) => {
                if let Some(row) = new.milestones.get_mut(at) {
                    row.name = name();
                }
            }
            Self::MilestonePlanned(at) => {
                let date = date()?;
                if let Some(row) = new.milestones.get_mut(at) {
                    row.planned = date;
                }
            }
            Self::MilestoneActual(at) => {
                let date = date()?;
                if let Some(row) = new.milestones.get_mut(at) {
                    row.actual = date;
                }
            }
            Self::ProblemText(at) => {
                if let Some(row) = new.problems.get_mut(at) {
                    row.text = name();
                }
            }
            Self::ProblemDue(at) => {
                let date = date()?;
                if let Some(row) = new.problems.get_mut(at) {
                    row.due = date;
                }
            }
            Self::ProblemSolved(at) => {
                let date = date()?;
                if let Some(row) = new.problems.get_mut(at) {
                    row.solved = date;
                }
            }
        }
        Ok((new != *project).then(|| Edit::Replace(new.into())))
    }
}

/// The change, where the workbook would take it; a refusal comes back as a sentence.
///
/// Tried on a copy, which shares its rows: what is refused can be told while the editor is still open.
pub fn tried(workbook: &Workbook, edit: Edit, lang: Lang) -> Result<Edit, String> {
    match edit.clone().apply(&mut workbook.clone()) {
        Ok(_) => Ok(edit),
        Err(refusal) => Err(lang.refusal(&refusal)),
    }
}

impl Draft {
    /// Begins an edit. With `typed`, that text replaces what was there.
    pub fn begin(
        shown: &Shown<'_>,
        project: ProjectId,
        seat: Seat,
        target: Target,
        typed: Option<String>,
    ) -> Option<Self> {
        let row = shown.workbook.projects.get(project)?;
        let before = target.text(shown.workbook, row, shown.lang);
        let fresh = if typed.is_some() { Fresh::Typed } else { Fresh::AtEnd };
        Some(Self {
            project,
            seat,
            target,
            text: typed.unwrap_or_else(|| before.clone()),
            error: None,
            fresh: Some(fresh),
            options: suggest::options(shown, row, target),
            choice: None,
            before,
        })
    }

    /// The edit of a row that is about to be there, with the text it begins with.
    pub fn of_new(project: ProjectId, seat: Seat, target: Target, text: String) -> Self {
        let fresh = Some(Fresh::All);
        let before = text.clone();
        Self { project, seat, target, text, error: None, fresh, options: Vec::new(), choice: None, before }
    }

    /// With everything selected.
    pub fn selecting_all(mut self) -> Self {
        self.fresh = Some(Fresh::All);
        self
    }

    /// The options to offer for the text so far.
    pub fn offered(&self) -> Vec<&str> {
        suggest::fitting(&self.options, &self.text, self.text == self.before)
    }

    /// Takes an option for the text.
    pub fn choose(&mut self, option: &str) {
        if self.takes_several() {
            self.text = suggest::toggled(&self.options, &self.text, option, self.text == self.before);
            self.fresh = Some(Fresh::AtEnd);
        } else {
            option.clone_into(&mut self.text);
        }
        self.choice = None;
    }

    /// Whether one option after the other can be taken.
    pub fn takes_several(&self) -> bool {
        suggest::takes_several(self.target)
    }

    /// Whether an option is among what several have been taken of.
    pub fn has(&self, option: &str) -> bool {
        self.takes_several() && suggest::has(&self.text, option)
    }

    /// The change that the text asks for; none where nothing changes. On an error the draft keeps the
    /// sentence that says what is wrong.
    pub fn finish(&mut self, shown: &Shown<'_>) -> Result<Option<Edit>, ()> {
        // A project that is gone takes its edit with it.
        let Some(project) = shown.workbook.projects.get(self.project) else { return Ok(None) };
        // Text that was only looked at stays as it is, even where it could not be typed like that.
        if self.text == self.before {
            return Ok(None);
        }
        let made = self
            .target
            .edit(shown.workbook, project, &self.text, shown.lang)
            .and_then(|edit| edit.map(|edit| tried(shown.workbook, edit, shown.lang)).transpose());
        made.map_err(|error| self.error = Some(error))
    }
}
