//! The rows and headings as `egui_table` asks for them: only what is on the screen is ever written.

use super::{
    chips, columns, marks,
    rows::{InView, field_of},
    selection::{Selection, Shape},
    views::ColumnChange,
};
use crate::{
    analysis::{Line, Lines, SortKey},
    model::{Column, CountMode, ProjectField, ProjectId, ProjectList, RowColor, list::ColumnView},
    ui::{Command, Shown, command::shortcut_text, grid::handle, theme, widgets},
};
use egui::{Align, Button, Modifiers, Rangef, Rect, Response, Sense, Stroke, Ui, WidgetInfo, vec2};
use egui_table::{CellInfo, HeaderCellInfo, TableDelegate};
use std::{collections::BTreeMap, sync::Arc};

/// Width of the arrow that sorts.
const SORT_BUTTON: f32 = 16.0;

/// What a click in the table asks for.
#[derive(Debug, Clone)]
pub enum Click {
    /// Sort by a column; with Shift as one more column.
    Sort { column: Column, add: bool },
    /// Select a whole column.
    Column { column: Column, modifiers: Modifiers },
    /// Give a column a width.
    Resize { column: Column, width: f32 },
    /// Make a column as wide as what stands in it.
    Fit { column: Column },
    /// Select a cell, or in the column of numbers a row.
    Cell { row: usize, column: Column, modifiers: Modifiers },
    /// Edit a cell.
    Open { row: usize, column: Column },
    /// The context menu opened on a cell.
    Menu { row: usize, column: Column },
    /// Run a command.
    Run(Command),
    /// Copy the selected cells.
    Copy,
    /// Copy and empty them.
    Cut,
    /// Put what is on the clipboard into them.
    Paste,
    /// Empty them.
    Clear,
    /// Move, hide or freeze a column.
    Change { column: Column, change: ColumnChange },
    /// Sort by this alone.
    Order(SortKey),
    /// Group by this alone.
    GroupBy(Column),
    /// Shut a group, or open it.
    Group(usize),
    /// Shut a package, or open it.
    Package(ProjectId),
    /// Edit the cell under the cursor.
    Edit,
    /// Set a field of all selected projects.
    SetField,
    /// Drag the handle.
    Fill,
}

/// Where cells were drawn.
#[derive(Debug)]
pub struct Geometry {
    columns: BTreeMap<usize, Rangef>,
    lines: Arc<Lines>,
    /// Height of a row; headings have the usual one.
    height: f32,
    /// A line that was drawn, and the top of it.
    line: Option<(usize, f32)>,
}

impl Geometry {
    /// Nothing drawn yet.
    pub fn new(lines: Arc<Lines>, height: f32) -> Self {
        Self { columns: BTreeMap::new(), lines, height, line: None }
    }

    /// The top of a line below that of the first one.
    pub fn offset(&self, line: usize) -> f32 {
        let headings = self.lines.headings_before(line);
        headings as f32 * theme::ROW + (line - headings) as f32 * self.height
    }

    /// The height of all lines.
    pub fn total(&self) -> f32 {
        self.offset(self.lines.len())
    }

    /// The left and right of a column, where it was drawn.
    pub fn column(&self, at: usize) -> Option<Rangef> {
        self.columns.get(&at).copied()
    }

    /// Where a cell is, also of rows above or below the window.
    pub fn cell(&self, row: usize, column: usize) -> Option<Rect> {
        let (known, top) = self.line?;
        let top = top + self.offset(self.lines.line_of(row)) - self.offset(known);
        Some(Rect::from_x_y_ranges(self.column(column)?, Rangef::new(top, top + self.height)))
    }

    /// The row at a height, also above or below the window; for a heading the row below it.
    pub fn row_at(&self, y: f32) -> Option<usize> {
        let (known, top) = self.line?;
        let y = y - top + self.offset(known);
        let (mut low, mut high) = (0, self.lines.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if self.offset(middle) <= y { low = middle } else { high = middle }
        }
        Some(low - self.lines.headings_before(low))
    }

    /// The column at a distance from the left: those that stay in view lie above the others.
    pub fn column_at(&self, x: f32, sticky: usize) -> Option<usize> {
        let at = |mut columns: std::collections::btree_map::Range<'_, usize, Rangef>| {
            columns.find(|(_, range)| range.contains(x)).map(|(&at, _)| at)
        };
        at(self.columns.range(..sticky)).or_else(|| at(self.columns.range(sticky..))).or_else(|| {
            // Past the last one.
            self.columns.iter().rev().find(|(_, range)| range.max <= x).map(|(&at, _)| at)
        })
    }

    /// Where the columns end that stay in view.
    pub fn sticky_end(&self, sticky: usize, left: f32) -> f32 {
        sticky.checked_sub(1).and_then(|at| self.column(at)).map_or(left, |x| x.max)
    }
}

/// What the rows are drawn from.
pub struct Rows<'a> {
    pub shown: &'a Shown<'a>,
    pub list: &'a ProjectList,
    pub view: &'a InView,
    pub columns: &'a [ColumnView],
    pub selection: &'a Selection,
    /// The selected cells.
    pub shape: Shape<'a>,
    /// What was pressed in an earlier pass: its click has been answered already.
    pub pressed: Option<(usize, Column)>,
    /// The last cell of the rectangle that is selected: the handle is there.
    pub corner: Option<(usize, usize)>,
    /// What the handle would fill.
    pub fill_to: Option<&'a handle::Area>,
    pub sort: &'a [SortKey],
    /// What colours the rows.
    pub color: &'a RowColor,
    /// Room between a cell's text and its sides.
    pub padding: f32,
    /// Whether headings take two lines.
    pub two_lines: bool,
    /// How many lines of text a row shows.
    pub text_lines: u8,
    /// How packages are counted.
    pub list_counts: CountMode,
    /// The left edge of the table.
    pub left: f32,
    /// The width of the columns that stay in view.
    pub sticky_width: f32,
    /// The project whose cell is being edited: its text is not drawn below the editor.
    pub editing: Option<ProjectId>,
    /// Where the cursor stands.
    pub cursor: Option<usize>,
    /// Whether the table has the keyboard.
    pub focused: bool,
    pub geometry: Geometry,
    pub clicks: Vec<Click>,
}

impl TableDelegate for Rows<'_> {
    fn default_row_height(&self) -> f32 {
        self.geometry.height
    }

    fn row_top_offset(&self, _ctx: &egui::Context, _table_id: egui::Id, line: u64) -> f32 {
        self.geometry.offset(line as usize)
    }

    fn header_cell_ui(&mut self, ui: &mut Ui, cell: &HeaderCellInfo) {
        let at = cell.col_range.start;
        let Some(view) = self.columns.get(at) else { return };
        let (shown, theme, column) = (self.shown, self.shown.theme, view.column);
        let rect = ui.max_rect();
        self.geometry.columns.insert(at, rect.x_range());
        let name = columns::name(shown, self.list, column);
        let unit = columns::unit(shown, self.list, column);
        let unit_here = columns::unit_at(shown, self.list, self.columns, at);
        let response = ui.interact(rect, ui.scope_id().with("heading"), Sense::CLICK);
        let key = self.sort.iter().position(|key| key.column == column);
        let arrow = key.map_or_else(String::new, |at| {
            let sign = if self.sort[at].descending { "↓" } else { "↑" };
            if self.sort.len() > 1 { format!(" {sign}{}", at + 1) } else { format!(" {sign}") }
        });
        let selected = self.shape.has_column(at) && !self.shape.is_single();
        let ink = if key.is_some() { theme.accent } else { theme.second };
        if selected {
            ui.painter().rect_filled(rect, 0.0, theme.accent_ground.0);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 0.0, theme.hover.0);
        }
        let unit_here = if key.is_none() { unit_here } else { String::new() };
        self.heading_text(ui, rect, column, (&name, &unit_here, &arrow), ink.0);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, &name));
        let modifiers = ui.input(|input| input.modifiers);
        let pressed = ui.input(|input| input.pointer.primary_pressed());
        if pressed && response.is_pointer_button_down_on() {
            self.clicks.push(Click::Column { column, modifiers });
        }
        self.sort_button(ui, rect, (column, at), &name, key.is_some());
        self.resize(ui, rect, column, &name);
        if response.secondary_clicked() || response.context_menu_opened() {
            response.context_menu(|ui| self.heading_menu(ui, column, at));
        }
        response.on_hover_ui(|ui| {
            ui.label(if unit.is_empty() { name.clone() } else { format!("{name}（{unit}）") });
            ui.weak(shown.lang.projects_column_tip());
        });
    }

    fn row_ui(&mut self, ui: &mut Ui, row: u64) {
        let (rect, theme) = (ui.max_rect(), self.shown.theme);
        let line = row as usize;
        self.geometry.line = Some((line, rect.top()));
        let place = match self.view.lines.line(line) {
            Line::Row(place) => place,
            Line::Heading(heading) => return self.heading(ui, rect, heading),
        };
        // One selected cell shows its whole row: that is what the panel beside is about.
        if self.shape.is_single() && self.shape.has_row(place) {
            ui.painter().rect_filled(rect, 0.0, theme.selection.0);
        } else if ui.rect_contains_pointer(rect) {
            ui.painter().rect_filled(rect, 0.0, theme.hover.0);
        }
        if let Some(index) = self.view.index(place) {
            marks::paint_ground(ui, self.shown, self.view, self.color, index, rect);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line.0));
    }

    fn cell_ui(&mut self, ui: &mut Ui, info: &CellInfo) {
        let row = match self.view.lines.line(info.row_nr as usize) {
            Line::Row(row) => row,
            Line::Heading(heading) => return self.subtotal(ui, heading, info.col_nr),
        };
        let Some((view, index)) = self.columns.get(info.col_nr).zip(self.view.index(row)) else { return };
        let (shown, theme, column) = (self.shown, self.shown.theme, view.column);
        let rect = ui.max_rect();
        let response = ui.interact(rect, ui.scope_id().with("cell"), Sense::CLICK | Sense::DRAG);
        let cell = columns::cell(shown, self.list, self.view, index, column);
        let is_cursor = self.cursor == Some(row) && self.selection.column == column;
        let is_selected = self.shape.has(row, info.col_nr);
        if info.col_nr == 0 {
            marks::paint_sign(ui, shown, self.view, self.color, index, rect);
        }
        if is_cursor {
            ui.painter().rect_filled(rect, 1.0, theme.field.0);
        } else if is_selected && !self.shape.is_single() {
            ui.painter().rect_filled(rect, 0.0, theme.selection.0);
        }
        if is_selected && !self.shape.is_single() {
            self.outline(ui, rect, row, info.col_nr);
        }
        let mut inner = rect.shrink2(vec2(self.padding, 0.0));
        if column == Column::Field(ProjectField::Name) {
            inner.min.x += self.package_sign(ui, inner, row, index);
        }
        let mut elided = false;
        let tags = self.view.analysis.project(shown.workbook, index).map(|project| &project.tags);
        let tags = tags.filter(|_| column == Column::Field(ProjectField::Tags));
        if let Some(tags) = tags.filter(|_| !is_cursor || self.editing.is_none()) {
            elided = chips::paint(ui, shown, inner, tags);
        } else if column == Column::Lamp {
            if let Some(found) = self.view.analysis.rows.get(index) {
                widgets::paint_lamp(ui.painter(), rect.center(), 5.0, found.lamp, theme);
            }
        } else if !cell.text.is_empty() && (!is_cursor || self.editing.is_none()) {
            let ink = match column {
                Column::Number => theme.faint,
                _ if cell.derived => theme.second,
                _ => theme.text,
            };
            let font = egui::FontId::proportional(13.0);
            if columns::is_figure(self.list, column) {
                // A figure that is cut would be another one: without room for all of it, it says so.
                let mut galley = ui.painter().layout_no_wrap(cell.text.clone(), font.clone(), ink.0);
                elided = galley.size().x > inner.width() + self.padding - 1.0;
                if elided {
                    galley = ui.painter().layout_no_wrap("###".to_owned(), font, theme.faint.0);
                }
                let at = egui::Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), inner);
                ui.painter().galley(at.min, galley, ink.0);
            } else if self.text_lines > 1 {
                elided = self.lines_of_text(ui, inner, &cell.text, font, ink.0);
            } else {
                elided = widgets::text_in(ui, inner, &cell.text, font, ink.0, Align::Min);
            }
        }
        if is_cursor {
            let line = if self.focused { theme.accent } else { theme.faint };
            ui.painter().rect_stroke(
                rect,
                1.0,
                Stroke::new(if self.focused { 2.0 } else { 1.0 }, line.0),
                egui::StrokeKind::Inside,
            );
        }
        response.widget_info(|| {
            let name = columns::name(shown, self.list, column);
            let mut info =
                WidgetInfo::labeled(egui::Role::Cell, true, shown.lang.projects_cell(&name, row + 1));
            info.current_text_value = Some(cell.text.clone());
            info.selected = Some(is_selected);
            info
        });
        self.mouse(ui, &response, row, column);
        if let Some(area) = self.fill_to {
            handle::outline(ui, rect, row, info.col_nr, area);
        }
        if self.corner == Some((row, info.col_nr))
            && self.editing.is_none()
            && handle::show(ui, shown.lang, rect)
        {
            self.clicks.push(Click::Fill);
        }
        let doubt = marks::doubt(ui, shown, self.list, self.view, index, column, rect);
        if elided || cell.full.is_some() || column == Column::Lamp || doubt.is_some() {
            let text = cell.full.unwrap_or(cell.text);
            response.on_hover_text(doubt.map_or(text.clone(), |doubt| format!("{text}\n{doubt}")));
        }
    }
}

impl Rows<'_> {
    /// The right edge of a heading: drag it for another width, click twice for that of what stands in it.
    fn resize(&mut self, ui: &Ui, heading: Rect, column: Column, name: &str) {
        let edge = heading.with_min_x(heading.right() - 6.0);
        let handle = ui.interact(edge, ui.scope_id().with("edge"), Sense::CLICK | Sense::DRAG);
        handle.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Splitter, true, self.shown.lang.projects_width(name))
        });
        if handle.hovered() || handle.dragged() {
            ui.set_cursor_icon(egui::CursorIcon::ResizeColumn);
            let line = Stroke::new(2.0, self.shown.theme.accent.0);
            ui.painter().vline(heading.right() - 1.0, heading.y_range(), line);
        }
        if handle.double_clicked() {
            self.clicks.push(Click::Fit { column });
        } else if handle.dragged()
            && let Some(pointer) = handle.interact_pointer_pos()
        {
            let width = pointer.x - heading.left();
            if (width - heading.width()).abs() > 0.5 {
                self.clicks.push(Click::Resize { column, width });
            }
        }
    }

    /// The arrow at the right of a heading that sorts by it: shown while the pointer is there, or while the
    /// table is sorted by the column.
    fn sort_button(
        &mut self,
        ui: &Ui,
        heading: Rect,
        (column, at): (Column, usize),
        name: &str,
        sorted: bool,
    ) {
        let theme = self.shown.theme;
        let right = heading.right() - 6.0;
        let place = heading.with_max_x(right).with_min_x((right - SORT_BUTTON).max(heading.left()));
        let button = ui.interact(place, ui.scope_id().with("sort"), Sense::CLICK);
        button.widget_info(|| {
            WidgetInfo::labeled(egui::Role::Button, true, self.shown.lang.projects_sort_by(name))
        });
        if ui.rect_contains_pointer(heading) || button.has_focus() {
            let ground = if button.hovered() { theme.accent_ground } else { theme.hover };
            ui.painter().rect_filled(place.shrink2(vec2(0.0, 4.0)), 3.0, ground.0);
            let descending = self.sort.iter().any(|key| key.column == column && key.descending);
            let ink = if sorted || button.hovered() { theme.accent } else { theme.second };
            let sign = if descending { "↓" } else { "↑" };
            let font = egui::FontId::proportional(12.0);
            ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, sign, font, ink.0);
        }
        if button.clicked() {
            let add = ui.input(|input| input.modifiers.shift);
            self.clicks.push(Click::Sort { column, add });
        }
        // In a narrow column it takes most of the heading.
        if button.secondary_clicked() || button.context_menu_opened() {
            button.context_menu(|ui| self.heading_menu(ui, column, at));
        }
        button.on_hover_text(self.shown.lang.projects_sort_tip());
    }

    /// The sides of a selected cell where the selection ends.
    fn outline(&self, ui: &Ui, rect: Rect, row: usize, column: usize) {
        let line = Stroke::new(1.0, self.shown.theme.accent.0);
        let ends = |row: Option<usize>, column: Option<usize>| {
            !row.zip(column).is_some_and(|(row, column)| self.shape.has(row, column))
        };
        let (x, y) = (rect.x_range(), rect.y_range());
        if ends(row.checked_sub(1), Some(column)) {
            ui.painter().hline(x, rect.top() + 0.5, line);
        }
        if ends(Some(row + 1), Some(column)) {
            ui.painter().hline(x, rect.bottom() - 0.5, line);
        }
        if ends(Some(row), column.checked_sub(1)) {
            ui.painter().vline(rect.left() + 0.5, y, line);
        }
        if ends(Some(row), Some(column + 1)) {
            ui.painter().vline(rect.right() - 0.5, y, line);
        }
    }

    fn mouse(&mut self, ui: &Ui, response: &Response, row: usize, column: Column) {
        let (modifiers, pressed) = ui.input(|input| (input.modifiers, input.pointer.primary_pressed()));
        // Selected as soon as it is pressed, so that dragging goes on from there. A click without a press
        // is one of a screen reader, or a press and its release in one pass.
        let at_once = pressed && response.is_pointer_button_down_on();
        if at_once || (response.clicked() && self.pressed != Some((row, column))) {
            self.clicks.push(Click::Cell { row, column, modifiers });
        }
        if response.double_clicked() && modifiers.is_none() {
            self.clicks.push(Click::Open { row, column });
        }
        if response.secondary_clicked() {
            self.clicks.push(Click::Menu { row, column });
        }
        if response.secondary_clicked() || response.context_menu_opened() {
            response.context_menu(|ui| self.menu(ui, column));
        }
    }

    fn menu(&mut self, ui: &mut Ui, column: Column) {
        let lang = self.shown.lang;
        let name = columns::name(self.shown, self.list, column);
        let count = self.selection.places(self.view).len().max(1);
        let mut entry = |ui: &mut Ui, text: String, keys: &str, click: Click| {
            if ui.add(Button::new(text).shortcut_text(keys)).clicked() {
                self.clicks.push(click);
                ui.close();
            }
        };
        if field_of(column).is_some() {
            entry(ui, lang.projects_edit_cell().to_owned(), "F2", Click::Edit);
        }
        entry(ui, lang.cut_cells_menu().to_owned(), "Ctrl+X", Click::Cut);
        entry(ui, lang.projects_copy_cells().to_owned(), "Ctrl+C", Click::Copy);
        entry(ui, lang.paste_cells_menu().to_owned(), "Ctrl+V", Click::Paste);
        if field_of(column).is_some() {
            if column != Column::Field(ProjectField::Name) {
                entry(ui, lang.projects_clear_cells().to_owned(), "Delete", Click::Clear);
            }
            if count > 1 {
                entry(ui, lang.projects_set_field(&name, count), "", Click::SetField);
            }
        }
        ui.separator();
        for command in [
            Command::Explain,
            Command::AddProject,
            Command::InsertAbove,
            Command::DuplicateProjects,
            Command::MoveUp,
            Command::MoveDown,
            Command::DeleteProjects,
        ] {
            let keys = command.shortcut().map(shortcut_text).unwrap_or_default();
            entry(ui, lang.command(command).to_owned(), &keys, Click::Run(command));
        }
    }
}
