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
    let ending = args.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let format = export::Format::from_extension(ending);
    if let ([_], None) = (args.ids.as_slice(), format) {
        return Err(CliError::UnknownFormat(args.output.clone()));
    }
    // The ending of a file says its format: another one asked for is no slip to be passed over.
    if let Some(format) = format
        && args.format.iter().any(|asked| *asked != format)
    {
        return Err(CliError::FormatOfFile(args.output.clone()));
    }
    let workbook = args.file.open_worked_out()?;
    let find = |id: &String| {
        let figure = id.parse::<FigureId>().ok().and_then(|id| workbook.figures.get(id));
        figure.ok_or_else(|| CliError::UnknownFigure(id.clone()))
    };
    let figures: Vec<&Figure> = if args.all {
        workbook.figures.iter().collect()
    } else {
        args.ids.iter().map(find).collect::<Result<_, _>>()?
    };
    match (figures.as_slice(), format) {
        ([figure], Some(format)) if !args.all => {
            let files = render(args, &workbook, figure, lang)?.files(format)?;
            // A long schedule is written to numbered files.
            let there =
                export::sheet_paths(&args.output, files.len()).iter().filter(|path| path.exists()).count();
            if there > 0 && !args.force {
                return Err(CliError::WouldReplaceFiles(args.output.clone(), there));
            }
            write(&args.output, &files, out)
        }
        (_, Some(export::Format::Pdf)) if !args.force && args.output.exists() => {
            Err(CliError::WouldReplaceFiles(args.output.clone(), 1))
        }
        (_, Some(export::Format::Pdf)) => export_book(args, &workbook, &figures, lang, out),
        // The ending of a single picture cannot carry several.
        (_, Some(_)) => Err(CliError::OneFile(args.output.clone())),
        (_, None) => export_files(args, &workbook, &figures, lang, out),
    }
}

/// All of them in one PDF, in their order.
fn export_book(
    args: &FigureArgs,
    workbook: &Workbook,
    figures: &[&Figure],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let drawn = figures.iter().map(|figure| render(args, workbook, figure, lang));
    let drawn = drawn.collect::<Result<Vec<_>, _>>()?;
    let title = lang.pick(&workbook.title, &workbook.title_en);
    storage::write_bytes(&args.output, &export::book(&drawn, title)?)?;
    writeln!(out, "{}", args.output.display())?;
    Ok(())
}

/// What a folder is filled with where nothing else is asked for.
const FORMATS: [export::Format; 3] = [export::Format::Svg, export::Format::Pdf, export::Format::Png];

/// The files are named by identifier: it is the same in both languages and stays when the title changes, so
/// that exporting again replaces the files instead of adding others.
fn export_files(
    args: &FigureArgs,
    workbook: &Workbook,
    figures: &[&Figure],
    lang: Lang,
    out: &mut dyn Write,
) -> Result<(), CliError> {
    let folder = &args.output;
    let formats = if args.format.is_empty() { FORMATS.as_slice() } else { args.format.as_slice() };
    let names: Vec<String> = figures.iter().map(|figure| figure.id.to_string()).collect();
    let there = export::files_there(folder, &names, formats);
    if there > 0 && !args.force {
        return Err(CliError::WouldReplaceFiles(folder.clone(), there));
    }
    fs::create_dir_all(folder)
        .map_err(|error| CliError::Folder { path: folder.clone(), detail: error.to_string() })?;
    let (size, made) = ((args.size, args.scale), Some(When::today()));
    export::files_of_many(workbook, figures, lang, size, made, formats, |figure, all| {
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
    let size = args.size.unwrap_or_else(|| figure.paper.into());
    Ok(export::render(workbook, figure, lang, size, args.scale, Some(When::today()))?)
}

fn write(path: &Path, files: &[Vec<u8>], out: &mut dyn Write) -> Result<(), CliError> {
    for (path, bytes) in export::sheet_paths(path, files.len()).iter().zip(files) {
        storage::write_bytes(path, bytes)?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
