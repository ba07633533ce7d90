//! The window's frame: menus, navigation, status, questions, notices.

use super::{Lang, messages};
use crate::{
    chart::{ExportError, Format},
    edit::{Label, Refusal, RowKind},
    jobs::ExportFailure,
    ui::{Command, SaveState},
};

impl Lang {
    /// A command's label.
    pub fn command(self, command: Command) -> &'static str {
        self.command_words(command).0
    }

    /// What a command does, in a sentence.
    pub fn command_tip(self, command: Command) -> &'static str {
        self.command_words(command).1
    }

    fn command_words(self, command: Command) -> (&'static str, &'static str) {
        use Command as C;
        match (self, command) {
            (Self::Zh, C::New) => ("新建", "新建一个空白工作簿"),
            (Self::Zh, C::Open) => ("打开…", "打开工作簿文件"),
            (Self::Zh, C::Save) => ("保存", "保存到原文件"),
            (Self::Zh, C::SaveAs) => ("另存为…", "换个名字或地方保存"),
            (Self::Zh, C::Revert) => ("恢复到已保存", "放弃没有保存的改动，回到文件里的内容"),
            (Self::Zh, C::OpenLishui) => ("打开丽水 2024", "打开随程序附带的丽水市2024年目标任务"),
            (Self::Zh, C::OpenDemo) => ("打开演示数据", "打开虚构的演示市，全年数据齐全"),
            (Self::Zh, C::Quit) => ("关闭窗口", "关闭窗口；有改动时先问"),
            (Self::Zh, C::Undo) => ("撤销", "撤销上一步"),
            (Self::Zh, C::Redo) => ("重做", "重做撤销的一步"),
            (Self::Zh, C::Overview) => ("总览", "主要目标、项目和需要关注的事"),
            (Self::Zh, C::Indicators) => ("指标", "指标的数据、目标和图表"),
            (Self::Zh, C::Projects) => ("项目", "项目清单"),
            (Self::Zh, C::Tasks) => ("任务", "量化任务的进展"),
            (Self::Zh, C::Boards) => ("比拼榜", "区县或部门的得分和位次"),
            (Self::Zh, C::AddBoard) => ("新增比拼榜", "加一个比拼榜"),
            (Self::Zh, C::Figures) => ("图表", "存在工作簿里的图表：修改、排序、放映、导出"),
            (Self::Zh, C::AddFigure) => ("新增图表…", "从模板或空白开始一张图表"),
            (Self::Zh, C::KeepFigure) => ("存为图表", "把当前图表存进工作簿，在“图表”页修改、放映、导出"),
            (Self::Zh, C::DuplicateFigures) => ("复制图表", "把选中的图表各复制一份放在后面"),
            (Self::Zh, C::DeleteFigures) => ("删除图表", "删除选中的图表（可撤销）"),
            (Self::Zh, C::FigureUp) => ("上移图表", "把当前图表上移一位"),
            (Self::Zh, C::FigureDown) => ("下移图表", "把当前图表下移一位"),
            (Self::Zh, C::Present) => ("放映", "全屏逐张放映图表；在“图表”页选中几张时只放映这几张"),
            (Self::Zh, C::ExportFigures) => ("导出全部图表…", "全部图表合成一个 PDF，或每张一个文件"),
            (Self::Zh, C::Palette) => ("查找或执行…", "按名字找命令、指标、项目"),
            (Self::Zh, C::ExportFigure) => ("导出图表…", "把当前图表导出为 SVG、PDF、PNG 或 CSV"),
            (Self::Zh, C::CopyPicture) => ("复制图表为图片", "把当前图表作为图片复制到剪贴板"),
            (Self::Zh, C::CopyTable) => ("复制图表数据", "把当前图表的数据作为表格复制到剪贴板"),
            (Self::Zh, C::AddProject) => ("新增项目", "在当前清单里加一个项目"),
            (Self::Zh, C::OpenProject) => ("打开项目页", "打开选中项目的页面"),
            (Self::Zh, C::DuplicateProjects) => ("复制项目", "把选中的项目各复制一份放在下面"),
            (Self::Zh, C::InsertAbove) => ("在上方插入项目", "在光标所在行上方加一个项目"),
            (Self::Zh, C::FillDown) => ("向下填充", "用首行填满选中的单元格"),
            (Self::Zh, C::FillRight) => ("向右填充", "用首列填满选中的单元格"),
            (Self::Zh, C::Find) => ("查找", "在表格里查找文字"),
            (Self::Zh, C::Replace) => ("替换", "在表格里查找并替换文字"),
            (Self::Zh, C::DeleteProjects) => ("删除项目", "删除选中的项目（可撤销）"),
            (Self::Zh, C::MoveUp) => ("上移", "把选中的项目上移一行"),
            (Self::Zh, C::MoveDown) => ("下移", "把选中的项目下移一行"),
            (Self::Zh, C::AddIndicator) => ("新增指标", "加一个指标"),
            (Self::Zh, C::AddList) => ("新增清单", "加一个项目清单"),
            (Self::Zh, C::ListSettings) => ("清单设置…", "名称、单位、时间进度、亮灯规则、规模档"),
            (Self::Zh, C::Explain) => ("如何得出…", "光标所在项目的完成率、差距、亮灯是怎么算出来的"),
            (Self::Zh, C::OpenMonth) => ("开始新的月份", "把数据月份设为下一个月，并列出与上月相比的变化"),
            (Self::Zh, C::SortAscending) => ("按此列升序", "表格按光标所在的列从小到大排"),
            (Self::Zh, C::SortDescending) => ("按此列降序", "表格按光标所在的列从大到小排"),
            (Self::Zh, C::EnterMonth) => ("本月填报", "按责任单位列出在建在办项目，逐行填本月数和形象进度"),
            (Self::Zh, C::WorkbookSettings) => ("工作簿设置…", "标题、年份、数据月份、区域和单位"),
            (Self::Zh, C::Check) => ("检查工作簿", "列出不成立的地方"),
            (Self::Zh, C::ToggleDetails) => ("详情面板", "显示或隐藏右侧详情"),
            (Self::Zh, C::ToggleLanguage) => ("English", "切换到英文界面"),
            (Self::Zh, C::ToggleTheme) => ("深色／浅色", "切换深色和浅色"),
            (Self::Zh, C::ZoomIn) => ("放大", "界面放大"),
            (Self::Zh, C::ZoomOut) => ("缩小", "界面缩小"),
            (Self::Zh, C::ZoomReset) => ("原始大小", "界面恢复 100%"),
            (Self::Zh, C::Notices) => ("消息记录", "本次运行的消息"),
            (Self::Zh, C::Shortcuts) => ("快捷键", "列出全部快捷键"),
            (Self::Zh, C::About) => ("关于挂图", "版本和许可"),
            (Self::Zh, C::CompareFile) => ("与另一个文件比较…", "逐项逐格列出与另一个工作簿的差别"),
            (Self::Zh, C::Versions) => ("以前的版本…", "最近保存过的版本：打开、比较、还原"),
            (Self::Zh, C::Keeping) => ("自动保存与版本…", "定时保存到文件，以及保留几个版本"),
            (Self::En, C::Keeping) => {
                ("Autosave and versions…", "Saving to the file by itself, and how many versions are kept")
            }
            (Self::En, C::New) => ("New", "Start an empty workbook"),
            (Self::En, C::Open) => ("Open…", "Open a workbook file"),
            (Self::En, C::Save) => ("Save", "Save to its file"),
            (Self::En, C::SaveAs) => ("Save as…", "Save under another name or elsewhere"),
            (Self::En, C::Revert) => {
                ("Revert to saved", "Drop the changes and go back to what the file holds")
            }
            (Self::En, C::OpenLishui) => {
                ("Open Lishui 2024", "Open the bundled targets and tasks of Lishui, 2024")
            }
            (Self::En, C::OpenDemo) => {
                ("Open demo data", "Open the invented demo city with a full year of figures")
            }
            (Self::En, C::Quit) => ("Close window", "Close the window; asks if there are changes"),
            (Self::En, C::Undo) => ("Undo", "Take the last change back"),
            (Self::En, C::Redo) => ("Redo", "Make the undone change again"),
            (Self::En, C::Overview) => ("Overview", "Headline targets, projects, and what needs attention"),
            (Self::En, C::Indicators) => ("Indicators", "Figures, targets and charts of indicators"),
            (Self::En, C::Projects) => ("Projects", "Lists of projects"),
            (Self::En, C::Tasks) => ("Tasks", "Progress of the quantified commitments"),
            (Self::En, C::Boards) => ("Rankings", "Scores and places of areas or departments"),
            (Self::En, C::AddBoard) => ("Add ranking board", "Add a ranking board"),
            (Self::En, C::Figures) => {
                ("Figures", "The figures kept in the workbook: change, order, present and export them")
            }
            (Self::En, C::AddFigure) => ("New figure…", "Begin a figure from a template or blank"),
            (Self::En, C::KeepFigure) => (
                "Save as figure",
                "Keep the figure in view in the workbook, to be changed, presented and exported on the page Figures",
            ),
            (Self::En, C::DuplicateFigures) => {
                ("Duplicate figure", "Copy the selected figures behind themselves")
            }
            (Self::En, C::DeleteFigures) => ("Delete figure", "Delete the selected figures (can be undone)"),
            (Self::En, C::FigureUp) => ("Move figure up", "Move the figure in view up one place"),
            (Self::En, C::FigureDown) => ("Move figure down", "Move the figure in view down one place"),
            (Self::En, C::Present) => (
                "Present",
                "Show the figures one after another over the whole screen; only those selected where several are",
            ),
            (Self::En, C::ExportFigures) => {
                ("Export all figures…", "All figures in one PDF, or one file each")
            }
            (Self::En, C::Palette) => ("Find or run…", "Find a command, an indicator or a project by name"),
            (Self::En, C::ExportFigure) => {
                ("Export figure…", "Export the figure in view as SVG, PDF, PNG or CSV")
            }
            (Self::En, C::CopyPicture) => {
                ("Copy figure as picture", "Copy the figure in view to the clipboard as a picture")
            }
            (Self::En, C::CopyTable) => {
                ("Copy figure's data", "Copy the figures behind the chart to the clipboard as a table")
            }
            (Self::En, C::AddProject) => ("Add project", "Add a project to the list in view"),
            (Self::En, C::OpenProject) => ("Open project page", "Open the page of the selected project"),
            (Self::En, C::DuplicateProjects) => {
                ("Duplicate projects", "Copy the selected projects below themselves")
            }
            (Self::En, C::InsertAbove) => ("Insert project above", "Add a project above the cursor"),
            (Self::En, C::FillDown) => ("Fill down", "Fill the selected cells with their first row"),
            (Self::En, C::FillRight) => ("Fill right", "Fill the selected cells with their first column"),
            (Self::En, C::Find) => ("Find", "Find a text in the table"),
            (Self::En, C::Replace) => ("Replace", "Find a text in the table and replace it"),
            (Self::En, C::DeleteProjects) => {
                ("Delete projects", "Delete the selected projects (can be undone)")
            }
            (Self::En, C::MoveUp) => ("Move up", "Move the selected projects up one row"),
            (Self::En, C::MoveDown) => ("Move down", "Move the selected projects down one row"),
            (Self::En, C::AddIndicator) => ("Add indicator", "Add an indicator"),
            (Self::En, C::AddList) => ("Add list", "Add a list of projects"),
            (Self::En, C::ListSettings) => {
                ("List settings…", "Name, unit, pace, lamp rules and size classes of the list in view")
            }
            (Self::En, C::Explain) => {
                ("How computed…", "How completion, gap and lamp of the project under the cursor came about")
            }
            (Self::En, C::OpenMonth) => (
                "Open the new month",
                "Set the reporting month to the next and list what changed since the last",
            ),
            (Self::En, C::SortAscending) => {
                ("Sort by this column", "Sort the table by the column of the cursor, the least first")
            }
            (Self::En, C::SortDescending) => (
                "Sort by this column, descending",
                "Sort the table by the column of the cursor, the most first",
            ),
            (Self::En, C::EnterMonth) => (
                "Enter the month",
                "List the projects at work by department: fill in the month's figure and progress row by row",
            ),
            (Self::En, C::WorkbookSettings) => {
                ("Workbook settings…", "Title, year, reporting month, areas and departments")
            }
            (Self::En, C::Check) => ("Check workbook", "List what does not hold"),
            (Self::En, C::ToggleDetails) => ("Detail panel", "Show or hide the details at the right"),
            (Self::En, C::ToggleLanguage) => ("中文", "Switch to Chinese"),
            (Self::En, C::ToggleTheme) => ("Dark or light", "Switch between dark and light"),
            (Self::En, C::ZoomIn) => ("Zoom in", "Make everything larger"),
            (Self::En, C::ZoomOut) => ("Zoom out", "Make everything smaller"),
            (Self::En, C::ZoomReset) => ("Actual size", "Back to 100%"),
            (Self::En, C::Notices) => ("Messages", "The messages of this session"),
            (Self::En, C::Shortcuts) => ("Keyboard shortcuts", "List all shortcuts"),
            (Self::En, C::CompareFile) => {
                ("Compare with a file…", "List what differs from another workbook, field by field")
            }
            (Self::En, C::Versions) => {
                ("Earlier versions…", "The versions saved last: open them, compare, go back to one")
            }
            (Self::En, C::About) => ("About Guatu", "Version and licences"),
        }
    }

    /// Why a command cannot run now.
    pub fn unavailable(self, why: Unavailable) -> &'static str {
        match (self, why) {
            (Self::Zh, Unavailable::NothingToUndo) => "没有可撤销的改动",
            (Self::Zh, Unavailable::NothingToRedo) => "没有可重做的改动",
            (Self::Zh, Unavailable::NothingToSave) => "没有需要保存的改动",
            (Self::Zh, Unavailable::NoFile) => "还没有保存为文件",
            (Self::Zh, Unavailable::Busy) => "正在读写文件，请稍候",
            (Self::Zh, Unavailable::NoList) => "请先打开一个项目清单",
            (Self::Zh, Unavailable::NoCells) => "请先在表里选中格子",
            (Self::Zh, Unavailable::NoProject) => "请先选中项目",
            (Self::Zh, Unavailable::NoFigure) => "当前页面没有可导出的图表",
            (Self::Zh, Unavailable::NoSavedFigure) => "工作簿里还没有图表",
            (Self::Zh, Unavailable::OnFiguresPage) => "请先到“图表”页",
            (Self::Zh, Unavailable::KeptAlready) => "这张图表已经在工作簿里",
            (Self::Zh, Unavailable::FigureAtEnd) => "已在最前或最后",
            (Self::Zh, Unavailable::LastMonth) => "已是 12 月：请为下一年另建工作簿",
            (Self::Zh, Unavailable::NoMonth) => "请先设定数据月份",
            (Self::En, Unavailable::NoMonth) => "Set the reporting month first",
            (Self::Zh, Unavailable::Looking) => "这里只能看，请先返回",
            (Self::En, Unavailable::Looking) => "This can only be read: go back first",
            (Self::Zh, Unavailable::NoDetails) => "详情面板在表格旁边，这里没有",
            (Self::En, Unavailable::NoDetails) => "The detail panel belongs to the table: there is none here",
            (Self::Zh, Unavailable::SortedView) => "清单正按列排序，恢复原顺序后才能移动",
            (Self::En, Unavailable::NothingToUndo) => "There is nothing to undo",
            (Self::En, Unavailable::NothingToRedo) => "There is nothing to redo",
            (Self::En, Unavailable::NothingToSave) => "There is no change to save",
            (Self::En, Unavailable::NoFile) => "It has not been saved as a file yet",
            (Self::En, Unavailable::Busy) => "A file is being read or written: wait a moment",
            (Self::En, Unavailable::NoList) => "Open a list of projects first",
            (Self::En, Unavailable::NoCells) => "Select cells of the table first",
            (Self::En, Unavailable::NoProject) => "Select projects first",
            (Self::En, Unavailable::NoFigure) => "There is no figure in view",
            (Self::En, Unavailable::NoSavedFigure) => "No figure is kept in the workbook yet",
            (Self::En, Unavailable::OnFiguresPage) => "Turn to the page Figures first",
            (Self::En, Unavailable::KeptAlready) => "This figure is in the workbook already",
            (Self::En, Unavailable::FigureAtEnd) => "It is the first or the last already",
            (Self::En, Unavailable::LastMonth) => {
                "It is December already: begin a workbook for the next year"
            }
            (Self::En, Unavailable::SortedView) => {
                "The list is sorted by a column: go back to its own order to move rows"
            }
        }
    }

    /// A kind of row, in a sentence.
    pub fn row_kind(self, kind: RowKind) -> &'static str {
        match (self, kind) {
            (Self::Zh, RowKind::Area) => "区域",
            (Self::Zh, RowKind::Department) => "单位",
            (Self::Zh, RowKind::Source) => "来源",
            (Self::Zh, RowKind::Section) => "章节",
            (Self::Zh, RowKind::Indicator) => "指标",
            (Self::Zh, RowKind::List) => "清单",
            (Self::Zh, RowKind::Project) => "项目",
            (Self::Zh, RowKind::Board) => "比拼榜",
            (Self::Zh, RowKind::Figure) => "图表",
            (Self::En, RowKind::Area) => "area",
            (Self::En, RowKind::Department) => "department",
            (Self::En, RowKind::Source) => "source",
            (Self::En, RowKind::Section) => "section",
            (Self::En, RowKind::Indicator) => "indicator",
            (Self::En, RowKind::List) => "list",
            (Self::En, RowKind::Project) => "project",
            (Self::En, RowKind::Board) => "board",
            (Self::En, RowKind::Figure) => "figure",
        }
    }

    /// What a step of the history did.
    pub fn step(self, label: &Label) -> String {
        let kind_and_count = |verb: [&str; 2], kind: RowKind, count: usize, name: &str| match self {
            Self::Zh if count == 1 => format!("{}{}“{name}”", verb[0], self.row_kind(kind)),
            Self::Zh => format!("{} {count} 个{}", verb[0], self.row_kind(kind)),
            Self::En if count == 1 => format!("{} {} \"{name}\"", verb[1], self.row_kind(kind)),
            Self::En => format!("{} {count} {}s", verb[1], self.row_kind(kind)),
        };
        match label {
            Label::SetField { field, count: 1, name } => match self {
                Self::Zh => format!("改“{name}”的{}", self.field(*field)),
                Self::En => format!("set {} of \"{name}\"", self.field(*field).to_lowercase()),
            },
            Label::SetField { field, count, .. } => match self {
                Self::Zh => format!("改 {count} 个项目的{}", self.field(*field)),
                Self::En => format!("set {} of {count} projects", self.field(*field).to_lowercase()),
            },
            Label::SetCells { count } => match self {
                Self::Zh => format!("改 {count} 个单元格"),
                Self::En => format!("set {count} cells"),
            },
            Label::Insert { kind, count, name } => kind_and_count(["新增", "add"], *kind, *count, name),
            Label::Remove { kind, count, name } => kind_and_count(["删除", "delete"], *kind, *count, name),
            Label::Move { kind, count, name } => kind_and_count(["移动", "move"], *kind, *count, name),
            Label::Change { kind, count, name } => kind_and_count(["修改", "change"], *kind, *count, name),
            Label::Figures { count, name } => match self {
                Self::Zh => format!("改“{name}”的 {count} 个数据"),
                Self::En => format!("set {count} figures of \"{name}\""),
            },
            Label::Target { name } => match self {
                Self::Zh => format!("改“{name}”的目标"),
                Self::En => format!("change the target of \"{name}\""),
            },
            Label::Title => self.step_title().to_owned(),
            Label::Year => self.step_year().to_owned(),
            Label::Month => self.step_month().to_owned(),
            Label::Mixed { count } => match self {
                Self::Zh => format!("{count} 处改动"),
                Self::En => format!("{count} changes"),
            },
        }
    }

    /// Why a change was refused.
    pub fn refusal(self, refusal: &Refusal) -> String {
        match (self, refusal) {
            (Self::Zh, Refusal::NoSuchRow(_) | Refusal::NoSuchTarget) => "没有改：这一行已不存在".to_owned(),
            (Self::En, Refusal::NoSuchRow(_) | Refusal::NoSuchTarget) => {
                "Not changed: the row no longer exists".to_owned()
            }
            (Self::Zh, Refusal::IdTaken(id)) => format!("没有改：编号 {id} 已被占用"),
            (Self::En, Refusal::IdTaken(id)) => format!("Not changed: the identifier {id} is taken"),
            (Self::Zh, Refusal::StillUsed { id, by }) => {
                format!("没有删：{}仍被引用（{by}），请先改掉引用", self.row_kind(id.kind()))
            }
            (Self::En, Refusal::StillUsed { id, by }) => {
                format!(
                    "Not deleted: the {} is still used at {by}; change that first",
                    self.row_kind(id.kind())
                )
            }
            (Self::Zh, Refusal::WrongKind | Refusal::OtherCell) => "没有改：内容的类型不符".to_owned(),
            (Self::En, Refusal::WrongKind | Refusal::OtherCell) => {
                "Not changed: the value is of the wrong kind".to_owned()
            }
            (Self::Zh, Refusal::Violates(violation)) => format!("没有改：{}", self.fault(&violation.fault)),
            (Self::En, Refusal::Violates(violation)) => {
                format!("Not changed: {}", self.fault(&violation.fault))
            }
        }
    }

    /// Whether the file holds what the window shows.
    pub fn save_state(self, state: &SaveState) -> String {
        match (self, state) {
            (Self::Zh, SaveState::Untouched) => "未改动".to_owned(),
            (Self::Zh, SaveState::Saved) => "已保存".to_owned(),
            (Self::Zh, SaveState::Changed(Some(count))) => format!("{count} 处改动未保存"),
            (Self::Zh, SaveState::Changed(None)) => "有改动未保存".to_owned(),
            (Self::Zh, SaveState::Saving) => "正在保存…".to_owned(),
            (Self::Zh, SaveState::Failed(_)) => "保存失败".to_owned(),
            (Self::Zh, SaveState::ReadOnly) => "只读".to_owned(),
            (Self::En, SaveState::ReadOnly) => "Read-only".to_owned(),
            (Self::En, SaveState::Untouched) => "Unchanged".to_owned(),
            (Self::En, SaveState::Saved) => "Saved".to_owned(),
            (Self::En, SaveState::Changed(Some(1))) => "1 unsaved change".to_owned(),
            (Self::En, SaveState::Changed(Some(count))) => format!("{count} unsaved changes"),
            (Self::En, SaveState::Changed(None)) => "Unsaved changes".to_owned(),
            (Self::En, SaveState::Saving) => "Saving…".to_owned(),
            (Self::En, SaveState::Failed(_)) => "Saving failed".to_owned(),
        }
    }
}

impl Lang {
    /// What a format is good for.
    pub fn export_format_tip(self, format: Format) -> &'static str {
        match (self, format) {
            (Self::Zh, Format::Svg) => "矢量图，文字仍是文字，可再编辑",
            (Self::Zh, Format::Pdf) => "矢量页面，适合打印，文字可检索",
            (Self::Zh, Format::Png) => "图片，适合贴进文档和群里",
            (Self::Zh, Format::Csv) => "图中的数据，Excel、WPS 可直接打开",
            (Self::En, Format::Svg) => "Vector drawing; text stays text and can be edited",
            (Self::En, Format::Pdf) => "Vector page for printing; text can be searched",
            (Self::En, Format::Png) => "Picture for documents and chats",
            (Self::En, Format::Csv) => "The figures; opens in Excel and WPS",
        }
    }

    /// Why a figure was not drawn.
    pub fn export_error(self, error: &ExportError) -> String {
        match (self, error) {
            (Self::Zh, ExportError::Size { width, height }) => {
                format!("图表尺寸 {width}×{height} 不在 320×240 到 20000×20000 之间，请改用合适的尺寸")
            }
            (Self::En, ExportError::Size { width, height }) => {
                format!("A figure of {width}×{height} is outside 320×240 to 20000×20000: choose another size")
            }
            (Self::Zh, ExportError::TooManyPixels { pixels }) => {
                format!("图片会有 {pixels} 个像素，太大了，请缩小尺寸或倍数")
            }
            (Self::En, ExportError::TooManyPixels { pixels }) => {
                format!("The picture would have {pixels} pixels: choose a smaller size or scale")
            }
            (Self::Zh, ExportError::Scale(scale)) => format!("倍数 {scale} 不在 1 到 4 之间"),
            (Self::En, ExportError::Scale(scale)) => format!("The scale {scale} is not from 1 to 4"),
            (Self::Zh, ExportError::Drawing(why)) => format!("图表画不出来（程序的问题）：{why}"),
            (Self::En, ExportError::Drawing(why)) => {
                format!("The figure could not be drawn, a fault of the program: {why}")
            }
        }
    }

    /// Why a figure was not exported.
    pub fn export_failure(self, failure: &ExportFailure) -> String {
        match failure {
            ExportFailure::Drawing(error) => self.export_error(error),
            ExportFailure::Writing(error) => self.storage_error(error),
            ExportFailure::Exist(files) => self.export_files_exist(*files),
            ExportFailure::Stopped(files) => self.export_stopped(*files),
        }
    }
}

/// Why a command cannot run now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is the sentence it stands for")]
pub enum Unavailable {
    NothingToUndo,
    NothingToRedo,
    NothingToSave,
    NoFile,
    Busy,
    NoList,
    NoProject,
    /// No cell of a table is selected.
    NoCells,
    NoFigure,
    NoSavedFigure,
    OnFiguresPage,
    KeptAlready,
    FigureAtEnd,
    LastMonth,
    NoMonth,
    SortedView,
    /// What is shown has no panel beside it.
    NoDetails,
    Looking,
}

messages! {
    app_name = "挂图", "Guatu";
    untitled = "未命名工作簿", "Untitled workbook";
    menu_file = "文件", "File";
    menu_edit = "编辑", "Edit";
    menu_view = "视图", "View";
    menu_data = "数据", "Data";
    menu_help = "帮助", "Help";
    menu_recent = "最近打开", "Open recent";
    no_recent = "没有最近打开的文件", "No recent files";
    menu_language = "语言", "Language";
    menu_theme = "外观", "Appearance";
    menu_unit = "金额单位", "Money unit";
    follow_system = "跟随系统", "Follow the system";
    theme_light = "浅色", "Light";
    theme_dark = "深色", "Dark";
    unit_as_entered = "按清单", "As entered";
    lists_heading = "项目清单", "Lists";
    invented_data = "虚构数据", "Invented data";
    invented_tip = "这个工作簿里的数据是编出来的，只用来演示。", "The figures in this workbook are made up, for demonstration only.";
    undo_what(step: &str) = "撤销：{step}", "Undo: {step}";
    redo_what(step: &str) = "重做：{step}", "Redo: {step}";
    undone(step: &str) = "已撤销：{step}", "Undone: {step}";
    redone(step: &str) = "已重做：{step}", "Redone: {step}";
    step_title = "改标题", "change the title";
    step_year = "改年份", "change the year";
    step_month = "改数据月份", "change the reporting month";
    palette_hint = "找命令、指标、项目…", "Find a command, indicator or project…";
    palette_empty(text: &str) = "没有找到“{text}”", "Nothing found for \"{text}\"";
    palette_command = "命令", "Command";
    palette_indicator = "指标", "Indicator";
    palette_list = "清单", "List";
    palette_board = "比拼榜", "Board";
    palette_figure = "图表", "Figure";
    palette_project = "项目", "Project";
    search_or_run = "查找或执行…", "Find or run…";
    close = "关闭", "Close";
    cancel = "取消", "Cancel";
    ok = "好", "OK";
    save_and_close = "保存并关闭", "Save and close";
    save_first = "先保存", "Save first";
    drop_changes(count: usize) = "放弃 {count} 处改动", "Drop {count} changes";
    drop_all_changes = "放弃改动", "Drop the changes";
    keep_editing = "继续编辑", "Keep editing";
    ask_close(name: &str) = "“{name}”有改动没有保存", "\"{name}\" has unsaved changes";
    ask_close_hint = "现在关闭，这些改动就没有了。", "If you close now, these changes are gone.";
    ask_replace_hint = "打开另一个工作簿之前，要先保存这些改动吗？", "Save these changes before another workbook is opened?";
    ask_revert(name: &str) = "把“{name}”恢复到已保存的样子？", "Go back to the saved \"{name}\"?";
    ask_revert_hint = "没有保存的改动会丢掉，不能撤销。", "Unsaved changes are dropped; this cannot be undone.";
    saved_to(path: &str) = "已保存到 {path}", "Saved to {path}";
    opened(name: &str) = "已打开 {name}", "Opened {name}";
    reverted(name: &str) = "已恢复：{name}", "Reverted: {name}";
    exported_to(path: &str) = "图表已导出到 {path}", "Figure exported to {path}";
    copied_picture = "图表已复制为图片", "Figure copied as a picture";
    copied_table = "图表数据已复制", "Figures copied as a table";
    opening(name: &str) = "正在打开 {name}…", "Opening {name}…";
    saving(name: &str) = "正在保存 {name}…", "Saving {name}…";
    exporting(name: &str) = "正在导出 {name}…", "Exporting {name}…";
    no_problems = "检查完毕：没有发现问题", "Checked: no problem found";
    problems_found(count: usize) = "发现 {count} 个问题", "{count} problems found";
    problems_more(count: usize) = "还有 {count} 个，改正上面的再检查一次。", "{count} more: mend these and check again.";
    problems_title = "检查结果", "Check";
    notices_title = "消息记录", "Messages";
    notices_empty = "还没有消息", "No messages yet";
    shortcuts_title = "快捷键", "Keyboard shortcuts";
    about_text = "挂图：把一年的计划挂上墙、落到月。", "Guatu: a year's plan on the wall, month by month.";
    about_version(version: &str) = "版本 {version}", "Version {version}";
    about_licence = "MIT 许可；字体 Guatu Sans 为 Noto Sans CJK SC 的子集，依 OFL 1.1。", "MIT licence; the font Guatu Sans is a subset of Noto Sans CJK SC under the OFL 1.1.";
    path_title_open = "打开工作簿", "Open workbook";
    path_title_save = "保存工作簿", "Save workbook";
    path_title_export = "导出图表", "Export figure";
    path_hint = "系统没有文件对话框可用，请输入文件的完整路径。", "No file dialog is available on this system: type the full path of the file.";
    path_label = "路径", "Path";
    path_overwrite(path: &str) = "{path} 已存在，要覆盖吗？", "{path} exists. Replace it?";
    overwrite = "覆盖", "Replace";
    drop_to_open = "松开鼠标即可打开", "Release to open";
    dropped_no_workbook(name: &str) = "{name} 不是挂图工作簿（*.guatu.ron），没有打开。", "{name} is not a Guatu workbook (*.guatu.ron) and was not opened.";
    wait_for_job = "正在读写文件，完成后再关闭。", "A file is being read or written; close when it is done.";
    refused_text_is_open(why: &str) = "输入的内容还没有被接受（{why}）。改好，或按 Esc 放弃，再继续。", "What you typed has not been taken ({why}). Mend it, or drop it with Esc, and go on.";
    cancelled = "已取消", "Cancelled";
    zoom(percent: i32) = "{percent}%", "{percent}%";
    accessible_menu = "主菜单", "Main menu";
    accessible_rail = "导航", "Navigation";
    accessible_progress = "进度", "Progress";
    reporting_month = "数据月份", "Reporting month";
    no_month_yet = "尚未填报", "Nothing reported";
    workbook_settings = "工作簿设置", "Workbook settings";
    settings_year_bad(text: &str) = "年份“{text}”不是四位数字，没有改", "\"{text}\" is not a year of four digits; not changed";
    reporting_month_is(month: &str) = "数据月份：{month}", "Reporting month: {month}";
    reporting_month_tip = "进度、完成率和亮灯都按这个月计算", "Pace, completion and lamps are worked out for this month";
    tab_basics = "基本", "Basics";
    tab_areas = "区域", "Areas";
    tab_departments = "单位", "Departments";
    area_name_of(name: &str) = "{name} 的名称", "Name of {name}";
    area_name_en_of(name: &str) = "{name} 的英文名", "English name of {name}";
    area_code_of(name: &str) = "{name} 的区划代码", "Code of {name}";
    area_code = "区划代码（可空）", "Code (optional)";
    new_area = "新区域名称", "Name of a new area";
    new_department = "新单位名称", "Name of a new department";
    department_name_of(name: &str) = "{name} 的名称", "Name of {name}";
    departments_empty = "还没有单位。任务和项目的责任单位从这里选。", "No departments yet. Leads of tasks and projects are chosen from here.";
    remove_row(name: &str) = "删除{name}", "Remove {name}";
    add = "添加", "Add";
    whole_area = "全市", "Whole city";
    settings_title = "标题", "Title";
    settings_title_en = "英文标题", "English title";
    settings_year = "年份", "Year";
    export_format = "格式", "Format";
    export_size = "版面", "Size";
    export_scale = "倍数", "Scale";
    export_slide = "幻灯片", "Slide";
    export_page = "页面", "Page";
    export_phone = "手机", "Phone";
    export_poster = "挂图", "Poster";
    export_choose = "选择位置…", "Choose where…";
    new_indicator = "新指标", "New indicator";
    new_list = "新清单", "New list";
    workbook_files = "挂图工作簿", "Guatu workbooks";
    job_broken = "程序出错，这件事没有做完。工作簿没有受影响。", "The program failed at this; the workbook is as it was.";
}
