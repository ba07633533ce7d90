//! Asking how to export several figures: all in one PDF, or one file each in a folder.

use super::{Action, Actions, Shown, export::size_name, theme, widgets};
use crate::{
    chart::{Format, Size},
    jobs::plain_name,
    model::Figure,
};
use egui::{RichText, Ui};

/// Formats that several figures can have.
const FORMATS: [Format; 3] = [Format::Pdf, Format::Svg, Format::Png];

/// What to export, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The figures, in order.
    pub figures: Vec<Figure>,
    /// What they are called together.
    pub title: String,
    /// The format.
    pub format: Format,
    /// The size; none: each has its own.
    pub size: Option<Size>,
    /// The scale of a PNG.
    pub scale: u32,
}

impl Request {
    /// The usual way: one PDF, each figure in its own size.
    pub fn new(figures: Vec<Figure>, title: String) -> Self {
        Self { figures, title, format: Format::Pdf, size: None, scale: 2 }
    }

    /// Whether they go into a folder, one file each.
    pub fn into_folder(&self) -> bool {
        self.format != Format::Pdf
    }

    /// A name for the file.
    pub fn file_name(&self) -> String {
        let name = plain_name(&self.title);
        format!("{}.{}", if name.is_empty() { "figures" } else { &name }, self.format.extension())
    }
}

/// Shows the question; false once it is answered.
pub fn show(ctx: &egui::Context, state: &mut Request, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let mut open = true;
    let modal = widgets::modal(ctx, "export_many").show(ctx, |ui| {
        ui.set_width(420.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        open = question(ui, state, shown, actions);
    });
    open && !modal.should_close()
}

fn question(ui: &mut Ui, state: &mut Request, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let (lang, theme) = (shown.lang, shown.theme);
    widgets::panel_title(ui, &lang.export_many_title(state.figures.len()));
    let label = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(12.0).color(theme.second.0));
    };
    label(ui, lang.export_format());
    ui.horizontal_wrapped(|ui| {
        for format in FORMATS {
            let name = format.extension().to_uppercase();
            if widgets::chip(ui, &name, None, state.format == format)
                .on_hover_text(lang.export_format_tip(format))
                .clicked()
            {
                state.format = format;
            }
        }
    });
    let what = match state.format {
        Format::Pdf => lang.export_one_pdf().to_owned(),
        format => lang.export_into_folder(&format.extension().to_uppercase()),
    };
    label(ui, &what);
    label(ui, lang.export_size());
    ui.horizontal_wrapped(|ui| {
        for size in [None, Some(Size::SLIDE), Some(Size::PAGE), Some(Size::PHONE), Some(Size::POSTER)] {
            let name = size.map_or(lang.export_own_size(), |size| size_name(lang, size));
            if widgets::chip(ui, name, None, state.size == size).clicked() {
                state.size = size;
            }
        }
    });
    if state.format == Format::Png {
        label(ui, lang.export_scale());
        ui.horizontal_wrapped(|ui| {
            for scale in 1..=4 {
                if widgets::chip(ui, &format!("{scale}×"), None, state.scale == scale).clicked() {
                    state.scale = scale;
                }
            }
        });
    }
    ui.add_space(theme::CONTROL / 4.0);
    let mut open = true;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let choose = if state.into_folder() { lang.export_choose_folder() } else { lang.export_choose() };
        if widgets::answer_button(ui, choose).clicked() {
            actions.push(Action::ExportMany(Box::new(state.clone())));
            open = false;
        }
        if ui.button(lang.cancel()).clicked() {
            open = false;
        }
    });
    open
}
