//! The projects page.

use super::{Lang, format, messages};
use crate::{
    analysis::{LampReason, LampState},
    model::{Decimal, Lamp, MonthKind},
};

messages! {
    projects_entered(entered: usize, declared: u32) = "已录入 {entered} / {declared}", "{entered} of {declared} entered";
    projects_count(count: usize) = "{count} 项", "{count} projects";
    projects_plan(figure: &str, unit: &str) = "年度计划 {figure} {unit}", "plan of the year {figure} {unit}";
    projects_columns = "列 ▼", "Columns ▼";
    projects_columns_tip = "选择显示哪些列", "Choose which columns to show";
    projects_columns_usual = "恢复常用列", "Usual columns";
    projects_columns_basic = "字段", "Fields";
    projects_columns_computed = "计算列", "Computed";
    projects_columns_months(year: i16) = "{year}年各月", "Months of {year}";
    projects_columns_own = "自定列", "Own columns";
    projects_export = "导出图表…", "Export figure…";
    projects_details = "详情", "Details";
    projects_search = "搜索名称、单位、备注…", "Search names, units, notes…";
    projects_all = "全部", "All";
    projects_clear = "清除筛选", "Clear filters";
    projects_filter_area = "所在地", "Area";
    projects_filter_category = "领域", "Field";
    projects_filter_stage = "阶段", "Stage";
    projects_without = "（空）", "(none)";
    projects_filter_none = "这个清单没有可选的值", "Nothing to choose from in this list";
    projects_show_only(count: usize) = "只看这 {count} 个项目", "Show only these {count} projects";
    projects_show_only_tip = "表格和旁边的各个视图都只显示它们", "The table and the views beside it show these alone";
    projects_only(count: usize) = "指定的 {count} 个项目", "{count} chosen projects";
    projects_done_through(months: &str) = "{months}完成", "Done {months}";
    projects_done_year = "全年完成", "Done this year";
    projects_done_none = "累计完成", "Done";
    projects_gap_unit = "点", "pp";
    projects_months_unit = "月", "months";
    projects_cell(column: &str, row: usize) = "{column} 第{row}行", "{column}, row {row}";
    projects_editing(column: &str, row: usize) = "正在编辑 {column} 第{row}行", "Editing {column}, row {row}";
    projects_table = "项目表格", "Table of projects";
    projects_totals(count: u32) = "合计 {count} 项", "Total of {count}";
    projects_totals_split(count: u32, split: u32) = "合计 {count} 项（拆分 {split}）", "Total of {count} ({split} parts)";
    projects_totals_packed(split: u32, count: u32) = "合计 {split} 项（打包 {count}）", "Total of {split} ({count} with packages as one)";
    projects_group = "分组", "Group";
    projects_band_from(from: u32) = "{from}%及以上", "{from}% and more";
    projects_band_below(end: u32) = "不到{end}%", "Below {end}%";
    projects_band_between(from: u32, below: u32) = "{from}%—不到{below}%", "{from}% to below {below}%";
    projects_grouped_by(fields: &str) = "按{fields}分组", "By {fields}";
    projects_ungroup = "取消分组", "No groups";
    projects_open_groups = "全部展开", "Open all groups";
    projects_open_group = "点击展开", "Click to open";
    projects_shut_group = "点击收起", "Click to shut";
    projects_group_count(count: u32) = "{count} 项", "{count}";
    projects_package(name: &str, parts: u32) = "打包项目“{name}”的 {parts} 个子项目", "The {parts} parts of \"{name}\"";
    projects_left(count: u32) = "另有 {count} 项已退出清单，不计入合计", "{count} more have left the list and are not counted";
    projects_joining(count: u32) = "另有 {count} 项以后列入清单，不计入合计", "{count} more join the list later and are not counted";
    projects_foreign(count: u32) = "其中 {count} 项为外币，金额不计入合计", "{count} are in another currency: not in the sums";
    projects_width(column: &str) = "“{column}”的列宽", "Width of \"{column}\"";
    projects_sort_tip = "点击排序，再点反序，第三次恢复清单顺序；按住 Shift 加第二列", "Click to sort, again to reverse, a third time for the list's order; hold Shift to add a column";
    projects_sort_by(column: &str) = "按“{column}”排序", "Sort by \"{column}\"";
    projects_column_tip = "点击选中整列，选中后可拖动换位置；点右端箭头排序；双击右边线按内容调宽", "Click to select the column, then drag it to another place; the arrow at its right sorts; double-click its right edge to fit the width";
    columns_membership = "增补与退出", "Joining and leaving";
    projects_fit_width = "按内容调整列宽", "Fit the width";
    projects_computed(column: &str) = "“{column}”是算出来的，不能直接填写", "\"{column}\" is computed and cannot be typed in";
    projects_no_lists = "还没有项目清单", "No project list yet";
    projects_no_lists_hint = "一个清单收一类项目，例如市重点建设项目。", "A list holds projects of one kind, such as the key projects of the city.";
    projects_empty = "清单里还没有项目", "No project in this list yet";
    projects_empty_hint = "新增一个项目，直接在表格里填写。", "Add a project and fill it in right in the table.";
    projects_no_match = "没有符合筛选的项目", "No project matches the filters";
    projects_no_match_hint(count: usize) = "清单里共有 {count} 个项目。", "The list has {count} projects.";
    projects_new(number: usize) = "新项目 {number}", "New project {number}";
    projects_copy_of(name: &str) = "{name} 副本", "Copy of {name}";
    projects_edit_cell = "编辑单元格", "Edit cell";
    projects_copy_cells = "复制", "Copy";
    projects_clear_cells = "清空内容", "Clear contents";
    projects_set_field(column: &str, count: usize) = "把 {count} 项的“{column}”设为…", "Set \"{column}\" of {count} projects…";
    projects_selected(count: usize) = "选中 {count} 项", "{count} selected";
    projects_selected_cells(rows: usize, columns: usize) = "选中 {rows} 项 × {columns} 列", "{rows} × {columns} columns selected";
    projects_filled(count: usize) = "{count} 格有值", "{count} filled";
    projects_adding_up = "正在合计…", "adding up…";
    projects_sum(figure: &str, unit: &str) = "合计 {figure} {unit}", "sum {figure} {unit}";
    projects_mean(figure: &str) = "平均 {figure}", "mean {figure}";
    projects_nothing_selected = "没有选中项目", "No project selected";
    projects_nothing_selected_hint = "在表格里点一行，这里显示它的全部内容。", "Click a row of the table to see everything about it here.";
    projects_untitled = "未命名项目", "Untitled project";
    group_basic = "基本", "Basics";
    group_building = "建设", "Construction";
    group_money = "资金", "Money";
    group_progress = "进度", "Progress";
    group_units = "单位", "Who";
    group_note = "备注", "Notes";
    group_own = "自定列", "Own columns";
    group_months(unit: &str) = "各月投资 {unit}", "Investment by month, {unit}";
    group_milestones = "里程碑", "Milestones";
    group_problems = "问题", "Problems";
    group_source = "来源", "Source";
    group_set = "统一设置", "Set for all";
    detail_month = "月份", "Month";
    detail_sum = "合计", "Sum";
    detail_planned = "计划", "Planned";
    detail_actual = "实际", "Actual";
    detail_due = "期限", "Due";
    detail_solved = "解决", "Solved";
    detail_add_milestone = "+ 里程碑", "+ Milestone";
    detail_add_problem = "+ 问题", "+ Problem";
    detail_remove(what: &str) = "删除“{what}”", "Remove \"{what}\"";
    detail_new_milestone(number: usize) = "里程碑 {number}", "Milestone {number}";
    detail_new_problem(number: usize) = "问题 {number}", "Problem {number}";
    detail_problem(number: usize) = "问题 {number}", "Problem {number}";
    detail_milestone(number: usize) = "里程碑 {number}", "Milestone {number}";
    detail_paragraph(source: &str, paragraph: u16) = "{source} · 第 {paragraph} 段", "{source} · paragraph {paragraph}";
    detail_mention(year: i16, action: &str) = "{year}年：{action}", "{year}: {action}";
    detail_empty = "—", "—";
    detail_parts(count: u32) = "打包项目，含 {count} 个子项目", "A package of {count} parts";
    detail_completion(percent: &str, done: &str, plan: &str, unit: &str) = "完成率 {percent}% = {done} ÷ {plan} {unit}", "Completion {percent}% = {done} ÷ {plan} {unit}";
    detail_pace(percent: &str, month: u8) = "时间进度 {percent}%（{month}/12）", "Pace {percent}% ({month}/12)";
    detail_pace_own(percent: &str) = "时间进度 {percent}%", "Pace {percent}%";
    detail_gap(points: &str) = "差距 {points} 个百分点", "gap {points} points";
    detail_reported(reported: &str, confirmed: &str, unit: &str) = "上报 {reported} · 纳统 {confirmed} {unit}", "Reported {reported} · confirmed {confirmed} {unit}";
    detail_reported_only(reported: &str, unit: &str) = "上报 {reported} {unit}", "Reported {reported} {unit}";
    detail_field = "字段", "Field";
    detail_value = "填写的值", "Value";
    detail_apply(count: usize) = "设为 {count} 项", "Set for {count}";
    detail_hint_clear = "留空即清空", "Empty clears the field";
    curve_plan = "计划", "Plan";
    curve_reported(figure: &str) = "上报 {figure}", "Reported {figure}";
    curve_pace = "时间进度", "Pace";
    curve_name = "本年累计投资曲线", "Cumulative investment of the year";
    suggestions = "可选项", "Choices";
}

impl Lang {
    /// A band of completion: from this per cent on, to below the next band.
    pub fn projects_band(self, from: u32, next: Option<u32>) -> String {
        match next {
            None => self.projects_band_from(from),
            Some(next) if from == 0 => self.projects_band_below(next),
            Some(next) => self.projects_band_between(from, next),
        }
    }

    /// Why a lamp is lit, in a sentence; and that the month is not reported, where it is not.
    pub fn lamp_reason(self, state: &LampState, places: u32) -> String {
        let why = self.lamp_why(state.lamp, &state.why, places);
        match state.silent {
            Some((kind, month)) => {
                format!("{why}{}{}", self.semicolon(), self.not_there(kind, month.month()))
            }
            None => why,
        }
    }

    /// A month without the figure that counts.
    pub fn not_there(self, kind: MonthKind, month: u8) -> String {
        let month = self.month_name(month);
        match (self, kind) {
            (Self::Zh, MonthKind::Reported) => format!("{month}未上报"),
            (Self::Zh, MonthKind::Confirmed) => format!("{month}未纳统"),
            (Self::Zh, MonthKind::Plan) => format!("{month}没有计划"),
            (Self::En, MonthKind::Reported) => format!("{month} not reported"),
            (Self::En, MonthKind::Confirmed) => format!("{month} not confirmed"),
            (Self::En, MonthKind::Plan) => format!("{month} not planned"),
        }
    }

    fn lamp_why(self, lamp: Lamp, why: &LampReason, places: u32) -> String {
        let signed = |value: &Decimal| format::fixed(value.abs(), places);
        match (self, why) {
            (Self::Zh, LampReason::NoMonth) => "本年数据尚未填报".to_owned(),
            (Self::En, LampReason::NoMonth) => "Nothing has been reported this year".to_owned(),
            (Self::Zh, LampReason::NoPlan) => "没有年度计划，不亮灯".to_owned(),
            (Self::En, LampReason::NoPlan) => "No plan of the year: no lamp".to_owned(),
            (Self::Zh, LampReason::NothingReported) => "有计划，本年尚未上报".to_owned(),
            (Self::En, LampReason::NothingReported) => "Planned, but nothing reported this year".to_owned(),
            (Self::Zh, LampReason::Left(date)) => format!("{}退出清单", self.date(*date)),
            (Self::En, LampReason::Left(date)) => format!("Left the list: {}", self.date(*date)),
            (Self::Zh, LampReason::Joins(date)) => format!("{}列入清单", self.date(*date)),
            (Self::En, LampReason::Joins(date)) => format!("Joins the list: {}", self.date(*date)),
            (_, LampReason::Ended(stage)) => self.stage(*stage).to_owned(),
            (Self::Zh, LampReason::StartLate { planned, months: 0 }) => {
                format!("计划{}开工，本月到期未开工", self.date(*planned))
            }
            (Self::Zh, LampReason::StartLate { planned, months }) => {
                format!("计划{}开工，应开未开 {months} 个月", self.date(*planned))
            }
            (Self::En, LampReason::StartLate { planned, months }) => {
                format!("Start planned {}, {months} months late", self.date(*planned))
            }
            (Self::Zh, LampReason::Behind { gap, limit, .. }) if limit.is_zero() => {
                format!("{}：滞后 {} 个百分点", self.lamp(lamp), signed(gap))
            }
            (Self::Zh, LampReason::Behind { gap, limit, over, .. }) => format!(
                "{}：滞后 {} 个百分点，{} {} 点界限",
                self.lamp(lamp),
                signed(gap),
                if *over { "超过" } else { "达到" },
                format::number(limit.normalize())
            ),
            (Self::En, LampReason::Behind { gap, limit, .. }) if limit.is_zero() => {
                format!("{}: {} points behind pace", self.lamp(lamp), signed(gap))
            }
            (Self::En, LampReason::Behind { gap, limit, .. }) => format!(
                "{}: {} points behind pace, the limit is {}",
                self.lamp(lamp),
                signed(gap),
                format::number(limit.normalize())
            ),
            (Self::Zh, LampReason::RatioBelow { ratio, limit }) => format!(
                "完成率只有时间进度的 {}%，低于 {}%",
                format::fixed(*ratio, places),
                format::number(limit.normalize())
            ),
            (Self::En, LampReason::RatioBelow { ratio, limit }) => format!(
                "Completion is {}% of pace, below {}%",
                format::fixed(*ratio, places),
                format::number(limit.normalize())
            ),
            (Self::Zh, LampReason::Misses { months }) => format!("连续 {months} 个月滞后"),
            (Self::En, LampReason::Misses { months }) => format!("Behind {months} months in a row"),
            (_, LampReason::OnPace { gap, .. }) => self.gap(*gap, places),
        }
    }
}
