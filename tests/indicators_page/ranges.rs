//! Several cells of the table of figures at once: select, copy, paste, fill, empty.

use super::desk::{Desk, click, page, press};
use egui::{Event, Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable as _};
use guatu::{
    edit::Edit,
    model::{
        Area, AreaId, Basis, Indicator, IndicatorId, Measure, Observation, Period, Status, Unit, Workbook,
        indicator::EarlierValue,
    },
    ui::Page,
};

const CITY: AreaId = AreaId(1);
const EAST: AreaId = AreaId(2);
const WEST: AreaId = AreaId(3);

/// A city of two counties with output by month and people at the end of it.
fn book() -> Workbook {
    let mut book = Workbook::new("测试", 2024);
    let area = |id, name: &str, parent| Area {
        id,
        name: name.into(),
        short: "".into(),
        name_en: "".into(),
        code: None,
        parent,
        square: None,
    };
    book.areas = [area(CITY, "全市", None), area(EAST, "东县", Some(CITY)), area(WEST, "西县", Some(CITY))]
        .into_iter()
        .collect();
    let mut row = Indicator::new(IndicatorId(10), "产值");
    (row.unit, row.basis) = (Unit::new("亿元"), Basis::Cumulative);
    for (area, period, value) in [
        (CITY, "2024-02 cum", "20.5"),
        (CITY, "2024-03 cum", "30.5"),
        (EAST, "2024-02 cum", "8"),
        (EAST, "2024-03 cum", "12"),
        (WEST, "2024-02 cum", "9"),
        (WEST, "2024-03 cum", "14"),
    ] {
        let mut o = Observation::new(area, period.parse().unwrap());
        o.value = Some(value.parse().unwrap());
        row.observations.push(o);
    }
    row.observations.sort_by_key(|o| (o.area, o.period));
    book.indicators = [row].into_iter().collect();
    book.next_id = 100;
    book
}

fn desk(book: Workbook) -> Harness<'static, Desk> {
    page(Desk::new(book, Page::Indicators), [1280.0, 800.0])
}

fn paste(harness: &mut Harness<'_, Desk>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

fn value(harness: &Harness<'_, Desk>, area: AreaId, period: &str) -> String {
    let period: Period = period.parse().unwrap();
    let row = harness.state().workbook.indicators.at(0).unwrap();
    row.observation(area, period)
        .and_then(|o| o.value)
        .map_or_else(|| "–".to_owned(), |value| value.to_string())
}

fn shift(harness: &mut Harness<'_, Desk>, key: Key) {
    harness.key_press_modifiers(Modifiers::SHIFT, key);
    harness.run();
}

#[test]
fn a_block_over_areas_and_periods_is_one_step() {
    let mut harness = desk(book());
    click(&mut harness, "东县 2024年1—2月");
    paste(&mut harness, "8.25\t12.5\n9.75\t14.5\n");
    assert_eq!(value(&harness, EAST, "2024-02 cum"), "8.25");
    assert_eq!(value(&harness, WEST, "2024-03 cum"), "14.5");
    let [Edit::Many(edits)] = harness.state().applied.as_slice() else {
        panic!("{:?}", harness.state().applied)
    };
    assert_eq!(edits.len(), 4, "four observations in one step");
    // What was final is kept as an earlier value.
    let row = harness.state().workbook.indicators.at(0).unwrap();
    let o = row.observation(EAST, "2024-02 cum".parse().unwrap()).unwrap();
    assert_eq!((o.status, o.earlier[0].value), (Status::Revised, Some("8".parse().unwrap())));
    // What was pasted is selected, and copies as other programs read it.
    assert!(harness.state().selection.as_deref().unwrap().contains("2 行 × 2 列"));
    assert!(harness.state().selection.as_deref().unwrap().contains("45"), "8.25 + 12.5 + 9.75 + 14.5");
    harness.event(Event::Copy);
    harness.run();
    assert_eq!(harness.state().copied, "8.25\t12.5\n9.75\t14.5");
}

#[test]
fn money_and_per_cent_are_not_added_up() {
    let mut book = book();
    let mut row = book.indicators.at(0).unwrap().clone();
    for o in &mut row.observations {
        o.growth = Some("6.5".parse().unwrap());
    }
    book.indicators = [row].into_iter().collect();
    let mut harness = desk(book);
    click(&mut harness, "按期");
    click(&mut harness, "2024年1—3月 总量");
    shift(&mut harness, Key::ArrowDown);
    let said = |harness: &Harness<'_, Desk>| harness.state().selection.clone().unwrap();
    assert!(said(&harness).contains("51"), "30.5 + 20.5: {}", said(&harness));
    shift(&mut harness, Key::ArrowRight);
    assert!(said(&harness).contains("2 行 × 2 列"));
    assert!(!said(&harness).contains("合计"), "{}", said(&harness));
}

#[test]
fn what_is_refused_or_converted_is_shown_first() {
    let mut harness = desk(book());
    click(&mut harness, "东县 2024年1—2月");
    paste(&mut harness, "85000万元\n约9\n");
    assert!(harness.state().applied.is_empty());
    // 85,000 万元 are 8.5 亿元.
    click(&mut harness, "填入其余 1 格");
    assert_eq!(value(&harness, EAST, "2024-02 cum"), "8.5000");
    assert_eq!(value(&harness, WEST, "2024-02 cum"), "9", "what cannot be read stays");
    // Escape drops it.
    paste(&mut harness, "x\n7\n");
    press(&mut harness, Key::Escape);
    assert_eq!(value(&harness, WEST, "2024-02 cum"), "9");
}

#[test]
fn shift_selects_one_text_fills_all_and_delete_empties_them() {
    let mut harness = desk(book());
    click(&mut harness, "东县 2024年1—2月");
    shift(&mut harness, Key::ArrowDown);
    shift(&mut harness, Key::ArrowRight);
    paste(&mut harness, "5");
    for area in [EAST, WEST] {
        for period in ["2024-02 cum", "2024-03 cum"] {
            assert_eq!(value(&harness, area, period), "5");
        }
    }
    let before = harness.state().applied.len();
    press(&mut harness, Key::Delete);
    assert_eq!(harness.state().applied.len(), before + 1, "one step");
    assert_eq!(value(&harness, WEST, "2024-03 cum"), "–");
    assert_eq!(value(&harness, CITY, "2024-03 cum"), "30.5");
    // Enter goes on inside what is selected.
    press(&mut harness, Key::Enter);
    harness.event(Event::Text("6".to_owned()));
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(value(&harness, WEST, "2024-02 cum"), "6");
}

#[test]
fn filling_down_repeats_the_first_row() {
    let mut harness = desk(book());
    click(&mut harness, "东县 2024年1—2月");
    shift(&mut harness, Key::ArrowDown);
    harness.state_mut().fill = Some(false);
    harness.run();
    assert_eq!(value(&harness, WEST, "2024-02 cum"), "8");
    assert_eq!(harness.state().applied.len(), 1);
    // To the right, from the column before where one column is selected.
    click(&mut harness, "东县 2024年1—3月");
    harness.state_mut().fill = Some(true);
    harness.run();
    assert_eq!(value(&harness, EAST, "2024-03 cum"), "8");
}

#[test]
fn value_growth_rank_and_status_of_periods_take_a_block() {
    let mut harness = desk(book());
    click(&mut harness, "按期");
    click(&mut harness, "2024年1—3月 总量");
    paste(&mut harness, "31.25\t6.5\t3\t初步数\n");
    let row = harness.state().workbook.indicators.at(0).unwrap();
    let o = row.observation(CITY, "2024-03 cum".parse().unwrap()).unwrap();
    assert_eq!((o.value, o.growth), (Some("31.25".parse().unwrap()), Some("6.5".parse().unwrap())));
    assert_eq!((o.rank.as_ref().unwrap().place, o.status), (3, Status::Preliminary));
    assert_eq!(o.figure(Measure::Growth, Measure::Level), Some("6.5".parse().unwrap()));
    assert_eq!(harness.state().applied.len(), 1, "one step");
}

#[test]
fn revisions_show_what_was_before() {
    let mut book = book();
    let mut row = book.indicators.at(0).unwrap().clone();
    let o = row.observations.iter_mut().find(|o| o.area == CITY).unwrap();
    o.status = Status::Revised;
    o.earlier.push(EarlierValue {
        value: Some("19.9".parse().unwrap()),
        growth: None,
        status: Status::Preliminary,
        replaced: Some("2024-05-06".parse().unwrap()),
    });
    Edit::Replace(row.into()).apply(&mut book).unwrap();
    let mut harness = desk(book);
    click(&mut harness, "按期");
    harness.get_by_label("2024年1—2月 总量").hover();
    harness.run_steps(30);
    harness.get_by_label_contains("修订前：19.9");
}

#[test]
fn a_formula_is_typed_shown_and_recomputed() {
    let mut book = book();
    let mut people = Indicator::new(IndicatorId(11), "人口");
    (people.unit, people.basis) = (Unit::new("万人"), Basis::Stock);
    let mut o = Observation::new(CITY, "2024-03 end".parse().unwrap());
    o.value = Some("5".parse().unwrap());
    people.observations.push(o);
    let mut each = Indicator::new(IndicatorId(12), "人均产值");
    each.unit = Unit::new("元/人");
    book.indicators = book.indicators.iter().cloned().chain([people, each]).collect();
    let mut harness = desk(book);
    harness.state_mut().view.indicators.select(IndicatorId(12));
    harness.run();
    let typed = |harness: &mut Harness<'_, Desk>, text: &str| {
        harness.get_by_role_and_label(Role::TextInput, "公式").click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.event(Event::Text(text.to_owned()));
        harness.run();
        press(harness, Key::Enter);
    };
    // A mistake is said with its place, and nothing changes.
    typed(&mut harness, "产值 ÷ ÷ 人口");
    harness.get_by_label_contains("第 6 个字");
    assert!(harness.state().applied.is_empty());
    typed(&mut harness, "产值 + 人口");
    harness.get_by_label_contains("不能相加减");
    typed(&mut harness, "人均产值 × 2");
    harness.get_by_label_contains("又用到自己");
    // 30.5 亿元 ÷ 5 万人 = 61,000 元/人.
    typed(&mut harness, "产值 ÷ 人口");
    assert_eq!(harness.state().applied.len(), 1);
    harness.get_by_label_contains("产值 30.5 亿元 ÷ 人口 5 万人 = 61,000 元/人");
    let cell = harness.get_by_label("2024年1—3月 总量");
    assert_eq!(cell.value().as_deref(), Some("61,000"));
    // Typing into it is not possible; a change of what it is made of shows at once: 35 ÷ 5 = 70,000.
    click(&mut harness, "2024年1—3月 总量");
    paste(&mut harness, "1");
    click(&mut harness, "取消");
    let mut o = Observation::new(CITY, "2024-03 cum".parse().unwrap());
    o.value = Some("35".parse().unwrap());
    let (indicator, area, period) = (IndicatorId(10), o.area, o.period);
    let edit = Edit::SetObservation { indicator, area, period, observation: Some(Box::new(o)) };
    edit.apply(&mut harness.state_mut().workbook).unwrap();
    harness.run();
    assert_eq!(harness.get_by_label("2024年1—3月 总量").value().as_deref(), Some("70,000"));
    assert!(harness.state().workbook.indicators.get(IndicatorId(12)).unwrap().observations.is_empty());
}
