//! The panel at the right: what the indicator is, its targets, where it comes from.

use super::{State, formula, targets};
use crate::{
    analysis::{TargetState, judge, progress::outlook},
    edit::{Edit, IndicatorChange},
    model::{Basis, Direction, GrowthFrom, Indicator, IndicatorId, Measure, SectionId, Target, Unit},
    ui::{
        Actions, Place, Shown,
        fields::{self, checked},
        widgets,
    },
};
use egui::{Label, RichText, Ui};

const MEASURES: [Measure; 7] = [
    Measure::Level,
    Measure::Growth,
    Measure::Share,
    Measure::ChangePp,
    Measure::Rank,
    Measure::Index,
    Measure::Duration,
];

/// Shows the panel's contents.
pub fn panel(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    actions: &mut Actions,
) {
    ui.spacing_mut().item_spacing.y = 5.0;
    definition(ui, shown, state, indicator, actions);
    ui.add_space(10.0);
    target_cards(ui, shown, state, indicator, actions);
    ui.add_space(10.0);
    source(ui, shown, indicator);
}

fn definition(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    actions: &mut Actions,
) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    widgets::panel_title(ui, lang.ind_definition());
    let typing = &mut state.fields;
    let mut change: Option<IndicatorChange> = None;
    let mut first = None;
    let read_name = |text: &str| {
        let edit =
            Edit::SetIndicator { indicator: indicator.id, change: IndicatorChange::Name(text.trim().into()) };
        checked(shown, edit).map(|_| text.trim().to_owned())
    };
    if let Some(name) = typing.parsed(ui, lang.ind_name(), &indicator.name, &[], read_name) {
        change = Some(IndicatorChange::Name(name.into()));
    }
    if let Some(name) = typing.text(ui, lang.ind_name_en(), &indicator.name_en) {
        change = Some(IndicatorChange::NameEn(name.into()));
    }
    let measures = MEASURES.map(|measure| (measure, lang.measure(measure).to_owned()));
    if let Some(measure) = fields::choice(ui, lang.ind_measure(), indicator.measure, &measures) {
        change = Some(IndicatorChange::Measure(measure));
    }
    if let Some(unit) = typing.text(ui, lang.ind_unit(), indicator.unit.symbol()) {
        change = Some(IndicatorChange::Unit(Unit::new(&unit)));
    }
    formula::field(ui, shown, state, indicator, actions);
    let typing = &mut state.fields;
    let directions = [Direction::Higher, Direction::Lower, Direction::Neither]
        .map(|direction| (direction, lang.direction(direction).to_owned()));
    if let Some(direction) = fields::choice(ui, lang.ind_direction(), indicator.direction, &directions) {
        change = Some(IndicatorChange::Direction(direction));
    }
    if indicator.measure == Measure::Level && !indicator.measure.is_rate(&indicator.unit) {
        let usual = if indicator.usually_grows_by_levels() {
            lang.ind_growth_levels()
        } else {
            lang.ind_growth_published()
        };
        let choices = [
            (GrowthFrom::Name, lang.ind_growth_usual(usual)),
            (GrowthFrom::Levels, lang.ind_growth_levels().to_owned()),
            (GrowthFrom::Publication, lang.ind_growth_published().to_owned()),
        ];
        if let Some(from) = fields::choice(ui, lang.ind_growth_from(), indicator.growth_from, &choices) {
            change = Some(IndicatorChange::GrowthFrom(from));
        }
    }
    let bases =
        [Basis::Single, Basis::Cumulative, Basis::Stock].map(|basis| (basis, lang.basis(basis).to_owned()));
    if let Some(basis) = fields::choice(ui, lang.ind_basis(), indicator.basis, &bases) {
        change = Some(IndicatorChange::Basis(basis));
    }
    let mut sections: Vec<(Option<SectionId>, String)> = vec![(None, lang.ind_no_section().to_owned())];
    sections.extend(
        workbook.sections.iter().map(|row| (Some(row.id), shown.name(&row.title, &row.title_en).to_owned())),
    );
    if let Some(section) = fields::choice(ui, lang.ind_section(), indicator.section, &sections) {
        change = Some(IndicatorChange::Section(section));
    }
    if let Some(heading) = typing.text(ui, lang.ind_heading(), &indicator.heading) {
        change = Some(IndicatorChange::Heading(heading.into()));
    }
    let names = fields::department_names(workbook);
    let owner = fields::department_name(workbook, indicator.owner);
    if let Some(typed) = typing.parsed(ui, lang.ind_owner(), owner, &names, |text| Ok(text.trim().to_owned()))
    {
        let (id, created) = fields::department(workbook, &typed);
        first = created;
        change = Some(IndicatorChange::Owner(id));
    }
    if let Some(flag) = fields::check(ui, lang.ind_is_headline(), indicator.headline) {
        change = Some(IndicatorChange::Headline(flag));
    }
    let mut parents: Vec<(Option<IndicatorId>, String)> = vec![(None, lang.ind_no_parent().to_owned())];
    // Of the same section, and the present one.
    parents.extend(
        workbook
            .indicators
            .iter()
            .filter(|row| row.id != indicator.id)
            .filter(|row| row.section == indicator.section || indicator.part_of == Some(row.id))
            .map(|row| (Some(row.id), shown.indicator(row).to_owned())),
    );
    if let Some(parent) = fields::choice(ui, lang.ind_part_of(), indicator.part_of, &parents) {
        change = Some(IndicatorChange::PartOf(parent));
    }
    if let Some(text) = typing.long_text(ui, lang.ind_definition_text(), &indicator.definition) {
        change = Some(IndicatorChange::Definition(text.into()));
    }
    if let Some(text) = typing.long_text(ui, lang.ind_note(), &indicator.note) {
        change = Some(IndicatorChange::Note(text.into()));
    }
    if let Some(change) = change {
        let edit = Edit::SetIndicator { indicator: indicator.id, change };
        match checked(shown, fields::after(first, edit)) {
            Ok(edit) => {
                state.refused = None;
                actions.edit(edit);
            }
            Err(why) => state.refused = Some(why),
        }
    }
    if let Some(why) = &state.refused {
        ui.add(Label::new(RichText::new(why).size(12.0).color(shown.theme.bad.0)).wrap());
    }
}

fn target_cards(
    ui: &mut Ui,
    shown: &Shown<'_>,
    state: &mut State,
    indicator: &Indicator,
    actions: &mut Actions,
) {
    let (theme, lang, workbook) = (shown.theme, shown.lang, shown.workbook);
    ui.horizontal(|ui| {
        widgets::panel_title(ui, lang.ind_targets());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(lang.ind_add_target()).clicked() {
                let measure = indicator.targets.last().map_or(indicator.measure, |target| target.measure);
                let edit = targets::new_target(workbook, indicator, measure);
                match checked(shown, edit) {
                    Ok(edit) => actions.edit(edit),
                    Err(why) => state.refused = Some(why),
                }
            }
        });
    });
    if indicator.targets.is_empty() {
        ui.label(RichText::new(lang.ind_no_targets()).color(theme.faint.0));
    }
    for target in &indicator.targets {
        ui.push_id(target.id.0, |ui| {
            widgets::rule(ui);
            let verdict = judge(workbook, indicator, target, workbook.month);
            ui.horizontal(|ui| {
                widgets::sign(ui, verdict.lamp, lang.target_state(verdict.state));
                let words = format!("{}  {}", target.year, lang.target(target, workbook));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let remove = ui.add(egui::Button::new("×").frame(false));
                    remove.widget_info(|| {
                        egui::WidgetInfo::labeled(egui::Role::Button, true, lang.ind_remove_target())
                    });
                    if remove.on_hover_text(lang.ind_remove_target()).clicked() {
                        actions.edit(Edit::RemoveTarget { indicator: indicator.id, target: target.id });
                    }
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        ui.add(
                            Label::new(RichText::new(words).font(crate::ui::theme::bold(13.0))).truncate(),
                        );
                    });
                });
            });
            let inputs = lang.verdict_inputs(&verdict, target, workbook);
            ui.add(Label::new(RichText::new(inputs).size(12.0).color(theme.second.0)).wrap());
            if let Some(outlook) = outlook(workbook, indicator, target, workbook.month) {
                for line in lang.outlook(&outlook, target) {
                    ui.add(Label::new(RichText::new(line).size(12.0).color(theme.second.0)).wrap());
                }
            }
            parts(ui, shown, indicator, target, actions);
            let State { drafts, fields, .. } = state;
            targets::form(ui, shown, indicator, target, targets::Extent::Full, drafts, fields, actions);
            if let Some(source) = target.source {
                let text = lang.source_ref(source, workbook);
                ui.add(Label::new(RichText::new(text).size(12.0).color(theme.faint.0)).wrap());
            }
        });
    }
}

/// What the target is a part of, and the parts that are behind ("of which").
fn parts(ui: &mut Ui, shown: &Shown<'_>, indicator: &Indicator, target: &Target, actions: &mut Actions) {
    let (lang, workbook) = (shown.lang, shown.workbook);
    let children = workbook.indicators.iter().filter(|row| row.part_of == Some(indicator.id));
    let behind: Vec<&str> = children
        .filter(|row| {
            let own = row.targets.iter().filter(|t| t.year == target.year && t.area == target.area);
            own.into_iter().any(|t| {
                let state = judge(workbook, row, t, workbook.month).state;
                matches!(state, TargetState::Slight | TargetState::Behind)
            })
        })
        .map(|row| shown.indicator(row))
        .collect();
    if !behind.is_empty() {
        let text = lang.outlook_part_missed(behind.join(lang.list_comma()));
        ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.warning.0)).wrap());
    }
    if let Some(parent) = indicator.part_of.and_then(|id| workbook.indicators.get(id)) {
        let text = lang.outlook_part_of(shown.indicator(parent));
        if widgets::link(ui, &text).clicked() {
            actions.go(Place::Indicator(parent.id));
        }
    }
}

fn source(ui: &mut Ui, shown: &Shown<'_>, indicator: &Indicator) {
    let lang = shown.lang;
    widgets::panel_title(ui, lang.ind_source());
    let text = indicator
        .source
        .map_or_else(|| lang.ind_no_source().to_owned(), |source| lang.source_ref(source, shown.workbook));
    ui.add(Label::new(RichText::new(text).size(12.0).color(shown.theme.second.0)).wrap());
}
