//! What tests share: workbooks made from a seed, with every field of the model somewhere in them.
#![allow(dead_code, missing_docs, reason = "each test uses its own part")]
#![allow(
    clippy::redundant_closure_for_method_calls,
    clippy::range_plus_one,
    clippy::cast_possible_wrap,
    clippy::assigning_clones,
    reason = "one way of throwing dice reads better than three"
)]

pub mod dice;
pub mod edits;
pub mod figures;
pub mod looks;
pub mod strangers;

pub use dice::*;
pub use figures::*;

use guatu::model::{
    Action, Area, AreaId, Basis, BoardId, Column, ColumnId, Decimal, Department, DepartmentId, Direction,
    FigureId, Firmness, Formula, Indicator, IndicatorId, Lamp, ListId, ListKind, ListView, Measure,
    MoneyUnit, Month, MonthKind, Nature, Observation, Operator, Period, Project, ProjectField, ProjectId,
    ProjectList, Relation, Section, SectionId, SectionKind, Source, SourceId, SourceRef, Square, Stage,
    Status, Target, TargetId, Unit, Value, When, Workbook, YearFigures, Years,
    formula::Sign,
    indicator::{EarlierValue, Rank, RankOf, Reference},
    list::{ColumnView, CustomColumn, CustomKind, LampRule, LampRules, LampTest, Tier},
    project::{
        CustomValue, Fund, FundedPart, Membership, Mention, Milestone, Problem, ProgressNote, Promotion,
        StageChange,
    },
};

/// The rows that others can refer to.
pub struct Known {
    pub areas: Vec<AreaId>,
    pub departments: Vec<DepartmentId>,
    pub sources: Vec<SourceId>,
    pub sections: Vec<SectionId>,
    pub indicators: Vec<IndicatorId>,
    pub targets: Vec<TargetId>,
    pub lists: Vec<ListId>,
    pub boards: Vec<BoardId>,
}

impl Known {
    pub fn of(workbook: &Workbook) -> Self {
        Self {
            areas: workbook.areas.iter().map(|row| row.id).collect(),
            departments: workbook.departments.iter().map(|row| row.id).collect(),
            sources: workbook.sources.iter().map(|row| row.id).collect(),
            sections: workbook.sections.iter().map(|row| row.id).collect(),
            indicators: workbook.indicators.iter().map(|row| row.id).collect(),
            targets: workbook.indicators.iter().flat_map(|row| row.targets.iter().map(|t| t.id)).collect(),
            lists: workbook.lists.iter().map(|row| row.id).collect(),
            boards: workbook.boards.iter().map(|row| row.id).collect(),
        }
    }

    pub fn source(&self, dice: &mut Dice) -> Option<SourceRef> {
        let source = maybe_of(dice, &self.sources)?;
        Some(SourceRef { source, paragraph: dice.maybe(|dice| dice.below(300) as u16) })
    }
}

/// One of these, or none.
pub fn maybe_of<T: Clone>(dice: &mut Dice, from: &[T]) -> Option<T> {
    (!from.is_empty() && dice.percent(50)).then(|| dice.pick(from))
}

/// A sound workbook with about `size` projects, the same for the same seed and size.
pub fn random_workbook(seed: u64, size: usize) -> Workbook {
    let dice = &mut Dice::new(seed);
    let mut next = 0;
    let mut id = || {
        next += 1;
        next
    };
    let mut workbook = Workbook::new(&dice.name(), 2024);
    workbook.title_en = dice.text();
    workbook.invented = dice.percent(50);
    workbook.month = dice.maybe(|dice| dice.month());

    let mut areas: Vec<Area> = Vec::new();
    for n in 0..3 + dice.below(9) {
        areas.push(Area {
            id: AreaId(id()),
            name: dice.name(),
            short: dice.text(),
            name_en: dice.text(),
            code: dice.maybe(|dice| format!("3311{:02}", dice.below(100)).into()),
            parent: (n > 0).then(|| areas[dice.below(areas.len())].id),
            square: dice.maybe(|dice| Square { column: dice.below(6) as u8, row: dice.below(6) as u8 }),
        });
    }
    workbook.areas = areas.into_iter().collect();
    workbook.departments = (0..2 + dice.below(5))
        .map(|_| Department {
            id: DepartmentId(id()),
            name: dice.name(),
            aliases: dice.many(2, |dice| dice.name()),
        })
        .collect();
    workbook.sources = (0..1 + dice.below(3))
        .map(|_| Source {
            id: SourceId(id()),
            title: dice.name(),
            title_en: dice.text(),
            publisher: dice.text(),
            date: dice.text(),
        })
        .collect();
    workbook.sections = (0..1 + dice.below(6))
        .map(|_| Section {
            id: SectionId(id()),
            title: dice.name(),
            title_en: dice.text(),
            kind: dice.pick(&[SectionKind::Results, SectionKind::Headline, SectionKind::Tasks]),
        })
        .collect();
    let mut known = Known::of(&workbook);
    let mut indicators: Vec<Indicator> = Vec::new();
    for _ in 0..3 + size / 8 {
        let row = random_indicator(dice, &known, &mut id);
        known.indicators.push(row.id);
        known.targets.extend(row.targets.iter().map(|target| target.id));
        indicators.push(row);
    }
    workbook.indicators = indicators.into_iter().collect();
    workbook.lists = (0..1 + dice.below(3)).map(|_| random_list(dice, &known, &mut id)).collect();
    known.lists = workbook.lists.iter().map(|list| list.id).collect();
    let mut projects: Vec<Project> = Vec::new();
    for _ in 0..size {
        let list = dice.row(&workbook.lists);
        let mut row = random_project(dice, &known, &list, ProjectId(id()));
        if let Some(package) = projects.last().filter(|p| p.list == row.list && p.parent.is_none())
            && dice.percent(30)
        {
            row.parent = Some(package.id);
        }
        projects.push(row);
    }
    workbook.projects = projects.into_iter().collect();
    workbook.boards = (0..dice.below(3)).map(|_| random_board(dice, &known, BoardId(id()))).collect();
    workbook.figures = (0..dice.below(5)).map(|_| random_figure(dice, &known, FigureId(id()))).collect();
    workbook.next_id = id() + dice.below(3) as u32;
    assert_eq!(workbook.check(), [], "the generator makes sound workbooks");
    workbook
}

pub fn random_observation(dice: &mut Dice, known: &Known, area: AreaId, period: Period) -> Observation {
    Observation {
        area,
        period,
        value: dice.maybe(|dice| dice.decimal()),
        bound: dice.pick(&Operator::ALL),
        growth: dice.maybe(|dice| dice.decimal()),
        confirmed: dice.maybe(|dice| dice.decimal()),
        rank: dice.maybe(|dice| Rank {
            place: 1 + dice.below(40) as u16,
            bound: dice.pick(&Operator::ALL),
            among: dice.text(),
            of: dice.pick(&[RankOf::Value, RankOf::Growth]),
        }),
        status: dice.pick(&[Status::Preliminary, Status::Final, Status::Revised]),
        earlier: dice.many(2, |dice| EarlierValue {
            value: dice.maybe(|dice| dice.decimal()),
            growth: dice.maybe(|dice| dice.decimal()),
            status: dice.pick(&[Status::Preliminary, Status::Final]),
            replaced: dice.maybe(|dice| dice.when()),
        }),
        source: known.source(dice),
        note: dice.text(),
    }
}

pub fn random_target(dice: &mut Dice, known: &Known, id: TargetId, own: IndicatorId) -> Target {
    let mut target = Target::new(id, dice.year());
    target.measure = dice.pick(&MEASURES);
    target.unit = Unit::new(match target.measure {
        Measure::Growth | Measure::Share => "%",
        Measure::ChangePp => "个百分点",
        Measure::Rank => "位",
        Measure::Duration => "年",
        Measure::Level | Measure::Index => "亿元",
    });
    target.area = maybe_of(dice, &known.areas);
    target.operator = dice.pick(&Operator::ALL);
    let others: Vec<_> = known.indicators.iter().copied().filter(|&id| id != own).collect();
    if target.operator == Operator::Relative && others.is_empty() {
        target.operator = Operator::Ge;
    }
    match target.operator {
        Operator::Relative => {
            target.reference = Some(Reference {
                indicator: dice.pick(&others),
                relation: dice.pick(&[Relation::InStep, Relation::Faster, Relation::Slower]),
            });
        }
        operator => {
            let value = dice.decimal();
            target.value = Some(value);
            target.value_high = (operator == Operator::Range).then(|| value + Decimal::ONE + dice.positive());
        }
    }
    target.tolerance = dice.maybe(|dice| dice.positive());
    target.firmness = dice.pick(&Firmness::ALL);
    target.lead = maybe_of(dice, &known.departments);
    target.support = dice.many(2, |dice| dice.pick(&known.departments));
    target.due = dice.maybe(|dice| dice.when());
    target.source = known.source(dice);
    target.note = dice.text();
    target
}

pub fn random_indicator(dice: &mut Dice, known: &Known, id: &mut impl FnMut() -> u32) -> Indicator {
    let mut row = Indicator::new(IndicatorId(id()), &dice.name());
    row.name_en = dice.text();
    row.measure = dice.pick(&MEASURES);
    row.unit = dice.unit();
    row.direction = dice.pick(&[Direction::Higher, Direction::Lower, Direction::Neither]);
    row.growth_from = dice.pick(&GROWTH_FROM);
    row.basis = dice.pick(&[Basis::Single, Basis::Cumulative, Basis::Stock]);
    row.section = maybe_of(dice, &known.sections);
    row.heading = dice.text();
    row.headline = dice.percent(30);
    // Only earlier rows are known: no cycles.
    row.part_of = maybe_of(dice, &known.indicators);
    row.owner = maybe_of(dice, &known.departments);
    row.definition = dice.text();
    row.pace = dice.pace();
    row.source = known.source(dice);
    row.note = dice.text();
    for _ in 0..dice.below(3) {
        row.targets.push(random_target(dice, known, TargetId(id()), row.id));
    }
    let mut cells: Vec<_> = dice.many(12, |dice| (dice.pick(&known.areas), dice.period()));
    cells.sort_unstable();
    cells.dedup();
    if let Some(other) = maybe_of(dice, &known.indicators).filter(|_| dice.percent(20)) {
        // A ratio of a figure to itself is a plain number, whatever its unit is.
        let other = || Box::new(Formula::Indicator(other));
        row.formula = Some(Formula::Pair(other(), Sign::Over, other()));
        row.unit = Unit::new("%");
        return row;
    }
    row.observations =
        cells.into_iter().map(|(area, period)| random_observation(dice, known, area, period)).collect();
    row
}

pub fn random_list(dice: &mut Dice, known: &Known, id: &mut impl FnMut() -> u32) -> ProjectList {
    let mut list = ProjectList::new(ListId(id()), &dice.name());
    list.name_en = dice.text();
    list.kind =
        dice.pick(&[ListKind::Construction, ListKind::Preliminary, ListKind::Promotion, ListKind::Other]);
    list.declared_size = dice.maybe(|dice| dice.below(500) as u32);
    list.unit = dice.pick(&MoneyUnit::ALL);
    list.custom = vec![
        CustomColumn { id: ColumnId(id()), name: dice.name(), kind: CustomKind::Text },
        CustomColumn { id: ColumnId(id()), name: dice.name(), kind: CustomKind::Number(dice.unit()) },
        CustomColumn { id: ColumnId(id()), name: dice.name(), kind: CustomKind::Date },
        CustomColumn {
            id: ColumnId(id()),
            name: dice.name(),
            kind: CustomKind::Choice(vec![dice.name(), dice.text()]),
        },
    ];
    if dice.percent(60) {
        let month = Month::new(2024, 3).expect("a month");
        list.columns = [
            Column::Number,
            Column::Field(ProjectField::Name),
            Column::Field(ProjectField::Funded(Fund::Province)),
            Column::Field(ProjectField::Month(MonthKind::Confirmed, month)),
            Column::Field(ProjectField::Custom(list.custom[0].id)),
            Column::Done,
            Column::Completion,
            Column::Gap,
            Column::Lamp,
            Column::MonthsLate,
            Column::Share,
            Column::Difference,
        ]
        .map(|column| ColumnView { column, width: dice.maybe(|dice| 40 + dice.below(400) as u16) })
        .into();
    }
    list.look = looks::random_look(dice, known, list.custom[0].id);
    list.views = (0..dice.below(3))
        .map(|at| ListView {
            name: format!("{}{at}", dice.name().trim()).into(),
            columns: if dice.percent(50) { list.usual_columns() } else { Vec::new() },
            look: looks::random_look(dice, known, list.custom[1].id),
        })
        .collect();
    list.pace = dice.pace();
    if dice.percent(50) {
        list.lamps = LampRules(dice.many(4, |dice| LampRule {
            lamp: dice.pick(&Lamp::ALL),
            when: match dice.below(5) {
                0 => LampTest::GapBehind(dice.positive()),
                4 => LampTest::GapOver(dice.positive()),
                1 => LampTest::RatioBelow(dice.positive()),
                2 => LampTest::StartLate(dice.below(12) as u8),
                _ => LampTest::MissesInARow(dice.below(12) as u8),
            },
        }));
    }
    list.counts = dice.pick(&[MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed]);
    list.places = dice.below(5) as u8;
    list.tiers = dice.many(3, |dice| Tier {
        at_least: dice.money(),
        wanted: dice.maybe(|dice| dice.below(60) as u32),
        target: maybe_of(dice, &known.targets),
    });
    list.source = known.source(dice);
    list.note = dice.text();
    list
}

fn start_and_finish(dice: &mut Dice) -> (Option<When>, Option<When>) {
    let (start, finish) = (dice.when(), dice.when().year() + 10);
    (dice.maybe(|_| start), dice.maybe(|_| When::year_of(finish)))
}

/// A value that a user-defined column takes.
pub fn custom_value(dice: &mut Dice, kind: &CustomKind) -> Value {
    match kind {
        CustomKind::Text | CustomKind::Choice(_) => Value::Text(dice.name()),
        CustomKind::Number(_) => Value::Number(dice.decimal()),
        CustomKind::Date => Value::Date(dice.when()),
    }
}

pub fn random_project(dice: &mut Dice, known: &Known, list: &ProjectList, id: ProjectId) -> Project {
    let mut row = Project::new(id, list.id);
    for place in [
        &mut row.name,
        &mut row.name_en,
        &mut row.code,
        &mut row.place,
        &mut row.category,
        &mut row.chain,
        &mut row.builder,
        &mut row.contact,
        &mut row.phone,
        &mut row.leader,
        &mut row.content,
        &mut row.goal,
        &mut row.progress,
        &mut row.next_step,
        &mut row.note,
    ] {
        *place = dice.text();
    }
    row.name = dice.name();
    row.area = maybe_of(dice, &known.areas);
    row.tags = dice.many(3, |dice| dice.name());
    row.lead = maybe_of(dice, &known.departments);
    row.support = dice.many(3, |dice| dice.pick(&known.departments));
    row.nature = maybe_of(dice, &Nature::ALL);
    row.years = dice.maybe(|dice| {
        let from = dice.year();
        Years { from, to: from + dice.below(4) as i16 }
    });
    (row.planned_start, row.planned_finish) = start_and_finish(dice);
    (row.actual_start, row.actual_finish) = start_and_finish(dice);
    (row.baseline_start, row.baseline_finish) = start_and_finish(dice);
    row.investment = dice.maybe(|dice| dice.money());
    row.done_before = dice.maybe(|dice| dice.money());
    row.plan = dice.maybe(|dice| dice.money());
    row.funds = Fund::ALL
        .into_iter()
        .filter_map(|fund| dice.maybe(|dice| FundedPart { fund, amount: dice.money() }))
        .collect();
    // From a text that is there: no throw of its own, so that a seed keeps its workbook.
    if !row.next_step.is_empty() {
        let note = |month| ProgressNote { month, text: row.next_step.clone() };
        row.progress_log =
            [Month::new(2021, 3), Month::new(2021, 5)].into_iter().flatten().map(note).collect();
    }
    row.action = maybe_of(dice, &Action::ALL);
    row.stage = maybe_of(dice, &Stage::ALL);
    let mut log = dice.many(3, |dice| StageChange { stage: dice.pick(&Stage::ALL), date: dice.when() });
    log.sort_by_key(|change| change.date);
    row.stage_log = log;
    row.in_statistics = dice.maybe(|dice| dice.percent(50));
    row.land = dice.maybe(|dice| dice.quantity());
    row.energy = dice.maybe(|dice| dice.quantity());
    row.month_unit = dice.pick(&MoneyUnit::ALL);
    for year in 2022..2025 {
        let mut figures = YearFigures::new(year);
        figures.plan = dice.months();
        figures.reported = dice.months();
        figures.confirmed = dice.months();
        if !figures.is_empty() && dice.percent(50) {
            row.months.push(figures);
        }
    }
    row.milestones = dice.many(2, |dice| Milestone {
        name: dice.name(),
        planned: dice.maybe(|dice| dice.when()),
        actual: dice.maybe(|dice| dice.when()),
    });
    row.problems = dice.many(2, |dice| Problem {
        text: dice.name(),
        raised: dice.maybe(|dice| dice.when()),
        owner: maybe_of(dice, &known.departments),
        due: dice.maybe(|dice| dice.when()),
        solved: dice.maybe(|dice| dice.when()),
        resolution: dice.text(),
    });
    row.joined = dice.maybe(|dice| Box::new(Membership { date: When::year_of(2018), reason: dice.text() }));
    row.left = dice.maybe(|dice| Box::new(Membership { date: dice.when(), reason: dice.text() }));
    row.promotion = dice.maybe(|dice| {
        Box::new(Promotion {
            investor: dice.text(),
            signed: dice.maybe(|dice| dice.when()),
            registered: dice.maybe(|dice| dice.when()),
            funded: dice.maybe(|dice| dice.when()),
            funds: dice.maybe(|dice| dice.money()),
            commissioned: dice.maybe(|dice| dice.when()),
            full_capacity: dice.maybe(|dice| dice.when()),
            lost: dice.maybe(|dice| dice.when()),
            funds_due: dice.maybe(|dice| dice.when()),
            production_due: dice.maybe(|dice| dice.when()),
            capacity_due: dice.maybe(|dice| dice.when()),
        })
    });
    row.custom = list
        .custom
        .iter()
        .filter_map(|column| {
            dice.maybe(|dice| CustomValue { column: column.id, value: custom_value(dice, &column.kind) })
        })
        .collect();
    row.attachments = dice.many(2, |dice| dice.name());
    row.mentions = dice.many(2, |dice| Mention {
        year: dice.year(),
        action: dice.pick(&Action::ALL),
        source: known.source(dice),
    });
    row.source = known.source(dice);
    row
}

/// A formula that may or may not be sound: units are not looked at.
pub fn random_formula(dice: &mut Dice, known: &Known) -> Formula {
    let term = |dice: &mut Dice| match maybe_of(dice, &known.indicators) {
        Some(id) => match dice.below(6) {
            0 => Formula::Areas(id),
            1 => Formula::Parts(id),
            _ => Formula::Indicator(id),
        },
        None => Formula::Number(dice.decimal()),
    };
    let (left, right) = (term(dice), term(dice));
    let sign = dice.pick(&[Sign::Plus, Sign::Minus, Sign::Times, Sign::Over]);
    match dice.below(3) {
        0 => Formula::Sum(vec![left, right, term(dice)]),
        1 => Formula::Pair(Box::new(left), sign, Box::new(right)),
        _ => {
            let inner = Formula::Pair(Box::new(right), sign, Box::new(term(dice)));
            Formula::Pair(Box::new(left), Sign::Over, Box::new(inner))
        }
    }
}
