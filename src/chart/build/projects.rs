//! Project lists: count and money by category.

use super::{
    Made, place,
    scope::Scope,
    words::{in_title, joined},
};
use crate::{
    analysis::breakdown::{By, Group, GroupKey, breakdown},
    chart::{
        AxisUnit,
        data::{Body, Mark, Row, RowStyle, RowsBody},
    },
    i18n::{
        Lang,
        format::{fixed, number},
    },
    model::{Decimal, Unit},
};

/// The rows that a chart of categories keeps readable; the rest is summed up.
const MOST_CATEGORIES: usize = 14;

/// Projects of a list by category: how many, and how much money.
pub(super) fn by_category(scope: &Scope<'_>, lang: Lang) -> Option<Made> {
    let (workbook, list, analysis) = (scope.workbook, scope.list, &*scope.analysis);
    let mut groups = breakdown(workbook, analysis, By::Category);
    groups.sort_by_key(|group| {
        let unnamed = matches!(&group.key, GroupKey::Category(name) if name.is_empty());
        (unnamed, std::cmp::Reverse((group.totals.investment, group.totals.packages)))
    });
    // The same number of decimals in a column.
    let money_of = |group: &Group| group.totals.investment.map(|m| m.normalize().scale());
    let places = groups.iter().filter_map(money_of).max().unwrap_or(0);
    let unit = Unit::new(analysis.unit.symbol());
    let sums = groups.iter().filter_map(|group| group.totals.investment);
    let axis = AxisUnit::of_all(lang, &unit, sums.map(place));
    let count = |group: &Group| group.totals.packages;
    let row = |(name, count, money): (String, u32, Option<Decimal>)| {
        let mut row = Row::new(name.clone());
        row.value = Some(Mark::said(f64::from(count), number(Decimal::from(count))));
        row.second = money.map(|money| {
            let mut exact = money;
            exact.rescale(places);
            Mark { at: place(money), text: axis.number(exact), figure: fixed(money, places) }
        });
        row.tip = vec![name, lang.views_projects(count as usize)];
        row.tip.extend(money.map(|money| lang.quantity(money.normalize(), &unit)));
        row
    };
    let part = |group: &Group| {
        let name = match &group.key {
            GroupKey::Category(name) if !name.is_empty() => name.to_string(),
            _ => lang.without_category().to_owned(),
        };
        (name, count(group), group.totals.investment)
    };
    let shown = if groups.len() > MOST_CATEGORIES { MOST_CATEGORIES - 1 } else { groups.len() };
    let mut parts: Vec<_> = groups.iter().take(shown).map(part).collect();
    if let Some(rest) = groups.get(shown..).filter(|rest| !rest.is_empty()) {
        let money = rest.iter().filter_map(|g| g.totals.investment).reduce(Decimal::saturating_add);
        parts.push((lang.other_categories(rest.len()), rest.iter().map(count).sum(), money));
    }
    // Bars of money that most have not say less than the count alone.
    let paired = parts.iter().filter(|(.., money)| money.is_some()).count() * 2 > parts.len();
    if !paired {
        parts.sort_by_key(|(_, count, _)| std::cmp::Reverse(*count));
    }
    let mut rows: Vec<_> = parts.into_iter().map(row).collect();
    if !paired {
        // The pointer is told the money; one axis carries one unit.
        rows.iter_mut().for_each(|row| row.second = None);
    }
    if rows.is_empty() {
        return None;
    }
    let total = lang.views_projects(analysis.totals.packages as usize);
    let money =
        analysis.totals.investment.map(|m| lang.total_investment(lang.quantity(m.normalize(), &unit)));
    let said = joined([&total, &money.unwrap_or_default()]);
    let declared = list.declared_size.filter(|&size| size > analysis.totals.packages);
    let notes = declared.map(|size| lang.entered_of(analysis.totals.packages, size)).into_iter().collect();
    Some(Made {
        title: lang.by_category_title(in_title(lang, list)),
        subtitle: said.clone(),
        keys: Vec::new(),
        notes,
        summary: said,
        body: Body::Rows(RowsBody {
            style: if paired { RowStyle::Pair } else { RowStyle::Bars },
            rows,
            unit: if paired { AxisUnit::default() } else { AxisUnit::plain(lang.count_unit()) },
            shared: true,
            reference: None,
            bands: Vec::new(),
            heads: [lang.count_head().to_owned(), lang.investment_head(&axis.name)],
        }),
    })
}
