//! A schedule has as many lines as its list has projects: it goes on over numbered sheets, or grows into one
//! large sheet for a wall.

use super::{Size, drawn as drawing};
use crate::{
    chart::{Chart, data::Body},
    i18n::Lang,
};
use std::path::{Path, PathBuf};

/// About how much room a line and a column of lines take on a large sheet; the drawing decides.
const LINE: f32 = 31.0;
const COLUMN: f32 = 1160.0;
/// Title, axis and foot of a large sheet.
const AROUND: f32 = 620.0;
/// So many times sheets are drawn at the most until their number is right; two suffice but for a new line in the foot.
const ROUNDS: usize = 4;
/// The longest side of a sheet.
const LONGEST: f32 = 20_000.0;

/// Draws a chart on as many sheets as it needs.
pub(super) fn drawn(chart: &mut Chart, size: Size, lang: Lang) -> (Size, Vec<String>) {
    let lines = match &chart.body {
        Body::Schedule(body) => body.lines.len(),
        _ => return (size, vec![drawing(chart, size, lang).0]),
    };
    let (svg, next) = drawing(chart, size, lang);
    if next.is_none_or(|next| next >= lines) {
        return (size, vec![svg]);
    }
    if size == Size::POSTER {
        let mut large = wall(lines);
        for _ in 0..4 {
            let (svg, next) = drawing(chart, large, lang);
            if next.is_none_or(|next| next >= lines) {
                return (large, vec![svg]);
            }
            large.height = (large.height as f32 * 1.12).min(LONGEST) as u32;
        }
    }
    // Every sheet says which it is, in the last line of its foot.
    let foot = chart.foot.clone();
    let numbered = |chart: &mut Chart, sheet: usize, sheets: usize, first: usize| {
        let number = lang.schedule_sheet(sheet, sheets);
        match chart.foot.last_mut() {
            Some(last) => *last = format!("{last} · {number}"),
            None => chart.foot.push(number),
        }
        from(chart, first);
        let (svg, next) = drawing(chart, size, lang);
        chart.foot.clone_from(&foot);
        (svg, next.unwrap_or(lines))
    };
    // How many there are is known once they are drawn, and its digits may take a line of the foot: each sheet goes
    // on where the one before ended, and all are drawn anew until the number is right.
    let mut sheets: Vec<String> = Vec::new();
    for _ in 0..ROUNDS {
        let all = sheets.len().max(1);
        sheets.clear();
        let mut first = 0;
        loop {
            let (svg, next) = numbered(chart, sheets.len() + 1, all, first);
            sheets.push(svg);
            if next >= lines || next <= first {
                break;
            }
            first = next;
        }
        if sheets.len() == all {
            break;
        }
    }
    from(chart, 0);
    (size, sheets)
}

fn from(chart: &mut Chart, first: usize) {
    if let Body::Schedule(body) = &mut chart.body {
        body.first = first;
    }
}

/// A sheet for so many lines, about as wide as a sheet of paper that lies.
fn wall(lines: usize) -> Size {
    let sides = |columns: usize| {
        let width = COLUMN * columns as f32 + 260.0;
        (width, (lines.div_ceil(columns) + 1) as f32 * LINE + AROUND)
    };
    let far = |(width, height): (f32, f32)| (width / height).ln() - 1.41_f32.ln();
    let best = (1..=16).map(sides).min_by(|a, b| far(*a).abs().total_cmp(&far(*b).abs()));
    let (width, height) = best.unwrap_or((LONGEST, LONGEST));
    Size { width: width.min(LONGEST) as u32, height: height.min(LONGEST) as u32 }
}

/// How many files there are in a folder that figures would be written to: of each name, alone or as sheets, in each
/// of the formats. A folder that is not there has none.
pub fn files_there(folder: &Path, names: &[String], formats: &[super::Format]) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else { return 0 };
    let wanted = |path: &Path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let (Some(ending), Some(stem)) = (ending, stem) else { return false };
        let of_name = |name: &String| {
            let rest = stem.strip_prefix(name.as_str());
            let sheet = rest.and_then(|rest| rest.strip_prefix('-'));
            let numbered = sheet.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
            // Sheets of a PDF are in one file, and data have none.
            let in_sheets = ["svg", "png"].contains(&ending);
            rest == Some("") || in_sheets && numbered
        };
        formats.iter().any(|format| format.extension() == ending) && names.iter().any(of_name)
    };
    entries.flatten().filter(|entry| wanted(&entry.path())).count()
}

/// The files that several sheets are written to: the name with a number before its ending. One sheet keeps
/// the name.
pub fn sheet_paths(path: &Path, sheets: usize) -> Vec<PathBuf> {
    if sheets < 2 {
        return vec![path.to_owned()];
    }
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let digits = sheets.to_string().len();
    (1..=sheets).map(|sheet| path.with_file_name(format!("{stem}-{sheet:0digits$}{ending}"))).collect()
}
