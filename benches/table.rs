//! The project table at its largest: 300 cities of 430 projects.

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    analysis::{By, ListAnalysis, Query, SortKey, arrange, attention, breakdown, table},
    bundled::{DemoOptions, demo_city},
    edit::Edit,
    model::{Filter, Lamp, ProjectField as F, Value, list::Column},
};
use std::hint::black_box;

fn large_table(criterion: &mut Criterion) {
    let book = demo_city(&DemoOptions { projects: 126_000, months: 9, seed: 1 });
    let Some(list) = book.lists.iter().next().map(|list| list.id) else { return };
    let Some(analysis) = ListAnalysis::new(&book, list, book.month) else { return };
    let all = Query::all(list);
    let mut group = criterion.benchmark_group("table_126000");
    group.sample_size(20);
    group.bench_function("list_analysis", |b| b.iter(|| ListAnalysis::new(&book, list, book.month)));
    let sorts: [(&str, &[Column]); 8] = [
        ("sort_name", &[Column::Field(F::Name)]),
        ("sort_investment", &[Column::Field(F::Investment)]),
        ("sort_completion", &[Column::Completion]),
        ("sort_gap", &[Column::Gap]),
        ("sort_months_late", &[Column::MonthsLate]),
        ("sort_tags", &[Column::Field(F::Tags)]),
        ("sort_area_then_plan", &[Column::Field(F::Area), Column::Field(F::Plan)]),
        (
            "sort_category_area_stage_name",
            &[
                Column::Field(F::Category),
                Column::Field(F::Area),
                Column::Field(F::Stage),
                Column::Field(F::Name),
            ],
        ),
    ];
    for (name, columns) in sorts {
        let sort = columns.iter().map(|&column| SortKey { column, descending: true }).collect();
        let query = Query { sort, ..all.clone() };
        group.bench_function(name, |b| b.iter(|| table::rows(&book, &analysis, black_box(&query))));
    }
    for (name, text) in [
        ("find_chinese", "产业园"),
        ("find_letters", "abc"),
        ("find_nothing", "没有这样的"),
        ("find_two", "公司 产业"),
    ] {
        let query = Query { text: text.into(), ..all.clone() };
        group.bench_function(name, |b| b.iter(|| table::rows(&book, &analysis, black_box(&query))));
    }
    let grouped = Query { groups: [F::Area, F::Category].map(Column::Field).into(), ..all.clone() };
    let sort = vec![
        SortKey { column: Column::Field(F::Stage), descending: false },
        SortKey { column: Column::Field(F::Plan), descending: true },
        SortKey { column: Column::Field(F::Name), descending: false },
    ];
    let sorted = Query { sort, ..all.clone() };
    group.bench_function("sort_three_keys", |b| {
        b.iter(|| table::rows(&book, &analysis, black_box(&sorted)));
    });
    group.bench_function("group_two_levels_with_subtotals", |b| {
        b.iter(|| arrange(&book, &analysis, table::rows(&book, &analysis, &grouped), black_box(&grouped)));
    });
    let mut edited = book.clone();
    let project = edited.projects.at(60_000).map(|project| project.id);
    let note =
        project.map(|project| Edit::SetField { project, field: F::Note, value: Value::text("改了") });
    if note.is_some_and(|edit| edit.apply(&mut edited).is_ok()) {
        group.bench_function("list_analysis_after_one_edit", |b| {
            b.iter(|| ListAnalysis::after(Some(&analysis), &edited, list, edited.month));
        });
    }
    let query = Query { filters: vec![Filter::Lamps(vec![Lamp::Behind])], ..all };
    group.bench_function("filter_lamp", |b| b.iter(|| table::rows(&book, &analysis, black_box(&query))));
    group.bench_function("totals", |b| b.iter(|| analysis.totals_of(0..analysis.len())));
    group.bench_function("breakdown_by_area", |b| b.iter(|| breakdown(&book, &analysis, By::Area)));
    group.bench_function("attention", |b| b.iter(|| attention(&book, book.month)));
    group.finish();
}

criterion_group!(benches, large_table);
criterion_main!(benches);
