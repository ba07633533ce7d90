//! What follows from the numbers, in the window: how a figure was computed, the settings of a list, the new month.

use super::{Page, click, first_list, key, open};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use guatu::{
    edit::{Edit, Head},
    i18n::Lang,
    model::{Decimal, Month, PaceProfile, ProjectList, list::LampRules},
    ui::Command,
};

fn run(harness: &mut Page, command: Command) {
    harness.state_mut().commands.push(command);
    harness.run();
}

fn list(harness: &Page) -> ProjectList {
    harness.state().workbook.lists.at(0).expect("a list").clone()
}

/// Turns to a part of a window, or chooses one of several.
fn choose(harness: &mut Page, name: &str) {
    harness.get_by_role_and_label(egui::Role::CheckBox, name).click();
    harness.run();
}

/// How many labels say something like it.
fn says(harness: &Page, part: &str) -> usize {
    harness.query_all_by_label_contains(part).count()
}

#[test]
fn a_figure_tells_how_it_was_computed() {
    let mut harness = open();
    click(&mut harness, "完成率 第1行");
    run(&mut harness, Command::Explain);
    let name = first_list(&harness.state().workbook)[0].name.to_string();
    assert!(says(&harness, &Lang::Zh.explain_title(&name)) > 0);
    // Formula with inputs, the months that make the sum, the pace, the rules in their order.
    for part in ["÷", "1—5月“上报”数之和", "四舍五入一次", "5 个月 ÷ 12 个月", "1.", "按顺序判断"]
    {
        assert!(says(&harness, part) > 0, "{part}");
    }
    key(&mut harness, Key::Escape);
    assert_eq!(says(&harness, "按顺序判断"), 0);
    // The details lead there too.
    click(&mut harness, "如何得出…");
    assert!(says(&harness, "按顺序判断") > 0);
    click(&mut harness, "关闭");
    let id = list(&harness).id;
    harness.state_mut().state.explain_list(id);
    harness.run();
    assert!(says(&harness, "只用于单个项目") > 0, "the sum goes by the rules about sums");
}

#[test]
fn lamp_rules_and_pace_are_set_in_a_window_and_taken_back() {
    let mut harness = open();
    let before = harness.state().workbook.lists.clone();
    run(&mut harness, Command::ListSettings);
    choose(&mut harness, "亮灯规则");
    choose(&mut harness, "按差距 10/30");
    assert_eq!(list(&harness).lamps, LampRules::by_gap());
    click(&mut harness, "上移第 2 条");
    assert_eq!(list(&harness).lamps.0[0], LampRules::by_gap().0[1]);
    click(&mut harness, "+ 规则");
    click(&mut harness, "删除第 1 条");
    assert_eq!(list(&harness).lamps.0.len(), 2);
    // The limit is typed: 15 points.
    click(&mut harness, "第 2 条的界限");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("15".to_owned()));
    harness.run();
    key(&mut harness, Key::Enter);
    assert_eq!(list(&harness).lamps.0[1].when.limit(), Decimal::from(15));
    choose(&mut harness, "时间进度");
    choose(&mut harness, "季度点 30/60/85/100");
    assert_eq!(list(&harness).pace, PaceProfile::quarterly());
    click(&mut harness, "第 2 点的百分比");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.event(egui::Event::Text("20".to_owned()));
    harness.run();
    key(&mut harness, Key::Enter);
    assert_eq!(harness.state().refused.len(), 1, "a curve that falls is refused");
    assert_eq!(list(&harness).pace, PaceProfile::quarterly());
    choose(&mut harness, "规模档");
    click(&mut harness, "+ 规模档");
    assert_eq!(list(&harness).tiers.len(), 1);
    choose(&mut harness, "基本");
    choose(&mut harness, "纳统");
    click(&mut harness, "关闭");
    assert_eq!(says(&harness, "清单设置"), 0);
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.lists, before);
}

#[test]
fn the_new_month_is_one_step_and_lists_what_changed() {
    let mut harness = open();
    run(&mut harness, Command::OpenMonth);
    let june = Month::new(2024, 6);
    assert_eq!(harness.state().applied, [Edit::Head(Head::Month(june))]);
    // June has no figure yet: every project in work is missing, by area.
    assert!(says(&harness, "2024年6月与上月相比") > 0);
    assert!(says(&harness, "未报：") > 0);
    let missing = harness.query_all_by_label_contains("未上报 · ").next().expect("a line").rect();
    harness.event(egui::Event::PointerMoved(missing.center()));
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: missing.center(),
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    harness.run();
    assert!(harness.query_by_label("领域 第1行").is_some(), "the line leads to the table");
    harness.state_mut().undo_all();
    harness.run();
    assert_eq!(harness.state().workbook.month, Month::new(2024, 5));
}

#[test]
fn behind_december_comes_no_month() {
    let mut harness = open();
    harness.state_mut().workbook.month = Month::new(2024, 12);
    run(&mut harness, Command::OpenMonth);
    assert_eq!(harness.state().applied.len(), 0);
    assert!(harness.state().warnings[0].contains("12"));
}
