//! Figures out of the window: to a file, to the clipboard.

use super::{Guatu, files::Asked};
use crate::{
    chart::{self, Size},
    jobs::Job,
    model::{Figure, When},
    ui::{self, FigureRequest, export::Request},
};
use std::path::PathBuf;

/// The scale of a picture on the clipboard.
const CLIPBOARD_SCALE: u32 = 2;

impl Guatu {
    /// Does something with a figure.
    pub(super) fn figure(&mut self, figure: Figure, request: FigureRequest) {
        let lang = self.lang();
        let workbook = self.document.worked_out();
        match request {
            FigureRequest::AskExport => {
                let title = chart::chart(workbook, &figure, lang).title;
                self.export = Some(ui::export::State::new(figure, title));
            }
            FigureRequest::CopyPicture => {
                let made = Some(When::today());
                let picture = chart::render(workbook, &figure, lang, Size::PAGE, CLIPBOARD_SCALE, made)
                    .and_then(|rendered| rendered.rgba());
                match picture {
                    Ok((width, height, pixels)) => {
                        let size = [width as usize, height as usize];
                        self.ctx.copy_image(egui::ColorImage::from_rgba_unmultiplied(size, &pixels));
                        self.inform(lang.copied_picture().to_owned());
                    }
                    Err(error) => self.warn(lang.export_error(&error)),
                }
            }
            FigureRequest::CopyTable => {
                let rows = chart::table(workbook, &figure, lang);
                // What a spreadsheet takes: tabs between cells, a line for each row.
                let clean = |cell: &String| cell.replace(['\t', '\n', '\r'], " ");
                let lines: Vec<String> =
                    rows.iter().map(|row| row.iter().map(clean).collect::<Vec<_>>().join("\t")).collect();
                self.ctx.copy_text(lines.join("\n"));
                self.inform(lang.copied_table().to_owned());
            }
        }
    }

    /// Asks where to put the file.
    pub(super) fn export_figure(&mut self, request: Request) {
        self.ask_file(Asked::Export(Box::new(request)));
    }

    /// Draws and writes a figure off the UI thread.
    pub(super) fn start_export(&mut self, request: Request, path: PathBuf) {
        let path = match path.extension() {
            Some(_) => path,
            None => path.with_extension(request.format.extension()),
        };
        let lang = self.lang();
        let what = lang.exporting(&request.title);
        let workbook = Box::new(self.document.worked_out().clone());
        let Request { figure, format, size, scale, .. } = request;
        let made = Some(When::today());
        self.start(
            Job::Export { path, workbook, figure: Box::new(figure), lang, format, size, scale, made },
            what,
        );
    }
}
