//! The three project lists of the invented city, and the course of its promoted investments.

use super::{
    course::when,
    names::CATEGORIES,
    plan::Plan,
    projects::{Projects, yi},
    random::Random,
};
use crate::model::{
    Decimal, ListId, ListKind, Money, MoneyUnit, Project, ProjectList, Stage,
    list::Tier,
    project::{Promotion, StageChange},
};

/// Projects in preparation.
pub(super) const PREPARATIONS: usize = 60;
/// Promoted investments.
pub(super) const PROMOTIONS: usize = 48;

/// The list of key projects.
pub(super) fn construction(id: ListId, plan: &Plan, count: usize, year: i16) -> ProjectList {
    list(
        id,
        plan,
        &format!("{year}年市重点建设项目"),
        &format!("Key construction projects {year}"),
        ListKind::Construction,
        count,
    )
}

/// The list of projects in preparation.
pub(super) fn preparation(id: ListId, plan: &Plan) -> ProjectList {
    list(id, plan, "重大前期项目", "Major projects in preparation", ListKind::Preliminary, PREPARATIONS)
}

/// The list of promoted investments, with its size classes.
pub(super) fn promotion(id: ListId, plan: &Plan) -> ProjectList {
    let mut list = list(id, plan, "招商引资项目", "Promoted investments", ListKind::Promotion, PROMOTIONS);
    list.tiers = [(10, 26), (20, 14), (50, 5), (100, 2)]
        .into_iter()
        .map(|(at_least, wanted)| Tier {
            at_least: Money::new(Decimal::from(at_least), MoneyUnit::Yi),
            wanted: Some(wanted),
            target: None,
        })
        .collect();
    list
}

fn list(id: ListId, plan: &Plan, name: &str, name_en: &str, kind: ListKind, count: usize) -> ProjectList {
    let mut list = ProjectList::new(id, name);
    list.name_en = name_en.into();
    list.kind = kind;
    list.declared_size = u32::try_from(count).ok();
    list.source = Some(plan.source_ref());
    list
}

/// Industries that investments are promoted in, by their position among the categories.
const PROMOTED: [usize; 6] = [2, 3, 3, 5, 6, 9];

/// A promoted investment, signed in the plan's year or the two before.
pub(super) fn promoted(projects: &mut Projects<'_>, list: ListId) -> Project {
    let (_, place) = projects.draw_place();
    let category = PROMOTED[projects.random.below(PROMOTED.len())];
    let mut project = projects.bare(list, category, place);
    let (year, months) = (projects.year, i32::from(projects.months));
    let random = &mut projects.random;
    let investment = match random.weighted(&[40, 34, 20, 6]) {
        0 => random.between(50, 100) * 10,
        1 => random.between(100, 200) * 10,
        2 => random.between(200, 500) * 10,
        _ => random.between(500, 1500) * 10,
    };
    project.investment = Some(yi(investment));
    project.goal = format!("年内{}", ["开工", "投产", "注册落地"][random.below(3)]).into();

    let mut promotion = Promotion { investor: investor(random).into(), ..Promotion::default() };
    let mut at = -i32::try_from(random.between(0, 24)).unwrap_or(0) + months - 1;
    promotion.signed = when(year, at);
    // What the contract asks, in months after signing: mostly enough, and not for all.
    promotion.funds_due = when(year, at + 6);
    project.planned_start = when(year, at + 8);
    promotion.production_due = when(year, at + 17);
    promotion.capacity_due = when(year, at + 22);
    let mut stage = Stage::Signed;
    let mut log = vec![(Stage::Signed, at)];
    // One in twelve is lost on the way; the others take each step some months after the one before.
    let lost_after = random.chance(8).then(|| random.below(2));
    let steps = [
        (Stage::Registered, 1, 4),
        (Stage::Funded, 1, 3),
        (Stage::Started, 1, 5),
        (Stage::Commissioned, 7, 14),
        (Stage::FullCapacity, 4, 9),
    ];
    for (position, (next, low, high)) in steps.into_iter().enumerate() {
        at += i32::try_from(random.between(low, high)).unwrap_or(1);
        if at >= months {
            break;
        }
        let date = when(year, at);
        if lost_after == Some(position) {
            promotion.lost = date;
            stage = Stage::Lost;
            log.push((stage, at));
            break;
        }
        match next {
            Stage::Registered => promotion.registered = date,
            Stage::Funded => {
                promotion.funded = date;
                promotion.funds = Some(yi(investment * random.between(5, 60) / 100));
            }
            Stage::Started => project.actual_start = date,
            Stage::Commissioned => {
                promotion.commissioned = date;
                project.actual_finish = date;
            }
            _ => promotion.full_capacity = date,
        }
        stage = next;
        log.push((stage, at));
    }
    project.stage = Some(stage);
    project.stage_log = log
        .into_iter()
        .filter_map(|(stage, at)| Some(StageChange { stage, date: when(year, at)? }))
        .collect();
    project.progress = match stage {
        Stage::Lost => "投资方终止合作",
        Stage::Signed => "注册登记办理中",
        Stage::Registered => "前期手续办理中",
        Stage::Funded => "开工准备",
        Stage::Started => random.pick(&CATEGORIES[category].works),
        _ => "生产运行",
    }
    .into();
    project.promotion = Some(Box::new(promotion));
    project
}

/// An invented company from elsewhere.
fn investor(random: &mut Random) -> String {
    let name = super::plan::town(random).concat();
    let trade = random.pick(&["控股集团", "新材料公司", "装备集团", "科技公司", "文旅集团"]);
    format!("{name}{trade}（虚构）")
}
