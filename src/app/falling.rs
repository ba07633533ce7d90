//! A program that falls when a test says so, as a defect would make it fall. Only with the feature `gui-test`.

use super::Guatu;

/// Names the title of the workbook that the program falls with, or the text `F12`: then the key makes it fall.
const WHEN: &str = "GUATU_FALLS_WITH";

struct Falling {
    app: Guatu,
    when: Option<String>,
}

/// The application itself, which falls when the environment says so.
pub fn falling(app: Guatu) -> Box<dyn eframe::App> {
    Box::new(Falling { app, when: std::env::var(WHEN).ok() })
}

impl eframe::App for Falling {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.app.ui(ui, frame);
        let title = &*self.app.document().workbook().title;
        let pressed = ui.input(|input| input.key_pressed(egui::Key::F12));
        let falls = self.when.as_deref().is_some_and(|when| when == title || (when == "F12" && pressed));
        // The message has what no report may have.
        assert!(!falls, "the test says so: {title}");
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }

    fn on_exit(&mut self, gl: Option<&eframe::glow::Context>) {
        self.app.on_exit(gl);
    }
}
