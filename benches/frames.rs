//! One frame of each page as the processor sees it: drawing the whole window and cutting it into triangles,
//! with a city's list and with 126,000 projects (300 cities). The table of projects at that size must stay
//! below 3 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    app::{Document, Guatu, Origin, dialogs::ScriptedDialogs},
    bundled::{Bundled, DemoOptions, demo_city},
    storage::{LanguageChoice, Settings, ThemeChoice},
    ui::Command,
};
use std::hint::black_box;

/// The window without a window.
struct Window {
    ctx: egui::Context,
    app: Guatu,
    time: f64,
}

impl Window {
    fn new(projects: usize) -> Self {
        let workbook = demo_city(&DemoOptions { projects, months: 9, seed: 1 });
        let document = Document::of(workbook, Origin::Bundled(Bundled::DemoCity), None);
        let settings =
            Settings { language: LanguageChoice::Zh, theme: ThemeChoice::Light, ..Settings::default() };
        let ctx = egui::Context::default();
        let app = Guatu::new(&ctx, document, settings, None, Box::new(ScriptedDialogs::default()));
        Self { ctx, app, time: 0.0 }
    }

    /// One frame; how many triangles' corners it has.
    fn frame(&mut self) -> usize {
        self.time += 1.0 / 60.0;
        let input = egui::RawInput {
            time: Some(self.time),
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1280.0, 800.0))),
            ..egui::RawInput::default()
        };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        // The pictures of glyphs would go to the graphics card.
        output.textures_delta.clear();
        let shapes = std::mem::take(&mut output.shapes);
        self.ctx.tessellate(shapes, output.pixels_per_point).len()
    }

    /// Turns to a page and lets it come to rest, with whatever it computes once.
    fn turn_to(&mut self, page: Command) {
        self.app.command(page);
        for _ in 0..8 {
            self.frame();
        }
    }
}

fn frames(criterion: &mut Criterion) {
    for projects in [430, 126_000] {
        let mut window = Window::new(projects);
        let mut group = criterion.benchmark_group(format!("frame_{projects}"));
        for (name, page) in [
            ("overview", Command::Overview),
            ("indicators", Command::Indicators),
            ("projects", Command::Projects),
            ("tasks", Command::Tasks),
        ] {
            window.turn_to(page);
            group.bench_function(name, |bench| bench.iter(|| black_box(window.frame())));
        }
        group.finish();
    }
}

criterion_group!(benches, frames);
criterion_main!(benches);
