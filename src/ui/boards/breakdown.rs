//! How the points of one of the ranked came about, and what would lift it.

use crate::{
    analysis::board::{Lift, Standings, contestants},
    model::Board,
    ui::{Shown, widgets},
};
use egui::{Grid, Label, RichText, ScrollArea, Ui};

/// Size of its text.
const SMALL: f32 = 12.0;

/// Shows the breakdown of one of the ranked, or asks to select one.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    board: &Board,
    standings: &Standings,
    who: Option<usize>,
    lifts: Option<&[Lift]>,
) {
    let (lang, theme) = (shown.lang, shown.theme);
    let found = who.and_then(|who| Some((who, standings.rows.get(who)?, *contestants(board).get(who)?)));
    let Some((who, standing, contestant)) = found else {
        ui.label(RichText::new(lang.ranking_select()).color(theme.second.0));
        return;
    };
    let name = lang.contestant(contestant, shown.workbook);
    ui.horizontal(|ui| {
        widgets::panel_title(ui, &lang.ranking_breakdown(name, lang.points(standing.score), standing.place));
    });
    ScrollArea::vertical().id_salt(("breakdown", who)).auto_shrink(false).show(ui, |ui| {
        let wide = ui.available_width();
        Grid::new(("points", who)).num_columns(4).spacing([14.0, 4.0]).show(ui, |ui| {
            for (at, score) in standing.items.iter().enumerate() {
                let Some((item, row)) = standings.inputs.items.get(at).zip(board.items.get(at)) else {
                    continue;
                };
                let cell = |ui: &mut Ui, text: RichText, part: f32| {
                    ui.scope(|ui| {
                        ui.set_max_width(wide * part);
                        ui.add(Label::new(text.size(SMALL)).wrap());
                    });
                };
                cell(ui, RichText::new(lang.board_item(row)), 0.19);
                let points =
                    lang.ranking_times(lang.points(score.points), crate::i18n::format::number(item.weight));
                ui.label(RichText::new(points).size(SMALL).strong());
                cell(ui, RichText::new(lang.scored(item, score)).color(theme.second.0), 0.36);
                if let Some(lift) = lifts.and_then(|lifts| lifts.get(at)) {
                    let ink = if matches!(lift, Lift::To { .. }) { theme.accent } else { theme.faint };
                    cell(ui, RichText::new(lang.lift(item, lift)).color(ink.0), 0.29);
                }
                ui.end_row();
            }
            for extra in
                board.adjustments.iter().filter(|a| a.period == standings.period && a.ranked as usize == who)
            {
                ui.label(RichText::new(lang.ranking_extra()).size(SMALL));
                let points = crate::i18n::format::signed(extra.points, extra.points.scale());
                ui.label(RichText::new(points).size(SMALL).strong());
                ui.label(RichText::new(&*extra.reason).size(SMALL).color(theme.second.0));
                ui.end_row();
            }
        });
    });
}
