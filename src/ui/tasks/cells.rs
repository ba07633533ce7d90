//! The cells of the tasks: what they show, and what becomes of what is typed.

use super::{TaskColumn, TaskKey, go, rows::Rows};
use crate::{
    edit::Edit,
    i18n::{Lang, format},
    model::{Decimal, Firmness, Indicator, Target, When},
    ui::{
        Action, Actions, Shown,
        fields::{self, Fields, checked},
        grid::{Bar, Cell, CellEdit, Cells},
        indicators::{
            figures::read_figure,
            observe,
            targets::{self, Drafts, Extent},
        },
    },
};
use egui::Ui;

/// The cells.
pub struct TaskCells<'a> {
    /// What is shown.
    pub shown: &'a Shown<'a>,
    /// The tasks.
    pub rows: &'a Rows,
    /// Where edits go.
    pub actions: &'a mut Actions,
    /// Targets that are not sound yet.
    pub drafts: &'a mut Drafts,
    /// What is being typed into the target's fields.
    pub fields: &'a mut Fields,
}

impl<'a> TaskCells<'a> {
    fn task(&self, key: TaskKey) -> Option<(&'a Indicator, &'a Target)> {
        let shown: &'a Shown<'a> = self.shown;
        let indicator = shown.workbook.indicators.get(key.0)?;
        Some((indicator, indicator.target(key.1)?))
    }

    fn set(
        &mut self,
        key: TaskKey,
        first: Option<Edit>,
        change: impl FnOnce(&mut Target),
    ) -> Result<(), String> {
        let Some((indicator, target)) = self.task(key) else { return Ok(()) };
        let mut new = target.clone();
        change(&mut new);
        if new != *target {
            let edit = Edit::SetTarget { indicator: indicator.id, target: Box::new(new) };
            self.actions.edit(checked(self.shown, fields::after(first, edit))?);
        }
        Ok(())
    }

    /// The figure goes into the observation that is due now; emptying takes away the one that is shown.
    fn set_progress(&mut self, key: TaskKey, text: &str) -> Result<(), String> {
        let (lang, workbook) = (self.shown.lang, self.shown.workbook);
        let Some((indicator, target)) = self.task(key) else { return Ok(()) };
        let area = target.area.or_else(|| workbook.root_area().map(|area| area.id));
        let Some(area) = area else { return Ok(()) };
        let unit = indicator.unit_of(target.measure);
        let figure = read_figure(self.shown, text, &unit)?;
        let change = observe::change_of(indicator, target.measure, figure)
            .ok_or_else(|| lang.task_wrong_measure().to_owned())?;
        let due = observe::progress_period(workbook, indicator, area, target.year);
        let shown = self.rows.get(key).and_then(|row| row.verdict.actual.as_ref());
        let period = match (figure, shown) {
            (None, Some(shown)) if !shown.summed => shown.period,
            _ => due,
        };
        if let Some(edit) = observe::set(workbook, indicator, area, period, change, When::today()) {
            self.actions.edit(checked(self.shown, edit)?);
        }
        Ok(())
    }
}

impl Cells for TaskCells<'_> {
    type Row = TaskKey;
    type Col = TaskColumn;

    fn cell(&self, key: TaskKey, col: TaskColumn) -> Cell {
        use TaskColumn as T;
        let (theme, lang, workbook) = (self.shown.theme, self.shown.lang, self.shown.workbook);
        let (Some((indicator, target)), Some(row)) = (self.task(key), self.rows.get(key)) else {
            return Cell::new("");
        };
        let verdict = &row.verdict;
        match col {
            T::Name => {
                let name = self.shown.indicator(indicator);
                let text = match target.area.and_then(|area| workbook.areas.get(area)) {
                    Some(area) => format!("{name} · {}", self.shown.area(area)),
                    None => name.to_owned(),
                };
                let section = row
                    .section
                    .and_then(|id| workbook.sections.get(id))
                    .map_or("", |row| self.shown.name(&row.title, &row.title_en));
                Cell::new(text).tip(section).edit(CellEdit::Link)
            }
            T::Target => {
                let mut text = lang.target(target, workbook);
                if target.measure != indicator.measure {
                    text = format!("{} {text}", lang.measure(target.measure));
                }
                Cell::new(text).edit(CellEdit::Popup)
            }
            T::Lead => {
                let own = fields::department_name(workbook, target.lead);
                let edit = CellEdit::Suggest(own.to_owned());
                if own.is_empty() {
                    let owner = fields::department_name(workbook, indicator.owner);
                    let text = if owner.is_empty() { "–" } else { owner };
                    return Cell::new(text).ink(theme.faint.0).edit(edit);
                }
                Cell::new(own).edit(edit)
            }
            T::Due => {
                let initial = target.due.map(|due| due.to_string()).unwrap_or_default();
                match target.due {
                    Some(due) => Cell::new(lang.date(due)),
                    None => Cell::new(lang.task_year_end()).ink(theme.faint.0),
                }
                .edit(CellEdit::Text(initial))
            }
            T::Progress => match &verdict.actual {
                Some(actual) => {
                    let initial = shortened(actual.value).to_string();
                    let tip = format!("{} {}", lang.period(actual.period), lang.status(actual.status));
                    let text = lang.quantity(shortened(actual.value), &actual.unit);
                    if indicator.formula.is_some() {
                        let tip = format!("{tip}\n{}", lang.formula_refuses_typing());
                        return Cell { copy: Some(initial), ..Cell::new(text).tip(tip) };
                    }
                    Cell::new(text).tip(tip).edit(CellEdit::Text(initial))
                }
                None if indicator.formula.is_some() => {
                    Cell::new("–").ink(theme.faint.0).tip(lang.formula_refuses_typing())
                }
                None => Cell::new("–").ink(theme.faint.0).edit(CellEdit::Text(String::new())),
            },
            T::State => {
                let tip = lang.verdict_inputs(verdict, target, workbook);
                let Some(gap) = &verdict.gap else { return Cell::new("–").ink(theme.faint.0).tip(tip) };
                if let Some(completion) = verdict.completion {
                    let part = |value| crate::analysis::number::to_f64(value) as f32 / 100.0;
                    let bar = Bar { done: part(completion), due: verdict.pace.map(part), lamp: verdict.lamp };
                    let text = format!("{}%", format::fixed(completion, 1));
                    return Cell { bar: Some(bar), ..Cell::new(text).tip(tip) };
                }
                let sign = match (gap.value.is_zero(), gap.value.is_sign_negative()) {
                    (true, _) => "",
                    (false, true) => "−",
                    (false, false) => "+",
                };
                Cell::new(format!("{sign}{}", lang.distance(gap))).tip(tip)
            }
            T::Lamp => {
                let (ink, _) = crate::ui::widgets::lamp_colors(theme, verdict.lamp);
                let words = lang.verdict_words(verdict);
                let cell = Cell::new(lang.target_state(verdict.state)).ink(ink).tip(words);
                Cell { lamp: Some(verdict.lamp), ..cell }
            }
            T::Firmness => {
                let options = Firmness::ALL.map(|firmness| lang.firmness(firmness).to_owned()).into();
                let now = Firmness::ALL.iter().position(|&firmness| firmness == target.firmness);
                let cell = Cell::new(lang.firmness(target.firmness)).edit(CellEdit::Choice(options, now));
                if target.firmness == Firmness::Expected { cell.ink(theme.second.0) } else { cell }
            }
            T::Note => {
                let note = target.note.to_string();
                Cell::new(note.clone()).ink(theme.second.0).edit(CellEdit::Text(note))
            }
        }
    }

    fn label(&self, key: TaskKey, col: TaskColumn) -> String {
        use TaskColumn as T;
        let lang = self.shown.lang;
        let name = self.task(key).map_or("", |(indicator, _)| self.shown.indicator(indicator));
        let column = match col {
            T::Name => return name.to_owned(),
            T::Target => lang.task_target(),
            T::Lead => lang.task_lead(),
            T::Due => lang.task_due(),
            T::Progress => lang.task_progress(),
            T::State => lang.task_state(),
            T::Lamp => lang.task_lamp(),
            T::Firmness => lang.task_firmness(),
            T::Note => lang.task_note(),
        };
        lang.ind_cell(name, column)
    }

    fn commit(&mut self, key: TaskKey, col: TaskColumn, text: &str) -> Result<(), String> {
        use TaskColumn as T;
        let lang = self.shown.lang;
        match col {
            T::Lead => {
                let (lead, created) = fields::department(self.shown.workbook, text);
                self.set(key, created, |target| target.lead = lead)
            }
            T::Due => {
                let Some((_, target)) = self.task(key) else { return Ok(()) };
                let due = targets::read_due(lang, text, target.year)?;
                self.set(key, None, |target| target.due = due)
            }
            T::Progress => self.set_progress(key, text),
            T::Note => self.set(key, None, |target| target.note = text.trim().into()),
            T::Name | T::Target | T::State | T::Lamp | T::Firmness => Ok(()),
        }
    }

    fn lang(&self) -> Lang {
        self.shown.lang
    }

    fn ask(&mut self, action: Action) {
        self.actions.push(action);
    }

    fn names(&self, _key: TaskKey, col: TaskColumn) -> Vec<String> {
        match col {
            TaskColumn::Lead => fields::department_names(self.shown.workbook),
            _ => Vec::new(),
        }
    }

    fn choose(&mut self, key: TaskKey, _col: TaskColumn, at: usize) -> Result<(), String> {
        let Some(&firmness) = Firmness::ALL.get(at) else { return Ok(()) };
        self.set(key, None, |target| target.firmness = firmness)
    }

    fn open(&mut self, key: TaskKey, _col: TaskColumn) {
        go(self.actions, key);
    }

    fn popup(&mut self, ui: &mut Ui, key: TaskKey, _col: TaskColumn) -> bool {
        let Some((indicator, target)) = self.task(key) else { return false };
        ui.set_width(250.0);
        let (drafts, typing) = (&mut *self.drafts, &mut *self.fields);
        targets::form(ui, self.shown, indicator, target, Extent::Brief, drafts, typing, self.actions);
        true
    }
}

/// A computed figure with no more places than can be read.
fn shortened(value: Decimal) -> Decimal {
    if value.scale() > 2 { crate::analysis::round_half_up(value, 2) } else { value }
}
