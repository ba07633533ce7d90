//! Last year's result against this year's target: dumbbell and bullet.

use super::{
    Made, goal, measure_of, place,
    words::{name, named, root_label},
};
use crate::{
    analysis::target::{Reading, latest},
    chart::{
        AxisUnit,
        data::{Body, Key, KeyMark, Mark, Row, RowGoal, RowStyle, RowsBody, Tone},
    },
    i18n::{Lang, format::number},
    model::{Decimal, Figure, Indicator, Measure, Observation, Status, Unit, Workbook, figure::Highlight},
};

/// What is known of one indicator.
struct Pair<'a> {
    indicator: &'a Indicator,
    measure: Measure,
    unit: Unit,
    result: Option<&'a Observation>,
    value: Option<Decimal>,
    goal: Option<goal::Placed>,
    wording: String,
    /// The latest figure of the target's year.
    now: Option<Reading>,
}

fn pair<'a>(
    workbook: &'a Workbook,
    indicator: &'a Indicator,
    measure: Measure,
    lang: Lang,
) -> Option<Pair<'a>> {
    let root = workbook.root_area()?.id;
    let unit = indicator.unit_of(measure);
    let last_year = |o: &&Observation| o.period.year() == workbook.year - 1 && o.period.covers_year();
    let has = |o: &&Observation| o.figure(measure, indicator.measure).is_some();
    let result = indicator.series(root).iter().filter(last_year).filter(has).min_by_key(|o| o.period.basis());
    let value = result.and_then(|o| o.figure(measure, indicator.measure));
    let target = goal::of_year(workbook, indicator, measure);
    let goal = target.and_then(|t| goal::placed(t, &unit, indicator.direction));
    let wording = target.map_or_else(String::new, |t| lang.target(t, workbook));
    let now = latest(indicator, root, measure, workbook.year, workbook.month).filter(|now| now.unit == unit);
    (value.is_some() || target.is_some()).then_some(Pair {
        indicator,
        measure,
        unit,
        result,
        value,
        goal,
        wording,
        now,
    })
}

impl Pair<'_> {
    /// `axis`: its unit stands there; none: every figure carries its own.
    fn row(&self, lang: Lang, label: String, year: i16, axis: Option<&AxisUnit>, figure: &Figure) -> Row {
        let write =
            |value: Decimal| axis.map_or_else(|| lang.quantity(value, &self.unit), |axis| axis.number(value));
        let table = |value: Decimal| match axis {
            None => lang.quantity(value, &self.unit),
            Some(_) => number(value),
        };
        let mut row = Row::new(label);
        row.value =
            self.value.map(|value| Mark { at: place(value), text: write(value), figure: table(value) });
        row.goal = self.goal.as_ref().map(|g| RowGoal {
            at: g.at,
            met: g.met,
            text: write(g.value),
            figure: table(g.value),
        });
        row.strong = figure.highlight == Some(Highlight::Indicator(self.indicator.id));
        if matches!(figure.highlight, Some(Highlight::Indicator(_))) && !row.strong {
            row.tone = Tone::Muted;
        }
        if !self.wording.is_empty() {
            row.note = lang.figure_target(&self.wording);
        }
        row.unit = self.unit.symbol().into();
        let worded = self.result.filter(|_| self.measure == self.indicator.measure);
        let worded = worded.and_then(|o| lang.observed(o, &self.unit));
        let result = worded.or_else(|| self.value.map(|value| lang.quantity(value, &self.unit)));
        row.tip.push(named(lang, self.indicator, self.measure));
        row.tip.push(lang.result_of(year - 1, result.unwrap_or_else(|| lang.not_listed().to_owned())));
        if !self.wording.is_empty() {
            row.tip.push(lang.target_of(year, &self.wording));
        }
        row
    }

    /// Where the row is sorted: by its result, or by its target.
    fn weight(&self) -> f64 {
        self.value.map(place).or(self.goal.as_ref().map(|g| g.at)).unwrap_or(f64::NEG_INFINITY)
    }
}

fn keys(lang: Lang, year: i16, result: KeyMark, target: KeyMark) -> Vec<Key> {
    vec![
        Key { mark: result, tone: Tone::Muted, text: lang.result_key(year - 1) },
        Key { mark: target, tone: Tone::Accent, text: lang.target_key(year) },
    ]
}

/// Last year's result and this year's target of several indicators in one measure, largest first.
pub(super) fn dumbbell(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let indicators = figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id));
    let mut pairs: Vec<_> = indicators.filter_map(|i| pair(workbook, i, figure.measure, lang)).collect();
    // One axis carries one unit: that of the first.
    let unit = pairs.first()?.unit.clone();
    pairs.retain(|pair| pair.unit == unit);
    pairs.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
    let year = workbook.year;
    let marks =
        pairs.iter().flat_map(|p| p.value.map(place).into_iter().chain(p.goal.as_ref().map(|g| g.at)));
    let axis = AxisUnit::of_all(lang, &unit, marks);
    let row = |p: &Pair<'_>| p.row(lang, name(lang, p.indicator).to_owned(), year, Some(&axis), figure);
    let rows: Vec<_> = pairs.iter().map(row).collect();
    let missing = pairs.iter().filter(|p| p.value.is_none()).map(|p| lang.within(name(lang, p.indicator)));
    let missing: Vec<_> = missing.collect();
    let notes = if missing.is_empty() {
        Vec::new()
    } else {
        vec![lang.no_result(year - 1, missing.join(lang.list_comma()))]
    };
    let measure = lang.measure(figure.measure);
    Some(Made {
        title: lang.compare_title(root_label(workbook, lang), measure, year - 1, year),
        subtitle: lang.measure_unit(measure, &axis.name),
        keys: keys(lang, year, KeyMark::Dot, KeyMark::Diamond),
        notes,
        summary: lang.compare_summary(rows.len(), year - 1, year),
        body: Body::Rows(RowsBody {
            style: RowStyle::Dumbbell,
            rows,
            unit: axis,
            shared: true,
            reference: None,
            bands: Vec::new(),
            heads: Default::default(),
        }),
    })
}

/// Result and target of one or several indicators, each on its own scale unless all share a unit.
pub(super) fn bullet(workbook: &Workbook, figure: &Figure, lang: Lang) -> Option<Made> {
    let indicators = figure.indicators.iter().filter_map(|&id| workbook.indicators.get(id));
    let pairs: Vec<_> =
        indicators.filter_map(|i| pair(workbook, i, measure_of(workbook, figure, i), lang)).collect();
    let first = pairs.first()?;
    let shared = pairs.iter().all(|p| p.unit == first.unit);
    let single = pairs.len() == 1;
    let year = workbook.year;
    let row = |p: &Pair<'_>| {
        let mut row = p.row(lang, named(lang, p.indicator, p.measure), year, None, figure);
        if let Some(now) = &p.now {
            let exact = lang.quantity(now.value, &p.unit);
            let star = if now.status == Status::Preliminary { "*" } else { "" };
            let said = format!("{exact}{star}");
            row.tip.push(lang.latest(&lang.period(now.period), &said));
            row.second = Some(Mark { at: place(now.value), text: said, figure: exact });
        }
        row
    };
    let rows: Vec<_> = pairs.iter().map(row).collect();
    let has_now = pairs.iter().any(|p| p.now.is_some());
    let preliminary = pairs.iter().flat_map(|p| &p.now).any(|now| now.status == Status::Preliminary);
    let area = root_label(workbook, lang);
    let marks = pairs.iter().flat_map(|p| {
        let now = p.now.as_ref().map(|now| now.value);
        p.value.into_iter().chain(now).map(place).chain(p.goal.as_ref().map(|g| g.at))
    });
    let axis = if shared { AxisUnit::of_all(lang, &first.unit, marks) } else { AxisUnit::default() };
    let (title, subtitle, summary) = if single {
        let title = named(lang, first.indicator, first.measure);
        let measure = lang.measure(first.measure);
        (
            lang.in_area(area, &title),
            lang.measure_unit(measure, &axis.name),
            rows.first().map(|row| row.tip.join(lang.list_comma())).unwrap_or_default(),
        )
    } else {
        let title = lang.compare_title(area, "", year - 1, year);
        (title, axis.name.clone(), lang.compare_summary(rows.len(), year - 1, year))
    };
    Some(Made {
        title,
        subtitle,
        keys: bullet_keys(lang, year, &rows, single, has_now),
        notes: if preliminary { vec![lang.kinds_star().to_owned()] } else { Vec::new() },
        summary,
        body: Body::Rows(RowsBody {
            style: RowStyle::Bullet,
            rows,
            unit: axis,
            shared,
            reference: None,
            bands: Vec::new(),
            heads: Default::default(),
        }),
    })
}

/// One result and one target alone are written where they stand; beside the figure of this year, last year's is told
/// by the key.
fn bullet_keys(lang: Lang, year: i16, rows: &[Row], single: bool, has_now: bool) -> Vec<Key> {
    let mut found = match (single, rows) {
        (true, [row]) if has_now && row.value.is_some() => {
            let text = row.tip.get(1).cloned().unwrap_or_default();
            vec![Key { mark: KeyMark::Bar, tone: Tone::Muted, text }]
        }
        (true, _) => Vec::new(),
        (false, _) => keys(lang, year, KeyMark::Bar, KeyMark::Stroke),
    };
    if has_now && !single {
        // Over the bar of this year a target needs a colour of its own: that of targets in lines.
        found.iter_mut().filter(|key| key.mark == KeyMark::Stroke).for_each(|key| key.tone = Tone::Good);
        found.insert(1, Key { mark: KeyMark::Bar, tone: Tone::Accent, text: lang.so_far_key(year) });
    }
    found
}
