//! The program: arguments, log, panic hook, and then a command or the window.

// On Windows a program is for windows or for consoles. Started by a double click, no console must flash up;
// so what a command prints there is seen only where it is redirected (`guatu show FILE > out.txt`).
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use clap::Parser;
use guatu::{
    app,
    cli::{self, Arguments, CliError, Command, Place},
    i18n::Lang,
    model::visible,
    storage,
};
use std::{
    io::{self, BufWriter, Write},
    process::ExitCode,
};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and usage errors; whoever does not read them cannot be told.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    env_logger::Builder::from_env(env_logger::Env::default().default_filter_or("error,guatu=warn")).init();
    storage::report::watch(|path| {
        let _ = writeln!(io::stderr(), "{}", Lang::of_system().report_at(&path.display().to_string()));
    });
    storage::signals::heed();
    let lang = arguments.lang();
    match &arguments.command {
        Some(_) if arguments.file.is_some() => fail(lang, lang.cli_file_and_command(), 2),
        Some(command) => run(command, lang),
        None => open_window(&arguments),
    }
}

fn open_window(arguments: &Arguments) -> ExitCode {
    let file = match &arguments.file {
        None => None,
        Some(Place::File(path)) => Some(app::Start::File(path.clone())),
        Some(Place::Bundled(bundled)) => Some(app::Start::Bundled(*bundled)),
        Some(Place::Unknown(name)) => {
            let lang = arguments.lang();
            let error = CliError::UnknownName(name.clone());
            return fail(lang, &error.sentence(lang), error.exit_code());
        }
    };
    let renderer = arguments.renderer.map(|renderer| match renderer {
        cli::Renderer::Wgpu => app::Renderer::Wgpu,
        cli::Renderer::Glow => app::Renderer::Glow,
    });
    let options = app::Options { file, renderer, lang: arguments.lang.map(Lang::from) };
    let lang = arguments.lang();
    #[cfg(feature = "gui-test")]
    let ended = app::run_as(&options, &app::falling);
    #[cfg(not(feature = "gui-test"))]
    let ended = app::run(&options);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(app::RunError::NoDisplay(detail)) => {
            log::info!("{detail}");
            fail(lang, lang.cli_no_display(), 1)
        }
        Err(app::RunError::NoRenderer(detail)) => fail(lang, &lang.cli_no_renderer(&detail), 1),
    }
}

fn run(command: &Command, lang: Lang) -> ExitCode {
    let mut out = BufWriter::new(io::stdout().lock());
    match cli::run(command, lang, &mut out) {
        Ok(ending) => ExitCode::from(ending.exit_code()),
        Err(error) => {
            // What has been done until then is shown before the error.
            let _ = out.flush();
            match error.exit_code() {
                0 => ExitCode::SUCCESS,
                code => fail(lang, &error.sentence(lang), code),
            }
        }
    }
}

/// One sentence on standard error. That nobody reads it changes nothing.
fn fail(lang: Lang, sentence: &str, code: u8) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}", lang.cli_error(&visible(sentence)));
    ExitCode::from(code)
}
