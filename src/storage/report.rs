//! Reports of a program that fell: where in the program, on what system. Nothing of what was open: messages of
//! a panic may quote it, so they are left out.

use super::{
    StorageError,
    atomic::write_private,
    files::read_file,
    journal::{State, flush_all},
};
use std::{
    panic::{self, PanicHookInfo},
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// How many reports are kept.
const MOST: usize = 20;
const ENDING: &str = "txt";
/// Names the last report that the user was told of.
const TOLD: &str = "told";

/// From now on a program that falls brings what was done to the disk first, then writes a report, and says where
/// it is.
pub fn watch(say: impl Fn(&Path) + Send + Sync + 'static) {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        hook(panic);
        // What was typed first, then what happened.
        flush_all();
        if let Some(Ok(path)) = State::of_user().map(|state| write(&state, panic)) {
            say(&path);
        }
    }));
}

/// Writes a report and returns where it is.
pub fn write(state: &State, panic: &PanicHookInfo<'_>) -> Result<PathBuf, StorageError> {
    let files = state.files();
    let folder = state.folder().join("reports");
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let path = folder.join(format!("{:014}-{}.{ENDING}", since.as_millis(), std::process::id()));
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
    let all = all(state);
    for old in all.iter().take(all.len().saturating_sub(MOST)) {
        let _ = files.remove(old);
    }
    Ok(path)
}

/// All reports, the oldest first.
fn all(state: &State) -> Vec<PathBuf> {
    let mut all = state.files().list(&state.folder().join("reports")).unwrap_or_default();
    all.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
    all
}

/// The last report, where the user was not told of it yet. It counts as told from now on.
pub fn untold(state: &State) -> Option<PathBuf> {
    let files = state.files();
    let last = all(state).pop()?;
    let name = last.file_name()?.as_encoded_bytes();
    let told = last.with_file_name(TOLD);
    if read_file(&*files, &told, 1 << 10).is_ok_and(|bytes| bytes == name) {
        return None;
    }
    if let Err(error) = write_private(&*files, &told, name) {
        log::info!("{} is told of once more: {error}", last.display());
    }
    Some(last)
}

/// The last report that was written since then.
pub fn latest(state: &State, since: SystemTime) -> Option<PathBuf> {
    let path = all(state).pop()?;
    let written = state.files().facts(&path).ok()?.modified?;
    // The journal is written for the last time while the report is.
    (written + std::time::Duration::from_secs(10) >= since).then_some(path)
}
