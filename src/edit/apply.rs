//! Making a change, checking it, and finding its inverse.

use super::{Edit, Head, IndicatorChange, KeptOf, Refusal, Row, RowId, dated};
use crate::model::{
    Indicator, Project, ProjectField, ProjectId, ProjectList, Target, TargetId, Violation, Workbook,
    board::{ItemSource, Ranked},
    figure::Transformation,
    ids::Id,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

impl Workbook {
    /// An identifier that no row has had: the `nth` from the next one on.
    pub fn new_id<T: Id>(&self, nth: u32) -> T {
        T::from_number(self.next_id.saturating_add(nth))
    }
}

/// What a change has touched so far.
#[derive(Default)]
struct Touched {
    /// The rows that exist after the change, with their violations before it.
    rows: BTreeMap<RowId, Vec<Violation>>,
    /// The violations of the workbook's own properties before, where one was touched.
    head: Option<Vec<Violation>>,
    removed: BTreeSet<RowId>,
    removed_targets: BTreeSet<TargetId>,
    /// Targets that came with a whole indicator, and that indicator.
    added_targets: BTreeMap<TargetId, RowId>,
    /// Something is put back as it was, also where that was unsound: in a damaged file two rows may have one
    /// number.
    taking_back: bool,
}

impl Edit {
    /// Makes the change and returns its inverse. Refused changes leave the workbook as it was, except
    /// that identifiers once handed out stay handed out.
    pub fn apply(self, workbook: &mut Workbook) -> Result<Edit, Refusal> {
        let mut touched = Touched::default();
        let inverse = self.make(workbook, &mut touched)?;
        match touched.refusal(workbook) {
            None => Ok(inverse),
            Some(refusal) => {
                inverse.put_back(workbook);
                Err(refusal)
            }
        }
    }

    /// Makes a change that leads back to a state that the workbook was in, whether that was sound or not.
    pub(super) fn take_back(self, workbook: &mut Workbook) -> Result<Edit, Refusal> {
        self.make(workbook, &mut Touched { taking_back: true, ..Touched::default() })
    }

    /// Takes back what was just made.
    fn put_back(self, workbook: &mut Workbook) {
        let undone = self.take_back(workbook);
        debug_assert!(undone.is_ok(), "the inverse of a change must apply");
    }

    fn make(self, workbook: &mut Workbook, touched: &mut Touched) -> Result<Edit, Refusal> {
        match self {
            Self::Many(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match edit.make(workbook, touched) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(refusal) => {
                            for inverse in inverses.into_iter().rev() {
                                inverse.put_back(workbook);
                            }
                            return Err(refusal);
                        }
                    }
                }
                inverses.reverse();
                Ok(Self::Many(inverses))
            }
            Self::Head(head) => {
                touched.note_head(workbook);
                Ok(Self::Head(head.swap(workbook)))
            }
            Self::Insert { at, row } => {
                let id = row.id();
                if !touched.taking_back && (workbook.contains_row(id) || id.number() == 0) {
                    return Err(Refusal::IdTaken(id));
                }
                touched.note_others(workbook, &row);
                hand_out(workbook, &row);
                touched.rows.entry(id).or_default();
                touched.removed.remove(&id);
                workbook.insert_row(at, row);
                Ok(Self::Remove(id))
            }
            Self::Remove(id) => {
                if let RowId::Area(_) = id {
                    touched.note_head(workbook);
                }
                let (at, row) = workbook.remove_row(id).ok_or(Refusal::NoSuchRow(id))?;
                touched.rows.remove(&id);
                touched.removed.insert(id);
                if let Row::Indicator(indicator) = &row {
                    touched.removed_targets.extend(indicator.targets.iter().map(|target| target.id));
                }
                Ok(Self::Insert { at, row })
            }
            Self::Move { id, to } => {
                workbook.move_row(id, to).map(|to| Self::Move { id, to }).ok_or(Refusal::NoSuchRow(id))
            }
            Self::Replace(row) => {
                let id = row.id();
                touched.note(workbook, id);
                touched.note_others(workbook, &row);
                let gone: BTreeSet<_> = match &row {
                    Row::Indicator(new) => workbook
                        .indicators
                        .get(new.id)
                        .into_iter()
                        .flat_map(|old| old.targets.iter().map(|target| target.id))
                        .filter(|&target| new.target(target).is_none())
                        .collect(),
                    _ => BTreeSet::new(),
                };
                if workbook.contains_row(id) {
                    hand_out(workbook, &row);
                }
                let old = workbook.replace_row(row).ok_or(Refusal::NoSuchRow(id))?;
                touched.removed_targets.extend(gone);
                Ok(Self::Replace(old))
            }
            Self::SetField { project, field, value } => {
                touched.note(workbook, project.into());
                if field == ProjectField::Parent {
                    touched.note_parts(workbook, project);
                }
                let month = workbook.month;
                let row = project_mut(workbook, project)?;
                if let Some(edit) = dated::dated(row, field, &value, month) {
                    return edit.make(workbook, touched);
                }
                if field.takes_more_along(row, &value) {
                    let mut new = row.clone();
                    field.set(&mut new, value).map_err(|_| Refusal::WrongKind)?;
                    return Self::Replace(new.into()).make(workbook, touched);
                }
                let old = field.set(row, value).map_err(|_| Refusal::WrongKind)?;
                Ok(Self::SetField { project, field, value: old })
            }
            Self::SetProgress { project, text, log } => {
                touched.note(workbook, project.into());
                let row = project_mut(workbook, project)?;
                let text = mem::replace(&mut row.progress, text);
                let log = mem::replace(&mut row.progress_log, log);
                Ok(Self::SetProgress { project, text, log })
            }
            Self::SetStage { project, stage, log } => {
                touched.note(workbook, project.into());
                let row = project_mut(workbook, project)?;
                let stage = mem::replace(&mut row.stage, stage);
                let log = mem::replace(&mut row.stage_log, log);
                Ok(Self::SetStage { project, stage, log })
            }
            Self::SetIndicator { indicator, change } => {
                touched.note(workbook, indicator.into());
                if change.concerns_formulas() {
                    touched.note_formulas(workbook);
                }
                let old = change.swap(indicator_mut(workbook, indicator)?);
                Ok(Self::SetIndicator { indicator, change: old })
            }
            Self::SetObservation { indicator, area, period, observation } => {
                if observation.as_ref().is_some_and(|o| (o.area, o.period) != (area, period)) {
                    return Err(Refusal::OtherCell);
                }
                touched.note(workbook, indicator.into());
                let row = indicator_mut(workbook, indicator)?;
                let old = match (row.find(area, period), observation) {
                    (Ok(at), Some(new)) => Some(mem::replace(&mut row.observations[at], *new)),
                    (Ok(at), None) => Some(row.observations.remove(at)),
                    (Err(at), Some(new)) => {
                        row.observations.insert(at, *new);
                        None
                    }
                    (Err(_), None) => None,
                };
                Ok(Self::SetObservation { indicator, area, period, observation: old.map(Box::new) })
            }
            Self::InsertTarget { indicator, at, target } => {
                touched.note(workbook, indicator.into());
                let id = target.id;
                let taken = workbook.indicators.iter().any(|row| row.target(id).is_some());
                let row = indicator_mut(workbook, indicator)?;
                if !touched.taking_back && (taken || id.0 == 0) {
                    return Err(Refusal::IdTaken(indicator.into()));
                }
                row.targets.insert(at.min(row.targets.len()), *target);
                workbook.next_id = workbook.next_id.max(id.0.saturating_add(1));
                touched.removed_targets.remove(&id);
                Ok(Self::RemoveTarget { indicator, target: id })
            }
            Self::SetTarget { indicator, target } => {
                touched.note(workbook, indicator.into());
                let row = indicator_mut(workbook, indicator)?;
                let place = row.targets.iter_mut().find(|old| old.id == target.id);
                let old = mem::replace(place.ok_or(Refusal::NoSuchTarget)?, *target);
                Ok(Self::SetTarget { indicator, target: Box::new(old) })
            }
            Self::RemoveTarget { indicator, target } => {
                touched.note(workbook, indicator.into());
                let row = indicator_mut(workbook, indicator)?;
                let at = row.targets.iter().position(|old| old.id == target).ok_or(Refusal::NoSuchTarget)?;
                let old: Target = row.targets.remove(at);
                touched.removed_targets.insert(target);
                Ok(Self::InsertTarget { indicator, at, target: Box::new(old) })
            }
            Self::SetKept { of, kept } => {
                if let KeptOf::Row(id) = of
                    && !workbook.contains_row(id)
                {
                    return Err(Refusal::NoSuchRow(id));
                }
                if !kept.is_sound() {
                    return Err(Refusal::WrongKind);
                }
                let kept = workbook.kept.set(of.holder(), kept);
                Ok(Self::SetKept { of, kept })
            }
        }
    }

    /// Roughly how many bytes the change takes in memory.
    pub(super) fn weight(&self) -> usize {
        let row = |row: &Row| match row {
            Row::Indicator(row) => {
                mem::size_of::<Indicator>() + 240 * (row.observations.len() + row.targets.len())
            }
            Row::Project(row) => {
                mem::size_of::<Project>() + 400 * row.months.len() + row.content.len() + row.note.len() + 256
            }
            _ => mem::size_of::<ProjectList>(),
        };
        mem::size_of::<Self>()
            + match self {
                Self::Many(edits) => edits.iter().map(Self::weight).sum(),
                Self::Insert { row: inner, .. } | Self::Replace(inner) => row(inner),
                Self::SetField { value: crate::model::Value::Text(text), .. } => text.len(),
                Self::SetProgress { text, log, .. } => {
                    text.len() + log.iter().map(|note| note.text.len() + 32).sum::<usize>()
                }
                Self::SetStage { log, .. } => 8 * log.len(),
                Self::SetKept { kept, .. } => {
                    kept.fields.iter().map(|field| 96 + field.name.len() + field.value.len()).sum()
                }
                Self::SetObservation { .. } | Self::InsertTarget { .. } | Self::SetTarget { .. } => 320,
                _ => 0,
            }
    }
}

impl Touched {
    fn note(&mut self, workbook: &Workbook, id: RowId) {
        self.rows.entry(id).or_insert_with(|| workbook.check_row(id));
    }

    fn note_head(&mut self, workbook: &Workbook) {
        self.head.get_or_insert_with(|| workbook.check_head());
    }

    /// The formula indicators: whether they are sound depends on others.
    fn note_formulas(&mut self, workbook: &Workbook) {
        for row in workbook.indicators.iter().filter(|row| row.formula.is_some()) {
            self.note(workbook, row.id.into());
        }
    }

    /// The parts of a package: whether they are sound depends on it.
    fn note_parts(&mut self, workbook: &Workbook, package: ProjectId) {
        for part in workbook.projects.iter().filter(|row| row.parent == Some(package)) {
            self.note(workbook, part.id.into());
        }
    }

    /// What else may be violated when a whole row is put in.
    fn note_others(&mut self, workbook: &Workbook, row: &Row) {
        match row {
            Row::Area(_) => self.note_head(workbook),
            Row::Indicator(new) => {
                self.note_formulas(workbook);
                let old = workbook.indicators.get(new.id);
                let added = new.targets.iter().filter(|t| old.is_none_or(|old| old.target(t.id).is_none()));
                self.added_targets.extend(added.map(|target| (target.id, new.id.into())));
            }
            Row::List(new) if workbook.lists.get(new.id).is_some_and(|old| old.custom != new.custom) => {
                for project in workbook.projects.iter().filter(|row| row.list == new.id) {
                    if !project.custom.is_empty() {
                        self.note(workbook, project.id.into());
                    }
                }
            }
            Row::Project(new) => {
                let moved = |old: &Project| old.parent != new.parent || old.list != new.list;
                if workbook.projects.get(new.id).is_some_and(moved) {
                    self.note_parts(workbook, new.id);
                }
            }
            _ => {}
        }
    }

    /// The first violation that the change added.
    fn refusal(&self, workbook: &Workbook) -> Option<Refusal> {
        if let Some(before) = &self.head {
            let added = workbook.check_head().into_iter().find(|violation| !before.contains(violation));
            if let Some(violation) = added {
                return Some(Refusal::Violates(violation));
            }
        }
        for (&id, before) in &self.rows {
            if let Some(violation) = workbook.check_row(id).into_iter().find(|found| !before.contains(found))
            {
                return Some(Refusal::Violates(violation));
            }
        }
        for (&target, &by) in &self.added_targets {
            let all = workbook.indicators.iter().flat_map(|row| &row.targets);
            if all.filter(|other| other.id == target).count() > 1 {
                return Some(Refusal::IdTaken(by));
            }
        }
        self.still_used(workbook)
    }

    /// A removed row or target that something still refers to.
    fn still_used(&self, workbook: &Workbook) -> Option<Refusal> {
        if self.removed.is_empty() && self.removed_targets.is_empty() {
            return None;
        }
        let gone = |id: RowId| self.removed.contains(&id);
        let used = |id: RowId, by: String| Some(Refusal::StillUsed { id, by });
        let only_projects = self.removed.iter().all(|id| matches!(id, RowId::Project(_)));
        for project in workbook.projects.iter() {
            let mut ids = project.parent.map(RowId::from).into_iter().chain([project.list.into()]);
            let found = if only_projects && self.removed_targets.is_empty() {
                project.parent.map(RowId::from).filter(|&id| gone(id))
            } else {
                ids.by_ref()
                    .chain(project.area.map(RowId::from))
                    .chain(project.lead.map(RowId::from))
                    .chain(project.support.iter().map(|&id| id.into()))
                    .chain(project.source.map(|source| source.source.into()))
                    .chain(
                        project.mentions.iter().filter_map(|m| m.source).map(|source| source.source.into()),
                    )
                    .chain(project.problems.iter().filter_map(|problem| problem.owner).map(RowId::from))
                    .find(|&id| gone(id))
            };
            if let Some(id) = found {
                return used(id, format!("projects[{}]", project.id));
            }
        }
        if only_projects && self.removed_targets.is_empty() {
            return None;
        }
        for area in workbook.areas.iter() {
            if let Some(parent) = area.parent.filter(|&id| gone(id.into())) {
                return used(parent.into(), format!("areas[{}]", area.id));
            }
        }
        for row in workbook.indicators.iter() {
            let by = || format!("indicators[{}]", row.id);
            let found = row
                .part_of
                .map(RowId::from)
                .into_iter()
                .chain(row.section.map(RowId::from))
                .chain(row.formula.iter().flat_map(crate::model::Formula::indicators).map(RowId::from))
                .chain(row.owner.map(RowId::from))
                .chain(row.source.map(|source| source.source.into()))
                .chain(row.targets.iter().flat_map(|target| {
                    target
                        .reference
                        .map(|reference| reference.indicator.into())
                        .into_iter()
                        .chain(target.lead.map(RowId::from))
                        .chain(target.area.map(RowId::from))
                        .chain(target.support.iter().map(|&id| id.into()))
                        .chain(target.source.map(|source| source.source.into()))
                }))
                .chain(row.observations.iter().flat_map(|observation| {
                    let source = observation.source.map(|source| RowId::from(source.source));
                    [RowId::from(observation.area)].into_iter().chain(source)
                }))
                .find(|&id| gone(id));
            if let Some(id) = found {
                return used(id, by());
            }
        }
        for list in workbook.lists.iter() {
            let by = || format!("lists[{}]", list.id);
            if let Some(source) = list.source.filter(|source| gone(source.source.into())) {
                return used(source.source.into(), by());
            }
            let target =
                list.tiers.iter().filter_map(|tier| tier.target).find(|id| self.removed_targets.contains(id));
            if target.is_some() {
                return used(RowId::List(list.id), by());
            }
        }
        for board in workbook.boards.iter() {
            let ranked: Vec<RowId> = match &board.ranked {
                Ranked::Areas(ids) => ids.iter().map(|&id| id.into()).collect(),
                Ranked::Departments(ids) => ids.iter().map(|&id| id.into()).collect(),
            };
            let items = board.items.iter().filter_map(|item| match item.source {
                ItemSource::Indicator(id, _) => Some(id.into()),
                ItemSource::Completion(id) | ItemSource::StartRate(id) => Some(id.into()),
                ItemSource::Manual => None,
            });
            if let Some(id) = ranked.into_iter().chain(items).find(|&id| gone(id)) {
                return used(id, format!("boards[{}]", board.id));
            }
        }
        for figure in workbook.figures.iter() {
            let found = figure
                .all_indicators()
                .map(RowId::from)
                .chain(figure.all_areas().map(RowId::from))
                .chain(figure.list.map(RowId::from))
                .chain(figure.board.map(RowId::from))
                .chain(match figure.transformation {
                    Transformation::Distance(area) => Some(area.into()),
                    _ => None,
                })
                .find(|&id| gone(id));
            if let Some(id) = found {
                return used(id, format!("figures[{}]", figure.id));
            }
        }
        None
    }
}

/// Marks the identifiers that a row carries as handed out.
fn hand_out(workbook: &mut Workbook, row: &Row) {
    let inner = match row {
        Row::Indicator(row) => row.targets.iter().map(|target| target.id.0).max(),
        Row::List(row) => row.custom.iter().map(|column| column.id.0).max(),
        _ => None,
    };
    let highest = row.id().number().max(inner.unwrap_or(0));
    workbook.next_id = workbook.next_id.max(highest.saturating_add(1));
}

fn project_mut(workbook: &mut Workbook, id: crate::model::ProjectId) -> Result<&mut Project, Refusal> {
    workbook.projects.get_mut(id).ok_or(Refusal::NoSuchRow(id.into()))
}

fn indicator_mut(workbook: &mut Workbook, id: crate::model::IndicatorId) -> Result<&mut Indicator, Refusal> {
    workbook.indicators.get_mut(id).ok_or(Refusal::NoSuchRow(id.into()))
}

impl Head {
    fn swap(self, workbook: &mut Workbook) -> Self {
        match self {
            Self::Title(new) => Self::Title(mem::replace(&mut workbook.title, new)),
            Self::TitleEn(new) => Self::TitleEn(mem::replace(&mut workbook.title_en, new)),
            Self::Year(new) => Self::Year(mem::replace(&mut workbook.year, new)),
            Self::Month(new) => Self::Month(mem::replace(&mut workbook.month, new)),
        }
    }
}

impl IndicatorChange {
    /// Whether formula indicators may no longer be sound after it.
    fn concerns_formulas(&self) -> bool {
        matches!(self, Self::Unit(_) | Self::PartOf(_) | Self::Formula(_))
    }

    fn swap(self, row: &mut Indicator) -> Self {
        match self {
            Self::Name(new) => Self::Name(mem::replace(&mut row.name, new)),
            Self::NameEn(new) => Self::NameEn(mem::replace(&mut row.name_en, new)),
            Self::Measure(new) => Self::Measure(mem::replace(&mut row.measure, new)),
            Self::Unit(new) => Self::Unit(mem::replace(&mut row.unit, new)),
            Self::Direction(new) => Self::Direction(mem::replace(&mut row.direction, new)),
            Self::GrowthFrom(new) => Self::GrowthFrom(mem::replace(&mut row.growth_from, new)),
            Self::Basis(new) => Self::Basis(mem::replace(&mut row.basis, new)),
            Self::Section(new) => Self::Section(mem::replace(&mut row.section, new)),
            Self::Heading(new) => Self::Heading(mem::replace(&mut row.heading, new)),
            Self::Headline(new) => Self::Headline(mem::replace(&mut row.headline, new)),
            Self::PartOf(new) => Self::PartOf(mem::replace(&mut row.part_of, new)),
            Self::Owner(new) => Self::Owner(mem::replace(&mut row.owner, new)),
            Self::Formula(new) => Self::Formula(mem::replace(&mut row.formula, new)),
            Self::Definition(new) => Self::Definition(mem::replace(&mut row.definition, new)),
            Self::Pace(new) => Self::Pace(mem::replace(&mut row.pace, new)),
            Self::Source(new) => Self::Source(mem::replace(&mut row.source, new)),
            Self::Note(new) => Self::Note(mem::replace(&mut row.note, new)),
        }
    }
}
