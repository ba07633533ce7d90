//! What follows from a project's figures, each with how it was made, and what its source says.

use super::{curve, heading};
use crate::{
    i18n::format,
    model::{Column, Decimal, Money, MonthKind, PaceProfile, Project, ProjectList, SourceRef},
    ui::{
        Shown,
        projects::{
            State,
            insight::explain::Subject,
            rows::{InView, percent_places},
        },
        theme, widgets,
    },
};
use egui::{Label, RichText, Ui};

/// Title, course of the year, completion and lamp.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    index: usize,
    project: &Project,
    state: &mut State,
) {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    let name = shown.name(&project.name, &project.name_en);
    let name = if name.is_empty() { lang.projects_untitled() } else { name };
    ui.add(Label::new(RichText::new(name).font(theme::bold(theme::PANEL_SIZE))).wrap());
    let mut line: Vec<&str> = Vec::new();
    line.extend(project.area.and_then(|area| workbook.areas.get(area)).map(|area| shown.area(area)));
    line.extend((!project.category.is_empty()).then_some(&*project.category));
    line.extend(project.tags.iter().map(|tag| &**tag));
    if !line.is_empty() {
        ui.add(Label::new(RichText::new(line.join(" · ")).color(theme.second.0)).wrap());
    }
    let Some(row) = view.analysis.rows.get(index) else { return };
    if row.parts > 0 {
        ui.label(RichText::new(lang.detail_parts(row.parts)).size(12.0).color(theme.second.0));
    }
    ui.add_space(4.0);
    curve::show(ui, shown, list, project, view.unit());
    figures(ui, shown, list, view, index, project, state);
}

/// Completion, pace, gap and lamp, each with how it was made.
pub fn figures(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    index: usize,
    project: &Project,
    state: &mut State,
) {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    let Some(row) = view.analysis.rows.get(index) else { return };
    let small = |text: String| RichText::new(text).size(12.0).color(theme.second.0);
    let places = percent_places(list);
    if let Some(progress) = view.analysis.progress(index) {
        let unit = lang.money_unit(view.unit());
        let money = |value: Decimal, column| {
            let value = Money::new(value, progress.unit).in_unit(view.unit())?;
            Some(format::fixed(value, view.places(workbook, column)))
        };
        let done = progress.done.and_then(|done| money(done, Column::Done));
        let plan_column = Column::Field(crate::model::ProjectField::Plan);
        let plan = progress.plan.and_then(|plan| money(plan, plan_column));
        if let (Some(completion), Some(done), Some(plan)) = (progress.completion, done, plan) {
            let percent = format::fixed(completion, places);
            ui.add(Label::new(small(lang.detail_completion(&percent, &done, &plan, unit))).wrap());
        }
        if let (Some(pace), Some(month)) = (progress.pace, workbook.month) {
            let percent = format::fixed(pace, places);
            let even = list.pace == PaceProfile::Monthly;
            let pace =
                if even { lang.detail_pace(&percent, month.month()) } else { lang.detail_pace_own(&percent) };
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 3.0;
                ui.label(small(pace));
                if let Some(gap) = progress.gap {
                    let (ink, _) = widgets::lamp_colors(theme, row.lamp);
                    let text = lang.detail_gap(&format::signed(gap, places));
                    // The dot stands between two, not at the end of a line.
                    let font = theme::bold(12.0);
                    let width = ui.painter().layout_no_wrap(text.clone(), font.clone(), ink).size().x;
                    if ui.available_size_before_wrap().x < width + 12.0 {
                        ui.end_row();
                    } else {
                        ui.label(small("·".to_owned()));
                    }
                    ui.add(Label::new(RichText::new(text).font(font).color(ink)).extend());
                }
            });
        }
        two_figures(ui, shown, view, project, unit);
    }
    if let Some(lamp) = view.analysis.lamp_state(workbook, index) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            widgets::lamp_sign(ui, lamp.lamp, lang);
            ui.add(Label::new(small(lang.lamp_reason(&lamp, places))).wrap());
        });
    }
    if widgets::link(ui, lang.explain_link()).clicked() {
        state.explain(Subject::Project(project.id));
    }
}

/// Reported beside what statistics confirmed: two figures for the same months are normal.
fn two_figures(ui: &mut Ui, shown: &Shown<'_>, view: &InView, project: &Project, unit: &str) {
    let Some(month) = shown.workbook.month else { return };
    let column = Column::Done;
    let figure = |kind| {
        let (done, _) = project.done(kind, month)?;
        let done = Money::new(done, project.month_unit).in_unit(view.unit())?;
        Some(format::fixed(done, view.places(shown.workbook, column)))
    };
    let Some(reported) = figure(MonthKind::Reported) else { return };
    let text = match figure(MonthKind::Confirmed) {
        Some(confirmed) => shown.lang.detail_reported(&reported, &confirmed, unit),
        None => shown.lang.detail_reported_only(&reported, unit),
    };
    ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.second.0)).wrap());
}

/// Where the project comes from, and what sources say of it.
pub fn source(ui: &mut Ui, shown: &Shown<'_>, project: &Project) {
    if project.source.is_none() && project.mentions.is_empty() {
        return;
    }
    let lang = shown.lang;
    heading(ui, lang.group_source());
    let place = |source: SourceRef| {
        let row = shown.workbook.sources.get(source.source)?;
        let title = shown.name(&row.title, &row.title_en);
        Some(match source.paragraph {
            Some(paragraph) => lang.detail_paragraph(title, paragraph),
            None => title.to_owned(),
        })
    };
    let line = |ui: &mut Ui, text: String| {
        ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.second.0)).wrap());
    };
    if let Some(text) = project.source.and_then(place) {
        line(ui, text);
    }
    for mention in &project.mentions {
        let what = lang.detail_mention(mention.year, lang.action(mention.action));
        let at = mention.source.filter(|source| Some(*source) != project.source).and_then(place);
        line(ui, at.map_or_else(|| what.clone(), |at| format!("{what} · {at}")));
    }
}
