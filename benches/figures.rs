//! Export of one figure: what a click on "export" waits for.

use criterion::{Criterion, criterion_group, criterion_main};
use guatu::{
    bundled::Bundled,
    chart::{Size, Subject, default_figure, render},
    i18n::Lang,
};
use std::hint::black_box;

fn export(criterion: &mut Criterion) {
    let workbook = Bundled::Lishui2024.workbook().expect("the bundled workbook can be read");
    let figure = default_figure(&workbook, Subject::Headline);
    criterion.bench_function("export_figure_svg_pdf_png_2x", |bencher| {
        bencher.iter(|| {
            let made = render(&workbook, &figure, Lang::Zh, Size::PAGE, 2, None).expect("it can be drawn");
            black_box((made.svg().len(), made.pdf().expect("a PDF"), made.png().expect("a PNG")))
        });
    });
}

criterion_group!(benches, export);
criterion_main!(benches);
