//! One frame of each page, as a person waits for it: the panels, and turning their shapes into triangles.

use criterion::{Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Key, Modifiers, Pos2, RawInput, Rect, vec2};
use guatu::{
    app::{Document, Guatu, Origin, dialogs::ScriptedDialogs},
    bundled::{Bundled, DemoOptions, demo_city},
    i18n::Lang,
    storage::Settings,
    ui::{Actions, Command, Derived, DocumentInfo, SaveState, Shown, Theme, projects},
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

/// The schedule beside the table, which draws the rows in view.
fn schedule(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("schedule");
    group.sample_size(30);
    for projects in [430, 2_000, 126_000] {
        let ctx = Context::default();
        ctx.set_fonts(guatu::chart::fonts::definitions());
        let workbook = demo_city(&DemoOptions { projects, ..DemoOptions::default() });
        let derived = Derived::default();
        let save = SaveState::Untouched;
        let document = DocumentInfo {
            name: String::new(),
            path: None,
            save,
            journal: guatu::ui::Journaled::No,
            autosave: None,
            undo: None,
            redo: None,
        };
        let shown = Shown {
            workbook: &workbook,
            kept: &workbook,
            derived: &derived,
            lang: Lang::Zh,
            theme: Theme::of(false),
            document: &document,
            money_unit: None,
            recent: &[],
        };
        let mut state = projects::State::default();
        state.turn_to(projects::Face::Schedule);
        let mut frame = || {
            let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
            let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
            let mut actions = Actions::default();
            let mut output = ctx.run_ui(input, |ui| projects::show(ui, &shown, &mut state, &mut actions));
            output.textures_delta.clear();
            ctx.tessellate(output.shapes, output.pixels_per_point).len()
        };
        (0..4).for_each(|_| {
            frame();
        });
        group.bench_function(format!("frame_{projects}"), |bench| bench.iter(|| black_box(frame())));
    }
    group.finish();
}

criterion_group!(benches, frames, schedule);
criterion_main!(benches);
