//! `guatu check`.

use super::{CliError, Ending, Place};
use crate::i18n::Lang;
use std::io::Write;

pub(super) fn check(file: &Place, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    let (_, violations, strangers) = file.look()?;
    for stranger in &strangers.first {
        writeln!(out, "{}", lang.stranger(stranger))?;
    }
    if strangers.count > strangers.first.len() {
        writeln!(out, "{}", lang.cli_more_strangers(strangers.count - strangers.first.len()))?;
    }
    for violation in &violations {
        writeln!(out, "{}", lang.violation(violation))?;
    }
    match violations.len() {
        0 => {
            writeln!(out, "{}", lang.cli_sound())?;
            Ok(Ending::Well)
        }
        count => {
            writeln!(out, "{}", lang.cli_violations(count))?;
            Ok(Ending::Found)
        }
    }
}
