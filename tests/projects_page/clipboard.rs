//! Copy, cut and paste between the table and spreadsheets.

use super::{Page, cell, click, first_list, key, keys, names, open};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::{i18n::Lang, model::MoneyUnit};

const SHIFT: Modifiers = Modifiers::SHIFT;
const ZH: Lang = Lang::Zh;

/// A block as LibreOffice Calc puts it on the clipboard: a merged cell, a cell with a line break, a figure
/// shown with two places, a date in Chinese form.
const CALC_TEXT: &str = "交通\t\t12.35\t2024年5月\n\"水利\n二期\"\t在建\t0.2亿\t2024-06\n";
const CALC_HTML: &str = r#"<!DOCTYPE html>
<html><head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; }
	</style>
</head>
<body>
<table cellspacing="0" border="0">
	<colgroup span="4" width="85"></colgroup>
	<tr>
		<td colspan=2 height="17" align="left" valign=bottom><b>交通</b></td>
		<td align="right" valign=bottom sdval="12.3456" sdnum="2052;0;0.00">12.35</td>
		<td align="right" valign=bottom sdval="45413" sdnum="2052;0;YYYY&quot;年&quot;M&quot;月&quot;">2024年5月</td>
	</tr>
	<tr>
		<td height="33" align="left" valign=bottom>水利<br>二期</td>
		<td align="left" valign=bottom>在建</td>
		<td align="left" valign=bottom>0.2亿</td>
		<td align="left" valign=bottom>2024-06</td>
	</tr>
</table>
<!-- ************************************************************************** -->
</body></html>"#;

fn paste(harness: &mut Page, text: &str, html: Option<&str>) {
    harness.state_mut().clipboard.1 = html.map(str::to_owned);
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

fn copy(harness: &mut Page) -> String {
    harness.event(Event::Copy);
    harness.run();
    harness.state().clipboard.0.clone()
}

/// Clicks the button whose label begins so; how many cells it speaks of does not matter.
fn click_button(harness: &mut Page, label: &str) {
    let found = button(harness, label);
    found.map_or_else(|| panic!("no {label}"), |label| click(harness, &label));
}

/// The label of a button that can be clicked and whose label begins so.
fn button(harness: &Page, label: &str) -> Option<String> {
    let all = harness.query_all_by_label_contains(label);
    let mut buttons = all.filter(|node| {
        let node = node.accesskit_node();
        node.role() == egui::Role::Button && !node.is_disabled()
    });
    buttons.find_map(|node| node.accesskit_node().label())
}

fn stage(harness: &Page, row: usize) -> String {
    cell(harness, &format!("阶段 第{row}行"))
}

#[test]
fn a_block_is_pasted_at_once_where_all_of_it_can_be_read() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    click(&mut harness, "领域 第2行");
    paste(&mut harness, "交通\t在建\t12.50\r\n水利\t竣工\t3\r\n", None);
    assert_eq!(cell(&harness, "领域 第2行"), "交通");
    assert_eq!(stage(&harness, 3), ZH.stage(guatu::model::Stage::Completed));
    assert_eq!(cell(&harness, "总投资 第2行"), "12.50");
    assert_eq!(harness.state().applied.len(), 1, "one step");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn what_is_refused_or_converted_is_shown_first_and_the_rest_can_be_pasted() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    click(&mut harness, "领域 第2行");
    paste(&mut harness, "交通\t胡说\t2000万\n水利\t在建\t约3.5", None);
    assert!(harness.state().applied.is_empty(), "it asks first");
    for told in ["胡说", &ZH.entry_about("约3.5"), &ZH.paste_other_unit("2000万", "亿元")] {
        assert!(harness.query_all_by_label_contains(told).next().is_some(), "{told}");
    }
    click_button(&mut harness, "填入其余");
    assert_eq!(harness.state().applied.len(), 1);
    assert_eq!(cell(&harness, "总投资 第2行"), "0.20");
    assert_eq!(stage(&harness, 3), "在建");
    let old = first_list(&before)[2].investment;
    assert_eq!(first_list(&harness.state().workbook)[2].investment, old, "refused cells stay");
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
    paste(&mut harness, "交通\t胡说", None);
    click(&mut harness, ZH.paste_cancel());
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn a_block_of_calc_brings_its_figures_in_full() {
    let mut harness = open();
    click(&mut harness, "领域 第1行");
    // Area, category, stage, investment: the last column of the block falls on the plan, which takes no date.
    paste(&mut harness, CALC_TEXT, Some(CALC_HTML));
    let list = first_list(&harness.state().workbook)[0].clone();
    assert_ne!(&*list.category, "交通", "it asks first");
    assert!(harness.query_all_by_label_contains(&ZH.paste_in_full("12.35")).next().is_some());
    click_button(&mut harness, "填入其余");
    let list = first_list(&harness.state().workbook);
    assert_eq!(&*list[0].category, "交通");
    assert_eq!(&*list[1].category, "水利\n二期");
    assert_eq!(list[0].stage, None, "covered by the merged cell");
    assert_eq!(list[0].investment.map(|money| money.value.to_string()).as_deref(), Some("12.3456"));
    let money = list[1].investment.expect("an amount");
    assert_eq!((money.value.to_string().as_str(), money.unit), ("0.2", MoneyUnit::Yi));
}

#[test]
fn one_value_fills_the_selection_and_a_block_repeats_in_it() {
    let mut harness = open();
    click(&mut harness, "领域 第2行");
    for _ in 0..3 {
        keys(&mut harness, SHIFT, Key::ArrowDown);
    }
    paste(&mut harness, "能源", None);
    assert!((2..=5).all(|row| cell(&harness, &format!("领域 第{row}行")) == "能源"));
    paste(&mut harness, "甲\n乙\n", None);
    let texts: Vec<String> = (2..=6).map(|row| cell(&harness, &format!("领域 第{row}行"))).collect();
    assert_eq!(texts[..4], ["甲", "乙", "甲", "乙"]);
    assert_eq!(harness.state().applied.len(), 2);
}

#[test]
fn rows_past_the_end_are_added_after_asking() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    let count = names(&harness).len();
    keys(&mut harness, Modifiers::COMMAND, Key::End);
    key(&mut harness, Key::Home);
    key(&mut harness, Key::ArrowRight);
    let area = cell(&harness, &format!("所在地 第{count}行"));
    let block = format!("末行\t{area}\n新甲\t没有的县\n\t\n");
    paste(&mut harness, &block, None);
    assert_eq!(names(&harness).len(), count);
    // What is refused of a project that is not there yet is told by the row that it will have.
    assert!(harness.query_by_label(&ZH.projects_cell("所在地", count + 1)).is_some());
    click(&mut harness, &ZH.paste_apply_adding(2));
    let after = names(&harness);
    assert_eq!(after.len(), count + 2);
    assert_eq!(after[count - 1..=count], ["末行".into(), "新甲".into()]);
    assert!(!after[count + 1].is_empty(), "a project without a name gets one");
    assert!(harness.state().refused.is_empty());
    harness.state_mut().undo_all();
    assert_eq!(harness.state().workbook.projects, before.projects);
}

#[test]
fn copied_cells_come_back_as_they_were() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    let text = copy(&mut harness);
    assert_eq!(text.lines().next().map(|line| line.split('\t').count()), Some(11));
    let html = harness.state().clipboard.1.clone();
    paste(&mut harness, &text, html.as_deref());
    assert!(harness.state().applied.is_empty(), "onto themselves they change nothing");
    assert_eq!(harness.state().workbook.projects, before.projects);
    // Elsewhere, figures keep their places and units.
    click(&mut harness, "总投资 第1行");
    let text = copy(&mut harness);
    let html = harness.state().clipboard.1.clone();
    click(&mut harness, "总投资 第3行");
    paste(&mut harness, &text, html.as_deref());
    let list = first_list(&harness.state().workbook);
    let (from, to) = (list[0].investment.expect("an amount"), list[2].investment.expect("an amount"));
    assert_eq!((from.value.to_string(), from.unit), (to.value.to_string(), to.unit));
}

#[test]
fn hidden_rows_are_not_touched() {
    let mut harness = open();
    let before = harness.state().workbook.clone();
    harness.get_by_label(ZH.projects_search()).focus();
    harness.run();
    let name = first_list(&before)[1].name.chars().take(2).collect::<String>();
    harness.event(Event::Text(name.clone()));
    harness.run();
    click(&mut harness, "领域 第1行");
    keys(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_role_and_label(egui::Role::ColumnHeader, "领域").click();
    harness.run();
    paste(&mut harness, "改了", None);
    for (old, new) in before.projects.iter().zip(harness.state().workbook.projects.iter()) {
        if &*new.category == "改了" {
            assert_eq!(old.list, first_list(&before)[0].list);
        } else {
            assert_eq!(old, new);
        }
    }
    assert_eq!(harness.state().applied.len(), 1);
}

#[test]
fn cutting_copies_and_empties() {
    let mut harness = open();
    click(&mut harness, "领域 第1行");
    let was = cell(&harness, "领域 第1行");
    harness.event(Event::Cut);
    harness.run();
    assert_eq!(harness.state().clipboard.0, was);
    assert_eq!(cell(&harness, "领域 第1行"), "");
}

/// Ranges taken at random, with other rows hidden: only what is shown is ever changed.
#[test]
fn random_ranges_never_touch_hidden_rows() {
    for seed in 0..12_usize {
        let mut harness = open();
        let before = harness.state().workbook.clone();
        let list = first_list(&before)[0].list;
        let shown: std::collections::BTreeSet<_> =
            first_list(&before).iter().skip(seed % 3).step_by(2 + seed % 4).map(|row| row.id).collect();
        harness.state_mut().state.show_only(list, shown.clone());
        harness.run();
        let moves =
            [Key::ArrowDown, Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::End, Key::ArrowLeft];
        key(&mut harness, Key::Home);
        for step in 0..6 {
            let pressed = moves[(seed * 5 + step * 7) % moves.len()];
            if step < 3 {
                key(&mut harness, pressed);
            } else {
                keys(&mut harness, SHIFT, pressed);
            }
        }
        let block = ["1\t2\n3\t4", "甲", "甲\t在建\t3\n乙\t竣工\t4\n丙\t在建\t5"][seed % 3];
        paste(&mut harness, block, None);
        let offered = ["填入其余", "填入 ", "新增"].into_iter().find_map(|label| button(&harness, label));
        if let Some(label) = offered.filter(|_| harness.query_by_label(ZH.paste_cancel()).is_some()) {
            click(&mut harness, &label);
        }
        if harness.query_by_label(ZH.paste_cancel()).is_some() {
            click(&mut harness, ZH.paste_cancel());
        }
        keys(&mut harness, Modifiers::COMMAND, Key::D);
        key(&mut harness, Key::Delete);
        for old in before.projects.iter().filter(|project| !shown.contains(&project.id)) {
            assert_eq!(harness.state().workbook.projects.get(old.id), Some(old), "seed {seed}");
        }
        harness.state_mut().undo_all();
        assert_eq!(harness.state().workbook.projects, before.projects, "seed {seed}");
    }
}
