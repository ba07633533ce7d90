//! The year's investment as a small curve: the plan dashed, what was reported solid with its sum.

use crate::{
    analysis::{number::to_f64, pace},
    i18n::format,
    model::{Decimal, Money, MoneyUnit, Month, MonthKind, Project, ProjectList},
    ui::Shown,
};
use egui::{Align2, FontId, Pos2, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

const HEIGHT: f32 = 118.0;

/// Shows the curve where the year has monthly figures.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, project: &Project, unit: MoneyUnit) {
    let year = shown.workbook.year;
    let Some(figures) = project.months.iter().find(|figures| figures.year == year) else { return };
    let money = |value: Decimal| Money::new(value, project.month_unit).in_unit(unit).map(to_f64);
    let through = |kind: MonthKind| -> Vec<(u8, f64)> {
        let row = figures.row(kind);
        let end = row.last().unwrap_or(0);
        (1..=end).filter_map(|month| Some((month, money(row.through(month).0)?))).collect()
    };
    let until = shown.workbook.month.filter(|month| month.year() == year).map_or(12, Month::month);
    let mut reported = through(list.counts);
    reported.retain(|&(month, _)| month <= until);
    let own = through(MonthKind::Plan);
    let plan_of_year = project.plan.and_then(|plan| plan.in_unit(unit)).map(to_f64);
    // The project's own months where it has planned them, otherwise its plan by the list's pace.
    let plan: Vec<(u8, f64)> = if own.is_empty() {
        let at = |plan: f64, month| to_f64(pace::due_for_project(list, project, month)) / 100.0 * plan;
        (1..=12).filter_map(|month| Some((month, at(plan_of_year?, Month::new(year, month)?)))).collect()
    } else {
        own
    };
    if reported.is_empty() && plan.is_empty() {
        return;
    }
    let highest = reported.iter().chain(&plan).map(|&(_, value)| value).fold(0.0_f64, f64::max);
    if highest <= 0.0 {
        return;
    }
    let (theme, lang) = (shown.theme, shown.lang);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let top = nice(highest);
    let font = FontId::proportional(11.0);
    let label = |value: f64| {
        let text = format!("{value:.2}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let widest = ui.painter().layout_no_wrap(label(top), font.clone(), theme.faint.0).size().x;
    let plot = Rect::from_min_max(
        pos2(rect.left() + widest + 8.0, rect.top() + 10.0),
        pos2(rect.right() - 4.0, rect.bottom() - 18.0),
    );
    let place = |month: u8, value: f64| {
        pos2(
            plot.left() + plot.width() * f32::from(month) / 12.0,
            plot.bottom() - plot.height() * (value / top) as f32,
        )
    };
    for part in [0.0, 0.5, 1.0] {
        let y = plot.bottom() - plot.height() * part as f32;
        let line = if part == 0.0 { theme.strong_line } else { theme.line };
        ui.painter().hline(plot.x_range(), y, Stroke::new(1.0, line.0));
        let at = pos2(plot.left() - 6.0, y);
        ui.painter().text(at, Align2::RIGHT_CENTER, label(top * part), font.clone(), theme.faint.0);
    }
    for (month, align) in [(1, Align2::LEFT_TOP), (12, Align2::RIGHT_TOP)] {
        let x = if month == 1 { plot.left() } else { plot.right() };
        let at = pos2(x, plot.bottom() + 3.0);
        ui.painter().text(at, align, lang.month_name(month), font.clone(), theme.faint.0);
    }
    let line = |points: &[(u8, f64)]| -> Vec<Pos2> {
        std::iter::once(place(0, 0.0))
            .chain(points.iter().map(|&(month, value)| place(month, value)))
            .collect()
    };
    let dashes = Shape::dashed_line(&line(&plan), Stroke::new(1.2, theme.faint.0), 4.0, 3.0);
    ui.painter().extend(dashes);
    let path = line(&reported);
    let end = path.last().copied().filter(|_| !reported.is_empty());
    ui.painter().add(Shape::line(path, Stroke::new(2.2, theme.accent.0)));
    let mut spoken = lang.curve_name().to_owned();
    if let (Some(end), Some(&(month, sum))) = (end, reported.last()) {
        ui.painter().circle_filled(end, 3.2, theme.accent.0);
        let places = project.month_unit.power().saturating_sub(unit.power()).max(2);
        let sum = Decimal::try_from(sum).map_or_else(|_| label(sum), |sum| format::fixed(sum, places.min(2)));
        let text = lang.curve_reported(&sum);
        // To the right of the point while there is room, otherwise to its left; above the dashes when ahead.
        let ahead = plan
            .iter()
            .find(|&&(at, _)| at == month)
            .is_none_or(|&(_, planned)| planned <= reported[reported.len() - 1].1);
        let galley = ui.painter().layout_no_wrap(text.clone(), FontId::proportional(12.0), theme.accent.0);
        let right = end.x + galley.size().x + 8.0 <= plot.right();
        let x = if right { end.x + 6.0 } else { end.x - galley.size().x - 6.0 };
        let up = if right { !ahead } else { ahead };
        let y = if up && right {
            end.y + 2.0
        } else if right {
            end.y - galley.size().y - 1.0
        } else {
            end.y - galley.size().y - 4.0
        };
        let y = y.clamp(rect.top(), plot.bottom() - galley.size().y);
        let ground = Rect::from_min_size(pos2(x, y), galley.size()).expand2(vec2(2.0, 0.0));
        ui.painter().rect_filled(ground, 2.0, theme.panel.0.gamma_multiply(0.8));
        ui.painter().galley(pos2(x, y), galley, theme.accent.0);
        spoken = format!("{spoken} · {} {text}", lang.month_name(month));
    }
    if let Some(&(month, value)) = plan.last()
        && month == 12
        && reported.last().is_none_or(|&(month, _)| month < 9)
    {
        let at = place(month, value) - vec2(0.0, 2.0);
        let name = lang.curve_plan();
        let at = pos2(at.x, at.y.max(rect.top() + 12.0));
        ui.painter().text(at + vec2(0.0, 14.0), Align2::RIGHT_TOP, name, font, theme.faint.0);
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &spoken));
}

/// The next round figure at or above a value.
fn nice(value: f64) -> f64 {
    let power = 10.0_f64.powf(value.log10().floor());
    let step = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0].into_iter().find(|step| step * power >= value);
    step.unwrap_or(10.0) * power
}
