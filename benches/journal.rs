//! The journal: what a change costs the thread of the window (the slowest of a hundred counts, which a mean
//! would hide), and recovering 10,000 changes of 126,000 projects.

use guatu::{
    bundled::{DemoOptions, demo_city},
    document::{Document, Keep, Origin, Recovery},
    edit::Edit,
    model::{ProjectField, Value},
    storage::{self, Disk, journal::State},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const CHANGES: usize = 10_000;

fn main() {
    let folder = TempDir::new().expect("a folder");
    let state = || State::new(Arc::new(Disk), folder.path().join("state"));
    let path = folder.path().join("126000.guatu.ron");
    storage::save(&path, &demo_city(&DemoOptions { projects: 126_000, ..DemoOptions::default() }))
        .expect("saved");
    let costs = |journal: bool| -> Vec<Duration> {
        let opened = storage::open(&path).expect("opened");
        let ids: Vec<_> = opened.workbook.projects.iter().map(|row| row.id).collect();
        let mut document = Document::of(opened.workbook, Origin::File(path.clone()), Some(opened.stamp));
        if journal {
            document.keep_in(Keep { in_background: true, ..Keep::quietly(state()) });
        }
        let mut costs: Vec<_> = (0..CHANGES)
            .map(|number| {
                let value = Value::text(&format!("第 {number} 次改动，项目进展顺利"));
                let project = ids[number * 7919 % ids.len()];
                let edit = Edit::SetField { project, field: ProjectField::Note, value };
                let start = Instant::now();
                document.apply(edit, None).expect("accepted");
                start.elapsed()
            })
            .collect();
        if journal {
            let journal = document.flush_journal().expect("a journal");
            assert_eq!((journal.on_disk, journal.failure), (CHANGES as u64, None));
        }
        costs.sort();
        costs
    };
    for (name, journal) in [("without a journal", false), ("with a journal", true)] {
        let costs = costs(journal);
        let at = |part: usize| costs[costs.len() * part / 1000 - 1];
        println!("a change {name}: median {:?}, 99 of 100 {:?}, all {:?}", at(500), at(990), at(1000));
    }
    for _ in 0..3 {
        let start = Instant::now();
        let recovery = Recovery::all(&state()).pop().expect("left behind");
        let found = start.elapsed();
        let recovered = recovery.look(&state()).expect("recovered");
        println!("recovering {} changes: {:?}, of it finding {found:?}", recovered.steps, start.elapsed());
        assert_eq!((recovered.steps, recovered.refused), (CHANGES, 0));
    }
}
