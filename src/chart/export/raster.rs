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

/// The drawings of several sheets, read.
pub(super) fn trees(sheets: &[String]) -> Result<Vec<usvg::Tree>, ExportError> {
    sheets.iter().map(|svg| tree(svg)).collect()
}

pub(super) fn pixels(svg: &str, scale: f32) -> Result<Pixmap, ExportError> {
    pixels_of(&tree(svg)?, scale)
}

pub(super) fn pixels_of(tree: &usvg::Tree, scale: f32) -> Result<Pixmap, ExportError> {
    let size = tree.size();
    let side = |length: f32| ((length * scale).round() as u32).max(1);
    let missing = || failed("no memory for the picture");
    let mut pixmap = Pixmap::new(side(size.width()), side(size.height())).ok_or_else(missing)?;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

pub(super) fn encoded(picture: &Pixmap) -> Result<Vec<u8>, ExportError> {
    picture.encode_png().map_err(failed)
}

/// The sheets of a figure in a document of several, with its title for the outline.
pub(super) struct Chapter<'a> {
    pub title: &'a str,
    pub sheets: &'a [String],
}

pub(super) fn pdf_of(trees: &[usvg::Tree], title: &str) -> Result<Vec<u8>, ExportError> {
    let mut document = begin(title);
    for tree in trees {
        page(&mut document, tree)?;
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
            page(&mut document, &tree(svg)?)?;
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

fn page(document: &mut Document, tree: &usvg::Tree) -> Result<(), ExportError> {
    let size = Size::from_wh(tree.size().width(), tree.size().height()).ok_or_else(|| failed("no size"))?;
    let mut page = document.start_page_with(PageSettings::new(size));
    let mut surface = page.surface();
    surface.draw_svg(tree, size, SvgSettings::default()).ok_or_else(|| failed("the page"))?;
    surface.finish();
    page.finish();
    Ok(())
}
