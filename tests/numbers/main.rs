//! What follows from the figures: start control, look-back, explanations, the new month.

mod at_the_time;
mod doubts;
mod explain;
mod listed;
mod lookback;
mod rollover;
mod start;
#[path = "../support/mod.rs"]
mod support;

use guatu::model::{
    Area, AreaId, Decimal, ListId, ListKind, Money, MoneyUnit, Month, Project, ProjectId, ProjectList, When,
    Workbook,
};

const LIST: ListId = ListId(10);

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn yi(text: &str) -> Money {
    Money::new(d(text), MoneyUnit::Yi)
}

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn date(text: &str) -> Option<When> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// A workbook of 2024 with one list in 亿元 and two areas (2 and 3) below a city (1).
fn book(kind: ListKind, at: &str, projects: impl IntoIterator<Item = Project>) -> Workbook {
    let mut book = Workbook::new("测试", 2024);
    book.month = (!at.is_empty()).then(|| month(at));
    let area = |id: u32, name: &str, parent: Option<u32>| Area {
        id: AreaId(id),
        name: name.into(),
        short: "".into(),
        name_en: "".into(),
        code: None,
        parent: parent.map(AreaId),
        square: None,
    };
    book.areas = [area(1, "丽水市", None), area(2, "莲都区", Some(1)), area(3, "龙泉市", Some(1))]
        .into_iter()
        .collect();
    let mut list = ProjectList::new(LIST, "清单");
    list.kind = kind;
    book.lists = [list].into_iter().collect();
    book.projects = projects.into_iter().collect();
    book.next_id = 10_000;
    book
}

/// A project with a number for an identifier.
fn project(number: u32, change: impl FnOnce(&mut Project)) -> Project {
    let mut project = Project::new(ProjectId(100 + number), LIST);
    project.name = format!("项目{number}").into();
    change(&mut project);
    project
}

/// Changes the list.
fn with_list(book: &mut Workbook, change: impl FnOnce(&mut ProjectList)) {
    let mut list = book.lists.at(0).unwrap().clone();
    change(&mut list);
    book.lists = [list].into_iter().collect();
}
