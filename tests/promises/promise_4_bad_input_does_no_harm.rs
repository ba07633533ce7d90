//! Any bytes as a workbook, a journal or settings give a sentence with its place, or a recovery: never a panic,
//! never more than a bounded amount of memory and time.

use crate::{
    support::{Dice, random_workbook},
    zoo::{Fate, animals, book},
};
use guatu::{
    document::Recovery,
    edit::{
        Edit,
        entry::{parse_money, parse_number},
    },
    model::{Fault, MOST_ROWS, MOST_VIOLATIONS, MoneyUnit, Rows, Unit, Workbook, area::Area, visible},
    storage::{
        self, Disk, Settings, StorageError, Trouble, journal::State, parse, read_exactly, to_text,
        unpack_at_most,
    },
    ui::widgets::on_screen,
};
use proptest::prelude::*;
use std::{
    io::Write,
    ops::Range,
    path::Path,
    process::{Command, Output},
    sync::Arc,
};
use tempfile::TempDir;

fn read(bytes: &[u8]) -> Result<Workbook, StorageError> {
    parse(Path::new("x.guatu.ron"), bytes)
}

fn trouble(bytes: &[u8]) -> Trouble {
    match read(bytes) {
        Err(StorageError::Syntax { what, detail, .. }) => {
            assert!(detail.len() < 1000);
            what
        }
        other => panic!("{:?}", other.map(drop)),
    }
}

fn guatu(args: &[&str], folder: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env("GUATU_STATE_DIR", folder.join("state"));
    command.env("GUATU_CONFIG_DIR", folder.join("config")).args(args).output().expect("the program")
}

/// Each animal of the zoo, through the real program: what, where, what to do, in both languages.
#[test]
fn every_hostile_workbook_gives_a_sentence_in_both_languages() {
    let folder = TempDir::new().expect("a folder");
    let animals = animals();
    crate::say(&format!("{} hostile workbooks", animals.len()));
    assert!(animals.len() >= 30);
    for (name, bytes, fate) in animals {
        let path = folder.path().join("animal.guatu.ron");
        storage::write_bytes(&path, &bytes).expect("written");
        for lang in ["zh", "en"] {
            let output = guatu(&["check", path.to_str().expect("a path"), "--lang", lang], folder.path());
            let (out, err) = (String::from_utf8(output.stdout), String::from_utf8(output.stderr));
            let (out, err) = (out.expect("text"), err.expect("text"));
            let all = format!("{out}{err}");
            let about = || format!("{name} in {lang}: {all}");
            assert!(!all.contains(|c: char| c.is_control() && c != '\n'), "{}", about());
            assert!(!all.contains(['\u{202a}', '\u{202e}', '\u{2066}']), "{}", about());
            let strings = all.lines().all(|line| line.chars().count() < 1200);
            assert!(strings && !all.contains("panicked"), "{}", about());
            let code = output.status.code();
            match fate {
                Fate::Line(line) => {
                    let place = if lang == "zh" { format!("第 {line} 行") } else { format!("line {line}") };
                    assert!(code == Some(1) && out.is_empty() && err.lines().count() == 1, "{}", about());
                    assert!(err.contains("animal.guatu.ron") && err.contains(&place), "{}", about());
                    let advice = if lang == "zh" { "备份" } else { "backup" };
                    assert!(err.contains(advice), "{}", about());
                }
                Fate::Refused => {
                    assert!(code == Some(1) && out.is_empty() && err.lines().count() == 1, "{}", about());
                    assert!(err.contains("animal.guatu.ron"), "{}", about());
                }
                Fate::Unsound(word) => {
                    assert!(code == Some(1) && err.is_empty() && out.contains(word), "{}", about());
                }
                Fate::Strange(word) => {
                    assert!(code == Some(0) && err.is_empty() && out.contains(word), "{}", about());
                }
            }
            // The same file through what else opens it.
            let shown = guatu(&["show", path.to_str().expect("a path"), "--lang", lang], folder.path());
            let opens = matches!(fate, Fate::Unsound(_) | Fate::Strange(_));
            assert_eq!(shown.status.code(), Some(i32::from(!opens)), "{}", about());
            let shown = String::from_utf8(shown.stdout).expect("text");
            assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{name}: {shown}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Bytes of chance, and sound files with damage of chance.
    #[test]
    fn any_bytes_do_no_harm(seed: u64, bytes: Vec<u8>) {
        let folder = TempDir::new().expect("a folder");
        let dice = &mut Dice::new(seed);
        let mut damaged = to_text(&random_workbook(seed % 40, 3)).expect("writable").into_bytes();
        for _ in 0..=dice.below(6) {
            let at = dice.below(damaged.len());
            match dice.below(4) {
                0 => damaged[at] = dice.next() as u8,
                1 => damaged.truncate(at.max(1)),
                2 => drop(damaged.drain(at..(at + dice.below(200)).min(damaged.len()))),
                _ => damaged.splice(at..at, bytes.iter().copied()).for_each(drop),
            }
        }
        for bytes in [&bytes, &damaged] {
            if let Ok(workbook) = read(bytes) {
                let _ = workbook.check();
                let written = to_text(&workbook).expect("writable");
                prop_assert_eq!(read(written.as_bytes()), Ok(workbook));
            }
            let settings = str::from_utf8(bytes).map(Settings::from_text);
            if let Ok(Ok(settings)) = settings {
                let written = settings.to_text().expect("writable");
                let again = Settings::from_text(&written).expect("readable");
                prop_assert_eq!(again.to_text().expect("writable"), written);
            }
            let state = State::new(Arc::new(Disk), folder.path().join("state"));
            let journals = state.folder().join("journals");
            std::fs::create_dir_all(&journals).expect("made");
            let sound = [b"guatu-journal 1\n", bytes.as_slice()].concat();
            for (name, content) in [("1.journal", bytes), ("2.journal", &sound)] {
                storage::write_bytes(&journals.join(name), content).expect("written");
            }
            for left in Recovery::all(&state) {
                let _ = left.look(&state);
            }
        }
    }
}

/// A file that is large for no reason is refused before it takes memory that nobody has; without the bounds this
/// would take hours.
#[test]
fn sizes_and_counts_are_bounded() {
    let long = book(&format!("areas: [(id: 1, name: \"{}\")],", "a".repeat(100 << 20)));
    assert_eq!(trouble(&long), Trouble::TextTooLong(100 << 20));
    drop(long);
    let escaped = book(&format!("areas: [(id: 1, name: \"{}\")],", "\\n".repeat(2 << 20)));
    assert_eq!(trouble(&escaped), Trouble::TextTooLong(2 << 20));
    let rows = book(&format!("areas: [{}],", "(id:1,name:\"\"),".repeat(MOST_ROWS + 1)));
    assert_eq!(trouble(&rows), Trouble::TooManyRows);
    drop(rows);
    // A list inside a row, the entries of several lists, and the layout that is read fast.
    let most: usize = 1 << 22;
    let entries = |count: usize| "\"\",".repeat(count);
    let department = |count: usize| format!("(id: 1, name: \"a\", aliases: [{}]),", entries(count));
    for rows in [department(most), department(most / 2).repeat(2)] {
        assert_eq!(trouble(&book(&format!("departments: [{rows}],"))), Trouble::TooManyEntries(most));
    }
    let steps = format!("Many([{}])", "Head(Year(1)),".repeat(most + 1));
    assert!(read_exactly::<Edit>(&ron::Options::default(), &steps).is_err());
    drop(steps);
    let strangers = book(&"a:1,".repeat(1_000_001));
    assert!(matches!(trouble(&strangers), Trouble::UnknownField { .. }));
}

/// Numbers far apart, circles and endless chains cost no more time than others.
#[test]
fn a_long_chain_of_areas_and_numbers_far_apart_are_checked_in_time() {
    let count = 60_000_u32;
    let far = u32::MAX / count;
    let area = |at: u32| Area {
        id: guatu::model::AreaId(1 + at * far),
        name: "镇".into(),
        short: Box::default(),
        name_en: Box::default(),
        code: None,
        parent: at.checked_sub(1).map(|above| guatu::model::AreaId(1 + above * far)),
        square: None,
    };
    let areas: Rows<Area> = (0..count).map(area).collect();
    let workbook = Workbook { areas, next_id: u32::MAX, ..Workbook::new("x", 2024) };
    assert_eq!(workbook.check().len(), count as usize - 64 - 1);
    let written = to_text(&workbook).expect("writable");
    assert_eq!(read(written.as_bytes()).as_ref(), Ok(&workbook));
}

/// A hostile file may be unsound in millions of places: so many are listed as anyone could look at.
#[test]
fn what_is_unsound_is_listed_up_to_a_bound() {
    let rows = "(id: 1, name: \"\"),".repeat(MOST_VIOLATIONS);
    let targets = "(id: 3, year: 1),".repeat(MOST_VIOLATIONS);
    let indicators = format!("indicators: [(id: 2, name: \"乙\", targets: [{targets}])],");
    for body in [format!("areas: [{rows}],"), indicators] {
        let workbook = read(&book(&body)).expect("it opens");
        assert_eq!(workbook.check().len(), MOST_VIOLATIONS);
    }
}

/// Formulas in an endless chain, formulas of everything, and more of them than anyone has; own columns and views
/// without end.
#[test]
fn formulas_columns_and_views_without_end_are_checked_in_time() {
    let checked = |body: &str| {
        let text = String::from_utf8(book(body)).expect("text").replace("next_id: 99", "next_id: 4000000");
        read(text.as_bytes()).expect("it opens").check()
    };
    let faults = |body: &str, fault: &Fault| checked(body).iter().filter(|one| one.fault == *fault).count();
    let rows = |ids: Range<usize>, row: &dyn Fn(usize) -> String| -> Vec<String> { ids.map(row).collect() };
    let chain = |count: usize| {
        let row = |id: usize| format!("(id: {id}, name: \"甲\", formula: \"i{} * 2\"),", id + 1);
        let rows = rows(2..2 + count, &row).concat();
        format!("indicators: [{rows} (id: {}, name: \"甲\")],", count + 2)
    };
    assert_eq!(faults(&chain(4000), &Fault::TooManyLevels), 4000 - 64);
    assert_eq!(faults(&chain(20_000), &Fault::TooManyFormulas), 20_000);
    let part = |id: usize| format!("(id: {id}, name: \"甲\", part_of: 2),");
    let parts = rows(3..300_000, &part).concat();
    let wide = format!("indicators: [(id: 2, name: \"甲\", formula: \"parts(i2)\"), {parts}],");
    assert_eq!(faults(&wide, &Fault::FormulaTooWide), 1);
    let columns = rows(3..60_000, &|id| format!("(id: {id}, name: \"甲\"),")).concat();
    let views = rows(0..60_000, &|name| format!("(name: \"{name}\"),")).concat();
    let list = format!("lists: [(id: 2, name: \"乙\", custom: [{columns}], views: [{views}])],");
    assert_eq!(faults(&list, &Fault::TooManyColumns), 1);
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one_is_refused() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let zeros = vec![0; 1 << 20];
    for _ in 0..64 {
        encoder.write_all(&zeros).expect("packed");
    }
    let bomb = encoder.finish().expect("packed");
    assert!(bomb.len() < 1 << 17);
    let refused = unpack_at_most(&bomb, 1 << 20).expect_err("too large");
    assert_eq!(refused.kind(), std::io::ErrorKind::FileTooLarge);
    assert_eq!(unpack_at_most(&bomb, 64 << 20).map(|bytes| bytes.len()).ok(), Some(64 << 20));
}

/// A figure is what stands in the file, or it is refused: none is rounded unasked.
#[test]
fn no_figure_is_changed_silently() {
    let of = |value: &str| {
        let targets = format!("targets: [(id: 3, year: 2024, value: {value:?})]");
        book(&format!("indicators: [(id: 2, name: \"乙\", {targets})],"))
    };
    for exact in ["0.1234567890123456789012345678", "-1.50", "0.0", "79228162514264337593543950335"] {
        let workbook = read(&of(exact)).expect("it opens");
        let value = workbook.indicators.at(0).expect("one").targets[0].value.expect("a value");
        assert_eq!(value.to_string(), exact);
    }
    for inexact in
        ["0.12345678901234567890123456789", "79228162514264337593543950336", "1e3", "1,000", " 1", ""]
    {
        assert!(matches!(trouble(&of(inexact)), Trouble::Inexact(_)), "{inexact}");
    }
    // Figures within choices, and in what a command line or a journal says.
    let lamps = "lamps: [(lamp: Behind, when: GapBehind(\"5.00000000000000000000000000001\"))]";
    let list = book(&format!("lists: [(id: 2, name: \"乙\", {lamps})],"));
    assert!(matches!(trouble(&list), Trouble::Inexact(_)));
    let edit = |value: &str| format!("SetField(project: 1, field: Plan, value: Number({value:?}))");
    let options = ron::Options::default();
    assert!(read_exactly::<Edit>(&options, &edit("1.50")).is_ok());
    assert!(read_exactly::<Edit>(&options, &edit("0.12345678901234567890123456789")).is_err());
    // And in cells.
    for typed in
        ["1e308", "∞", "NaN", &"9".repeat(40), &format!("0.{}", "1".repeat(40)), &"九".repeat(1 << 20)]
    {
        let number = parse_number(typed, &Unit::new("亿元"));
        let money = parse_money(typed, MoneyUnit::Yi);
        assert!(number.is_err() && money.is_err(), "{typed}");
        assert!(format!("{number:?}").len() < 2000);
    }
}

#[test]
fn signs_that_steer_a_screen_are_spelt_out() {
    assert_eq!(visible("清单\t一\n二"), "清单\t一\n二");
    assert_eq!(visible("a\u{1b}[2J\u{202e}b\u{85}"), "a<U+001B>[2J<U+202E>b<U+0085>");
    assert_eq!(on_screen("\u{2067}甲"), "<U+2067>甲");
    assert!(on_screen(&"长".repeat(1 << 20)).chars().count() <= 2000);
}

/// A step that makes no sense cannot be read, or is refused and changes nothing.
#[test]
fn steps_that_make_no_sense_change_nothing() {
    let deep = format!("{}Many([]){}", "Many([".repeat(200), "])".repeat(200));
    for step in [deep.as_str(), "", "Many", "\u{0}", "Insert(at: 0, row: Area((id: 0, name: \"\")))"] {
        assert!(read_exactly::<Edit>(&ron::Options::default(), step).map_or(true, |edit| {
            let mut workbook = random_workbook(1, 2);
            let before = to_text(&workbook).expect("writable");
            edit.apply(&mut workbook).is_err() && to_text(&workbook).expect("writable") == before
        }));
    }
}
