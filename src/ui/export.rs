//! Asking how to export a figure: format, size and scale, with a small preview of the page's shape.

use super::{Action, Actions, Shown, theme, widgets};
use crate::{
    chart::{Format, Size},
    i18n::Lang,
    jobs::plain_name,
    model::Figure,
};
use egui::{RichText, Ui};

/// The question while it is open.
#[derive(Debug, Clone, PartialEq)]
pub struct State {
    figure: Figure,
    title: String,
    format: Format,
    size: Size,
    scale: u32,
}

/// What to export, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The figure.
    pub figure: Figure,
    /// Its title, for the file's name.
    pub title: String,
    /// The format.
    pub format: Format,
    /// The size.
    pub size: Size,
    /// The scale of a PNG.
    pub scale: u32,
}

impl State {
    /// The question for a figure with a title.
    pub fn new(figure: Figure, title: String) -> Self {
        let size = figure.paper.into();
        Self { figure, title, format: Format::Png, size, scale: 2 }
    }
}

impl Request {
    /// A name for the file, from the figure's title.
    pub fn file_name(&self) -> String {
        let name = plain_name(&self.title);
        format!("{}.{}", if name.is_empty() { "figure" } else { &name }, self.format.extension())
    }
}

/// What a usual size is for.
pub fn size_name(lang: Lang, size: Size) -> &'static str {
    match size {
        Size::SLIDE => lang.export_slide(),
        Size::PHONE => lang.export_phone(),
        Size::POSTER => lang.export_poster(),
        _ => lang.export_page(),
    }
}

/// Shows the question; false once it is answered.
pub fn show(ctx: &egui::Context, state: &mut State, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let mut open = true;
    let modal = widgets::modal(ctx, "export").show(ctx, |ui| {
        ui.set_width(420.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 8.0;
        open = question(ui, state, shown, actions);
    });
    open && !modal.should_close()
}

fn question(ui: &mut Ui, state: &mut State, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let (lang, theme) = (shown.lang, shown.theme);
    widgets::panel_title(ui, lang.path_title_export());
    ui.add(egui::Label::new(RichText::new(&state.title).color(theme.second.0)).truncate());
    let label = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).size(12.0).color(theme.second.0));
    };
    label(ui, lang.export_format());
    ui.horizontal_wrapped(|ui| {
        for format in Format::ALL {
            let name = format.extension().to_uppercase();
            if widgets::chip(ui, &name, None, state.format == format)
                .on_hover_text(lang.export_format_tip(format))
                .clicked()
            {
                state.format = format;
            }
        }
    });
    if state.format != Format::Csv {
        label(ui, lang.export_size());
        ui.horizontal_wrapped(|ui| {
            for size in [Size::SLIDE, Size::PAGE, Size::PHONE, Size::POSTER] {
                let name = size_name(lang, size);
                let tip = format!("{} × {}", size.width, size.height);
                if widgets::chip(ui, name, None, state.size == size).on_hover_text(tip).clicked() {
                    state.size = size;
                }
            }
        });
    }
    if state.format == Format::Png {
        label(ui, lang.export_scale());
        ui.horizontal_wrapped(|ui| {
            for scale in 1..=4 {
                let name = format!("{scale}×");
                let tip = format!("{} × {}", state.size.width * scale, state.size.height * scale);
                if widgets::chip(ui, &name, None, state.scale == scale).on_hover_text(tip).clicked() {
                    state.scale = scale;
                }
            }
        });
    }
    ui.add_space(theme::CONTROL / 4.0);
    let mut open = true;
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if widgets::answer_button(ui, lang.export_choose()).clicked() {
            let State { figure, title, format, size, scale } = state.clone();
            actions.push(Action::Export(Box::new(Request { figure, title, format, size, scale })));
            open = false;
        }
        if ui.button(lang.cancel()).clicked() {
            open = false;
        }
    });
    open
}
