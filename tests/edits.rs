//! The way of a change: apply, take back, and make again, for random changes of random workbooks.

mod support;

use guatu::{
    edit::{
        Edit, Head, History, MergeKey, RowId,
        entry::{exact_text, value_text},
        find::{Hit, Pattern, Texts},
        paste::{Entered, Plan, Request, Target},
    },
    i18n::Lang,
    model::{Column, ListId, Project, ProjectField, ProjectId, Stage, Value, Workbook},
};
use proptest::prelude::*;
use support::{Dice, edits::random_edit, random_workbook};

/// The whole workbook as text, where decimals show their places; `next_id` only grows and is set aside.
fn text(workbook: &Workbook) -> String {
    let mut workbook = workbook.clone();
    workbook.next_id = 0;
    ron::to_string(&workbook).expect("a workbook is always writable")
}

/// All fields of a list.
fn fields_of(workbook: &Workbook, list: ListId) -> Vec<ProjectField> {
    let own = workbook.lists.get(list).into_iter().flat_map(|list| &list.custom);
    ProjectField::FIXED.into_iter().chain(own.map(|own| ProjectField::Custom(own.id))).collect()
}

fn projects_of(workbook: &Workbook, list: ListId) -> Vec<ProjectId> {
    workbook.projects.iter().filter(|project| project.list == list).map(|project| project.id).collect()
}

/// Puts a block into all fields of some rows of a list.
fn paste(workbook: &Workbook, list: ListId, targets: &[Target], exact: bool, block: &[Vec<String>]) -> Plan {
    let columns: Vec<Column> = fields_of(workbook, list).into_iter().map(Column::Field).collect();
    let request = Request {
        workbook,
        list,
        targets,
        columns: &columns,
        money: None,
        words: &Lang::Zh,
        new_name: &|nth| format!("新项目 {nth}").into(),
    };
    request.plan(|row, column| {
        let text = block.get(row)?.get(column)?;
        Some(Entered { text, number: None, exact: exact.then_some(text.as_str()) })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Applying a change and then its inverse is identity, and so is the way there again; what is refused
    /// changes nothing, and a sound workbook stays sound.
    #[test]
    fn a_change_and_its_inverse(seed: u64, size in 0_usize..24) {
        let mut workbook = random_workbook(seed, size);
        let mut dice = Dice::new(!seed);
        let mut accepted = 0;
        for _ in 0..25 {
            let before = text(&workbook);
            let next_id = workbook.next_id;
            let edit = random_edit(&mut dice, &workbook);
            let described = format!("{edit:?}");
            match edit.apply(&mut workbook) {
                Err(refusal) => {
                    prop_assert_eq!(text(&workbook), before, "refused with {} but changed: {}", refusal, described);
                }
                Ok(inverse) => {
                    accepted += 1;
                    prop_assert_eq!(workbook.check(), [], "unsound after {}", described);
                    let after = text(&workbook);
                    let again = inverse.apply(&mut workbook);
                    prop_assert!(again.is_ok(), "{:?} inverting {}", again, described);
                    prop_assert_eq!(text(&workbook), before, "not taken back: {}", described);
                    let back = again.map(|edit| edit.apply(&mut workbook));
                    prop_assert!(matches!(back, Ok(Ok(_))), "{:?} repeating {}", back, described);
                    prop_assert_eq!(text(&workbook), after, "not made again: {}", described);
                }
            }
            prop_assert!(workbook.next_id >= next_id, "identifiers are never handed out twice");
        }
        prop_assert!(accepted > 0);
    }

    /// Copied cells that are pasted onto themselves change nothing and need no word.
    #[test]
    fn copying_onto_itself_changes_nothing(seed: u64, size in 1_usize..24) {
        let workbook = random_workbook(seed, size);
        for list in workbook.lists.iter().map(|list| list.id) {
            let (fields, rows) = (fields_of(&workbook, list), projects_of(&workbook, list));
            let line = |id: &ProjectId| {
                let project = workbook.projects.get(*id).expect("a project");
                let exact = |&field: &ProjectField| {
                    exact_text(&workbook, project, field, &field.get(project), &Lang::Zh)
                };
                fields.iter().map(exact).collect::<Vec<_>>()
            };
            let block: Vec<Vec<String>> = rows.iter().map(line).collect();
            let targets: Vec<Target> = rows.iter().map(|&id| Target::Row(id)).collect();
            let plan = paste(&workbook, list, &targets, true, &block);
            prop_assert_eq!(plan, Plan::default());
        }
    }

    /// Whatever is pasted, sound or not: what can be taken is taken as one step, the workbook stays sound,
    /// and undo leads back; projects that were not meant are not touched.
    #[test]
    fn pasting_and_undo_are_identity(
        seed: u64,
        size in 1_usize..24,
        words in prop::collection::vec("(|12\\.50|2000万|约3|2024-0[1-9]|2023-2025|在建|续建|是|甲、乙|[a-z]{3}|-1|45413)", 40..90),
    ) {
        let mut workbook = random_workbook(seed, size);
        let mut dice = Dice::new(seed ^ 5);
        for list in workbook.lists.iter().map(|list| list.id).collect::<Vec<_>>() {
            let mut rows = projects_of(&workbook, list);
            rows.retain(|_| dice.percent(60));
            let width = fields_of(&workbook, list).len();
            let mut targets: Vec<Target> = rows.iter().map(|&id| Target::Row(id)).collect();
            targets.extend((0..dice.below(3)).map(|nth| Target::New(workbook.new_id(nth as u32))));
            let mut at = 0;
            let mut next = || {
                at += 1;
                words[at * 7 % words.len()].clone()
            };
            let block: Vec<Vec<String>> =
                targets.iter().map(|_| (0..width).map(|_| next()).collect()).collect();
            let before = workbook.clone();
            let plan = paste(&workbook, list, &targets, false, &block);
            let mut history = History::default();
            let made = history.make(&mut workbook, Edit::Many(plan.edits), None);
            if made.is_err() {
                // Only what no row can know of itself: packages that became parts of each other.
                prop_assert_eq!(text(&workbook), text(&before));
                continue;
            }
            prop_assert_eq!(workbook.check(), []);
            for project in before.projects.iter().filter(|project| !rows.contains(&project.id)) {
                prop_assert_eq!(workbook.projects.get(project.id), Some(project));
            }
            history.undo(&mut workbook);
            prop_assert_eq!(text(&workbook), text(&before));
            history.redo(&mut workbook);
            prop_assert_eq!(workbook.check(), []);
        }
    }

    /// Undoing all steps leads back to the start and redoing all to the end, with the save point clean.
    #[test]
    fn undo_all_and_redo_all(seed: u64) {
        let mut workbook = random_workbook(seed, 10);
        let mut dice = Dice::new(seed ^ 7);
        let mut history = History::default();
        let start = text(&workbook);
        let mut saved = start.clone();
        for round in 0..30 {
            let edit = random_edit(&mut dice, &workbook);
            let _ = history.make(&mut workbook, edit, None);
            if round == 12 {
                history.mark_saved(history.state());
                saved = text(&workbook);
            }
        }
        let end = text(&workbook);
        let mut undone = 0;
        while history.undo(&mut workbook).is_some() {
            undone += 1;
            prop_assert!(workbook.check().is_empty());
            if !history.is_dirty() {
                prop_assert_eq!(text(&workbook), saved.clone());
            }
        }
        prop_assert_eq!(text(&workbook), start);
        let mut redone = 0;
        while history.redo(&mut workbook).is_some() {
            redone += 1;
            if !history.is_dirty() {
                prop_assert_eq!(text(&workbook), saved.clone());
            }
        }
        prop_assert_eq!(undone, redone);
        prop_assert_eq!(text(&workbook), end);
    }

    /// A journal can replay what was made: edits survive being written and read.
    #[test]
    fn edits_are_serializable(seed: u64) {
        let workbook = random_workbook(seed, 6);
        let mut dice = Dice::new(seed);
        for _ in 0..10 {
            let edit = random_edit(&mut dice, &workbook);
            let written = ron::to_string(&edit).expect("writable");
            let read: Edit = ron::from_str(&written).expect("readable");
            prop_assert_eq!(ron::to_string(&read).expect("writable"), written);
        }
    }
}

fn title(text: &str) -> Edit {
    Edit::Head(Head::Title(text.into()))
}

#[test]
fn typing_is_one_step_and_stops_at_the_save_point() {
    let mut workbook = Workbook::new("甲", 2024);
    let mut history = History::default();
    for typed in ["丽", "丽水", "丽水市"] {
        history.make(&mut workbook, title(typed), Some(MergeKey::Title)).expect("accepted");
    }
    history.mark_saved(history.state());
    assert!(!history.is_dirty());
    for typed in ["丽水市2", "丽水市20"] {
        history.make(&mut workbook, title(typed), Some(MergeKey::Title)).expect("accepted");
    }
    assert!(history.is_dirty());
    assert_eq!(history.steps_since_save(), Some(1));
    assert!(history.undo(&mut workbook).is_some());
    assert_eq!(&*workbook.title, "丽水市");
    assert!(!history.is_dirty(), "undoing back to the save point is clean");
    assert!(history.undo(&mut workbook).is_some());
    assert_eq!(&*workbook.title, "甲", "typing before the save was one step");
    assert!(history.is_dirty());
    assert!(history.redo(&mut workbook).is_some());
    assert!(!history.is_dirty());
}

#[test]
fn other_cells_and_sealing_end_a_run_of_typing() {
    let mut workbook = random_workbook(5, 4);
    let mut history = History::default();
    let project = workbook.projects.at(0).expect("a project").id;
    let set = |field, text: &str| Edit::SetField { project, field, value: Value::text(text) };
    let key = |field| Some(MergeKey::Cell(RowId::Project(project), field));
    let before = text(&workbook);
    let make = |workbook: &mut Workbook, history: &mut History, field, typed: &str| {
        history.make(workbook, set(field, typed), key(field)).expect("accepted");
    };
    make(&mut workbook, &mut history, ProjectField::Name, "一");
    make(&mut workbook, &mut history, ProjectField::Name, "一二");
    make(&mut workbook, &mut history, ProjectField::Note, "三");
    make(&mut workbook, &mut history, ProjectField::Name, "一二三");
    history.seal();
    make(&mut workbook, &mut history, ProjectField::Name, "一二三四");
    assert_eq!(history.undo_labels().count(), 4);
    while history.undo(&mut workbook).is_some() {}
    assert_eq!(text(&workbook), before);
}

#[test]
fn the_memory_bound_keeps_the_last_step() {
    let mut workbook = Workbook::new("0", 2024);
    let mut history = History::with_bound(1);
    for n in 1..10 {
        history.make(&mut workbook, title(&n.to_string()), None).expect("accepted");
    }
    assert_eq!(history.undo_labels().count(), 1);
    assert!(history.undo(&mut workbook).is_some());
    assert_eq!(&*workbook.title, "8");
    assert!(history.undo(&mut workbook).is_none());
    assert!(history.redo(&mut workbook).is_some());
    assert_eq!(&*workbook.title, "9");
}

#[test]
fn a_new_change_after_undo_forgets_what_could_be_redone() {
    let mut workbook = Workbook::new("0", 2024);
    let mut history = History::default();
    history.make(&mut workbook, title("1"), None).expect("accepted");
    history.mark_saved(history.state());
    history.undo(&mut workbook);
    history.make(&mut workbook, title("2"), None).expect("accepted");
    assert!(history.redo_label().is_none());
    assert!(history.redo(&mut workbook).is_none());
    assert!(history.is_dirty());
    assert_eq!(history.steps_since_save(), None, "the saved state can no longer be reached");
}

/// A stage and a progress set in a cell are told with what they were, and their projects count as changed.
#[test]
fn the_history_tells_stages_and_progress_too() {
    use guatu::model::{Since, Stage};
    let mut workbook = support::random_workbook(5, 12);
    workbook.month = guatu::model::Month::new(2031, 6);
    let project = workbook.projects.at(4).expect("a project").clone();
    let mut history = History::default();
    let set = |field, value| Edit::SetField { project: project.id, field, value };
    let stage = if project.stage == Some(Stage::Funded) { Stage::Started } else { Stage::Funded };
    for edit in [
        set(ProjectField::Stage, Value::Stage(stage)),
        set(ProjectField::Progress, Value::Text("主体封顶，又一处".into())),
        set(ProjectField::Note, Value::Text("丁，又一处".into())),
    ] {
        history.make(&mut workbook, edit, None).expect("it applies");
    }
    let changes = history.changes(&workbook, project.id);
    let fields: Vec<_> = changes.iter().map(|change| change.fields.as_slice()).collect();
    assert_eq!(fields, [[ProjectField::Note], [ProjectField::Progress], [ProjectField::Stage]]);
    assert!(changes.iter().all(|change| change.parts.is_empty()), "the note goes with its change");
    let before = changes[2].before.as_ref().expect("it was there");
    assert_eq!((before.stage, &before.stage_log), (project.stage, &project.stage_log));
    history.undo(&mut workbook).expect("a step");
    assert!(history.changed_since(Since::Saved).contains(&project.id));
}

/// What was done to a project can be read off the history, step by step, and goes when it is undone.
#[test]
fn the_history_says_what_was_done_to_a_project() {
    use guatu::{edit::Part, model::Text};
    let mut workbook = support::random_workbook(3, 12);
    let mut history = History::default();
    let project = workbook.projects.at(2).expect("a project").clone();
    let other = workbook.projects.at(3).expect("another").id;
    let set = |project, text: &str| Edit::SetField {
        project,
        field: ProjectField::Note,
        value: Value::Text(text.into()),
    };
    let mut with_link = project.clone();
    with_link.note = "甲".into();
    with_link.attachments.push("x.pdf".into());
    for edit in [
        set(project.id, "甲"),
        set(other, "乙"),
        Edit::Many(vec![set(other, "丙"), Edit::Replace(with_link.into())]),
        set(project.id, "丁"),
    ] {
        history.make(&mut workbook, edit, None).expect("it applies");
    }
    let changes = history.changes(&workbook, project.id);
    assert_eq!(changes.len(), 3, "the step that only touched another project is not among them");
    let notes: Vec<[Option<Text>; 2]> = changes
        .iter()
        .map(|change| [&change.before, &change.after].map(|row| row.as_ref().map(|row| row.note.clone())))
        .collect();
    assert_eq!(notes[0], [Some("甲".into()), Some("丁".into())]);
    assert_eq!(notes[2], [Some(project.note.clone()), Some("甲".into())]);
    assert_eq!((&changes[0].fields, &changes[0].parts), (&vec![ProjectField::Note], &Vec::new()));
    assert_eq!(changes[1].parts, [Part::Attachments]);
    assert_eq!(changes[0].at.date, guatu::model::When::today());
    history.undo(&mut workbook).expect("a step");
    assert_eq!(history.changes(&workbook, project.id).len(), 2);
}

/// Joining and leaving, and the course of a promoted investment, are told as the fields that they are.
#[test]
fn joining_a_list_is_told_once() {
    use guatu::{
        edit::Part,
        model::project::{Membership, Promotion},
    };
    let mut workbook = support::random_workbook(3, 12);
    let mut history = History::default();
    let mut project = workbook.projects.at(2).expect("a project").clone();
    (project.joined, project.left, project.promotion) = (None, None, None);
    Edit::Replace(project.clone().into()).apply(&mut workbook).expect("it applies");
    let date = "2024-03".parse().expect("a date");
    project.joined = Some(Box::new(Membership { date, reason: "增补".into() }));
    let course = Promotion { signed: Some(date), ..Promotion::default() };
    project.promotion = Some(Box::new(course));
    history.make(&mut workbook, Edit::Replace(project.clone().into()), None).expect("it applies");
    if let Some(course) = &mut project.promotion {
        course.funds_due = Some(date);
    }
    history.make(&mut workbook, Edit::Replace(project.clone().into()), None).expect("it applies");
    let changes = history.changes(&workbook, project.id);
    let told: Vec<_> = changes.iter().map(|change| (&*change.fields, &*change.parts)).collect();
    let fields = [ProjectField::JoinedOn, ProjectField::JoinedReason, ProjectField::SignedOn];
    assert_eq!(told, [(&[][..], &[Part::DueDates][..]), (&fields[..], &[][..])]);
}

/// Projects with a name, a note and perhaps a stage.
fn named(cells: &[(String, String, bool)]) -> Vec<Project> {
    let project = |(id, (name, note, building)): (u32, &(String, String, bool))| {
        let mut project = Project::new(ProjectId(id), ListId(1));
        project.name = name.as_str().into();
        project.note = note.as_str().into();
        project.stage = building.then_some(Stage::Building);
        project
    };
    (1..).zip(cells).map(project).collect()
}

proptest! {
    /// Searching all cells at once finds what asking each of them finds.
    #[test]
    fn no_cell_is_missed_and_none_made_up(
        cells in prop::collection::vec(("[aBk建\n ]{0,5}", "[aBk建\n ]{0,5}", any::<bool>()), 0..12),
        text in prop::sample::select(vec![
            "a", "B建", "k", "^a", "建$", "a[^k]", "\\s", "a*", "a\\b", "a\\nB", "\\Aa", "建\\z", "(?s)a.B",
            "(?m)^B", "在", "^$", "[^a]建|k", "a|", "\\n", "^",
        ]),
        expression in any::<bool>(),
        match_case in any::<bool>(),
    ) {
        let projects = named(&cells);
        let projects: Vec<&Project> = projects.iter().collect();
        let workbook = Workbook::new("", 2024);
        let fields = [ProjectField::Name, ProjectField::Stage, ProjectField::Note];
        let pattern = Pattern::new(text, expression, match_case).expect("an expression");
        let mut wanted = Vec::new();
        for (row, project) in (0..).zip(&projects) {
            for (column, &field) in (0..).zip(&fields) {
                let text = value_text(&workbook, project, field, &field.get(project), &Lang::Zh);
                if !text.is_empty() && pattern.is_in(&text) {
                    wanted.push(Hit { row, column });
                }
            }
        }
        prop_assert_eq!(Texts::new(&workbook, &projects, &fields, &Lang::Zh).find(&pattern), wanted);
    }
}

/// In a damaged file two rows have one number. What is taken out of it comes back, whatever is refused or undone.
#[test]
fn a_row_whose_number_is_taken_twice_is_never_lost() {
    let mut workbook = random_workbook(21, 6);
    let areas: Vec<_> = workbook.areas.iter().cloned().collect();
    // Nothing names it, so that it can go.
    let id = workbook.new_id(0);
    let twin = guatu::model::Area { id, parent: None, code: None, ..areas.last().expect("an area").clone() };
    let first = guatu::model::Area { name: "同号".into(), ..twin.clone() };
    workbook.areas = std::iter::once(first).chain(areas).chain([twin]).collect();
    assert!(!workbook.check().is_empty());
    let before = text(&workbook);
    // Refused in the middle of a step.
    let nobody = Edit::Remove(guatu::model::AreaId(9_999_999).into());
    assert!(Edit::Many(vec![Edit::Remove(id.into()), nobody]).apply(&mut workbook).is_err());
    assert_eq!(text(&workbook), before);
    // And taken back by hand, and made again.
    let mut history = History::default();
    history.make(&mut workbook, Edit::Remove(id.into()), None).expect("one of the two goes");
    let after = text(&workbook);
    assert_ne!(after, before);
    assert!(history.undo(&mut workbook).is_some());
    assert_eq!(text(&workbook), before);
    assert!(history.redo(&mut workbook).is_some());
    assert_eq!(text(&workbook), after);
}
