//! The table: header, cells, totals, and the editor over the cell that has the keyboard.

use super::{
    Scroll, State, clicks,
    draft::Seat,
    drag, editor, foot,
    grid::{self, Geometry},
    headings,
    insight::explain::Subject,
    keys,
    rows::InView,
    seat, sums,
    widths::{self, Widths},
};
use crate::{
    model::{Column, ProjectField, ProjectList},
    ui::{Actions, Shown, theme},
};
use egui::{Align, CornerRadius, Id, Sense, Stroke, StrokeKind, Ui, UiBuilder};
use egui_table::{HeaderRow, Table};

/// Height of the header.
const HEADER: f32 = 29.0;
/// Height of the header where a heading needs two lines.
const TALL_HEADER: f32 = 43.0;
/// Height of the totals at the foot.
const TOTALS: f32 = 29.0;
/// Room for the bar that scrolls.
const BAR: f32 = 8.0;
/// How much higher a row is for one more line of text.
const TEXT_LINE: f32 = 18.0;

/// The widget that has the keyboard while a cell does: an input method composes into it.
pub fn cell_id() -> Id {
    Id::unique("projects_cell_editor")
}

/// Shows the table in all the room there is.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut State,
    actions: &mut Actions,
) {
    let theme = shown.theme;
    let card = ui.available_rect_before_wrap();
    ui.painter().rect(
        card,
        CornerRadius::same(8),
        theme.panel.0,
        Stroke::new(1.0, theme.line.0),
        StrokeKind::Inside,
    );
    let inner = card.shrink(1.0);
    let body = inner.with_max_y(inner.bottom() - TOTALS);
    if state.has_usual_columns(list) {
        let left_out = widths::left_out(shown, list, view, inner.width() - BAR);
        state.left_out.insert(list.id, left_out);
    }
    let shown_columns = state.columns(list);
    // An editor stays over its own cell.
    let is_shown = shown_columns.iter().any(|shown| shown.column == state.selection.column);
    if !is_shown && state.draft.is_none() {
        let first = shown_columns.iter().map(|shown| shown.column);
        let name = Column::Field(ProjectField::Name);
        state.selection.column =
            first.clone().find(|&c| c == name).or_else(|| first.clone().next()).unwrap_or(name);
    }
    keys::in_order(ui, &mut state.held);
    keys::take(ui, shown, view, &shown_columns, state, actions);

    let look = state.look(list).clone();
    let height = theme::ROW + f32::from(look.more_lines) * TEXT_LINE;
    let geometry = Geometry::new(view.lines.clone(), height);
    // The scroll bar floats over the last points.
    let bar = if geometry.total() + HEADER > body.height() { BAR } else { 0.0 };
    let Widths { each: widths, padding } =
        widths::of(shown, list, view, &shown_columns, state, inner.width() - bar);
    let two_lines = headings::need_two_lines(ui, shown, list, &shown_columns, &widths, padding);
    let header = if two_lines { TALL_HEADER } else { HEADER };
    let mut table_ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt(("projects_table", list.id)));
    table_ui.set_clip_rect(body.intersect(ui.clip_rect()));
    // A fading edge would take the last figures away.
    table_ui.spacing_mut().scroll.fade.strength = 0.0;
    table_ui.style_mut().scroll_animation = egui::style::ScrollAnimation::none();
    let sticky = widths::sticky(&shown_columns, look.frozen);
    let mut table = Table::new()
        .id_salt("rows")
        .num_rows(view.lines.len() as u64)
        .num_sticky_cols(sticky)
        .headers([HeaderRow::new(header)])
        .columns(
            shown_columns
                .iter()
                .zip(&widths)
                .map(|(shown, &width)| {
                    egui_table::Column::new(width)
                        .range(widths::NARROWEST..=f32::INFINITY)
                        .id(widths::column_id(shown.column))
                        .resizable(false)
                })
                .collect::<Vec<_>>(),
        );
    let cursor = state.selection.place(view);
    let cursor_column = shown_columns.iter().position(|shown| shown.column == state.selection.column);
    let wanted = match state.scroll.take() {
        Some(Scroll::Top) => {
            table = table.scroll_to_row(0, Some(Align::Min));
            None
        }
        Some(Scroll::Cursor) => cursor.map(|place| (place, state.selection.column)),
        Some(Scroll::Reach) => state.selection.end(view),
        Some(Scroll::Place(place)) => Some((place, state.selection.column)),
        None => None,
    };
    if let Some((place, column)) = wanted {
        table = table.scroll_to_row(view.lines.line_of(place) as u64, None);
        let at = shown_columns.iter().position(|shown| shown.column == column);
        if let Some(at) = at.filter(|&at| at >= sticky) {
            table = table.scroll_to_column(at, None);
        }
    }
    if !view.add_up(shown.workbook, sums::by_rows(list, &shown_columns)) {
        ui.request_repaint();
    }
    if !state.tally.go_on(shown, list, view, &shown_columns, &state.selection) {
        ui.request_repaint();
    }
    let table_id = table.get_id(&table_ui);
    widths::set(&table_ui, table_id, &shown_columns, &widths, inner.width());
    let focused = ui.memory(|memory| memory.has_focus(cell_id()));
    let counts = look.counts;
    let rectangle = state.selection.shape(&shown_columns).rectangle();
    let mut rows = grid::Rows {
        shown,
        list,
        view,
        columns: &shown_columns,
        selection: &state.selection,
        shape: state.selection.shape(&shown_columns),
        pressed: state.pressed,
        corner: rectangle.as_ref().map(|(rows, columns)| (rows.end - 1, columns.end - 1)),
        fill_to: state.fill_to.as_ref(),
        sort: &state.query(list.id).sort,
        editing: state.draft.as_ref().filter(|draft| draft.seat == Seat::Table).map(|draft| draft.project),
        cursor,
        focused,
        color: &look.color,
        padding,
        two_lines,
        text_lines: look.more_lines + 1,
        list_counts: look.counts,
        left: body.left(),
        sticky_width: widths.iter().take(sticky).sum(),
        geometry,
        clicks: Vec::new(),
    };
    table.show(&mut table_ui, &mut rows);
    let (geometry, clicks) = (rows.geometry, rows.clicks);
    if ui.input(|input| input.pointer.primary_released()) && state.pressed.take().is_some() {
        // A field that had the keyboard gave it up for the click.
        editor::take_keyboard(ui, cell_id());
    }
    ui.painter().hline(inner.x_range(), body.top() + header, Stroke::new(1.0, theme.strong_line.0));
    let foot = inner.with_min_y(body.bottom());
    if foot::show(ui, shown, list, view, &shown_columns, &geometry, (sticky, counts, padding), foot) {
        state.explain(Subject::Sum);
    }

    let cells = body.with_min_y(body.top() + header);
    let at_cursor = cursor.zip(cursor_column).and_then(|(row, column)| geometry.cell(row, column));
    let left = if cursor_column.is_some_and(|at| at < sticky) {
        body.left()
    } else {
        geometry.sticky_end(sticky, body.left())
    };
    seat::show(ui, shown, list, view, &shown_columns, state, at_cursor, cells.with_min_x(left), actions);
    for click in clicks {
        clicks::take(ui, shown, list, view, &shown_columns, state, &click, actions);
    }
    if !ui.input(|input| input.pointer.primary_down())
        && let Some(column) = state.resizing.take()
        && let Some(width) = state.widths.remove(&(list.id, column))
    {
        widths::keep(state, list, column, width, actions);
    }
    let pointer = drag::under_pointer(ui, view, &geometry, sticky, cells);
    drag::move_columns(ui, shown, list, view, &shown_columns, state, &geometry, sticky, body, actions);
    drag::follow(ui, shown, view, &shown_columns, state, pointer, actions);
    ui.allocate_rect(card, Sense::hover());
}
