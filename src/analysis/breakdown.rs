//! A list by area, category, stage, nature or lamp, for the overview's bars.

use super::{completion::Totals, list::ListAnalysis};
use crate::model::{AreaId, Lamp, Nature, Stage, Text, Workbook};
use std::collections::BTreeMap;

/// What a list is broken down by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Area, in the workbook's order.
    Area,
    /// Category, the most planned investment first.
    Category,
    /// Stage, in the order of life.
    Stage,
    /// Nature.
    Nature,
    /// Lamp, the most urgent first.
    Lamp,
}

/// What a group's projects have in common. Projects without the property come last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each is named after the property")]
pub enum GroupKey {
    Area(Option<AreaId>),
    Category(Text),
    Stage(Option<Stage>),
    Nature(Option<Nature>),
    Lamp(Lamp),
}

/// A group with its totals.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// What its projects have in common.
    pub key: GroupKey,
    /// Counts, sums, completion and gap.
    pub totals: Totals,
    /// The lamp that the list's rules give the group as a whole.
    pub lamp: Lamp,
}

/// Breaks a list down. A package goes where its own row belongs, and its parts with it, so that the
/// groups add up to the list. Areas without projects are left out.
pub fn breakdown(workbook: &Workbook, analysis: &ListAnalysis, by: By) -> Vec<Group> {
    let mut groups: BTreeMap<(u32, GroupKey), Vec<usize>> = BTreeMap::new();
    for index in analysis.units_of_account(0..analysis.len()) {
        if let Some(key) = key_of(workbook, analysis, index, by) {
            groups.entry(key).or_default().push(index);
        }
    }
    let list = workbook.lists.get(analysis.list);
    let mut groups: Vec<Group> = groups
        .into_iter()
        .map(|((_, key), rows)| {
            let totals = analysis.totals_of(rows.iter().copied());
            let lamp = |list| analysis.sum_lamp(workbook, list, &rows, &totals.progress);
            let lamp = list.map_or(Lamp::Unlit, lamp);
            Group { key, totals, lamp }
        })
        .collect();
    if by == By::Category {
        groups.sort_by_key(|group| {
            let unnamed = matches!(&group.key, GroupKey::Category(name) if name.is_empty());
            let size = (group.totals.progress.plan, group.totals.investment, group.totals.packages);
            (unnamed, std::cmp::Reverse(size))
        });
    }
    groups
}

/// The group of a row, with what groups are ordered by.
pub(super) fn key_of(
    workbook: &Workbook,
    analysis: &ListAnalysis,
    index: usize,
    by: By,
) -> Option<(u32, GroupKey)> {
    let (row, project) = analysis.rows.get(index).zip(analysis.project(workbook, index))?;
    let last = |missing: bool| if missing { u32::MAX } else { 0 };
    Some(match by {
        By::Area => {
            let position = project.area.and_then(|area| workbook.areas.position(area));
            (position.map_or(u32::MAX, |at| at as u32), GroupKey::Area(project.area))
        }
        By::Category => (last(project.category.is_empty()), GroupKey::Category(project.category.clone())),
        By::Stage => (last(project.stage.is_none()), GroupKey::Stage(project.stage)),
        By::Nature => (last(project.nature.is_none()), GroupKey::Nature(project.nature)),
        By::Lamp => (0, GroupKey::Lamp(row.lamp)),
    })
}
