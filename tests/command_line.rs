//! The command line as a user and a script meet it: the real program, without a display.
#![allow(missing_docs, reason = "tests are named for what they show")]

#[path = "command_line/figures.rs"]
mod figures;

use guatu::{
    bundled::{Bundled, DemoOptions, demo_city},
    cli::desktop::Desktop,
    i18n::Lang,
    model::{AreaId, Rows, Workbook},
    storage,
};
use serde_json::Value;
use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

fn guatu() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_guatu"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    command.env_remove("RUST_LOG").stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    guatu().args(args).output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("the program came to its own end")
}

fn stdout(output: &Output) -> &str {
    str::from_utf8(&output.stdout).unwrap()
}

fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// Runs a command that must succeed, in Chinese, and returns what it printed.
fn well(args: &[&str]) -> String {
    let output = run(&[args, &["--lang", "zh"]].concat());
    assert_eq!((code(&output), stderr(&output)), (0, ""), "{args:?}");
    stdout(&output).to_owned()
}

/// Runs a command that must fail with one sentence, in both languages, and returns the Chinese one.
fn fails(args: &[&str]) -> String {
    let [zh, en] = ["zh", "en"].map(|lang| {
        let output = run(&[args, &["--lang", lang]].concat());
        assert_eq!((code(&output), stdout(&output)), (1, ""), "{args:?}");
        let sentence = stderr(&output).trim_end().to_owned();
        assert!(!sentence.is_empty() && !sentence.contains('\n'), "{args:?}: {sentence:?}");
        sentence
    });
    assert!(zh.starts_with("错误：") && en.starts_with("Error: "), "{zh} / {en}");
    zh
}

fn json(place: &str) -> Value {
    serde_json::from_str(&well(&["show", place, "--json"])).unwrap()
}

fn rows<'a>(value: &'a Value, table: &str) -> &'a [Value] {
    value[table].as_array().unwrap_or_else(|| panic!("{table} is a list"))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn the_bundled_workbooks_are_sound() {
    for place in ["@lishui-2024", "@demo-city"] {
        assert!(well(&["check", place]).contains("没有发现问题"));
    }
}

#[test]
fn a_fault_is_named_with_its_path() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("faulty.guatu.ron");
    let mut workbook = Bundled::Lishui2024.workbook().unwrap();
    let mut areas: Vec<_> = workbook.areas.iter().cloned().collect();
    areas[3].parent = Some(AreaId(9_999));
    workbook.areas = areas.into_iter().collect::<Rows<_>>();
    storage::save(&path, &workbook).unwrap();
    let output = run(&["check", text(&path), "--lang", "en"]);
    assert_eq!(code(&output), 1);
    assert!(stdout(&output).contains("areas[a4].parent: it refers to a9999"), "{}", stdout(&output));
    // It can still be looked at.
    assert_eq!(code(&run(&["show", text(&path)])), 0);
}

#[test]
fn the_brief_names_areas_lists_and_indicators_in_both_languages() {
    let zh = well(&["show", "@lishui-2024"]);
    for part in ["丽水市2024年目标任务", "莲都区", "丽水经开区", "/ 430", "/ 300", "6.5% 左右"]
    {
        assert!(zh.contains(part), "{part}");
    }
    let output = run(&["show", "@demo-city", "--lang", "en"]);
    let en = stdout(&output);
    for part in ["entered 430 / 430", "completion", "▲ On pace", "▼ Behind", "Invented"] {
        assert!(en.contains(part), "{part}");
    }
}

#[test]
fn json_tells_the_plan_of_lishui() {
    let plan = json("@lishui-2024");
    let areas = rows(&plan, "areas");
    assert_eq!(areas.len(), 10);
    let zone = areas.iter().find(|area| area["name"] == "丽水经开区").unwrap();
    assert_eq!(zone["code"], Value::Null);
    assert_eq!(plan["root_area"]["code"], "331100");

    let lists = rows(&plan, "lists");
    let declared: Vec<_> = lists.iter().filter_map(|list| list["declared_size"].as_u64()).collect();
    assert!(declared.contains(&430) && declared.contains(&300), "{declared:?}");
    assert!(lists.iter().any(|list| list["name"].as_str().unwrap().contains("招商引资")));
    let tiers = lists.iter().flat_map(|list| list["tiers"].as_array().unwrap());
    let tiers: Vec<_> = tiers.map(|tier| (&tier["at_least"], tier["wanted"].as_u64())).collect();
    assert!(tiers.iter().any(|(_, wanted)| *wanted == Some(55)), "{tiers:?}");
    for list in lists {
        let entered = rows(&plan, "projects").iter().filter(|project| project["list"] == list["id"]).count();
        assert_eq!(list["entered"].as_u64(), Some(entered as u64));
    }

    let gdp = rows(&plan, "indicators").iter().find(|row| row["name"] == "生产总值").unwrap();
    assert_eq!((&gdp["unit"], &gdp["headline"]), (&"亿元".into(), &true.into()));
    let target = &gdp["targets"][0];
    for (key, value) in [("operator", "approx"), ("value", "6.5"), ("unit", "%"), ("measure", "growth")] {
        assert_eq!(target[key], value, "{key}");
    }
    assert_eq!((&target["year"], &target["value_high"]), (&2024.into(), &Value::Null));
    let result = &gdp["observations"][0];
    assert_eq!(
        (result["period"].as_str().unwrap().get(..4), &result["growth"]),
        (Some("2023"), &"7.5".into())
    );
}

#[test]
fn json_has_the_promised_keys_everywhere_and_is_the_same_each_time() {
    let promised = [
        ("areas", &["name", "code"][..]),
        (
            "indicators",
            &["id", "name", "measure", "unit", "section", "paragraph", "area", "observations", "targets"],
        ),
        ("lists", &["id", "name", "declared_size", "entered"]),
        ("projects", &["id", "name", "list", "area", "action", "stage", "investment", "unit", "paragraph"]),
        ("figures", &["id", "title", "kind"]),
    ];
    for place in ["@lishui-2024", "@demo-city"] {
        let shown = json(place);
        assert!(shown["title"].is_string());
        let has = |row: &Value, keys: &[&str]| {
            for key in keys {
                assert!(row.get(key).is_some(), "{key} in {row}");
            }
        };
        for (table, keys) in promised {
            assert!(!rows(&shown, table).is_empty(), "{table}");
            for row in rows(&shown, table) {
                has(row, keys);
            }
        }
        for indicator in rows(&shown, "indicators") {
            for row in rows(indicator, "observations") {
                has(row, &["period", "value", "growth", "rank", "status"]);
                assert!(row["value"].is_string() || row["value"].is_null(), "decimals are texts: {row}");
            }
            for row in rows(indicator, "targets") {
                has(row, &["year", "operator", "value", "value_high", "unit", "firmness"]);
            }
        }
        assert!(rows(&shown, "figures").iter().all(|figure| !figure["title"].as_str().unwrap().is_empty()));
        let (zh, en) = (
            run(&["show", place, "--json", "--lang", "zh"]),
            run(&["show", place, "--json", "--lang", "en"]),
        );
        assert_eq!(zh.stdout, en.stdout);
    }
}

#[test]
fn a_figure_is_exported_in_every_format_without_a_display() {
    for place in ["@lishui-2024", "@demo-city"] {
        let folder = TempDir::new().unwrap();
        let listed = well(&["figures", place]);
        let id = listed.split('\t').next().unwrap();
        for (ending, magic) in [
            ("svg", &b"<svg"[..]),
            ("pdf", b"%PDF-"),
            ("png", b"\x89PNG\r\n\x1a\n"),
            ("csv", "\u{feff}".as_bytes()),
        ] {
            let path = folder.path().join(format!("图.{ending}"));
            let printed =
                well(&["figure", place, id, "-o", text(&path), "--size", "800x500", "--scale", "1"]);
            assert_eq!(printed.trim_end(), text(&path));
            let bytes = fs::read(&path).unwrap();
            assert!(bytes.starts_with(magic), "{ending}: {:?}", &bytes[..bytes.len().min(60)]);
        }
        let png = fs::read(folder.path().join("图.png")).unwrap();
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), (800, 500));
        // The bare number names the figure, too; and the language changes what is drawn.
        let svg = |lang: &str, id: &str| {
            let path = folder.path().join(format!("{lang}.svg"));
            assert_eq!(code(&run(&["figure", place, id, "-o", text(&path), "--lang", lang])), 0);
            fs::read_to_string(path).unwrap()
        };
        assert_ne!(svg("zh", id), svg("en", id.trim_start_matches('f')));
    }
}

#[test]
fn all_figures_go_into_one_pdf() {
    let folder = TempDir::new().unwrap();
    let (one, two, some) =
        (folder.path().join("all.pdf"), folder.path().join("again.pdf"), folder.path().join("some.pdf"));
    for path in [&one, &two] {
        let said = well(&["export", "@lishui-2024", "--all", "-o", text(path)]);
        assert_eq!(said.trim(), text(path));
    }
    let bytes = fs::read(&one).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(fs::read(&two).unwrap(), bytes);
    let listed = well(&["figures", "@lishui-2024"]);
    let ids: Vec<&str> = listed.lines().filter_map(|line| line.split('\t').next()).take(2).collect();
    well(&["figure", "@lishui-2024", ids[0], ids[1], "-o", text(&some)]);
    assert!(fs::read(&some).unwrap().len() < bytes.len());
    // A picture holds one figure.
    let out = folder.path().join("all.png");
    assert_eq!(code(&run(&["figure", "@lishui-2024", "--all", "-o", text(&out)])), 2);
    assert!(!out.exists());
}

#[test]
fn all_figures_are_exported_into_a_folder() {
    let folder = TempDir::new().unwrap();
    let figures = folder.path().join("图表/2024");
    let listed = well(&["figures", "@lishui-2024"]).lines().count();
    assert!(listed > 0);
    let all = ["figure", "@lishui-2024", "--all", "-o", text(&figures), "--size", "phone"];
    let made = || fs::read_dir(&figures).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    well(&[&all[..], &["--format", "svg,csv"]].concat());
    assert_eq!(made().len(), 2 * listed, "{:?}", made());
    // Files that are there are replaced when that is asked for; others are no hindrance.
    let one = made().pop().unwrap();
    storage::write_bytes(&one, b"mine").unwrap();
    assert!(fails(&[&all[..], &["--format", "svg,csv"]].concat()).contains("--force"));
    assert_eq!(fs::read(&one).unwrap(), b"mine");
    well(&[&all[..], &["--format", "png", "--scale", "1"]].concat());
    well(&[&all[..], &["--format", "svg,csv", "--force"]].concat());
    assert_ne!(fs::read(&one).unwrap(), b"mine");
    assert_eq!(made().len(), 3 * listed, "{:?}", made());
}

#[test]
fn a_file_says_its_format_and_is_not_replaced_by_chance() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("图.svg");
    let listed = well(&["figures", "@lishui-2024"]);
    let id = listed.split('\t').next().unwrap();
    let one = ["figure", "@lishui-2024", id, "-o", text(&path)];
    // Another format than the ending's is no slip to be passed over.
    assert_eq!(code(&run(&[&one[..], &["--format", "png"]].concat())), 2);
    assert!(!path.exists());
    well(&[&one[..], &["--format", "svg"]].concat());
    storage::write_bytes(&path, b"mine").unwrap();
    assert!(fails(&one).contains("--force"));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    well(&[&one[..], &["--force"]].concat());
    assert_ne!(fs::read(&path).unwrap(), b"mine");
    // A long schedule is written to numbered files, and those are not replaced either.
    let listed = well(&["figures", "@demo-city"]);
    let schedule = listed.lines().find(|line| line.contains("\tschedule\t")).expect("a schedule");
    let id = schedule.split('\t').next().unwrap();
    let plan = folder.path().join("plan.svg");
    let long = ["figure", "@demo-city", id, "--size", "600x300", "-o", text(&plan)];
    let made = well(&long);
    assert!(made.lines().count() > 1 && !plan.exists(), "{made}");
    assert!(fails(&long).contains("--force"));
    well(&[&long[..], &["--force"]].concat());
}

#[test]
fn the_same_seed_makes_the_same_city() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(format!("{name}.guatu.ron"));
    let make = |name: &str, seed: &str| {
        let path = path(name);
        well(&["demo", "--projects", "20", "--months", "5", "--seed", seed, "-o", text(&path)]);
        fs::read(path).unwrap()
    };
    let first = make("first", "7");
    assert_eq!(first, make("second", "7"));
    assert_ne!(first, make("third", "8"));
    let options = DemoOptions { projects: 20, months: 5, seed: 7 };
    assert_eq!(storage::open(&path("first")).unwrap().workbook, demo_city(&options));
    // Made again, it replaces an invented workbook, but no other file.
    assert_ne!(make("first", "9"), first);
    let mine = path("mine");
    storage::save(&mine, &Workbook::new("我的计划", 2024)).unwrap();
    let before = fs::read(&mine).unwrap();
    assert!(fails(&["demo", "-o", text(&mine)]).contains("--force"));
    assert_eq!(fs::read(&mine).unwrap(), before);
    well(&["demo", "--projects", "1", "-o", text(&mine), "--force"]);
    assert_ne!(fs::read(&mine).unwrap(), before);
}

#[test]
fn bad_files_are_refused_with_their_place_and_left_alone() {
    let folder = TempDir::new().unwrap();
    let whole = storage::to_text(&Bundled::Lishui2024.workbook().unwrap()).unwrap();
    let half = (0..=whole.len() / 2).rev().find(|&at| whole.is_char_boundary(at)).unwrap();
    let cases = [
        ("truncated", whole[..half].to_owned(), "行"),
        ("corrupted", whole.replacen("operator: Approx", "operator: Aprox", 1), "行"),
        ("newer", whole.replacen("version: 1,", "version: 999,", 1), "999"),
        ("other", "hello".to_owned(), "不是挂图工作簿"),
    ];
    for (name, content, expected) in cases {
        let path = folder.path().join(format!("{name}.guatu.ron"));
        storage::write_bytes(&path, content.as_bytes()).unwrap();
        for command in [&["check", text(&path)][..], &["show", text(&path)], &["figures", text(&path)]] {
            let sentence = fails(command);
            assert!(sentence.contains(expected), "{sentence}");
            assert!(sentence.contains(name), "{sentence}");
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    assert!(fails(&["show", text(&folder.path().join("missing.guatu.ron"))]).contains("missing"));
    fails(&["show", text(folder.path())]);
    assert!(fails(&["check", "@nowhere"]).contains("@lishui-2024"));
}

#[test]
fn what_cannot_be_made_is_said_in_a_sentence() {
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out.svg");
    for id in ["f999999", "i31", "图"] {
        assert!(fails(&["figure", "@lishui-2024", id, "-o", text(&out)]).contains(id));
    }
    let listed = well(&["figures", "@lishui-2024"]);
    let id = listed.split('\t').next().unwrap();
    fails(&["figure", "@lishui-2024", id, "-o", text(&out), "--size", "1x1"]);
    assert!(!out.exists());
    let nowhere = folder.path().join("no/such/folder/out.svg");
    fails(&["figure", "@lishui-2024", id, "-o", text(&nowhere)]);
    fails(&["demo", "--projects", "1", "-o", text(&nowhere)]);
    let file = folder.path().join("file");
    storage::write_bytes(&file, b"").unwrap();
    fails(&["figure", "@lishui-2024", "--all", "-o", text(&file.join("below"))]);
}

#[test]
fn mistakes_of_usage_end_with_two() {
    for args in [
        &["figure", "@lishui-2024", "f1", "-o", "x.gif"][..],
        &["figure", "@lishui-2024", "f1", "-o", "x.svg", "--size", "wide"],
        &["figure", "@lishui-2024", "f1", "-o", "x.png", "--scale", "9"],
        &["figure", "@lishui-2024", "-o", "x.svg"],
        &["show"],
        &["--renderer", "paper"],
        &["plan.guatu.ron", "check", "@lishui-2024"],
        &["check", "@lishui-2024", "--lang", "fr"],
    ] {
        let output = run(args);
        assert_eq!((code(&output), stdout(&output)), (2, ""), "{args:?}");
        assert!(!stderr(&output).is_empty(), "{args:?}");
    }
    assert!(well(&["--help"]).contains("检查工作簿"));
}

#[test]
fn without_a_display_the_window_says_so() {
    // Elsewhere there is always a display.
    if !cfg!(target_os = "linux") {
        return;
    }
    let home = TempDir::new().unwrap();
    for renderer in [&[][..], &["--renderer", "glow"], &["--renderer", "wgpu"]] {
        let args = [renderer, &["--lang", "en"]].concat();
        let output =
            guatu().args(&args).env("HOME", home.path()).env("XDG_CONFIG_HOME", home.path()).output();
        let output = output.unwrap();
        assert_eq!(code(&output), 1);
        assert!(stderr(&output).contains("There is no display"), "{}", stderr(&output));
    }
}

#[test]
fn a_reader_that_has_read_enough_is_no_failure() {
    let mut child = guatu()
        .args(["show", "@demo-city", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((code(&output), stderr(&output)), (0, ""));
}

/// Every file below a folder, with its content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = text(entry.strip_prefix(folder).unwrap()).to_owned();
                found.push((name, fs::read(entry).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn the_desktop_is_told_and_told_again_and_forgets() {
    let home = TempDir::new().unwrap();
    let desktop = Desktop {
        data: home.path().join("data"),
        config: home.path().join("config"),
        program: "/opt/挂 图/guatu".into(),
    };
    // The user's own files are not to be touched.
    let own = desktop.data.join("applications/other.desktop");
    fs::create_dir_all(own.parent().unwrap()).unwrap();
    storage::write_bytes(&own, b"[Desktop Entry]\n").unwrap();

    let mut said = Vec::new();
    desktop.install(Lang::Zh, &mut said).unwrap();
    let installed = files(&desktop.data);
    let names: Vec<_> = installed.iter().map(|(name, _)| name.as_str()).collect();
    for name in [
        "applications/guatu.desktop",
        "mime/packages/guatu.xml",
        "icons/hicolor/48x48/apps/guatu.png",
        "icons/hicolor/scalable/apps/guatu.svg",
        "icons/hicolor/256x256/mimetypes/application-x-guatu+ron.png",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    let entry = fs::read_to_string(desktop.data.join("applications/guatu.desktop")).unwrap();
    assert!(entry.contains("\nExec=\"/opt/挂 图/guatu\" %f\n"), "{entry}");

    let mut again = Vec::new();
    desktop.install(Lang::En, &mut again).unwrap();
    assert!(!String::from_utf8(again).unwrap().contains("Wrote"));
    assert_eq!(files(&desktop.data), installed);

    desktop.remove(Lang::En, &mut said).unwrap();
    let rest = files(&desktop.data);
    assert!(rest.iter().all(|(name, _)| !name.contains("guatu")), "{rest:?}");
    assert!(own.exists());
    let list = fs::read_to_string(desktop.config.join("mimeapps.list")).unwrap_or_default();
    assert!(!list.contains("guatu"), "{list}");

    let mut nothing = Vec::new();
    desktop.remove(Lang::En, &mut nothing).unwrap();
    assert!(String::from_utf8(nothing).unwrap().contains("nothing to remove"));
}
