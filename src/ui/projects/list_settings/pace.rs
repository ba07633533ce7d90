//! How the plan of a year is spread over its months: a profile, the points of a curve, and what they make.

use super::{change, committed, sign};
use crate::{
    analysis::{number::to_f64, pace},
    i18n::format,
    model::{Decimal, Month, PaceProfile, ProjectList, list::PacePoint},
    ui::{Action, Actions, Shown, widgets},
};
use egui::{Align2, FontId, RichText, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Shows the part of the window.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let lang = shown.lang;
    let presets = [PaceProfile::quarterly(), PaceProfile::half_year()];
    let is_own_curve = matches!(list.pace, PaceProfile::Points(_)) && !presets.contains(&list.pace);
    let curve = || match &list.pace {
        PaceProfile::Points(points) => PaceProfile::Points(points.clone()),
        other => PaceProfile::Points(points_of(other, shown.month())),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        let [quarterly, half_year] = presets.clone();
        for profile in [PaceProfile::Monthly, PaceProfile::Days, quarterly, half_year, PaceProfile::OwnPlan] {
            let on = list.pace == profile;
            if widgets::chip(ui, lang.pace_choice(&profile), None, on).clicked() && !on {
                change(actions, ProjectList { pace: profile, ..list.clone() });
            }
        }
        let own = PaceProfile::Points(Vec::new());
        if widgets::chip(ui, lang.pace_profile(&own), None, is_own_curve).clicked() && !is_own_curve {
            // From what is there: a curve of one's own begins as the profile in use.
            let mut pace = curve();
            if let (PaceProfile::Points(points), true) = (&mut pace, presets.contains(&list.pace)) {
                begin_own(points);
            }
            change(actions, ProjectList { pace, ..list.clone() });
        }
    });
    if list.pace == PaceProfile::OwnPlan {
        ui.label(RichText::new(lang.list_pace_own_hint()).size(12.0).color(shown.theme.second.0));
    }
    if let PaceProfile::Points(points) = &list.pace {
        ui.add_space(2.0);
        ui.label(RichText::new(lang.list_pace_points()).size(12.0).color(shown.theme.second.0));
        edit_points(ui, shown, list, points, actions);
    }
    ui.add_space(4.0);
    preview(ui, shown, list);
}

/// A point for each quarter of another profile.
fn points_of(profile: &PaceProfile, month: Month) -> Vec<PacePoint> {
    let at = |number| {
        let percent = pace::due(profile, Month::new(month.year(), number)?);
        Some(PacePoint { month: number, percent: crate::analysis::round_half_up(percent, 1).normalize() })
    };
    [3, 6, 9, 12].into_iter().filter_map(at).collect()
}

/// Makes a preset a curve of one's own: one more point on the same line.
fn begin_own(points: &mut Vec<PacePoint>) {
    let profile = PaceProfile::Points(points.clone());
    let free = (1..=12).find(|month| points.iter().all(|point| point.month != *month));
    if let Some(month) = free.and_then(|number| Month::new(2000, number)) {
        let percent = crate::analysis::round_half_up(pace::due(&profile, month), 1).normalize();
        points.push(PacePoint { month: month.month(), percent });
        points.sort_by_key(|point| point.month);
    }
}

fn edit_points(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    points: &[PacePoint],
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let mut set: Option<Vec<PacePoint>> = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 6.0);
        for (at, point) in points.iter().enumerate() {
            let number = at + 1;
            let free = |month: u8| points.iter().all(|other| other.month != month);
            let menu = ui.menu_button(format!("{} ▼", lang.month_name(point.month)), |ui| {
                for month in (1..=12).filter(|&month| month == point.month || free(month)) {
                    if ui.selectable_label(month == point.month, lang.month_name(month)).clicked() {
                        let mut all = points.to_vec();
                        all[at].month = month;
                        all.sort_by_key(|point| point.month);
                        set = Some(all);
                        ui.close();
                    }
                }
            });
            let name = lang.list_pace_point_month(number);
            menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
            let now = format::number(point.percent);
            if let Some(text) = committed(ui, &lang.list_pace_point_percent(number), &now, 44.0) {
                let percent = text.trim_end_matches(['%', '％']).trim().parse::<Decimal>().ok();
                match percent.filter(|value| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(value)) {
                    Some(percent) => {
                        let mut all = points.to_vec();
                        all[at].percent = percent;
                        set = Some(all);
                    }
                    None => actions.push(Action::Warn(lang.list_bad_percent(&text))),
                }
            }
            ui.label("%");
            if sign(ui, "×", &lang.list_pace_remove(number), points.len() > 1) {
                let mut all = points.to_vec();
                all.remove(at);
                set = Some(all);
            }
            ui.add_space(10.0);
        }
        if points.len() < 12 && widgets::link(ui, lang.list_pace_add()).clicked() {
            let mut all = points.to_vec();
            begin_own(&mut all);
            set = Some(all);
        }
    });
    if let Some(points) = set {
        change(actions, ProjectList { pace: PaceProfile::Points(points), ..list.clone() });
    }
}

/// The pace of every month as a line, with the reporting month's figure.
fn preview(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList) {
    let (theme, lang) = (shown.theme, shown.lang);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width().min(560.0), 150.0), Sense::hover());
    let plot = egui::Rect::from_min_max(rect.min + vec2(38.0, 14.0), rect.max - vec2(10.0, 20.0));
    let small = FontId::proportional(11.0);
    let at = |month: f32, percent: f32| {
        pos2(plot.left() + plot.width() * month / 12.0, plot.bottom() - plot.height() * percent / 100.0)
    };
    for percent in [0.0_f32, 50.0, 100.0] {
        let y = at(0.0, percent).y;
        let line = if percent == 0.0 { theme.strong_line } else { theme.line };
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, line.0));
        let place = pos2(plot.left() - 6.0, y);
        ui.painter().text(place, Align2::RIGHT_CENTER, format!("{percent}%"), small.clone(), theme.second.0);
    }
    let year = shown.month().year();
    let due = |month: u8| Month::new(year, month).map(|month| pace::due(&list.pace, month));
    let points: Vec<egui::Pos2> = std::iter::once(at(0.0, 0.0))
        .chain((1..=12).filter_map(|month| Some(at(f32::from(month), to_f64(due(month)?) as f32))))
        .collect();
    for month in [3, 6, 9, 12] {
        let place = at(f32::from(month), 0.0) + vec2(0.0, 4.0);
        let name = lang.month_name(month);
        ui.painter().text(place, Align2::CENTER_TOP, name, small.clone(), theme.second.0);
    }
    ui.painter().add(egui::Shape::line(points, Stroke::new(2.0, theme.accent.0)));
    let mut spoken = lang.list_pace_preview().to_owned();
    if let Some(month) = shown.workbook.month
        && let Some(percent) = due(month.month())
    {
        let place = at(f32::from(month.month()), to_f64(percent) as f32);
        ui.painter().circle_filled(place, 3.5, theme.accent.0);
        let text = format!("{} {}%", lang.month_name(month.month()), format::fixed(percent, 1));
        let (anchor, shift) =
            if month.month() > 9 { (Align2::RIGHT_BOTTOM, -6.0) } else { (Align2::LEFT_TOP, 6.0) };
        ui.painter().text(place + vec2(shift, 2.0), anchor, &text, FontId::proportional(12.0), theme.text.0);
        spoken = format!("{spoken} · {text}");
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}
