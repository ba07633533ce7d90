//! The look-back of promoted investments: the rates with the denominator chosen, the size classes against the
//! plan, and the rates by class, area, chain or year of signing.

use super::{
    Kept, filtered, heading, no_month, places, room, rows,
    sheet::{self, Cell, Heading, Row},
    small, tile,
};
use crate::{
    analysis::{
        Lookback, Rate,
        lookback::{Base, LookbackBy, LookbackKey, Step, StepRate, TierCount},
    },
    i18n::format,
    model::{ListId, ProjectId, ProjectList},
    ui::{Actions, Shown, projects, projects::rows::InView, widgets},
};
use egui::{Align, Layout, RichText, Ui, vec2};

/// Where one is looking.
#[derive(Debug)]
pub struct State {
    base: Base,
    by: LookbackBy,
    by_amount: bool,
    kept: Kept<(LookbackBy, Base), Found>,
}

impl Default for State {
    fn default() -> Self {
        Self { base: Base::Signed, by: LookbackBy::Tier, by_amount: false, kept: Kept::default() }
    }
}

/// The rates of all steps.
type Rates = [StepRate; Step::RATED.len()];

/// The look-back of the rows in view, with the denominator chosen.
#[derive(Debug)]
struct Found {
    all: Option<(Lookback, Rates)>,
    without_amount: usize,
    tiers: Vec<TierCount>,
    groups: Vec<(LookbackKey, Lookback, Rates)>,
}

/// Shows the panel.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &mut projects::State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let mine = &mut state.insight.lookback;
    let chosen = (mine.by, mine.base);
    let kept = mine.kept.get(view, chosen, || found(shown, list, view, chosen));
    let Some((all, of_all)) = &kept.all else {
        no_month(ui, shown, projects::Face::Lookback, actions);
        return;
    };
    let mut leads: Option<Vec<ProjectId>> = None;
    room(ui, "projects_lookback", |ui| {
        heading(ui, &lang.lookback_title(&lang.month(all.month)), &filtered(shown, view));
        if all.is_empty() {
            small(ui, lang.lookback_none());
        } else {
            let mine = &mut state.insight.lookback;
            base(ui, shown, mine);
            ui.add_space(2.0);
            rates(ui, shown, list, all, of_all, chosen.1);
        }
        if !kept.tiers.is_empty() {
            ui.add_space(10.0);
            heading(ui, lang.lookback_tiers(), lang.lookback_tiers_note());
            ui.scope(|ui| tiers(ui, shown, list, &kept.tiers));
        }
        if !all.is_empty() {
            ui.add_space(10.0);
            heading(ui, lang.lookback_groups(), "");
            ways(ui, shown, &mut state.insight.lookback);
            let mine = &state.insight.lookback;
            leads = ui.scope(|ui| groups(ui, shown, list, view, mine, &kept)).inner;
            ui.add_space(4.0);
        }
        if kept.without_amount > 0 {
            small(ui, &lang.lookback_without_amount(kept.without_amount));
        }
        small(ui, lang.lookback_rule());
    });
    if let Some(projects) = leads {
        lead(state, list.id, projects);
    }
}

fn lead(state: &mut projects::State, list: ListId, projects: Vec<ProjectId>) {
    state.show_only(list, projects.into_iter().collect());
}

fn found(shown: &Shown<'_>, list: &ProjectList, view: &InView, (by, base): (LookbackBy, Base)) -> Found {
    let all = Lookback::new(shown.workbook, &view.analysis, rows(view));
    let groups = all.as_ref().map(|all| all.groups(shown.workbook, &view.analysis, by)).unwrap_or_default();
    Found {
        without_amount: all.as_ref().map_or(0, Lookback::without_amount),
        tiers: all.as_ref().map(|all| all.tiers(&list.tiers)).unwrap_or_default(),
        groups: groups
            .into_iter()
            .map(|(key, group)| {
                let rates = group.rates(base);
                (key, group, rates)
            })
            .collect(),
        all: all.map(|all| {
            let rates = all.rates(base);
            (all, rates)
        }),
    }
}

/// What the rates are a part of: chosen here, and said beside each rate.
fn base(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) {
    let lang = shown.lang;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(lang.lookback_denominator()).size(12.0).color(shown.theme.second.0));
        for base in Base::ALL {
            let chip = widgets::chip(ui, lang.lookback_base(base), None, state.base == base);
            if chip.on_hover_text(lang.lookback_base_tip(base)).clicked() {
                state.base = base;
            }
        }
    });
}

/// What the denominator of a step holds, in a sentence.
fn denominator(shown: &Shown<'_>, base: Base, step: Step) -> &'static str {
    match base {
        Base::Due => shown.lang.lookback_due(step),
        _ => shown.lang.lookback_base_tip(base),
    }
}

/// Between two rates.
const APART: f32 = 28.0;

/// The rates beside each other, as many in a row as fit.
fn rates(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, all: &Lookback, rates: &[StepRate], base: Base) {
    let width = |text: &str| {
        let font = egui::FontId::proportional(12.0);
        ui.painter().layout_no_wrap(text.to_owned(), font, shown.theme.text.0).size().x.ceil()
    };
    let amounts = rates.iter().filter_map(|rate| rate.amount);
    let widest = amounts.map(|amount| width(&made_of(shown, amount, all))).fold(112.0, f32::max);
    let across = ((ui.clip_rect().width() + APART - 32.0) / (widest + APART)).floor().max(1.0) as usize;
    for (line, row) in rates.chunks(across).enumerate() {
        if line > 0 {
            ui.add_space(8.0);
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = APART;
            for rate in row {
                let size = vec2(widest, 0.0);
                let whole = ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(widest);
                    ui.spacing_mut().item_spacing.y = 2.0;
                    let name = shown.lang.lookback_rate(rate.step);
                    tile(ui, shown, name, rate.number, places(list));
                    amount(ui, shown, list, all, rate);
                });
                whole.response.on_hover_text(denominator(shown, base, rate.step));
            }
        });
    }
}

/// The same rate by amount, small, below its number.
fn amount(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, all: &Lookback, rate: &StepRate) {
    let lang = shown.lang;
    let text = |text: String, ink: egui::Color32| RichText::new(text).size(12.0).color(ink);
    if rate.number.whole.is_zero() {
        ui.label(text(lang.lookback_nothing_in().to_owned(), shown.theme.faint.0));
        return;
    }
    if let Some(amount) = rate.amount {
        let percent = amount.percent().map(|value| format!("{}%", format::fixed(value, places(list))));
        let percent = percent.unwrap_or_else(|| "–".to_owned());
        ui.label(text(lang.lookback_amount_is(&percent), shown.theme.text.0));
        ui.label(text(made_of(shown, amount, all), shown.theme.second.0));
    } else {
        ui.label(text(lang.lookback_no_amount().to_owned(), shown.theme.faint.0));
    }
}

fn made_of(shown: &Shown<'_>, rate: Rate, all: &Lookback) -> String {
    let unit = shown.lang.money_unit(all.unit);
    format!("= {} ÷ {} {unit}", format::number(rate.part), format::number(rate.whole))
}

/// The size classes, each "at least", against what the plan wants.
fn tiers(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, tiers: &[TierCount]) {
    let lang = shown.lang;
    let headings = [
        Heading::new(lang.lookback_wanted(), lang.lookback_wanted_tip()),
        Heading::new(lang.lookback_this_year(), lang.lookback_this_year_tip()),
        Heading::new(lang.lookback_reached(), lang.lookback_reached_tip()),
        Heading::new(lang.lookback_short(), lang.lookback_short_tip()),
        Heading::new(lang.lookback_in_all(), lang.lookback_in_all_tip()),
    ];
    let figure = |text: String| Cell::Figure(text, String::new());
    let line = |count: &TierCount| {
        let least = count.tier.at_least;
        let wanted = count.tier.wanted.map(|wanted| wanted as usize);
        let rate = wanted.map(|wanted| Rate::of_counts(count.this_year, wanted));
        let percent =
            rate.and_then(|rate| Some(format!("{}%", format::fixed(rate.percent()?, places(list)))));
        Row {
            name: lang.lookback_tier(&format::number(least.value), lang.money_unit(least.unit)),
            cells: vec![
                wanted.map_or(Cell::Empty, |wanted| figure(wanted.to_string())),
                figure(count.this_year.to_string()),
                percent.map_or(Cell::Empty, figure),
                wanted
                    .map_or(Cell::Empty, |wanted| figure(wanted.saturating_sub(count.this_year).to_string())),
                figure(count.all.to_string()),
            ],
            sum: false,
        }
    };
    let lines: Vec<Row> = tiers.iter().map(line).collect();
    sheet::show(ui, shown, "tiers", lang.lookback_tier_heading(), &headings, &lines);
}

/// How the rates are broken down, and whether by number or by amount.
fn ways(ui: &mut Ui, shown: &Shown<'_>, state: &mut State) {
    let lang = shown.lang;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for by in LookbackBy::ALL {
            if widgets::chip(ui, lang.lookback_by(by), None, state.by == by).clicked() {
                state.by = by;
            }
        }
        ui.add_space(12.0);
        for (by_amount, name) in [(false, lang.lookback_numbers()), (true, lang.lookback_amounts())] {
            if widgets::chip(ui, name, None, state.by_amount == by_amount).clicked() {
                state.by_amount = by_amount;
            }
        }
    });
}

/// The rates of each group; a click on the number of its projects leads to them.
fn groups(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    view: &InView,
    state: &State,
    kept: &Found,
) -> Option<Vec<ProjectId>> {
    let lang = shown.lang;
    let (all, of_all) = kept.all.as_ref()?;
    let mut headings = vec![Heading::new(lang.lookback_signed(), lang.lookback_signed_tip())];
    for step in Step::RATED {
        let tip = format!("{} · {}", lang.lookback_rate(step), denominator(shown, state.base, step));
        headings.push(Heading::new(lang.lookback_rate(step), tip));
    }
    let line = |name: String, group: &Lookback, rates: &[StepRate], sum: bool| {
        let mut cells = vec![Cell::Count(group.len())];
        for rate in rates {
            let of = if state.by_amount { rate.amount } else { Some(rate.number) };
            cells.push(match of.and_then(|of| Some((of, of.percent()?))) {
                Some((of, percent)) => {
                    let unit = if state.by_amount { lang.money_unit(all.unit) } else { "" };
                    let made_of = format!("{} {unit}", lang.rate(of, places(list)));
                    Cell::Figure(format!("{}%", format::fixed(percent, places(list))), made_of)
                }
                None => Cell::Empty,
            });
        }
        Row { name, cells, sum }
    };
    let mut lines: Vec<Row> = kept
        .groups
        .iter()
        .map(|(key, group, rates)| line(group_name(shown, key), group, rates, false))
        .collect();
    lines.push(line(lang.insight_all().to_owned(), all, of_all, true));
    let first = lang.lookback_by_heading(state.by);
    let (row, column) = sheet::show(ui, shown, "lookback", first, &headings, &lines)?;
    let group = kept.groups.get(row).map_or(all, |(_, group, _)| group);
    (column == 0).then(|| group.members(&view.analysis))
}

fn group_name(shown: &Shown<'_>, key: &LookbackKey) -> String {
    let lang = shown.lang;
    match key {
        LookbackKey::Tier(Some(least)) => {
            lang.lookback_tier(&format::number(least.value), lang.money_unit(least.unit))
        }
        LookbackKey::Tier(None) => lang.lookback_no_tier().to_owned(),
        LookbackKey::Area(area) => match area.and_then(|area| shown.workbook.areas.get(area)) {
            Some(area) => shown.area(area).to_owned(),
            None => lang.insight_no_area().to_owned(),
        },
        LookbackKey::Chain(name) if name.is_empty() => lang.lookback_no_chain().to_owned(),
        LookbackKey::Chain(name) => name.to_string(),
        LookbackKey::Period(Some(year)) => lang.lookback_signed_in(*year),
        LookbackKey::Period(None) => lang.lookback_no_period().to_owned(),
    }
}
