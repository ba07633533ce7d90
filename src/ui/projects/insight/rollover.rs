//! The new month against the last one: what fell, is missing, jumped, stayed as it was or moved on. Each line leads
//! to its cell.

use super::{Kept, filtered, heading, no_month, rows, small};
use crate::{
    analysis::rollover::{Finding, Kind, Line, Rollover},
    i18n::format,
    model::{Column, Decimal, Lamp, Project, ProjectField, ProjectId, ProjectList},
    ui::{
        Actions, Command, Shown,
        projects::{self, chooser, rows::InView},
        theme, widgets,
    },
};
use egui::{Align, FontId, Rect, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, vec2};

/// How many times the usual month makes a jump: what can be chosen.
const FACTORS: [u8; 4] = [2, 3, 5, 10];

/// Where one is looking.
#[derive(Debug)]
pub struct State {
    factor: u8,
    kind: Option<Kind>,
    kept: Kept<u8, Option<Rollover>>,
}

impl Default for State {
    fn default() -> Self {
        Self { factor: 3, kind: None, kept: Kept::default() }
    }
}

/// What a click leads to.
enum Lead {
    Cell(Line),
    Projects(Vec<ProjectId>),
}

/// Shows the panel.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut projects::State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let mine = &mut state.insight.rollover;
    let factor = mine.factor;
    let make = || Rollover::new(shown.workbook, &view.analysis, rows(view), factor.into());
    let kept = mine.kept.get(view, factor, make);
    let Some(found) = &*kept else {
        no_month(ui, shown, projects::Face::Rollover, actions);
        return;
    };
    let mut lead = None;
    let all = ui.available_rect_before_wrap();
    widgets::paper(ui, all);
    let inner = all.shrink2(vec2(16.0, 14.0));
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner).id_salt("projects_rollover"));
    ui.set_clip_rect(all.shrink(1.0).intersect(ui.clip_rect()));
    let ui = &mut ui;
    ui.spacing_mut().item_spacing.y = 6.0;
    let next = state.available(shown, Command::OpenMonth).map_err(|why| lang.unavailable(why).to_owned());
    ui.horizontal(|ui| {
        heading(ui, &lang.rollover_title(&lang.month(found.month)), &filtered(shown, view));
        ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
            widgets::command_button(ui, Command::OpenMonth, lang, next, actions);
        });
    });
    chips(ui, shown, &mut state.insight.rollover, found);
    silent(ui, shown, view, found, &mut lead);
    if found.undated > 0 {
        small(ui, &lang.rollover_undated(found.undated));
    }
    let kind = state.insight.rollover.kind;
    let lines: Vec<&Line> =
        found.lines.iter().filter(|line| kind.is_none_or(|kind| line.finding.kind() == kind)).collect();
    if lines.is_empty() {
        widgets::empty_state(ui, lang.rollover_none(), lang.rollover_none_hint(), None);
    } else {
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt("rollover").auto_shrink(false).show_rows(
            ui,
            theme::ROW,
            lines.len(),
            |ui, range| {
                for line in lines.get(range).unwrap_or_default() {
                    if let Some(project) = view.analysis.project(shown.workbook, line.index as usize)
                        && row(ui, shown, project, line)
                    {
                        lead = Some(Lead::Cell(**line));
                    }
                }
            },
        );
    }
    // What is led to must be there to be seen and typed into.
    let field = match &lead {
        Some(Lead::Cell(line)) => line.field,
        Some(Lead::Projects(_)) => ProjectField::Month(list.counts, found.month),
        None => return,
    };
    chooser::also_show(state, list, Column::Field(field), actions);
    match lead {
        Some(Lead::Cell(line)) => state.show_cell(list.id, line.project, line.field),
        Some(Lead::Projects(projects)) => state.show_only(list.id, projects.into_iter().collect()),
        None => {}
    }
}

/// The kinds with their counts, and what counts as a jump.
fn chips(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, found: &Rollover) {
    let lang = shown.lang;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let all = widgets::chip(ui, lang.rollover_all(), Some(found.lines.len()), state.kind.is_none());
        if all.clicked() {
            state.kind = None;
        }
        for kind in Kind::ALL {
            let count = found.count(kind);
            let on = state.kind == Some(kind);
            if (count > 0 || on) && widgets::chip(ui, lang.rollover_kind(kind), Some(count), on).clicked() {
                state.kind = (!on).then_some(kind);
            }
        }
        ui.add_space(8.0);
        let menu = ui.menu_button(lang.rollover_factor(state.factor), |ui| {
            for factor in FACTORS {
                if ui.selectable_label(state.factor == factor, lang.rollover_times(factor)).clicked() {
                    state.factor = factor;
                    ui.close();
                }
            }
        });
        menu.response.on_hover_text(lang.rollover_factor_tip());
    });
}

/// Areas with missing reports, each with its count: a click shows them.
fn silent(ui: &mut Ui, shown: &Shown<'_>, view: &InView, found: &Rollover, lead: &mut Option<Lead>) {
    if found.silent.is_empty() {
        return;
    }
    let lang = shown.lang;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 2.0);
        small_label(ui, shown, lang.rollover_silent());
        for area in &found.silent {
            let row = area.area.and_then(|area| shown.workbook.areas.get(area));
            let name = row.map_or(lang.insight_no_area(), |row| shown.area(row));
            if widgets::link(ui, &lang.rollover_silent_area(name, area.missing, area.expected)).clicked() {
                let missing = found.lines.iter().filter(|line| line.finding == Finding::Missing);
                let of_area = missing.filter(|line| {
                    let project = view.analysis.project(shown.workbook, line.index as usize);
                    project.is_some_and(|project| project.area == area.area)
                });
                *lead = Some(Lead::Projects(of_area.map(|line| line.project).collect()));
            }
        }
    });
}

fn small_label(ui: &mut Ui, shown: &Shown<'_>, text: &str) {
    ui.label(egui::RichText::new(text).size(12.0).color(shown.theme.second.0));
}

/// A line: what kind, which project, what was found; true where it was clicked.
fn row(ui: &mut Ui, shown: &Shown<'_>, project: &Project, line: &Line) -> bool {
    let (theme, lang) = (shown.theme, shown.lang);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::ROW), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, theme.hover.0);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line.0));
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
    }
    let kind = line.finding.kind();
    let lamp = match kind {
        Kind::Fell => Lamp::Behind,
        Kind::Missing | Kind::Jump => Lamp::Slight,
        Kind::Unchanged => Lamp::Unlit,
        Kind::Stage => Lamp::OnPace,
    };
    let (ink, _) = widgets::lamp_colors(theme, lamp);
    let word = Rect::from_min_size(rect.min + vec2(6.0, 0.0), vec2(108.0, rect.height()));
    widgets::text_in(ui, word, lang.rollover_kind(kind), FontId::proportional(12.0), ink, Align::Min);
    let name_width = ((rect.width() - 130.0) * 0.42).clamp(120.0, 360.0);
    let name =
        Rect::from_min_size(egui::pos2(word.right() + 6.0, rect.top()), vec2(name_width, rect.height()));
    let title = shown.name(&project.name, &project.name_en);
    widgets::text_in(ui, name, title, FontId::proportional(13.0), theme.text.0, Align::Min);
    let rest = rect.with_min_x(name.right() + 12.0).with_max_x(rect.right() - 8.0);
    let says = what(shown, project, line);
    widgets::text_in(ui, rest, &says, FontId::proportional(13.0), theme.second.0, Align::Min);
    let spoken = format!("{} · {title} · {says}", lang.rollover_kind(kind));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &spoken));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(&spoken).clicked()
}

/// What was found, in a sentence.
fn what(shown: &Shown<'_>, project: &Project, line: &Line) -> String {
    let lang = shown.lang;
    let money = |value: Decimal| format!("{} {}", format::number(value), lang.money_unit(project.month_unit));
    match line.finding {
        Finding::Fell(figure) => lang.rollover_fell(&money(figure)),
        Finding::Missing => lang.rollover_missing().to_owned(),
        Finding::Jump { figure, usual } => {
            let times = figure.checked_div(usual).unwrap_or_default();
            lang.rollover_jump(&money(figure), &money(three_digits(usual)), &format::fixed(times, 1))
        }
        Finding::Unchanged(written) => lang.rollover_unchanged(&lang.month(written), &project.progress),
        Finding::Stage(from, to) => {
            lang.rollover_stage(from.map_or("–", |stage| lang.stage(stage)), lang.stage(to))
        }
    }
}

/// A mean with two places, or as many as show three digits: small enough an error for the quotient beside it.
fn three_digits(value: Decimal) -> Decimal {
    let mut places = 2;
    while places < 8 && value.abs() < Decimal::new(100, places.into()) {
        places += 1;
    }
    crate::analysis::round_half_up(value, places)
}
