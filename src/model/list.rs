//! Project lists: their declared size, columns, pace and lamp rules.

use super::{
    area::SourceRef,
    field::ProjectField,
    ids::{ColumnId, ListId, TargetId},
    months::MonthKind,
    quantity::{Money, MoneyUnit, Unit},
    rows::Keyed,
    text::{Text, is_default},
    view::{ListView, Look},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// How the plan of a year is spread over its months (时间进度, DOMAIN section 6).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum PaceProfile {
    /// Month m is due m/12.
    #[default]
    Monthly,
    /// Days gone ÷ days of the year.
    Days,
    /// A curve through points, straight between them, from 0 at the year's start.
    Points(Vec<PacePoint>),
    /// Each project's own monthly plan; where it has none, m/12.
    OwnPlan,
}

/// A point of a pace curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PacePoint {
    /// Month, 1–12: at its end.
    pub month: u8,
    /// Per cent of the year's plan that is due by then.
    pub percent: Decimal,
}

impl PaceProfile {
    /// Lishui's quarterly points: 30, 60 and 85 % by quarter, all by October.
    pub fn quarterly() -> Self {
        Self::through(&[(3, 30), (6, 60), (9, 85), (10, 100)])
    }

    /// 60 % by the middle of the year.
    pub fn half_year() -> Self {
        Self::through(&[(6, 60), (12, 100)])
    }

    fn through(points: &[(u8, i64)]) -> Self {
        let point = |&(month, percent): &(u8, i64)| PacePoint { month, percent: Decimal::from(percent) };
        Self::Points(points.iter().map(point).collect())
    }
}

/// A lamp: always shown with its shape and word, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Lamp {
    /// ▼ behind.
    Behind,
    /// ● slightly behind.
    Slight,
    /// ▲ on pace or ahead, or met.
    OnPace,
    /// – not due, or nothing reported.
    Unlit,
}

impl Lamp {
    /// All lamps, the most urgent first.
    pub const ALL: [Self; 4] = [Self::Behind, Self::Slight, Self::OnPace, Self::Unlit];

    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Behind => "behind",
            Self::Slight => "slightly_behind",
            Self::OnPace => "on_pace",
            Self::Unlit => "unlit",
        }
    }
}

/// When a lamp is lit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum LampTest {
    /// The gap to pace is this many percentage points behind, or more. Zero: any gap behind.
    GapBehind(Decimal),
    /// The gap to pace is more than this many percentage points behind.
    GapOver(Decimal),
    /// Completion is below this per cent of pace.
    RatioBelow(Decimal),
    /// Planned to start and not started, this many months after the planned month, or more.
    StartLate(u8),
    /// Behind this many months in a row, or more: a project, or an area with all its projects.
    MissesInARow(u8),
}

impl LampTest {
    /// The name that files for other programs use.
    pub fn key(self) -> &'static str {
        match self {
            Self::GapBehind(_) => "gap_behind",
            Self::GapOver(_) => "gap_over",
            Self::RatioBelow(_) => "ratio_below",
            Self::StartLate(_) => "start_late",
            Self::MissesInARow(_) => "misses_in_a_row",
        }
    }

    /// What the figure is compared with: points, per cent or months.
    pub fn limit(self) -> Decimal {
        match self {
            Self::GapBehind(limit) | Self::GapOver(limit) | Self::RatioBelow(limit) => limit,
            Self::StartLate(months) | Self::MissesInARow(months) => months.into(),
        }
    }
}

/// One rule: the first rule of a list whose test holds lights its lamp.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LampRule {
    /// The lamp.
    pub lamp: Lamp,
    /// When.
    pub when: LampTest,
}

/// The rules of a list, most urgent first. Where none holds, the lamp is [`Lamp::OnPace`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LampRules(pub Vec<LampRule>);

impl Default for LampRules {
    fn default() -> Self {
        let rule = |lamp, when| LampRule { lamp, when };
        Self(vec![
            rule(Lamp::Behind, LampTest::StartLate(3)),
            rule(Lamp::Behind, LampTest::GapBehind(Decimal::TEN)),
            rule(Lamp::Slight, LampTest::StartLate(0)),
            rule(Lamp::Slight, LampTest::GapBehind(Decimal::ZERO)),
        ])
    }
}

impl LampRules {
    /// By the gap: from 10 points behind yellow, past 30 red.
    pub fn by_gap() -> Self {
        Self::of(&[
            (Lamp::Behind, LampTest::GapOver(Decimal::from(30))),
            (Lamp::Slight, LampTest::GapBehind(Decimal::TEN)),
        ])
    }

    /// By the ratio to pace: below 80 % yellow, below 60 % red.
    pub fn by_ratio() -> Self {
        Self::of(&[
            (Lamp::Behind, LampTest::RatioBelow(Decimal::from(60))),
            (Lamp::Slight, LampTest::RatioBelow(Decimal::from(80))),
        ])
    }

    /// By the start: due this month and not started yellow, three months late red.
    pub fn by_start() -> Self {
        Self::of(&[(Lamp::Behind, LampTest::StartLate(3)), (Lamp::Slight, LampTest::StartLate(0))])
    }

    /// By misses: two in a row red, one yellow. In use for areas.
    pub fn by_misses() -> Self {
        Self::of(&[(Lamp::Behind, LampTest::MissesInARow(2)), (Lamp::Slight, LampTest::MissesInARow(1))])
    }

    fn of(rules: &[(Lamp, LampTest)]) -> Self {
        Self(rules.iter().map(|&(lamp, when)| LampRule { lamp, when }).collect())
    }
}

/// What a list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ListKind {
    /// Projects to be built this year (重点建设项目).
    #[default]
    Construction,
    /// Projects in preparation (前期项目).
    Preliminary,
    /// Investment promotion (招商引资).
    Promotion,
    /// Anything else.
    Other,
}

/// A size class of promoted investments: projects of at least this much, and how many are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// From this total investment on.
    pub at_least: Money,
    /// How many the plan wants.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wanted: Option<u32>,
    /// The target that says so.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<TargetId>,
}

/// A column of the table: a field, or something computed from fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The place in the list (序号).
    Number,
    /// A field that is entered.
    Field(ProjectField),
    /// Investment done from January to the reporting month.
    Done,
    /// Done ÷ plan of the year.
    Completion,
    /// Completion minus pace, in percentage points.
    Gap,
    /// The lamp.
    Lamp,
    /// Months past the planned start or finish.
    MonthsLate,
    /// Part of the list's plan.
    Share,
    /// Investment reported from January to the reporting month, whichever counts.
    Reported,
    /// Investment confirmed by statistics from January to the reporting month, whichever counts.
    Confirmed,
    /// Reported less confirmed.
    Difference,
    /// Investment done since the start of construction (自开工累计).
    SinceStart,
    /// Investment done from January to the month before the reporting month (上月累计).
    LastMonth,
    /// How many problems are not solved.
    OpenProblems,
    /// The problems that are not solved, in words (存在问题).
    Problems,
    /// The dated changes of stage.
    StageLog,
    /// The names of the attached files.
    Attachments,
}

impl Column {
    /// The columns that are computed, in the order of a chooser.
    pub const COMPUTED: [Self; 16] = [
        Self::Number,
        Self::Done,
        Self::LastMonth,
        Self::Completion,
        Self::Gap,
        Self::Lamp,
        Self::MonthsLate,
        Self::Share,
        Self::Reported,
        Self::Confirmed,
        Self::Difference,
        Self::SinceStart,
        Self::OpenProblems,
        Self::Problems,
        Self::StageLog,
        Self::Attachments,
    ];

    /// Whether rows can be grouped by it: a field, the lamp, or bands of completion.
    pub fn can_group(self) -> bool {
        matches!(self, Self::Field(_) | Self::Lamp | Self::Completion)
    }

    /// Whether it is in words that are gathered from parts of a project which are no cells.
    pub fn is_gathered(self) -> bool {
        matches!(self, Self::Problems | Self::StageLog | Self::Attachments)
    }
}

/// A column as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnView {
    /// What it shows.
    pub column: Column,
    /// Width in points; none: by content.
    #[serde(default, skip_serializing_if = "is_default")]
    pub width: Option<u16>,
}

/// What the cells of a user-defined column hold.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum CustomKind {
    /// Any text.
    #[default]
    Text,
    /// A figure with a unit.
    Number(Unit),
    /// A date.
    Date,
    /// One of these.
    Choice(Vec<Text>),
}

/// A user-defined column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomColumn {
    /// Identifier.
    pub id: ColumnId,
    /// Heading.
    pub name: Text,
    /// What it holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: CustomKind,
}

/// A project list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProjectList {
    /// Identifier.
    pub id: ListId,
    /// Name (2024年市重点建设项目).
    pub name: Text,
    /// English name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name_en: Text,
    /// What it is about.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: ListKind,
    /// How many projects the plan says it has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub declared_size: Option<u32>,
    /// The unit its money is entered and shown in.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: MoneyUnit,
    /// The columns shown, in order. None: the usual ones of its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub columns: Vec<ColumnView>,
    /// What the default view does with the rows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub look: Look,
    /// Further views.
    #[serde(default, skip_serializing_if = "is_default")]
    pub views: Vec<ListView>,
    /// Its user-defined columns.
    #[serde(default, skip_serializing_if = "is_default")]
    pub custom: Vec<CustomColumn>,
    /// How the plan is spread over the year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pace: PaceProfile,
    /// When which lamp is lit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lamps: LampRules,
    /// Which monthly figure counts as done.
    #[serde(default = "reported", skip_serializing_if = "is_reported")]
    pub counts: MonthKind,
    /// Decimal places of completion and gap.
    #[serde(default = "one_place", skip_serializing_if = "is_one_place")]
    pub places: u8,
    /// Size classes, smallest first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tiers: Vec<Tier>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<SourceRef>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: Text,
}

fn reported() -> MonthKind {
    MonthKind::Reported
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_reported(kind: &MonthKind) -> bool {
    *kind == MonthKind::Reported
}

fn one_place() -> u8 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_one_place(places: &u8) -> bool {
    *places == 1
}

impl ProjectList {
    /// An empty list.
    pub fn new(id: ListId, name: &str) -> Self {
        Self {
            id,
            name: name.into(),
            name_en: Text::default(),
            kind: ListKind::default(),
            declared_size: None,
            unit: MoneyUnit::default(),
            columns: Vec::new(),
            look: Look::default(),
            views: Vec::new(),
            custom: Vec::new(),
            pace: PaceProfile::default(),
            lamps: LampRules::default(),
            counts: reported(),
            places: one_place(),
            tiers: Vec::new(),
            source: None,
            note: Text::default(),
        }
    }

    /// The columns of the default view: its own, or the usual ones of the list's kind.
    pub fn shown_columns(&self) -> Vec<ColumnView> {
        if self.columns.is_empty() { self.usual_columns() } else { self.columns.clone() }
    }

    /// The usual columns of the list's kind.
    pub fn usual_columns(&self) -> Vec<ColumnView> {
        use ProjectField as F;
        let field = Column::Field;
        let columns: &[Column] = match self.kind {
            ListKind::Construction => &[
                Column::Number,
                field(F::Name),
                field(F::Area),
                field(F::Category),
                field(F::Stage),
                field(F::Investment),
                field(F::Plan),
                Column::Done,
                Column::Completion,
                Column::Gap,
                Column::Lamp,
            ],
            ListKind::Preliminary => &[
                Column::Number,
                field(F::Name),
                field(F::Area),
                field(F::Category),
                field(F::Stage),
                field(F::Goal),
                field(F::Investment),
                field(F::PlannedStart),
                field(F::Progress),
                Column::Lamp,
            ],
            ListKind::Promotion => &[
                Column::Number,
                field(F::Name),
                field(F::Area),
                field(F::Chain),
                field(F::Stage),
                field(F::Investment),
                field(F::Goal),
                field(F::Progress),
                Column::Lamp,
            ],
            ListKind::Other => &[
                Column::Number,
                field(F::Name),
                field(F::Area),
                field(F::Category),
                field(F::Action),
                field(F::Stage),
                field(F::Investment),
                field(F::Progress),
            ],
        };
        columns.iter().map(|&column| ColumnView { column, width: None }).collect()
    }
}

impl Keyed for ProjectList {
    type Id = ListId;
    fn id(&self) -> ListId {
        self.id
    }
}
