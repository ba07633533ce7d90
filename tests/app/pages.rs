//! The pages of indicators, projects and tasks inside the whole application: finding, editing, saving.

use super::{ZH, lishui};
use crate::harness::{App, CTRL, CTRL_SHIFT, PLAIN, Start};
use egui::{Key, PointerButton, accesskit::Role};
use guatu::{
    bundled::Bundled,
    i18n::Lang,
    model::{ListId, MonthKind, Project, ProjectField, Workbook},
    storage,
    ui::{Command, Page},
};
use tempfile::TempDir;

fn first_of(workbook: &Workbook, list: ListId) -> &Project {
    workbook.projects.iter().find(|project| project.list == list).expect("a project")
}

fn first_list(app: &App) -> ListId {
    app.guatu().document().workbook().lists.at(0).expect("a list").id
}

/// The name of a cell of the table, as it is spoken.
fn cell(app: &App, field: ProjectField, row: usize) -> String {
    let lang = app.guatu().lang();
    lang.projects_cell(&lang.field(field), row)
}

#[track_caller]
fn go_to_cell(app: &mut App, field: ProjectField, row: usize) {
    let name = cell(app, field, row);
    let found = app.seen().into_iter().find(|seen| seen.says.starts_with(&name));
    let Some(found) = found else { panic!("no cell {name:?}; there is {:#?}", app.names()) };
    app.click_at(found.rect.center());
}

fn name_of_first(app: &App) -> String {
    let workbook = app.guatu().document().workbook();
    first_of(workbook, first_list(app)).name.to_string()
}

#[test]
fn a_cell_is_edited_undone_redone_saved_and_there_again() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("改.guatu.ron");
    let mut app = Start::bundled(Bundled::Lishui2024).choosing([path.as_path()]).app();
    app.page("项目");
    let before = name_of_first(&app);
    app.expect(&before);
    go_to_cell(&mut app, ProjectField::Name, 1);
    app.type_text("衢丽铁路（改名）");
    app.press(PLAIN, Key::Enter);
    assert_eq!(name_of_first(&app), "衢丽铁路（改名）");
    app.expect("衢丽铁路（改名）");
    app.expect("1 处改动未保存");
    app.press(CTRL, Key::Z);
    assert_eq!(name_of_first(&app), before);
    app.expect("未改动");
    app.press(CTRL_SHIFT, Key::Z);
    app.expect("衢丽铁路（改名）");
    app.press(CTRL, Key::S);
    app.expect("已保存");

    let mut app = Start::bundled(Bundled::DemoCity).choosing([path.as_path()]).app();
    app.press(CTRL, Key::O);
    app.page("项目");
    app.expect("衢丽铁路（改名）");
    assert_eq!(name_of_first(&app), "衢丽铁路（改名）");
}

/// One changed cell is one changed line of the file.
#[test]
fn one_cell_is_one_line_of_the_file() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.guatu.ron");
    let mut app = Start::bundled(Bundled::DemoCity).choosing([path.as_path()]).app();
    app.press(CTRL, Key::S);
    let before = std::fs::read_to_string(&path).expect("the file");
    app.page("项目");
    go_to_cell(&mut app, ProjectField::Name, 2);
    app.type_text("只改这一格");
    app.press(PLAIN, Key::Enter);
    app.press(CTRL, Key::S);
    let after = std::fs::read_to_string(&path).expect("the file");
    let changed = before.lines().zip(after.lines()).filter(|(old, new)| old != new).count();
    assert_eq!((changed, before.lines().count()), (1, after.lines().count()));
}

/// What is still in the editor when Ctrl+S is pressed is in the file.
#[test]
fn saving_takes_what_is_being_typed() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.guatu.ron");
    let mut app = Start::bundled(Bundled::Lishui2024).choosing([path.as_path()]).app();
    app.page("项目");
    go_to_cell(&mut app, ProjectField::Name, 1);
    app.type_text("还没按回车");
    app.press(CTRL, Key::S);
    let saved = storage::open(&path).expect("the saved workbook").workbook;
    assert_eq!(&*first_of(&saved, first_list(&app)).name, "还没按回车");
    app.expect("已保存");
}

/// What is still in the editor when the window is asked to close is not lost without a question.
#[test]
fn closing_does_not_lose_what_is_being_typed() {
    let mut app = lishui();
    app.page("项目");
    go_to_cell(&mut app, ProjectField::Name, 1);
    app.type_text("还没按回车");
    app.ask_to_close();
    assert!(app.heard.stays && !app.heard.closes);
    app.expect("有改动没有保存");
    app.click("继续编辑");
    app.expect("还没按回车");
}

#[test]
fn a_refused_value_says_why_and_nothing_is_lost() {
    let mut app = lishui();
    app.page("项目");
    let before = app.guatu().document().workbook().clone();
    go_to_cell(&mut app, ProjectField::Investment, 1);
    app.type_text("很多钱");
    app.press(PLAIN, Key::Enter);
    app.expect("很多钱");
    app.expect("“很多钱”不是确数");
    assert_eq!(app.guatu().document().workbook(), &before);
    // Not even by closing the window, or by opening another workbook.
    app.ask_to_close();
    app.expect("输入的内容还没有被接受");
    app.run("打开演示数据");
    app.expect("很多钱");
    assert_eq!(app.guatu().document().workbook(), &before);
    app.press(PLAIN, Key::Escape);
    assert_eq!(app.guatu().view().refused(), None);
    app.expect("未改动");
}

#[test]
fn the_palette_leads_to_a_project() {
    let mut app = lishui();
    let (name, list) = {
        let workbook = app.guatu().document().workbook();
        let project = workbook.projects.iter().last().expect("a project");
        (project.name.to_string(), project.list)
    };
    app.press(CTRL, Key::K);
    app.expect("找命令、指标、项目…");
    app.type_text(&name);
    app.press(PLAIN, Key::Enter);
    assert_eq!(app.guatu().view().page, Page::Projects);
    assert_eq!(app.guatu().view().projects.list(), Some(list));
    app.expect(&name);
}

#[test]
fn the_palette_finds_indicators_and_knows_when_nothing_fits() {
    let mut app = lishui();
    let name = app.guatu().document().workbook().indicators.at(3).expect("an indicator").name.to_string();
    app.run(&name);
    assert_eq!(app.guatu().view().page, Page::Indicators);
    app.expect(&name);
    app.press(CTRL, Key::P);
    app.type_text("没有这样的名字");
    app.expect("没有找到“没有这样的名字”");
    app.press(PLAIN, Key::Escape);
    app.expect_not("没有找到");
    assert_eq!(app.guatu().view().page, Page::Indicators);
}

/// The context menu of a figure offers the same as the commands.
#[test]
fn a_right_click_on_a_figure_offers_what_can_be_done_with_it() {
    let mut app = Start::bundled(Bundled::DemoCity).lang(Lang::En).app();
    app.run("Indicators");
    let chart = app
        .seen()
        .into_iter()
        .filter(|seen| seen.role == Role::Figure)
        .max_by_key(|seen| seen.rect.area() as u64)
        .expect("a figure");
    app.click_with(chart.rect.center(), PLAIN, PointerButton::Secondary);
    app.click("Copy figure's data");
    assert_eq!(app.heard.copied.len(), 1);
}

#[test]
fn projects_are_added_and_deleted_and_taken_back() {
    let mut app = lishui();
    app.page("项目");
    let count = app.guatu().document().workbook().projects.len();
    app.press(CTRL_SHIFT, Key::N);
    assert_eq!(app.guatu().document().workbook().projects.len(), count + 1);
    app.press(PLAIN, Key::Escape);
    app.run(ZH.command(Command::DeleteProjects));
    assert_eq!(app.guatu().document().workbook().projects.len(), count);
    app.press(CTRL, Key::Z);
    assert_eq!(app.guatu().document().workbook().projects.len(), count + 1);
    app.press(CTRL, Key::Z);
    assert_eq!(app.guatu().document().workbook().projects.len(), count);
    app.expect("未改动");
}

#[test]
fn tiles_and_rows_of_the_overview_lead_to_their_places() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    let name =
        app.guatu().document().workbook().indicators.iter().find(|i| i.headline).expect("one").name.clone();
    let tile = app
        .seen()
        .into_iter()
        .find(|seen| seen.role == Role::Button && seen.says.starts_with(&*name))
        .expect("a tile");
    app.click_at(tile.rect.center());
    assert_eq!(app.guatu().view().page, Page::Indicators);
    app.expect(&name);
}

/// Sections and sources are kept in the workbook's own window.
#[test]
fn sections_and_sources_are_edited_in_the_settings() {
    let mut app = lishui();
    let titles = |app: &App| -> Vec<String> {
        app.guatu().document().workbook().sections.iter().map(|section| section.title.to_string()).collect()
    };
    let before = titles(&app);
    app.press(PLAIN, Key::F8);
    app.click(&format!("章节 {}", before.len()));
    app.click("新章节标题");
    app.type_text("民生实事");
    app.press(PLAIN, Key::Enter);
    assert_eq!(titles(&app).last().map(String::as_str), Some("民生实事"));
    app.click("上移民生实事");
    let moved = titles(&app);
    assert_eq!(moved.iter().position(|title| title == "民生实事"), Some(before.len() - 1));
    let sources = app.guatu().document().workbook().sources.len();
    app.click(&format!("来源 {sources}"));
    app.click("新来源标题");
    app.type_text("2024年一季度统计公报");
    app.press(PLAIN, Key::Enter);
    let book = app.guatu().document().workbook();
    assert!(book.sources.iter().any(|source| &*source.title == "2024年一季度统计公报"));
    app.press(PLAIN, Key::Escape);
    (0..3).for_each(|_| app.press(CTRL, Key::Z));
    assert_eq!(titles(&app), before);
}

#[test]
fn a_line_of_the_month_leads_to_its_cell_and_what_is_typed_there_is_the_months_figure() {
    let mut app = Start::bundled(Bundled::DemoCity).app();
    app.page("项目");
    app.click("本月变化");
    let lines = app.seen().into_iter().filter(|seen| seen.says.starts_with("未上报 · "));
    let first = lines.min_by(|a, b| a.rect.top().total_cmp(&b.rect.top())).expect("who has not reported");
    let name = first.says.split(" · ").nth(1).expect("a project").to_owned();
    app.click_at(first.rect.center());
    app.type_text("0.05");
    app.press(PLAIN, Key::Enter);
    let workbook = app.guatu().document().workbook();
    let month = workbook.month.expect("the reporting month");
    let project = workbook.projects.iter().find(|project| *project.name == *name).expect("the project");
    let figure = project.month_figure(MonthKind::Reported, month).expect("what was typed");
    assert_eq!(figure.to_string(), "0.05");
}
