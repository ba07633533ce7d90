//! Commands as one enum that carries its label, icon and shortcut, so that menu, palette, toolbar and
//! keyboard cannot disagree; and what panels return.

use crate::{
    edit::{Edit, MergeKey},
    exchange::clipboard::Block,
    model::{BoardId, Figure, FigureId, IndicatorId, ListId, MoneyUnit, ProjectId, TargetId},
};
use egui::{Key, KeyboardShortcut, Modifiers};
use std::path::PathBuf;

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident $(, $mods:ident + $key:ident)?;)*) => {
        /// A command without arguments.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Command {
            $($(#[$doc])* $name,)*
        }

        impl Command {
            /// All commands, in the order of the palette.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its shortcut.
            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self {
                    $(Self::$name => commands!(@shortcut $($mods $key)?),)*
                }
            }
        }
    };
    (@shortcut) => { None };
    (@shortcut Ctrl $key:ident) => { Some(KeyboardShortcut::new(Modifiers::COMMAND, Key::$key)) };
    (@shortcut CtrlShift $key:ident) => {
        Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::$key))
    };
    (@shortcut Alt $key:ident) => { Some(KeyboardShortcut::new(Modifiers::ALT, Key::$key)) };
    (@shortcut Plain $key:ident) => { Some(KeyboardShortcut::new(Modifiers::NONE, Key::$key)) };
}

commands! {
    /// A new, empty workbook.
    New, Ctrl + N;
    /// Opens a workbook with the file dialog.
    Open, Ctrl + O;
    /// Saves to its file.
    Save, Ctrl + S;
    /// Saves under another name.
    SaveAs, CtrlShift + S;
    /// Goes back to what the file holds.
    Revert;
    /// Opens the bundled real workbook.
    OpenLishui;
    /// Opens the bundled invented workbook.
    OpenDemo;
    /// Closes the window.
    Quit, Ctrl + Q;
    /// Takes the last change back.
    Undo, Ctrl + Z;
    /// Makes the last undone change again.
    Redo, CtrlShift + Z;
    /// The overview.
    Overview, Ctrl + Num1;
    /// The indicators.
    Indicators, Ctrl + Num2;
    /// The projects.
    Projects, Ctrl + Num3;
    /// The tasks.
    Tasks, Ctrl + Num4;
    /// The ranking boards.
    Boards, Ctrl + Num5;
    /// The saved figures.
    Figures, Ctrl + Num6;
    /// Finds a command or a row by name.
    Palette, Ctrl + K;
    /// Exports the figure in view.
    ExportFigure, Ctrl + E;
    /// Copies the figure in view as a picture.
    CopyPicture, CtrlShift + C;
    /// Copies the figures behind the figure in view as a table.
    CopyTable;
    /// Adds a project to the list in view.
    AddProject, CtrlShift + N;
    /// Opens the page of the selected project.
    OpenProject, CtrlShift + O;
    /// Copies the selected projects below themselves.
    DuplicateProjects, CtrlShift + D;
    /// Adds a project above the cursor.
    InsertAbove, Alt + Insert;
    /// Fills the selected cells with their first row.
    FillDown, Ctrl + D;
    /// Fills the selected cells with their first column.
    FillRight, Ctrl + R;
    /// Finds a text in the table.
    Find, Ctrl + F;
    /// Finds a text and puts another in its place.
    Replace, Ctrl + H;
    /// Deletes the selected projects.
    DeleteProjects, Ctrl + Delete;
    /// Moves the selected projects up.
    MoveUp, Alt + ArrowUp;
    /// Moves the selected projects down.
    MoveDown, Alt + ArrowDown;
    /// Adds an indicator.
    AddIndicator;
    /// Adds a list of projects.
    AddList;
    /// The settings of the list in view: pace, lamp rules, size classes.
    ListSettings, CtrlShift + L;
    /// How the figure of the cell with the cursor was computed.
    Explain, Plain + F9;
    /// Sets the reporting month to the next one.
    OpenMonth;
    /// Turns to the ready view for entering the month's figures.
    EnterMonth, CtrlShift + M;
    /// Sorts the table by the column of the cursor, the least first.
    SortAscending;
    /// Sorts the table by the column of the cursor, the most first.
    SortDescending;
    /// Adds a ranking board.
    AddBoard;
    /// Begins a figure, from a template or blank.
    AddFigure;
    /// Keeps the figure in view in the workbook.
    KeepFigure;
    /// Copies the selected figures behind themselves.
    DuplicateFigures;
    /// Deletes the selected figures.
    DeleteFigures;
    /// Moves the figure in view up.
    FigureUp;
    /// Moves the figure in view down.
    FigureDown;
    /// Shows the figures one after another over the whole screen.
    Present, Plain + F5;
    /// Exports the selected figures, or all, at once.
    ExportFigures, CtrlShift + E;
    /// Title, year, reporting month, areas and departments.
    WorkbookSettings, Plain + F8;
    /// Checks the workbook and shows what does not hold.
    Check, Plain + F7;
    /// Shows or hides the detail panel.
    ToggleDetails, Plain + F4;
    /// Chinese or English.
    ToggleLanguage;
    /// Light or dark.
    ToggleTheme;
    /// Larger.
    ZoomIn, Ctrl + Plus;
    /// Smaller.
    ZoomOut, Ctrl + Minus;
    /// As designed.
    ZoomReset, Ctrl + Num0;
    /// Shows the notices of this session.
    Notices;
    /// Keyboard shortcuts.
    Shortcuts, Plain + F1;
    /// What this program is.
    About;
    /// Compares with another workbook.
    CompareFile;
    /// The kept versions of the file.
    Versions;
    /// Saving by itself, and how many versions are kept.
    Keeping;
}

impl Command {
    /// A sign for toolbar and palette.
    pub fn icon(self) -> &'static str {
        match self {
            Self::New
            | Self::AddProject
            | Self::InsertAbove
            | Self::AddIndicator
            | Self::AddList
            | Self::AddBoard
            | Self::AddFigure
            | Self::KeepFigure => "+",
            Self::Open | Self::OpenLishui | Self::OpenDemo => "→",
            Self::Save | Self::SaveAs => "↓",
            Self::Revert | Self::Undo => "←",
            Self::Redo => "→",
            Self::MoveUp | Self::FigureUp | Self::ZoomIn | Self::SortAscending => "↑",
            Self::MoveDown | Self::FigureDown | Self::ZoomOut | Self::FillDown | Self::SortDescending => "↓",
            Self::FillRight => "→",
            Self::DeleteProjects | Self::DeleteFigures | Self::Quit => "×",
            Self::ExportFigure | Self::ExportFigures | Self::CopyPicture | Self::CopyTable => "↗",
            Self::Overview
            | Self::Indicators
            | Self::Projects
            | Self::Tasks
            | Self::Boards
            | Self::Figures
            | Self::Present
            | Self::OpenProject => "›",
            Self::DuplicateProjects | Self::DuplicateFigures => "=",
            Self::Check => "√",
            Self::CompareFile => "=",
            Self::Versions => "←",
            Self::Find | Self::Replace | Self::Palette | Self::Notices | Self::Shortcuts | Self::About => "·",
            Self::Explain => "÷",
            Self::OpenMonth | Self::EnterMonth => "→",
            Self::Keeping
            | Self::ListSettings
            | Self::WorkbookSettings
            | Self::ToggleDetails
            | Self::ToggleLanguage
            | Self::ToggleTheme
            | Self::ZoomReset => "○",
        }
    }

    /// What the keys of a command mean on the page of figures: those of the projects are those of the figures.
    #[must_use]
    pub fn on_figures_page(self) -> Self {
        match self {
            Self::DuplicateProjects => Self::DuplicateFigures,
            Self::DeleteProjects => Self::DeleteFigures,
            Self::MoveUp => Self::FigureUp,
            Self::MoveDown => Self::FigureDown,
            other => other,
        }
    }

    /// The command whose keys run this one, on the page where it belongs.
    #[must_use]
    pub fn with_keys(self) -> Self {
        Self::ALL
            .iter()
            .copied()
            .find(|other| other.on_figures_page() == self && *other != self)
            .unwrap_or(self)
    }

    /// Whether a text that is being typed must be handed in before it.
    pub fn needs_what_is_typed(self) -> bool {
        !matches!(
            self,
            Self::ToggleDetails
                | Self::ToggleLanguage
                | Self::ToggleTheme
                | Self::ZoomIn
                | Self::ZoomOut
                | Self::ZoomReset
        )
    }

    /// Whether typing in a text field must not trigger it.
    pub fn is_editing(self) -> bool {
        matches!(
            self,
            Self::Undo
                | Self::Redo
                | Self::DuplicateProjects
                | Self::InsertAbove
                | Self::FillDown
                | Self::FillRight
                | Self::DeleteProjects
                | Self::MoveUp
                | Self::MoveDown
        )
    }
}

/// A place of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The overview.
    Overview,
    /// The indicators, as they were last looked at.
    Indicators,
    /// One indicator.
    Indicator(IndicatorId),
    /// The figure of all headline indicators.
    Headline,
    /// The projects, as they were last looked at.
    Projects,
    /// A list.
    List(ListId),
    /// A project in its list.
    Project(ProjectId),
    /// How the sum of a list was computed.
    Explained(ListId),
    /// The ranking boards, as they were last looked at.
    Boards,
    /// A ranking board.
    Board(BoardId),
    /// The figures, as they were last looked at.
    Figures,
    /// A saved figure.
    Figure(FigureId),
    /// The tasks.
    Tasks,
    /// One task.
    Task(IndicatorId, TargetId),
}

/// What to do while another state of the workbook is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsideRequest {
    /// Goes back to the workbook that was put aside.
    Back,
    /// Lists what differs.
    Differences,
    /// Recovers it, or goes back to it.
    Take,
    /// Discards what was left behind.
    Discard,
}

/// What to do with a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureRequest {
    /// Keeps it in the workbook.
    Keep,
    /// Asks how and where to export it.
    AskExport,
    /// Copies it as a picture.
    CopyPicture,
    /// Copies its figures as a table.
    CopyTable,
}

/// What a panel asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Runs a command.
    Run(Command),
    /// Changes the workbook; with a merge key, typing becomes one step.
    Edit(Edit, Option<MergeKey>),
    /// Ends a run of typing.
    Seal,
    /// Goes to a place.
    Go(Place),
    /// Opens a file.
    OpenFile(PathBuf),
    /// Does something with a figure.
    Figure(Box<Figure>, FigureRequest),
    /// Exports a figure as asked: asks for the file.
    Export(Box<super::export::Request>),
    /// Exports several figures as asked: asks for the file or the folder.
    ExportMany(Box<super::export_many::Request>),
    /// Stops what is being done off the UI thread.
    Stop,
    /// Presents the figures, from this one on.
    Present(FigureId),
    /// Asks for a file to link to a project.
    Attach(ProjectId),
    /// Reads what became of a project in the kept versions.
    ReadKept(ProjectId),
    /// Sets the unit that money is shown in; none: as entered.
    MoneyUnit(Option<MoneyUnit>),
    /// Puts a block of cells on the clipboard.
    CopyCells(Box<Block>),
    /// Puts what is on the clipboard, of which this is the text, into the selected cells.
    Paste {
        /// The plain text.
        text: String,
        /// Show in any case what becomes of it.
        ask: bool,
    },
    /// Does something with the state of the workbook that is looked at.
    Aside(AsideRequest),
    /// Tells the person something that went as asked.
    Inform(String),
    /// Tells the person why something was not done.
    Warn(String),
}

/// What the panels of a frame ask for, in order.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    /// Asks for an action.
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Asks for a command.
    pub fn run(&mut self, command: Command) {
        self.push(Action::Run(command));
    }

    /// Asks for a change.
    pub fn edit(&mut self, edit: Edit) {
        self.push(Action::Edit(edit, None));
    }

    /// Asks to go somewhere.
    pub fn go(&mut self, place: Place) {
        self.push(Action::Go(place));
    }

    /// Takes all.
    pub fn take(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.0)
    }
}

/// A shortcut as people read it.
pub fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    shortcut.format(&egui::ModifierNames::NAMES, cfg!(target_os = "macos"))
}
