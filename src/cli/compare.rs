//! `guatu diff` and `guatu merge`.

use super::{CliError, Ending, Place, args::MergeArgs};
use crate::{
    compare::{self, Conflict, Difference, Kind, Teller},
    i18n::Lang,
    storage,
};
use std::io::{self, Write};

/// Prints what differs, one line for each field; or the change that leads from one to the other.
pub(super) fn diff(
    a: &Place,
    b: &Place,
    edits: bool,
    lang: Lang,
    out: &mut dyn Write,
) -> Result<Ending, CliError> {
    let (a, b) = (a.open()?.0, b.open()?.0);
    if edits {
        let Some(edit) = compare::edit_between(&a, &b) else { return Ok(Ending::Well) };
        writeln!(out, "{}", ron::to_string(&edit).map_err(io::Error::other)?)?;
        return Ok(Ending::Found);
    }
    let found = compare::diff(&a, &b);
    let teller = Teller::new(lang, &a, &b);
    for difference in &found {
        print(difference, &teller, out)?;
    }
    if found.is_empty() {
        writeln!(out, "{}", lang.cli_same())?;
        return Ok(Ending::Well);
    }
    Ok(Ending::Found)
}

/// One line for each field, between tabs: sign, kind and identifier; name; field; what was and what is; and
/// where it stands in the file.
fn print(difference: &Difference, teller: &Teller<'_>, out: &mut dyn Write) -> io::Result<()> {
    let Difference { item, name, kind, fields } = difference;
    let of = teller.item(*item, "");
    match kind {
        Kind::Added => writeln!(out, "+ {of}\t{name}"),
        Kind::Removed => writeln!(out, "- {of}\t{name}"),
        Kind::Moved => writeln!(out, "^ {of}\t{name}"),
        Kind::Changed => fields.iter().try_for_each(|field| {
            let (before, after) = teller.change(*item, &field.field, &field.before, &field.after);
            let told = teller.field(*item, &field.field);
            writeln!(out, "~ {of}\t{name}\t{told}\t{before} → {after}\t{}", field.field)
        }),
    }
}

/// Merges two versions on their common ancestor. Conflicts are listed, and nothing is written.
pub(super) fn merge(args: &MergeArgs, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    let (base, mut ours, theirs) = (args.base.open()?.0, args.ours.open()?.0, args.theirs.open()?.0);
    let merged = compare::merge(&base, &ours, &theirs, &[]);
    if !merged.conflicts.is_empty() {
        let teller = Teller::new(lang, &base, &theirs);
        for Conflict { item, name, field, base, ours, theirs } in &merged.conflicts {
            let of = teller.item(*item, "");
            if field.is_empty() {
                let there =
                    |raw: &str| if raw.is_empty() { lang.conflict_removed() } else { lang.conflict_kept() };
                let [base, ours, theirs] = [base, ours, theirs].map(|raw| there(raw));
                writeln!(out, "! {of}\t{name}\t\t{base}\t{ours}\t{theirs}\t")?;
            } else {
                let told = teller.field(*item, field);
                let [base, ours, theirs] = [base, ours, theirs].map(|raw| teller.value(*item, field, raw));
                writeln!(out, "! {of}\t{name}\t{told}\t{base}\t{ours}\t{theirs}\t{field}")?;
            }
        }
        return Ok(Ending::Found);
    }
    if let Some(edit) = merged.edit {
        edit.apply(&mut ours).map_err(CliError::Refused)?;
    }
    storage::save(&args.output, &ours)?;
    writeln!(out, "{}", lang.saved_to(&args.output.display().to_string()))?;
    Ok(Ending::Well)
}
