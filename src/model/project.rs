//! Projects, with everything that real lists carry (DOMAIN section 7).

use super::{
    area::SourceRef,
    field::Value,
    ids::{AreaId, ColumnId, DepartmentId, ListId, ProjectId},
    months::{MonthKind, YearFigures},
    period::{Month, When, Years},
    quantity::{Money, MoneyUnit, Quantity},
    rows::Keyed,
    text::{Text, is_default},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Nature of the construction (建设性质).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nature {
    /// Carried on from last year (续建).
    Continued,
    /// To be started this year (新开工).
    New,
    /// To be completed this year (建成).
    Completing,
    /// In preparation (前期).
    Preliminary,
    /// In reserve (预备).
    Reserve,
}

impl Nature {
    /// All natures.
    pub const ALL: [Self; 5] =
        [Self::Continued, Self::New, Self::Completing, Self::Preliminary, Self::Reserve];
}

/// What the plan asks for this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Action {
    /// Preparation and approvals (前期, 核准, 预可研).
    Planning,
    /// Start of construction (开工建设).
    Start,
    /// Construction goes on (加快推进, 实施).
    Construct,
    /// Completion (建成, 投用, 通车).
    Complete,
    /// Going into operation (投产, 并网发电).
    Commission,
    /// Anything else.
    Other,
}

impl Action {
    /// All actions.
    pub const ALL: [Self; 6] =
        [Self::Planning, Self::Start, Self::Construct, Self::Complete, Self::Commission, Self::Other];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Planning => "planning",
            Self::Start => "start",
            Self::Construct => "construct",
            Self::Complete => "complete",
            Self::Commission => "commission",
            Self::Other => "other",
        }
    }
}

/// The stage of a project's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// An idea (谋划).
    Idea,
    /// In preparation (前期).
    Preliminary,
    /// Project approved (立项).
    Approved,
    /// Feasibility study (可研).
    Feasibility,
    /// Sanctioned (核准).
    Sanctioned,
    /// Contract signed (签约), for promoted investments.
    Signed,
    /// Company registered (注册, 落地).
    Registered,
    /// Funds arrived (到资).
    Funded,
    /// Started (开工).
    Started,
    /// Under construction (在建).
    Building,
    /// Completed (竣工, 建成).
    Completed,
    /// In production (投产).
    Commissioned,
    /// At full capacity (达产).
    FullCapacity,
    /// Suspended (停建).
    Suspended,
    /// Given up (终止).
    Terminated,
    /// Lost (流失), for promoted investments.
    Lost,
}

impl Stage {
    /// All stages in the order of life.
    pub const ALL: [Self; 16] = [
        Self::Idea,
        Self::Preliminary,
        Self::Approved,
        Self::Feasibility,
        Self::Sanctioned,
        Self::Signed,
        Self::Registered,
        Self::Funded,
        Self::Started,
        Self::Building,
        Self::Completed,
        Self::Commissioned,
        Self::FullCapacity,
        Self::Suspended,
        Self::Terminated,
        Self::Lost,
    ];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Idea => "idea",
            Self::Preliminary => "preliminary",
            Self::Approved => "approved",
            Self::Feasibility => "feasibility",
            Self::Sanctioned => "sanctioned",
            Self::Signed => "signed",
            Self::Registered => "registered",
            Self::Funded => "funded",
            Self::Started => "started",
            Self::Building => "building",
            Self::Completed => "completed",
            Self::Commissioned => "commissioned",
            Self::FullCapacity => "full_capacity",
            Self::Suspended => "suspended",
            Self::Terminated => "terminated",
            Self::Lost => "lost",
        }
    }

    /// Whether construction has begun.
    pub fn has_started(self) -> bool {
        (Self::Started..=Self::FullCapacity).contains(&self)
    }

    /// Whether construction is over.
    pub fn has_finished(self) -> bool {
        (Self::Completed..=Self::FullCapacity).contains(&self)
    }
}

/// Where the money of a year comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Fund {
    /// Central government (中央).
    Central,
    /// Province (省).
    Province,
    /// City (市).
    City,
    /// County (县).
    County,
    /// Private and social capital (社会资本).
    Social,
}

impl Fund {
    /// All sources.
    pub const ALL: [Self; 5] = [Self::Central, Self::Province, Self::City, Self::County, Self::Social];
}

/// A part of the year's plan by source of money.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FundedPart {
    /// The source.
    pub fund: Fund,
    /// How much.
    pub amount: Money,
}

/// A change of stage.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageChange {
    /// The stage reached.
    pub stage: Stage,
    /// When.
    pub date: When,
}

/// What the progress in words became in a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgressNote {
    /// The month that figures were reported up to when it was written.
    pub month: Month,
    /// The text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: Text,
}

/// A milestone with its planned and its actual date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// What.
    pub name: Text,
    /// Planned date.
    #[serde(default, skip_serializing_if = "is_default")]
    pub planned: Option<When>,
    /// Actual date.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual: Option<When>,
}

/// A problem that holds a project up (存在问题).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Problem {
    /// What.
    pub text: Text,
    /// When it was raised.
    #[serde(default, skip_serializing_if = "is_default")]
    pub raised: Option<When>,
    /// Who is to solve it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<DepartmentId>,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<When>,
    /// When it was solved.
    #[serde(default, skip_serializing_if = "is_default")]
    pub solved: Option<When>,
    /// How it was solved.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolution: Text,
}

/// Joining or leaving a list during the year (增补, 退出).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Membership {
    /// When.
    pub date: When,
    /// Why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: Text,
}

/// What a source says is done, or is to be done, about the project.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The year spoken of.
    pub year: i16,
    /// What.
    pub action: Action,
    /// Where it says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
}

/// The course of a promoted investment (招商, DOMAIN section 7). Its later steps are the project's dates.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promotion {
    /// The investor.
    #[serde(default, skip_serializing_if = "is_default")]
    pub investor: Text,
    /// Contract signed (签约).
    #[serde(default, skip_serializing_if = "is_default")]
    pub signed: Option<When>,
    /// Company registered (注册, 落地).
    #[serde(default, skip_serializing_if = "is_default")]
    pub registered: Option<When>,
    /// First funds arrived (到资).
    #[serde(default, skip_serializing_if = "is_default")]
    pub funded: Option<When>,
    /// Funds arrived so far.
    #[serde(default, skip_serializing_if = "is_default")]
    pub funds: Option<Money>,
    /// In production (投产).
    #[serde(default, skip_serializing_if = "is_default")]
    pub commissioned: Option<When>,
    /// At full capacity (达产).
    #[serde(default, skip_serializing_if = "is_default")]
    pub full_capacity: Option<When>,
    /// Lost (流失).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lost: Option<When>,
    /// When funds are to have arrived by the contract (约定到资).
    #[serde(default, skip_serializing_if = "is_default")]
    pub funds_due: Option<When>,
    /// When production is to begin by the contract (约定投产); without it the planned finish says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub production_due: Option<When>,
    /// When full capacity is to be reached by the contract (约定达产).
    #[serde(default, skip_serializing_if = "is_default")]
    pub capacity_due: Option<When>,
}

/// The value of a user-defined column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomValue {
    /// The column.
    pub column: ColumnId,
    /// The value.
    pub value: Value,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Identifier.
    pub id: ProjectId,
    /// The list it stands in. Further memberships are tags.
    pub list: ListId,
    /// Name (项目名称).
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: Text,
    /// English name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_en: Text,
    /// Project code (统一代码).
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: Text,
    /// The package it is a part of (打包项目).
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<ProjectId>,
    /// Area (所在县).
    #[serde(default, skip_serializing_if = "is_default")]
    pub area: Option<AreaId>,
    /// Place (建设地点).
    #[serde(default, skip_serializing_if = "is_default")]
    pub place: Text,
    /// Field (领域, 项目类型).
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Text,
    /// Industrial chain (产业链).
    #[serde(default, skip_serializing_if = "is_default")]
    pub chain: Text,
    /// Memberships: 省千项万亿, 市重点, 百千 ….
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<Text>,
    /// Builder, legal person (建设单位, 项目法人, 业主).
    #[serde(default, skip_serializing_if = "is_default")]
    pub builder: Text,
    /// Lead department (责任单位, 牵头单位).
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead: Option<DepartmentId>,
    /// Supporting departments (配合单位).
    #[serde(default, skip_serializing_if = "is_default")]
    pub support: Vec<DepartmentId>,
    /// Contact person (责任人, 联系人).
    #[serde(default, skip_serializing_if = "is_default")]
    pub contact: Text,
    /// Telephone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub phone: Text,
    /// The leader who looks after it (包联领导, 挂点领导).
    #[serde(default, skip_serializing_if = "is_default")]
    pub leader: Text,
    /// Nature (建设性质).
    #[serde(default, skip_serializing_if = "is_default")]
    pub nature: Option<Nature>,
    /// Scale and content (建设规模及内容).
    #[serde(default, skip_serializing_if = "is_default")]
    pub content: Text,
    /// Years of construction (建设起止年限).
    #[serde(default, skip_serializing_if = "is_default")]
    pub years: Option<Years>,
    /// Planned start (计划开工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub planned_start: Option<When>,
    /// Actual start (实际开工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_start: Option<When>,
    /// Planned finish (计划竣工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub planned_finish: Option<When>,
    /// Actual finish (实际竣工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_finish: Option<When>,
    /// Start of the plan that the present one is compared with (基准开工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline_start: Option<When>,
    /// Finish of the plan that the present one is compared with (基准竣工时间).
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline_finish: Option<When>,
    /// Total investment (总投资).
    #[serde(default, skip_serializing_if = "is_default")]
    pub investment: Option<Money>,
    /// Investment done by the end of last year (至上年底累计完成投资).
    #[serde(default, skip_serializing_if = "is_default")]
    pub done_before: Option<Money>,
    /// Planned investment of the year (本年计划投资).
    #[serde(default, skip_serializing_if = "is_default")]
    pub plan: Option<Money>,
    /// The plan by source of money.
    #[serde(default, skip_serializing_if = "is_default")]
    pub funds: Vec<FundedPart>,
    /// The year's goal (年度工作目标).
    #[serde(default, skip_serializing_if = "is_default")]
    pub goal: Text,
    /// What the plan asks for this year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub action: Option<Action>,
    /// Progress in words (形象进度).
    #[serde(default, skip_serializing_if = "is_default")]
    pub progress: Text,
    /// What the progress in words became, month by month, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub progress_log: Vec<ProgressNote>,
    /// Stage (建设阶段).
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<Stage>,
    /// Dated changes of stage, oldest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage_log: Vec<StageChange>,
    /// Whether it is in the statistics' register (入库, 入统).
    #[serde(default, skip_serializing_if = "is_default")]
    pub in_statistics: Option<bool>,
    /// Next step (下一步).
    #[serde(default, skip_serializing_if = "is_default")]
    pub next_step: Text,
    /// Land (用地).
    #[serde(default, skip_serializing_if = "is_default")]
    pub land: Option<Quantity>,
    /// Energy (用能).
    #[serde(default, skip_serializing_if = "is_default")]
    pub energy: Option<Quantity>,
    /// Remarks (备注).
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
    /// The unit of the monthly figures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub month_unit: MoneyUnit,
    /// Monthly figures by year, in [`Self::month_unit`].
    #[serde(default, skip_serializing_if = "is_default")]
    pub months: Vec<YearFigures>,
    /// Milestones.
    #[serde(default, skip_serializing_if = "is_default")]
    pub milestones: Vec<Milestone>,
    /// Problems.
    #[serde(default, skip_serializing_if = "is_default")]
    pub problems: Vec<Problem>,
    /// When it joined the list, where that was during the year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub joined: Option<Box<Membership>>,
    /// When it left the list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub left: Option<Box<Membership>>,
    /// For promoted investments: their course.
    #[serde(default, skip_serializing_if = "is_default")]
    pub promotion: Option<Box<Promotion>>,
    /// Values of user-defined columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub custom: Vec<CustomValue>,
    /// Paths of attachments, relative to the workbook.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attachments: Vec<Text>,
    /// What sources say of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub mentions: Vec<Mention>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
}

impl Project {
    /// A new project with nothing but its list.
    pub fn new(id: ProjectId, list: ListId) -> Self {
        Self {
            id,
            list,
            name: Text::default(),
            name_en: Text::default(),
            code: Text::default(),
            parent: None,
            area: None,
            place: Text::default(),
            category: Text::default(),
            chain: Text::default(),
            tags: Vec::new(),
            builder: Text::default(),
            lead: None,
            support: Vec::new(),
            contact: Text::default(),
            phone: Text::default(),
            leader: Text::default(),
            nature: None,
            content: Text::default(),
            years: None,
            planned_start: None,
            actual_start: None,
            planned_finish: None,
            actual_finish: None,
            baseline_start: None,
            baseline_finish: None,
            investment: None,
            done_before: None,
            plan: None,
            funds: Vec::new(),
            goal: Text::default(),
            action: None,
            progress: Text::default(),
            progress_log: Vec::new(),
            stage: None,
            stage_log: Vec::new(),
            in_statistics: None,
            next_step: Text::default(),
            land: None,
            energy: None,
            note: Text::default(),
            month_unit: MoneyUnit::default(),
            months: Vec::new(),
            milestones: Vec::new(),
            problems: Vec::new(),
            joined: None,
            left: None,
            promotion: None,
            custom: Vec::new(),
            attachments: Vec::new(),
            mentions: Vec::new(),
            source: None,
        }
    }

    /// A monthly figure, in [`Self::month_unit`].
    pub fn month_figure(&self, kind: MonthKind, month: Month) -> Option<Decimal> {
        self.months.iter().find(|year| year.year == month.year())?.row(kind).get(month.month())
    }

    /// Sets a monthly figure, in [`Self::month_unit`]. Years stay in order; empty ones go.
    pub(crate) fn set_month_figure(&mut self, kind: MonthKind, month: Month, value: Option<Decimal>) {
        let at = match self.months.binary_search_by_key(&month.year(), |year| year.year) {
            Ok(at) => at,
            Err(_) if value.is_none() => return,
            Err(at) => {
                self.months.insert(at, YearFigures::new(month.year()));
                at
            }
        };
        self.months[at].row_mut(kind).set(month.month(), value);
        if self.months[at].is_empty() {
            self.months.remove(at);
        }
    }

    /// Investment done from January to a month, and in how many of these months a figure is present.
    /// In [`Self::month_unit`]; `None` where the year has no figure of the kind at all.
    pub fn done(&self, kind: MonthKind, month: Month) -> Option<(Decimal, u8)> {
        let year = self.months.iter().find(|year| year.year == month.year())?;
        let (sum, count) = year.row(kind).through(month.month());
        (count > 0).then_some((sum, count))
    }

    /// The stage by the end of a month: from the log where it leads up to today's stage, otherwise today's.
    pub fn stage_at(&self, month: Month) -> Option<Stage> {
        let log = &self.stage_log;
        if log.is_empty() || log.last().map(|change| change.stage) != self.stage {
            return self.stage;
        }
        self.stages_by(month).next_back()
    }

    /// The stages that the log dates by the end of a month, the earliest first.
    pub fn stages_by(&self, month: Month) -> impl DoubleEndedIterator<Item = Stage> {
        self.stage_log.iter().filter(move |change| change.date.is_by(month)).map(|change| change.stage)
    }
}

impl Keyed for Project {
    type Id = ProjectId;
    fn id(&self) -> ProjectId {
        self.id
    }
}
