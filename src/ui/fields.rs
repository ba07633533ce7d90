//! Fields of a form: a label, and beside it what can be changed in place.
//!
//! A text is committed when its field loses the focus; what was refused stays in the field with the
//! reason below it until it is mended or Escape takes it back.

use super::theme::Theme;
use crate::{
    edit::{Edit, Row},
    model::{Department, DepartmentId, Workbook},
    ui::Shown,
};
use egui::{
    Align, ComboBox, Id, Key, Label, Layout, Response, RichText, Role, TextEdit, Ui, WidgetInfo,
    text::{CCursor, CCursorRange},
    text_edit::TextEditState,
    vec2,
};

/// What is being typed into the fields of a page.
#[derive(Debug, Default)]
pub struct Fields {
    open: Vec<Draft>,
}

#[derive(Debug)]
struct Draft {
    id: Id,
    text: String,
    error: Option<String>,
}

/// Names that are offered while a text is typed.
#[derive(Debug, Clone, Copy)]
enum Names<'a> {
    /// One is the whole text.
    Whole(&'a [String]),
    /// One stands for the last word.
    LastWord(&'a [String]),
}

/// Width of the labels.
const LABEL: f32 = 62.0;

impl Fields {
    /// Forgets what is being typed.
    pub fn clear(&mut self) {
        self.open.clear();
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        self.open.iter().find_map(|draft| draft.error.as_deref())
    }

    /// A text on one line. Returns what was committed, where it differs.
    pub fn text(&mut self, ui: &mut Ui, label: &str, now: &str) -> Option<String> {
        self.parsed(ui, label, now, &[], |text| Ok(text.trim().to_owned()))
    }

    /// A text on several lines.
    pub fn long_text(&mut self, ui: &mut Ui, label: &str, now: &str) -> Option<String> {
        let mut committed = None;
        row(ui, label, |ui| {
            let names = Names::Whole(&[]);
            committed = self.field(ui, label, now, names, true, |text| Ok(text.trim().to_owned()));
        });
        committed
    }

    /// A text that is read as something; with names to pick from.
    pub fn parsed<T>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        now: &str,
        names: &[String],
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let mut committed = None;
        row(ui, label, |ui| committed = self.field(ui, label, now, Names::Whole(names), false, read));
        committed
    }

    /// As [`Self::parsed`], for a text of several names: the one that is being typed is completed.
    pub fn completed<T>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        now: &str,
        names: &[String],
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let mut committed = None;
        row(ui, label, |ui| committed = self.field(ui, label, now, Names::LastWord(names), false, read));
        committed
    }

    /// Goes on typing with another text.
    fn go_on(&mut self, ui: &Ui, id: Id, text: String) {
        let end = CCursor::new(text.chars().count());
        match self.open.iter_mut().find(|draft| draft.id == id) {
            Some(draft) => (draft.text, draft.error) = (text, None),
            None => self.open.push(Draft { id, text, error: None }),
        }
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(end)));
        state.store(ui.ctx(), id);
        ui.memory_mut(|memory| memory.request_focus(id));
    }

    fn field<T>(
        &mut self,
        ui: &mut Ui,
        label: &str,
        now: &str,
        names: Names<'_>,
        long: bool,
        read: impl FnOnce(&str) -> Result<T, String>,
    ) -> Option<T> {
        let theme = Theme::in_use(ui);
        let id = ui.scope_id().with(("field", label));
        let at = self.open.iter().position(|draft| draft.id == id);
        let mut text = at.map_or_else(|| now.to_owned(), |at| self.open[at].text.clone());
        let edit = if long {
            TextEdit::multiline(&mut text).desired_rows(2)
        } else {
            TextEdit::singleline(&mut text)
        };
        let edit = edit.id(id).desired_width(ui.available_width());
        let response = ui.add(edit);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, label);
            info.current_text_value = Some(text.clone());
            info
        });
        let mut picked = None;
        if response.has_focus() || response.lost_focus() {
            picked = offer(ui, id, &response, &text, names);
        }
        if response.changed() {
            match at {
                Some(at) => {
                    self.open[at].text.clone_from(&text);
                    self.open[at].error = None;
                }
                None => self.open.push(Draft { id, text: text.clone(), error: None }),
            }
        }
        let error = at.and_then(|at| self.open.get(at)?.error.clone());
        if let Some(why) = error {
            ui.add(Label::new(RichText::new(why).color(theme.bad.0).size(12.0)).wrap());
        }
        if let (Some(text), Names::LastWord(_)) = (&picked, names) {
            self.go_on(ui, id, text.clone());
            return None;
        }
        let done = picked.is_some() || response.lost_focus();
        if !done {
            return None;
        }
        let typed = picked.unwrap_or(text);
        let open = self.open.iter().position(|draft| draft.id == id);
        if ui.input(|input| input.key_pressed(Key::Escape)) || typed == now {
            if let Some(at) = open {
                self.open.remove(at);
            }
            return None;
        }
        // A list of names was pressed: what was typed so far is not what is wanted.
        if response.lost_focus() && is_on_names(ui, id) {
            return None;
        }
        match read(&typed) {
            Ok(value) => {
                if let Some(at) = open {
                    self.open.remove(at);
                }
                Some(value)
            }
            Err(why) => {
                match open {
                    Some(at) => self.open[at].error = Some(why),
                    None => self.open.push(Draft { id, text: typed, error: Some(why) }),
                }
                None
            }
        }
    }
}

fn names_id(id: Id) -> Id {
    id.with("names")
}

fn is_on_names(ui: &Ui, id: Id) -> bool {
    let rect = ui.memory(|memory| memory.area_rect(names_id(id)));
    let at = ui.input(|input| input.pointer.press_origin());
    rect.zip(at).is_some_and(|(rect, at)| rect.contains(at))
}

/// The word that is being typed at the end of a text, and what stands before it.
fn last_word(text: &str) -> (&str, &str) {
    let is_apart = |c: char| c.is_whitespace() || "+-−–*×/÷()（）,，、＋－＊／".contains(c);
    let start = text.char_indices().rev().find(|(_, c)| is_apart(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    text.split_at(start)
}

/// Names below a field that fit what was typed so far; the text that one of them makes of it.
fn offer(ui: &Ui, id: Id, response: &Response, text: &str, names: Names<'_>) -> Option<String> {
    let (names, (kept, text)) = match names {
        Names::Whole(names) => (names, ("", text)),
        Names::LastWord(names) => (names, last_word(text)),
    };
    let typed = text.trim().to_lowercase();
    if typed.is_empty() && !kept.is_empty() {
        return None;
    }
    let fits = |name: &&String| name.to_lowercase().contains(&typed) && name.trim() != text.trim();
    let fitting: Vec<&String> = names.iter().filter(fits).take(8).collect();
    if fitting.is_empty() {
        return None;
    }
    let mut picked = None;
    egui::Area::new(names_id(id))
        .order(egui::Order::Foreground)
        .fixed_pos(response.rect.left_bottom() + vec2(0.0, 2.0))
        .show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_min_width(response.rect.width() - 12.0);
                for name in fitting {
                    if ui.selectable_label(false, name).clicked() {
                        picked = Some(format!("{kept}{name}"));
                    }
                }
            });
        });
    picked
}

/// A label, and what stands beside it.
pub fn row(ui: &mut Ui, label: &str, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::in_use(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let size = vec2(LABEL, super::theme::CONTROL);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_size(size);
            ui.add(Label::new(RichText::new(label).color(theme.second.0).size(12.0)).truncate());
        });
        ui.vertical(|ui| add(ui));
    });
}

/// One of several. Returns another choice than the present one.
pub fn choice<T: Copy + PartialEq>(ui: &mut Ui, label: &str, now: T, options: &[(T, String)]) -> Option<T> {
    let mut chosen = None;
    row(ui, label, |ui| chosen = choice_only(ui, label, now, options, ui.available_width()));
    chosen
}

/// As [`choice`], without a label beside it.
pub fn choice_only<T: Copy + PartialEq>(
    ui: &mut Ui,
    label: &str,
    now: T,
    options: &[(T, String)],
    width: f32,
) -> Option<T> {
    let mut chosen = None;
    let text = options.iter().find(|(option, _)| *option == now).map_or("–", |(_, text)| text.as_str());
    let response = ComboBox::from_id_salt(("choice", label))
        .selected_text(text)
        .width(width)
        .truncate()
        .show_ui(ui, |ui| {
            for (option, text) in options {
                if ui.selectable_label(*option == now, text).clicked() && *option != now {
                    chosen = Some(*option);
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, true, label);
        info.current_text_value = Some(text.to_owned());
        info
    });
    chosen
}

/// Yes or no.
pub fn check(ui: &mut Ui, label: &str, now: bool) -> Option<bool> {
    let mut flag = now;
    let mut changed = false;
    row(ui, "", |ui| changed = ui.checkbox(&mut flag, label).changed());
    changed.then_some(flag)
}

/// Checks a change on a copy of the workbook, so that its refusal can be said where it was typed.
pub fn checked(shown: &Shown<'_>, edit: Edit) -> Result<Edit, String> {
    let mut copy = shown.kept.clone();
    match edit.clone().apply(&mut copy) {
        Ok(_) => Ok(edit),
        Err(refusal) => Err(shown.lang.refusal(&refusal)),
    }
}

/// The names of all departments, for picking.
pub fn department_names(workbook: &Workbook) -> Vec<String> {
    workbook.departments.iter().map(|row| row.name.to_string()).collect()
}

/// A department's name; empty for none.
pub fn department_name(workbook: &Workbook, id: Option<DepartmentId>) -> &str {
    id.and_then(|id| workbook.departments.get(id)).map_or("", |row| &row.name)
}

/// The department that a typed name means, with the change that creates it where there is none.
pub fn department(workbook: &Workbook, typed: &str) -> (Option<DepartmentId>, Option<Edit>) {
    let typed = typed.trim();
    if typed.is_empty() {
        return (None, None);
    }
    let named = |row: &&Department| &*row.name == typed || row.aliases.iter().any(|alias| &**alias == typed);
    if let Some(row) = workbook.departments.iter().find(named) {
        return (Some(row.id), None);
    }
    let id: DepartmentId = workbook.new_id(0);
    let row = Department { id, name: typed.into(), aliases: Vec::new() };
    (Some(id), Some(Edit::Insert { at: workbook.departments.len(), row: Row::from(row) }))
}

/// A change that may need another one before it, as one step.
pub fn after(first: Option<Edit>, then: Edit) -> Edit {
    match first {
        Some(first) => Edit::Many(vec![first, then]),
        None => then,
    }
}
