//! Which lamp is lit when: rules in order, with how many projects carry each lamp by them.

use super::{change, committed, sign};
use crate::{
    analysis::ListAnalysis,
    i18n::{Lang, format},
    model::{
        Decimal, Lamp, ProjectList,
        list::{LampRule, LampRules, LampTest},
    },
    ui::{Action, Actions, Shown, widgets},
};
use egui::{RichText, Role, Ui, WidgetInfo, vec2};

/// Shows the part of the window.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    analysis: &ListAnalysis,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let small = |text: &str| RichText::new(text).size(12.0).color(shown.theme.second.0);
    ui.add(egui::Label::new(small(lang.list_lamps_order())).wrap());
    let mut set: Option<Vec<LampRule>> = None;
    let rules = &list.lamps.0;
    for (at, rule) in rules.iter().enumerate() {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(small(&format!("{}.", at + 1)));
            if let Some(rule) = rule_row(ui, shown, at, *rule, actions) {
                let mut all = rules.clone();
                all[at] = rule;
                set = Some(all);
            }
            let number = at + 1;
            let mut moved = |to: usize| {
                let mut all = rules.clone();
                all.swap(at, to);
                set = Some(all);
            };
            if sign(ui, "↑", &lang.list_lamp_up(number), at > 0) {
                moved(at - 1);
            }
            if sign(ui, "↓", &lang.list_lamp_down(number), number < rules.len()) {
                moved(number);
            }
            if sign(ui, "×", &lang.list_lamp_remove(number), true) {
                let mut all = rules.clone();
                all.remove(at);
                set = Some(all);
            }
        });
    }
    if widgets::link(ui, lang.list_lamp_add()).clicked() {
        let mut all = rules.clone();
        all.push(LampRule { lamp: Lamp::Slight, when: LampTest::GapBehind(Decimal::TEN) });
        set = Some(all);
    }
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.label(small(lang.list_lamps_preset()));
        for (name, preset) in [
            (lang.list_lamps_default(), LampRules::default()),
            (lang.list_lamps_by_gap(), LampRules::by_gap()),
            (lang.list_lamps_by_ratio(), LampRules::by_ratio()),
            (lang.list_lamps_by_start(), LampRules::by_start()),
            (lang.list_lamps_by_misses(), LampRules::by_misses()),
        ] {
            let on = list.lamps == preset;
            if widgets::chip(ui, name, None, on).clicked() && !on {
                set = Some(preset.0);
            }
        }
    });
    widgets::rule(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        ui.label(small(lang.list_lamps_now()));
        for lamp in Lamp::ALL {
            let count = analysis.totals.lamp(lamp);
            widgets::lamp_pill(ui, lamp, &lang.list_lamp_count(lang.lamp(lamp), count));
        }
    });
    if let Some(rules) = set {
        change(actions, ProjectList { lamps: LampRules(rules), ..list.clone() });
    }
}

/// A rule's lamp, test and limit; the rule as it should be.
fn rule_row(
    ui: &mut Ui,
    shown: &Shown<'_>,
    at: usize,
    rule: LampRule,
    actions: &mut Actions,
) -> Option<LampRule> {
    let (lang, number) = (shown.lang, at + 1);
    let mut set = None;
    let lamp = format!("{} {} ▼", Lang::lamp_shape(rule.lamp), lang.lamp(rule.lamp));
    let (ink, _) = widgets::lamp_colors(shown.theme, rule.lamp);
    let menu = ui.menu_button(RichText::new(lamp).color(ink), |ui| {
        for lamp in Lamp::ALL {
            let name = format!("{} {}", Lang::lamp_shape(lamp), lang.lamp(lamp));
            if ui.selectable_label(rule.lamp == lamp, name).clicked() {
                set = Some(LampRule { lamp, ..rule });
                ui.close();
            }
        }
    });
    menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.list_lamp_of(number)));
    let menu = ui.menu_button(format!("{} ▼", lang.lamp_test_kind(rule.when)), |ui| {
        for test in [
            LampTest::GapBehind(Decimal::TEN),
            LampTest::GapOver(Decimal::from(30)),
            LampTest::RatioBelow(Decimal::from(80)),
            LampTest::StartLate(0),
            LampTest::MissesInARow(2),
        ] {
            let same = test.key() == rule.when.key();
            if ui.selectable_label(same, lang.lamp_test_kind(test)).clicked() {
                if !same {
                    set = Some(LampRule { when: test, ..rule });
                }
                ui.close();
            }
        }
    });
    menu.response.widget_info(|| WidgetInfo::labeled(Role::Button, true, lang.list_lamp_test(number)));
    let now = format::number(rule.when.limit().normalize());
    if let Some(text) = committed(ui, &lang.list_lamp_limit(number), &now, 44.0) {
        match with_limit(rule.when, &text) {
            Some(when) => set = Some(LampRule { when, ..rule }),
            None => actions.push(Action::Warn(lang.list_lamp_bad(&text))),
        }
    }
    ui.label(RichText::new(lang.lamp_test_unit(rule.when)).size(12.0).color(shown.theme.second.0));
    set
}

/// The same test with another limit; none where the text is none.
fn with_limit(test: LampTest, text: &str) -> Option<LampTest> {
    let figure = || text.trim_end_matches('%').trim().parse::<Decimal>().ok();
    let figure = || figure().filter(|limit| !limit.is_sign_negative());
    let months = || text.parse::<u8>().ok();
    Some(match test {
        LampTest::GapBehind(_) => LampTest::GapBehind(figure()?),
        LampTest::GapOver(_) => LampTest::GapOver(figure()?),
        LampTest::RatioBelow(_) => LampTest::RatioBelow(figure()?),
        LampTest::StartLate(_) => LampTest::StartLate(months()?),
        LampTest::MissesInARow(_) => LampTest::MissesInARow(months()?),
    })
}
