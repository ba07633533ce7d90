//! Figures as files: every kind, in both languages, at every size, and nothing that a printer would send
//! back.

mod support;

#[path = "figures/places.rs"]
mod places;
#[path = "figures/ready.rs"]
mod ready;

use guatu::{
    bundled::Bundled,
    chart::{self, Body, ExportError, Size, Subject, default_figure, render},
    i18n::Lang,
    model::{
        Decimal, Figure, FigureId, FigureKind, Grouping, Indicator, IndicatorId, ListKind, Measure, Month,
        Observation, Period, Project, ProjectId, Unit, When, Workbook,
        figure::{Annotation, Band, Highlight, Part, SecondAxis},
    },
};
use resvg::usvg::{self, fontdb};
use std::sync::{Arc, LazyLock};

const SIZES: [Size; 4] = [Size::PHONE, Size::PAGE, Size::SLIDE, Size::POSTER];

fn demo() -> Workbook {
    Bundled::DemoCity.workbook().expect("the demo is made by the program")
}

fn lishui() -> Workbook {
    Bundled::Lishui2024.workbook().expect("the bundled workbook can be read")
}

/// One figure of each kind that shows something of the demo.
fn one_of_each(workbook: &Workbook) -> Vec<Figure> {
    let headline = default_figure(workbook, Subject::Headline);
    let with_series =
        |&&id: &&IndicatorId| default_figure(workbook, Subject::Indicator(id)).kind == FigureKind::Line;
    let first = *headline.indicators.iter().find(with_series).expect("a headline indicator with history");
    let line = default_figure(workbook, Subject::Indicator(first));
    let list = workbook.lists.iter().next().map(|list| list.id);
    let board = workbook.boards.iter().next().map(|board| board.id);
    let of = |kind| workbook.lists.iter().find(|list| list.kind == kind).map(|list| list.id);
    let of_kind = |kind| match kind {
        FigureKind::Funnel | FigureKind::StageBoard => {
            Figure { kind, list: of(ListKind::Promotion), ..line.clone() }
        }
        FigureKind::Schedule => {
            let mut figure = Figure { kind, list: of(ListKind::Preliminary), ..line.clone() };
            figure.view.group = Grouping::Area;
            figure
        }
        FigureKind::Dumbbell => headline.clone(),
        FigureKind::Scatter => Figure { kind, indicators: headline.indicators[..2].to_vec(), ..line.clone() },
        FigureKind::Bullet => Figure { kind, indicators: headline.indicators.clone(), ..line.clone() },
        _ => Figure { kind, list, board, ..line.clone() },
    };
    FigureKind::ALL.map(of_kind).to_vec()
}

fn day() -> Option<When> {
    When::day_of(2026, 11, 23)
}

static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for face in ["GuatuSans-Regular.otf", "GuatuSans-Bold.otf"] {
        let path = format!("{}/assets/fonts/{face}", env!("CARGO_MANIFEST_DIR"));
        fonts.load_font_data(std::fs::read(path).expect("the fonts are part of the crate"));
    }
    Arc::new(fonts)
});

fn tree(svg: &str) -> usvg::Tree {
    let options = usvg::Options { fontdb: Arc::clone(&FONTS), ..usvg::Options::default() };
    usvg::Tree::from_str(svg, &options).expect("the SVG is valid")
}

/// Every piece of text with its box.
fn texts(group: &usvg::Group, found: &mut Vec<(String, usvg::Rect)>) {
    for node in group.children() {
        match node {
            usvg::Node::Group(group) => texts(group, found),
            usvg::Node::Text(text) => {
                let said = text.chunks().iter().map(usvg::TextChunk::text).collect();
                found.push((said, text.abs_bounding_box()));
            }
            _ => {}
        }
    }
}

/// No text leaves the page, and no two lie on each other. A pixel is allowed: boxes are of the font, not of
/// the ink.
fn assert_tidy(svg: &str, size: Size, what: &str) {
    let mut found = Vec::new();
    texts(tree(svg).root(), &mut found);
    assert!(!found.is_empty(), "{what}: there is text");
    for (at, (said, place)) in found.iter().enumerate() {
        let inside = place.left() >= -1.0
            && place.top() >= -1.0
            && place.right() <= size.width as f32 + 1.0
            && place.bottom() <= size.height as f32 + 1.0;
        assert!(inside, "{what}: {said:?} leaves the page: {place:?}");
        for (other, beside) in &found[at + 1..] {
            let across = place.right().min(beside.right()) - place.left().max(beside.left());
            let down = place.bottom().min(beside.bottom()) - place.top().max(beside.top());
            let slack = place.height() * 0.12 + 1.0;
            assert!(across <= 1.0 || down <= slack, "{what}: {said:?} lies on {other:?}");
        }
    }
}

#[test]
fn every_kind_is_tidy_in_both_languages_at_every_size() {
    let demo = demo();
    for figure in one_of_each(&demo) {
        for lang in Lang::ALL {
            for size in SIZES {
                let what = format!("{:?} {lang:?} {size:?}", figure.kind);
                let made = render(&demo, &figure, lang, size, 1, day()).expect("it can be drawn");
                assert!(!matches!(made.chart.body, Body::Empty(_)), "{what} shows something");
                for sheet in made.sheets() {
                    assert_tidy(sheet, made.size(), &what);
                }
            }
        }
    }
}

/// The demo with names that are longer than any that is printed.
fn with_long_areas(mut workbook: Workbook) -> Workbook {
    let areas = workbook.areas.iter().map(|area| {
        let mut area = area.clone();
        area.name = format!("{}经济技术开发区管理委员会", area.name).into();
        area.short = format!("{}高新技术产业园区", area.label()).into();
        area.name_en = format!("{} Economic and Technological Development Zone", area.name_en).into();
        area
    });
    workbook.areas = areas.collect();
    let indicators = workbook.indicators.iter().map(|indicator| {
        let mut indicator = indicator.clone();
        indicator.name = format!("{}（不含跨区域重大项目和中央企业）", indicator.name).into();
        indicator.name_en = format!("{}, without enterprises of the centre", indicator.name_en).into();
        indicator
    });
    workbook.indicators = indicators.collect();
    workbook
}

#[test]
fn long_areas_and_indicators_neither_touch_nor_leave_the_page() {
    let demo = with_long_areas(demo());
    for figure in one_of_each(&demo) {
        for lang in Lang::ALL {
            for size in [Size::PHONE, Size::PAGE, Size::SLIDE] {
                let what = format!("{:?} {lang:?} {size:?}", figure.kind);
                let made = render(&demo, &figure, lang, size, 1, day()).expect("it can be drawn");
                assert_tidy(made.svg(), size, &what);
            }
        }
    }
}

/// The figures with everything that a specification can ask for beside its data: events, bands, the pace curve, a
/// second axis, one thing spoken of.
fn with_everything(workbook: &Workbook, figure: &Figure) -> Vec<Figure> {
    let long = "项目集中开工并纳入统计，口径自本月起调整（含跨区域重大项目）";
    let mut full = figure.clone();
    let year = workbook.year;
    let period = |year, month| Month::new(year, month).map(Period::to_month);
    let event = |period: Option<Period>, text: &str| {
        Some(Annotation { period: period?, value: None, text: text.into() })
    };
    full.annotations = [
        event(period(year, 3), "一季度开门红"),
        event(period(year, 4), long),
        event(period(year, 11), "Rules changed"),
    ]
    .into_iter()
    .flatten()
    .collect();
    full.bands = vec![
        Band { value: Decimal::from(4), high: Some(Decimal::from(6)), text: "预期区间".into() },
        Band {
            value: Decimal::from(5), high: None, text: "全省平均水平（省统计局公布）".into()
        },
    ];
    full.pace = true;
    let mut found = vec![full.clone()];
    let spoken = workbook.areas.iter().nth(3).map(|area| Highlight::Area(area.id));
    found.push(Figure { highlight: spoken, ..full.clone() });
    if let Some(&indicator) = figure.indicators.first() {
        let highlight = Some(Highlight::Indicator(indicator));
        let all = workbook.areas.iter().map(|area| area.id).collect();
        found.push(Figure { highlight, ..full.clone() });
        found.push(Figure { highlight: spoken, areas: all, ..full.clone() });
    }
    if figure.kind.uses(Part::SecondAxis) {
        let second_axis = Some(SecondAxis::Measure(Measure::Growth));
        let measure = Measure::Level;
        found.push(Figure { second_axis, measure, ..full.clone() });
        let several: Vec<IndicatorId> = workbook.indicators.iter().take(4).map(|i| i.id).collect();
        let second_axis = Some(SecondAxis::OtherUnits);
        found.push(Figure { second_axis, indicators: several, ..full });
    }
    found
}

#[test]
fn events_bands_second_axes_and_highlights_are_tidy_too() {
    for (demo, what) in [(demo(), "plain"), (with_long_areas(demo()), "long")] {
        for figure in one_of_each(&demo) {
            for (nth, figure) in with_everything(&demo, &figure).iter().enumerate() {
                for lang in Lang::ALL {
                    for size in [Size::PHONE, Size::PAGE, Size::SLIDE] {
                        let what = format!("{what} {:?} {nth} {lang:?} {size:?}", figure.kind);
                        let made = render(&demo, figure, lang, size, 1, day()).expect("it can be drawn");
                        for sheet in made.sheets() {
                            assert_tidy(sheet, made.size(), &what);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_second_axis_is_said_on_both_and_only_there_where_units_differ() {
    let demo = demo();
    let line = one_of_each(&demo).into_iter().find(|f| f.kind == FigureKind::Line).expect("a line");
    let both = Figure {
        kind: FigureKind::Column,
        measure: Measure::Level,
        second_axis: Some(SecondAxis::Measure(Measure::Growth)),
        ..line.clone()
    };
    let made = chart::chart(&demo, &both, Lang::Zh);
    let Body::Series(body) = &made.body else { panic!("a series") };
    let right = body.right.as_ref().expect("a second axis");
    assert!(body.head.contains("左轴") && right.head.contains("右轴"), "{} {}", body.head, right.head);
    assert!(made.subtitle.contains("左轴") && made.subtitle.contains("右轴"), "{}", made.subtitle);
    assert_eq!((body.unit.figures.as_str(), right.unit.name.as_str()), ("亿元", "%"));
    assert!(body.series.iter().any(|s| s.right) && body.series.iter().any(|s| !s.right));
    let head = chart::table(&demo, &both, Lang::Zh).remove(0);
    assert!(head.iter().any(|h| h.contains("亿元")) && head.iter().any(|h| h.contains('%')), "{head:?}");
    // The growth of the growth is no other unit: one axis.
    let same =
        Figure { second_axis: Some(SecondAxis::Measure(Measure::Growth)), measure: Measure::Growth, ..line };
    let made = chart::chart(&demo, &same, Lang::Zh);
    let Body::Series(body) = &made.body else { panic!("a series") };
    assert!(body.right.is_none() && !made.subtitle.contains("右轴"));
}

/// The city with one indicator of levels: the root area and three others, last year and this year.
fn with_levels(levels: [[i64; 2]; 4]) -> (Workbook, Figure) {
    let mut workbook = demo();
    let root = workbook.root_area().expect("a city").id;
    let parts: Vec<_> = workbook.child_areas().take(3).map(|area| area.id).collect();
    let mut indicator = Indicator::new(IndicatorId(1), "零售额");
    indicator.unit = Unit::new("亿元");
    indicator.measure = Measure::Level;
    for (area, [before, now]) in std::iter::once(root).chain(parts.iter().copied()).zip(levels) {
        for (year, value) in [(workbook.year - 1, before), (workbook.year, now)] {
            let mut o = Observation::new(area, Period::year_of(year));
            o.value = Some(Decimal::new(value, 1));
            indicator.observations.push(o);
        }
    }
    indicator.observations.sort_by_key(|o| (o.area, o.period));
    workbook.indicators = std::iter::once(indicator).collect();
    let mut figure = Figure::new(FigureId(1), FigureKind::Waterfall);
    (figure.indicators, figure.areas) = (vec![IndicatorId(1)], parts);
    (workbook, figure)
}

fn steps(workbook: &Workbook, figure: &Figure) -> Vec<chart::kinds::Step> {
    match chart::chart(workbook, figure, Lang::Zh).body {
        Body::Compared(compared) => match compared.drawing {
            chart::kinds::Drawing::Waterfall(waterfall) => waterfall.steps,
            other => panic!("a waterfall, not {other:?}"),
        },
        other => panic!("a waterfall, not {other:?}"),
    }
}

#[test]
fn contributions_add_up_to_the_growth_of_the_whole_and_name_the_rest() {
    // The whole grows from 100.0 to 110.0. Contributions are (now − before) ÷ 100.0:
    // (46.0 − 40.0) = 6.0 → +6.00; (36.5 − 35.0) = 1.5 → +1.50; (19.0 − 20.0) = −1.0 → −1.00 points.
    // Together 6.50; the growth is 10.00: what is not listed gives +3.50.
    let (workbook, figure) = with_levels([[1000, 1100], [400, 460], [350, 365], [200, 190]]);
    let found = steps(&workbook, &figure);
    let texts: Vec<&str> = found.iter().map(|step| step.to.text.as_str()).collect();
    assert_eq!(texts, ["+6.00", "+1.50", "−1.00", "+3.50", "+10.00%"]);
    assert_eq!(found[3].name, "其他");
    let ends: Vec<(f64, f64)> = found.iter().map(|step| (step.from, step.to.at)).collect();
    assert_eq!(ends, [(0.0, 6.0), (6.0, 7.5), (7.5, 6.5), (6.5, 10.0), (0.0, 10.0)]);

    // Thirds: from 300.0 to 317.0. 7 ÷ 300 = 2.333… → +2.33; 5 ÷ 300 = 1.666… → +1.67 twice; the growth is
    // 17 ÷ 300 = 5.666… → +5.67. Unrounded they add up exactly: there is no rest, and each bar begins where the
    // one before it ends.
    let (workbook, figure) = with_levels([[3000, 3170], [1000, 1070], [1000, 1050], [1000, 1050]]);
    let found = steps(&workbook, &figure);
    let texts: Vec<&str> = found.iter().map(|step| step.to.text.as_str()).collect();
    assert_eq!(texts, ["+2.33", "+1.67", "+1.67", "+5.67%"]);
    assert!(found.windows(2).take(2).all(|pair| (pair[0].to.at - pair[1].from).abs() < 1e-12));
    assert!((found[2].to.at - found[3].to.at).abs() < 1e-12, "the last step ends at the growth of the whole");

    // Falling: from 200.0 to 190.0 is −5.00 %; −15.0 ÷ 200.0 = −7.50, +4.0 ÷ 200.0 = +2.00, +1.0 ÷ 200.0 = +0.50.
    let (workbook, figure) = with_levels([[2000, 1900], [1000, 850], [500, 540], [500, 510]]);
    let texts: Vec<String> = steps(&workbook, &figure).into_iter().map(|step| step.to.text).collect();
    assert_eq!(texts, ["+2.00", "+0.50", "−7.50", "−5.00%"]);
}

/// A city whose projects have names of sixty signs, as lists of counties do.
fn with_long_names() -> Workbook {
    let mut city = demo();
    let mut long: Vec<Project> = city.projects.iter().cloned().collect();
    for project in &mut long {
        let name = format!("{}及配套道路、给排水管网、充电设施和智慧化提升改造（二期）", project.name);
        project.name = format!("{name}{name}").into();
        project.name_en =
            "Renewal of the industrial park with roads, water, power and charging, phase two".into();
        project.category = "战略性新兴产业和高端装备制造业".into();
    }
    city.projects = long.into_iter().collect();
    city
}

#[test]
fn long_names_are_cut_with_a_sign_and_never_lie_on_each_other() {
    let city = with_long_names();
    for figure in one_of_each(&city) {
        if !matches!(
            figure.kind,
            FigureKind::Schedule | FigureKind::StageBoard | FigureKind::Funnel | FigureKind::HeatTable
        ) {
            continue;
        }
        for lang in Lang::ALL {
            for size in [Size::PHONE, Size::PAGE, Size::SLIDE] {
                let made = render(&city, &figure, lang, size, 1, day()).expect("it can be drawn");
                for sheet in made.sheets() {
                    assert_tidy(sheet, size, &format!("{:?} {lang:?} {size:?}", figure.kind));
                }
            }
        }
    }
}

/// 430 projects: numbered sheets at the sizes of paper, one large sheet for a wall; each project once.
#[test]
fn a_long_schedule_goes_on_over_numbered_sheets_or_grows_into_a_poster() {
    let demo = demo();
    let mut figure = Figure::new(FigureId(0), FigureKind::Schedule);
    figure.list = demo.lists.iter().next().map(|list| list.id);
    figure.view.group = Grouping::Category;
    let names = |svg: &str| {
        let mut found = Vec::new();
        texts(tree(svg).root(), &mut found);
        found.into_iter().map(|(said, _)| said).collect::<Vec<_>>()
    };
    let projects: Vec<&Project> = demo.projects.iter().filter(|p| Some(p.list) == figure.list).collect();
    assert_eq!(projects.len(), 430);
    for size in [Size::PAGE, Size::POSTER] {
        let made = render(&demo, &figure, Lang::Zh, size, 1, day()).expect("it can be drawn");
        let sheets: Vec<Vec<String>> = made.sheets().iter().map(|sheet| names(sheet)).collect();
        if size == Size::POSTER {
            assert_eq!(sheets.len(), 1, "one sheet for the wall");
            assert!(made.size().width < 8000 && made.size().height < 8000, "{:?}", made.size());
        } else {
            assert!((8..40).contains(&sheets.len()), "{}", sheets.len());
            for (at, sheet) in sheets.iter().enumerate() {
                let number = format!("第 {} / {} 页", at + 1, sheets.len());
                assert!(sheet.iter().any(|said| said.ends_with(&number)), "{number}");
            }
            assert!(made.pdf().expect("a PDF").len() > 10_000);
            let files = made.files(chart::Format::Svg).expect("files");
            assert_eq!(files.len(), sheets.len());
        }
        let all: Vec<&String> = sheets.iter().flatten().collect();
        for project in &projects {
            // Every name, or its beginning where it was cut.
            let seen = |said: &&&String| {
                let begins = said.strip_suffix('…');
                ***said == *project.name
                    || begins.is_some_and(|b| !b.is_empty() && project.name.starts_with(b))
            };
            assert!(all.iter().any(|said| seen(&said)), "{} is missing", project.name);
        }
        let bars = all.iter().filter(|said| projects.iter().any(|p| ***said == *p.name)).count();
        assert!(bars <= projects.len(), "no project twice");
    }
    let rows = chart::table(&demo, &figure, Lang::Zh);
    assert_eq!(rows.len(), 431);
}

#[test]
fn a_figure_of_a_selection_shows_only_that_and_says_so() {
    let demo = demo();
    let list = demo.lists.iter().next().map(|list| list.id);
    let some: Vec<_> = demo.projects.iter().filter(|p| Some(p.list) == list).take(7).map(|p| p.id).collect();
    for kind in [FigureKind::Schedule, FigureKind::StageBoard] {
        let mut figure = Figure { list, ..Figure::new(FigureId(0), kind) };
        figure.view.projects = some.clone();
        // One that has been deleted since is passed over.
        figure.view.projects.push(ProjectId(99_999_999));
        let rows = chart::table(&demo, &figure, Lang::En);
        assert_eq!(rows.len(), 8, "{kind:?}");
        let made = chart::chart(&demo, &figure, Lang::En);
        assert!(made.subtitle.contains("7 of the list's 430 projects"), "{}", made.subtitle);
    }
    let mut curve = Figure { list, ..Figure::new(FigureId(0), FigureKind::InvestmentCurve) };
    let whole = chart::table(&demo, &curve, Lang::Zh);
    curve.view.projects = some;
    let part = chart::table(&demo, &curve, Lang::Zh);
    let last = |rows: &[Vec<String>]| rows.last().and_then(|row| row[1].parse::<Decimal>().ok());
    assert!(last(&part) < last(&whole) && last(&part).is_some());
}

#[test]
fn a_curve_before_the_years_end_says_how_it_was_carried_on() {
    let demo = demo();
    let figure = demo.figures.iter().find(|f| f.kind == FigureKind::InvestmentCurve && f.to.is_some());
    let figure = figure.expect("one is saved");
    let made = chart::chart(&demo, figure, Lang::Zh);
    assert!(made.foot.iter().any(|line| line.contains("预测：余下各月按时间进度")), "{:?}", made.foot);
    let Body::Series(body) = &made.body else { panic!("a curve") };
    let forecast = body.series.iter().find(|series| series.name == "全年预测").expect("a forecast");
    assert!(forecast.dashed && forecast.points.last().is_some_and(|point| (point.x - 12.0).abs() < 1e-9));
    assert!(body.bracket.is_some() && body.series[0].end.contains("百分点"), "the gap is said");
}

#[test]
fn the_saved_figures_of_both_workbooks_are_tidy() {
    for workbook in [lishui(), demo()] {
        for figure in workbook.figures.iter() {
            for lang in Lang::ALL {
                for size in [Size::PAGE, Size::PHONE] {
                    let what = format!("{} {lang:?} {size:?} {}", figure.id, figure.title);
                    let made = render(&workbook, figure, lang, size, 1, day()).expect("it can be drawn");
                    assert!(!matches!(made.chart.body, Body::Empty(_)), "{what} shows something");
                    for sheet in made.sheets() {
                        assert_tidy(sheet, made.size(), &what);
                    }
                }
            }
        }
    }
}

#[test]
fn every_indicator_of_lishui_has_a_figure_worth_looking_at() {
    let workbook = lishui();
    for indicator in workbook.indicators.iter() {
        let figure = default_figure(&workbook, Subject::Indicator(indicator.id));
        let made = chart::chart(&workbook, &figure, Lang::Zh);
        let root = workbook.root_area().map(|area| area.id);
        let year = workbook.year;
        let of_root = |t: &guatu::model::Target| t.year == year && (t.area.is_none() || t.area == root);
        let known = indicator.targets.iter().any(of_root);
        assert!(!known || !matches!(made.body, Body::Empty(_)), "{} is empty", indicator.name);
    }
}

#[test]
fn title_unit_source_and_date_stand_on_the_figure_as_text() {
    let workbook = lishui();
    let figure = default_figure(&workbook, Subject::Headline);
    let made = render(&workbook, &figure, Lang::Zh, Size::PAGE, 1, day()).expect("it can be drawn");
    let mut found = Vec::new();
    texts(tree(made.svg()).root(), &mut found);
    let all: Vec<&str> = found.iter().map(|(said, _)| said.as_str()).collect();
    assert!(all.contains(&made.chart.title.as_str()));
    assert!(all.iter().any(|said| said.contains('%')));
    assert!(all.iter().any(|said| said.starts_with("来源：")));
    assert!(all.contains(&"制图：2026年11月23日"));
    // Result and target of investment, as printed; and a target that has no value of its own in words.
    for text in ["15.6", "10", "目标：10% 以上", "目标：6.5% 左右"] {
        assert!(all.contains(&text), "{text} stands on the figure");
    }
    assert!(all.iter().any(|said| said.contains("同步")));
}

#[test]
fn the_same_figure_gives_the_same_bytes() {
    let demo = demo();
    for figure in one_of_each(&demo) {
        let make = || render(&demo, &figure, Lang::Zh, Size::PAGE, 2, day()).expect("it can be drawn");
        let (once, twice) = (make(), make());
        for format in chart::export::Format::ALL {
            assert_eq!(once.file(format), twice.file(format), "{:?} {format:?}", figure.kind);
        }
        assert!(once.pdf().expect("a PDF").starts_with(b"%PDF"));
        let (width, height, pixels) = once.rgba().expect("a picture");
        assert_eq!((width, height), (2240, 1280));
        // Light paper whatever the theme.
        assert_eq!(pixels.get(..4), Some(&[255, 255, 255, 255][..]));
        assert!(once.png().expect("a PNG").starts_with(b"\x89PNG"));
    }
}

#[test]
fn sizes_and_scales_out_of_bounds_are_refused() {
    let demo = demo();
    let figure = default_figure(&demo, Subject::Headline);
    let make = |width, height, scale| render(&demo, &figure, Lang::Zh, Size { width, height }, scale, None);
    assert_eq!(make(10, 640, 1).err(), Some(ExportError::Size { width: 10, height: 640 }));
    assert_eq!(make(1120, 640, 5).err(), Some(ExportError::Scale(5)));
    let poster = make(8000, 8000, 2).expect("an SVG of any size can be drawn");
    assert_eq!(poster.png().err(), Some(ExportError::TooManyPixels { pixels: 256_000_000 }));
}

#[test]
fn the_table_keeps_published_decimals_and_leaves_gaps_empty() {
    let workbook = lishui();
    let figure = default_figure(&workbook, Subject::Headline);
    let rows = chart::table(&workbook, &figure, Lang::Zh);
    let row = |name: &str| rows.iter().find(|row| row[0] == name).expect("the indicator has a row");
    assert_eq!(row("固定资产投资")[1..3], ["15.6", "10"]);
    assert_eq!(row("社会消费品零售总额")[1], "");
    let figures = rows.iter().skip(1).flat_map(|row| &row[1..3]).filter(|cell| !cell.is_empty());
    assert!(figures.into_iter().all(|cell| Decimal::from_str_exact(cell).is_ok()));
}

#[test]
fn hostile_titles_stay_text() {
    let demo = demo();
    let figure = Figure {
        title: "<script>&\"]]>\u{0}\u{8}甲</script>".into(),
        ..default_figure(&demo, Subject::Headline)
    };
    let made = render(&demo, &figure, Lang::Zh, Size::PAGE, 1, None).expect("it can be drawn");
    let mut found = Vec::new();
    texts(tree(made.svg()).root(), &mut found);
    assert!(found.iter().any(|(said, _)| said.contains("<script>")));
    assert!(made.pdf().is_ok());
}

#[test]
fn figures_of_random_workbooks_are_drawn_or_say_that_they_are_empty() {
    for seed in 0..20 {
        let workbook = support::random_workbook(seed, 12);
        let kinds = FigureKind::ALL.into_iter().zip(1..);
        for (kind, id) in kinds {
            let figure = Figure {
                indicators: workbook.indicators.iter().map(|i| i.id).collect(),
                list: workbook.lists.iter().next().map(|l| l.id),
                measure: [Measure::Level, Measure::Growth][(seed % 2) as usize],
                ..Figure::new(FigureId(id), kind)
            };
            for lang in Lang::ALL {
                let made = render(&workbook, &figure, lang, Size::PAGE, 1, None).expect("it can be drawn");
                tree(made.svg());
            }
        }
        for figure in workbook.figures.iter() {
            let made = render(&workbook, figure, Lang::Zh, Size::PHONE, 1, None).expect("it can be drawn");
            tree(made.svg());
        }
    }
}

/// The window draws the same figure; a reader of the screen hears what it says, and the pointer is told the
/// published figure.
#[test]
fn on_screen_a_figure_has_a_name_and_tells_the_exact_figure() {
    use egui_kittest::{Harness, kittest::Queryable};
    let demo = demo();
    for figure in one_of_each(&demo) {
        let made = chart::chart(&demo, &figure, Lang::Zh);
        let title = made.title.clone();
        let mut harness = Harness::builder().with_size(egui::vec2(800.0, 500.0)).build_ui(move |ui| {
            if !ui.ctx().fonts(|fonts| fonts.families().iter().any(|f| f.to_string() == "bold")) {
                ui.ctx().set_fonts(chart::fonts::definitions());
                return;
            }
            let ink = chart::Ink::dark();
            chart::show(ui, &made, ink, egui::vec2(760.0, 460.0), chart::Mode::Screen, Lang::Zh);
        });
        harness.run();
        let node = harness.get_by_label_contains(&title);
        let place = node.rect();
        assert!(place.width() > 700.0);
        harness.hover_at(place.center() - egui::vec2(60.0, 30.0));
        harness.run();
    }
}
