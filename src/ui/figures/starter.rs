//! Beginning a figure: from a template, or blank. Templates that the workbook has nothing for say what is
//! missing.

use super::{State, changes, editor};
use crate::{
    chart::{Missing, Template},
    model::{Figure, FigureId, FigureKind},
    ui::{Actions, Shown, theme, widgets},
};
use egui::{
    Align, CornerRadius, FontId, Key, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

/// A template with its figure, or what is missing for it.
type Offer = (Template, Result<Figure, Missing>);

/// Which templates the workbook has something for, found once for its data.
#[derive(Debug, Default)]
pub struct Starter(Option<(u64, Vec<Offer>)>);

impl Starter {
    fn all(&mut self, shown: &Shown<'_>) -> Vec<Offer> {
        let revision = shown.derived.revision();
        if let Some((of, all)) = &self.0
            && *of == revision
        {
            return all.clone();
        }
        let all: Vec<_> =
            Template::ALL.into_iter().map(|template| (template, template.figure(shown.workbook))).collect();
        self.0 = Some((revision, all.clone()));
        all
    }
}

/// The page while there is no figure.
pub fn empty_page(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let (lang, theme) = (shown.lang, shown.theme);
    widgets::page_title(ui, lang.fig_title(), "", |_| {});
    ui.add_space(14.0);
    widgets::panel_title(ui, lang.fig_empty());
    ui.add(egui::Label::new(RichText::new(lang.fig_empty_hint()).color(theme.second.0)).wrap());
    ui.add_space(10.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| choices(ui, shown, state, actions));
}

/// The window of templates.
pub fn window(ctx: &egui::Context, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let modal = widgets::modal(ctx, "templates").show(ctx, |ui| {
        ui.set_width(760.0_f32.min(ctx.content_rect().width() - 60.0));
        widgets::panel_title(ui, shown.lang.fig_new_title());
        ui.label(RichText::new(shown.lang.fig_new_hint()).size(12.0).color(shown.theme.second.0));
        ui.add_space(6.0);
        let height = (ctx.content_rect().height() - 190.0).clamp(160.0, 520.0);
        ScrollArea::vertical()
            .max_height(height)
            .min_scrolled_height(height)
            .auto_shrink([false, true])
            .show(ui, |ui| choices(ui, shown, state, actions));
        ui.add_space(4.0);
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            if ui.button(shown.lang.cancel()).clicked() || ui.input(|input| input.key_pressed(Key::Escape)) {
                state.starting = false;
            }
        });
    });
    if modal.should_close() {
        state.starting = false;
    }
}

/// Height of a card, and how wide it is at least.
const CARD: f32 = 58.0;
const WIDE: f32 = 214.0;
const GAP: f32 = 8.0;

/// Blank first, then all templates, as cards beside each other.
fn choices(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let lang = shown.lang;
    let all = state.starter.all(shown);
    let width = ui.available_width() - 8.0;
    let columns = ((width + GAP) / (WIDE + GAP)).floor().max(1.0) as usize;
    let each = (width - GAP * (columns - 1) as f32) / columns as f32;
    let mut chosen: Option<Figure> = None;
    ui.spacing_mut().item_spacing = vec2(GAP, GAP);
    let count = all.len() + 1;
    for row in 0..count.div_ceil(columns) {
        ui.horizontal(|ui| {
            for at in (row * columns..count).take(columns) {
                let clicked = match at.checked_sub(1).and_then(|at| all.get(at)) {
                    None => card(ui, each, lang.fig_blank(), lang.fig_blank_hint(), true),
                    Some((template, Ok(figure))) => {
                        let name = lang.template(*template);
                        card(ui, each, name, &lang.figure_name(figure, shown.workbook), true)
                    }
                    Some((template, Err(missing))) => {
                        card(ui, each, lang.template(*template), lang.template_missing(*missing), false)
                    }
                };
                if clicked {
                    chosen = match at.checked_sub(1).and_then(|at| all.get(at)) {
                        None => {
                            let blank = Figure::new(FigureId(0), FigureKind::Line);
                            Some(editor::fitted(shown.workbook, blank))
                        }
                        Some((_, figure)) => figure.clone().ok(),
                    };
                }
            }
        });
    }
    if let Some(figure) = chosen {
        let (edit, id) = changes::added(shown.workbook, figure, state.current);
        actions.edit(edit);
        state.starting = false;
        state.select(id);
    }
}

/// One choice: its name, and below it what it would show or what is missing.
fn card(ui: &mut Ui, width: f32, name: &str, said: &str, can: bool) -> bool {
    let theme = theme::Theme::in_use(ui);
    let sense = if can { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(width, CARD), sense);
    let (ground, line) = match (can, response.hovered() || response.has_focus()) {
        (true, true) => (theme.hover.0, theme.accent.0),
        (true, false) => (theme.panel.0, theme.strong_line.0),
        (false, _) => (theme.page.0, theme.line.0),
    };
    ui.painter().rect(rect, CornerRadius::same(6), ground, Stroke::new(1.0, line), StrokeKind::Inside);
    let inner = rect.shrink2(vec2(10.0, 7.0));
    let ink = if can { theme.text.0 } else { theme.faint.0 };
    let top = Rect::from_min_max(inner.min, pos2(inner.right(), inner.top() + 18.0));
    widgets::text_in(ui, top, name, theme::bold(13.0), ink, Align::Min);
    let mut job = egui::text::LayoutJob::simple(
        said.to_owned(),
        FontId::proportional(11.5),
        theme.second.0,
        inner.width(),
    );
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(pos2(inner.left(), top.bottom() + 1.0), galley, theme.second.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, can, name));
    let clicked = response.clicked();
    response.on_hover_text(said);
    clicked && can
}
