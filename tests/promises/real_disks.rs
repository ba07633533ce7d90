//! Promise 2 on real disks: full, limited, read-only, busy, and without what a network folder does not have. What
//! needs rights that the test has not is left out, and said so.
#![cfg(target_os = "linux")]

use crate::{Editing, ended, guatu, say, text};
use guatu::{
    edit::Edit,
    model::{ProjectField, Value, Workbook},
    storage::{self, to_text},
};
use std::{
    fs,
    io::Write,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A user without rights, for what root may always do.
const NOBODY: u32 = 65_534;

fn does(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}

/// Something mounted, until it goes.
struct Mount(PathBuf);

impl Mount {
    /// None where this user may not mount.
    fn new(args: &[&str], at: &Path) -> Option<Self> {
        let mounted = does("mount", &[args, &[text(at)]].concat());
        if !mounted {
            say(&format!("left out: this user cannot mount {args:?}"));
        }
        mounted.then(|| Self(at.to_owned()))
    }

    fn small_disk(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).expect("a folder");
        Self::new(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], at)
    }

    fn again(&self, how: &str) -> bool {
        does("mount", &["-o", &format!("remount,{how}"), text(&self.0)])
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        does("umount", &[text(&self.0)]);
    }
}

/// A workbook of some hundred KB, of which a compressed version is small.
fn large(title: &str) -> Workbook {
    let mut workbook = crate::support::random_workbook(7, 20);
    let ids: Vec<_> = workbook.projects.iter().map(|row| row.id).collect();
    for project in ids {
        let value = Value::text(&"项目进展顺利。".repeat(500));
        let edit = Edit::SetField { project, field: ProjectField::Note, value };
        edit.apply(&mut workbook).expect("accepted");
    }
    workbook.title = title.into();
    workbook
}

fn title(path: &Path) -> String {
    storage::open(path).expect("whole").workbook.title.to_string()
}

/// Nothing but the workbook is in its folder.
fn nothing_left_beside(path: &Path) {
    let folder = path.parent().expect("a folder");
    let names: Vec<_> =
        fs::read_dir(folder).expect("listed").map(|one| one.expect("one").file_name()).collect();
    let strange = |name: &&std::ffi::OsString| {
        let name = name.to_string_lossy();
        name.starts_with(".guatu-") || name.ends_with(".lock")
    };
    assert_eq!(names.iter().find(strange), None, "{names:?}");
}

/// Takes all the room that there is.
fn fill(path: &Path) {
    let mut filler = fs::OpenOptions::new().create_new(true).append(true).open(path).expect("made");
    let mut blocks = 0;
    while filler.write_all(&[1; 512]).is_ok() {
        blocks += 1;
    }
    assert!(blocks > 0, "there was room");
}

/// A change that could not be saved: the old file is whole, and the change is recovered once there is room.
fn recovers(state: &Path, path: &Path, out: &Path) {
    assert_eq!(title(path), "旧");
    let (code, said) = ended(&guatu(state, &["recover", text(path), "-o", text(out)]).output().expect("run"));
    assert_eq!((code, title(out).as_str()), (Some(0), "新"), "{said}");
}

#[test]
fn promise_2_a_limit_on_the_size_of_files() {
    // The shell's limit counts in blocks of 512 bytes. Ignored, the signal makes the write fail; otherwise it
    // ends the program in the middle of it.
    for (ignored, ends) in [("trap '' XFSZ; ", Some(1)), ("", None)] {
        let home = TempDir::new().expect("a folder");
        let path = home.path().join("plan.guatu.ron");
        let (workbook, state) = (large("旧"), home.path().join("state"));
        assert!(to_text(&workbook).expect("text").len() > 100_000, "larger than the limit");
        storage::save(&path, &workbook).expect("saved");
        let program = guatu(&state, &["edit", text(&path)]);
        let mut command = Command::new("sh");
        command.arg("-c").arg(format!("{ignored}ulimit -f 100; ulimit -c 0; exec \"$0\" \"$@\""));
        command.arg(program.get_program()).args(program.get_args());
        command.env("GUATU_STATE_DIR", &state).env("GUATU_CONFIG_DIR", state.join("config"));
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut editing = Editing::start(command);
        assert_eq!(editing.title("新"), "journaled 1");
        let (code, said) = editing.end();
        assert_eq!(code, ends, "{said}");
        if ends.is_some() {
            assert!(
                said.contains("larger than this system allows") && said.contains("left untouched"),
                "{said}"
            );
            nothing_left_beside(&path);
        }
        recovers(&state, &path, &home.path().join("recovered.guatu.ron"));
    }
}

#[test]
fn promise_2_a_full_disk() {
    let home = TempDir::new().expect("a folder");
    let disk = home.path().join("disk");
    let Some(_mount) = Mount::small_disk(&disk, "1m") else { return };
    let (path, state) = (disk.join("plan.guatu.ron"), home.path().join("state"));
    storage::save(&path, &large("旧")).expect("saved");
    let full = disk.join("state");
    fs::create_dir_all(full.join("journals")).expect("made");
    fill(&disk.join("filler"));
    let mut editing = Editing::start(guatu(&state, &["edit", text(&path)]));
    assert_eq!(editing.title("新"), "journaled 1");
    let (code, said) = editing.end();
    assert!(
        code == Some(1) && said.contains("the disk is full") && said.contains("left untouched"),
        "{said}"
    );
    nothing_left_beside(&path);
    recovers(&state, &path, &home.path().join("recovered.guatu.ron"));
    // A full disk under the journal: it says so, and saving goes on.
    let elsewhere = home.path().join("plan.guatu.ron");
    storage::save(&elsewhere, &large("旧")).expect("saved");
    let mut editing = Editing::start(guatu(&full, &["edit", text(&elsewhere)]));
    let said = editing.title("新");
    assert!(said.starts_with("not journaled 1: ") && said.contains("the disk is full"), "{said}");
    let (code, said) = editing.end();
    assert_eq!((code, title(&elsewhere).as_str()), (Some(0), "新"), "{said}");
}

#[test]
fn promise_2_a_read_only_disk() {
    let home = TempDir::new().expect("a folder");
    let disk = home.path().join("disk");
    let Some(mount) = Mount::small_disk(&disk, "4m") else { return };
    let (path, state) = (disk.join("plan.guatu.ron"), home.path().join("state"));
    storage::save(&path, &large("旧")).expect("saved");
    if !mount.again("ro") {
        say("left out: this user cannot make a disk read-only");
        return;
    }
    let mut editing = Editing::start(guatu(&state, &["edit", text(&path)]));
    assert_eq!(editing.title("新"), "journaled 1");
    let (code, said) = editing.end();
    assert!(code == Some(1) && said.contains("the disk is read-only"), "{said}");
    recovers(&state, &path, &home.path().join("recovered.guatu.ron"));
}

#[test]
fn promise_2_a_disk_that_is_gone() {
    let home = TempDir::new().expect("a folder");
    let disk = home.path().join("disk");
    let Some(mount) = Mount::small_disk(&disk, "4m") else { return };
    let (path, state) = (disk.join("plan.guatu.ron"), home.path().join("state"));
    storage::save(&path, &large("旧")).expect("saved");
    let kept = home.path().join("kept.guatu.ron");
    fs::copy(&path, &kept).expect("copied");
    let mut editing = Editing::start(guatu(&state, &["edit", text(&path)]));
    assert_eq!(editing.title("新"), "journaled 1");
    // Pulled out. Its folder is there, empty and not to be written: the drive's place.
    assert!(does("umount", &["-l", text(&disk)]), "unmounted");
    fs::remove_dir(&disk).expect("the place is gone");
    let (code, said) = editing.end();
    assert!(code == Some(1) && said.contains("no such file or folder"), "{said}");
    drop(mount);
    // Back again, with what it had.
    fs::create_dir(&disk).expect("the place is back");
    fs::copy(&kept, &path).expect("as it was");
    recovers(&state, &path, &home.path().join("recovered.guatu.ron"));
}

#[test]
fn promise_2_a_file_that_cannot_be_replaced_for_a_while() {
    let home = TempDir::new().expect("a folder");
    let (path, state) = (home.path().join("plan.guatu.ron"), home.path().join("state"));
    storage::save(&path, &large("旧")).expect("saved");
    // A mount point is busy: renaming over it is refused, as Windows refuses it for a file that is open.
    let Some(mount) = Mount::new(&["--bind", text(&path)], &path) else { return };
    let mut editing = Editing::start(guatu(&state, &["edit", text(&path)]));
    assert_eq!(editing.title("新"), "journaled 1");
    let (code, said) = editing.end();
    assert!(
        code == Some(1) && said.contains("the file is in use") && said.contains("left untouched"),
        "{said}"
    );
    nothing_left_beside(&path);
    assert_eq!(title(&path), "旧");
    let args = ["recover", text(&path), "--discard"];
    assert_eq!(ended(&guatu(&state, &args).output().expect("run")).0, Some(0));
    // It is free while the program still tries.
    let mut editing = Editing::start(guatu(&state, &["edit", text(&path)]));
    assert_eq!(editing.title("新"), "journaled 1");
    drop(editing.child.stdin.take());
    drop(mount);
    let (code, said) = editing.end();
    assert_eq!((code, title(&path).as_str()), (Some(0), "新"), "{said}");
}

/// Runs the program as a user whom permissions bind; none where this user cannot be another one.
fn as_nobody(state: &Path, args: &[&str]) -> Option<Command> {
    let program = guatu(state, args);
    let name = text(Path::new(program.get_program()));
    let ids = [format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".to_owned()];
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    if !does("setpriv", &[ids.as_slice(), &[name, "--version"]].concat()) {
        say("left out: this user cannot run the program as another one");
        return None;
    }
    let mut command = Command::new("setpriv");
    command.args(ids).arg(name).args(program.get_args());
    command.env("GUATU_STATE_DIR", state).env("GUATU_CONFIG_DIR", state.join("config"));
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    Some(command)
}

#[test]
fn promise_2_a_read_only_folder_and_one_that_cannot_be_synchronised() {
    for (mode, saves) in [(0o555, false), (0o333, true)] {
        let home = TempDir::new().expect("a folder");
        let (folder, state) = (home.path().join("plans"), home.path().join("state"));
        let path = folder.join("plan.guatu.ron");
        for made in [&folder, &state] {
            fs::create_dir(made).expect("made");
        }
        storage::save(&path, &large("旧")).expect("saved");
        fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).expect("set");
        for owned in [&folder, &state, &path] {
            let _ = chown(owned, Some(NOBODY), Some(NOBODY));
        }
        // A folder that cannot be read cannot be opened to be synchronised, as some network folders cannot.
        fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).expect("set");
        let Some(command) = as_nobody(&state, &["edit", text(&path)]) else { return };
        let mut editing = Editing::start(command);
        assert_eq!(editing.title("新"), "journaled 1");
        let (code, said) = editing.end();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("set");
        if saves {
            assert_eq!((code, title(&path).as_str()), (Some(0), "新"), "{said}");
        } else {
            assert!(code == Some(1) && said.contains("permission denied"), "{said}");
            recovers(&state, &path, &home.path().join("recovered.guatu.ron"));
        }
    }
}
