//! Old files open for ever, newer ones are never damaged, and what a newer program of the same version has
//! written is kept and written back.

use crate::support::{
    Dice,
    edits::random_edit,
    random_workbook,
    strangers::{Stranger, with_strangers},
};
use guatu::{
    compare::{Side, diff, edit_between, merge},
    edit::{Edit, History, RowId},
    i18n::Lang,
    model::{
        NotUnderstood, Project, ProjectField, Value, Workbook,
        project::{Milestone, Problem},
    },
    storage::{self, Settings, StorageError, to_text},
};
use proptest::prelude::*;
use std::{fs, path::Path};
use tempfile::TempDir;

fn parse(text: &str) -> Workbook {
    storage::parse(Path::new("x"), text.as_bytes()).expect("it opens")
}

fn text(workbook: &Workbook) -> String {
    to_text(workbook).expect("a workbook is always writable")
}

/// What is understood of a workbook.
fn known(workbook: &Workbook) -> String {
    text(&Workbook { kept: NotUnderstood::default(), ..workbook.clone() })
}

fn count(text: &str, stranger: &Stranger) -> usize {
    text.matches(&format!("{}: {}", stranger.name, stranger.value)).count()
}

fn make(workbook: &Workbook, edit: Edit) -> Workbook {
    let mut workbook = workbook.clone();
    edit.apply(&mut workbook).expect("accepted");
    workbook
}

fn rename(project: &Project, name: &str) -> Edit {
    Edit::SetField { project: project.id, field: ProjectField::Name, value: Value::text(name) }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever unknown fields stand wherever, opening and saving leaves every byte as it was; a known change is
    /// one line; and they survive any number of changes of other rows.
    #[test]
    fn unknown_fields_are_written_back(seed: u64, fields in 1_usize..25) {
        let workbook = random_workbook(seed, 8);
        let dice = &mut Dice::new(!seed);
        let before = text(&workbook);
        let (odd, strangers) = with_strangers(&before, dice, fields);
        let opened = parse(&odd);
        prop_assert_eq!(known(&opened), &*before);
        prop_assert!(!opened.kept.is_empty());
        let written = text(&opened);
        prop_assert_eq!(&written, &odd);
        prop_assert_eq!(&parse(&written), &opened);

        let project = opened.projects.at(dice.below(8)).expect("a project");
        let renamed = text(&make(&opened, rename(project, "改了名")));
        let changed = renamed.lines().zip(written.lines()).filter(|(a, b)| a != b).count();
        prop_assert_eq!((changed, renamed.lines().count()), (1, written.lines().count()));

        // Changes as they come: what they leave is a file that opens to the same, and undoing all of them brings
        // every byte back.
        let (mut now, mut history) = (opened.clone(), History::default());
        for _ in 0..20 {
            let edit = random_edit(dice, &now);
            let _ = history.make(&mut now, edit, None);
            let text_now = text(&now);
            prop_assert_eq!(&text(&parse(&text_now)), &text_now);
            prop_assert!(strangers.iter().all(|one| count(&text_now, one) <= 1));
        }
        while history.undo(&mut now).is_some() {}
        now.next_id = opened.next_id;
        prop_assert_eq!(text(&now), written);
    }

    /// Comparing names them, and the change between two workbooks and a merge carry them.
    #[test]
    fn unknown_fields_are_compared_and_merged(seed: u64, fields in 1_usize..10) {
        let workbook = random_workbook(seed, 8);
        let dice = &mut Dice::new(!seed);
        let plain = text(&workbook);
        let (odd, strangers) = with_strangers(&plain, dice, fields);
        let (base, theirs) = (parse(&plain), parse(&odd));
        let found: usize = diff(&base, &theirs).iter().map(|difference| difference.fields.len()).sum();
        prop_assert_eq!(found, strangers.len());
        for (from, to) in [(&base, &theirs), (&theirs, &base)] {
            let mut now = from.clone();
            if let Some(edit) = edit_between(from, to) {
                // As the journal would keep it.
                let edit: Edit = ron::from_str(&ron::to_string(&edit).expect("writable")).expect("readable");
                edit.apply(&mut now).expect("accepted");
            }
            prop_assert_eq!(text(&now), text(to));
        }
        let project = base.projects.at(0).expect("a project");
        let mut ours = make(&base, rename(project, "我改的"));
        let merged = merge(&base, &ours, &theirs, &[]);
        prop_assert_eq!(&merged.conflicts, &[]);
        merged.edit.expect("a change").apply(&mut ours).expect("accepted");
        prop_assert_eq!(text(&ours), text(&make(&theirs, rename(project, "我改的"))));
    }
}

#[test]
fn one_unknown_field_changed_by_both_is_a_conflict() {
    let plain = text(&random_workbook(3, 4));
    let with = |value: &str| {
        parse(&plain.replacen("    workbook: (\n", &format!("    workbook: (\n        mood: {value},\n"), 1))
    };
    let (base, mut ours, theirs) = (with("Calm"), with("Good"), with("(bad: 1)"));
    let merged = merge(&base, &ours, &theirs, &[]);
    assert_eq!((merged.edit, merged.conflicts.len()), (None, 1));
    let conflict = &merged.conflicts[0];
    assert_eq!(
        (conflict.field.as_str(), conflict.base.as_str(), conflict.ours.as_str(), conflict.theirs.as_str()),
        ("mood", "Calm", "Good", "(bad: 1)")
    );
    let merged = merge(&base, &ours, &theirs, &[Side::Theirs]);
    merged.edit.expect("a change").apply(&mut ours).expect("accepted");
    assert_eq!(text(&ours), text(&theirs));
}

/// Entries of a list without names: each unknown field stays with its own.
#[test]
fn unknown_fields_follow_the_entries_of_a_list() {
    let mut workbook = random_workbook(7, 3);
    let mut project = workbook.projects.at(0).expect("a project").clone();
    project.milestones = ["立项", "开工", "封顶", "竣工"]
        .map(|name| Milestone { name: name.into(), planned: None, actual: None })
        .into();
    project.problems =
        ["征地", "资金"].map(|text| Problem { text: text.into(), ..Problem::default() }).into();
    Edit::Replace(project.clone().into()).apply(&mut workbook).expect("accepted");
    let mut odd = text(&workbook);
    for word in ["立项", "开工", "封顶", "竣工", "征地", "资金"] {
        let field = if word == "征地" || word == "资金" { "text" } else { "name" };
        let plain = format!("({field}: \"{word}\"");
        assert_eq!(odd.matches(&plain).count(), 1);
        odd = odd.replace(&plain, &format!("{plain}, of: [\"{word}\"]"));
    }
    let opened = parse(&odd);
    assert_eq!(text(&opened), odd);
    // The first goes, one comes in between, one is renamed, and two change places.
    let [_, second, third, fourth] = project.milestones.clone().try_into().expect("four");
    let new = Milestone { name: "验收".into(), planned: None, actual: None };
    let renamed = Milestone { name: "主体封顶".into(), ..third };
    project.milestones = vec![second, renamed, new, fourth];
    project.problems.reverse();
    let after = text(&make(&opened, Edit::Replace(project.into())));
    for (entry, of) in [("开工", "开工"), ("主体封顶", "封顶"), ("竣工", "竣工")] {
        assert!(after.contains(&format!("(name: \"{entry}\", of: [\"{of}\"]")), "{entry}");
    }
    for of in ["征地", "资金"] {
        assert!(after.contains(&format!("(text: \"{of}\", of: [\"{of}\"]")), "{of}");
    }
    assert!(after.contains("(name: \"验收\")") && !after.contains("立项"));
}

#[test]
fn unknown_fields_go_with_their_row_and_come_with_its_copy() {
    let plain = text(&random_workbook(11, 5));
    let first = plain.find("        projects: [\n            (\n").expect("projects");
    let at = first + plain[first..].find("(\n").expect("a row") + 2;
    let mut odd = plain.clone();
    odd.insert_str(at, "                colour: Rgb(1, 2, 3),\n");
    let opened = parse(&odd);
    let own = opened.projects.at(0).expect("a project").clone();
    let copy = Project { id: opened.new_id(0), ..own.clone() };
    let of = (RowId::from(own.id), RowId::from(copy.id));
    let edits = [Edit::Insert { at: 1, row: copy.into() }];
    let more = opened.kept_with_copy(of.0, of.1);
    let copied = make(&opened, Edit::Many(edits.into_iter().chain(more).collect()));
    assert_eq!(text(&copied).matches("colour: Rgb(1, 2, 3),").count(), 2);
    let mut alone = copied.clone();
    let inverse = Edit::Remove(of.1).apply(&mut alone).expect("removed");
    assert_eq!(text(&alone).matches("colour: ").count(), 1);
    assert_eq!(text(&make(&alone, inverse)), text(&copied));
}

/// A change that comes from outside (a journal, a command line) cannot break the file.
#[test]
fn unknown_fields_that_no_file_can_hold_are_refused() {
    let workbook = random_workbook(2, 2);
    let set = |name: &str, value: &str| -> Result<String, String> {
        let field = format!("(path:[],after:\"\",name:{name:?},value:{value:?})");
        let edit: Edit =
            ron::from_str(&format!("SetKept(of:Workbook,kept:(fields:[{field}]))")).expect("readable");
        let mut now = workbook.clone();
        edit.apply(&mut now).map_err(|refusal| refusal.to_string())?;
        Ok(text(&now))
    };
    let deep = format!("{}1{}", "[".repeat(125), "]".repeat(125));
    for (name, value) in [
        ("a", "1))"),
        ("a", "1, title: \"x\""),
        ("a", "1 // open"),
        ("a", "(("),
        ("a", ""),
        ("a", &deep),
        ("a b", "1"),
        ("a: 1, b", "1"),
        ("", "1"),
        ("\"", "1"),
        ("a\n", "1"),
    ] {
        assert!(set(name, value).is_err(), "{name} {value}");
    }
    for (name, value) in [("a", "1"), ("某字段", "\"x\""), ("a-b", "[(1)]"), ("b", "1 // closed\n")] {
        let written = set(name, value).expect("accepted");
        assert_eq!(text(&parse(&written)), written);
    }
    // A name that is known is no unknown field.
    assert_eq!(set("title", "1").expect("accepted"), text(&workbook));
}

#[test]
fn two_rows_of_one_number_with_unknown_fields_are_refused() {
    let row = |more: &str| format!("(id: 3, name: \"甲\"{more})");
    let file = |rows: &str| {
        format!(
            "(format: \"guatu\", version: 1, workbook: (title: \"x\", year: 2024, next_id: 9,\nareas: [{rows}]))"
        )
    };
    let rows = format!("{},\n{}", row(", odd: 1"), row(""));
    assert_eq!(text(&parse(&file(&rows))).matches("odd: 1").count(), 1);
    let rows = format!("{},\n{}", row(""), row(", odd: 1"));
    match storage::parse(Path::new("x"), file(&rows).as_bytes()) {
        Err(StorageError::Syntax { line: 3, .. }) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn unknown_settings_are_written_back() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("settings.ron");
    let old = "(\n    theme: Dark,\n    of_the_future: (1, [2]),\n    window: (size: (800.0, 600.0), monitor: \"二\"),\n)\n";
    storage::write_bytes(&path, old.as_bytes()).expect("written");
    let (mut settings, notice) = Settings::load(folder.path());
    assert_eq!(notice, None);
    settings.zoom = 1.5;
    settings.save(folder.path()).expect("saved");
    let written = fs::read_to_string(&path).expect("read");
    for kept in ["of_the_future: (1, [2])", "monitor: \"二\"", "zoom: 1.5"] {
        assert!(written.contains(kept), "{written}");
    }
    let (again, _) = Settings::load(folder.path());
    assert_eq!(again, settings);
    again.save(folder.path()).expect("saved");
    assert_eq!(fs::read_to_string(&path).expect("read"), written);
}

/// Unknown fields between known ones that a hand has put into another order.
#[test]
fn unknown_settings_in_any_order_are_kept() {
    let text = "(zoom: 1.25, one: 1, theme: Dark, two: [2], language: Zh, window: (odd: 3, size: (50, 200)))";
    let settings = Settings::from_text(text).expect("readable");
    assert_eq!(settings.window, None, "no window of this size");
    let written = settings.to_text().expect("writable");
    let again = Settings::from_text(&written).expect("readable");
    assert_eq!(again.to_text().expect("writable"), written);
    assert!(written.contains("one: 1") && written.contains("two: [2]"));
}

/// Whatever a released program has saved opens for ever, sound, with nothing in it that is not understood, and
/// is saved as a file that holds the same.
#[test]
fn old_files_open_for_ever() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/old-files");
    let mut opened = 0;
    for file in fs::read_dir(&folder).expect("the folder of old files") {
        let path = file.expect("a file").path();
        let old = storage::open(&path).expect("an old file opens");
        assert_eq!(old.violations, [], "{}", path.display());
        assert_eq!(old.strangers.count, 0, "{}", path.display());
        assert_eq!(parse(&text(&old.workbook)), old.workbook);
        opened += 1;
    }
    assert!(opened > 2);
}

#[test]
fn a_file_of_a_newer_version_is_refused_and_untouched() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("x.guatu.ron");
    let newer =
        text(&random_workbook(4, 3)).replace("version: 1,", "version: 2,").replace("title:", "titles:");
    storage::write_bytes(&path, newer.as_bytes()).expect("written");
    match storage::open(&path) {
        Err(StorageError::Newer { found: 2, known: 1, .. }) => {}
        other => panic!("{:?}", other.map(drop)),
    }
    assert_eq!(fs::read(&path).expect("read"), newer.as_bytes());
}

/// A field that is left out because it has its default changes nothing about the unknown ones behind it. Found by
/// fuzzing.
#[test]
fn unknown_fields_are_the_same_once_written_whatever_is_left_out_before_them() {
    let odd = "#![enable(implicit_some)]\n(format: \"guatu\", version: 1, workbook: (title: \"x\", year: 2024, next_id: 9, projects: [(id: 3, list: 2, name: \"甲\", tags: [], odd: 1, promotion: (investor: \"乙\", lost: \"2026-11\", odd: 2))]))";
    let workbook = parse(odd);
    assert_eq!(workbook.kept.rows("projects").map(|(_, kept)| kept.fields.len()).sum::<usize>(), 2);
    let again = parse(&text(&workbook));
    assert_eq!(again, workbook);
    assert_eq!(text(&again), text(&workbook));
}

/// A word that only a newer program of the same version knows: what, where and what to do are said, and the file
/// is left alone.
#[test]
fn an_unknown_word_is_refused_by_name_and_the_file_left_alone() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("newer.guatu.ron");
    let sound = "#![enable(implicit_some)]\n(format: \"guatu\", version: 1, workbook: (\ntitle: \"x\", year: 2024, next_id: 9,\nsections: [(id: 1, title: \"甲\",\nkind: Tasks)],\n))\n";
    storage::write_bytes(&path, sound.as_bytes()).expect("written");
    assert!(storage::open(&path).is_ok());
    let newer = sound.replace("kind: Tasks", "kind: Dreams");
    storage::write_bytes(&path, newer.as_bytes()).expect("written");
    let error = storage::open(&path).expect_err("refused");
    for (lang, words) in [
        (Lang::Zh, ["第 5 行", "“Dreams”", "Tasks", "升级程序", "没有改动"]),
        (Lang::En, ["line 5", "\"Dreams\"", "Tasks", "update the program", "left untouched"]),
    ] {
        let said = lang.storage_error(&error);
        assert!(words.iter().all(|word| said.contains(word)), "{said}");
    }
    assert_eq!(fs::read_to_string(&path).expect("read"), newer);
}

#[test]
fn unknown_fields_of_a_long_table_are_saved() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("x.guatu.ron");
    let (odd, _) = with_strangers(&text(&random_workbook(5, 600)), &mut Dice::new(5), 60);
    let odd = odd.replacen("    workbook: (\n", "    workbook: (\n        mood: Calm,\n", 1);
    storage::save(&path, &parse(&odd)).expect("saved");
    assert_eq!(fs::read_to_string(&path).expect("read"), odd);
}

/// A newer program may add a field to each entry of a long list. Looking at the list once for each of them would
/// take minutes.
#[test]
fn unknown_fields_of_long_lists_are_kept() {
    let mut workbook = random_workbook(5, 1);
    let mut project = workbook.projects.at(0).expect("a project").clone();
    let milestone = |at: u32| Milestone { name: (at % 7).to_string().into(), planned: None, actual: None };
    project.milestones = (0..20_000).map(milestone).collect();
    workbook.projects = [project].into_iter().collect();
    let before = text(&workbook);
    let odd = before.replace("(name: \"3\"),", "(name: \"3\", odd: 1),");
    assert!(odd.len() > before.len());
    // Not compared by a macro that prints both: they are long.
    assert!(text(&parse(&odd)) == odd, "every field is where it was");
}
