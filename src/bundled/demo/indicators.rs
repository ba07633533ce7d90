//! The twenty-four indicators of the invented city: what they are called, how they move, what is wanted.

use super::plan::{Part, Role};
use crate::model::{Direction, Firmness, Operator, Relation};

/// How an indicator is published.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Published {
    /// Level and growth since January, monthly.
    Monthly,
    /// Level and growth since January, quarterly.
    Quarterly,
    /// Only the growth since January, monthly.
    GrowthOnly,
    /// The mean since January, monthly.
    Mean,
    /// The month's own rate.
    Rate,
    /// Level and growth of the year.
    Yearly,
    /// The year's mean rate.
    YearlyRate,
}

/// How figures of areas make the figure of the whole.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Joins {
    /// They add up.
    Sum,
    /// Their weighted mean.
    Mean,
}

/// What a target wants.
#[derive(Clone, Copy)]
pub(super) enum Aim {
    /// This growth, in tenths of a per cent.
    Growth(Operator, i64),
    /// Growth in a range, in tenths.
    GrowthRange(i64, i64),
    /// Last year's result times so many thousandths, rounded as plans do.
    Level(Operator, i64),
    /// This value, in units of the indicator's last place.
    Value(Operator, i64),
    /// Growth compared with that of another indicator, by its position in [`SPECS`].
    Compared(usize, Relation),
    /// A place in the province.
    Place(i64),
}

/// A target and how firm it is.
#[derive(Clone, Copy)]
pub(super) struct Wish {
    pub(super) aim: Aim,
    pub(super) firmness: Firmness,
    /// Due by the end of this month of the year; 0: the year's end.
    pub(super) due: u8,
}

/// One indicator.
pub(super) struct Spec {
    pub(super) name: &'static str,
    pub(super) name_en: &'static str,
    pub(super) unit: &'static str,
    pub(super) places: u32,
    /// The year 2019 in units of the last place.
    pub(super) level: i64,
    /// Usual growth of a year, in tenths of a per cent.
    pub(super) growth: i64,
    /// How far months stray from it.
    pub(super) wobble: i64,
    /// Growth of prices taken off the published growth, in tenths.
    pub(super) prices: i64,
    pub(super) season: &'static [i64; 12],
    pub(super) published: Published,
    pub(super) joins: Joins,
    pub(super) direction: Direction,
    pub(super) owner: Role,
    pub(super) part: Part,
    pub(super) part_of: Option<usize>,
    /// Whether the province ranks it.
    pub(super) ranked: bool,
    pub(super) definition: &'static str,
    pub(super) wishes: &'static [Wish],
}

/// Position of GDP in [`SPECS`].
pub(super) const GDP: usize = 0;
const INVESTMENT: usize = 2;
const RETAIL: usize = 3;
const URBAN_INCOME: usize = 6;
/// Position of the funds of promoted investments: reported by areas, confirmed later.
pub(super) const PROMOTED_FUNDS: usize = 13;

const EVEN: [i64; 12] = [100; 12];
const BUILDING: [i64; 12] = [40, 40, 90, 90, 95, 110, 85, 90, 100, 95, 95, 120];
const SHOPS: [i64; 12] = [105, 100, 95, 92, 98, 100, 97, 98, 102, 106, 104, 103];
const FACTORIES: [i64; 12] = [85, 80, 100, 100, 102, 108, 100, 100, 104, 103, 106, 112];
const BUDGET: [i64; 12] = [130, 85, 95, 100, 105, 115, 95, 80, 90, 95, 85, 75];
const WAGES: [i64; 12] = [115, 110, 105, 95, 92, 93, 98, 97, 98, 100, 98, 99];
const HOLIDAYS: [i64; 12] = [70, 90, 80, 110, 120, 90, 115, 120, 95, 130, 90, 70];
const WINTER_AIR: [i64; 12] = [150, 135, 120, 100, 85, 70, 60, 62, 75, 95, 115, 140];
const CREDIT: [i64; 12] = [190, 90, 130, 80, 85, 110, 75, 80, 95, 70, 75, 60];

const PLAIN: Spec = Spec {
    name: "",
    name_en: "",
    unit: "亿元",
    places: 2,
    level: 0,
    growth: 60,
    wobble: 20,
    prices: 0,
    season: &EVEN,
    published: Published::Monthly,
    joins: Joins::Sum,
    direction: Direction::Higher,
    owner: Role::Statistics,
    part: Part::Headline,
    part_of: None,
    ranked: false,
    definition: "",
    wishes: &[],
};

const fn wish(aim: Aim, firmness: Firmness) -> Wish {
    Wish { aim, firmness, due: 0 }
}

const fn due(aim: Aim, firmness: Firmness, due: u8) -> Wish {
    Wish { aim, firmness, due }
}

use Aim as A;
use Firmness as F;
use Operator as O;
use Published as P;

/// The indicators, headline ones first.
pub(super) const SPECS: [Spec; 24] = [
    Spec {
        name: "地区生产总值",
        name_en: "Gross domestic product",
        level: 168_320,
        growth: 68,
        wobble: 10,
        prices: 6,
        season: &FACTORIES,
        published: P::Quarterly,
        ranked: true,
        definition: "季度累计数；增速按可比价计算",
        wishes: &[wish(A::Growth(O::Approx, 65), F::Expected), wish(A::Place(3), F::Tentative)],
        ..PLAIN
    },
    Spec {
        name: "规上工业增加值",
        name_en: "Value added of larger industry",
        unit: "%",
        places: 1,
        level: 52_000,
        growth: 74,
        wobble: 22,
        season: &FACTORIES,
        published: P::GrowthOnly,
        owner: Role::Industry,
        ranked: true,
        definition: "年主营业务收入2000万元及以上工业企业；增速按可比价计算",
        wishes: &[wish(A::Growth(O::Approx, 80), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "固定资产投资",
        name_en: "Fixed-asset investment",
        unit: "%",
        places: 1,
        level: 88_000,
        growth: 83,
        wobble: 40,
        season: &BUILDING,
        published: P::GrowthOnly,
        owner: Role::Planning,
        ranked: true,
        definition: "不含农户；只公布增速",
        wishes: &[wish(A::Growth(O::Ge, 80), F::Firm)],
        ..PLAIN
    },
    Spec {
        name: "社会消费品零售总额",
        name_en: "Retail sales of consumer goods",
        level: 72_450,
        growth: 66,
        wobble: 18,
        season: &SHOPS,
        owner: Role::Commerce,
        ranked: true,
        wishes: &[wish(A::Growth(O::Approx, 70), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "出口总额",
        name_en: "Exports",
        level: 31_260,
        growth: 62,
        wobble: 60,
        season: &FACTORIES,
        owner: Role::Commerce,
        ranked: true,
        wishes: &[wish(A::Growth(O::Ge, 50), F::Tentative)],
        ..PLAIN
    },
    Spec {
        name: "一般公共预算收入",
        name_en: "General public budget revenue",
        level: 14_680,
        growth: 64,
        wobble: 30,
        season: &BUDGET,
        owner: Role::Finance,
        ranked: true,
        wishes: &[wish(A::Compared(GDP, Relation::InStep), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "城镇居民人均可支配收入",
        name_en: "Disposable income per urban resident",
        unit: "元",
        places: 0,
        level: 46_720,
        growth: 56,
        wobble: 8,
        season: &WAGES,
        published: P::Quarterly,
        joins: Joins::Mean,
        ranked: true,
        wishes: &[wish(A::Compared(GDP, Relation::InStep), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "农村居民人均可支配收入",
        name_en: "Disposable income per rural resident",
        unit: "元",
        places: 0,
        level: 23_150,
        growth: 78,
        wobble: 8,
        season: &WAGES,
        published: P::Quarterly,
        joins: Joins::Mean,
        ranked: true,
        wishes: &[wish(A::Compared(URBAN_INCOME, Relation::Faster), F::Firm)],
        ..PLAIN
    },
    Spec {
        name: "城镇登记失业率",
        name_en: "Registered urban unemployment",
        unit: "%",
        places: 1,
        level: 26,
        growth: 12,
        wobble: 14,
        published: P::Rate,
        joins: Joins::Mean,
        direction: Direction::Lower,
        owner: Role::Labour,
        wishes: &[wish(A::Value(O::Le, 35), F::Binding)],
        ..PLAIN
    },
    Spec {
        name: "细颗粒物（PM2.5）浓度",
        name_en: "Fine particles (PM2.5)",
        unit: "微克/立方米",
        places: 1,
        level: 312,
        growth: -34,
        wobble: 30,
        season: &WINTER_AIR,
        published: P::Mean,
        joins: Joins::Mean,
        direction: Direction::Lower,
        owner: Role::Environment,
        definition: "1月至当月的平均浓度，不能逐月相减",
        wishes: &[wish(A::Value(O::Le, 265), F::Binding)],
        ..PLAIN
    },
    Spec {
        name: "工业技术改造投资",
        name_en: "Investment in technical upgrading of industry",
        level: 11_930,
        growth: 92,
        wobble: 50,
        season: &BUILDING,
        owner: Role::Industry,
        part: Part::Industry,
        wishes: &[due(A::Level(O::Ge, 1080), F::Firm, 12)],
        ..PLAIN
    },
    Spec {
        name: "粮食产量",
        name_en: "Grain output",
        unit: "万吨",
        level: 6_240,
        growth: 9,
        wobble: 10,
        published: P::Yearly,
        owner: Role::Farming,
        part: Part::Industry,
        wishes: &[wish(A::Level(O::Ge, 1000), F::Binding)],
        ..PLAIN
    },
    Spec {
        name: "民间投资",
        name_en: "Private investment",
        unit: "%",
        places: 1,
        level: 41_000,
        growth: 72,
        wobble: 55,
        season: &BUILDING,
        published: P::GrowthOnly,
        owner: Role::Planning,
        part: Part::Investment,
        part_of: Some(INVESTMENT),
        wishes: &[wish(A::Compared(INVESTMENT, Relation::Faster), F::Tentative)],
        ..PLAIN
    },
    Spec {
        name: "招商项目到位资金",
        name_en: "Funds arrived from promoted investments",
        level: 18_700,
        growth: 88,
        wobble: 60,
        season: &BUILDING,
        owner: Role::Promotion,
        part: Part::Investment,
        definition: "区县上报数；核定数由市投资促进局次月核出",
        wishes: &[wish(A::Level(O::Ge, 1100), F::Firm)],
        ..PLAIN
    },
    Spec {
        name: "网络零售额",
        name_en: "Online retail sales",
        level: 26_800,
        growth: 112,
        wobble: 30,
        season: &SHOPS,
        owner: Role::Commerce,
        part: Part::Opening,
        part_of: Some(RETAIL),
        wishes: &[wish(A::GrowthRange(100, 120), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "实际使用外资",
        name_en: "Foreign investment actually used",
        unit: "亿美元",
        level: 262,
        growth: 45,
        wobble: 70,
        season: &CREDIT,
        owner: Role::Commerce,
        part: Part::Opening,
        wishes: &[due(A::Level(O::Ge, 1060), F::Tentative, 10)],
        ..PLAIN
    },
    Spec {
        name: "研发经费投入强度",
        name_en: "R&D spending as a share of GDP",
        unit: "%",
        level: 214,
        growth: 46,
        wobble: 8,
        published: P::YearlyRate,
        joins: Joins::Mean,
        owner: Role::Science,
        part: Part::Innovation,
        wishes: &[wish(A::Value(O::Ge, 265), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "新登记市场主体",
        name_en: "Newly registered businesses",
        unit: "户",
        places: 0,
        level: 38_400,
        growth: 52,
        wobble: 40,
        owner: Role::Industry,
        part: Part::Innovation,
        wishes: &[wish(A::Level(O::Eq, 1050), F::Expected)],
        ..PLAIN
    },
    Spec {
        name: "单位GDP能耗",
        name_en: "Energy use per unit of GDP",
        unit: "吨标准煤/万元",
        places: 3,
        level: 386,
        growth: -31,
        wobble: 8,
        published: P::YearlyRate,
        joins: Joins::Mean,
        direction: Direction::Lower,
        owner: Role::Environment,
        part: Part::Safety,
        wishes: &[wish(A::Value(O::Lt, 335), F::Binding)],
        ..PLAIN
    },
    Spec {
        name: "生产安全事故死亡人数",
        name_en: "Deaths in work accidents",
        unit: "人",
        places: 0,
        level: 46,
        growth: -58,
        wobble: 50,
        direction: Direction::Lower,
        owner: Role::Emergency,
        part: Part::Safety,
        wishes: &[wish(A::Growth(O::Le, 0), F::Binding)],
        ..PLAIN
    },
    Spec {
        name: "城镇新增就业",
        name_en: "New urban jobs",
        unit: "万人",
        level: 412,
        growth: 20,
        wobble: 25,
        owner: Role::Labour,
        part: Part::People,
        wishes: &[due(A::Level(O::Ge, 1000), F::Binding, 11)],
        ..PLAIN
    },
    Spec {
        name: "接待旅游人次",
        name_en: "Tourist visits",
        unit: "万人次",
        places: 1,
        level: 36_820,
        growth: 94,
        wobble: 60,
        season: &HOLIDAYS,
        owner: Role::Culture,
        part: Part::People,
        wishes: &[wish(A::Level(O::Gt, 1090), F::Tentative)],
        ..PLAIN
    },
    Spec {
        name: "工业用电量",
        name_en: "Industrial electricity use",
        unit: "亿千瓦时",
        level: 9_640,
        growth: 54,
        wobble: 28,
        season: &FACTORIES,
        direction: Direction::Neither,
        owner: Role::Industry,
        part: Part::Results,
        ..PLAIN
    },
    Spec {
        name: "新增贷款",
        name_en: "New loans",
        level: 31_900,
        growth: 71,
        wobble: 70,
        season: &CREDIT,
        direction: Direction::Neither,
        owner: Role::Finance,
        part: Part::Results,
        ..PLAIN
    },
];
