//! The program: the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    env_logger::init();
    match guatu::app::run(&guatu::app::Options::default()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("guatu: {error}");
            ExitCode::FAILURE
        }
    }
}
