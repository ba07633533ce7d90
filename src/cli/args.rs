//! What can be typed. The help is short and in both languages: a help text has no language setting yet.

use super::source::Place;
use crate::{chart::export, i18n::Lang, model::Month};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The command line.
#[derive(Debug, Clone, PartialEq, Eq, Parser)]
#[command(
    name = "guatu",
    version,
    about = "挂图：目标任务、重点项目与图表 · Plan targets, key projects and charts of a city",
    after_help = "FILE 也可以是 · FILE may also be: @lishui-2024, @demo-city"
)]
pub struct Arguments {
    /// 打开的工作簿 · Workbook to open in the window
    pub file: Option<Place>,
    /// 指定渲染方式 · Renderer of the window [default: wgpu, then glow]
    #[arg(long)]
    pub renderer: Option<Renderer>,
    /// 语言 · Language [default: of the system]
    #[arg(long, global = true)]
    pub lang: Option<Language>,
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What the program does without a window.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// 检查工作簿 · Check a workbook; exit code 1 if anything is wrong
    Check {
        /// 工作簿 · Workbook
        file: Place,
    },
    /// 概览工作簿 · Show a workbook in brief
    Show {
        /// 工作簿 · Workbook
        file: Place,
        /// 供脚本使用的 JSON · JSON for scripts
        #[arg(long)]
        json: bool,
        /// 按这个月份计算，如 2024-10 · Worked out at this month [default: the workbook's]
        #[arg(long, value_name = "YEAR-MONTH", value_parser = parse_month)]
        month: Option<Month>,
        /// 逐个列出项目 · List every project with its figures
        #[arg(long, conflicts_with = "json")]
        projects: bool,
    },
    /// 列出图表 · List the figures of a workbook with their identifiers
    Figures {
        /// 工作簿 · Workbook
        file: Place,
    },
    /// 导出图表 · Export figures: one, several, or all
    #[command(visible_alias = "export")]
    Figure(FigureArgs),
    /// 生成虚构的示例工作簿 · Make a workbook of an invented city
    Demo(DemoArgs),
    /// 以前保存的版本 · Versions of a workbook that were kept
    Versions(VersionsArgs),
    /// 从标准输入修改工作簿 · Change a workbook: one edit in RON a line on standard input
    Edit {
        /// 工作簿 · Workbook
        file: Place,
    },
    /// 比较两个工作簿 · What differs between two workbooks; exit code 1 if anything does
    Diff {
        /// 原来的 · First workbook
        a: Place,
        /// 现在的 · Second workbook
        b: Place,
        /// 只输出从 A 到 B 的改动 · The edit that leads from A to B, for guatu edit
        #[arg(long)]
        edits: bool,
    },
    /// 三方合并 · Merge two versions on their common ancestor; exit code 1 with the conflicts
    Merge(MergeArgs),
    /// 恢复意外退出时未保存的改动 · Recover changes of a program that ended unexpectedly
    Recover(RecoverArgs),
    /// 在桌面登记或注销 · Register the program with the desktop, or take that back
    Desktop {
        /// What to do.
        #[command(subcommand)]
        action: DesktopAction,
    },
}

/// What `guatu figure` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FigureArgs {
    /// 工作簿 · Workbook
    pub file: Place,
    /// 图表编号 · Identifiers of figures, as `guatu figures` lists them
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub ids: Vec<String>,
    /// 导出全部图表 · Export all figures
    #[arg(long)]
    pub all: bool,
    /// 输出文件（.svg .pdf .png .csv）；多张时为一个 .pdf，或一个文件夹 · File to write; for several figures
    /// one .pdf, or a folder
    #[arg(short, long, value_name = "FILE|FOLDER")]
    pub output: PathBuf,
    /// 尺寸 · Size: slide, page, phone, poster, or sides like 1600x900 [default: each figure's own]
    #[arg(long, value_parser = parse_size)]
    pub size: Option<export::Size>,
    /// PNG 放大倍数 · Scale of PNG pictures, 1 to 4
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=4), default_value_t = 2)]
    pub scale: u32,
    /// 导出到文件夹的格式 · Formats of the files in a folder [default: svg,pdf,png]
    #[arg(long, value_delimiter = ',', value_parser = parse_format, value_name = "FORMAT,…")]
    pub format: Vec<export::Format>,
    /// 覆盖已有的文件 · Replace files that exist
    #[arg(long)]
    pub force: bool,
}

/// What `guatu versions` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct VersionsArgs {
    /// 工作簿 · Workbook
    pub workbook: PathBuf,
    /// 版本序号 · Number of a version, as the list has it
    #[arg(requires = "output")]
    pub number: Option<usize>,
    /// 输出文件 · File to write it to
    #[arg(short, long, value_name = "OUT", requires = "number")]
    pub output: Option<PathBuf>,
}

/// What `guatu merge` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct MergeArgs {
    /// 共同的旧版本 · Common ancestor
    pub base: Place,
    /// 一个版本 · One version
    pub ours: Place,
    /// 另一个版本 · Other version
    pub theirs: Place,
    /// 输出文件 · File to write
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

/// What `guatu recover` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct RecoverArgs {
    /// 工作簿，或日志文件 · Workbook, or the journal that --list names [default: list all]
    #[arg(value_name = "WORKBOOK")]
    pub workbook: Option<PathBuf>,
    /// 列出可恢复的内容 · List what can be recovered
    #[arg(long, conflicts_with_all = ["workbook", "output", "discard"])]
    pub list: bool,
    /// 恢复到这个文件 · File to write with the changes
    #[arg(short, long, value_name = "OUT", requires = "workbook", conflicts_with = "discard")]
    pub output: Option<PathBuf>,
    /// 舍弃这些改动 · Discard the changes
    #[arg(long, requires = "workbook")]
    pub discard: bool,
}

/// What `guatu demo` is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct DemoArgs {
    /// 重点项目个数 · Number of key projects
    #[arg(long, default_value_t = 430, value_parser = parse_projects)]
    pub projects: usize,
    /// 已报告的月数 · Months reported, 1 to 12
    #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u8).range(1..=12))]
    pub months: u8,
    /// 随机种子 · Seed: the same seed makes the same city
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// 输出文件 · File to write (NAME.guatu.ron)
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// 覆盖已有的文件 · Replace a file that is not an invented workbook
    #[arg(long)]
    pub force: bool,
}

/// What `guatu desktop` does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Subcommand)]
pub enum DesktopAction {
    /// 登记 · Register menu entry, icon and file type for this user
    Install,
    /// 注销 · Remove what `install` wrote
    Remove,
}

/// A renderer by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// Vulkan, Metal, DirectX, GL
    Wgpu,
    /// OpenGL
    Glow,
}

/// A language by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Language {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::Zh,
            Language::En => Self::En,
        }
    }
}

impl Arguments {
    /// The language asked for, or the system's.
    pub fn lang(&self) -> Lang {
        self.lang.map_or_else(Lang::of_system, Lang::from)
    }
}

fn parse_size(text: &str) -> Result<export::Size, String> {
    match text {
        "slide" => return Ok(export::Size::SLIDE),
        "page" => return Ok(export::Size::PAGE),
        "phone" => return Ok(export::Size::PHONE),
        "poster" => return Ok(export::Size::POSTER),
        _ => {}
    }
    let sides = text.split_once(['x', 'X', '×', '*']);
    let side = |side: &str| side.trim().parse::<u32>().ok();
    sides
        .and_then(|(width, height)| Some(export::Size { width: side(width)?, height: side(height)? }))
        .ok_or_else(|| "1600x900, slide, page, phone, poster".to_owned())
}

fn parse_month(text: &str) -> Result<Month, String> {
    text.parse().map_err(|_| "2024-10".to_owned())
}

fn parse_format(text: &str) -> Result<export::Format, String> {
    export::Format::from_extension(text).ok_or_else(|| "svg, pdf, png, csv".to_owned())
}

fn parse_projects(text: &str) -> Result<usize, String> {
    let most = crate::bundled::demo::MOST_PROJECTS;
    text.parse().ok().filter(|&count| count <= most).ok_or_else(|| format!("0–{most}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(line.split_whitespace())
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn a_file_alone_opens_the_window() {
        let arguments = parse("guatu plan.guatu.ron --renderer glow --lang en").unwrap();
        assert_eq!(arguments.file, Some(Place::File("plan.guatu.ron".into())));
        assert_eq!((arguments.renderer, arguments.lang()), (Some(Renderer::Glow), Lang::En));
        assert!(arguments.command.is_none());
    }

    #[test]
    fn the_language_may_stand_before_or_after_the_command() {
        for line in ["guatu --lang en check a", "guatu check a --lang en", "guatu check --lang en a"] {
            let arguments = parse(line).unwrap();
            assert_eq!(arguments.command, Some(Command::Check { file: Place::File("a".into()) }), "{line}");
            assert_eq!(arguments.lang(), Lang::En, "{line}");
        }
    }

    #[test]
    fn sizes_have_names_or_two_sides() {
        assert_eq!(parse_size("poster"), Ok(export::Size::POSTER));
        assert_eq!(parse_size("800x600"), Ok(export::Size { width: 800, height: 600 }));
        assert_eq!(parse_size("800×600"), Ok(export::Size { width: 800, height: 600 }));
        for bad in ["", "800", "x", "800x", "-1x5", "1e9x1", "99999999999x1"] {
            assert!(parse_size(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn all_and_one_exclude_each_other() {
        assert!(parse("guatu figure a f1 -o x.svg").is_ok());
        assert!(parse("guatu figure a --all -o x").is_ok());
        assert!(parse("guatu figure a --all -o x --format csv,png").is_ok());
        assert!(parse("guatu export a --all -o x.pdf").is_ok());
        assert!(parse("guatu figure a f1 f2 -o x.pdf --size slide").is_ok());
        for bad in [
            "guatu figure a -o x.svg",
            "guatu figure a f1 --all -o x",
            "guatu figure a f1",
            "guatu figure a --all -o x --format gif",
            "guatu figure a f1 -o x.png --scale 5",
            "guatu demo -o x --months 13",
            "guatu demo -o x --projects 1000001",
            "guatu desktop",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }
}
