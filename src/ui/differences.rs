//! A list of differences, of any length: one line for each item, one for each of its fields, and of each
//! conflict the value before, mine and the other's. Only the lines in view are told and drawn.

use super::{
    theme::{self, Token},
    view::Shown,
    widgets,
};
use crate::{
    compare::{Conflict, Difference, Item, Kind, Side, Teller},
    model::Workbook,
};
use egui::{
    Align, FontId, Rect, RichText, Role, ScrollArea, Sense, TextWrapMode, Ui, WidgetInfo, pos2, vec2,
};

/// The height of a line.
const LINE: f32 = 24.0;
/// Where the fields of an item begin.
const INDENT: f32 = 22.0;
/// From this width on, a field's path in the file is shown beside it.
const WIDE: f32 = 560.0;

/// What stands on a line.
#[derive(Debug, Clone, Copy)]
enum Line {
    Conflict(usize),
    Base(usize),
    Choice(usize, Side),
    /// What only the other one has changed.
    Others,
    Item(usize),
    Field(usize, usize),
}

/// What differs between two workbooks, laid out in lines.
#[derive(Debug)]
pub struct Listing {
    first: Workbook,
    second: Workbook,
    differences: Vec<Difference>,
    conflicts: Vec<Conflict>,
    lines: Vec<Line>,
}

impl Listing {
    /// What leads from the first workbook to the second, and what both have changed since their common
    /// ancestor.
    pub fn new(
        first: Workbook,
        second: Workbook,
        differences: Vec<Difference>,
        conflicts: Vec<Conflict>,
    ) -> Self {
        let mut lines = Vec::new();
        for number in 0..conflicts.len() {
            lines.extend([
                Line::Conflict(number),
                Line::Base(number),
                Line::Choice(number, Side::Ours),
                Line::Choice(number, Side::Theirs),
            ]);
        }
        if !conflicts.is_empty() && !differences.is_empty() {
            lines.push(Line::Others);
        }
        for (number, difference) in differences.iter().enumerate() {
            lines.push(Line::Item(number));
            lines.extend((0..difference.fields.len()).map(|field| Line::Field(number, field)));
        }
        Self { first, second, differences, conflicts, lines }
    }

    /// How many items differ.
    pub fn items(&self) -> usize {
        self.differences.len()
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What both have changed.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }
}

/// Shows the lines; `choices` has one side for each conflict.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, listing: &Listing, choices: &mut [Side]) {
    let height = (ui.ctx().content_rect().height() - 260.0).clamp(LINE * 4.0, 480.0);
    let teller = Teller::new(shown.lang, &listing.first, &listing.second);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        // The window grows to what it holds, whatever stood in it before.
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        let area = area.auto_shrink([false, true]);
        area.show_rows(ui, LINE, listing.lines.len(), |ui, range| {
            for line in listing.lines.get(range).unwrap_or_default() {
                one(ui, shown, listing, &teller, *line, choices);
            }
        });
    });
}

fn one(
    ui: &mut Ui,
    shown: &Shown<'_>,
    listing: &Listing,
    teller: &Teller<'_>,
    line: Line,
    choices: &mut [Side],
) {
    let (lang, theme) = (shown.lang, shown.theme);
    match line {
        Line::Conflict(number) => {
            if let Some(conflict) = listing.conflicts.get(number) {
                let of = teller.item(conflict.item, &conflict.name);
                let head = if conflict.field.is_empty() {
                    of
                } else {
                    format!("{of} · {}", teller.field(conflict.item, &conflict.field))
                };
                text(ui, &head, theme::bold(13.0), theme.text, 0.0, &conflict.field);
            }
        }
        Line::Base(number) => {
            if let Some(conflict) = listing.conflicts.get(number) {
                let base = lang.conflict_base(&side_text(shown, teller, conflict, &conflict.base));
                text(ui, &base, FontId::proportional(13.0), theme.second, INDENT, "");
            }
        }
        Line::Choice(number, side) => {
            if let (Some(conflict), Some(choice)) = (listing.conflicts.get(number), choices.get_mut(number)) {
                let words = match side {
                    Side::Ours => lang.conflict_ours(&side_text(shown, teller, conflict, &conflict.ours)),
                    Side::Theirs => {
                        lang.conflict_theirs(&side_text(shown, teller, conflict, &conflict.theirs))
                    }
                };
                ui.push_id((number, side == Side::Ours), |ui| {
                    ui.allocate_ui_with_layout(
                        vec2(ui.available_width(), LINE),
                        egui::Layout::left_to_right(Align::Center),
                        |ui| {
                            ui.set_min_size(vec2(ui.available_width(), LINE));
                            ui.add_space(INDENT);
                            ui.style_mut().wrap_mode = Some(TextWrapMode::Truncate);
                            ui.radio_value(choice, side, words);
                        },
                    );
                });
            }
        }
        Line::Others => {
            text(ui, lang.merge_theirs(), theme::bold(13.0), theme.second, 0.0, "");
        }
        Line::Item(number) => {
            if let Some(difference) = listing.differences.get(number) {
                item(ui, shown, teller, difference);
            }
        }
        Line::Field(number, field) => {
            let difference = listing.differences.get(number);
            if let Some((difference, change)) = difference.and_then(|one| Some((one, one.fields.get(field)?)))
            {
                let (before, after) =
                    teller.change(difference.item, &change.field, &change.before, &change.after);
                let name = teller.field(difference.item, &change.field);
                // The workbook's own properties have no other name in the file.
                let path = if difference.item == Item::Workbook { "" } else { &change.field };
                field_line(ui, shown, [&name, &before, &after, path]);
            }
        }
    }
}

/// What one side holds; where a whole item is at stake, whether it is there.
fn side_text(shown: &Shown<'_>, teller: &Teller<'_>, conflict: &Conflict, raw: &str) -> String {
    if !conflict.field.is_empty() {
        return teller.value(conflict.item, &conflict.field, raw);
    }
    if raw.is_empty() { shown.lang.conflict_removed() } else { shown.lang.conflict_kept() }.to_owned()
}

/// A line with one text; the hint is shown under the pointer.
fn text(ui: &mut Ui, text: &str, font: FontId, ink: Token, indent: f32, hint: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let elided = widgets::text_in(ui, rect.with_min_x(rect.left() + indent), text, font, ink.0, Align::Min);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    if elided || !hint.is_empty() {
        response.on_hover_ui(|ui| {
            ui.set_max_width(420.0);
            ui.label(text);
            if !hint.is_empty() {
                ui.weak(hint);
            }
        });
    }
}

fn item(ui: &mut Ui, shown: &Shown<'_>, teller: &Teller<'_>, difference: &Difference) {
    let (lang, theme) = (shown.lang, shown.theme);
    let (sign, ink) = match difference.kind {
        Kind::Added => ("+", theme.accent),
        Kind::Removed => ("−", theme.bad),
        Kind::Changed => ("~", theme.text),
        Kind::Moved => ("↕", theme.second),
    };
    let of = teller.item(difference.item, &difference.name);
    let kind = lang.difference_kind(difference.kind);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let font = FontId::proportional(13.0);
    let kind_width = 70.0;
    let row = rect.with_max_x(rect.right() - kind_width);
    widgets::text_in(ui, row, sign, theme::bold(13.0), ink.0, Align::Min);
    let name = row.with_min_x(row.left() + 16.0);
    let elided = widgets::text_in(ui, name, &of, theme::bold(13.0), ink.0, Align::Min);
    let right = rect.with_min_x(rect.right() - kind_width + 6.0);
    widgets::text_in(ui, right, kind, font, theme.second.0, Align::Max);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{of} · {kind}")));
    if elided {
        response.on_hover_text(of);
    }
}

/// A field: its name, what was and what is, and where it stands in the file.
fn field_line(ui: &mut Ui, shown: &Shown<'_>, [name, before, after, path]: [&str; 4]) {
    let theme = shown.theme;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let font = || FontId::proportional(13.0);
    let inside = rect.with_min_x(rect.left() + INDENT);
    let name_width = (inside.width() * 0.3).clamp(80.0, 220.0);
    let path_width = if inside.width() >= WIDE { inside.width() * 0.2 } else { 0.0 };
    let piece = |from: f32, to: f32| Rect::from_min_max(pos2(from, inside.top()), pos2(to, inside.bottom()));
    let values = inside.left() + name_width;
    let end = inside.right() - path_width;
    widgets::text_in(ui, piece(inside.left(), values - 8.0), name, font(), theme.second.0, Align::Min);
    // As much room for the value before as it needs, half at most unless the one after leaves more.
    let width = |text: &str| widgets::elided(ui, text, font(), theme.text.0, f32::INFINITY).size().x;
    let room = end - values - 24.0;
    let (old, new) = (width(before), width(after));
    let old = if old + new <= room { old } else { old.min((room - new).max(room / 2.0)) };
    widgets::text_in(ui, piece(values, values + old + 1.0), before, font(), theme.second.0, Align::Min);
    let arrow = values + old;
    widgets::text_in(ui, piece(arrow, arrow + 24.0), "→", font(), theme.faint.0, Align::Center);
    widgets::text_in(ui, piece(arrow + 24.0, end), after, font(), theme.text.0, Align::Min);
    if path_width > 0.0 {
        let small = FontId::proportional(11.0);
        widgets::text_in(ui, piece(end + 8.0, inside.right()), path, small, theme.faint.0, Align::Max);
    }
    let told = shown.lang.field_change(name, before, after);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
    response.on_hover_ui(|ui| {
        ui.set_max_width(460.0);
        ui.label(RichText::new(name).font(theme::bold(13.0)));
        ui.label(before);
        ui.label(format!("→ {after}"));
        ui.weak(path);
    });
}
