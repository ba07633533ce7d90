//! Verdicts on targets, one row for each wording and case, with the arithmetic beside it.

use guatu::{
    analysis::{GapKind, TargetState as S, Verdict, attention, headline_tiles, judge, series::line_series},
    i18n::Lang,
    model::{
        Area, AreaId, Basis, Decimal, Direction, Indicator, IndicatorId, Measure, Month, Observation,
        Operator, PaceProfile, Relation, Target, TargetId, Unit, Workbook,
        indicator::{Rank, RankOf, Reference},
        list::PacePoint,
    },
};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

const CITY: AreaId = AreaId(1);

fn indicator(unit: &str, direction: Direction, figures: &[(&str, &str)]) -> Indicator {
    let mut row = Indicator::new(IndicatorId(10), "指标");
    row.unit = Unit::new(unit);
    row.direction = direction;
    row.observations = figures
        .iter()
        .map(|(period, figure)| {
            let mut o = Observation::new(CITY, period.parse().unwrap());
            // "100 +5.5" is a value with its growth, "+5.5" growth alone.
            for part in figure.split(' ') {
                match part.strip_prefix('+') {
                    Some(growth) => o.growth = Some(d(growth)),
                    None => o.value = Some(d(part)),
                }
            }
            o
        })
        .collect();
    row.observations.sort_by_key(|o| o.period);
    row
}

fn target(measure: Measure, operator: Operator, value: &str, unit: &str) -> Target {
    let mut target = Target::new(TargetId(20), 2024);
    (target.measure, target.operator, target.unit) = (measure, operator, Unit::new(unit));
    let (low, high) = value.split_once("..").map_or((value, None), |(low, high)| (low, Some(high)));
    target.value = Some(low).filter(|low| !low.is_empty()).map(d);
    target.value_high = high.map(d);
    target
}

fn workbook(indicators: impl IntoIterator<Item = Indicator>) -> Workbook {
    let mut book = Workbook::new("测试", 2024);
    let name = |text: &str| text.into();
    book.areas = [Area {
        id: CITY,
        name: name("丽水市"),
        short: name(""),
        name_en: name(""),
        code: None,
        parent: None,
        square: None,
    }]
    .into_iter()
    .collect();
    book.indicators = indicators.into_iter().collect();
    book.next_id = 100;
    book
}

fn verdict(row: Indicator, target: &Target, month: &str) -> Verdict {
    let book = workbook([row]);
    let month: Option<Month> = (!month.is_empty()).then(|| month.parse().unwrap());
    judge(&book, book.indicators.at(0).unwrap(), target, month)
}

#[test]
fn growth_shares_and_whole_years() {
    use Direction::{Higher, Lower, Neither};
    use Measure::{Growth, Level, Share};
    use Operator::{Approx, Eq, Ge, Gt, Le, Lt, Range};
    let cases: &[(Direction, Measure, Operator, &str, &str, S, &str)] = &[
        // 6.5%左右: half a point around, and better is never a miss
        (Higher, Growth, Approx, "6.5", "6.5", S::Met, "0.0"),
        (Higher, Growth, Approx, "6.5", "6.0", S::Met, "-0.5"),
        (Higher, Growth, Approx, "6.5", "5.9", S::Slight, "-0.6"),
        (Higher, Growth, Approx, "6.5", "4.9", S::Behind, "-1.6"),
        (Higher, Growth, Approx, "6.5", "9.9", S::Met, "3.4"),
        // neither way is better: above is a miss too
        (Neither, Growth, Approx, "3.0", "3.6", S::Slight, "-0.6"),
        (Neither, Growth, Approx, "3.0", "3.5", S::Met, "-0.5"),
        // 达到
        (Higher, Growth, Eq, "8", "8.0", S::Met, "0.0"),
        (Higher, Growth, Eq, "8", "7.9", S::Slight, "-0.1"),
        (Higher, Growth, Eq, "8", "7.0", S::Slight, "-1.0"),
        (Higher, Growth, Eq, "8", "6.9", S::Behind, "-1.1"),
        // 以上, 突破
        (Higher, Growth, Ge, "8", "8", S::Met, "0"),
        (Higher, Growth, Gt, "8", "8", S::Slight, "0"),
        (Higher, Growth, Gt, "8", "8.1", S::Met, "0.1"),
        // 控制在…以内, 低于
        (Lower, Share, Le, "5.5", "5.5", S::Met, "0.0"),
        (Lower, Share, Le, "5.5", "5.6", S::Slight, "-0.1"),
        (Lower, Share, Lt, "5.5", "5.5", S::Slight, "0.0"),
        (Lower, Share, Le, "5.5", "7", S::Behind, "-1.5"),
        // lower is better, about
        (Lower, Share, Approx, "5", "3", S::Met, "2"),
        // 零增长 of accidents: a fall is fine; of a figure without direction it is not
        (Lower, Growth, Eq, "0", "-12.5", S::Met, "12.5"),
        (Lower, Growth, Eq, "0", "0.4", S::Slight, "-0.4"),
        (Neither, Growth, Eq, "0", "-12.5", S::Behind, "-12.5"),
        // a range
        (Neither, Share, Range, "10..50", "30", S::Met, "20"),
        (Neither, Share, Range, "10..50", "50.5", S::Slight, "-0.5"),
        (Higher, Share, Range, "10..50", "60", S::Met, "50"),
        (Lower, Share, Range, "10..50", "60", S::Behind, "-10"),
        // a level over the whole year: 5 % around, and slightly missed to 5 % beyond that
        (Higher, Level, Approx, "1000", "950", S::Met, "-50"),
        (Higher, Level, Approx, "1000", "920", S::Slight, "-80"),
        (Higher, Level, Approx, "1000", "899", S::Behind, "-101"),
        (Higher, Level, Eq, "1000", "960", S::Slight, "-40"),
        (Lower, Level, Le, "25", "24.1", S::Met, "0.9"),
    ];
    for &(direction, measure, operator, value, actual, state, gap) in cases {
        let name = format!("{direction:?} {measure:?} {operator:?} {value} <- {actual}");
        let unit = if measure == Level { "亿元" } else { "%" };
        let figure = if measure == Growth { format!("+{actual}") } else { actual.to_owned() };
        let mut row = indicator(unit, direction, &[("2024", &figure)]);
        row.measure = if measure == Growth { Level } else { measure };
        let found = verdict(row, &target(measure, operator, value, unit), "");
        assert_eq!(found.state, state, "{name}");
        assert_eq!(found.gap.map(|gap| gap.value), Some(d(gap)), "{name}");
        assert_eq!(found.lamp, state.lamp());
    }
}

#[test]
fn a_level_in_the_running_year_is_judged_by_pace() {
    use Direction::{Higher, Lower};
    use Operator::{Approx, Eq, Le};
    let cases: &[(Direction, Operator, &str, S, &str)] = &[
        // of 120 due by June: 60
        (Higher, Eq, "60", S::OnPace, "0"),
        (Higher, Eq, "54", S::Slight, "-5"),
        (Higher, Eq, "53", S::Behind, "-5.8333"),
        (Higher, Eq, "72", S::OnPace, "10"),
        (Higher, Eq, "125", S::Met, "54.1667"),
        // about: 5 points more are allowed
        (Higher, Approx, "54", S::OnPace, "-5"),
        (Higher, Approx, "48", S::Slight, "-10"),
        // under a ceiling less is better
        (Lower, Le, "54", S::OnPace, "5"),
        (Lower, Le, "63", S::Slight, "-2.5"),
        (Lower, Le, "121", S::Behind, "-50.8333"),
    ];
    for &(direction, operator, actual, state, gap) in cases {
        let row = indicator("亿元", direction, &[("2024-06 cum", actual)]);
        let found = verdict(row, &target(Measure::Level, operator, "120", "亿元"), "2024-06");
        let name = format!("{direction:?} {operator:?} <- {actual}");
        assert_eq!(found.state, state, "{name}");
        let ours = found.gap.unwrap();
        assert_eq!(ours.kind, GapKind::PointsOfPace);
        assert_eq!(ours.value.round_dp(4), d(gap), "{name}");
        assert_eq!(found.pace, Some(d("50")));
    }
}

#[test]
fn what_is_still_to_be_done() {
    // 120 − 90 = 30 in three months.
    let row = indicator("亿元", Direction::Higher, &[("2024-09 cum", "90"), ("2023", "100")]);
    let found = verdict(row, &target(Measure::Level, Operator::Eq, "120", "亿元"), "2024-09");
    assert_eq!((found.rest, found.rest_monthly), (Some(d("30")), Some(d("10"))));
    assert_eq!(found.previous.unwrap().value, d("100"));
}

#[test]
fn the_figure_that_is_compared() {
    let level = |unit: &str| target(Measure::Level, Operator::Eq, "120", unit);
    // Merged months and single months add up, and say so.
    let single = &[("2024-01..02", "20"), ("2024-03", "10"), ("2024-04", "11")];
    let found = verdict(indicator("个", Direction::Higher, single), &level("个"), "2024-04").actual.unwrap();
    assert_eq!((found.value, found.summed, found.period.to_string()), (d("41"), true, "2024-04 cum".into()));
    // A hole ends the sum: nothing is known about April.
    let hole = &[("2024-01..02", "20"), ("2024-04", "11")];
    let found = verdict(indicator("个", Direction::Higher, hole), &level("个"), "2024-04").actual.unwrap();
    assert_eq!((found.value, found.period.last()), (d("20"), 2));
    // A later figure than the reporting month is not looked at; a cumulative one comes first.
    let both = &[("2024-03 cum", "30"), ("2024-03", "9"), ("2024-05 cum", "60")];
    let found = verdict(indicator("个", Direction::Higher, both), &level("个"), "2024-04").actual.unwrap();
    assert_eq!((found.value, found.summed), (d("30"), false));
    // In the target's unit: 3 亿元 of 120 亿元 entered as 万元.
    let found = verdict(indicator("万元", Direction::Higher, &[("2024", "30000")]), &level("亿元"), "");
    assert_eq!(found.actual.unwrap().value.normalize(), d("3"));
    // Units that do not go together are not judged.
    let found = verdict(indicator("吨", Direction::Higher, &[("2024", "30000")]), &level("亿元"), "");
    assert_eq!((found.state, found.gap), (S::NoFigure, None));
    // Another year's figures are not this year's.
    let found = verdict(indicator("亿元", Direction::Higher, &[("2023", "300")]), &level("亿元"), "2024-06");
    assert_eq!((found.state, found.actual), (S::NoFigure, None));
}

#[test]
fn stocks_and_concentrations_have_no_pace() {
    let mut stock = indicator("万人", Direction::Higher, &[("2024-06 end", "118")]);
    stock.basis = Basis::Stock;
    let found = verdict(stock, &target(Measure::Level, Operator::Ge, "120", "万人"), "2024-06");
    assert_eq!((found.state, found.pace), (S::Slight, None));
    let pm = indicator("微克/立方米", Direction::Lower, &[("2024-03 cum", "24"), ("2024-01", "40")]);
    let found = verdict(pm, &target(Measure::Level, Operator::Le, "25", "微克/立方米"), "2024-03");
    assert_eq!((found.state, found.pace), (S::OnPace, None));
    assert_eq!(found.gap.unwrap().value, d("1"));
}

#[test]
fn a_target_of_none_at_all() {
    let row = indicator("起", Direction::Lower, &[("2024-06 cum", "1")]);
    let none = target(Measure::Level, Operator::Le, "0", "起");
    assert_eq!(verdict(row, &none, "2024-06").state, S::Behind);
    let row = indicator("起", Direction::Lower, &[("2024-06 cum", "0")]);
    assert_eq!(verdict(row, &none, "2024-06").state, S::OnPace);
}

#[test]
fn ranks() {
    use Operator::{Approx, Eq, Le};
    // A smaller place is better, also where more of what is ordered is better.
    for (operator, wanted, place, state, gap) in [
        (Le, "10", 8, S::Met, "2"),
        (Le, "10", 10, S::Met, "0"),
        (Le, "10", 11, S::Slight, "-1"),
        (Le, "10", 14, S::Behind, "-4"),
        (Eq, "1", 1, S::Met, "0"),
        (Eq, "1", 2, S::Slight, "-1"),
        (Eq, "1", 5, S::Behind, "-4"),
        (Approx, "3", 2, S::Met, "1"),
        (Approx, "3", 6, S::Behind, "-3"),
    ] {
        let mut row = indicator("亿元", Direction::Higher, &[("2024", "5")]);
        let rank = Rank { place, bound: Eq, among: "全省".into(), of: RankOf::Value };
        row.observations[0].rank = Some(rank);
        let found = verdict(row, &target(Measure::Rank, operator, wanted, "位"), "");
        let found_gap = found.gap.clone().unwrap();
        assert_eq!((found.state, found_gap.value, found_gap.kind), (state, d(gap), GapKind::Places));
        if (operator, place) == (Eq, 5) {
            assert_eq!(Lang::Zh.verdict_words(&found), "距目标 4 位");
        }
    }
}

/// 120 亿元, due in a month.
fn due(operator: Operator, month: &str) -> Target {
    Target { due: Some(month.parse().unwrap()), ..target(Measure::Level, operator, "120", "亿元") }
}

#[test]
fn a_target_that_is_due_within_the_year() {
    use Operator::{Eq, Le};
    let of = |target: &Target, figure: (&str, &str), month: &str| {
        verdict(indicator("亿元", Direction::Higher, &[figure]), target, month)
    };
    // By March 3 ÷ 6 = 50 % of what is due in June: 60 of 120 are on pace, and 60 are left for three months.
    let found = of(&due(Eq, "2024-06"), ("2024-03 cum", "60"), "2024-03");
    assert_eq!(
        (found.state, found.pace, found.gap.as_ref().unwrap().value),
        (S::OnPace, Some(d("50")), d("0"))
    );
    assert_eq!((found.rest, found.rest_monthly), (Some(d("60")), Some(d("20"))));
    assert!(Lang::Zh.verdict_words(&found).contains("2024年6月到期"), "{}", Lang::Zh.verdict_words(&found));
    assert!(Lang::En.verdict_words(&found).contains("due in Jun 2024"));
    // 50 of 120 are 41.7 %: 8.3 points behind, where the year's pace of 25 % would have them ahead.
    let found = of(&due(Eq, "2024-06"), ("2024-03 cum", "50"), "2024-03");
    assert_eq!((found.state, found.gap.unwrap().value.round_dp(4)), (S::Behind, d("-8.3333")));
    // In June and after it all of it is due: 115 of 120 lacks 5 (4.2 %), 100 lacks 20.
    for month in ["2024-06", "2024-09"] {
        let figure = format!("{month} cum");
        let found = of(&due(Eq, "2024-06"), (&figure, "115"), month);
        assert_eq!((found.state, found.pace, found.rest), (S::Slight, Some(d("100")), Some(d("5"))));
        assert_eq!((found.rest_monthly, found.gap.as_ref().unwrap().value), (None, d("-5")));
        assert!(Lang::Zh.verdict_words(&found).contains("低于目标 5 亿元（2024年6月到期）"));
        assert_eq!(of(&due(Eq, "2024-06"), (&figure, "100"), month).state, S::Behind);
        assert_eq!(of(&due(Eq, "2024-06"), (&figure, "121"), month).state, S::Met);
    }
    // What accumulates after June says nothing of a ceiling until June.
    let row = indicator("亿元", Direction::Higher, &[("2024-06 cum", "118"), ("2024-09 cum", "130")]);
    let found = verdict(row, &due(Le, "2024-06"), "2024-09");
    assert_eq!((found.state, found.actual.unwrap().value), (S::Met, d("118")));
    // Due in December, or in the year: that is the year's own end.
    for end in ["2024-12", "2024"] {
        let found = of(&due(Eq, end), ("2024-03 cum", "30"), "2024-03");
        assert_eq!((found.due, found.pace), (None, Some(d("25"))));
    }
    // By a curve of 30 % in March and 60 % in June: half of it is due in March.
    let mut row = indicator("亿元", Direction::Higher, &[("2024-03 cum", "60")]);
    let point = |month, percent| PacePoint { month, percent: d(percent) };
    row.pace = PaceProfile::Points(vec![point(3, "30"), point(6, "60"), point(12, "100")]);
    assert_eq!(verdict(row, &due(Eq, "2024-06"), "2024-03").pace, Some(d("50")));
    // A growth by June is met in June, and on its way before.
    let growth =
        Target { due: Some("2024-06".parse().unwrap()), ..target(Measure::Growth, Operator::Ge, "6", "%") };
    assert_eq!(of(&growth, ("2024-05 cum", "+6.1"), "2024-05").state, S::OnPace);
    assert_eq!(of(&growth, ("2024-06 cum", "+6.1"), "2024-06").state, S::Met);
}

#[test]
fn a_rate_kept_as_a_level_is_told_in_points() {
    // 5 % 左右 is half a point around: 5.4 holds, 5.6 is 0.6 points over (0.1 beyond what is allowed).
    let rate = target(Measure::Level, Operator::Approx, "5", "%");
    for (figure, state, gap) in
        [("5.4", S::Met, "-0.4"), ("5.6", S::Slight, "-0.6"), ("6.6", S::Behind, "-1.6")]
    {
        let found = verdict(indicator("%", Direction::Lower, &[("2024", figure)]), &rate, "");
        let found_gap = found.gap.unwrap();
        assert_eq!((found.state, found_gap.value, found_gap.kind), (state, d(gap), GapKind::Points));
        assert_eq!(found.completion, None, "nothing is done of a rate");
    }
    // A ceiling of a concentration is nothing to be done either; a stock to be built up to is.
    let pm = indicator("微克/立方米", Direction::Lower, &[("2024", "24")]);
    assert_eq!(verdict(pm, &target(Measure::Level, Operator::Le, "25", "微克/立方米"), "").completion, None);
    let mut stock = indicator("万人", Direction::Higher, &[("2024-06 end", "90")]);
    stock.basis = Basis::Stock;
    let found = verdict(stock, &target(Measure::Level, Operator::Ge, "120", "万人"), "2024-06");
    assert_eq!(found.completion, Some(d("75")));
}

#[test]
fn december_is_the_last_word() {
    // A rate of December alone is the year's last one: the target is met, not on pace.
    let row = indicator("%", Direction::Lower, &[("2024-11", "5.1"), ("2024-12", "4.9")]);
    let rate = target(Measure::Level, Operator::Le, "5", "%");
    let found = verdict(row.clone(), &rate, "2024-12");
    assert_eq!((found.state, Lang::Zh.target_state(found.state)), (S::Met, "达目标"));
    // One word for one verdict, on the overview's tile as in the table of tasks.
    assert_eq!(Lang::Zh.verdict(&found), Lang::Zh.target_state(found.state));
    assert_eq!(Lang::En.verdict(&found), Lang::En.target_state(found.state));
    assert_eq!(verdict(row, &rate, "2024-11").state, S::Slight);
    let none = verdict(indicator("%", Direction::Lower, &[]), &rate, "2024-12");
    assert_eq!(Lang::Zh.verdict(&none), Lang::Zh.verdict_words(&none));
}

#[test]
fn overlapping_periods_count_once() {
    let level = target(Measure::Level, Operator::Eq, "120", "个");
    let of = |figures: &[(&str, &str)]| {
        let found = verdict(indicator("个", Direction::Higher, figures), &level, "2024-04").actual.unwrap();
        (found.value, found.period.to_string())
    };
    // January beside 1–2月: 20 + 30, not 5 and a hole.
    let merged = of(&[("2024-01", "5"), ("2024-01..02", "20"), ("2024-03", "30")]);
    assert_eq!(merged, (d("50"), "2024-03 cum".into()));
    // Two months beside their quarter: the quarter, and April after it.
    let quarter = [("2024-01", "5"), ("2024-02", "5"), ("2024Q1", "50")];
    assert_eq!(of(&quarter), (d("50"), "2024-03 cum".into()));
    assert_eq!(of(&[&quarter[..], &[("2024-04", "6")]].concat()), (d("56"), "2024-04 cum".into()));
    // After what has accumulated: 40 by February, and 9 in March.
    assert_eq!(
        of(&[("2024-02 cum", "40"), ("2024-01", "5"), ("2024-03", "9")]),
        (d("49"), "2024-03 cum".into())
    );
}

#[test]
fn relative_to_another_indicator() {
    use Relation::{Faster, InStep, Slower};
    let cases = [
        // in step with GDP's 6.0: half a point around, faster is fine
        (InStep, "5.5", S::OnPace, "-0.5"),
        (InStep, "7.5", S::OnPace, "1.5"),
        (InStep, "5.2", S::Slight, "-0.8"),
        (Faster, "6.0", S::Slight, "0.0"),
        (Faster, "6.1", S::OnPace, "0.1"),
        (Slower, "6.1", S::Slight, "-0.1"),
    ];
    for (relation, growth, state, gap) in cases {
        let mut gdp = indicator("亿元", Direction::Higher, &[("2024Q2 cum", "+6.0"), ("2024Q1 cum", "+9")]);
        gdp.id = IndicatorId(11);
        // Published for June here, for the second quarter there: the same months.
        let income = indicator("元", Direction::Higher, &[("2024-06 cum", &format!("+{growth}"))]);
        let mut target = target(Measure::Growth, Operator::Relative, "", "");
        target.reference = Some(Reference { indicator: gdp.id, relation });
        let book = workbook([income, gdp]);
        let found = judge(&book, book.indicators.at(0).unwrap(), &target, Some("2024-06".parse().unwrap()));
        assert_eq!(found.reference.unwrap().value, d("6.0"));
        assert_eq!((found.state, found.gap.unwrap().value), (state, d(gap)), "{relation:?} {growth}");
    }
}

#[test]
fn tiles_and_lines() {
    let mut row = indicator(
        "亿元",
        Direction::Higher,
        &[
            ("2023", "100"),
            ("2024-02 cum", "15"),
            ("2024-03 cum", "27"),
            ("2024-03", "12"),
            ("2024-09 cum", "80"),
        ],
    );
    (row.headline, row.basis) = (true, Basis::Cumulative);
    row.targets = vec![target(Measure::Level, Operator::Ge, "120", "亿元")];
    let mut book = workbook([row]);
    book.month = Some("2024-03".parse().unwrap());
    let tile = &headline_tiles(&book)[0];
    assert_eq!(tile.latest.as_ref().unwrap().value, d("27"));
    assert_eq!(tile.previous_year.as_ref().unwrap().value, d("100"));
    assert_eq!(tile.spark.iter().map(|point| point.1).collect::<Vec<_>>(), [d("15"), d("27")]);
    let line = line_series(book.indicators.at(0).unwrap(), CITY, Measure::Level, 2024);
    assert_eq!(line.iter().map(|point| point.1).collect::<Vec<_>>(), [d("15"), d("27"), d("80")]);
    // Before anything of the year is published, last year's result is the latest figure.
    book.month = Some("2024-01".parse().unwrap());
    let tile = &headline_tiles(&book)[0];
    assert_eq!(tile.latest.as_ref().unwrap().value, d("100"));
    assert_eq!(tile.verdict.as_ref().unwrap().state, S::NoFigure);
    // A target that nothing can be said about is something to attend to.
    assert!(!attention(&book, book.month).is_empty());
}
