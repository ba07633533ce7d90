//! Drawing a table.

use super::{Bar, Cell, CellEdit, Cells, Column, Drag, Editor, Focus, Grid, Sort, handle};
use crate::ui::{
    theme::{self, Theme},
    widgets,
};
use egui::{
    Align, Color32, CornerRadius, FontId, Galley, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2, text::LayoutJob, vec2,
};
use std::{hash::Hash, sync::Arc};

/// Height of the header with titles of one line.
const HEADER: f32 = 30.0;
/// Height of each further line.
const LINE: f32 = 15.0;
/// The most lines of a title.
const LINES: usize = 2;
/// Size of titles.
const TITLE: f32 = 12.0;
/// Room on either side of a cell's text.
const PAD: f32 = 8.0;

impl<R: Copy + Eq + Hash + std::fmt::Debug, C: Copy + Eq + Hash + std::fmt::Debug> Grid<R, C> {
    /// Shows the table in the room there is. Returns the column whose header was clicked.
    pub fn show<S: Cells<Row = R, Col = C>>(
        &mut self,
        ui: &mut Ui,
        name: &str,
        columns: &[Column<C>],
        rows: &[R],
        cells: &mut S,
    ) -> Option<C> {
        let id = ui.scope_id().with("grid");
        let area = ui.available_rect_before_wrap();
        let focusable = ui.interact(area, id, Sense::focusable_noninteractive());
        focusable.widget_info(|| WidgetInfo::labeled(Role::Grid, true, name));
        if self.cursor.is_some_and(|(row, _)| !rows.contains(&row)) {
            self.clear();
        }
        if std::mem::take(&mut self.take_focus) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        self.take_waiting(rows, columns, cells);
        if self.pending.is_none() {
            self.keys(ui, id, columns, rows, cells);
        }
        let room = area.width() - ui.spacing().scroll.allocated_width();
        let widths = widths(columns, room);
        let total: f32 = widths.iter().sum();
        let mut sorted = None;
        ScrollArea::horizontal().id_salt("across").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            ui.set_width(total);
            sorted = header(ui, columns, &widths);
            let height = (area.bottom() - ui.cursor().top()).max(theme::ROW);
            ScrollArea::vertical().id_salt("down").auto_shrink(false).max_height(height).show_viewport(
                ui,
                |ui, view| {
                    ui.set_height(rows.len() as f32 * theme::ROW);
                    ui.set_width(total);
                    self.body(ui, id, view, columns, &widths, rows, cells);
                },
            );
        });
        self.show_pending(ui, cells);
        self.sum_up(rows, columns, cells);
        sorted
    }

    #[allow(clippy::too_many_arguments, reason = "one caller; a struct for it would hide the order")]
    fn body<S: Cells<Row = R, Col = C>>(
        &mut self,
        ui: &mut Ui,
        id: egui::Id,
        view: Rect,
        columns: &[Column<C>],
        widths: &[f32],
        rows: &[R],
        cells: &mut S,
    ) {
        let theme = Theme::in_use(ui);
        let origin = ui.min_rect().min;
        let total: f32 = widths.iter().sum();
        let place = |at: usize| {
            let top = origin.y + at as f32 * theme::ROW;
            Rect::from_min_size(pos2(origin.x, top), vec2(total, theme::ROW))
        };
        if std::mem::take(&mut self.reveal) {
            let end = if self.block.is_some_and(|(fixed, _)| Some(fixed) == self.cursor) {
                self.reached()
            } else {
                self.cursor
            };
            let at = end.and_then(|(row, _)| rows.iter().position(|&other| other == row));
            if let Some(at) = at {
                ui.scroll_to_rect(place(at), None);
            }
        }
        let first = (view.min.y / theme::ROW).floor().max(0.0) as usize;
        let last = ((view.max.y / theme::ROW).ceil().max(0.0) as usize).min(rows.len());
        let area = self.area(rows, columns);
        let several = self.several(rows, columns);
        let idle = self.editor.is_none() && self.pending.is_none();
        let focused = ui.memory(|memory| memory.has_focus(id));
        self.follow_drag(ui, id, origin, widths, rows, columns, cells);
        let mut clicked = None;
        let mut edited = None;
        for (at, &row) in rows.iter().enumerate().take(last).skip(first) {
            let rect = place(at);
            if self.cursor.is_some_and(|(other, _)| other == row) {
                ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.zebra.0);
            }
            if ui.rect_contains_pointer(rect) {
                ui.painter().rect_filled(rect, CornerRadius::ZERO, theme.hover.0);
            }
            ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line.0));
            let mut left = rect.left();
            for (across, (column, &width)) in columns.iter().zip(widths).enumerate() {
                let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, theme::ROW));
                left += width;
                let selected =
                    several.as_ref().is_some_and(|(down, span)| down.contains(&at) && span.contains(&across));
                if selected {
                    ui.painter().rect_filled(place, CornerRadius::ZERO, theme.accent_ground.0);
                }
                let current = self.cursor == Some((row, column.key));
                let cell = cells.cell(row, column.key);
                if current && self.editor.is_some() {
                    if !matches!(self.editor, Some(Editor::Text { .. })) {
                        paint(ui, place, column.align, &cell, false);
                    }
                    edited = Some((row, column.key, place, cell));
                    continue;
                }
                let response = ui.interact(place, id.with((row, column.key)), Sense::CLICK | Sense::DRAG);
                let hidden = paint(ui, place, column.align, &cell, response.hovered());
                let label = cells.label(row, column.key);
                response.widget_info(|| {
                    let mut info = WidgetInfo::labeled(Role::Cell, true, &label);
                    info.current_text_value = Some(cell.text.clone());
                    info.selected = Some(selected || current);
                    info
                });
                if cell.mark {
                    paint_mark(ui, place);
                }
                if let Some(Drag::Fill(_, to)) = &self.drag {
                    handle::outline(ui, place, at, across, to);
                }
                if current {
                    widgets::paint_cursor(ui, place);
                    self.offer_to_input_method(ui, id, place);
                }
                let corner =
                    area.as_ref().is_some_and(|(down, span)| (down.end, span.end) == (at + 1, across + 1));
                if corner && idle && focused && self.drag.is_none() && handle::show(ui, cells.lang(), place) {
                    self.drag = area.clone().map(|area| Drag::Fill(area.clone(), area));
                }
                if response.drag_started_by(egui::PointerButton::Primary) && idle && self.drag.is_none() {
                    self.stand_on((row, column.key));
                    self.drag = Some(Drag::Cells);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                if response.clicked() {
                    clicked = Some((row, column.key, response.double_clicked(), current));
                }
                if cell.edit == CellEdit::Link && response.hovered() {
                    ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                }
                let tip = match (hidden, cell.tip.is_empty()) {
                    (true, true) => cell.text,
                    (true, false) => format!("{}\n{}", cell.text, cell.tip),
                    (false, _) => cell.tip,
                };
                if !tip.is_empty() || response.hovered() {
                    let more = cells.tip(row, column.key);
                    let parts = [tip, more].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
                    if !parts.is_empty() {
                        response.on_hover_text(widgets::on_screen(&parts.join("\n")));
                    }
                }
            }
        }
        if let Some((row, col, place, cell)) = edited {
            self.editor(ui, id, (row, col), place, cell.edit, columns, rows, cells);
        } else if clicked.is_some() {
            self.leave_unseen(cells);
        } else if let Some(Editor::Text { focus, .. }) = &mut self.editor {
            // Scrolled out of view: it takes the focus again when it comes back.
            *focus = Focus::TakeEnd;
        }
        if let Some((row, col, double, current)) = clicked {
            if self.editor.is_some() {
                return;
            }
            ui.memory_mut(|memory| memory.request_focus(id));
            if ui.input(|input| input.modifiers.shift) {
                self.reach((row, col));
                return;
            }
            self.stand_on((row, col));
            let edit = cells.cell(row, col).edit;
            let at_once = matches!(edit, CellEdit::Popup | CellEdit::Choice(..)) && current;
            if double || edit == CellEdit::Link || at_once {
                self.begin(cells, None);
            }
            self.reveal = false;
        }
    }

    /// Follows the pointer while it drags a corner of the selection, or the handle.
    #[allow(clippy::too_many_arguments, reason = "one caller; a struct for it would hide the order")]
    fn follow_drag<S: Cells<Row = R, Col = C>>(
        &mut self,
        ui: &Ui,
        id: egui::Id,
        origin: egui::Pos2,
        widths: &[f32],
        rows: &[R],
        columns: &[Column<C>],
        cells: &mut S,
    ) {
        let Some(drag) = self.drag.clone() else { return };
        let (down, at, other) = ui.input(|input| {
            (input.pointer.primary_down(), input.pointer.latest_pos(), input.modifiers.command)
        });
        if !down {
            self.drag = None;
            ui.memory_mut(|memory| memory.request_focus(id));
            if let Drag::Fill(from, to) = drag {
                self.fill_by_handle(rows, columns, cells, (&from, &to), other);
            }
            return;
        }
        let Some(at) = at.filter(|_| !rows.is_empty() && !columns.is_empty()) else { return };
        let row = (((at.y - origin.y) / theme::ROW).floor().max(0.0) as usize).min(rows.len() - 1);
        let mut right = origin.x;
        let column = widths.iter().position(|width| {
            right += width;
            at.x < right
        });
        let column = column.unwrap_or(columns.len() - 1);
        match drag {
            Drag::Cells => {
                let cell = (rows[row], columns[column].key);
                if self.reached() != Some(cell) {
                    self.reach(cell);
                    self.reveal = true;
                }
            }
            Drag::Fill(from, _) => {
                let to = handle::dragged(&from, row, column);
                self.drag = Some(Drag::Fill(from, to));
            }
        }
        ui.request_repaint();
    }

    /// Commits the editor that was scrolled out of view; a refused text comes back into view.
    fn leave_unseen<S: Cells<Row = R, Col = C>>(&mut self, cells: &mut S) {
        let (Some((row, col)), Some(Editor::Text { text, error, focus, .. })) =
            (self.cursor, &mut self.editor)
        else {
            self.editor = None;
            return;
        };
        match cells.commit(row, col, text) {
            Ok(()) => self.editor = None,
            Err(why) => {
                *error = Some(why);
                *focus = Focus::TakeAll;
                self.reveal = true;
            }
        }
    }
}

/// The widths of the columns, with what is left over given to those that grow.
fn widths<C>(columns: &[Column<C>], room: f32) -> Vec<f32> {
    let fixed: f32 = columns.iter().map(|column| column.width).sum();
    let parts: f32 = columns.iter().map(|column| column.grow).sum();
    let left = (room - fixed).max(0.0);
    columns
        .iter()
        .map(|column| column.width + if parts > 0.0 { left * column.grow / parts } else { 0.0 })
        .collect()
}

fn header<C: Copy + Hash + std::fmt::Debug>(ui: &mut Ui, columns: &[Column<C>], widths: &[f32]) -> Option<C> {
    let theme = Theme::in_use(ui);
    let titles: Vec<(&Column<C>, f32, Arc<Galley>)> = columns
        .iter()
        .zip(widths)
        .map(|(column, &width)| (column, width, title(ui, column, width)))
        .collect();
    let lines = titles.iter().map(|(.., title)| title.rows.len()).max().unwrap_or(1);
    let height = HEADER + LINE * lines.saturating_sub(1) as f32;
    let (rect, _) = ui.allocate_exact_size(vec2(widths.iter().sum(), height), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.strong_line.0));
    let mut left = rect.left();
    let mut clicked = None;
    for (column, width, title) in titles {
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, height));
        left += width;
        let sense = if column.sort == Sort::Never { Sense::hover() } else { Sense::click() };
        let response = ui.interact(place, ui.scope_id().with(("header", column.key)), sense);
        let sorted = matches!(column.sort, Sort::Up | Sort::Down);
        let ink = if sorted { theme.accent } else { theme.second };
        let ink = if response.hovered() && column.sort != Sort::Never { theme.text } else { ink };
        let inner = place.shrink2(vec2(PAD, 0.0));
        let at = match column.align {
            Align::Min => inner.left(),
            Align::Center => inner.center().x,
            Align::Max => inner.right(),
        };
        let hidden = title.elided;
        let top = inner.center().y - title.size().y / 2.0;
        ui.painter().galley(pos2(at, top), title, ink.0);
        response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &column.title));
        if response.has_focus() {
            widgets::paint_cursor(ui, place);
        }
        if response.clicked() {
            clicked = Some(column.key);
        }
        if hidden {
            response.on_hover_text(&column.title);
        }
    }
    clicked
}

/// A column's title in its width, in as many lines as are allowed; it takes the ink that it is painted with.
fn title<C>(ui: &Ui, column: &Column<C>, width: f32) -> Arc<Galley> {
    let mark = match column.sort {
        Sort::Up => " ↑",
        Sort::Down => " ↓",
        Sort::Never | Sort::Off => "",
    };
    let text = format!("{}{mark}", widgets::on_screen(&column.title));
    let mut job = LayoutJob::simple(
        text,
        FontId::proportional(TITLE),
        Color32::PLACEHOLDER,
        (width - 2.0 * PAD).max(0.0),
    );
    job.wrap.max_rows = LINES;
    job.halign = column.align;
    ui.painter().layout_job(job)
}

/// Draws a cell; true where its text did not fit.
fn paint(ui: &Ui, rect: Rect, align: Align, cell: &Cell, hovered: bool) -> bool {
    let theme = Theme::in_use(ui);
    let mut inner = rect.shrink2(vec2(PAD, 0.0));
    if let Some(lamp) = cell.lamp {
        widgets::paint_lamp(ui.painter(), pos2(inner.left() + 6.0, inner.center().y), 4.5, lamp, theme);
        inner.min.x += 18.0;
    }
    if let Some(bar) = cell.bar {
        let room =
            Rect::from_min_max(pos2(inner.left(), inner.top()), pos2(inner.left() + 56.0, inner.bottom()));
        paint_bar(ui, room.with_max_x(room.right().min(inner.right())), bar);
        inner.min.x = (inner.min.x + 62.0).min(inner.max.x);
    }
    let leads = cell.edit == CellEdit::Link && hovered;
    let ink = if leads { theme.accent.0 } else { cell.ink.unwrap_or(theme.text.0) };
    let font = if cell.strong { theme::bold(13.0) } else { FontId::proportional(13.0) };
    widgets::text_in(ui, inner, &cell.text, font, ink, align)
}

/// A small corner at the top right of a cell.
fn paint_mark(ui: &Ui, place: Rect) {
    let theme = Theme::in_use(ui);
    let corner = place.right_top() + vec2(-1.0, 1.0);
    let points = vec![corner, corner + vec2(-6.0, 0.0), corner + vec2(0.0, 6.0)];
    ui.painter().add(egui::Shape::convex_polygon(points, theme.warning.0, Stroke::NONE));
}

fn paint_bar(ui: &Ui, room: Rect, bar: Bar) {
    let theme = Theme::in_use(ui);
    let track = Rect::from_center_size(room.center(), vec2(room.width(), 6.0));
    let (ink, _) = widgets::lamp_colors(theme, bar.lamp);
    ui.painter().rect_filled(track, CornerRadius::same(3), theme.none_ground.0);
    let done = track.with_max_x(track.left() + track.width() * bar.done.clamp(0.0, 1.0));
    ui.painter().rect_filled(done, CornerRadius::same(3), ink);
    if let Some(due) = bar.due {
        let x = track.left() + track.width() * due.clamp(0.0, 1.0);
        ui.painter().vline(x, track.y_range().expand(3.0), Stroke::new(1.5, theme.text.0));
    }
}
