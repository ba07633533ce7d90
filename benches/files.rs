//! Opening and saving: the list of one city, and 126,000 projects (300 cities).

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    bundled::{DemoOptions, demo_city},
    storage,
};
use std::hint::black_box;
use tempfile::TempDir;

fn files(criterion: &mut Criterion) {
    let folder = TempDir::new().expect("a folder");
    for (projects, samples) in [(430, 50), (126_000, 10)] {
        let workbook = demo_city(&DemoOptions { projects, ..DemoOptions::default() });
        let path = folder.path().join(format!("{projects}.guatu.ron"));
        let stamp = storage::save(&path, &workbook).expect("saved");
        println!("{projects} projects: {:.1} MB", stamp.size as f64 / 1e6);
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
