//! Areas by period, and areas on a schematic map: the figure in every cell, its ground by its size.

use super::{Across, Compared, Drawing, Made, Part, Thing, Value, area_label};
use crate::{
    chart::kinds::{Heat, Shade, Square, Tiles},
    model::{
        Area, Decimal, Figure, Workbook,
        figure::{Highlight, Tile},
    },
};

/// The shades of figures.
fn shade(across: &Across<'_>, figures: &[Decimal]) -> Option<Shade> {
    let (low, high) = (*figures.iter().min()?, *figures.iter().max()?);
    let two_sided = low < Decimal::ZERO && high > Decimal::ZERO;
    let written = |value: Decimal| across.axis.with(&across.axis.number(value));
    Some(Shade {
        low: super::place(low),
        high: super::place(high),
        two_sided,
        ends: [written(low), written(high)],
    })
}

/// Marks preliminary figures, as a shaded cell has no other room for it, and says what the sign means; where all are
/// preliminary, that is said once.
fn starred<'a>(across: &Across<'_>, values: impl Iterator<Item = &'a mut Value>) -> Option<String> {
    let mut values: Vec<&mut Value> = values.collect();
    if values.iter().all(|value| value.hollow) {
        return (!values.is_empty()).then(|| across.lang.kinds_all_preliminary().to_owned());
    }
    let mut found = false;
    for value in values.iter_mut().filter(|value| value.hollow) {
        value.text.push('*');
        found = true;
    }
    found.then(|| across.lang.kinds_star().to_owned())
}

pub(super) fn heat(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let mut things = across.things();
    let periods = across.periods(&things, false);
    if across.indicators.len() == 1 && across.figure.areas.is_empty() {
        // The whole stands first, to be compared with.
        things.splice(
            0..0,
            across.root().map(|area| Thing {
                indicator: across.first,
                area,
                name: area_label(lang, area).to_owned(),
                tone: across.tone(area),
                strong: true,
            }),
        );
    }
    things.retain(|thing| periods.iter().any(|&period| across.figure_of(thing, period).is_some()));
    // A sum is of another size than its parts: it would take all the shade.
    if across.measure == crate::model::Measure::Level && across.indicators.len() == 1 {
        let root = across.root().map(|area| area.id);
        things.retain(|thing| Some(thing.area.id) != root);
    }
    let mut rows: Vec<Part> = things.iter().map(|thing| across.part(thing, &periods)).collect();
    let notes = starred(across, rows.iter_mut().flat_map(|row| &mut row.values).flatten());
    let figures: Vec<Decimal> = things
        .iter()
        .flat_map(|thing| periods.iter().filter_map(|&period| across.figure_of(thing, period)))
        .collect();
    let shade = shade(across, &figures)?;
    let table = across.table(&periods, &things);
    let title = lang.ranked_title(across.place_label(), &across.subject());
    let title = if across.indicators.len() > 1 {
        lang.in_area(across.place_label(), &across.subject())
    } else {
        title
    };
    let spoken = |thing: &Thing<'_>| match across.figure.highlight {
        Some(Highlight::Area(area)) => across.indicators.len() == 1 && thing.area.id == area,
        Some(Highlight::Indicator(id)) => across.indicators.len() > 1 && thing.indicator.id == id,
        None => false,
    };
    let spoken = things.iter().position(spoken);
    let drawing = Drawing::Heat(Heat { columns: across.heads(&periods), rows, spoken, shade });
    Some(across.made(title, &periods, notes.into_iter().collect(), Compared { drawing, table }))
}

pub(super) fn tiles(across: &Across<'_>) -> Option<Made> {
    let lang = across.lang;
    let things = across.area_things();
    let period = across.latest(&things)?;
    let figures: Vec<Decimal> = things.iter().filter_map(|thing| across.figure_of(thing, period)).collect();
    let shade = shade(across, &figures)?;
    let places = tile_positions(across.workbook, across.figure);
    let square = |thing: &Thing<'_>| {
        let tile = places.iter().find(|tile| tile.area == thing.area.id)?;
        let value: Option<Value> = across.value(thing, period);
        let (column, row) = (tile.column, tile.row);
        Some(Square { name: thing.name.clone(), column, row, value, strong: thing.strong })
    };
    let mut squares: Vec<Square> = things.iter().filter_map(square).collect();
    let starred = starred(across, squares.iter_mut().filter_map(|square| square.value.as_mut()));
    let table = across.table(&[period], &things);
    // One line an area reads better than one long line.
    let table = turned(&table, lang.column_thing());
    let title = lang.ranked_title(across.root_label(), &across.subject());
    let mut notes = vec![lang.kinds_schematic().to_owned()];
    notes.extend(starred);
    let drawing = Drawing::Tiles(Tiles { squares, shade });
    Some(across.made(title, &[period], notes, Compared { drawing, table }))
}

/// Rows as columns.
fn turned(table: &[Vec<String>], head: &str) -> Vec<Vec<String>> {
    let width = table.first().map_or(0, Vec::len);
    let column = |at: usize| table.iter().map(|row| row.get(at).cloned().unwrap_or_default()).collect();
    let mut rows: Vec<Vec<String>> = (0..width).map(column).collect();
    if let Some(corner) = rows.first_mut().and_then(|row| row.first_mut()) {
        head.clone_into(corner);
    }
    rows
}

/// Where the areas of a figure stand: as it says, else as the areas themselves do, else in rows in their order.
pub fn tile_positions(workbook: &Workbook, figure: &Figure) -> Vec<Tile> {
    let areas: Vec<&Area> = if figure.areas.is_empty() {
        workbook.child_areas().collect()
    } else {
        figure.areas.iter().filter_map(|&id| workbook.areas.get(id)).collect()
    };
    let mut taken: Vec<(u8, u8)> = Vec::new();
    let mut found: Vec<Option<Tile>> = vec![None; areas.len()];
    let mut put = |at: usize, area: &Area, column: u8, row: u8, found: &mut Vec<Option<Tile>>| {
        let (column, row) = (column.min(Tile::LAST), row.min(Tile::LAST));
        if !taken.contains(&(column, row)) {
            taken.push((column, row));
            found[at] = Some(Tile { area: area.id, column, row });
        }
    };
    for (at, area) in areas.iter().enumerate() {
        if let Some(tile) = figure.tiles.iter().find(|tile| tile.area == area.id) {
            put(at, area, tile.column, tile.row, &mut found);
        }
    }
    for (at, area) in areas.iter().enumerate() {
        if let (Some(square), None) = (area.square, found[at]) {
            put(at, area, square.column, square.row, &mut found);
        }
    }
    let wide = (1..=Tile::LAST).find(|&wide| usize::from(wide).pow(2) >= areas.len()).unwrap_or(Tile::LAST);
    let mut free = (0..=Tile::LAST).flat_map(|row| (0..wide).map(move |column| (column, row)));
    for (at, area) in areas.iter().enumerate() {
        while found[at].is_none() {
            let Some((column, row)) = free.next() else { break };
            put(at, area, column, row, &mut found);
        }
    }
    found.into_iter().flatten().collect()
}
