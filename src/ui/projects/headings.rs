//! Lines and signs of groups and packages in the table, and the menu of a column's heading.

use super::{
    columns, filters,
    grid::{Click, Rows},
    sums,
    views::ColumnChange,
};
use crate::{
    analysis::SortKey,
    model::{Column, ProjectList, list::ColumnView},
    ui::{Shown, theme, widgets},
};
use egui::{
    Align, Align2, Button, Color32, FontId, Rect, Role, Sense, Stroke, TextFormat, Ui, WidgetInfo, pos2,
    text::{LayoutJob, TextWrapping},
    vec2,
};

/// The size of a heading's letters.
const SIZE: f32 = 12.0;

/// A heading's name and unit laid out, as wide as they are.
fn laid_out(name: &str, gap: &str, unit: &str, (ink, faint): (Color32, Color32)) -> LayoutJob {
    let format = |color| TextFormat::simple(FontId::proportional(SIZE), color);
    let mut job = LayoutJob::default();
    job.append(name, 0.0, format(ink));
    if !unit.is_empty() {
        job.append(gap, 0.0, format(faint));
        job.append(unit, 0.0, format(faint));
    }
    job
}

/// Whether any heading is too long for one line of its column.
pub fn need_two_lines(
    ui: &Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    columns: &[ColumnView],
    widths: &[f32],
    padding: f32,
) -> bool {
    columns.iter().zip(widths).enumerate().any(|(at, (view, width))| {
        let name = columns::name(shown, list, view.column);
        let unit = columns::unit_at(shown, list, columns, at);
        let job = laid_out(&name, " ", &unit, Default::default());
        ui.painter().layout_job(job).size().x > width - 2.0 * padding + 0.5
    })
}

impl Rows<'_> {
    /// A heading's name, its unit, and the arrow of the order that the table is sorted in.
    pub(super) fn heading_text(
        &self,
        ui: &Ui,
        rect: Rect,
        column: Column,
        (name, unit, arrow): (&str, &str, &str),
        ink: Color32,
    ) {
        let inner = rect.shrink2(vec2(self.padding, 0.0));
        let arrow = ui.painter().layout_no_wrap(arrow.to_owned(), FontId::proportional(SIZE), ink);
        let colors = (ink, self.shown.theme.faint.0);
        let mut job = laid_out(name, " ", unit, colors);
        let align = columns::align(self.list, column);
        let width = (inner.width() - arrow.size().x).max(8.0);
        let fits = |word: &str| {
            let word = ui.painter().layout_no_wrap(word.to_owned(), FontId::proportional(SIZE), ink);
            word.size().x <= width
        };
        // A unit that has no room beside the name stands below it.
        if self.two_lines && ui.painter().layout_job(job.clone()).size().x > width {
            job = laid_out(name, "\n", unit, colors);
        }
        let (arrow, width) = if self.two_lines && !arrow.is_empty() && !name.split(' ').all(&fits) {
            // Nor has the arrow room beside a long word.
            job = laid_out(name, "\n", arrow.text().trim(), (ink, ink));
            (ui.painter().layout_no_wrap(String::new(), FontId::proportional(SIZE), ink), inner.width())
        } else {
            (arrow, width)
        };
        job.halign = align;
        job.wrap = TextWrapping {
            max_width: width,
            max_rows: if self.two_lines { 2 } else { 1 },
            // A word that is too long is cut where the column ends.
            break_anywhere: !self.two_lines || !name.split(' ').chain([unit]).all(fits),
            overflow_character: Some('…'),
        };
        let galley = ui.painter().layout_job(job);
        let size = galley.size();
        let room = inner.with_max_x(inner.right() - arrow.size().x);
        // The text goes from here to the right, to the left, or both ways.
        let x = match align {
            Align::Min => room.left(),
            Align::Center => room.center().x,
            Align::Max => room.right(),
        };
        let end = match align {
            Align::Min => x + size.x,
            Align::Center => x + size.x / 2.0,
            Align::Max => x,
        };
        ui.painter().galley(pos2(x, room.center().y - size.y / 2.0), galley, ink);
        ui.painter().galley(pos2(end, room.center().y - arrow.size().y / 2.0), arrow, ink);
    }

    /// What can be done with a whole column.
    pub(super) fn heading_menu(&mut self, ui: &mut Ui, column: Column, at: usize) {
        let lang = self.shown.lang;
        let mut entry = |ui: &mut Ui, enabled: bool, text: &str, click: Click| {
            if ui.add_enabled(enabled, Button::new(text)).clicked() {
                self.clicks.push(click);
                ui.close();
            }
        };
        let order = |descending| Click::Order(SortKey { column, descending });
        entry(ui, true, lang.views_ascending(), order(false));
        entry(ui, true, lang.views_descending(), order(true));
        if filters::can_group(self.list, column) {
            entry(ui, true, lang.views_group_by(), Click::GroupBy(column));
        }
        ui.separator();
        let change = |change| Click::Change { column, change };
        entry(ui, at > 0, lang.views_left(), change(ColumnChange::Left));
        let last = at + 1 == self.columns.len();
        entry(ui, !last, lang.views_right(), change(ColumnChange::Right));
        entry(ui, true, lang.projects_fit_width(), Click::Fit { column });
        entry(ui, self.columns.len() > 1, lang.views_hide(), change(ColumnChange::Hide));
        entry(ui, true, lang.views_freeze(), change(ColumnChange::FreezeHere));
        entry(ui, true, lang.views_unfreeze(), change(ColumnChange::FreezeUsual));
    }

    /// A heading line: what its rows have in common, how many they are, and the sign that shuts them.
    pub(super) fn heading(&mut self, ui: &Ui, rect: Rect, at: usize) {
        let Some(heading) = self.view.lines.headings.get(at) else { return };
        let (shown, theme, lang) = (self.shown, self.shown.theme, self.shown.lang);
        let ground = if heading.level() == 0 { theme.page } else { theme.zebra };
        ui.painter().rect_filled(rect, 0.0, ground.0);
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, theme.line.0));
        let clip = ui.clip_rect();
        // The line is drawn twice: in the columns that stay in view, and in those that scroll.
        if clip.left() > self.left + 1.0 || clip.width() < 1.0 {
            return;
        }
        let room = if self.sticky_width > 0.0 { self.sticky_width } else { 260.0 };
        let place = Rect::from_x_y_ranges(self.left..=self.left + room, rect.y_range());
        let by = self.view.query().groups.get(heading.level());
        let value = by.map_or_else(String::new, |&column| {
            columns::value_text(shown, self.list, column, heading.value())
        });
        let response = ui.interact(place.intersect(clip), ui.scope_id().with("group"), Sense::CLICK);
        let count = lang.projects_group_count(heading.totals.count(self.list_counts));
        response.widget_info(|| {
            let shown_columns = self.columns.iter().map(|view| view.column);
            let of = sums::Of { totals: &heading.totals, heading: Some(at) };
            let sums = sums::spoken(shown, self.list, self.view, of, shown_columns);
            let label = format!("{value} {count}{sums}");
            WidgetInfo::selected(Role::Button, true, !heading.shut, label)
        });
        if response.hovered() {
            ui.painter().rect_filled(place, 0.0, theme.hover.0);
        }
        let indent = self.padding + heading.level() as f32 * 16.0;
        let sign = egui::pos2(place.left() + indent + 4.0, place.center().y);
        paint_triangle(ui.painter(), sign, heading.shut, theme.second.0);
        let text = place.with_min_x(place.left() + indent + 14.0).with_max_x(place.right() - 6.0);
        let font = if heading.level() == 0 { theme::bold(13.0) } else { FontId::proportional(13.0) };
        let counted = ui.painter().layout_no_wrap(count, FontId::proportional(12.0), theme.second.0);
        let name = text.with_max_x((text.right() - counted.size().x - 8.0).max(text.left() + 30.0));
        let galley = widgets::elided(ui, &value, font, theme.text.0, name.width());
        let elided = galley.elided;
        let end = name.left() + galley.size().x;
        let top = text.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(name.left(), top), galley, theme.text.0);
        let top = text.center().y - counted.size().y / 2.0;
        ui.painter().galley(egui::pos2(end + 8.0, top), counted, theme.second.0);
        if response.clicked() {
            self.clicks.push(Click::Group(at));
        }
        let tip = if heading.shut { lang.projects_open_group() } else { lang.projects_shut_group() };
        response.on_hover_text(if elided { format!("{value}\n{tip}") } else { tip.to_owned() });
    }

    /// What a column adds up to below a heading.
    pub(super) fn subtotal(&self, ui: &Ui, at: usize, column: usize) {
        let Some((heading, view)) = self.view.lines.headings.get(at).zip(self.columns.get(column)) else {
            return;
        };
        let (theme, rect) = (self.shown.theme, ui.max_rect());
        if view.column == Column::Lamp {
            widgets::paint_lamp(ui.painter(), rect.center(), 5.0, heading.lamp, theme);
        }
        let of = sums::Of { totals: &heading.totals, heading: Some(at) };
        let sum = sums::sum(self.shown, self.list, self.view, of, view.column);
        let Some(text) = sum else { return };
        let font = if heading.level() == 0 { theme::bold(13.0) } else { FontId::proportional(13.0) };
        let galley = ui.painter().layout_no_wrap(text, font, theme.text.0);
        let inner = rect.shrink2(vec2(self.padding, 0.0));
        let place = Align2::RIGHT_CENTER.align_size_within_rect(galley.size(), inner);
        ui.painter().galley(place.min, galley, theme.text.0);
    }

    /// The sign before the name of a package that shuts it, and the step in before that of a part. Returns
    /// the room that it takes.
    pub(super) fn package_sign(&mut self, ui: &Ui, inner: Rect, place: usize, index: usize) -> f32 {
        let Some(row) = self.view.analysis.rows.get(index) else { return 0.0 };
        if row.parts == 0 {
            return if self.view.analysis.parent(index).is_some() && self.view.is_part(place) {
                18.0
            } else {
                0.0
            };
        }
        let (lang, theme, project) = (self.shown.lang, self.shown.theme, row.project);
        let shut = self.view.query().shut.packages.contains(&project);
        let place = inner.with_max_x(inner.left() + 16.0);
        let response = ui.interact(place, ui.scope_id().with("package"), Sense::CLICK);
        let name = self.view.analysis.project(self.shown.workbook, index).map_or("", |project| &project.name);
        let label = lang.projects_package(name, row.parts);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, !shut, &label));
        let ink = if response.hovered() { theme.accent } else { theme.second };
        paint_triangle(ui.painter(), egui::pos2(place.left() + 4.0, place.center().y), shut, ink.0);
        if response.clicked() {
            self.clicks.push(Click::Package(project));
        }
        response.on_hover_text(label);
        16.0
    }

    /// A text on several lines.
    pub(super) fn lines_of_text(
        &self,
        ui: &Ui,
        inner: Rect,
        text: &str,
        font: FontId,
        ink: egui::Color32,
    ) -> bool {
        let format = egui::TextFormat::simple(font, ink);
        let mut job = LayoutJob::single_section(text.to_owned(), format);
        job.wrap = egui::text::TextWrapping {
            max_width: inner.width().max(8.0),
            max_rows: usize::from(self.text_lines),
            break_anywhere: true,
            overflow_character: Some('…'),
        };
        let galley = ui.painter().layout_job(job);
        let elided = galley.elided;
        let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inner);
        ui.painter().galley(place.min, galley, ink);
        elided
    }
}

/// The sign of something that can be shut: it points to the right where it is, and down where it is open.
fn paint_triangle(painter: &egui::Painter, at: egui::Pos2, shut: bool, ink: egui::Color32) {
    let points = if shut {
        vec![at + vec2(-2.5, -4.0), at + vec2(3.0, 0.0), at + vec2(-2.5, 4.0)]
    } else {
        vec![at + vec2(-4.0, -2.5), at + vec2(4.0, -2.5), at + vec2(0.0, 3.0)]
    };
    painter.add(egui::Shape::convex_polygon(points, ink, Stroke::NONE));
}
