//! The command line: everything that the program does without a window.
//!
//! [`Arguments`] is what can be typed. [`run`] does one command: what is asked for goes to `out`, and what
//! went wrong comes back as a [`CliError`] with its sentence and its exit code. Nothing here touches the
//! process, so tests run it as it is.

mod args;
mod check;
mod compare;
mod demo;
pub mod desktop;
mod edit;
mod error;
mod figures;
mod json;
mod json_boards;
mod recover;
mod show;
mod source;
mod versions;
mod visible;
mod worked;

pub use args::{
    Arguments, Command, DemoArgs, DesktopAction, FigureArgs, Language, MergeArgs, RecoverArgs, Renderer,
    VersionsArgs,
};
pub use error::CliError;
pub use source::Place;

use crate::{
    i18n::Lang,
    storage::{Settings, journal::State},
};
use std::io::{self, BufReader, Write};

/// How a command that was done ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// All is well.
    Well,
    /// It was done, and what it found is not well.
    Found,
}

impl Ending {
    /// The exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Found => 1,
        }
    }
}

/// The user's state, where as many versions are kept as the settings say; none where the user has no home.
fn state() -> Option<State> {
    let settings = Settings::folder().map(|folder| Settings::load(&folder).0).unwrap_or_default();
    State::of_user().map(|state| state.keeping(settings.versions))
}

/// Does a command.
pub fn run(command: &Command, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    // What programs read is printed as it is.
    let for_programs =
        matches!(command, Command::Show { json: true, .. } | Command::Diff { edits: true, .. });
    let mut spelt_out = visible::Visible(&mut *out);
    let out: &mut dyn Write = if for_programs { out } else { &mut spelt_out };
    let ending = match command {
        Command::Check { file } => check::check(file, lang, out)?,
        Command::Show { file, json, month, projects } => {
            let mut workbook = file.open_worked_out()?;
            workbook.month = month.or(workbook.month);
            if *json {
                json::write(&workbook, out)?;
            } else {
                show::show(&workbook, *projects, lang, out)?;
            }
            Ending::Well
        }
        Command::Figures { file } => {
            figures::list(&file.open_worked_out()?, lang, out)?;
            Ending::Well
        }
        Command::Figure(args) => {
            figures::export(args, lang, out)?;
            Ending::Well
        }
        Command::Demo(args) => {
            demo::demo(args, lang, out)?;
            Ending::Well
        }
        Command::Diff { a, b, edits } => compare::diff(a, b, *edits, lang, out)?,
        Command::Merge(args) => compare::merge(args, lang, out)?,
        Command::Edit { file } => edit::edit(file, &mut BufReader::new(io::stdin().lock()), lang, out)?,
        Command::Versions(args) => versions::versions(args, lang, out)?,
        Command::Recover(args) => recover::recover(args, lang, out)?,
        Command::Desktop { action } => {
            let desktop = desktop::Desktop::of_user()?;
            match action {
                DesktopAction::Install => desktop.install(lang, out)?,
                DesktopAction::Remove => desktop.remove(lang, out)?,
            }
            Ending::Well
        }
    };
    out.flush()?;
    Ok(ending)
}
