//! The window of the workbook's own properties: sections of the plan and sources.

use super::messages;

messages! {
    tab_sections = "章节", "Sections";
    tab_sources = "来源", "Sources";
    section_title_of(name: &str) = "{name} 的标题", "Title of {name}";
    section_title_en_of(name: &str) = "{name} 的英文标题", "English title of {name}";
    section_kind_of(name: &str) = "{name} 的内容", "What {name} holds";
    sections_empty = "还没有章节。指标和任务按章节排列。", "No sections yet. Indicators and tasks are listed by section.";
    new_section = "新章节标题", "Title of a new section";
    move_row_up(name: &str) = "上移{name}", "Move {name} up";
    move_row_down(name: &str) = "下移{name}", "Move {name} down";
    source_title_of(name: &str) = "{name} 的标题", "Title of {name}";
    source_title_en_of(name: &str) = "{name} 的英文标题", "English title of {name}";
    source_publisher_of(name: &str) = "{name} 的发布单位", "Publisher of {name}";
    source_date_of(name: &str) = "{name} 的日期", "Date of {name}";
    sources_empty = "还没有来源。指标和图表注明数据出自哪里。", "No sources yet. Indicators and figures say where their data come from.";
    new_source = "新来源标题", "Title of a new source";
    new_source_date = "日期（可空）", "Date (optional)";
}
