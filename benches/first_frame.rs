//! From the start of the program to its first frame on the screen, beside that of an empty eframe window.
//!
//! Needs a display: `xvfb-run cargo bench --bench first_frame`. Each measurement starts this bench again as
//! a program of its own, told by [`ROLE`] what to open, and waits until that says that its first frame is
//! out.

use criterion::{Criterion, criterion_group};
use egui::{CentralPanel, Ui, ViewportCommand};
use guatu::app::{self, Options};
use std::{
    env,
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Which window a program started by the bench opens.
const ROLE: &str = "GUATU_BENCH_WINDOW";

/// Shows what is inside, says when its first frame is out, and closes.
struct FirstFrame<A> {
    inside: A,
    frames: u32,
}

impl<A: eframe::App> FirstFrame<A> {
    fn of(inside: A) -> Self {
        Self { inside, frames: 0 }
    }
}

impl<A: eframe::App> eframe::App for FirstFrame<A> {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.frames += 1;
        if self.frames == 2 {
            // The frame before this one has been drawn.
            println!("drawn");
            ui.send_viewport_cmd(ViewportCommand::Close);
        }
        self.inside.ui(ui, frame);
        ui.request_repaint();
    }
}

/// A window with one empty panel.
struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        CentralPanel::default().show(ui, |_| {});
    }
}

fn open_window(role: &str) {
    let opened = if role == "empty" {
        let options = eframe::NativeOptions {
            viewport: egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]),
            ..Default::default()
        };
        eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(FirstFrame::of(Empty)))))
            .map_err(|error| error.to_string())
    } else {
        app::run_as(&Options::default(), &|app| Box::new(FirstFrame::of(app)))
            .map_err(|error| error.to_string())
    };
    if let Err(error) = opened {
        let _ = writeln!(std::io::stderr(), "{error}");
    }
}

/// From the start of a program to its first frame.
fn wait_for_first_frame(role: &str) -> Duration {
    let program = env::current_exe().expect("this bench");
    let settings = tempfile::TempDir::new().expect("a folder");
    let began = Instant::now();
    let mut window = Command::new(program)
        .env(ROLE, role)
        .env("GUATU_CONFIG_DIR", settings.path())
        .env("GUATU_STATE_DIR", settings.path())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the window");
    let mut said = String::new();
    BufReader::new(window.stdout.take().expect("its output")).read_line(&mut said).expect("its word");
    let took = began.elapsed();
    assert_eq!(said.trim(), "drawn", "the window did not come up; is there a display?");
    window.wait().expect("its end");
    took
}

fn first_frame(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("first_frame");
    group.sample_size(20);
    for role in ["empty", "guatu"] {
        group.bench_function(role, |bench| {
            bench.iter_custom(|times| (0..times).map(|_| wait_for_first_frame(role)).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, first_frame);

fn main() {
    if let Ok(role) = env::var(ROLE) {
        return open_window(&role);
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
