//! The views beside the table: what the filters leave, as schedule, curve, board, funnel and heat table.

use super::{Page, click, first_list, key, keys, open, page, small_city};
use crate::desk::Desk;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{FigureKind, Project, ProjectField, ProjectId, Stage, When, Workbook},
    ui::{Action, Command, FigureRequest},
};

fn first_with_dates(workbook: &Workbook) -> &Project {
    let list = workbook.lists.at(0).expect("a list").id;
    let dated = |project: &&Project| {
        project.list == list && project.planned_start.is_some() && project.planned_finish.is_some()
    };
    workbook.projects.iter().find(dated).expect("a project with dates")
}

fn project(harness: &Page, id: ProjectId) -> &Project {
    harness.state().workbook.projects.get(id).expect("the project")
}

fn months(date: Option<When>) -> i32 {
    let date = date.expect("a date");
    i32::from(date.year()) * 12 + i32::from(date.latest_month().month())
}

fn figure_kind(harness: &mut Page) -> Option<FigureKind> {
    harness.state_mut().with(|shown, state| state.figure(shown)).map(|figure| figure.kind)
}

#[test]
fn every_tab_exports_what_it_shows_of_what_the_filters_leave() {
    let mut harness = open();
    for (tab, kind) in [
        ("进度图", FigureKind::Schedule),
        ("投资曲线", FigureKind::InvestmentCurve),
        ("阶段看板", FigureKind::StageBoard),
        ("热力表", FigureKind::HeatTable),
    ] {
        click(&mut harness, tab);
        assert_eq!(figure_kind(&mut harness), Some(kind), "{tab}");
    }
    let whole = harness.state_mut().with(|shown, state| state.figure(shown)).expect("a figure");
    assert!(whole.view.projects.is_empty(), "the whole list needs no names");
    click(&mut harness, "存为图表");
    let kept = |action: &Action| {
        matches!(action, Action::Figure(figure, FigureRequest::Keep)
            if (figure.kind, figure.list) == (whole.kind, whole.list))
    };
    assert!(harness.state().asked.iter().any(kept), "the application keeps it");
}

#[test]
fn a_schedule_is_changed_by_keys_and_taken_back() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let id = first_with_dates(&before).id;
    click(&mut harness, "进度图");
    let label = Lang::Zh.schedule_row(&project(&harness, id).name, "");
    harness.get_by_label_contains(label.trim()).click();
    harness.run();
    let dates = |harness: &Page| {
        let project = project(harness, id);
        (months(project.planned_start), months(project.planned_finish))
    };
    let (start, finish) = dates(&harness);
    keys(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(dates(&harness), (start + 1, finish + 1));
    assert_eq!(harness.state().undo.len(), 1, "one step for both dates");
    keys(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert_eq!(dates(&harness), (start + 1, finish + 2));
    keys(&mut harness, Modifiers::ALT | Modifiers::COMMAND, Key::ArrowLeft);
    assert_eq!(dates(&harness), (start, finish + 2));
    // A bar keeps a month: start never passes finish.
    for _ in 0..90 {
        keys(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowLeft);
    }
    assert!(harness.state().refused.is_empty() && harness.state().warnings.is_empty());
    let (start, finish) = dates(&harness);
    assert_eq!(start, finish);
    key(&mut harness, Key::ArrowDown);
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

#[test]
fn a_bar_dragged_by_the_pointer_moves_both_dates_in_one_step() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let id = first_with_dates(&before).id;
    click(&mut harness, "进度图");
    let name = project(&harness, id).name.to_string();
    for far in [120.0, -75.0, 33.0] {
        let bar = harness.get_by_label(&Lang::Zh.schedule_bar(&name)).rect();
        let from = bar.center();
        let old = (months(project(&harness, id).planned_start), months(project(&harness, id).planned_finish));
        let steps = harness.state().undo.len();
        harness.drag_at(from);
        harness.run();
        harness.hover_at(from + egui::vec2(far * 0.5, 0.0));
        harness.run();
        harness.hover_at(from + egui::vec2(far, 0.0));
        harness.run();
        harness.drop_at(from + egui::vec2(far, 0.0));
        harness.run();
        let new = (months(project(&harness, id).planned_start), months(project(&harness, id).planned_finish));
        assert_eq!(new.0 - old.0, new.1 - old.1, "the length stays");
        assert_eq!((new.0 - old.0).signum(), far.signum() as i32, "{far}");
        assert_eq!(harness.state().undo.len(), steps + 1);
    }
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

#[test]
fn the_present_plan_is_kept_as_baseline() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let id = first_with_dates(&before).id;
    click(&mut harness, "进度图");
    click(&mut harness, "把现计划存为基准");
    let kept = project(&harness, id);
    assert_eq!((kept.baseline_start, kept.baseline_finish), (kept.planned_start, kept.planned_finish));
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

/// The board of stages, the workbook behind it, and a project under construction.
fn on_the_board() -> (Page, Workbook, ProjectId, String) {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let list = before.lists.at(0).expect("a list").id;
    let building = |project: &&Project| project.list == list && project.stage == Some(Stage::Building);
    let id = before.projects.iter().find(building).expect("one under construction").id;
    let name = project(&harness, id).name.to_string();
    click(&mut harness, "阶段看板");
    (harness, before, id, name)
}

#[test]
fn a_card_changes_its_stage_by_keys_and_notes_the_date() {
    let (mut harness, before, id, name) = on_the_board();
    harness.get_by_label_contains(&format!("{name} · ")).focus();
    harness.run();
    keys(&mut harness, Modifiers::ALT, Key::ArrowRight);
    let moved = project(&harness, id);
    assert_eq!(moved.stage, Some(Stage::Completed));
    assert_eq!(moved.stage_log.last().map(|change| change.stage), Some(Stage::Completed));
    assert_eq!(harness.state().undo.len(), 1);
    keys(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(project(&harness, id).stage, Some(Stage::Building), "the card keeps the keyboard");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

/// A card is carried to another column by the mouse; the stage is noted with the month, all in one step.
#[test]
fn a_card_dragged_to_another_column_changes_its_stage() {
    let (mut harness, before, id, name) = on_the_board();
    let card = harness.get_by_label_contains(&format!("{name} · ")).rect();
    let heading = |harness: &Page, stage: &str| {
        let columns = harness.query_all_by_role(egui::Role::Heading);
        let own = columns.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect()));
        own.into_iter().find(|(label, _)| label.starts_with(stage)).expect("a column").1
    };
    let to = heading(&harness, Lang::Zh.stage(Stage::Completed)).center() + egui::vec2(0.0, 60.0);
    harness.drag_at(card.center());
    harness.run();
    for part in [0.3, 0.7, 1.0] {
        harness.hover_at(card.center().lerp(to, part));
        harness.run();
    }
    assert!(harness.state().undo.is_empty(), "nothing changes on the way");
    harness.drop_at(to);
    harness.run();
    let moved = project(&harness, id);
    assert_eq!(moved.stage, Some(Stage::Completed));
    let noted = moved.stage_log.last().map(|change| (change.stage, change.date.month()));
    assert_eq!(noted, Some((Stage::Completed, before.month)));
    assert_eq!(harness.state().undo.len(), 1);
    assert!(matches!(&*harness.state().applied, [Edit::SetField { field: ProjectField::Stage, .. }]));
    // Dropped where it came from, or between the columns, it changes nothing.
    let card = harness.get_by_label_contains(&format!("{name} · ")).rect();
    harness.drag_at(card.center());
    harness.run();
    harness.hover_at(card.center() + egui::vec2(0.0, 40.0));
    harness.run();
    harness.drop_at(card.center() + egui::vec2(0.0, 40.0));
    harness.run();
    assert_eq!(harness.state().undo.len(), 1);
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

/// F9 answers in every view: of one project where one is chosen, otherwise of the sum, as of any month and for
/// any area.
#[test]
fn every_view_says_how_its_figures_were_computed() {
    let mut harness = open();
    let lang = Lang::Zh;
    let list = harness.state().workbook.lists.at(0).expect("a list").clone();
    let counted = first_list(&harness.state().workbook).iter().filter(|row| row.parent.is_none()).count();
    let sum = format!("{} · {}", list.name, lang.explain_total(counted as u32));
    for tab in ["投资曲线", "热力表", "开工"] {
        click(&mut harness, tab);
        harness.state_mut().commands.push(Command::Explain);
        harness.run();
        assert!(harness.query_by_label(&lang.explain_title(&sum)).is_some(), "{tab}");
        assert!(harness.query_by_label_contains("÷ 12 个月").is_some(), "{tab}");
        key(&mut harness, Key::Escape);
    }
    // A cell of the heat table: an area at an earlier month.
    let area = harness.state().workbook.areas.at(3).expect("an area").clone();
    let of_area = |row: &&Project| row.list == list.id && row.area == Some(area.id) && row.parent.is_none();
    let few = harness.state().workbook.projects.iter().filter(of_area).count();
    click(&mut harness, "热力表");
    harness.state_mut().commands.push(Command::Explain);
    harness.run();
    let box_of = |harness: &mut Page, label: &str| {
        harness.get_by_role_and_label(egui::Role::ComboBox, label).click();
        harness.run();
    };
    box_of(&mut harness, lang.explain_as_of());
    click(&mut harness, "2024年3月");
    box_of(&mut harness, lang.explain_part());
    click(&mut harness, area.label());
    assert!(harness.query_by_label_contains("3 个月 ÷ 12 个月").is_some());
    let name = format!("{} · {}", list.name, lang.explain_total(few as u32));
    assert!(harness.query_by_label(&lang.explain_title(&name)).is_some());
    key(&mut harness, Key::Escape);
    // One project: from the schedule, and from its own page, where Escape closes only the window.
    let id = first_with_dates(&harness.state().workbook).id;
    let own = lang.explain_title(&project(&harness, id).name);
    click(&mut harness, "进度图");
    let label = lang.schedule_row(&project(&harness, id).name, "");
    harness.get_by_label_contains(label.trim()).click();
    harness.run();
    harness.state_mut().commands.push(Command::Explain);
    harness.run();
    assert!(harness.query_by_label(&own).is_some());
    key(&mut harness, Key::Escape);
    harness.state_mut().state.open_page(id);
    harness.run();
    harness.state_mut().commands.push(Command::Explain);
    harness.run();
    assert!(harness.query_by_label(&own).is_some());
    key(&mut harness, Key::Escape);
    assert!(harness.query_by_label(&own).is_none());
    assert!(harness.query_by_label(lang.group_log()).is_some(), "the page is still there");
}

/// A plan without months says in every view what belongs there and leads to where it is entered.
#[test]
fn views_without_figures_say_what_to_do() {
    let mut city = small_city();
    city.month = None;
    let mut projects: Vec<Project> = city.projects.iter().cloned().collect();
    for project in &mut projects {
        project.months.clear();
        project.plan = None;
        (project.planned_start, project.planned_finish, project.years) = (None, None, None);
        (project.actual_start, project.actual_finish) = (None, None);
    }
    city.projects = projects.into_iter().collect();
    let mut harness = page(Desk::new(city), super::SIZE);
    harness.run();
    let lang = Lang::Zh;
    for (tab, why, action) in [
        ("进度图", lang.schedule_no_dates(), lang.view_go_enter_dates()),
        ("投资曲线", lang.curve_no_figures(), lang.view_go_enter_months()),
        ("热力表", lang.heat_none(), lang.view_go_enter_months()),
    ] {
        click(&mut harness, tab);
        assert!(harness.query_by_label(why).is_some(), "{tab}");
        click(&mut harness, action);
        assert!(harness.query_by_label("项目名称 第2行").is_some(), "{tab} leads to the table");
    }
    click(&mut harness, "阶段看板");
    assert!(harness.query_by_label_contains("在建 ").is_some());
}

#[test]
fn what_belongs_to_the_table_is_not_shown_beside_a_view() {
    let mut harness = open();
    let offered = |harness: &Page, label: &str| harness.query_by_label(label).is_some();
    let details = |harness: &mut Page| {
        harness.state_mut().with(|shown, state| state.available(shown, Command::ToggleDetails)).is_ok()
    };
    assert!(offered(&harness, Lang::Zh.projects_columns()) && offered(&harness, Lang::Zh.projects_details()));
    assert!(details(&mut harness));
    for tab in ["进度图", "投资曲线", "阶段看板", "热力表", "开工", "本月变化"] {
        click(&mut harness, tab);
        for label in [Lang::Zh.projects_columns(), Lang::Zh.projects_details()] {
            assert!(!offered(&harness, label), "{tab}: {label}");
        }
        assert!(!details(&mut harness), "{tab}");
    }
    click(&mut harness, "表格");
    assert!(offered(&harness, Lang::Zh.projects_columns()) && details(&mut harness));
}

#[test]
fn a_selection_is_seen_alone_in_the_table_and_in_every_view() {
    let mut harness = open();
    keys(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    keys(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    click(&mut harness, &Lang::Zh.projects_show_only(3));
    for tab in ["进度图", "投资曲线", "热力表"] {
        click(&mut harness, tab);
        let figure = harness.state_mut().with(|shown, state| state.figure(shown)).expect("a figure");
        assert_eq!(figure.view.projects.len(), 3, "{tab}");
    }
    click(&mut harness, &Lang::Zh.projects_only(3));
    let whole = harness.state_mut().with(|shown, state| state.figure(shown)).expect("a figure");
    assert!(whole.view.projects.is_empty());
}

#[test]
fn what_is_no_figure_is_not_exported() {
    let mut harness = open();
    for tab in ["开工", "本月变化"] {
        click(&mut harness, tab);
        assert_eq!(figure_kind(&mut harness), None, "{tab}");
    }
    click(&mut harness, "表格");
    harness.state_mut().with(|shown, state| state.run(shown, Command::OpenProject));
    harness.run();
    let page = harness.state_mut().with(|shown, state| state.figure(shown)).expect("the project's own");
    assert_eq!((page.kind, page.view.projects.len()), (FigureKind::InvestmentCurve, 1));
}

#[test]
fn one_goes_on_by_keys_after_looking_at_a_project_s_page() {
    let (mut harness, _, id, name) = on_the_board();
    harness.get_by_label_contains(&format!("{name} · ")).focus();
    harness.run();
    key(&mut harness, Key::Enter);
    assert!(harness.query_by_label(Lang::Zh.page_next()).is_some(), "its page");
    key(&mut harness, Key::Escape);
    keys(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(project(&harness, id).stage, Some(Stage::Completed));

    let mut harness = open();
    let id = first_with_dates(&harness.state().workbook).id;
    click(&mut harness, "进度图");
    let label = Lang::Zh.schedule_row(&project(&harness, id).name, "");
    harness.get_by_label_contains(label.trim()).click();
    harness.run();
    key(&mut harness, Key::Enter);
    key(&mut harness, Key::Escape);
    let start = months(project(&harness, id).planned_start);
    keys(&mut harness, Modifiers::ALT, Key::ArrowRight);
    assert_eq!(months(project(&harness, id).planned_start), start + 1);
}
