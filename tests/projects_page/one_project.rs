//! The page of one project.

use super::{Page, click, key, keys, open, page, small_city, type_text};
use crate::desk::Desk;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    i18n::Lang,
    model::{ListKind, Project, Text},
    ui::{Action, Command},
};

fn second(harness: &Page) -> Project {
    super::first_list(&harness.state().workbook)[1].clone()
}

/// The page of the second project, opened by the command.
fn opened() -> Page {
    // High enough to see all of it without scrolling.
    let mut harness = page(Desk::new(small_city()), [1120.0, 2400.0]);
    harness.run();
    click(&mut harness, "项目名称 第2行");
    harness.state_mut().commands.push(Command::OpenProject);
    harness.run();
    harness
}

fn value(harness: &Page, label: &str) -> String {
    harness.get_by_label(label).value().unwrap_or_default()
}

#[test]
fn a_command_opens_the_page_and_escape_leads_back() {
    let mut harness = opened();
    let name = second(&harness).name;
    assert!(harness.query_by_label(&name).is_some(), "the name is the title");
    for part in ["基本", "完成情况", "本年投资", "工期", "里程碑", "阶段记录", "附件", "本次打开以来的改动"]
    {
        assert!(harness.query_all_by_label_contains(part).next().is_some(), "{part}");
    }
    click(&mut harness, "下一个 ›");
    let third = super::first_list(&harness.state().workbook)[2].name.clone();
    assert!(harness.query_by_label(&third).is_some());
    key(&mut harness, Key::Escape);
    assert!(harness.query_by_label("下一个 ›").is_none());
    assert!(harness.query_by_label("项目名称 第3行").is_some(), "back in the table");
}

#[test]
fn enter_on_the_row_number_opens_the_page() {
    let mut harness = open();
    click(&mut harness, "项目名称 第2行");
    key(&mut harness, Key::Home);
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label("下一个 ›").is_some());
}

#[test]
fn fields_are_edited_on_the_page_and_taken_back() {
    let mut harness = opened();
    let before = harness.state().workbook.clone();
    click(&mut harness, "联系电话");
    type_text(&mut harness, "0578-1234567");
    key(&mut harness, Key::Enter);
    assert_eq!(value(&harness, "联系电话"), "0578-1234567");
    click(&mut harness, "增补日期");
    type_text(&mut harness, "2024年3月");
    key(&mut harness, Key::Enter);
    click(&mut harness, "增补原因");
    type_text(&mut harness, "省里追加");
    key(&mut harness, Key::Enter);
    let joined = second(&harness).joined.expect("it joined");
    assert_eq!((joined.date.to_string().as_str(), &*joined.reason), ("2024-03", "省里追加"));
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

#[test]
fn a_problem_is_raised_given_an_owner_and_solved() {
    let mut harness = opened();
    let before = harness.state().workbook.clone();
    let count = second(&harness).problems.len();
    click(&mut harness, "+ 问题");
    type_text(&mut harness, "用地未批");
    key(&mut harness, Key::Enter);
    let label = Lang::Zh.detail_problem(count + 1);
    let owner = before.departments.at(0).expect("a department").name.clone();
    click(&mut harness, &format!("{label} 责任"));
    type_text(&mut harness, &owner);
    key(&mut harness, Key::Enter);
    click(&mut harness, &format!("{label} 期限"));
    type_text(&mut harness, "2024-08");
    key(&mut harness, Key::Enter);
    click(&mut harness, &format!("{label} 已解决"));
    type_text(&mut harness, "调整选址");
    key(&mut harness, Key::Enter);
    let problem = second(&harness).problems[count].clone();
    assert_eq!((&*problem.text, &*problem.resolution), ("用地未批", "调整选址"));
    assert_eq!(problem.owner, before.departments.at(0).map(|row| row.id));
    assert_eq!(problem.due.map(|due| due.to_string()).as_deref(), Some("2024-08"));
    assert!(problem.solved.is_some() && problem.raised.is_some());
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

#[test]
fn a_promoted_investment_takes_the_dates_of_its_course() {
    let mut city = small_city();
    let list = city.lists.iter().find(|list| list.kind == ListKind::Promotion).expect("a list").id;
    let id = city.projects.iter().find(|project| project.list == list).expect("a project").id;
    city.month = guatu::model::Month::new(2024, 5);
    let mut harness = page(Desk::new(city), [1120.0, 2400.0]);
    harness.state_mut().state.show_list(list);
    harness.state_mut().state.open_page(id);
    harness.run();
    click(&mut harness, "首笔到资");
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "2024.4");
    key(&mut harness, Key::Enter);
    click(&mut harness, "累计到资");
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "3000万");
    key(&mut harness, Key::Enter);
    let course =
        harness.state().workbook.projects.get(id).and_then(|p| p.promotion.clone()).expect("a course");
    assert_eq!(course.funded.map(|date| date.to_string()).as_deref(), Some("2024-04"));
    assert_eq!(course.funds.map(|funds| funds.to_string()).as_deref(), Some("3000 万元"));
}

/// A path into the workbook's folder is linked at once; one that leaves it is asked about.
#[test]
fn attachments_are_links_relative_to_the_workbook() {
    let mut harness = opened();
    let before = harness.state().workbook.clone();
    harness.get_by_label("附件路径").focus();
    harness.run();
    type_text(&mut harness, "照片/现场 1.jpg");
    key(&mut harness, Key::Enter);
    let links = |harness: &Page| second(harness).attachments;
    assert_eq!(links(&harness), [Text::from("照片/现场 1.jpg")]);
    harness.get_by_label("附件路径").focus();
    harness.run();
    type_text(&mut harness, "../别处/x.pdf");
    key(&mut harness, Key::Enter);
    assert_eq!(links(&harness).len(), 1, "asked about first");
    assert!(harness.query_by_label(&Lang::Zh.attach_outside("../别处/x.pdf")).is_some());
    click(&mut harness, "仍然链接");
    assert_eq!(links(&harness).len(), 2);
    click(&mut harness, "选择文件…");
    let id = second(&harness).id;
    assert!(harness.state().asked.contains(&Action::Attach(id)));
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}
