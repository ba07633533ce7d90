//! The page of saved figures, presenting them, templates, and exporting them all.

use super::{Lang, messages};
use crate::{
    chart::{Missing, Template},
    model::{
        Workbook,
        figure::{Figure, Paper},
    },
};

messages! {
    fig_title = "图表", "Figures";
    fig_subtitle(count: usize) = "{count} 张，存在工作簿里，随数据更新", "{count} kept in the workbook; they follow its data";
    fig_subtitle_chosen(count: usize, chosen: usize) = "{count} 张，选中 {chosen} 张", "{count} kept, {chosen} selected";
    fig_empty = "还没有图表", "No figures yet";
    fig_empty_hint =
        "图表存在工作簿里，随数据更新，可放映、可导出。从一个模板开始，或在其他页面的图上右键“存为图表”。",
        "Figures are kept in the workbook, follow its data, and can be presented and exported. Begin with a template, or right-click a chart on another page and choose \"Save as figure\".";
    fig_new = "新增图表", "New figure";
    fig_new_title = "从模板新增图表", "New figure from a template";
    fig_new_hint = "灰色的模板在这个工作簿里还缺数据，下面写着缺什么。", "Greyed templates lack something in this workbook; it is said below them.";
    fig_blank = "空白图表", "Blank figure";
    fig_blank_hint = "自己选图形和内容", "Choose kind and content yourself";
    fig_more = "图表操作", "More for figures";
    fig_rename = "改标题", "Rename";
    fig_present_from = "从这张开始放映", "Present from here";
    fig_present_chosen(count: usize) = "放映选中的 {count} 张", "Present the {count} selected";
    fig_export_chosen(count: usize) = "导出选中的 {count} 张…", "Export the {count} selected…";
    fig_copy_title(title: &str) = "{title}（副本）", "{title} (copy)";
    fig_reset_view = "恢复视图", "Reset view";
    fig_reset_view_tip = "回到没有缩放和平移的样子（在图上双击也行）", "Back from zoom and pan (a double click on the figure does the same)";
    fig_choose = "图表", "Figure";
    fig_selected(title: &str, at: usize, count: usize) = "{title} · 第 {at} / {count} 张", "{title} · {at} of {count}";

    fig_kind = "图形", "Kind";
    fig_what = "内容", "Content";
    fig_look = "标注与显示", "Marks";
    fig_words = "文字", "Words";
    fig_indicator = "指标", "Indicator";
    fig_add_indicator = "加指标", "Add";
    fig_remove_indicator(name: &str) = "去掉 {name}", "Remove {name}";
    fig_earlier_indicator(name: &str) = "前移 {name}", "Move {name} up";
    fig_no_such_indicator(name: &str) = "没有叫“{name}”的指标", "There is no indicator called \"{name}\"";
    fig_measure = "口径", "Measure";
    fig_list_of = "清单", "List";
    fig_board = "比拼榜", "Board";
    fig_none = "（未选）", "(none)";
    fig_areas = "区域", "Areas";
    fig_areas_default_root = "区域：整体", "Areas: the whole";
    fig_areas_default_all = "区域：全部", "Areas: all";
    fig_areas_some(count: usize) = "区域：{count} 个", "Areas: {count}";
    fig_areas_reset = "恢复默认", "Reset";
    fig_from = "从", "From";
    fig_to = "到", "To";
    fig_to_month = "截至", "Up to";
    fig_from_usual = "最早", "The first";
    fig_to_usual = "最新", "The latest";
    fig_derive = "换算", "Derive";
    fig_average = "平均期数", "Periods";
    fig_bad_average = "平均期数是 2 到 60 的整数", "A whole number from 2 to 60";
    fig_index_base = "基期", "Base";
    fig_distance_from = "比较对象", "Against";
    fig_band_upside_down = "上端不能低于值", "The top must not be below the value";
    fig_made_itself = "留空则自动生成", "Made automatically if empty";
    fig_group = "分组", "Group";
    fig_heat = "格内", "Cells";
    fig_years_from = "起始年", "First year";
    fig_years_until = "终止年", "Last year";
    fig_bad_year(text: &str) = "“{text}”不是年份", "\"{text}\" is not a year";
    fig_some_projects(count: usize) = "只含 {count} 个项目", "Only {count} projects";
    fig_all_projects = "改为整个清单", "Show the whole list";
    fig_highlight = "突出", "Highlight";
    fig_highlight_none = "不突出", "None";
    fig_second_axis = "右轴", "2nd axis";
    fig_second_none = "不用", "None";
    fig_second_units = "单位不同的指标", "Other units";
    fig_second_measure(measure: &str) = "同一指标的{measure}", "Also {measure}";
    fig_target = "画目标线", "Draw the target";
    fig_pace = "画时间进度线", "Draw the pace";
    fig_notes = "标注", "Annotations";
    fig_add_note = "加标注", "Add note";
    fig_note_new = "标注文字", "What happened";
    fig_note_text(at: usize) = "标注 {at}", "Note {at}";
    fig_note_when = "时期", "Period";
    fig_note_height = "高度", "Height";
    fig_note_height_tip = "空着就标在线上", "Empty: at the line";
    fig_remove_note(at: usize) = "删除标注 {at}", "Remove note {at}";
    fig_bands = "参考线和参考带", "Reference lines and bands";
    fig_add_band = "加参考线", "Add line";
    fig_band_new = "参考线", "Reference";
    fig_band_text(at: usize) = "参考线 {at}", "Line {at}";
    fig_band_text_label = "文字", "Text";
    fig_band_value_label = "值", "Value";
    fig_band_high_label = "上端", "Top";
    fig_remove_band(at: usize) = "删除参考线 {at}", "Remove line {at}";
    fig_must_say = "文字不能空", "It must say something";
    fig_bad_number(text: &str) = "“{text}”不是数", "\"{text}\" is not a number";
    fig_tiles = "方格位置", "Where areas stand";
    fig_tiles_hint = "拖动方格，或选中后按方向键", "Drag a square, or select it and use the arrow keys";
    fig_tiles_reset = "恢复工作簿的位置", "As in the workbook";
    fig_tiles_keep = "用于全部图", "Use in all";
    fig_tiles_keep_tip = "把这些位置存为工作簿里各区域的位置，所有方格示意图都这样排", "Keep these as the places of the areas in the workbook: every tile map then uses them";
    fig_tile(area: &str, column: u8, row: u8) = "{area}：第 {column} 列第 {row} 行", "{area}: column {column}, row {row}";
    fig_paper = "版面", "Paper";
    fig_title_field = "标题", "Title";
    fig_subtitle_field = "副标题", "Subtitle";
    fig_note_field = "说明", "Note";
    fig_source_field = "来源", "Source";
    fig_other_language = "英文文字", "Chinese words";
    fig_title_other = "英文标题", "Chinese title";
    fig_subtitle_other = "英文副题", "Chinese subtitle";
    fig_note_other = "英文说明", "Chinese note";
    fig_source_other = "英文来源", "Chinese source";

    fig_present_page(at: usize, count: usize) = "第 {at} 页，共 {count} 页", "Page {at} of {count}";
    fig_present_next = "下一张", "Next";
    fig_present_back = "上一张", "Previous";
    fig_present_leave = "退出放映", "Leave";
    fig_present_keys = "→ 空格 单击：下一张　← ：上一张　Esc：退出", "→, space, click: next　←: previous　Esc: leave";

    fig_kept(title: &str) = "已存为图表“{title}”，在“图表”页", "Saved as the figure \"{title}\", on the page Figures";

    export_many_title(count: usize) = "导出 {count} 张图表", "Export {count} figures";
    export_one_pdf = "全部合成一个 PDF，每张一页，带目录", "All in one PDF, a page each, with an outline";
    export_into_folder(format: &str) = "每张一个 {format} 文件，放进一个文件夹", "One {format} file each, in a folder";
    export_own_size = "各自版面", "Each its own";
    export_choose_folder = "选择文件夹…", "Choose a folder…";
    path_title_folder = "导出到文件夹", "Export into a folder";
    exporting_many(count: usize) = "正在导出 {count} 张图表", "Exporting {count} figures";
    export_replace_title(count: usize) = "文件夹里已有 {count} 个同名文件", "Files of these names in the folder: {count}";
    export_replace_hint(folder: &str) = "{folder}：替换以后找不回原来的文件。", "{folder}: once replaced, the files there are gone.";
    export_replace(count: usize) = "替换 {count} 个文件", "Replace {count}";
    export_other_folder = "另选文件夹…", "Choose another folder…";
    export_stopped(count: usize) = "已停止导出，写出的文件：{count} 个", "Exporting was stopped; files written: {count}";
    export_files_exist(count: usize) = "文件夹里已有 {count} 个同名文件，没有导出", "Nothing was exported: files of these names in the folder: {count}";
    stop_job = "停止", "Stop";
    exported_many(count: usize, path: &str) = "{count} 张图表已导出到 {path}", "{count} figures exported to {path}";
}

/// The heading of kinds that belong together in the choice of kinds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindGroup {
    /// Values over time.
    Time,
    /// Areas beside each other.
    Areas,
    /// Results and targets.
    Targets,
    /// What a whole is made of.
    Parts,
    /// Project lists.
    Projects,
    /// Ranking boards.
    Boards,
}

impl Lang {
    /// The heading of kinds that belong together.
    pub fn kind_group(self, group: KindGroup) -> &'static str {
        match (self, group) {
            (Self::Zh, KindGroup::Time) => "走势",
            (Self::Zh, KindGroup::Areas) => "各地比较",
            (Self::Zh, KindGroup::Targets) => "结果与目标",
            (Self::Zh, KindGroup::Parts) => "构成与拉动",
            (Self::Zh, KindGroup::Projects) => "项目清单",
            (Self::Zh, KindGroup::Boards) => "比拼榜",
            (Self::En, KindGroup::Time) => "Over time",
            (Self::En, KindGroup::Areas) => "Areas compared",
            (Self::En, KindGroup::Targets) => "Results and targets",
            (Self::En, KindGroup::Parts) => "Parts of a whole",
            (Self::En, KindGroup::Projects) => "Project lists",
            (Self::En, KindGroup::Boards) => "Ranking boards",
        }
    }

    /// A figure as lists name it: its own title, else what it shows and its kind.
    pub fn figure_name(self, figure: &Figure, workbook: &Workbook) -> String {
        let title = self.pick(&figure.title, &figure.title_en).trim();
        if !title.is_empty() {
            return title.replace('\n', " ");
        }
        let indicator = figure.indicators.first().and_then(|&id| workbook.indicators.get(id));
        let list = figure.list.and_then(|id| workbook.lists.get(id));
        let board = figure.board.and_then(|id| workbook.boards.get(id));
        let subject = indicator
            .map(|row| self.pick(&row.name, &row.name_en))
            .or_else(|| list.map(|row| self.pick(&row.name, &row.name_en)))
            .or_else(|| board.map(|row| self.board(row)));
        let kind = self.figure_kind(figure.kind);
        let several = figure.indicators.len() > 1;
        match (subject, self) {
            (None, _) => kind.to_owned(),
            (Some(subject), Self::Zh) if several => {
                format!("{subject}等 {} 项：{kind}", figure.indicators.len())
            }
            (Some(subject), Self::Zh) => format!("{subject}：{kind}"),
            (Some(subject), Self::En) if several => {
                format!("{subject} and {} more: {}", figure.indicators.len() - 1, kind.to_lowercase())
            }
            (Some(subject), Self::En) => format!("{subject}: {}", kind.to_lowercase()),
        }
    }

    /// The name of a paper.
    pub fn paper(self, paper: Paper) -> &'static str {
        match paper {
            Paper::Page => self.export_page(),
            Paper::Slide => self.export_slide(),
            Paper::Phone => self.export_phone(),
            Paper::Poster => self.export_poster(),
        }
    }

    /// A template's name.
    pub fn template(self, template: Template) -> &'static str {
        match (self, template) {
            (Self::Zh, Template::Headline) => "主要指标增速对目标",
            (Self::Zh, Template::Run) => "指标逐月走势与进度",
            (Self::Zh, Template::Months) => "单月柱形",
            (Self::Zh, Template::Areas) => "四地走势比较",
            (Self::Zh, Template::Ranking) => "各地排序",
            (Self::Zh, Template::Places) => "各地位次变化",
            (Self::Zh, Template::Multiples) => "各地小图组",
            (Self::Zh, Template::AreaHeat) => "各地各期热力表",
            (Self::Zh, Template::Contributions) => "各地拉动",
            (Self::Zh, Template::Map) => "各地方格图",
            (Self::Zh, Template::Completion) => "各地投资完成率",
            (Self::Zh, Template::Investment) => "投资进度曲线",
            (Self::Zh, Template::Gap) => "各地各月与进度之差",
            (Self::Zh, Template::Fields) => "项目按领域",
            (Self::Zh, Template::Schedule) => "项目进度横道图",
            (Self::Zh, Template::Lookback) => "招商回头看漏斗",
            (Self::Zh, Template::Stages) => "招商阶段看板",
            (Self::Zh, Template::Scores) => "比拼榜排位",
            (Self::Zh, Template::Bump) => "比拼榜位次变化",
            (Self::En, Template::Headline) => "Headline growth against target",
            (Self::En, Template::Run) => "An indicator's run with pace",
            (Self::En, Template::Months) => "Single months as columns",
            (Self::En, Template::Areas) => "Four areas over time",
            (Self::En, Template::Ranking) => "Ranking of areas",
            (Self::En, Template::Places) => "Places of areas over time",
            (Self::En, Template::Multiples) => "Small charts by area",
            (Self::En, Template::AreaHeat) => "Heat table of areas",
            (Self::En, Template::Contributions) => "Contributions of areas",
            (Self::En, Template::Map) => "Tile map of areas",
            (Self::En, Template::Completion) => "Completion by area",
            (Self::En, Template::Investment) => "Investment curve",
            (Self::En, Template::Gap) => "Gap to pace by month",
            (Self::En, Template::Fields) => "Projects by field",
            (Self::En, Template::Schedule) => "Schedule of projects",
            (Self::En, Template::Lookback) => "Look-back funnel",
            (Self::En, Template::Stages) => "Promotion by stage",
            (Self::En, Template::Scores) => "Scores of a board",
            (Self::En, Template::Bump) => "Places on a board",
        }
    }

    /// What is missing for a template.
    pub fn template_missing(self, missing: Missing) -> &'static str {
        match (self, missing) {
            (Self::Zh, Missing::Headline) => "主要指标还没有上年增速或今年的增速目标",
            (Self::Zh, Missing::Series) => "没有指标有三期以上的数据",
            (Self::Zh, Missing::Months) => "没有指标有逐月的总量",
            (Self::Zh, Missing::AreaFigures) => "没有指标有两个以上区域的数据",
            (Self::Zh, Missing::Before) => "没有指标的各地总量有本期和上年同期",
            (Self::Zh, Missing::Money) => "没有清单既有年度计划又有各月投资",
            (Self::Zh, Missing::Fields) => "没有项目填了领域",
            (Self::Zh, Missing::Dates) => "没有项目填了计划开工和竣工时间",
            (Self::Zh, Missing::Promotion) => "没有招商清单，或没有填签约时间、阶段",
            (Self::Zh, Missing::Board) => "还没有比拼榜",
            (Self::Zh, Missing::BoardPeriods) => "比拼榜还不到两期",
            (Self::En, Missing::Headline) => {
                "No headline indicator has growth of last year or a target of growth"
            }
            (Self::En, Missing::Series) => "No indicator has figures of three periods",
            (Self::En, Missing::Months) => "No indicator has levels by month",
            (Self::En, Missing::AreaFigures) => "No indicator has figures of two areas",
            (Self::En, Missing::Before) => "No indicator has levels by area of this period and a year before",
            (Self::En, Missing::Money) => "No list has plans of the year and monthly investment",
            (Self::En, Missing::Fields) => "No project has a field",
            (Self::En, Missing::Dates) => "No project has planned dates",
            (Self::En, Missing::Promotion) => "No list of promoted investments with dates or stages",
            (Self::En, Missing::Board) => "No ranking board yet",
            (Self::En, Missing::BoardPeriods) => "No board has two periods yet",
        }
    }
}
