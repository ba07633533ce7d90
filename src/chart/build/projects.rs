//! Project lists: count and money by category, and the curve of investment over the year.

use super::{
    Made, place,
    words::{in_title, joined},
};
use crate::{
    analysis::{
        ListAnalysis,
        breakdown::{By, Group, GroupKey, breakdown},
        number::round_half_up,
        pace,
    },
    chart::data::{Body, Goal, Mark, Point, Row, RowStyle, RowsBody, Series, SeriesBody, Tick, Tone},
    i18n::{
        Lang,
        format::{fixed, number},
    },
    model::{
        Decimal, Figure, Money, Month, MonthKind, MonthRow, PaceProfile, Period, Project, ProjectList, Unit,
        Workbook,
    },
};

/// The rows that a chart of categories keeps readable; the rest is summed up.
const MOST_CATEGORIES: usize = 14;

/// Projects of a list by category: how many, and how much money.
pub(super) fn by_category(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let list = workbook.lists.get(figure.list?)?;
    let analysis = ListAnalysis::new(workbook, list.id, workbook.month)?;
    let mut groups = breakdown(workbook, &analysis, By::Category);
    groups.sort_by_key(|group| {
        let unnamed = matches!(&group.key, GroupKey::Category(name) if name.is_empty());
        (unnamed, std::cmp::Reverse((group.totals.investment, group.totals.packages)))
    });
    // The same number of decimals in a column.
    let money_of = |group: &Group| group.totals.investment.map(|m| m.normalize().scale());
    let places = groups.iter().filter_map(money_of).max().unwrap_or(0);
    let unit = lang.money_unit(analysis.unit);
    let count = |group: &Group| group.totals.packages;
    let row = |(name, count, money): (String, u32, Option<Decimal>)| {
        let mut row = Row::new(name.clone());
        row.value = Some(Mark { at: f64::from(count), text: number(Decimal::from(count)) });
        row.second = money.map(|money| Mark { at: place(money), text: fixed(money, places) });
        row.tip = vec![name, lang.projects(count)];
        row.tip.extend(money.map(|money| format!("{} {unit}", fixed(money, places))));
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
    let rows: Vec<_> = parts.into_iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let total = lang.projects(analysis.totals.packages);
    let money = analysis.totals.investment.map(|m| lang.total_investment(number(m.normalize()), unit));
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
            style: RowStyle::Pair,
            rows,
            unit: String::new(),
            shared: true,
            reference: None,
            heads: [lang.count_head().to_owned(), lang.investment_head(unit)],
        }),
    })
}

/// Planned, reported and confirmed investment of a list, cumulative by month.
pub(super) fn curve(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let list = workbook.lists.get(figure.list?)?;
    let analysis = ListAnalysis::new(workbook, list.id, workbook.month)?;
    let plan = analysis.totals.progress.plan;
    let year = workbook.year;
    let months: Vec<Month> = (1..=12).filter_map(|month| Month::new(year, month)).collect();
    let whole =
        |index: &usize| analysis.rows.get(*index).is_some_and(|row| row.parent().is_none() && !row.left);
    let projects: Vec<&Project> =
        (0..analysis.len()).filter(whole).filter_map(|index| analysis.project(workbook, index)).collect();
    let unit = Unit::new(list.unit.symbol());
    let planned = plan.map(|plan| planned(list, &projects, plan, &months));
    let reported = cumulative(workbook, list, MonthKind::Reported, &months);
    let confirmed = cumulative(workbook, list, MonthKind::Confirmed, &months);
    let point = |at: usize, value: Option<Decimal>| {
        let month = months.get(at).copied();
        let value = value.map(|value| round_half_up(value, 2));
        Point {
            x: at as f64 + 1.0,
            y: value.map(place),
            label: value.map_or_else(|| lang.no_figure().to_owned(), |v| lang.quantity(v, &unit)),
            figure: value.map(|v| v.to_string()).unwrap_or_default(),
            when: month.map(|m| lang.period(Period::to_month(m))).unwrap_or_default(),
            hollow: false,
        }
    };
    let series = |name: &str, tone: Tone, values: &[Option<Decimal>], strong: bool, dashed: bool| {
        let mut points: Vec<_> = values.iter().enumerate().map(|(at, &value)| point(at, value)).collect();
        while points.last().is_some_and(|p| p.y.is_none()) {
            points.pop();
        }
        let end = format!("{name} {}", points.last()?.label);
        Some(Series { name: name.to_owned(), tone, strong, dashed, points, end })
    };
    let mut drawn = Vec::new();
    drawn.extend(series(lang.month_kind(MonthKind::Reported), Tone::Accent, &reported, true, false));
    drawn.extend(series(lang.month_kind(MonthKind::Confirmed), Tone::Series(1), &confirmed, false, false));
    let planned_name = lang.planned_pace();
    drawn.extend(planned.and_then(|planned| series(planned_name, Tone::Muted, &planned, false, true)));
    if drawn.is_empty() {
        return None;
    }
    let latest = drawn.first().and_then(|s| s.points.last().map(|p| (s.name.clone(), p.clone())));
    let latest = latest.map(|(name, p)| lang.latest(&joined([&p.when, &name]), &p.label)).unwrap_or_default();
    let tick = |month: &Month| Tick { at: f64::from(month.month()), label: lang.month_name(month.month()) };
    Some(Made {
        title: lang.curve_title(in_title(lang, list)),
        subtitle: joined([&lang.measure_unit(lang.curve_measure(), lang.unit(&unit)), &latest]),
        keys: Vec::new(),
        notes: Vec::new(),
        summary: latest,
        body: Body::Series(SeriesBody {
            x: (0.75, 12.25),
            ticks: months.iter().map(tick).collect(),
            unit: lang.unit(&unit).to_owned(),
            zero: true,
            columns: false,
            series: drawn,
            goal: None::<Goal>,
            notes: Vec::new(),
        }),
    })
}

/// What the plan wants done by each month, by the list's pace or by each project's own plan.
fn planned(
    list: &ProjectList,
    projects: &[&Project],
    plan: Decimal,
    months: &[Month],
) -> Vec<Option<Decimal>> {
    let part = |whole: Decimal, due: Decimal| whole.checked_mul(due).map(|v| v / Decimal::ONE_HUNDRED);
    let by = |month: &Month| {
        if list.pace != PaceProfile::OwnPlan {
            return part(plan, pace::due(&list.pace, *month));
        }
        let own = |project: &&Project| {
            part(project.plan?.in_unit(list.unit)?, pace::due_for_project(list, project, *month))
        };
        projects.iter().filter_map(own).reduce(Decimal::saturating_add)
    };
    months.iter().map(by).collect()
}

/// The sum of one monthly figure from January to each month, up to the last month that has any.
fn cumulative(
    workbook: &Workbook,
    list: &ProjectList,
    kind: MonthKind,
    months: &[Month],
) -> Vec<Option<Decimal>> {
    // The table counts each project's money once: a package with figures of its own, or else its parts.
    let year = months.first().map_or(0, |month| month.year());
    let members: Vec<&Project> = workbook.projects.iter().filter(|p| p.list == list.id).collect();
    let counted = |project: &&&Project| {
        let parent = project.parent.and_then(|id| workbook.projects.get(id)).filter(|p| p.list == list.id);
        project.left.is_none() && parent.is_none_or(|parent| own(parent, kind, year).is_none())
    };
    let mut by_month = [Decimal::ZERO; 12];
    let mut until = 0;
    for project in members.iter().filter(counted) {
        let Some(row) = own(project, kind, year) else { continue };
        until = until.max(row.last().unwrap_or(0));
        for (month, total) in (1_u8..).zip(&mut by_month) {
            let value = row.get(month).and_then(|v| Money::new(v, project.month_unit).in_unit(list.unit));
            *total = total.saturating_add(value.unwrap_or_default());
        }
    }
    let mut sum = Decimal::ZERO;
    let mut sums = Vec::new();
    for (month, total) in (1_u8..).zip(by_month) {
        sum = sum.saturating_add(total);
        sums.push((month <= until).then_some(sum));
    }
    sums
}

/// A project's own row of a year, where it has any figure.
fn own(project: &Project, kind: MonthKind, year: i16) -> Option<&MonthRow> {
    project.months.iter().find(|y| y.year == year).map(|y| y.row(kind)).filter(|row| !row.is_empty())
}
