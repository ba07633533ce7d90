//! The keyboard of a table.

use super::{CellEdit, Cells, Column, Editor, Focus, Grid};
use crate::ui::Action;
use egui::{Event, EventFilter, IMEPurpose, Id, ImeEvent, Key, Rect, Ui, output::IMEOutput};

/// Steps of the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Row(isize),
    /// To the next cell, on to the next row.
    Next(isize),
}

/// Rows that Page up and Page down pass.
const PAGE: isize = 12;
/// Farther than any table reaches.
const FAR: isize = 1 << 30;

impl<R: Copy + Eq + std::hash::Hash + std::fmt::Debug, C: Copy + Eq + std::hash::Hash + std::fmt::Debug>
    Grid<R, C>
{
    /// Moves the cursor; false where it cannot go on.
    pub(super) fn step(&mut self, step: Step, rows: &[R], columns: &[Column<C>]) -> bool {
        if rows.is_empty() || columns.is_empty() {
            return false;
        }
        let at = self.cursor.and_then(|(row, col)| {
            let row = rows.iter().position(|&other| other == row)?;
            Some((row as isize, columns.iter().position(|column| column.key == col)? as isize))
        });
        let (last_row, last_col) = (rows.len() as isize - 1, columns.len() as isize - 1);
        let Some((row, col)) = at else {
            self.stand_on((rows[0], columns[0].key));
            self.reveal = true;
            return true;
        };
        if let (Some(area), Step::Row(by) | Step::Next(by)) = (self.several(rows, columns), step) {
            return self.walk(rows, columns, &area, (row, col), by, matches!(step, Step::Row(_)));
        }
        let (to_row, to_col) = match step {
            Step::Row(by) => ((row + by).clamp(0, last_row), col),
            Step::Next(by) => {
                let flat = row * (last_col + 1) + col + by;
                if flat < 0 || flat > last_row * (last_col + 1) + last_col {
                    return false;
                }
                (flat / (last_col + 1), flat % (last_col + 1))
            }
        };
        self.stand_on((rows[to_row as usize], columns[to_col as usize].key));
        self.reveal = true;
        (to_row, to_col) != (row, col)
    }

    /// Goes on inside the selected rectangle, down its columns or along its rows.
    fn walk(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        (down, across): &super::handle::Area,
        (row, col): (isize, isize),
        by: isize,
        along_columns: bool,
    ) -> bool {
        let (height, width) = (down.len() as isize, across.len() as isize);
        let (at_row, at_col) = (row - down.start as isize, col - across.start as isize);
        let (at_row, at_col) = if along_columns {
            let at = (at_col * height + at_row + by).rem_euclid(height * width);
            (at % height, at / height)
        } else {
            let at = (at_row * width + at_col + by).rem_euclid(height * width);
            (at / width, at % width)
        };
        let to = (down.start + at_row as usize, across.start + at_col as usize);
        if let Some((&row, column)) = rows.get(to.0).zip(columns.get(to.1)) {
            self.cursor = Some((row, column.key));
            self.reveal = true;
        }
        true
    }

    /// Moves the cursor, or with Shift the corner opposite to it; with Ctrl to the edge of the data.
    fn arrow<S: Cells<Row = R, Col = C>>(
        &mut self,
        rows: &[R],
        columns: &[Column<C>],
        cells: &S,
        by: (isize, isize),
        modifiers: egui::Modifiers,
    ) {
        let from = if modifiers.shift { self.reached() } else { self.cursor };
        let Some(from) = from.and_then(|cell| Self::place(rows, columns, cell)) else {
            self.step(Step::Row(0), rows, columns);
            return;
        };
        let (last_row, last_col) = (rows.len().saturating_sub(1), columns.len().saturating_sub(1));
        let to = if modifiers.command {
            Self::edge(rows, columns, cells, from, (by.0.signum(), by.1.signum()))
        } else {
            (
                from.0.saturating_add_signed(by.0).min(last_row),
                from.1.saturating_add_signed(by.1).min(last_col),
            )
        };
        let Some((&row, column)) = rows.get(to.0).zip(columns.get(to.1)) else { return };
        if modifiers.shift {
            self.reach((row, column.key));
        } else {
            self.stand_on((row, column.key));
        }
        self.reveal = true;
    }

    /// Opens the editor of the cell with the cursor; `typed` is what began it.
    pub(super) fn begin<S: Cells<Row = R, Col = C>>(&mut self, cells: &mut S, typed: Option<String>) {
        let Some((row, col)) = self.cursor else { return };
        let focus = if typed.is_some() { Focus::TakeEnd } else { Focus::TakeAll };
        self.editor = match cells.cell(row, col).edit {
            CellEdit::No => None,
            CellEdit::Text(text) | CellEdit::Suggest(text) => Some(Editor::Text {
                text: typed.unwrap_or(text),
                error: None,
                focus,
                picked: None,
                list: Rect::NOTHING,
            }),
            CellEdit::Choice(..) => Some(Editor::Choice { fresh: true, error: None }),
            CellEdit::Popup => Some(Editor::Popup { fresh: true }),
            CellEdit::Link => {
                if typed.is_none() {
                    cells.open(row, col);
                }
                None
            }
        };
        self.reveal = true;
    }

    /// Takes what the keyboard asks for while no editor is open.
    pub(super) fn keys<S: Cells<Row = R, Col = C>>(
        &mut self,
        ui: &Ui,
        id: Id,
        columns: &[Column<C>],
        rows: &[R],
        cells: &mut S,
    ) {
        if self.editor.is_some() || !ui.memory(|memory| memory.has_focus(id)) {
            return;
        }
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if self.cursor.is_none() {
            self.step(Step::Row(0), rows, columns);
        }
        for event in ui.input(|input| input.events.clone()) {
            match event {
                Event::Key { key, pressed: true, modifiers, .. } if !modifiers.alt => {
                    let by = match key {
                        Key::ArrowUp => Some((-1, 0)),
                        Key::ArrowDown => Some((1, 0)),
                        Key::ArrowLeft => Some((0, -1)),
                        Key::ArrowRight => Some((0, 1)),
                        Key::PageUp => Some((-PAGE, 0)),
                        Key::PageDown => Some((PAGE, 0)),
                        Key::Home if modifiers.command => Some((-FAR, 0)),
                        Key::End if modifiers.command => Some((FAR, 0)),
                        Key::Home => Some((0, -FAR)),
                        Key::End => Some((0, FAR)),
                        _ => None,
                    };
                    if let Some(by) = by {
                        let far = matches!(key, Key::Home | Key::End);
                        let modifiers = egui::Modifiers { command: modifiers.command && !far, ..modifiers };
                        self.arrow(rows, columns, cells, by, modifiers);
                        continue;
                    }
                    match key {
                        Key::A if modifiers.command => self.select_all(rows, columns),
                        _ if modifiers.command => {}
                        Key::Tab => {
                            let by = if modifiers.shift { -1 } else { 1 };
                            // From the last cell on, Tab leaves the table.
                            if !self.step(Step::Next(by), rows, columns) {
                                ui.memory_mut(|memory| memory.surrender_focus(id));
                            }
                        }
                        Key::Enter if self.several(rows, columns).is_some() => {
                            self.step(Step::Row(if modifiers.shift { -1 } else { 1 }), rows, columns);
                        }
                        Key::Enter | Key::F2 => return self.begin(cells, None),
                        Key::Escape if self.block.is_some() => self.block = None,
                        Key::Escape => ui.memory_mut(|memory| memory.surrender_focus(id)),
                        Key::Delete | Key::Backspace => self.clear_cells(rows, columns, cells),
                        _ => {}
                    }
                }
                Event::Text(text) if !text.trim().is_empty() => return self.begin(cells, Some(text)),
                // The composition that begins here goes on in the editor.
                Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {
                    return self.begin(cells, Some(String::new()));
                }
                Event::Ime(ImeEvent::Commit(text)) if !text.is_empty() => {
                    return self.begin(cells, Some(text));
                }
                Event::Copy => self.copy(rows, columns, cells),
                Event::Cut => {
                    self.copy(rows, columns, cells);
                    self.clear_cells(rows, columns, cells);
                }
                // With Shift it is shown in any case what becomes of it.
                Event::Paste(text) => {
                    let ask = ui.input(|input| input.modifiers.shift);
                    cells.ask(Action::Paste { text, ask });
                }
                _ => {}
            }
        }
    }

    /// Puts a text into the cell with the cursor; a refused one opens the editor with the reason.
    pub(super) fn take<S: Cells<Row = R, Col = C>>(&mut self, cells: &mut S, text: &str) {
        let Some((row, col)) = self.cursor else { return };
        if !matches!(cells.cell(row, col).edit, CellEdit::Text(_) | CellEdit::Suggest(..)) {
            return;
        }
        if let Err(why) = cells.commit(row, col, text) {
            self.editor = Some(Editor::Text {
                text: text.to_owned(),
                error: Some(why),
                focus: Focus::TakeAll,
                picked: None,
                list: Rect::NOTHING,
            });
        }
    }

    /// Lets an input method begin a composition on the cell with the cursor.
    pub(super) fn offer_to_input_method(&self, ui: &Ui, id: Id, rect: Rect) {
        if self.editor.is_none() && ui.memory(|memory| memory.has_focus(id)) {
            ui.output_mut(|output| {
                output.ime = Some(IMEOutput {
                    purpose: IMEPurpose::Normal,
                    rect,
                    cursor_rect: rect,
                    should_interrupt_composition: false,
                });
            });
        }
    }
}
