//! Reports of a program that fell: where in the program, on what system. Nothing of what was open: messages of
//! a panic may quote it, so they are left out.

use super::{StorageError, atomic::write_private, journal::State};
use std::{
    panic::PanicHookInfo,
    path::PathBuf,
    time::{SystemTime, UNIX_EPOCH},
};

/// How many reports are kept.
const MOST: usize = 20;

/// Writes a report and returns where it is.
pub fn write(state: &State, panic: &PanicHookInfo<'_>) -> Result<PathBuf, StorageError> {
    let files = state.files();
    let folder = state.folder().join("reports");
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let path = folder.join(format!("{:014}-{}.txt", since.as_millis(), std::process::id()));
    let place = panic.location().map_or_else(String::new, ToString::to_string);
    let thread = std::thread::current();
    let text = format!(
        "guatu {}\n{} {}\nthread {}\nat {place}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        thread.name().unwrap_or_default(),
        std::backtrace::Backtrace::force_capture(),
    );
    files
        .make_folder(&folder)
        .map_err(|error| StorageError::save(&path, super::SaveStep::CreateTemporary, &error))?;
    write_private(&*files, &path, text.as_bytes())?;
    let all = files.list(&folder).unwrap_or_default();
    for old in all.iter().take(all.len().saturating_sub(MOST)) {
        let _ = files.remove(old);
    }
    Ok(path)
}

/// The last report that was written since then.
pub fn latest(state: &State, since: SystemTime) -> Option<PathBuf> {
    let files = state.files();
    let path = files.list(&state.folder().join("reports")).ok()?.pop()?;
    let written = files.facts(&path).ok()?.modified?;
    // The journal is written for the last time while the report is.
    (written + std::time::Duration::from_secs(10) >= since).then_some(path)
}
