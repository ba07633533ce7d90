//! Figures as files: one drawing, made without a window, as SVG; from it PNG and PDF.
//!
//! Nothing is written here: bytes are returned. The same figure, language, size and date give the same bytes.

mod many;
mod raster;
mod sheets;
mod svg;

pub use many::{Files, files_of_many};
pub use sheets::{files_there, sheet_paths};

use super::{
    Ink, build,
    data::Chart,
    draw::{self, Mode},
    fonts, table,
};
use crate::{
    i18n::Lang,
    model::{Figure, When, Workbook, figure::Paper},
};
use egui::{Context, Pos2, RawInput, Rect, vec2};

/// The size of a figure in points; a PNG of scale 1 has as many pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Size {
    /// For a slide.
    pub const SLIDE: Self = Self { width: 1600, height: 900 };
    /// For a page of a document.
    pub const PAGE: Self = Self { width: 1120, height: 640 };
    /// For a telephone.
    pub const PHONE: Self = Self { width: 750, height: 900 };
    /// For a wall. A schedule that needs more room gets it: all its lines on one sheet.
    pub const POSTER: Self = Self { width: 2400, height: 1500 };
}

impl From<Paper> for Size {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::Page => Self::PAGE,
            Paper::Slide => Self::SLIDE,
            Paper::Phone => Self::PHONE,
            Paper::Poster => Self::POSTER,
        }
    }
}

/// A format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Drawing with text as text.
    Svg,
    /// Page with text that can be selected.
    Pdf,
    /// Picture.
    Png,
    /// The figures.
    Csv,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Svg, Self::Pdf, Self::Png, Self::Csv];

    /// The ending of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Csv => "csv",
        }
    }

    /// The format of a file's ending, in either case.
    pub fn from_extension(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| text.eq_ignore_ascii_case(format.extension()))
    }
}

/// Why a figure was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// A side is smaller than a figure needs or larger than 20,000.
    #[error("a figure of {width} × {height} is outside 320 × 240 … 20,000 × 20,000")]
    Size {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
    },
    /// The picture would have more pixels than [`MOST_PIXELS`].
    #[error("a picture of {pixels} pixels is more than {MOST_PIXELS}")]
    TooManyPixels {
        /// Pixels asked for.
        pixels: u64,
    },
    /// The scale is none of 1 to 4.
    #[error("scale {0} is none of 1 to 4")]
    Scale(u32),
    /// The drawing library refused; a mistake of the program.
    #[error("the figure could not be drawn: {0}")]
    Drawing(String),
}

/// The most pixels of a picture.
pub const MOST_PIXELS: u64 = 100_000_000;

/// A figure drawn once, to be turned into files.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// What it shows.
    pub chart: Chart,
    size: Size,
    scale: u32,
    /// One, but for a schedule that goes on over several.
    sheets: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Draws a figure for files: light, with title, subtitle, foot, and the date if given.
/// `scale` (1 to 4) is for pictures only.
pub fn render(
    workbook: &Workbook,
    figure: &Figure,
    lang: Lang,
    size: Size,
    scale: u32,
    made: Option<When>,
) -> Result<Rendered, ExportError> {
    let Size { width, height } = size;
    if !(320..=20_000).contains(&width) || !(240..=20_000).contains(&height) {
        return Err(ExportError::Size { width, height });
    }
    if !(1..=4).contains(&scale) {
        return Err(ExportError::Scale(scale));
    }
    let mut chart = build::chart(workbook, figure, lang);
    if let Some(date) = made {
        chart.foot.push(lang.figure_made(lang.date(date)));
    }
    let rows = table::table(workbook, figure, lang);
    let (size, sheets) = sheets::drawn(&mut chart, size, lang);
    Ok(Rendered { chart, size, scale, sheets, rows })
}

/// Several figures as one PDF, in their order, with an outline of their titles.
pub fn book(figures: &[Rendered], title: &str) -> Result<Vec<u8>, ExportError> {
    let mut chapters = Vec::with_capacity(figures.len());
    for figure in figures {
        chapters.push(raster::Chapter { title: &figure.chart.title, sheets: &figure.sheets });
    }
    raster::book(&chapters, title)
}

/// The size that miniatures are laid out at, before they are made small.
const MINIATURE: egui::Vec2 = vec2(336.0, 210.0);

/// A small picture of a chart, without its title and foot: width, height, opaque RGBA.
pub fn miniature(
    chart: &Chart,
    ink: &Ink,
    width: u32,
    lang: Lang,
) -> Result<(u32, u32, Vec<u8>), ExportError> {
    let (svg, _) = run(chart, MINIATURE, ink, Mode::Screen, lang);
    let pixmap = raster::pixels(&svg, width.clamp(16, 1600) as f32 / MINIATURE.x)?;
    Ok((pixmap.width(), pixmap.height(), pixmap.take()))
}

/// Draws a chart for a file: the SVG, and for a schedule the line that comes next.
fn drawn(chart: &Chart, size: Size, lang: Lang) -> (String, Option<usize>) {
    run(chart, vec2(size.width as f32, size.height as f32), Ink::light(), Mode::Export, lang)
}

/// Runs the drawing in a context of its own.
fn run(chart: &Chart, extent: egui::Vec2, ink: &Ink, mode: Mode, lang: Lang) -> (String, Option<usize>) {
    let context = Context::default();
    context.set_fonts(fonts::definitions());
    context.set_theme(egui::Theme::Light);
    let screen = Rect::from_min_size(Pos2::ZERO, extent);
    let input = RawInput { screen_rect: Some(screen), ..RawInput::default() };
    let mut output = context.run_ui(input, |ui| {
        let mut page = ui.new_child(egui::UiBuilder::new().max_rect(screen));
        draw::show(&mut page, chart, ink, extent, mode, lang);
    });
    // No texture is ever drawn; the deltas must not be dropped unread.
    output.textures_delta.clear();
    (svg::document(&output.shapes, extent, &chart.title, ink.panel), draw::drawn_to(&context))
}

impl Rendered {
    /// The file of a format; of several sheets the first, but for PDF, which has all.
    pub fn file(&self, format: Format) -> Result<Vec<u8>, ExportError> {
        match format {
            Format::Svg => Ok(self.svg().as_bytes().to_vec()),
            Format::Pdf => self.pdf(),
            Format::Png => self.png(),
            Format::Csv => Ok(self.csv().into_bytes()),
        }
    }

    /// The files of a format: one, or one a sheet for drawings and pictures.
    pub fn files(&self, format: Format) -> Result<Vec<Vec<u8>>, ExportError> {
        Ok(self.all_files(&[format])?.into_iter().flat_map(|(_, files)| files).collect())
    }

    /// The files of several formats; pages and pictures are made of one reading of the drawing.
    pub fn all_files(&self, formats: &[Format]) -> Result<Files, ExportError> {
        let drawn = formats.iter().any(|format| matches!(format, Format::Pdf | Format::Png));
        let trees = if drawn { raster::trees(&self.sheets)? } else { Vec::new() };
        let file = |&format: &Format| {
            let files = match format {
                Format::Svg => self.sheets.iter().map(|sheet| sheet.as_bytes().to_vec()).collect(),
                Format::Csv => vec![self.csv().into_bytes()],
                Format::Pdf => vec![raster::pdf_of(&trees, &self.chart.title)?],
                Format::Png => {
                    self.check_pixels()?;
                    let picture = |tree| raster::encoded(&raster::pixels_of(tree, self.scale as f32)?);
                    trees.iter().map(picture).collect::<Result<_, ExportError>>()?
                }
            };
            Ok((format, files))
        };
        formats.iter().map(file).collect()
    }

    /// The SVG of each sheet, with text as text.
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Its size: the one asked for, but for the poster of a schedule.
    pub fn size(&self) -> Size {
        self.size
    }

    /// SVG of the first sheet.
    pub fn svg(&self) -> &str {
        self.sheets.first().map_or("", String::as_str)
    }

    /// PDF, one page a sheet, text selectable.
    pub fn pdf(&self) -> Result<Vec<u8>, ExportError> {
        raster::pdf_of(&raster::trees(&self.sheets)?, &self.chart.title)
    }

    /// PNG of the first sheet.
    pub fn png(&self) -> Result<Vec<u8>, ExportError> {
        raster::encoded(&self.pixels(0)?)
    }

    /// Opaque pixels, for the clipboard: width, height, RGBA.
    pub fn rgba(&self) -> Result<(u32, u32, Vec<u8>), ExportError> {
        let pixmap = self.pixels(0)?;
        Ok((pixmap.width(), pixmap.height(), pixmap.take()))
    }

    fn check_pixels(&self) -> Result<(), ExportError> {
        let side = |length: u32| u64::from(length) * u64::from(self.scale);
        let pixels = side(self.size.width) * side(self.size.height);
        if pixels > MOST_PIXELS { Err(ExportError::TooManyPixels { pixels }) } else { Ok(()) }
    }

    fn pixels(&self, sheet: usize) -> Result<resvg::tiny_skia::Pixmap, ExportError> {
        self.check_pixels()?;
        raster::pixels(self.sheets.get(sheet).map_or("", String::as_str), self.scale as f32)
    }

    /// The figures as CSV with a byte order mark.
    pub fn csv(&self) -> String {
        table::csv(&self.rows)
    }

    /// The figures as text with tabs, for the clipboard.
    pub fn tsv(&self) -> String {
        let line =
            |row: &Vec<String>| row.iter().map(|c| c.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>();
        self.rows.iter().map(|row| line(row).join("\t") + "\n").collect()
    }
}
