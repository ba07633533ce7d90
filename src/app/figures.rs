//! Figures out of the window: to a file, to the clipboard.

use super::{Guatu, files::Asked};
use crate::{
    chart::{self, Size},
    edit::Edit,
    jobs::{Batch, ExportFailure, Job},
    model::{Figure, FigureId, When},
    ui::{self, DocumentInfo, FigureRequest, Page, export::Request, export_many, questions::Dialog},
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
            FigureRequest::Keep => {
                let title = chart::chart(workbook, &figure, lang).title;
                let at = workbook.figures.len();
                let kept = Figure { id: workbook.new_id(0), ..figure };
                if self.make(Edit::Insert { at, row: kept.into() }, None) {
                    self.inform(lang.fig_kept(&title));
                }
            }
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

    /// Asks where to put several figures.
    pub(super) fn export_figures(&mut self, request: export_many::Request) {
        self.ask_file(Asked::ExportMany(Box::new(request)));
    }

    /// Draws and writes several figures off the UI thread.
    pub(super) fn start_exporting_many(&mut self, request: export_many::Request, path: PathBuf) {
        let lang = self.lang();
        let into_folder = request.into_folder();
        let export_many::Request { figures, format, size, scale, .. } = request;
        let path = if into_folder || path.extension().is_some() {
            path
        } else {
            path.with_extension(format.extension())
        };
        let workbook = Box::new(self.document.worked_out().clone());
        let what = lang.exporting_many(figures.len());
        let made = Some(When::today());
        let batch = Batch { path, workbook, figures, lang, format, size, scale, made, replace: false };
        self.start(Job::ExportMany(Box::new(batch)), what);
    }

    /// Says what came of it, or asks before files are replaced.
    pub(super) fn take_exported_many(&mut self, batch: Box<Batch>, result: Result<(), ExportFailure>) {
        let lang = self.lang();
        match result {
            Ok(()) => {
                self.inform(lang.exported_many(batch.figures.len(), &batch.path.display().to_string()));
            }
            // Where another question is open, it stays: this one can be asked for again.
            Err(ExportFailure::Exist(files)) if self.dialog.is_none() => {
                self.dialog = Some(Dialog::Replace { batch, files });
            }
            // Whoever stopped it wanted that: no alarm.
            Err(error @ ExportFailure::Stopped(_)) => self.inform(lang.export_failure(&error)),
            Err(error) => self.warn(lang.export_failure(&error)),
        }
    }

    /// Exports into the folder although files are there.
    pub(super) fn export_over(&mut self, batch: Batch) {
        let what = self.lang().exporting_many(batch.figures.len());
        self.start(Job::ExportMany(Box::new(Batch { replace: true, ..batch })), what);
    }

    /// Asks for another folder.
    pub(super) fn export_elsewhere(&mut self, batch: Batch) {
        let Batch { figures, format, size, scale, .. } = batch;
        let title = String::new();
        self.export_figures(export_many::Request { figures, title, format, size, scale });
    }

    /// The figures that are selected where several are, else all, as they are now.
    fn figures_in_hand(&self) -> Vec<Figure> {
        let workbook = self.document.workbook();
        let ids = match self.view.page {
            Page::Figures => self.view.figures.in_hand(workbook),
            _ => workbook.figures.iter().map(|figure| figure.id).collect(),
        };
        ids.into_iter().filter_map(|id| workbook.figures.get(id).cloned()).collect()
    }

    /// Asks how to export several figures.
    pub(super) fn ask_exporting_many(&mut self) {
        let workbook = self.document.workbook();
        let lang = self.lang();
        let title = lang.pick(&workbook.title, &workbook.title_en);
        let title = format!("{title} {}", lang.fig_title());
        self.export_many = Some(export_many::Request::new(self.figures_in_hand(), title));
    }

    /// Begins a presentation: of what is selected, from its first figure on, or of all from one of them on.
    pub(super) fn present(&mut self, from: Option<FigureId>) {
        let workbook = self.document.workbook();
        let figures = match from {
            Some(_) => workbook.figures.iter().map(|figure| figure.id).collect(),
            None => self.figures_in_hand().into_iter().map(|figure| figure.id).collect(),
        };
        let filled = self.ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
        self.present = ui::present::State::new(figures, from, filled);
        if self.present.is_some() && !filled {
            self.ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(true));
        }
        self.ctx.request_repaint();
    }

    /// Draws the presentation in the place of all else; false where there is none.
    pub(super) fn show_presentation(&mut self, ui: &mut egui::Ui, info: &DocumentInfo) -> bool {
        let Some(mut present) = self.present.take() else { return false };
        let closing = self.ctx.input(|input| input.viewport().close_requested());
        let open = !closing && ui::present::show(ui, &self.shown(info), &mut present);
        if open {
            self.present = Some(present);
        } else {
            // Back to the figure that was looked at last.
            if let Some(figure) = present.figure().filter(|_| self.view.page == Page::Figures) {
                self.view.figures.look_at(figure);
            }
            if !present.filled_before {
                self.ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(false));
            }
            self.ctx.request_repaint();
        }
        // A question about what is not saved can be put only outside of it.
        self.take_close();
        true
    }
}
