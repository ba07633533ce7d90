//! A small table of counts and rates: a label, then figures in columns; a count that stands for projects is
//! a link to them.

use crate::ui::{Shown, theme, widgets};
use egui::{Align, FontId, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// A column.
pub struct Heading {
    /// Its name.
    pub name: String,
    /// What it counts.
    pub tip: String,
}

impl Heading {
    /// A column with what it counts.
    pub fn new(name: impl Into<String>, tip: impl Into<String>) -> Self {
        Self { name: name.into(), tip: tip.into() }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A figure, and what it is made of.
    Figure(String, String),
    /// A count that leads to its projects.
    Count(usize),
    /// Nothing to say.
    Empty,
}

impl Cell {
    fn text(&self) -> String {
        match self {
            Self::Figure(text, _) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Empty => "–".to_owned(),
        }
    }
}

/// A row.
pub struct Row {
    /// What it is about.
    pub name: String,
    /// One for each column.
    pub cells: Vec<Cell>,
    /// Whether it is the sum of the others.
    pub sum: bool,
}

/// Beside the text of a cell, and the least of it in a narrow window.
const PADDING: f32 = 10.0;
const TIGHT: f32 = 5.0;
/// What is left of names at least.
const SHORTEST: f32 = 130.0;
const HEADER: f32 = 28.0;

/// Shows the table; the row and column of a count that was clicked.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    id: &str,
    first: &str,
    headings: &[Heading],
    rows: &[Row],
) -> Option<(usize, usize)> {
    let theme = shown.theme;
    let (small, plain) = (FontId::proportional(12.0), FontId::proportional(13.0));
    let width = |ui: &Ui, text: &str, font: FontId| {
        ui.painter().layout_no_wrap(text.to_owned(), font, theme.text.0).size().x
    };
    let mut widths: Vec<f32> = headings
        .iter()
        .enumerate()
        .map(|(at, heading)| {
            let cells = rows.iter().filter_map(|row| row.cells.get(at));
            let widest = cells.map(|cell| width(ui, &cell.text(), theme::bold(13.0))).fold(0.0, f32::max);
            widest.max(width(ui, &heading.name, small.clone()))
        })
        .collect();
    let names = rows.iter().map(|row| width(ui, &row.name, theme::bold(13.0)));
    let label = names.fold(width(ui, first, small.clone()), f32::max).clamp(90.0, 260.0) + PADDING;
    // Where there is no room for all, long names give way: they are told whole under the pointer.
    let figures = widths.iter().map(|width| width + 2.0 * TIGHT).sum::<f32>();
    let label = label.min((ui.available_width() - figures).max(SHORTEST));
    // Wide windows give each column a little more air, but the table stays together; narrow ones take some.
    let text = label + widths.iter().sum::<f32>();
    let air = (ui.available_width() - text) / widths.len().max(1) as f32;
    let padding = (air / 2.0).clamp(TIGHT, PADDING);
    let spare = (air - 2.0 * padding).clamp(0.0, 24.0);
    widths.iter_mut().for_each(|width| *width += 2.0 * padding + spare);
    let total = label + widths.iter().sum::<f32>();

    ui.spacing_mut().item_spacing.y = 0.0;
    let (header, _) = ui.allocate_exact_size(vec2(total, HEADER), Sense::hover());
    let name_rect = |row: Rect| row.with_max_x(row.left() + label - PADDING);
    widgets::text_in(ui, name_rect(header), first, small.clone(), theme.second.0, Align::Min);
    let mut x = header.left() + label;
    for (at, (heading, &width)) in headings.iter().zip(&widths).enumerate() {
        let cell = Rect::from_min_size(pos2(x, header.top()), vec2(width, HEADER));
        x += width;
        let inner = cell.shrink2(vec2(padding, 0.0));
        widgets::text_in(ui, inner, &heading.name, small.clone(), theme.second.0, Align::Max);
        let response = ui.interact(cell, ui.scope_id().with((id, "heading", at)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &heading.name));
        response.on_hover_text(&heading.tip);
    }
    ui.painter().hline(header.x_range(), header.bottom(), Stroke::new(1.0, theme.strong_line.0));

    let mut clicked = None;
    for (line, row) in rows.iter().enumerate() {
        let (rect, _) = ui.allocate_exact_size(vec2(total, theme::ROW), Sense::hover());
        let edge = if row.sum { theme.strong_line } else { theme.line };
        if row.sum {
            ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, edge.0));
        } else if line + 1 < rows.len() {
            ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, edge.0));
        }
        let font = if row.sum { theme::bold(13.0) } else { plain.clone() };
        if widgets::text_in(ui, name_rect(rect), &row.name, font.clone(), theme.text.0, Align::Min) {
            ui.interact(name_rect(rect), ui.scope_id().with((id, "name", line)), Sense::hover())
                .on_hover_text(&row.name);
        }
        let mut x = rect.left() + label;
        for (at, (cell, &width)) in row.cells.iter().zip(&widths).enumerate() {
            let place = Rect::from_min_size(pos2(x, rect.top()), vec2(width, rect.height()));
            x += width;
            let inner = place.shrink2(vec2(padding, 0.0));
            let text = cell.text();
            let leads = matches!(cell, Cell::Count(count) if *count > 0);
            let sense = if leads { Sense::click() } else { Sense::hover() };
            let response = ui.interact(place, ui.scope_id().with((id, line, at)), sense);
            let ink = match cell {
                Cell::Count(0) | Cell::Empty => theme.faint,
                Cell::Count(_) => theme.accent,
                Cell::Figure(..) => theme.text,
            };
            if leads && (response.hovered() || response.has_focus()) {
                ui.painter().rect_filled(place.shrink2(vec2(2.0, 2.0)), 4.0, theme.hover.0);
            }
            if response.has_focus() {
                widgets::paint_cursor(ui, place.shrink2(vec2(2.0, 2.0)));
            }
            widgets::text_in(ui, inner, &text, font.clone(), ink.0, Align::Max);
            let heading = headings.get(at).map_or("", |heading| &*heading.name);
            let role = if leads { Role::Link } else { Role::Label };
            let spoken = shown.lang.insight_cell(&row.name, heading, &text);
            response.widget_info(|| WidgetInfo::labeled(role, true, &spoken));
            if response.clicked() {
                clicked = Some((line, at));
            }
            match cell {
                Cell::Figure(_, made_of) if !made_of.is_empty() => {
                    response.on_hover_text(made_of);
                }
                Cell::Count(_) if leads => {
                    response.on_hover_cursor(egui::CursorIcon::PointingHand);
                }
                _ => {}
            }
        }
    }
    clicked
}
