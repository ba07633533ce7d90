//! The window of a list's settings.

use super::{Lang, messages};
use crate::model::{PaceProfile, list::LampTest};

messages! {
    list_settings_title(name: &str) = "清单设置：{name}", "List settings: {name}";
    list_settings_button = "设置…", "Settings…";
    list_tab_basics = "基本", "Basics";
    list_tab_pace = "时间进度", "Pace";
    list_tab_lamps = "亮灯规则", "Lamp rules";
    list_tab_tiers = "规模档", "Size classes";
    list_name = "名称", "Name";
    list_name_en = "英文名称", "English name";
    list_kind_label = "类别", "Kind";
    list_unit = "金额单位", "Unit of money";
    list_unit_tip = "新填的金额用这个单位，已填的保留各自的单位", "What is typed from now on is in this unit; what is there keeps its own";
    list_declared = "公布的项目数", "Projects announced";
    list_declared_bad(text: &str) = "“{text}”不是项目数", "\"{text}\" is no number of projects";
    list_counts = "累计完成按", "What counts as done";
    list_counts_tip = "完成率用哪一种月度数", "Which monthly figure completion is made of";
    list_places = "完成率小数位", "Places of completion";
    list_places_tip = "完成率、差距和各种比率保留几位小数；计算时不舍入", "Places of completion, gap and rates; nothing is rounded before it is shown";
    list_pace_preset_quarters = "季度点 30/60/85/100", "By quarter 30/60/85/100";
    list_pace_preset_half = "半年 60%", "Half a year 60%";
    list_pace_points = "进度点（到该月底应完成）", "Points (due by the end of the month)";
    list_pace_point_month(number: usize) = "第 {number} 点的月份", "Month of point {number}";
    list_pace_point_percent(number: usize) = "第 {number} 点的百分比", "Per cent of point {number}";
    list_pace_remove(number: usize) = "删除第 {number} 点", "Remove point {number}";
    list_pace_add = "+ 进度点", "+ Point";
    list_pace_own_hint = "每个项目按自己的“各月计划”算时间进度；没有月度计划的按 m/12。下图为 m/12。", "Each project goes by its own planned months; without them by m/12, as drawn below.";
    list_pace_preview = "全年时间进度", "Pace over the year";
    list_bad_percent(text: &str) = "“{text}”不是 0 到 100 的百分比", "\"{text}\" is no per cent from 0 to 100";
    list_lamps_order = "自上而下判断，第一条成立的决定亮什么灯；都不成立为达进度。", "Tried from the top: the first that holds lights the lamp; where none does, it is on pace.";
    list_lamps_now = "按现在的规则", "By the rules as they are now";
    list_lamp_count(word: &str, count: u32) = "{word} {count}", "{word} {count}";
    list_lamp_of(number: usize) = "第 {number} 条亮的灯", "Lamp of rule {number}";
    list_lamp_test(number: usize) = "第 {number} 条的条件", "Test of rule {number}";
    list_lamp_limit(number: usize) = "第 {number} 条的界限", "Limit of rule {number}";
    list_lamp_up(number: usize) = "上移第 {number} 条", "Move rule {number} up";
    list_lamp_down(number: usize) = "下移第 {number} 条", "Move rule {number} down";
    list_lamp_remove(number: usize) = "删除第 {number} 条", "Remove rule {number}";
    list_lamp_add = "+ 规则", "+ Rule";
    list_lamp_bad(text: &str) = "“{text}”不是界限", "\"{text}\" is no limit";
    list_lamps_preset = "套用", "Use";
    list_lamps_default = "常用规则", "Usual rules";
    list_lamps_by_gap = "按差距 10/30", "By gap 10/30";
    list_lamps_by_ratio = "按比例 80/60", "By ratio 80/60";
    list_lamps_by_start = "按开工", "By start";
    list_lamps_by_misses = "连续两月滞后", "Two misses in a row";
    list_tiers_hint = "各档按“不少于”计数：大档含在小档之内。回头看用它与年度目标对比。", "Each class counts whatever is at least its size: a larger one is in the smaller ones too. The look-back compares them with the plan.";
    list_tier_least(number: usize) = "第 {number} 档起点", "Class {number} from";
    list_tier_wanted(number: usize) = "第 {number} 档目标个数", "Wanted of class {number}";
    list_tier_remove(number: usize) = "删除第 {number} 档", "Remove class {number}";
    list_tier_add = "+ 规模档", "+ Class";
    list_tier_at_least = "总投资不少于", "Investment of at least";
    list_tier_wants = "目标个数", "wanted";
    unit_points = "个百分点", "points";
    unit_percent = "%", "%";
    unit_months = "个月", "months";
}

impl Lang {
    /// A kind of test, without its limit.
    pub fn lamp_test_kind(self, test: LampTest) -> &'static str {
        match (self, test) {
            (Self::Zh, LampTest::GapBehind(_)) => "滞后达到",
            (Self::Zh, LampTest::GapOver(_)) => "滞后超过",
            (Self::Zh, LampTest::RatioBelow(_)) => "完成率不到时间进度的",
            (Self::Zh, LampTest::StartLate(_)) => "逾期未开工满",
            (Self::Zh, LampTest::MissesInARow(_)) => "连续滞后满",
            (Self::En, LampTest::GapBehind(_)) => "Behind by at least",
            (Self::En, LampTest::GapOver(_)) => "Behind by more than",
            (Self::En, LampTest::RatioBelow(_)) => "Completion of pace below",
            (Self::En, LampTest::StartLate(_)) => "Not started after",
            (Self::En, LampTest::MissesInARow(_)) => "Behind in a row for",
        }
    }

    /// The unit of a test's limit.
    pub fn lamp_test_unit(self, test: LampTest) -> &'static str {
        match test {
            LampTest::GapBehind(_) | LampTest::GapOver(_) => self.unit_points(),
            LampTest::RatioBelow(_) => self.unit_percent(),
            LampTest::StartLate(_) | LampTest::MissesInARow(_) => self.unit_months(),
        }
    }

    /// A pace profile to choose, the presets among the curves by their own names.
    pub fn pace_choice(self, pace: &PaceProfile) -> &'static str {
        if *pace == PaceProfile::quarterly() {
            self.list_pace_preset_quarters()
        } else if *pace == PaceProfile::half_year() {
            self.list_pace_preset_half()
        } else {
            self.pace_profile(pace)
        }
    }
}
