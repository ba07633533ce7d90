//! What follows from the figures, beside the table: start control, look-back, the new month.

use super::{Lang, format, messages};
use crate::{
    analysis::{
        lookback::{Base, LookbackBy, Step},
        rate::Rate,
        rollover::Kind,
        start::StartPart,
    },
    ui::projects::Face,
};

messages! {
    insight_of_filtered(count: usize, all: usize) = "按当前筛选：{all} 项中的 {count} 项", "Of the filtered rows: {count} of {all}";
    insight_by = "分组", "By";
    insight_by_area = "按区域", "By area";
    insight_by_category = "按领域", "By field";
    insight_all = "合计", "All";
    insight_no_area = "未定区域", "No area";
    insight_no_category = "未分领域", "No field";
    insight_no_month = "还没有设定数据月份", "No reporting month yet";
    insight_choose_month = "设定数据月份…", "Choose the reporting month…";
    insight_cell(row: &str, column: &str, text: &str) = "{row} · {column} {text}", "{row} · {column} {text}";

    cli_pace(percent: &str) = "时间进度 {percent}%", "pace {percent}%";

    lookback_title(until: &str) = "招商项目回头看（截至{until}）", "Look-back of promoted investments, {until}";
    lookback_by_number(rate: &str) = "按个数 {rate}", "by number {rate}";
    lookback_by_amount(rate: &str, unit: &str) = "按金额 {rate} {unit}", "by amount {rate} {unit}";
    lookback_tier(least: &str, unit: &str) = "{least} {unit}以上", "{least} {unit} or more";
    lookback_tier_counts(year: usize, wanted: &str, all: usize) = "本年签约 {year} / 目标 {wanted}，累计 {all}", "signed this year {year} of {wanted} wanted, {all} in all";

    lookback_none = "截至本月没有已签约的项目：填写签约时间，或把“阶段”设为签约及以后。", "Nothing was signed by this month: fill in when contracts were signed, or set \"Stage\" to signed or later.";
    lookback_denominator = "分母", "Denominator";
    lookback_amount_is(percent: &str) = "按金额 {percent}", "By amount {percent}";
    lookback_nothing_in = "没有可计的项目", "None to count";
    lookback_no_amount = "按金额：没有填报", "By amount: none stated";
    lookback_tiers = "大项目招引", "Large investments";
    lookback_tiers_note = "各档按“不少于”计数，大档含在小档之内；与年度目标对比的是本年签约数", "Each class counts whatever is at least its size: a larger one is in the smaller ones too; the target is compared with those signed this year";
    lookback_tier_heading = "总投资", "Investment";
    lookback_wanted = "年度目标", "Target";
    lookback_wanted_tip = "计划要求的个数", "How many the plan wants";
    lookback_this_year = "本年签约", "This year";
    lookback_this_year_tip = "签约时间在本年的项目", "Signed in the year of the plan";
    lookback_reached = "完成率", "Reached";
    lookback_reached_tip = "本年签约 ÷ 年度目标", "Signed this year ÷ target";
    lookback_short = "还差", "Short by";
    lookback_short_tip = "年度目标 − 本年签约，超过为 0", "Target − signed this year; 0 once it is reached";
    lookback_in_all = "累计签约", "In all";
    lookback_in_all_tip = "清单里已签约的全部项目，含签约时间不详的", "All that were signed, those without a date among them";
    lookback_groups = "分组", "In groups";
    lookback_numbers = "按个数", "By number";
    lookback_amounts = "按金额", "By amount";
    lookback_signed = "已签约", "Signed";
    lookback_signed_tip = "截至本月已签约的项目，点数字查看", "Signed by this month: click a count to see them";
    lookback_no_tier = "更小或未填金额", "Smaller, or no amount";
    lookback_no_chain = "未分产业链", "No chain";
    lookback_no_period = "签约时间不详", "Date unknown";
    lookback_signed_in(year: i16) = "{year}年签约", "Signed in {year}";
    lookback_without_amount(count: usize) = "{count} 项没有本币总投资，不计入按金额的比率", "{count} state no investment in the list's currency: they are not in the rates by amount";
    lookback_rule = "到一步以日期为准，没有日期的按阶段推定（阶段之前各步视为已到）；流失的留在分母里；到资率按金额 = 到位资金 ÷ 总投资。", "A step counts by its date, without one by the stage, which stands for all steps before it; lost investments stay in the denominators; funds by amount are what has arrived ÷ total investment.";

    rollover_title(month: &str) = "{month}与上月相比", "{month} against the month before";
    rollover_all = "全部", "All";
    rollover_none = "没有需要核对的变化", "Nothing to check";
    rollover_none_hint = "累计没有下降，该报的都报了，也没有突增。", "Nothing fell, everything is reported, and nothing jumped.";
    rollover_undated(count: usize) = "{count} 项的形象进度不知是何时填写的；在设定数据月份后填写的会记下月份", "Of {count} it is not known when the progress was written; what is written with a reporting month set is dated";
    rollover_factor(times: u8) = "突增：超过平常月 {times} 倍 ▼", "Jump: over {times} times the usual month ▼";
    rollover_factor_tip = "平常月：本年此前各月（大于 0，至少两个月）的平均", "The usual month: the mean of the year's earlier months above zero, two at least";
    rollover_times(times: u8) = "{times} 倍", "{times} times";
    rollover_silent = "未报：", "Not reported:";
    rollover_silent_area(name: &str, missing: usize, expected: usize) = "{name} {missing}/{expected}", "{name} {missing} of {expected}";
    rollover_fell(figure: &str) = "本月 {figure}，累计比上月少", "{figure} this month: less than last month in all";
    rollover_missing = "本月没有上报", "nothing reported for the month";
    rollover_jump(figure: &str, usual: &str, times: &str) = "本月 {figure}，是平常月 {usual}的 {times} 倍", "{figure} this month, {times} times the usual {usual}";
    rollover_unchanged(month: &str, text: &str) = "{month}以来没有更新：{text}", "as in {month}: {text}";
    rollover_stage(from: &str, to: &str) = "{from} → {to}", "{from} → {to}";

    start_title(until: &str) = "开工情况（截至{until}）", "Starts up to {until}";
    start_none = "没有计划在本年开工的项目", "No project is planned to start this year";
    start_none_hint = "在表格里填“计划开工”，或把“建设性质”设为新开工，这里就会显示。", "Fill in \"Planned start\", or set \"Nature\" to new, and it shows here.";
    start_rate_year = "开工率（占本年计划开工）", "Start rate, of all planned this year";
    start_rate_due = "开工率（占计划至今应开工）", "Start rate, of those planned to date";
    start_rate_year_short = "占年计划", "% of year";
    start_rate_due_short = "占应开工", "% of due";
    start_rate_year_tip = "已开工 ÷ 本年计划开工", "Started ÷ planned this year";
    start_rate_due_tip = "应开工中已开工 ÷ 应开工；提前开工的不计入分子", "Started of those planned to date ÷ planned to date; early starts are not in it";
    start_carried(count: usize) = "另有 {count} 项计划在往年开工、至今未开工，不计入上表", "{count} more were planned for earlier years and have not started: not counted above";
    start_see = "查看", "Show";
    start_rule = "只写“2024年”的计划开工按 12 月到期；打包项目计一项；已退出、终止的不计。", "A planned start that names only the year is due in December; a package counts once; projects that left or were given up are not counted.";
}

impl Lang {
    /// What a view shows once there is a reporting month.
    pub fn insight_no_month_hint(self, face: Face) -> &'static str {
        match (self, face) {
            (Self::Zh, Face::Rollover) => {
                "设定数据月份后，这里列出与上月相比累计下降、突增、未上报、进度未更新和阶段变化的项目。"
            }
            (Self::Zh, Face::Lookback) => {
                "设定数据月份后，这里按该月算出到资率、开工率、投产率、达产率、流失率，并与各档目标对比。"
            }
            (Self::Zh, Face::Funnel) => {
                "设定数据月份后，漏斗按截至该月签约、落地、到资、开工、投产、达产的项目计数。"
            }
            (Self::Zh, _) => "设定数据月份后，这里按月份算出应开工、已开工和应开未开。",
            (Self::En, Face::Rollover) => {
                "With a reporting month this lists what fell, jumped, was not reported, did not change or moved on since the month before."
            }
            (Self::En, Face::Lookback) => {
                "With a reporting month this shows the rates of funds, starts, production, full capacity and loss, and the size classes against their targets."
            }
            (Self::En, Face::Funnel) => {
                "With a reporting month the funnel counts what was signed, landed, funded, started, in production and at full capacity by then."
            }
            (Self::En, _) => {
                "With a reporting month this shows what is due, started, and due but not started."
            }
        }
    }

    /// A rate with what it is made of: `80.8% = 42 ÷ 52`; a dash where there is no denominator.
    pub fn rate(self, rate: Rate, places: u32) -> String {
        let made_of = format!("{} ÷ {}", format::number(rate.part), format::number(rate.whole));
        match rate.percent() {
            Some(percent) => format!("{}% = {made_of}", format::fixed(percent, places)),
            None => format!("– = {made_of}"),
        }
    }

    /// A rate of the look-back.
    pub fn lookback_rate(self, step: Step) -> &'static str {
        match (self, step) {
            (Self::Zh, Step::Signed) => "签约率",
            (Self::Zh, Step::Landed) => "落地率",
            (Self::Zh, Step::Funded) => "到资率",
            (Self::Zh, Step::Started) => "开工率",
            (Self::Zh, Step::Commissioned) => "投产率",
            (Self::Zh, Step::FullCapacity) => "达产率",
            (Self::Zh, Step::Lost) => "流失率",
            (Self::En, Step::Signed) => "Signed",
            (Self::En, Step::Landed) => "Landed",
            (Self::En, Step::Funded) => "Funded",
            (Self::En, Step::Started) => "Started",
            (Self::En, Step::Commissioned) => "In production",
            (Self::En, Step::FullCapacity) => "Full capacity",
            (Self::En, Step::Lost) => "Lost",
        }
    }

    /// What a rate of the look-back is a part of.
    pub fn lookback_base(self, base: Base) -> &'static str {
        match (self, base) {
            (Self::Zh, Base::Signed) => "占签约",
            (Self::Zh, Base::Landed) => "占落地",
            (Self::Zh, Base::Due) => "占应到期",
            (Self::En, Base::Signed) => "of those signed",
            (Self::En, Base::Landed) => "of those landed",
            (Self::En, Base::Due) => "of those due",
        }
    }

    /// What a denominator holds, in a sentence.
    pub fn lookback_base_tip(self, base: Base) -> &'static str {
        match (self, base) {
            (Self::Zh, Base::Signed) => "分母：截至本月已签约的全部项目",
            (Self::Zh, Base::Landed) => "分母：其中已注册落地的项目",
            (Self::Zh, Base::Due) => "分母：到期的项目，按约定的到资、投产、达产时间和计划开工时间",
            (Self::En, Base::Signed) => "Denominator: all signed by this month",
            (Self::En, Base::Landed) => "Denominator: those of them with a company registered",
            (Self::En, Base::Due) => {
                "Denominator: those due, by the dates agreed for funds, production and capacity and the planned start"
            }
        }
    }

    /// Which investments are due to date for a step, in a sentence.
    pub fn lookback_due(self, step: Step) -> &'static str {
        match (self, step) {
            (Self::Zh, Step::Funded) => "分母：约定到资时间已到的项目",
            (Self::Zh, Step::Started) => "分母：计划开工时间已到的项目",
            (Self::Zh, Step::Commissioned) => "分母：约定投产（没有约定的按计划竣工）时间已到的项目",
            (Self::Zh, Step::FullCapacity) => "分母：约定达产时间已到的项目",
            (Self::Zh, Step::Signed | Step::Landed | Step::Lost) => "分母：任何一步已经到期的项目",
            (Self::En, Step::Funded) => "Denominator: those whose funds were due by the contract",
            (Self::En, Step::Started) => "Denominator: those whose planned start has come",
            (Self::En, Step::Commissioned) => {
                "Denominator: those whose production was due by the contract, or else by the planned finish"
            }
            (Self::En, Step::FullCapacity) => {
                "Denominator: those whose full capacity was due by the contract"
            }
            (Self::En, Step::Signed | Step::Landed | Step::Lost) => "Denominator: those with any step due",
        }
    }

    /// A way to break the look-back down.
    pub fn lookback_by(self, by: LookbackBy) -> &'static str {
        match (self, by) {
            (Self::Zh, LookbackBy::Tier) => "按规模",
            (Self::Zh, LookbackBy::Area) => "按区域",
            (Self::Zh, LookbackBy::Chain) => "按产业链",
            (Self::Zh, LookbackBy::Period) => "按签约年份",
            (Self::En, LookbackBy::Tier) => "By size",
            (Self::En, LookbackBy::Area) => "By area",
            (Self::En, LookbackBy::Chain) => "By chain",
            (Self::En, LookbackBy::Period) => "By year of signing",
        }
    }

    /// What the groups of a look-back are.
    pub fn lookback_by_heading(self, by: LookbackBy) -> &'static str {
        match (self, by) {
            (Self::Zh, LookbackBy::Tier) => "规模（不少于）",
            (Self::Zh, LookbackBy::Area) => "所在地",
            (Self::Zh, LookbackBy::Chain) => "产业链",
            (Self::Zh, LookbackBy::Period) => "签约年份",
            (Self::En, LookbackBy::Tier) => "At least",
            (Self::En, LookbackBy::Area) => "Area",
            (Self::En, LookbackBy::Chain) => "Chain",
            (Self::En, LookbackBy::Period) => "Signed in",
        }
    }

    /// A kind of difference against last month.
    pub fn rollover_kind(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Zh, Kind::Fell) => "累计下降",
            (Self::Zh, Kind::Missing) => "未上报",
            (Self::Zh, Kind::Jump) => "突增",
            (Self::Zh, Kind::Unchanged) => "进度未更新",
            (Self::Zh, Kind::Stage) => "阶段变化",
            (Self::En, Kind::Fell) => "Fell",
            (Self::En, Kind::Missing) => "Not reported",
            (Self::En, Kind::Jump) => "Jump",
            (Self::En, Kind::Unchanged) => "Text unchanged",
            (Self::En, Kind::Stage) => "Stage changed",
        }
    }

    /// The projects behind a count of the start control, as a column heading.
    pub fn start_part(self, part: StartPart) -> &'static str {
        match (self, part) {
            (Self::Zh, StartPart::Planned) => "本年计划",
            (Self::Zh, StartPart::ToDate) => "应开工",
            (Self::Zh, StartPart::Started) => "已开工",
            (Self::Zh, StartPart::StartedToDate) => "应开已开",
            (Self::Zh, StartPart::Early) => "提前",
            (Self::Zh, StartPart::OnTime) => "按时",
            (Self::Zh, StartPart::Late) => "逾期开工",
            (Self::Zh, StartPart::Undated) => "时间不详",
            (Self::Zh, StartPart::Overdue) => "应开未开",
            (Self::Zh, StartPart::Ahead) => "未到期",
            (Self::Zh, StartPart::Carried) => "往年结转",
            (Self::En, StartPart::Planned) => "Planned",
            (Self::En, StartPart::ToDate) => "To date",
            (Self::En, StartPart::Started) => "Started",
            (Self::En, StartPart::StartedToDate) => "Due, started",
            (Self::En, StartPart::Early) => "Early",
            (Self::En, StartPart::OnTime) => "On time",
            (Self::En, StartPart::Late) => "Late",
            (Self::En, StartPart::Undated) => "Undated",
            (Self::En, StartPart::Overdue) => "Overdue",
            (Self::En, StartPart::Ahead) => "Not due",
            (Self::En, StartPart::Carried) => "Carried over",
        }
    }

    /// What a count of the start control counts.
    pub fn start_part_tip(self, part: StartPart) -> &'static str {
        match (self, part) {
            (Self::Zh, StartPart::Planned) => "计划在本年开工的项目",
            (Self::Zh, StartPart::ToDate) => "计划开工月份已到的项目",
            (Self::Zh, StartPart::Started) => "本年计划开工的项目中已经开工的",
            (Self::Zh, StartPart::StartedToDate) => "应开工的项目中已经开工的",
            (Self::Zh, StartPart::Early) => "早于计划月份开工",
            (Self::Zh, StartPart::OnTime) => "在计划月份开工",
            (Self::Zh, StartPart::Late) => "晚于计划月份开工",
            (Self::Zh, StartPart::Undated) => "已开工，但没有写明能判断早晚的日期",
            (Self::Zh, StartPart::Overdue) => "计划开工月份已到而没有开工",
            (Self::Zh, StartPart::Ahead) => "没有开工，计划开工月份未到",
            (Self::Zh, StartPart::Carried) => "计划在往年开工、至今未开工",
            (Self::En, StartPart::Planned) => "Planned to start this year",
            (Self::En, StartPart::ToDate) => "The planned month has come",
            (Self::En, StartPart::Started) => "Planned this year, and started",
            (Self::En, StartPart::StartedToDate) => "Planned to date, and started",
            (Self::En, StartPart::Early) => "Started before the planned month",
            (Self::En, StartPart::OnTime) => "Started in the planned month",
            (Self::En, StartPart::Late) => "Started after the planned month",
            (Self::En, StartPart::Undated) => "Started; no date says whether in time",
            (Self::En, StartPart::Overdue) => "The planned month has come, and it has not started",
            (Self::En, StartPart::Ahead) => "Not started; the planned month lies ahead",
            (Self::En, StartPart::Carried) => "Planned for an earlier year, and still not started",
        }
    }
}
