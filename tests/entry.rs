//! What is typed into cells, and back.

mod support;

use guatu::{
    edit::entry::{EntryError, edit_text, parse_date, parse_field, parse_money, parse_number, parse_years},
    i18n::Lang,
    model::{
        Area, AreaId, Department, DepartmentId, ListId, MoneyUnit, Month, MonthKind, Project,
        ProjectField as F, ProjectId, ProjectList, Quantity, Stage, Unit, Value, Workbook, list::CustomKind,
        project::CustomValue,
    },
};

fn book() -> Workbook {
    let mut book = Workbook::new("测试", 2024);
    let area = |id: u32, name: &str, short: &str, parent: Option<u32>| Area {
        id: AreaId(id),
        name: name.into(),
        short: short.into(),
        name_en: "".into(),
        code: Some(format!("33110{id}").into()),
        parent: parent.map(AreaId),
        square: None,
    };
    book.areas = [
        area(1, "丽水市", "", None),
        area(2, "景宁畲族自治县", "景宁县", Some(1)),
        area(3, "丽水经济技术开发区", "丽水经开区", Some(1)),
    ]
    .into_iter()
    .collect();
    let department = |id: u32, name: &str, alias: &str| Department {
        id: DepartmentId(id),
        name: name.into(),
        aliases: vec![alias.into()],
    };
    book.departments =
        [department(5, "市发改委", "市发展和改革委员会"), department(6, "市交通局", "市交通运输局")]
            .into_iter()
            .collect();
    book.lists = [ProjectList::new(ListId(10), "重点项目")].into_iter().collect();
    let mut project = Project::new(ProjectId(20), ListId(10));
    project.name = "瓯江引水".into();
    project.month_unit = MoneyUnit::Wan;
    book.projects = [project].into_iter().collect();
    book
}

fn parse(field: F, text: &str) -> Result<Value, EntryError> {
    let book = book();
    parse_field(&book, book.projects.at(0).unwrap(), field, text, &Lang::Zh)
}

#[test]
fn money() {
    for (typed, expected) in [
        ("30.00", "30.00 亿元"),
        ("2000万", "2000 万元"),
        ("2000 万元", "2000 万元"),
        ("0.2亿", "0.2 亿元"),
        ("２０００", "2000 亿元"),
        ("１，２３４．５万元", "1234.5 万元"),
        ("1,234.5", "1234.5 亿元"),
        ("12,345,678元", "12345678 元"),
        ("5千万", "5000 万元"),
        ("3亿美元", "3 亿美元"),
        ("-1.5", "-1.5 亿元"),
        (".5", "0.5 亿元"),
        ("¥12", "12 亿元"),
        ("　8　", "8 亿元"),
    ] {
        let money = parse_money(typed, MoneyUnit::Yi).unwrap();
        assert_eq!(money.to_string(), expected, "{typed}");
    }
    let refused = |text: &str| parse_money(text, MoneyUnit::Yi).unwrap_err();
    for about in ["约3.5", "3.5左右", "近20亿", "超10亿元", "100余万元", "≥5", "50亿元以上"]
    {
        assert_eq!(refused(about), EntryError::About(about.into()));
    }
    for comma in ["12,34", "1234,567", ",5", "1,,000", "1.5,000"] {
        assert_eq!(refused(comma), EntryError::BadSeparators(comma.into()));
    }
    for bad in ["", "亿", "-", ".", "1.2.3", "3-5", "1--2", "待定"] {
        assert_eq!(refused(bad), EntryError::NotANumber(bad.into()));
    }
    assert_eq!(refused("5亩"), EntryError::UnknownUnit("亩".into()));
    assert_eq!(refused(&"9".repeat(40)), EntryError::TooManyDigits);
}

#[test]
fn a_month_is_kept_in_the_project_s_own_unit() {
    let month = F::Month(MonthKind::Reported, Month::new(2024, 5).unwrap());
    for (typed, expected) in
        [("120.50", "120.50"), ("0.2亿", "2000"), ("35000元", "3.5000"), ("120.5万", "120.5")]
    {
        assert_eq!(parse(month, typed), Ok(Value::Number(expected.parse().unwrap())), "{typed}");
    }
    assert!(matches!(parse(month, "5万美元"), Err(EntryError::OtherUnit { .. })));
}

#[test]
fn figures_with_units() {
    let number = |text: &str, unit: &str| parse_number(text, &Unit::new(unit)).map(|n| n.to_string());
    assert_eq!(number("5.60%", "%").unwrap(), "5.60");
    assert_eq!(number("5.60", "%").unwrap(), "5.60");
    assert_eq!(number("3.2万", "人").unwrap(), "32000");
    assert_eq!(number("3.2", "万人").unwrap(), "3.2");
    assert_eq!(number("150公顷", "亩").unwrap(), "2250");
    assert_eq!(number("2000万元", "亿元").unwrap(), "0.2000");
    assert!(matches!(number("5%", "个百分点"), Err(EntryError::OtherUnit { .. })));
    assert!(matches!(number("5美元", "亿元"), Err(EntryError::OtherUnit { .. })));
    assert!(matches!(number("5斗", "亩"), Err(EntryError::UnknownUnit(_))));
    let land = parse(F::Land, "120.5").unwrap();
    assert_eq!(land, Value::Quantity(Quantity { value: "120.5".parse().unwrap(), unit: Unit::new("亩") }));
}

#[test]
fn dates_and_years() {
    for (typed, expected) in [
        ("2024", "2024"),
        ("2024年", "2024"),
        ("2024年5月", "2024-05"),
        ("2024-05", "2024-05"),
        ("2024.5", "2024-05"),
        ("2024.10", "2024-10"),
        ("２０２４．５", "2024-05"),
        ("2024/5/3", "2024-05-03"),
        ("2024年5月3日", "2024-05-03"),
        ("20240503", "2024-05-03"),
        ("202405", "2024-05"),
        ("5月", "2024-05"),
        ("5月20日", "2024-05-20"),
        ("2025年底", "2025-12"),
        ("2024-02-29", "2024-02-29"),
    ] {
        assert_eq!(parse_date(typed, 2024).unwrap().to_string(), expected, "{typed}");
    }
    for bad in
        ["2024-13", "2023-02-29", "24年5月", "明年", "2024-05-06-07", "5", "45413", "0000", "2024年上半年"]
    {
        assert_eq!(parse_date(bad, 2024), Err(EntryError::NotADate(bad.into())));
    }
    for (typed, expected) in [
        ("2023-2025", "2023-2025"),
        ("2023—2025年", "2023-2025"),
        ("2023年——2025年", "2023-2025"),
        ("2023年至2025年", "2023-2025"),
        ("２０２３～２０２５", "2023-2025"),
        ("2023.03-2025.12", "2023-2025"),
        ("2023-25", "2023-2025"),
        ("2024", "2024"),
    ] {
        assert_eq!(parse_years(typed).unwrap().to_string(), expected, "{typed}");
    }
    for bad in ["2025-2023", "2023-05", "23-25", "2023-2024-2025", "长期"] {
        assert_eq!(parse_years(bad), Err(EntryError::NotYears(bad.into())));
    }
}

#[test]
fn names_words_and_enumerations() {
    for name in ["景宁畲族自治县", "景宁县", "景宁", "331102", " 景宁县 "] {
        assert_eq!(parse(F::Area, name), Ok(Value::Area(AreaId(2))), "{name}");
    }
    assert_eq!(parse(F::Area, "丽水经开"), Ok(Value::Area(AreaId(3))));
    assert_eq!(parse(F::Area, "丽水市"), Ok(Value::Area(AreaId(1))));
    assert!(
        matches!(parse(F::Area, "丽水"), Err(EntryError::Ambiguous { candidates, .. }) if candidates.len() == 2)
    );
    assert_eq!(parse(F::Area, "杭州"), Err(EntryError::UnknownArea("杭州".into())));
    assert_eq!(parse(F::Lead, "市发展和改革委员会"), Ok(Value::Department(DepartmentId(5))));
    assert_eq!(
        parse(F::Support, "市交通局，市发改委；市交通局"),
        Ok(Value::Departments(vec![DepartmentId(6), DepartmentId(5)]))
    );
    let tags = |tags: &[&str]| Ok(Value::Tags(tags.iter().map(|&tag| tag.into()).collect()));
    assert_eq!(parse(F::Tags, "省重点、市重点,千项万亿；市重点"), tags(&["省重点", "市重点", "千项万亿"]));
    assert_eq!(parse(F::Tags, "省重点 市重点"), tags(&["省重点", "市重点"]));
    assert_eq!(parse(F::Tags, "、，"), Ok(Value::Empty));
    assert_eq!(parse(F::Stage, "竣工"), Ok(Value::Stage(Stage::Completed)));
    assert_eq!(parse(F::Stage, "building"), Ok(Value::Stage(Stage::Building)));
    assert!(
        matches!(parse(F::Stage, "开了"), Err(EntryError::UnknownWord { choices, .. }) if choices.len() == 16)
    );
    for (typed, flag) in [("是", true), ("Yes", true), ("√", true), ("✓", true), ("否", false), ("NO", false)]
    {
        assert_eq!(parse(F::InStatistics, typed), Ok(Value::Flag(flag)));
    }
    assert_eq!(parse(F::Parent, "瓯江"), Ok(Value::Project(ProjectId(20))));
    assert_eq!(parse(F::Parent, "p20"), Ok(Value::Project(ProjectId(20))));
    assert_eq!(parse(F::Area, "  "), Ok(Value::Empty));
}

/// Whether the editor's text can carry the value: texts are trimmed, and enumerations are parted by
/// their separators.
fn survives(value: &Value) -> bool {
    let parted = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '\n');
    match value {
        Value::Text(text) => text.trim() == &**text,
        Value::Tags(tags) => {
            let mut once = tags.clone();
            once.sort();
            once.dedup();
            once.len() == tags.len() && tags.iter().all(|tag| tag.trim() == &**tag && !tag.contains(parted))
        }
        Value::Quantity(quantity) => !quantity.unit.is_empty(),
        Value::Departments(units) => {
            units.iter().collect::<std::collections::BTreeSet<_>>().len() == units.len()
        }
        _ => true,
    }
}

#[test]
fn what_an_editor_starts_with_reads_back_as_the_same_value() {
    let mut seen = 0;
    for seed in 0..60 {
        let book = support::random_workbook(seed, 30);
        for project in book.projects.iter() {
            let months = [MonthKind::Plan, MonthKind::Reported, MonthKind::Confirmed]
                .into_iter()
                .map(|kind| F::Month(kind, Month::new(2024, 3).unwrap()));
            let list = book.lists.get(project.list).unwrap();
            // A choice that the column no longer offers can be kept, but not typed.
            let offered = |cell: &&CustomValue| {
                list.custom.iter().any(|column| match (&column.kind, &cell.value) {
                    (CustomKind::Choice(choices), Value::Text(text)) if column.id == cell.column => {
                        choices.contains(text)
                    }
                    _ => column.id == cell.column,
                })
            };
            let custom = project.custom.iter().filter(offered).map(|cell| F::Custom(cell.column));
            for field in F::FIXED.into_iter().chain(months).chain(custom) {
                let value = field.get(project);
                if !survives(&value) {
                    continue;
                }
                for lang in Lang::ALL {
                    let text = edit_text(&book, project, field, &lang);
                    let back = parse_field(&book, project, field, &text, &lang);
                    assert_eq!(back.as_ref(), Ok(&value), "seed {seed}, {field:?}: {text:?}");
                    // With the places printed, which a decimal's equality does not see.
                    assert_eq!(format!("{:?}", back.unwrap()), format!("{value:?}"));
                }
                seen += usize::from(value != Value::Empty);
            }
        }
    }
    assert!(seen > 10_000, "only {seen} values");
}

/// What odd texts are made of.
const PIECES: [&str; 26] = [
    "1", "0", "９", ".", ",", "，", "-", "—", "年", "月", "日", "万", "亿", "元", "千", "约", "%", "/", " ",
    "\u{3000}", "景宁", "𠮷", "é", "a", "\u{202e}", "至",
];

#[test]
fn anything_typed_is_a_value_or_a_sentence() {
    let book = book();
    let project = book.projects.at(0).unwrap();
    let dice = &mut support::Dice::new(7);
    for _ in 0..20_000 {
        let text: String = (0..dice.below(9)).map(|_| dice.pick(&PIECES)).collect();
        let field = dice.pick(&F::FIXED);
        if let Err(error) = parse_field(&book, project, field, &text, &Lang::Zh) {
            for lang in Lang::ALL {
                assert!(!lang.entry_error(&error).is_empty());
            }
        }
    }
}
