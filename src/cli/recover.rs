//! `guatu recover`: what programs that ended unexpectedly have left behind.

use super::{
    CliError, Ending,
    args::RecoverArgs,
    edit::{is_of, save},
    state,
};
use crate::{
    document::{Keep, Recovery},
    i18n::Lang,
};
use std::{io::Write, path::Path};

/// Lists, recovers or discards.
pub(super) fn recover(args: &RecoverArgs, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    let state = state().ok_or(CliError::NoState)?;
    let all = Recovery::all(&state);
    let Some(workbook) = args.workbook.as_deref().filter(|_| !args.list) else {
        return list(&all, lang, out);
    };
    let is_meant = |left: &Recovery| {
        is_of(left, workbook) || left.journal() == workbook || Path::new(left.name()) == workbook
    };
    let mut meant: Vec<Recovery> = all.into_iter().filter(is_meant).collect();
    if args.discard {
        if meant.is_empty() {
            return Err(CliError::NothingLeft(workbook.to_owned()));
        }
        for left in meant {
            let steps = left.steps();
            left.discard()?;
            writeln!(out, "{}", lang.cli_discarded(steps))?;
        }
        return Ok(Ending::Well);
    }
    // The last one was written last.
    let Some(left) = meant.pop() else { return Err(CliError::NothingLeft(workbook.to_owned())) };
    let Some(output) = &args.output else { return list(&[left], lang, out) };
    let output = std::path::absolute(output).unwrap_or_else(|_| output.clone());
    if output.exists() && !is_of(&left, &output) {
        return Err(CliError::Exists(output));
    }
    let torn = left.torn();
    let mut recovered = left.recover(Keep::quietly(state))?;
    writeln!(out, "{}", lang.cli_recovered(recovered.steps))?;
    if torn {
        writeln!(out, "{}", lang.recovery_torn())?;
    }
    save(&mut recovered.document, &output, lang, out)?;
    if recovered.refused > 0 {
        writeln!(out, "{}", lang.recovery_refused(recovered.refused))?;
    }
    for other in &meant {
        writeln!(out, "{}", lang.cli_more_left(other.journal().display()))?;
    }
    Ok(if recovered.refused > 0 || !meant.is_empty() { Ending::Found } else { Ending::Well })
}

/// One line for each, as `guatu figures` has it: fields between tabs.
fn list(all: &[Recovery], lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    for left in all {
        let place = left.path().map_or_else(|| left.name().to_owned(), |path| path.display().to_string());
        let when = left.modified().map(|time| lang.moment(time)).unwrap_or_default();
        let count = lang.recovery_steps(left.steps());
        writeln!(out, "{place}\t{count}\t{when}\t{}", left.journal().display())?;
    }
    if all.is_empty() {
        writeln!(out, "{}", lang.cli_nothing_left())?;
    }
    Ok(Ending::Well)
}
