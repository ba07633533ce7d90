//! Opening and saving: the list of one city, and 126,000 projects (300 cities).

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    model::{
        Area, AreaId, Decimal, Department, DepartmentId, ListId, Money, MoneyUnit, MonthRow, Nature, Project,
        ProjectId, ProjectList, Stage, When, Workbook, YearFigures, Years,
    },
    storage,
};
use std::{hint::black_box, path::PathBuf};
use tempfile::TempDir;

/// A list as cities keep it, with a whole year of monthly figures.
fn workbook(projects: u32) -> Workbook {
    let mut workbook = Workbook::new("测速用清单", 2024);
    let area = |id| Area {
        id: AreaId(id),
        name: format!("区域{id}").into(),
        short: "".into(),
        name_en: "".into(),
        code: None,
        parent: (id > 1).then_some(AreaId(1)),
    };
    workbook.areas = (1..=10).map(area).collect();
    workbook.departments = (11..=20)
        .map(|id| Department { id: DepartmentId(id), name: format!("部门{id}").into(), aliases: vec![] })
        .collect();
    workbook.lists = [ProjectList::new(ListId(21), "2024年市重点建设项目")].into_iter().collect();
    workbook.projects = (0..projects).map(project).collect();
    workbook.next_id = projects + 22;
    workbook
}

fn project(n: u32) -> Project {
    let mut row = Project::new(ProjectId(n + 22), ListId(21));
    let wan = |value: u32| Some(Money::new(Decimal::new(i64::from(value), 1), MoneyUnit::Wan));
    let figures = |seed: u32| {
        MonthRow::from(std::array::from_fn(|month| {
            Some(Decimal::new(i64::from(seed.wrapping_mul(2_654_435_761) >> 12) + month as i64 * 31, 2))
        }))
    };
    row.name = format!("某某产业园标准厂房及配套基础设施建设工程（{n}号地块）").into();
    row.code = format!("2404-331100-04-01-{n:06}").into();
    row.area = Some(AreaId(2 + n % 9));
    row.place = "工业园区".into();
    row.category = "先进制造".into();
    row.builder = format!("某某建设投资有限公司{}", n % 97).into();
    row.lead = Some(DepartmentId(11 + n % 10));
    row.nature = Some(Nature::Continued);
    row.content = format!("总建筑面积{}平方米，建设厂房、道路、管网及配套设施。", 10_000 + n).into();
    row.years = Some(Years { from: 2022, to: 2026 });
    row.planned_start = Some(When::year_of(2022));
    row.investment = wan(500_000 + n);
    row.done_before = wan(120_000 + n);
    row.plan = wan(90_000 + n);
    row.goal = "完成主体工程".into();
    row.progress = "主体工程施工".into();
    row.stage = Some(Stage::Building);
    row.month_unit = MoneyUnit::Wan;
    let mut year = YearFigures::new(2024);
    year.plan = figures(n);
    year.reported = figures(n + 1);
    year.confirmed = figures(n + 2);
    row.months = vec![year];
    row
}

fn files(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a folder");
    for (projects, samples) in [(430, 50), (126_000, 10)] {
        let workbook = workbook(projects);
        let path: PathBuf = folder.path().join(format!("{projects}.guatu.ron"));
        storage::save(&path, &workbook).expect("saved");
        let mut group = criterion.benchmark_group("files");
        group.sample_size(samples);
        group.bench_function(format!("save_{projects}"), |bench| {
            bench.iter(|| storage::save(black_box(&path), &workbook).expect("saved"));
        });
        drop(workbook);
        group.bench_function(format!("open_{projects}"), |bench| {
            bench.iter_with_large_drop(|| storage::open(black_box(&path)).expect("opened"));
        });
        group.finish();
    }
}

criterion_group!(benches, files);
criterion_main!(benches);
