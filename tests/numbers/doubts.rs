//! Figures that need a look: units mixed up, and totals that are not the sum of their parts.

use super::{LIST, book, d, project, yi};
use guatu::{
    analysis::{
        Doubt, ListAnalysis, Query, Why,
        doubt::{Parts, Than},
        table,
    },
    model::{
        Column, Filter, ListKind, MonthKind, Project, ProjectField as F, ProjectId, Workbook,
        months::YearFigures,
        project::{Fund, FundedPart},
    },
};

fn doubts(book: &Workbook, number: u32) -> Vec<Doubt> {
    let analysis = ListAnalysis::new(book, LIST, book.month).unwrap();
    let row = analysis.row_of(ProjectId(100 + number)).unwrap();
    let doubts = analysis.doubts(book, row);
    assert_eq!(analysis.is_doubtful(row), !doubts.is_empty());
    // The filter finds just what is marked.
    let query = Query { filters: vec![Filter::NeedsLook], ..Query::all(LIST) };
    let found = table::rows(book, &analysis, &query);
    assert_eq!(found.contains(&(row as u32)), !doubts.is_empty());
    assert_eq!(found.len(), analysis.doubtful());
    doubts
}

fn of(projects: impl IntoIterator<Item = Project>) -> Workbook {
    book(ListKind::Construction, "2024-06", projects)
}

fn plain(number: u32, investment: &str, plan: &str) -> Project {
    project(number, |project| {
        project.investment = Some(yi(investment));
        project.plan = Some(yi(plan));
    })
}

#[test]
fn a_plan_a_thousand_times_the_project_s_own_total_is_flagged() {
    let doubt = |plan| doubts(&of([plain(1, "3.5", plan)]), 1);
    assert_eq!(doubt("3499.99"), []);
    let found = doubt("3500");
    let why = Why::Large { times: d("1000"), than: Than::Investment };
    assert_eq!(found, [Doubt { column: Column::Field(F::Plan), why }]);
}

#[test]
fn a_value_a_thousand_times_out_of_line_with_its_neighbours_is_flagged_either_way() {
    let neighbours = (2..=9).map(|number| plain(number, "4", "2"));
    let with = |investment: &str, plan: &str| {
        let book = of(neighbours.clone().chain([plain(1, investment, plan)]));
        assert_eq!(doubts(&book, 5), [], "those in line are left alone");
        doubts(&book, 1)
    };
    assert_eq!(with("3999", "1999"), []);
    let than = |field, times, than| Doubt {
        column: Column::Field(field),
        why: Why::Large { times: d(times), than },
    };
    let large = |field, times| than(field, times, Than::Neighbours);
    // It is out of line with the plan of the project itself too.
    let of_plan = |times| than(F::Investment, times, Than::Plan);
    assert_eq!(with("4000", "2"), [large(F::Investment, "1000"), of_plan("2000")]);
    assert_eq!(with("8000", "2000"), [large(F::Investment, "2000"), large(F::Plan, "1000")]);
    let small = Why::Small { times: d("1000"), than: Than::Neighbours };
    let plan = Doubt { column: Column::Field(F::Plan), why: small };
    assert_eq!(with("4", "0.002"), [plan, of_plan("2000")]);
    // Too few neighbours are no line to be out of.
    let few = of((2..=4).map(|number| plain(number, "4", "2")).chain([plain(1, "9000", "20")]));
    assert_eq!(doubts(&few, 1), []);
}

#[test]
fn a_month_a_thousand_times_the_year_s_plan_is_flagged_at_the_month() {
    let mut one = plain(1, "30", "2");
    let mut months = [None; 12];
    months[2] = Some(d("2000"));
    one.month_unit = guatu::model::MoneyUnit::Yi;
    one.months = vec![YearFigures { reported: months.into(), ..YearFigures::new(2024) }];
    let found = doubts(&of([one]), 1);
    let march = F::Month(MonthKind::Reported, "2024-03".parse().unwrap());
    assert!(found.iter().any(|doubt| doubt.column == Column::Field(march)), "{found:?}");
}

#[test]
fn a_package_that_is_not_the_sum_of_its_parts_is_flagged() {
    let part = |number, plan| {
        let mut part = plain(number, "5", plan);
        part.parent = Some(ProjectId(101));
        part
    };
    let with = |plan| doubts(&of([plain(1, "10", plan), part(2, "1.25"), part(3, "2.25")]), 1);
    assert_eq!(with("3.50"), []);
    // Rounding each of the parts explains as much.
    assert_eq!(with("3.51"), []);
    let why = Why::NotTheSum { total: d("3.8"), sum: d("3.5"), of: Parts::Projects };
    assert_eq!(with("3.8"), [Doubt { column: Column::Field(F::Plan), why }]);
    // A part without a plan: nothing can be added up.
    let mut open = part(3, "2.25");
    open.plan = None;
    assert_eq!(doubts(&of([plain(1, "10", "3.8"), part(2, "1.25"), open]), 1), []);
}

#[test]
fn sources_of_money_and_planned_months_have_to_make_the_plan() {
    let fund = |fund, amount: &str| FundedPart { fund, amount: yi(amount) };
    let with = |social: &str| {
        let mut one = plain(1, "10", "3");
        one.funds = vec![fund(Fund::City, "1"), fund(Fund::Social, social)];
        doubts(&of([one]), 1)
    };
    assert_eq!(with("2"), []);
    let why = Why::NotTheSum { total: d("3"), sum: d("6"), of: Parts::Funds };
    assert_eq!(with("5"), [Doubt { column: Column::Field(F::Plan), why }]);
    let with = |last: &str| {
        let mut one = plain(1, "10", "3");
        let mut months = [Some(d("0.25")); 12];
        months[11] = Some(d(last));
        one.month_unit = guatu::model::MoneyUnit::Yi;
        one.months = vec![YearFigures { plan: months.into(), ..YearFigures::new(2024) }];
        doubts(&of([one]), 1)
    };
    assert_eq!(with("0.25"), []);
    let why = Why::NotTheSum { total: d("3"), sum: d("3.75"), of: Parts::Months };
    assert_eq!(with("1.00"), [Doubt { column: Column::Field(F::Plan), why }]);
}
