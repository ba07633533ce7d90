//! Ranking boards: each rule with its arithmetic, places, history, what-if.

use crate::{CITY, EAST, NORTH, WEST, d, indicator, workbook};
use guatu::{
    analysis::{
        board::{Entry, How, Inputs, Item, Lift, Limit, history, lifts, score},
        round_half_up,
    },
    i18n::Lang,
    model::{
        Basis, Board, BoardId, Decimal, Direction, GrowthFrom, Indicator, IndicatorId, Measure, Operator,
        Period, Target, TargetId, Unit,
        board::{Adjustment, BoardItem, ItemSource, Ranked, Scoring, Ties},
    },
};
use proptest::prelude::*;

fn entry(value: &str, target: Option<&str>, due: Option<&str>) -> Entry {
    Entry { value: d(value), target: target.map(d), due: due.map(d), from_levels: false }
}

fn item(scoring: Scoring, weight: &str, entries: Vec<Option<Entry>>) -> Item {
    Item {
        weight: d(weight),
        scoring,
        cap: None,
        floor: None,
        lower_is_better: false,
        entries,
        places: 1,
        unit: Unit::default(),
        published_growth: false,
    }
}

fn inputs(items: Vec<Item>) -> Inputs {
    let ranked = items[0].entries.len();
    Inputs { items, adjusted: vec![Decimal::ZERO; ranked], ties: Ties::Skip }
}

/// The points of the only item, rounded to two places.
fn points(item: Item) -> Vec<String> {
    score(&inputs(vec![item])).iter().map(|row| round_half_up(row.items[0].points, 2).to_string()).collect()
}

fn plain(values: &[&str]) -> Vec<Option<Entry>> {
    values.iter().map(|value| if *value == "-" { None } else { Some(entry(value, None, None)) }).collect()
}

fn against(target: &str, values: &[&str]) -> Vec<Option<Entry>> {
    values.iter().map(|value| Some(entry(value, Some(target), None))).collect()
}

#[test]
fn ratio_to_target() {
    let rule = |entries| item(Scoring::RatioToTarget, "20", entries);
    // 80 ÷ 100 × 20, 110 ÷ 100 × 20; a negative figure has none, no target counts for nothing.
    assert_eq!(points(rule(against("100", &["80", "110", "-5"]))), ["16.00", "22.00", "0.00"]);
    assert_eq!(points(rule(plain(&["80"]))), ["0.00"]);
    assert_eq!(points(rule(against("0", &["80"]))), ["0.00"]);
    // Capped at 20, and at least 5.
    let capped = Item { cap: Some(d("20")), floor: Some(d("5")), ..rule(against("100", &["110", "10"])) };
    let rows = score(&inputs(vec![capped]));
    assert_eq!([rows[0].items[0].points, rows[1].items[0].points], [d("20"), d("5")]);
    assert_eq!([rows[0].items[0].limit, rows[1].items[0].limit], [Some(Limit::Cap), Some(Limit::Floor)]);
    // Less is better: 2 − 30/25 = 0.8, 2 − 20/25 = 1.2, nothing at all is 2.
    let lower = Item { lower_is_better: true, ..rule(against("25", &["30", "20", "0"])) };
    assert_eq!(points(lower), ["16.00", "24.00", "40.00"]);
}

#[test]
fn gap_to_pace() {
    // Done 40, 50, 65 of 100 where 50 % is due: 10 points behind cost 10 × 0.5; ahead costs nothing.
    let done = ["40", "50", "65", "5"].map(|v| Some(entry(v, Some("100"), Some("50")))).to_vec();
    assert_eq!(
        points(item(Scoring::GapToPace(d("0.5")), "20", done.clone())),
        ["15.00", "20.00", "20.00", "0.00"]
    );
    // 2 points each: 10 × 2 = 20 of 20 lost, and never more.
    assert_eq!(points(item(Scoring::GapToPace(d("2")), "20", done)), ["0.00", "20.00", "20.00", "0.00"]);
    // Growth against its target: 5.5 − 6.5 = one point behind.
    assert_eq!(
        points(item(Scoring::GapToPace(d("3")), "20", against("6.5", &["5.5", "7"]))),
        ["17.00", "20.00"]
    );
    // Less is better: 6 against at most 5 is one point behind.
    let lower =
        Item { lower_is_better: true, ..item(Scoring::GapToPace(d("3")), "20", against("5", &["6", "4"])) };
    assert_eq!(points(lower), ["17.00", "20.00"]);
}

#[test]
fn growth_ranks_and_efficacy() {
    // 8 is the largest: 6 ÷ 8 × 20 = 15; zero and a fall have none.
    assert_eq!(
        points(item(Scoring::Growth, "20", plain(&["6", "8", "0", "-3"]))),
        ["15.00", "20.00", "0.00", "0.00"]
    );
    // Nobody grows: nobody has points.
    assert_eq!(points(item(Scoring::Growth, "20", plain(&["-1", "-3"]))), ["0.00", "0.00"]);
    // Less is better: the fall of 4 is the largest, 2 is half of it.
    let lower = Item { lower_is_better: true, ..item(Scoring::Growth, "20", plain(&["-4", "-2", "1"])) };
    assert_eq!(points(lower), ["20.00", "10.00", "0.00"]);
    // First 20, then twice second with 18, then fourth with 20 − 3 × 2; not reported: nothing.
    let ranks = item(Scoring::RankPoints(d("2")), "20", plain(&["9", "7", "7", "5", "-"]));
    assert_eq!(points(ranks), ["20.00", "18.00", "18.00", "14.00", "0.00"]);
    let lower =
        Item { lower_is_better: true, ..item(Scoring::RankPoints(d("2")), "20", plain(&["9", "7", "7"])) };
    assert_eq!(points(lower), ["16.00", "20.00", "20.00"]);
    // 60 + 40 × (7 − 5) ÷ (9 − 5) = 80 per cent of 20.
    assert_eq!(points(item(Scoring::Efficacy, "20", plain(&["9", "7", "5"]))), ["20.00", "16.00", "12.00"]);
    let lower = Item { lower_is_better: true, ..item(Scoring::Efficacy, "20", plain(&["9", "7", "5"])) };
    assert_eq!(points(lower), ["12.00", "16.00", "20.00"]);
    // All alike: all have the full points.
    assert_eq!(points(item(Scoring::Efficacy, "20", plain(&["7", "7"]))), ["20.00", "20.00"]);
    // Below zero: 60 + 40 × (−1 + 3) ÷ (1 + 3).
    assert_eq!(points(item(Scoring::Efficacy, "10", plain(&["1", "-1", "-3"]))), ["10.00", "8.00", "6.00"]);
}

#[test]
fn ties_share_a_place() {
    let mut all =
        inputs(vec![item(Scoring::RatioToTarget, "100", against("100", &["90", "80", "80", "70"]))]);
    let places = |all: &Inputs| score(all).iter().map(|row| row.place).collect::<Vec<_>>();
    assert_eq!(places(&all), [1, 2, 2, 4]);
    all.ties = Ties::Dense;
    assert_eq!(places(&all), [1, 2, 2, 3]);
    // Two extra points break the tie.
    all.adjusted[2] = d("2");
    assert_eq!(places(&all), [1, 3, 2, 4]);
    // Points by place follow the board's own way: 9, 7, 7, 5 are 1, 2, 2, 4, so that the last has
    // 20 − 3 × 2 = 14; as 1, 2, 2, 3 it has 20 − 2 × 2 = 16.
    let mut ranks = inputs(vec![item(Scoring::RankPoints(d("2")), "20", plain(&["9", "7", "7", "5"]))]);
    let last = |all: &Inputs| score(all)[3].items[0].points;
    assert_eq!(last(&ranks), d("14"));
    ranks.ties = Ties::Dense;
    assert_eq!(last(&ranks), d("16"));
    assert!(matches!(score(&ranks)[3].items[0].how, How::Place { place: 3 }));
    // Capped at 17 they have 17, 17, 17 and 16. A cap may hold one's own points while drawing level with
    // another moves those below up by a place: nothing is said.
    ranks.items[0].cap = Some(d("17"));
    assert_eq!(lifts(&ranks, 3), [Lift::NotMonotone]);
}

fn of_growth(name: &str) -> BoardItem {
    BoardItem {
        source: ItemSource::Indicator(IndicatorId(10), Measure::Growth),
        scoring: Scoring::Efficacy,
        ..BoardItem::new(name, d("20"))
    }
}

/// Levels of both years in the east and the west; only the west has published growth.
fn levels(name: &str) -> Indicator {
    let figures = [
        (EAST, "2023Q1 cum", "300"),
        (EAST, "2024Q1 cum", "317"),
        (WEST, "2023Q1 cum", "100"),
        (WEST, "2024Q1 cum", "109 +5.0"),
        (NORTH, "2024Q1 cum", "50 +6.0"),
    ];
    let mut row = indicator(10, "亿元", &figures);
    (row.name, row.basis) = (name.into(), Basis::Cumulative);
    row
}

#[test]
fn growth_at_comparable_prices_is_not_made_of_levels() {
    let standings = |row: &Indicator| {
        let mut found = history(&workbook([row.clone()]), &board(vec![of_growth("增速")]));
        found.swap_remove(0)
    };
    // Of the product only what was published is ranked: west 5.0, north 6.0; the east has no points, and it
    // is said why.
    let found = standings(&levels("地区生产总值"));
    let points: Vec<_> = found.rows.iter().map(|row| row.items[0].points).collect();
    assert_eq!(points, [d("0"), d("12"), d("20")]);
    let (item, east) = (&found.inputs.items[0], &found.rows[0].items[0]);
    assert!(matches!(east.how, How::NoFigure));
    assert!(Lang::Zh.scored(item, east).contains("没有公布增速"), "{}", Lang::Zh.scored(item, east));
    assert!(Lang::En.scored(item, east).contains("no growth published"));
    // Of another amount the east's is (317 − 300) ÷ 300 = 5.666… %, unrounded:
    // 60 + 40 × (5.666… − 5) ÷ (6 − 5) = 86.666… of 100, so 17.333… of 20 points.
    let found = standings(&levels("一般公共预算收入"));
    assert_eq!(round_half_up(found.rows[0].items[0].points, 4), d("17.3333"));
    let (item, east) = (&found.inputs.items[0], &found.rows[0].items[0]);
    assert!(east.entry.unwrap().from_levels);
    assert!(Lang::Zh.scored(item, east).contains("按总量推算"), "{}", Lang::Zh.scored(item, east));
    // What the indicator itself says counts for more than its name.
    for (name, from, known) in [
        ("地区生产总值", GrowthFrom::Levels, true),
        ("一般公共预算收入", GrowthFrom::Publication, false),
        ("规模以上工业增加值", GrowthFrom::Name, false),
    ] {
        let row = Indicator { growth_from: from, ..levels(name) };
        assert_eq!(standings(&row).rows[0].items[0].entry.is_some(), known, "{name} {from:?}");
    }
}

#[test]
fn less_is_better_where_the_indicator_says_so() {
    let mut row = indicator(
        10,
        "起",
        &[(EAST, "2024Q1 cum", "9"), (WEST, "2024Q1 cum", "5"), (NORTH, "2024Q1 cum", "7")],
    );
    row.basis = Basis::Cumulative;
    let of = |direction, measure, lower: Option<bool>| {
        let row = Indicator { direction, ..row.clone() };
        let item = BoardItem {
            source: ItemSource::Indicator(IndicatorId(10), measure),
            lower_is_better: lower,
            ..BoardItem::new("事故", d("20"))
        };
        let found = history(&workbook([row]), &board(vec![item])).swap_remove(0);
        found.rows.iter().map(|row| row.items[0].points.normalize()).collect::<Vec<_>>()
    };
    // 60 + 40 × (9 − x) ÷ (9 − 5) per cent of 20: 9 → 12, 5 → 20, 7 → 16.
    let fewer_first = [d("12"), d("20"), d("16")];
    let more_first = [d("20"), d("12"), d("16")];
    assert_eq!(of(Direction::Lower, Measure::Level, None), fewer_first);
    assert_eq!(of(Direction::Higher, Measure::Level, None), more_first);
    // The item's own word overrides.
    assert_eq!(of(Direction::Lower, Measure::Level, Some(false)), more_first);
    assert_eq!(of(Direction::Higher, Measure::Level, Some(true)), fewer_first);
    // A place is the better the smaller it is, whatever is ordered.
    let book = workbook([row.clone()]);
    assert!(ItemSource::Indicator(IndicatorId(10), Measure::Rank).is_lower_better(&book));
    assert!(!ItemSource::Manual.is_lower_better(&book));
}

#[test]
fn a_plan_that_is_due_early_is_paced_to_its_month() {
    let mut row = indicator(10, "亿元", &[(EAST, "2024Q1 cum", "40"), (WEST, "2024Q2 cum", "90")]);
    row.basis = Basis::Cumulative;
    let mut target = Target::new(TargetId(50), 2024);
    (target.area, target.value, target.unit) = (Some(EAST), Some(d("100")), Unit::new("亿元"));
    target.due = Some("2024-06".parse().unwrap());
    row.targets = vec![target.clone(), Target { id: TargetId(51), area: Some(WEST), ..target }];
    let item = BoardItem {
        source: ItemSource::Indicator(IndicatorId(10), Measure::Level),
        scoring: Scoring::GapToPace(d("1")),
        ..BoardItem::new("投资", d("20"))
    };
    let found = history(&workbook([row]), &board(vec![item]));
    // By March 3 ÷ 6 = 50 % is due of what is due by June: 40 % done is 10 points behind.
    assert_eq!(found[0].rows[0].items[0].points, d("10"));
    // In June all of it: 90 % is 10 points behind.
    assert_eq!(found[1].rows[1].items[0].points, d("10"));
}

fn board(items: Vec<BoardItem>) -> Board {
    Board {
        id: BoardId(90),
        title: "比拼榜".into(),
        title_en: "".into(),
        ranked: Ranked::Areas(vec![EAST, WEST, NORTH]),
        periods: vec![period("2024Q1 cum"), period("2024Q2 cum")],
        items,
        adjustments: Vec::new(),
        figures: Vec::new(),
        ties: Ties::Skip,
    }
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

#[test]
fn figures_targets_and_movements_by_period() {
    let mut row = indicator(
        10,
        "亿元",
        &[
            (EAST, "2023Q2 cum", "100"),
            (EAST, "2024Q1 cum", "50 +8.0"),
            (EAST, "2024Q2 cum", "105"),
            (WEST, "2024Q1 cum", "40 +6.0"),
            (WEST, "2024Q2 cum", "80 +6.0"),
            (CITY, "2024Q2 cum", "300 +6.1"),
        ],
    );
    row.basis = Basis::Cumulative;
    let mut target = Target::new(TargetId(50), 2024);
    (target.measure, target.operator, target.unit) = (Measure::Growth, Operator::Ge, Unit::new("%"));
    target.value = Some(d("6.5"));
    row.targets.push(target);
    let growth = |scoring| BoardItem {
        source: ItemSource::Indicator(IndicatorId(10), Measure::Growth),
        scoring,
        ..BoardItem::new("增速", d("60"))
    };
    let mut manual = BoardItem { scoring: Scoring::RatioToTarget, ..BoardItem::new("评议", d("40")) };
    manual.target = Some(d("100"));
    let mut board = board(vec![growth(Scoring::GapToPace(d("10"))), manual]);
    board.enter(period("2024Q2 cum"), 1, 2, Some(d("95")));
    board.enter(period("2024Q2 cum"), 1, 0, Some(d("50")));
    board.adjustments.push(Adjustment {
        period: period("2024Q2 cum"),
        ranked: 1,
        points: d("-1.5"),
        reason: "迟报".into(),
    });
    let book = workbook([row]);
    let found = history(&book, &board);
    let scores =
        |at: usize| found[at].rows.iter().map(|r| round_half_up(r.score, 2).to_string()).collect::<Vec<_>>();
    // First quarter: east is above the city's 6.5: 60; west 0.5 points below: 60 − 5; north did not report.
    assert_eq!(scores(0), ["60.00", "55.00", "0.00"]);
    assert_eq!(found[0].order, [0, 1, 2]);
    // Half year: east published no growth, so (105 − 100) ÷ 100 = 5 %: 1.5 behind costs 15; and 40 × 50 %.
    // West 60 − 5 − 1.5; north only 40 × 95 %.
    assert_eq!(scores(1), ["65.00", "53.50", "38.00"]);
    assert_eq!(found[1].before, [Some(1), Some(2), Some(3)]);
    assert_eq!(found[1].movement(1), Some(0));
    assert!(matches!(found[1].rows[2].items[0].how, How::NoFigure));
    assert_eq!(found[0].movement(0), None, "there is no period before the first");
}

#[test]
fn taking_out_and_moving_keeps_what_was_entered() {
    let mut board = board(["甲", "乙", "丙"].map(|name| BoardItem::new(name, d("10"))).to_vec());
    let at = period("2024Q1 cum");
    for item in 0..3 {
        for ranked in 0..3 {
            board.enter(at, item, ranked, Some(Decimal::from(item * 10 + ranked)));
        }
    }
    board.move_item_up(2);
    let of = |board: &Board, item, ranked| {
        board.figures.iter().find(|f| (f.item, f.ranked) == (item, ranked)).map(|f| f.value)
    };
    assert_eq!((of(&board, 1, 0), of(&board, 2, 0)), (Some(d("20")), Some(d("10"))));
    board.remove_item(0);
    assert_eq!((of(&board, 0, 1), of(&board, 1, 1), of(&board, 2, 1)), (Some(d("21")), Some(d("11")), None));
    // West leaves, north comes first.
    board.rank(Ranked::Areas(vec![NORTH, EAST]));
    assert_eq!((of(&board, 0, 0), of(&board, 0, 1)), (Some(d("22")), Some(d("20"))));
    assert_eq!(board.figures.len(), 4);
    board.enter(at, 0, 0, None);
    assert_eq!(board.figures.len(), 3);
}

#[test]
fn what_would_lift_by_a_place() {
    // 90, 80, 70 of 100 points: the third needs 80.0, the second 90.0 to draw level, which shares the place.
    let all = inputs(vec![item(Scoring::RatioToTarget, "100", against("100", &["90", "80", "70"]))]);
    assert_eq!(lifts(&all, 0), [Lift::First]);
    let to = |lift: &Lift| match lift {
        Lift::To { to, place, .. } => (to.to_string(), *place),
        other => panic!("{other:?}"),
    };
    assert_eq!(to(&lifts(&all, 2)[0]), ("80.0".into(), 2));
    assert_eq!(to(&lifts(&all, 1)[0]), ("90.0".into(), 1));
    // Capped at 75 points there is no way past 80.
    let mut capped = all.clone();
    capped.items[0].cap = Some(d("75"));
    capped.adjusted = vec![d("10"), d("5"), d("0")];
    assert_eq!(lifts(&capped, 2), [Lift::OutOfReach]);
    // Rank points: 9, 7, 5 by places; the last draws level with the second at 7.0.
    let ranks = inputs(vec![item(Scoring::RankPoints(d("2")), "20", plain(&["9", "7", "5"]))]);
    assert_eq!(to(&lifts(&ranks, 2)[0]), ("7.0".into(), 2));
    // Less is better: from 30 down to 25.
    let lower = inputs(vec![Item {
        lower_is_better: true,
        ..item(Scoring::RatioToTarget, "20", against("25", &["20", "25", "30"]))
    }]);
    assert_eq!(to(&lifts(&lower, 2)[0]), ("25.0".into(), 2));
    let none = inputs(vec![item(Scoring::Efficacy, "20", plain(&["9", "-"]))]);
    assert_eq!(lifts(&none, 1), [Lift::NoFigure]);
    let odd = inputs(vec![item(Scoring::RankPoints(d("-2")), "20", plain(&["9", "7"]))]);
    assert_eq!(lifts(&odd, 0), [Lift::NotMonotone]);
}

fn any_item(ranked: usize) -> impl Strategy<Value = Item> {
    let scoring = prop_oneof![
        Just(Scoring::RatioToTarget),
        (0_i64..50).prop_map(|step| Scoring::GapToPace(Decimal::new(step, 1))),
        Just(Scoring::Growth),
        (0_i64..50).prop_map(|step| Scoring::RankPoints(Decimal::new(step, 1))),
        Just(Scoring::Efficacy),
    ];
    let figure = (-200_i64..1500, prop::option::weighted(0.9, 1_i64..1500), prop::option::of(0_i64..100));
    let entry = figure.prop_map(|(value, target, due)| Entry {
        value: Decimal::new(value, 1),
        target: target.map(|target| Decimal::new(target, 1)),
        due: due.map(Decimal::from),
        from_levels: false,
    });
    let entries = prop::collection::vec(prop::option::weighted(0.9, entry), ranked);
    let limits = (prop::option::of(-10_i64..40), prop::option::of(-10_i64..40));
    (scoring, 0_i64..40, any::<bool>(), entries, limits).prop_map(
        |(scoring, weight, lower, entries, limits)| Item {
            weight: Decimal::from(weight),
            scoring,
            cap: limits.0.map(Decimal::from),
            floor: limits.1.map(Decimal::from),
            lower_is_better: lower,
            entries,
            places: 1,
            unit: Unit::default(),
            published_growth: false,
        },
    )
}

fn any_inputs() -> impl Strategy<Value = Inputs> {
    (2_usize..7).prop_flat_map(|ranked| {
        let adjusted = prop::collection::vec(-30_i64..30, ranked);
        let ties = prop_oneof![Just(Ties::Skip), Just(Ties::Dense)];
        (prop::collection::vec(any_item(ranked), 1..4), adjusted, ties).prop_map(|(items, adjusted, ties)| {
            Inputs {
                items,
                adjusted: adjusted.into_iter().map(|points| Decimal::new(points, 1)).collect(),
                ties,
            }
        })
    })
}

fn ahead(inputs: &Inputs, who: usize) -> usize {
    let rows = score(inputs);
    let own = rows[who].score.round_dp(8);
    rows.iter().filter(|row| row.score.round_dp(8) > own).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// The answer, applied, has the promised effect; one step less has not; what is out of reach stays so.
    #[test]
    fn a_lift_lifts(all in any_inputs()) {
        for who in 0..all.len() {
            let now = ahead(&all, who);
            for (item, lift) in lifts(&all, who).into_iter().enumerate() {
                let step = if all.items[item].lower_is_better { d("-0.1") } else { d("0.1") };
                match lift {
                    Lift::To { from, to, place, score: promised } => {
                        let changed = all.with(item, who, to);
                        prop_assert!(ahead(&changed, who) < now);
                        let row = &score(&changed)[who];
                        prop_assert_eq!((row.place, row.score), (place, promised));
                        prop_assert_eq!(to < from, all.items[item].lower_is_better);
                        prop_assert_eq!(ahead(&all.with(item, who, to - step), who), now, "one step less");
                    }
                    Lift::OutOfReach => {
                        let mut value = all.items[item].entries[who].unwrap().value;
                        for _ in 0..30 {
                            value += step * Decimal::from(97);
                            prop_assert_eq!(ahead(&all.with(item, who, value), who), now);
                        }
                    }
                    Lift::First => prop_assert_eq!(now, 0),
                    Lift::NoFigure | Lift::NoTarget | Lift::NotMonotone => {}
                }
            }
        }
    }
}
