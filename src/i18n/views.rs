//! The views of a project list: schedule, curve, board, funnel, heat table.

use super::{Lang, messages};
use crate::{
    analysis::lookback::Step,
    model::{Decimal, Grouping, HeatFigure},
};

messages! {
    schedule_title(list: &str) = "{list}：进度计划", "{list}: schedule";
    schedule_planned = "计划", "planned";
    schedule_actual = "实际", "actual";
    schedule_overrun = "超过计划竣工", "past the planned finish";
    schedule_baseline = "基准计划", "baseline";
    schedule_milestone = "里程碑", "milestone";
    schedule_reached = "已达里程碑", "milestone reached";
    schedule_missed = "逾期里程碑", "milestone overdue";
    schedule_undated = "未填计划日期", "no planned dates";
    schedule_some_undated(count: usize) = "{count} 个项目未填计划日期", "{count} projects have no planned dates";
    schedule_no_dates = "这些项目还没有计划开工、竣工时间", "These projects have no planned start or finish yet";
    schedule_continued = "（续）", " (continued)";
    schedule_sheet(sheet: usize, sheets: usize) = "第 {sheet} / {sheets} 页", "Sheet {sheet} of {sheets}";
    exported_sheets(sheets: usize, path: &str) =
        "图表已导出为 {sheets} 页，文件名按 {path} 加页码", "Figure exported on {sheets} sheets, numbered after {path}";
    schedule_summary(count: usize, from: i32, to: i32) =
        "{count} 个项目，{from}—{to}年", "{count} projects, {from} to {to}";
    views_some(count: usize, all: usize) = "清单 {all} 个项目中的 {count} 个", "{count} of the list's {all} projects";
    views_none = "没有项目", "No project";
    views_without_area = "未填所在地", "No area";
    views_without_stage = "未填阶段", "No stage";
    curve_behind(points: String, money: String) = "滞后 {points} 个百分点，{money}", "{points} points behind, {money}";
    curve_until(line: &str, month: &str) = "{line}（至{month}）", "{line} (to {month})";
    curve_not_reported(gap: &str, missing: &str) = "{gap}（{missing}）", "{gap} ({missing})";
    curve_ahead(points: String, money: String) = "超前 {points} 个百分点，{money}", "{points} points ahead, {money}";
    funnel_part_head(what: &str) = "{what}占签约，%", "{what}, % of signed";
    curve_own_months = "各项目月计划", "Own monthly plans";
    curve_forecast = "全年预测", "Forecast";
    curve_no_figures = "还没有年度计划和各月投资", "No plan of the year and no monthly investment yet";
    forecast_as_so_far(percent: String) =
        "预测：余下各月按时间进度应完成投资的 {percent} 推算，与至今的完成比相同",
        "forecast: the months to come bring {percent} of what pace asks, as so far";
    forecast_monthly_mean(figure: String) =
        "预测：余下各月按至今月均 {figure} 推算", "forecast: each month to come brings the mean so far, {figure}";
    board_title(list: &str) = "{list}：按阶段", "{list} by stage";
    board_more(count: usize) = "另有 {count} 项", "{count} more";
    board_subtitle(said: String) = "{said} · 卡片为总投资", "{said} · cards show total investment";
    funnel_title(list: &str) = "{list}：回头看", "{list}: look-back";
    funnel_count_head = "项目数", "Projects";
    funnel_count(count: Decimal) = "{count} 个", "{count}";
    funnel_denominator = "百分比的分母为已签约项目（含流失）；每一步包含其后各步",
        "percentages are of all signed, the lost among them; each step contains those after it";
    funnel_none = "这些项目还没有签约、落地、到资、开工的日期", "These projects have no dates of signing, landing, funding or start yet";
    heat_title_gap(list: &str, by: &str) = "{list}：{by}各月与时间进度之差", "{list}: gap to pace by {by} and month";
    heat_title_completion(list: &str, by: &str) = "{list}：{by}各月投资完成率", "{list}: completion by {by} and month";
    heat_unit_gap = "完成率 − 时间进度，百分点", "Completion − pace, percentage points";
    heat_unit_completion = "累计完成率，%；颜色为与时间进度之差", "Cumulative completion, %; colour is the gap to pace";
    heat_behind = "滞后 10 点以上", "10 points behind or more";
    heat_even = "与时间进度持平", "level with pace";
    heat_ahead = "超前 10 点以上", "10 points ahead or more";
    heat_method(kind: &str) =
        "完成率为 1 月起累计{kind}投资 ÷ 年度计划投资", "completion is cumulative investment since January ({kind}) ÷ plan of the year";
    heat_total = "合计", "Total";
    heat_none = "还没有各月投资", "No monthly investment yet";
    heat_made(completion: String, done: String, plan: String, unit: &str, pace: String) =
        "{completion} = {done} ÷ {plan} {unit}；时间进度 {pace}", "{completion} = {done} ÷ {plan} {unit}; pace {pace}";
    view_group = "分组", "Group by";
    view_range_all = "全部年份", "All years";
    view_range_year(year: i16) = "{year}年", "{year}";
    view_range_three = "三年", "Three years";
    view_save_figure_tip = "按现在的筛选和设置存进工作簿，在“图表”页修改、放映、导出", "Keep it in the workbook with the present filter and settings; the page Figures changes, presents and exports it";
    schedule_table = "进度横道图", "Schedule";
    schedule_row(name: &str, dates: &str) = "{name}，计划 {dates}", "{name}, planned {dates}";
    schedule_bar(name: &str) = "{name}的计划工期", "Planned time of {name}";
    schedule_dates(from: String, to: String) = "{from} — {to}", "{from} – {to}";
    schedule_ongoing = "至今", "now";
    schedule_unknown = "未定", "open";
    schedule_hint = "拖动横条改计划，拖两端改开工或竣工；键盘：↑↓ 选行，Alt+←/→ 平移，Alt+Shift+←/→ 改竣工，Alt+Ctrl+←/→ 改开工",
        "Drag a bar to move the plan, its ends to change start or finish. Keys: ↑↓ choose a row, Alt+←/→ move, Alt+Shift+←/→ finish, Alt+Ctrl+←/→ start";
    schedule_keep_baseline = "把现计划存为基准", "Keep the plan as baseline";
    schedule_keep_baseline_tip(count: usize) = "把看到的 {count} 个项目现在的计划日期记为基准，以后改动可与之对照",
        "Notes the present planned dates of the {count} projects in view, so that later changes can be compared with them";
    board_view = "阶段看板", "Board by stage";
    board_hint = "把卡片拖到另一列即改阶段；键盘：Tab 到卡片，Alt+←/→ 换阶段，Enter 打开项目", "Drag a card to another column to change its stage. Keys: Tab to a card, Alt+←/→ changes the stage, Enter opens the project";
    board_moved(name: &str, stage: &str) = "“{name}”改为{stage}", "\"{name}\" is now: {stage}";
    view_go_enter_dates = "到表格填写计划日期", "Enter planned dates in the table";
    view_go_enter_months = "到表格填写计划和各月投资", "Enter plan and months in the table";
    view_go_enter_stages = "到表格填写阶段", "Enter stages in the table";
    schedule_empty_hint = "横道图按每个项目的计划开工、计划竣工画条，实际日期画在条内。先在表格里填这些日期；开工、竣工未定的可只填年份。",
        "A schedule draws a bar from planned start to planned finish, with the actual dates inside. Enter these dates in the table first; a year is enough where no month is known.";
    curve_empty_hint = "投资曲线把年度计划按时间进度分到各月，与上报、纳统的累计投资对照。先填年度计划；每月报数后曲线自动延长。",
        "The curve spreads the plan of the year by pace and sets it against reported and confirmed investment. Enter the plan of the year first; each month's return makes it longer.";
    funnel_empty_hint = "漏斗按签约、落地、到资、开工、投产、达产的日期计数。先在项目页填招商进程的日期，或在表格里填阶段。",
        "The funnel counts by dates of signing, landing, funding, start, production and full capacity. Enter them on a project's page, or the stages in the table.";
    heat_empty_hint = "热力表按所在地和月份列出累计完成率与时间进度之差。先填年度计划，再填各月上报投资。",
        "The heat table lists completion against pace by area and month. Enter the plan of the year, then the monthly returns.";
}

impl Lang {
    /// So many projects.
    pub fn views_projects(self, count: usize) -> String {
        match (self, count) {
            (Self::Zh, _) => format!("{count} 个项目"),
            (Self::En, 1) => "1 project".to_owned(),
            (Self::En, _) => format!("{count} projects"),
        }
    }

    /// A step of the funnel.
    pub fn funnel_step(self, step: Step) -> &'static str {
        match (self, step) {
            (Self::Zh, Step::Signed) => "签约",
            (Self::Zh, Step::Landed) => "落地",
            (Self::Zh, Step::Funded) => "到资",
            (Self::Zh, Step::Started) => "开工",
            (Self::Zh, Step::Commissioned) => "投产",
            (Self::Zh, Step::FullCapacity) => "达产",
            (Self::Zh, Step::Lost) => "流失",
            (Self::En, Step::Signed) => "Signed",
            (Self::En, Step::Landed) => "Landed",
            (Self::En, Step::Funded) => "Funded",
            (Self::En, Step::Started) => "Started",
            (Self::En, Step::Commissioned) => "In production",
            (Self::En, Step::FullCapacity) => "Full capacity",
            (Self::En, Step::Lost) => "Lost",
        }
    }

    /// What rows are put together by.
    pub fn grouping(self, grouping: Grouping) -> &'static str {
        match (self, grouping) {
            (Self::Zh, Grouping::None) => "不分组",
            (Self::Zh, Grouping::Area) => "所在地",
            (Self::Zh, Grouping::Category) => "领域",
            (Self::Zh, Grouping::Stage) => "阶段",
            (Self::En, Grouping::None) => "No groups",
            (Self::En, Grouping::Area) => "Area",
            (Self::En, Grouping::Category) => "Field",
            (Self::En, Grouping::Stage) => "Stage",
        }
    }

    /// What the rows of a heat table are, in its title.
    pub fn heat_by(self, grouping: Grouping) -> &'static str {
        match (self, grouping) {
            (Self::Zh, Grouping::None | Grouping::Area) => "各地",
            (Self::Zh, Grouping::Category) => "各领域",
            (Self::Zh, Grouping::Stage) => "各阶段",
            (Self::En, Grouping::None | Grouping::Area) => "area",
            (Self::En, Grouping::Category) => "field",
            (Self::En, Grouping::Stage) => "stage",
        }
    }

    /// The figure of a heat table.
    pub fn heat_figure(self, figure: HeatFigure) -> &'static str {
        match (self, figure) {
            (Self::Zh, HeatFigure::Gap) => "与进度之差",
            (Self::Zh, HeatFigure::Completion) => "完成率",
            (Self::En, HeatFigure::Gap) => "Gap to pace",
            (Self::En, HeatFigure::Completion) => "Completion",
        }
    }
}
