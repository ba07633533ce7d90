//! Files: round trips, damaged and hostile files, and saving that fails.

mod support;

use guatu::{
    edit::Edit,
    model::{Decimal, MonthKind, MonthRow, Observation, Project, ProjectField, Stage, Value, Workbook},
    storage::{self, Disk, SaveStep, StorageError, Trouble, open, save, save_with, to_text},
};
use proptest::prelude::*;
use std::{
    fs, io,
    ops::ControlFlow,
    path::{Path, PathBuf},
};
use support::{Dice, random_workbook};
use tempfile::TempDir;

fn parse(text: &str) -> Result<Workbook, StorageError> {
    storage::parse(Path::new("测试.guatu.ron"), text.as_bytes())
}

fn text(workbook: &Workbook) -> String {
    to_text(workbook).expect("a workbook is always writable")
}

/// A folder with a saved workbook.
fn saved(seed: u64, size: usize) -> (TempDir, PathBuf, Workbook) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("丽水 2024.guatu.ron");
    let workbook = random_workbook(seed, size);
    save(&path, &workbook).expect("saved");
    (folder, path, workbook)
}

/// The lines that differ, where both have the same number of them.
fn changed_lines(before: &str, after: &str) -> usize {
    assert_eq!(before.lines().count(), after.lines().count());
    before.lines().zip(after.lines()).filter(|(a, b)| a != b).count()
}

/// The file as ron's own serialiser writes it.
fn as_ron_writes(workbook: &Workbook) -> String {
    #[derive(serde::Serialize)]
    struct File<'a> {
        format: &'static str,
        version: u32,
        workbook: &'a Workbook,
    }
    let layout = ron::ser::PrettyConfig::new()
        .depth_limit(5)
        .new_line("\n")
        .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
    let file = File { format: "guatu", version: 1, workbook };
    ron::ser::to_string_pretty(&file, layout).expect("writable") + "\n"
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is written reads back as the same workbook, which is written as the same text.
    #[test]
    fn round_trip(seed: u64, size in 0_usize..40) {
        let workbook = random_workbook(seed, size);
        let first = text(&workbook);
        let read = parse(&first).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(&read, &workbook);
        prop_assert_eq!(text(&read), first.clone());
        prop_assert_eq!(as_ron_writes(&workbook), first);
    }

    /// A damaged file is an error with a place, or a workbook; never a panic.
    #[test]
    fn damaged_anywhere(seed: u64) {
        let mut bytes = text(&random_workbook(seed % 50, 6)).into_bytes();
        let mut dice = Dice::new(seed);
        for _ in 0..=dice.below(4) {
            let at = dice.below(bytes.len());
            bytes[at] = dice.next() as u8;
        }
        match storage::parse(Path::new("x"), &bytes) {
            Ok(workbook) => drop(workbook.check()),
            Err(StorageError::Syntax { line, column, .. }) => prop_assert!(line > 0 && column > 0),
            Err(StorageError::NotText { byte, .. }) => prop_assert!(byte < bytes.len()),
            Err(StorageError::NotAWorkbook { .. } | StorageError::Newer { .. }) => {}
            Err(error) => prop_assert!(false, "{}", error),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// What the fast reader of the written layout accepts is what ron accepts, and means the same.
    #[test]
    fn the_fast_reader_agrees_with_ron(seed: u64) {
        let mut written = text(&random_workbook(seed % 50, 5)).into_bytes();
        let mut dice = Dice::new(seed);
        let signs = b"()[]:,\"\\ \n\t0-1.NSomer#'/\r";
        for _ in 0..dice.below(4) {
            let at = dice.below(written.len());
            let sign = signs[dice.below(signs.len())];
            match dice.below(3) {
                0 => written[at] = sign,
                1 => written.insert(at, sign),
                _ => drop(written.remove(at)),
            }
        }
        let Ok(written) = String::from_utf8(written) else { return Ok(()) };
        // The fast reader knows no comments: with one at the end, ron reads.
        let by_ron = parse(&format!("{written}// a comment\n"));
        match (parse(&written), by_ron) {
            (Ok(fast), Ok(slow)) => {
                prop_assert_eq!(&fast, &slow);
                prop_assert_eq!(text(&fast), text(&slow));
            }
            (fast, slow) => prop_assert!(fast.is_err() && slow.is_err()),
        }
    }
}

#[test]
fn every_character_is_written_as_ron_writes_it() {
    let all: Vec<char> = ('\0'..=char::MAX).collect();
    for some in all.chunks(40_000) {
        let workbook = Workbook::new(&some.iter().collect::<String>(), 2024);
        let written = text(&workbook);
        assert!(written == as_ron_writes(&workbook));
        assert_eq!(parse(&written).expect("parsed"), workbook);
    }
}

#[test]
fn save_open_save_is_byte_equal() {
    let (folder, path, workbook) = saved(1, 60);
    let opened = open(&path).expect("opened");
    assert_eq!(opened.violations, []);
    assert_eq!(opened.workbook, workbook);
    let again = folder.path().join("again.guatu.ron");
    let stamp = save(&again, &opened.workbook).expect("saved");
    assert_eq!(fs::read(&path).expect("read"), fs::read(&again).expect("read"));
    assert_eq!(stamp, opened.stamp);
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 2, "no temporary file is left");
}

/// Long tables are written and read in parts by two threads: the text must be the same as in one go.
#[test]
fn a_long_table_is_written_as_in_one_go() {
    let workbook = random_workbook(3, 1700);
    let written = text(&workbook);
    assert!(written.len() > 4 << 20, "long enough for two threads: {}", written.len());
    assert!(written == as_ron_writes(&workbook));
    assert_eq!(parse(&written).expect("parsed"), workbook);
    // A comment makes it another layout, which is read in one go.
    let commented = written.replacen("\n        projects: [\n", "\n        projects: [ // 全部\n", 1);
    assert_ne!(commented, written);
    assert_eq!(parse(&commented).expect("parsed"), workbook);
    // Damage late in a long file is found at its line.
    let line = written.lines().count() - 30;
    let broken: String = written
        .lines()
        .enumerate()
        .map(|(at, text)| if at + 1 == line { "!!\n".into() } else { format!("{text}\n") })
        .collect();
    match parse(&broken) {
        Err(StorageError::Syntax { line: found, .. }) => assert!(found.abs_diff(line) <= 1),
        other => panic!("{:?}", other.map(|_| ())),
    }
}

#[test]
fn one_cell_is_one_line() {
    let mut workbook = random_workbook(11, 30);
    let planned = |p: &&Project| p.months.iter().any(|year| !year.plan.is_empty());
    let project = workbook.projects.iter().find(|p| p.investment.is_some() && planned(p));
    let project = project.expect("a project with figures").clone();
    let mut before = text(&workbook);
    let mut make = |workbook: &mut Workbook, edit: Edit| {
        edit.apply(workbook).expect("accepted");
        let after = text(workbook);
        assert_eq!(changed_lines(&before, &after), 1);
        before = after;
    };
    let set = |field, value| Edit::SetField { project: project.id, field, value };
    make(&mut workbook, set(ProjectField::Name, Value::text("新名称\n两行")));
    let money = "629.0 亿元".parse().expect("money");
    make(&mut workbook, set(ProjectField::Investment, Value::Money(money)));
    let year = project.months.iter().find(|year| !year.plan.is_empty()).expect("a plan").year;
    let month = guatu::model::Month::new(year, 7).expect("a month");
    let figure = Value::Number(Decimal::new(12_300, 4));
    make(&mut workbook, set(ProjectField::Month(MonthKind::Plan, month), figure));
    let indicator = workbook.indicators.iter().find(|row| !row.observations.is_empty()).expect("one");
    let old = &indicator.observations[0];
    let new = Observation { value: Some(Decimal::new(-77_000, 3)), ..old.clone() };
    let (indicator, area, period) = (indicator.id, old.area, old.period);
    let observation = Some(Box::new(new));
    make(&mut workbook, Edit::SetObservation { indicator, area, period, observation });
    assert!(before.contains("629.0 亿元") && before.contains("-77.000"));
}

/// Stage and progress bring a dated note with them: one line more, in the same step; the same line again while
/// the month is the same; and no trace once the old value is back.
#[test]
fn a_dated_cell_is_its_line_and_one_of_its_log() {
    let mut workbook = random_workbook(11, 30);
    workbook.month = guatu::model::Month::new(2031, 5);
    let noted = |p: &&Project| !p.stage_log.is_empty() && !p.progress_log.is_empty();
    let project = workbook.projects.iter().find(noted).expect("a project with notes").clone();
    let lines = |workbook: &Workbook| text(workbook).lines().map(str::to_owned).collect::<Vec<_>>();
    let only_in = |these: &[String], those: &[String]| {
        let mut rest = those.to_vec();
        let new = these.iter().filter(|line| match rest.iter().position(|other| other == *line) {
            Some(at) => {
                rest.remove(at);
                false
            }
            None => true,
        });
        new.count()
    };
    let others = |stage| *Stage::ALL.iter().rev().find(|&&other| Some(other) != stage).expect("another");
    let last = project.stage_log.last().map(|change| change.stage);
    let new = *Stage::ALL
        .iter()
        .find(|&&other| Some(other) != project.stage && Some(other) != last)
        .expect("a new stage");
    let set = |field, value| Edit::SetField { project: project.id, field, value };
    let before = lines(&workbook);
    for (field, first, second) in [
        (ProjectField::Stage, Value::Stage(new), Value::Stage(others(Some(new)))),
        (ProjectField::Progress, Value::text("桩基完成一半"), Value::text("桩基完成")),
    ] {
        let inverse = set(field, first).apply(&mut workbook).expect("accepted");
        let once = lines(&workbook);
        assert!(only_in(&once, &before) <= 2 && only_in(&before, &once) <= 1, "{field:?}");
        assert!(once.len() <= before.len() + 2, "{field:?}");
        let back = set(field, second).apply(&mut workbook).expect("accepted");
        assert!(only_in(&lines(&workbook), &once) <= 2, "{field:?}: the note of the month is changed");
        back.apply(&mut workbook).expect("an inverse");
        assert_eq!(lines(&workbook), once);
        inverse.apply(&mut workbook).expect("an inverse");
        assert_eq!(lines(&workbook), before, "one step takes both back");
    }
}

#[test]
fn a_cut_off_file_says_where_it_ends() {
    let whole = text(&random_workbook(2, 12));
    for length in (0..whole.trim_end().len()).step_by(97) {
        let bytes = &whole.as_bytes()[..length];
        let lines = bytes.split(|&b| b == b'\n').count();
        match storage::parse(Path::new("x"), bytes) {
            Err(StorageError::Syntax { line, what: Trouble::Ended, .. }) => {
                // White space at the end does not count.
                assert!(line <= lines && line + 1 >= lines, "{line} of {lines} at {length}");
            }
            Err(StorageError::NotText { byte, .. }) => assert!(byte + 4 > length),
            other => panic!("at {length}: {:?}", other.map(|_| ())),
        }
    }
}

#[test]
fn a_newer_version_is_refused_and_left_alone() {
    let (_folder, path, workbook) = saved(4, 3);
    let newer = text(&workbook).replace("version: 1,", "version: 2,").replace("title:", "titles_of_v2:");
    let newer = newer.replace("#![enable(implicit_some)]", "#![enable(implicit_some, of_the_future)]");
    fs_write(&path, newer.as_bytes());
    match open(&path) {
        Err(StorageError::Newer { path: named, found: 2, known: 1 }) => assert_eq!(named, path),
        other => panic!("{:?}", other.map(|_| ())),
    }
    assert_eq!(fs::read(&path).expect("read"), newer.as_bytes());
    for (version, found) in [("18446744073709551616", u64::MAX), ("4_000", 4), ("9 // later", 9)] {
        match parse(&text(&workbook).replace("version: 1,", &format!("version: {version}\n,"))) {
            Err(StorageError::Newer { found: read, .. }) => assert_eq!(read, found),
            other => panic!("{version}: {:?}", other.map(|_| ())),
        }
    }
}

#[test]
fn other_files_are_not_workbooks() {
    for other in [
        "hello",
        "(format: \"other\", version: 1)",
        "(version: 1, format: \"guatu\")",
        "{\"format\": \"guatu\"}",
        "(format: \"guatu\", version: 0, workbook: ())",
        "(format: \"guatu\", version: -1, workbook: ())",
        "PK\u{3}\u{4}",
        "\n\n# Title\n",
    ] {
        assert!(matches!(parse(other), Err(StorageError::NotAWorkbook { .. })), "{other}");
    }
    let utf16: Vec<u8> = "(format".encode_utf16().flat_map(u16::to_le_bytes).chain([0xff, 0xfe]).collect();
    assert!(matches!(
        storage::parse(Path::new("x"), &utf16),
        Err(StorageError::NotText { byte: 14, line: 1, .. })
    ));
}

#[test]
fn a_byte_order_mark_and_comments_are_fine() {
    let workbook = random_workbook(6, 3);
    let written = text(&workbook);
    assert_eq!(parse(&format!("\u{feff}{written}")).expect("parsed"), workbook);
    let commented = written.replacen("(\n", "// by hand\n/* (format: */ (\n", 1).replace('\n', "\r\n");
    assert_eq!(parse(&commented).expect("parsed"), workbook);
}

/// What is wrong, on which line.
fn trouble(body: &str) -> (usize, Trouble) {
    let text =
        format!("#![enable(implicit_some)]\n(format: \"guatu\", version: 1, workbook: (\n{body}\n))\n");
    match parse(&text) {
        Err(StorageError::Syntax { line, column, what, detail, path }) => {
            assert!(column > 0 && !detail.is_empty());
            assert_eq!(path, Path::new("测试.guatu.ron"));
            (line, what)
        }
        other => panic!("{body}: {:?}", other.map(|_| ())),
    }
}

#[test]
fn mistakes_have_a_line_and_a_kind() {
    let head = "title: \"甲\", year: 2024, next_id: 9,";
    let (line, what) = trouble(&format!("{head}\nareas: [\n(id: 1, nome: \"乙\")]"));
    assert_eq!((line, what), (5, Trouble::MissingField("name")));

    let (line, what) = trouble(&format!("{head}\nsections: [(id: 1, title: \"x\",\nkind: Dreams)]"));
    assert_eq!(line, 5);
    assert!(matches!(what, Trouble::UnknownChoice { found, .. } if found == "Dreams"));

    assert_eq!(trouble("title: \"甲\",\nnext_id: 1").1, Trouble::MissingField("year"));
    assert_eq!(trouble(&format!("{head}\n\nyear: 2025")), (5, Trouble::DuplicateField("year")));

    let indicator = |fields: &str| trouble(&format!("{head}\nindicators: [(id: 1, name: \"x\",\n{fields})]"));
    for (fields, wanted) in [
        ("targets: [(id: 2, year: 99999)]", Trouble::NumberOutOfRange),
        ("targets: [(id: -2, year: 2024)]", Trouble::Syntax),
    ] {
        let (line, what) = indicator(fields);
        assert_eq!(line, 5, "{fields}");
        assert!(what == wanted || matches!(what, Trouble::WrongValue { .. } | Trouble::NumberOutOfRange));
    }
    for value in [
        "NaN",
        "inf",
        "\"NaN\"",
        "\"1e400\"",
        "\"999999999999999999999999999999999999\"",
        "1.5",
        "\"\"",
        "\"１２\"",
    ] {
        let (line, what) = indicator(&format!("targets: [(id: 2, year: 2024, value: {value})]"));
        assert_eq!(line, 5, "{value} {what:?}");
    }
    let (line, _) = indicator("observations: [(area: 1, period: \"2024-13\")]");
    assert_eq!(line, 5);
    for months in ["1 2 3 4 5 6 7 8 9 10 11 12 13", "1,2", "--"] {
        assert!(months.parse::<MonthRow>().is_err());
    }
    assert_eq!(trouble(&format!("{head}\n)) (")).1, Trouble::TrailingText);
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [("[", "]"), ("(", ")"), ("Some(", ")")] {
        for depth in [200, 200_000] {
            let deep = format!("{}{}", open.repeat(depth), close.repeat(depth));
            let (line, _) = trouble(&format!("title: \"x\",\nyear: {deep}"));
            assert!(line >= 3);
            let (_, what) = trouble(&format!("title: \"x\", year: 2024, next_id: 1, areas: {deep}"));
            assert_ne!(what, Trouble::Ended);
        }
    }
}

#[test]
fn cancelling_changes_nothing() {
    let (_folder, path, old) = saved(8, 5);
    let stamp = open(&path).expect("opened").stamp;
    let large = random_workbook(9, 1700);
    let heard = std::cell::Cell::new(0);
    let cancel = |_: f32| {
        heard.set(heard.get() + 1);
        if heard.get() == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    assert_eq!(save_with(&Disk, &path, &large, &cancel), Err(StorageError::Cancelled));
    assert_eq!(open(&path).expect("opened").workbook, old);
    assert_eq!(stamp.matches(&path), Ok(true));
    let now = save(&path, &large).expect("saved");
    assert_eq!(stamp.matches(&path), Ok(false));
    assert_eq!(now.matches(&path), Ok(true));
    let told = std::cell::RefCell::new(Vec::new());
    let listen = |share: f32| {
        told.borrow_mut().push(share);
        ControlFlow::Continue(())
    };
    save_with(&Disk, &path, &large, &listen).expect("saved");
    assert!(told.borrow().is_sorted() && told.borrow().last() == Some(&1.0));
}

#[test]
fn paths_that_cannot_be_written_or_read() {
    let (folder, path, workbook) = saved(12, 2);
    let missing = folder.path().join("no/such/folder.guatu.ron");
    assert!(matches!(
        save(&missing, &workbook),
        Err(StorageError::Save { step: SaveStep::CreateTemporary, kind: io::ErrorKind::NotFound, .. })
    ));
    assert!(matches!(save(folder.path(), &workbook), Err(StorageError::NotAFile { .. })));
    assert!(matches!(open(folder.path()), Err(StorageError::NotAFile { .. })));
    assert!(matches!(open(&missing), Err(StorageError::Read { kind: io::ErrorKind::NotFound, .. })));
    let before = fs::read(&path).expect("read");
    let mut permissions = fs::metadata(&path).expect("there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("set");
    assert!(matches!(save(&path, &workbook), Err(StorageError::ReadOnly { .. })));
    assert_eq!(fs::read(&path).expect("read"), before);
    let huge = folder.path().join("huge.guatu.ron");
    fs_write(&huge, b"");
    fs::OpenOptions::new().write(true).open(&huge).expect("opened").set_len(3 << 30).expect("sparse");
    assert!(matches!(open(&huge), Err(StorageError::TooLarge { .. })));
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_links_followed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (folder, path, _) = saved(13, 2);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("set");
    let link = folder.path().join("link.guatu.ron");
    symlink(path.file_name().expect("a name"), &link).expect("linked");
    let new = random_workbook(14, 2);
    save(&link, &new).expect("saved");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(open(&path).expect("opened").workbook, new);
    assert_eq!(fs::metadata(&path).expect("there").permissions().mode() & 0o777, 0o640);
    let dangling = folder.path().join("dangling.guatu.ron");
    symlink("later.guatu.ron", &dangling).expect("linked");
    save(&dangling, &new).expect("saved");
    assert!(fs::symlink_metadata(&dangling).expect("there").is_symlink());
    assert_eq!(open(&folder.path().join("later.guatu.ron")).expect("opened").workbook, new);
}

fn fs_write(path: &Path, bytes: &[u8]) {
    let mut file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path).expect("opened");
    io::Write::write_all(&mut file, bytes).expect("written");
}
