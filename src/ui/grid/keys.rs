//! The keyboard of a table.

use super::{CellEdit, Cells, Column, Editor, Focus, Grid};
use egui::{Event, EventFilter, IMEPurpose, Id, ImeEvent, Key, Rect, Ui, output::IMEOutput};

/// Steps of the cursor.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    Row(isize),
    Col(isize),
    /// To the next cell, on to the next row.
    Next(isize),
    RowEnd(bool),
    End(bool),
}

/// Rows that Page up and Page down pass.
const PAGE: isize = 12;

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
            self.cursor = Some((rows[0], columns[0].key));
            self.reveal = true;
            return true;
        };
        let (to_row, to_col) = match step {
            Step::Row(by) => ((row + by).clamp(0, last_row), col),
            Step::Col(by) => (row, (col + by).clamp(0, last_col)),
            Step::Next(by) => {
                let flat = row * (last_col + 1) + col + by;
                if flat < 0 || flat > last_row * (last_col + 1) + last_col {
                    return false;
                }
                (flat / (last_col + 1), flat % (last_col + 1))
            }
            Step::RowEnd(forward) => (row, if forward { last_col } else { 0 }),
            Step::End(forward) => (if forward { last_row } else { 0 }, col),
        };
        self.cursor = Some((rows[to_row as usize], columns[to_col as usize].key));
        self.reveal = true;
        (to_row, to_col) != (row, col)
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
                Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && !modifiers.alt => {
                    match key {
                        Key::ArrowUp => _ = self.step(Step::Row(-1), rows, columns),
                        Key::ArrowDown => _ = self.step(Step::Row(1), rows, columns),
                        Key::ArrowLeft => _ = self.step(Step::Col(-1), rows, columns),
                        Key::ArrowRight => _ = self.step(Step::Col(1), rows, columns),
                        Key::PageUp => _ = self.step(Step::Row(-PAGE), rows, columns),
                        Key::PageDown => _ = self.step(Step::Row(PAGE), rows, columns),
                        Key::Home => _ = self.step(Step::RowEnd(false), rows, columns),
                        Key::End => _ = self.step(Step::RowEnd(true), rows, columns),
                        Key::Tab => {
                            let by = if modifiers.shift { -1 } else { 1 };
                            // From the last cell on, Tab leaves the table.
                            if !self.step(Step::Next(by), rows, columns) {
                                ui.memory_mut(|memory| memory.surrender_focus(id));
                            }
                        }
                        Key::Enter | Key::F2 => return self.begin(cells, None),
                        Key::Escape => ui.memory_mut(|memory| memory.surrender_focus(id)),
                        Key::Delete | Key::Backspace => self.take(cells, ""),
                        _ => {}
                    }
                }
                Event::Key { key: Key::Home, pressed: true, modifiers, .. } if modifiers.command => {
                    self.step(Step::End(false), rows, columns);
                }
                Event::Key { key: Key::End, pressed: true, modifiers, .. } if modifiers.command => {
                    self.step(Step::End(true), rows, columns);
                }
                Event::Text(text) if !text.trim().is_empty() => return self.begin(cells, Some(text)),
                // The composition that begins here goes on in the editor.
                Event::Ime(ImeEvent::Preedit { text, .. }) if !text.is_empty() => {
                    return self.begin(cells, Some(String::new()));
                }
                Event::Ime(ImeEvent::Commit(text)) if !text.is_empty() => {
                    return self.begin(cells, Some(text));
                }
                Event::Copy => {
                    if let Some((row, col)) = self.cursor {
                        let cell = cells.cell(row, col);
                        ui.ctx().copy_text(match cell.edit {
                            CellEdit::Text(text) => text,
                            _ => cell.text,
                        });
                    }
                }
                Event::Paste(text) => {
                    let line = text.lines().next().unwrap_or_default();
                    let line = line.split('\t').next().unwrap_or_default().trim().to_owned();
                    self.take(cells, &line);
                }
                _ => {}
            }
        }
    }

    /// Puts a text into the cell with the cursor; a refused one opens the editor with the reason.
    fn take<S: Cells<Row = R, Col = C>>(&mut self, cells: &mut S, text: &str) {
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
