//! Small hostile workbooks: what a broken disk, a careless hand or an ill will may put into a file.

/// What becomes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is refused, and the sentence says at which line.
    Line(usize),
    /// It is refused as a whole.
    Refused,
    /// It opens, and what is unsound is listed, with this word in it.
    Unsound(&'static str),
    /// It opens, and what is not understood is listed, with this word in it.
    Strange(&'static str),
}

use Fate::{Line, Refused, Strange, Unsound};

/// A workbook with a body that begins at line 4.
pub fn book(body: &str) -> Vec<u8> {
    let head = "#![enable(implicit_some)]\n(format: \"guatu\", version: 1, workbook: (\ntitle: \"x\", year: 2024, next_id: 99,\n";
    format!("{head}{body}))\n").into_bytes()
}

fn indicator(fields: &str) -> Vec<u8> {
    book(&format!(
        "areas: [(id: 1, name: \"甲\")],\nindicators: [(id: 2, name: \"乙\", unit: \"亿元\",\n{fields})],\n"
    ))
}

fn target(value: &str) -> Vec<u8> {
    indicator(&format!("targets: [(id: 3, year: 2024, unit: \"亿元\", value: {value})]"))
}

fn areas(rows: &str) -> Vec<u8> {
    book(&format!("areas: [(id: 1, name: \"甲\"),\n{rows}],\n"))
}

/// The animals, each with its name.
pub fn animals() -> Vec<(&'static str, Vec<u8>, Fate)> {
    let projects = |rows: &str| {
        book(&format!(
            "areas: [(id: 1, name: \"甲\")],\nlists: [(id: 2, name: \"乙\")],\nprojects: [{rows}],\n"
        ))
    };
    let mut invalid = book("");
    invalid.extend(b"// \xff\xfe\n");
    let utf16: Vec<u8> = "(format: \"guatu\"".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let deep =
        |open: &str, close: &str| book(&format!("areas: {}{}", open.repeat(50_000), close.repeat(50_000)));
    let mut chain = String::new();
    for id in 2..90 {
        let row = format!("(id: {id}, name: \"镇\", parent: {}),", id - 1);
        chain.push_str(&row);
    }
    vec![
        ("empty", Vec::new(), Line(1)),
        ("zeros", vec![0; 4096], Refused),
        ("a zip", b"PK\x03\x04\x14\x00\x00\x00".to_vec(), Refused),
        ("another ron", b"(format: \"other\", version: 1)".to_vec(), Refused),
        ("utf-16", utf16, Refused),
        ("no text", invalid, Line(5)),
        (
            "of the future",
            b"(format: \"guatu\", version: 999999999999999999999, future: {})".to_vec(),
            Refused,
        ),
        ("version 0", b"(format: \"guatu\", version: 0, workbook: ())".to_vec(), Refused),
        ("cut off", book("areas: [(id: 1, na")[..120].to_vec(), Line(4)),
        ("deep brackets", deep("[", "]"), Line(4)),
        ("deep options", deep("Some(", ")"), Line(4)),
        ("deep unknown", book(&format!("odd: {}{}", "[".repeat(50_000), "]".repeat(50_000))), Line(4)),
        ("10^308", target("\"1e308\""), Line(6)),
        ("a number in digits", target("1.5"), Line(6)),
        ("no number", target("\"NaN\""), Line(6)),
        ("infinity", target("\"inf\""), Line(6)),
        ("30 places", target("\"1.000000000000000000000000000001\""), Line(6)),
        ("29 digits", target("\"99999999999999999999999999999\""), Line(6)),
        ("a huge figure", target("\"9999999999999999999999999999\""), Unsound("i2")),
        ("an id too large", areas("(id: 4294967296, name: \"乙\", parent: 1)"), Line(5)),
        ("an id below zero", areas("(id: -2, name: \"乙\", parent: 1)"), Line(5)),
        ("the largest id", areas("(id: 4294967295, name: \"乙\", parent: 1)"), Unsound("a4294967295")),
        ("one id twice", areas("(id: 1, name: \"乙\", parent: 1)"), Unsound("a1")),
        ("one id twice, and more", areas("(id: 1, name: \"乙\", odd: 1)"), Line(5)),
        ("a field twice", areas("(id: 2, name: \"乙\", name: \"丙\")"), Line(5)),
        ("a field missing", areas("(id: 2)"), Line(5)),
        ("no such choice", book("sections: [(id: 2, title: \"乙\",\nkind: Dreams)],\n"), Line(5)),
        ("month 13", indicator("observations: [(area: 1, period: \"2024-13\")]"), Line(6)),
        (
            "13 months",
            projects(
                "(id: 3, list: 2, name: \"丙\",\nmonths: [(year: 2024, plan: \"1 2 3 4 5 6 7 8 9 10 11 12 13\")])",
            ),
            Line(7),
        ),
        (
            "a text of 2 MB",
            areas(&format!("(id: 2, parent: 1, name: \"{}\")", "长".repeat(700_000))),
            Line(5),
        ),
        (
            "a text of 90 KB",
            areas(&format!("(id: 2, parent: 1, name: \"{}\")", "长".repeat(30_000))),
            Unsound("a2"),
        ),
        ("an open text", book("areas: [(id: 1, name: \"甲)],\n"), Line(5)),
        ("an open comment", book("/* "), Line(4)),
        ("something behind", [book(""), b"(odd: 1)".to_vec()].concat(), Line(5)),
        ("no such sign", areas("(id: 2, name: \"\\u{110000}\")"), Line(5)),
        (
            "a circle of areas",
            areas("(id: 2, name: \"乙\", parent: 3), (id: 3, name: \"丙\", parent: 2)"),
            Unsound("a3"),
        ),
        ("too many levels", areas(&chain), Unsound("64")),
        (
            "a circle of packages",
            projects("(id: 3, list: 2, name: \"丙\", parent: 4), (id: 4, list: 2, name: \"丁\", parent: 3)"),
            Unsound("p3"),
        ),
        ("nobody's project", projects("(id: 3, list: 77, name: \"丙\", area: 78, lead: 79)"), Unsound("l77")),
        ("a bell", areas("(id: 2, parent: 1, name: \"\\u{7}\\u{1b}[31m\\u{1b}]0;x\\u{7}\")"), Unsound("a2")),
        ("written backwards", areas("(id: 2, parent: 1, name: \"\u{202e}fdp.exe\u{2066}\")"), Unsound("a2")),
        (
            "a slip of the hand",
            areas("(id: 2, parent: 1, nmae: \"乙\", name: \"乙\")"),
            Strange("areas[a2].nmae"),
        ),
    ]
}
