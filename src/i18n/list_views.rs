//! Saved views of lists, further filters, own columns, and figures that need a look.

use super::{Lang, format, messages};
use crate::{
    analysis::doubt::{Parts, Than, Why},
    model::MoneyUnit,
};

messages! {
    views_default = "默认视图", "Default";
    views_menu = "视图", "View";
    views_month = "本月填报", "Enter the month";
    views_button(name: &str) = "视图：{name}", "View: {name}";
    views_save(name: &str) = "保存到“{name}”", "Save to \"{name}\"";
    views_save_tip = "把现在的排序、筛选和分组存进这个视图", "Keeps the present order, filters and groups in this view";
    views_save_as = "另存为新视图", "Save as a new view";
    views_name = "视图名称", "Name of a view";
    views_rename = "改名", "Rename";
    views_duplicate = "复制", "Duplicate";
    views_delete = "删除视图", "Delete view";
    views_delete_tip = "只删视图，不删项目；可以撤销", "Only the view goes, no project; can be undone";
    views_sort = "排序", "Order";
    views_ascending = "升序", "Ascending";
    views_descending = "降序", "Descending";
    views_turn(column: &str) = "改变“{column}”的方向", "Turn the order of \"{column}\"";
    views_earlier(column: &str) = "先按“{column}”排", "Sort by \"{column}\" earlier";
    views_no_key(column: &str) = "不按“{column}”排", "Do not sort by \"{column}\"";
    views_add_key = "添加排序列…", "Add a column…";
    views_rows = "行的样子", "Rows";
    views_height = "行高", "Height";
    views_lines(lines: u8) = "每行 {lines} 行字", "{lines} lines of text";
    views_color = "行色", "Colour";
    views_color_none = "无", "None";
    views_color_lamp = "按灯", "By lamp";
    views_color_stage = "按阶段", "By stage";
    views_color_category = "按领域", "By field";
    views_color_where = "按当前筛选", "By these filters";
    views_color_where_tip = "记下现在的筛选条件，符合的行着色并打点；之后可以清除筛选", "Marks the rows that the present filters leave; then the filters can be cleared";
    views_frozen = "冻结列数", "Frozen columns";
    views_counts = "项目数", "Count";
    views_counts_packages = "打包", "Packages as one";
    views_counts_split = "拆分", "Parts";
    views_counts_tip = "打包项目算一项，还是按子项目算；金额只计一次", "A package counts once or as its parts; money counts once";
    views_open_packages = "展开全部打包项目", "Open all packages";
    views_shut_packages = "收起全部打包项目", "Shut all packages";
    views_left = "左移", "Move left";
    views_right = "右移", "Move right";
    views_hide = "隐藏此列", "Hide";
    views_freeze = "冻结到此列", "Freeze up to here";
    views_unfreeze = "恢复常用冻结", "Freeze as usual";
    views_group_by = "按此列分组", "Group by this";
    projects_more_filters = "筛选", "Filter";
    projects_needs_look = "需要核对", "Needs a look";
    projects_needs_look_tip = "数值相差上千倍，或合计与分项对不上", "A figure is off a thousand times, or a total is not the sum of its parts";
    projects_changed_saved = "上次保存后改过", "Changed since the last save";
    projects_changed_opened = "打开后改过", "Changed since opening";
    projects_changed_tip = "按本次打开后的修改记录", "By the changes made since the file was opened";
    projects_filter_other = "换一列", "Another column";
    projects_filter_find = "查找要筛选的列", "Find a column to filter by";
    projects_filter_value = "查找选项", "Find a value";
    projects_filter_more(count: usize) = "共 {count} 个，输入文字缩小范围", "{count} in all: type to narrow down";
    projects_filter_show(count: usize) = "筛出 {count} 项", "Show {count}";
    projects_filter_from = "不小于", "At least";
    projects_filter_to = "不大于", "At most";
    projects_filter_first = "最早", "From";
    projects_filter_last = "最晚", "To";
    projects_filter_words = "文字", "Words";
    projects_filter_has = "包含", "Contains";
    projects_filter_lacks = "不包含", "Does not contain";
    projects_is_empty = "空", "Empty";
    projects_is_filled = "非空", "Not empty";
    projects_or = "或", " or ";
    projects_filter_several(column: &str, first: &str, count: usize) = "{column} {first} 等 {count} 个", "{column}: {first} and others, {count} in all";
    projects_filter_has_words(column: &str, text: &str) = "{column} 含“{text}”", "{column} has \"{text}\"";
    projects_filter_lacks_words(column: &str, text: &str) = "{column} 不含“{text}”", "{column} without \"{text}\"";
    projects_filter_empty(column: &str) = "{column} 为空", "{column} is empty";
    projects_filter_filled(column: &str) = "{column} 非空", "{column} is not empty";
    projects_filter_off(count: usize) = "点击去掉，将显示 {count} 项", "Click to drop it: {count} will show";
    projects_as_of = "清单截至", "List as of";
    projects_as_of_hint = "如 2024-06 或 2024-06-15", "such as 2024-06 or 2024-06-15";
    projects_as_of_chip(date: &str) = "截至 {date}", "As of {date}";
    projects_as_of_tip = "只显示当时在清单里的项目：已增补、未退出", "Only projects that were in the list then: had joined and had not left";
    columns_find = "查找列", "Find a column";
    columns_in_order = "显示的列（按顺序）", "Shown, in order";
    columns_up(name: &str) = "“{name}”提前一列", "\"{name}\" one to the left";
    columns_down(name: &str) = "“{name}”移后一列", "\"{name}\" one to the right";
    columns_hide(name: &str) = "隐藏“{name}”", "Hide \"{name}\"";
    columns_own_add = "新增自定列", "Add a column";
    columns_own_name = "列名", "Name of the column";
    columns_own_text = "文字", "Text";
    columns_own_number = "数", "Number";
    columns_own_date = "日期", "Date";
    columns_own_choice = "选项", "Choice";
    columns_own_unit = "单位", "Unit";
    columns_own_choices = "选项，用顿号隔开", "Choices, parted by commas";
    columns_own_edit(name: &str) = "修改“{name}”", "Change \"{name}\"";
    columns_own_up(name: &str) = "“{name}”上移", "\"{name}\" up";
    columns_own_delete(name: &str, values: usize) = "删除“{name}”及其 {values} 个值", "Delete \"{name}\" and its {values} values";
    columns_own_separator = "、", ", ";
    detail_edit = "修改", "Change";
    columns_own_done = "完成", "Done";
    columns_own_delete_tip = "可以撤销", "Can be undone";
}

impl Lang {
    /// Why a figure needs a look, in a sentence. `unit` is the unit of the list.
    pub fn doubt(self, column: &str, why: &Why, unit: MoneyUnit) -> String {
        let unit = self.money_unit(unit);
        let plain = |value: &rust_decimal::Decimal| format::number(value.normalize());
        let times = |times: &rust_decimal::Decimal| format::fixed(*times, 0);
        match (self, why) {
            (Self::Zh, Why::Large { times: by, than }) => {
                format!("{column}是{}的 {} 倍，多半是单位填错了（万元、亿元）", self.than(*than), times(by))
            }
            (Self::Zh, Why::Small { times: by, than }) => {
                format!("{}是{column}的 {} 倍，多半是单位填错了（万元、亿元）", self.than(*than), times(by))
            }
            (Self::En, Why::Large { times: by, than }) => {
                format!("{column} is {} times {}: likely a mistake of units", times(by), self.than(*than))
            }
            (Self::En, Why::Small { times: by, than }) => {
                format!("{} is {} times {column}: likely a mistake of units", self.than(*than), times(by))
            }
            (Self::Zh, Why::NotTheSum { total, sum, of }) => format!(
                "{column} {} {unit}，{}合计 {} {unit}，两者不等",
                plain(total),
                self.parts_of(*of),
                plain(sum)
            ),
            (Self::En, Why::NotTheSum { total, sum, of }) => format!(
                "{column} is {} {unit}, but {} add up to {} {unit}",
                plain(total),
                self.parts_of(*of),
                plain(sum)
            ),
        }
    }

    fn than(self, than: Than) -> &'static str {
        match (self, than) {
            (Self::Zh, Than::Investment) => "总投资",
            (Self::Zh, Than::Plan) => "年度计划",
            (Self::Zh, Than::Neighbours) => "本列中位数",
            (Self::En, Than::Investment) => "the total investment",
            (Self::En, Than::Plan) => "the plan of the year",
            (Self::En, Than::Neighbours) => "the middle of the column",
        }
    }

    fn parts_of(self, of: Parts) -> &'static str {
        match (self, of) {
            (Self::Zh, Parts::Projects) => "各子项目",
            (Self::Zh, Parts::Funds) => "各资金来源",
            (Self::Zh, Parts::Months) => "各月计划",
            (Self::En, Parts::Projects) => "its projects",
            (Self::En, Parts::Funds) => "the sources of money",
            (Self::En, Parts::Months) => "the months' plans",
        }
    }
}
