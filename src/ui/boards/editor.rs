//! The rules of a board, edited in place: what it is called, who is ranked, what counts and how.

use crate::{
    edit::{Edit, Row, entry},
    i18n::Lang,
    model::{
        AreaId, Board, Decimal, DepartmentId, IndicatorId, ListId, Measure, Period, Unit,
        board::{Adjustment, BoardItem, ItemSource, Ranked, Scoring, Ties},
    },
    ui::{
        Actions, Shown,
        fields::{self, Fields, checked},
        widgets,
    },
};
use egui::{Align, Button, Label, Layout, RichText, Role, Ui, WidgetInfo};

/// Measures that an item can take of an indicator.
const MEASURES: [Measure; 3] = [Measure::Level, Measure::Growth, Measure::Rank];

/// Kinds of sources, as a choice.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Indicator,
    Completion,
    StartRate,
    Manual,
}

/// Shows the fields of a board; changes become one edit each.
pub fn panel(
    ui: &mut Ui,
    shown: &Shown<'_>,
    typing: &mut Fields,
    refused: &mut Option<String>,
    board: &Board,
    period: Option<Period>,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = 5.0;
    let lang = shown.lang;
    let mut new = board.clone();
    if let Some(title) = typing.text(ui, lang.ranking_title_field(), &board.title) {
        new.title = title.into();
    }
    if let Some(title) = typing.text(ui, lang.ranking_title_en(), &board.title_en) {
        new.title_en = title.into();
    }
    let ties = [Ties::Skip, Ties::Dense].map(|ties| (ties, lang.ties(ties).to_owned()));
    if let Some(ties) = fields::choice(ui, lang.ranking_ties(), board.ties, &ties) {
        new.ties = ties;
    }
    ranked(ui, shown, &mut new);
    if let Some(why) = refused.as_ref() {
        ui.add(Label::new(RichText::new(why).size(12.0).color(shown.theme.bad.0)).wrap());
    }
    ui.add_space(8.0);
    heading(ui, lang.ranking_items(), lang.ranking_add_item(), || {
        new.items.push(BoardItem::new(lang.ranking_new_item(), Decimal::TEN));
    });
    let before = new.items.len();
    for (at, item) in board.items.iter().enumerate() {
        ui.push_id(("item", at), |ui| {
            widgets::rule(ui);
            let name = lang.board_item(item);
            row_of(ui, name, |ui| {
                if cross(ui, &lang.ranking_remove_item(name), "×") {
                    new.remove_item(at);
                }
                if at > 0 && cross(ui, &lang.ranking_up(name), "↑") {
                    new.move_item_up(at);
                }
            });
            if new.items.len() >= before
                && let Some(changed) = item_fields(ui, shown, typing, item)
                && let Some(place) = new.items.get_mut(at)
            {
                *place = changed;
            }
        });
    }
    if let Some(period) = period {
        ui.add_space(8.0);
        extras(ui, shown, typing, board, period, &mut new);
    }
    if new != *board {
        match checked(shown, Edit::Replace(Row::from(new))) {
            Ok(edit) => {
                *refused = None;
                actions.edit(edit);
            }
            Err(why) => *refused = Some(why),
        }
    }
}

fn heading(ui: &mut Ui, title: &str, add: &str, mut added: impl FnMut()) {
    ui.horizontal(|ui| {
        widgets::panel_title(ui, title);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button(add).clicked() {
                added();
            }
        });
    });
}

fn row_of(ui: &mut Ui, name: &str, buttons: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            buttons(ui);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(RichText::new(name).font(crate::ui::theme::bold(13.0))).truncate());
            });
        });
    });
}

fn cross(ui: &mut Ui, name: &str, sign: &str) -> bool {
    let response = ui.add(Button::new(sign).frame(false));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    response.on_hover_text(name).clicked()
}

fn ranked(ui: &mut Ui, shown: &Shown<'_>, new: &mut Board) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let now = matches!(new.ranked, Ranked::Areas(_));
    let kinds = [(true, lang.ranking_areas().to_owned()), (false, lang.ranking_departments().to_owned())];
    if let Some(areas) = fields::choice(ui, lang.ranking_ranked(), now, &kinds) {
        let ranked = if areas {
            Ranked::Areas(workbook.child_areas().map(|area| area.id).collect())
        } else {
            Ranked::Departments(workbook.departments.iter().map(|row| row.id).collect())
        };
        new.rank(ranked);
        return;
    }
    let title = lang.ranking_ranked_count(new.ranked_count());
    egui::CollapsingHeader::new(title).id_salt("ranked").show(ui, |ui| match new.ranked.clone() {
        Ranked::Areas(ids) => {
            let root = workbook.root_area().map(|area| area.id);
            let all = workbook.areas.iter().filter(|area| Some(area.id) != root);
            let names: Vec<(AreaId, String)> = all.map(|row| (row.id, shown.area(row).to_owned())).collect();
            if let Some(ids) = toggled(ui, &names, ids) {
                new.rank(Ranked::Areas(ids));
            }
        }
        Ranked::Departments(ids) => {
            let all = workbook.departments.iter();
            let names: Vec<(DepartmentId, String)> = all.map(|row| (row.id, row.name.to_string())).collect();
            if let Some(ids) = toggled(ui, &names, ids) {
                new.rank(Ranked::Departments(ids));
            }
        }
    });
}

fn toggled<T: Copy + PartialEq>(ui: &mut Ui, names: &[(T, String)], mut chosen: Vec<T>) -> Option<Vec<T>> {
    let mut changed = false;
    for (id, name) in names {
        let mut on = chosen.contains(id);
        if ui.checkbox(&mut on, name).changed() {
            changed = true;
            if on {
                chosen.push(*id);
            } else {
                chosen.retain(|other| other != id);
            }
        }
    }
    changed.then_some(chosen)
}

fn read(lang: Lang, text: &str) -> Result<Option<Decimal>, String> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    entry::parse_number(text, &Unit::default()).map(Some).map_err(|_| lang.ranking_bad_number(text))
}

fn number(value: Option<Decimal>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// The item as it was changed; none where it was not.
fn item_fields(ui: &mut Ui, shown: &Shown<'_>, typing: &mut Fields, item: &BoardItem) -> Option<BoardItem> {
    let lang = shown.lang;
    let mut new = item.clone();
    if let Some(name) = typing.text(ui, lang.ranking_item_name(), &item.name) {
        new.name = name.into();
    }
    if let Some(name) = typing.text(ui, lang.ranking_item_name_en(), &item.name_en) {
        new.name_en = name.into();
    }
    source(ui, shown, typing, &mut new);
    let figure = |text: &str| read(lang, text);
    if let Some(Some(weight)) =
        typing.parsed(ui, lang.ranking_weight(), &item.weight.to_string(), &[], figure)
    {
        new.weight = weight;
    }
    rule(ui, lang, typing, &mut new);
    if let Some(cap) = typing.parsed(ui, lang.ranking_cap(), &number(item.cap), &[], figure) {
        new.cap = cap;
    }
    if let Some(floor) = typing.parsed(ui, lang.ranking_floor(), &number(item.floor), &[], figure) {
        new.floor = floor;
    }
    if matches!(item.scoring, Scoring::RatioToTarget | Scoring::GapToPace(_))
        && let Some(target) = typing.parsed(ui, lang.ranking_target(), &number(item.target), &[], figure)
    {
        new.target = target;
    }
    if let Some(lower) = fields::check(ui, lang.ranking_lower(), item.is_lower_better(shown.workbook)) {
        // As the source has it needs no saying.
        let usual = item.source.is_lower_better(shown.workbook);
        new.lower_is_better = (lower != usual).then_some(lower);
    }
    (new != *item).then_some(new)
}

fn source(ui: &mut Ui, shown: &Shown<'_>, typing: &mut Fields, item: &mut BoardItem) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let kind = match item.source {
        ItemSource::Indicator(..) => Kind::Indicator,
        ItemSource::Completion(_) => Kind::Completion,
        ItemSource::StartRate(_) => Kind::StartRate,
        ItemSource::Manual => Kind::Manual,
    };
    let first_list = workbook.lists.at(0).map(|list| list.id);
    let first = workbook.indicators.at(0).map(|row| (row.id, row.measure));
    let mut kinds = vec![(Kind::Manual, lang.item_source(ItemSource::Manual).to_owned())];
    if let Some((id, measure)) = first {
        kinds.push((Kind::Indicator, lang.item_source(ItemSource::Indicator(id, measure)).to_owned()));
    }
    if let Some(list) = first_list {
        kinds.push((Kind::Completion, lang.item_source(ItemSource::Completion(list)).to_owned()));
        kinds.push((Kind::StartRate, lang.item_source(ItemSource::StartRate(list)).to_owned()));
    }
    if let Some(chosen) = fields::choice(ui, lang.ranking_source(), kind, &kinds) {
        item.source = match (chosen, first, first_list) {
            (Kind::Indicator, Some((id, _)), _) => ItemSource::Indicator(id, Measure::Growth),
            (Kind::Completion, _, Some(list)) => ItemSource::Completion(list),
            (Kind::StartRate, _, Some(list)) => ItemSource::StartRate(list),
            _ => ItemSource::Manual,
        };
        return;
    }
    match item.source {
        ItemSource::Indicator(id, measure) => of_indicator(ui, shown, typing, item, id, measure),
        ItemSource::Completion(id) | ItemSource::StartRate(id) => {
            let lists: Vec<(ListId, String)> =
                workbook.lists.iter().map(|row| (row.id, shown.list(row).to_owned())).collect();
            if let Some(list) = fields::choice(ui, lang.ranking_source_list(), id, &lists) {
                item.source = match item.source {
                    ItemSource::StartRate(_) => ItemSource::StartRate(list),
                    _ => ItemSource::Completion(list),
                };
            }
        }
        ItemSource::Manual => {}
    }
}

fn of_indicator(
    ui: &mut Ui,
    shown: &Shown<'_>,
    typing: &mut Fields,
    item: &mut BoardItem,
    id: IndicatorId,
    measure: Measure,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let names: Vec<String> = workbook.indicators.iter().map(|row| shown.indicator(row).to_owned()).collect();
    let now = workbook.indicators.get(id).map_or("?", |row| shown.indicator(row));
    let find = |text: &str| {
        let text = text.trim();
        let named = workbook.indicators.iter().find(|row| shown.indicator(row) == text || &*row.name == text);
        named.map(|row| row.id).ok_or_else(|| lang.ranking_unknown_indicator(text))
    };
    if let Some(id) = typing.parsed(ui, lang.ranking_source_indicator(), now, &names, find) {
        item.source = ItemSource::Indicator(id, measure);
    }
    let mut measures: Vec<_> = MEASURES.map(|m| (m, lang.measure(m).to_owned())).into();
    let own = workbook.indicators.get(id).map_or(measure, |row| row.measure);
    for other in [own, measure] {
        if measures.iter().all(|(m, _)| *m != other) {
            measures.push((other, lang.measure(other).to_owned()));
        }
    }
    if let Some(measure) = fields::choice(ui, lang.ranking_measure(), measure, &measures) {
        item.source = ItemSource::Indicator(id, measure);
    }
}

fn rule(ui: &mut Ui, lang: Lang, typing: &mut Fields, item: &mut BoardItem) {
    let step = match item.scoring {
        Scoring::GapToPace(step) | Scoring::RankPoints(step) => step,
        _ => Decimal::ONE,
    };
    let rules = [
        Scoring::RatioToTarget,
        Scoring::GapToPace(step),
        Scoring::Growth,
        Scoring::RankPoints(step),
        Scoring::Efficacy,
    ];
    let rules = rules.map(|rule| (rule, lang.scoring(rule).to_owned()));
    if let Some(chosen) = fields::choice(ui, lang.ranking_rule(), item.scoring, &rules) {
        item.scoring = chosen;
        return;
    }
    let figure = |text: &str| read(lang, text);
    match item.scoring {
        Scoring::GapToPace(now) => {
            if let Some(Some(step)) =
                typing.parsed(ui, lang.ranking_step_gap(), &now.to_string(), &[], figure)
            {
                item.scoring = Scoring::GapToPace(step);
            }
        }
        Scoring::RankPoints(now) => {
            if let Some(Some(step)) =
                typing.parsed(ui, lang.ranking_step_place(), &now.to_string(), &[], figure)
            {
                item.scoring = Scoring::RankPoints(step);
            }
        }
        Scoring::RatioToTarget | Scoring::Growth | Scoring::Efficacy => {}
    }
}

fn extras(
    ui: &mut Ui,
    shown: &Shown<'_>,
    typing: &mut Fields,
    board: &Board,
    period: Period,
    new: &mut Board,
) {
    let lang = shown.lang;
    heading(ui, lang.ranking_extras(), lang.ranking_add_extra(), || {
        if board.ranked_count() > 0 {
            new.adjustments.push(Adjustment {
                period,
                ranked: 0,
                points: Decimal::ONE,
                reason: lang.ranking_extra_new().into(),
            });
        }
    });
    let names: Vec<(u32, String)> = (0..)
        .zip(crate::analysis::board::contestants(board))
        .map(|(at, who)| (at, lang.contestant(who, shown.workbook).to_owned()))
        .collect();
    for (at, extra) in board.adjustments.iter().enumerate().filter(|(_, extra)| extra.period == period) {
        ui.push_id(("extra", at), |ui| {
            widgets::rule(ui);
            let mut changed = extra.clone();
            if let Some(ranked) = fields::choice(ui, lang.ranking_name(), extra.ranked, &names) {
                changed.ranked = ranked;
            }
            let figure = |text: &str| read(lang, text);
            let points =
                typing.parsed(ui, lang.ranking_extra_points(), &extra.points.to_string(), &[], figure);
            if let Some(Some(points)) = points {
                changed.points = points;
            }
            if let Some(reason) = typing.text(ui, lang.ranking_extra_reason(), &extra.reason) {
                changed.reason = reason.into();
            }
            if let (true, Some(place)) = (changed != *extra, new.adjustments.get_mut(at)) {
                *place = changed;
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if cross(ui, lang.ranking_remove_extra(), "×") && at < new.adjustments.len() {
                    new.adjustments.remove(at);
                }
            });
        });
    }
}
