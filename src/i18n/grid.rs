//! The table's work: copy and paste, fill, find and replace.

use super::messages;

messages! {
    copy_no_table = "选中的几块区域行列不一致，不能一起复制", "The selected ranges do not line up and cannot be copied together";
    fill_title = "填充", "Fill";
    replace_title = "替换", "Replace";
    fill_handle = "拖动填充柄", "Fill handle";
    fill_tip = "拖动填充：月份、日期、等差的数接着往下排；按住 Ctrl 则相反", "Drag to fill: months, dates and even steps go on; hold Ctrl for the opposite";
    find_hint = "查找…", "Find…";
    find_with = "替换为", "Replace with";
    find_count(count: usize) = "{count} 处", "{count} found";
    find_at(at: usize, count: usize) = "{at} / {count}", "{at} of {count}";
    find_bad = "表达式有误", "not an expression";
    find_next = "下一处", "Next";
    find_before = "上一处", "Previous";
    find_case = "区分大小写", "Match case";
    find_expression = "正则表达式", "Regular expression";
    find_scope = "查找范围", "Where to look";
    find_in_list = "整个清单", "Whole list";
    find_in_column = "当前列", "This column";
    find_in_selection = "选中区域", "Selection";
    find_replace = "替换这处", "Replace this";
    find_replace_all = "全部替换", "Replace all";
    find_replaced(count: usize) = "替换了 {count} 格", "Replaced in {count} cells";
    find_close = "关闭查找", "Close find";
    paste_nothing = "剪贴板里没有可以粘贴的文字", "There is no text on the clipboard to paste";
    paste_cells_menu = "粘贴", "Paste";
    cut_cells_menu = "剪切", "Cut";
    paste_title(rows: usize, columns: usize) = "粘贴 {rows} 行 × {columns} 列", "Paste {rows} rows × {columns} columns";
    paste_comma = "，", ", ";
    paste_cells(count: usize) = "将改动 {count} 格", "{count} cells change";
    paste_added(count: usize) = "末尾新增 {count} 个项目", "{count} projects are added at the end";
    paste_converted(count: usize) = "{count} 格要换算", "{count} are converted";
    paste_refused(count: usize) = "{count} 格不能填写，保持原样", "{count} cannot be filled in and stay as they are";
    paste_cut_off(count: usize) = "右边 {count} 列没有位置，不粘贴", "{count} columns at the right have no place and are left out";
    paste_unit = "不带单位的金额按", "Money without a unit is in";
    paste_head_cell = "单元格", "Cell";
    paste_head_old = "原来", "Now";
    paste_head_new = "改为", "New";
    paste_head_why = "说明", "Why";
    paste_apply(count: usize) = "填入 {count} 格", "Fill in {count} cells";
    paste_apply_rest(count: usize) = "填入其余 {count} 格", "Fill in the other {count} cells";
    paste_apply_adding(count: usize) = "新增 {count} 个项目并粘贴", "Add {count} projects and paste";
    paste_apply_here(count: usize) = "只粘贴到现有的行（{count} 格）", "Only into the rows that are there ({count} cells)";
    paste_nothing_fits = "没有一格可以填入", "Nothing can be filled in";
    paste_cancel = "取消", "Cancel";
    paste_other_unit(text: &str, unit: &str) = "“{text}”按 {unit} 显示", "\"{text}\" is shown in {unit}";
    paste_day_number(text: &str) = "“{text}”是电子表格的日期序号", "\"{text}\" is a spreadsheet's day number";
    grid_cut_off(count: usize) = "{count} 格超出表格，不粘贴", "{count} cells lie outside the table and are left out";
    grid_one_cell = "这张表一次只填一格", "This table takes one cell at a time";
    grid_selected(rows: usize, columns: usize) = "选中 {rows} 行 × {columns} 列", "{rows} × {columns} cells selected";
    grid_sum(sum: String, count: usize) = "{count} 个数合计 {sum}", "sum of {count}: {sum}";
    paste_in_full(text: &str) = "表格里显示为“{text}”，按全部数位取值", "Shown there as \"{text}\", taken with all its digits";
}
