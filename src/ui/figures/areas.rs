//! Which areas a figure shows, and which of them it speaks of.

use crate::{
    model::{
        AreaId, Figure, FigureKind, IndicatorId,
        board::Ranked,
        figure::{Highlight, Part},
    },
    ui::{Shown, fields},
};
use egui::Ui;

/// The areas, folded away under a line that says which they are.
pub fn choose(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let root_alone = matches!(figure.kind, FigureKind::Line | FigureKind::Column);
    let title = match figure.areas.len() {
        0 if root_alone => lang.fig_areas_default_root().to_owned(),
        0 => lang.fig_areas_default_all().to_owned(),
        count => lang.fig_areas_some(count),
    };
    let header = egui::CollapsingHeader::new(&title).id_salt("areas");
    header.show(ui, |ui| {
        for area in workbook.areas.iter() {
            let mut on = figure.areas.contains(&area.id);
            if ui.checkbox(&mut on, shown.area(area)).changed() {
                if on {
                    new.areas.push(area.id);
                    // In the order of the workbook, whatever the order of the clicks.
                    new.areas.sort_by_key(|&id| workbook.areas.position(id));
                } else {
                    new.areas.retain(|&other| other != area.id);
                }
            }
        }
        if !figure.areas.is_empty() && ui.button(lang.fig_areas_reset()).clicked() {
            new.areas.clear();
        }
    });
}

/// What the figure speaks of.
pub fn highlight(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure) {
    let (lang, workbook, kind) = (shown.lang, shown.workbook, figure.kind);
    let mut options: Vec<(Option<Highlight>, String)> = vec![(None, lang.fig_highlight_none().to_owned())];
    let area = |id: AreaId| {
        let name = workbook.areas.get(id).map(|row| shown.area(row).to_owned())?;
        Some((Some(Highlight::Area(id)), name))
    };
    let indicator = |id: IndicatorId| {
        let name = workbook.indicators.get(id).map(|row| shown.indicator(row).to_owned())?;
        Some((Some(Highlight::Indicator(id)), name))
    };
    if kind.uses(Part::HighlightIndicator) && figure.indicators.len() > 1 {
        options.extend(figure.indicators.iter().copied().filter_map(indicator));
    } else if kind.uses(Part::HighlightArea) {
        let board = figure.board.filter(|_| kind.uses(Part::Board)).and_then(|id| workbook.boards.get(id));
        let areas: Vec<AreaId> = match board.map(|board| &board.ranked) {
            Some(Ranked::Areas(areas)) => areas.clone(),
            Some(Ranked::Departments(_)) => Vec::new(),
            None if figure.areas.is_empty() => workbook.areas.iter().map(|row| row.id).collect(),
            None => figure.areas.clone(),
        };
        options.extend(areas.into_iter().filter_map(area));
    }
    if let Some(now) = figure.highlight
        && options.iter().all(|(option, _)| *option != Some(now))
    {
        options.extend(match now {
            Highlight::Area(id) => area(id),
            Highlight::Indicator(id) => indicator(id),
        });
    }
    if options.len() > 1
        && let Some(chosen) = fields::choice(ui, lang.fig_highlight(), figure.highlight, &options)
    {
        new.highlight = chosen;
    }
}
