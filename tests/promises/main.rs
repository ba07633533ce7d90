//! The promises of the README, each tried under faults: nothing that was typed is ever lost.
#![allow(missing_docs, reason = "tests are named for what they show")]

#[path = "../support/mod.rs"]
mod support;

mod disk;
mod from_the_command_line;
mod killed;
mod promise_1_an_edit_survives;
mod promise_2_a_save_is_whole;
mod promise_3_nobodys_work_is_overwritten;
mod promise_4_bad_input_does_no_harm;
mod promise_5_old_and_newer_files;
mod promise_6_a_panic_is_no_loss;
mod real_disks;
mod real_programs;
mod told;
mod zoo;

use std::{
    io::Write,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

/// Says how much was tried, also where the test passes: this is not what the harness keeps to itself.
fn say(text: &str) {
    // That nobody reads it changes nothing.
    let _ = writeln!(std::io::stderr(), "    {text}");
}

/// The real program with a state folder of its own, without a display.
fn guatu(state: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.args(args).args(["--lang", "en"]).env("GUATU_STATE_DIR", state);
    command.env("GUATU_CONFIG_DIR", state.join("config"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "RUST_LOG"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A path as an argument.
fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// How a program ended and what it said, on both of its ways out.
fn ended(output: &Output) -> (Option<i32>, String) {
    let said = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code(), said.concat())
}

/// `guatu edit` while it waits for input.
struct Editing {
    child: Child,
    output: std::io::BufReader<ChildStdout>,
}

impl Editing {
    fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::piped()).spawn().expect("started");
        let output = std::io::BufReader::new(child.stdout.take().expect("its output"));
        Self { child, output }
    }

    /// Hands in a title and returns the answer.
    fn title(&mut self, title: &str) -> String {
        use std::io::BufRead;
        let input = self.child.stdin.as_mut().expect("its input");
        writeln!(input, "Head(Title({title:?}))").expect("it listens");
        let mut said = String::new();
        self.output.read_line(&mut said).expect("an answer");
        said.trim_end().to_owned()
    }

    /// At the end of the input it saves; what it says of that.
    fn end(mut self) -> (Option<i32>, String) {
        use std::io::Read;
        drop(self.child.stdin.take());
        let mut said = String::new();
        self.output.read_to_string(&mut said).expect("its last words");
        let mut errors = String::new();
        self.child.stderr.take().expect("its errors").read_to_string(&mut errors).expect("its errors");
        (self.child.wait().expect("its end").code(), said + &errors)
    }
}
