//! The real program in a real window: started, clicked, typed into in Chinese, saved, looked at, closed.
//!
//! Only with the feature `gui-test`, which opens a port through which a test sees and drives the window:
//! `cargo test --features gui-test --test window`. Each window gets an Xvfb of its own.
#![cfg(feature = "gui-test")]

use egui::{Event, Key, Modifiers, PointerButton, Pos2, accesskit::Role, pos2};
use egui_inspection::{
    Request, Response,
    protocol::{read_handshake, read_message, write_message},
};
use guatu::{
    edit::Edit,
    model::{ProjectField as F, Value, Workbook},
    storage,
};
use std::{
    fs,
    io::{BufRead, BufReader},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Ctrl, as the platform reports it.
const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };
/// Makes the program fall, in a build for tests only.
const FALLS: &str = "GUATU_FALLS_WITH";
/// How long a program may take to come up or to go before the test gives up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Ends a program with the test, however the test ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Asks again and again until there is an answer.
fn wait_for<T>(what: &str, mut ask: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(began.elapsed() < PATIENCE, "{what} did not happen");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// A display without a screen; its number is the first free one.
fn display() -> (Program, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1400x900x24", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb (Debian package xvfb)");
    let mut number = String::new();
    let out = server.stdout.take().expect("its output");
    BufReader::new(out).read_line(&mut number).expect("a display number");
    let number = number.trim().to_owned();
    assert!(!number.is_empty(), "Xvfb did not come up");
    (Program(server), format!(":{number}"))
}

/// The program, with folders of its own and nothing of the desktop around it.
fn guatu(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS"] {
        command.env_remove(name);
    }
    command
        .env("HOME", home)
        .env("GUATU_CONFIG_DIR", home.join("config"))
        .env("GUATU_STATE_DIR", home.join("state"))
        .env("XDG_RUNTIME_DIR", home)
        // No message bus: no portal, and the window asks for paths itself.
        .env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .stdin(Stdio::null());
    command
}

/// A window under the test's hands.
struct Window {
    program: Program,
    port: TcpStream,
    display: Program,
}

impl Window {
    fn open(renderer: &str, home: &Path, arguments: &[&str]) -> Self {
        Self::open_with(renderer, home, arguments, "")
    }

    /// Opens a window that falls as `app::falling` says.
    fn open_with(renderer: &str, home: &Path, arguments: &[&str], falls: &str) -> Self {
        let (server, number) = display();
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = free.local_addr().expect("its address");
        drop(free);
        let program = guatu(home)
            .args(["--renderer", renderer, "--lang", "zh"])
            .args(arguments)
            .env("DISPLAY", &number)
            .env("EGUI_INSPECTION", address.to_string())
            .env(FALLS, falls)
            .spawn()
            .expect("the program");
        let mut program = Program(program);
        let port = wait_for("the window", || {
            let ended = program.0.try_wait().expect("its state");
            assert!(ended.is_none(), "the program ended at once: {ended:?}");
            TcpStream::connect(address).ok()
        });
        port.set_nodelay(true).expect("nodelay");
        let mut window = Self { program, port, display: server };
        read_handshake(&mut window.port).expect("the inspection port of the program");
        window.settle();
        window
    }

    fn ask(&mut self, request: &Request) -> Response {
        write_message(&mut self.port, request).expect("a request");
        read_message(&mut self.port).expect("an answer")
    }

    fn settle(&mut self) {
        let Response::Settled { .. } = self.ask(&Request::Settle { max_steps: 60 }) else {
            panic!("the window does not answer");
        };
    }

    /// All that has a name: role, name, middle in points; and the count of frames.
    fn seen(&mut self) -> (Vec<(Role, String, Pos2)>, u64) {
        let Response::Tree { step, accesskit: Some(tree), .. } = self.ask(&Request::GetTree) else {
            panic!("the window does not say what it shows");
        };
        let middle = |bounds: egui::accesskit::Rect| {
            pos2(f64::midpoint(bounds.x0, bounds.x1) as f32, f64::midpoint(bounds.y0, bounds.y1) as f32)
        };
        let seen = tree
            .nodes
            .iter()
            .filter_map(|(_, node)| {
                let name = node.label().or_else(|| node.value()).or_else(|| node.placeholder())?;
                Some((node.role(), name.to_owned(), middle(node.bounds()?)))
            })
            .collect();
        (seen, step)
    }

    fn says(&mut self, text: &str) -> bool {
        self.seen().0.iter().any(|(_, name, _)| name.contains(text))
    }

    /// Waits until something says this: files are read and written beside the window.
    fn expect(&mut self, text: &str) {
        wait_for(&format!("“{text}”"), || self.says(text).then_some(()));
    }

    fn send(&mut self, event: Event) {
        let Response::Done = self.ask(&Request::ApplyEvents { events: vec![event] }) else {
            panic!("the window does not take events");
        };
    }

    fn click(&mut self, role: Role, name: &str) {
        let (seen, _) = self.seen();
        let found = seen.iter().find(|(its, label, _)| *its == role && label == name);
        let Some(&(_, _, pos)) = found else { panic!("no {role:?} {name:?} among {seen:#?}") };
        self.send(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let button = PointerButton::Primary;
            self.send(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.settle();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.send(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
        }
        self.settle();
    }

    fn type_text(&mut self, text: &str) {
        self.send(Event::Text(text.to_owned()));
        self.settle();
    }

    /// The window as it is on the screen.
    fn picture(&mut self) -> image::RgbaImage {
        let Response::Screenshot(png) = self.ask(&Request::GetScreenshot { pixels_per_point: None }) else {
            panic!("no picture of the window");
        };
        image::load_from_memory(&png.bytes).expect("a PNG").into_rgba8()
    }

    /// Processor time used so far, in the kernel's ticks.
    fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.program.0.id())).unwrap_or_default();
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        after_name.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    /// Presses a key after which nobody answers any more, and waits for the program to end.
    fn press_and_fall(&mut self, key: Key) -> ExitStatus {
        let Self { program, port, .. } = self;
        let event =
            Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
        write_message(port, &Request::ApplyEvents { events: vec![event] }).expect("a request");
        wait_for("the fall", || program.0.try_wait().expect("its state"))
    }

    /// Sends a signal and waits for the program to end.
    fn signal(&mut self, name: &str) -> ExitStatus {
        let kill = format!("kill -{name} {}", self.program.0.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("run").success());
        wait_for("the end", || self.program.0.try_wait().expect("its state"))
    }

    /// Takes the display away from under the window, as a display server does that falls.
    fn lose_the_display(&mut self) -> ExitStatus {
        self.display.0.kill().expect("killed");
        wait_for("the end of the program", || self.program.0.try_wait().expect("its state"))
    }

    /// Adds a list by the palette.
    fn add_list(&mut self) {
        self.press(CTRL, Key::K);
        self.type_text("新增清单");
        self.press(Modifiers::NONE, Key::Enter);
    }

    /// Closes the window by its shortcut and waits for the program to end.
    fn close(&mut self) -> ExitStatus {
        let Self { program, port, .. } = self;
        let event =
            Event::Key { key: Key::Q, physical_key: None, pressed: true, repeat: false, modifiers: CTRL };
        // Nobody answers any more.
        write_message(port, &Request::ApplyEvents { events: vec![event] }).expect("a request");
        wait_for("the end of the program", || program.0.try_wait().expect("its state"))
    }
}

/// A window that nobody touches draws nothing. How much processor time it uses is printed, not judged: the
/// machine has other things to do.
fn is_idle(window: &mut Window, renderer: &str) {
    let pass = |time: Duration| {
        let began = Instant::now();
        while began.elapsed() < time {
            std::thread::park_timeout(time.saturating_sub(began.elapsed()));
        }
    };
    window.settle();
    let (_, before) = window.seen();
    // What the last frame left to do is done.
    pass(Duration::from_secs(1));
    let ticks = window.ticks();
    pass(Duration::from_secs(2));
    println!("{renderer}: {} ticks of processor time in two idle seconds", window.ticks() - ticks);
    let (_, after) = window.seen();
    // Asking for the tree takes a frame or two itself; drawing all the time would have been dozens.
    assert!(after - before <= 6, "{renderer}: {} frames while idle", after - before);
}

fn has_a_picture(window: &mut Window, renderer: &str) {
    let picture = window.picture();
    assert!(picture.width() >= 640 && picture.height() >= 420, "{:?}", picture.dimensions());
    let colours: std::collections::BTreeSet<[u8; 4]> = picture.pixels().map(|pixel| pixel.0).collect();
    assert!(colours.len() > 50, "{renderer}: an almost empty picture of {} colours", colours.len());
}

fn works_with(renderer: &str) {
    let home = TempDir::new().expect("a folder");
    let path = home.path().join("窗口测试.guatu.ron");
    let mut window = Window::open(renderer, home.path(), &[]);
    window.expect("丽水市2024年目标任务");
    is_idle(&mut window, renderer);
    has_a_picture(&mut window, renderer);

    for page in ["指标", "项目", "任务", "总览"] {
        window.click(Role::Tab, page);
    }
    window.press(CTRL, Key::K);
    window.type_text("新增清单");
    window.press(Modifiers::NONE, Key::Enter);
    window.expect("1 处改动未保存");

    // No file dialog here: the window asks for the path itself.
    window.press(CTRL, Key::S);
    window.expect("系统没有文件对话框可用");
    window.press(CTRL, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Modifiers::NONE, Key::Enter);
    window.expect("已保存到");
    let saved = storage::open(&path).expect("the saved workbook").workbook;
    assert!(saved.lists.iter().any(|list| &*list.name == "新清单"));
    assert_eq!(&*saved.title, "丽水市2024年目标任务");

    assert!(window.close().success());
    let settings = fs::read_to_string(home.path().join("config").join("settings.ron")).expect("settings");
    assert!(settings.contains("窗口测试.guatu.ron"), "{settings}");

    // The file opens again, as by a double click on it.
    let mut window = Window::open(renderer, home.path(), &[&path.display().to_string()]);
    window.expect("已打开 窗口测试.guatu.ron");
    window.expect("新清单");
    assert!(window.close().success());
}

/// Two rows of a spreadsheet: name, area, category.
const BLOCK: &str = "云和湖引水工程\t云和县\t水利\n缙云抽水蓄能电站\t缙云县\t能源\n";

/// What typing, pasting, filling and taking back leave in the file.
fn expected_by_hand() -> String {
    let mut book = guatu::bundled::Bundled::Lishui2024.workbook().expect("the bundled workbook");
    let list = book.lists.at(0).expect("a list").id;
    let rows: Vec<_> = book.projects.iter().filter(|row| row.list == list).map(|row| row.id).collect();
    let area =
        |name: &str| Value::Area(book.areas.iter().find(|area| &*area.name == name).expect("an area").id);
    let put = |row: usize, field, value| Edit::SetField { project: rows[row], field, value };
    let edits = vec![
        put(0, F::Category, Value::text("水利枢纽")),
        put(1, F::Name, Value::text("云和湖引水工程")),
        put(1, F::Area, area("云和县")),
        put(1, F::Category, Value::text("水利")),
        put(2, F::Name, Value::text("缙云抽水蓄能电站")),
        put(2, F::Area, area("缙云县")),
        put(2, F::Category, Value::text("能源")),
        put(3, F::Category, Value::text("能源")),
    ];
    Edit::Many(edits).apply(&mut book).expect("sound");
    storage::to_text(&book).expect("a text")
}

#[test]
fn cells_are_typed_pasted_filled_taken_back_and_saved_in_the_window() {
    let home = TempDir::new().expect("a folder");
    let path = home.path().join("手工.guatu.ron");
    let mut window = Window::open("glow", home.path(), &[]);
    window.expect("丽水市2024年目标任务");
    window.click(Role::Tab, "项目");
    window.click(Role::Cell, "领域 第1行");
    window.type_text("水利枢纽");
    window.press(Modifiers::NONE, Key::Enter);
    window.click(Role::Cell, "项目名称 第2行");
    window.send(Event::Paste(BLOCK.to_owned()));
    window.settle();
    window.click(Role::Cell, "领域 第3行");
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    window.press(CTRL, Key::D);
    // All the way back, and forward again.
    for _ in 0..3 {
        window.press(CTRL, Key::Z);
    }
    assert!(!window.says("处改动未保存"));
    for _ in 0..3 {
        window.press(CTRL, Key::Y);
    }
    window.press(CTRL, Key::S);
    window.expect("系统没有文件对话框可用");
    window.press(CTRL, Key::A);
    window.type_text(&path.display().to_string());
    window.press(Modifiers::NONE, Key::Enter);
    window.expect("已保存到");
    assert!(fs::read_to_string(&path).expect("the saved file") == expected_by_hand());
    assert!(window.close().success());
}

#[test]
fn the_window_works_with_wgpu() {
    works_with("wgpu");
}

#[test]
fn the_window_works_with_glow() {
    works_with("glow");
}

/// A workbook of this title in a home.
fn workbook(home: &Path, title: &str) -> PathBuf {
    let path = home.join("计划.guatu.ron");
    storage::save(&path, &Workbook::new(title, 2025)).expect("saved");
    path
}

#[test]
fn promise_6_the_window_falls_and_the_next_start_recovers() {
    let home = TempDir::new().expect("a folder");
    let path = workbook(home.path(), "机密计划");
    let file = path.display().to_string();
    let mut window = Window::open_with("glow", home.path(), &[&file], "F12");
    window.expect("已打开 计划.guatu.ron");
    window.add_list();
    window.expect("1 处改动未保存");
    assert!(!window.press_and_fall(Key::F12).success());
    drop(window);
    let reports: Vec<_> = fs::read_dir(home.path().join("state/reports"))
        .expect("a folder of reports")
        .map(|entry| entry.expect("one").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    let [report] = reports.as_slice() else { panic!("{reports:?}") };
    let said = fs::read_to_string(report).expect("the report");
    assert!(said.contains("falling.rs"), "{said}");
    for private in ["机密计划", "计划.guatu.ron", "新清单"] {
        assert!(!said.contains(private), "{private} in {said}");
    }
    let mut window = Window::open("glow", home.path(), &[]);
    window.expect("上次有没保存的改动");
    window.expect(&report.display().to_string());
    window.click(Role::Button, "恢复");
    window.expect("已恢复 1 处改动");
    window.expect("新清单");
}

#[test]
fn promise_1_a_window_that_is_killed_or_told_to_go_loses_nothing() {
    for end in [Some("KILL"), Some("TERM"), Some("HUP"), None] {
        let home = TempDir::new().expect("a folder");
        let path = workbook(home.path(), "计划");
        let mut window = Window::open("glow", home.path(), &[&path.display().to_string()]);
        window.expect("已打开 计划.guatu.ron");
        window.add_list();
        window.add_list();
        if matches!(end, Some("KILL") | None) {
            // The system's shutdown and the end of the session leave time to write; these do not.
            window.expect("已记日志");
        }
        let ended = match end {
            Some(signal) => window.signal(signal),
            None => window.lose_the_display(),
        };
        assert!(!ended.success(), "{end:?}");
        drop(window);
        let mut window = Window::open("glow", home.path(), &[]);
        window.expect("2 处改动，最后一处");
        window.click(Role::Button, "恢复");
        window.expect("已恢复 2 处改动");
    }
}

#[test]
fn promise_1_a_file_that_made_the_program_fall_is_not_opened_again_without_asking() {
    let home = TempDir::new().expect("a folder");
    let path = workbook(home.path(), "危险的计划");
    let file = path.display().to_string();
    let (server, number) = display();
    let program = guatu(home.path())
        .args(["--renderer", "glow", "--lang", "zh", &file])
        .env("DISPLAY", &number)
        .env(FALLS, "危险的计划")
        .spawn()
        .expect("the program");
    let mut program = Program(program);
    let status = wait_for("the fall", || program.0.try_wait().expect("its state"));
    assert!(!status.success());
    drop(server);
    // A double click on it, once more.
    let mut window = Window::open("glow", home.path(), &[&file]);
    window.expect("时程序意外结束");
    window.expect("丽水市2024年目标任务");
    window.click(Role::Button, "不打开");
    assert!(!window.says("危险的计划"));
    assert!(window.close().success());
    // It asks once; then it is the user's will.
    let mut window = Window::open("glow", home.path(), &[&file]);
    window.expect("已打开 计划.guatu.ron");
}

#[test]
fn without_a_display_the_program_says_so() {
    let home = TempDir::new().expect("a folder");
    let output = guatu(home.path()).args(["--lang", "en"]).output().expect("the program");
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("There is no display to open a window on."), "{said}");
}
