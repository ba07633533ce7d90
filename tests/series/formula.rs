//! Formula indicators: what is read, what is refused and where, what follows, and how it says so.

use crate::{CITY, EAST, NORTH, WEST, d, indicator, workbook};
use guatu::{
    analysis::formula::{WorkedOut, find_indicator, how},
    edit::{Edit, IndicatorChange, Refusal},
    i18n::Lang,
    model::{
        Basis, Fault, Formula, Indicator, IndicatorId, Operator, Status, Unit, Workbook,
        formula::{BadFormula, Mistake},
    },
    storage::{parse, to_text},
};
use std::path::Path;

fn read(text: &str) -> Formula {
    text.parse().unwrap()
}

fn formula(id: u32, unit: &str, text: &str) -> Indicator {
    Indicator { formula: Some(read(text)), ..indicator(id, unit, &[]) }
}

fn worked(book: &Workbook) -> Workbook {
    WorkedOut::of(book, None).unwrap().workbook().clone()
}

/// The values of the last indicator after working out, as they are kept in view.
fn values(book: &Workbook) -> Vec<String> {
    assert_eq!(book.check(), []);
    let made = worked(book);
    let row = made.indicators.iter().next_back().unwrap();
    row.observations.iter().map(|o| format!("{} {}: {}", o.area, o.period, o.value.unwrap())).collect()
}

#[test]
fn what_is_read_is_written_the_same() {
    for (typed, kept) in [
        ("i1+i2*i3", "i1 + i2 * i3"),
        ("（i1＋i2）×i3", "(i1 + i2) * i3"),
        ("i1 - (i2 - i3)", "i1 - (i2 - i3)"),
        ("i1 ÷ (i2 ÷ 2)", "i1 / (i2 / 2)"),
        ("(i1 / i2) / i3", "i1 / i2 / i3"),
        ("sum(i1, i2，i3) / 3", "sum(i1, i2, i3) / 3"),
        ("各地合计(i1) − 分项合计（i2）", "areas(i1) - parts(i2)"),
        ("i1 * (-2.50)", "i1 * (-2.50)"),
    ] {
        let formula = read(typed);
        assert_eq!(formula.to_string(), kept);
        assert_eq!(read(kept), formula, "{kept}");
    }
}

#[test]
fn a_mistake_says_where_it_is() {
    let unexpected = |text: &str| Mistake::Unexpected(text.into());
    for (text, at, mistake) in [
        ("", 1, Mistake::Unfinished),
        ("i1 +", 5, Mistake::Unfinished),
        ("i1 i2", 4, unexpected("i2")),
        (" (i1 + i2", 2, Mistake::Unclosed),
        ("i1 + * i2", 6, unexpected("×")),
        ("i1 + 2)", 7, unexpected(")")),
        ("地区生产总值 / i2", 1, Mistake::UnknownName("地区生产总值".into())),
        ("i1 ÷ 「人口", 6, Mistake::Unclosed),
        ("areas(2)", 7, Mistake::OneIndicator),
        ("areas(i1, i2)", 9, Mistake::OneIndicator),
        (&"(".repeat(50), 33, Mistake::TooLong),
    ] {
        let why = text.parse::<Formula>().unwrap_err();
        assert_eq!(why, BadFormula { at, mistake }, "{text}");
        assert!(
            why.mistake == Mistake::Unfinished
                || Lang::Zh.bad_formula(&why).contains(&format!("第 {at} 个字"))
        );
        assert!(!Lang::En.bad_formula(&why).is_empty());
    }
    // In a file the line is named, and the reason.
    let mut book = workbook([indicator(1, "亿元", &[]), formula(2, "亿元", "i1 * 2")]);
    book.next_id = 50;
    let text = to_text(&book).unwrap().replace("i1 * 2", "i1 * ");
    let error = parse(Path::new("a"), text.as_bytes()).unwrap_err();
    let line = text.lines().position(|line| line.contains("formula:")).unwrap() + 1;
    let said = Lang::En.storage_error(&error);
    assert!(said.contains(&line.to_string()) && said.contains("not finished"), "{said}");
}

#[test]
fn names_stand_for_identifiers() {
    let mut gdp = indicator(1, "亿元", &[]);
    gdp.name = "地区生产总值".into();
    let mut people = indicator(2, "万人", &[]);
    people.name = "人口 (年末)".into();
    let book = workbook([gdp, people, indicator(3, "元/人", &[])]);
    let find = |name: &str| find_indicator(&book, name);
    let found = Formula::read("地区生产总值 ÷ 「人口 (年末)」", find).unwrap();
    assert_eq!(found.to_string(), "i1 / i2");
    assert_eq!(Lang::Zh.formula(&found, &book), "地区生产总值 ÷ 「人口 (年末)」");
    assert_eq!(Formula::read(&Lang::Zh.formula(&found, &book), find), Ok(found));
    let unknown = Mistake::UnknownName("i9".into());
    assert_eq!(Formula::read("地区生产总值 / i9", find).unwrap_err().mistake, unknown);
}

#[test]
fn figures_follow_in_the_formulas_unit() {
    // 12 亿元 ÷ 3 万人 = 1,200,000,000 ÷ 30,000 = 40,000 元/人; 15 ÷ 3 = 50,000. The east has no people, 2022
    // no output.
    let money = indicator(1, "亿元", &[(CITY, "2023", "12"), (CITY, "2024", "15 ~"), (EAST, "2024", "3")]);
    let people = indicator(2, "万人", &[(CITY, "2022", "3"), (CITY, "2023", "3"), (CITY, "2024", "3")]);
    let book = workbook([money.clone(), people, formula(3, "元/人", "i1 / i2")]);
    assert_eq!(values(&book), ["a1 2023: 40000", "a1 2024: 50000"]);
    // A preliminary part makes a preliminary figure.
    let made = worked(&book);
    assert_eq!(made.indicators.get(IndicatorId(3)).unwrap().observations[1].status, Status::Preliminary);
    // The workbook itself keeps none, and its file neither.
    let text = to_text(&book).unwrap();
    assert!(text.contains("formula: \"i1 / i2\""), "{text}");
    assert!(parse(Path::new("a"), text.as_bytes()).unwrap() == book);
    assert!(book.indicators.get(IndicatorId(3)).unwrap().observations.is_empty());
    // 30,000 万元 of 12 亿元 are 3 ÷ 12 = 25 %; and in a sum with 亿元, 12 + 3 = 15.
    let part = indicator(2, "万元", &[(CITY, "2023", "30000")]);
    assert_eq!(values(&workbook([money.clone(), part.clone(), formula(3, "%", "i2 / i1")])), ["a1 2023: 25"]);
    assert_eq!(values(&workbook([money.clone(), part, formula(3, "亿元", "sum(i1, i2)")])), ["a1 2023: 15"]);
    // Growth of 5 %: 12 × (1 + 0.05) = 12.6.
    let growth = indicator(2, "%", &[(CITY, "2023", "5")]);
    assert_eq!(
        values(&workbook([money.clone(), growth, formula(3, "亿元", "i1 * (1 + i2)")])),
        ["a1 2023: 12.6"]
    );
    // A product of two counts: 4 项 × 3 = 12 项; a difference below zero: 3 − 12 = −9 亿元.
    let count = indicator(1, "项", &[(CITY, "2023", "4")]);
    assert_eq!(values(&workbook([count, formula(3, "项", "i1 * 3")])), ["a1 2023: 12"]);
    let less = indicator(2, "亿元", &[(CITY, "2023", "3")]);
    assert_eq!(values(&workbook([money, less, formula(3, "亿元", "i2 - i1")])), ["a1 2023: -9"]);
}

#[test]
fn printed_places_stay_and_quotients_are_rounded_once() {
    // 12.50 + 3.5 = 16.00 would claim what 3.5 does not know: 16.0; 12.55 + 3.5 = 16.05 stays exact.
    let two = |one: &str, other: &str| {
        let one = indicator(1, "亿元", &[(CITY, "2023", one)]);
        workbook([one, indicator(2, "亿元", &[(CITY, "2023", other)]), formula(3, "亿元", "i1 + i2")])
    };
    assert_eq!(values(&two("12.50", "3.5")), ["a1 2023: 16.0"]);
    assert_eq!(values(&two("12.55", "3.5")), ["a1 2023: 16.05"]);
    // 1 ÷ 3 = 33.333… %: two places; 2 ÷ 3 = 66.67 %, half up.
    let third = |over: &str| {
        let one = indicator(1, "亿元", &[(CITY, "2023", over)]);
        workbook([one, indicator(2, "亿元", &[(CITY, "2023", "3")]), formula(3, "%", "i1 / i2")])
    };
    assert_eq!(values(&third("1")), ["a1 2023: 33.33"]);
    assert_eq!(values(&third("2")), ["a1 2023: 66.67"]);
    // A formula of a formula goes on from the unrounded value: (1 ÷ 3) × 3 = 1, not 0.9999.
    let mut book = third("1");
    book.indicators = book.indicators.iter().cloned().chain([formula(4, "倍", "i3 * 3")]).collect();
    assert_eq!(values(&book), ["a1 2023: 1"]);
    // 629.0 亿元 ÷ 251.2 万人 = 25,039.808…: six digits.
    let money = indicator(1, "亿元", &[(CITY, "2023", "629.0")]);
    let people = indicator(2, "万人", &[(CITY, "2023", "251.2")]);
    assert_eq!(values(&workbook([money, people, formula(3, "元/人", "i1 / i2")])), ["a1 2023: 25039.8"]);
}

#[test]
fn what_is_missing_leaves_a_gap_and_is_named() {
    // Division by zero is a gap: 12 ÷ 0; 15 亿元 ÷ 5 万人 = 30,000.
    let money = indicator(1, "亿元", &[(CITY, "2023", "12"), (CITY, "2024", "15"), (EAST, "2024", "3")]);
    let none = indicator(2, "万人", &[(CITY, "2023", "0"), (CITY, "2024", "5")]);
    let book = workbook([money.clone(), none, formula(3, "元/人", "i1 / i2")]);
    assert_eq!(values(&book), ["a1 2024: 30000"]);
    let said = |area, period: &str| {
        let made = how(&book, IndicatorId(3), area, period.parse().unwrap()).unwrap();
        let result = made.value.map(|value| Lang::Zh.formula_result(value, &Unit::new("元/人")));
        Lang::Zh.formula_made(&made, result.unwrap_or_default(), &book)
    };
    assert_eq!(said(CITY, "2024"), "指标1 15 亿元 ÷ 指标2 5 万人 = 30,000 元/人");
    assert!(said(CITY, "2023").contains("除数为 0"), "{}", said(CITY, "2023"));
    assert!(said(EAST, "2024").contains("缺：东县 指标2"), "{}", said(EAST, "2024"));
    // A missing figure is not zero: the sum of both needs both.
    let part = indicator(2, "亿元", &[(CITY, "2024", "1.5")]);
    let book = workbook([money, part, formula(3, "亿元", "sum(i1, i2)")]);
    assert_eq!(values(&book), ["a1 2024: 16.5"]);
    assert_eq!(how(&book, IndicatorId(1), CITY, "2024".parse().unwrap()), None);
}

#[test]
fn sums_over_areas_and_parts() {
    // The city is 3 + 4 + 5 = 12 in 2023; in 2024 the north is missing: no sum.
    let counties = indicator(
        1,
        "亿元",
        &[
            (EAST, "2023", "3"),
            (WEST, "2023", "4"),
            (NORTH, "2023", "5"),
            (EAST, "2024", "3"),
            (WEST, "2024", "4"),
        ],
    );
    assert_eq!(values(&workbook([counties.clone(), formula(2, "亿元", "areas(i1)")])), ["a1 2023: 12"]);
    // The rest of a city: 20 − 12.
    let mut city = counties.clone();
    city.observations.extend(indicator(1, "亿元", &[(CITY, "2023", "20")]).observations);
    city.observations.sort_by_key(|o| (o.area, o.period));
    assert_eq!(values(&workbook([city, formula(2, "亿元", "i1 - areas(i1)")])), ["a1 2023: 8"]);
    // Parts: 6 亿元 + 20,000 万元 = 8 亿元.
    let of = |row: Indicator| Indicator { part_of: Some(IndicatorId(9)), ..row };
    let one = of(indicator(1, "亿元", &[(CITY, "2024", "6")]));
    let other = of(indicator(2, "万元", &[(CITY, "2024", "20000"), (CITY, "2023", "1")]));
    let book = workbook([one.clone(), other.clone(), formula(9, "亿元", "parts(i9)")]);
    assert_eq!(values(&book), ["a1 2024: 8"]);
    let people = of(indicator(3, "万人", &[]));
    let faults = workbook([one, other, people, formula(9, "亿元", "parts(i9)")]).check();
    assert!(
        matches!(&faults[0].fault, Fault::FormulaMixesUnits(_, other) if other.contains("万人")),
        "{faults:?}"
    );
}

#[test]
fn periods_of_the_same_months_meet() {
    // Output of the year over the people at its end; the first quarter by months and by quarter.
    let mut people = indicator(2, "万人", &[(CITY, "2023 end", "3"), (CITY, "2024-03 end", "3")]);
    people.basis = Basis::Stock;
    let money = indicator(1, "亿元", &[(CITY, "2023", "12"), (CITY, "2024Q1 cum", "3")]);
    let book = workbook([money.clone(), people, formula(3, "元/人", "i1 / i2")]);
    assert_eq!(values(&book), ["a1 2023: 40000", "a1 2024Q1 cum: 10000"]);
    let months = indicator(
        2,
        "亿元",
        &[(CITY, "2023-12 cum", "2"), (CITY, "2024-03 cum", "1"), (CITY, "2024-03", "0.4")],
    );
    let book = workbook([money, months, formula(3, "亿元", "i1 + i2")]);
    // 3 + 1, not 3 + 0.4: a month alone is not the quarter.
    assert_eq!(values(&book), ["a1 2023: 14", "a1 2024Q1 cum: 4"]);
    // January and February together meet only themselves.
    let merged = indicator(1, "亿元", &[(CITY, "2024-01..02 cum", "3"), (CITY, "2024-03", "2")]);
    let apart =
        indicator(2, "亿元", &[(CITY, "2024-02 cum", "1"), (CITY, "2024-02", "0.5"), (CITY, "2024-03", "2")]);
    assert_eq!(
        values(&workbook([merged, apart, formula(3, "亿元", "i1 + i2")])),
        ["a1 2024-01..02 cum: 4", "a1 2024-03: 4"]
    );
}

#[test]
fn per_cent_and_points_are_not_mixed() {
    let rate = |id, value: &str| indicator(id, "%", &[(CITY, "2024", value)]);
    let points = |id, value: &str| indicator(id, "个百分点", &[(CITY, "2024", value)]);
    // 6.5 % − 5.2 % = 1.3 points; 6.5 % + 0.3 points = 6.8 %; (6.5 % + 5.3 %) ÷ 2 = 5.9 %.
    assert_eq!(
        values(&workbook([rate(1, "6.5"), rate(2, "5.2"), formula(3, "个百分点", "i1 - i2")])),
        ["a1 2024: 1.3"]
    );
    assert_eq!(
        values(&workbook([rate(1, "6.5"), points(2, "0.3"), formula(3, "%", "i1 + i2")])),
        ["a1 2024: 6.8"]
    );
    assert_eq!(
        values(&workbook([rate(1, "6.5"), rate(2, "5.3"), formula(3, "%", "(i1 + i2) / 2")])),
        ["a1 2024: 5.9"]
    );
    let fault = |row: Indicator| {
        let book = workbook([rate(1, "6.5"), points(2, "0.3"), row]);
        book.check().into_iter().next().map(|violation| violation.fault)
    };
    assert_eq!(
        fault(formula(3, "个百分点", "i1 + i1")),
        Some(Fault::FormulaUnit("%".into(), "个百分点".into()))
    );
    assert_eq!(fault(formula(3, "%", "i2 * 2")), Some(Fault::FormulaUnit("个百分点".into(), "%".into())));
    assert_eq!(fault(formula(3, "个百分点", "i2 * 2")), None);
    assert!(matches!(fault(formula(3, "个百分点", "i2 + 1")), Some(Fault::FormulaMixesUnits(..))));
}

#[test]
fn formulas_of_formulas_follow_every_change() {
    // i3 = 12 ÷ 2 = 6; i2 = 6 + 12 = 18, wherever it stands. With 20: 10 + 20 = 30.
    let money = indicator(1, "亿元", &[(CITY, "2023", "12")]);
    let mut book = workbook([money, formula(2, "亿元", "i3 + i1"), formula(3, "亿元", "i1 / 2")]);
    let value =
        |book: &Workbook, id| book.indicators.get(IndicatorId(id)).unwrap().observations[0].value.unwrap();
    let before = WorkedOut::of(&book, None).unwrap();
    assert_eq!(value(before.workbook(), 2), d("18"));
    let mut o = book.indicators.at(0).unwrap().observations[0].clone();
    (o.value, o.bound) = (Some(d("20")), Operator::Gt);
    let (area, period) = (o.area, o.period);
    let edit =
        Edit::SetObservation { indicator: IndicatorId(1), area, period, observation: Some(Box::new(o)) };
    edit.apply(&mut book).unwrap();
    let after = WorkedOut::of(&book, Some(&before)).unwrap();
    assert_eq!(value(after.workbook(), 2), d("30"));
    // "More than 20" makes a figure that is not exact.
    assert_eq!(
        after.workbook().indicators.get(IndicatorId(2)).unwrap().observations[0].bound,
        Operator::Approx
    );
    // Where nothing has changed that it follows from, the same rows are used again.
    let again = WorkedOut::of(&book, Some(&after)).unwrap();
    let row = |worked: &WorkedOut| worked.workbook().indicators.get_shared(IndicatorId(2)).unwrap().clone();
    assert!(std::sync::Arc::ptr_eq(&row(&after), &row(&again)));
    assert!(WorkedOut::of(&workbook([indicator(1, "个", &[])]), None).is_none());
}

fn refused(book: &Workbook, id: u32, text: &str) -> Fault {
    let change = IndicatorChange::Formula(Some(read(text)));
    let edit = Edit::SetIndicator { indicator: IndicatorId(id), change };
    match edit.apply(&mut book.clone()) {
        Err(Refusal::Violates(violation)) => violation.fault,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn circles_units_and_figures_are_refused_clearly() {
    let book = workbook([
        indicator(1, "亿元", &[(CITY, "2023", "12")]),
        formula(2, "亿元", "i1 * 2"),
        indicator(3, "亿元", &[]),
        indicator(4, "万人", &[]),
        indicator(5, "亿元", &[]),
        formula(6, "亿元", "i5 * 2"),
    ]);
    // 6 is made of 5: 5 made of 6 comes back to itself.
    assert_eq!(refused(&book, 5, "i6 + 1 * i3"), Fault::FormulaCircle("指标6".into()));
    assert_eq!(refused(&book, 3, "i3"), Fault::FormulaCircle("指标3".into()));
    assert_eq!(
        refused(&book, 3, "i1 + i4"),
        Fault::FormulaMixesUnits("指标1（亿元）".into(), "指标4（万人）".into())
    );
    assert_eq!(refused(&book, 3, "i1 + 5"), Fault::FormulaMixesUnits("指标1（亿元）".into(), "5".into()));
    assert_eq!(refused(&book, 3, "i1 / i4"), Fault::FormulaUnit("元/人".into(), "亿元".into()));
    assert_eq!(refused(&book, 3, "i77"), Fault::Missing("i77".into()));
    assert_eq!(refused(&book, 3, "1 + 2"), Fault::FormulaWithoutIndicator);
    assert_eq!(refused(&book, 1, "i3"), Fault::FormulaWithFigures);
    // A figure typed into a formula indicator, another unit of a part, and taking a part away.
    let o = guatu::model::Observation {
        value: Some(d("1")),
        ..guatu::model::Observation::new(CITY, "2024".parse().unwrap())
    };
    let (area, period) = (o.area, o.period);
    let edit =
        Edit::SetObservation { indicator: IndicatorId(2), area, period, observation: Some(Box::new(o)) };
    assert!(
        matches!(edit.apply(&mut book.clone()), Err(Refusal::Violates(v)) if v.fault == Fault::FormulaWithFigures)
    );
    let change = IndicatorChange::Unit(Unit::new("万人"));
    let edit = Edit::SetIndicator { indicator: IndicatorId(1), change };
    assert!(matches!(edit.apply(&mut book.clone()), Err(Refusal::Violates(_))));
    let gone = Edit::Remove(IndicatorId(1).into()).apply(&mut book.clone());
    assert!(matches!(gone, Err(Refusal::StillUsed { .. })), "{gone:?}");
    for lang in Lang::ALL {
        assert!(lang.fault(&Fault::FormulaCircle("甲".into())).contains('甲'));
        assert!(lang.fault(&Fault::FormulaUnit("元/人".into(), "元".into())).contains("元/人"));
    }
}

#[test]
fn a_circle_in_a_damaged_file_ends() {
    let book =
        workbook([formula(1, "亿元", "i2 + i1"), formula(2, "亿元", "i1"), formula(3, "亿元", "parts(i3)")]);
    assert!(book.check().iter().any(|violation| matches!(violation.fault, Fault::FormulaCircle(_))));
    assert!(worked(&book).indicators.iter().all(|row| row.observations.is_empty()));
    assert_eq!(how(&book, IndicatorId(1), CITY, "2023".parse().unwrap()).unwrap().value, None);
}

#[test]
fn a_quotient_on_the_way_is_shown_with_as_many_digits_as_one_at_the_end() {
    // 10 亿元 ÷ 3 = 3.33333 亿元 with six digits; and 10 more are 13.3333.
    let book = workbook([
        indicator(1, "亿元", &[(CITY, "2024", "10")]),
        formula(2, "亿元", "i1 / 3"),
        formula(3, "亿元", "i2 + i1"),
    ]);
    assert_eq!(values(&book), [format!("{CITY} 2024: 13.3333")]);
    let made = how(&book, IndicatorId(3), CITY, "2024".parse().unwrap()).unwrap();
    assert_eq!(made.terms[0].value, Some(d("3.33333")));
}

#[test]
fn units_of_many_strokes_and_long_chains_of_formulas_do_no_harm() {
    let strokes = "/".repeat(100_000);
    let book = workbook([indicator(1, &strokes, &[(CITY, "2024", "1")]), formula(2, &strokes, "i1")]);
    assert_eq!(worked(&book).indicators.iter().next_back().unwrap().observations.len(), 1);
    // Each follows from the one behind it.
    let mut rows: Vec<Indicator> =
        (1..4_000).map(|id| formula(id, "亿元", &format!("i{} + 1", id + 1))).collect();
    rows.push(indicator(4_000, "亿元", &[(CITY, "2024", "1")]));
    let chain = workbook(rows);
    // A bare number is of the base unit: 1 亿元 and 3,999 元.
    let made = worked(&chain);
    assert_eq!(made.indicators.at(0).unwrap().observations[0].value, Some(d("1.00003999")));
    assert!(how(&chain, IndicatorId(1), CITY, "2024".parse().unwrap()).is_some());
    let last = chain.indicators.at(0).unwrap();
    let faults = chain.check();
    assert!(faults.iter().any(|one| one.fault == Fault::TooManyLevels), "{}: {}", last.id, faults.len());
    // More of them than anybody has are not worked out at all.
    let rows: Vec<Indicator> = (1..=5_000).map(|id| formula(id, "亿元", "i6000")).collect();
    assert!(WorkedOut::of(&workbook(rows), None).is_none());
}
