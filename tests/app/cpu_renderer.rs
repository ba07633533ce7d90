//! Draws what egui has tessellated without a GPU, so that picture tests run anywhere.
//!
//! Give it to a harness with `Harness::builder().renderer(CpuRenderer::default())`. Blending is in gamma
//! space and textures are sampled linearly, as egui's own renderers do; edges are feathered by egui's
//! tessellator, so that no anti-aliasing is needed here.

use egui::{
    Color32, Context, FullOutput, ImageData, TextureId, TexturesDelta,
    epaint::{ClippedPrimitive, Mesh, Primitive, Vertex},
};
use egui_kittest::TestRenderer;
use std::collections::BTreeMap;

/// Keeps the textures between frames.
#[derive(Default)]
pub struct CpuRenderer {
    textures: BTreeMap<TextureId, Texture>,
}

struct Texture {
    width: usize,
    height: usize,
    pixels: Vec<Color32>,
}

/// Where drawing goes: premultiplied pixels.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

/// Pixels that may be drawn on: from (inclusive) and to (exclusive).
#[derive(Clone, Copy)]
struct Clip {
    from: [usize; 2],
    to: [usize; 2],
}

impl CpuRenderer {
    fn draw(&self, primitives: &[ClippedPrimitive], canvas: &mut Canvas, scale: f32) {
        for primitive in primitives {
            let Primitive::Mesh(mesh) = &primitive.primitive else { continue };
            let Some(texture) = self.textures.get(&mesh.texture_id) else { continue };
            let rect = primitive.clip_rect * scale;
            let bound = |value: f32, end: usize| value.round().clamp(0.0, end as f32) as usize;
            let clip = Clip {
                from: [bound(rect.min.x, canvas.width), bound(rect.min.y, canvas.height)],
                to: [bound(rect.max.x, canvas.width), bound(rect.max.y, canvas.height)],
            };
            if clip.from[0] < clip.to[0] && clip.from[1] < clip.to[1] {
                draw_mesh(mesh, texture, canvas, clip, scale);
            }
        }
    }
}

impl TestRenderer for CpuRenderer {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(image) = &change.image;
                let [width, height] = image.size;
                match change.pos {
                    None => {
                        let texture = Texture { width, height, pixels: image.pixels.clone() };
                        self.textures.insert(id, texture);
                    }
                    Some([x, y]) => {
                        let Some(texture) = self.textures.get_mut(&id) else { continue };
                        for row in 0..height {
                            let to = (y + row) * texture.width + x;
                            let from = row * width;
                            texture.pixels[to..to + width].copy_from_slice(&image.pixels[from..from + width]);
                        }
                    }
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    fn render(&mut self, ctx: &Context, output: &FullOutput) -> Result<image::RgbaImage, String> {
        let scale = output.pixels_per_point;
        let size = ctx.content_rect().size() * scale;
        let (width, height) = (size.x.round() as usize, size.y.round() as usize);
        // A window is cleared with this colour (`Guatu::clear_color`).
        let ground = ctx.global_style().visuals.panel_fill.to_array();
        let mut canvas = Canvas { width, height, pixels: vec![ground; width * height] };
        let primitives = ctx.tessellate(output.shapes.clone(), scale);
        self.draw(&primitives, &mut canvas, scale);
        let bytes = canvas.pixels.into_iter().flatten().collect();
        image::RgbaImage::from_raw(width as u32, height as u32, bytes)
            .ok_or_else(|| "the picture is larger than its pixels".to_owned())
    }
}

fn draw_mesh(mesh: &Mesh, texture: &Texture, canvas: &mut Canvas, clip: Clip, scale: f32) {
    for corners in mesh.indices.chunks_exact(3) {
        let corner = |at: usize| mesh.vertices.get(corners[at] as usize);
        if let (Some(a), Some(b), Some(c)) = (corner(0), corner(1), corner(2)) {
            draw_triangle([a, b, c], texture, canvas, clip, scale);
        }
    }
}

/// A side of a triangle as a function that is positive inside.
#[derive(Clone, Copy)]
struct Side {
    dx: f32,
    dy: f32,
    offset: f32,
    /// Pixels whose centre lies on it belong to this triangle (the top-left rule).
    owns: bool,
}

impl Side {
    fn between(from: [f32; 2], to: [f32; 2], turn: f32) -> Self {
        let (x, y) = ((to[0] - from[0]) * turn, (to[1] - from[1]) * turn);
        let owns = y < 0.0 || (y == 0.0 && x > 0.0);
        Self { dx: -y, dy: x, offset: y * from[0] - x * from[1], owns }
    }

    /// Twice the area to the point; none outside.
    fn at(self, x: f32, y: f32) -> Option<f32> {
        let value = self.dx * x + self.dy * y + self.offset;
        (value > 0.0 || (value == 0.0 && self.owns)).then_some(value)
    }
}

#[allow(clippy::many_single_char_names, reason = "corners and weights of a triangle")]
fn draw_triangle(corners: [&Vertex; 3], texture: &Texture, canvas: &mut Canvas, clip: Clip, scale: f32) {
    let points = corners.map(|corner| [corner.pos.x * scale, corner.pos.y * scale]);
    let [a, b, c] = points;
    let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
    if !area.is_finite() || area.abs() < 1e-9 {
        return;
    }
    let turn = area.signum();
    let sides = [Side::between(b, c, turn), Side::between(c, a, turn), Side::between(a, b, turn)];
    let reach = |axis: usize| {
        let low = points.iter().map(|point| point[axis]).fold(f32::MAX, f32::min);
        let high = points.iter().map(|point| point[axis]).fold(f32::MIN, f32::max);
        let from = ((low - 0.5).ceil().max(0.0) as usize).max(clip.from[axis]);
        from..((high + 0.5).floor().max(0.0) as usize).min(clip.to[axis])
    };
    let flat = corners.iter().all(|corner| corner.color == corners[0].color && corner.uv == corners[0].uv);
    let color = |weights: [f32; 3]| {
        let mix = |of: &dyn Fn(&Vertex) -> f32| -> f32 {
            corners.iter().zip(weights).map(|(corner, weight)| of(corner) * weight).sum()
        };
        let texel = texture.sample(mix(&|corner| corner.uv.x), mix(&|corner| corner.uv.y));
        std::array::from_fn::<f32, 4, _>(|at| {
            mix(&|corner| f32::from(corner.color.to_array()[at])) * texel[at] / 255.0
        })
    };
    let same = flat.then(|| color([1.0, 0.0, 0.0]));
    for y in reach(1) {
        for x in reach(0) {
            let (px, py) = (x as f32 + 0.5, y as f32 + 0.5);
            let [Some(p), Some(q), Some(r)] = sides.map(|side| side.at(px, py)) else { continue };
            let source = same.unwrap_or_else(|| color([p, q, r].map(|part| part / area.abs())));
            let pixel = &mut canvas.pixels[y * canvas.width + x];
            let through = 1.0 - source[3] / 255.0;
            for (to, from) in pixel.iter_mut().zip(source) {
                *to = (from + f32::from(*to) * through + 0.5).min(255.0) as u8;
            }
        }
    }
}

impl Texture {
    /// The colour at a place of the unit square, between the four nearest pixels.
    fn sample(&self, u: f32, v: f32) -> [f32; 4] {
        let (x, y) = (u * self.width as f32 - 0.5, v * self.height as f32 - 0.5);
        let (left, top) = (x.floor(), y.floor());
        let pixel = |x: f32, y: f32| {
            let x = x.clamp(0.0, self.width as f32 - 1.0) as usize;
            let y = y.clamp(0.0, self.height as f32 - 1.0) as usize;
            self.pixels[y * self.width + x].to_array().map(f32::from)
        };
        let (right, below) = (x - left, y - top);
        let above = mix(pixel(left, top), pixel(left + 1.0, top), right);
        let under = mix(pixel(left, top + 1.0), pixel(left + 1.0, top + 1.0), right);
        mix(above, under, below)
    }
}

fn mix(from: [f32; 4], to: [f32; 4], part: f32) -> [f32; 4] {
    std::array::from_fn(|at| from[at] * (1.0 - part) + to[at] * part)
}
