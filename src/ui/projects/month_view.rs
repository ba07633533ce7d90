//! Which view a list is looked at with, and the ready one for entering the month: the projects at work by who
//! answers for them, with what stood at the end of last month, this month's figure, and the progress in words.
//!
//! The ready view follows the reporting month, so it is made here and is in no file. What one changes about it
//! lasts until the window is closed or the month changes; kept under a name it is a view like all others.

use super::{Face, Scroll, State, rows::InView};
use crate::{
    analysis::Query,
    edit::Edit,
    model::{
        Column, Filter, ListId, ListKind, Look, Month, MonthKind, ProjectField, ProjectList, SortKey, Stage,
        Text, Value, Workbook, list::ColumnView,
    },
    ui::{Actions, Shown},
};

/// A view in use other than the default one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum InUse {
    /// One that the list keeps, by its name.
    Kept(Text),
    /// The ready one for entering the month.
    Month,
}

/// The ready view for entering the month, as it is in use.
#[derive(Debug)]
pub(super) struct MonthView {
    month: Month,
    counts: MonthKind,
    kind: ListKind,
    columns: Vec<ColumnView>,
    look: Look,
}

impl MonthView {
    fn new(list: &ProjectList, month: Month) -> Self {
        use ProjectField as F;
        let plain = |column| ColumnView { column, width: None };
        let field = |field| plain(Column::Field(field));
        let wide = |of, width| ColumnView { column: Column::Field(of), width: Some(width) };
        // The progress takes the room that is left, not the name.
        let mut columns = vec![plain(Column::Number), wide(F::Name, 210), wide(F::Lead, 110)];
        columns.extend(match list.kind {
            ListKind::Construction | ListKind::Other => {
                vec![plain(Column::LastMonth), field(F::Month(list.counts, month)), field(F::Progress)]
            }
            ListKind::Preliminary => vec![field(F::Stage), field(F::Progress), field(F::NextStep)],
            ListKind::Promotion => vec![field(F::Stage), field(F::FundsArrived), field(F::Progress)],
        });
        columns.push(plain(Column::Lamp));
        let at_work = |stage: &Stage| {
            !matches!(
                stage,
                Stage::Completed
                    | Stage::Commissioned
                    | Stage::FullCapacity
                    | Stage::Suspended
                    | Stage::Terminated
                    | Stage::Lost
            )
        };
        let stages = Stage::ALL.into_iter().filter(at_work).map(Value::Stage).chain([Value::Empty]);
        let look = Look {
            filters: vec![Filter::OneOf(Column::Field(F::Stage), stages.collect())],
            sort: vec![SortKey { column: Column::Field(F::Lead), descending: false }],
            ..Look::default()
        };
        Self { month, counts: list.counts, kind: list.kind, columns, look }
    }

    /// Whether it is the one for a month of a list as the list is now.
    fn is_of(&self, list: &ProjectList, month: Month) -> bool {
        (self.month, self.counts, self.kind) == (month, list.counts, list.kind)
    }

    /// The column that is typed into first.
    fn first(&self) -> Column {
        let month = Column::Field(ProjectField::Month(self.counts, self.month));
        let progress = Column::Field(ProjectField::Progress);
        if self.columns.iter().any(|view| view.column == month) { month } else { progress }
    }
}

impl State {
    /// The kept view that a list is looked at with; none: the default or the ready one.
    pub(super) fn view_of<'a>(&self, list: &'a ProjectList) -> Option<&'a str> {
        match self.views.get(&list.id)? {
            InUse::Kept(name) => Some(&*list.view(name)?.name),
            InUse::Month => None,
        }
    }

    /// The ready view of a list, where it is in use.
    fn month_view(&self, list: ListId) -> Option<&MonthView> {
        let in_use = self.views.get(&list) == Some(&InUse::Month);
        self.month_views.get(&list).filter(|_| in_use)
    }

    /// Whether a list is looked at with the ready view.
    pub(super) fn is_month_view(&self, list: ListId) -> bool {
        self.month_view(list).is_some()
    }

    /// The columns that the table of a list shows.
    pub(super) fn columns(&self, list: &ProjectList) -> Vec<ColumnView> {
        if let Some(view) = self.month_view(list.id) {
            return view.columns.clone();
        }
        let mut columns = list.columns_of(self.view_of(list));
        if let Some(left_out) = self.left_out.get(&list.id).filter(|_| self.has_usual_columns(list)) {
            columns.retain(|view| !left_out.contains(&view.column));
        }
        columns
    }

    /// Whether a list is looked at with its usual columns, which nobody has chosen or changed.
    pub(super) fn has_usual_columns(&self, list: &ProjectList) -> bool {
        self.view_of(list).is_none() && !self.is_month_view(list.id) && list.columns.is_empty()
    }

    /// The columns with those that are left out for want of room, each behind the one that it usually follows.
    pub(super) fn with_left_out(&self, list: &ProjectList, mut columns: Vec<ColumnView>) -> Vec<ColumnView> {
        let left_out = self.left_out.get(&list.id).filter(|_| self.has_usual_columns(list));
        let usual = list.usual_columns();
        for (at, view) in usual.iter().enumerate() {
            let is_left_out = left_out.is_some_and(|left_out| left_out.contains(&view.column));
            if is_left_out && columns.iter().all(|own| own.column != view.column) {
                let place = |view: &ColumnView| columns.iter().position(|own| own.column == view.column);
                let before = usual.iter().take(at).rev().find_map(place);
                columns.insert(before.map_or(0, |before| before + 1), view.clone());
            }
        }
        columns
    }

    /// How the table of a list looks.
    pub(super) fn look<'a>(&'a self, list: &'a ProjectList) -> &'a Look {
        match self.month_view(list.id) {
            Some(view) => &view.look,
            None => list.look_of(self.view_of(list)),
        }
    }

    /// Changes columns or look of the view in use. That of a kept view, or of the default one, is a change of
    /// the workbook.
    pub(super) fn change_view(
        &mut self,
        list: &ProjectList,
        actions: &mut Actions,
        change: impl FnOnce(&mut Vec<ColumnView>, &mut Look),
    ) {
        if self.is_month_view(list.id)
            && let Some(view) = self.month_views.get_mut(&list.id)
        {
            change(&mut view.columns, &mut view.look);
            return;
        }
        let before = self.columns(list);
        let mut columns = before.clone();
        let mut new = list.clone();
        let (own, look) = new.view_mut(self.view_of(list));
        change(&mut columns, look);
        // Usual columns stay usual while only the look changes.
        if columns != before {
            *own = self.with_left_out(list, columns);
        }
        actions.edit(Edit::Replace(new.into()));
    }

    /// Turns to a kept view; none: the default one.
    pub(super) fn turn_to_view(&mut self, list: &ProjectList, name: Option<&str>) {
        match name {
            Some(name) => self.views.insert(list.id, InUse::Kept(name.into())),
            None => self.views.remove(&list.id),
        };
        self.set_query(Query::of_look(list, list.look_of(name)));
        self.scroll = Some(Scroll::Top);
    }

    /// Turns to the ready view for entering the month, with the cursor where the first figure goes.
    pub(super) fn turn_to_month_view(&mut self, shown: &Shown<'_>, list: &ProjectList) {
        let Some(month) = shown.workbook.month else { return };
        let kept = self.month_views.remove(&list.id).filter(|view| view.is_of(list, month));
        let view = kept.unwrap_or_else(|| MonthView::new(list, month));
        let column = view.first();
        self.face = Face::Table;
        self.project_page.project = None;
        self.views.insert(list.id, InUse::Month);
        self.set_query(Query::of_look(list, &view.look));
        self.month_views.insert(list.id, view);
        if let Some(view) = self.in_view(shown) {
            self.sync(&view);
            self.go_to_first(&view, column);
        }
        self.scroll = Some(Scroll::Top);
        self.take_focus = true;
    }

    fn go_to_first(&mut self, view: &InView, column: Column) {
        self.selection.column = column;
        if !view.rows.is_empty() {
            self.selection.go(view, 0, column);
        }
    }

    /// Carries the ready view over to another month, another way of counting, or another kind of list.
    pub(super) fn follow_month(&mut self, workbook: &Workbook, list: &ProjectList) {
        let Some(view) = self.month_view(list.id) else { return };
        let Some(month) = workbook.month else {
            return self.turn_to_view(list, None);
        };
        if view.is_of(list, month) {
            let is_there = |column: &Column| match column {
                Column::Field(ProjectField::Custom(id)) => list.custom.iter().any(|own| own.id == *id),
                _ => true,
            };
            if let Some(view) = self.month_views.get_mut(&list.id) {
                view.columns.retain(|view| is_there(&view.column));
            }
            return;
        }
        let was_first = self.selection.column == view.first();
        let new = MonthView::new(list, month);
        if was_first {
            self.selection.column = new.first();
        }
        self.month_views.insert(list.id, new);
    }
}
