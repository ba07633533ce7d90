//! What follows from figures: derived series, progress towards targets, formulas, ranking boards. Tables of
//! cases with the arithmetic beside each.

mod board;
mod cases;
mod derive;
mod formula;
mod progress;

use guatu::model::{
    Area, AreaId, Decimal, Indicator, IndicatorId, Observation, Status, Unit, Workbook,
    indicator::EarlierValue,
};

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

const CITY: AreaId = AreaId(1);
const EAST: AreaId = AreaId(2);
const WEST: AreaId = AreaId(3);
const NORTH: AreaId = AreaId(4);

/// A workbook of 2024 with a city of three counties.
fn workbook(indicators: impl IntoIterator<Item = Indicator>) -> Workbook {
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
    book.areas = [
        area(CITY, "全市", None),
        area(EAST, "东县", Some(CITY)),
        area(WEST, "西县", Some(CITY)),
        area(NORTH, "北县", Some(CITY)),
    ]
    .into_iter()
    .collect();
    book.indicators = indicators.into_iter().collect();
    book.next_id = 1000;
    book
}

/// An indicator with figures of areas: `"2024-05 cum" -> "100 +5.5"` is a value with its growth, `+5.5` growth
/// alone, a trailing `~` marks a preliminary figure, `100 ^90` one that was revised from 90.
fn indicator(id: u32, unit: &str, figures: &[(AreaId, &str, &str)]) -> Indicator {
    let mut row = Indicator::new(IndicatorId(id), &format!("指标{id}"));
    row.unit = Unit::new(unit);
    let mut observations: Vec<Observation> = Vec::new();
    for &(area, period, figure) in figures {
        let mut o = Observation::new(area, period.parse().unwrap());
        for part in figure.split(' ') {
            if let Some(earlier) = part.strip_prefix('^') {
                o.status = Status::Revised;
                o.earlier = vec![EarlierValue {
                    value: Some(d(earlier)),
                    growth: None,
                    status: Status::Final,
                    replaced: None,
                }];
                continue;
            }
            match part.strip_prefix('+') {
                _ if part == "~" => o.status = Status::Preliminary,
                Some(growth) => o.growth = Some(d(growth)),
                None => o.value = Some(d(part)),
            }
        }
        observations.push(o);
    }
    observations.sort_by_key(|o| (o.area, o.period));
    row.observations = observations;
    row
}
