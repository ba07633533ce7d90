//! The part of a project list that a figure shows.

use super::words::{area_label, joined};
use crate::{
    analysis::ListAnalysis,
    i18n::Lang,
    model::{Figure, Grouping, Month, Period, Project, ProjectId, ProjectList, Workbook},
};
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// The rows of a list that a figure shows.
pub(super) struct Scope<'a> {
    pub workbook: &'a Workbook,
    pub list: &'a ProjectList,
    pub analysis: Cow<'a, ListAnalysis>,
    /// Indexes of rows of the analysis, in the order to show them in.
    pub rows: Vec<usize>,
}

impl<'a> Scope<'a> {
    /// What a figure shows, at the month that it ends with or the reporting month. `known`: the list worked
    /// out before, taken where it is the one.
    pub fn of(workbook: &'a Workbook, figure: &Figure, known: Option<&'a ListAnalysis>) -> Option<Self> {
        let list = workbook.lists.get(figure.list?)?;
        let month = figure.to.map(Period::end).or(workbook.month);
        let fits = |analysis: &&ListAnalysis| analysis.list == list.id && analysis.month == month;
        let analysis = match known.filter(fits) {
            Some(analysis) => Cow::Borrowed(analysis),
            None => Cow::Owned(ListAnalysis::new(workbook, list.id, month)?),
        };
        let rows = if figure.view.projects.is_empty() {
            (0..analysis.len()).collect()
        } else {
            let places: BTreeMap<ProjectId, usize> =
                analysis.rows.iter().enumerate().map(|(at, row)| (row.project, at)).collect();
            let mut seen = BTreeSet::new();
            let once = |id: &&ProjectId| seen.insert(**id);
            figure.view.projects.iter().filter(once).filter_map(|id| places.get(id).copied()).collect()
        };
        Some(Self { workbook, list, analysis, rows })
    }

    pub fn month(&self) -> Option<Month> {
        self.analysis.month
    }

    pub fn project(&self, row: usize) -> Option<&'a Project> {
        self.analysis.project(self.workbook, row)
    }

    /// How many projects, and at which month.
    pub fn said(&self, lang: Lang) -> String {
        let count = self.analysis.units_of_account(self.rows.iter().copied()).len();
        let all = self.analysis.units_of_account(0..self.analysis.len()).len();
        let count = if count == all { lang.views_projects(count) } else { lang.views_some(count, all) };
        let at = self.month().map(|month| lang.up_to(lang.month(month))).unwrap_or_default();
        joined([&count, &at])
    }

    /// The rows put together, each group with its name; rows keep their order. Groups without a name come
    /// last; one group without a name where nothing is put together.
    pub fn groups(&self, grouping: Grouping, lang: Lang) -> Vec<(String, Vec<usize>)> {
        if grouping == Grouping::None {
            return vec![(String::new(), self.rows.clone())];
        }
        let mut groups: BTreeMap<(usize, Cow<'_, str>), Vec<usize>> = BTreeMap::new();
        for &row in &self.rows {
            let Some(project) = self.project(row) else { continue };
            let key = match grouping {
                Grouping::None => (0, Cow::Borrowed("")),
                Grouping::Area => {
                    let at = project.area.and_then(|area| self.workbook.areas.position(area));
                    match at.and_then(|at| self.workbook.areas.at(at)) {
                        Some(area) => (at.unwrap_or_default(), Cow::Borrowed(area_label(lang, area))),
                        None => (usize::MAX, Cow::Borrowed(lang.views_without_area())),
                    }
                }
                Grouping::Category if project.category.is_empty() => {
                    (usize::MAX, Cow::Borrowed(lang.without_category()))
                }
                Grouping::Category => (0, Cow::Borrowed(&*project.category)),
                Grouping::Stage => match project.stage {
                    Some(stage) => (stage as usize, Cow::Borrowed(lang.stage(stage))),
                    None => (usize::MAX, Cow::Borrowed(lang.views_without_stage())),
                },
            };
            groups.entry(key).or_default().push(row);
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        if grouping == Grouping::Category {
            groups.sort_by_key(|((order, _), rows)| (*order, std::cmp::Reverse(rows.len())));
        }
        groups.into_iter().map(|((_, name), rows)| (name.into_owned(), rows)).collect()
    }
}
