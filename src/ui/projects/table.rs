//! The table: header, cells, totals, and the editor over the cell that has the keyboard.

use super::{
    Scroll, State, clip, columns,
    draft::Seat,
    drag::{self, Drag},
    editor::{self, Outcome},
    fit,
    grid::{self, Click, Geometry},
    insight::explain::Subject,
    keys,
    rows::{InView, field_of},
    selection::{How, Spot},
    sums, views,
};
use crate::{
    analysis::SortKey,
    edit::Edit,
    model::{Column, CountMode, ProjectField, ProjectList, list::ColumnView},
    ui::{Action, Actions, Shown, theme, widgets},
};
use egui::{
    Align, Color32, CornerRadius, Id, Modifiers, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo,
    vec2,
};
use egui_table::{HeaderRow, Table, TableState};

/// Height of the header.
const HEADER: f32 = 29.0;
/// Height of the totals at the foot.
const TOTALS: f32 = 29.0;
/// How much higher a row is for one more line of text.
const TEXT_LINE: f32 = 18.0;
/// The narrowest that a column can be dragged.
const NARROWEST: f32 = 30.0;
/// The widest that a column can be dragged.
const WIDEST: f32 = 900.0;
/// The narrowest that the name column becomes by itself.
const NARROWEST_NAME: f32 = 120.0;

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
    let shown_columns = state.columns(list);
    if !shown_columns.iter().any(|shown| shown.column == state.selection.column) {
        let first = shown_columns.iter().map(|shown| shown.column);
        let name = Column::Field(ProjectField::Name);
        state.selection.column =
            first.clone().find(|&c| c == name).or_else(|| first.clone().next()).unwrap_or(name);
    }
    keys::take(ui, shown, view, &shown_columns, state, actions);

    let look = state.look(list);
    let height = theme::ROW + f32::from(look.more_lines) * TEXT_LINE;
    let geometry = Geometry::new(view.lines.clone(), height);
    // The scroll bar floats over the last points.
    let bar = if geometry.total() + HEADER > body.height() { 8.0 } else { 0.0 };
    let widths = widths(shown, list, &shown_columns, state, inner.width() - bar);
    let mut table_ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt(("projects_table", list.id)));
    table_ui.set_clip_rect(body.intersect(ui.clip_rect()));
    // A fading edge would take the last figures away.
    table_ui.spacing_mut().scroll.fade.strength = 0.0;
    table_ui.style_mut().scroll_animation = egui::style::ScrollAnimation::none();
    let sticky = sticky(&shown_columns, look.frozen);
    let mut table = Table::new()
        .id_salt("rows")
        .num_rows(view.lines.len() as u64)
        .num_sticky_cols(sticky)
        .headers([HeaderRow::new(HEADER)])
        .columns(
            shown_columns
                .iter()
                .zip(&widths)
                .map(|(shown, &width)| {
                    egui_table::Column::new(width)
                        .range(NARROWEST..=f32::INFINITY)
                        .id(column_id(shown.column))
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
    if !state.tally.go_on(shown, list, view, &shown_columns, &state.selection) {
        ui.request_repaint();
    }
    let table_id = table.get_id(&table_ui);
    set_widths(&table_ui, table_id, &shown_columns, &widths, inner.width());
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
    ui.painter().hline(inner.x_range(), body.top() + HEADER, Stroke::new(1.0, theme.strong_line.0));
    let foot = inner.with_min_y(body.bottom());
    if totals(ui, shown, list, view, &shown_columns, &geometry, (sticky, counts), foot) {
        state.explain(Subject::Sum);
    }

    let cells = body.with_min_y(body.top() + HEADER);
    let at_cursor = cursor.zip(cursor_column).and_then(|(row, column)| geometry.cell(row, column));
    let left = if cursor_column.is_some_and(|at| at < sticky) {
        body.left()
    } else {
        geometry.sticky_end(sticky, body.left())
    };
    keyboard(ui, shown, list, view, &shown_columns, state, at_cursor, cells.with_min_x(left), actions);
    for click in clicks {
        take_click(ui, shown, list, view, &shown_columns, state, &click, actions);
    }
    if !ui.input(|input| input.pointer.primary_down())
        && let Some(column) = state.resizing.take()
        && let Some(width) = state.widths.remove(&(list.id, column))
    {
        actions.edit(keep_width(state, list, column, width));
    }
    let pointer = drag::under_pointer(ui, view, &geometry, sticky, cells);
    drag::move_columns(ui, shown, list, view, &shown_columns, state, &geometry, sticky, body, actions);
    drag::follow(ui, shown, view, &shown_columns, state, pointer, actions);
    ui.allocate_rect(card, Sense::hover());
}

/// The change that keeps a column's width with the view.
fn keep_width(state: &State, list: &ProjectList, column: Column, width: f32) -> Edit {
    state.change_view(list, |columns, _| {
        if let Some(view) = columns.iter_mut().find(|view| view.column == column) {
            view.width = Some(width.round() as u16);
        }
    })
}

fn column_id(column: Column) -> Id {
    Id::unique(("projects_column", column))
}

/// How many columns stay in view: as the view says, or number and name where they come first.
pub fn sticky(columns: &[ColumnView], frozen: Option<u8>) -> usize {
    if let Some(frozen) = frozen {
        return usize::from(frozen).min(columns.len());
    }
    let name = columns.iter().position(|shown| shown.column == Column::Field(ProjectField::Name));
    match name {
        Some(at) if at <= 1 => at + 1,
        _ => usize::from(columns.first().is_some_and(|shown| shown.column == Column::Number)),
    }
}

/// The widths of the columns: as dragged, as the list keeps them, or as usual. The name takes what is left.
fn widths(
    shown: &Shown<'_>,
    list: &ProjectList,
    columns: &[ColumnView],
    state: &State,
    room: f32,
) -> Vec<f32> {
    let mut widths: Vec<f32> = columns
        .iter()
        .enumerate()
        .map(|(at, view)| {
            let dragged = state.widths.get(&(list.id, view.column)).copied();
            dragged
                .or(view.width.map(f32::from))
                .unwrap_or_else(|| columns::usual_width(shown, list, columns, at))
        })
        .collect();
    let name = columns.iter().position(|shown| shown.column == Column::Field(ProjectField::Name));
    let slack = room - widths.iter().sum::<f32>();
    let stretched = name.or_else(|| columns.len().checked_sub(1));
    if let Some(at) = stretched {
        let dragged = state.widths.contains_key(&(list.id, columns[at].column));
        // A dragged name still grows into empty room, but is not squeezed again.
        if slack > 0.0 {
            widths[at] += slack;
        } else if !dragged {
            widths[at] = (widths[at] + slack).max(NARROWEST_NAME.min(widths[at]));
        }
    }
    squeeze(&mut widths, columns, room, |column| state.widths.contains_key(&(list.id, column)));
    widths
}

/// Makes columns narrower that nobody gave a width, where all of them then fit side by side.
fn squeeze(widths: &mut [f32], columns: &[ColumnView], room: f32, is_dragged: impl Fn(Column) -> bool) {
    let missing = widths.iter().sum::<f32>() - room;
    let spare = |(view, width): (&ColumnView, &f32)| {
        let free = view.width.is_none() && !is_dragged(view.column);
        let least = columns::least_width(view.column).filter(|_| free).unwrap_or(*width);
        (width - least).max(0.0)
    };
    let spares: Vec<f32> = columns.iter().zip(widths.iter()).map(spare).collect();
    let most: f32 = spares.iter().sum();
    if missing <= 0.0 || missing > most {
        return;
    }
    for (width, spare) in widths.iter_mut().zip(spares) {
        *width -= spare * missing / most;
    }
}

fn set_widths(ui: &Ui, id: Id, columns: &[ColumnView], widths: &[f32], room: f32) {
    let col_widths =
        columns.iter().zip(widths).map(|(view, &width)| (column_id(view.column), width)).collect();
    TableState { col_widths, parent_width: Some(room) }.store(ui.ctx(), id);
}

/// The sums at the foot: counted as the table shows it now.
#[allow(clippy::too_many_arguments, reason = "the parts of one picture")]
fn totals(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    geometry: &Geometry,
    (sticky, counts): (usize, CountMode),
    rect: Rect,
) -> bool {
    let (theme, lang) = (shown.theme, shown.lang);
    let ground = CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
    ui.painter().rect_filled(rect, ground, theme.page.0);
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, theme.strong_line.0));
    let totals = &view.totals;
    let label = sums::count(shown, totals, counts);
    let figure = |column| sums::sum(shown, list, view, totals, column);
    let label_at =
        columns.iter().position(|view| view.column == Column::Field(ProjectField::Name)).unwrap_or(0);
    let divide = geometry.sticky_end(sticky, rect.left());
    let spoken = sums::spoken(shown, list, view, totals, columns.iter().map(|view| view.column));
    let spoken = label.clone() + &spoken;
    for (at, view) in columns.iter().enumerate() {
        let Some(text) = figure(view.column) else { continue };
        let Some(x) = geometry.column(at) else { continue };
        let cell = Rect::from_x_y_ranges(x, rect.y_range()).shrink2(vec2(columns::PADDING, 0.0));
        let clip = if at < sticky { rect } else { rect.with_min_x(divide) };
        let galley = ui.painter().layout_no_wrap(text, theme::bold(13.0), theme.text.0);
        let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), cell);
        // A sum that is wider than its column may lean to the left: figures are never cut.
        ui.painter().with_clip_rect(clip.intersect(ui.clip_rect())).galley(place.min, galley, theme.text.0);
    }
    let start = geometry.column(label_at).map_or(rect.left(), |x| x.min);
    let room = Rect::from_min_max(egui::pos2(start + columns::PADDING, rect.top()), rect.max);
    let end = (label_at + 1..columns.len()).find(|&at| figure(columns[at].column).is_some());
    let end = end.and_then(|at| geometry.column(at)).map_or(rect.right(), |x| x.min);
    let room = room.with_max_x(end.max(divide).min(rect.right()) - 8.0);
    widgets::text_in(ui, room, &label, theme::bold(13.0), theme.text.0, Align::Min);
    let response = ui.interact(rect, ui.scope_id().with("projects_totals"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    let mut explain = response.double_clicked();
    response.context_menu(|ui| {
        if ui.button(lang.explain_link()).clicked() {
            explain = true;
            ui.close();
        }
    });
    let mut notes = vec![lang.explain_totals_tip().to_owned()];
    if totals.left > 0 {
        notes.push(lang.projects_left(totals.left));
    }
    if totals.joining > 0 {
        notes.push(lang.projects_joining(totals.joining));
    }
    if totals.foreign > 0 {
        notes.push(lang.projects_foreign(totals.foreign));
    }
    response.on_hover_text(notes.join("\n"));
    explain
}

/// The widget that has the keyboard: the editor, or the bare field that waits for the first letter.
#[allow(clippy::too_many_arguments, reason = "the parts of one picture")]
fn keyboard(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    at_cursor: Option<Rect>,
    cells: Rect,
    actions: &mut Actions,
) {
    let column = state.selection.column;
    let align = columns::align(list, column);
    let row = state.selection.place(view).map_or(0, |place| place + 1);
    let name = columns::name(shown, list, column);
    if let Some(mut draft) = state.draft.take_if(|draft| draft.seat == Seat::Table) {
        // Out of view it keeps its place above or below, hidden.
        let place = at_cursor
            .unwrap_or_else(|| Rect::from_min_size(cells.min - vec2(0.0, 200.0), vec2(120.0, theme::ROW)));
        let composing = state.composition.follow(ui);
        let mut outcome = if ui.memory(|memory| memory.has_focus(cell_id())) {
            editor::take_keys(ui, &mut draft, composing)
        } else {
            Outcome::Open
        };
        let label = shown.lang.projects_editing(&name, row);
        let wide = Rect::from_min_max(
            place.min,
            egui::pos2(
                place.right().max(place.left() + 120.0).min(cells.right().max(place.right())),
                place.bottom(),
            ),
        );
        let after = editor::show(ui, shown, &mut draft, wide, cells, cell_id(), &label, align);
        if outcome == Outcome::Open {
            outcome = after;
        }
        state.draft = Some(draft);
        match outcome {
            Outcome::Open => {}
            Outcome::Cancel => {
                state.draft = None;
                editor::take_keyboard(ui, cell_id());
            }
            Outcome::Everywhere => {
                state.enter_everywhere(shown, list, view, columns, actions);
                editor::take_keyboard(ui, cell_id());
            }
            Outcome::Commit(way) => {
                if state.commit(shown, actions) {
                    // After a mouse click elsewhere the keyboard stays where it went.
                    if way != editor::Way::Stay {
                        editor::take_keyboard(ui, cell_id());
                    }
                    keys::step(view, columns, state, way);
                } else {
                    editor::take_keyboard(ui, cell_id());
                }
            }
        }
        return;
    }
    if view.rows.is_empty() {
        return;
    }
    // A sliver at the cell's left edge: there for the keyboard, out of the mouse's way.
    let place = at_cursor.unwrap_or_else(|| Rect::from_min_size(cells.min, vec2(60.0, theme::ROW)));
    let sliver = Rect::from_min_size(place.min, vec2(1.0, place.height())).intersect(cells);
    let sliver = if sliver.is_positive() { sliver } else { Rect::from_min_size(cells.min, vec2(1.0, 8.0)) };
    let mut hidden = ui.new_child(UiBuilder::new().max_rect(place).id_salt("waiting"));
    hidden.set_clip_rect(sliver);
    hidden.visuals_mut().text_cursor.blink = false;
    hidden.visuals_mut().text_cursor.stroke = Stroke::NONE;
    hidden.visuals_mut().override_text_color = Some(Color32::TRANSPARENT);
    let mut text = std::mem::take(&mut state.waiting);
    let label = if row == 0 {
        shown.lang.projects_table().to_owned()
    } else {
        format!("{} · {}", shown.lang.projects_table(), shown.lang.projects_cell(&name, row))
    };
    let response = editor::field(&mut hidden, &mut text, place, cell_id(), &label, align);
    if state.take_focus {
        state.take_focus = false;
        editor::take_keyboard(ui, response.id);
    }
    if response.gained_focus() && state.selection.cursor.is_none() {
        state.selection.go(view, 0, state.selection.column);
    }
    if text.is_empty() {
        return;
    }
    state.composition.follow(ui);
    state.begin_typed(shown, list, text, actions);
    if state.draft.is_none() {
        // The typed letters led nowhere: the waiting field starts empty again.
        ui.memory_mut(egui::Memory::interrupt_ime);
    }
}

/// Does what a click in the table asks for. While a refused text is open, nothing else happens.
#[allow(clippy::too_many_arguments, reason = "everything that a click may be about")]
fn take_click(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    columns: &[ColumnView],
    state: &mut State,
    click: &Click,
    actions: &mut Actions,
) {
    if state.draft.is_some() && !state.commit(shown, actions) {
        return;
    }
    match *click {
        Click::Sort { column, add } => sort(state, list, column, add),
        Click::Column { column, modifiers } => {
            let at = columns.iter().position(|view| view.column == column);
            let held = at.filter(|_| modifiers.is_none());
            let held = held.and_then(|at| state.selection.columns_with(view, columns, at));
            // The number's heading is the corner of the table: it selects everything.
            if column == Column::Number {
                state.selection.all(view);
            } else if let Some(held) = held {
                // Selected columns are dragged to another place; a mere click selects the one alone.
                state.drag = Some(Drag::Move { columns: held, pressed: column, to: None });
            } else {
                state.selection.select(view, Spot::Column(column), how(modifiers));
                state.drag = (state.selection.reach() == Some(Spot::Column(column))).then_some(Drag::Columns);
            }
            editor::take_keyboard(ui, cell_id());
        }
        Click::Resize { column, width } => {
            state.widths.insert((list.id, column), width.clamp(NARROWEST, WIDEST));
            state.resizing = Some(column);
        }
        Click::Fit { column } => {
            state.widths.remove(&(list.id, column));
            state.resizing = None;
            let width = fit::width(ui, shown, list, view, columns, column).clamp(NARROWEST, WIDEST);
            let kept = columns.iter().find(|view| view.column == column).and_then(|view| view.width);
            if kept != Some(width.round() as u16) {
                actions.edit(keep_width(state, list, column, width));
            }
        }
        Click::Change { column, change } => {
            if let Some(edit) = views::change_columns(state, list, column, change) {
                actions.edit(edit);
            }
        }
        Click::Order(keys) => {
            let mut query = state.query(list.id);
            query.sort = vec![keys];
            state.set_query(query);
            state.scroll = Some(Scroll::Top);
        }
        Click::GroupBy(field) => {
            let mut query = state.query(list.id);
            query.groups = vec![field];
            query.shut.groups.clear();
            state.set_query(query);
            state.scroll = Some(Scroll::Top);
        }
        Click::Cell { row, column, modifiers } => {
            let whole = column == Column::Number;
            let spot = if whole { Spot::Row(row) } else { Spot::Cell(row, column) };
            state.selection.select(view, spot, how(modifiers));
            state.pressed = Some((row, column));
            let taken = state.selection.reach() == Some(spot);
            state.drag = taken.then_some(if whole { Drag::Rows } else { Drag::Cells });
            state.tabbed_from = None;
            editor::take_keyboard(ui, cell_id());
        }
        Click::Open { row, column } => {
            state.selection.go(view, row, column);
            state.drag = None;
            state.begin(shown, list, column, actions);
        }
        Click::Menu { row, column } => {
            let at = columns.iter().position(|view| view.column == column);
            if !at.is_some_and(|at| state.selection.shape(columns).has(row, at)) {
                state.selection.go(view, row, column);
            }
            state.menu_column = Some(column);
        }
        Click::Group(heading) => {
            let mut query = state.query(list.id);
            if let Some(heading) = view.lines.headings.get(heading) {
                let shut = &mut query.shut.groups;
                match shut.iter().position(|path| *path == heading.path) {
                    Some(at) => drop(shut.remove(at)),
                    None => shut.push(heading.path.clone()),
                }
            }
            state.set_query(query);
        }
        Click::Package(project) => {
            let mut query = state.query(list.id);
            if !query.shut.packages.remove(&project) {
                query.shut.packages.insert(project);
            }
            state.set_query(query);
        }
        Click::Fill => state.drag = state.selection.shape(columns).rectangle().map(Drag::Fill),
        Click::Run(command) => actions.push(Action::Run(command)),
        Click::Copy => {
            clip::copy(shown, list, view, columns, state, actions);
        }
        Click::Cut => clip::cut(shown, list, view, columns, state, actions),
        Click::Paste => {
            // The platform answers with the text, which the table takes while it has the keyboard.
            editor::take_keyboard(ui, cell_id());
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste);
        }
        Click::Clear => keys::clear(shown, list, view, columns, state, actions),
        Click::Edit => state.begin(shown, list, state.selection.column, actions),
        Click::SetField => {
            let column = state.menu_column.unwrap_or(state.selection.column);
            if let Some(field) = field_of(column) {
                state.set_field = Some((field, String::new()));
                state.show_details = Some(true);
            }
        }
    }
}

/// What a click does to what is selected already.
fn how(modifiers: Modifiers) -> How {
    if modifiers.shift {
        How::Extend
    } else if modifiers.command {
        How::Toggle
    } else {
        How::Only
    }
}

/// Goes through ascending, descending, and the list's own order.
fn sort(state: &mut State, list: &ProjectList, column: Column, add: bool) {
    let mut query = state.query(list.id);
    let now = query.sort.iter().position(|key| key.column == column);
    let next = match now.map(|at| query.sort[at].descending) {
        None => Some(SortKey { column, descending: false }),
        Some(false) => Some(SortKey { column, descending: true }),
        Some(true) => None,
    };
    // The number is the list's order: one click goes back to it.
    if column == Column::Number && now.is_none() && !query.sort.is_empty() {
        query.sort.clear();
    } else if add {
        match (now, next) {
            (Some(at), Some(key)) => query.sort[at] = key,
            (Some(at), None) => {
                query.sort.remove(at);
            }
            (None, next) => query.sort.extend(next),
        }
    } else {
        query.sort = next.into_iter().collect();
    }
    state.set_query(query);
    state.scroll = Some(Scroll::Top);
}
