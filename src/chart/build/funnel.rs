//! The funnel of the look-back: how many promoted investments came how far, by number and by amount.

use super::{Made, place, scope::Scope, words::in_title};
use crate::{
    analysis::{Lookback, Rate, lookback::Step as Reached, round_half_up},
    chart::{
        AxisUnit,
        data::Body,
        project_data::{FunnelBody, Step},
    },
    i18n::{Lang, format::fixed},
    model::Unit,
};

/// The steps of the funnel, in order. Lost is none of them: it stands aside.
const STEPS: [Reached; 6] = [
    Reached::Signed,
    Reached::Landed,
    Reached::Funded,
    Reached::Started,
    Reached::Commissioned,
    Reached::FullCapacity,
];

/// A step by number and by amount, each with its part of what was signed.
struct Share {
    step: Reached,
    count: Rate,
    amount: Rate,
}

/// The steps, and those lost where there are any. None where nothing was signed.
fn shares(scope: &Scope<'_>) -> Option<Vec<Share>> {
    let lookback = Lookback::new(scope.workbook, &scope.analysis, scope.rows.iter().copied())?;
    if lookback.is_empty() {
        return None;
    }
    let lost = (lookback.reached(Reached::Lost) > 0).then_some(Reached::Lost);
    let share = |step| Share {
        step,
        count: Rate::of_counts(lookback.reached(step), lookback.len()),
        amount: Rate { part: lookback.invested(step), whole: lookback.invested(Reached::Signed) },
    };
    Some(STEPS.into_iter().chain(lost).map(share).collect())
}

pub(super) fn funnel(scope: &Scope<'_>, lang: Lang) -> Made {
    let Some(shares) = shares(scope) else {
        let why = if scope.rows.is_empty() { lang.views_none() } else { lang.funnel_none() };
        return Made::empty(why.to_owned());
    };
    let amounts = shares.iter().map(|share| place(share.amount.part));
    let axis = AxisUnit::of_all(lang, &Unit::new(scope.analysis.unit.symbol()), amounts);
    let decimals = shares.iter().map(|share| share.amount.part.normalize().scale()).max().unwrap_or(0).min(2);
    let places = u32::from(scope.list.places);
    let percent =
        |rate: Rate| rate.percent().map(|value| format!("{}%", fixed(value, places))).unwrap_or_default();
    let width = |rate: Rate| rate.percent().map_or(0.0, |value| place(value) / 100.0);
    let step = |share: &Share| Step {
        label: lang.funnel_step(share.step).to_owned(),
        width: [width(share.count), width(share.amount)],
        figure: [
            lang.funnel_count(share.count.part),
            axis.number(round_half_up(share.amount.part, decimals as u8)),
        ],
        part: [percent(share.count), percent(share.amount)],
    };
    let (lost, steps): (Vec<_>, Vec<_>) = shares.iter().partition(|share| share.step == Reached::Lost);
    let say =
        |share: &Share| format!("{} {}", lang.funnel_step(share.step), lang.funnel_count(share.count.part));
    let said: Vec<String> = shares.iter().map(say).collect();
    Made {
        title: lang.funnel_title(in_title(lang, scope.list)),
        subtitle: scope.said(lang),
        keys: Vec::new(),
        notes: vec![lang.funnel_denominator().to_owned()],
        summary: said.join(lang.comma()),
        body: Body::Funnel(FunnelBody {
            heads: [lang.funnel_count_head().to_owned(), lang.investment_head(&axis.name)],
            steps: steps.into_iter().map(step).collect(),
            aside: lost.first().map(|share| step(share)),
        }),
    }
}

/// Rows for a spreadsheet.
pub(super) fn table(scope: &Scope<'_>, lang: Lang) -> Vec<Vec<String>> {
    let unit = lang.money_unit(scope.analysis.unit);
    let head = vec![
        lang.column_thing().to_owned(),
        lang.funnel_count_head().to_owned(),
        lang.investment_head(unit),
        lang.funnel_part_head(lang.funnel_count_head()),
        lang.funnel_part_head(&lang.investment_head(unit)),
    ];
    let bare = |rate: Rate| rate.percent().map(|value| round_half_up(value, scope.list.places).to_string());
    let row = |share: &Share| {
        vec![
            lang.funnel_step(share.step).to_owned(),
            share.count.part.to_string(),
            share.amount.part.to_string(),
            bare(share.count).unwrap_or_default(),
            bare(share.amount).unwrap_or_default(),
        ]
    };
    let shares = shares(scope).unwrap_or_default();
    std::iter::once(head).chain(shares.iter().map(row)).collect()
}
