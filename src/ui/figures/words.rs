//! The words of a figure, which it shows while they are typed: a run of typing in one field is one step.

use crate::{
    edit::MergeKey,
    i18n::Lang,
    model::{Figure, FigureId, Text},
    ui::{Shown, fields},
};
use egui::{CollapsingHeader, Role, TextEdit, Ui, WidgetInfo};

/// What was typed in a frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typed {
    /// The number of the field.
    field: Option<u32>,
    /// A field lost the keyboard: the run ends.
    pub ended: bool,
}

impl Typed {
    /// Both together.
    pub fn or(self, other: Self) -> Self {
        Self { field: self.field.or(other.field), ended: self.ended || other.ended }
    }

    /// What makes a run of typing one step; none where nothing was typed.
    pub fn key(self, figure: FigureId) -> Option<MergeKey> {
        self.field.map(|field| MergeKey::Text(figure.into(), field))
    }
}

/// One field. Empty, it shows what the program writes by itself.
fn field(
    ui: &mut Ui,
    number: u32,
    label: &str,
    hint: &str,
    rows: usize,
    text: &mut Text,
) -> (Typed, egui::Id) {
    let id = ui.scope_id().with(("words", number));
    let mut typed = Typed::default();
    fields::row(ui, label, |ui| {
        let mut now = text.to_string();
        let edit = if rows > 1 {
            TextEdit::multiline(&mut now).desired_rows(rows)
        } else {
            TextEdit::singleline(&mut now)
        };
        let edit = edit.id(id).hint_text(hint).desired_width(ui.available_width());
        let response = ui.add(edit);
        let held = now.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::TextInput, true, label);
            info.current_text_value = Some(held.clone());
            info
        });
        if response.changed() && *now != **text {
            *text = now.into();
            typed.field = Some(number);
        }
        typed.ended = response.lost_focus();
    });
    (typed, id)
}

/// The title in the language in use. `take`: it takes the keyboard.
pub fn title(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure, take: bool) -> Typed {
    let lang = shown.lang;
    let text = match lang {
        Lang::Zh => &mut new.title,
        Lang::En => &mut new.title_en,
    };
    let hint = lang.figure_name(figure, shown.workbook);
    let (typed, id) = field(ui, 1, lang.fig_title_field(), &hint, 2, text);
    if take {
        ui.memory_mut(|memory| memory.request_focus(id));
        let mut edit = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let now = lang.pick(&figure.title, &figure.title_en).chars().count();
        let range = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(now));
        edit.cursor.set_char_range(Some(range));
        edit.store(ui.ctx(), id);
    }
    typed
}

/// Subtitle, note and source, and folded away all words in the other language.
pub fn others(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure) -> Typed {
    let lang = shown.lang;
    let own = lang.fig_made_itself();
    let (subtitle, note, source) = match lang {
        Lang::Zh => (&mut new.subtitle, &mut new.note, &mut new.source),
        Lang::En => (&mut new.subtitle_en, &mut new.note_en, &mut new.source_en),
    };
    let mut typed = field(ui, 2, lang.fig_subtitle_field(), own, 2, subtitle).0;
    typed = typed.or(field(ui, 3, lang.fig_note_field(), "", 2, note).0);
    typed = typed.or(field(ui, 4, lang.fig_source_field(), own, 1, source).0);
    let header = CollapsingHeader::new(lang.fig_other_language()).id_salt(("words", figure.id));
    header.show(ui, |ui| {
        let (title, subtitle, note, source) = match lang {
            Lang::En => (&mut new.title, &mut new.subtitle, &mut new.note, &mut new.source),
            Lang::Zh => (&mut new.title_en, &mut new.subtitle_en, &mut new.note_en, &mut new.source_en),
        };
        typed = typed.or(field(ui, 5, lang.fig_title_other(), "", 2, title).0);
        typed = typed.or(field(ui, 6, lang.fig_subtitle_other(), "", 2, subtitle).0);
        typed = typed.or(field(ui, 7, lang.fig_note_other(), "", 2, note).0);
        typed = typed.or(field(ui, 8, lang.fig_source_other(), "", 1, source).0);
    });
    typed
}
