//! The ready view for entering the month, what it leaves as it was, and sums of columns that no totals tell.

use super::{Page, SIZE, cell, click, first_list, key, keys, open, small_city, type_text};
use crate::desk::{Desk, page};
use egui::{Event, Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::{
    edit::Edit,
    i18n::Lang,
    model::{
        Column, Decimal, Lamp, Money, Month, MonthKind, ProjectField as F, Stage, Workbook, list::ColumnView,
    },
    ui::Command,
};

const ZH: Lang = Lang::Zh;

fn enter_month(harness: &mut Page) {
    harness.state_mut().commands.push(Command::EnterMonth);
    harness.run();
}

/// What the totals at the foot say.
fn totals(harness: &Page) -> String {
    let labels = harness.query_all_by_role(Role::Label);
    let mut texts = labels.filter_map(|node| node.value().or_else(|| node.accesskit_node().label()));
    texts.find(|text| text.starts_with("合计 ")).expect("totals")
}

/// The page with just these columns.
fn showing(mut workbook: Workbook, columns: &[Column]) -> Page {
    let mut list = workbook.lists.at(0).expect("a list").clone();
    list.columns = columns.iter().map(|&column| ColumnView { column, width: None }).collect();
    Edit::Replace(list.into()).apply(&mut workbook).expect("other columns");
    // So high that all rows and headings are drawn.
    let mut harness = page(Desk::new(workbook), [SIZE[0], 2400.0]);
    harness.run();
    harness
}

#[test]
fn the_month_is_entered_row_by_row_with_nothing_but_figures_and_enter() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    enter_month(&mut harness);
    assert!(harness.query_by_label(&format!("{} ▼", ZH.views_button(ZH.views_month()))).is_some());
    let month = Month::new(2024, 5).expect("a month");
    let field = F::Month(MonthKind::Reported, month);
    let name = ZH.field(field);
    // Sorted by who answers for them, and none that is finished.
    let rows: Vec<String> = (1..=10).map(|row| cell(&harness, &format!("项目名称 第{row}行"))).collect();
    let figures = ["0.11", "0.12", "0.13", "0.14", "0.15", "0.16", "0.17", "0.18", "0.19", "0.2"];
    for figure in figures {
        type_text(&mut harness, figure);
        key(&mut harness, Key::Enter);
    }
    assert_eq!(harness.state().applied.len(), figures.len(), "one step for each");
    assert!(harness.state().refused.is_empty());
    for (row, (wanted, figure)) in rows.iter().zip(figures).enumerate() {
        let label = |name: &str| format!("{name} 第{}行", row + 1);
        assert_eq!(cell(&harness, &label("项目名称")), *wanted, "rows stay where they are");
        assert_eq!(cell(&harness, &label(&name)).trim_end_matches('0'), figure.trim_end_matches('0'));
        let project = first_list(&harness.state().workbook).into_iter().find(|p| *p.name == **wanted);
        let project = project.expect("there");
        assert_eq!(project.month_figure(MonthKind::Reported, month), figure.parse::<Decimal>().ok());
        assert!(!matches!(project.stage, Some(Stage::Completed | Stage::Commissioned | Stage::Terminated)));
    }
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before, "the view itself is in no file");
}

#[test]
fn what_is_typed_faster_than_the_window_draws_goes_where_it_belongs() {
    let mut harness = open();
    enter_month(&mut harness);
    let month = Month::new(2024, 5).expect("a month");
    let name = ZH.field(F::Month(MonthKind::Reported, month));
    // Three figures, each with its Enter, in one frame.
    let event = |key| Event::Key {
        key,
        physical_key: None,
        pressed: true,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for figure in ["0.31", "0.32", "0.33"] {
        let events = &mut harness.input_mut().events;
        events.extend(figure.chars().map(|letter| Event::Text(letter.to_string())));
        events.push(event(Key::Enter));
    }
    harness.run();
    for (row, figure) in (1..).zip(["0.31", "0.32", "0.33"]) {
        assert_eq!(cell(&harness, &format!("{name} 第{row}行")), figure);
    }
    assert_eq!(harness.state().applied.len(), 3);
    // Opened, typed on and left by Tab, all at once.
    let events = &mut harness.input_mut().events;
    events.extend([event(Key::F2), Event::Text("5".to_owned()), event(Key::Tab)]);
    let before = cell(&harness, &format!("{name} 第4行"));
    harness.run();
    assert!(cell(&harness, &format!("{name} 第4行")).starts_with(before.trim_end_matches('0')));
    assert_eq!(harness.state().applied.len(), 4);
}

#[test]
fn the_ready_view_follows_the_month_and_the_way_back_is_as_it_was() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let of = |month| ZH.field(F::Month(MonthKind::Reported, Month::new(2024, month).expect("a month")));
    let heading =
        |harness: &Page, name: &str| harness.query_by_role_and_label(Role::ColumnHeader, name).is_some();
    enter_month(&mut harness);
    assert!(heading(&harness, &of(5)));
    // Columns of the ready view are hidden without a change of the workbook.
    harness.get_by_role_and_label(Role::ColumnHeader, "灯").click_secondary();
    harness.run();
    click(&mut harness, ZH.views_hide());
    assert!(!heading(&harness, "灯"));
    assert!(harness.state().applied.is_empty());
    harness.state_mut().commands.push(Command::OpenMonth);
    harness.run();
    enter_month(&mut harness);
    assert!(heading(&harness, &of(6)) && !heading(&harness, &of(5)));
    click(&mut harness, &format!("{} ▼", ZH.views_button(ZH.views_month())));
    click(&mut harness, ZH.views_default());
    assert!(heading(&harness, "领域") && !heading(&harness, &of(6)));
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook, before);
}

#[test]
fn columns_of_months_have_totals_and_subtotals_with_money_of_a_package_once() {
    let mut workbook = small_city();
    let (package, part) = {
        let rows = first_list(&workbook);
        (rows[0].id, rows[1].id)
    };
    let month = Month::new(2024, 5).expect("a month");
    let field = F::Month(MonthKind::Reported, month);
    let set = |project, field, value| Edit::SetField { project, field, value };
    set(part, F::Parent, guatu::model::Value::Project(package)).apply(&mut workbook).expect("a part");
    let list = workbook.lists.at(0).expect("a list").clone();
    let unit = list.unit;
    let sum = |workbook: &Workbook| {
        let rows = first_list(workbook).into_iter().filter(|row| row.id != part);
        let figures = rows.filter_map(|row| {
            Money::new(row.month_figure(MonthKind::Reported, month)?, row.month_unit).in_unit(unit)
        });
        figures.sum::<Decimal>()
    };
    let wanted = sum(&workbook);
    let columns = [
        Column::Field(F::Name),
        Column::Field(F::Area),
        Column::Field(field),
        Column::Reported,
        Column::Confirmed,
        Column::Difference,
    ];
    let mut harness = showing(workbook, &columns);
    let said = totals(&harness);
    let name = ZH.field(field);
    let of_month = said.split(" · ").find_map(|part| part.strip_prefix(&*name)).expect("a sum of the month");
    assert_eq!(of_month.trim().parse::<Decimal>().expect("a figure").normalize(), wanted.normalize());
    for column in ["累计上报", "累计纳统", "上报－纳统"] {
        assert!(said.contains(&format!(" · {column} ")), "{said}");
    }
    // The sum is worked out anew after a change, and below each heading.
    click(&mut harness, &format!("{name} 第3行"));
    type_text(&mut harness, "77.5");
    key(&mut harness, Key::Enter);
    let wanted = sum(&harness.state().workbook);
    let of_month = totals(&harness);
    let of_month = of_month.split(" · ").find_map(|part| part.strip_prefix(&*name)).expect("a sum").trim();
    assert_eq!(of_month.parse::<Decimal>().expect("a figure").normalize(), wanted.normalize());
    click(&mut harness, &format!("{} ▼", ZH.projects_group()));
    harness.get_by_role_and_label(Role::CheckBox, "灯").click();
    harness.run();
    key(&mut harness, Key::Escape);
    let groups: Vec<String> = harness
        .query_all_by_role(Role::Button)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| Lamp::ALL.iter().any(|&lamp| label.starts_with(Lang::lamp_shape(lamp))))
        .filter(|label| label.contains(" · "))
        .collect();
    assert!(groups.len() > 1, "{groups:?}");
    let below = |label: &String| {
        let part = label.split(" · ").find_map(|part| part.strip_prefix(&*name));
        part.map_or(Decimal::ZERO, |part| part.trim().parse().expect("a figure"))
    };
    assert_eq!(groups.iter().map(below).sum::<Decimal>().normalize(), wanted.normalize());
}

#[test]
fn a_question_takes_enter_for_yes_and_escape_for_no_and_gives_the_keyboard_back() {
    let mut harness = open();
    let area = |harness: &Page| cell(harness, "总投资 第2行");
    let before = area(&harness);
    for (pressed, wanted) in [(Key::Escape, before.clone()), (Key::Enter, "0.20".to_owned())] {
        click(&mut harness, "总投资 第2行");
        // A figure in another unit is shown before it is taken.
        let asked = guatu::ui::Action::Paste { text: "2000万".to_owned(), ask: true };
        harness.state_mut().act(asked);
        harness.run();
        assert!(harness.query_by_label(&ZH.paste_title(1, 1)).is_some());
        key(&mut harness, pressed);
        assert!(harness.query_by_label(&ZH.paste_title(1, 1)).is_none());
        assert_eq!(area(&harness), wanted);
        // The table has the keyboard again.
        key(&mut harness, Key::ArrowDown);
        keys(&mut harness, Modifiers::NONE, Key::F2);
        assert!(harness.query_by_label("正在编辑 总投资 第3行").is_some());
        key(&mut harness, Key::Escape);
    }
}
