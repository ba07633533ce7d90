//! Panels and widgets: functions of `(&mut Ui, &Shown)` that return commands and edits.
//!
//! No panel changes the workbook. It draws from [`Shown`], keeps where one is looking in [`ViewState`],
//! and asks for what should happen with [`Actions`]; the `app` room carries it out. A page is a module:
//! [`overview`], [`indicators`], [`projects`], [`tasks`], [`boards`], [`figures`]; the frame around them is
//! [`shell`].

pub mod aside;
pub mod boards;
pub mod command;
pub mod compared;
pub mod derived;
pub mod differences;
pub mod export;
pub mod export_many;
pub mod fields;
pub mod figures;
pub mod grid;
pub mod indicators;
pub mod notices;
pub mod overview;
pub mod palette;
pub mod present;
pub mod projects;
pub mod questions;
pub mod safety;
pub mod shell;
pub mod tasks;
pub mod theme;
pub mod view;
pub mod widgets;
pub mod workbook;

pub use command::{Action, Actions, Command, FigureRequest, Place};
pub use derived::Derived;
pub use theme::Theme;
pub use view::{DocumentInfo, Journaled, Page, SaveState, Shown, ViewState};
