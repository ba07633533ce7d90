//! The work of the hand in the largest table: 126,000 projects, a block of 10,000 rows by 12 columns.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use guatu::{
    bundled::{DemoOptions, demo_city},
    edit::{
        Edit, History,
        find::{Pattern, Texts},
        paste::{Entered, Request, Target},
    },
    exchange::clipboard::{Block, tsv},
    i18n::Lang,
    model::{Column, Project, ProjectField as F, Workbook},
};
use std::hint::black_box;

const ROWS: usize = 10_000;

const COLUMNS: [F; 12] = [
    F::Name,
    F::Area,
    F::Category,
    F::Stage,
    F::Nature,
    F::Lead,
    F::Builder,
    F::Investment,
    F::Plan,
    F::PlannedStart,
    F::Contact,
    F::Note,
];

/// What a county sends in: names of its own, and words that the workbook knows.
fn text_of(book: &Workbook) -> String {
    let area = book.areas.iter().last().map(|area| area.name.to_string()).unwrap_or_default();
    let lead = book.departments.iter().next().map(|row| row.name.to_string()).unwrap_or_default();
    let line = |row: usize| {
        format!(
            "项目{row}\t{area}\t水利\t在建\t续建\t{lead}\t建设公司{row}\t{}.50\t{}.25\t2019-0{}\t联系人\t第{row}行",
            row % 900 + 1,
            row % 90 + 1,
            row % 9 + 1
        )
    };
    (0..ROWS).map(line).collect::<Vec<_>>().join("\n")
}

fn paste(book: &Workbook, text: &str) -> Vec<Edit> {
    let block = Block::of_clipboard(text, None);
    let Some(list) = book.lists.iter().next().map(|list| list.id) else { return Vec::new() };
    let rows = book.projects.iter().filter(|project| project.list == list);
    let targets: Vec<Target> = rows.take(ROWS).map(|project| Target::Row(project.id)).collect();
    let columns = COLUMNS.map(Column::Field);
    let request = Request {
        workbook: book,
        list,
        targets: &targets,
        columns: &columns,
        money: None,
        words: &Lang::Zh,
        new_name: &|_| "".into(),
    };
    let plan = request.plan(|row, column| {
        let cell = block.cell(row, column)?;
        Some(Entered { text: &cell.text, number: cell.number, exact: cell.exact.as_deref() })
    });
    assert!(plan.notes.is_empty() && plan.cells > 100_000, "{:?} {}", plan.notes.first(), plan.cells);
    plan.edits
}

fn grid(criterion: &mut Criterion) {
    let book = demo_city(&DemoOptions { projects: 126_000, months: 9, seed: 1 });
    let text = text_of(&book);
    let mut group = criterion.benchmark_group("grid_126000");
    group.sample_size(10);
    let block = Block::of_clipboard(&text, None);
    group.bench_function("write_tsv", |b| b.iter(|| tsv::write(black_box(&block))));
    group.bench_function("paste_10000_by_12", |b| {
        b.iter_batched_ref(
            || (book.clone(), History::default()),
            |(book, history)| history.make(book, Edit::Many(paste(book, &text)), None),
            BatchSize::LargeInput,
        );
    });
    group.bench_function("paste_10000_by_12_then_undo", |b| {
        b.iter_batched_ref(
            || (book.clone(), History::default()),
            |(book, history)| {
                let made = history.make(book, Edit::Many(paste(book, &text)), None);
                (made, history.undo(book))
            },
            BatchSize::LargeInput,
        );
    });
    let Some(list) = book.lists.iter().next().map(|list| list.id) else { return };
    let rows: Vec<&Project> = book.projects.iter().filter(|project| project.list == list).collect();
    let fields = [F::Name, F::Area, F::Category, F::Stage, F::Investment, F::Plan, F::Lead, F::Note];
    // The first letter puts the texts together, the next ones search in them.
    let texts = Texts::new(&book, &rows, &fields, &Lang::Zh);
    for (name, text, expression) in [
        ("find_all_text", "产业园", false),
        ("find_all_letters", "Park", false),
        ("find_all_figure", "12.5", false),
        ("find_all_expression", "[二三]期", true),
    ] {
        let Ok(pattern) = Pattern::new(text, expression, false) else { return };
        group.bench_function(name, |b| b.iter(|| texts.find(black_box(&pattern))));
        group.bench_function(format!("{name}_at_first"), |b| {
            b.iter(|| Texts::new(&book, &rows, &fields, &Lang::Zh).find(black_box(&pattern)));
        });
    }
    group.finish();
}

criterion_group!(benches, grid);
criterion_main!(benches);
