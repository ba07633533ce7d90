//! What the views of a project list show, as plain data: schedule, board by stage, funnel, heat table.

use super::data::Tone;
use crate::{
    analysis::schedule::Span,
    model::{ProjectId, Stage},
};

/// Planned and actual dates as bars along an axis of months.
#[derive(Debug, Clone, PartialEq)]
pub struct ScheduleBody {
    /// The ends of the axis, in months since year 0; the last month is outside.
    pub from: i32,
    /// See [`Self::from`].
    pub to: i32,
    /// The end of the reporting month, and its name.
    pub today: Option<(f64, String)>,
    /// Headings and bars from the top.
    pub lines: Vec<Line>,
    /// The first line that is drawn: 0 but on the second and later sheets of a file.
    pub first: usize,
    /// What a bar without dates says.
    pub undated: String,
    /// After the heading of a group that goes on from the column or sheet before.
    pub continued: String,
}

/// A line of a schedule.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// The heading of a group, and what it says of it.
    Head(String, String),
    /// A project.
    Bar(Box<Bar>),
}

/// A milestone on a schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct Milestone {
    /// Where it stands: the middle of its date.
    pub at: f64,
    /// How it stands at the end of the reporting month.
    pub state: Reached,
}

/// How a milestone stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It is reached.
    Yes,
    /// It is not reached, and its date has not passed.
    NotYet,
    /// It is not reached, and the last month of its date is over.
    Overdue,
}

/// A project on a schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub label: String,
    /// Planned.
    pub planned: Span,
    /// Planned at first, where that was kept and differs.
    pub baseline: Span,
    /// Building so far.
    pub actual: Span,
    /// Milestones.
    pub milestones: Vec<Milestone>,
    /// The sign of its lamp.
    pub sign: &'static str,
    /// The colour of its lamp.
    pub tone: Tone,
}

impl Bar {
    /// The part of the building time past the planned finish.
    pub fn overrun(&self) -> Option<(f64, f64)> {
        let (from, to) = self.actual.both()?;
        let due = self.planned.to.filter(|due| *due < to)?;
        Some((due.max(from), to))
    }
}

/// Projects as cards, a column for each stage.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardBody {
    /// The columns in the order of life.
    pub columns: Vec<BoardColumn>,
}

/// A column of a board.
#[derive(Debug, Clone, PartialEq)]
pub struct BoardColumn {
    /// The stage; none: projects without one.
    pub stage: Option<Stage>,
    /// Its name.
    pub title: String,
    /// How many projects.
    pub count: String,
    /// Their investment.
    pub sum: String,
    /// The projects in their order.
    pub cards: Vec<Card>,
}

/// A project as a card.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// The project.
    pub project: ProjectId,
    /// Its name.
    pub title: String,
    /// Where and what it is.
    pub line: String,
    /// Its investment.
    pub figure: String,
    /// The sign of its lamp.
    pub sign: &'static str,
    /// The colour of its lamp.
    pub tone: Tone,
}

/// Steps of which each is a part of the one before, by number and by amount.
#[derive(Debug, Clone, PartialEq)]
pub struct FunnelBody {
    /// Headings of number and amount.
    pub heads: [String; 2],
    /// The steps from the first.
    pub steps: Vec<Step>,
    /// What was lost on the way, set apart.
    pub aside: Option<Step>,
}

/// A step of a funnel.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// How wide its bars are, by number and by amount, 0 to 1.
    pub width: [f64; 2],
    /// The figures, exact.
    pub figure: [String; 2],
    /// Its part of the first step.
    pub part: [String; 2],
}

/// A figure for each row and month, coloured by how far it is from pace.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatBody {
    /// The months.
    pub months: Vec<String>,
    /// The rows; the last one is their sum where there is more than one.
    pub rows: Vec<HeatRow>,
    /// The key: behind, on pace, ahead, each with the limit it stands for.
    pub key: [String; 3],
}

/// A row of a heat table.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatRow {
    /// What it is about.
    pub label: String,
    /// It is the sum of the others.
    pub total: bool,
    /// The thing spoken of.
    pub strong: bool,
    /// A cell for each month; none: nothing known.
    pub cells: Vec<Option<HeatCell>>,
}

/// A cell of a heat table.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    /// The figure.
    pub text: String,
    /// A sign after it, where the figure itself does not say on which side of pace it is.
    pub sign: &'static str,
    /// How far behind (below zero) or ahead of pace: −1 to 1.
    pub at: f64,
    /// What the pointer is told.
    pub tip: String,
}
