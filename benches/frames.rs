//! One frame of each page, as a person waits for it: the panels, and turning their shapes into triangles.

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use guatu::{
    app::{Document, Guatu, Origin, dialogs::ScriptedDialogs},
    bundled::{Bundled, DemoOptions, demo_city},
    edit::Edit,
    i18n::Lang,
    model::{Figure, ListKind, Workbook},
    storage::Settings,
    ui::{Action, Actions, Command, Derived, DocumentInfo, SaveState, Shown, Theme, projects},
};
use std::hint::black_box;

/// A window of 1280 × 800 that is driven without a display.
struct Window {
    ctx: Context,
    app: Guatu,
    /// What comes in with the next frame.
    events: Vec<Event>,
}

impl Window {
    fn new(projects: usize) -> Self {
        let ctx = Context::default();
        let workbook = demo_city(&DemoOptions { projects, ..DemoOptions::default() });
        let document = Document::of(workbook, Origin::Bundled(Bundled::DemoCity), None);
        let dialogs = Box::new(ScriptedDialogs::default());
        let app = Guatu::new(&ctx, document, Settings::default(), None, dialogs);
        Self { ctx, app, events: Vec::new() }
    }

    /// Draws a frame and says how many meshes it has.
    fn frame(&mut self) -> usize {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let events = std::mem::take(&mut self.events);
        let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

fn frames(criterion: &mut Criterion) {
    let pages = [
        ("overview", Command::Overview),
        ("indicators", Command::Indicators),
        ("projects", Command::Projects),
        ("tasks", Command::Tasks),
    ];
    for projects in [430, 126_000] {
        let mut window = Window::new(projects);
        let mut group = criterion.benchmark_group(format!("frame_{projects}"));
        group.sample_size(30);
        for (name, page) in pages {
            window.app.command(page);
            // What is worked out once for a revision is worked out here.
            (0..4).for_each(|_| {
                window.frame();
            });
            group.bench_function(name, |bench| bench.iter(|| black_box(window.frame())));
        }
        // Everything is selected anew in each frame: what a frame costs while the cells are added up. A page
        // that is opened first has the keyboard.
        let mut window = Window::new(projects);
        window.app.command(Command::Projects);
        (0..4).for_each(|_| {
            window.frame();
        });
        let (key, modifiers) = (Key::A, Modifiers::COMMAND);
        let press = Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        group.bench_function("projects_select_all", |bench| {
            bench.iter(|| {
                window.events.push(Event::ModifiersChanged(modifiers));
                window.events.push(press.clone());
                black_box(window.frame())
            });
        });
        group.finish();
    }
}

/// The projects page alone, on one of its faces.
struct Beside {
    ctx: Context,
    workbook: Workbook,
    derived: Derived,
    state: projects::State,
}

impl Beside {
    fn new(workbook: Workbook, face: projects::Face) -> Self {
        let ctx = Context::default();
        ctx.set_fonts(guatu::chart::fonts::definitions());
        let mut state = projects::State::default();
        state.turn_to(face);
        let mut beside = Self { ctx, workbook, derived: Derived::default(), state };
        // What is worked out once for a revision is worked out here.
        (0..4).for_each(|_| {
            beside.frame();
        });
        beside
    }

    /// Draws a frame and says how many meshes it has.
    fn frame(&mut self) -> usize {
        let document = DocumentInfo {
            name: String::new(),
            path: None,
            save: SaveState::Untouched,
            journal: guatu::ui::Journaled::No,
            autosave: None,
            undo: None,
            redo: None,
        };
        let shown = Shown {
            workbook: &self.workbook,
            kept: &self.workbook,
            derived: &self.derived,
            lang: Lang::Zh,
            theme: Theme::of(false),
            document: &document,
            money_unit: None,
            recent: &[],
        };
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
        let (state, mut actions) = (&mut self.state, Actions::default());
        let mut output = self.ctx.run_ui(input, |ui| projects::show(ui, &shown, state, &mut actions));
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }
}

/// The schedule beside the table, which draws the rows in view.
fn schedule(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("schedule");
    group.sample_size(30);
    for projects in [430, 2_000, 126_000] {
        let workbook = demo_city(&DemoOptions { projects, ..DemoOptions::default() });
        let mut beside = Beside::new(workbook, projects::Face::Schedule);
        group.bench_function(format!("frame_{projects}"), |bench| bench.iter(|| black_box(beside.frame())));
    }
    group.finish();
}

/// The other views beside the table, each of a list of 126,000 projects.
fn beside(criterion: &mut Criterion) {
    use projects::Face;
    let mut workbook = demo_city(&DemoOptions { projects: 126_000, ..DemoOptions::default() });
    // Look-back and funnel are about promoted investments: here all projects are.
    let mut lists: Vec<_> = workbook.lists.iter().cloned().collect();
    lists[0].kind = ListKind::Promotion;
    workbook.lists = lists.into_iter().collect();
    let mut group = criterion.benchmark_group("beside_126000");
    group.sample_size(30);
    for (name, face) in [
        ("rollover", Face::Rollover),
        ("curve", Face::Curve),
        ("board", Face::Board),
        ("heat", Face::Heat),
        ("starts", Face::Start),
        ("lookback", Face::Lookback),
        ("funnel", Face::Funnel),
    ] {
        let mut beside = Beside::new(workbook.clone(), face);
        group.bench_function(name, |bench| bench.iter(|| black_box(beside.frame())));
    }
    group.finish();
}

/// The page of figures: the gallery of the demo's 35 with their pictures, and a change to the one in view, which is
/// drawn anew at once.
fn figures(criterion: &mut Criterion) {
    let mut window = Window::new(430);
    window.app.command(Command::Figures);
    // The small pictures are made on a thread of their own: the frame is measured once all are there.
    let begun = std::time::Instant::now();
    while begun.elapsed().as_secs() < 5 {
        window.frame();
    }
    let mut group = criterion.benchmark_group("figures_page");
    group.sample_size(30);
    group.bench_function("frame", |bench| bench.iter(|| black_box(window.frame())));
    let figure = window.app.document().workbook().figures.at(0).cloned().expect("the demo has figures");
    let mut hidden = figure.hide_target;
    group.bench_function("live_edit", |bench| {
        bench.iter(|| {
            hidden = !hidden;
            let changed = Figure { hide_target: hidden, ..figure.clone() };
            window.app.ask(Action::Edit(Edit::Replace(changed.into()), None));
            black_box(window.frame())
        });
    });
    group.finish();
}

criterion_group!(benches, frames, schedule, beside, figures);
criterion_main!(benches);
