//! How figures and lamps were computed, in sentences.

use super::{Lang, format, messages};
use crate::{
    analysis::{Measured, Trial, explain::Origin, number::round_half_up, pace::Working},
    model::{Decimal, MoneyUnit, MonthKind, list::LampTest},
};

messages! {
    explain_title(name: &str) = "如何得出：{name}", "How computed: {name}";
    explain_link = "如何得出…", "How computed…";
    explain_totals_tip = "双击或右键：合计是怎么算出来的", "Double or right click: how the totals were computed";
    explain_as_of = "截至", "As of";
    explain_part = "范围", "Of";
    explain_completion = "完成率", "Completion";
    explain_pace = "时间进度", "Pace";
    explain_gap = "差距", "Gap";
    explain_lamp = "亮灯", "Lamp";
    explain_plan(money: &str) = "年度计划 {money}", "Plan of the year {money}";
    explain_done(money: &str) = "累计完成 {money}", "Done {money}";
    explain_no_plan = "没有年度计划（或计划为 0），算不出完成率", "There is no plan of the year (or it is zero): no completion";
    explain_no_done = "本年尚未上报，算不出完成率", "Nothing has been reported this year: no completion";
    explain_no_month = "还没有设定数据月份，没有时间进度", "No reporting month yet: no pace";
    explain_no_gap = "没有完成率，算不出差距", "Without completion there is no gap";
    explain_completion_is(percent: &str, done: &str, plan: &str) = "{percent}% = {done} ÷ {plan}", "{percent}% = {done} ÷ {plan}";
    explain_rounding(exact: &str, places: u8) = "未舍入 {exact}%，四舍五入一次，保留 {places} 位小数", "Unrounded {exact}%, rounded half up once; decimal places: {places}";
    explain_gap_is(gap: &str, completion: &str, pace: &str) = "{gap} 个百分点 = {completion}% − {pace}%", "{gap} points = {completion}% − {pace}%";
    explain_gap_rounding(places: u8) = "用未舍入的完成率和时间进度相减，差再四舍五入到 {places} 位小数", "Taken from the unrounded figures and rounded once; decimal places: {places}";
    explain_entered(money: &str) = "填报为 {money}", "entered as {money}";
    explain_months(kind: &str, months: u8) = "1—{months}月“{kind}”数之和", "Sum of what is {kind}, January to month {months}";
    explain_months_missing(months: &str) = "没有数的月份（按未报，不按 0）：{months}", "Months without a figure (not reported, not zero): {months}";
    explain_counts(count: u32) = "{count} 个项目，打包项目计一项，金额只计一次", "{count} projects: a package counts once, money is added once";
    explain_left(count: u32) = "另有 {count} 个当时不在清单内，不计入", "{count} more were not in the list then and are not counted";
    explain_foreign(count: u32) = "其中 {count} 个为外币，金额不计入", "{count} are in another currency: not in the sums";
    explain_fired = "触发", "Holds";
    explain_not_fired = "未触发", "Does not hold";
    explain_untried(count: usize) = "其后 {count} 条规则不再判断", "{count} more rules were not tried";
    explain_no_rule = "没有规则触发", "No rule holds";
    explain_order = "按顺序判断，第一条触发的规则决定亮什么灯", "Tried in order: the first that holds lights the lamp";
    explain_total(count: u32) = "合计 {count} 项", "Total of {count}";
    months_separator = "、", ", ";
}

impl Lang {
    /// Where a plan or what is done comes from.
    pub fn origin(self, origin: Origin) -> String {
        match (self, origin) {
            (Self::Zh, Origin::Own) => "项目自己填报的数".to_owned(),
            (Self::Zh, Origin::Parts(count)) => format!("{count} 个子项目之和"),
            (Self::Zh, Origin::Projects(count)) => format!("{count} 个有数的项目之和"),
            (Self::En, Origin::Own) => "entered for the project itself".to_owned(),
            (Self::En, Origin::Parts(count)) => format!("sum of {count} parts"),
            (Self::En, Origin::Projects(count)) => format!("sum of the {count} projects that state it"),
        }
    }

    /// A kind of monthly figure, in a sentence.
    pub fn month_kind_long(self, kind: MonthKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, MonthKind::Plan) => "各月计划",
            (Self::Zh, MonthKind::Reported) => "上报",
            (Self::Zh, MonthKind::Confirmed) => "纳统（核定）",
            (Self::En, MonthKind::Plan) => "planned",
            (Self::En, MonthKind::Reported) => "reported",
            (Self::En, MonthKind::Confirmed) => "confirmed by statistics",
        }
    }

    /// How a pace was worked out.
    pub fn pace_working(self, working: &Working, unit: MoneyUnit) -> String {
        let figure = |value: Decimal| format::number(round_half_up(value, 2));
        let plain = |value: Decimal| format::number(value.normalize());
        let unit = self.money_unit(unit);
        match (self, working) {
            (Self::Zh, Working::Months(month)) => format!("{month} 个月 ÷ 12 个月"),
            (Self::En, Working::Months(month)) => format!("{month} of 12 months"),
            (Self::Zh, Working::Days { gone, all }) => format!("{gone} 天 ÷ 全年 {all} 天"),
            (Self::En, Working::Days { gone, all }) => format!("{gone} of the year's {all} days"),
            (Self::Zh, Working::Between { before, after, month }) if after.0 == *month => {
                format!(
                    "{month} 月的进度点 {}%（前一点 {} 月 {}%）",
                    plain(after.1),
                    before.0,
                    plain(before.1)
                )
            }
            (Self::En, Working::Between { before, after, month }) if after.0 == *month => format!(
                "the point of month {month}: {}% (before it month {}: {}%)",
                plain(after.1),
                before.0,
                plain(before.1)
            ),
            (Self::Zh, Working::Between { before, after, month }) => format!(
                "{month} 月在进度点 {} 月 {}% 与 {} 月 {}% 之间，按直线取值",
                before.0,
                plain(before.1),
                after.0,
                plain(after.1)
            ),
            (Self::En, Working::Between { before, after, month }) => format!(
                "month {month} on the straight line from month {} ({}%) to month {} ({}%)",
                before.0,
                plain(before.1),
                after.0,
                plain(after.1)
            ),
            (Self::Zh, Working::AtEnd { month, percent }) => {
                format!("最后一个进度点 {month} 月 {}%，此后不变", plain(*percent))
            }
            (Self::En, Working::AtEnd { month, percent }) => {
                format!("the last point, month {month} ({}%), holds from then on", plain(*percent))
            }
            (Self::Zh, Working::OwnPlan { so_far, whole, of_plan }) => format!(
                "项目月度计划至本月 {} ÷ {} {} {unit}，最多 100%",
                figure(*so_far),
                if *of_plan { "年度计划" } else { "各月计划合计" },
                figure(*whole)
            ),
            (Self::En, Working::OwnPlan { so_far, whole, of_plan }) => format!(
                "its own plan up to the month {} ÷ {} {} {unit}, at most 100%",
                figure(*so_far),
                if *of_plan { "the plan of the year" } else { "all planned months" },
                figure(*whole)
            ),
            (Self::Zh, Working::Mean { due, plan }) => format!(
                "各项目时间进度按年度计划加权：应完成 {} ÷ 计划 {}",
                figure(*due / Decimal::ONE_HUNDRED),
                figure(*plan)
            ),
            (Self::En, Working::Mean { due, plan }) => format!(
                "the projects' own paces weighted by plan: due {} ÷ planned {}",
                figure(*due / Decimal::ONE_HUNDRED),
                figure(*plan)
            ),
        }
    }

    /// When a rule holds.
    pub fn lamp_test(self, test: LampTest) -> String {
        let limit = format::number(test.limit().normalize());
        match (self, test) {
            (Self::Zh, LampTest::GapBehind(zero)) if zero.is_zero() => "滞后时间进度（不论多少）".to_owned(),
            (Self::En, LampTest::GapBehind(zero)) if zero.is_zero() => "behind pace by any gap".to_owned(),
            (Self::Zh, LampTest::GapBehind(_)) => format!("滞后时间进度 {limit} 个百分点及以上"),
            (Self::En, LampTest::GapBehind(_)) => format!("behind pace by {limit} points or more"),
            (Self::Zh, LampTest::GapOver(_)) => format!("滞后时间进度超过 {limit} 个百分点"),
            (Self::En, LampTest::GapOver(_)) => format!("behind pace by more than {limit} points"),
            (Self::Zh, LampTest::RatioBelow(_)) => format!("完成率不到时间进度的 {limit}%"),
            (Self::En, LampTest::RatioBelow(_)) => format!("completion below {limit}% of pace"),
            (Self::Zh, LampTest::StartLate(0)) => "到计划开工月份仍未开工".to_owned(),
            (Self::En, LampTest::StartLate(0)) => "not started by the planned month".to_owned(),
            (Self::Zh, LampTest::StartLate(months)) => format!("过计划开工月份 {months} 个月及以上仍未开工"),
            (Self::En, LampTest::StartLate(months)) => {
                format!("not started {months} months after the planned month")
            }
            (Self::Zh, LampTest::MissesInARow(months)) => format!("连续 {months} 个月滞后（项目或区域）"),
            (Self::En, LampTest::MissesInARow(months)) => {
                format!("behind {months} months in a row (a project or an area)")
            }
        }
    }

    /// What a rule measured.
    pub fn measured(self, trial: &Trial, places: u8) -> String {
        let fixed = |value: Decimal| format::fixed(value, u32::from(places));
        match (self, trial.measured) {
            (_, Measured::Gap { gap, .. }) => self.gap(gap, u32::from(places)),
            (Self::Zh, Measured::Ratio(ratio)) => format!("完成率是时间进度的 {}%", fixed(ratio)),
            (Self::En, Measured::Ratio(ratio)) => format!("completion is {}% of pace", fixed(ratio)),
            (Self::Zh, Measured::NoCompletion) => "没有完成率".to_owned(),
            (Self::En, Measured::NoCompletion) => "there is no completion".to_owned(),
            (Self::Zh, Measured::StartLate { planned, months }) => {
                format!("计划{}开工，已过 {months} 个月", self.date(planned))
            }
            (Self::En, Measured::StartLate { planned, months }) => {
                format!("planned to start {}, {months} months ago", self.date(planned))
            }
            (Self::Zh, Measured::StartsLater(planned)) => format!("计划{}开工，未到期", self.date(planned)),
            (Self::En, Measured::StartsLater(planned)) => {
                format!("planned to start {}, not due yet", self.date(planned))
            }
            (Self::Zh, Measured::Started(Some(date))) => format!("已于{}开工", self.date(date)),
            (Self::En, Measured::Started(Some(date))) => format!("started {}", self.date(date)),
            (Self::Zh, Measured::Started(None)) => "已开工".to_owned(),
            (Self::En, Measured::Started(None)) => "has started".to_owned(),
            (Self::Zh, Measured::NoPlannedStart) => "没有计划开工时间".to_owned(),
            (Self::En, Measured::NoPlannedStart) => "no start is planned".to_owned(),
            (Self::Zh, Measured::Misses(months)) => format!("连续 {months} 个月滞后"),
            (Self::En, Measured::Misses(months)) => format!("{months} months behind in a row"),
            (Self::Zh, Measured::NotOfSums) => "只用于单个项目".to_owned(),
            (Self::En, Measured::NotOfSums) => "for single projects only".to_owned(),
        }
    }
}
