//! Changes of the list of figures, each one step.

use crate::{
    edit::{Edit, Row, RowId},
    i18n::Lang,
    model::{Figure, FigureId, Workbook},
};

/// A figure put behind the others, or behind one of them.
pub fn added(workbook: &Workbook, figure: Figure, behind: Option<FigureId>) -> (Edit, FigureId) {
    let id: FigureId = workbook.new_id(0);
    let at = behind.and_then(|id| workbook.figures.position(id)).map_or(workbook.figures.len(), |at| at + 1);
    (Edit::Insert { at, row: Row::from(Figure { id, ..figure }) }, id)
}

/// Copies of figures, behind the last of them; and the first copy.
pub fn duplicated(workbook: &Workbook, ids: &[FigureId], lang: Lang) -> (Edit, Option<FigureId>) {
    let last = ids.iter().filter_map(|&id| workbook.figures.position(id)).max();
    let from = last.map_or(workbook.figures.len(), |at| at + 1);
    let figures = ids.iter().filter_map(|&id| workbook.figures.get(id)).zip(0_u32..);
    let copies: Vec<Edit> = figures
        .flat_map(|(figure, number)| {
            let mut copy = figure.clone();
            copy.id = workbook.new_id(number);
            if !copy.title.is_empty() {
                copy.title = lang.fig_copy_title(&copy.title).into();
            }
            if !copy.title_en.is_empty() {
                copy.title_en = Lang::En.fig_copy_title(&copy.title_en).into();
            }
            let kept = workbook.kept_with_copy(figure.id.into(), copy.id.into());
            let insert = Edit::Insert { at: from + number as usize, row: Row::from(copy) };
            [Some(insert), kept].into_iter().flatten()
        })
        .collect();
    let first = (!copies.is_empty()).then(|| workbook.new_id(0));
    (one(copies), first)
}

/// Figures taken out.
pub fn deleted(ids: &[FigureId]) -> Edit {
    one(ids.iter().map(|&id| Edit::Remove(RowId::Figure(id))).collect())
}

/// A figure put in another place.
pub fn moved(id: FigureId, to: usize) -> Edit {
    Edit::Move { id: RowId::Figure(id), to }
}

/// What is looked at once these are gone: the one behind the last of them, or else the one before the first.
pub fn beside(workbook: &Workbook, ids: &[FigureId]) -> Option<FigureId> {
    let places: Vec<usize> = ids.iter().filter_map(|&id| workbook.figures.position(id)).collect();
    let behind = places.iter().max().and_then(|&at| workbook.figures.at(at + 1));
    let before = || workbook.figures.at(places.iter().min()?.checked_sub(1)?);
    behind.or_else(before).map(|figure| figure.id)
}

fn one(mut edits: Vec<Edit>) -> Edit {
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        Some(last) => {
            edits.push(last);
            Edit::Many(edits)
        }
        None => Edit::Many(edits),
    }
}
