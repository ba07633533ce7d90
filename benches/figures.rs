//! Figures: export of one and of a hundred, what a click on "export" waits for; and a frame of the largest ones while
//! they are zoomed and panned.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use egui::{Context, Event, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use guatu::{
    bundled::Bundled,
    chart::{
        AxisUnit, Body, Chart, Ink, Mode, Point, Series, SeriesBody, Size, Subject, Tick, Tone,
        default_figure,
        export::{ExportError, Format, files_of_many},
        fonts,
        kinds::{Compared, Drawing, Panels, Part, Value},
        render, show,
    },
    i18n::Lang,
    model::{
        Basis, Decimal, Figure, FigureId, FigureKind, Indicator, IndicatorId, Measure, Observation, Period,
        Unit, Workbook, figure::SecondAxis,
    },
};
use std::hint::black_box;

const FORMATS: [Format; 3] = [Format::Svg, Format::Pdf, Format::Png];

/// The figure that `compare_matplotlib.py` draws, too: columns of 60 months, a line on a second axis.
fn line_and_bar() -> (Workbook, Figure) {
    let mut workbook = Bundled::DemoCity.workbook().expect("the demo is made by the program");
    let root = workbook.root_area().expect("a city").id;
    let mut indicator = Indicator::new(IndicatorId(1), "社会消费品零售总额");
    indicator.unit = Unit::new("亿元");
    (indicator.measure, indicator.basis) = (Measure::Level, Basis::Single);
    for n in 0..60_i64 {
        let (year, month) = (2020 + (n / 12) as i16, (n % 12 + 1) as u8);
        let period = Period::new(year, month, month, Basis::Single).expect("a month");
        let mut o = Observation::new(root, period);
        o.value = Some(Decimal::from(100 + n * 2 + n * 37 % 11));
        o.growth = Some(Decimal::new(60 + n * 53 % 17, 1));
        indicator.observations.push(o);
    }
    workbook.indicators = std::iter::once(indicator).collect();
    let mut figure = Figure::new(FigureId(1), FigureKind::Column);
    figure.indicators = vec![IndicatorId(1)];
    figure.from = Period::new(2020, 1, 1, Basis::Single);
    figure.second_axis = Some(SecondAxis::Measure(Measure::Growth));
    (workbook, figure)
}

fn export(criterion: &mut Criterion) {
    let workbook = Bundled::Lishui2024.workbook().expect("the bundled workbook can be read");
    let figure = default_figure(&workbook, Subject::Headline);
    criterion.bench_function("export_figure_svg_pdf_png_2x", |bencher| {
        bencher.iter(|| {
            let made = render(&workbook, &figure, Lang::Zh, Size::PAGE, 2, None).expect("it can be drawn");
            black_box(made.all_files(&FORMATS).expect("the files").len())
        });
    });
    let (both, figure) = line_and_bar();
    criterion.bench_function("export_line_and_bar", |bencher| {
        bencher.iter(|| {
            let made = render(&both, &figure, Lang::Zh, Size::PAGE, 2, None).expect("it can be drawn");
            black_box(made.all_files(&FORMATS).expect("the files").len())
        });
    });
    let demo = Bundled::DemoCity.workbook().expect("the demo is made by the program");
    // A line, columns, bars: what is exported most, a hundred of them.
    let usual = [FigureKind::Line, FigureKind::Column, FigureKind::RankedBars, FigureKind::Dumbbell];
    let saved: Vec<&Figure> = demo.figures.iter().filter(|figure| usual.contains(&figure.kind)).collect();
    let hundred: Vec<&Figure> = saved.iter().copied().cycle().take(100).collect();
    let mut group = criterion.benchmark_group("export");
    group.sample_size(10);
    group.bench_function("100_figures_svg_pdf_png_2x", |bencher| {
        bencher.iter(|| {
            let mut bytes = 0;
            let size = (Some(Size::PAGE), 2);
            files_of_many::<ExportError>(&demo, &hundred, Lang::Zh, size, None, &FORMATS, |_, files| {
                bytes += files.iter().flat_map(|(_, files)| files).map(Vec::len).sum::<usize>();
                Ok(())
            })
            .expect("they can be drawn");
            black_box(bytes)
        });
    });
    group.finish();
}

/// A million points: a walk with a wave, one gap.
fn million() -> Chart {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut at = 0.0;
    let point = |x: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        at += (state % 2_001) as f64 / 1_000.0 - 1.0;
        let gap = (400_000..420_000).contains(&x);
        Point {
            x: x as f64,
            y: (!gap).then_some(at),
            label: String::new(),
            figure: String::new(),
            when: String::new(),
            hollow: false,
        }
    };
    let points: Vec<Point> = (0..1_000_000).map(point).collect();
    let tick = |at: i32| Tick { at: f64::from(at), label: at.to_string() };
    let series = Series {
        name: "walk".into(),
        tone: Tone::Accent,
        strong: true,
        dashed: false,
        right: false,
        points: points.into(),
        end: "walk".into(),
    };
    Chart {
        kind: FigureKind::Line,
        title: "A million points".into(),
        subtitle: "Steps".into(),
        keys: Vec::new(),
        foot: Vec::new(),
        summary: String::new(),
        body: Body::Series(Box::new(SeriesBody {
            x: (0.0, 1e6),
            ticks: (0..=1_000_000).step_by(1_000).map(tick).collect(),
            years: Vec::new(),
            unit: AxisUnit::plain(""),
            head: String::new(),
            right: None,
            zero: false,
            columns: false,
            series: vec![series],
            goal: None,
            bands: Vec::new(),
            notes: Vec::new(),
            bracket: None,
        })),
    }
}

/// A hundred small charts of 24 months each.
fn hundred() -> Chart {
    let value = |at: f64| Value { at, text: format!("{at:.1}"), tip: String::new(), hollow: false };
    let part = |n: usize| Part {
        name: format!("区县 {n}"),
        tone: Tone::Series(n),
        strong: false,
        values: (0..24).map(|month| Some(value(((n * 7 + month * 13) % 40) as f64 * 0.25))).collect(),
    };
    let panels = Panels {
        slots: (1..=24).map(|month| month.to_string()).collect(),
        panels: (0..100).map(part).collect(),
        behind: Some(part(3)),
        unit: AxisUnit::plain("%"),
        zero: true,
        bands: Vec::new(),
    };
    let drawing = Drawing::Panels(panels);
    Chart {
        kind: FigureKind::SmallMultiples,
        title: "Small charts".into(),
        subtitle: String::new(),
        keys: Vec::new(),
        foot: Vec::new(),
        summary: String::new(),
        body: Body::Compared(Box::new(Compared { drawing, table: Vec::new() })),
    }
}

const SCREEN: Vec2 = vec2(1280.0, 800.0);

/// A frame with events, and turning its shapes into triangles; returns how many corners they have.
fn frame(context: &Context, chart: &Chart, events: Vec<Event>) -> usize {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SCREEN));
    let input = RawInput { screen_rect, events, ..RawInput::default() };
    let mut output = context.run_ui(input, |ui| {
        let size = ui.available_size();
        show(ui, chart, Ink::light(), size, Mode::Screen, Lang::Zh);
    });
    output.textures_delta.clear();
    let meshes = context.tessellate(output.shapes, output.pixels_per_point);
    meshes
        .iter()
        .map(|clipped| match &clipped.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
            egui::epaint::Primitive::Callback(_) => 0,
        })
        .sum()
}

fn window(chart: &Chart) -> Context {
    let context = Context::default();
    context.set_fonts(fonts::definitions());
    (0..3).for_each(|_| {
        frame(&context, chart, Vec::new());
    });
    context
}

fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("frame");
    let chart = million();
    let context = window(&chart);
    let middle = pos2(640.0, 400.0);
    frame(&context, &chart, vec![Event::PointerMoved(middle)]);
    let mut nth = 0_u32;
    group.bench_function("million_points_zoom", |bencher| {
        bencher.iter_batched(
            || {
                nth += 1;
                vec![Event::Zoom(if nth % 40 < 20 { 1.15 } else { 1.0 / 1.15 })]
            },
            |events| black_box(frame(&context, &chart, events)),
            BatchSize::PerIteration,
        );
    });
    frame(&context, &chart, vec![Event::Zoom(3.0)]);
    let button = |pressed| Event::PointerButton {
        pos: middle,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    frame(&context, &chart, vec![button(true)]);
    let mut nth = 0_u32;
    group.bench_function("million_points_pan", |bencher| {
        bencher.iter_batched(
            || {
                nth += 1;
                let away = (nth % 200) as f32;
                vec![Event::PointerMoved(middle + vec2(if away < 100.0 { away } else { 200.0 - away }, 0.0))]
            },
            |events| black_box(frame(&context, &chart, events)),
            BatchSize::PerIteration,
        );
    });
    let chart = hundred();
    let context = window(&chart);
    group.bench_function("100_small_charts", |bencher| {
        bencher.iter(|| black_box(frame(&context, &chart, Vec::new())));
    });
    group.finish();
}

criterion_group!(benches, export, frames);
criterion_main!(benches);
