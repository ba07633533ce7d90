//! How a figure was computed: formula, inputs and where they come from, rounding, pace, and the lamp's rules.

use crate::{
    analysis::{
        Explanation, LampReason, ListAnalysis,
        explain::{About, Origin},
        round_half_up,
    },
    i18n::format,
    model::{AreaId, Decimal, Lamp, MoneyUnit, Month, ProjectId, ProjectList},
    ui::{Shown, fields, projects::rows::InView, theme, widgets},
};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What is being explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A project.
    Project(ProjectId),
    /// The sum of the rows in view.
    Sum,
}

/// An area of projects; none: of all areas. Inside, none is where no area is named.
type Part = Option<Option<AreaId>>;

/// The window while it is open.
#[derive(Debug)]
pub struct State {
    subject: Subject,
    /// At the end of which month; none: the reporting month.
    at: Option<Month>,
    /// Of a sum: the area that it is about.
    area: Part,
    kept: Option<Kept>,
}

/// What is explained, until it is about something else.
#[derive(Debug)]
struct Kept {
    key: (u64, Option<Month>, Part),
    found: Explanation,
    /// The areas that a sum can be about, in the workbook's order.
    areas: Vec<Option<AreaId>>,
}

impl State {
    /// Explains something.
    pub fn of(subject: Subject) -> Self {
        Self { subject, at: None, area: None, kept: None }
    }
}

/// Places of figures that are shown unrounded.
const EXACT: u8 = 6;

/// Shows the window; true while it stays open.
pub fn show(ui: &Ui, shown: &Shown<'_>, list: &ProjectList, view: &InView, state: &mut State) -> bool {
    let key = (view.number(), state.at, state.area);
    if state.kept.as_ref().is_none_or(|kept| kept.key != key) {
        let made = explanation(shown, view, state);
        let areas = || if state.subject == Subject::Sum { areas(shown, view) } else { Vec::new() };
        state.kept = made.map(|found| Kept { key, found, areas: areas() });
    }
    let Some(Kept { found, areas, .. }) = &state.kept else { return false };
    let (mut at, mut area) = (state.at, state.area);
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
        choices(ui, shown, view, areas, &mut at, &mut area);
        widgets::rule(ui);
        let height = (ctx.content_rect().height() - 224.0).max(150.0);
        let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        scroll.auto_shrink([false, true]).show(ui, |ui| {
            completion(ui, shown, found);
            pace(ui, shown, found);
            gap(ui, shown, found);
            lamp(ui, shown, found);
        });
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if widgets::answer_button(ui, lang.close()).clicked() {
                open = false;
            }
        });
    });
    (state.at, state.area) = (at, area);
    open && !modal.should_close()
}

fn explanation(shown: &Shown<'_>, view: &InView, state: &State) -> Option<Explanation> {
    let workbook = shown.workbook;
    let own = match state.at.filter(|_| state.at != view.analysis.month) {
        Some(month) => Some(ListAnalysis::new(workbook, view.list(), Some(month))?),
        None => None,
    };
    let analysis = own.as_ref().unwrap_or(&view.analysis);
    match state.subject {
        Subject::Project(id) => analysis.explain(workbook, analysis.row_of(id)?),
        Subject::Sum => {
            let of = |row: usize| analysis.project(workbook, row).and_then(|project| project.area);
            let inside = |row: &usize| state.area.is_none_or(|area| of(*row) == area);
            let rows: Vec<usize> = super::rows(view).filter(inside).collect();
            if own.is_none() && state.area.is_none() {
                return analysis.explain_sum(workbook, &rows, &view.totals);
            }
            let all = rows.iter().copied();
            let members = view.query().as_of.is_some();
            let totals = if members { analysis.totals_of_members(all) } else { analysis.totals_of(all) };
            analysis.explain_sum(workbook, &rows, &totals)
        }
    }
}

/// The areas of the rows in view; none at the end where a row names none.
fn areas(shown: &Shown<'_>, view: &InView) -> Vec<Option<AreaId>> {
    let of = |row| Some(view.analysis.project(shown.workbook, row)?.area);
    let there: BTreeSet<Option<AreaId>> = super::rows(view).filter_map(of).collect();
    let all = shown.workbook.areas.iter().map(|area| Some(area.id)).chain([None]);
    all.filter(|area| there.contains(area)).collect()
}

/// As of which month, and of a sum of which area: so every cell of the heat table can be asked about.
fn choices(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &InView,
    areas: &[Option<AreaId>],
    at: &mut Option<Month>,
    area: &mut Part,
) {
    let lang = shown.lang;
    let Some(last) = view.analysis.month else { return };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let caption = |ui: &mut Ui, text: &str| {
            ui.label(RichText::new(text).size(12.0).color(shown.theme.second.0));
        };
        caption(ui, lang.explain_as_of());
        let months = (1..=last.month()).filter_map(|month| Month::new(last.year(), month));
        let option = |month| ((month != last).then_some(month), lang.month(month));
        let months: Vec<(Option<Month>, String)> = months.map(option).rev().collect();
        if let Some(chosen) = fields::choice_only(ui, lang.explain_as_of(), *at, &months, 120.0) {
            *at = chosen;
        }
        if areas.len() > 1 {
            ui.add_space(8.0);
            caption(ui, lang.explain_part());
            let name = |id: Option<AreaId>| {
                let row = id.and_then(|id| shown.workbook.areas.get(id));
                row.map_or(lang.insight_no_area(), |row| shown.area(row)).to_owned()
            };
            let mut parts: Vec<(Part, String)> = vec![(None, lang.insight_all().to_owned())];
            parts.extend(areas.iter().map(|&id| (Some(id), name(id))));
            if let Some(chosen) = fields::choice_only(ui, lang.explain_part(), *area, &parts, 160.0) {
                *area = chosen;
            }
        }
    });
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
    ui.scope(|ui| {
        // Lines of text, not of controls.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing = egui::vec2(14.0, 4.0);
        ui.horizontal_wrapped(|ui| {
            for month in found.months.iter().filter(|month| month.figure.is_some()) {
                let Some(figure) = month.figure else { continue };
                let figure = money(shown, figure, found.month_unit);
                let text = format!("{} {figure}", lang.month_name(month.month));
                ui.add(Label::new(RichText::new(text).size(12.0)).extend());
            }
        });
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
        let why = lang.lamp_reason(&found.lamp, places);
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
