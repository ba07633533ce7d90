//! Fields that this program does not know, put into the text of a workbook.

use super::Dice;

/// Values of all the forms that RON has.
const VALUES: [&str; 14] = [
    "1",
    "-1.5e300",
    "\"文字\\n\\\"两行\\\"\"",
    "Some((1, [2, None]))",
    "(inner: 1, deep: (deeper: [(x: 1), (x: 2)]))",
    "{\"key\": [1.5, 'c'], \"other\": ()}",
    "r#\"raw \"text\" , ) ]\"#",
    "Choice(of: None, more: true)",
    "Tuple(1, \"), (\")",
    "[\n                    (a: 1), // a note, with (brackets\n                    (a: 2),\n                ]",
    "b\"bytes\"",
    "NaN",
    "/* before */ Word /* after */",
    "[]",
];

/// A field that was put in.
pub struct Stranger {
    /// Its name, which no other has.
    pub name: String,
    /// Its value.
    pub value: &'static str,
}

/// The places of a text in the written layout where a field can be put: behind a bracket, or a field's line.
fn places(text: &str) -> Vec<(usize, String)> {
    let mut places = Vec::new();
    let bytes = text.as_bytes();
    let (mut quoted, mut at) = (false, 0);
    let mut file = true;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b'(' if !quoted => {
                let rest = &text[at + 1..];
                let inner = rest.trim_start();
                let name = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(0);
                // The file itself begins with its format.
                if name > 0 && inner[name..].starts_with(": ") && !std::mem::take(&mut file) {
                    let blank = &rest[..rest.len() - inner.len()];
                    // The field itself, a comma, and whatever stood before the next one.
                    places.push((at + 1, if blank.is_empty() { "^, ".into() } else { format!("{blank}^,") }));
                }
            }
            b'\n' if !quoted => {
                let line = text[..at].rsplit('\n').next().unwrap_or_default();
                let indent = &line[..line.len() - line.trim_start().len()];
                let word = line.trim_start().split(": ").next().unwrap_or_default();
                let is_field = line.contains(": ")
                    && line.ends_with(',')
                    && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                    && word != "format";
                if is_field {
                    places.push((at, format!("\n{indent}^,")));
                }
            }
            _ => {}
        }
        at += 1;
    }
    places
}

/// Puts fields into a text; the text, and what was put in.
pub fn with_strangers(text: &str, dice: &mut Dice, count: usize) -> (String, Vec<Stranger>) {
    let places = places(text);
    let mut chosen: Vec<usize> = (0..count).map(|_| dice.below(places.len())).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let (mut text, mut strangers) = (text.to_owned(), Vec::new());
    for &place in chosen.iter().rev() {
        let (at, form) = &places[place];
        let name = format!("{}{}", dice.pick(&["colour_", "备注_", "_", "r_"]), strangers.len());
        let value = dice.pick(&VALUES);
        text.insert_str(*at, &form.replace('^', &format!("{name}: {value}")));
        strangers.push(Stranger { name, value });
    }
    (text, strangers)
}
