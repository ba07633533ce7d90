//! How a figure was computed: formula, inputs and where they come from, rounding, pace, and the lamp's rules.

use crate::{
    analysis::{
        Explanation, LampReason, ListAnalysis,
        explain::{About, Origin},
        round_half_up,
    },
    i18n::format,
    model::{Decimal, Lamp, MoneyUnit, ProjectId, ProjectList},
    ui::{Shown, projects::rows::InView, theme, widgets},
};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};

/// What is being explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A project.
    Project(ProjectId),
    /// The sum of the rows in view.
    Sum,
}

/// The window while it is open.
#[derive(Debug)]
pub struct State {
    subject: Subject,
    /// The explanation, for the view that it was made in.
    kept: Option<(u64, Explanation)>,
}

impl State {
    /// Explains something.
    pub fn of(subject: Subject) -> Self {
        Self { subject, kept: None }
    }
}

/// Places of figures that are shown unrounded.
const EXACT: u8 = 6;

/// Shows the window; true while it stays open.
pub fn show(ui: &Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &mut State) -> bool {
    if state.kept.as_ref().is_none_or(|(number, _)| *number != view.number()) {
        let made = explanation(shown, &view.analysis, view, state.subject);
        state.kept = made.map(|made| (view.number(), made));
    }
    let Some((_, found)) = &state.kept else { return false };
    let lang = shown.lang;
    let name = match found.about {
        About::Project(id) => {
            let project = shown.workbook.projects.get(id);
            project.map_or_else(String::new, |row| shown.name(&row.name, &row.name_en).to_owned())
        }
        About::Sum { counted, .. } => {
            format!("{} · {}", shown.list(list), lang.explain_total(counted))
        }
    };
    let mut open = true;
    let ctx = ui.ctx();
    let modal = widgets::modal(ctx, "explain").show(ctx, |ui| {
        ui.set_width(600.0_f32.min(ctx.content_rect().width() - 60.0));
        ui.spacing_mut().item_spacing.y = 5.0;
        widgets::panel_title(ui, &lang.explain_title(&name));
        widgets::rule(ui);
        let height = (ctx.content_rect().height() - 190.0).max(160.0);
        let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            completion(ui, shown, found);
            pace(ui, shown, found);
            gap(ui, shown, found);
            lamp(ui, shown, found);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::main_button(ui, lang.close()).clicked() {
                open = false;
            }
        });
    });
    open && !modal.should_close()
}

fn explanation(
    shown: &Shown<'_>,
    analysis: &ListAnalysis,
    view: &InView,
    subject: Subject,
) -> Option<Explanation> {
    match subject {
        Subject::Project(id) => analysis.explain(shown.workbook, analysis.row_of(id)?),
        Subject::Sum => {
            let rows: Vec<usize> = super::rows(view).collect();
            analysis.explain_sum(shown.workbook, &rows, &view.totals)
        }
    }
}

fn title(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(theme::bold(13.0)));
}

/// The figure itself, larger than what it is made of.
fn result(ui: &mut Ui, text: &str) {
    ui.add(Label::new(RichText::new(text).size(15.0)).wrap());
}

fn line(ui: &mut Ui, text: &str) {
    super::small(ui, text);
}

fn money(shown: &Shown<'_>, value: Decimal, unit: MoneyUnit) -> String {
    format!("{} {}", format::number(value), shown.lang.money_unit(unit))
}

/// Unrounded, as far as anybody wants to see.
fn exact(value: Decimal) -> String {
    let cut = round_half_up(value, EXACT).normalize();
    let more = if cut == value.normalize() { "" } else { "…" };
    format!("{}{more}", format::number(cut))
}

fn completion(ui: &mut Ui, shown: &Shown<'_>, found: &Explanation) {
    let (lang, progress) = (shown.lang, &found.progress);
    let unit = progress.unit;
    title(ui, lang.explain_completion());
    let plan = progress.plan.map(|plan| money(shown, plan, unit));
    let done = progress.done.map(|done| money(shown, done, unit));
    match (progress.completion, &done, &plan) {
        (Some(completion), Some(done), Some(plan)) => {
            let percent = format::fixed(completion, u32::from(found.places));
            result(ui, &lang.explain_completion_is(&percent, done, plan));
            line(ui, &lang.explain_rounding(&exact(completion), found.places));
        }
        (_, None, Some(_)) => line(ui, lang.explain_no_done()),
        _ => line(ui, lang.explain_no_plan()),
    }
    if let Some((plan, origin)) = plan.zip(found.plan) {
        let mut text = format!("{} · {}", lang.explain_plan(&plan), lang.origin(origin));
        if let Some(entered) = found.entered.filter(|entered| entered.unit != unit) {
            text = format!("{text} · {}", lang.explain_entered(&money(shown, entered.value, entered.unit)));
        }
        line(ui, &text);
    }
    if let Some((done, origin)) = done.zip(found.done) {
        months(ui, shown, found, &done, origin);
    }
    if let About::Sum { counted, left, foreign } = found.about {
        line(ui, &lang.explain_counts(counted));
        if left > 0 {
            line(ui, &lang.explain_left(left));
        }
        if foreign > 0 {
            line(ui, &lang.explain_foreign(foreign));
        }
    }
}

/// What is done, month by month.
fn months(ui: &mut Ui, shown: &Shown<'_>, found: &Explanation, done: &str, origin: Origin) {
    let lang = shown.lang;
    let last = found.months.last().map_or(0, |month| month.month);
    let kind = lang.month_kind_long(found.counts);
    let sum = lang.explain_months(kind, last);
    line(ui, &format!("{} · {sum} · {}", lang.explain_done(done), lang.origin(origin)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        for month in found.months.iter().filter(|month| month.figure.is_some()) {
            let Some(figure) = month.figure else { continue };
            let figure = money(shown, figure, found.month_unit);
            let text = format!("{} {figure}", lang.month_name(month.month));
            ui.label(RichText::new(text).size(12.0));
        }
    });
    let missing = found.months.iter().filter(|month| month.figure.is_none());
    let missing: Vec<String> = missing.map(|month| lang.month_name(month.month)).collect();
    if !missing.is_empty() {
        line(ui, &lang.explain_months_missing(&missing.join(lang.months_separator())));
    }
}

fn pace(ui: &mut Ui, shown: &Shown<'_>, found: &Explanation) {
    let lang = shown.lang;
    title(ui, lang.explain_pace());
    let Some((pace, working)) = found.progress.pace.zip(found.pace) else {
        line(ui, lang.explain_no_month());
        return;
    };
    let percent = format::fixed(pace, u32::from(found.places));
    result(ui, &format!("{percent}% · {}", lang.pace_profile(&found.profile)));
    line(ui, &lang.pace_working(&working, found.month_unit));
}

fn gap(ui: &mut Ui, shown: &Shown<'_>, found: &Explanation) {
    let (lang, progress) = (shown.lang, &found.progress);
    title(ui, lang.explain_gap());
    let Some(((gap, completion), pace)) = progress.gap.zip(progress.completion).zip(progress.pace) else {
        line(ui, lang.explain_no_gap());
        return;
    };
    let shown_gap = format::signed(gap, u32::from(found.places));
    result(ui, &lang.explain_gap_is(&shown_gap, &exact(completion), &exact(pace)));
    line(ui, &lang.explain_gap_rounding(found.places));
}

fn lamp(ui: &mut Ui, shown: &Shown<'_>, found: &Explanation) {
    let lang = shown.lang;
    title(ui, lang.explain_lamp());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::lamp_sign(ui, found.lamp.lamp, lang);
        let places = u32::from(found.places);
        let why = lang.lamp_reason(found.lamp.lamp, &found.lamp.why, places);
        let why = match &found.lamp.why {
            LampReason::OnPace { .. } => format!("{} · {why}", lang.lamp(found.lamp.lamp)),
            _ => why,
        };
        ui.add(Label::new(RichText::new(why).size(15.0)).wrap());
    });
    if found.trials.is_empty() {
        return;
    }
    line(ui, lang.explain_order());
    for (number, trial) in (1..).zip(&found.trials) {
        let word = if trial.holds { lang.explain_fired() } else { lang.explain_not_fired() };
        let (ink, _) =
            widgets::lamp_colors(shown.theme, if trial.holds { trial.rule.lamp } else { Lamp::Unlit });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(RichText::new(format!("{number}.")).size(12.0).color(shown.theme.second.0));
            widgets::lamp_sign(ui, trial.rule.lamp, lang);
            ui.label(RichText::new(lang.lamp_test(trial.rule.when)).size(12.0));
            let font = if trial.holds { theme::bold(12.0) } else { egui::FontId::proportional(12.0) };
            let text = format!("{word} · {}", lang.measured(trial, found.places));
            ui.label(RichText::new(text).font(font).color(ink));
        });
    }
    if found.untried > 0 {
        line(ui, &lang.explain_untried(found.untried));
    } else if found.lamp.rule.is_none() {
        line(ui, lang.explain_no_rule());
    }
}
