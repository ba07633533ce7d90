//! Opening the window: settings, renderer, first document.

use super::{Document, Guatu, Origin, clipboard::PlatformClipboard, dialogs::PlatformDialogs};
use crate::{
    bundled::Bundled,
    i18n::Lang,
    storage::{LanguageChoice, Settings, SettingsNotice, journal::State, settings::WindowPlace},
    ui::Action,
};
use egui_system_font_provider::SystemFontProvider;
use std::{path::PathBuf, sync::Arc};

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Renderer {
    /// wgpu: Vulkan, Metal, DirectX, or GL.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// How to open the window.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What to open; none: the bundled workbook of Lishui.
    pub file: Option<Start>,
    /// Forces a renderer; none: wgpu, and glow where that fails.
    pub renderer: Option<Renderer>,
    /// The language; none: as set, or the system's.
    pub lang: Option<Lang>,
}

/// What to open first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// A file.
    File(PathBuf),
    /// A workbook that comes with the program.
    Bundled(Bundled),
}

/// Why no window could be opened.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// There is no display to open it on.
    #[error("no display: {0}")]
    NoDisplay(String),
    /// No renderer works here.
    #[error("no renderer: {0}")]
    NoRenderer(String),
}

/// Opens the window and returns when it is closed.
pub fn run(options: &Options) -> Result<(), RunError> {
    run_as(options, &|app| Box::new(app))
}

/// Makes of the application what the window shows: the application itself, or something around it.
pub type Wrap<'a> = &'a dyn Fn(Guatu) -> Box<dyn eframe::App>;

/// Opens the window with something around the application, as a bench that waits for its frames does.
pub fn run_as(options: &Options, wrap: Wrap<'_>) -> Result<(), RunError> {
    let wanted = match options.renderer {
        Some(renderer) => vec![renderer],
        None => vec![Renderer::Wgpu, Renderer::Glow],
    };
    let mut last = String::new();
    for renderer in wanted {
        match attempt(options, renderer, wrap) {
            Ok(()) => return Ok(()),
            Err(eframe::Error::WinitEventLoop(error)) => return Err(RunError::NoDisplay(error.to_string())),
            Err(eframe::Error::Winit(error)) => return Err(RunError::NoDisplay(error.to_string())),
            Err(error) => {
                log::warn!("{renderer:?} does not work here: {error}");
                last = error.to_string();
            }
        }
    }
    Err(RunError::NoRenderer(last))
}

fn attempt(options: &Options, renderer: Renderer, wrap: Wrap<'_>) -> Result<(), eframe::Error> {
    let folder = Settings::folder();
    let (settings, notice) = folder.as_deref().map(Settings::load).unwrap_or_default();
    let native = eframe::NativeOptions {
        viewport: viewport(settings.window),
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        persist_window: false,
        // Nothing here has a gradient; where the processor draws, dithering would cost time on every pixel.
        dithering: false,
        ..Default::default()
    };
    let options = options.clone();
    let ctx = egui::Context::default();
    // Before eframe's own, which goes by the locale: rare Han characters must come in their Chinese form.
    ctx.add_font_provider(Arc::new(SystemFontProvider::new().with_locale(Some("zh-Hans"))));
    eframe::run_native_ext(
        "Guatu",
        native,
        Some(ctx),
        Box::new(move |creation| Ok(wrap(start(&creation.egui_ctx, options, settings, folder, notice)))),
    )
}

fn start(
    ctx: &egui::Context,
    options: Options,
    settings: Settings,
    folder: Option<PathBuf>,
    notice: Option<SettingsNotice>,
) -> Guatu {
    let lang = options.lang.unwrap_or(match settings.language {
        LanguageChoice::System => Lang::of_system(),
        LanguageChoice::Zh => Lang::Zh,
        LanguageChoice::En => Lang::En,
    });
    // The real workbook is small enough to be there in the first frame; anything else is read by a job.
    let (document, problem) = match Bundled::Lishui2024.workbook() {
        Ok(workbook) => (Document::of(workbook, Origin::Bundled(Bundled::Lishui2024), None), None),
        Err(error) => (Document::new(lang), Some(lang.storage_error(&error))),
    };
    let mut app = Guatu::new(ctx, document, settings, folder, Box::new(PlatformDialogs::default()));
    app.use_clipboard(Box::new(PlatformClipboard::default()));
    if let Some(lang) = options.lang {
        app.speak(lang);
    }
    if let Some(problem) = problem {
        app.ask(Action::Warn(problem));
    }
    if let Some(notice) = notice {
        app.ask(Action::Warn(lang.settings_notice(&notice)));
    }
    if let Some(state) = State::of_user() {
        app.keep_state(state);
    }
    match options.file {
        Some(Start::File(path)) => app.open_with_care(path),
        Some(Start::Bundled(bundled)) if bundled != Bundled::Lishui2024 => app.open_bundled(bundled),
        Some(Start::Bundled(_)) | None => {}
    }
    app
}

fn viewport(place: Option<WindowPlace>) -> egui::ViewportBuilder {
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(format!("{} {}", Lang::En.app_name(), Lang::Zh.app_name()))
        // The name by which desktops find the icon: that of the .desktop file.
        .with_app_id("guatu")
        .with_icon(icon())
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([640.0, 420.0]);
    if let Some(place) = place {
        viewport = viewport
            .with_inner_size([place.size.0.max(640.0), place.size.1.max(420.0)])
            .with_maximized(place.maximized);
        if let Some((x, y)) = place.position {
            viewport = viewport.with_position([x, y]);
        }
    }
    viewport
}

fn icon() -> egui::IconData {
    eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon/guatu-256.png")).unwrap_or_else(
        |error| {
            log::warn!("the icon cannot be read: {error}");
            egui::IconData::default()
        },
    )
}
