//! How far promoted investments have come: signed, landed, funded, started, in production, at full capacity.

use super::list::ListAnalysis;
use crate::model::{Decimal, Month, Project, Stage, When, Workbook};

/// The steps of the funnel, in order.
pub const STEPS: [Stage; 6] = [
    Stage::Signed,
    Stage::Registered,
    Stage::Funded,
    Stage::Started,
    Stage::Commissioned,
    Stage::FullCapacity,
];

/// A number of projects, and their total investment in the list's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub count: u32,
    /// How much; projects in the other currency or without a figure add nothing.
    pub amount: Decimal,
}

/// Promoted investments by how far they have come. Each step contains those after it: what is in production
/// was signed, whether or not the date of signing is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funnel {
    /// By [`STEPS`]. Those lost are in the steps that they had reached.
    pub steps: [Share; 6],
    /// Lost (流失): part of those signed.
    pub lost: Share,
}

impl Funnel {
    /// The funnel of some rows at the analysis' month.
    pub fn of(
        workbook: &Workbook,
        analysis: &ListAnalysis,
        rows: impl Iterator<Item = usize> + Clone,
    ) -> Self {
        let mut funnel = Self { steps: [Share::default(); 6], lost: Share::default() };
        for index in analysis.units_of_account(rows) {
            let found = analysis.rows.get(index).zip(analysis.project(workbook, index));
            let Some((row, project)) = found.filter(|(row, _)| !row.left) else { continue };
            let Some(reached) = reached(project, analysis.month) else { continue };
            let same = row.unit.is_dollar() == analysis.unit.is_dollar();
            let amount = row.investment.filter(|_| same).unwrap_or_default();
            let add = |share: &mut Share| {
                share.count += 1;
                share.amount = share.amount.saturating_add(amount);
            };
            funnel.steps.iter_mut().take(reached + 1).for_each(add);
            if is_lost(project, analysis.month) {
                add(&mut funnel.lost);
            }
        }
        funnel
    }
}

fn by(date: Option<When>, month: Option<Month>) -> bool {
    date.is_some_and(|date| month.is_none_or(|month| date.latest_month() <= month))
}

fn is_lost(project: &Project, month: Option<Month>) -> bool {
    match project.promotion.as_ref().and_then(|course| course.lost) {
        Some(date) => by(Some(date), month),
        None => project.stage == Some(Stage::Lost),
    }
}

/// The last step that a project has reached by a month: by its dates, and where it has none by its stage,
/// which is today's.
fn reached(project: &Project, month: Option<Month>) -> Option<usize> {
    let course = project.promotion.as_deref();
    let dates = [
        course.and_then(|c| c.signed),
        course.and_then(|c| c.registered),
        course.and_then(|c| c.funded),
        project.actual_start,
        course.and_then(|c| c.commissioned),
        course.and_then(|c| c.full_capacity),
    ];
    if dates.iter().any(Option::is_some) {
        return dates.iter().rposition(|&date| by(date, month));
    }
    let stage = project.stage?;
    match stage {
        // Building and completed lie between two steps.
        Stage::Building | Stage::Completed => Some(3),
        Stage::Lost => Some(0),
        stage => STEPS.iter().position(|&step| step == stage),
    }
}
