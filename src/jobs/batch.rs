//! Several figures to files: all in one PDF, or one file each in a folder.

use super::ExportFailure;
use crate::{
    chart::{self, Format, Size, export},
    i18n::Lang,
    model::{Figure, When, Workbook},
    storage,
};
use std::path::PathBuf;

/// What to export, and how.
#[derive(Debug)]
pub struct Batch {
    /// The PDF, or the folder.
    pub path: PathBuf,
    /// The snapshot.
    pub workbook: Box<Workbook>,
    /// The figures, in order.
    pub figures: Vec<Figure>,
    /// Their language.
    pub lang: Lang,
    /// The format.
    pub format: Format,
    /// The size; none: each has its own.
    pub size: Option<Size>,
    /// The scale of a PNG.
    pub scale: u32,
    /// The date they say they were made on.
    pub made: Option<When>,
    /// Files of these names in the folder may be replaced.
    pub replace: bool,
}

impl Batch {
    /// Draws and writes them.
    pub fn run(&self, progress: storage::Progress<'_>) -> Result<(), ExportFailure> {
        if self.format == Format::Pdf { self.write_book(progress) } else { self.write_files(progress) }
    }

    fn write_book(&self, progress: storage::Progress<'_>) -> Result<(), ExportFailure> {
        let all = self.figures.len().max(1) as f32;
        let mut drawn = Vec::with_capacity(self.figures.len());
        for (at, figure) in self.figures.iter().enumerate() {
            if progress(at as f32 / all).is_break() {
                return Err(ExportFailure::Stopped(0));
            }
            let size = self.size.unwrap_or_else(|| figure.paper.into());
            drawn.push(chart::render(&self.workbook, figure, self.lang, size, self.scale, self.made)?);
        }
        let title = self.lang.pick(&self.workbook.title, &self.workbook.title_en);
        storage::write_bytes(&self.path, &export::book(&drawn, title)?)?;
        Ok(())
    }

    fn write_files(&self, progress: storage::Progress<'_>) -> Result<(), ExportFailure> {
        let names = self.names();
        let formats = [self.format];
        if !self.replace {
            let there = export::files_there(&self.path, &names, &formats);
            if there > 0 {
                return Err(ExportFailure::Exist(there));
            }
        }
        let figures: Vec<&Figure> = self.figures.iter().collect();
        let (mut done, mut written) = (0, 0);
        let size = (self.size, self.scale);
        export::files_of_many(&self.workbook, &figures, self.lang, size, self.made, &formats, |_, all| {
            if progress(done as f32 / names.len().max(1) as f32).is_break() {
                return Err(ExportFailure::Stopped(written));
            }
            for (format, files) in all {
                let name = names.get(done).map_or("", String::as_str);
                let path = self.path.join(format!("{name}.{}", format.extension()));
                for (path, bytes) in export::sheet_paths(&path, files.len()).iter().zip(&files) {
                    storage::write_bytes(path, bytes)?;
                    written += 1;
                }
            }
            done += 1;
            Ok(())
        })
    }

    /// The names of the files without their ending: a number, so that they stand in order, and the title.
    fn names(&self) -> Vec<String> {
        let digits = self.figures.len().to_string().len().max(2);
        let name = |(at, figure): (usize, &Figure)| {
            let title = chart::chart(&self.workbook, figure, self.lang).title;
            format!("{:0digits$} {}", at + 1, plain_name(&title)).trim().to_owned()
        };
        self.figures.iter().enumerate().map(name).collect()
    }
}

/// A title as the name of a file, without its ending: signs that no file name can carry become `_`.
pub fn plain_name(title: &str) -> String {
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    let name: String = title.chars().map(plain).take(60).collect();
    name.trim().to_owned()
}
