//! The tasks page: the quantified commitments of the plan's year, who leads them, and how they stand.

mod cells;
mod detail;
mod rows;

use super::{
    Action, Actions, Command, Place, Shown,
    fields::Fields,
    grid::{Cells as _, Column, Grid, Sort},
    indicators::targets::Drafts,
    widgets,
};
use crate::{
    exchange::clipboard::Block,
    model::{IndicatorId, Lamp, SectionId, TargetId},
};
use cells::TaskCells;
use egui::{Rect, RichText, Ui, vec2};
use rows::Rows;

/// Narrower tables have how a task stands before who leads it.
const NARROW: f32 = 860.0;

/// A task: a target of an indicator.
pub type TaskKey = (IndicatorId, TargetId);

/// A column of the tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskColumn {
    /// The indicator.
    Name,
    /// What is asked for.
    Target,
    /// Who leads.
    Lead,
    /// When it is due.
    Due,
    /// The latest figure of the year.
    Progress,
    /// Completion against pace, or the gap.
    State,
    /// The lamp with its word.
    Lamp,
    /// How firmly it is promised.
    Firmness,
    /// The note.
    Note,
}

/// Where one is looking on the tasks page.
#[derive(Debug, Default)]
pub struct State {
    grid: Grid<TaskKey, TaskColumn>,
    rows: Rows,
    search: String,
    lamp: Option<Lamp>,
    section: Option<SectionId>,
    sort: Option<(TaskColumn, bool)>,
    drafts: Drafts,
    fields: Fields,
    /// The detail below is folded away.
    folded: bool,
}

impl State {
    /// Shows a task, selected and scrolled to.
    pub fn select(&mut self, indicator: IndicatorId, target: TargetId) {
        self.search.clear();
        self.lamp = None;
        self.section = None;
        self.grid.go_to((indicator, target), TaskColumn::Progress);
    }

    /// Why a typed text was refused that is still there.
    pub fn refused(&self) -> Option<&str> {
        self.grid.refused().or(self.fields.refused()).or(self.drafts.refused())
    }

    /// Shows or hides the detail.
    pub fn toggle_details(&mut self) {
        self.folded = !self.folded;
    }

    /// Puts a text from the clipboard into the cell with the cursor.
    pub fn paste(&mut self, block: Block, ask: bool) {
        self.grid.paste(block, ask);
    }

    /// What the status bar says of the selection.
    pub fn selection_text(&self, shown: &Shown<'_>) -> Option<String> {
        let (key, col) = self.grid.cursor()?;
        let mut actions = Actions::default();
        let (mut drafts, mut fields) = (Drafts::default(), Fields::default());
        let cells = TaskCells {
            shown,
            rows: &self.rows,
            actions: &mut actions,
            drafts: &mut drafts,
            fields: &mut fields,
        };
        Some(shown.lang.ind_status_selected(&cells.label(key, col), &cells.cell(key, col).text))
    }

    fn filtered(&self) -> bool {
        !self.search.trim().is_empty() || self.lamp.is_some() || self.section.is_some()
    }
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, actions: &mut Actions) {
    let (lang, workbook, theme) = (shown.lang, shown.workbook, shown.theme);
    state.rows.follow(shown);
    let subtitle = match workbook.month {
        Some(month) => lang.task_subtitle(workbook.year, &lang.month(month)),
        None => lang.task_nothing_yet(workbook.year),
    };
    let counts = state.rows.counts();
    widgets::page_title(ui, lang.task_title(), &subtitle, |ui| {
        widgets::search_field(ui, &mut state.search, lang.task_search(), 190.0);
    });
    if state.rows.is_empty() {
        let action = lang.command(Command::Indicators);
        if widgets::empty_state(ui, lang.task_empty(), lang.task_empty_hint(), Some(action)) {
            actions.go(Place::Indicators);
        }
        return;
    }
    ui.add_space(6.0);
    chips(ui, shown, state);
    ui.add_space(6.0);
    let keys = state.rows.view(shown, &state.search, state.lamp, state.section, state.sort);
    let rest = ui.available_rect_before_wrap();
    let detail = detail_height(rest.height(), state);
    let foot = 26.0;
    let card = rest.with_max_y(rest.bottom() - foot - detail);
    let mut inner = widgets::child(ui, card, "table");
    widgets::paper(&inner, inner.max_rect());
    let mut inner = widgets::child(&mut inner, card.shrink(1.0), "rows");
    if keys.is_empty() {
        let action = state.filtered().then_some(lang.task_clear());
        if widgets::empty_state(&mut inner, lang.task_none_fit(), lang.task_none_fit_hint(), action) {
            state.search.clear();
            state.lamp = None;
            state.section = None;
        }
    } else {
        let columns = columns(shown, state.sort, card.width());
        let State { grid, rows, drafts, fields, .. } = state;
        let mut cells = TaskCells { shown, rows, actions, drafts, fields };
        if let Some(col) = grid.show(&mut inner, lang.task_title(), &columns, &keys, &mut cells) {
            state.sort = match state.sort {
                Some((now, false)) if now == col => Some((col, true)),
                Some((now, true)) if now == col => None,
                _ => Some((col, false)),
            };
        }
    }
    if detail > 0.0 {
        let place = Rect::from_min_max(egui::pos2(rest.left(), card.bottom() + 10.0), rest.max)
            .with_max_y(card.bottom() + detail);
        let mut below = widgets::child(ui, place, "detail");
        widgets::paper(&below, below.max_rect());
        let mut below = widgets::child(&mut below, place.shrink2(vec2(14.0, 8.0)), "inside");
        if let Some((key, _)) = state.grid.cursor()
            && detail::show(&mut below, shown, &state.rows, key, actions)
        {
            state.folded = true;
        }
    }
    let line = rest.with_min_y(rest.bottom() - foot + 4.0);
    let mut line = widgets::child(ui, line, "totals");
    let mut text = lang.task_totals(counts.all(), counts.good, counts.slight, counts.behind, counts.none);
    if keys.len() < counts.all() {
        text = format!("{text}　{}", lang.task_shown(keys.len(), counts.all()));
    }
    line.add(egui::Label::new(RichText::new(text).size(12.0).color(theme.second.0)).truncate());
}

/// The detail takes its room only once a task is selected, and only where there is room.
fn detail_height(room: f32, state: &State) -> f32 {
    if state.folded || state.grid.cursor().is_none() || room < 330.0 { 0.0 } else { 118.0 }
}

fn chips(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) {
    let lang = shown.lang;
    let counts = state.rows.counts_in(&state.search, state.section);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        if widgets::chip(ui, lang.task_all(), Some(counts.all()), state.lamp.is_none()).clicked() {
            state.lamp = None;
        }
        for (lamp, count) in [
            (Lamp::Behind, counts.behind),
            (Lamp::Slight, counts.slight),
            (Lamp::OnPace, counts.good),
            (Lamp::Unlit, counts.none),
        ] {
            let label = format!("{} {}", crate::i18n::Lang::lamp_shape(lamp), lang.task_lamp_word(lamp));
            if widgets::chip(ui, &label, Some(count), state.lamp == Some(lamp)).clicked() {
                state.lamp = (state.lamp != Some(lamp)).then_some(lamp);
            }
        }
        let sections = state.rows.sections(shown, &state.search, state.lamp);
        let all: usize = sections.iter().map(|(_, count)| count).sum();
        let mut options = vec![(None, format!("{} {all}", lang.task_all_sections()))];
        options.extend(sections.iter().filter_map(|&(id, count)| {
            let row = shown.workbook.sections.get(id)?;
            Some((Some(id), format!("{} {count}", shown.name(&row.title, &row.title_en))))
        }));
        let chosen = super::fields::choice_only(ui, lang.task_sections(), state.section, &options, 190.0);
        if let Some(section) = chosen {
            state.section = section;
        }
    });
}

fn columns(shown: &Shown<'_>, sort: Option<(TaskColumn, bool)>, width: f32) -> Vec<Column<TaskColumn>> {
    use TaskColumn as T;
    let lang = shown.lang;
    let name = (width * 0.19).clamp(166.0, 300.0);
    // The wording of a target says most: it takes most of what room is left.
    let target = Column::new(T::Target, lang.task_target(), 139.0).grow(1.2);
    let lead = Column::new(T::Lead, lang.task_lead(), 88.0).grow(0.1);
    let due = Column::new(T::Due, lang.task_due(), 88.0);
    let progress = Column::figures(T::Progress, lang.task_progress(), 116.0);
    let state = Column::new(T::State, lang.task_state(), 124.0);
    let lamp =
        Column::new(T::Lamp, lang.task_lamp(), if lang == crate::i18n::Lang::Zh { 88.0 } else { 136.0 });
    let name = Column::new(T::Name, lang.task_name(), name).grow(0.4);
    // Where not everything fits, how a task stands comes before who leads it.
    let mut columns = if width < NARROW {
        vec![name, target, progress, state, lamp, lead, due]
    } else {
        vec![name, target, lead, due, progress, state, lamp]
    };
    columns.push(Column::new(T::Firmness, lang.task_firmness(), 74.0));
    // A column of notes that nobody has written needs no more room than its heading.
    let targets = shown.workbook.indicators.iter().flat_map(|row| &row.targets);
    let mut of_year = targets.filter(|target| target.year == shown.workbook.year);
    let noted = of_year.any(|target| !target.note.is_empty());
    let note = Column::new(T::Note, lang.task_note(), if noted { 90.0 } else { 48.0 });
    columns.push(if noted { note.grow(0.4) } else { note });
    for column in &mut columns {
        column.sort = match sort {
            Some((key, false)) if key == column.key => Sort::Up,
            Some((key, true)) if key == column.key => Sort::Down,
            _ => Sort::Off,
        };
    }
    columns
}

/// Leads to a task's indicator.
fn go(actions: &mut Actions, key: TaskKey) {
    actions.push(Action::Go(Place::Indicator(key.0)));
}
