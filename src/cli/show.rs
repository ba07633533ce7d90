//! `guatu show`: a workbook in brief, for people.

use crate::{
    analysis::{
        list::ListAnalysis,
        series,
        target::{Reading, judge},
    },
    i18n::{Lang, format},
    model::{Indicator, Lamp, Observation, Section, Target, Unit, Workbook},
};
use std::io::{self, Write};

/// Writes title, areas, lists and indicators.
pub(super) fn show(workbook: &Workbook, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", lang.pick(&workbook.title, &workbook.title_en))?;
    if workbook.invented {
        writeln!(out, "{}", lang.cli_invented())?;
    }
    let until = workbook.month.map(|month| lang.month(month));
    writeln!(
        out,
        "{}",
        lang.cli_year(workbook.year, until.as_deref().unwrap_or(lang.cli_nothing_reported()))
    )?;
    areas(workbook, lang, out)?;
    lists(workbook, lang, out)?;
    indicators(workbook, lang, out)
}

/// More areas than this are only counted.
const MOST_AREAS: usize = 30;

fn areas(workbook: &Workbook, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<_> = workbook.child_areas().map(|area| lang.pick(area.label(), &area.name_en)).collect();
    writeln!(out, "\n{}", lang.cli_areas(names.len()))?;
    if !names.is_empty() && names.len() <= MOST_AREAS {
        writeln!(out, "  {}", names.join(lang.cli_comma()))?;
    }
    Ok(())
}

fn lists(workbook: &Workbook, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", lang.cli_lists(workbook.lists.len()))?;
    let mut table = Table::default();
    for list in workbook.lists.iter() {
        let Some(analysis) = ListAnalysis::new(workbook, list.id, workbook.month) else { continue };
        let totals = &analysis.totals;
        let declared = list.declared_size.map_or_else(|| "–".to_owned(), |size| size.to_string());
        let unit = Unit::new(analysis.unit.symbol());
        let money = |value| lang.quantity(value, &unit);
        let percent = |value| format!("{}%", format::fixed(value, list.places.into()));
        let mut cells = vec![
            list.id.to_string(),
            lang.pick(&list.name, &list.name_en).to_owned(),
            lang.cli_entered(analysis.len(), declared),
        ];
        let progress = &totals.progress;
        let sums = [
            totals.investment.map(|value| lang.cli_investment(money(value))),
            progress.plan.map(|value| lang.cli_plan(money(value))),
            progress.done.map(|value| lang.cli_done(money(value))),
            progress.completion.map(|value| lang.cli_completion(percent(value))),
            progress.gap.map(|gap| lang.gap(gap, list.places.into())),
        ];
        cells.extend(sums.into_iter().flatten());
        let lit = Lamp::ALL.into_iter().filter(|&lamp| lamp != Lamp::Unlit && totals.lamp(lamp) > 0);
        let lamps: Vec<_> =
            lit.map(|lamp| format!("{} {}", lamp_words(lang, lamp), totals.lamp(lamp))).collect();
        if !lamps.is_empty() {
            cells.push(lamps.join(lang.cli_comma()));
        }
        table.rows.push(cells);
    }
    table.write(out)
}

fn indicators(workbook: &Workbook, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", lang.cli_indicators(workbook.indicators.len()))?;
    let known = |indicator: &Indicator| indicator.section.filter(|&id| workbook.sections.contains(id));
    let of_section = |section: Option<&Section>| {
        let section = section.map(|section| section.id);
        workbook.indicators.iter().filter(move |indicator| known(indicator) == section)
    };
    for section in workbook.sections.iter().map(Some).chain([None]) {
        let mut table = Table::default();
        for indicator in of_section(section) {
            lines(workbook, indicator, lang, &mut table);
        }
        if table.rows.is_empty() {
            continue;
        }
        let title = section.map_or(lang.cli_no_section(), |row| lang.pick(&row.title, &row.title_en));
        writeln!(out, "\n {title}")?;
        table.write(out)?;
    }
    Ok(())
}

/// One line for each target of the year, or one with the last figure.
fn lines(workbook: &Workbook, indicator: &Indicator, lang: Lang, table: &mut Table) {
    let name = lang.pick(&indicator.name, &indicator.name_en);
    let mut targets = indicator.targets.iter().filter(|target| target.year == workbook.year).peekable();
    if targets.peek().is_none() {
        let root = workbook.root_area().map(|area| area.id);
        let mut own = indicator.observations.iter().rev();
        let last = own.clone().find(|o| Some(o.area) == root).or_else(|| own.next());
        let last = last.map_or_else(|| "–".to_owned(), |last| observed(indicator, last, lang));
        table.rows.push(vec![indicator.id.to_string(), name.to_owned(), last]);
    }
    for target in targets {
        table.rows.push(target_line(workbook, indicator, target, name, lang));
    }
}

fn target_line(
    workbook: &Workbook,
    indicator: &Indicator,
    target: &Target,
    name: &str,
    lang: Lang,
) -> Vec<String> {
    let root = workbook.root_area().map(|area| area.id);
    let mut named = name.to_owned();
    if let Some(area) = target.area.filter(|&area| Some(area) != root).and_then(|id| workbook.areas.get(id)) {
        named = format!("{named} · {}", lang.pick(area.label(), &area.name_en));
    }
    if target.measure != indicator.measure {
        named = format!("{named} · {}", lang.measure(target.measure));
    }
    let verdict = judge(workbook, indicator, target, workbook.month);
    let main = series::main_target(workbook, indicator).is_some_and(|main| main.id == target.id);
    let older = || main.then(|| series::tile(workbook, indicator).latest).flatten();
    let last = verdict.actual.or(verdict.previous).or_else(older);
    vec![
        indicator.id.to_string(),
        named,
        last.map_or_else(|| "–".to_owned(), |last| reading(&last, lang)),
        lang.cli_target(lang.target(target, workbook)),
        lamp_words(lang, verdict.lamp),
    ]
}

fn reading(reading: &Reading, lang: Lang) -> String {
    format!("{} {}", lang.period(reading.period), lang.quantity(reading.value, &reading.unit))
}

/// Value, growth and place as they were published.
fn observed(indicator: &Indicator, observation: &Observation, lang: Lang) -> String {
    let mut parts = vec![lang.period(observation.period)];
    parts.extend(lang.observed(observation, &indicator.unit));
    parts.extend(observation.growth.map(|growth| lang.cli_growth(format::signed(growth, growth.scale()))));
    if let Some(rank) = &observation.rank {
        parts.push(lang.cli_rank(&rank.among, rank.place));
    }
    parts.join(" ")
}

fn lamp_words(lang: Lang, lamp: Lamp) -> String {
    format!("{} {}", Lang::lamp_shape(lamp), lang.lamp(lamp))
}

/// Lines of cells, padded so that columns stand below each other.
#[derive(Default)]
struct Table {
    rows: Vec<Vec<String>>,
}

/// A cell wider than this pushes the rest of its own line along, not of all lines.
const WIDEST_CELL: usize = 44;

impl Table {
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (most, cell) in widths.iter_mut().zip(row) {
                *most = (*most).max(width(cell).min(WIDEST_CELL));
            }
        }
        for row in &self.rows {
            write!(out, " ")?;
            for (at, cell) in row.iter().enumerate() {
                write!(out, " {cell}")?;
                if at + 1 < row.len() {
                    let gap = widths[at].saturating_sub(width(cell)) + 1;
                    write!(out, "{:gap$}", "")?;
                }
            }
            writeln!(out)?;
        }
        Ok(())
    }
}

/// How many columns of a terminal a text takes: Han characters and full-width signs take two.
fn width(text: &str) -> usize {
    let wide = |c: char| {
        matches!(c,
            '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}'
            | '\u{ffe0}'..='\u{ffe6}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
    };
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}
