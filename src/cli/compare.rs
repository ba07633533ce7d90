//! `guatu diff` and `guatu merge`.

use super::{CliError, Ending, Place, args::MergeArgs};
use crate::{
    compare::{self, Conflict, Difference, Item, Kind},
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
    for difference in &found {
        print(difference, lang, out)?;
    }
    if found.is_empty() {
        writeln!(out, "{}", lang.cli_same())?;
        return Ok(Ending::Well);
    }
    Ok(Ending::Found)
}

fn item(item: Item, lang: Lang) -> String {
    match item {
        Item::Workbook => lang.the_workbook().to_owned(),
        Item::Row(id) => format!("{} {id}", lang.row_kind(id.kind())),
    }
}

fn print(difference: &Difference, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Difference { item: of, name, kind, fields } = difference;
    let of = item(*of, lang);
    match kind {
        Kind::Added => writeln!(out, "+ {of}\t{name}"),
        Kind::Removed => writeln!(out, "- {of}\t{name}"),
        Kind::Moved => writeln!(out, "^ {of}\t{name}"),
        Kind::Changed => fields.iter().try_for_each(|field| {
            writeln!(out, "~ {of}\t{name}\t{}\t{} → {}", field.field, field.before, field.after)
        }),
    }
}

/// Merges two versions on their common ancestor. Conflicts are listed, and nothing is written.
pub(super) fn merge(args: &MergeArgs, lang: Lang, out: &mut dyn Write) -> Result<Ending, CliError> {
    let (base, mut ours, theirs) = (args.base.open()?.0, args.ours.open()?.0, args.theirs.open()?.0);
    let merged = compare::merge(&base, &ours, &theirs, &[]);
    if !merged.conflicts.is_empty() {
        for Conflict { item: of, name, field, base, ours, theirs } in &merged.conflicts {
            writeln!(out, "! {}\t{name}\t{field}\t{base}\t{ours}\t{theirs}", item(*of, lang))?;
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
