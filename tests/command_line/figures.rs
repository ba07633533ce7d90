//! Figures that can be checked from outside: completion, pace, gap and lamps, starts and look-backs.

use super::{code, json, rows, run, well};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

/// A figure rounded half up, as people do it on paper: the texts must agree.
fn half_up(value: Decimal, places: u32) -> String {
    let mut rounded = value.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(places);
    if rounded.is_zero() { rounded.abs().to_string() } else { rounded.to_string() }
}

fn decimal(value: &Value) -> Option<Decimal> {
    value.as_str().map(|text| text.parse().unwrap())
}

#[test]
fn json_carries_figures_that_can_be_checked_from_outside() {
    let shown: Value =
        serde_json::from_str(&well(&["show", "@demo-city", "--month", "2024-10", "--json"])).unwrap();
    assert_eq!(shown["month"], "2024-10");
    // October: 10/12.
    let pace = Decimal::from(1000) / Decimal::from(12);
    let mut judged = 0;
    for row in rows(&shown, "projects").iter().chain(rows(&shown, "lists")) {
        for key in ["plan", "done", "completion", "pace", "gap", "lamp", "lamp_reason", "lamp_rule"] {
            assert!(row.get(key).is_some(), "{key} in {row}");
        }
        assert_eq!(row["pace"], "83.3");
        assert!(!row["lamp_reason"].as_str().unwrap().is_empty());
        let (Some(plan), Some(done)) = (decimal(&row["plan"]), decimal(&row["done"])) else {
            assert_eq!((&row["completion"], &row["gap"]), (&Value::Null, &Value::Null), "{row}");
            continue;
        };
        assert_eq!(row["plan_unit"], row["done_unit"]);
        let completion = done * Decimal::from(100) / plan;
        assert_eq!(row["completion"], half_up(completion, 1), "{row}");
        // The difference is taken unrounded and rounded once.
        let gap = (completion - pace).round_dp(20);
        assert_eq!(row["gap"], half_up(gap, 1), "{row}");
        judged += 1;
        // The default rules: a start three months late or ten points behind is red, any gap yellow.
        match (row["lamp"].as_str().unwrap(), row["lamp_rule"]["test"].as_str()) {
            ("behind", Some("gap_behind")) => assert!(gap <= Decimal::from(-10)),
            ("behind", Some("start_late")) => {
                assert!(row["lamp_rule"]["figure"].as_str().unwrap().parse::<u16>().unwrap() >= 3);
            }
            ("slightly_behind", Some("gap_behind")) => assert!(gap > Decimal::from(-10) && gap < 0.into()),
            ("slightly_behind", Some("start_late")) => {}
            ("on_pace", None) => assert!(decimal(&row["gap"]).unwrap() >= Decimal::ZERO),
            other => panic!("{other:?} in {row}"),
        }
    }
    assert!(judged > 400);
    // The list's figures are the sums of its projects'.
    let key_list = &rows(&shown, "lists")[0];
    let of_list = || rows(&shown, "projects").iter().filter(|row| row["list"] == key_list["id"]);
    let sum = |key: &str| of_list().filter_map(|row| decimal(&row[key])).sum::<Decimal>();
    assert_eq!(decimal(&key_list["plan"]), Some(sum("plan")));
    assert_eq!(decimal(&key_list["done"]), Some(sum("done")));
    let behind = of_list().filter(|row| row["lamp"] == "behind").count();
    assert_eq!(key_list["lamps"]["behind"], behind);
    assert_eq!(key_list["count"], 430);
}

#[test]
fn json_carries_starts_and_look_backs_with_their_denominators() {
    let shown: Value =
        serde_json::from_str(&well(&["show", "@demo-city", "--month", "2024-06", "--json"])).unwrap();
    let checked = |rate: &Value| {
        let (part, whole) = (decimal(&rate["numerator"]).unwrap(), decimal(&rate["denominator"]).unwrap());
        let expected = (!whole.is_zero()).then(|| half_up(part * Decimal::from(100) / whole, 1));
        assert_eq!(rate["percent"].as_str().map(str::to_owned), expected, "{rate}");
        (part, whole)
    };
    let start = &rows(&shown, "lists")[0]["start"];
    let count = |key: &str| start[key].as_u64().unwrap();
    let started: u64 = ["early", "on_time", "late", "undated"].map(count).iter().sum();
    assert_eq!(started, count("started"));
    assert_eq!(started + count("overdue") + count("not_due"), count("planned"));
    assert_eq!(checked(&start["rate_of_planned"]), (started.into(), count("planned").into()));
    let due = (count("started_of_planned_to_date").into(), count("planned_to_date").into());
    assert_eq!(checked(&start["rate_of_planned_to_date"]), due);
    for groups in ["by_area", "by_category"] {
        let sum: u64 = rows(start, groups).iter().map(|group| group["planned"].as_u64().unwrap()).sum();
        assert_eq!(sum, count("planned"));
    }
    let lookback = &rows(&shown, "lists")[2]["lookback"];
    let rates = rows(lookback, "rates");
    // Five rates each of those signed, those landed and those due.
    assert_eq!(rates.len(), 15);
    for rate in rates {
        let (_, whole) = checked(&rate["by_number"]);
        match rate["denominator"].as_str().unwrap() {
            "signed" => assert_eq!(whole, lookback["signed"].as_u64().unwrap().into()),
            "landed" => assert_eq!(whole, lookback["landed"].as_u64().unwrap().into()),
            other => assert_eq!(other, "due_to_date"),
        }
        if !rate["by_amount"].is_null() {
            checked(&rate["by_amount"]);
        }
    }
    for groups in ["by_tier", "by_area", "by_chain", "by_signing_year"] {
        assert!(!rows(lookback, groups).is_empty(), "{groups}");
    }
    let tier = &rows(&rows(&shown, "lists")[2], "tiers")[0];
    assert!(tier["signed"].as_u64() >= tier["signed_this_year"].as_u64());
    // Without a month nothing can be due.
    let silent = json("@lishui-2024");
    assert!(rows(&silent, "lists").iter().all(|list| list["start"].is_null() && list["lookback"].is_null()));
}

#[test]
fn the_brief_tells_the_same_of_any_month() {
    let zh = well(&["show", "@demo-city", "--month", "2024-03"]);
    for part in
        ["数据截至：2024年3月", "时间进度 25.0%", "开工率（占计划至今应开工）", "到资率 · 占签约", "应开未开"]
    {
        assert!(zh.contains(part), "{part}");
    }
    let lines = |text: &str| text.lines().count();
    let all = well(&["show", "@demo-city", "--month", "2024-03", "--projects"]);
    assert!(lines(&all) > lines(&zh) + 500);
    assert_eq!(code(&run(&["show", "@demo-city", "--month", "2024-13"])), 2);
}
