//! What the command line says.

use super::messages;
use std::{fmt::Display, path::Display as PathDisplay};

messages! {
    // Between the members of a list.
    cli_comma = "、", ", ";

    // --- check -----------------------------------------------------------------
    cli_sound = "没有发现问题。", "Nothing is wrong.";
    cli_more_strangers(count: usize) =
        "还有 {count} 个不认识的字段，也已原样保留。", "Fields not understood, and kept, besides these: {count}.";
    cli_violations(count: usize) = "共 {count} 个问题。", "Problems: {count}.";

    // --- show ------------------------------------------------------------------
    cli_invented = "（虚构的示例，数据不是真实的）", "(Invented: none of these figures is real)";
    cli_year(year: i16, until: &str) = "年度 {year}，数据截至：{until}", "Year {year}, figures up to: {until}";
    cli_nothing_reported = "尚无月报", "nothing reported yet";
    cli_areas(count: usize) = "区域 {count} 个", "Areas: {count}";
    cli_lists(count: usize) = "项目清单 {count} 个", "Project lists: {count}";
    cli_indicators(count: usize) = "指标 {count} 个", "Indicators: {count}";
    cli_no_section = "其他", "Other";
    cli_entered(count: usize, declared: String) = "已录入 {count} / {declared}", "entered {count} / {declared}";
    cli_investment(money: String) = "总投资 {money}", "investment {money}";
    cli_plan(money: String) = "年度计划 {money}", "plan of the year {money}";
    cli_done(money: String) = "已完成 {money}", "done {money}";
    cli_completion(percent: String) = "完成率 {percent}", "completion {percent}";
    cli_target(target: String) = "目标 {target}", "target {target}";
    cli_growth(growth: String) = "同比 {growth}%", "{growth}% on the year";

    // --- figure, demo ----------------------------------------------------------
    cli_demo_made(path: PathDisplay<'_>, title: &str, projects: usize) =
        "已生成 {path}：{title}，{projects} 个项目。", "Made {path}: {title}, {projects} projects.";

    // --- what went wrong -------------------------------------------------------
    cli_error(sentence: &str) = "错误：{sentence}", "Error: {sentence}";
    cli_unknown_name(name: &str, known: String) =
        "没有名为 {name} 的内置工作簿，可用的有：{known}。",
        "No workbook called {name} comes with the program; there are {known}.";
    cli_unknown_figure(id: &str) =
        "工作簿里没有编号为 {id} 的图表，可用 guatu figures 查看编号。",
        "The workbook has no figure {id}; guatu figures lists their identifiers.";
    cli_one_file(path: PathDisplay<'_>) =
        "{path} 只能放一张图表：多张图表请用 .pdf 或文件夹", "{path} can hold one figure: for several, name a .pdf or a folder";
    cli_unknown_format(path: PathDisplay<'_>) =
        "不知道 {path} 要用什么格式：文件名请以 .svg、.pdf、.png 或 .csv 结尾。",
        "{path} names no format: end the name in .svg, .pdf, .png or .csv.";
    cli_folder(path: PathDisplay<'_>, detail: &str) =
        "无法建立文件夹 {path}：{detail}", "The folder {path} cannot be made: {detail}";
    cli_would_replace(path: PathDisplay<'_>) =
        "{path} 已存在，而且不是虚构的示例工作簿；要覆盖它，请加 --force。",
        "{path} exists and is not an invented workbook; add --force to replace it.";
    cli_format_of_file(path: PathDisplay<'_>) =
        "{path} 的格式由文件名决定，--format 只用于导出到文件夹：请改文件名，或给出一个文件夹。",
        "{path} says its format by its ending; --format is for a folder: change the ending, or name a folder.";
    cli_would_replace_files(path: PathDisplay<'_>, files: usize) =
        "{path}：会覆盖 {files} 个已有的文件；要覆盖，请加 --force。",
        "{path}: files that would be replaced: {files}; add --force to replace them.";
    cli_output(detail: impl Display) = "无法输出：{detail}", "Cannot print: {detail}";
    cli_file_and_command =
        "命令前面不能有文件：文件要写在命令后面，如 guatu check FILE。",
        "No file can stand before a command: write it behind, as in guatu check FILE.";

    cli_no_display =
        "没有可用的显示，打不开窗口。不用窗口的命令见 guatu --help。",
        "There is no display to open a window on. For what needs no window see guatu --help.";
    cli_no_renderer(detail: &str) =
        "显卡驱动打不开窗口（{detail}）。可加 --renderer glow 或 --renderer wgpu 再试，或更新显卡驱动。",
        "No renderer opens a window here ({detail}). Try --renderer glow or --renderer wgpu, or update the graphics driver.";

    // --- desktop ---------------------------------------------------------------
    desktop_wrote(path: PathDisplay<'_>) = "已写入 {path}", "Wrote {path}";
    desktop_kept(path: PathDisplay<'_>) = "无需改动 {path}", "Unchanged {path}";
    desktop_removed(path: PathDisplay<'_>) = "已删除 {path}", "Removed {path}";
    desktop_ran(line: &str) = "已运行 {line}", "Ran {line}";
    desktop_no_tool(tool: &str) =
        "系统没有 {tool}，已跳过；桌面可能要到下次登录才会更新。",
        "{tool} is not here and was left out; the desktop may take notice only at the next login.";
    desktop_tool_failed(line: &str, detail: &str) = "{line} 没有成功：{detail}", "{line} failed: {detail}";
    desktop_installed =
        "完成：双击 *.guatu.ron 文件即可用挂图打开。",
        "Done: a double click on a *.guatu.ron file opens it in Guatu.";
    desktop_taken_back = "完成：已从桌面注销。", "Done: Guatu is no longer registered.";
    desktop_nothing_there = "没有可删除的内容。", "There was nothing to remove.";
    desktop_no_home = "找不到用户的主目录。", "The home folder of the user is not known.";
    desktop_bad_program(path: PathDisplay<'_>) =
        "程序的路径 {path} 不能写进桌面文件（须为 UTF-8，且不含控制字符或等号）。",
        "The path of the program, {path}, cannot stand in a desktop entry: it must be UTF-8 without control characters.";
    desktop_no_program(detail: &str) = "不知道程序自己在哪里：{detail}", "Where the program itself is, is not known: {detail}";
    desktop_not_removed(path: PathDisplay<'_>, detail: &str) = "无法删除 {path}：{detail}", "Cannot remove {path}: {detail}";
    desktop_windows =
        "在 Windows 上不用登记：右键点一个 .ron 文件，选“打开方式”并选中 guatu.exe。",
        "On Windows nothing is registered: right-click a .ron file, choose Open with, and pick guatu.exe.";
    desktop_mac =
        "在 macOS 上由 Guatu.app 里的 Info.plist 登记：把 Guatu.app 放进“应用程序”文件夹即可。",
        "On macOS the Info.plist inside Guatu.app registers it: put Guatu.app into the Applications folder.";
    desktop_elsewhere = "本系统没有可登记的桌面。", "This system has no desktop to register with.";
}

impl super::Lang {
    /// A place in an order.
    pub fn cli_rank(self, among: &str, place: u16) -> String {
        match self {
            Self::Zh => format!("{among}第 {place}"),
            Self::En => format!("no. {place}"),
        }
    }
}
