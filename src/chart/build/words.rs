//! Titles, subtitles, source lines and notes.

use super::{Made, is_derived};
use crate::{
    chart::data::Chart,
    i18n::Lang,
    model::{Area, Figure, Indicator, Measure, ProjectList, SourceId, Workbook, board::ItemSource},
};

/// Puts the words that a figure gives itself before those made from what it shows, and adds the foot.
pub(super) fn finish(workbook: &Workbook, figure: &Figure, lang: Lang, made: Made) -> Chart {
    let own = |zh: &str, en: &str, made: String| {
        let given = lang.pick(zh, en);
        if given.is_empty() { made } else { given.to_owned() }
    };
    let title = own(&figure.title, &figure.title_en, made.title);
    let subtitle = own(&figure.subtitle, &figure.subtitle_en, made.subtitle);
    let mut foot = Vec::new();
    let source = own(&figure.source, &figure.source_en, sources(workbook, figure, lang));
    if !source.is_empty() {
        foot.push(lang.figure_source(source));
    }
    let mut notes = made.notes;
    let note = lang.pick(&figure.note, &figure.note_en);
    if !note.is_empty() {
        notes.insert(0, note.to_owned());
    }
    if is_derived(figure) {
        notes.insert(0, lang.transformation_method(figure.transformation, workbook));
    }
    let rows = figure.all_indicators().filter_map(|id| workbook.indicators.get(id));
    notes.extend(rows.filter_map(|row| Some(lang.formula_note(row, row.formula.as_ref()?, workbook))));
    let invented = lang.figure_invented();
    if workbook.invented && !notes.iter().any(|note| note.contains(invented)) {
        notes.push(invented.to_owned());
    }
    if !notes.is_empty() {
        foot.push(lang.figure_note(lang.join_notes(&notes)));
    }
    let summary = if made.summary.is_empty() { subtitle.clone() } else { made.summary };
    Chart { kind: figure.kind, title, subtitle, keys: made.keys, foot, summary, body: made.body }
}

/// The titles of the sources of what is shown, in order, each once.
fn sources(workbook: &Workbook, figure: &Figure, lang: Lang) -> String {
    let mut seen: Vec<SourceId> = Vec::new();
    let mut see = |id: Option<SourceId>| {
        if let Some(id) = id.filter(|id| !seen.contains(id)) {
            seen.push(id);
        }
    };
    for indicator in figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id)) {
        for target in indicator.targets.iter().filter(|t| t.year == workbook.year) {
            see(target.source.map(|s| s.source));
        }
        see(indicator.source.map(|s| s.source));
        for observation in indicator.observations.iter().rev().take(24) {
            see(observation.source.map(|s| s.source));
        }
    }
    let board = figure.board.and_then(|id| workbook.boards.get(id));
    for item in board.iter().flat_map(|board| &board.items) {
        match item.source {
            ItemSource::Indicator(id, _) => {
                see(workbook.indicators.get(id).and_then(|row| row.source).map(|s| s.source));
            }
            ItemSource::Completion(id) | ItemSource::StartRate(id) => {
                see(workbook.lists.get(id).and_then(|list| list.source).map(|s| s.source));
            }
            ItemSource::Manual => {}
        }
    }
    if let Some(list) = figure.list.and_then(|id| workbook.lists.get(id)) {
        see(list.source.map(|s| s.source));
    }
    let title = |id: &SourceId| {
        let source = workbook.sources.get(*id)?;
        Some(lang.pick(&source.title, &source.title_en))
    };
    let titles: Vec<_> = seen.iter().filter_map(title).take(3).collect();
    titles.join(lang.list_comma())
}

/// The name of an indicator.
pub(super) fn name(lang: Lang, indicator: &Indicator) -> &str {
    lang.pick(&indicator.name, &indicator.name_en)
}

/// The name of an indicator with the measure spoken of, where the name alone does not say it.
pub(super) fn named(lang: Lang, indicator: &Indicator, measure: Measure) -> String {
    let name = name(lang, indicator);
    if measure == indicator.measure || name.ends_with(lang.measure(measure)) {
        name.to_owned()
    } else {
        lang.named_measure(name, lang.measure(measure))
    }
}

/// The name of an area as labels show it.
pub(super) fn area_label(lang: Lang, area: &Area) -> &str {
    match lang {
        Lang::Zh => area.label(),
        Lang::En => lang.pick(area.label(), &area.name_en),
    }
}

/// The name of the root area, or nothing.
pub(super) fn root_label(workbook: &Workbook, lang: Lang) -> &str {
    workbook.root_area().map_or("", |area| area_label(lang, area))
}

/// The parts that say something, joined.
pub(super) fn joined<const N: usize>(parts: [&str; N]) -> String {
    let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

/// The name of a list as a title says it.
pub(super) fn in_title(lang: Lang, list: &ProjectList) -> &str {
    lang.pick(&list.name, &list.name_en)
}
