//! The overview page: headline targets as tiles, what needs attention, projects in brief. Everything leads
//! to its place.

mod bars;

use super::{
    Actions, Command, Place, Shown,
    theme::{self, Theme},
    widgets,
};
use crate::{
    analysis::{
        attention::{Attention, AttentionKind, Place as Leads},
        pace,
        series::Tile,
        target::TargetState,
    },
    chart::{self, Body, Ink, Mode, Subject, default_figure},
    i18n::{Lang, format},
    model::{Decimal, Figure, Lamp, ListKind, MoneyUnit, PaceProfile, ProjectList, Unit},
};
use egui::{
    Align, Align2, CornerRadius, FontId, Pos2, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::prelude::ToPrimitive;

const TILE_HEIGHT: f32 = 102.0;
const GAP: f32 = 10.0;
/// Between the side of a tile and its text.
const TILE_SIDE: f32 = 14.0;
/// What a pill is wider than its word: the lamp and the round ends.
const PILL_SIDES: f32 = 28.0;
/// How many things that need attention are listed.
const MOST: usize = 9;

/// The figure that the page is exported as: growth of the headline indicators.
pub fn figure(shown: &Shown<'_>) -> Option<Figure> {
    shown
        .workbook
        .indicators
        .iter()
        .any(|indicator| indicator.headline)
        .then(|| default_figure(shown.workbook, Subject::Headline))
}

/// Shows the page.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let (workbook, lang) = (shown.workbook, shown.lang);
    let as_of = match workbook.month {
        Some(month) => {
            let due = pace::due(&PaceProfile::Monthly, month);
            lang.overview_as_of(&lang.month(month), &format::fixed(due, 1))
        }
        None => lang.overview_no_month().to_owned(),
    };
    let counts = lang.overview_counts(
        workbook.indicators.len(),
        shown.derived.project_count(workbook),
        shown.derived.task_count(workbook),
    );
    let title = shown.name(&workbook.title, &workbook.title_en);
    widgets::page_title(ui, title, &format!("{as_of} · {counts}"), |ui| {
        let can = figure(shown).map(|_| ()).ok_or_else(|| lang.overview_no_tiles().to_owned());
        widgets::command_button(ui, Command::ExportFigure, lang, can, actions);
        super::workbook::month_menu(ui, shown, actions);
    });
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(GAP, GAP);
        tiles(ui, shown, actions);
        let wide = ui.available_width() >= 760.0;
        let lists: Vec<&ProjectList> = workbook.lists.iter().collect();
        if wide {
            let half = (ui.available_width() - GAP) / 2.0;
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(half);
                    attention(ui, shown, actions);
                    headline(ui, shown, actions);
                });
                ui.vertical(|ui| {
                    ui.set_width(half);
                    projects(ui, shown, &lists, actions);
                });
            });
        } else {
            attention(ui, shown, actions);
            headline(ui, shown, actions);
            projects(ui, shown, &lists, actions);
        }
    });
}

/// All headline indicators in one figure: last year's result against this year's target.
fn headline(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let figure = figure(shown);
    let Some(figure) = figure else { return };
    let chart = shown.derived.headline(shown.workbook, shown.lang);
    let rows = match &chart.body {
        Body::Rows(body) => body.rows.len(),
        _ => return,
    };
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        widgets::panel_title(ui, &chart.title);
        // Narrow figures set the names above their rows.
        let row = if ui.available_width() < 620.0 { 46.0 } else { 30.0 };
        let size = vec2(ui.available_width(), 56.0 + row * rows as f32);
        let ink = if ui.visuals().dark_mode { Ink::dark() } else { Ink::light() };
        let response = chart::show(ui, &chart, ink, size, Mode::Screen, shown.lang);
        response.context_menu(|ui| widgets::figure_menu(ui, &figure, shown.lang, actions));
        if response.clicked() {
            actions.go(Place::Headline);
        }
    });
}

fn tiles(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let lang = shown.lang;
    let tiles = shown.derived.tiles(shown.workbook);
    if tiles.is_empty() {
        widgets::card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_height(150.0);
            if widgets::empty_state(
                ui,
                lang.overview_no_tiles(),
                lang.overview_no_tiles_hint(),
                Some(lang.overview_add_indicator()),
            ) {
                actions.run(Command::AddIndicator);
            }
        });
        return;
    }
    let width = ui.available_width();
    let columns = ((width + GAP) / (224.0 + GAP)).floor().clamp(1.0, 6.0) as usize;
    // Rows as even as they go: eleven tiles stand better as 4-4-3 than as 5-5-1.
    let rows = tiles.len().div_ceil(columns);
    let columns = tiles.len().div_ceil(rows);
    let each = (width - GAP * (columns as f32 - 1.0)) / columns as f32;
    // Where nothing is reported a name needs the room more than the word beside it; the shape says it too.
    // One rule for all tiles, so that they look alike.
    let wordless = tiles.iter().any(|tile| is_crowded(ui, tile, each - 2.0 * TILE_SIDE, shown));
    for row in tiles.chunks(columns) {
        let (band, _) = ui.allocate_exact_size(vec2(width, TILE_HEIGHT), Sense::hover());
        for (at, tile) in row.iter().enumerate() {
            let left = band.left() + at as f32 * (each + GAP);
            let rect = Rect::from_min_size(pos2(left, band.top()), vec2(each, TILE_HEIGHT));
            draw_tile(ui, rect, tile, wordless, shown, actions);
        }
    }
}

fn lamp_and_word(tile: &Tile, lang: Lang) -> (Lamp, String) {
    match &tile.verdict {
        Some(verdict) => (verdict.lamp, lang.verdict(verdict)),
        None => (Lamp::Unlit, lang.overview_no_target().to_owned()),
    }
}

/// Whether a tile without a lit lamp has no room for its name and its word side by side.
fn is_crowded(ui: &Ui, tile: &Tile, width: f32, shown: &Shown<'_>) -> bool {
    let (lamp, word) = lamp_and_word(tile, shown.lang);
    let Some(indicator) = shown.workbook.indicators.get(tile.indicator).filter(|_| lamp == Lamp::Unlit)
    else {
        return false;
    };
    let long = |text: &str, size| {
        let font = FontId::proportional(size);
        ui.painter().layout_no_wrap(text.to_owned(), font, egui::Color32::PLACEHOLDER).size().x
    };
    long(shown.indicator(indicator), 13.0) + long(&word, 12.0) + PILL_SIDES + 8.0 > width
}

fn draw_tile(ui: &mut Ui, rect: Rect, tile: &Tile, wordless: bool, shown: &Shown<'_>, actions: &mut Actions) {
    let (workbook, lang, theme) = (shown.workbook, shown.lang, shown.theme);
    let Some(indicator) = workbook.indicators.get(tile.indicator) else { return };
    let name = shown.indicator(indicator);
    let response = ui.interact(rect, ui.scope_id().with(("tile", tile.indicator)), Sense::click());
    let line = if response.hovered() || response.has_focus() { theme.accent } else { theme.line };
    ui.painter().rect(
        rect,
        CornerRadius::same(8),
        theme.panel.0,
        Stroke::new(1.0, line.0),
        StrokeKind::Inside,
    );
    let inner = rect.shrink2(vec2(TILE_SIDE, 11.0));
    // First line: the name, and how it stands.
    let (lamp, word) = lamp_and_word(tile, lang);
    let shape_only = wordless && lamp == Lamp::Unlit;
    let pill = pill_at(ui, inner.right_top(), lamp, if shape_only { "" } else { &word }, theme);
    let first = Rect::from_min_max(inner.min, pos2(pill.left() - 8.0, inner.top() + 20.0));
    let cut = widgets::text_in(ui, first, name, FontId::proportional(13.0), theme.second.0, Align::Min);
    // Second line: the number. The year's own figure, or last year's result, or the target alone.
    let target = tile.target.and_then(|id| indicator.target(id));
    let wanted = target.map(|target| lang.target(target, workbook));
    let (figure, unit, caption) = match (&tile.latest, &tile.previous_year, target) {
        (Some(latest), _, _) => {
            let caption = if latest.period.year() == workbook.year {
                lang.period(latest.period)
            } else {
                lang.overview_last_year_figure(latest.period.year())
            };
            (format::number(latest.value), latest.unit.clone(), caption)
        }
        (None, Some(previous), _) => (
            format::number(previous.value),
            previous.unit.clone(),
            lang.overview_last_year_figure(previous.period.year()),
        ),
        (None, None, Some(target)) => match target.value {
            Some(value) => {
                (format::number(value), target.unit.clone(), lang.overview_target_figure(target.year))
            }
            None => ("–".to_owned(), Unit::default(), String::new()),
        },
        (None, None, None) => ("–".to_owned(), Unit::default(), String::new()),
    };
    let own = tile.latest.as_ref().is_some_and(|latest| latest.period.year() == workbook.year);
    let ink = if own { theme.text } else { theme.second };
    let number = ui.painter().layout_no_wrap(figure, theme::bold(theme::NUMBER_SIZE), ink.0);
    let baseline = inner.top() + 24.0;
    let number_width = number.size().x;
    ui.painter().galley(pos2(inner.left(), baseline), number, ink.0);
    let after = pos2(inner.left() + number_width + 4.0, baseline + 12.0);
    let unit = lang.unit(&unit);
    let side = match (unit.is_empty(), caption.is_empty()) {
        (_, true) => unit.to_owned(),
        (true, false) => caption,
        (false, false) => format!("{unit}  {caption}"),
    };
    let spark_room = if tile.spark.len() > 1 { 96.0 } else { 0.0 };
    let side_rect = Rect::from_min_max(after, pos2(inner.right() - spark_room, after.y + 18.0));
    widgets::text_in(ui, side_rect, &side, FontId::proportional(12.0), theme.faint.0, Align::Min);
    if tile.spark.len() > 1 {
        let spark = Rect::from_min_max(
            pos2(inner.right() - 92.0, inner.top() + 26.0),
            pos2(inner.right(), inner.top() + 56.0),
        );
        let goal = target.filter(|target| target.measure == tile.measure).and_then(|target| target.value);
        sparkline(ui, spark, tile, goal, theme);
    }
    // Third line: what is asked for, and last year.
    let mut parts = Vec::new();
    if let Some(wanted) = &wanted {
        parts.push((lang.overview_target(wanted), theme.text));
    }
    if tile.latest.is_none() && tile.previous_year.is_none() && target.is_some() {
        parts.push((lang.overview_no_result(workbook.year - 1), theme.faint));
    }
    if let Some(previous) = tile.previous_year.as_ref().filter(|_| own) {
        let figure = lang.quantity(previous.value, &previous.unit);
        parts.push((lang.overview_year_result(previous.period.year(), &figure), theme.faint));
    }
    let year = tile.latest.as_ref().map_or(workbook.year, |latest| latest.period.year());
    let rank = workbook.root_area().and_then(|root| {
        let of_year =
            indicator.series(root.id).iter().rev().find(|o| o.period.year() == year && o.rank.is_some());
        of_year.and_then(|observation| observation.rank.as_ref())
    });
    if let Some(rank) = rank {
        parts.push((lang.rank(rank), theme.faint));
    }
    let mut x = inner.left();
    let y = inner.bottom() - 17.0;
    for (at, (text, ink)) in parts.iter().enumerate() {
        let text = if at == 0 { text.clone() } else { format!(" · {text}") };
        let room = inner.right() - x;
        if room < 24.0 {
            break;
        }
        let galley = widgets::elided(ui, &text, FontId::proportional(12.0), ink.0, room);
        let width = galley.size().x;
        ui.painter().galley(pos2(x, y), galley, ink.0);
        x += width;
    }
    let spoken: Vec<&str> = parts.iter().map(|part| part.0.as_str()).collect();
    let label = format!("{name} {side} {word} {}", spoken.join(" "));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        actions.go(Place::Indicator(tile.indicator));
    }
    let hover = format!("{name}\n{}", spoken.join("\n"));
    if cut || spoken.len() > 1 {
        response.on_hover_text(hover);
    }
}

fn pill_at(ui: &Ui, right_top: Pos2, lamp: Lamp, word: &str, theme: &Theme) -> Rect {
    let (ink, ground) = widgets::lamp_colors(theme, lamp);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), FontId::proportional(12.0), ink);
    let size = vec2(if word.is_empty() { 24.0 } else { galley.size().x + PILL_SIDES }, 20.0);
    let rect = Rect::from_min_size(pos2(right_top.x - size.x, right_top.y), size);
    ui.painter().rect_filled(rect, CornerRadius::same(10), ground);
    widgets::paint_lamp(ui.painter(), pos2(rect.left() + 12.0, rect.center().y), 4.5, lamp, theme);
    let at = pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    rect
}

fn sparkline(ui: &Ui, rect: Rect, tile: &Tile, goal: Option<Decimal>, theme: &Theme) {
    let place = |value: Decimal| value.to_f64().unwrap_or_default() as f32;
    let values: Vec<f32> = tile.spark.iter().map(|(_, value)| place(*value)).collect();
    let goal = goal.map(place);
    let (low, high) = values
        .iter()
        .copied()
        .chain(goal)
        .fold((f32::MAX, f32::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let span = (high - low).max(f32::EPSILON);
    let y = |value: f32| rect.bottom() - (value - low) / span * rect.height();
    if let Some(goal) = goal {
        let ends = [pos2(rect.left(), y(goal)), pos2(rect.right(), y(goal))];
        ui.painter().extend(egui::Shape::dashed_line(&ends, Stroke::new(1.0, theme.faint.0), 3.0, 3.0));
    }
    let step = rect.width() / (values.len() - 1) as f32;
    let points: Vec<Pos2> = values
        .iter()
        .enumerate()
        .map(|(at, value)| pos2(rect.left() + at as f32 * step, y(*value)))
        .collect();
    let end = points.last().copied();
    ui.painter().line(points, Stroke::new(1.8, theme.accent.0));
    if let Some(end) = end {
        ui.painter().circle_filled(end, 3.0, theme.accent.0);
    }
}

fn attention(ui: &mut Ui, shown: &Shown<'_>, actions: &mut Actions) {
    let lang = shown.lang;
    let items = shown.derived.attention(shown.workbook);
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal(|ui| {
            widgets::panel_title(ui, lang.overview_attention());
            ui.with_layout(egui::Layout::right_to_left(Align::Center), |ui| {
                if widgets::link(ui, lang.overview_all_tasks()).clicked() {
                    actions.go(Place::Tasks);
                }
            });
        });
        widgets::rule(ui);
        if items.is_empty() {
            ui.add_space(8.0);
            ui.label(RichText::new(lang.overview_nothing_behind()).color(shown.theme.second.0));
        }
        for item in items.iter().take(MOST) {
            attention_row(ui, item, shown, actions);
        }
        if items.len() > MOST {
            ui.label(RichText::new(lang.overview_more(items.len() - MOST)).color(shown.theme.faint.0));
        }
    });
}

fn attention_row(ui: &mut Ui, item: &Attention, shown: &Shown<'_>, actions: &mut Actions) {
    let (lang, theme) = (shown.lang, shown.theme);
    let text = lang.attention(item, shown.workbook);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(6), theme.hover.0);
    }
    let word = match item.kind {
        AttentionKind::CumulativeFell { .. }
        | AttentionKind::IndicatorFell { .. }
        | AttentionKind::UnitSuspect { .. } => lang.word_check(),
        AttentionKind::NotReported { .. } | AttentionKind::NoMonthlyFigures { .. } => {
            lang.word_not_reported()
        }
        AttentionKind::NoFigures { .. } => lang.target_state(TargetState::NoFigure),
        AttentionKind::TargetBehind { state, .. } => lang.target_state(state),
        AttentionKind::ListIncomplete { .. } => lang.word_incomplete(),
        _ => lang.lamp(item.lamp),
    };
    let (ink, ground) = widgets::lamp_colors(theme, item.lamp);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), FontId::proportional(12.0), ink);
    let pill =
        Rect::from_min_size(pos2(rect.left(), rect.center().y - 10.0), vec2(galley.size().x + 28.0, 20.0));
    ui.painter().rect_filled(pill, CornerRadius::same(10), ground);
    widgets::paint_lamp(ui.painter(), pos2(pill.left() + 12.0, pill.center().y), 4.5, item.lamp, theme);
    let at = pos2(pill.left() + 20.0, pill.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    let (leads, place) = match &item.leads_to {
        Leads::Indicator(id) => (lang.lead_indicators(), Place::Indicator(*id)),
        Leads::Tasks => (lang.lead_tasks(), Place::Tasks),
        Leads::Project(id) => (lang.lead_projects(), Place::Project(*id)),
        Leads::List(list) | Leads::Area(list, _) => (lang.lead_projects(), Place::List(*list)),
        Leads::Projects(list, projects) => {
            (lang.lead_projects(), projects.first().map_or(Place::List(*list), |&id| Place::Project(id)))
        }
    };
    let side = ui.painter().layout_no_wrap(leads.to_owned(), FontId::proportional(12.0), theme.faint.0);
    let side_at = Align2::RIGHT_CENTER.align_size_within_rect(side.size(), rect).min;
    let room =
        Rect::from_min_max(pos2(pill.right() + 10.0, rect.top()), pos2(side_at.x - 10.0, rect.bottom()));
    ui.painter().galley(side_at, side, theme.faint.0);
    let cut = widgets::text_in(ui, room, &text, FontId::proportional(13.0), theme.text.0, Align::Min);
    ui.painter().hline(rect.x_range(), rect.bottom() + 1.5, Stroke::new(1.0, theme.line.0));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{word} {text}")));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if response.clicked() {
        actions.go(place);
    }
    if cut {
        response.on_hover_text(text);
    }
}

/// Projects in brief: each list in a line; then the main list's bars.
fn projects(ui: &mut Ui, shown: &Shown<'_>, lists: &[&ProjectList], actions: &mut Actions) {
    let (workbook, lang) = (shown.workbook, shown.lang);
    if lists.is_empty() {
        return;
    }
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 2.0;
        widgets::panel_title(ui, lang.overview_lists());
        ui.add_space(2.0);
        widgets::rule(ui);
        for list in lists {
            list_row(ui, list, shown, actions);
        }
    });
    let main = lists.iter().find(|list| list.kind == ListKind::Construction).or(lists.first());
    let Some((list, analysis)) = main.and_then(|list| Some((*list, shown.derived.list(workbook, list.id)?)))
    else {
        return;
    };
    if analysis.is_empty() {
        return;
    }
    bars::show(ui, shown, list, &analysis, actions);
}

fn list_row(ui: &mut Ui, list: &ProjectList, shown: &Shown<'_>, actions: &mut Actions) {
    let (lang, theme) = (shown.lang, shown.theme);
    let Some(analysis) = shown.derived.list(shown.workbook, list.id) else { return };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 44.0), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), CornerRadius::same(6), theme.hover.0);
    }
    response.context_menu(|ui| {
        if ui.button(lang.explain_link()).clicked() {
            actions.go(Place::Explained(list.id));
            ui.close();
        }
    });
    let name = shown.list(list);
    let count = list.declared_size.map_or_else(
        // A package counts once, as plans count.
        || lang.overview_entered_only(analysis.len()),
        |declared| lang.overview_entered(analysis.totals.packages as usize, declared),
    );
    let top = Rect::from_min_max(rect.min + vec2(0.0, 4.0), pos2(rect.right(), rect.top() + 23.0));
    let bottom = Rect::from_min_max(pos2(rect.left(), rect.top() + 23.0), rect.max - vec2(0.0, 3.0));
    let count_width = 130.0;
    widgets::text_in(
        ui,
        top.with_max_x(top.right() - count_width),
        name,
        FontId::proportional(13.0),
        theme.text.0,
        Align::Min,
    );
    widgets::text_in(
        ui,
        top.with_min_x(top.right() - count_width),
        &count,
        FontId::proportional(13.0),
        theme.text.0,
        Align::Max,
    );
    let unit = shown.unit_for(list);
    let mut facts = Vec::new();
    if let Some(sum) = analysis.totals.investment.and_then(|sum| in_unit(sum, analysis.unit, unit)) {
        let sum = crate::analysis::number::round_half_up(sum, 2);
        facts.push(lang.overview_investment(&lang.money(sum, unit)));
    }
    let progress = &analysis.totals.progress;
    if let (Some(done), Some(gap)) = (progress.completion, progress.gap) {
        facts.push(lang.overview_of_plan(
            &format::fixed(done, u32::from(list.places)),
            &lang.gap(gap, u32::from(list.places)),
        ));
    }
    let declared = list.declared_size.filter(|&declared| declared > 0);
    let width = declared.map_or(0.0, |_| 96.0_f32.min(rect.width() * 0.25));
    let room = bottom.with_max_x(bottom.right() - width - 8.0);
    widgets::text_in(ui, room, &facts.join(" · "), FontId::proportional(12.0), theme.faint.0, Align::Min);
    if let Some(declared) = declared {
        let track =
            Rect::from_min_size(pos2(rect.right() - width, bottom.center().y - 2.0), vec2(width, 4.0));
        ui.painter().rect_filled(track, CornerRadius::same(2), theme.none_ground.0);
        let part = (analysis.totals.packages as f32 / declared as f32).min(1.0);
        ui.painter().rect_filled(
            track.with_max_x(track.left() + track.width() * part),
            CornerRadius::same(2),
            theme.accent.0,
        );
    }
    ui.painter().hline(rect.x_range(), rect.bottom() + 0.5, Stroke::new(1.0, theme.line.0));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{name} {count}")));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        actions.go(Place::List(list.id));
    }
}

fn in_unit(value: Decimal, from: MoneyUnit, to: MoneyUnit) -> Option<Decimal> {
    crate::model::Money::new(value, from).in_unit(to)
}
