//! Attachments: links to files, relative to the workbook so that the folder can be moved as a whole.

use super::heading;
use crate::{
    edit::Edit,
    model::{Project, Text},
    ui::{
        Action, Actions, Shown,
        projects::{State, page},
    },
};
use egui::{Label, OpenUrl, RichText, TextEdit, Ui};
use std::path::{Component, Path, PathBuf};

/// Where a path leads, seen from the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Into the workbook's folder: the path from there, with `/`.
    Inside(String),
    /// Elsewhere: the whole path.
    Outside(String),
}

/// What a chosen or typed path becomes. Without a file of its own a workbook has no folder.
pub fn link(path: &Path, workbook: Option<&Path>) -> Link {
    let folder = workbook.and_then(Path::parent);
    let inside = match folder {
        Some(folder) if path.is_absolute() => path.strip_prefix(folder).ok(),
        _ if path.is_relative() => Some(path),
        _ => None,
    };
    match inside.and_then(plain) {
        Some(inside) => Link::Inside(inside),
        None => Link::Outside(path.to_string_lossy().into_owned()),
    }
}

/// A path without detours; none where it is empty or climbs out of where it begins.
fn plain(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::CurDir => {}
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}

/// The file that a link leads to; none where the workbook has no folder to begin from.
pub fn resolve(link: &str, workbook: Option<&Path>) -> Option<PathBuf> {
    let path = Path::new(link);
    if path.is_absolute() {
        return Some(path.to_owned());
    }
    Some(workbook?.parent()?.join(path))
}

/// Whether a link leads out of the workbook's folder: by its words, or by links of the file system on its way.
fn leaves(text: &str, workbook: Option<&Path>) -> bool {
    if matches!(link(Path::new(text), workbook), Link::Outside(_)) {
        return true;
    }
    let folder = workbook.and_then(Path::parent).and_then(|folder| folder.canonicalize().ok());
    let file = resolve(text, workbook).and_then(|path| path.canonicalize().ok());
    folder.zip(file).is_some_and(|(folder, file)| !file.starts_with(folder))
}

/// The address by which the system's viewer opens a file.
pub fn address(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut address = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~:".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for half in [byte >> 4, byte & 15] {
                address.extend(char::from_digit(half.into(), 16).map(|digit| digit.to_ascii_uppercase()));
            }
        }
    }
    address
}

/// A project with one more attachment; none where it has that one already.
pub fn with(project: &Project, link: &str) -> Option<Project> {
    let there = project.attachments.iter().any(|other| &**other == link);
    (!there).then(|| {
        let mut new = project.clone();
        new.attachments.push(Text::from(link));
        new
    })
}

/// Shows the links, and the ways to add one.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, project: &Project, state: &mut State, actions: &mut Actions) {
    let (theme, lang) = (shown.theme, shown.lang);
    heading(ui, lang.group_attachments());
    let workbook = shown.document.path.as_deref();
    let there = page::found(state, shown, project);
    for (at, attachment) in project.attachments.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let missing = there.get(at) == Some(&false);
            let room = ui.available_width() - 28.0;
            let ink = if missing { theme.bad } else { theme.accent };
            let name = egui::Button::new(RichText::new(&**attachment).color(ink.0)).frame(false).truncate();
            let size = egui::vec2(room, 22.0);
            let response = ui.scope(|ui| {
                ui.set_max_width(size.x);
                ui.add(name)
            });
            let response = response.inner.on_hover_text(if missing {
                lang.attach_missing(attachment)
            } else {
                lang.attach_open(attachment)
            });
            if response.clicked() {
                if leaves(attachment, workbook) {
                    state.project_page.opening = Some(attachment.to_string());
                } else {
                    open(ui, shown, attachment, workbook, actions);
                }
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let label = lang.detail_remove(attachment);
                let remove = ui.add(egui::Button::new("×").frame(false));
                remove.clone().accessible_name(&label);
                if remove.on_hover_text(&label).clicked() {
                    let mut new = project.clone();
                    new.attachments.remove(at);
                    actions.edit(Edit::Replace(new.into()));
                }
            });
        });
        if there.get(at) == Some(&false) {
            ui.label(RichText::new(lang.attach_not_there()).size(12.0).color(theme.bad.0));
        }
    }
    if let Some(outside) = state.project_page.outside.clone()
        && let Some(yes) = question(ui, shown, &lang.attach_outside(&outside), lang.attach_anyway())
    {
        state.project_page.outside = None;
        if let Some(new) = yes.then(|| with(project, &outside)).flatten() {
            actions.edit(Edit::Replace(new.into()));
        }
    }
    if let Some(outside) = state.project_page.opening.clone()
        && let Some(yes) = question(ui, shown, &lang.attach_open_outside(&outside), lang.attach_open_anyway())
    {
        state.project_page.opening = None;
        if yes {
            open(ui, shown, &outside, workbook, actions);
        }
    }
    ui.horizontal(|ui| {
        if ui.button(lang.attach_choose()).clicked() {
            actions.push(Action::Attach(project.id));
        }
        let width = ui.available_width();
        let edit = TextEdit::singleline(&mut state.project_page.path)
            .hint_text(lang.attach_path_hint())
            .desired_width(width);
        let response = ui.add(edit).accessible_name(lang.attach_path());
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if entered && !state.composition.is_on() {
            let typed = std::mem::take(&mut state.project_page.path);
            if let Some(edit) =
                page::attach(state, shown.workbook, project.id, Path::new(typed.trim()), workbook)
            {
                actions.edit(edit);
            }
        }
    });
    if project.attachments.is_empty() {
        let hint = lang.attach_none();
        ui.add(Label::new(RichText::new(hint).size(12.0).color(theme.second.0)).wrap());
    }
    if workbook.is_none() {
        let hint = lang.attach_unsaved();
        ui.add(Label::new(RichText::new(hint).size(12.0).color(theme.second.0)).wrap());
    }
}

/// A question between the links; the answer, once there is one.
fn question(ui: &mut Ui, shown: &Shown<'_>, text: &str, yes: &str) -> Option<bool> {
    ui.add(Label::new(RichText::new(text).color(shown.theme.warning.0)).wrap());
    let asked = ui.horizontal(|ui| [ui.button(yes).clicked(), ui.button(shown.lang.cancel()).clicked()]);
    match asked.inner {
        [true, _] => Some(true),
        [_, true] => Some(false),
        _ => None,
    }
}

/// Opens a file with the system's viewer; says where it is missing.
fn open(ui: &Ui, shown: &Shown<'_>, link: &str, workbook: Option<&Path>, actions: &mut Actions) {
    match resolve(link, workbook).filter(|path| path.exists()) {
        Some(path) => ui.ctx().open_url(OpenUrl::new_tab(address(&path))),
        None if workbook.is_none() => actions.push(Action::Warn(shown.lang.attach_unsaved().to_owned())),
        None => actions.push(Action::Warn(shown.lang.attach_missing(link))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_leaves_the_folder_is_told_apart() {
        let workbook = Path::new("/data/plan/city.guatu.ron");
        let of = |path: &str| link(Path::new(path), Some(workbook));
        assert_eq!(of("/data/plan/photos/a b.jpg"), Link::Inside("photos/a b.jpg".into()));
        assert_eq!(of("photos/../x.pdf"), Link::Inside("x.pdf".into()));
        assert_eq!(of("../x.pdf"), Link::Outside("../x.pdf".into()));
        assert_eq!(of("/data/other/x.pdf"), Link::Outside("/data/other/x.pdf".into()));
        assert_eq!(of("/data/plan/../secret"), Link::Outside("/data/plan/../secret".into()));
        assert_eq!(link(Path::new("/data/x.pdf"), None), Link::Outside("/data/x.pdf".into()));
    }

    #[test]
    fn a_link_that_leads_out_of_the_folder_is_known_before_it_is_opened() {
        let home = tempfile::TempDir::new().unwrap();
        let folder = home.path().join("plan");
        std::fs::create_dir(&folder).unwrap();
        let workbook = folder.join("city.guatu.ron");
        for file in [folder.join("a.pdf"), home.path().join("b.pdf")] {
            crate::storage::write_bytes(&file, b"x").unwrap();
        }
        let leads_out = |text: &str| leaves(text, Some(&workbook));
        assert!(!leads_out("a.pdf"));
        assert!(!leads_out(folder.join("a.pdf").to_str().unwrap()));
        assert!(leads_out("../b.pdf"));
        assert!(leads_out(home.path().join("b.pdf").to_str().unwrap()));
        assert!(leaves("/etc/passwd", None));
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(home.path().join("b.pdf"), folder.join("c.pdf")).unwrap();
            assert!(leads_out("c.pdf"), "a link of the file system on the way");
        }
    }

    #[test]
    fn a_link_leads_from_the_workbook_and_its_address_is_plain_ascii() {
        let path = resolve("附件/照片 1.jpg", Some(Path::new("/data/city.guatu.ron"))).unwrap();
        assert_eq!(path, Path::new("/data/附件/照片 1.jpg"));
        assert_eq!(address(&path), "file:///data/%E9%99%84%E4%BB%B6/%E7%85%A7%E7%89%87%201.jpg");
        assert_eq!(resolve("a.pdf", None), None);
    }
}
