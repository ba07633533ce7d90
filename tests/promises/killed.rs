//! The real program, killed at random moments with SIGKILL: every change that it said is journaled is there
//! afterwards, none twice, in order.

use crate::support::Dice;
use guatu::{
    edit::Edit,
    model::{Department, DepartmentId, Workbook},
    storage,
};
use std::{
    env, fs,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// How often the program is killed; `GUATU_KILLS` says otherwise.
const KILLS: u64 = 200;

fn guatu(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.args(args).args(["--lang", "en"]).env("GUATU_STATE_DIR", home.join("state"));
    command.env_remove("RUST_LOG").env_remove("DISPLAY").stderr(Stdio::null());
    command
}

/// The changes of a run: departments with the names 1, 2, 3 …
fn lines(next_id: u32, from: usize, count: usize) -> Vec<String> {
    let line = |number: usize| {
        let id = DepartmentId(next_id + (number - from) as u32);
        let row = Department { id, name: number.to_string().into(), aliases: Vec::new() };
        ron::to_string(&Edit::Insert { at: usize::MAX, row: row.into() }).expect("writable")
    };
    (from..from + count).map(line).collect()
}

fn names(workbook: &Workbook) -> Vec<usize> {
    workbook.departments.iter().map(|row| row.name.parse().expect("a number")).collect()
}

/// Waits without sleeping on the clock of a test: until the moment to kill.
fn let_pass(time: Duration) {
    let end = Instant::now() + time;
    while Instant::now() < end {
        thread::yield_now();
    }
}

/// Feeds the program, kills it at a moment that the dice choose, and returns how many changes it said are
/// journaled.
fn feed_and_kill(mut child: Child, lines: Vec<String>, dice: &mut Dice) -> usize {
    // Some are killed before the first answer, some between answers, some while saving.
    let wanted = dice.below(lines.len() + 1);
    let mut input = child.stdin.take().expect("its input");
    let (closes, burst) = (dice.percent(30), 1 + dice.below(4));
    let feeder = thread::spawn(move || {
        for some in lines.chunks(burst) {
            // The program may be gone by now.
            if input.write_all((some.join("\n") + "\n").as_bytes()).is_err() {
                return None;
            }
        }
        // At the end of the input it saves.
        (!closes).then_some(input)
    });
    let output = BufReader::new(child.stdout.take().expect("its output"));
    let (send, receive) = mpsc::channel();
    let reader = thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if let Some(number) = line.strip_prefix("journaled ") {
                let _ = send.send(number.parse::<usize>().expect("a number"));
            }
        }
    });
    let mut journaled = 0;
    while journaled < wanted {
        match receive.recv_timeout(Duration::from_secs(20)) {
            Ok(number) => journaled = number,
            Err(_) => break,
        }
    }
    let_pass(Duration::from_micros(dice.below(6000) as u64));
    child.kill().expect("killed");
    child.wait().expect("gone");
    reader.join().expect("read to the end");
    drop(feeder.join());
    // Whatever it managed to say before it was killed counts.
    receive.try_iter().last().unwrap_or(journaled)
}

/// One person's file, killed again and again.
fn person(seed: u64, kills: u64) {
    let mut dice = Dice::new(seed);
    let home = TempDir::new().expect("a folder");
    let path: PathBuf = home.path().join("plan.guatu.ron");
    let file = path.to_str().expect("a path");
    storage::save(&path, &Workbook::new("计划", 2024)).expect("saved");
    let mut there = 0;
    for kill in 0..kills {
        let workbook = storage::open(&path).expect("whole").workbook;
        assert_eq!(names(&workbook), (1..=there).collect::<Vec<_>>());
        let mut command = guatu(home.path(), &["edit", file]);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("started");
        let count = 4 + dice.below(12);
        let journaled = feed_and_kill(child, lines(workbook.next_id, there + 1, count), &mut dice);
        // Some recoveries are killed, too.
        if dice.percent(20) {
            let mut recovery = guatu(home.path(), &["recover", file, "-o", file])
                .stdout(Stdio::null())
                .spawn()
                .expect("started");
            let_pass(Duration::from_micros(dice.below(15_000) as u64));
            recovery.kill().expect("killed");
            recovery.wait().expect("gone");
        }
        let recovery = guatu(home.path(), &["recover", file, "-o", file]).output().expect("run");
        let said = String::from_utf8_lossy(&recovery.stdout).into_owned();
        let now = names(&storage::open(&path).expect("whole").workbook);
        assert_eq!(now, (1..=now.len()).collect::<Vec<_>>(), "seed {seed}, kill {kill}: {said}");
        assert!(
            now.len() >= there + journaled && now.len() <= there + count,
            "seed {seed}, kill {kill}: {journaled} of {count} were journaled, {} are there: {said}",
            now.len() - there
        );
        there = now.len();
        assert_eq!(fs::read_dir(home.path().join("state/journals")).map_or(0, Iterator::count), 0);
    }
}

#[test]
fn promise_1_no_change_that_was_journaled_is_lost() {
    let kills = env::var("GUATU_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let seeds = [20_241, 20_242, 20_243, 20_244];
    let began = Instant::now();
    let people = seeds.map(|seed| thread::spawn(move || person(seed, kills.div_ceil(seeds.len() as u64))));
    for person in people {
        person.join().expect("nothing was lost");
    }
    crate::say(&format!(
        "{kills} kills, nothing lost, {:.1} s, seeds {seeds:?}",
        began.elapsed().as_secs_f32()
    ));
}
