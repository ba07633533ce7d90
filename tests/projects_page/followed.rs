//! After every edit the page says what a page says that is opened anew on the same workbook: what it carries over
//! from before the edit (order, groups, sums, counts, colours, places) is what it would find.

use super::{Page, SIZE, support};
use crate::desk::{Desk, page};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use guatu::{
    analysis::SortKey,
    edit::Edit,
    model::{Column, Decimal, Filter, Look, Money, ProjectField as F, RowColor, Stage, Value, Workbook},
    ui::Action,
};
use support::Dice;

/// Everything that can be read on the page.
fn said(harness: &Page) -> Vec<String> {
    let nodes = harness.query_all_by_label_contains("");
    nodes
        .map(|node| {
            format!(
                "{}: {}",
                node.accesskit_node().label().unwrap_or_default(),
                node.value().unwrap_or_default()
            )
        })
        .collect()
}

fn opened(workbook: &Workbook) -> Page {
    let mut harness = page(Desk::new(workbook.clone()), SIZE);
    harness.run();
    harness
}

fn looks() -> [Look; 4] {
    let key = |field, descending| SortKey { column: Column::Field(field), descending };
    let area = Column::Field(F::Area);
    [
        Look::default(),
        Look {
            sort: vec![key(F::Plan, true)],
            color: RowColor::Where(vec![Filter::NeedsLook]),
            ..Look::default()
        },
        Look { sort: vec![key(F::Stage, false), key(F::Name, true)], groups: vec![area], ..Look::default() },
        Look {
            filters: vec![Filter::Between {
                column: Column::Field(F::Plan),
                from: Some(Decimal::ONE),
                to: None,
                unit: None,
            }],
            sort: vec![SortKey { column: Column::Completion, descending: false }],
            color: RowColor::Where(vec![Filter::Filled(Column::Field(F::Note))]),
            ..Look::default()
        },
    ]
}

/// A change of a project that its row, its group or its place may follow from.
fn change(dice: &mut Dice, workbook: &Workbook) -> Edit {
    let project = dice.row(&workbook.projects);
    let plan = Money::new(Decimal::new(dice.below(900_000) as i64, 2), workbook.lists.at(0).unwrap().unit);
    let (field, value) = match dice.below(6) {
        0 => (F::Plan, Value::Money(plan)),
        1 => (F::Stage, Value::Stage(dice.pick(&Stage::ALL))),
        2 => (F::Name, Value::Text(dice.name())),
        3 => (F::Area, Value::Area(dice.row(&workbook.areas).id)),
        4 => (F::Note, if dice.percent(50) { Value::Empty } else { Value::Text("记".into()) }),
        _ if project.parent.is_none() => return Edit::Remove(project.id.into()),
        _ => (F::Plan, Value::Empty),
    };
    Edit::SetField { project: project.id, field, value }
}

#[test]
fn a_page_that_follows_edits_says_what_one_opened_anew_says() {
    for (seed, look) in (0..).zip(looks()) {
        let mut dice = Dice::new(seed);
        let mut workbook = super::small_city();
        let mut list = workbook.lists.at(0).unwrap().clone();
        list.look = look;
        Edit::Replace(list.into()).apply(&mut workbook).unwrap();
        let mut harness = opened(&workbook);
        for step in 0..14 {
            if dice.percent(20) {
                let desk = harness.state_mut();
                if let Some(edit) = desk.undo.pop() {
                    desk.act(Action::Edit(edit, None));
                    desk.undo.pop();
                }
            } else {
                let edit = change(&mut dice, &harness.state().workbook);
                harness.state_mut().act(Action::Edit(edit, None));
            }
            harness.run();
            let (followed, anew) = (said(&harness), said(&opened(&harness.state().workbook)));
            assert!(followed.len() > 40, "{followed:?}");
            assert_eq!(followed, anew, "look {seed}, step {step}");
        }
    }
}
