//! Words of figures.

use super::{Lang, messages};

messages! {
    figure_empty = "还没有可以画的数据", "There is nothing to draw yet";
    figure_source(text: String) = "来源：{text}", "Source: {text}";
    figure_note(text: String) = "说明：{text}", "Note: {text}";
    figure_made(date: String) = "制图：{date}", "Drawn: {date}";
    figure_invented = "数据为虚构，仅供演示", "invented figures, for demonstration only";
    figure_target(wording: &str) = "目标：{wording}", "Target: {wording}";
    figure_target_short(wording: String) = "目标 {wording}", "Target {wording}";
    list_comma = "、", ", ";
    comma = "，", ", ";
    figure_plot = "绘图区：滚轮缩放，拖动平移，双击还原", "Plot: zoom by wheel, pan by dragging, double-click to go back";
    result_key(year: i16) = "{year}年完成", "{year} result";
    target_key(year: i16) = "{year}年目标", "{year} target";
    so_far_key(year: i16) = "{year}年至今", "{year} so far";
    column_now = "今年", "This year";
    result_of(year: i16, figure: String) = "{year}年完成：{figure}", "{year} result: {figure}";
    target_of(year: i16, figure: &str) = "{year}年目标：{figure}", "{year} target: {figure}";
    not_listed = "未列", "not listed";
    no_result(year: i16, names: String) = "{names}的{year}年数未列", "no {year} figure is listed for {names}";
    compare_summary(rows: usize, before: i16, year: i16) =
        "{rows} 项指标的{before}年完成数与{year}年目标", "{before} results and {year} targets of {rows} indicators";
    hollow_is_preliminary = "空心点为初步数", "hollow points are preliminary";
    pale_is_preliminary = "浅色为初步数", "pale columns are preliminary";
    latest(when: &str, figure: &str) = "{when} {figure}", "{when}: {figure}";
    several_title(measure: &str) = "主要指标{measure}", "Main indicators: {measure}";
    no_figure = "未报", "not reported";
    mean_word = "平均", "Mean";
    reference(what: &str, figure: String) = "{what} {figure}", "{what} {figure}";
    ranked_title(area: &str, what: &str) = "{area}各地{what}", "{what} by area, {area}";
    ranked_summary(area: &str, figure: String) = "最好的是{area}，{figure}", "{area} is best with {figure}";
    completion_title(list: &str) = "{list}投资完成率", "{list}: investment done";
    completion_made(percent: String, done: String, plan: String, unit: &str) =
        "完成率 {percent} = {done} ÷ {plan} {unit}", "Done {percent} = {done} ÷ {plan} {unit}";
    done_of_plan(percent: String) = "占年度计划 {percent}", "{percent} of the plan of the year";
    up_to(month: String) = "截至{month}", "up to {month}";
    pace_label(percent: String) = "时间进度 {percent}", "Pace {percent}";
    completion_method(kind: &str) =
        "完成率为 1 月起累计{kind}投资 ÷ 年度计划投资，虚线为时间进度",
        "done is cumulative investment since January ({kind}) ÷ plan of the year; the dashed line is the pace";
    total_investment(figure: String) = "总投资 {figure}", "total investment {figure}";
    entered_of(entered: u32, size: u32) = "已录入 {entered} / {size} 个", "{entered} of {size} entered";
    by_category_title(list: &str) = "{list}按领域", "{list} by field";
    without_category = "未分领域", "No field";
    other_categories(count: usize) = "其他 {count} 类", "{count} others";
    count_unit = "个", "";
    count_head = "项目数，个", "Projects";
    investment_head(unit: &str) = "总投资，{unit}", "Total investment, {unit}";
    curve_title(list: &str) = "{list}投资进展", "{list}: investment over the year";
    curve_measure = "1 月起累计投资", "Cumulative investment since January";
    planned_pace = "计划进度", "Planned";
    figure_summary(title: &str, summary: &str) = "图表：{title}。{summary}", "Figure: {title}. {summary}";
    column_thing = "项", "Item";
    column_period = "时期", "Period";
    column_result = "完成", "Result";
    column_target = "目标", "Target";
    column_wording = "目标表述", "Wording";
    column_value(unit: &str) = "数值（{unit}）", "Value ({unit})";
    back_by_double_click = "双击恢复，按住拖动平移，Ctrl+滚轮缩放", "Double-click to reset, drag to pan, Ctrl+wheel to zoom";
}

impl Lang {
    /// The name of an indicator with the measure spoken of.
    pub fn named_measure(self, name: &str, measure: &str) -> String {
        match self {
            Self::Zh => format!("{name}{measure}"),
            Self::En => format!("{name}: {}", self.within(measure)),
        }
    }

    /// Title of results against targets.
    pub fn compare_title(self, area: &str, what: &str, before: i16, year: i16) -> String {
        match (self, area) {
            (Self::Zh, _) => format!("{area}主要指标{what}：{before}年完成与{year}年目标"),
            (Self::En, "") => format!("Main indicators{}: {before} results and {year} targets", lower(what)),
            (Self::En, _) => {
                format!("{area}, main indicators{}: {before} results and {year} targets", lower(what))
            }
        }
    }

    /// A subject of an area.
    pub fn in_area(self, area: &str, what: &str) -> String {
        match (self, area) {
            (_, "") => what.to_owned(),
            // 丽水市 does not stand before a name that begins with 全市 or with the city itself.
            (Self::Zh, _) if what.starts_with(area) || what.starts_with("全市") => what.to_owned(),
            (Self::Zh, _) => format!("{area}{what}"),
            (Self::En, _) => format!("{what}, {area}"),
        }
    }

    /// A measure with its unit: `增速，%`.
    pub fn measure_unit(self, measure: &str, unit: &str) -> String {
        match (self, unit) {
            (_, "") => measure.to_owned(),
            (Self::Zh, _) => format!("{measure}，{unit}"),
            (Self::En, _) => format!("{measure}, {unit}"),
        }
    }

    /// A measure with the basis of its figures: `累计增速`.
    pub fn with_basis(self, measure: &str, basis: &str) -> String {
        match (self, basis) {
            (_, "") => measure.to_owned(),
            (Self::Zh, _) => format!("{basis}{measure}"),
            (Self::En, _) => format!("{measure}, {}", basis.to_lowercase()),
        }
    }

    /// A year as the name of a line.
    pub fn year_label(self, year: i16) -> String {
        match self {
            Self::Zh => format!("{year}年"),
            Self::En => year.to_string(),
        }
    }

    /// Several notes in one line.
    pub fn join_notes(self, notes: &[String]) -> String {
        notes.join(match self {
            Self::Zh => "；",
            Self::En => "; ",
        })
    }

    /// A month of an axis that runs over several years.
    pub fn period_short(self, period: crate::model::Period) -> String {
        format!("{}.{}", period.year(), period.last())
    }
}

/// A measure after a noun: `, growth`.
fn lower(what: &str) -> String {
    if what.is_empty() { String::new() } else { format!(", {}", what.to_lowercase()) }
}
