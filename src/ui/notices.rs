//! Notices: they slide in at the bottom right, go by themselves unless they need an answer, and are kept
//! in a list.

use super::theme::Theme;
use crate::{i18n::Lang, model::visible};
use egui::{Align2, Area, Button, Frame, Id, Margin, Order, RichText, Stroke, Ui, vec2};
use std::borrow::Cow;

/// How a notice is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something went as asked.
    Good,
    /// Something was not done.
    Bad,
}

/// A notice.
#[derive(Debug, Clone)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What it says.
    pub text: String,
    /// When it goes, in seconds of the program's time; none: it has gone.
    until: Option<f64>,
}

/// How long a notice stays, in seconds: a person reads about eight signs a second.
fn stay(tone: Tone, text: &str) -> f64 {
    let reading = text.chars().count() as f64 / 8.0;
    match tone {
        Tone::Good => 3.0 + reading,
        Tone::Bad => 8.0 + reading,
    }
}

/// The notices of this session, oldest first.
#[derive(Debug, Default)]
pub struct Notices {
    all: Vec<Notice>,
}

/// How many are kept.
const KEPT: usize = 200;

impl Notices {
    /// Adds one.
    pub fn add(&mut self, ctx: &egui::Context, tone: Tone, text: String) {
        let until = ctx.input(|input| input.time) + stay(tone, &text);
        self.put(tone, text, Some(until));
        ctx.request_repaint();
    }

    /// Adds one to the list alone: a question says it.
    pub fn note(&mut self, tone: Tone, text: String) {
        self.put(tone, text, None);
    }

    fn put(&mut self, tone: Tone, text: String, until: Option<f64>) {
        let spelt_out = match visible(&text) {
            Cow::Owned(spelt_out) => Some(spelt_out),
            Cow::Borrowed(_) => None,
        };
        self.all.push(Notice { tone, text: spelt_out.unwrap_or(text), until });
        if self.all.len() > KEPT {
            self.all.remove(0);
        }
    }

    /// All of this session, oldest first.
    pub fn all(&self) -> &[Notice] {
        &self.all
    }

    /// Shows those that are still in view.
    pub fn show(&mut self, ctx: &egui::Context, lang: Lang) {
        let now = ctx.input(|input| input.time);
        let mut next: Option<f64> = None;
        for notice in &mut self.all {
            match notice.until {
                Some(until) if until <= now => notice.until = None,
                Some(until) => next = Some(next.map_or(until, |next| next.min(until))),
                None => {}
            }
        }
        let Some(next) = next else { return };
        ctx.request_repaint_after(std::time::Duration::from_secs_f64((next - now).clamp(0.0, 60.0)));
        Area::new(Id::unique("notices"))
            .order(Order::Foreground)
            .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0))
            .show(ctx, |ui| {
                ui.set_max_width(420.0);
                for notice in self.all.iter_mut().rev().filter(|notice| notice.until.is_some()).take(4) {
                    if one(ui, notice, lang) {
                        notice.until = None;
                    }
                    ui.add_space(6.0);
                }
            });
    }
}

/// Shows one; true where it was closed.
fn one(ui: &mut Ui, notice: &Notice, lang: Lang) -> bool {
    let theme = Theme::in_use(ui);
    let (ink, ground) = match notice.tone {
        Tone::Good => (theme.good, theme.panel),
        Tone::Bad => (theme.bad, theme.panel),
    };
    let frame = Frame::popup(ui.style())
        .fill(ground.0)
        .stroke(Stroke::new(1.0, ink.0))
        .inner_margin(Margin::symmetric(12, 8));
    let mut closed = false;
    frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.colored_label(ink.0, if notice.tone == Tone::Good { "√" } else { "!" });
            ui.add(egui::Label::new(RichText::new(&notice.text).color(theme.text.0)).wrap());
            closed = ui.add(Button::new("×").frame(false)).on_hover_text(lang.close()).clicked();
        });
    });
    closed
}
