//! The table of figures below the chart: an area's periods, or all areas by period.

use super::{
    formula,
    observe::{self, Change},
    plan::What,
};
use crate::{
    analysis::derive::{Disagreement, DisagreementKind, derive},
    edit::entry,
    i18n::{Lang, format},
    model::{
        AreaId, Decimal, Indicator, Measure, Observation, Operator, Period, Status, Unit, When,
        figure::Transformation, half_width, indicator::EarlierValue,
    },
    ui::{
        Action, Actions, Shown,
        fields::checked,
        grid::{Cell, CellEdit, Cells, Column, Entered, Plan},
    },
};
use egui::Align;

/// A column of an area's periods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PeriodColumn {
    /// The period.
    Period,
    /// The value.
    Value,
    /// The growth.
    Growth,
    /// The rank.
    Rank,
    /// How final.
    Status,
    /// Earlier values.
    Earlier,
    /// The note.
    Note,
}

/// A column of the areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AreaColumn {
    /// The area.
    Area,
    /// The figure of a period.
    Figure(Period),
    /// The rank in a period.
    Rank(Period),
    /// How final the figure of a period is.
    Status(Period),
}

const STATUSES: [Status; 3] = [Status::Preliminary, Status::Final, Status::Revised];

/// What both tables have in common.
pub struct Figures<'a> {
    /// What is shown.
    pub shown: &'a Shown<'a>,
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The area of the periods.
    pub area: AreaId,
    /// The measure that the areas are shown in.
    pub measure: Measure,
    /// Where edits go.
    pub actions: &'a mut Actions,
}

impl Figures<'_> {
    fn unit(&self, measure: Measure) -> Unit {
        self.indicator.unit_of(measure)
    }

    /// The figures of a year or more, with the most places of any.
    fn places(&self, measure: Measure) -> u32 {
        let figures = self.indicator.observations.iter();
        figures
            .filter_map(|o| o.figure(measure, self.indicator.measure))
            .map(|d| d.scale())
            .max()
            .unwrap_or(0)
    }

    /// Whether the figures follow from a formula, so that none is typed.
    fn is_computed(&self) -> bool {
        self.indicator.formula.is_some()
    }

    /// The cell as far as it can be edited: figures of a formula cannot, and are copied as they are.
    fn editable(&self, cell: Cell, initial: String) -> Cell {
        if self.is_computed() {
            Cell { copy: Some(initial), ..cell }
        } else {
            cell.edit(CellEdit::Text(initial))
        }
    }

    /// What a hover says of the figure of an area and a period: how it was computed, what it was before.
    fn tip(&self, area: AreaId, period: Period) -> String {
        let made = formula::how(self.shown, self.indicator, area, period);
        let observation = self.indicator.observation(area, period);
        made.into_iter().chain(observation.and_then(|o| self.revisions(o))).collect::<Vec<_>>().join("\n")
    }

    /// The earlier values of an observation, oldest first.
    fn revisions(&self, observation: &Observation) -> Option<String> {
        let lang = self.shown.lang;
        let own = lang.unit(&self.indicator.unit);
        let lines = observation.earlier.iter().map(|value| {
            let mut parts: Vec<String> = Vec::new();
            parts.extend(value.value.map(|value| format!("{}{own}", format::number(value))));
            parts.extend(value.growth.map(|growth| lang.ind_growth_of(&format::number(growth))));
            let when = value.replaced.map(|when| lang.date(when)).unwrap_or_default();
            lang.ind_was(&parts.join(lang.comma()), lang.status(value.status), &when)
        });
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn figure(&self, observation: Option<&Observation>, measure: Measure) -> Cell {
        let theme = self.shown.theme;
        let figure = observation.and_then(|o| o.figure(measure, self.indicator.measure));
        let initial = figure.map_or_else(String::new, |figure| figure.to_string());
        let Some(figure) = figure else {
            return self.editable(Cell::new("–").ink(theme.faint.0), initial);
        };
        let bound = observation.filter(|_| measure == self.indicator.measure).map(|o| o.bound);
        let mut cell = Cell::new(format!("{}{}", bound_sign(bound), format::number(figure)));
        if let Some(confirmed) =
            observation.and_then(|o| o.confirmed).filter(|_| measure == self.indicator.measure)
        {
            let lang = self.shown.lang;
            cell.tip = format!("{} {}", lang.ind_confirmed(), format::number(confirmed));
        }
        if observation.is_some_and(|o| o.status == Status::Preliminary) {
            cell.ink = Some(theme.second.0);
        }
        cell.mark = observation.is_some_and(|o| !o.earlier.is_empty());
        self.editable(cell, initial)
    }

    fn rank(&self, observation: Option<&Observation>) -> Cell {
        match observation.and_then(|o| o.rank.as_ref()) {
            None => self.editable(Cell::new("–").ink(self.shown.theme.faint.0), String::new()),
            Some(rank) => {
                let sign = if rank.bound == Operator::Le { "≤" } else { "" };
                let cell = Cell::new(format!("{sign}{}", rank.place)).tip(self.shown.lang.rank(rank));
                cell.edit(CellEdit::Text(rank.place.to_string()))
            }
        }
    }

    fn status(&self, observation: Option<&Observation>) -> Cell {
        let lang = self.shown.lang;
        let Some(observation) = observation else { return Cell::new("") };
        let options = STATUSES.iter().map(|&status| lang.status(status).to_owned()).collect();
        let now = STATUSES.iter().position(|&status| status == observation.status);
        let ink = match observation.status {
            Status::Revised => self.shown.theme.warning,
            _ => self.shown.theme.second,
        };
        let cell = Cell::new(lang.status(observation.status)).ink(ink.0);
        if self.is_computed() { cell } else { cell.edit(CellEdit::Choice(options, now)) }
    }

    /// Whether figures of a measure may be added to each other.
    fn adds_up(&self, measure: Measure) -> bool {
        measure == Measure::Level && !measure.is_rate(&self.unit(measure))
    }

    fn earlier(&self, observation: Option<&Observation>) -> Cell {
        let earlier = observation.map(|o| o.earlier.as_slice()).unwrap_or_default();
        let Some(last) = earlier.last() else { return Cell::new("") };
        let cell = Cell::new(earlier_words(last)).ink(self.shown.theme.second.0);
        // What was revised more than once shows all it was, the oldest first.
        let all: Vec<String> = earlier.iter().map(earlier_words).collect();
        if all.len() > 1 { cell.tip(all.join(" → ")) } else { cell }
    }

    /// Takes a typed figure of an area and period.
    fn take(&mut self, area: AreaId, period: Period, measure: Measure, text: &str) -> Result<(), String> {
        let lang = self.shown.lang;
        let change = if measure == Measure::Rank && self.indicator.measure != Measure::Rank {
            Change::Rank(read_rank(lang, text)?)
        } else {
            let figure = read_figure(self.shown, text, &self.unit(measure))?;
            match observe::change_of(self.indicator, measure, figure) {
                Some(change) => change,
                None => return Err(lang.ind_bad_rank(text.trim())),
            }
        };
        self.send(area, period, change)
    }

    fn send(&mut self, area: AreaId, period: Period, change: Change) -> Result<(), String> {
        let made = observe::set(self.shown.workbook, self.indicator, area, period, change, When::today());
        if let Some(edit) = made {
            self.actions.edit(checked(self.shown, edit)?);
        }
        Ok(())
    }
}

/// The sign of a worded bound before a figure.
pub fn bound_sign(bound: Option<Operator>) -> &'static str {
    match bound {
        Some(Operator::Ge) => "≥ ",
        Some(Operator::Gt) => "> ",
        Some(Operator::Le) => "≤ ",
        Some(Operator::Lt) => "< ",
        Some(Operator::Approx) => "≈ ",
        Some(Operator::Eq | Operator::Range | Operator::Relative) | None => "",
    }
}

/// Reads a typed figure in a unit; an empty text is none.
pub fn read_figure(shown: &Shown<'_>, text: &str, unit: &Unit) -> Result<Option<Decimal>, String> {
    let plain: String = text.trim().chars().map(half_width).collect();
    if plain.is_empty() || matches!(&*plain, "-" | "–" | "—") {
        return Ok(None);
    }
    entry::parse_number(&plain, unit).map(Some).map_err(|error| shown.lang.entry_error(&error))
}

/// What a figure was before a revision.
fn earlier_words(value: &EarlierValue) -> String {
    let level = value.value.map(format::number);
    let growth = value.growth.map(|growth| format!("{}%", format::number(growth)));
    level.into_iter().chain(growth).collect::<Vec<_>>().join(" / ")
}

/// Reads a rank: 5, 第5, 5位, 第 5 位; refused with a reason.
pub fn read_rank(lang: Lang, text: &str) -> Result<Option<u16>, String> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = plain.trim_start_matches('第').trim_end_matches(['位', '名']).trim();
    if plain.is_empty() || matches!(plain, "-" | "–" | "—") {
        return Ok(None);
    }
    plain.parse().ok().filter(|place| *place > 0).map(Some).ok_or_else(|| lang.ind_bad_rank(text.trim()))
}

/// The periods of an area as a table.
pub struct ByPeriod<'a> {
    figures: Figures<'a>,
    /// Where published growth and that of the levels disagree.
    apart: Vec<Disagreement>,
}

impl<'a> ByPeriod<'a> {
    /// The periods of the area in view.
    pub fn new(figures: Figures<'a>) -> Self {
        let Figures { shown, indicator, area, .. } = figures;
        let growth = derive(shown.workbook, indicator, area, indicator.measure, Transformation::YearOnYear);
        let apart = growth.map(|found| found.disagreements).unwrap_or_default();
        Self { figures, apart }
    }

    fn apart(&self, period: Period) -> Option<&Disagreement> {
        self.apart.iter().find(|apart| apart.period == period && apart.kind == DisagreementKind::Growth)
    }

    fn what(&self, col: PeriodColumn) -> Option<What> {
        match col {
            PeriodColumn::Value => Some(What::Figure(self.figures.indicator.measure)),
            PeriodColumn::Growth => Some(What::Figure(Measure::Growth)),
            PeriodColumn::Rank => Some(What::Figure(Measure::Rank)),
            PeriodColumn::Status => Some(What::Status),
            PeriodColumn::Note => Some(What::Note),
            PeriodColumn::Period | PeriodColumn::Earlier => None,
        }
    }

    /// The columns.
    pub fn columns(figures: &Figures<'_>) -> Vec<Column<PeriodColumn>> {
        let lang = figures.shown.lang;
        let own = figures.indicator.measure;
        let unit = figures.unit(own);
        let title = match lang.unit(&unit) {
            "" => lang.measure(own).to_owned(),
            unit => lang.ind_value_in(lang.measure(own), unit),
        };
        let series = figures.indicator.series(figures.area);
        let periods: Vec<String> = series.iter().map(|o| lang.period(o.period)).collect();
        let periods = periods.iter().map(String::as_str);
        let mut columns = vec![
            Column::fitting(PeriodColumn::Period, lang.ind_period(), periods, (104.0, 160.0)),
            Column::figures(PeriodColumn::Value, title, 98.0).grow(0.6),
        ];
        if own != Measure::Growth && own != Measure::Rank {
            columns.push(Column::figures(PeriodColumn::Growth, lang.ind_growth(), 80.0).grow(0.4));
        }
        if own != Measure::Rank {
            columns.push(Column::figures(PeriodColumn::Rank, lang.ind_rank(), 54.0));
        }
        columns.push(status(PeriodColumn::Status, lang));
        if series.iter().any(|o| !o.earlier.is_empty()) {
            let earlier: Vec<String> =
                series.iter().filter_map(|o| o.earlier.last()).map(earlier_words).collect();
            let earlier = earlier.iter().map(String::as_str);
            let column = Column::fitting(PeriodColumn::Earlier, lang.ind_earlier(), earlier, (84.0, 160.0));
            columns.push(Column { align: Align::Max, ..column });
        }
        columns.push(Column::new(PeriodColumn::Note, lang.ind_note(), 60.0).grow(1.0));
        columns
    }

    fn observation(&self, period: Period) -> Option<&Observation> {
        self.figures.indicator.observation(self.figures.area, period)
    }
}

impl Cells for ByPeriod<'_> {
    type Row = Period;
    type Col = PeriodColumn;

    fn cell(&self, period: Period, col: PeriodColumn) -> Cell {
        let observation = self.observation(period);
        match col {
            PeriodColumn::Period => {
                let theme = self.figures.shown.theme;
                let text = self.figures.shown.lang.period(period);
                let ink = if observation.is_some() { theme.text } else { theme.faint };
                Cell::new(text).ink(ink.0)
            }
            PeriodColumn::Value => self.figures.figure(observation, self.figures.indicator.measure),
            PeriodColumn::Growth => {
                let cell = self.figures.figure(observation, Measure::Growth);
                Cell { mark: self.apart(period).is_some(), ..cell }
            }
            PeriodColumn::Rank => self.figures.rank(observation),
            PeriodColumn::Status => self.figures.status(observation),
            PeriodColumn::Earlier => self.figures.earlier(observation),
            PeriodColumn::Note => {
                let note = observation.map(|o| o.note.to_string()).unwrap_or_default();
                let cell = Cell::new(note.clone()).ink(self.figures.shown.theme.second.0);
                self.figures.editable(cell, note)
            }
        }
    }

    fn add_up(&self, one: PeriodColumn, other: PeriodColumn) -> bool {
        one == other && one == PeriodColumn::Value && self.figures.adds_up(self.figures.indicator.measure)
    }

    fn label(&self, period: Period, col: PeriodColumn) -> String {
        let lang = self.figures.shown.lang;
        let column = match col {
            PeriodColumn::Period => lang.ind_period(),
            PeriodColumn::Value => lang.measure(self.figures.indicator.measure),
            PeriodColumn::Growth => lang.measure(Measure::Growth),
            PeriodColumn::Rank => lang.ind_rank(),
            PeriodColumn::Status => lang.ind_status(),
            PeriodColumn::Earlier => lang.ind_earlier(),
            PeriodColumn::Note => lang.ind_note(),
        };
        lang.ind_cell(&lang.period(period), column)
    }

    fn commit(&mut self, period: Period, col: PeriodColumn, text: &str) -> Result<(), String> {
        let area = self.figures.area;
        match col {
            PeriodColumn::Value => self.figures.take(area, period, self.figures.indicator.measure, text),
            PeriodColumn::Growth => self.figures.take(area, period, Measure::Growth, text),
            PeriodColumn::Rank => self.figures.take(area, period, Measure::Rank, text),
            PeriodColumn::Note => self.figures.send(area, period, Change::Note(text.trim().into())),
            PeriodColumn::Period | PeriodColumn::Status | PeriodColumn::Earlier => Ok(()),
        }
    }

    fn lang(&self) -> Lang {
        self.figures.shown.lang
    }

    fn ask(&mut self, action: Action) {
        self.figures.actions.push(action);
    }

    fn plan(&self, entered: &[Entered<Period, PeriodColumn>]) -> Option<Plan<Period, PeriodColumn>> {
        let at = |period, col| Some((self.figures.area, period, self.what(col)?));
        Some(self.figures.plan(entered, at, |period, col| self.cell(period, col).copied()))
    }

    fn tip(&self, period: Period, col: PeriodColumn) -> String {
        match col {
            PeriodColumn::Value | PeriodColumn::Earlier => self.figures.tip(self.figures.area, period),
            PeriodColumn::Growth => {
                let apart = self.apart(period).map(|apart| self.figures.shown.lang.disagreement(apart));
                apart.unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    fn choose(&mut self, period: Period, _col: PeriodColumn, at: usize) -> Result<(), String> {
        let Some(&status) = STATUSES.get(at) else { return Ok(()) };
        let area = self.figures.area;
        self.figures.send(area, period, Change::Status(status))
    }
}

/// The column of statuses, wide enough for each of them.
fn status<C>(key: C, lang: Lang) -> Column<C> {
    let all = [Status::Preliminary, Status::Final, Status::Revised].map(|status| lang.status(status));
    Column::fitting(key, lang.ind_status(), all, (64.0, 100.0))
}

/// Areas by period as a table.
pub struct ByArea<'a>(pub Figures<'a>);

impl ByArea<'_> {
    /// The columns: the periods, then the last one's rank and status.
    pub fn columns(figures: &Figures<'_>, periods: &[Period]) -> Vec<Column<AreaColumn>> {
        let lang = figures.shown.lang;
        let year = periods.last().map(|period| period.year());
        let areas = figures.shown.workbook.areas.iter().map(|area| figures.shown.area(area));
        let mut columns =
            vec![Column::fitting(AreaColumn::Area, lang.ind_area(), areas, (88.0, 150.0)).grow(0.1)];
        for &period in periods {
            let inside = lang.period_in_year(period);
            let title =
                if inside.is_empty() || Some(period.year()) != year { lang.period(period) } else { inside };
            columns.push(Column::figures(AreaColumn::Figure(period), title, 64.0).grow(0.3));
        }
        let seen = |period: &&Period| {
            figures.indicator.observations.iter().any(|o| {
                o.period == **period && o.figure(figures.measure, figures.indicator.measure).is_some()
            })
        };
        if let Some(&last) = periods.iter().rev().find(seen) {
            if figures.indicator.observations.iter().any(|o| o.rank.is_some()) {
                columns.push(Column::figures(AreaColumn::Rank(last), lang.ind_rank(), 48.0));
            }
            columns.push(status(AreaColumn::Status(last), lang));
        }
        columns
    }

    fn observation(&self, area: AreaId, period: Period) -> Option<&Observation> {
        self.0.indicator.observation(area, period)
    }
}

impl Cells for ByArea<'_> {
    type Row = AreaId;
    type Col = AreaColumn;

    fn cell(&self, area: AreaId, col: AreaColumn) -> Cell {
        match col {
            AreaColumn::Area => {
                let name = self.0.shown.workbook.areas.get(area).map_or("?", |row| self.0.shown.area(row));
                Cell { strong: area == self.0.area, ..Cell::new(name) }
            }
            AreaColumn::Figure(period) => {
                let observation = self.observation(area, period);
                let mut cell = self.0.figure(observation, self.0.measure);
                let figure = observation.and_then(|o| o.figure(self.0.measure, self.0.indicator.measure));
                // The same number of places in a column, without losing any.
                if let Some(figure) = figure {
                    let sign = bound_sign(
                        observation.filter(|_| self.0.measure == self.0.indicator.measure).map(|o| o.bound),
                    );
                    cell.text = format!("{sign}{}", format::fixed(figure, self.0.places(self.0.measure)));
                }
                cell
            }
            AreaColumn::Rank(period) => self.0.rank(self.observation(area, period)),
            AreaColumn::Status(period) => self.0.status(self.observation(area, period)),
        }
    }

    fn add_up(&self, one: AreaColumn, other: AreaColumn) -> bool {
        let figure = |col| matches!(col, AreaColumn::Figure(_));
        figure(one) && figure(other) && self.0.adds_up(self.0.measure)
    }

    fn label(&self, area: AreaId, col: AreaColumn) -> String {
        let lang = self.0.shown.lang;
        let name = self.0.shown.workbook.areas.get(area).map_or("?", |row| self.0.shown.area(row));
        let column = match col {
            AreaColumn::Area => lang.ind_area().to_owned(),
            AreaColumn::Figure(period) => lang.period(period),
            AreaColumn::Rank(_) => lang.ind_rank().to_owned(),
            AreaColumn::Status(_) => lang.ind_status().to_owned(),
        };
        lang.ind_cell(name, &column)
    }

    fn commit(&mut self, area: AreaId, col: AreaColumn, text: &str) -> Result<(), String> {
        match col {
            AreaColumn::Figure(period) => self.0.take(area, period, self.0.measure, text),
            AreaColumn::Rank(period) => self.0.take(area, period, Measure::Rank, text),
            AreaColumn::Area | AreaColumn::Status(_) => Ok(()),
        }
    }

    fn lang(&self) -> Lang {
        self.0.shown.lang
    }

    fn ask(&mut self, action: Action) {
        self.0.actions.push(action);
    }

    fn plan(&self, entered: &[Entered<AreaId, AreaColumn>]) -> Option<Plan<AreaId, AreaColumn>> {
        let at = |area, col| match col {
            AreaColumn::Figure(period) => Some((area, period, What::Figure(self.0.measure))),
            AreaColumn::Rank(period) => Some((area, period, What::Figure(Measure::Rank))),
            AreaColumn::Status(period) => Some((area, period, What::Status)),
            AreaColumn::Area => None,
        };
        Some(self.0.plan(entered, at, |area, col| self.cell(area, col).copied()))
    }

    fn tip(&self, area: AreaId, col: AreaColumn) -> String {
        match col {
            AreaColumn::Figure(period) => self.0.tip(area, period),
            _ => String::new(),
        }
    }

    fn choose(&mut self, area: AreaId, col: AreaColumn, at: usize) -> Result<(), String> {
        match (col, STATUSES.get(at)) {
            (AreaColumn::Status(period), Some(&status)) => self.0.send(area, period, Change::Status(status)),
            _ => Ok(()),
        }
    }
}
