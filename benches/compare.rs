//! What differs between two workbooks of 126,000 projects in which every project differs: finding it, merging
//! it, taking it over, and a frame of the window that lists it.

use egui::{Context, Pos2, RawInput, Rect, vec2};
use guatu::{
    bundled::{DemoOptions, demo_city},
    compare::{self, Side},
    edit::{Edit, Row},
    i18n::Lang,
    model::{Project, Workbook},
    storage,
    ui::{Derived, DocumentInfo, Journaled, SaveState, Shown, Theme, differences},
};
use std::{
    collections::BTreeSet,
    path::Path,
    time::{Duration, Instant},
};

const PROJECTS: usize = 126_000;
const FRAMES: usize = 200;

/// The workbook with a note and a plan of its own in every project.
fn changed(workbook: &Workbook, note: &str) -> Workbook {
    let rows = workbook.projects.iter().map(|project| {
        let mut project = project.clone();
        project.note = format!("{note}：{}", project.name).into();
        Edit::Replace(Row::from(project))
    });
    let mut changed = workbook.clone();
    Edit::Many(rows.collect()).apply(&mut changed).expect("accepted");
    changed
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = work();
    println!("{what}: {:?}", start.elapsed());
    made
}

/// Scrolls through a list of differences from its beginning to its end, and says what the frames cost.
fn frames(workbook: &Workbook, listing: &differences::Listing, choices: &mut [Side]) {
    let ctx = Context::default();
    ctx.set_fonts(guatu::chart::fonts::definitions());
    let document = DocumentInfo {
        name: String::new(),
        path: None,
        save: SaveState::Untouched,
        journal: Journaled::No,
        autosave: None,
        undo: None,
        redo: None,
    };
    let derived = Derived::default();
    let shown = Shown {
        workbook,
        kept: workbook,
        derived: &derived,
        lang: Lang::Zh,
        theme: Theme::of(false),
        document: &document,
        money_unit: None,
        recent: &[],
    };
    let mut costs: Vec<Duration> = (0..FRAMES)
        .map(|number| {
            let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
            // A turn of the wheel in every frame, each further than the last.
            let wheel = egui::Event::MouseWheel {
                unit: egui::MouseWheelUnit::Point,
                delta: vec2(0.0, -(number as f32) * 300.0),
                phase: egui::TouchPhase::Move,
                source: egui::MouseWheelSource::Unknown,
                modifiers: egui::Modifiers::NONE,
            };
            let pointer = egui::Event::PointerMoved(Pos2::new(640.0, 200.0));
            let events = vec![pointer, wheel];
            let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
            let start = Instant::now();
            let mut output = ctx.run_ui(input, |ui| differences::show(ui, &shown, listing, choices));
            output.textures_delta.clear();
            std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point).len());
            start.elapsed()
        })
        .collect();
    // The first frames lay out their letters for the first time, as everywhere.
    costs.drain(..3);
    costs.sort();
    println!(
        "a frame of the list: median {:?}, slowest {:?}",
        costs[costs.len() / 2],
        costs[costs.len() - 1]
    );
}

fn main() {
    let base = demo_city(&DemoOptions { projects: PROJECTS, ..DemoOptions::default() });
    let all = base.projects.len();
    let (ours, theirs) = (changed(&base, "甲"), changed(&base, "乙"));
    let found = timed("what differs", || compare::diff(&base, &theirs));
    assert_eq!(found.len(), all);
    let merged = timed("merging, all in conflict", || compare::merge(&base, &ours, &theirs, &[]));
    assert_eq!(merged.conflicts.len(), all);
    // Read from a file, as another's version is: it shares no row with one's own.
    let text = storage::to_text(&base).expect("text");
    let mut other = storage::parse(Path::new("x"), text.as_bytes()).expect("sound");
    let mut own = base.clone();
    for (workbook, at) in [(&mut own, 7), (&mut other, 100_000)] {
        let mut project = workbook.projects.at(at).expect("a project").clone();
        project.note = "改了".into();
        Edit::Replace(Row::from(project)).apply(workbook).expect("accepted");
    }
    let few = timed("merging, one change each", || compare::merge(&base, &own, &other, &[]));
    assert!(few.conflicts.is_empty() && few.edit.is_some());
    let sides = vec![Side::Theirs; all];
    let merged_so = timed("merging, all decided", || compare::merge(&base, &ours, &theirs, &sides));
    let mut now = ours.clone();
    let edit = merged_so.edit.expect("a change");
    timed("taking the merge over", || edit.apply(&mut now).expect("accepted"));
    assert!(now.projects == theirs.projects);
    let edit =
        timed("the change back to a version", || compare::edit_between(&ours, &base)).expect("a change");
    timed("making that change", || edit.apply(&mut now).expect("accepted"));
    // The same rows in the opposite order, and without half of them.
    let parents: BTreeSet<_> = base.projects.iter().filter_map(|row| row.parent).collect();
    let mut rows: Vec<Project> = base.projects.iter().cloned().collect();
    rows.reverse();
    let turned = Workbook { projects: rows.iter().cloned().collect(), ..base.clone() };
    // Parts of packages go with them or not at all.
    let kept =
        |row: &Project| row.id.0.is_multiple_of(2) || row.parent.is_some() || parents.contains(&row.id);
    let half = Workbook { projects: rows.into_iter().rev().filter(kept).collect(), ..base.clone() };
    for (name, other) in [("in the opposite order", &turned), ("without half of them", &half)] {
        timed(&format!("what differs, {name}"), || compare::diff(&base, other));
        let edit = timed(&format!("the change, {name}"), || compare::edit_between(&base, other));
        let mut now = base.clone();
        timed(&format!("making it, {name}"), || edit.expect("a change").apply(&mut now).expect("accepted"));
        assert!(now.projects == other.projects);
    }
    let conflicts = merged.conflicts;
    let listing = timed("laying the list out", || {
        differences::Listing::new(base.clone(), theirs.clone(), found, conflicts)
    });
    frames(&base, &listing, &mut vec![Side::Ours; all]);
    timed("closing it", || drop(listing));
}
