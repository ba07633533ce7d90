//! The real application in a harness: driven by keyboard and mouse, found by what it says.

use super::cpu_renderer::CpuRenderer;
use egui::{
    Event, Key, Modifiers, OutputCommand, PointerButton, Pos2, Rect, ViewportCommand, ViewportEvent,
    ViewportId, accesskit::Role,
};
use egui_kittest::{Harness, kittest::NodeT};
use guatu::{
    app::{
        Document, Guatu, Origin,
        clipboard::SharedClipboard,
        dialogs::{Answer, ScriptedDialogs},
    },
    bundled::Bundled,
    i18n::Lang,
    storage::{Disk, LanguageChoice, Settings, ThemeChoice, journal::State, settings},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// Ctrl, as the shortcuts mean it.
pub const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Ctrl and Shift.
pub const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..CTRL };
/// No modifier.
pub const PLAIN: Modifiers = Modifiers::NONE;

/// How the application is started.
pub struct Start {
    pub document: Document,
    pub settings: Settings,
    pub settings_folder: Option<PathBuf>,
    /// Where journals are kept; none: nowhere.
    pub state: Option<PathBuf>,
    pub answers: Vec<Answer>,
    pub size: [f32; 2],
}

impl Start {
    /// With a bundled workbook.
    pub fn bundled(bundled: Bundled) -> Self {
        let workbook = bundled.workbook().expect("a bundled workbook");
        Self {
            document: Document::of(workbook, Origin::Bundled(bundled), None),
            settings: Settings {
                language: LanguageChoice::Zh,
                theme: ThemeChoice::Light,
                ..Settings::default()
            },
            settings_folder: None,
            state: None,
            answers: Vec::new(),
            size: [1280.0, 800.0],
        }
    }

    pub fn lang(mut self, lang: Lang) -> Self {
        self.settings.language = match lang {
            Lang::Zh => LanguageChoice::Zh,
            Lang::En => LanguageChoice::En,
        };
        self
    }

    pub fn dark(mut self) -> Self {
        self.settings.theme = ThemeChoice::Dark;
        self
    }

    /// What the file dialogs answer, in order; after that the platform has none.
    pub fn dialogs(mut self, answers: impl IntoIterator<Item = Answer>) -> Self {
        self.answers = answers.into_iter().collect();
        self
    }

    /// What the file dialogs answer: these files.
    pub fn choosing<'a>(self, paths: impl IntoIterator<Item = &'a Path>) -> Self {
        self.dialogs(paths.into_iter().map(|path| Answer::Chosen(path.to_owned())))
    }

    pub fn keeping_settings(mut self, folder: &Path) -> Self {
        self.settings_folder = Some(folder.to_owned());
        self
    }

    pub fn keeping_state(mut self, folder: &Path) -> Self {
        self.state = Some(folder.to_owned());
        self
    }

    pub fn app(self) -> App {
        let Self { document, settings, settings_folder, state, answers, size } = self;
        let theme = match settings.theme {
            ThemeChoice::Dark => egui::Theme::Dark,
            ThemeChoice::Light | ThemeChoice::System => egui::Theme::Light,
        };
        let clipboard = SharedClipboard::default();
        let shared = clipboard.clone();
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_accessibility_check(true)
            .with_max_steps(12)
            // Steps of a frame: notices stay for seconds.
            .with_step_dt(1.0 / 60.0)
            .renderer(CpuRenderer::default())
            .build_eframe(move |creation| {
                let dialogs = Box::new(ScriptedDialogs::new(answers));
                let mut app = Guatu::new(&creation.egui_ctx, document, settings, settings_folder, dialogs);
                if let Some(folder) = state {
                    app.keep_state(State::new(Arc::new(Disk), folder));
                    app.finish_search();
                }
                app.use_clipboard(Box::new(shared));
                app
            });
        let mut app = App { harness, heard: Heard::default(), clipboard };
        app.settle();
        app
    }
}

/// What the application told the platform.
#[derive(Debug, Default)]
pub struct Heard {
    /// Texts copied to the clipboard.
    pub copied: Vec<String>,
    /// Sizes of pictures copied to the clipboard.
    pub pictures: Vec<[usize; 2]>,
    /// Addresses opened with the system's viewer.
    pub opened: Vec<String>,
    /// The title of the window.
    pub title: String,
    /// The window was asked to fill the screen, or not to.
    pub full_screen: Option<bool>,
    /// The window closes.
    pub closes: bool,
    /// The window was asked to close and stays.
    pub stays: bool,
}

/// The application while a test uses it.
pub struct App {
    pub harness: Harness<'static, Guatu>,
    pub heard: Heard,
    pub clipboard: SharedClipboard,
}

/// A widget or text that can be found.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "what a screen reader says of a control")]
pub struct Seen {
    pub role: Role,
    /// Its name, or for a text what it says.
    pub says: String,
    /// What a field holds.
    pub value: String,
    pub rect: Rect,
    pub enabled: bool,
    pub focused: bool,
    pub selected: bool,
    /// It can be clicked or take the keyboard.
    pub control: bool,
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

impl App {
    pub fn guatu(&self) -> &Guatu {
        self.harness.state()
    }

    fn listen(&mut self) {
        let output = self.harness.output();
        for command in &output.platform_output.commands {
            match command {
                OutputCommand::CopyText(text) => self.heard.copied.push(text.clone()),
                OutputCommand::OpenUrl(open) => self.heard.opened.push(open.url.clone()),
                OutputCommand::CopyImage(image) => self.heard.pictures.push(image.size),
                OutputCommand::TextSelectionSettled(_) => {}
            }
        }
        for command in output.viewport_output.values().flat_map(|viewport| &viewport.commands) {
            match command {
                ViewportCommand::Title(title) => self.heard.title.clone_from(title),
                ViewportCommand::Fullscreen(full) => self.heard.full_screen = Some(*full),
                ViewportCommand::Close => self.heard.closes = true,
                ViewportCommand::CancelClose => self.heard.stays = true,
                _ => {}
            }
        }
    }

    /// Draws one frame.
    pub fn frame(&mut self) {
        self.harness.step();
        self.listen();
    }

    /// Draws frames until nothing more happens and no job runs; checks that every control has a name.
    pub fn settle(&mut self) {
        for _round in 0..3 {
            for frames in 0.. {
                self.frame();
                let delay = self.harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
                // A window that closes goes on asking until it is gone.
                if !delay.is_zero() || self.heard.closes {
                    break;
                }
                assert!(frames < 40, "never settles: {:#?}", self.harness.ctx.repaint_causes());
            }
            self.harness.state_mut().finish_job();
        }
        self.frame();
        self.harness.check_accessibility();
    }

    /// One event in a frame of its own.
    fn send(&mut self, event: Event) {
        self.harness.event(event);
        self.frame();
    }

    /// Holds these modifiers from now on.
    fn hold(&mut self, modifiers: Modifiers) {
        self.send(Event::ModifiersChanged(modifiers));
    }

    /// Presses a key.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.hold(modifiers);
        for pressed in [true, false] {
            self.send(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        }
        self.hold(PLAIN);
        self.settle();
    }

    /// Copies what is selected.
    pub fn send_copy(&mut self) {
        self.send(Event::Copy);
        self.settle();
    }

    /// Puts this on the clipboard and pastes it.
    pub fn paste(&mut self, text: &str, html: Option<&str>) {
        self.clipboard.fill(text, html);
        self.send(Event::Paste(text.to_owned()));
        self.settle();
    }

    /// Types a text where the keyboard is.
    pub fn type_text(&mut self, text: &str) {
        self.send(Event::Text(text.to_owned()));
        self.settle();
    }

    /// Types a text in the place of what the field with the keyboard holds.
    pub fn type_over(&mut self, text: &str) {
        self.press(CTRL, Key::A);
        self.type_text(text);
    }

    pub fn click_at(&mut self, pos: Pos2) {
        self.click_with(pos, PLAIN, PointerButton::Primary);
    }

    pub fn click_with(&mut self, pos: Pos2, modifiers: Modifiers, button: PointerButton) {
        self.hold(modifiers);
        self.send(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.send(Event::PointerButton { pos, button, pressed, modifiers });
        }
        self.hold(PLAIN);
        self.settle();
    }

    /// Presses at a place, moves to another in steps, and lets go.
    pub fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = |pos, pressed| Event::PointerButton {
            pos,
            button: PointerButton::Primary,
            pressed,
            modifiers: PLAIN,
        };
        self.send(Event::PointerMoved(from));
        self.send(button(from, true));
        for step in 1..=6 {
            self.send(Event::PointerMoved(from.lerp(to, step as f32 / 6.0)));
        }
        self.send(button(to, false));
        self.settle();
        self.away();
    }

    /// Clicks the first control with this name.
    #[track_caller]
    pub fn click(&mut self, name: &str) {
        let control = self.control(name);
        assert!(control.enabled, "{name:?} is greyed");
        self.click_at(control.rect.center());
        self.away();
    }

    /// Clicks the control of this role and name.
    #[track_caller]
    pub fn click_role(&mut self, role: Role, name: &str) {
        let found = self.seen().into_iter().find(|seen| seen.role == role && seen.says == name);
        let Some(found) = found else { panic!("no {role:?} {name:?}; there is {:#?}", self.names()) };
        self.click_at(found.rect.center());
        self.away();
    }

    /// Takes the pointer off the window, so that nothing is hovered.
    pub fn away(&mut self) {
        self.send(Event::PointerGone);
        self.settle();
    }

    /// Runs a command, or goes to a row, by typing its name into the palette.
    #[track_caller]
    pub fn run(&mut self, name: &str) {
        self.press(CTRL, Key::K);
        self.type_text(name);
        self.expect(name);
        self.press(PLAIN, Key::Enter);
    }

    /// Turns to a page by the navigation rail.
    #[track_caller]
    pub fn page(&mut self, name: &str) {
        self.click_role(Role::Tab, name);
    }

    /// Everything that can be found, in order.
    pub fn seen(&self) -> Vec<Seen> {
        use egui::accesskit::Action;
        let root = self.harness.root();
        root.children_recursive()
            .filter_map(|node| {
                let access = node.accesskit_node();
                if access.is_hidden() {
                    return None;
                }
                let data = access.data();
                let bounds = access.bounding_box()?;
                let rect = Rect::from_min_max(
                    egui::pos2(bounds.x0 as f32, bounds.y0 as f32),
                    egui::pos2(bounds.x1 as f32, bounds.y1 as f32),
                ) / self.harness.ctx.pixels_per_point();
                let label = access.label().or_else(|| data.placeholder().map(str::to_owned));
                let value = access.value().unwrap_or_default();
                Some(Seen {
                    role: access.role(),
                    says: label.unwrap_or_else(|| value.clone()),
                    value,
                    rect,
                    enabled: !access.is_disabled(),
                    focused: access.is_focused(),
                    selected: access.is_selected().unwrap_or(false)
                        || access.toggled() == Some(egui::accesskit::Toggled::True),
                    control: data.supports_action(Action::Click) || data.supports_action(Action::Focus),
                })
            })
            .collect()
    }

    /// What everything in view says.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.seen().into_iter().map(|seen| seen.says).collect();
        names.retain(|name| !name.is_empty());
        names
    }

    /// Whether something in view says this, or holds it.
    pub fn says(&self, text: &str) -> bool {
        self.seen().iter().any(|seen| seen.says.contains(text) || seen.value.contains(text))
    }

    /// Fails unless something in view says this.
    #[track_caller]
    pub fn expect(&self, text: &str) {
        assert!(self.says(text), "nothing says {text:?}; there is {:#?}", self.names());
    }

    /// Fails if something in view says this.
    #[track_caller]
    pub fn expect_not(&self, text: &str) {
        let found =
            self.seen().into_iter().find(|seen| seen.says.contains(text) || seen.value.contains(text));
        assert!(found.is_none(), "{found:?} says {text:?}");
    }

    /// See [`Self::find_control`].
    #[track_caller]
    pub fn control(&self, name: &str) -> Seen {
        self.find_control(name).unwrap_or_else(|| panic!("no control {name:?}; there is {:#?}", self.names()))
    }

    /// The first control with this name; an entry of a menu has its shortcut behind its name.
    pub fn find_control(&self, name: &str) -> Option<Seen> {
        let entry = |says: &str| says.strip_prefix(name).is_some_and(|rest| rest.starts_with(" Ctrl+"));
        let mut named: Vec<Seen> =
            self.seen().into_iter().filter(|seen| seen.says == name || entry(&seen.says)).collect();
        named.sort_by_key(|seen| (seen.says != name, !seen.control));
        named.into_iter().next()
    }

    /// The control that has the keyboard.
    pub fn focused(&self) -> Option<Seen> {
        // The window itself has the keyboard where nothing else has.
        self.seen().into_iter().find(|seen| seen.focused && seen.role != Role::Window)
    }

    /// Lets minutes go by for the program, in one frame.
    pub fn let_pass(&mut self, minutes: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + minutes * 60.0);
        self.frame();
        self.harness.input_mut().time = None;
        self.settle();
    }

    /// Asks the window to close, as the platform does.
    pub fn ask_to_close(&mut self) {
        let input = self.harness.input_mut();
        input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        self.frame();
        self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
        self.settle();
    }

    /// Drops a file on the window.
    pub fn drop_file(&mut self, path: &Path) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.to_owned())));
        self.settle();
    }
}

/// The version that files have now, in the words of a file.
pub fn version_line() -> String {
    format!("version: {},", guatu::storage::format::VERSION)
}

/// The settings of a folder.
pub fn settings_in(folder: &Path) -> Settings {
    let (settings, notice) = settings::Settings::load(folder);
    assert!(notice.is_none(), "{notice:?}");
    settings
}
