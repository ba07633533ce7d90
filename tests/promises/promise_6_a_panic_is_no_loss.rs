//! A panic is not a loss, and neither is the end of the session: real processes that fall, or are told to go.
//!
//! The process is this test itself, started once more: it has the hook and the watch that the program has, and
//! what makes it fall is no part of the program. `tests/window.rs` lets the real window fall.

use crate::{ended, guatu, say, text};
use guatu::{
    document::{Document, Keep, Origin},
    edit::{Edit, Head},
    model::Workbook,
    storage::{self, journal::State, report, signals},
};
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};
use tempfile::TempDir;

/// What the started process does: a word, then the file.
const ROLE: &str = "GUATU_TEST_ROLE";
/// No report may have it.
const SECRET: &str = "机密计划";

/// Starts this test as a program of its own.
fn start(role: &str, home: &Path, file: &Path) -> Child {
    let mut command = Command::new(env::current_exe().expect("this test"));
    let name = "promise_6_a_panic_is_no_loss::the_program";
    command.args(["--exact", name, "--ignored", "--nocapture", "--test-threads", "1"]);
    command.env(ROLE, format!("{role} {}", text(file))).env("GUATU_STATE_DIR", home.join("state"));
    command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started")
}

#[test]
#[ignore = "the program that the tests beside it start"]
fn the_program() {
    let Ok(role) = env::var(ROLE) else { return };
    let (role, path) = role.split_once(' ').expect("a role and a file");
    let path = PathBuf::from(path);
    report::watch(|path| println!("report {}", path.display()));
    signals::heed();
    let opened = storage::open(&path).expect("opened");
    let mut document = Document::of(opened.workbook, Origin::File(path), Some(opened.stamp));
    document.keep_in(Keep::quietly(State::of_user().expect("a state")));
    let titles = |range: std::ops::RangeInclusive<u32>, document: &mut Document| {
        for number in range {
            let edit = Edit::Head(Head::Title(format!("{SECRET} {number}").into()));
            document.apply(edit, None).expect("accepted");
        }
    };
    titles(1..=40, &mut document);
    match role {
        // Nothing has been waited for: what was done is on its way to the disk.
        "falls" => panic!("{} was open", document.workbook().title),
        "thread" => {
            let title = document.workbook().title.clone();
            let fell = std::thread::spawn(move || panic!("{title} was open")).join();
            assert!(fell.is_err());
            // Another thread fell; this one ends without a word, as if it were killed.
            std::process::abort();
        }
        _ => {
            println!("done");
            std::io::stdout().flush().expect("said");
            loop {
                std::thread::park();
            }
        }
    }
}

struct Home {
    folder: TempDir,
    path: PathBuf,
}

impl Home {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("plan.guatu.ron");
        storage::save(&path, &Workbook::new("旧", 2024)).expect("saved");
        Self { folder, path }
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// The next start offers all forty changes, and they are there in order.
    fn recovers_everything(&self) {
        let listed = guatu(&self.state(), &["recover", "--list"]).output().expect("run");
        let (code, said) = ended(&listed);
        assert!(code == Some(0) && said.contains("changes: 40"), "{said}");
        let out = self.folder.path().join("recovered.guatu.ron");
        let args = ["recover", text(&self.path), "-o", text(&out)];
        let (code, said) = ended(&guatu(&self.state(), &args).output().expect("run"));
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(&*storage::open(&out).expect("opened").workbook.title, format!("{SECRET} 40"));
        assert_eq!(&*storage::open(&self.path).expect("opened").workbook.title, "旧");
    }
}

#[test]
fn promise_6_a_program_that_falls_has_everything_in_the_journal_and_writes_a_report() {
    for role in ["falls", "thread"] {
        let home = Home::new();
        let output = start(role, home.folder.path(), &home.path).wait_with_output().expect("its end");
        assert!(!output.status.success(), "{role}: it fell");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let shown = said.lines().find_map(|line| line.split_once("report ").map(|(_, path)| path));
        let report = shown.unwrap_or_else(|| panic!("{role}: says where the report is: {said}"));
        let report = fs::read_to_string(report).expect("the report is there");
        assert!(
            report.starts_with("guatu ") && report.contains("promise_6_a_panic_is_no_loss.rs:"),
            "{report}"
        );
        for private in [SECRET, "was open", "旧", text(&home.path)] {
            assert!(!report.contains(private), "{role}: {private} in {report}");
        }
        home.recovers_everything();
    }
}

/// The signals that end a process that is started here: what is ignored here (`nohup`, a job in the background)
/// is ignored there too, and the program leaves it so.
#[cfg(unix)]
fn signals_that_end() -> Vec<&'static str> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|set| u64::from_str_radix(set.trim(), 16).ok()).unwrap_or(0);
    let all = [("TERM", 15), ("HUP", 1), ("INT", 2)];
    all.iter().filter(|(_, number)| ignored >> (number - 1) & 1 == 0).map(|&(name, _)| name).collect()
}

/// SIGTERM is the system's shutdown, SIGHUP the end of the session or the terminal.
#[cfg(unix)]
#[test]
fn promise_6_the_end_of_the_session_waits_for_no_answer_and_loses_nothing() {
    let mut times = 0;
    for signal in signals_that_end().iter().cycle().take(12) {
        let home = Home::new();
        let mut child = start("waits", home.folder.path(), &home.path);
        let mut output = BufReader::new(child.stdout.take().expect("its output"));
        let mut said = String::new();
        while !said.contains("done") {
            said.clear();
            assert!(output.read_line(&mut said).expect("a word") > 0, "it ended too early");
        }
        // At once: most of it is not on the disk yet.
        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("run").success());
        let status = child.wait().expect("its end");
        assert!(!status.success(), "{signal} ends it as it would have: {status}");
        home.recovers_everything();
        times += 1;
    }
    assert_eq!(times, 12, "at least one signal ends a process here");
    say(&format!("{times} processes told to go by the system, nothing lost"));
}
