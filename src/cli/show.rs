//! `guatu show`: a workbook in brief, for people.

use super::worked::{Figures, Worked};
use crate::{
    analysis::{
        LampReason, Progress,
        lookback::Base,
        series,
        start::StartPart,
        target::{Reading, judge},
    },
    i18n::{Lang, format},
    model::{Indicator, Lamp, Money, Observation, ProjectList, Section, Target, Unit, Workbook},
};
use std::io::{self, Write};

/// Writes title, areas, lists, start control, look-back, projects where they are asked for, and indicators.
pub(super) fn show(workbook: &Workbook, projects: bool, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
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
    let worked = Worked::new(workbook);
    lists(workbook, &worked, lang, out)?;
    for list in workbook.lists.iter() {
        starts(&worked, list, lang, out)?;
        look_back(&worked, list, lang, out)?;
        if projects {
            members(workbook, &worked, list, lang, out)?;
        }
    }
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

fn lists(workbook: &Workbook, worked: &Worked<'_>, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{}", lang.cli_lists(workbook.lists.len()))?;
    let mut table = Table::default();
    for list in workbook.lists.iter() {
        let Some((analysis, (plan, figures))) = worked.list(list.id).zip(worked.sum(list)) else { continue };
        let totals = &analysis.totals;
        let declared = list.declared_size.map_or_else(|| "–".to_owned(), |size| size.to_string());
        let unit = Unit::new(analysis.unit.symbol());
        let mut cells = vec![
            list.id.to_string(),
            lang.pick(&list.name, &list.name_en).to_owned(),
            lang.cli_entered(totals.packages as usize, declared),
        ];
        cells.extend(totals.investment.map(|value| lang.cli_investment(lang.quantity(value, &unit))));
        cells.extend(progress(list, plan, &totals.progress, &figures, lang));
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

/// Plan, done, completion, pace and gap, as far as they are known.
fn progress(
    list: &ProjectList,
    plan: Option<Money>,
    progress: &Progress,
    figures: &Figures,
    lang: Lang,
) -> Vec<String> {
    let money = |value, unit: &str| lang.quantity(value, &Unit::new(unit));
    let places = u32::from(list.places);
    let cells = [
        plan.map(|plan| lang.cli_plan(money(plan.value, plan.unit.symbol()))),
        figures.done.zip(figures.done_unit).map(|(done, unit)| lang.cli_done(money(done, unit))),
        figures.completion.as_ref().map(|percent| lang.cli_completion(format!("{percent}%"))),
        figures.completion.as_ref().and(figures.pace.as_ref()).map(|percent| lang.cli_pace(percent)),
        progress.gap.map(|gap| lang.gap(gap, places)),
    ];
    cells.into_iter().flatten().collect()
}

/// The start control of a list, where anything was to start.
fn starts(worked: &Worked<'_>, list: &ProjectList, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(control) = worked.start(list.id).filter(|control| !control.is_empty()) else { return Ok(()) };
    let counts: Vec<String> = StartPart::ALL
        .into_iter()
        .map(|part| (part, control.all.get(part)))
        .filter(|&(part, count)| count > 0 || part == StartPart::Overdue)
        .map(|(part, count)| format!("{} {count}", lang.start_part(part)))
        .collect();
    let name = lang.pick(&list.name, &list.name_en);
    writeln!(out, "\n {name} · {}", lang.start_title(&lang.month(control.month)))?;
    writeln!(out, "  {}", counts.join(lang.cli_comma()))?;
    let places = u32::from(list.places);
    writeln!(out, "  {}: {}", lang.start_rate_year(), lang.rate(control.all.of_year(), places))?;
    writeln!(out, "  {}: {}", lang.start_rate_due(), lang.rate(control.all.of_due(), places))
}

/// The look-back of a list of promoted investments: every rate with its denominator, and the size classes.
fn look_back(worked: &Worked<'_>, list: &ProjectList, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let Some(lookback) = worked.lookback(list) else { return Ok(()) };
    let name = lang.pick(&list.name, &list.name_en);
    writeln!(out, "\n {name} · {}", lang.lookback_title(&lang.month(lookback.month)))?;
    let places = u32::from(list.places);
    let mut table = Table::default();
    for base in Base::ALL {
        for rate in lookback.rates(base) {
            let unit = lang.money_unit(lookback.unit);
            let mut cells = vec![
                format!("{} · {}", lang.lookback_rate(rate.step), lang.lookback_base(base)),
                lang.lookback_by_number(&lang.rate(rate.number, places)),
            ];
            cells.extend(rate.amount.map(|rate| lang.lookback_by_amount(&lang.rate(rate, places), unit)));
            table.rows.push(cells);
        }
    }
    for count in lookback.tiers(&list.tiers) {
        let least = count.tier.at_least;
        let wanted = count.tier.wanted.map_or_else(|| "–".to_owned(), |wanted| wanted.to_string());
        table.rows.push(vec![
            lang.lookback_tier(&format::number(least.value), lang.money_unit(least.unit)),
            lang.lookback_tier_counts(count.this_year, &wanted, count.all),
        ]);
    }
    table.write(out)
}

/// Every project of a list with its figures.
fn members(
    workbook: &Workbook,
    worked: &Worked<'_>,
    list: &ProjectList,
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let Some(analysis) = worked.list(list.id) else { return Ok(()) };
    writeln!(out, "\n {}", lang.pick(&list.name, &list.name_en))?;
    let mut table = Table::default();
    for at in 0..analysis.len() {
        let Some(position) = analysis.position(at) else { continue };
        let Some(project) = workbook.projects.at(position) else { continue };
        let Some((plan, figures)) = worked.project(position, project) else { continue };
        let mut cells = vec![project.id.to_string(), lang.pick(&project.name, &project.name_en).to_owned()];
        if let Some(shown) = analysis.progress(at) {
            cells.extend(progress(list, plan, &shown, &figures, lang));
        }
        if let Some(state) = worked.lamp(list.id, position) {
            // On pace, the gap beside it says why.
            cells.push(match &state.why {
                LampReason::OnPace { .. } if state.silent.is_none() => lamp_words(lang, state.lamp),
                _ => {
                    let why = lang.lamp_reason(&state, list.places.into());
                    format!("{} {why}", Lang::lamp_shape(state.lamp))
                }
            });
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
        format!("{} {}", Lang::lamp_shape(verdict.lamp), lang.target_state(verdict.state)),
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
