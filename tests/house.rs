//! The order of the house, kept by a test: arrows between rooms point down only, the lower rooms know no
//! window, sentences live in `i18n`, colours in the theme, and no file grows past its reader.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The longest file.
const LINES: usize = 600;

/// The rooms from the bottom up; a room may name only rooms of a lower floor.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["reader", "exchange", "storage", "analysis", "edit"],
    &["bundled", "compare"],
    &["chart", "document"],
    &["jobs"],
    &["ui"],
    &["app", "cli"],
    &["main"],
];

/// Rooms that know no window.
const WITHOUT_WINDOW: &[&str] = &[
    "model", "edit", "analysis", "reader", "exchange", "storage", "bundled", "compare", "document", "i18n",
    "jobs",
];

/// Chinese outside `i18n` that is no sentence of the program, with the reason.
const CHINESE_ELSEWHERE: &[(&str, &str)] = &[
    ("bundled/", "content of workbooks"),
    ("model/", "symbols of units, which are data"),
    ("edit/entry/", "words that people type into cells"),
    ("cli/args.rs", "the help of the command line, which clap makes, in both languages at once"),
    ("chart/draw/text.rs", "the sign that the height of a line is measured by"),
];

/// A file of Rust, cut into its code without texts and comments, and its texts.
struct Source {
    path: PathBuf,
    /// Path below `src`, with `/`.
    name: String,
    room: String,
    lines: usize,
    code: String,
    /// The texts of the program proper, each with its line; those of tests are left out.
    texts: Vec<(usize, String)>,
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let Ok(entries) = fs::read_dir(folder) else { return files };
    for entry in entries {
        let path = entry.expect("a folder that can be read").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let files = rust_files(&src);
    assert!(files.len() > 50, "the sources are where the test looks for them");
    files.into_iter().map(|path| read(&src, path)).collect()
}

fn read(src: &Path, path: PathBuf) -> Source {
    let text = fs::read_to_string(&path).expect("UTF-8");
    let below = path.strip_prefix(src).expect("below src");
    let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let room = name.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_owned();
    let program = text.find("#[cfg(test)]").unwrap_or(text.len());
    let (code, mut texts) = cut(&text);
    texts.retain(|&(at, _)| at < program);
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    let texts = texts.into_iter().map(|(at, text)| (line(at), text)).collect();
    Source { lines: text.lines().count(), path, name, room, code, texts }
}

/// Code without comments and texts; and the texts with their places.
fn cut(text: &str) -> (String, Vec<(usize, String)>) {
    let (mut code, mut texts) = (String::new(), Vec::new());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let end = |found: Option<usize>, more: usize| found.map_or(rest.len(), |found| found + more);
        let raw_marks = rest.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
        let before = text[..at].chars().next_back().unwrap_or(' ');
        if rest.starts_with("//") {
            at += end(rest.find('\n'), 0);
        } else if rest.starts_with("/*") {
            at += end(rest.find("*/"), 2);
        } else if let Some(marks) = raw_marks
            && !before.is_alphanumeric()
            && rest[1 + marks..].starts_with('"')
        {
            let close = format!("\"{}", "#".repeat(marks));
            let from = 2 + marks;
            let length = rest[from..].find(&close).unwrap_or(rest.len() - from);
            texts.push((at, rest[from..from + length].to_owned()));
            code.push_str("\"\"");
            at += (from + length + close.len()).min(rest.len());
        } else if let Some(inner) = rest.strip_prefix('"') {
            let mut escaped = false;
            let length = inner
                .find(|c| {
                    let ends = c == '"' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                })
                .unwrap_or(inner.len());
            texts.push((at, inner[..length].to_owned()));
            code.push_str("\"\"");
            at += (length + 2).min(rest.len());
        } else if let Some(length) = sign(rest) {
            code.push_str("' '");
            at += length;
        } else {
            let next = rest.chars().next().unwrap_or(' ');
            code.push(next);
            at += next.len_utf8();
        }
    }
    (code, texts)
}

/// The length of a character literal at the start; none for a lifetime.
fn sign(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if let Some(escape) = inner.strip_prefix('\\') {
        let skipped = escape.chars().next()?.len_utf8();
        return escape[skipped..].find('\'').map(|close| 2 + skipped + close + 1);
    }
    let first = inner.chars().next()?;
    inner[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

/// The rooms that a piece of code names: after `crate::`, or at the top of `crate::{…}`.
fn named(code: &str, start: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices(start) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if before.is_alphanumeric() || before == '_' {
            continue;
        }
        let rest = &code[at + start.len()..];
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(word(rest));
            continue;
        };
        let mut depth = 0_usize;
        let mut part = String::new();
        for c in group.chars() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    rooms.insert(word(part.trim_start()));
                    part.clear();
                    continue;
                }
                _ => {}
            }
            part.push(c);
        }
        rooms.insert(word(part.trim_start()));
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

/// `word` as a whole word.
fn has_word(code: &str, word: &str) -> bool {
    let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !joins(code[..at].chars().next_back()) && !joins(code[at + word.len()..].chars().next())
    })
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn arrows_point_down_only() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.room == "lib" {
            continue;
        }
        let start = if source.room == "main" { "guatu::" } else { "crate::" };
        for room in named(&source.code, start) {
            let allowed = match (source.room.as_str(), room.as_str()) {
                (own, other) if own == other => true,
                // i18n stands beside: it speaks for every room, and any room above the model may ask it.
                ("i18n", _) => true,
                (_, "i18n") => floor(&source.room).is_some_and(|floor| floor > 1),
                (own, other) => match (floor(own), floor(other)) {
                    (Some(own), Some(other)) => own > other,
                    _ => false,
                },
            };
            if !allowed {
                faults.push(format!("{} names {room}, which does not stand below it", source.name));
            }
        }
    }
    none(&faults);
}

#[test]
fn lower_rooms_know_no_window() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| WITHOUT_WINDOW.contains(&source.room.as_str())) {
        for library in ["egui", "eframe", "egui_plot", "egui_table", "rfd"] {
            if has_word(&source.code, library) {
                faults.push(format!("{} uses {library}", source.name));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_room_is_on_the_map() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let rooms: BTreeSet<String> = sources().into_iter().map(|source| source.room).collect();
    let mut faults = Vec::new();
    for room in rooms.iter().filter(|room| !["lib", "main"].contains(&room.as_str())) {
        if floor(room).is_none() && room != "i18n" {
            faults.push(format!("{room} has no floor in this test"));
        }
        if !map.contains(&format!("[`{room}`]")) {
            faults.push(format!("{room} is missing in the table of lib.rs"));
        }
    }
    none(&faults);
}

#[test]
fn sentences_live_in_i18n() {
    let chinese = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut faults = Vec::new();
    for source in sources() {
        let allowed = source.room == "i18n"
            || CHINESE_ELSEWHERE.iter().any(|(below, _reason)| source.name.starts_with(below));
        if allowed {
            continue;
        }
        for (line, text) in &source.texts {
            if text.contains(chinese) {
                faults.push(format!("{}:{line}: {text:?} belongs in i18n", source.name));
            }
        }
    }
    none(&faults);
}

#[test]
fn colours_live_in_the_theme() {
    let mut faults = Vec::new();
    for source in sources() {
        let panel = ["ui", "app"].contains(&source.room.as_str()) && source.name != "ui/theme.rs";
        if !panel {
            continue;
        }
        for maker in
            ["from_rgb", "from_rgba_unmultiplied", "from_rgba_premultiplied", "from_gray", "from_hex"]
        {
            if source.code.contains(&format!("Color32::{maker}")) {
                faults.push(format!("{} makes a colour of its own with {maker}", source.name));
            }
        }
        for name in ["RED", "GREEN", "BLUE", "YELLOW", "ORANGE", "WHITE", "BLACK", "GRAY", "LIGHT_GRAY"] {
            if has_word(&source.code, &format!("Color32::{name}")) {
                faults.push(format!("{} uses Color32::{name}", source.name));
            }
        }
        let hex = |text: &str| {
            text.strip_prefix('#').is_some_and(|digits| {
                [3, 6, 8].contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_hexdigit())
            })
        };
        for (line, text) in source.texts.iter().filter(|(_, text)| hex(text)) {
            faults.push(format!("{}:{line}: the colour {text} belongs in assets/themes", source.name));
        }
    }
    none(&faults);
}

#[test]
fn files_stay_readable() {
    let mut faults = Vec::new();
    for source in sources() {
        if source.lines > LINES {
            faults.push(format!("{} has {} lines", source.path.display(), source.lines));
        }
    }
    for folder in ["tests", "benches"] {
        for path in rust_files(&root().join(folder)) {
            let lines = fs::read_to_string(&path).expect("UTF-8").lines().count();
            if lines > LINES {
                faults.push(format!("{} has {lines} lines", path.display()));
            }
        }
    }
    none(&faults);
}

/// The test sees what it is there to see.
#[test]
fn the_reading_of_sources_works() {
    let (code, texts) = cut(
        "use crate::{a::{b, c}, d}; // crate::no \"no\"\nlet x = \"甲\\\"乙\"; let y = r#\"丙\"丁\"#; let z = '\"'; fn f<'a>(_: &'a str) { crate::e::g() }",
    );
    assert_eq!(named(&code, "crate::").into_iter().collect::<Vec<_>>(), ["a", "d", "e"]);
    let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["甲\\\"乙", "丙\"丁"]);
    assert!(has_word("use egui::Ui", "egui") && !has_word("use my_egui::Ui", "egui"));
}
