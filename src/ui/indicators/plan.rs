//! What texts for several figures come to: one step, with what is refused or converted named cell by cell.

use super::{
    figures::{Figures, read_figure, read_rank},
    observe::{self, Change},
};
use crate::{
    analysis::round_half_up,
    edit::Edit,
    i18n::{Lang, format},
    model::{AreaId, Decimal, Indicator, Measure, Observation, Period, Status, When},
    ui::{
        fields::checked,
        grid::{Entered, Plan, Remark},
    },
};
use std::collections::BTreeMap;

/// What a cell holds of an observation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The figure of a measure.
    Figure(Measure),
    /// How final it is.
    Status,
    /// The note.
    Note,
}

/// The change of an observation, and the cells that it takes.
type Changed<'a, R, C> = (Edit, Vec<&'a Entered<R, C>>);

/// What a text becomes: the change, and what it is converted to and why.
type Taken = (Change, Option<(String, String)>);

impl Figures<'_> {
    /// Works out what becomes of texts. `at` says what a cell holds; none: it takes nothing. `now` is what
    /// other programs get of it: putting that back changes nothing.
    pub fn plan<R: Copy, C: Copy>(
        &self,
        entered: &[Entered<R, C>],
        at: impl Fn(R, C) -> Option<(AreaId, Period, What)>,
        now: impl Fn(R, C) -> String,
    ) -> Plan<R, C> {
        let lang = self.shown.lang;
        let today = When::today();
        let mut plan = Plan::default();
        let mut working = self.indicator.clone();
        let mut edits: BTreeMap<(AreaId, Period), Changed<'_, R, C>> = BTreeMap::new();
        let refuse = |entered: &Entered<R, C>, why: String| Remark {
            row: entered.row,
            col: entered.col,
            text: entered.text().trim().to_owned(),
            new: String::new(),
            why,
            refused: true,
        };
        for one in entered {
            if one.text().trim() == now(one.row, one.col) {
                continue;
            }
            let Some((area, period, what)) = at(one.row, one.col) else {
                plan.remarks.push(refuse(one, lang.ind_not_entered().to_owned()));
                continue;
            };
            if self.indicator.formula.is_some() {
                plan.remarks.push(refuse(one, lang.formula_refuses_typing().to_owned()));
                continue;
            }
            let (change, converted) = match self.read(one, what) {
                Ok(taken) => taken,
                Err(why) => {
                    plan.remarks.push(refuse(one, why));
                    continue;
                }
            };
            let made = observe::set(self.shown.workbook, &working, area, period, change, today);
            let Some(edit) = made else { continue };
            if let Edit::SetObservation { observation, .. } = &edit {
                put(&mut working, area, period, observation.as_deref().cloned());
            }
            // A later change of the same observation holds the earlier ones.
            let slot = edits.entry((area, period)).or_insert_with(|| (edit.clone(), Vec::new()));
            slot.0 = edit;
            slot.1.push(one);
            if let Some((new, why)) = converted {
                let (row, col, text) = (one.row, one.col, one.text().trim().to_owned());
                plan.remarks.push(Remark { row, col, text, new, why, refused: false });
            }
        }
        let all: Vec<Edit> = edits.values().map(|(edit, _)| edit.clone()).collect();
        if checked(self.shown, Edit::Many(all)).is_err() {
            // One of them is not sound: find which.
            edits.retain(|_, (edit, cells)| match checked(self.shown, edit.clone()) {
                Ok(_) => true,
                Err(why) => {
                    plan.remarks.extend(cells.iter().map(|one| refuse(one, why.clone())));
                    false
                }
            });
        }
        plan.cells = edits.values().map(|(_, cells)| cells.len()).sum();
        plan.edits = edits.into_values().map(|(edit, _)| edit).collect();
        plan
    }

    fn read<R, C>(&self, entered: &Entered<R, C>, what: What) -> Result<Taken, String> {
        let lang = self.shown.lang;
        let text = entered.text().trim();
        Ok(match what {
            What::Status => (Change::Status(read_status(lang, text)?), None),
            What::Note => (Change::Note(text.into()), None),
            What::Figure(Measure::Rank) if self.indicator.measure != Measure::Rank => {
                (Change::Rank(read_rank(lang, text)?), None)
            }
            What::Figure(measure) => {
                let unit = self.indicator.unit_of(measure);
                let read = read_figure(self.shown, text, &unit)?;
                // A figure that is shown rounded where it comes from is taken with all its digits.
                let full = entered.cell.number.filter(|_| entered.cell.exact.is_none());
                let full = full.zip(read).filter(|(full, read)| {
                    full != read && round_half_up(*full, read.scale().min(28) as u8) == *read
                });
                let figure = full.map(|(full, _)| full.normalize()).or(read);
                let converted = match (full, read) {
                    (Some((full, _)), _) => {
                        Some((format::number(full.normalize()), lang.paste_in_full(text)))
                    }
                    (None, Some(read)) if !is_said(text, read) => {
                        Some((format::number(read), lang.paste_other_unit(text, lang.unit(&unit))))
                    }
                    _ => None,
                };
                let change = observe::change_of(self.indicator, measure, figure);
                (change.ok_or_else(|| lang.ind_bad_rank(text))?, converted)
            }
        })
    }
}

/// Whether a text says a figure as it was read, rather than in another unit.
fn is_said(text: &str, read: Decimal) -> bool {
    let plain: String = text.chars().map(crate::model::half_width).filter(|c| *c != ',').collect();
    let plain = plain.replace('−', "-");
    let digits: String = plain.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | '-')).collect();
    Decimal::from_str_exact(digits.trim_end_matches('.')).is_ok_and(|said| said == read)
        || digits.starts_with('.')
}

fn read_status(lang: Lang, text: &str) -> Result<Status, String> {
    let all = [Status::Preliminary, Status::Final, Status::Revised];
    let means = |status: &Status| {
        Lang::ALL.iter().any(|lang| lang.status(*status).eq_ignore_ascii_case(text)) || status.key() == text
    };
    all.into_iter().find(means).ok_or_else(|| lang.ind_bad_status(text))
}

/// Puts an observation into an indicator that is being worked on.
fn put(row: &mut Indicator, area: AreaId, period: Period, observation: Option<Observation>) {
    match (row.find(area, period), observation) {
        (Ok(at), Some(new)) => row.observations[at] = new,
        (Ok(at), None) => {
            row.observations.remove(at);
        }
        (Err(at), Some(new)) => row.observations.insert(at, new),
        (Err(_), None) => {}
    }
}
