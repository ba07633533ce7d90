//! The frame around the pages: menu bar, navigation rail, status bar.

use super::{
    command::{Action, Actions, Command, Place, shortcut_text},
    theme::{self, Theme},
    view::{Journaled, Page, SaveState, Shown, ViewState},
    widgets,
};
use crate::model::MoneyUnit;
use egui::{
    Align, Button, CornerRadius, Frame, Layout, Margin, MenuBar, Panel, RichText, Role, ScrollArea, Sense,
    Stroke, Ui, WidgetInfo, pos2, vec2,
};

/// Whether a command can run now, and if not, why not.
pub type Availability<'a> = &'a dyn Fn(Command) -> Result<(), String>;

/// The menu bar with the workbook's name and the search field.
pub fn menu_bar(ui: &mut Ui, shown: &Shown<'_>, available: Availability<'_>, actions: &mut Actions) {
    let (theme, lang) = (shown.theme, shown.lang);
    let frame = Frame::new().fill(theme.panel.0).inner_margin(Margin::symmetric(8, 4));
    Panel::top("menu_bar").exact_size(36.0).frame(frame).show_separator_line(true).show(ui, |ui| {
        let bar = ui.max_rect();
        MenuBar::new().ui(ui, |ui| {
            ui.menu_button(lang.menu_file(), |ui| {
                for command in [Command::New, Command::Open] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.menu_button(lang.menu_recent(), |ui| {
                    if shown.recent.is_empty() {
                        ui.weak(lang.no_recent());
                    }
                    for path in shown.recent {
                        let name = path
                            .file_name()
                            .map_or_else(|| path.display().to_string(), |n| n.display().to_string());
                        if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                            actions.push(Action::OpenFile(path.clone()));
                        }
                    }
                });
                ui.separator();
                for command in [Command::OpenLishui, Command::OpenDemo] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                for command in [
                    Command::Save,
                    Command::SaveAs,
                    Command::Revert,
                    Command::Versions,
                    Command::CompareFile,
                    Command::Keeping,
                ] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                menu_entry(ui, Command::Quit, shown, available, actions);
            });
            ui.menu_button(lang.menu_edit(), |ui| {
                let step = |label: Option<&crate::edit::Label>| label.map(|label| lang.step(label));
                for (command, text) in [
                    (Command::Undo, step(shown.document.undo.as_ref()).map(|s| lang.undo_what(&s))),
                    (Command::Redo, step(shown.document.redo.as_ref()).map(|s| lang.redo_what(&s))),
                ] {
                    menu_entry_as(ui, command, text.as_deref(), shown, available, actions);
                }
                ui.separator();
                for command in [
                    Command::AddProject,
                    Command::InsertAbove,
                    Command::DuplicateProjects,
                    Command::DeleteProjects,
                ] {
                    menu_entry(ui, command, shown, available, actions);
                }
                for command in [Command::FillDown, Command::FillRight, Command::Find, Command::Replace] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                for command in [Command::MoveUp, Command::MoveDown] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                for command in
                    [Command::AddIndicator, Command::AddList, Command::AddBoard, Command::AddFigure]
                {
                    menu_entry(ui, command, shown, available, actions);
                }
            });
            ui.menu_button(lang.menu_view(), |ui| {
                for command in [
                    Command::Overview,
                    Command::Indicators,
                    Command::Projects,
                    Command::Tasks,
                    Command::Boards,
                    Command::Figures,
                ] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                menu_entry(ui, Command::Present, shown, available, actions);
                ui.separator();
                for command in [Command::ToggleDetails, Command::ToggleTheme, Command::ToggleLanguage] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                for command in [Command::ZoomIn, Command::ZoomOut, Command::ZoomReset] {
                    menu_entry(ui, command, shown, available, actions);
                }
            });
            ui.menu_button(lang.menu_data(), |ui| {
                for command in [
                    Command::ExportFigure,
                    Command::CopyPicture,
                    Command::CopyTable,
                    Command::KeepFigure,
                    Command::ExportFigures,
                ] {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                for command in
                    [Command::OpenMonth, Command::EnterMonth, Command::Explain, Command::ListSettings]
                {
                    menu_entry(ui, command, shown, available, actions);
                }
                ui.separator();
                menu_entry(ui, Command::WorkbookSettings, shown, available, actions);
                menu_entry(ui, Command::Check, shown, available, actions);
            });
            ui.menu_button(lang.menu_help(), |ui| {
                for command in [Command::Palette, Command::Shortcuts, Command::Notices, Command::About] {
                    menu_entry(ui, command, shown, available, actions);
                }
            });
            let menus_end = ui.cursor().left();
            let search = ui
                .with_layout(Layout::right_to_left(Align::Center), |ui| search_button(ui, shown, actions))
                .inner;
            document_name(ui, shown, bar, menus_end + 12.0, search - 12.0);
        });
    });
}

fn menu_entry(
    ui: &mut Ui,
    command: Command,
    shown: &Shown<'_>,
    available: Availability<'_>,
    actions: &mut Actions,
) {
    menu_entry_as(ui, command, None, shown, available, actions);
}

fn menu_entry_as(
    ui: &mut Ui,
    command: Command,
    label: Option<&str>,
    shown: &Shown<'_>,
    available: Availability<'_>,
    actions: &mut Actions,
) {
    let label = label.unwrap_or_else(|| shown.lang.command(command));
    let mut button = Button::new(label);
    if let Some(shortcut) = command.shortcut() {
        button = button.shortcut_text(shortcut_text(shortcut));
    }
    let can = available(command);
    let response = ui.add_enabled(can.is_ok(), button);
    if response.clicked() {
        actions.run(command);
        ui.close();
    }
    match can {
        Ok(()) => response.on_hover_text(shown.lang.command_tip(command)),
        Err(why) => response.on_disabled_hover_text(why),
    };
}

/// The field at the right that opens the palette; returns its left edge.
fn search_button(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) -> f32 {
    let theme = shown.theme;
    let width = (ui.available_width() - 340.0).clamp(90.0, 230.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, 26.0), Sense::click());
    let line = if response.hovered() { theme.faint } else { theme.line };
    ui.painter().rect(
        rect,
        CornerRadius::same(6),
        theme.page.0,
        Stroke::new(1.0, line.0),
        egui::StrokeKind::Inside,
    );
    let font = egui::FontId::proportional(13.0);
    let inner = rect.shrink2(vec2(10.0, 0.0));
    widgets::text_in(
        ui,
        inner.with_max_x(inner.right() - 50.0),
        shown.lang.search_or_run(),
        font,
        theme.faint.0,
        Align::Min,
    );
    if let Some(shortcut) = Command::Palette.shortcut() {
        let font = egui::FontId::proportional(12.0);
        widgets::text_in(ui, inner, &shortcut_text(shortcut), font, theme.faint.0, Align::Max);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, shown.lang.search_or_run()));
    if response.on_hover_text(shown.lang.command_tip(Command::Palette)).clicked() {
        actions.run(Command::Palette);
    }
    rect.left()
}

/// The workbook's name and whether it is saved, in the middle of the bar where there is room.
fn document_name(ui: &mut Ui, shown: &Shown<'_>, bar: egui::Rect, left: f32, right: f32) {
    let theme = shown.theme;
    let title = shown.name(&shown.workbook.title, &shown.workbook.title_en);
    let title = if title.is_empty() { shown.lang.untitled() } else { title };
    let state = shown.lang.save_state(&shown.document.save);
    let room = right - left;
    if room < 80.0 {
        return;
    }
    let name = widgets::elided(ui, title, theme::bold(13.0), theme.text.0, room * 0.72);
    let state = widgets::elided(
        ui,
        &format!(" · {state}"),
        egui::FontId::proportional(13.0),
        theme.second.0,
        room - name.size().x,
    );
    let width = name.size().x + state.size().x;
    let x = (bar.center().x - width / 2.0).clamp(left, (right - width).max(left));
    let y = bar.center().y - name.size().y / 2.0;
    let name_width = name.size().x;
    let place = egui::Rect::from_min_size(pos2(x, y), vec2(width, name.size().y));
    let response = ui.interact(place, ui.scope_id().with("document"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, title));
    ui.painter().galley(pos2(x, y), name, theme.text.0);
    ui.painter().galley(pos2(x + name_width, y), state, theme.second.0);
}

/// The navigation rail: pages with counts, then the project lists.
pub fn rail(ui: &mut Ui, shown: &Shown<'_>, view: &ViewState, narrow: bool, actions: &mut Actions) {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    let frame = Frame::new().fill(theme.panel.0).inner_margin(Margin::symmetric(8, 10));
    let width = if narrow { 132.0 } else { 176.0 };
    Panel::left("rail").exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ScrollArea::vertical().show(ui, |ui| {
            let tasks = shown.derived.task_count(workbook);
            for (page, command, place, count) in [
                (Page::Overview, Command::Overview, Place::Overview, None),
                (Page::Indicators, Command::Indicators, Place::Indicators, Some(workbook.indicators.len())),
                (
                    Page::Projects,
                    Command::Projects,
                    Place::Projects,
                    Some(shown.derived.project_count(workbook)),
                ),
                (Page::Tasks, Command::Tasks, Place::Tasks, Some(tasks)),
                (Page::Boards, Command::Boards, Place::Boards, Some(workbook.boards.len())),
                (Page::Figures, Command::Figures, Place::Figures, Some(workbook.figures.len())),
            ] {
                let label = lang.command(command);
                if rail_entry(ui, theme, label, count, view.page == page, widgets::command_tip(command, lang))
                {
                    actions.go(place);
                }
            }
            if !workbook.lists.is_empty() {
                ui.add_space(14.0);
                ui.horizontal(|ui| {
                    ui.add_space(10.0);
                    ui.label(RichText::new(lang.lists_heading()).size(11.0).color(theme.faint.0));
                });
                ui.add_space(2.0);
            }
            let in_view = view.list_in_view(workbook).filter(|_| view.page == Page::Projects);
            for list in workbook.lists.iter() {
                let count = list
                    .declared_size
                    .map_or_else(|| shown.derived.list_len(workbook, list.id), |n| n as usize);
                let name = shown.list(list);
                if rail_entry(ui, theme, name, Some(count), in_view == Some(list.id), name.to_owned()) {
                    actions.go(Place::List(list.id));
                }
            }
        });
    });
}

fn rail_entry(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    count: Option<usize>,
    current: bool,
    tip: String,
) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), theme::NAV_ROW), Sense::click());
    let ink = if current { theme.accent } else { theme.second };
    if current {
        ui.painter().rect_filled(rect, CornerRadius::same(6), theme.accent_ground.0);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(6), theme.hover.0);
    }
    let inner = rect.shrink2(vec2(10.0, 0.0));
    let font = if current { theme::bold(13.0) } else { egui::FontId::proportional(13.0) };
    let count = count.map(|count| count.to_string());
    let room = count.as_ref().map_or(0.0, |count| 10.0 + count.len() as f32 * 7.5);
    widgets::text_in(ui, inner.with_max_x(inner.right() - room), label, font, ink.0, Align::Min);
    if let Some(count) = &count {
        widgets::text_in(ui, inner, count, egui::FontId::proportional(12.0), theme.faint.0, Align::Max);
    }
    if response.has_focus() {
        widgets::paint_cursor(ui, rect);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, current, label));
    response.on_hover_text(tip).clicked()
}

/// What is being done off the UI thread.
pub struct Busy<'a> {
    /// In a sentence.
    pub what: &'a str,
    /// From 0 to 1, where it is known.
    pub progress: Option<f32>,
    /// Whether it may be stopped halfway.
    pub can_stop: bool,
}

/// The status bar: file, saved state, selection; unit, language, zoom.
pub fn status_bar(
    ui: &mut Ui,
    shown: &Shown<'_>,
    view: &ViewState,
    busy: Option<Busy<'_>>,
    actions: &mut Actions,
) {
    let (theme, lang) = (shown.theme, shown.lang);
    let frame = Frame::new().fill(theme.panel.0).inner_margin(Margin::symmetric(12, 0));
    Panel::bottom("status_bar").exact_size(27.0).frame(frame).show(ui, |ui| {
        ui.style_mut().override_text_style = Some(egui::TextStyle::Small);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            let zoom = (ui.ctx().zoom_factor() * 100.0).round() as i32;
            if ui
                .add(Button::new(lang.zoom(zoom)).frame(false))
                .on_hover_text(lang.command(Command::ZoomReset))
                .clicked()
            {
                actions.run(Command::ZoomReset);
            }
            let other = lang.command(Command::ToggleLanguage);
            if ui
                .add(Button::new(other).frame(false))
                .on_hover_text(lang.command_tip(Command::ToggleLanguage))
                .clicked()
            {
                actions.run(Command::ToggleLanguage);
            }
            unit_menu(ui, shown, actions);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let name = &shown.document.name;
                let path =
                    shown.document.path.as_ref().map_or_else(|| name.clone(), |p| p.display().to_string());
                let label = egui::Label::new(RichText::new(name).color(theme.second.0)).truncate();
                ui.allocate_ui_with_layout(vec2(180.0, 20.0), Layout::left_to_right(Align::Center), |ui| {
                    ui.add(label).on_hover_text(path);
                });
                let (ink, tip) = match &shown.document.save {
                    SaveState::Failed(why) => (theme.bad, why.clone()),
                    SaveState::Changed(_) => (theme.warning, lang.command_tip(Command::Save).to_owned()),
                    _ => (theme.second, String::new()),
                };
                let state = ui.label(RichText::new(lang.save_state(&shown.document.save)).color(ink.0));
                if matches!(shown.document.save, SaveState::Changed(_) | SaveState::Failed(_)) {
                    let (words, ink, tip) = match &shown.document.journal {
                        Journaled::Yes => {
                            (lang.journal_yes(), theme.second, lang.journal_yes_tip().to_owned())
                        }
                        Journaled::Soon => (lang.journal_soon(), theme.second, String::new()),
                        Journaled::Failed(why) => (lang.journal_failed(), theme.bad, why.clone()),
                        Journaled::No => ("", theme.second, String::new()),
                    };
                    if !words.is_empty() {
                        let words = ui.label(RichText::new(words).color(ink.0));
                        if !tip.is_empty() {
                            words.on_hover_text(tip);
                        }
                    }
                    let minutes = shown.document.autosave.filter(|_| shown.document.path.is_some());
                    if let Some(minutes) = minutes {
                        let words = RichText::new(lang.autosave_on(minutes)).color(theme.second.0);
                        ui.label(words).on_hover_text(lang.autosave_tip(minutes));
                    }
                }
                if !tip.is_empty() {
                    state.on_hover_text(tip);
                }
                if shown.workbook.invented {
                    let pill = RichText::new(lang.invented_data()).color(theme.warning.0);
                    ui.label(pill.background_color(theme.warning_ground.0))
                        .on_hover_text(lang.invented_tip());
                }
                if let Some(busy) = busy {
                    ui.label(RichText::new(busy.what).color(theme.accent.0));
                    if let Some(progress) = busy.progress {
                        let bar = egui::ProgressBar::new(progress).desired_width(120.0).desired_height(8.0);
                        ui.add(bar).widget_info(|| {
                            WidgetInfo::labeled(Role::ProgressIndicator, true, lang.accessible_progress())
                        });
                    }
                    if busy.can_stop && widgets::link(ui, lang.stop_job()).clicked() {
                        actions.push(Action::Stop);
                    }
                } else if let Some(selection) = &view.selection {
                    ui.add(egui::Label::new(RichText::new(selection).color(theme.second.0)).truncate());
                }
            });
        });
    });
}

fn unit_menu(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let lang = shown.lang;
    let current = shown.money_unit.map_or(lang.unit_as_entered(), |unit| lang.money_unit(unit));
    let label = format!("{current} ▼");
    let button = egui::containers::menu::MenuButton::from_button(Button::new(label).frame(false));
    let (response, _) = button.ui(ui, |ui| {
        for unit in [None, Some(MoneyUnit::Wan), Some(MoneyUnit::Yi)] {
            let text = unit.map_or(lang.unit_as_entered(), |unit| lang.money_unit(unit));
            if ui.selectable_label(shown.money_unit == unit, text).clicked() {
                actions.push(Action::MoneyUnit(unit));
                ui.close();
            }
        }
    });
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.menu_unit()));
    response.on_hover_text(lang.menu_unit());
}
