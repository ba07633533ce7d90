//! The funnel of the look-back: how many promoted investments came how far, by number and by amount.

use super::{Made, place, scope::Scope, words::in_title};
use crate::{
    analysis::{
        Funnel,
        funnel::{STEPS, Share},
        percent,
    },
    chart::{
        data::Body,
        project_data::{FunnelBody, Step},
    },
    i18n::{
        Lang,
        format::{fixed, number},
    },
    model::Decimal,
};

pub(super) fn funnel(scope: &Scope<'_>, lang: Lang) -> Made {
    let funnel = Funnel::of(scope.workbook, &scope.analysis, scope.rows.iter().copied());
    let [signed, .., full] = funnel.steps;
    if signed.count == 0 {
        let why = if scope.rows.is_empty() { lang.views_none() } else { lang.funnel_none() };
        return Made::empty(why.to_owned());
    }
    let unit = lang.money_unit(scope.analysis.unit);
    let all = funnel.steps.iter().chain([&funnel.lost]);
    let decimals = all.map(|share| share.amount.normalize().scale()).max().unwrap_or(0).min(2);
    let places = u32::from(scope.list.places);
    let part = |part: Decimal, whole: Decimal| {
        percent(part, whole).map(|value| format!("{}%", fixed(value, places))).unwrap_or_default()
    };
    let step = |label: &str, share: &Share| {
        let count = Decimal::from(share.count);
        let whole = Decimal::from(signed.count);
        let width =
            |part: Decimal, whole: Decimal| percent(part, whole).map_or(0.0, |value| place(value) / 100.0);
        Step {
            label: label.to_owned(),
            width: [width(count, whole), width(share.amount, signed.amount)],
            figure: [lang.funnel_count(share.count), fixed(share.amount, decimals)],
            part: [part(count, whole), part(share.amount, signed.amount)],
        }
    };
    let steps = STEPS.iter().zip(&funnel.steps).map(|(&stage, share)| step(lang.stage(stage), share));
    let aside = (funnel.lost.count > 0).then(|| step(lang.funnel_lost(), &funnel.lost));
    Made {
        title: lang.funnel_title(in_title(lang, scope.list)),
        subtitle: scope.said(lang),
        keys: Vec::new(),
        notes: vec![lang.funnel_denominator().to_owned()],
        summary: lang.funnel_summary(signed.count, full.count),
        body: Body::Funnel(FunnelBody {
            heads: [lang.funnel_count_head().to_owned(), lang.investment_head(unit)],
            steps: steps.collect(),
            aside,
        }),
    }
}

/// Rows for a spreadsheet.
pub(super) fn table(scope: &Scope<'_>, lang: Lang) -> Vec<Vec<String>> {
    let funnel = Funnel::of(scope.workbook, &scope.analysis, scope.rows.iter().copied());
    let unit = lang.money_unit(scope.analysis.unit);
    let [signed, ..] = funnel.steps;
    let places = u32::from(scope.list.places);
    let head = vec![
        lang.column_thing().to_owned(),
        lang.funnel_count_head().to_owned(),
        lang.investment_head(unit),
        lang.funnel_part_head(lang.funnel_count_head()),
        lang.funnel_part_head(&lang.investment_head(unit)),
    ];
    let part = |part: Decimal, whole: Decimal| {
        percent(part, whole).map(|value| fixed(value, places)).unwrap_or_default()
    };
    let row = |label: &str, share: &Share| {
        vec![
            label.to_owned(),
            number(Decimal::from(share.count)).replace(',', ""),
            share.amount.to_string(),
            part(share.count.into(), signed.count.into()),
            part(share.amount, signed.amount),
        ]
    };
    let steps = STEPS.iter().zip(&funnel.steps).map(|(&stage, share)| row(lang.stage(stage), share));
    let lost = (funnel.lost.count > 0).then(|| row(lang.funnel_lost(), &funnel.lost));
    std::iter::once(head).chain(steps).chain(lost).collect()
}
