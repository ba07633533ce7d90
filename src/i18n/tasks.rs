//! The tasks page.

use super::{Lang, messages};
use crate::{analysis::TargetState, model::Lamp};

messages! {
    task_title = "任务", "Tasks";
    task_subtitle(year: i16, until: &str) = "{year}年量化目标 · 数据截至 {until}", "Quantified commitments of {year} · figures up to {until}";
    task_nothing_yet(year: i16) = "{year}年量化目标 · 尚未填报", "Quantified commitments of {year} · nothing reported yet";
    task_totals(all: usize, good: usize, slight: usize, behind: usize, none: usize) = "{all} 项任务 · 达进度 {good} · 略滞后 {slight} · 滞后 {behind} · 未填报 {none}", "{all} tasks · on pace {good} · slightly behind {slight} · behind {behind} · no figure {none}";
    task_shown(shown: usize, all: usize) = "显示 {shown} / {all}", "{shown} of {all} shown";
    task_search = "查找任务、单位、目标", "Find a task, a department, a target";
    task_all = "全部", "All";
    task_all_sections = "全部章节", "All sections";
    task_sections = "章节", "Sections";
    task_name = "任务", "Task";
    task_section = "章节", "Section";
    task_target = "目标", "Target";
    task_lead = "责任单位", "Lead";
    task_due = "时限", "Due";
    task_progress = "本年进展", "Progress";
    task_state = "完成", "State";
    task_lamp = "亮灯", "Lamp";
    task_firmness = "约束力", "Firmness";
    task_note = "备注", "Note";
    task_empty = "还没有任务", "No tasks yet";
    task_empty_hint = "任务是指标在本年的目标：在指标页给指标加目标。", "A task is a target of the year: give an indicator a target on the indicators page.";
    task_none_fit = "没有符合条件的任务", "No task fits";
    task_none_fit_hint = "换个筛选或清空查找。", "Change the filters or empty the search field.";
    task_clear = "清除筛选", "Clear the filters";
    task_year_end = "年底", "Year's end";
    task_detail = "任务详情", "Task";
    task_support = "配合单位", "Support";
    task_last_year = "上年", "Last year";
    task_to_indicator = "打开指标 ›", "Open the indicator ›";
    task_close = "收起", "Close";
    task_wrong_measure = "这种目标的进展在指标页填写", "Progress of such a target is entered on the indicators page";
}

impl Lang {
    /// A lamp's word on the tasks page, where an unlit one means that nothing was reported.
    pub fn task_lamp_word(self, lamp: Lamp) -> &'static str {
        match lamp {
            Lamp::Unlit => self.target_state(TargetState::NoFigure),
            lamp => self.lamp(lamp),
        }
    }
}
