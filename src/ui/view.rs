//! What the panels draw from: the workbook and what is known about it, and where one is looking.

use super::{
    command::{Action, Place},
    derived::Derived,
    theme::Theme,
};
use crate::{
    edit::{History, Label},
    exchange::clipboard::Block,
    i18n::Lang,
    model::{Area, Indicator, ListId, Money, MoneyUnit, Month, ProjectList, Text, Workbook},
};
use std::path::PathBuf;

/// A page of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Page {
    /// The overview.
    #[default]
    Overview,
    /// The indicators.
    Indicators,
    /// The projects.
    Projects,
    /// The tasks.
    Tasks,
    /// The ranking boards.
    Boards,
    /// The saved figures.
    Figures,
}

/// Whether the file holds what the window shows.
#[derive(Debug, Clone, PartialEq)]
pub enum SaveState {
    /// The workbook came with the program, or is new, and nothing has been changed.
    Untouched,
    /// The file holds what the window shows.
    Saved,
    /// There are changes that the file does not hold; how many, where that is known.
    Changed(Option<usize>),
    /// It is being written.
    Saving,
    /// Writing failed; why.
    Failed(String),
    /// It is only read here: someone else works on it, or it is another state that is looked at.
    ReadOnly,
}

/// Whether what is not saved is in the journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Journaled {
    /// There is no journal: nothing was done, or none is kept.
    #[default]
    No,
    /// It is on its way to the disk.
    Soon,
    /// It is on the disk.
    Yes,
    /// It is not; why.
    Failed(String),
}

/// What is open.
#[derive(Debug, Clone)]
pub struct DocumentInfo {
    /// File name, or the name of the bundled or new workbook.
    pub name: String,
    /// The file, where there is one.
    pub path: Option<PathBuf>,
    /// Whether it is saved.
    pub save: SaveState,
    /// Whether what is not saved is in the journal.
    pub journal: Journaled,
    /// The minutes after which changes are saved by themselves; none: only when asked for.
    pub autosave: Option<u16>,
    /// What undo would take back.
    pub undo: Option<Label>,
    /// What redo would make again.
    pub redo: Option<Label>,
}

impl DocumentInfo {
    /// What the history says of undo and redo.
    #[must_use]
    pub fn with_history(mut self, history: &History) -> Self {
        self.undo = history.undo_label().cloned();
        self.redo = history.redo_label().cloned();
        self
    }
}

/// Everything that the panels draw from. Nothing here can be changed by them.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The workbook with the figures of its formula indicators.
    pub workbook: &'a Workbook,
    /// The workbook as edits and files have it: a formula indicator keeps no figures.
    pub kept: &'a Workbook,
    /// What follows from it, computed once per revision when asked for.
    pub derived: &'a Derived,
    /// The language.
    pub lang: Lang,
    /// The theme.
    pub theme: &'static Theme,
    /// What is open.
    pub document: &'a DocumentInfo,
    /// The unit that money is shown in; none: each list's own.
    pub money_unit: Option<MoneyUnit>,
    /// Files opened lately, the last one first.
    pub recent: &'a [PathBuf],
}

impl<'a> Shown<'a> {
    /// A name in the language in use.
    pub fn name(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }

    /// An indicator's name.
    pub fn indicator(&self, indicator: &'a Indicator) -> &'a str {
        self.lang.pick(&indicator.name, &indicator.name_en)
    }

    /// A list's name.
    pub fn list(&self, list: &'a ProjectList) -> &'a str {
        self.lang.pick(&list.name, &list.name_en)
    }

    /// An area's short name.
    pub fn area(&self, area: &'a Area) -> &'a str {
        self.lang.pick(area.label(), &area.name_en)
    }

    /// The unit that a list's money is shown in.
    pub fn unit_for(&self, list: &ProjectList) -> MoneyUnit {
        self.money_unit.unwrap_or(list.unit)
    }

    /// Money in a unit, with the places it has there; `None` between currencies.
    pub fn money(&self, money: Money, unit: MoneyUnit) -> Option<String> {
        money.in_unit(unit).map(|value| crate::i18n::format::number(value.normalize()))
    }

    /// The reporting month; December of the plan's year where nothing has been reported yet.
    pub fn month(&self) -> Month {
        self.workbook.month.or_else(|| Month::new(self.workbook.year, 12)).unwrap_or_else(|| {
            // A year that the model accepts always has a December.
            crate::model::When::today().latest_month()
        })
    }
}

/// Where one is looking, kept for each page. Not part of the workbook: never undone, never saved in it.
#[derive(Debug, Default)]
pub struct ViewState {
    /// The page in view.
    pub page: Page,
    /// The indicators page.
    pub indicators: super::indicators::State,
    /// The projects page.
    pub projects: super::projects::State,
    /// The tasks page.
    pub tasks: super::tasks::State,
    /// The ranking boards.
    pub boards: super::boards::State,
    /// The saved figures.
    pub figures: super::figures::State,
    /// The palette, where it is open.
    pub palette: Option<super::palette::State>,
    /// What the status bar says of the selection.
    pub selection: Option<String>,
}

impl ViewState {
    /// Turns to a place.
    pub fn go(&mut self, place: Place, workbook: &Workbook) {
        match place {
            Place::Overview => self.page = Page::Overview,
            Place::Indicators => self.page = Page::Indicators,
            Place::Indicator(id) => {
                self.page = Page::Indicators;
                self.indicators.select(id);
            }
            Place::Headline => {
                self.page = Page::Indicators;
                self.indicators.show_headline();
            }
            Place::Projects => self.page = Page::Projects,
            Place::List(list) => {
                self.page = Page::Projects;
                self.projects.show_list(list);
            }
            Place::Project(id) => {
                self.page = Page::Projects;
                if let Some(project) = workbook.projects.get(id) {
                    self.projects.show_project(project.list, id);
                }
            }
            Place::Explained(list) => {
                self.page = Page::Projects;
                self.projects.explain_list(list);
            }
            Place::Boards => self.page = Page::Boards,
            Place::Board(id) => {
                self.page = Page::Boards;
                self.boards.select(id);
            }
            Place::Figures => self.page = Page::Figures,
            Place::Figure(id) => {
                self.page = Page::Figures;
                self.figures.select(id);
            }
            Place::Tasks => self.page = Page::Tasks,
            Place::Task(indicator, target) => {
                self.page = Page::Tasks;
                self.tasks.select(indicator, target);
            }
        }
    }

    /// Puts a block from the clipboard into the selected cells of the page in view.
    pub fn paste(&mut self, shown: &Shown<'_>, block: Block, ask: bool) -> Vec<Action> {
        match self.page {
            Page::Projects => return self.projects.paste(shown, block, ask),
            Page::Indicators => self.indicators.paste(shown, block, ask),
            Page::Tasks => self.tasks.paste(block, ask),
            Page::Boards => self.boards.paste(block, ask),
            Page::Overview | Page::Figures => {}
        }
        Vec::new()
    }

    /// Whether the page in view, other than that of the projects, has cells to be filled.
    pub fn can_fill(&self, shown: &Shown<'_>) -> bool {
        match self.page {
            Page::Indicators => self.indicators.can_fill(shown),
            Page::Boards => self.boards.can_fill(),
            Page::Overview | Page::Projects | Page::Tasks | Page::Figures => false,
        }
    }

    /// Fills the selected cells of the page in view, other than that of the projects.
    pub fn fill(&mut self, shown: &Shown<'_>, right: bool) {
        match self.page {
            Page::Indicators => self.indicators.fill(shown, right),
            Page::Boards => self.boards.fill(right),
            Page::Overview | Page::Projects | Page::Tasks | Page::Figures => {}
        }
    }

    /// The page with a typed text that was refused and is still there, and why.
    pub fn refused(&self) -> Option<(Page, &str)> {
        let projects = self.projects.refused().map(|why| (Page::Projects, why));
        projects
            .or_else(|| self.indicators.refused().map(|why| (Page::Indicators, why)))
            .or_else(|| self.tasks.refused().map(|why| (Page::Tasks, why)))
            .or_else(|| self.boards.refused().map(|why| (Page::Boards, why)))
            .or_else(|| self.figures.refused().map(|why| (Page::Figures, why)))
    }

    /// The list in view on the projects page: the chosen one, or the first.
    pub fn list_in_view(&self, workbook: &Workbook) -> Option<ListId> {
        let chosen = self.projects.list().filter(|&list| workbook.lists.contains(list));
        chosen.or_else(|| workbook.lists.at(0).map(|list| list.id))
    }
}

/// A short text as a title says it.
pub fn or_untitled(title: &Text, lang: Lang) -> &str {
    if title.is_empty() { lang.untitled() } else { title }
}
