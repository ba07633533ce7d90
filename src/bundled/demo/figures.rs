//! Saved figures and the ranking board of the invented city.

use super::{
    Maker,
    indicators::{GDP, PROMOTED_FUNDS},
    plan::Plan,
    random::Random,
    targets::{id_at, quarter},
};
use crate::model::{
    AreaId, Board, BoardId, Decimal, Figure, FigureId, FigureKind, Grouping, Indicator, ListId, Measure,
    Period, Project, Text,
    board::{Adjustment, BoardItem, ItemSource, ManualFigure, Ranked, Scoring, Ties},
    figure::{Annotation, Band, Highlight, SecondAxis, Transformation},
};

/// The figures: every kind at least once.
pub(super) fn figures(
    maker: &mut Maker,
    plan: &Plan,
    indicators: &[Indicator],
    lists: [ListId; 3],
    year: i16,
) -> Vec<Figure> {
    let mut make = |kind, title: &str, title_en: &str| {
        let mut figure = Figure::new(FigureId(maker.id()), kind);
        figure.title = title.into();
        figure.title_en = title_en.into();
        figure
    };
    let one = |position: usize| id_at(indicators, position).into_iter().collect::<Vec<_>>();
    let headline: Vec<_> = indicators.iter().filter(|i| i.headline).map(|i| i.id).collect();
    let first_areas: Vec<AreaId> = plan.places.iter().take(4).map(|place| place.id).collect();
    let all_areas: Vec<AreaId> = plan.places.iter().map(|place| place.id).collect();
    let [key, preparation, promotion] = lists;

    let mut growth = make(FigureKind::Line, "规上工业增加值增速", "Growth of industrial value added");
    growth.indicators = one(1);
    growth.measure = Measure::Growth;
    growth.from = Period::new(year - 4, 2, 2, crate::model::Basis::Cumulative);
    growth.annotations = quarter(year - 2, 1)
        .and_then(|period| crate::model::Month::new(year - 2, period.last()))
        .map(|month| Annotation {
            period: Period::to_month(month),
            value: None,
            text: "停产检修（虚构）".into(),
        })
        .into_iter()
        .collect();
    let mut by_area =
        make(FigureKind::Line, "社会消费品零售总额增速：四地比较", "Growth of retail sales: four areas");
    by_area.indicators = one(3);
    by_area.measure = Measure::Growth;
    by_area.areas.clone_from(&first_areas);
    let mut single = make(FigureKind::Column, "各月财政收入", "Budget revenue by month");
    single.indicators = one(5);
    single.transformation = Transformation::Single;
    let mut apart =
        make(FigureKind::Line, "三地工业增速与全市之差", "Industrial growth: three areas against the city");
    apart.indicators = one(1);
    apart.measure = Measure::Growth;
    apart.areas = first_areas.iter().copied().take(3).collect();
    apart.transformation = Transformation::Distance(plan.root);
    let mut share = make(FigureKind::RankedBars, "各地生产总值占全市比重", "Share of each area in GDP");
    share.indicators = one(GDP);
    share.transformation = Transformation::Share;
    let mut pull = make(
        FigureKind::RankedBars,
        "各地对全市财政收入增长的拉动",
        "Contribution of each area to revenue growth",
    );
    pull.indicators = one(5);
    pull.transformation = Transformation::Contribution;
    let mut mean = make(FigureKind::Line, "财政收入三个月移动平均", "Budget revenue, mean of three months");
    mean.indicators = one(5);
    mean.transformation = Transformation::Average(3);
    let mut quarters = make(FigureKind::Column, "地区生产总值（累计）", "GDP since January");
    quarters.indicators = one(GDP);
    let mut dumbbell = make(
        FigureKind::Dumbbell,
        "主要指标：上年结果与今年目标",
        "Last year's results, this year's targets",
    );
    dumbbell.indicators = headline;
    dumbbell.measure = Measure::Growth;
    let mut bullet = make(FigureKind::Bullet, "招商项目到位资金", "Funds arrived from promoted investments");
    bullet.indicators = one(PROMOTED_FUNDS);
    let mut ranked = make(FigureKind::RankedBars, "各地规上工业增加值增速", "Industrial growth by area");
    ranked.indicators = one(1);
    ranked.measure = Measure::Growth;
    ranked.areas.clone_from(&all_areas);
    let mut completion =
        make(FigureKind::CompletionBars, "各地重点项目投资完成率", "Completion of key projects by area");
    completion.list = Some(key);
    let mut by_field = make(FigureKind::ProjectBars, "重点项目按领域", "Key projects by field");
    by_field.list = Some(key);
    let mut waiting = make(FigureKind::ProjectBars, "前期项目按领域", "Projects in preparation by field");
    waiting.list = Some(preparation);
    let mut curve =
        make(FigureKind::InvestmentCurve, "重点项目投资：计划与完成", "Key projects: planned and done");
    curve.list = Some(key);

    let mut in_autumn = make(
        FigureKind::InvestmentCurve,
        "重点项目投资：9 月看全年",
        "Key projects: the year as seen in September",
    );
    in_autumn.list = Some(key);
    in_autumn.to = Period::new(year, 9, 9, crate::model::Basis::Cumulative);
    let mut schedule =
        make(FigureKind::Schedule, "重点项目进度计划（部分）", "Schedule of some key projects");
    schedule.list = Some(key);
    schedule.view.group = Grouping::Category;
    let mut stages = make(FigureKind::StageBoard, "招商项目阶段看板", "Promoted investments by stage");
    stages.list = Some(promotion);
    let mut funnel = make(FigureKind::Funnel, "招商项目回头看", "Look-back of promoted investments");
    funnel.list = Some(promotion);
    let mut heat =
        make(FigureKind::HeatTable, "各地各月投资进度与时间进度之差", "Gap to pace by area and month");
    heat.list = Some(key);

    let pair = |first: usize, second: usize| [one(first), one(second)].concat();
    let mut compare = |kind, title: &str, title_en: &str, indicators: Vec<_>, measure| Figure {
        indicators,
        measure,
        ..make(kind, title, title_en)
    };
    let (level, rate) = (Measure::Level, Measure::Growth);
    let compared = vec![
        compare(
            FigureKind::StackedColumns,
            "社会消费品零售总额：各地",
            "Retail sales by area",
            one(3),
            level,
        ),
        compare(
            FigureKind::FullColumns,
            "各地占全市出口的比重",
            "Each area's share of exports",
            one(4),
            level,
        ),
        compare(
            FigureKind::Slope,
            "社零增速：各地与上年同期相比",
            "Growth of retail sales against a year before",
            one(3),
            rate,
        ),
        compare(
            FigureKind::AreaHeat,
            "各地各月工业增速",
            "Industrial growth by area and month",
            one(1),
            rate,
        ),
        compare(
            FigureKind::SmallMultiples,
            "各地工业增速走势",
            "Course of industrial growth by area",
            one(1),
            rate,
        ),
        compare(
            FigureKind::Scatter,
            "工业快的地方，消费也快吗",
            "Where industry grows, do sales grow too?",
            pair(1, 3),
            rate,
        ),
        compare(FigureKind::PeerBox, "各地社零增速的分布", "Spread of retail growth", one(3), rate),
        compare(
            FigureKind::Waterfall,
            "社会消费品零售总额增长由谁拉动",
            "Who makes retail sales grow",
            one(3),
            level,
        ),
        compare(FigureKind::TileMap, "各地固定资产投资增速", "Growth of investment by area", one(2), rate),
    ];
    let mut both = make(FigureKind::Column, "地区生产总值：总量与增速", "GDP: level and growth");
    both.indicators = one(GDP);
    both.from = Some(Period::year_of(year - 5));
    both.to = Some(Period::year_of(year - 1));
    both.second_axis = Some(SecondAxis::Measure(Measure::Growth));
    let mut to_target =
        make(FigureKind::Line, "招商到位资金：跟上时间进度了吗", "Promoted funds against pace and target");
    to_target.indicators = one(PROMOTED_FUNDS);
    to_target.pace = true;
    let mut one_of_all =
        make(FigureKind::Line, "社零增速：一地与其余各地", "Growth of retail sales: one area and the others");
    one_of_all.indicators = one(3);
    one_of_all.measure = Measure::Growth;
    one_of_all.areas.clone_from(&all_areas);
    one_of_all.highlight = first_areas.get(1).copied().map(Highlight::Area);
    one_of_all.bands = vec![Band {
        value: Decimal::from(4),
        high: Some(Decimal::from(6)),
        text: "预期区间 4%—6%（虚构）".into(),
    }];
    let mut figures = vec![
        growth, by_area, apart, single, mean, quarters, share, pull, dumbbell, bullet, ranked, completion,
        by_field, waiting, both, to_target, one_of_all, curve, in_autumn, schedule, stages, funnel, heat,
    ];
    figures.extend(compared);
    for figure in &mut figures {
        figure.note = "数据为虚构，仅供演示".into();
        figure.note_en = "invented figures, for demonstration only".into();
    }
    figures
}

/// The figures of the board.
pub(super) fn of_board(maker: &mut Maker, board: BoardId) -> Vec<Figure> {
    let kinds = [
        (FigureKind::BoardBars, "区县季度比拼榜：得分排位", "Quarterly board: scores"),
        (FigureKind::BoardBump, "区县季度比拼榜：各季位次", "Quarterly board: places by quarter"),
        (FigureKind::BoardDots, "区县季度比拼榜：各项得分", "Quarterly board: points by item"),
    ];
    let figure = |(kind, title, title_en): (FigureKind, &str, &str)| Figure {
        board: Some(board),
        title: title.into(),
        title_en: title_en.into(),
        note: "数据为虚构，仅供演示".into(),
        note_en: "invented figures, for demonstration only".into(),
        ..Figure::new(FigureId(maker.id()), kind)
    };
    kinds.map(figure).into()
}

/// Projects on the saved schedule.
const ON_SCHEDULE: usize = 9;

/// Puts some projects on the schedule: those with milestones, or else the first.
pub(super) fn choose(figures: &mut [Figure], projects: &[Project]) {
    for figure in figures.iter_mut().filter(|figure| figure.kind == FigureKind::Schedule) {
        let of_list = |project: &&Project| Some(project.list) == figure.list;
        let with_milestones = projects.iter().filter(of_list).filter(|row| !row.milestones.is_empty());
        let mut chosen: Vec<_> = with_milestones.take(ON_SCHEDULE).map(|row| row.id).collect();
        if chosen.is_empty() {
            chosen = projects.iter().filter(of_list).take(ON_SCHEDULE).map(|row| row.id).collect();
        }
        figure.view.projects = chosen;
    }
}

/// The quarterly board over the areas.
pub(super) fn board(
    maker: &mut Maker,
    plan: &Plan,
    indicators: &[Indicator],
    key: ListId,
    (year, months): (i16, u8),
    random: &mut Random,
) -> Board {
    let areas: Vec<AreaId> = plan.places.iter().map(|place| place.id).collect();
    let periods: Vec<Period> = (1..=months / 3).filter_map(|number| quarter(year, number)).collect();
    let item = |(name, name_en): (&str, &str), source, weight: i64, scoring| BoardItem {
        name: name.into(),
        name_en: name_en.into(),
        source,
        weight: Decimal::from(weight),
        scoring,
        cap: None,
        floor: None,
        lower_is_better: None,
        target: None,
    };
    let figure = |position| {
        id_at(indicators, position)
            .map_or(ItemSource::Manual, |id| ItemSource::Indicator(id, Measure::Growth))
    };
    let mut items = vec![
        item(("地区生产总值增速", "GDP growth"), figure(GDP), 30, Scoring::Efficacy),
        item(
            ("规上工业增加值增速", "Industrial output growth"),
            figure(1),
            20,
            Scoring::RankPoints(Decimal::from(2)),
        ),
        item(
            ("重点项目投资完成率", "Key projects: completion"),
            ItemSource::Completion(key),
            25,
            Scoring::GapToPace(Decimal::ONE),
        ),
        item(
            ("重点项目开工率", "Key projects: start rate"),
            ItemSource::StartRate(key),
            15,
            Scoring::RatioToTarget,
        ),
        item(("现场评议", "On-site review"), ItemSource::Manual, 10, Scoring::Efficacy),
    ];
    items[3].cap = Some(Decimal::from(15));
    items[3].floor = Some(Decimal::ZERO);
    let mut figures = Vec::new();
    let mut adjustments = Vec::new();
    for &period in &periods {
        for ranked in (0_u32..).take(areas.len()) {
            let value = Decimal::new(random.between(820, 985), 1);
            figures.push(ManualFigure { period, item: 4, ranked, value });
        }
        let ranked = u32::try_from(random.below(areas.len())).unwrap_or(0);
        let (points, reason) =
            if random.chance(60) { (10, "获省级通报表扬") } else { (-10, "报表迟报") };
        if !areas.is_empty() {
            let points = Decimal::new(points, 1);
            adjustments.push(Adjustment { period, ranked, points, reason: reason.into() });
        }
    }
    Board {
        id: BoardId(maker.id()),
        title: "区县季度比拼榜".into(),
        title_en: "Quarterly board of areas".into(),
        ranked: Ranked::Areas(areas),
        periods,
        items,
        adjustments,
        figures,
        ties: Ties::Skip,
    }
}

/// The title of the whole, in both languages.
pub(super) fn titles(year: i16, cities: Option<usize>) -> (Text, Text) {
    match cities {
        None => (
            format!("演示市{year}年目标任务（虚构数据）").into(),
            format!("Demo City {year}: Targets and Tasks (invented data)").into(),
        ),
        Some(_) => (
            format!("演示省{year}年目标任务（虚构数据）").into(),
            format!("Demo Province {year}: Targets and Tasks (invented data)").into(),
        ),
    }
}
