//! Two real programs on one file, and a file that is replaced under one.

use crate::{Editing, ended, guatu, text};
use guatu::{
    model::Workbook,
    storage::{self, lock::Holder},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
    path: PathBuf,
}

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let path = folder.path().join("plan.guatu.ron");
        storage::save(&path, &Workbook::new("旧", 2024)).expect("saved");
        Self { folder, path }
    }

    fn state(&self, whose: &str) -> PathBuf {
        self.folder.path().join(whose)
    }

    fn edit(&self, whose: &str) -> Editing {
        let mut command = guatu(&self.state(whose), &["edit", text(&self.path)]);
        command.env("USER", whose);
        Editing::start(command)
    }

    fn title(&self) -> String {
        title(&self.path)
    }

    fn lock(&self) -> PathBuf {
        self.folder.path().join(".~plan.guatu.ron.lock")
    }
}

fn title(path: &Path) -> String {
    storage::open(path).expect("whole").workbook.title.to_string()
}

#[test]
fn promise_3_a_second_program_on_the_file_is_told_who_has_it() {
    let desk = Desk::new();
    let mut first = desk.edit("王芳");
    assert_eq!(first.title("王芳的"), "journaled 1");
    let (code, said) = desk.edit("李强").end();
    let machine = gethostname::gethostname().to_string_lossy().into_owned();
    assert!(code == Some(1) && said.contains("王芳") && said.contains(&machine), "{said}");
    // Killed, the first one holds nothing any more: its lock is stale at once.
    first.child.kill().expect("killed");
    first.child.wait().expect("gone");
    assert!(desk.lock().exists(), "a killed program cannot take its lock away");
    let mut third = desk.edit("李强");
    assert_eq!(third.title("李强的"), "journaled 1");
    let (code, said) = third.end();
    assert_eq!((code, desk.title().as_str()), (Some(0), "李强的"), "{said}");
    assert!(!desk.lock().exists());
    // What the first one had done is not lost either.
    let (_, said) = ended(&guatu(&desk.state("王芳"), &["recover", "--list"]).output().expect("run"));
    assert!(said.contains("changes: 1"), "{said}");
}

#[test]
fn promise_3_a_lock_of_another_machine_counts_while_it_shows_signs_of_life() {
    let desk = Desk::new();
    let holder = Holder { name: "陈静".into(), machine: "another-machine".into(), ..Holder::me() };
    storage::write_bytes(&desk.lock(), ron::to_string(&holder).expect("text").as_bytes()).expect("written");
    let (code, said) = desk.edit("李强").end();
    assert!(code == Some(1) && said.contains("陈静") && said.contains("another-machine"), "{said}");
    // Its machine has not been heard of for ten minutes.
    let stale = Holder { seen: holder.seen - 600, ..holder };
    storage::write_bytes(&desk.lock(), ron::to_string(&stale).expect("text").as_bytes()).expect("written");
    let mut editing = desk.edit("李强");
    assert_eq!(editing.title("李强的"), "journaled 1");
    assert_eq!(editing.end().0, Some(0));
    assert_eq!(desk.title(), "李强的");
}

#[test]
fn promise_3_a_file_replaced_underneath_is_not_overwritten() {
    let desk = Desk::new();
    let mut editing = desk.edit("王芳");
    assert_eq!(editing.title("王芳的"), "journaled 1");
    // Someone puts another file in its place, as editors and synchronised folders do.
    let other = desk.folder.path().join("other");
    storage::save(&other, &Workbook::new("同事的", 2024)).expect("saved");
    fs::rename(&other, &desk.path).expect("replaced");
    let (code, said) = editing.end();
    assert!(code == Some(1) && said.contains("changed by someone else"), "{said}");
    assert_eq!(desk.title(), "同事的");
    // The change is kept, on the version that it was made on.
    let out = desk.folder.path().join("mine.guatu.ron");
    let args = ["recover", text(&desk.path), "-o", text(&out)];
    let (code, said) = ended(&guatu(&desk.state("王芳"), &args).output().expect("run"));
    assert_eq!((code, title(&out).as_str()), (Some(0), "王芳的"), "{said}");
    assert_eq!(desk.title(), "同事的");
}
