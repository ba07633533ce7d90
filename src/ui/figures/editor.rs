//! The specification of a figure, changed in place. Only what its kind shows is offered.

use super::{GROUPS, State, areas, marks, period, tiles, words};
use crate::{
    edit::Edit,
    model::{
        Figure, FigureKind, Grouping, HeatFigure, IndicatorId, Period, Workbook,
        figure::{Paper, Part, SecondAxis, Transformation},
    },
    ui::{
        Action, Actions, Shown,
        fields::{self, Fields},
        theme, widgets,
    },
};
use egui::{Align, Button, ComboBox, Label, Layout, RichText, Role, Ui, WidgetInfo};

/// Shows the editor; changes become one edit, what is typed into the words one for each run.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, actions: &mut Actions) {
    ui.spacing_mut().item_spacing.y = 5.0;
    let lang = shown.lang;
    state.offers.follow(shown, figure);
    let mut new = figure.clone();
    let rename = std::mem::take(&mut state.rename);
    let typed = words::title(ui, shown, figure, &mut new, rename);
    kind(ui, shown, figure, &mut new);
    section(ui, lang.fig_what());
    content(ui, shown, state, figure, &mut new);
    if figure.kind.uses(Part::Indicators) || figure.kind.uses(Part::Annotations) {
        section(ui, lang.fig_look());
        look(ui, shown, state, figure, &mut new, actions);
    } else if figure.kind.uses(Part::HighlightArea) {
        areas::highlight(ui, shown, figure, &mut new);
    }
    section(ui, lang.fig_words());
    let papers = Paper::ALL.map(|paper| (paper, lang.paper(paper).to_owned()));
    if let Some(paper) = fields::choice(ui, lang.fig_paper(), figure.paper, &papers) {
        new.paper = paper;
    }
    let also = words::others(ui, shown, figure, &mut new);
    let typed = typed.or(also);
    if new != *figure {
        let merge = typed.key(figure.id);
        actions.push(Action::Edit(Edit::Replace(new.into()), merge));
    }
    if typed.ended {
        actions.push(Action::Seal);
    }
}

/// Width of a column of kinds.
const KINDS: f32 = 196.0;

fn section(ui: &mut Ui, title: &str) {
    ui.add_space(6.0);
    widgets::rule(ui);
    ui.add_space(1.0);
    let theme = theme::Theme::in_use(ui);
    ui.label(RichText::new(title).font(theme::bold(12.5)).color(theme.second.0));
}

/// The kind, those that belong together under one heading.
fn kind(ui: &mut Ui, shown: &Shown<'_>, figure: &Figure, new: &mut Figure) {
    let (lang, theme) = (shown.lang, shown.theme);
    let now = lang.figure_kind(figure.kind);
    let mut chosen = None;
    fields::row(ui, lang.fig_kind(), |ui| {
        let response = ComboBox::from_id_salt("kind")
            .selected_text(now)
            .width(ui.available_width())
            .height(560.0)
            .truncate()
            .show_ui(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                // Two columns: all kinds are seen at once.
                ui.horizontal_top(|ui| {
                    for groups in [&GROUPS[..3], &GROUPS[3..]] {
                        ui.vertical(|ui| {
                            ui.set_width(KINDS);
                            for (group, kinds) in groups {
                                let heading = RichText::new(lang.kind_group(*group)).size(11.0);
                                ui.label(heading.color(theme.faint.0));
                                for &kind in *kinds {
                                    let name = lang.figure_kind(kind);
                                    if ui.selectable_label(kind == figure.kind, name).clicked() {
                                        chosen = Some(kind);
                                    }
                                }
                            }
                        });
                    }
                });
            })
            .response;
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::ComboBox, true, lang.fig_kind());
            info.current_text_value = Some(now.to_owned());
            info
        });
    });
    if let Some(kind) = chosen.filter(|&kind| kind != figure.kind) {
        *new = fitted(shown.workbook, Figure { kind, ..new.clone() });
    }
}

/// The figure with what its kind cannot do without: an indicator, a list, a board. What was there stays.
pub fn fitted(workbook: &Workbook, mut figure: Figure) -> Figure {
    let kind = figure.kind;
    if kind.uses(Part::Indicators) && figure.indicators.is_empty() {
        let first = workbook.indicators.iter().find(|row| row.headline).or_else(|| workbook.indicators.at(0));
        if let Some(row) = first {
            figure.indicators.push(row.id);
            figure.measure = row.measure;
        }
    }
    if kind == FigureKind::Scatter && figure.indicators.len() < 2 {
        let other = |id: &IndicatorId| !figure.indicators.contains(id);
        let second = workbook.indicators.iter().map(|row| row.id).find(other);
        figure.indicators.extend(second);
    }
    if kind.uses(Part::List) && figure.list.is_none() {
        let wanted = if matches!(kind, FigureKind::Funnel) {
            workbook.lists.iter().find(|list| list.kind == crate::model::ListKind::Promotion)
        } else {
            None
        };
        figure.list = wanted.or_else(|| workbook.lists.at(0)).map(|list| list.id);
    }
    if kind.uses(Part::Board) && figure.board.is_none() {
        figure.board = workbook.boards.at(0).map(|board| board.id);
    }
    figure
}

fn content(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, new: &mut Figure) {
    let (lang, workbook, kind) = (shown.lang, shown.workbook, figure.kind);
    if kind.uses(Part::Indicators) {
        indicators(ui, shown, &mut state.fields, figure, new);
        if kind.uses(Part::Measure) && state.offers.measures.len() > 1 {
            let mut options: Vec<_> =
                state.offers.measures.iter().map(|&m| (m, lang.measure(m).to_owned())).collect();
            if !state.offers.measures.contains(&figure.measure) {
                options.push((figure.measure, lang.measure(figure.measure).to_owned()));
            }
            if let Some(measure) = fields::choice(ui, lang.fig_measure(), figure.measure, &options) {
                new.measure = measure;
            }
        }
    }
    if kind.uses(Part::List) {
        let none = (None, lang.fig_none().to_owned());
        let mut lists = vec![none];
        lists.extend(workbook.lists.iter().map(|row| (Some(row.id), shown.list(row).to_owned())));
        if let Some(list) = fields::choice(ui, lang.fig_list_of(), figure.list, &lists) {
            new.list = list;
            new.view.projects.clear();
        }
        projects(ui, shown, state, figure, new);
    }
    if kind.uses(Part::Board) {
        let mut boards = vec![(None, lang.fig_none().to_owned())];
        boards.extend(workbook.boards.iter().map(|row| (Some(row.id), lang.board(row).to_owned())));
        if let Some(board) = fields::choice(ui, lang.fig_board(), figure.board, &boards) {
            new.board = board;
            new.to = None;
        }
    }
    if kind.uses(Part::Areas) {
        areas::choose(ui, shown, figure, new);
    }
    let periods = &state.offers.periods;
    if kind.uses(Part::From) {
        period::choice(ui, lang.fig_from(), &mut new.from, periods, lang.fig_from_usual(), lang);
    }
    // Counts by field are of the reporting month, whatever a figure says.
    if kind.uses(Part::To) && kind != FigureKind::ProjectBars {
        let label = if kind.uses(Part::From) { lang.fig_to() } else { lang.fig_to_month() };
        period::choice(ui, label, &mut new.to, periods, lang.fig_to_usual(), lang);
    }
    if kind.uses(Part::Transformation) {
        derivation(ui, shown, state, figure, new);
    }
}

/// The indicators in order, and a field that adds one by name.
fn indicators(ui: &mut Ui, shown: &Shown<'_>, typing: &mut Fields, figure: &Figure, new: &mut Figure) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let names: Vec<String> = workbook.indicators.iter().map(|row| shown.indicator(row).to_owned()).collect();
    let find = |text: &str| {
        let text = text.trim();
        let named = workbook.indicators.iter().find(|row| shown.indicator(row) == text || &*row.name == text);
        named.map(|row| row.id).ok_or_else(|| lang.fig_no_such_indicator(text))
    };
    if !figure.kind.uses(Part::SeveralIndicators) {
        let now = figure.indicators.first().and_then(|&id| workbook.indicators.get(id));
        let now = now.map_or("", |row| shown.indicator(row));
        if let Some(id) = typing.parsed(ui, lang.fig_indicator(), now, &names, find) {
            new.indicators.retain(|&other| other != id);
            if let Some(first) = new.indicators.first_mut() {
                *first = id;
            } else {
                new.indicators.push(id);
            }
        }
        return;
    }
    for (at, &id) in figure.indicators.iter().enumerate() {
        let name = workbook.indicators.get(id).map_or("?", |row| shown.indicator(row));
        ui.push_id(("indicator", id), |ui| {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    if sign(ui, &lang.fig_remove_indicator(name), "×") {
                        new.indicators.retain(|&other| other != id);
                    }
                    if at > 0 && sign(ui, &lang.fig_earlier_indicator(name), "↑") {
                        new.indicators.swap(at, at - 1);
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(Label::new(format!("{}. {name}", at + 1)).truncate()).on_hover_text(name);
                    });
                });
            });
        });
    }
    let free: Vec<String> = workbook
        .indicators
        .iter()
        .filter(|row| !figure.indicators.contains(&row.id))
        .map(|row| shown.indicator(row).to_owned())
        .collect();
    if let Some(id) = typing.parsed(ui, lang.fig_add_indicator(), "", &free, find)
        && !new.indicators.contains(&id)
    {
        if new.indicators.is_empty()
            && let Some(row) = workbook.indicators.get(id)
        {
            new.measure = row.measure;
        }
        new.indicators.push(id);
    }
}

/// A sign as a button, with what it does as its name.
pub fn sign(ui: &mut Ui, name: &str, sign: &str) -> bool {
    let response = ui.add(Button::new(sign).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name).clicked()
}

/// What of a list is shown, and how.
fn projects(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, new: &mut Figure) {
    let (lang, kind) = (shown.lang, figure.kind);
    let some = figure.view.projects.len();
    // Completion and fields are of the whole list.
    let part = !matches!(kind, FigureKind::CompletionBars | FigureKind::ProjectBars);
    if some > 0 && part {
        fields::row(ui, "", |ui| {
            ui.label(RichText::new(lang.fig_some_projects(some)).size(12.0).color(shown.theme.second.0));
            if widgets::link(ui, lang.fig_all_projects()).clicked() {
                new.view.projects.clear();
            }
        });
    }
    if matches!(kind, FigureKind::Schedule | FigureKind::HeatTable) {
        let heat = kind == FigureKind::HeatTable;
        let offered = Grouping::ALL.into_iter().filter(|&group| !(heat && group == Grouping::None));
        let options: Vec<_> = offered.map(|group| (group, lang.grouping(group).to_owned())).collect();
        let now =
            if heat && figure.view.group == Grouping::None { Grouping::Area } else { figure.view.group };
        if let Some(group) = fields::choice(ui, lang.fig_group(), now, &options) {
            new.view.group = group;
        }
    }
    if kind == FigureKind::HeatTable {
        let options = HeatFigure::ALL.map(|heat| (heat, lang.heat_figure(heat).to_owned()));
        if let Some(heat) = fields::choice(ui, lang.fig_heat(), figure.view.heat, &options) {
            new.view.heat = heat;
        }
    }
    if kind == FigureKind::Schedule {
        let read = |text: &str| match text.trim() {
            "" => Ok(None),
            text => {
                let year = text.parse::<i16>().ok().filter(|year| (1900..=2200).contains(year));
                year.map(Some).ok_or_else(|| lang.fig_bad_year(text))
            }
        };
        let written = |year: Option<i16>| year.map(|year| year.to_string()).unwrap_or_default();
        let from = figure.from.map(Period::year);
        if let Some(year) = state.fields.parsed(ui, lang.fig_years_from(), &written(from), &[], read) {
            new.from = year.map(Period::year_of);
        }
        let until = figure.view.until;
        if let Some(year) = state.fields.parsed(ui, lang.fig_years_until(), &written(until), &[], read) {
            new.view.until = year;
        }
    }
}

fn derivation(ui: &mut Ui, shown: &Shown<'_>, state: &mut State, figure: &Figure, new: &mut Figure) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let now = figure.transformation;
    let mut all = state.offers.derivations.clone();
    if !all.contains(&Transformation::None) {
        all.insert(0, Transformation::None);
    }
    if !all.contains(&now) {
        all.push(now);
    }
    let options: Vec<_> = all.iter().map(|&how| (how, lang.transformation(how, workbook))).collect();
    if (options.len() > 1 || now != Transformation::None)
        && let Some(how) = fields::choice(ui, lang.fig_derive(), now, &options)
    {
        new.transformation = how;
        return;
    }
    match now {
        Transformation::Average(periods) => {
            let read = |text: &str| {
                let count = text.trim().parse::<u8>().ok();
                let count = count.filter(|count| Transformation::AVERAGES.contains(count));
                count.ok_or_else(|| lang.fig_bad_average().to_owned())
            };
            if let Some(count) = state.fields.parsed(ui, lang.fig_average(), &periods.to_string(), &[], read)
            {
                new.transformation = Transformation::Average(count);
            }
        }
        Transformation::Index | Transformation::IndexTo(_) => {
            let mut base = match now {
                Transformation::IndexTo(base) => Some(base),
                _ => None,
            };
            let periods = &state.offers.periods;
            period::choice(ui, lang.fig_index_base(), &mut base, periods, lang.fig_from_usual(), lang);
            new.transformation = base.map_or(Transformation::Index, Transformation::IndexTo);
        }
        Transformation::Distance(area) => {
            let areas: Vec<_> =
                workbook.areas.iter().map(|row| (row.id, shown.area(row).to_owned())).collect();
            if let Some(area) = fields::choice(ui, lang.fig_distance_from(), area, &areas) {
                new.transformation = Transformation::Distance(area);
            }
        }
        _ => {}
    }
}

fn look(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    figure: &Figure,
    new: &mut Figure,
    actions: &mut Actions,
) {
    let (lang, kind) = (shown.lang, figure.kind);
    areas::highlight(ui, shown, figure, new);
    if kind.uses(Part::SecondAxis) {
        let mut options = vec![(None, lang.fig_second_none().to_owned())];
        options.push((Some(SecondAxis::OtherUnits), lang.fig_second_units().to_owned()));
        let others = state.offers.measures.iter().filter(|&&measure| measure != figure.measure);
        options.extend(others.map(|&measure| {
            (Some(SecondAxis::Measure(measure)), lang.fig_second_measure(lang.measure(measure)))
        }));
        if let Some(now) = figure.second_axis
            && options.iter().all(|(option, _)| *option != Some(now))
            && let SecondAxis::Measure(measure) = now
        {
            options.push((Some(now), lang.fig_second_measure(lang.measure(measure))));
        }
        if let Some(axis) = fields::choice(ui, lang.fig_second_axis(), figure.second_axis, &options) {
            new.second_axis = axis;
        }
    }
    if kind.uses(Part::Target)
        && let Some(drawn) = fields::check(ui, lang.fig_target(), !figure.hide_target)
    {
        new.hide_target = !drawn;
    }
    if kind.uses(Part::Pace)
        && let Some(drawn) = fields::check(ui, lang.fig_pace(), figure.pace)
    {
        new.pace = drawn;
    }
    if kind.uses(Part::Annotations) {
        marks::notes(ui, shown, state, figure, new);
    }
    if kind.uses(Part::Bands) {
        marks::bands(ui, shown, state, figure, new);
    }
    if kind.uses(Part::Tiles) {
        tiles::show(ui, shown, figure, new, actions);
    }
}
