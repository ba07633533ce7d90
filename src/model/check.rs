//! The invariants of a workbook, in one place.
//!
//! [`Workbook::check`] returns every violation with its path. The `edit` room runs the same row checks
//! after each change and refuses one that adds a violation, so a workbook that was sound stays sound,
//! and one that was not (an imported or damaged file) can still be mended cell by cell.

#![allow(clippy::unused_self, reason = "a macro calls the check of every kind of row on the workbook")]

mod fault;
mod figures;
mod formulas;

pub use fault::Fault;

use super::{
    Decimal, Dimension, Indicator, Keyed, Operator, PaceProfile, Project, ProjectList, Rows, Stage, Target,
    Text, Value, Workbook,
    area::{Area, Department, Section, Source, SourceRef},
    formula,
    ids::{Id, TargetId},
    indicator::Measure,
    list::CustomKind,
    quantity::Money,
    text::is_hostile,
    workbook::MOST_LEVELS,
};
use std::{collections::BTreeSet, fmt};

/// The longest text a field may hold, in bytes.
pub const LONGEST_TEXT: usize = 64 * 1024;

/// The most columns of its own that a list may have.
pub const MOST_OWN_COLUMNS: usize = 256;

/// The most violations that are listed: nobody reads more, and a hostile file may have millions.
pub const MOST_VIOLATIONS: usize = 1 << 17;

/// Puts more violations behind those that were found, as far as they are listed.
fn gather(found: &mut Vec<Violation>, more: impl IntoIterator<Item = Violation>) {
    let room = MOST_VIOLATIONS.saturating_sub(found.len());
    found.extend(more.into_iter().take(room));
}

/// A violated invariant and where it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Violation {
    /// The path: `projects[p12].area`.
    pub path: String,
    /// What is wrong.
    pub fault: Fault,
}

/// Collects the violations of one row.
pub(crate) struct Report {
    row: String,
    found: Vec<Violation>,
}

impl Report {
    pub(crate) fn of(row: String) -> Self {
        Self { row, found: Vec::new() }
    }

    pub(crate) fn into_found(self) -> Vec<Violation> {
        self.found
    }

    pub(super) fn add(&mut self, field: impl fmt::Display, fault: Fault) {
        if self.found.len() < MOST_VIOLATIONS {
            self.found.push(Violation { path: format!("{}.{field}", self.row), fault });
        }
    }

    /// Takes over what was found in a part of the row.
    fn absorb(&mut self, part: Self) {
        gather(&mut self.found, part.found);
    }

    pub(super) fn name(&mut self, field: &str, text: &str) {
        if text.trim().is_empty() {
            self.add(field, Fault::EmptyName);
        }
        self.text(field, text);
    }

    fn text(&mut self, field: &str, text: &str) {
        if text.len() > LONGEST_TEXT {
            self.add(field, Fault::TooLong);
        }
        if is_hostile(text) {
            self.add(field, Fault::ControlCharacter);
        }
    }

    fn reference<T: Keyed>(&mut self, field: &str, rows: &Rows<T>, id: Option<T::Id>) {
        if let Some(id) = id.filter(|&id| !rows.contains(id)) {
            self.add(field, Fault::Missing(id.to_string()));
        }
    }

    fn source(&mut self, workbook: &Workbook, source: Option<SourceRef>) {
        self.reference("source", &workbook.sources, source.map(|source| source.source));
    }

    fn number(&mut self, field: &str, value: Option<Decimal>) {
        if value.is_some_and(|value| value.abs() >= Decimal::from(1_000_000_000_000_000_000_i64)) {
            self.add(field, Fault::TooLarge);
        }
    }

    fn money(&mut self, field: &str, money: Option<Money>) {
        self.number(field, money.map(|money| money.value));
        if money.is_some_and(|money| money.value.is_sign_negative() && !money.value.is_zero()) {
            self.add(field, Fault::Negative);
        }
    }

    fn year(&mut self, field: &str, year: i16) {
        if !(1900..=2200).contains(&year) {
            self.add(field, Fault::YearOutOfRange(year));
        }
    }
}

/// What is wrong with the rows above a row.
fn ancestry<I: Id>(id: I, above: impl Fn(I) -> Option<I>) -> Option<Fault> {
    let mut at = above(id);
    for _ in 0..MOST_LEVELS {
        match at {
            None => return None,
            Some(other) if other == id => return Some(Fault::Cycle),
            Some(other) => at = above(other),
        }
    }
    at.map(|_| Fault::TooManyLevels)
}

impl Workbook {
    /// Every violated invariant with its path, in the order of the file, but at most [`MOST_VIOLATIONS`]. Empty for
    /// a sound workbook.
    pub fn check(&self) -> Vec<Violation> {
        let mut found = self.check_head();
        self.check_ids("areas", &self.areas, &mut found);
        self.check_ids("departments", &self.departments, &mut found);
        self.check_ids("sources", &self.sources, &mut found);
        self.check_ids("sections", &self.sections, &mut found);
        self.check_ids("indicators", &self.indicators, &mut found);
        self.check_ids("lists", &self.lists, &mut found);
        self.check_ids("projects", &self.projects, &mut found);
        self.check_ids("boards", &self.boards, &mut found);
        self.check_ids("figures", &self.figures, &mut found);
        let mut targets: Vec<_> =
            self.indicators.iter().flat_map(|i| i.targets.iter().map(move |t| (t.id, i.id))).collect();
        targets.sort_unstable();
        let twice = targets.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| {
            let (target, indicator) = pair[1];
            Violation {
                path: format!("indicators[{indicator}].targets[{target}]"),
                fault: Fault::DuplicateId,
            }
        });
        gather(&mut found, twice);
        gather(&mut found, self.areas.iter().flat_map(|row| self.check_area(row)));
        gather(&mut found, self.departments.iter().flat_map(|row| self.check_department(row)));
        gather(&mut found, self.sources.iter().flat_map(|row| self.check_source(row)));
        gather(&mut found, self.sections.iter().flat_map(|row| self.check_section(row)));
        let crowded = formula::are_too_many(self);
        gather(&mut found, self.indicators.iter().flat_map(|row| self.check_indicator_among(row, crowded)));
        let targets: BTreeSet<_> = targets.into_iter().map(|(target, _)| target).collect();
        let known = |id| targets.contains(&id);
        gather(&mut found, self.lists.iter().flat_map(|row| self.check_list_with(row, &known)));
        gather(&mut found, self.projects.iter().flat_map(|row| self.check_project(row)));
        gather(&mut found, self.boards.iter().flat_map(|row| self.check_board(row)));
        gather(&mut found, self.figures.iter().flat_map(|row| self.check_figure(row)));
        found
    }

    fn check_ids<T: Keyed>(&self, table: &str, rows: &Rows<T>, found: &mut Vec<Violation>) {
        let unsound = rows.iter().enumerate().flat_map(|(position, row)| {
            let violation = |fault| Violation { path: format!("{table}[{}]", row.id()), fault };
            // The index finds the first of two rows with one identifier.
            let twice = rows.position(row.id()) != Some(position);
            let beyond = row.id().number() >= self.next_id;
            let (twice, beyond) =
                (twice.then_some(Fault::DuplicateId), beyond.then_some(Fault::IdNotHandedOut));
            twice.into_iter().chain(beyond).map(violation).collect::<Vec<_>>()
        });
        gather(found, unsound);
    }

    pub(crate) fn check_head(&self) -> Vec<Violation> {
        let mut report = Report::of("workbook".into());
        report.name("title", &self.title);
        report.text("title_en", &self.title_en);
        report.year("year", self.year);
        if let Some(month) = self.month {
            report.year("month", month.year());
        }
        if !self.areas.is_empty() && self.root_area().is_none() {
            report.add("areas", Fault::NoRootArea);
        }
        report.into_found()
    }

    pub(crate) fn check_area(&self, area: &Area) -> Vec<Violation> {
        let mut report = Report::of(format!("areas[{}]", area.id));
        report.name("name", &area.name);
        report.text("short", &area.short);
        report.text("name_en", &area.name_en);
        report.text("code", area.code.as_deref().unwrap_or_default());
        report.reference("parent", &self.areas, area.parent);
        let above = |id| self.areas.get(id).and_then(|area| area.parent);
        if let Some(fault) = ancestry(area.id, above) {
            report.add("parent", fault);
        }
        report.into_found()
    }

    pub(crate) fn check_department(&self, department: &Department) -> Vec<Violation> {
        let mut report = Report::of(format!("departments[{}]", department.id));
        report.name("name", &department.name);
        department.aliases.iter().for_each(|alias| report.name("aliases", alias));
        report.into_found()
    }

    pub(crate) fn check_source(&self, source: &Source) -> Vec<Violation> {
        let mut report = Report::of(format!("sources[{}]", source.id));
        report.name("title", &source.title);
        for (field, text) in
            [("title_en", &source.title_en), ("publisher", &source.publisher), ("date", &source.date)]
        {
            report.text(field, text);
        }
        report.into_found()
    }

    pub(crate) fn check_section(&self, section: &Section) -> Vec<Violation> {
        let mut report = Report::of(format!("sections[{}]", section.id));
        report.name("title", &section.title);
        report.text("title_en", &section.title_en);
        report.into_found()
    }

    pub(crate) fn check_indicator(&self, indicator: &Indicator) -> Vec<Violation> {
        self.check_indicator_among(indicator, indicator.formula.is_some() && formula::are_too_many(self))
    }

    /// Checks an indicator; `crowded` where there are too many formulas.
    fn check_indicator_among(&self, indicator: &Indicator, crowded: bool) -> Vec<Violation> {
        let mut report = Report::of(format!("indicators[{}]", indicator.id));
        report.name("name", &indicator.name);
        for (field, text) in [
            ("name_en", &indicator.name_en),
            ("heading", &indicator.heading),
            ("definition", &indicator.definition),
            ("note", &indicator.note),
        ] {
            report.text(field, text);
        }
        report.text("unit", indicator.unit.symbol());
        report.reference("section", &self.sections, indicator.section);
        report.reference("part_of", &self.indicators, indicator.part_of);
        report.reference("owner", &self.departments, indicator.owner);
        report.source(self, indicator.source);
        check_pace(&mut report, &indicator.pace);
        self.check_formula(&mut report, indicator, crowded);
        let above = |id| self.indicators.get(id).and_then(|indicator| indicator.part_of);
        if let Some(fault) = ancestry(indicator.id, above) {
            report.add("part_of", fault);
        }
        for pair in indicator.observations.windows(2) {
            if (pair[0].area, pair[0].period) >= (pair[1].area, pair[1].period) {
                report
                    .add(format_args!("observations[{} {}]", pair[1].area, pair[1].period), Fault::Unordered);
            }
        }
        for observation in &indicator.observations {
            let mut inner = Report::of(format!(
                "indicators[{}].observations[{} {}]",
                indicator.id, observation.area, observation.period
            ));
            inner.reference("area", &self.areas, Some(observation.area));
            inner.year("period", observation.period.year());
            inner.number("value", observation.value);
            inner.number("growth", observation.growth);
            inner.number("confirmed", observation.confirmed);
            inner.source(self, observation.source);
            inner.text("note", &observation.note);
            if observation.rank.as_ref().is_some_and(|rank| rank.place == 0) {
                inner.add("rank", Fault::RankZero);
            }
            report.absorb(inner);
        }
        for target in &indicator.targets {
            self.check_target(&mut report, indicator, target);
        }
        report.into_found()
    }

    fn check_target(&self, report: &mut Report, indicator: &Indicator, target: &Target) {
        let mut inner = Report::of(format!("indicators[{}].targets[{}]", indicator.id, target.id));
        inner.year("year", target.year);
        inner.reference("area", &self.areas, target.area);
        inner.reference("lead", &self.departments, target.lead);
        target.support.iter().for_each(|&id| inner.reference("support", &self.departments, Some(id)));
        inner.source(self, target.source);
        inner.text("note", &target.note);
        inner.number("value", target.value);
        inner.number("value_high", target.value_high);
        if target.tolerance.is_some_and(|tolerance| tolerance.is_sign_negative()) {
            inner.add("tolerance", Fault::Negative);
        }
        if target.id.0 >= self.next_id {
            inner.add("id", Fault::IdNotHandedOut);
        }
        match target.operator {
            Operator::Relative => {}
            Operator::Range if (target.value.is_none() || target.value >= target.value_high) => {
                inner.add("value_high", Fault::BadRange);
            }
            _ if target.value.is_none() => inner.add("value", Fault::TargetWithoutValue),
            _ => {}
        }
        if target.operator != Operator::Range && target.value_high.is_some() {
            inner.add("value_high", Fault::BadRange);
        }
        if (target.operator == Operator::Relative) != target.reference.is_some() {
            inner.add("reference", Fault::BadReference);
        }
        if let Some(reference) = target.reference {
            inner.reference("reference", &self.indicators, Some(reference.indicator));
            if reference.indicator == indicator.id {
                inner.add("reference", Fault::RefersToItself);
            }
        }
        if target.operator != Operator::Relative {
            let (unit, fits) = (&target.unit, target.unit.dimension());
            let fits = match target.measure {
                Measure::Growth | Measure::Share => fits == Dimension::Percent,
                Measure::ChangePp => fits == Dimension::Points,
                Measure::Rank => fits == Dimension::Rank,
                Measure::Duration => fits == Dimension::Years,
                Measure::Index => true,
                Measure::Level => !matches!(fits, Dimension::Points | Dimension::Rank),
            };
            if !fits {
                inner.add("unit", Fault::UnitDoesNotFit(unit.symbol().to_owned()));
            }
        }
        report.absorb(inner);
    }

    pub(crate) fn check_list(&self, list: &ProjectList) -> Vec<Violation> {
        let targets = || self.indicators.iter().flat_map(|indicator| &indicator.targets);
        self.check_list_with(list, &|id| targets().any(|target| target.id == id))
    }

    /// Checks a list; `known` tells which targets there are.
    fn check_list_with(&self, list: &ProjectList, known: &dyn Fn(TargetId) -> bool) -> Vec<Violation> {
        let mut report = Report::of(format!("lists[{}]", list.id));
        report.name("name", &list.name);
        report.text("name_en", &list.name_en);
        report.text("note", &list.note);
        report.source(self, list.source);
        check_pace(&mut report, &list.pace);
        if list.places > 4 {
            report.add("places", Fault::TooManyPlaces);
        }
        for rule in &list.lamps.0 {
            let limit = rule.when.limit();
            if limit.is_sign_negative() && !limit.is_zero() {
                report.add("lamps", Fault::BadLampRule);
            }
        }
        list.check_views(&mut report);
        if list.custom.len() > MOST_OWN_COLUMNS {
            report.add("custom", Fault::TooManyColumns);
        }
        let mut seen = BTreeSet::new();
        for column in &list.custom {
            report.name("custom", &column.name);
            if !seen.insert(column.id) {
                report.add(format_args!("custom[{}]", column.id), Fault::DuplicateId);
            }
            if column.id.0 >= self.next_id {
                report.add(format_args!("custom[{}]", column.id), Fault::IdNotHandedOut);
            }
        }
        for tier in &list.tiers {
            report.money("tiers", Some(tier.at_least));
            if let Some(target) = tier.target.filter(|&id| !known(id)) {
                report.add("tiers", Fault::Missing(target.to_string()));
            }
        }
        report.into_found()
    }

    pub(crate) fn check_project(&self, project: &Project) -> Vec<Violation> {
        let mut report = Report::of(format!("projects[{}]", project.id));
        report.reference("list", &self.lists, Some(project.list));
        report.name("name", &project.name);
        let texts: [(&str, &Text); 15] = [
            ("name_en", &project.name_en),
            ("code", &project.code),
            ("place", &project.place),
            ("category", &project.category),
            ("chain", &project.chain),
            ("builder", &project.builder),
            ("contact", &project.contact),
            ("phone", &project.phone),
            ("leader", &project.leader),
            ("content", &project.content),
            ("goal", &project.goal),
            ("progress", &project.progress),
            ("next_step", &project.next_step),
            ("note", &project.note),
            ("left", project.left.as_deref().map_or(&project.note, |left| &left.reason)),
        ];
        for (field, text) in texts {
            report.text(field, text);
        }
        project.tags.iter().for_each(|tag| report.name("tags", tag));
        report.reference("area", &self.areas, project.area);
        report.reference("lead", &self.departments, project.lead);
        project.support.iter().for_each(|&id| report.reference("support", &self.departments, Some(id)));
        report.source(self, project.source);
        project.mentions.iter().for_each(|mention| report.source(self, mention.source));
        if let Some(id) = project.parent {
            match self.projects.get(id) {
                None => report.add("parent", Fault::Missing(id.to_string())),
                Some(parent)
                    if id == project.id || parent.parent.is_some() || parent.list != project.list =>
                {
                    report.add("parent", Fault::BadPackage);
                }
                Some(_) => {}
            }
        }
        for (field, money) in
            [("investment", project.investment), ("done_before", project.done_before), ("plan", project.plan)]
        {
            report.money(field, money);
        }
        project.funds.iter().for_each(|part| report.money("funds", Some(part.amount)));
        if project.funds.windows(2).any(|pair| pair[0].fund >= pair[1].fund) {
            report.add("funds", Fault::Unordered);
        }
        for (start, finish, field) in [
            (project.planned_start, project.planned_finish, "planned_finish"),
            (project.actual_start, project.actual_finish, "actual_finish"),
            (project.baseline_start, project.baseline_finish, "baseline_finish"),
        ] {
            if let (Some(start), Some(finish)) = (start, finish) {
                // A date known to the year is not before any month of that year.
                let latest =
                    finish.day().map_or((finish.latest_month(), 31), |day| (finish.latest_month(), day));
                let earliest = (start.month(), start.day().unwrap_or(1));
                if start.year() > finish.year()
                    || earliest.0.is_some_and(|month| (month, earliest.1) > latest)
                {
                    report.add(field, Fault::FinishBeforeStart);
                }
            }
        }
        if project.months.windows(2).any(|pair| pair[0].year >= pair[1].year) {
            report.add("months", Fault::Unordered);
        }
        for year in &project.months {
            report.year("months", year.year);
        }
        if let (Some(joined), Some(left)) = (&project.joined, &project.left)
            && left.date < joined.date
        {
            report.add("left", Fault::LeftBeforeJoining);
        }
        for problem in &project.problems {
            report.name("problems", &problem.text);
            report.text("problems", &problem.resolution);
            report.reference("problems", &self.departments, problem.owner);
        }
        project.milestones.iter().for_each(|milestone| report.name("milestones", &milestone.name));
        if project.custom.windows(2).any(|pair| pair[0].column >= pair[1].column) {
            report.add("custom", Fault::Unordered);
        }
        for cell in &project.custom {
            let column = self.lists.get(project.list).and_then(|list| {
                list.custom.iter().take(MOST_OWN_COLUMNS).find(|column| column.id == cell.column)
            });
            match column.map(|column| (&column.kind, &cell.value)) {
                None => report.add("custom", Fault::Missing(cell.column.to_string())),
                Some((CustomKind::Text | CustomKind::Choice(_), Value::Text(text))) => {
                    report.text("custom", text);
                }
                Some((CustomKind::Number(_), Value::Number(_)) | (CustomKind::Date, Value::Date(_))) => {}
                Some(_) => report.add("custom", Fault::WrongKind),
            }
        }
        if project
            .stage_log
            .windows(2)
            .any(|pair: &[super::project::StageChange]| pair[0].date > pair[1].date)
        {
            report.add("stage_log", Fault::Unordered);
        }
        debug_assert!(Stage::ALL.is_sorted(), "stages are compared in the order of life");
        report.into_found()
    }
}

fn check_pace(report: &mut Report, pace: &PaceProfile) {
    let PaceProfile::Points(points) = pace else { return };
    let rising =
        points.windows(2).all(|pair| pair[0].month < pair[1].month && pair[0].percent <= pair[1].percent);
    let inside = points.iter().all(|point| {
        (1..=12).contains(&point.month) && (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&point.percent)
    });
    if !rising || !inside || points.is_empty() {
        report.add("pace", Fault::BadPace);
    }
}
