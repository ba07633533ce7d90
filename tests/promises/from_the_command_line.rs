//! `guatu edit`, `guatu recover`, `guatu diff`, `guatu merge` and `guatu versions`, as a script meets them.

use guatu::{model::Workbook, storage};
use std::{
    path::Path,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

fn guatu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("RUST_LOG");
    command
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program came to its own end")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).expect("text")
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).expect("text")
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// Runs a command with a state folder and an input.
fn with_input(state: &Path, args: &[&str], input: &str) -> Output {
    use std::io::Write;
    let mut command = guatu();
    command.args(args).args(["--lang", "en"]).env("GUATU_STATE_DIR", state);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn changes_come_in_by_standard_input() {
    let folder = TempDir::new().unwrap();
    let state = folder.path().join("state");
    let path = folder.path().join("plan.guatu.ron");
    storage::save(&path, &Workbook::new("旧", 2024)).unwrap();
    let lines = "Head(Title(\"甲\"))\n\nnonsense\nRemove(Area(9))\nHead(Month(Some(\"2024-08\")))\n";
    let output = with_input(&state, &["edit", text(&path)], lines);
    let said: Vec<_> = stdout(&output).lines().collect();
    assert_eq!((code(&output), said.len()), (1, 5), "{said:?}");
    assert_eq!((said[0], said[3]), ("journaled 1", "journaled 2"));
    assert!(said[1].starts_with("refused: ") && said[2].starts_with("refused: "), "{said:?}");
    let workbook = storage::open(&path).unwrap().workbook;
    assert_eq!(&*workbook.title, "甲");
    assert!(workbook.month.is_some());
    // Saved: nothing is left to recover.
    let output = with_input(&state, &["recover", "--list"], "");
    assert_eq!((code(&output), stdout(&output)), (0, "There is nothing to recover.\n"));
    let output = with_input(&state, &["edit", "@demo-city"], "");
    assert_eq!((code(&output), stdout(&output)), (1, ""));
}

/// `guatu recover` does what the window offers.
#[test]
fn what_a_killed_program_left_behind_is_listed_recovered_and_discarded() {
    use std::io::{BufRead, BufReader, Write};
    let folder = TempDir::new().unwrap();
    let state = folder.path().join("state");
    let path = folder.path().join("plan.guatu.ron");
    storage::save(&path, &Workbook::new("旧", 2024)).unwrap();
    let kill_after = |lines: &[&str]| {
        let mut command = guatu();
        command.args(["edit", text(&path)]).env("GUATU_STATE_DIR", &state);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let (mut input, mut output) =
            (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        for (at, line) in lines.iter().enumerate() {
            writeln!(input, "{line}").unwrap();
            let mut said = String::new();
            output.read_line(&mut said).unwrap();
            assert_eq!(said.trim_end(), format!("journaled {}", at + 1));
        }
        child.kill().unwrap();
        child.wait().unwrap();
    };
    kill_after(&["Head(Title(\"甲\"))", "Head(Title(\"乙\"))"]);
    let output = with_input(&state, &["recover"], "");
    let listed: Vec<_> = stdout(&output).trim_end().split('\t').collect();
    assert_eq!((listed[0], listed[1]), (text(&path), "changes: 2"));
    // Nobody overtakes them unseen.
    let output = with_input(&state, &["edit", text(&path)], "Head(Title(\"丙\"))");
    assert_eq!(code(&output), 1);
    assert!(stderr(&output).contains("guatu recover"), "{}", stderr(&output));
    let other = folder.path().join("recovered.guatu.ron");
    let output = with_input(&state, &["recover", text(&path), "-o", text(&other)], "");
    assert_eq!(code(&output), 0, "{}", stderr(&output));
    assert_eq!(&*storage::open(&other).unwrap().workbook.title, "乙");
    assert_eq!(&*storage::open(&path).unwrap().workbook.title, "旧");
    kill_after(&["Head(Title(\"丙\"))"]);
    let output = with_input(&state, &["recover", text(&path), "-o", text(&other)], "");
    assert!(code(&output) == 1 && stderr(&output).contains("exists"), "{}", stderr(&output));
    let output = with_input(&state, &["recover", text(&path), "--discard"], "");
    assert_eq!((code(&output), stdout(&output)), (0, "Changes discarded: 1.\n"));
    let output = with_input(&state, &["recover", text(&path), "-o", text(&path)], "");
    assert!(code(&output) == 1 && stderr(&output).contains("nothing to recover"), "{}", stderr(&output));
}

#[test]
fn files_are_compared_merged_and_had_back() {
    let folder = TempDir::new().unwrap();
    let state = folder.path().join("state");
    let file = |name: &str, title: &str, title_en: &str| {
        let path = folder.path().join(name);
        let mut workbook = Workbook::new(title, 2024);
        workbook.title_en = title_en.into();
        storage::save(&path, &workbook).unwrap();
        path
    };
    let base = file("base.guatu.ron", "旧", "Old");
    let ours = file("ours.guatu.ron", "新", "Old");
    let theirs = file("theirs.guatu.ron", "旧", "New");
    let other = file("other.guatu.ron", "别的", "Old");
    let run = |args: &[&str]| with_input(&state, args, "");
    let output = run(&["diff", text(&base), text(&ours)]);
    assert_eq!((code(&output), stdout(&output)), (1, "~ workbook\t旧\tTitle\t旧 → 新\ttitle\n"));
    assert_eq!(code(&run(&["diff", text(&base), text(&base)])), 0);
    // The edit that leads from one to the other goes into `guatu edit`.
    let edits = run(&["diff", text(&base), text(&theirs), "--edits"]);
    let out = folder.path().join("merged.guatu.ron");
    let merged = run(&["merge", text(&base), text(&ours), text(&theirs), "-o", text(&out)]);
    assert_eq!(code(&merged), 0, "{}", stderr(&merged));
    let workbook = storage::open(&out).unwrap().workbook;
    assert_eq!((&*workbook.title, &*workbook.title_en), ("新", "New"));
    let fed = with_input(&state, &["edit", text(&ours)], stdout(&edits));
    assert_eq!(code(&fed), 0, "{}", stdout(&fed));
    assert_eq!(storage::open(&ours).unwrap().workbook, workbook);
    let none = folder.path().join("none.guatu.ron");
    let conflicts = run(&["merge", text(&base), text(&ours), text(&other), "-o", text(&none)]);
    assert_eq!((code(&conflicts), stdout(&conflicts)), (1, "! workbook\t新\tTitle\t旧\t新\t别的\ttitle\n"));
    assert!(!none.exists(), "nothing is written where something has to be chosen");
    // What was saved over is still there.
    let listed = run(&["versions", text(&ours)]);
    assert_eq!(stdout(&listed).lines().count(), 2, "{}", stdout(&listed));
    let back = run(&["versions", text(&ours), "2", "-o", text(&none)]);
    assert_eq!(code(&back), 0, "{}", stderr(&back));
    assert_eq!(&*storage::open(&none).unwrap().workbook.title_en, "Old");
}
