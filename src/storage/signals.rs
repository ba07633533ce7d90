//! The system's shutdown, the end of the session and the closing of the terminal do not wait for an answer.

/// From now on what was done goes to the journal first when the system ends the program; then it ends as it would
/// have.
#[cfg(unix)]
pub fn heed() {
    use super::journal::flush_all;
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    let watch = Signals::new([SIGHUP, SIGINT, SIGTERM]).and_then(|mut signals| {
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                flush_all();
                // Ends the program, or says why it cannot: then the next signal is waited for.
                if let Err(error) = emulate_default_handler(signal) {
                    log::warn!("signal {signal}: {error}");
                }
            }
        })
    });
    if let Err(error) = watch {
        log::warn!("signals end the program at once: {error}");
    }
}

/// Elsewhere the journal, which is a moment behind at most, is all there is.
#[cfg(not(unix))]
pub fn heed() {}
