//! The schedule in the window: bars that can be dragged, by the pointer or by keys.

use super::{card, in_sight, ink, nothing, open, settings, shown_chart};
use crate::{
    analysis::schedule::moved,
    chart::{
        Body,
        draw::{SCREEN_ROW, Schedule, show_keys},
        project_data::{Bar, Line, ScheduleBody},
    },
    edit::Edit,
    i18n::Lang,
    model::{FigureKind, Project, ProjectField, ProjectId, ProjectList, Value, When},
    ui::{
        Action, Actions, Shown,
        projects::{State as Page, commands, draft::tried, rows::InView},
        theme,
    },
};
use egui::{
    Align2, CornerRadius, CursorIcon, EventFilter, FontId, Id, Key, Modifiers, Rangef, Rect, Response, Role,
    ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

/// How near to an end of a bar the pointer takes hold of that end.
const GRIP: f32 = 7.0;

/// What is being dragged.
#[derive(Debug, Default)]
pub struct State {
    drag: Option<Drag>,
    /// The row that was chosen by a key comes into view.
    reveal: bool,
    /// The rows take the keyboard.
    take_focus: bool,
}

impl State {
    /// The rows take the keyboard, and the chosen one comes into view.
    pub fn take_keyboard(&mut self) {
        (self.reveal, self.take_focus) = (true, true);
    }
}

/// A part of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grip {
    Start,
    Finish,
    Both,
}

#[derive(Debug, Clone, Copy)]
struct Drag {
    project: ProjectId,
    grip: Grip,
    /// Where the pointer went down.
    from: f32,
    /// Months so far.
    months: i32,
}

/// Shows the view.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    page: &mut Page,
    actions: &mut Actions,
) {
    let (figure, chart) = shown_chart(shown, list, view, page, FigureKind::Schedule);
    let Body::Schedule(body) = &chart.body else {
        if let Body::Empty(why) = &chart.body {
            nothing(ui, shown, page, why, FigureKind::Schedule);
        }
        return;
    };
    let baseline_label = shown.lang.schedule_keep_baseline();
    settings(ui, shown, page, &figure, actions, &[baseline_label], |ui, _, actions| {
        let keep = ui.button(baseline_label);
        if keep.on_hover_text(shown.lang.schedule_keep_baseline_tip(view.found.len())).clicked() {
            commands::push(baseline(shown, view), actions);
        }
    });
    let inner = card(ui);
    let room = inner.shrink2(vec2(12.0, 8.0));
    let hint = Rect::from_min_size(pos2(room.max.x - 18.0, room.min.y), vec2(18.0, 18.0));
    let asked = ui.interact(hint, Id::unique("projects_schedule_hint"), Sense::HOVER);
    asked.widget_info(|| WidgetInfo::labeled(Role::Label, true, shown.lang.schedule_hint()));
    let font = FontId::proportional(13.0);
    ui.painter().text(hint.center(), Align2::CENTER_CENTER, "?", font, shown.theme.second.0);
    asked.on_hover_text(shown.lang.schedule_hint());
    let top = show_keys(ui, &chart.keys, ink(shown), room.min, room.max.x, shown.lang) + 4.0;
    let names = (room.width() * 0.27).clamp(96.0, 340.0);
    let bounds = Rangef::new(room.min.x, room.max.x);
    let mut schedule = Schedule::new(ui, ink(shown), body, bounds, names, shown.lang);
    let all = Rect::from_min_max(pos2(room.min.x, top), pos2(room.max.x, inner.max.y - 2.0));
    let rows = all.with_min_y(top + schedule.head());
    let filled = rows.min.y + SCREEN_ROW * body.lines.len() as f32;
    schedule.draw_head(top, filled.min(rows.max.y));
    keyboard(ui, shown, view, page, body, rows, actions);
    let mut rows_ui = ui.new_child(UiBuilder::new().max_rect(rows).id_salt("schedule_rows"));
    rows_ui.set_clip_rect(rows.intersect(ui.clip_rect()));
    rows_ui.spacing_mut().scroll.fade.strength = 0.0;
    let mut area = ScrollArea::vertical().id_salt(("schedule", list.id)).auto_shrink(false);
    if std::mem::take(&mut page.figures.schedule.reveal)
        && let Some(at) = page.selection.cursor.and_then(|cursor| line_of(body, cursor))
    {
        let offset = (at as f32 + 0.5) * SCREEN_ROW - rows.height() * 0.5;
        area = area.vertical_scroll_offset(offset.max(0.0));
    }
    area.show_viewport(&mut rows_ui, |ui, viewport| {
        ui.set_height(body.lines.len() as f32 * SCREEN_ROW);
        let start = ui.min_rect().top();
        let top = |at: usize| start + at as f32 * SCREEN_ROW;
        let lines = in_sight(viewport, SCREEN_ROW, body.lines.len());
        for at in lines.clone() {
            if let Some(Line::Bar(bar)) = body.lines.get(at)
                && page.selection.cursor == Some(bar.project)
            {
                ui.painter().rect_filled(schedule.rect(top(at)), 0.0, shown.theme.selection.0);
            }
        }
        schedule.draw_lines(ui, lines.clone(), top(lines.start));
        let end = top(body.lines.len()).min(rows.max.y);
        schedule.draw_today(Rangef::new(rows.min.y, end));
        for at in lines {
            if let Some(Line::Bar(bar)) = body.lines.get(at) {
                row(ui, shown, view, page, &schedule, bar, schedule.rect(top(at)), actions);
            }
        }
    });
}

fn line_of(body: &ScheduleBody, project: ProjectId) -> Option<usize> {
    body.lines.iter().position(|line| matches!(line, Line::Bar(bar) if bar.project == project))
}

fn date(date: Option<When>, lang: Lang) -> String {
    date.map_or_else(|| lang.schedule_unknown().to_owned(), |date| lang.date(date))
}

fn dates(project: &Project, lang: Lang) -> String {
    lang.schedule_dates(date(project.planned_start, lang), date(project.planned_finish, lang))
}

/// A row takes clicks, and its bar can be dragged.
fn row(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &InView,
    page: &mut Page,
    schedule: &Schedule<'_>,
    bar: &Bar,
    place: Rect,
    actions: &mut Actions,
) {
    let Some(project) = shown.workbook.projects.get(bar.project) else { return };
    let lang = shown.lang;
    let response = ui.interact(place, ui.scope_id().with(("row", bar.project)), Sense::CLICK);
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, lang.schedule_row(&bar.label, &dates(project, lang)))
    });
    let drawn = bar.planned.both();
    let held = drawn.map(|(from, to)| drag(ui, shown, page, schedule, bar, place, (from, to)));
    // A bar lies over its row and takes the clicks there.
    let both = held.as_ref().map_or_else(|| response.clone(), |held| response.union(held.response.clone()));
    if both.clicked() {
        page.selection.these(view, &[bar.project]);
        ui.memory_mut(|memory| memory.request_focus(rows_id()));
    }
    if both.double_clicked() {
        open(page, view, bar.project);
    }
    if let Some((months, grip)) = held.as_ref().and_then(|held| held.done) {
        page.selection.these(view, &[bar.project]);
        ui.memory_mut(|memory| memory.request_focus(rows_id()));
        change(shown, project, grip, months, actions);
    }
    if let Some(now) = page.figures.schedule.drag.filter(|drag| drag.project == bar.project) {
        ghost(ui, shown, schedule, project, now, place);
    } else if held.as_ref().is_none_or(|held| !held.response.dragged()) {
        both.on_hover_ui_at_pointer(|ui| tip(ui, shown, project, bar));
    }
}

/// What a drag of a bar came to in this frame.
struct Held {
    response: Response,
    /// Released after so many months.
    done: Option<(i32, Grip)>,
}

fn drag(
    ui: &Ui,
    shown: &Shown<'_>,
    page: &mut Page,
    schedule: &Schedule<'_>,
    bar: &Bar,
    place: Rect,
    (from, to): (f64, f64),
) -> Held {
    let axis = schedule.axis;
    let ends = Rangef::new(axis.x(from), axis.x(to).max(axis.x(from) + 2.0));
    let grab = Rect::from_x_y_ranges(ends.expand(GRIP * 0.5), place.y_range().shrink(3.0));
    let response = ui.interact(grab, ui.scope_id().with(("bar", bar.project)), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, shown.lang.schedule_bar(&bar.label)));
    let grip_at = |x: f32| {
        if ends.span() < GRIP * 3.0 {
            Grip::Both
        } else if x < ends.min + GRIP {
            Grip::Start
        } else if x > ends.max - GRIP {
            Grip::Finish
        } else {
            Grip::Both
        }
    };
    let state = &mut page.figures.schedule;
    let mut done = None;
    if let Some(pointer) = response.interact_pointer_pos() {
        if response.drag_started() {
            let from = ui.input(|input| input.pointer.press_origin()).unwrap_or(pointer).x;
            state.drag = Some(Drag { project: bar.project, grip: grip_at(from), from, months: 0 });
        }
        if let Some(drag) = state.drag.as_mut().filter(|drag| drag.project == bar.project) {
            drag.months = ((pointer.x - drag.from) / axis.month()).round() as i32;
            drag.months = within(drag.grip, drag.months, to - from);
        }
    }
    if response.drag_stopped()
        && let Some(drag) = state.drag.take_if(|drag| drag.project == bar.project)
        && drag.months != 0
    {
        done = Some((drag.months, drag.grip));
    }
    let over = response.hover_pos().map(|pointer| grip_at(pointer.x));
    let grip = state.drag.filter(|drag| drag.project == bar.project).map(|drag| drag.grip).or(over);
    match grip {
        Some(Grip::Both) => ui.set_cursor_icon(CursorIcon::Grab),
        Some(_) => ui.set_cursor_icon(CursorIcon::ResizeHorizontal),
        None => {}
    }
    Held { response, done }
}

/// A bar keeps one month at least.
fn within(grip: Grip, months: i32, length: f64) -> i32 {
    let most = (length.round() as i32 - 1).max(0);
    match grip {
        Grip::Start => months.min(most),
        Grip::Finish => months.max(-most),
        Grip::Both => months,
    }
}

/// The planned dates after a move. Dates that only the years of construction tell begin from those.
fn after(project: &Project, grip: Grip, months: i32) -> Option<(Option<When>, Option<When>)> {
    let start = project.planned_start.or(project.years.map(|years| When::year_of(years.from)));
    let finish = project.planned_finish.or(project.years.map(|years| When::year_of(years.to)));
    let shift = |date: Option<When>, latest| match date {
        Some(date) => moved(date, months, latest).map(Some),
        None => Some(None),
    };
    Some(match grip {
        Grip::Start => (shift(start, false)?, project.planned_finish),
        Grip::Finish => (project.planned_start, shift(finish, true)?),
        Grip::Both => (shift(start, false)?, shift(finish, true)?),
    })
}

/// Asks for the new dates, as one step.
fn change(shown: &Shown<'_>, project: &Project, grip: Grip, months: i32, actions: &mut Actions) {
    let Some((start, finish)) = after(project, grip, months) else { return };
    let set = |field, old: Option<When>, new: Option<When>| {
        let value = new.map_or(Value::Empty, Value::Date);
        (old != new).then_some(Edit::SetField { project: project.id, field, value })
    };
    // On the way no date may stand before the other: the one that makes room goes first.
    let mut edits = vec![
        set(ProjectField::PlannedStart, project.planned_start, start),
        set(ProjectField::PlannedFinish, project.planned_finish, finish),
    ];
    if months > 0 {
        edits.reverse();
    }
    let edits: Vec<Edit> = edits.into_iter().flatten().collect();
    match tried(shown.workbook, Edit::Many(edits.clone()), shown.lang) {
        Ok(_) => commands::push(edits, actions),
        Err(why) => actions.push(Action::Warn(why)),
    }
}

/// The bar as it would be, and its dates.
fn ghost(ui: &Ui, shown: &Shown<'_>, schedule: &Schedule<'_>, project: &Project, drag: Drag, place: Rect) {
    let Some((start, finish)) = after(project, drag.grip, drag.months) else { return };
    let moved = Project { planned_start: start, planned_finish: finish, ..project.clone() };
    let Some((from, to)) = crate::analysis::schedule::planned(&moved).both() else { return };
    let ends = Rangef::new(schedule.axis.x(from), schedule.axis.x(to));
    let rect = Rect::from_x_y_ranges(ends, place.y_range().shrink(4.0));
    let theme = shown.theme;
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(3),
        Stroke::new(2.0, theme.accent.0),
        StrokeKind::Inside,
    );
    let text = dates(&moved, shown.lang);
    let galley = ui.painter().layout_no_wrap(text, FontId::proportional(12.0), theme.on_accent.0);
    let size = galley.size() + vec2(12.0, 6.0);
    let clip = ui.clip_rect();
    let x = rect
        .center()
        .x
        .clamp(clip.min.x + size.x * 0.5, (clip.max.x - size.x * 0.5).max(clip.min.x + size.x * 0.5));
    let above = place.min.y - size.y - 2.0;
    let y = if above > clip.min.y { above } else { place.max.y + 2.0 };
    let ground = Align2::CENTER_TOP.anchor_size(pos2(x, y), size);
    ui.painter().rect_filled(ground, 4.0, theme.accent.0);
    ui.painter().galley(ground.min + vec2(6.0, 3.0), galley, theme.on_accent.0);
}

/// What the pointer is told of a row.
fn tip(ui: &mut Ui, shown: &Shown<'_>, project: &Project, bar: &Bar) {
    let lang = shown.lang;
    ui.label(egui::RichText::new(&bar.label).font(theme::bold(13.0)));
    let mut line = |name: &str, text: String| {
        ui.label(format!("{name} {text}"));
    };
    line(lang.schedule_planned(), dates(project, lang));
    if project.actual_start.is_some() || project.actual_finish.is_some() {
        let finish = project.actual_finish;
        let until = finish.map_or_else(|| lang.schedule_ongoing().to_owned(), |finish| lang.date(finish));
        line(lang.schedule_actual(), lang.schedule_dates(date(project.actual_start, lang), until));
    }
    if project.baseline_start.is_some() || project.baseline_finish.is_some() {
        let (start, finish) = (project.baseline_start, project.baseline_finish);
        line(lang.schedule_baseline(), lang.schedule_dates(date(start, lang), date(finish, lang)));
    }
    for milestone in project.milestones.iter().take(6) {
        if let Some(at) = milestone.actual.or(milestone.planned) {
            let what =
                if milestone.actual.is_some() { lang.schedule_actual() } else { lang.schedule_planned() };
            line("◆", format!("{} · {what} {}", milestone.name, lang.date(at)));
        }
    }
}

fn rows_id() -> Id {
    Id::unique("projects_schedule_rows")
}

/// Rows are chosen and bars moved by keys while the rows have the keyboard.
fn keyboard(
    ui: &Ui,
    shown: &Shown<'_>,
    view: &InView,
    page: &mut Page,
    body: &ScheduleBody,
    rows: Rect,
    actions: &mut Actions,
) {
    let response = ui.interact(rows, rows_id(), Sense::FOCUSABLE);
    response.widget_info(|| WidgetInfo::labeled(Role::List, true, shown.lang.schedule_table()));
    if std::mem::take(&mut page.figures.schedule.take_focus) {
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(rows_id(), filter));
    ui.painter().rect_stroke(
        rows.expand2(vec2(4.0, 0.0)),
        CornerRadius::same(4),
        Stroke::new(1.0, shown.theme.accent.0),
        StrokeKind::Inside,
    );
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let chosen = page.selection.cursor.filter(|cursor| line_of(body, *cursor).is_some());
    // Keys with Shift and Ctrl are tested before those without.
    for (modifiers, grip) in [
        (Modifiers::ALT | Modifiers::SHIFT, Grip::Finish),
        (Modifiers::ALT | Modifiers::COMMAND, Grip::Start),
        (Modifiers::ALT, Grip::Both),
    ] {
        for (key, months) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
            if pressed(modifiers, key)
                && let Some(project) = chosen.and_then(|id| shown.workbook.projects.get(id))
            {
                let length = crate::analysis::schedule::planned(project).both().map_or(1.0, |(a, b)| b - a);
                let months = within(grip, months, length);
                if months != 0 {
                    change(shown, project, grip, months, actions);
                }
            }
        }
    }
    if let Some(project) = chosen.filter(|_| pressed(Modifiers::NONE, Key::Enter)) {
        open(page, view, project);
        return;
    }
    let bars: Vec<ProjectId> = body
        .lines
        .iter()
        .filter_map(|line| match line {
            Line::Bar(bar) => Some(bar.project),
            Line::Head(..) => None,
        })
        .collect();
    let Some(last) = bars.len().checked_sub(1) else { return };
    let at = chosen.and_then(|chosen| bars.iter().position(|&bar| bar == chosen));
    let sheet = (rows.height() / SCREEN_ROW).max(1.0) as usize;
    for (key, to) in [
        (Key::ArrowUp, at.map_or(0, |at| at.saturating_sub(1))),
        (Key::ArrowDown, at.map_or(0, |at| (at + 1).min(last))),
        (Key::PageUp, at.map_or(0, |at| at.saturating_sub(sheet))),
        (Key::PageDown, at.map_or(0, |at| (at + sheet).min(last))),
        (Key::Home, 0),
        (Key::End, last),
    ] {
        if pressed(Modifiers::NONE, key)
            && let Some(&project) = bars.get(to)
        {
            page.selection.these(view, &[project]);
            page.figures.schedule.reveal = true;
        }
    }
}

/// Notes the present plan of what is in view.
fn baseline(shown: &Shown<'_>, view: &InView) -> Vec<Edit> {
    let mut edits = Vec::new();
    for project in super::found(view).filter_map(|id| shown.workbook.projects.get(id)) {
        let (start, finish) = (project.planned_start, project.planned_finish);
        if (start, finish) == (project.baseline_start, project.baseline_finish)
            || (start, finish) == (None, None)
        {
            continue;
        }
        // Both are taken out first: neither may stand before the other on the way.
        let set = |field, date: Option<When>| Edit::SetField {
            project: project.id,
            field,
            value: date.map_or(Value::Empty, Value::Date),
        };
        if project.baseline_finish.is_some() && finish != project.baseline_finish {
            edits.push(set(ProjectField::BaselineFinish, None));
        }
        edits.push(set(ProjectField::BaselineStart, start));
        edits.push(set(ProjectField::BaselineFinish, finish));
    }
    edits
}
