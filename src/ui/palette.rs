//! The palette: commands, indicators, lists and projects by name.

use super::{
    command::{Actions, Command, Place, shortcut_text},
    shell::Availability,
    theme,
    view::Shown,
    widgets,
};
use egui::{
    Align, Align2, CornerRadius, FontId, Key, Modal, Modifiers, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

/// How many rows are offered at most.
const MOST: usize = 60;

/// The palette while it is open.
#[derive(Debug, Default)]
pub struct State {
    text: String,
    at: usize,
}

#[derive(Clone, Copy)]
enum Hit {
    Command(Command),
    Place(Place),
}

struct Row {
    label: String,
    kind: &'static str,
    hint: String,
    enabled: bool,
    hit: Hit,
}

/// Shows the palette; true while it stays open.
pub fn show(
    ctx: &egui::Context,
    state: &mut State,
    shown: &Shown<'_>,
    available: Availability<'_>,
    actions: &mut Actions,
) -> bool {
    let (theme, lang) = (shown.theme, shown.lang);
    let area = Modal::default_area(egui::Id::unique("palette")).anchor(Align2::CENTER_TOP, vec2(0.0, 60.0));
    let mut open = true;
    let modal = Modal::new(egui::Id::unique("palette")).area(area).show(ctx, |ui| {
        ui.set_width(520.0_f32.min(ctx.content_rect().width() - 60.0));
        let keys = ui.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
        });
        let field = widgets::search_field(ui, &mut state.text, lang.palette_hint(), f32::INFINITY);
        field.request_focus();
        if field.changed() {
            state.at = 0;
        }
        ui.add_space(6.0);
        let rows = find(state.text.trim(), shown, available);
        if keys.0 {
            state.at += 1;
        }
        if keys.1 {
            state.at = state.at.saturating_sub(1);
        }
        state.at = state.at.min(rows.len().saturating_sub(1));
        if rows.is_empty() {
            ui.label(lang.palette_empty(state.text.trim()));
        }
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, row) in rows.iter().enumerate() {
                let (chosen, response) = draw_row(ui, row, at == state.at, theme);
                if at == state.at && (keys.0 || keys.1) {
                    response.scroll_to_me(None);
                }
                if row.enabled && (chosen || (keys.2 && at == state.at)) {
                    match row.hit {
                        Hit::Command(command) => actions.run(command),
                        Hit::Place(place) => actions.go(place),
                    }
                    open = false;
                }
            }
        });
    });
    open && !modal.should_close()
}

fn draw_row(ui: &mut Ui, row: &Row, current: bool, theme: &theme::Theme) -> (bool, egui::Response) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    if current || response.hovered() {
        let ground = if current { theme.accent_ground } else { theme.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(6), ground.0);
    }
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let ink = if row.enabled { theme.text } else { theme.faint };
    let right = format!("{}  {}", row.hint, row.kind);
    let small = FontId::proportional(12.0);
    let side = widgets::elided(ui, right.trim(), small, theme.faint.0, inner.width() * 0.5);
    let room = inner.width() - side.size().x - 12.0;
    widgets::text_in(
        ui,
        inner.with_max_x(inner.left() + room),
        &row.label,
        FontId::proportional(13.0),
        ink.0,
        Align::Min,
    );
    let at = Align2::RIGHT_CENTER.align_size_within_rect(side.size(), inner).min;
    ui.painter().galley(at, side, theme.faint.0);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, row.enabled, &row.label));
    (response.clicked(), response)
}

fn find(text: &str, shown: &Shown<'_>, available: Availability<'_>) -> Vec<Row> {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let needle = text.to_lowercase();
    let hit =
        |names: &[&str]| needle.is_empty() || names.iter().any(|name| name.to_lowercase().contains(&needle));
    let mut rows = Vec::new();
    for &command in Command::ALL {
        // A person may know a command by its name in either language.
        let names = [crate::i18n::Lang::Zh.command(command), crate::i18n::Lang::En.command(command)];
        if command != Command::Palette && hit(&names) {
            let can = available(command);
            let shortcut = command.shortcut().map(shortcut_text).unwrap_or_default();
            rows.push(Row {
                label: lang.command(command).to_owned(),
                kind: lang.palette_command(),
                hint: can.as_ref().err().cloned().unwrap_or(shortcut),
                enabled: can.is_ok(),
                hit: Hit::Command(command),
            });
        }
    }
    if needle.is_empty() {
        return rows;
    }
    let place = |label: &str, kind, hint: &str, place| Row {
        label: label.to_owned(),
        kind,
        hint: hint.to_owned(),
        enabled: true,
        hit: Hit::Place(place),
    };
    for indicator in workbook.indicators.iter().filter(|i| hit(&[&i.name, &i.name_en])) {
        rows.push(place(
            shown.indicator(indicator),
            lang.palette_indicator(),
            "",
            Place::Indicator(indicator.id),
        ));
    }
    for list in workbook.lists.iter().filter(|list| hit(&[&list.name, &list.name_en])) {
        rows.push(place(shown.list(list), lang.palette_list(), "", Place::List(list.id)));
    }
    for board in workbook.boards.iter().filter(|board| hit(&[&board.title, &board.title_en])) {
        rows.push(place(lang.board(board), lang.palette_board(), "", Place::Board(board.id)));
    }
    for figure in workbook.figures.iter().filter(|row| hit(&[&row.title, &row.title_en])) {
        let name = lang.figure_name(figure, workbook);
        rows.push(place(&name, lang.palette_figure(), "", Place::Figure(figure.id)));
    }
    for project in workbook.projects.iter().filter(|p| hit(&[&p.name, &p.name_en, &p.code])).take(MOST) {
        let area = project.area.and_then(|area| workbook.areas.get(area)).map_or("", |area| shown.area(area));
        let name = shown.name(&project.name, &project.name_en);
        rows.push(place(name, lang.palette_project(), area, Place::Project(project.id)));
    }
    rows.truncate(MOST);
    rows
}
