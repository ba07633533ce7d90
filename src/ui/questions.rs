//! Questions and other windows inside the window. A question names its consequence on its buttons.

use super::{
    command::{Actions, Command, shortcut_text},
    compared::{self, Offer, VersionEntry},
    differences::Listing,
    notices::{Notices, Tone},
    safety::{self, LeftEntry},
    view::Shown,
    widgets,
};
use crate::{
    compare::Side,
    jobs::Batch,
    model::{Violation, Workbook},
    storage::Version,
};
use egui::{Button, Grid, Key, Modifiers, RichText, Role, ScrollArea, Ui, WidgetInfo};
use std::{path::PathBuf, sync::Arc};

/// How many problems a window lists.
const NAMED: usize = 200;

/// What a file that is asked for by its path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathPurpose {
    /// To open a workbook.
    Open,
    /// To compare with another workbook.
    Compare,
    /// To save the workbook.
    Save,
    /// To export a figure.
    Export,
    /// To export figures into a folder.
    Folder,
    /// To link a file to a project.
    Attach,
}

/// A window inside the window.
#[derive(Debug)]
pub enum Dialog {
    /// Unsaved changes before closing, or before another workbook is opened.
    Unsaved {
        /// Whether the window is to be closed.
        closing: bool,
    },
    /// Whether to drop all changes.
    Revert,
    /// A path typed by hand, where the platform has no file dialog.
    Path {
        /// What for.
        purpose: PathPurpose,
        /// What has been typed.
        text: String,
        /// The file that exists already, once that was noticed.
        exists: Option<PathBuf>,
    },
    /// What does not hold in the workbook.
    Problems(Vec<Violation>),
    /// Changes that were left behind by programs that ended unexpectedly.
    Left {
        /// What was left.
        entries: Vec<LeftEntry>,
        /// The report that was written then.
        report: Option<PathBuf>,
    },
    /// A file that the program ended with the last time.
    OpenAgain(PathBuf),
    /// A save that failed; why.
    SaveFailed(String),
    /// The file was changed by someone else.
    Changed(PathBuf),
    /// What differs from another workbook.
    Differences {
        /// What it is called.
        other: String,
        /// What differs.
        listing: Arc<Listing>,
        /// What can be done with it.
        offer: Offer,
    },
    /// What someone else has changed in the file, and what both have.
    Merge {
        /// What the other one has changed, and what both have.
        listing: Arc<Listing>,
        /// What was chosen for each.
        choices: Vec<Side>,
    },
    /// The versions of the file that were kept.
    Versions {
        /// When, and how they came about.
        entries: Vec<VersionEntry>,
        /// The versions.
        versions: Vec<Version>,
        /// How many are kept.
        most: u16,
    },
    /// A file that someone on another machine seems to work on; who, and since when.
    InUse(String),
    /// Saving by itself, and how many versions are kept.
    Keeping {
        /// Whether changes are saved by themselves.
        autosave: bool,
        /// After how many minutes.
        minutes: u16,
        /// How many versions are kept.
        versions: u16,
    },
    /// Files that exporting figures into a folder would replace.
    Replace {
        /// What is exported.
        batch: Box<Batch>,
        /// How many files.
        files: usize,
    },
    /// The messages of this session.
    Notices,
    /// The keyboard shortcuts.
    Shortcuts,
    /// What this program is.
    About,
}

/// What a person answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet: it stays open.
    Open,
    /// Go on as before.
    Cancel,
    /// Save first, then go on.
    Save,
    /// Drop the changes and go on.
    Drop,
    /// This path.
    Path(PathBuf),
    /// Recover what was left behind, by its place in the list.
    Recover(usize),
    /// Discard what was left behind, by its place in the list.
    Discard(usize),
    /// Try it again.
    Again,
    /// Save somewhere else.
    Elsewhere,
    /// Compare and merge, or take over.
    Merge,
    /// Look at what was left behind, by its place in the list.
    Look(usize),
    /// Compare with a kept version, by its place in the list.
    Version(usize),
    /// Look at a kept version.
    OpenVersion(usize),
    /// Go back to a kept version.
    RestoreVersion(usize),
    /// Take the settings over.
    Keep,
}

/// Shows a dialog and returns what is answered.
pub fn show(ctx: &egui::Context, dialog: &mut Dialog, shown: &Shown<'_>, notices: &Notices) -> Reply {
    let mut reply = Reply::Open;
    // Each kind of question has a size of its own.
    let name = ("dialog", std::mem::discriminant(dialog));
    let modal = widgets::modal(ctx, name).show(ctx, |ui| {
        let width = match dialog {
            Dialog::Differences { .. } | Dialog::Merge { .. } => 800.0,
            Dialog::Problems(_)
            | Dialog::Notices
            | Dialog::Shortcuts
            | Dialog::Left { .. }
            | Dialog::Versions { .. } => 560.0,
            _ => 420.0,
        };
        ui.set_width(f32::min(width, ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        reply = match dialog {
            Dialog::Unsaved { closing } => unsaved(ui, shown, *closing),
            Dialog::Revert => revert(ui, shown),
            Dialog::Left { entries, report } => safety::left(ui, shown, entries, report.as_deref()),
            Dialog::OpenAgain(path) => safety::open_again(ui, shown, path),
            Dialog::SaveFailed(why) => safety::save_failed(ui, shown, why),
            Dialog::Changed(path) => compared::changed(ui, shown, &path.display().to_string()),
            Dialog::Differences { other, listing, offer } => {
                compared::differences(ui, shown, other, listing, *offer)
            }
            Dialog::Merge { listing, choices } => compared::merge(ui, shown, listing, choices),
            Dialog::Versions { entries, most, .. } => compared::versions(ui, shown, entries, *most),
            Dialog::Replace { batch, files } => {
                safety::replace(ui, shown, &batch.path.display().to_string(), *files)
            }
            Dialog::InUse(hint) => safety::in_use(ui, shown, hint),
            Dialog::Keeping { autosave, minutes, versions } => {
                safety::keeping(ui, shown, autosave, minutes, versions)
            }
            Dialog::Path { purpose, text, exists } => path(ui, shown, *purpose, text, exists),
            Dialog::Problems(problems) => list_window(ui, shown, shown.lang.problems_title(), |ui| {
                for problem in problems.iter().take(NAMED) {
                    let text = shown.lang.violation(problem);
                    ui.add(egui::Label::new(&*widgets::on_screen(&text)).wrap());
                }
                if problems.len() > NAMED {
                    ui.weak(shown.lang.problems_more(problems.len() - NAMED));
                }
            }),
            Dialog::Notices => list_window(ui, shown, shown.lang.notices_title(), |ui| {
                if notices.all().is_empty() {
                    ui.weak(shown.lang.notices_empty());
                }
                for notice in notices.all().iter().rev() {
                    let ink = if notice.tone == Tone::Good { shown.theme.text } else { shown.theme.bad };
                    ui.add(egui::Label::new(RichText::new(&notice.text).color(ink.0)).wrap());
                }
            }),
            Dialog::Shortcuts => {
                list_window(ui, shown, shown.lang.shortcuts_title(), |ui| shortcuts(ui, shown))
            }
            Dialog::About => about(ui, shown),
        };
    });
    if reply == Reply::Open && modal.should_close() { Reply::Cancel } else { reply }
}

fn unsaved(ui: &mut Ui, shown: &Shown<'_>, closing: bool) -> Reply {
    let lang = shown.lang;
    widgets::question_title(ui, &lang.ask_close(&shown.document.name));
    widgets::question_hint(ui, if closing { lang.ask_close_hint() } else { lang.ask_replace_hint() });
    let mut reply = Reply::Open;
    widgets::question_buttons(ui, |ui| {
        let save = if closing { lang.save_and_close() } else { lang.save_first() };
        if widgets::answer_button(ui, save).clicked() {
            reply = Reply::Save;
        }
        let drop = match &shown.document.save {
            super::SaveState::Changed(Some(count)) => lang.drop_changes(*count),
            _ => lang.drop_all_changes().to_owned(),
        };
        if ui.add(Button::new(RichText::new(drop).color(shown.theme.bad.0))).clicked() {
            reply = Reply::Drop;
        }
        if ui.button(lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

fn revert(ui: &mut Ui, shown: &Shown<'_>) -> Reply {
    let lang = shown.lang;
    widgets::question_title(ui, &lang.ask_revert(&shown.document.name));
    widgets::question_hint(ui, lang.ask_revert_hint());
    let mut reply = Reply::Open;
    widgets::question_buttons(ui, |ui| {
        let drop = match &shown.document.save {
            super::SaveState::Changed(Some(count)) => lang.drop_changes(*count),
            _ => lang.drop_all_changes().to_owned(),
        };
        if ui.add(Button::new(RichText::new(drop).color(shown.theme.bad.0))).clicked() {
            reply = Reply::Drop;
        }
        // What cannot be taken back is not done by Enter alone.
        if widgets::answer_button(ui, lang.keep_editing()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

fn path(
    ui: &mut Ui,
    shown: &Shown<'_>,
    purpose: PathPurpose,
    text: &mut String,
    exists: &mut Option<PathBuf>,
) -> Reply {
    let lang = shown.lang;
    widgets::question_title(
        ui,
        match purpose {
            PathPurpose::Open => lang.path_title_open(),
            PathPurpose::Compare => lang.path_title_compare(),
            PathPurpose::Save => lang.path_title_save(),
            PathPurpose::Export => lang.path_title_export(),
            PathPurpose::Folder => lang.path_title_folder(),
            PathPurpose::Attach => lang.attach_title(),
        },
    );
    widgets::question_hint(ui, lang.path_hint());
    let enter = ui.input(|input| input.key_pressed(Key::Enter));
    let field = ui.add(egui::TextEdit::singleline(text).desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, lang.path_label()));
    if field.changed() {
        *exists = None;
    }
    if exists.is_none() && !field.has_focus() && !field.lost_focus() {
        field.request_focus();
    }
    let mut reply = Reply::Open;
    if let Some(taken) = exists {
        let warning = lang.path_overwrite(&taken.display().to_string());
        ui.add(egui::Label::new(RichText::new(warning).color(shown.theme.bad.0)).wrap());
    }
    widgets::question_buttons(ui, |ui| {
        let label = match (purpose, &exists) {
            (PathPurpose::Open, _) => lang.command(Command::Open),
            (PathPurpose::Compare, _) => lang.command(Command::CompareFile),
            (PathPurpose::Attach, _) => lang.attach_link(),
            (PathPurpose::Folder, _) => lang.command(Command::ExportFigures),
            (_, Some(_)) => lang.overwrite(),
            (PathPurpose::Save, None) => lang.command(Command::Save),
            (PathPurpose::Export, None) => lang.command(Command::ExportFigure),
        };
        // A file is not overwritten by one Enter too many.
        let button = if exists.is_some() { widgets::main_button } else { widgets::answer_button };
        let chosen = button(ui, label.trim_end_matches('…')).clicked() || (enter && field.lost_focus());
        if chosen && !text.trim().is_empty() {
            let typed = PathBuf::from(text.trim());
            let writes = matches!(purpose, PathPurpose::Save | PathPurpose::Export);
            if writes && exists.is_none() && typed.exists() {
                *exists = Some(typed);
            } else {
                reply = Reply::Path(typed);
            }
        }
        if ui.button(lang.cancel()).clicked() {
            reply = Reply::Cancel;
        }
    });
    reply
}

fn list_window(ui: &mut Ui, shown: &Shown<'_>, heading: &str, add: impl FnOnce(&mut Ui)) -> Reply {
    widgets::question_title(ui, heading);
    widgets::rule(ui);
    let height = (ui.ctx().content_rect().height() - 220.0).clamp(120.0, 440.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    scroll.auto_shrink([false, true]).show(ui, add);
    close_button(ui, shown)
}

fn close_button(ui: &mut Ui, shown: &Shown<'_>) -> Reply {
    let mut reply = Reply::Open;
    widgets::question_buttons(ui, |ui| {
        if widgets::answer_button(ui, shown.lang.close()).clicked()
            || ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter))
        {
            reply = Reply::Cancel;
        }
    });
    reply
}

fn shortcuts(ui: &mut Ui, shown: &Shown<'_>) {
    Grid::new("shortcuts").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
        for &command in Command::ALL {
            if let Some(shortcut) = command.shortcut() {
                ui.label(RichText::new(shortcut_text(shortcut)).color(shown.theme.second.0));
                ui.label(shown.lang.command_tip(command));
                ui.end_row();
            }
        }
    });
}

fn about(ui: &mut Ui, shown: &Shown<'_>) -> Reply {
    let lang = shown.lang;
    widgets::question_title(ui, lang.app_name());
    ui.label(lang.about_text());
    widgets::question_hint(ui, &lang.about_version(env!("CARGO_PKG_VERSION")));
    widgets::question_hint(ui, lang.about_licence());
    close_button(ui, shown)
}

/// The problems of a workbook as a dialog, or the good news.
pub fn problems(workbook: &Workbook, shown: &Shown<'_>, actions: &mut Actions) -> Option<Dialog> {
    let found = workbook.check();
    if found.is_empty() {
        actions.push(super::Action::Inform(shown.lang.no_problems().to_owned()));
        return None;
    }
    Some(Dialog::Problems(found))
}
