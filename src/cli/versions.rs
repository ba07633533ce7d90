//! `guatu versions`: the versions of a workbook that were kept.

use super::{CliError, Ending, args::VersionsArgs};
use crate::{
    i18n::Lang,
    storage::{self, Versions, journal::State},
};
use std::io::Write;

/// Lists them, the newest first, or writes one of them into a file.
pub(super) fn versions(args: &VersionsArgs, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    let state = State::of_user().ok_or(CliError::NoState)?;
    let versions = Versions::of(&state, &args.workbook);
    let list = versions.list();
    let (Some(number), Some(output)) = (args.number, &args.output) else {
        for (number, version) in list.iter().enumerate() {
            writeln!(out, "{}\t{}\t{:032x}", number + 1, lang.moment_exact(version.time), version.hash)?;
        }
        return Ok(Ending::Well);
    };
    let version = number.checked_sub(1).and_then(|at| list.get(at)).ok_or(CliError::NoVersion(number))?;
    if output.exists() {
        return Err(CliError::Exists(output.clone()));
    }
    storage::write_bytes(output, &versions.read(version)?)?;
    writeln!(out, "{}", lang.saved_to(&output.display().to_string()))?;
    Ok(Ending::Well)
}
