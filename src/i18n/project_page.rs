//! A project's page.

use super::{Lang, messages};
use crate::{edit::Part, ui::projects::Course};

messages! {
    page_open = "打开项目页 ›", "Open the project's page ›";
    page_back = "回到清单（Esc）", "Back to the list (Esc)";
    page_place(at: usize, of: usize) = "第 {at} / {of} 个", "{at} of {of}";
    page_next = "下一个 ›", "Next ›";
    page_before = "‹ 上一个", "‹ Previous";
    group_facts = "完成情况", "Where it stands";
    group_curve = "本年投资", "Investment this year";
    group_schedule = "工期", "Schedule";
    group_stages = "阶段记录", "Stages reached";
    group_membership = "清单与标签", "List and tags";
    group_promotion = "招商进程", "Course of the investment";
    group_attachments = "附件", "Attachments";
    group_log = "本次打开以来的改动", "Changes in this session";
    page_no_dates = "在左边的字段里填计划开工、计划竣工，这里就会画出工期。", "Enter planned start and finish among the fields and the schedule appears here.";
    page_no_money = "填年度计划和各月投资后，这里显示计划、上报与预测。", "Enter the plan of the year and the months: plan, reported and forecast appear here.";
    page_stage_date(stage: &str) = "{stage}的日期", "Date of: {stage}";
    page_note_stage(stage: &str) = "+ 记下现阶段“{stage}”", "+ Note the present stage: {stage}";
    page_no_stages = "还没有记录。改阶段时可在这里补上日期。", "Nothing noted yet. When a stage changes, note its date here.";
    page_joined = "增补日期", "Joined";
    page_joined_why = "增补原因", "Why it joined";
    page_left = "退出日期", "Left";
    page_left_why = "退出原因", "Why it left";
    page_no_changes = "打开工作簿以来这个项目没有改过。", "This project has not been changed since the workbook was opened.";
    page_kept = "以前保存的版本", "Versions saved before";
    page_kept_no_file = "工作簿存成文件后，每次保存的版本会留下来，可看出这个项目每次改了什么。", "Once the workbook has a file, the versions of each save are kept and tell what became of this project.";
    page_kept_hint = "保留的各个版本里，这个项目每次改了什么。", "What became of this project in the versions kept.";
    page_kept_read = "读取以前的改动", "Read earlier changes";
    page_kept_again = "重新读取", "Read again";
    page_kept_none(versions: usize) = "保留的 {versions} 个版本里，这个项目没有改过。", "No change of this project in the {versions} versions kept.";
    page_reading_kept = "正在读取以前的版本…", "Reading earlier versions…";
    page_saved_at(date: String, time: String) = "保存于 {date} {time}", "Saved {date}, {time}";
    page_when(date: String, time: String) = "{date} {time}", "{date}, {time}";
    page_added = "新增了这个项目", "Added this project";
    page_removed = "删除了这个项目", "Deleted this project";
    page_nothing = "（空）", "(empty)";
    page_changed(field: &str, before: &str, after: &str) = "{field}：{before} → {after}", "{field}: {before} → {after}";
    page_changed_parts(parts: &str) = "改了{parts}", "Changed: {parts}";
    page_more_fields(count: usize) = "另有 {count} 项", "{count} more fields";
    page_more_changes(count: usize) = "更早还有 {count} 步", "{count} earlier steps";
    problem_owner = "责任", "Owner";
    problem_raised = "提出", "Raised";
    problem_resolution = "办法", "Resolution";
    problem_solve = "已解决", "Solved";
    problem_reopen = "重新打开", "Reopen";
    problem_overdue = "逾期", "overdue";
    problems_none = "没有存在的问题。", "No problems.";
    attach_choose = "选择文件…", "Choose a file…";
    attach_title = "选择附件", "Choose an attachment";
    attach_link = "链接", "Link";
    attach_files = "全部文件", "All files";
    attach_path = "附件路径", "Path of an attachment";
    attach_path_hint = "或输入路径，回车添加", "or type a path and press Enter";
    attach_none = "还没有附件。附件是指向文件的链接，按工作簿所在文件夹记相对路径，文件夹整体移动后仍然有效。",
        "No attachment yet. Attachments are links to files, relative to the workbook's folder: they still hold when the folder is moved as a whole.";
    attach_unsaved = "工作簿还没有存成文件：先保存，附件才能按相对路径记。", "The workbook has no file yet: save it first, so that links can be relative to it.";
    attach_outside(path: &str) = "“{path}”不在工作簿所在的文件夹里：把工作簿移到别处或发给别人后，链接会失效。仍然链接？",
        "\"{path}\" lies outside the workbook's folder: the link breaks when the workbook is moved or sent. Link it anyway?";
    attach_anyway = "仍然链接", "Link it anyway";
    attach_open_outside(path: &str) = "“{path}”在工作簿所在的文件夹之外。只打开你信任的文件。仍然打开？",
        "\"{path}\" lies outside the workbook's folder. Open only what you trust. Open it anyway?";
    attach_open_anyway = "仍然打开", "Open it anyway";
    attach_missing(path: &str) = "找不到文件“{path}”", "The file \"{path}\" is missing";
    attach_not_there = "文件不存在", "The file is not there";
    attach_open(path: &str) = "用系统程序打开“{path}”", "Open \"{path}\" with the system's viewer";
}

impl Lang {
    /// A part of a project that is no field.
    pub fn project_part(self, part: Part) -> &'static str {
        match (self, part) {
            (Self::Zh, Part::Milestones) => "里程碑",
            (Self::Zh, Part::Problems) => "问题",
            (Self::Zh, Part::StageLog) => "阶段记录",
            (Self::Zh, Part::Attachments) => "附件",
            (Self::Zh, Part::DueDates) => "约定时间",
            (Self::Zh, Part::Rest) => "所属清单或来源",
            (Self::En, Part::Milestones) => "milestones",
            (Self::En, Part::Problems) => "problems",
            (Self::En, Part::StageLog) => "stages reached",
            (Self::En, Part::Attachments) => "attachments",
            (Self::En, Part::DueDates) => "dates agreed by contract",
            (Self::En, Part::Rest) => "list or source",
        }
    }

    /// A step of a promoted investment.
    pub fn course(self, step: Course) -> &'static str {
        match (self, step) {
            (Self::Zh, Course::Investor) => "投资方",
            (Self::Zh, Course::Signed) => "签约",
            (Self::Zh, Course::Registered) => "注册落地",
            (Self::Zh, Course::Funded) => "首笔到资",
            (Self::Zh, Course::Funds) => "累计到资",
            (Self::Zh, Course::Commissioned) => "投产",
            (Self::Zh, Course::FullCapacity) => "达产",
            (Self::Zh, Course::Lost) => "流失",
            (Self::Zh, Course::FundsDue) => "约定到资",
            (Self::Zh, Course::ProductionDue) => "约定投产",
            (Self::Zh, Course::CapacityDue) => "约定达产",
            (Self::En, Course::Investor) => "Investor",
            (Self::En, Course::Signed) => "Signed",
            (Self::En, Course::Registered) => "Registered",
            (Self::En, Course::Funded) => "First funds",
            (Self::En, Course::Funds) => "Funds so far",
            (Self::En, Course::Commissioned) => "In production",
            (Self::En, Course::FullCapacity) => "Full capacity",
            (Self::En, Course::Lost) => "Lost",
            (Self::En, Course::FundsDue) => "Funds due",
            (Self::En, Course::ProductionDue) => "Production due",
            (Self::En, Course::CapacityDue) => "Capacity due",
        }
    }
}
