//! The words of the model's terms.

use super::Lang;
use crate::{
    analysis::TargetState,
    model::{
        Action, Basis, Column, Direction, Firmness, Lamp, ListKind, Measure, MoneyUnit, MonthKind, Nature,
        Operator, PaceProfile, ProjectField, Relation, SectionKind, Stage, Status, Unit, project::Fund,
    },
};

impl Lang {
    /// A lamp's word, without its shape.
    pub fn lamp(self, lamp: Lamp) -> &'static str {
        match (self, lamp) {
            (Self::Zh, Lamp::Behind) => "滞后",
            (Self::Zh, Lamp::Slight) => "略滞后",
            (Self::Zh, Lamp::OnPace) => "达进度",
            (Self::Zh, Lamp::Unlit) => "未到期",
            (Self::En, Lamp::Behind) => "Behind",
            (Self::En, Lamp::Slight) => "Slightly behind",
            (Self::En, Lamp::OnPace) => "On pace",
            (Self::En, Lamp::Unlit) => "Not due",
        }
    }

    /// How a target stands: the same word on every page.
    pub fn target_state(self, state: TargetState) -> &'static str {
        match (self, state) {
            (Self::Zh, TargetState::Met) => "达目标",
            (Self::En, TargetState::Met) => "Met",
            (Self::Zh, TargetState::NoFigure) => "未填报",
            (Self::En, TargetState::NoFigure) => "No figure",
            (_, TargetState::OnPace | TargetState::Slight | TargetState::Behind) => self.lamp(state.lamp()),
        }
    }

    /// A lamp's shape: colour is never the only sign.
    pub fn lamp_shape(lamp: Lamp) -> &'static str {
        match lamp {
            Lamp::Behind => "▼",
            Lamp::Slight => "●",
            Lamp::OnPace => "▲",
            Lamp::Unlit => "–",
        }
    }

    /// A measure.
    pub fn measure(self, measure: Measure) -> &'static str {
        match (self, measure) {
            (Self::Zh, Measure::Level) => "总量",
            (Self::Zh, Measure::Growth) => "增速",
            (Self::Zh, Measure::Share) => "占比",
            (Self::Zh, Measure::ChangePp) => "变动",
            (Self::Zh, Measure::Rank) => "位次",
            (Self::Zh, Measure::Index) => "指数",
            (Self::Zh, Measure::Duration) => "连续年数",
            (Self::En, Measure::Level) => "Level",
            (Self::En, Measure::Growth) => "Growth",
            (Self::En, Measure::Share) => "Share",
            (Self::En, Measure::ChangePp) => "Change",
            (Self::En, Measure::Rank) => "Rank",
            (Self::En, Measure::Index) => "Index",
            (Self::En, Measure::Duration) => "Years in a row",
        }
    }

    /// A direction.
    pub fn direction(self, direction: Direction) -> &'static str {
        match (self, direction) {
            (Self::Zh, Direction::Higher) => "越高越好",
            (Self::Zh, Direction::Lower) => "越低越好",
            (Self::Zh, Direction::Neither) => "不分高低",
            (Self::En, Direction::Higher) => "Higher is better",
            (Self::En, Direction::Lower) => "Lower is better",
            (Self::En, Direction::Neither) => "Neither",
        }
    }

    /// A basis.
    pub fn basis(self, basis: Basis) -> &'static str {
        match (self, basis) {
            (Self::Zh, Basis::Single) => "当期",
            (Self::Zh, Basis::Cumulative) => "累计",
            (Self::Zh, Basis::Stock) => "期末",
            (Self::En, Basis::Single) => "Single period",
            (Self::En, Basis::Cumulative) => "Cumulative",
            (Self::En, Basis::Stock) => "End of period",
        }
    }

    /// How final a figure is.
    pub fn status(self, status: Status) -> &'static str {
        match (self, status) {
            (Self::Zh, Status::Preliminary) => "初步数",
            (Self::Zh, Status::Final) => "最终数",
            (Self::Zh, Status::Revised) => "修订数",
            (Self::En, Status::Preliminary) => "Preliminary",
            (Self::En, Status::Final) => "Final",
            (Self::En, Status::Revised) => "Revised",
        }
    }

    /// An operator, as an entry of a choice.
    pub fn operator(self, operator: Operator) -> &'static str {
        match (self, operator) {
            (Self::Zh, Operator::Eq) => "达到",
            (Self::Zh, Operator::Ge) => "不低于 ≥",
            (Self::Zh, Operator::Gt) => "高于 >",
            (Self::Zh, Operator::Le) => "不超过 ≤",
            (Self::Zh, Operator::Lt) => "低于 <",
            (Self::Zh, Operator::Approx) => "左右 ≈",
            (Self::Zh, Operator::Range) => "区间",
            (Self::Zh, Operator::Relative) => "对照指标",
            (Self::En, Operator::Eq) => "Reach",
            (Self::En, Operator::Ge) => "At least ≥",
            (Self::En, Operator::Gt) => "More than >",
            (Self::En, Operator::Le) => "At most ≤",
            (Self::En, Operator::Lt) => "Less than <",
            (Self::En, Operator::Approx) => "About ≈",
            (Self::En, Operator::Range) => "Range",
            (Self::En, Operator::Relative) => "Relative to",
        }
    }

    /// Firmness.
    pub fn firmness(self, firmness: Firmness) -> &'static str {
        match (self, firmness) {
            (Self::Zh, Firmness::Tentative) => "力争",
            (Self::Zh, Firmness::Expected) => "预期",
            (Self::Zh, Firmness::Firm) => "确保",
            (Self::Zh, Firmness::Binding) => "约束性",
            (Self::En, Firmness::Tentative) => "Tentative",
            (Self::En, Firmness::Expected) => "Expected",
            (Self::En, Firmness::Firm) => "Firm",
            (Self::En, Firmness::Binding) => "Binding",
        }
    }

    /// A relation to another indicator, before its name.
    pub fn relation(self, relation: Relation) -> &'static str {
        match (self, relation) {
            (Self::Zh, Relation::InStep) => "同步于",
            (Self::Zh, Relation::Faster) => "快于",
            (Self::Zh, Relation::Slower) => "慢于",
            (Self::En, Relation::InStep) => "in step with",
            (Self::En, Relation::Faster) => "faster than",
            (Self::En, Relation::Slower) => "slower than",
        }
    }

    /// Nature of the construction.
    pub fn nature(self, nature: Nature) -> &'static str {
        match (self, nature) {
            (Self::Zh, Nature::Continued) => "续建",
            (Self::Zh, Nature::New) => "新开工",
            (Self::Zh, Nature::Completing) => "建成",
            (Self::Zh, Nature::Preliminary) => "前期",
            (Self::Zh, Nature::Reserve) => "预备",
            (Self::En, Nature::Continued) => "Carried on",
            (Self::En, Nature::New) => "New",
            (Self::En, Nature::Completing) => "To complete",
            (Self::En, Nature::Preliminary) => "Preparation",
            (Self::En, Nature::Reserve) => "Reserve",
        }
    }

    /// What the plan asks for.
    pub fn action(self, action: Action) -> &'static str {
        match (self, action) {
            (Self::Zh, Action::Planning) => "推进前期",
            (Self::Zh, Action::Start) => "开工建设",
            (Self::Zh, Action::Construct) => "加快建设",
            (Self::Zh, Action::Complete) => "建成投用",
            (Self::Zh, Action::Commission) => "投产运行",
            (Self::Zh, Action::Other) => "其他",
            (Self::En, Action::Planning) => "Prepare",
            (Self::En, Action::Start) => "Start",
            (Self::En, Action::Construct) => "Build",
            (Self::En, Action::Complete) => "Complete",
            (Self::En, Action::Commission) => "Commission",
            (Self::En, Action::Other) => "Other",
        }
    }

    /// A stage.
    pub fn stage(self, stage: Stage) -> &'static str {
        match (self, stage) {
            (Self::Zh, Stage::Idea) => "谋划",
            (Self::Zh, Stage::Preliminary) => "前期",
            (Self::Zh, Stage::Approved) => "立项",
            (Self::Zh, Stage::Feasibility) => "可研",
            (Self::Zh, Stage::Sanctioned) => "核准",
            (Self::Zh, Stage::Signed) => "签约",
            (Self::Zh, Stage::Registered) => "落地",
            (Self::Zh, Stage::Funded) => "到资",
            (Self::Zh, Stage::Started) => "开工",
            (Self::Zh, Stage::Building) => "在建",
            (Self::Zh, Stage::Completed) => "建成",
            (Self::Zh, Stage::Commissioned) => "投产",
            (Self::Zh, Stage::FullCapacity) => "达产",
            (Self::Zh, Stage::Suspended) => "停建",
            (Self::Zh, Stage::Terminated) => "终止",
            (Self::Zh, Stage::Lost) => "流失",
            (Self::En, Stage::Idea) => "Idea",
            (Self::En, Stage::Preliminary) => "Preparation",
            (Self::En, Stage::Approved) => "Approved",
            (Self::En, Stage::Feasibility) => "Feasibility",
            (Self::En, Stage::Sanctioned) => "Sanctioned",
            (Self::En, Stage::Signed) => "Signed",
            (Self::En, Stage::Registered) => "Registered",
            (Self::En, Stage::Funded) => "Funded",
            (Self::En, Stage::Started) => "Started",
            (Self::En, Stage::Building) => "Building",
            (Self::En, Stage::Completed) => "Completed",
            (Self::En, Stage::Commissioned) => "In production",
            (Self::En, Stage::FullCapacity) => "Full capacity",
            (Self::En, Stage::Suspended) => "Suspended",
            (Self::En, Stage::Terminated) => "Given up",
            (Self::En, Stage::Lost) => "Lost",
        }
    }

    /// A source of money.
    pub fn fund(self, fund: Fund) -> &'static str {
        match (self, fund) {
            (Self::Zh, Fund::Central) => "中央",
            (Self::Zh, Fund::Province) => "省级",
            (Self::Zh, Fund::City) => "市级",
            (Self::Zh, Fund::County) => "县级",
            (Self::Zh, Fund::Social) => "社会资本",
            (Self::En, Fund::Central) => "Central",
            (Self::En, Fund::Province) => "Province",
            (Self::En, Fund::City) => "City",
            (Self::En, Fund::County) => "County",
            (Self::En, Fund::Social) => "Private",
        }
    }

    /// Which monthly figure.
    pub fn month_kind(self, kind: MonthKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, MonthKind::Plan) => "计划",
            (Self::Zh, MonthKind::Reported) => "上报",
            (Self::Zh, MonthKind::Confirmed) => "纳统",
            (Self::En, MonthKind::Plan) => "Plan",
            (Self::En, MonthKind::Reported) => "Reported",
            (Self::En, MonthKind::Confirmed) => "Confirmed",
        }
    }

    /// What a list is about.
    pub fn list_kind(self, kind: ListKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, ListKind::Construction) => "建设项目",
            (Self::Zh, ListKind::Preliminary) => "前期项目",
            (Self::Zh, ListKind::Promotion) => "招商引资",
            (Self::Zh, ListKind::Other) => "其他",
            (Self::En, ListKind::Construction) => "Construction",
            (Self::En, ListKind::Preliminary) => "In preparation",
            (Self::En, ListKind::Promotion) => "Investment promotion",
            (Self::En, ListKind::Other) => "Other",
        }
    }

    /// What a section holds.
    pub fn section_kind(self, kind: SectionKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, SectionKind::Results) => "上年成效",
            (Self::Zh, SectionKind::Headline) => "主要预期目标",
            (Self::Zh, SectionKind::Tasks) => "重点任务",
            (Self::En, SectionKind::Results) => "Last year's results",
            (Self::En, SectionKind::Headline) => "Main expected targets",
            (Self::En, SectionKind::Tasks) => "Tasks",
        }
    }

    /// A pace profile.
    pub fn pace_profile(self, pace: &PaceProfile) -> &'static str {
        match (self, pace) {
            (Self::Zh, PaceProfile::Monthly) => "按月均衡 m/12",
            (Self::Zh, PaceProfile::Days) => "按天数",
            (Self::Zh, PaceProfile::Points(_)) => "自定进度",
            (Self::Zh, PaceProfile::OwnPlan) => "按项目月度计划",
            (Self::En, PaceProfile::Monthly) => "Even by month, m/12",
            (Self::En, PaceProfile::Days) => "By days",
            (Self::En, PaceProfile::Points(_)) => "Own curve",
            (Self::En, PaceProfile::OwnPlan) => "Each project's monthly plan",
        }
    }

    /// A money unit.
    pub fn money_unit(self, unit: MoneyUnit) -> &'static str {
        match self {
            Self::Zh => unit.symbol(),
            Self::En => match unit {
                MoneyUnit::Yuan => "CNY",
                MoneyUnit::Wan => "CNY 10k",
                MoneyUnit::Yi => "CNY 100m",
                MoneyUnit::Dollar => "USD",
                MoneyUnit::WanDollar => "USD 10k",
                MoneyUnit::YiDollar => "USD 100m",
            },
        }
    }

    /// A unit. Counters (个, 家 …) have no word in English.
    pub fn unit(self, unit: &Unit) -> &str {
        match self {
            Self::Zh => unit.symbol(),
            Self::En => match unit.symbol() {
                "元" => "CNY",
                "万元" => "CNY 10k",
                "亿元" => "CNY 100m",
                "美元" => "USD",
                "万美元" => "USD 10k",
                "亿美元" => "USD 100m",
                "个百分点" => "pp",
                "位" => "rank",
                "年" => "years",
                "倍" => "times",
                "人" | "名" => "people",
                "万人" => "10k people",
                "万人次" => "10k visits",
                "人次" => "visits",
                "家次" => "visits",
                "万家" => "10k",
                "亩" => "mu",
                "万亩" => "10k mu",
                "公顷" => "ha",
                "吨" => "t",
                "万吨" => "10k t",
                "斤" => "jin",
                "千瓦时" => "kWh",
                "千瓦" => "kW",
                "亿斤" => "50k t",
                "吨标准煤" => "t of standard coal",
                "万吨标准煤" => "10k t of standard coal",
                "公里" => "km",
                "微克/立方米" => "µg/m³",
                "亿千瓦时" => "100m kWh",
                "万千瓦时" => "10k kWh",
                "万千瓦" => "10 MW",
                "个" | "家" | "项" | "条" | "宗" | "场" | "处" | "件" | "套" | "幢" | "户" | "方面"
                | "类" => "",
                other => other,
            },
        }
    }

    /// A field of a project, as a column heading.
    pub fn field(self, field: ProjectField) -> String {
        use ProjectField as F;
        let (zh, en) = match field {
            F::Name => ("项目名称", "Project"),
            F::NameEn => ("英文名称", "English name"),
            F::Code => ("项目代码", "Code"),
            F::Parent => ("所属打包项目", "Package"),
            F::Area => ("所在地", "Area"),
            F::Place => ("建设地点", "Place"),
            F::Category => ("领域", "Field"),
            F::Chain => ("产业链", "Chain"),
            F::Tags => ("标签", "Tags"),
            F::Builder => ("建设单位", "Builder"),
            F::Lead => ("责任单位", "Lead"),
            F::Support => ("配合单位", "Support"),
            F::Contact => ("联系人", "Contact"),
            F::Phone => ("联系电话", "Telephone"),
            F::Leader => ("包联领导", "Responsible leader"),
            F::Nature => ("建设性质", "Nature"),
            F::Content => ("建设规模及内容", "Scale and content"),
            F::Years => ("建设年限", "Years"),
            F::PlannedStart => ("计划开工", "Planned start"),
            F::ActualStart => ("实际开工", "Actual start"),
            F::PlannedFinish => ("计划竣工", "Planned finish"),
            F::ActualFinish => ("实际竣工", "Actual finish"),
            F::BaselineStart => ("基准开工", "Baseline start"),
            F::BaselineFinish => ("基准竣工", "Baseline finish"),
            F::Investment => ("总投资", "Investment"),
            F::DoneBefore => ("至上年底累计", "Done before this year"),
            F::Plan => ("年度计划", "Plan"),
            F::Goal => ("年度目标", "Goal of the year"),
            F::Action => ("年度要求", "Asked for"),
            F::Progress => ("形象进度", "Progress"),
            F::Stage => ("阶段", "Stage"),
            F::InStatistics => ("是否入库", "In statistics"),
            F::NextStep => ("下一步", "Next step"),
            F::Land => ("用地", "Land"),
            F::Energy => ("用能", "Energy"),
            F::Note => ("备注", "Note"),
            F::JoinedOn => ("增补日期", "Joined"),
            F::JoinedReason => ("增补原因", "Why it joined"),
            F::LeftOn => ("退出日期", "Left"),
            F::LeftReason => ("退出原因", "Why it left"),
            F::Investor => ("投资方", "Investor"),
            F::SignedOn => ("签约时间", "Signed"),
            F::RegisteredOn => ("注册时间", "Registered"),
            F::FundedOn => ("到资时间", "Funds arrived on"),
            F::FundsArrived => ("到资额", "Funds arrived"),
            F::CommissionedOn => ("投产时间", "In production"),
            F::FullCapacityOn => ("达产时间", "At full capacity"),
            F::LostOn => ("流失时间", "Lost"),
            F::Funded(fund) => {
                return match self {
                    Self::Zh => format!("计划·{}", self.fund(fund)),
                    Self::En => format!("Plan: {}", self.fund(fund)),
                };
            }
            F::Month(kind, month) => {
                return match self {
                    Self::Zh => format!("{}月{}", month.month(), self.month_kind(kind)),
                    Self::En => format!("{} {}", self.month_name(month.month()), self.month_kind(kind)),
                };
            }
            // The list knows the names of its own columns.
            F::Custom(_) => ("自定列", "Own column"),
        };
        match self {
            Self::Zh => zh.to_owned(),
            Self::En => en.to_owned(),
        }
    }

    /// A column heading, without its unit.
    pub fn column(self, column: Column) -> String {
        let (zh, en) = match column {
            Column::Field(field) => return self.field(field),
            Column::Number => ("序号", "No."),
            Column::Done => ("累计完成", "Done"),
            Column::Completion => ("完成率", "Completion"),
            Column::Gap => ("差距", "Gap"),
            Column::Lamp => ("灯", "Lamp"),
            Column::MonthsLate => ("滞后月数", "Months late"),
            Column::Share => ("占清单", "Share of list"),
            Column::Reported => ("累计上报", "Reported"),
            Column::Confirmed => ("累计纳统", "Confirmed"),
            Column::Difference => ("上报－纳统", "Reported − confirmed"),
            Column::SinceStart => ("自开工累计", "Since start"),
            Column::LastMonth => ("至上月累计", "Through last month"),
            Column::OpenProblems => ("未解决问题", "Open problems"),
            Column::Problems => ("存在问题", "Problems"),
            Column::StageLog => ("阶段变化", "Changes of stage"),
            Column::Attachments => ("附件", "Attachments"),
        };
        match self {
            Self::Zh => zh.to_owned(),
            Self::En => en.to_owned(),
        }
    }
}
