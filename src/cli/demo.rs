//! `guatu demo`.

use super::{CliError, DemoArgs};
use crate::{
    bundled::{DemoOptions, demo_city},
    i18n::Lang,
    storage,
};
use std::{fs, io::Write, path::Path};

pub(super) fn demo(args: &DemoArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    if !args.force && !may_replace(&args.output) {
        return Err(CliError::WouldReplace(args.output.clone()));
    }
    let options = DemoOptions { projects: args.projects, months: args.months, seed: args.seed };
    let workbook = demo_city(&options);
    storage::save(&args.output, &workbook)?;
    let title = lang.pick(&workbook.title, &workbook.title_en);
    writeln!(out, "{}", lang.cli_demo_made(args.output.display(), title, workbook.projects.len()))?;
    Ok(())
}

/// Whether what stands there is nothing, empty, or invented itself: a slip must not cost a real workbook.
/// What is no plain file is left to the saving, which says so.
fn may_replace(path: &Path) -> bool {
    match fs::metadata(path) {
        Ok(file) if file.is_file() && file.len() > 0 => {
            storage::open(path).is_ok_and(|opened| opened.workbook.invented)
        }
        _ => true,
    }
}
