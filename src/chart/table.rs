//! The figures of a chart as rows, and as CSV.

use super::{
    build,
    data::{Body, Chart, Row, RowStyle, Series},
    project_data::HeatRow,
};
use crate::{
    i18n::Lang,
    model::{Decimal, Figure, Workbook},
};

/// The figures of a chart as rows with a heading, decimals as published.
pub fn table(workbook: &Workbook, figure: &Figure, lang: Lang) -> Vec<Vec<String>> {
    build::table(workbook, figure, lang).unwrap_or_else(|| of(&build::chart(workbook, figure, lang), lang))
}

fn of(chart: &Chart, lang: Lang) -> Vec<Vec<String>> {
    match &chart.body {
        Body::Bump(body) => body.table(lang),
        Body::Dots(body) => body.table(lang),
        // The builders of the first three know more than is drawn: see `build::table`.
        Body::Empty(_) | Body::Schedule(_) | Body::Board(_) | Body::Funnel(_) => Vec::new(),
        Body::Heat(body) => {
            let head = std::iter::once(lang.column_thing().to_owned()).chain(body.months.iter().cloned());
            let row = |row: &HeatRow| {
                let cells = row.cells.iter();
                let cells = cells.map(|cell| cell.as_ref().map(|cell| plain(&cell.text)).unwrap_or_default());
                std::iter::once(row.label.clone()).chain(cells).collect()
            };
            std::iter::once(head.collect()).chain(body.rows.iter().map(row)).collect()
        }
        Body::Compared(body) => body.table.clone(),
        Body::Series(body) => {
            let name = |series: &Series| {
                let name = if series.name.is_empty() { &chart.title } else { &series.name };
                let right = body.right.as_ref().filter(|_| series.right);
                lang.measure_unit(name, right.map_or(&body.unit.figures, |right| &right.unit.figures))
            };
            let mut head = vec![lang.column_period().to_owned()];
            head.extend(body.series.iter().map(name));
            let mut rows = vec![head];
            let mut places: Vec<f64> = body.series.iter().flat_map(|s| &s.points).map(|p| p.x).collect();
            places.sort_by(f64::total_cmp);
            places.dedup();
            for x in places {
                let points: Vec<_> = body.series.iter().map(|s| s.points.at(x)).collect();
                let Some(when) = points.iter().flatten().find(|p| p.y.is_some()).map(|p| p.when.clone())
                else {
                    continue;
                };
                let figures = points.iter().map(|p| p.map(|p| p.figure.clone()).unwrap_or_default());
                rows.push(std::iter::once(when).chain(figures).collect());
            }
            rows
        }
        Body::Rows(body) => {
            let value = |text: &str| lang.measure_unit(text, &body.unit.figures);
            let mut head = vec![lang.column_thing().to_owned()];
            let has_now = body.style == RowStyle::Bullet && body.rows.iter().any(|row| row.second.is_some());
            match body.style {
                RowStyle::Dumbbell | RowStyle::Bullet => {
                    head.push(value(lang.column_result()));
                    head.push(value(lang.column_target()));
                    head.push(lang.column_wording().to_owned());
                    if has_now {
                        head.push(value(lang.column_now()));
                    }
                }
                RowStyle::Pair => head.extend(body.heads.iter().cloned()),
                RowStyle::Bars | RowStyle::Track => head.push(value(&chart.title)),
            }
            let row = |row: &Row| {
                let first = row.value.as_ref().map(|m| plain(&m.figure)).unwrap_or_default();
                let second = match body.style {
                    RowStyle::Pair => row.second.as_ref().map(|m| plain(&m.figure)),
                    _ => row.goal.as_ref().map(|g| plain(&g.figure)),
                };
                let second = second.unwrap_or_default();
                let mut cells = vec![row.label.clone(), first];
                match body.style {
                    RowStyle::Dumbbell | RowStyle::Bullet => {
                        cells.extend([second, row.note.clone()]);
                        if has_now {
                            cells.push(row.second.as_ref().map(|m| plain(&m.figure)).unwrap_or_default());
                        }
                    }
                    RowStyle::Pair => cells.push(second),
                    RowStyle::Bars | RowStyle::Track => {}
                }
                cells
            };
            std::iter::once(head).chain(body.rows.iter().map(row)).collect()
        }
    }
}

/// A printed figure without its separators where it is nothing but a figure.
fn plain(text: &str) -> String {
    let bare = text.replace([',', '+'], "").replace('−', "-");
    if Decimal::from_str_exact(&bare).is_ok() { bare } else { text.to_owned() }
}

/// Rows as CSV for Excel and WPS: UTF-8 with a byte order mark, lines ended by CR LF.
///
/// A cell that a spreadsheet would read as a formula (`= + - @`, tab) gets a leading apostrophe, unless
/// it is a number.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            let begins = cell
                .trim_start_matches(' ')
                .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
            let guard = begins && Decimal::from_str_exact(cell.trim()).is_err();
            let cell = if guard { format!("'{cell}") } else { cell.clone() };
            if cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ') {
                text.push('"');
                text.push_str(&cell.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(&cell);
            }
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        let cell = |text: &str| csv(&[vec![text.to_owned()]]);
        assert_eq!(cell("=1+1"), "\u{feff}'=1+1\r\n");
        assert_eq!(cell("@SUM(A1)"), "\u{feff}'@SUM(A1)\r\n");
        assert_eq!(cell("-3.50"), "\u{feff}-3.50\r\n");
        assert_eq!(cell("-cmd|' /C calc'!A0"), "\u{feff}'-cmd|' /C calc'!A0\r\n");
        assert_eq!(cell("甲,\"乙\""), "\u{feff}\"甲,\"\"乙\"\"\"\r\n");
    }
}
