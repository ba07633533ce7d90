//! PNG and PDF from the SVG, with the bundled fonts only: the same picture on every machine.

use super::ExportError;
use crate::chart::fonts;
use krilla::{
    Document,
    destination::XyzDestination,
    geom::{Point, Size},
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
};
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, fontdb},
};
use std::sync::{Arc, LazyLock};

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for face in [fonts::REGULAR, fonts::BOLD] {
        database.load_font_source(fontdb::Source::Binary(Arc::new(face)));
    }
    Arc::new(database)
});

#[allow(clippy::needless_pass_by_value, reason = "it is handed to map_err")]
fn failed(what: impl ToString) -> ExportError {
    ExportError::Drawing(what.to_string())
}

fn tree(svg: &str) -> Result<usvg::Tree, ExportError> {
    let options = usvg::Options {
        fontdb: Arc::clone(&FONTS),
        font_family: "Guatu Sans".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).map_err(failed)
}

pub(super) fn pixels(svg: &str, scale: f32) -> Result<Pixmap, ExportError> {
    let tree = tree(svg)?;
    let size = tree.size();
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let missing = || failed("no memory for the picture");
    let mut pixmap = Pixmap::new(side(size.width()), side(size.height())).ok_or_else(missing)?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// The sheets of a figure in a document of several, with its title for the outline.
pub(super) struct Chapter<'a> {
    pub title: &'a str,
    pub sheets: &'a [String],
}

pub(super) fn pdf(sheets: &[String], title: &str) -> Result<Vec<u8>, ExportError> {
    let mut document = begin(title);
    for svg in sheets {
        page(&mut document, svg)?;
    }
    document.finish().map_err(|e| failed(format!("{e:?}")))
}

/// One document of several figures, with an outline.
pub(super) fn book(chapters: &[Chapter<'_>], title: &str) -> Result<Vec<u8>, ExportError> {
    let mut document = begin(title);
    let mut outline = Outline::new();
    let mut pages = 0;
    for chapter in chapters {
        let top = XyzDestination::new(pages, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(chapter.title.to_owned(), top));
        for svg in chapter.sheets {
            page(&mut document, svg)?;
            pages += 1;
        }
    }
    document.set_outline(outline);
    document.finish().map_err(|e| failed(format!("{e:?}")))
}

fn begin(title: &str) -> Document {
    let mut document = Document::new();
    document.set_metadata(Metadata::new().title(title.to_owned()).creator("Guatu".to_owned()));
    document
}

fn page(document: &mut Document, svg: &str) -> Result<(), ExportError> {
    let tree = tree(svg)?;
    let size = Size::from_wh(tree.size().width(), tree.size().height()).ok_or_else(|| failed("no size"))?;
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(|| failed("the page"))?;
    surface.finish();
    page.finish();
    Ok(())
}
