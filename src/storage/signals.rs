//! The system's shutdown, the end of the session and the closing of the terminal do not wait for an answer.

/// From now on what was done goes to the journal first when the system ends the program; then it ends as it would
/// have.
#[cfg(unix)]
pub fn heed() {
    use super::journal::flush_all_in_turn;
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
        low_level::emulate_default_handler,
    };
    // What was ignored when the program was started (`nohup`) stays ignored.
    let ignored = ignored();
    let heeded = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let watch = Signals::new(heeded).and_then(|mut signals| {
        std::thread::Builder::new().name("signals".into()).spawn(move || {
            for signal in signals.forever() {
                flush_all_in_turn();
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

/// The signals that this process ignores, a bit for each, the first one lowest; none known where the system does
/// not tell.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}

/// Elsewhere the journal, which is a moment behind at most, is all there is.
#[cfg(not(unix))]
pub fn heed() {}
