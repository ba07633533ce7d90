//! Milestones and problems: added, edited in place, removed.

use super::{Editable, editable, heading};
use crate::{
    edit::Edit,
    model::{
        Project, When,
        project::{Milestone, Problem},
    },
    ui::{
        Actions, Shown,
        projects::{
            State,
            draft::{Draft, Seat, Target},
            point::Point,
        },
        widgets,
    },
};
use egui::{Align, Button, FontId, Rect, Sense, Stroke, Ui, UiBuilder, pos2, vec2};

const ROW: f32 = 25.0;

fn date(date: Option<When>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

/// Name, planned and actual date in three columns, a cross at the end.
fn cells(rect: Rect) -> [Rect; 4] {
    let (cross, narrow) = (22.0, 82.0_f32.min(rect.width() * 0.28));
    let ends = [
        rect.left(),
        rect.right() - cross - 2.0 * narrow,
        rect.right() - cross - narrow,
        rect.right() - cross,
        rect.right(),
    ];
    std::array::from_fn(|at| {
        Rect::from_min_max(pos2(ends[at], rect.top()), pos2(ends[at + 1], rect.bottom()))
    })
}

/// Shows the milestones.
pub fn milestones(
    ui: &mut Ui,
    shown: &Shown<'_>,
    project: &Project,
    state: &mut State,
    actions: &mut Actions,
) {
    let (theme, lang) = (shown.theme, shown.lang);
    heading(ui, lang.group_milestones());
    ui.spacing_mut().item_spacing.y = 0.0;
    if !project.milestones.is_empty() {
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        for (at, title) in [(1, lang.detail_planned()), (2, lang.detail_actual())] {
            let rect = cells(head)[at].shrink2(vec2(6.0, 0.0));
            widgets::text_in(ui, rect, title, FontId::proportional(12.0), theme.second.0, Align::Min);
        }
    }
    for (at, milestone) in project.milestones.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let [name, planned, actual, cross] = cells(rect);
        let label = lang.detail_milestone(at + 1);
        let parts = [
            (name, Target::MilestoneName(at), label.clone(), milestone.name.to_string()),
            (
                planned,
                Target::MilestonePlanned(at),
                format!("{label} {}", lang.detail_planned()),
                date(milestone.planned),
            ),
            (
                actual,
                Target::MilestoneActual(at),
                format!("{label} {}", lang.detail_actual()),
                date(milestone.actual),
            ),
        ];
        for (place, target, label, text) in &parts {
            let value = Editable {
                project: project.id,
                target: *target,
                label,
                text,
                align: Align::Min,
                hint: lang.detail_empty(),
            };
            editable(ui, shown, *place, value, state, actions);
        }
        if remove(ui, cross, &lang.detail_remove(&milestone.name)) {
            let mut new = project.clone();
            new.milestones.remove(at);
            state.draft = None;
            actions.edit(Edit::Replace(new.into()));
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, theme.line.0));
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if widgets::link(ui, lang.detail_add_milestone()).clicked() && state.commit(shown, actions) {
        let mut new = project.clone();
        let name = lang.detail_new_milestone(new.milestones.len() + 1);
        new.milestones.push(Milestone { name: name.as_str().into(), planned: None, actual: None });
        let target = Target::MilestoneName(project.milestones.len());
        state.draft = Some(Draft::of_new(project.id, Seat::Details, target, name));
        actions.edit(Edit::Replace(new.into()));
    }
}

/// Shows the problems.
pub fn problems(ui: &mut Ui, shown: &Shown<'_>, project: &Project, state: &mut State, actions: &mut Actions) {
    let (theme, lang) = (shown.theme, shown.lang);
    let open = project.problems.iter().filter(|problem| problem.solved.is_none()).count();
    let title = if open == 0 {
        lang.group_problems().to_owned()
    } else {
        format!("{} {open}", lang.group_problems())
    };
    heading(ui, &title);
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, problem) in project.problems.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        let cross = rect.with_min_x(rect.right() - 22.0);
        let sign = pos2(rect.left() + 7.0, rect.center().y);
        let lamp =
            if problem.solved.is_some() { crate::model::Lamp::OnPace } else { crate::model::Lamp::Behind };
        widgets::paint_lamp(ui.painter(), sign, 4.5, lamp, theme);
        let label = lang.detail_problem(at + 1);
        let hint = lang.detail_empty();
        let text = Editable {
            project: project.id,
            target: Target::ProblemText(at),
            label: &label,
            text: &problem.text,
            align: Align::Min,
            hint,
        };
        let place =
            Rect::from_min_max(pos2(rect.left() + 14.0, rect.top()), pos2(cross.left(), rect.bottom()));
        editable(ui, shown, place, text, state, actions);
        if remove(ui, cross, &lang.detail_remove(&problem.text)) {
            let mut new = project.clone();
            new.problems.remove(at);
            state.draft = None;
            actions.edit(Edit::Replace(new.into()));
        }
        let late = problem.solved.is_none()
            && problem.due.zip(shown.workbook.month).is_some_and(|(due, now)| due.latest_month() < now);
        let owner = Point::ProblemOwner(at);
        let raised = Point::ProblemRaised(at);
        let resolution = Point::ProblemResolution(at);
        let said = |point: Point| point.text(shown.workbook, project, lang);
        small(
            ui,
            shown,
            project,
            &label,
            &[
                (lang.problem_owner(), Target::Point(owner), said(owner)),
                (lang.problem_raised(), Target::Point(raised), said(raised)),
            ],
            state,
            actions,
        );
        small(
            ui,
            shown,
            project,
            &label,
            &[
                (lang.detail_due(), Target::ProblemDue(at), date(problem.due)),
                (lang.detail_solved(), Target::ProblemSolved(at), date(problem.solved)),
            ],
            state,
            actions,
        );
        if late {
            let text = egui::RichText::new(lang.problem_overdue()).size(12.0).color(theme.bad.0);
            ui.horizontal(|ui| {
                ui.add_space(20.0);
                ui.label(text);
            });
        }
        if problem.solved.is_some() || !problem.resolution.is_empty() {
            let parts = [(lang.problem_resolution(), Target::Point(resolution), said(resolution))];
            small(ui, shown, project, &label, &parts, state, actions);
        }
        ui.horizontal(|ui| {
            ui.add_space(20.0);
            let solved = problem.solved.is_some();
            let name = if solved { lang.problem_reopen() } else { lang.problem_solve() };
            let link = widgets::link(ui, name);
            link.widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{label} {name}"))
            });
            if link.clicked() && state.commit(shown, actions) {
                let mut new = project.clone();
                if let Some(row) = new.problems.get_mut(at) {
                    row.solved = (!solved).then(When::today);
                }
                actions.edit(Edit::Replace(new.into()));
                // How it was solved is asked for next.
                if !solved {
                    let target = Target::Point(resolution);
                    let text = said(resolution);
                    state.draft = Some(Draft::of_new(project.id, Seat::Details, target, text));
                }
            }
        });
        ui.add_space(4.0);
    }
    ui.spacing_mut().item_spacing.y = 4.0;
    if project.problems.is_empty() {
        ui.label(egui::RichText::new(lang.problems_none()).size(12.0).color(theme.second.0));
    }
    if widgets::link(ui, lang.detail_add_problem()).clicked() && state.commit(shown, actions) {
        let mut new = project.clone();
        let text = lang.detail_new_problem(new.problems.len() + 1);
        let raised = Some(When::today());
        new.problems.push(Problem { text: text.as_str().into(), raised, ..Problem::default() });
        let target = Target::ProblemText(project.problems.len());
        state.draft = Some(Draft::of_new(project.id, Seat::Details, target, text));
        actions.edit(Edit::Replace(new.into()));
    }
}

/// Small values beside each other, each with its name before it.
fn small<const N: usize>(
    ui: &mut Ui,
    shown: &Shown<'_>,
    project: &Project,
    label: &str,
    parts: &[(&str, Target, String); N],
    state: &mut State,
    actions: &mut Actions,
) {
    let theme = shown.theme;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let each = (rect.width() - 20.0) / N.max(1) as f32;
    for (nth, (name, target, text)) in parts.iter().enumerate() {
        let left = rect.left() + 20.0 + each * nth as f32;
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(left + each, rect.bottom()));
        let font = FontId::proportional(12.0);
        let galley = ui.painter().layout_no_wrap((*name).to_owned(), font, theme.second.0);
        let used = galley.size().x + 4.0;
        ui.painter().galley(pos2(left, place.center().y - galley.size().y / 2.0), galley, theme.second.0);
        let label = format!("{label} {name}");
        let value = Editable {
            project: project.id,
            target: *target,
            label: &label,
            text,
            align: Align::Min,
            hint: shown.lang.detail_empty(),
        };
        editable(ui, shown, place.with_min_x(left + used), value, state, actions);
    }
}

pub(super) fn remove(ui: &mut Ui, place: Rect, label: &str) -> bool {
    let mut inner = ui.new_child(UiBuilder::new().max_rect(place).id_salt(label));
    let response = inner.put(place, Button::new("×").frame(false));
    response.clone().accessible_name(label);
    response.on_hover_text(label).clicked()
}
