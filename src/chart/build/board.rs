//! The board: projects as cards, one column a stage, with count and sum.

use super::{
    Made,
    areas::tone,
    scope::Scope,
    words::{area_label, in_title},
};
use crate::{
    analysis::round_half_up,
    chart::{
        data::Body,
        project_data::{BoardBody, BoardColumn, Card},
    },
    i18n::{Lang, format::number},
    model::{Decimal, ListKind, MoneyUnit, Project, Stage},
};
use std::collections::BTreeMap;

/// The stages that projects of a kind of list go through.
pub(super) fn usual(kind: ListKind) -> &'static [Stage] {
    match kind {
        ListKind::Construction | ListKind::Other => {
            &[Stage::Preliminary, Stage::Started, Stage::Building, Stage::Completed, Stage::Commissioned]
        }
        ListKind::Preliminary => {
            &[Stage::Idea, Stage::Approved, Stage::Feasibility, Stage::Sanctioned, Stage::Started]
        }
        ListKind::Promotion => &[
            Stage::Signed,
            Stage::Registered,
            Stage::Funded,
            Stage::Started,
            Stage::Commissioned,
            Stage::FullCapacity,
            Stage::Lost,
        ],
    }
}

pub(super) fn board(scope: &Scope<'_>, lang: Lang) -> Made {
    if scope.rows.is_empty() {
        return Made::empty(lang.views_none().to_owned());
    }
    let mut columns: BTreeMap<(bool, Option<Stage>), Vec<usize>> = BTreeMap::new();
    for &stage in usual(scope.list.kind) {
        columns.insert((false, Some(stage)), Vec::new());
    }
    // A package stands for its parts, as in every count.
    for row in scope.analysis.units_of_account(scope.rows.iter().copied()) {
        if let Some(project) = scope.project(row) {
            columns.entry((project.stage.is_none(), project.stage)).or_default().push(row);
        }
    }
    let column = |((_, stage), rows): ((bool, Option<Stage>), Vec<usize>)| {
        let totals = scope.analysis.totals_of(rows.iter().copied());
        let sum = totals.investment.map(|sum| money(lang, sum, scope.analysis.unit));
        BoardColumn {
            stage,
            title: stage.map_or(lang.views_without_stage(), |stage| lang.stage(stage)).to_owned(),
            count: number(Decimal::from(totals.packages)),
            sum: sum.unwrap_or_default(),
            cards: rows.iter().filter_map(|&row| card(scope, row, lang)).collect(),
        }
    };
    let columns: Vec<_> = columns.into_iter().map(column).collect();
    let said = columns.iter().filter(|column| !column.cards.is_empty());
    let said: Vec<_> = said.map(|column| format!("{} {}", column.title, column.count)).collect();
    Made {
        title: lang.board_title(in_title(lang, scope.list)),
        subtitle: lang.board_subtitle(scope.said(lang)),
        keys: Vec::new(),
        notes: Vec::new(),
        summary: said.join(lang.comma()),
        body: Body::Board(BoardBody { columns }),
    }
}

/// Money with as many places on every card.
fn money(lang: Lang, value: Decimal, unit: MoneyUnit) -> String {
    lang.money(round_half_up(value, 2), unit)
}

fn card(scope: &Scope<'_>, row: usize, lang: Lang) -> Option<Card> {
    let project: &Project = scope.project(row)?;
    let found = scope.analysis.rows.get(row)?;
    let name = lang.pick(&project.name, &project.name_en);
    let area = project.area.and_then(|area| scope.workbook.areas.get(area));
    let parts = [area.map_or("", |area| area_label(lang, area)), &project.category];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(Card {
        project: project.id,
        title: if name.is_empty() { lang.projects_untitled().to_owned() } else { name.to_owned() },
        line: parts.join(" · "),
        figure: found.investment.map(|value| money(lang, value, found.unit)).unwrap_or_default(),
        sign: Lang::lamp_shape(found.lamp),
        tone: tone(found.lamp),
    })
}

/// Rows for a spreadsheet: one a project.
pub(super) fn table(scope: &Scope<'_>, lang: Lang) -> Vec<Vec<String>> {
    use crate::model::ProjectField as F;
    let unit = lang.money_unit(scope.analysis.unit);
    let investment = lang.measure_unit(&lang.field(F::Investment), unit);
    let head = vec![
        lang.field(F::Stage),
        lang.field(F::Name),
        lang.field(F::Area),
        lang.field(F::Category),
        investment,
    ];
    let Body::Board(body) = board(scope, lang).body else { return vec![head] };
    let mut rows = vec![head];
    for column in &body.columns {
        for card in &column.cards {
            let Some(project) = scope.workbook.projects.get(card.project) else { continue };
            let area = project.area.and_then(|area| scope.workbook.areas.get(area));
            let row = scope.analysis.row_of(card.project).and_then(|row| scope.analysis.rows.get(row));
            let money = row.filter(|row| row.unit == scope.analysis.unit).and_then(|row| row.investment);
            rows.push(vec![
                column.title.clone(),
                card.title.clone(),
                area.map(|area| area_label(lang, area).to_owned()).unwrap_or_default(),
                project.category.to_string(),
                money.map(|money| money.to_string()).unwrap_or_default(),
            ]);
        }
    }
    rows
}
