//! What is dated about a project: the stages it has reached, joining and leaving its list, and the course of
//! a promoted investment.

use super::{Editable, editable, heading, row};
use crate::{
    edit::Edit,
    i18n::format,
    model::{ListKind, Project, ProjectList, When, project::StageChange},
    ui::{
        Actions, Shown,
        projects::{
            State,
            draft::Target,
            point::{Course, Point},
        },
        widgets,
    },
};
use egui::{Align, FontId, Rect, Sense, Stroke, Ui, pos2, vec2};

const ROW: f32 = 25.0;

/// Shows the stages reached, each with its date.
pub fn stages(ui: &mut Ui, shown: &Shown<'_>, project: &Project, state: &mut State, actions: &mut Actions) {
    let (theme, lang) = (shown.theme, shown.lang);
    heading(ui, lang.group_stages());
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, change) in project.stage_log.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let name = lang.stage(change.stage);
        let cross = rect.with_min_x(rect.right() - 22.0);
        let split = rect.left() + super::split(rect.width(), lang);
        let left = rect.with_max_x(split - 6.0);
        widgets::text_in(ui, left, name, FontId::proportional(13.0), theme.text.0, Align::Min);
        let label = lang.page_stage_date(name);
        let text = change.date.to_string();
        let value = Editable {
            project: project.id,
            target: Target::Point(Point::StageDate(at)),
            label: &label,
            text: &text,
            align: Align::Min,
            hint: lang.detail_empty(),
        };
        let place = Rect::from_min_max(pos2(split, rect.top()), pos2(cross.left(), rect.bottom()));
        editable(ui, shown, place, value, state, actions);
        if super::points::remove(ui, cross, &lang.detail_remove(name)) {
            let mut new = project.clone();
            new.stage_log.remove(at);
            state.draft = None;
            actions.edit(Edit::Replace(new.into()));
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line.0));
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    let noted = project.stage_log.last().map(|change| change.stage);
    if let Some(stage) = project.stage.filter(|stage| Some(*stage) != noted) {
        let note = widgets::link(ui, &lang.page_note_stage(lang.stage(stage)));
        if note.clicked() && state.commit(shown, actions) {
            let mut new = project.clone();
            let date = reached_on(shown);
            let date = new.stage_log.last().map_or(date, |last| last.date.max(date));
            new.stage_log.push(StageChange { stage, date });
            actions.edit(Edit::Replace(new.into()));
        }
    } else if project.stage_log.is_empty() {
        ui.label(egui::RichText::new(lang.page_no_stages()).size(12.0).color(theme.second.0));
    }
}

/// Shows the tags, and joining and leaving the list, with reasons.
pub fn membership(
    ui: &mut Ui,
    shown: &Shown<'_>,
    project: &Project,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    heading(ui, lang.group_membership());
    ui.spacing_mut().item_spacing.y = 0.0;
    if !project.tags.is_empty() {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for tag in &project.tags {
                ui.label(
                    egui::RichText::new(&**tag)
                        .size(12.0)
                        .background_color(shown.theme.accent_ground.0)
                        .color(shown.theme.accent.0),
                );
            }
        });
    }
    for (point, label) in [
        (Point::Joined, lang.page_joined()),
        (Point::JoinedWhy, lang.page_joined_why()),
        (Point::Left, lang.page_left()),
        (Point::LeftWhy, lang.page_left_why()),
    ] {
        let text = point.text(shown.workbook, project, lang);
        row(ui, shown, project.id, Target::Point(point), label, &text, state, actions);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// Shows the course of a promoted investment, where the project is one.
pub fn promotion(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    project: &Project,
    state: &mut State,
    actions: &mut Actions,
) {
    if list.kind != ListKind::Promotion && project.promotion.is_none() {
        return;
    }
    let lang = shown.lang;
    heading(ui, lang.group_promotion());
    ui.spacing_mut().item_spacing.y = 0.0;
    for step in Course::ALL {
        let point = Point::Course(step);
        let text = match (step, project.promotion.as_deref().and_then(|course| course.funds)) {
            (Course::Funds, Some(funds)) => {
                format!("{} {}", format::number(funds.value), lang.money_unit(funds.unit))
            }
            _ => point.text(shown.workbook, project, lang),
        };
        let label = lang.course(step);
        row(ui, shown, project.id, Target::Point(point), label, &text, state, actions);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
}

/// The date of a change made now: today in the plan's year, otherwise the reporting month.
fn reached_on(shown: &Shown<'_>) -> When {
    let today = When::today();
    match shown.workbook.month {
        Some(month) if today.year() != shown.workbook.year => When::month_of(month),
        _ => today,
    }
}
