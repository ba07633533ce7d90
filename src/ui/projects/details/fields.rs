//! All fields of a project, grouped as a form.

use super::{heading, row};
use crate::{
    model::{Project, ProjectField, ProjectList, project::Fund},
    ui::{
        Actions, Shown,
        projects::{State, columns, draft::Target},
    },
};
use egui::Ui;

use ProjectField as F;

const BASIC: &[F] =
    &[F::Name, F::NameEn, F::Code, F::Area, F::Place, F::Category, F::Chain, F::Tags, F::Parent];
const BUILDING: &[F] = &[
    F::Nature,
    F::Content,
    F::Years,
    F::PlannedStart,
    F::ActualStart,
    F::PlannedFinish,
    F::ActualFinish,
    F::BaselineStart,
    F::BaselineFinish,
    F::Land,
    F::Energy,
];
const MONEY: &[F] = &[
    F::Investment,
    F::DoneBefore,
    F::Plan,
    F::Funded(Fund::Central),
    F::Funded(Fund::Province),
    F::Funded(Fund::City),
    F::Funded(Fund::County),
    F::Funded(Fund::Social),
];
const PROGRESS: &[F] = &[F::Stage, F::Action, F::Goal, F::Progress, F::NextStep, F::InStatistics];
const UNITS: &[F] = &[F::Lead, F::Support, F::Builder, F::Contact, F::Phone, F::Leader];
const NOTE: &[F] = &[F::Note];

/// Shows the groups.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    list: &ProjectList,
    project: &Project,
    state: &mut State,
    actions: &mut Actions,
) {
    let lang = shown.lang;
    let mut group = |ui: &mut Ui, title: &str, fields: &[F]| {
        heading(ui, title);
        ui.spacing_mut().item_spacing.y = 0.0;
        for &field in fields {
            let label = columns::name(shown, list, crate::model::Column::Field(field));
            let text = columns::field_text(shown, project, field);
            row(ui, shown, project.id, Target::Field(field), &label, &text, state, actions);
        }
        ui.spacing_mut().item_spacing.y = 4.0;
    };
    group(ui, lang.group_basic(), BASIC);
    group(ui, lang.group_building(), BUILDING);
    group(ui, lang.group_money(), MONEY);
    group(ui, lang.group_progress(), PROGRESS);
    group(ui, lang.group_units(), UNITS);
    group(ui, lang.group_note(), NOTE);
    if !list.custom.is_empty() {
        let own: Vec<F> = list.custom.iter().map(|own| F::Custom(own.id)).collect();
        group(ui, lang.group_own(), &own);
    }
}
