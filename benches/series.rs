//! Switching the transformation of 3,000 areas with 240 months each.

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    analysis::derive::{Source, transform},
    model::{
        AreaId, Basis, Decimal, Indicator, IndicatorId, Measure, Month, Observation, Period, Unit,
        figure::Transformation,
    },
};
use std::hint::black_box;

fn sources() -> Vec<Source> {
    // Not at comparable prices: its growth on the period before follows from levels.
    let mut row = Indicator::new(IndicatorId(1), "社会消费品零售总额");
    (row.unit, row.basis) = (Unit::new("亿元"), Basis::Cumulative);
    for area in 1..=3_000 {
        let mut seed = i64::from(area);
        for year in 2005..2025 {
            let mut sum = 0;
            for month in (1..=12).filter_map(|month| Month::new(year, month)) {
                seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
                sum += 800 + seed % 400;
                let mut o = Observation::new(AreaId(area), Period::to_month(month));
                o.value = Some(Decimal::new(sum, 2));
                row.observations.push(o);
            }
        }
    }
    (1..=3_000).map(|area| Source::of(&row, AreaId(area), Measure::Level)).collect()
}

fn switch(c: &mut Criterion) {
    let sources = sources();
    // What measures nothing says so.
    let count =
        |how| sources.iter().map(|source| transform(source, how).map_or(0, |all| all.len())).sum::<usize>();
    let mut group = c.benchmark_group("switch a transformation, 3,000 areas x 240 months");
    group.sample_size(20);
    for (name, how) in [
        ("single periods", Transformation::Single),
        ("growth on the year", Transformation::YearOnYear),
        ("growth on the period before", Transformation::PeriodOnPeriod),
        ("index", Transformation::Index),
        ("cumulative", Transformation::Cumulative),
        ("mean of 12", Transformation::Average(12)),
    ] {
        assert!(count(how) > 600_000, "{name} has hardly any values");
        group.bench_function(name, |b| {
            b.iter(|| {
                sources
                    .iter()
                    .map(|source| transform(source, how).map_or(0, |points| black_box(points).len()))
                    .sum::<usize>()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, switch);
criterion_main!(benches);
