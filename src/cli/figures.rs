//! `guatu figures` and `guatu figure`.

use super::{CliError, FigureArgs};
use crate::{
    chart::{build, export},
    i18n::Lang,
    model::{Figure, FigureId, When, Workbook},
    storage,
};
use std::{fs, io::Write, path::Path};

/// The title of a figure as it is drawn: its own, or the one made from what it shows.
pub(super) fn title(workbook: &Workbook, figure: &Figure, lang: Lang) -> String {
    // A title is one line, whatever was pasted into it.
    build::chart(workbook, figure, lang).title.replace(['\n', '\r', '\t'], " ")
}

/// One line for each figure: identifier, kind, title, with tabs between them.
pub(super) fn list(workbook: &Workbook, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    for figure in workbook.figures.iter() {
        writeln!(out, "{}\t{}\t{}", figure.id, figure.kind.key(), title(workbook, figure, lang))?;
    }
    Ok(())
}

pub(super) fn export(args: &FigureArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    match &args.id {
        Some(id) => export_one(args, id, lang, out),
        None => export_all(args, lang, out),
    }
}

fn export_one(args: &FigureArgs, id: &str, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let ending = args.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format =
        export::Format::from_extension(ending).ok_or_else(|| CliError::UnknownFormat(args.output.clone()))?;
    let workbook = args.file.open_worked_out()?;
    let figure = id.parse::<FigureId>().ok().and_then(|id| workbook.figures.get(id));
    let figure = figure.ok_or_else(|| CliError::UnknownFigure(id.to_owned()))?;
    let rendered = render(args, &workbook, figure, lang)?;
    write(&args.output, &rendered.files(format)?, out)
}

/// The files are named by identifier: it is the same in both languages and stays when the title changes, so
/// that exporting again replaces the files instead of adding others.
fn export_all(args: &FigureArgs, lang: Lang, out: &mut dyn Write) -> Result<(), CliError> {
    let workbook = args.file.open_worked_out()?;
    let folder = &args.output;
    fs::create_dir_all(folder)
        .map_err(|error| CliError::Folder { path: folder.clone(), detail: error.to_string() })?;
    let figures: Vec<&Figure> = workbook.figures.iter().collect();
    let (size, made) = ((args.size, args.scale), Some(When::today()));
    export::files_of_many(&workbook, &figures, lang, size, made, &args.format, |figure, all| {
        for (format, files) in all {
            let path = folder.join(format!("{}.{}", figure.id, format.extension()));
            write(&path, &files, out)?;
        }
        Ok(())
    })
}

fn render(
    args: &FigureArgs,
    workbook: &Workbook,
    figure: &Figure,
    lang: Lang,
) -> Result<export::Rendered, CliError> {
    Ok(export::render(workbook, figure, lang, args.size, args.scale, Some(When::today()))?)
}

fn write(path: &Path, files: &[Vec<u8>], out: &mut dyn Write) -> Result<(), CliError> {
    for (path, bytes) in export::sheet_paths(path, files.len()).iter().zip(files) {
        storage::write_bytes(path, bytes)?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
