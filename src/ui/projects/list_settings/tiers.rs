//! Size classes: from how much on, and how many the plan wants.

use super::{change, committed, sign};
use crate::{
    edit::entry::parse_money,
    model::{Money, ProjectList, list::Tier},
    ui::{Action, Actions, Shown, widgets},
};
use egui::{RichText, Ui};

/// Shows the part of the window.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, list: &ProjectList, actions: &mut Actions) {
    let lang = shown.lang;
    let small = |text: &str| RichText::new(text).size(12.0).color(shown.theme.second.0);
    ui.add(egui::Label::new(small(lang.list_tiers_hint())).wrap());
    let mut set: Option<Vec<Tier>> = None;
    for (at, tier) in list.tiers.iter().enumerate() {
        let number = at + 1;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            ui.label(small(lang.list_tier_at_least()));
            let with = |tier: Tier| {
                let mut all = list.tiers.clone();
                all[at] = tier;
                Some(all)
            };
            let now = tier.at_least.to_string();
            if let Some(text) = committed(ui, &lang.list_tier_least(number), &now, 110.0) {
                match parse_money(&text, list.unit) {
                    Ok(at_least) => set = with(Tier { at_least, ..*tier }),
                    Err(error) => actions.push(Action::Warn(lang.entry_error(&error))),
                }
            }
            ui.label(small(lang.list_tier_wants()));
            let now = tier.wanted.map_or_else(String::new, |wanted| wanted.to_string());
            if let Some(text) = committed(ui, &lang.list_tier_wanted(number), &now, 60.0) {
                match (text.is_empty(), text.parse::<u32>()) {
                    (true, _) => set = with(Tier { wanted: None, ..*tier }),
                    (_, Ok(wanted)) => set = with(Tier { wanted: Some(wanted), ..*tier }),
                    (_, Err(_)) => actions.push(Action::Warn(lang.list_declared_bad(&text))),
                }
            }
            if sign(ui, "×", &lang.list_tier_remove(number), true) {
                let mut all = list.tiers.clone();
                all.remove(at);
                set = Some(all);
            }
        });
    }
    if widgets::link(ui, lang.list_tier_add()).clicked() {
        let mut all = list.tiers.clone();
        // Twice the largest so far, or ten.
        let least = all.last().map_or(Money::new(10.into(), list.unit), |last| {
            Money::new(last.at_least.value.saturating_mul(2.into()), last.at_least.unit)
        });
        all.push(Tier { at_least: least, wanted: None, target: None });
        set = Some(all);
    }
    if let Some(tiers) = set {
        change(actions, ProjectList { tiers, ..list.clone() });
    }
}
