//! The heat table: completion or gap by area and month.

use super::{
    Made, place,
    scope::Scope,
    words::{area_label, in_title, joined},
};
use crate::{
    analysis::{
        Curve,
        curve::{Standing, curves},
        number::round_half_up,
    },
    chart::{
        data::Body,
        project_data::{HeatBody, HeatCell, HeatRow},
    },
    i18n::{
        Lang,
        format::{fixed, number, signed},
    },
    model::{Figure, Grouping, HeatFigure, Month, figure::Highlight},
};

/// As far from pace as the colours go, in percentage points.
const FULL: f64 = 10.0;

pub(super) fn heat(scope: &Scope<'_>, figure: &Figure, lang: Lang) -> Made {
    let grouping = if figure.view.group == Grouping::None { Grouping::Area } else { figure.view.group };
    let mut groups = scope.groups(grouping, lang);
    if groups.len() > 1 {
        groups.push((lang.heat_total().to_owned(), scope.rows.clone()));
    }
    let rows: Vec<_> = groups.iter().map(|(_, rows)| rows.clone()).collect();
    let curves = curves(scope.workbook, &scope.analysis, &rows);
    let until = match scope.month() {
        Some(month) if month.year() == scope.workbook.year => month.month(),
        Some(_) => 12,
        None => 0,
    };
    let total = groups.len() > 1;
    let spoken = match figure.highlight {
        Some(Highlight::Area(area)) if grouping == Grouping::Area => scope.workbook.areas.get(area),
        _ => None,
    };
    let spoken = spoken.map(|area| area_label(lang, area));
    let row = |(at, (label, _)): (usize, &(String, Vec<usize>))| {
        let curve = curves.get(at)?;
        curve.plan?;
        let cells = (1..=until).map(|month| cell(scope, figure.view.heat, curve, month, lang)).collect();
        let total = total && at + 1 == groups.len();
        Some(HeatRow { label: label.clone(), total, strong: !total && spoken == Some(label), cells })
    };
    let rows: Vec<HeatRow> = groups.iter().enumerate().filter_map(row).collect();
    if rows.iter().all(|row| row.cells.iter().all(Option::is_none)) {
        let why = if scope.rows.is_empty() { lang.views_none() } else { lang.heat_none() };
        return Made::empty(why.to_owned());
    }
    let list = in_title(lang, scope.list);
    let by = lang.heat_by(grouping);
    let (title, unit) = match figure.view.heat {
        HeatFigure::Gap => (lang.heat_title_gap(list, by), lang.heat_unit_gap()),
        HeatFigure::Completion => (lang.heat_title_completion(list, by), lang.heat_unit_completion()),
    };
    let summary = curves.last().and_then(Curve::standing).map(|standing| {
        let places = scope.list.places;
        lang.gap(round_half_up(standing.gap, places), places.into())
    });
    Made {
        title,
        subtitle: joined([unit, &scope.said(lang)]),
        keys: Vec::new(),
        notes: vec![lang.heat_method(&lang.within(lang.month_kind(scope.list.counts)))],
        summary: summary.unwrap_or_default(),
        body: Body::Heat(HeatBody {
            months: (1..=until).map(|month| lang.month_name(month)).collect(),
            rows,
            key: [lang.heat_behind(), lang.heat_even(), lang.heat_ahead()].map(str::to_owned),
        }),
    }
}

fn cell(scope: &Scope<'_>, figure: HeatFigure, curve: &Curve, month: u8, lang: Lang) -> Option<HeatCell> {
    // Past its last return a row stands where it stood: nothing more was done.
    let standing = curve.at_or_before(month)?;
    let places = u32::from(scope.list.places);
    let Standing { done, completion, gap, .. } = standing;
    let pace = completion.checked_sub(gap)?;
    let percent = |value| format!("{}%", fixed(value, places));
    let rounded = round_half_up(gap, scope.list.places);
    let (text, sign) = match figure {
        HeatFigure::Gap => (signed(gap, places), ""),
        HeatFigure::Completion if rounded.is_zero() => (fixed(completion, places), "="),
        HeatFigure::Completion if rounded.is_sign_negative() => (fixed(completion, places), "▼"),
        HeatFigure::Completion => (fixed(completion, places), "▲"),
    };
    let when = Month::new(scope.workbook.year, month).map(|month| lang.month(month)).unwrap_or_default();
    let unit = lang.money_unit(curve.unit);
    let plan = number(curve.plan?.normalize());
    let made = lang.heat_made(percent(completion), number(done.normalize()), plan, unit, percent(pace));
    Some(HeatCell {
        text,
        sign,
        at: (place(gap) / FULL).clamp(-1.0, 1.0),
        tip: format!("{when} {made}\n{}", lang.gap(gap, places)),
    })
}
