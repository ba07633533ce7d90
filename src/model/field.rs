//! The fields of a project as cells: what an editor, a paste, a filter or a column can address.

use super::{
    ids::{AreaId, ColumnId, DepartmentId, ProjectId},
    months::MonthKind,
    period::{Month, When, Years},
    project::{Action, CustomValue, Fund, FundedPart, Membership, Nature, Project, Promotion, Stage},
    quantity::{Money, Quantity, Unit},
    text::Text,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The value of a cell.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Value {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(Text),
    /// Money with its unit.
    Money(Money),
    /// A figure with its unit.
    Quantity(Quantity),
    /// A bare figure (monthly investment in the project's month unit, a user-defined number).
    Number(Decimal),
    /// A date.
    Date(When),
    /// Years of construction.
    Years(Years),
    /// An area.
    Area(AreaId),
    /// A department.
    Department(DepartmentId),
    /// Several departments.
    Departments(Vec<DepartmentId>),
    /// Tags.
    Tags(Vec<Text>),
    /// Nature.
    Nature(Nature),
    /// Action.
    Action(Action),
    /// Stage.
    Stage(Stage),
    /// Yes or no.
    Flag(bool),
    /// Another project.
    Project(ProjectId),
}

impl Value {
    /// A text, or nothing where it is empty.
    pub fn text(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }
}

/// What kind of [`Value`] a field takes (or [`Value::Empty`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// [`Value::Text`]
    Text,
    /// [`Value::Money`]
    Money,
    /// [`Value::Quantity`]
    Quantity,
    /// [`Value::Number`]
    Number,
    /// [`Value::Date`]
    Date,
    /// [`Value::Years`]
    Years,
    /// [`Value::Area`]
    Area,
    /// [`Value::Department`]
    Department,
    /// [`Value::Departments`]
    Departments,
    /// [`Value::Tags`]
    Tags,
    /// [`Value::Nature`]
    Nature,
    /// [`Value::Action`]
    Action,
    /// [`Value::Stage`]
    Stage,
    /// [`Value::Flag`]
    Flag,
    /// [`Value::Project`]
    Project,
    /// By the user-defined column: text, number or date.
    Custom,
}

/// A field of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each is documented at the field of Project it names")]
pub enum ProjectField {
    Name,
    NameEn,
    Code,
    Parent,
    Area,
    Place,
    Category,
    Chain,
    Tags,
    Builder,
    Lead,
    Support,
    Contact,
    Phone,
    Leader,
    Nature,
    Content,
    Years,
    PlannedStart,
    ActualStart,
    PlannedFinish,
    ActualFinish,
    BaselineStart,
    BaselineFinish,
    Investment,
    DoneBefore,
    Plan,
    Funded(Fund),
    Goal,
    Action,
    Progress,
    Stage,
    InStatistics,
    NextStep,
    Land,
    Energy,
    Note,
    Month(MonthKind, Month),
    Custom(ColumnId),
    JoinedOn,
    JoinedReason,
    LeftOn,
    LeftReason,
    Investor,
    SignedOn,
    RegisteredOn,
    FundedOn,
    FundsArrived,
    CommissionedOn,
    FullCapacityOn,
    LostOn,
}

/// A value of the wrong kind for its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a value of the wrong kind")]
pub struct WrongKind;

impl ProjectField {
    /// The fields that every list has, in the order of a form. Monthly and user-defined ones come on top.
    pub const FIXED: [Self; 53] = {
        use ProjectField as F;
        [
            F::Name,
            F::NameEn,
            F::Code,
            F::Area,
            F::Place,
            F::Category,
            F::Chain,
            F::Tags,
            F::Parent,
            F::Nature,
            F::Content,
            F::Action,
            F::Goal,
            F::Stage,
            F::Progress,
            F::NextStep,
            F::Years,
            F::PlannedStart,
            F::ActualStart,
            F::PlannedFinish,
            F::ActualFinish,
            F::BaselineStart,
            F::BaselineFinish,
            F::Investment,
            F::DoneBefore,
            F::Plan,
            F::Funded(Fund::Central),
            F::Funded(Fund::Province),
            F::Funded(Fund::City),
            F::Funded(Fund::County),
            F::Funded(Fund::Social),
            F::InStatistics,
            F::Lead,
            F::Support,
            F::Builder,
            F::Contact,
            F::Phone,
            F::Leader,
            F::Land,
            F::Energy,
            F::Note,
            F::JoinedOn,
            F::JoinedReason,
            F::LeftOn,
            F::LeftReason,
            F::Investor,
            F::SignedOn,
            F::RegisteredOn,
            F::FundedOn,
            F::FundsArrived,
            F::CommissionedOn,
            F::FullCapacityOn,
            F::LostOn,
        ]
    };

    /// What kind of value the field takes.
    pub fn kind(self) -> ValueKind {
        match self {
            Self::Name
            | Self::NameEn
            | Self::Code
            | Self::Place
            | Self::Category
            | Self::Chain
            | Self::Builder
            | Self::Contact
            | Self::Phone
            | Self::Leader
            | Self::Content
            | Self::Goal
            | Self::Progress
            | Self::NextStep
            | Self::Note
            | Self::JoinedReason
            | Self::LeftReason
            | Self::Investor => ValueKind::Text,
            Self::Parent => ValueKind::Project,
            Self::Area => ValueKind::Area,
            Self::Tags => ValueKind::Tags,
            Self::Lead => ValueKind::Department,
            Self::Support => ValueKind::Departments,
            Self::Nature => ValueKind::Nature,
            Self::Years => ValueKind::Years,
            Self::PlannedStart
            | Self::ActualStart
            | Self::PlannedFinish
            | Self::ActualFinish
            | Self::BaselineStart
            | Self::BaselineFinish
            | Self::JoinedOn
            | Self::LeftOn
            | Self::SignedOn
            | Self::RegisteredOn
            | Self::FundedOn
            | Self::CommissionedOn
            | Self::FullCapacityOn
            | Self::LostOn => ValueKind::Date,
            Self::Investment | Self::DoneBefore | Self::Plan | Self::Funded(_) | Self::FundsArrived => {
                ValueKind::Money
            }
            Self::Action => ValueKind::Action,
            Self::Stage => ValueKind::Stage,
            Self::InStatistics => ValueKind::Flag,
            Self::Land | Self::Energy => ValueKind::Quantity,
            Self::Month(..) => ValueKind::Number,
            Self::Custom(_) => ValueKind::Custom,
        }
    }

    /// The text of a text field, without copying.
    pub fn text_of(self, project: &Project) -> Option<&str> {
        Some(match self {
            Self::Name => &project.name,
            Self::NameEn => &project.name_en,
            Self::Code => &project.code,
            Self::Place => &project.place,
            Self::Category => &project.category,
            Self::Chain => &project.chain,
            Self::Builder => &project.builder,
            Self::Contact => &project.contact,
            Self::Phone => &project.phone,
            Self::Leader => &project.leader,
            Self::Content => &project.content,
            Self::Goal => &project.goal,
            Self::Progress => &project.progress,
            Self::NextStep => &project.next_step,
            Self::Note => &project.note,
            Self::JoinedReason => reason(project.joined.as_deref()),
            Self::LeftReason => reason(project.left.as_deref()),
            Self::Investor => project.promotion.as_deref().map_or("", |course| &course.investor),
            _ => return None,
        })
    }

    fn text_mut(self, project: &mut Project) -> Option<&mut Text> {
        Some(match self {
            Self::Name => &mut project.name,
            Self::NameEn => &mut project.name_en,
            Self::Code => &mut project.code,
            Self::Place => &mut project.place,
            Self::Category => &mut project.category,
            Self::Chain => &mut project.chain,
            Self::Builder => &mut project.builder,
            Self::Contact => &mut project.contact,
            Self::Phone => &mut project.phone,
            Self::Leader => &mut project.leader,
            Self::Content => &mut project.content,
            Self::Goal => &mut project.goal,
            Self::Progress => &mut project.progress,
            Self::NextStep => &mut project.next_step,
            Self::Note => &mut project.note,
            _ => return None,
        })
    }

    /// The value of the field.
    pub fn get(self, project: &Project) -> Value {
        fn some<T>(value: Option<T>, wrap: impl FnOnce(T) -> Value) -> Value {
            value.map_or(Value::Empty, wrap)
        }
        let course = |date: fn(&Promotion) -> Option<When>| {
            some(project.promotion.as_deref().and_then(date), Value::Date)
        };
        if let Some(text) = self.text_of(project) {
            return Value::text(text);
        }
        match self {
            Self::Parent => some(project.parent, Value::Project),
            Self::Area => some(project.area, Value::Area),
            Self::Tags if project.tags.is_empty() => Value::Empty,
            Self::Tags => Value::Tags(project.tags.clone()),
            Self::Lead => some(project.lead, Value::Department),
            Self::Support if project.support.is_empty() => Value::Empty,
            Self::Support => Value::Departments(project.support.clone()),
            Self::Nature => some(project.nature, Value::Nature),
            Self::Years => some(project.years, Value::Years),
            Self::PlannedStart => some(project.planned_start, Value::Date),
            Self::ActualStart => some(project.actual_start, Value::Date),
            Self::PlannedFinish => some(project.planned_finish, Value::Date),
            Self::ActualFinish => some(project.actual_finish, Value::Date),
            Self::BaselineStart => some(project.baseline_start, Value::Date),
            Self::BaselineFinish => some(project.baseline_finish, Value::Date),
            Self::Investment => some(project.investment, Value::Money),
            Self::DoneBefore => some(project.done_before, Value::Money),
            Self::Plan => some(project.plan, Value::Money),
            Self::Funded(fund) => {
                some(project.funds.iter().find(|part| part.fund == fund), |part| Value::Money(part.amount))
            }
            Self::Action => some(project.action, Value::Action),
            Self::Stage => some(project.stage, Value::Stage),
            Self::InStatistics => some(project.in_statistics, Value::Flag),
            Self::Land => some(project.land.clone(), Value::Quantity),
            Self::Energy => some(project.energy.clone(), Value::Quantity),
            Self::Month(kind, month) => some(project.month_figure(kind, month), Value::Number),
            Self::Custom(column) => {
                some(project.custom.iter().find(|value| value.column == column), |value| value.value.clone())
            }
            Self::JoinedOn => some(project.joined.as_deref(), |joined| Value::Date(joined.date)),
            Self::LeftOn => some(project.left.as_deref(), |left| Value::Date(left.date)),
            Self::SignedOn => course(|course| course.signed),
            Self::RegisteredOn => course(|course| course.registered),
            Self::FundedOn => course(|course| course.funded),
            Self::FundsArrived => {
                some(project.promotion.as_deref().and_then(|course| course.funds), Value::Money)
            }
            Self::CommissionedOn => course(|course| course.commissioned),
            Self::FullCapacityOn => course(|course| course.full_capacity),
            Self::LostOn => course(|course| course.lost),
            // The text fields were answered above.
            _ => Value::Empty,
        }
    }

    /// Sets the field and returns its earlier value.
    pub(crate) fn set(self, project: &mut Project, value: Value) -> Result<Value, WrongKind> {
        let old = self.get(project);
        if let Some(text) = self.text_mut(project) {
            *text = match value {
                Value::Empty => Text::default(),
                Value::Text(text) => text,
                _ => return Err(WrongKind),
            };
            return Ok(old);
        }
        macro_rules! optional {
            ($place:expr, $variant:ident) => {
                $place = match value {
                    Value::Empty => None,
                    Value::$variant(value) => Some(value),
                    _ => return Err(WrongKind),
                }
            };
        }
        macro_rules! many {
            ($place:expr, $variant:ident) => {
                $place = match value {
                    Value::Empty => Vec::new(),
                    Value::$variant(values) => values,
                    _ => return Err(WrongKind),
                }
            };
        }
        macro_rules! course {
            ($field:ident, $variant:ident) => {{
                let new;
                optional!(new, $variant);
                let mut course = project.promotion.take().unwrap_or_default();
                course.$field = new;
                project.promotion = (*course != Promotion::default()).then_some(course);
            }};
        }
        macro_rules! membership {
            ($field:ident) => {{
                let date;
                optional!(date, Date);
                let reason = project.$field.take().map(|row| row.reason).unwrap_or_default();
                project.$field = date.map(|date| Box::new(Membership { date, reason }));
            }};
        }
        macro_rules! reason {
            ($field:ident) => {{
                let new: Text = match value {
                    Value::Empty => Text::default(),
                    Value::Text(text) => text,
                    _ => return Err(WrongKind),
                };
                match &mut project.$field {
                    Some(row) => row.reason = new,
                    // A reason goes with a date.
                    None if !new.is_empty() => return Err(WrongKind),
                    None => {}
                }
            }};
        }
        match self {
            Self::Parent => optional!(project.parent, Project),
            Self::Area => optional!(project.area, Area),
            Self::Tags => many!(project.tags, Tags),
            Self::Lead => optional!(project.lead, Department),
            Self::Support => many!(project.support, Departments),
            Self::Nature => optional!(project.nature, Nature),
            Self::Years => optional!(project.years, Years),
            Self::PlannedStart => optional!(project.planned_start, Date),
            Self::ActualStart => optional!(project.actual_start, Date),
            Self::PlannedFinish => optional!(project.planned_finish, Date),
            Self::ActualFinish => optional!(project.actual_finish, Date),
            Self::BaselineStart => optional!(project.baseline_start, Date),
            Self::BaselineFinish => optional!(project.baseline_finish, Date),
            Self::Investment => optional!(project.investment, Money),
            Self::DoneBefore => optional!(project.done_before, Money),
            Self::Plan => optional!(project.plan, Money),
            Self::Funded(fund) => {
                let amount;
                optional!(amount, Money);
                let at =
                    project.funds.iter().position(|part| part.fund >= fund).unwrap_or(project.funds.len());
                if project.funds.get(at).is_some_and(|part| part.fund == fund) {
                    project.funds.remove(at);
                }
                if let Some(amount) = amount {
                    project.funds.insert(at, FundedPart { fund, amount });
                }
            }
            Self::Action => optional!(project.action, Action),
            Self::Stage => optional!(project.stage, Stage),
            Self::InStatistics => optional!(project.in_statistics, Flag),
            Self::Land => optional!(project.land, Quantity),
            Self::Energy => optional!(project.energy, Quantity),
            Self::Month(kind, month) => {
                let figure;
                optional!(figure, Number);
                project.set_month_figure(kind, month, figure);
            }
            Self::Custom(column) => {
                let found = project.custom.iter().position(|value| value.column >= column);
                let at = found.unwrap_or(project.custom.len());
                if project.custom.get(at).is_some_and(|value| value.column == column) {
                    project.custom.remove(at);
                }
                if value != Value::Empty {
                    project.custom.insert(at, CustomValue { column, value });
                }
            }
            Self::JoinedOn => membership!(joined),
            Self::JoinedReason => reason!(joined),
            Self::LeftOn => membership!(left),
            Self::LeftReason => reason!(left),
            Self::Investor => {
                let investor = match value {
                    Value::Empty => Text::default(),
                    Value::Text(text) => text,
                    _ => return Err(WrongKind),
                };
                let mut course = project.promotion.take().unwrap_or_default();
                course.investor = investor;
                project.promotion = (*course != Promotion::default()).then_some(course);
            }
            Self::SignedOn => course!(signed, Date),
            Self::RegisteredOn => course!(registered, Date),
            Self::FundedOn => course!(funded, Date),
            Self::FundsArrived => course!(funds, Money),
            Self::CommissionedOn => course!(commissioned, Date),
            Self::FullCapacityOn => course!(full_capacity, Date),
            Self::LostOn => course!(lost, Date),
            // The text fields were set above.
            _ => return Err(WrongKind),
        }
        Ok(old)
    }

    /// Whether setting the field's earlier value again would not bring all of the project back: a date that
    /// is emptied takes its reason along.
    pub(crate) fn takes_more_along(self, project: &Project, value: &Value) -> bool {
        let reasoned = |row: &Option<Box<Membership>>| row.as_ref().is_some_and(|row| !row.reason.is_empty());
        match self {
            Self::JoinedOn => *value == Value::Empty && reasoned(&project.joined),
            Self::LeftOn => *value == Value::Empty && reasoned(&project.left),
            Self::Investor
            | Self::SignedOn
            | Self::RegisteredOn
            | Self::FundedOn
            | Self::FundsArrived
            | Self::CommissionedOn
            | Self::FullCapacityOn
            | Self::LostOn => project.promotion.as_deref() == Some(&Promotion::default()),
            _ => false,
        }
    }

    /// The date field that a reason goes with.
    pub fn date_of_reason(self) -> Option<Self> {
        match self {
            Self::JoinedReason => Some(Self::JoinedOn),
            Self::LeftReason => Some(Self::LeftOn),
            _ => None,
        }
    }

    /// The unit of a bare figure, where the field holds a quantity.
    pub fn usual_unit(self) -> Option<Unit> {
        match self {
            Self::Land => Some(Unit::new("亩")),
            Self::Energy => Some(Unit::new("吨标准煤")),
            _ => None,
        }
    }
}

/// Why a project joined or left its list.
fn reason(membership: Option<&Membership>) -> &str {
    membership.map_or("", |row| &row.reason)
}
