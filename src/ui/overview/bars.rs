//! A list in bars: completion by area, or what it consists of.

use crate::{
    analysis::{
        breakdown::{By, Group, GroupKey},
        list::ListAnalysis,
    },
    i18n::format,
    model::{Decimal, Lamp, ProjectList},
    ui::{Actions, Place, Shown, theme::Theme, widgets},
};
use egui::{
    Align, CornerRadius, FontId, Rect, Response, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use rust_decimal::prelude::ToPrimitive;

/// Completion by area where figures are reported; else how many projects each field and area has.
pub(super) fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    analysis: &ListAnalysis,
    actions: &mut Actions,
) {
    let (workbook, lang, theme) = (shown.workbook, shown.lang, shown.theme);
    let progress = &analysis.totals.progress;
    widgets::card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let name = shown.list(list);
        if let (Some(done), Some(gap)) = (progress.completion, progress.gap) {
            widgets::panel_title(ui, &lang.overview_completion(name));
            let line = lang.overview_of_plan(
                &format::fixed(done, u32::from(list.places)),
                &lang.gap(gap, u32::from(list.places)),
            );
            ui.label(RichText::new(line).color(theme.second.0));
            let groups = shown.derived.groups(workbook, list.id, By::Area);
            let mut groups: Vec<&Group> =
                groups.iter().filter(|group| group.totals.progress.completion.is_some()).collect();
            groups.sort_by_key(|group| std::cmp::Reverse(group.totals.progress.completion));
            let most = groups
                .iter()
                .filter_map(|g| g.totals.progress.completion)
                .max()
                .unwrap_or(Decimal::ONE_HUNDRED);
            let full =
                most.max(progress.pace.unwrap_or_default()).max(Decimal::TEN).to_f32().unwrap_or(100.0)
                    * 1.08;
            for group in groups.iter().take(12) {
                let done = group.totals.progress.completion.unwrap_or_default();
                let bar = Bar {
                    label: group_name(&group.key, shown),
                    value: done.to_f32().unwrap_or_default() / full,
                    text: format!("{}%", format::fixed(done, u32::from(list.places))),
                    lamp: Some(group.lamp),
                    mark: progress.pace.and_then(|pace| pace.to_f32()).map(|pace| pace / full),
                };
                if draw_bar(ui, &bar, theme, lang).clicked() {
                    actions.go(Place::List(list.id));
                }
            }
            if let Some(pace) = progress.pace {
                ui.label(
                    RichText::new(lang.overview_pace_note(&format::fixed(pace, 1)))
                        .size(12.0)
                        .color(theme.faint.0),
                );
            }
        } else {
            widgets::panel_title(ui, name);
            for (by, title) in
                [(By::Category, lang.overview_by_category()), (By::Area, lang.overview_by_area())]
            {
                let note = format!("{title} · {}", lang.overview_count_note());
                ui.label(RichText::new(note).size(12.0).color(theme.faint.0));
                let groups = shown.derived.groups(workbook, list.id, by);
                count_bars(ui, &groups, shown, list, actions);
                ui.add_space(4.0);
            }
        }
    });
}

fn count_bars(ui: &mut Ui, groups: &[Group], shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let most = groups.iter().map(|group| group.totals.packages).max().unwrap_or(1).max(1);
    for group in groups.iter().take(8) {
        let bar = Bar {
            label: group_name(&group.key, shown),
            value: group.totals.packages as f32 / most as f32,
            text: group.totals.packages.to_string(),
            lamp: None,
            mark: None,
        };
        if draw_bar(ui, &bar, shown.theme, shown.lang).clicked() {
            actions.go(Place::List(list.id));
        }
    }
}

fn group_name(key: &GroupKey, shown: &Shown<'_>) -> String {
    let lang = shown.lang;
    match key {
        GroupKey::Area(area) => area
            .and_then(|area| shown.workbook.areas.get(area))
            .map_or_else(|| lang.overview_no_area().to_owned(), |area| shown.area(area).to_owned()),
        GroupKey::Category(category) if category.is_empty() => lang.overview_no_category().to_owned(),
        GroupKey::Category(category) => category.to_string(),
        GroupKey::Stage(stage) => stage.map_or_else(String::new, |stage| lang.stage(stage).to_owned()),
        GroupKey::Nature(nature) => nature.map_or_else(String::new, |nature| lang.nature(nature).to_owned()),
        GroupKey::Lamp(lamp) => lang.lamp(*lamp).to_owned(),
    }
}

struct Bar {
    label: String,
    /// Part of the full width.
    value: f32,
    text: String,
    lamp: Option<Lamp>,
    /// A dashed line at this part of the width.
    mark: Option<f32>,
}

fn draw_bar(ui: &mut Ui, bar: &Bar, theme: &Theme, lang: crate::i18n::Lang) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::click());
    let label_width = (rect.width() * 0.24).clamp(64.0, 110.0);
    let value_width = 60.0;
    let label = rect.with_max_x(rect.left() + label_width);
    widgets::text_in(ui, label, &bar.label, FontId::proportional(12.0), theme.text.0, Align::Min);
    let track = Rect::from_min_max(
        pos2(label.right() + 6.0, rect.center().y - 5.5),
        pos2(rect.right() - value_width, rect.center().y + 5.5),
    );
    ui.painter().rect_filled(track, CornerRadius::same(2), theme.none_ground.0);
    let ink = bar.lamp.map_or(theme.accent.0, |lamp| widgets::lamp_colors(theme, lamp).0);
    let end = track.left() + track.width() * bar.value.clamp(0.0, 1.0);
    ui.painter().rect_filled(track.with_max_x(end), CornerRadius::same(2), ink);
    if let Some(mark) = bar.mark {
        let x = track.left() + track.width() * mark.clamp(0.0, 1.0);
        let ends = [pos2(x, rect.top()), pos2(x, rect.bottom() + 2.0)];
        ui.painter().extend(egui::Shape::dashed_line(&ends, Stroke::new(1.5, theme.text.0), 4.0, 3.0));
    }
    if let Some(lamp) = bar.lamp {
        widgets::paint_lamp(ui.painter(), pos2(track.right() + 10.0, rect.center().y), 4.0, lamp, theme);
    }
    widgets::text_in(ui, rect, &bar.text, FontId::proportional(12.0), theme.text.0, Align::Max);
    let word = bar.lamp.map_or("", |lamp| lang.lamp(lamp));
    response.widget_info(|| {
        WidgetInfo::labeled(Role::Button, true, format!("{} {} {word}", bar.label, bar.text))
    });
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
