//! The schedule: planned and actual dates of projects as bars.

use super::{
    Made,
    areas::tone,
    scope::Scope,
    words::{in_title, joined},
};
use crate::{
    analysis::schedule::{self, Place, Span},
    chart::{
        data::{Body, Key, KeyMark, Tone},
        project_data::{Bar, Line, Milestone, Reached, ScheduleBody},
    },
    i18n::Lang,
    model::{Figure, Grouping, Project, When},
};

/// Years before and after the plan's year that the axis reaches at most: a plan for decades would press all
/// others together.
const YEARS_BEFORE: i32 = 4;
const YEARS_AFTER: i32 = 6;

pub(super) fn schedule(scope: &Scope<'_>, figure: &Figure, lang: Lang) -> Made {
    let mut lines = Vec::with_capacity(scope.rows.len() + 16);
    let (mut undated, mut dated) = (0, 0);
    for (name, rows) in scope.groups(figure.view.group, lang) {
        if figure.view.group != Grouping::None {
            lines.push(Line::Head(name, lang.views_projects(rows.len())));
        }
        for row in rows {
            let Some(bar) = bar(scope, row, lang) else { continue };
            if bar.planned.is_empty() && bar.actual.is_empty() {
                undated += 1;
            } else {
                dated += 1;
            }
            lines.push(Line::Bar(Box::new(bar)));
        }
    }
    if dated == 0 {
        let why = if scope.rows.is_empty() { lang.views_none() } else { lang.schedule_no_dates() };
        return Made::empty(why.to_owned());
    }
    let (from, to) = ends(scope, figure, &lines);
    let notes = if undated > 0 { vec![lang.schedule_some_undated(undated)] } else { Vec::new() };
    let today = scope.month().map(|month| (schedule::end_of(month), lang.month(month)));
    let body = ScheduleBody {
        from,
        to,
        today,
        lines,
        first: 0,
        undated: lang.schedule_undated().to_owned(),
        continued: lang.schedule_continued().to_owned(),
    };
    Made {
        title: lang.schedule_title(in_title(lang, scope.list)),
        subtitle: joined([&scope.said(lang)]),
        keys: keys(&body.lines, lang),
        notes,
        summary: lang.schedule_summary(scope.rows.len(), from.div_euclid(12), (to - 1).div_euclid(12)),
        body: Body::Schedule(body),
    }
}

fn bar(scope: &Scope<'_>, row: usize, lang: Lang) -> Option<Bar> {
    let project = scope.project(row)?;
    let lamp = scope.analysis.rows.get(row)?.lamp;
    let name = lang.pick(&project.name, &project.name_en);
    let planned = schedule::planned(project);
    let baseline = schedule::baseline(project);
    let milestone = |row: &crate::model::project::Milestone| {
        let at = row.actual.or(row.planned)?;
        let over = scope.month().is_some_and(|month| at.latest_month() <= month);
        let state = match row.actual {
            Some(_) => Reached::Yes,
            None if over => Reached::Overdue,
            None => Reached::NotYet,
        };
        Some(Milestone { at: middle(at), state })
    };
    Some(Bar {
        project: project.id,
        label: if name.is_empty() { lang.projects_untitled().to_owned() } else { name.to_owned() },
        planned,
        baseline: if baseline == planned { Span::default() } else { baseline },
        actual: schedule::actual(project, scope.month()),
        milestones: project.milestones.iter().filter_map(milestone).collect(),
        sign: Lang::lamp_shape(lamp),
        tone: tone(lamp),
    })
}

fn middle(date: When) -> Place {
    f64::midpoint(schedule::begins(date), schedule::ends(date))
}

/// Whole years around all dates, no further than some years around the plan's; or what the figure says.
fn ends(scope: &Scope<'_>, figure: &Figure, lines: &[Line]) -> (i32, i32) {
    let year = i32::from(scope.workbook.year);
    let (mut low, mut high) = (Place::from(year * 12), Place::from(year * 12 + 12));
    for line in lines {
        let Line::Bar(bar) = line else { continue };
        for span in [bar.planned, bar.actual, bar.baseline] {
            for at in [span.from, span.to].into_iter().flatten() {
                (low, high) = (low.min(at), high.max(at));
            }
        }
    }
    let low = (low as i32).div_euclid(12).max(year - YEARS_BEFORE);
    let high = (high.ceil() as i32 - 1).div_euclid(12).min(year + YEARS_AFTER);
    let from = figure.from.map_or(low, |period| i32::from(period.year()));
    let to = figure.view.until.map_or(high, i32::from).max(from);
    (from * 12, to * 12 + 12)
}

/// A key of what is there.
fn keys(lines: &[Line], lang: Lang) -> Vec<Key> {
    let any =
        |what: &dyn Fn(&Bar) -> bool| lines.iter().any(|line| matches!(line, Line::Bar(bar) if what(bar)));
    let key = |mark, tone, text: &str| Key { mark, tone, text: text.to_owned() };
    let mut keys = vec![key(KeyMark::Bar, Tone::Pale, lang.schedule_planned())];
    if any(&|bar| !bar.actual.is_empty()) {
        keys.push(key(KeyMark::Line, Tone::Accent, lang.schedule_actual()));
    }
    if any(&|bar| bar.overrun().is_some()) {
        keys.push(key(KeyMark::Line, Tone::Bad, lang.schedule_overrun()));
    }
    if any(&|bar| !bar.baseline.is_empty()) {
        keys.push(key(KeyMark::Line, Tone::Muted, lang.schedule_baseline()));
    }
    for (state, mark, tone, text) in [
        (Reached::Yes, KeyMark::Diamond, Tone::Accent, lang.schedule_reached()),
        (Reached::NotYet, KeyMark::Open, Tone::Accent, lang.schedule_milestone()),
        (Reached::Overdue, KeyMark::Open, Tone::Bad, lang.schedule_missed()),
    ] {
        if any(&|bar| bar.milestones.iter().any(|milestone| milestone.state == state)) {
            keys.push(key(mark, tone, text));
        }
    }
    keys
}

/// Rows for a spreadsheet, dates as they are known.
pub(super) fn table(scope: &Scope<'_>, figure: &Figure, lang: Lang) -> Vec<Vec<String>> {
    use crate::model::ProjectField as F;
    let fields = [
        F::PlannedStart,
        F::PlannedFinish,
        F::ActualStart,
        F::ActualFinish,
        F::BaselineStart,
        F::BaselineFinish,
    ];
    let mut head =
        vec![lang.field(F::Name), lang.field(F::Area), lang.field(F::Category), lang.field(F::Stage)];
    head.extend(fields.map(|field| lang.field(field)));
    let date = |date: Option<When>| date.map(|date| date.to_string()).unwrap_or_default();
    let row = |project: &Project| {
        let area = project.area.and_then(|area| scope.workbook.areas.get(area));
        let mut cells = vec![
            lang.pick(&project.name, &project.name_en).to_owned(),
            area.map(|area| super::words::area_label(lang, area).to_owned()).unwrap_or_default(),
            project.category.to_string(),
            project.stage.map(|stage| lang.stage(stage).to_owned()).unwrap_or_default(),
        ];
        cells.extend([
            date(project.planned_start),
            date(project.planned_finish),
            date(project.actual_start),
            date(project.actual_finish),
            date(project.baseline_start),
            date(project.baseline_finish),
        ]);
        cells
    };
    let groups = scope.groups(figure.view.group, lang);
    let rows = groups.iter().flat_map(|(_, rows)| rows).filter_map(|&at| scope.project(at)).map(row);
    std::iter::once(head).chain(rows).collect()
}
