//! The chart in its card.

use crate::{
    chart::{self, Chart, Ink, Mode},
    i18n::Lang,
    model::Figure,
    ui::{Actions, Shown, theme::Theme, widgets},
};
use egui::{CornerRadius, Label, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2};

/// The chart of the figure in view, kept until the workbook, the figure or the language changes.
#[derive(Debug, Default)]
pub struct Kept(Option<(u64, Lang, Figure, Chart)>);

impl Kept {
    fn of(&mut self, shown: &Shown<'_>, figure: &Figure) -> &Chart {
        let key = (shown.derived.revision(), shown.lang);
        let fits =
            self.0.as_ref().is_some_and(|(revision, lang, of, _)| (*revision, *lang) == key && of == figure);
        if !fits {
            let chart = chart::chart(shown.workbook, figure, shown.lang);
            self.0 = Some((key.0, key.1, figure.clone(), chart));
        }
        // Just put there where it was missing.
        &self
            .0
            .get_or_insert_with(|| {
                (key.0, key.1, figure.clone(), chart::chart(shown.workbook, figure, shown.lang))
            })
            .3
    }
}

/// Height of a line of the foot.
const FOOT: f32 = 18.0;

/// Shows a figure in a card of this height.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    kept: &mut Kept,
    figure: &Figure,
    height: f32,
    actions: &mut Actions,
) {
    let theme = shown.theme;
    let lang = shown.lang;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        theme.panel.0,
        Stroke::new(1.0, theme.line.0),
        StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(14.0, 10.0));
    let mut ui = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("chart"));
    let chart = kept.of(shown, figure);
    let ink = if is_dark(theme) { Ink::dark() } else { Ink::light() };
    let foot = chart.foot.join("　");
    let room = if foot.is_empty() { 0.0 } else { FOOT + 4.0 };
    let size = vec2(inner.width(), (inner.height() - room).max(40.0));
    ui.spacing_mut().item_spacing.y = 4.0;
    let response = chart::show(&mut ui, chart, ink, size, Mode::Screen, lang);
    if !foot.is_empty() {
        let lines = chart.foot.join("\n");
        let label = Label::new(RichText::new(foot).size(12.0).color(theme.faint.0)).truncate();
        let label = label.show_tooltip_when_elided(false);
        // How the figures were made may be longer than the line.
        ui.add(label).on_hover_text(lines);
    }
    response.context_menu(|ui| widgets::figure_menu(ui, figure, lang, actions));
}

fn is_dark(theme: &'static Theme) -> bool {
    std::ptr::eq(theme, Theme::of(true))
}
