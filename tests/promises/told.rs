//! Differences and conflicts as people read them: by the names of fields, with units and names of items.

use guatu::{
    compare::{Item, Side, Teller, diff, merge},
    edit::{Edit, Head, IndicatorChange},
    i18n::Lang,
    model::{
        Area, AreaId, Column, Department, DepartmentId, Filter, Indicator, IndicatorId, Lamp, ListId,
        ListView, Look, Money, MoneyUnit, Month, MonthKind, Nature, Observation, Period, Project,
        ProjectField, ProjectId, ProjectList, SortKey, Stage, Unit, Value, When, Workbook,
        list::{ColumnView, LampRules},
    },
};

const PROJECT: ProjectId = ProjectId(20);
const INDICATOR: IndicatorId = IndicatorId(30);
const AREA: AreaId = AreaId(1);

fn make(workbook: &mut Workbook, edits: impl IntoIterator<Item = Edit>) {
    for edit in edits {
        edit.apply(workbook).expect("accepted");
    }
}

fn insert(row: impl Into<guatu::edit::Row>) -> Edit {
    Edit::Insert { at: usize::MAX, row: row.into() }
}

fn set(field: ProjectField, value: Value) -> Edit {
    Edit::SetField { project: PROJECT, field, value }
}

fn month(number: u8) -> Month {
    Month::new(2024, number).expect("a month")
}

fn number(text: &str) -> Value {
    Value::Number(text.parse().expect("a figure"))
}

fn figure(period: Period, value: &str) -> Edit {
    let mut observation = Observation::new(AREA, period);
    observation.value = Some(value.parse().expect("a figure"));
    Edit::SetObservation {
        indicator: INDICATOR,
        area: AREA,
        period,
        observation: Some(Box::new(observation)),
    }
}

fn base() -> Workbook {
    let mut workbook = Workbook::new("计划", 2024);
    workbook.next_id = 100;
    let area = Area {
        id: AREA,
        name: "丽水市".into(),
        short: "丽水".into(),
        name_en: "Lishui".into(),
        code: None,
        parent: None,
        square: None,
    };
    let department =
        |id, name: &str| Department { id: DepartmentId(id), name: name.into(), aliases: Vec::new() };
    let list = ProjectList::new(ListId(10), "重点项目");
    let mut project = Project::new(PROJECT, ListId(10));
    project.name = "528国道".into();
    let mut indicator = Indicator::new(INDICATOR, "地区生产总值");
    indicator.unit = Unit::new("亿元");
    make(
        &mut workbook,
        [
            insert(area),
            insert(department(2, "市交通局")),
            insert(department(3, "市发改委")),
            insert(list),
            insert(project),
            insert(indicator),
            set(
                ProjectField::Plan,
                Value::Money(Money::new("1.2".parse().expect("a figure"), MoneyUnit::Yi)),
            ),
            set(ProjectField::Lead, Value::Department(DepartmentId(2))),
            set(ProjectField::Month(MonthKind::Reported, month(7)), number("0.3")),
            figure(Period::to_month(month(6)), "980.5"),
        ],
    );
    workbook
}

fn told(lang: Lang, a: &Workbook, b: &Workbook) -> Vec<String> {
    let teller = Teller::new(lang, a, b);
    let of = |one: &guatu::compare::Difference| {
        let tell = |field: &guatu::compare::FieldChange| {
            let (before, after) = teller.change(one.item, &field.field, &field.before, &field.after);
            let of = teller.item(one.item, &one.name);
            format!("{of}|{}|{before}|{after}", teller.field(one.item, &field.field))
        };
        one.fields.iter().map(tell).collect::<Vec<_>>()
    };
    diff(a, b).iter().flat_map(of).collect()
}

#[test]
fn promise_3_differences_read_as_the_window_has_them() {
    let a = base();
    let mut b = a.clone();
    make(
        &mut b,
        [
            Edit::Head(Head::Month(Some(month(8)))),
            set(
                ProjectField::Plan,
                Value::Money(Money::new("15000".parse().expect("a figure"), MoneyUnit::Wan)),
            ),
            set(ProjectField::Lead, Value::Department(DepartmentId(3))),
            set(ProjectField::Nature, Value::Nature(Nature::New)),
            set(ProjectField::PlannedFinish, Value::Date(When::month_of(month(12)))),
            set(ProjectField::Month(MonthKind::Reported, month(8)), number("0.45")),
            figure(Period::to_month(month(6)), "981.2"),
            figure(Period::to_month(month(8)), "1300"),
            Edit::SetIndicator {
                indicator: INDICATOR,
                change: IndicatorChange::Owner(Some(DepartmentId(3))),
            },
        ],
    );
    let zh = told(Lang::Zh, &a, &b);
    for line in [
        "工作簿|数据月份|（空）|2024年8月",
        "项目 528国道|年度计划|1.2 亿元|15,000 万元",
        "项目 528国道|责任单位|市交通局|市发改委",
        "项目 528国道|建设性质|（空）|新开工",
        "项目 528国道|2024年8月上报|（空）|0.45 亿元",
        "指标 地区生产总值|2024年1—6月 丽水 · 数值|980.5 亿元|981.2 亿元",
        "指标 地区生产总值|2024年1—8月 丽水|（空）|1300 亿元",
        "指标 地区生产总值|责任单位|（空）|市发改委",
    ] {
        let same = |told: &String| told.replace(',', "") == line.replace(',', "");
        assert!(zh.iter().any(same), "{line} is not among {zh:#?}");
    }
    let en = told(Lang::En, &a, &b);
    for line in [
        "project 528国道|Plan|1.2 CNY 100m|15,000 CNY 10k",
        "project 528国道|Aug Reported 2024|(empty)|0.45 CNY 100m",
    ] {
        assert!(en.iter().any(|told| told == line), "{line} is not among {en:#?}");
    }
    assert!(diff(&a, &b).iter().any(|one| one.item == Item::Row(PROJECT.into())));
}

/// The columns of a list, its saved views and the rules of its lamps are told by name, and so is another order.
#[test]
fn promise_3_columns_views_and_lamp_rules_are_told_by_name() {
    let a = base();
    let with = |change: &dyn Fn(&mut ProjectList)| {
        let mut list = a.lists.at(0).expect("a list").clone();
        change(&mut list);
        let mut b = a.clone();
        make(&mut b, [Edit::Replace(list.into())]);
        b
    };
    let shown = |columns: &[Column]| -> Vec<ColumnView> {
        columns.iter().map(|&column| ColumnView { column, width: None }).collect()
    };
    let (plan, lead) = (Column::Field(ProjectField::Plan), Column::Field(ProjectField::Lead));
    let view = |name: &str, filters: Vec<Filter>| ListView {
        name: name.into(),
        columns: Vec::new(),
        look: Look { filters, ..Look::default() },
    };
    let chosen = with(&|list| {
        list.columns = shown(&[Column::Number, plan, Column::Done]);
        list.views = vec![view("落后的", vec![Filter::Lamps(vec![Lamp::Behind])]), view("交通", Vec::new())];
        list.lamps = LampRules::by_ratio();
        list.look.sort = vec![SortKey { column: Column::Gap, descending: true }];
    });
    let other = |change: &dyn Fn(&mut ProjectList)| {
        let mut list = chosen.lists.at(0).expect("a list").clone();
        change(&mut list);
        with(&|old| *old = list.clone())
    };
    let moved = other(&|list| {
        list.columns.swap(1, 2);
        list.columns.push(ColumnView { column: lead, width: Some(90) });
        list.views.remove(1);
        list.views[0].look.filters.push(Filter::Filled(plan));
        list.look.sort[0].descending = false;
        list.lamps.0.truncate(1);
    });
    for (from, to, lines) in [
        (
            &a,
            &chosen,
            [
                "列|（默认）|序号、年度计划、累计完成",
                "视图 落后的|（空）|显示方式 筛选 灯",
                "视图 交通|（空）|有",
                "显示方式|（默认）|排序 差距 降序",
                "亮灯规则|（默认）|滞后：完成率不到时间进度的 60%、略滞后：完成率不到时间进度的 80%",
            ],
        ),
        (
            &chosen,
            &moved,
            [
                "列 责任单位|（空）|列宽 90",
                "列|序号、年度计划、累计完成|序号、累计完成、年度计划、责任单位",
                "视图 交通|有|（空）",
                "视图 落后的 · 显示方式 · 筛选|灯|灯、年度计划",
                "显示方式 · 排序 差距 · 由高到低|是|（空）",
            ],
        ),
    ] {
        let zh = told(Lang::Zh, from, to);
        for line in lines {
            assert!(zh.iter().any(|told| told.ends_with(line)), "{line} is not among {zh:#?}");
        }
        assert!(!zh.iter().any(|told| told.contains(['{', '['])), "{zh:#?}");
        let en = told(Lang::En, from, to);
        assert_eq!(en.len(), zh.len());
    }
    // Nothing but another order is a difference, too.
    let turns: [&dyn Fn(&mut ProjectList); 2] =
        [&|list| list.views.reverse(), &|list| list.columns.reverse()];
    for turn in turns {
        assert_eq!(told(Lang::Zh, &chosen, &other(turn)).len(), 1);
    }
}

/// 629.0 says more than 629: a figure with another number of places is a difference, and is merged.
#[test]
fn promise_3_the_places_of_a_figure_are_a_difference() {
    let base = base();
    let mut other = base.clone();
    make(&mut other, [figure(Period::to_month(month(6)), "980.50")]);
    assert_eq!(
        told(Lang::Zh, &base, &other),
        ["指标 地区生产总值|2024年1—6月 丽水 · 数值|980.5 亿元|980.50 亿元"]
    );
    for (ours, theirs) in [(&base, &other), (&other, &base)] {
        let merged = merge(&base, ours, theirs, &[]);
        assert_eq!(merged.conflicts, []);
        let mut now = ours.clone();
        merged.edit.into_iter().for_each(|edit| drop(edit.apply(&mut now).expect("accepted")));
        let value = now.indicators.get(INDICATOR).expect("there").observations[0].value.expect("a figure");
        assert_eq!(value.to_string(), "980.50");
    }
}

/// The same month changed by both is one conflict; other months of the same row are merged.
#[test]
fn promise_3_monthly_figures_are_merged_month_by_month() {
    let base = base();
    let with = |edits: Vec<Edit>| {
        let mut workbook = base.clone();
        make(&mut workbook, edits);
        workbook
    };
    let reported = |number| ProjectField::Month(MonthKind::Reported, month(number));
    let ours = with(vec![set(reported(7), number("0.31")), set(reported(8), number("0.5"))]);
    let theirs = with(vec![set(reported(7), number("0.32")), set(reported(9), number("0.6"))]);
    let merged = merge(&base, &ours, &theirs, &[]);
    let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
    let teller = Teller::new(Lang::Zh, &base, &theirs);
    assert_eq!(teller.field(conflict.item, &conflict.field), "2024年7月上报");
    let value = |raw: &str| teller.value(conflict.item, &conflict.field, raw);
    let values = [&conflict.base, &conflict.ours, &conflict.theirs].map(|raw| value(raw));
    assert_eq!(values, ["0.3 亿元", "0.31 亿元", "0.32 亿元"]);
    let mut now = ours.clone();
    let merged = merge(&base, &ours, &theirs, &[Side::Theirs]);
    merged.edit.expect("a change").apply(&mut now).expect("accepted");
    let project = now.projects.get(PROJECT).expect("there");
    let figures = [7, 8, 9].map(|number| project.month_figure(MonthKind::Reported, month(number)));
    assert_eq!(figures.map(|figure| figure.expect("there").to_string()), ["0.32", "0.5", "0.6"]);
}

/// Groups by fields and groups by what is computed stand in two fields of the file, and are one setting.
#[test]
fn promise_3_two_groupings_of_a_table_are_a_conflict() {
    let grouped = |by: &[Column]| {
        let mut workbook = base();
        let mut list = workbook.lists.at(0).expect("a list").clone();
        list.look.groups = by.to_vec();
        make(&mut workbook, [Edit::Replace(list.into())]);
        workbook
    };
    let area = Column::Field(ProjectField::Area);
    for base in [grouped(&[]), grouped(&[Column::Field(ProjectField::Stage)])] {
        let (ours, theirs) = (grouped(&[Column::Lamp]), grouped(&[area]));
        let merged = merge(&base, &ours, &theirs, &[]);
        let [conflict] = merged.conflicts.as_slice() else { panic!("{:?}", merged.conflicts) };
        let teller = Teller::new(Lang::Zh, &base, &theirs);
        assert!(teller.field(conflict.item, &conflict.field).contains("分组"), "{}", conflict.field);
        for (side, groups) in [(Side::Ours, Column::Lamp), (Side::Theirs, area)] {
            let mut now = ours.clone();
            if let Some(edit) = merge(&base, &ours, &theirs, &[side]).edit {
                edit.apply(&mut now).expect("accepted");
            }
            assert_eq!(now.lists.at(0).expect("a list").look.groups, [groups]);
        }
    }
}

/// What has no name of its own is called by its path, never lost.
#[test]
fn promise_3_what_has_no_name_is_told_by_its_path() {
    let mut workbook = base();
    make(&mut workbook, [set(ProjectField::Stage, Value::Stage(Stage::Building))]);
    let teller = Teller::new(Lang::Zh, &workbook, &workbook);
    let item = Item::Row(PROJECT.into());
    assert_eq!(teller.field(item, "of_the_future[3].deep"), "of_the_future 3 · deep");
    assert_eq!(teller.value(item, "of_the_future[3].deep", "值"), "值");
    for odd in
        ["", "]", "[", "a[", "a]b[.c", "months[2024].reported[", "funds[Nobody].amount", "observations[1]"]
    {
        assert!(!teller.value(item, odd, "{\"x\":[1,{}]}").is_empty(), "{odd}");
        teller.field(item, odd);
        teller.field(Item::Row(INDICATOR.into()), odd);
    }
}
