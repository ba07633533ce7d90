//! Several figures to files: all in one PDF, or one file each in a folder.

use super::ExportFailure;
use crate::{
    chart::{self, Format, Size, export},
    i18n::Lang,
    model::{Figure, When, Workbook},
    storage::{self, StorageError},
};
use std::{ops::ControlFlow, path::PathBuf};

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
}

impl Batch {
    /// Draws and writes them.
    pub fn run(&self, progress: storage::Progress<'_>) -> Result<(), ExportFailure> {
        let all = self.figures.len().max(1) as f32;
        let mut drawn = Vec::new();
        for (at, figure) in self.figures.iter().enumerate() {
            if progress(at as f32 / all) == ControlFlow::Break(()) {
                return Err(StorageError::Cancelled.into());
            }
            let size = self.size.unwrap_or_else(|| figure.paper.into());
            let rendered = chart::render(&self.workbook, figure, self.lang, size, self.scale, self.made)?;
            if self.format == Format::Pdf {
                drawn.push(rendered);
            } else {
                self.write(at, &rendered)?;
            }
        }
        if self.format == Format::Pdf {
            let title = self.lang.pick(&self.workbook.title, &self.workbook.title_en);
            storage::write_bytes(&self.path, &export::book(&drawn, title)?)?;
        }
        Ok(())
    }

    fn write(&self, at: usize, rendered: &export::Rendered) -> Result<(), ExportFailure> {
        let digits = self.figures.len().to_string().len().max(2);
        let name = format!("{:0digits$} {}", at + 1, plain_name(&rendered.chart.title));
        let path = self.path.join(format!("{}.{}", name.trim(), self.format.extension()));
        let files = rendered.files(self.format)?;
        for (path, bytes) in export::sheet_paths(&path, files.len()).iter().zip(&files) {
            storage::write_bytes(path, bytes)?;
        }
        Ok(())
    }
}

/// A title as the name of a file, without its ending: signs that no file name can carry become `_`.
pub fn plain_name(title: &str) -> String {
    let plain = |c: char| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
    let name: String = title.chars().map(plain).take(60).collect();
    name.trim().to_owned()
}
