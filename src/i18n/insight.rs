//! What follows from the figures, beside the table: start control, look-back, the new month.

use super::{Lang, format, messages};
use crate::analysis::{rate::Rate, start::StartPart};

messages! {
    insight_of_filtered(count: usize, all: usize) = "按当前筛选：{all} 项中的 {count} 项", "Of the filtered rows: {count} of {all}";
    insight_by = "分组", "By";
    insight_by_area = "按区域", "By area";
    insight_by_category = "按领域", "By field";
    insight_all = "合计", "All";
    insight_no_area = "未定区域", "No area";
    insight_no_category = "未分领域", "No field";
    insight_no_month = "还没有设定数据月份", "No reporting month yet";
    insight_no_month_hint = "设定数据月份后，这里按月份算出应开工、已开工和应开未开。", "With a reporting month this shows what is due, started, and due but not started.";
    insight_cell(row: &str, column: &str, text: &str) = "{row} · {column} {text}", "{row} · {column} {text}";

    start_title(until: &str) = "开工情况（截至{until}）", "Starts up to {until}";
    start_none = "没有计划在本年开工的项目", "No project is planned to start this year";
    start_none_hint = "在表格里填“计划开工”，或把“建设性质”设为新开工，这里就会显示。", "Fill in “Planned start”, or set “Nature” to new, and it shows here.";
    start_rate_year = "开工率（占本年计划开工）", "Start rate, of all planned this year";
    start_rate_due = "开工率（占计划至今应开工）", "Start rate, of those planned to date";
    start_rate_year_short = "占年计划", "Of the year";
    start_rate_due_short = "占应开工", "Of those due";
    start_rate_year_tip = "已开工 ÷ 本年计划开工", "Started ÷ planned this year";
    start_rate_due_tip = "应开工中已开工 ÷ 应开工；提前开工的不计入分子", "Started of those planned to date ÷ planned to date; early starts are not in it";
    start_carried(count: usize) = "另有 {count} 项计划在往年开工、至今未开工，不计入上表", "{count} more were planned for earlier years and have not started: not counted above";
    start_see = "查看", "Show";
    start_rule = "只写“2024年”的计划开工按 12 月到期；打包项目计一项；已退出、终止的不计。", "A planned start that names only the year is due in December; a package counts once; projects that left or were given up are not counted.";
}

impl Lang {
    /// A rate with what it is made of: `80.8% = 42 ÷ 52`; a dash where there is no denominator.
    pub fn rate(self, rate: Rate, places: u32) -> String {
        let made_of = format!("{} ÷ {}", format::number(rate.part), format::number(rate.whole));
        match rate.percent() {
            Some(percent) => format!("{}% = {made_of}", format::fixed(percent, places)),
            None => format!("– = {made_of}"),
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
