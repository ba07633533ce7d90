//! Start control: the two start rates with their denominators, and the counts by area or field.

use super::{
    Kept, filtered, group, heading, no_month, places, room, rows,
    sheet::{self, Cell, Heading, Row},
    small, tile,
};
use crate::{
    analysis::{
        By, GroupKey, StartControl,
        start::{StartCounts, StartPart},
    },
    i18n::format,
    model::ProjectList,
    ui::{Actions, Shown, projects, projects::rows::InView, widgets},
};
use egui::Ui;

/// Where one is looking.
#[derive(Debug)]
pub struct State {
    by: By,
    kept: Kept<By, Found>,
}

impl Default for State {
    fn default() -> Self {
        Self { by: By::Area, kept: Kept::default() }
    }
}

/// The start control of the rows in view.
#[derive(Debug)]
struct Found {
    control: Option<StartControl>,
    groups: Vec<(GroupKey, StartCounts)>,
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
    let mine = &mut state.insight.start;
    let by = mine.by;
    let kept = mine.kept.get(view, by, || found(shown, view, by));
    let Some(control) = &kept.control else {
        no_month(ui, shown, projects::Face::Start, actions);
        return;
    };
    if control.is_empty() {
        widgets::empty_state(ui, lang.start_none(), lang.start_none_hint(), None);
        return;
    }
    let mut leads: Option<(StartPart, Option<GroupKey>)> = None;
    room(ui, "projects_start", |ui| {
        heading(ui, &lang.start_title(&lang.month(control.month)), &filtered(shown, view));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 28.0;
            tile(ui, shown, lang.start_rate_year(), control.all.of_year(), places(list));
            tile(ui, shown, lang.start_rate_due(), control.all.of_due(), places(list));
        });
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let chosen = &mut state.insight.start.by;
            for (way, name) in
                [(By::Area, lang.insight_by_area()), (By::Category, lang.insight_by_category())]
            {
                if widgets::chip(ui, name, None, *chosen == way).clicked() {
                    *chosen = way;
                }
            }
        });
        leads = ui.scope(|ui| table(ui, shown, list, &kept, by, control)).inner;
        ui.add_space(6.0);
        let carried = control.all.get(StartPart::Carried);
        if carried > 0 {
            ui.horizontal(|ui| {
                small(ui, &lang.start_carried(carried));
                if widgets::link(ui, lang.start_see()).clicked() {
                    leads = Some((StartPart::Carried, None));
                }
            });
        }
        small(ui, lang.start_rule());
    });
    if let Some((part, group)) = leads {
        let group = group.as_ref().map(|key| (by, key));
        let projects = control.projects(shown.workbook, &view.analysis, part, group);
        state.show_only(list.id, projects.into_iter().collect());
    }
}

fn found(shown: &Shown<'_>, view: &InView, by: By) -> Found {
    let control = StartControl::new(shown.workbook, &view.analysis, rows(view));
    let groups = control.as_ref().map(|control| control.groups(shown.workbook, &view.analysis, by));
    Found { control, groups: groups.unwrap_or_default() }
}

fn table(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    kept: &Found,
    by: By,
    control: &StartControl,
) -> Option<(StartPart, Option<GroupKey>)> {
    let lang = shown.lang;
    let undated = control.all.get(StartPart::Undated) > 0;
    let parts: Vec<StartPart> = [
        StartPart::Planned,
        StartPart::ToDate,
        StartPart::Started,
        StartPart::Early,
        StartPart::OnTime,
        StartPart::Late,
        StartPart::Undated,
        StartPart::Overdue,
        StartPart::Ahead,
    ]
    .into_iter()
    .filter(|&part| part != StartPart::Undated || undated)
    .collect();
    let mut headings: Vec<Heading> =
        parts.iter().map(|&part| Heading::new(lang.start_part(part), lang.start_part_tip(part))).collect();
    headings.push(Heading::new(lang.start_rate_year_short(), lang.start_rate_year_tip()));
    headings.push(Heading::new(lang.start_rate_due_short(), lang.start_rate_due_tip()));
    let line = |name: String, counts: &StartCounts, sum: bool| {
        let mut cells: Vec<Cell> = parts.iter().map(|&part| Cell::Count(counts.get(part))).collect();
        for rate in [counts.of_year(), counts.of_due()] {
            cells.push(match rate.percent() {
                Some(percent) => {
                    let text = format!("{}%", format::fixed(percent, places(list)));
                    Cell::Figure(text, lang.rate(rate, places(list)))
                }
                None => Cell::Empty,
            });
        }
        Row { name, cells, sum }
    };
    let mut lines: Vec<Row> =
        kept.groups.iter().map(|(key, counts)| line(group(shown, key), counts, false)).collect();
    lines.push(line(lang.insight_all().to_owned(), &control.all, true));
    let first = if by == By::Area { lang.projects_filter_area() } else { lang.projects_filter_category() };
    let (row, column) = sheet::show(ui, shown, "start", first, &headings, &lines)?;
    Some((*parts.get(column)?, kept.groups.get(row).map(|(key, _)| key.clone())))
}
