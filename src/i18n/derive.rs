//! Derived series: what they are called, and how each value was made.

use super::{
    Lang,
    format::{fixed, number},
    messages,
};
use crate::{
    analysis::derive::{
        Derivation, Disagreement, DisagreementKind, Input, Omission, Omitted, Unavailable, Whole,
    },
    model::{AreaId, Decimal, Unit, Workbook, figure::Transformation},
};

messages! {
    derive_label = "变换", "Transformation";
    derive_published(period: String, figure: String) = "{period} {figure} 为公布数", "{period}: {figure} as published";
    derive_first(period: String, figure: String) = "{period} {figure}：年内首期，累计数即当期数", "{period}: {figure}, the first figure of the year is the period's own";
    derive_mean(figure: String, sum: String, count: u8) = "{figure} =（{sum}）÷ {count}", "{figure} = ({sum}) ÷ {count}";
    derive_not_positive(period: String, base: String) = "{period}不计算：基数 {base} 不大于 0", "{period} is left out: its base {base} is not above zero";
    derive_comparable(period: String) = "{period}没有公布增速：可比价增速不由总量推算", "{period}: no growth was published, and growth at comparable prices does not follow from levels";
    derive_other_length(period: String) = "{period}与前期月数不同，不相比", "{period} covers another number of months and is not compared";
    derive_more(count: usize) = "另有 {count} 处", "{count} more";
    derive_disagree_growth(period: String, published: String, computed: String) =
        "{period}公布增速 {published}% 与按总量推算的 {computed}% 不一致（可能为可比价或口径调整），以公布数为准",
        "{period}: published growth {published}% and {computed}% from the levels disagree (comparable prices or another definition); the published one is shown";
    derive_disagree_single(period: String, published: String, computed: String) =
        "{period}公布数 {published} 与累计数相减的 {computed} 不一致，以公布数为准",
        "{period}: published {published} and {computed} from cumulative figures disagree; the published one is shown";
    derive_disagree_sum(period: String, published: String, computed: String) =
        "{period}累计数 {published} 与各期相加的 {computed} 不一致，以公布数为准",
        "{period}: published {published} and {computed} summed up disagree; the published one is shown";
}

impl Lang {
    /// A transformation, as an entry of a choice and as the measure of a title.
    pub fn transformation(self, how: Transformation, workbook: &Workbook) -> String {
        use Transformation as T;
        let text = match (self, how) {
            (Self::Zh, T::None) => "公布数",
            (Self::Zh, T::Single) => "当期数",
            (Self::Zh, T::Cumulative) => "累计数",
            (Self::Zh, T::YearOnYear) => "同比增速",
            (Self::Zh, T::PeriodOnPeriod) => "环比增速",
            (Self::Zh, T::Index) => "指数（首期=100）",
            (Self::Zh, T::IndexTo(base)) => return format!("指数（{}=100）", self.period(base)),
            (Self::Zh, T::PointsOnYear) => "同比变动",
            (Self::Zh, T::PointsOnPeriod) => "较上期变动",
            (Self::Zh, T::Share) => "占比",
            (Self::Zh, T::Contribution) => "拉动增长",
            (Self::Zh, T::Average(count)) => return format!("{count} 期移动平均"),
            (Self::Zh, T::Distance(from)) => return format!("与{}之差", self.area_of(from, workbook)),
            (Self::Zh, T::Place) => "各地位次",
            (Self::En, T::None) => "As published",
            (Self::En, T::Single) => "Single periods",
            (Self::En, T::Cumulative) => "Cumulative",
            (Self::En, T::YearOnYear) => "Growth on the year",
            (Self::En, T::PeriodOnPeriod) => "Growth on the period before",
            (Self::En, T::Index) => "Index, first = 100",
            (Self::En, T::IndexTo(base)) => return format!("Index, {} = 100", self.period(base)),
            (Self::En, T::PointsOnYear) => "Change on the year",
            (Self::En, T::PointsOnPeriod) => "Change on the period before",
            (Self::En, T::Share) => "Share of the whole",
            (Self::En, T::Contribution) => "Contribution to growth",
            (Self::En, T::Average(count)) => return format!("Mean of {count} periods"),
            (Self::En, T::Distance(from)) => {
                return format!("Difference from {}", self.area_of(from, workbook));
            }
            (Self::En, T::Place) => "Place among areas",
        };
        text.to_owned()
    }

    /// How a transformation is made, as a note.
    pub fn transformation_method(self, how: Transformation, workbook: &Workbook) -> String {
        use Transformation as T;
        let text = match (self, how) {
            (_, T::None) => "",
            (Self::Zh, T::Single) => "当期数由累计数相减，1—2月合并不拆",
            (Self::Zh, T::Cumulative) => "累计数由各期相加",
            (Self::Zh, T::YearOnYear) => "有公布增速的用公布数，其余由总量与上年同期相比",
            (Self::Zh, T::PeriodOnPeriod) => "环比为当期数与上一期相比",
            (Self::Zh, T::Index | T::IndexTo(_)) => "指数为当期数 ÷ 基期 × 100",
            (Self::Zh, T::PointsOnYear) => "同比变动为与上年同期之差",
            (Self::Zh, T::PointsOnPeriod) => "变动为与上一期之差",
            (Self::Zh, T::Share) => "占比为占上级同期的比重",
            (Self::Zh, T::Contribution) => {
                "拉动点数 =（本期 − 上年同期）÷ 上级上年同期，可比价的为公布增速 × 上年同期比重"
            }
            (Self::Zh, T::Average(_)) => "移动平均含当期及此前各期",
            (Self::Zh, T::Place) => "位次按同期数据在同级区域中排，相同并列",
            (Self::Zh, T::Distance(from)) => return format!("为与{}同期之差", self.area_of(from, workbook)),
            (Self::En, T::Single) => {
                "single periods are differences of cumulative figures; January and February stay together"
            }
            (Self::En, T::Cumulative) => "cumulative figures are summed up from single periods",
            (Self::En, T::YearOnYear) => {
                "growth as published where it was, else from the levels of both years"
            }
            (Self::En, T::PeriodOnPeriod) => "growth of single periods over the period before",
            (Self::En, T::Index | T::IndexTo(_)) => "index = figure ÷ base × 100",
            (Self::En, T::PointsOnYear) => "change from the same period of the last year",
            (Self::En, T::PointsOnPeriod) => "change from the period before",
            (Self::En, T::Share) => "share of the whole in the same period",
            (Self::En, T::Contribution) => {
                "points = (now − a year before) ÷ the whole a year before; at comparable prices, published growth × share of a year before"
            }
            (Self::En, T::Average(_)) => "the mean is of each period and those before it",
            (Self::En, T::Place) => "place among the areas in the same period; equal figures share a place",
            (Self::En, T::Distance(from)) => {
                return format!("difference from {} in the same period", self.area_of(from, workbook));
            }
        };
        text.to_owned()
    }

    /// A derived measure after the name of an indicator.
    pub fn after_name(self, derived: &str) -> String {
        match self {
            Self::Zh => format!("：{derived}"),
            Self::En => derived.to_lowercase(),
        }
    }

    fn area_of(self, id: AreaId, workbook: &Workbook) -> &str {
        workbook.areas.get(id).map_or("?", |row| match self {
            Self::Zh => row.label(),
            Self::En => self.pick(row.label(), &row.name_en),
        })
    }

    fn input(self, input: &Input) -> String {
        format!("{} {}", self.period(input.period), number(input.value))
    }

    /// How a derived value was made, with its arithmetic.
    ///
    /// `value` is the value as shown, `unit` its unit; `given` is the unit of what it was made from.
    pub fn derivation(
        self,
        how: &Derivation,
        value: Decimal,
        unit: &Unit,
        given: &Unit,
        workbook: &Workbook,
    ) -> String {
        let shown = self.quantity(value, unit);
        // Money, and what is counted in 万 or 亿, is written in the units of the language; then every figure has
        // to carry its own.
        let one = Decimal::ONE;
        let moved = self == Self::En && self.quantity(one, given) != self.with_unit(&number(one), given);
        let figure = |value: Decimal| if moved { self.quantity(value, given) } else { number(value) };
        let input = |input: &Input| format!("{} {}", self.period(input.period), figure(input.value));
        let sum = |all: &[Input]| inputs(all, &figure);
        let minus = |now: &Input, before: &Input| format!("{} − {}", input(now), input(before));
        match how {
            Derivation::Published(input) => {
                self.derive_published(self.period(input.period), self.quantity(input.value, unit))
            }
            Derivation::FirstOfYear(input) => {
                self.derive_first(self.period(input.period), self.quantity(input.value, given))
            }
            Derivation::Difference { now, before } | Derivation::Change { now, before } => {
                format!("{shown} = {}", minus(now, before))
            }
            Derivation::Sum(parts) => format!("{shown} = {}", sum(parts)),
            Derivation::Growth { now, before } => {
                let base = figure(before.value);
                match self {
                    Self::Zh => format!("{shown} =（{}）÷ {base}", minus(now, before)),
                    Self::En => format!("{shown} = ({}) ÷ {base}", minus(now, before)),
                }
            }
            Derivation::Index { now, base } => {
                format!("{shown} = {} ÷ {} × 100", input(now), input(base))
            }
            Derivation::Share { part, whole, of } => {
                format!("{shown} = {} ÷ {} {}", input(part), self.whole(*of, workbook), figure(whole.value))
            }
            Derivation::Contribution { now, before, whole, of } => {
                let of = self.whole(*of, workbook);
                let base = input(whole);
                match self {
                    Self::Zh => format!("{shown} =（{}）÷ {of}{base}", minus(now, before)),
                    Self::En => format!("{shown} = ({}) ÷ {of}, {base}", minus(now, before)),
                }
            }
            Derivation::ContributionByGrowth { growth, before, whole, of } => {
                let (of, base) = (self.whole(*of, workbook), input(whole));
                let (grown, before) = (number(growth.value), input(before));
                match self {
                    Self::Zh => format!("{shown} = 公布增速 {grown}% × {before} ÷ {of}{base}"),
                    Self::En => format!("{shown} = published growth {grown}% × {before} ÷ {of}, {base}"),
                }
            }
            Derivation::Average { parts, count } => self.derive_mean(shown, sum(parts), *count),
            Derivation::Distance { own, other, from } => {
                format!(
                    "{shown} = {} − {} {}",
                    input(own),
                    self.area_of(*from, workbook),
                    figure(other.value)
                )
            }
            Derivation::Place { own, among, smallest_first } => {
                let figure = self.quantity(own.value, given);
                match (self, smallest_first) {
                    (Self::Zh, false) => {
                        format!("{} {figure}，{among} 地由高到低{shown}", self.period(own.period))
                    }
                    (Self::Zh, true) => {
                        format!("{} {figure}，{among} 地由低到高{shown}", self.period(own.period))
                    }
                    (Self::En, false) => {
                        format!("{}: {figure}, {shown} of {among}, largest first", self.period(own.period))
                    }
                    (Self::En, true) => {
                        format!("{}: {figure}, {shown} of {among}, smallest first", self.period(own.period))
                    }
                }
            }
        }
    }

    fn whole(self, of: Whole, workbook: &Workbook) -> &str {
        match of {
            Whole::Area(id) => self.area_of(id, workbook),
            Whole::Indicator(id) => {
                workbook.indicators.get(id).map_or("?", |row| self.pick(&row.name, &row.name_en))
            }
        }
    }

    /// Why a period has no derived value.
    pub fn omitted(self, omitted: &Omitted) -> String {
        match omitted.why {
            Omission::BaseNotPositive(base) => {
                self.derive_not_positive(self.period(omitted.period), self.input(&base))
            }
            Omission::OtherLength => self.derive_other_length(self.period(omitted.period)),
            Omission::ComparablePrices => self.derive_comparable(self.period(omitted.period)),
        }
    }

    /// Two figures of the same thing that do not go together.
    pub fn disagreement(self, found: &Disagreement) -> String {
        let period = self.period(found.period);
        let published = number(found.published);
        match found.kind {
            DisagreementKind::Growth => self.derive_disagree_growth(
                period,
                published,
                fixed(found.computed, found.published.scale().max(1)),
            ),
            DisagreementKind::Single => {
                self.derive_disagree_single(period, published, number(found.computed))
            }
            DisagreementKind::Cumulative => {
                self.derive_disagree_sum(period, published, number(found.computed))
            }
        }
    }

    /// Why nothing can be derived.
    pub fn underivable(self, why: &Unavailable) -> String {
        let text = match (self, why) {
            (Self::Zh, Unavailable::NoFigures) => "没有可以推算的数据",
            (Self::Zh, Unavailable::NotAnAmount) => "只有逐期相加的总量才分当期和累计",
            (Self::Zh, Unavailable::NotALevel) => "这种数据不计算增速、指数和占比",
            (Self::Zh, Unavailable::NotARate) => "只有增速和比率才以百分点相比",
            (Self::Zh, Unavailable::ComparablePrices) => "可比价增速不由总量推算",
            (Self::En, Unavailable::ComparablePrices) => {
                "Growth at comparable prices does not follow from levels"
            }
            (Self::Zh, Unavailable::NoWhole) => "没有单位相符的上级数据",
            (Self::Zh, Unavailable::NoOther) => "对照区域没有同期数据",
            (Self::Zh, Unavailable::NoPeers) => "没有可以排位的同级区域",
            (Self::En, Unavailable::NoFigures) => "There are no figures to derive from",
            (Self::En, Unavailable::NotAnAmount) => {
                "Only amounts that add up have single and cumulative periods"
            }
            (Self::En, Unavailable::NotALevel) => "Growth, index and share are not made of such figures",
            (Self::En, Unavailable::NotARate) => "Only growth and rates are compared in points",
            (Self::En, Unavailable::NoWhole) => "There is no whole with figures in a unit that fits",
            (Self::En, Unavailable::NoOther) => "The other area has no figures of the same periods",
            (Self::En, Unavailable::NoPeers) => "There are no areas to be placed among",
            (Self::Zh, Unavailable::NoBase(base)) => {
                return format!("没有基期 {} 的数据", self.period(*base));
            }
            (Self::En, Unavailable::NoBase(base)) => {
                return format!("There is no figure of the base, {}", self.period(*base));
            }
            (Self::Zh, Unavailable::BaseNotPositive(base)) => {
                return format!("基数 {} 不大于 0", self.input(base));
            }
            (Self::En, Unavailable::BaseNotPositive(base)) => {
                return format!("The base {} is not above zero", self.input(base));
            }
        };
        text.to_owned()
    }
}

/// Figures with plus signs between them.
fn inputs(inputs: &[Input], figure: &dyn Fn(Decimal) -> String) -> String {
    let figures: Vec<_> = inputs.iter().map(|input| figure(input.value)).collect();
    // A window of a year and more is named by its ends.
    match figures.as_slice() {
        [first, .., last] if figures.len() > 6 => format!("{first} + … + {last}"),
        all => all.join(" + "),
    }
}
