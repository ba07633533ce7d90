//! Shapes that egui has drawn, as SVG.
//!
//! Every kind of shape has its form: `egui_plot` draws dense lines as bands, and an exporter that passed
//! those over would lose the line. Clip rectangles become clip paths; text stays text, one element for each
//! run of one font and colour.

use crate::chart::fonts::BOLD_FAMILY;
use egui::{
    Color32, FontFamily, Pos2, Rect, Shape, Stroke, StrokeKind, TextureId, Vec2,
    epaint::{
        BandShape, ClippedShape, ColorMode, CubicBezierShape, EllipseShape, Mesh, PathShape,
        QuadraticBezierShape, RectShape, TextShape,
    },
};
use std::fmt::Write;

/// The font of files, and what may stand in for it where it is not installed.
const FAMILIES: &str =
    "Guatu Sans, Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, sans-serif";

/// A whole document on paper of a colour.
pub(super) fn document(shapes: &[ClippedShape], size: Vec2, title: &str, paper: Color32) -> String {
    let canvas = Rect::from_min_size(Pos2::ZERO, size);
    let mut writer = Writer::default();
    let mut clip: Option<Rect> = None;
    for clipped in shapes {
        let bounds = clipped.shape.visual_bounding_rect();
        let within = clipped.clip_rect.intersect(canvas);
        if !within.is_positive() || (bounds.is_finite() && !bounds.intersects(within)) {
            continue;
        }
        let whole = within.contains_rect(canvas) || (bounds.is_finite() && within.contains_rect(bounds));
        let wanted = (!whole).then_some(within);
        if wanted != clip {
            writer.close_clip(clip);
            writer.open_clip(wanted);
            clip = wanted;
        }
        writer.shape(&clipped.shape);
    }
    writer.close_clip(clip);
    let (width, height) = (number(size.x), number(size.y));
    let (title, defs, body, paper) = (escaped(title), writer.defs, writer.body, filled(paper));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" font-family=\"{FAMILIES}\">\n<title>{title}</title>\n\
         <defs>{defs}</defs>\n<rect width=\"{width}\" height=\"{height}\" {paper}/>\n{body}</svg>\n"
    )
}

#[derive(Default)]
struct Writer {
    body: String,
    defs: String,
    clips: usize,
}

/// Writing to a `String` cannot fail.
macro_rules! put {
    ($to:expr, $($arg:tt)*) => { let _ = writeln!($to, $($arg)*); };
}

impl Writer {
    fn open_clip(&mut self, clip: Option<Rect>) {
        let Some(clip) = clip else { return };
        self.clips += 1;
        let id = self.clips;
        put!(self.defs, "<clipPath id=\"clip{id}\"><rect {}/></clipPath>", place(clip));
        put!(self.body, "<g clip-path=\"url(#clip{id})\">");
    }

    fn close_clip(&mut self, clip: Option<Rect>) {
        if clip.is_some() {
            self.body.push_str("</g>\n");
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| self.shape(shape)),
            Shape::Circle(c) => {
                if visible(c.fill, c.stroke) {
                    let (x, y, r) = (number(c.center.x), number(c.center.y), number(c.radius));
                    let (fill, stroke) = (filled(c.fill), stroked(c.stroke));
                    put!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {fill}{stroke}/>");
                }
            }
            Shape::Ellipse(ellipse) => self.ellipse(ellipse),
            Shape::LineSegment { points, stroke } => {
                if visible(Color32::TRANSPARENT, *stroke) {
                    put!(
                        self.body,
                        "<path d=\"{}\" fill=\"none\"{}/>",
                        line(points, false),
                        stroked(*stroke)
                    );
                }
            }
            Shape::Path(path) => self.path(path),
            Shape::Band(band) => self.band(band),
            Shape::Rect(rect) => self.rect(rect),
            Shape::Text(text) => self.text(text),
            Shape::Mesh(mesh) => self.mesh(mesh),
            Shape::QuadraticBezier(curve) => self.quadratic(curve),
            Shape::CubicBezier(curve) => self.cubic(curve),
            // A callback is drawn by the graphics card; figures have none.
            Shape::Noop | Shape::Callback(_) => {}
        }
    }

    fn ellipse(&mut self, e: &EllipseShape) {
        let (x, y) = (number(e.center.x), number(e.center.y));
        let turn = number(e.angle.to_degrees());
        put!(
            self.body,
            "<ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{}\" ry=\"{}\" {}{} transform=\"rotate({turn} {x} {y})\"/>",
            number(e.radius.x),
            number(e.radius.y),
            filled(e.fill),
            stroked(e.stroke)
        );
    }

    fn path(&mut self, path: &PathShape) {
        let width = path.stroke.width;
        match &path.stroke.color {
            ColorMode::Solid(colour) => {
                let stroke = Stroke::new(width, *colour);
                let fill = if path.closed { path.fill } else { Color32::TRANSPARENT };
                if visible(fill, stroke) {
                    let d = line(&path.points, path.closed);
                    let (fill, stroke) = (filled(fill), stroked(stroke));
                    put!(self.body, "<path d=\"{d}\" {fill}{stroke} stroke-linejoin=\"round\"/>");
                }
            }
            ColorMode::UV(colour) => {
                // A gradient: each segment in the colour of its middle.
                let bounds = path.visual_bounding_rect();
                for pair in path.points.windows(2) {
                    let middle = pair[0] + (pair[1] - pair[0]) * 0.5;
                    let stroke = stroked(Stroke::new(width, colour(bounds, middle)));
                    put!(
                        self.body,
                        "<path d=\"{}\" fill=\"none\"{stroke} stroke-linecap=\"round\"/>",
                        line(pair, false)
                    );
                }
            }
        }
    }

    fn band(&mut self, band: &BandShape) {
        let mut points: Vec<Pos2> = band.points.iter().map(|p| Pos2::new(p.x, p.y.min)).collect();
        points.extend(band.points.iter().rev().map(|p| Pos2::new(p.x, p.y.max)));
        let turn = if band.angle == 0.0 {
            String::new()
        } else {
            format!(" transform=\"rotate({})\"", number(band.angle.to_degrees()))
        };
        let (fill, stroke) = (filled(band.fill), stroked(band.stroke));
        put!(
            self.body,
            "<path d=\"{}\" {fill}{stroke} stroke-linejoin=\"round\"{turn}/>",
            line(&points, true)
        );
    }

    fn rect(&mut self, r: &RectShape) {
        // A textured rectangle is an image; figures have none.
        if !visible(r.fill, r.stroke) || r.brush.is_some() {
            return;
        }
        let outward = match r.stroke_kind {
            StrokeKind::Inside => -0.5,
            StrokeKind::Middle => 0.0,
            StrokeKind::Outside => 0.5,
        } * r.stroke.width;
        let radius = (r.corner_radius.average() + outward).max(0.0);
        let round = if radius > 0.0 { format!(" rx=\"{}\"", number(radius)) } else { String::new() };
        let (fill, stroke) = (filled(r.fill), stroked(r.stroke));
        put!(self.body, "<rect {}{round} {fill}{stroke}/>", place(r.rect.expand(outward)));
    }

    /// Triangles of one colour become one path; where corners differ, their mean counts.
    fn mesh(&mut self, mesh: &Mesh) {
        if mesh.texture_id != TextureId::default() {
            return;
        }
        let mut paths: Vec<(Color32, String)> = Vec::new();
        for corners in mesh.indices.chunks_exact(3) {
            let corner = |at: usize| corners.get(at).and_then(|&i| mesh.vertices.get(i as usize));
            let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) else { continue };
            let mean = |part: usize| {
                let sum: u16 = [a, b, c].iter().map(|v| u16::from(v.color.to_array()[part])).sum();
                (sum / 3) as u8
            };
            let colour = Color32::from_rgba_premultiplied(mean(0), mean(1), mean(2), mean(3));
            let area = (b.pos - a.pos).x * (c.pos - a.pos).y - (b.pos - a.pos).y * (c.pos - a.pos).x;
            if colour.a() == 0 || area.abs() < 1e-6 {
                continue;
            }
            // All wound the same way, so that together they fill.
            let points = if area < 0.0 { [a.pos, c.pos, b.pos] } else { [a.pos, b.pos, c.pos] };
            let d = line(&points, true);
            match paths.last_mut() {
                Some((last, path)) if *last == colour => path.push_str(&d),
                _ => paths.push((colour, d)),
            }
        }
        for (colour, d) in paths {
            put!(self.body, "<path d=\"{d}\" {}/>", filled(colour));
        }
    }

    fn quadratic(&mut self, curve: &QuadraticBezierShape) {
        let [from, by, to] = curve.points.map(point);
        self.curve(
            &format!("M{from}Q{by} {to}"),
            curve.closed,
            curve.fill,
            curve.stroke.width,
            &curve.stroke.color,
        );
    }

    fn cubic(&mut self, curve: &CubicBezierShape) {
        let [from, by, and, to] = curve.points.map(point);
        self.curve(
            &format!("M{from}C{by} {and} {to}"),
            curve.closed,
            curve.fill,
            curve.stroke.width,
            &curve.stroke.color,
        );
    }

    fn curve(&mut self, d: &str, closed: bool, fill: Color32, width: f32, colour: &ColorMode) {
        let colour = match colour {
            ColorMode::Solid(colour) => *colour,
            ColorMode::UV(_) => Color32::TRANSPARENT,
        };
        let stroke = stroked(Stroke::new(width, colour));
        let end = if closed { "Z" } else { "" };
        put!(self.body, "<path d=\"{d}{end}\" {}{stroke}/>", filled(fill));
    }

    fn text(&mut self, text: &TextShape) {
        let galley = &text.galley;
        let (x, y) = (text.pos.x, text.pos.y);
        let turned = text.angle != 0.0;
        if turned {
            let turn = number(text.angle.to_degrees());
            put!(self.body, "<g transform=\"rotate({turn} {} {})\">", number(x), number(y));
        }
        let job = &galley.job;
        let mut byte = 0;
        for row in &galley.rows {
            let mut run: Option<Run> = None;
            for glyph in &row.row.glyphs {
                // Pass over what the row leaves out, as line breaks; an ellipsis stands in no text.
                if let Some(found) = job.text.get(byte..).and_then(|rest| rest.find(glyph.chr)) {
                    byte += found;
                }
                let of_byte = |s: &&egui::text::LayoutSection| {
                    s.byte_range.start.0 <= byte && byte < s.byte_range.end.0
                };
                let section = job.sections.iter().find(of_byte).or(job.sections.last());
                if job.text.get(byte..).is_some_and(|rest| rest.starts_with(glyph.chr)) {
                    byte += glyph.chr.len_utf8();
                }
                let Some(section) = section else { continue };
                let given = text.override_text_color.unwrap_or(section.format.color);
                let colour = if given == Color32::PLACEHOLDER { text.fallback_color } else { given };
                let style = Style {
                    colour: colour.gamma_multiply(text.opacity_factor),
                    size: section.format.font_id.size,
                    bold: section.format.font_id.family == FontFamily::Name(BOLD_FAMILY.into()),
                };
                let at = Pos2::new(x + row.pos.x + glyph.pos.x, y + row.pos.y + glyph.pos.y);
                match &mut run {
                    Some(run) if run.style == style => run.text.push(glyph.chr),
                    _ => {
                        self.run(run.take());
                        // A run begins with ink: a leading space would be dropped by readers of SVG.
                        run = (!glyph.chr.is_whitespace()).then(|| Run {
                            text: glyph.chr.to_string(),
                            at,
                            style,
                        });
                    }
                }
            }
            self.run(run);
        }
        if turned {
            self.body.push_str("</g>\n");
        }
    }

    fn run(&mut self, run: Option<Run>) {
        let Some(Run { text, at, style }) = run else { return };
        if style.colour.a() == 0 || text.trim().is_empty() {
            return;
        }
        let weight = if style.bold { " font-weight=\"700\"" } else { "" };
        let (x, y, size) = (number(at.x), number(at.y), number(style.size));
        let (fill, text) = (filled(style.colour), escaped(text.trim_end()));
        put!(self.body, "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} {fill}>{text}</text>");
    }
}

/// Text of one font and colour on one line.
struct Run {
    text: String,
    at: Pos2,
    style: Style,
}

#[derive(PartialEq)]
struct Style {
    colour: Color32,
    size: f32,
    bold: bool,
}

fn visible(fill: Color32, stroke: Stroke) -> bool {
    fill.a() > 0 || (stroke.width > 0.0 && stroke.color.a() > 0)
}

fn colour(attribute: &str, colour: Color32) -> String {
    let [r, g, b, a] = colour.to_srgba_unmultiplied();
    let mut text = format!("{attribute}=\"#{r:02x}{g:02x}{b:02x}\"");
    if a < 255 {
        let _ = write!(text, " {attribute}-opacity=\"{:.3}\"", f32::from(a) / 255.0);
    }
    text
}

fn filled(fill: Color32) -> String {
    if fill.a() == 0 { "fill=\"none\"".to_owned() } else { colour("fill", fill) }
}

fn stroked(stroke: Stroke) -> String {
    if stroke.width <= 0.0 || stroke.color.a() == 0 {
        return String::new();
    }
    format!(" {} stroke-width=\"{}\"", colour("stroke", stroke.color), number(stroke.width))
}

/// A length with at most two places; what is not finite becomes 0, so that the file stays valid.
fn number(value: f32) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn point(p: Pos2) -> String {
    format!("{} {}", number(p.x), number(p.y))
}

fn place(r: Rect) -> String {
    let (x, y) = (number(r.min.x), number(r.min.y));
    format!("x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\"", number(r.width()), number(r.height()))
}

fn line(points: &[Pos2], closed: bool) -> String {
    let mut d = String::new();
    for (at, p) in points.iter().enumerate() {
        d.push(if at == 0 { 'M' } else { 'L' });
        d.push_str(&point(*p));
    }
    if closed {
        d.push('Z');
    }
    d
}

/// Text for XML. Control characters that XML does not allow are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\t' | '\n' | '\r' => safe.push(' '),
            // Lines are broken already: whoever searches the text types a plain space.
            '\u{a0}' => safe.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => safe.push(c),
        }
    }
    safe
}
