//! The work of the hand in the largest table, a case for each thing that one waits for: 126,000 projects in
//! 30 columns, a block of 10,000 rows by 12 columns.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, pos2,
    vec2,
};
use guatu::{
    analysis::{ListAnalysis, Query, SortKey, arrange, table},
    app::{Document, Guatu, Origin, dialogs::ScriptedDialogs},
    bundled::{Bundled, DemoOptions, demo_city},
    edit::{
        Edit, History,
        find::{Pattern, Texts},
        paste::{Entered, Request, Target},
    },
    exchange::clipboard::{Block, tsv},
    i18n::Lang,
    model::{
        Column, Decimal, Filter, Lamp, Look, MonthKind, Project, ProjectField as F, RowColor, Stage, Value,
        Workbook, list::ColumnView,
    },
    storage::Settings,
    ui::Command,
};
use std::{
    hint::black_box,
    time::{Duration, Instant},
};

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

/// The columns of the widest table: what a list of key projects carries.
fn thirty_columns(year: i16) -> Vec<ColumnView> {
    let fields = [
        F::Name,
        F::Code,
        F::Area,
        F::Place,
        F::Category,
        F::Chain,
        F::Tags,
        F::Nature,
        F::Stage,
        F::Lead,
        F::Builder,
        F::Contact,
        F::PlannedStart,
        F::ActualStart,
        F::PlannedFinish,
        F::Investment,
        F::DoneBefore,
        F::Plan,
        F::Progress,
        F::Note,
    ];
    let months = (1..=4).filter_map(|month| guatu::model::Month::new(year, month));
    let months = months.map(|month| Column::Field(F::Month(MonthKind::Reported, month)));
    let computed = [Column::Done, Column::Completion, Column::Gap, Column::Lamp, Column::MonthsLate];
    let columns = [Column::Number].into_iter().chain(fields.map(Column::Field)).chain(months).chain(computed);
    columns.map(|column| ColumnView { column, width: None }).collect()
}

/// A window of 1280 × 800 on the projects page, driven without a display.
struct Window {
    ctx: Context,
    app: Guatu,
    /// What comes in with the next frame.
    events: Vec<Event>,
}

impl Window {
    fn new(book: Workbook) -> Self {
        Self::looking(book, Look::default())
    }

    /// With a look of the list.
    fn looking(mut book: Workbook, look: Look) -> Self {
        let columns = thirty_columns(book.year);
        assert_eq!(columns.len(), 30);
        if let Some(list) = book.lists.at(0) {
            let mut list = list.clone();
            list.columns = columns;
            list.look = look;
            assert!(Edit::Replace(list.into()).apply(&mut book).is_ok());
        }
        let ctx = Context::default();
        let document = Document::of(book, Origin::Bundled(Bundled::DemoCity), None);
        let dialogs = Box::new(ScriptedDialogs::default());
        let app = Guatu::new(&ctx, document, Settings::default(), None, dialogs);
        let mut window = Self { ctx, app, events: Vec::new() };
        window.app.command(Command::Projects);
        // What is worked out once for a revision is worked out here; sums of columns a part in each frame.
        (0..400).for_each(|_| {
            window.frame();
        });
        window
    }

    /// Draws a frame and says how many meshes it has.
    fn frame(&mut self) -> usize {
        let screen = Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0));
        let events = std::mem::take(&mut self.events);
        let input = RawInput { screen_rect: Some(screen), events, ..RawInput::default() };
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        output.textures_delta.clear();
        self.ctx.tessellate(output.shapes, output.pixels_per_point).len()
    }

    /// Draws a frame and says how long it took.
    fn timed(&mut self) -> Duration {
        let start = Instant::now();
        black_box(self.frame());
        start.elapsed()
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.events.push(Event::ModifiersChanged(modifiers));
        self.events.push(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
        self.events.push(Event::ModifiersChanged(Modifiers::NONE));
    }
}

/// One frame of the whole window while the hand is at work.
fn frames(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("grid_frame_126000_by_30");
    group.sample_size(30);
    let mut window = Window::new(demo_city(&DemoOptions { projects: 126_000, months: 9, seed: 1 }));
    group.bench_function("still", |b| b.iter(|| black_box(window.frame())));
    let mut turns = 0_u32;
    group.bench_function("scrolling", |b| {
        b.iter(|| {
            turns += 1;
            // Down for a while, then across, then back.
            let delta = match turns / 200 % 4 {
                0 => vec2(0.0, -900.0),
                1 => vec2(-60.0, 0.0),
                2 => vec2(0.0, 450.0),
                _ => vec2(60.0, 0.0),
            };
            window.events.push(Event::PointerMoved(pos2(600.0, 500.0)));
            window.events.push(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta,
                phase: TouchPhase::Move,
                source: MouseWheelSource::Unknown,
                modifiers: Modifiers::NONE,
            });
            black_box(window.frame())
        });
    });
    group.bench_function("selecting_all", |b| {
        b.iter(|| {
            window.press(Modifiers::COMMAND, Key::A);
            black_box(window.frame())
        });
    });
    group.bench_function("selecting_down", |b| {
        b.iter(|| {
            window.press(Modifiers::SHIFT, Key::PageDown);
            black_box(window.frame())
        });
    });
    window.press(Modifiers::COMMAND, Key::Home);
    window.frame();
    window.press(Modifiers::NONE, Key::ArrowRight);
    window.frame();
    let mut typed = 0_u32;
    group.bench_function("typing", |b| {
        b.iter(|| {
            typed += 1;
            if typed.is_multiple_of(12) {
                window.press(Modifiers::NONE, Key::Escape);
            } else {
                window.events.push(Event::Text("建".to_owned()));
            }
            black_box(window.frame())
        });
    });
    group.finish();
}

/// The frames of an edit, each by itself: what a change takes, and the frame that shows it.
fn editing(criterion: &mut Criterion) {
    let book = demo_city(&DemoOptions { projects: 126_000, months: 9, seed: 1 });
    let key = |field, descending| SortKey { column: Column::Field(field), descending };
    let busy = Look {
        sort: vec![key(F::Stage, false), key(F::Plan, true), key(F::Name, false)],
        filters: vec![
            Filter::Filled(Column::Field(F::Area)),
            Filter::Lacks(Column::Field(F::Name), "公园".into()),
        ],
        groups: [F::Area, F::Category].map(Column::Field).into(),
        color: RowColor::Lamp,
        ..Look::default()
    };
    for (name, look) in [("list_order", Look::default()), ("sorted_filtered_grouped", busy)] {
        let mut window = Window::looking(book.clone(), look);
        let mut group = criterion.benchmark_group(format!("grid_editing_126000_by_30_{name}"));
        group.sample_size(20);
        window.press(Modifiers::COMMAND, Key::Home);
        window.frame();
        // The plan of the year: completion, gap, lamp, order and all sums follow from it.
        let at = thirty_columns(book.year).iter().position(|view| view.column == Column::Field(F::Plan));
        (0..at.unwrap_or(0)).for_each(|_| {
            window.press(Modifiers::NONE, Key::ArrowRight);
            window.frame();
        });
        let mut typed = 0_u32;
        let mut type_one = |window: &mut Window| {
            typed += 1;
            window.events.push(Event::Text(format!("{}.{}", typed % 90 + 1, typed % 10)));
            let opening = window.timed();
            window.press(Modifiers::NONE, Key::Enter);
            let taking = window.timed();
            let after = window.timed();
            window.frame();
            [opening, taking, after]
        };
        for (at, name) in [(0, "opening_the_editor"), (1, "taking_the_figure"), (2, "the_frame_after")] {
            group.bench_function(name, |b| {
                b.iter_custom(|times| (0..times).map(|_| type_one(&mut window)[at]).sum());
            });
        }
        let turn = |window: &mut Window, (modifiers, key): (Modifiers, Key)| {
            window.press(modifiers, key);
            let turning = window.timed();
            let after = window.timed();
            window.frame();
            turning.max(after)
        };
        let (undo, redo) = ((Modifiers::COMMAND, Key::Z), (Modifiers::COMMAND | Modifiers::SHIFT, Key::Z));
        group.bench_function("undoing_the_longer_frame", |b| {
            b.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let time = turn(&mut window, undo);
                        turn(&mut window, redo);
                        time
                    })
                    .sum()
            });
        });
        group.bench_function("deleting_a_row_the_longer_frame", |b| {
            b.iter_custom(|times| {
                (0..times)
                    .map(|_| {
                        let time = turn(&mut window, (Modifiers::COMMAND, Key::Delete));
                        turn(&mut window, undo);
                        time
                    })
                    .sum()
            });
        });
        group.finish();
    }
}

/// Order, filters and groups of the whole list.
fn rows(criterion: &mut Criterion) {
    let book = demo_city(&DemoOptions { projects: 126_000, months: 9, seed: 1 });
    let Some(list) = book.lists.iter().next().map(|list| list.id) else { return };
    let Some(analysis) = ListAnalysis::new(&book, list, book.month) else { return };
    let all = Query::all(list);
    let mut group = criterion.benchmark_group("grid_rows_126000");
    group.sample_size(20);
    let key = |column, descending| SortKey { column, descending };
    let sort = vec![
        key(Column::Field(F::Stage), false),
        key(Column::Field(F::Plan), true),
        key(Column::Field(F::Name), false),
    ];
    let filter = |filter: Filter| Query { filters: vec![filter], ..all.clone() };
    let ten = Some(Decimal::TEN);
    let plan = Column::Field(F::Plan);
    for (name, query) in [
        ("sort_by_three_keys", Query { sort, ..all.clone() }),
        ("filter_by_lamp", filter(Filter::Lamps(vec![Lamp::Behind]))),
        ("filter_by_range", filter(Filter::Between { column: plan, from: ten, to: None, unit: None })),
        ("filter_by_text", filter(Filter::Has(Column::Field(F::Name), "产业园".into()))),
        (
            "filter_by_stage",
            filter(Filter::OneOf(Column::Field(F::Stage), vec![Value::Stage(Stage::Building)])),
        ),
        ("filter_by_empty", filter(Filter::Empty(Column::Field(F::Note)))),
        ("search_by_initials", Query { text: "lscyy".into(), ..all.clone() }),
    ] {
        group.bench_function(name, |b| b.iter(|| table::rows(&book, &analysis, black_box(&query))));
    }
    for (name, groups) in [
        ("group_by_area_with_subtotals", vec![F::Area]),
        ("group_by_area_and_category_with_subtotals", vec![F::Area, F::Category]),
        ("group_by_lead_and_stage_with_subtotals", vec![F::Lead, F::Stage]),
    ] {
        let query = Query { groups: groups.into_iter().map(Column::Field).collect(), ..all.clone() };
        group.bench_function(name, |b| {
            b.iter(|| arrange(&book, &analysis, table::rows(&book, &analysis, &query), black_box(&query)));
        });
    }
    group.finish();
}

criterion_group!(benches, frames, editing, rows, grid);
criterion_main!(benches);
