//! Parts of a project that are no cells of the table, as they are typed on its page: problems, dates of
//! stages, joining and leaving, the course of a promoted investment.

use crate::{
    edit::entry::{parse_date, parse_field, value_text},
    i18n::Lang,
    model::{
        Project, ProjectField, Text, Value, When, Workbook,
        project::{Membership, Promotion},
    },
};

/// A part of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// Who is to solve a problem.
    ProblemOwner(usize),
    /// When a problem was raised.
    ProblemRaised(usize),
    /// How a problem was solved.
    ProblemResolution(usize),
    /// The date of a stage.
    StageDate(usize),
    /// When the project joined the list, where that was during the year.
    Joined,
    /// Why it joined.
    JoinedWhy,
    /// When it left the list.
    Left,
    /// Why it left.
    LeftWhy,
    /// A step of a promoted investment.
    Course(Course),
}

/// A step of a promoted investment, or who invests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "each is named after the field of Promotion")]
pub enum Course {
    Investor,
    Signed,
    Registered,
    Funded,
    Funds,
    Commissioned,
    FullCapacity,
    Lost,
    FundsDue,
    ProductionDue,
    CapacityDue,
}

impl Course {
    /// In the order of a form: each step behind the date that it was agreed for.
    pub const ALL: [Self; 11] = [
        Self::Investor,
        Self::Signed,
        Self::Registered,
        Self::FundsDue,
        Self::Funded,
        Self::Funds,
        Self::ProductionDue,
        Self::Commissioned,
        Self::CapacityDue,
        Self::FullCapacity,
        Self::Lost,
    ];

    fn date(self, course: &Promotion) -> Option<When> {
        match self {
            Self::Signed => course.signed,
            Self::Registered => course.registered,
            Self::Funded => course.funded,
            Self::Commissioned => course.commissioned,
            Self::FullCapacity => course.full_capacity,
            Self::Lost => course.lost,
            Self::FundsDue => course.funds_due,
            Self::ProductionDue => course.production_due,
            Self::CapacityDue => course.capacity_due,
            Self::Investor | Self::Funds => None,
        }
    }
}

fn date_text(date: Option<When>) -> String {
    date.map_or_else(String::new, |date| date.to_string())
}

impl Point {
    /// The text that the editor starts with.
    pub fn text(self, workbook: &Workbook, project: &Project, lang: Lang) -> String {
        let problem = |at: usize| project.problems.get(at);
        let reason = |row: &Option<Box<Membership>>| row.as_ref().map(|row| row.reason.to_string());
        match self {
            Self::ProblemOwner(at) => {
                let owner = problem(at).and_then(|row| row.owner);
                owner.map_or_else(String::new, |owner| {
                    value_text(workbook, project, ProjectField::Lead, &Value::Department(owner), &lang)
                })
            }
            Self::ProblemRaised(at) => date_text(problem(at).and_then(|row| row.raised)),
            Self::ProblemResolution(at) => {
                problem(at).map(|row| row.resolution.to_string()).unwrap_or_default()
            }
            Self::StageDate(at) => date_text(project.stage_log.get(at).map(|change| change.date)),
            Self::Joined => date_text(project.joined.as_ref().map(|row| row.date)),
            Self::JoinedWhy => reason(&project.joined).unwrap_or_default(),
            Self::Left => date_text(project.left.as_ref().map(|row| row.date)),
            Self::LeftWhy => reason(&project.left).unwrap_or_default(),
            Self::Course(step) => {
                let Some(course) = project.promotion.as_deref() else { return String::new() };
                match step {
                    Course::Investor => course.investor.to_string(),
                    Course::Funds => course.funds.map_or_else(String::new, |funds| {
                        value_text(workbook, project, ProjectField::Investment, &Value::Money(funds), &lang)
                    }),
                    step => date_text(step.date(course)),
                }
            }
        }
    }

    /// Puts what was typed into a project. An error is a sentence.
    pub fn set(
        self,
        workbook: &Workbook,
        project: &mut Project,
        text: &str,
        lang: Lang,
    ) -> Result<(), String> {
        let say = |error| lang.entry_error(&error);
        let date = || match text.trim() {
            "" => Ok(None),
            text => parse_date(text, workbook.year).map(Some).map_err(say),
        };
        let words = || Text::from(text.trim());
        match self {
            Self::ProblemOwner(at) => {
                let value = parse_field(workbook, project, ProjectField::Lead, text, &lang).map_err(say)?;
                if let Some(row) = project.problems.get_mut(at) {
                    row.owner = if let Value::Department(owner) = value { Some(owner) } else { None };
                }
            }
            Self::ProblemRaised(at) => {
                let date = date()?;
                if let Some(row) = project.problems.get_mut(at) {
                    row.raised = date;
                }
            }
            Self::ProblemResolution(at) => {
                if let Some(row) = project.problems.get_mut(at) {
                    row.resolution = words();
                }
            }
            Self::StageDate(at) => match date()? {
                Some(date) => {
                    if let Some(change) = project.stage_log.get_mut(at) {
                        change.date = date;
                    }
                    project.stage_log.sort_by_key(|change| change.date);
                }
                None if at < project.stage_log.len() => {
                    project.stage_log.remove(at);
                }
                None => {}
            },
            Self::Joined => dated(&mut project.joined, date()?),
            Self::Left => dated(&mut project.left, date()?),
            Self::JoinedWhy => reasoned(&mut project.joined, words()),
            Self::LeftWhy => reasoned(&mut project.left, words()),
            Self::Course(step) => {
                let mut course = project.promotion.as_deref().cloned().unwrap_or_default();
                match step {
                    Course::Investor => course.investor = words(),
                    Course::Funds => {
                        let field = ProjectField::Investment;
                        let value = parse_field(workbook, project, field, text, &lang).map_err(say)?;
                        course.funds = if let Value::Money(money) = value { Some(money) } else { None };
                    }
                    Course::Signed => course.signed = date()?,
                    Course::Registered => course.registered = date()?,
                    Course::Funded => course.funded = date()?,
                    Course::Commissioned => course.commissioned = date()?,
                    Course::FullCapacity => course.full_capacity = date()?,
                    Course::Lost => course.lost = date()?,
                    Course::FundsDue => course.funds_due = date()?,
                    Course::ProductionDue => course.production_due = date()?,
                    Course::CapacityDue => course.capacity_due = date()?,
                }
                project.promotion = (course != Promotion::default()).then(|| Box::new(course));
            }
        }
        Ok(())
    }
}

/// Without a date there is no joining or leaving.
fn dated(row: &mut Option<Box<Membership>>, date: Option<When>) {
    match (row.as_mut(), date) {
        (Some(row), Some(date)) => row.date = date,
        (None, Some(date)) => *row = Some(Box::new(Membership { date, reason: Text::default() })),
        (_, None) => *row = None,
    }
}

/// A reason without a date is of today.
fn reasoned(row: &mut Option<Box<Membership>>, reason: Text) {
    match row.as_mut() {
        Some(row) => row.reason = reason,
        None if reason.is_empty() => {}
        None => *row = Some(Box::new(Membership { date: When::today(), reason })),
    }
}
